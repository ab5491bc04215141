/* What the templates of the care of the stock show. */
#pragma once
#include "domain/dwelling/stock_tabs.h"
#include "domain/work/case_frame.h"
#include "platform/html/html.h"
#include "upkeep_schema.h"

/* One row of any of the lists: what it is, where it leads, and how it stands. */
enum care_mark { CARE_NONE, CARE_GOOD, CARE_WAITS, CARE_WARNS, CARE_LATE };
struct care_row {
    const char *title, *link, *about, *note, *says; /* link, note and says may be NULL */
    enum care_mark mark;
};
struct care_rows {
    struct care_row *v;
    size_t n;
};
struct care_list {
    const char *id;
    text_key head, none;
    struct care_rows rows;
};
struct care_page_view {
    struct stock_tab_view tab;
    struct care_list runs, empty, below, damages, problems, causes;
    int64_t turnaround, turned, turned_late, goal, checked, n_below, unplanned, late;
    const char *void_days;
};
struct care_below_view {
    struct stock_tab_view tab;
    struct care_list below;
    int64_t checked, n_below, unplanned;
    bool any_standard;
};
struct care_step_view {
    int64_t seq, cost;
    const char *name, *note, *who;
    struct date done_on;
    bool done, needed, has_cost;
};
struct care_step_views {
    struct care_step_view *v;
    size_t n;
};
struct care_run_view {
    struct stock_tab_view tab;
    int64_t id, dwelling, left, done, days, cost, goal;
    const char *address;
    text_key why;
    struct date begun, due, ended;
    bool over, late, may_write;
    struct care_step_views steps;
};
struct care_item_view {
    const char *code, *name, *remark, *answer;
    text_key about;
    bool wanted, first; /* first: of what it is about */
    bool met, not_met, not_seen;
};
struct care_item_views {
    struct care_item_view *v;
    size_t n;
};
struct care_standard_view {
    int64_t id;
    const char *address;
    struct care_item_views items;
};
struct care_damage_view {
    int64_t id;
    const char *address, *today;
    struct options causes;
};
struct care_plan_view {
    int64_t id;
    const char *address;
    struct options kinds;
};
/* What stands about one dwelling, on its own page. */
struct care_dwelling_view {
    int64_t id, met, required;
    bool may_write, checked, below, has_plan, may_begin, may_end;
    struct date checked_on, due;
    const char *checked_by, *plan_why, *today;
    int64_t plan;
    text_key plan_kind, plan_state;
    struct care_list runs, damages;
    struct care_open_damages {
        struct care_open_damage {
            int64_t id;
            const char *what;
        } *v;
        size_t n;
    } open;
};
struct care_problem_view {
    int64_t id;
    text_key kind;
    struct date seen_on, closed_on;
    const char *what, *done;
    bool open;
};
struct care_problem_views {
    struct care_problem_view *v;
    size_t n;
};
struct care_cluster_view {
    int64_t id;
    bool may_write;
    struct care_problem_views problems;
    struct care_list lifts;
    struct options kinds;
    const char *today;
};
struct care_plans_view {
    struct stock_tab_view tab;
    bool may_write, may_site, may_concentration;
    struct care_list plans, acquisitions, years, lifts;
    int64_t waiting, between, vacant, stock_done, yards_done;
    const char *waiting_text, *vacant_text;
    struct options clusters;
    int64_t year;
};
struct acquisition_new_view {
    struct stock_tab_view tab;
    struct options kinds, types, areas, units, standards;
    int64_t next_year;
};
struct acquisition_view {
    struct stock_tab_view tab;
    int64_t id, homes, year, version;
    const char *name, *type, *area, *cost, *follow_up, *follow_unit, *standard_why;
    text_key kind, state, standard;
    bool courtyard, may_write;
    struct options states;
};
struct lift_home_view {
    int64_t id;
    const char *address;
    struct date done_on;
    bool done;
};
struct lift_home_views {
    struct lift_home_view *v;
    size_t n;
};
struct lift_view {
    struct stock_tab_view tab;
    int64_t id, n, done, percent, from, until;
    const char *name, *cluster, *what, *today;
    struct date outdoor_on;
    bool outdoor, may_write;
    struct lift_home_views homes;
};
struct siting_list_view {
    struct stock_tab_view tab;
    struct care_list rows;
    struct options types;
};
struct siting_view {
    struct stock_tab_view tab;
    int64_t id, houses;
    const char *place, *type, *note, *today;
    text_key state;
    struct care_list steps;
    struct options kinds;
};
struct concentration_view {
    struct stock_tab_view tab;
    struct care_list rows;
    const char *few; /* how many places have too few to be told of; NULL: none */
    int64_t warn_from;
};
struct landlord_list_view {
    struct stock_tab_view tab;
    struct care_list rows;
};
struct landlord_view {
    struct stock_tab_view tab;
    int64_t id;
    const char *name, *number, *phone, *email, *note, *today;
    struct care_list agreements, talks;
    struct options kinds;
};
struct review_view {
    int64_t id;
    text_key cause, outcome;
    struct date seen_on;
    struct instant asked_at, answered_at;
    const char *what, *words, *path;
    bool answered, repaired;
};
struct review_views {
    struct review_view *v;
    size_t n;
};
struct review_page_view {
    struct review_views reviews;
    struct options outcomes;
    bool may_answer;
};

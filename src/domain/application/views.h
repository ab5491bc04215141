/* What the templates of applications show. */
#pragma once
#include "application_schema.h"
#include "domain/secrecy/secrecy.h"
#include "platform/html/html.h"

struct application_mark_view {
    int icon;
    const char *color, *text; /* text NULL: nothing */
};
struct application_fact_view {
    const char *what, *answer, *by, *why; /* why NULL: nothing said */
    struct application_mark_view mark;
};
struct application_fact_views {
    struct application_fact_view *v;
    size_t n;
};
struct application_wish_view {
    int64_t id, seq;
    text_key kind, result, unmet; /* 0: none */
    const char *area, *words, *answer, *path, *act; /* act: where it is moved and taken back */
    bool may_answer, may_up;
};
struct application_member_view {
    const char *name, *about, *path;
};
struct application_member_views {
    struct application_member_view *v;
    size_t n;
};
struct application_wish_views {
    struct application_wish_view *v;
    size_t n;
};
struct application_pressure_view {
    text_key from;
    const char *by, *said;
    struct instant at;
};
struct application_pressure_views {
    struct application_pressure_view *v;
    size_t n;
};
struct application_step_view {
    text_key to;
    const char *by;
    struct instant at;
};
struct application_step_views {
    struct application_step_view *v;
    size_t n;
};
struct application_page_view {
    bool refused;
    const char *decision_path; /* where the refusal is written for her */
    const char *given_name, *path, *offers_path; /* offers_path NULL: not for this session */
    bool any, open, readable, may_write, may_new, may_assess, may_report, may_decide, may_wait, may_check, meeting_decides;
    struct application_mark_view status;
    text_key kind, way, list, why; /* list, why 0: none */
    struct date received, round, postponed_to, checked, check_due;
    bool check_late;
    int64_t adults, children;
    const char *persons, *helper, *situation, *answer_words;
    text_key band, band_why;
    bool may_proposal;
    struct application_fact_views facts;
    int64_t unknown;
    struct application_wish_views wishes;
    struct application_member_views members;
    struct application_pressure_views pressures;
    struct application_step_views steps;
    struct secrecy_hidden hidden;
    struct options lists, wish_kinds, results, unmets, froms, checks, withdrawals, refusals, postponements, outcomes;
    const char *postponed_default;
};
struct application_new_view {
    const char *given_name, *path, *back, *today, *adults, *children;
    struct options kinds, ways;
};
struct application_known_view {
    const char *given_name, *path, *back, *adults, *children;
    bool in_need, homelessness, released_from_prison, own_effort, too_small, too_few_rooms, residence, need, mark;
    const char *in_need_now, *homelessness_now, *released_now, *effort_now, *small_now, *rooms_now, *residence_now, *need_now, *active_now;
    bool residence_unknown, excepted;
    int64_t years;
    struct options answers, sources, needs;
};
struct applicant_row_view {
    const char *name, *path;
    text_key status, list, kind; /* list 0: not chosen */
    struct application_mark_view mark;
    struct date received, postponed_to;
    int64_t adults, children, days;
    const char *persons;
};
struct applicant_row_views {
    struct applicant_row_view *v;
    size_t n;
};
struct applicant_filter_view {
    text_key name;
    const char *code;
    int64_t n;
    bool current;
};
struct applicant_filter_views {
    struct applicant_filter_view *v;
    size_t n;
};
struct applicants_view {
    struct applicant_row_views rows;
    struct applicant_filter_views lists, statuses;
    const char *list, *status, *unit;
    int64_t all, shown, first, last, page, previous_page, next_page;
    bool previous, next, all_lists, all_statuses, may_import, may_figures;
};

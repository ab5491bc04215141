/* What the templates of measures show. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "measure_schema.h"
#include "platform/html/html.h"

struct measure_mark_view {
    int icon;
    const char *color;
    text_key text; /* 0: nothing */
};
struct measure_line_view { /* a ticket or a rule, and why */
    int64_t id;
    const char *words, *why, *stop; /* stop: where it is ended; NULL: not by this session */
    struct date from;
    struct measure_mark_view mark;
};
struct measure_line_views {
    struct measure_line_view *v;
    size_t n;
};

/* ── the catalogue ── */
struct measure_row_view {
    const char *path, *name, *target, *unit, *room, *why_not; /* why_not NULL: it can be chosen */
    text_key kind, arena, run_by;    /* run_by 0: the municipality's own */
    bool harm_reducing, field_based, offered, open, full;
    int64_t waiting;
    struct measure_line_views tickets;
    struct measure_mark_view mark;
};
struct measure_row_views {
    struct measure_row_view *v;
    size_t n;
};
struct measure_filter_view {
    const char *code;
    text_key name;
    int64_t n;
    bool current;
};
struct measure_filter_views {
    struct measure_filter_view *v;
    size_t n;
};
struct measure_gap_view {
    text_key why;
    const char *n;
};
struct measure_gap_views {
    struct measure_gap_view *v;
    size_t n;
};
struct measure_catalogue_view {
    text_key flexibility; /* how help is changed here; 0: not said */
    int64_t all;
    bool may_manage;
    struct measure_filter_views filters;
    struct measure_row_views rows;
    struct measure_gap_views gaps;
};
struct measure_phase_count_view {
    text_key phase;
    int64_t n;
    const char *width; /* of 100 */
};
struct measure_phase_count_views {
    struct measure_phase_count_view *v;
    size_t n;
};
struct measure_one_view {
    const char *path, *name, *plain, *unit, *phone, *target, *content, *professions, *age, *room, *positions, *edit, *principles; /* NULL: none */
    text_key kind, arena, run_by;
    bool harm_reducing, field_based, low_threshold, carries_tasks, offered, open;
    int64_t waiting, agreement_days, review_weeks;
    struct measure_mark_view mark;
    struct measure_line_views tickets, rules;
    struct measure_phase_count_views phases;
};
struct measure_edit_view {
    const char *path, *back, *name, *places, *positions, *agreement_days, *review_weeks;
    const char *open_value;
    int64_t version;
    struct measure_line_views tickets, rules;
    struct options ticket_kinds;
};
struct measure_new_view {
    struct options kinds, units, runners, arenas;
};
struct measure_principle_view {
    const char *name, *field; /* field: its name in the form */
    text_key title, question;
    struct measure_mark_view marks[6];
    const char *todo; /* of the newest */
};
struct measure_principle_views {
    struct measure_principle_view *v;
    size_t n;
};
struct measure_check_view {
    struct date on;
    const char *by;
};
struct measure_check_views {
    struct measure_check_view *v;
    size_t n;
};
struct measure_fidelity_view {
    const char *path, *back, *name, *sum; /* sum: "6 av 8 …"; NULL: never looked at */
    bool may_say;
    struct measure_principle_views principles;
    struct measure_check_views checks;
    struct options marks, which;
};

/* ── one case ── */
struct measure_agreement_view {
    bool runs, late, outside, may_confirm;
    int64_t id, version;
    const char *minutes, *band, *words, *her_words; /* band NULL: no decided amount */
    const char *given;                               /* NULL: nobody counts */
    struct date from, until;
    struct measure_mark_view mark;
};
struct measure_stay_view {
    const char *path, *name, *unit, *contact, *phone, *ground, *tailored; /* tailored NULL: nothing, or not to be read here */
    struct date since, over, review, waits_since;
    text_key waits_for, over_why;
    bool running, waiting, has_review, review_now;
    struct measure_mark_view mark;
    struct measure_agreement_view agreement;
    const char *switch_path;
};
struct measure_stay_views {
    struct measure_stay_view *v;
    size_t n;
};
struct measure_asked_view { /* something everybody is asked */
    int64_t id;
    const char *name, *target, *by, *path; /* by NULL: not asked yet */
    text_key answer;
    struct date on, again;
    bool has_again, due;
};
struct measure_asked_views {
    struct measure_asked_view *v;
    size_t n;
};
struct measure_task_view {
    const char *path, *from, *to, *name, *name_path; /* name NULL: the case is known */
    text_key kind, state;
    int64_t every;
    struct date due;
    bool ours, asked, taken, back, late;
};
struct measure_task_views {
    struct measure_task_view *v;
    size_t n;
};
struct measures_view {
    const char *given_name, *path, *services_path;
    bool may_write;
    struct measure_stay_views running, waiting, past;
    struct measure_asked_views asked;
    struct measure_task_views tasks;
    int64_t informal;
    text_key gap; /* 0: none */
    struct date gap_since;
    struct secrecy_hidden hidden;
    struct options answers, gaps, gap_ends, task_kinds, task_measures;
    const char *tomorrow;
};
struct measure_choose_view {
    const char *given_name, *back, *now; /* now: what she is in, on a switch; NULL: something new */
    struct measure_row_views fit, not_now;
};
struct measure_enter_view {
    const char *given_name, *path, *back, *name, *target, *content, *unit, *from, *now, *now_until; /* now NULL: something new */
    bool may_start, asks_unit, full, has_tickets, one_ground;
    const char *first_ground, *ground_name, *help_path; /* help_path: where help is started before a decision, or NULL */
    struct options tickets, grounds, contacts;
    struct measure_line_views rules, asked;
    struct secrecy_hidden hidden;
};
struct measure_said_view {
    text_key kind;
    const char *words, *by;
    struct instant at;
};
struct measure_said_views {
    struct measure_said_view *v;
    size_t n;
};
struct measure_event_view {
    const char *text, *by;
    struct date on;
};
struct measure_event_views {
    struct measure_event_view *v;
    size_t n;
};
struct measure_phase_view {
    text_key name;
    struct date on;
    const char *by;
    bool done, next;
    const char *code;
};
struct measure_phase_views {
    struct measure_phase_view *v;
    size_t n;
};
struct measure_stay_page_view {
    const char *given_name, *path, *back, *content, *catalogue, *sheet;
    struct measure_stay_view stay;
    int64_t version;
    bool may_write, may_tailor, may_switch, housing_first, asks_review, readable, has_tickets, one_ground;
    const char *first_ground, *ground_name, *help_path, *from, *until_default, *minutes_default, *wish; /* wish: where a change of the decision is asked for, or NULL */
    struct measure_line_views rules, tickets;
    struct measure_said_views said;
    struct measure_event_views history;
    struct measure_phase_views phases;
    struct options contacts, results, whys, ticket_options, grounds;
    struct secrecy_hidden hidden;
};

/* ── the week of a unit ── */
struct measure_week_row_view {
    const char *name, *path, *measure, *contact, *minutes, *until_text, *confirm;
    int64_t agreement, version;
    struct measure_mark_view mark;
    bool has_agreement, may_confirm;
};
struct measure_week_row_views {
    struct measure_week_row_view *v;
    size_t n;
};
struct measure_wait_row_view {
    const char *name, *path, *measure, *by;
    text_key why;
    struct date since;
};
struct measure_wait_row_views {
    struct measure_wait_row_view *v;
    size_t n;
};
struct measure_week_view {
    const char *unit, *sum; /* sum: "18 timer avtalt i uka med 9" */
    bool mine;
    int64_t late;
    struct measure_week_row_views rows;
    struct measure_wait_row_views waiting;
    struct measure_task_views tasks;
};

/* What the templates of the desk show. Every text that depends on a rule is made in C. */
#pragma once
#include "desk_schema.h"
#include "domain/desk/ribbon.h"
#include "domain/calendar/calendar.h"
#include "domain/meeting/meeting.h"
#include "domain/message/message.h"
#include "domain/visit/visit.h"
#include "platform/auth/draft_store.h"
#include "domain/work/case_frame.h"
#include "platform/html/html.h"

/* Icon, words and colour: never colour alone. */
struct desk_status {
    int icon;
    const char *colour, *text;
};

/* ── the day ──────────────────────────────────────────────────────────── */

struct queue_row {
    int64_t case_number, handover;
    const char *name, *from, *from_who, *to, *what, *left, *used;
    struct date due;
    bool has_age, urgent, may_answer;
    int64_t age, n_refused;
};
struct queue_rows {
    struct queue_row *v;
    size_t n;
};
struct alert_row {
    int icon;
    const char *colour, *title, *name, *why, *path, *act_path;
    text_key act;
    int64_t order; /* the most urgent first */
};
struct alert_rows {
    struct alert_row *v;
    size_t n;
};
struct task_row {
    const char *when, *name, *path;
    text_key kind;
    struct date due;
    bool late, mine;
};
struct task_rows {
    struct task_row *v;
    size_t n;
};
struct link_view {
    const char *path, *label;
    bool current;
};
struct link_views {
    struct link_view *v;
    size_t n;
};
struct case_row {
    int64_t case_number;
    const char *name, *staff, *waits_for;
    text_key step;
    struct date due, since;
    bool has_age, late, today, theirs; /* theirs: the next step is another unit's */
    int64_t age;
};
struct case_rows {
    struct case_row *v;
    size_t n;
};
struct column_view {
    text_key label;
    const char *direction, *value; /* aria-sort, and what the button asks for */
};
struct day_cases_view {
    bool ours, with_staff, by_date_only;
    int64_t total;
    const char *scope, *filter, *other_path; /* codes for the sorting form; the link to the other scope, or NULL */
    int64_t other_total;
    const char *caption;
    struct link_views filters;
    struct column_view name, due, since;
    struct case_rows rows;
    const char *previous, *next;
    int64_t first, last, found;
};
struct day_view {
    const char *today, *unit;
    int64_t week;
    bool may_create, may_search;
    struct queue_rows queue;
    int64_t n_queue;
    struct alert_rows alerts; /* the most urgent first; n_alerts of them in all */
    size_t n_alerts;
    struct task_rows due, next;
    struct meeting_soons meetings;    /* the next ones, at most five */
    struct message_waitings messages; /* unread, the oldest first */
    int64_t n_messages;
    struct drafts drafts;
    struct day_cases_view cases;
};
/* ── the unit's queue ─────────────────────────────────────────────────── */

struct worker_row {
    const char *name, *path; /* path NULL: shown now */
    int64_t cases, tasks, late;
    bool left; /* works here no more, and still has something */
};
struct worker_rows {
    struct worker_row *v;
    size_t n;
};
struct unit_task_row {
    int64_t task;
    const char *name, *path, *staff;
    text_key kind;
    struct date due;
    bool late, today;
};
struct unit_task_rows {
    struct unit_task_row *v;
    size_t n;
};
struct unit_view {
    const char *unit, *whose; /* whose NULL: everyone's */
    struct link_views lists;
    bool tasks, may_give, may_take;
    struct case_rows cases;
    struct unit_task_rows task_rows;
    struct column_view name, due, since;
    const char *list, *staff; /* for the sorting form; staff NULL: everyone */
    struct options staff_options;
    struct worker_rows workers;
    int64_t n_nobody_cases, n_nobody_tasks, n_offers, n_contacts, n_nights, n_messages;
    const char *resting_path; /* the quiet cases; NULL: not for this session */
    const char *nobody_path, *all_path;
    const char *previous, *next;
    int64_t first, last, found;
};

/* ── one case ─────────────────────────────────────────────────────────── */

/* Help that runs in one area, or a part of the decision that gives something there. */
struct piece_help {
    text_key what;
    const char *unit;
    bool decided; /* a decision stands behind it */
};
struct piece_helps {
    struct piece_help *v;
    size_t n;
};
struct piece_view {
    struct piece_helps helps;
    const char *cover, *path; /* path NULL: the session may not open the assessment */
    int icon;
    text_key name;
    struct desk_status status;
    const char *need, *wish, *unit; /* NULL: nothing written, or not for this reader */
};
struct piece_views {
    struct piece_view *v;
    size_t n;
};
struct puzzle_view {
    const char *given_name, *summary;
    const char *motivation, *shared_need; /* approved by her; NULL: nothing */
    struct piece_views pieces;
};
struct ribbon_view {
    struct ribbon ribbon;
    const char *title, *side, *described;
};
struct member_view {
    const char *unit, *role;
    struct desk_status status;
    const char *until; /* after the status, in plain weight */
};
struct member_views {
    struct member_view *v;
    size_t n;
};
struct line_view {
    const char *title, *detail, *path;
    struct desk_status status;
};
struct line_views {
    struct line_view *v;
    size_t n;
};
struct team_view {
    bool has_appointment;
    struct booking_brief appointment;
    const char *appointment_when, *appointments_path;
    const char *given_name, *consent_path; /* NULL: may not open the page */
    struct member_views members;
    struct line_views decision, services, duties, contacts;
    const char *services_path;
    text_key help; /* she has said no, to all or a part, or has a break; 0: as usual */
    struct date help_since;
    const char *help_path;
    const char *coordinator_path, *notice_path, *answer_path; /* NULL: may not open it */
    struct {
        struct case_more *v;
        size_t n;
    } more;
};
struct event_view {
    struct instant at; /* of the newest, when several are told as one */
    const char *when, *text, *who, *visible_to;
    int icon;
    int64_t times;
};
struct event_views {
    struct event_view *v;
    size_t n;
};
struct timeline_view {
    struct link_views filters;
    struct event_views events;
    const char *previous, *next;
};
struct overview_night_view {
    const char *path, *text, *detail, *colour; /* path NULL: not for this session; text NULL: nothing runs */
    int icon;
    const char *ask_path; /* where a place is asked for; NULL: not hers to ask, or asked */
};
struct overview_view {
    struct overview_night_view night;
    struct puzzle_view puzzle;
    struct team_view team;
    struct ribbon_view ribbon;
    struct timeline_view timeline;
};

/* ── search ───────────────────────────────────────────────────────────── */

struct found_row {
    int64_t case_number;
    const char *name, *number, *holder;
    bool has_age;
    int64_t age;
};
struct found_rows {
    struct found_row *v;
    size_t n;
};
struct search_view {
    bool may_read_emergency; /* the same line for everybody who may, whatever was found */
    bool searched, more;
    struct found_rows rows;
};

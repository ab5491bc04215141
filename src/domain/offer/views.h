/* What the templates of offers show. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "offer_schema.h"
#include "platform/html/html.h"

struct offer_mark_view {
    int icon;
    const char *color;
    text_key text; /* 0: nothing */
};
struct offer_fit_view {
    text_key point;
    struct offer_mark_view mark;
};
struct offer_fit_views {
    struct offer_fit_view *v;
    size_t n;
};
struct offer_letter_view {
    const char *path;
    text_key recipient;
    struct date sent;
};
struct offer_letter_views {
    struct offer_letter_view *v;
    size_t n;
};
struct offer_viewing_view {
    const char *path, *clock;
    text_key state;
    struct date on;
    bool planned;
};
struct offer_viewing_views {
    struct offer_viewing_view *v;
    size_t n;
};
struct offer_point_view {
    const char *code, *name, *by; /* by NULL: not done */
    struct date on;
};
struct offer_point_views {
    struct offer_point_view *v;
    size_t n;
};
struct offer_talk_view {
    int64_t day;
    text_key result; /* 0: not yet */
    struct date on;  /* the day it is due, or was done */
    const char *by;
};
struct offer_talk_views {
    struct offer_talk_view *v;
    size_t n;
};
/* One offer, the one that counts now, with everything that can be done. */
struct offer_now_view {
    const char *home, *area, *rent, *path, *unit, *by, *lease_path;
    struct offer_mark_view mark;
    text_key choice, forced, more_why; /* 0: none */
    struct date made, answer_by, sent, more_to;
    bool open, accepted, moved_in, late, reserve;
    struct offer_fit_views fits;
    struct offer_letter_views letters;
    struct offer_viewing_views viewings;
    struct offer_point_views points;
    struct offer_talk_views talks;
    int64_t points_left, next_day;
    bool may_send, may_answer, may_view, may_back, may_lease, may_point, may_talk, has_lease;
    text_key lease_state;
    struct date lease_from, moved_on;
    struct options answers, ways, reasons, times, backs, wents, deposits, results;
    const char *time_default, *from_default, *rent_default, *today;
};
struct offer_past_view {
    const char *home, *by;
    struct offer_mark_view mark;
    text_key why, effect; /* 0: none */
    struct date made, ended;
};
struct offer_past_views {
    struct offer_past_view *v;
    size_t n;
};
struct offer_passed_view {
    const char *home, *by;
    text_key why;
    struct date on;
};
struct offer_passed_views {
    struct offer_passed_view *v;
    size_t n;
};
struct offer_line_views {
    struct offer_passed_view *v; /* home and on */
    size_t n;
};
struct offer_case_view {
    const char *given_name, *path, *find_path, *appeal_path, *application_path; /* NULL: not for this session */
    bool any, waits;
    text_key stands; /* where the application stands; 0: none */
    struct offer_now_view now;
    struct offer_past_views past;
    struct offer_passed_views passed;
    struct offer_line_views line;
};
struct offer_home_view {
    int64_t id;
    const char *name, *area, *about, *since;
    bool full, in_line;
    struct offer_mark_view mark;
    struct offer_fit_views fits;
    int64_t wrong;
};
struct offer_home_views {
    struct offer_home_view *v;
    size_t n;
};
struct offer_find_view {
    const char *name, *path, *answer_by;
    struct options homes, choices, offered, all, passed_reasons, forced_whys, needs; /* needs: label only */
    struct offer_home_views rows;
    bool has_open;
    text_key why_not; /* 0: an offer can be made */
};
struct offer_row_view {
    const char *name, *path, *find_path, *home, *next; /* home NULL: none yet */
    struct offer_mark_view mark;
    const char *holder;
    int64_t days;
};
struct offer_row_views {
    struct offer_row_view *v;
    size_t n;
};
struct offer_task_view {
    const char *name, *path;
    text_key kind;
    struct date due;
    bool late;
};
struct offer_task_views {
    struct offer_task_view *v;
    size_t n;
};
struct offer_coming_view {
    const char *name, *path, *home, *clock;
    struct date on;
};
struct offer_coming_views {
    struct offer_coming_view *v;
    size_t n;
};
struct offer_cluster_view {
    int64_t id;
    const char *name;
    bool full, by_share; /* by_share: the limit of the profile is reached */
};
struct offer_cluster_views {
    struct offer_cluster_view *v;
    size_t n;
};
struct offer_list_view {
    const char *unit;
    struct offer_task_views today;
    struct offer_coming_views viewings;
    struct offer_row_views rows;
    struct offer_cluster_views clusters;
    bool may_close;
};

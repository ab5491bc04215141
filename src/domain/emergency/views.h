/* What the templates of a place to stay now show. */
#pragma once
#include "domain/dwelling/stock_tabs.h"
#include "domain/secrecy/secrecy.h"
#include "emergency_schema.h"
#include "platform/html/html.h"

struct night_mark_view {
    int icon;
    const char *color, *text; /* text NULL: nothing */
};
struct night_need_view {
    int64_t id;
    const char *from, *to, *asked_by, *answered_by, *words, *instead;
    text_key state, told, refusal; /* told, refusal 0: none */
    struct instant asked_at, answered_at;
    int64_t children;
    bool waiting, answered, late;
    struct night_mark_view mark, letter;
};
struct night_need_views {
    struct night_need_view *v;
    size_t n;
};
struct night_term_view {
    int64_t seq;
    struct date from, until;
    text_key told;
    const char *by, *letter_path; /* letter_path NULL: not written down yet */
    struct instant at;
    struct night_mark_view mark;
};
struct night_term_views {
    struct night_term_view *v;
    size_t n;
};
struct night_place_view {
    struct date from;
    text_key why, kind; /* kind 0: no place */
    const char *place, *shared_why, *they_say, *she_says, *by;
};
struct night_place_views {
    struct night_place_view *v;
    size_t n;
};
struct night_past_view {
    struct date from, ended_on;
    int64_t days;
    const char *unit;
    text_key how;
};
struct night_past_views {
    struct night_past_view *v;
    size_t n;
};
struct night_stay_view {
    bool runs, has_place, readable, may_extend, may_change;
    struct date from, until;
    int64_t days;
    const char *unit, *path;
    struct night_mark_view mark, length;
    struct night_term_views terms;
    struct night_place_views places;
    struct secrecy_hidden hidden;
};
struct night_page_view {
    const char *given_name, *path, *unit, *phone, *take_baton; /* phone NULL: none known; take_baton NULL: nothing waits for us */
    bool may_ask, waits, may_answer, may_withdraw;
    struct night_need_view now;
    struct night_need_views needs;
    struct night_stay_view stay;
    struct night_past_views past;
};
struct night_ask_view {
    const char *given_name, *path, *back, *unit, *phone, *offer; /* offer "1": asked to take the responsibility too */
    bool may_offer, self;
    struct options asked;
};
struct night_answer_view {
    const char *given_name, *path, *back, *until, *facts, *language, *words, *today;
    int64_t children;
    struct options places, kinds, tolds, refusals, whys, ends;
    struct date ends_now;
};

struct night_row_view {
    const char *name, *path, *unit, *holder;
    struct date from, until;
    int64_t days, children;
    struct night_mark_view mark;
};
struct night_row_views {
    struct night_row_view *v;
    size_t n;
};
struct night_waiting_view {
    const char *name, *path, *unit;
    struct instant at;
    bool late;
};
struct night_waiting_views {
    struct night_waiting_view *v;
    size_t n;
};
struct night_list_view {
    const char *unit;
    int64_t late;
    struct night_waiting_views waiting;
    struct night_row_views rows;
};

/* ── the register of places ── */
struct temporary_row_view {
    const char *name, *link, *about, *quality, *taken;
    struct night_mark_view mark, long_mark;
};
struct temporary_row_views {
    struct temporary_row_view *v;
    size_t n;
};
struct temporary_list_view {
    struct stock_tab_view tab;
    struct temporary_row_views rows;
    const char *places, *taken, *good, *children, *stays, *without, *late, *long_stays;
    bool may_write, lacks;
    int64_t long_days;
};
struct temporary_form_view {
    struct stock_tab_view tab;
    int64_t id, version, n_places, n_taken, n_free;
    const char *name, *about, *quality, *places, *price, *note, *until;
    bool may_write, lockable, own_bath, cooking, staffed, children;
    struct night_mark_view long_mark;
    struct options kinds;
};

/* What the pages of meetings show. Texts that depend on who reads are made in C. */
#pragma once
#include "domain/meeting/meeting.h"
#include "domain/secrecy/secrecy.h"
#include "platform/html/html.h"

/* ── all series ───────────────────────────────────────────────────────── */

struct forum_row {
    const char *path, *name, *when, *clock, *place, *load; /* path NULL: not for this session */
    text_key state, part; /* part 0: its unit is not in it */
    struct date on_date;
    bool extra, mine;
};
struct forum_rows {
    struct forum_row *v;
    size_t n;
};
struct forum_month {
    const char *name, *id;
    struct forum_rows rows;
};
struct forum_months {
    struct forum_month *v;
    size_t n;
};
struct series_row {
    const char *path, *name, *chair, *how_often, *next;
    text_key kind;
    int64_t waiting;
    bool per_person, individual;
};
struct series_rows {
    struct series_row *v;
    size_t n;
};
struct meetings_view {
    struct forum_months months;
    struct series_rows series;
    const char *previous, *next, *span;
    bool may_report;
};

/* ── one series ───────────────────────────────────────────────────────── */

struct unit_row {
    const char *name;
    text_key part;
    bool here;
};
struct unit_rows {
    struct unit_row *v;
    size_t n;
};
struct item_row {
    const char *path, *line, *by, *who, *outcome; /* line: what this session may see; who: her name or NULL; outcome NULL: not treated */
    text_key kind, state, need;
    struct date day;
    int64_t number, id;
    bool needs_all, urgent, hidden, settled, stopped;
};
struct item_rows {
    struct item_row *v;
    size_t n;
};
struct series_view {
    const char *name, *path, *mandate, *chair, *decider, *delegation, *how_often, *report_path;
    text_key kind, quorum, decides;
    bool leads, individual, extended, per_person;
    struct unit_rows units;
    struct forum_rows coming, before;
    struct item_rows waiting, reviews;
    int64_t room; /* places left on the next agenda; negative: no slots stated */
    bool crowded;
    const char *first, *until, *from, *to, *extra_on;
};
struct report_view {
    struct options series, kinds, needs;
    const char *series_now;
};

/* ── one meeting ──────────────────────────────────────────────────────── */

struct seat_row {
    const char *name, *unit;
    text_key presence;
    bool here, away;
};
struct seat_rows {
    struct seat_row *v;
    size_t n;
};
struct meeting_strip {
    const char *about, *edit;
    text_key title;
    bool met, begun;
    struct seat_rows seats;
};
struct line_row {
    const char *when, *words, *who;
};
struct line_rows {
    struct line_row *v;
    size_t n;
};
struct meeting_view {
    const char *title, *path, *when, *place, *series_path, *series_name;
    text_key state;
    bool leads, individual;
    const struct meeting_strip *strip;
    struct item_rows items;
    struct options waiting; /* reported items that can be taken in */
    struct line_rows lines, signatures;
    struct options candidates, chairs, guests, answers;
    const char *my_answer;
    bool may_answer, may_give_seat, call, move, open, line, close, sign, minutes, stop, stop_extra, cancel, load_full;
    const char *stop_on, *stop_units, *next_on, *on_date, *from, *to, *me, *load;
    int64_t version;
};
struct attendance_view {
    const char *title, *path, *back;
    struct options seats;
    const char *here, *remote; /* ids that are marked now, with spaces between */
};

/* ── one item ─────────────────────────────────────────────────────────── */

struct note_row {
    text_key kind;
    const char *words, *who;
    struct instant at;
    bool dissent, agreement;
};
struct note_rows {
    struct note_row *v;
    size_t n;
};
struct guest_row {
    const char *guest;
    text_key answer; /* 0: not said */
};
struct vote_row {
    const char *unit;
    text_key position;
    bool dissents;
};
struct vote_rows {
    struct vote_row *v;
    size_t n;
};
struct action_row {
    const char *unit, *done_path;
    text_key task;
    struct date due;
    bool done, late;
};
struct action_rows {
    struct action_row *v;
    size_t n;
};
struct out_row {
    const char *name;
    text_key why;
};
struct out_rows {
    struct out_row *v;
    size_t n;
};
struct item_view {
    const char *title, *line, *path, *meeting_path, *meeting_title, *case_path, *paper_path, *invitation_path, *body;
    text_key kind, state, need;
    bool individual, sees, may_read, needs_all, begun, treated;
    const char *by;
    struct note_rows notes;
    bool met;
    const char *quorum, *stop_units;
    struct unit_rows units;
    struct guest_row guests[2];
    struct out_rows outs;
    struct vote_rows votes;
    struct action_rows actions;
    text_key choice, agreement, wait, review;
    const char *decided_by, *delegation, *outcome, *goes_on;
    struct date next_on, review_on;
    /* what this session may do now */
    bool ready, say_guest, note, step_out, conclude, postpone, stop, stop_extra, agree_action, do_review, order, one_decides, advises_only, consensus_only;
    struct options choices, dissents, waits, tasks, case_units, seats, whys, guest_options, answers, note_kinds, results;
    const char *delegation_now, *decider, *next_value, *review_value, *zone_note, *place_value;
};

/* ── in a case ────────────────────────────────────────────────────────── */

struct case_meetings_view {
    const char *name, *path, *report_path;
    struct item_rows items;
    struct action_rows actions;
    struct forum_rows group;
    const char *group_path; /* NULL: not for this session */
};
struct case_item_view {
    const char *name, *path, *back;
    struct options series, kinds, needs;
    text_key zone;
    bool any;
};

/* ── figures ──────────────────────────────────────────────────────────── */

struct attendance_row {
    const char *unit, *percent;
    int64_t meetings, there, away, stopped;
    bool low;
};
struct attendance_rows {
    struct attendance_row *v;
    size_t n;
};
struct load_row {
    const char *series;
    int64_t held, slots, reported, treated, postponed, no_quorum, waiting;
    bool crowded;
};
struct load_rows {
    struct load_row *v;
    size_t n;
};
struct figures_view {
    struct date since;
    struct attendance_rows units;
    struct load_rows series;
};

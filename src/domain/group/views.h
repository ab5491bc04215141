/* What the pages of the group show. Texts that depend on who reads are made in C. */
#pragma once
#include "domain/group/group.h"
#include "platform/html/html.h"

struct group_action_row {
    const char *what, *more, *owner, *path, *done_path; /* more: their own words, or NULL; path: where it is changed; done_path NULL: not here */
    struct date due;
    text_key state;
    int64_t moved;
    bool without, late, settled, done;
};
struct group_action_rows {
    struct group_action_row *v;
    size_t n;
};
struct group_held_row {
    const char *path, *when, *clock, *look_path; /* path NULL: not for this session; look_path: the leader says that she has looked at it */
    text_key state;
    const char *outcome;             /* "3 ting gjort", or NULL */
    bool coming, stood_still, looked, not_given, cancelled;
};
struct group_held_rows {
    struct group_held_row *v;
    size_t n;
};
/* Somebody in the group: a worker, she herself, or one from outside. */
struct group_who_row {
    const char *name, *about, *status; /* about: unit or what they are to her; status: how it stands with the invitation, or NULL */
    const char *letter, *text, *out_path; /* the last that was sent; NULL: nothing */
    int icon;
    const char *color;
};
struct group_who_rows {
    struct group_who_row *v;
    size_t n;
};
struct group_view {
    const char *name, *path, *plan_path;
    bool runs, ended, leads, overdue, can_plan, any_series, words_hidden;
    const char *since; /* "siden 22. oktober 2026" */
    struct group_held_row next;
    struct group_action_rows actions;
    struct group_held_rows meetings;
    struct group_who_rows members;
    struct options ends;
};
struct group_new_view {
    const char *name, *path, *back, *first, *from, *to;
    struct options units, answers_person, answers_kin;
    bool begins; /* the first meeting */
};
struct group_member_view {
    const char *name, *path, *back, *today;
    struct options kinds;
};
struct group_note_row {
    text_key kind;
    const char *words, *who;
    struct instant at;
};
struct group_note_rows {
    struct group_note_row *v;
    size_t n;
};
struct group_guest_view {
    const char *name;
    text_key answer; /* 0: not said */
};
struct group_close_view {
    const char *path, *name, *next_on, *next_from, *next_to, *next_place;
    struct options ends, hindrances;
    bool stood_still, without;
    int64_t n_done;
};
struct group_outcome_view {
    struct group_action_rows done; /* since the meeting before */
    const char *next_path, *next_when;
    text_key hindrance;  /* 0: something was done */
    bool ends, looked;
    const char *agreed;  /* NULL: nothing this session may read */
    text_key given;      /* 0: not yet */
    struct date given_on;
    bool may_give;
    struct options givens;
};
struct group_meeting_view {
    const char *name, *title, *path, *back, *when, *place, *invitation_path, *minutes_path, *file_path;
    text_key state;
    bool leads, before, today, open, closed, cancelled, may_seat, words_hidden, may_act, remind;
    struct group_guest_view person, kin;
    struct group_who_rows seats, members;
    struct options guests, answers, ways, steps, staff, members_out, members_asked, here, there, kinds, who;
    const char *here_now, *on_date, *from, *to, *due;
    int64_t version;
    struct group_action_rows actions, settled; /* settled: since the meeting before, while this one is not closed */
    struct group_note_rows notes; /* what was said, and what those who did not come have sent */
    struct group_close_view close;
    struct group_outcome_view outcome;
};
struct group_action_view {
    const char *what, *more, *owner, *path, *back, *new_day, *due_day;
    struct date due;
    bool without, late;
    struct options who, reasons;
};

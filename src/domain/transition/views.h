/* What the templates of transitions show. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "platform/html/html.h"
#include "transition_schema.h"

struct transition_mark_view {
    int icon;
    const char *color, *text; /* text NULL: nothing */
};

/* ── lists ── */
struct transition_row_view {
    const char *name, *path, *unit; /* path NULL: not one the reader may open; name then says whose she is */
    text_key kind;
    struct date day;
    bool has_day, paying, now; /* now: waits for our answer or to be claimed */
    struct transition_mark_view state, home;
};
struct transition_row_views {
    struct transition_row_view *v;
    size_t n;
};
struct transitions_view {
    const char *unit;
    bool may_write, may_see_ahead, is_port;
    int64_t waiting, without_home, paying;
    struct transition_row_views rows, inside; /* inside: a new worker or measure */
};

/* ── announcing ── */
struct transition_form_view {
    const char *path, *back, *name, *port, *source; /* name NULL: at the door, before a case */
    bool door, has_zone;
    struct options kinds, parties, sources;
};

/* ── one ── */
struct transition_point_view {
    const char *code;
    text_key name;
    bool open, settled;
    struct transition_mark_view mark;
    const char *by, *see; /* see: what there is to choose among; NULL: nothing, or not for her */
};
struct transition_point_views {
    struct transition_point_view *v;
    size_t n;
};
struct transition_contact_view {
    const char *path, *when; /* path NULL: nothing to write down now */
    struct date due, done_on;
    bool done, has_tries;
    int64_t tries;
    struct transition_mark_view mark;
};
struct transition_contact_views {
    struct transition_contact_view *v;
    size_t n;
};
struct transition_words_view {
    text_key word;
    const char *words, *by;
    struct instant at;
};
struct transition_words_views {
    struct transition_words_view *v;
    size_t n;
};
struct transition_texts {
    const char **v;
    size_t n;
};
/* What a guide does and does not do. */
struct guide_texts {
    struct transition_texts does, not_;
};
struct guide_row {
    const char *name, *contact, *phone; /* contact NULL: nobody by name yet */
    struct date on;                     /* the day she moves, or moved; DATE_NONE: not known, or no change is under way */
    bool has_day, has_moved;
};
struct guide_rows {
    struct guide_row *v;
    size_t n;
};
struct guide_view {
    bool in_use;
    struct guide_rows rows;
    struct guide_texts texts;
};
struct transition_known_view {
    text_key what;
    const char *path; /* NULL: nowhere to go */
};
struct transition_known_views {
    struct transition_known_view *v;
    size_t n;
};
struct transition_letter_view {
    const char *path, *by;
    text_key kind;
    struct date sent;
};
struct transition_letter_views {
    struct transition_letter_view *v;
    size_t n;
};
struct transition_side_view {
    text_key kind;
    const char *code;
    struct date opened, due, ended;
    bool open, late;
};
struct transition_side_views {
    struct transition_side_view *v;
    size_t n;
};
struct transition_letter_form_view {
    const char *given_name, *path, *back, *kind, *language;
    struct options kinds, languages;
};
struct transition_view {
    const char *given_name, *path, *case_path, *unit, *contact, *answer_due, *cost, *cost_why, *contact_value, *home_value, *home_from, *expected, *today, *ready_button, *ready_by;
    text_key kind, from, to, end_why, equal;
    struct date expected_on, cannot_until, moved_on, ended_on;
    struct instant announced_at, ready_at;
    struct transition_mark_view state, home;
    bool may_act, may_claim, may_ready, may_answer, may_not_ready, may_move, may_complete, may_plan, has_day, is_ready, waits_until, has_moved, ended, inside,
        lacks_home, answer_late, may_write_words, show_contacts, may_night;
    struct options homes, staff, results, words_kinds, ends;
    struct transition_point_views points;
    struct transition_contact_views contacts;
    struct transition_known_views known;
    struct transition_words_views words;
    struct transition_letter_views letters;
    struct transition_side_views sides;
    struct secrecy_hidden hidden;
    const char *letter_new; /* NULL: not for the reader to write */
    const char *stay, *stay_by, *stay_value; /* the municipality she says she stays in; stay NULL: nothing is said, or not for this reader */
    struct options stays;
    bool from_ward;
    struct guide_texts guide;
    bool has_guide;
    bool readable;
    int64_t done, all, case_number;
};
struct transition_deviation_view {
    const char *name, *path, *by, *raise, *answer; /* name NULL: in her own case; by NULL: the program; raise, answer NULL: not now */
    text_key kind, party;
    struct date on;
    struct transition_mark_view mark;
};
struct transition_deviation_views {
    struct transition_deviation_view *v;
    size_t n;
};
struct deviations_view {
    const char *unit;
    struct transition_deviation_views rows;
};
struct transition_case_view {
    const char *given_name, *path, *care, *prison; /* care, prison NULL: not for the reader */
    bool may_write;
    struct transition_row_views open, past;
    struct transition_deviation_views deviations;
    struct options kinds, parties;
};
struct transition_answer_view {
    const char *given_name, *path, *back, *home, *contact, *due, *price, *elsewhere; /* elsewhere: the other municipality that pays, or NULL */
    text_key kind, home_missing, contact_missing; /* 0: in order */
    int64_t version;
    bool can, late;
    struct transition_row_views others;
};

/* ── help to get treatment, and prison ── */
struct treatment_row_view {
    const char *path, *doctor, *place, *by; /* path NULL: nothing more to write down */
    text_key kind, why, told;               /* why, told 0: no no */
    struct date begun, sent, due, answered;
    bool has_sent, has_due, has_answer;
    struct transition_mark_view mark;
    struct options next;
};
struct treatment_row_views {
    struct treatment_row_view *v;
    size_t n;
};
struct treatment_refusal_view {
    text_key party, why, told;
    struct date on;
    const char *words, *by;
};
struct treatment_refusal_views {
    struct treatment_refusal_view *v;
    size_t n;
};
struct treatment_view {
    const char *given_name, *path, *today;
    bool readable, may_write;
    struct treatment_row_views rows;
    struct treatment_refusal_views refusals;
    struct options kinds, whys, tolds, parties;
    struct secrecy_hidden hidden;
};
struct prison_row_view {
    text_key state;
    struct date on;
    const char *words, *by;
    bool now;
};
struct prison_row_views {
    struct prison_row_view *v;
    size_t n;
};
struct prison_view {
    const char *given_name, *path, *today, *naming; /* naming NULL: the reader names nobody */
    bool readable, may_write;
    struct prison_row_views rows;
    struct options states;
};

/* ── the municipality's days to come ── */
enum ahead_shape { AHEAD_CIRCLE = 1, AHEAD_DIAMOND, AHEAD_SQUARE, AHEAD_TRIANGLE };
struct ahead_mark {
    enum ahead_shape shape;
    bool danger; /* without a home answer */
    text_key kind;
    struct date day;
    const char *unit, *x, *y, *x0, *y0, *path;
};
struct ahead_marks {
    struct ahead_mark *v;
    size_t n;
};
struct ahead_week {
    const char *x;
    int64_t number;
    struct date monday;
};
struct ahead_weeks {
    struct ahead_week *v;
    size_t n;
};
struct ahead_view {
    struct date until;
    int64_t without, open, no_day, overdue, no_home, paying;
    struct ahead_marks marks;
    struct ahead_weeks weeks;
};

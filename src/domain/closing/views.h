/* What the pages of rest, asking again and closing show. */
#pragma once
#include "domain/closing/closing.h"
#include "platform/html/html.h"

struct rest_view {
    const char *name, *path, *close, *offer; /* close, offer: NULL without the right */
    const char *holder;
    bool mine, resting, waits; /* waits: open again, and still to be looked at */
    bool open;                 /* in a state from which it can rest */
    text_key reason;           /* of the last rest; 0: none */
    struct date look_at;
    const char *looks, *by; /* who looks; NULL: the unit */
    const char *suggested, *latest;
    struct options reasons, staff;
};

struct offered_row {
    struct date on_date, next_on;
    enum offer_answer value;
    text_key answer;
    const char *by;
};
struct offered_rows {
    struct offered_row *v;
    size_t n;
};
struct offer_view {
    const char *name, *path, *by;
    const char *service; /* page where help begins, or NULL */
    bool declined, home_only, due, closed;
    struct date since, next_on;
    const char *today, *suggested, *latest;
    struct options answers;
    struct offered_rows rows;
};

struct open_row {
    text_key block;
    const char *what, *unit, *path; /* path: where it is finished */
};
struct open_rows {
    struct open_row *v;
    size_t n;
};
struct words_row {
    const char *words;
};
struct words_rows {
    struct words_row *v;
    size_t n;
};
struct closing_letter_row {
    const char *path;
    text_key recipient, way;
    struct date sent_on;
};
struct closing_letter_rows {
    struct closing_letter_row *v;
    size_t n;
};
struct closing_view {
    const char *name, *path, *rest, *offer;
    const char *holder;
    bool mine, may_decide, proposer; /* proposer: the session's worker proposed it */
    bool open, closing, closed, joined, refused, died;
    struct open_rows opens;
    struct options grounds, answers, units, nos, ways;
    const char *unit_now; /* value chosen at first: the holder */
    text_key ground, answer, no;
    const char *contact, *contact_phone, *proposed_by, *decided_by;
    struct date proposed_on, decided_on;
    struct words_rows words;
    struct closing_letter_rows letters;
    text_key kind_no; /* a ground that is refused: what to do instead; 0: none */
};

struct unit_row {
    const char *path, *name, *staff, *note;
    struct date day;
    bool late;
};
struct unit_rows {
    struct unit_row *v;
    size_t n;
};
struct unit_list {
    struct unit_rows rows;
};
struct unit_resting_view {
    const char *unit;
    struct unit_list closing, asked, resting;
};

/* What the pages about responsibility show. Filled by pages.c, offer_pages.c and duty_pages.c only. */
#pragma once
#include "domain/responsibility/responsibility.h"
#include "platform/html/html.h"

/* The offer that waits for an answer. */
struct waiting_view {
    int64_t id;
    const char *from, *to, *what, *says, *offered_by;
    text_key reason, keeps, asked; /* keeps 0: nothing */
    struct date offered, due;
    bool late, may_answer, may_withdraw;
};
struct duty_row {
    int64_t id;
    const char *unit;
    text_key kind, state;
    enum duty_state value;
    struct date since, due, ended;
    bool mine, late;
};
struct duty_rows {
    struct duty_row *v;
    size_t n;
};
struct period_row {
    const char *unit, *staff;
    struct date from, until; /* until DATE_NONE: now */
    int64_t days;
    bool now;
};
struct period_rows {
    struct period_row *v;
    size_t n;
};
struct answer_row {
    const char *from, *to, *what, *why, *proposed;
    struct date offered, answered;
    text_key state, reason, answer; /* answer: coded reason for a no or a withdrawal, or 0 */
    enum handover_state value;
};
struct answer_rows {
    struct answer_row *v;
    size_t n;
};
struct dispute_row {
    int64_t id, number;
    const char *who, *raised, *other, *authority, *holder, *decided; /* who: the person; decided NULL: it runs; other NULL: not said */
    text_key side;
    struct date raised_on, due, decided_on;
    bool open, late, mine; /* mine: the session's unit decides */
};
struct dispute_rows {
    struct dispute_row *v;
    size_t n;
};
/* A unit that has handed over and still finds the case for a while. */
struct former_row {
    const char *unit;
    struct date last;
};
struct former_rows {
    struct former_row *v;
    size_t n;
};
/* Someone outside the system who has been asked to take something on. */
struct outside_row {
    int64_t id;
    const char *party, *what, *unit, *name, *words, *by;
    text_key kind, asked_for, duty, state, way, refusal; /* duty, way and refusal may be 0 */
    enum outside_state value;
    struct date asked, due, answered;
    bool late, may_answer;
};
struct outside_rows {
    struct outside_row *v;
    size_t n;
};
struct responsibility_view {
    int64_t number; /* of the case, for links */
    const char *name, *holder;
    const char *rest_path, *close_path; /* NULL: not for this session */
    bool closed;
    bool may_offer, may_give_duty, may_choose_worker, may_take_over, may_confirm, may_hand_over, has_waiting, may_dispute, is_nav;
    struct dispute_rows disputes;
    bool has_dispute; /* one that runs: the first of disputes */
    struct dispute_row dispute;
    struct former_rows formers;
    struct outside_rows outside;
    bool may_ask_outside;
    struct waiting_view waiting;
    struct duty_rows duties;
    struct period_rows periods;
    struct answer_rows answers;
    struct bounce bounce;
    struct options staff;
    const char *staff_now;
};
struct offer_form_view {
    const char *proposed, *proposed_value, *level; /* proposed NULL: nothing to propose; the value NULL: it is ours already */
    struct date measured_on;
    bool proposed_is_us, may_propose, asked_to_propose;
    int64_t number;
    const char *name, *from;
    struct date answer_due;
    struct options units, reasons, keeps, asked;
};
struct offer_check_view {
    int64_t number;
    const char *name, *from, *to, *what, *says;
    text_key reason, keeps, asked;
    const char *to_value, *reason_value, *keeps_value, *asked_value;
    struct date answer_due;
};
struct answer_form_view {
    int64_t number, handover;
    const char *name, *from, *to, *what;
    struct options reasons, units;
};
struct duty_form_view {
    int64_t number;
    const char *name;
    struct options units, kinds;
};
struct detail_row {
    const char *amount, *note, *by; /* amount and note may be NULL */
    struct date day;
};
struct detail_rows {
    struct detail_row *v;
    size_t n;
};
struct duty_view {
    int64_t number, id, version;
    const char *name, *unit;
    text_key kind, state;
    enum duty_state value;
    struct date since, due;
    bool may_answer, sees_amounts;
    struct options states;
    struct detail_rows details;
};

/* ── disagreement ─────────────────────────────────────────────────────── */

struct dispute_form_view {
    int64_t number;
    const char *name, *holder, *authority;
    struct date decide_by;
    struct options units;
    bool is_nav;
};
struct side_row {
    const char *unit, *words, *by;
    struct date day;
    bool from_person;
};
struct side_rows {
    struct side_row *v;
    size_t n;
};
struct dispute_view {
    int64_t number, id;
    const char *name, *holder, *raised, *raised_by, *why, *other, *authority;
    text_key side;
    struct date raised_on, due;
    bool late, open, may_say, may_decide, may_ask_again, may_answer_again;
    struct side_rows sides;
    const char *decided, *decided_by, *reasons;
    struct date decided_on;
    bool stayed;                 /* the holder was decided on */
    const char *appeal_unit, *appeal_why, *appeal_words, *appeal_answered_by, *appeal_decided; /* appeal_unit NULL: nobody has asked again */
    struct date appeal_day, appeal_due, appeal_answered;
    text_key appeal_answer;      /* 0: waits */
    struct options units, keeps;
    const char *units_now;
};
struct dispute_list_view {
    const char *unit;
    bool may_merge;
    struct dispute_rows waiting, again, decided;
};

/* ── parties outside ──────────────────────────────────────────────────── */

struct outside_form_view {
    int64_t number;
    const char *name;
    struct options kinds, asked, duties, grounds, ways;
};
struct outside_answer_view {
    int64_t number, id;
    const char *name, *party, *what;
    text_key asked_for;
    struct options states, ways, refusals;
};

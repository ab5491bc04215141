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
struct responsibility_view {
    int64_t number; /* of the case, for links */
    const char *name, *holder;
    bool may_offer, may_give_duty, may_choose_worker, may_take_over, may_confirm, may_hand_over, has_waiting;
    struct waiting_view waiting;
    struct duty_rows duties;
    struct period_rows periods;
    struct answer_rows answers;
    struct bounce bounce;
    struct options staff;
    const char *staff_now;
};
struct offer_form_view {
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

/* What the templates of first contact show. */
#pragma once
#include "intake_schema.h"
#include "platform/html/html.h"

/* What the form asks back about, before anything is written: a request for a home in other words, words that put a mark on people. */
struct asked_back_view {
    const char *sending, *words; /* words NULL: none */
    bool home;
    struct options home_answers;
};

struct contact_new_view {
    struct options languages, channels, senders, knows, moved_reasons, units, alike;
    const char *default_language, *default_channel;
    struct asked_back_view asked;
};

struct forward_view {
    int64_t id;
    const char *unit, *by;
    struct instant at;
    text_key told; /* 0: the sender does not know yet */
    bool may_tell;
};
struct forward_views {
    struct forward_view *v;
    size_t n;
};
struct appointment_view {
    bool made, begun, may_begin;
    const char *unit, *clock, *place;
    struct date on;
    struct instant begun_at;
};
struct alike_view {
    int64_t id;
    const char *name;
    struct date born;
};
struct alike_views {
    struct alike_view *v;
    size_t n;
};
struct merged_view {
    int64_t id;
    const char *name;
    struct date born;
    struct instant at;
};
struct merged_views {
    struct merged_view *v;
    size_t n;
};

struct contact_view {
    int64_t id;
    const char *name, *given_name, *phone, *address, *contact_wish, *what, *sender_name, *sender_phone, *received_unit, *received_by, *routed_unit;
    const char *asked_unit, *owner;
    struct date born;
    text_key channel, sender, moved_reason;
    struct instant received_at;
    struct date reply_due, route_due, round_closes;
    bool asks_housing, without_home, open, ours, late, third_party, person_knows, filled_in, signed_;
    bool may_take, may_open, may_route, may_book, may_merge;
    int64_t case_number; /* 0: none yet */
    bool may_see_case;
    bool night_asked;        /* a place to stay is asked for */
    const char *night_path;  /* where it is asked for; NULL: no need, or done */
    const char *youth_team, *youth_path; /* NULL: nothing to offer; youth_path NULL: after the case is opened */
    text_key receipt_way;                /* 0: not given yet */
    struct instant receipt_at;
    struct options units, reasons;
    struct forward_views forwards;
    struct appointment_view appointment;
    struct alike_views alike;
    struct merged_views merged;
};

struct same_side_view {
    const char *name, *phone, *address, *case_number, *holder;
    struct date born;
};
struct same_view {
    int64_t contact, other;
    struct same_side_view here, there;
    struct options reasons;
    bool may;
};
struct untold_view {
    int64_t contact;
    text_key channel, sender;
    struct instant received_at;
};
struct untold_views {
    struct untold_view *v;
    size_t n;
};
struct tell_view {
    int64_t case_number;
    const char *given_name;
    struct untold_views untold;
};
struct receipt_bar_view {
    int64_t contact;
};

struct sent_reply_view {
    struct instant sent_at;
    struct date promised;
    const char *sent_by, *letter;
    text_key reason;
};
struct sent_reply_views {
    struct sent_reply_view *v;
    size_t n;
};
struct answer_page_view {
    const char *given_name, *unit, *language, *reply_path, *answered_path, *decision_path; /* decision_path NULL: not hers to make */
    text_key channel;
    struct instant received_at;
    struct date first_due, due;
    bool waits, late, needs_decision;
    struct options reasons;
    struct sent_reply_views sent;
};

struct contact_list_row_view {
    int64_t id;
    const char *name, *owner;
    text_key channel;
    struct instant received_at;
    struct date reply_due;
    bool asks_housing, without_home, specialist;
};
struct late_contact_view {
    int64_t id;
    const char *name, *unit;
    struct date due;
    struct instant received_at;
};
struct late_contact_views {
    struct late_contact_view *v;
    size_t n;
};
struct meeting_view {
    int64_t contact;
    const char *name, *clock, *place;
    struct date on;
};
struct meeting_views {
    struct meeting_view *v;
    size_t n;
};
struct contact_list_view {
    struct contact_list_rows_view {
        struct contact_list_row_view *v;
        size_t n;
    } rows;
    struct late_contact_views late;
    const char *rows_first, *rows_next, *late_first, *late_next; /* pages, or NULL */
    struct meeting_views meetings;
    bool rounds;
};

struct round_view {
    int64_t id;
    struct date closes_on;
    int64_t n;
    bool open;
};
struct round_views {
    struct round_view *v;
    size_t n;
};
struct rounds_view {
    struct round_views rounds;
};
struct applicant_view {
    int64_t contact;
    const char *name, *unit;
    struct instant at;
    bool unsigned_;
};
struct applicant_views {
    struct applicant_view *v;
    size_t n;
};
struct round_list_view {
    struct date closes_on;
    struct applicant_views applicants;
};

/* Numbers as text: one to four are not told apart. */
struct month_numbers_view {
    struct date month;
    const char *all, *young, *near_hospital, *third_party;
};
struct month_numbers_views {
    struct month_numbers_view *v;
    size_t n;
};
struct channel_number_view {
    text_key channel;
    const char *n;
};
struct channel_number_views {
    struct channel_number_view *v;
    size_t n;
};
struct outside_view {
    const char *unit, *number;
    struct date on;
};
struct outside_views {
    struct outside_view *v;
    size_t n;
};
struct numbers_view {
    const char *today, *outside_sum;
    struct month_numbers_views months;
    struct channel_number_views channels;
    struct outside_views outside;
};

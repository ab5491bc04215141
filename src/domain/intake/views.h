/* What the templates of first contact show. */
#pragma once
#include "intake_schema.h"
#include "platform/html/html.h"

struct contact_new_view {
    struct options languages, channels, senders;
    const char *default_language, *default_channel;
};

struct contact_view {
    int64_t id;
    const char *name, *given_name, *phone, *address, *contact_wish, *what, *sender_name, *received_unit, *received_by, *routed_unit;
    struct date born;
    text_key channel, sender;
    struct instant received_at;
    struct date reply_due;
    bool asks_housing, without_home, open, ours;
    int64_t case_number; /* 0: none yet */
    bool may_see_case;
    struct options units, reasons;
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
    bool waits, late;
    struct options reasons;
    struct sent_reply_views sent;
};

struct contact_list_row_view {
    int64_t id;
    const char *name;
    text_key channel;
    struct instant received_at;
    struct date reply_due;
    bool asks_housing, without_home;
};
struct contact_list_view {
    struct contact_list_rows_view {
        struct contact_list_row_view *v;
        size_t n;
    } rows;
};

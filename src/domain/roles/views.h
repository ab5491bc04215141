/* What the pages about roles show. Filled by pages.c only. */
#pragma once
#include "domain/roles/roles.h"
#include "domain/roles/topics.h"
#include "platform/html/html.h"

/* One role card: who has it, what she answers for, what she may decide. */
struct card_row {
    text_key role, duty, authority;
    const char *who, *unit, *phone, *note; /* who NULL: nobody; note: who answers meanwhile, or NULL */
    bool missing;                          /* must be filled and is not */
};
struct card_rows {
    struct card_row *v;
    size_t n;
};
struct change_row {
    int64_t id;
    const char *words, *reasons, *unit, *new_name;
    text_key about, state;
    enum change_state value;
    struct date asked, due, answered;
    bool late, may_answer;
};
struct change_rows {
    struct change_row *v;
    size_t n;
};
struct roles_view {
    int64_t number;
    const char *name;
    struct card_rows cards;
    struct change_rows changes;
    bool may_choose, may_ask, may_answer;
    text_key warning; /* 0: nothing to mind */
    struct options kinds, units, staff, about, own_staff, answers;
};
struct directory_view {
    struct topic_rows topics;
    struct roles_clarity clarity;
    bool may_write, may_appoint, may_be_away;
    const char *unit, *housing;
    struct options topic_options, appoint_roles, staff;
};

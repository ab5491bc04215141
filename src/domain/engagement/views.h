/* What the templates of yes and no to help show. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "engagement_schema.h"
#include "platform/html/html.h"

struct engagement_line {
    text_key what; /* 0: `name` stands */
    const char *name, *who;
    struct date on, next;
    int64_t id;
    bool done, late;
};
struct engagement_lines {
    struct engagement_line *v;
    size_t n;
};
struct engagement_said {
    const char *words, *who;
    struct date on;
};
struct engagement_saids {
    struct engagement_said *v;
    size_t n;
};
struct help_limit_view {
    int64_t id;
    const char *unit, *who, *gives, *gives_not, *instead, *path; /* path: where it is written that she has seen it; NULL: another unit's */
    struct date on, shown_on;
    bool shown;
};
struct help_limit_views {
    struct help_limit_view *v;
    size_t n;
};
struct engagement_page_view {
    const char *name, *path, *again; /* again: page where she is asked again, or NULL */
    text_key state;
    int icon;
    const char *color;
    bool may_write, says_no, partly, begun;
    bool may_build, may_begin, may_pause, may_go_on;
    struct date since, asked_on, rethink_on;
    bool has_asked, asked_due, home_only, rethink_due, has_rethink;
    const char *contact, *contact_phone;
    bool contact_left; /* who she knew works here no more */
    /* while she says no */
    const char *caretaker, *caretaker_unit, *caretaker_phone;
    struct date caretaker_since, caretaker_next;
    struct engagement_lines caretaker_did;
    struct options caretakers, ways;
    struct engagement_lines meanwhile;
    const char *series, *in_meeting; /* series NULL: nowhere to take it up; in_meeting: it waits there already */
    /* the rest */
    struct engagement_lines nos, steps, rethinks, events;
    struct engagement_saids said;
    struct help_limit_views limits;
    struct options tries, happenings, tolds;
    const char *today, *rethink_next;
};
struct engagement_no_view {
    const char *name, *path, *back, *next_on, *latest, *series;
    bool all_said, has_parts;
    struct options parts, tolds, caretakers;
};
struct engagement_yes_view {
    const char *name, *path, *back, *contact;
    bool contact_left;
};
struct help_limit_form_view {
    const char *name, *path, *back, *gives, *gives_not, *instead;
};
struct caretaker_row {
    int64_t id;
    const char *name, *address, *staff, *who; /* name NULL: shielded */
    text_key last;
    struct date last_on, next_on, since;
    bool late, hidden, together; /* together: they go two together */
};
struct caretaker_rows {
    struct caretaker_row *v;
    size_t n;
};
struct caretaker_view {
    const char *unit, *today, *next;
    struct options did;
    struct caretaker_rows rows;
    int64_t open; /* whose form is open after a mistake */
};
struct peer_view {
    const char *unit, *today;
    int64_t n_month;
    struct engagement_lines days; /* id: how many */
};

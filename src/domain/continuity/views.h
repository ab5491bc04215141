/* What the pages of continuity show. Every text that depends on a rule is made in C. */
#pragma once
#include "domain/continuity/continuity.h"
#include "domain/visit/stability.h"
#include "platform/html/html.h"

/* How it is counted, and how many different helpers a month are few enough. */
struct how_view {
    int64_t wanted;
};
struct month_row {
    const char *month, *visits, *helpers, *upc, *coc, *secon, *home; /* "–": too few to say */
    const char *width; /* of the usual helper's share, in percent */
    bool many;
};
struct month_rows {
    struct month_row *v;
    size_t n;
};
struct helper_row {
    const char *name, *visits, *last, *width;
};
struct helper_rows {
    struct helper_row *v;
    size_t n;
};
struct stability_view {
    const char *name, *back;
    struct visit_marks lines;
    struct month_rows months;
    struct helper_rows helpers;
    struct how_view how;
};
/* All units that do something for her, and what. */
struct around_row {
    text_key what;
    const char *who; /* NULL: nobody by name */
};
struct around_rows {
    struct around_row *v;
    size_t n;
};
struct around_unit {
    const char *unit, *phone;
    struct around_rows does;
};
struct around_units {
    struct around_unit *v;
    size_t n;
};
struct around_view {
    const char *name;
    int64_t number;
    struct around_units units;
};
struct unit_row {
    const char *unit, *path, *persons, *helpers, *many, *upc, *coc, *secon, *home;
    bool hidden;
};
struct unit_rows {
    struct unit_row *v;
    size_t n;
};
struct scope_view {
    const char *path, *label;
    bool current;
};
struct scope_views {
    struct scope_view *v;
    size_t n;
};
struct load_row {
    const char *name, *hours, *given, *visits, *heavy, *incidents, *cases;
    struct visit_mark mark; /* text NULL: nothing to mind */
};
struct load_rows {
    struct load_row *v;
    size_t n;
};
struct named_row {
    const char *path, *name, *text;
    bool late;
};
struct named_rows {
    struct named_row *v;
    size_t n;
};
struct capacity_view {
    const char *granted, *available, *given, *persons, *by_need;
    struct visit_mark verdict;
};
struct team_stability_view {
    const char *unit;
    struct scope_views scopes;
    struct capacity_view capacity;
    struct month_rows months; /* a month of one to four persons is left out */
    bool few, own;
    struct load_rows workers;
    struct named_rows lost, many;
    struct options staff;
    struct how_view how;
};
struct town_stability_view {
    const char *month, *previous, *next;
    struct scope_views scopes;
    struct unit_rows units;
    struct unit_row total;
    bool any_hidden;
    struct how_view how;
};

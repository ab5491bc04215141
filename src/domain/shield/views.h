/* What the templates of shield show. */
#pragma once
#include "domain/shield/shield.h"
#include "platform/html/html.h"

struct shield_view {
    int64_t case_number;
    const char *name, *address, *grade; /* address NULL: unknown, or not for this worker */
    bool hidden, graded, shows_place, may_manage;
    struct options grades, ties;
};
struct naming_view {
    int64_t id;
    const char *who, *what, *reason, *until, *by;
    bool runs;
};
struct naming_views {
    struct naming_view *v;
    size_t n;
};
struct manage_view {
    int64_t case_number;
    const char *number, *until, *unit;
    bool hidden, graded, may_open; /* may_open: named herself, or the person is not hidden */
    struct naming_views namings;
    struct options units, staff, whats, becauses;
};
struct hidden_view {
    int64_t case_number;
    const char *number, *because, *latest, *path;
    int64_t n_named;
    bool ends_soon;
};
struct hidden_views {
    struct hidden_view *v;
    size_t n;
};
struct hidden_list_view {
    struct hidden_views cases, mine;
};
struct tie_view {
    int64_t id;
    const char *who, *tie, *told;
    bool may_lift;
};
struct tie_views {
    struct tie_view *v;
    size_t n;
};
struct ties_view {
    struct tie_views mine, unit;
    bool leads;
    struct options ties;
};

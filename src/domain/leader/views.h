/* What the leader's page shows. Every text that depends on a rule is made in C. */
#pragma once
#include "leader_schema.h"
#include "platform/html/html.h"

/* One case or task. `path` NULL: the reader has no ground to see who it is, and `label` is the number of the case. */
struct leader_row {
    const char *label, *path, *what, *unit, *staff, *when;
    bool late;
};
struct leader_rows {
    struct leader_row *v;
    size_t n;
};
struct leader_list_view {
    const char *path;
    text_key label;
    int64_t n, late; /* late -1: the list knows no day */
    bool current;
};
struct leader_list_views {
    struct leader_list_view *v;
    size_t n;
};
struct leader_scope {
    const char *path, *label;
    bool current;
};
struct leader_scopes {
    struct leader_scope *v;
    size_t n;
};
struct leader_worker {
    const char *name, *path; /* path NULL: not of the reader's own unit */
    int64_t cases, tasks, late;
};
struct leader_workers {
    struct leader_worker *v;
    size_t n;
};
struct leader_unit_row {
    const char *name, *path;
    int64_t cases, nobody, unanswered, tasks, late;
};
struct leader_unit_rows {
    struct leader_unit_row *v;
    size_t n;
};
struct leader_view {
    const char *whose; /* the unit, or the municipality */
    bool town;
    struct leader_scopes scopes;
    struct leader_list_views lists;
    text_key list, why;
    struct leader_rows rows;
    const char *previous, *next;
    struct leader_workers workers;
    struct leader_worker unassigned;
    bool with_unit; /* rows of more than one unit, or from one to another */
    struct leader_unit_rows units;
    bool may_figures, may_queue, may_unit;
};

/* What the templates of services show. */
#pragma once
#include "domain/followup/followup.h"
#include "platform/html/html.h"

struct service_row_view {
    const char *path; /* where it is changed, or NULL */
    text_key kind;
    const char *unit, *staff;
    struct date started_on, ended_on;
    bool has_end, unknown_end, ended, said_no;
    struct date expected_until;
    enum service_status status;
    text_key status_text;
    struct date warn_on, decide_by, decided_from;
};
struct service_row_views {
    struct service_row_view *v;
    size_t n;
};
struct services_view {
    const char *given_name;
    const char *new_path; /* NULL: may not start one */
    const char *plan_path;
    const char *measures_path; /* NULL: not for this session */
    const char *answers_path;  /* her no and yes; NULL: not for this session */
    struct service_row_views running, informal, ended;
};

struct service_new_view {
    const char *given_name, *path, *back, *unit_name, *unit_id, *today, *other_units_path;
    struct options kinds, units, staff, measures;
};

struct expectation_view {
    const char *text; /* "10 dager, til 27. september 2026" */
    const char *staff;
    struct instant said_at;
};
struct expectation_views {
    struct expectation_view *v;
    size_t n;
};
struct service_view {
    const char *given_name, *path, *back, *today;
    int64_t version;
    struct service_row_view row;
    struct options measures;
    struct expectation_views expectations;
    bool runs;
};

/* What the templates of breach show. */
#pragma once
#include "domain/breach/breach.h"
#include "platform/html/html.h"

struct breach_row_view {
    const char *path, *what, *kind, *unit, *risk, *known, *clock;
    int64_t persons;
    bool late, sent;
};
struct breach_row_views {
    struct breach_row_view *v;
    size_t n;
};
struct breach_link_view {
    const char *path, *name;
    bool chosen;
    int64_t n;
};
struct breach_link_views {
    struct breach_link_view *v;
    size_t n;
};
struct breaches_view {
    struct breach_link_views filters, findings; /* findings: reading that was a breach, and is not entered here */
    struct breach_row_views rows;
    const char *older;
};
struct breach_report_view {
    int64_t finding;
    const char *what;
    const char *today; /* as a field of a date holds it */
    struct options kinds;
};
struct breach_case_view {
    int64_t id;
    const char *number, *told;
};
struct breach_case_views {
    struct breach_case_view *v;
    size_t n;
};
struct breach_measure_view {
    const char *what, *who, *when;
};
struct breach_measure_views {
    struct breach_measure_view *v;
    size_t n;
};
struct breach_view {
    int64_t id, persons, finding;
    const char *kind, *what, *unit, *happened, *known, *reported, *reporter, *due, *clock, *risk, *risk_reason, *sent, *reference, *late_reason, *not_told, *lesson, *closed;
    bool open, late, must_send, is_sent, must_tell, untold;
    struct breach_case_views cases;
    struct breach_measure_views measures;
    struct options risks, ways;
    const char *today; /* as a field of a date holds it */
};

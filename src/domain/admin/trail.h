/* Asking the audit trail: what is asked for, and one page of the answer. Knows no HTML. */
#pragma once
#include "admin_sql.h"
#include "domain/organisation/organisation.h"

struct trail_filter {
    struct date from, until; /* both days included; DATE_NONE: no limit */
    struct staff_id staff;
    const char *event, *subject; /* NULL: any */
    struct maybe_int subject_id;
};
/* The links older than `before` that fit, the newest first, at most `limit`. */
struct trail_rows_rows trail_read(struct db *db, const struct trail_filter *filter, int64_t before, int64_t limit);

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
/* The links older than `before` that fit, the newest first, at most `limit`, looked for in one stretch of the chain. `rest`: where to go on, as
 * `before`, when the stretch was looked through and there is more chain behind it; 0 when there is none. */
struct trail_answer {
    struct trail_rows_rows rows;
    int64_t rest;
};
struct trail_answer trail_read(struct db *db, const struct trail_filter *filter, int64_t before, int64_t limit);

/* How many more who use substances now a neighbourhood takes: the share the profile allows of all its dwellings, less those who live there. Off where the
 * municipality has confirmed no ground. It limits where, never who gets a home. (R-133, R-136, R-137, I-06) */
#include "domain/application/internal.h"

#include "application_sql.h"

bool application_limits_on(void) {
    const struct profile_allocation *allocation = &organisation_profile()->allocation;
    return !text_empty(allocation->mark_ground) && allocation->cluster_warning_percent > 0;
}

struct application_limits application_limits(struct db *db) {
    if (!application_limits_on()) return (struct application_limits){0};
    const struct cluster_counts_rows rows = cluster_counts(db);
    struct application_limits limits = {arena_array(db_arena(db), rows.n + 1, sizeof *limits.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        int64_t n = rows.v[i].dwellings, active = rows.v[i].active;
        int64_t allowed = n * organisation_profile()->allocation.cluster_warning_percent / 100;
        limits.v[i] = (struct application_limit){rows.v[i].id, allowed, allowed - active};
    }
    return limits;
}

const struct application_limit *application_limit_of(const struct application_limits *limits, struct dwelling_cluster_id cluster) {
    for (size_t i = 0; i < limits->n; i++)
        if (cluster.v && limits->v[i].cluster.v == cluster.v) return &limits->v[i];
    return NULL;
}

bool application_cluster_full(const struct application_limits *limits, struct dwelling_cluster_id cluster) {
    const struct application_limit *limit = application_limit_of(limits, cluster);
    return limit && limit->room <= 0;
}

int64_t application_active(struct db *db, const struct access *health, struct housing_application_id id) {
    struct mark_of_row mark;
    return mark_of(db, health, id, &mark) ? mark.active : 0;
}

/* How many more who use substances now a neighbourhood or a part of town takes: the share the profile allows of all its dwellings, less those who live there. Off where
 * the municipality has confirmed no ground. It limits where, never who gets a home. (R-133, R-136, R-137, I-06) */
#include "domain/application/internal.h"

#include "application_sql.h"

bool application_limits_on(void) {
    const struct profile_allocation *allocation = &organisation_profile()->allocation;
    return !text_empty(allocation->mark_ground) && allocation->cluster_warning_percent > 0;
}

static struct application_limit limit_of(int64_t place, int64_t dwellings, int64_t active, int percent) {
    int64_t allowed = dwellings * percent / 100;
    return (struct application_limit){place, allowed, allowed - active};
}

struct application_limits application_limits(struct db *db) {
    const struct profile_allocation *allocation = &organisation_profile()->allocation;
    if (!application_limits_on()) return (struct application_limits){0};
    const struct cluster_counts_rows clusters = cluster_counts(db);
    struct application_limits limits = {.v = arena_array(db_arena(db), clusters.n + 1, sizeof *limits.v), .n = clusters.n};
    for (size_t i = 0; i < clusters.n; i++)
        limits.v[i] = limit_of(clusters.v[i].id.v, clusters.v[i].dwellings, clusters.v[i].active, allocation->cluster_warning_percent);
    if (!allocation->area_warning_percent) return limits; /* the municipality has no limit for parts of town */
    const struct area_counts_rows areas = area_counts(db);
    limits.areas = arena_array(db_arena(db), areas.n + 1, sizeof *limits.areas);
    limits.n_areas = areas.n;
    for (size_t i = 0; i < areas.n; i++) limits.areas[i] = limit_of(areas.v[i].id.v, areas.v[i].dwellings, areas.v[i].active, allocation->area_warning_percent);
    return limits;
}

static const struct application_limit *find(const struct application_limit *limits, size_t n, int64_t place) {
    for (size_t i = 0; i < n; i++)
        if (place && limits[i].place == place) return &limits[i];
    return NULL;
}

const struct application_limit *application_limit_of(const struct application_limits *limits, struct dwelling_cluster_id cluster) {
    return find(limits->v, limits->n, cluster.v);
}

const struct application_limit *application_area_limit_of(const struct application_limits *limits, struct dwelling_area_id area) {
    return find(limits->areas, limits->n_areas, area.v);
}

bool application_place_full(const struct application_limits *limits, struct dwelling_cluster_id cluster, struct dwelling_area_id area) {
    const struct application_limit *near = application_limit_of(limits, cluster), *around = application_area_limit_of(limits, area);
    return (near && near->room <= 0) || (around && around->room <= 0);
}

int64_t application_active(struct db *db, const struct access *health, struct housing_application_id id) {
    struct mark_of_row mark;
    return mark_of(db, health, id, &mark) ? mark.active : 0;
}

/* What can be told of a dwelling, and of where dwellings lie. Published for what fills a register: pages, and the demonstration. */
#pragma once
#include "domain/dwelling/dwelling.h"

/* Everything that is told of a dwelling, but where it is and where it stands. */
struct dwelling_about {
    const char *object_number, *object_remarks, *type, *house_rules, *owner_name, *unfit;
    enum dwelling_class class;
    enum dwelling_owner owner;
    struct maybe_int bedrooms, rooms, floor, area_m2, rent, age_from, age_to;
    bool wheelchair, step_free, quiet, pets, near_transport, shared, staffed, staff_base, abstinence, shielded;
    struct unit_id manager;
    struct dwelling_area_id area;
    struct dwelling_cluster_id cluster;
    double latitude, longitude; /* NaN: not said */
    const enum dwelling_adaptation *adaptations;
    size_t n_adaptations;
    const char *grant_name, *grant_reference; /* name NULL: no grant binds it */
    enum grant_group grant_group;
    struct date grant_until;
};
/* ERR_CONFLICT: somebody else has changed it since `version`. */
int dwelling_change(struct db *db, const struct profile_kobo *map, struct dwelling_id dwelling, int64_t version, const struct dwelling_about *about);
/* Somebody has seen to it that what stands here is right. */
bool dwelling_checked(struct db *db, struct dwelling_id dwelling, struct date on, struct staff_id by);
struct dwelling_id dwelling_by_key(struct db *db, const char *kobo_key); /* 0: none */

/* NaN for a place that is not known. */
struct dwelling_area_id dwelling_add_area(struct db *db, const char *name, double latitude, double longitude);
struct dwelling_cluster_id dwelling_add_cluster(struct db *db, const char *name, enum cluster_kind kind, struct dwelling_area_id area);

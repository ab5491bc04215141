/* What is told of a dwelling, kept both as columns and in its row of the file, so that the file that goes back says the same. */
#include "domain/dwelling/internal.h"

#include "dwelling_sql.h"

#include <math.h>

int dwelling_register(struct db *db, const struct profile_kobo *map, const struct dwelling_first *first, struct dwelling_id *ret_dwelling,
                      struct kobo_faults *ret_faults) {
    struct dwelling_new d;
    if (!dwelling_read_kobo(db_arena(db), map, first->row, &d, ret_faults)) return ERR_INVALID;
    struct dwelling_by_kobo_key_row same;
    if (dwelling_by_kobo_key(db, d.kobo_key, &same)) return ERR_CONFLICT;
    struct date today = instant_oslo_date(db_now(db));
    struct staff_id staff = {db_actor(db)->staff};
    *ret_dwelling = dwelling_insert(db, d.kobo_key, d.municipality, d.cadastral, d.lease_number, d.section_number, d.unit_number, d.extra_reference, d.street,
                                    d.house_number, d.house_letter, d.postcode, first->class, first->state, today, d.bedrooms, d.rent, d.wheelchair, d.shared,
                                    d.staffed_day_and_night, d.staff_base, dwelling_row_join(db_arena(db), first->row, false), "", (struct blob){0}, "",
                                    db_now(db));
    if (first->object_number) dwelling_set_object(db, *ret_dwelling, first->object_number);
    dwelling_move_add(db, *ret_dwelling, 0, first->state, today, NULL, db_now(db), staff);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

static void put_number(struct arena *arena, const char **value, struct maybe_int before, struct maybe_int now) {
    if (before.has == now.has && (!now.has || before.v == now.v)) return;
    *value = now.has ? arena_printf(arena, "%lld", (long long)now.v) : "";
}

static void put_yes(const char **value, bool before, bool now) {
    if (before != now) *value = now ? "Ja" : "Nei";
}

/* The row with what has changed, each value in the words of the file; what means the same stays as it was written. */
static const char *row_now(struct db *db, const struct profile_kobo *map, const struct dwelling_row_row *before, const struct dwelling_about *about) {
    struct arena *arena = db_arena(db);
    const char *row[KOBO_COLUMNS];
    struct kobo_faults faults;
    struct dwelling_new was = {0};
    dwelling_row_split(arena, before->kobo_row, row);
    (void)dwelling_read_kobo(arena, map, row, &was, &faults);
    put_number(arena, &row[KOBO_RENT], was.rent, about->rent);
    put_number(arena, &row[KOBO_BEDROOMS], was.bedrooms, about->bedrooms);
    put_yes(&row[KOBO_WHEELCHAIR], was.wheelchair, about->wheelchair);
    put_yes(&row[KOBO_SHARED], was.shared, about->shared);
    put_yes(&row[KOBO_STAFFED], was.staffed_day_and_night, about->staffed);
    put_yes(&row[KOBO_STAFF_BASE], was.staff_base, about->staff_base);
    for (unsigned i = 0; about->class != before->class && i < map->dwelling_type_count; i++) {
        if (dwelling_class_parse(map->dwelling_type[i].code) != about->class) continue;
        row[KOBO_TYPE] = map->dwelling_type[i].value;
        break;
    }
    return dwelling_row_join(arena, row, false);
}

int dwelling_change(struct db *db, const struct profile_kobo *map, struct dwelling_id dwelling, int64_t version, const struct dwelling_about *a) {
    struct dwelling_row_row before;
    if (!dwelling_row(db, dwelling, &before)) return ERR_NOT_FOUND;
    int64_t changed = dwelling_describe(db, dwelling, version, a->object_number, a->object_remarks, a->class, a->type, a->bedrooms, a->rooms, a->floor, a->area_m2, a->rent,
                                        a->wheelchair, a->step_free, a->quiet, a->pets, a->near_transport, a->shared, a->staffed, a->staff_base, a->abstinence, a->age_from,
                                        a->age_to, a->house_rules, a->owner, a->owner_name, a->manager, a->area, a->cluster, a->latitude, a->longitude, a->shielded, a->unfit,
                                        row_now(db, map, &before, a));
    if (changed != 1) return ERR_CONFLICT;
    dwelling_adapted_clear(db, dwelling);
    for (size_t i = 0; i < a->n_adaptations; i++) dwelling_adapted_add(db, dwelling, a->adaptations[i]);
    if (a->grant_name) dwelling_grant_put(db, dwelling, a->grant_name, a->grant_group, a->grant_until, a->grant_reference);
    else dwelling_grant_clear(db, dwelling);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

struct dwelling_id dwelling_by_key(struct db *db, const char *kobo_key) {
    struct dwelling_by_kobo_key_row row;
    return dwelling_by_kobo_key(db, kobo_key, &row) ? row.id : (struct dwelling_id){0};
}

struct dwelling_area_id dwelling_add_area(struct db *db, const char *name, double latitude, double longitude) {
    return dwelling_area_add(db, name, latitude, longitude);
}

struct dwelling_cluster_id dwelling_add_cluster(struct db *db, const char *name, enum cluster_kind kind, struct dwelling_area_id area) {
    return dwelling_cluster_add(db, name, kind, area, NULL, NAN, NAN);
}

bool dwelling_checked(struct db *db, struct dwelling_id dwelling, struct date on, struct staff_id by) { return dwelling_verify(db, dwelling, on, by) == 1; }

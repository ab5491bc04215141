/* Keeping the stock of dwellings in step with the file. What a row means is in kobo.c, pages are in pages.c. */
#include "domain/dwelling/dwelling.h"

#include "dwelling_sql.h"
#include "platform/crypt/crypt.h"

#include <string.h>

/* Between the columns of a kept row: no value of a file may hold it. */
#define SEPARATOR '\x1f'
static const char applicant_place[] = "dwelling.main_applicant", hash_domain[] = "dwelling_row";

static const char *join(struct arena *arena, const char *const *row, bool with_applicant) {
    struct str out = str_in(arena);
    for (int i = 0; i < KOBO_COLUMNS; i++) {
        if (i) str_add_char(&out, SEPARATOR);
        if (i != KOBO_MAIN_APPLICANT || with_applicant) str_add(&out, row[i]);
    }
    return str_text(&out);
}

/* Keyed, because the row tells who lives there: without the key no guess can be tried. */
static const char *row_hash(struct db *db, const char *const *row) {
    struct blob hash = keyed_hash(db, hash_domain, join(db_arena(db), row, true));
    struct str out = str_in(db_arena(db));
    for (size_t i = 0; i < hash.size; i++) str_addf(&out, "%02x", hash.data[i]);
    return str_text(&out);
}

static void insert(struct db *db, const struct dwelling_new *d, struct blob applicant, const char *hash) {
    dwelling_insert(db, d->kobo_key, d->municipality, d->cadastral, d->lease_number, d->section_number, d->unit_number, d->extra_reference, d->street,
                    d->house_number, d->house_letter, d->postcode, d->class, d->state, d->state_since, d->bedrooms, d->rent, d->wheelchair,
                    d->shared, d->staffed_day_and_night, d->staff_base, join(db_arena(db), d->row, false), applicant, hash, db_now(db));
}

enum dwelling_put dwelling_put(struct db *db, const struct dwelling_new *d) {
    const char *hash = row_hash(db, d->row), *name = d->row[KOBO_MAIN_APPLICANT];
    struct dwelling_by_kobo_key_row before;
    bool known = dwelling_by_kobo_key(db, d->kobo_key, &before);
    if (known && text_equal(before.row_hash, hash)) return DWELLING_UNCHANGED;
    struct blob applicant = *name ? seal_with_master(db, applicant_place, name) : (struct blob){0};
    if (!known) {
        insert(db, d, applicant, hash);
        return DWELLING_ADDED;
    }
    dwelling_update(db, before.id, d->class, d->state, d->state_since, d->bedrooms, d->rent, d->wheelchair, d->shared, d->staffed_day_and_night,
                    d->staff_base, d->postcode, join(db_arena(db), d->row, false), applicant, hash, db_now(db));
    return DWELLING_CHANGED;
}

struct export {
    struct db *db;
    const struct profile_kobo *map;
    void (*row)(void *context, const char *const *values);
    void *context;
};

/* The file's word for our state: the one it had when that still means the same, else the first that does. */
static const char *status_word(const struct profile_kobo *map, enum dwelling_state state, const char *before) {
    const char *word = NULL;
    for (unsigned i = 0; i < map->status_count; i++) {
        if (dwelling_state_parse(map->status[i].code) != state) continue;
        if (text_equal(map->status[i].value, before)) return before;
        if (!word) word = map->status[i].value;
    }
    return word ? word : before;
}

static void give_row(void *context, const struct dwelling_all_row *row) {
    struct export *export = context;
    struct arena *arena = db_arena(export->db);
    const char *values[KOBO_COLUMNS];
    const char *at = row->kobo_row;
    for (int i = 0; i < KOBO_COLUMNS; i++) {
        const char *end = strchr(at, SEPARATOR);
        values[i] = end ? arena_strndup(arena, at, (size_t)(end - at)) : at;
        at = end ? end + 1 : at + strlen(at);
    }
    const char *applicant = unseal_with_master(export->db, applicant_place, row->main_applicant);
    values[KOBO_MAIN_APPLICANT] = applicant ? applicant : "";
    values[KOBO_STATUS] = status_word(export->map, row->state, values[KOBO_STATUS]);
    export->row(export->context, values);
}

void dwelling_each_kobo(struct db *db, const struct profile_kobo *map, void (*row)(void *context, const char *const *values), void *context) {
    dwelling_all(db, give_row, &(struct export){db, map, row, context});
}

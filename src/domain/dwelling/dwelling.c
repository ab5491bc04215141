/* Keeping the stock of dwellings in step with the file. What a row means is in kobo.c, pages are in pages.c. */
#include "domain/dwelling/internal.h"

#include "dwelling_sql.h"
#include "platform/crypt/crypt.h"

#include <string.h>

/* Between the columns of a kept row: no value of a file may hold it. */
#define SEPARATOR '\x1f'
static const char applicant_place[] = "dwelling.main_applicant", hash_domain[] = "dwelling_row";

const char *dwelling_row_join(struct arena *arena, const char *const *row, bool with_applicant) {
    struct str out = str_in(arena);
    for (int i = 0; i < KOBO_COLUMNS; i++) {
        if (i) str_add_char(&out, SEPARATOR);
        if (i != KOBO_MAIN_APPLICANT || with_applicant) str_add(&out, row[i]);
    }
    return str_text(&out);
}

/* Keyed, because the row tells who lives there: without the key no guess can be tried. */
static const char *row_hash(struct db *db, const char *const *row) {
    struct blob hash = keyed_hash(db, hash_domain, dwelling_row_join(db_arena(db), row, true));
    struct str out = str_in(db_arena(db));
    for (size_t i = 0; i < hash.size; i++) str_addf(&out, "%02x", hash.data[i]);
    return str_text(&out);
}

void dwelling_row_split(struct arena *arena, const char *joined, const char **ret_values) {
    const char *at = joined;
    for (int i = 0; i < KOBO_COLUMNS; i++) {
        const char *end = strchr(at, SEPARATOR);
        ret_values[i] = end ? arena_strndup(arena, at, (size_t)(end - at)) : arena_strdup(arena, at);
        at = end ? end + 1 : at + strlen(at);
    }
}

static enum dwelling_put insert(struct db *db, const struct dwelling_new *d, struct blob applicant, const char *hash) {
    const char *row = dwelling_row_join(db_arena(db), d->row, false);
    struct dwelling_id id =
        dwelling_insert(db, d->kobo_key, d->municipality, d->cadastral, d->lease_number, d->section_number, d->unit_number, d->extra_reference, d->street,
                        d->house_number, d->house_letter, d->postcode, d->class, d->state, d->state_since, d->bedrooms, d->rent, d->wheelchair, d->shared,
                        d->staffed_day_and_night, d->staff_base, row, hash ? row : "", applicant, hash ? hash : "", db_now(db));
    struct date since = date_is_none(d->state_since) ? instant_oslo_date(db_now(db)) : d->state_since;
    dwelling_move_add(db, id, 0, d->state, since, NULL, db_now(db), (struct staff_id){db_actor(db)->staff});
    return DWELLING_ADDED;
}

/* Column by column: the file's where the file has changed since last time, else ours. */
static bool merge(struct db *db, const struct profile_kobo *map, const struct dwelling_by_kobo_key_row *before, const struct dwelling_new *d,
                  struct dwelling_new *ret_merged) {
    struct arena *arena = db_arena(db);
    const char *ours[KOBO_COLUMNS], *last[KOBO_COLUMNS], **row = arena_array(arena, KOBO_COLUMNS, sizeof *row);
    struct kobo_faults faults;
    dwelling_row_split(arena, before->kobo_row, ours);
    dwelling_row_split(arena, before->file_row, last);
    for (int i = 0; i < KOBO_COLUMNS; i++) row[i] = i != KOBO_MAIN_APPLICANT && text_equal(d->row[i], last[i]) ? ours[i] : d->row[i];
    if (!dwelling_read_kobo(arena, map, row, ret_merged, &faults)) return false;
    if (text_equal(d->row[KOBO_TYPE], last[KOBO_TYPE])) ret_merged->class = before->class;
    ret_merged->state = text_equal(d->row[KOBO_STATUS], last[KOBO_STATUS]) ? before->state : d->state;
    return true;
}

enum dwelling_put dwelling_put(struct db *db, const struct profile_kobo *map, const struct dwelling_new *d) {
    const char *hash = row_hash(db, d->row), *name = d->row[KOBO_MAIN_APPLICANT];
    struct dwelling_by_kobo_key_row before;
    bool known = dwelling_by_kobo_key(db, d->kobo_key, &before);
    if (known && text_equal(before.row_hash, hash)) return DWELLING_UNCHANGED;
    struct blob applicant = *name ? seal_with_master(db, applicant_place, name) : (struct blob){0};
    if (!known) return insert(db, d, applicant, hash);
    struct dwelling_new now;
    if (!merge(db, map, &before, d, &now)) now = *d; /* what each side has is good by itself, and not together: the file's */
    bool moves = now.state != before.state && now.state != DWELLING_STATE_UNKNOWN, may = dwelling_may_move(before.state, now.state);
    struct date on = date_is_none(d->state_since) ? instant_oslo_date(db_now(db)) : d->state_since;
    dwelling_update(db, before.id, now.class, moves && !may ? now.state : 0, now.bedrooms, now.rent, now.wheelchair, now.shared,
                    now.staffed_day_and_night, now.staff_base, now.postcode, dwelling_row_join(db_arena(db), now.row, false), dwelling_row_join(db_arena(db), d->row, false),
                    applicant, hash, db_now(db));
    if (moves && may) dwelling_move_to(db, before.id, now.state, on, NULL);
    return moves && !may ? DWELLING_HELD : DWELLING_CHANGED;
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
    dwelling_row_split(arena, row->kobo_row, values);
    /* who lives at an address nobody is to find is not told together with it */
    const char *applicant = row->address_shielded ? NULL : unseal_with_master(export->db, applicant_place, row->main_applicant);
    values[KOBO_MAIN_APPLICANT] = applicant ? applicant : "";
    const char *status = status_word(export->map, row->state, values[KOBO_STATUS]);
    if (!text_equal(status, values[KOBO_STATUS]) && !date_is_none(row->state_since)) values[KOBO_STATUS_DATE] = date_typed(arena, row->state_since);
    values[KOBO_STATUS] = status;
    export->row(export->context, values);
}

void dwelling_each_kobo(struct db *db, const struct profile_kobo *map, void (*row)(void *context, const char *const *values), void *context) {
    dwelling_all(db, give_row, &(struct export){db, map, row, context});
}

/* The register of places for the night, as a stay uses it: which have something free, and the one that is chosen. Two who choose the last one at once meet at the key of
 * temporary_seat: one has it, the other is told. (R-147, SOT-6) */
#include "domain/emergency/internal.h"

#include "emergency_sql.h"
#include "texts.h"

static enum place_kind kind_of(enum temporary_kind kind) {
    switch (kind) {
    case TEMPORARY_KIND_ROOM: return PLACE_KIND_OWN_ROOM;
    case TEMPORARY_KIND_FLAT: return PLACE_KIND_FLAT;
    case TEMPORARY_KIND_CABIN: return PLACE_KIND_CABIN;
    case TEMPORARY_KIND_DORMITORY: return PLACE_KIND_SHARED;
    }
    return 0;
}

int night_where_registered(struct db *db, struct temporary_place_id place, const char *more, struct night_where *where) {
    struct temporary_next_row row;
    if (!temporary_next(db, place, night_today(db), &row) || row.next > row.places) return NIGHT_PLACE_TAKEN;
    where->registered = place;
    where->number = row.next;
    where->kind = kind_of(row.kind);
    where->place = text_empty(more) ? row.name : arena_printf(db_arena(db), "%s, %s", row.name, more);
    where->not_for_children = !row.children;
    return NIGHT_DONE;
}

int night_long_days(void) {
    const struct profile_emergency *emergency = &organisation_profile()->emergency;
    return emergency->long_days_count ? emergency->long_days[emergency->long_days_count - 1] : 90;
}

struct night_places_free night_places_free(struct db *db) {
    struct date today = night_today(db);
    struct temporaries_rows rows = temporaries(db, date_add_days(today, -night_long_days()));
    struct night_places_free free = {arena_array(db_arena(db), rows.n + 1, sizeof *free.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const struct temporaries_row *row = &rows.v[i];
        bool used = row->from_date.days <= today.days && (date_is_none(row->until_date) || row->until_date.days >= today.days);
        if (used && row->taken < row->places) free.v[free.n++] = (struct night_place_free){row->id, row->name, row->kind, row->places - row->taken};
    }
    return free;
}

void demo_temporary(struct db *db, const char *name, enum temporary_kind kind, int64_t places, bool good, struct date since) {
    temporary_add(db, name, kind, places, true, good, good, false, good, (struct maybe_int){0}, NULL, since, DATE_NONE, db_now(db), night_actor(db));
}

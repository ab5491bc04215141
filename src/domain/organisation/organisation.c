/* Units, staff, memberships and delegations: reading and changing them. What a role may do is in rights.c, sign-in in session.c. */
#include "domain/organisation/organisation.h"

#include "organisation_sql.h"

static const struct profile *current_profile;

const struct profile *organisation_profile(void) { return current_profile; }

void organisation_set_profile(const struct profile *profile) { current_profile = profile; }

static const char *in_language(enum lang lang, const char *nb, const char *nn) { return lang == LANG_NN ? nn : nb; }

/* A page names the same few units many times. */
enum { UNITS_KNOWN = 8 };
struct known_units {
    struct unit_get_row rows[UNITS_KNOWN];
    size_t n;
};
static const char known_units_owner;

static bool read_unit(struct db *db, struct unit_id unit, struct unit_get_row *ret_row) {
    struct known_units *known = db_recall(db, &known_units_owner, sizeof *known);
    for (size_t i = 0; known && i < known->n; i++) {
        if (known->rows[i].id.v != unit.v) continue;
        *ret_row = known->rows[i];
        return true;
    }
    if (!unit_get(db, unit, ret_row)) return false;
    if (known && known->n < UNITS_KNOWN) known->rows[known->n++] = *ret_row;
    return true;
}

const char *organisation_phone(const char *unit_phone) { return text_empty(unit_phone) ? organisation_profile()->contact.phone : unit_phone; }

bool organisation_unit(struct db *db, struct unit_id unit, enum lang lang, struct unit_brief *ret_unit) {
    struct unit_get_row row;
    if (!unit.v || !read_unit(db, unit, &row)) return false;
    *ret_unit = (struct unit_brief){
        .id = row.id,
        .code = row.code,
        .name = in_language(lang, row.name_nb, row.name_nn),
        .letter_name = in_language(lang, row.letter_name_nb, row.letter_name_nn),
        .phone = row.phone,
        .role = row.role,
        .intake = row.intake,
        .decides_services = row.decides_services,
        .external = row.external,
        .active = row.active,
    };
    return true;
}

struct unit_id organisation_unit_by_code(struct db *db, const char *code) {
    struct unit_by_code_row row;
    if (!unit_by_code(db, code, &row)) return (struct unit_id){0};
    return row.successor_id.v ? organisation_unit_now(db, row.successor_id) : row.id;
}

struct unit_id organisation_unit_now(struct db *db, struct unit_id unit) {
    struct unit_successor_row row;
    for (int steps = 0; steps < 20 && unit_successor(db, unit, &row) && row.successor_id.v; steps++) unit = row.successor_id;
    return unit;
}

struct options organisation_unit_options(struct db *db, enum lang lang, struct unit_id except) {
    struct arena *arena = db_arena(db);
    struct unit_list_rows units = unit_list(db);
    struct options options = {arena_array(arena, units.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < units.n; i++) {
        if (units.v[i].id.v == except.v) continue;
        options.v[options.n++] = (struct option){arena_printf(arena, "%lld", (long long)units.v[i].id.v),
                                                 in_language(lang, units.v[i].name_nb, units.v[i].name_nn), NULL};
    }
    return options;
}

struct options organisation_staff_options(struct db *db, struct unit_id unit, struct date today) {
    struct arena *arena = db_arena(db);
    struct membership_staff_rows staff = membership_staff(db, unit, today);
    struct options options = {arena_array(arena, staff.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < staff.n; i++)
        options.v[options.n++] = (struct option){arena_printf(arena, "%lld", (long long)staff.v[i].id.v), staff.v[i].name, NULL};
    return options;
}

const char *organisation_staff_name(struct db *db, struct staff_id staff) {
    struct staff_get_row row;
    return staff.v && staff_get(db, staff, &row) ? row.name : NULL;
}

struct staff_id organisation_add_staff(struct db *db, const struct staff_new *staff) {
    struct staff_by_user_name_row row;
    if (!staff_by_user_name(db, staff->user_name, &row))
        return staff_insert(db, staff->user_name, staff->name, staff->title, staff->phone, staff->email, staff->language);
    staff_update(db, row.id, staff->name, staff->title, staff->phone, staff->email);
    return row.id;
}

void organisation_add_member(struct db *db, struct staff_id staff, struct unit_id unit, enum staff_role role, struct date from, struct date until) {
    membership_add(db, staff, unit, role, from, until);
}

void organisation_delegate(struct db *db, struct staff_id staff, enum delegated_law law, const char *reference, struct date from, struct date until) {
    delegation_add(db, staff, law, reference, from, until);
}

const char *organisation_delegation(struct db *db, struct staff_id staff, enum delegated_law law, struct date date) {
    struct delegation_on_row row;
    return delegation_on(db, staff, law, date, &row) ? row.reference : NULL;
}

struct places {
    struct db *db;
    void (*place)(void *context, const struct staff_place *place);
    void *context;
};

static void give_place(void *context, const struct staff_places_row *row) {
    struct places *places = context;
    struct str delegations = str_in(db_arena(places->db));
    struct delegation_of_place_rows rows = delegation_of_place(places->db, row->id, row->from_date);
    for (size_t i = 0; i < rows.n; i++)
        str_addf(&delegations, "%s%s=%s", i ? " | " : "", delegated_law_code(rows.v[i].law), rows.v[i].reference);
    places->place(places->context, &(struct staff_place){row->user_name, row->name, row->title, row->phone, row->email, row->code,
                                                         str_text(&delegations), row->language, row->role, row->from_date, row->until_date});
}

void organisation_each_place(struct db *db, void (*place)(void *context, const struct staff_place *place), void *context) {
    staff_places(db, give_place, &(struct places){db, place, context});
}

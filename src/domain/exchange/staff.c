/* The file of staff: one row a place in a unit, so that who has two roles stands twice. docs/import.md tells the columns. */
#include "domain/exchange/parts.h"

#include "domain/organisation/organisation.h"
#include "platform/audit/audit.h"

#include <string.h>

enum column { USER_NAME, NAME, TITLE, PHONE, EMAIL, LANGUAGE_COLUMN, UNIT_CODE, ROLE, FROM, UNTIL, DELEGATIONS, COLUMNS };
static const struct csv_column columns[COLUMNS + 1] = {
    {"user_name", true}, {"name", true}, {"title", false}, {"phone", false}, {"email", false},      {"language", false},
    {"unit_code", true}, {"role", true}, {"from", true},   {"until", false}, {"delegations", false}, {NULL, false},
};
enum { LAWS = DELEGATED_LAW_HUSBANK };

struct place {
    struct staff_new staff;
    const char *unit_code;
    enum staff_role role;
    struct date from, until;
    const char *references[LAWS + 1]; /* by law; NULL: no delegation */
};
struct reading {
    struct db *db;
    const struct profile *profile;
    struct csv_faults *faults;
    const struct csv_row *row;
};

static void fault(const struct reading *reading, enum column column, const char *reason) {
    csv_fault_add(reading->faults, reading->row->line, columns[column].name, reading->row->values[column], reason);
}

static const char *or_null(const char *text) { return *text ? text : NULL; }

static struct date date_in(const struct reading *reading, enum column column, bool needed) {
    const char *text = reading->row->values[column];
    struct date date = *text ? date_parse_no(text) : DATE_NONE;
    if (*text && date_is_none(date)) fault(reading, column, "is no date (yyyy-mm-dd or dd.mm.yyyy)");
    if (!*text && needed) fault(reading, column, "is missing");
    return date;
}

/* What the profile's delegation rules say of this role in this unit under the law. */
static const char *profile_reference(const struct reading *reading, const struct place *place, enum delegated_law law) {
    for (unsigned i = 0; i < reading->profile->delegations_count; i++) {
        const struct profile_delegation *delegation = &reading->profile->delegations[i];
        if (delegation->law == law && delegation->role == place->role && text_equal(delegation->unit, place->unit_code)) return delegation->reference;
    }
    return NULL;
}

/* "bsl=delegeringsreglementet 4.2 | hol": the law, and the reference unless the profile has one. */
static void read_delegations(const struct reading *reading, struct place *place) {
    struct arena *arena = db_arena(reading->db);
    for (const char *at = reading->row->values[DELEGATIONS]; *at;) {
        size_t length = strcspn(at, "|");
        const char *part = text_trim(arena, arena_strndup(arena, at, length));
        const char *equals = strchr(part, '=');
        const char *code = equals ? text_trim(arena, arena_strndup(arena, part, (size_t)(equals - part))) : part;
        enum delegated_law law = delegated_law_parse(text_fold(arena, code));
        const char *reference = equals ? or_null(text_trim(arena, equals + 1)) : law ? profile_reference(reading, place, law) : NULL;
        if (!law) fault(reading, DELEGATIONS, "names a law that is none of bsl, hol, sotjl, local, husbank");
        else if (!reference) fault(reading, DELEGATIONS, "has no reference, and the profile has none for this role in this unit: write law=reference");
        else place->references[law] = reference;
        at += length + (at[length] == '|');
    }
}

static bool good_user_name(const char *name) {
    size_t length = strlen(name);
    return length >= 2 && length <= 120 && !strpbrk(name, " \t\n;,\"<>");
}

static void read_place(const struct reading *reading, struct place *place) {
    const char *const *values = reading->row->values;
    place->staff = (struct staff_new){values[USER_NAME], values[NAME], or_null(values[TITLE]), or_null(values[PHONE]), or_null(values[EMAIL]),
                                      (enum language)reading->profile->letter_lang};
    if (!*values[USER_NAME]) fault(reading, USER_NAME, "is missing");
    else if (!good_user_name(values[USER_NAME])) fault(reading, USER_NAME, "is no user name: from 2 to 120 characters without spaces");
    if (!*values[NAME]) fault(reading, NAME, "is missing");
    if (*values[EMAIL] && !strchr(values[EMAIL], '@')) fault(reading, EMAIL, "is no e-mail address");
    if (*values[LANGUAGE_COLUMN] && !(place->staff.language = language_parse(values[LANGUAGE_COLUMN])))
        fault(reading, LANGUAGE_COLUMN, "is none of nb, nn, en");
    place->unit_code = values[UNIT_CODE];
    if (!profile_unit(reading->profile, place->unit_code)) fault(reading, UNIT_CODE, "is no unit of the profile");
    place->role = staff_role_parse(values[ROLE]);
    if (!place->role) fault(reading, ROLE, "is no role (docs/import.md lists them)");
    place->from = date_in(reading, FROM, true);
    place->until = date_in(reading, UNTIL, false);
    if (!date_is_none(place->until) && !date_is_none(place->from) && place->until.days < place->from.days) fault(reading, UNTIL, "is before the first day");
    read_delegations(reading, place);
}

struct keys {
    struct key_set places, users;
    const struct csv_table *table;
};

/* The same place twice, or one worker with two names. */
static void check_keys(const struct reading *reading, struct keys *keys) {
    struct arena *arena = db_arena(reading->db);
    const char *const *values = reading->row->values;
    const char *place = arena_printf(arena, "%s %s %s %s", values[USER_NAME], values[UNIT_CODE], values[ROLE], values[FROM]);
    int64_t before = key_set_add(&keys->places, place, reading->row->line);
    if (before)
        fault(reading, USER_NAME, arena_printf(arena, "has this role in this unit from this day in line %lld already", (long long)before));
    int64_t first = key_set_add(&keys->users, values[USER_NAME], reading->row - keys->table->rows + 1);
    if (!first) return;
    const struct csv_row *row = &keys->table->rows[first - 1];
    for (enum column column = NAME; column <= LANGUAGE_COLUMN; column++)
        if (!text_equal(row->values[column], values[column]))
            fault(reading, column, arena_printf(arena, "differs from line %lld, which is the same worker", (long long)row->line));
}

static void put(struct db *db, const struct place *place, const char *const *values, struct import_report *report) {
    struct arena *arena = db_arena(db);
    const char *key = arena_printf(arena, "%s\x1f%s\x1f%s\x1f%s", values[USER_NAME], values[UNIT_CODE], values[ROLE], date_iso(arena, place->from));
    const char *row = row_text(arena, values, COLUMNS);
    struct seen_before before = seen_before(db, IMPORTED_STAFF, key, row);
    if (before.same) {
        report->unchanged++;
        return;
    }
    bool known = before.known || organisation_find_staff(db, values[USER_NAME]).v;
    struct staff_id staff = organisation_add_staff(db, &place->staff);
    organisation_add_member(db, staff, organisation_unit_by_code(db, place->unit_code), place->role, place->from, place->until);
    for (int law = 1; law <= LAWS; law++)
        if (place->references[law]) organisation_delegate(db, staff, (enum delegated_law)law, place->references[law], place->from, place->until);
    keep_row(db, IMPORTED_STAFF, key, row, staff.v);
    if (known) report->changed++;
    else report->added++;
}

int import_staff(struct db *db, const struct profile *profile, struct blob file, struct import_report *report) {
    struct arena *arena = db_arena(db);
    struct csv_table table;
    csv_read(arena, file, columns, report->faults, &table);
    report->encoding = table.encoding;
    report->rows = (int64_t)table.n;
    struct place *places = arena_array(arena, table.n + 1, sizeof *places);
    struct keys keys = {.places = {.arena = arena}, .users = {.arena = arena}, .table = &table};
    for (size_t i = 0; i < table.n && table.header_good; i++) {
        struct reading reading = {db, profile, report->faults, &table.rows[i]};
        read_place(&reading, &places[i]);
        check_keys(&reading, &keys);
    }
    if (report->faults->n) return ERR_INVALID;
    organisation_sync(db, profile);
    for (size_t i = 0; i < table.n; i++) put(db, &places[i], table.rows[i].values, report);
    audit_add(db, "staff_imported", "municipality", report->rows, NULL);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

/* ── out ── */

struct member_out {
    struct csv_out out;
    struct arena *arena;
};

static void write_member(void *context, const struct staff_place *place) {
    struct member_out *member = context;
    const char *values[COLUMNS] = {
        [USER_NAME] = place->user_name, [NAME] = place->name,           [TITLE] = place->title,
        [PHONE] = place->phone,         [EMAIL] = place->email,         [LANGUAGE_COLUMN] = language_code(place->language),
        [UNIT_CODE] = place->unit_code, [ROLE] = staff_role_code(place->role),
        [FROM] = date_iso(member->arena, place->from), [UNTIL] = date_iso(member->arena, place->until), [DELEGATIONS] = place->delegations,
    };
    csv_out_row(&member->out, values, COLUMNS);
}

void export_staff(struct db *db, void (*write)(void *context, const char *text, size_t length), void *context) {
    struct member_out member = {{write, context, str_in(db_arena(db))}, db_arena(db)};
    const char *names[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) names[i] = columns[i].name;
    csv_out_row(&member.out, names, COLUMNS);
    organisation_each_place(db, write_member, &member);
}

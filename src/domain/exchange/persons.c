/* The file of persons: who they are and how they are reached. Nothing about health or help may come this way. docs/import.md tells the columns. */
#include "domain/exchange/parts.h"

#include "domain/person/person.h"
#include "platform/audit/audit.h"

#include <string.h>

enum column { GIVEN_NAME, FAMILY_NAME, BORN, NATIONAL_ID, PHONE, ADDRESS, CONTACT_WISH, LANGUAGE_COLUMN, ADDRESS_GRADE, COLUMNS };
static const struct csv_column columns[COLUMNS + 1] = {
    {"given_name", true}, {"family_name", true},   {"born", false},     {"national_id", false},   {"phone", false},
    {"address", false},   {"contact_wish", false}, {"language", false}, {"address_grade", false}, {NULL, false},
};

struct reading {
    struct arena *arena;
    const struct profile *profile;
    struct csv_faults *faults;
    const struct csv_row *row;
};

static void fault(const struct reading *reading, enum column column, const char *reason) {
    csv_fault_add(reading->faults, reading->row->line, columns[column].name, reading->row->values[column], reason);
}

static const char *or_null(const char *text) { return *text ? text : NULL; }

static void read_identity(const struct reading *reading, struct person_new *person) {
    const char *const *values = reading->row->values;
    struct date stated = *values[BORN] ? date_parse_no(values[BORN]) : DATE_NONE, born = DATE_NONE;
    if (*values[BORN] && date_is_none(stated)) fault(reading, BORN, "is no date (yyyy-mm-dd or dd.mm.yyyy)");
    person->born = stated;
    if (!*values[NATIONAL_ID]) {
        if (!*values[BORN]) fault(reading, BORN, "is missing, and so is the national id: two persons of one name could not be told apart");
        return;
    }
    person->national_id = text_without_spaces(reading->arena, values[NATIONAL_ID]);
    if (!national_id_valid(person->national_id, &born)) {
        fault(reading, NATIONAL_ID, "is no valid national id");
        return;
    }
    if (!date_is_none(stated) && stated.days != born.days) fault(reading, BORN, "is not the birth date of the national id");
    person->born = born;
}

static void read_person(const struct reading *reading, struct person_new *person) {
    const char *const *values = reading->row->values;
    *person = (struct person_new){
        .given_name = values[GIVEN_NAME],
        .family_name = values[FAMILY_NAME],
        .phone = or_null(values[PHONE]),
        .address = or_null(values[ADDRESS]),
        .contact_wish = or_null(values[CONTACT_WISH]),
        .language = (enum language)reading->profile->letter_lang,
        .grade = ADDRESS_GRADE_OPEN,
    };
    if (!*values[GIVEN_NAME]) fault(reading, GIVEN_NAME, "is missing");
    if (*values[LANGUAGE_COLUMN] && !(person->language = language_parse(values[LANGUAGE_COLUMN])))
        fault(reading, LANGUAGE_COLUMN, "is none of nb, nn, en");
    if (*values[ADDRESS_GRADE] && !(person->grade = address_grade_parse(values[ADDRESS_GRADE])))
        fault(reading, ADDRESS_GRADE, "is none of open, confidential, strictly_confidential");
    if (strspn(values[PHONE], "+0123456789 ") != strlen(values[PHONE])) fault(reading, PHONE, "is no telephone number");
    read_identity(reading, person);
}

/* Two rows are one person when the national id is the same; without one, when name and birth date are. */
const char *imported_person_key(struct arena *arena, const struct person_new *person) {
    if (person->national_id) return person->national_id;
    return arena_printf(arena, "%s\x1f%s\x1f%d", text_fold(arena, person->given_name), text_fold(arena, person->family_name), person->born.days);
}

static void put(struct db *db, const struct person_new *person, const char *const *values, struct import_report *report) {
    struct arena *arena = db_arena(db);
    const char *key = imported_person_key(arena, person), *row = row_text(arena, values, COLUMNS);
    struct seen_before before = seen_before(db, IMPORTED_PERSON, key, row);
    if (before.same) {
        report->unchanged++;
        return;
    }
    struct person_id id = {before.subject};
    if (!id.v && person->national_id) id = person_find_national_id(db, person->national_id);
    if (id.v) {
        person_change(db, id, person);
        report->changed++;
    } else {
        if (person_create(db, person, &id) < 0) db_fail(db, "a person that was checked could not be made");
        report->added++;
    }
    keep_row(db, IMPORTED_PERSON, key, row, id.v);
}

int import_persons(struct db *db, const struct profile *profile, struct blob file, struct import_report *report) {
    struct arena *arena = db_arena(db);
    struct csv_table table;
    csv_read(arena, file, columns, report->faults, &table);
    report->encoding = table.encoding;
    report->rows = (int64_t)table.n;
    struct person_new *persons = arena_array(arena, table.n + 1, sizeof *persons);
    struct key_set keys = {.arena = arena};
    for (size_t i = 0; i < table.n && table.header_good; i++) {
        int64_t faults_before = report->faults->n;
        struct reading reading = {arena, profile, report->faults, &table.rows[i]};
        read_person(&reading, &persons[i]);
        if (report->faults->n > faults_before) continue;
        int64_t before = key_set_add(&keys, imported_person_key(arena, &persons[i]), table.rows[i].line);
        if (before)
            fault(&reading, persons[i].national_id ? NATIONAL_ID : FAMILY_NAME,
                  arena_printf(arena, "is the same person as in line %lld", (long long)before));
    }
    if (report->faults->n) return ERR_INVALID;
    for (size_t i = 0; i < table.n; i++) put(db, &persons[i], table.rows[i].values, report);
    audit_add(db, "persons_imported", "municipality", report->rows, NULL);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

/* ── out ── */

struct person_out {
    struct csv_out out;
    struct arena *arena;
};

static void write_person(void *context, const struct person_details *person) {
    struct person_out *to = context;
    const char *values[COLUMNS] = {
        [GIVEN_NAME] = person->given_name,
        [FAMILY_NAME] = person->family_name,
        [BORN] = date_iso(to->arena, person->born),
        [NATIONAL_ID] = person->national_id,
        [PHONE] = person->phone,
        [ADDRESS] = person->address,
        [CONTACT_WISH] = person->contact_wish,
        [LANGUAGE_COLUMN] = language_code(person->language),
        [ADDRESS_GRADE] = address_grade_code(person->grade),
    };
    csv_out_row(&to->out, values, COLUMNS);
}

void export_persons(struct db *db, void (*write)(void *context, const char *text, size_t length), void *context) {
    struct person_out to = {{write, context, str_in(db_arena(db))}, db_arena(db)};
    const char *names[COLUMNS];
    for (int i = 0; i < COLUMNS; i++) names[i] = columns[i].name;
    csv_out_row(&to.out, names, COLUMNS);
    person_each(db, write_person, &to);
}

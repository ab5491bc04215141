/* Imports of staff and persons, and the opening of everything: all or nothing, twice is once, and nothing sealed leaks. */
#include "domain/exchange/exchange.h"
#include "domain/organisation/organisation.h"
#include "domain/person/person.h"
#include "platform/audit/audit.h"
#include "platform/db/test_database.h"

#include <string.h>

static const struct profile *levanger(struct arena *arena) {
    struct profile *profile = NULL;
    const char *reason = "";
    must(profile_load("profiles/levanger.yaml", arena, &profile, &reason), reason);
    organisation_set_profile(profile);
    return profile;
}

typedef int importer(struct db *db, const struct profile *profile, struct blob file, struct import_report *report);

static int import(const struct test_database *database, importer *run, const char *text, struct import_report *report) {
    struct csv_faults *faults = arena_alloc(database->arena, sizeof *faults);
    faults->arena = database->arena;
    *report = (struct import_report){.faults = faults};
    struct db *db = test_write(database);
    int result = run(db, levanger(database->arena), (struct blob){(const uint8_t *)text, strlen(text)}, report);
    if (result < 0) db_abort(db);
    else assert_int_equal(db_commit(db), DB_OK);
    return result;
}

static const char staff_file[] = "user_name;name;title;phone;email;language;unit_code;role;from;until;delegations\n"
                                 "ada.by;Ada By;saksbehandler;;ada@x.example;nn;HOT;officer;2026-01-01;;bsl | hol=Vedtak 12/26\n"
                                 "ada.by;Ada By;saksbehandler;;ada@x.example;nn;POT;coordinator;01.02.2026;31.12.2026;\n"
                                 "bo.li;Bo Li;;;;;NAV;unit_leader;2026-01-01;;\n";

static void test_staff_come_in_with_places_and_delegations(void **state) {
    const struct test_database *database = *state;
    struct import_report report;
    assert_int_equal(import(database, import_staff, staff_file, &report), ERR_OK);
    assert_int_equal(report.added, 2); /* Ada's second place is a change of her */
    assert_int_equal(report.changed, 1);
    struct db *db = test_read(database);
    struct staff_id ada = organisation_find_staff(db, "ada.by");
    assert_true(ada.v > 0);
    assert_string_equal(organisation_delegation(db, ada, DELEGATED_LAW_BSL, date_of(2026, 9, 7)), "delegeringsreglementet for Levanger kommune");
    assert_string_equal(organisation_delegation(db, ada, DELEGATED_LAW_HOL, date_of(2026, 9, 7)), "Vedtak 12/26");
    assert_null(organisation_delegation(db, ada, DELEGATED_LAW_SOTJL, date_of(2026, 9, 7)));
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM membership"), 3);
    assert_int_equal(test_number(database, "SELECT count(*) FROM staff WHERE language = 'nn'"), 1);
}

static void test_the_same_staff_twice_changes_nothing(void **state) {
    const struct test_database *database = *state;
    struct import_report report;
    import(database, import_staff, staff_file, &report);
    assert_int_equal(import(database, import_staff, staff_file, &report), ERR_OK);
    assert_int_equal(report.added + report.changed, 0);
    assert_int_equal(report.unchanged, 3);
    assert_int_equal(test_number(database, "SELECT max(version) FROM staff"), 2);
}

static void expect_staff_fault(const struct test_database *database, const char *row, const char *column, const char *reason) {
    struct import_report report;
    const char *file = arena_printf(database->arena, "user_name;name;email;language;unit_code;role;from;until;delegations\n"
                                                     "good.one;Good One;;nb;HOT;officer;2026-01-01;;\n%s\n", row);
    assert_int_equal(import(database, import_staff, file, &report), ERR_INVALID);
    assert_int_equal(report.faults->n, 1);
    assert_int_equal(report.faults->v[0].line, 3);
    assert_string_equal(report.faults->v[0].column, column);
    if (!strstr(report.faults->v[0].reason, reason)) fail_msg("%s: %s", row, report.faults->v[0].reason);
    assert_int_equal(test_number(database, "SELECT count(*) FROM staff"), 0);
}

static void test_each_bad_place_is_told_and_nothing_is_kept(void **state) {
    const struct test_database *database = *state;
    expect_staff_fault(database, ";No Name;;nb;HOT;officer;2026-01-01;;", "user_name", "missing");
    expect_staff_fault(database, "a b;No Name;;nb;HOT;officer;2026-01-01;;", "user_name", "no user name");
    expect_staff_fault(database, "x.y;;;nb;HOT;officer;2026-01-01;;", "name", "missing");
    expect_staff_fault(database, "x.y;X Y;nowhere;nb;HOT;officer;2026-01-01;;", "email", "e-mail");
    expect_staff_fault(database, "x.y;X Y;;se;HOT;officer;2026-01-01;;", "language", "nb, nn, en");
    expect_staff_fault(database, "x.y;X Y;;nb;XXX;officer;2026-01-01;;", "unit_code", "no unit");
    expect_staff_fault(database, "x.y;X Y;;nb;HOT;king;2026-01-01;;", "role", "no role");
    expect_staff_fault(database, "x.y;X Y;;nb;HOT;officer;;;", "from", "missing");
    expect_staff_fault(database, "x.y;X Y;;nb;HOT;officer;2026-13-01;;", "from", "no date");
    expect_staff_fault(database, "x.y;X Y;;nb;HOT;officer;2026-01-01;2025-12-31;", "until", "before");
    expect_staff_fault(database, "x.y;X Y;;nb;HOT;officer;2026-01-01;;grunnlov=1814", "delegations", "names a law");
    expect_staff_fault(database, "x.y;X Y;;nb;HOT;officer;2026-01-01;;sotjl", "delegations", "no reference");
    expect_staff_fault(database, "good.one;Another Name;;nb;POT;officer;2026-01-01;;", "name", "differs from line 2");
    expect_staff_fault(database, "good.one;Good One;;nb;HOT;officer;2026-01-01;2027-01-01;", "user_name", "line 2 already");
}

static const char person_file[] = "given_name;family_name;born;national_id;phone;address;contact_wish;language;address_grade\n"
                                  "Ane;Solberg;;14888411888;00 00 12 34;\"Kirkegata 1\n7600 LEVANGER\";Send SMS;nn;\n"
                                  "Ole;Dahl;02.03.1980;;;;;;confidential\n";

/* trace: GDPR-5 */
static void test_persons_come_in_sealed(void **state) {
    const struct test_database *database = *state;
    struct import_report report;
    assert_true(national_id_valid("14888411888", NULL));
    assert_int_equal(import(database, import_persons, person_file, &report), ERR_OK);
    assert_int_equal(report.added, 2);
    struct db *db = test_read(database);
    struct person_id ane = person_find_national_id(db, "14888411888");
    struct person_spine spine;
    assert_true(person_spine(db, ane, &spine));
    assert_string_equal(spine.name, "Ane Solberg");
    assert_string_equal(spine.address, "Kirkegata 1\n7600 LEVANGER");
    assert_int_equal(spine.lang, LANG_NN);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person WHERE address_grade = 'confidential'"), 1);
}

static void test_the_same_persons_twice_changes_nothing_and_a_new_number_is_a_change(void **state) {
    const struct test_database *database = *state;
    struct import_report report;
    import(database, import_persons, person_file, &report);
    assert_int_equal(import(database, import_persons, person_file, &report), ERR_OK);
    assert_int_equal(report.unchanged, 2);
    assert_int_equal(report.added + report.changed, 0);
    const char *moved = "given_name;family_name;national_id;phone\nAne;Solberg Lie;14888411888;00 00 99 99\n";
    assert_int_equal(import(database, import_persons, moved, &report), ERR_OK);
    assert_int_equal(report.changed, 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person"), 2);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person WHERE family_name = 'Solberg Lie' AND search_name = 'ane solberg lie'"), 1);
}

static void expect_person_fault(const struct test_database *database, const char *row, const char *column, const char *reason) {
    struct import_report report;
    const char *file = arena_printf(database->arena, "given_name;family_name;born;national_id;phone;language;address_grade\n"
                                                     "Ane;Solberg;1984-08-14;14888411888;;;\n%s\n", row);
    assert_int_equal(import(database, import_persons, file, &report), ERR_INVALID);
    assert_int_equal(report.faults->n, 1);
    assert_int_equal(report.faults->v[0].line, 3);
    assert_string_equal(report.faults->v[0].column, column);
    if (!strstr(report.faults->v[0].reason, reason)) fail_msg("%s: %s", row, report.faults->v[0].reason);
    if (report.faults->v[0].value) assert_null(strstr(report.faults->v[0].value, "411888"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM person"), 0);
}

/* trace: GDPR-5 */
static void test_each_bad_person_is_told_without_the_national_id_and_nothing_is_kept(void **state) {
    const struct test_database *database = *state;
    expect_person_fault(database, ";Lie;1980-01-01;;;;", "given_name", "missing");
    expect_person_fault(database, "Ole;Lie;;;;;", "born", "told apart");
    expect_person_fault(database, "Ole;Lie;1980-02-30;;;;", "born", "no date");
    expect_person_fault(database, "Ole;Lie;;14888411889;;;", "national_id", "no valid");
    expect_person_fault(database, "Ane;Solberg;1984-08-15;14888411888;;;", "born", "not the birth date");
    expect_person_fault(database, "Ole;Lie;1980-01-01;;ring meg;;", "phone", "telephone");
    expect_person_fault(database, "Ole;Lie;1980-01-01;;;svensk;", "language", "nb, nn, en");
    expect_person_fault(database, "Ole;Lie;1980-01-01;;;;hemmelig", "address_grade", "open, confidential");
    expect_person_fault(database, "Ane;Lie;;148884 11888;;;", "national_id", "line 2");
}

static void collect(void *context, const char *text, size_t length) { str_add_n(context, text, length); }

/* trace: R-124 */
static void test_files_written_are_files_that_are_read(void **state) {
    const struct test_database *database = *state;
    struct import_report report;
    struct str staff = str_in(database->arena), persons = str_in(database->arena);
    import(database, import_staff, staff_file, &report);
    import(database, import_persons, person_file, &report);
    struct db *db = test_read(database);
    export_staff(db, collect, &staff);
    export_persons(db, collect, &persons);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(import(database, import_staff, str_text(&staff), &report), ERR_OK);
    assert_int_equal(report.rows, 3);
    assert_int_equal(import(database, import_persons, str_text(&persons), &report), ERR_OK);
    assert_int_equal(report.added, 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person"), 2);
    assert_int_equal(test_number(database, "SELECT count(*) FROM membership"), 3);
}

/* trace: I-05 R-124 */
static void test_everything_is_exported_in_clear_without_keys_and_each_person_can_see_it(void **state) {
    const struct test_database *database = *state;
    struct import_report report;
    struct str all = str_in(database->arena);
    import(database, import_persons, person_file, &report);
    struct db *db = test_write(database);
    export_everything(db, collect, &all);
    audit_add(db, "exported", "municipality", 0, "all");
    assert_int_equal(db_commit(db), DB_OK);
    assert_non_null(strstr(str_text(&all), "\"national_id\":\"14888411888\""));
    assert_non_null(strstr(str_text(&all), "\"address\":\"Kirkegata 1\\n7600 LEVANGER\""));
    assert_null(strstr(str_text(&all), "person_keyring"));
    assert_null(strstr(str_text(&all), "national_id_hash"));
    assert_int_equal(test_number(database, "SELECT count(DISTINCT person_id) FROM access_log WHERE purpose = 'export'"), 2);
}

static const struct verify_line *line_named(const struct verify_lines *lines, const char *name) {
    for (size_t i = 0; i < lines->n; i++)
        if (strcmp(lines->v[i].name, name) == 0) return &lines->v[i];
    fail_msg("no check %s", name);
    return NULL;
}

/* trace: I-01 I-14 */
static void test_verification_finds_what_was_changed_behind_the_program(void **state) {
    const struct test_database *database = *state;
    struct import_report report;
    import(database, import_persons, person_file, &report);
    struct verify_lines lines = verify_rules(database->store, database->arena, TEST_NOW);
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].wrong) fail_msg("%s", lines.v[i].name);
    struct verify_line sealed = verify_sealed(database->store, database->arena, 0);
    assert_int_equal(sealed.wrong, 0);
    assert_true(sealed.looked_at >= 4);

    test_script(database, database->postgresql ? "ALTER TABLE audit_event DISABLE TRIGGER ALL; UPDATE audit_event SET detail = 'x' WHERE id = 1;"
                                               : "DROP TRIGGER audit_event_fixed; UPDATE audit_event SET detail = 'x' WHERE id = 1;");
    test_script(database, "UPDATE person SET phone = contact_wish WHERE contact_wish IS NOT NULL;");
    test_script(database, "INSERT INTO staff (user_name, name, language, scheme, shortcuts, active, version) VALUES ('z', 'Z', 'nb', 'auto', 0, 1, 1);"
                          "INSERT INTO unit (code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services, external, active)"
                          " VALUES ('a', 'A', 'A', 'A', 'A', 'health', 0, 0, 0, 1), ('b', 'B', 'B', 'B', 'B', 'health', 0, 0, 0, 1);"
                          "INSERT INTO membership (staff_id, unit_id, role, from_date) SELECT max(id), (SELECT min(id) FROM unit), 'officer', '2026-01-01' FROM staff;"
                          "UPDATE unit SET active = 0, successor_id = (SELECT max(id) FROM unit) WHERE id = (SELECT min(id) FROM unit);");
    lines = verify_rules(database->store, database->arena, TEST_NOW);
    assert_int_equal(line_named(&lines, "audit_chain")->wrong, 1);
    assert_true(line_named(&lines, "I-03 organisation")->wrong >= 1);
    sealed = verify_sealed(database->store, database->arena, 0);
    assert_int_equal(sealed.wrong, 1);
    assert_string_equal(sealed.note, "person row 1");
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(test_staff_come_in_with_places_and_delegations),
        RULE(test_the_same_staff_twice_changes_nothing),
        RULE(test_each_bad_place_is_told_and_nothing_is_kept),
        RULE(test_persons_come_in_sealed),
        RULE(test_the_same_persons_twice_changes_nothing_and_a_new_number_is_a_change),
        RULE(test_each_bad_person_is_told_without_the_national_id_and_nothing_is_kept),
        RULE(test_files_written_are_files_that_are_read),
        RULE(test_everything_is_exported_in_clear_without_keys_and_each_person_can_see_it),
        RULE(test_verification_finds_what_was_changed_behind_the_program),
    };
    return run_rules("import", rules, sizeof rules / sizeof *rules);
}

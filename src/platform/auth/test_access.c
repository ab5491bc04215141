/* No sensitive row is read before its line in the access log is durable, and no line is written twice. */
#include "platform/audit/audit.h"
#include "platform/auth/access.h"
#include "platform/auth/access_grant.h"
#include "platform/db/test_database.h"

#include <pthread.h>

static const struct access *grant(struct db *db, int64_t person) {
    struct access_terms terms = {.person = {person}, .zones = 1u << ZONE_HEALTH | 1u << ZONE_HOUSING, .purpose = "follow_up"};
    terms.ground[ZONE_HEALTH] = "own_unit";
    terms.ground[ZONE_HOUSING] = "consent";
    return access_grant(db, &terms);
}

static int64_t lines(const struct test_database *database) { return test_number(database, "SELECT count(*) FROM access_log"); }

/* trace: I-05 PJL-6 */
static void the_line_is_durable_before_the_read_goes_on(void **state) {
    struct test_database *database = *state;
    struct db *db = test_read(database);
    access_note(db, grant(db, 11), ZONE_HEALTH, "note_list");
    assert_false(db_failed(db));
    /* The reading transaction is still open: another connection sees the line already. */
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log WHERE person_id = 11 AND staff_id = 7 AND unit_id = 3"
                                           " AND zone = 'health' AND ground = 'own_unit' AND purpose = 'follow_up' AND what = 'test'"),
                     1);
    assert_int_equal(db_commit(db), DB_OK);
}

/* trace: I-05 */
static void a_zone_has_one_line_a_transaction_and_an_access(void **state) {
    struct test_database *database = *state;
    struct db *db = test_read(database);
    const struct access *access = grant(db, 11), *other = grant(db, 12);
    for (int i = 0; i < 3; i++) {
        access_note(db, access, ZONE_HEALTH, "note_list");
        access_note(db, access, ZONE_HOUSING, "lease_list");
        access_note(db, other, ZONE_HEALTH, "note_list");
    }
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(lines(database), 3);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM access_log WHERE zone = 'housing' AND ground = 'consent' AND person_id = 11"), 1);
    db = test_read(database);
    access_note(db, grant(db, 11), ZONE_HEALTH, "note_list");
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(lines(database), 4);
}

/* trace: I-05 PJL-6 */
static void zones_that_are_read_together_have_a_line_each(void **state) {
    struct test_database *database = *state;
    struct db *db = test_read(database);
    const struct access *access = grant(db, 11);
    access_note(db, access, ZONE_HOUSING, "lease_list");
    access_note_zones(db, access, 1u << ZONE_HEALTH | 1u << ZONE_HOUSING, "area_texts");
    assert_int_equal(lines(database), 2);
    access_note(db, access, ZONE_HEALTH, "note_list");
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log WHERE zone = 'health' AND ground = 'own_unit'"), 1);
    static const unsigned wrong[] = {0, 1u, 1u << ZONE_HEALTH | 1u << ZONE_SOCIAL, 1u << ZONE_HEALTH | 1u << 31};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        db = test_read(database);
        access_note_zones(db, grant(db, 12), wrong[i], "area_texts");
        assert_int_equal(db_commit(db), DB_FAILED);
    }
    assert_int_equal(lines(database), 2);
}

/* trace: I-04 */
static void a_zone_that_is_not_covered_fails_the_transaction(void **state) {
    struct test_database *database = *state;
    struct db *db = test_read(database);
    const struct access *access = grant(db, 11);
    assert_true(access_covers(access, ZONE_HEALTH));
    assert_false(access_covers(access, ZONE_SOCIAL));
    assert_false(access_covers(NULL, ZONE_HEALTH));
    assert_int_equal(access_person(access).v, 11);
    access_note(db, access, ZONE_SOCIAL, "benefit_list");
    assert_int_equal(db_commit(db), DB_FAILED);
    db = test_read(database);
    access_note(db, NULL, ZONE_HEALTH, "note_list");
    assert_int_equal(db_commit(db), DB_FAILED);
    db = test_read(database);
    access_note(db, access_grant(db, &(struct access_terms){.person = {11}, .zones = 1u << ZONE_PLAN, .purpose = "follow_up"}), ZONE_PLAN,
                "plan_list");
    assert_int_equal(db_commit(db), DB_FAILED); /* a zone without a ground */
    assert_int_equal(lines(database), 0);
}

/* trace: I-04 */
static void an_access_is_good_in_its_own_transaction_only(void **state) {
    struct test_database *database = *state;
    struct db *first = test_read(database);
    const struct access *access = grant(first, 11);
    assert_int_equal(db_commit(first), DB_OK);
    struct db *second = test_read(database);
    access_note(second, access, ZONE_HEALTH, "note_list");
    assert_int_equal(db_commit(second), DB_FAILED);
    assert_int_equal(lines(database), 0);
}

/* trace: I-05 */
static void without_a_log_there_is_no_data(void **state) {
    struct test_database *database = *state;
    test_script(database, "ALTER TABLE access_log RENAME TO access_log_away");
    struct db *db = test_read(database);
    access_note(db, grant(db, 11), ZONE_HEALTH, "note_list");
    assert_true(db_failed(db));
    assert_int_equal(db_commit(db), DB_FAILED);
    test_script(database, "ALTER TABLE access_log_away RENAME TO access_log");
    db = test_read(database);
    access_note(db, grant(db, 11), ZONE_HEALTH, "note_list");
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(lines(database), 1);
}

/* trace: I-05 */
static void in_a_write_the_line_is_part_of_it(void **state) {
    struct test_database *database = *state;
    struct db *db = test_write(database);
    access_note(db, grant(db, 11), ZONE_HEALTH, "note_list");
    access_note(db, grant(db, 12), ZONE_HEALTH, "note_list");
    assert_int_equal(lines(database), 0);
    audit_add(db, "note_added", "case", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(lines(database), 2);
}

/* trace: I-05 */
static void a_write_that_is_undone_keeps_its_lines(void **state) {
    struct test_database *database = *state;
    struct db *db = test_write(database);
    access_note(db, grant(db, 11), ZONE_HEALTH, "note_list");
    access_note(db, grant(db, 12), ZONE_HOUSING, "lease_list");
    db_abort(db);
    assert_int_equal(lines(database), 2);
    db = test_write(database);
    access_note(db, grant(db, 13), ZONE_HEALTH, "note_list");
    db_fail(db, "a rule found something impossible");
    assert_int_equal(db_commit(db), DB_FAILED);
    assert_int_equal(lines(database), 3);
}

static void a_sensitive_read_beside_an_open_write_fails_instead_of_waiting_for_ever(void **state) {
    struct test_database *database = *state;
    struct db *reader = test_read(database);
    struct db *writer = test_write(database);
    access_note(reader, grant(reader, 11), ZONE_HEALTH, "note_list");
    assert_int_equal(db_commit(reader), DB_FAILED);
    db_abort(writer);
}

enum { READERS = 8, READS = 25 };

static void *read_much(void *context) {
    const struct test_database *database = context;
    struct arena *arena = arena_create();
    intptr_t good = 0;
    for (int i = 0; i < READS; i++) {
        struct db *db = db_begin(database->store, DB_READ, arena, &test_actor, TEST_NOW);
        access_note(db, grant(db, 11), ZONE_HEALTH, "note_list");
        good += db_commit(db) == DB_OK;
    }
    arena_destroy(arena);
    return (void *)good;
}

/* trace: I-05 */
static void many_readers_at_once_have_one_line_each(void **state) {
    struct test_database *database = *state;
    pthread_t threads[READERS];
    for (int i = 0; i < READERS; i++) assert_int_equal(pthread_create(&threads[i], NULL, read_much, database), 0);
    intptr_t good = 0;
    for (int i = 0; i < READERS; i++) {
        void *result;
        pthread_join(threads[i], &result);
        good += (intptr_t)result;
    }
    assert_int_equal(good, READERS * READS);
    assert_int_equal(lines(database), READERS * READS);
}

static void *read_once(void *context) {
    const struct test_database *database = context;
    struct arena *arena = arena_create();
    struct db *db = db_begin(database->store, DB_READ, arena, &test_actor, TEST_NOW);
    access_note(db, grant(db, 11), ZONE_HEALTH, "note_list");
    bool good = db_commit(db) == DB_OK;
    arena_destroy(arena);
    return (void *)(intptr_t)good;
}

/* trace: I-05 */
static void a_line_does_not_wait_for_a_change_that_is_being_made(void **state) {
    struct test_database *database = *state;
    struct db *writer = test_write(database);
    audit_add(writer, "note_added", "case", 1, NULL);
    test_run(writer, "UPDATE person_keyring SET wrapped = wrapped");
    pthread_t reader;
    void *good = NULL;
    assert_int_equal(pthread_create(&reader, NULL, read_once, database), 0);
    pthread_join(reader, &good);
    assert_non_null(good);
    assert_int_equal(lines(database), 1);
    assert_int_equal(db_commit(writer), DB_OK);
}

/* trace: I-05 */
static void the_program_cannot_change_or_delete_a_line(void **state) {
    struct test_database *database = *state;
    struct db *db = test_read(database);
    access_note(db, grant(db, 11), ZONE_HEALTH, "note_list");
    assert_int_equal(db_commit(db), DB_OK);
    static const char *const attempts[] = {"DELETE FROM access_log", "UPDATE access_log SET staff_id = 1"};
    for (int i = 0; i < 2; i++) {
        db = test_write(database);
        test_run(db, attempts[i]);
        assert_string_equal(db_constraint(db), "access_log is append-only");
        assert_int_equal(db_commit(db), DB_CONFLICT);
    }
    assert_int_equal(lines(database), 1);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(the_line_is_durable_before_the_read_goes_on),
        RULE(a_zone_has_one_line_a_transaction_and_an_access),
        RULE(zones_that_are_read_together_have_a_line_each),
        RULE(a_zone_that_is_not_covered_fails_the_transaction),
        RULE(an_access_is_good_in_its_own_transaction_only),
        RULE(without_a_log_there_is_no_data),
        RULE(in_a_write_the_line_is_part_of_it),
        RULE(a_write_that_is_undone_keeps_its_lines),
        RULE(a_sensitive_read_beside_an_open_write_fails_instead_of_waiting_for_ever),
        RULE(many_readers_at_once_have_one_line_each),
        RULE(a_line_does_not_wait_for_a_change_that_is_being_made),
        RULE(the_program_cannot_change_or_delete_a_line),
    };
    return run_rules("access", rules, sizeof rules / sizeof *rules);
}

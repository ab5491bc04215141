/* The audit chain: kept with the change, and every way of tampering with it is found. */
#include "platform/audit/asked.h"
#include "platform/audit/audit.h"
#include "platform/db/test_database.h"
#include "platform/db/unaudited.h"

static void add_events(const struct test_database *database, int transactions, int each) {
    for (int i = 0; i < transactions; i++) {
        struct db *db = test_write(database);
        for (int j = 0; j < each; j++) audit_add(db, "handover_accepted", "case", 100 * i + j, j % 2 ? "unit=3" : NULL);
        assert_int_equal(db_commit(db), DB_OK);
    }
}

static struct audit_verdict verify(const struct test_database *database) {
    struct audit_verdict verdict = {-1, -1};
    struct db *db = test_read(database);
    assert_int_equal(audit_verify(db, &verdict), ERR_OK);
    assert_int_equal(db_commit(db), DB_OK);
    return verdict;
}

/* As someone who has taken over the database would. */
static void tamper(const struct test_database *database, const char *sql) {
    test_script(database, database->postgresql ? "DROP TRIGGER audit_event_kept ON audit_event"
                                               : "DROP TRIGGER audit_event_kept; DROP TRIGGER audit_event_fixed");
    test_script(database, sql);
}

/* trace: I-14 */
static void what_was_done_once_stands_once(void **state) {
    struct test_database *database = *state;
    struct db *db = test_write(database);
    audit_add(db, "visit_written", "visit", 5, NULL);
    audit_add_once(db, "visit_written", "case", 1); /* the rule has told of it already */
    audit_add_once(db, "visit_struck", "case", 1);  /* and this is told by nobody else */
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event"), 2);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'visit_written' AND subject = 'visit'"), 1);
    db = test_write(database);
    audit_add_once(db, "visit_written", "case", 1); /* another transaction is another deed */
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event"), 3);
    db = test_write(database);
    for (int64_t ms = 1; ms <= 2; ms++) { /* a rehearsal: two moments, one transaction */
        struct actor actor = {.kind = ACTOR_STAFF, .staff = 7, .unit = 3};
        db_rehearse(db, &actor, (struct instant){1792000000000 + ms});
        audit_add_once(db, "visit_written", "case", 1);
        audit_add_once(db, "visit_written", "case", 1);
    }
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event"), 5);
}

/* trace: I-14 ARK-2 */
static void an_untouched_chain_holds_over_many_pages(void **state) {
    struct test_database *database = *state;
    assert_int_equal(verify(database).events, 0);
    assert_int_equal(verify(database).first_bad, 0);
    add_events(database, 3, 700);
    struct audit_verdict verdict = verify(database);
    assert_int_equal(verdict.events, 2100);
    assert_int_equal(verdict.first_bad, 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE staff_id = 7 AND unit_id = 3 AND actor_kind = 2"), 2100);
}

/* trace: I-14 ARK-2 */
static void a_changed_link_is_found(void **state) {
    struct test_database *database = *state;
    add_events(database, 4, 2);
    tamper(database, "UPDATE audit_event SET staff_id = 8 WHERE id = 5");
    assert_int_equal(verify(database).first_bad, 5);
}

/* trace: I-14 */
static void a_detail_that_was_removed_is_not_the_same_as_an_empty_one(void **state) {
    struct test_database *database = *state;
    add_events(database, 2, 2);
    tamper(database, "UPDATE audit_event SET detail = '' WHERE id = 3");
    assert_int_equal(verify(database).first_bad, 3);
}

/* trace: I-14 */
static void text_moved_from_one_field_to_the_next_is_found(void **state) {
    struct test_database *database = *state;
    add_events(database, 2, 1);
    tamper(database, "UPDATE audit_event SET event = 'handover_acceptedc', subject = 'ase' WHERE id = 2");
    assert_int_equal(verify(database).first_bad, 2);
}

/* trace: I-14 ARK-2 */
static void a_deleted_link_is_found(void **state) {
    struct test_database *database = *state;
    add_events(database, 4, 2);
    tamper(database, "DELETE FROM audit_event WHERE id = 4");
    assert_int_equal(verify(database).first_bad, 4);
}

/* trace: I-14 ARK-2 */
static void a_cut_tail_is_found(void **state) {
    struct test_database *database = *state;
    add_events(database, 4, 2);
    tamper(database, "DELETE FROM audit_event WHERE id > 6");
    struct audit_verdict verdict = verify(database);
    assert_int_equal(verdict.events, 6);
    assert_int_equal(verdict.first_bad, 7);
}

/* trace: I-14 */
static void a_chain_without_its_tail_row_is_found(void **state) {
    struct test_database *database = *state;
    add_events(database, 2, 1);
    tamper(database, "DELETE FROM audit_tail");
    assert_int_equal(verify(database).first_bad, 1);
}

/* trace: I-14 */
static void a_link_put_in_by_hand_is_found(void **state) {
    struct test_database *database = *state;
    add_events(database, 2, 1);
    tamper(database,
           "INSERT INTO audit_event (id, at, actor_kind, staff_id, unit_id, event, subject, subject_id, detail, hash)"
           " SELECT id + 1, at, actor_kind, staff_id, unit_id, event, subject, subject_id, detail, hash FROM audit_event WHERE id = 2");
    assert_int_equal(verify(database).first_bad, 3);
}

/* trace: I-14 */
static void an_event_of_a_change_that_failed_is_not_kept(void **state) {
    struct test_database *database = *state;
    add_events(database, 1, 1);
    struct db *db = test_write(database);
    audit_add(db, "handover_accepted", "case", 1, NULL);
    db_fail(db, "a rule found something impossible");
    assert_int_equal(db_commit(db), DB_FAILED);
    assert_int_equal(verify(database).events, 1);
    add_events(database, 1, 1);
    assert_int_equal(verify(database).events, 2);
    assert_int_equal(verify(database).first_bad, 0);
}

/* trace: I-14 */
static void the_program_cannot_change_or_delete_an_event(void **state) {
    struct test_database *database = *state;
    add_events(database, 1, 1);
    static const char *const attempts[] = {"DELETE FROM audit_event", "UPDATE audit_event SET event = 'other'"};
    for (int i = 0; i < 2; i++) {
        struct db *db = test_write(database);
        test_run(db, attempts[i]);
        assert_string_equal(db_constraint(db), "audit_event is append-only");
        assert_int_equal(db_commit(db), DB_CONFLICT);
    }
}

static void an_event_needs_a_transaction_that_keeps_it(void **state) {
    struct test_database *database = *state;
    struct db *db = test_read(database);
    audit_add(db, "handover_accepted", "case", 1, NULL);
    assert_int_equal(db_commit(db), DB_FAILED);
    db = db_begin_unaudited(database->store, database->arena, &test_actor, TEST_NOW);
    audit_add(db, "handover_accepted", "case", 1, NULL);
    assert_int_equal(db_commit(db), DB_FAILED);
    assert_int_equal(verify(database).events, 0);
}

enum { ASKERS = 8, QUESTIONS = 20 };
struct asker {
    const struct test_database *database;
    int number, good;
};

static void *ask_much(void *context) {
    struct asker *asker = context;
    const struct actor actor = {.kind = ACTOR_STAFF, .staff = asker->number, .unit = 10 + asker->number, .what = "search"};
    for (int i = 0; i < QUESTIONS; i++)
        asker->good += audit_asked(asker->database->store, &actor, (struct instant){TEST_NOW.ms + asker->number}, "searched", "-", i) == DB_OK;
    return NULL;
}

/* trace: I-14 */
static void those_who_ask_at_once_are_each_a_link_of_their_own(void **state) {
    struct test_database *database = *state;
    struct asker askers[ASKERS];
    pthread_t threads[ASKERS];
    for (int i = 0; i < ASKERS; i++) {
        askers[i] = (struct asker){database, i + 1, 0};
        assert_int_equal(pthread_create(&threads[i], NULL, ask_much, &askers[i]), 0);
    }
    for (int i = 0; i < ASKERS; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(askers[i].good, QUESTIONS);
    }
    assert_int_equal(verify(database).events, ASKERS * QUESTIONS);
    assert_int_equal(verify(database).first_bad, 0);
    for (int i = 1; i <= ASKERS; i++)
        assert_int_equal(test_number(database, arena_printf(database->arena, "SELECT count(DISTINCT subject_id) FROM audit_event WHERE staff_id = %d AND unit_id = %d"
                                                                             " AND at = %lld", i, 10 + i, (long long)(TEST_NOW.ms + i))), QUESTIONS);
}

/* trace: I-14 */
static void a_question_that_cannot_be_kept_is_told(void **state) {
    struct test_database *database = *state;
    test_script(database, "ALTER TABLE audit_event RENAME TO audit_event_away");
    assert_int_equal(audit_asked(database->store, &test_actor, TEST_NOW, "searched", "-", 0), DB_FAILED);
    test_script(database, "ALTER TABLE audit_event_away RENAME TO audit_event");
    assert_int_equal(audit_asked(database->store, &test_actor, TEST_NOW, "searched", "-", 0), DB_OK);
    assert_int_equal(verify(database).events, 1);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(what_was_done_once_stands_once),
        RULE(an_untouched_chain_holds_over_many_pages),
        RULE(a_changed_link_is_found),
        RULE(a_detail_that_was_removed_is_not_the_same_as_an_empty_one),
        RULE(text_moved_from_one_field_to_the_next_is_found),
        RULE(a_deleted_link_is_found),
        RULE(a_cut_tail_is_found),
        RULE(a_chain_without_its_tail_row_is_found),
        RULE(a_link_put_in_by_hand_is_found),
        RULE(an_event_of_a_change_that_failed_is_not_kept),
        RULE(the_program_cannot_change_or_delete_an_event),
        RULE(those_who_ask_at_once_are_each_a_link_of_their_own),
        RULE(a_question_that_cannot_be_kept_is_told),
        RULE(an_event_needs_a_transaction_that_keeps_it),
    };
    return run_rules("audit", rules, sizeof rules / sizeof *rules);
}

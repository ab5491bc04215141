/* What db.h promises of transactions, on both databases. */
#include "platform/audit/audit.h"
#include "platform/db/test_database.h"

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static const char offer_sql[] = "CREATE TABLE post (id BIGINT PRIMARY KEY);"
                                "CREATE TABLE offer (id INTEGER PRIMARY KEY, case_id BIGINT NOT NULL, state TEXT NOT NULL CONSTRAINT "
                                "offer_state CHECK (state IN ('open', 'shut')),"
                                " post_id BIGINT REFERENCES post (id), note TEXT, UNIQUE (case_id, note));"
                                "CREATE UNIQUE INDEX offer_one_open ON offer (case_id) WHERE state = 'open';";

static void make_offers(const struct test_database *database) {
    test_script(database, offer_sql);
    test_script(database,
                database->postgresql
                    ? "CREATE FUNCTION refuse_offer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'offer_kept'; END $$;"
                      "CREATE TRIGGER offer_kept BEFORE DELETE ON offer FOR EACH ROW EXECUTE FUNCTION refuse_offer();"
                    : "CREATE TRIGGER offer_kept BEFORE DELETE ON offer BEGIN SELECT RAISE(ABORT, 'offer_kept'); END;");
}

static int64_t offers(const struct test_database *database) { return test_number(database, "SELECT count(*) FROM offer"); }

static void add_audit(struct db *db) { audit_add(db, "offer_made", "case", 1, NULL); }

static void a_commit_keeps_and_an_abort_undoes(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct db *db = test_write(database);
    assert_int_equal(test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (1, 1, 'open'), (2, 2, 'open')"), 2);
    add_audit(db);
    assert_int_equal(db_commit(db), DB_OK);
    db = test_write(database);
    assert_int_equal(test_run(db, "UPDATE offer SET state = 'shut'"), 2);
    add_audit(db);
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM offer WHERE state = 'open'"), 2);
}

static void the_first_failure_is_kept_and_nothing_happens_after_it(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct db *db = test_write(database);
    add_audit(db);
    test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (1, 1, 'open')");
    assert_int_equal(test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (2, 1, 'open')"), 0);
    assert_true(db_failed(db));
    assert_int_equal(test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (3, 3, 'open')"), 0);
    db_fail(db, "a later reason");
    assert_string_equal(db_constraint(db), "offer_one_open");
    assert_int_equal(db_commit(db), DB_CONFLICT);
    assert_int_equal(offers(database), 0);
}

static void a_use_after_the_end_does_nothing(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct db *db = test_write(database);
    db_abort(db);
    assert_int_equal(test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (1, 1, 'open')"), 0);
    assert_int_equal(db_commit(db), DB_FAILED);
    assert_int_equal(offers(database), 0);
}

static void refuse(const struct test_database *database, const char *sql, const char *name) {
    struct db *db = test_write(database);
    test_run(db, sql);
    assert_string_equal(db_constraint(db), name);
    assert_int_equal(db_commit(db), DB_CONFLICT);
}

static void a_refusal_has_the_same_name_on_both_databases(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct db *db = test_write(database);
    test_run(db, "INSERT INTO offer (id, case_id, state, note) VALUES (1, 1, 'open', 'a')");
    add_audit(db);
    assert_int_equal(db_commit(db), DB_OK);
    refuse(database, "INSERT INTO offer (id, case_id, state) VALUES (2, 1, 'open')", "offer_one_open");
    refuse(database, "INSERT INTO offer (id, case_id, state, note) VALUES (2, 1, 'shut', 'a')", "offer_case_id_note_key");
    refuse(database, "INSERT INTO offer (id, case_id, state) VALUES (1, 2, 'open')", "offer_pkey");
    refuse(database, "INSERT INTO offer (id, case_id, state) VALUES (2, 2, 'ajar')", "offer_state");
    refuse(database, "INSERT INTO offer (id, case_id, state, post_id) VALUES (2, 2, 'open', 9)", "foreign_key");
    refuse(database, "INSERT INTO offer (id, state) VALUES (2, 'open')", "offer.case_id");
    refuse(database, "DELETE FROM offer", "offer_kept");
}

/* trace: I-14 ARK-2 */
static void a_change_without_an_audit_event_is_refused(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct db *db = test_write(database);
    test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (1, 1, 'open')");
    assert_int_equal(db_commit(db), DB_UNAUDITED);
    assert_int_equal(offers(database), 0);
    db = test_write(database);
    test_run(db, "UPDATE offer SET state = 'shut' WHERE id = 99");
    assert_int_equal(db_commit(db), DB_OK);
}

static void a_reading_transaction_cannot_write(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct db *db = test_read(database);
    test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (1, 1, 'open')");
    assert_int_equal(db_commit(db), DB_FAILED);
    assert_int_equal(offers(database), 0);
}

static void a_transaction_inside_a_write_of_the_same_thread_fails_at_once(void **state) {
    struct test_database *database = *state;
    struct db *outer = test_write(database);
    struct db *inner = test_write(database);
    assert_true(db_failed(inner));
    assert_int_equal(db_commit(inner), DB_FAILED);
    inner = test_read(database);
    assert_int_equal(db_commit(inner), DB_FAILED);
    assert_int_equal(db_commit(outer), DB_OK);
    outer = test_write(database);
    assert_false(db_failed(outer));
    db_abort(outer);
}

static const struct db_query values_query = {
    .name = "values",
    .sqlite = "SELECT ?1, ?2, ?3, ?4, ?5, ?6",
    .postgresql = "SELECT $1::bigint, $2::double precision, $3::text, $4::bytea, $5::text, $6::bytea",
    .n_params = 6,
    .n_columns = 6,
    .blob_params = 1 << 3 | 1 << 5,
    .number = 4000,
};

static void values_come_back_as_they_were(void **state) {
    struct test_database *database = *state;
    static const uint8_t bytes[] = {0, 1, 0xff, '\\', 'x'};
    for (int round = 0; round < 2; round++) {
        struct db *db = test_read(database);
        struct db_cursor cursor;
        db_open(db, &cursor, &values_query);
        db_bind_int(&cursor, 1, INT64_MIN + 1);
        db_bind_real(&cursor, 2, 0.1);
        db_bind_text(&cursor, 3, "æøå 'šŋ'");
        db_bind_blob(&cursor, 4, (struct blob){bytes, sizeof bytes});
        db_bind_text(&cursor, 5, NULL);
        db_bind_blob(&cursor, 6, (struct blob){bytes, 0});
        assert_int_equal(db_int(&cursor, 0), 0);
        assert_true(db_step(&cursor));
        assert_int_equal(db_int(&cursor, 0), INT64_MIN + 1);
        assert_true(db_real(&cursor, 1) == 0.1);
        assert_string_equal(db_text(&cursor, 2), "æøå 'šŋ'");
        struct blob blob = db_blob(&cursor, 3);
        assert_int_equal(blob.size, sizeof bytes);
        assert_memory_equal(blob.data, bytes, sizeof bytes);
        assert_true(db_is_null(&cursor, 4));
        assert_null(db_text(&cursor, 4));
        assert_non_null(db_blob(&cursor, 5).data);
        assert_int_equal(db_blob(&cursor, 5).size, 0);
        assert_false(db_step(&cursor));
        assert_null(db_text(&cursor, 2));
        db_close(&cursor);
        db_close(&cursor);
        assert_int_equal(db_commit(db), DB_OK);
    }
}

static void a_query_may_run_inside_itself(void **state) {
    struct test_database *database = *state;
    static const struct db_query query = {
        .name = "three",
        .sqlite = "SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 ORDER BY n",
        .postgresql = "SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 ORDER BY n",
        .n_columns = 1,
        .number = 4001,
    };
    struct db *db = test_read(database);
    struct db_cursor outer, inner;
    int64_t sum = 0;
    db_open(db, &outer, &query);
    while (db_step(&outer)) {
        db_open(db, &inner, &query);
        while (db_step(&inner)) sum += db_int(&outer, 0) * 10 + db_int(&inner, 0);
        db_close(&inner);
    }
    db_close(&outer);
    assert_int_equal(sum, 3 * 60 + 3 * 6);
    assert_int_equal(db_commit(db), DB_OK);
}

static int64_t count_in(struct db *db) {
    static const struct db_query query = {.name = "offers",
                                          .sqlite = "SELECT count(*) FROM offer",
                                          .postgresql = "SELECT count(*) FROM offer",
                                          .n_columns = 1,
                                          .number = 4002};
    struct db_cursor cursor;
    db_open(db, &cursor, &query);
    int64_t n = db_step(&cursor) ? db_int(&cursor, 0) : -1;
    db_close(&cursor);
    return n;
}

static void a_reader_sees_one_moment_and_never_waits_for_the_writer(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct db *reader = test_read(database);
    assert_int_equal(count_in(reader), 0);
    struct db *writer = test_write(database);
    test_run(writer, "INSERT INTO offer (id, case_id, state) VALUES (1, 1, 'open')");
    add_audit(writer);
    assert_int_equal(count_in(reader), 0);
    assert_int_equal(db_commit(writer), DB_OK);
    assert_int_equal(count_in(reader), 0);
    assert_int_equal(db_commit(reader), DB_OK);
    reader = test_read(database);
    assert_int_equal(count_in(reader), 1);
    assert_int_equal(db_commit(reader), DB_OK);
}

struct racer {
    const struct test_database *database;
    int first_id, won, lost, other;
};

static void *race(void *context) {
    struct racer *racer = context;
    struct arena *arena = arena_create();
    for (int i = 1; i <= 20; i++) {
        struct db *db = db_begin(racer->database->store, DB_WRITE, arena, &test_actor, TEST_NOW);
        test_run(db, arena_printf(arena, "INSERT INTO offer (id, case_id, state) VALUES (%d, %d, 'open')", racer->first_id + i, i));
        add_audit(db);
        enum db_result result = db_commit(db);
        racer->won += result == DB_OK;
        racer->lost += result == DB_CONFLICT;
        racer->other += result != DB_OK && result != DB_CONFLICT;
    }
    arena_destroy(arena);
    return NULL;
}

static void two_threads_racing_for_one_row_make_one_winner(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct racer racers[2] = {{.database = database}, {.database = database, .first_id = 1000}};
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    assert_int_equal(racers[0].other + racers[1].other, 0);
    assert_int_equal(racers[0].won + racers[1].won, 20);
    assert_int_equal(racers[0].lost + racers[1].lost, 20);
    assert_int_equal(offers(database), 20);
    struct audit_verdict verdict;
    struct db *db = test_read(database);
    assert_int_equal(audit_verify(db, &verdict), 0);
    db_commit(db);
    assert_int_equal(verdict.events, 20);
    assert_int_equal(verdict.first_bad, 0);
}

static void *read_often(void *context) {
    struct racer *racer = context;
    struct arena *arena = arena_create();
    for (int i = 0; i < 50; i++) {
        struct db *db = db_begin(racer->database->store, DB_READ, arena, &test_actor, TEST_NOW);
        bool good = count_in(db) == 0;
        racer->won += db_commit(db) == DB_OK && good;
    }
    arena_destroy(arena);
    return NULL;
}

static void a_thread_waits_for_a_free_connection(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct racer racers[12] = {0}; /* three times the connections */
    pthread_t threads[12];
    for (int i = 0; i < 12; i++) {
        racers[i].database = database;
        assert_int_equal(pthread_create(&threads[i], NULL, read_often, &racers[i]), 0);
    }
    for (int i = 0; i < 12; i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(racers[i].won, 50);
    }
}

static void a_process_killed_while_writing_leaves_what_was_there(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    db_store_close(database->store);
    pid_t child = fork();
    if (child == 0) {
        database->store = test_open(database);
        struct db *db = test_write(database);
        for (int i = 1; i <= 2000; i++)
            test_run(db, arena_printf(database->arena, "INSERT INTO offer (id, case_id, state) VALUES (%d, %d, 'open')", i, i));
        add_audit(db);
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    database->store = test_open(database);
    assert_int_equal(offers(database), 0);
    struct db *db = test_write(database);
    test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (1, 1, 'open')");
    add_audit(db);
    assert_int_equal(db_commit(db), DB_OK);
}

/* On PostgreSQL it is the role's right that decides. */
static void run_time_cannot_change_the_schema_of_sqlite(void **state) {
    struct test_database *database = *state;
    static const char *const forbidden[] = {
        "CREATE TABLE x (y INTEGER)", "DROP TABLE audit_event",  "DROP TRIGGER audit_event_kept",
        "ATTACH ':memory:' AS other", "PRAGMA foreign_keys=OFF", "ALTER TABLE job ADD COLUMN z INTEGER",
        "SELECT load_extension('x')",
    };
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
        struct db *db = test_write(database);
        test_run(db, forbidden[i]);
        assert_int_equal(db_commit(db), DB_FAILED);
    }
}

static void a_lost_connection_fails_its_transaction_and_the_next_one_is_good(void **state) {
    struct test_database *database = *state;
    make_offers(database);
    struct db *db = test_write(database);
    test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (1, 1, 'open')");
    add_audit(db);
    static const char end_all[] =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    test_number(database, end_all);
    test_run(db, "UPDATE offer SET state = 'shut'");
    assert_int_equal(db_commit(db), DB_FAILED);
    assert_int_equal(offers(database), 0);
    db = test_write(database);
    assert_int_equal(db_commit(db), DB_OK);
    test_number(database, end_all); /* while idle: the next begin finds out */
    db = test_write(database);
    test_run(db, "INSERT INTO offer (id, case_id, state) VALUES (1, 1, 'open')");
    add_audit(db);
    assert_int_equal(db_commit(db), DB_OK);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(a_commit_keeps_and_an_abort_undoes),
        RULE(the_first_failure_is_kept_and_nothing_happens_after_it),
        RULE(a_use_after_the_end_does_nothing),
        RULE(a_refusal_has_the_same_name_on_both_databases),
        RULE(a_change_without_an_audit_event_is_refused),
        RULE(a_reading_transaction_cannot_write),
        RULE(a_transaction_inside_a_write_of_the_same_thread_fails_at_once),
        RULE(values_come_back_as_they_were),
        RULE(a_query_may_run_inside_itself),
        RULE(a_reader_sees_one_moment_and_never_waits_for_the_writer),
        RULE(two_threads_racing_for_one_row_make_one_winner),
        RULE(a_thread_waits_for_a_free_connection),
        RULE(a_process_killed_while_writing_leaves_what_was_there),
        RULE_ON(ON_SQLITE, run_time_cannot_change_the_schema_of_sqlite),
        RULE_ON(ON_POSTGRESQL, a_lost_connection_fails_its_transaction_and_the_next_one_is_good),
    };
    return run_rules("store", rules, sizeof rules / sizeof *rules);
}

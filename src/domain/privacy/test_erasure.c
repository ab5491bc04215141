/* Erasure: refused while anything must be kept, decided by two, and afterwards nothing opens: neither in the database file nor, once the master
 * key is changed, in a backup from before. The chain and the figures hold. */
#include "domain/privacy/privacy.h"

#include "domain/exchange/exchange.h"
#include "domain/work/town_for_tests.h"
#include "platform/audit/audit.h"
#include "privacy_routes.h"

#include <fcntl.h>
#include <sys/stat.h>

static const int64_t ten_years = INT64_C(3660) * MS_PER_DAY;
enum { FIRST = 1, SECOND = 2 }; /* two workers */

static const char secret_wish[] = "Ring etter klokka ti.", family[] = "Solberg";

static void close_cases(const struct test_database *database) {
    test_script(database, "UPDATE person_case SET state = 'closing' WHERE state = 'open';"
                          " UPDATE person_case SET state = 'closed' WHERE state = 'closing'");
}

static enum retention_fault propose(struct test_database *database, int64_t later, struct erasure_id *ret_erasure) {
    struct db *db = town_write(database, FIRST, later);
    enum retention_fault fault = privacy_propose(db, (struct person_id){1}, ret_erasure);
    audit_add(db, "tried", "person", 1, NULL);
    town_commit(db);
    return fault;
}

static enum retention_fault decide(struct test_database *database, int staff, struct erasure_id erasure, bool yes, int64_t later) {
    struct db *db = town_write(database, staff, later);
    enum retention_fault fault = privacy_decide(db, erasure, yes);
    if (fault) {
        db_abort(db);
        return fault;
    }
    audit_add(db, "tried", "person", 1, NULL);
    town_commit(db);
    return fault;
}

/* trace: ARK-1 */
static void a_case_is_kept_as_long_as_the_law_says(void **state) {
    (void)state;
    struct retention retention = {.known = true, .last_activity = date_of(2016, 9, 7), .kept_until = date_of(2026, 9, 7)};
    assert_int_equal(privacy_may_erase(&retention, date_of(2026, 9, 7)), RETENTION_KEPT_STILL);
    assert_int_equal(privacy_may_erase(&retention, date_of(2026, 9, 8)), RETENTION_OVER);
    retention.tasks = 1;
    assert_int_equal(privacy_may_erase(&retention, date_of(2026, 9, 8)), RETENTION_TASKS_OPEN);
    retention.running = 1;
    assert_int_equal(privacy_may_erase(&retention, date_of(2026, 9, 8)), RETENTION_CASE_RUNS);
    retention.known = false;
    assert_int_equal(privacy_may_erase(&retention, date_of(2026, 9, 8)), RETENTION_NOT_KNOWN);
}

/* trace: ARK-1 PJL-7 */
static void nobody_is_erased_while_a_case_runs_or_must_be_kept(void **state) {
    struct test_database *database = *state;
    struct erasure_id erasure = {0};
    town_make(database);
    town_case(database, "Ane");
    assert_int_equal(propose(database, ten_years, &erasure), RETENTION_CASE_RUNS);
    close_cases(database);
    assert_int_equal(propose(database, MS_PER_DAY, &erasure), RETENTION_KEPT_STILL);
    assert_int_equal(test_number(database, "SELECT count(*) FROM erasure"), 0);
    assert_int_equal(propose(database, ten_years, &erasure), RETENTION_OVER);
    /* The case is opened again before the other has decided. */
    test_script(database, "UPDATE person_case SET state = 'open'");
    assert_int_equal(decide(database, SECOND, erasure, true, ten_years + 1), RETENTION_CASE_RUNS);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_keyring WHERE person_id = 1"), 1);
}

/* trace: ARK-1 PJL-7 */
static void two_are_needed_in_the_rule_and_in_the_database(void **state) {
    struct test_database *database = *state;
    struct erasure_id erasure = {0};
    town_make(database);
    town_case(database, "Ane");
    close_cases(database);
    assert_int_equal(propose(database, ten_years, &erasure), RETENTION_OVER);
    assert_int_equal(decide(database, FIRST, erasure, true, ten_years + 1), RETENTION_SAME_PERSON);
    struct db *db = town_write(database, FIRST, ten_years + 2);
    test_run(db, "UPDATE erasure SET state = 'erased', decided_at = 1, decided_by = proposed_by");
    assert_true(db_failed(db));
    db_abort(db);
    assert_int_equal(decide(database, SECOND, erasure, false, ten_years + 3), RETENTION_OVER);
    assert_int_equal(decide(database, SECOND, erasure, true, ten_years + 4), RETENTION_NOT_KNOWN);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_keyring WHERE person_id = 1"), 1);
}

/* ── the bytes ────────────────────────────────────────────────────────── */

static struct blob bytes_of(struct test_database *database, const char *path) {
    struct stat about;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    assert_true(file >= 0 && fstat(file, &about) == 0);
    uint8_t *bytes = arena_alloc(database->arena, (size_t)about.st_size + 1);
    assert_int_equal(read(file, bytes, (size_t)about.st_size), (ssize_t)about.st_size);
    close(file);
    return (struct blob){bytes, (size_t)about.st_size};
}

static bool holds(struct blob haystack, struct blob needle) {
    return memmem(haystack.data, haystack.size, needle.data, needle.size) != NULL;
}

static bool holds_text(struct blob haystack, const char *text) {
    return holds(haystack, (struct blob){(const uint8_t *)text, strlen(text)});
}

static int opens(const struct test_database *database, const char *url, const char *key_file) {
    struct db_store *store = NULL;
    const char *reason = "";
    int result = db_store_open(&(struct db_config){.url = url, .key_file = key_file}, database->arena, &store, &reason);
    db_store_close(store);
    return result;
}

/* The key as it lay wrapped in the database before it was destroyed. */
static struct blob wrapped_key(struct test_database *database) {
    struct db *db = test_read(database);
    struct db_cursor cursor;
    static const struct db_query query = {.name = "test_wrapped",
                                          .sqlite = "SELECT wrapped FROM person_keyring WHERE person_id = 1",
                                          .postgresql = "SELECT wrapped FROM person_keyring WHERE person_id = 1",
                                          .n_columns = 1,
                                          .number = -1};
    db_open(db, &cursor, &query);
    assert_true(db_step(&cursor));
    struct blob found = db_blob(&cursor, 0);
    uint8_t *kept = arena_alloc(database->arena, found.size);
    memcpy(kept, found.data, found.size);
    db_close(&cursor);
    db_abort(db);
    return (struct blob){kept, found.size};
}

static void rotate(struct test_database *database, int64_t later) {
    const char *next = arena_printf(database->arena, "%s.new", database->key_file), *reason = "";
    int64_t persons = 0;
    must(master_key_renew(database->key_file, next, &reason), reason);
    struct db *db = town_write(database, FIRST, later);
    must(person_keys_wrap_anew(db, next, &persons, &reason), reason);
    town_commit(db);
    assert_int_equal(rename(next, database->key_file), 0);
    must(db_store_clear_up(database->store, &reason), reason);
    db_store_close(database->store);
    database->store = test_open(database);
}

static bool everything_holds(struct test_database *database, int64_t later) {
    struct verify_lines lines = verify_rules(database->store, database->arena, (struct instant){TEST_NOW.ms + later});
    bool good = true;
    for (size_t i = 0; i < lines.n; i++) {
        if (lines.v[i].wrong) print_message("%s: %lld wrong\n", lines.v[i].name, (long long)lines.v[i].wrong);
        good = good && !lines.v[i].wrong;
    }
    return good && !verify_sealed(database->store, database->arena, 0).wrong;
}

static struct erasure_id erase(struct test_database *database) {
    struct erasure_id erasure = {0};
    close_cases(database);
    assert_int_equal(propose(database, ten_years, &erasure), RETENTION_OVER);
    assert_int_equal(decide(database, SECOND, erasure, true, ten_years + 1), RETENTION_OVER);
    return erasure;
}

/* trace: PJL-7 ARK-1 I-14 */
static void after_erasure_nothing_of_hers_opens_and_the_rest_stands(void **state) {
    struct test_database *database = *state;
    town_make(database);
    town_case(database, "Ane");
    town_case(database, "Berit");
    int64_t events = test_number(database, "SELECT count(*) FROM case_event"),
            log = test_number(database, "SELECT count(*) FROM audit_event");
    erase(database);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_keyring WHERE person_id = 1"), 0);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM person WHERE id = 1 AND given_name = '-' AND born IS NULL AND contact_wish IS NULL"),
        1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_word WHERE person_id = 1"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_event"), events); /* the figures stand */
    assert_true(test_number(database, "SELECT count(*) FROM audit_event") > log);
    struct db *db = test_read(database);
    struct person_spine spine;
    assert_false(person_spine(db, (struct person_id){1}, &spine));
    assert_true(person_spine(db, (struct person_id){2}, &spine));
    assert_string_equal(spine.contact_wish, secret_wish);
    db_abort(db);
    assert_true(everything_holds(database, ten_years + 2));
    struct erasure_id again = {0};
    assert_int_equal(propose(database, ten_years + 3, &again), RETENTION_NOT_KNOWN);
}

/* trace: PJL-7 ARK-1 */
static void the_database_file_and_an_old_backup_hold_nothing_that_opens(void **state) {
    struct test_database *database = *state;
    const char *backup = arena_printf(database->arena, "%s/before.db", database->folder), *reason = "";
    const char *file = arena_printf(database->arena, "%s/felles.db", database->folder);
    town_make(database);
    town_case(database, "Ane");
    struct blob key = wrapped_key(database);
    must(db_store_backup(database->store, backup, &reason), reason);
    assert_true(holds(bytes_of(database, backup), key));
    erase(database);
    rotate(database, ten_years + 10);
    struct blob after = bytes_of(database, file), log = bytes_of(database, arena_printf(database->arena, "%s-wal", file));
    assert_false(holds(after, key) || holds(log, key));
    assert_false(holds_text(after, family) || holds_text(log, family));
    assert_false(holds_text(after, secret_wish) || holds_text(bytes_of(database, backup), secret_wish));
    /* Her key still lies in the backup, wrapped by a key that is no more. */
    assert_int_equal(opens(database, arena_printf(database->arena, "sqlite:%s", backup), database->key_file), ERR_CRYPTO);
    assert_int_equal(opens(database, database->url, database->key_file), ERR_OK);
    assert_true(everything_holds(database, ten_years + 11));
}

/* ── the pages ────────────────────────────────────────────────────────── */

static const enum right rights[] = {RIGHT_ERASURE_HANDLE, 0};

static const char *page_of(struct test_database *database, int64_t later, bool proof) {
    struct db *db = town_write(database, FIRST, later);
    struct request rq = town_request(database, db, town_session(database, FIRST, rights));
    struct reply reply = proof ? erasure_proof_page(&rq, &(struct erasure_proof_page_in){{1}}) : erasure_page(&rq, NULL);
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    return page;
}

/* trace: ARK-1 PJL-7 */
static void the_list_shows_who_is_due_and_the_proof_what_is_left_to_do(void **state) {
    struct test_database *database = *state;
    town_make(database);
    town_case(database, "Ane");
    close_cases(database);
    assert_null(strstr(page_of(database, MS_PER_DAY, false), "Ane Solberg"));
    assert_non_null(strstr(page_of(database, ten_years, false), "Ane Solberg"));
    assert_non_null(strstr(page_of(database, ten_years, false), "i 10 år"));
    erase(database);
    const char *page = page_of(database, ten_years + 5, false);
    assert_null(strstr(page, "Solberg"));
    assert_non_null(strstr(page, "felles key rotate"));
    page = page_of(database, ten_years + 5, true);
    assert_non_null(strstr(page, "Ødelagt: ingenting kan åpnes"));
    assert_non_null(strstr(page, "Medarbeider 2"));
    rotate(database, ten_years + 10);
    assert_non_null(strstr(page_of(database, ten_years + 20, true), "Kan ikke åpnes"));
    assert_null(strstr(page_of(database, ten_years + 20, false), "felles key rotate"));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, a_case_is_kept_as_long_as_the_law_says),
        RULE(nobody_is_erased_while_a_case_runs_or_must_be_kept),
        RULE(two_are_needed_in_the_rule_and_in_the_database),
        RULE(after_erasure_nothing_of_hers_opens_and_the_rest_stands),
        RULE_ON(ON_SQLITE, the_database_file_and_an_old_backup_hold_nothing_that_opens),
        RULE(the_list_shows_who_is_due_and_the_proof_what_is_left_to_do),
    };
    return run_rules("erasure", rules, sizeof rules / sizeof *rules);
}

/* Migrations, backup and restore, and what an operator is told when one is refused. */
#include "platform/audit/audit.h"
#include "platform/db/test_database.h"
#include "platform/db/walk.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int open_with(const struct test_database *database, bool migrate, const char **ret_reason) {
    struct db_store *store = NULL;
    struct db_config config = {.url = database->url, .key_file = database->key_file, .migrate = migrate};
    int result = db_store_open(&config, database->arena, &store, ret_reason);
    if (result == ERR_OK) db_store_close(store);
    return result;
}

static void a_migration_that_was_changed_is_refused(void **state) {
    struct test_database *database = *state;
    const char *reason = NULL;
    assert_int_equal(open_with(database, false, &reason), ERR_OK);
    test_script(database, "UPDATE schema_migration SET sha256 = 'another' WHERE module = 'platform' AND number = 1");
    assert_int_equal(open_with(database, true, &reason), ERR_INVALID);
    assert_string_equal(reason, "migration platform/001 was changed after it was applied to this database");
    assert_int_equal(open_with(database, false, &reason), ERR_INVALID);
}

static void a_database_from_a_newer_program_is_refused(void **state) {
    struct test_database *database = *state;
    const char *reason = NULL;
    test_script(database, "INSERT INTO schema_migration (module, number, sha256, applied_at) VALUES ('later', 3, 'x', 0)");
    assert_int_equal(open_with(database, true, &reason), ERR_INVALID);
    assert_non_null(strstr(reason, "later/003"));
}

static void an_old_schema_is_refused_without_leave_to_migrate(void **state) {
    struct test_database *database = *state;
    const char *reason = NULL;
    test_script(database, "DELETE FROM schema_migration WHERE module = 'platform'");
    assert_int_equal(open_with(database, false, &reason), ERR_INVALID);
    assert_true(strlen(reason) > 0);
}

static void a_migration_that_fails_leaves_nothing(void **state) {
    struct test_database *database = *state;
    const char *reason = NULL;
    /* One of its tables is away, so that it is made before the next thing fails: it must be gone again. */
    test_script(database,
                "DELETE FROM schema_migration WHERE module = 'platform'; ALTER TABLE person_keyring RENAME TO person_keyring_away;");
    assert_int_equal(open_with(database, true, &reason), ERR_IO);
    assert_non_null(strstr(reason, "platform/001"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM schema_migration WHERE module = 'platform'"), 0);
    const char *keyring = database->postgresql ? "SELECT count(*) FROM pg_tables WHERE tablename = 'person_keyring'"
                                               : "SELECT count(*) FROM sqlite_master WHERE name = 'person_keyring'";
    assert_int_equal(test_number(database, keyring), 0);
}

static void a_missing_database_is_not_made_without_leave_to_migrate(void **state) {
    struct test_database *database = *state;
    struct test_database missing = *database;
    const char *reason = NULL;
    missing.url = arena_printf(database->arena, "sqlite:%s/none.db", database->folder);
    assert_int_equal(open_with(&missing, false, &reason), ERR_INVALID);
    assert_int_equal(access(missing.url + 7, F_OK), -1);
    assert_int_equal(open_with(&missing, true, &reason), ERR_OK);
    struct stat about;
    assert_int_equal(stat(missing.url + 7, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    missing.url = "mysql://x";
    assert_int_equal(open_with(&missing, true, &reason), ERR_INVALID);
}

/* The same place without a schema: another file, or the scratch database emptied. */
static struct test_database emptied(struct test_database *database) {
    struct test_database empty = *database;
    empty.eye = arena_array(database->arena, 1, sizeof *empty.eye);
    if (!database->postgresql) {
        empty.url = arena_printf(database->arena, "sqlite:%s/second.db", database->folder);
        return empty;
    }
    test_script(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    test_close(database);
    return empty;
}

static void *open_too(void *context) {
    const struct test_database *database = context;
    struct arena *arena = arena_create();
    struct db_store *store = NULL;
    const char *reason = "";
    struct db_config config = {.url = database->url, .migrate = true};
    bool good = db_store_open(&config, arena, &store, &reason) == ERR_OK;
    if (good) db_store_close(store);
    arena_destroy(arena);
    return good ? context : NULL;
}

static void programs_that_start_together_migrate_once(void **state) {
    struct test_database *database = *state;
    struct test_database fresh = emptied(database);
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&threads[i], NULL, open_too, &fresh), 0);
    for (int i = 0; i < 4; i++) {
        void *result;
        pthread_join(threads[i], &result);
        assert_non_null(result);
    }
    fresh.store = test_open(&fresh);
    assert_int_equal(test_number(&fresh, "SELECT count(*) FROM schema_migration WHERE module = 'platform' AND number = 1"), 1);
    test_close(&fresh);
}

static void add_event(const struct test_database *database, const char *event) {
    struct db *db = test_write(database);
    audit_add(db, event, "case", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
}

static void a_backup_holds_one_moment_and_comes_back(void **state) {
    struct test_database *database = *state;
    const char *reason = "", *path = arena_printf(database->arena, "%s/backup", database->folder);
    add_event(database, "before_the_backup");
    assert_int_equal(db_store_backup(database->store, path, &reason), ERR_OK);
    assert_int_equal(access(path, R_OK), 0);
    add_event(database, "after_the_backup");
    assert_int_equal(db_store_backup(database->store, path, &reason), ERR_CONFLICT);
    assert_int_equal(db_store_restore(database->url, path, &reason), ERR_CONFLICT);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event"), 2);

    struct test_database restored = emptied(database);
    assert_int_equal(db_store_restore(restored.url, path, &reason), ERR_OK);
    restored.store = test_open(&restored);
    assert_int_equal(test_number(&restored, "SELECT count(*) FROM audit_event"), 1);
    struct audit_verdict verdict;
    struct db *db = test_read(&restored);
    assert_int_equal(audit_verify(db, &verdict), ERR_OK);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(verdict.first_bad, 0);
    test_close(&restored);
}

static void a_damaged_backup_is_not_restored(void **state) {
    struct test_database *database = *state;
    const char *reason = "", *path = arena_printf(database->arena, "%s/backup", database->folder);
    add_event(database, "something");
    assert_int_equal(db_store_backup(database->store, path, &reason), ERR_OK);
    assert_int_equal(truncate(path, 3000), 0);
    struct test_database restored = emptied(database);
    assert_true(db_store_restore(restored.url, path, &reason) < 0);
    assert_true(strlen(reason) > 0);
    if (!database->postgresql) assert_int_equal(access(restored.url + 7, F_OK), -1);
}

/* A copy, an export and a person's package go by this list: it has no end of its own. */
static void a_walk_knows_every_table(void **state) {
    struct test_database *database = *state;
    struct str script = str_in(database->arena);
    for (int i = 0; i < 300; i++) str_addf(&script, "CREATE TABLE zz_%03d (id INTEGER PRIMARY KEY);", i);
    test_script(database, str_text(&script));
    struct db *db = test_read(database);
    const char *const *tables = db_walk_tables(db);
    int n = 0, ours = 0;
    for (; tables[n]; n++) ours += strncmp(tables[n], "zz_", 3) == 0;
    assert_int_equal(ours, 300);
    assert_string_equal(tables[n - 1], "zz_299");
    assert_int_equal(db_commit(db), DB_OK);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(a_migration_that_was_changed_is_refused),
        RULE(a_database_from_a_newer_program_is_refused),
        RULE(an_old_schema_is_refused_without_leave_to_migrate),
        RULE(a_migration_that_fails_leaves_nothing),
        RULE_ON(ON_SQLITE, a_missing_database_is_not_made_without_leave_to_migrate),
        RULE(programs_that_start_together_migrate_once),
        RULE(a_backup_holds_one_moment_and_comes_back),
        RULE(a_damaged_backup_is_not_restored),
        RULE(a_walk_knows_every_table),
    };
    return run_rules("schema", rules, sizeof rules / sizeof *rules);
}

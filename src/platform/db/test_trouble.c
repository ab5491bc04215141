/* When the machine fails: a full disk, a key that is another's, a backup that strangers could read. What was there stays, what failed is
 * told, and it goes on when the trouble is over. */
#include "auth_sql.h"
#include "platform/audit/audit.h"
#include "platform/auth/access_grant.h"
#include "platform/auth/local.h"
#include "platform/db/test_database.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static rlim_t size_of(const struct test_database *database, const char *name) {
    struct stat about = {0};
    assert_int_equal(stat(arena_printf(database->arena, "%s/%s", database->folder, name), &about), 0);
    return (rlim_t)about.st_size;
}

/* No file may grow beyond this; 0: as much as it likes. */
static void limit_files(rlim_t size) {
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = size ? size : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static enum db_result add_events(const struct test_database *database, int n) {
    char detail[2001];
    memset(detail, 'x', sizeof detail - 1);
    detail[sizeof detail - 1] = '\0';
    struct db *db = test_write(database);
    for (int i = 0; i < n; i++) audit_add(db, "noted", "case", i, detail);
    return db_commit(db);
}

static void assert_whole(const struct test_database *database, int64_t events) {
    struct audit_verdict verdict = {0};
    struct db *db = test_read(database);
    assert_int_equal(audit_verify(db, &verdict), ERR_OK);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(verdict.events, events);
    assert_int_equal(verdict.first_bad, 0);
}

/* trace: I-14 */
static void a_full_disk_loses_nothing_and_is_told(void **state) {
    struct test_database *database = *state;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(add_events(database, 1), DB_OK);
    limit_files(size_of(database, "felles.db-wal") + 65536);
    enum db_result full = add_events(database, 400);
    limit_files(0);
    assert_int_equal(full, DB_FAILED);
    assert_whole(database, 1);
    assert_int_equal(add_events(database, 400), DB_OK);
    assert_whole(database, 401);
}

/* The disk fills while the statements run, not at the commit: more is written than the cache holds. */
/* trace: I-14 */
static void a_disk_that_fills_midway_loses_nothing(void **state) {
    struct test_database *database = *state;
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(add_events(database, 1), DB_OK);
    limit_files(size_of(database, "felles.db-wal") + 65536);
    struct db *db = test_write(database);
    test_run(db, "INSERT INTO job (kind, subject, due_at, attempts, parked) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                 " WHERE i < 700000) SELECT 'long enough a word to fill many pages of the cache ' || i, i, 0, 0, 0 FROM n");
    bool failed_before = db_failed(db);
    audit_add(db, "filled", "-", 0, NULL);
    enum db_result full = db_commit(db);
    limit_files(0);
    assert_true(failed_before);
    assert_int_equal(full, DB_FAILED);
    assert_int_equal(test_number(database, "SELECT count(*) FROM job"), 0);
    assert_int_equal(add_events(database, 1), DB_OK);
    assert_whole(database, 2);
}

static bool may_read(const struct test_database *database) {
    struct db *db = test_read(database);
    struct access_terms terms = {.person = {1}, .zones = 1u << ZONE_HEALTH, .purpose = "help"};
    terms.ground[ZONE_HEALTH] = "H7";
    access_note(db, access_grant(db, &terms), ZONE_HEALTH, "query");
    bool may = !db_failed(db);
    return db_commit(db) == DB_OK && may;
}

/* trace: I-05 PJL-6 */
static void what_cannot_be_logged_cannot_be_read(void **state) {
    struct test_database *database = *state;
    signal(SIGXFSZ, SIG_IGN);
    assert_true(may_read(database));
    limit_files(size_of(database, "felles.db.access-wal"));
    bool may = may_read(database);
    limit_files(0);
    assert_false(may);
    assert_true(may_read(database));
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log"), 2);
}

static void a_backup_without_room_leaves_nothing_behind(void **state) {
    struct test_database *database = *state;
    const char *reason = "", *path = arena_printf(database->arena, "%s/backup", database->folder);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(add_events(database, 400), DB_OK);
    limit_files(100000);
    int result = db_store_backup(database->store, path, &reason);
    limit_files(0);
    assert_int_equal(result, ERR_IO);
    assert_true(*reason);
    assert_int_not_equal(access(path, F_OK), 0);
    assert_int_not_equal(access(arena_printf(database->arena, "%s.part", path), F_OK), 0);
    assert_int_equal(db_store_backup(database->store, path, &reason), ERR_OK);
}

/* trace: PJL-5 */
static void a_backup_is_its_owners_alone(void **state) {
    struct test_database *database = *state;
    const char *reason = "", *path = arena_printf(database->arena, "%s/backup", database->folder);
    mode_t before = umask(022);
    must(db_store_backup(database->store, path, &reason), reason);
    umask(before);
    struct stat about;
    assert_int_equal(stat(path, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    if (database->postgresql) return;
    assert_int_equal(stat(sqlite_log_file(database->arena, path), &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
}

/* The first thing sealed in a new municipality may be a local user's second factor, long before the first person. */
static void a_key_that_does_not_open_a_second_factor_is_refused_at_the_door(void **state) {
    struct test_database *database = *state;
    const char *reason = "", *url = NULL;
    struct db *db = test_write(database);
    struct local_user user = {.staff = {1}, .user_name = "kari", .password = "korrekt hest batteri", .issuer = "Felles"};
    assert_int_equal(local_user_set(db, &user, &url), ERR_OK);
    assert_int_equal(db_commit(db), DB_OK);
    const char *other = arena_printf(database->arena, "%s/other.key", database->folder);
    must(master_key_create(other, &reason), reason);
    struct db_store *store = NULL;
    struct db_config config = {.url = database->url, .key_file = other};
    assert_int_equal(db_store_open(&config, database->arena, &store, &reason), ERR_CRYPTO);
    assert_string_equal(reason, "the key file does not belong to this database");
    config.key_file = database->key_file;
    must(db_store_open(&config, database->arena, &store, &reason), reason);
    db_store_close(store);
}

/* trace: I-05 */
static void a_server_that_does_not_wait_for_its_disk_is_made_to(void **state) {
    const struct test_database *database = *state;
    test_script(database, arena_printf(database->arena, "ALTER DATABASE %s SET synchronous_commit = off", database->name));
    assert_int_equal(test_number(database, "SELECT CASE current_setting('synchronous_commit') WHEN 'on' THEN 1 ELSE 0 END"), 1);
}

/* A machine that has lost its clock would give every limit and period a wrong day. */
static void a_clock_behind_what_has_happened_is_refused(void **state) {
    const struct test_database *database = *state;
    const char *reason = NULL;
    const struct instant long_ago = {0}, yesterday = {TEST_NOW.ms - MS_PER_DAY - 1}, just_before = {TEST_NOW.ms - MS_PER_DAY / 2};
    assert_int_equal(db_store_check_clock(database->store, long_ago, database->arena, &reason), ERR_OK); /* nothing has happened yet */
    assert_int_equal(add_events(database, 2), DB_OK);
    assert_int_equal(db_store_check_clock(database->store, TEST_NOW, database->arena, &reason), ERR_OK);
    assert_int_equal(db_store_check_clock(database->store, just_before, database->arena, &reason), ERR_OK);
    assert_null(reason);
    assert_int_equal(db_store_check_clock(database->store, yesterday, database->arena, &reason), ERR_CONFLICT);
    assert_string_equal(reason,
                        "the clock says 2026-09-06, but the last change in this database is from 2026-09-07: set the clock right first");
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, a_full_disk_loses_nothing_and_is_told),
        RULE_ON(ON_SQLITE, a_disk_that_fills_midway_loses_nothing),
        RULE_ON(ON_SQLITE, what_cannot_be_logged_cannot_be_read),
        RULE_ON(ON_SQLITE, a_backup_without_room_leaves_nothing_behind),
        RULE(a_backup_is_its_owners_alone),
        RULE_ON(ON_POSTGRESQL, a_server_that_does_not_wait_for_its_disk_is_made_to),
        RULE(a_clock_behind_what_has_happened_is_refused),
        RULE(a_key_that_does_not_open_a_second_factor_is_refused_at_the_door),
    };
    return run_rules("trouble", rules, sizeof rules / sizeof *rules);
}

/* A fresh database for each test, on SQLite and, when FELLES_TEST_POSTGRESQL names a scratch server, on PostgreSQL. For tests only: a
 * header, so that a test stays one file. */
#pragma once
#include "base/log.h"
#include "platform/crypt/crypt.h"
#include "platform/db/backend.h"
#include "platform/db/test_heap.h"
#include "platform/db/test_spare.h"

#include <ftw.h>
#include <libpq-fe.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

struct test_database {
    bool postgresql;
    struct arena *arena;
    const char *folder, *url, *key_file, *name;
    struct db_store *store; /* open, with its schema */
    /* What test_number looks through and test_script works through: opened once, since SQLite reads the whole schema each time. */
    struct connection **eye, **hand;
};

struct test_rule {
    const char *name;
    void (*run)(void **state); /* *state is a struct test_database * */
    enum { ON_BOTH, ON_SQLITE, ON_POSTGRESQL } only;
};
#define RULE(function) \
    { #function, function, ON_BOTH }
#define RULE_ON(database, function) \
    { #function, function, database }
#define TEST_NOW ((struct instant){INT64_C(1788768000000)})
static const struct actor test_actor = {.kind = ACTOR_STAFF, .staff = 7, .unit = 3, .what = "test"};

static inline void must(int result, const char *reason) {
    if (result != ERR_OK) fail_msg("%s", reason);
}

static inline bool server_did(const char *before, const char *name, const char *after, char *ret_wrong, size_t size) {
    char sql[240];
    PGconn *server = PQconnectdb(getenv("FELLES_TEST_POSTGRESQL"));
    snprintf(sql, sizeof sql, "%s %s %s", before, name, after);
    PGresult *result = PQexec(server, sql);
    bool did = PQresultStatus(result) == PGRES_COMMAND_OK;
    if (!did) snprintf(ret_wrong, size, "%s: %s", sql, PQerrorMessage(server));
    PQclear(result);
    PQfinish(server);
    return did;
}

static inline void on_server(const char *before, const char *name, const char *after) {
    char wrong[500];
    if (!server_did(before, name, after, wrong, sizeof wrong)) fail_msg("%s", wrong);
}

/* The scratch server's URL with another database's name. */
static inline const char *url_of(struct arena *arena, const char *name) {
    const char *url = getenv("FELLES_TEST_POSTGRESQL");
    const char *host = strstr(url, "://") + 3;
    const char *slash = strchr(host, '/');
    const char *options = strchr(host, '?');
    int kept = slash ? (int)(slash - url) : options ? (int)(options - url) : (int)strlen(url);
    return arena_printf(arena, "%.*s/%s%s", kept, url, name, options ? options : "");
}

/* One more store on the same database. */
static inline struct db_store *test_open(const struct test_database *database) {
    struct db_store *store = NULL;
    const char *reason = "";
    struct db_config config = {.url = database->url, .key_file = database->key_file, .connections = 4, .migrate = true, .backend = database->postgresql ? spare_backend(database->url) : NULL};
    must(db_store_open(&config, database->arena, &store, &reason), reason);
    return store;
}

static inline void make_template(struct arena *arena, const char *url) {
    struct db_store *store = NULL;
    const char *reason = "";
    struct db_config config = {.url = url, .connections = 1, .migrate = true};
    must(db_store_open(&config, arena, &store, &reason), reason);
    db_store_close(store);
}

/* ── templates ────────────────────────────────────────────────────────── */

/* A database with the schema and nothing else: copying it is much quicker than running every migration. It is made once a program; or once for
 * all programs of one schema, when FELLES_TEST_TEMPLATES names a folder where that may be kept, with a server that is thrown away afterwards. */
static inline const char *templates_folder(void) { return getenv("FELLES_TEST_TEMPLATES"); }

/* Tells one schema from another: FNV-1a of all migrations' hashes. */
static inline uint64_t schema_mark(void) {
    uint64_t mark = UINT64_C(14695981039346656037);
    for (const struct db_migration *at = db_migrations; at->module; at++)
        for (const char *digit = at->sha256; *digit; digit++) mark = (mark ^ (unsigned char)*digit) * UINT64_C(1099511628211);
    return mark;
}

static inline const char *own_template(struct arena *arena) { return arena_printf(arena, "felles_template_%d", (int)getpid()); }

static inline bool server_has(const char *name) {
    char sql[160];
    PGconn *server = PQconnectdb(getenv("FELLES_TEST_POSTGRESQL"));
    snprintf(sql, sizeof sql, "SELECT 1 FROM pg_database WHERE datname = '%s'", name);
    PGresult *result = PQexec(server, sql);
    bool has = PQntuples(result) == 1;
    PQclear(result);
    PQfinish(server);
    return has;
}

/* Two programs may come here at once: then one of them keeps its own. */
static inline const char *template_name(struct arena *arena) {
    static char name[60];
    if (*name) return name;
    const char *shared = arena_printf(arena, "felles_template_%016llx", (unsigned long long)schema_mark()), *own = own_template(arena);
    snprintf(name, sizeof name, "%s", templates_folder() ? shared : own);
    if (templates_folder() && server_has(shared)) return name;
    on_server("CREATE DATABASE", own, "");
    make_template(arena, url_of(arena, own));
    if (!templates_folder()) return name;
    char wrong[500];
    bool first = server_did("ALTER DATABASE", own, arena_printf(arena, "RENAME TO %s", shared), wrong, sizeof wrong);
    snprintf(name, sizeof name, "%s", first ? shared : own);
    return name;
}

static inline const char *test_folder(void) { return getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp"; }

static inline const char *own_template_file(struct arena *arena) { return arena_printf(arena, "%s/felles-template-%d.db", test_folder(), (int)getpid()); }

static inline const char *template_file(struct arena *arena) {
    if (!templates_folder()) return own_template_file(arena);
    return arena_printf(arena, "%s/%016llx.db", templates_folder(), (unsigned long long)schema_mark());
}

static inline void copy_file(const char *from, const char *to) {
    static char bytes[1 << 16];
    FILE *source = fopen(from, "rbe"), *target = fopen(to, "wbxe");
    if (!source || !target) fail_msg("%s cannot be copied to %s", from, to);
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, source)) > 0;) assert_int_equal(fwrite(bytes, 1, n, target), n);
    fclose(source);
    assert_int_equal(fclose(target), 0);
    assert_int_equal(chmod(to, 0600), 0);
}

static inline void copy_template(struct arena *arena, const char *path) {
    static bool made;
    const char *from = template_file(arena), *own = own_template_file(arena);
    if (!made && access(from, F_OK) != 0) {
        make_template(arena, arena_printf(arena, "sqlite:%s", own));
        if (templates_folder()) { /* the database last: it says that both are there */
            assert_int_equal(rename(sqlite_log_file(arena, own), sqlite_log_file(arena, from)), 0);
            assert_int_equal(rename(own, from), 0);
        }
    }
    made = true;
    copy_file(from, path);
    copy_file(sqlite_log_file(arena, from), sqlite_log_file(arena, path));
}

static inline void drop_templates(struct arena *arena) {
    char name[sizeof spare_database.name];
    if (spare_take(name)) {
        spare_end(url_of(arena, name));
        spare_leave();
        on_server("DROP DATABASE", name, "WITH (FORCE)");
    }
    if (getenv("FELLES_TEST_POSTGRESQL")) on_server("DROP DATABASE IF EXISTS", own_template(arena), "WITH (FORCE)");
    unlink(own_template_file(arena));
    unlink(sqlite_log_file(arena, own_template_file(arena)));
}

/* ── one test's database ──────────────────────────────────────────────── */

/* Gives the database its name and URL. */
static inline void make_on_server(struct test_database *database) {
    static int serial;
    char name[sizeof spare_database.name];
    bool again = spare_take(name);
    if (!again) snprintf(name, sizeof name, "felles_test_%d_%d", (int)getpid(), ++serial);
    database->name = arena_strdup(database->arena, name);
    database->url = url_of(database->arena, name);
    if (again) return;
    on_server("CREATE DATABASE", name, arena_printf(database->arena, "TEMPLATE %s STRATEGY file_copy", template_name(database->arena)));
    spare_made(name, database->url);
}

static inline int make(void **state, bool postgresql) {
    struct arena *arena = arena_create();
    struct test_database *database = arena_alloc(arena, sizeof *database);
    const char *reason = "";
    log_set_level(LOG_ERROR);
    database->arena = arena;
    database->postgresql = postgresql;
    database->eye = arena_array(arena, 1, sizeof *database->eye);
    database->hand = arena_array(arena, 1, sizeof *database->hand);
    char *folder = arena_printf(arena, "%s/felles-test-XXXXXX", test_folder());
    if (!mkdtemp(folder)) fail_msg("no folder %s", folder);
    database->folder = folder;
    database->key_file = arena_printf(arena, "%s/master.key", folder);
    must(master_key_create(database->key_file, &reason), reason);
    database->url = arena_printf(arena, "sqlite:%s/felles.db", folder);
    if (postgresql) make_on_server(database);
    else copy_template(arena, arena_printf(arena, "%s/felles.db", folder));
    database->store = test_open(database);
    *state = database;
    return 0;
}

static inline int make_sqlite(void **state) { return make(state, false); }
static inline int make_postgresql(void **state) { return make(state, true); }

static inline void let_go(const struct test_database *database, struct connection **connection) {
    if (*connection) (database->postgresql ? spare_disconnect : sqlite_backend.disconnect)(*connection);
    *connection = NULL;
}

static inline void test_close(struct test_database *database) {
    let_go(database, database->eye);
    let_go(database, database->hand);
    db_store_close(database->store);
    database->store = NULL;
}

static inline int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *place) {
    (void)about, (void)kind, (void)place;
    return remove(path);
}

static inline int drop(void **state) {
    struct test_database *database = *state;
    test_close(database);
    if (database->postgresql && !spare_keep(database->name, database->url)) on_server("DROP DATABASE", database->name, "WITH (FORCE)");
    assert_int_equal(nftw(database->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS), 0);
    arena_destroy(database->arena);
    return 0;
}

static inline size_t add_rules(struct arena *arena, struct CMUnitTest *tests, const struct test_rule *rules, size_t count,
                               bool postgresql) {
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        if (rules[i].only == (postgresql ? ON_SQLITE : ON_POSTGRESQL)) continue;
        tests[n++] = (struct CMUnitTest){
            .name = arena_printf(arena, "%s, %s", rules[i].name, postgresql ? "postgresql" : "sqlite"),
            .test_func = rules[i].run,
            .setup_func = postgresql ? make_postgresql : make_sqlite,
            .teardown_func = drop,
        };
    }
    return n;
}

/* Runs every rule on both databases (FELLES_TEST_SQLITE=no: on the other alone); returns the number that failed. */
static inline int run_rules(const char *group, const struct test_rule *rules, size_t count) {
    test_heap();
    struct arena *arena = arena_create();
    struct CMUnitTest *tests = arena_array(arena, 2 * count, sizeof *tests);
    const char *on_sqlite = getenv("FELLES_TEST_SQLITE");
    size_t n = on_sqlite && text_equal(on_sqlite, "no") ? 0 : add_rules(arena, tests, rules, count, false);
    if (getenv("FELLES_TEST_POSTGRESQL")) n += add_rules(arena, tests + n, rules, count, true);
    else print_message("# %s: FELLES_TEST_POSTGRESQL is not set, so PostgreSQL is left out\n", group);
    int failed = _cmocka_run_group_tests(group, tests, n, NULL, NULL);
    drop_templates(arena);
    arena_destroy(arena);
    return failed;
}

static inline struct db *test_write(const struct test_database *database) {
    return db_begin(database->store, DB_WRITE, database->arena, &test_actor, TEST_NOW);
}
static inline struct db *test_read(const struct test_database *database) {
    return db_begin(database->store, DB_READ, database->arena, &test_actor, TEST_NOW);
}

/* One more connection, so that it sees what is committed and nothing else. */
static inline struct connection *connect_as(const struct test_database *database, enum role role) {
    struct failure failure = {0};
    struct connection *connection = database->store->backend->connect(database->store, role, &failure);
    if (!connection) fail_msg("%s", failure.reason);
    return connection;
}

/* As the operator would, past the locks of run time: SQL that both databases take. NULL: it was done; else what the database said. */
static inline const char *test_try(const struct test_database *database, const char *sql) {
    struct failure failure = {0};
    if (!*database->hand) *database->hand = connect_as(database, ROLE_OPERATOR);
    bool good = database->store->backend->script(*database->hand, sql, &failure);
    if (!good) let_go(database, database->hand); /* it may be what failed */
    return good ? NULL : arena_strdup(database->arena, failure.reason);
}
static inline void test_script(const struct test_database *database, const char *sql) {
    const char *why = test_try(database, sql);
    if (why) fail_msg("%s: %s", sql, why);
}

static inline struct db *test_look(const struct test_database *database) {
    if (!*database->eye) *database->eye = connect_as(database, ROLE_READ);
    return db_begin_on(database->store, *database->eye, database->arena);
}

/* First column of the first row, as another connection sees it. */
static inline int64_t test_number(const struct test_database *database, const char *sql) {
    struct db_query query = {.name = "test", .sqlite = sql, .postgresql = sql, .n_columns = 1, .number = -1};
    struct db *db = test_look(database);
    if (db_failed(db)) { /* a test may have cut every connection to the server */
        let_go(database, database->eye);
        db = test_look(database);
    }
    struct db_cursor cursor;
    db_open(db, &cursor, &query);
    int64_t number = db_step(&cursor) ? db_int(&cursor, 0) : -1;
    bool failed = db_failed(db);
    db_abort(db);
    if (failed) fail_msg("%s: %s", sql, db->failure.reason);
    return number;
}

/* Runs one statement without parameters in a transaction; rows changed. */
static inline int64_t test_run(struct db *db, const char *sql) {
    struct db_query query = {.name = "test", .sqlite = sql, .postgresql = sql, .number = -1};
    struct db_cursor cursor;
    db_open(db, &cursor, &query);
    return db_run(&cursor);
}

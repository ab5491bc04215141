/* Opening and closing a store: which database, its schema, its key. */
#include "auth_sql.h"
#include "platform/audit/asked.h"
#include "platform/auth/access_log.h"
#include "platform/auth/local.h"
#include "platform/crypt/crypt.h"
#include "platform/crypt/master_key.h"
#include "platform/db/backend.h"
#include "platform/platform_sql.h"

#include <sodium.h>
#include <string.h>

enum { READERS = 8, READERS_MAX = 64, POSTGRESQL_WRITERS = 2 };

int db_url_read(const char *url, bool *ret_postgresql, const char **ret_location, const char **ret_reason) {
    if (url && text_starts(url, "sqlite:") && url[7] && !text_starts(url, "sqlite::")) {
        *ret_location = url + 7;
        *ret_postgresql = false;
        return ERR_OK;
    }
    if (url && (text_starts(url, "postgresql://") || text_starts(url, "postgres://"))) {
        *ret_location = url;
        *ret_postgresql = true;
        return ERR_OK;
    }
    *ret_reason = "the database must be sqlite:PATH or postgresql://…";
    return ERR_INVALID;
}

static int choose_backend(struct db_store *store, const struct db_config *config, const char **ret_reason) {
    const char *location;
    int result = db_url_read(config->url, &store->postgresql, &location, ret_reason);
    if (result != ERR_OK) return result;
    store->backend = config->backend ? config->backend : store->postgresql ? &postgresql_backend : &sqlite_backend;
    store->location = arena_strdup(store->arena, location);
    return ERR_OK;
}

static bool opens_persons(struct db *db) {
    struct person_keyring_sample_row row;
    struct person_id person;
    uint8_t key[KEY_SIZE];
    bool opens = !person_keyring_sample(db, &row) || person_key_unwrap(db->store->key, row.wrapped, &person, key);
    sodium_memzero(key, sizeof key);
    return opens;
}

static bool opens_second_factors(struct db *db) {
    struct credential_sample_row row;
    return !credential_sample(db, &row) || unseal_with_master(db, TOTP_PLACE, row.totp);
}

/* A key that belongs to another database is found now, and not when a nurse opens a journal. */
static int check_key(struct db_store *store, const char **ret_reason) {
    static const struct actor opener = {.kind = ACTOR_SYSTEM, .what = "open"};
    struct arena *arena = arena_create();
    struct db *db = db_begin(store, DB_READ, arena, &opener, INSTANT_NONE);
    bool opens = master_key_is_in_use(db, store->key) && opens_persons(db) && opens_second_factors(db);
    bool good = db_commit(db) == DB_OK;
    arena_destroy(arena);
    if (!opens) {
        *ret_reason = "the key file does not belong to this database";
        return ERR_CRYPTO;
    }
    if (!good) {
        *ret_reason = "the keyring cannot be read";
        return ERR_IO;
    }
    return ERR_OK;
}

static int open_parts(struct db_store *store, const struct db_config *config, const char **ret_reason) {
    int result = choose_backend(store, config, ret_reason);
    if (result != ERR_OK) return result;
    if (sodium_init() < 0) {
        *ret_reason = "libsodium cannot start";
        return ERR_CRYPTO;
    }
    int readers = config->connections > 0 ? config->connections : READERS;
    pool_init(&store->read, ROLE_READ, readers > READERS_MAX ? READERS_MAX : readers);
    pool_init(&store->write, ROLE_WRITE, store->postgresql ? POSTGRESQL_WRITERS : 1);
    pool_init(&store->side, ROLE_SIDE, POSTGRESQL_WRITERS);
    store->bulk = config->bulk;
    store->create = config->migrate;
    pool_init(&store->log, ROLE_LOG, 1);
    store->access_lines = batch_open(store, access_log_write);
    store->asked = batch_open(store, audit_write_asked);
    if (config->key_file) result = master_key_load(config->key_file, &store->key, ret_reason);
    if (result == ERR_OK) result = schema_prepare(store, config->migrate, ret_reason);
    if (result == ERR_OK && store->key) result = check_key(store, ret_reason);
    return result;
}

int db_store_open(const struct db_config *config, struct arena *arena, struct db_store **ret_store, const char **ret_reason) {
    struct arena *own = arena_create();
    struct db_store *store = arena_alloc(own, sizeof *store);
    store->arena = own;
    const char *reason = "";
    int result = open_parts(store, config, &reason);
    if (result == ERR_OK) {
        *ret_store = store;
        return ERR_OK;
    }
    *ret_reason = arena_strdup(arena, reason);
    db_store_close(store);
    return result;
}

/* What was written over still lies in the write-ahead log, or on PostgreSQL in dead rows, until someone clears up. */
int db_store_clear_up(struct db_store *store, const char **ret_reason) {
    static const char *const sqlite[] = {"PRAGMA wal_checkpoint(TRUNCATE)", NULL};
    static const char *const postgresql[] = {"VACUUM person_keyring", "VACUUM person", "VACUUM person_word", "VACUUM desk_name", "CHECKPOINT", NULL};
    struct failure failure = {0};
    struct connection *connection = store->backend->connect(store, ROLE_OPERATOR, &failure);
    bool good = connection != NULL;
    for (const char *const *sql = store->postgresql ? postgresql : sqlite; good && *sql; sql++) {
        bool done = store->backend->script(connection, *sql, &failure);
        good = done || text_equal(*sql, "CHECKPOINT"); /* the role may lack that right; the server does it by itself within minutes */
    }
    if (connection) store->backend->disconnect(connection);
    if (good) return ERR_OK;
    *ret_reason = reason_text("the database could not be cleared of what was erased: %s", failure.reason);
    return ERR_IO;
}

void db_store_close(struct db_store *store) {
    if (!store) return;
    if (store->asked) { /* the pools were made before it */
        batch_close(store->access_lines);
        batch_close(store->asked);
        pool_close(store, &store->read);
        pool_close(store, &store->write);
        pool_close(store, &store->side);
        pool_close(store, &store->log);
    }
    master_key_free(store->key);
    arena_destroy(store->arena);
}

int db_store_check_clock(struct db_store *store, struct instant now, struct arena *arena, const char **ret_reason) {
    static const struct actor opener = {.kind = ACTOR_SYSTEM, .what = "clock"};
    struct db *db = db_begin(store, DB_READ, arena, &opener, now);
    struct audit_event_last_row last;
    bool behind = audit_event_last(db, &last) && now.ms < last.at.ms - MS_PER_DAY;
    if (db_commit(db) != DB_OK) {
        *ret_reason = "the audit chain cannot be read";
        return ERR_IO;
    }
    if (!behind) return ERR_OK;
    *ret_reason = arena_printf(arena, "the clock says %s, but the last change in this database is from %s: set the clock right first",
                               date_iso(arena, instant_oslo_date(now)), date_iso(arena, instant_oslo_date(last.at)));
    return ERR_CONFLICT;
}

bool db_store_is_postgresql(const struct db_store *store) { return store->postgresql; }

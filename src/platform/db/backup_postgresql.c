/* Backup and restore of a PostgreSQL database with pg_dump and pg_restore. The address goes to them through the environment, so that no
 * password stands in the list of processes. */
#include "platform/db/backend.h"

#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ENVIRONMENT_MAX = 64 };

/* PGHOST=… and so on, for every part of the URL. */
static int read_environment(const char *url, struct arena *arena, const char **ret_environment, const char **ret_reason) {
    PQconninfoOption *options = PQconninfoParse(url, NULL);
    if (!options) {
        *ret_reason = "the database's URL cannot be read";
        return ERR_INVALID;
    }
    size_t n = 0;
    for (const PQconninfoOption *option = options; option->keyword; option++) {
        if (option->envvar && option->val && n + 1 < ENVIRONMENT_MAX)
            ret_environment[n++] = arena_printf(arena, "%s=%s", option->envvar, option->val);
    }
    ret_environment[n] = NULL;
    PQconninfoFree(options);
    return ERR_OK;
}

static int run(const char *const *arguments, const char *url, const char **ret_reason) {
    struct arena *arena = arena_create();
    const char *environment[ENVIRONMENT_MAX];
    int result = read_environment(url, arena, environment, ret_reason);
    if (result == ERR_OK) {
        int status = process_run(arguments, environment);
        if (status != 0) {
            *ret_reason = status < 0 ? reason_text("%s cannot be started", arguments[0])
                                     : reason_text("%s failed with status %d", arguments[0], status);
            result = ERR_IO;
        }
    }
    arena_destroy(arena);
    return result;
}

/* Made here and not by pg_dump, so that only its owner may read it. */
static int make_file(const char *path, const char **ret_reason) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        *ret_reason = reason_text("%s cannot be made: %s", path, strerror(errno));
        return ERR_IO;
    }
    close(file);
    return ERR_OK;
}

int postgresql_backup(const char *location, const char *path, const char **ret_reason) {
    struct arena *arena = arena_create();
    const char *part = arena_printf(arena, "%s.part", path);
    const char *dump[] = {"pg_dump", "--format=custom", "--no-owner", "--no-privileges", arena_printf(arena, "--file=%s", part), NULL};
    const char *list[] = {"pg_restore", "--list", part, NULL};
    bool there = access(path, F_OK) == 0;
    if (there) *ret_reason = reason_text("%s exists already: a backup is a new file", path);
    else unlink(part); /* of a backup that was cut short */
    int result = there ? ERR_CONFLICT : make_file(part, ret_reason);
    if (result == ERR_OK) result = run(dump, location, ret_reason);
    if (result == ERR_OK) result = run(list, location, ret_reason);
    if (result == ERR_OK && (!file_sync(part) || !file_move_new(part, path))) {
        *ret_reason = reason_text("the backup cannot be written to %s: %s", path, strerror(errno));
        result = ERR_IO;
    }
    if (result != ERR_OK && !there) unlink(part);
    arena_destroy(arena);
    return result;
}

/* The name of the database behind the URL, which must hold no table yet. */
static int check_target(const char *location, struct arena *arena, const char **ret_name, const char **ret_reason) {
    PGconn *handle = PQconnectdb(location);
    int result = ERR_OK;
    if (PQstatus(handle) != CONNECTION_OK) {
        *ret_reason = reason_text("cannot reach the PostgreSQL server: %s", PQerrorMessage(handle));
        result = ERR_IO;
    } else {
        PGresult *tables = PQexec(handle, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()");
        bool empty = PQresultStatus(tables) == PGRES_TUPLES_OK && strtol(PQgetvalue(tables, 0, 0), NULL, 10) == 0;
        PQclear(tables);
        *ret_name = arena_strdup(arena, PQdb(handle));
        if (!empty) {
            *ret_reason = reason_text("the database %s holds tables already: make an empty one before a restore", *ret_name);
            result = ERR_CONFLICT;
        }
    }
    PQfinish(handle);
    return result;
}

int postgresql_restore(const char *location, const char *path, const char **ret_reason) {
    struct arena *arena = arena_create();
    const char *name = NULL;
    int result = check_target(location, arena, &name, ret_reason);
    if (result == ERR_OK) {
        const char *restore[] = {"pg_restore",
                                 "--exit-on-error",
                                 "--single-transaction",
                                 "--no-owner",
                                 "--no-privileges",
                                 arena_printf(arena, "--dbname=%s", name),
                                 path,
                                 NULL};
        result = run(restore, location, ret_reason);
    }
    if (result == ERR_OK) result = backup_verify(true, location, ret_reason);
    arena_destroy(arena);
    return result;
}

/* The operator's backup and restore: the part both databases share. A backup never replaces a file, a restore never a database. */
#include "platform/db/backend.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool file_sync(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool good = file >= 0 && fsync(file) == 0;
    if (file >= 0) close(file);
    return good;
}

bool file_move_new(const char *from, const char *to) {
    if (link(from, to) != 0) return false;
    unlink(from);
    struct arena *arena = arena_create();
    const char *slash = strrchr(to, '/');
    bool good = file_sync(slash ? arena_strndup(arena, to, (size_t)(slash - to) + 1) : ".");
    arena_destroy(arena);
    return good;
}

int backup_verify(bool postgresql, const char *location, const char **ret_reason) {
    struct arena *arena = arena_create();
    struct db_store store = {
        .arena = arena,
        .backend = postgresql ? &postgresql_backend : &sqlite_backend,
        .location = location,
        .postgresql = postgresql,
    };
    /* A backup from before an upgrade is a good one. */
    enum schema_state state = schema_state_of(&store, arena, ret_reason);
    arena_destroy(arena);
    return state == SCHEMA_CURRENT || state == SCHEMA_OLD ? ERR_OK : ERR_INVALID;
}

int db_store_backup(struct db_store *store, const char *path, const char **ret_reason) {
    return store->postgresql ? postgresql_backup(store->location, path, ret_reason) : sqlite_backup(store->location, path, ret_reason);
}

int db_store_restore(const char *url, const char *path, const char **ret_reason) {
    bool postgresql;
    const char *location;
    int result = db_url_read(url, &postgresql, &location, ret_reason);
    if (result != ERR_OK) return result;
    if (access(path, R_OK) != 0) {
        *ret_reason = reason_text("the backup %s cannot be read: %s", path, strerror(errno));
        return ERR_NOT_FOUND;
    }
    return postgresql ? postgresql_restore(location, path, ret_reason) : sqlite_restore(location, path, ret_reason);
}

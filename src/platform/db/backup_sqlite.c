/* Backup and restore of a SQLite database: SQLite's online backup, one snapshot of each file, while readers and the writer go on. The access
 * log is copied last, so that whatever the copy shows of the database has its line. */
#include "platform/db/backend.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static bool is_whole(sqlite3 *handle) {
    sqlite3_stmt *statement = NULL;
    bool whole = sqlite3_prepare_v2(handle, "PRAGMA integrity_check(1)", -1, &statement, NULL) == SQLITE_OK &&
                 sqlite3_step(statement) == SQLITE_ROW && strcmp((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    return whole;
}

static int copy_pages(sqlite3 *source, sqlite3 *target) {
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", source, "main");
    if (!backup) return sqlite3_errcode(target);
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup);
}

/* One file, with no WAL beside it. */
static int copy_into(sqlite3 *source, sqlite3 *target, const char **ret_reason) {
    int code = copy_pages(source, target);
    if (code == SQLITE_OK) code = sqlite3_exec(target, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    if (code != SQLITE_OK) {
        *ret_reason = reason_text("the database cannot be copied: %s", sqlite3_errstr(code));
        return ERR_IO;
    }
    if (!is_whole(target)) {
        *ret_reason = "the copy is damaged: see PRAGMA integrity_check on the source";
        return ERR_IO;
    }
    return ERR_OK;
}

static int copy_file(const char *from, const char *to, const char **ret_reason) {
    int file = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0) {
        *ret_reason = reason_text("%s cannot be made: %s", to, strerror(errno));
        return ERR_IO;
    }
    close(file);
    sqlite3 *source = NULL, *target = NULL;
    int result = ERR_IO;
    int code = sqlite3_open_v2(from, &source, SQLITE_OPEN_READWRITE, NULL);
    if (code == SQLITE_OK) code = sqlite3_open_v2(to, &target, SQLITE_OPEN_READWRITE, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(source, 10000);
        result = copy_into(source, target, ret_reason);
    } else {
        *ret_reason = reason_text("%s cannot be opened: %s", target ? to : from, sqlite3_errstr(code));
    }
    sqlite3_close(source);
    sqlite3_close(target);
    return result;
}

static void remove_both(struct arena *arena, const char *path) {
    unlink(sqlite_log_file(arena, path));
    unlink(path);
}

static bool put_in_place(struct arena *arena, const char *part, const char *to) {
    const char *part_log = sqlite_log_file(arena, part), *log = sqlite_log_file(arena, to);
    if (!file_sync(part) || !file_sync(part_log) || !file_move_new(part_log, log)) return false;
    if (file_move_new(part, to)) return true;
    unlink(log);
    return false;
}

/* Makes `to` and its log from `from`, under another name until both are whole. */
static int copy_database(struct arena *arena, const char *from, const char *to, const char **ret_reason) {
    const char *part = arena_printf(arena, "%s.part", to);
    remove_both(arena, part); /* of a copy that was cut short */
    int result = copy_file(from, part, ret_reason);
    if (result == ERR_OK) result = copy_file(sqlite_log_file(arena, from), sqlite_log_file(arena, part), ret_reason);
    if (result == ERR_OK) result = backup_verify(false, part, ret_reason);
    if (result == ERR_OK && !put_in_place(arena, part, to)) {
        *ret_reason = reason_text("%s cannot be written: %s", to, strerror(errno));
        result = ERR_IO;
    }
    if (result != ERR_OK) remove_both(arena, part);
    return result;
}

/* The first of the files a copy would make that is there already, or NULL. */
static const char *in_the_way(struct arena *arena, const char *path) {
    const char *const files[] = {path, arena_printf(arena, "%s-wal", path), sqlite_log_file(arena, path)};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (access(files[i], F_OK) == 0) return files[i];
    return NULL;
}

int sqlite_backup(const char *location, const char *path, const char **ret_reason) {
    struct arena *arena = arena_create();
    const char *there = in_the_way(arena, path);
    if (there) *ret_reason = reason_text("%s exists already: a backup is a new file", there);
    int result = there ? ERR_CONFLICT : copy_database(arena, location, path, ret_reason);
    arena_destroy(arena);
    return result;
}

int sqlite_restore(const char *location, const char *path, const char **ret_reason) {
    struct arena *arena = arena_create();
    const char *there = in_the_way(arena, location);
    if (there) *ret_reason = reason_text("%s exists already: move it away before a restore", there);
    int result = there ? ERR_CONFLICT : copy_database(arena, path, location, ret_reason);
    arena_destroy(arena);
    return result;
}

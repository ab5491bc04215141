/* What SQLite's refusal is called. SQLite names columns where PostgreSQL names the index or constraint; rules test one name, so this finds
 * the index by its columns, and gives unnamed keys the name PostgreSQL would. Runs on the connection, inside the transaction, right after
 * the refusal. */
#include "platform/db/backend.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

struct failed_columns {
    char table[96];
    char columns[256]; /* "a, b" */
};

static const char *after(const char *text, const char *prefix) {
    size_t length = strlen(prefix);
    return strncmp(text, prefix, length) == 0 ? text + length : NULL;
}

/* "handover.case_id, handover.to_unit" → table and columns. */
static void split(const char *list, struct failed_columns *ret) {
    *ret = (struct failed_columns){0};
    size_t used = 0;
    while (*list) {
        const char *dot = strchr(list, '.');
        if (!dot) return;
        if (!ret->table[0]) snprintf(ret->table, sizeof ret->table, "%.*s", (int)(dot - list), list);
        const char *end = strstr(dot, ", ");
        int length = end ? (int)(end - dot - 1) : (int)strlen(dot + 1);
        int n = snprintf(ret->columns + used, sizeof ret->columns - used, "%s%.*s", used ? ", " : "", length, dot + 1);
        used += n > 0 ? (size_t)n : 0;
        if (!end || used >= sizeof ret->columns) return;
        list = end + 2;
    }
}

/* The unique index over just these columns; `ret_origin` is 'c' for CREATE INDEX, 'u' for UNIQUE, 'p' for PRIMARY KEY. */
static bool find_index(sqlite3 *handle, const struct failed_columns *failed, char *ret_name, size_t size, char *ret_origin) {
    static const char sql[] = "SELECT l.name, l.origin FROM pragma_index_list(?1) l"
                              " WHERE l.\"unique\" AND (SELECT group_concat(i.name, ', ') FROM"
                              " (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno) i) = ?2 ORDER BY l.seq LIMIT 1";
    sqlite3_stmt *statement = NULL;
    bool found = false;
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) != SQLITE_OK) return false;
    sqlite3_bind_text(statement, 1, failed->table, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, failed->columns, -1, SQLITE_STATIC);
    if (sqlite3_step(statement) == SQLITE_ROW) {
        found = true;
        snprintf(ret_name, size, "%s", (const char *)sqlite3_column_text(statement, 0));
        *ret_origin = (char)sqlite3_column_text(statement, 1)[0];
    }
    sqlite3_finalize(statement);
    return found;
}

static void name_unique(sqlite3 *handle, const char *list, char *ret_name, size_t size) {
    const char *index = after(list, "index '");
    if (index) { /* an index over an expression is named outright */
        snprintf(ret_name, size, "%.*s", (int)strcspn(index, "'"), index);
        return;
    }
    struct failed_columns failed;
    split(list, &failed);
    char origin = 'p'; /* an integer primary key has no index */
    if (find_index(handle, &failed, ret_name, size, &origin) && origin == 'c') return;
    if (origin == 'p') {
        snprintf(ret_name, size, "%s_pkey", failed.table);
        return;
    }
    size_t used = (size_t)snprintf(ret_name, size, "%s_", failed.table);
    for (const char *c = failed.columns; *c && used + 5 < size; c++) {
        if (*c != ' ') ret_name[used++] = *c == ',' ? '_' : *c;
    }
    snprintf(ret_name + used, size - used, "_key");
}

void sqlite_constraint_name(struct sqlite3 *handle, int code, char *ret_name, size_t size) {
    char message[512];
    snprintf(message, sizeof message, "%s", sqlite3_errmsg(handle));
    const char *rest;
    if (code == SQLITE_CONSTRAINT_FOREIGNKEY) snprintf(ret_name, size, "foreign_key");
    else if ((rest = after(message, "UNIQUE constraint failed: "))) name_unique(handle, rest, ret_name, size);
    else if ((rest = after(message, "CHECK constraint failed: ")) || (rest = after(message, "NOT NULL constraint failed: ")))
        snprintf(ret_name, size, "%s", rest);
    else snprintf(ret_name, size, "%s", message);
}

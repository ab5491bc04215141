/* What a page costs the database, counted: for tests that it costs the same in a large municipality. SQLite only, which tells; a program calls
 * effort_watch() before its first connection. For tests only. */
#pragma once
#include "platform/db/test_database.h"

#include <sqlite3.h>

/* What was asked of the database, and how hard it worked. */
static struct effort { int64_t statements, scanned, steps; } effort;

static inline int effort_count(unsigned event, void *context, void *statement, void *more) {
    (void)context, (void)more;
    if (event == SQLITE_TRACE_STMT) {
        effort.statements++;
        return 0;
    }
    effort.scanned += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
    effort.steps += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1);
    return 0;
}

static inline int effort_connected(sqlite3 *connection, char **error, const void *api) {
    (void)error, (void)api;
    return sqlite3_trace_v2(connection, SQLITE_TRACE_STMT | SQLITE_TRACE_PROFILE, effort_count, NULL);
}

static inline void effort_watch(void) {
    test_heap(); /* the next line sets SQLite going, and then it is too late */
    sqlite3_auto_extension((void (*)(void))effort_connected);
}

static inline void assert_same_effort(struct effort few, struct effort many) {
    assert_true(few.statements > 0 && few.steps > 0);
    assert_int_equal(few.statements, many.statements);
    assert_int_equal(few.scanned, many.scanned);
    assert_in_range(many.steps, 1, few.steps + few.steps / 10);
}

/* Fuzzes sqlgen: the bytes are a migration and, after a line "====", queries on it. They are taken, or refused at a line; what is written from
 * them is C whose braces match. Compiled with -Dsqlite3_open=fuzz_sqlite3_open, so that what a refusal leaves open is closed here. */
#include "fuzz_tool.h"

#undef sqlite3_open
#include <sqlite3.h>

enum { DATABASES = 8, STEPS_MOST = 200000 };

int sqlgen_main(int count, char **arguments);
int fuzz_sqlite3_open(const char *path, sqlite3 **ret_db);

static sqlite3 *opened[DATABASES];
static int n_opened;

static int too_long(void *context) {
    (void)context;
    return 1;
}

int fuzz_sqlite3_open(const char *path, sqlite3 **ret_db) {
    if (n_opened == DATABASES) abort();
    int result = sqlite3_open(path, ret_db);
    opened[n_opened++] = *ret_db;
    sqlite3_progress_handler(*ret_db, STEPS_MOST, too_long, NULL); /* a migration may hold a query without end */
    return result;
}

void tool_write(const char *path, const struct str *content) {
    (void)path;
    check_balance(str_text(content));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static char *arguments[] = {"sqlgen", "--module", "m",        "--base",    "0",         "--out",      "o",
                                "--uses", "",         "--schema", "m:001.sql", "--queries", "second.sql", NULL};
    run_tool(sqlgen_main, arguments, data, size);
    while (n_opened > 0) {
        sqlite3 *db = opened[--n_opened];
        sqlite3_stmt *statement;
        while ((statement = sqlite3_next_stmt(db, NULL))) sqlite3_finalize(statement);
        sqlite3_close(db);
    }
    arena_reset(tool_arena());
    return 0;
}

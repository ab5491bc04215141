/* Preloaded into felles by run.sh: writes every SQL statement that SQLite runs, with its values, to the file in FELLES_TRACE_SQL, so
 * that the bare server can run the same queries. For benchmarks only; nothing of it is in the program. */
#include <dlfcn.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

int sqlite3_open_v2(const char *path, sqlite3 **ret_db, int flags, const char *vfs);

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int write_statement(unsigned kind, void *context, void *statement, void *text) {
    (void)kind, (void)context, (void)text;
    const char *path = getenv("FELLES_TRACE_SQL");
    char *sql = sqlite3_expanded_sql(statement);
    pthread_mutex_lock(&lock);
    FILE *file = path ? fopen(path, "ae") : NULL;
    if (file && sql) {
        for (const char *at = sql; *at; at++) fputc(*at == '\n' ? ' ' : *at, file);
        fputc('\n', file);
    }
    if (file) fclose(file);
    pthread_mutex_unlock(&lock);
    sqlite3_free(sql);
    return 0;
}

int sqlite3_open_v2(const char *path, sqlite3 **ret_db, int flags, const char *vfs) {
    int (*real)(const char *, sqlite3 **, int, const char *) =
        (int (*)(const char *, sqlite3 **, int, const char *))dlsym(RTLD_NEXT, "sqlite3_open_v2");
    int result = real(path, ret_db, flags, vfs);
    if (result == SQLITE_OK) sqlite3_trace_v2(*ret_db, SQLITE_TRACE_STMT, write_statement, NULL);
    return result;
}

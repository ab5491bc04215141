/* The baseline of the page benchmarks: a server that does what any program must do for the page, and nothing else. It runs the page's own
 * queries, raw and prepared once, in one read transaction, and answers with a fixed body of the page's size.
 *
 *   bare PORT DATABASE QUERIES BODY      QUERIES: one statement a line, as trace_sql wrote them; BODY: the page's bytes */
#include <microhttpd.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_STATEMENTS = 200, THREADS = 8 };

/* What is best for a program that only reads. */
#define PRAGMAS "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"

static __thread int64_t seen;

struct work {
    const char *database, *queries;
    char log[4096]; /* the file of the access log */
    char *body;
    size_t size;
};
struct connection {
    sqlite3 *db;
    sqlite3_stmt *begin, *commit, *statements[MAX_STATEMENTS];
    int count;
};

static void die(const char *what) {
    fprintf(stderr, "bare: %s\n", what);
    exit(1);
}

static char *read_all(const char *path, size_t *ret_size) {
    FILE *file = fopen(path, "rbe");
    if (!file) die(path);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *bytes = malloc((size_t)size + 1);
    if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) die(path);
    bytes[size] = '\0';
    fclose(file);
    if (ret_size) *ret_size = (size_t)size;
    return bytes;
}

static sqlite3_stmt *prepared(const struct connection *connection, const char *sql) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v3(connection->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
        die(sqlite3_errmsg(connection->db));
    return statement;
}

/* One connection a thread, its statements prepared once. */
static struct connection *connection_of(const struct work *work) {
    static __thread struct connection *mine;
    if (mine) return mine;
    mine = calloc(1, sizeof *mine);
    if (!mine || sqlite3_open_v2(work->database, &mine->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
        die(work->database);
    sqlite3_busy_timeout(mine->db, 10000);
    char *attach = sqlite3_mprintf("ATTACH %Q AS log", work->log);
    sqlite3_exec(mine->db, attach, NULL, NULL, NULL);
    sqlite3_free(attach);
    sqlite3_exec(mine->db, "PRAGMA query_only=ON; " PRAGMAS, NULL, NULL, NULL);
    mine->begin = prepared(mine, "BEGIN");
    mine->commit = prepared(mine, "COMMIT");
    char *text = read_all(work->queries, NULL);
    for (char *line = text, *next; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next) *next++ = '\0';
        if (mine->count == MAX_STATEMENTS) die("more queries than expected");
        mine->statements[mine->count++] = prepared(mine, line);
    }
    free(text);
    return mine;
}

/* Reads a row as any program would: the value in its own type, nothing converted. */
static void read_row(sqlite3_stmt *statement) {
    for (int column = 0; column < sqlite3_column_count(statement); column++) switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER: seen += sqlite3_column_int64(statement, column); break;
        case SQLITE_FLOAT: seen += (int64_t)sqlite3_column_double(statement, column); break;
        case SQLITE_TEXT: seen += *sqlite3_column_text(statement, column) + sqlite3_column_bytes(statement, column); break;
        case SQLITE_BLOB: seen += sqlite3_column_bytes(statement, column) + (sqlite3_column_blob(statement, column) != NULL); break;
        default: break;
        }
}

static void run(sqlite3_stmt *statement) {
    int code;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) read_row(statement);
    if (code != SQLITE_DONE) die("a query failed");
    sqlite3_reset(statement);
}

static void run_queries(struct connection *connection) {
    run(connection->begin);
    for (int i = 0; i < connection->count; i++) run(connection->statements[i]);
    run(connection->commit);
}

/* parameters ok: the callback of libmicrohttpd */
static enum MHD_Result answer(void *context, struct MHD_Connection *client, const char *url, const char *method, const char *version,
                              const char *upload, size_t *upload_size, void **state) {
    (void)url, (void)method, (void)version, (void)upload, (void)state;
    struct work *work = context;
    *upload_size = 0;
    run_queries(connection_of(work));
    struct MHD_Response *response = MHD_create_response_from_buffer(work->size, work->body, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "text/html; charset=utf-8");
    enum MHD_Result result = MHD_queue_response(client, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return result;
}

int main(int argc, char **argv) {
    if (argc != 5) die("usage: bare PORT DATABASE QUERIES BODY");
    struct work work = {.database = argv[2], .queries = argv[3]};
    snprintf(work.log, sizeof work.log, "%s.access", argv[2]);
    work.body = read_all(argv[4], &work.size);
    struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, (uint16_t)strtoul(argv[1], NULL, 10), NULL, NULL, &answer,
                                                 &work, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS, MHD_OPTION_END);
    if (!daemon) die("cannot listen");
    pause();
    MHD_stop_daemon(daemon);
    return 0;
}

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

struct work {
    const char *database, *queries;
    char *body;
    size_t size;
};
struct connection {
    sqlite3 *db;
    sqlite3_stmt *statements[MAX_STATEMENTS];
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

/* One connection a thread, its statements prepared once. */
static struct connection *connection_of(const struct work *work) {
    static __thread struct connection *mine;
    if (mine) return mine;
    mine = calloc(1, sizeof *mine);
    if (!mine || sqlite3_open_v2(work->database, &mine->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) die(work->database);
    sqlite3_exec(mine->db, "PRAGMA cache_size = -8000", NULL, NULL, NULL);
    char *text = read_all(work->queries, NULL);
    for (char *line = text, *next; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next) *next++ = '\0';
        if (mine->count == MAX_STATEMENTS) die("more queries than expected");
        if (sqlite3_prepare_v2(mine->db, line, -1, &mine->statements[mine->count++], NULL) != SQLITE_OK) die(sqlite3_errmsg(mine->db));
    }
    free(text);
    return mine;
}

static void run_queries(struct connection *connection) {
    for (int i = 0; i < connection->count; i++) {
        sqlite3_stmt *statement = connection->statements[i];
        while (sqlite3_step(statement) == SQLITE_ROW)
            for (int column = 0; column < sqlite3_column_count(statement); column++) (void)sqlite3_column_bytes(statement, column);
        sqlite3_reset(statement);
    }
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
    work.body = read_all(argv[4], &work.size);
    struct MHD_Daemon *daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, (uint16_t)strtoul(argv[1], NULL, 10), NULL, NULL, &answer, &work,
                                                 MHD_OPTION_THREAD_POOL_SIZE, (unsigned)THREADS, MHD_OPTION_END);
    if (!daemon) die("cannot listen");
    pause();
    MHD_stop_daemon(daemon);
    return 0;
}

/* The access log's writer: readers leave a line and wait; one thread takes all lines that wait and commits them together, so that a hundred
 * readers cost one synchronised write. Started when the first line comes. */
#include "platform/auth/access_log.h"
#include "platform/db/backend.h"
#include "platform/db/unaudited.h"
#include "platform/platform_sql.h"

#include "base/log.h"

#include <stdlib.h>

struct access_log {
    struct db_store *store;
    pthread_mutex_t mutex;
    pthread_cond_t arrived, written;
    pthread_t thread;
    bool started, stopping;
    struct access_line *first, *last;
};

void access_line_insert(struct db *db, const struct access_line *line) {
    access_log_add(db, line->at, line->person, (struct staff_id){line->staff}, (struct unit_id){line->unit}, line->zone, line->ground,
                   line->purpose, line->what);
}

static bool write_lines(struct access_log *log, const struct access_line *lines, struct arena *arena) {
    static const struct actor writer = {.kind = ACTOR_SYSTEM, .what = "access log"};
    struct db *db = db_begin_unaudited(log->store, arena, &writer, lines->at);
    for (const struct access_line *line = lines; line; line = line->next) access_line_insert(db, line);
    bool good = db_commit(db) == DB_OK;
    arena_reset(arena);
    return good;
}

static void *run(void *context) {
    struct access_log *log = context;
    struct arena *arena = arena_create();
    pthread_mutex_lock(&log->mutex);
    for (;;) {
        while (!log->first && !log->stopping) pthread_cond_wait(&log->arrived, &log->mutex);
        struct access_line *lines = log->first;
        if (!lines) break;
        log->first = log->last = NULL;
        pthread_mutex_unlock(&log->mutex);
        bool good = write_lines(log, lines, arena);
        pthread_mutex_lock(&log->mutex);
        /* A line is on its waiter's stack, but no waiter leaves before the mutex is free. */
        for (struct access_line *line = lines; line; line = line->next) line->state = good ? LINE_KEPT : LINE_LOST;
        pthread_cond_broadcast(&log->written);
    }
    pthread_mutex_unlock(&log->mutex);
    arena_destroy(arena);
    return NULL;
}

struct access_log *access_log_open(struct db_store *store) {
    struct access_log *log = arena_alloc(store->arena, sizeof *log);
    log->store = store;
    pthread_mutex_init(&log->mutex, NULL);
    pthread_cond_init(&log->arrived, NULL);
    pthread_cond_init(&log->written, NULL);
    return log;
}

void access_log_close(struct access_log *log) {
    if (!log) return;
    pthread_mutex_lock(&log->mutex);
    log->stopping = true;
    bool started = log->started;
    pthread_cond_signal(&log->arrived);
    pthread_mutex_unlock(&log->mutex);
    if (started) pthread_join(log->thread, NULL);
    pthread_cond_destroy(&log->written);
    pthread_cond_destroy(&log->arrived);
    pthread_mutex_destroy(&log->mutex);
}

/* With the mutex held. */
static bool start(struct access_log *log) {
    if (!log->started) log->started = pthread_create(&log->thread, NULL, run, log) == 0;
    if (!log->started) log_line(LOG_ERROR, "access log: no thread can be started");
    return log->started;
}

bool access_log_keep(struct access_log *log, struct access_line *lines) {
    if (!lines) return true;
    struct access_line *last = lines;
    while (last->next) last = last->next;
    pthread_mutex_lock(&log->mutex);
    if (!start(log)) {
        pthread_mutex_unlock(&log->mutex);
        return false;
    }
    if (log->last) log->last->next = lines;
    else log->first = lines;
    log->last = last;
    pthread_cond_signal(&log->arrived);
    while (last->state == LINE_WAITING) pthread_cond_wait(&log->written, &log->mutex);
    bool kept = last->state == LINE_KEPT;
    pthread_mutex_unlock(&log->mutex);
    return kept;
}

/* Private to the platform: the thread that writes access-log lines for reading transactions, many at a time. */
#pragma once
#include "platform/db/db.h"
#include "platform/platform_schema.h"

struct access_line {
    struct access_line *next;
    struct instant at;
    struct person_id person;
    int64_t staff, unit;
    enum zone zone;
    const char *ground, *purpose, *what;
    enum { LINE_WAITING, LINE_KEPT, LINE_LOST } state;
};

struct access_log;
struct access_log *access_log_open(struct db_store *store);
void access_log_close(struct access_log *log); /* NULL is fine */
/* Returns when the lines are durable, or cannot be: false. */
bool access_log_keep(struct access_log *log, struct access_line *lines);
void access_line_insert(struct db *db, const struct access_line *line);

/* Called by transaction.c after a write was undone: what it read was read, so its lines are kept all the same. */
void access_keep_after_undo(struct db *db);

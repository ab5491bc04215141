/* Private to the platform: access-log lines of reading transactions, many in one write. */
#pragma once
#include "platform/db/batch.h"
#include "platform/platform_schema.h"

struct access_line {
    struct batch_item item; /* first: the list is of these */
    struct instant at;
    struct person_id person;
    int64_t staff, unit;
    enum zone zone;
    const char *ground, *purpose, *what;
};

/* NULL at the end of the list. */
static inline struct access_line *access_line_next(const struct access_line *line) { return (struct access_line *)line->item.next; }

void access_line_insert(struct db *db, const struct access_line *line);
/* Returns when the lines are durable, or cannot be: false. None is fine. */
bool access_log_keep(struct db_store *store, struct access_line *lines);
batch_write access_log_write; /* what the store's batch of lines does */

/* Called by transaction.c after a write was undone: what it read was read, so its lines are kept all the same. */
void access_keep_after_undo(struct db *db);

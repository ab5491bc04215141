/* Private to the platform: writes of several threads in one transaction, so that all of them wait for the disk once.
 *
 * Whoever has something to write leaves it and waits until it is durable. The first of those who wait writes for all of them; what comes meanwhile is
 * the next batch, which one of its own writes. No thread of its own, so that who is alone waits for nobody. */
#pragma once
#include "platform/db/db.h"

struct batch_item {
    struct batch_item *next;
    enum { ITEM_WAITING, ITEM_KEPT, ITEM_LOST } state;
};

/* Writes all of `items` in one transaction; true when it is committed. Called by one thread at a time. */
typedef bool batch_write(struct db_store *store, const struct batch_item *items, struct arena *arena);

struct batch;
struct batch *batch_open(struct db_store *store, batch_write *write);
void batch_close(struct batch *batch); /* NULL is fine; nobody waits any more */
/* Returns when these items, a list, are durable, or cannot be: false. None is true at once. The caller has no write transaction open. */
bool batch_keep(struct batch *batch, struct batch_item *items);

/* One writes for all who wait. Knows nothing of what is written. */
#include "platform/db/batch.h"
#include "platform/db/backend.h"

struct batch {
    struct db_store *store;
    batch_write *write;
    struct arena *arena; /* of whoever is writing */
    pthread_mutex_t mutex;
    pthread_cond_t done[2]; /* of the batch that is being written and of the next: who waits for the one is not woken by the other */
    struct batch_item *first, *last;
    unsigned number; /* of the batch that is being gathered */
    bool writing;
};

struct batch *batch_open(struct db_store *store, batch_write *write) {
    struct batch *batch = arena_alloc(store->arena, sizeof *batch);
    batch->store = store;
    batch->write = write;
    batch->arena = arena_create();
    pthread_mutex_init(&batch->mutex, NULL);
    for (int i = 0; i < 2; i++) pthread_cond_init(&batch->done[i], NULL);
    return batch;
}

void batch_close(struct batch *batch) {
    if (!batch) return;
    for (int i = 0; i < 2; i++) pthread_cond_destroy(&batch->done[i]);
    pthread_mutex_destroy(&batch->mutex);
    arena_destroy(batch->arena);
}

static void add(struct batch *batch, struct batch_item *items) {
    if (batch->last) batch->last->next = items;
    else batch->first = items;
    while (items->next) items = items->next;
    batch->last = items;
}

/* With the mutex held, which is let go while the disk is waited for: writes all that has gathered. */
static void write_gathered(struct batch *batch) {
    struct batch_item *items = batch->first;
    pthread_cond_t *done = &batch->done[batch->number++ & 1], *next = &batch->done[batch->number & 1];
    batch->first = batch->last = NULL;
    batch->writing = true;
    pthread_mutex_unlock(&batch->mutex);
    bool good = batch->write(batch->store, items, batch->arena);
    arena_reset(batch->arena);
    pthread_mutex_lock(&batch->mutex);
    /* An item is on its waiter's stack, but no waiter leaves before the mutex is free. */
    for (struct batch_item *item = items; item; item = item->next) item->state = good ? ITEM_KEPT : ITEM_LOST;
    batch->writing = false;
    pthread_cond_broadcast(done);
    if (batch->first) pthread_cond_signal(next);
}

bool batch_keep(struct batch *batch, struct batch_item *items) {
    if (!items) return true;
    for (struct batch_item *item = items; item; item = item->next) item->state = ITEM_WAITING;
    pthread_mutex_lock(&batch->mutex);
    add(batch, items);
    unsigned mine = batch->number;
    while (items->state == ITEM_WAITING) {
        if (batch->writing) pthread_cond_wait(&batch->done[mine & 1], &batch->mutex);
        else write_gathered(batch);
    }
    pthread_mutex_unlock(&batch->mutex);
    return items->state == ITEM_KEPT;
}

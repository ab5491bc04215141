/* The connections of one role: made when first needed, handed out first come first served, most recently used first so that few stay warm.
 */
#include "platform/db/backend.h"

void pool_init(struct pool *pool, enum role role, int limit) {
    pthread_mutex_init(&pool->mutex, NULL);
    pthread_cond_init(&pool->freed, NULL);
    pool->role = role;
    pool->limit = limit;
}

/* Only when someone waits: every page takes and gives a connection twice. */
static void wake(struct pool *pool) {
    if (pool->serving != pool->next_ticket) pthread_cond_broadcast(&pool->freed);
}

void pool_leave(struct pool *pool, struct connection *idle) {
    pthread_mutex_lock(&pool->mutex);
    if (idle) pool->idle[pool->n_idle++] = idle;
    pool->out--;
    wake(pool);
    pthread_mutex_unlock(&pool->mutex);
}

struct connection *pool_enter(struct pool *pool) {
    pthread_mutex_lock(&pool->mutex);
    uint64_t ticket = pool->next_ticket++;
    while (ticket != pool->serving || pool->out >= pool->limit) pthread_cond_wait(&pool->freed, &pool->mutex);
    pool->serving++;
    pool->out++;
    struct connection *connection = pool->n_idle > 0 ? pool->idle[--pool->n_idle] : NULL;
    wake(pool);
    pthread_mutex_unlock(&pool->mutex);
    return connection;
}

/* A connection with a transaction begun. One that turns out to be lost is replaced once. */
struct connection *pool_take(struct db_store *store, struct pool *pool, struct failure *ret_failure) {
    struct connection *connection = pool_enter(pool);
    bool used_before = connection != NULL;
    if (!connection) connection = store->backend->connect(store, pool->role, ret_failure);
    if (connection && store->backend->begin(connection, ret_failure)) return connection;
    if (connection && !ret_failure->drop) {
        pool_leave(pool, connection);
        return NULL;
    }
    if (connection) store->backend->disconnect(connection);
    if (used_before) {
        *ret_failure = (struct failure){0};
        connection = store->backend->connect(store, pool->role, ret_failure);
        if (connection && store->backend->begin(connection, ret_failure)) return connection;
        if (connection) store->backend->disconnect(connection);
    }
    pool_leave(pool, NULL);
    return NULL;
}

void pool_give(struct db_store *store, struct pool *pool, struct connection *connection, bool drop) {
    if (drop) store->backend->disconnect(connection);
    pool_leave(pool, drop ? NULL : connection);
}

void pool_close(struct db_store *store, struct pool *pool) {
    for (int i = 0; i < pool->n_idle; i++) store->backend->disconnect(pool->idle[i]);
    pthread_cond_destroy(&pool->freed);
    pthread_mutex_destroy(&pool->mutex);
}

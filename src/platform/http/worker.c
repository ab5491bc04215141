/* A worker: takes whole requests from the queue and answers them one at a time, with memory of its own. */
#include "platform/http/server.h"

void *worker_run(void *cls) {
    struct server *server = cls;
    struct arena *arena = arena_create();
    struct exchange *exchange;
    while ((exchange = queue_pop(server->queue))) {
        dispatch(exchange, arena);
        arena_reset(arena);
        MHD_resume_connection(exchange->connection);
    }
    arena_destroy(arena);
    return NULL;
}

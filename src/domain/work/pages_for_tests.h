/* What a page says, and does not. For tests only. */
#pragma once
#include "domain/work/town_for_tests.h"

/* The page a handler answered with; its transaction is over. */
static inline const char *page_of(struct request *rq, struct reply reply) {
    if (reply.status != 200) fail_msg("status %d", reply.status);
    const char *page = arena_strndup(rq->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(rq->db);
    return page;
}
static inline void has(const char *page, const char *text) {
    if (!strstr(page, text)) fail_msg("missing: %s", text);
}
static inline void lacks(const char *page, const char *text) {
    if (strstr(page, text)) fail_msg("found: %s", text);
}

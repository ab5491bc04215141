/* /helse: whether the server answers and reaches its database. Says nothing else, to anyone. */
#include "platform/http/turn.h"

#include "auth_sql.h"

#include <string.h>

struct reply health_reply(struct turn *turn) {
    request_open(&turn->rq, DB_READ);
    struct database_alive_row row;
    bool alive = database_alive(turn->rq.db, &row);
    alive = request_commit(&turn->rq) == DB_OK && alive;
    const char *text = alive ? "ok\n" : "database\n";
    return (struct reply){.status = alive ? 200 : 503, .type = "text/plain; charset=utf-8", .body = {(const uint8_t *)text, strlen(text)}};
}

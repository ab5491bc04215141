/* What platform/auth may ask of a request, and the transactions of handlers that keep their own. */
#include "platform/http/turn.h"

#include "platform/db/unaudited.h"
#include "platform/http/body.h"

#include <string.h>

struct turn *turn_of(const struct request *rq) {
    return rq->connection;
}

const char *request_header(const struct request *rq, const char *name) { return header_of(turn_of(rq)->exchange, name); }

const char *request_cookie(struct request *rq, const char *name) { return cookie_value(rq->arena, request_header(rq, "Cookie"), name); }

bool request_is_secure(const struct request *rq) { return turn_of(rq)->exchange->secure; }

const struct serve_config *request_config(const struct request *rq) { return turn_of(rq)->exchange->server->config; }

struct oidc *request_oidc(const struct request *rq) {
    return turn_of(rq)->exchange->server->oidc;
}

const char *request_origin(struct request *rq) {
    const char *configured = request_config(rq)->base_url;
    if (configured) {
        size_t length = strlen(configured);
        while (length > 0 && configured[length - 1] == '/') length--;
        return arena_strndup(rq->arena, configured, length);
    }
    const char *host = request_header(rq, "Host");
    return arena_printf(rq->arena, "%s://%s", request_is_secure(rq) ? "https" : "http", host ? host : "localhost");
}

struct form *request_query(struct request *rq) {
    struct form *form;
    const char *query = rq->query ? rq->query : "";
    if (body_parse(rq->arena, query, strlen(query), &form) == ERR_OK) return form;
    return arena_alloc(rq->arena, sizeof *form);
}

bool request_may_try_sign_in(struct request *rq, const char *user_name) {
    struct exchange *exchange = turn_of(rq)->exchange;
    struct server *server = exchange->server;
    int64_t now = monotonic_ms();
    if (!limiter_take(server->sign_ins, exchange->client, now, NULL)) return false;
    return !user_name || limiter_take(server->user_tries, user_name, now, NULL);
}

bool request_begin_slow(struct request *rq) {
    struct server *server = turn_of(rq)->exchange->server;
    if (atomic_fetch_add(&server->slow, 1) < server->slow_most) return true;
    atomic_fetch_sub(&server->slow, 1);
    return false;
}

void request_end_slow(struct request *rq) { atomic_fetch_sub(&turn_of(rq)->exchange->server->slow, 1); }

void request_release(struct request *rq) {
    if (rq->db) db_abort(rq->db);
    rq->db = NULL;
    turn_of(rq)->released = true;
}

void request_open(struct request *rq, enum db_mode mode) {
    struct turn *turn = turn_of(rq);
    rq->db = db_begin(turn->exchange->server->store, mode, rq->arena, &turn->actor, rq->now);
}

void request_open_unaudited(struct request *rq) {
    struct turn *turn = turn_of(rq);
    rq->db = db_begin_unaudited(turn->exchange->server->store, rq->arena, &turn->actor, rq->now);
}

enum db_result request_commit(struct request *rq) {
    enum db_result result = db_commit(rq->db);
    rq->db = NULL;
    return result;
}

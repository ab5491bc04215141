/* Inside the web server: what its files share. Not for handlers; those see http.h, and platform/auth also request.h. */
#pragma once
#include "platform/http/http.h"
#include "platform/http/limit.h"
#include "platform/http/match.h"
#include "platform/http/queue.h"

#include <microhttpd.h>
#include <stdatomic.h>

struct oidc;

enum {
    LIMIT_TARGET = 4096,              /* path and query */
    LIMIT_HEADERS = 32 * 1024,        /* all headers of a request */
    LIMIT_BODY = 1024 * 1024,         /* unless the route says otherwise */
    LIMIT_BODY_NOWHERE = 64 * 1024,   /* no such route: read only to be answered */
    LIMIT_BODIES = 192 * 1024 * 1024, /* of all requests that are under way together */
    LIMIT_CONNECTIONS = 4000,
    LIMIT_CONNECTIONS_EACH = 500, /* one address: a whole town hall may sit behind one */
    LIMIT_IDLE_SECONDS = 30,
    LIMIT_REQUEST_SECONDS = 60,
    LIMIT_SLOWEST = 16 * 1024, /* bytes a second, beyond that time */
    LIMIT_DRAIN_MS = 15000,
};

struct server {
    struct MHD_Daemon *daemon;
    struct db_store *store;
    const struct app *app;
    const struct serve_config *config;
    struct arena *arena; /* routes and other things that live as long as the server */
    struct route_tree *tree;
    struct queue *queue;
    struct limiter *requests, *sign_ins, *user_tries;
    struct oidc *oidc; /* NULL: local users */
    struct visits *visits;
    size_t bodies;        /* bytes promised by requests under way; the epoll thread's own */
    atomic_int slow;      /* workers at something slow */
    int slow_most;        /* how many may be */
    atomic_int in_flight; /* exchanges handed to workers and not yet sent */
    atomic_bool draining;
};

enum stage { STAGE_NEW, STAGE_BODY, STAGE_QUEUED, STAGE_ANSWERED };
/* One request and its answer, from the first header byte to the last byte sent. */
struct exchange {
    struct server *server;
    struct MHD_Connection *connection;
    enum stage stage;
    enum method method;
    char *target; /* as sent: path and query, still encoded */
    char *body;
    size_t body_size, body_capacity, body_expected;
    char client[48]; /* the address, or of an IPv6 one the network: whoever has one has 2^64 */
    bool secure, counted;
    int64_t begun_ms;
    struct MHD_Response *response;
    size_t response_size;
    unsigned status;
};

/* accept.c: libmicrohttpd's callbacks. They run in the epoll thread and never wait. */
void *exchange_begin(void *server, const char *target, struct MHD_Connection *connection);
enum MHD_Result exchange_continue(void *server, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                                  const char *data, size_t *data_size, void **state);
void exchange_end(void *server, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode how);

/* visits.c: the connections there are, so that none may take its time for ever. */
struct visits *visits_create(int seconds);
void visits_destroy(struct visits *visits);
void visits_notify(void *visits, struct MHD_Connection *connection, void **context, enum MHD_ConnectionNotificationCode what);
/* From now on the visitor must send, or take, this many bytes in time. */
void visits_expect(struct visits *visits, struct MHD_Connection *connection, size_t bytes);
void visits_wait(struct visits *visits, struct MHD_Connection *connection); /* it is our turn: no hurry */
void visits_end_slow(struct visits *visits);                                /* called every second or so */

/* worker.c */
void *worker_run(void *server);

/* dispatch.c: from a whole request to its answer; sets exchange->response and ->status. */
void dispatch(struct exchange *exchange, struct arena *arena);

/* static.c: an asset's answer, or false when the path is none. */
bool static_answer(struct exchange *exchange);

/* headers.c */
void headers_add_common(struct MHD_Response *response, const struct exchange *exchange);
void headers_add(struct MHD_Response *response, const char *name, const char *value);
const char *header_of(const struct exchange *exchange, const char *name); /* the first; NULL when not sent */
const char *header_last(const struct exchange *exchange, const char *name);
int header_count(const struct exchange *exchange, const char *name);

/* A short plain answer in the visitor's language, for what is refused before a worker is asked. */
void answer_plain(struct exchange *exchange, unsigned status, text_key text);

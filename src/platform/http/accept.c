/* The epoll thread's part: bounds every request before anything is done for it, collects its body, and hands it to the workers.
 * Nothing here may wait, open a transaction or run a handler. */
#include "platform/http/server.h"

#include "base/log.h"
#include "platform/http/body.h"
#include "texts.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void client_name(struct exchange *exchange) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *address = info ? info->client_addr : NULL;
    if (address && address->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)address)->sin_addr, exchange->client, sizeof exchange->client);
    else if (address && address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, exchange->client, sizeof exchange->client);
}

static void network_name(struct exchange *exchange) {
    struct in6_addr address;
    if (inet_pton(AF_INET6, exchange->client, &address) != 1) return;
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        inet_ntop(AF_INET, &address.s6_addr[12], exchange->client, sizeof exchange->client);
        return;
    }
    memset(&address.s6_addr[8], 0, 8);
    inet_ntop(AF_INET6, &address, exchange->client, sizeof exchange->client);
}

static bool is_loopback(const char *client) {
    return text_starts(client, "127.") || strcmp(client, "::1") == 0 || text_starts(client, "::ffff:127.");
}

/* The last address of the last X-Forwarded-For is the one our own proxy saw; those before it are the client's word. */
static void read_proxy_headers(struct exchange *exchange) {
    if (!exchange->server->config->trust_proxy || !is_loopback(exchange->client)) return;
    const char *scheme = header_last(exchange, "X-Forwarded-Proto");
    exchange->secure = exchange->secure || (scheme && strcmp(scheme, "https") == 0);
    const char *chain = header_last(exchange, "X-Forwarded-For");
    if (!chain) return;
    const char *last = strrchr(chain, ',');
    last = last ? last + 1 : chain;
    last += strspn(last, " ");
    unsigned char parsed[16];
    size_t length = strcspn(last, " ");
    char address[sizeof exchange->client];
    if (length >= sizeof address) return;
    memcpy(address, last, length);
    address[length] = '\0';
    if (inet_pton(AF_INET, address, parsed) == 1 || inet_pton(AF_INET6, address, parsed) == 1)
        memcpy(exchange->client, address, length + 1);
}

void *exchange_begin(void *cls, const char *target, struct MHD_Connection *connection) {
    struct exchange *exchange = calloc(1, sizeof *exchange);
    char *copy = strdup(target);
    if (!exchange || !copy) {
        free(exchange);
        free(copy);
        return NULL;
    }
    *exchange = (struct exchange){.server = cls, .connection = connection, .target = copy, .begun_ms = monotonic_ms()};
    visits_expect(exchange->server->visits, connection, 0);
    return exchange;
}

void exchange_end(void *cls, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode how) {
    (void)cls, (void)how;
    struct exchange *exchange = *state;
    if (!exchange) return;
    exchange->server->bodies -= exchange->body_expected;
    visits_expect(exchange->server->visits, connection, 0);
    if (exchange->response) MHD_destroy_response(exchange->response);
    if (exchange->counted) atomic_fetch_sub(&exchange->server->in_flight, 1);
    free(exchange->target);
    free(exchange->body);
    free(exchange);
    *state = NULL;
}

void answer_plain(struct exchange *exchange, unsigned status, text_key text) {
    const char *body = text_of(lang_accept(header_of(exchange, "Accept-Language")), text);
    exchange->response = MHD_create_response_from_buffer(strlen(body), (void *)(uintptr_t)body, MHD_RESPMEM_MUST_COPY);
    exchange->status = status;
    if (!exchange->response) return;
    headers_add(exchange->response, "Content-Type", "text/plain; charset=utf-8");
    headers_add(exchange->response, "Cache-Control", "no-store");
    headers_add_common(exchange->response, exchange);
}

static enum MHD_Result send_answer(struct exchange *exchange) {
    exchange->stage = STAGE_ANSWERED;
    if (!exchange->response) return MHD_NO;
    visits_expect(exchange->server->visits, exchange->connection, exchange->response_size);
    return MHD_queue_response(exchange->connection, exchange->status, exchange->response);
}

static size_t body_limit(const struct exchange *exchange) {
    char path[LIMIT_TARGET + 1];
    size_t length = strcspn(exchange->target, "?");
    memcpy(path, exchange->target, length);
    path[length] = '\0';
    struct match match;
    if (!route_match(exchange->server->tree, path, &match) || !match.post) return LIMIT_BODY_NOWHERE;
    return match.post->max_body ? match.post->max_body : LIMIT_BODY;
}

static bool refuse_busy(struct exchange *exchange, unsigned status, int seconds) {
    char wait[16];
    snprintf(wait, sizeof wait, "%d", seconds);
    answer_plain(exchange, status, status == MHD_HTTP_TOO_MANY_REQUESTS ? T_http_too_many : T_http_busy);
    if (exchange->response) headers_add(exchange->response, "Retry-After", wait);
    return false;
}

/* False when the request is refused; the answer is then ready. A body of unknown length is refused, so that none outgrows its limit. */
static bool accept_body(struct exchange *exchange) {
    const char *length = header_of(exchange, "Content-Length");
    if (!length) {
        answer_plain(exchange, MHD_HTTP_LENGTH_REQUIRED, T_http_length_required);
        return false;
    }
    int64_t size;
    if (!parse_int(length, &size) || size < 0) {
        answer_plain(exchange, MHD_HTTP_BAD_REQUEST, T_http_bad_request);
        return false;
    }
    if ((uint64_t)size > body_limit(exchange)) {
        answer_plain(exchange, MHD_HTTP_CONTENT_TOO_LARGE, T_http_too_large);
        return false;
    }
    struct server *server = exchange->server;
    if ((size_t)size > LIMIT_BODIES - server->bodies) return refuse_busy(exchange, MHD_HTTP_SERVICE_UNAVAILABLE, 2);
    exchange->body_expected = (size_t)size;
    server->bodies += exchange->body_expected;
    visits_expect(server->visits, exchange->connection, exchange->body_expected);
    return true;
}

/* Where two headers tell two lengths or two hosts, we and a proxy before us might each believe another: the rest of one request would be
 * read as the next one's beginning. */
static bool is_ambiguous(const struct exchange *exchange) {
    return header_count(exchange, "Content-Length") > 1 || header_count(exchange, "Host") > 1 ||
           (header_of(exchange, "Transfer-Encoding") && header_of(exchange, "Content-Length"));
}

static bool refuse_method(struct exchange *exchange) {
    answer_plain(exchange, MHD_HTTP_METHOD_NOT_ALLOWED, T_http_method);
    if (exchange->response) headers_add(exchange->response, "Allow", "GET, HEAD, POST");
    return false;
}

/* True when the request may go on; false when its answer is ready. */
static bool accept_headers(struct exchange *exchange, const char *method) {
    struct server *server = exchange->server;
    const struct serve_config *config = server->config;
    exchange->secure = config->tls_certificate != NULL || text_starts(config->base_url, "https://");
    client_name(exchange);
    read_proxy_headers(exchange);
    network_name(exchange);
    if (is_ambiguous(exchange)) {
        answer_plain(exchange, MHD_HTTP_BAD_REQUEST, T_http_bad_request);
        if (exchange->response) headers_add(exchange->response, "Connection", "close");
        return false;
    }
    if (strlen(exchange->target) > LIMIT_TARGET) {
        answer_plain(exchange, MHD_HTTP_URI_TOO_LONG, T_http_too_long);
        return false;
    }
    bool post = strcmp(method, MHD_HTTP_METHOD_POST) == 0;
    if (!post && strcmp(method, MHD_HTTP_METHOD_GET) != 0 && strcmp(method, MHD_HTTP_METHOD_HEAD) != 0) return refuse_method(exchange);
    exchange->method = post ? METHOD_POST : METHOD_GET;
    if (atomic_load(&server->draining)) return refuse_busy(exchange, MHD_HTTP_SERVICE_UNAVAILABLE, 10);
    int wait = 1;
    if (server->requests && !limiter_take(server->requests, exchange->client, monotonic_ms(), &wait))
        return refuse_busy(exchange, MHD_HTTP_TOO_MANY_REQUESTS, wait);
    if (!post && static_answer(exchange)) return false;
    return !post || accept_body(exchange);
}

static bool body_append(struct exchange *exchange, const char *data, size_t size) {
    if (size > exchange->body_expected - exchange->body_size) return false;
    size_t needed = exchange->body_size + size;
    if (needed > exchange->body_capacity) {
        size_t capacity = exchange->body_capacity ? exchange->body_capacity * 2 : 4096;
        while (capacity < needed) capacity *= 2;
        char *grown = realloc(exchange->body, capacity);
        if (!grown) return false;
        exchange->body = grown;
        exchange->body_capacity = capacity;
    }
    memcpy(exchange->body + exchange->body_size, data, size);
    exchange->body_size = needed;
    return true;
}

/* This thread is the queue's only producer, so room now is room at the push. Suspended first: a worker may be done at once. */
static enum MHD_Result hand_over(struct exchange *exchange) {
    struct server *server = exchange->server;
    if (!queue_has_room(server->queue)) {
        log_line(LOG_WARNING, "queue full: a request was turned away");
        refuse_busy(exchange, MHD_HTTP_SERVICE_UNAVAILABLE, 2);
        return send_answer(exchange);
    }
    visits_wait(server->visits, exchange->connection);
    exchange->stage = STAGE_QUEUED;
    exchange->counted = true;
    atomic_fetch_add(&server->in_flight, 1);
    MHD_suspend_connection(exchange->connection);
    if (!queue_push(server->queue, exchange)) {
        refuse_busy(exchange, MHD_HTTP_SERVICE_UNAVAILABLE, 10);
        MHD_resume_connection(exchange->connection);
    }
    return MHD_YES;
}

/* parameters ok: MHD_AccessHandlerCallback */
enum MHD_Result exchange_continue(void *cls, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                                  const char *data, size_t *data_size, void **state) {
    (void)cls, (void)connection, (void)url, (void)version;
    struct exchange *exchange = *state;
    if (!exchange) return MHD_NO;
    switch (exchange->stage) {
    case STAGE_NEW: exchange->stage = STAGE_BODY; return accept_headers(exchange, method) ? MHD_YES : send_answer(exchange);
    case STAGE_BODY:
        if (*data_size == 0) return hand_over(exchange);
        if (!body_append(exchange, data, *data_size)) return MHD_NO;
        *data_size = 0;
        return MHD_YES;
    case STAGE_QUEUED: return send_answer(exchange);
    case STAGE_ANSWERED: return MHD_YES;
    }
    return MHD_NO;
}

/* Starting, running and stopping: one epoll thread, the workers, and the main thread that waits for a signal. */
#include "platform/http/server.h"

#include "base/err.h"
#include "base/log.h"
#include "platform/auth/oidc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { MAX_WORKERS = 256, OPTIONS = 16, MAX_PEM = 256 * 1024 };

union socket_address {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

static bool address_parse(const char *text, int port, union socket_address *ret_address) {
    union socket_address address = {0};
    const char *host = text ? text : "127.0.0.1";
    in_port_t wire_port = htons((uint16_t)port);
    if (inet_pton(AF_INET, host, &address.v4.sin_addr) == 1) {
        address.v4.sin_family = AF_INET;
        address.v4.sin_port = wire_port;
    } else if (inet_pton(AF_INET6, host, &address.v6.sin6_addr) == 1) {
        address.v6.sin6_family = AF_INET6;
        address.v6.sin6_port = wire_port;
    } else {
        return false;
    }
    *ret_address = address;
    return true;
}

static char *file_text(struct arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return NULL;
    char *text = arena_alloc(arena, MAX_PEM + 1);
    size_t size = fread(text, 1, MAX_PEM, file);
    bool bad = ferror(file) || size == 0 || size == MAX_PEM;
    fclose(file);
    return bad ? NULL : text;
}

/* Paths and queries are decoded strictly by body.c; libmicrohttpd's lenient decoding is switched off. */
static size_t keep_encoded(void *cls, struct MHD_Connection *connection, char *text) {
    (void)cls, (void)connection;
    return strlen(text);
}

static void log_library(void *cls, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
static void log_library(void *cls, const char *format, va_list args) {
    (void)cls, (void)args;
    /* Only the fixed part: the arguments may hold what a client sent. */
    log_line(LOG_DEBUG, "http library: %.60s", format);
}

static int start_daemon(struct server *server) {
    const struct serve_config *config = server->config;
    union socket_address address;
    if (!address_parse(config->address, config->port ? config->port : 8080, &address)) {
        log_line(LOG_ERROR, "the address to listen on is not an IP address");
        return ERR_INVALID;
    }
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG;
    struct MHD_OptionItem options[OPTIONS] = {
        {MHD_OPTION_CONNECTION_TIMEOUT, LIMIT_IDLE_SECONDS, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, LIMIT_CONNECTIONS, NULL},
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, LIMIT_HEADERS, NULL},
        {MHD_OPTION_PER_IP_CONNECTION_LIMIT, config->trust_proxy ? 0 : LIMIT_CONNECTIONS_EACH, NULL},
        {MHD_OPTION_LISTENING_ADDRESS_REUSE, 1, NULL},
        {MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024, NULL},
        {MHD_OPTION_STRICT_FOR_CLIENT, 1, NULL},
    };
    size_t n = 7;
    if (address.any.sa_family == AF_INET6) flags |= MHD_USE_IPv6;
    if (config->tls_certificate) {
        char *certificate = file_text(server->arena, config->tls_certificate);
        char *key = config->tls_key ? file_text(server->arena, config->tls_key) : NULL;
        if (!certificate || !key) {
            log_line(LOG_ERROR, "the TLS certificate or key cannot be read");
            return ERR_IO;
        }
        flags |= MHD_USE_TLS;
        options[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, certificate};
        options[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, key};
        options[n++] =
            (struct MHD_OptionItem){MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t) "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"};
    }
    options[n] = (struct MHD_OptionItem){MHD_OPTION_END, 0, NULL};
    server->daemon =
        MHD_start_daemon(flags, 0, NULL, NULL, exchange_continue, server, MHD_OPTION_EXTERNAL_LOGGER, log_library, NULL,
                         MHD_OPTION_SOCK_ADDR, &address.any, MHD_OPTION_URI_LOG_CALLBACK, exchange_begin, server,
                         MHD_OPTION_NOTIFY_COMPLETED, exchange_end, server, MHD_OPTION_UNESCAPE_CALLBACK, keep_encoded, NULL,
                         MHD_OPTION_NOTIFY_CONNECTION, visits_notify, server->visits, MHD_OPTION_ARRAY, options, MHD_OPTION_END);
    if (!server->daemon) {
        log_line(LOG_ERROR, "cannot listen on port %d: %s", config->port ? config->port : 8080, strerror(errno));
        return ERR_IO;
    }
    return ERR_OK;
}

/* True: to begin again. What is asked at SIGHUP is asked here, beside the pages, which go on meanwhile. */
static bool wait_for_stop_signal(struct server *server, const sigset_t *stop) {
    const struct timespec second = {.tv_sec = 1};
    const struct serve_config *config = server->config;
    for (;;) {
        int signal = sigtimedwait(stop, NULL, &second);
        if (signal == SIGHUP && config->again(config->again_context)) return true;
        if (signal != SIGHUP && (signal > 0 || (errno != EINTR && errno != EAGAIN))) return false;
        visits_end_slow(server->visits);
    }
}

/* Accepts nothing more, lets the workers finish the queue, and gives slow readers a while to take their pages. */
static void drain(struct server *server) {
    atomic_store(&server->draining, true);
    MHD_socket listener = MHD_quiesce_daemon(server->daemon);
    if (listener != MHD_INVALID_SOCKET) close(listener);
    int64_t deadline = monotonic_ms() + LIMIT_DRAIN_MS;
    while ((atomic_load(&server->in_flight) > 0 || queue_length(server->queue) > 0) && monotonic_ms() < deadline) {
        struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};
        nanosleep(&pause, NULL);
    }
    queue_close(server->queue);
}

static int run(struct server *server, int n_workers, const sigset_t *stop) {
    pthread_t workers[MAX_WORKERS];
    int started = 0;
    while (started < n_workers && pthread_create(&workers[started], NULL, worker_run, server) == 0) started++;
    int result = started == n_workers ? start_daemon(server) : ERR_IO;
    if (result == ERR_OK) {
        log_line(LOG_INFO, "listening on %s port %d with %d workers", server->config->address ? server->config->address : "127.0.0.1",
                 server->config->port ? server->config->port : 8080, n_workers);
        if (wait_for_stop_signal(server, stop)) result = SERVE_AGAIN;
        log_line(LOG_INFO, "stopping: finishing what was begun");
        drain(server);
    }
    queue_close(server->queue);
    for (int i = 0; i < started; i++) pthread_join(workers[i], NULL);
    if (server->daemon) MHD_stop_daemon(server->daemon);
    return result;
}

/* "https://felles.kommune.no:8443", with or without a slash at the end. */
static bool is_origin(const char *url) {
    const char *host = text_starts(url, "https://") ? url + 8 : text_starts(url, "http://") ? url + 7 : "";
    size_t length = strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]");
    return length > 0 && (!host[length] || strcmp(host + length, "/") == 0);
}

static int prepare(struct server *server) {
    const struct serve_config *config = server->config;
    if (config->base_url && !is_origin(config->base_url)) {
        log_line(LOG_ERROR, "the address that browsers use must be like https://felles.example.no, with no path");
        return ERR_INVALID;
    }
    int ceiling = config->requests_per_second ? config->requests_per_second : 300;
    server->tree = route_tree_build(server->arena, routes);
    server->visits = visits_create(config->request_seconds > 0 ? config->request_seconds : LIMIT_REQUEST_SECONDS);
    server->queue = queue_create(config->queue > 0 ? (size_t)config->queue : 1024);
    server->requests = ceiling > 0 ? limiter_create(ceiling, 2.0 * ceiling) : NULL;
    server->sign_ins = limiter_create(1.0, 60.0);
    server->user_tries = limiter_create(1.0 / 30.0, 10.0);
    if (!server->visits || !server->queue || !server->sign_ins || !server->user_tries || (ceiling > 0 && !server->requests)) return ERR_IO;
    return config->oidc ? oidc_create(config->oidc, &server->oidc) : ERR_OK;
}

int serve(struct db_store *store, const struct app *app, const struct serve_config *config) {
    int n_workers = config->workers > 0 ? config->workers : 8;
    if (n_workers > MAX_WORKERS || sodium_init() < 0) return ERR_INVALID;
    sigset_t stop, before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGINT);
    if (config->again) sigaddset(&stop, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &stop, &before);
    struct sigaction ignore = {.sa_handler = SIG_IGN}, pipe_before;
    sigaction(SIGPIPE, &ignore, &pipe_before);

    struct server server = {
        .slow_most = n_workers > 1 ? n_workers / 2 : 1, .store = store, .app = app, .config = config, .arena = arena_create()};
    int result = prepare(&server);
    if (result == ERR_OK) result = run(&server, n_workers, &stop);

    oidc_free(server.oidc);
    limiter_destroy(server.requests);
    limiter_destroy(server.sign_ins);
    limiter_destroy(server.user_tries);
    queue_destroy(server.queue);
    visits_destroy(server.visits);
    arena_destroy(server.arena);
    sigaction(SIGPIPE, &pipe_before, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return result;
}

/* A real server and a visitor with cookies, for the tests of what only shows in real requests. For tests only: a header, so that a test
 * stays one file. */
#pragma once
#include "platform/db/test_database.h"
#include "platform/http/http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <strings.h>
#include <sys/socket.h>

static const struct clock_source clock_source = {0};
static const struct serve_config usual = {.workers = 2, .queue = 8, .requests_per_second = -1, .clock = &clock_source};

/* Of this process, so that two tests may run together. */
static inline int test_port(void) { return 10000 + (int)getpid() % 8000; }
static inline const char *test_origin(struct arena *arena) { return arena_printf(arena, "http://127.0.0.1:%d", test_port()); }

/* ── a browser ────────────────────────────────────────────────────────── */

struct visitor {
    struct arena *arena;
    CURL *curl; /* keeps the cookies */
    struct str body, headers;
    long status;
};
struct asked {
    const char *path, *method, *form, *header; /* method NULL: GET, or POST with a form */
};

static inline size_t take(char *bytes, size_t size, size_t n, void *into) {
    str_add_n(into, bytes, size * n);
    return size * n;
}

static inline long ask(struct visitor *visitor, struct asked asked) {
    CURL *curl = visitor->curl;
    visitor->body = str_in(visitor->arena);
    visitor->headers = str_in(visitor->arena);
    struct curl_slist *headers = asked.header ? curl_slist_append(NULL, asked.header) : NULL;
    curl_easy_setopt(curl, CURLOPT_URL, arena_printf(visitor->arena, "%s%s", test_origin(visitor->arena), asked.path));
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &visitor->body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &visitor->headers);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 20L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, asked.method);
    curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
    if (asked.form) curl_easy_setopt(curl, CURLOPT_POSTFIELDS, asked.form);
    curl_easy_setopt(curl, CURLOPT_NOBODY, asked.method && strcmp(asked.method, "HEAD") == 0 ? 1L : 0L);
    visitor->status = 0;
    if (curl_easy_perform(curl) == CURLE_OK) curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &visitor->status);
    curl_slist_free_all(headers);
    return visitor->status;
}

static inline long get(struct visitor *visitor, const char *path) { return ask(visitor, (struct asked){.path = path}); }
static inline long post(struct visitor *visitor, const char *path, const char *form) {
    return ask(visitor, (struct asked){.path = path, .form = form});
}

static inline bool said(const struct visitor *visitor, const char *header) {
    return strcasestr(str_text(&visitor->headers), header) != NULL;
}
static inline bool shows(const struct visitor *visitor, const char *text) { return strstr(str_text(&visitor->body), text) != NULL; }

static inline struct visitor arrive(struct arena *arena) {
    struct visitor visitor = {.arena = arena, .curl = curl_easy_init()};
    curl_easy_setopt(visitor.curl, CURLOPT_COOKIEFILE, "");
    return visitor;
}

/* Signed in already: the token of the session there is now. */
static inline const char *form_token(struct visitor *visitor) {
    assert_int_equal(get(visitor, "/innstillinger"), 200);
    const char *at = strstr(str_text(&visitor->body), "name=\"csrf\" value=\"");
    assert_non_null(at);
    at += strlen("name=\"csrf\" value=\"");
    return arena_strndup(visitor->arena, at, strcspn(at, "\""));
}

static inline const char *sign_in(struct visitor *visitor) {
    assert_int_equal(post(visitor, "/logg-inn/demo", "staff=1&unit=2"), 303);
    return form_token(visitor);
}

/* ── the server, for one rule ─────────────────────────────────────────── */

struct test_server {
    struct test_database *database;
    const struct app *app;
    struct serve_config config;
};

static inline void *serve_in_thread(void *cls) {
    const struct test_server *server = cls;
    return (void *)(intptr_t)serve(server->database->store, server->app, &server->config);
}

/* Runs the rule against a server of its own. */
static inline void with_test_server(struct test_server *server, void (*rule)(struct visitor *visitor)) {
    pthread_t thread;
    struct visitor visitor = arrive(server->database->arena);
    server->config.port = test_port();
    assert_int_equal(pthread_create(&thread, NULL, serve_in_thread, server), 0);
    for (int i = 0; i < 200 && get(&visitor, "/helse") != 200; i++) usleep(20 * 1000);
    assert_int_equal(visitor.status, 200);
    assert_true(shows(&visitor, "ok"));
    rule(&visitor);
    curl_easy_cleanup(visitor.curl);
    void *result;
    pthread_kill(thread, SIGTERM);
    pthread_join(thread, &result);
    assert_int_equal((intptr_t)result, 0);
}

/* ── what no browser sends ────────────────────────────────────────────── */

static inline int connect_raw(void) {
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)test_port()), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int line = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(line, (const struct sockaddr *)&address, sizeof address), 0);
    return line;
}

/* What comes until the server closes, or is silent for so long. */
static inline const char *hear(struct visitor *visitor, int line, int silent_ms) {
    struct str heard = str_in(visitor->arena);
    struct pollfd poll_line = {.fd = line, .events = POLLIN};
    char bytes[4096];
    ssize_t size;
    while (poll(&poll_line, 1, silent_ms) == 1 && (size = read(line, bytes, sizeof bytes)) > 0) str_add_n(&heard, bytes, (size_t)size);
    return str_text(&heard);
}

static inline const char *say(struct visitor *visitor, const char *bytes) {
    int line = connect_raw();
    assert_int_equal(send(line, bytes, strlen(bytes), MSG_NOSIGNAL), strlen(bytes));
    const char *heard = hear(visitor, line, 500);
    close(line);
    return heard;
}

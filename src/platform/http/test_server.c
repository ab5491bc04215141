/* The whole server against real requests: what every answer carries, who is let through, what is refused, and stopping. */
#include "platform/db/test_database.h"
#include "platform/http/http.h"

#include <curl/curl.h>
#include <pthread.h>
#include <signal.h>
#include <strings.h>

enum { PORT = 18473 };
#define HOME "http://127.0.0.1:18473"

static bool load_session(struct db *db, struct session *session) {
    (void)db;
    session->name = "Silje Bakken";
    session->initials = "SB";
    session->unit_name = "Boligkontoret";
    session->scheme = SCHEME_AUTO;
    return session->staff.v == 1;
}
static struct demo_users demo_users(struct db *db) {
    struct demo_users users = {.v = arena_array(db_arena(db), 1, sizeof(struct demo_user)), .n = 1};
    users.v[0] = (struct demo_user){.staff = {1}, .unit = {2}, .name = "Silje Bakken", .role = "saksbehandler", .unit_name = "Boligkontoret"};
    return users;
}
static const struct app app = {.municipality = "Fjordvik", .demo = true, .load_session = load_session, .demo_users = demo_users};
static const struct clock_source clock_source = {0};
static const struct serve_config config = {.port = PORT, .workers = 2, .queue = 8, .requests_per_second = -1, .clock = &clock_source};

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

static size_t take(char *bytes, size_t size, size_t n, void *into) {
    str_add_n(into, bytes, size * n);
    return size * n;
}

static long ask(struct visitor *visitor, struct asked asked) {
    CURL *curl = visitor->curl;
    visitor->body = str_in(visitor->arena);
    visitor->headers = str_in(visitor->arena);
    struct curl_slist *headers = asked.header ? curl_slist_append(NULL, asked.header) : NULL;
    curl_easy_setopt(curl, CURLOPT_URL, arena_printf(visitor->arena, HOME "%s", asked.path));
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
    if (asked.form)
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, asked.form);
    curl_easy_setopt(curl, CURLOPT_NOBODY, asked.method && strcmp(asked.method, "HEAD") == 0 ? 1L : 0L);
    visitor->status = 0;
    if (curl_easy_perform(curl) == CURLE_OK)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &visitor->status);
    curl_slist_free_all(headers);
    return visitor->status;
}

static long get(struct visitor *visitor, const char *path) { return ask(visitor, (struct asked){.path = path}); }
static long post(struct visitor *visitor, const char *path, const char *form) { return ask(visitor, (struct asked){.path = path, .form = form}); }

static bool said(const struct visitor *visitor, const char *header) { return strcasestr(str_text(&visitor->headers), header) != NULL; }
static bool shows(const struct visitor *visitor, const char *text) { return strstr(str_text(&visitor->body), text) != NULL; }

static struct visitor arrive(struct arena *arena) {
    struct visitor visitor = {.arena = arena, .curl = curl_easy_init()};
    curl_easy_setopt(visitor.curl, CURLOPT_COOKIEFILE, "");
    return visitor;
}

/* Signed in already: the token of the session there is now. */
static const char *form_token(struct visitor *visitor) {
    assert_int_equal(get(visitor, "/innstillinger"), 200);
    const char *at = strstr(str_text(&visitor->body), "name=\"csrf\" value=\"");
    assert_non_null(at);
    at += strlen("name=\"csrf\" value=\"");
    return arena_strndup(visitor->arena, at, strcspn(at, "\""));
}

static const char *sign_in(struct visitor *visitor) {
    assert_int_equal(post(visitor, "/logg-inn/demo", "staff=1&unit=2"), 303);
    return form_token(visitor);
}

/* ── the server, for one rule ─────────────────────────────────────────── */

static void *serve_in_thread(void *cls) {
    struct test_database *database = cls;
    return (void *)(intptr_t)serve(database->store, &app, &config);
}

static void with_server(struct test_database *database, void (*rule)(struct visitor *visitor)) {
    pthread_t thread;
    struct visitor visitor = arrive(database->arena);
    assert_int_equal(pthread_create(&thread, NULL, serve_in_thread, database), 0);
    for (int i = 0; i < 200 && get(&visitor, "/helse") != 200; i++)
        usleep(20 * 1000);
    assert_int_equal(visitor.status, 200);
    assert_true(shows(&visitor, "ok"));
    rule(&visitor);
    curl_easy_cleanup(visitor.curl);
    void *result;
    pthread_kill(thread, SIGTERM);
    pthread_join(thread, &result);
    assert_int_equal((intptr_t)result, 0);
}

static void check_headers(struct visitor *visitor) {
    static const char *const paths[] = {"/logg-inn", "/finnes-ikke", "/helse", "/favicon.ico"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        get(visitor, paths[i]);
        assert_true(said(visitor, "\r\nContent-Security-Policy: default-src 'none';"));
        assert_true(said(visitor, "\r\nX-Content-Type-Options: nosniff\r\n"));
        assert_true(said(visitor, "\r\nReferrer-Policy: same-origin\r\n"));
        assert_true(said(visitor, "\r\nPermissions-Policy: "));
        assert_true(said(visitor, "\r\nCross-Origin-Opener-Policy: same-origin\r\n"));
        assert_false(said(visitor, "Strict-Transport-Security"));
    }
    assert_int_equal(get(visitor, "/logg-inn"), 200);
    assert_true(said(visitor, "\r\nCache-Control: no-store\r\n"));
}
/* trace: PJL-5 */
static void every_answer_carries_the_security_headers(void **state) { with_server(*state, check_headers); }

static void check_stranger(struct visitor *visitor) {
    assert_int_equal(get(visitor, "/innstillinger"), 303);
    assert_true(said(visitor, "\r\nLocation: /logg-inn?til=%2Finnstillinger\r\n"));
    assert_int_equal(post(visitor, "/innstillinger", "lang=nb&scheme=auto"), 303);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .header = "Cookie: felles=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}), 303);
    assert_int_equal(post(visitor, "/logg-inn/demo", "staff=3&unit=2"), 404);
    assert_int_equal(get(visitor, "/innstillinger"), 303);
}
static void a_stranger_is_sent_to_the_sign_in(void **state) { with_server(*state, check_stranger); }

static void check_session(struct visitor *visitor) {
    const char *token = sign_in(visitor);
    assert_int_equal(post(visitor, "/innstillinger", arena_printf(visitor->arena, "csrf=%s&lang=nn&scheme=dark&shortcuts=1", token)), 303);
    assert_int_equal(get(visitor, "/innstillinger"), 200);
    assert_true(shows(visitor, "Innstillingane er lagra"));
    assert_int_equal(get(visitor, "/innstillinger"), 200);
    assert_false(shows(visitor, "Innstillingane er lagra"));
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .method = "HEAD"}), 200);
    assert_int_equal(visitor->body.length, 0);
    assert_int_equal(post(visitor, "/logg-ut", arena_printf(visitor->arena, "csrf=%s", token)), 303);
    assert_int_equal(get(visitor, "/innstillinger"), 303);
}
static void a_session_lasts_from_sign_in_to_sign_out_and_a_receipt_is_shown_once(void **state) { with_server(*state, check_session); }

static void check_forgery(struct visitor *visitor) {
    const char *token = sign_in(visitor);
    const char *good = arena_printf(visitor->arena, "csrf=%s&lang=nb&scheme=auto", token);
    assert_int_equal(post(visitor, "/innstillinger", "lang=nb&scheme=auto"), 403);
    assert_int_equal(post(visitor, "/innstillinger", "csrf=&lang=nb&scheme=auto"), 403);
    assert_int_equal(post(visitor, "/innstillinger", arena_printf(visitor->arena, "csrf=x%s&lang=nb&scheme=auto", token + 1)), 403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .form = good, .header = "Origin: https://evil.example"}), 403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .form = good, .header = "Origin: null"}), 403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .form = good, .header = "Sec-Fetch-Site: cross-site"}), 403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .form = good, .header = "Sec-Fetch-Site: same-site"}), 403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .form = good, .header = "Origin: " HOME}), 303);
    assert_int_equal(ask(visitor, (struct asked){.path = "/logg-inn/demo", .form = "staff=1&unit=2", .header = "Origin: https://evil.example"}), 403);
}
/* trace: PJL-5 */
static void a_form_from_elsewhere_is_refused(void **state) { with_server(*state, check_forgery); }

static void check_bounds(struct visitor *visitor) {
    const char *token = sign_in(visitor);
    assert_int_equal(ask(visitor, (struct asked){.path = "/logg-inn", .method = "PUT"}), 405);
    assert_true(said(visitor, "\r\nAllow: GET, HEAD, POST\r\n"));
    assert_int_equal(get(visitor, "/sprak"), 405);
    assert_true(said(visitor, "\r\nAllow: POST\r\n"));
    assert_int_equal(ask(visitor, (struct asked){.path = "/sprak", .form = "{}", .header = "Content-Type: application/json"}), 415);
    assert_int_equal(ask(visitor, (struct asked){.path = "/sprak", .form = "lang=nb", .header = "Transfer-Encoding: chunked"}), 411);
    assert_int_equal(post(visitor, "/sprak", "lang=%FF"), 400);
    assert_int_equal(post(visitor, "/sprak", "lang=%"), 400);
    assert_int_equal(get(visitor, "/logg-inn?til=%"), 400);
    assert_int_equal(get(visitor, "/%FF"), 400);
    assert_int_equal(post(visitor, "/sprak", arena_printf(visitor->arena, "csrf=%s&lang=nb&unknown=1", token)), 400);
    char *large = arena_alloc(visitor->arena, 200001);
    memset(large, 'a', 200000);
    assert_int_equal(post(visitor, "/sprak", large), 413);
    large[4200] = '\0';
    large[0] = '/';
    assert_int_equal(get(visitor, large), 414);
}
static void what_is_out_of_bounds_is_refused(void **state) { with_server(*state, check_bounds); }

static void check_refused_form(struct visitor *visitor) {
    const char *token = sign_in(visitor);
    assert_int_equal(post(visitor, "/innstillinger", arena_printf(visitor->arena, "csrf=%s&lang=xx&scheme=auto", token)), 422);
    assert_true(shows(visitor, "<title>Feil: "));
    assert_true(shows(visitor, "Velg bokmål, nynorsk eller engelsk."));
    assert_int_equal(post(visitor, "/innstillinger/enhet", arena_printf(visitor->arena, "csrf=%s&unit=44", token)), 422);
}
static void a_refused_form_comes_back_with_what_is_wrong(void **state) { with_server(*state, check_refused_form); }

static void check_redirects(struct visitor *visitor) {
    const char *token = sign_in(visitor);
    static const char *const elsewhere[] = {"//evil.example", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example", "%2F%09%2Fevil.example"};
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
        assert_int_equal(post(visitor, "/logg-inn/demo", arena_printf(visitor->arena, "csrf=%s&staff=1&unit=2&til=%s", token, elsewhere[i])), 303);
        assert_true(said(visitor, "\r\nLocation: /\r\n"));
        token = form_token(visitor);
    }
}
static void nobody_is_sent_to_another_site(void **state) { with_server(*state, check_redirects); }

int main(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    static const struct test_rule rules[] = {
        RULE(every_answer_carries_the_security_headers),
        RULE(a_stranger_is_sent_to_the_sign_in),
        RULE(a_session_lasts_from_sign_in_to_sign_out_and_a_receipt_is_shown_once),
        RULE(a_form_from_elsewhere_is_refused),
        RULE(what_is_out_of_bounds_is_refused),
        RULE(a_refused_form_comes_back_with_what_is_wrong),
        RULE(nobody_is_sent_to_another_site),
    };
    return run_rules("server", rules, sizeof rules / sizeof rules[0]);
}

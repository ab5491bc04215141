/* The whole server against real requests: what every answer carries, who is let through, what is refused, and stopping. */
#include "platform/db/unaudited.h"
#include "platform/http/server_for_tests.h"

#include <stdatomic.h>

static bool load_session(struct db *db, struct session *session) {
    (void)db;
    session->name = "Silje Bakken";
    session->initials = "SB";
    session->unit_name = "Boligkontoret";
    session->scheme = SCHEME_AUTO;
    session_allow(session, RIGHT_CASE_SEARCH);
    return session->staff.v == 1;
}
static struct demo_users demo_users(struct db *db) {
    struct demo_users users = {.v = arena_array(db_arena(db), 1, sizeof(struct demo_user)), .n = 1};
    users.v[0] =
        (struct demo_user){.staff = {1}, .unit = {2}, .name = "Silje Bakken", .role = "saksbehandler", .unit_name = "Boligkontoret"};
    return users;
}
static struct unit_choices units_of(struct db *db, struct staff_id staff);
static const struct app app = {
    .municipality = "Fjordvik", .demo = true, .load_session = load_session, .demo_users = demo_users, .units_of = units_of};

static void with_config(struct test_database *database, const struct serve_config *wanted, void (*rule)(struct visitor *visitor)) {
    with_test_server(&(struct test_server){database, &app, *wanted}, rule);
}
static void with_server(struct test_database *database, void (*rule)(struct visitor *visitor)) { with_config(database, &usual, rule); }

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
    assert_int_equal(
        ask(visitor, (struct asked){.path = "/innstillinger", .header = "Cookie: felles=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}),
        303);
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
    assert_int_equal(post(visitor, "/innstillinger",
                          arena_printf(visitor->arena, "csrf=%c%s&lang=nb&scheme=auto", *token == 'x' ? 'y' : 'x', token + 1)),
                     403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .form = good, .header = "Origin: https://evil.example"}), 403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .form = good, .header = "Origin: null"}), 403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .form = good, .header = "Sec-Fetch-Site: cross-site"}), 403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger", .form = good, .header = "Sec-Fetch-Site: same-site"}), 403);
    assert_int_equal(ask(visitor, (struct asked){.path = "/innstillinger",
                                                 .form = good,
                                                 .header = arena_printf(visitor->arena, "Origin: %s", test_origin(visitor->arena))}),
                     303);
    assert_int_equal(
        ask(visitor, (struct asked){.path = "/logg-inn/demo", .form = "staff=1&unit=2", .header = "Origin: https://evil.example"}), 403);
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
        assert_int_equal(
            post(visitor, "/logg-inn/demo", arena_printf(visitor->arena, "csrf=%s&staff=1&unit=2&til=%s", token, elsewhere[i])), 303);
        assert_true(said(visitor, "\r\nLocation: /\r\n"));
        token = form_token(visitor);
    }
}
static void nobody_is_sent_to_another_site(void **state) { with_server(*state, check_redirects); }

/* ── two at once ──────────────────────────────────────────────────────── */

static atomic_int meetings; /* how many times another session write shall come between */

static void *write_between(void *cls) {
    struct arena *arena = arena_create();
    struct db *db = db_begin_unaudited(cls, arena, &test_actor, TEST_NOW);
    test_run(db, "UPDATE session SET seen_at = seen_at + 1");
    assert_int_equal(db_commit(db), DB_OK);
    arena_destroy(arena);
    return NULL;
}

static struct unit_choices units_of(struct db *db, struct staff_id staff) {
    struct unit_choices units = {.v = arena_array(db_arena(db), 2, sizeof(struct unit_choice)), .n = 2};
    units.v[0] = (struct unit_choice){.unit = {44 + staff.v}, .name = "Oppfølging"};
    units.v[1] = (struct unit_choice){.unit = {45 + staff.v}, .name = "Boligkontoret"};
    pthread_t thread;
    if (!db_is_write(db) || atomic_fetch_sub(&meetings, 1) <= 0) return units;
    test_run(db, "UPDATE session SET seen_at = seen_at WHERE staff_id = 0"); /* the snapshot is taken */
    assert_int_equal(pthread_create(&thread, NULL, write_between, db_store_of(db)), 0);
    pthread_join(thread, NULL);
    return units;
}

static void check_meeting(struct visitor *visitor) {
    const char *token = sign_in(visitor);
    atomic_store(&meetings, 1);
    assert_int_equal(post(visitor, "/innstillinger/enhet", arena_printf(visitor->arena, "csrf=%s&unit=45", token)), 303);
    assert_true(said(visitor, "\r\nLocation: /\r\n"));
    atomic_store(&meetings, 50);
    assert_int_equal(post(visitor, "/innstillinger/enhet", arena_printf(visitor->arena, "csrf=%s&unit=46", token)), 409);
    atomic_store(&meetings, 0);
}
/* PostgreSQL refuses a write whose row was changed since it began to look; nobody has done anything wrong, so it is done again. */
static void two_writes_that_meet_are_done_one_after_the_other(void **state) { with_server(*state, check_meeting); }

static void check_question(struct visitor *visitor) {
    const char *token = sign_in(visitor);
    assert_int_equal(post(visitor, "/sok", arena_printf(visitor->arena, "csrf=%s&q=", token)), 422);
    assert_int_equal(post(visitor, "/sok", "q=Ane"), 403);
    assert_int_equal(post(visitor, "/sok", arena_printf(visitor->arena, "csrf=%s&q=Ane", token)), 200);
}
/* Search changes nothing and so holds up nobody who writes, but that somebody searched is kept. */
/* trace: I-14 */
static void who_only_asks_leaves_a_trace_too(void **state) {
    with_server(*state, check_question);
    assert_int_equal(test_number(*state, "SELECT count(*) FROM audit_event WHERE event = 'searched'"), 1); /* the one that was answered */
    assert_int_equal(test_number(*state, "SELECT count(*) FROM audit_event WHERE event = 'searched' AND staff_id = 1 AND unit_id = 2"), 1);
}

/* ── what no browser sends ────────────────────────────────────────────── */

static int answers_in(const char *heard) {
    int n = 0;
    for (const char *at = heard; (at = strstr(at, "HTTP/1.1 ")); at++) n++;
    return n;
}

#define HEAD "POST /sprak HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
#define NEXT "GET /helse HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

static void check_smuggling(struct visitor *visitor) {
    static const char *const requests[] = {
        HEAD "Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n7\r\nlang=nb\r\n0\r\n\r\n" NEXT,
        HEAD "Transfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n0\r\n\r\n" NEXT,
        HEAD "Content-Length: 7\r\nContent-Length: 50\r\n\r\nlang=nb" NEXT,
        HEAD "Content-Length: 50\r\nContent-Length: 7\r\n\r\nlang=nb" NEXT,
        HEAD "Content-Length: +7\r\n\r\nlang=nb" NEXT,
        HEAD "Content-Length: 7, 7\r\n\r\nlang=nb" NEXT,
        HEAD "Content-Length: -1\r\n\r\nlang=nb" NEXT,
        HEAD "Content-Length: 99999999999999999999\r\n\r\nlang=nb" NEXT,
        HEAD "Host: evil.example\r\nContent-Length: 7\r\n\r\nlang=nb" NEXT,
        "GET /helse HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nHost: a\r\n\r\n0\r\n\r\n" NEXT,
    };
    for (size_t i = 0; i < sizeof requests / sizeof requests[0]; i++) {
        const char *heard = say(visitor, requests[i]);
        if (strstr(heard, "HTTP/1.1 2") || strstr(heard, "HTTP/1.1 303")) fail_msg("request %zu: %s", i, heard);
    }
    assert_int_equal(answers_in(say(visitor, "GET /helse HTTP/1.1\r\nContent-Length: 80\r\nHost: a\r\n\r\n" NEXT)), 0);
    assert_non_null(strstr(say(visitor, "GET /helse HTTP/1.1\r\n\r\n"), "HTTP/1.1 400"));
    assert_int_equal(answers_in(say(visitor, NEXT NEXT)), 2);
}
static void a_request_of_two_lengths_or_hosts_is_refused(void **state) { with_server(*state, check_smuggling); }

static bool is_closed(struct visitor *visitor, int line) {
    (void)hear(visitor, line, 300);
    char byte;
    return recv(line, &byte, 1, MSG_DONTWAIT) == 0;
}

/* Sends the bytes one by one, far apart, until the server has had enough. Seconds it took. */
static double trickle(struct visitor *visitor, const char *bytes) {
    int line = connect_raw();
    double seconds = 0;
    for (; *bytes && seconds < 8; seconds += 0.3) {
        if (send(line, bytes, 1, MSG_NOSIGNAL) != 1 || is_closed(visitor, line)) break;
        bytes++;
    }
    close(line);
    return seconds;
}

static void check_slow(struct visitor *visitor) {
    assert_true(trickle(visitor, "GET /helse HTTP/1.1 and then nothing more") < 5);
    assert_true(trickle(visitor, "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n") < 5);
    int line = connect_raw();
    const char *begun = HEAD "Content-Length: 12\r\n\r\nlang=";
    assert_int_equal(send(line, begun, strlen(begun), MSG_NOSIGNAL), strlen(begun));
    double seconds = 0;
    for (; seconds < 8 && !is_closed(visitor, line); seconds += 0.3) (void)send(line, "n", 1, MSG_NOSIGNAL);
    close(line);
    assert_true(seconds < 5);
    assert_int_equal(get(visitor, "/helse"), 200);
    usleep(1500 * 1000); /* a visitor who rests between two requests is not slow */
    assert_int_equal(get(visitor, "/helse"), 200);
}
static void who_sends_a_byte_now_and_then_is_shown_out(void **state) {
    struct serve_config hasty = usual;
    hasty.request_seconds = 2;
    with_config(*state, &hasty, check_slow);
}

static void check_proxy(struct visitor *visitor) {
    const char *one = "GET /helse HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: %s\r\nX-Forwarded-For: 192.0.2.9\r\nConnection: close\r\n\r\n";
    int refused = 0;
    for (int i = 0; i < 12; i++) {
        const char *made_up = arena_printf(visitor->arena, "198.51.100.%d", i);
        struct str request = str_in(visitor->arena);
        const char *at = strstr(one, "%s");
        str_add_n(&request, one, (size_t)(at - one));
        str_add(&request, made_up);
        str_add(&request, at + 2);
        refused += strstr(say(visitor, str_text(&request)), "HTTP/1.1 429") != NULL;
    }
    assert_true(refused > 0);
}
/* A visitor who writes the header himself is still counted by the address that our own proxy saw. */
static void only_what_our_own_proxy_saw_counts(void **state) {
    struct serve_config behind = usual;
    behind.trust_proxy = true;
    behind.requests_per_second = 1;
    with_config(*state, &behind, check_proxy);
}

static void check_network(struct visitor *visitor) {
    int refused = 0;
    for (int i = 0; i < 12; i++) {
        const char *header = arena_printf(visitor->arena, "X-Forwarded-For: 2001:db8:1:2::%x", i + 1);
        refused += ask(visitor, (struct asked){.path = "/helse", .header = header}) == 429;
    }
    assert_true(refused > 0);
    assert_int_equal(ask(visitor, (struct asked){.path = "/helse", .header = "X-Forwarded-For: 2001:db8:1:3::1"}), 200);
}
static void whoever_has_an_ipv6_network_is_one_visitor(void **state) {
    struct serve_config behind = usual;
    behind.trust_proxy = true;
    behind.requests_per_second = 1;
    with_config(*state, &behind, check_network);
}

static void check_base_url(struct visitor *visitor) {
    static const char *const elsewhere[] = {"https://evil.example", "http://felles.example.no", "https://felles.example.no.evil.example",
                                            "null"};
    const struct asked choose = {.path = "/sprak", .form = "lang=nb", .header = "Origin: https://felles.example.no"};
    assert_int_equal(ask(visitor, choose), 303);
    assert_true(said(visitor, "\r\nStrict-Transport-Security: "));
    assert_true(said(visitor, "; Secure"));
    for (size_t i = 0; i < sizeof elsewhere / sizeof elsewhere[0]; i++) {
        const char *header = arena_printf(visitor->arena, "Origin: %s", elsewhere[i]);
        assert_int_equal(ask(visitor, (struct asked){.path = "/sprak", .form = "lang=nb", .header = header}), 403);
    }
    /* A name of somebody else's that has been made to lead to this machine. */
    assert_non_null(
        strstr(say(visitor, "POST /sprak HTTP/1.1\r\nHost: evil.example\r\nOrigin: https://evil.example\r\nContent-Length: 7\r\n"
                            "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\nlang=nb"),
               "HTTP/1.1 403"));
}
static void the_address_browsers_use_decides_what_is_ours_and_what_is_secure(void **state) {
    struct serve_config behind = usual;
    behind.base_url = "https://felles.example.no/";
    with_config(*state, &behind, check_base_url);
}

static void a_base_url_that_is_no_origin_is_refused_at_start(void **state) {
    const struct test_database *database = *state;
    static const char *const wrong[] = {
        "felles.example.no", "ftp://felles.example.no", "https://", "https://felles.example.no/felles", "https://a b", "https://a\nb",
        "https://u@a"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        struct serve_config behind = usual;
        behind.base_url = wrong[i];
        behind.port = test_port();
        assert_int_equal(serve(database->store, &app, &behind), ERR_INVALID);
    }
}

static void check_bodies(struct visitor *visitor) {
    char *large = arena_alloc(visitor->arena, 100001);
    memset(large, 'a', 100000);
    assert_int_equal(post(visitor, "/finnes-ikke", large), 413);
    large[60000] = '\0';
    assert_int_equal(post(visitor, "/finnes-ikke", large), 404);
}
static void a_body_for_nowhere_is_kept_small(void **state) { with_server(*state, check_bodies); }

int main(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    static const struct test_rule rules[] = {
        RULE(every_answer_carries_the_security_headers),
        RULE(a_stranger_is_sent_to_the_sign_in),
        RULE(a_session_lasts_from_sign_in_to_sign_out_and_a_receipt_is_shown_once),
        RULE(a_form_from_elsewhere_is_refused),
        RULE(what_is_out_of_bounds_is_refused),
        RULE(who_only_asks_leaves_a_trace_too),
        RULE(a_refused_form_comes_back_with_what_is_wrong),
        RULE(nobody_is_sent_to_another_site),
        RULE_ON(ON_POSTGRESQL, two_writes_that_meet_are_done_one_after_the_other),
        RULE_ON(ON_SQLITE, a_request_of_two_lengths_or_hosts_is_refused),
        RULE_ON(ON_SQLITE, who_sends_a_byte_now_and_then_is_shown_out),
        RULE_ON(ON_SQLITE, only_what_our_own_proxy_saw_counts),
        RULE_ON(ON_SQLITE, whoever_has_an_ipv6_network_is_one_visitor),
        RULE_ON(ON_SQLITE, the_address_browsers_use_decides_what_is_ours_and_what_is_secure),
        RULE_ON(ON_SQLITE, a_base_url_that_is_no_origin_is_refused_at_start),
        RULE_ON(ON_SQLITE, a_body_for_nowhere_is_kept_small),
    };
    return run_rules("server", rules, sizeof rules / sizeof rules[0]);
}

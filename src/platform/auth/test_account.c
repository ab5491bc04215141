/* A local user's own account through real requests: a one-time code is worth one new password, and one's own sessions and password are one's own. */
#include "platform/auth/local.h"
#include "platform/auth/qr.h"
#include "platform/auth/totp.h"
#include "platform/audit/audit.h"
#include "platform/http/server_for_tests.h"

#include <liboath/oath.h>

static const char password[] = "korrekt hest batteri";
static const struct staff_id silje = {1};

static bool load_session(struct db *db, struct session *session) {
    (void)db;
    session->unit = (struct unit_id){10};
    session->name = "Silje Bakken";
    session->unit_name = "Boligkontoret";
    session_allow(session, RIGHT_SIGNED_IN);
    return true;
}
static struct staff_id find_staff(struct db *db, const char *user_name) {
    (void)db;
    return strcmp(user_name, "silje") == 0 ? silje : (struct staff_id){0};
}
static const struct app app = {.municipality = "Fjordvik", .load_session = load_session, .find_staff = find_staff};
static const struct app demo_app = {.municipality = "Fjordvik", .load_session = load_session, .find_staff = find_staff, .demo = true};

static const struct test_database *database;

static void with_account(void **state, const struct app *of, bool user, void (*rule)(struct visitor *visitor)) {
    struct test_server server = {.database = *state, .app = of, .config = usual};
    database = *state;
    if (user) {
        struct db *db = test_write(database);
        const char *url;
        struct local_user made = {.staff = silje, .user_name = "silje", .password = password, .issuer = "Felles", .without_code = true};
        assert_int_equal(local_user_set(db, &made, &url), ERR_OK);
        assert_int_equal(db_commit(db), DB_OK);
    }
    with_test_server(&server, rule);
}

/* As the administrator makes it; NULL: no more this hour. `hours` from now. */
static const char *code_made(int64_t hours) {
    struct clock_source clock = {0};
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, &test_actor, (struct instant){clock_now(&clock).ms + hours * 60 * MS_PER_MINUTE});
    const char *code = local_code_make(db, silje);
    if (code) assert_int_equal(db_commit(db), DB_OK);
    else db_abort(db);
    return code;
}

static long give(struct visitor *visitor, const char *user, const char *code) {
    return post(visitor, "/logg-inn/engangskode", arena_printf(visitor->arena, "user=%s&code=%s", user, code));
}

/* The secret that the page shows, and the code an app makes of it. */
static const char *app_code(struct visitor *visitor) {
    assert_int_equal(get(visitor, "/logg-inn/ny"), 200);
    const char *page = str_text(&visitor->body), *at = strstr(page, "f-code f-once\">");
    assert_non_null(at);
    const char *secret = arena_strndup(visitor->arena, at + 15, 32);
    char *key = NULL, code[7];
    size_t length = 0;
    assert_int_equal(oath_base32_decode(secret, strlen(secret), &key, &length), OATH_OK);
    assert_int_equal(oath_totp_generate(key, length, time(NULL), 30, 0, 6, code), OATH_OK);
    free(key);
    return arena_strdup(visitor->arena, code);
}

static long finish(struct visitor *visitor, const char *word, const char *again, const char *code) {
    return post(visitor, "/logg-inn/ny", arena_printf(visitor->arena, "password=%s&password_again=%s&code=%s", word, again, code));
}

static void check_new_password(struct visitor *visitor) {
    const char *code = code_made(0);
    assert_int_equal(strlen(code), 24);
    assert_int_equal(give(visitor, "kari", code), 422);                            /* another's name */
    assert_int_equal(give(visitor, "silje", "AAAA-BBBB-CCCC-DDDD-EEEE"), 422);     /* another code */
    assert_int_equal(get(visitor, "/logg-inn/ny"), 200);
    assert_false(shows(visitor, "<svg class=\"f-qr\""));
    assert_int_equal(give(visitor, "silje", arena_printf(visitor->arena, "+%s+", code)), 303);
    assert_true(said(visitor, "\r\nLocation: /logg-inn/ny\r\n"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM one_time"), 0);
    const char *six = app_code(visitor);
    assert_true(shows(visitor, "<svg class=\"f-qr\""));
    assert_int_equal(finish(visitor, "ett+to+tre+fire", "ett+to+tre+fem", six), 422); /* not the same twice */
    assert_int_equal(finish(visitor, "kort", "kort", six), 422);
    assert_int_equal(finish(visitor, "ett+to+tre+fire", "ett+to+tre+fire", "000000"), 422);
    assert_int_equal(finish(visitor, "ett+to+tre+fire", "ett+to+tre+fire", app_code(visitor)), 303);
    assert_int_equal(test_number(database, "SELECT count(*) FROM credential WHERE totp IS NOT NULL"), 1);
    struct visitor other = arrive(visitor->arena);
    assert_int_equal(give(&other, "silje", code), 422); /* used once */
    assert_int_equal(post(&other, "/logg-inn", "user=silje&password=ett+to+tre+fire"), 303);
    assert_true(said(&other, "\r\nLocation: /logg-inn/kode\r\n"));
    curl_easy_cleanup(other.curl);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event IN ('access_code_made', 'access_code_used', 'local_user_renewed')"), 3);
}
/* trace: PJL-5 */
static void a_one_time_code_is_worth_one_new_password_and_app(void **state) { with_account(state, &app, false, check_new_password); }

static void check_worthless_codes(struct visitor *visitor) {
    const char *first = code_made(-25), *second = code_made(0);
    assert_int_equal(give(visitor, "silje", first), 422); /* the one before, and a day old */
    for (int i = 0; i < 4; i++) assert_int_equal(give(visitor, "silje", "AAAA-BBBB-CCCC-DDDD-EEEE"), 422);
    assert_int_equal(give(visitor, "silje", second), 422); /* five tries are enough */
    assert_int_equal(test_number(database, "SELECT count(*) FROM enrolment"), 0);
    assert_non_null(code_made(0));
    assert_non_null(code_made(0));
    assert_null(code_made(0)); /* three an hour */
    assert_non_null(code_made(2));
}
/* trace: PJL-5 */
static void an_old_a_guessed_and_a_replaced_code_are_worth_nothing(void **state) { with_account(state, &app, true, check_worthless_codes); }

static void let_in(struct visitor *visitor, const char *word) {
    assert_int_equal(post(visitor, "/logg-inn", arena_printf(visitor->arena, "user=silje&password=%s", word)), 303);
}

static void check_own_account(struct visitor *visitor) {
    struct visitor other = arrive(visitor->arena), third = arrive(visitor->arena);
    let_in(visitor, "korrekt+hest+batteri");
    let_in(&other, "korrekt+hest+batteri");
    let_in(&third, "korrekt+hest+batteri");
    const char *csrf = form_token(visitor);
    assert_int_equal(get(visitor, "/konto"), 200);
    const char *name = strstr(str_text(&visitor->body), "name=\"session\" value=\"");
    assert_non_null(name);
    assert_int_equal(post(visitor, "/konto/okt", arena_printf(visitor->arena, "csrf=%s&session=%.24s", csrf, name + 22)), 303);
    assert_int_equal(test_number(database, "SELECT count(*) FROM session"), 2);
    const char *change = arena_printf(visitor->arena, "csrf=%s&password=ett+to+tre+fire&password_again=ett+to+tre+fire&password_now=", csrf);
    assert_int_equal(post(visitor, "/konto/passord", arena_printf(visitor->arena, "%sfeil", change)), 422);
    assert_int_equal(post(visitor, "/konto/passord", arena_printf(visitor->arena, "%skorrekt+hest+batteri", change)), 303);
    assert_int_equal(get(visitor, "/konto"), 200); /* this browser stays signed in, the others do not */
    assert_int_equal(test_number(database, "SELECT count(*) FROM session"), 1);
    assert_int_equal(post(visitor, "/konto/kode", arena_printf(visitor->arena, "csrf=%s&password_mine=korrekt+hest+batteri", csrf)), 422);
    assert_int_equal(post(visitor, "/konto/kode", arena_printf(visitor->arena, "csrf=%s&password_mine=ett+to+tre+fire", csrf)), 303);
    const char *six = app_code(visitor);
    assert_int_equal(post(visitor, "/logg-inn/ny", arena_printf(visitor->arena, "csrf=%s&code=%s", csrf, six)), 303);
    assert_int_equal(get(visitor, "/konto"), 303); /* signs in anew, now with a code */
    assert_int_equal(post(&other, "/logg-inn", "user=silje&password=ett+to+tre+fire"), 303);
    assert_true(said(&other, "\r\nLocation: /logg-inn/kode\r\n"));
    curl_easy_cleanup(other.curl);
    curl_easy_cleanup(third.curl);
}
/* trace: PJL-5 */
static void sessions_password_and_app_are_ones_own(void **state) { with_account(state, &app, true, check_own_account); }

static void check_demo(struct visitor *visitor) {
    assert_int_equal(get(visitor, "/logg-inn/engangskode"), 404);
    assert_int_equal(get(visitor, "/logg-inn/ny"), 404);
    assert_int_equal(give(visitor, "silje", "AAAA-BBBB-CCCC-DDDD-EEEE"), 404);
}
/* trace: PJL-5 */
static void where_no_local_users_are_there_is_nothing_of_passwords(void **state) { with_account(state, &demo_app, true, check_demo); }

static void a_text_becomes_a_drawing_of_squares(void **state) {
    const struct test_database *test = *state;
    struct qr qr;
    assert_true(qr_draw(test->arena, "otpauth://totp/x?secret=y", &qr));
    assert_int_equal((qr.size - 8) % 4, 1); /* 21, 25, 29 … and four white ones on each side */
    assert_int_equal(strncmp(qr.path, "M4 4h7v1h-7z", 12), 0); /* the finder in the corner */
    char *long_text = arena_alloc(test->arena, 5001);
    memset(long_text, 'x', 5000);
    long_text[5000] = '\0';
    assert_false(qr_draw(test->arena, long_text, &qr));
}

int main(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    static const struct test_rule rules[] = {
        RULE(a_one_time_code_is_worth_one_new_password_and_app),
        RULE(an_old_a_guessed_and_a_replaced_code_are_worth_nothing),
        RULE(sessions_password_and_app_are_ones_own),
        RULE(where_no_local_users_are_there_is_nothing_of_passwords),
        RULE(a_text_becomes_a_drawing_of_squares),
    };
    return run_rules("account", rules, sizeof rules / sizeof rules[0]);
}

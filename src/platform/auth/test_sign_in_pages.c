/* Local users at the door, through real requests: what a stranger can learn, and what a code is worth twice. */
#include "platform/auth/local.h"
#include "platform/auth/totp.h"
#include "platform/audit/audit.h"
#include "platform/http/server_for_tests.h"

#include <liboath/oath.h>

static const char password[] = "korrekt hest batteri";
static const struct staff_id silje = {1}, kari = {2};

static bool load_session(struct db *db, struct session *session) {
    (void)db;
    session->unit = (struct unit_id){10};
    session->name = "Silje Bakken";
    return true;
}
static struct staff_id find_staff(struct db *db, const char *user_name) {
    (void)db;
    return strcmp(user_name, "silje") == 0 ? silje : strcmp(user_name, "kari") == 0 ? kari : (struct staff_id){0};
}
static const struct app app = {.municipality = "Fjordvik", .load_session = load_session, .find_staff = find_staff};

static const struct test_database *database;
static const char *secret;

static void make_user(struct staff_id staff, bool without_code) {
    struct db *db = test_write(database);
    const char *url = NULL;
    struct local_user user = {.staff = staff, .user_name = "silje", .password = password, .issuer = "Felles", .without_code = without_code};
    assert_int_equal(local_user_set(db, &user, &url), ERR_OK);
    assert_int_equal(db_commit(db), DB_OK);
    if (url) secret = arena_strndup(database->arena, strstr(url, "secret=") + 7, 32);
}

static void at_the_door(void **state, int workers, void (*rule)(struct visitor *visitor)) {
    struct test_server server = {.database = *state, .app = &app, .config = usual};
    server.config.workers = workers;
    database = *state;
    make_user(silje, false);
    make_user(kari, true);
    with_test_server(&server, rule);
}

static long try(struct visitor *visitor, const char *user, const char *with) {
    return post(visitor, "/logg-inn", arena_printf(visitor->arena, "user=%s&password=%s", user, with));
}

static int64_t refusals(void) { return test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'sign_in_refused'"); }

/* The page without what is the visitor's own. */
static const char *refusal(struct visitor *visitor, const char *user, const char *with) {
    int64_t before = refusals();
    assert_int_equal(try(visitor, user, with), 422);
    assert_int_equal(refusals(), before + 1); /* one synchronised write each, so that the time tells nothing */
    char *page = arena_strdup(visitor->arena, str_text(&visitor->body));
    char *name = strstr(page, arena_printf(visitor->arena, "value=\"%s\"", user));
    assert_non_null(name);
    assert_null(strstr(page, with));
    memset(name + 7, '-', strlen(user));
    char *time = strstr(page, "data-time=\"");
    assert_non_null(time);
    memset(time + 11, '-', 24);
    return page;
}

static void check_strangers(struct visitor *visitor) {
    const char *unknown = refusal(visitor, "noone", "feil-passord-her");
    assert_string_equal(refusal(visitor, "silje", "feil-passord-her"), unknown);
    for (int i = 1; i < LOCAL_FAILURES; i++) assert_int_equal(try(visitor, "silje", "feil-passord-her"), 422);
    assert_string_equal(refusal(visitor, "silje", "korrekt%20hest%20batteri"), unknown); /* locked now */
    assert_string_equal(refusal(visitor, "silje", "feil-passord-her"), unknown);
}
/* trace: PJL-5 */
static void unknown_wrong_and_locked_look_the_same_and_cost_the_same(void **state) { at_the_door(state, 2, check_strangers); }

static const char *code_now(void) {
    static char code[7];
    char *key = NULL;
    size_t length = 0;
    assert_int_equal(oath_base32_decode(secret, strlen(secret), &key, &length), OATH_OK);
    assert_int_equal(oath_totp_generate(key, length, time(NULL), 30, 0, 6, code), OATH_OK);
    free(key);
    return code;
}

static void check_code(struct visitor *visitor) {
    const char *form = arena_printf(visitor->arena, "user=silje&password=%s&til=%%2Finnstillinger", "korrekt+hest+batteri");
    assert_int_equal(post(visitor, "/logg-inn", form), 303);
    assert_true(said(visitor, "\r\nLocation: /logg-inn/kode\r\n"));
    assert_int_equal(get(visitor, "/innstillinger"), 303); /* a password alone opens nothing */
    assert_int_equal(post(visitor, "/logg-inn/kode", "code=000000x"), 422);
    const char *code = arena_strdup(visitor->arena, code_now());
    assert_int_equal(post(visitor, "/logg-inn/kode", arena_printf(visitor->arena, "code=%s", code)), 303);
    assert_true(said(visitor, "\r\nLocation: /innstillinger\r\n"));
    assert_int_equal(get(visitor, "/innstillinger"), 200);

    struct visitor other = arrive(visitor->arena);
    assert_int_equal(post(&other, "/logg-inn", form), 303);
    assert_int_equal(post(&other, "/logg-inn/kode", arena_printf(visitor->arena, "code=%s", code)), 422);
    assert_int_equal(get(&other, "/innstillinger"), 303);
    curl_easy_cleanup(other.curl);
}
/* trace: PJL-5 */
static void a_code_is_taken_once_by_whoever_has_the_password(void **state) { at_the_door(state, 2, check_code); }

struct crowd {
    pthread_t thread;
    struct visitor visitor;
    long status;
    bool asked_to_wait;
};

static void *push(void *cls) {
    struct crowd *one = cls;
    one->status = try(&one->visitor, "kari", "feil-passord-her");
    one->asked_to_wait = shows(&one->visitor, "Prøv igjen");
    return NULL;
}

static void check_crowd(struct visitor *visitor) {
    enum { CROWD = 12 };
    struct crowd crowd[CROWD];
    for (int i = 0; i < CROWD; i++) {
        crowd[i] = (struct crowd){.visitor = arrive(arena_create())};
        assert_int_equal(pthread_create(&crowd[i].thread, NULL, push, &crowd[i]), 0);
    }
    assert_int_equal(get(visitor, "/helse"), 200);
    int turned_away = 0;
    for (int i = 0; i < CROWD; i++) {
        pthread_join(crowd[i].thread, NULL);
        assert_true(crowd[i].status == 422 || crowd[i].status == 503);
        turned_away += crowd[i].asked_to_wait;
        curl_easy_cleanup(crowd[i].visitor.curl);
        arena_destroy(crowd[i].visitor.arena);
    }
    assert_true(turned_away > 0);
}
/* Passwords are slow on purpose; if they could take every worker, a few strangers would keep everyone else waiting. */
static void passwords_never_take_every_worker(void **state) { at_the_door(state, 2, check_crowd); }

int main(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    static const struct test_rule rules[] = {
        RULE(unknown_wrong_and_locked_look_the_same_and_cost_the_same),
        RULE(a_code_is_taken_once_by_whoever_has_the_password),
        RULE(passwords_never_take_every_worker),
    };
    return run_rules("sign_in_pages", rules, sizeof rules / sizeof rules[0]);
}

/* Sessions and local users, on both databases. */
#include "auth_sql.h"
#include "platform/audit/audit.h"
#include "platform/auth/local.h"
#include "platform/auth/session_store.h"
#include "platform/auth/totp.h"
#include "platform/db/test_database.h"

#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

static const char password[] = "korrekt hest batteri";
static const struct staff_id silje = {1}, gone = {9};

static bool load_session(struct db *db, struct session *session) {
    (void)db;
    if (!session->unit.v) session->unit.v = 10;
    session->name = "Silje";
    return session->staff.v != gone.v;
}
static const struct app app = {.load_session = load_session};

static bool load_with_unit(struct db *db, struct session *session) {
    (void)db;
    session->name = "Silje";
    return session->unit.v == 10 || session->unit.v == 11;
}
static struct unit_choices units_of(struct db *db, struct staff_id staff) {
    struct unit_choices units = {.v = arena_array(db_arena(db), 2, sizeof(struct unit_choice))};
    if (staff.v == gone.v) return units;
    units.v[units.n++] = (struct unit_choice){.unit = {11}};
    units.v[units.n++] = (struct unit_choice){.unit = {10}};
    return units;
}
static const struct app app_with_units = {.load_session = load_with_unit, .units_of = units_of};

static struct instant minutes_later(int64_t minutes) { return (struct instant){TEST_NOW.ms + minutes * MS_PER_MINUTE}; }

static struct db *begin_at(const struct test_database *database, enum db_mode mode, int64_t minutes) {
    return db_begin(database->store, mode, database->arena, &test_actor, minutes_later(minutes));
}

static void commit(struct db *db) {
    if (db_is_write(db)) audit_add(db, "test", "-", 0, NULL);
    assert_int_equal(db_commit(db), DB_OK);
}

static const char *open_for(const struct test_database *database, struct staff_id staff) {
    struct db *db = begin_at(database, DB_WRITE, 0);
    const char *token = session_open(db, &app, &(struct session_opening){.staff = staff, .sid = "provider-1"});
    commit(db);
    return token;
}

/* How the session looks after some minutes: NULL, or found; touched if that is due. */
static bool lives_at(const struct test_database *database, const char *token, int64_t minutes, bool touch) {
    bool stale = false;
    struct db *db = begin_at(database, DB_READ, minutes);
    struct session *session = session_find(db, &app, token, &stale);
    commit(db);
    if (session && touch) {
        db = begin_at(database, DB_WRITE, minutes);
        session_touch(db, token);
        commit(db);
    }
    return session != NULL;
}

/* trace: PJL-5 */
static void a_session_dies_after_half_an_hour_unused(void **state) {
    const char *token = open_for(*state, silje);
    assert_true(lives_at(*state, token, 29, false));
    assert_false(lives_at(*state, token, 30, false));
    assert_true(lives_at(*state, token, 29, true));
    assert_true(lives_at(*state, token, 58, false));
    assert_false(lives_at(*state, token, 59, false));
}

/* trace: PJL-5 */
static void a_session_dies_after_half_a_day_however_busy(void **state) {
    const char *token = open_for(*state, silje);
    for (int64_t minute = 20; minute < 12 * 60; minute += 20) assert_true(lives_at(*state, token, minute, true));
    assert_false(lives_at(*state, token, 12 * 60, false));
}

/* A clock that was wrong and is set right must not give a session days to live. */
/* trace: PJL-5 */
static void a_session_from_the_future_is_over(void **state) {
    const char *token = open_for(*state, silje);
    assert_true(lives_at(*state, token, -4, false)); /* clocks of several machines differ a little */
    assert_false(lives_at(*state, token, -6, false));
    assert_false(lives_at(*state, token, -24 * 60, false));
    assert_true(lives_at(*state, token, 1, false));
}

static void a_session_is_written_at_most_once_a_minute(void **state) {
    const char *token = open_for(*state, silje);
    bool stale = true;
    struct db *db = begin_at(*state, DB_READ, 0);
    struct session *session = session_find(db, &app, token, &stale);
    assert_non_null(session);
    assert_false(stale);
    assert_int_equal(strlen(session->csrf), 43);
    assert_string_not_equal(session->csrf, token);
    commit(db);
    db = begin_at(*state, DB_READ, 1);
    session_find(db, &app, token, &stale);
    assert_true(stale);
    commit(db);
}

static void the_database_does_not_hold_the_token(void **state) {
    const char *token = open_for(*state, silje);
    assert_int_equal(test_number(*state, "SELECT count(*) FROM session"), 1);
    struct db *db = begin_at(*state, DB_READ, 0);
    struct session_get_row row;
    assert_false(session_get(db, (struct blob){(const uint8_t *)token, strlen(token)}, TEST_NOW, &row));
    assert_true(session_get(db, token_hash(db_arena(db), token), TEST_NOW, &row));
    commit(db);
}

static void another_token_and_someone_who_may_no_longer_sign_in_get_none(void **state) {
    struct test_database *database = *state;
    open_for(database, silje);
    assert_false(lives_at(database, "x", 0, false));
    assert_false(lives_at(database, "", 0, false));
    assert_null(open_for(database, gone));
}

static void what_has_expired_is_swept(void **state) {
    const struct test_database *database = *state;
    const char *token = open_for(database, silje);
    struct db *db = begin_at(database, DB_WRITE, 29);
    session_sweep_job.run(db, 0, minutes_later(29));
    commit(db);
    assert_true(lives_at(database, token, 29, false));
    /* one that has ended opens nothing, and tells for half a day whose form came too late */
    db = begin_at(database, DB_WRITE, 31);
    session_sweep_job.run(db, 0, minutes_later(31));
    commit(db);
    assert_false(lives_at(database, token, 31, false));
    struct session ended = {0};
    db = begin_at(database, DB_READ, 31);
    assert_true(session_ended(db, token, &ended));
    assert_int_equal(ended.staff.v, silje.v);
    commit(db);
    db = begin_at(database, DB_WRITE, 31 + 12 * 60);
    session_sweep_job.run(db, 0, minutes_later(31 + 12 * 60));
    commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM session"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM job WHERE kind = 'session_sweep'"), 1);
}

/* Neither a password nor the provider says which unit one acts for. */
static void who_signs_in_acts_for_the_usual_unit(void **state) {
    const struct test_database *database = *state;
    struct db *db = begin_at(database, DB_WRITE, 0);
    const char *token = session_open(db, &app_with_units, &(struct session_opening){.staff = silje});
    assert_non_null(token);
    assert_null(session_open(db, &app_with_units, &(struct session_opening){.staff = gone}));
    commit(db);
    assert_int_equal(test_number(database, "SELECT unit_id FROM session"), 11);
    bool stale;
    db = begin_at(database, DB_READ, 0);
    assert_int_equal(session_find(db, &app_with_units, token, &stale)->unit.v, 11);
    commit(db);
}

/* The secret of the new user, from the address the operator gets. */
static const char *make_user(const struct test_database *database, struct staff_id staff, bool without_code) {
    struct db *db = begin_at(database, DB_WRITE, 0);
    const char *url = NULL;
    struct local_user user = {.staff = staff, .user_name = "silje", .password = password, .issuer = "Felles", .without_code = without_code};
    assert_int_equal(local_user_set(db, &user, &url), ERR_OK);
    commit(db);
    return url ? arena_strndup(database->arena, strstr(url, "secret=") + 7, 32) : NULL;
}

static bool locked_at(const struct test_database *database, int64_t minutes) {
    struct db *db = begin_at(database, DB_READ, minutes);
    struct credential_get_row row;
    assert_true(credential_get(db, silje, &row));
    bool locked = local_is_locked(&row, minutes_later(minutes));
    commit(db);
    return locked;
}

static void fail_at(const struct test_database *database, int64_t minutes) {
    struct db *db = begin_at(database, DB_WRITE, minutes);
    local_failed(db, silje);
    assert_int_equal(db_commit(db), DB_OK); /* it audits by itself */
}

static bool use_at(const struct test_database *database, const char *code, int64_t minutes) {
    struct db *db = begin_at(database, DB_WRITE, minutes);
    bool used = local_use(db, silje, code);
    commit(db);
    return used;
}

/* trace: PJL-5 */
static void five_failures_lock_for_a_quarter_of_an_hour(void **state) {
    make_user(*state, silje, true);
    for (int i = 0; i < LOCAL_FAILURES - 1; i++) fail_at(*state, 0);
    assert_false(locked_at(*state, 0));
    fail_at(*state, 0);
    assert_true(locked_at(*state, 0));
    assert_false(use_at(*state, NULL, 14));
    assert_true(locked_at(*state, 14));
    assert_false(locked_at(*state, 15));
    assert_true(use_at(*state, NULL, 15));
}

static void a_good_sign_in_forgets_the_failures(void **state) {
    make_user(*state, silje, true);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < LOCAL_FAILURES - 1; i++) fail_at(*state, 0);
        assert_true(use_at(*state, NULL, 0));
    }
    assert_false(locked_at(*state, 0));
}

static void code_at(const char *secret, int64_t minutes, char code[7]) {
    char *key = NULL;
    size_t length = 0;
    assert_int_equal(oath_base32_decode(secret, strlen(secret), &key, &length), OATH_OK);
    assert_int_equal(oath_totp_generate(key, length, (time_t)(minutes_later(minutes).ms / 1000), 30, 0, 6, code), OATH_OK);
    free(key);
}

/* trace: PJL-5 */
static void a_code_opens_once_and_an_earlier_one_never_again(void **state) {
    const char *secret = make_user(*state, silje, false);
    char first[7], later[7];
    code_at(secret, 0, first);
    code_at(secret, 1, later);
    assert_false(use_at(*state, NULL, 0));
    assert_true(use_at(*state, first, 0));
    assert_false(use_at(*state, first, 0));
    assert_true(use_at(*state, later, 1));
    assert_false(use_at(*state, first, 0));
    assert_int_equal(test_number(*state, "SELECT count(*) FROM credential WHERE totp IS NULL"), 0);
}

static void a_password_is_right_or_not_and_nobody_has_one(void **state) {
    make_user(*state, silje, true);
    struct db *db = begin_at(*state, DB_READ, 0);
    struct credential_get_row row;
    assert_true(credential_get(db, silje, &row));
    assert_null(strstr(row.password, "korrekt"));
    assert_true(text_starts(row.password, "$argon2id$"));
    assert_true(local_password_right(&row, password));
    assert_false(local_password_right(&row, "korrekt hest batterI"));
    assert_false(local_password_right(&row, ""));
    assert_false(local_password_right(NULL, password));
    commit(db);
}

static void a_short_password_is_not_taken_and_a_new_one_ends_the_sessions(void **state) {
    const struct test_database *database = *state;
    const char *token = open_for(database, silje), *url;
    struct db *db = begin_at(database, DB_WRITE, 0);
    assert_int_equal(local_user_set(db, &(struct local_user){.staff = silje, .password = "ellevetegn!"}, &url), ERR_INVALID);
    db_abort(db);
    assert_true(lives_at(database, token, 0, false));
    make_user(database, silje, true);
    assert_false(lives_at(database, token, 0, false));
}

int main(void) {
    if (sodium_init() < 0) return 1;
    static const struct test_rule rules[] = {
        RULE(a_session_dies_after_half_an_hour_unused),
        RULE(a_session_dies_after_half_a_day_however_busy),
        RULE(a_session_from_the_future_is_over),
        RULE(a_session_is_written_at_most_once_a_minute),
        RULE(the_database_does_not_hold_the_token),
        RULE(another_token_and_someone_who_may_no_longer_sign_in_get_none),
        RULE(what_has_expired_is_swept),
        RULE(who_signs_in_acts_for_the_usual_unit),
        RULE(five_failures_lock_for_a_quarter_of_an_hour),
        RULE(a_good_sign_in_forgets_the_failures),
        RULE(a_code_opens_once_and_an_earlier_one_never_again),
        RULE(a_password_is_right_or_not_and_nobody_has_one),
        RULE(a_short_password_is_not_taken_and_a_new_one_ends_the_sessions),
    };
    return run_rules("sign_in", rules, sizeof rules / sizeof rules[0]);
}

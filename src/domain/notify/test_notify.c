/* Notices: one waits at a time, the choice decides, who is at work gets none, and what the mail server says decides what happens next. */
#include "domain/notify/notify.h"
#include "domain/work/town_for_tests.h"

/* A mail server that answers what the test wants, and remembers. */
static struct {
    struct arena *arena; /* the test's */
    enum mail_outcome answer;
    int n;
    const char *to, *subject, *body, *id;
} post_office;

static enum mail_outcome fake_send(struct arena *arena, const struct mail_server *server, const struct mail *mail,
                                   const char **ret_receipt) {
    (void)server, (void)arena;
    post_office.n++;
    post_office.to = arena_strdup(post_office.arena, mail->to);
    post_office.subject = arena_strdup(post_office.arena, mail->subject);
    post_office.body = arena_strdup(post_office.arena, mail->body);
    post_office.id = arena_strdup(post_office.arena, mail->message_id);
    *ret_receipt = "250 taken";
    return post_office.answer;
}

static const struct mail_server server = {.url = "smtp://127.0.0.1:1", .from = "felles@levanger.example", .plain = true};
static const struct notify_post post = {&server, "https://felles.example", fake_send};

static int deliver_at(const struct test_database *database, int64_t minutes) {
    return notify_deliver(database->store, &post, (struct instant){TEST_NOW.ms + minutes * MS_PER_MINUTE});
}

static void town_with_addresses(const struct test_database *database) {
    town_make(database);
    post_office.arena = database->arena;
    test_script(database, "UPDATE staff SET email = 'nr' || id || '@levanger.example'");
    post_office.n = 0;
    post_office.answer = MAIL_SENT;
}

static void task_from_nav(const struct test_database *database, struct case_id id, int64_t subject) {
    struct db *db = town_write(database, NAV, subject);
    work_task_add(db, id, unit_of(HJE), TASK_KIND_GIVE_INPUT, subject, date_of(2026, 9, 20));
    audit_add(db, "asked", "case", id.v, NULL);
    town_commit(db);
}

static void choose(const struct test_database *database, int staff, const char *how, int unit_too) {
    test_script(database, arena_printf(database->arena, "DELETE FROM notification_choice WHERE staff_id = %d", staff));
    test_script(database, arena_printf(database->arena,
                                       "INSERT INTO notification_choice (staff_id, how, unit_too, changed_at) VALUES (%d, '%s', %d, 0)",
                                       staff, how, unit_too));
}

/* trace: GDPR-5 R-045 */
static void ten_changes_from_another_unit_are_one_mail_that_says_nothing(void **state) {
    const struct test_database *database = *state;
    town_with_addresses(database);
    struct case_id id = town_case(database, "Ane");
    for (int i = 1; i <= 10; i++) task_from_nav(database, id, i);
    assert_int_equal(test_number(database, "SELECT count(*) FROM notification"), 1);
    assert_int_equal(test_number(database, "SELECT staff_id FROM notification"), HJE);
    assert_int_equal(deliver_at(database, 0), 0);
    assert_int_equal(deliver_at(database, 5), 1);
    assert_int_equal(post_office.n, 1);
    assert_string_equal(post_office.to, "nr4@levanger.example");
    assert_non_null(strstr(post_office.body, "https://felles.example/"));
    static const char *const secrets[] = {"Ane", "Solberg", "Nav", "innspill", "sak", "2026"};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (strstr(post_office.body, secrets[i]) || strstr(post_office.subject, secrets[i])) fail_msg("the mail says %s", secrets[i]);
    assert_int_equal(test_number(database, "SELECT count(*) FROM notification WHERE state = 'sent' AND receipt = '250 taken'"), 1);
    assert_int_equal(deliver_at(database, 6), 0);
}

/* trace: R-045 */
static void a_new_one_comes_an_hour_after_the_last_and_never_to_who_did_it(void **state) {
    const struct test_database *database = *state;
    town_with_addresses(database);
    struct case_id id = town_case(database, "Ane");
    task_from_nav(database, id, 1);
    assert_int_equal(deliver_at(database, 5), 1);
    task_from_nav(database, id, 600000); /* ten minutes later */
    assert_int_equal(deliver_at(database, 30), 0);
    assert_int_equal(deliver_at(database, 66), 1);
    struct db *db = town_write(database, HJE, 9000000);
    work_task_add(db, id, unit_of(HJE), TASK_KIND_WARM_HANDOVER, 1, date_of(2026, 9, 20));
    work_task_give(db, id, TASK_KIND_WARM_HANDOVER, 1, staff_of(HJE));
    audit_add(db, "own", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM notification WHERE state = 'waiting'"), 0);
    db = town_write(database, HJE, 9000001);
    work_task_give(db, id, TASK_KIND_WARM_HANDOVER, 1, staff_of(STAFF_NIGHT));
    audit_add(db, "given", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT staff_id FROM notification WHERE state = 'waiting'"), STAFF_NIGHT);
}

/* trace: R-045 */
static void the_choice_decides_whether_and_when(void **state) {
    const struct test_database *database = *state;
    town_with_addresses(database);
    struct case_id id = town_case(database, "Ane");
    choose(database, HJE, "never", 1);
    choose(database, STAFF_NIGHT, "daily", 1);
    task_from_nav(database, id, 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM notification"), 1);
    assert_int_equal(test_number(database, "SELECT staff_id FROM notification"), STAFF_NIGHT);
    struct date today = instant_oslo_date(TEST_NOW);
    int64_t due = test_number(database, "SELECT due_at FROM notification");
    assert_int_equal(due, instant_of_oslo(date_add_days(today, 1), 8 * 60).ms);
    assert_int_equal(deliver_at(database, 60), 0);
    choose(database, STAFF_NIGHT, "daily", 0);
    test_script(database, "UPDATE notification SET state = 'dropped', ended_at = 0");
    task_from_nav(database, id, 2);
    assert_int_equal(test_number(database, "SELECT count(*) FROM notification WHERE state = 'waiting'"), 0);
}

/* trace: R-045 */
static void who_has_been_here_since_gets_none(void **state) {
    const struct test_database *database = *state;
    town_with_addresses(database);
    struct case_id id = town_case(database, "Ane");
    task_from_nav(database, id, 1);
    test_script(database, arena_printf(database->arena, "UPDATE notification SET made_at = %lld", (long long)TEST_NOW.ms));
    const char *blob = database->postgresql ? "'\\x00'" : "x'00'";
    test_script(database, arena_printf(database->arena,
                                       "INSERT INTO session (token_hash, staff_id, unit_id, csrf, created_at, seen_at, expires_at) "
                                       "VALUES (%s, 4, 4, 'x', 0, %lld, %lld)",
                                       blob, (long long)TEST_NOW.ms + 60000, (long long)TEST_NOW.ms * 2));
    assert_int_equal(deliver_at(database, 5), 1);
    assert_int_equal(post_office.n, 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM notification WHERE state = 'dropped'"), 1);
}

/* trace: R-045 */
static void a_server_that_does_not_answer_is_tried_again_and_a_refusal_is_final(void **state) {
    const struct test_database *database = *state;
    town_with_addresses(database);
    struct case_id id = town_case(database, "Ane");
    task_from_nav(database, id, 1);
    post_office.answer = MAIL_TRY_AGAIN;
    assert_int_equal(deliver_at(database, 5), 1);
    const char *first = post_office.id;
    assert_int_equal(deliver_at(database, 6), 0);
    assert_int_equal(deliver_at(database, 8), 1);
    assert_string_equal(first, post_office.id);
    for (int64_t minutes = 20, left = 6; left > 0; left--, minutes *= 3) assert_int_equal(deliver_at(database, minutes), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM notification WHERE state IN ('failed', 'dropped')"), 1);
    test_script(database, "UPDATE notification SET ended_at = 0");
    task_from_nav(database, id, 2);
    post_office.answer = MAIL_NEVER;
    assert_int_equal(deliver_at(database, 5), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM notification WHERE state = 'failed' AND attempts = 1"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(ten_changes_from_another_unit_are_one_mail_that_says_nothing),
        RULE(a_new_one_comes_an_hour_after_the_last_and_never_to_who_did_it),
        RULE(the_choice_decides_whether_and_when),
        RULE(who_has_been_here_since_gets_none),
        RULE(a_server_that_does_not_answer_is_tried_again_and_a_refusal_is_final),
    };
    return run_rules("notify", rules, sizeof rules / sizeof *rules);
}

/* Messages: who reads which, what may be sent to whom, read marks, answers, and a schema that keeps them as sent. */
#include "domain/message/internal.h"
#include "domain/secrecy/secrecy.h"
#include "domain/work/town_for_tests.h"
#include "message_routes.h"

static const enum right user[] = {RIGHT_SIGNED_IN, RIGHT_CASE_SEE, RIGHT_MESSAGE_USE, 0};

static struct case_id case_with(const struct test_database *database, const int *units, size_t n) {
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    for (size_t i = 0; i < n; i++) secrecy_involve(db, id, unit_of(units[i]), INVOLVEMENT_DUTY);
    audit_add(db, "involved", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static int send(const struct test_database *database, int from, struct case_id id, struct message_new message,
                struct message_id *ret_message) {
    static int64_t later = 1000;
    struct db *db = town_write(database, from, later += 1000);
    struct request rq = town_request(database, db, town_session(database, from, user));
    const struct access *access = message.zone == ZONE_SPINE ? NULL : secrecy_open(&rq, id, ZONE_BIT(message.zone), "coordination");
    int fault = message_send_new(db, access, id, &message, ret_message);
    if (fault) db_abort(db);
    else town_commit(db);
    return fault;
}

static const char *page_as(const struct test_database *database, int unit, struct case_id id) {
    const struct actor reader = {.kind = ACTOR_STAFF, .staff = unit, .unit = unit, .what = "message_page"};
    struct db *db = db_begin(database->store, DB_READ, database->arena, &reader, TEST_NOW);
    struct request rq = town_request(database, db, town_session(database, unit, user));
    struct reply reply = message_page(&rq, &(struct message_page_in){.case_ = id});
    assert_int_equal(reply.status, 200);
    assert_false(db_failed(db));
    assert_int_equal(db_commit(db), DB_OK);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

/* trace: R-045 I-04 */
static void the_spines_messages_are_for_the_team_and_property_sees_only_its_own(void **state) {
    const struct test_database *database = *state;
    struct case_id id = case_with(database, (const int[]){NAV, EIE}, 2);
    struct message_id sent;
    assert_int_equal(
        send(database, HOT, id,
             (struct message_new){.zone = ZONE_SPINE, .to_unit = unit_of(NAV), .answer_by = DATE_NONE, .text = "Møtet er flyttet."}, &sent),
        MESSAGE_SENT);
    assert_int_equal(
        send(database, HOT, id,
             (struct message_new){.zone = ZONE_SPINE, .to_unit = unit_of(EIE), .answer_by = DATE_NONE, .text = "Nøkler hentes fredag."},
             &sent),
        MESSAGE_SENT);
    const char *nav = page_as(database, NAV, id), *property = page_as(database, EIE, id);
    assert_non_null(strstr(nav, "Møtet er flyttet."));
    assert_non_null(strstr(nav, "Nøkler hentes fredag."));
    assert_null(strstr(property, "Møtet er flyttet."));
    assert_non_null(strstr(property, "Nøkler hentes fredag."));
    assert_non_null(strstr(property, "<h1 class=\"ds-heading\" data-size=\"md\">Meldinger</h1>"));
    assert_int_equal(test_number(database, "SELECT count(*) FROM message WHERE text IS NULL"), 0);
}

/* trace: R-045 I-04 I-05 I-06 PJL-6 */
static void a_message_of_health_is_read_by_who_may_read_health_and_the_log_says_so(void **state) {
    const struct test_database *database = *state;
    struct case_id id = case_with(database, (const int[]){NAV, EIE, HJE}, 3);
    struct message_id sent;
    test_script(
        database,
        "INSERT INTO consent (case_id, person_id, to_unit, zone, purpose, state, form, asked_at, asked_by, asked_unit, answered_at, until) "
        "SELECT id, person_id, 4, 'health', 'services', 'given', 'signed', 0, 1, 1, 0, '2026-12-20' FROM person_case");
    struct message_new message = {.zone = ZONE_HEALTH, .to_unit = unit_of(HJE), .answer_by = DATE_NONE, .text = "Hun sover dårlig."};
    assert_int_equal(send(database, HOT, id, message, &sent), MESSAGE_SENT);
    message.to_unit = unit_of(NAV);
    assert_int_equal(send(database, HOT, id, message, &sent), MESSAGE_MAY_NOT_READ);
    message.to_unit = unit_of(HJE);
    assert_int_equal(send(database, NAV, id, message, &sent), MESSAGE_MAY_NOT_WRITE);
    assert_non_null(strstr(page_as(database, HJE, id), "Hun sover dårlig."));
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log WHERE zone = 'health' AND unit_id = 4"), 1);
    assert_null(strstr(page_as(database, NAV, id), "Hun sover dårlig."));
    assert_null(strstr(page_as(database, EIE, id), "Hun sover dårlig."));
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log WHERE unit_id NOT IN (1, 4)"), 0);
}

/* trace: R-045 */
static void a_message_waits_until_it_is_read_and_its_answer_ends_the_task(void **state) {
    const struct test_database *database = *state;
    struct case_id id = case_with(database, (const int[]){NAV}, 1);
    struct message_id asked, answered;
    struct date due = date_of(2026, 9, 20);
    struct message_new question = {
        .zone = ZONE_SPINE, .to_unit = unit_of(NAV), .to_staff = staff_of(NAV), .answer_by = due, .text = "Når kommer svaret?"};
    assert_int_equal(send(database, HOT, id, question, &asked), MESSAGE_SENT);
    assert_int_equal(test_number(database, "SELECT staff_id FROM task WHERE kind = 'answer_message' AND unit_id = 3 AND done_at IS NULL"),
                     NAV);
    struct db *db = test_read(database);
    struct request nav = town_request(database, db, town_session(database, NAV, user)),
                   hot = town_request(database, db, town_session(database, HOT, user));
    assert_int_equal(message_count_unread(&nav), 1);
    assert_int_equal(message_count_unread(&hot), 0);
    assert_string_equal(message_waiting_for(&nav).v[0].name, "Ane Solberg");
    db_abort(db);
    struct message_new answer = {
        .zone = ZONE_SPINE, .to_unit = unit_of(HOT), .answers = asked, .answer_by = DATE_NONE, .text = "På fredag."};
    assert_int_equal(send(database, NAV, id, answer, &answered), MESSAGE_SENT);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'answer_message' AND done_at IS NULL"), 0);
    assert_int_equal(test_number(database, "SELECT read_by FROM message WHERE answers IS NULL"), NAV);
    db = test_read(database);
    struct request again = town_request(database, db, town_session(database, NAV, user)),
                   asker = town_request(database, db, town_session(database, HOT, user));
    assert_int_equal(message_count_unread(&again), 0);
    assert_int_equal(message_count_unread(&asker), 1);
    db_abort(db);
    db = town_write(database, HOT, 900000);
    assert_int_equal(message_mark_read(db, id, answered), ERR_OK);
    town_commit(db);
    assert_non_null(strstr(page_as(database, NAV, id), "Lest av Medarbeider 1"));
}

/* trace: R-045 I-04 */
static void what_cannot_be_sent_is_refused_with_the_reason(void **state) {
    const struct test_database *database = *state;
    struct case_id id = case_with(database, (const int[]){NAV}, 1);
    struct message_id sent;
    const struct message_new good = {.zone = ZONE_SPINE, .to_unit = unit_of(NAV), .answer_by = DATE_NONE, .text = "Hei"};
    struct message_new outside = good, not_there = good, past = good, unknown = good, no_task = good;
    outside.to_unit = unit_of(HJE);
    not_there.to_staff = staff_of(HJE);
    past.answer_by = date_of(2026, 1, 1);
    unknown.answers = (struct message_id){77};
    no_task.task = (struct task_id){77};
    assert_int_equal(send(database, HOT, id, outside, &sent), MESSAGE_NOT_IN_TEAM);
    assert_int_equal(send(database, HOT, id, not_there, &sent), MESSAGE_NOT_THERE);
    assert_int_equal(send(database, HOT, id, past, &sent), MESSAGE_DATE_PAST);
    assert_int_equal(send(database, HOT, id, unknown, &sent), MESSAGE_UNKNOWN);
    assert_int_equal(send(database, HOT, id, no_task, &sent), MESSAGE_UNKNOWN_TASK);
    assert_int_equal(send(database, HOT, (struct case_id){99}, good, &sent), MESSAGE_NO_CASE);
    assert_int_equal(test_number(database, "SELECT count(*) FROM message"), 0);
}

/* trace: I-14 I-04 */
static void the_schema_keeps_a_message_as_it_was_sent(void **state) {
    const struct test_database *database = *state;
    struct case_id id = case_with(database, (const int[]){NAV}, 1);
    struct message_id sent;
    assert_int_equal(send(database, HOT, id,
                          (struct message_new){.zone = ZONE_SPINE, .to_unit = unit_of(NAV), .answer_by = DATE_NONE, .text = "Hei"}, &sent),
                     MESSAGE_SENT);
    static const char *const refused[] = {
        "DELETE FROM message",
        "UPDATE message SET to_unit = 4",
        "UPDATE message SET zone = 'health', text = NULL",
        "UPDATE message SET text = NULL",
        "INSERT INTO message_text (message_id, person_id, zone, text) VALUES (1, 1, 'health', 'x')",
        "UPDATE message SET read_at = 1, read_by = 1; UPDATE message SET read_at = 2",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct db *db = town_write(database, HOT, 5000000);
        for (const char *at = refused[i]; at; at = strchr(at, ';') ? strchr(at, ';') + 1 : NULL) {
            const char *end = strchr(at, ';');
            test_run(db, end ? arena_strndup(database->arena, at, (size_t)(end - at)) : at);
        }
        if (!db_failed(db)) fail_msg("the schema takes: %s", refused[i]);
        db_abort(db);
    }
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_spines_messages_are_for_the_team_and_property_sees_only_its_own),
        RULE(a_message_of_health_is_read_by_who_may_read_health_and_the_log_says_so),
        RULE(a_message_waits_until_it_is_read_and_its_answer_ends_the_task),
        RULE(what_cannot_be_sent_is_refused_with_the_reason),
        RULE(the_schema_keeps_a_message_as_it_was_sent),
    };
    return run_rules("message", rules, sizeof rules / sizeof *rules);
}

/* Asking, answering, taking back and objecting, as rules: what each opens and closes, and from when (MODEL 3.3; the story L3 and L5). */
#include "domain/secrecy/consent_for_tests.h"

#include "platform/jobs/jobs.h"

#define HEALTH ZONE_BIT(ZONE_HEALTH)
#define HOUSING ZONE_BIT(ZONE_HOUSING)
#define DAY MS_PER_DAY
static const struct job_kind jobs[] = {{JOB_CONSENT_DUE, secrecy_consent_due_job}, {NULL, NULL}};

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static struct instant later(int64_t ms) { return (struct instant){TEST_NOW.ms + ms}; }

/* trace: R-052 I-04 L3 */
static void her_no_stops_the_sharing_and_nothing_else(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    struct case_brief before, after;
    struct db *db = test_read(database);
    assert_true(work_case(db, ane, &before));
    db_abort(db);
    assert_int_equal(ask(database, HJE, HEALTH, ASKED_AT), CONSENT_DONE);
    assert_int_equal(answer(database, HJE, 0, ASKED_AT + 1), CONSENT_DONE);
    assert_false(finds(database, HJE));
    assert_false(reads(database, HJE, ZONE_HEALTH));
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM consent WHERE state = 'refused' AND ask_again = '2026-12-06'"), 1);
    db = test_read(database);
    assert_true(work_case(db, ane, &after));
    assert_true(secrecy_said_no(db, ane, unit_of(HJE), date_of(2026, 9, 8)));
    assert_false(secrecy_said_no(db, ane, unit_of(NAV), date_of(2026, 9, 8)));
    db_abort(db);
    assert_int_equal(after.holder_unit.v, before.holder_unit.v);
    assert_int_equal(after.state, before.state);
    assert_int_equal(after.version, before.version);
    assert_true(reads(database, HOT, ZONE_HOUSING));
    assert_int_equal(
        count(database, "SELECT count(*) FROM case_event WHERE kind = 'consent_refused' AND zone = 'health' AND other_unit = 4"), 1);
}

/* trace: R-052 I-04 I-05 GDPR-1 L5 */
static void access_appears_when_she_says_yes_and_not_before(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    assert_int_equal(ask(database, HJE, HEALTH, ASKED_AT), CONSENT_DONE);
    assert_int_equal(ask(database, GP, HEALTH, ASKED_AT + 1), CONSENT_DONE);
    assert_false(finds(database, HJE));
    assert_false(reads(database, HJE, ZONE_HEALTH));
    assert_int_equal(lines(database), 0);
    assert_int_equal(answer(database, HJE, HEALTH, ASKED_AT + 2), CONSENT_DONE);
    assert_int_equal(answer(database, GP, HEALTH, ASKED_AT + 3), CONSENT_DONE);
    assert_true(finds(database, HJE));
    assert_true(finds(database, GP));
    assert_false(finds(database, NAV));
    assert_true(reads(database, HJE, ZONE_HEALTH));
    assert_int_equal(
        count(database, "SELECT count(*) FROM access_log WHERE unit_id = 4 AND zone = 'health' AND ground = 'H1' AND purpose = 'services'"),
        1);
    assert_false(reads(database, HJE, ZONE_SOCIAL));
    assert_true(reads(database, GP, ZONE_HEALTH));
    assert_int_equal(lines(database), 2);
    struct db *db = test_read(database);
    assert_true(secrecy_consented(db, ane, unit_of(HJE), ZONE_HEALTH, date_of(2027, 3, 7)));
    assert_false(secrecy_consented(db, ane, unit_of(HJE), ZONE_HEALTH, date_of(2027, 3, 8)));
    assert_false(secrecy_consented(db, ane, unit_of(HJE), ZONE_SOCIAL, date_of(2026, 9, 8)));
    db_abort(db);
}

static void six_months_are_the_usual_time(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    assert_int_equal(consent_default_until(date_of(2026, 9, 15)).days, date_of(2027, 3, 15).days);
    assert_int_equal(consent_default_until(date_of(2026, 8, 31)).days, date_of(2027, 2, 28).days);
}

/* trace: R-064 */
static void she_may_say_yes_to_a_part_of_it(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    assert_int_equal(ask(database, HJE, HEALTH | HOUSING | ZONE_BIT(ZONE_PLAN), ASKED_AT), CONSENT_DONE);
    assert_int_equal(answer(database, HJE, HOUSING, ASKED_AT + 1), CONSENT_DONE);
    assert_true(reads(database, HJE, ZONE_HOUSING));
    assert_false(reads(database, HJE, ZONE_HEALTH));
    assert_false(reads(database, HJE, ZONE_PLAN));
    assert_int_equal(count(database, "SELECT count(*) FROM consent WHERE state = 'refused'"), 2);
    assert_int_equal(answer(database, HJE, HEALTH, ASKED_AT + 2), CONSENT_NOT_FOUND);
}

static int asks(struct db *db, int unit, unsigned zones, struct date until) {
    struct consent_asking asking = question_to(unit, zones);
    asking.until = until;
    return consent_put_question(db, ane, &asking);
}

/* trace: I-06 R-053 R-054 */
static void some_questions_are_not_asked(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HOUSING, ASKED_AT);
    struct date until = date_of(2027, 3, 7);
    struct db *db = consent_write(database, ASKED_AT + 10);
    assert_int_equal(asks(db, EIE, HEALTH, until), CONSENT_ZONE_NEVER);
    assert_int_equal(asks(db, EIE, HOUSING, until), CONSENT_ZONE_NEVER);
    assert_int_equal(asks(db, HOT, ZONE_BIT(ZONE_RESTRICTED), until), CONSENT_ZONE_NEVER);
    assert_int_equal(asks(db, HOT, HOUSING, until), CONSENT_NOT_NEEDED);
    assert_int_equal(asks(db, HJE, 0, until), CONSENT_ZONE_MISSING);
    assert_int_equal(asks(db, HJE, ZONE_BIT(ZONE_SPINE), until), CONSENT_ZONE_MISSING);
    assert_int_equal(asks(db, 99, HEALTH, until), CONSENT_UNIT_UNKNOWN);
    assert_int_equal(asks(db, HJE, HEALTH, date_of(2026, 9, 6)), CONSENT_UNTIL_PAST);
    assert_int_equal(asks(db, HJE, HEALTH, DATE_NONE), CONSENT_UNTIL_PAST);
    assert_int_equal(asks(db, HJE, HEALTH, date_of(2027, 9, 8)), CONSENT_UNTIL_FAR);
    assert_int_equal(consent_put_question(db, (struct case_id){77}, &(struct consent_asking){.to_unit = unit_of(HJE)}), CONSENT_NOT_FOUND);
    assert_int_equal(asks(db, HJE, HEALTH, date_of(2026, 9, 7)), CONSENT_DONE);
    assert_int_equal(asks(db, HJE, HEALTH, until), CONSENT_ALREADY_ASKED);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM consent"), 2);
}

/* trace: GDPR-1 FVL-13a HPL-22 */
static void a_yes_has_a_form_and_a_spoken_one_a_witness(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    assert_int_equal(ask(database, HJE, HEALTH, ASKED_AT), CONSENT_DONE);
    struct db *db = consent_write(database, ASKED_AT + 1);
    struct consent_answering answering = {.unit = unit_of(HJE), .zones = HEALTH, .until = DATE_NONE};
    assert_int_equal(consent_register_answer(db, ane, &answering), CONSENT_FORM_MISSING);
    answering.form = CONSENT_FORM_ORAL;
    answering.witness = "  ";
    assert_int_equal(consent_register_answer(db, ane, &answering), CONSENT_WITNESS_MISSING);
    answering.witness = "Kari Nordmann hørte det på kafeen";
    answering.until = date_of(2026, 9, 1);
    assert_int_equal(consent_register_answer(db, ane, &answering), CONSENT_UNTIL_PAST);
    answering.until = date_of(2026, 10, 1);
    assert_int_equal(consent_register_answer(db, ane, &answering), CONSENT_DONE);
    town_commit(db);
    assert_int_equal(
        count(database,
              "SELECT count(*) FROM consent WHERE state = 'given' AND form = 'oral' AND witness IS NOT NULL AND until = '2026-10-01'"),
        1);
}

/* trace: R-052 */
static void after_a_no_she_is_asked_again_only_later_or_for_a_new_reason(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    assert_int_equal(ask(database, HJE, HEALTH, ASKED_AT), CONSENT_DONE);
    assert_int_equal(answer(database, HJE, 0, ASKED_AT + 1), CONSENT_DONE);
    assert_int_equal(ask(database, HJE, HEALTH, 8 * DAY), CONSENT_REASON_MISSING);
    assert_int_equal(ask(database, HJE, HOUSING, 8 * DAY), CONSENT_DONE);
    assert_int_equal(ask(database, RUS, HEALTH, 8 * DAY + 1), CONSENT_DONE);
    struct db *db = consent_write(database, 8 * DAY + 2);
    struct consent_asking asking = question_to(HJE, HEALTH);
    asking.reason = "Ane tok det opp selv";
    assert_int_equal(consent_put_question(db, ane, &asking), CONSENT_DONE);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM consent WHERE reason IS NOT NULL"), 1);
    assert_int_equal(answer(database, HJE, 0, 8 * DAY + 3), CONSENT_DONE);
    assert_int_equal(ask(database, HJE, HEALTH, 97 * DAY), CONSENT_REASON_MISSING);
    assert_int_equal(ask(database, HJE, HEALTH, 98 * DAY), CONSENT_DONE);
}

static struct consent_id given(const struct test_database *database) {
    return (struct consent_id){count(database, "SELECT max(id) FROM consent WHERE state = 'given'")};
}

static int take_back(const struct test_database *database, struct consent_id consent, int64_t at) {
    struct db *db = consent_write(database, at);
    int fault = consent_take_back(db, ane, consent);
    town_commit(db);
    return fault;
}

/* trace: I-04 HPL-29 PBRL-12 */
static void taking_it_back_works_from_that_moment(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HEALTH | HOUSING, ASKED_AT);
    assert_true(reads(database, HJE, ZONE_HEALTH));
    assert_int_equal(take_back(database, given(database), ASKED_AT + 100), CONSENT_DONE); /* housing */
    assert_false(reads(database, HJE, ZONE_HOUSING));
    assert_true(reads(database, HJE, ZONE_HEALTH));
    assert_true(finds(database, HJE));
    assert_int_equal(take_back(database, given(database), ASKED_AT + 200), CONSENT_DONE);
    assert_false(reads(database, HJE, ZONE_HEALTH));
    assert_false(finds(database, HJE));
    assert_int_equal(count(database, "SELECT count(*) FROM consent WHERE state = 'revoked' AND ended_by = 1"), 2);
    assert_int_equal(lines(database), 2); /* what was read stays written */
    assert_int_equal(take_back(database, (struct consent_id){1}, ASKED_AT + 300), CONSENT_NOT_GIVEN);
    assert_int_equal(take_back(database, (struct consent_id){99}, ASKED_AT + 300), CONSENT_NOT_FOUND);
    assert_int_equal(count(database, "SELECT count(*) FROM job"), 0);
    say_yes(database, HJE, HEALTH, ASKED_AT + 400); /* undone by a new question, at once */
    assert_true(reads(database, HJE, ZONE_HEALTH));
}

/* trace: HPL-25 HPL-29 PBRL-12 */
static void need_in_health_care_gives_way_when_she_has_said_no(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    struct db *db = consent_write(database, 2);
    secrecy_involve(db, ane, unit_of(HJE), INVOLVEMENT_SERVICE);
    town_commit(db);
    assert_true(reads(database, HJE, ZONE_HEALTH));
    assert_int_equal(count(database, "SELECT count(*) FROM access_log WHERE ground = 'H7'"), 1);
    assert_int_equal(ask(database, HJE, HEALTH, ASKED_AT), CONSENT_DONE);
    assert_true(reads(database, HJE, ZONE_HEALTH));
    assert_int_equal(answer(database, HJE, 0, ASKED_AT + 1), CONSENT_DONE);
    assert_false(reads(database, HJE, ZONE_HEALTH));
    assert_true(finds(database, HJE)); /* the service goes on */
}

static int object(const struct test_database *database, int unit, enum zone zone, int64_t at) {
    struct db *db = consent_write(database, at);
    int fault = consent_object(db, ane, unit_of(unit), zone);
    town_commit(db);
    return fault;
}

/* trace: I-04 HPL-29 PBRL-12 */
static void an_objection_beats_every_ground_also_right_after_sharing(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    struct db *db = consent_write(database, 2);
    for (enum involvement why = INVOLVEMENT_HOLDER; why <= INVOLVEMENT_COORDINATOR; why++) secrecy_involve(db, ane, unit_of(HJE), why);
    town_commit(db);
    say_yes(database, HJE, HEALTH, ASKED_AT);
    assert_true(reads(database, HJE, ZONE_HEALTH));
    assert_true(reads(database, HOT, ZONE_HEALTH));
    assert_int_equal(object(database, HJE, ZONE_HEALTH, ASKED_AT + 10), CONSENT_DONE);
    assert_false(reads(database, HJE, ZONE_HEALTH));
    assert_true(reads(database, HOT, ZONE_HEALTH));
    assert_int_equal(object(database, 0, ZONE_HEALTH, ASKED_AT + 20), CONSENT_DONE);
    assert_false(reads(database, HOT, ZONE_HEALTH));
    assert_true(reads(database, HOT, ZONE_HOUSING));
    assert_int_equal(object(database, 0, ZONE_HEALTH, ASKED_AT + 30), CONSENT_OBJECTED_ALREADY);
    assert_int_equal(object(database, 0, ZONE_SPINE, ASKED_AT + 30), CONSENT_ZONE_MISSING);
    db = test_read(database);
    assert_false(secrecy_consented(db, ane, unit_of(HJE), ZONE_HEALTH, date_of(2026, 9, 8)));
    assert_true(secrecy_said_no(db, ane, unit_of(HJE), date_of(2026, 9, 8)));
    assert_false(secrecy_said_no(db, ane, unit_of(HOT), date_of(2026, 9, 8)));
    db_abort(db);
}

/* trace: HPL-29 PBRL-12 */
static void lifting_an_objection_gives_back_what_was_allowed_before(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HEALTH, ASKED_AT);
    assert_int_equal(object(database, 0, ZONE_HEALTH, ASKED_AT + 10), CONSENT_DONE);
    assert_int_equal(object(database, HJE, ZONE_HEALTH, ASKED_AT + 20), CONSENT_DONE);
    struct db *db = consent_write(database, ASKED_AT + 30);
    assert_int_equal(consent_lift(db, ane, (struct objection_id){1}), CONSENT_DONE);
    assert_int_equal(consent_lift(db, ane, (struct objection_id){1}), CONSENT_NO_OBJECTION);
    assert_int_equal(consent_lift(db, (struct case_id){2}, (struct objection_id){2}), CONSENT_NO_OBJECTION);
    town_commit(db);
    assert_false(reads(database, HJE, ZONE_HEALTH)); /* the other one holds */
    db = consent_write(database, ASKED_AT + 40);
    assert_int_equal(consent_lift(db, ane, (struct objection_id){2}), CONSENT_DONE);
    town_commit(db);
    assert_true(reads(database, HJE, ZONE_HEALTH));
}

static void run_jobs(const struct test_database *database, struct date day) {
    assert_true(jobs_run_due(database->store, jobs, instant_of_oslo(day, 60), 50) >= 0);
}

/* trace: I-04 R-045 */
static void thirty_days_before_the_end_the_holder_is_reminded_and_then_it_ends(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HEALTH | HOUSING, ASKED_AT);
    run_jobs(database, date_of(2027, 2, 4));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task"), 0);
    run_jobs(database, date_of(2027, 2, 5));
    assert_int_equal(
        count(database,
              "SELECT count(*) FROM open_task WHERE kind = 'renew_consent' AND unit_id = 1 AND subject = 4 AND due = '2027-03-07'"),
        1);
    run_jobs(database, date_of(2027, 3, 7));
    assert_int_equal(count(database, "SELECT count(*) FROM consent WHERE state = 'given'"), 2);
    assert_true(reads_at(database, HJE, ZONE_HEALTH, instant_of_oslo(date_of(2027, 3, 7), 23 * 60 + 59)));
    /* the day after, whether or not the job has come */
    assert_false(reads_at(database, HJE, ZONE_HEALTH, instant_of_oslo(date_of(2027, 3, 8), 0)));
    struct db *db = read_at(database, HJE, instant_of_oslo(date_of(2027, 3, 8), 0));
    assert_false(secrecy_involved(db, ane, unit_of(HJE)));
    db_abort(db);
    run_jobs(database, date_of(2027, 3, 8));
    assert_int_equal(count(database, "SELECT count(*) FROM consent WHERE state = 'expired' AND ended_by IS NULL"), 2);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM job"), 0);
}

static void a_new_yes_before_the_end_takes_the_place_of_the_old(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HEALTH, ASKED_AT);
    run_jobs(database, date_of(2027, 2, 5));
    int64_t february = instant_of_oslo(date_of(2027, 2, 6), 600).ms - TEST_NOW.ms;
    struct db *db = consent_write(database, february);
    assert_int_equal(asks(db, HJE, HEALTH, date_of(2027, 8, 6)), CONSENT_DONE);
    town_commit(db);
    assert_true(reads_at(database, HJE, ZONE_HEALTH, later(february + 1))); /* the old one runs while she thinks */
    assert_int_equal(answer(database, HJE, HEALTH, february + 2), CONSENT_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM consent WHERE state = 'replaced'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM job WHERE kind = 'consent_due' AND subject = 2"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM job WHERE kind = 'consent_due'"), 1);
    run_jobs(database, date_of(2027, 3, 8));
    assert_true(reads_at(database, HJE, ZONE_HEALTH, instant_of_oslo(date_of(2027, 8, 6), 600)));
}

/* trace: I-14 */
static void the_schema_itself_keeps_what_she_said(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HEALTH, ASKED_AT);
    assert_int_equal(object(database, 0, ZONE_PLAN, ASKED_AT + 10), CONSENT_DONE);
    static const struct {
        const char *sql, *name;
    } refusals[] = {
        {"DELETE FROM consent", "consent is append-only"},
        {"UPDATE consent SET state = 'asked'", "consent_moves"},
        {"UPDATE consent SET state = 'refused'", "consent_moves"},
        {"UPDATE consent SET until = '2030-01-01'", "consent_moves"},
        {"DELETE FROM objection", "objection is append-only"},
        {"DELETE FROM case_unit", "case_unit is append-only"},
        {"INSERT INTO objection (case_id, zone, made_at, made_by) VALUES (1, 'spine', 1, 1)", "objection_not_to_spine"},
        {"INSERT INTO objection (case_id, zone, made_at, made_by) VALUES (1, 'plan', 1, 1)", "objection_one_all"},
        {"INSERT INTO consent (case_id, person_id, to_unit, zone, purpose, state, form, until, asked_at, asked_by, asked_unit, answered_at)"
         " VALUES (1, 1, 4, 'plan', 'services', 'given', 'oral', '2027-01-01', 1, 1, 1, 2)",
         "consent_oral_has_witness"},
        {"INSERT INTO consent (case_id, person_id, to_unit, zone, purpose, state, asked_at, asked_by, asked_unit)"
         " VALUES (1, 1, 4, 'plan', 'services', 'given', 1, 1, 1)",
         "consent_yes_has_scope"},
    };
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct db *db = consent_write(database, ASKED_AT + 20);
        test_run(db, refusals[i].sql);
        assert_true(db_failed(db));
        assert_string_equal(db_constraint(db), refusals[i].name);
        assert_int_not_equal(db_commit(db), DB_OK);
    }
}

/* trace: R-054 */
static void a_hidden_part_says_why_and_who_must_say_yes(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    static const enum right rights[] = {RIGHT_CONSENT_REGISTER, 0};
    struct db *db = test_read(database);
    struct request nav = town_request(database, db, town_session(database, NAV, rights)),
                   eie = town_request(database, db, town_session(database, EIE, rights));
    struct secrecy_hidden hidden = secrecy_hidden_zone(&nav, ane, ZONE_HEALTH);
    assert_int_equal(hidden.why, HIDDEN_NOT_ASKED);
    assert_string_equal(hidden.name, "Ane");
    assert_string_equal(hidden.ask, "/sak/1/samtykke/nytt?to_unit=3&zone=health");
    hidden = secrecy_hidden_zone(&eie, ane, ZONE_HEALTH);
    assert_int_equal(hidden.why, HIDDEN_NEVER);
    assert_null(hidden.ask);
    db_abort(db);
    assert_int_equal(ask(database, NAV, HEALTH, ASKED_AT), CONSENT_DONE);
    db = test_read(database);
    nav.db = db;
    assert_int_equal(secrecy_hidden_zone(&nav, ane, ZONE_HEALTH).why, HIDDEN_ASKED);
    db_abort(db);
    assert_int_equal(answer(database, NAV, HEALTH, ASKED_AT + 1), CONSENT_DONE);
    db = test_read(database);
    nav.db = db;
    assert_int_equal(secrecy_hidden_zone(&nav, ane, ZONE_HEALTH).why, HIDDEN_NOT);
    db_abort(db);
    assert_int_equal(object(database, 0, ZONE_HEALTH, ASKED_AT + 2), CONSENT_DONE);
    db = test_read(database);
    nav.db = db;
    hidden = secrecy_hidden_zone(&nav, ane, ZONE_HEALTH);
    assert_int_equal(hidden.why, HIDDEN_OBJECTED);
    assert_null(hidden.ask);
    db_abort(db);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(her_no_stops_the_sharing_and_nothing_else),
        RULE(access_appears_when_she_says_yes_and_not_before),
        RULE(six_months_are_the_usual_time),
        RULE(she_may_say_yes_to_a_part_of_it),
        RULE(some_questions_are_not_asked),
        RULE(a_yes_has_a_form_and_a_spoken_one_a_witness),
        RULE(after_a_no_she_is_asked_again_only_later_or_for_a_new_reason),
        RULE(taking_it_back_works_from_that_moment),
        RULE(need_in_health_care_gives_way_when_she_has_said_no),
        RULE(an_objection_beats_every_ground_also_right_after_sharing),
        RULE(lifting_an_objection_gives_back_what_was_allowed_before),
        RULE(thirty_days_before_the_end_the_holder_is_reminded_and_then_it_ends),
        RULE(a_new_yes_before_the_end_takes_the_place_of_the_old),
        RULE(the_schema_itself_keeps_what_she_said),
        RULE(a_hidden_part_says_why_and_who_must_say_yes),
    };
    return run_rules("consent", rules, sizeof rules / sizeof *rules);
}

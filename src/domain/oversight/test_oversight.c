/* What stands out in the access log, on both databases; asking, answering, closing; and that nobody judges herself. */
#include "domain/oversight/oversight.h"

#include "domain/work/town_for_tests.h"
#include "oversight_routes.h"
#include "platform/platform_sql.h"

static const struct case_id ane = {1};
static const struct person_id solberg = {1};

static struct instant at(int month, int day, int minutes) { return instant_of_oslo(date_of(2026, month, day), minutes); }

static struct db *write_at(const struct test_database *database, int staff, struct instant now) {
    struct actor *actor = arena_array(database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = staff, .unit = staff > TOWN_UNITS ? HJE : staff, .what = "test"};
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, actor, now);
    audit_add(db, "tried", "case", 1, NULL);
    return db;
}

/* The line that a reading leaves. */
static void read_by(const struct test_database *database, int staff, struct person_id person, struct instant now) {
    struct db *db = write_at(database, staff, now);
    access_log_add(db, now, person, staff_of(staff), unit_of(staff), ZONE_SOCIAL, "own_unit", "services", "test");
    town_commit(db);
}

static void look(const struct test_database *database, struct instant now) {
    struct db *db = write_at(database, HOT, now);
    oversight_look(db, instant_oslo_date(now));
    town_commit(db);
}

static int64_t found(const struct test_database *database, const char *kind) {
    return test_number(database, arena_printf(database->arena, "SELECT count(*) FROM finding WHERE kind = '%s'", kind));
}

/* trace: PJL-3 HPL-21 R-056 */
static void reading_without_work_stands_out_a_week_later(void **state) {
    struct test_database *database = *state;
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    read_by(database, NAV, solberg, at(9, 14, 600)); /* nothing else in the case */
    read_by(database, HJE, solberg, at(9, 14, 600)); /* and works in it two days later */
    read_by(database, HOT, solberg, at(9, 14, 600)); /* has it by name */
    struct db *db = write_at(database, HJE, at(9, 16, 600));
    work_event(db, ane, CASE_EVENT_KIND_SERVICE_CHANGED, ZONE_SPINE, (struct unit_id){0});
    town_commit(db);
    look(database, at(9, 15, 180));
    assert_int_equal(found(database, "no_work"), 0);
    look(database, at(9, 22, 180));
    assert_int_equal(found(database, "no_work"), 1);
    assert_int_equal(test_number(database, "SELECT staff_id FROM finding WHERE kind = 'no_work' AND person_id = 1 AND day = '2026-09-14'"),
                     NAV);
    look(database, at(9, 22, 200));
    assert_int_equal(test_number(database, "SELECT count(*) FROM finding"), 1); /* a day is looked through once */
}

/* trace: PJL-3 HPL-21 */
static void a_name_a_night_and_a_crowd_stand_out_the_day_after(void **state) {
    struct test_database *database = *state;
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    test_script(database, "UPDATE staff SET name = 'Kari Solberg' WHERE id = 3");
    read_by(database, NAV, solberg, at(9, 14, 600));
    read_by(database, HJE, solberg, at(9, 14, 23 * 60 + 30));
    read_by(database, RUS, solberg, at(9, 14, 22 * 60 + 59)); /* not night yet */
    for (int64_t i = 1; i <= 26; i++) read_by(database, GP, (struct person_id){i}, at(9, 14, 700 + (int)i));
    for (int day = 1; day <= 8; day++) read_by(database, EIE, solberg, at(9, 6 + day, 3 * 60)); /* usually works at night */
    look(database, at(9, 15, 180));
    assert_int_equal(found(database, "same_name"), 1);
    assert_int_equal(test_number(database, "SELECT staff_id FROM finding WHERE kind = 'same_name'"), NAV);
    assert_int_equal(test_number(database, "SELECT n_persons FROM finding WHERE kind = 'volume' AND staff_id = 6"), 26);
    assert_int_equal(found(database, "volume"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM finding WHERE kind = 'night' AND day = '2026-09-14'"), 1);
    assert_int_equal(test_number(database, "SELECT staff_id FROM finding WHERE kind = 'night' AND day = '2026-09-14'"), HJE);
}

static struct request asking(const struct test_database *database, struct db *db, int staff) {
    static const enum right rights[] = {RIGHT_READS_REVIEW, 0};
    struct request rq = town_request(database, db, town_session(database, staff, rights));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

static const char *page_of(const struct test_database *database, struct reply reply) {
    assert_int_equal(reply.status, 200);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

/* trace: PJL-3 R-056 HPL-21 */
static void it_is_asked_about_answered_and_closed_by_another(void **state) {
    struct test_database *database = *state;
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    read_by(database, NAV, solberg, at(9, 14, 600));
    look(database, at(9, 22, 180));
    struct finding_id finding = {1};
    struct db *db = write_at(database, NAV, at(9, 22, 600));
    struct request rq = asking(database, db, NAV);
    assert_int_equal(
        my_reads_answer(&rq, &(struct my_reads_answer_in){.finding = finding, .answer = FINDING_ANSWER_OTHER, .answer_text = "x"}).status,
        404);
    assert_true(
        finding_close(&rq, &(struct finding_close_in){.finding = finding, .outcome = FINDING_OUTCOME_WORK_RELATED, .note = "x"}).from_form);
    town_commit(db);
    db = write_at(database, HOT, at(9, 22, 610));
    rq = asking(database, db, HOT);
    assert_int_equal(finding_question(&rq, &(struct finding_question_in){.finding = finding, .question = "Hvorfor leste du her?"}).status,
                     303);
    assert_int_equal(finding_question(&rq, &(struct finding_question_in){.finding = finding, .question = "Igjen?"}).status, 409);
    town_commit(db);
    db = write_at(database, NAV, at(9, 22, 620));
    rq = asking(database, db, NAV);
    rq.form = NULL;
    assert_int_equal(oversight_count_questions(&rq), 1);
    const char *mine = page_of(database, my_reads_page(&rq, NULL));
    assert_non_null(strstr(mine, "Hvorfor leste du her?"));
    assert_null(strstr(mine, "Solberg"));
    assert_int_equal(
        my_reads_answer(
            &rq, &(struct my_reads_answer_in){.finding = finding, .answer = FINDING_ANSWER_WRONG_PERSON, .answer_text = "Åpnet feil."})
            .status,
        303);
    town_commit(db);
    db = write_at(database, HOT, at(9, 22, 630));
    rq = asking(database, db, HOT);
    assert_int_equal(
        finding_close(&rq, &(struct finding_close_in){.finding = finding, .outcome = FINDING_OUTCOME_MISTAKE, .note = "Snakket med henne."})
            .status,
        303);
    assert_int_equal(
        finding_close(&rq, &(struct finding_close_in){.finding = finding, .outcome = FINDING_OUTCOME_BREACH, .note = "x"}).status, 409);
    rq.form = NULL;
    const char *page = page_of(database, finding_page(&rq, &(struct finding_page_in){.finding = finding}));
    assert_non_null(strstr(page, "En feil uten følger"));
    assert_non_null(strstr(page, "opplysninger om økonomi og Nav"));
    assert_null(strstr(page, "Solberg")); /* the lines of the log, a number, and no name */
    town_commit(db);
    assert_non_null(test_try(database, "UPDATE finding SET note = 'y'"));
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(reading_without_work_stands_out_a_week_later),
        RULE(a_name_a_night_and_a_crowd_stand_out_the_day_after),
        RULE(it_is_asked_about_answered_and_closed_by_another),
    };
    return run_rules("oversight", rules, sizeof rules / sizeof *rules);
}

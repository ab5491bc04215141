/* The pages of the people around her: written in the writer's own zone, read by those who may, refused with the reason beside the field. */
#include "domain/relation/internal.h"

#include "domain/work/town_for_tests.h"
#include "relation_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_PEOPLE_WRITE, RIGHT_CREDIT_ASK, 0};

static struct visit *visit_by(struct test_database *database, int unit, int64_t later) { return visit_with(database, unit, later, rights); }

static struct case_id case_with(struct test_database *database) {
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(RUS), INVOLVEMENT_COORDINATOR);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_DUTY);
    secrecy_involve(db, id, unit_of(EIE), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static struct relative_id mother(struct test_database *database, struct case_id id, int unit) {
    struct visit *visit = visit_by(database, unit, 10);
    struct reply reply =
        relative_add(&visit->rq, &(struct relative_add_in){.case_ = id, .name = "Mor Solberg", .kinship = KINSHIP_PARENT, .nearest = true});
    assert_int_equal(reply.status, 303);
    visit_keep(visit);
    return (struct relative_id){1};
}

static const char *people_as(struct test_database *database, struct case_id id, int unit) {
    struct visit *visit = visit_by(database, unit, 20);
    visit->rq.form = NULL;
    const char *page = reply_text(database, people_page(&visit->rq, &(struct people_page_in){.case_ = id}));
    visit_keep(visit);
    return page;
}

/* trace: R-057 R-062 PJL-2 I-04 I-05 */
static void a_relative_stands_in_the_writers_zone_and_each_reading_is_logged(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    mother(database, id, HOT);
    assert_int_equal(test_number(database, "SELECT count(*) FROM relative WHERE zone = 'housing'"), 1);
    const char *page = people_as(database, id, RUS); /* the coordinator reads housing */
    assert_non_null(strstr(page, "Mor Solberg"));
    assert_non_null(strstr(page, "Nærmeste pårørende"));
    assert_non_null(strstr(page, "Ikke spurt"));
    assert_true(test_number(database, "SELECT count(*) FROM access_log WHERE unit_id = 5 AND zone = 'housing' AND purpose = 'people'") > 0);
    assert_null(strstr(people_as(database, id, NAV), "Mor Solberg"));
    assert_null(strstr(people_as(database, id, EIE), "Mor Solberg"));
    struct visit *visit = visit_by(database, NAV, 30);
    assert_int_equal(relative_page(&visit->rq, &(struct relative_page_in){id, {1}}).status, 404);
    db_abort(visit->db);
}

static struct reply say(struct visit *visit, struct case_id id, enum talk_direction direction, enum telling_ground ground,
                        const char *necessity) {
    return relative_talk_save(&visit->rq, &(struct relative_talk_save_in){.case_ = id,
                                                                          .relative = {1},
                                                                          .direction = direction,
                                                                          .ground = ground,
                                                                          .content = "Hun spurte hvordan det går.",
                                                                          .necessity = necessity});
}

static void answer(struct test_database *database, struct case_id id, enum relative_role role, enum role_answer answer, struct date until) {
    struct visit *visit = visit_by(database, HOT, 40);
    assert_int_equal(
        relative_answer_save(&visit->rq, &(struct relative_answer_save_in){id, {1}, role, answer, "Bolig, ikke helse", until}).status, 303);
    visit_keep(visit);
}

/* trace: R-057 PBRL-8 */
static void the_mother_may_always_speak_and_is_told_only_with_a_ground(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    mother(database, id, HOT);
    struct visit *visit = visit_by(database, HOT, 31);
    assert_int_equal(say(visit, id, TALK_DIRECTION_TOLD_US, 0, NULL).status, 303);
    visit_keep(visit);
    visit = visit_by(database, HOT, 32);
    assert_true(say(visit, id, TALK_DIRECTION_TOLD_THEM, 0, NULL).from_form);
    assert_int_not_equal(form_error_of(&visit->form, "ground"), 0);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 33);
    assert_true(say(visit, id, TALK_DIRECTION_TOLD_THEM, TELLING_GROUND_HER_CONSENT, NULL).from_form);
    db_abort(visit->db);
    answer(database, id, RELATIVE_ROLE_RECEIVER, ROLE_ANSWER_YES, date_of(2026, 9, 10));
    visit = visit_by(database, HOT, 41);
    assert_int_equal(say(visit, id, TALK_DIRECTION_TOLD_THEM, TELLING_GROUND_HER_CONSENT, NULL).status, 303);
    visit_keep(visit);
    visit = visit_by(database, HOT, 5 * MS_PER_DAY); /* her yes has run out */
    assert_true(say(visit, id, TALK_DIRECTION_TOLD_THEM, TELLING_GROUND_HER_CONSENT, NULL).from_form);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 42);
    assert_true(say(visit, id, TALK_DIRECTION_TOLD_THEM, TELLING_GROUND_SERIOUS_DANGER, NULL).from_form);
    assert_int_not_equal(form_error_of(&visit->form, "necessity"), 0);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 43);
    const char *page = reply_text(database, relative_page(&visit->rq, &(struct relative_page_in){id, {1}}));
    assert_non_null(strstr(page, "Hun spurte hvordan det går."));
    assert_non_null(strstr(page, "Bolig, ikke helse"));
    db_abort(visit->db);
}

/* trace: R-057 HOL-6 */
static void a_relatives_own_needs_become_a_contact_without_a_word_about_her(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    mother(database, id, HOT);
    const struct relative_contact_in wanted = {id, {1}, "Er sliten og vil snakke med noen."};
    struct visit *visit = visit_by(database, HOT, 34);
    assert_true(relative_contact(&visit->rq, &wanted).from_form);
    db_abort(visit->db);
    answer(database, id, RELATIVE_ROLE_OWN_NEEDS, ROLE_ANSWER_YES, DATE_NONE);
    visit = visit_by(database, HOT, 44);
    assert_int_equal(relative_contact(&visit->rq, &wanted).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM contact WHERE case_id IS NULL AND person_id <> 1"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person WHERE given_name = 'Mor Solberg'"), 1);
}

/* trace: R-058 HPL-10a */
static void a_child_makes_a_task_that_ends_when_the_child_is_seen(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    struct visit *visit = visit_by(database, HOT, 10);
    const struct minor_add_in in = {
        .case_ = id, .kind = MINOR_KIND_CHILD, .called = "Nora", .born_year = {.has = true, .v = 2019}, .lives = "Hos far"};
    assert_int_equal(minor_add(&visit->rq, &in).status, 303);
    visit_keep(visit);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'follow_up_minor' AND unit_id = 1 AND due = '2026-09-21'"), 1);
    visit = visit_by(database, HOT, 11);
    assert_int_equal(minor_step_save(&visit->rq, &(struct minor_step_save_in){id, {1}, MINOR_STEP_TALKED, NULL}).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'follow_up_minor'"), 1);
    visit = visit_by(database, HOT, 12);
    assert_true(minor_step_save(&visit->rq, &(struct minor_step_save_in){id, {1}, MINOR_STEP_NOT_NEEDED, NULL}).from_form);
    db_abort(visit->db);
    visit = visit_by(database, HOT, 13);
    assert_int_equal(minor_step_save(&visit->rq, &(struct minor_step_save_in){id, {1}, MINOR_STEP_FOLLOWED_UP, NULL}).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'follow_up_minor'"), 0);
    assert_non_null(strstr(people_as(database, id, HOT), "Nora"));
    visit = visit_by(database, NAV, 14); /* another agency's zone */
    assert_int_equal(minor_step_save(&visit->rq, &(struct minor_step_save_in){id, {1}, MINOR_STEP_TALKED, NULL}).status, 404);
    db_abort(visit->db);
}

static const char *notices_as(struct test_database *database, struct case_id id, int unit, int64_t later) {
    struct visit *visit = visit_by(database, unit, later);
    visit->rq.form = NULL;
    const char *page = reply_text(database, child_notice_page(&visit->rq, &(struct child_notice_page_in){.case_ = id}));
    visit_keep(visit);
    return page;
}

/* trace: BVL-1 BVL-2 HPL-33 */
static void a_notice_to_child_welfare_is_only_dates_and_only_for_who_sent_it(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    struct visit *visit = visit_by(database, RUS, 10);
    assert_int_equal(child_notice_record(&visit->rq, &(struct child_notice_record_in){id, date_of(2026, 9, 7)}).status, 303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM child_notice WHERE receipt_due = '2026-09-28'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task"), 0); /* nothing on the spine */
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_event WHERE unit_id = 5"), 0);
    assert_non_null(strstr(notices_as(database, id, RUS, 20), "mandag 28. september 2026"));
    assert_null(strstr(notices_as(database, id, HOT, 21), "28. september"));
    visit = visit_by(database, HOT, 22);
    assert_int_equal(child_notice_receipt(&visit->rq, &(struct child_notice_receipt_in){id, {1}, date_of(2026, 9, 7)}).status, 404);
    db_abort(visit->db);
    visit = visit_by(database, RUS, 3 * MS_PER_DAY);
    assert_int_equal(child_notice_receipt(&visit->rq, &(struct child_notice_receipt_in){id, {1}, date_of(2026, 9, 9)}).status, 303);
    assert_int_equal(child_notice_investigated(&visit->rq, &(struct child_notice_investigated_in){id, {1}, date_of(2026, 9, 10)}).status,
                     303);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM child_notice WHERE feedback_due = '2026-10-01'"), 1);
}

/* trace: R-059 I-10 */
static void a_no_to_a_credit_check_is_kept_as_a_no_and_changes_nothing(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    int64_t tasks = test_number(database, "SELECT count(*) FROM task"), events = test_number(database, "SELECT count(*) FROM case_event");
    struct visit *visit = visit_by(database, EIE, 10);
    struct credit_save_in in = {.case_ = id, .says_yes = CREDIT_STATE_REFUSED, .until = date_of(2026, 12, 1), .witness = "Ola"};
    assert_int_equal(credit_save(&visit->rq, &in).status, 303);
    visit_keep(visit);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM credit_permission WHERE state = 'refused' AND witness IS NULL AND until_date IS NULL"),
        1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task"), tasks);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_event"), events);
    visit = visit_by(database, HOT, 11); /* has nothing to do with the lease */
    assert_int_equal(credit_save(&visit->rq, &in).status, 403);
    db_abort(visit->db);
}

/* trace: R-059 */
static void a_yes_to_a_credit_check_has_an_end_and_is_taken_back(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_with(database);
    struct visit *visit = visit_by(database, EIE, 10);
    struct credit_save_in in = {.case_ = id, .says_yes = CREDIT_STATE_GIVEN, .until = date_of(2027, 9, 8)};
    assert_true(credit_save(&visit->rq, &in).from_form);
    db_abort(visit->db);
    in.until = date_of(2026, 12, 7);
    visit = visit_by(database, EIE, 11);
    assert_int_equal(credit_save(&visit->rq, &in).status, 303);
    const struct access *access = secrecy_open(&visit->rq, id, ZONE_BIT(ZONE_TENANCY), "credit");
    assert_true(relation_credit_allowed(visit->db, access, id, date_of(2026, 12, 7)));
    assert_false(relation_credit_allowed(visit->db, access, id, date_of(2026, 12, 8)));
    visit_keep(visit);
    visit = visit_by(database, EIE, 12);
    assert_int_equal(credit_take_back(&visit->rq, &(struct credit_take_back_in){.case_ = id}).status, 303);
    access = secrecy_open(&visit->rq, id, ZONE_BIT(ZONE_TENANCY), "credit");
    assert_false(relation_credit_allowed(visit->db, access, id, date_of(2026, 9, 8)));
    visit_keep(visit);
    visit = visit_by(database, EIE, 13);
    assert_int_equal(credit_take_back(&visit->rq, &(struct credit_take_back_in){.case_ = id}).status, 404);
    db_abort(visit->db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_relative_stands_in_the_writers_zone_and_each_reading_is_logged),
        RULE(the_mother_may_always_speak_and_is_told_only_with_a_ground),
        RULE(a_relatives_own_needs_become_a_contact_without_a_word_about_her),
        RULE(a_child_makes_a_task_that_ends_when_the_child_is_seen),
        RULE(a_notice_to_child_welfare_is_only_dates_and_only_for_who_sent_it),
        RULE(a_no_to_a_credit_check_is_kept_as_a_no_and_changes_nothing),
        RULE(a_yes_to_a_credit_check_has_an_end_and_is_taken_back),
    };
    return run_rules("relation_pages", rules, sizeof rules / sizeof *rules);
}

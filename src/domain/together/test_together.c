/* Shared texts that only she can approve, units that confirm, invitations behind her yes, the review zone by zone, and the economy with Nav. */
#include "domain/intake/intake.h"
#include "domain/together/together.h"

#include "domain/secrecy/consent.h"
#include "domain/assessment/assessment_for_tests.h"
#include "together_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_ASSESSMENT_WRITE, RIGHT_CONSENT_REGISTER, 0};

static struct request request_of(const struct test_database *database, int unit, int64_t later) {
    return form_request(database, unit, later, rights);
}

static const char *page_of(const struct test_database *database, struct case_id id, int unit) {
    struct request rq = request_of(database, unit, 900);
    rq.form = NULL;
    struct reply reply = together_page(&rq, &(struct together_page_in){.case_ = id});
    return page_text(database, &rq, reply);
}

static int64_t open_tasks(const struct test_database *database, const char *kind, int unit) {
    return test_number(
        database,
        arena_printf(database->arena, "SELECT count(*) FROM task WHERE kind = '%s' AND unit_id = %d AND done_at IS NULL", kind, unit));
}

static int write_and_approve(const struct test_database *database, struct case_id id, int unit, int64_t later, const char *content) {
    struct request rq = request_of(database, unit, later);
    form_keep(&rq, shared_write(&rq, &(struct shared_write_in){.case_ = id, .kind = SHARED_KIND_NEED, .content = content}));
    rq = request_of(database, unit, later + 1);
    return form_keep(&rq, shared_approved(&rq, &(struct shared_approved_in){.case_ = id, .kind = SHARED_KIND_NEED})).status;
}

/* trace: R-088 MODEL-3.4 I-04 */
static void the_shared_need_is_seen_by_the_units_first_when_she_has_approved_it(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    struct request rq = request_of(database, HOT, 10);
    form_keep(&rq,
         shared_write(&rq, &(struct shared_write_in){.case_ = id, .kind = SHARED_KIND_NEED, .content = "Et rolig hjem og noen å ringe."}));
    assert_non_null(strstr(page_of(database, id, HOT), "Et rolig hjem og noen å ringe."));
    assert_null(strstr(page_of(database, id, NAV), "Et rolig hjem og noen å ringe."));
    rq = request_of(database, NAV, 11);
    assert_int_equal(form_keep(&rq, shared_approved(&rq, &(struct shared_approved_in){.case_ = id, .kind = SHARED_KIND_NEED})).status, 403);
    rq = request_of(database, HOT, 12);
    assert_int_equal(form_keep(&rq, shared_approved(&rq, &(struct shared_approved_in){.case_ = id, .kind = SHARED_KIND_NEED})).status, 303);
    assert_non_null(strstr(page_of(database, id, NAV), "<q>Et rolig hjem og noen å ringe.</q>"));
    struct db *db = test_read(database);
    assert_string_equal(together_approved(db, id).need, "Et rolig hjem og noen å ringe.");
    assert_null(together_approved(db, id).motivation);
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM shared_text WHERE CAST(content AS TEXT) LIKE '%rolig%'"), 0);
}

/* trace: R-088 */
static void every_unit_of_the_case_confirms_and_a_new_text_is_confirmed_anew(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    assert_int_equal(write_and_approve(database, id, HOT, 10, "Et rolig hjem."), 303);
    assert_int_equal(open_tasks(database, "confirm_need", NAV), 1);
    assert_int_equal(open_tasks(database, "confirm_need", HJE), 1);
    assert_int_equal(open_tasks(database, "confirm_need", HOT), 0);
    struct request rq = request_of(database, NAV, 20);
    form_keep(&rq, need_answered(&rq, &(struct need_answered_in){.case_ = id, .answer = NEED_ANSWER_AGREES}));
    rq = request_of(database, HJE, 21);
    form_keep(&rq, need_answered(&rq, &(struct need_answered_in){.case_ = id, .answer = NEED_ANSWER_NOT_RIGHT}));
    assert_int_equal(open_tasks(database, "confirm_need", NAV) + open_tasks(database, "confirm_need", HJE), 0);
    assert_non_null(strstr(page_of(database, id, HOT), "Noe stemmer ikke, vi tar det opp"));
    assert_int_equal(write_and_approve(database, id, HOT, 30, "Et rolig hjem, og hjelp med regninger."), 303);
    assert_int_equal(open_tasks(database, "confirm_need", NAV), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM shared_text WHERE state = 'approved'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM shared_text"), 2);
}

/* trace: R-087 R-088 */
static void she_takes_it_back_whenever_she_likes_and_the_schema_refuses_other_moves(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    write_and_approve(database, id, HOT, 10, "Et rolig hjem.");
    struct request rq = request_of(database, HOT, 15);
    form_keep(&rq, shared_write(&rq, &(struct shared_write_in){.case_ = id, .kind = SHARED_KIND_MOTIVATION, .content = "Hunden og skogen."}));
    rq = request_of(database, HOT, 16);
    form_keep(&rq, shared_approved(&rq, &(struct shared_approved_in){.case_ = id, .kind = SHARED_KIND_MOTIVATION}));
    assert_non_null(strstr(page_of(database, id, NAV), "<q>Hunden og skogen.</q>"));
    static const char *const wrong[] = {"UPDATE shared_text SET state = 'draft'", "DELETE FROM shared_text",
                                        "UPDATE shared_text SET case_id = case_id + 1, state = 'withdrawn', ended_at = 1",
                                        "UPDATE need_answer_given SET answer = 'not_right'"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct db *db = town_write(database, HOT, 50);
        test_run(db, wrong[i]);
        assert_true(db_failed(db));
        db_abort(db);
    }
    rq = request_of(database, NAV, 60);
    assert_int_equal(form_keep(&rq, shared_taken_back(&rq, &(struct shared_taken_back_in){.case_ = id, .kind = SHARED_KIND_MOTIVATION})).status,
                     303);
    assert_null(strstr(page_of(database, id, NAV), "Hunden og skogen."));
    rq = request_of(database, NAV, 61);
    assert_int_equal(form_keep(&rq, shared_taken_back(&rq, &(struct shared_taken_back_in){.case_ = id, .kind = SHARED_KIND_MOTIVATION})).status,
                     409);
    rq = request_of(database, HOT, 62);
    form_keep(&rq, shared_taken_back(&rq, &(struct shared_taken_back_in){.case_ = id, .kind = SHARED_KIND_NEED}));
    assert_int_equal(open_tasks(database, "confirm_need", NAV), 0);
}

static struct reply invite(const struct test_database *database, struct case_id id, int unit, bool agrees, int64_t later) {
    struct request rq = request_of(database, HOT, later);
    struct invitation_send_in in = {.case_ = id, .unit = unit_of(unit), .held_on = date_of(2026, 9, 10), .agrees = agrees};
    return form_keep(&rq, invitation_send(&rq, &in));
}

static void answer_consent(const struct test_database *database, struct case_id id, unsigned zones, int64_t later) {
    static struct profile profile;
    profile = *organisation_profile();
    profile.consents = (struct profile_consents){.months = 6, .remind_days_before = 30, .ask_again_days = 90};
    organisation_set_profile(&profile);
    struct db *db = town_write(database, HOT, later);
    struct consent_asking asking = {.to_unit = unit_of(RUS),
                                    .zones = ZONE_BIT(ZONE_HOUSING),
                                    .purpose = CONSENT_PURPOSE_ASSESSMENT,
                                    .until = date_of(2027, 3, 7),
                                    .reason = later > 100 ? "Ane tok det opp selv." : NULL};
    assert_int_equal(consent_put_question(db, id, &asking), CONSENT_DONE);
    struct consent_answering answering = {.unit = unit_of(RUS), .zones = zones, .form = CONSENT_FORM_SIGNED, .until = DATE_NONE};
    assert_int_equal(consent_register_answer(db, id, &answering), CONSENT_DONE);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
}

/* trace: R-067 R-052 I-04 */
static void a_unit_is_invited_only_with_her_yes_and_one_she_said_no_to_is_never_told(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    assert_true(invite(database, id, HJE, false, 10).from_form);
    assert_true(invite(database, id, RUS, true, 11).from_form);
    answer_consent(database, id, 0, 20);
    assert_true(invite(database, id, RUS, true, 30).from_form);
    assert_int_equal(open_tasks(database, "answer_invitation", RUS), 0);
    answer_consent(database, id, ZONE_BIT(ZONE_HOUSING), 200);
    assert_int_equal(invite(database, id, RUS, true, 210).status, 303);
    assert_int_equal(invite(database, id, HJE, true, 211).status, 303);
    assert_int_equal(open_tasks(database, "answer_invitation", RUS), 1);
    struct request rq = request_of(database, NAV, 220);
    assert_int_equal(
        form_keep(&rq, invitation_reply(&rq, &(struct invitation_reply_in){.case_ = id, .invitation = {1}, .coming = INVITATION_STATE_COMING}))
            .status,
        404);
    rq = request_of(database, RUS, 221);
    assert_true(
        form_keep(&rq, invitation_reply(&rq, &(struct invitation_reply_in){.case_ = id, .invitation = {1}, .coming = INVITATION_STATE_ASKED}))
            .from_form);
    rq = request_of(database, RUS, 222);
    assert_int_equal(
        form_keep(&rq, invitation_reply(&rq, &(struct invitation_reply_in){.case_ = id, .invitation = {1}, .coming = INVITATION_STATE_COMING}))
            .status,
        303);
    assert_int_equal(open_tasks(database, "answer_invitation", RUS), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM talk_invitation WHERE state = 'coming' AND unit_id = 5"), 1);
}

/* trace: R-082 I-04 */
static void the_review_is_whole_when_case_economy_and_condition_are_written_each_by_those_who_may(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    struct review_save_in in = {.case_ = id, .reviewed_on = date_of(2026, 9, 7), .review_economy = "Gjeld i orden."};
    struct request rq = request_of(database, HOT, 10);
    assert_true(form_keep(&rq, review_save(&rq, &in)).from_form);
    in.review_economy = NULL;
    in.review_case = "Mister boligen 31. oktober.";
    rq = request_of(database, HOT, 11);
    assert_int_equal(form_keep(&rq, review_save(&rq, &in)).status, 303);
    in.review_case = NULL;
    in.review_condition = "Sliten, men bedre.";
    rq = request_of(database, HJE, 12);
    assert_int_equal(form_keep(&rq, review_save(&rq, &in)).status, 303);
    struct db *db = test_read(database);
    assert_true(date_is_none(together_reviewed_on(db, id)));
    db_abort(db);
    in.review_condition = NULL;
    in.review_economy = "Gjeld i orden.";
    rq = request_of(database, NAV, 13);
    assert_int_equal(form_keep(&rq, review_save(&rq, &in)).status, 303);
    db = test_read(database);
    assert_int_equal(together_reviewed_on(db, id).days, date_of(2026, 9, 7).days);
    db_abort(db);
    const char *nav = page_of(database, id, NAV);
    assert_non_null(strstr(nav, "Gjeld i orden."));
    assert_null(strstr(nav, "Sliten, men bedre."));
    assert_int_equal(test_number(database, "SELECT count(*) FROM team_review"), 1);
}

/* trace: R-083 I-04 */
static void tidying_the_economy_is_a_task_of_nav_until_every_step_is_done(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    struct economy_add_in in = {
        .case_ = id, .kind = ECONOMY_KIND_DEBT_OVERVIEW, .content = "Hente tall fra Gjeldsregisteret.", .due = date_of(2026, 9, 14)};
    struct request rq = request_of(database, HJE, 9);
    assert_int_equal(form_keep(&rq, economy_add(&rq, &in)).status, 403);
    rq = request_of(database, NAV, 10);
    assert_int_equal(form_keep(&rq, economy_add(&rq, &in)).status, 303);
    in.kind = ECONOMY_KIND_BUDGET;
    in.due = date_of(2026, 9, 10);
    rq = request_of(database, NAV, 11);
    form_keep(&rq, economy_add(&rq, &in));
    assert_int_equal(open_tasks(database, "tidy_economy", NAV), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM task WHERE kind = 'tidy_economy' AND due = '2026-09-10'"), 1);
    rq = request_of(database, HJE, 12);
    rq.form = NULL;
    struct reply reply = economy_page(&rq, &(struct economy_page_in){.case_ = id});
    assert_null(strstr(arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size), "Gjeldsregisteret"));
    db_abort(rq.db);
    for (int64_t step = 1; step <= 2; step++) {
        rq = request_of(database, NAV, 20 + step);
        assert_int_equal(form_keep(&rq, economy_done(&rq, &(struct economy_done_in){.case_ = id, .step = {step}})).status, 303);
    }
    assert_int_equal(open_tasks(database, "tidy_economy", NAV), 0);
}

/* Nav has begun to find out, from a contact that is part of the case. */
static void nav_has_begun(const struct test_database *database, struct case_id id) {
    struct db *db = town_write(database, HOT, 5);
    struct case_brief brief;
    struct case_id same;
    assert_true(work_case(db, id, &brief));
    struct contact_new contact = {.person = brief.person, .channel = CHANNEL_COUNTER, .sender = SENDER_PERSON, .what = "Vil i arbeid.", .take = true};
    struct contact_id came = intake_register(db, &contact);
    assert_int_equal(intake_open_case(db, came, unit_of(HOT), staff_of(HOT), &same), ERR_OK);
    town_commit(db);
    test_script(database, "INSERT INTO nav_appointment (contact_id, unit_id, on_date, minute, made_at, made_by, begun_at, begun_by)"
                          " VALUES (1, 3, '2026-09-07', 600, 1, 3, 2, 3)");
}

/* trace: R-011 I-04 */
static void a_service_contributes_to_what_nav_has_begun_when_she_agrees(void **state) {
    struct test_database *database = *state;
    struct case_id id = form_case(database);
    struct contribution_ask_in in = {.case_ = id, .service = unit_of(HJE), .due = date_of(2026, 9, 14), .agreed = true};
    struct request rq = request_of(database, NAV, 2);
    assert_int_equal(contribution_ask(&rq, &in).status, 409); /* nobody has begun */
    db_abort(rq.db);
    nav_has_begun(database, id);
    in.agreed = false;
    rq = request_of(database, NAV, 10);
    assert_true(contribution_ask(&rq, &in).from_form);
    db_abort(rq.db);
    in.agreed = true;
    in.service = unit_of(RUS);
    rq = request_of(database, NAV, 11);
    assert_true(contribution_ask(&rq, &in).from_form); /* not in the case: she is asked first */
    db_abort(rq.db);
    in.service = unit_of(HJE);
    rq = request_of(database, HJE, 12);
    assert_int_equal(together_ask_contribution(rq.db, id, unit_of(NAV), date_of(2026, 9, 14)), ERR_DENIED);
    db_abort(rq.db);
    rq = request_of(database, NAV, 13);
    assert_int_equal(form_keep(&rq, contribution_ask(&rq, &in)).status, 303);
    assert_int_equal(open_tasks(database, "contribute", HJE), 1);
    assert_null(strstr(page_of(database, id, NAV), "/sammen/bidrag/1\""));
    assert_non_null(strstr(page_of(database, id, HJE), "/sammen/bidrag/1\""));
    const struct contribution_send_in said = {.case_ = id, .contribution = {1}, .contributed = "Ro om formiddagen virker best."};
    rq = request_of(database, NAV, 14);
    assert_int_equal(contribution_send(&rq, &said).status, 404);
    db_abort(rq.db);
    rq = request_of(database, HJE, 15);
    assert_int_equal(form_keep(&rq, contribution_send(&rq, &said)).status, 303);
    rq = request_of(database, HJE, 16);
    assert_int_equal(contribution_send(&rq, &said).status, 404); /* once */
    db_abort(rq.db);
    assert_int_equal(open_tasks(database, "contribute", HJE), 0);
    assert_non_null(strstr(page_of(database, id, NAV), "Ro om formiddagen virker best."));
    assert_int_equal(test_number(database, "SELECT count(*) FROM contribution WHERE CAST(content AS TEXT) LIKE '%formiddag%'"), 0);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_shared_need_is_seen_by_the_units_first_when_she_has_approved_it),
        RULE(every_unit_of_the_case_confirms_and_a_new_text_is_confirmed_anew),
        RULE(she_takes_it_back_whenever_she_likes_and_the_schema_refuses_other_moves),
        RULE(a_unit_is_invited_only_with_her_yes_and_one_she_said_no_to_is_never_told),
        RULE(a_service_contributes_to_what_nav_has_begun_when_she_agrees),
        RULE(the_review_is_whole_when_case_economy_and_condition_are_written_each_by_those_who_may),
        RULE(tidying_the_economy_is_a_task_of_nav_until_every_step_is_done),
    };
    return run_rules("together", rules, sizeof rules / sizeof *rules);
}

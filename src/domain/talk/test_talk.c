/* A talk stands as it was written, in its unit's zone; she may see it and put it right beside, and another unit reads nothing. */
#include "domain/talk/talk.h"

#include "domain/work/town_for_tests.h"
#include "talk_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_TALK_WRITE, 0};

static struct case_id begun(struct test_database *database) {
    town_make(database);
    town_profile(database)->letters.municipality = (struct profile_words){.nb = "Levanger kommune", .nn = "Levanger kommune"};
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_DUTY);
    secrecy_involve(db, id, unit_of(EIE), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

/* Kept when it was good; else undone. */
static int ended(struct visit *turn, struct reply reply) {
    if (reply.status == 303) visit_keep(turn);
    else db_abort(turn->db);
    return reply.from_form ? 422 : reply.status;
}

static int write_talk(struct test_database *database, struct case_id id, int unit, struct date held_on, int64_t later) {
    struct visit *turn = visit_with(database, unit, later, rights);
    const struct talk_write_in in = {.case_ = id,
                                     .kind = TALK_KIND_INFORMATION,
                                     .way = TALK_WAY_PHONE,
                                     .spoke = TALK_WITH_PERSON,
                                     .held_on = held_on,
                                     .said = "Jeg har fått jobb fra første oktober.",
                                     .agreed = "Vi snakkes på fredag.",
                                     .read_back = true};
    return ended(turn, talk_write(&turn->rq, &in));
}

static const char *page_by(struct test_database *database, struct case_id id, int unit, int64_t later) {
    struct visit *turn = visit_with(database, unit, later, rights);
    turn->rq.form = NULL;
    const char *page = reply_text(database, talks_page(&turn->rq, &(struct talks_page_in){id}));
    visit_keep(turn); /* reading is logged */
    return page;
}

static int shown(struct test_database *database, struct case_id id, int unit, int64_t later) {
    struct visit *turn = visit_with(database, unit, later, rights);
    return ended(turn, talk_step(&turn->rq, &(struct talk_step_in){id, {1}, TALK_STEP_SHOWN, NULL}));
}

/* trace: FVL-11d I-04 I-05 I-14 */
static void a_talk_stands_in_its_zone_is_shown_and_put_right_beside(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    assert_int_equal(write_talk(database, id, HOT, date_of(2026, 9, 8), 10), 422); /* not yet */
    assert_int_equal(write_talk(database, id, HOT, date_of(2025, 9, 1), 11), 422); /* too long ago to be remembered */
    assert_int_equal(write_talk(database, id, HOT, date_of(2026, 9, 4), 12), 303);
    assert_non_null(strstr(page_by(database, id, HOT, 20), "Jeg har fått jobb fra første oktober."));
    assert_true(test_number(database, "SELECT count(*) FROM access_log") > 0);
    assert_null(strstr(page_by(database, id, NAV, 21), "fått jobb"));
    assert_null(strstr(page_by(database, id, EIE, 22), "fått jobb"));
    assert_int_equal(shown(database, id, NAV, 30), 404);
    assert_int_equal(shown(database, id, HOT, 31), 303);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_event WHERE kind = 'talk_noted' AND zone <> 'spine'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_event WHERE kind = 'correction_noted'"), 0);
    struct visit *turn = visit_with(database, HOT, 32, rights);
    assert_int_equal(ended(turn, talk_step(&turn->rq, &(struct talk_step_in){id, {1}, TALK_STEP_CORRECTED, NULL})), 422);
    turn = visit_with(database, HOT, 33, rights);
    assert_int_equal(ended(turn, talk_step(&turn->rq, &(struct talk_step_in){id, {1}, TALK_STEP_CORRECTED, "Fra femte oktober."})), 303);
    const char *page = page_by(database, id, HOT, 40);
    assert_non_null(strstr(page, "første oktober"));
    assert_non_null(strstr(page, "Fra femte oktober."));
    assert_int_equal(test_number(database, "SELECT count(*) FROM case_event WHERE kind = 'correction_noted'"), 1);
    struct db *db = town_write(database, HOT, 50);
    test_run(db, "UPDATE talk_note SET read_back = 0");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: FVL-11d FVL-18 */
static void she_gets_a_copy_from_whoever_may_read_it(void **state) {
    struct test_database *database = *state;
    struct case_id id = begun(database);
    assert_int_equal(write_talk(database, id, HOT, date_of(2026, 9, 4), 12), 303);
    struct visit *turn = visit_with(database, HOT, 20, rights);
    struct reply copy = talk_copy(&turn->rq, &(struct talk_copy_in){id, {1}});
    assert_memory_equal(copy.body.data, "%PDF", 4);
    db_abort(turn->db);
    turn = visit_with(database, NAV, 21, rights);
    assert_int_equal(talk_copy(&turn->rq, &(struct talk_copy_in){id, {1}}).status, 404);
    db_abort(turn->db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_talk_stands_in_its_zone_is_shown_and_put_right_beside),
        RULE(she_gets_a_copy_from_whoever_may_read_it),
    };
    return run_rules("talk", rules, sizeof rules / sizeof *rules);
}

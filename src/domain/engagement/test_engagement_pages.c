/* The pages of yes and no to help: what each may see, what stands beside the field when a rule says no, and lists for those who see no case. */
#include "domain/engagement/engagement_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "engagement_routes.h"
#include "texts.h"

static const enum right officer[] = {RIGHT_CASE_SEE, RIGHT_CASE_CLOSE, RIGHT_ENGAGEMENT_SEE, RIGHT_ENGAGEMENT_WRITE, 0};
static const enum right reader[] = {RIGHT_CASE_SEE, RIGHT_ENGAGEMENT_SEE, 0}, keeper[] = {RIGHT_CARETAKER_LOG, 0}, peer[] = {RIGHT_PEER_TALK, 0};

static const char *case_page_for(const struct test_database *database, int unit, int64_t later, const enum right *rights) {
    struct visit *turn = visit_with(database, unit, later, rights);
    turn->rq.form = NULL;
    return page_of(&turn->rq, engagement_page(&turn->rq, &(struct engagement_page_in){ane}));
}

static int said_no_on_page(const struct test_database *database, struct engagement_no_send_in in, int64_t later) {
    struct visit *turn = visit_with(database, HOT, later, officer);
    struct reply reply = engagement_no_send(&turn->rq, &in);
    if (reply.status == 303) visit_keep(turn);
    else db_abort(turn->db);
    return reply.from_form ? 422 : reply.status;
}

static struct engagement_no_send_in whole_no(void) {
    return (struct engagement_no_send_in){.case_ = ane, .all = true, .told = NO_TOLD_FACE_TO_FACE, .words = "Nå vil jeg være i fred.", .next_on = date_of(2026, 9, 21), .caretaker = caretaker, .knows = true, .meeting = true};
}

/* trace: R-222 R-223 R-224 R-251 */
static void a_no_is_one_form_and_the_page_says_what_it_does_not_touch(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    const char *page = case_page_for(database, HOT, 2, officer);
    has(page, "Ane beholder boligen, kontrakten, søknaden");
    has(page, "/sak/1/ja-og-nei/nei");
    lacks(page, "Mens svaret er nei");
    struct engagement_no_send_in in = whole_no();
    in.knows = false;
    assert_int_equal(said_no_on_page(database, in, 3), 422);
    in = whole_no();
    in.next_on = DATE_NONE;
    assert_int_equal(said_no_on_page(database, in, 4), 422);
    in = whole_no();
    in.all = false;
    assert_int_equal(said_no_on_page(database, in, 5), 422);
    assert_int_equal(said_no_on_page(database, whole_no(), 6), 303);
    page = case_page_for(database, HOT, 7, officer);
    has(page, "Har sagt nei til all oppfølging");
    has(page, "Nå vil jeg være i fred.");
    has(page, "Tor Li, Bygg og eiendom");
    has(page, "Dette venter på et møte");
    has(page, "/sak/1/ja-og-nei/ja");
    has(page, "21. september");
    page = case_page_for(database, HOT, 8, reader);
    lacks(page, "/sak/1/ja-og-nei/ja\"");
    lacks(page, "action=\"/sak/1/ja-og-nei");
    page = case_page_for(database, NAV, 9, reader); /* a unit without her words */
    lacks(page, "Nå vil jeg være i fred.");
}

/* trace: R-225 R-251 */
static void a_yes_is_met_with_the_contact_she_knows(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    struct visit *turn = visit_with(database, HOT, 2, officer);
    assert_int_equal(engagement_yes_page(&turn->rq, &(struct engagement_yes_page_in){ane}).status, 409);
    db_abort(turn->db);
    assert_int_equal(said_no_on_page(database, whole_no(), 3), 303);
    turn = visit_with(database, HOT, 4, officer);
    turn->rq.form = NULL;
    has(page_of(&turn->rq, engagement_yes_page(&turn->rq, &(struct engagement_yes_page_in){ane})), "er kontakten til Ane, som før");
    turn = visit_with(database, HOT, 5, officer);
    assert_int_equal(engagement_yes_send(&turn->rq, &(struct engagement_yes_send_in){ane, "Kom innom igjen."}).status, 303);
    visit_keep(turn);
    const char *page = case_page_for(database, HOT, 6, officer);
    has(page, "Vi blir kjent");
    has(page, "Kom innom igjen.");
}

/* trace: R-249 */
static void what_help_is_given_and_not_is_written_for_her_and_shown(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    struct visit *turn = visit_with(database, HJE, 2, officer);
    const struct help_limit_send_in in = {ane, "Følge til legen.", "Låne bort penger.", NULL};
    assert_int_equal(help_limit_send(&turn->rq, &in).status, 303);
    visit_keep(turn);
    const char *page = case_page_for(database, HJE, 3, officer);
    has(page, "Følge til legen.");
    has(page, "Ane har ikke sett det ennå");
    lacks(case_page_for(database, NAV, 4, reader), "Følge til legen.");
    turn = visit_with(database, HOT, 5, officer);
    assert_int_equal(help_limit_show(&turn->rq, &(struct help_limit_show_in){ane, {99}, NO_TOLD_FACE_TO_FACE}).status, 404);
    db_abort(turn->db);
    turn = visit_with(database, HJE, 6, officer);
    assert_int_equal(help_limit_show(&turn->rq, &(struct help_limit_show_in){ane, {1}, NO_TOLD_FACE_TO_FACE}).status, 303);
    visit_keep(turn);
    has(case_page_for(database, HJE, 7, officer), "Ane har sett det");
    turn = visit_with(database, HJE, 8, officer);
    turn->rq.form = NULL;
    has(page_of(&turn->rq, help_limit_page(&turn->rq, &(struct help_limit_page_in){ane})), "Låne bort penger."); /* a change begins from what stands */
    assert_non_null(test_try(database, "UPDATE help_limit SET zone = 'plan'"));
}

static const char *list_page(const struct test_database *database, int unit, int64_t later) {
    struct visit *turn = visit_with(database, unit, later, keeper);
    turn->rq.form = NULL;
    return page_of(&turn->rq, caretaker_page(&turn->rq, &(struct caretaker_page_in){}));
}

/* trace: R-223 I-04 I-06 GDPR-6 */
static void a_caretaker_sees_name_and_day_and_nothing_of_the_case(void **state) {
    struct test_database *database = *state;
    engagement_home(database);
    struct engagement_no_send_in in = whole_no();
    in.next_on = date_of(2026, 11, 24);
    assert_int_equal(said_no_on_page(database, in, ON_DAY(ON_10_NOVEMBER)), 303);
    const char *page = list_page(database, EIE, ON_DAY(ON_10_NOVEMBER) + 1);
    has(page, "Ane Solberg");
    has(page, "Strandgata");
    has(page, "24. november");
    lacks(page, "Nå vil jeg være i fred.");
    lacks(page, "/sak/1");
    lacks(list_page(database, HJE, ON_DAY(ON_10_NOVEMBER) + 2), "Ane Solberg");
    struct visit *turn = visit_with(database, EIE, ON_DAY(ON_10_NOVEMBER + 14), keeper);
    const struct caretaker_send_in wrote = {{1}, CARETAKER_DID_TALKED, date_of(2026, 11, 24), date_of(2026, 12, 8)};
    assert_int_equal(caretaker_send(&turn->rq, &wrote).status, 303);
    visit_keep(turn);
    has(list_page(database, EIE, ON_DAY(ON_10_NOVEMBER + 14) + 1), "Slo av en prat");
    test_script(database, "UPDATE person SET address_grade = 'strictly_confidential' WHERE id = 1");
    lacks(list_page(database, EIE, ON_DAY(ON_10_NOVEMBER + 14) + 2), "Strandgata");
}

/* trace: A16 R-329 */
static void a_talk_between_equals_is_a_day(void **state) {
    struct test_database *database = *state;
    engagement_town(database);
    struct visit *turn = visit_with(database, RUS, 2, peer);
    assert_true(peer_send(&turn->rq, &(struct peer_send_in){date_of(2026, 9, 8)}).from_form);
    db_abort(turn->db);
    turn = visit_with(database, RUS, 3, peer);
    assert_int_equal(peer_send(&turn->rq, &(struct peer_send_in){date_of(2026, 9, 7)}).status, 303);
    visit_keep(turn);
    turn = visit_with(database, RUS, 4, peer);
    turn->rq.form = NULL;
    has(page_of(&turn->rq, peer_page(&turn->rq, &(struct peer_page_in){})), "1 samtale");
    uint64_t rights[4] = {0};
    organisation_role_rights(STAFF_ROLE_PEER, rights);
    assert_false(rights[RIGHT_CASE_SEE / 64] >> (RIGHT_CASE_SEE % 64) & 1);
    assert_non_null(test_try(database, "UPDATE peer_talk SET on_date = '2026-09-01'"));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_no_is_one_form_and_the_page_says_what_it_does_not_touch),
        RULE(a_yes_is_met_with_the_contact_she_knows),
        RULE(what_help_is_given_and_not_is_written_for_her_and_shown),
        RULE(a_caretaker_sees_name_and_day_and_nothing_of_the_case),
        RULE(a_talk_between_equals_is_a_day),
    };
    return run_rules("engagement_pages", rules, sizeof rules / sizeof *rules);
}

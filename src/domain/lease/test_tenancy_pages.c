/* The pages of a lease: the landlord's unit from draft to keys without seeing the case, what others see, and the long way to a no. */
#include "domain/lease/lease_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "lease_routes.h"
#include "texts.h"

static const enum right landlord[] = {RIGHT_LEASE_SEE, RIGHT_LEASE_WRITE, RIGHT_DWELLING_SEE, 0};
static const enum right officer[] = {RIGHT_CASE_SEE, RIGHT_LEASE_SEE, 0};

static struct request asked(const struct test_database *database, int unit, int64_t later) {
    struct db *db = town_write(database, unit, later);
    struct request rq = town_request(database, db, town_session(database, unit, unit == EIE ? landlord : officer));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}
static const char *case_page(const struct test_database *database, int unit, int64_t later) {
    struct request rq = asked(database, unit, later);
    rq.form = NULL;
    return page_of(&rq, lease_page(&rq, &(struct lease_page_in){ane}));
}
/* The page's handler did it. */
#define DID(database, unit, later, call)                                \
    ({                                                                  \
        struct request rq = asked((database), (unit), (later));         \
        struct reply reply_ = (call);                                   \
        if (reply_.status != 303) fail_msg("status %d", reply_.status); \
        town_commit(rq.db);                                             \
    })
#define SAID_NO(database, unit, later, call)                    \
    ({                                                          \
        struct request rq = asked((database), (unit), (later)); \
        struct reply reply_ = (call);                           \
        db_abort(rq.db);                                        \
        reply_.status != 303;                                   \
    })
static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }

static struct lease_new_in form(void) {
    return (struct lease_new_in){.case_ = ane,
                                 .dwelling_number = "4-117",
                                 .kind = LEASE_KIND_FIXED,
                                 .from = date_of(2026, 10, 15),
                                 .rent = 8500,
                                 .deposit_kind = LEASE_DEPOSIT_NONE,
                                 .told_public = true,
                                 .told_fixed = true,
                                 .terms = "Bod nummer fire følger med."};
}

/* trace: R-152 R-153 R-154 R-167 L14 I-06 */
static void the_landlord_writes_a_lease_and_gives_the_keys_without_seeing_the_case(void **state) {
    struct test_database *database = *state;
    lease_town(database);
    const char *page = case_page(database, EIE, 5);
    has(page, "/sak/1/leieforhold/ny");
    lacks(page, "/sak/1/kartlegging");
    DID(database, EIE, 10,
        lease_new(&rq, &(struct lease_new_in){.case_ = ane,
                                              .dwelling_number = "4-117",
                                              .kind = LEASE_KIND_FIXED,
                                              .from = date_of(2026, 10, 15),
                                              .rent = 8500,
                                              .deposit_kind = LEASE_DEPOSIT_NONE,
                                              .told_public = true,
                                              .told_fixed = true}));
    has(case_page(database, EIE, 11), "/sak/1/leieforhold/1/les");
    DID(database, EIE, 12, lease_give_to_read(&rq, &(struct lease_give_to_read_in){ane, first_lease}));
    DID(database, EIE, 13, lease_take_signature(&rq, &(struct lease_take_signature_in){ane, first_lease, date_of(2026, 9, 7)}));
    DID(database, EIE, ON_15_OCTOBER * DAY_MS,
        lease_move_in(&rq, &(struct lease_move_in_in){ane, first_lease, LEASE_INFO_WAY_TALK_AND_WRITING}));
    assert_int_equal(count(database, "SELECT count(*) FROM lease_letter WHERE kind IN ('contract', 'way_on')"), 2);
    page = case_page(database, EIE, ON_15_OCTOBER * DAY_MS + 1);
    has(page, "14. oktober 2029");
    has(page, "Svarer for boligen og standarden");
    has(page, "Bygg og eiendom");
    has(page, "500 kroner i måneden");
    lacks(page, "/sak/1/vedtak");
    page = case_page(database, HOT, ON_15_OCTOBER * DAY_MS + 2);
    has(page, "14. oktober 2029");
    lacks(page, "kroner i måneden");
    lacks(page, "Strandgata");
    lacks(page, "/sak/1/leieforhold/1/oppsagt");
}

/* trace: HLL-2 HLL-3 I-10 R-166 */
static void what_is_not_lawful_comes_back_beside_its_field_with_nothing_kept(void **state) {
    struct test_database *database = *state;
    lease_town(database);
    struct request rq = asked(database, EIE, 10);
    struct lease_new_in in = form();
    in.months = (struct maybe_int){.has = true, .v = 12};
    in.told_public = false;
    in.terms = "Leier holder seg rusfri og tar imot oppfølging.";
    assert_true(lease_new(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "short_why"), T_lease_rule_term_short);
    assert_int_equal(form_error_of(rq.form, "told_public"), T_lease_rule_not_told_public);
    assert_int_not_equal(form_error_of(rq.form, "terms"), 0);
    db_abort(rq.db);
    rq = asked(database, EIE, 11);
    in = form();
    in.dwelling_number = "9-999";
    assert_true(lease_new(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "dwelling_number"), T_lease_home_unknown);
    db_abort(rq.db);
    rq = asked(database, EIE, 12);
    in = form();
    in.terms = NULL;
    in.deposit = (struct maybe_int){.has = true, .v = 60000}, in.deposit_kind = LEASE_DEPOSIT_ACCOUNT;
    assert_true(lease_new(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "deposit"), T_lease_rule_deposit_high);
    db_abort(rq.db);
    assert_int_equal(count(database, "SELECT count(*) FROM lease"), 0);
}

/* trace: HLL-6 R-164 R-166 */
static void an_inspection_is_told_of_and_is_about_the_dwelling(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    int64_t later = (ON_15_OCTOBER + 10) * DAY_MS; /* 25 October */
    struct lease_inspection_save_in in = {ane, INSPECTION_REASON_AGREED_CHECK, date_of(2026, 10, 25), date_of(2026, 10, 26), 10 * 60};
    struct request told = asked(database, EIE, later);
    assert_true(lease_inspection_save(&told, &in).from_form);
    assert_int_equal(form_error_of(told.form, "on_date"), T_lease_inspection_soon);
    db_abort(told.db);
    in.on_date = date_of(2026, 10, 28);
    DID(database, EIE, later + 1, lease_inspection_save(&rq, &in));
    assert_int_equal(count(database, "SELECT count(*) FROM lease_letter WHERE kind = 'inspection'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'inspect_home' AND due = '2026-10-28' AND unit_id = 2"),
                     1);
    assert_int_equal(count(database, "SELECT count(*) FROM booking"), 0);
    struct lease_inspection_result_in went = {.case_ = ane,
                                              .inspection = {1},
                                              .went = INSPECTION_STATE_HELD,
                                              .found = INSPECTION_FOUND_REPAIR_NEEDED,
                                              .words = "Det lå tomme alkoholflasker på gulvet."};
    told = asked(database, EIE, later + 2);
    assert_true(lease_inspection_result(&told, &went).from_form);
    assert_int_equal(form_error_of(told.form, "words"), T_lease_inspection_words);
    db_abort(told.db);
    went.words = "Vasken lekker.";
    DID(database, EIE, later + 3, lease_inspection_result(&rq, &went));
    has(case_page(database, EIE, later + 4), "Vasken lekker.");
    assert_non_null(test_try(database, "UPDATE lease_inspection SET found = 'in_order' WHERE id = 1"));
}

/* trace: HLL-8 */
static void the_rent_follows_the_index_once_a_year_and_no_further(void **state) {
    struct test_database *database = *state;
    lease_lives(database);
    int64_t later = (ON_15_OCTOBER + 330) * DAY_MS; /* 10 September 2027 */
    struct lease_rent_save_in in = {.case_ = ane,
                                    .kind = RENT_CHANGE_KIND_INDEX,
                                    .told_on = date_of(2027, 9, 10),
                                    .from = date_of(2027, 10, 1),
                                    .new_rent = 8700,
                                    .kpi_from = {true, 1300},
                                    .kpi_to = {true, 1339}};
    assert_true(SAID_NO(database, EIE, later, lease_rent_save(&rq, &in))); /* three weeks' notice */
    in.from = date_of(2027, 10, 12);
    assert_true(SAID_NO(database, EIE, later + 1, lease_rent_save(&rq, &in))); /* not yet a year */
    in.from = date_of(2027, 10, 15), in.new_rent = 8800;
    assert_true(SAID_NO(database, EIE, later + 2, lease_rent_save(&rq, &in))); /* more than the index */
    in.new_rent = 8755;
    DID(database, EIE, later + 3, lease_rent_save(&rq, &in));
    assert_int_equal(count(database, "SELECT count(*) FROM lease_rent_from WHERE new_rent = 8755 AND from_date = '2027-10-15'"), 1);
    in.kind = RENT_CHANGE_KIND_MARKET, in.from = date_of(2028, 4, 15), in.new_rent = 12000;
    assert_true(SAID_NO(database, EIE, later + 4, lease_rent_save(&rq, &in))); /* not yet two years and six months since it was set */
}

/* The decision about more time, made in 2029 by HOT and reached in the post. */
static void decided(struct story *story, enum part_outcome outcome, struct date on, struct date reached) {
    story->clock = (int64_t)date_days_between(date_of(2026, 9, 7), on) * DAY_MS;
    struct turn turn = story_turn(story, HOT);
    assert_int_equal(decision_start(turn.db, story->case_, &story->decision), ERR_OK);
    assert_int_equal(decision_add_part(turn.db, story->decision, PART_KIND_BOLIG, unit_of(EIE), &story->bolig), ERR_OK);
    town_commit(turn.db);
    struct part_writing writing = story_bolig(story);
    writing.outcome = outcome;
    writing.from = date_of(2029, 10, 15), writing.until = date_of(2032, 10, 14), writing.review = date_of(2030, 10, 15);
    writing.content = outcome == PART_OUTCOME_GRANTED ? "Du kan bli boende i tre år til" : "Kontrakten blir ikke forlenget";
    writing.considerations = "Vi har lagt vekt på leien som ikke er betalt, og på det du har sagt.";
    story_write(story, &writing);
    story_check_and_sign(story, HOT, story->bolig);
    assert_int_equal(story_issue(story), ERR_OK);
    turn = story_turn(story, HOT);
    struct delivery_note note = {story->decision, DELIVERY_RECIPIENT_PERSON, DELIVERY_CHANNEL_PAPER, on, on};
    if (reached.days == on.days) assert_int_equal(decision_deliver(turn.db, &note), ERR_OK);
    town_commit(turn.db);
}

static int64_t at(int year, int month, int day) {
    return (int64_t)date_days_between(date_of(2026, 9, 7), date_of(year, month, day)) * DAY_MS;
}

/* Ane has lived there for nearly three years, and the end is near. */
static struct story near_the_end(struct test_database *database) {
    struct story story = {.database = database, .case_ = ane};
    lease_lives(database);
    struct db *db = town_write(database, HOT, at(2028, 12, 1));
    organisation_delegate(db, staff_of(HOT), DELEGATED_LAW_LOCAL, "Delegering 1", date_of(2026, 1, 1), DATE_NONE);
    organisation_delegate(db, staff_of(HOT), DELEGATED_LAW_BSL, "Delegering 1", date_of(2026, 1, 1), DATE_NONE);
    struct staff_new second = {.user_name = "second", .name = "Medarbeider 8", .language = LANGUAGE_NB};
    assert_int_equal(organisation_add_staff(db, &second).v, STORY_SECOND);
    organisation_add_member(db, staff_of(STORY_SECOND), unit_of(HOT), STAFF_ROLE_OFFICER, date_of(2026, 1, 1), DATE_NONE);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    story_need(&story);
    test_script(database, "UPDATE person_case SET asks_housing = 0"); /* answered when she got the home */
    lease_until(database, date_of(2029, 1, 14));
    return story;
}

static struct lease_talk_save_in talk(enum lease_review_result result) {
    return (struct lease_talk_save_in){.case_ = ane,
                                       .met_on = date_of(2029, 2, 1),
                                       .income_steady = true,
                                       .wants_to_own = true,
                                       .can_buy = LEASE_CAN_BUY_LATER,
                                       .result = result};
}

/* trace: R-155 TIL-1 A17 I-13 */
static void renewed_only_by_a_decision_and_never_a_day_without_a_contract(void **state) {
    struct test_database *database = *state;
    struct story story = near_the_end(database);
    DID(database, EIE, at(2029, 2, 1),
        lease_talk_save(
            &rq, &(struct lease_talk_save_in){
                     .case_ = ane, .met_on = date_of(2029, 2, 1), .can_buy = LEASE_CAN_BUY_LATER, .result = LEASE_REVIEW_RESULT_RENEWS}));
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'decide_renewal'"), 1);
    lacks(case_page(database, EIE, at(2029, 2, 2)), "/sak/1/leieforhold/ny");
    decided(&story, PART_OUTCOME_GRANTED, date_of(2029, 3, 1), date_of(2029, 3, 1));
    has(case_page(database, EIE, at(2029, 3, 2)), "/sak/1/leieforhold/ny");
    struct lease_new_in in = form();
    in.from = date_of(2029, 10, 15);
    DID(database, EIE, at(2029, 3, 2), lease_new(&rq, &in));
    assert_int_equal(count(database, "SELECT count(*) FROM lease WHERE id = 2 AND renews = 1 AND part_id IS NOT NULL"), 1);
    DID(database, EIE, at(2029, 3, 3), lease_give_to_read(&rq, &(struct lease_give_to_read_in){ane, {2}}));
    DID(database, EIE, at(2029, 3, 4), lease_take_signature(&rq, &(struct lease_take_signature_in){ane, {2}, date_of(2029, 3, 4)}));
    DID(database, EIE, at(2029, 10, 15), lease_move_in(&rq, &(struct lease_move_in_in){ane, {2}, 0}));
    assert_int_equal(count(database, "SELECT count(*) FROM running_lease WHERE dwelling_id = 1"), 1);
    assert_int_equal(
        count(
            database,
            "SELECT count(*) FROM lease WHERE (id = 1 AND state = 'renewed') OR (id = 2 AND state = 'running' AND until_date = '2032-10-14')"),
        2);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind IN ('review_lease', 'lease_runs_on', 'decide_renewal')"),
                     0);
}

/* trace: R-159 TIL-1 FVL-16 A17 */
static void has_not_tried_is_blocked_without_notice_reasons_decision_and_the_time_to_appeal(void **state) {
    struct test_database *database = *state;
    struct story story = near_the_end(database);
    struct lease_talk_save_in no = talk(LEASE_REVIEW_RESULT_NOT_RENEWED);
    struct lease_move_ask_in ask = {ane, first_lease};
    struct lease_moved_out_in out = {ane, first_lease, date_of(2029, 10, 14), LEASE_END_TERM_OVER};
    DID(database, EIE, at(2029, 2, 1), lease_talk_save(&rq, &no));
    assert_true(SAID_NO(database, EIE, at(2029, 2, 2), lease_move_ask(&rq, &ask)));
    has(case_page(database, EIE, at(2029, 2, 2) + 1), "/sak/1/leieforhold/forhandsvarsel");
    struct lease_told_save_in told = {ane, date_of(2029, 2, 10), "Husleien er ikke betalt i tre måneder."};
    assert_true(SAID_NO(database, EIE, at(2029, 2, 3), lease_told_save(&rq, &told))); /* a week is too short */
    told.answer_by = date_of(2029, 2, 20);
    told.words = "Du har ikke holdt deg edru.";
    assert_true(SAID_NO(database, EIE, at(2029, 2, 3) + 1, lease_told_save(&rq, &told)));
    told.words = "Husleien er ikke betalt i tre måneder.";
    DID(database, EIE, at(2029, 2, 3) + 2, lease_told_save(&rq, &told));
    assert_true(SAID_NO(database, EIE, at(2029, 2, 5), lease_move_ask(&rq, &ask))); /* her time to answer */
    DID(database, EIE, at(2029, 2, 6), lease_heard(&rq, &(struct lease_heard_in){ane, first_lease, "Jeg drakk mye da, men betaler nå."}));
    assert_true(SAID_NO(database, EIE, at(2029, 2, 7), lease_move_ask(&rq, &ask))); /* not decided */
    decided(&story, PART_OUTCOME_REFUSED, date_of(2029, 3, 1), date_of(2029, 3, 1));
    DID(database, EIE, at(2029, 3, 2), lease_move_ask(&rq, &ask));
    assert_int_equal(count(database, "SELECT count(*) FROM lease_letter WHERE kind IN ('prior_notice', 'move_request')"), 2);
    out.ended_on = date_of(2029, 3, 10);
    assert_true(SAID_NO(database, EIE, at(2029, 3, 10), lease_moved_out(&rq, &out))); /* the time to appeal */
    lease_until(database, date_of(2030, 2, 1));
    assert_int_equal(count(database, "SELECT count(*) FROM lease WHERE state = 'review'"), 1); /* asked in writing, so not open by law */
    out.ended_on = date_of(2029, 10, 14);
    DID(database, EIE, at(2030, 2, 1), lease_moved_out(&rq, &out));
    assert_int_equal(count(database, "SELECT count(*) FROM lease WHERE state = 'ended' AND how = 'term_over' AND end_part IS NOT NULL"), 1);
}

/* trace: R-152 I-06 */
static void the_list_shows_what_must_be_done_first_and_only_the_unit_s_own(void **state) {
    struct test_database *database = *state;
    near_the_end(database);
    struct request rq = asked(database, EIE, at(2029, 1, 15));
    rq.form = NULL;
    const char *page = page_of(&rq, lease_list_page(&rq, &(struct lease_list_page_in){0}));
    has(page, "Ane Solberg");
    has(page, "/sak/1/leieforhold");
    has(page, "Strandgata");
    rq = asked(database, NAV, at(2029, 1, 15) + 1);
    rq.form = NULL;
    lacks(page_of(&rq, lease_list_page(&rq, &(struct lease_list_page_in){0})), "Ane");
    test_script(database, "UPDATE person SET address_grade = 'strictly_confidential' WHERE id = 1");
    rq = asked(database, EIE, at(2029, 1, 15) + 2);
    rq.form = NULL;
    lacks(page_of(&rq, lease_list_page(&rq, &(struct lease_list_page_in){0})), "Strandgata");
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_landlord_writes_a_lease_and_gives_the_keys_without_seeing_the_case),
        RULE_ON(ON_SQLITE, what_is_not_lawful_comes_back_beside_its_field_with_nothing_kept),
        RULE_ON(ON_SQLITE, an_inspection_is_told_of_and_is_about_the_dwelling),
        RULE(the_rent_follows_the_index_once_a_year_and_no_further),
        RULE_ON(ON_SQLITE, renewed_only_by_a_decision_and_never_a_day_without_a_contract),
        RULE(has_not_tried_is_blocked_without_notice_reasons_decision_and_the_time_to_appeal),
        RULE(the_list_shows_what_must_be_done_first_and_only_the_unit_s_own),
    };
    return run_rules("tenancy_pages", rules, sizeof rules / sizeof *rules);
}

/* The pages of the joint decision: what stands on them for whom, and that what is refused is said beside the field with nothing kept. */
#include "decision_routes.h"
#include "domain/decision/decision_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "texts.h"

static const enum right officer[] = {RIGHT_CASE_SEE, RIGHT_DECISION_WRITE, RIGHT_DECISION_CHECK, RIGHT_DECISION_SIGN, RIGHT_DECISION_ISSUE, RIGHT_DECISION_INPUT,
                                     RIGHT_ORDER_SEE, 0};

/* A request by a worker of a unit, in a write transaction that is thrown away or kept by the caller. */
static struct request asked(struct story *story, int unit) {
    struct db *db = town_write(story->database, unit, story->clock++);
    struct request rq = town_request(story->database, db, town_session(story->database, unit, officer));
    rq.form = arena_array(story->database->arena, 1, sizeof *rq.form);
    return rq;
}

static const char *draft_page(struct story *story, int unit, int64_t number) {
    struct request rq = asked(story, unit);
    rq.form = NULL;
    return page_of(&rq, decision_page(&rq, &(struct decision_page_in){story->case_, story->decision, {true, number}}));
}

static bool complains(const struct request *rq, const char *field, text_key why) {
    for (size_t i = 0; i < rq->form->n; i++)
        if (text_equal(rq->form->v[i].name, field) && rq->form->v[i].error == why) return true;
    return rq->form->refused && !field;
}

/* trace: R-091 R-092 R-093 R-098 */
static void the_draft_shows_every_part_its_law_its_band_and_the_letter_beside_the_form(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    const char *page = draft_page(&story, HOT, 3);
    has(page, "Samlevedtak 1");
    has(page, "1. Hjelp til å få bolig");
    has(page, "helse- og omsorgstjenesteloven § 3-2");
    has(page, "10 min – 10 t i uka");
    has(page, "class=\"f-band\"");
    has(page, "<h2 class=\"ds-heading\" id=\"part\">Del 3: Samtaler hjemme</h2>");
    has(page, "Jeg vil ha et lite og stille sted");
    has(page, "Du får hjelp med bustad, oppfølging og økonomi");
    has(page, "<mark>Samtalar heime: ");
    has(page, "Ingenting mangler");
    has(page, "Medarbeider 4");
}

/* trace: I-04 R-053 */
static void a_unit_without_the_zone_sees_the_row_but_neither_form_nor_words(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    const char *page = draft_page(&story, NAV, 3);
    has(page, "10 min – 10 t i uka");
    has(page, "Psykisk helse oppfølging");
    lacks(page, "hjelp til å komme i gang med hverdagen");
    lacks(page, "name=\"facts\"");
    has(page, "Garanti for depositum");
}

/* trace: R-091 */
static void a_part_is_saved_and_one_with_a_wrong_band_comes_back(void **state) {
    struct story story = story_begin(*state);
    struct request rq = asked(&story, HOT);
    struct decision_part_save_in in = {
        .case_ = story.case_, .decision = story.decision, .part = story.hol, .outcome = PART_OUTCOME_GRANTED, .unit = unit_of(HJE),
        .service_kind = SERVICE_KIND_TALKS_AT_HOME, .amount_kind = AMOUNT_KIND_BAND, .least = {true, 3}, .least_in = TIME_UNIT_HOURS, .most = {true, 90},
        .most_in = TIME_UNIT_MINUTES, .per = AMOUNT_PERIOD_WEEK, .from = date_of(2026, 10, 1), .until = date_of(2026, 9, 1), .review = DATE_NONE,
        .content = "Samtaler", .version = 1,
    };
    assert_true(decision_part_save(&rq, &in).from_form);
    assert_true(complains(&rq, "least", T_decision_least_more_than_most));
    assert_true(complains(&rq, "until", T_decision_until_before_from));
    db_abort(rq.db);
    rq = asked(&story, HOT);
    in.least = (struct maybe_int){true, 30};
    in.least_in = TIME_UNIT_MINUTES;
    in.until = date_of(2027, 9, 1);
    in.next = true;
    struct reply reply = decision_part_save(&rq, &in);
    assert_int_equal(reply.status, 303);
    assert_string_equal(reply.location, "/sak/1/vedtak/1/del/4");
    town_commit(rq.db);
    assert_int_equal(test_number(story.database, "SELECT count(*) FROM decision_part WHERE minutes_least = 30 AND minutes_most = 90"), 1);
    rq = asked(&story, HOT);
    assert_int_equal(decision_part_save(&rq, &in).status, 409);
    db_abort(rq.db);
}

/* trace: BSL-8 FVL-24 I-10 I-08 */
static void the_check_page_says_what_is_missing_and_refuses_without_disabling(void **state) {
    struct story story = story_begin(*state);
    struct part_writing bolig = story_bolig(&story);
    bolig.considerations = "Du må ta imot oppfølging.";
    story_write(&story, &bolig);
    struct request rq = asked(&story, HOT);
    assert_int_equal(part_remove(rq.db, story.bistand), ERR_OK);
    town_commit(rq.db);
    rq = asked(&story, HOT);
    rq.form = NULL;
    struct decision_check_page_in look = {story.case_, story.decision};
    const char *page = page_of(&rq, decision_check_page(&rq, &look));
    has(page, "Skriv hva hjelpen går ut på");
    has(page, "/sak/1/vedtak/1/del/3#content");
    has(page, "En del om bolig kan ikke ha vilkår");
    has(page, "<q>må ta imot</q>");
    has(page, "Personen har bedt om hjelp med bolig");
    lacks(page, "disabled");
    rq = asked(&story, HOT);
    assert_true(decision_part_control(&rq, &(struct decision_part_control_in){story.case_, story.decision, story.bolig}).from_form);
    assert_true(complains(&rq, NULL, T_decision_check_refused));
    db_abort(rq.db);
    rq = asked(&story, HOT);
    assert_true(decision_issue_now(&rq, &(struct decision_issue_now_in){story.case_, story.decision}).from_form);
    db_abort(rq.db);
    assert_int_equal(test_number(story.database, "SELECT count(*) FROM joint_decision WHERE state = 'drafting'"), 1);
}

/* trace: TIL-7 FVL-6 */
static void signing_asks_for_impartiality_and_says_whose_authority_it_is(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct turn turn = story_second(&story);
    assert_int_equal(decision_check_part(turn.db, turn.access, story.sosial), ERR_OK);
    town_commit(turn.db);
    struct request rq = asked(&story, HOT);
    rq.form = NULL;
    struct decision_sign_page_in look = {story.case_, story.decision, story.sosial};
    const char *page = page_of(&rq, decision_sign_page(&rq, &look));
    has(page, "Du har ikke fullmakt til å signere etter denne loven i dag. Det gjør Nav Levanger.");
    struct decision_part_sign_in in = {story.case_, story.decision, story.sosial, false};
    rq = asked(&story, NAV);
    assert_true(decision_part_sign(&rq, &in).from_form);
    assert_true(complains(&rq, "impartial", T_decision_impartial_missing));
    db_abort(rq.db);
    in.impartial = true;
    rq = asked(&story, HOT);
    assert_true(decision_part_sign(&rq, &in).from_form);
    db_abort(rq.db);
    rq = asked(&story, NAV);
    assert_int_equal(decision_part_sign(&rq, &in).status, 303);
    town_commit(rq.db);
}

/* trace: R-093 R-099 I-04 */
static void a_unit_is_asked_answers_and_is_not_told_when_she_has_said_no(void **state) {
    struct story story = story_begin(*state);
    story_write_all(&story);
    struct request rq = asked(&story, HOT);
    struct decision_part_ask_in ask = {story.case_, story.decision, story.hol, unit_of(HJE), date_of(2026, 9, 28)};
    assert_int_equal(decision_part_ask(&rq, &ask).status, 303);
    town_commit(rq.db);
    assert_int_equal(test_number(story.database, "SELECT count(*) FROM open_task WHERE kind = 'give_input' AND unit_id = 4"), 1);
    struct decision_input_give_in answer = {.case_ = story.case_, .decision = story.decision, .part = story.hol, .answer = INPUT_STATE_PROPOSES_CHANGE,
                                            .least = {true, 15}, .least_in = TIME_UNIT_MINUTES, .most = {true, 4}, .most_in = TIME_UNIT_HOURS,
                                            .from = DATE_NONE, .words = "Vi har plass til dette fra oktober."};
    rq = asked(&story, NAV);
    assert_int_equal(decision_input_give(&rq, &answer).status, 404);
    db_abort(rq.db);
    rq = asked(&story, HJE);
    assert_int_equal(decision_input_give(&rq, &answer).status, 303);
    town_commit(rq.db);
    const char *page = draft_page(&story, HOT, 3);
    has(page, "Foreslår 15 min – 4 t i uka");
    has(page, "Vi har plass til dette fra oktober.");
    lacks(draft_page(&story, NAV, 4), "Vi har plass til dette");
    assert_int_equal(test_number(story.database, "SELECT count(*) FROM open_task WHERE kind = 'give_input'"), 0);
    test_script(story.database, "INSERT INTO objection (case_id, unit_id, zone, made_at, made_by) VALUES (1, 5, 'health', 1788768000000, 1)");
    ask.ask_unit = unit_of(RUS);
    rq = asked(&story, HOT);
    assert_true(decision_part_ask(&rq, &ask).from_form);
    assert_true(complains(&rq, "ask_unit", T_decision_gap_unit_refused));
    db_abort(rq.db);
    assert_int_equal(test_number(story.database, "SELECT count(*) FROM case_unit WHERE unit_id = 5"), 0);
}

/* trace: R-100 I-07 FVL-27 I-14 */
static void the_issued_page_shows_limits_and_gives_the_letter_that_was_sent(void **state) {
    struct story story = story_issued(*state);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    const char *page = draft_page(&story, HOT, 1);
    has(page, "mandag 19. oktober 2026");
    has(page, "mandag 26. oktober 2026");
    has(page, "klagenemnda i Levanger kommune");
    has(page, "Statsforvalteren i Trøndelag");
    has(page, "Endre en del");
    struct request rq = asked(&story, HOT);
    struct reply file = decision_letter_file(&rq, &(struct decision_letter_file_in){story.case_, story.decision});
    assert_int_equal(file.status, 200);
    assert_string_equal(file.type, "application/pdf");
    assert_string_equal(file.file_name, "brev-1.pdf");
    db_abort(rq.db);
    rq = asked(&story, NAV);
    assert_int_equal(decision_letter_file(&rq, &(struct decision_letter_file_in){story.case_, story.decision}).status, 403);
    db_abort(rq.db);
    rq = asked(&story, HOT);
    assert_true(decision_part_change(&rq, &(struct decision_part_change_in){story.case_, story.decision, story.hol, AMENDMENT_TO_DETRIMENT}).from_form);
    db_abort(rq.db);
    rq = asked(&story, HOT);
    struct reply reply = decision_part_change(&rq, &(struct decision_part_change_in){story.case_, story.decision, story.hol, AMENDMENT_IN_FAVOUR});
    assert_int_equal(reply.status, 303);
    town_commit(rq.db);
    story.decision.v = 2;
    page = draft_page(&story, HOT, 3);
    has(page, "Hva endrer seg for Ane");
    has(page, "Gjelder som før");
    has(page, "Erstatter samlevedtak 1.");
    has(page, "Hei, Ane. Vi har endra vedtaket ditt frå 24. september 2026");
}

/* trace: I-06 R-053 */
static void the_property_unit_reads_its_own_orders_and_no_words_about_her(void **state) {
    struct story story = story_issued(*state);
    struct request rq = asked(&story, EIE);
    rq.form = NULL;
    struct order_page_in in = {{1}};
    const char *page = page_of(&rq, order_page(&rq, &in));
    has(page, "Bolig til Ane Solberg");
    has(page, "Ikke første etasje");
    has(page, "Helse- og omsorgstorvet");
    const char *const hidden[] = {"stille sted", "depositum", "Samtaler", "uten et sted", "flytte", "angst", "rus", "diagnose"};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) lacks(page, hidden[i]);
    assert_int_equal(test_number(story.database, "SELECT count(*) FROM access_log WHERE unit_id = 2"), 0);
    rq = asked(&story, HJE);
    assert_int_equal(order_page(&rq, &in).status, 404);
    db_abort(rq.db);
    rq = asked(&story, EIE);
    rq.form = NULL;
    has(page_of(&rq, order_list_page(&rq, &(struct order_list_page_in){})), "/boligbestillinger/1");
}

/* trace: I-04 */
static void a_decision_of_another_case_is_not_found(void **state) {
    struct story story = story_begin(*state);
    struct case_id other = town_case(story.database, "Kari");
    struct request rq = asked(&story, HOT);
    assert_int_equal(decision_page(&rq, &(struct decision_page_in){other, story.decision, {0}}).status, 404);
    assert_int_equal(decision_part_drop(&rq, &(struct decision_part_drop_in){other, story.decision, story.hol}).status, 404);
    assert_int_equal(decision_letter_file(&rq, &(struct decision_letter_file_in){other, story.decision}).status, 404);
    assert_int_equal(decision_issue_now(&rq, &(struct decision_issue_now_in){other, story.decision}).status, 404);
    db_abort(rq.db);
}

/* ── changing what is in force ────────────────────────────────────────── */

static struct story reached(void **state) {
    struct story story = story_issued(*state);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    return story;
}

/* trace: R-097 R-116 FVL-16 FVL-35 R-105 */
static void the_change_page_offers_the_quick_change_and_notice_and_refuses_what_is_not_whole(void **state) {
    struct story story = reached(state);
    struct request rq = asked(&story, HOT);
    rq.form = NULL;
    const char *page = page_of(&rq, decision_change_page(&rq, &(struct decision_change_page_in){story.case_, story.decision, story.hol}));
    has(page, "Endre: Samtaler hjemme");
    has(page, "/del/3/juster");
    has(page, "/del/3/varsel");
    has(page, "/del/3/avtale");
    rq = asked(&story, HOT);
    struct decision_quick_change_in in = {.case_ = story.case_, .decision = story.decision, .part = story.hol, .direction = AMENDMENT_AS_ASKED, .why = "Du ba om det."};
    assert_true(decision_quick_change(&rq, &in).from_form);
    assert_true(complains(&rq, "impartial", T_decision_impartial_missing));
    assert_true(complains(&rq, "her_view", T_decision_gap_view));
    db_abort(rq.db);
    rq = asked(&story, HOT);
    struct decision_notice_send_in notice = {.case_ = story.case_, .decision = story.decision, .part = story.hol, .plan = NOTICE_PLAN_ENDS, .planned = "Slutt",
                                             .because = "Du har flyttet.", .channel = DELIVERY_CHANNEL_PAPER, .sent_on = date_of(2026, 9, 28),
                                             .answer_by = date_of(2026, 10, 1)};
    assert_true(decision_notice_send(&rq, &notice).from_form);
    assert_true(complains(&rq, "answer_by", T_decision_notice_too_short));
    db_abort(rq.db);
}

/* trace: R-096 R-101 */
static void only_the_unit_that_gives_the_help_says_that_it_should_change(void **state) {
    struct story story = reached(state);
    struct request rq = asked(&story, NAV);
    rq.form = NULL;
    assert_int_equal(decision_wish_page(&rq, &(struct decision_wish_page_in){story.case_, story.decision, story.hol}).status, 404);
    db_abort(rq.db);
    rq = asked(&story, HJE);
    rq.form = NULL;
    has(page_of(&rq, decision_wish_page(&rq, &(struct decision_wish_page_in){story.case_, story.decision, story.hol})), "Bør vedtaket endres? Samtaler hjemme");
}

/* trace: R-098 R-099 R-107 R-112 R-113 R-115 I-15 */
static void the_units_page_says_what_ends_and_counts_no_few(void **state) {
    struct story story = reached(state);
    test_script(story.database, "INSERT INTO change_wish (case_id, part_id, kind, state, unit_id, to_unit, at, by_staff)"
                                " VALUES (1, 3, 'too_little_adapted', 'open', 4, 1, 1790000000000, 4)");
    story.clock = INT64_C(370) * DAY_MS; /* 12 September 2027 */
    struct request rq = asked(&story, HOT);
    rq.form = NULL;
    const char *page = page_of(&rq, unit_decisions_page(&rq, NULL));
    has(page, "Ane Solberg");
    has(page, "30. september 2027");
    has(page, "Hjelpen er for lite tilpasset");
    has(page, "Fylkesmannen har godtatt at vedtakene samles");
    story.clock = INT64_C(40) * DAY_MS;
    rq = asked(&story, HOT);
    rq.form = NULL;
    has(page_of(&rq, unit_decisions_page(&rq, NULL)), "færre enn 5");
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_draft_shows_every_part_its_law_its_band_and_the_letter_beside_the_form),
        RULE(a_unit_without_the_zone_sees_the_row_but_neither_form_nor_words),
        RULE(a_part_is_saved_and_one_with_a_wrong_band_comes_back),
        RULE(the_check_page_says_what_is_missing_and_refuses_without_disabling),
        RULE(signing_asks_for_impartiality_and_says_whose_authority_it_is),
        RULE(a_unit_is_asked_answers_and_is_not_told_when_she_has_said_no),
        RULE(the_issued_page_shows_limits_and_gives_the_letter_that_was_sent),
        RULE(the_property_unit_reads_its_own_orders_and_no_words_about_her),
        RULE(a_decision_of_another_case_is_not_found),
        RULE(the_change_page_offers_the_quick_change_and_notice_and_refuses_what_is_not_whole),
        RULE(only_the_unit_that_gives_the_help_says_that_it_should_change),
        RULE(the_units_page_says_what_ends_and_counts_no_few),
    };
    return run_rules("decision pages", rules, sizeof rules / sizeof *rules);
}

/* The pages of appeals: what stands on them for whom, and that what is refused is said beside the field with nothing kept. */
#include "appeal_routes.h"
#include "domain/appeal/appeal_for_tests.h"
#include "domain/work/pages_for_tests.h"
#include "texts.h"

static const enum right officer[] = {RIGHT_CASE_SEE,       RIGHT_APPEAL_REGISTER, RIGHT_APPEAL_PREPARE,
                                     RIGHT_APPEAL_SUSPEND, RIGHT_APPEAL_FIGURES,  0};
static const enum right board[] = {RIGHT_CASE_SEE, RIGHT_APPEAL_DECIDE, RIGHT_APPEAL_SUSPEND, 0};

/* A request by one worker, in a write transaction that is thrown away or kept by the caller. */
static struct request asked(struct story *story, int staff, int unit) {
    struct turn turn = turn_of(story, staff, unit);
    struct session *session = town_session(story->database, unit, unit == KLN ? board : officer);
    session->staff = staff_of(staff);
    struct request rq = town_request(story->database, turn.db, session);
    rq.form = arena_array(story->database->arena, 1, sizeof *rq.form);
    return rq;
}

static const char *part_page(struct story *story, int staff, int unit, struct appeal_part_id id) {
    struct request rq = asked(story, staff, unit);
    rq.form = NULL;
    return page_of(&rq, appeal_part_page(&rq, &(struct appeal_part_page_in){story->case_, id}));
}

static bool complains(const struct request *rq, const char *field, text_key why) {
    for (size_t i = 0; i < rq->form->n; i++)
        if (text_equal(rq->form->v[i].name, field) && rq->form->v[i].error == why) return true;
    return rq->form->refused && !field;
}

static struct appeal_register_in registering(const struct story *story, struct decision_part_id *part, const char **words) {
    return (struct appeal_register_in){.case_ = story->case_,
                                       .form = APPEAL_FORM_LETTER,
                                       .appellant = APPELLANT_PERSON,
                                       .received_on = date_of(2026, 10, 5),
                                       .posted_on = DATE_NONE,
                                       .part = {part, 1},
                                       .words = {words, 1},
                                       .is_signed = true};
}

/* trace: R-103 FVL-32 */
static void the_form_takes_one_part_and_says_what_is_wrong_beside_the_field(void **state) {
    struct story story = appeal_story(*state);
    on_day(&story, date_of(2026, 10, 5));
    struct decision_part_id part = story.bolig;
    const char *words = "";
    struct appeal_register_in in = registering(&story, &part, &words);
    in.appellant = APPELLANT_AGENT;
    in.received_on = date_of(2026, 10, 9);
    in.posted_on = date_of(2026, 10, 10);
    struct request rq = asked(&story, HOT, HOT);
    assert_true(appeal_register(&rq, &in).from_form);
    assert_true(complains(&rq, NULL, T_appeal_choose_part));
    assert_true(complains(&rq, "appellant_name", T_appeal_name_missing));
    assert_true(complains(&rq, "received_on", T_appeal_day_to_come));
    assert_true(complains(&rq, "posted_on", T_appeal_posted_after));
    db_abort(rq.db);
    words = "Tre rom.";
    in = registering(&story, &part, &words);
    rq = asked(&story, HOT, HOT);
    struct reply reply = appeal_register(&rq, &in);
    assert_int_equal(reply.status, 303);
    assert_string_equal(reply.location, "/sak/1/klage/1");
    town_commit(rq.db);
    rq = asked(&story, HOT, HOT);
    assert_int_equal(appeal_register(&rq, &in).status, 409);
    db_abort(rq.db);
    rq = asked(&story, HOT, HOT);
    rq.form = NULL;
    const char *page = page_of(&rq, appeal_new_page(&rq, &(struct appeal_new_page_in){story.case_}));
    has(page, "/sak/1/klagedel/1");
    has(page, "Hva vil personen ha endret?");
}

/* trace: I-04 FVL-32 */
static void a_unit_without_the_zone_can_take_the_appeal_but_not_read_the_words(void **state) {
    struct story story = appeal_story(*state);
    on_day(&story, date_of(2026, 10, 5));
    struct request rq = asked(&story, NAV, NAV);
    rq.form = NULL;
    const char *page = page_of(&rq, appeal_new_page(&rq, &(struct appeal_new_page_in){story.case_}));
    has(page, arena_printf(story.database->arena, "id=\"without-%lld\"", (long long)story.hol.v));
    has(page, arena_printf(story.database->arena, "id=\"words-%lld\"", (long long)story.sosial.v));
    struct appeal_part_id id = received(&story, story.hol, date_of(2026, 10, 5));
    page = part_page(&story, NAV, NAV, id);
    lacks(page, "plass til sønnen min");
    has(page, "Samtaler hjemme");
    has(part_page(&story, BERIT, HOT, id), "plass til sønnen min");
}

/* trace: FVL-33 R-103 */
static void who_decided_sees_why_another_considers_it_and_has_no_button(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = received(&story, story.bolig, date_of(2026, 10, 5));
    const char *author = part_page(&story, HOT, HOT, id), *other = part_page(&story, BERIT, HOT, id);
    has(author, "Du var med på vedtaket");
    lacks(author, "/klagedel/1/begynn");
    has(other, "/klagedel/1/begynn");
    struct request rq = asked(&story, HOT, HOT);
    assert_int_equal(appeal_start(&rq, &(struct appeal_start_in){story.case_, id}).status, 403);
    db_abort(rq.db);
}

/* trace: FVL-31 FVL-32 */
static void taking_in_says_what_is_missing_and_dismissal_needs_a_ground_that_fits(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = received(&story, story.bolig, date_of(2026, 11, 16));
    assert_int_equal(ACT(&story, BERIT, HOT, appeal_begin(db, id)), ERR_OK);
    has(part_page(&story, BERIT, HOT, id), "name=\"late_ground\"");
    struct request rq = asked(&story, BERIT, HOT);
    assert_true(appeal_accept(&rq, &(struct appeal_accept_in){story.case_, id, 0, NULL}).from_form);
    assert_true(complains(&rq, "late_reason", T_appeal_late_needs_reason));
    db_abort(rq.db);
    rq = asked(&story, BERIT, HOT);
    assert_true(appeal_reject(&rq, &(struct appeal_reject_in){story.case_, id, DISMISSAL_GROUND_NOT_CORRECTED, "Nei."}).from_form);
    assert_true(complains(&rq, "ground", T_appeal_ground_wrong));
    db_abort(rq.db);
    rq = asked(&story, BERIT, HOT);
    assert_true(appeal_lacks(&rq, &(struct appeal_lacks_in){story.case_, id, false, false, false}).from_form);
    db_abort(rq.db);
    rq = asked(&story, BERIT, HOT);
    struct reply reply = appeal_reject(&rq, &(struct appeal_reject_in){story.case_, id, DISMISSAL_GROUND_LATE, "Ingen grunn."});
    assert_int_equal(reply.status, 303);
    town_commit(rq.db);
    has(part_page(&story, BERIT, HOT, id), "Brev om at klagen er avvist");
}

/* trace: TIL-2 FVL-34 */
static void the_board_decides_on_its_own_page_and_others_have_no_such_form(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = forwarded(&story, story.bolig, date_of(2026, 10, 5));
    has(part_page(&story, SOLVEIG, KLN, id), "/klagedel/1/avgjor");
    lacks(part_page(&story, BERIT, HOT, id), "/klagedel/1/avgjor");
    lacks(part_page(&story, BERIT, HOT, id), "/klagedel/1/svar\"");
    struct request rq = asked(&story, BERIT, HOT);
    struct appeal_body_answered_in answer = {story.case_, id, APPEAL_OUTCOME_UPHELD, date_of(2026, 10, 6), DATE_NONE, "Nei."};
    assert_int_equal(appeal_body_answered(&rq, &answer).status, 403);
    db_abort(rq.db);
    rq = asked(&story, SOLVEIG, KLN);
    struct appeal_board_decides_in decision = {story.case_,          id,        APPEAL_OUTCOME_CHANGED_TO_DETRIMENT,
                                               date_of(2026, 10, 5), DATE_NONE, "Nei."};
    assert_true(appeal_board_decides(&rq, &decision).from_form);
    assert_true(complains(&rq, "notice_sent_on", T_appeal_detriment_needs_notice));
    db_abort(rq.db);
}

/* trace: R-114 FVL-27 PBRL-14 */
static void rights_reasons_and_appeal_for_all_parts_stand_on_one_page_and_print(void **state) {
    struct story story = appeal_story(*state);
    received(&story, story.bolig, date_of(2026, 10, 5));
    struct request rq = asked(&story, HOT, HOT);
    rq.form = NULL;
    const char *page = page_of(&rq, legal_security_page(&rq, &(struct legal_security_page_in){story.case_}));
    has(page, "Det vi har bestemt, kvifor, og korleis du kan klage"); /* in her language */
    has(page, "måndag 19. oktober 2026");
    has(page, "måndag 26. oktober 2026");
    has(page, "klagenemnda i Levanger kommune");
    has(page, "Klaga di kom 5. oktober 2026");
    has(page, "Jeg vil ha et lite og stille sted");
    has(page, "Statsforvaltaren i Trøndelag om å sjå på");
    rq = asked(&story, HOT, HOT);
    struct reply file = legal_security_file(&rq, &(struct legal_security_file_in){story.case_});
    assert_int_equal(file.status, 200);
    assert_memory_equal(file.body.data, "%PDF-", 5);
    db_abort(rq.db);
    rq = asked(&story, NAV, NAV);
    rq.form = NULL;
    page = page_of(&rq, legal_security_page(&rq, &(struct legal_security_page_in){story.case_}));
    lacks(page, "hjelp til å komme i gang med hverdagen");
}

/* trace: I-04 */
static void an_appeal_of_another_case_is_not_found(void **state) {
    struct story story = appeal_story(*state);
    struct appeal_part_id id = received(&story, story.bolig, date_of(2026, 10, 5));
    struct case_id other = town_case(story.database, "Kari");
    struct request rq = asked(&story, BERIT, HOT);
    assert_int_equal(appeal_part_page(&rq, &(struct appeal_part_page_in){other, id}).status, 404);
    assert_int_equal(appeal_page(&rq, &(struct appeal_page_in){other, {1}}).status, 404);
    assert_int_equal(appeal_letter_file(&rq, &(struct appeal_letter_file_in){other, {1}}).status, 404);
    assert_int_equal(
        appeal_letter_sent(&rq, &(struct appeal_letter_sent_in){other, {1}, DELIVERY_CHANNEL_PAPER, date_of(2026, 10, 5), DATE_NONE})
            .status,
        404);
    assert_int_equal(appeal_start(&rq, &(struct appeal_start_in){other, id}).status, 404);
    assert_int_equal(appeal_alter(&rq, &(struct appeal_alter_in){other, id, CHANGE_EXTENT_IN_FULL, "Fordi."}).status, 404);
    assert_int_equal(reasons_ask(&rq, &(struct reasons_ask_in){other, story.bolig, date_of(2026, 10, 5)}).status, 404);
    assert_int_equal(limit_extend(&rq, &(struct limit_extend_in){other, story.bolig, date_of(2026, 11, 5)}).status, 404);
    db_abort(rq.db);
}

/* trace: I-15 */
static void the_figures_hide_one_person(void **state) {
    struct story story = appeal_story(*state);
    received(&story, story.bolig, date_of(2026, 10, 5));
    struct request rq = asked(&story, BERIT, HOT);
    rq.form = NULL;
    const char *page = page_of(&rq, appeal_figures_page(&rq, &(struct appeal_figures_page_in){DATE_NONE, DATE_NONE}));
    has(page, "ikke vist");
    lacks(page, ">1<");
}

/* ── letters ── */

static const char *letter_to(struct arena *arena, enum appeal_letter_kind kind, enum lang lang, enum recipient_kind reader) {
    struct notice_facts facts = {
        .kind = kind,
        .lang = lang,
        .date = date_of(2026, 10, 5),
        .person = {.name = "Ane Solberg", .given_name = "Ane", .address = "Kirkegata 4\n7600 LEVANGER"},
        .to = {reader, reader == RECIPIENT_PERSON ? "Ane Solberg" : "Kari Lie", "Torget 1\n7600 LEVANGER"},
        .case_number = "2026-000001",
        .sender = "Levanger kommune",
        .parts = "kommunal bolig",
        .body = "klagenemnda",
        .words = "Fordi det er slik.",
        .unit = "torvet",
        .phone = "00 00 00 00",
        .signer = "Berit Aune",
        .received_on = date_of(2026, 10, 1),
        .due = date_of(2026, 10, 19),
        .faults = FAULT_CHANGE,
        .dismissal = DISMISSAL_GROUND_LATE,
        .result = APPEAL_RESULT_CHANGED,
        .direction = RESULT_DIRECTION_IN_FAVOUR,
        .amount = 5000,
        .amount_granted = 3000,
        .documents = two_documents,
        .n_documents = 2,
    };
    return letter_words(arena, notice_make(arena, &facts));
}

static const char *letter_of(struct arena *arena, enum appeal_letter_kind kind, enum lang lang) {
    return letter_to(arena, kind, lang, RECIPIENT_PERSON);
}

/* trace: FVL-12 */
static void whoever_acts_for_her_is_greeted_by_name_and_told_who_you_is(void **state) {
    struct story story = story_begin(*state);
    struct arena *arena = story.database->arena;
    for (int kind = 1; kind <= APPEAL_LETTER_KIND_COUNT; kind++) {
        const char *nb = letter_to(arena, (enum appeal_letter_kind)kind, LANG_NB, RECIPIENT_AGENT);
        has(nb, "Hei, Kari Lie. Du får dette brevet fordi du er fullmektig for Ane Solberg.");
        lacks(nb, "Hei, Ane.");
        has(letter_to(arena, (enum appeal_letter_kind)kind, LANG_NN, RECIPIENT_GUARDIAN), "fordi du er verje for Ane Solberg. Der det står «du» vidare");
    }
}

/* trace: FVL-27 FVL-32 FVL-33 FVL-36 FVL-42 PBRL-3 SPR-1 */
static void every_letter_greets_her_says_what_comes_and_is_nynorsk_when_she_is(void **state) {
    struct story story = story_begin(*state);
    struct arena *arena = story.database->arena;
    for (int kind = 1; kind <= APPEAL_LETTER_KIND_COUNT; kind++) {
        const char *nb = letter_of(arena, (enum appeal_letter_kind)kind, LANG_NB), *nn = letter_of(arena, (enum appeal_letter_kind)kind, LANG_NN);
        has(nb, "Hei, Ane.");
        has(nn, "Hei, Ane.");
        lacks(nn, " ikke ");
        lacks(nn, " uker");
        lacks(nb, "{");
        lacks(nb, "brukeren");
        assert_string_not_equal(nb, nn);
    }
    has(letter_of(arena, APPEAL_LETTER_KIND_RECEIPT, LANG_NB), "19. oktober 2026");
    has(letter_of(arena, APPEAL_LETTER_KIND_DISMISSED, LANG_NB), "tre uker");
    has(letter_of(arena, APPEAL_LETTER_KIND_FORWARDED, LANG_NN), "Vedtaksbrevet");
    has(letter_of(arena, APPEAL_LETTER_KIND_RESULT, LANG_NB), "innen tre uker etter at du fikk det nye vedtaket");
    has(letter_of(arena, APPEAL_LETTER_KIND_COSTS, LANG_NB), "får 3");
    /* The ombud for health and care has nothing to do with a home. */
    lacks(letter_of(arena, APPEAL_LETTER_KIND_RESULT, LANG_NB), "brukerombudet");
    lacks(letter_of(arena, APPEAL_LETTER_KIND_FORWARDED, LANG_NN), "brukarombodet");
    lacks(letter_of(arena, APPEAL_LETTER_KIND_EXPLAINED, LANG_NB), "Fordi det er slik");
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_form_takes_one_part_and_says_what_is_wrong_beside_the_field),
        RULE(a_unit_without_the_zone_can_take_the_appeal_but_not_read_the_words),
        RULE(who_decided_sees_why_another_considers_it_and_has_no_button),
        RULE(taking_in_says_what_is_missing_and_dismissal_needs_a_ground_that_fits),
        RULE(the_board_decides_on_its_own_page_and_others_have_no_such_form),
        RULE(rights_reasons_and_appeal_for_all_parts_stand_on_one_page_and_print),
        RULE(an_appeal_of_another_case_is_not_found),
        RULE(the_figures_hide_one_person),
        RULE_ON(ON_SQLITE, whoever_acts_for_her_is_greeted_by_name_and_told_who_you_is),
        RULE_ON(ON_SQLITE, every_letter_greets_her_says_what_comes_and_is_nynorsk_when_she_is),
    };
    return run_rules("appeal pages", rules, sizeof rules / sizeof *rules);
}

/* What is missing before a part can be signed, and the words that cannot stand in one. */
#include "domain/decision/guard.h"
#include "texts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

static struct arena *arena;
static struct law *law;

static int set_up(void **state) {
    const char *reason = "";
    (void)state;
    arena = arena_create();
    if (law_load("law", arena, &law, &reason) != ERR_OK) fail_msg("%s", reason);
    law_set_current(law);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* A part of a kind with all that it needs. */
static struct part whole(enum part_kind kind) {
    struct part part = {
        .kind = kind, .outcome = PART_OUTCOME_GRANTED, .state = PART_STATE_DRAFT, .decided_now = true, .unit = {1}, .law = law_part_kind(law, part_kind_code(kind)),
        .amount = {AMOUNT_KIND_NONE, -1, -1, -1, 0}, .from = date_of(2026, 10, 1), .until = date_of(2027, 9, 30), .review = DATE_NONE, .later_by = DATE_NONE,
        .capacity_ok = true, .readable = true,
        .text = {"Samtaler hver uke", "Regelen", "Dette har skjedd", "Dette la vi vekt på", "Hun vil ha fred", "Vi finner et stille sted"},
    };
    if (!kind_is_service(kind)) return part;
    part.service_kind = SERVICE_KIND_TALKS_AT_HOME;
    part.amount = (struct amount){AMOUNT_KIND_BAND, 10, 600, 240, AMOUNT_PERIOD_WEEK};
    return part;
}

static struct gaps gaps_of(const struct part *part) {
    return guard_part(arena, &(struct guard_facts){.part = part, .need_known = true});
}

static bool has_gap(const struct part *part, const char *field, text_key text) {
    struct gaps gaps = gaps_of(part);
    for (size_t i = 0; i < gaps.n; i++)
        if (text_equal(gaps.v[i].field, field) && gaps.v[i].text == text) return true;
    return false;
}

/* trace: FVL-24 BSL-8 R-091 */
static void test_a_whole_part_lacks_nothing(void **state) {
    (void)state;
    const enum part_kind kinds[] = {PART_KIND_BISTAND, PART_KIND_BOLIG, PART_KIND_HOL_TJENESTE, PART_KIND_HOL_ANNEN, PART_KIND_SOSIAL, PART_KIND_IP};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct part part = whole(kinds[i]);
        assert_int_equal(gaps_of(&part).n, 0);
    }
}

/* trace: FVL-24 BSL-8 BSL-9 PBRL-6 R-099 */
static void test_each_thing_that_is_missing_is_named_with_its_field(void **state) {
    (void)state;
    struct part part = whole(PART_KIND_HOL_TJENESTE);
    part.text = (struct part_text_view){0};
    part.from = part.until = DATE_NONE;
    part.capacity_ok = false;
    part.service_kind = 0;
    part.amount.kind = AMOUNT_KIND_NONE;
    part.unit.v = 0;
    assert_true(has_gap(&part, "content", T_decision_gap_content));
    assert_true(has_gap(&part, "rules", T_decision_gap_rules));
    assert_true(has_gap(&part, "facts", T_decision_gap_facts));
    assert_true(has_gap(&part, "considerations", T_decision_gap_considerations));
    assert_true(has_gap(&part, "her_view", T_decision_gap_view));
    assert_true(has_gap(&part, "weight", T_decision_gap_weight));
    assert_true(has_gap(&part, "from", T_decision_gap_from));
    assert_true(has_gap(&part, "until", T_decision_gap_until));
    assert_true(has_gap(&part, "capacity_ok", T_decision_gap_capacity));
    assert_true(has_gap(&part, "service_kind", T_decision_gap_service));
    assert_true(has_gap(&part, "amount_kind", T_decision_gap_amount));
    assert_true(has_gap(&part, "unit", T_decision_gap_unit));
    assert_int_equal(gaps_of(&part).n, 12);
}

/* trace: R-103 FVL-24 */
static void test_a_refusal_needs_reasons_and_her_view_but_no_period(void **state) {
    (void)state;
    struct part part = whole(PART_KIND_HOL_TJENESTE);
    part.outcome = PART_OUTCOME_REFUSED;
    part.from = part.until = DATE_NONE;
    part.capacity_ok = false;
    part.text.content = NULL;
    part.amount.kind = AMOUNT_KIND_NONE;
    assert_int_equal(gaps_of(&part).n, 0);
    part.text.facts = "  \n";
    assert_true(has_gap(&part, "facts", T_decision_gap_facts));
}

/* trace: R-104 */
static void test_help_by_need_without_hours_is_an_amount(void **state) {
    (void)state;
    struct part part = whole(PART_KIND_HOL_TJENESTE);
    part.amount = (struct amount){AMOUNT_KIND_NEED_BASED, -1, -1, -1, 0};
    assert_int_equal(gaps_of(&part).n, 0);
}

/* trace: I-04 */
static void test_who_cannot_read_the_text_cannot_vouch_for_it(void **state) {
    (void)state;
    struct part part = whole(PART_KIND_HOL_TJENESTE);
    part.readable = false;
    assert_true(has_gap(&part, "content", T_decision_gap_unreadable));
}

/* trace: I-04 R-099 */
static void test_a_dwelling_needs_a_recorded_need_and_a_unit_she_has_not_said_no_to(void **state) {
    (void)state;
    struct part part = whole(PART_KIND_BOLIG);
    struct gaps gaps = guard_part(arena, &(struct guard_facts){.part = &part, .need_known = false, .unit_refused = true});
    assert_int_equal(gaps.n, 2);
    assert_int_equal(gaps.v[0].text, T_decision_gap_unit_refused);
    assert_int_equal(gaps.v[1].text, T_decision_gap_need);
}

/* trace: I-10 R-109 TIL-4 MODEL-6.4-4 */
static void test_a_part_about_a_home_carries_no_condition(void **state) {
    (void)state;
    static const char *const conditions[] = {
        "Du må ta imot oppfølging to ganger i uka.", "Forutsatt at du følger avtalen, kan du bo her.", "Du må være rusfri.", "Boligen gis PÅ VILKÅR av samarbeid.",
        "Du kan bo her så lenge du tar imot hjelp.", "Du kan bare bo her hvis du ikke er rusfri, så mister du boligen.", "Dersom du ikke er rusfri, sier vi opp.",
        "Føresett at du tek imot oppfølging.", "Du må ta imot hjelp.", "Du pliktar å sleppe oss inn.", "Du mistar bustaden om du seier nei.",
    };
    static const char *const fine[] = {
        "Du trenger ikke være rusfri for å bo her.", "Boligen er ikke betinget av at du tar imot hjelp.", "Du får en bolig med to rom i et stille område.",
        "Hjelpa er frivillig. Det er ikkje noko krav om at du tek imot.", "Du treng ikkje vere rusfri.", "Vilkårene i husleieloven gjelder.",
    };
    struct part part = whole(PART_KIND_BOLIG);
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
        part.text.considerations = conditions[i];
        if (!has_gap(&part, "considerations", T_decision_gap_condition)) fail_msg("let through: %s", conditions[i]);
    }
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        part.text.considerations = fine[i];
        if (has_gap(&part, "considerations", T_decision_gap_condition)) fail_msg("stopped: %s", fine[i]);
    }
    part.text.considerations = "Dette la vi vekt på";
    part.text.her_view = "Jeg vil ikke bli kastet ut hvis jeg ikke er rusfri. Dere sier jeg må ta imot oppfølging.";
    assert_int_equal(gaps_of(&part).n, 0);
    struct part service = whole(PART_KIND_HOL_TJENESTE);
    service.text.content = "Vi møtes så lenge du ønsker det";
    assert_int_equal(gaps_of(&service).n, 0);
}

/* trace: R-024 GDPR-3 */
static void test_no_letter_carries_words_for_a_diagnosis_or_a_group(void **state) {
    (void)state;
    static const char *const labels[] = {"Hun har angst.", "På grunn av rusmisbruk", "Diagnosen er satt", "Du er narkoman", "Depresjon over tid", "Bruker rus i perioder"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) assert_non_null(words_of_diagnosis(arena, labels[i]));
    assert_null(words_of_diagnosis(arena, "Du kommer fra Russland, og vil ha krusete gardiner og et trust-fond."));
    struct part part = whole(PART_KIND_SOSIAL);
    part.text.facts = "Hun har angst.";
    assert_true(has_gap(&part, "facts", T_decision_gap_diagnosis));
    part = whole(PART_KIND_SOSIAL);
    part.text.her_view = "Jeg har angst og vil bo alene";
    assert_int_equal(gaps_of(&part).n, 0);
}

/* trace: FVL-16 FVL-35 R-097 */
static void test_an_amendment_in_favour_takes_nothing_away(void **state) {
    (void)state;
    struct part before = whole(PART_KIND_HOL_TJENESTE), now = before;
    struct guard_facts facts = {.part = &now, .former = &before, .need_known = true};
    before.state = PART_STATE_SIGNED;
    now.amount.most = 900;
    assert_int_equal(guard_part(arena, &facts).n, 0);
    now.amount = (struct amount){AMOUNT_KIND_BAND, 10, 120, 60, AMOUNT_PERIOD_DAY}; /* 14 hours a week */
    assert_int_equal(guard_part(arena, &facts).n, 0);
    now.amount = (struct amount){AMOUNT_KIND_BAND, 10, 599, 60, AMOUNT_PERIOD_WEEK};
    assert_int_equal(guard_part(arena, &facts).v[0].text, T_decision_gap_detriment);
    now.amount = (struct amount){AMOUNT_KIND_BAND, 0, 700, 60, AMOUNT_PERIOD_WEEK};
    assert_int_equal(guard_part(arena, &facts).v[0].text, T_decision_gap_detriment);
    now = before;
    now.until = date_of(2027, 9, 29);
    assert_int_equal(guard_part(arena, &facts).v[0].text, T_decision_gap_detriment);
    now = before;
    now.outcome = PART_OUTCOME_REFUSED;
    assert_int_equal(guard_part(arena, &facts).v[0].text, T_decision_gap_detriment);
    now = before;
    before.state = PART_STATE_LATER;
    now.outcome = PART_OUTCOME_REFUSED;
    assert_int_equal(guard_part(arena, &facts).n, 0);
}

/* trace: TIL-8 */
static void test_what_others_decide_is_not_signed_here(void **state) {
    (void)state;
    struct part part = whole(PART_KIND_BOSTOTTE);
    part.text = (struct part_text_view){.content = "Vi hjelper deg å søke"};
    struct guard_facts facts = {.part = &part, .need_known = true};
    assert_int_equal(guard_part(arena, &facts).n, 0); /* the letter only points there: no reasons, no period */
    part.text.content = NULL;
    assert_true(has_gap(&part, "content", T_decision_gap_content));
}

/* trace: R-091 FVL-16 */
static void test_an_end_has_a_last_day_and_something_to_end(void **state) {
    (void)state;
    struct part before = whole(PART_KIND_HOL_TJENESTE), now = before;
    now.outcome = PART_OUTCOME_STOPPED;
    now.until = DATE_NONE;
    struct guard_facts facts = {.part = &now, .former = &before, .need_known = true, .may_take_away = true};
    assert_int_equal(guard_part(arena, &facts).v[0].text, T_decision_gap_last_day);
    now.until = date_of(2026, 12, 31);
    assert_int_equal(guard_part(arena, &facts).n, 0);
    facts.may_take_away = false;
    assert_int_equal(guard_part(arena, &facts).v[0].text, T_decision_gap_detriment);
    facts = (struct guard_facts){.part = &now, .need_known = true};
    assert_int_equal(guard_part(arena, &facts).v[0].text, T_decision_gap_nothing_to_stop);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_whole_part_lacks_nothing),
        cmocka_unit_test(test_each_thing_that_is_missing_is_named_with_its_field),
        cmocka_unit_test(test_a_refusal_needs_reasons_and_her_view_but_no_period),
        cmocka_unit_test(test_help_by_need_without_hours_is_an_amount),
        cmocka_unit_test(test_who_cannot_read_the_text_cannot_vouch_for_it),
        cmocka_unit_test(test_a_dwelling_needs_a_recorded_need_and_a_unit_she_has_not_said_no_to),
        cmocka_unit_test(test_a_part_about_a_home_carries_no_condition),
        cmocka_unit_test(test_no_letter_carries_words_for_a_diagnosis_or_a_group),
        cmocka_unit_test(test_an_amendment_in_favour_takes_nothing_away),
        cmocka_unit_test(test_what_others_decide_is_not_signed_here),
        cmocka_unit_test(test_an_end_has_a_last_day_and_something_to_end),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

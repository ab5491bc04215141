/* Rules by date, part kinds, grounds, readers and letter texts as the files in law/ give them; and wrong files refused at their line. */
#include "domain/law/law_changed_for_tests.h"
#include "base/err.h"
#include "base/str.h"
#include "platform/yaml/yaml_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static struct arena *arena;
static struct law *law;

static int law_open(void **state) {
    const char *reason = NULL;
    (void)state;
    arena = arena_create();
    if (law_load("law", arena, &law, &reason) < 0) fail_msg("%s", reason);
    return 0;
}

static int law_close(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

/* trace: FVL-29 HPL-25 HOL-7 PBRL-12 */
static void test_a_rule_applies_by_the_date_of_the_fact(void **state) {
    (void)state;
    assert_null(law_rule_at(law, "HPL-25", date_of(2026, 6, 30)));
    assert_string_equal(law_rule_at(law, "HPL-25", date_of(2026, 7, 1))->para, "§ 25");
    assert_non_null(law_rule_at(law, "HOL-7", date_of(2023, 6, 30)));
    assert_null(law_rule_at(law, "HOL-7", date_of(2023, 7, 1)));
    assert_null(law_rule_at(law, "BSL-7", date_of(2023, 6, 30)));
    assert_string_equal(law_rule_at(law, "BSL-7", date_of(2023, 7, 1))->law, "LOV-2022-12-20-121");
    assert_int_equal(law_rule_at(law, "FVL-29", date_of(2026, 9, 28))->kind, RULE_DEADLINE);
    assert_int_equal(law_rule_find(law, "PBRL-13")->visible_to_count, 3);
    assert_null(law_rule_at(law, "FVL-29", DATE_NONE));
    assert_null(law_rule_at(law, "FVL-999", date_of(2026, 9, 28)));
    assert_null(law_rule_find(law, NULL));
}

/* trace: FVL25-1 FVL25-10 */
static void test_a_rule_without_commencement_never_applies(void **state) {
    (void)state;
    assert_non_null(law_rule_find(law, "FVL25-10"));
    assert_null(law_rule_at(law, "FVL25-10", date_of(2026, 9, 28)));
    assert_null(law_rule_at(law, "FVL25-10", date_of(2099, 1, 1)));
}

/* trace: TIL-5 TIL-6 */
static void test_a_rule_from_memory_waits_for_the_municipality(void **state) {
    (void)state;
    assert_int_equal(law_rule_find(law, "TIL-5")->confidence, CONFIDENCE_MEMORY);
    assert_null(law_rule_at(law, "TIL-5", date_of(2026, 9, 28)));
}

/* trace: I-07 BSL-10 TIL-2 PBRL-13 SOT-16 IPF-8 */
static void test_each_part_kind_has_its_own_limit_and_appeal_body(void **state) {
    static const struct {
        const char *code, *body;
        enum law_clock clock;
        enum law_formal formal;
        enum zone zone;
    } kinds[] = {
        {"bistand", "statsforvalter", CLOCK_APPEAL_FVL, FORMAL_ALWAYS, ZONE_HOUSING},
        {"bolig", "klagenemnd", CLOCK_APPEAL_FVL, FORMAL_ALWAYS, ZONE_HOUSING},
        {"hol_tjeneste", "statsforvalter", CLOCK_APPEAL_PBRL, FORMAL_IF_LONG, ZONE_HEALTH},
        {"hol_annen", "statsforvalter", CLOCK_APPEAL_PBRL, FORMAL_NOT_REQUIRED, ZONE_HEALTH},
        {"ip", "statsforvalter", CLOCK_APPEAL_PBRL, FORMAL_REFUSAL, ZONE_PLAN},
        {"ip_sosial", "statsforvalter", CLOCK_APPEAL_FVL, FORMAL_REFUSAL, ZONE_SOCIAL},
        {"koordinator", "statsforvalter", CLOCK_APPEAL_PBRL, FORMAL_REFUSAL, ZONE_PLAN},
        {"sosial", "statsforvalter", CLOCK_APPEAL_FVL, FORMAL_ALWAYS, ZONE_SOCIAL},
        {"startlan", "klagenemnd", CLOCK_APPEAL_FVL, FORMAL_ALWAYS, ZONE_HOUSING},
        {"bostotte", "husbanken", CLOCK_UNKNOWN, FORMAL_ELSEWHERE, ZONE_HOUSING},
    };
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct law_part_kind *kind = law_part_kind(law, kinds[i].code);
        assert_non_null(kind);
        assert_string_equal(kind->appeal_body, kinds[i].body);
        assert_int_equal(kind->appeal_clock, kinds[i].clock);
        assert_int_equal(kind->formal, kinds[i].formal);
        assert_int_equal(kind->zone, kinds[i].zone);
        assert_int_equal(kind->for_municipality, kinds[i].clock != CLOCK_UNKNOWN);
        if (kind->for_municipality)
            assert_int_equal(kind->appeal_block, kinds[i].clock == CLOCK_APPEAL_PBRL ? BLOCK_APPEAL_PBRL : BLOCK_APPEAL_FVL);
        assert_non_null(law_appeal_body(law, kind->appeal_body));
    }
    assert_int_equal(law_part_kind(law, "hol_tjeneste")->formal_after_days, 14);
    assert_true(law_appeal_body(law, "klagenemnd")->by_municipality);
    assert_int_equal(law_part_kind(law, "startlan")->appeal_confidence, CONFIDENCE_MEMORY);
    assert_null(law_part_kind(law, "bolig "));
}

/* trace: BSL-8 FVL-24 I-08 */
static void test_a_part_cannot_be_signed_without_content_and_three_reasons(void **state) {
    (void)state;
    static const char *const reasons[] = {"reasons_rules", "reasons_facts", "reasons_considerations", "person_view", "responsible_unit"};
    const struct law_part_kind *bistand = law_part_kind(law, "bistand");
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) assert_true(law_part_requires(bistand, reasons[i]));
    assert_true(law_part_requires(bistand, "main_content"));
    assert_true(law_part_requires(law_part_kind(law, "hol_tjeneste"), "expected_duration"));
    assert_false(law_part_requires(law_part_kind(law, "ip"), "main_content"));
    assert_false(law_part_requires(bistand, "diagnosis"));
}

/* trace: I-04 FVL-13a FVL-13b HPL-21 HPL-25 */
static void test_grounds_of_the_administration_act_never_open_health(void **state) {
    static const char *const codes[] = {"A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9"};
    static const char *const health[] = {"H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8"};
    (void)state;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const struct law_ground *ground = law_ground(law, codes[i]);
        assert_int_equal(ground->zones & 1U << ZONE_HEALTH, 0);
        assert_true(!ground->selectable || ground->needs_necessity);
    }
    for (size_t i = 0; i < sizeof health / sizeof *health; i++)
        assert_int_equal(law_ground(law, health[i])->zones, 1U << ZONE_HEALTH);
    assert_true(law_ground(law, "B7")->alerts_leader);
    assert_false(law_ground(law, "B8")->selectable);
    assert_true(law_ground(law, "override")->needs_two_persons && law_ground(law, "override")->person_informed);
    assert_true(law_ground(law, "H7")->not_for & 1U << READER_PROPERTY);
    assert_true(law_ground(law, "H7")->not_for & 1U << READER_ALLOCATOR);
    assert_true(law_ground(law, "consent")->zones & 1U << ZONE_RESTRICTED);
    assert_non_null(law_ground(law, "own_unit"));
    assert_null(law_ground(law, "B10"));
}

/* trace: I-04 */
static void test_every_ground_has_its_name_and_help_in_three_languages(void **state) {
    static const char *const codes[] = {"own_unit", "self", "consent", "override", "A1", "A2", "A3", "B1", "B2", "B3", "B4", "B5", "B6", "B7",
                                        "B8", "B9", "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "child_welfare", "whereabouts"};
    static const char *const catalogues[] = {"nb", "nn", "en"};
    (void)state;
    for (size_t c = 0; c < 3; c++) {
        struct yaml_file file;
        const char *reason = NULL;
        const char *path = arena_printf(arena, "src/domain/law/%s.po", catalogues[c]);
        if (yaml_file_read(path, arena, &file, &reason) < 0) fail_msg("%s", reason);
        for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
            const char *key = law_ground(law, codes[i])->text_key;
            if (!strstr(file.text, arena_printf(arena, "msgid \"%s\"\nmsgstr \"", key)) ||
                !strstr(file.text, arena_printf(arena, "msgid \"%s_help\"\nmsgstr \"", key)))
                fail_msg("%s has no %s", path, key);
        }
    }
}

/* trace: I-06 */
static void test_property_caretaker_peer_and_voluntary_never_read_health(void **state) {
    static const enum reader readers[] = {READER_PROPERTY, READER_CARETAKER, READER_PEER, READER_VOLUNTARY};
    (void)state;
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
        struct law_reading reading = law_reading(law, readers[i], ZONE_HEALTH);
        assert_int_equal(reading.plain, EXTENT_NONE);
        assert_int_equal(reading.opened, EXTENT_NONE);
        assert_int_equal(law_reading(law, readers[i], ZONE_SOCIAL).opened, EXTENT_NONE);
        assert_int_equal(law_reading(law, readers[i], ZONE_RESTRICTED).opened, EXTENT_NONE);
    }
}

/* trace: I-04 PJL-2 SOT-13 HPL-29a */
static void test_the_reader_matrix_is_the_laws(void **state) {
    (void)state;
    for (enum zone zone = ZONE_SPINE; zone <= ZONE_RESTRICTED; zone++)
        assert_int_equal(law_reading(law, READER_PERSON, zone).plain, EXTENT_FULL);
    struct law_reading nav = law_reading(law, READER_NAV, ZONE_HEALTH), health = law_reading(law, READER_HEALTH, ZONE_HEALTH);
    assert_int_equal(nav.plain, EXTENT_NONE);
    assert_int_equal(nav.opener, OPENER_GROUND);
    assert_int_equal(health.plain, EXTENT_NONE);
    assert_int_equal(health.opener, OPENER_NEED);
    assert_int_equal(law_reading(law, READER_COORDINATOR, ZONE_HEALTH).plain, EXTENT_REDUCED);
    assert_int_equal(law_reading(law, READER_COORDINATOR, ZONE_HEALTH).opened, EXTENT_FULL);
    assert_int_equal(law_reading(law, READER_LEADER, ZONE_SOCIAL).plain, EXTENT_PSEUDONYMOUS);
    assert_int_equal(law_reading(law, READER_PEER, ZONE_SPINE).opener, OPENER_CONSENT);
    assert_int_equal(law_reading(law, READER_PEER, ZONE_SPINE).opened, EXTENT_REDUCED);
    assert_int_equal(law_reading(law, READER_PROPERTY, ZONE_TENANCY).plain, EXTENT_FULL);
    assert_int_equal(law_reading(law, READER_VOLUNTARY, ZONE_SPINE).opened, EXTENT_NONE);
    assert_int_equal(law_reading(law, READER_COORDINATOR, ZONE_RESTRICTED).opener, OPENER_GRANT);
    assert_int_equal(law_reading(law, READER_ALLOCATOR, ZONE_RESTRICTED).opened, EXTENT_NONE);
    assert_int_equal(law_reading(law, READER_UNKNOWN, ZONE_SPINE).opened, EXTENT_NONE);
    assert_int_equal(law_reading(law, READER_PERSON, (enum zone)99).opened, EXTENT_NONE);
    for (enum reader reader = READER_UNKNOWN + 1; reader < READER_COUNT; reader++)
        assert_int_equal(reader_parse(reader_code(reader)), reader);
}

/* trace: FVL-27 PBRL-13 I-07 */
static void test_letter_blocks_are_filled_in_the_readers_written_form(void **state) {
    (void)state;
    struct law_letter nb = {law, arena, LANG_NB, date_of(2026, 9, 24)}, nn = {law, arena, LANG_NN, date_of(2026, 9, 24)};
    assert_string_equal(law_letter_text(&nb, BLOCK_APPEAL_FVL, NULL), "tre uker");
    assert_string_equal(law_letter_text(&nn, BLOCK_APPEAL_PBRL, NULL), "fire veker");
    assert_string_equal(law_letter_text(&nb, BLOCK_APPEAL_ONE, "unit", "Helse- og omsorgstorvet", "limit", "tre uker", "appeal_body", "klagenemnda", NULL),
                        "Er du uenig, kan du klage. Fristen er tre uker fra du fikk brevet. Send klagen til Helse- og omsorgstorvet."
                        " Hvis vi ikke endrer vedtaket, sender vi klagen til klagenemnda.");
    assert_string_equal(law_letter_text(&nn, BLOCK_APPEAL_INTRO, "unit", "Tildelingskontoret", NULL),
                        "Er du ueinig, kan du klage på alt eller på ein del. Send klaga til Tildelingskontoret. Dersom vi ikkje endrar vedtaket, sender vi"
                        " klaga vidare til den som avgjer ho. Fristen blir rekna frå dagen du fekk brevet.");
    assert_string_equal(law_letter_text(&nn, BLOCK_VOLUNTARY, NULL), "Hjelpa er frivillig. Du mistar ikkje bustaden om du seier nei til tenestene.");
    assert_string_equal(law_letter_text(&nb, BLOCK_VIEW, "view", "stille {bolig}", "weight", "stor", NULL),
                        "Du sa: «stille {bolig}». Slik har vi lagt vekt på det: stor."); /* what people write is never a parameter */
}

/* trace: FVL-27 */
static void test_a_letter_block_with_a_hole_is_no_block(void **state) {
    (void)state;
    struct law_letter nb = {law, arena, LANG_NB, date_of(2026, 9, 24)};
    assert_null(law_letter_text(&nb, BLOCK_APPEAL_ONE, "unit", "NAV", NULL));
    assert_null(law_letter_text(&nb, BLOCK_APPEAL_INTRO, NULL));
    assert_null(law_letter_text(&nb, BLOCK_UNKNOWN, NULL));
}

/* trace: HPL-29 I-14 */
static void test_a_letter_block_follows_its_rules_date(void **state) {
    (void)state;
    struct law_letter before = {law, arena, LANG_NB, date_of(2026, 6, 30)}, after = {law, arena, LANG_NB, date_of(2026, 7, 1)};
    assert_null(law_letter_text(&before, BLOCK_OBJECT, NULL));
    assert_string_equal(law_letter_text(&after, BLOCK_OBJECT, NULL), "Du kan si nei til at vi deler helseopplysninger med andre.");
}

/* ── wrong files ── a copy of law/ with one change */
static int load_changed(const char *file, const char *from, const char *to, struct law **ret_law, const char **ret_reason) {
    return law_load_changed(arena, &(struct law_change){file, from, to}, ret_law, ret_reason);
}

static int line_of(const char *file, const char *text) {
    const char *start = law_file_text(arena, arena_printf(arena, "law/%s", file)), *found = strstr(start, text);
    int line = 1;
    if (!found) fail_msg("\"%s\" is not in %s", text, file);
    for (const char *c = start; c < found; c++) line += *c == '\n';
    return line;
}

/* trace: FVL25-10 FVL25-4 FVL-29 MODEL-6.4-14 */
static void test_giving_the_new_act_a_start_date_makes_only_facts_from_that_date_use_it(void **state) {
    struct law *changed = NULL;
    const char *reason = NULL;
    (void)state;
    int err = load_changed("rules.yaml", "law: \"LOV-2025-06-20-81\"\n    valid_from: \"\"",
                           "law: \"LOV-2025-06-20-81\"\n    valid_from: \"2027-07-01\"", &changed, &reason);
    if (err < 0) fail_msg("%s", reason);
    assert_null(law_rule_at(changed, "FVL25-10", date_of(2027, 6, 30)));
    assert_non_null(law_rule_at(changed, "FVL25-10", date_of(2027, 7, 1)));
    assert_null(law_rule_at(law, "FVL25-10", date_of(2027, 7, 1))); /* the other law is untouched */
    assert_non_null(law_rule_at(changed, "FVL-29", date_of(2027, 6, 30)));
    assert_int_equal(deadline_end(changed, CLOCK_APPEAL_FVL, date_of(2027, 6, 30)).days, date_of(2027, 7, 21).days);
}

/* trace: FVL25-10 */
static void test_the_clock_of_the_new_act_counts_from_its_first_day_only(void **state) {
    struct law *changed = NULL;
    const char *reason = NULL;
    (void)state;
    /* The new act's appeal row is given another length, so that one can see which row was used. */
    int err = load_changed("deadlines.yaml", "{clock: appeal_fvl, rule: FVL25-10, starts: \"the notice reached the party; digital: the alert\", length: 3",
                           "{clock: appeal_fvl, rule: HPL-25, starts: \"the notice reached the party; digital: the alert\", length: 5", &changed, &reason);
    if (err < 0) fail_msg("%s", reason);
    assert_int_equal(deadline_end(changed, CLOCK_APPEAL_FVL, date_of(2026, 6, 29)).days, date_of(2026, 7, 20).days);
    assert_int_equal(deadline_end(changed, CLOCK_APPEAL_FVL, date_of(2026, 7, 1)).days, date_of(2026, 8, 5).days);
    /* A case that began before keeps the former act, whenever its letter arrives. */
    assert_int_equal(deadline_end_of_case(changed, CLOCK_APPEAL_FVL, date_of(2026, 7, 1), date_of(2026, 6, 30)).days, date_of(2026, 7, 22).days);
    assert_int_equal(deadline_end_of_case(changed, CLOCK_APPEAL_FVL, date_of(2026, 7, 1), date_of(2026, 7, 1)).days, date_of(2026, 8, 5).days);
    assert_true(date_is_none(deadline_end_of_case(changed, CLOCK_APPEAL_FVL, date_of(2026, 7, 1), DATE_NONE)));
}

/* trace: FVL-29 */
static void test_ending_an_act_that_clocks_still_need_is_refused(void **state) {
    struct law *changed = NULL;
    const char *reason = NULL;
    (void)state;
    assert_int_equal(load_changed("rules.yaml", "valid_to: \"\"", "valid_to: \"2027-06-30\"", &changed, &reason), ERR_INVALID);
    assert_non_null(strstr(reason, "deadlines.yaml:"));
    assert_non_null(strstr(reason, "in force on 2027-07-01"));
    assert_null(changed);
}

/* trace: TIL-5 */
static void test_a_confirmed_rule_from_memory_applies(void **state) {
    struct law *changed = NULL;
    const char *reason = NULL;
    (void)state;
    int err = load_changed("rules.yaml", "- id: TIL-5\n", "- id: TIL-5\n        confirmed_on: \"2026-09-01\"\n", &changed, &reason);
    if (err < 0) fail_msg("%s", reason);
    assert_non_null(law_rule_at(changed, "TIL-5", date_of(2026, 9, 28)));
}

static void test_a_wrong_file_is_refused_with_its_line_and_reason(void **state) {
    static const struct {
        const char *file, *from, *to;
        int lines_after; /* the wrong line, counted from the line of `from` */
        const char *what;
    } cases[] = {
        {"deadlines.yaml", "length: 4, unit: weeks", "lenght: 4, unit: weeks", 0, "unknown key \"lenght\""},
        {"deadlines.yaml", "length: 4, unit: weeks", "length: four, unit: weeks", 0, "\"length\" must be a whole number, not 'four'"},
        {"deadlines.yaml", "length: 4, unit: weeks", "length: -4, unit: weeks", 0, "the length must be from 0 to 400"},
        {"deadlines.yaml", "length: 4, unit: weeks", "length: 4, unit: fortnights", 0, "\"unit\" must be one of the known words, not fortnights"},
        {"deadlines.yaml", "rule: PBRL-13,", "rule: PBRL-31,", 0, "the rule \"PBRL-31\" is not in rules.yaml"},
        {"deadlines.yaml", "\"2027-07-01\"", "\"2027-06-31\"", 0, "\"on\" must be a day, written 2027-07-01"},
        {"deadlines.yaml", "\"02-15\"", "\"15.2\"", 0, "\"on\" must be a day of the year, written 02-15"},
        {"deadlines.yaml", "{channel: oral, days: 0}", "{channel: posted, days: 0}", -4, "delivered, posted, digital and oral must each stand here once"},
        {"deadlines.yaml", "{channel: digital, days: 0}", "{channel: digital, days: 99}", 0, "the days must be from 0 to 60"},
        {"rules.yaml", "- id: BSL-2\n", "- id: BSL-1\n", 0, "the rule \"BSL-1\" stands here twice"},
        {"rules.yaml", "- id: BSL-2\n", "- id: BLS-2\n", 0, "the id \"BLS-2\" does not begin with the act's code \"BSL-\""},
        {"rules.yaml", "valid_from: \"2026-06-01\"", "valid_from: \"1.6.2026\"", 0, "\"1.6.2026\" is not a day written 2026-07-02"},
        {"rules.yaml", "valid_to: \"2023-06-30\"", "valid_to: \"1999-06-30\"", -5, "valid_to comes before valid_from"},
        {"holidays.yaml", "month: 5, day: 17", "month: 15, day: 17", 0, "there is no such day"},
        {"holidays.yaml", "easter: 50", "easter: 500", 0, "a day this far from Easter is not a holiday"},
        {"letter_blocks.yaml", "Koordinatoren din er {name}, tlf. {phone}. Du har rett til koordinator òg", "Koordinatoren din er {namn}, tlf. {phone}. Du har rett til koordinator òg", 0,
         "the {parameters} in the text are not those in params, each once"},
        {"letter_blocks.yaml", "block: ombud", "block: help", -100, "no text for \"ombud\" has a rule in force on 2026-07-02"},
        {"part_kinds.yaml", "appeal_body: klagenemnd\n", "appeal_body: nemnda\n", 0, "this body is not under appeal_bodies"},
        {"part_kinds.yaml", "- kind: bolig\n", "- kind: bistand\n", 0, "this kind stands here twice"},
        {"part_kinds.yaml", "    after_days: 14\n", "", -100, "if_long needs after_days"},
        {"part_kinds.yaml", "[person, allocator, property]", "[person, allocator, landlord]", 0, "there is no such reader"},
        {"grounds.yaml", "{code: B2,", "{code: B1,", 0, "this code stands here twice"},
        {"reader_matrix.yaml", "{reader: property,    spine: reduced, health: none, ", "{reader: property,    spine: reduced, health: full, ", 0, "property never reads health (I-06)"},
        {"reader_matrix.yaml", "{reader: leader, ", "{reader: peer, ", 0, "this reader stands here twice"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct law *changed = NULL;
        const char *reason = NULL;
        int line = line_of(cases[i].file, cases[i].from) + cases[i].lines_after;
        int err = load_changed(cases[i].file, cases[i].from, cases[i].to, &changed, &reason);
        if (err != ERR_INVALID) fail_msg("%s: %s was accepted", cases[i].file, cases[i].to);
        assert_null(changed);
        if (cases[i].lines_after != -100 && !text_starts(reason, arena_printf(arena, "%s:%d:", cases[i].file, line)))
            fail_msg("%s is not at line %d", reason, line);
        assert_true(text_starts(reason, cases[i].file));
        if (!strstr(reason, cases[i].what)) fail_msg("%s does not say: %s", reason, cases[i].what);
    }
}

static void test_a_missing_folder_is_named(void **state) {
    struct law *none = NULL;
    const char *reason = NULL;
    (void)state;
    assert_int_equal(law_load("nowhere", arena, &none, &reason), ERR_NOT_FOUND);
    assert_true(text_starts(reason, "nowhere/rules.yaml: "));
}

/* trace: BSL-7 */
static void test_a_request_for_a_home_is_seen_in_any_words(void **state) {
    static const char *const asking[] = {"Hun må ut 1. mars, og vet ikke hvor hun skal få tak over hodet", "HYBEL?", "Søv ute om natta", "A place to live"};
    (void)state;
    for (size_t i = 0; i < sizeof asking / sizeof *asking; i++) assert_non_null(law_asks_for_home(law, arena, asking[i]));
    assert_null(law_asks_for_home(law, arena, "Hvor er biblioteket?"));
    assert_null(law_asks_for_home(law, arena, ""));
    assert_null(law_asks_for_home(law, arena, NULL));
}

/* trace: R-025 R-024 */
static void test_words_that_mark_people_are_found_at_the_beginning_of_a_word_only(void **state) {
    (void)state;
    struct law_avoided_words found = law_words_to_avoid(law, arena, "En NARKOMAN, kjent som gjenganger. Narkomane venner.");
    assert_int_equal(found.n, 2);
    assert_string_equal(found.v[0]->word, "narkoman");
    assert_string_equal(law_words_in(&found.v[0]->rather, LANG_NN), "ein person som bruker rusmiddel");
    assert_int_equal(law_words_to_avoid(law, arena, "Hun deltar i omkasusen om ubelastet").n, 0);
    assert_int_equal(law_words_to_avoid(law, arena, NULL).n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_rule_applies_by_the_date_of_the_fact),
        cmocka_unit_test(test_a_rule_without_commencement_never_applies),
        cmocka_unit_test(test_a_rule_from_memory_waits_for_the_municipality),
        cmocka_unit_test(test_each_part_kind_has_its_own_limit_and_appeal_body),
        cmocka_unit_test(test_a_part_cannot_be_signed_without_content_and_three_reasons),
        cmocka_unit_test(test_grounds_of_the_administration_act_never_open_health),
        cmocka_unit_test(test_every_ground_has_its_name_and_help_in_three_languages),
        cmocka_unit_test(test_property_caretaker_peer_and_voluntary_never_read_health),
        cmocka_unit_test(test_the_reader_matrix_is_the_laws),
        cmocka_unit_test(test_letter_blocks_are_filled_in_the_readers_written_form),
        cmocka_unit_test(test_a_letter_block_with_a_hole_is_no_block),
        cmocka_unit_test(test_a_letter_block_follows_its_rules_date),
        cmocka_unit_test(test_giving_the_new_act_a_start_date_makes_only_facts_from_that_date_use_it),
        cmocka_unit_test(test_the_clock_of_the_new_act_counts_from_its_first_day_only),
        cmocka_unit_test(test_ending_an_act_that_clocks_still_need_is_refused),
        cmocka_unit_test(test_a_confirmed_rule_from_memory_applies),
        cmocka_unit_test(test_a_wrong_file_is_refused_with_its_line_and_reason),
        cmocka_unit_test(test_a_missing_folder_is_named),
        cmocka_unit_test(test_a_request_for_a_home_is_seen_in_any_words),
        cmocka_unit_test(test_words_that_mark_people_are_found_at_the_beginning_of_a_word_only),
    };
    return cmocka_run_group_tests(tests, law_open, law_close);
}

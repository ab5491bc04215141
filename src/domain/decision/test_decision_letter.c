/* The letter of the joint decision, in both written forms of Norwegian: what must stand in it, and what may not. */
#include "domain/decision/decision_for_tests.h"
#include "domain/relation/relation_for_tests.h"

#include <qpdf/qpdf-c.h>
#include <stdio.h>

static const char *letter_of(struct story *story, struct decision_letter *ret_letter) {
    struct turn turn = story_turn(story, HOT);
    assert_int_equal(letter_read(turn.db, turn.access, &(struct letter_wish){.decision = story->decision}, ret_letter), ERR_OK);
    db_abort(turn.db);
    return letter_words(story->database->arena, ret_letter->letter);
}

static void has(const char *words, const char *text) {
    if (!strstr(words, text)) fail_msg("missing: %s", text);
}

static void lacks(const char *words, const char *text) {
    if (strstr(words, text)) fail_msg("found: %s", text);
}

static void in_bokmal(const struct story *story) { test_script(story->database, "UPDATE joint_decision SET language = 'nb' WHERE state = 'drafting'"); }

static struct story written(void **state, bool nynorsk) {
    struct story story = story_begin(*state);
    if (!nynorsk) in_bokmal(&story);
    story_write_all(&story);
    return story;
}

static size_t times(const char *words, const char *text) {
    size_t n = 0;
    for (const char *at = words; (at = strstr(at, text)); at++) n++;
    return n;
}

/* trace: R-091 R-093 R-100 FVL-24 FVL-27 BSL-8 PBRL-6 */
static void the_letter_says_what_she_gets_why_and_from_whom(void **state) {
    struct story story = written(state, false);
    struct decision_letter letter;
    const char *words = letter_of(&story, &letter);
    assert_int_equal(letter.letter->lang, LANG_NB);
    assert_string_equal(letter.letter->title, "Du får hjelp med bolig, oppfølging og økonomi");
    has(words, "Hei, Ane.");
    has(words, "Dette får du");
    has(words, "Kommunal bolig");
    has(words, "Bygg og eiendom");
    has(words, "Fra 10 minutter til 10 timer i uka");
    has(words, "Medarbeider 4, Psykisk helse oppfølging");
    has(words, "Slik virker timer som kan gå opp og ned");
    has(words, "I en vanlig uke regner vi med 4 timer.");
    has(words, "Hjelp til å finne bolig, søke bostøtte og lage en avtale med utleieren");
    has(words, "Hvorfor får du dette?");
    has(words, "Du sa: «Jeg vil ha et lite og stille sted». Slik har vi lagt vekt på det: Vi leter etter en liten bolig i et rolig område.");
    assert_int_equal(times(words, "Jeg vil ha et lite og stille sted"), 1);
    has(words, "Sier du nei til én ting, beholder du resten.");
    has(words, "Hjelpen er frivillig. Du mister ikke boligen om du sier nei til tjenestene.");
    has(words, "boligsosialloven §§ 6 og 7");
    has(words, "Reglene vi har brukt:");
}

/* trace: I-07 FVL-27 FVL-29 PBRL-13 TIL-2 */
static void each_part_has_its_own_way_to_appeal_in_bokmal(void **state) {
    struct story story = written(state, false);
    struct decision_letter letter;
    const char *words = letter_of(&story, &letter);
    has(words, "Er du uenig, kan du klage på alt eller på en del. Send klagen til Helse- og omsorgstorvet.");
    has(words, "Hjelp til å få bolig og hjelp med økonomi\nTre uker\nStatsforvalteren i Trøndelag\n");
    has(words, "Kommunal bolig\nTre uker\nKlagenemnda i Levanger kommune\n");
    has(words, "Samtaler hjemme\nFire uker\nStatsforvalteren i Trøndelag\n");
    assert_int_equal(times(words, "Send klagen til"), 1);
    has(words, "Vi kan hjelpe deg å skrive klagen.");
    has(words, "Pasient- og brukerombudet kan hjelpe gratis.");
    has(words, "Du har rett til å se dokumentene i saken din");
}

/* trace: SPR-2 I-07 FVL-27 R-100 */
static void a_person_with_nynorsk_gets_all_of_it_in_nynorsk(void **state) {
    struct story story = written(state, true);
    struct decision_letter letter;
    const char *words = letter_of(&story, &letter);
    assert_int_equal(letter.letter->lang, LANG_NN);
    assert_string_equal(letter.letter->title, "Du får hjelp med bustad, oppfølging og økonomi");
    has(words, "Kommunen har laga eitt samla vedtak for deg");
    has(words, "Frå 10 minutt til 10 timar i veka");
    has(words, "Er du ueinig, kan du klage på alt eller på ein del. Send klaga til Helse- og omsorgstorvet.");
    has(words, "Kommunal bustad\nTre veker\nKlagenemnda i Levanger kommune\n");
    has(words, "Samtalar heime\nFire veker\nStatsforvaltaren i Trøndelag\n");
    has(words, "Hjelpa er frivillig. Du mistar ikkje bustaden om du seier nei til tenestene.");
    has(words, "Kvifor får du dette?");
    const char *const bokmal[] = {"Hvorfor", "Du mister ikke", "tre uker", "klagen til", "Vennlig"};
    for (size_t i = 0; i < sizeof bokmal / sizeof *bokmal; i++) lacks(words, bokmal[i]);
}

/* trace: I-06 R-024 I-10 */
static void the_letter_has_no_diagnosis_no_group_label_and_no_condition(void **state) {
    struct story story = written(state, false);
    test_script(story.database, "UPDATE unit SET letter_name_nb = 'oppfølgingsteamet', letter_name_nn = 'oppfølgingsteamet' WHERE code = 'HJE'");
    struct decision_letter letter;
    const char *words = letter_of(&story, &letter);
    has(words, "oppfølgingsteamet");
    lacks(words, "Psykisk helse");
    assert_null(words_of_diagnosis(story.database->arena, words));
    assert_null(words_of_condition(story.database->arena, words));
}

/* trace: R-041 R-093 I-03 I-14 */
static void after_a_ruling_or_a_merger_the_letter_names_who_has_it_now(void **state) {
    struct story story = written(state, false);
    struct decision_letter letter;
    story_check_and_sign(&story, HOT, story.hol);
    has(letter_of(&story, &letter), "Psykisk helse oppfølging");
    /* A ruling gives the responsibility to Nav, where nobody has it by name yet. */
    struct turn turn = story_turn(&story, HOT);
    work_pass_baton(turn.db, story.case_, unit_of(NAV), (struct staff_id){0});
    town_commit(turn.db);
    test_script(story.database, "UPDATE unit SET phone = '74 05 11 11' WHERE code = 'NAV'");
    has(letter_of(&story, &letter), "Nav Levanger, telefon 74 05 11 11");
    /* The unit that signed its part becomes part of another: a letter that is not sent yet says the one that is there. */
    turn = story_turn(&story, HOT);
    work_unit_succeeds(turn.db, unit_of(HJE), unit_of(RUS));
    organisation_merge(turn.db, unit_of(HJE), unit_of(RUS));
    audit_add(turn.db, "tried", "unit", HJE, NULL);
    town_commit(turn.db);
    const char *words = letter_of(&story, &letter);
    has(words, "Rusteamet");
    lacks(words, "Medarbeider 4, Psykisk helse oppfølging");
}

/* trace: FVL-12 */
static void whoever_acts_for_her_is_greeted_and_told_whom_it_is_about(void **state) {
    struct story story = written(state, false);
    struct decision_letter letter;
    struct turn turn = story_turn(&story, HOT);
    agent_acts(turn.db, story.case_, (struct person_id){1});
    audit_add(turn.db, "tried", "case", story.case_.v, NULL);
    town_commit(turn.db);
    const char *words = letter_of(&story, &letter);
    assert_string_equal(letter.letter->recipient[0], "Kari Lie");
    assert_string_equal(letter.letter->recipient[1], "for Ane Solberg");
    has(words, "Hei, Kari Lie. Du får dette brevet fordi du er fullmektig for Ane Solberg. Der det står «du» videre i brevet, er det Ane vi mener.");
    has(words, "Kommunen har laget ett samlet vedtak for deg.");
    lacks(words, "Hei, Ane.");
}

/* trace: R-091 R-103 */
static void what_she_did_not_get_and_what_comes_later_stand_apart(void **state) {
    struct story story = story_begin(*state);
    in_bokmal(&story);
    story_write_all(&story);
    struct part_writing no = story_bolig(&story);
    no.outcome = PART_OUTCOME_REFUSED;
    no.considerations = "Vi har ingen bolig i det området nå.";
    no.version = 2;
    story_write(&story, &no);
    struct turn turn = story_turn(&story, HOT);
    assert_int_equal(decision_part_later(turn.db, story.sosial, date_of(2026, 10, 8)), ERR_OK);
    town_commit(turn.db);
    struct decision_letter letter;
    const char *words = letter_of(&story, &letter);
    assert_string_equal(letter.letter->title, "Du får hjelp med å finne bolig og oppfølging");
    has(words, "Det du ikke fikk");
    has(words, "Kommunal bolig: Du må flytte 31. oktober og har ikke funnet et nytt sted å bo. Vi har ingen bolig i det området nå.");
    has(words, "Hjelp med økonomi: du får svar på denne delen innen 8. oktober 2026.");
    has(words, "Kommunal bolig\nTre uker\nKlagenemnda i Levanger kommune\n");
    lacks(words, "Hjelp med økonomi\nTre uker"); /* what is to come has no limit yet */
}

/* trace: HOL-14 R-104 */
static void the_coordinator_and_help_by_need_are_explained(void **state) {
    struct story story = story_begin(*state);
    in_bokmal(&story);
    story_write_all(&story);
    struct part_writing need = story_hol(&story);
    need.amount_kind = AMOUNT_KIND_NEED_BASED;
    need.version = 2;
    story_write(&story, &need);
    struct turn turn = story_turn(&story, HOT);
    struct coordinator_new coordinator = {story.case_, staff_of(HJE), unit_of(HJE), COORDINATOR_CONSULTED_AGREES, "Ja, hun er grei"};
    plan_offer(turn.db, story.case_, PLAN_OFFER_KIND_COORDINATOR, PLAN_ANSWER_YES);
    assert_int_equal(plan_name_coordinator(turn.db, &coordinator), ERR_OK);
    audit_add(turn.db, "tried", "case", 1, NULL);
    town_commit(turn.db);
    test_script(story.database, "UPDATE staff SET phone = '900 00 214' WHERE id = 4");
    struct decision_letter letter;
    const char *words = letter_of(&story, &letter);
    has(words, "Så mye du trenger, uten fast timetall");
    has(words, "noen ganger er det ti minutter, andre ganger mange timer");
    has(words, "Koordinatoren din er Medarbeider 4, tlf. 900 00 214. Du har rett til koordinator også om du ikke vil ha individuell plan.");
}

/* trace: R-100 */
static void the_letter_fits_on_two_pages_and_a_draft_says_so(void **state) {
    struct story story = written(state, false);
    story_sign_all(&story);
    struct decision_letter letter;
    struct blob pdf;
    struct turn turn = story_turn(&story, HOT);
    struct letter_wish wish = {.decision = story.decision, .draft = true, .marked = story.hol};
    assert_int_equal(letter_read(turn.db, turn.access, &wish, &letter), ERR_OK);
    assert_non_null(strstr(letter.letter->date_line, "Utkast"));
    assert_true(letter.n_marked > 4);
    assert_int_equal(letter_pdf(letter.letter, story.database->arena, &pdf), ERR_OK);
    db_abort(turn.db);
    const char *path = getenv("FELLES_LETTER_OUT");
    FILE *file = path ? fopen(path, "wb") : NULL;
    if (file) {
        assert_int_equal(fwrite(pdf.data, 1, pdf.size, file), pdf.size);
        fclose(file);
    }
    qpdf_data read = qpdf_init();
    assert_int_equal(qpdf_read_memory(read, "letter", (const char *)pdf.data, pdf.size, NULL), QPDF_SUCCESS);
    assert_int_equal(qpdf_get_num_pages(read), 2);
    qpdf_cleanup(&read);
}

/* trace: I-04 I-05 */
static void a_reader_without_the_zone_gets_the_letter_without_that_text(void **state) {
    struct story story = written(state, false);
    struct decision_letter letter;
    struct turn turn = story_turn(&story, NAV);
    assert_int_equal(letter_read(turn.db, turn.access, &(struct letter_wish){.decision = story.decision, .draft = true}, &letter), ERR_OK);
    const char *words = letter_words(story.database->arena, letter.letter);
    has(words, "Garanti for depositum");
    lacks(words, "hjelp til å komme i gang med hverdagen");
    struct blob pdf;
    assert_int_equal(letter_stored(turn.db, turn.access, story.decision, &pdf), ERR_DENIED);
    db_abort(turn.db);
}

/* ── every kind of part ───────────────────────────────────────────────── */

struct kind_text {
    enum part_kind kind;
    const char *name_nb, *name_nn, *title_nb, *limit_nb, *body_nb, *citation_nn;
};
static const struct kind_text kinds[] = {
    {PART_KIND_BISTAND, "Hjelp til å få bolig", "Hjelp til å få bustad", "Du får hjelp med å finne bolig", "tre uker", "Statsforvalteren i Trøndelag",
     "bustadsosiallova §§ 6 og 7"},
    {PART_KIND_BOLIG, "Kommunal bolig", "Kommunal bustad", "Du får hjelp med bolig", "tre uker", "klagenemnda i Levanger kommune",
     "retningslinene kommunen har for tildeling av kommunal bustad"},
    {PART_KIND_BOLIG_FORLENGELSE, "Lengre leietid i boligen", "Lengre leigetid i bustaden", "Du får hjelp med å bli boende", "tre uker",
     "klagenemnda i Levanger kommune", "husleigelova § 9-3"},
    {PART_KIND_HOL_TJENESTE, "Samtaler hjemme", "Samtalar heime", "Du får hjelp med oppfølging", "fire uker", "Statsforvalteren i Trøndelag",
     "helse- og omsorgstenestelova § 3-2"},
    {PART_KIND_HOL_ANNEN, "Samtaler hjemme", "Samtalar heime", "Du får hjelp med oppfølging", "fire uker", "Statsforvalteren i Trøndelag",
     "pasient- og brukarrettslova § 2-7"},
    {PART_KIND_IP, "Individuell plan", "Individuell plan", "Du får hjelp med individuell plan", "fire uker", "Statsforvalteren i Trøndelag",
     "helse- og omsorgstenestelova § 7-1"},
    {PART_KIND_IP_SOSIAL, "Individuell plan (Nav)", "Individuell plan (Nav)", "Du får hjelp med individuell plan", "tre uker", "Statsforvalteren i Trøndelag",
     "sosialtenestelova § 28"},
    {PART_KIND_KOORDINATOR, "Koordinator", "Koordinator", "Du får hjelp med koordinator", "fire uker", "Statsforvalteren i Trøndelag",
     "helse- og omsorgstenestelova § 7-2"},
    {PART_KIND_SOSIAL, "Hjelp med økonomi", "Hjelp med økonomi", "Du får hjelp med økonomi", "tre uker", "Statsforvalteren i Trøndelag",
     "sosialtenestelova §§ 18 og 19"},
    {PART_KIND_SOSIAL_RAD, "Råd og veiledning fra Nav", "Råd og rettleiing frå Nav", "Du får hjelp med råd om økonomi og bolig", "tre uker",
     "Statsforvalteren i Trøndelag", "sosialtenestelova § 17"},
    {PART_KIND_MIDLERTIDIG, "Midlertidig bolig", "Mellombels bustad", "Du får hjelp med et sted å bo nå", "tre uker", "Statsforvalteren i Trøndelag",
     "sosialtenestelova § 27"},
    {PART_KIND_STARTLAN, "Startlån", "Startlån", "Du får hjelp med startlån", "tre uker", "klagenemnda i Levanger kommune", "forskrift om startlån"},
    {PART_KIND_TILSKUDD, "Tilskudd til bolig", "Tilskot til bustad", "Du får hjelp med tilskudd til bolig", "tre uker", "klagenemnda i Levanger kommune",
     "reglane kommunen har for tilskot til bustad"},
};

/* A draft without parts. */
static struct story empty(void **state) {
    struct story story = story_begin(*state);
    struct turn turn = story_turn(&story, HOT);
    struct decision_part_id parts[] = {story.bistand, story.bolig, story.hol, story.sosial};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) assert_int_equal(part_remove(turn.db, parts[i]), ERR_OK);
    town_commit(turn.db);
    return story;
}

/* The letter of one part alone, with this outcome, in this language; the part is taken out again. */
static const char *letter_about(struct story *story, const struct kind_text *kind, enum part_outcome outcome, bool nynorsk) {
    struct decision_letter letter;
    bool service = kind_is_service(kind->kind), nav = kind_law(kind->kind) == DELEGATED_LAW_SOTJL;
    test_script(story->database, nynorsk ? "UPDATE joint_decision SET language = 'nn'" : "UPDATE joint_decision SET language = 'nb'");
    struct decision_part_id part = story_add(story, kind->kind, NAV);
    struct part_writing writing = story_writing(part, unit_of(NAV), 1);
    writing.outcome = outcome;
    writing.content = "Dette har vi avtalt";
    writing.service_kind = service ? SERVICE_KIND_TALKS_AT_HOME : 0;
    writing.amount_kind = service ? AMOUNT_KIND_NEED_BASED : AMOUNT_KIND_NONE;
    struct turn turn = story_turn(story, nav ? NAV : HOT);
    assert_int_equal(decision_write_part(turn.db, turn.access, &writing), ERR_OK);
    town_commit(turn.db);
    const char *words = letter_of(story, &letter);
    turn = story_turn(story, HOT);
    assert_int_equal(part_remove(turn.db, part), ERR_OK);
    town_commit(turn.db);
    return words;
}

static void no_bad_words(struct arena *arena, const char *words) {
    assert_null(words_of_diagnosis(arena, words));
    assert_null(words_of_condition(arena, words));
    lacks(words, "()");
    lacks(words, "  ");
}

/* trace: R-091 R-102 I-07 FVL-27 FVL-28 BSL-10 TIL-1 TIL-2 TIL-8 PBRL-5 PBRL-13 IPF-8 SOT-3 SOT-4 SOT-6 SOT-8 SOT-9 SOT-16 HOL-14 */
static void every_kind_of_part_says_what_by_which_law_how_long_and_to_whom(void **state) {
    struct test_database *database = *state;
    struct story story = empty(state);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct kind_text *kind = &kinds[i];
        const char *nb = letter_about(&story, kind, PART_OUTCOME_GRANTED, false);
        const char *one = arena_printf(database->arena, "Fristen er %s fra du fikk brevet. Send klagen til Helse- og omsorgstorvet. Hvis vi ikke endrer vedtaket,"
                                                        " sender vi klagen til %s.", kind->limit_nb, kind->body_nb);
        has(nb, kind->title_nb);
        has(nb, arena_printf(database->arena, "\n%s\n", kind->name_nb));
        has(nb, one);
        no_bad_words(database->arena, nb);
        const char *nn = letter_about(&story, kind, PART_OUTCOME_GRANTED, true);
        has(nn, kind->name_nn);
        has(nn, kind->citation_nn);
        has(nn, "Er du ueinig, kan du klage.");
        no_bad_words(database->arena, nn);
    }
}

/* trace: R-103 R-115 FVL-24 FVL-27 PBRL-1 TIL-1 IPF-8 HOL-14 I-07 */
static void a_no_and_an_end_have_reasons_and_the_same_limit_as_a_yes(void **state) {
    struct test_database *database = *state;
    struct story story = empty(state);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct kind_text *kind = &kinds[i];
        const char *no = letter_about(&story, kind, PART_OUTCOME_REFUSED, false);
        has(no, "Svar om ");
        has(no, "Her er svaret fra kommunen.");
        lacks(no, "Du har vært med på å lage det.");
        has(no, "Det du ikke fikk");
        has(no, arena_printf(database->arena, "%s: Du må flytte 31. oktober", kind->name_nb));
        has(no, arena_printf(database->arena, "Fristen er %s fra", kind->limit_nb));
        has(no, kind->body_nb);
        lacks(no, "Dette får du");
        lacks(no, "Hjelpen er frivillig");
        no_bad_words(database->arena, no);
        const char *end = letter_about(&story, kind, PART_OUTCOME_STOPPED, true);
        has(end, "Dette tek slutt");
        has(end, arena_printf(database->arena, "%s: siste dagen er 30. september 2027.", kind->name_nn));
        has(end, "Kvifor tek det slutt?");
        has(end, "Er du ueinig, kan du klage.");
        no_bad_words(database->arena, end);
    }
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_letter_says_what_she_gets_why_and_from_whom),
        RULE(each_part_has_its_own_way_to_appeal_in_bokmal),
        RULE(a_person_with_nynorsk_gets_all_of_it_in_nynorsk),
        RULE(the_letter_has_no_diagnosis_no_group_label_and_no_condition),
        RULE(after_a_ruling_or_a_merger_the_letter_names_who_has_it_now),
        RULE(whoever_acts_for_her_is_greeted_and_told_whom_it_is_about),
        RULE(what_she_did_not_get_and_what_comes_later_stand_apart),
        RULE(the_coordinator_and_help_by_need_are_explained),
        RULE(the_letter_fits_on_two_pages_and_a_draft_says_so),
        RULE(a_reader_without_the_zone_gets_the_letter_without_that_text),
        RULE_ON(ON_SQLITE, every_kind_of_part_says_what_by_which_law_how_long_and_to_whom),
        RULE_ON(ON_SQLITE, a_no_and_an_end_have_reasons_and_the_same_limit_as_a_yes),
    };
    return run_rules("decision letter", rules, sizeof rules / sizeof *rules);
}

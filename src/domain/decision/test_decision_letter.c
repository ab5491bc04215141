/* The letter of the joint decision, in both written forms of Norwegian: what must stand in it, and what may not. */
#include "domain/decision/decision_for_tests.h"

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
    has(words, "Hjelp til å få bolig: Du kan klage på denne delen av vedtaket. Fristen er tre uker fra du fikk brevet. Send klagen til Helse- og omsorgstorvet."
               " Hvis vi ikke endrer vedtaket, sender vi klagen til Statsforvalteren i Trøndelag.");
    has(words, "Kommunal bolig: Du kan klage på denne delen av vedtaket. Fristen er tre uker fra du fikk brevet. Send klagen til Helse- og omsorgstorvet."
               " Hvis vi ikke endrer vedtaket, sender vi klagen til klagenemnda i Levanger kommune.");
    has(words, "Samtaler hjemme: Du kan klage på denne delen av vedtaket. Fristen er fire uker fra du fikk brevet.");
    has(words, "Hjelp med økonomi: Du kan klage på denne delen av vedtaket. Fristen er tre uker");
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
    has(words, "Kommunal bustad: Du kan klage på denne delen av vedtaket. Fristen er tre veker frå du fekk brevet. Send klaga til Helse- og omsorgstorvet."
               " Dersom vi ikkje endrar vedtaket, sender vi klaga til klagenemnda i Levanger kommune.");
    has(words, "Fristen er fire veker frå du fekk brevet.");
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
    has(words, "sender vi klagen til klagenemnda i Levanger kommune");
    assert_int_equal(times(words, "Du kan klage på denne delen"), 3);
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

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_letter_says_what_she_gets_why_and_from_whom),
        RULE(each_part_has_its_own_way_to_appeal_in_bokmal),
        RULE(a_person_with_nynorsk_gets_all_of_it_in_nynorsk),
        RULE(the_letter_has_no_diagnosis_no_group_label_and_no_condition),
        RULE(what_she_did_not_get_and_what_comes_later_stand_apart),
        RULE(the_coordinator_and_help_by_need_are_explained),
        RULE(the_letter_fits_on_two_pages_and_a_draft_says_so),
        RULE(a_reader_without_the_zone_gets_the_letter_without_that_text),
    };
    return run_rules("decision letter", rules, sizeof rules / sizeof *rules);
}

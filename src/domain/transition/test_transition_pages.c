/* The pages of transitions: from an announcement at the door to a letter in the ward's written form, what is missing said where it is, and who may read what. */
#include "domain/roles/roles.h"
#include "domain/shield/shield.h"
#include "domain/transition/transition_for_tests.h"
#include "domain/transition/treatment.h"
#include "platform/pdf/letter.h"
#include "texts.h"
#include "transition_routes.h"

static const enum right worker[] = {RIGHT_CASE_SEE, RIGHT_TRANSITION_SEE, RIGHT_TRANSITION_WRITE, RIGHT_TRANSITION_FIGURES, 0};

static struct request asked(const struct test_database *database, int unit, int64_t later) {
    struct db *db = town_write(database, unit, later);
    struct request rq = town_request(database, db, town_session(database, unit, worker));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

#define SENT(database, unit, later, handler, ...)                                  \
    ({                                                                             \
        struct request rq_ = asked((database), (unit), (later));                   \
        struct reply reply_ = handler(&rq_, &(struct handler##_in){__VA_ARGS__});  \
        if (reply_.status == 303) {                                                \
            audit_add(rq_.db, "tried", "case", 1, NULL);                           \
            town_commit(rq_.db);                                                   \
        } else db_abort(rq_.db);                                                   \
        reply_.from_form ? 422 : reply_.status;                                    \
    })

static const char *one_page(const struct test_database *database, int unit, int64_t later) {
    struct request rq = asked(database, unit, later);
    rq.form = NULL;
    return page_of(&rq, transition_page(&rq, &(struct transition_page_in){ane, first}));
}

static const char *queue_page(const struct test_database *database, int unit, int64_t later) {
    struct request rq = asked(database, unit, later);
    rq.form = NULL;
    return page_of(&rq, transitions_page(&rq, &(struct transitions_page_in){}));
}

/* trace: R-254 R-255 R-273 I-01 I-08 */
static void whoever_is_told_at_the_door_writes_it_down_and_the_port_has_it_in_the_queue(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    struct transition_door_send_in in = {.given_name = "Bo", .family_name = "Lien", .born = date_of(1990, 1, 2), .kind = TRANSITION_KIND_RELEASE,
                                         .source = TRANSITION_SOURCE_PHONE, .began_on = DATE_NONE, .began_at = -1, .expected_on = date_of(2026, 10, 1),
                                         .lacks_home = true, .place = "Verdal fengsel", .known_by = "Kontaktbetjenten", .needs = "Trenger et sted å bo."};
    struct request rq = asked(database, HOT, 2);
    assert_int_equal(transition_door_send(&rq, &in).status, 303);
    town_commit(rq.db);
    assert_int_equal(count(database, "SELECT count(*) FROM person_case"), 2);
    assert_int_equal(count(database, "SELECT count(*) FROM person_case WHERE id = 2 AND holder_unit = 1 AND asks_housing = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM contact WHERE case_id = 2 AND channel = 'prison' AND asks_housing = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition WHERE case_id = 2 AND kind = 'release' AND unit_id = 4 AND lacks_home = 1"), 1);
    has(queue_page(database, HJE, 3), "Bo Lien");
    lacks(queue_page(database, NAV, 4), "Bo Lien");
    /* the same name and day again is asked about, and not made twice */
    assert_int_equal(SENT(database, HOT, 5, transition_door_send, .given_name = "Bo", .family_name = "Lien", .born = date_of(1990, 1, 2),
                          .kind = TRANSITION_KIND_RELEASE, .source = TRANSITION_SOURCE_PHONE, .began_on = DATE_NONE, .began_at = -1,
                          .expected_on = DATE_NONE, .needs = "x"),
                     422);
}

static int64_t version(const struct test_database *database) { return count(database, "SELECT version FROM transition WHERE id = 1"); }

/* trace: R-265 R-273 R-256 */
static void the_answer_shows_what_is_missing_and_who_else_waits(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    assert_int_equal(town_case(database, "Cato").v, 2);
    const struct transition_new made = from_hospital();
    struct transition_new other = made;
    other.case_ = (struct case_id){2};
    assert_int_equal(announced(database, &made, 2), TRANSITION_DONE);
    assert_int_equal(announced(database, &other, 3), TRANSITION_DONE);
    assert_int_equal(SENT(database, HJE, 4, transition_ready_send, ane, first, TRANSITION_READY_BY_INSTITUTION), 303);
    struct request rq = asked(database, HJE, 5);
    rq.form = NULL;
    const char *page = page_of(&rq, transition_answer_page(&rq, &(struct transition_answer_page_in){ane, first}));
    has(page, "Si hva slags bolig personen kommer til først");
    has(page, "Si hvem som møter personen");
    has(page, "Cato Solberg");
    lacks(page, "value=\"can\"");
    assert_int_equal(SENT(database, HJE, 6, transition_answer_send, ane, first, version(database), TRANSITION_ANSWER_CAN, DATE_NONE), 422);
    assert_int_equal(SENT(database, HJE, 7, transition_answer_send, ane, first, version(database), TRANSITION_ANSWER_CANNOT, DATE_NONE), 422);
    assert_int_equal(SENT(database, HJE, 8, transition_answer_send, ane, first, version(database), TRANSITION_ANSWER_CANNOT, date_of(2026, 9, 9)), 303);
    /* somebody with the page from before it was answered is told, and nothing is changed */
    assert_int_equal(SENT(database, HJE, 8, transition_answer_send, ane, first, version(database) - 1, TRANSITION_ANSWER_CANNOT, date_of(2026, 9, 10)), 409);
    page = one_page(database, HJE, 9);
    has(page, "Prisen for 2026 er ikke lagt inn");
    assert_int_equal(DONE_BY(database, HOT, 10, transition_set_price(db, 2026, 6000, "Rundskriv")), TRANSITION_DONE);
    has(one_page(database, HJE, 11), "1 døgn, 6\u00a0000 kroner");
    assert_int_equal(SENT(database, RUS, 12, transition_home_send, ane, first, TRANSITION_HOME_OWN_HOME, DATE_NONE), 409);
}

static const char *letter_text(const struct test_database *database, enum lang lang, enum transition_letter_kind kind, const char *words) {
    struct request rq = asked(database, HJE, ON_DAY(2));
    struct transition t;
    struct transition_letter_id id;
    struct person_spine person;
    const struct transition_letter_new made = {kind, lang, "St. Olavs hospital\nPostboks 3250\n7006 Trondheim", words};
    assert_true(transition_get(rq.db, ane, first, &t) && person_spine(rq.db, t.person, &person));
    struct html h = html_in(database->arena, lang, rq.today, rq.now);
    letter_html(&h, transition_letter_compose(rq.db, &t, &made, &person));
    const char *text = arena_strdup(database->arena, str_text(&h.out));
    assert_int_equal(transition_letter_make(rq.db, secrecy_open(&rq, ane, ZONE_BIT(ZONE_HEALTH), "transition"), ZONE_HEALTH, &t, &made, &id), TRANSITION_DONE);
    town_commit(rq.db);
    rq = asked(database, HJE, ON_DAY(2) + 1);
    struct reply reply = transition_letter_page(&rq, &(struct transition_letter_page_in){ane, first, id});
    assert_int_equal(reply.status, 200);
    assert_memory_equal(reply.body.data, "%PDF", 4);
    db_abort(rq.db);
    return text;
}

/* trace: USK-6 USK-4 */
static void the_municipality_she_says_she_stays_in_answers_and_pays(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    const struct transition_new made = from_hospital();
    assert_int_equal(announced(database, &made, 2), TRANSITION_DONE);
    assert_int_equal(SENT(database, HJE, 3, transition_ready_send, ane, first, TRANSITION_READY_BY_INSTITUTION), 303);
    assert_int_equal(SENT(database, HJE, 4, transition_answer_send, ane, first, version(database), TRANSITION_ANSWER_CANNOT, date_of(2026, 9, 9)), 303);
    assert_int_equal(DONE_BY(database, HOT, 5, transition_set_price(db, 2026, 6000, "Rundskriv")), TRANSITION_DONE);
    has(one_page(database, HJE, 6), "Ikke spurt ennå");
    has(one_page(database, HJE, 6), "1 døgn");
    assert_int_equal(SENT(database, HJE, 7, transition_stay_send, ane, first, STAY_SAID_ELSEWHERE, NULL), 422);
    assert_int_equal(SENT(database, RUS, 7, transition_stay_send, ane, first, STAY_SAID_ELSEWHERE, "Verdal kommune"), 409);
    assert_int_equal(SENT(database, HJE, 8, transition_stay_send, ane, first, STAY_SAID_ELSEWHERE, "Verdal kommune"), 303);
    const char *page = one_page(database, HJE, ON_DAY(1));
    has(page, "Verdal kommune svarer avdelingen og betaler");
    lacks(page, "2 døgn");
    const char *letter = letter_text(database, LANG_NN, TRANSITION_LETTER_KIND_ELSEWHERE, NULL);
    has(letter, "oppgir Verdal kommune som opphaldskommunen sin");
    has(letter, "den kommunen pasienten sjølv oppgir");
    /* here after all: what the no began goes on from the day she was ready */
    assert_int_equal(SENT(database, HJE, ON_DAY(2), transition_stay_send, ane, first, STAY_SAID_HERE, NULL), 303);
    has(one_page(database, HJE, ON_DAY(2) + 1), "3 døgn");
    has(one_page(database, HJE, ON_DAY(2) + 1), "Levanger kommune");
}

/* trace: USK-2 USK-3 USK-4 USK-7 SOT-15 R-263 SPR-1 */
static void letters_say_what_is_so_in_both_written_forms(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    assert_int_equal(SENT(database, HJE, 10, transition_ready_send, ane, first, TRANSITION_READY_BY_INSTITUTION), 303);
    assert_int_equal(DONE_BY(database, HJE, 11, transition_cannot_until(db, ane, first, date_of(2026, 9, 12))), TRANSITION_DONE);
    assert_int_equal(SENT(database, HJE, 12, transition_letter_send, ane, first, TRANSITION_LETTER_KIND_RECEIVES, LANGUAGE_NB, "x", NULL), 422);
    assert_int_equal(SENT(database, HJE, 13, transition_letter_send, ane, first, TRANSITION_LETTER_KIND_DISAGREEMENT, LANGUAGE_NB, "x", NULL), 422);
    assert_int_equal(SENT(database, RUS, 14, transition_letter_send, ane, first, TRANSITION_LETTER_KIND_ACCOUNT, LANGUAGE_NB, "x", NULL), 409);
    static const struct {
        enum transition_letter_kind kind;
        const char *words, *nb, *nn;
    } letters[] = {
        {TRANSITION_LETTER_KIND_RECEIVES_NOT, NULL, "kan ikke ta imot", "kan ikkje ta imot"},
        {TRANSITION_LETTER_KIND_ACCOUNT, NULL, "redegjørelse", "utgreiing"},
        {TRANSITION_LETTER_KIND_DISAGREEMENT, "Hun har bodd der i tre år.", "er ikke enige", "er ikkje einige"},
        {TRANSITION_LETTER_KIND_DEVIATION, "Meldt for sent.", "uavhengig av om den er", "uavhengig av om psykosen er"},
    };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        has(letter_text(database, LANG_NB, letters[i].kind, letters[i].words), letters[i].nb);
        has(letter_text(database, LANG_NN, letters[i].kind, letters[i].words), letters[i].nn);
    }
    assert_int_equal(count(database, "SELECT count(*) FROM transition_side WHERE ended_on IS NULL"), 2); /* asked twice is one */
    assert_int_equal(tasks(database, "await_account", "1 = 1"), 2);
    has(one_page(database, HJE, ON_DAY(3)), "Uenighet mellom kommuner");
    assert_int_equal(SENT(database, HJE, ON_DAY(4), transition_side_send, ane, first, TRANSITION_SIDE_KIND_ACCOUNT), 303);
    assert_int_equal(SENT(database, HJE, ON_DAY(4) + 1, transition_side_send, ane, first, TRANSITION_SIDE_KIND_ACCOUNT), 409);
    assert_int_equal(tasks(database, "await_account", "1 = 1"), 1);
}

/* trace: R-254 I-04 I-05 */
static void where_she_is_stands_in_the_zone_of_whoever_was_told(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    assert_int_equal(SENT(database, HJE, 10, transition_words_send, ane, first, TRANSITION_WORD_PLACE, "Østmarka, post 3"), 303);
    has(one_page(database, HJE, 11), "Østmarka, post 3");
    assert_int_equal(count(database, "SELECT count(*) FROM transition_words WHERE zone = 'health'"), 1);
    assert_true(count(database, "SELECT count(*) FROM access_line WHERE zone = 'health' AND purpose = 'transition'") > 0);
    struct db *db = town_write(database, HOT, 12);
    secrecy_involve(db, ane, unit_of(EIE), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    const char *page = one_page(database, EIE, 13);
    lacks(page, "Østmarka");
    lacks(page, "sykehus"); /* that there is one, when, and the home; not which way she comes */
    lacks(page, "Sykehus");
}

/* trace: R-261 R-262 R-257 R-263 R-264 PBRL-4 */
static void an_application_with_the_doctor_and_a_no_that_is_looked_into(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    assert_int_equal(SENT(database, HJE, 10, treatment_begin_send, ane, TREATMENT_KIND_LAR, "Fastlege Per Hansen", NULL), 303);
    assert_int_equal(SENT(database, EIE, 11, treatment_begin_send, ane, TREATMENT_KIND_LAR, NULL, NULL), 403);
    const struct treatment_application_id care = {1};
    struct date day = date_of(2026, 9, 7);
    assert_int_equal(SENT(database, HJE, 12, treatment_go_send, ane, care, TREATMENT_STATE_GRANTED, day), 422);
    assert_int_equal(SENT(database, HJE, 13, treatment_go_send, ane, care, TREATMENT_STATE_SENT, date_of(2026, 9, 8)), 422);
    assert_int_equal(SENT(database, HJE, 14, treatment_go_send, ane, care, TREATMENT_STATE_SENT, day), 303);
    assert_int_equal(tasks(database, "follow_care", "due = '2026-09-21'"), 1); /* ten working days */
    assert_int_equal(SENT(database, HJE, 15, treatment_go_send, ane, care, TREATMENT_STATE_REFUSED, day), 422);
    assert_int_equal(SENT(database, HJE, 16, treatment_go_send, ane, care, TREATMENT_STATE_REFUSED, day, TREATMENT_REFUSED_WHY_NOT_ENTITLED), 422);
    assert_int_equal(SENT(database, HJE, 17, treatment_go_send, ane, care, TREATMENT_STATE_REFUSED, day, TREATMENT_REFUSED_WHY_NOT_ENTITLED, APPEAL_TOLD_NO), 303);
    assert_int_equal(tasks(database, "help_complain", "1 = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_deviation WHERE kind = 'no_appeal_information'"), 1);
    assert_int_equal(SENT(database, HJE, 18, treatment_refused_send, ane, TRANSITION_PARTY_HOSPITAL_PSYCHIATRY, TREATMENT_REFUSED_WHY_TOO_ILL,
                          APPEAL_TOLD_YES, day, "Fikk ikke komme inn."),
                     303);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_deviation WHERE kind = 'too_ill' AND state = 'logged'"), 1);
    struct request rq = asked(database, HJE, 19);
    rq.form = NULL;
    const char *page = page_of(&rq, treatment_page(&rq, &(struct treatment_page_in){ane}));
    has(page, "Akutt psykose skal behandles uansett");
    has(page, "Fastlege Per Hansen");
    rq = asked(database, HOT, 20); /* with the unit that has the responsibility */
    rq.form = NULL;
    has(page_of(&rq, deviations_page(&rq, &(struct deviations_page_in){})), "for syk");
}

/* trace: R-260 I-04 */
static void where_somebody_serves_is_for_workers_named_for_it(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    in_order(database, 2);
    assert_int_equal(SENT(database, HJE, 10, prison_send, ane, PRISON_STATE_SERVING, date_of(2026, 9, 1), NULL), 403);
    const struct shield_naming naming = {staff_of(HJE), unit_of(HJE), GRANT_WHAT_RESTRICTED, date_of(2026, 12, 1), "Følger løslatelsen."};
    assert_int_equal(DONE_BY(database, HOT, 11, shield_name(db, ane, &naming)), SHIELD_DONE);
    assert_int_equal(SENT(database, HJE, 12, prison_send, ane, PRISON_STATE_SERVING, date_of(2026, 9, 1), "Til november."), 303);
    struct request rq = asked(database, HJE, 13);
    rq.form = NULL;
    has(page_of(&rq, prison_page(&rq, &(struct prison_page_in){ane})), "Til november.");
    rq = asked(database, HOT, 14);
    rq.form = NULL;
    const char *page = page_of(&rq, prison_page(&rq, &(struct prison_page_in){ane}));
    has(page, "ikke navngitt");
    lacks(page, "Til november.");
}

/* trace: R-255 I-15 */
static void those_who_see_the_whole_see_days_and_no_names(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    struct transition_new made = from_hospital();
    made.expected = date_of(2026, 9, 20);
    assert_int_equal(announced(database, &made, 2), TRANSITION_DONE);
    struct request rq = asked(database, NAV, 3);
    rq.form = NULL;
    const char *page = page_of(&rq, transitions_ahead_page(&rq, &(struct transitions_ahead_page_in){}));
    has(page, "1 av 1 har ingen bolig å komme til");
    has(page, "d-ring-danger");
    lacks(page, "Ane");
    lacks(page, "/sak/");
}

static const char *guides_page(const struct test_database *database, int unit, int64_t later) {
    struct request rq = asked(database, unit, later);
    rq.form = NULL;
    return page_of(&rq, guide_page(&rq, &(struct guide_page_in){}));
}

/* trace: R-267 R-328 */
static void a_guide_is_offered_where_the_municipality_has_guides(void **state) {
    struct test_database *database = *state;
    transition_town(database);
    struct profile other = *organisation_profile();
    const struct profile *before = organisation_profile();
    struct profile_special_role guide = {.code = "guide", .state = ROLE_STATE_IN_USE};
    struct profile_words does = {"følger til Nav", "følgjer til Nav"};
    in_order(database, 2);
    lacks(one_page(database, HJE, 10), "Om losen");
    other.special_roles = &guide, other.special_roles_count = 1;
    other.transitions.guide_tasks = &does, other.transitions.guide_tasks_count = 1;
    organisation_set_profile(&other);
    assert_int_equal(DONE_BY(database, HJE, 11, transition_break_off(db, ane, first, TRANSITION_END_WHY_MISTAKE)), TRANSITION_DONE);
    const struct transition_new made = from_hospital();
    assert_int_equal(announced(database, &made, 12), TRANSITION_DONE);
    struct request rq = asked(database, HJE, 13);
    rq.form = NULL;
    const char *page = page_of(&rq, transition_page(&rq, &(struct transition_page_in){ane, {2}}));
    has(page, "En los med egen erfaring er tilbudt");
    has(page, "følger til Nav");
    has(page, "skriver ikke i saken");
    /* Her own page: whom she goes with by name, the day, and what she does and does not. Not from where, nor why. */
    assert_int_equal(DONE_BY(database, HJE, 14, transition_set_day(db, ane, (struct transition_id){2}, date_of(2026, 9, 20))), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, 15, roles_choose(db, ane, CASE_ROLE_KIND_GUIDE, unit_of(HJE), staff_of(HJE))), ROLES_DONE);
    page = guides_page(database, HJE, 16);
    has(page, "Ane");
    has(page, "flytter");
    has(page, "20. september 2026");
    has(page, "følger til Nav");
    lacks(page, "sykehus");
    lacks(page, "/sak/");
    lacks(guides_page(database, NAV, 17), "Ane");
    organisation_set_profile(before);
    has(guides_page(database, HJE, 18), "ikke loser nå");
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(whoever_is_told_at_the_door_writes_it_down_and_the_port_has_it_in_the_queue),
        RULE(the_answer_shows_what_is_missing_and_who_else_waits),
        RULE_ON(ON_SQLITE, letters_say_what_is_so_in_both_written_forms),
        RULE(where_she_is_stands_in_the_zone_of_whoever_was_told),
        RULE(an_application_with_the_doctor_and_a_no_that_is_looked_into),
        RULE(where_somebody_serves_is_for_workers_named_for_it),
        RULE(those_who_see_the_whole_see_days_and_no_names),
        RULE(the_municipality_she_says_she_stays_in_answers_and_pays),
        RULE(a_guide_is_offered_where_the_municipality_has_guides),
    };
    return run_rules("transition_pages", rules, sizeof rules / sizeof *rules);
}

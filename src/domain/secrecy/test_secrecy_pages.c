/* The pages of consent and of the access log: what stands on them, what is kept when a rule says no, and the letter to the person. */
#include "domain/secrecy/consent_for_tests.h"

#include "platform/pdf/letter.h"
#include "secrecy_routes.h"
#include "secrecy_views.h"
#include "texts.h"

#define HEALTH ZONE_BIT(ZONE_HEALTH)
static const enum right officer[] = {RIGHT_CASE_SEE, RIGHT_CONSENT_REGISTER, RIGHT_LOG_SEE, 0};

static const char *text_in(const struct test_database *database, struct reply reply) {
    assert_int_equal(reply.status, 200);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}
static bool says(const char *page, const char *words) { return strstr(page, words) != NULL; }

/* When FELLES_TEST_PAGES names a folder, the pages are left there to be looked at. */
static const char *kept(const char *page, const char *name) {
    const char *folder = getenv("FELLES_TEST_PAGES");
    char path[256];
    if (!folder) return page;
    snprintf(path, sizeof path, "%s/%s.html", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(page, file);
    fclose(file);
    return page;
}

static struct request reader(const struct test_database *database, int unit) {
    return town_request(database, read_at(database, unit, TEST_NOW), town_session(database, unit, officer));
}
static struct request writer(const struct test_database *database, int64_t later) {
    struct request rq = town_request(database, consent_write(database, later), town_session(database, HOT, officer));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

static const char *overview(const struct test_database *database, int unit, struct consent_id ended) {
    struct request rq = reader(database, unit);
    const char *page = text_in(database, consent_page(&rq, &(struct consent_page_in){.case_ = ane, .ended = ended}));
    db_abort(rq.db);
    return page;
}

/* trace: R-054 R-064 GDPR-1 */
static void the_question_says_who_what_why_and_how_long_before_she_answers(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    struct request rq = writer(database, ASKED_AT);
    enum zone zones[] = {ZONE_HEALTH, ZONE_PLAN};
    struct consent_ask_in in = {
        .case_ = ane, .to_unit = unit_of(HJE), .zones = {zones, 2}, .purpose = CONSENT_PURPOSE_SERVICES, .until = date_of(2027, 3, 7)};
    struct reply reply = consent_ask(&rq, &in);
    assert_int_equal(reply.status, 303);
    assert_string_equal(reply.location, "/sak/1/samtykke/svar/4");
    town_commit(rq.db);
    rq = reader(database, HOT);
    const char *page =
        kept(text_in(database, consent_answer_form(&rq, &(struct consent_answer_form_in){.case_ = ane, .unit = unit_of(HJE)})), "answer");
    db_abort(rq.db);
    assert_true(says(page, "Psykisk helse oppfølging"));
    assert_true(says(page, "opplysninger om helse og planen"));
    assert_true(says(page, "Gi hjelp og tjenester"));
    assert_true(says(page, "til og med 7. mars 2027"));
    assert_true(says(page, "Du kan si nei."));
    assert_true(says(page, "på 90 dager"));
    assert_true(says(page, "Hva svarer Ane?"));
    page = overview(database, HOT, (struct consent_id){0});
    assert_true(says(page, "Ane er spurt om opplysninger om helse"));
    assert_true(says(page, "href=\"/sak/1/samtykke/svar/4\""));
    rq = reader(database, HOT);
    assert_int_equal(consent_answer_form(&rq, &(struct consent_answer_form_in){.case_ = ane, .unit = unit_of(NAV)}).status, 404);
    db_abort(rq.db);
}

/* trace: R-052 L3 */
static void a_rule_that_says_no_speaks_beside_its_field(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    assert_int_equal(ask(database, HJE, HEALTH, ASKED_AT), CONSENT_DONE);
    assert_int_equal(answer(database, HJE, 0, ASKED_AT + 1), CONSENT_DONE);
    struct request rq = writer(database, ASKED_AT + 2);
    enum zone zones[] = {ZONE_HEALTH};
    struct consent_ask_in in = {
        .case_ = ane, .to_unit = unit_of(HJE), .zones = {zones, 1}, .purpose = CONSENT_PURPOSE_SERVICES, .until = date_of(2027, 3, 7)};
    assert_true(consent_ask(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "reason"), T_consent_reason_missing);
    in.to_unit = unit_of(EIE);
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    assert_true(consent_ask(&rq, &in).from_form);
    assert_int_equal(form_error_of(rq.form, "zones"), T_consent_zone_never);
    /* the page that comes back shows it, and what was chosen */
    const char *page =
        text_in(database, consent_ask_form(&rq, &(struct consent_ask_form_in){.case_ = ane, .to_unit = unit_of(EIE), .zone = ZONE_HEALTH}));
    assert_true(says(page, "heller ikke med samtykke"));
    assert_true(says(page, "Ny grunn til å spørre"));
    struct consent_answer_in partly = {.case_ = ane, .unit = unit_of(HJE), .reply = CONSENT_REPLY_PARTLY};
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    assert_true(consent_answer(&rq, &partly).from_form);
    assert_int_equal(form_error_of(rq.form, "zones"), T_consent_zone_missing);
    db_abort(rq.db);
    page = kept(overview(database, HOT, (struct consent_id){0}), "refused");
    assert_true(says(page, "Ane har sagt nei til opplysninger om helse. Ikke spør igjen før 6. desember 2026"));
    assert_false(says(page, "Ser opplysninger om helse til"));
}

/* trace: R-051 HPL-29 */
static void the_team_shows_what_each_unit_sees_and_one_tap_takes_it_back(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HEALTH | ZONE_BIT(ZONE_PLAN), ASKED_AT);
    say_yes(database, GP, HEALTH, ASKED_AT + 10);
    struct db *db = consent_write(database, ASKED_AT + 20);
    secrecy_involve(db, ane, unit_of(EIE), INVOLVEMENT_DUTY);
    assert_int_equal(consent_object(db, ane, unit_of(GP), ZONE_HEALTH), CONSENT_DONE);
    assert_int_equal(consent_object(db, ane, (struct unit_id){0}, ZONE_SOCIAL), CONSENT_DONE);
    town_commit(db);
    const char *page = kept(overview(database, HOT, (struct consent_id){0}), "overview");
    assert_true(says(page, "Ane har sagt ja: ser opplysninger om helse til og med 7. mars 2027"));
    assert_true(says(page, "Ser opplysninger om boligbehovet, fordi enheten har oppgaven"));
    assert_true(says(page, "Ser ikke opplysninger om helse: Ane har sagt at det ikke skal deles"));
    assert_true(says(page, "Ane vil ikke at Fastlegen skal se opplysninger om helse"));
    assert_true(says(page, "Ane vil ikke at noen skal se opplysninger om økonomi og Nav"));
    assert_true(says(page, "action=\"/sak/1/samtykke/1/trekk\""));
    struct request rq = writer(database, ASKED_AT + 30);
    struct reply reply = consent_end(&rq, &(struct consent_end_in){.case_ = ane, .consent = {1}});
    assert_string_equal(reply.location, "/sak/1/samtykke?ended=1");
    town_commit(rq.db);
    page = kept(overview(database, HOT, (struct consent_id){1}), "revoked");
    assert_true(says(page, "Samtykket er trukket. Psykisk helse oppfølging får ikke lenger se opplysninger om helse"));
    assert_true(says(page, "href=\"/sak/1/samtykke/nytt?to_unit=4&amp;zone=health\""));
    assert_true(says(page, "Ane trakk samtykket 7. september 2026"));
    assert_false(says(overview(database, HOT, (struct consent_id){2}), "Samtykket er trukket"));
}

/* trace: I-06 R-053 */
static void the_property_unit_does_not_read_who_sees_health(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HEALTH | ZONE_BIT(ZONE_PLAN), ASKED_AT);
    const char *page = overview(database, EIE, (struct consent_id){0});
    const char *team = strstr(page, "f-team"), *end = strstr(team, "</ul>");
    const char *list = arena_strndup(database->arena, team, (size_t)(end - team));
    assert_false(says(list, "opplysninger om helse"));
    assert_true(says(list, "ser planen"));
}

static void read_much(const struct test_database *database, int times) {
    for (int i = 0; i < times; i++) assert_true(reads(database, HJE, ZONE_HEALTH));
    assert_true(reads(database, HOT, ZONE_HOUSING));
}

static const char *log_page(const struct test_database *database, struct unit_id unit, struct maybe_int before) {
    struct request rq = reader(database, HOT);
    const char *page = text_in(database, access_log_list(&rq, &(struct access_log_list_in){.case_ = ane, .unit = unit, .before = before}));
    db_abort(rq.db);
    return page;
}

static int rows_of(const char *page) {
    int n = 0;
    for (const char *at = strstr(page, "<tbody"); at && (at = strstr(at + 1, "<tr ")); n++) {
    }
    return n;
}

/* trace: PJL-6 R-056 I-05 */
static void the_log_says_who_when_what_why_and_on_which_ground(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    assert_true(says(log_page(database, (struct unit_id){0}, (struct maybe_int){0}), "Ingen har lest noe her"));
    say_yes(database, HJE, HEALTH, ASKED_AT);
    read_much(database, 52);
    const char *page = kept(log_page(database, (struct unit_id){0}, (struct maybe_int){0}), "log");
    assert_int_equal(rows_of(page), 50);
    assert_true(says(page, "<b>Medarbeider 4</b>, Psykisk helse oppfølging"));
    assert_true(says(page, "7. september 2026 kl."));
    assert_true(says(page, "opplysninger om helse"));
    assert_true(says(page, "Gi hjelp og tjenester. Hjemmel: Samtykke (helsepersonelloven § 22)"));
    assert_true(says(page, "enheten har en oppgave i saken"));
    assert_true(says(page, "href=\"/sak/1/innsyn?before=4\"")); /* lines 53…4 are shown, 3…1 are older */
    page = log_page(database, (struct unit_id){0}, (struct maybe_int){true, 4});
    assert_int_equal(rows_of(page), 3);
    assert_true(says(page, "href=\"/sak/1/innsyn\""));
    page = log_page(database, unit_of(HOT), (struct maybe_int){0});
    assert_int_equal(rows_of(page), 1);
    assert_false(says(strstr(page, "<tbody"), "Medarbeider 4"));
    assert_int_equal(lines(database), 53); /* to read the log is not to read what it tells of */
    test_script(database, "INSERT INTO access_log (at, person_id, staff_id, unit_id, zone, ground, purpose, what)"
                          " SELECT a.at, a.person_id, a.staff_id, a.unit_id, a.zone, a.ground, a.purpose, a.what FROM access_log a JOIN access_log b ON b.id > 3 WHERE a.unit_id = 4");
    assert_true(says(log_page(database, (struct unit_id){0}, (struct maybe_int){0}), "href=\"/sak/1/innsyn?unit=1\"")); /* however long ago */
    assert_int_equal(rows_of(log_page(database, unit_of(HOT), (struct maybe_int){0})), 1);
}

static int times(const char *page, const char *text) {
    int n = 0;
    for (; (page = strstr(page, text)); page += strlen(text)) n++;
    return n;
}

/* trace: PJL-6 R-056 */
static void one_reading_is_one_line_of_the_letter(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HEALTH, ASKED_AT);
    read_much(database, 1);
    struct request rq = reader(database, HOT);
    int before = times(text_in(database, access_letter_page(&rq, &(struct access_letter_page_in){.case_ = ane})), "Opplysningar om helse");
    db_abort(rq.db);
    test_script(database, "INSERT INTO access_log (at, person_id, staff_id, unit_id, zone, ground, purpose, what)"
                          " SELECT a.at + 1, a.person_id, a.staff_id, a.unit_id, a.zone, a.ground, a.purpose, 'another_question' FROM access_log a");
    rq = reader(database, HOT);
    int after = times(text_in(database, access_letter_page(&rq, &(struct access_letter_page_in){.case_ = ane})), "Opplysningar om helse");
    db_abort(rq.db);
    assert_true(before > 0);
    assert_int_equal(after, before);
}

/* trace: PJL-6 R-056 SPR-2 */
static void the_letter_is_in_her_language_and_can_be_read(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    say_yes(database, HJE, HEALTH, ASKED_AT);
    read_much(database, 1);
    struct request rq = reader(database, HOT);
    const char *page = kept(text_in(database, access_letter_page(&rq, &(struct access_letter_page_in){.case_ = ane})), "letter");
    db_abort(rq.db);
    assert_true(says(page, "Kven har sett opplysningar om deg")); /* Ane has chosen nynorsk */
    assert_true(says(page, "Opplysningar om helse"));
    assert_true(says(page, "Du har rett til å sjå dokumenta"));
    rq = writer(database, ASKED_AT + 100);
    struct reply reply = access_letter_print(&rq, &(struct access_letter_print_in){.case_ = ane});
    town_commit(rq.db);
    assert_int_equal(reply.status, 200);
    assert_string_equal(reply.type, "application/pdf");
    assert_true(reply.body.size > 1000 && memcmp(reply.body.data, "%PDF-1.7", 8) == 0);
}

/* trace: R-056 */
static void the_routes_leave_the_trace_the_law_asks_for(void **state) {
    (void)state;
    static const struct {
        const char *name, *event;
        enum right right;
    } wanted[] = {{"access_letter_print", "access_log_printed", RIGHT_LOG_SEE},
                  {"consent_ask", "consent_question_put", RIGHT_CONSENT_REGISTER},
                  {"consent_answer", "consent_answer_registered", RIGHT_CONSENT_REGISTER},
                  {"consent_end", "consent_taken_back", RIGHT_CONSENT_REGISTER},
                  {"objection_register", "objection_registered", RIGHT_CONSENT_REGISTER},
                  {"objection_end", "objection_lifted", RIGHT_CONSENT_REGISTER},
                  {"access_log_list", NULL, RIGHT_LOG_SEE}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const struct route *route = routes;
        while (route->path && !text_equal(route->name, wanted[i].name)) route++;
        assert_non_null(route->path);
        assert_true(text_equal(route->event, wanted[i].event));
        assert_int_equal(route->right, wanted[i].right);
        assert_string_equal(route->subject, "case");
    }
}

/* trace: R-054 */
static void what_is_hidden_is_told_kindly_in_three_languages(void **state) {
    struct test_database *database = *state;
    static const struct {
        enum lang lang;
        const char *words;
    } told[] = {{LANG_NB, "Enheten din får se dette hvis Ane sier ja."},
                {LANG_NN, "Eininga di får sjå dette dersom Ane seier ja."},
                {LANG_EN, "Your unit may see this if Ane says yes."}};
    for (size_t i = 0; i < 3; i++) {
        struct html h = html_in(database->arena, told[i].lang, date_of(2026, 9, 7), TEST_NOW);
        secrecy_hidden(&h, &(struct secrecy_hidden){
                               .why = HIDDEN_NOT_ASKED, .zone = T_secrecy_zone_health, .name = "Ane", .unit = "Nav", .ask = "/spør"});
        assert_true(says(str_text(&h.out), told[i].words));
    }
    struct html h = html_in(database->arena, LANG_NB, date_of(2026, 9, 7), TEST_NOW);
    secrecy_hidden(&h, &(struct secrecy_hidden){.why = HIDDEN_NOT, .zone = T_secrecy_zone_health});
    assert_false(says(str_text(&h.out), "<"));
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(the_question_says_who_what_why_and_how_long_before_she_answers),
        RULE(a_rule_that_says_no_speaks_beside_its_field),
        RULE(the_team_shows_what_each_unit_sees_and_one_tap_takes_it_back),
        RULE(the_property_unit_does_not_read_who_sees_health),
        RULE(the_log_says_who_when_what_why_and_on_which_ground),
        RULE(one_reading_is_one_line_of_the_letter),
        RULE(the_letter_is_in_her_language_and_can_be_read),
        RULE(the_routes_leave_the_trace_the_law_asks_for),
        RULE_ON(ON_SQLITE, what_is_hidden_is_told_kindly_in_three_languages),
    };
    return run_rules("secrecy pages", rules, sizeof rules / sizeof *rules);
}

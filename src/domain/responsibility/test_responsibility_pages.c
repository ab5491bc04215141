/* The pages about responsibility: who is offered which step, what is kept when a rule says no, and what never leaves its zone. */
#include "domain/responsibility/internal.h"
#include "domain/secrecy/secrecy.h"
#include "domain/work/town_for_tests.h"
#include "responsibility_routes.h"
#include "texts.h"

static const struct case_id ane = {1};
static const enum right officer[] = {RIGHT_CASE_SEE, RIGHT_BATON_OFFER, RIGHT_BATON_ANSWER, RIGHT_DUTY_WRITE, 0};

static struct handover_offer_in question(const char *step) {
    return (struct handover_offer_in){.case_ = ane, .to_unit = {HJE}, .reason = HANDOVER_REASON_FOLLOW_UP_AT_HOME, .what = "Samtaler <hjemme> hver uke",
                                      .person_asked = PERSON_ASKED_AGREES, .person_says = "Gjerne om formiddagen", .step = step};
}

static void begin(const struct test_database *database) {
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, 1);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

static struct request write_as(const struct test_database *database, int unit, int64_t later) {
    struct request rq = town_request(database, town_write(database, unit, later), town_session(database, unit, officer));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

static void send_question(const struct test_database *database) {
    struct request rq = write_as(database, HOT, 1000);
    struct handover_offer_in in = question("send");
    struct reply reply = handover_offer(&rq, &in);
    assert_int_equal(reply.status, 303);
    assert_string_equal(reply.location, "/sak/1/ansvar");
    town_commit(rq.db);
}

static const char *text_of_reply(const struct test_database *database, struct reply reply) {
    assert_int_equal(reply.status, 200);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

static const char *page_for(const struct test_database *database, int unit) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, unit, officer));
    const char *text = text_of_reply(database, responsibility_page(&rq, &(struct responsibility_page_in){.case_ = ane}));
    db_abort(db);
    return text;
}

/* trace: R-029 R-031 I-02 */
static void each_unit_is_offered_only_its_own_steps(void **state) {
    struct test_database *database = *state;
    begin(database);
    assert_non_null(strstr(page_for(database, HOT), "/sak/1/ansvar/tilby"));
    assert_null(strstr(page_for(database, HJE), "/sak/1/ansvar/tilby"));
    send_question(database);
    const char *receiver = page_for(database, HJE), *giver = page_for(database, HOT), *other = page_for(database, NAV);
    assert_non_null(strstr(receiver, "action=\"/sak/1/ansvar/1/ta-imot\""));
    assert_non_null(strstr(receiver, "/sak/1/ansvar/1/si-nei"));
    assert_null(strstr(receiver, "/ansvar/1/trekk"));
    assert_non_null(strstr(giver, "/sak/1/ansvar/1/trekk"));
    assert_null(strstr(giver, "/ta-imot"));
    assert_null(strstr(giver, "/ansvar/tilby"));
    assert_null(strstr(other, "/ta-imot"));
    assert_null(strstr(other, "/trekk"));
    assert_non_null(strstr(receiver, "Samtaler &lt;hjemme&gt; hver uke"));
    assert_non_null(strstr(receiver, "Gjerne om formiddagen"));
}

/* trace: R-029 */
static void the_question_is_looked_over_before_it_is_sent(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct request rq = write_as(database, HOT, 1000);
    struct handover_offer_in in = question("check");
    struct reply reply = handover_offer(&rq, &in);
    const char *page = text_of_reply(database, reply);
    assert_true(reply.no_commit);
    assert_non_null(strstr(page, "name=\"what\" value=\"Samtaler &lt;hjemme&gt; hver uke\""));
    assert_non_null(strstr(page, "name=\"to_unit\" value=\"4\""));
    assert_non_null(strstr(page, "Psykisk helse oppfølging"));
    in = question("edit");
    assert_non_null(strstr(text_of_reply(database, handover_offer(&rq, &in)), "<textarea"));
    db_abort(rq.db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM handover"), 0);
}

/* trace: R-031 */
static void a_rule_that_says_no_stands_beside_its_field(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct request rq = write_as(database, HOT, 1000);
    struct handover_offer_in in = question("send");
    in.person_asked = PERSON_ASKED_DISAGREES;
    in.person_says = NULL;
    struct reply reply = handover_offer(&rq, &in);
    assert_int_equal(reply.status, 422);
    assert_true(reply.from_form);
    assert_int_equal(form_error_of(rq.form, "person_says"), T_responsibility_says_missing);
    db_abort(rq.db);
}

/* trace: I-01 I-02 R-029 */
static void a_second_yes_gets_a_page_that_says_what_happened(void **state) {
    struct test_database *database = *state;
    begin(database);
    send_question(database);
    struct handover_accept_in in = {.case_ = ane, .handover = {1}};
    struct request rq = write_as(database, HJE, 2000);
    assert_int_equal(handover_accept(&rq, &in).status, 303);
    town_commit(rq.db);
    rq = write_as(database, HJE, 3000);
    struct reply reply = handover_accept(&rq, &in);
    assert_int_equal(reply.status, 409);
    assert_non_null(strstr(arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size), "Ansvaret er tatt imot alt."));
    db_abort(rq.db);
    const char *page = page_for(database, HJE);
    assert_non_null(strstr(page, "Ansvar over tid"));
    assert_non_null(strstr(page, "Medarbeider 4"));
}

/* trace: I-04 */
static void an_offer_of_another_case_is_not_found(void **state) {
    struct test_database *database = *state;
    begin(database);
    assert_int_equal(town_case(database, "Kari").v, 2);
    send_question(database);
    struct request rq = write_as(database, HJE, 2000);
    assert_int_equal(handover_accept(&rq, &(struct handover_accept_in){.case_ = {2}, .handover = {1}}).status, 404);
    db_abort(rq.db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM baton_period"), 2);
}

/* ── duties ───────────────────────────────────────────────────────────── */

static void navs_duty(const struct test_database *database) {
    struct request rq = write_as(database, HOT, 1000);
    struct duty_give_in in = {.case_ = ane, .unit = {NAV}, .kind = DUTY_KIND_DEPOSIT, .due = DATE_NONE};
    assert_int_equal(duty_give(&rq, &in).status, 303);
    town_commit(rq.db);
}

static const char *duty_for(const struct test_database *database, int unit) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, unit, officer));
    const char *text = text_of_reply(database, duty_page(&rq, &(struct duty_page_in){.case_ = ane, .duty = {1}}));
    db_abort(db);
    return text;
}

/* trace: R-027 R-036 SOT-13 I-04 */
static void the_spine_shows_kind_and_state_and_only_nav_the_amount(void **state) {
    struct test_database *database = *state;
    begin(database);
    navs_duty(database);
    struct request rq = write_as(database, NAV, 2000);
    struct duty_answer_in in = {.case_ = ane, .duty = {1}, .state = DUTY_STATE_GRANTED, .version = 1, .amount = {.has = true, .v = 24500}, .note = "Garanti"};
    assert_int_equal(duty_answer(&rq, &in).status, 303);
    town_commit(rq.db);
    const char *spine = page_for(database, HOT);
    assert_non_null(strstr(spine, "Depositum"));
    assert_non_null(strstr(spine, "innvilget"));
    assert_null(strstr(spine, "500"));
    assert_null(strstr(duty_for(database, HOT), "Garanti"));
    const char *nav = duty_for(database, NAV);
    assert_non_null(strstr(nav, "Garanti"));
    assert_non_null(strstr(nav, "500"));
    assert_true(test_number(database, "SELECT count(*) FROM access_log WHERE zone = 'social' AND unit_id = 3") > 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log WHERE unit_id = 1"), 0);
}

/* trace: SOT-13 I-04 */
static void an_amount_from_a_unit_outside_the_zone_is_refused_and_nothing_is_kept(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct request rq = write_as(database, HOT, 1000);
    assert_int_equal(duty_give(&rq, &(struct duty_give_in){.case_ = ane, .unit = {HJE}, .kind = DUTY_KIND_HEALTH, .due = DATE_NONE}).status, 303);
    town_commit(rq.db);
    rq = write_as(database, HJE, 2000);
    struct duty_answer_in in = {.case_ = ane, .duty = {1}, .state = DUTY_STATE_DONE, .version = 1, .amount = {.has = true, .v = 100}};
    assert_int_equal(duty_answer(&rq, &in).status, 422);
    assert_int_equal(form_error_of(rq.form, "amount"), T_responsibility_no_amounts);
    db_abort(rq.db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM duty_detail"), 0);
}

/* ── every page in every language ─────────────────────────────────────── */

/* trace: R-024 SPR-2 */
static void every_form_is_shown_in_all_three_languages(void **state) {
    struct test_database *database = *state;
    begin(database);
    navs_duty(database);
    for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++) {
        struct db *db = test_read(database);
        struct request rq = town_request(database, db, town_session(database, HOT, officer));
        rq.lang = lang;
        const char *offer = text_of_reply(database, handover_offer_form(&rq, &(struct handover_offer_form_in){.case_ = ane}));
        assert_non_null(strstr(offer, text_of(lang, T_responsibility_pass_on)));
        assert_null(strstr(offer, "Bygg og eiendom"));
        assert_non_null(strstr(text_of_reply(database, duty_form(&rq, &(struct duty_form_in){.case_ = ane})), text_of(lang, T_responsibility_duty_send)));
        db_abort(db);
    }
    send_question(database);
    for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++) {
        struct db *db = test_read(database);
        struct request giver = town_request(database, db, town_session(database, HOT, officer));
        struct request receiver = town_request(database, db, town_session(database, HJE, officer));
        giver.lang = receiver.lang = lang;
        struct handover_refuse_form_in no = {.case_ = ane, .handover = {1}};
        struct handover_withdraw_form_in back = {.case_ = ane, .handover = {1}};
        assert_non_null(strstr(text_of_reply(database, handover_refuse_form(&receiver, &no)), text_of(lang, T_responsibility_propose)));
        assert_int_equal(handover_refuse_form(&giver, &no).status, 409);
        const char *withdraw = text_of_reply(database, handover_withdraw_form(&giver, &back));
        assert_null(strstr(withdraw, "taken_in_emergency"));
        assert_int_equal(handover_withdraw_form(&receiver, &back).status, 409);
        assert_int_equal(handover_offer_form(&giver, &(struct handover_offer_form_in){.case_ = ane}).status, 409);
        db_abort(db);
    }
}

static bool by_functioning(struct request *rq, struct case_id id, struct baton_proposal *ret_proposal) {
    (void)rq, (void)id;
    *ret_proposal = (struct baton_proposal){unit_of(RUS), "Trenger jevnlig hjelp", date_of(2026, 9, 1)};
    return true;
}

/* trace: R-035 */
static void whom_functioning_speaks_for_is_chosen_beforehand_with_the_reason(void **state) {
    struct test_database *database = *state;
    begin(database);
    responsibility_on_proposal(by_functioning);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HOT, officer));
    const char *page = text_of_reply(database, handover_offer_form(&rq, &(struct handover_offer_form_in){.case_ = ane, .forslag = true}));
    assert_null(strstr(text_of_reply(database, handover_offer_form(&rq, &(struct handover_offer_form_in){.case_ = ane})), "Forslag:")); /* not read unasked */
    responsibility_on_proposal(NULL);
    assert_non_null(strstr(page, "Forslag: Rusteamet"));
    assert_non_null(strstr(page, "«Trenger jevnlig hjelp», 1. september 2026. Diagnose er ikke med."));
    assert_non_null(strstr(page, "<option value=\"5\" selected"));
    assert_null(strstr(text_of_reply(database, handover_offer_form(&rq, &(struct handover_offer_form_in){.case_ = ane})), "Forslag:"));
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(each_unit_is_offered_only_its_own_steps),
        RULE(whom_functioning_speaks_for_is_chosen_beforehand_with_the_reason),
        RULE(the_question_is_looked_over_before_it_is_sent),
        RULE(a_rule_that_says_no_stands_beside_its_field),
        RULE(a_second_yes_gets_a_page_that_says_what_happened),
        RULE(an_offer_of_another_case_is_not_found),
        RULE(the_spine_shows_kind_and_state_and_only_nav_the_amount),
        RULE(an_amount_from_a_unit_outside_the_zone_is_refused_and_nothing_is_kept),
        RULE(every_form_is_shown_in_all_three_languages),
    };
    return run_rules("responsibility pages", rules, sizeof rules / sizeof *rules);
}

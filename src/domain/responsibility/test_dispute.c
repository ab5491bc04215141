/* A disagreement about who is responsible: who may raise it, who decides, and that the case has its holder all the while. */
#include "domain/responsibility/authority_for_tests.h"
#include "domain/responsibility/internal.h"
#include "domain/secrecy/secrecy.h"
#include "responsibility_routes.h"
#include "texts.h"

static const struct case_id ane = {1};
static int64_t later = 100000;
static struct dispute_id raised; /* the latest */

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int64_t holder(const struct test_database *database) { return count(database, "SELECT holder_unit FROM person_case WHERE id = 1"); }

/* Ends what was tried: kept when the rule said yes. */
static int end(struct db *db, int fault) {
    if (fault) db_abort(db);
    else town_commit(db);
    return fault;
}

static void begin(const struct test_database *database) {
    later = 100000;
    authority_make(database);
    assert_int_equal(town_case(database, "Ane").v, 1);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, ane, unit_of(NAV), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

static void offer_to_hje(const struct test_database *database) {
    struct db *db = town_write(database, HOT, later += 1000);
    struct handover_id handover;
    struct baton_offer offer = {.to = {HJE}, .reason = HANDOVER_REASON_OTHER, .what = "Samtaler", .asked = PERSON_ASKED_AGREES};
    assert_int_equal(end(db, baton_offer(db, ane, &offer, &handover)), BATON_DONE);
}

static int raise_by(const struct test_database *database, int unit, struct dispute_new new) {
    struct db *db = town_write(database, unit, later += 1000);
    return end(db, dispute_raise(db, ane, &new, &raised));
}

static int decide_by(const struct test_database *database, int unit, int staff, struct dispute_ruling ruling) {
    struct db *db = write_by(database, unit, staff, later += 1000);
    return end(db, dispute_decide(db, ane, raised, &ruling));
}

static const struct dispute_new not_ours = {.other = {HJE}, .why = "Det er oppfølging hjemme som trengs"};
static const struct dispute_ruling to_hje = {.unit = {HJE}, .keeps = DUTY_KIND_DWELLING, .reasons = "Hjelpen trengs hjemme"};

/* trace: R-028 R-041 IPF-4 I-02 I-03 */
static void the_holder_holds_and_nothing_can_be_offered_while_it_runs(void **state) {
    struct test_database *database = *state;
    begin(database);
    offer_to_hje(database);
    assert_int_equal(raise_by(database, HJE, (struct dispute_new){.why = "Vi har ikke sagt ja til dette"}), BATON_DONE);
    assert_int_equal(holder(database), HOT);
    assert_int_equal(count(database, "SELECT count(*) FROM handover WHERE state = 'withdrawn' AND withdrawal = 'disputed'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM dispute WHERE side = 'asked' AND other_unit = 4"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'decide_dispute' AND unit_id = 7"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 7 AND why = 'dispute'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'dispute'"), 1);
    struct db *db = town_write(database, HOT, later += 1000);
    struct handover_id handover;
    struct baton_offer offer = {.to = {RUS}, .reason = HANDOVER_REASON_OTHER, .what = "Samtaler", .asked = PERSON_ASKED_AGREES};
    assert_int_equal(end(db, baton_offer(db, ane, &offer, &handover)), BATON_DISPUTED);
    db = town_write(database, HJE, later += 1000);
    assert_int_equal(end(db, baton_accept(db, ane, (struct handover_id){1}, (struct staff_id){0})), BATON_ALREADY_WITHDRAWN);
    assert_int_equal(raise_by(database, HOT, not_ours), BATON_DISPUTED);
}

/* trace: R-028 R-041 SOT-1 */
static void the_parties_the_person_and_nav_may_raise_it_and_nobody_else(void **state) {
    struct test_database *database = *state;
    begin(database);
    assert_int_equal(raise_by(database, RUS, not_ours), BATON_NOT_PARTY);
    assert_int_equal(raise_by(database, HOT, (struct dispute_new){.why = " "}), BATON_WHY_MISSING);
    assert_int_equal(raise_by(database, HOT, (struct dispute_new){.other = {EIE}, .why = "De har boligen"}), BATON_CANNOT_HOLD);
    assert_int_equal(raise_by(database, NAV, not_ours), BATON_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM dispute WHERE side = 'nav'"), 1);
    assert_int_equal(decide_by(database, KDR, STAFF_CHIEF, (struct dispute_ruling){.unit = {HOT}, .reasons = "Som før"}), BATON_DONE);
    assert_int_equal(raise_by(database, NAV, (struct dispute_new){.from_person = true, .other = {HJE}, .why = "Jeg vil ha Silje"}),
                     BATON_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM dispute WHERE side = 'person'"), 1);
}

/* trace: R-041 HOL-4 IPF-4 I-01 I-03 */
static void the_ruling_passes_the_baton_at_one_instant_and_only_the_authority_gives_it(void **state) {
    struct test_database *database = *state;
    begin(database);
    assert_int_equal(raise_by(database, HOT, not_ours), BATON_DONE);
    assert_int_equal(decide_by(database, HOT, HOT, to_hje), BATON_NOT_AUTHORITY);
    assert_int_equal(decide_by(database, KDR, STAFF_CHIEF, (struct dispute_ruling){.unit = {HJE}, .reasons = ""}), BATON_REASONS_MISSING);
    assert_int_equal(decide_by(database, KDR, STAFF_CHIEF, (struct dispute_ruling){.unit = {EIE}, .reasons = "x"}), BATON_DECIDED_UNIT);
    assert_int_equal(decide_by(database, KDR, STAFF_CHIEF, to_hje), BATON_DONE);
    assert_int_equal(holder(database), HJE);
    assert_int_equal(count(database,
                           "SELECT count(*) FROM baton_history a JOIN baton_history b ON b.case_id = a.case_id AND b.seq = a.seq + 1"
                           " AND b.from_at = a.until_at AND b.unit_id = 4"),
                     1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_duty WHERE unit_id = 1 AND kind = 'dwelling' AND ended_at IS NULL"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'decide_dispute'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM job WHERE kind = 'dispute_due'"), 0);
    assert_int_equal(decide_by(database, KDR, STAFF_DIRECTOR, to_hje), BATON_DECIDED_ALREADY);
    assert_int_equal(count(database, "SELECT count(*) FROM baton_period"), 2);
}

/* trace: R-041 */
static void nobody_judges_her_own_case(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct db *db = write_by(database, HOT, STAFF_CHIEF, later += 1000);
    assert_int_equal(end(db, dispute_raise(db, ane, &not_ours, &raised)), BATON_DONE);
    assert_int_equal(decide_by(database, KDR, STAFF_CHIEF, to_hje), BATON_OWN_JUDGE);
    assert_int_equal(decide_by(database, KDR, STAFF_DIRECTOR, to_hje), BATON_DONE);
}

/* trace: R-028 R-041 I-03 */
static void another_look_changes_nothing_until_it_is_answered_by_someone_else(void **state) {
    struct test_database *database = *state;
    begin(database);
    assert_int_equal(raise_by(database, HOT, not_ours), BATON_DONE);
    struct db *db = town_write(database, HJE, later += 1000);
    assert_int_equal(end(db, dispute_ask_again(db, ane, (struct dispute_id){1}, "Vi kan ikke")), BATON_NOT_DECIDED);
    assert_int_equal(decide_by(database, KDR, STAFF_CHIEF, to_hje), BATON_DONE);
    db = town_write(database, RUS, later += 1000);
    assert_int_equal(end(db, dispute_ask_again(db, ane, (struct dispute_id){1}, "Vi kan ikke")), BATON_NOT_PARTY);
    db = town_write(database, HJE, later += 1000);
    assert_int_equal(end(db, dispute_ask_again(db, ane, (struct dispute_id){1}, "Vi kan ikke")), BATON_DONE);
    assert_int_equal(holder(database), HJE);
    db = town_write(database, HOT, later += 1000);
    assert_int_equal(end(db, dispute_ask_again(db, ane, (struct dispute_id){1}, "Vi kan ikke")), BATON_APPEALED_ALREADY);
    db = write_by(database, KDR, STAFF_CHIEF, later += 1000);
    assert_int_equal(end(db, dispute_answer_again(db, ane, (struct dispute_id){1}, unit_of(RUS), "Nei")), BATON_OWN_JUDGE);
    db = write_by(database, KDR, STAFF_DIRECTOR, later += 1000);
    assert_int_equal(end(db, dispute_answer_again(db, ane, (struct dispute_id){1}, unit_of(RUS), "De kjenner henne best")), BATON_DONE);
    assert_int_equal(holder(database), RUS);
    db = write_by(database, KDR, STAFF_DIRECTOR, later += 1000);
    assert_int_equal(end(db, dispute_answer_again(db, ane, (struct dispute_id){1}, unit_of(HOT), "Igjen")), BATON_APPEAL_ANSWERED);
    assert_int_equal(count(database, "SELECT count(*) FROM baton_period"), 3);
}

/* trace: R-028 R-041 R-034 */
static void a_date_that_passes_tells_everyone_concerned(void **state) {
    struct test_database *database = *state;
    begin(database);
    assert_int_equal(raise_by(database, HOT, not_ours), BATON_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM dispute WHERE decide_by = '2026-09-14'"), 1);
    struct actor system = {.kind = ACTOR_SYSTEM, .what = "jobs"};
    for (int day = 14; day <= 16; day++) {
        struct instant now = instant_of_oslo(date_of(2026, 9, day), 8 * 60);
        struct db *db = db_begin(database->store, DB_WRITE, database->arena, &system, now);
        audit_add(db, "tried", "case", 1, NULL);
        dispute_due_job(db, 1, now);
        town_commit(db);
        assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'late_dispute'"), day == 14 ? 0 : 3);
    }
    assert_int_equal(count(database, "SELECT count(*) FROM case_timeline WHERE kind = 'dispute_late'"), 1);
    assert_int_equal(holder(database), HOT);
    later += 20 * MS_PER_DAY;
    assert_int_equal(decide_by(database, KDR, STAFF_CHIEF, to_hje), BATON_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'late_dispute'"), 0);
}

/* trace: R-041 I-14 */
static void the_database_itself_keeps_what_is_decided(void **state) {
    struct test_database *database = *state;
    begin(database);
    offer_to_hje(database);
    const char *insert = "INSERT INTO dispute (case_id, state, side, raised_unit, raised_by, raised_at, why, authority_unit, decide_by)"
                         " SELECT 1, 'open', 'holder', 1, 1, 1, what, 7, '2026-09-14' FROM handover";
    assert_non_null(strstr(test_try(database, insert), "dispute_not_in_handover"));
    assert_int_equal(raise_by(database, HOT, not_ours), BATON_DONE);
    assert_non_null(
        test_try(database,
                 "INSERT INTO handover (case_id, from_unit, to_unit, state, reason, what, person_asked, offered_at, offered_by, answer_due)"
                 " SELECT 1, 1, 4, 'offered', 'other', what, 'agrees', 1, 1, '2026-09-14' FROM handover"));
    assert_non_null(test_try(database, insert));
    assert_int_equal(decide_by(database, KDR, STAFF_CHIEF, to_hje), BATON_DONE);
    assert_non_null(test_try(database, "UPDATE dispute SET decided_unit = 1"));
    assert_non_null(test_try(database, "DELETE FROM dispute"));
}

/* trace: R-028 I-04 */
static void the_one_who_handed_over_finds_the_case_until_a_day_and_no_longer(void **state) {
    struct test_database *database = *state;
    begin(database);
    assert_int_equal(raise_by(database, HOT, not_ours), BATON_DONE);
    assert_int_equal(decide_by(database, KDR, STAFF_CHIEF, (struct dispute_ruling){.unit = {HJE}, .reasons = "Hjelpen trengs hjemme"}),
                     BATON_DONE);
    static const struct {
        int day;
        bool finds;
    } days[] = {{8, true}, {21, true}, {22, false}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct instant now = instant_of_oslo(date_of(2026, 9, days[i].day), 9 * 60);
        struct db *db = db_begin(database->store, DB_READ, database->arena, &test_actor, now);
        assert_int_equal(secrecy_involved(db, ane, unit_of(HOT)), days[i].finds);
        assert_int_equal(secrecy_involved(db, ane, unit_of(KDR)), days[i].finds);
        assert_true(secrecy_involved(db, ane, unit_of(HJE)));
        db_abort(db);
    }
    struct actor system = {.kind = ACTOR_SYSTEM, .what = "jobs"};
    struct instant now = instant_of_oslo(date_of(2026, 9, 22), 0);
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, &system, now);
    secrecy_involvement_due_job(db, 1, now);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 1"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 7"), 0);
}

/* ── the pages ────────────────────────────────────────────────────────── */

static const enum right officer[] = {RIGHT_CASE_SEE, RIGHT_BATON_OFFER, RIGHT_BATON_ANSWER, RIGHT_DUTY_WRITE, 0};
static const enum right chief[] = {RIGHT_CASE_SEE, RIGHT_DISPUTE_DECIDE, 0};

static const char *page_of(const struct test_database *database, struct reply reply) {
    assert_int_equal(reply.status, 200);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

static const char *dispute_for(const struct test_database *database, int unit, const enum right *rights) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, unit, rights));
    const char *text = page_of(database, dispute_page(&rq, &(struct dispute_page_in){.case_ = ane, .dispute = {1}}));
    db_abort(db);
    return text;
}

/* trace: R-028 R-041 SOT-1 */
static void each_reads_the_same_and_gets_only_her_own_form(void **state) {
    struct test_database *database = *state;
    begin(database);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, NAV, officer));
    const char *nav = page_of(database, responsibility_page(&rq, &(struct responsibility_page_in){.case_ = ane}));
    assert_non_null(strstr(nav, "Be om at ansvaret avklares"));
    db_abort(db);
    assert_int_equal(raise_by(database, HOT, (struct dispute_new){.other = {HJE}, .why = "Hjelp <hjemme>"}), BATON_DONE);
    db = town_write(database, HJE, later += 1000);
    assert_int_equal(end(db, dispute_say(db, ane, (struct dispute_id){1}, true, "Jeg vil ikke bytte")), BATON_DONE);
    const char *own = dispute_for(database, HOT, officer), *decides = dispute_for(database, KDR, chief);
    assert_non_null(strstr(own, "Hjelp &lt;hjemme&gt;"));
    assert_non_null(strstr(own, "<q>Jeg vil ikke bytte</q>"));
    assert_null(strstr(own, "/avgjor\""));
    assert_non_null(strstr(own, "/syn\""));
    assert_non_null(strstr(decides, "/avgjor\""));
    assert_null(strstr(decides, "/syn\""));
    db = test_read(database);
    rq = town_request(database, db, town_session(database, KDR, chief));
    const char *list = page_of(database, dispute_list(&rq, &(struct dispute_list_in){}));
    assert_non_null(strstr(list, "/sak/1/ansvar/uenighet/1"));
    assert_int_equal(dispute_count_waiting(&rq), 1);
    assert_int_equal(dispute_page(&rq, &(struct dispute_page_in){.case_ = ane, .dispute = {9}}).status, 404);
    db_abort(db);
}

/* trace: R-041 */
static void a_ruling_without_reasons_comes_back_with_what_was_typed(void **state) {
    struct test_database *database = *state;
    begin(database);
    assert_int_equal(raise_by(database, HOT, not_ours), BATON_DONE);
    struct db *db = write_by(database, KDR, STAFF_CHIEF, later += 1000);
    struct request rq = town_request(database, db, town_session(database, KDR, chief));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    struct reply reply = dispute_rule(&rq, &(struct dispute_rule_in){.case_ = ane, .dispute = {1}, .decided = {HJE}, .reasons = " "});
    assert_int_equal(reply.status, 422);
    assert_int_equal(form_error_of(rq.form, "reasons"), T_responsibility_reasons_missing);
    db_abort(db);
    db = town_write(database, HOT, later += 1000);
    rq = town_request(database, db, town_session(database, HOT, officer));
    assert_int_equal(
        dispute_rule(&rq, &(struct dispute_rule_in){.case_ = ane, .dispute = {1}, .decided = {HJE}, .reasons = "Fordi"}).status, 409);
    db_abort(db);
    db = write_by(database, KDR, STAFF_CHIEF, later += 1000);
    rq = town_request(database, db, town_session(database, KDR, chief));
    assert_int_equal(
        dispute_rule(&rq, &(struct dispute_rule_in){.case_ = ane, .dispute = {1}, .decided = {HJE}, .reasons = "Fordi"}).status, 303);
    town_commit(db);
    assert_int_equal(holder(database), HJE);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_holder_holds_and_nothing_can_be_offered_while_it_runs),
        RULE(the_parties_the_person_and_nav_may_raise_it_and_nobody_else),
        RULE(the_ruling_passes_the_baton_at_one_instant_and_only_the_authority_gives_it),
        RULE(nobody_judges_her_own_case),
        RULE(another_look_changes_nothing_until_it_is_answered_by_someone_else),
        RULE(a_date_that_passes_tells_everyone_concerned),
        RULE(the_database_itself_keeps_what_is_decided),
        RULE(the_one_who_handed_over_finds_the_case_until_a_day_and_no_longer),
        RULE(each_reads_the_same_and_gets_only_her_own_form),
        RULE(a_ruling_without_reasons_comes_back_with_what_was_typed),
    };
    return run_rules("dispute", rules, sizeof rules / sizeof *rules);
}

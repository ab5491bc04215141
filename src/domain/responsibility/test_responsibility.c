/* The rules of the baton: the state table, each guard, two answers at once, duties, the bounce index. */
#include "domain/responsibility/internal.h"
#include "domain/secrecy/secrecy.h"
#include "domain/work/town_for_tests.h"

#include <pthread.h>

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int64_t holder(const struct test_database *database) { return count(database, "SELECT holder_unit FROM person_case WHERE id = 1"); }

static const struct baton_offer to_hje = {.to = {HJE}, .reason = HANDOVER_REASON_FOLLOW_UP_AT_HOME, .what = "Samtaler hjemme hver uke",
                                          .keeps = DUTY_KIND_DWELLING, .asked = PERSON_ASKED_AGREES, .says = "Helst på formiddagen"};
static const struct baton_refusal no_room = {.reason = REFUSAL_REASON_NO_CAPACITY, .text = "Ingen ledig før jul", .proposed = {RUS}};

static int offer_by(const struct test_database *database, int unit, const struct baton_offer *offer, struct handover_id *ret_handover) {
    struct db *db = town_write(database, unit, 1000);
    int fault = baton_offer(db, (struct case_id){1}, offer, ret_handover);
    if (fault)
        db_abort(db);
    else
        town_commit(db);
    return fault;
}

/* Ane's case with HJE asked. */
static struct handover_id offered(const struct test_database *database) {
    struct handover_id handover = {0};
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, 1);
    assert_int_equal(offer_by(database, HOT, &to_hje, &handover), BATON_DONE);
    return handover;
}

enum how { ACCEPT, REFUSE, WITHDRAW };
static int act(struct db *db, enum how how, struct handover_id handover) {
    struct case_id id = {1};
    switch (how) {
    case ACCEPT: return baton_accept(db, id, handover, (struct staff_id){0});
    case REFUSE: return baton_refuse(db, id, handover, &no_room);
    case WITHDRAW: break;
    }
    return baton_withdraw(db, id, handover, WITHDRAWAL_REASON_NEED_CHANGED, NULL);
}

static int act_by(const struct test_database *database, int unit, enum how how, struct handover_id handover) {
    static int64_t later = 10000;
    struct db *db = town_write(database, unit, later += 1000);
    int fault = act(db, how, handover);
    if (fault)
        db_abort(db);
    else
        town_commit(db);
    return fault;
}

/* ── the table ────────────────────────────────────────────────────────── */

/* trace: R-029 R-031 I-02 */
static void only_the_listed_steps_are_allowed(void **state) {
    (void)state;
    int allowed = 0;
    for (int from = 0; from <= HANDOVER_STATE_ESCALATED; from++)
        for (int what = ACT_OFFER; what <= ACT_ESCALATE; what++)
            for (int party = PARTY_GIVER; party <= PARTY_OTHER; party++) {
                bool open = from == HANDOVER_STATE_OFFERED || from == HANDOVER_STATE_ESCALATED;
                int expected = 0;
                if (from == 0 && what == ACT_OFFER && party == PARTY_GIVER) expected = HANDOVER_STATE_OFFERED;
                if (open && what == ACT_ACCEPT && party == PARTY_RECEIVER) expected = HANDOVER_STATE_ACCEPTED;
                if (open && what == ACT_REFUSE && party == PARTY_RECEIVER) expected = HANDOVER_STATE_REFUSED;
                if (open && what == ACT_WITHDRAW && party == PARTY_GIVER) expected = HANDOVER_STATE_WITHDRAWN;
                if (from == HANDOVER_STATE_OFFERED && what == ACT_ESCALATE && party == PARTY_SYSTEM) expected = HANDOVER_STATE_ESCALATED;
                int next = (int)baton_next((enum handover_state)from, (enum baton_act)what, (enum baton_party)party);
                assert_int_equal(next, expected);
                allowed += next != 0;
            }
    assert_int_equal(allowed, 8);
}

/* ── offering ─────────────────────────────────────────────────────────── */

/* trace: I-02 R-029 */
static void the_giver_holds_until_the_answer_and_the_receiver_sees_the_case(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    assert_int_equal(holder(database), HOT);
    assert_int_equal(count(database, "SELECT count(*) FROM case_unit WHERE unit_id = 4 AND why = 'offered' AND until_at IS NULL"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE unit_id = 4 AND kind = 'answer_handover'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM job WHERE kind = 'handover_due'"), 1);
    assert_int_equal(handover.v, 1);
    struct db *db = test_read(database);
    struct handover_get_row row;
    assert_true(handover_get(db, (struct case_id){1}, handover, &row));
    assert_int_equal(row.answer_due.days, date_of(2026, 9, 10).days);
    assert_false(handover_get(db, (struct case_id){2}, handover, &row));
    struct handover_waiting_rows waiting = handover_waiting(db, unit_of(HJE));
    assert_int_equal(waiting.n, 1);
    assert_string_equal(waiting.v[0].what, "Samtaler hjemme hver uke");
    assert_int_equal(handover_sent(db, unit_of(HOT)).n, 1);
    db_abort(db);
}

/* trace: I-02 MODEL-5 */
static void an_offer_is_refused_for_a_clear_reason(void **state) {
    struct test_database *database = *state;
    town_make(database);
    town_case(database, "Ane");
    struct handover_id handover = {0};
    struct baton_offer offer = to_hje;
    assert_int_equal(offer_by(database, NAV, &offer, &handover), BATON_NOT_HOLDER);
    offer.to = unit_of(HOT);
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_SAME_UNIT);
    offer.to = unit_of(EIE);
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_CANNOT_HOLD);
    offer.to = unit_of(GP);
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_CANNOT_HOLD);
    offer.to = unit_of(99);
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_CANNOT_HOLD);
    offer = to_hje;
    offer.what = " \n";
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_WHAT_MISSING);
    offer = to_hje;
    offer.asked = PERSON_ASKED_DISAGREES;
    offer.says = NULL;
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_SAYS_MISSING);
    assert_int_equal(offer_by(database, HOT, &to_hje, &handover), BATON_DONE);
    offer.to = unit_of(RUS);
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_ALREADY_OFFERED);
    assert_int_equal(count(database, "SELECT count(*) FROM handover"), 1);
}

/* trace: I-01 */
static void every_fault_has_a_text_and_a_closed_case_takes_no_offer(void **state) {
    struct test_database *database = *state;
    for (int fault = BATON_FAULT_FIRST + 1; fault <= BATON_OUTSIDE_ANSWERED; fault++) assert_true(baton_fault_text(fault).why > 0);
    assert_int_equal(baton_fault_text(BATON_DONE).why, 0);
    town_make(database);
    town_case(database, "Ane");
    test_script(database, "UPDATE person_case SET state = 'closing'; UPDATE person_case SET state = 'closed'");
    struct handover_id handover = {0};
    assert_int_equal(offer_by(database, HOT, &to_hje, &handover), BATON_CASE_CLOSED);
}

/* ── answering ────────────────────────────────────────────────────────── */

/* trace: I-01 I-02 R-036 */
static void a_yes_passes_the_baton_at_one_instant_and_the_giver_keeps_its_duty(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    struct db *db = town_write(database, HOT, 2000);
    work_task_add(db, (struct case_id){1}, unit_of(HOT), TASK_KIND_COMPLETE_ASSESSMENT, 1, date_of(2026, 9, 14));
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    assert_int_equal(act_by(database, HJE, ACCEPT, handover), BATON_DONE);
    assert_int_equal(holder(database), HJE);
    assert_int_equal(count(database, "SELECT count(*) FROM baton_history a JOIN baton_history b ON b.case_id = a.case_id AND b.seq = a.seq + 1 AND b.from_at = a.until_at"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_duty WHERE unit_id = 1 AND kind = 'dwelling' AND state = 'in_process'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 1 AND why = 'duty'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 1 AND why = 'holder'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'holder'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4 AND why = 'offered'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE unit_id = 4 AND kind = 'complete_assessment'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_handover'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM job WHERE kind = 'handover_due'"), 0);
}

/* trace: R-029 I-02 */
static void an_answered_offer_is_not_answered_again(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    assert_int_equal(act_by(database, HJE, ACCEPT, handover), BATON_DONE);
    assert_int_equal(act_by(database, HJE, ACCEPT, handover), BATON_ALREADY_ACCEPTED);
    assert_int_equal(act_by(database, HJE, REFUSE, handover), BATON_ALREADY_ACCEPTED);
    assert_int_equal(act_by(database, HOT, WITHDRAW, handover), BATON_ALREADY_ACCEPTED);
    assert_int_equal(count(database, "SELECT count(*) FROM baton_period"), 2);
}

/* trace: I-02 R-029 */
static void a_withdrawn_offer_cannot_be_accepted(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    assert_int_equal(act_by(database, HOT, WITHDRAW, handover), BATON_DONE);
    assert_int_equal(act_by(database, HJE, ACCEPT, handover), BATON_ALREADY_WITHDRAWN);
    assert_int_equal(act_by(database, HJE, REFUSE, handover), BATON_ALREADY_WITHDRAWN);
    assert_int_equal(holder(database), HOT);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM baton_period"), 1);
}

/* trace: R-031 R-032 R-033 R-034 I-03 */
static void a_no_leaves_the_giver_holding_and_counts_a_shove(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    assert_int_equal(act_by(database, HJE, REFUSE, handover), BATON_DONE);
    assert_int_equal(holder(database), HOT);
    assert_int_equal(count(database, "SELECT count(*) FROM handover_refused WHERE refusal = 'no_capacity' AND from_unit = 1 AND to_unit = 4"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'find_receiver' AND unit_id = 1 AND staff_id = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 4"), 0);
    struct db *db = town_write(database, HOT, 90000);
    struct bounce bounce = responsibility_bounce(db, (struct case_id){1});
    db_abort(db);
    assert_int_equal(bounce.shoves, 1);
    assert_int_equal(bounce.index, 2);
    struct baton_offer offer = to_hje;
    offer.to = unit_of(RUS);
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_DONE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'find_receiver'"), 0);
}

/* trace: R-031 */
static void a_no_needs_words_and_a_proposal_of_another_unit(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    struct db *db = town_write(database, HJE, 5000);
    struct baton_refusal refusal = no_room;
    refusal.text = "  ";
    assert_int_equal(baton_refuse(db, (struct case_id){1}, handover, &refusal), BATON_REASON_MISSING);
    refusal = no_room;
    refusal.proposed = (struct unit_id){0};
    assert_int_equal(baton_refuse(db, (struct case_id){1}, handover, &refusal), BATON_PROPOSAL_MISSING);
    refusal.proposed = unit_of(HJE);
    assert_int_equal(baton_refuse(db, (struct case_id){1}, handover, &refusal), BATON_PROPOSAL_SELF);
    db_abort(db);
    assert_int_equal(count(database, "SELECT count(*) FROM handover WHERE state = 'offered'"), 1);
}

/* trace: I-02 */
static void only_the_asked_unit_answers_and_only_the_giver_takes_back(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    assert_int_equal(act_by(database, HOT, ACCEPT, handover), BATON_NOT_RECEIVER);
    assert_int_equal(act_by(database, NAV, ACCEPT, handover), BATON_NOT_RECEIVER);
    assert_int_equal(act_by(database, NAV, REFUSE, handover), BATON_NOT_RECEIVER);
    assert_int_equal(act_by(database, HJE, WITHDRAW, handover), BATON_NOT_HOLDER);
    assert_int_equal(act_by(database, HJE, ACCEPT, (struct handover_id){77}), BATON_NOT_FOUND);
    struct db *db = town_write(database, HJE, 9000);
    assert_int_equal(baton_accept(db, (struct case_id){1}, handover, staff_of(NAV)), BATON_STAFF_UNKNOWN);
    assert_int_equal(baton_accept(db, (struct case_id){1}, handover, staff_of(STAFF_NIGHT)), BATON_DONE);
    town_commit(db);
    assert_int_equal(count(database, "SELECT holder_staff FROM person_case"), STAFF_NIGHT);
}

/* ── no answer ────────────────────────────────────────────────────────── */

static void run_job(const struct test_database *database, struct instant now) {
    static const struct actor system_actor = {.kind = ACTOR_SYSTEM, .what = "jobs"};
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, &system_actor, now);
    responsibility_escalate_job(db, 1, now);
    audit_add(db, "job_done", "job", 1, NULL);
    town_commit(db);
}

/* trace: R-029 R-030 I-03 */
static void an_answer_that_does_not_come_reaches_both_leaders_and_can_still_be_given(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    run_job(database, instant_of_oslo(date_of(2026, 9, 10), 23 * 60));
    assert_int_equal(count(database, "SELECT count(*) FROM handover WHERE state = 'escalated'"), 0);
    run_job(database, instant_of_oslo(date_of(2026, 9, 11), 0));
    run_job(database, instant_of_oslo(date_of(2026, 9, 11), 1));
    assert_int_equal(count(database, "SELECT count(*) FROM handover WHERE state = 'escalated'"), 1);
    assert_int_equal(holder(database), HOT);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'late_answer' AND unit_id = 4 AND staff_id = 4"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'settle_handover' AND unit_id = 1 AND staff_id = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_event WHERE kind = 'baton_escalated' AND other_unit = 4"), 1);
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, &(struct actor){.kind = ACTOR_STAFF, .staff = HJE, .unit = HJE, .what = "test"},
                             instant_of_oslo(date_of(2026, 9, 11), 600));
    assert_int_equal(baton_accept(db, (struct case_id){1}, handover, staff_of(HJE)), BATON_DONE);
    town_commit(db);
    assert_int_equal(holder(database), HJE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind IN ('late_answer', 'settle_handover')"), 0);
}

/* ── two at once ──────────────────────────────────────────────────────── */

struct racer {
    const struct test_database *database;
    struct handover_id handover;
    pthread_barrier_t *start;
    enum how how;
    int unit, fault;
};

static void *race(void *data) {
    struct racer *racer = data;
    struct arena *arena = arena_create();
    struct actor actor = {.kind = ACTOR_STAFF, .staff = racer->unit, .unit = racer->unit, .what = "test"};
    pthread_barrier_wait(racer->start);
    struct db *db = db_begin(racer->database->store, DB_WRITE, arena, &actor, (struct instant){TEST_NOW.ms + 50000});
    racer->fault = act(db, racer->how, racer->handover);
    if (racer->fault)
        db_abort(db);
    else if (db_commit(db) != DB_OK)
        racer->fault = -1;
    arena_destroy(arena);
    return NULL;
}

static void race_of(const struct test_database *database, struct racer racers[2]) {
    pthread_barrier_t start;
    pthread_t threads[2];
    pthread_barrier_init(&start, NULL, 2);
    for (int i = 0; i < 2; i++) {
        racers[i].database = database;
        racers[i].start = &start;
        assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
    }
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&start);
}

/* trace: I-01 I-02 R-029 */
static void of_two_answers_at_once_one_counts_and_the_other_is_told_why(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    struct racer same[2] = {{.handover = handover, .how = ACCEPT, .unit = HJE}, {.handover = handover, .how = ACCEPT, .unit = HJE}};
    race_of(database, same);
    int lost = same[0].fault ? same[0].fault : same[1].fault;
    assert_int_equal((same[0].fault == 0) + (same[1].fault == 0), 1);
    assert_int_equal(lost, BATON_ALREADY_ACCEPTED);
    assert_int_equal(holder(database), HJE);
    assert_int_equal(count(database, "SELECT count(*) FROM baton_period"), 2);
}

/* trace: I-01 I-02 R-029 */
static void a_yes_and_a_withdrawal_at_once_leave_one_holder(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    struct racer both[2] = {{.handover = handover, .how = ACCEPT, .unit = HJE}, {.handover = handover, .how = WITHDRAW, .unit = HOT}};
    race_of(database, both);
    assert_int_equal((both[0].fault == 0) + (both[1].fault == 0), 1);
    bool accepted = both[0].fault == 0;
    assert_int_equal(both[accepted].fault, accepted ? BATON_ALREADY_ACCEPTED : BATON_ALREADY_WITHDRAWN);
    assert_int_equal(holder(database), accepted ? HJE : HOT);
}

/* ── workers and emergencies ──────────────────────────────────────────── */

/* trace: I-01 I-03 */
static void a_new_worker_meets_the_old_one_and_the_unit_holds_on(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    struct db *db = town_write(database, HJE, 5000);
    assert_int_equal(baton_accept(db, (struct case_id){1}, handover, staff_of(HJE)), BATON_DONE);
    town_commit(db);
    db = town_write(database, HJE, 6000);
    assert_int_equal(baton_reassign(db, (struct case_id){1}, staff_of(NAV)), BATON_STAFF_UNKNOWN);
    assert_int_equal(baton_reassign(db, (struct case_id){1}, staff_of(HJE)), BATON_STAFF_SAME);
    assert_int_equal(baton_reassign(db, (struct case_id){1}, staff_of(STAFF_NIGHT)), BATON_DONE);
    town_commit(db);
    assert_int_equal(holder(database), HJE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'warm_handover' AND staff_id = 7"), 1);
    db = town_write(database, NAV, 7000);
    assert_int_equal(baton_reassign(db, (struct case_id){1}, staff_of(NAV)), BATON_NOT_HOLDER);
    db_abort(db);
}

/* trace: I-01 I-03 */
static void an_emergency_passes_the_baton_at_once_and_the_former_holder_stands_by(void **state) {
    struct test_database *database = *state;
    town_make(database);
    town_case(database, "Ane");
    struct handover_id handover = {0};
    struct baton_offer offer = to_hje;
    offer.to = unit_of(RUS);
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_DONE);
    struct db *db = town_write(database, NAV, 5000);
    assert_int_equal(baton_take_over(db, (struct case_id){1}), BATON_NOT_ON_DUTY);
    db_abort(db);
    db = town_write(database, HJE, 6000);
    assert_int_equal(baton_take_over(db, (struct case_id){1}), BATON_DONE);
    town_commit(db);
    assert_int_equal(holder(database), HJE);
    assert_int_equal(count(database, "SELECT count(*) FROM handover WHERE state = 'withdrawn' AND withdrawal = 'taken_in_emergency'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 1 AND why = 'duty'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'confirm_takeover' AND unit_id = 4"), 1);
    assert_int_equal(act_by(database, RUS, ACCEPT, handover), BATON_ALREADY_WITHDRAWN);
    db = town_write(database, HJE, 90000);
    assert_int_equal(baton_take_over(db, (struct case_id){1}), BATON_HOLDS_ALREADY);
    assert_int_equal(baton_confirm_takeover(db, (struct case_id){1}), BATON_DONE);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'confirm_takeover'"), 0);
}

/* ── duties ───────────────────────────────────────────────────────────── */

static int duty_of(const struct test_database *database, int unit, enum duty_kind kind, struct unit_duty_id *ret_duty) {
    struct db *db = town_write(database, HOT, 3000);
    int fault = duty_add(db, (struct case_id){1}, unit_of(unit), kind, date_of(2026, 9, 24), ret_duty);
    if (fault)
        db_abort(db);
    else
        town_commit(db);
    return fault;
}

/* trace: R-027 R-036 */
static void another_unit_owes_and_answers_for_itself(void **state) {
    struct test_database *database = *state;
    town_make(database);
    town_case(database, "Ane");
    struct unit_duty_id duty = {0};
    assert_int_equal(duty_of(database, NAV, DUTY_KIND_DEPOSIT, &duty), BATON_DONE);
    assert_int_equal(duty_of(database, NAV, DUTY_KIND_DEPOSIT, &duty), BATON_DUTY_EXISTS);
    assert_int_equal(duty_of(database, 99, DUTY_KIND_DEPOSIT, &duty), BATON_UNIT_UNKNOWN);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 3 AND why = 'duty'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_duty' AND unit_id = 3"), 1);
    struct db *db = town_write(database, HOT, 4000);
    assert_int_equal(duty_change(db, (struct case_id){1}, duty, DUTY_STATE_GRANTED, 1), BATON_DUTY_NOT_YOURS);
    assert_int_equal(duty_add(db, (struct case_id){1}, unit_of(NAV), DUTY_KIND_ECONOMY, date_of(2026, 9, 1), &duty), BATON_DUE_PAST);
    db_abort(db);
    db = town_write(database, NAV, 5000);
    assert_int_equal(duty_change(db, (struct case_id){1}, duty, DUTY_STATE_IN_PROCESS, 1), BATON_DUTY_STEP);
    assert_int_equal(duty_change(db, (struct case_id){1}, duty, DUTY_STATE_GRANTED, 9), BATON_DUTY_CHANGED);
    assert_int_equal(duty_change(db, (struct case_id){1}, duty, DUTY_STATE_GRANTED, 1), BATON_DONE);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_duty'"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 3 AND why = 'duty'"), 1);
    db = town_write(database, NAV, 6000);
    assert_int_equal(duty_change(db, (struct case_id){1}, duty, DUTY_STATE_DONE, 2), BATON_DONE);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM case_team WHERE unit_id = 3 AND why = 'duty'"), 0);
    db = town_write(database, NAV, 7000);
    assert_int_equal(duty_change(db, (struct case_id){1}, duty, DUTY_STATE_DONE, 3), BATON_DUTY_ENDED);
    db_abort(db);
}

/* trace: SOT-13 I-04 I-05 */
static void an_amount_is_navs_alone_and_reading_it_is_logged(void **state) {
    struct test_database *database = *state;
    town_make(database);
    town_case(database, "Ane");
    struct unit_duty_id duty = {0};
    assert_int_equal(duty_of(database, NAV, DUTY_KIND_DEPOSIT, &duty), BATON_DONE);
    struct db *db = town_write(database, NAV, 5000);
    struct request nav = town_request(database, db, town_session(database, NAV, NULL));
    struct request hje = town_request(database, db, town_session(database, HJE, NULL));
    assert_null(secrecy_open(&hje, (struct case_id){1}, ZONE_BIT(ZONE_SOCIAL), "economy"));
    const struct access *access = secrecy_open(&nav, (struct case_id){1}, ZONE_BIT(ZONE_SOCIAL), "economy");
    assert_non_null(access);
    duty_note(db, access, duty, (struct maybe_int){.has = true, .v = 24000}, "Garanti i stedet for kontanter");
    town_commit(db);
    int64_t logged = count(database, "SELECT count(*) FROM access_log");
    db = test_read(database);
    nav = town_request(database, db, town_session(database, NAV, NULL));
    access = secrecy_open(&nav, (struct case_id){1}, ZONE_BIT(ZONE_SOCIAL), "economy");
    struct duty_details_rows details = duty_details(db, access, duty);
    assert_int_equal(details.n, 1);
    assert_int_equal(details.v[0].amount.v, 24000);
    assert_string_equal(details.v[0].note, "Garanti i stedet for kontanter");
    db_abort(db);
    assert_true(count(database, "SELECT count(*) FROM access_log") > logged);
}

/* ── the bounce index ─────────────────────────────────────────────────── */

static struct bounce bounce_on(const struct test_database *database, struct date day) {
    struct db *db = db_begin(database->store, DB_READ, database->arena, &test_actor, instant_of_oslo(day, 12 * 60));
    struct bounce bounce = responsibility_bounce(db, (struct case_id){1});
    db_abort(db);
    return bounce;
}

/* trace: R-033 */
static void the_bounce_index_is_handovers_twice_the_shoves_and_idle_weeks_of_a_year(void **state) {
    struct test_database *database = *state;
    struct handover_id handover = offered(database);
    assert_int_equal(act_by(database, HJE, REFUSE, handover), BATON_DONE);
    struct baton_offer offer = to_hje;
    offer.to = unit_of(RUS);
    assert_int_equal(offer_by(database, HOT, &offer, &handover), BATON_DONE);
    assert_int_equal(act_by(database, RUS, ACCEPT, handover), BATON_DONE);
    struct bounce bounce = bounce_on(database, date_of(2026, 9, 8));
    assert_int_equal(bounce.handovers, 1);
    assert_int_equal(bounce.shoves, 1);
    assert_int_equal(bounce.idle_weeks, 0);
    assert_int_equal(bounce.index, 3);
    assert_int_equal(bounce_on(database, date_of(2026, 10, 5)).idle_weeks, 0);
    assert_int_equal(bounce_on(database, date_of(2026, 10, 13)).idle_weeks, 1);
    bounce = bounce_on(database, date_of(2027, 9, 9));
    assert_int_equal(bounce.handovers + bounce.shoves, 0);
    assert_int_equal(bounce.idle_weeks, 52 - 4);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(only_the_listed_steps_are_allowed),
        RULE(the_giver_holds_until_the_answer_and_the_receiver_sees_the_case),
        RULE(an_offer_is_refused_for_a_clear_reason),
        RULE(every_fault_has_a_text_and_a_closed_case_takes_no_offer),
        RULE(a_yes_passes_the_baton_at_one_instant_and_the_giver_keeps_its_duty),
        RULE(an_answered_offer_is_not_answered_again),
        RULE(a_withdrawn_offer_cannot_be_accepted),
        RULE(a_no_leaves_the_giver_holding_and_counts_a_shove),
        RULE(a_no_needs_words_and_a_proposal_of_another_unit),
        RULE(only_the_asked_unit_answers_and_only_the_giver_takes_back),
        RULE(an_answer_that_does_not_come_reaches_both_leaders_and_can_still_be_given),
        RULE(of_two_answers_at_once_one_counts_and_the_other_is_told_why),
        RULE(a_yes_and_a_withdrawal_at_once_leave_one_holder),
        RULE(a_new_worker_meets_the_old_one_and_the_unit_holds_on),
        RULE(an_emergency_passes_the_baton_at_once_and_the_former_holder_stands_by),
        RULE(another_unit_owes_and_answers_for_itself),
        RULE(an_amount_is_navs_alone_and_reading_it_is_logged),
        RULE(the_bounce_index_is_handovers_twice_the_shoves_and_idle_weeks_of_a_year),
    };
    return run_rules("responsibility", rules, sizeof rules / sizeof *rules);
}

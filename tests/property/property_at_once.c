/* Property: when several processes do the same thing to the same thing at the same instant, it is done once, and everyone else is told why not:
 * accept an offer, rule in a disagreement, issue a decision, decide an appeal. On both databases. (I-01, I-02, I-07, I-14) */
#include "domain/appeal/appeal_for_tests.h"
#include "domain/responsibility/authority_for_tests.h"
#include "domain/responsibility/responsibility.h"
#include "history.h"

enum { ROUNDS = 6, MINUTE = 60000 };

/* What the processes do, all of them alike; set before they part. */
static struct story story;
static struct case_id ane;
static struct handover_id offer;
static struct dispute_id dispute;
static struct appeal_part_id appeal;
static int64_t later;

/* Exactly one did it; the others were all given this reason. */
static void check_one(struct process_work *works, int reason) {
    int done = 0;
    for (int i = 0; i < PROCESSES; i++) {
        if (works[i].done) done++;
        else assert_int_equal(works[i].wrong, reason);
    }
    assert_int_equal(done, 1);
    munmap(works, PROCESSES * sizeof *works);
}

static void leave_word(struct process_work *mine, struct db *db, int result) {
    mine->wrong = result;
    if (result) db_abort(db);
    else mine->done = db_commit(db) == DB_OK;
}

/* ── the baton ────────────────────────────────────────────────────────── */

static struct db *write_own(const struct test_database *own, int unit, int staff) { return write_by(own, unit, staff, later); }

static void accept(const struct test_database *own, int number, struct process_work *mine) {
    static const int workers[PROCESSES] = {HJE, STAFF_NIGHT, HJE};
    struct db *db = write_own(own, HJE, workers[number]);
    leave_word(mine, db, baton_accept(db, ane, offer, staff_of(workers[number])));
}

static void rule_in_it(const struct test_database *own, int number, struct process_work *mine) {
    struct dispute_ruling ruling = {.unit = {number == 1 ? RUS : NAV}, .reasons = "Hjelpen er der"};
    struct db *db = write_own(own, KDR, number == 1 ? STAFF_DIRECTOR : STAFF_CHIEF);
    leave_word(mine, db, dispute_decide(db, ane, dispute, &ruling));
}

static void town_with_a_case(struct test_database *database) {
    authority_make(database);
    ane = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", ane.v, NULL);
    town_commit(db);
    later = MINUTE;
}

static int64_t periods(const struct test_database *database) { return test_number(database, "SELECT count(*) FROM baton_period"); }

/* trace: R-029 R-031 I-01 I-02 MODEL-6.4-1 MODEL-6.4-2 */
static void of_several_acceptances_at_once_one_counts(void **state) {
    struct test_database *database = *state;
    struct baton_offer question = {.to = {HJE}, .reason = HANDOVER_REASON_OTHER, .what = "Hjelp", .asked = PERSON_ASKED_AGREES};
    town_with_a_case(database);
    for (int round = 0; round < ROUNDS; round++) {
        int64_t before = periods(database);
        struct db *db = write_by(database, HOT, HOT, later += MINUTE);
        audit_add(db, "tried", "case", ane.v, NULL);
        if (round) work_pass_baton(db, ane, unit_of(HOT), staff_of(HOT));
        town_commit(db);
        db = write_by(database, HOT, HOT, later += MINUTE);
        assert_int_equal(baton_offer(db, ane, &question, &offer), BATON_DONE);
        town_commit(db);
        later += MINUTE;
        check_one(work_by_processes(database, accept), BATON_ALREADY_ACCEPTED);
        assert_int_equal(periods(database), before + (round ? 2 : 1));
        assert_int_equal(test_number(database, "SELECT holder_unit FROM person_case WHERE id = 1"), HJE);
    }
}

/* trace: R-041 I-01 I-03 */
static void of_several_rulings_at_once_one_counts(void **state) {
    struct test_database *database = *state;
    town_with_a_case(database);
    for (int round = 0; round < ROUNDS; round++) {
        struct db *db = write_by(database, HOT, HOT, later += MINUTE);
        struct dispute_new new = {.from_person = true, .other = {HJE}, .why = "Vi ser det ulikt"};
        assert_int_equal(dispute_raise(db, ane, &new, &dispute), BATON_DONE);
        town_commit(db);
        later += MINUTE;
        check_one(work_by_processes(database, rule_in_it), BATON_DECIDED_ALREADY);
        assert_int_equal(test_number(database, "SELECT count(*) FROM dispute WHERE state = 'open'"), 0);
        assert_int_equal(
            test_number(database,
                        "SELECT count(*) FROM dispute d WHERE d.decided_unit = (SELECT holder_unit FROM person_case WHERE id = d.case_id)"
                        " AND d.id = (SELECT max(id) FROM dispute)"),
            1);
    }
}

/* ── the decision and its appeal ──────────────────────────────────────── */

static void issue(const struct test_database *own, int number, struct process_work *mine) {
    struct story mine_of_it = story;
    (void)number;
    mine_of_it.database = own;
    struct turn turn = story_turn(&mine_of_it, HOT);
    leave_word(mine, turn.db, decision_issue(turn.db, turn.access, mine_of_it.decision));
}

/* trace: R-091 FVL-27 I-14 */
static void a_decision_is_issued_once(void **state) {
    struct test_database *database = *state;
    story = story_begin(database);
    story_write_all(&story);
    story_sign_all(&story);
    check_one(work_by_processes(database, issue), ERR_CONFLICT);
    assert_int_equal(test_number(database, "SELECT count(*) FROM issued_letter"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM joint_decision WHERE issued_at IS NOT NULL"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event = 'decision_issued'"), 1);
}

static void decide(const struct test_database *own, int number, struct process_work *mine) {
    static const enum appeal_result results[PROCESSES] = {APPEAL_RESULT_UPHELD, APPEAL_RESULT_CHANGED, APPEAL_RESULT_QUASHED};
    struct appeal_decision decision = {
        .result = results[number], .decided_on = date_of(2026, 10, 20), .notice_sent_on = DATE_NONE, .reasons = "Fordi."};
    if (decision.result == APPEAL_RESULT_CHANGED) decision.direction = RESULT_DIRECTION_IN_FAVOUR;
    struct story mine_of_it = story;
    mine_of_it.database = own;
    struct turn turn = turn_of(&mine_of_it, SOLVEIG, KLN);
    leave_word(mine, turn.db, appeal_decide(turn.db, turn.access, appeal, &decision));
}

/* trace: R-103 FVL-33 FVL-34 I-07 I-14 */
static void an_appeal_is_decided_once(void **state) {
    struct test_database *database = *state;
    story = appeal_story(database);
    appeal = forwarded(&story, story.bolig, date_of(2026, 10, 5));
    on_day(&story, date_of(2026, 10, 20));
    check_one(work_by_processes(database, decide), ERR_CONFLICT);
    assert_int_equal(test_number(database, "SELECT count(*) FROM appeal_part WHERE result IS NOT NULL"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM appeal_step WHERE to_state = 'decided'"), 1);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(of_several_acceptances_at_once_one_counts),
        RULE(of_several_rulings_at_once_one_counts),
        RULE(a_decision_is_issued_once),
        RULE(an_appeal_is_decided_once),
    };
    return run_rules("at once", rules, sizeof rules / sizeof *rules);
}

/* Property: whatever order people of three units receive, judge, change, send on, decide, suspend, withdraw and close appeals in, no limit is lost,
 * nobody reviews what she decided, no appeal is left without a date, and no part is changed but the one that was appealed. FELLES_WALKS: how many. */
#include "domain/appeal/appeal_for_tests.h"
#include "history.h"

enum { STEPS = 90, ACTS = 20, WALKS = 4 };

struct walk {
    struct story story;
    uint64_t seed;
    int day; /* since 28 September */
    const char *limits;
    int64_t limits_of; /* appeals up to this id */
};

static uint64_t next(struct walk *walk) { return history_draw(&walk->seed); }

static int64_t number(const struct walk *walk, const char *sql) { return test_number(walk->story.database, sql); }

/* ── one act of one worker ── */

static struct decision_part_id any_part(struct walk *walk) {
    struct decision_part_id parts[] = {walk->story.bistand, walk->story.bolig, walk->story.hol, walk->story.sosial};
    return parts[next(walk) % 4];
}

/* The order of the states below. */
#define STATE_ORDER                                                                                                                             \
    "SELECT CASE state WHEN 'received' THEN 0 WHEN 'formal_check' THEN 1 WHEN 'first_instance' THEN 2 WHEN 'changed_in_full' THEN 3"            \
    " WHEN 'changed_in_part' THEN 4 WHEN 'forwarded' THEN 5 WHEN 'decided' THEN 6 WHEN 'implemented' THEN 7 WHEN 'dismissed' THEN 8 ELSE 9 END" \
    " FROM appeal_part WHERE id = %lld"

/* An act that may fit where the appeal stands, so that walks come somewhere. */
static int fitting(struct walk *walk, struct appeal_part_id id) {
    static const int acts[][4] = {{2, 2, 2, 19},    {5, 6, 4, 19},    {8, 9, 10, 16},   {17, 17, 14, 15}, {11, 9, 17, 14},
                                  {13, 13, 13, 16}, {17, 17, 15, 14}, {15, 17, 15, 17}, {9, 17, 15, 10},  {0, 1, 18, 17}};
    int64_t state = number(walk, arena_printf(walk->story.database->arena, STATE_ORDER, (long long)id.v));
    return acts[state < 0 ? 9 : state][next(walk) % 4];
}

static struct appeal_part_id any_appeal(struct walk *walk) {
    int64_t n = number(walk, "SELECT COALESCE(max(id), 1) FROM appeal_part");
    int64_t back = (int64_t)(next(walk) % 3);
    return (struct appeal_part_id){n > back ? n - back : 1};
}

static int receive(struct walk *walk, struct turn *turn, struct date today) {
    struct appeal_wish wishes[] = {{any_part(walk), next(walk) % 3 ? "Noe annet." : NULL}, {any_part(walk), NULL}};
    struct appeal_new coming = appeal_on(&walk->story, wishes, 1 + next(walk) % 2, today);
    struct appeal_id appeal;
    coming.form = next(walk) % 2 ? APPEAL_FORM_LETTER : APPEAL_FORM_ORAL;
    coming.suspension = next(walk) % 3 == 0;
    coming.posted_on = next(walk) % 3 ? DATE_NONE : date_add_days(today, -(int)(next(walk) % 5));
    if (coming.n_wishes == 2 && wishes[0].part.v == wishes[1].part.v) coming.n_wishes = 1;
    return appeal_receive(turn->db, turn->access, &coming, &appeal);
}

static int decide(struct walk *walk, struct turn *turn, struct appeal_part_id id, struct date today) {
    struct appeal_decision decision = {
        .result = (enum appeal_result)(1 + next(walk) % 3), .decided_on = today, .notice_sent_on = DATE_NONE, .reasons = "Fordi."};
    if (decision.result == APPEAL_RESULT_CHANGED)
        decision.direction = next(walk) % 4 ? RESULT_DIRECTION_IN_FAVOUR : RESULT_DIRECTION_TO_DETRIMENT;
    return appeal_decide(turn->db, turn->access, id, &decision);
}

static int deliver(struct walk *walk, struct turn *turn, struct date today) {
    int64_t newest = number(walk, "SELECT COALESCE(max(id), 1) FROM appeal_letter");
    int64_t back = (int64_t)(next(walk) % 4);
    struct appeal_delivery delivery = {DELIVERY_CHANNEL_PAPER, today, today};
    return appeal_letter_deliver(turn->db, (struct appeal_letter_id){newest > back ? newest - back : 1}, &delivery);
}

static int act_on(struct walk *walk, struct turn *turn, struct date today) {
    struct db *db = turn->db;
    const struct access *access = turn->access;
    struct appeal_part_id id = any_appeal(walk);
    int act = next(walk) % 4 ? fitting(walk, id) : (int)(next(walk) % ACTS);
    const char *why = next(walk) % 6 ? "Fordi." : NULL;
    struct appeal_case_file file = {two_documents, 1 + next(walk) % 2};
    switch (act) {
    case 0:
    case 1: return receive(walk, turn, today);
    case 2: return appeal_begin(db, id);
    case 3: return appeal_ask_correction(db, access, id, (unsigned)(next(walk) % 8));
    case 4: return appeal_corrected(db, access, id, why, next(walk) % 2 == 0);
    case 5:
    case 6: return appeal_take_in(db, access, id, next(walk) % 2 ? LATE_GROUND_NOT_TO_BLAME : 0, why);
    case 7: return appeal_dismiss(db, access, id, (enum dismissal_ground)(1 + next(walk) % 4), why);
    case 8: return appeal_change(db, access, id, next(walk) % 2 == 0, why);
    case 9:
    case 10: return appeal_forward(db, access, id, file, why);
    case 11: return appeal_settle(db, access, id, why);
    case 12: return next(walk) % 3 ? ERR_INVALID : appeal_withdraw(db, access, id, why);
    case 13: return decide(walk, turn, id, today);
    case 14: return appeal_implement(db, id);
    case 15: return appeal_close(db, id);
    case 16: return appeal_answer_suspension(db, access, id, next(walk) % 2 == 0, why);
    case 17: return deliver(walk, turn, today);
    case 18:
        return next(walk) % 2 ? appeal_ask_reasons(db, any_part(walk), today)
                              : appeal_give_reasons(db, access, (struct limit_change_id){1}, why);
    case 19: return appeal_read_back(db, (struct appeal_id){1 + (int64_t)(next(walk) % 6)});
    }
    return ERR_INVALID;
}

static void act(struct walk *walk) {
    static const struct {
        int staff, unit;
    } people[] = {{HOT, HOT}, {BERIT, HOT}, {BERIT, HOT}, {BERIT, HOT}, {SOLVEIG, KLN}, {SOLVEIG, KLN}, {GEIR, NAV}, {NAV, NAV}};
    size_t who = next(walk) % (sizeof people / sizeof *people);
    if (next(walk) % 4 == 0) walk->day += (int)(next(walk) % 4);
    struct date today = date_add_days(date_of(2026, 9, 28), walk->day);
    on_day(&walk->story, today);
    struct turn turn = turn_of(&walk->story, people[who].staff, people[who].unit);
    done(&turn, act_on(walk, &turn, today));
}

/* ── what must hold after each ── */

static const char *limits_up_to(struct walk *walk, int64_t id) {
    struct arena *arena = walk->story.database->arena;
    static const char *const sums[] = {
        "SELECT COALESCE(sum(id * 7 + part_id * 13 + length(body) + unit_id * 3), 0) FROM appeal_part WHERE id <= %lld",
        "SELECT count(*) FROM appeal_part WHERE id <= %lld AND limit_until >= '2026-10-19'",
        "SELECT COALESCE(sum(CASE timely WHEN 'in_time' THEN 1 WHEN 'joint_letter' THEN 10 WHEN 'late' THEN 100 ELSE 1000 END), 0) FROM appeal_part WHERE id <= %lld",
        "SELECT count(*) FROM appeal_part WHERE id <= %lld AND detriment_until IS NOT NULL AND absolute_until IS NOT NULL AND due IS NOT NULL",
        "SELECT count(*) FROM appeal_limit WHERE part_id <= %lld + 4 AND until_date >= '2026-10-19'",
    };
    struct str out = str_in(arena);
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        str_addf(&out, "%lld ", (long long)number(walk, arena_printf(arena, sums[i], (long long)id)));
    return str_text(&out);
}

static void check(struct walk *walk) {
    assert_int_equal(number(walk, "SELECT count(*) FROM appeal_reviewed_by_author"), 0);
    assert_int_equal(
        number(walk,
               "SELECT count(*) FROM appeal_part a WHERE a.state NOT IN ('withdrawn', 'closed') AND NOT EXISTS (SELECT 1 FROM task t WHERE"
               " t.case_id = a.case_id AND t.subject = a.id AND t.done_at IS NULL AND t.kind IN ('prepare_appeal', 'decide_appeal',"
               " 'await_appeal_body', 'finish_appeal'))"),
        0);
    assert_int_equal(number(walk, "SELECT count(*) FROM appeal_part a WHERE a.state <> COALESCE((SELECT s.to_state FROM appeal_step s WHERE"
                                  " s.appeal_part_id = a.id ORDER BY s.seq DESC LIMIT 1), 'received')"),
                     0);
    /* In a version that an appeal opened, a part is decided only because an appeal on it was won. */
    assert_int_equal(
        number(
            walk,
            "SELECT count(*) FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE d.version_no > 1 AND p.decided_now = 1"
            " AND NOT EXISTS (SELECT 1 FROM appeal_part a WHERE a.amended = p.id AND a.part_id = p.copied_from)"),
        0);
    assert_int_equal(number(walk,
                            "SELECT count(*) FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE d.version_no = 1"
                            " AND (p.state <> 'signed' OR p.decided_now <> 1)"),
                     0);
    assert_int_equal(
        number(
            walk,
            "SELECT count(*) FROM suspension WHERE state IN ('asked', 'granted') AND appeal_part_id IN"
            " (SELECT id FROM appeal_part WHERE state IN ('withdrawn', 'closed', 'decided', 'implemented', 'changed_in_full', 'dismissed'))"),
        0);
    assert_int_equal(number(walk, "SELECT count(*) FROM limit_change WHERE until_date < before_date"), 0);
    if (walk->limits_of) assert_string_equal(limits_up_to(walk, walk->limits_of), walk->limits);
    walk->limits_of = number(walk, "SELECT COALESCE(max(id), 0) FROM appeal_part");
    walk->limits = limits_up_to(walk, walk->limits_of);
}

static int64_t moved, decided;

/* trace: R-103 FVL-29 FVL-33 I-07 MODEL-3.6 */
static void no_walk_loses_a_limit_lets_the_author_review_or_changes_another_part(void **state) {
    static uint64_t seed = 88172645463325252u;
    seed += 0x9E3779B97F4A7C15u;
    struct walk walk = {.story = appeal_story(*state), .seed = seed};
    for (int step = 0; step < STEPS; step++) {
        act(&walk);
        check(&walk);
    }
    moved += number(&walk, "SELECT count(*) FROM appeal_step");
    decided += number(&walk, "SELECT count(*) FROM appeal_part WHERE result IS NOT NULL OR amended IS NOT NULL");
}

/* trace: R-103 */
static void the_walks_did_go_somewhere(void **state) {
    (void)state;
    assert_true(moved > 30);
    assert_true(decided > 0);
}

int main(void) {
    static const struct test_rule others[] = {RULE_ON(ON_SQLITE, the_walks_did_go_somewhere), RULE(no_walk_loses_a_limit_lets_the_author_review_or_changes_another_part)};
    return run_histories("appeal walks", (struct test_rule)RULE_ON(ON_SQLITE, no_walk_loses_a_limit_lets_the_author_review_or_changes_another_part),
                         setting_of("FELLES_WALKS", WALKS), others, sizeof others / sizeof *others);
}

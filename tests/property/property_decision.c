/* Property: whatever order officers of three units write, check, sign, take back, put off, give notice, issue and amend in, no issued version
 * holds a part that is neither signed nor given a date, nobody has checked what she wrote, nothing is taken from her without notice or her own
 * wish, and no row of an issued version ever changes again. FELLES_WALKS: how many histories (2). */
#include "domain/decision/decision_for_tests.h"
#include "domain/decision/notice.h"

enum { STEPS = 90, PARTS = 12 };

struct walk {
    struct story story;
    uint64_t seed;
    struct decision_part_id parts[PARTS];
    size_t n;
    int64_t issued;
};

/* xorshift: the same seed walks the same way. */
static uint64_t next(struct walk *walk) {
    walk->seed ^= walk->seed << 13;
    walk->seed ^= walk->seed >> 7;
    walk->seed ^= walk->seed << 17;
    return walk->seed;
}

static int someone(struct walk *walk) {
    static const int units[] = {HOT, HOT, HOT, HOT, NAV, HJE};
    return units[next(walk) % (sizeof units / sizeof *units)];
}

static struct decision_part_id any_part(struct walk *walk) { return walk->parts[next(walk) % walk->n]; }

/* The newest version, and all parts of all versions (ids that a rolled back transaction took are no parts, and refused). */
static void look_around(struct walk *walk) {
    walk->story.decision.v = test_number(walk->story.database, "SELECT max(id) FROM joint_decision");
    int64_t newest = test_number(walk->story.database, "SELECT max(id) FROM decision_part");
    walk->n = newest < PARTS ? (size_t)newest : PARTS;
    for (size_t i = 0; i < walk->n; i++) walk->parts[i].v = newest - (int64_t)i;
}

static int64_t version_of(const struct walk *walk, struct decision_part_id part) {
    return test_number(walk->story.database,
                       arena_printf(walk->story.database->arena, "SELECT version FROM decision_part WHERE id = %lld", (long long)part.v));
}

/* A writing of this part that may be whole, and may not. */
static struct part_writing random_writing(struct walk *walk, struct decision_part_id part) {
    struct part_writing writing = story_hol(&walk->story);
    writing.part = part;
    writing.unit = unit_of(next(walk) % 2 ? HJE : HOT);
    writing.version = version_of(walk, part) + (next(walk) % 8 == 0);
    writing.minutes_most = 60 + (int64_t)(next(walk) % 600);
    writing.minutes_least = (int64_t)(next(walk) % 90);
    writing.capacity_ok = next(walk) % 8 != 0;
    if (next(walk) % 8 == 0) writing.content = NULL;
    if (next(walk) % 8 == 0) writing.considerations = "Forutsatt at du tar imot oppfølging.";
    if (next(walk) % 6 == 0) writing.outcome = next(walk) % 2 ? PART_OUTCOME_REFUSED : PART_OUTCOME_STOPPED;
    return writing;
}

static int give_notice(const struct turn *turn, struct decision_part_id part) {
    struct date today = instant_oslo_date(db_now(turn->db));
    struct notice_new notice = {.part = part, .plan = NOTICE_PLAN_LESS_HELP, .channel = DELIVERY_CHANNEL_PAPER, .sent_on = today,
                                .answer_by = deadline_end(law_current(), CLOCK_PRIOR_NOTICE, today), .planned = "Mindre", .why = "Det går bedre."};
    return prior_notice_send(turn->db, turn->access, &notice);
}

static int take_answer(const struct turn *turn, struct decision_part_id part) {
    struct notice_brief notice;
    if (!prior_notice_of_part(turn->db, part_root(turn->db, part), &notice)) return ERR_NOT_FOUND;
    return prior_notice_take_answer(turn->db, turn->access, notice.id, PRIOR_ANSWER_DISAGREES, ANSWER_WAY_PHONE, NULL);
}

/* One act of one worker, in a transaction of its own. Refusals are part of the walk. */
static void act(struct walk *walk) {
    int unit = someone(walk);
    struct turn turn = unit == HOT && next(walk) % 2 ? story_second(&walk->story) : story_turn(&walk->story, unit);
    struct decision_part_id part = any_part(walk), made;
    struct part_writing writing;
    int result = ERR_INVALID;
    switch (next(walk) % 36) {
    case 0:
    case 1:
        if (walk->n < 5)
            result = decision_add_part(turn.db, walk->story.decision, next(walk) % 2 ? PART_KIND_BISTAND : PART_KIND_SOSIAL, unit_of(HOT),
                                       &made);
        break;
    case 2:
    case 3:
    case 4:
    case 5:
        writing = random_writing(walk, part);
        result = decision_write_part(turn.db, turn.access, &writing);
        break;
    case 6: result = part_take_back(turn.db, part); break;
    case 7: result = part_remove(turn.db, part); break;
    case 8:
    case 31: result = decision_part_later(turn.db, part, date_of(2026, 12, 1)); break;
    case 9:
    case 10: result = decision_amend(turn.db, part, AMENDMENT_IN_FAVOUR, &made); break;
    case 32: result = decision_amend(turn.db, part, AMENDMENT_TO_DETRIMENT, &made); break;
    case 33: result = decision_amend(turn.db, part, AMENDMENT_AS_ASKED, &made); break;
    case 34: result = give_notice(&turn, part); break;
    case 35: result = take_answer(&turn, part); break;
    case 11:
    case 12:
    case 13:
    case 14:
    case 15: result = decision_issue(turn.db, turn.access, walk->story.decision); break;
    case 16:
    case 17:
    case 18:
    case 19:
    case 20:
    case 21:
    case 22:
    case 23: result = decision_check_part(turn.db, turn.access, part); break;
    default: result = decision_sign_part(turn.db, turn.access, part, next(walk) % 9 != 0); break;
    }
    if (result < 0) db_abort(turn.db);
    else town_commit(turn.db);
}

/* Every row of the issued versions as one text: parts, texts, signatures, letters. */
static const char *issued_rows(const struct walk *walk) {
    static const char *const counted[] = {
        "SELECT COALESCE(sum(d.id * 7 + d.version_no * 13 + d.issued_at + length(d.rules) * 17 + d.issued_by), 0) FROM joint_decision d "
        "WHERE d.id <= %lld AND"
        " d.issued_at IS NOT NULL",
        "SELECT COALESCE(sum(p.id * 31 + p.unit_id * 7 + COALESCE(p.minutes_most, 1) * 101 + COALESCE(p.minutes_least, 1) * 37 + "
        "p.capacity_ok +"
        " CASE p.outcome WHEN 'granted' THEN 3 ELSE 5 END + CASE p.state WHEN 'signed' THEN 11 WHEN 'later' THEN 13 WHEN 'ended' THEN 17 "
        "ELSE 19 END +"
        " p.version * 1009), 0) FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE d.id <= %lld AND d.issued_at IS NOT NULL",
        "SELECT COALESCE(sum(t.id * 3 + length(t.facts) + COALESCE(length(t.content), 1)), 0) FROM part_text t JOIN decision_part p ON "
        "p.id = t.part_id"
        " JOIN joint_decision d ON d.id = p.decision_id WHERE d.id <= %lld AND d.issued_at IS NOT NULL",
        "SELECT COALESCE(sum(s.part_id * 3 + s.staff_id + s.at), 0) FROM part_signature s JOIN decision_part p ON p.id = s.part_id"
        " JOIN joint_decision d ON d.id = p.decision_id WHERE d.id <= %lld AND d.issued_at IS NOT NULL",
        "SELECT COALESCE(sum(l.decision_id * 3 + length(l.pdf)), 0) FROM issued_letter l WHERE l.decision_id <= %lld",
    };
    struct str out = str_in(walk->story.database->arena);
    for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
        str_addf(
            &out, "%lld ",
            (long long)test_number(walk->story.database, arena_printf(walk->story.database->arena, counted[i], (long long)walk->issued)));
    return str_text(&out);
}

static void check_issued(const struct walk *walk) {
    const struct test_database *database = walk->story.database;
    assert_int_equal(
        test_number(database,
                    "SELECT count(*) FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE d.issued_at IS NOT NULL"
                    " AND p.state NOT IN ('signed', 'ended') AND (p.state <> 'later' OR p.later_by IS NULL)"),
        0);
    assert_int_equal(
        test_number(database,
                    "SELECT count(*) FROM decision_part p JOIN joint_decision d ON d.id = p.decision_id WHERE d.issued_at IS NOT NULL"
                    " AND p.state = 'signed' AND p.decided_now = 1 AND NOT EXISTS"
                    " (SELECT 1 FROM part_signature s WHERE s.part_id = p.id)"),
        0);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM joint_decision d WHERE d.issued_at IS NOT NULL AND (d.letter_sha256 IS NULL OR NOT EXISTS"
                              " (SELECT 1 FROM issued_letter l WHERE l.decision_id = d.id))"),
        0);
    assert_true(test_number(database, "SELECT count(*) FROM joint_decision WHERE state IN ('issued', 'in_force')") <= 1);
    assert_true(test_number(database, "SELECT count(*) FROM joint_decision WHERE issued_at IS NULL") <= 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM decision_part WHERE checked_by = written_by"), 0);
    assert_int_equal(test_number(database,
                                 "SELECT count(*) FROM decision_part p JOIN decision_part f ON f.id = p.copied_from JOIN joint_decision d ON d.id = p.decision_id"
                                 " WHERE d.issued_at IS NOT NULL AND p.decided_now = 1 AND p.state = 'signed' AND f.state = 'signed' AND f.outcome = 'granted'"
                                 " AND (p.outcome <> 'granted' OR p.minutes_most < f.minutes_most) AND NOT (p.change = 'as_asked' OR (p.change = 'to_detriment'"
                                 " AND EXISTS (SELECT 1 FROM prior_notice n WHERE n.part_id = f.id)))"),
                     0);
}

static int64_t walk_once(struct test_database *database, uint64_t seed) {
    struct walk walk = {.story = story_begin(database), .seed = seed};
    const char *before = "";
    story_write_all(&walk.story);
    test_script(database, "INSERT INTO delegation (staff_id, law, reference, from_date) VALUES (1, 'sotjl', 'Delegering 3', '2026-01-01')");
    story_check_and_sign(&walk.story, HOT, walk.story.bistand);
    story_check_and_sign(&walk.story, HOT, walk.story.bolig);
    story_check_and_sign(&walk.story, HOT, walk.story.hol);
    if (seed % 2 == 0) { /* half of the histories begin with a version that is issued */
        story_check_and_sign(&walk.story, NAV, walk.story.sosial);
        assert_int_equal(story_issue(&walk.story), ERR_OK);
        walk.issued = 1;
        before = issued_rows(&walk);
    }
    for (int step = 0; step < STEPS; step++) {
        look_around(&walk);
        act(&walk);
        check_issued(&walk);
        if (walk.issued) assert_string_equal(issued_rows(&walk), before);
        int64_t issued = test_number(database, "SELECT COALESCE(max(id), 0) FROM joint_decision WHERE issued_at IS NOT NULL");
        walk.issued = issued;
        before = issued_rows(&walk);
    }
    return walk.issued;
}

static int64_t issued_in_walks;

/* trace: I-14 R-097 I-07 */
static void no_walk_issues_an_unsigned_part_or_changes_what_is_issued(void **state) {
    struct test_database *database = *state;
    static uint64_t seed = 88172645463325252u;
    seed += 0x9E3779B97F4A7C15u;
    issued_in_walks += walk_once(database, seed);
}

/* trace: I-14 */
static void some_walk_did_issue(void **state) {
    (void)state;
    assert_true(issued_in_walks > 0);
}

/* trace: I-14 R-097 */
static void a_walk_that_helps_the_officers_does_issue_and_amend(void **state) {
    struct walk walk = {.story = story_issued(*state), .seed = 4711};
    const char *before = "";
    int64_t versions = 1;
    for (int round = 0; round < 3; round++) {
        walk.issued = versions;
        before = issued_rows(&walk);
        int64_t hol = test_number(walk.story.database, "SELECT max(id) FROM decision_part WHERE kind = 'hol_tjeneste'");
        struct turn turn = story_turn(&walk.story, HOT);
        struct decision_part_id part = {0};
        assert_int_equal(decision_amend(turn.db, (struct decision_part_id){hol}, AMENDMENT_IN_FAVOUR, &part), ERR_OK);
        town_commit(turn.db);
        walk.story.decision.v = ++versions;
        for (int i = 0; i < 6; i++) {
            struct part_writing writing = random_writing(&walk, part);
            struct turn write = story_turn(&walk.story, HOT);
            if (decision_write_part(write.db, write.access, &writing) < 0) db_abort(write.db);
            else town_commit(write.db);
        }
        struct part_writing whole = story_hol(&walk.story);
        whole.part = part;
        whole.version = version_of(&walk, part);
        whole.minutes_most = 700 + round;
        story_write(&walk.story, &whole);
        story_check_and_sign(&walk.story, HOT, part);
        assert_int_equal(story_issue(&walk.story), ERR_OK);
        assert_int_equal(test_number(walk.story.database, "SELECT count(*) FROM joint_decision WHERE state = 'superseded'"), round + 1);
        assert_string_equal(issued_rows(&walk), before);
        check_issued(&walk);
    }
}

enum { WALKS = 2, WALKS_MOST = 2000 };

int main(void) {
    static struct test_rule rules[WALKS_MOST + 3];
    const char *value = getenv("FELLES_WALKS");
    long wanted = value ? strtol(value, NULL, 10) : WALKS;
    size_t n = 0;
    rules[n++] = (struct test_rule)RULE(no_walk_issues_an_unsigned_part_or_changes_what_is_issued);
    for (long i = 1; i < wanted && i < WALKS_MOST; i++)
        rules[n++] = (struct test_rule)RULE_ON(ON_SQLITE, no_walk_issues_an_unsigned_part_or_changes_what_is_issued);
    rules[n++] = (struct test_rule)RULE_ON(ON_SQLITE, some_walk_did_issue);
    rules[n++] = (struct test_rule)RULE(a_walk_that_helps_the_officers_does_issue_and_amend);
    return run_rules("decision walks", rules, n);
}

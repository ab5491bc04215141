/* Property: whatever is asked, answered, taken back, objected to and forgotten by the clock, in any order, a unit reads a zone exactly when a
 * small model says so, and every read has its line in the log before it returns. The model shares nothing with the program: it keeps a
 * few marks a unit and zone, and the reader matrix as the letters of the law's table. (I-04, I-05, I-06) */
#include "domain/secrecy/consent_for_tests.h"

#include "platform/jobs/jobs.h"

enum { UNITS = 9, ZONES = ZONE_RESTRICTED + 1, HISTORIES = 5, STEPS = 90 };
static const struct job_kind jobs[] = {{JOB_CONSENT_DUE, secrecy_consent_due_job}, {JOB_INVOLVEMENT_DUE, secrecy_involvement_due_job}, {NULL, NULL}};

/* By unit, from 1: HOT EIE NAV HJE RUS GP, a caretaker, a peer, a volunteer. R its own task, N need, C her yes, - never. */
static const char *const cells[UNITS + 1] = {"", "CCRCC-", "---R--", "CRCCCC", "NCCCCC", "CCRCRC", "CCCCCC", "----C-", "----C-", "----C-"};
static const bool never_health[UNITS + 1] = {[EIE] = true, [7] = true, [8] = true, [9] = true};

static struct model {
    bool asked[UNITS + 1][ZONES], no[UNITS + 1][ZONES], objects[UNITS + 1][ZONES]; /* objects[0]: for all units */
    int until[UNITS + 1][ZONES];                                                   /* last day of the yes; 0: none */
    int said_until[UNITS + 1][ZONES];                                              /* of the question */
    unsigned reasons[UNITS + 1];
    int day, said_no_before[UNITS + 1][ZONES]; /* day before which a question needs a reason */
} model;
static int64_t now_ms;
static unsigned seed;

static int pick(int n) {
    seed = seed * 1103515245u + 12345u;
    return (int)((seed >> 16) % (unsigned)n);
}
/* Health, and the unit that gives health care, come up more often: most rules meet there. */
static enum zone any_zone(void) { return pick(3) ? (enum zone)(ZONE_HEALTH + pick(ZONE_RESTRICTED - ZONE_HEALTH + 1)) : ZONE_HEALTH; }
static int any_unit(void) { return pick(4) ? 1 + pick(UNITS) : HJE; }

static bool model_reads(int unit, enum zone zone) {
    char cell = cells[unit][zone - ZONE_HEALTH];
    bool holds = model.reasons[unit] & (1u << INVOLVEMENT_HOLDER | 1u << INVOLVEMENT_DECISION_PART);
    bool works = holds || model.reasons[unit] & (1u << INVOLVEMENT_DUTY | 1u << INVOLVEMENT_SERVICE | 1u << INVOLVEMENT_COORDINATOR);
    if (model.objects[0][zone] || model.objects[unit][zone] || cell == '-') return false;
    if (cell == 'R' && (works || unit == EIE)) return works;
    if (unit == HOT && zone == ZONE_HEALTH && holds) return true;
    if (model.until[unit][zone] >= model.day) return true;
    return cell == 'N' && works && !model.no[unit][zone];
}

/* ── what may happen ──────────────────────────────────────────────────── */

static void ask_something(const struct test_database *database) {
    int unit = any_unit();
    enum zone zone = any_zone();
    struct consent_asking asking = question_to(unit, ZONE_BIT(zone));
    asking.until = (struct date){model.day + pick(300)};
    asking.reason = pick(2) ? "Ane tok det opp selv" : NULL;
    struct db *db = consent_write(database, now_ms);
    int fault = consent_put_question(db, ane, &asking);
    town_commit(db);
    if (fault == CONSENT_REASON_MISSING) assert_true(!asking.reason && model.said_no_before[unit][zone] > model.day);
    if (fault == CONSENT_ALREADY_ASKED) assert_true(model.asked[unit][zone]);
    if (cells[unit][zone - ZONE_HEALTH] == '-') assert_int_equal(fault, CONSENT_ZONE_NEVER);
    if (fault) return;
    assert_true(asking.reason || model.said_no_before[unit][zone] <= model.day);
    model.asked[unit][zone] = true;
    model.said_until[unit][zone] = asking.until.days;
}

static void answer_something(const struct test_database *database) {
    int unit = any_unit();
    struct consent_answering answering = {.unit = unit_of(unit), .form = CONSENT_FORM_DIGITAL, .until = DATE_NONE};
    bool waits = false;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        if (!model.asked[unit][zone]) continue;
        waits = true;
        if (model.said_until[unit][zone] >= model.day && pick(3)) answering.zones |= ZONE_BIT(zone);
    }
    struct db *db = consent_write(database, now_ms);
    assert_int_equal(consent_register_answer(db, ane, &answering), waits ? CONSENT_DONE : CONSENT_NOT_FOUND);
    town_commit(db);
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        if (!model.asked[unit][zone]) continue;
        bool yes = answering.zones & ZONE_BIT(zone);
        model.asked[unit][zone] = false;
        model.no[unit][zone] = !yes;
        if (yes) model.until[unit][zone] = model.said_until[unit][zone];
        else model.said_no_before[unit][zone] = model.day + 90;
    }
}

static void take_something_back(const struct test_database *database) {
    int unit = any_unit();
    enum zone zone = any_zone();
    struct consent_id consent = {test_number(database, arena_printf(database->arena,
                                                                    "SELECT coalesce(max(id), 999) FROM consent WHERE to_unit = %d AND"
                                                                    " zone = '%s' AND state = 'given'",
                                                                    unit, zone_code(zone)))};
    struct db *db = consent_write(database, now_ms);
    int fault = consent_take_back(db, ane, consent);
    town_commit(db);
    if (fault) return;
    bool newer_no = test_number(database, arena_printf(database->arena,
                                                       "SELECT count(*) FROM consent WHERE to_unit = %d AND zone = '%s' AND id > %lld"
                                                       " AND state <> 'asked'",
                                                       unit, zone_code(zone), (long long)consent.v)) > 0;
    model.until[unit][zone] = 0;
    if (!newer_no) model.no[unit][zone] = true;
}

static void object_to_something(const struct test_database *database) {
    int unit = pick(UNITS + 1);
    enum zone zone = any_zone();
    struct db *db = consent_write(database, now_ms);
    assert_int_equal(consent_object(db, ane, unit_of(unit), zone), model.objects[unit][zone] ? CONSENT_OBJECTED_ALREADY : CONSENT_DONE);
    town_commit(db);
    model.objects[unit][zone] = true;
}

static void lift_something(const struct test_database *database) {
    int unit = pick(UNITS + 1);
    enum zone zone = any_zone();
    const char *whose = unit ? arena_printf(database->arena, "unit_id = %d", unit) : "unit_id IS NULL";
    struct objection_id objection = {test_number(database, arena_printf(database->arena,
                                                                        "SELECT coalesce(max(id), 999) FROM objection WHERE %s AND"
                                                                        " zone = '%s' AND lifted_at IS NULL",
                                                                        whose, zone_code(zone)))};
    struct db *db = consent_write(database, now_ms);
    assert_int_equal(consent_lift(db, ane, objection), model.objects[unit][zone] ? CONSENT_DONE : CONSENT_NO_OBJECTION);
    town_commit(db);
    model.objects[unit][zone] = false;
}

static void join_or_leave(const struct test_database *database) {
    int unit = any_unit();
    enum involvement why = (enum involvement)(INVOLVEMENT_HOLDER + pick(INVOLVEMENT_COORDINATOR));
    if (why == INVOLVEMENT_CONSENT) return;
    bool joins = pick(3);
    struct db *db = consent_write(database, now_ms);
    if (joins) secrecy_involve(db, ane, unit_of(unit), why);
    else secrecy_end_involvement(db, ane, unit_of(unit), why);
    town_commit(db);
    if (joins) model.reasons[unit] |= 1u << why;
    else model.reasons[unit] &= ~(1u << why);
}

/* Days pass. The jobs come late now and then: nothing may depend on their coming in time. */
static void time_passes(const struct test_database *database) {
    int days = 1 + pick(60);
    now_ms += days * MS_PER_DAY;
    model.day += days;
    if (pick(3)) assert_true(jobs_run_due(database->store, jobs, (struct instant){TEST_NOW.ms + now_ms}, 100) >= 0);
}

/* ── and what must hold after each ────────────────────────────────────── */

static void everyone_is_allowed_what_the_model_says(const struct test_database *database) {
    struct db *db = read_at(database, HOT, (struct instant){TEST_NOW.ms + now_ms});
    for (int unit = 1; unit <= UNITS; unit++) {
        struct session session = {.unit = unit_of(unit)};
        unsigned zones = secrecy_zones(db, &session, ane, (struct date){model.day});
        for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
            bool may = zones & ZONE_BIT(zone);
            if (may != model_reads(unit, zone))
                fail_msg("seed %u: unit %d %s %s", seed, unit, may ? "may read" : "may not read", zone_code(zone));
        }
    }
    db_abort(db);
}

static void one_of_them_reads(const struct test_database *database) {
    int unit = any_unit();
    struct db *db = read_at(database, unit, (struct instant){TEST_NOW.ms + now_ms});
    struct session session = {.staff = staff_of(1), .unit = unit_of(unit)};
    struct request rq = town_request(database, db, &session);
    int64_t before = lines(database), read = 0;
    const struct access *access = secrecy_open(&rq, ane, ~0u, "services");
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        bool may = access_covers(access, zone);
        if (may != model_reads(unit, zone))
            fail_msg("seed %u: unit %d %s %s", seed, unit, may ? "reads" : "does not read", zone_code(zone));
        if (may && zone == ZONE_HEALTH && never_health[unit]) fail_msg("seed %u: unit %d reads health", seed, unit);
        if (may && (model.objects[0][zone] || model.objects[unit][zone])) fail_msg("seed %u: an objection was beaten", seed);
        if (!may) continue;
        access_note(db, access, zone, "test");
        assert_false(db_failed(db));
        assert_int_equal(lines(database), before + ++read); /* another connection sees it, while the read is still open */
    }
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM access_log WHERE ground NOT IN ('own_unit', 'H1', 'H7', 'A1') OR purpose = ''"), 0);
}

static void one_history(const struct test_database *database) {
    static void (*const events[])(const struct test_database *) = {
        ask_something,       ask_something,  answer_something, answer_something, take_something_back,
        object_to_something, lift_something, lift_something,   join_or_leave,    time_passes};
    for (int step = 0; step < STEPS; step++) {
        now_ms += 1000;
        events[pick(sizeof events / sizeof *events)](database);
        everyone_is_allowed_what_the_model_says(database);
        one_of_them_reads(database);
    }
}

static void start(const struct test_database *database) {
    static const char *const roles[] = {"caretaker", "peer", "voluntary"};
    consent_town(database);
    for (int i = 0; i < 3; i++)
        test_script(database,
                    arena_printf(database->arena,
                                 "INSERT INTO unit (code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services,"
                                 " external, active) VALUES ('X%d', 'X', 'X', 'X', 'X', '%s', 0, 0, 0, 1)",
                                 i, roles[i]));
    model = (struct model){.day = instant_oslo_date(TEST_NOW).days};
    model.reasons[HOT] = 1u << INVOLVEMENT_HOLDER;
    now_ms = ASKED_AT;
}

/* trace: I-04 I-05 I-06 HPL-25 HPL-29 PBRL-12 PJL-6 FVL-13a R-051 R-052 R-053 */
static void no_history_lets_anyone_read_without_ground_and_line(void **state) {
    const char *chosen = getenv("FELLES_SEED");
    int64_t number = 1;
    static unsigned history; /* each one begins elsewhere */
    if (chosen) assert_true(parse_int(chosen, &number));
    seed = ((unsigned)number + history++) * 2654435761u;
    start(*state);
    one_history(*state);
}

int main(void) {
    static struct test_rule rules[HISTORIES];
    for (int i = 0; i < HISTORIES; i++) rules[i] = (struct test_rule)RULE(no_history_lets_anyone_read_without_ground_and_line);
    return run_rules("secrecy, any history", rules, HISTORIES);
}

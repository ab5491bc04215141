/* Property: random histories of help against a slow model of the fourteen days that shares nothing with the program. The model counts days
 * one by one and remembers what was said; the program computes from dates, and keeps tasks and a clock. Both must agree every day, and no
 * day from the fifteenth on may pass without a decision and without a red task. (I-09) */
#include "domain/followup/followup.h"

#include "domain/work/town_for_tests.h"
#include "platform/jobs/jobs.h"

enum { LINES = 24, DAYS = 45, ROUNDS = 3, PURE_HISTORIES = 20000 };

static uint64_t seed;
static int below(int most) { /* splitmix64 */
    uint64_t z = seed += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (int)((z ^ (z >> 31)) % (uint64_t)most);
}

/* ── the model: days since the start, nothing else ────────────────────── */

struct model {
    bool ended, informal, said_long, decided_from_known;
    int age;          /* days since the first day; negative before it */
    int decided_from; /* in the same days */
};

static enum service_status expected(const struct model *model) {
    if (model->ended) return SERVICE_ENDED;
    if (model->informal) return SERVICE_INFORMAL;
    bool in_time = model->decided_from_known && model->decided_from <= 14;
    bool in_force = model->decided_from_known && model->decided_from <= model->age;
    if (in_time || in_force) return SERVICE_DECIDED;
    if (model->age >= 15) return SERVICE_LATE;
    if (model->said_long) return SERVICE_DECIDE_NOW;
    return model->age >= 10 ? SERVICE_DECIDE_SOON : SERVICE_FINE;
}

/* ── the pure rule ────────────────────────────────────────────────────── */

/* trace: I-09 R-094 R-095 PBRL-2 */
static void the_rule_agrees_with_the_model_every_day_of_every_history(void **state) {
    (void)state;
    town_rules();
    for (int history = 0; history < PURE_HISTORIES; history++) {
        seed = (uint64_t)history;
        struct date start = date_of(2026, 1 + below(12), 1 + below(28));
        struct model model = {.informal = below(8) == 0};
        struct service_brief line = {.id = {1},
                                     .kind = SERVICE_KIND_TALKS_AT_HOME,
                                     .informal = model.informal,
                                     .started_on = start,
                                     .expected_until = DATE_NONE,
                                     .decided_from = DATE_NONE,
                                     .ended_on = DATE_NONE};
        for (model.age = -below(5); model.age < 40; model.age++) {
            struct date today = date_add_days(start, model.age);
            if (below(6) == 0) {
                int length = below(30);
                line.expected_until = length == 29 ? DATE_NONE : date_add_days(start, length);
                model.said_long = length > 14 && length < 29;
            }
            if (below(25) == 0) {
                int from = model.age + below(6);
                if (!model.decided_from_known || from < model.decided_from) model.decided_from = from;
                model.decided_from_known = true;
                line.decided_from = date_add_days(start, model.decided_from);
            }
            if (model.age >= 0 && below(60) == 0 && !model.ended) {
                model.ended = true;
                line.ended_on = today;
            }
            if (followup_status(&line, today) != expected(&model))
                fail_msg("seed %d day %d: %d, the model says %d", history, model.age, (int)followup_status(&line, today),
                         (int)expected(&model));
        }
    }
}

/* ── the whole, with tasks and clock ──────────────────────────────────── */

static const struct job_kind jobs[] = {{"service_due", followup_due_job}, {NULL, NULL}};

struct run {
    struct case_id case_;
    struct service_id ids[LINES];
    struct model models[LINES];
    int starts[LINES];
};

static void change(struct db *db, struct run *run, int i) {
    struct model *model = &run->models[i];
    struct service_brief line;
    assert_true(followup_service(db, run->case_, run->ids[i], &line));
    switch (below(12)) {
    case 0:
    case 1: {
        int length = 1 + below(28);
        assert_int_equal(followup_expect(db, &line, DURATION_MEASURE_DAYS, length), ERR_OK);
        model->said_long = length > 14;
        return;
    }
    case 2:
        assert_int_equal(followup_expect(db, &line, DURATION_MEASURE_UNKNOWN, 0), ERR_OK);
        model->said_long = false;
        return;
    case 3:
        if (model->age < 0 || below(3)) return;
        assert_int_equal(followup_end(db, &line, instant_oslo_date(db_now(db))), ERR_OK);
        model->ended = true;
        return;
    }
}

static void begin(struct db *db, struct run *run, int i, int today) {
    int length = below(30), ahead = below(4);
    bool unknown = length == 0;
    const struct service_new service = {.case_ = run->case_,
                                        .unit = unit_of(HJE),
                                        .kind = (enum service_kind)(1 + i % 5),
                                        .started_on = date_add_days(date_of(2026, 9, 7), today + ahead),
                                        .measure = unknown ? DURATION_MEASURE_UNKNOWN : DURATION_MEASURE_DAYS,
                                        .amount = length};
    assert_int_equal(followup_start(db, &service, &run->ids[i]), ERR_OK);
    run->starts[i] = today + ahead;
    run->models[i] = (struct model){.age = -ahead, .said_long = length > 14};
}

/* A decision is on a kind of help: it stands behind every line of it that runs. */
static void decide(struct db *db, struct run *run, int today) {
    int kind = 1 + below(5), from = today + below(8);
    followup_decided(db, run->case_, (enum service_kind)kind, date_add_days(date_of(2026, 9, 7), from));
    for (int i = 0; i < LINES; i++) {
        struct model *model = &run->models[i];
        if (!run->ids[i].v || 1 + i % 5 != kind || model->ended) continue;
        int in_line = from - run->starts[i];
        if (!model->decided_from_known || in_line < model->decided_from) model->decided_from = in_line;
        model->decided_from_known = true;
    }
}

static void agree(const struct test_database *database, const struct run *run, int today, int round) {
    struct db *db = test_read(database);
    int red = 0, waiting = 0;
    for (int i = 0; i < LINES; i++) {
        if (!run->ids[i].v) continue;
        struct service_brief line;
        assert_true(followup_service(db, run->case_, run->ids[i], &line));
        enum service_status says = followup_status(&line, date_add_days(date_of(2026, 9, 7), today)), should = expected(&run->models[i]);
        if (says != should) fail_msg("round %d day %d line %d: %d, the model says %d", round, today, i, (int)says, (int)should);
        red += should == SERVICE_LATE;
        waiting += should == SERVICE_FINE || should == SERVICE_DECIDE_SOON || should == SERVICE_DECIDE_NOW;
    }
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'service_without_decision'"), red);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'decide_service'"), waiting);
}

static void one_day(const struct test_database *database, struct run *run, int today) {
    int64_t at = (int64_t)today * MS_PER_DAY;
    assert_true(jobs_run_due(database->store, jobs, (struct instant){TEST_NOW.ms + at}, 1000) >= 0);
    struct db *db = town_write(database, HJE, at);
    for (int i = 0; i < LINES; i++) {
        if (!run->ids[i].v && below(8) == 0) begin(db, run, i, today);
        else if (run->ids[i].v && !run->models[i].ended && below(4) == 0) change(db, run, i);
    }
    if (below(9) == 0) decide(db, run, today);
    audit_add(db, "tried", "case", run->case_.v, NULL);
    town_commit(db);
}

/* trace: I-09 R-095 */
static void tasks_and_clock_follow_the_rule_through_random_weeks(void **state) {
    struct test_database *database = *state;
    town_make(database);
    for (int round = 0; round < ROUNDS; round++) {
        test_script(database, "UPDATE task SET done_at = 1 WHERE done_at IS NULL");
        test_script(database, "DELETE FROM job");
        seed = UINT64_C(1000) + (uint64_t)round;
        struct run run = {.case_ = town_case(database, arena_printf(database->arena, "Ane %d", round))};
        for (int today = 0; today < DAYS; today++) {
            one_day(database, &run, today);
            agree(database, &run, today, round);
            for (int i = 0; i < LINES; i++) run.models[i].age += run.ids[i].v ? 1 : 0;
        }
    }
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, the_rule_agrees_with_the_model_every_day_of_every_history),
        RULE(tasks_and_clock_follow_the_rule_through_random_weeks),
    };
    return run_rules("property_service", rules, sizeof rules / sizeof *rules);
}

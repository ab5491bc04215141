/* Property: whatever is asked, answered, taken back, objected to, shared on a ground, set aside by two, read in an emergency, named, hidden and
 * forgotten by the clock, in any order, a worker reads a zone exactly when a small model says so, and every read has its line in the log before
 * it returns. The model shares nothing with the program: it keeps a few marks a unit and zone, and the reader matrix as the letters of the law's
 * table. A history is one person's; they are lived in batches, each on a database of its own. FELLES_HISTORIES tells how many, FELLES_SEED where
 * they begin. (I-04, I-05, I-06) */
#include "domain/secrecy/consent_for_tests.h"

#include "domain/secrecy/emergency.h"
#include "domain/secrecy/override.h"
#include "domain/secrecy/sharing.h"
#include "domain/shield/shield.h"
#include "platform/jobs/jobs.h"
#include "history.h"
#include "secrecy_sql.h"

enum { UNITS = 9, ZONES = ZONE_RESTRICTED + 1, HISTORIES = 24, BATCH = 50, STEPS = 16, FOREVER = INT32_MAX };
static const struct job_kind jobs[] = {{JOB_CONSENT_DUE, secrecy_consent_due_job},
                                       {JOB_INVOLVEMENT_DUE, secrecy_involvement_due_job},
                                       {JOB_SHARING_DUE, secrecy_sharing_due_job},
                                       {JOB_OVERRIDE_DUE, secrecy_override_due_job},
                                       {NULL, NULL}};

/* By unit, from 1: HOT EIE NAV HJE RUS GP, a caretaker, a peer, a volunteer. R its own task, N need, C her yes, G a worker named, - never. */
static const char *const cells[UNITS + 1] = {"", "CCRCC-", "---R--", "CRCCCG", "NCCCCG", "CCRCRG", "CCCCCG", "----C-", "----C-", "----C-"};
/* What a ground may open: + where the table says ground, need or all of it. Never the restricted zone. */
static const char *const grounds_open[UNITS + 1] = {"",       "--+---", "------", "++----", "++----",
                                                    "+-+-+-", "++++--", "------", "------", "------"};
static const bool never_health[UNITS + 1] = {[EIE] = true, [7] = true, [8] = true, [9] = true};
static const struct {
    const char *code;
    bool health, strong;
} grounds[] = {{"B5", false, false}, {"A3", false, false}, {"B7", false, true},
               {"H7", true, false},  {"H2", true, false},  {"H5", true, true}};
enum { GROUNDS = sizeof grounds / sizeof *grounds, SHARINGS = 64 };

static struct model {
    bool asked[UNITS + 1][ZONES], no[UNITS + 1][ZONES], objects[UNITS + 1][ZONES]; /* objects[0]: for all units */
    int until[UNITS + 1][ZONES];                                                   /* last day of the yes; 0: none */
    int said_until[UNITS + 1][ZONES];                                              /* of the question */
    int reason_until[UNITS + 1][32];                                               /* last day of a reason; 0: none */
    int day, said_no_before[UNITS + 1][ZONES];                                     /* day before which a question needs a reason */
    struct {
        bool live;
        int unit, until;
        unsigned zones;
        int64_t id;
    } sharings[SHARINGS];
    int n_sharings;
    int override_until[UNITS + 1][ZONES]; /* approved; 0: none */
    int64_t override_asked[UNITS + 1][ZONES], override_id[UNITS + 1][ZONES];
    int override_asker[UNITS + 1][ZONES], override_days[UNITS + 1][ZONES];
    int64_t emergency_end[UNITS + 1]; /* of the unit's worker, milliseconds after TEST_NOW */
    bool barred[UNITS + 1], hidden;
    int named[UNITS + 1], restricted[UNITS + 1]; /* last day; 0: not */
} model;
static int64_t now_ms;
static struct case_id she; /* whose history it is */
static unsigned seed;

static int pick(int n) {
    seed = seed * 1103515245u + 12345u;
    return (int)((seed >> 16) % (unsigned)n);
}
/* Health, and the unit that gives health care, come up more often: most rules meet there. */
static enum zone any_zone(void) { return pick(3) ? (enum zone)(ZONE_HEALTH + pick(ZONE_RESTRICTED - ZONE_HEALTH + 1)) : ZONE_HEALTH; }
static enum zone any_open_zone(void) { return pick(3) ? (enum zone)(ZONE_HEALTH + pick(ZONE_RESTRICTED - ZONE_HEALTH)) : ZONE_HEALTH; }
static int any_unit(void) { return pick(4) ? 1 + pick(UNITS) : HJE; }
/* The units from 7 have no worker of their own; the one on night duty reads for them. */
static int worker_of(int unit) { return unit <= TOWN_UNITS ? unit : STAFF_NIGHT; }

/* ── the model ────────────────────────────────────────────────────────── */

static bool reason(int unit, enum involvement why) { return model.reason_until[unit][why] >= model.day; }

static bool shared(int unit, enum zone zone) {
    for (int i = 0; i < model.n_sharings; i++)
        if (model.sharings[i].live && model.sharings[i].unit == unit && model.sharings[i].until >= model.day &&
            model.sharings[i].zones & ZONE_BIT(zone))
            return true;
    return false;
}

static bool works(int unit) {
    static const enum involvement own[] = {INVOLVEMENT_HOLDER,  INVOLVEMENT_DECISION_PART, INVOLVEMENT_DUTY,
                                           INVOLVEMENT_SERVICE, INVOLVEMENT_COORDINATOR,   INVOLVEMENT_FORMER_HOLDER};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (reason(unit, own[i])) return true;
    return false;
}

/* Nothing opens to a worker who is too close, or who is not named where she is for the named only. Worker 0: the unit as such. */
static bool closed(int worker) { return worker && (model.barred[worker] || (model.hidden && model.named[worker] < model.day)); }
static bool in_emergency(int unit, int worker) { return worker && unit <= TOWN_UNITS && model.emergency_end[unit] > now_ms; }

static bool model_reads(int unit, int worker, enum zone zone) {
    char cell = cells[unit][zone - ZONE_HEALTH];
    bool objected = model.objects[0][zone] || model.objects[unit][zone];
    if (closed(worker)) return false;
    if (zone == ZONE_RESTRICTED) return !objected && cell == 'G' && worker && model.restricted[worker] >= model.day;
    if (never_health[unit] && zone == ZONE_HEALTH) return false;
    if (objected) return !never_health[unit] && model.override_until[unit][zone] >= model.day;
    if (cell == 'R' && works(unit)) return true;
    if (unit == HOT && zone == ZONE_HEALTH && (reason(unit, INVOLVEMENT_HOLDER) || reason(unit, INVOLVEMENT_DECISION_PART))) return true;
    if (cell != '-' && !(cell == 'R' && unit == EIE) && model.until[unit][zone] >= model.day) return true;
    if (cell == 'N' && works(unit) && !model.no[unit][zone]) return true;
    return shared(unit, zone) || (in_emergency(unit, worker) && !never_health[unit]);
}

static bool model_finds(int unit, int worker) {
    bool yes = false, any = false;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) yes |= model.until[unit][zone] >= model.day;
    for (int why = 1; why < 32; why++) any |= why != INVOLVEMENT_CONSENT && model.reason_until[unit][why] >= model.day;
    for (int i = 0; i < model.n_sharings; i++)
        any |= model.sharings[i].live && model.sharings[i].unit == unit && model.sharings[i].until >= model.day;
    if (closed(worker)) return false;
    if (in_emergency(unit, worker)) return true;
    return unit == 8 ? yes : unit != 9 && (yes || any);
}

/* ── what may happen ──────────────────────────────────────────────────── */

static void ask_something(const struct test_database *database) {
    int unit = any_unit();
    enum zone zone = any_zone();
    struct consent_asking asking = question_to(unit, ZONE_BIT(zone));
    asking.until = (struct date){model.day + pick(300)};
    asking.reason = pick(2) ? "Ane tok det opp selv" : NULL;
    struct db *db = consent_write(database, now_ms);
    int fault = consent_put_question(db, she, &asking);
    town_commit(db);
    if (fault == CONSENT_REASON_MISSING) assert_true(!asking.reason && model.said_no_before[unit][zone] > model.day);
    if (fault == CONSENT_ALREADY_ASKED) assert_true(model.asked[unit][zone]);
    if (strchr("-G", cells[unit][zone - ZONE_HEALTH])) assert_int_equal(fault, CONSENT_ZONE_NEVER);
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
    assert_int_equal(consent_register_answer(db, she, &answering), waits ? CONSENT_DONE : CONSENT_NOT_FOUND);
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
                                                                    "SELECT coalesce(max(id), 999999) FROM consent WHERE case_id = %lld AND"
                                                                    " to_unit = %d AND zone = '%s' AND state = 'given'",
                                                                    (long long)she.v, unit, zone_code(zone)))};
    struct db *db = consent_write(database, now_ms);
    int fault = consent_take_back(db, she, consent);
    town_commit(db);
    if (fault) return;
    bool newer_no = test_number(database, arena_printf(database->arena,
                                                       "SELECT count(*) FROM consent WHERE case_id = %lld AND to_unit = %d AND zone = '%s'"
                                                       " AND id > %lld AND state <> 'asked'",
                                                       (long long)she.v, unit, zone_code(zone), (long long)consent.v)) > 0;
    model.until[unit][zone] = 0;
    if (!newer_no) model.no[unit][zone] = true;
}

static void object_to_something(const struct test_database *database) {
    int unit = pick(UNITS + 1);
    enum zone zone = any_zone();
    struct db *db = consent_write(database, now_ms);
    assert_int_equal(consent_object(db, she, unit_of(unit), zone), model.objects[unit][zone] ? CONSENT_OBJECTED_ALREADY : CONSENT_DONE);
    town_commit(db);
    model.objects[unit][zone] = true;
}

static void lift_something(const struct test_database *database) {
    int unit = pick(UNITS + 1);
    enum zone zone = any_zone();
    const char *whose = unit ? arena_printf(database->arena, "unit_id = %d", unit) : "unit_id IS NULL";
    struct objection_id objection = {test_number(database, arena_printf(database->arena,
                                                                        "SELECT coalesce(max(id), 999999) FROM objection WHERE case_id = %lld"
                                                                        " AND %s AND zone = '%s' AND lifted_at IS NULL",
                                                                        (long long)she.v, whose, zone_code(zone)))};
    struct db *db = consent_write(database, now_ms);
    assert_int_equal(consent_lift(db, she, objection), model.objects[unit][zone] ? CONSENT_DONE : CONSENT_NO_OBJECTION);
    town_commit(db);
    model.objects[unit][zone] = false;
}

static void join_or_leave(const struct test_database *database) {
    int unit = any_unit();
    enum involvement why = (enum involvement)(INVOLVEMENT_HOLDER + pick(INVOLVEMENT_DISPUTE));
    if (why == INVOLVEMENT_CONSENT) return;
    int joins = pick(4), last = model.day + pick(90);
    struct db *db = consent_write(database, now_ms);
    if (joins == 0) secrecy_end_involvement(db, she, unit_of(unit), why);
    else if (joins == 1) secrecy_involve_until(db, she, unit_of(unit), why, (struct date){last});
    else secrecy_involve(db, she, unit_of(unit), why);
    town_commit(db);
    model.reason_until[unit][why] = joins == 0 ? 0 : joins == 1 ? last : FOREVER;
}

static struct db *write_as(const struct test_database *database, int unit) {
    struct actor *actor = arena_array(database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = worker_of(unit), .unit = unit, .what = "test"};
    struct db *db = db_begin(database->store, DB_WRITE, database->arena, actor, (struct instant){TEST_NOW.ms + now_ms});
    audit_add(db, "tried", "case", 1, NULL);
    return db;
}

/* What the model lets follow: not what she has objected to or said no to, not what the giver may not see, not what the table keeps shut. */
static bool model_follows(int from, int to, enum zone zone, int ground) {
    if (model_reads(to, 0, zone)) return false; /* nothing new opens */
    if (model.objects[0][zone] || model.objects[to][zone] || ground < 0 || grounds[ground].health != (zone == ZONE_HEALTH)) return false;
    if (!model_reads(from, worker_of(from), zone) || grounds_open[to][zone - ZONE_HEALTH] != '+') return false;
    return !model.no[to][zone] || grounds[ground].strong;
}

static void share_something(const struct test_database *database) {
    int from = pick(2) ? HOT : any_unit(), to = pick(3) ? NAV + pick(4) : any_unit();
    int ground = pick(4) - 1, health = pick(4) ? 3 + pick(3) : -1; /* as they stand in the table; -1: none chosen */
    if (from == to || from > TOWN_UNITS || model.n_sharings == SHARINGS) return;
    struct sharing_plan plan = {.to_unit = unit_of(to),
                                .whole = pick(2),
                                .zones = ZONE_BIT(any_open_zone()) | ZONE_BIT(any_open_zone()),
                                .purpose = SHARING_PURPOSE_SERVICES,
                                .ground = ground < 0 ? NULL : grounds[ground].code,
                                .health_ground = health < 0 ? NULL : grounds[health].code,
                                .necessity = "For å hjelpe.",
                                .until = {model.day + pick(120)}};
    if (plan.whole) plan.zones = 0;
    struct session session = {.staff = staff_of(worker_of(from)), .unit = unit_of(from)};
    struct sharing_id sharing = {0};
    struct db *db = write_as(database, from);
    assert_int_equal(sharing_draft(db, &session, she, &plan, &sharing), SHARING_DONE);
    int fault = sharing_confirm(db, &session, she, sharing);
    town_commit(db);
    unsigned opens = 0, sees = 0;
    for (enum zone zone = ZONE_HEALTH; zone < ZONE_RESTRICTED; zone++) {
        if (!plan.whole && !(plan.zones & ZONE_BIT(zone))) continue;
        if (model_reads(to, 0, zone)) sees |= ZONE_BIT(zone);
        if (model_follows(from, to, zone, zone == ZONE_HEALTH ? health : ground)) opens |= ZONE_BIT(zone);
    }
    if (fault != (opens || sees ? SHARING_DONE : SHARING_NOTHING_FOLLOWS)) fail_msg("seed %u: sharing gave %d", seed, fault);
    if (fault) return;
    model.sharings[model.n_sharings].live = true;
    model.sharings[model.n_sharings].unit = to;
    model.sharings[model.n_sharings].until = plan.until.days;
    model.sharings[model.n_sharings].zones = opens;
    model.sharings[model.n_sharings++].id = sharing.v;
}

static void stop_sharing_something(const struct test_database *database) {
    if (!model.n_sharings) return;
    int i = pick(model.n_sharings);
    bool over = !model.sharings[i].live;
    struct db *db = write_as(database, HOT);
    int fault = sharing_stop(db, she, (struct sharing_id){model.sharings[i].id});
    town_commit(db);
    if (over) assert_int_equal(fault, SHARING_NOT_FOUND);
    model.sharings[i].live = false;
}

static void ask_to_set_aside(const struct test_database *database) {
    int unit = any_unit(), asker = pick(2) ? HOT : HJE;
    enum zone zone = any_open_zone();
    struct override_asking asking = {.to_unit = unit_of(unit), .zone = zone, .reason = "Det står om liv.", .until = {model.day + pick(90)}};
    struct objection_override_id override = {0};
    struct db *db = write_as(database, asker);
    int fault = override_ask(db, she, &asking, &override);
    town_commit(db);
    bool objected = model.objects[0][zone] || model.objects[unit][zone];
    if (fault == OVERRIDE_DONE) assert_true(objected && !never_health[unit]);
    if (!objected && !never_health[unit]) assert_int_equal(fault, OVERRIDE_NOT_OBJECTED);
    if (fault) return;
    model.override_asked[unit][zone] = override.v;
    model.override_asker[unit][zone] = asker;
    model.override_days[unit][zone] = asking.until.days;
}

static void answer_to_set_aside(const struct test_database *database) {
    int unit = any_unit(), by = pick(2) ? HOT : HJE;
    enum zone zone = any_open_zone();
    int64_t override = model.override_asked[unit][zone];
    bool approve = pick(3), late = model.override_days[unit][zone] < model.day;
    if (!override) return;
    struct db *db = write_as(database, by);
    int fault = override_reply(db, she, (struct objection_override_id){override}, approve, NULL);
    town_commit(db);
    if (by == model.override_asker[unit][zone]) assert_int_equal(fault, OVERRIDE_SAME_PERSON);
    else assert_int_equal(fault, approve && late ? OVERRIDE_UNTIL_PAST : OVERRIDE_DONE);
    if (fault) return;
    model.override_asked[unit][zone] = 0;
    if (!approve) return;
    model.override_until[unit][zone] = model.override_days[unit][zone];
    model.override_id[unit][zone] = override;
}

static void end_what_is_set_aside(const struct test_database *database) {
    int unit = any_unit();
    enum zone zone = any_open_zone();
    if (!model.override_id[unit][zone]) return;
    struct db *db = write_as(database, HOT);
    int fault = override_stop(db, she, (struct objection_override_id){model.override_id[unit][zone]});
    town_commit(db);
    assert_true(fault == OVERRIDE_DONE || fault == OVERRIDE_NOT_RUNNING);
    model.override_until[unit][zone] = 0;
    model.override_id[unit][zone] = 0;
}

static void open_in_an_emergency(const struct test_database *database) {
    int unit = 1 + pick(TOWN_UNITS);
    struct session session = {.staff = staff_of(unit), .unit = unit_of(unit)};
    struct emergency_read_id emergency = {0};
    struct db *db = write_as(database, unit);
    int fault = emergency_begin(db, &session, she, EMERGENCY_WHY_LIFE, "Hun svarer ikke.", &emergency);
    town_commit(db);
    int wanted = never_health[unit] || closed(unit)   ? EMERGENCY_NOT_FOR_YOU
                 : model.emergency_end[unit] > now_ms ? EMERGENCY_OPEN_ALREADY
                                                      : EMERGENCY_DONE;
    if (fault != wanted) fail_msg("seed %u: emergency gave %d, not %d", seed, fault, wanted);
    if (!fault) model.emergency_end[unit] = now_ms + EMERGENCY_MINUTES * MS_PER_MINUTE;
}

/* Another looks at it: it is over from that moment. */
static void judge_an_emergency(const struct test_database *database) {
    static const struct db_query waits =
        QUESTION(1, 2, 1, "SELECT coalesce(max(id), 0), coalesce(max(unit_id), 0) FROM emergency_read WHERE id = (SELECT max(id) FROM emergency_read WHERE case_id = $1 AND verdict IS NULL)");
    int64_t row[2];
    look_row(database, &waits, &she.v, row);
    int64_t id = row[0], unit = row[1];
    if (!id) return;
    struct db *db = write_as(database, HOT);
    int fault = emergency_decide(db, (struct emergency_read_id){id},
                                 &(struct emergency_judgement){.verdict = EMERGENCY_VERDICT_FINE, .text = "Greit."});
    town_commit(db);
    assert_int_equal(fault, unit == HOT ? EMERGENCY_SAME_PERSON : EMERGENCY_DONE);
    if (!fault) model.emergency_end[unit] = 0;
}

static void name_hide_or_show(const struct test_database *database) {
    int staff = 1 + pick(TOWN_UNITS), what = pick(6), until = model.day + 1 + pick(200);
    struct shield_naming naming = {.staff = staff_of(staff),
                                   .unit = unit_of(staff),
                                   .until = {until},
                                   .reason = "Følger henne opp.",
                                   .what = what < 2 ? GRANT_WHAT_PERSON : GRANT_WHAT_RESTRICTED};
    struct db *db = write_as(database, HOT);
    int fault = what < 4 ? shield_name(db, she, &naming) : what == 4 ? shield_hide(db, she, HIDDEN_BECAUSE_KNOWN) : shield_show(db, she);
    town_commit(db);
    if (what < 4) assert_int_equal(fault, model.barred[staff] ? SHIELD_STAFF_BARRED : SHIELD_DONE);
    if (fault) return;
    if (what < 2) model.named[staff] = until;
    else if (what < 4) model.restricted[staff] = until;
    else model.hidden = what == 4;
    if (what == 4) model.named[HOT] = date_add_months((struct date){model.day}, 3).days;
}

static void come_too_close(const struct test_database *database) {
    int staff = 2 + pick(TOWN_UNITS - 1);
    struct db *db = write_as(database, staff);
    if (!model.barred[staff]) assert_int_equal(shield_tell_case(db, she, STAFF_TIE_FRIEND), SHIELD_DONE);
    bool barred = pick(3) == 0;
    if (!barred)
        test_run(db, arena_printf(database->arena,
                                  "UPDATE staff_bar SET ended_at = 1, ended_by = 1 WHERE staff_id = %d AND ended_at IS NULL AND person_id ="
                                  " (SELECT person_id FROM person_case WHERE id = %lld)",
                                  staff, (long long)she.v));
    town_commit(db);
    model.barred[staff] = barred;
}

/* Days pass. The jobs come late now and then: nothing may depend on their coming in time. */
static void time_passes(const struct test_database *database) {
    int days = pick(4) ? 1 + pick(60) : 0;
    now_ms += days ? days * MS_PER_DAY : 40 * MS_PER_MINUTE;
    model.day = instant_oslo_date((struct instant){TEST_NOW.ms + now_ms}).days;
    if (pick(3)) assert_true(jobs_run_due(database->store, jobs, (struct instant){TEST_NOW.ms + now_ms}, 100) >= 0);
}

/* ── and what must hold after each ────────────────────────────────────── */

static struct session *session_of(const struct test_database *database, int unit, int worker) {
    struct session *session = town_session(database, worker, NULL);
    session->unit = unit_of(unit);
    session->staff = staff_of(worker);
    return session;
}

static void check_allowed(const struct test_database *database, struct db *db, int unit, int worker) {
    const struct session *session = session_of(database, unit, worker);
    struct request rq = town_request(database, db, session);
    unsigned zones = secrecy_zones(db, session, she, (struct date){model.day});
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        bool may = zones & ZONE_BIT(zone);
        if (may != model_reads(unit, worker, zone))
            fail_msg("seed %u: unit %d worker %d %s %s", seed, unit, worker, may ? "may read" : "may not read", zone_code(zone));
    }
    bool finds = secrecy_may(&rq, she) == VERDICT_ALLOWED;
    if (finds != model_finds(unit, worker)) fail_msg("seed %u: unit %d worker %d %s", seed, unit, worker, finds ? "finds" : "does not find");
}

/* A unit by chance, or every one, with its worker and as such. */
static void units_are_allowed_what_the_model_says(const struct test_database *database, bool everyone) {
    struct db *db = read_at(database, HOT, (struct instant){TEST_NOW.ms + now_ms});
    int from = everyone ? 1 : any_unit(), to = everyone ? UNITS : from;
    for (int unit = from; unit <= to; unit++) {
        check_allowed(database, db, unit, worker_of(unit));
        check_allowed(database, db, unit, 0);
    }
    db_abort(db);
}

/* Her lines in the log, as another connection sees them: all, and those that say no purpose or a ground that the zone does not take. */
enum { LINES, LINES_WRONG, LINE_COLUMNS };
static const struct db_query her_lines = QUESTION(
    2, LINE_COLUMNS, 1,
    "SELECT count(*), coalesce(sum(CASE WHEN purpose = '' OR (zone = 'health' AND ground NOT LIKE 'H%' AND ground NOT IN ('own_unit', 'override'))"
    " OR (zone = 'restricted' AND ground <> 'grant')"
    " OR ground NOT IN ('own_unit', 'grant', 'override', 'A1', 'A3', 'B5', 'B7', 'H1', 'H2', 'H5', 'H7') THEN 1 ELSE 0 END), 0)"
    " FROM access_log WHERE person_id = (SELECT person_id FROM person_case WHERE id = $1)");

static int64_t lines_of_her(const struct test_database *database) {
    int64_t row[LINE_COLUMNS];
    look_row(database, &her_lines, &she.v, row);
    assert_int_equal(row[LINES_WRONG], 0);
    return row[LINES];
}

static void one_of_them_reads(const struct test_database *database) {
    int unit = any_unit(), worker = worker_of(unit);
    struct db *db = read_at(database, unit, (struct instant){TEST_NOW.ms + now_ms});
    const struct session *session = session_of(database, unit, worker);
    struct request rq = town_request(database, db, session);
    int64_t before = lines_of_her(database), read = 0;
    const struct access *access = secrecy_open(&rq, she, ~0u, "services");
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        bool may = access_covers(access, zone);
        bool objected = model.objects[0][zone] || model.objects[unit][zone];
        if (may != model_reads(unit, worker, zone))
            fail_msg("seed %u: unit %d %s %s", seed, unit, may ? "reads" : "does not read", zone_code(zone));
        if (may && zone == ZONE_HEALTH && never_health[unit]) fail_msg("seed %u: unit %d reads health", seed, unit);
        if (may && objected && model.override_until[unit][zone] < model.day) fail_msg("seed %u: an objection was beaten", seed);
        if (!may) continue;
        access_note(db, access, zone, "test");
        assert_false(db_failed(db));
        assert_int_equal(lines_of_her(database), before + ++read); /* another connection sees it, while the read is still open */
    }
    assert_int_equal(db_commit(db), DB_OK);
}

static void one_history(const struct test_database *database) {
    static void (*const events[])(const struct test_database *) = {
        ask_something,      ask_something,          answer_something,  answer_something,    take_something_back,   object_to_something,
        lift_something,     join_or_leave,          join_or_leave,     time_passes,         share_something,       share_something,
        share_something,    stop_sharing_something, ask_to_set_aside,  answer_to_set_aside, end_what_is_set_aside, open_in_an_emergency,
        judge_an_emergency, name_hide_or_show,      name_hide_or_show, come_too_close};
    for (int step = 0; step < STEPS; step++) {
        now_ms += 1000;
        events[pick(sizeof events / sizeof *events)](database);
        units_are_allowed_what_the_model_says(database, step == STEPS - 1);
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
    now_ms = ASKED_AT;
}

/* One more person with a case at HOT, of whom nothing is said yet. */
static void begin_history(const struct test_database *database) {
    now_ms += 60 * MS_PER_MINUTE;
    model = (struct model){.day = instant_oslo_date((struct instant){TEST_NOW.ms + now_ms}).days};
    model.reason_until[HOT][INVOLVEMENT_HOLDER] = FOREVER;
    struct db *db = write_as(database, HOT);
    struct person_id person = {0};
    struct person_new new = {.given_name = "Ane", .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
    assert_int_equal(person_create(db, &new, &person), ERR_OK);
    assert_int_equal(work_open_case(db, person, unit_of(HOT), staff_of(HOT), false, &she), ERR_OK);
    secrecy_involve(db, she, unit_of(HOT), INVOLVEMENT_HOLDER);
    town_commit(db);
}

/* trace: I-04 I-05 I-06 HPL-25 HPL-29 PBRL-12 PJL-6 FVL-13a FVL-13b R-051 R-052 R-053 R-054 R-063 HOL-19 */
static void no_history_lets_anyone_read_without_ground_and_line(void **state) {
    static int64_t begun;
    int64_t histories = setting_of("FELLES_HISTORIES", HISTORIES);
    start(*state);
    for (int64_t i = 0; i < histories && i < BATCH; i++) {
        seed = (unsigned)history_seed(++begun);
        begin_history(*state);
        one_history(*state);
    }
}

/* ── several at once ──────────────────────────────────────────────────── */

enum { ROUNDS = 60 };
struct racer {
    const struct test_database *database;
    struct process_work *mine;
    uint64_t seed;
    int unit;
};

/* She objects and lifts it, again and again, while others read. */
static void object_at_once(struct racer *racer, struct arena *arena, int round) {
    struct actor actor = {.kind = ACTOR_STAFF, .staff = HOT, .unit = HOT, .what = "test"};
    struct db *db = db_begin(racer->database->store, DB_WRITE, arena, &actor, (struct instant){TEST_NOW.ms + ASKED_AT + 100 + round});
    audit_add(db, "tried", "case", she.v, NULL);
    if (consent_object(db, she, (struct unit_id){0}, ZONE_HOUSING) != CONSENT_DONE)
        test_run(db, "UPDATE objection SET lifted_at = 1, lifted_by = 1 WHERE lifted_at IS NULL");
    racer->mine->wrong += db_commit(db) == DB_FAILED;
}

/* What the reader may read and what is objected to are seen at one moment: in the same transaction the table itself is asked. */
static void read_at_once(struct racer *racer, struct arena *arena) {
    struct actor actor = {.kind = ACTOR_STAFF, .staff = racer->unit, .unit = racer->unit, .what = "test"};
    struct db *db = db_begin(racer->database->store, DB_READ, arena, &actor, (struct instant){TEST_NOW.ms + ASKED_AT + 1000});
    struct session session = {.staff = staff_of(racer->unit), .unit = unit_of(racer->unit)};
    struct request rq = {
        .db = db, .arena = arena, .now = db_now(db), .today = instant_oslo_date(db_now(db)), .lang = LANG_NB, .session = &session};
    const struct access *access = secrecy_open(&rq, she, ZONE_BIT(ZONE_HOUSING), "services");
    struct objection_of_case_rows objected = objection_of_case(db, she);
    if (access_covers(access, ZONE_HOUSING)) {
        access_note(db, access, ZONE_HOUSING, "test");
        racer->mine->done++;
        racer->mine->wrong += objected.n > 0;
    }
    racer->mine->wrong += db_commit(db) != DB_OK;
}

static void race(const struct test_database *own, int number, struct process_work *mine) {
    static const int units[PROCESSES] = {HOT, RUS, RUS};
    struct racer racer = {.database = own, .mine = mine, .seed = history_seed(number), .unit = units[number]};
    struct arena *arena = arena_create();
    int64_t rounds = setting_of("FELLES_HISTORIES", ROUNDS);
    for (int64_t round = 0; round < rounds; round++) {
        if (racer.unit == HOT && history_draw(&racer.seed) >> 20 & 1) object_at_once(&racer, arena, (int)round);
        else read_at_once(&racer, arena);
        arena_reset(arena);
    }
    arena_destroy(arena);
}

/* trace: I-04 I-05 PJL-6 */
static void processes_that_read_and_object_at_once_leave_a_line_for_every_read(void **state) {
    struct test_database *database = *state;
    start(database);
    begin_history(database);
    struct db *db = consent_write(database, now_ms);
    secrecy_involve(db, she, unit_of(RUS), INVOLVEMENT_COORDINATOR);
    town_commit(db);
    struct process_work *works = work_by_processes(database, race);
    int reads = 0;
    for (int i = 0; i < PROCESSES; i++) {
        reads += works[i].done;
        assert_int_equal(works[i].wrong, 0);
    }
    munmap(works, PROCESSES * sizeof *works);
    assert_int_equal(lines_of_her(database), reads);
    assert_true(reads > 0);
    assert_true(test_number(database, "SELECT count(*) FROM objection") > 0);
}

int main(void) {
    static const struct test_rule others[] = {RULE(processes_that_read_and_object_at_once_leave_a_line_for_every_read)};
    int64_t histories = setting_of("FELLES_HISTORIES", HISTORIES);
    return run_histories("secrecy, any history", (struct test_rule)RULE(no_history_lets_anyone_read_without_ground_and_line),
                         (histories + BATCH - 1) / BATCH, others, sizeof others / sizeof *others);
}

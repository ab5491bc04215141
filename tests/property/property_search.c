/* Property: whatever becomes of persons, cases, parts and words, in any order, a search by name finds exactly the cases that the slow rule finds,
 * which looks at every bearer of the name in the town and asks of each whether this worker may know of it; and the words kept by unit are those
 * that would be kept if all were made anew. FELLES_HISTORIES tells how many histories, FELLES_SEED where they begin. (I-04, R-045, R-054) */
#include "domain/desk/internal.h"
#include "domain/secrecy/consent_for_tests.h"

#include "desk_routes.h"
#include "domain/secrecy/sharing.h"
#include "domain/shield/shield.h"
#include "history.h"
#include "platform/jobs/jobs.h"

enum { UNITS = 8, PEER = 7, HISTORIES = 12, BATCH = 6, STEPS = 40, PERSONS = 5 };
static const struct job_kind jobs[] = {{JOB_CONSENT_DUE, secrecy_consent_due_job},
                                       {JOB_INVOLVEMENT_DUE, secrecy_involvement_due_job},
                                       {JOB_SHARING_DUE, secrecy_sharing_due_job},
                                       {NULL, NULL}};
static const enum right officer[] = {RIGHT_SIGNED_IN, RIGHT_CASE_SEE, RIGHT_CASE_SEARCH, 0};
static const char *const given[] = {"Ane", "Anette Åse", "Åse-Ane", "Kari", "Ola An"}, *const family[] = {"Berg", "Bergan", "Solberg-An",
                                                                                                          "Øie", ""};
static const char *const typed[] = {"an", "ane", "be", "berg an", "ås", "øi", "an be so", "kari"};
enum { NAMES = sizeof given / sizeof *given, TYPED = sizeof typed / sizeof *typed };

static struct person_id persons[PERSONS];
static struct case_id cases[PERSONS];
static int64_t now_ms;
static uint64_t seed;

static int pick(int n) { return (int)(history_draw(&seed) >> 16 & 0xffff) % n; }
static struct case_id any_case(void) { return cases[pick(PERSONS)]; }
static struct unit_id any_unit(void) { return unit_of(1 + pick(UNITS)); }
static struct date today(void) { return instant_oslo_date((struct instant){TEST_NOW.ms + now_ms}); }
/* The units from 7 have no worker of their own; the one on night duty searches for them. */
static int worker_of(int unit) { return unit <= TOWN_UNITS ? unit : STAFF_NIGHT; }

/* ── what may happen ──────────────────────────────────────────────────── */

static void part_made_or_over(struct db *db) {
    struct case_id id = any_case();
    struct unit_id unit = any_unit();
    enum involvement why = (enum involvement)(INVOLVEMENT_HOLDER + pick(INVOLVEMENT_EMERGENCY));
    int what = pick(5);
    if (why == INVOLVEMENT_CONSENT && what >= 2) return; /* hers alone to give */
    if (what < 2) secrecy_end_involvement(db, id, unit, why);
    else if (what == 2) secrecy_involve_until(db, id, unit, why, date_add_days(today(), pick(40)));
    else secrecy_involve(db, id, unit, why);
}

static void she_says_yes(struct db *db) {
    struct case_id id = any_case();
    struct unit_id unit = pick(2) ? unit_of(PEER) : any_unit();
    struct consent_asking asking = question_to((int)unit.v, ZONE_BIT(ZONE_SOCIAL));
    asking.until = date_add_days(today(), pick(40));
    asking.reason = "Hun tok det opp selv.";
    consent_put_question(db, id, &asking);
    consent_register_answer(
        db, id,
        &(struct consent_answering){
            .unit = unit, .zones = pick(3) ? ZONE_BIT(ZONE_SOCIAL) : 0, .form = CONSENT_FORM_SIGNED, .until = DATE_NONE});
}

static void she_takes_it_back(struct db *db) {
    const struct case_id id = any_case();
    struct db_query last = {.name = "last",
                            .sqlite = "SELECT coalesce(max(id), 0) FROM consent WHERE case_id = $1 AND state = 'given'",
                            .postgresql = "SELECT coalesce(max(id), 0) FROM consent WHERE case_id = $1 AND state = 'given'",
                            .n_columns = 1,
                            .n_params = 1,
                            .number = -1};
    int64_t consent;
    question_row(db, &last, &id.v, &consent);
    if (consent) consent_take_back(db, id, (struct consent_id){consent});
}

static void closed_or_opened(struct db *db) {
    struct case_id id = any_case();
    struct case_brief brief;
    if (work_case(db, id, &brief) && brief.state == CASE_STATE_CLOSED) work_reopen(db, id, any_unit(), (struct staff_id){0});
    else work_close(db, id);
}

static void hidden_or_shown(struct db *db) {
    struct case_id id = any_case();
    if (pick(2)) shield_hide(db, id, HIDDEN_BECAUSE_KNOWN);
    else shield_show(db, id);
}

static void another_name(struct db *db) {
    struct person_new named = {.given_name = given[pick(NAMES)],
                               .family_name = family[pick(NAMES)],
                               .born = DATE_NONE,
                               .language = LANGUAGE_NB,
                               .grade = ADDRESS_GRADE_OPEN};
    struct person_id person = persons[pick(PERSONS)];
    struct person_spine spine;
    if (person_spine(db, person, &spine) && !spine.hidden) person_change(db, person, &named);
}

static void too_close(struct db *db) {
    if (pick(2)) shield_tell_case(db, any_case(), STAFF_TIE_FRIEND);
    else test_run(db, "UPDATE staff_bar SET ended_at = 1, ended_by = 1 WHERE ended_at IS NULL AND staff_id <> 1");
}

static void one_unit_becomes_another(struct db *db) {
    struct unit_id from = any_unit(), to = any_unit();
    if (from.v != to.v && pick(4) == 0) secrecy_unit_succeeds(db, from, to);
}

/* Her history ends with it: without a key nothing more can be written about her. */
static void one_is_forgotten(const struct test_database *database) {
    struct db *db = town_write(database, HOT, now_ms += 1000);
    person_erase(db, persons[pick(PERSONS)]);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* The jobs come late now and then: nothing may depend on their coming in time. */
static void days_pass(const struct test_database *database) {
    now_ms += pick(30) * MS_PER_DAY;
    if (pick(2)) assert_true(jobs_run_due(database->store, jobs, (struct instant){TEST_NOW.ms + now_ms}, 100) >= 0);
}

static void something_happens(const struct test_database *database) {
    static void (*const events[])(struct db *) = {part_made_or_over, part_made_or_over, part_made_or_over,       she_says_yes,
                                                  she_takes_it_back, closed_or_opened,  hidden_or_shown,         another_name,
                                                  another_name,      too_close,         one_unit_becomes_another};
    enum { EVENTS = sizeof events / sizeof *events };
    int event = pick(EVENTS + 1);
    now_ms += 1000;
    if (event == EVENTS) {
        days_pass(database);
        return;
    }
    struct db *db = town_write(database, 1 + pick(TOWN_UNITS), now_ms);
    events[event](db);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* ── what must hold ───────────────────────────────────────────────────── */

/* Every open case a unit has a part in, whose person has words that begin so, and who is not kept from the worker: by the tables themselves. */
#define SLOW_RULE                                                                                                                                         \
    "SELECT count(*) FROM person_case c WHERE c.id = $1 AND c.state <> 'closed'"                                                                          \
    " AND EXISTS (SELECT 1 FROM case_unit m WHERE m.case_id = c.id AND m.unit_id = $2 AND m.until_at IS NULL AND (m.ends_on IS NULL OR m.ends_on >= $3))" \
    " AND NOT EXISTS (SELECT 1 FROM staff_barred b WHERE b.staff_id = $4 AND b.person_id = c.person_id)"                                                  \
    " AND EXISTS (SELECT 1 FROM person_word w WHERE w.person_id = c.person_id AND w.word >= $5 AND w.word < $6)"                                          \
    " AND ($7 IS NULL OR EXISTS (SELECT 1 FROM person_word w WHERE w.person_id = c.person_id AND w.word >= $7 AND w.word < $8))"                          \
    " AND ($9 IS NULL OR EXISTS (SELECT 1 FROM person_word w WHERE w.person_id = c.person_id AND w.word >= $9 AND w.word < $10))"

static bool slowly_found(struct db *db, struct request *rq, struct case_id id, const struct search_words *words) {
    static const struct db_query rule = {.name = "slow",
                                         .sqlite = SLOW_RULE,
                                         .postgresql = SLOW_RULE,
                                         .n_columns = 1,
                                         .n_params = 10,
                                         .blob_params = UINT64_C(0x3f0),
                                         .number = QUESTIONS_FROM + 1};
    struct db_cursor cursor;
    db_open(db, &cursor, &rule);
    db_bind_int(&cursor, 1, id.v);
    db_bind_int(&cursor, 2, rq->session->unit.v);
    db_bind_text(&cursor, 3, date_iso(rq->arena, rq->today));
    db_bind_int(&cursor, 4, rq->session->staff.v);
    const struct blob bounds[] = {words->first, words->first_end, words->second, words->second_end, words->third, words->third_end};
    for (int i = 0; i < 6; i++) db_bind_blob(&cursor, 5 + i, bounds[i]);
    bool found = db_step(&cursor) && db_int(&cursor, 0) == 1;
    db_close(&cursor);
    return found && secrecy_may(rq, id) == VERDICT_ALLOWED;
}

static void search_finds_what_the_slow_rule_finds(const struct test_database *database, int unit, const char *what) {
    struct actor actor = {.kind = ACTOR_STAFF, .staff = worker_of(unit), .unit = unit, .what = "test"};
    struct db *db = db_begin(database->store, DB_READ, database->arena, &actor, (struct instant){TEST_NOW.ms + now_ms});
    struct session *session = town_session(database, unit, officer);
    session->staff = staff_of(worker_of(unit));
    struct request rq = town_request(database, db, session);
    struct reply reply = search(&rq, &(struct search_in){.q = what});
    const char *page = reply_text(database, reply);
    struct search_words words;
    search_parse(database->arena, what, &words);
    for (int i = 0; i < PERSONS; i++) {
        bool found = strstr(page, arena_printf(database->arena, "/sak/%lld\"", (long long)cases[i].v)) != NULL;
        bool slowly = slowly_found(db, &rq, cases[i], &words);
        if (found != slowly)
            fail_msg("unit %d, \"%s\": case %lld is found by the %s rule alone", unit, what, (long long)cases[i].v,
                     found ? "quick" : "slow");
    }
    assert_false(db_failed(db));
    db_abort(db);
}

static void kept_is_what_is_made_anew(const struct test_database *database) {
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM desk_name_now EXCEPT SELECT * FROM desk_name) AS x"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM (SELECT * FROM desk_name EXCEPT SELECT * FROM desk_name_now) AS x"), 0);
}

/* Five more persons with a case each; those of earlier histories stay beside them. */
static void begin_history(const struct test_database *database) {
    struct db *db = town_write(database, HOT, now_ms += 1000);
    for (int i = 0; i < PERSONS; i++) {
        const struct person_new someone = {.given_name = given[i],
                                           .family_name = family[pick(NAMES)],
                                           .born = DATE_NONE,
                                           .language = LANGUAGE_NB,
                                           .grade = ADDRESS_GRADE_OPEN};
        assert_int_equal(person_create(db, &someone, &persons[i]), ERR_OK);
        assert_int_equal(work_open_case(db, persons[i], unit_of(HOT), (struct staff_id){0}, false, &cases[i]), ERR_OK);
        secrecy_involve(db, cases[i], unit_of(HOT), INVOLVEMENT_HOLDER);
    }
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

static void start(const struct test_database *database) {
    static const char *const roles[] = {"peer", "voluntary"};
    consent_town(database);
    for (int i = 0; i < 2; i++)
        test_script(
            database,
            arena_printf(
                database->arena,
                "INSERT INTO unit (code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services, external, active)"
                " VALUES ('X%d', 'X', 'X', 'X', 'X', '%s', 0, 0, 0, 1)",
                i, roles[i]));
    now_ms = ASKED_AT;
}

/* trace: I-04 R-045 R-054 HOL-19 FVL-13 */
static void in_any_history_a_search_finds_what_the_slow_rule_finds(void **state) {
    static int64_t begun;
    int64_t histories = setting_of("FELLES_HISTORIES", HISTORIES);
    start(*state);
    for (int64_t i = 0; i < histories && i < BATCH; i++) {
        seed = history_seed(++begun);
        begin_history(*state);
        for (int step = 0; step < STEPS; step++) {
            something_happens(*state);
            search_finds_what_the_slow_rule_finds(*state, 1 + pick(UNITS), typed[pick(TYPED)]);
            search_finds_what_the_slow_rule_finds(*state, HOT, typed[pick(TYPED)]);
        }
        one_is_forgotten(*state);
        kept_is_what_is_made_anew(*state);
    }
    for (int unit = 1; unit <= UNITS; unit++)
        for (int i = 0; i < TYPED; i++) search_finds_what_the_slow_rule_finds(*state, unit, typed[i]);
}

int main(void) {
    int64_t histories = setting_of("FELLES_HISTORIES", HISTORIES);
    return run_histories("search, any history", (struct test_rule)RULE(in_any_history_a_search_finds_what_the_slow_rule_finds),
                         (histories + BATCH - 1) / BATCH, NULL, 0);
}

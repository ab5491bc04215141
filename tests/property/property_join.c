/* Property: however records are joined and parted, a parting gives back exactly what was there before the joining, no line of either's access log or
 * audit trail moves or goes, and nobody has two open cases. The model keeps who stands for whom and shares nothing with the program.
 * FELLES_HISTORIES says how many histories, FELLES_SEED where they begin. (I-05, I-14) */
#include "domain/intake/same.h"
#include "domain/work/town_for_tests.h"
#include "history.h"

enum { RECORDS = 5, STEPS = 40, HISTORIES = 10, BATCH = 50, MERGES = STEPS };

struct record {
    struct person_id id;
    struct case_id own; /* the case under this very record; 0: none */
    bool joined_case;   /* it is closed because she was joined */
    int into;           /* whom it is the same as; -1: nobody */
    int64_t lines, events;
};
struct joining {
    struct person_merge_id id;
    int kept, merged;
    bool undone;
    const char *before; /* of the merged one */
};
static struct model {
    const struct test_database *database;
    struct record records[RECORDS];
    struct joining joinings[MERGES];
    int n;
    int64_t now;
    uint64_t seed;
    int done[5];
} model;

static int pick(int n) { return (int)(history_draw(&model.seed) >> 20 & 0xffffff) % n; }

static struct db *write_now(void) { return town_write(model.database, HOT, ++model.now); }

/* ── what is there ────────────────────────────────────────────────────── */

enum { PERSON_COLUMNS = 11 };
static const struct db_query all_of_person = QUESTION(
    10, PERSON_COLUMNS, 1,
    "WITH asked (id) AS (SELECT CAST($1 AS BIGINT)) SELECT COALESCE(p.merged_into, 0), length(p.given_name), COALESCE(c.id, 0),"
    " CASE c.state WHEN 'open' THEN 1 WHEN 'resting' THEN 2 WHEN 'closing' THEN 3 WHEN 'closed' THEN 4 ELSE 0 END, COALESCE(c.holder_unit, 0),"
    " COALESCE(c.holder_staff, 0), COALESCE(c.held_since, 0), COALESCE(c.joined_to, 0),"
    " (SELECT count(*) FROM baton_period b WHERE b.case_id = c.id), (SELECT count(*) FROM case_unit u WHERE u.case_id = c.id AND u.until_at IS NULL),"
    " (SELECT COALESCE(sum(u.unit_id * 7 + u.from_at), 0) FROM case_unit u WHERE u.case_id = c.id AND u.until_at IS NULL)"
    " FROM asked a JOIN person p ON p.id = a.id LEFT JOIN person_case c ON c.person_id = p.id");

static const char *snapshot(int record) {
    int64_t row[PERSON_COLUMNS];
    look_row(model.database, &all_of_person, &model.records[record].id.v, row);
    struct str out = str_in(model.database->arena);
    for (int i = 0; i < PERSON_COLUMNS; i++) str_addf(&out, "%lld ", (long long)row[i]);
    return str_text(&out);
}

/* ── what may happen ──────────────────────────────────────────────────── */

static void open_a_case(int record) {
    struct record *who = &model.records[record];
    if (who->own.v || who->into >= 0) return;
    struct db *db = write_now();
    assert_int_equal(work_open_case(db, who->id, unit_of(HOT), staff_of(HOT), false, &who->own), ERR_OK);
    secrecy_involve(db, who->own, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", who->own.v, NULL);
    town_commit(db);
    model.done[0]++;
}

static bool stands_for_others(int record) {
    for (int i = 0; i < RECORDS; i++)
        if (model.records[i].into == record) return true;
    return false;
}

static void join(int one, int other) {
    struct record *first = &model.records[one], *second = &model.records[other];
    bool first_open = first->own.v && !first->joined_case, second_open = second->own.v && !second->joined_case;
    bool other_stays = second_open && (!first_open || second->own.v < first->own.v);
    int kept = other_stays ? other : one, merged = other_stays ? one : other;
    bool fits = model.records[kept].into < 0 && model.records[merged].into < 0 && !stands_for_others(merged);
    const char *before = snapshot(merged);
    struct person_merge_id id = {0};
    struct db *db = write_now();
    int result = intake_same(db, first->id, second->id, MERGE_REASON_CONFIRMED_BY_PERSON, &id);
    if (result != (one == other ? ERR_INVALID : fits ? ERR_OK : ERR_CONFLICT)) fail_msg("joining %d and %d gave %d", one, other, result);
    if (result < 0) {
        db_abort(db);
        assert_string_equal(snapshot(merged), before);
        return;
    }
    town_commit(db);
    model.joinings[model.n++] = (struct joining){id, kept, merged, false, before};
    model.records[merged].into = kept;
    model.records[merged].joined_case = first_open && second_open;
    model.records[kept].events++;
    model.records[merged].events++;
    model.done[1]++;
}

static void part(int joining) {
    struct joining *undo = &model.joinings[joining];
    struct db *db = write_now();
    int result = intake_part(db, undo->id);
    assert_int_equal(result, undo->undone ? ERR_CONFLICT : ERR_OK);
    if (result < 0) {
        db_abort(db);
        return;
    }
    town_commit(db);
    undo->undone = true;
    model.records[undo->merged].into = -1;
    model.records[undo->merged].joined_case = false;
    model.records[undo->kept].events++;
    model.records[undo->merged].events++;
    assert_string_equal(snapshot(undo->merged), undo->before); /* exactly what was there */
    model.done[2]++;
}

/* Somebody reads in the case of this record: the line is hers and stays hers. */
static void read_in_the_case(int record) {
    struct record *who = &model.records[record];
    if (!who->own.v || who->joined_case) return;
    struct db *db = db_begin(model.database->store, DB_READ, model.database->arena,
                             &(struct actor){.kind = ACTOR_STAFF, .staff = HOT, .unit = HOT, .what = "test"},
                             (struct instant){TEST_NOW.ms + model.now});
    struct request rq = town_request(model.database, db, town_session(model.database, HOT, NULL));
    const struct access *access = secrecy_open(&rq, who->own, ZONE_BIT(ZONE_HEALTH), "services");
    assert_true(access_covers(access, ZONE_HEALTH));
    access_note(db, access, ZONE_HEALTH, "test");
    town_commit(db);
    who->lines++;
    model.done[3]++;
}

/* ── and what must hold after each ────────────────────────────────────── */

enum { LINES, EVENTS, OPEN_CASES, LOG_COLUMNS };
static const struct db_query logs_of = QUESTION(
    11, LOG_COLUMNS, 1,
    "WITH asked (id) AS (SELECT CAST($1 AS BIGINT)) SELECT (SELECT count(*) FROM access_log l WHERE l.person_id = a.id),"
    " (SELECT count(*) FROM audit_event e WHERE e.subject = 'person' AND e.subject_id = a.id AND e.event IN ('persons_merged', 'persons_parted')),"
    " (SELECT count(*) FROM person_case c JOIN person p ON p.id = c.person_id WHERE COALESCE(p.merged_into, p.id) = a.id AND c.state <> 'closed') FROM asked a");

static void check(void) {
    struct db *db = test_read(model.database);
    for (int i = 0; i < RECORDS; i++) {
        const struct record *who = &model.records[i];
        assert_int_equal(person_current(db, who->id).v, model.records[who->into < 0 ? i : who->into].id.v);
    }
    db_abort(db);
    for (int i = 0; i < RECORDS; i++) {
        int64_t row[LOG_COLUMNS];
        look_row(model.database, &logs_of, &model.records[i].id.v, row);
        assert_int_equal(row[LINES], model.records[i].lines);
        assert_int_equal(row[EVENTS], model.records[i].events);
        assert_true(row[OPEN_CASES] <= 1);
    }
}

static void one_history(const struct test_database *database) {
    static int64_t begun;
    int64_t now = model.now;
    model = (struct model){.database = database, .now = now, .seed = history_seed(++begun)};
    struct db *db = write_now();
    for (int i = 0; i < RECORDS; i++) {
        struct person_new new = {
            .given_name = arena_printf(database->arena, "Ane%.*s", i, "nnnnn"), .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
        assert_int_equal(person_create(db, &new, &model.records[i].id), ERR_OK);
        model.records[i].into = -1;
    }
    audit_add(db, "tried", "person", 1, NULL);
    town_commit(db);
    for (int step = 0; step < STEPS; step++) {
        switch (pick(6)) {
        case 0: open_a_case(pick(RECORDS)); break;
        case 1:
        case 2: join(pick(RECORDS), pick(RECORDS)); break;
        case 3:
        case 4:
            if (model.n) part(pick(model.n));
            break;
        case 5: read_in_the_case(pick(RECORDS)); break;
        }
        check();
    }
}

/* trace: I-05 I-14 R-001 */
static void parting_gives_back_what_was_joined_with_both_logs(void **state) {
    int64_t histories = setting_of("FELLES_HISTORIES", HISTORIES);
    int done[4] = {0};
    town_make(*state);
    model.now = 0;
    for (int64_t i = 0; i < histories && i < BATCH; i++) {
        one_history(*state);
        for (int k = 0; k < 4; k++) done[k] += model.done[k];
    }
    for (int k = 0; k < 4; k++) assert_true(done[k] > 0);
}

int main(void) {
    int64_t histories = setting_of("FELLES_HISTORIES", HISTORIES);
    return run_histories("join", (struct test_rule)RULE(parting_gives_back_what_was_joined_with_both_logs), (histories + BATCH - 1) / BATCH,
                         NULL, 0);
}

/* Random histories of the baton, checked after every step against a model of a few lines, on both databases: offers, answers, disagreements and
 * rulings, emergencies, parties outside, and at the end a worker who leaves and units that become one; answers given by two threads at once;
 * and several processes at work on the same cases. A history is one case's life; they are lived in batches, each on a database of its own.
 * FELLES_HISTORIES says how many, FELLES_SEED chooses others. */
#include "domain/exchange/exchange.h"
#include "domain/responsibility/authority_for_tests.h"
#include "domain/responsibility/internal.h"
#include "domain/secrecy/secrecy.h"
#include "domain/succession/succession.h"
#include "history.h"

#include <pthread.h>

enum { CASES = 4, HOLDERS = 4, HISTORIES = 60, BATCH = 250, LIFE = 16, RACES = 24, TRIES = 120 };
static const int holders[HOLDERS] = {HOT, NAV, HJE, RUS};

/* ── the model ────────────────────────────────────────────────────────── */

struct model_case {
    int id, age;       /* of the case; steps it has lived */
    int holder, staff; /* who holds */
    int64_t offer;     /* id of the waiting offer, or 0 */
    int to;
    bool escalated;
    struct date due;
    int keeps; /* enum duty_kind, or 0 */
    int periods;
    int64_t since, before; /* instants of the last two changes of holder */
    int holder_before;
    int64_t dispute;              /* id of the disagreement that runs, or 0 */
    bool party[TOWN_UNITS + 1];   /* has asked or been asked */
};
struct model {
    const struct test_database *database;
    struct model_case cases[CASES + 1]; /* from 1 */
    int64_t offers, disputes, outside;  /* made so far: ids are 1 … offers */
    int64_t now;
    uint64_t random;
    int done[16], refused; /* how often each act succeeded, and how often one was refused */
};

static uint64_t draw(struct model *model) {
    return history_draw(&model->random);
}
static int below(struct model *model, int n) { return (int)(draw(model) >> 16 & 0x7fffffff) % n; }
static int any_unit(struct model *model) { return 1 + below(model, TOWN_UNITS); }
static bool can_hold(int unit) { return unit == HOT || unit == NAV || unit == HJE || unit == RUS; }
static bool works_in(int staff, int unit) { return staff == unit || (staff == STAFF_NIGHT && unit == HJE); }

static void model_pass(struct model *model, struct model_case *item, int unit, int staff) {
    item->before = item->since;
    item->holder_before = item->holder;
    item->holder = unit;
    item->staff = staff;
    item->since = model->now;
    item->periods++;
    item->offer = 0;
}

/* ── one random act ───────────────────────────────────────────────────── */

enum act { DO_OFFER, DO_ACCEPT, DO_REFUSE, DO_WITHDRAW, DO_ESCALATE, DO_REASSIGN, DO_TAKE_OVER, DO_CONFIRM, DO_DISPUTE, DO_DECIDE, DO_OUTSIDE, ACTS };

struct move {
    enum act act;
    struct case_id id;
    struct model_case *item;
    int unit, staff, to;
    struct handover_id handover;
};

static struct db *begin_move(struct model *model, const struct move *move, struct arena *arena) {
    struct actor *actor = arena_alloc(arena, sizeof *actor);
    bool job = move->act == DO_ESCALATE, chief = move->unit == KDR;
    *actor = (struct actor){
        .kind = job ? ACTOR_SYSTEM : ACTOR_STAFF, .staff = job ? 0 : chief ? STAFF_CHIEF : move->unit, .unit = job ? 0 : move->unit, .what = "test"};
    struct db *db = db_begin(model->database->store, DB_WRITE, arena, actor, (struct instant){model->now});
    audit_add(db, "step", "case", move->id.v, NULL);
    return db;
}

static int offer(struct model *model, struct db *db, const struct move *move, bool *ret_expected) {
    struct model_case *item = move->item;
    struct baton_offer question = {.to = {move->to},
                                   .reason = HANDOVER_REASON_OTHER,
                                   .what = "Det som er avtalt",
                                   .asked = PERSON_ASKED_AGREES,
                                   .keeps = below(model, 2) ? DUTY_KIND_DWELLING : 0};
    *ret_expected = move->unit == item->holder && !item->offer && !item->dispute && move->to != item->holder && can_hold(move->to);
    struct handover_id made = {0};
    int fault = baton_offer(db, move->id, &question, &made);
    if (fault || !*ret_expected) return fault;
    item->offer = ++model->offers;
    assert_int_equal(made.v, item->offer);
    item->to = move->to;
    item->party[move->unit] = item->party[move->to] = true;
    item->escalated = false;
    item->keeps = question.keeps;
    item->due = law_add_working_days(law_current(), instant_oslo_date((struct instant){model->now}), 3);
    return fault;
}

static int answer(struct model *model, struct db *db, const struct move *move, bool *ret_expected) {
    struct model_case *item = move->item;
    bool waiting = item->offer && move->handover.v == item->offer;
    struct baton_refusal no = {.reason = REFUSAL_REASON_OTHER, .text = "Ikke nå", .proposed = {move->unit == HOT ? RUS : HOT}};
    if (move->act == DO_ACCEPT) {
        *ret_expected = waiting && move->unit == item->to && (!move->staff || works_in(move->staff, move->unit));
        int fault = baton_accept(db, move->id, move->handover, staff_of(move->staff));
        if (*ret_expected) model_pass(model, item, item->to, move->staff);
        return fault;
    }
    bool refuse = move->act == DO_REFUSE;
    *ret_expected = waiting && move->unit == (refuse ? item->to : item->holder);
    int fault = refuse ? baton_refuse(db, move->id, move->handover, &no)
                       : baton_withdraw(db, move->id, move->handover, WITHDRAWAL_REASON_NEED_CHANGED, NULL);
    if (*ret_expected) item->offer = 0;
    return fault;
}

/* The job does nothing where there is nothing to do, so it never fails. */
static int escalate(struct model *model, struct db *db, const struct move *move, bool *ret_expected) {
    responsibility_escalate_job(db, move->handover.v, (struct instant){model->now});
    for (int i = 1; i <= CASES; i++) {
        struct model_case *item = &model->cases[i];
        bool late = instant_oslo_date((struct instant){model->now}).days > item->due.days;
        if (item->offer && item->offer == move->handover.v && late) item->escalated = true;
    }
    *ret_expected = true;
    return BATON_DONE;
}

static int other_act(struct model *model, struct db *db, const struct move *move, bool *ret_expected) {
    struct model_case *item = move->item;
    int fault = BATON_DONE;
    if (move->act == DO_REASSIGN) {
        *ret_expected = move->unit == item->holder && works_in(move->staff, move->unit) && move->staff != item->staff;
        int64_t waiting = item->offer;
        fault = baton_reassign(db, move->id, staff_of(move->staff));
        if (*ret_expected) model_pass(model, item, item->holder, move->staff);
        item->offer = waiting;
    } else if (move->act == DO_TAKE_OVER) {
        *ret_expected = move->unit == HJE && item->holder != HJE;
        fault = baton_take_over(db, move->id);
        if (*ret_expected) model_pass(model, item, HJE, move->unit);
    } else {
        *ret_expected = move->unit == item->holder;
        fault = baton_confirm_takeover(db, move->id);
    }
    return fault;
}

/* ── disagreements and parties outside ────────────────────────────────── */

static int dispute(struct model *model, struct db *db, const struct move *move, bool *ret_expected) {
    struct model_case *item = move->item;
    struct dispute_new new = {.from_person = below(model, 4) == 0, .other = {move->to}, .why = "Vi ser det ulikt"};
    bool party = move->unit == item->holder || move->unit == NAV || (move->unit <= TOWN_UNITS && item->party[move->unit]);
    *ret_expected = (new.from_person || party) && !item->dispute && (can_hold(move->to) || move->to == item->holder);
    struct dispute_id made = {0};
    int fault = dispute_raise(db, move->id, &new, &made);
    if (fault || !*ret_expected) return fault;
    item->dispute = ++model->disputes;
    assert_int_equal(made.v, item->dispute);
    item->offer = 0;
    return fault;
}

static int decide(struct model *model, struct db *db, const struct move *move, bool *ret_expected) {
    struct model_case *item = move->item;
    struct dispute_ruling ruling = {.unit = {move->to}, .keeps = below(model, 2) ? DUTY_KIND_DWELLING : 0, .reasons = "Hjelpen er der"};
    bool runs = item->dispute && move->handover.v == item->dispute;
    *ret_expected = runs && move->unit == KDR && (can_hold(move->to) || move->to == item->holder);
    int fault = dispute_decide(db, move->id, (struct dispute_id){move->handover.v}, &ruling);
    if (!*ret_expected) return fault;
    if (move->to != item->holder) model_pass(model, item, move->to, 0);
    item->dispute = 0;
    return fault;
}

/* Whatever those outside answer, the holder is who it was. */
static int ask_outside(struct model *model, struct db *db, const struct move *move, bool *ret_expected) {
    struct outside_new new = {.kind = OUTSIDE_KIND_GP, .party = "Fastlegen", .asked_for = OUTSIDE_ASKED_MAIN_FOLLOW_UP, .what = "Følge opp",
                              .ground = OUTSIDE_GROUND_CONSENT, .way = OUTSIDE_WAY_PHONE};
    struct date today = instant_oslo_date((struct instant){model->now});
    struct outside_answer said = {.state = below(model, 2) ? OUTSIDE_STATE_ACCEPTED : OUTSIDE_STATE_REFUSED, .on = today, .name = "Legen",
                                  .way = OUTSIDE_WAY_PHONE, .refusal = REFUSAL_REASON_NO_CAPACITY, .words = "Nei"};
    struct outside_request_id made = {0};
    *ret_expected = true;
    int fault = outside_ask(db, move->id, &new, &made);
    return fault ? fault : outside_register(db, move->id, made, &said);
}

/* Aims at what may work about half of the time, and anywhere else the rest of it. */
static struct move choose(struct model *model) {
    struct move move = {
        .act = (enum act)below(model, ACTS), .item = &model->cases[1 + below(model, CASES)], .unit = any_unit(model), .to = any_unit(model)};
    move.id.v = move.item->id;
    bool aims = below(model, 8) > 1;
    if (move.act == DO_TAKE_OVER && below(model, 2)) move.act = DO_OFFER;
    if (move.act == DO_TAKE_OVER && aims) move.unit = HJE;
    if (move.act == DO_OFFER && aims) {
        move.unit = move.item->holder;
        move.to = holders[below(model, HOLDERS)];
    }
    if (move.act == DO_OUTSIDE) move.unit = move.item->holder;
    if ((move.act == DO_DISPUTE || move.act == DO_DECIDE) && aims) move.to = holders[below(model, HOLDERS)];
    if (move.act == DO_DECIDE && aims) move.unit = KDR;
    bool answers = move.act == DO_ACCEPT || move.act == DO_REFUSE;
    if (answers && aims && move.item->offer) move.unit = move.item->to;
    if ((move.act == DO_WITHDRAW || move.act == DO_REASSIGN || move.act == DO_CONFIRM) && aims) move.unit = move.item->holder;
    bool aimed_offer = move.item->offer && below(model, 8) > 1; /* apart from the unit, so that a wrong unit meets the right offer */
    move.handover.v = aimed_offer ? move.item->offer : 1 + below(model, (int)model->offers + 2);
    if (move.act == DO_DECIDE) move.handover.v = aims && move.item->dispute ? move.item->dispute : 1 + below(model, (int)model->disputes + 2);
    move.staff = below(model, 3) ? (move.unit == HJE && below(model, 2) ? STAFF_NIGHT : move.unit) : below(model, STAFF_NIGHT + 1);
    if (move.act == DO_REASSIGN && !move.staff) move.staff = move.unit;
    model->now += 1 + below(model, 60000);
    if (move.act == DO_ESCALATE && below(model, 2)) model->now += 4 * MS_PER_DAY;
    return move;
}

static void step(struct model *model) {
    struct move move = choose(model);
    struct arena *arena = arena_create();
    struct db *db = begin_move(model, &move, arena);
    bool expected = false;
    int fault = BATON_NOT_FOUND;
    switch (move.act) {
    case DO_OFFER: fault = offer(model, db, &move, &expected); break;
    case DO_ACCEPT:
    case DO_REFUSE:
    case DO_WITHDRAW: fault = answer(model, db, &move, &expected); break;
    case DO_ESCALATE: fault = escalate(model, db, &move, &expected); break;
    case DO_DISPUTE: fault = dispute(model, db, &move, &expected); break;
    case DO_DECIDE: fault = decide(model, db, &move, &expected); break;
    case DO_OUTSIDE: fault = ask_outside(model, db, &move, &expected); break;
    case DO_REASSIGN:
    case DO_TAKE_OVER:
    case DO_CONFIRM:
    case ACTS: fault = other_act(model, db, &move, &expected); break;
    }
    if ((fault == BATON_DONE) != expected)
        fail_msg("act %d by unit %d on case %d: fault %d", (int)move.act, move.unit, (int)move.id.v, fault);
    if (fault) {
        assert_true(baton_fault_text(fault).why != 0);
        model->refused++;
        db_abort(db);
    } else {
        model->done[move.act]++;
        town_commit(db);
    }
    arena_destroy(arena);
}

/* ── the checks ───────────────────────────────────────────────────────── */

/* How many hold a case at an instant, and the sum of their ids, which is the holder when there is one. */
#define AT(instant, what)                                                                                     \
    "(SELECT " what " FROM baton_period b WHERE b.case_id = c.id AND b.from_at <= " instant " AND NOT EXISTS" \
    " (SELECT 1 FROM baton_period n WHERE n.case_id = c.id AND n.seq = b.seq + 1 AND n.from_at <= " instant "))"

enum { HOLDER, SINCE, PERIODS, LAST, UNORDERED, OPEN, ESCALATED, HOLDING, OFFERED, DISPUTED, HOLD_NOW, WHO_NOW, HELD_BEFORE, WHO_BEFORE, COLUMNS };
static const struct db_query state_of_case = QUESTION(
    0, COLUMNS, 3,
    "WITH asked (id, since, before) AS (SELECT CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT))"
    " SELECT c.holder_unit, c.held_since, (SELECT count(*) FROM baton_period p WHERE p.case_id = c.id),"
    " (SELECT max(p.seq) FROM baton_period p WHERE p.case_id = c.id),"
    " (SELECT count(*) FROM baton_period p JOIN baton_period q ON q.case_id = p.case_id AND q.seq = p.seq + 1 WHERE p.case_id = c.id AND q.from_at <= p.from_at),"
    " (SELECT count(*) FROM handover h WHERE h.case_id = c.id AND h.state IN ('offered', 'escalated')),"
    " (SELECT count(*) FROM handover h WHERE h.case_id = c.id AND h.state = 'escalated'),"
    " (SELECT count(*) FROM case_unit u WHERE u.case_id = c.id AND u.unit_id = c.holder_unit AND u.why = 'holder' AND u.until_at IS NULL),"
    " (SELECT count(*) FROM case_unit u WHERE u.case_id = c.id AND u.why = 'offered' AND u.until_at IS NULL),"
    " (SELECT count(*) FROM dispute d WHERE d.case_id = c.id AND d.state = 'open')," AT("a.since", "count(*)") "," AT("a.since", "COALESCE(sum(b.unit_id), 0)") ","
    AT("a.before", "count(*)") "," AT("a.before", "COALESCE(sum(b.unit_id), 0)") " FROM asked a JOIN person_case c ON c.id = a.id");

static void check_case(struct db *db, int id, const struct model_case *item) {
    int64_t row[COLUMNS];
    question_row(db, &state_of_case, (const int64_t[]){id, item->since, item->since - 1}, row);
    assert_int_equal(row[HOLDER], item->holder);
    assert_int_equal(row[SINCE], item->since);
    assert_int_equal(row[PERIODS], item->periods);
    assert_int_equal(row[LAST], item->periods);
    assert_int_equal(row[UNORDERED], 0);
    assert_int_equal(row[OPEN], item->offer != 0);
    assert_int_equal(row[ESCALATED], item->offer && item->escalated);
    assert_int_equal(row[HOLDING], 1);
    assert_int_equal(row[OFFERED], item->offer != 0);
    assert_int_equal(row[DISPUTED], item->dispute != 0);
    assert_int_equal(row[HOLD_NOW], 1);
    assert_int_equal(row[WHO_NOW], item->holder);
    assert_int_equal(row[HELD_BEFORE], item->before != 0);
    if (item->before) assert_int_equal(row[WHO_BEFORE], item->holder_before);
}

static void check(const struct model *model, int id) {
    struct arena *arena = arena_create();
    struct db *db = db_begin(model->database->store, DB_READ, arena, &test_actor, (struct instant){model->now});
    check_case(db, model->cases[id].id, &model->cases[id]);
    db_abort(db);
    arena_destroy(arena);
}

/* ── histories ────────────────────────────────────────────────────────── */

/* A new case, held by HOT, in place of one that has lived its life. */
static void begin_case(struct model *model, int place) {
    static int64_t born;
    const struct test_database *database = model->database;
    struct arena *arena = arena_create();
    struct actor actor = {.kind = ACTOR_STAFF, .staff = HOT, .unit = HOT, .what = "test"};
    struct db *db = db_begin(database->store, DB_WRITE, arena, &actor, (struct instant){++model->now});
    struct person_id person = {0};
    struct person_new ane = {.given_name = arena_printf(arena, "Ane%lld", (long long)++born), .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
    struct case_id id = {0};
    assert_int_equal(person_create(db, &ane, &person), ERR_OK);
    assert_int_equal(work_open_case(db, person, unit_of(HOT), staff_of(HOT), false, &id), ERR_OK);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_FIRST_CONTACT);
    town_commit(db);
    arena_destroy(arena);
    model->cases[place] = (struct model_case){.id = (int)id.v, .holder = HOT, .staff = HOT, .periods = 1, .since = model->now, .due = DATE_NONE};
}

static void begin_history(struct model *model, const struct test_database *database) {
    static int64_t begun;
    *model = (struct model){.database = database, .now = TEST_NOW.ms, .random = history_seed(++begun)};
    authority_make(database);
    for (int i = 1; i <= CASES; i++) begin_case(model, i);
}

/* What `felles verify` says of the whole. The town makes no decisions, so the rule about them does not apply. */
static void check_whole(const struct test_database *database, int64_t now) {
    struct arena *arena = arena_create();
    struct verify_lines lines = verify_rules(database->store, arena, (struct instant){now});
    for (size_t i = 0; i < lines.n; i++)
        if (lines.v[i].wrong && !text_starts(lines.v[i].name, "I-08")) fail_msg("%s: %d of %d", lines.v[i].name, (int)lines.v[i].wrong, (int)lines.v[i].looked_at);
    arena_destroy(arena);
}

/* HJE's worker leaves, then HJE becomes part of RUS, and RUS of NAV: everyone is always someone's. */
static void close_town(struct model *model) {
    const struct test_database *database = model->database;
    struct leaving_id leaving = {0};
    model->now += 60000;
    struct db *db = write_by(database, HJE, STAFF_NIGHT, model->now - TEST_NOW.ms);
    assert_int_equal(leaving_plan(db, staff_of(HJE), instant_oslo_date((struct instant){model->now}), &leaving), SUCCESSION_DONE);
    for (int i = 1; i <= CASES; i++) {
        struct model_case *item = &model->cases[i];
        if (item->holder != HJE || item->staff != HJE) continue;
        assert_int_equal(leaving_assign(db, leaving, &(struct successor_choice){{item->id}, staff_of(STAFF_NIGHT), DATE_NONE}, 1, &(size_t){0}), SUCCESSION_DONE);
    }
    int64_t moved = 0;
    if (leaving_carry_out(db, leaving, &moved) == SUCCESSION_DONE) {
        for (int i = 1; i <= CASES; i++) {
            struct model_case *item = &model->cases[i];
            int64_t offer = item->offer;
            if (item->holder == HJE && item->staff == HJE) model_pass(model, item, HJE, STAFF_NIGHT);
            item->offer = offer;
        }
    }
    town_commit(db);
    for (int i = 1; i <= CASES; i++) check(model, i);
    static const int merged[][2] = {{HJE, RUS}, {RUS, NAV}};
    for (int k = 0; k < 2; k++) {
        model->now += 60000;
        db = write_by(database, KDR, STAFF_CHIEF, model->now - TEST_NOW.ms);
        const struct unit_id from = unit_of(merged[k][0]), to = unit_of(merged[k][1]);
        assert_int_equal(unit_merge_plan(db, from, to, "Alle beholder den de kjenner.", instant_oslo_date(db_now(db))), SUCCESSION_DONE);
        assert_int_equal(unit_merge(db, from, to), SUCCESSION_DONE);
        town_commit(db);
        for (int i = 1; i <= CASES; i++) {
            struct model_case *item = &model->cases[i];
            bool between = item->offer && (item->holder == merged[k][0] || item->to == merged[k][0]) && (item->holder == merged[k][1] || item->to == merged[k][1]);
            int64_t offer = between ? 0 : item->offer;
            if (item->to == merged[k][0]) item->to = merged[k][1];
            if (item->holder == merged[k][0]) model_pass(model, item, merged[k][1], item->staff);
            item->offer = offer;
            check(model, i);
        }
    }
    check_whole(database, model->now);
}

/* trace: I-01 I-02 I-03 R-026 R-028 R-029 R-031 R-036 R-041 R-046 IPF-1 */
static void any_history_leaves_one_holder_at_every_instant(void **state) {
    struct model *model = test_calloc(1, sizeof *model);
    begin_history(model, *state);
    int histories = (int)setting_of("FELLES_HISTORIES", HISTORIES), lived = CASES, steps = 0;
    if (histories > BATCH) histories = BATCH;
    for (; lived < histories + CASES; steps++) {
        step(model);
        int place = 1 + steps % CASES;
        check(model, place);
        if (++model->cases[place].age < LIFE) continue;
        for (int id = 1; id <= CASES; id++) check(model, id);
        begin_case(model, place);
        lived++;
    }
    for (int act = 0; act < ACTS; act++)
        if (model->done[act] <= steps / 400) fail_msg("act %d succeeded only %d times", act, model->done[act]);
    assert_true(model->refused > steps / 20);
    check_whole(model->database, model->now);
    close_town(model);
    test_free(model);
}

/* ── two at once ──────────────────────────────────────────────────────── */

struct racer {
    const struct test_database *database;
    pthread_barrier_t *start;
    struct case_id id;
    struct handover_id handover;
    enum act act;
    int unit, fault;
    int64_t now;
};

static void *race(void *data) {
    struct racer *racer = data;
    struct arena *arena = arena_create();
    struct actor actor = {.kind = ACTOR_STAFF, .staff = racer->unit, .unit = racer->unit, .what = "test"};
    struct baton_refusal no = {.reason = REFUSAL_REASON_OTHER, .text = "Ikke nå", .proposed = {NAV}};
    pthread_barrier_wait(racer->start);
    struct db *db = db_begin(racer->database->store, DB_WRITE, arena, &actor, (struct instant){racer->now});
    if (racer->act == DO_ACCEPT) racer->fault = baton_accept(db, racer->id, racer->handover, (struct staff_id){0});
    else if (racer->act == DO_REFUSE) racer->fault = baton_refuse(db, racer->id, racer->handover, &no);
    else racer->fault = baton_withdraw(db, racer->id, racer->handover, WITHDRAWAL_REASON_NEED_CHANGED, NULL);
    if (racer->fault) db_abort(db);
    else if (db_commit(db) != DB_OK) racer->fault = -1;
    arena_destroy(arena);
    return NULL;
}

static void run_race(struct racer racers[2]) {
    pthread_barrier_t start;
    pthread_t threads[2];
    pthread_barrier_init(&start, NULL, 2);
    for (int i = 0; i < 2; i++) {
        racers[i].start = &start;
        assert_int_equal(pthread_create(&threads[i], NULL, race, &racers[i]), 0);
    }
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&start);
}

static int expected_reason(enum act winner) {
    return winner == DO_ACCEPT ? BATON_ALREADY_ACCEPTED : winner == DO_REFUSE ? BATON_ALREADY_REFUSED : BATON_ALREADY_WITHDRAWN;
}

static void race_round(struct model *model, int round) {
    struct model_case *item = &model->cases[1];
    static const enum act against[] = {DO_ACCEPT, DO_WITHDRAW, DO_REFUSE};
    int to = item->holder == HJE ? RUS : HJE;
    model->now += 60000;
    struct move move = {.act = DO_OFFER, .id = {item->id}, .item = item, .unit = item->holder, .to = to};
    struct arena *arena = arena_create();
    struct db *db = begin_move(model, &move, arena);
    bool expected;
    assert_int_equal(offer(model, db, &move, &expected), BATON_DONE);
    town_commit(db);
    arena_destroy(arena);

    model->now += 60000;
    enum act other = against[round % 3];
    struct racer racers[2] = {{.act = DO_ACCEPT, .unit = to}, {.act = other, .unit = other == DO_WITHDRAW ? item->holder : to}};
    for (int i = 0; i < 2; i++) {
        racers[i].database = model->database;
        racers[i].id = move.id;
        racers[i].handover.v = item->offer;
        racers[i].now = model->now;
    }
    run_race(racers);
    assert_int_equal((racers[0].fault == BATON_DONE) + (racers[1].fault == BATON_DONE), 1);
    int winner = racers[0].fault == BATON_DONE ? 0 : 1;
    assert_int_equal(racers[!winner].fault, expected_reason(racers[winner].act));
    if (racers[winner].act == DO_ACCEPT) model_pass(model, item, to, 0);
    item->offer = 0;
    check(model, 1);
}

/* trace: I-01 I-02 R-029 R-031 */
static void of_two_answers_at_once_exactly_one_counts(void **state) {
    struct model *model = test_calloc(1, sizeof *model);
    begin_history(model, *state);
    for (int round = 0; round < RACES; round++) race_round(model, round);
    test_free(model);
}

/* ── several processes ────────────────────────────────────────────────── */

/* One of several processes at work on the same cases, without a model: it tries, and what two do at once one of them is refused. */
static void try_once(struct model *model, struct process_work *mine) {
    struct arena *arena = arena_create();
    struct move move = {.act = (enum act)below(model, ACTS), .id = {1 + below(model, CASES)}, .unit = any_unit(model), .to = holders[below(model, HOLDERS)]};
    struct timespec clock;
    clock_gettime(CLOCK_REALTIME, &clock);
    struct instant now = {TEST_NOW.ms + (clock.tv_sec % 100000) * 1000000 + clock.tv_nsec / 1000};
    struct case_brief brief;
    struct handover_open_of_row open;
    struct dispute_open_of_row dispute;
    struct db *db = db_begin(model->database->store, DB_READ, arena, &test_actor, now);
    bool found = work_case(db, move.id, &brief), offered = found && handover_open_of(db, move.id, &open), disputed = found && dispute_open_of(db, move.id, &dispute);
    db_abort(db);
    bool answers = move.act == DO_ACCEPT || move.act == DO_REFUSE;
    move.unit = move.act == DO_DECIDE ? KDR : move.act == DO_TAKE_OVER ? HJE : answers && offered ? (int)open.to_unit.v : (int)brief.holder_unit.v;
    move.handover.v = offered ? open.id.v : 1;
    struct actor actor = {.kind = ACTOR_STAFF, .staff = move.unit == KDR ? STAFF_CHIEF : move.unit, .unit = move.unit, .what = "test"};
    struct baton_offer question = {.to = {move.to}, .reason = HANDOVER_REASON_OTHER, .what = "Hjelp", .asked = PERSON_ASKED_AGREES};
    struct baton_refusal no = {.reason = REFUSAL_REASON_OTHER, .text = "Nei", .proposed = {HOT}};
    struct handover_id handover;
    struct dispute_id raised;
    int fault = BATON_NOT_FOUND;
    db = db_begin(model->database->store, DB_WRITE, arena, &actor, now);
    switch (move.act) {
    case DO_OFFER: fault = baton_offer(db, move.id, &question, &handover); break;
    case DO_ACCEPT: fault = baton_accept(db, move.id, move.handover, (struct staff_id){0}); break;
    case DO_REFUSE: fault = move.unit == HOT ? BATON_NOT_FOUND : baton_refuse(db, move.id, move.handover, &no); break;
    case DO_WITHDRAW: fault = baton_withdraw(db, move.id, move.handover, WITHDRAWAL_REASON_NEED_CHANGED, NULL); break;
    case DO_TAKE_OVER: fault = baton_take_over(db, move.id); break;
    case DO_DISPUTE: fault = dispute_raise(db, move.id, &(struct dispute_new){.other = {move.to}, .why = "Uenig"}, &raised); break;
    case DO_DECIDE:
        if (disputed) fault = dispute_decide(db, move.id, dispute.id, &(struct dispute_ruling){.unit = {move.to}, .reasons = "Fordi"});
        break;
    case DO_ESCALATE:
    case DO_REASSIGN:
    case DO_CONFIRM:
    case DO_OUTSIDE:
    case ACTS: break;
    }
    bool done = !fault && db_commit(db) == DB_OK;
    if (fault) db_abort(db);
    if (done && move.act == DO_ACCEPT) mine->kept[mine->n_kept++] = move.handover.v;
    mine->done += done;
    arena_destroy(arena);
}

static void work_alone(const struct test_database *own, int number, struct process_work *mine) {
    static struct model model;
    model = (struct model){.database = own, .random = history_seed(7919 + number)};
    int64_t tries = setting_of("FELLES_HISTORIES", HISTORIES) * LIFE / PROCESSES / 10;
    if (tries < TRIES) tries = TRIES;
    for (int64_t i = 0; i < tries && mine->n_kept < KEPT_MOST; i++) try_once(&model, mine);
    if (mine->done <= tries / 20) mine->wrong++; /* a test in which nothing happens shows nothing */
}

/* Every yes that was answered «done» moved the case, and none did so twice. (I-02) */
static void check_acceptances(const struct test_database *database, const struct process_work *works) {
    struct arena *arena = arena_create();
    int64_t told = 0, highest = test_number(database, "SELECT max(id) FROM handover");
    bool *seen = arena_array(arena, (size_t)highest + 1, sizeof *seen);
    for (int i = 0; i < PROCESSES; i++) {
        assert_int_equal(works[i].wrong, 0);
        for (int k = 0; k < works[i].n_kept; k++) {
            assert_true(works[i].kept[k] > 0 && works[i].kept[k] <= highest);
            if (seen[works[i].kept[k]]) fail_msg("handover %d was accepted twice", (int)works[i].kept[k]);
            seen[works[i].kept[k]] = true;
            told++;
            if (!test_number(database, arena_printf(arena, "SELECT count(*) FROM handover h WHERE h.id = %lld AND h.state = 'accepted' AND EXISTS (SELECT 1"
                                                           " FROM baton_period p WHERE p.case_id = h.case_id AND p.unit_id = h.to_unit AND p.from_at = h.answered_at)",
                                                    (long long)works[i].kept[k])))
                fail_msg("handover %d was accepted, and is lost", (int)works[i].kept[k]);
        }
    }
    assert_true(told > 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM handover WHERE state = 'accepted'"), told);
    arena_destroy(arena);
}

/* trace: I-01 I-02 I-03 R-028 R-029 MODEL-6.4-2 */
static void several_processes_at_once_never_give_a_gap_a_second_holder_or_a_lost_yes(void **state) {
    struct test_database *database = *state;
    struct model *model = test_calloc(1, sizeof *model);
    begin_history(model, database);
    struct process_work *works = work_by_processes(database, work_alone);
    check_whole(database, TEST_NOW.ms + INT64_C(200000) * 1000000);
    assert_int_equal(test_number(database, "SELECT count(*) FROM person_case c WHERE (SELECT count(*) FROM case_unit u WHERE u.case_id = c.id AND u.why = 'holder'"
                                           " AND u.until_at IS NULL) <> 1"), 0);
    check_acceptances(database, works);
    munmap(works, PROCESSES * sizeof *works);
    test_free(model);
}

int main(void) {
    static const struct test_rule others[] = {RULE(of_two_answers_at_once_exactly_one_counts),
                                              RULE(several_processes_at_once_never_give_a_gap_a_second_holder_or_a_lost_yes)};
    int64_t histories = setting_of("FELLES_HISTORIES", HISTORIES);
    return run_histories("baton", (struct test_rule)RULE(any_history_leaves_one_holder_at_every_instant), (histories + BATCH - 1) / BATCH, others,
                         sizeof others / sizeof *others);
}

/* The rules of the care of the stock. No page. */
#include "domain/upkeep/upkeep.h"

#include "base/cells.h"
#include "domain/law/law.h"
#include "domain/organisation/organisation.h"
#include "domain/work/work.h"
#include "platform/audit/audit.h"
#include "upkeep_sql.h"

static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }
static struct staff_id me(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

/* ── the minimum standard ── */

static bool is_met(const struct standard_answered *answers, size_t n, const char *item) {
    for (size_t i = 0; i < n; i++)
        if (text_equal(answers[i].item, item)) return answers[i].answer == STANDARD_ANSWER_MET;
    return false;
}

struct standard_score upkeep_score(const struct profile_dwellings *stock, const struct standard_answered *answers, size_t n) {
    struct standard_score score = {0};
    for (unsigned i = 0; i < stock->standard_count; i++) {
        bool met = is_met(answers, n, stock->standard[i].code);
        if (stock->standard[i].wanted) {
            score.wanted++;
            score.wanted_met += met;
        } else {
            score.required++;
            score.met += met;
        }
    }
    score.below = score.met < score.required;
    return score;
}

void upkeep_check(struct db *db, struct dwelling_id dwelling, const struct profile_dwellings *stock, const struct standard_answered *answers, size_t n) {
    struct standard_score score = upkeep_score(stock, answers, n);
    struct standard_check_id id = standard_check_add(db, dwelling, today_of(db), score.required, score.met, score.wanted, score.wanted_met, score.below, db_now(db), me(db));
    for (size_t i = 0; i < n; i++) standard_item_add(db, id, answers[i].item, answers[i].answer, answers[i].remark);
}

/* ── what a move begins ── */

static bool belongs(enum maintenance_when when, enum run_why why) {
    if (when == MAINTENANCE_BOTH) return why == RUN_WHY_MOVED_OUT || why == RUN_WHY_MOVED_IN;
    return when == (why == RUN_WHY_MOVED_IN ? MAINTENANCE_IN : MAINTENANCE_OUT);
}

struct maintenance_run_id upkeep_run_begin(struct db *db, struct dwelling_id dwelling, enum run_why why, struct date begun) {
    const struct profile_dwellings *stock = &organisation_profile()->dwellings;
    struct run_open_of_row open;
    if (run_open_of(db, dwelling, why, &open)) return open.id;
    struct date due = law_add_working_days(law_current(), begun, stock->turnaround_days ? stock->turnaround_days : 20);
    struct maintenance_run_id run = run_add(db, dwelling, why, begun, due);
    int64_t seq = 0;
    for (unsigned i = 0; i < stock->maintenance_count; i++)
        if (belongs(stock->maintenance[i].when, why)) run_step_add(db, run, ++seq, stock->maintenance[i].name.nb, stock->maintenance[i].name.nn);
    return run;
}

void upkeep_on_move(struct db *db, const struct dwelling_moved *moved) {
    if (moved->to == DWELLING_STATE_VACATED) upkeep_run_begin(db, moved->dwelling, RUN_WHY_MOVED_OUT, moved->on);
    if (moved->to == DWELLING_STATE_OCCUPIED && moved->from == DWELLING_STATE_OFFERED) upkeep_run_begin(db, moved->dwelling, RUN_WHY_MOVED_IN, moved->on);
}

/* By the steps of the model, as far as they lead. */
static void on_to_ready(struct db *db, struct dwelling_id dwelling, struct date today) {
    static const enum dwelling_state way[] = {DWELLING_STATE_INSPECTED, DWELLING_STATE_MAINTENANCE, DWELLING_STATE_READY};
    for (size_t i = 0; i < sizeof way / sizeof *way; i++)
        if (dwelling_move_to(db, dwelling, way[i], today, NULL) == ERR_OK) audit_add(db, "dwelling_moved", "dwelling", dwelling.v, dwelling_state_code(way[i]));
}

int upkeep_run_end(struct db *db, struct maintenance_run_id run) {
    struct run_get_row row;
    struct run_left_row left;
    struct date today = today_of(db);
    if (!run_get(db, run, &row) || !run_left(db, run, &left)) return ERR_NOT_FOUND;
    if (left.n || !date_is_none(row.ended_on)) return ERR_INVALID;
    struct date ended = today.days < row.begun_on.days ? row.begun_on : today;
    run_end(db, run, ended, law_working_days_between(law_current(), row.begun_on, ended));
    if (row.why != RUN_WHY_MOVED_IN) on_to_ready(db, row.dwelling_id, ended);
    return ERR_OK;
}

/* ── damage ── */

enum { REVIEW_DAYS = 5 };

struct damage_id upkeep_damage(struct db *db, const struct damage_new *d) {
    struct damage_lives_there_row who;
    struct damage_id id = damage_add(db, d->dwelling, d->seen_on, d->cause, d->what, d->cost, d->review, db_now(db), me(db));
    if (!d->review || !damage_lives_there(db, d->dwelling, &who)) return id;
    review_add(db, id, who.case_id, who.person_id, db_now(db));
    work_task_add(db, who.case_id, who.holder_unit, TASK_KIND_LOOK_AFTER_DAMAGE, id.v, law_add_working_days(law_current(), today_of(db), REVIEW_DAYS));
    audit_add(db, "damage_review_asked", "case", who.case_id.v, NULL);
    return id;
}

/* ── what becomes of a dwelling, and of the stock ── */

bool upkeep_plan_may_move(enum plan_state from, enum plan_state to) {
    if (from == PLAN_STATE_DECIDED) return to == PLAN_STATE_BEGUN || to == PLAN_STATE_DROPPED;
    return from == PLAN_STATE_BEGUN && (to == PLAN_STATE_DONE || to == PLAN_STATE_DROPPED);
}

static void try_move(struct db *db, struct dwelling_id dwelling, enum dwelling_state to) {
    if (dwelling_move_to(db, dwelling, to, today_of(db), NULL) == ERR_OK) audit_add(db, "dwelling_moved", "dwelling", dwelling.v, dwelling_state_code(to));
}

static void follow_plan(struct db *db, const struct home_plan_get_row *plan, enum plan_state to) {
    bool sells = plan->kind == STOCK_PLAN_SELL || plan->kind == STOCK_PLAN_REPLACE;
    if (to == PLAN_STATE_BEGUN && sells) try_move(db, plan->dwelling_id, DWELLING_STATE_FOR_SALE);
    if (to == PLAN_STATE_DONE && sells) try_move(db, plan->dwelling_id, DWELLING_STATE_SOLD);
    if (to == PLAN_STATE_BEGUN && !sells) {
        try_move(db, plan->dwelling_id, DWELLING_STATE_MAINTENANCE);
        upkeep_run_begin(db, plan->dwelling_id, RUN_WHY_UPGRADE, today_of(db));
    }
    if (to == PLAN_STATE_DONE && !sells) try_move(db, plan->dwelling_id, DWELLING_STATE_READY);
}

int upkeep_plan_move(struct db *db, struct dwelling_plan_id id, enum plan_state to, const char *outcome) {
    struct home_plan_get_row plan;
    bool ends = to == PLAN_STATE_DONE || to == PLAN_STATE_DROPPED;
    if (!home_plan_get(db, id, &plan)) return ERR_NOT_FOUND;
    if (!upkeep_plan_may_move(plan.state, to)) return ERR_INVALID;
    if (home_plan_move(db, id, plan.state, to, ends ? today_of(db) : DATE_NONE, outcome) != 1) return ERR_CONFLICT;
    follow_plan(db, &plan, to);
    return ERR_OK;
}

bool upkeep_acquire_may_move(enum acquire_state from, enum acquire_state to) {
    static const unsigned next[ACQUIRE_STATE_COUNT + 1] = {
        [ACQUIRE_STATE_IDEA] = 1u << ACQUIRE_STATE_IN_PLAN | 1u << ACQUIRE_STATE_DROPPED,
        [ACQUIRE_STATE_IN_PLAN] = 1u << ACQUIRE_STATE_FUNDED | 1u << ACQUIRE_STATE_IDEA | 1u << ACQUIRE_STATE_DROPPED,
        [ACQUIRE_STATE_FUNDED] = 1u << ACQUIRE_STATE_RUNNING | 1u << ACQUIRE_STATE_DROPPED,
        [ACQUIRE_STATE_RUNNING] = 1u << ACQUIRE_STATE_DELIVERED | 1u << ACQUIRE_STATE_DROPPED,
    };
    return from && to && (next[from] & 1u << to) != 0;
}

/* What has happened says where the matter stands. "moved_on" is the next step of the plain way: neighbours, permit, preparing, placed. */
bool upkeep_siting_may_move(enum siting_state from, enum siting_kind by, enum siting_state *ret_to) {
    *ret_to = from;
    if (from == SITING_STATE_PLACED || from == SITING_STATE_STOPPED) return by == SITING_KIND_TECHNICAL_PROBLEM || by == SITING_KIND_TECHNICAL_SOLVED || by == SITING_KIND_NEIGHBOUR_MEETING;
    if (by == SITING_KIND_PERMIT_REFUSED) *ret_to = SITING_STATE_STOPPED;
    if (by == SITING_KIND_PERMIT_GIVEN) *ret_to = SITING_STATE_PREPARING;
    if (by == SITING_KIND_PERMIT_ASKED) *ret_to = SITING_STATE_PERMIT;
    if (from == SITING_STATE_IDEA && (by == SITING_KIND_NEIGHBOUR_TOLD || by == SITING_KIND_NEIGHBOUR_MEETING)) *ret_to = SITING_STATE_NEIGHBOURS;
    if (by == SITING_KIND_MOVED_ON) {
        if (from != SITING_STATE_PREPARING) return false; /* it stands there when what comes before is done */
        *ret_to = SITING_STATE_PLACED;
    }
    return true;
}

int upkeep_share(int64_t residents, int64_t active) {
    int64_t others = residents - active;
    if (residents < CELL_LEAST || cell_is_small(active) || cell_is_small(others)) return -1;
    return (int)((active * 100 + residents * 5) / (residents * 10)) * 10;
}

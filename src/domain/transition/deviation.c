/* What went wrong towards her, whose duty it was, and that somebody raises it. And what is disputed meanwhile, and the price of a day. */
#include "domain/responsibility/responsibility.h"
#include "domain/transition/internal.h"
#include "transition_sql.h"

enum { RAISE_WORKING_DAYS = 3, ACCOUNT_DAYS = 14, FIRST_PRICE_YEAR = 2012 };

static struct unit_id unit_of_case(struct db *db, struct case_id id) {
    struct case_brief brief;
    return work_case(db, id, &brief) ? brief.holder_unit : (struct unit_id){0};
}

struct transition_deviation_id transition_deviate(struct db *db, const struct transition_wrong *wrong) {
    struct transition t;
    bool one = wrong->transition.v && transition_get(db, wrong->case_, wrong->transition, &t);
    struct unit_id unit = one ? t.unit : unit_of_case(db, wrong->case_);
    struct transition_deviation_id made =
        transition_deviation_insert(db, wrong->case_, wrong->transition, unit, wrong->kind, wrong->party, transition_today(db), db_now(db), transition_actor(db));
    struct date due = law_add_working_days(law_current(), transition_today(db), RAISE_WORKING_DAYS);
    work_task_add(db, wrong->case_, unit, TASK_KIND_RAISE_DEVIATION, made.v, due);
    struct staff_id leader = responsibility_leader(db, unit);
    if (leader.v) work_task_give(db, wrong->case_, TASK_KIND_RAISE_DEVIATION, made.v, leader);
    work_event(db, wrong->case_, CASE_EVENT_KIND_TRANSITION_DEVIATION, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "transition_deviation", "case", wrong->case_.v, transition_deviation_kind_code(wrong->kind));
    return made;
}

int transition_raise(struct db *db, struct case_id id, struct transition_deviation_id deviation) {
    struct transition_deviation_row_row row;
    if (!transition_deviation_row(db, id, deviation, &row)) return TRANSITION_NOT_FOUND;
    if (row.unit_id.v != transition_actor_unit(db).v && unit_of_case(db, id).v != transition_actor_unit(db).v) return TRANSITION_NOT_YOURS;
    if (transition_deviation_raise(db, deviation, transition_today(db)) != 1) return TRANSITION_DONE_ALREADY;
    work_task_done(db, id, TASK_KIND_RAISE_DEVIATION, deviation.v);
    audit_add(db, "transition_deviation_raised", "case", id.v, NULL);
    return TRANSITION_DONE;
}

int transition_deviation_answered(struct db *db, struct case_id id, struct transition_deviation_id deviation) {
    struct transition_deviation_row_row row;
    if (!transition_deviation_row(db, id, deviation, &row)) return TRANSITION_NOT_FOUND;
    if (transition_deviation_answer(db, deviation, transition_today(db)) != 1) return TRANSITION_DONE_ALREADY;
    audit_add(db, "transition_deviation_answered", "case", id.v, NULL);
    return TRANSITION_DONE;
}

int transition_dispute(struct db *db, struct case_id id, struct transition_id transition, enum transition_side_kind kind) {
    struct transition t;
    struct transition_side_open_row open;
    int fault = transition_mine(db, id, transition, &t);
    if (fault) return fault;
    if (kind == TRANSITION_SIDE_KIND_ACCOUNT && !transition_from_ward(t.from)) return TRANSITION_WRONG_STATE;
    if (transition_side_open(db, transition, kind, &open)) return TRANSITION_DONE_ALREADY;
    struct date due = date_add_days(transition_today(db), ACCOUNT_DAYS);
    struct transition_side_id made = transition_side_insert(db, transition, id, kind, transition_today(db), due, transition_actor(db));
    work_task_add(db, id, t.unit, TASK_KIND_AWAIT_ACCOUNT, made.v, due);
    audit_add(db, "transition_disputed", "transition", transition.v, transition_side_kind_code(kind));
    return TRANSITION_DONE;
}

int transition_dispute_over(struct db *db, struct case_id id, struct transition_id transition, enum transition_side_kind kind) {
    struct transition_side_open_row open;
    struct transition t;
    if (!transition_get(db, id, transition, &t)) return TRANSITION_NOT_FOUND;
    if (!transition_is_ours(&t, transition_actor_unit(db))) return TRANSITION_NOT_YOURS;
    if (!transition_side_open(db, transition, kind, &open)) return TRANSITION_DONE_ALREADY;
    transition_side_end(db, transition, kind, transition_today(db));
    work_task_done(db, id, TASK_KIND_AWAIT_ACCOUNT, open.id.v);
    audit_add(db, "transition_dispute_over", "transition", transition.v, transition_side_kind_code(kind));
    return TRANSITION_DONE;
}

int transition_set_price(struct db *db, int64_t year, int64_t amount, const char *stands) {
    int next = date_ymd(transition_today(db)).year + 1;
    if (year < FIRST_PRICE_YEAR || year > next) return TRANSITION_PRICE_YEAR;
    if (text_empty(stands)) return TRANSITION_PRICE_STANDS;
    discharge_price_insert(db, year, amount, stands, db_now(db), transition_actor(db));
    audit_add(db, "discharge_price_set", "municipality", year, NULL);
    return TRANSITION_DONE;
}

struct transition_price_rows transition_prices(struct db *db) {
    struct discharge_prices_rows rows = discharge_prices(db);
    struct transition_price_rows prices = {arena_array(db_arena(db), rows.n + 1, sizeof *prices.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        prices.v[i] = (struct transition_price_row){rows.v[i].year, rows.v[i].amount, rows.v[i].stands, rows.v[i].staff_name, rows.v[i].at};
    return prices;
}

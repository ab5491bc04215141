/* From the first message to a plan: announced, claimed, and what must be in order around her. What happens when she is ready is in moves.c. */
#include "domain/organisation/organisation.h"
#include "domain/roles/roles.h"
#include "domain/transition/internal.h"
#include "texts.h"
#include "transition_sql.h"

enum { PLAN_WORKING_DAYS = 2, SIGHT_DAYS = 30 };

/* ── whose it is ──────────────────────────────────────────────────────── */

struct unit_id transition_port(struct db *db) {
    const struct profile *profile = organisation_profile();
    const struct profile_unit *door = profile_unit_doing(profile, PROFILE_TASK(ONE_DOOR));
    const char *code = profile->transitions.unit ? profile->transitions.unit : door && !door->planned ? door->code : profile->intake.first_unit;
    return code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
}

bool transition_get(struct db *db, struct case_id id, struct transition_id transition, struct transition *ret_transition) {
    struct transition_row_row row;
    if (!transition_row(db, id, transition, &row)) return false;
    *ret_transition = (struct transition){
        .id = row.id, .case_ = id, .person = row.person_id, .kind = row.kind, .state = row.state, .from = row.from_party, .to = row.to_party,
        .unit = row.unit_id, .holder = row.holder_unit, .expected = row.expected_on, .home_from = row.home_from, .cannot_until = row.cannot_until,
        .moved_on = row.moved_on, .home = row.home, .contact = row.contact_staff, .announced_at = row.announced_at, .began_at = row.began_at,
        .ready_at = row.ready_at, .answer_due = row.answer_due, .answered_at = row.answered_at, .ready_by = row.ready_by,
        .lacks_home = row.lacks_home, .planned = row.planned, .without_yes = row.without_yes, .version = row.version,
        .stays_elsewhere = row.said == STAY_SAID_ELSEWHERE,
    };
    return true;
}

bool transition_is_ours(const struct transition *transition, struct unit_id unit) {
    return unit.v && (transition->unit.v == unit.v || transition->holder.v == unit.v);
}

int transition_mine(struct db *db, struct case_id id, struct transition_id transition, struct transition *ret_transition) {
    if (!transition_get(db, id, transition, ret_transition)) return TRANSITION_NOT_FOUND;
    if (!transition_is_ours(ret_transition, transition_actor_unit(db))) return TRANSITION_NOT_YOURS;
    return transition_is_open(ret_transition->state) ? TRANSITION_DONE : TRANSITION_WRONG_STATE;
}

int transition_step_to(struct db *db, const struct transition *transition, enum transition_state to) {
    if (!transition_may(transition->state, to)) return TRANSITION_WRONG_STATE;
    int64_t changed = transition_set_state(db, transition->id, transition->state, transition->version, to, db_now(db), transition_actor(db));
    return changed == 1 ? TRANSITION_DONE : TRANSITION_WRONG_STATE;
}

void transition_note(struct db *db, const struct transition *transition, enum case_event_kind event, const char *audit) {
    work_event(db, transition->case_, event, ZONE_SPINE, (struct unit_id){0});
    /* events: transition_announced transition_answered transition_broken_off transition_claimed transition_completed transition_home transition_moved transition_not_ready transition_ready */
    audit_add(db, audit, "transition", transition->id.v, NULL);
}

/* ── announced ────────────────────────────────────────────────────────── */

static int announce_check(struct db *db, const struct transition_new *made, const struct case_brief *brief) {
    struct transition_open_of_row open;
    enum transition_party from = made->from ? made->from : transition_usual_from(made->kind);
    enum transition_party to = made->to ? made->to : transition_usual_to(made->kind);
    if (brief->state == CASE_STATE_CLOSED) return TRANSITION_CASE_CLOSED;
    if (transition_is_inside(made->kind)) return TRANSITION_WRONG_STATE;
    if (transition_open_of(db, made->case_, made->kind, &open)) return TRANSITION_OPEN_ALREADY;
    if (from == to && from != TRANSITION_PARTY_MUNICIPALITY) return TRANSITION_ENDS_ALIKE;
    if (!date_is_none(made->expected) && made->expected.days < transition_today(db).days) return TRANSITION_DAY_PAST;
    return !instant_is_none(made->began) && made->began.ms > db_now(db).ms ? TRANSITION_TIME_FUTURE : TRANSITION_DONE;
}

static void put_plan(struct db *db, const struct transition *transition) {
    enum transition_point points[TRANSITION_POINTS_MOST];
    struct person_spine person;
    bool young = person_spine(db, transition->person, &person) && transition_young(person.born, transition_today(db));
    size_t n = transition_points(transition->kind, young, points);
    for (size_t i = 0; i < n; i++)
        if (points[i] != TRANSITION_POINT_GUIDE || roles_in_use(CASE_ROLE_KIND_GUIDE))
            transition_plan_insert(db, transition->id, points[i], db_now(db), (struct staff_id){0});
}

/* A home is part of every plan, and the sooner somebody has it to find the better: of one who is expected to lack one, today. (R-273, USK-1) */
static void home_to_find(struct db *db, const struct transition *transition) {
    if (transition_is_inside(transition->kind) || transition->home) return;
    struct date due = law_add_working_days(law_current(), transition_today(db), transition->lacks_home ? 0 : PLAN_WORKING_DAYS);
    work_task_add(db, transition->case_, transition->holder, TASK_KIND_HOME_FOR_TRANSITION, transition->id.v, due);
}

int transition_announce(struct db *db, const struct transition_new *made, struct transition_id *ret_transition) {
    struct case_brief brief;
    struct transition transition;
    struct unit_id port = transition_port(db);
    if (!work_case(db, made->case_, &brief)) return TRANSITION_NOT_FOUND;
    int fault = announce_check(db, made, &brief);
    if (fault) return fault;
    if (!port.v || secrecy_said_no(db, made->case_, port, transition_today(db))) port = brief.holder_unit;
    *ret_transition = transition_insert(db, made->case_, brief.person, made->kind, TRANSITION_STATE_ANNOUNCED,
                                        made->from ? made->from : transition_usual_from(made->kind), made->to ? made->to : transition_usual_to(made->kind), port,
                                        made->source, made->message_key, made->began, db_now(db), transition_actor(db), made->lacks_home, made->expected, DATE_NONE);
    if (!transition_get(db, made->case_, *ret_transition, &transition)) return TRANSITION_NOT_FOUND;
    work_wake(db, made->case_);
    secrecy_involve(db, made->case_, port, INVOLVEMENT_TRANSITION);
    work_task_add(db, made->case_, port, TASK_KIND_CLAIM_TRANSITION, ret_transition->v, transition_today(db));
    put_plan(db, &transition);
    home_to_find(db, &transition);
    transition_plan_days(db, &transition);
    transition_note(db, &transition, CASE_EVENT_KIND_TRANSITION_ANNOUNCED, "transition_announced");
    if (transition_from_ward(transition.from) && transition_warned_late(made->began, db_now(db)))
        transition_deviate(db, &(struct transition_wrong){made->case_, *ret_transition, TRANSITION_DEVIATION_KIND_LATE_WARNING, transition.from});
    return TRANSITION_DONE;
}

void transition_change_staff(struct db *db, struct case_id id, struct staff_id from, struct staff_id to) { transition_contact_follows(db, id, from, to); }

void transition_inside(struct db *db, struct case_id id, enum transition_kind kind, struct date look_back) {
    struct case_brief brief;
    struct transition_open_of_row open;
    struct transition transition;
    if (!transition_is_inside(kind) || !work_case(db, id, &brief) || brief.state == CASE_STATE_CLOSED) return;
    if (transition_open_of(db, id, kind, &open)) return;
    struct transition_id made =
        transition_insert(db, id, brief.person, kind, TRANSITION_STATE_SETTLING, TRANSITION_PARTY_OWN_UNIT, TRANSITION_PARTY_OWN_UNIT, brief.holder_unit,
                          TRANSITION_SOURCE_MEETING, NULL, INSTANT_NONE, db_now(db), transition_actor(db), false, DATE_NONE, transition_today(db));
    if (!transition_get(db, id, made, &transition)) return;
    put_plan(db, &transition);
    transition_look_back(db, &transition, look_back);
    audit_add(db, "transition_inside", "transition", made.v, transition_kind_code(kind));
}

/* ── claimed, and planned ─────────────────────────────────────────────── */

int transition_claim(struct db *db, struct case_id id, struct transition_id transition) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (!fault) fault = transition_step_to(db, &t, TRANSITION_STATE_CLAIMED);
    if (fault) return fault;
    struct unit_id unit = transition_actor_unit(db);
    if (unit.v != t.unit.v) { /* whoever has the responsibility takes it herself: the port has no more to do here */
        transition_set_unit(db, transition, unit);
        secrecy_involve_until(db, id, t.unit, INVOLVEMENT_TRANSITION, date_add_days(transition_today(db), SIGHT_DAYS));
        secrecy_involve(db, id, unit, INVOLVEMENT_TRANSITION);
    }
    work_task_done(db, id, TASK_KIND_CLAIM_TRANSITION, transition.v);
    work_task_add(db, id, unit, TASK_KIND_PLAN_TRANSITION, transition.v, law_add_working_days(law_current(), transition_today(db), PLAN_WORKING_DAYS));
    transition_note(db, &t, CASE_EVENT_KIND_TRANSITION_CLAIMED, "transition_claimed");
    return TRANSITION_DONE;
}

/* Anything that is done about it begins the plan; what nobody has claimed is claimed by doing it. Reads the transition anew. */
static int begin_plan(struct db *db, struct transition *t) {
    int fault = t->state == TRANSITION_STATE_ANNOUNCED ? transition_claim(db, t->case_, t->id) : TRANSITION_DONE;
    if (fault || !transition_get(db, t->case_, t->id, t)) return fault ? fault : TRANSITION_NOT_FOUND;
    if (t->state == TRANSITION_STATE_CLAIMED) fault = transition_step_to(db, t, TRANSITION_STATE_PLANNING);
    if (fault || !transition_get(db, t->case_, t->id, t)) return fault ? fault : TRANSITION_NOT_FOUND;
    if (!t->planned && t->state == TRANSITION_STATE_PLANNING) transition_set_planned(db, t->id);
    work_task_done(db, t->case_, TASK_KIND_PLAN_TRANSITION, t->id.v);
    return transition_get(db, t->case_, t->id, t) ? TRANSITION_DONE : TRANSITION_NOT_FOUND;
}

int transition_plan_point(struct db *db, struct case_id id, struct transition_id transition, enum transition_point point, enum transition_point_state state) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (!fault) fault = begin_plan(db, &t);
    if (fault) return fault;
    if (transition_plan_set(db, transition, point, state, db_now(db), transition_actor(db)) != 1) return TRANSITION_POINT_UNKNOWN;
    audit_add(db, "transition_planned", "transition", transition.v, transition_point_code(point));
    return TRANSITION_DONE;
}

int transition_set_day(struct db *db, struct case_id id, struct transition_id transition, struct date expected) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (fault) return fault;
    if (expected.days < transition_today(db).days) return TRANSITION_DAY_PAST;
    if (!date_is_none(t.moved_on)) return TRANSITION_WRONG_STATE;
    fault = begin_plan(db, &t);
    if (fault) return fault;
    transition_set_expected(db, transition, expected);
    t.expected = expected;
    transition_plan_days(db, &t);
    audit_add(db, "transition_day", "transition", transition.v, NULL);
    return TRANSITION_DONE;
}

int transition_set_home(struct db *db, struct case_id id, struct transition_id transition, enum transition_home home, struct date from) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    bool by_date = home == TRANSITION_HOME_HOME_BY_DATE;
    if (fault) return fault;
    if (by_date && (date_is_none(from) || from.days < transition_today(db).days)) return TRANSITION_HOME_DAY;
    if (home == TRANSITION_HOME_NOTHING_YET && t.state == TRANSITION_STATE_CAN_RECEIVE) return TRANSITION_HOME_NOTHING;
    fault = begin_plan(db, &t);
    if (fault) return fault;
    transition_set_home_row(db, transition, home, by_date ? from : DATE_NONE);
    t.home = home;
    if (home == TRANSITION_HOME_NOTHING_YET) {
        t.home = 0, t.lacks_home = true;
        home_to_find(db, &t);
    } else work_task_done(db, id, TASK_KIND_HOME_FOR_TRANSITION, transition.v);
    transition_note(db, &t, CASE_EVENT_KIND_TRANSITION_HOME, "transition_home");
    return TRANSITION_DONE;
}

int transition_set_contact(struct db *db, struct case_id id, struct transition_id transition, struct staff_id staff) {
    struct transition t;
    int fault = transition_mine(db, id, transition, &t);
    if (fault) return fault;
    if (!staff.v || !organisation_staff_name(db, staff)) return TRANSITION_STAFF_UNKNOWN;
    fault = begin_plan(db, &t);
    if (fault) return fault;
    transition_set_contact_row(db, transition, staff);
    t.contact = staff;
    transition_next_contact(db, &t);
    audit_add(db, "transition_contact_named", "transition", transition.v, NULL);
    return TRANSITION_DONE;
}

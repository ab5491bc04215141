/* Who does what by when: added, agreed, done, put off, dropped. May not bring a unit into a case. (R-204, R-207, I-04) */
#include "domain/plan/catalogue.h"
#include "domain/plan/internal.h"
#include "domain/plan/reading.h"

enum { FAR_AHEAD_MONTHS = 24 };

/* ── reading ──────────────────────────────────────────────────────────── */

#define BRIEF_OF(row) \
    ((struct plan_action_brief){(row)->id, (row)->case_id, (row)->goal_id, (row)->kind, (row)->state, (row)->owner, (row)->unit_id, (row)->staff_id, (row)->name_nb, (row)->name_nn, (row)->staff_name, (row)->due, \
                                (row)->made_at, (row)->settled_at, (row)->reason, (row)->first_id.v ? (row)->first_id : (row)->id, (row)->moved, (row)->version})

struct plan_action_briefs plan_actions_open(struct db *db, struct case_id id) {
    struct plan_action_open_of_rows rows = plan_action_open_of(db, id);
    struct plan_action_briefs briefs = {arena_array(db_arena(db), rows.n + 1, sizeof *briefs.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) briefs.v[i] = BRIEF_OF(&rows.v[i]);
    return briefs;
}

struct plan_action_briefs plan_actions_settled_since(struct db *db, struct case_id id, struct instant since) {
    struct plan_action_settled_of_rows rows = plan_action_settled_of(db, id, since);
    struct plan_action_briefs briefs = {arena_array(db_arena(db), rows.n + 1, sizeof *briefs.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) briefs.v[i] = BRIEF_OF(&rows.v[i]);
    return briefs;
}

bool plan_action_read(struct db *db, struct case_id id, struct plan_action_id action, struct plan_action_brief *ret_action) {
    struct plan_action_get_row row;
    if (!plan_action_get(db, id, action, &row)) return false;
    *ret_action = BRIEF_OF(&row);
    return true;
}

bool plan_actions_done_since(struct db *db, struct case_id id, struct instant since) {
    struct plan_action_any_done_row row;
    return plan_action_any_done(db, id, since, &row);
}

struct plan_action_words_list plan_actions_words(struct request *rq, struct case_id id) {
    struct plan_action_words_list list = {NULL, 0, false};
    const struct access *access = plan_open(rq, id, PLAN_PART_ACTIONS);
    if (!access) return list;
    struct plan_action_notes_of_rows rows = plan_action_notes_of(rq->db, access, id);
    list = (struct plan_action_words_list){arena_array(rq->arena, rows.n + 1, sizeof *list.v), 0, true};
    for (size_t i = 0; i < rows.n; i++) {
        struct plan_action_words *words = NULL;
        for (size_t k = 0; k < list.n; k++)
            if (list.v[k].first.v == rows.v[i].action_id.v) words = &list.v[k];
        if (!words) {
            words = &list.v[list.n++];
            *words = (struct plan_action_words){rows.v[i].action_id, NULL, NULL};
        }
        const char **field = rows.v[i].kind == PLAN_ACTION_NOTE_KIND_WHAT ? &words->what : &words->result;
        if (!*field) *field = rows.v[i].words;
    }
    return list;
}

const struct plan_action_words *plan_action_words_of(const struct plan_action_words_list *list, const struct plan_action_brief *action) {
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].first.v == action->first.v) return &list->v[i];
    return NULL;
}

/* ── rules ────────────────────────────────────────────────────────────── */

static bool works_in(struct db *db, struct staff_id staff, struct unit_id unit) {
    struct options workers = organisation_staff_options(db, unit, plan_today(db));
    for (size_t i = 0; i < workers.n; i++) {
        int64_t id;
        if (parse_int(workers.v[i].value, &id) && id == staff.v) return true;
    }
    return false;
}

static int day_fault(struct db *db, struct date due) {
    struct date today = plan_today(db);
    if (date_is_none(due)) return PLAN_DAY_MISSING;
    if (due.days < today.days) return PLAN_DAY_PASSED;
    return due.days > date_add_months(today, FAR_AHEAD_MONTHS).days ? PLAN_DAY_FAR : PLAN_DONE;
}

static int owned_fault(struct db *db, struct case_id id, const struct plan_action_owned *by) {
    if (!by->owner) return PLAN_OWNER_MISSING;
    if (by->owner == PLAN_ACTION_OWNER_UNIT) {
        if (!by->unit.v || !secrecy_involved(db, id, by->unit)) return PLAN_UNIT_NOT_IN_CASE;
        if (by->staff.v && !works_in(db, by->staff, by->unit)) return PLAN_STAFF_NOT_IN_UNIT;
    }
    return day_fault(db, by->due);
}

/* What a unit has taken on is its task until it is settled. */
static void set_task(struct db *db, struct case_id id, struct plan_action_id action, const struct plan_action_owned *by) {
    if (by->owner != PLAN_ACTION_OWNER_UNIT) return;
    work_task_add(db, id, by->unit, TASK_KIND_DO_ACTION, action.v, by->due);
    if (by->staff.v) work_task_give(db, id, TASK_KIND_DO_ACTION, action.v, by->staff);
}

static struct unit_id unit_of(const struct plan_action_owned *by) { return by->owner == PLAN_ACTION_OWNER_UNIT ? by->unit : (struct unit_id){0}; }
static struct staff_id staff_of(const struct plan_action_owned *by) { return by->owner == PLAN_ACTION_OWNER_UNIT ? by->staff : (struct staff_id){0}; }

static void agreed(struct db *db, struct case_id id, struct goal_id goal, struct plan_action_id action, const struct plan_action_owned *by) {
    set_task(db, id, action, by);
    if (goal.v) goal_is_pursued(db, id, goal);
    work_event(db, id, CASE_EVENT_KIND_ACTION_AGREED, ZONE_PLAN, unit_of(by));
}

int plan_action_add(struct db *db, const struct access *access, const struct plan_action_new *action, struct plan_action_id *ret_action) {
    struct case_brief brief;
    struct goal_brief goal;
    const struct plan_action_owned *by = &action->by;
    bool words = !text_empty(action->what);
    if (!work_case(db, action->case_, &brief)) return PLAN_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return PLAN_WRONG_STATE;
    if (!action_kind_known(action->kind)) return PLAN_KIND_UNKNOWN;
    if (!words && text_equal(action->kind, "other")) return PLAN_WHAT_MISSING;
    if (words && !access) return PLAN_NO_ACCESS;
    if (action->goal.v && (!goal_read(db, action->case_, action->goal, &goal) || !instant_is_none(goal.settled_at))) return PLAN_GOAL_UNKNOWN;
    int fault = by->owner ? owned_fault(db, action->case_, by) : PLAN_DONE;
    if (fault) return fault;
    enum plan_action_state state = by->owner ? PLAN_ACTION_STATE_AGREED : PLAN_ACTION_STATE_PROPOSED;
    struct plan_action_id id = plan_action_insert(db, brief.id, brief.person, action->goal, action->kind, state, by->owner, unit_of(by), staff_of(by),
                                                  by->owner ? by->due : DATE_NONE, db_now(db), plan_actor(db), (struct plan_action_id){0}, (struct plan_action_id){0}, 0);
    if (words) plan_action_note_insert(db, access, id, brief.id, brief.person, PLAN_ACTION_NOTE_KIND_WHAT, action->what, db_now(db), plan_actor(db));
    if (by->owner) agreed(db, brief.id, action->goal, id, by);
    *ret_action = id;
    return PLAN_DONE;
}

int plan_action_agree(struct db *db, const struct plan_action_brief *action, const struct plan_action_owned *by) {
    if (!plan_action_may_become(action->state, PLAN_ACTION_STATE_AGREED)) return PLAN_WRONG_STATE;
    int fault = owned_fault(db, action->case_, by);
    if (fault) return fault;
    if (plan_action_set_agreed(db, action->id, action->version, by->owner, unit_of(by), staff_of(by), by->due) == 0) return PLAN_CHANGED;
    agreed(db, action->case_, action->goal, action->id, by);
    return PLAN_DONE;
}

static int settle(struct db *db, const struct plan_action_brief *action, enum plan_action_state to, enum plan_action_reason reason) {
    if (!plan_action_may_become(action->state, to)) return PLAN_WRONG_STATE;
    if (plan_action_set_settled(db, action->id, action->version, to, reason, db_now(db), plan_actor(db)) == 0) return PLAN_CHANGED;
    work_task_done(db, action->case_, TASK_KIND_DO_ACTION, action->id.v);
    work_event(db, action->case_, CASE_EVENT_KIND_ACTION_SETTLED, ZONE_PLAN, action->unit);
    return PLAN_DONE;
}

int plan_action_done(struct db *db, const struct access *access, const struct plan_action_brief *action, const char *result) {
    struct case_brief brief;
    bool words = !text_empty(result);
    if (words && !access) return PLAN_NO_ACCESS;
    if (!work_case(db, action->case_, &brief)) return PLAN_NOT_FOUND;
    int fault = settle(db, action, PLAN_ACTION_STATE_DONE, 0);
    if (!fault && words) plan_action_note_insert(db, access, action->first, brief.id, brief.person, PLAN_ACTION_NOTE_KIND_RESULT, result, db_now(db), plan_actor(db));
    return fault;
}

int plan_action_move(struct db *db, const struct plan_action_brief *action, struct date due, enum plan_action_reason reason, struct plan_action_id *ret_action) {
    struct case_brief brief;
    if (!reason) return PLAN_REASON_MISSING;
    int fault = day_fault(db, due);
    if (fault) return fault;
    if (due.days <= action->due.days) return PLAN_DAY_NOT_LATER;
    if (!work_case(db, action->case_, &brief)) return PLAN_NOT_FOUND;
    fault = settle(db, action, PLAN_ACTION_STATE_MOVED, reason);
    if (fault) return fault;
    const struct plan_action_owned by = {action->owner, action->unit, action->staff, due};
    struct plan_action_id id = plan_action_insert(db, brief.id, brief.person, action->goal, action->kind, PLAN_ACTION_STATE_AGREED, by.owner, by.unit, by.staff, due,
                                                  db_now(db), plan_actor(db), action->id, action->first, action->moved + 1);
    set_task(db, brief.id, id, &by);
    *ret_action = id;
    return PLAN_DONE;
}

int plan_action_drop(struct db *db, const struct plan_action_brief *action, enum plan_action_reason reason) {
    return reason ? settle(db, action, PLAN_ACTION_STATE_DROPPED, reason) : PLAN_REASON_MISSING;
}

void plan_actions_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to) {
    plan_action_change_staff(db, id, unit, from, to);
}

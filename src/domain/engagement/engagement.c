/* Where a case stands with the help, and her no and yes. May not touch home, lease, application or the state of the case. (MODEL 3.12, R-222, R-251, I-10) */
#include "domain/engagement/internal.h"

#include "domain/roles/roles.h"
#include "texts.h"

struct engagement_fault_text engagement_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case ENGAGEMENT_##name: return (struct engagement_fault_text){field, T_##key};
        ENGAGEMENT_FAULTS(X)
#undef X
    }
    struct closing_fault_text closing = closing_fault_text(fault);
    return (struct engagement_fault_text){closing.field, closing.why};
}

/* ── the steps ────────────────────────────────────────────────────────── */

#define STATE_BIT(name) (1u << ENGAGEMENT_STATE_##name)
static const unsigned steps[ENGAGEMENT_STATE_COUNT + 1] = {
    [ENGAGEMENT_STATE_NOT_STARTED] = STATE_BIT(BUILDING) | STATE_BIT(DECLINED) | STATE_BIT(DECLINED_PARTLY),
    [ENGAGEMENT_STATE_BUILDING] = STATE_BIT(ACTIVE) | STATE_BIT(DECLINED) | STATE_BIT(DECLINED_PARTLY),
    [ENGAGEMENT_STATE_ACTIVE] = STATE_BIT(PAUSED) | STATE_BIT(DECLINED) | STATE_BIT(DECLINED_PARTLY),
    [ENGAGEMENT_STATE_PAUSED] = STATE_BIT(ACTIVE) | STATE_BIT(DECLINED) | STATE_BIT(DECLINED_PARTLY),
    [ENGAGEMENT_STATE_DECLINED_PARTLY] = STATE_BIT(ACTIVE) | STATE_BIT(DECLINED),
    [ENGAGEMENT_STATE_DECLINED] = STATE_BIT(WATCH) | STATE_BIT(BUILDING),
    [ENGAGEMENT_STATE_WATCH] = STATE_BIT(BUILDING),
};

bool engagement_may_step(enum engagement_state from, enum engagement_state to) {
    return (unsigned)from <= ENGAGEMENT_STATE_COUNT && (steps[from] & (1u << to)) != 0;
}

bool engagement_says_no(enum engagement_state state) { return state == ENGAGEMENT_STATE_DECLINED || state == ENGAGEMENT_STATE_WATCH; }

struct engagement_now engagement_now(struct db *db, struct case_id id) {
    struct engagement_get_row row;
    if (!engagement_get(db, id, &row)) return (struct engagement_now){.state = ENGAGEMENT_STATE_NOT_STARTED, .since = DATE_NONE, .rethink_on = DATE_NONE};
    return (struct engagement_now){row.id, row.state, row.since, row.rethink_on, row.contact_id, row.contact_name, row.contact_active.has && row.contact_active.v, row.version};
}

int engagement_case(struct db *db, struct case_id id, struct case_brief *ret_case) {
    if (!work_case(db, id, ret_case)) return ENGAGEMENT_NOT_FOUND;
    return ret_case->state == CASE_STATE_CLOSED ? ENGAGEMENT_CASE_CLOSED : ENGAGEMENT_DONE;
}

/* An approach that has not got there yet is thought through again on a day; one that has, or rests, is not. */
static struct date rethink_day(struct db *db, const struct engagement_now *now, enum engagement_state to) {
    bool tries = to == ENGAGEMENT_STATE_BUILDING || engagement_says_no(to);
    if (!tries) return DATE_NONE;
    bool same = engagement_says_no(now->state) && engagement_says_no(to);
    return same ? now->rethink_on : date_add_days(today_of(db), own_or(organisation_profile()->engagement.rethink_days, RETHINK_DAYS));
}

/* Who she knows, kept when she says no. */
static struct staff_id contact_kept(struct db *db, struct case_id id, const struct engagement_now *now, enum engagement_state to) {
    if (to != ENGAGEMENT_STATE_DECLINED || now->contact.v) return now->contact;
    return roles_contacts(db, id).contact.staff;
}

int engagement_step_to(struct db *db, struct case_id id, enum engagement_state to) {
    struct engagement_now now = engagement_now(db, id);
    if (!engagement_may_step(now.state, to)) return ENGAGEMENT_WRONG_STATE;
    if (!now.id.v) {
        now.id = engagement_insert(db, id, today_of(db), db_now(db), actor_staff(db));
        now.version = 1;
    }
    struct date rethink_on = rethink_day(db, &now, to);
    if (engagement_set(db, now.id, now.version, to, today_of(db), contact_kept(db, id, &now, to), rethink_on, db_now(db), actor_staff(db)) != 1)
        return ENGAGEMENT_CHANGED;
    engagement_watch_approach(db, now.id, rethink_on);
    if (date_is_none(rethink_on)) work_tasks_done(db, id, TASK_KIND_THINK_AGAIN);
    audit_add(db, "engagement_stepped", "case", id.v, engagement_state_code(to));
    return ENGAGEMENT_DONE;
}

int engagement_go(struct db *db, struct case_id id, enum engagement_state to) {
    struct case_brief brief;
    int fault = engagement_case(db, id, &brief);
    bool no = to == ENGAGEMENT_STATE_DECLINED || to == ENGAGEMENT_STATE_DECLINED_PARTLY || to == ENGAGEMENT_STATE_WATCH;
    if (fault) return fault;
    enum engagement_state from = engagement_now(db, id).state;
    if (no || engagement_says_no(from) || from == ENGAGEMENT_STATE_DECLINED_PARTLY) return ENGAGEMENT_WRONG_STATE; /* her no and her yes are said, not set */
    fault = engagement_step_to(db, id, to);
    if (fault) return fault;
    if (to == ENGAGEMENT_STATE_ACTIVE) meanwhile_end_all(db, id, today_of(db));
    work_event(db, id, to == ENGAGEMENT_STATE_PAUSED ? CASE_EVENT_KIND_HELP_PAUSED : CASE_EVENT_KIND_HELP_BEGUN, ZONE_PLAN, (struct unit_id){0});
    return ENGAGEMENT_DONE;
}

/* ── no ───────────────────────────────────────────────────────────────── */

struct date engagement_ask_on(struct date today) {
    struct date day = date_add_days(today, own_or(organisation_profile()->engagement.ask_again_days, ASK_AGAIN_DAYS)), latest = offer_at_latest(today);
    return day.days < latest.days ? day : latest;
}

struct service_nos engagement_nos(struct db *db, struct case_id id) {
    struct help_no_now_rows rows = help_no_now(db, id);
    struct service_id *services = arena_array(db_arena(db), rows.n + 1, sizeof *services);
    struct service_nos nos = {services, 0, false};
    for (size_t i = 0; i < rows.n; i++) {
        nos.all = nos.all || !rows.v[i].service_id.v;
        if (rows.v[i].service_id.v) services[nos.n++] = rows.v[i].service_id;
    }
    return nos;
}

static bool stands(const struct help_no_now_rows *rows, struct service_id service) {
    for (size_t i = 0; i < rows->n; i++)
        if (rows->v[i].service_id.v == service.v) return true;
    return false;
}

/* Each is help that runs in this case, and not said no to already. */
static int parts_check(struct db *db, const struct engagement_no *no) {
    struct engagement_services_rows running = engagement_services(db, no->case_);
    for (size_t i = 0; i < no->n_services; i++) {
        bool runs = false;
        for (size_t k = 0; k < running.n; k++) runs = runs || running.v[k].id.v == no->services[i].v;
        if (!runs) return ENGAGEMENT_PART_UNKNOWN;
    }
    return no->n_services ? ENGAGEMENT_DONE : ENGAGEMENT_NOTHING_SAID;
}

/* The rest goes on as before: nothing but her no is written. */
static int say_no_to_parts(struct db *db, const struct engagement_no *no) {
    int fault = parts_check(db, no);
    struct help_no_now_rows before = help_no_now(db, no->case_);
    enum engagement_state state = engagement_now(db, no->case_).state;
    if (!fault && engagement_says_no(state)) fault = ENGAGEMENT_WRONG_STATE; /* she has said no to all of it */
    if (!fault && state != ENGAGEMENT_STATE_DECLINED_PARTLY) fault = engagement_step_to(db, no->case_, ENGAGEMENT_STATE_DECLINED_PARTLY);
    if (fault) return fault;
    for (size_t i = 0; i < no->n_services; i++)
        if (!stands(&before, no->services[i])) help_no_insert(db, no->case_, no->services[i], no->told, today_of(db), db_now(db), actor_staff(db));
    work_event(db, no->case_, CASE_EVENT_KIND_HELP_PARTLY_DECLINED, ZONE_PLAN, (struct unit_id){0});
    for (size_t i = 0; i < no->n_services; i++) audit_add(db, "help_declined", "service", no->services[i].v, no_told_code(no->told));
    return ENGAGEMENT_DONE;
}

/* Until somebody keeps in touch, whoever has the case has it to find out who. */
static void caretaker_wanted(struct db *db, const struct case_brief *brief) {
    struct caretaker_now_row row;
    if (caretaker_now(db, brief->id, &row)) return;
    struct date due = date_add_days(today_of(db), own_or(organisation_profile()->engagement.caretaker_days, CARETAKER_DAYS));
    work_task_add(db, brief->id, brief->holder_unit, TASK_KIND_NAME_CARETAKER, brief->id.v, due);
}

/* `told` 0: nobody said how. */
static void no_to_all(struct db *db, struct case_id id, enum no_told told) {
    struct help_no_now_rows rows = help_no_now(db, id);
    if (!stands(&rows, (struct service_id){0})) help_no_insert(db, id, (struct service_id){0}, told, today_of(db), db_now(db), actor_staff(db));
}

int engagement_say_no(struct db *db, const struct engagement_no *no) {
    struct case_brief brief;
    int fault = engagement_case(db, no->case_, &brief);
    if (fault) return fault;
    if (!no->all) return say_no_to_parts(db, no);
    no_to_all(db, no->case_, no->told);
    audit_add(db, "help_declined", "case", no->case_.v, no_told_code(no->told));
    fault = offer_declined(db, no->case_, false, no->next_on); /* the rest is heard through engagement_hear, from whichever page it came */
    if (!fault && no->caretaker.v) fault = engagement_ask_caretaker(db, no->case_, no->caretaker, no->knows);
    if (!fault && no->meeting.v) fault = engagement_to_meeting(db, no->case_, no->meeting);
    return fault;
}

/* ── yes ──────────────────────────────────────────────────────────────── */

/* The contact she had is her contact again, when she works in a unit of the case still. */
static void same_contact(struct db *db, struct case_id id, const struct engagement_now *before) {
    struct contact_unit_row unit;
    if (!before->contact.v || !before->contact_works || roles_contacts(db, id).contact.staff.v == before->contact.v) return;
    if (contact_unit(db, id, before->contact, today_of(db), &unit))
        (void)roles_choose(db, id, CASE_ROLE_KIND_PRIMARY_CONTACT, unit.unit_id, before->contact);
}

static int yes_to_part(struct db *db, struct case_id id, struct help_no_id no) {
    if (help_no_end(db, id, no, today_of(db)) != 1) return ENGAGEMENT_NO_NO;
    if (help_no_now(db, id).n == 0) return engagement_step_to(db, id, ENGAGEMENT_STATE_ACTIVE);
    return ENGAGEMENT_DONE;
}

static void heard_yes(struct db *db, struct case_id id, const struct engagement_now *now) {
    if (!engagement_says_no(now->state) || engagement_step_to(db, id, ENGAGEMENT_STATE_BUILDING) != ENGAGEMENT_DONE) return;
    help_no_end_all(db, id, today_of(db));
    work_tasks_done(db, id, TASK_KIND_NAME_CARETAKER);
    same_contact(db, id, now);
}

/* In a case that was closed meanwhile and is open again, nobody is to ask her; her yes is as good. */
static int yes_to_all(struct db *db, struct case_id id) {
    struct asked_next_row asked;
    if (asked_next(db, id, &asked)) return offer_answered(db, id, OFFER_ANSWER_YES, today_of(db), DATE_NONE);
    struct engagement_now now = engagement_now(db, id);
    heard_yes(db, id, &now);
    work_event(db, id, CASE_EVENT_KIND_HELP_WANTED, ZONE_PLAN, (struct unit_id){0});
    return ENGAGEMENT_DONE;
}

int engagement_say_yes(struct db *db, struct case_id id, struct help_no_id no) {
    struct case_brief brief;
    int fault = engagement_case(db, id, &brief);
    enum engagement_state state = engagement_now(db, id).state;
    if (fault) return fault;
    if (engagement_says_no(state)) return yes_to_all(db, id);
    if (state != ENGAGEMENT_STATE_DECLINED_PARTLY) return ENGAGEMENT_NO_NO;
    if (no.v) fault = yes_to_part(db, id, no);
    else if (help_no_end_all(db, id, today_of(db)) == 0) fault = ENGAGEMENT_NO_NO;
    else fault = engagement_step_to(db, id, ENGAGEMENT_STATE_ACTIVE);
    if (fault) return fault;
    work_event(db, id, CASE_EVENT_KIND_HELP_WANTED, ZONE_PLAN, (struct unit_id){0});
    audit_add(db, "help_wanted", "case", id.v, NULL);
    return ENGAGEMENT_DONE;
}

/* ── heard from whichever page ────────────────────────────────────────── */

static void heard_no(struct db *db, struct case_id id, const struct engagement_now *now) {
    struct case_brief brief;
    if (engagement_says_no(now->state) || engagement_step_to(db, id, ENGAGEMENT_STATE_DECLINED) != ENGAGEMENT_DONE) return;
    no_to_all(db, id, 0);
    if (work_case(db, id, &brief)) caretaker_wanted(db, &brief);
}

/* So many times in a row: another way is thought of, now. */
static void heard_not_yet(struct db *db, struct case_id id, const struct engagement_now *now) {
    struct asked_in_vain_row row;
    struct case_brief brief;
    if (!now->id.v || !asked_in_vain(db, id, now->since, &row) || !work_case(db, id, &brief)) return;
    if (row.n < own_or(organisation_profile()->engagement.rethink_noes, RETHINK_NOES)) return;
    engagement_set_rethink(db, now->id, today_of(db));
    work_task_add(db, id, brief.holder_unit, TASK_KIND_THINK_AGAIN, now->id.v, today_of(db));
}

void engagement_hear(struct db *db, struct case_id id, enum offer_heard what) {
    struct engagement_now now = engagement_now(db, id);
    switch (what) {
    case OFFER_HEARD_NO: heard_no(db, id, &now); break;
    case OFFER_HEARD_YES: heard_yes(db, id, &now); break;
    case OFFER_HEARD_NOT_YET: heard_not_yet(db, id, &now); break;
    }
}

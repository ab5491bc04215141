/* Appeals on the plan or the coordinator without a decision behind them: in, answered by somebody else than who coordinates, sent on, and told. (IPF-8) */
#include "domain/appeal/plan_appeal.h"

#include "domain/appeal/internal.h"
#include "domain/plan/individual.h"
#include "domain/plan/plan.h"
#include "platform/audit/audit.h"
#include "texts.h"

bool plan_appeal_may(enum plan_appeal_state from, enum plan_appeal_state to) {
    switch (from) {
    case PLAN_APPEAL_STATE_RECEIVED: return to == PLAN_APPEAL_STATE_CHANGED || to == PLAN_APPEAL_STATE_FORWARDED || to == PLAN_APPEAL_STATE_WITHDRAWN;
    case PLAN_APPEAL_STATE_FORWARDED: return to == PLAN_APPEAL_STATE_ANSWERED || to == PLAN_APPEAL_STATE_WITHDRAWN;
    case PLAN_APPEAL_STATE_CHANGED:
    case PLAN_APPEAL_STATE_ANSWERED:
    case PLAN_APPEAL_STATE_WITHDRAWN: return false;
    }
    return false;
}

enum zone plan_appeal_zone(enum plan_appeal_act act) { return act == PLAN_APPEAL_ACT_SOCIAL ? ZONE_SOCIAL : ZONE_PLAN; }

static struct unit_id who_answers(struct db *db, const struct case_brief *brief, enum plan_appeal_act act) {
    struct plan_appeal_nav_row nav;
    struct coordinator_brief coordinator;
    if (act == PLAN_APPEAL_ACT_SOCIAL && plan_appeal_nav(db, brief->id, &nav)) return nav.unit_id;
    return plan_coordinator(db, brief->id, LANG_NB, &coordinator) ? coordinator.unit : brief->holder_unit;
}

static void say(struct db *db, const struct access *access, const struct plan_appeal_get_row *row, enum plan_appeal_words_kind kind, const char *words) {
    plan_appeal_words_insert(db, access, row->id, row->case_id, row->person_id, row->zone, kind, words, db_now(db), actor_staff(db));
}

/* A letter about it, in the zone of its words; a receipt says nothing but the spine. */
static int tell(struct db *db, const struct access *access, const struct plan_appeal_get_row *row, struct notice_facts *facts) {
    struct person_spine person;
    if (!person_spine(db, row->person_id, &person)) return ERR_NOT_FOUND;
    facts->lang = letter_language_of(&person);
    facts->about_plan = true;
    facts->received_on = row->received_on;
    facts->form = row->form;
    facts->parts = text_of(facts->lang, plan_appeal_about_text(row->about));
    facts->pbrl = row->act == PLAN_APPEAL_ACT_HEALTH;
    const struct notice_about about = {.case_ = row->case_id, .person = row->person_id, .zone = text_empty(facts->words) ? ZONE_SPINE : row->zone};
    return notice_keep(db, access, &about, facts, law_add_working_days(law_current(), today_of(db), 1));
}

int plan_appeal_receive(struct db *db, const struct access *access, const struct plan_appeal_new *made, struct plan_appeal_id *ret_appeal) {
    struct case_brief brief;
    struct plan_appeal_open_row open;
    struct plan_appeal_get_row row;
    enum zone zone = plan_appeal_zone(made->act);
    if (!work_case(db, made->case_, &brief)) return ERR_NOT_FOUND;
    if (text_empty(made->words) || date_is_none(made->received_on) || made->received_on.days > today_of(db).days) return ERR_INVALID;
    if (!access || !access_covers(access, zone)) return ERR_DENIED;
    if (plan_appeal_open(db, made->case_, made->about, &open)) return ERR_CONFLICT;
    struct date due = deadline_end(law_current(), CLOCK_APPEAL_FIRST_INSTANCE, made->received_on);
    struct unit_id unit = who_answers(db, &brief, made->act);
    *ret_appeal = plan_appeal_insert(db, made->case_, brief.person, made->about, made->act, zone, made->form, unit, made->received_on, due, db_now(db), actor_staff(db));
    if (db_failed(db) || !plan_appeal_get(db, made->case_, *ret_appeal, &row)) return ERR_CONFLICT;
    say(db, access, &row, PLAN_APPEAL_WORDS_KIND_APPEAL, made->words);
    work_task_add(db, made->case_, unit, TASK_KIND_ANSWER_PLAN_APPEAL, ret_appeal->v, due);
    work_event(db, made->case_, CASE_EVENT_KIND_APPEAL_RECEIVED, ZONE_SPINE, unit);
    audit_add(db, "plan_appeal_received", "plan_appeal", ret_appeal->v, plan_appeal_about_code(made->about));
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_RECEIPT, .due = due};
    return tell(db, access, &row, &facts);
}

/* It is this unit's, and not by her coordinator: nobody answers an appeal on her own work. */
static int open_by(struct db *db, const struct access *access, struct case_id id, struct plan_appeal_id appeal, struct plan_appeal_get_row *ret_row) {
    struct coordinator_brief coordinator;
    if (!plan_appeal_get(db, id, appeal, ret_row)) return ERR_NOT_FOUND;
    if (ret_row->unit_id.v != actor_unit(db).v) return ERR_DENIED;
    if (plan_coordinator(db, id, LANG_NB, &coordinator) && coordinator.staff.v == actor_staff(db).v) return ERR_DENIED;
    return access && access_covers(access, ret_row->zone) ? ERR_OK : ERR_DENIED;
}

struct step {
    enum plan_appeal_state to;
    enum appeal_result result; /* 0: none */
};
static int go(struct db *db, const struct plan_appeal_get_row *row, struct step step) {
    if (!plan_appeal_may(row->state, step.to)) return ERR_CONFLICT;
    bool forwarded = step.to == PLAN_APPEAL_STATE_FORWARDED;
    struct date today = today_of(db), due = forwarded ? deadline_end(law_current(), CLOCK_APPEAL_SECOND_INSTANCE, today) : row->due;
    struct staff_id by = step.to == PLAN_APPEAL_STATE_WITHDRAWN ? (struct staff_id){0} : actor_staff(db);
    if (plan_appeal_step(db, row->id, row->state, step.to, forwarded ? today : DATE_NONE, step.result, forwarded ? DATE_NONE : today, by, due) != 1) return ERR_CONFLICT;
    work_task_done(db, row->case_id, TASK_KIND_ANSWER_PLAN_APPEAL, row->id.v);
    if (forwarded) work_task_add(db, row->case_id, row->unit_id, TASK_KIND_ANSWER_PLAN_APPEAL, row->id.v, due);
    audit_add(db, "plan_appeal_step", "plan_appeal", row->id.v, plan_appeal_state_code(step.to));
    return ERR_OK;
}

/* The plan there is, is looked at again; where there is none, it is to be offered and made. */
static void plan_again(struct db *db, const struct plan_appeal_get_row *row) {
    struct individual_plan_brief plan;
    if (individual_plan_read(db, row->case_id, &plan) && plan.state == INDIVIDUAL_PLAN_STATE_ACTIVE) (void)individual_plan_revise(db, &plan);
    else (void)plan_need_see(db, row->case_id, row->about == PLAN_APPEAL_ABOUT_COORDINATOR ? PLAN_NOTICE_WISH_COORDINATOR : PLAN_NOTICE_WISH_PLAN);
}

int plan_appeal_change(struct db *db, const struct access *access, struct case_id id, struct plan_appeal_id appeal, const char *reasons) {
    struct plan_appeal_get_row row;
    int result = open_by(db, access, id, appeal, &row);
    if (result == ERR_OK && text_empty(reasons)) result = ERR_INVALID;
    if (result == ERR_OK) result = go(db, &row, (struct step){PLAN_APPEAL_STATE_CHANGED, 0});
    if (result < 0) return result;
    say(db, access, &row, PLAN_APPEAL_WORDS_KIND_STATEMENT, reasons);
    plan_again(db, &row);
    work_event(db, id, CASE_EVENT_KIND_APPEAL_CHANGED, ZONE_SPINE, row.unit_id);
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_CHANGED, .words = reasons};
    return tell(db, access, &row, &facts);
}

int plan_appeal_forward(struct db *db, const struct access *access, struct case_id id, struct plan_appeal_id appeal, const char *statement) {
    struct plan_appeal_get_row row;
    int result = open_by(db, access, id, appeal, &row);
    if (result == ERR_OK && text_empty(statement)) result = ERR_INVALID;
    if (result == ERR_OK) result = go(db, &row, (struct step){PLAN_APPEAL_STATE_FORWARDED, 0});
    if (result < 0) return result;
    say(db, access, &row, PLAN_APPEAL_WORDS_KIND_STATEMENT, statement);
    work_event(db, id, CASE_EVENT_KIND_APPEAL_FORWARDED, ZONE_SPINE, row.unit_id);
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_FORWARDED, .words = statement};
    return tell(db, access, &row, &facts);
}

int plan_appeal_answer(struct db *db, const struct access *access, struct case_id id, struct plan_appeal_id appeal, enum appeal_result answer, const char *reasons) {
    struct plan_appeal_get_row row;
    int result = open_by(db, access, id, appeal, &row);
    if (result == ERR_OK && (text_empty(reasons) || !answer)) result = ERR_INVALID;
    if (result == ERR_OK) result = go(db, &row, (struct step){PLAN_APPEAL_STATE_ANSWERED, answer});
    if (result < 0) return result;
    say(db, access, &row, PLAN_APPEAL_WORDS_KIND_RESULT, reasons);
    if (answer != APPEAL_RESULT_UPHELD) plan_again(db, &row);
    work_event(db, id, CASE_EVENT_KIND_APPEAL_DECIDED, ZONE_SPINE, row.unit_id);
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_RESULT, .words = reasons, .result = answer};
    return tell(db, access, &row, &facts);
}

int plan_appeal_withdraw(struct db *db, struct case_id id, struct plan_appeal_id appeal) {
    struct plan_appeal_get_row row;
    if (!plan_appeal_get(db, id, appeal, &row)) return ERR_NOT_FOUND;
    int result = go(db, &row, (struct step){PLAN_APPEAL_STATE_WITHDRAWN, 0});
    if (result == ERR_OK) work_event(db, id, CASE_EVENT_KIND_APPEAL_WITHDRAWN, ZONE_SPINE, row.unit_id);
    return result;
}

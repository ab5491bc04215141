/* Rules for situations of work, and what has happened to workers. May not put a word on a person: everything hangs on a unit and a situation. (AML-1, R-221) */
#include "domain/safety/internal.h"

#include "domain/law/law.h"
#include "texts.h"

enum { REVIEW_MONTHS = 3, REVIEW_MONTHS_MOST = 12, CARE_DAYS = 1, BACK_DAYS = 90 };

struct safety_fault_text safety_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case SAFETY_##name: return (struct safety_fault_text){field, T_##key};
        SAFETY_FAULTS(X)
#undef X
    }
    return (struct safety_fault_text){0};
}

/* ── rules ────────────────────────────────────────────────────────────── */

struct date safety_review_day(struct date today) {
    int months = organisation_profile()->engagement.safety_months;
    return date_add_months(today, months ? months : REVIEW_MONTHS);
}

static int review_fault(struct date today, struct date review_on) {
    if (review_on.days <= today.days) return SAFETY_REVIEW_TOO_SOON;
    return review_on.days > date_add_months(today, REVIEW_MONTHS_MOST).days ? SAFETY_REVIEW_TOO_LATE : SAFETY_DONE;
}

static int new_fault(struct db *db, const struct safety_new *rule, struct date review_on) {
    struct case_brief brief;
    struct safety_rule_same_row same;
    struct safety_unit_in_case_row team;
    if (!work_case(db, rule->case_, &brief)) return SAFETY_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return SAFETY_CASE_CLOSED;
    if (rule->n_measures == 0) return SAFETY_NO_MEASURE;
    if (safety_rule_same(db, rule->case_, actor_unit(db), rule->situation, &same)) return SAFETY_STANDS_ALREADY;
    for (size_t i = 0; i < rule->n_goers; i++)
        if (!safety_unit_in_case(db, rule->case_, rule->goers[i], &team)) return SAFETY_UNIT_NOT_IN_CASE;
    return review_fault(today_of(db), review_on);
}

static bool already_goes(const struct safety_new *rule, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (rule->goers[i].v == rule->goers[at].v) return true;
    return false;
}

int safety_propose(struct db *db, const struct safety_new *rule, struct safety_rule_id *ret_rule) {
    struct date review_on = date_is_none(rule->review_on) ? safety_review_day(today_of(db)) : rule->review_on;
    struct incident_get_row incident;
    int fault = new_fault(db, rule, review_on);
    if (fault) return fault;
    if (rule->incident.v && !incident_get(db, rule->incident, actor_unit(db), &incident)) return SAFETY_NOT_FOUND;
    struct safety_rule_id made = safety_rule_insert(db, rule->case_, actor_unit(db), rule->situation, rule->incident, review_on, db_now(db), actor_staff(db));
    unsigned measures = 0;
    for (size_t i = 0; i < rule->n_measures; i++) {
        if (measures & (1u << rule->measures[i])) continue;
        measures |= 1u << rule->measures[i];
        safety_measure_insert(db, made, rule->measures[i]);
    }
    for (size_t i = 0; i < rule->n_goers; i++)
        if (rule->goers[i].v != actor_unit(db).v && !already_goes(rule, i)) safety_goer_insert(db, made, rule->goers[i]);
    audit_add(db, "safety_proposed", "safety_rule", made.v, work_situation_code(rule->situation));
    *ret_rule = made;
    return SAFETY_DONE;
}

int safety_answer(struct db *db, struct case_id id, struct safety_rule_id rule, bool yes) {
    struct safety_rule_get_row row;
    if (!safety_rule_get(db, id, rule, actor_unit(db), &row)) return SAFETY_NOT_FOUND;
    if (row.state != SAFETY_STATE_PROPOSED) return SAFETY_ANSWERED;
    if (row.proposed_by.v == actor_staff(db).v) return SAFETY_SAME_PERSON;
    if (safety_rule_answer(db, rule, yes ? SAFETY_STATE_RUNNING : SAFETY_STATE_REFUSED, db_now(db), actor_staff(db)) != 1) return SAFETY_ANSWERED;
    audit_add(db, "safety_rule_answered", "safety_rule", rule.v, safety_state_code(yes ? SAFETY_STATE_RUNNING : SAFETY_STATE_REFUSED));
    return SAFETY_DONE;
}

int safety_look_again(struct db *db, struct case_id id, struct safety_rule_id rule, struct date next_on) {
    struct safety_rule_get_row row;
    bool needed = !date_is_none(next_on);
    if (!safety_rule_get(db, id, rule, actor_unit(db), &row)) return SAFETY_NOT_FOUND;
    if (row.state != SAFETY_STATE_RUNNING) return SAFETY_NOT_RUNNING;
    int fault = needed ? review_fault(today_of(db), next_on) : SAFETY_DONE;
    if (fault) return fault;
    safety_review_insert(db, rule, today_of(db), needed, next_on, db_now(db), actor_staff(db));
    if (needed ? safety_rule_on(db, rule, next_on) != 1 : safety_rule_over(db, rule) != 1) return SAFETY_NOT_RUNNING;
    audit_add(db, needed ? "safety_goes_on" : "safety_over", "safety_rule", rule.v, NULL);
    return SAFETY_DONE;
}

struct calendar_cases safety_go_together(struct request *rq) {
    struct safety_together_rows rows = safety_together(rq->db, rq->session->unit);
    struct case_id *ids = arena_array(rq->arena, rows.n + 1, sizeof *ids);
    for (size_t i = 0; i < rows.n; i++) ids[i] = rows.v[i].case_id;
    return (struct calendar_cases){ids, rows.n};
}

/* ── what has happened ────────────────────────────────────────────────── */

int incident_report(struct db *db, const struct incident_new *incident, struct incident_id *ret_incident) {
    struct case_brief brief;
    struct date today = today_of(db);
    int days = organisation_profile()->engagement.care_days;
    if (incident->case_.v && !work_case(db, incident->case_, &brief)) return SAFETY_NOT_FOUND;
    if (incident->on_date.days > today.days) return SAFETY_IN_FUTURE;
    if (incident->on_date.days < today.days - BACK_DAYS) return SAFETY_LONG_AGO;
    struct date care_by = law_add_working_days(law_current(), today, days ? days : CARE_DAYS);
    *ret_incident = incident_insert(db, actor_unit(db), actor_staff(db), incident->case_, incident->kind, incident->by, incident->situation, incident->on_date, care_by, db_now(db));
    audit_add(db, "incident_reported", "incident", ret_incident->v, incident_kind_code(incident->kind));
    return SAFETY_DONE;
}

int incident_looked_after(struct db *db, struct incident_id incident, enum care_step care) {
    struct incident_get_row row;
    if (!incident_get(db, incident, actor_unit(db), &row)) return SAFETY_NOT_FOUND;
    if (row.care) return SAFETY_CARED_ALREADY;
    if (row.staff_id.v == actor_staff(db).v) return SAFETY_OWN_INCIDENT;
    if (incident_care(db, incident, care, today_of(db), actor_staff(db)) != 1) return SAFETY_CARED_ALREADY;
    audit_add(db, "incident_looked_after", "incident", incident.v, care_step_code(care));
    return SAFETY_DONE;
}

struct staff_incidents unit_incident_counts(struct db *db, struct unit_id unit, struct date first, struct date last) {
    struct incident_count_unit_rows rows = incident_count_unit(db, unit, first, last);
    struct staff_incidents counts = {arena_array(db_arena(db), rows.n + 1, sizeof *counts.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) counts.v[i] = (struct staff_incident_of){rows.v[i].staff_id, rows.v[i].n};
    return counts;
}

int64_t safety_count(struct request *rq) {
    struct safety_count_due_row row;
    if (!session_may(rq->session, RIGHT_SAFETY_APPROVE)) return 0;
    return safety_count_due(rq->db, rq->session->unit, rq->today, &row) ? row.n : 0;
}

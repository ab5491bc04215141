/* Parties outside the system, and cases that nobody inside it acts on. Those outside are told no more than the ground allows, and see nothing:
 * a worker writes down what they say. */
#include "domain/responsibility/internal.h"

#include "domain/law/law.h"
#include "domain/secrecy/secrecy.h"
#include "platform/audit/audit.h"

enum { WATCH_BATCH = 200, COUNT_DAYS = 7, WATCH_MINUTE = 5 * 60 };

/* ── asking and writing down ──────────────────────────────────────────── */

/* Has she said yes to anyone outside being told? A consent in this system names a unit; here the worker has it from her, and is to have it. */
static int request_check(struct db *db, struct case_id id, const struct outside_new *request) {
    if (!secrecy_involved(db, id, actor_unit(db))) return BATON_NOT_FOUND;
    if (text_empty(request->party)) return BATON_PARTY_MISSING;
    if (text_empty(request->what)) return BATON_WHAT_MISSING;
    if ((request->asked_for == OUTSIDE_ASKED_DUTY) != (request->duty != 0)) return BATON_DUTY_MISSING;
    bool health = request->kind == OUTSIDE_KIND_GP || request->kind == OUTSIDE_KIND_HOSPITAL_PSYCHIATRY ||
                  request->kind == OUTSIDE_KIND_HOSPITAL_SUBSTANCE;
    /* HPL-25 lets health personnel who help the same person cooperate; it covers nobody else. */
    if (request->ground == OUTSIDE_GROUND_NEED_IN_CARE && !health) return BATON_NO_CONSENT;
    return BATON_DONE;
}

int outside_ask(struct db *db, struct case_id id, const struct outside_new *request, struct outside_request_id *ret_request) {
    struct case_brief brief;
    int fault = case_that_is_open(db, id, &brief);
    if (!fault) fault = request_check(db, id, request);
    if (fault) return fault;
    struct date due = working_days_from_today(db, organisation_profile()->responsibility.handover_answer_days);
    struct outside_request_id made =
        outside_insert(db, id, brief.person, request->kind, request->party, request->asked_for, request->duty, request->what,
                       request->ground, request->way, actor_unit(db), db_now(db), actor_staff(db), due);
    work_task_add(db, id, actor_unit(db), TASK_KIND_ASK_OUTSIDE, made.v, due);
    work_event(db, id, CASE_EVENT_KIND_OUTSIDE_ASKED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "outside_asked", "outside_request", made.v, outside_ground_code(request->ground));
    *ret_request = made;
    return BATON_DONE;
}

static int answer_check(struct db *db, const struct outside_get_row *row, const struct outside_answer *answer) {
    if (row->state != OUTSIDE_STATE_ASKED) return BATON_OUTSIDE_ANSWERED;
    if (answer->state == OUTSIDE_STATE_WITHDRAWN) return BATON_DONE;
    bool early = answer->on.days < instant_oslo_date(row->asked_at).days;
    if (date_is_none(answer->on) || early || answer->on.days > today_of(db).days) return BATON_ANSWER_DATE;
    if (text_empty(answer->name) || !answer->way) return BATON_ANSWER_NAME;
    bool reasoned = answer->refusal && !text_empty(answer->words);
    return answer->state == OUTSIDE_STATE_REFUSED && !reasoned ? BATON_ANSWER_REASON : BATON_DONE;
}

int outside_register(struct db *db, struct case_id id, struct outside_request_id request, const struct outside_answer *answer) {
    struct case_brief brief;
    struct outside_get_row row;
    if (!work_case(db, id, &brief) || !outside_get(db, id, request, &row)) return BATON_NOT_FOUND;
    int fault = answer_check(db, &row, answer);
    if (fault) return fault;
    bool withdrawn = answer->state == OUTSIDE_STATE_WITHDRAWN, refused = answer->state == OUTSIDE_STATE_REFUSED;
    int64_t changed = outside_set_answer(db, request, brief.person, answer->state, withdrawn ? DATE_NONE : answer->on,
                                         withdrawn ? NULL : answer->name, withdrawn ? 0 : answer->way, refused ? answer->refusal : 0,
                                         text_empty(answer->words) ? NULL : answer->words, db_now(db), actor_staff(db));
    if (changed != 1) return BATON_OUTSIDE_ANSWERED;
    work_task_done(db, id, TASK_KIND_ASK_OUTSIDE, request.v);
    work_event(db, id, CASE_EVENT_KIND_OUTSIDE_ANSWERED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "outside_answered", "outside_request", request.v, outside_state_code(answer->state));
    return BATON_DONE;
}

/* ── cases nobody acts on ─────────────────────────────────────────────── */

/* Who coordinates for the whole group is let in where the unit's own leader has been told: to help it on, not to take it. (HOL-4) */
static void tell_coordinating(struct db *db, struct case_id id, struct unit_id holder) {
    const char *code = organisation_profile()->responsibility.coordinating_unit;
    struct unit_id unit = code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
    struct unit_now_row now;
    if (!unit.v || unit.v == holder.v || !unit_now(db, unit, &now) || !now.active || secrecy_said_no(db, id, unit, today_of(db))) return;
    struct date due = working_days_from_today(db, organisation_profile()->responsibility.handover_answer_days);
    secrecy_involve_until(db, id, unit, INVOLVEMENT_DISPUTE, date_add_days(due, organisation_profile()->responsibility.former_sight_days));
    work_task_add(db, id, unit, TASK_KIND_HELP_ON, id.v, due);
}

static int64_t watch_silence(struct db *db) {
    struct instant before = {db_now(db).ms - organisation_profile()->responsibility.silent_days * MS_PER_DAY};
    struct silent_cases_rows rows = silent_cases(db, before);
    for (size_t i = 0; i < rows.n; i++) {
        task_for_leader(db, rows.v[i].case_id, &(struct leader_task){rows.v[i].holder_unit, TASK_KIND_CASE_SILENT, rows.v[i].case_id.v});
        tell_coordinating(db, rows.v[i].case_id, rows.v[i].holder_unit);
        audit_add(db, "case_silent", "case", rows.v[i].case_id.v, NULL);
    }
    return (int64_t)rows.n;
}

static int64_t watch_names(struct db *db) {
    struct date day = law_add_working_days(law_current(), today_of(db), -organisation_profile()->responsibility.nameless_days);
    struct nameless_cases_rows rows = nameless_cases(db, instant_of_oslo(day, 0));
    for (size_t i = 0; i < rows.n; i++) {
        responsibility_ask_leader(db, rows.v[i].id, rows.v[i].holder_unit);
        audit_add(db, "case_nameless", "case", rows.v[i].id.v, NULL);
    }
    return (int64_t)rows.n;
}

static int64_t watch_bounce(struct db *db) {
    struct bounce_stale_rows rows = bounce_stale(db, date_add_days(today_of(db), 1 - COUNT_DAYS));
    for (size_t i = 0; i < rows.n; i++) bounce_count(db, rows.v[i].case_id);
    return (int64_t)rows.n;
}

void baton_watch_job(struct db *db, int64_t subject, struct instant now) {
    int64_t most = watch_silence(db), names = watch_names(db), counted = watch_bounce(db);
    if (names > most) most = names;
    if (counted > most) most = counted;
    struct instant tomorrow = instant_of_oslo(date_add_days(instant_oslo_date(now), 1), WATCH_MINUTE);
    job_add(db, JOB_BATON_WATCH, subject, most >= WATCH_BATCH ? (struct instant){now.ms + MS_PER_MINUTE} : tomorrow);
}

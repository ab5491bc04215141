/* The rules of consent and objection: the state table of MODEL 3.3. Knows nothing of pages. */
#include "domain/secrecy/consent.h"

#include "domain/secrecy/notice.h"
#include "domain/secrecy/standing.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"
#include "secrecy_sql.h"
#include "texts.h"

enum { MONTHS_MOST = 12 }; /* nobody can know for longer what she wants; then she is asked again */

struct consent_fault_text consent_fault_text(int fault) {
    static const struct {
        int fault;
        struct consent_fault_text text;
    } texts[] = {
#define X(name, field, key) {CONSENT_##name, {field, T_##key}},
        CONSENT_FAULTS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].fault == fault) return texts[i].text;
    return (struct consent_fault_text){0};
}

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

struct date consent_default_until(struct date today) {
    return date_add_months(today, organisation_profile()->consents.months);
}

static int open_case(struct db *db, struct case_id id, struct case_brief *ret_case) {
    if (!work_case(db, id, ret_case)) return CONSENT_NOT_FOUND;
    return ret_case->state == CASE_STATE_CLOSED ? CONSENT_CASE_CLOSED : CONSENT_DONE;
}

/* ── asking ───────────────────────────────────────────────────────────── */

static int check_until(struct date until, struct date today) {
    if (date_is_none(until) || until.days < today.days) return CONSENT_UNTIL_PAST;
    return until.days > date_add_months(today, MONTHS_MOST).days ? CONSENT_UNTIL_FAR : CONSENT_DONE;
}

static int check_zone(const struct standing *standing, enum zone zone) {
    if (!consent_opens(standing->reader, zone)) return CONSENT_ZONE_NEVER;
    const char *ground = standing_ground(standing, zone);
    if (text_equal(ground, "own_unit")) return CONSENT_NOT_NEEDED;
    return standing->asked & ZONE_BIT(zone) ? CONSENT_ALREADY_ASKED : CONSENT_DONE;
}

/* She said no not long ago: until the pause is over she is asked again only for a new reason. */
static bool pauses(struct db *db, struct case_id id, const struct consent_asking *asking) {
    struct consent_history_rows rows = consent_history(db, id, asking->to_unit);
    struct date today = today_of(db);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].state == CONSENT_STATE_REFUSED && asking->zones & ZONE_BIT(rows.v[i].zone) && rows.v[i].ask_again.days > today.days)
            return true;
    return false;
}

static int check_asking(struct db *db, struct case_id id, const struct consent_asking *asking) {
    struct unit_brief unit;
    struct standing standing = standing_of(db, asking->to_unit, id, today_of(db));
    if (!organisation_unit(db, asking->to_unit, LANG_NB, &unit)) return CONSENT_UNIT_UNKNOWN;
    if (!asking->zones || asking->zones & ZONE_BIT(ZONE_SPINE)) return CONSENT_ZONE_MISSING;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        int fault = asking->zones & ZONE_BIT(zone) ? check_zone(&standing, zone) : CONSENT_DONE;
        if (fault) return fault;
    }
    int fault = check_until(asking->until, today_of(db));
    if (fault) return fault;
    return pauses(db, id, asking) && text_empty(asking->reason) ? CONSENT_REASON_MISSING : CONSENT_DONE;
}

int consent_put_question(struct db *db, struct case_id id, const struct consent_asking *asking) {
    struct case_brief brief;
    int fault = open_case(db, id, &brief);
    if (!fault) fault = check_asking(db, id, asking);
    if (fault) return fault;
    const char *reason = text_empty(asking->reason) ? NULL : asking->reason;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        if (!(asking->zones & ZONE_BIT(zone))) continue;
        consent_insert(db, id, brief.person, asking->to_unit, zone, asking->purpose, reason, db_now(db), actor_staff(db),
                       (struct unit_id){db_actor(db)->unit}, asking->until);
        work_event(db, id, CASE_EVENT_KIND_CONSENT_ASKED, zone, asking->to_unit);
    }
    return CONSENT_DONE;
}

/* ── what follows when a consent begins or ends ───────────────────────── */

static struct instant day_begins(struct date date) { return instant_of_oslo(date, 0); }
static struct date reminder_day(struct date until) { return date_add_days(until, -organisation_profile()->consents.remind_days_before); }

static void schedule(struct db *db, struct consent_id consent, struct date until) {
    struct date reminder = reminder_day(until);
    struct date next = reminder.days > today_of(db).days ? reminder : date_add_days(until, 1);
    job_add(db, JOB_CONSENT_DUE, consent.v, day_begins(next));
}

/* The unit is in the case as long as its last yes runs, and nobody is asked to renew what no longer ends soon. */
static void after_end(struct db *db, struct case_id id, struct unit_id unit) {
    struct date today = today_of(db);
    struct consent_history_rows rows = consent_history(db, id, unit);
    bool runs = false, ends_soon = false;
    struct date last_day = today;
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].state != CONSENT_STATE_GIVEN || rows.v[i].until.days < today.days) continue;
        runs = true;
        if (rows.v[i].until.days > last_day.days) last_day = rows.v[i].until;
        ends_soon |= reminder_day(rows.v[i].until).days <= today.days;
    }
    if (runs) secrecy_involve_until(db, id, unit, INVOLVEMENT_CONSENT, last_day);
    else secrecy_end_involvement(db, id, unit, INVOLVEMENT_CONSENT);
    if (!ends_soon) work_task_done(db, id, TASK_KIND_RENEW_CONSENT, unit.v);
}

static bool end_consent(struct db *db, struct consent_id consent, enum consent_state state) {
    job_cancel(db, JOB_CONSENT_DUE, consent.v);
    return consent_set_ended(db, consent, state, db_now(db), actor_staff(db)) == 1;
}

/* ── answering ────────────────────────────────────────────────────────── */

static int check_answer(struct db *db, const struct consent_waiting_rows *waiting, const struct consent_answering *answering) {
    unsigned asked = 0;
    for (size_t i = 0; i < waiting->n; i++) asked |= ZONE_BIT(waiting->v[i].zone);
    if (!asked) return CONSENT_NOT_FOUND;
    if (answering->zones & ~asked) return CONSENT_ZONE_MISSING;
    if (!answering->zones) return CONSENT_DONE;
    for (size_t i = 0; i < waiting->n; i++) {
        struct date until = date_is_none(answering->until) ? waiting->v[i].until : answering->until;
        int fault = answering->zones & ZONE_BIT(waiting->v[i].zone) ? check_until(until, today_of(db)) : CONSENT_DONE;
        if (fault) return fault;
    }
    if (!answering->form) return CONSENT_FORM_MISSING;
    return answering->form == CONSENT_FORM_ORAL && text_empty(answering->witness) ? CONSENT_WITNESS_MISSING : CONSENT_DONE;
}

static void replace_former(struct db *db, struct case_id id, struct unit_id unit, enum zone zone) {
    struct consent_history_rows rows = consent_history(db, id, unit);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].zone == zone && rows.v[i].state == CONSENT_STATE_GIVEN) end_consent(db, rows.v[i].id, CONSENT_STATE_REPLACED);
}

static void take_yes(struct db *db, const struct case_brief *brief, const struct consent_waiting_row *question,
                     const struct consent_answering *answering) {
    struct date until = date_is_none(answering->until) ? question->until : answering->until;
    const char *witness = text_empty(answering->witness) ? NULL : answering->witness;
    replace_former(db, brief->id, answering->unit, question->zone);
    consent_set_given(db, question->id, brief->person, answering->form, witness, until, db_now(db), actor_staff(db));
    schedule(db, question->id, until);
    work_event(db, brief->id, CASE_EVENT_KIND_CONSENT_GIVEN, question->zone, answering->unit);
    audit_add(db, "consent_given", "consent", question->id.v, zone_code(question->zone));
}

static void take_no(struct db *db, struct case_id id, const struct consent_waiting_row *question, struct unit_id unit) {
    struct date again = date_add_days(today_of(db), organisation_profile()->consents.ask_again_days);
    consent_set_refused(db, question->id, again, db_now(db), actor_staff(db));
    work_event(db, id, CASE_EVENT_KIND_CONSENT_REFUSED, question->zone, unit);
    audit_add(db, "consent_refused", "consent", question->id.v, zone_code(question->zone));
}

int consent_register_answer(struct db *db, struct case_id id, const struct consent_answering *answering) {
    struct case_brief brief;
    int fault = open_case(db, id, &brief);
    if (fault) return fault;
    struct consent_waiting_rows waiting = consent_waiting(db, id, answering->unit);
    fault = check_answer(db, &waiting, answering);
    if (fault) return fault;
    for (size_t i = 0; i < waiting.n; i++) {
        if (answering->zones & ZONE_BIT(waiting.v[i].zone)) take_yes(db, &brief, &waiting.v[i], answering);
        else take_no(db, id, &waiting.v[i], answering->unit);
    }
    after_end(db, id, answering->unit);
    return CONSENT_DONE;
}

int consent_take_back(struct db *db, struct case_id id, struct consent_id consent) {
    struct consent_get_row row;
    if (!consent_get(db, id, consent, &row)) return CONSENT_NOT_FOUND;
    if (row.state != CONSENT_STATE_GIVEN || !end_consent(db, consent, CONSENT_STATE_REVOKED)) return CONSENT_NOT_GIVEN;
    after_end(db, id, row.to_unit);
    notice_to_unit(db, row.to_unit, NOTICE_KIND_ACCESS_ENDED, id, consent.v);
    work_event(db, id, CASE_EVENT_KIND_CONSENT_REVOKED, row.zone, row.to_unit);
    return CONSENT_DONE;
}

/* ── objecting ────────────────────────────────────────────────────────── */

/* Units that have been shown the zone by her yes, on a ground or in their own work are told that it ends now. (MODEL 3.3) */
static void tell_receivers(struct db *db, struct case_id id, struct unit_id blocked, enum zone zone, struct objection_id objection) {
    struct case_unit_all_rows units = case_unit_all(db, id, today_of(db));
    for (size_t i = 0; i < units.n; i++) {
        struct unit_id unit = units.v[i].unit_id;
        bool told = false;
        for (size_t j = 0; j < i; j++) told |= units.v[j].unit_id.v == unit.v;
        if (told || (blocked.v && blocked.v != unit.v)) continue;
        struct standing standing = standing_of(db, unit, id, today_of(db));
        standing.objected &= ~ZONE_BIT(zone);
        if (standing_ground(&standing, zone)) notice_to_unit(db, unit, NOTICE_KIND_ACCESS_ENDED, id, objection.v);
    }
}

int consent_object(struct db *db, struct case_id id, struct unit_id unit, enum zone zone) {
    struct unit_brief brief;
    struct case_brief found;
    if (!work_case(db, id, &found)) return CONSENT_NOT_FOUND;
    if (zone <= ZONE_SPINE || zone > ZONE_RESTRICTED) return CONSENT_ZONE_MISSING;
    if (unit.v && !organisation_unit(db, unit, LANG_NB, &brief)) return CONSENT_UNIT_UNKNOWN;
    struct objection_zones_rows rows = objection_zones(db, id, unit);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].zone == zone && rows.v[i].unit_id.v == unit.v) return CONSENT_OBJECTED_ALREADY;
    tell_receivers(db, id, unit, zone, objection_insert(db, id, unit, zone, db_now(db), actor_staff(db)));
    work_event(db, id, CASE_EVENT_KIND_OBJECTION_MADE, zone, unit);
    return CONSENT_DONE;
}

int consent_lift(struct db *db, struct case_id id, struct objection_id objection) {
    struct objection_get_row row;
    if (!objection_get(db, id, objection, &row) || objection_set_lifted(db, objection, db_now(db), actor_staff(db)) != 1)
        return CONSENT_NO_OBJECTION;
    work_event(db, id, CASE_EVENT_KIND_OBJECTION_LIFTED, row.zone, row.unit_id);
    return CONSENT_DONE;
}

/* ── time passes ──────────────────────────────────────────────────────── */

void secrecy_consent_due_job(struct db *db, int64_t subject, struct instant now) {
    struct consent_of_job_row row;
    struct case_brief brief;
    struct consent_id consent = {subject};
    if (!consent_of_job(db, consent, &row) || row.state != CONSENT_STATE_GIVEN || !work_case(db, row.case_id, &brief)) return;
    if (instant_oslo_date(now).days > row.until.days) {
        end_consent(db, consent, CONSENT_STATE_EXPIRED);
        after_end(db, row.case_id, row.to_unit);
        audit_add(db, "consent_expired", "consent", subject, zone_code(row.zone));
        return;
    }
    work_task_add(db, row.case_id, brief.holder_unit, TASK_KIND_RENEW_CONSENT, row.to_unit.v, row.until);
    job_add(db, JOB_CONSENT_DUE, subject, day_begins(date_add_days(row.until, 1)));
}

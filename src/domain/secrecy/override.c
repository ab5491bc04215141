/* The rules of setting an objection aside. Knows nothing of pages. */
#include "domain/secrecy/override.h"

#include "domain/secrecy/notice.h"
#include "platform/audit/audit.h"
#include "secrecy_sql.h"
#include "texts.h"

enum { MONTHS_MOST = 3, DAYS_TO_TELL = 3, DAYS_TO_ANSWER = 2 };

struct override_fault_text override_fault_text(int fault) {
    static const struct {
        int fault;
        struct override_fault_text text;
    } texts[] = {
#define X(name, field, key) {OVERRIDE_##name, {field, T_##key}},
        OVERRIDE_FAULTS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].fault == fault) return texts[i].text;
    return (struct override_fault_text){0};
}

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

static int check_asking(struct db *db, const struct case_brief *brief, const struct override_asking *asking) {
    struct unit_brief unit;
    struct override_open_row open;
    struct date today = today_of(db);
    if (brief->state == CASE_STATE_CLOSED) return OVERRIDE_CASE_CLOSED;
    if (!organisation_unit(db, asking->to_unit, LANG_NB, &unit)) return OVERRIDE_UNIT_UNKNOWN;
    if (asking->zone <= ZONE_SPINE || asking->zone >= ZONE_RESTRICTED) return OVERRIDE_ZONE_MISSING;
    struct standing standing = standing_of(db, asking->to_unit, brief->id, today);
    if (reader_never_health(standing.reader)) return OVERRIDE_NEVER;
    if (!(standing.objected & ZONE_BIT(asking->zone))) return OVERRIDE_NOT_OBJECTED;
    if (override_open(db, brief->id, asking->to_unit, asking->zone, &open)) return OVERRIDE_OPEN_ALREADY;
    if (text_empty(asking->reason)) return OVERRIDE_REASON_MISSING;
    if (date_is_none(asking->until) || asking->until.days < today.days) return OVERRIDE_UNTIL_PAST;
    return asking->until.days > date_add_months(today, MONTHS_MOST).days ? OVERRIDE_UNTIL_FAR : OVERRIDE_DONE;
}

int override_ask(struct db *db, struct case_id id, const struct override_asking *asking, struct objection_override_id *ret_override) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return OVERRIDE_NOT_FOUND;
    int fault = check_asking(db, &brief, asking);
    if (fault) return fault;
    struct objection_override_id override =
        override_insert(db, id, brief.person, asking->to_unit, asking->zone, asking->reason, asking->until, db_now(db), actor_staff(db));
    work_task_add(db, id, brief.holder_unit, TASK_KIND_ANSWER_OVERRIDE, override.v, date_add_days(today_of(db), DAYS_TO_ANSWER));
    notice_to_leader(db, (struct unit_id){db_actor(db)->unit}, NOTICE_KIND_OVERRIDE_ASKED, id, override.v);
    *ret_override = override;
    return OVERRIDE_DONE;
}

int override_reply(struct db *db, struct case_id id, struct objection_override_id override, bool approved, const char *answer) {
    struct override_get_row row;
    struct case_brief brief;
    if (!override_get(db, id, override, &row) || !work_case(db, id, &brief)) return OVERRIDE_NOT_FOUND;
    if (row.state != OVERRIDE_STATE_ASKED) return OVERRIDE_ANSWERED;
    if (row.asked_by.v == actor_staff(db).v) return OVERRIDE_SAME_PERSON;
    if (approved && row.until.days < today_of(db).days) return OVERRIDE_UNTIL_PAST;
    enum override_state state = approved ? OVERRIDE_STATE_APPROVED : OVERRIDE_STATE_REFUSED;
    if (override_answer(db, override, brief.person, state, text_empty(answer) ? NULL : answer, db_now(db), actor_staff(db)) != 1)
        return OVERRIDE_ANSWERED;
    work_task_done(db, id, TASK_KIND_ANSWER_OVERRIDE, override.v);
    notice_to_unit(db, row.to_unit, NOTICE_KIND_OVERRIDE_ANSWERED, id, override.v);
    if (!approved) return OVERRIDE_DONE;
    notice_to_privacy(db, NOTICE_KIND_OVERRIDE_ANSWERED, id, override.v);
    work_task_add(db, id, brief.holder_unit, TASK_KIND_TELL_OVERRIDE, override.v, date_add_days(today_of(db), DAYS_TO_TELL));
    work_event(db, id, CASE_EVENT_KIND_OBJECTION_OVERRIDDEN, row.zone, row.to_unit);
    job_add(db, JOB_OVERRIDE_DUE, override.v, instant_of_oslo(date_add_days(row.until, 1), 0));
    return OVERRIDE_DONE;
}

int override_stop(struct db *db, struct case_id id, struct objection_override_id override) {
    struct override_get_row row;
    if (!override_get(db, id, override, &row)) return OVERRIDE_NOT_FOUND;
    if (override_set_ended(db, override, db_now(db), actor_staff(db)) != 1) return OVERRIDE_NOT_RUNNING;
    job_cancel(db, JOB_OVERRIDE_DUE, override.v);
    notice_to_unit(db, row.to_unit, NOTICE_KIND_ACCESS_ENDED, id, override.v);
    return OVERRIDE_DONE;
}

int override_tell(struct db *db, struct case_id id, struct objection_override_id override, enum told_how told) {
    struct override_get_row row;
    if (!override_get(db, id, override, &row)) return OVERRIDE_NOT_FOUND;
    if (override_set_told(db, override, told, db_now(db), actor_staff(db)) != 1) return OVERRIDE_TOLD_ALREADY;
    work_task_done(db, id, TASK_KIND_TELL_OVERRIDE, override.v);
    return OVERRIDE_DONE;
}

/* The job only tidies up: after its last day, or in a closed case, the rule itself counts it no more. */
void secrecy_override_due_job(struct db *db, int64_t subject, struct instant now) {
    struct override_of_job_row row;
    struct objection_override_id override = {subject};
    if (!override_of_job(db, override, &row) || row.state != OVERRIDE_STATE_APPROVED || instant_oslo_date(now).days <= row.until.days)
        return;
    override_set_ended(db, override, now, (struct staff_id){0});
    notice_to_unit(db, row.to_unit, NOTICE_KIND_ACCESS_ENDED, row.case_id, subject);
    audit_add(db, "override_over", "objection_override", subject, NULL);
}

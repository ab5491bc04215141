/* The clock of a decision. Decides nothing: what is to end is decided by people, what has ended is written down. */
#include "domain/decision/expire.h"
#include "domain/decision/issue.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"

enum { JOB_MINUTES = 6 * 60 }; /* early in the morning, before anyone looks at the day */
static const int warnings[] = {60, 30, 14};

struct date expire_next(struct date until, struct date today) {
    if (date_is_none(until) || until.days < today.days) return DATE_NONE;
    for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++) {
        struct date day = date_add_days(until, -warnings[i]);
        if (day.days > today.days) return day;
    }
    return date_add_days(until, 1);
}

void expire_watch(struct db *db, struct decision_part_id part, struct date until) {
    struct date next = expire_next(until, instant_oslo_date(db_now(db)));
    if (!date_is_none(next)) job_add(db, JOB_PART_DUE, part.v, instant_of_oslo(next, JOB_MINUTES));
}

/* Everything in the version has run its time: it has ended, and stays readable. */
static void end_when_over(struct db *db, const struct part_standing_row *part, struct decision_part_id root, struct date today) {
    struct parts_alive_row alive = {0};
    if (decision_suspended(db, root)) { /* an appeal has stopped it: looked at again (FVL-42) */
        job_add(db, JOB_PART_DUE, root.v, instant_of_oslo(date_add_days(today, 7), JOB_MINUTES));
        return;
    }
    if (parts_alive(db, part->decision_id, today, &alive) && alive.n > 0) return;
    if (joint_end(db, part->decision_id) != 1) return;
    work_tasks_done(db, part->case_id, TASK_KIND_DECISION_EXPIRING);
    work_event(db, part->case_id, CASE_EVENT_KIND_DECISION_ENDED, ZONE_SPINE, part->joint_unit);
    audit_add(db, "decision_ended", "decision", part->decision_id.v, "period_over");
}

void expire_part_job(struct db *db, int64_t subject, struct instant now) {
    struct part_standing_row part;
    struct decision_part_id root = {subject};
    struct date today = instant_oslo_date(now);
    if (!part_standing(db, root, &part) || date_is_none(part.until_date)) return;
    if (part.until_date.days < today.days) {
        work_task_done(db, part.case_id, TASK_KIND_DECISION_EXPIRING, subject);
        end_when_over(db, &part, root, today);
        return;
    }
    if (part.outcome == PART_OUTCOME_GRANTED) work_task_add(db, part.case_id, part.joint_unit, TASK_KIND_DECISION_EXPIRING, subject, part.until_date);
    expire_watch(db, root, part.until_date);
    audit_add(db, "decision_part_expiring", "decision_part", subject, NULL);
}

/* ── the digital letter ───────────────────────────────────────────────── */

void digital_watch(struct db *db, struct delivery_id delivery, struct date alerted_on) {
    job_add(db, JOB_DIGITAL_DUE, delivery.v, instant_of_oslo(deadline_end(law_current(), CLOCK_DIGITAL_UNOPENED, alerted_on), JOB_MINUTES));
}

static bool happened(struct db *db, struct delivery_id delivery, enum delivery_event_kind kind) {
    struct delivery_event_of_row event;
    return delivery_event_of(db, delivery, kind, &event);
}

/* Not opened in its time: alert again; not then either: on paper too. */
void digital_due_job(struct db *db, int64_t subject, struct instant now) {
    struct delivery_get_row delivery;
    struct delivery_id id = {subject};
    if (!delivery_get(db, id, &delivery) || happened(db, id, DELIVERY_EVENT_KIND_OPENED) || happened(db, id, DELIVERY_EVENT_KIND_PAPER)) return;
    bool again = happened(db, id, DELIVERY_EVENT_KIND_SECOND_ALERT);
    struct date due = law_add_working_days(law_current(), instant_oslo_date(now), 1);
    work_task_add(db, delivery.case_id, delivery.unit_id, again ? TASK_KIND_SEND_ON_PAPER : TASK_KIND_ALERT_AGAIN, subject, due);
    audit_add(db, again ? "decision_unopened_twice" : "decision_unopened", "delivery", subject, NULL);
}

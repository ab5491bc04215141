/* The rules of a landlord's notice. May not give legal advice beyond what the law says a notice must hold. */
#include "domain/lease/lease.h"

#include "domain/law/law.h"
#include "lease_sql.h"

struct date lease_protest_until(const struct landlord_notice *notice) {
    return deadline_end(law_current(), CLOCK_TENANT_PROTEST, notice->received_on);
}

struct date lease_earliest_end(const struct landlord_notice *notice) {
    return deadline_end(law_current(), CLOCK_LEASE_NOTICE, notice->received_on);
}

static bool too_short(const struct landlord_notice *notice) {
    if (date_is_none(notice->leaves_on)) return false;
    struct date earliest = lease_earliest_end(notice);
    return !date_is_none(earliest) && notice->leaves_on.days < earliest.days;
}

static void find(struct notice_findings *findings, bool found, enum notice_finding finding) {
    if (found) findings->v[findings->n++] = finding;
}

/* A notice that was only spoken can hold neither reasons nor information in writing, so that fault says it all. */
struct notice_findings lease_findings(const struct landlord_notice *notice) {
    struct notice_findings findings = {.n = 0};
    bool spoken = notice->written == NOTICE_ANSWER_NO;
    bool unknown = notice->written == NOTICE_ANSWER_UNKNOWN || notice->reasons == NOTICE_ANSWER_UNKNOWN ||
                   notice->protest_information == NOTICE_ANSWER_UNKNOWN;
    find(&findings, spoken, NOTICE_FINDING_NOT_WRITTEN);
    find(&findings, !spoken && notice->reasons == NOTICE_ANSWER_NO, NOTICE_FINDING_NO_REASONS);
    find(&findings, !spoken && notice->protest_information == NOTICE_ANSWER_NO, NOTICE_FINDING_NO_PROTEST_INFORMATION);
    find(&findings, too_short(notice), NOTICE_FINDING_TOO_SHORT);
    find(&findings, !spoken && unknown, NOTICE_FINDING_NOT_KNOWN);
    find(&findings, findings.n == 0, NOTICE_FINDING_NONE_FOUND);
    return findings;
}

struct date lease_act_by(const struct landlord_notice *notice, struct date today) {
    struct date protest = lease_protest_until(notice);
    if (!notice->protested && !date_is_none(protest) && protest.days >= today.days) return protest;
    if (!date_is_none(notice->leaves_on) && notice->leaves_on.days >= today.days) return notice->leaves_on;
    return today;
}

struct landlord_notice_id lease_check(struct db *db, struct case_id id, const struct landlord_notice *notice) {
    struct case_brief brief;
    struct landlord_notice_id none = {0};
    if (!work_case(db, id, &brief)) return none;
    struct staff_id staff = {db_actor(db)->staff};
    struct landlord_notice_id row =
        notice_insert(db, id, notice->received_on, notice->leaves_on, notice->written, notice->reasons, notice->protest_information,
                      notice->protested, lease_protest_until(notice), db_now(db), staff);
    work_event(db, id, CASE_EVENT_KIND_NOTICE_CHECKED, ZONE_SPINE, (struct unit_id){0});
    /* One task a case, whatever number of checks: its subject is the case. */
    work_task_add(db, id, brief.holder_unit, TASK_KIND_PREVENT_EVICTION, id.v, lease_act_by(notice, instant_oslo_date(db_now(db))));
    return row;
}

int lease_finish(struct db *db, struct case_id id, enum home_outcome outcome) {
    struct notice_last_row row;
    if (!notice_last(db, id, &row)) return ERR_NOT_FOUND;
    notice_outcome_insert(db, row.id, outcome, db_now(db), (struct staff_id){db_actor(db)->staff});
    work_task_done(db, id, TASK_KIND_PREVENT_EVICTION, id.v);
    return ERR_OK;
}

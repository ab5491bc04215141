/* Erasure: when the duty to keep is over, one proposes and another decides, and her key is destroyed. Never a shorter way. (ARK-1, PJL-7) */
#include "domain/privacy/privacy.h"

#include "domain/law/law.h"
#include "platform/audit/audit.h"
#include "privacy_sql.h"

static const char retention_rule[] = "ARK-1";

struct retention privacy_retention(struct db *db, struct person_id person) {
    struct retention_of_row row;
    struct retention_tasks_row tasks;
    struct retention retention = {.last_activity = DATE_NONE, .kept_until = DATE_NONE};
    struct key_left_row key;
    bool found = key_left(db, person, &key) && retention_of(db, person, &row) && !instant_is_none(row.last_at);
    if (!found) return retention;
    retention.known = true;
    retention.last_activity = instant_oslo_date(row.last_at);
    retention.kept_until = deadline_end(law_current(), CLOCK_RETENTION_CASE, retention.last_activity);
    retention.running = row.running;
    retention.tasks = retention_tasks(db, person, &tasks) ? tasks.n : 1;
    return retention;
}

enum retention_fault privacy_may_erase(const struct retention *retention, struct date day) {
    if (!retention->known || date_is_none(retention->kept_until)) return RETENTION_NOT_KNOWN;
    if (retention->running) return RETENTION_CASE_RUNS;
    if (retention->tasks) return RETENTION_TASKS_OPEN;
    return retention->kept_until.days >= day.days ? RETENTION_KEPT_STILL : RETENTION_OVER;
}

enum retention_fault privacy_propose(struct db *db, struct person_id person, struct erasure_id *ret_erasure) {
    struct retention retention = privacy_retention(db, person);
    enum retention_fault fault = privacy_may_erase(&retention, instant_oslo_date(db_now(db)));
    if (fault) return fault;
    *ret_erasure = erasure_insert(db, person, retention_rule, retention.last_activity, retention.kept_until, db_now(db),
                                  (struct staff_id){db_actor(db)->staff});
    return RETENTION_OVER;
}

enum retention_fault privacy_decide(struct db *db, struct erasure_id erasure, bool yes) {
    struct erasure_get_row row;
    struct staff_id staff = {db_actor(db)->staff};
    if (!erasure_get(db, erasure, &row) || row.state != ERASURE_STATE_PROPOSED) return RETENTION_NOT_KNOWN;
    if (row.proposed_by.v == staff.v) return RETENTION_SAME_PERSON;
    struct retention retention = privacy_retention(db, row.person_id);
    enum retention_fault fault = privacy_may_erase(&retention, instant_oslo_date(db_now(db)));
    if (yes && fault) return fault;
    if (erasure_decide(db, erasure, yes ? ERASURE_STATE_ERASED : ERASURE_STATE_REFUSED, db_now(db), staff) != 1) return RETENTION_NOT_KNOWN;
    if (!yes) return RETENTION_OVER;
    person_erase(db, row.person_id);
    audit_add(db, "person_erased", "erasure", erasure.v, retention_rule);
    return RETENTION_OVER;
}

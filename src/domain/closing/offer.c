/* She wants no help now, or only a home: asked again at intervals, kindly, for as long as it takes. Touches no home, decision or application.
 * (R-019, R-225, I-10) */
#include "domain/closing/internal.h"

#include "platform/audit/audit.h"

static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }
static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

struct date offer_at_latest(struct date today) {
    return date_add_days(today, organisation_profile()->responsibility.offer_again_days);
}

static void (*on_heard)(struct db *db, struct case_id id, enum offer_heard what);

void offer_on_heard(void (*heard)(struct db *db, struct case_id id, enum offer_heard what)) { on_heard = heard; }

static void tell(struct db *db, struct case_id id, enum offer_heard what) {
    if (on_heard) on_heard(db, id, what);
}

static int next_fault(struct date today, struct date next) {
    if (date_is_none(next)) return CLOSING_NEXT_MISSING;
    if (next.days <= today.days) return CLOSING_NEXT_TOO_SOON;
    return next.days > offer_at_latest(today).days ? CLOSING_NEXT_TOO_LATE : CLOSING_FINE;
}

static void ask_on(struct db *db, const struct case_brief *brief, struct date day) {
    work_task_add(db, brief->id, brief->holder_unit, TASK_KIND_OFFER_AGAIN, brief->id.v, day);
    if (brief->holder_staff.v) work_task_give(db, brief->id, TASK_KIND_OFFER_AGAIN, brief->id.v, brief->holder_staff);
}

int offer_declined(struct db *db, struct case_id id, bool home_only, struct date next_on) {
    struct case_brief brief;
    struct declined_now_row now;
    int fault = next_fault(today_of(db), next_on);
    if (!work_case(db, id, &brief)) return CLOSING_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return CLOSING_WRONG_STATE;
    if (fault) return fault;
    if (declined_now(db, id, &now)) declined_set(db, now.id, home_only, next_on);
    else declined_insert(db, id, home_only, next_on, db_now(db), actor_staff(db));
    ask_on(db, &brief, next_on);
    work_event(db, id, CASE_EVENT_KIND_HELP_DECLINED, ZONE_PLAN, (struct unit_id){0});
    tell(db, id, OFFER_HEARD_NO);
    return CLOSING_FINE;
}

int offer_answered(struct db *db, struct case_id id, enum offer_answer answer, struct date on_date, struct date next_on) {
    struct case_brief brief;
    struct declined_now_row now;
    bool yes = answer == OFFER_ANSWER_YES;
    if (!work_case(db, id, &brief)) return CLOSING_NOT_FOUND;
    if (!declined_now(db, id, &now)) return CLOSING_NOT_DECLINED;
    if (on_date.days > today_of(db).days) return CLOSING_ASKED_LATER;
    int fault = yes ? CLOSING_FINE : next_fault(today_of(db), next_on);
    if (fault) return fault;
    offered_insert(db, now.id, id, answer, on_date, yes ? DATE_NONE : next_on, db_now(db), actor_staff(db));
    work_task_done(db, id, TASK_KIND_OFFER_AGAIN, id.v);
    if (yes) {
        declined_end(db, id, db_now(db));
        work_wake(db, id);
    } else {
        declined_set(db, now.id, now.home_only, next_on);
        ask_on(db, &brief, next_on);
    }
    work_event(db, id, yes ? CASE_EVENT_KIND_HELP_WANTED : CASE_EVENT_KIND_HELP_OFFERED, ZONE_PLAN, (struct unit_id){0});
    tell(db, id, yes ? OFFER_HEARD_YES : OFFER_HEARD_NOT_YET);
    return CLOSING_FINE;
}

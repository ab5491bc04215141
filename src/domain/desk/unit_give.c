/* Giving cases and tasks of the unit to someone in it, and taking them oneself. Whoever answers for the unit takes what nobody has; only its
 * leader gives, and takes from others (MODEL 3.2 reassign). The baton's own rules stand in responsibility. */
#include "domain/desk/internal.h"

#include "desk_routes.h"
#include "domain/responsibility/responsibility.h"
#include "platform/audit/audit.h"
#include "texts.h"

/* Who is to have it; 0 after an error was marked. */
static struct staff_id receiver_of(struct request *rq, bool take, struct staff_id to) {
    struct desk_works_in_row row;
    if (take) return rq->session->staff;
    if (!session_may(rq->session, RIGHT_UNIT_LEAD)) form_error(rq, "to", T_unit_only_leader);
    else if (!to.v) form_error(rq, "to", T_unit_to_missing);
    else if (!desk_works_in(rq->db, rq->session->unit, to, rq->today, &row)) form_error(rq, "to", T_unit_to_unknown);
    else return to;
    return (struct staff_id){0};
}

struct reply unit_give_cases(struct request *rq, const struct unit_give_cases_in *in) {
    if (in->case_.n == 0) form_error(rq, "case", T_unit_nothing_chosen);
    struct staff_id staff = receiver_of(rq, in->take, in->to);
    if (in->case_.n == 0 || !staff.v) return reply_invalid(rq);
    for (size_t i = 0; i < in->case_.n; i++) {
        struct desk_case_holder_row held;
        struct case_id id = in->case_.v[i];
        if (!desk_case_holder(rq->db, id, &held) || held.holder_unit.v != rq->session->unit.v) return reply_not_found(rq);
        bool free = !held.holder_staff.v || held.holder_staff.v == staff.v;
        if (!free && !session_may(rq->session, RIGHT_UNIT_LEAD)) return reply_conflict(rq, T_unit_only_free);
        int fault = baton_reassign(rq->db, id, staff);
        if (fault != BATON_DONE && fault != BATON_STAFF_SAME) return reply_conflict(rq, baton_fault_text(fault).why);
    }
    return reply_with_notice(reply_see_other(rq, "/enhet?liste=nobody"), in->take ? T_unit_taken : T_unit_given);
}

struct reply unit_give_tasks(struct request *rq, const struct unit_give_tasks_in *in) {
    if (in->task.n == 0) form_error(rq, "task", T_unit_nothing_chosen);
    struct staff_id staff = receiver_of(rq, in->take, in->to);
    if (in->task.n == 0 || !staff.v) return reply_invalid(rq);
    for (size_t i = 0; i < in->task.n; i++) {
        struct desk_task_row task;
        if (!desk_task(rq->db, in->task.v[i], &task)) continue; /* somebody has done it meanwhile */
        if (task.unit_id.v != rq->session->unit.v) return reply_not_found(rq);
        work_task_give(rq->db, task.case_id, task.kind, task.subject, staff);
        audit_add(rq->db, "task_given", "case", task.case_id.v, NULL);
    }
    return reply_with_notice(reply_see_other(rq, "/enhet?liste=tasks"), in->take ? T_unit_taken : T_unit_given);
}

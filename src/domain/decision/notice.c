/* The prior notice, its answer, and when the change may be decided (FVL-16). Knows no page and no letter. */
#include "domain/decision/notice.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

static bool notice_good(const struct notice_new *notice, struct date issued_on, struct date today) {
    if (text_empty(notice->planned) || text_empty(notice->why)) return false;
    if (date_is_none(notice->sent_on) || date_is_none(notice->answer_by)) return false;
    bool sent = notice->sent_on.days >= issued_on.days && notice->sent_on.days <= today.days;
    return sent && notice->answer_by.days >= deadline_end(law_current(), CLOCK_PRIOR_NOTICE, notice->sent_on).days;
}

int prior_notice_send(struct db *db, const struct access *access, const struct notice_new *notice) {
    struct part_get_row part;
    struct joint_get_row joint;
    struct notice_brief open;
    struct decision_part_id root = part_root(db, notice->part);
    if (!root.v || !part_get(db, notice->part, &part) || !joint_get(db, part.decision_id, &joint)) return ERR_NOT_FOUND;
    bool in_force = part.joint_state == JOINT_STATE_ISSUED || part.joint_state == JOINT_STATE_IN_FORCE;
    if (!in_force || part.state != PART_STATE_SIGNED || part.outcome != PART_OUTCOME_GRANTED) return ERR_CONFLICT;
    if (prior_notice_of_part(db, root, &open)) return ERR_CONFLICT;
    if (!access || !access_covers(access, part.zone)) return ERR_DENIED;
    if (!notice_good(notice, instant_oslo_date(joint.issued_at), today_of(db))) return ERR_INVALID;
    struct prior_notice_id id = prior_notice_insert(db, part.case_id, root, notice->plan, notice->from, notice->sent_on, notice->channel, notice->answer_by,
                                                    db_now(db), actor_staff(db), actor_unit(db));
    prior_notice_write(db, access, id, part.person_id, part.zone, notice->planned, notice->why, NULL, db_now(db), actor_staff(db));
    work_task_add(db, part.case_id, actor_unit(db), TASK_KIND_PRIOR_NOTICE_ANSWER, id.v, notice->answer_by);
    work_event(db, part.case_id, CASE_EVENT_KIND_PRIOR_NOTICE_SENT, ZONE_SPINE, part.unit_id);
    audit_add(db, "prior_notice_sent", "decision_part", root.v, notice_plan_code(notice->plan));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

bool prior_notice_of_part(struct db *db, struct decision_part_id root, struct notice_brief *ret_notice) {
    struct prior_notice_open_row row;
    if (!prior_notice_open(db, root, &row)) return false;
    *ret_notice = (struct notice_brief){
        .id = row.id, .case_ = row.case_id, .part = row.part_id, .plan = row.plan, .from = row.from_date, .sent_on = row.sent_on,
        .answer_by = row.answer_by, .answered_on = instant_is_none(row.answered_at) ? DATE_NONE : instant_oslo_date(row.answered_at),
        .channel = row.channel, .answer = row.answer, .way = row.answer_way, .unit = row.unit_id, .by_staff = row.by_staff,
    };
    return true;
}

bool prior_notice_ready(struct db *db, struct decision_part_id root, struct date today) {
    struct notice_brief notice;
    if (!prior_notice_of_part(db, root, &notice)) return false;
    return !date_is_none(notice.answered_on) || today.days > notice.answer_by.days;
}

int prior_notice_take_answer(struct db *db, const struct access *access, struct prior_notice_id id, enum prior_answer answer, enum answer_way way, const char *words) {
    struct prior_notice_get_row row;
    if (!prior_notice_get(db, id, &row)) return ERR_NOT_FOUND;
    if (!text_empty(words) && (!access || !access_covers(access, row.zone))) return ERR_DENIED;
    if (prior_notice_answer(db, id, answer, way, db_now(db), actor_staff(db)) != 1) return ERR_CONFLICT;
    if (!text_empty(words)) prior_notice_write(db, access, id, row.person_id, row.zone, NULL, NULL, words, db_now(db), actor_staff(db));
    work_task_done(db, row.case_id, TASK_KIND_PRIOR_NOTICE_ANSWER, id.v);
    work_event(db, row.case_id, CASE_EVENT_KIND_PRIOR_NOTICE_ANSWERED, ZONE_SPINE, actor_unit(db));
    audit_add(db, "prior_notice_answered", "prior_notice", id.v, prior_answer_code(answer));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

int prior_notice_drop(struct db *db, struct prior_notice_id id) {
    struct prior_notice_get_row row;
    if (!prior_notice_get(db, id, &row)) return ERR_NOT_FOUND;
    if (prior_notice_withdraw(db, id, db_now(db), actor_staff(db)) != 1) return ERR_CONFLICT;
    work_task_done(db, row.case_id, TASK_KIND_PRIOR_NOTICE_ANSWER, id.v);
    audit_add(db, "prior_notice_withdrawn", "prior_notice", id.v, NULL);
    return ERR_OK;
}

bool prior_notice_read(struct db *db, const struct access *access, struct prior_notice_id notice, enum zone zone, struct notice_words *ret_words) {
    if (!access || !access_covers(access, zone)) return false;
    struct prior_notice_words_rows rows = prior_notice_words(db, access, notice, zone);
    *ret_words = (struct notice_words){0};
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].planned) ret_words->planned = rows.v[i].planned;
        if (rows.v[i].why) ret_words->why = rows.v[i].why;
        if (rows.v[i].her_answer) ret_words->her_answer = rows.v[i].her_answer;
    }
    return true;
}

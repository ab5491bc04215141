/* The letter on its way, the day it reached her, the limits that follow, and her answers. */
#include "domain/decision/expire.h"
#include "domain/decision/issue.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

struct date case_began(struct db *db, struct case_id id) {
    struct case_brief brief;
    return work_case(db, id, &brief) ? instant_oslo_date(brief.opened_at) : instant_oslo_date(db_now(db));
}

const char *limit_rule(const struct law_part_kind *law, struct date case_from) {
    if (law->appeal_clock == CLOCK_APPEAL_PBRL) return "PBRL-13";
    if (law->appeal_clock != CLOCK_APPEAL_FVL) return NULL;
    return law_rule_at(law_current(), "FVL25-10", case_from) ? "FVL25-10" : "FVL-29";
}

/* Only what this version decides has a limit that begins now; the other parts keep theirs. */
static void set_limits(struct db *db, const struct joint *joint, struct delivery_id delivery, struct date reached) {
    struct date from = case_began(db, joint->case_);
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        const char *rule = part->law ? limit_rule(part->law, from) : NULL;
        if (!rule || !part->decided_now || part->state != PART_STATE_SIGNED) continue;
        struct date until = deadline_end_of_case(law_current(), part->law->appeal_clock, reached, from);
        limit_insert(db, part->id, delivery, rule, until, part->law->appeal_body);
    }
}

static const struct delivery_list_row *delivery_of(const struct delivery_list_rows *rows, enum delivery_recipient recipient) {
    for (size_t i = 0; i < rows->n; i++)
        if (rows->v[i].recipient == recipient) return &rows->v[i];
    return NULL;
}

/* How one knows the day. */
static enum reached_how how_reached(const struct delivery_note *note) {
    if (note->how) return note->how;
    if (note->channel == DELIVERY_CHANNEL_HANDED_OVER) return REACHED_HOW_HANDED_OVER;
    return note->channel == DELIVERY_CHANNEL_DIGITAL ? REACHED_HOW_ALERT : REACHED_HOW_TOLD;
}

static int reach(struct db *db, const struct joint *joint, const struct delivery_note *note) {
    if (delivery_reach(db, joint->id, note->recipient, note->reached_on, how_reached(note), actor_staff(db)) != 1) return ERR_CONFLICT;
    struct delivery_list_rows rows = delivery_list(db, joint->id);
    const struct delivery_list_row *delivery = delivery_of(&rows, note->recipient);
    if (!delivery) return ERR_IO;
    set_limits(db, joint, delivery->id, note->reached_on);
    joint_in_force(db, joint->id);
    work_task_done(db, joint->case_, TASK_KIND_REGISTER_REACHED, joint->id.v);
    work_event(db, joint->case_, CASE_EVENT_KIND_LETTER_REACHED, ZONE_SPINE, (struct unit_id){db_actor(db)->unit});
    audit_add(db, "decision_reached", "decision", joint->id.v, delivery_recipient_code(note->recipient));
    return ERR_OK;
}

/* An agent gets it in her place, unless she wants copies; a guardian gets it beside her (FVL-12). One who had it sent may have it arrive. */
static bool is_recipient(struct db *db, const struct joint *joint, const struct delivery_note *note) {
    struct letter_recipients to = letter_goes_to(db, joint, note->sent_on);
    struct delivery_list_rows sent = delivery_list(db, joint->id);
    for (size_t i = 0; i < to.n; i++)
        if (delivery_recipient_of(to.v[i].kind) == note->recipient) return true;
    return delivery_of(&sent, note->recipient) != NULL;
}

int decision_deliver(struct db *db, const struct delivery_note *note) {
    struct joint joint;
    struct date today = instant_oslo_date(db_now(db));
    if (!joint_load(db, NULL, note->decision, LANG_NB, &joint)) return ERR_NOT_FOUND;
    if (joint_open(joint.state)) return ERR_CONFLICT;
    if (!is_recipient(db, &joint, note)) return ERR_DENIED;
    bool reached = !date_is_none(note->reached_on);
    if (date_is_none(note->sent_on) || note->sent_on.days < instant_oslo_date(joint.issued_at).days || note->sent_on.days > today.days) return ERR_INVALID;
    if (reached && (note->reached_on.days < note->sent_on.days || note->reached_on.days > today.days)) return ERR_INVALID;
    int64_t sent = delivery_send(db, joint.id, note->recipient, note->channel, note->sent_on);
    if (sent == 0 && !reached) return ERR_CONFLICT;
    struct delivery_list_rows rows = delivery_list(db, joint.id);
    const struct delivery_list_row *known = delivery_of(&rows, note->recipient);
    if (!known || (reached && note->reached_on.days < known->sent_on.days)) return ERR_INVALID;
    work_task_done(db, joint.case_, TASK_KIND_SEND_LETTER, joint.id.v);
    audit_add(db, "decision_sent", "decision", joint.id.v, delivery_channel_code(note->channel));
    if (!reached)
        work_task_add(db, joint.case_, joint.unit, TASK_KIND_REGISTER_REACHED, joint.id.v, notice_reached(law_current(), NOTICE_POSTED, note->sent_on));
    if (sent && note->channel == DELIVERY_CHANNEL_DIGITAL) {
        delivery_event_insert(db, known->id, DELIVERY_EVENT_KIND_ALERTED, note->sent_on, db_now(db), actor_staff(db));
        digital_watch(db, known->id, note->sent_on);
    }
    return reached ? reach(db, &joint, note) : ERR_OK;
}

/* ── a day that was wrong ─────────────────────────────────────────────── */

int decision_correct_reached(struct db *db, struct delivery_id id, struct date reached_on, const char *reason) {
    struct delivery_get_row row;
    struct joint joint;
    if (!delivery_get(db, id, &row) || !joint_load(db, NULL, row.decision_id, LANG_NB, &joint)) return ERR_NOT_FOUND;
    if (date_is_none(row.reached_on)) return ERR_CONFLICT;
    bool wrong = date_is_none(reached_on) || reached_on.days < row.sent_on.days || reached_on.days > instant_oslo_date(db_now(db)).days;
    if (wrong || text_empty(reason)) return ERR_INVALID;
    correction_insert(db, id, reached_on, reason, db_now(db), actor_staff(db));
    set_limits(db, &joint, id, reached_on);
    work_event(db, joint.case_, CASE_EVENT_KIND_REACHED_CORRECTED, ZONE_SPINE, (struct unit_id){db_actor(db)->unit});
    audit_add(db, "decision_reached_corrected", "decision", joint.id.v, delivery_recipient_code(row.recipient));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

/* ── a digital letter ─────────────────────────────────────────────────── */

/* What a worker does about it ends the task that asked for it. */
static void end_digital_tasks(struct db *db, const struct delivery_get_row *row) {
    work_task_done(db, row->case_id, TASK_KIND_ALERT_AGAIN, row->id.v);
    work_task_done(db, row->case_id, TASK_KIND_SEND_ON_PAPER, row->id.v);
}

int decision_digital(struct db *db, struct delivery_id id, enum delivery_event_kind kind, struct date on) {
    struct delivery_get_row row;
    struct date today = instant_oslo_date(db_now(db));
    if (!delivery_get(db, id, &row)) return ERR_NOT_FOUND;
    if (row.channel != DELIVERY_CHANNEL_DIGITAL || kind == DELIVERY_EVENT_KIND_ALERTED) return ERR_INVALID;
    if (date_is_none(on) || on.days < row.sent_on.days || on.days > today.days) return ERR_INVALID;
    if (delivery_event_insert(db, id, kind, on, db_now(db), actor_staff(db)) != 1) return ERR_CONFLICT;
    end_digital_tasks(db, &row);
    if (kind == DELIVERY_EVENT_KIND_SECOND_ALERT) digital_watch(db, id, on);
    audit_add(db, "decision_digital", "delivery", id.v, delivery_event_kind_code(kind));
    return ERR_OK;
}

int decision_answer(struct db *db, struct decision_part_id id, enum part_answer answer, enum answer_way way) {
    struct part_get_row part;
    if (!part_get(db, id, &part)) return ERR_NOT_FOUND;
    if (!kind_is_answered(part.kind) || part.outcome != PART_OUTCOME_GRANTED || part.state != PART_STATE_SIGNED) return ERR_INVALID;
    if (part.joint_state != JOINT_STATE_ISSUED && part.joint_state != JOINT_STATE_IN_FORCE) return ERR_CONFLICT;
    answer_insert(db, part.decided_now ? id : part.copied_from, answer, way, db_now(db), actor_staff(db));
    work_event(db, part.case_id, CASE_EVENT_KIND_PART_ANSWERED, ZONE_SPINE, part.unit_id);
    audit_add(db, "decision_part_answered", "decision_part", id.v, part_answer_code(answer));
    return ERR_OK;
}

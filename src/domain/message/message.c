/* Sending and marking messages. Whether a zone may be written or read is secrecy's answer, for the sender and for the receiver. */
#include "domain/message/message.h"

#include "domain/message/internal.h"
#include "domain/notify/notify.h"
#include "domain/secrecy/secrecy.h"
#include "platform/audit/audit.h"

bool message_own_only(struct db *db, struct unit_id unit) {
    struct unit_brief brief;
    if (!organisation_unit(db, unit, LANG_NB, &brief)) return true;
    switch (brief.role) {
    case UNIT_ROLE_PROPERTY:
    case UNIT_ROLE_CARETAKER:
    case UNIT_ROLE_PEER:
    case UNIT_ROLE_VOLUNTARY:
    case UNIT_ROLE_APPEALS:
    case UNIT_ROLE_OUTSIDE: return true;
    case UNIT_ROLE_COORDINATOR:
    case UNIT_ROLE_HEALTH:
    case UNIT_ROLE_NAV:
    case UNIT_ROLE_ALLOCATOR:
    case UNIT_ROLE_LEADER: break;
    }
    return false;
}

unsigned message_zones_of(struct db *db, struct unit_id unit, struct case_id id) {
    const struct session reader = {.unit = unit};
    return ZONE_BIT(ZONE_SPINE) | secrecy_zones(db, &reader, id, instant_oslo_date(db_now(db)));
}

static bool is_open_task(struct db *db, struct case_id id, struct task_id task) {
    struct message_tasks_rows tasks = message_tasks(db, id);
    for (size_t i = 0; i < tasks.n; i++)
        if (tasks.v[i].id.v == task.v) return true;
    return false;
}

/* An answer stands in the thread of what it answers. */
static bool answers_well(struct db *db, struct case_id id, const struct message_new *message) {
    struct message_get_row first;
    return message_get(db, id, message->answers, &first) && first.zone == message->zone;
}

static int fault_of(struct db *db, struct case_id id, const struct message_new *message) {
    struct unit_id sender = {db_actor(db)->unit};
    struct date today = instant_oslo_date(db_now(db));
    struct message_works_in_row member;
    if (!secrecy_involved(db, id, message->to_unit)) return MESSAGE_NOT_IN_TEAM;
    if (!(message_zones_of(db, sender, id) & ZONE_BIT(message->zone))) return MESSAGE_MAY_NOT_WRITE;
    if (!(message_zones_of(db, message->to_unit, id) & ZONE_BIT(message->zone))) return MESSAGE_MAY_NOT_READ;
    if (message->to_staff.v && !message_works_in(db, message->to_unit, message->to_staff, today, &member)) return MESSAGE_NOT_THERE;
    if (!date_is_none(message->answer_by) && message->answer_by.days < today.days) return MESSAGE_DATE_PAST;
    if (message->task.v && !is_open_task(db, id, message->task)) return MESSAGE_UNKNOWN_TASK;
    if (message->answers.v && !answers_well(db, id, message)) return MESSAGE_UNKNOWN;
    return MESSAGE_SENT;
}

static void ask_for_answer(struct db *db, struct case_id id, struct message_id sent, const struct message_new *message) {
    if (date_is_none(message->answer_by)) return;
    work_task_add(db, id, message->to_unit, TASK_KIND_ANSWER_MESSAGE, sent.v, message->answer_by);
    if (message->to_staff.v) work_task_give(db, id, TASK_KIND_ANSWER_MESSAGE, sent.v, message->to_staff);
}

int message_send_new(struct db *db, const struct access *access, struct case_id id, const struct message_new *message,
                     struct message_id *ret_message) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return MESSAGE_NO_CASE;
    int fault = fault_of(db, id, message);
    if (fault) return fault;
    const struct actor *actor = db_actor(db);
    bool spine = message->zone == ZONE_SPINE;
    if (!spine && !(access && access_covers(access, message->zone))) return MESSAGE_MAY_NOT_WRITE;
    struct message_id sent = message_insert(db, id, brief.person, message->zone, (struct unit_id){actor->unit},
                                            (struct staff_id){actor->staff}, message->to_unit, message->to_staff, message->answers,
                                            message->task, message->answer_by, db_now(db), spine ? message->text : NULL);
    if (!spine) message_text_insert(db, access, sent, brief.person, message->zone, message->text);
    ask_for_answer(db, id, sent, message);
    if (message->answers.v) {
        work_task_done(db, id, TASK_KIND_ANSWER_MESSAGE, message->answers.v);
        message_mark_read(db, id, message->answers);
    }
    if (message->to_staff.v) notify_staff(db, message->to_staff);
    else notify_unit(db, message->to_unit);
    audit_add(db, "message_written", "message", sent.v, NULL);
    *ret_message = sent;
    return MESSAGE_SENT;
}

int message_mark_read(struct db *db, struct case_id id, struct message_id message) {
    const struct actor *actor = db_actor(db);
    struct message_get_row row;
    if (!message_get(db, id, message, &row)) return ERR_NOT_FOUND;
    bool for_us = row.to_unit.v == actor->unit, ours = for_us || row.from_unit.v == actor->unit;
    if (!(message_zones_of(db, (struct unit_id){actor->unit}, id) & ZONE_BIT(row.zone))) return ERR_NOT_FOUND;
    if (!ours && message_own_only(db, (struct unit_id){actor->unit})) return ERR_NOT_FOUND;
    bool hers = for_us && row.from_staff.v != actor->staff && (!row.to_staff.v || row.to_staff.v == actor->staff);
    message_reader_add(db, message, (struct staff_id){actor->staff}, db_now(db));
    if (hers && instant_is_none(row.read_at)) message_set_read(db, message, db_now(db), (struct staff_id){actor->staff});
    audit_add(db, "message_seen", "message", message.v, NULL);
    return ERR_OK;
}

/* Who is asked to a meeting of the group, and what they answer: she, her next of kin, and those from outside, who see nothing of Felles. */
#include "domain/group/internal.h"

#include "platform/audit/audit.h"

/* A meeting of the group that has not begun. */
static int waits(struct db *db, struct meeting_id id, struct group_at *ret_at) {
    if (!group_at(db, id, LANG_NB, ret_at)) return GROUP_NOT_FOUND;
    return ret_at->meeting.state <= MEETING_STATE_CALLED ? GROUP_DONE : GROUP_WRONG_STATE;
}

int group_say_guest(struct db *db, struct meeting_id id, enum meeting_guest guest, enum item_guest_answer answer) {
    struct group_at at;
    struct meeting_item item;
    int fault = waits(db, id, &at);
    if (fault) return fault;
    bool kin = guest == MEETING_GUEST_NEXT_OF_KIN, of_kin = answer == ITEM_GUEST_ANSWER_NO_CONSENT || answer == ITEM_GUEST_ANSWER_NOBODY;
    if (!kin && guest != MEETING_GUEST_PERSON) return GROUP_WRONG_STATE;
    if (of_kin && !kin) return GROUP_ANSWER_FOR_KIN;
    meeting_say_guest(db, at.row.item_id, guest, answer);
    bool both = meeting_guest_said(db, at.row.item_id, MEETING_GUEST_PERSON) && meeting_guest_said(db, at.row.item_id, MEETING_GUEST_NEXT_OF_KIN);
    if (both && meeting_item(db, at.row.item_id, &item) && item.state == AGENDA_ITEM_STATE_ACCEPTED) return item_ready(db, &item);
    return GROUP_DONE;
}

static bool in_group(struct db *db, const struct group_at *at, struct group_member_id member, struct group_member_get_row *ret_member) {
    return group_member_get(db, at->row.case_id, member, ret_member) && ret_member->group_id.v == at->row.group_id.v && date_is_none(ret_member->left_on);
}

static struct person_id person_of(struct db *db, struct case_id id) {
    struct case_brief brief;
    return work_case(db, id, &brief) ? brief.person : (struct person_id){0};
}

int group_invite(struct db *db, struct meeting_id id, struct group_member_id member, enum group_way way, const char *ask, struct group_sent_id *ret_sent) {
    struct group_at at;
    struct group_member_get_row who;
    int fault = waits(db, id, &at);
    if (fault) return fault;
    if (!in_group(db, &at, member, &who)) return GROUP_NOT_FOUND;
    *ret_sent = group_sent_insert(db, id, member, at.row.case_id, person_of(db, at.row.case_id), GROUP_STEP_INVITED, way, at.meeting.on_date, ask, db_now(db), group_actor(db));
    audit_add(db, "group_invited", "group_member", member.v, group_way_code(way));
    return GROUP_DONE;
}

int group_tell(struct db *db, struct meeting_id id, struct group_member_id member, enum group_way way, const char *words, struct group_sent_id *ret_sent) {
    struct group_at at;
    struct group_member_get_row who;
    if (!group_at(db, id, LANG_NB, &at) || !in_group(db, &at, member, &who)) return GROUP_NOT_FOUND;
    if (instant_is_none(at.row.closed_at)) return GROUP_WRONG_STATE;
    *ret_sent = group_sent_insert(db, id, member, at.row.case_id, person_of(db, at.row.case_id), GROUP_STEP_TOLD, way, at.meeting.on_date, words, db_now(db), group_actor(db));
    return GROUP_DONE;
}

static bool was_asked(struct db *db, struct meeting_id id, struct group_member_id member) {
    struct group_sent_of_rows rows = group_sent_of(db, id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].member_id.v == member.v && rows.v[i].step == GROUP_STEP_INVITED) return true;
    return false;
}

/* What they say about her stands in her case, where the one who writes it down has ground; never beside the invitation. (I-04) */
static int word_kept(struct request *rq, const struct group_at *at, const struct group_member_get_row *who, const char *word) {
    struct meeting_item item;
    if (text_empty(word)) return GROUP_WORD_MISSING;
    if (!meeting_item(rq->db, at->row.item_id, &item)) return GROUP_NOT_FOUND;
    return meeting_note(rq, &item, ITEM_NOTE_KIND_DISCUSSION, arena_printf(rq->arena, "%s: %s", who->name, word)) ? GROUP_DONE : GROUP_NO_ZONE;
}

int group_answer(struct request *rq, struct meeting_id id, const struct group_reply *reply) {
    enum group_step step = reply->step;
    struct group_at at;
    struct group_member_get_row who;
    int fault = waits(rq->db, id, &at);
    if (fault) return fault;
    if (!in_group(rq->db, &at, reply->member, &who)) return GROUP_NOT_FOUND;
    if (step != GROUP_STEP_RECEIVED && step != GROUP_STEP_COMES && step != GROUP_STEP_SENDS_WORD && step != GROUP_STEP_COMES_NOT) return GROUP_STEP_WRONG;
    if (!was_asked(rq->db, id, reply->member)) return GROUP_NOT_INVITED;
    if (step == GROUP_STEP_SENDS_WORD) fault = word_kept(rq, &at, &who, reply->word);
    if (fault) return fault;
    group_sent_insert(rq->db, id, reply->member, at.row.case_id, person_of(rq->db, at.row.case_id), step, 0, at.meeting.on_date,
                      text_empty(reply->receipt) ? NULL : reply->receipt, rq->now, rq->session->staff);
    return GROUP_DONE;
}

int group_open(struct db *db, struct meeting_id id, const struct group_present *present) {
    struct group_at at;
    struct group_member_get_row who;
    struct meeting_item item;
    int fault = waits(db, id, &at);
    if (fault) return fault;
    if (at.meeting.on_date.days > group_today(db).days) return GROUP_NOT_YET;
    if (!meeting_item(db, at.row.item_id, &item) || item.state != AGENDA_ITEM_STATE_READY) return GROUP_GUESTS_NOT_SAID;
    meeting_attend(db, id, present->here, present->n_here);
    struct person_id person = person_of(db, at.row.case_id);
    for (size_t i = 0; i < present->n_there; i++)
        if (in_group(db, &at, present->there[i], &who))
            group_sent_insert(db, id, present->there[i], at.row.case_id, person, GROUP_STEP_WAS_THERE, 0, at.meeting.on_date, NULL, db_now(db), group_actor(db));
    work_task_done(db, at.row.case_id, TASK_KIND_REMIND_PERSON, id.v);
    return meeting_open(db, &at.meeting);
}

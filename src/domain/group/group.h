/* The group around one person (ansvarsgruppe): she and those she wants there, what they agree on, and that something happens between two meetings.
 * MODEL 3.9. It is a series of meetings of domain/meeting around her case; what is to be done is the plan's. An individual plan is
 * not needed. Everything runs in the caller's write transaction and by its actor. A rule that says no returns a negative GROUP_…, MEETING_… or PLAN_… and
 * changes nothing. */
#pragma once
#include "domain/meeting/around.h"
#include "group_schema.h"
#include "platform/jobs/jobs.h"

/* Why not. X(name, form field or NULL, text key) */
#define GROUP_FAULTS(X)                                      \
    X(NOT_FOUND, NULL, group_not_found)                      \
    X(NO_SERIES, NULL, group_no_series)                      \
    X(CASE_CLOSED, NULL, group_case_closed)                  \
    X(MEETING_WAITS, NULL, group_meeting_waits)              \
    X(NOT_LEADER, NULL, group_not_leader)                    \
    X(ANSWER_FOR_KIN, "person", group_answer_for_kin)        \
    X(TOO_LATE, "on_date", group_too_late)                   \
    X(AGREED_AHEAD, "agreed_on", group_agreed_ahead)         \
    X(NOT_INVITED, "answers", group_not_invited)             \
    X(STEP_WRONG, "step", group_step_wrong)                  \
    X(WORD_MISSING, "word", group_word_missing)              \
    X(WRONG_STATE, NULL, group_wrong_state)                  \
    X(NOT_YET, NULL, group_not_yet)                          \
    X(GUESTS_NOT_SAID, NULL, group_guests_not_said)          \
    X(ACTION_WITHOUT, NULL, group_action_without)            \
    X(NEXT_MISSING, "next_on", group_next_missing)           \
    X(NEXT_AND_END, "ends", group_next_and_end)              \
    X(NEXT_TOO_LATE, "next_on", group_next_too_late)         \
    X(HINDRANCE_MISSING, "hindrance", group_hindrance_missing) \
    X(NO_ZONE, NULL, group_no_zone)
enum group_fault {
    GROUP_DONE = 0,
    GROUP_FAULT_FIRST = -1100,
#define X(name, field, key) GROUP_##name,
    GROUP_FAULTS(X)
#undef X
};
struct group_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct group_fault_text group_fault_text(int fault);

enum { GROUP_WEEKS = 12 };
/* The last day for the next meeting after one that was held that day. Pure. */
struct date group_due_after(struct date held_on);

/* May this session lead the group: with the right, a zone to write in, and in the unit that has the responsibility or the coordinator; or it leads the
 * meeting already. */
bool group_may_lead(struct request *rq, struct case_id id, const struct meeting_brief *meeting);

struct group_new_meeting {
    struct case_id case_;
    struct date on_date;
    int from_minute, to_minute;
    const char *place; /* NULL: not said yet */
    const struct unit_id *units;
    size_t n_units;
    enum item_guest_answer person, kin; /* asked, or why not */
};
/* Plans the group's next meeting; the first one begins the group. The actor leads it. */
int group_plan(struct db *db, const struct group_new_meeting *meeting, struct meeting_id *ret_meeting);
/* Ends without another meeting; one that is planned is called off. */
int group_stop(struct db *db, struct case_id id, enum group_end how);

struct group_member_new {
    struct case_id case_;
    enum group_member_kind kind;
    const char *name, *address; /* address: lines, or where a message goes; NULL: none */
    struct date agreed_on;      /* the day she said yes */
};
int group_member_join(struct db *db, const struct group_member_new *member, struct group_member_id *ret_member);
int group_member_leave(struct db *db, struct case_id id, struct group_member_id member);
/* Asked to come: what she hopes they can help with. A receipt, an answer, and words instead of coming follow; words go into the case, in the writer's zone. */
int group_invite(struct db *db, struct meeting_id meeting, struct group_member_id member, enum group_way way, const char *ask, struct group_sent_id *ret_sent);
struct group_reply {
    struct group_member_id member;
    enum group_step step; /* received, comes, sends_word, comes_not */
    const char *receipt, *word;
};
int group_answer(struct request *rq, struct meeting_id meeting, const struct group_reply *reply);

/* After the meeting: what concerns them of what was agreed, and no more. */
int group_tell(struct db *db, struct meeting_id meeting, struct group_member_id member, enum group_way way, const char *words, struct group_sent_id *ret_sent);
/* Another day for one that has not begun. Those who were asked to the day before are to be asked anew. `version` as read. */
int group_move(struct db *db, struct meeting_id meeting, const struct meeting_new *to, int64_t version);

/* She and her next of kin are asked, or it is said why not; when both are said the matter is ready. */
int group_say_guest(struct db *db, struct meeting_id meeting, enum meeting_guest guest, enum item_guest_answer answer);
/* It begins, with these there. */
struct group_present {
    const struct meeting_seat_id *here;
    size_t n_here;
    const struct group_member_id *there; /* of those from outside */
    size_t n_there;
};
int group_open(struct db *db, struct meeting_id meeting, const struct group_present *present);

struct group_outcome {
    const char *agreed;   /* to her, in plain words */
    struct date next_on;  /* within twelve weeks; DATE_NONE when it ends */
    int next_from, next_to;
    const char *next_place;
    enum group_end ends;  /* 0: they meet again */
    enum group_hindrance hindrance; /* needed when nothing was done since last time */
};
/* What was agreed is written, the next meeting planned with the same people, and the meeting closed. Not while something that is to be done is nobody's or
 * has no day. Nothing done since last time: the coordinator's leader gets it to look at. */
int group_close(struct request *rq, struct meeting_id meeting, const struct group_outcome *outcome);
/* Her minutes were given to her. */
int group_give(struct db *db, struct meeting_id meeting, enum group_given given);
/* The leader has looked at why nothing happens. */
int group_look(struct db *db, struct meeting_id meeting);

/* Job: a meeting was not held on its day, or twelve weeks have passed. */
#define JOB_GROUP_DUE "group_due"
void group_due_job(struct db *db, int64_t subject, struct instant now);
/* The kind of item the group's meetings treat; given to the engine once at start. */
void group_on_meetings(void);

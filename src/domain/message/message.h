/* Messages on a case between units and workers. A message has a zone, and only who may read the zone reads it; the spine's are for the team.
 * Peers, caretakers, property and volunteers read only what they wrote or got. (R-045, I-04, I-05) */
#pragma once
#include "domain/work/work.h"
#include "message_schema.h"
#include "platform/auth/access.h"
#include "platform/http/http.h"

struct message_new {
    enum zone zone;
    struct unit_id to_unit;
    struct staff_id to_staff;   /* 0: the unit */
    struct message_id answers;  /* 0: none */
    struct task_id task;        /* the open task it is about; 0: none */
    struct date answer_by;      /* DATE_NONE: no answer is asked for by a date */
    const char *text;
};
enum message_fault {
    MESSAGE_SENT = 0,
    MESSAGE_NO_CASE = -300,
    MESSAGE_NOT_IN_TEAM,   /* the receiving unit is not in the case */
    MESSAGE_MAY_NOT_WRITE, /* the sender may not read the zone herself */
    MESSAGE_MAY_NOT_READ,  /* the receiver may not read the zone */
    MESSAGE_NOT_THERE,     /* the worker does not work in that unit today */
    MESSAGE_DATE_PAST,
    MESSAGE_UNKNOWN,       /* what it answers is not of this case and zone */
    MESSAGE_UNKNOWN_TASK,
};
/* Sends, by the actor of the transaction. `access` covers the zone for the sender; NULL for the spine. The receiver is told by a notice that says nothing; an answer ends the task of what it answers. */
int message_send_new(struct db *db, const struct access *access, struct case_id id, const struct message_new *message, struct message_id *ret_message);
/* Marked as read by the actor; for the team it is read when someone it was for has done so. ERR_NOT_FOUND: not of this case, or not hers to see. */
int message_mark_read(struct db *db, struct case_id id, struct message_id message);

/* What waits unread for a session: the badge of the menu, at most 200. */
int64_t message_count_unread(struct request *rq);
struct message_waiting {
    struct case_id case_;
    const char *name, *from; /* the person; unit and worker it came from */
    struct instant sent_at;
    struct date answer_by;
    bool to_me;
};
struct message_waitings {
    struct message_waiting *v;
    size_t n;
};
struct message_waitings message_waiting_for(struct request *rq); /* the oldest first, at most 26 */

/* The spine of a case: opening it, passing the baton, events of the timeline, tasks with dates. No rules about who may: those are in
 * responsibility, intake, decision. Everything here is in the caller's write transaction and by its actor. */
#pragma once
#include "domain/organisation/organisation.h"
#include "domain/person/person.h"
#include "work_schema.h"

/* Opens a case held by `unit` (I-01) and writes the event. ERR_CONFLICT: the person has an open case already. */
int work_open_case(struct db *db, struct person_id person, struct unit_id unit, struct staff_id staff, bool asks_housing, struct case_id *ret_case);
/* The holder changes at db_now: the former period ends and the new begins at that instant. */
void work_pass_baton(struct db *db, struct case_id id, struct unit_id unit, struct staff_id staff);
void work_set_asks_housing(struct db *db, struct case_id id);

struct case_brief {
    struct case_id id;
    struct person_id person;
    const char *number;
    enum case_state state;
    struct instant opened_at, held_since;
    bool asks_housing;
    struct unit_id holder_unit;
    struct staff_id holder_staff; /* 0: the unit, no one by name yet */
    struct date look_at;          /* of a case that rests */
    struct case_id joined_to;     /* 0: stands alone */
    int64_t version;
};
bool work_case(struct db *db, struct case_id id, struct case_brief *ret_case);
/* Under whichever of her records (person_current) it was opened. 0: none. */
struct case_id work_open_case_of(struct db *db, struct person_id person);
struct case_id work_closed_case_of(struct db *db, struct person_id person); /* the newest closed one */

/* The states of a case (MODEL 3.1). Each writes its event and audit line. ERR_CONFLICT: it is not in a state from which that can be done. */
int work_rest(struct db *db, struct case_id id, struct date look_at); /* resting already: until another day */
int work_begin_closing(struct db *db, struct case_id id);
int work_close(struct db *db, struct case_id id);
/* Resting or closing, and something came: open again. False: it was open already. */
bool work_wake(struct db *db, struct case_id id);
/* The same case again, held by the unit that met her. */
int work_reopen(struct db *db, struct case_id id, struct unit_id unit, struct staff_id staff);
/* Something is to be done in a case that was closed: it is open again, with the unit that had it or what that has become, and the same worker if
 * she still works there. False: it was not closed, or is joined to another. A task that is added does this by itself, so that nothing waits in a
 * case nobody looks at; but not what she may ask for in a closed case, to see it or have it corrected. */
bool work_open_again(struct db *db, struct case_id id);
/* Two open cases of one person: `id` is closed and says where she is followed up. `work_unjoin` puts it back in the state it had. Nothing of what
 * hangs on it moves, so that it can be undone. */
int work_join(struct db *db, struct case_id id, struct case_id into);
int work_unjoin(struct db *db, struct case_id id, enum case_state state, struct date look_at);

/* `other` is the other unit of the event, or 0. The actor's unit and staff are written as who did it. */
void work_event(struct db *db, struct case_id id, enum case_event_kind kind, enum zone zone, struct unit_id other);

/* A task is open once per (case, kind, subject): adding it again moves it to the new unit and date. */
void work_task_add(struct db *db, struct case_id id, struct unit_id unit, enum task_kind kind, int64_t subject, struct date due);
/* The task is given to one worker, who is then the one reminded. */
void work_task_give(struct db *db, struct case_id id, enum task_kind kind, int64_t subject, struct staff_id staff);
/* After the baton is passed: the open tasks of the former holder move to the new one. Those that are a unit's own (its duty, its part
 * of a decision, its service) stay. */
void work_tasks_follow(struct db *db, struct case_id id, struct unit_id from, struct unit_id to, struct staff_id staff);
void work_task_done(struct db *db, struct case_id id, enum task_kind kind, int64_t subject);
/* All open tasks of the kind in the case, whatever they are about. */
void work_tasks_done(struct db *db, struct case_id id, enum task_kind kind);

/* A unit becomes part of another: its open cases begin a period there at this instant, by the same workers, and its open tasks follow. (I-03) */
void work_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to);
struct unit_work {
    int64_t cases, tasks;
};
struct unit_work work_of_unit(struct db *db, struct unit_id unit);
/* Cases that are not closed and have this worker by name. Above 0: she cannot leave, and the database says so too. */
int64_t work_cases_of_staff(struct db *db, struct staff_id staff);
/* What one worker was given in a case is another's to do. */
void work_tasks_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to);

struct open_task {
    struct unit_id unit;
    enum task_kind kind;
    int64_t subject;
    struct date due, made_on;
};
struct open_tasks {
    struct open_task *v;
    size_t n;
};
struct open_tasks work_tasks_of(struct db *db, struct case_id id); /* open ones, the most urgent first; at most 60 */

/* Someone leaves, or a unit becomes part of another: everything goes over without a gap. (R-046, I-03) */
#pragma once
#include "domain/responsibility/responsibility.h"
#include "succession_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define SUCCESSION_FAULTS(X)                                        \
    X(NOT_FOUND, NULL, succession_not_found)                        \
    X(NOT_HERE, "staff", succession_not_here)                       \
    X(HERSELF, "staff", succession_herself)                         \
    X(DAY_PAST, "last_day", succession_day_past)                    \
    X(PLANNED_ALREADY, "staff", succession_planned_already)         \
    X(SUCCESSOR_UNKNOWN, "successor", succession_successor_unknown) \
    X(SUCCESSOR_LEAVES, "successor", succession_successor_leaves)   \
    X(SUCCESSOR_BARRED, "successor", responsibility_staff_barred)   \
    X(SUCCESSOR_NOT_NAMED, "successor", responsibility_staff_not_named) \
    X(MEETING_PAST, "meet", succession_meeting_past)                \
    X(NOBODY_READY, "rest", succession_nobody_ready)                \
    X(UNIT_UNKNOWN, "from_unit", succession_unit_unknown)           \
    X(TARGET_UNKNOWN, "to_unit", succession_target_unknown)         \
    X(SAME_UNIT, "to_unit", succession_same_unit)                   \
    X(KEEPS_MISSING, "keeps", succession_keeps_missing)             \
    X(TOLD_PAST, "told_by", succession_told_past)                   \
    X(NOT_TOLD, NULL, succession_not_told)
enum succession_fault {
    SUCCESSION_DONE = 0,
    SUCCESSION_FAULT_FIRST = -300,
#define X(name, field, key) SUCCESSION_##name,
    SUCCESSION_FAULTS(X)
#undef X
};
struct succession_fault_text {
    const char *field;
    text_key why;
};
struct succession_fault_text succession_fault_text(int fault);

/* A worker of the actor's unit will leave after `last`; her access to the unit ends with that day. Not written by herself. */
int leaving_plan(struct db *db, struct staff_id staff, struct date last, struct leaving_id *ret_leaving);
/* Who takes over one person, and when the three meet (DATE_NONE: not agreed): the meeting becomes the successor's task. */
struct successor_choice {
    struct case_id case_;
    struct staff_id successor;
    struct date meet;
};
/* All of them or, with a fault, none: the caller's transaction is given up then. `ret_wrong`: the first that cannot be. (R-046, FVL-6) */
int leaving_assign(struct db *db, struct leaving_id leaving, const struct successor_choice *choices, size_t n, size_t *ret_wrong);
/* Moves every person who has a successor: responsibility, coordinator, help, tasks. */
int leaving_carry_out(struct db *db, struct leaving_id leaving, int64_t *ret_moved);
int leaving_take_back(struct db *db, struct leaving_id leaving);
/* Job: the last day has passed. Moves what can be moved, and asks the leader for the rest until nothing is left. */
#define JOB_LEAVING_DUE "leaving_due"
void leaving_due_job(struct db *db, int64_t subject, struct instant now);

struct merger_size {
    int64_t cases, tasks, offers, duties, disputes;
    int64_t known; /* persons who know somebody there by name */
};
/* How people keep those they trust, and the day everybody has been told; before anything is changed. */
int unit_merge_plan(struct db *db, struct unit_id from, struct unit_id to, const char *keeps, struct date told_by);
/* Would unit_merge take it, and how much would go over? */
int unit_merge_check(struct db *db, struct unit_id from, struct unit_id to, struct merger_size *ret_size);
/* All that `from` owns is `to`'s from this instant, in the caller's transaction, and `from` is closed. Not before there is a plan, and the day it sets
 * for telling everybody has come. (I-03, R-270) */
int unit_merge(struct db *db, struct unit_id from, struct unit_id to);

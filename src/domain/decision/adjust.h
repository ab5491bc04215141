/* The quick adjustment: a change that is in her favour, or that she has asked for, in one step (R-116, FVL-35). */
#pragma once
#include "domain/decision/joint.h"

struct adjustment {
    struct decision_part_id part; /* in force */
    enum amendment direction;     /* in_favour or as_asked */
    struct staff_id contact;      /* 0: as before */
    struct amount amount;         /* kind 0: as before */
    struct date from, until;      /* DATE_NONE: as before */
    const char *why, *her_view, *weight; /* her_view and weight NULL: as before */
    bool impartial;
};
enum adjusted { ADJUSTED_ISSUED = 1, ADJUSTED_TO_SIGN, ADJUSTED_TO_FINISH };
/* Opens the part, writes it, lets the rules check it, and signs and issues it when the actor may: then the new letter is made. Else it waits for
 * a signature, or for the other parts of a draft that was begun already. ERR_INVALID: it would take something away, or why or her own words are
 * missing. Other errors as decision_amend and decision_write_part. */
int decision_adjust(struct db *db, const struct access *access, const struct adjustment *adjustment, struct joint_decision_id *ret_draft, enum adjusted *ret_adjusted);

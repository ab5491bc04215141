/* The quick ways to a letter: a change that is in her favour, or that she has asked for, in one step (R-116, FVL-35), and a part that cannot wait
 * and is written down after it was said (FVL-23, SOT-6). */
#pragma once
#include "domain/decision/guard.h"

struct adjustment {
    struct decision_part_id part; /* in force */
    enum amendment direction;     /* in_favour or as_asked */
    struct staff_id contact;      /* 0: as before */
    struct amount amount;         /* kind 0: as before */
    struct date from, until;      /* DATE_NONE: as before */
    const char *why, *her_view, *weight; /* her_view and weight NULL: as before */
    const char *content, *facts;  /* NULL: as before */
    bool impartial;
};
enum adjusted { ADJUSTED_ISSUED = 1, ADJUSTED_TO_SIGN, ADJUSTED_TO_FINISH };
/* Opens the part, writes it, lets the rules check it, and signs and issues it when the actor may: then the new letter is made. Else it waits for
 * a signature, or for the other parts of a draft that was begun already. ERR_INVALID: it would take something away, or why or her own words are
 * missing. Other errors as decision_amend and decision_write_part. */
int decision_adjust(struct db *db, const struct access *access, const struct adjustment *adjustment, struct joint_decision_id *ret_draft, enum adjusted *ret_adjusted);

/* What has been said to her already is written down: a part of its own. A yes is checked by the rules, and signed and issued as far as the actor
 * may; a no waits for a second officer. */
struct urgent_part {
    enum part_outcome outcome;
    struct unit_id unit;
    struct staff_id contact;       /* 0: nobody by name */
    struct date from, until;       /* DATE_NONE: none */
    const char *content, *rules, *facts, *considerations, *her_view, *weight;
    bool impartial;
};
/* The empty part: in the version being written, in the next of the one in force, or in the first. Errors as decision_add_part. */
int decision_urgent_begin(struct db *db, struct case_id id, enum part_kind kind, struct unit_id unit, struct decision_part_id *ret_part, struct joint_decision_id *ret_draft);
struct urgent_result {
    enum adjusted adjusted;
    struct gaps gaps; /* what is missing, or cannot stand in a letter */
};
/* ERR_INVALID: ret_result->gaps says why. Other errors as decision_write_part. */
int decision_urgent_finish(struct db *db, const struct access *access, struct decision_part_id part, const struct urgent_part *urgent, struct urgent_result *ret_result);
/* The part of the version in force that holds what this one decided; 0: it is not in force. */
struct decision_part_id decision_part_in_force(struct db *db, struct decision_part_id part);

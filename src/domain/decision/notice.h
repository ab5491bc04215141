/* The prior notice: she is told of a change that takes something away from her, and has time to answer, before it is decided (FVL-16,
 * SOT-7, TIL-1). One open notice a part; its words are sealed in the part's zone, its dates and codes are not. */
#pragma once
#include "domain/decision/joint.h"
#include "platform/pdf/letter.h"

struct notice_new {
    struct decision_part_id part; /* in force, or the part it is copied from */
    enum notice_plan plan;
    struct date from;             /* when the change would begin; DATE_NONE: not said */
    enum delivery_channel channel;
    struct date sent_on, answer_by;
    const char *planned, *why;    /* written to her */
};
/* ERR_DENIED: the access does not cover the part's zone. ERR_INVALID: a word or date is missing, or the time to answer is shorter than the law's
 * clock. ERR_CONFLICT: nothing is in force there, or she has a notice already. */
int prior_notice_send(struct db *db, const struct access *access, const struct notice_new *notice);

struct notice_brief {
    struct prior_notice_id id;
    struct case_id case_;
    struct decision_part_id part;
    enum notice_plan plan;
    struct date from, sent_on, answer_by, answered_on; /* answered_on DATE_NONE: not yet */
    enum delivery_channel channel;
    enum prior_answer answer;
    enum answer_way way;
    struct unit_id unit;
    struct staff_id by_staff;
};
/* The open notice of a part; false: there is none. */
bool prior_notice_of_part(struct db *db, struct decision_part_id root, struct notice_brief *ret_notice);
/* She has answered, or her time is over: now it may be decided. */
bool prior_notice_ready(struct db *db, struct decision_part_id root, struct date today);
/* What she says, in her words or by a code. ERR_CONFLICT: answered or withdrawn already. ERR_DENIED: words, and no access to the zone. */
int prior_notice_take_answer(struct db *db, const struct access *access, struct prior_notice_id notice, enum prior_answer answer, enum answer_way way, const char *words);
/* The change is not made after all; the notice stays readable. ERR_CONFLICT: withdrawn already. */
int prior_notice_drop(struct db *db, struct prior_notice_id notice);

struct notice_words {
    const char *planned, *why, *her_answer; /* NULL: nothing */
};
/* False: the access does not cover the zone. */
bool prior_notice_read(struct db *db, const struct access *access, struct prior_notice_id notice, enum zone zone, struct notice_words *ret_words);

struct notice_letter_wish {
    const struct joint *joint;
    const struct part *part;
    const struct notice_brief *notice;
};
/* The letter she gets, in her written form. ERR_NOT_FOUND: the words cannot be read. */
int notice_letter(struct db *db, const struct access *access, const struct notice_letter_wish *wish, struct letter **ret_letter);

/* The part that decided what this one says: itself, or the one it is copied from. */
struct decision_part_id part_root(struct db *db, struct decision_part_id part);
/* The part may take something away: she asked for it, or was told beforehand and has had her say. */
bool part_may_take_away(struct db *db, const struct part *part);

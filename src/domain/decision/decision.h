/* The joint decision: every decision on home and services for one person in one letter, each part with its own law, reasons, limit and
 * appeal body.; FVL-24, FVL-27, FVL-29, PBRL-13, BSL-8, TIL-2; I-07, I-08, I-10, I-14.
 *
 * Everything runs in the caller's write transaction and by its actor. Texts are read and written with an access to the zones of the
 * parts (decision_access); what the access does not cover is neither read nor written. */
#pragma once
#include "assessment_schema.h"
#include "domain/followup/followup.h"
#include "domain/law/law.h"
#include "domain/plan/plan.h"
#include "domain/secrecy/secrecy.h"
#include "decision_schema.h"

/* Access to those zones of the version's parts that the session may read; NULL: none, and then no text is read. */
const struct access *decision_access(struct request *rq, struct joint_decision_id decision);

/* Begins version 1, or the next: what is in force stands in it as it is, and parts are added. ERR_CONFLICT: one is being written already. */
int decision_start(struct db *db, struct case_id id, struct joint_decision_id *ret_decision);
/* A part; zone and law follow from the kind (LAW §7). ERR_CONFLICT: issued. ERR_INVALID: not decided by the municipality. */
int decision_add_part(struct db *db, struct joint_decision_id decision, enum part_kind kind, struct unit_id unit, struct decision_part_id *ret_part);

struct part_writing {
    struct decision_part_id part;
    enum part_outcome outcome;
    struct unit_id unit;
    struct staff_id contact;       /* 0: nobody by name */
    enum service_kind service_kind; /* 0: not a service */
    enum amount_kind amount_kind;
    int64_t minutes_least, minutes_most, minutes_usual; /* -1: not given */
    enum amount_period per;        /* 0: none */
    struct date from, until, review; /* DATE_NONE: none */
    bool capacity_ok, lacks_money;
    enum home_offer home_offer;  /* 0: none */
    const char *content, *rules, *facts, *considerations, *her_view, *weight; /* NULL: empty */
    int64_t version;
};
/* Keeps what was written; a checked part is a draft again. ERR_CONFLICT: signed, issued, or changed by somebody else meanwhile.
 * ERR_DENIED: the access does not cover the part's zone. ERR_INVALID: amount or period is not one. */
int decision_write_part(struct db *db, const struct access *access, const struct part_writing *writing);
/* By a second officer. ERR_INVALID: something is missing (guard.h). ERR_CONFLICT: not a draft. ERR_DENIED: she wrote it herself, or has stepped
 * out of the case (FVL-6). */
int decision_check_part(struct db *db, const struct access *access, struct decision_part_id part);
/* ERR_DENIED: no delegation for the part's law valid today (TIL-7), or she or a leader of her unit has stepped out (FVL-6). ERR_INVALID: something
 * is missing, or not impartial (FVL-6).
 * ERR_CONFLICT: not checked. */
int decision_sign_part(struct db *db, const struct access *access, struct decision_part_id part, bool impartial);
/* The part that was to come by a date comes later still: why, and when (BSL-14, FVL25-4). ERR_INVALID: not a later date. ERR_CONFLICT: it is not
 * to come, or is being decided now. */
int decision_delay(struct db *db, struct decision_part_id part, struct date new_by, enum delay_reason reason, struct date told_on);
/* The part comes later; its date stands in the letter. ERR_INVALID: not a coming date. ERR_CONFLICT: signed or issued. */
int decision_part_later(struct db *db, struct decision_part_id part, struct date by);

/* Every part signed or with a date, at least one signed: the letter is made and kept, the rules used are noted, services are marked as
 * decided, the property unit gets its order. ERR_INVALID: a part is neither. ERR_DENIED: the access does not cover every part.
 * ERR_CONFLICT: issued already. ERR_IO, ERR_UNSUPPORTED: the letter could not be made. */
int decision_issue(struct db *db, const struct access *access, struct joint_decision_id decision);
struct part;
/* One hook: a part is given in a letter that was issued on the pages of this module. Set by main, since what a stay is stands above. */
void decision_on_given(void (*given)(struct db *db, struct case_id id, const struct part *part));

struct delivery_note {
    struct joint_decision_id decision;
    enum delivery_recipient recipient;
    enum delivery_channel channel;
    struct date sent_on, reached_on; /* reached_on DATE_NONE: not known yet */
    enum reached_how how;            /* 0: follows from the channel */
};
/* On its way, or there. When it is there, the limit of each part decided in this version is computed from that day by the part's own law
 * (I-07, FVL-29, PBRL-13). ERR_DENIED: somebody else acts for her and gets it (FVL-12). ERR_CONFLICT: not issued, or that recipient has it already. ERR_INVALID: reached before it was sent. */
int decision_deliver(struct db *db, const struct delivery_note *note);
/* The day it arrived was another (I-14): the first stays readable, and the limits are computed again. ERR_INVALID: before it was sent, in the
 * future, or without a reason. ERR_CONFLICT: it has not arrived. */
int decision_correct_reached(struct db *db, struct delivery_id delivery, struct date reached_on, const char *reason);
/* Opened, alerted again, or sent on paper too (EFV-1). ERR_INVALID: not a digital letter, or a wrong day. ERR_CONFLICT: noted already. */
int decision_digital(struct db *db, struct delivery_id delivery, enum delivery_event_kind kind, struct date on);
/* Yes or no to a part about home or services. Touches nothing else. ERR_INVALID: not such a part. ERR_CONFLICT: not issued. */
int decision_answer(struct db *db, struct decision_part_id part, enum part_answer answer, enum answer_way way);

/* Opens a part of the version in force for a change, in a new version that holds the others as they are (R-097, FVL-35). The former stays
 * readable. A part that was to come later is opened to be decided, whatever the direction. ERR_DENIED: to her detriment, without a prior notice
 * that is answered or whose time is over (FVL-16); or by an appeal (appealable.h). ERR_CONFLICT: not in force, or signed in the draft. */
int decision_amend(struct db *db, struct decision_part_id part, enum amendment direction, struct decision_part_id *ret_part);

/* ── for the desk, the case and the person's own page ─────────────────── */
struct decision_brief {
    struct joint_decision_id id;
    int64_t version_no, parts, signed_parts;
    enum joint_state state;
    struct date issued_on; /* DATE_NONE: a draft */
};
/* The newest version of a case; false: there is none. */
bool decision_latest(struct db *db, struct case_id id, struct decision_brief *ret_brief);
struct decision_waiting {
    int64_t drafts, to_sign, inputs, to_send, to_reach;
};
struct decision_waiting decision_waiting(struct db *db, struct unit_id unit);

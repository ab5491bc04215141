/* Coordinator and individual plan: two offers with two answers, and who the coordinator is. (HOL-14, PBRL-5, R-037–R-039) */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "plan_schema.h"

struct case_frame;
struct request;

/* Writes down what was offered and what she answered. Saying no to the plan does not touch the coordinator, nor the other way. */
void plan_offer(struct db *db, struct case_id id, enum plan_offer_kind kind, enum plan_answer answer);
/* Her last answer; 0: it has not been offered. */
enum plan_answer plan_answered(struct db *db, struct case_id id, enum plan_offer_kind kind);

/* Whoever sees that she may need a plan or a coordinator tells the unit that coordinates, apart from the unit that has the case; it is that unit's until it has
 * been offered (IPF-5, HOL-16). By any unit of the case: Nav, health and care, child welfare each have the duty (IPF-3). ERR_CONFLICT: told already. */
int plan_need_see(struct db *db, struct case_id id, enum plan_notice_wish wish);
struct plan_need {
    enum plan_notice_wish wish;
    struct instant at;
    const char *unit; /* that saw it */
};
bool plan_need_open_of(struct db *db, struct case_id id, enum lang lang, struct plan_need *ret_need); /* false: none waits */
/* The unit the municipality has for it, when it is in the case; else the one that has the responsibility. */
struct unit_id plan_coordinating_unit(struct db *db, struct case_id id, struct unit_id holder);

struct coordinator_new {
    struct case_id case_;
    struct staff_id staff;
    struct unit_id unit;
    enum coordinator_consulted consulted;
    const char *says; /* in her words, or NULL */
};
/* Names the coordinator; the one before steps back the same day. ERR_INVALID: she has not said yes to a coordinator (HOL-14).
 * ERR_DENIED: the unit is new to the case, and she does not agree to who it is or has said no to the unit, so it may not be told of her
 * (I-04, R-038, PBRL-12). */
int plan_name_coordinator(struct db *db, const struct coordinator_new *coordinator);

struct coordinator_brief {
    struct staff_id staff;
    struct unit_id unit;
    const char *name, *unit_name, *phone; /* phone: the worker's, else the unit's, or NULL */
    const char *letter_unit;              /* the unit as a letter names it */
    enum coordinator_consulted consulted;
    struct date from;
};
/* False: none is named. */
bool plan_coordinator(struct db *db, struct case_id id, enum lang lang, struct coordinator_brief *ret_coordinator);

/* One hook, set by main, since what tells of children is above: is she a parent, or expecting? Then a child coordinator is asked about. (HOL-15) */
void plan_on_parent(bool (*is_parent)(struct db *db, struct case_id id));

/* One hook, set by main, since appeals are above: what was refused and appealed of her plan and coordinator, as lines on its pages. (IPF-8) */
enum { PLAN_APPEAL_LINES = 8 };
struct plan_appeal_line {
    const char *text, *path, *colour;
};
struct plan_appeal_lines {
    struct plan_appeal_line v[PLAN_APPEAL_LINES];
    size_t n;
    const char *path; /* where an appeal is taken in; NULL: not for this session */
};
void plan_on_appeals(void (*fill)(struct request *rq, struct case_id id, struct plan_appeal_lines *lines));

/* Hook of case_frame.h. */
void plan_fill_coordinator(struct request *rq, struct case_frame *frame);

/* Her coordinator leaves, and another in the same unit takes over until she has been asked who it should be. False: `from` is not it. */
bool plan_coordinator_follows(struct db *db, struct case_id id, struct staff_id from, struct staff_id to);
/* A unit becomes part of another: its coordinators stay who they are. (I-03) */
void plan_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to);

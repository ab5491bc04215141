/* What the files of this module share. */
#pragma once
#include "domain/law/law.h"
#include "domain/transition/transition.h"
#include "platform/audit/audit.h"

static inline struct unit_id transition_actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct staff_id transition_actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct date transition_today(struct db *db) { return instant_oslo_date(db_now(db)); }

/* The transition, when the actor's unit may do something with it and it is open. */
int transition_mine(struct db *db, struct case_id id, struct transition_id transition, struct transition *ret_transition);
/* One step of the table, by the actor. WRONG_STATE: somebody was first, or it is not such a step. */
int transition_step_to(struct db *db, const struct transition *transition, enum transition_state to);
void transition_note(struct db *db, const struct transition *transition, enum case_event_kind event, const char *audit);
/* The contacts before the day, moved with it, and the task of the next one. */
void transition_plan_days(struct db *db, const struct transition *transition);
void transition_next_contact(struct db *db, const struct transition *transition);
void transition_look_back(struct db *db, const struct transition *transition, struct date on); /* DATE_NONE: after the usual weeks */
void transition_tasks_over(struct db *db, const struct transition *transition);
void transition_pay_from(struct db *db, const struct transition *transition, struct date from);
void transition_pay_until(struct db *db, const struct transition *transition, struct date until);
/* A letter as it will be made: for letter.c and its tests. */
struct letter;
struct letter *transition_letter_compose(struct db *db, const struct transition *t, const struct transition_letter_new *made, const struct person_spine *person);

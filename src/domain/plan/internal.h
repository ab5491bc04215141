/* What the files of plan share. */
#pragma once
#include "domain/plan/action.h"
#include "domain/plan/goal.h"
#include "domain/plan/plan.h"
#include "plan_sql.h"
#include "platform/audit/audit.h"

#define PLAN_PURPOSE "plan"

static inline struct staff_id plan_actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct date plan_today(struct db *db) { return instant_oslo_date(db_now(db)); }

/* An action that leads to an agreed goal is agreed on: the goal is pursued. */
void goal_is_pursued(struct db *db, struct case_id id, struct goal_id goal);
/* A need is told to the unit that coordinates. `by` 0: the program saw it. ERR_CONFLICT: told already. */
struct case_brief;
int plan_need_tell(struct db *db, const struct case_brief *brief, enum plan_notice_wish wish, struct staff_id by, struct unit_id unit);

/* What the files of this module share. */
#pragma once
#include "domain/engagement/engagement.h"
#include "engagement_sql.h"
#include "platform/audit/audit.h"

enum { ASK_AGAIN_DAYS = 14, CARETAKER_DAYS = 14, RETHINK_DAYS = 90, RETHINK_NOES = 3, EVENT_DAYS = 3, LATEST_DAYS = 180 };

static inline struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }
/* The municipality's own number, else ours. */
static inline int own_or(int own, int ours) { return own ? own : ours; }

/* Open: not closed, and there. */
int engagement_case(struct db *db, struct case_id id, struct case_brief *ret_case);
int engagement_step_to(struct db *db, struct case_id id, enum engagement_state to);
void engagement_watch_approach(struct db *db, struct engagement_id id, struct date rethink_on);

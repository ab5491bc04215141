/* What the files of this module share. */
#pragma once
#include "domain/safety/safety.h"
#include "platform/audit/audit.h"
#include "safety_sql.h"

static inline struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

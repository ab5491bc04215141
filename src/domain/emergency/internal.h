/* What the files of this module share. */
#pragma once
#include "domain/emergency/emergency.h"
#include "domain/law/law.h"
#include "platform/audit/audit.h"

/* How long the unit that answered still finds the case when nothing runs any more. */
enum { NIGHT_SIGHT_DAYS = 14 };

static inline struct unit_id night_actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct staff_id night_actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct date night_today(struct db *db) { return instant_oslo_date(db_now(db)); }

/* Which of a registered place's numbers; none: it is not in the register. */
static inline struct maybe_int maybe_number(int64_t number) { return (struct maybe_int){.has = number > 0, .v = number}; }

int night_where_check(const struct night_where *where, int64_t children);
void night_to_write(struct db *db, struct case_id id, struct night_need_id need, struct decision_part_id part);
void night_watch(struct db *db, struct night_stay_id stay, struct date from, struct date until);

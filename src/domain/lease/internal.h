/* What the files of this module share. */
#pragma once
#include "domain/lease/tenancy.h"

static inline struct staff_id lease_actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct unit_id lease_actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct date lease_today(struct db *db) { return instant_oslo_date(db_now(db)); }

/* The lease, when it is the actor's unit's to do something with; else a fault. */
int lease_ours(struct db *db, struct lease_id lease, struct lease_brief *ret_lease);
int lease_move(struct db *db, const struct lease_brief *lease, enum lease_state to);
void lease_watch(struct db *db, const struct lease_brief *lease);
void lease_watch_from_start(struct db *db, const struct lease_brief *lease);

/* Who reads which part of her plan. Secrecy opens the plan's zone, or does not; her own choice takes away from that and never adds. (R-205, I-04) */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "plan_schema.h"

/* Access to one part of the plan for this session, or NULL: the zone is closed to it, or she has decided that its unit does not read that part. Nothing is logged
 * before something is read. */
const struct access *plan_open(struct request *rq, struct case_id id, enum plan_part part);
/* Why a part is closed although the zone is open: her choice. */
bool plan_closed_by_her(struct db *db, struct case_id id, struct unit_id unit, enum plan_part part);
/* The unit that keeps the plan with her: the coordinator's, or the one that has the responsibility. It reads all of the plan, for somebody must write in it. */
struct unit_id plan_keeper(struct db *db, struct case_id id);
/* She decides. PLAN_KEEPER_READS: the unit that keeps the plan cannot be shut out of it; she may choose another coordinator, or end the plan. */
int plan_choose_reader(struct db *db, struct case_id id, enum plan_part part, struct unit_id unit, bool may_read);
/* A unit becomes part of another: what she has closed to the one stays closed to the other. (I-03) */
void plan_readers_follow(struct db *db, struct unit_id from, struct unit_id to);

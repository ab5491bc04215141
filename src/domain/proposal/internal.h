/* What the files of this module share. */
#pragma once
#include "domain/proposal/proposal.h"
#include "domain/meeting/meeting.h"
#include "platform/audit/audit.h"
#include "proposal_sql.h"

/* The instance as a text of domain/allocation, without or with what people have decided. Rooms in it are bedrooms and one more. */
const char *proposal_instance(struct db *db, const struct proposal *proposal, bool overrides);

/* The number of each household that the limits count is read under a grant of its own, and only where a limit is in play. (counted.c) */
void proposal_count(struct db *db, struct proposal *proposal, struct date today);
/* The instance with these numbers in it: what is solved, and never kept. */
const char *proposal_with_counted(struct arena *arena, const char *instance, const struct proposal_counted_of *counted, size_t n);
void proposal_keep_counted(struct db *db, struct allocation_proposal_id id, const struct proposal *proposal);
/* As it was kept, for a file that has such a limit. */
const char *proposal_kept_with_counted(struct db *db, struct allocation_proposal_id id, const char *instance);
/* The answer as it is kept: that a household was counted is not in it. */
const char *proposal_kept_result(struct arena *arena, const char *result);

/* The actor is of the unit that decides on homes. */
bool proposal_is_ours(struct db *db);

/* Homes by themselves, and clusters with few: preferred a little, for everyone alike. The wish cost without that. */
enum { PROPOSAL_FEW_NEAR_COST = 1 };
bool proposal_few_near(const struct proposal *proposal, const struct proposal_vacant_row *home);
bool proposal_wishes_met(const struct proposal *proposal, int32_t home, uint8_t cost);

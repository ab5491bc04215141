/* What the files of this module share. */
#pragma once
#include "domain/proposal/proposal.h"
#include "platform/audit/audit.h"
#include "proposal_sql.h"

/* The instance as a text of domain/allocation, without or with what people have decided. Rooms in it are bedrooms and one more. */
const char *proposal_instance(struct db *db, const struct proposal *proposal, bool overrides);

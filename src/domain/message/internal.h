/* What the files of message share. */
#pragma once
#include "domain/message/message.h"
#include "message_sql.h"

/* Units that see only what they themselves wrote or got, also in a case they are part of. */
bool message_own_only(struct db *db, struct unit_id unit);
/* The zones (ZONE_BIT) a unit reads in a case; the spine for whoever is in the case. */
unsigned message_zones_of(struct db *db, struct unit_id unit, struct case_id id);

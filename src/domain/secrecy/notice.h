/* Notices of access: short lines to a unit, its leader or the privacy officers. They say the number of a case, never a name. */
#pragma once
#include "domain/secrecy/secrecy.h"

void notice_to_unit(struct db *db, struct unit_id unit, enum notice_kind kind, struct case_id id, int64_t subject);
void notice_to_leader(struct db *db, struct unit_id unit, enum notice_kind kind, struct case_id id, int64_t subject);
void notice_to_privacy(struct db *db, enum notice_kind kind, struct case_id id, int64_t subject);

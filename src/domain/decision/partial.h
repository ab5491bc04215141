/* Who may take part in deciding: whoever is partial steps out, and whoever stands under her signs nothing in the case (FVL-6). */
#pragma once
#include "domain/decision/joint.h"

enum partiality { PARTIAL_NOT, PARTIAL_SELF, PARTIAL_LEADER };
/* May she prepare (never when she has stepped out), and may she sign (nor when a leader of her unit has)? */
enum partiality partial_now(struct db *db, struct case_id id);
/* The actor steps out. The unit's open tasks of hers in the case wait for somebody else. ERR_CONFLICT: she has done so already. */
int partial_step_out(struct db *db, struct case_id id, enum partial_reason reason);

/* Who must be there for a meeting, or one of its items, to be able to decide. Pure: units in, answer out. (I-12, R-172, R-279) */
#pragma once
#include "meeting_schema.h"
#include "organisation_schema.h"

#include <stdbool.h>
#include <stddef.h>

enum { QUORUM_UNITS_MOST = 40 };
struct quorum_unit {
    struct unit_id unit;
    bool member; /* else optional: counts for nothing, whether there or not */
    bool there;  /* somebody of it is in the room or on the line, and has not stepped out */
};
struct quorum {
    bool met;
    size_t members, there, needed;
    struct unit_id missing[QUORUM_UNITS_MOST]; /* members that are not there */
    size_t n_missing;
    bool all_needed; /* each missing one stops it */
};
/* `individual`: the item is about one person; `needs_all`: it concerns all agencies (a complex case). A series without a stated quorum decides when
 * at least one member is there; a complex case always needs all of them. */
struct quorum quorum_count(enum meeting_quorum rule, const struct quorum_unit *units, size_t n, bool needs_all);

/* Who may decide when not all agree, by the rule of the series. */
enum dissent_rule { DISSENT_NO_DECISION, DISSENT_ONE_DECIDES, DISSENT_ADVICE };
enum dissent_rule quorum_dissent(enum meeting_decides rule, bool has_decider);

/* The tables of MODEL 3.10. */
bool meeting_may_become(enum meeting_state from, enum meeting_state to);
bool agenda_item_may_become(enum agenda_item_state from, enum agenda_item_state to);

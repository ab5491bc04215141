/* Counting who is there, and the tables of states. Knows no database. */
#include "domain/meeting/quorum.h"

static bool counted(const struct quorum_unit *units, size_t at) {
    for (size_t i = 0; i < at; i++)
        if (units[i].unit.v == units[at].unit.v && units[i].member) return true;
    return false;
}

static bool somebody_there(const struct quorum_unit *units, size_t n, struct unit_id unit) {
    for (size_t i = 0; i < n; i++)
        if (units[i].unit.v == unit.v && units[i].there) return true;
    return false;
}

static size_t needed_of(enum meeting_quorum rule, size_t members, bool needs_all) {
    if (needs_all) return members;
    switch (rule) {
    case MEETING_QUORUM_ALL: return members;
    case MEETING_QUORUM_MAJORITY: return members / 2 + 1;
    case MEETING_QUORUM_NOT_STATED:
    case MEETING_QUORUM_ALL_FOR_COMPLEX: break;
    }
    return members ? 1 : 0;
}

struct quorum quorum_count(enum meeting_quorum rule, const struct quorum_unit *units, size_t n, bool needs_all) {
    struct quorum quorum = {0};
    for (size_t i = 0; i < n; i++) {
        if (!units[i].member || counted(units, i)) continue;
        quorum.members++;
        if (somebody_there(units, n, units[i].unit)) quorum.there++;
        else if (quorum.n_missing < QUORUM_UNITS_MOST) quorum.missing[quorum.n_missing++] = units[i].unit;
    }
    quorum.needed = needed_of(rule, quorum.members, needs_all);
    quorum.all_needed = quorum.members && quorum.needed == quorum.members;
    quorum.met = quorum.there >= quorum.needed;
    return quorum;
}

enum dissent_rule quorum_dissent(enum meeting_decides rule, bool has_decider) {
    if (rule == MEETING_DECIDES_ADVISES) return DISSENT_ADVICE;
    if (rule == MEETING_DECIDES_CONSENSUS) return DISSENT_NO_DECISION;
    return has_decider ? DISSENT_ONE_DECIDES : DISSENT_NO_DECISION;
}

bool meeting_may_become(enum meeting_state from, enum meeting_state to) {
    static const enum meeting_state steps[][2] = {
        {MEETING_STATE_PLANNED, MEETING_STATE_CALLED}, {MEETING_STATE_PLANNED, MEETING_STATE_CANCELLED}, {MEETING_STATE_CALLED, MEETING_STATE_OPEN},
        {MEETING_STATE_CALLED, MEETING_STATE_CANCELLED}, {MEETING_STATE_OPEN, MEETING_STATE_CLOSED}, {MEETING_STATE_CLOSED, MEETING_STATE_MINUTES_SIGNED},
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i][0] == from && steps[i][1] == to) return true;
    return false;
}

bool agenda_item_may_become(enum agenda_item_state from, enum agenda_item_state to) {
#define STEP(from, to) {AGENDA_ITEM_STATE_##from, AGENDA_ITEM_STATE_##to}
    static const enum agenda_item_state steps[][2] = {
        STEP(REPORTED, ACCEPTED), STEP(REPORTED, WITHDRAWN), STEP(ACCEPTED, READY),  STEP(ACCEPTED, POSTPONED), STEP(ACCEPTED, NO_QUORUM),
        STEP(ACCEPTED, WITHDRAWN), STEP(READY, ACCEPTED),    STEP(READY, DECIDED),   STEP(READY, ADVISED),      STEP(READY, POSTPONED),
        STEP(READY, NO_QUORUM),    STEP(READY, WITHDRAWN),
    };
#undef STEP
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i][0] == from && steps[i][1] == to) return true;
    return false;
}

/* The rules of an offer, pure: its steps, what a no means, and what of her need a dwelling meets. Knows no database. */
#include "domain/offer/offer.h"
#include "texts.h"

#include <string.h>

struct offer_fault_text offer_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case OFFER_##name: return (struct offer_fault_text){field, T_##key};
        OFFER_FAULTS(X)
#undef X
    }
    return (struct offer_fault_text){0};
}

#define TO(state) (1u << OFFER_STATE_##state)
static const unsigned steps[OFFER_STATE_COUNT + 1] = {
    [OFFER_STATE_OPEN] = TO(ACCEPTED) | TO(DECLINED) | TO(LAPSED) | TO(WITHDRAWN),
    [OFFER_STATE_ACCEPTED] = TO(MOVED_IN) | TO(WITHDRAWN),
};

bool offer_step(enum offer_state from, enum offer_state to) { return from && to && (steps[from] & 1u << to) != 0; }

enum offer_effect offer_effect(enum decline_reason why) {
    switch (why) {
    case DECLINE_REASON_TOO_SMALL:
    case DECLINE_REASON_HARD_TO_GET_IN:
    case DECLINE_REASON_NOT_QUIET:
    case DECLINE_REASON_WRONG_AREA:
    case DECLINE_REASON_NEAR_PEOPLE:
    case DECLINE_REASON_NO_PETS:
    case DECLINE_REASON_POOR_CONDITION:
    case DECLINE_REASON_TOO_DEAR: return OFFER_NEVER_COUNTS;
    case DECLINE_REASON_RATHER_WAIT: return OFFER_NOTED;
    case DECLINE_REASON_FOUND_HOME:
    case DECLINE_REASON_WANTS_NONE: return OFFER_ASK_HER;
    }
    return OFFER_NEVER_COUNTS;
}

/* ── what fits ────────────────────────────────────────────────────────── */

static void say(struct offer_fits *fits, enum offer_point point, enum offer_match match) {
    fits->v[point] = match;
    fits->wrong += match == OFFER_MATCH_FITS_NOT;
    fits->unknown += match == OFFER_MATCH_NOT_KNOWN;
}

static enum offer_match met(bool is) { return is ? OFFER_MATCH_FITS : OFFER_MATCH_FITS_NOT; }

static bool among(const char *area, const char *const *areas, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (text_equal(area, areas[i])) return true;
    return false;
}

static void rooms(struct offer_fits *fits, const struct offer_need *need, const struct offer_home *home) {
    if (need->rooms <= 0) return;
    struct maybe_int has = home->rooms.has ? home->rooms : (struct maybe_int){home->bedrooms.has, home->bedrooms.v + 1};
    say(fits, OFFER_POINT_ROOMS, has.has ? met(has.v >= need->rooms) : OFFER_MATCH_NOT_KNOWN);
}

static void floor_of(struct offer_fits *fits, const struct offer_need *need, const struct offer_home *home) {
    if (need->floor != FLOOR_WISH_GROUND && need->floor != FLOOR_WISH_NOT_GROUND) return;
    bool ground = home->floor.v <= 1;
    say(fits, OFFER_POINT_FLOOR, home->floor.has ? met(ground == (need->floor == FLOOR_WISH_GROUND)) : OFFER_MATCH_NOT_KNOWN);
}

static void place(struct offer_fits *fits, const struct offer_need *need, const struct offer_home *home) {
    if (need->n_wanted) say(fits, OFFER_POINT_AREA, home->area ? met(among(home->area, need->wanted, need->n_wanted)) : OFFER_MATCH_NOT_KNOWN);
    if (need->n_avoided)
        say(fits, OFFER_POINT_AWAY_FROM, home->area ? met(!among(home->area, need->avoided, need->n_avoided)) : OFFER_MATCH_NOT_KNOWN);
    if (need->apart || home->full) say(fits, OFFER_POINT_APART, met(!home->full));
}

static void age(struct offer_fits *fits, const struct offer_need *need, const struct offer_home *home, struct date today) {
    if (!home->age_from.has && !home->age_to.has) return;
    if (date_is_none(need->born)) {
        say(fits, OFFER_POINT_AGE, OFFER_MATCH_NOT_KNOWN);
        return;
    }
    bool old_enough = !home->age_from.has || date_add_months(need->born, (int)home->age_from.v * 12).days <= today.days;
    bool young_enough = !home->age_to.has || date_add_months(need->born, ((int)home->age_to.v + 1) * 12).days > today.days;
    say(fits, OFFER_POINT_AGE, met(old_enough && young_enough));
}

struct offer_fits offer_fits(const struct offer_need *need, const struct offer_home *home, struct date today) {
    struct offer_fits fits = {0};
    rooms(&fits, need, home);
    floor_of(&fits, need, home);
    if (need->step_free) say(&fits, OFFER_POINT_STEP_FREE, met(home->step_free));
    if (need->quiet) say(&fits, OFFER_POINT_QUIET, met(home->quiet));
    if (need->pets) say(&fits, OFFER_POINT_PETS, met(home->pets));
    if (need->transport) say(&fits, OFFER_POINT_TRANSPORT, met(home->transport));
    place(&fits, need, home);
    age(&fits, need, home, today);
    /* Whether she wants to live by the rules of a house is hers to say; nobody decides it for her, and it stands in no record of hers. */
    if (home->house_rules) say(&fits, OFFER_POINT_HOUSE_RULES, OFFER_MATCH_NOT_KNOWN);
    return fits;
}

/* The rules of measures, pure: steps, age, the band of a decision, what a decision covers, and what the municipality has chosen. Knows no database. */
#include "domain/measure/measure.h"
#include "domain/organisation/profile.h"
#include "texts.h"

struct measure_fault_text measure_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case MEASURE_##name: return (struct measure_fault_text){field, T_##key};
        MEASURE_FAULTS(X)
#undef X
    }
    return (struct measure_fault_text){0};
}

bool measure_step(enum measure_state from, enum measure_state to) {
    static const unsigned steps[MEASURE_STATE_COUNT + 1] = {
        [MEASURE_STATE_WAITING] = 1u << MEASURE_STATE_RUNNING | 1u << MEASURE_STATE_WITHDRAWN,
        [MEASURE_STATE_RUNNING] = 1u << MEASURE_STATE_OVER,
    };
    return from && to && (steps[from] & 1u << to) != 0;
}

bool help_task_step(enum help_task_state from, enum help_task_state to) {
    static const unsigned steps[HELP_TASK_STATE_COUNT + 1] = {
        [HELP_TASK_STATE_ASKED] = 1u << HELP_TASK_STATE_TAKEN | 1u << HELP_TASK_STATE_DECLINED,
        [HELP_TASK_STATE_TAKEN] = 1u << HELP_TASK_STATE_DONE,
    };
    return from && to && (steps[from] & 1u << to) != 0;
}

bool measure_age_fits(struct maybe_int from, struct maybe_int to, struct date born, struct date today) {
    if (!from.has && !to.has) return true;
    if (date_is_none(born)) return false;
    int age = date_age(born, today);
    return (!from.has || age >= from.v) && (!to.has || age <= to.v);
}

enum measure_band measure_band(const struct amount *decided, int64_t minutes) {
    const double nearly = 0.5; /* a month is no whole number of weeks */
    if (decided->kind != AMOUNT_KIND_FIXED && decided->kind != AMOUNT_KIND_BAND) return BAND_IN;
    if ((double)minutes + nearly < amount_week(decided, decided->least)) return BAND_BELOW;
    return (double)minutes - nearly > amount_week(decided, decided->most) ? BAND_ABOVE : BAND_IN;
}

/* The unit at the top of the house a unit stands in. */
static const char *house_of(const struct profile *profile, const char *code) {
    const struct profile_unit *unit = profile_unit(profile, code);
    while (unit && unit->parent) {
        code = unit->parent;
        unit = profile_unit(profile, code);
    }
    return code;
}

bool measure_covered(const struct profile *profile, enum service_kind decided, const char *decided_unit, enum service_kind help, const char *unit) {
    if (decided && help && decided != help) return false;
    return text_equal(house_of(profile, decided_unit), house_of(profile, unit));
}

/* Where the municipality has not said, both are open to it. */
bool measure_may_switch(enum flexibility flexibility) { return flexibility != FLEXIBILITY_INSIDE_MEASURE; }
bool measure_may_tailor(enum flexibility flexibility) { return flexibility != FLEXIBILITY_BETWEEN_MEASURES; }

bool measure_phase_next(unsigned done, enum measure_phase next) {
    if (done & 1u << next) return false;
    switch (next) {
    case MEASURE_PHASE_MAPPING: return done == 0;
    case MEASURE_PHASE_AGREEMENT: return (done & 1u << MEASURE_PHASE_MAPPING) != 0;
    case MEASURE_PHASE_FOLLOWING_UP: return (done & 1u << MEASURE_PHASE_MAPPING) != 0;
    }
    return false;
}

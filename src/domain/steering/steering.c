/* Which border a no was given across, and how much of a number may be said. Pure. */
#include "domain/steering/steering.h"

#include "texts.h"

static bool either(enum unit_kind one, enum unit_kind other, enum unit_kind kind) { return one == kind || other == kind; }
static bool treats(enum unit_kind kind) { return kind == UNIT_KIND_HEALTH || kind == UNIT_KIND_SUBSTANCE; }

enum shove_class steering_class(enum unit_kind one, enum unit_kind other, bool outside) {
    if (outside) return SHOVE_SPECIALIST;
    if (treats(one) && treats(other)) return SHOVE_SUBSTANCE_MENTAL;
    bool with_treatment = treats(one) || treats(other);
    if (with_treatment && either(one, other, UNIT_KIND_HOME_SERVICES)) return SHOVE_HOME_SERVICES;
    if (with_treatment && either(one, other, UNIT_KIND_NAV)) return SHOVE_NAV;
    return SHOVE_OTHER;
}

text_key steering_class_text(enum shove_class shove_class) {
    switch (shove_class) {
    case SHOVE_SUBSTANCE_MENTAL: return T_steering_class_substance_mental;
    case SHOVE_HOME_SERVICES: return T_steering_class_home_services;
    case SHOVE_NAV: return T_steering_class_nav;
    case SHOVE_SPECIALIST: return T_steering_class_specialist;
    case SHOVE_OTHER: return T_steering_class_other;
    }
    return 0;
}

const char *steering_band(int64_t n) {
    static const struct {
        int64_t below;
        const char *band;
    } bands[] = {{5, "0–4"}, {10, "5–9"}, {20, "10–19"}, {50, "20–49"}, {100, "50–99"}};
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++)
        if (n < bands[i].below) return bands[i].band;
    return "100+";
}

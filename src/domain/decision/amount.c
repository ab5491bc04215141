/* What a part is called and how much help it is, in words: short for tables on the screen, plain for letters. */
#include "domain/decision/joint.h"

#include "texts.h"

static text_key service_name(enum service_kind kind) {
    switch (kind) {
    case SERVICE_KIND_TALKS_AT_HOME: return T_decision_name_talks_at_home;
    case SERVICE_KIND_FOLLOW_UP_IN_DWELLING: return T_decision_name_follow_up_in_dwelling;
    case SERVICE_KIND_PRACTICAL_HELP: return T_decision_name_practical_help;
    case SERVICE_KIND_MEDICATION: return T_decision_name_medication;
    case SERVICE_KIND_SUPPORT_CONTACT: return T_decision_name_support_contact;
    case SERVICE_KIND_ECONOMIC_ADVICE: return T_decision_name_economic_advice;
    case SERVICE_KIND_ACTIVITY: return T_decision_name_activity;
    case SERVICE_KIND_OTHER_HELP: return T_decision_name_other_help;
    }
    return 0;
}

const char *part_name(enum lang lang, const struct part *part) {
    text_key service = kind_is_service(part->kind) ? service_name(part->service_kind) : 0;
    return text_of(lang, service ? service : part_kind_text(part->kind));
}

static const char *counted(struct arena *arena, enum lang lang, text_key key, int64_t n) {
    return text_format(arena, lang, key, "n", arena_printf(arena, "%lld", (long long)n), NULL);
}

/* "10 minutter", "2 timer", "1 time og 30 minutter". */
const char *minutes_plain(struct arena *arena, enum lang lang, int64_t minutes) {
    int64_t hours = minutes / 60, rest = minutes % 60;
    if (!hours) return counted(arena, lang, T_decision_minutes, rest);
    const char *whole = counted(arena, lang, T_decision_hours, hours);
    if (!rest) return whole;
    return text_format(arena, lang, T_decision_hours_and_minutes, "hours", whole, "minutes", counted(arena, lang, T_decision_minutes, rest), NULL);
}

/* "10 min", "10 t", "1 t 30 min". */
static const char *minutes_short(struct arena *arena, enum lang lang, int64_t minutes) {
    int64_t hours = minutes / 60, rest = minutes % 60;
    const char *whole = hours ? counted(arena, lang, T_decision_hours_short, hours) : "";
    const char *part = rest || !hours ? counted(arena, lang, T_decision_minutes_short, rest) : "";
    return arena_printf(arena, "%s%s%s", whole, *whole && *part ? " " : "", part);
}

static const char *per_text(enum lang lang, enum amount_period per) { return per ? text_of(lang, amount_period_text(per)) : ""; }

const char *amount_short(struct arena *arena, enum lang lang, const struct amount *amount) {
    switch (amount->kind) {
    case AMOUNT_KIND_FIXED: return arena_printf(arena, "%s %s", minutes_short(arena, lang, amount->most), per_text(lang, amount->per));
    case AMOUNT_KIND_BAND:
        return arena_printf(arena, "%s – %s %s", minutes_short(arena, lang, amount->least), minutes_short(arena, lang, amount->most), per_text(lang, amount->per));
    case AMOUNT_KIND_NEED_BASED: return text_of(lang, T_decision_amount_need_based);
    case AMOUNT_KIND_NONE: return "";
    }
    return "";
}

const char *amount_plain(struct arena *arena, enum lang lang, const struct amount *amount) {
    const char *most = minutes_plain(arena, lang, amount->most), *per = per_text(lang, amount->per);
    switch (amount->kind) {
    case AMOUNT_KIND_FIXED: return arena_printf(arena, "%s %s", most, per);
    case AMOUNT_KIND_BAND:
        if (amount->least <= 0) return text_format(arena, lang, T_decision_amount_up_to, "most", most, "per", per, NULL);
        return text_format(arena, lang, T_decision_amount_from_to, "least", minutes_plain(arena, lang, amount->least), "most", most, "per", per, NULL);
    case AMOUNT_KIND_NEED_BASED: return text_of(lang, T_decision_amount_need_based_plain);
    case AMOUNT_KIND_NONE: return "";
    }
    return "";
}

double amount_week(const struct amount *amount, int64_t minutes) {
    switch (amount->per) {
    case AMOUNT_PERIOD_DAY: return (double)minutes * 7;
    case AMOUNT_PERIOD_WEEK: return (double)minutes;
    case AMOUNT_PERIOD_MONTH: return (double)minutes * 12 / 52;
    }
    return 0;
}

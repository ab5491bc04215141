/* The catalogue of measures in a profile: who each is for, what is asked at the door and why, what is agreed, and how many it has room for. Reads and checks;
 * knows no person. The codes are those of domain/measure, which stands above and tests that these lists are its own. */
#include "domain/organisation/profile_parts.h"

#include "base/str.h"

#include <string.h>

static const cyaml_schema_field_t words_fields[] = {
    YAML_TEXT("nb", struct profile_words, nb), YAML_TEXT("nn", struct profile_words, nn), CYAML_FIELD_END};
#define TICKET struct profile_measure_ticket
static const cyaml_schema_field_t ticket_fields[] = {
    YAML_TEXT("kind", TICKET, kind), YAML_GROUP("words", TICKET, words, words_fields), YAML_GROUP("why", TICKET, why, words_fields), CYAML_FIELD_END};
static const cyaml_schema_value_t ticket_entry = YAML_ROW(TICKET, ticket_fields);
#define RULE struct profile_measure_rule
static const cyaml_schema_field_t rule_fields[] = {
    YAML_GROUP("words", RULE, words, words_fields), YAML_GROUP("why", RULE, why, words_fields), CYAML_FIELD_END};
static const cyaml_schema_value_t rule_entry = YAML_ROW(RULE, rule_fields);
#define MEASURE struct profile_measure
static const cyaml_schema_field_t measure_fields[] = {
    YAML_TEXT("code", MEASURE, code), YAML_GROUP("name", MEASURE, name, words_fields), YAML_GROUP_OPTIONAL("plain", MEASURE, plain, words_fields),
    YAML_GROUP_OPTIONAL("target", MEASURE, target, words_fields), YAML_GROUP_OPTIONAL("content", MEASURE, content, words_fields),
    YAML_GROUP_OPTIONAL("professions", MEASURE, professions, words_fields), YAML_TEXT("unit", MEASURE, unit), YAML_TEXT("kind", MEASURE, kind),
    YAML_TEXT_OPTIONAL("arena", MEASURE, arena), YAML_TEXT_OPTIONAL("run_by", MEASURE, run_by), YAML_TEXT_OPTIONAL("help", MEASURE, help),
    YAML_YES_OPTIONAL("harm_reducing", MEASURE, harm_reducing), YAML_YES_OPTIONAL("field_based", MEASURE, field_based),
    YAML_YES_OPTIONAL("low_threshold", MEASURE, low_threshold), YAML_YES_OPTIONAL("carries_tasks", MEASURE, carries_tasks),
    YAML_YES_OPTIONAL("offered", MEASURE, offered), YAML_INT_OPTIONAL("age_from", MEASURE, age_from), YAML_INT_OPTIONAL("age_to", MEASURE, age_to),
    YAML_INT_OPTIONAL("places", MEASURE, places), YAML_INT_OPTIONAL("positions", MEASURE, positions),
    YAML_INT_OPTIONAL("agreement_days", MEASURE, agreement_days), YAML_INT_OPTIONAL("review_weeks", MEASURE, review_weeks),
    YAML_LIST_OPTIONAL("tickets", MEASURE, tickets, &ticket_entry), YAML_LIST_OPTIONAL("rules", MEASURE, rules, &rule_entry), CYAML_FIELD_END};
const cyaml_schema_value_t profile_measure_entry = YAML_ROW(MEASURE, measure_fields);

static const char kinds[] = " follow_up ambulatory housing_first aftercare rehabilitation harm_reduction activity consultant environment_therapist shared_team "
                            "shared_living other_measure ";
static const char arenas[] = " at_home outside meeting_place office shared_house anywhere ";
static const char runners[] = " own shared outsider ";
static const char tickets[] = " abstinence institution_stay own_home referral decision_made own_wish other_ticket ";
static const char helps[] = " talks_at_home follow_up_in_dwelling practical_help medication support_contact economic_advice activity other_help ";

void profile_measures_defaults(struct profile *profile) {
    for (unsigned i = 0; i < profile->measures_count; i++) {
        struct profile_measure *measure = &profile->measures[i];
        if (!measure->plain.nb) measure->plain = measure->name;
        if (!measure->arena) measure->arena = "anywhere";
        if (!measure->run_by) measure->run_by = "own";
        if (!measure->agreement_days) measure->agreement_days = 28;
        if (!measure->review_weeks) measure->review_weeks = 6;
    }
}

static bool one_of(const char *words, const char *code) {
    char padded[40];
    size_t length = strlen(code);
    if (!length || length + 3 > sizeof padded || strchr(code, ' ')) return false;
    padded[0] = ' ';
    memcpy(padded + 1, code, length);
    memcpy(padded + 1 + length, " ", 2);
    return strstr(words, padded) != NULL;
}

static bool within(int value, int least, int most) { return value == 0 || (value >= least && value <= most); }

/* What the numbers of one measure cannot be, or NULL. */
static const char *numbers_wrong(const struct profile_measure *measure) {
    if (!within(measure->places, 1, 10000)) return "places is from 1 to 10000";
    if (!within(measure->positions, 5, 100000)) return "positions is in per cent of a full position, from 5 to 100000";
    if (measure->agreement_days < 7 || measure->agreement_days > 92) return "an agreement lasts from 7 to 92 days before it is confirmed again";
    if (measure->review_weeks < 4 || measure->review_weeks > 8) return "something new is looked at again after 4 to 8 weeks";
    if (!within(measure->age_from, 1, 120) || !within(measure->age_to, 1, 120) || (measure->age_to && measure->age_to < measure->age_from))
        return "age_from and age_to are years, and go forward";
    return NULL;
}

static const char *codes_wrong(const struct profile_measure *measure) {
    if (!one_of(kinds, measure->kind)) return "there is no such kind of measure";
    if (!one_of(arenas, measure->arena)) return "there is no such arena";
    if (!one_of(runners, measure->run_by)) return "run_by is own, shared or outsider";
    if (measure->help && !one_of(helps, measure->help)) return "there is no such kind of help";
    for (unsigned i = 0; i < measure->tickets_count; i++)
        if (!one_of(tickets, measure->tickets[i].kind)) return "there is no such kind of ticket";
    if (profile_group_label(measure->plain.nb) || profile_group_label(measure->plain.nn))
        return "the name in the spine tells which group the person belongs to; give a neutral plain";
    return NULL;
}

const char *profile_measures_wrong(const struct profile *profile, struct arena *arena, const char **ret_where) {
    for (unsigned i = 0; i < profile->measures_count; i++) {
        const struct profile_measure *measure = &profile->measures[i];
        *ret_where = arena_printf(arena, "measures[%u]", i);
        size_t length = strlen(measure->code);
        if (!length || length > 40 || strspn(measure->code, "abcdefghijklmnopqrstuvwxyz0123456789_") != length)
            return "a code is at most 40 small letters, digits and _";
        if (!profile_unit(profile, measure->unit)) return arena_printf(arena, "there is no unit \"%s\"", measure->unit);
        const char *reason = codes_wrong(measure);
        if (!reason) reason = numbers_wrong(measure);
        if (reason) return reason;
        for (unsigned earlier = 0; earlier < i; earlier++)
            if (text_equal(profile->measures[earlier].code, measure->code)) return "a code stands twice";
    }
    return NULL;
}

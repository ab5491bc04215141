/* Reads and checks a municipality's profile: libcyaml schema tables first, then what types cannot see. Knows no municipality by name. */
#include "domain/organisation/profile.h"
#include "domain/organisation/profile_parts.h"
#include "base/err.h"
#include "base/str.h"
#include "platform/yaml/yaml_file.h"
#include "platform/yaml/yaml_schema.h"

#include <stddef.h>
#include <string.h>

/* ── words ── */
static const cyaml_strval_t languages[] = {{"nb", LANG_NB}, {"nn", LANG_NN}};
static const cyaml_strval_t unit_kinds[] = {
    {"intake", UNIT_KIND_INTAKE}, {"allocation", UNIT_KIND_ALLOCATION}, {"property", UNIT_KIND_PROPERTY}, {"nav", UNIT_KIND_NAV},
    {"health", UNIT_KIND_HEALTH}, {"substance", UNIT_KIND_SUBSTANCE}, {"home_services", UNIT_KIND_HOME_SERVICES},
    {"institution", UNIT_KIND_INSTITUTION}, {"disability", UNIT_KIND_DISABILITY}, {"child_welfare", UNIT_KIND_CHILD_WELFARE},
    {"refugee", UNIT_KIND_REFUGEE}, {"service_desk", UNIT_KIND_SERVICE_DESK}, {"activity", UNIT_KIND_ACTIVITY},
    {"leadership", UNIT_KIND_LEADERSHIP}, {"planning", UNIT_KIND_PLANNING}, {"education", UNIT_KIND_EDUCATION},
    {"voluntary", UNIT_KIND_VOLUNTARY}, {"other", UNIT_KIND_OTHER},
};
static const cyaml_strval_t unit_roles[] = {
    {"coordinator", UNIT_ROLE_COORDINATOR}, {"health", UNIT_ROLE_HEALTH}, {"nav", UNIT_ROLE_NAV}, {"allocator", UNIT_ROLE_ALLOCATOR},
    {"property", UNIT_ROLE_PROPERTY}, {"caretaker", UNIT_ROLE_CARETAKER}, {"peer", UNIT_ROLE_PEER}, {"leader", UNIT_ROLE_LEADER},
    {"voluntary", UNIT_ROLE_VOLUNTARY}, {"outside", UNIT_ROLE_OUTSIDE}, {"appeals", UNIT_ROLE_APPEALS},
};
static const cyaml_strval_t tasks[] = {
#define X(name, word) {#word, (int64_t)PROFILE_TASK(name)},
    PROFILE_TASKS(X)
#undef X
};
static const cyaml_strval_t series_kinds[] = {
    {"allocation", SERIES_ALLOCATION}, {"intake", SERIES_INTAKE}, {"working_group", SERIES_WORKING_GROUP},
    {"resource_group", SERIES_RESOURCE_GROUP}, {"responsibility_group", SERIES_RESPONSIBILITY_GROUP},
    {"user_council", SERIES_USER_COUNCIL}, {"steering", SERIES_STEERING}, {"coordination", SERIES_COORDINATION},
    {"needs", SERIES_NEEDS}, {"contact", SERIES_CONTACT}, {"professional", SERIES_PROFESSIONAL},
};
static const cyaml_strval_t quorums[] = {
    {"not_stated", QUORUM_NOT_STATED}, {"all", QUORUM_ALL}, {"majority", QUORUM_MAJORITY}, {"all_for_complex", QUORUM_ALL_FOR_COMPLEX},
};
static const cyaml_strval_t deciding[] = {
    {"not_stated", DECIDES_NOT_STATED}, {"consensus", DECIDES_CONSENSUS}, {"tie_break", DECIDES_TIE_BREAK}, {"advises", DECIDES_ADVISES},
};
static const cyaml_strval_t periods[] = {
    {"days", PERIOD_DAYS}, {"weeks", PERIOD_WEEKS}, {"months", PERIOD_MONTHS}, {"years", PERIOD_YEARS},
};
static const cyaml_strval_t decision_forms[] = {{"joint", DECISION_FORM_JOINT}, {"separate", DECISION_FORM_SEPARATE}};
static const cyaml_strval_t priorities[] = {
    {"homelessness", PRIORITY_HOMELESSNESS}, {"children", PRIORITY_CHILDREN}, {"released_from_prison", PRIORITY_RELEASED_FROM_PRISON},
    {"need", PRIORITY_NEED}, {"own_effort", PRIORITY_OWN_EFFORT}, {"size", PRIORITY_SIZE}, {"rooms", PRIORITY_ROOMS},
    {"residence", PRIORITY_RESIDENCE}, {"abstinence", PRIORITY_ABSTINENCE}, {"treatment", PRIORITY_TREATMENT},
};
static const cyaml_strval_t delegated_laws[] = {
    {"bsl", DELEGATED_LAW_BSL}, {"hol", DELEGATED_LAW_HOL}, {"sotjl", DELEGATED_LAW_SOTJL}, {"local", DELEGATED_LAW_LOCAL},
    {"husbank", DELEGATED_LAW_HUSBANK},
};
static const cyaml_strval_t staff_roles[] = {
    {"officer", STAFF_ROLE_OFFICER}, {"coordinator", STAFF_ROLE_COORDINATOR}, {"unit_leader", STAFF_ROLE_UNIT_LEADER},
    {"allocator", STAFF_ROLE_ALLOCATOR}, {"authority", STAFF_ROLE_AUTHORITY},
};
static const cyaml_strval_t target_definitions[] = {{"narrow", TARGET_DEFINITION_NARROW}, {"wide", TARGET_DEFINITION_WIDE}};
static const cyaml_strval_t flexibilities[] = {
    {"not_stated", FLEXIBILITY_NOT_STATED}, {"inside_measure", FLEXIBILITY_INSIDE_MEASURE},
    {"between_measures", FLEXIBILITY_BETWEEN_MEASURES}, {"both", FLEXIBILITY_BOTH},
};
static const cyaml_strval_t role_states[] = {
    {"in_use", ROLE_STATE_IN_USE}, {"planned", ROLE_STATE_PLANNED}, {"switched_off", ROLE_STATE_SWITCHED_OFF},
};

/* ── schema ── */
#define TEXTS(key, type, member) YAML_LIST_OPTIONAL(key, type, member, &text_entry)
static const cyaml_schema_value_t text_entry = YAML_TEXT_ENTRY;
static const cyaml_schema_value_t int_entry = {CYAML_VALUE_INT(CYAML_FLAG_DEFAULT, int)};
static const cyaml_schema_value_t priority_entry = {
    CYAML_VALUE_ENUM(CYAML_FLAG_STRICT, enum allocation_reason, priorities, sizeof priorities / sizeof *priorities)};

static const cyaml_schema_field_t words_fields[] = {
    YAML_TEXT("nb", struct profile_words, nb), YAML_TEXT("nn", struct profile_words, nn), CYAML_FIELD_END};
static const cyaml_schema_value_t words_entry = YAML_ROW(struct profile_words, words_fields);
#define UNIT struct profile_unit
static const cyaml_schema_field_t unit_fields[] = {
    YAML_TEXT("code", UNIT, code), YAML_GROUP("name", UNIT, name, words_fields),
    YAML_GROUP_OPTIONAL("letter_name", UNIT, letter_name, words_fields), YAML_WORD("kind", UNIT, kind, unit_kinds),
    YAML_WORD("role", UNIT, role, unit_roles), YAML_WORDS("does", UNIT, does, tasks), YAML_YES_OPTIONAL("external", UNIT, external),
    YAML_YES_OPTIONAL("planned", UNIT, planned), YAML_TEXT_OPTIONAL("parent", UNIT, parent), YAML_TEXT_OPTIONAL("phone", UNIT, phone),
    YAML_TEXT_OPTIONAL("note", UNIT, note), CYAML_FIELD_END};
static const cyaml_schema_value_t unit_entry = YAML_ROW(UNIT, unit_fields);
#define SERIES struct profile_series
static const cyaml_schema_field_t series_fields[] = {
    YAML_TEXT("code", SERIES, code), YAML_GROUP("name", SERIES, name, words_fields), YAML_WORD("kind", SERIES, kind, series_kinds),
    YAML_INT_OPTIONAL("every", SERIES, every), YAML_WORD_OPTIONAL("period", SERIES, period, periods),
    YAML_YES_OPTIONAL("extra_when_needed", SERIES, extra_when_needed), YAML_YES_OPTIONAL("per_person", SERIES, per_person),
    YAML_YES("individual_cases", SERIES, individual_cases), YAML_WORD_OPTIONAL("quorum", SERIES, quorum, quorums),
    YAML_WORD_OPTIONAL("decides", SERIES, decides, deciding), TEXTS("members", SERIES, members),
    TEXTS("optional_members", SERIES, optional_members), TEXTS("viewers", SERIES, viewers), TEXTS("others", SERIES, others),
    YAML_TEXT_OPTIONAL("tie_break", SERIES, tie_break), YAML_TEXT_OPTIONAL("presented_by", SERIES, presented_by),
    YAML_TEXT_OPTIONAL("chair", SERIES, chair), TEXTS("informed", SERIES, informed), YAML_GROUP_OPTIONAL("mandate", SERIES, mandate, words_fields),
    YAML_YES_OPTIONAL("extended_mandate", SERIES, extended_mandate), YAML_INT_OPTIONAL("slots", SERIES, slots),
    YAML_INT_OPTIONAL("extra_after_days", SERIES, extra_after_days), YAML_INT_OPTIONAL("minutes", SERIES, minutes), YAML_TEXT_OPTIONAL("at", SERIES, at),
    TEXTS("items", SERIES, items), YAML_TEXT_OPTIONAL("note", SERIES, note), CYAML_FIELD_END};
static const cyaml_schema_value_t series_entry = YAML_ROW(SERIES, series_fields);
static const cyaml_schema_field_t contact_fields[] = {
    YAML_LIST("address", struct profile_contact, address, &text_entry, 1), YAML_TEXT("phone", struct profile_contact, phone),
    YAML_TEXT("email", struct profile_contact, email), YAML_TEXT("web", struct profile_contact, web), CYAML_FIELD_END};
#define INTAKE struct profile_intake
static const cyaml_schema_field_t intake_fields[] = {
    YAML_TEXT("first_unit", INTAKE, first_unit), TEXTS("doors", INTAKE, doors),
    YAML_YES_OPTIONAL("application_rounds", INTAKE, application_rounds), YAML_INT("route_days", INTAKE, route_days), CYAML_FIELD_END};
#define DECISION struct profile_decision
static const cyaml_schema_field_t decision_fields[] = {
    YAML_WORD("form", DECISION, form, decision_forms), YAML_TEXT("services_by", DECISION, services_by),
    YAML_TEXT("dwelling_by", DECISION, dwelling_by), YAML_INT("service_without_decision_days", DECISION, service_without_decision_days),
    YAML_YES("names_coordinator", DECISION, names_coordinator), YAML_YES("accept_or_decline", DECISION, accept_or_decline),
    YAML_TEXT_OPTIONAL("accepted_by", DECISION, accepted_by), YAML_TEXT_OPTIONAL("accepted_on", DECISION, accepted_on),
    YAML_TEXT_OPTIONAL("accepted_reference", DECISION, accepted_reference),
    YAML_TEXT_OPTIONAL("note", DECISION, note), CYAML_FIELD_END};
#define RESPONSIBILITY struct profile_responsibility
static const cyaml_schema_field_t functioning_fields[] = {
    YAML_TEXT("level", struct profile_functioning, level), YAML_TEXT("unit", struct profile_functioning, unit), CYAML_FIELD_END};
static const cyaml_schema_value_t functioning_entry = YAML_ROW(struct profile_functioning, functioning_fields);
static const cyaml_schema_field_t responsibility_fields[] = {
    YAML_TEXT("coordinator_unit", RESPONSIBILITY, coordinator_unit),
    YAML_YES("coordinator_is_primary_contact", RESPONSIBILITY, coordinator_is_primary_contact),
    YAML_YES("coordinator_chosen_with_person", RESPONSIBILITY, coordinator_chosen_with_person),
    YAML_TEXT("disputes_unit", RESPONSIBILITY, disputes_unit), YAML_TEXT_OPTIONAL("criterion", RESPONSIBILITY, criterion),
    YAML_INT("handover_answer_days", RESPONSIBILITY, handover_answer_days), YAML_INT("dispute_days", RESPONSIBILITY, dispute_days),
    YAML_INT("emergency_confirm_days", RESPONSIBILITY, emergency_confirm_days),
    YAML_INT("resting_look_days", RESPONSIBILITY, resting_look_days), YAML_TEXT_OPTIONAL("appeals_unit", RESPONSIBILITY, appeals_unit),
    YAML_TEXT_OPTIONAL("coordinating_unit", RESPONSIBILITY, coordinating_unit),
    YAML_LIST_OPTIONAL("functioning", RESPONSIBILITY, functioning, &functioning_entry),
    YAML_INT_OPTIONAL("former_sight_days", RESPONSIBILITY, former_sight_days), YAML_INT_OPTIONAL("silent_days", RESPONSIBILITY, silent_days),
    YAML_INT_OPTIONAL("nameless_days", RESPONSIBILITY, nameless_days),
    YAML_INT_OPTIONAL("offer_again_days", RESPONSIBILITY, offer_again_days), YAML_INT_OPTIONAL("plan_again_months", RESPONSIBILITY, plan_again_months),
    YAML_INT_OPTIONAL("change_answer_days", RESPONSIBILITY, change_answer_days), CYAML_FIELD_END};
#define EMERGENCY struct profile_emergency
static const cyaml_schema_field_t emergency_fields[] = {
    YAML_TEXT_OPTIONAL("unit", EMERGENCY, unit), YAML_YES_OPTIONAL("offers_baton", EMERGENCY, offers_baton),
    YAML_INT_OPTIONAL("first_days", EMERGENCY, first_days), YAML_LIST_OPTIONAL("warn_days", EMERGENCY, warn_days, &int_entry),
    YAML_LIST_OPTIONAL("long_days", EMERGENCY, long_days, &int_entry), CYAML_FIELD_END};
#define FOLLOW_UP struct profile_follow_up
static const cyaml_schema_field_t follow_up_fields[] = {
    YAML_INT_OPTIONAL("unseen_days", FOLLOW_UP, unseen_days), YAML_INT_OPTIONAL("unseen_quiet_days", FOLLOW_UP, unseen_quiet_days),
    YAML_INT_OPTIONAL("helpers_month", FOLLOW_UP, helpers_month), YAML_INT_OPTIONAL("home_people_day", FOLLOW_UP, home_people_day),
    YAML_INT_OPTIONAL("first_weeks", FOLLOW_UP, first_weeks), YAML_INT_OPTIONAL("first_weekly", FOLLOW_UP, first_weekly), CYAML_FIELD_END};
#define ENGAGEMENT struct profile_engagement
static const cyaml_schema_field_t engagement_fields[] = {
    YAML_INT_OPTIONAL("ask_again_days", ENGAGEMENT, ask_again_days), YAML_INT_OPTIONAL("caretaker_days", ENGAGEMENT, caretaker_days),
    YAML_INT_OPTIONAL("rethink_days", ENGAGEMENT, rethink_days), YAML_INT_OPTIONAL("rethink_noes", ENGAGEMENT, rethink_noes),
    YAML_INT_OPTIONAL("event_days", ENGAGEMENT, event_days), YAML_INT_OPTIONAL("safety_months", ENGAGEMENT, safety_months),
    YAML_INT_OPTIONAL("care_days", ENGAGEMENT, care_days), CYAML_FIELD_END};
#define RULES struct profile_rules
static const cyaml_schema_field_t weight_fields[] = {
    YAML_WORD("reason", struct profile_weight, reason, priorities), YAML_INT("points", struct profile_weight, points),
    YAML_INT_OPTIONAL("least", struct profile_weight, least), CYAML_FIELD_END};
static const cyaml_schema_value_t weight_entry = YAML_ROW(struct profile_weight, weight_fields);
static const cyaml_schema_field_t norm_fields[] = {
    YAML_INT("persons", struct profile_norm, persons), YAML_INT("bedrooms_least", struct profile_norm, bedrooms_least),
    YAML_INT("bedrooms_most", struct profile_norm, bedrooms_most), CYAML_FIELD_END};
static const cyaml_schema_value_t norm_entry = YAML_ROW(struct profile_norm, norm_fields);
static const cyaml_schema_field_t rules_fields[] = {
    YAML_TEXT("version", RULES, version), YAML_TEXT("from", RULES, from), YAML_LIST("always_first", RULES, always_first, &priority_entry, 0),
    YAML_LIST("weights", RULES, weights, &weight_entry, 0), YAML_LIST("norms", RULES, norms, &norm_entry, 1), CYAML_FIELD_END};
static const cyaml_schema_value_t rules_entry = YAML_ROW(RULES, rules_fields);
static const cyaml_schema_field_t move_in_fields[] = {
    YAML_TEXT("code", struct profile_move_in, code), YAML_GROUP("name", struct profile_move_in, name, words_fields), CYAML_FIELD_END};
static const cyaml_schema_value_t move_in_entry = YAML_ROW(struct profile_move_in, move_in_fields);
#define TRANSITIONS struct profile_transitions
static const cyaml_schema_field_t transition_fields[] = {
    YAML_TEXT_OPTIONAL("unit", TRANSITIONS, unit), YAML_LIST_OPTIONAL("before_days", TRANSITIONS, before_days, &int_entry),
    YAML_LIST_OPTIONAL("settling_days", TRANSITIONS, settling_days, &int_entry), YAML_INT_OPTIONAL("review_days", TRANSITIONS, review_days),
    YAML_LIST_OPTIONAL("guide_tasks", TRANSITIONS, guide_tasks, &words_entry),
    YAML_LIST_OPTIONAL("guide_limits", TRANSITIONS, guide_limits, &words_entry), CYAML_FIELD_END};
#define ALLOCATION struct profile_allocation
static const cyaml_schema_field_t allocation_fields[] = {
    YAML_YES("two_step", ALLOCATION, two_step), YAML_TEXT("decided_by", ALLOCATION, decided_by),
    YAML_TEXT("dwelling_picked_by", ALLOCATION, dwelling_picked_by), YAML_TEXT_OPTIONAL("tie_break", ALLOCATION, tie_break),
    YAML_LIST("always_first", ALLOCATION, always_first, &priority_entry, 0), YAML_LIST("weighed", ALLOCATION, weighed, &priority_entry, 0),
    YAML_INT_OPTIONAL("residence_years", ALLOCATION, residence_years), YAML_INT("offer_answer_days", ALLOCATION, offer_answer_days),
    YAML_INT("recheck_days", ALLOCATION, recheck_days), YAML_INT("cluster_warning_percent", ALLOCATION, cluster_warning_percent), YAML_INT_OPTIONAL("area_warning_percent", ALLOCATION, area_warning_percent),
    YAML_YES("picks_in_meeting", ALLOCATION, picks_in_meeting), YAML_TEXT_OPTIONAL("principle", ALLOCATION, principle),
    YAML_LIST_OPTIONAL("rules", ALLOCATION, rules, &rules_entry), YAML_TEXT_OPTIONAL("mark_ground", ALLOCATION, mark_ground),
    YAML_INT_OPTIONAL("offers_at_once", ALLOCATION, offers_at_once), YAML_INT_OPTIONAL("offer_remind_days", ALLOCATION, offer_remind_days),
    YAML_INT_OPTIONAL("offer_grace_days", ALLOCATION, offer_grace_days), YAML_LIST_OPTIONAL("settling_days", ALLOCATION, settling_days, &int_entry),
    YAML_LIST_OPTIONAL("move_in", ALLOCATION, move_in, &move_in_entry), CYAML_FIELD_END};
#define LEASES struct profile_leases
static const cyaml_schema_field_t leases_fields[] = {
    YAML_TEXT("owner", LEASES, owner), YAML_INT("term_months", LEASES, term_months),
    YAML_YES_OPTIONAL("info_at_move_in", LEASES, info_at_move_in), YAML_YES_OPTIONAL("credit_check_asked", LEASES, credit_check_asked),
    YAML_YES_OPTIONAL("review_if_can_buy", LEASES, review_if_can_buy),
    YAML_LIST("review_months_before", LEASES, review_months_before, &int_entry, 1),
    YAML_LIST("career_months_after", LEASES, career_months_after, &int_entry, 0),
    YAML_TEXT_OPTIONAL("renewal_note", LEASES, renewal_note), CYAML_FIELD_END};
static const cyaml_schema_field_t consents_fields[] = {
    YAML_INT("months", struct profile_consents, months), YAML_INT("remind_days_before", struct profile_consents, remind_days_before),
    YAML_INT("ask_again_days", struct profile_consents, ask_again_days), CYAML_FIELD_END};
#define LETTERS struct profile_letters
static const cyaml_schema_field_t letters_fields[] = {
    YAML_TEXT("sender_unit", LETTERS, sender_unit), YAML_TEXT("appeal_unit", LETTERS, appeal_unit),
    YAML_TEXT("help_unit", LETTERS, help_unit), YAML_GROUP("appeal_board", LETTERS, appeal_board, words_fields),
    YAML_GROUP("municipality", LETTERS, municipality, words_fields), CYAML_FIELD_END};
#define DELEGATION struct profile_delegation
static const cyaml_schema_field_t delegation_fields[] = {
    YAML_WORD("law", DELEGATION, law, delegated_laws), YAML_TEXT("unit", DELEGATION, unit), YAML_WORD("role", DELEGATION, role, staff_roles),
    YAML_TEXT("reference", DELEGATION, reference), CYAML_FIELD_END};
static const cyaml_schema_value_t delegation_entry = YAML_ROW(DELEGATION, delegation_fields);
static const cyaml_schema_field_t kobo_value_fields[] = {
    YAML_TEXT("value", struct profile_kobo_value, value), YAML_TEXT("code", struct profile_kobo_value, code), CYAML_FIELD_END};
static const cyaml_schema_value_t kobo_entry = YAML_ROW(struct profile_kobo_value, kobo_value_fields);
#define KOBO(key) YAML_LIST(#key, struct profile_kobo, key, &kobo_entry, 0)
static const cyaml_schema_field_t kobo_fields[] = {
    KOBO(dwelling_type), KOBO(dwelling_subtype), KOBO(disposal), KOBO(status), CYAML_FIELD_END};
#define SPECIAL struct profile_special_role
static const cyaml_schema_field_t special_fields[] = {
    YAML_TEXT("code", SPECIAL, code), YAML_GROUP("name", SPECIAL, name, words_fields), YAML_WORD("state", SPECIAL, state, role_states),
    YAML_INT_OPTIONAL("count", SPECIAL, count), YAML_TEXT_OPTIONAL("unit", SPECIAL, unit), YAML_TEXT_OPTIONAL("note", SPECIAL, note),
    CYAML_FIELD_END};
static const cyaml_schema_value_t special_entry = YAML_ROW(SPECIAL, special_fields);
#define PROFILE struct profile
static const cyaml_schema_field_t profile_fields[] = {
    YAML_TEXT("id", PROFILE, id), YAML_GROUP("name", PROFILE, name, words_fields), YAML_TEXT_OPTIONAL("number", PROFILE, number),
    YAML_TEXT("county", PROFILE, county), YAML_WORD("letter_language", PROFILE, letter_lang, languages),
    YAML_TEXT_OPTIONAL("language_decision", PROFILE, language_decision), YAML_INT_OPTIONAL("inhabitants", PROFILE, inhabitants),
    YAML_YES_OPTIONAL("inhabitants_approximate", PROFILE, inhabitants_approximate),
    YAML_GROUP("contact", PROFILE, contact, contact_fields), YAML_LIST("units", PROFILE, units, &unit_entry, 1),
    YAML_LIST("meeting_series", PROFILE, series, &series_entry, 0), YAML_GROUP("intake", PROFILE, intake, intake_fields),
    YAML_GROUP("decision", PROFILE, decision, decision_fields),
    YAML_GROUP("responsibility", PROFILE, responsibility, responsibility_fields),
    YAML_GROUP_OPTIONAL("emergency", PROFILE, emergency, emergency_fields), YAML_GROUP_OPTIONAL("follow_up", PROFILE, follow_up, follow_up_fields),
    YAML_GROUP_OPTIONAL("transitions", PROFILE, transitions, transition_fields), YAML_GROUP_OPTIONAL("engagement", PROFILE, engagement, engagement_fields),
    YAML_GROUP("allocation", PROFILE, allocation, allocation_fields), YAML_GROUP("leases", PROFILE, leases, leases_fields),
    YAML_GROUP("consents", PROFILE, consents, consents_fields), YAML_GROUP("letters", PROFILE, letters, letters_fields),
    YAML_LIST("delegations", PROFILE, delegations, &delegation_entry, 0), YAML_GROUP("dwellings", PROFILE, dwellings, profile_dwellings_fields),
    YAML_GROUP("kobo", PROFILE, kobo, kobo_fields), YAML_WORD("flexibility", PROFILE, flexibility, flexibilities),
    YAML_WORD_OPTIONAL("target_definition", PROFILE, target_definition, target_definitions),
    YAML_LIST("measures", PROFILE, measures, &profile_measure_entry, 0), YAML_LIST("special_roles", PROFILE, special_roles, &special_entry, 0),
    TEXTS("values", PROFILE, values), TEXTS("plans", PROFILE, plans), TEXTS("known_gaps", PROFILE, known_gaps),
    YAML_LIST("local_defaults", PROFILE, local_defaults, &text_entry, 0), CYAML_FIELD_END};
static const cyaml_schema_value_t profile_schema = YAML_FILE(PROFILE, profile_fields);

/* ── checks ── */
struct checking {
    const struct yaml_file *file;
    const struct profile *profile;
    struct profile_faults *faults;
};

/* Everything wrong is told at once; a list longer than this helps nobody. */
static bool wrong(struct checking *checking, const char *where, const char *what) {
    struct profile_faults *faults = checking->faults;
    if (faults->n < PROFILE_FAULTS_MOST) faults->v[faults->n++] = yaml_file_wrong(checking->file, where, "%s", what);
    return false;
}

static bool unit_known(struct checking *checking, const char *code, const char *where) {
    if (!code || profile_unit(checking->profile, code)) return true;
    return wrong(checking, where, arena_printf(checking->file->arena, "there is no unit \"%s\"", code));
}

static bool units_known(struct checking *checking, const char **codes, unsigned count, const char *where) {
    for (unsigned i = 0; i < count; i++)
        if (!unit_known(checking, codes[i], arena_printf(checking->file->arena, "%s[%u]", where, i))) return false;
    return true;
}

static bool in_range(struct checking *checking, int value, int least, int most, const char *where) {
    if (value >= least && value <= most) return true;
    return wrong(checking, where, arena_printf(checking->file->arena, "%d is not from %d to %d", value, least, most));
}

static bool code_fits(const char *code) {
    size_t length = strlen(code);
    return length <= 20 && strspn(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") == length;
}

/* Words that would tell a reader of the envelope which group a person belongs to. */
const char *profile_group_label(const char *name) {
    static const char *const labels[] = {"rus", "psyk", "avhengig", "narko", "alkohol", "barnevern", "flyktning", "overgrep"};
    char lower[200];
    size_t length = strlen(name);
    if (length >= sizeof lower) return name;
    for (size_t i = 0; i <= length; i++) lower[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + ('a' - 'A') : name[i]);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strstr(lower, labels[i])) return labels[i];
    return NULL;
}

static bool parents_end(struct checking *checking, unsigned index) {
    const struct profile_unit *unit = &checking->profile->units[index];
    for (unsigned steps = 0; unit && unit->parent; steps++) {
        if (steps > checking->profile->units_count)
            return wrong(checking, arena_printf(checking->file->arena, "units[%u].parent", index), "the units stand under each other in a ring");
        unit = profile_unit(checking->profile, unit->parent);
    }
    return true;
}

static bool unit_fits(struct checking *checking, unsigned index) {
    struct arena *arena = checking->file->arena;
    const struct profile_unit *unit = &checking->profile->units[index];
    const char *where = arena_printf(arena, "units[%u]", index);
    const char *label = profile_group_label(unit->letter_name.nb), *label_nn = profile_group_label(unit->letter_name.nn);
    if (!code_fits(unit->code))
        return wrong(checking, arena_printf(arena, "%s.code", where), "a unit code is at most 20 letters a–z, digits, _ and -");
    if (profile_unit(checking->profile, unit->code) != unit)
        return wrong(checking, arena_printf(arena, "%s.code", where), arena_printf(arena, "the unit \"%s\" stands here twice", unit->code));
    if (label || label_nn)
        return wrong(checking, arena_printf(arena, "%s.%s", where, unit->letter_name.nb == unit->name.nb ? "name" : "letter_name"),
                     arena_printf(arena, "the name in letters tells which group the person belongs to (\"%s\"); give a neutral letter_name",
                                  label ? label : label_nn));
    if (unit->external && unit->role != UNIT_ROLE_OUTSIDE && unit->role != UNIT_ROLE_VOLUNTARY)
        return wrong(checking, arena_printf(arena, "%s.role", where), "an external unit has the role outside or voluntary");
    return unit_known(checking, unit->parent, arena_printf(arena, "%s.parent", where)) && parents_end(checking, index);
}

static bool series_fits(struct checking *checking, unsigned index) {
    struct arena *arena = checking->file->arena;
    const struct profile_series *series = &checking->profile->series[index];
    const char *where = arena_printf(arena, "meeting_series[%u]", index);
    if (profile_series(checking->profile, series->code) != series)
        return wrong(checking, arena_printf(arena, "%s.code", where), arena_printf(arena, "the series \"%s\" stands here twice", series->code));
    if (series->every < 0 || series->every > 400 || (series->every > 0) != (series->period != PERIOD_NOT_STATED))
        return wrong(checking, arena_printf(arena, "%s.every", where), "every is a number from 1 to 400 and goes with period");
    if ((series->decides == DECIDES_TIE_BREAK) != (series->tie_break != NULL))
        return wrong(checking, arena_printf(arena, "%s.decides", where), "decides: tie_break and the unit in tie_break go together");
    if (series->slots < 0 || series->slots > 400 || series->extra_after_days < 0 || series->extra_after_days > 60 || series->minutes < 0 || series->minutes > 600)
        return wrong(checking, where, "slots is at most 400, extra_after_days at most 60, minutes at most 600");
    if (series->at && (strlen(series->at) != 5 || series->at[2] != ':' || strspn(series->at, "0123456789:") != 5 || strncmp(series->at, "06:00", 5) < 0 ||
                       strncmp(series->at, "20:59", 5) > 0))
        return wrong(checking, arena_printf(arena, "%s.at", where), "at is a time of day, as \"09:00\"");
    return units_known(checking, series->members, series->members_count, arena_printf(arena, "%s.members", where)) &&
           units_known(checking, series->optional_members, series->optional_members_count, arena_printf(arena, "%s.optional_members", where)) &&
           units_known(checking, series->viewers, series->viewers_count, arena_printf(arena, "%s.viewers", where)) &&
           units_known(checking, series->informed, series->informed_count, arena_printf(arena, "%s.informed", where)) &&
           unit_known(checking, series->chair, arena_printf(arena, "%s.chair", where)) &&
           unit_known(checking, series->tie_break, arena_printf(arena, "%s.tie_break", where)) &&
           unit_known(checking, series->presented_by, arena_printf(arena, "%s.presented_by", where));
}

static void references_check(struct checking *checking) {
    const struct profile *profile = checking->profile;
    const struct {
        const char *code, *where;
    } references[] = {
        {profile->intake.first_unit, "intake.first_unit"},
        {profile->decision.services_by, "decision.services_by"},
        {profile->decision.dwelling_by, "decision.dwelling_by"},
        {profile->responsibility.coordinator_unit, "responsibility.coordinator_unit"},
        {profile->responsibility.disputes_unit, "responsibility.disputes_unit"},
        {profile->responsibility.appeals_unit, "responsibility.appeals_unit"},
        {profile->responsibility.coordinating_unit, "responsibility.coordinating_unit"},
        {profile->emergency.unit, "emergency.unit"},
        {profile->transitions.unit, "transitions.unit"},
        {profile->allocation.decided_by, "allocation.decided_by"},
        {profile->allocation.dwelling_picked_by, "allocation.dwelling_picked_by"},
        {profile->allocation.tie_break, "allocation.tie_break"},
        {profile->leases.owner, "leases.owner"},
        {profile->letters.sender_unit, "letters.sender_unit"},
        {profile->letters.appeal_unit, "letters.appeal_unit"},
        {profile->letters.help_unit, "letters.help_unit"},
    };
    struct arena *arena = checking->file->arena;
    for (size_t i = 0; i < sizeof references / sizeof *references; i++)
        (void)unit_known(checking, references[i].code, references[i].where);
    for (unsigned i = 0; i < profile->delegations_count; i++)
        (void)unit_known(checking, profile->delegations[i].unit, arena_printf(arena, "delegations[%u].unit", i));
    for (unsigned i = 0; i < profile->responsibility.functioning_count; i++)
        (void)unit_known(checking, profile->responsibility.functioning[i].unit, arena_printf(arena, "responsibility.functioning[%u].unit", i));
    for (unsigned i = 0; i < profile->special_roles_count; i++)
        (void)unit_known(checking, profile->special_roles[i].unit, arena_printf(arena, "special_roles[%u].unit", i));
}

/* The numbers of a profile and what they may be. */
#define NUMBER(field, least, most) {offsetof(struct profile, field), least, most, #field}
static const struct {
    size_t offset;
    int least, most;
    const char *where;
} numbers[] = {
    NUMBER(inhabitants, 0, 2000000),
    NUMBER(intake.route_days, 1, 20),
    NUMBER(decision.service_without_decision_days, 0, 14), /* PBRL-2 allows no more */
    NUMBER(responsibility.handover_answer_days, 1, 20),
    NUMBER(responsibility.dispute_days, 1, 20),
    NUMBER(responsibility.emergency_confirm_days, 1, 5),
    NUMBER(responsibility.resting_look_days, 1, 90),
    NUMBER(responsibility.former_sight_days, 1, 90),
    NUMBER(responsibility.silent_days, 7, 90),
    NUMBER(responsibility.nameless_days, 1, 20),
    NUMBER(responsibility.offer_again_days, 7, 180),
    NUMBER(responsibility.plan_again_months, 1, 12),
    NUMBER(responsibility.change_answer_days, 1, 20),
    NUMBER(emergency.first_days, 0, 90),
    NUMBER(follow_up.unseen_days, 0, 90),
    NUMBER(follow_up.unseen_quiet_days, 0, 180),
    NUMBER(follow_up.helpers_month, 0, 30),
    NUMBER(follow_up.home_people_day, 0, 20),
    NUMBER(follow_up.first_weeks, 0, 52),
    NUMBER(follow_up.first_weekly, 0, 14),
    NUMBER(engagement.ask_again_days, 0, 90),
    NUMBER(engagement.caretaker_days, 0, 90),
    NUMBER(engagement.rethink_days, 0, 365),
    NUMBER(engagement.rethink_noes, 0, 10),
    NUMBER(engagement.event_days, 0, 20),
    NUMBER(engagement.safety_months, 0, 12), /* longer is not looked at (AML-1) */
    NUMBER(engagement.care_days, 0, 10),
    NUMBER(allocation.residence_years, 0, 10),
    NUMBER(allocation.offer_answer_days, 1, 60),
    NUMBER(allocation.recheck_days, 1, 365),
    NUMBER(allocation.offers_at_once, 0, 3),
    NUMBER(allocation.offer_remind_days, 0, 30),
    NUMBER(allocation.offer_grace_days, 0, 30),
    NUMBER(allocation.cluster_warning_percent, 1, 100),
    NUMBER(allocation.area_warning_percent, 0, 100),
    NUMBER(leases.term_months, 1, 120),
    NUMBER(consents.months, 1, 24),
    NUMBER(consents.remind_days_before, 0, 180),
    NUMBER(consents.ask_again_days, 1, 730),
    NUMBER(dwellings.total, 0, 100000),
    NUMBER(dwellings.verify_months, 1, 60),
    NUMBER(dwellings.turnaround_days, 1, 250),
    NUMBER(dwellings.void_alarm_days, 1, 365),
};

/* … and the lists of numbers. */
#define NUMBERS(field, least, most) {offsetof(struct profile, field), offsetof(struct profile, field##_count), least, most, #field}
static const struct {
    size_t offset, count;
    int least, most; /* 0: the months a lease lasts */
    const char *where;
} lists[] = {
    NUMBERS(emergency.warn_days, 1, 90),
    NUMBERS(emergency.long_days, 1, 365),
    NUMBERS(transitions.before_days, 1, 180),
    NUMBERS(transitions.settling_days, 1, 365),
    NUMBERS(leases.review_months_before, 1, 0),
    NUMBERS(leases.career_months_after, 1, 0),
};

static void numbers_check(struct checking *checking) {
    const struct profile *profile = checking->profile;
    const char *of = (const char *)profile;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        (void)in_range(checking, *(const int *)(of + numbers[i].offset), numbers[i].least, numbers[i].most, numbers[i].where);
    (void)(profile->transitions.review_days && in_range(checking, profile->transitions.review_days, 28, 56, "transitions.review_days"));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const int *v = *(int *const *)(of + lists[i].offset), most = lists[i].most ? lists[i].most : profile->leases.term_months;
        for (unsigned k = 0; k < *(const unsigned *)(of + lists[i].count); k++)
            (void)in_range(checking, v[k], lists[i].least, most, arena_printf(checking->file->arena, "%s[%u]", lists[i].where, k));
    }
}

static void stock_check(struct checking *checking) {
    const char *where, *reason = profile_stock_wrong(checking->profile, checking->file->arena, &where);
    if (reason) (void)wrong(checking, where, reason);
}

static void measures_check(struct checking *checking) {
    const char *where, *reason = profile_measures_wrong(checking->profile, checking->file->arena, &where);
    if (reason) (void)wrong(checking, where, reason);
}

static bool marks_fit(struct checking *checking) {
    const struct profile *profile = checking->profile;
    struct arena *arena = checking->file->arena;
    if (!code_fits(profile->id)) return wrong(checking, "id", "the id is at most 20 letters a–z, digits, _ and -");
    if (*profile->number && (strlen(profile->number) != 4 || strspn(profile->number, "0123456789") != 4))
        return wrong(checking, "number", "a municipality number has four digits");
    if (profile->allocation.residence_years > 0) {
        bool weighed = false; /* TIL-5: it may order a queue, never close it */
        for (unsigned i = 0; i < profile->allocation.weighed_count; i++)
            weighed = weighed || profile->allocation.weighed[i] == PRIORITY_RESIDENCE;
        if (!weighed) return wrong(checking, "allocation.residence_years", "residence_years needs residence under weighed");
    }
    unsigned first = yaml_file_lacks(checking->file, profile->local_defaults, profile->local_defaults_count);
    return first == profile->local_defaults_count ||
           wrong(checking, arena_printf(arena, "local_defaults[%u]", first), arena_printf(arena, "there is no key \"%s\" in this file", profile->local_defaults[first]));
}

/* No staircase: what she uses, and what she is treated for, is no criterion for a home. (R-193, TIL-4) */
static bool reasons_fit(struct checking *checking, const enum allocation_reason *reasons, unsigned n, const char *where) {
    for (unsigned i = 0; i < n; i++)
        if (reasons[i] == PRIORITY_ABSTINENCE || reasons[i] == PRIORITY_TREATMENT)
            return wrong(checking, where, "abstinence and treatment are never a criterion for a home");
    return true;
}

static bool weights_fit(struct checking *checking, const struct profile_rules *rules, const char *where) {
    for (unsigned i = 0; i < rules->weights_count; i++) {
        const struct profile_weight *weight = &rules->weights[i];
        if (!reasons_fit(checking, &weight->reason, 1, where) || !in_range(checking, weight->points, 1, 1000, where)) return false;
        if ((weight->reason == PRIORITY_RESIDENCE) != (weight->least > 0) || weight->least > 10)
            return wrong(checking, where, "residence, and only residence, has a least number of years, from 1 to 10");
        for (unsigned earlier = 0; earlier < i; earlier++)
            if (rules->weights[earlier].reason == weight->reason) return wrong(checking, where, "a reason stands twice");
    }
    return true;
}

static bool norms_fit(struct checking *checking, const struct profile_rules *rules, const char *where) {
    for (unsigned i = 0; i < rules->norms_count; i++) {
        const struct profile_norm *norm = &rules->norms[i];
        bool grows = i == 0 ? norm->persons == 1 : norm->persons > rules->norms[i - 1].persons;
        if (!grows) return wrong(checking, where, "norms begin with one person and go upwards");
        if (norm->bedrooms_least < 0 || norm->bedrooms_most < norm->bedrooms_least || norm->bedrooms_most > 20)
            return wrong(checking, where, "the most bedrooms cannot be fewer than the least");
    }
    return true;
}

/* Versions follow each other by their days, so each day has one. */
static void priority_rules_check(struct checking *checking) {
    const struct profile_allocation *allocation = &checking->profile->allocation;
    struct arena *arena = checking->file->arena;
    (void)reasons_fit(checking, allocation->always_first, allocation->always_first_count, "allocation.always_first");
    (void)reasons_fit(checking, allocation->weighed, allocation->weighed_count, "allocation.weighed");
    if (allocation->rules_count > 50) (void)wrong(checking, "allocation.rules", "more than 50 versions");
    for (unsigned i = 0; i < allocation->rules_count && i < 50; i++) {
        const struct profile_rules *rules = &allocation->rules[i];
        const char *where = arena_printf(arena, "allocation.rules[%u]", i);
        struct date from = date_parse_iso(rules->from);
        if (date_is_none(from)) (void)wrong(checking, where, "from is a date, as 2026-01-01");
        if (i && from.days <= date_parse_iso(allocation->rules[i - 1].from).days) (void)wrong(checking, where, "each version begins after the one before it");
        for (unsigned earlier = 0; earlier < i; earlier++)
            if (text_equal(allocation->rules[earlier].version, rules->version)) (void)wrong(checking, where, "the version stands twice");
        if (strlen(rules->version) > 40 || strchr(rules->version, ' ')) (void)wrong(checking, where, "a version is a word of at most 40 letters");
        if (rules->weights_count > 16 || rules->norms_count > 16) (void)wrong(checking, where, "at most 16 weights and 16 norms");
        (void)reasons_fit(checking, rules->always_first, rules->always_first_count, where);
        (void)weights_fit(checking, rules, where);
        (void)norms_fit(checking, rules, where);
    }
}

static void profile_check(struct checking *checking) {
    const struct profile *profile = checking->profile;
    bool bounded = (profile->units_count <= 100 || wrong(checking, "units", "more than 100 units")) &&
                   (profile->series_count <= 50 || wrong(checking, "meeting_series", "more than 50 series")) &&
                   (profile->local_defaults_count <= 200 || wrong(checking, "local_defaults", "more than 200 entries"));
    if (!bounded) return;
    for (unsigned i = 0; i < profile->units_count; i++) (void)unit_fits(checking, i);
    for (unsigned i = 0; i < profile->series_count; i++) (void)series_fits(checking, i);
    references_check(checking);
    numbers_check(checking);
    stock_check(checking);
    measures_check(checking);
    priority_rules_check(checking);
    (void)marks_fit(checking);
}

/* What a municipality gets that says nothing about it: our own choice. */
static void responsibility_defaults(struct profile_responsibility *responsibility) {
    if (!responsibility->former_sight_days) responsibility->former_sight_days = 14;
    if (!responsibility->silent_days) responsibility->silent_days = 28;
    if (!responsibility->nameless_days) responsibility->nameless_days = 5;
    if (!responsibility->offer_again_days) responsibility->offer_again_days = 60;
    if (!responsibility->plan_again_months) responsibility->plan_again_months = 6;
    if (!responsibility->change_answer_days) responsibility->change_answer_days = 10;
}

/* ── the interface ── */
int profile_parse_all(const struct yaml_file *file, struct profile **ret_profile, struct profile_faults *ret_faults) {
    void *data = NULL;
    *ret_faults = (struct profile_faults){0};
    int err = yaml_file_load(file, &profile_schema, &data, &ret_faults->v[0]);
    if (err < 0) {
        ret_faults->n = 1;
        return err;
    }
    struct profile *profile = data;
    responsibility_defaults(&profile->responsibility);
    profile_stock_defaults(&profile->dwellings);
    profile_measures_defaults(profile);
    if (!profile->number) profile->number = "";
    if (!profile->language_decision) profile->language_decision = "";
    for (unsigned i = 0; i < profile->units_count; i++)
        if (!profile->units[i].letter_name.nb) profile->units[i].letter_name = profile->units[i].name;
    profile->text = arena_strndup(file->arena, file->text, file->size);
    struct checking checking = {.file = file, .profile = profile, .faults = ret_faults};
    profile_check(&checking);
    if (ret_faults->n) return ERR_INVALID;
    *ret_profile = profile;
    return ERR_OK;
}

int profile_parse(const struct yaml_file *file, struct profile **ret_profile, const char **ret_reason) {
    struct profile_faults faults;
    int err = profile_parse_all(file, ret_profile, &faults);
    if (err < 0) *ret_reason = faults.v[0];
    return err;
}

int profile_load(const char *path, struct arena *arena, struct profile **ret_profile, const char **ret_reason) {
    struct yaml_file file;
    int err = yaml_file_read(path, arena, &file, ret_reason);
    return err < 0 ? err : profile_parse(&file, ret_profile, ret_reason);
}

const char *profile_words_in(const struct profile_words *words, enum lang lang) {
    return lang == LANG_NN ? words->nn : words->nb;
}

const struct profile_unit *profile_unit(const struct profile *profile, const char *code) {
    for (unsigned i = 0; i < profile->units_count; i++)
        if (text_equal(profile->units[i].code, code)) return &profile->units[i];
    return NULL;
}

const struct profile_unit *profile_unit_doing(const struct profile *profile, uint64_t task) {
    for (unsigned i = 0; i < profile->units_count; i++)
        if ((profile->units[i].does & task) && !profile->units[i].planned) return &profile->units[i];
    return NULL;
}

const struct profile_series *profile_series(const struct profile *profile, const char *code) {
    for (unsigned i = 0; i < profile->series_count; i++)
        if (text_equal(profile->series[i].code, code)) return &profile->series[i];
    return NULL;
}

bool profile_is_local_default(const struct profile *profile, const char *key) {
    for (unsigned i = 0; i < profile->local_defaults_count; i++) {
        const char *marked = profile->local_defaults[i];
        if (text_starts(key, marked) && (key[strlen(marked)] == '\0' || key[strlen(marked)] == '.')) return true;
    }
    return false;
}

/* The stock of dwellings in a profile: the catalogue of types, the minimum standard, the programme of every move, and the numbers the sources give.
 * Reads and checks; knows no dwelling. */
#include "domain/organisation/profile_parts.h"

#include "base/str.h"

#include <string.h>

static const cyaml_strval_t abouts[] = {{"is", STANDARD_IS}, {"contains", STANDARD_CONTAINS}, {"looks", STANDARD_LOOKS}, {"lies", STANDARD_LIES}};
static const cyaml_strval_t whens[] = {{"out", MAINTENANCE_OUT}, {"in", MAINTENANCE_IN}, {"both", MAINTENANCE_BOTH}};

static const cyaml_schema_field_t words_fields[] = {
    YAML_TEXT("nb", struct profile_words, nb), YAML_TEXT("nn", struct profile_words, nn), CYAML_FIELD_END};
#define STOCK struct profile_stock
static const cyaml_schema_field_t stock_fields[] = {
    YAML_TEXT("kind", STOCK, kind), YAML_GROUP("name", STOCK, name, words_fields), YAML_INT("count", STOCK, count),
    YAML_YES_OPTIONAL("approximate", STOCK, approximate), YAML_TEXT_OPTIONAL("note", STOCK, note), CYAML_FIELD_END};
static const cyaml_schema_value_t stock_entry = YAML_ROW(STOCK, stock_fields);
#define TYPE struct profile_dwelling_type
static const cyaml_schema_field_t type_fields[] = {
    YAML_TEXT("code", TYPE, code), YAML_GROUP("name", TYPE, name, words_fields), YAML_YES_OPTIONAL("shared", TYPE, shared),
    YAML_YES_OPTIONAL("staffed", TYPE, staffed), YAML_YES_OPTIONAL("adapted", TYPE, adapted), YAML_YES_OPTIONAL("abstinence", TYPE, abstinence),
    YAML_YES_OPTIONAL("discreet", TYPE, discreet), YAML_INT_OPTIONAL("age_from", TYPE, age_from), YAML_INT_OPTIONAL("age_to", TYPE, age_to),
    YAML_TEXT_OPTIONAL("note", TYPE, note), CYAML_FIELD_END};
static const cyaml_schema_value_t type_entry = YAML_ROW(TYPE, type_fields);
#define ITEM struct profile_standard_item
static const cyaml_schema_field_t item_fields[] = {
    YAML_TEXT("code", ITEM, code), YAML_GROUP("name", ITEM, name, words_fields), YAML_WORD("about", ITEM, about, abouts),
    YAML_YES_OPTIONAL("wanted", ITEM, wanted), CYAML_FIELD_END};
static const cyaml_schema_value_t item_entry = YAML_ROW(ITEM, item_fields);
#define STEP struct profile_maintenance_step
static const cyaml_schema_field_t step_fields[] = {
    YAML_TEXT("code", STEP, code), YAML_GROUP("name", STEP, name, words_fields), YAML_WORD("when", STEP, when, whens), CYAML_FIELD_END};
static const cyaml_schema_value_t step_entry = YAML_ROW(STEP, step_fields);
#define DWELLINGS struct profile_dwellings
const cyaml_schema_field_t profile_dwellings_fields[] = {
    YAML_INT_OPTIONAL("total", DWELLINGS, total), YAML_YES_OPTIONAL("total_approximate", DWELLINGS, total_approximate),
    YAML_YES_OPTIONAL("object_numbers", DWELLINGS, object_numbers), YAML_YES_OPTIONAL("minimum_standard", DWELLINGS, minimum_standard),
    YAML_YES_OPTIONAL("maintenance_at_each_move", DWELLINGS, maintenance_at_each_move),
    YAML_YES_OPTIONAL("earmarked", DWELLINGS, earmarked), YAML_LIST("stock", DWELLINGS, stock, &stock_entry, 0),
    YAML_LIST_OPTIONAL("types", DWELLINGS, types, &type_entry), YAML_LIST_OPTIONAL("standard", DWELLINGS, standard, &item_entry),
    YAML_LIST_OPTIONAL("maintenance", DWELLINGS, maintenance, &step_entry), YAML_INT_OPTIONAL("verify_months", DWELLINGS, verify_months),
    YAML_INT_OPTIONAL("turnaround_days", DWELLINGS, turnaround_days), YAML_INT_OPTIONAL("void_alarm_days", DWELLINGS, void_alarm_days),
    YAML_GROUP_OPTIONAL("principle", DWELLINGS, principle, words_fields), YAML_TEXT_OPTIONAL("note", DWELLINGS, note), CYAML_FIELD_END};

void profile_stock_defaults(struct profile_dwellings *dwellings) {
    if (!dwellings->verify_months) dwellings->verify_months = 12;
    if (!dwellings->turnaround_days) dwellings->turnaround_days = 20;
    if (!dwellings->void_alarm_days) dwellings->void_alarm_days = 45;
}

static bool code_fits(const char *code) { return strlen(code) <= 30 && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(code); }

static const char *count_wrong(const struct profile_dwellings *dwellings, struct arena *arena, const char **ret_where) {
    int sum = 0;
    for (unsigned i = 0; i < dwellings->stock_count; i++) {
        *ret_where = arena_printf(arena, "dwellings.stock[%u].count", i);
        if (dwellings->stock[i].count < 1 || dwellings->stock[i].count > 100000) return "the number is not between 1 and 100000";
        sum += dwellings->stock[i].count;
        if (dwellings->total > 0 && sum > dwellings->total)
            return arena_printf(arena, "the stock sums to %d or more, over the total of %d", sum, dwellings->total);
    }
    return NULL;
}

static const char *types_wrong(const struct profile *profile, struct arena *arena, const char **ret_where) {
    for (unsigned i = 0; i < profile->dwellings.types_count; i++) {
        const struct profile_dwelling_type *type = &profile->dwellings.types[i];
        const char *label = profile_group_label(type->name.nb);
        if (!label) label = profile_group_label(type->name.nn);
        *ret_where = arena_printf(arena, "dwellings.types[%u]", i);
        if (!code_fits(type->code)) return "a type's code is at most 30 letters a–z, digits and _";
        if (profile_dwelling_type(profile, type->code) != type) return arena_printf(arena, "the type \"%s\" stands here twice", type->code);
        if (label) return arena_printf(arena, "a type of dwelling is told by what it is like, not by a group (\"%s\")", label);
        if (type->abstinence && !type->shared) return "abstinence can only be a house rule of shared living";
        bool no_limit = !type->age_from && !type->age_to;
        if (!no_limit && (type->age_from < 16 || (type->age_to && type->age_to < type->age_from))) return "the age limits do not hold together";
    }
    return NULL;
}

static const char *lists_wrong(const struct profile_dwellings *dwellings, struct arena *arena, const char **ret_where) {
    for (unsigned i = 0; i < dwellings->standard_count; i++) {
        *ret_where = arena_printf(arena, "dwellings.standard[%u]", i);
        if (!code_fits(dwellings->standard[i].code)) return "a code is at most 30 letters a–z, digits and _";
        for (unsigned k = 0; k < i; k++)
            if (text_equal(dwellings->standard[k].code, dwellings->standard[i].code)) return "the same code stands here twice";
    }
    for (unsigned i = 0; i < dwellings->maintenance_count; i++) {
        *ret_where = arena_printf(arena, "dwellings.maintenance[%u]", i);
        if (!code_fits(dwellings->maintenance[i].code)) return "a code is at most 30 letters a–z, digits and _";
        for (unsigned k = 0; k < i; k++)
            if (text_equal(dwellings->maintenance[k].code, dwellings->maintenance[i].code)) return "the same code stands here twice";
    }
    *ret_where = "dwellings";
    return dwellings->types_count > 40 || dwellings->standard_count > 60 || dwellings->maintenance_count > 40 ? "the lists are too long" : NULL;
}

const char *profile_stock_wrong(const struct profile *profile, struct arena *arena, const char **ret_where) {
    const char *wrong = count_wrong(&profile->dwellings, arena, ret_where);
    if (!wrong) wrong = types_wrong(profile, arena, ret_where);
    return wrong ? wrong : lists_wrong(&profile->dwellings, arena, ret_where);
}

const struct profile_dwelling_type *profile_dwelling_type(const struct profile *profile, const char *code) {
    for (unsigned i = 0; code && i < profile->dwellings.types_count; i++)
        if (text_equal(profile->dwellings.types[i].code, code)) return &profile->dwellings.types[i];
    return NULL;
}

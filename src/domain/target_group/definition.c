/* Reads law/target_group.yaml. Knows no database; nothing is changed after the reading. */
#include "domain/target_group/target_group.h"

#include "domain/organisation/organisation.h"
#include "platform/yaml/yaml_file.h"
#include "platform/yaml/yaml_schema.h"

static const cyaml_schema_field_t definition_fields[] = {
    YAML_TEXT("code", struct target_definition, code),
    YAML_INT("version", struct target_definition, version),
    YAML_TEXT("valid_from", struct target_definition, from),
    YAML_YES("suspected", struct target_definition, suspected),
    YAML_YES("less_severe", struct target_definition, less_severe),
    YAML_TEXT("nb", struct target_definition, nb),
    YAML_TEXT("nn", struct target_definition, nn),
    YAML_TEXT("en", struct target_definition, en),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t definition_row = YAML_ROW(struct target_definition, definition_fields);
static const cyaml_schema_field_t file_fields[] = {YAML_LIST("definitions", struct target_definitions, definitions, &definition_row, 1),
                                                   CYAML_FIELD_END};
static const cyaml_schema_value_t file_schema = YAML_FILE(struct target_definitions, file_fields);

static const char *fault_of(const struct target_definitions *file, unsigned at) {
    struct target_definition *definition = &file->definitions[at];
    definition->valid_from = date_parse_iso(definition->from);
    if (date_is_none(definition->valid_from)) return "a day is written 2026-07-02";
    if (!text_equal(definition->code, "narrow") && !text_equal(definition->code, "wide")) return "a definition is narrow or wide";
    for (unsigned i = 0; i < at; i++)
        if (text_equal(file->definitions[i].code, definition->code) && file->definitions[i].version >= definition->version)
            return "the versions of a definition stand in order";
    return NULL;
}

int target_definitions_load(const char *directory, struct arena *arena, struct target_definitions **ret_definitions,
                            const char **ret_reason) {
    struct yaml_file file;
    void *data = NULL;
    int err = yaml_file_read(arena_printf(arena, "%s/target_group.yaml", directory), arena, &file, ret_reason);
    if (err == ERR_OK) err = yaml_file_load(&file, &file_schema, &data, ret_reason);
    if (err < 0) return err;
    struct target_definitions *definitions = data;
    for (unsigned i = 0; i < definitions->definitions_count; i++) {
        const char *fault = fault_of(definitions, i);
        if (!fault) continue;
        *ret_reason = yaml_file_wrong(&file, arena_printf(arena, "definitions[%u]", i), "%s", fault);
        return ERR_INVALID;
    }
    *ret_definitions = definitions;
    return ERR_OK;
}

static const struct target_definitions *current_definitions;

void target_definitions_set_current(const struct target_definitions *definitions) { current_definitions = definitions; }

const struct target_definition *target_definition_on(const char *code, struct date day) {
    const struct target_definition *found = NULL;
    if (!code) code = organisation_profile()->target_definition == TARGET_DEFINITION_NARROW ? "narrow" : "wide";
    for (unsigned i = 0; current_definitions && i < current_definitions->definitions_count; i++) {
        const struct target_definition *definition = &current_definitions->definitions[i];
        if (text_equal(definition->code, code) && definition->valid_from.days <= day.days) found = definition;
    }
    return found;
}

const struct target_definition *target_definition(const char *code, int64_t version) {
    for (unsigned i = 0; current_definitions && i < current_definitions->definitions_count; i++)
        if (text_equal(current_definitions->definitions[i].code, code) && current_definitions->definitions[i].version == version)
            return &current_definitions->definitions[i];
    return NULL;
}

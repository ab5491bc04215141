/* Reads law/tools.yaml and counts scores. Knows no database; nothing is changed after the reading. */
#include "domain/evaluation/evaluation.h"

#include "platform/yaml/yaml_file.h"
#include "platform/yaml/yaml_schema.h"

#define WORDS(type, prefix, member) \
    YAML_TEXT(prefix "nb", type, member.nb), YAML_TEXT(prefix "nn", type, member.nn), YAML_TEXT(prefix "en", type, member.en)
static const cyaml_schema_field_t item_fields[] = {YAML_TEXT("code", struct tool_item, code), YAML_INT("least", struct tool_item, least),
                                                   YAML_INT("most", struct tool_item, most), WORDS(struct tool_item, "", words),
                                                   CYAML_FIELD_END};
static const cyaml_schema_value_t item_row = YAML_ROW(struct tool_item, item_fields);
static const cyaml_schema_field_t level_fields[] = {YAML_TEXT("code", struct tool_level, code), YAML_INT("least", struct tool_level, least),
                                                    YAML_INT("most", struct tool_level, most),  WORDS(struct tool_level, "", words),
                                                    WORDS(struct tool_level, "trust_", trust),  CYAML_FIELD_END};
static const cyaml_schema_value_t level_row = YAML_ROW(struct tool_level, level_fields);
static const cyaml_schema_field_t tool_fields[] = {
    YAML_TEXT("code", struct tool_version, code),
    YAML_INT("version", struct tool_version, version),
    YAML_TEXT("valid_from", struct tool_version, from),
    YAML_TEXT_OPTIONAL("valid_until", struct tool_version, until),
    WORDS(struct tool_version, "", words),
    WORDS(struct tool_version, "about_", about),
    YAML_LIST("items", struct tool_version, items, &item_row, 1),
    YAML_LIST("levels", struct tool_version, levels, &level_row, 1),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t tool_row = YAML_ROW(struct tool_version, tool_fields);
static const cyaml_schema_field_t file_fields[] = {YAML_LIST("tools", struct evaluation_tools, tools, &tool_row, 1), CYAML_FIELD_END};
static const cyaml_schema_value_t file_schema = YAML_FILE(struct evaluation_tools, file_fields);

/* ── checking ─────────────────────────────────────────────────────────── */

/* Every possible sum falls in exactly one level. */
static const char *levels_fault(const struct tool_version *tool) {
    int64_t least = 0, most = 0, next;
    for (unsigned i = 0; i < tool->items_count; i++) {
        if (tool->items[i].least < 0 || tool->items[i].most <= tool->items[i].least) return "an item goes from least to most";
        least += tool->items[i].least;
        most += tool->items[i].most;
    }
    next = least;
    for (unsigned i = 0; i < tool->levels_count; i++) {
        if (tool->levels[i].least != next || tool->levels[i].most < tool->levels[i].least)
            return "the levels follow each other without gap or overlap";
        next = tool->levels[i].most + 1;
    }
    return next == most + 1 ? NULL : "the levels cover every possible sum, and no more";
}

static const char *tool_fault(const struct evaluation_tools *file, unsigned at) {
    struct tool_version *tool = &file->tools[at];
    tool->valid_from = date_parse_iso(tool->from);
    tool->valid_until = tool->until ? date_parse_iso(tool->until) : DATE_NONE;
    if (date_is_none(tool->valid_from) || (tool->until && date_is_none(tool->valid_until))) return "a day is written 2026-07-02";
    for (unsigned i = 0; i < at; i++)
        if (text_equal(file->tools[i].code, tool->code) && file->tools[i].version >= tool->version)
            return "the versions of a tool stand in order";
    return levels_fault(tool);
}

int evaluation_tools_load(const char *directory, struct arena *arena, struct evaluation_tools **ret_tools, const char **ret_reason) {
    struct yaml_file file;
    void *data = NULL;
    int err = yaml_file_read(arena_printf(arena, "%s/tools.yaml", directory), arena, &file, ret_reason);
    if (err == ERR_OK) err = yaml_file_load(&file, &file_schema, &data, ret_reason);
    if (err < 0) return err;
    struct evaluation_tools *tools = data;
    for (unsigned i = 0; i < tools->tools_count; i++) {
        const char *fault = tool_fault(tools, i);
        if (!fault) continue;
        *ret_reason = yaml_file_wrong(&file, arena_printf(arena, "tools[%u]", i), "%s", fault);
        return ERR_INVALID;
    }
    *ret_tools = tools;
    return ERR_OK;
}

/* ── finding and counting ─────────────────────────────────────────────── */

static const struct evaluation_tools *current_tools;

void evaluation_tools_set_current(const struct evaluation_tools *tools) { current_tools = tools; }

size_t evaluation_tools_on(struct arena *arena, struct date day, const struct tool_version ***ret_tools) {
    size_t n = 0;
    const struct tool_version **found = arena_array(arena, current_tools ? current_tools->tools_count + 1 : 1, sizeof *found);
    for (unsigned i = 0; current_tools && i < current_tools->tools_count; i++) {
        const struct tool_version *tool = &current_tools->tools[i];
        if (tool->valid_from.days > day.days || (!date_is_none(tool->valid_until) && tool->valid_until.days < day.days)) continue;
        bool newer = n > 0 && text_equal(found[n - 1]->code, tool->code);
        found[newer ? n - 1 : n++] = tool;
    }
    *ret_tools = found;
    return n;
}

const struct tool_version *evaluation_tool(const char *code, int64_t version) {
    for (unsigned i = 0; current_tools && i < current_tools->tools_count; i++)
        if (text_equal(current_tools->tools[i].code, code) && current_tools->tools[i].version == version) return &current_tools->tools[i];
    return NULL;
}

const char *tool_words_in(const struct tool_words *words, enum lang lang) {
    return lang == LANG_NN ? words->nn : lang == LANG_EN ? words->en : words->nb;
}

struct maybe_int tool_score(const struct tool_version *tool, const struct maybe_int *values) {
    struct maybe_int score = {true, 0};
    for (unsigned i = 0; i < tool->items_count; i++) {
        if (!values[i].has) return (struct maybe_int){0};
        score.v += values[i].v;
    }
    return score;
}

const struct tool_level *tool_level_of(const struct tool_version *tool, int64_t score) {
    for (unsigned i = 0; i < tool->levels_count; i++)
        if (score >= tool->levels[i].least && score <= tool->levels[i].most) return &tool->levels[i];
    return NULL;
}

bool tool_value_fits(const struct tool_item *item, struct maybe_int value) {
    return !value.has || (value.v >= item->least && value.v <= item->most);
}

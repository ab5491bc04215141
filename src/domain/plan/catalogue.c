/* Reads law/plan.yaml and finds in it. Knows no database; nothing is changed after the reading. */
#include "domain/plan/catalogue.h"

#include "base/err.h"
#include "platform/yaml/yaml_file.h"
#include "platform/yaml/yaml_schema.h"

#include <string.h>

static const cyaml_strval_t groups[] = {
    {"everyday", ACTION_EVERYDAY}, {"company", ACTION_COMPANY}, {"appointments", ACTION_APPOINTMENTS}, {"health", ACTION_HEALTH},
    {"work", ACTION_WORK},         {"economy", ACTION_ECONOMY}, {"home", ACTION_HOME},                 {"other", ACTION_OTHER},
};
static const cyaml_schema_field_t kind_fields[] = {
    YAML_TEXT("code", struct action_kind, code),
    YAML_WORD("group", struct action_kind, group, groups),
    YAML_YES_OPTIONAL("ended", struct action_kind, ended),
    YAML_TEXT("nb", struct action_kind, nb),
    YAML_TEXT("nn", struct action_kind, nn),
    YAML_TEXT("en", struct action_kind, en),
    CYAML_FIELD_END,
};
static const cyaml_schema_field_t line_fields[] = {
    YAML_TEXT("code", struct crisis_line, code), YAML_TEXT("phone", struct crisis_line, phone), YAML_TEXT("nb", struct crisis_line, nb),
    YAML_TEXT("nn", struct crisis_line, nn),     YAML_TEXT("en", struct crisis_line, en),       CYAML_FIELD_END,
};
static const cyaml_schema_value_t kind_row = YAML_ROW(struct action_kind, kind_fields), line_row = YAML_ROW(struct crisis_line, line_fields);
static const cyaml_schema_field_t file_fields[] = {
    YAML_LIST("action_kinds", struct plan_catalogue, kinds, &kind_row, 1),
    YAML_LIST("crisis_lines", struct plan_catalogue, lines, &line_row, 1),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t file_schema = YAML_FILE(struct plan_catalogue, file_fields);

static const char *kind_fault(const struct plan_catalogue *file, unsigned at) {
    for (const char *c = file->kinds[at].code; *c; c++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz_0123456789", *c)) return "a code has small letters, digits and _";
    for (unsigned i = 0; i < at; i++)
        if (text_equal(file->kinds[i].code, file->kinds[at].code)) return "the code stands twice";
    return NULL;
}

static const char *line_fault(const struct crisis_line *line) {
    for (const char *c = line->phone; *c; c++)
        if (!strchr("+0123456789 ", *c)) return "a phone number has digits and spaces";
    return NULL;
}

int plan_catalogue_load(const char *directory, struct arena *arena, struct plan_catalogue **ret_catalogue, const char **ret_reason) {
    struct yaml_file file;
    void *data = NULL;
    int err = yaml_file_read(arena_printf(arena, "%s/plan.yaml", directory), arena, &file, ret_reason);
    if (err == ERR_OK) err = yaml_file_load(&file, &file_schema, &data, ret_reason);
    if (err < 0) return err;
    struct plan_catalogue *catalogue = data;
    for (unsigned i = 0; i < catalogue->kinds_count; i++) {
        const char *fault = kind_fault(catalogue, i);
        if (!fault) continue;
        *ret_reason = yaml_file_wrong(&file, arena_printf(arena, "action_kinds[%u]", i), "%s", fault);
        return ERR_INVALID;
    }
    for (unsigned i = 0; i < catalogue->lines_count; i++) {
        const char *fault = line_fault(&catalogue->lines[i]);
        if (!fault) continue;
        *ret_reason = yaml_file_wrong(&file, arena_printf(arena, "crisis_lines[%u]", i), "%s", fault);
        return ERR_INVALID;
    }
    *ret_catalogue = catalogue;
    return ERR_OK;
}

static const struct plan_catalogue *current;

void plan_catalogue_set_current(const struct plan_catalogue *catalogue) { current = catalogue; }
const struct plan_catalogue *plan_catalogue(void) { return current; }

static const struct action_kind *find(const char *code) {
    for (unsigned i = 0; current && i < current->kinds_count; i++)
        if (text_equal(current->kinds[i].code, code)) return &current->kinds[i];
    return NULL;
}

static const char *words(enum lang lang, const char *nb, const char *nn, const char *en) { return lang == LANG_NN ? nn : lang == LANG_EN ? en : nb; }

bool action_kind_known(const char *code) {
    const struct action_kind *kind = find(code);
    return kind && !kind->ended;
}

const char *action_kind_words(const char *code, enum lang lang) {
    const struct action_kind *kind = find(code);
    return kind ? words(lang, kind->nb, kind->nn, kind->en) : code;
}

struct options action_kind_choices(struct arena *arena, enum lang lang) {
    struct options options = {arena_array(arena, current ? current->kinds_count + 1 : 1, sizeof *options.v), 0};
    for (unsigned i = 0; current && i < current->kinds_count; i++) {
        const struct action_kind *kind = &current->kinds[i];
        if (!kind->ended) options.v[options.n++] = (struct option){kind->code, words(lang, kind->nb, kind->nn, kind->en), NULL};
    }
    return options;
}

const char *crisis_line_words(const struct crisis_line *line, enum lang lang) { return words(lang, line->nb, line->nn, line->en); }

/* Fuzzes what an operator writes by hand beside the profile: the law's files, the tools that measure, the forms of the assessment and the
 * definitions of the target group. The first byte chooses the file; the others are as they are in law/. It is taken, or refused with one line
 * that names it. Linked with --wrap=yaml_file_read. */
#include "base/err.h"
#include "base/str.h"
#include "domain/assessment/form.h"
#include "domain/evaluation/evaluation.h"
#include "domain/law/law.h"
#include "domain/law/schema.h"
#include "domain/target_group/target_group.h"
#include "platform/yaml/yaml_file.h"

#include <stdlib.h>
#include <string.h>

#define CHECK(rule)           \
    do {                      \
        if (!(rule)) abort(); \
    } while (0)

static const char *const names[] = {"rules.yaml",   "deadlines.yaml",     "holidays.yaml",      "part_kinds.yaml",
                                    "grounds.yaml", "reader_matrix.yaml", "letter_blocks.yaml", "words.yaml",
                                    "tools.yaml",   "forms.yaml",         "target_group.yaml"};
enum { FILES = sizeof names / sizeof *names, LAW_FILES = 8, TOOLS = LAW_FILES, FORMS, GROUP };

static size_t chosen;
static const uint8_t *input;
static size_t input_size;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int __real_yaml_file_read(const char *path, struct arena *arena, struct yaml_file *ret_file, const char **ret_reason);
int __wrap_yaml_file_read(const char *path, struct arena *arena, struct yaml_file *ret_file, const char **ret_reason);

int __wrap_yaml_file_read(const char *path, struct arena *arena, struct yaml_file *ret_file, const char **ret_reason) {
    static struct yaml_file kept[FILES];
    static struct arena *keeper;
    if (!keeper) keeper = arena_create();
    size_t i = 0;
    while (i < FILES && !strstr(path, names[i])) i++;
    CHECK(i < FILES);
    if (i == chosen) {
        *ret_file = (struct yaml_file){arena_strdup(arena, path), arena_strndup(arena, (const char *)input, input_size), input_size, arena};
        return ERR_OK;
    }
    if (!kept[i].text) CHECK(__real_yaml_file_read(path, keeper, &kept[i], ret_reason) == ERR_OK);
    *ret_file = kept[i];
    ret_file->arena = arena;
    return ERR_OK;
}

/* Most bytes do not even have the form of their file; then the others need not be read. */
static bool has_form(struct arena *arena) {
    static const struct cyaml_schema_value *const schemas[LAW_FILES] = {
        &rules_schema, &deadlines_schema, &holidays_schema, &parts_schema, &grounds_schema, &matrix_schema, &blocks_schema, &words_schema};
    struct yaml_file file = {names[chosen], (const char *)input, input_size, arena};
    void *data = NULL;
    const char *reason = NULL;
    if (yaml_file_load(&file, schemas[chosen], &data, &reason) == ERR_OK) return true;
    CHECK(!data && reason && text_starts(reason, names[chosen]));
    return false;
}

static int load(struct arena *arena, const char **ret_reason, const void **ret_loaded) {
    struct law *law = NULL;
    struct evaluation_tools *tools = NULL;
    struct assessment_forms *forms = NULL;
    struct target_definitions *group = NULL;
    int result = chosen < LAW_FILES ? law_load("law", arena, &law, ret_reason)
                 : chosen == TOOLS  ? evaluation_tools_load("law", arena, &tools, ret_reason)
                 : chosen == FORMS  ? assessment_forms_load("law", arena, &forms, ret_reason)
                                    : target_definitions_load("law", arena, &group, ret_reason);
    *ret_loaded = law ? (const void *)law : tools ? (const void *)tools : forms ? (const void *)forms : group;
    return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    chosen = data[0] % FILES;
    input = data + 1;
    input_size = size - 1;
    struct arena *arena = arena_create();
    const char *reason = NULL;
    const void *loaded = NULL;
    bool whole = chosen >= LAW_FILES || has_form(arena);
    int result = whole ? load(arena, &reason, &loaded) : ERR_OK;
    if (!whole) CHECK(!loaded);
    else if (result < 0) CHECK(!loaded && reason && strncmp(reason, "law/", 4) == 0 && !strchr(reason, '\n'));
    else CHECK(loaded);
    arena_destroy(arena);
    return 0;
}

/* The files an operator writes by hand (law/, profiles/): one YAML file against a libcyaml schema, into an arena.
 * A wrong file is refused with one line a person can act on: "law/deadlines.yaml:12:5: unknown key "lenght"".
 * Knows nothing of what the files mean. Refused whatever the schema: syntax errors, a key given twice, aliases, a second document,
 * text that is not UTF-8, more than 512 kB. */
#pragma once
#include "base/arena.h"

#include <stdbool.h>

struct cyaml_schema_value;

struct yaml_file {
    const char *name; /* as messages show it */
    const char *text;
    size_t size;
    struct arena *arena; /* owns text, what is loaded, and reasons */
};

/* The file at path, whole. ERR_NOT_FOUND or ERR_IO with a reason. */
int yaml_file_read(const char *path, struct arena *arena, struct yaml_file *ret_file, const char **ret_reason);

/* The file as the schema's structs (its top must be a CYAML_FLAG_POINTER mapping). They live in the arena and are never freed alone.
 * Members that the schema does not name are zero. ERR_INVALID with a reason. */
int yaml_file_load(const struct yaml_file *file, const struct cyaml_schema_value *schema, void **ret_data, const char **ret_reason);

/* A reason for something the schema cannot see, at the line of `where` ("units[3].code", counted from 0) or of its nearest parent. */
const char *yaml_file_wrong(const struct yaml_file *file, const char *where, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The first of n places that the file has nothing at; n: it has something at each. The file is read once however many they are. */
unsigned yaml_file_lacks(const struct yaml_file *file, const char *const *where, unsigned n);

/* The types of columns and parameters, and what they are in C and in both databases. Also finds things in the catalogue by name. */
#include "tools/sqlgen.h"

#include <string.h>

static const struct {
    const char *name, *c, *sqlite, *postgresql;
} builtin[] = {
    [TYPE_INT] = {"int", "int64_t ", "INTEGER", "BIGINT"},
    [TYPE_REAL] = {"real", "double ", "REAL", "DOUBLE PRECISION"},
    [TYPE_TEXT] = {"text", "const char *", "TEXT", "TEXT"},
    [TYPE_BOOL] = {"bool", "bool ", "INTEGER", "BIGINT"},
    [TYPE_DATE] = {"date", "struct date ", "TEXT", "TEXT"},
    [TYPE_INSTANT] = {"instant", "struct instant ", "INTEGER", "BIGINT"},
    [TYPE_BLOB] = {"blob", "struct blob ", "BLOB", "BYTEA"},
    [TYPE_SEALED] = {"sealed", "const char *", "BLOB", "BYTEA"},
    [TYPE_ENUM] = {NULL, NULL, "TEXT", "TEXT"},
    [TYPE_ID] = {NULL, NULL, "INTEGER", "BIGINT"},
};
enum { N_BUILTIN = sizeof builtin / sizeof *builtin };

static bool builtin_kind(const char *name, enum type_kind *ret_kind) {
    for (int i = 0; i < N_BUILTIN; i++) {
        if (!builtin[i].name || strcmp(builtin[i].name, name) != 0) continue;
        *ret_kind = (enum type_kind)i;
        return true;
    }
    return false;
}

bool type_is_builtin(const char *name) {
    enum type_kind kind;
    return builtin_kind(name, &kind);
}

bool type_parse(const struct schema *schema, const char *text, struct type *ret_type) {
    struct type type = {0};
    size_t length = strlen(text);
    if (length && text[length - 1] == '?') {
        type.nullable = true;
        text = copy_text(text, length - 1);
    }
    if (!builtin_kind(text, &type.kind)) {
        const struct id_type *id = schema_id(schema, text);
        const struct enumeration *enumeration = schema_enum(schema, text);
        if (!id && !enumeration) return false;
        type.kind = id ? TYPE_ID : TYPE_ENUM;
        type.name = id ? id->name : enumeration->name;
    }
    *ret_type = type;
    return true;
}

const char *type_name(struct type type) {
    const char *name = builtin[type.kind].name ? builtin[type.kind].name : type.name;
    return type.nullable ? format_text("%s?", name) : name;
}

const char *type_c(struct type type) {
    if (type.kind == TYPE_ID) return format_text("struct %s ", type.name);
    if (type.kind == TYPE_ENUM) return format_text("enum %s ", type.name);
    if (type.nullable && (type.kind == TYPE_INT || type.kind == TYPE_BOOL)) return "struct maybe_int ";
    return builtin[type.kind].c;
}

const char *type_postgresql(struct type type) { return builtin[type.kind].postgresql; }

const char *type_sqlite(struct type type) { return builtin[type.kind].sqlite; }

struct enumeration *schema_enum(const struct schema *schema, const char *name) {
    for (size_t i = 0; i < schema->n_enums; i++)
        if (strcmp(schema->enums[i].name, name) == 0) return &schema->enums[i];
    return NULL;
}

struct id_type *schema_id(const struct schema *schema, const char *name) {
    for (size_t i = 0; i < schema->n_ids; i++)
        if (strcmp(schema->ids[i].name, name) == 0) return &schema->ids[i];
    return NULL;
}

struct table *schema_table(const struct schema *schema, const char *name) {
    for (size_t i = 0; i < schema->n_tables; i++)
        if (sqlite3_stricmp(schema->tables[i].name, name) == 0) return &schema->tables[i];
    return NULL;
}

struct column *schema_column(const struct schema *schema, const char *table, const char *name) {
    for (size_t i = 0; i < schema->n_columns; i++) {
        struct column *column = &schema->columns[i];
        if (sqlite3_stricmp(column->table, table) == 0 && sqlite3_stricmp(column->name, name) == 0) return column;
    }
    return NULL;
}

bool schema_has_module(const struct schema *schema, const char *module) {
    for (size_t i = 0; i < schema->n_modules; i++)
        if (strcmp(schema->modules[i], module) == 0) return true;
    return false;
}

bool schema_owns(const struct schema *schema, const char *module) {
    return strcmp(module, schema->module) == 0 || (schema->part_of && strcmp(module, schema->part_of) == 0);
}

bool schema_may_use(const struct schema *schema, const char *module) {
    if (schema_owns(schema, module) || strcmp(module, "platform") == 0) return true;
    for (size_t i = 0; i < schema->n_uses; i++)
        if (strcmp(schema->uses[i], module) == 0) return true;
    return false;
}

/* A .routes file, read: shared by routegen.c (reading, checks across files), routegen_read.c and routegen_write.c. */
#pragma once
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum { ROUTE_FIELDS = 80, ROUTE_PARAMS = 8 };

enum field_type { TYPE_TEXT, TYPE_INT, TYPE_DATE, TYPE_CLOCK, TYPE_BOOL, TYPE_FILE, TYPE_ID, TYPE_ENUM };
struct route_field {
    const char *name, *c_name;
    enum field_type type;
    const char *type_name; /* of the id or enum, as written */
    bool optional, repeated;
    int64_t min, max;
    int line;
};
struct route_param {
    const char *name, *c_name;
    const char *type_name; /* "case_id", or "int" */
};
struct route_line {
    const char *module, *file;
    int line;
    bool post;
    const char *path;                                        /* as written */
    const char *shape;                                       /* the same without the parameters' names */
    const char *handler, *right, *subject, *event, *invalid, *changes; /* "-" is NULL in subject and event */
    struct route_param params[ROUTE_PARAMS];
    int n_params;
    struct route_field fields[ROUTE_FIELDS];
    int n_fields;
    struct route_line *page; /* of invalid= */
    bool repeats;            /* an earlier line has the same handler */
};
struct right_name {
    const char *code, *constant, *file;
    int line;
};
struct route_set {
    struct route_line **v;
    size_t n;
    struct right_name *rights;
    size_t n_rights;
};

/* Adds one file's routes. Errors are counted with tool_error. */
void routes_read(struct route_set *set, const char *module, const char *file);
void routes_add_right(struct route_set *set, const char *code, const char *file, int line);

void write_rights(const struct route_set *set, const char *directory);
void write_module(const struct route_set *set, const char *module, const char *includes, const char *directory);
void write_routes(const struct route_set *set, char *const *modules, int n_modules, const char *directory);

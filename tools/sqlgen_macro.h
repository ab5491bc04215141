/* Inside the reading of migrations: the macros of one statement, and what the statement does to the catalogue. */
#pragma once
#include "tools/sqlgen.h"

struct tokens {
    struct token *v;
    size_t n;
};
enum macro_form { MACRO_COLUMN, MACRO_ID, MACRO_REF, MACRO_STRICT };
struct macro {
    enum macro_form form;
    size_t first, last; /* tokens it stands for */
    const char *column; /* the name before it */
    const char *target; /* of a reference */
    struct type type;
    char **codes; /* of the enumeration as it is here; a later migration may add some */
    size_t n_codes;
};
struct macros {
    struct macro *v;
    size_t n;
};
struct catalogue_change {
    struct schema *schema;
    const char *module, *path, *zone;
};
struct macros macros_read(const struct catalogue_change *change, const struct tokens *tokens);
void macros_expand(struct str *out, const struct tokens *tokens, const struct macros *macros, bool postgresql);
/* Tables, views, columns and triggers that come, go or get another name. Returns what a CREATE makes, or NULL; valid until the next. */
struct table *catalogue_apply(const struct catalogue_change *change, const struct tokens *tokens, const struct macros *macros);

void schema_declare_id(struct schema *schema, const char *module, const char *name); /* sqlgen_schema.c */

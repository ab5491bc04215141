/* What a statement of a migration does to the catalogue: tables, views, columns and triggers that come, go or get another name.
 * SQLite itself judges whether the statement is right; this only follows it. */
#include "tools/sqlgen_macro.h"

#include <string.h>

static bool word_at(const struct tokens *tokens, size_t i, const char *word) { return i < tokens->n && token_is(&tokens->v[i], word); }

static const char *name_at(const struct tokens *tokens, size_t i) {
    return i < tokens->n && tokens->v[i].kind == TOKEN_WORD ? token_text(&tokens->v[i]) : "";
}

static struct table *add_table(const struct catalogue_change *change, const struct tokens *tokens, bool is_view) {
    struct schema *schema = change->schema;
    const char *name = name_at(tokens, 2);
    int line = tokens->v[2].line;
    if (!tool_is_name(name)) tool_die(change->path, line, "%s is no name: small letters, digits and _", token_text(&tokens->v[2]));
    schema->tables = grow_array(schema->tables, schema->n_tables, sizeof *schema->tables);
    struct table *table = &schema->tables[schema->n_tables];
    *table = (struct table){
        .name = name, .module = change->module, .path = change->path, .zone = change->zone, .is_view = is_view, .line = line};
    return table; /* counted once SQLite has taken it: a table that exists already is SQLite's to refuse */
}

static void add_columns(const struct catalogue_change *change, const char *table, const struct macros *macros) {
    struct schema *schema = change->schema;
    for (size_t i = 0; i < macros->n; i++) {
        if (macros->v[i].form == MACRO_STRICT) continue;
        schema->columns = grow_array(schema->columns, schema->n_columns, sizeof *schema->columns);
        schema->columns[schema->n_columns++] = (struct column){table, macros->v[i].column, macros->v[i].type};
    }
}

static void drop_columns(struct schema *schema, const char *table, const char *name) {
    size_t kept = 0;
    for (size_t i = 0; i < schema->n_columns; i++) {
        const struct column *column = &schema->columns[i];
        bool goes = sqlite3_stricmp(column->table, table) == 0 && (!name || sqlite3_stricmp(column->name, name) == 0);
        if (!goes) schema->columns[kept++] = *column;
    }
    schema->n_columns = kept;
}

/* The mark stays in the catalogue under no name a query can use, so that a table rebuilt without it is refused. */
static void drop_table(struct schema *schema, const char *name) {
    struct table *table = schema_table(schema, name);
    if (!table) return;
    drop_columns(schema, name, NULL);
    if (table->zone) table->name = format_text("dropped %s", table->name);
    else *table = schema->tables[--schema->n_tables];
}

static void check_still_sensitive(const struct catalogue_change *change, const struct table *table, int line) {
    const struct table *old = schema_table(change->schema, format_text("dropped %s", table->name));
    if (old && !table->zone)
        tool_die(change->path, line, "table %s was sensitive (%s): mark the table that replaces it", table->name, old->zone);
}

static void rename_table(const struct catalogue_change *change, struct table *table, const char *name, int line) {
    struct schema *schema = change->schema;
    for (size_t i = 0; i < schema->n_columns; i++)
        if (strcmp(schema->columns[i].table, table->name) == 0) schema->columns[i].table = name;
    table->name = name;
    check_still_sensitive(change, table, line);
}

static void alter_table(const struct catalogue_change *change, const struct tokens *tokens, const struct macros *macros) {
    struct schema *schema = change->schema;
    struct table *table = schema_table(schema, name_at(tokens, 2));
    if (!table) return;
    size_t at = word_at(tokens, 4, "column") ? 5 : 4; /* the word COLUMN may be left out */
    if (word_at(tokens, 3, "add")) {
        add_columns(change, table->name, macros);
    } else if (word_at(tokens, 3, "drop")) {
        drop_columns(schema, table->name, name_at(tokens, at));
    } else if (word_at(tokens, 3, "rename") && word_at(tokens, 4, "to")) {
        rename_table(change, table, name_at(tokens, 5), tokens->v[3].line);
    } else if (word_at(tokens, 3, "rename")) {
        struct column *column = schema_column(schema, table->name, name_at(tokens, at));
        if (column) column->name = name_at(tokens, at + 2);
    }
}

static void add_trigger(struct schema *schema, const char *name) {
    schema->triggers = grow_array(schema->triggers, schema->n_triggers, sizeof *schema->triggers);
    schema->triggers[schema->n_triggers++] = copy_text(name, strlen(name));
}

struct table *catalogue_apply(const struct catalogue_change *change, const struct tokens *tokens, const struct macros *macros) {
    struct schema *schema = change->schema;
    bool create = word_at(tokens, 0, "create");
    if (create && word_at(tokens, 1, "trigger")) add_trigger(schema, name_at(tokens, 2));
    if (word_at(tokens, 0, "alter")) alter_table(change, tokens, macros);
    if (word_at(tokens, 0, "drop") && (word_at(tokens, 1, "table") || word_at(tokens, 1, "view")))
        drop_table(schema, name_at(tokens, word_at(tokens, 2, "if") ? 4 : 2));
    bool view = word_at(tokens, 1, "view");
    if (!create || tokens->n < 4 || (!view && !word_at(tokens, 1, "table"))) return NULL;
    struct table *table = add_table(change, tokens, view);
    if (schema_table(schema, table->name)) return NULL;
    schema->n_tables++;
    check_still_sensitive(change, table, table->line);
    add_columns(change, table->name, macros);
    for (size_t i = 0; i < macros->n; i++)
        if (macros->v[i].form == MACRO_ID) table->id_type = macros->v[i].type.name;
    return table;
}

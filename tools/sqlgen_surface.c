/* What a module may name in its SQL: its own tables and views, and the views of modules it uses, which stand here as empty tables.
 * A query that prepares against the whole schema but not here reaches past its module. SQLite finds the names, so no way of writing a
 * query gets round it. References (@ref) and triggers are not looked at. */
#include "tools/sqlgen.h"

#include <string.h>

int sql_error_line(sqlite3 *db, const char *sql, int line) {
    int offset = sqlite3_error_offset(db);
    for (int i = 0; i < offset && sql[i]; i++)
        if (sql[i] == '\n') line++;
    return line;
}

static bool table_exists(sqlite3 *db, const char *name) {
    return sqlite3_table_column_metadata(db, NULL, name, NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK;
}

/* A used view as an empty table with the same columns. */
static void stand_in(const struct schema *schema, const struct table *view) {
    sqlite3_stmt *columns = NULL;
    const char *select = format_text("SELECT * FROM %s", view->name);
    if (sqlite3_prepare_v2(schema->db, select, -1, &columns, NULL) != SQLITE_OK)
        tool_die(view->path, view->line, "view %s no longer holds: %s", view->name, sqlite3_errmsg(schema->db));
    struct str sql = str_in(tool_arena());
    str_addf(&sql, "CREATE TABLE %s (", view->name);
    for (int i = 0; i < sqlite3_column_count(columns); i++) str_addf(&sql, "%s\"%s\"", i ? ", " : "", sqlite3_column_name(columns, i));
    str_add(&sql, ")");
    sqlite3_finalize(columns);
    if (sqlite3_exec(schema->surface, str_text(&sql), NULL, NULL, NULL) != SQLITE_OK)
        tool_die(view->path, view->line, "%s", sqlite3_errmsg(schema->surface));
}

static void surface_prepare(const struct schema *schema) {
    for (size_t i = 0; i < schema->n_tables; i++) {
        const struct table *table = &schema->tables[i];
        if (!table->is_view || schema_owns(schema, table->module)) continue;
        if (schema_may_use(schema, table->module) && !table_exists(schema->surface, table->name)) stand_in(schema, table);
    }
}

static bool changes_tables(const char *sql) {
    struct lexer lexer = {"surface", sql, 1};
    struct token verb = lexer_next(&lexer), what = lexer_next(&lexer);
    if (token_is(&verb, "alter")) return true;
    if (!token_is(&verb, "create") && !token_is(&verb, "drop")) return false;
    return token_is(&what, "table") || token_is(&what, "view") || token_is(&what, "index") || token_is(&what, "unique");
}

static int line_of_name(const char *path, int line, const char *sql, const char *name) {
    struct lexer lexer = {path, sql, line};
    for (;;) {
        struct token token = lexer_next(&lexer);
        if (token.kind == TOKEN_END) return line;
        if (token.kind == TOKEN_WORD && token_is(&token, name)) return token.line;
    }
}

/* SQLite said "no such table: main.name" about something that the whole schema has. */
static _Noreturn void refuse(const struct schema *schema, const char *path, int line, const char *sql) {
    const char *message = sqlite3_errmsg(schema->surface), *space = strrchr(message, ' ');
    const char *name = space ? space + 1 : "", *dot = strchr(name, '.');
    const struct table *table = schema_table(schema, dot ? dot + 1 : name);
    if (!table) tool_die(path, sql_error_line(schema->surface, sql, line), "reaches past module %s: %s", schema->module, message);
    line = line_of_name(path, line, sql, table->name);
    if (table->is_view)
        tool_die(path, line, "view %s belongs to module %s, which module %s does not use", table->name, table->module, schema->module);
    tool_die(path, line, "%s is a table of module %s: another module may only use its views", table->name, table->module);
}

static bool prepares(const struct schema *schema, const char *sql) {
    sqlite3_stmt *statement = NULL;
    int result = sqlite3_prepare_v2(schema->surface, sql, -1, &statement, NULL);
    sqlite3_finalize(statement);
    return result == SQLITE_OK;
}

void surface_apply(struct schema *schema, const struct statement *statement) {
    if (!changes_tables(statement->sql)) return;
    surface_prepare(schema);
    if (sqlite3_exec(schema->surface, statement->sql, NULL, NULL, NULL) != SQLITE_OK)
        refuse(schema, statement->path, statement->line, statement->sql);
    if (!statement->table || !statement->table->is_view) return;
    if (!prepares(schema, format_text("SELECT * FROM %s", statement->table->name)))
        refuse(schema, statement->path, statement->line, statement->sql);
}

void surface_check(const struct schema *schema, const char *path, int line, const char *sql) {
    surface_prepare(schema);
    if (!prepares(schema, sql)) refuse(schema, path, line, sql);
}

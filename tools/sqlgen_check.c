/* A query against the schema: is every table and column there, what are its columns, does it read whole tables, which sensitive zones
 * does it touch. SQLite is asked; nothing is run. What is sealed is in sqlgen_sealed.c. */
#include "tools/sqlgen.h"

#include <string.h>

struct touching {
    const struct schema *schema;
    struct query *query;
    const char *internal; /* a table of SQLite's own */
};

static bool is_trigger(const struct schema *schema, const char *name) {
    for (size_t i = 0; name && i < schema->n_triggers; i++)
        if (sqlite3_stricmp(schema->triggers[i], name) == 0) return true;
    return false;
}

/* SQLite names every table that a query reads or writes, through views too. What a trigger looks at on the way reaches nobody.
 * parameters ok: sqlite3_set_authorizer asks for these */
static int on_touch(void *context, int action, const char *table_name, const char *column, const char *database, const char *within) {
    (void)column, (void)database;
    struct touching *touching = context;
    if (action != SQLITE_READ && action != SQLITE_INSERT && action != SQLITE_UPDATE && action != SQLITE_DELETE) return SQLITE_OK;
    if (!table_name || is_trigger(touching->schema, within)) return SQLITE_OK;
    if (sqlite3_strnicmp(table_name, "sqlite_", 7) == 0) touching->internal = copy_text(table_name, strlen(table_name));
    const struct table *table = schema_table(touching->schema, table_name);
    if (table && table->zone) zone_touch(touching->query, table);
    return SQLITE_OK;
}

static sqlite3_stmt *prepare(struct schema *schema, struct query *query) {
    struct touching touching = {.schema = schema, .query = query};
    sqlite3_stmt *statement = NULL;
    sqlite3_set_authorizer(schema->db, on_touch, &touching);
    int result = sqlite3_prepare_v2(schema->db, query->sqlite, -1, &statement, NULL);
    sqlite3_set_authorizer(schema->db, NULL, NULL);
    if (result != SQLITE_OK)
        tool_die(query->path, sql_error_line(schema->db, query->sqlite, query->sql_line), "%s", sqlite3_errmsg(schema->db));
    if (touching.internal) tool_die(query->path, query->sql_line, "%s is not for both databases", touching.internal);
    return statement;
}

/* ── columns ─────────────────────────────────────────────────────────── */

static struct output *declared_output(struct query *query, const char *name) {
    for (size_t i = 0; i < query->n_declared; i++)
        if (strcmp(query->declared[i].name, name) == 0) return &query->declared[i];
    return NULL;
}

/* A declaration may make a column nullable (an outer join), or say what an integer counts; it may not make it another thing. */
static bool may_declare(struct type is, struct type declared) {
    if (is.kind == TYPE_INT && declared.kind == TYPE_ID) return true;
    if (is.kind != declared.kind) return false;
    return (is.kind != TYPE_ID && is.kind != TYPE_ENUM) || strcmp(is.name, declared.name) == 0;
}

static struct output read_output(const struct schema *schema, struct query *query, sqlite3_stmt *statement, int i) {
    const char *name = sqlite3_column_name(statement, i);
    const char *table = sqlite3_column_table_name(statement, i), *origin = sqlite3_column_origin_name(statement, i);
    if (!tool_is_name(name)) tool_die(query->path, query->sql_line, "column %d (%s) needs a name: AS name", i + 1, name);
    struct output output = {.name = copy_text(name, strlen(name))};
    const struct output *declared = declared_output(query, name);
    const struct column *column = table && origin ? schema_column(schema, table, origin) : NULL;
    if (!column && !declared) tool_die(query->path, query->line, "column %s is an expression: -- =%s type", name, name);
    if (!column && declared->type.kind == TYPE_SEALED)
        tool_die(query->path, declared->line, "a sealed column is selected as it is, not in an expression");
    if (column && declared && !may_declare(column->type, declared->type))
        tool_die(query->path, declared->line, "column %s is %s, not %s", name, type_name(column->type), type_name(declared->type));
    output.type = declared ? declared->type : column->type;
    if (declared) output.line = declared->line;
    if (column) output.place = format_text("%s.%s", column->table, column->name);
    output.is_key = strcmp(name, "person_key") == 0;
    return output;
}

static void read_outputs(const struct schema *schema, struct query *query, sqlite3_stmt *statement) {
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
        struct output output = read_output(schema, query, statement, i);
        for (size_t k = 0; k < query->n_outputs; k++)
            if (strcmp(query->outputs[k].name, output.name) == 0)
                tool_die(query->path, query->sql_line, "two columns are called %s", output.name);
        query->outputs = grow_array(query->outputs, query->n_outputs, sizeof *query->outputs);
        query->outputs[query->n_outputs++] = output;
    }
    for (size_t i = 0; i < query->n_declared; i++) {
        bool found = false;
        for (size_t k = 0; k < query->n_outputs; k++) found = found || strcmp(query->outputs[k].name, query->declared[i].name) == 0;
        if (!found) tool_die(query->path, query->declared[i].line, "no column %s in the result", query->declared[i].name);
    }
}

/* ── kinds ───────────────────────────────────────────────────────────── */

/* The first place of a word outside parentheses, or n_tokens. */
static size_t outer_word(const struct query *query, const char *word) {
    int depth = 0;
    for (size_t i = 0; i < query->n_tokens; i++) {
        if (token_is(&query->tokens[i], "(")) depth++;
        if (token_is(&query->tokens[i], ")")) depth--;
        if (depth == 0 && query->tokens[i].kind == TOKEN_WORD && token_is(&query->tokens[i], word)) return i;
    }
    return query->n_tokens;
}

static void check_insert(const struct schema *schema, struct query *query) {
    size_t into = outer_word(query, "into");
    const char *name = into + 1 < query->n_tokens ? token_text(&query->tokens[into + 1]) : "";
    const struct table *table = schema_table(schema, name);
    if (outer_word(query, "insert") == query->n_tokens || !table) tool_die(query->path, query->line, "a query of kind insert is an INSERT");
    if (!table->id_type) tool_die(query->path, query->line, "table %s has no @id: make it kind exec", table->name);
    const struct output *id = query->n_outputs == 1 ? &query->outputs[0] : NULL;
    if (!id || !id->place || strcmp(id->place, format_text("%s.id", table->name)) != 0 || id->type.nullable)
        tool_die(query->path, query->line, "a query of kind insert ends with RETURNING id");
    query->inserted = id->type;
}

static bool has_limit(const struct query *query, bool reads) {
    if (reads) return outer_word(query, "limit") < query->n_tokens;
    for (size_t i = 0; i < query->n_tokens; i++)
        if (token_is(&query->tokens[i], "limit")) return true; /* UPDATE … WHERE id IN (SELECT … LIMIT 10) RETURNING */
    return false;
}

static void check_kind(const struct schema *schema, struct query *query, bool reads) {
    switch (query->kind) {
    case QUERY_EXEC:
        if (reads) tool_die(query->path, query->line, "a query of kind exec changes something");
        if (query->n_outputs) tool_die(query->path, query->line, "a query of kind exec returns no columns");
        return;
    case QUERY_INSERT: check_insert(schema, query); return;
    case QUERY_MANY:
        if (!query->limit_ok && !has_limit(query, reads))
            tool_die(query->path, query->line, "a list needs a LIMIT, or `-- limit ok: the reason`");
        break;
    case QUERY_ONE:
    case QUERY_EACH: break;
    }
    if (query->n_outputs == 0) tool_die(query->path, query->line, "the query returns no columns: make it kind exec");
}

/* ── scans ───────────────────────────────────────────────────────────── */

/* The plan's words: a scan without an index, or an index that is made anew each time. */
static bool plan_scans(sqlite3 *db, const struct query *query) {
    sqlite3_stmt *plan = NULL;
    bool scans = false;
    if (sqlite3_prepare_v2(db, format_text("EXPLAIN QUERY PLAN %s", query->sqlite), -1, &plan, NULL) != SQLITE_OK) return true;
    while (sqlite3_step(plan) == SQLITE_ROW) {
        const char *detail = (const char *)sqlite3_column_text(plan, 3);
        if (strncmp(detail, "SCAN ", 5) == 0 && !strstr(detail, " INDEX ") && !strstr(detail, "CONSTANT ROW")) scans = true;
        if (strstr(detail, " AUTOMATIC ")) scans = true;
    }
    sqlite3_finalize(plan);
    return scans;
}

static const char *table_of_page(sqlite3 *db, int64_t page) {
    sqlite3_stmt *statement = NULL;
    const char *name = NULL;
    sqlite3_prepare_v2(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage = ?1", -1, &statement, NULL);
    sqlite3_bind_int64(statement, 1, page);
    if (sqlite3_step(statement) == SQLITE_ROW) name = format_text("%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return name;
}

struct cursor_use {
    int64_t cursor, page;
    bool begins, goes_on;
};
struct cursor_uses {
    struct cursor_use *v;
    size_t n;
};

static struct cursor_use *cursor_use(struct cursor_uses *uses, int64_t cursor) {
    for (size_t i = 0; i < uses->n; i++)
        if (uses->v[i].cursor == cursor) return &uses->v[i];
    uses->v = grow_array(uses->v, uses->n, sizeof *uses->v);
    uses->v[uses->n] = (struct cursor_use){.cursor = cursor};
    return &uses->v[uses->n++];
}

static void note_opcode(struct cursor_uses *uses, const char *opcode, int64_t p1, int64_t p2) {
    if (strcmp(opcode, "OpenRead") == 0 || strcmp(opcode, "OpenWrite") == 0) cursor_use(uses, p1)->page = p2;
    else if (strcmp(opcode, "Rewind") == 0 || strcmp(opcode, "Last") == 0) cursor_use(uses, p1)->begins = true;
    else if (strcmp(opcode, "Next") == 0 || strcmp(opcode, "Prev") == 0) cursor_use(uses, p1)->goes_on = true;
    else if (strcmp(opcode, "Count") == 0) cursor_use(uses, p1)->begins = cursor_use(uses, p1)->goes_on = true;
}

/* The plan names aliases, common table expressions and subqueries alike. The program tells which real table is walked from end to end. */
static const char *scanned_table(sqlite3 *db, const struct query *query) {
    struct cursor_uses uses = {0};
    sqlite3_stmt *program = NULL;
    if (sqlite3_prepare_v2(db, format_text("EXPLAIN %s", query->sqlite), -1, &program, NULL) != SQLITE_OK) return "?";
    for (int64_t row = 0; sqlite3_step(program) == SQLITE_ROW; row++) {
        if (sqlite3_column_int64(program, 0) != row) break; /* the triggers' programs follow */
        note_opcode(&uses, (const char *)sqlite3_column_text(program, 1), sqlite3_column_int64(program, 2),
                    sqlite3_column_int64(program, 3));
    }
    sqlite3_finalize(program);
    const char *name = NULL;
    for (size_t i = 0; i < uses.n && !name; i++)
        if (uses.v[i].begins && uses.v[i].goes_on && uses.v[i].page) name = table_of_page(db, uses.v[i].page);
    return name;
}

static void check_scan(sqlite3 *db, const struct query *query) {
    if (query->scan_ok || !plan_scans(db, query)) return;
    const char *table = scanned_table(db, query);
    if (table) tool_die(query->path, query->line, "reads the whole table %s: an index is missing, or `-- scan ok: the reason`", table);
}

void query_check(struct schema *schema, struct query *query) {
    sqlite3_stmt *statement = prepare(schema, query);
    bool reads = sqlite3_stmt_readonly(statement) != 0;
    read_outputs(schema, query, statement);
    sqlite3_finalize(statement);
    check_kind(schema, query, reads);
    surface_check(schema, query->path, query->sql_line, query->sqlite);
    query_check_sealed(schema, query);
    query_check_zones(schema, query);
    check_scan(schema->db, query);
}

/* Sensitive tables. A query that touches one takes an access to the table's zone. Where each row has its own zone (`-- sensitive :zone`)
 * the query takes the zone as a parameter and must hold to it: filter by `zone = :zone`, or write it. */
#include "tools/sqlgen.h"

#include <string.h>

void zone_touch(struct query *query, const struct table *table) {
    if (table->zone[0] == ':') {
        for (size_t i = 0; i < query->n_zoned; i++)
            if (strcmp(query->zoned[i].table, table->name) == 0) return;
        query->zoned = grow_array(query->zoned, query->n_zoned, sizeof *query->zoned);
        query->zoned[query->n_zoned++] = (struct zoned){table->name, false};
        return;
    }
    for (size_t i = 0; i < query->n_zones; i++)
        if (strcmp(query->zones[i], table->zone) == 0) return;
    query->zones = grow_array(query->zones, query->n_zones, sizeof *query->zones);
    query->zones[query->n_zones++] = table->zone;
}

static struct zoned *find_zoned(const struct query *query, const char *table) {
    for (size_t i = 0; i < query->n_zoned; i++)
        if (sqlite3_stricmp(query->zoned[i].table, table) == 0) return &query->zoned[i];
    return NULL;
}

static bool word_at(const struct query *query, size_t i, const char *word) {
    return i < query->n_tokens && token_is(&query->tokens[i], word);
}

static bool has_row_zone(const struct schema *schema, const char *table) {
    const struct table *target = schema_table(schema, table);
    return target && target->zone && target->zone[0] == ':';
}

void zone_store(const struct schema *schema, struct query *query, const char *table, size_t from, size_t to) {
    if (!has_row_zone(schema, table)) return;
    if (to != from + 1 || !word_at(query, from, ":zone"))
        tool_die(query->path, query->tokens[from].line, "%s is sensitive row by row: its zone is given by :zone", table);
    struct zoned *zoned = find_zoned(query, table);
    if (zoned) zoned->held = true;
}

void zone_refuse_change(const struct schema *schema, const struct query *query, const char *table, size_t at) {
    if (has_row_zone(schema, table))
        tool_die(query->path, query->tokens[at].line, "%s is sensitive row by row: the zone of a row does not change", table);
}

/* The table whose column zone this table or view shows, or NULL. */
static const char *zone_origin(const struct schema *schema, const char *name) {
    sqlite3_stmt *statement = NULL;
    const char *origin = NULL;
    if (!schema_table(schema, name)) return NULL;
    if (sqlite3_prepare_v2(schema->db, format_text("SELECT zone FROM %s", name), -1, &statement, NULL) == SQLITE_OK) {
        const char *table = sqlite3_column_table_name(statement, 0);
        if (table) origin = format_text("%s", table);
    }
    sqlite3_finalize(statement);
    return origin;
}

/* Marks the tables whose zone the name shows: an alias, a table's own name, or NULL for a column without one. */
static void hold(const struct schema *schema, struct query *query, const struct token *alias) {
    for (size_t i = 1; i < query->n_tokens; i++) {
        const struct token *name = &query->tokens[i];
        bool from =
            word_at(query, i - 1, "from") || word_at(query, i - 1, "join") || word_at(query, i - 1, ",") || word_at(query, i - 1, "update");
        if (!from || name->kind != TOKEN_WORD || !schema_table(schema, token_text(name))) continue;
        size_t next = word_at(query, i + 1, "as") ? i + 2 : i + 1;
        const char *text = alias ? token_text(alias) : NULL;
        if (text && !token_is(name, text) && !word_at(query, next, text)) continue;
        const char *origin = zone_origin(schema, token_text(name));
        struct zoned *zoned = origin ? find_zoned(query, origin) : NULL;
        if (zoned) zoned->held = true;
    }
}

/* An OR beside the condition, inside the same parentheses, would let other rows through. */
static bool beside_or(const struct query *query, size_t at) {
    int depth = 0;
    for (size_t i = at; i > 0 && depth <= 0; i--) {
        if (word_at(query, i - 1, ")")) depth--;
        if (word_at(query, i - 1, "(")) depth++;
        if (depth == 0 && word_at(query, i - 1, "or")) return true;
    }
    depth = 0;
    for (size_t i = at; i < query->n_tokens && depth >= 0; i++) {
        if (word_at(query, i, "(")) depth++;
        if (word_at(query, i, ")")) depth--;
        if (depth == 0 && word_at(query, i, "or")) return true;
    }
    return false;
}

/* `WHERE h.zone = :zone`, or after ON or AND. */
static void find_filters(const struct schema *schema, struct query *query) {
    for (size_t i = 1; i + 2 < query->n_tokens; i++) {
        if (!word_at(query, i, "zone") || !word_at(query, i + 1, "=") || !word_at(query, i + 2, ":zone")) continue;
        bool named = i >= 3 && word_at(query, i - 1, ".");
        size_t first = named ? i - 2 : i;
        bool condition = word_at(query, first - 1, "where") || word_at(query, first - 1, "and") || word_at(query, first - 1, "on");
        if (condition && !beside_or(query, first)) hold(schema, query, named ? &query->tokens[first] : NULL);
    }
}

void query_check_zones(const struct schema *schema, struct query *query) {
    if (query->n_zoned == 0) return;
    const struct token name = {.at = ":zone", .length = 5};
    const struct param *param = query_param(query, &name);
    const char *table = query->zoned[0].table;
    if (!param || param->type.kind != TYPE_ENUM || param->type.nullable || strcmp(param->type.name, "zone") != 0)
        tool_die(query->path, param ? param->line : query->line, "%s is sensitive row by row: the query needs `-- :zone zone`", table);
    find_filters(schema, query);
    for (size_t i = 0; i < query->n_zoned; i++)
        if (!query->zoned[i].held)
            tool_die(query->path, query->line, "%s is sensitive row by row: the query must filter by its zone = :zone",
                     query->zoned[i].table);
}

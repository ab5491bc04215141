/* Sealed columns: what goes in is a sealed parameter in the same place it comes out of, with one person whose key seals it; what comes out
 * has that person's key beside it. A text that would stand in clear, or could never be opened, does not build. */
#include "tools/sqlgen.h"

#include <string.h>

struct range {
    size_t from, to; /* tokens; `to` is the first after */
};

static bool word_at(const struct query *query, size_t i, const char *word) {
    return i < query->n_tokens && token_is(&query->tokens[i], word);
}

static bool is_sealed_column(const struct schema *schema, const char *table, const char *column) {
    const struct column *found = schema_column(schema, table, column);
    return found && found->type.kind == TYPE_SEALED;
}

static bool has_sealed_column(const struct schema *schema, const char *table) {
    for (size_t i = 0; i < schema->n_columns; i++)
        if (sqlite3_stricmp(schema->columns[i].table, table) == 0 && schema->columns[i].type.kind == TYPE_SEALED) return true;
    return false;
}

/* From `from` to the next comma, closing parenthesis or one of the words, all outside parentheses. */
static struct range next_item(const struct query *query, size_t from, const char *const *words) {
    int depth = 0;
    size_t i = from;
    for (; i < query->n_tokens; i++) {
        if (word_at(query, i, "(")) depth++;
        if (word_at(query, i, ")") && --depth < 0) break;
        if (depth == 0 && word_at(query, i, ",")) break;
        bool end = false;
        for (size_t k = 0; depth == 0 && words[k]; k++) end = end || word_at(query, i, words[k]);
        if (end) break;
    }
    return (struct range){from, i};
}

static void store(const struct schema *schema, struct query *query, const char *table, const char *column, struct range item) {
    size_t n = item.to - item.from, at = item.from < query->n_tokens ? item.from : query->n_tokens - 1;
    const struct token *first = &query->tokens[at];
    if (!is_sealed_column(schema, table, column)) return;
    if (n == 1 && token_is(first, "null")) return;
    if (n == 3 && token_is(first, "excluded") && word_at(query, at + 2, column)) return; /* what the INSERT sealed for the same place */
    struct param *param = n == 1 && first->kind == TOKEN_PARAM ? query_param(query, first) : NULL;
    if (!param || param->type.kind != TYPE_SEALED)
        tool_die(query->path, first->line, "%s.%s is sealed: give it a parameter of type sealed, or NULL", table, column);
    const char *place = format_text("%s.%s", schema_table(schema, table)->name, column);
    if (param->place && strcmp(param->place, place) != 0)
        tool_die(query->path, first->line, "sealed parameter :%s goes into both %s and %s", param->name, param->place, place);
    param->place = place;
    param->stores++;
}

/* SET column = value, … */
static void store_assignments(const struct schema *schema, struct query *query, const char *table, size_t set) {
    static const char *const ends[] = {"where", "from", "returning", NULL};
    for (size_t i = set + 1; i < query->n_tokens;) {
        if (word_at(query, i, "(") && has_sealed_column(schema, table))
            tool_die(query->path, query->tokens[i].line, "set one column at a time: %s has sealed columns", table);
        struct range item = next_item(query, i, ends);
        if (word_at(query, i, "zone")) zone_refuse_change(schema, query, table, i);
        if (item.to >= item.from + 2) store(schema, query, table, token_text(&query->tokens[i]), (struct range){i + 2, item.to});
        if (!word_at(query, item.to, ",")) return;
        i = item.to + 1;
    }
}

struct names {
    const char *v[256];
    size_t n;
};

/* One row of values, from its first token. Returns the token after its last value. */
static size_t store_row(const struct schema *schema, struct query *query, const char *table, const struct names *columns, size_t at) {
    static const char *const ends[] = {"from", "where", "union", "except", "intersect", "order", "limit", "on", "returning", NULL};
    for (size_t k = 0;; k++) {
        struct range item = next_item(query, at, ends);
        if (k < columns->n) store(schema, query, table, columns->v[k], item);
        if (k < columns->n && strcmp(columns->v[k], "zone") == 0) zone_store(schema, query, table, item.from, item.to);
        if (!word_at(query, item.to, ",")) return item.to;
        at = item.to + 1;
    }
}

static size_t read_columns(const struct query *query, size_t open, struct names *ret_columns) {
    size_t i = open + 1;
    for (; i < query->n_tokens && !word_at(query, i, ")"); i++) {
        if (word_at(query, i, ",")) continue;
        if (ret_columns->n == sizeof ret_columns->v / sizeof *ret_columns->v)
            tool_die(query->path, query->tokens[i].line, "more columns than sqlgen can hold");
        ret_columns->v[ret_columns->n++] = token_text(&query->tokens[i]);
    }
    return i + 1;
}

static void store_insert(const struct schema *schema, struct query *query, size_t into) {
    const char *table = token_text(&query->tokens[into + 1]);
    size_t i = into + 2;
    if (word_at(query, i, "as")) i += 2;
    if (word_at(query, i, "default")) return;
    if (!word_at(query, i, "(")) tool_die(query->path, query->tokens[into].line, "an INSERT names its columns");
    struct names columns = {0};
    i = read_columns(query, i, &columns);
    int depth = 0;
    bool rows = false; /* after VALUES every parenthesis is a row */
    for (; i < query->n_tokens; i++) {
        if (word_at(query, i, "values")) rows = true;
        else if (depth == 0 && word_at(query, i, "select")) i = store_row(schema, query, table, &columns, i + 1) - 1;
        else if (rows && word_at(query, i, "(")) i = store_row(schema, query, table, &columns, i + 1);
        else if (word_at(query, i, "(")) depth++;
        else if (word_at(query, i, ")")) depth--;
        bool conflict = word_at(query, i, "on") && word_at(query, i + 1, "conflict");
        if (depth == 0 && (conflict || word_at(query, i, "returning"))) return;
    }
}

static void find_stores(const struct schema *schema, struct query *query) {
    const char *table = NULL;
    int depth = 0;
    for (size_t i = 0; i + 1 < query->n_tokens; i++) {
        if (word_at(query, i, "(")) depth++;
        if (word_at(query, i, ")")) depth--;
        if (depth != 0 || query->tokens[i].kind != TOKEN_WORD) continue;
        if (token_is(&query->tokens[i], "into")) {
            table = token_text(&query->tokens[i + 1]);
            store_insert(schema, query, i);
        } else if (token_is(&query->tokens[i], "update") && !table) {
            table = token_text(&query->tokens[i + 1]);
        } else if (token_is(&query->tokens[i], "set") && table) {
            store_assignments(schema, query, table, i);
        }
    }
}

/* A sealed text compares with nothing: it may only be stored, every time it is named. */
static void check_only_stored(struct query *query) {
    int named[QUERY_PARAMS_MAX] = {0};
    for (size_t i = 0; i < query->n_tokens; i++) {
        if (query->tokens[i].kind != TOKEN_PARAM) continue;
        const struct param *param = query_param(query, &query->tokens[i]);
        if (param->type.kind == TYPE_SEALED && ++named[param - query->params] > param->stores)
            tool_die(query->path, query->tokens[i].line, "sealed parameter :%s may only be stored in a sealed column", param->name);
    }
}

static void check_person(struct query *query) {
    int people = 0, line = 0;
    const char *sealed = NULL;
    for (size_t i = 0; i < query->n_params; i++) {
        const struct param *param = &query->params[i];
        if (param->type.kind == TYPE_ID && !param->type.nullable && strcmp(param->type.name, "person_id") == 0) people++;
        if (param->type.kind != TYPE_SEALED || sealed) continue;
        sealed = param->name;
        line = param->line;
    }
    if (!sealed) return;
    if (people != 1)
        tool_die(query->path, line, "sealed parameter :%s needs exactly one parameter of type person_id; there are %d", sealed, people);
    query->seals = true;
}

static bool is_compound(const struct query *query) {
    for (size_t i = 0; i < query->n_tokens; i++)
        if (word_at(query, i, "union") || word_at(query, i, "except") || word_at(query, i, "intersect")) return true;
    return false;
}

static void check_opened(struct query *query) {
    const struct output *sealed = NULL, *key = NULL;
    for (size_t i = 0; i < query->n_outputs; i++) {
        const struct output *output = &query->outputs[i];
        if (output->type.kind == TYPE_SEALED && !sealed) sealed = output;
        if (output->is_key) key = output;
    }
    if (!sealed && !key) return;
    if (!sealed) tool_die(query->path, query->sql_line, "person_key is selected, but nothing sealed");
    if (!key) tool_die(query->path, query->sql_line, "column %s is sealed: select the person's key as person_key", sealed->name);
    if (!key->place || strcmp(key->place, "person_keyring.wrapped") != 0)
        tool_die(query->path, query->sql_line, "person_key is not the column wrapped of the view person_key");
    if (is_compound(query))
        tool_die(query->path, query->sql_line, "column %s is sealed: it cannot come out of a UNION, EXCEPT or INTERSECT", sealed->name);
    query->unseals = true;
}

void query_check_sealed(const struct schema *schema, struct query *query) {
    find_stores(schema, query);
    check_only_stored(query);
    check_person(query);
    check_opened(query);
}

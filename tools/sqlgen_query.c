/* Reads a module's NAME.sql into queries: directives, parameters, and the text for both databases. Refuses what only one of them takes,
 * as far as words show it; sqlgen_check.c asks SQLite, and the tests ask PostgreSQL. */
#include "tools/sqlgen.h"

#include <string.h>

struct file_reader {
    const struct schema *schema;
    const char *path;
    struct lexer lexer;
    struct queries queries;
    struct query *open; /* named, and waiting for its SQL */
    struct str prose;   /* the sentence above; a blank line ends it */
    int prose_line;
};

struct param *query_param(struct query *query, const struct token *token) {
    for (size_t i = 0; i < query->n_params; i++) {
        size_t length = strlen(query->params[i].name);
        if (token->length == length + 1 && memcmp(token->at + 1, query->params[i].name, length) == 0) return &query->params[i];
    }
    return NULL;
}

/* ── directives ──────────────────────────────────────────────────────── */

static bool parse_kind(const char *text, enum query_kind *ret_kind) {
    static const char *const kinds[] = {
        [QUERY_ONE] = "one", [QUERY_MANY] = "many", [QUERY_EACH] = "each", [QUERY_EXEC] = "exec", [QUERY_INSERT] = "insert"};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i], text) != 0) continue;
        *ret_kind = (enum query_kind)i;
        return true;
    }
    return false;
}

static void directive_name(struct file_reader *reader, const struct token *token, const struct words *words) {
    struct query query = {.path = reader->path, .line = token->line, .comment = str_text(&reader->prose)};
    if (words->n != 3 || !parse_kind(words->v[2], &query.kind))
        tool_die(reader->path, token->line, "expected `-- name: name one`, or many, each, exec, insert");
    query.name = words->v[1];
    if (!tool_is_name(query.name) || is_c_word(query.name)) tool_die(reader->path, token->line, "%s is no name for a query", query.name);
    if (reader->open) tool_die(reader->path, reader->open->line, "query %s has no SQL", reader->open->name);
    for (size_t i = 0; i < reader->queries.n; i++) {
        const struct query *other = &reader->queries.v[i];
        if (strcmp(other->name, query.name) != 0) continue;
        if (strcmp(other->path, reader->path) != 0)
            tool_die(reader->path, token->line, "query %s is already in %s, line %d", query.name, other->path, other->line);
        tool_die(reader->path, token->line, "query %s is already on line %d", query.name, other->line);
    }
    reader->queries.v = grow_array(reader->queries.v, reader->queries.n, sizeof *reader->queries.v);
    reader->open = &reader->queries.v[reader->queries.n++];
    *reader->open = query;
    reader->prose = str_in(tool_arena());
}

static struct type directive_type(const struct file_reader *reader, int line, const struct words *words) {
    struct type type;
    if (words->n != 2) tool_die(reader->path, line, "expected `-- %s type`", words->v[0]);
    if (!tool_is_name(words->v[0] + 1)) tool_die(reader->path, line, "%s is no name: small letters, digits and _", words->v[0] + 1);
    if (!type_parse(reader->schema, words->v[1], &type)) tool_die(reader->path, line, "no type %s", words->v[1]);
    return type;
}

static void directive_param(struct file_reader *reader, const struct token *token, const struct words *words) {
    struct query *query = reader->open;
    struct type type = directive_type(reader, token->line, words);
    struct token name = {.at = words->v[0], .length = strlen(words->v[0])};
    if (query_param(query, &name)) tool_die(reader->path, token->line, "parameter %s is declared twice", words->v[0]);
    if (query->n_params == QUERY_PARAMS_MAX) tool_die(reader->path, token->line, "more than %d parameters", QUERY_PARAMS_MAX);
    query->params[query->n_params++] = (struct param){.name = words->v[0] + 1, .type = type, .line = token->line};
}

static void directive_column(struct file_reader *reader, const struct token *token, const struct words *words) {
    struct query *query = reader->open;
    struct type type = directive_type(reader, token->line, words);
    const char *name = words->v[0] + 1;
    for (size_t i = 0; i < query->n_declared; i++)
        if (strcmp(query->declared[i].name, name) == 0) tool_die(reader->path, token->line, "column %s is declared twice", name);
    query->declared = grow_array(query->declared, query->n_declared, sizeof *query->declared);
    query->declared[query->n_declared++] = (struct output){.name = name, .type = type, .line = token->line};
}

/* `-- scan ok: reason` */
static bool directive_ok(const struct file_reader *reader, int line, const struct words *words, const char *what) {
    if (words->n < 2 || strcmp(words->v[0], what) != 0 || strncmp(words->v[1], "ok", 2) != 0) return false;
    if (strcmp(words->v[1], "ok:") != 0 || words->n < 3) tool_die(reader->path, line, "expected `-- %s ok: the reason`", what);
    return true;
}

static void read_comment(struct file_reader *reader, const struct token *token) {
    struct words words;
    comment_words(token, reader->path, &words);
    if (words.n == 0 || token->at[0] != '-') return;
    if (strcmp(words.v[0], "name:") == 0) {
        directive_name(reader, token, &words);
        return;
    }
    bool directive = words.v[0][0] == ':' || words.v[0][0] == '=';
    if (!reader->open && directive) tool_die(reader->path, token->line, "%s belongs below `-- name:`", words.v[0]);
    if (!reader->open) {
        if (token->line > reader->prose_line + 1) reader->prose = str_in(tool_arena());
        reader->prose_line = token->line;
        str_add_n(&reader->prose, token->at + 2, token->length - 2);
        str_add(&reader->prose, "\n");
    } else if (words.v[0][0] == ':') {
        directive_param(reader, token, &words);
    } else if (words.v[0][0] == '=') {
        directive_column(reader, token, &words);
    } else if (directive_ok(reader, token->line, &words, "scan")) {
        reader->open->scan_ok = true;
    } else if (directive_ok(reader, token->line, &words, "limit")) {
        reader->open->limit_ok = true;
    }
}

/* ── what only one database takes ────────────────────────────────────── */

static bool next_is(const struct query *query, size_t i, const char *text) {
    return i + 1 < query->n_tokens && token_is(&query->tokens[i + 1], text);
}

static void check_word(const struct query *query, size_t i) {
    static const struct {
        const char *word, *follows, *instead;
    } refused[] = {
        {"ifnull", "(", "coalesce"},
        {"iif", "(", "CASE"},
        {"instr", "(", "LIKE"},
        {"group_concat", "(", "rows, and join them in C"},
        {"total", "(", "coalesce(sum(…), 0)"},
        {"strftime", "(", "a parameter"},
        {"julianday", "(", "a parameter"},
        {"unixepoch", "(", "a parameter"},
        {"datetime", "(", "a parameter"},
        {"date", "(", "a parameter"},
        {"current_timestamp", NULL, "a parameter"},
        {"current_date", NULL, "a parameter"},
        {"current_time", NULL, "a parameter"},
        {"last_insert_rowid", "(", "RETURNING id"},
        {"glob", NULL, "LIKE"},
        {"rowid", NULL, "id"},
        {"insert", "or", "ON CONFLICT"},
        {"replace", "into", "ON CONFLICT"},
        {"update", "or", "ON CONFLICT"},
        {"true", NULL, "1"},
        {"false", NULL, "0"},
        {"main", ".", "the table's name alone"},
    };
    const struct token *token = &query->tokens[i];
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++)
        if (token_is(token, refused[k].word) && (!refused[k].follows || next_is(query, i, refused[k].follows)))
            tool_die(query->path, token->line, "%s is not for both databases: use %s", token_text(token), refused[k].instead);
    if (!token_is(token, "is")) return;
    if (!next_is(query, i, "not") && !next_is(query, i, "null") && !next_is(query, i, "distinct"))
        tool_die(query->path, token->line, "IS is not for both databases: use IS NOT DISTINCT FROM");
    if (next_is(query, i, "not") && !next_is(query, i + 1, "null") && !next_is(query, i + 1, "distinct"))
        tool_die(query->path, token->line, "IS NOT is not for both databases: use IS DISTINCT FROM");
}

/* min(a, b) is SQLite's; min(a) is everyone's. */
static void check_two_arguments(const struct query *query, size_t i) {
    if (!next_is(query, i, "(")) return;
    int depth = 0;
    for (size_t k = i + 1; k < query->n_tokens; k++) {
        if (token_is(&query->tokens[k], "(")) depth++;
        if (token_is(&query->tokens[k], ")") && --depth == 0) return;
        if (depth == 1 && token_is(&query->tokens[k], ","))
            tool_die(query->path, query->tokens[i].line, "%s of two values is not for both databases: use CASE",
                     token_text(&query->tokens[i]));
    }
}

static void check_star(const struct query *query, size_t i) {
    static const char *const before[] = {"select", "distinct", "all", "returning", ",", "."};
    for (size_t k = 0; i > 0 && k < sizeof before / sizeof *before; k++)
        if (token_is(&query->tokens[i - 1], before[k])) tool_die(query->path, query->tokens[i].line, "name the columns instead of *");
}

static void check_symbol(const struct query *query, size_t i) {
    const struct token *token = &query->tokens[i];
    if (token_is(token, "::")) tool_die(query->path, token->line, ":: is not for both databases: use CAST");
    if (token_is(token, "=") && next_is(query, i, "=")) tool_die(query->path, token->line, "== is not for both databases: use =");
    if (token_is(token, "*")) check_star(query, i);
    if (strchr("?@$#[]`", *token->at)) tool_die(query->path, token->line, "%c is not for both databases: a parameter is :name", *token->at);
}

static void check_portable(const struct query *query) {
    for (size_t i = 0; i < query->n_tokens; i++) {
        const struct token *token = &query->tokens[i];
        bool part = i > 0 && token_is(&query->tokens[i - 1], "."); /* alias.date is a column */
        if (token->kind == TOKEN_MACRO || token->kind == TOKEN_DOLLARS)
            tool_die(query->path, token->line, "%s is not for both databases: a parameter is :name", token_text(token));
        if (token->kind == TOKEN_QUOTED) tool_die(query->path, token->line, "write the name %s without quotes", token_text(token));
        if (token->kind == TOKEN_SYMBOL) check_symbol(query, i);
        if (token->kind == TOKEN_WORD && !part) check_word(query, i);
        if (token_is(token, "min") || token_is(token, "max")) check_two_arguments(query, i);
    }
}

/* ── parameters and text ─────────────────────────────────────────────── */

static void number_params(struct query *query) {
    bool used[QUERY_PARAMS_MAX] = {false}, seals = false;
    for (size_t i = 0; i < query->n_tokens; i++) {
        const struct token *token = &query->tokens[i];
        if (token->kind != TOKEN_PARAM) continue;
        const struct param *param = query_param(query, token);
        if (!param) tool_die(query->path, token->line, "parameter %s is not declared: -- %s type", token_text(token), token_text(token));
        used[param - query->params] = true;
    }
    for (size_t i = 0; i < query->n_params; i++) seals = seals || query->params[i].type.kind == TYPE_SEALED;
    for (size_t i = 0; i < query->n_params; i++) {
        struct param *param = &query->params[i];
        bool key_only = seals && param->type.kind == TYPE_ID && strcmp(param->type.name, "person_id") == 0;
        if (!used[i] && !key_only) tool_die(query->path, param->line, "parameter :%s is never used", param->name);
        if (used[i]) param->number = ++query->n_bound;
    }
}

/* Line breaks stay where they were, so that SQLite's place of an error is a line of the file. */
static const char *query_text(struct query *query, bool postgresql) {
    struct str text = str_in(tool_arena());
    int line = query->sql_line;
    const char *end = NULL;
    for (size_t i = 0; i < query->n_tokens; i++) {
        const struct token *token = &query->tokens[i];
        if (token->line > line) {
            for (; line < token->line; line++) str_add(&text, "\n");
            str_add(&text, " ");
        } else if (end && token->at > end) {
            str_add(&text, " ");
        }
        const struct param *param = token->kind == TOKEN_PARAM ? query_param(query, token) : NULL;
        if (!param) str_add_n(&text, token->at, token->length);
        else if (postgresql) str_addf(&text, "$%d::%s", param->number, type_postgresql(param->type));
        else str_addf(&text, "?%d", param->number);
        for (size_t k = 0; k < token->length; k++)
            if (token->at[k] == '\n') line++;
        end = token->at + token->length;
    }
    return str_text(&text);
}

static void read_sql(struct file_reader *reader, const struct token *first) {
    struct query *query = reader->open;
    if (!query) tool_die(reader->path, first->line, "SQL without `-- name:` above it");
    query->sql_line = first->line;
    struct token token = *first;
    for (; token.kind != TOKEN_SYMBOL || *token.at != ';'; token = lexer_next(&reader->lexer)) {
        if (token.kind == TOKEN_END) tool_die(reader->path, query->line, "query %s does not end with ;", query->name);
        if (token.kind == TOKEN_COMMENT) continue;
        query->tokens = grow_array(query->tokens, query->n_tokens, sizeof *query->tokens);
        query->tokens[query->n_tokens++] = token;
    }
    if (query->n_tokens == 0) tool_die(reader->path, query->line, "query %s has no SQL", query->name);
    check_portable(query);
    number_params(query);
    query->sqlite = query_text(query, false);
    query->postgresql = query_text(query, true);
    reader->open = NULL;
    reader->prose = str_in(tool_arena());
}

void queries_read(const struct schema *schema, const char *path, struct queries *queries) {
    struct file_reader reader = {.schema = schema, .path = path, .queries = *queries, .prose = str_in(tool_arena()), .lexer = {path, tool_read(path, NULL), 1}};
    for (;;) {
        struct token token = lexer_next(&reader.lexer);
        if (token.kind == TOKEN_END) break;
        if (token.kind == TOKEN_COMMENT) read_comment(&reader, &token);
        else read_sql(&reader, &token);
    }
    if (reader.open) tool_die(path, reader.open->line, "query %s has no SQL", reader.open->name);
    *queries = reader.queries;
}

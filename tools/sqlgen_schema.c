/* Reads migrations: directives in comments, macros in both dialects, and what they declare, into the catalogue.
 * Every SQLite statement is run, so that a mistake is found at its line. Emits nothing. */
#include "tools/sqlgen.h"
#include "tools/sqlgen_macro.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define HISTORY_PLACE "append only, never deleted and frozen belong above a CREATE TABLE"

enum dialects { BOTH, ONLY_SQLITE, ONLY_POSTGRESQL };

struct reader {
    struct schema *schema;
    struct migration *migration;
    const char *module, *path;
    struct lexer lexer;
    const char *zone; /* waiting for its CREATE TABLE */
    int zone_line;
    enum dialects only; /* of the next statement */
    int only_line;
    bool in_log; /* the next statement belongs to the file of the access log */
    int in_log_line;
    struct history history;  /* of the next table's rows */
    struct unit_fates fates; /* of the next table's columns that name a unit */
    const char *enum_open;   /* the enumeration that the line above declared: an indented line goes on with it */
    int enum_line;
};

static sqlite3 *open_memory(void) {
    sqlite3 *db = NULL;
    if (sqlite3_open(":memory:", &db) != SQLITE_OK) tool_die("sqlite", 0, "%s", sqlite3_errmsg(db));
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    return db;
}

void schema_open(struct schema *schema) {
    schema->db = open_memory();
    schema->surface = open_memory();
    sqlite3_exec(schema->surface, "PRAGMA legacy_alter_table = ON", NULL, NULL, NULL);
}

void schema_close(struct schema *schema) {
    sqlite3_close(schema->db);
    sqlite3_close(schema->surface);
}

/* ── directives ──────────────────────────────────────────────────────── */

static void declare_name(const struct reader *reader, int line, const char *name, const char *what) {
    if (!tool_is_name(name)) tool_die(reader->path, line, "%s is no name: small letters, digits and _", name);
    if (type_is_builtin(name) || is_c_word(name)) tool_die(reader->path, line, "%s cannot be the name of an %s", name, what);
}

void schema_declare_id(struct schema *schema, const char *module, const char *name) {
    if (schema_id(schema, name)) return;
    schema->ids = grow_array(schema->ids, schema->n_ids, sizeof *schema->ids);
    schema->ids[schema->n_ids++] = (struct id_type){name, module};
}

static void add_codes(struct reader *reader, int line, struct enumeration *enumeration, char **codes, size_t n) {
    for (size_t i = 0; i < n; i++) {
        bool good = codes[i][0] != '\0' && codes[i][0] != '_';
        for (const char *s = codes[i]; *s; s++)
            if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_", *s)) good = false;
        if (!good) tool_die(reader->path, line, "%s is no code of enum %s: small letters, digits and _", codes[i], enumeration->name);
        if (strcmp(codes[i], "count") == 0) tool_die(reader->path, line, "count cannot be a code: it is the enumeration's own");
        for (size_t k = 0; k < enumeration->n_codes; k++)
            if (strcmp(enumeration->codes[k], codes[i]) == 0)
                tool_die(reader->path, line, "enum %s has %s twice", enumeration->name, codes[i]);
        enumeration->codes = grow_array(enumeration->codes, enumeration->n_codes, sizeof *enumeration->codes);
        enumeration->codes[enumeration->n_codes++] = codes[i];
    }
}

/* A later migration of the same module may repeat an enumeration with more codes at the end; another module may not change it. */
static void redeclare_enum(struct reader *reader, int line, struct enumeration *old, char **codes, size_t n) {
    bool same_module = strcmp(old->module, reader->module) == 0;
    bool begins = n >= old->n_codes;
    for (size_t i = 0; begins && i < old->n_codes; i++) begins = strcmp(old->codes[i], codes[i]) == 0;
    if (!begins || (!same_module && n > old->n_codes))
        tool_die(reader->path, line, "enum %s is already declared by module %s%s", old->name, old->module,
                 same_module ? ": repeat its codes and add new ones at the end" : "");
    if (n > old->n_codes) add_codes(reader, line, old, codes + old->n_codes, n - old->n_codes);
}

static void directive_enum(struct reader *reader, const struct token *token, struct words *words) {
    size_t length = words->n > 1 ? strlen(words->v[1]) : 0;
    if (length < 2 || words->v[1][length - 1] != ':' || words->n < 3)
        tool_die(reader->path, token->line, "expected `-- enum name: code code`");
    char *name = copy_text(words->v[1], length - 1);
    declare_name(reader, token->line, name, "enum");
    struct schema *schema = reader->schema;
    if (schema_id(schema, name)) tool_die(reader->path, token->line, "%s is already an id", name);
    struct enumeration *old = schema_enum(schema, name);
    if (old) {
        redeclare_enum(reader, token->line, old, words->v + 2, words->n - 2);
    } else {
        schema->enums = grow_array(schema->enums, schema->n_enums, sizeof *schema->enums);
        struct enumeration *enumeration = &schema->enums[schema->n_enums++];
        *enumeration = (struct enumeration){.name = name, .module = reader->module};
        add_codes(reader, token->line, enumeration, words->v + 2, words->n - 2);
        reader->enum_open = name;
    }
    reader->enum_line = token->line;
}

static void directive_id(struct reader *reader, const struct token *token, struct words *words) {
    size_t length = words->n == 2 ? strlen(words->v[1]) : 0;
    if (length < 4 || strcmp(words->v[1] + length - 3, "_id") != 0) tool_die(reader->path, token->line, "expected `-- id name_id`");
    declare_name(reader, token->line, words->v[1], "id");
    if (schema_enum(reader->schema, words->v[1])) tool_die(reader->path, token->line, "%s is already an enum", words->v[1]);
    schema_declare_id(reader->schema, reader->module, words->v[1]);
}

static void directive_sensitive(struct reader *reader, const struct token *token, struct words *words) {
    if (words->n != 2) tool_die(reader->path, token->line, "expected `-- sensitive zone`");
    const struct enumeration *zone = schema_enum(reader->schema, "zone");
    bool known = zone && strcmp(words->v[1], ":zone") == 0;
    for (size_t i = 0; zone && i < zone->n_codes; i++) known = known || strcmp(zone->codes[i], words->v[1]) == 0;
    if (!known) tool_die(reader->path, token->line, "%s is no zone: see enum zone", words->v[1]);
    reader->zone = words->v[1];
    reader->zone_line = token->line;
}

static void directive_only(struct reader *reader, const struct token *token, struct words *words) {
    bool sqlite = words->n == 2 && strcmp(words->v[1], "sqlite") == 0;
    bool postgresql = words->n == 2 && strcmp(words->v[1], "postgresql") == 0;
    if (!sqlite && !postgresql) tool_die(reader->path, token->line, "expected `-- only sqlite` or `-- only postgresql`");
    reader->only = sqlite ? ONLY_SQLITE : ONLY_POSTGRESQL;
    reader->only_line = token->line;
}

static void directive_in(struct reader *reader, const struct token *token, struct words *words) {
    if (words->n != 2 || strcmp(words->v[1], "log") != 0) tool_die(reader->path, token->line, "expected `-- in log`");
    reader->in_log = true;
    reader->in_log_line = token->line;
}

/* `-- unit COLUMN follows WHERE …`, `-- unit COLUMN moves`, `-- unit COLUMN keeps`: what becomes of it when a unit becomes part of another. */
static void directive_unit(struct reader *reader, const struct token *token, const struct words *words) {
    struct unit_fate fate = {.column = words->v[1], .line = token->line, .follows = strcmp(words->v[2], "follows") == 0};
    if (fate.follows) {
        const char *text = copy_text(token->at, token->length), *where = strstr(text, " WHERE ");
        if (!where) tool_die(reader->path, token->line, "expected `-- unit column follows WHERE …`");
        fate.where = where + strlen(" WHERE ");
    }
    unit_fate_add(&reader->fates, &fate);
}

static bool tells_of_unit(const struct words *words) {
    static const char *const fates[] = {"follows", "moves", "keeps"};
    if (words->n < 3 || strcmp(words->v[0], "unit") != 0) return false;
    for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
        if (strcmp(words->v[2], fates[i]) == 0) return true;
    return false;
}

static void read_comment(struct reader *reader, const struct token *token) {
    if (token->at[0] != '-') return;
    struct words words;
    comment_words(token, reader->path, &words);
    bool goes_on = token->length > 5 && strncmp(token->at, "--   ", 5) == 0;
    if (goes_on && reader->enum_open && token->line == reader->enum_line + 1) {
        add_codes(reader, token->line, schema_enum(reader->schema, reader->enum_open), words.v, words.n);
        reader->enum_line++;
        return;
    }
    reader->enum_open = NULL;
    if (words.n == 0 || token->length < 4 || token->at[2] != ' ' || token->at[3] == ' ') return;
    if (strcmp(words.v[0], "enum") == 0) directive_enum(reader, token, &words);
    else if (strcmp(words.v[0], "id") == 0) directive_id(reader, token, &words);
    else if (strcmp(words.v[0], "sensitive") == 0) directive_sensitive(reader, token, &words);
    else if (strcmp(words.v[0], "only") == 0) directive_only(reader, token, &words);
    else if (strcmp(words.v[0], "in") == 0 && words.n == 2) directive_in(reader, token, &words);
    else if (tells_of_unit(&words)) directive_unit(reader, token, &words);
    else history_directive(&reader->history, reader->path, token->line, &words);
}

/* ── statements ──────────────────────────────────────────────────────── */

/* Up to its ;, which in a trigger's body or a $$ body is not the first. */
static struct tokens read_statement(struct reader *reader, const struct token *first) {
    struct tokens tokens = {0};
    struct token token = *first;
    for (;; token = lexer_next(&reader->lexer)) {
        if (token.kind == TOKEN_END) tool_die(reader->path, first->line, "a statement that never ends with ;");
        tokens.v = grow_array(tokens.v, tokens.n, sizeof *tokens.v);
        tokens.v[tokens.n++] = token;
        if (token.kind != TOKEN_SYMBOL || *token.at != ';') continue;
        if (reader->only == ONLY_POSTGRESQL) return tokens;
        if (sqlite3_complete(copy_text(first->at, (size_t)(token.at + 1 - first->at)))) return tokens;
    }
}

static void run_statement(struct reader *reader, const struct statement *statement) {
    struct schema *schema = reader->schema;
    char *message = NULL;
    if (sqlite3_exec(schema->db, statement->sql, NULL, NULL, &message) != SQLITE_OK)
        tool_die(reader->path, sql_error_line(schema->db, statement->sql, statement->line), "%s", message);
    if (!statement->table || !statement->table->is_view) return;
    sqlite3_stmt *view = NULL; /* SQLite does not look inside a view until it is used */
    const char *sql = format_text("SELECT * FROM %s", statement->table->name);
    if (sqlite3_prepare_v2(schema->db, sql, -1, &view, NULL) != SQLITE_OK)
        tool_die(reader->path, statement->line, "%s", sqlite3_errmsg(schema->db));
    for (int i = 0; i < sqlite3_column_count(view); i++) {
        const char *name = sqlite3_column_name(view, i);
        if (!tool_is_name(name)) tool_die(reader->path, statement->line, "the view's column %s needs a name: AS name", name);
    }
    sqlite3_finalize(view);
}

static void check_row_zone(const struct reader *reader, const struct table *table) {
    if (!table || table->zone[0] != ':') return;
    const struct column *zone = schema_column(reader->schema, table->name, "zone");
    if (!zone || zone->type.kind != TYPE_ENUM || zone->type.nullable || strcmp(zone->type.name, "zone") != 0)
        tool_die(reader->path, reader->zone_line, "sensitive :zone: table %s has no column zone @enum(zone)", table->name);
}

/* Where the name of what a CREATE makes begins. */
static size_t name_begins(const struct reader *reader, const struct tokens *tokens) {
    size_t i = tokens->n > 3 && token_is(&tokens->v[1], "unique") ? 3 : 2;
    if (i >= tokens->n || !token_is(&tokens->v[0], "create")) tool_die(reader->path, reader->in_log_line, "in log belongs above a CREATE");
    return (size_t)(tokens->v[i].at - tokens->v[0].at);
}

/* On SQLite the program has the log's file attached as `log`; here, where nothing is kept, all stand in one. */
static void embed_sqlite(const struct reader *reader, const struct tokens *tokens, const char *sql) {
    struct str *out = &reader->migration->sqlite;
    size_t name = reader->in_log ? name_begins(reader, tokens) : 0;
    str_addf(out, "%.*s%s%s\n", (int)name, sql, reader->in_log ? "log." : "", sql + name);
}

static void read_all(struct reader *reader);

/* Statements that follow from a directive are read as if they stood below the table. */
static void read_below(const struct reader *reader, const char *text, int line) {
    struct reader inner = {.schema = reader->schema, .migration = reader->migration, .module = reader->module, .path = reader->path};
    inner.lexer = (struct lexer){reader->path, text, line};
    read_all(&inner);
}

/* What the directives above a table say of its rows. */
static void guard_table(const struct reader *reader, const char *table, int line) {
    const struct history *history = &reader->history;
    if (history_any(history)) read_below(reader, history_text(reader->schema, reader->path, table, history, reader->in_log), history->line);
    if (history_unchanging(history) && !reader->fates.n) return;
    const char *follows = unit_fates_text(reader->schema, reader->path, table, &reader->fates);
    if (follows) read_below(reader, follows, line);
}

static void take_statement(struct reader *reader, const struct token *first) {
    struct tokens tokens = read_statement(reader, first);
    struct catalogue_change change = {.schema = reader->schema, .module = reader->module, .path = reader->path, .zone = reader->zone};
    bool is_table = tokens.n > 2 && token_is(&tokens.v[0], "create") && token_is(&tokens.v[1], "table");
    if (reader->zone && !is_table) tool_die(reader->path, reader->zone_line, "sensitive belongs above a CREATE TABLE");
    if (reader->fates.n && !is_table) tool_die(reader->path, reader->fates.v[0].line, "unit belongs above a CREATE TABLE");
    if (history_any(&reader->history) && !is_table) tool_die(reader->path, reader->history.line, HISTORY_PLACE);
    struct macros macros = macros_read(&change, &tokens);
    if (reader->only != ONLY_POSTGRESQL) {
        struct str sql = str_in(tool_arena());
        macros_expand(&sql, &tokens, &macros, false);
        struct statement statement = {reader->path, str_text(&sql), first->line, NULL};
        statement.table = catalogue_apply(&change, &tokens, &macros);
        run_statement(reader, &statement);
        if (reader->zone) check_row_zone(reader, statement.table);
        if (reader->schema->module && schema_owns(reader->schema, reader->module)) surface_apply(reader->schema, &statement);
        embed_sqlite(reader, &tokens, str_text(&sql));
    }
    if (reader->only != ONLY_SQLITE) {
        macros_expand(&reader->migration->postgresql, &tokens, &macros, true);
        str_add(&reader->migration->postgresql, "\n");
    }
    if (is_table) guard_table(reader, token_text(&tokens.v[2]), first->line);
    reader->fates.n = 0;
    reader->history = (struct history){0};
    reader->only = BOTH;
    reader->in_log = false;
    reader->zone = NULL;
    reader->enum_open = NULL;
}

static void read_all(struct reader *reader) {
    for (;;) {
        struct token token = lexer_next(&reader->lexer);
        if (token.kind == TOKEN_END) break;
        if (token.kind == TOKEN_COMMENT) read_comment(reader, &token);
        else take_statement(reader, &token);
    }
    if (reader->only != BOTH) tool_die(reader->path, reader->only_line, "only belongs above a statement");
    if (reader->in_log) tool_die(reader->path, reader->in_log_line, "in log belongs above a CREATE");
    if (reader->zone) tool_die(reader->path, reader->zone_line, "sensitive belongs above a CREATE TABLE");
    if (history_any(&reader->history)) tool_die(reader->path, reader->history.line, HISTORY_PLACE);
}

static void hash_source(struct migration *migration, const char *text, size_t length) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)text, length);
    sodium_bin2hex(migration->sha256, sizeof migration->sha256, hash, sizeof hash);
}

/* "001.sql" is 1. The migrations of a module are 1, 2, 3. */
static int migration_number(const struct schema *schema, const char *module, const char *path) {
    const char *slash = strrchr(path, '/'), *file = slash ? slash + 1 : path;
    char *end;
    long number = strtol(file, &end, 10);
    int expected = 1;
    for (size_t i = 0; i < schema->n_migrations; i++)
        if (strcmp(schema->migrations[i].module, module) == 0) expected++;
    if (end == file || strcmp(end, ".sql") != 0) tool_die(path, 0, "a migration is named 001.sql, 002.sql and so on");
    if (number != expected) tool_die(path, 0, "the next migration of module %s is number %d", module, expected);
    return expected;
}

static void begin_module(struct schema *schema, const char *module, const char *path) {
    for (size_t i = 0; i < schema->n_modules; i++) {
        if (strcmp(schema->modules[i], module) != 0) continue;
        if (i + 1 != schema->n_modules) tool_die(path, 0, "the migrations of module %s must follow each other", module);
        return;
    }
    if (schema->module && schema->n_modules && strcmp(schema->modules[schema->n_modules - 1], schema->module) == 0)
        tool_die(path, 0, "module %s comes after %s, the one to generate for", module, schema->module);
    schema->modules = grow_array(schema->modules, schema->n_modules, sizeof *schema->modules);
    schema->modules[schema->n_modules++] = copy_text(module, strlen(module));
}

void schema_read(struct schema *schema, const char *module, const char *path) {
    if (!tool_is_name(module)) tool_die(path, 0, "%s is no name of a module", module);
    begin_module(schema, module, path);
    size_t length;
    const char *text = tool_read(path, &length);
    int number = migration_number(schema, module, path);
    schema->migrations = grow_array(schema->migrations, schema->n_migrations, sizeof *schema->migrations);
    struct migration *migration = &schema->migrations[schema->n_migrations++];
    *migration = (struct migration){
        .module = module, .path = path, .number = number, .sqlite = str_in(tool_arena()), .postgresql = str_in(tool_arena())};
    hash_source(migration, text, length);
    struct reader reader = {.schema = schema, .migration = migration, .module = module, .path = path, .lexer = {path, text, 1}};
    read_all(&reader);
}

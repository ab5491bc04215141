/* The parts of sqlgen: what a schema and a query are, and who does what with them. Private to the tool.
 *
 *   sqlgen.c         command line; embedding migrations
 *   sqlgen_memory.c  copies, formatted text, arrays that grow
 *   sqlgen_lex.c     SQL into tokens
 *   sqlgen_types.c   the types of columns and parameters, and what they are in C and in both databases
 *   sqlgen_schema.c  migrations: directives, statements
 *   sqlgen_history.c what may not happen to the rows of a table
 *   sqlgen_unit.c    what becomes of a column when a unit becomes part of another
 *   sqlgen_macro.c   @macros in both dialects
 *   sqlgen_catalogue.c  tables, views, columns
 *   sqlgen_surface.c what a module may name in its SQL
 *   sqlgen_query.c   NAME.sql into queries: directives, parameters, portable SQL
 *   sqlgen_check.c   a query against the schema: columns, scans, sensitive data
 *   sqlgen_zone.c    sensitive tables, and the zone of each row
 *   sqlgen_sealed.c  what is sealed goes in and comes out with its key
 *   sqlgen_emit.c    C for ids and enumerations
 *   sqlgen_emit_query.c  C for queries */
#pragma once
#include "tools/toolkit.h"

#include <sqlite3.h>

/* sqlgen_memory.c: the tool's arena, freed when it ends */
char *copy_text(const char *from, size_t length);
char *format_text(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Room for one more in an array of `count` things: the array, moved if it was full. Starts from NULL and 0. */
void *grow_array(void *array, size_t count, size_t size);
bool is_c_word(const char *text); /* a keyword of C, or a name that headers make a macro of */

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_NUMBER,
    TOKEN_STRING,  /* 'text' */
    TOKEN_QUOTED,  /* "name" */
    TOKEN_DOLLARS, /* $$ body $$ */
    TOKEN_PARAM,   /* :name */
    TOKEN_MACRO,   /* @name */
    TOKEN_COMMENT, /* to the end of the line, or slash-star */
    TOKEN_SYMBOL   /* one character, or :: */
};
struct token {
    enum token_kind kind;
    const char *at;
    size_t length;
    int line;
};
struct lexer {
    const char *path, *at;
    int line;
};
struct token lexer_next(struct lexer *lexer);               /* an unknown character or an open quote ends the tool */
bool token_is(const struct token *token, const char *word); /* letters of either case */
char *token_text(const struct token *token);
/* The words of a `-- word word` comment, split at white space. */
struct words {
    char *v[512];
    size_t n;
};
void comment_words(const struct token *token, const char *path, struct words *ret_words);

enum type_kind { TYPE_INT, TYPE_REAL, TYPE_TEXT, TYPE_BOOL, TYPE_DATE, TYPE_INSTANT, TYPE_BLOB, TYPE_SEALED, TYPE_ENUM, TYPE_ID };
struct type {
    enum type_kind kind;
    bool nullable;
    const char *name; /* of the id ("case_id") or of the enumeration */
};
struct column {
    const char *table, *name;
    struct type type;
};
struct table {
    const char *name, *module, *path;
    const char *id_type; /* "case_id", or NULL without @id */
    const char *zone;    /* of a sensitive table, else NULL; ":zone" when every row has its own */
    bool is_view;
    int line;
};
struct id_type {
    const char *name, *module;
};
struct enumeration {
    const char *name, *module;
    char **codes;
    size_t n_codes;
};
struct migration {
    const char *module, *path;
    int number;
    struct str sqlite, postgresql;
    char sha256[65];
};
/* Everything the migrations up to and including the module declare. */
struct schema {
    const char *module;  /* the one generated for; NULL when all are only embedded or printed */
    const char *part_of; /* module whose tables are its own too, or NULL */
    char **uses;
    size_t n_uses;
    struct column *columns;
    struct table *tables;
    struct id_type *ids;
    struct enumeration *enums;
    struct migration *migrations;
    char **modules;
    char **triggers;
    size_t n_columns, n_tables, n_ids, n_enums, n_migrations, n_modules, n_triggers;
    sqlite3 *db;      /* all of it */
    sqlite3 *surface; /* what the module may name: its own tables, and the views it uses as empty tables */
};

/* sqlgen_types.c */
/* "int", "unit_id?", "baton_event": false if there is no such type. */
bool type_parse(const struct schema *schema, const char *text, struct type *ret_type);
const char *type_name(struct type type);
const char *type_c(struct type type);          /* "struct case_id", "const char *" with its space when it needs one */
const char *type_postgresql(struct type type); /* for casts of parameters */
const char *type_sqlite(struct type type);
bool type_is_builtin(const char *name);
struct enumeration *schema_enum(const struct schema *schema, const char *name);
struct id_type *schema_id(const struct schema *schema, const char *name);
struct table *schema_table(const struct schema *schema, const char *name);
struct column *schema_column(const struct schema *schema, const char *table, const char *name);
bool schema_owns(const struct schema *schema, const char *module);
bool schema_has_module(const struct schema *schema, const char *module);
bool schema_may_use(const struct schema *schema, const char *module);

/* sqlgen_schema.c */
void schema_open(struct schema *schema);
void schema_read(struct schema *schema, const char *module, const char *path);
void schema_close(struct schema *schema);

/* sqlgen_history.c */
struct history {
    bool append_only, never_deleted, frozen;
    const char *once; /* the column that freezes a row when it has a value, or one of the codes; NULL: from the first */
    char **codes;
    size_t n_codes;
    int line;
};
bool history_directive(struct history *history, const char *path, int line, const struct words *words); /* false: it is none */
bool history_any(const struct history *history);
bool history_unchanging(const struct history *history); /* no row ever changes */
/* The triggers that refuse it, as a migration would have them. Ends the tool if the table has no such column or code. */
const char *history_text(const struct schema *schema, const char *path, const char *table, const struct history *history, bool in_log);

/* sqlgen_unit.c */
struct unit_fate {
    const char *column, *where; /* where: of the rows that follow; NULL: none follow by themselves */
    int line;
    bool follows;
};
#define UNIT_FATES_MAX 16
struct unit_fates {
    struct unit_fate v[UNIT_FATES_MAX];
    size_t n;
};
void unit_fate_add(struct unit_fates *fates, const struct unit_fate *fate);
/* The triggers by which the columns of a table follow a unit that becomes part of another; NULL: none do. Ends the tool if a column that names a
 * unit is not spoken of. */
const char *unit_fates_text(const struct schema *schema, const char *path, const char *table, const struct unit_fates *fates);

/* sqlgen_surface.c */
struct statement {
    const char *path, *sql; /* the SQLite text */
    int line;
    struct table *table; /* the table or view it creates, else NULL */
};
void surface_apply(struct schema *schema, const struct statement *statement);
/* Ends the tool if the text names a table of another module, or a view of one that is not used. */
void surface_check(const struct schema *schema, const char *path, int line, const char *sql);
int sql_error_line(sqlite3 *db, const char *sql, int line); /* of the latest error */

#define QUERY_PARAMS_MAX 63
struct param {
    const char *name;
    struct type type;
    int line;
    int number;        /* in the SQL, from 1; 0: only seals */
    const char *place; /* "table.column" that a sealed parameter goes into */
    int stores;        /* how many times it does */
};
struct output {
    const char *name;
    struct type type;
    int line;          /* where `=name type` stands; 0 if nowhere */
    const char *place; /* "table.column" of a sealed column */
    bool is_key;       /* person_key: opens the others, not in the row */
};
struct zoned {
    const char *table;
    bool held; /* to the zone in the parameter :zone */
};
enum query_kind { QUERY_ONE, QUERY_MANY, QUERY_EACH, QUERY_EXEC, QUERY_INSERT };
struct query {
    const char *path, *name, *comment;
    enum query_kind kind;
    int line, sql_line;
    struct token *tokens; /* of the SQL, without comments and the last ; */
    size_t n_tokens;
    struct param params[QUERY_PARAMS_MAX];
    struct output *declared, *outputs;
    size_t n_params, n_declared, n_outputs;
    int n_bound;
    bool scan_ok, limit_ok;
    const char *sqlite, *postgresql;
    const char **zones;  /* the sensitive zones it touches */
    struct zoned *zoned; /* the tables it touches whose rows have each their zone */
    size_t n_zones, n_zoned;
    bool seals, unseals;
    struct type inserted; /* kind insert */
};
struct queries {
    struct query *v;
    size_t n;
};
/* sqlgen_query.c */
void queries_read(const struct schema *schema, const char *path, struct queries *queries); /* adds the file's to those before */
struct param *query_param(struct query *query, const struct token *token); /* NULL if not declared */

/* sqlgen_check.c and sqlgen_sealed.c */
void query_check(struct schema *schema, struct query *query);
void query_check_sealed(const struct schema *schema, struct query *query);

/* sqlgen_zone.c */
void zone_touch(struct query *query, const struct table *table); /* a sensitive table */
/* An INSERT gives the column zone the tokens from..to; an UPDATE sets it. */
void zone_store(const struct schema *schema, struct query *query, const char *table, size_t from, size_t to);
void zone_refuse_change(const struct schema *schema, const struct query *query, const char *table, size_t at);
void query_check_zones(const struct schema *schema, struct query *query);

/* sqlgen_emit.c and sqlgen_emit_query.c */
void emit_schema(const struct schema *schema, const char *folder);
void emit_queries(const struct schema *schema, const struct queries *queries, int base, const char *folder);
/* The line that includes a module's NAME_schema.h. */
const char *emit_include(const struct schema *schema, const char *module);

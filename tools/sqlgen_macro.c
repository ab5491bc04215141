/* The macros of migrations (@id, @ref, @text …): what they declare, and their text in both dialects. Runs no SQL. */
#include "tools/sqlgen_macro.h"

#include <string.h>

struct macro_reader {
    const struct catalogue_change *change;
    const struct tokens *tokens;
    const char *table;    /* that the statement makes or alters, or NULL */
    const char *table_id; /* its id type, once its @id is read */
};

static bool is_symbol(const struct tokens *tokens, size_t i, char symbol) {
    return i < tokens->n && tokens->v[i].kind == TOKEN_SYMBOL && tokens->v[i].at[0] == symbol && tokens->v[i].length == 1;
}

static const char *statement_table(const char *path, const struct tokens *tokens) {
    if (tokens->n < 3 || !token_is(&tokens->v[1], "table")) return NULL;
    if (!token_is(&tokens->v[0], "create") && !token_is(&tokens->v[0], "alter")) return NULL;
    if (token_is(&tokens->v[2], "if")) tool_die(path, tokens->v[2].line, "a migration runs once: no IF EXISTS, no IF NOT EXISTS");
    return token_text(&tokens->v[2]);
}

/* The name of the column: the word before the macro. */
static const char *macro_column(const struct macro_reader *reader, size_t i) {
    const struct token *macro = &reader->tokens->v[i];
    while (i > 0 && reader->tokens->v[i - 1].kind == TOKEN_COMMENT) i--;
    const struct token *before = i > 0 ? &reader->tokens->v[i - 1] : NULL;
    if (!reader->table || !before || before->kind != TOKEN_WORD)
        tool_die(reader->change->path, macro->line, "%s belongs after a column's name in a table", token_text(macro));
    const char *name = token_text(before);
    if (!tool_is_name(name)) tool_die(reader->change->path, before->line, "column %s: small letters, digits and _", name);
    return name;
}

static const char *id_of_reference(const struct macro_reader *reader, const struct token *macro, const char *target) {
    const struct table *table = schema_table(reader->change->schema, target);
    bool itself = reader->table && strcmp(reader->table, target) == 0;
    if (!table && !itself) tool_die(reader->change->path, macro->line, "no table %s", target);
    const char *id = table ? table->id_type : reader->table_id;
    if (!id) tool_die(reader->change->path, macro->line, "table %s has no @id to refer to", target);
    return id;
}

static void take_id(struct macro_reader *reader, const struct token *token, const char *argument, struct macro *macro) {
    if (macro->type.nullable) tool_die(reader->change->path, token->line, "@id is never NULL");
    if (strcmp(macro->column, "id") != 0) tool_die(reader->change->path, token->line, "the column of @id is called id");
    const char *name = format_text("%s_id", argument ? argument : reader->table);
    if (!tool_is_name(name)) tool_die(reader->change->path, token->line, "%s is no name: small letters, digits and _", name);
    if (schema_enum(reader->change->schema, name)) tool_die(reader->change->path, token->line, "%s is already an enum", name);
    schema_declare_id(reader->change->schema, reader->change->module, name);
    macro->form = MACRO_ID;
    macro->type.kind = TYPE_ID;
    macro->type.name = reader->table_id = name;
}

static void take_enum(struct macro_reader *reader, const struct token *token, const char *argument, struct macro *macro) {
    if (!argument) tool_die(reader->change->path, token->line, "expected @enum(name)");
    const struct enumeration *enumeration = schema_enum(reader->change->schema, argument);
    if (!enumeration) tool_die(reader->change->path, token->line, "no enum %s", argument);
    macro->type.kind = TYPE_ENUM;
    macro->type.name = enumeration->name;
    macro->codes = enumeration->codes;
    macro->n_codes = enumeration->n_codes;
}

static void take_plain(struct macro_reader *reader, const struct token *token, const char *argument, struct macro *macro) {
    const char *path = reader->change->path, *name = token_text(token) + 1;
    struct type type;
    if (!type_is_builtin(name)) tool_die(path, token->line, "no type @%s", name);
    type_parse(reader->change->schema, name, &type);
    macro->type.kind = type.kind;
    if (!argument) return;
    if (type.kind != TYPE_INT) tool_die(path, token->line, "@%s takes nothing in parentheses", name);
    const struct id_type *id = schema_id(reader->change->schema, argument);
    if (!id) tool_die(path, token->line, "no id %s", argument);
    macro->type.kind = TYPE_ID;
    macro->type.name = id->name;
}

/* `@name`, then `?` and `(argument)` in either order, each if it stands there. */
static const char *take_tail(const struct macro_reader *reader, struct macro *macro) {
    const struct tokens *tokens = reader->tokens;
    const char *argument = NULL;
    size_t i = macro->first + 1;
    for (int part = 0; part < 2; part++) {
        bool touches = i < tokens->n && tokens->v[i].at == tokens->v[i - 1].at + tokens->v[i - 1].length;
        if (!macro->type.nullable && touches && is_symbol(tokens, i, '?')) {
            macro->type.nullable = true;
            i++;
        } else if (!argument && touches && is_symbol(tokens, i, '(')) {
            if (i + 2 >= tokens->n || tokens->v[i + 1].kind != TOKEN_WORD || !is_symbol(tokens, i + 2, ')'))
                tool_die(reader->change->path, tokens->v[i].line, "expected one name in the parentheses of %s",
                         token_text(&tokens->v[macro->first]));
            argument = token_text(&tokens->v[i + 1]);
            i += 3;
        }
    }
    macro->last = i - 1;
    return argument;
}

static struct macro take_macro(struct macro_reader *reader, size_t i) {
    struct macro macro = {.first = i};
    const struct token *token = &reader->tokens->v[i];
    const char *argument = take_tail(reader, &macro);
    if (token_is(token, "@strict")) {
        if (argument || macro.type.nullable) tool_die(reader->change->path, token->line, "@strict stands alone");
        macro.form = MACRO_STRICT;
        return macro;
    }
    macro.column = macro_column(reader, i);
    if (token_is(token, "@id")) {
        take_id(reader, token, argument, &macro);
    } else if (token_is(token, "@ref")) {
        if (!argument) tool_die(reader->change->path, token->line, "expected @ref(table)");
        macro.form = MACRO_REF;
        macro.target = argument;
        macro.type.kind = TYPE_ID;
        macro.type.name = id_of_reference(reader, token, argument);
    } else if (token_is(token, "@enum")) {
        take_enum(reader, token, argument, &macro);
    } else {
        take_plain(reader, token, argument, &macro);
    }
    return macro;
}

struct macros macros_read(const struct catalogue_change *change, const struct tokens *tokens) {
    struct macros macros = {0};
    struct macro_reader reader = {.change = change, .tokens = tokens, .table = statement_table(change->path, tokens)};
    for (size_t i = 0; i < tokens->n; i++) {
        if (tokens->v[i].kind != TOKEN_MACRO) continue;
        macros.v = grow_array(macros.v, macros.n, sizeof *macros.v);
        macros.v[macros.n] = take_macro(&reader, i);
        i = macros.v[macros.n++].last;
    }
    return macros;
}

static void expand_column(struct str *out, const struct macro *macro, bool postgresql) {
    str_add(out, postgresql ? type_postgresql(macro->type) : type_sqlite(macro->type));
    if (!macro->type.nullable) str_add(out, " NOT NULL");
    if (macro->form == MACRO_REF) str_addf(out, " REFERENCES %s(id)", macro->target);
    else if (macro->type.kind == TYPE_BOOL) str_addf(out, " CHECK (%s IN (0,1))", macro->column);
    else if (macro->type.kind == TYPE_DATE) str_addf(out, " CHECK (length(%s) = 10)", macro->column);
    if (macro->type.kind != TYPE_ENUM) return;
    str_addf(out, " CHECK (%s IN (", macro->column);
    for (size_t i = 0; i < macro->n_codes; i++) str_addf(out, "%s'%s'", i ? "," : "", macro->codes[i]);
    str_add(out, "))");
}

static void expand_macro(struct str *out, const struct macro *macro, bool postgresql) {
    switch (macro->form) {
    case MACRO_STRICT: str_add(out, postgresql ? "" : "STRICT"); break;
    case MACRO_ID: str_add(out, postgresql ? "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY" : "INTEGER PRIMARY KEY"); break;
    case MACRO_REF:
    case MACRO_COLUMN: expand_column(out, macro, postgresql); break;
    }
}

void macros_expand(struct str *out, const struct tokens *tokens, const struct macros *macros, bool postgresql) {
    const char *from = tokens->v[0].at;
    for (size_t i = 0; i < macros->n; i++) {
        const struct token *first = &tokens->v[macros->v[i].first], *last = &tokens->v[macros->v[i].last];
        str_add_n(out, from, (size_t)(first->at - from));
        expand_macro(out, &macros->v[i], postgresql);
        from = last->at + last->length;
    }
    const struct token *end = &tokens->v[tokens->n - 1];
    str_add_n(out, from, (size_t)(end->at + end->length - from));
}

/* The rules on C code within one file: functions' size, banned words, and text that only templates and queries may write.
 * Part of codecheck. */
#include "tools/codecheck.h"
#include "tools/toolkit.h"

#include <ctype.h>
#include <string.h>

enum { MAX_LINES = 60, MAX_PARAMETERS = 5, MAX_NESTING = 4, MAX_BRACES = 64 };

static bool is_any(const struct token *token, const char *const *words) {
    for (; *words; words++) {
        if (token_is(token, *words)) return true;
    }
    return false;
}

/* ── functions ────────────────────────────────────────────────────────── */

/* The index of the '(' that the ')' at `close` ends, or -1. */
static int opening(const struct source *source, int close) {
    int depth = 0;
    for (int i = close; i >= 0; i--) {
        char kind = source->tokens[i].kind;
        depth += (kind == ')') - (kind == '(');
        if (depth == 0) return i;
    }
    return -1;
}

/* The transaction that a rule runs in (a first "struct db *") is where it stands, not what it is told: it does not count. */
static bool begins_with_transaction(const struct source *source, int open) {
    const struct token *first = &source->tokens[open + 1];
    return token_is(first, "struct") && token_is(first + 1, "db") && first[2].kind == '*';
}

static int count_parameters(const struct source *source, int open, int close) {
    if (close == open + 1 || (close == open + 2 && token_is(&source->tokens[open + 1], "void"))) return 0;
    int count = begins_with_transaction(source, open) ? 0 : 1, depth = 0;
    for (int i = open + 1; i < close; i++) {
        char kind = source->tokens[i].kind;
        depth += (kind == '(') - (kind == ')');
        count += kind == ',' && depth == 0;
    }
    return source->tokens[close - 1].kind == '.' ? count - 1 : count; /* "..." is not counted */
}

/* Whether the '{' at `at` begins a block of statements, not a list of values. */
static bool begins_block(const struct source *source, int at) {
    static const char *const before_blocks[] = {"else", "do", NULL};
    static const char *const before_values[] = {"return", "sizeof", "case", NULL};
    const struct token *before = &source->tokens[at - 1];
    if (before->kind == 'a') return is_any(before, before_blocks);
    if (before->kind != ')') return strchr(";{}:(", before->kind) != NULL;
    int open = opening(source, at - 1);
    if (open < 1) return false;
    const struct token *head = &source->tokens[open - 1];
    return head->kind == 'a' && !is_any(head, before_values);
}

/* A signature that a library dictates is excused by a comment on its line or the line above: "parameters ok: reason". */
static bool parameters_excused(const struct source *source, const struct token *name) {
    const char *begin = name->at;
    for (int lines = 0; begin > source->text; begin--) {
        lines += begin[-1] == '\n';
        if (lines == 2) break;
    }
    size_t length = (size_t)(name->at - begin) + strcspn(name->at, "\n");
    return strstr(arena_strndup(tool_arena(), begin, length), "parameters ok: ") != NULL;
}

struct body {
    bool block[MAX_BRACES];
    int depth, nesting;
};

static void enter_brace(const struct source *source, int at, struct body *body) {
    if (body->depth == MAX_BRACES) tool_die(source->path, source->tokens[at].line, "braces nest too deep");
    bool block = body->depth == 0 || (body->block[body->depth - 1] && begins_block(source, at));
    body->block[body->depth++] = block;
    body->nesting += block;
    if (block && body->nesting - 1 == MAX_NESTING + 1)
        tool_error(source->path, source->tokens[at].line, "nested deeper than %d levels", MAX_NESTING);
}

/* From the '{' at `at` to its '}'. Returns the index of that, or of the last token. */
static int walk_body(const struct source *source, int at) {
    struct body body = {.depth = 0};
    for (int i = at; i < source->n_tokens; i++) {
        if (source->tokens[i].directive) continue;
        if (source->tokens[i].kind == '{') enter_brace(source, i, &body);
        if (source->tokens[i].kind != '}') continue;
        body.depth--;
        body.nesting -= body.block[body.depth];
        if (body.depth == 0) return i;
    }
    return source->n_tokens - 1;
}

static int skip_braces(const struct source *source, int at) {
    int depth = 0;
    for (int i = at; i < source->n_tokens; i++) {
        depth += (source->tokens[i].kind == '{') - (source->tokens[i].kind == '}');
        if (depth == 0) return i;
    }
    return source->n_tokens - 1;
}

void check_functions(const struct source *source) {
    for (int i = 1; i < source->n_tokens; i++) {
        if (source->tokens[i].kind != '{' || source->tokens[i].directive) continue;
        int open = source->tokens[i - 1].kind == ')' ? opening(source, i - 1) : -1;
        if (open < 1 || source->tokens[open - 1].kind != 'a') {
            i = skip_braces(source, i);
            continue;
        }
        const struct token *name = &source->tokens[open - 1];
        int parameters = count_parameters(source, open, i - 1);
        if (parameters > MAX_PARAMETERS && !parameters_excused(source, name))
            tool_error(source->path, name->line, "%.*s has %d parameters; %d at most", (int)name->length, name->at, parameters,
                       MAX_PARAMETERS);
        i = walk_body(source, i);
        int lines = source->tokens[i].line - name->line + 1;
        if (lines > MAX_LINES)
            tool_error(source->path, name->line, "%.*s has %d lines; %d at most", (int)name->length, name->at, lines, MAX_LINES);
    }
}

/* ── words ────────────────────────────────────────────────────────────── */

static const char *const banned[] = {"sprintf",   "vsprintf", "strcpy", "strcat", "strtok", "atoi", "atol",
                                     "localtime", "gmtime",   "system", "popen",  "gets",   "rand", NULL};
static const char *const banned_in_domain[] = {"malloc", "calloc", "realloc", "free", NULL};

static bool is_member(const struct source *source, int at) {
    if (at < 1) return false;
    char before = source->tokens[at - 1].kind;
    return before == '.' || (before == '>' && at > 1 && source->tokens[at - 2].kind == '-');
}

void check_words(const struct source *source) {
    bool markup_is_here = source->layer >= LAYER_TOOLS || text_starts(source->path, "src/platform/html/");
    for (int i = 0; i + 1 < source->n_tokens; i++) {
        const struct token *token = &source->tokens[i];
        if (token->kind != 'a') continue;
        bool call = source->tokens[i + 1].kind == '(' && !is_member(source, i);
        bool domain = source->layer == LAYER_DOMAIN;
        if (call && (is_any(token, banned) || (domain && is_any(token, banned_in_domain))))
            tool_error(source->path, token->line, "%.*s is not used in Felles", (int)token->length, token->at);
        if (!markup_is_here && token_is(token, "html_lit")) tool_error(source->path, token->line, "only templates write markup");
        if (domain && token_is(token, "default") && source->tokens[i + 1].kind == ':')
            tool_error(source->path, token->line, "no default: the compiler then tells of a value that is forgotten");
    }
}

/* ── markup and SQL in C strings ──────────────────────────────────────── */

static bool holds_markup(const char *text, size_t length) {
    for (size_t i = 0; i + 1 < length; i++) {
        if (text[i] != '<') continue;
        size_t name = i + 1 + (text[i + 1] == '/');
        size_t end = name;
        while (end < length && isalnum((unsigned char)text[end])) end++;
        if (end > name && islower((unsigned char)text[name]) && (end >= length - 1 || strchr(" >/", text[end]))) return true;
    }
    return false;
}

static bool holds_sql(const char *text, size_t length) {
    static const char *const words[] = {"SELECT ", "INSERT ", "UPDATE ", "DELETE ", NULL};
    for (size_t i = 0; i < length; i++) {
        if (i && (isalnum((unsigned char)text[i - 1]) || text[i - 1] == '_')) continue;
        for (const char *const *word = words; *word; word++) {
            size_t size = strlen(*word);
            if (length - i >= size && memcmp(text + i, *word, size) == 0) return true;
        }
    }
    return false;
}

static bool writes_text(const struct token *token) {
    return token->kind == 'a' &&
           ((token->length >= 6 && memcmp(token->at + token->length - 6, "printf", 6) == 0) || token_is(token, "str_addf"));
}

static void check_call_strings(const struct source *source, int call) {
    int depth = 0;
    for (int i = call + 1; i < source->n_tokens; i++) {
        const struct token *token = &source->tokens[i];
        depth += (token->kind == '(') - (token->kind == ')');
        if (depth == 0) return;
        if (token->kind != '"') continue;
        if (holds_markup(token->at, token->length) && !text_starts(source->path, "src/platform/html/"))
            tool_error(source->path, token->line, "markup is written by templates");
        if (holds_sql(token->at, token->length) && !text_starts(source->path, "src/platform/db/"))
            tool_error(source->path, token->line, "SQL stands in .sql files");
    }
}

void check_written_text(const struct source *source) {
    if (source->layer >= LAYER_MAIN || source->is_test) return;
    for (int i = 0; i + 1 < source->n_tokens; i++) {
        if (writes_text(&source->tokens[i]) && source->tokens[i + 1].kind == '(') check_call_strings(source, i);
    }
}

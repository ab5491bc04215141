/* C as tokens, as far as codecheck needs it: comments and strings never look like code. Part of codecheck; judges nothing. */
#include "tools/codecheck.h"
#include "tools/toolkit.h"

#include <ctype.h>
#include <string.h>

struct scanner {
    struct source *source;
    const char *at;
    int line;
    bool line_begins, directive;
};

bool token_is(const struct token *token, const char *text) {
    return token->kind == 'a' && strlen(text) == token->length && memcmp(token->at, text, token->length) == 0;
}

static void newline(struct scanner *scanner) {
    bool continued = scanner->at > scanner->source->text && scanner->at[-1] == '\\';
    scanner->line++;
    scanner->line_begins = true;
    if (!continued) scanner->directive = false;
}

static void skip_comment(struct scanner *scanner) {
    const char *end = strstr(scanner->at + 2, "*/");
    if (!end) tool_die(scanner->source->path, scanner->line, "the comment does not end");
    for (; scanner->at < end; scanner->at++) scanner->line += *scanner->at == '\n';
    scanner->at = end + 2;
}

static size_t quoted_length(const struct scanner *scanner) {
    const char *end = scanner->at + 1;
    for (; *end && *end != *scanner->at && *end != '\n'; end++) {
        if (*end == '\\' && end[1]) end++;
    }
    if (*end != *scanner->at) tool_die(scanner->source->path, scanner->line, "the string does not end on its line");
    return (size_t)(end + 1 - scanner->at);
}

static size_t word_length(const char *at) {
    size_t length = 0;
    while (isalnum((unsigned char)at[length]) || at[length] == '_') length++;
    return length;
}

static void add_token(struct scanner *scanner, char kind, size_t length) {
    struct source *source = scanner->source;
    source->tokens[source->n_tokens++] = (struct token){kind, scanner->at, length, scanner->line, scanner->directive};
    scanner->at += length;
}

static void scan_token(struct scanner *scanner) {
    char c = *scanner->at;
    if (scanner->line_begins && c == '#') scanner->directive = true;
    scanner->line_begins = false;
    size_t word = word_length(scanner->at);
    if (word) add_token(scanner, 'a', word);
    else if (c == '"' || c == '\'') add_token(scanner, c, quoted_length(scanner));
    else add_token(scanner, c, 1);
}

void source_scan(struct source *source) {
    struct scanner scanner = {source, source->text, 1, true, false};
    source->tokens = arena_array(tool_arena(), source->length + 1, sizeof *source->tokens);
    while (*scanner.at) {
        if (*scanner.at == '\n') {
            newline(&scanner);
            scanner.at++;
        } else if (isspace((unsigned char)*scanner.at)) {
            scanner.at++;
        } else if (scanner.at[0] == '/' && scanner.at[1] == '*') {
            skip_comment(&scanner);
        } else if (scanner.at[0] == '/' && scanner.at[1] == '/') {
            scanner.at += strcspn(scanner.at, "\n");
        } else if (scanner.directive && *scanner.at == '\'') {
            scanner.at++; /* an apostrophe in #error text */
        } else {
            scan_token(&scanner);
        }
    }
}

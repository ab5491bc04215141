/* What the parts of codecheck share: one file's text, its code without comments and strings, its tokens, and the modules. */
#pragma once
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum layer { LAYER_BASE, LAYER_PLATFORM, LAYER_DOMAIN, LAYER_MAIN, LAYER_TOOLS, LAYER_TESTS };

struct token {
    char kind;      /* 'a' a word or number, '"' a string, else the character itself */
    const char *at; /* in the file's text: a string's content is there */
    size_t length;
    int line;
    bool directive; /* on a line that begins with # */
};
struct source {
    const char *path; /* from the root of the repository, for messages */
    const char *text;
    size_t length;
    enum layer layer;
    const char *module; /* in domain: the folder; else NULL */
    bool is_test;       /* test_*.c and *_for_tests.h */
    struct token *tokens;
    int n_tokens;
};
struct texts {
    const char **v;
    int n;
};
struct module {
    const char *name, *build_file; /* path of its meson.build */
    struct texts uses, headers;    /* headers: what it publishes beside NAME.h */
    int uses_line, mark;
};
struct modules {
    struct module *v;
    int n;
};

/* A word is the same as this text. */
bool token_is(const struct token *token, const char *text);
void source_scan(struct source *source); /* fills tokens; stops at a comment or string that does not end */

void check_functions(const struct source *source);    /* length, parameters, nesting */
void check_words(const struct source *source);        /* banned functions, default:, html_lit */
void check_written_text(const struct source *source); /* markup and SQL in printf and its like */
void check_includes(const struct source *source, const struct modules *modules, const char *root);

struct modules modules_read(const char *root, char *const *folders, int n_folders); /* README.md, meson.build, uses */
void modules_check_cycles(struct modules *modules);

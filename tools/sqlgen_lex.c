/* SQL into tokens: enough to find parameters, macros, quotes and the end of a statement. Knows no grammar. */
#include "tools/sqlgen.h"

#include <ctype.h>
#include <string.h>

static bool word_byte(char byte) { return isalnum((unsigned char)byte) || byte == '_' || (unsigned char)byte >= 0x80; }

static bool word_start(char byte) { return word_byte(byte) && !isdigit((unsigned char)byte); }

static size_t word_length(const char *at) {
    size_t n = 0;
    while (word_byte(at[n])) n++;
    return n;
}

/* 'text' or "name", where a doubled quote stands for itself. 0 if it never ends. */
static size_t quoted_length(const char *at) {
    char quote = *at;
    for (size_t n = 1; at[n]; n++) {
        if (at[n] != quote) continue;
        if (at[n + 1] != quote) return n + 1;
        n++;
    }
    return 0;
}

/* $$ … $$ or $tag$ … $tag$. 0 if this is none, or it never ends. */
static size_t dollars_length(const char *at) {
    size_t mark = 1 + word_length(at + 1);
    if (at[mark] != '$') return 0;
    mark++;
    const char *close = strstr(at + mark, copy_text(at, mark));
    return close ? (size_t)(close - at) + mark : 0;
}

static size_t comment_length(const char *at) {
    if (at[1] == '-') return strcspn(at, "\n");
    const char *close = strstr(at + 2, "*/");
    return close ? (size_t)(close - at) + 2 : 0;
}

static struct token token_of(const struct lexer *lexer, enum token_kind kind, size_t length, const char *what) {
    if (length == 0) tool_die(lexer->path, lexer->line, "%s", what);
    return (struct token){kind, lexer->at, length, lexer->line};
}

static struct token token_here(const struct lexer *lexer) {
    const char *at = lexer->at;
    if (!*at) return (struct token){TOKEN_END, at, 0, lexer->line};
    if ((at[0] == '-' && at[1] == '-') || (at[0] == '/' && at[1] == '*'))
        return token_of(lexer, TOKEN_COMMENT, comment_length(at), "a comment that never ends");
    if (*at == '\'') return token_of(lexer, TOKEN_STRING, quoted_length(at), "a ' that is never closed");
    if (*at == '"') return token_of(lexer, TOKEN_QUOTED, quoted_length(at), "a \" that is never closed");
    if (*at == '$') return token_of(lexer, TOKEN_DOLLARS, dollars_length(at), "a $ that begins nothing, or a $$ that is never closed");
    if (at[0] == ':' && at[1] == ':') return token_of(lexer, TOKEN_SYMBOL, 2, "");
    if (*at == ':' && word_start(at[1])) return token_of(lexer, TOKEN_PARAM, 1 + word_length(at + 1), "");
    if (*at == '@' && word_start(at[1])) return token_of(lexer, TOKEN_MACRO, 1 + word_length(at + 1), "");
    if (word_start(*at)) return token_of(lexer, TOKEN_WORD, word_length(at), "");
    if (isdigit((unsigned char)*at)) {
        size_t n = word_length(at);
        if (at[n] == '.') n += 1 + word_length(at + n + 1);
        return token_of(lexer, TOKEN_NUMBER, n, "");
    }
    if (iscntrl((unsigned char)*at)) tool_die(lexer->path, lexer->line, "a control character in the SQL");
    return token_of(lexer, TOKEN_SYMBOL, 1, "");
}

struct token lexer_next(struct lexer *lexer) {
    while (isspace((unsigned char)*lexer->at)) {
        if (*lexer->at == '\n') lexer->line++;
        lexer->at++;
    }
    struct token token = token_here(lexer);
    for (size_t i = 0; i < token.length; i++)
        if (token.at[i] == '\n') lexer->line++;
    lexer->at += token.length;
    return token;
}

bool token_is(const struct token *token, const char *word) {
    return token->length == strlen(word) && sqlite3_strnicmp(token->at, word, (int)token->length) == 0;
}

char *token_text(const struct token *token) { return copy_text(token->at, token->length); }

void comment_words(const struct token *token, const char *path, struct words *ret_words) {
    ret_words->n = 0;
    size_t i = 2;
    for (;;) {
        while (i < token->length && isspace((unsigned char)token->at[i])) i++;
        size_t from = i;
        while (i < token->length && !isspace((unsigned char)token->at[i])) i++;
        if (i == from) return;
        if (ret_words->n == sizeof ret_words->v / sizeof *ret_words->v) tool_die(path, token->line, "too many words in one comment");
        ret_words->v[ret_words->n++] = copy_text(token->at + from, i - from);
    }
}

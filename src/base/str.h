/* Text: a growing buffer in an arena, and small UTF-8 helpers. Text is UTF-8 ending in NUL. */
#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct blob {
    const uint8_t *data;
    size_t size;
};

struct maybe_int {
    bool has;
    int64_t v;
};

struct str {
    struct arena *arena;
    char *data; /* always NUL-terminated once something is added; NULL before */
    size_t length, capacity;
};

struct str str_in(struct arena *arena);
/* Room for `more` bytes and the NUL, so that a long text need not grow step by step. */
void str_reserve(struct str *str, size_t more);
void str_add(struct str *str, const char *text);
void str_add_n(struct str *str, const char *bytes, size_t length);
void str_add_char(struct str *str, char byte);
void str_addf(struct str *str, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *str_text(const struct str *str); /* "" when empty */

bool text_equal(const char *a, const char *b); /* NULL equals NULL only */
/* The place of `text` in `texts`, where `order` lists the n places in the order of strcmp; 0 if it is not there or NULL. */
uint16_t text_among(const char *const *texts, const uint16_t *order, size_t n, const char *text);
bool text_empty(const char *text);             /* NULL, "" or only white space */
bool text_starts(const char *text, const char *prefix);
char *text_trim(struct arena *arena, const char *text);
char *text_one_line(struct arena *arena, const char *text); /* trimmed, its lines joined, without a full stop at its end */
char *text_capital(struct arena *arena, const char *text); /* the first letter large, æ ø å too: "åpent møte" is "Åpent møte" */
/* "010190 12345" as "01019012345": people write numbers with spaces. NULL stays NULL. */
const char *text_without_spaces(struct arena *arena, const char *text);
bool utf8_valid(const char *bytes, size_t length); /* strict: no surrogates, overlongs or NUL */
size_t utf8_length(const char *text);              /* code points */
/* Lower case and without accents for searching names: "Åse Ødegård" and "aase" are NOT equal, "åse" and "Åse" are.
 * Latin letters are folded; æ ø å stay letters of their own; č š ž đ ŋ ŧ lose their mark. */
char *text_fold(struct arena *arena, const char *text);
/* ISO-8859-1 to UTF-8. */
char *latin1_to_utf8(struct arena *arena, const char *bytes, size_t length);
/* Whole-string decimal integer; false if anything else is there or it overflows. */
bool parse_int(const char *text, int64_t *ret_value);

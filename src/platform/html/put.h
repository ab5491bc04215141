/* What generated templates call besides html.h: a hole's value by its C type. Included by NAME_views.c only. */
#pragma once
#include "platform/html/html.h"

#include <inttypes.h>

/* A value inside a URL, after its start: everything but unreserved characters is percent-encoded, so it can never be a scheme,
 * a new path segment or a new parameter. */
static inline void html_url_part(struct html *h, const char *text) {
    for (const char *c = text ? text : ""; *c; c++) {
        bool plain = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '-' || *c == '.' ||
                     *c == '_' || *c == '~';
        if (plain) str_add_char(&h->out, *c);
        else str_addf(&h->out, "%%%02X", (unsigned)(unsigned char)*c);
    }
}
static inline void html_size(struct html *h, uint64_t number) { html_int(h, (int64_t)number); }

/* The associations of the _Generic that writes a hole: text through `write`, whole numbers as digits. Anything else (bool, double,
 * a date, an id) does not compile: it needs a word that says how it is written. Generated code spells out the _Generic itself, so
 * that the compiler's message stands at the template's line. */
// clang-format off
#define HTML_BY_TYPE(write)                                                                                                        \
    char *: write, const char *: write, signed char: html_int, unsigned char: html_int, short: html_int, unsigned short: html_int, \
        int: html_int, unsigned: html_int, long: html_int, long long: html_int, unsigned long: html_size, unsigned long long: html_size
// clang-format on

/* A text's parameter: never NULL, for NULL ends the list of text_format. */
static inline const char *html_argument_text(struct html *h, const char *text) {
    (void)h;
    return text ? text : "";
}
static inline const char *html_argument_int(struct html *h, int64_t number) { return arena_printf(h->arena, "%" PRId64, number); }
static inline const char *html_argument_size(struct html *h, uint64_t number) { return arena_printf(h->arena, "%" PRIu64, number); }
// clang-format off
#define HTML_ARGUMENT_BY_TYPE(text)                                                                                                \
    char *: text, const char *: text, signed char: html_argument_int, unsigned char: html_argument_int, short: html_argument_int,  \
        unsigned short: html_argument_int, int: html_argument_int, unsigned: html_argument_int, long: html_argument_int,           \
        long long: html_argument_int, unsigned long: html_argument_size, unsigned long long: html_argument_size
// clang-format on

/* A field's value: text (NULL stays NULL) or a whole number. */
static inline const char *html_value_text(struct html *h, const char *text) {
    (void)h;
    return text;
}

/* A field's options, by value or by pointer. */
static inline const struct options *html_options_copy(struct html *h, struct options options) {
    struct options *copy = arena_alloc(h->arena, sizeof *copy);
    *copy = options;
    return copy;
}
static inline const struct options *html_options_same(struct html *h, const struct options *options) {
    (void)h;
    return options;
}
// clang-format off
#define HTML_OPTIONS_BY_TYPE \
    struct options: html_options_copy, struct options *: html_options_same, const struct options *: html_options_same
// clang-format on

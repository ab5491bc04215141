/* Languages, and texts with their parameters, from the compiled catalogue. May not read the environment's locale, and never
 * fails: what is missing shows itself in the text and in the log. */
#include "platform/i18n/i18n.h"
#include "base/log.h"
#include "base/str.h"
#include "platform/i18n/catalogue.h"

#include <string.h>
#include <strings.h>

static const char *const lang_codes[] = {[LANG_NB] = "nb", [LANG_NN] = "nn", [LANG_EN] = "en"};
#define LANG_COUNT (sizeof lang_codes / sizeof lang_codes[0])

static enum lang lang_or_nb(enum lang lang) { return lang >= LANG_NB && lang <= LANG_EN ? lang : LANG_NB; }

const char *lang_code(enum lang lang) { return lang_codes[lang_or_nb(lang)]; }

static enum lang lang_of_tag(const char *tag, size_t length) {
    if (length != 2) return 0;
    if (strncasecmp(tag, "no", 2) == 0) return LANG_NB;
    for (size_t i = LANG_NB; i < LANG_COUNT; i++)
        if (strncasecmp(tag, lang_codes[i], 2) == 0) return (enum lang)i;
    return 0;
}

enum lang lang_parse(const char *code) { return code ? lang_of_tag(code, strlen(code)) : 0; }

/* The weight in "en-GB;q=0.8" in thousandths: 1000 without one, -1 if it is not as RFC 9110 §12.4.2 says. */
static int weight_of(const char *range, size_t length) {
    const char *end = range + length;
    const char *at = memchr(range, ';', length);
    if (!at) return 1000;
    for (at++; at < end && (*at == ' ' || *at == '\t'); at++)
        ;
    if (end - at < 3 || (at[0] != 'q' && at[0] != 'Q') || at[1] != '=' || (at[2] != '0' && at[2] != '1')) return -1;
    int weight = (at[2] - '0') * 1000;
    at += 3;
    if (at < end && *at == '.') at++;
    int unit = 100;
    for (; at < end && *at >= '0' && *at <= '9' && unit; at++, unit /= 10) weight += (*at - '0') * unit;
    for (; at < end && (*at == ' ' || *at == '\t'); at++)
        ;
    return at == end && weight <= 1000 ? weight : -1;
}

enum lang lang_accept(const char *header) {
    enum lang best = LANG_NB;
    int best_weight = 0;
    for (const char *at = header; at && *at;) {
        at += strspn(at, ", \t");
        size_t length = strcspn(at, ",");
        size_t tag_length = strcspn(at, "-;, \t");
        enum lang lang = *at == '*' && tag_length == 1 ? LANG_NB : lang_of_tag(at, tag_length);
        int weight = weight_of(at, length);
        if (lang && weight > best_weight) {
            best = lang;
            best_weight = weight;
        }
        at += length;
    }
    return best;
}

static const struct catalogue_text *entry_of(enum lang lang, text_key key) {
    static const struct catalogue_text none = {NULL, ""};
    if (key <= 0 || key >= catalogue.count) return &none;
    return &catalogue.texts[lang_or_nb(lang)][key];
}

const char *text_of(enum lang lang, text_key key) { return entry_of(lang, key)->text; }

text_key text_find(const char *name) {
    int low = 1;
    int high = name ? catalogue.count : 0;
    while (low < high) {
        int middle = low + (high - low) / 2;
        int order = strcmp(catalogue.names[middle], name);
        if (order == 0) return middle;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return 0;
}

const char *text_name(text_key key) { return key > 0 && key < catalogue.count ? catalogue.names[key] : ""; }

/* The value after `name` among pairs that end in NULL; NULL if there is none. A value that is NULL counts as "". */
static const char *value_of(va_list pairs, const char *name, size_t length) {
    const char *found = NULL;
    const char *given;
    while (!found && (given = va_arg(pairs, const char *))) {
        const char *value = va_arg(pairs, const char *);
        if (strlen(given) == length && memcmp(given, name, length) == 0) found = value ? value : "";
    }
    return found;
}

static void add_parameter(struct str *out, text_key key, const char *name, size_t length, const char *value) {
    if (value) {
        str_add(out, value);
        return;
    }
    log_line(LOG_ERROR, "text %s is used without its parameter %.*s", text_name(key), (int)length, name);
    str_add_n(out, name - 1, length + 2);
}

const char *text_format(struct arena *arena, enum lang lang, text_key key, ...) {
    const struct catalogue_text *entry = entry_of(lang, key);
    va_list pairs, search;
    va_start(pairs, key);
    va_copy(search, pairs);
    const char *number = entry->one ? value_of(search, "n", 1) : NULL;
    va_end(search);

    struct str out = str_in(arena);
    const char *at = number && strcmp(number, "1") == 0 ? entry->one : entry->text;
    while (*at) {
        size_t plain = strcspn(at, "{");
        str_add_n(&out, at, plain);
        at += plain;
        if (!*at) break;
        size_t length = strcspn(at + 1, "}"); /* textgen has seen to it that there is one */
        va_copy(search, pairs);
        add_parameter(&out, key, at + 1, length, value_of(search, at + 1, length));
        va_end(search);
        at += length + 2;
    }
    va_end(pairs);
    return str_text(&out);
}

/* libFuzzer target for Accept-Language and for parameters put into texts, on a catalogue of two texts. */
#include "base/str.h"
#include "platform/i18n/catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(rule)                                                          \
    do {                                                                     \
        if (!(rule)) {                                                       \
            (void)fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #rule); \
            abort();                                                         \
        }                                                                    \
    } while (0)

enum { ECHO = 1, PLURAL, COUNT };
static const char *const names[COUNT] = {"", "echo", "plural"};
static const struct catalogue_text texts[COUNT] = {{NULL, ""}, {NULL, "<{a}|{b}>"}, {"one {n}", "{n} many"}};
const struct catalogue catalogue = {COUNT, names, {[LANG_NB] = texts, [LANG_NN] = texts, [LANG_EN] = texts}};

static void check_accept(struct arena *arena, const char *header) {
    enum lang lang = lang_accept(header);
    CHECK(lang >= LANG_NB && lang <= LANG_EN);
    /* What is refused or not known, or stands last with no more weight than the best, changes nothing. */
    CHECK(lang_accept(arena_printf(arena, "%s,en;q=0,nn;q=0.000,se,da;q=1", header)) == lang);
    CHECK(lang_accept(arena_printf(arena, "nn,%s", header)) == LANG_NN);
    CHECK(lang_accept(arena_printf(arena, ", en;q=1.000 ,%s", header)) == LANG_EN);
}

static void check_format(struct arena *arena, const char *value) {
    CHECK(text_equal(text_format(arena, LANG_EN, ECHO, "b", "{a}", "a", value, NULL), arena_printf(arena, "<%s|{a}>", value)));
    const char *plural = text_format(arena, LANG_NN, PLURAL, "n", value, NULL);
    bool one = text_equal(value, "1");
    CHECK(text_equal(plural, arena_printf(arena, "%s%s%s", one ? "one " : "", value, one ? "" : " many")));
    text_key key = text_find(value);
    CHECK(key == 0 || text_equal(text_name(key), value));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena *arena;
    if (!arena) arena = arena_create();
    arena_reset(arena);

    const char *text = arena_strndup(arena, (const char *)data, size);
    check_accept(arena, text);
    check_format(arena, text);
    return 0;
}

/* libFuzzer target for the parsers of base: dates, instants, integers and UTF-8. Whatever the bytes are, nothing may crash,
 * and what is parsed and printed must come back as it was. Dictionary: fuzz_text.dict. */
#include "base/date.h"
#include "base/str.h"

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

static void check_date(struct arena *arena, const char *text) {
    struct date iso = date_parse_iso(text);
    if (!date_is_none(iso)) CHECK(text_equal(date_iso(arena, iso), text));

    struct date typed = date_parse_no(text);
    CHECK(date_is_none(iso) || typed.days == iso.days);
    if (date_is_none(typed)) return;
    CHECK(date_parse_iso(date_iso(arena, typed)).days == typed.days);
    struct ymd of = date_ymd(typed);
    CHECK(date_of(of.year, of.month, of.day).days == typed.days);
    CHECK(date_parse_no(arena_printf(arena, "%d.%d.%04d", of.day, of.month, of.year)).days == typed.days);
}

static void check_instant_value(struct arena *arena, struct instant instant) {
    const char *printed = instant_iso(arena, instant);
    if (!printed) {
        CHECK(date_is_none(instant_oslo_date(instant)));
        return;
    }
    CHECK(instant_parse(printed).ms == instant.ms);

    struct date date = instant_oslo_date(instant);
    int minutes = instant_oslo_minutes(instant);
    CHECK(!date_is_none(date) && minutes >= 0 && minutes < 1440);
    int64_t whole_minute = instant.ms - ((instant.ms % MS_PER_MINUTE) + MS_PER_MINUTE) % MS_PER_MINUTE;
    struct instant again = instant_of_oslo(date, minutes);
    /* In the hour that autumn repeats, the first of the two is meant. */
    CHECK(again.ms == whole_minute || again.ms == whole_minute - 60 * MS_PER_MINUTE);
    CHECK(instant_oslo_date(again).days == date.days && instant_oslo_minutes(again) == minutes);
}

static void check_instant(struct arena *arena, const char *text) {
    struct instant instant = instant_parse(text);
    if (instant_is_none(instant)) return;
    CHECK(instant_iso(arena, instant) != NULL);
    check_instant_value(arena, instant);
    CHECK(strlen(text) != 24 || text[23] != 'Z' || text_equal(instant_iso(arena, instant), text));
}

static void check_int(struct arena *arena, const char *text) {
    int64_t value = 42;
    int64_t again = 0;
    if (!parse_int(text, &value)) {
        CHECK(value == 42);
        return;
    }
    const char *printed = arena_printf(arena, "%lld", (long long)value);
    CHECK(parse_int(printed, &again) && again == value);
    CHECK(strspn(text, "-0123456789") == strlen(text));
    const char *digits = text + (*text == '-');
    bool canonical = *digits != '0' || (!digits[1] && digits == text);
    CHECK(!canonical || text_equal(text, printed));
}

/* Table 3-7 of the Unicode standard, written out: how many bytes a well-formed sequence takes, 0 if it is none. */
static size_t well_formed(const uint8_t *bytes, size_t length) {
    static const uint8_t table[][9] = {/* size, then the first and last byte allowed in each place */
                                       {1, 0x01, 0x7F, 0, 0, 0, 0, 0, 0},
                                       {2, 0xC2, 0xDF, 0x80, 0xBF, 0, 0, 0, 0},
                                       {3, 0xE0, 0xE0, 0xA0, 0xBF, 0x80, 0xBF, 0, 0},
                                       {3, 0xE1, 0xEC, 0x80, 0xBF, 0x80, 0xBF, 0, 0},
                                       {3, 0xED, 0xED, 0x80, 0x9F, 0x80, 0xBF, 0, 0},
                                       {3, 0xEE, 0xEF, 0x80, 0xBF, 0x80, 0xBF, 0, 0},
                                       {4, 0xF0, 0xF0, 0x90, 0xBF, 0x80, 0xBF, 0x80, 0xBF},
                                       {4, 0xF1, 0xF3, 0x80, 0xBF, 0x80, 0xBF, 0x80, 0xBF},
                                       {4, 0xF4, 0xF4, 0x80, 0x8F, 0x80, 0xBF, 0x80, 0xBF}};
    for (size_t row = 0; row < sizeof table / sizeof table[0]; row++) {
        size_t size = table[row][0];
        size_t i = 0;
        while (i < size && i < length && bytes[i] >= table[row][1 + 2 * i] && bytes[i] <= table[row][2 + 2 * i]) i++;
        if (i == size) return size;
    }
    return 0;
}

static void check_utf8(const uint8_t *bytes, size_t length) {
    size_t at = 0;
    size_t size = 1;
    while (at < length && (size = well_formed(bytes + at, length - at))) at += size;
    CHECK(utf8_valid((const char *)bytes, length) == (at == length));
}

static void check_text(struct arena *arena, const char *text) {
    size_t length = strlen(text);
    const char *trimmed = text_trim(arena, text);
    CHECK(text_empty(text) == !*trimmed);
    CHECK(text_equal(text_trim(arena, trimmed), trimmed));
    CHECK(strlen(trimmed) <= length && strstr(text, trimmed));

    const char *wide = latin1_to_utf8(arena, text, length);
    CHECK(utf8_valid(wide, strlen(wide)) && utf8_length(wide) == length);

    const char *folded = text_fold(arena, text);
    if (!utf8_valid(text, length)) return;
    CHECK(utf8_valid(folded, strlen(folded)));
    CHECK(text_equal(text_fold(arena, folded), folded));
    CHECK(utf8_length(text) <= length);
}

static void check_numbers(struct arena *arena, const uint8_t *bytes, size_t length) {
    int64_t number = 0;
    if (length < sizeof number) return;
    memcpy(&number, bytes, sizeof number);
    check_instant_value(arena, (struct instant){number});
    check_instant_value(arena, (struct instant){number % (400000 * MS_PER_DAY)});

    struct date date = date_add_days(date_of(1970, 1, 1), (int)(number % 2932897));
    if (date_is_none(date)) return;
    check_date(arena, date_iso(arena, date));
    struct date later = date_add_months(date, (int)(number >> 40) % 1000);
    CHECK(date_is_none(later) || date_ymd(later).day <= date_ymd(date).day);
    int week = date_iso_week(date);
    CHECK(week >= 1 && week <= 53);
    struct date next = date_add_days(date, 7);
    CHECK(date_is_none(next) || date_iso_week(next) == week + 1 || (date_iso_week(next) == 1 && week >= 52));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct arena *arena;
    if (!arena) arena = arena_create();
    arena_reset(arena);

    const char *text = arena_strndup(arena, (const char *)data, size);
    check_date(arena, text);
    check_instant(arena, text);
    check_int(arena, text);
    check_utf8(data, size);
    check_text(arena, text);
    check_numbers(arena, data, size);
    return 0;
}

/* Text: the growing buffer, strict UTF-8, folding for search, and whole-string integers. Knows no language but the Latin
 * letters' shapes, and may not depend on the process's locale. */
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 256

struct str str_in(struct arena *arena) {
    return (struct str){.arena = arena};
}

/* What is outgrown stays in the arena; doubling keeps that below the final size. */
void str_reserve(struct str *str, size_t more) {
    size_t need;
    if (__builtin_add_overflow(str->length, more, &need) || need > SIZE_MAX / 4) abort();
    if (str->data && need < str->capacity) return;
    size_t capacity = str->capacity ? str->capacity : FIRST_CAPACITY;
    while (capacity <= need) capacity *= 2;
    char *data = arena_room(str->arena, capacity);
    if (str->length) memcpy(data, str->data, str->length);
    data[str->length] = '\0';
    str->data = data;
    str->capacity = capacity;
}

void str_add(struct str *str, const char *text) {
    if (text) str_add_n(str, text, strlen(text));
}

void str_add_n(struct str *str, const char *bytes, size_t length) {
    str_reserve(str, length);
    if (length) memcpy(str->data + str->length, bytes, length);
    str->length += length;
    str->data[str->length] = '\0';
}

void str_add_char(struct str *str, char byte) { str_add_n(str, &byte, 1); }

void str_addf(struct str *str, const char *format, ...) {
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    str_reserve(str, 1);
    size_t room = str->capacity - str->length;
    int wanted = vsnprintf(str->data + str->length, room, format, args);
    va_end(args);
    if (wanted < 0) abort();
    if ((size_t)wanted >= room) {
        str_reserve(str, (size_t)wanted);
        (void)vsnprintf(str->data + str->length, (size_t)wanted + 1, format, again);
    }
    va_end(again);
    str->length += (size_t)wanted;
}

const char *str_text(const struct str *str) { return str->data ? str->data : ""; }

bool text_equal(const char *a, const char *b) {
    if (!a || !b) return a == b;
    return strcmp(a, b) == 0;
}

uint16_t text_among(const char *const *texts, const uint16_t *order, size_t n, const char *text) {
    for (size_t from = 0, until = text ? n : 0; from < until;) {
        size_t middle = from + (until - from) / 2;
        int way = strcmp(text, texts[order[middle]]);
        if (way == 0) return order[middle];
        if (way < 0) until = middle;
        else from = middle + 1;
    }
    return 0;
}

bool text_starts(const char *text, const char *prefix) { return text && prefix && strncmp(text, prefix, strlen(prefix)) == 0; }

/* One code point from bytes[0..length): how many bytes it takes, or 0 if they are not valid UTF-8. */
static size_t utf8_decode(const char *bytes, size_t length, uint32_t *ret_point) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (length == 0) return 0;
    uint8_t first = (uint8_t)bytes[0];
    if (first < 0x80) {
        *ret_point = first;
        return 1;
    }
    size_t size = first >= 0xF8 ? 0 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
    if (size == 0 || size > length) return 0;
    uint32_t point = first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        uint8_t next = (uint8_t)bytes[i];
        if ((next & 0xC0) != 0x80) return 0;
        point = point << 6 | (next & 0x3Fu);
    }
    if (point < smallest[size] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) return 0;
    *ret_point = point;
    return size;
}

static void str_add_point(struct str *str, uint32_t point) {
    char bytes[4];
    size_t size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const uint8_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = size; i > 1; i--, point >>= 6) bytes[i - 1] = (char)(0x80 | (point & 0x3F));
    bytes[0] = (char)(lead[size] | point);
    str_add_n(str, bytes, size);
}

static bool is_space(uint32_t point) {
    return point == ' ' || (point >= '\t' && point <= '\r') || point == 0x85 || point == 0xA0 || point == 0x1680 ||
           (point >= 0x2000 && point <= 0x200B) || point == 0x2028 || point == 0x2029 || point == 0x202F || point == 0x205F ||
           point == 0x3000 || point == 0xFEFF;
}

/* Bytes of the white space that text begins with; 0 if it begins with something else or is at its end. */
static size_t space_size(const char *text) {
    uint32_t point = 0;
    size_t size = utf8_decode(text, strnlen(text, 4), &point);
    return size && is_space(point) ? size : 0;
}

bool text_empty(const char *text) {
    if (!text) return true;
    for (size_t size = space_size(text); size; size = space_size(text)) text += size;
    return !*text;
}

char *text_trim(struct arena *arena, const char *text) {
    if (!text) return NULL;
    for (size_t size = space_size(text); size; size = space_size(text)) text += size;
    const char *end = text; /* after the last byte that is not white space */
    for (const char *at = text; *at;) {
        size_t size = space_size(at);
        at += size ? size : 1;
        if (!size) end = at;
    }
    return arena_strndup(arena, text, (size_t)(end - text));
}

char *text_one_line(struct arena *arena, const char *text) {
    char *line = text_trim(arena, text);
    for (char *c = line; *c; c++)
        if (*c == '\n') *c = ' ';
    size_t length = strlen(line);
    if (length && line[length - 1] == '.') line[length - 1] = '\0';
    return line;
}

char *text_capital(struct arena *arena, const char *text) {
    char *copy = arena_strdup(arena, text);
    unsigned char *letter = (unsigned char *)copy;
    if (letter[0] == 0xC3 && letter[1] >= 0xA0 && letter[1] <= 0xBE && letter[1] != 0xB7) letter++; /* à to þ, without ÷ */
    else if (*letter < 'a' || *letter > 'z') return copy;
    *letter = (unsigned char)(*letter - 0x20);
    return copy;
}

const char *text_without_spaces(struct arena *arena, const char *text) {
    if (!text) return NULL;
    struct str out = str_in(arena);
    for (; *text; text++)
        if (*text != ' ') str_add_char(&out, *text);
    return str_text(&out);
}

bool utf8_valid(const char *bytes, size_t length) {
    for (size_t at = 0; at < length;) {
        uint32_t point = 0;
        size_t size = utf8_decode(bytes + at, length - at, &point);
        if (size == 0 || point == 0) return false;
        at += size;
    }
    return true;
}

size_t utf8_length(const char *text) {
    size_t count = 0;
    for (; text && *text; text++) count += ((uint8_t)*text & 0xC0) != 0x80;
    return count;
}

/* What each letter folds to: itself, or A å, E æ, O ø, Q oe, S ss, T th, J ij; '.' is left as it is. */
static const char latin_c0[] = "aaaaaAEceeeeiiiidnooooo.OuuuuyTSaaaaaAEceeeeiiiidnooooo.OuuuuyTy"    /* U+00C0 */
                               "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiJJjjkkkllllll."    /* U+0100 */
                               ".llnnnnnnnnnooooooQQrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"    /* U+0140 */
                               "bb.......dd......ff....ikkl..nnooo.............uu..yyzzz........"    /* U+0180 */
                               ".............aaiioouuuuuuuuuu.aaaaEEggggkkoooozzj...gg..nnAAEEOO"    /* U+01C0 */
                               "aaaaeeeeiiiioooorrrruuuusstt..hhn...zzaaeeooooooooyy......acclt."    /* U+0200 */
                               "...bu.eejj..rryy";                                                   /* U+0240 */
static const char latin_1e00[] = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"  /* U+1E00 */
                                 "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"  /* U+1E40 */
                                 "wwwwwwwwwwxxxxyyzzzzzzhtwy.s..S.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"  /* U+1E80 */
                                 "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"; /* U+1EC0 */
#define RING_ABOVE 0x30A

static char latin_base(uint32_t point) {
    if (point >= 0xC0 && point - 0xC0 < sizeof latin_c0 - 1) return latin_c0[point - 0xC0];
    if (point >= 0x1E00 && point - 0x1E00 < sizeof latin_1e00 - 1) return latin_1e00[point - 0x1E00];
    return '.';
}

static void fold_letter(struct str *str, uint32_t point) {
    char base = latin_base(point);
    switch (base) {
    case '.': str_add_point(str, point); break;
    case 'A': str_add(str, "å"); break;
    case 'E': str_add(str, "æ"); break;
    case 'O': str_add(str, "ø"); break;
    case 'Q': str_add(str, "oe"); break;
    case 'S': str_add(str, "ss"); break;
    case 'T': str_add(str, "th"); break;
    case 'J': str_add(str, "ij"); break;
    default: str_add_char(str, base); break;
    }
}

char *text_fold(struct arena *arena, const char *text) {
    struct str folded = str_in(arena);
    str_add(&folded, "");
    size_t left = text ? strlen(text) : 0;
    while (left) {
        uint32_t point = 0;
        size_t size = utf8_decode(text, left, &point);
        if (size == 0) { /* not UTF-8: the byte stays, so that nothing is lost */
            str_add_char(&folded, *text);
            size = 1;
        } else if (point == RING_ABOVE && folded.length && folded.data[folded.length - 1] == 'a') {
            folded.length--; /* å written as two code points */
            str_add(&folded, "å");
        } else if (point < 0x80) {
            str_add_char(&folded, (char)(point >= 'A' && point <= 'Z' ? point + 32 : point));
        } else if (point < 0x300 || point > 0x36F) { /* the combining marks are dropped */
            fold_letter(&folded, point);
        }
        text += size;
        left -= size;
    }
    return folded.data;
}

char *latin1_to_utf8(struct arena *arena, const char *bytes, size_t length) {
    struct str text = str_in(arena);
    str_add(&text, "");
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = (uint8_t)bytes[i];
        str_add_point(&text, byte ? byte : 0xFFFD); /* a NUL would end the text early */
    }
    return text.data;
}

bool parse_int(const char *text, int64_t *ret_value) {
    if (!text) return false;
    bool negative = *text == '-';
    if (negative) text++;
    if (!*text) return false;
    int64_t value = 0;
    for (; *text; text++) {
        if (*text < '0' || *text > '9') return false;
        int digit = *text - '0';
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, negative ? -digit : digit, &value)) return false;
    }
    *ret_value = value;
    return true;
}

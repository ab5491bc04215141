/* Decoding of what browsers send. Pure: nothing here knows of connections, sessions or the database. */
#include "platform/http/body.h"

#include "base/err.h"

#include <string.h>
#include <strings.h>

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

char *percent_decode(struct arena *arena, const char *bytes, size_t length, bool plus) {
    char *text = arena_alloc(arena, length + 1);
    size_t n = 0;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '+' && plus) {
            text[n++] = ' ';
            continue;
        }
        if (bytes[i] != '%') {
            text[n++] = bytes[i];
            continue;
        }
        int high = i + 2 < length ? hex_digit(bytes[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(bytes[i + 2]) : -1;
        if (low < 0) return NULL;
        text[n++] = (char)(high * 16 + low);
        i += 2;
    }
    text[n] = '\0';
    return utf8_valid(text, n) ? text : NULL;
}

void percent_encode(struct str *out, const char *text) {
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-._~", c);
        if (plain) str_add_char(out, (char)c);
        else str_addf(out, "%%%02X", c);
    }
}

/* Browsers send text areas with CR LF; texts are kept with LF so that lengths and comparisons mean the same everywhere. */
static void line_breaks_to_lf(char *text) {
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (from[0] == '\r' && from[1] == '\n') continue;
        *to++ = *from == '\r' ? '\n' : *from;
    }
    *to = '\0';
}

static bool field_parse(struct arena *arena, const char *at, size_t length, struct form_field *ret_field) {
    const char *equals = memchr(at, '=', length);
    size_t name_length = equals ? (size_t)(equals - at) : length;
    const char *name = percent_decode(arena, at, name_length, true);
    char *raw = equals ? percent_decode(arena, equals + 1, length - name_length - 1, true) : arena_strdup(arena, "");
    if (!name || !raw) return false;
    line_breaks_to_lf(raw);
    *ret_field = (struct form_field){.name = name, .raw = raw};
    return true;
}

int body_parse(struct arena *arena, const char *bytes, size_t length, struct form **ret_form) {
    size_t n_parts = length > 0;
    for (size_t i = 0; i < length; i++) n_parts += bytes[i] == '&';
    if (n_parts > BODY_FIELDS) return ERR_INVALID;
    struct form *form = arena_alloc(arena, sizeof *form);
    form->v = arena_array(arena, n_parts + 1, sizeof *form->v);
    for (size_t at = 0; at < length;) {
        const char *end = memchr(bytes + at, '&', length - at);
        size_t part = end ? (size_t)(end - bytes) - at : length - at;
        if (part > 0 && !field_parse(arena, bytes + at, part, &form->v[form->n++])) return ERR_INVALID;
        at += part + 1;
    }
    *ret_form = form;
    return ERR_OK;
}

struct form *form_without(struct arena *arena, const struct form *form, const char *name, const char **ret_value) {
    struct form *rest = arena_alloc(arena, sizeof *rest);
    rest->v = arena_array(arena, form->n + 1, sizeof *rest->v);
    const char *value = NULL;
    for (size_t i = 0; i < form->n; i++) {
        if (strcmp(form->v[i].name, name) != 0) rest->v[rest->n++] = form->v[i];
        else if (!value) value = form->v[i].raw;
    }
    *ret_value = value;
    return rest;
}

const char *cookie_value(struct arena *arena, const char *header, const char *name) {
    size_t name_length = strlen(name);
    for (const char *at = header; at && *at;) {
        at += strspn(at, " \t;");
        size_t length = strcspn(at, ";");
        if (length > name_length && at[name_length] == '=' && memcmp(at, name, name_length) == 0) {
            const char *value = at + name_length + 1;
            size_t size = length - name_length - 1;
            while (size > 0 && (value[size - 1] == ' ' || value[size - 1] == '\t')) size--;
            return arena_strndup(arena, value, size);
        }
        at += length;
    }
    return NULL;
}

bool media_type_is(const char *header, const char *type) {
    size_t length = strlen(type);
    return header && strncasecmp(header, type, length) == 0 && strchr("; \t", header[length]);
}

bool path_is_local(const char *path) {
    if (!path || path[0] != '/' || path[1] == '/' || strlen(path) > 1000) return false;
    for (const unsigned char *at = (const unsigned char *)path; *at; at++)
        if (*at <= ' ' || *at == '\\' || *at >= 0x7f) return false;
    return true;
}

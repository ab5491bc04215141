/* A form with files (multipart/form-data, RFC 7578), as fields. Pure and strict: what is malformed is refused, never guessed. Nothing is copied out of
 * the body but the texts; a file's bytes stand where they came. */
#include "platform/http/body.h"

#include "base/err.h"

#include <string.h>
#include <strings.h>

enum { PARTS = 200, HEAD_MOST = 2048, BOUNDARY_MOST = 70 };

/* The boundary of the media type with "--" before it, or NULL. */
static const char *delimiter_of(struct arena *arena, const char *type) {
    const char *at = type;
    while (at && (at = strchr(at, ';'))) {
        at += 1 + strspn(at + 1, " ");
        if (strncasecmp(at, "boundary=", 9) != 0) continue;
        at += 9;
        size_t length = *at == '"' ? strcspn(++at, "\"") : strcspn(at, "; ");
        if (!length || length > BOUNDARY_MOST) return NULL;
        for (size_t i = 0; i < length; i++)
            if (at[i] < ' ' || at[i] > '~') return NULL;
        return arena_printf(arena, "--%.*s", (int)length, at);
    }
    return NULL;
}

/* The value of `name="…"` in a part's head. Browsers write " as %22 and line breaks as %0D%0A. */
static const char *parameter(struct arena *arena, const char *head, const char *name) {
    const char *wanted = arena_printf(arena, "; %s=\"", name);
    const char *at = strstr(head, wanted);
    if (!at) return NULL;
    at += strlen(wanted);
    const char *end = strchr(at, '"');
    return end && utf8_valid(at, (size_t)(end - at)) ? arena_strndup(arena, at, (size_t)(end - at)) : NULL;
}

static const char *disposition(struct arena *arena, const char *bytes, size_t length) {
    static const char wanted[] = "content-disposition: form-data;";
    const char *head = arena_strndup(arena, bytes, length);
    if (strlen(head) != length) return NULL;
    for (const char *line = head; line; line = strstr(line, "\r\n") ? strstr(line, "\r\n") + 2 : NULL)
        if (strncasecmp(line, wanted, sizeof wanted - 1) == 0) return arena_strndup(arena, line, strcspn(line, "\r"));
    return NULL;
}

static bool text_part(struct arena *arena, const char *bytes, size_t length, struct form_field *field) {
    if (memchr(bytes, '\0', length) || !utf8_valid(bytes, length)) return false;
    char *text = arena_strndup(arena, bytes, length), *to = text;
    for (const char *from = text; *from; from++) {
        if (from[0] == '\r' && from[1] == '\n') continue;
        *to++ = *from == '\r' ? '\n' : *from;
    }
    *to = '\0';
    field->raw = text;
    return true;
}

/* One part: its head, an empty line, and what it holds. */
static bool part_parse(struct arena *arena, const char *bytes, size_t length, struct form_field *ret_field) {
    const char *empty = memmem(bytes, length < HEAD_MOST ? length : HEAD_MOST, "\r\n\r\n", 4);
    const char *line = empty ? disposition(arena, bytes, (size_t)(empty - bytes)) : NULL;
    const char *name = line ? parameter(arena, line, "name") : NULL;
    if (text_empty(name)) return false;
    const char *content = empty + 4, *file_name = parameter(arena, line, "filename");
    size_t size = length - (size_t)(content - bytes);
    *ret_field = (struct form_field){.name = name, .raw = ""};
    if (!file_name) return text_part(arena, content, size, ret_field);
    if (size) ret_field->file = (struct blob){(const uint8_t *)content, size};
    return true;
}

int multipart_parse(struct arena *arena, const char *type, const char *bytes, size_t length, struct form **ret_form) {
    const char *first = delimiter_of(arena, type), *end = bytes + length;
    if (!first || length < strlen(first) || memcmp(bytes, first, strlen(first)) != 0) return ERR_INVALID;
    const char *between = arena_printf(arena, "\r\n%s", first), *at = bytes + strlen(first);
    struct form *form = arena_alloc(arena, sizeof *form);
    form->v = arena_array(arena, PARTS, sizeof *form->v);
    while (end - at >= 2 && memcmp(at, "\r\n", 2) == 0) {
        at += 2;
        const char *next = memmem(at, (size_t)(end - at), between, strlen(between));
        if (!next || form->n == PARTS || !part_parse(arena, at, (size_t)(next - at), &form->v[form->n])) return ERR_INVALID;
        form->n++;
        at = next + strlen(between);
    }
    if (end - at < 2 || memcmp(at, "--", 2) != 0) return ERR_INVALID;
    *ret_form = form;
    return ERR_OK;
}

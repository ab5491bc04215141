/* What the build-time tools share. See toolkit.h. */
#include "tools/toolkit.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct arena *the_arena;
static int errors;

static void destroy_arena(void) {
    arena_destroy(the_arena);
    the_arena = NULL;
}

struct arena *tool_arena(void) {
    if (!the_arena) {
        the_arena = arena_create();
        (void)atexit(destroy_arena);
    }
    return the_arena;
}

static bool read_into(FILE *file, struct str *content) {
    char chunk[16384];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0) str_add_n(content, chunk, got);
    return !ferror(file);
}

char *tool_read(const char *path, size_t *ret_length) {
    FILE *file = fopen(path, "rb");
    if (!file) tool_die(path, 0, "cannot open: %s", strerror(errno));
    struct str content = str_in(tool_arena());
    bool whole = read_into(file, &content);
    (void)fclose(file);
    if (!whole) tool_die(path, 0, "cannot read: %s", strerror(errno));
    if (ret_length) *ret_length = content.length;
    return content.data ? content.data : arena_strdup(tool_arena(), "");
}

bool tool_exists(const char *path) { return access(path, F_OK) == 0; }

static bool already_holds(const char *path, const struct str *content) {
    if (!tool_exists(path)) return false;
    size_t length;
    const char *before = tool_read(path, &length);
    return length == content->length && (!length || memcmp(before, content->data, length) == 0);
}

void tool_write(const char *path, const struct str *content) {
    if (already_holds(path, content)) return;
    /* Through a new name: a build that is interrupted never leaves half a file that looks up to date. */
    const char *temporary = arena_printf(tool_arena(), "%s.new", path);
    FILE *file = fopen(temporary, "wb");
    if (!file) tool_die(temporary, 0, "cannot write: %s", strerror(errno));
    size_t written = content->length ? fwrite(content->data, 1, content->length, file) : 0;
    if (fclose(file) != 0 || written != content->length) tool_die(temporary, 0, "cannot write: %s", strerror(errno));
    if (rename(temporary, path) != 0) tool_die(path, 0, "cannot write: %s", strerror(errno));
}

static void print_message(const char *file, int line, const char *format, va_list args) __attribute__((format(printf, 3, 0)));
static void print_message(const char *file, int line, const char *format, va_list args) {
    if (line > 0) (void)fprintf(stderr, "%s:%d: ", file, line);
    else (void)fprintf(stderr, "%s: ", file);
    (void)vfprintf(stderr, format, args);
    (void)fputc('\n', stderr);
    errors++;
}

void tool_error(const char *file, int line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    print_message(file, line, format, args);
    va_end(args);
}

void tool_die(const char *file, int line, const char *format, ...) {
    va_list args;
    va_start(args, format);
    print_message(file, line, format, args);
    va_end(args);
    exit(1);
}

int tool_errors(void) { return errors; }

char *tool_upper(const char *text) {
    char *upper = arena_strdup(tool_arena(), text);
    for (char *c = upper; *c; c++) *c = isalnum((unsigned char)*c) ? (char)toupper((unsigned char)*c) : '_';
    return upper;
}

bool tool_is_name(const char *text) {
    if (*text < 'a' || *text > 'z') return false;
    return text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

char *tool_c_name(const char *name) {
    static const char *const keywords[] = {"auto",   "bool",     "break",  "case",   "char",     "const",    "continue", "default",
                                           "do",     "double",   "else",   "enum",   "extern",   "float",    "for",      "goto",
                                           "if",     "inline",   "int",    "long",   "register", "restrict", "return",   "short",
                                           "signed", "sizeof",   "static", "struct", "switch",   "typedef",  "union",    "unsigned",
                                           "void",   "volatile", "while",  "true",   "false",    "typeof",   "asm",      NULL};
    for (size_t i = 0; keywords[i]; i++) {
        if (strcmp(name, keywords[i]) == 0) return arena_printf(tool_arena(), "%s_", name);
    }
    return arena_strdup(tool_arena(), name);
}

void tool_add_c_string(struct str *out, const char *bytes, size_t length) {
    str_add_char(out, '"');
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '\n' && i + 1 < length) str_add(out, "\\n\"\n        \"");
        else if (c == '\n') str_add(out, "\\n");
        else if (c == '"' || c == '\\' || c == '?') /* ? so that no trigraph can arise */ str_addf(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7f) str_addf(out, "\\%03o", c);
        else str_add_char(out, (char)c);
    }
    str_add_char(out, '"');
}

static void add_line_directive(struct tool_source *source, int line, const char *file) {
    str_addf(&source->text, "#line %d ", line);
    tool_add_c_string(&source->text, file, strlen(file));
    str_add_char(&source->text, '\n');
}

void tool_at(struct tool_source *source, const char *file, int line) {
    source->away = true;
    add_line_directive(source, line, file);
}

void tool_back(struct tool_source *source) {
    if (!source->away) return;
    source->away = false;
    for (; source->counted < source->text.length; source->counted++) source->lines += source->text.data[source->counted] == '\n';
    add_line_directive(source, source->lines + 2, source->name); /* the line after the directive's own */
}

const char *tool_base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* What the targets of the build-time tools share: the tool runs in this process on bytes in place of its file. It is compiled with
 * -Dmain=NAME_main; what would leave the process (files, messages, the end) comes here. The target says what holds of what is written. */
#pragma once
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The toolkit as it is, but for what leaves the process: files, messages and the end. */
static _Noreturn void leave(int status);
static int quiet(const char *file, ...) {
    (void)file;
    return 0;
}
#define exit leave
#define tool_read toolkit_read
#define tool_write toolkit_write
#define fprintf(stream, format, ...) ((void)(format), quiet(__VA_ARGS__))
#define vfprintf(stream, format, args) ((void)(format), (void)(args), 0)
#define fputc(...) 0
#include "tools/toolkit.c"
#undef exit
#undef tool_read
#undef tool_write
#undef fprintf
#undef vfprintf
#undef fputc

char *tool_read(const char *path, size_t *ret_length);
void tool_write(const char *path, const struct str *content);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static jmp_buf ended;
static const uint8_t *input;
static size_t input_size;

static void leave(int status) { longjmp(ended, status + 1); }

/* A tool that reads two files finds the second after a line of its own: "====". */
char *tool_read(const char *path, size_t *ret_length) {
    static const char between[] = "\n====\n";
    const uint8_t *at = memmem(input, input_size, between, strlen(between));
    size_t first = at ? (size_t)(at - input) : input_size;
    bool second = strstr(path, "second") != NULL;
    const uint8_t *from = !second ? input : at ? at + strlen(between) : input + input_size;
    size_t length = second ? input_size - (size_t)(from - input) : first;
    if (ret_length) *ret_length = length;
    return arena_strndup(tool_arena(), (const char *)from, length);
}

/* Braces and quotes of C that is written must match, whatever was in the input. */
static inline void check_balance(const char *source) {
    int depth = 0;
    char quote = 0;
    for (const char *c = source; *c; c++) {
        if (quote && *c == '\\' && c[1]) c++;
        else if (quote) quote = *c == quote ? 0 : quote;
        else if (*c == '"') quote = *c;
        else depth += (*c == '{') - (*c == '}');
    }
    if (quote || depth) {
        (void)fprintf(stderr, "unbalanced: quote %d, depth %d\n%s\n", quote, depth, source);
        abort();
    }
}

static inline void run_tool(int (*tool)(int count, char **arguments), char **arguments, const uint8_t *data, size_t size) {
    int count = 0;
    while (arguments[count]) count++;
    input = data;
    input_size = size;
    errors = 0;
    if (setjmp(ended) == 0) (void)tool(count, arguments);
}

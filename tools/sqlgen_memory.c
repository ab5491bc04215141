/* Copies, formatted text and arrays that grow, in the tool's arena. */
#include "tools/sqlgen.h"

#include <stdarg.h>
#include <string.h>

char *copy_text(const char *from, size_t length) { return arena_strndup(tool_arena(), from, length); }

char *format_text(const char *format, ...) {
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(tool_arena(), format, args);
    va_end(args);
    return text;
}

void *grow_array(void *array, size_t count, size_t size) {
    bool full = count == 0 || (count >= 8 && (count & (count - 1)) == 0);
    if (!full) return array;
    void *bigger = arena_array(tool_arena(), count ? count * 2 : 8, size);
    if (count) memcpy(bigger, array, count * size);
    return bigger;
}

bool is_c_word(const char *text) {
    static const char *const macros[] = {"alignas", "alignof", "errno", "linux", "noreturn", "stderr", "stdin", "stdout", "unix"};
    for (size_t i = 0; i < sizeof macros / sizeof *macros; i++)
        if (strcmp(macros[i], text) == 0) return true;
    return strcmp(tool_c_name(text), text) != 0;
}

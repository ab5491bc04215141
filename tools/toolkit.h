/* What the build-time tools share: reading files, writing only what changed, and errors as "file:line: message".
 * Linked into tools only, never into the program. Memory lives in one arena until the tool ends. */
#pragma once
#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct arena *tool_arena(void);                        /* the tool's own; freed at exit */
char *tool_read(const char *path, size_t *ret_length); /* whole file, NUL added; ends the tool if it cannot. ret_length may be NULL */
bool tool_exists(const char *path);
/* Writes only when the content differs, so that unchanged output causes no rebuild. Ends the tool if it cannot. */
void tool_write(const char *path, const struct str *content);

/* Prints "file:line: message" on stderr. tool_error counts and goes on, tool_die ends with status 1; line 0 leaves the line out. */
void tool_error(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
_Noreturn void tool_die(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
int tool_errors(void); /* how many so far */

char *tool_upper(const char *text);  /* for C constants: "baton.offer" gives "BATON_OFFER"; anything but A-Z0-9 becomes _ */
bool tool_is_name(const char *text); /* [a-z][a-z0-9_]* */
char *tool_c_name(const char *name); /* the name, with a trailing _ if it is a C keyword */
void tool_add_c_string(struct str *out, const char *bytes, size_t length); /* with its quotes; a new line of source after each \n */
/* C that is being written, with #line to the input where the compiler shall report there, and back. */
struct tool_source {
    struct str text;
    const char *name; /* of the file it becomes */
    size_t counted;   /* bytes whose lines are in `lines` */
    int lines;
    bool away; /* a #line to the input is in force */
};
void tool_at(struct tool_source *source, const char *file, int line);
void tool_back(struct tool_source *source); /* does nothing when not away */

const char *tool_base_name(const char *path); /* what stands after the last '/' */

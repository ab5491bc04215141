/* felles allocate: the allocation engine on a file. Needs no database and no key; reads standard input and writes standard output. */
#include "command/command.h"

#include "base/err.h"
#include "base/str.h"
#include "domain/allocation/json.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { CHUNK = 65536 };

static bool read_all(FILE *in, struct str *out) {
    static char bytes[CHUNK];
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, in)) > 0;) str_add_n(out, bytes, n);
    return !ferror(in);
}

static int allocate(struct arena *arena, bool explain) {
    struct str text = str_in(arena), out = str_in(arena);
    struct allocation_file file;
    struct allocation_result result;
    const char *reason = NULL;
    if (!read_all(stdin, &text)) {
        command_error("standard input: %s", strerror(errno));
        return EXIT_FAILED;
    }
    int error = allocation_read_json(arena, (struct blob){(const uint8_t *)str_text(&text), text.length}, &file, &reason);
    if (error == ERR_OK) error = allocation_solve(arena, &file.instance, &result, &reason);
    if (error < 0) {
        command_error("%s", reason);
        return EXIT_FAILED;
    }
    allocation_write_json(&out, &file, &result, explain);
    if (fwrite(str_text(&out), 1, out.length, stdout) != out.length || fflush(stdout) != 0) {
        command_error("standard output: %s", strerror(errno));
        return EXIT_FAILED;
    }
    return EXIT_FINE;
}

int command_allocate(int argc, char **argv) {
    static const struct command_help help = {
        "allocate [--explain] < instance.json > result.json",
        "Proposes who gets which dwelling: by priority, then by wishes, then with the fewest changes since the last proposal. The same instance\n"
        "in any order gives the same bytes. Touches no database. Both formats are described in docs/allocation.md.",
        "Example: felles allocate --explain < instance.json > result.json",
    };
    struct common common;
    const char *explain = NULL;
    const struct option_row rows[] = {
        {"--explain", NULL, "with the reasons for each applicant and dwelling, and the dwellings needed next", &explain},
        {NULL, NULL, NULL, NULL},
    };
    int result = command_options(argc, argv, &common, &(struct command_line){.rows = rows, .help = help});
    if (result != EXIT_FINE) return result < 0 ? EXIT_FINE : result;
    result = allocate(common.arena, explain != NULL);
    arena_destroy(common.arena);
    return result;
}

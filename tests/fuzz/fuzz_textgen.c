/* Fuzzes textgen: the bytes are a catalogue, given as all three languages. It is taken, or refused at a line; what is written from it is C whose
 * braces match and whose strings end. Includes the tool, because the library it reads with calls back when something is wrong. */
#include "fuzz_tool.h"

#include <sys/mman.h>
#include <unistd.h>

#define main textgen_main
#define exit leave
#define fputs(...) 0
#include "tools/textgen.c"
#include "tools/textgen_read.c"
#undef main
#undef exit
#undef fputs

void tool_write(const char *path, const struct str *content) {
    (void)path;
    check_balance(str_text(content));
}

static char *catalogue_file(const uint8_t *data, size_t size) {
    static char path[40];
    static int file = -1;
    if (file < 0) {
        file = memfd_create("texts.po", 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    }
    if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != (ssize_t)size) abort();
    return path;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *path = catalogue_file(data, size), nb[60], nn[60], en[60];
    snprintf(nb, sizeof nb, "nb:%s", path);
    snprintf(nn, sizeof nn, "nn:%s", path);
    snprintf(en, sizeof en, "en:%s", path);
    char *arguments[] = {"textgen", "--out", "o", nb, nn, en, NULL};
    run_tool(textgen_main, arguments, data, size);
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) languages[i] = (struct language){.code = languages[i].code};
    arena_reset(tool_arena());
    return 0;
}

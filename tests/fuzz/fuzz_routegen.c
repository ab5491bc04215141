/* Fuzzes routegen: the bytes are a module's routes. They are taken, or refused at a line; what is written from them is C whose braces match. */
#include "fuzz_tool.h"

int routegen_main(int count, char **arguments);

void tool_write(const char *path, const struct str *content) {
    (void)path;
    check_balance(str_text(content));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char module[] = "m:m.routes"; /* the tool writes into its arguments */
    char *arguments[] = {"routegen", "--out", "o", module, NULL};
    run_tool(routegen_main, arguments, data, size);
    arena_reset(tool_arena());
    return 0;
}

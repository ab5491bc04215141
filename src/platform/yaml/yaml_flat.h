/* A YAML file as one line for each value, so that two can be laid side by side. Knows nothing of what they mean. */
#pragma once
#include "platform/yaml/yaml_file.h"

/* "units[HOT].phone" and "00 00 00 00". An entry of a list is called by its key `code`, `kind` or `law` where it has one, else by its place from 1; a
 * list of plain values is one value with commas between. */
struct yaml_line {
    const char *path, *value;
};
struct yaml_lines {
    struct yaml_line *v;
    size_t n;
};
/* In the file's order. ERR_INVALID: not readable as YAML, or too deep. */
int yaml_file_flat(const struct yaml_file *file, struct yaml_lines *ret_lines);

/* What differs between two: in the order of the later one, what is gone last. `before` or `now` NULL: it was, or is, not there. */
struct yaml_change {
    const char *path, *before, *now;
};
struct yaml_changes {
    struct yaml_change *v;
    size_t n;
};
struct yaml_changes yaml_lines_compare(struct arena *arena, const struct yaml_lines *before, const struct yaml_lines *now);

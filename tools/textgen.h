/* What textgen's two halves share: reading .po files into entries (textgen_read.c), and comparing and writing them (textgen.c). */
#pragma once
#include "tools/toolkit.h"

#define MOST_PARAMETERS 12

struct parameters {
    const char *names[MOST_PARAMETERS]; /* sorted, no name twice */
    int count;
};

struct entry {
    const char *key;
    const char *one; /* NULL if there is no plural */
    const char *text;
    const char *file;
    int line;
    struct parameters parameters;
};

struct language {
    const char *code;
    struct entry *entries; /* in the order read, then sorted by key */
    size_t count, capacity;
    const char **files;
    size_t file_count;
};

bool parameters_equal(const struct parameters *a, const struct parameters *b);
const char *parameters_text(const struct parameters *parameters); /* "{n} {name}", or "none" */

/* Adds the entries of one .po file, in the file's order. What is wrong with them is told with tool_error. */
void language_read_file(struct language *language, const char *file);

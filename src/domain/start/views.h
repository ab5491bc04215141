/* What the start page shows: sections of lines, by the session's rights. Filled by pages.c only. */
#pragma once
#include "platform/html/html.h"

struct start_line {
    const char *path, *label, *when; /* path NULL: told, and nothing to open; when NULL: no day */
    bool late;
    int64_t n; /* how many wait; -1: not counted */
};
struct start_lines {
    struct start_line *v;
    size_t n;
};
struct start_section {
    const char *id;
    text_key title, text;
    struct start_lines lines;
};
struct start_sections {
    struct start_section *v;
    size_t n;
};
struct start_view {
    const char *name, *unit;
    bool may_see_logs, missed; /* missed: there is no such case or person */
    struct start_sections sections;
};

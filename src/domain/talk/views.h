/* What the pages of talks show. */
#pragma once
#include "domain/talk/talk.h"
#include "platform/html/html.h"

struct talk_step_row {
    text_key step;
    const char *words, *staff;
    struct instant at;
};
struct talk_step_rows {
    struct talk_step_row *v;
    size_t n;
};
struct talk_row {
    const char *path, *copy, *said, *agreed, *staff, *unit;
    text_key kind, way, spoke;
    struct date held_on;
    struct instant at;
    bool read_back, shown, by_other; /* by_other: somebody who acts for her spoke */
    struct talk_step_rows steps;
};
struct talk_rows {
    struct talk_row *v;
    size_t n;
};
struct talks_view {
    const char *name, *path, *write; /* write: NULL without the right, or a place to write */
    bool may_read;
    struct talk_rows rows;
};
struct talk_new_view {
    const char *name, *path, *back, *today;
    text_key zone;
    struct options kinds, ways, with;
};

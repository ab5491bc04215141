/* What the templates of the target group show. */
#pragma once
#include "domain/target_group/target_group.h"
#include "platform/html/html.h"

struct status_view {
    const char *given_name, *path, *back;
    bool open;
    struct secrecy_hidden hidden;
    const char *mental, *substance, *severity, *mental_loss, *substance_loss; /* codes, or NULL */
    struct options disorders, severities, losses;
};
/* A number, or that there are few. */
struct cell_view {
    int64_t n;
    bool hidden;
};
struct count_row {
    struct date counted_on;
    const char *definition;
    int64_t version;
    struct cell_view known, suspected, total;
};
struct count_rows {
    struct count_row *v;
    size_t n;
};
struct time_row {
    text_key label;
    struct cell_view done, runs;
};
struct time_rows {
    struct time_row v[4];
    size_t n;
};
struct counts_view {
    const char *definition;
    int64_t version;
    struct count_rows counts;
    struct time_rows times;
    bool counted_today;
};

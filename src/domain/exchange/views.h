/* What the template of a file that is tried and taken in shows. */
#pragma once
#include "domain/exchange/csv.h"
#include "platform/html/html.h"

struct file_fault_view {
    int64_t line;
    const char *column, *value, *reason; /* column, value NULL: none */
};
struct file_fault_views {
    struct file_fault_view *v;
    size_t n;
};
struct file_word_view {
    const char *column, *value;
    int64_t rows;
};
struct file_word_views {
    struct file_word_view *v;
    size_t n;
};
struct applicants_file_view {
    text_key title, lead, hint, back_name;
    const char *path, *back;
    bool done, tried;
    int64_t rows, added, changed, unchanged, wrong;
    struct file_fault_views faults;
    int64_t held; /* of dwellings: their state in the file is not a step from ours */
    struct file_word_views words; /* of dwellings: what the profile does not map */
};

/* What the templates of oversight show. */
#pragma once
#include "domain/oversight/oversight.h"
#include "platform/html/html.h"

struct finding_row_view {
    const char *path, *kind, *who, *unit, *number, *day, *outcome;
    int64_t n_reads;
};
struct finding_row_views {
    struct finding_row_view *v;
    size_t n;
};
struct reads_filter_view {
    const char *path, *name;
    bool chosen;
    int64_t n;
};
struct reads_filter_views {
    struct reads_filter_view *v;
    size_t n;
};
struct reads_view {
    struct reads_filter_views filters;
    struct finding_row_views rows;
    const char *older;
};
struct read_line_view {
    const char *when, *zone, *ground, *number;
};
struct read_line_views {
    struct read_line_view *v;
    size_t n;
};
struct finding_view {
    int64_t id;
    const char *kind, *help, *who, *unit, *number, *day, *question, *answer, *answer_text, *outcome, *note, *proposed;
    int64_t n_reads, n_persons;
    bool may_ask, may_close, waits, own;
    struct read_line_views lines;
    struct options outcomes;
};
struct question_view {
    int64_t id;
    const char *kind, *number, *day, *question, *answer, *outcome;
    bool waits;
    int64_t n_reads;
};
struct question_views {
    struct question_view *v;
    size_t n;
};
struct my_reads_view {
    struct question_views questions;
    struct read_line_views lines;
    struct options answers;
};

/* What the page of figures shows: tables of counts, where a cell of few is hidden already. Filled by pages.c only. */
#pragma once
#include "platform/html/html.h"

struct queue_cell {
    int64_t n;
    bool hidden;
};
struct queue_cells {
    struct queue_cell *v;
    size_t n;
};
struct queue_row {
    text_key label;
    struct queue_cells cells;
};
struct queue_rows {
    struct queue_row *v;
    size_t n;
};
struct queue_columns {
    text_key *v;
    size_t n;
};
struct queue_table {
    text_key title, lead, first; /* first: what the rows are */
    const char *id;
    struct queue_columns columns;
    struct queue_rows rows;
};
struct queue_tables {
    struct queue_table *v;
    size_t n;
};
struct queue_view {
    struct date from, until; /* until: the last day that is in it */
    struct queue_tables tables;
};

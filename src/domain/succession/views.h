/* What the pages of a unit's leader show: who works here, who leaves, who takes over; and the merger of two units. Filled by pages.c only. */
#pragma once
#include "domain/succession/succession.h"
#include "platform/html/html.h"

struct worker_row {
    int64_t leaving; /* 0: stays */
    const char *name, *title;
    int64_t cases;
    struct date last;
};
struct worker_rows {
    struct worker_row *v;
    size_t n;
};
struct nameless_row {
    int64_t number;
    const char *name;
    struct date since;
};
struct nameless_rows {
    struct nameless_row *v;
    size_t n;
};
struct unit_view {
    const char *unit;
    struct worker_rows workers;
    struct nameless_rows nameless;
    struct options staff;
};
struct person_row {
    int64_t number;
    const char *name, *roles, *successor, *meet; /* successor and meet as the form shows them */
    text_key wrong, wrong_day;                   /* with her row, or 0 */
};
struct person_rows {
    struct person_row *v;
    size_t n;
};
struct moved_row {
    const char *name, *successor;
    struct date day, meet;
};
struct moved_rows {
    struct moved_row *v;
    size_t n;
};
struct leaving_view {
    int64_t id, left; /* left: without a successor yet */
    const char *name, *unit;
    struct date last;
    bool planned;
    text_key wrong; /* with a day that could not be read, or 0 */
    const char *rest; /* who takes all the others, as it was typed */
    struct person_rows persons;
    struct moved_rows moved;
    struct options staff;
};
struct merged_row {
    const char *from, *to;
    struct date day;
    int64_t cases;
};
struct merged_rows {
    struct merged_row *v;
    size_t n;
};
struct merger_view {
    struct options units;
    bool check, planned, ready; /* ready: everybody has been told */
    const char *from, *to, *from_value, *to_value, *keeps, *planner, *today;
    struct date told_by;
    struct merger_size size;
    struct merged_rows before;
};

/* What the pages of the calendar show. */
#pragma once
#include "platform/html/html.h"

struct calendar_entry {
    const char *path, *time, *name, *who, *place; /* place NULL: none, or not for this reader */
    text_key kind;
    bool deadline, late, hidden_place, held, together; /* together: those who go, go two together */
};
struct calendar_entries {
    struct calendar_entry *v;
    size_t n;
};
struct calendar_day {
    struct date date;
    const char *heading, *id;
    bool today;
    struct calendar_entries entries;
};
struct calendar_days {
    struct calendar_day *v;
    size_t n;
};
struct calendar_view {
    const char *title, *previous, *next, *today_path, *file_path;
    struct {
        const char *path, *label;
        bool current;
    } spans[2], whose[2];
    struct calendar_days days;
    bool more; /* there is more than is shown */
};
struct booking_row {
    const char *path, *when, *who, *place;
    text_key kind, state;
    bool together;
    enum {
        BOOKING_ROW_PLANNED,
        BOOKING_ROW_HELD,
        BOOKING_ROW_OFF
    } mark;
};
struct booking_rows {
    struct booking_row *v;
    size_t n;
};
struct bookings_view {
    int64_t case_number;
    const char *given_name;
    bool graded; /* where she may be met is not shown to this reader */
    struct booking_rows next, before;
    struct options places, kinds, staff;
    const char *me;
};
struct conflict_row {
    text_key what;
    const char *mine, *theirs;
    bool same;
};
struct conflict_rows {
    struct conflict_row *v;
    size_t n;
};
struct booking_view {
    int64_t case_number, booking, version;
    bool ours, graded;
    struct options kinds, states, staff;
    const char *kind, *state, *on_date, *from, *to, *staff_now, *place, *changed_by;
    struct conflict_rows conflict; /* n 0: none */
};

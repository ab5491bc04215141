/* What the pages of visits show. */
#pragma once
#include "domain/visit/stability.h"
#include "domain/work/case_frame.h"
#include "platform/html/html.h"

struct visit_row_view {
    const char *path, *when, *who, *arena, *words; /* path NULL: not to be put right by this session */
    text_key went;                                 /* 0: not said, or not for this reader */
    struct visit_mark outcome;
    bool corrected, attempt;
};
struct visit_row_views {
    struct visit_row_view *v;
    size_t n;
};
struct coming_view {
    const char *when, *who, *why;
    int64_t booking, version;
    bool today, together; /* together: two go; for those who go only */
};
struct coming_views {
    struct coming_view *v;
    size_t n;
};
struct contact_view {
    text_key role;
    const char *name, *phone, *away; /* name NULL: nobody */
    bool chosen;
};
struct contact_views {
    struct contact_view *v;
    size_t n;
};
struct follow_up_view {
    int64_t case_number;
    const char *given_name, *write, *roles_path, *bookings_path, *older, *day_by; /* write NULL: without the right, or closed */
    struct visit_marks minds;
    struct visit_row_views rows;
    struct coming_views coming, today;
    struct contact_views contacts; /* contact and deputy */
    struct options forms, moves;
    const char *form_now; /* code of the form of the day, or NULL */
    text_key day_now;
    bool may_say, may_read;
    struct visit_stability stability;
    const char *first_weeks, *first_until; /* NULL: she has not moved in lately */
    int64_t first_kept, first_missed, first_unwritten, first_coming;
};
struct visit_form_view {
    int64_t case_number, booking;
    const char *name, *path, *back, *sending, *today, *on_date, *from, *minutes, *outcome, *arena, *went, *words, *second, *strain, *strike, *booked;
    bool list, has_zone, correct, more_open;
    text_key zone;
    struct options outcomes, arenas, lengths, wents, strains, staff, nexts, whys;
};
struct today_row {
    const char *time, *name, *who, *why, *path, *log; /* log NULL: written already, or not to be */
    bool together;                                     /* two go: for those who go only, and never printed */
    struct visit_mark mark;
};
struct today_rows {
    struct today_row *v;
    size_t n;
};
struct visits_today_view {
    const char *title, *previous, *next, *mine_path, *unit_path, *unit;
    bool whole_unit;
    int64_t left;
    struct today_rows rows;
};
struct sheet_day {
    const char *day;
    struct coming_views rows;
};
struct sheet_days {
    struct sheet_day *v;
    size_t n;
};
struct who_comes_view {
    const char *name, *pdf, *back, *lang;
    struct sheet_days days;
    struct contact_views contacts; /* contact and deputy */
};

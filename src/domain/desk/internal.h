/* What the files of the desk share. No other module may include it. */
#pragma once
#include "desk_sql.h"
#include "desk_views.h"
#include "domain/desk/desk.h"
#include "domain/desk/views.h"

enum { DESK_PAGE = 25, TIMELINE_PAGE = 20, SEARCH_PAGE = 25 };

/* Names of units are written in the reader's language; a unit has none in English. */
const char *desk_in_language(enum lang lang, const char *nb, const char *nn);
const char *desk_name(struct arena *arena, const char *given, const char *family);
/* "i dag", "i morgen", else "20.03.26"; begins with a capital letter. */
const char *desk_when(struct request *rq, struct date date);
const char *desk_path(struct request *rq, struct case_id id, const char *suffix);
/* Does the program have this page of a case, and may the session open it? */
const char *desk_open_path(struct request *rq, struct case_id id, const char *suffix); /* NULL: the session may not open it */

struct alert_rows desk_alerts(struct request *rq);

struct day_choice {
    enum desk_scope scope; /* 0: not said */
    enum desk_filter filter;
    enum desk_sort sort;
    int64_t page; /* from 1 */
};
/* One page of a shelf: a worker's, the unit's, or what nobody has by name. */
enum { DESK_WHOLE_UNIT = -1, DESK_NOBODY = 0 };
#define DESK_NO_DATE date_of(9999, 12, 31)
struct desk_page {
    int64_t staff;
    enum desk_shelf shelf;
    enum desk_sort sort;
    struct date until; /* counts in the orders by date only */
    int64_t offset;
};
struct case_rows desk_shelf_rows(struct request *rq, const struct desk_page *page);
/* A column's button asks for its order, or for the reverse when the table stands so already. */
struct column_view desk_column(enum desk_sort chosen, enum desk_sort up, text_key label);
void desk_cases_read(struct request *rq, struct day_choice choice, struct day_cases_view *ret_view);

void puzzle_read(struct request *rq, const struct case_frame *frame, struct puzzle_view *ret_view);
void team_read(struct request *rq, const struct case_frame *frame, struct team_view *ret_view);
int timeline_icon(enum case_event_kind kind); /* every kind has one: without it the row falls out of its columns */
void timeline_read(struct request *rq, struct case_id id, enum timeline_filter filter, int64_t page, struct timeline_view *ret_view);

/* What was typed in the search field, taken apart. Pure. */
struct search_words {
    const char *national_id; /* 11 digits with right control digits, else NULL */
    const char *number;      /* "2026-000017", else NULL */
    struct blob first, second, third;             /* folded words of a name, the longest first; data NULL: none */
    struct blob first_end, second_end, third_end; /* the first bytes after everything that begins so */
};
void search_parse(struct arena *arena, const char *typed, struct search_words *ret_words);

/* What the pages of meetings share. */
#pragma once
#include "domain/meeting/internal.h"
#include "domain/meeting/views.h"

const char *plain_number(struct arena *arena, int64_t n);
const char *unit_in(struct request *rq, struct unit_id unit);         /* its name; NULL for 0 */
const char *units_in(struct request *rq, const struct unit_id *units, size_t n); /* "Nav, Eiendomsdrift" */
const char *series_how_often(struct request *rq, const char *code);
const char *meeting_heading(struct request *rq, const struct meeting_brief *meeting); /* "Tildelingsmøte 1. oktober 2026" */
const char *meeting_address(struct request *rq, struct meeting_id meeting);
const char *item_address(struct request *rq, const struct meeting_item *item); /* the engine's own page, or the one of its kind */
/* A fault as a form error, and the page again. */
struct reply meeting_refused(struct request *rq, int fault);
/* The row of an item on a list, for this session. */
struct item_row item_row_of(struct request *rq, const struct meeting_item *item, const char *heading);
/* The usual time of a series: from its profile, or 09.00 for an hour. */
struct usual_time {
    int from, to;
};
struct usual_time series_usual_time(const char *code);
struct forum_row forum_of(struct request *rq, const struct meeting_calendar_row *row);
struct quorum_words {
    const char *about, *missing;
};
struct quorum_words quorum_said(struct request *rq, const struct quorum *quorum);

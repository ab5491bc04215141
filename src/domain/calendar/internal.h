/* What the files of calendar share. */
#pragma once
#include "calendar_sql.h"
#include "domain/calendar/calendar.h"

/* The bookings of the session's worker or unit between two days, in order. */
struct booking_of_unit_rows calendar_rows(struct request *rq, enum calendar_whose whose, struct date first, struct date last);
/* They as an iCalendar file (RFC 5545), without anything about anyone: kind of nothing, place of nothing, a time and where to sign in. */
const char *calendar_ics(struct arena *arena, const struct booking_of_unit_rows *rows, const struct calendar_others *others, enum lang lang, struct instant now);
/* Meetings and the like of the session, in order; none when nobody has said. */
struct calendar_others calendar_others_of(struct request *rq, enum calendar_whose whose, struct date first, struct date last);

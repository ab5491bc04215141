/* Calendar dates and instants. Dates are days, instants milliseconds UTC; the only zone is Europe/Oslo.
 * Pure: nothing here reads the clock (see clock.h). Oslo's summer-time rule is the one since 1996. */
#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct date {
    int32_t days; /* since 1970-01-01 */
};
struct instant {
    int64_t ms; /* since 1970-01-01T00:00Z */
};
struct ymd {
    int year, month, day; /* month 1–12 */
};
enum weekday { MONDAY = 1, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

#define DATE_NONE ((struct date){INT32_MIN})
#define INSTANT_NONE ((struct instant){INT64_MIN})
#define MS_PER_MINUTE INT64_C(60000)
#define MS_PER_DAY INT64_C(86400000)

static inline bool date_is_none(struct date d) { return d.days == INT32_MIN; }
static inline bool instant_is_none(struct instant i) { return i.ms == INT64_MIN; }

struct date date_of(int year, int month, int day); /* DATE_NONE if there is no such day; years 1–9999 */
struct ymd date_ymd(struct date date);
enum weekday date_weekday(struct date date);
int date_iso_week(struct date date);
struct date date_add_days(struct date date, int days);
struct date date_add_months(struct date date, int months); /* same day, else the month's last day */
int date_days_between(struct date from, struct date to);
int date_age(struct date born, struct date today); /* whole years */

struct date date_parse_iso(const char *text);          /* "2026-09-07", else DATE_NONE */
struct date date_parse_no(const char *text);           /* "7.9.2026", "07.09.2026" or ISO, else DATE_NONE */
char *date_iso(struct arena *arena, struct date date); /* NULL for DATE_NONE */

struct date instant_oslo_date(struct instant instant);
int instant_oslo_minutes(struct instant instant); /* minutes since local midnight */
/* Local time to instant; a time that the spring change skips becomes the one an hour later. */
struct instant instant_of_oslo(struct date date, int minutes);
struct instant instant_parse(const char *text);                 /* "2026-09-07T10:02[:00][Z|+02:00]"; without zone it is Oslo */
char *instant_iso(struct arena *arena, struct instant instant); /* UTC, "2026-09-07T08:02:00.000Z" */

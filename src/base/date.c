/* Calendar arithmetic in whole days and milliseconds, and Oslo's clock by the EU rule: summer time from the last
 * Sunday of March to the last Sunday of October, both at 01:00 UTC. Pure: no clock, no zone files, no floating point. */
#include "base/date.h"

#include <assert.h>

#define FIRST_DAY (-719162) /* 0001-01-01 */
#define LAST_DAY 2932896    /* 9999-12-31 */
#define MS_PER_HOUR (60 * MS_PER_MINUTE)

static struct date date_in_range(int64_t days) {
    if (days < FIRST_DAY || days > LAST_DAY) return DATE_NONE;
    return (struct date){(int32_t)days};
}

static int days_in_month(int year, int month) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Years begin in March here, so that the leap day is the last of its year; 146097 days make 400 years. */
struct date date_of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return DATE_NONE;
    int march_year = month <= 2 ? year - 1 : year;
    int era = march_year / 400;
    int year_of_era = march_year % 400;
    int day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (struct date){era * 146097 + day_of_era - 719468};
}

struct ymd date_ymd(struct date date) {
    if (date.days < FIRST_DAY || date.days > LAST_DAY) return (struct ymd){0, 0, 0};
    int since = date.days + 719468;
    int era = since / 146097;
    int day_of_era = since % 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int march_month = (5 * day_of_year + 2) / 153;
    int month = march_month < 10 ? march_month + 3 : march_month - 9;
    int year = era * 400 + year_of_era + (month <= 2);
    return (struct ymd){year, month, day_of_year - (153 * march_month + 2) / 5 + 1};
}

enum weekday date_weekday(struct date date) {
    assert(!date_is_none(date));
    int64_t since_monday = ((int64_t)date.days + 3) % 7; /* 1970-01-01 was a Thursday */
    return (enum weekday)(since_monday < 0 ? since_monday + 8 : since_monday + 1);
}

int date_iso_week(struct date date) {
    assert(date.days >= FIRST_DAY && date.days <= LAST_DAY);
    int32_t thursday = date.days + (int32_t)THURSDAY - (int32_t)date_weekday(date);
    int year = date_ymd((struct date){thursday}).year; /* the week belongs to the year that its Thursday is in */
    return (thursday - date_of(year, 1, 1).days) / 7 + 1;
}

struct date date_add_days(struct date date, int days) {
    if (date_is_none(date)) return date;
    return date_in_range((int64_t)date.days + days);
}

struct date date_add_months(struct date date, int months) {
    if (date_is_none(date)) return date;
    struct ymd from = date_ymd(date);
    int64_t month = (int64_t)from.year * 12 + from.month - 1 + months;
    if (month < 12 || month >= 10000 * 12) return DATE_NONE;
    int year = (int)(month / 12);
    int of_year = (int)(month % 12) + 1;
    int last = days_in_month(year, of_year);
    return date_of(year, of_year, from.day < last ? from.day : last);
}

int date_days_between(struct date from, struct date to) {
    assert(!date_is_none(from) && !date_is_none(to));
    return to.days - from.days;
}

int date_age(struct date born, struct date today) {
    assert(!date_is_none(born) && !date_is_none(today));
    struct ymd a = date_ymd(born);
    struct ymd b = date_ymd(today);
    bool before_birthday = b.month < a.month || (b.month == a.month && b.day < a.day);
    return b.year - a.year - before_birthday;
}

/* Between `fewest` and `most` digits; moves *text past them. -1 if there are too few; a digit too many is left over. */
static int take_digits(const char **text, int fewest, int most) {
    int value = 0;
    int count = 0;
    for (; count < most && **text >= '0' && **text <= '9'; count++, (*text)++) value = value * 10 + (**text - '0');
    return count < fewest ? -1 : value;
}

static bool take_char(const char **text, char wanted) {
    if (**text != wanted) return false;
    (*text)++;
    return true;
}

static struct date take_iso(const char **text) {
    int year = take_digits(text, 4, 4);
    if (year < 0 || !take_char(text, '-')) return DATE_NONE;
    int month = take_digits(text, 2, 2);
    if (month < 0 || !take_char(text, '-')) return DATE_NONE;
    int day = take_digits(text, 2, 2);
    return day < 0 ? DATE_NONE : date_of(year, month, day);
}

struct date date_parse_iso(const char *text) {
    if (!text) return DATE_NONE;
    struct date date = take_iso(&text);
    return *text ? DATE_NONE : date;
}

struct date date_parse_no(const char *text) {
    if (!text) return DATE_NONE;
    const char *at = text;
    int day = take_digits(&at, 1, 2);
    if (day < 0 || !take_char(&at, '.')) return date_parse_iso(text);
    int month = take_digits(&at, 1, 2);
    if (month < 0 || !take_char(&at, '.')) return DATE_NONE;
    int year = take_digits(&at, 4, 4);
    return year < 0 || *at ? DATE_NONE : date_of(year, month, day);
}

/* Every page writes dozens of these, and printf takes ten times as long. */
static char *put_digits(char *at, int number, int width, char after) {
    for (int i = width; i-- > 0; number /= 10) at[i] = (char)('0' + number % 10);
    at[width] = after;
    return at + width + 1;
}

static char *put_date(char *at, struct date date, char after) {
    struct ymd of = date_ymd(date);
    return put_digits(put_digits(put_digits(at, of.year, 4, '-'), of.month, 2, '-'), of.day, 2, after);
}

char *date_iso(struct arena *arena, struct date date) {
    if (date_is_none(date)) return NULL;
    char *text = arena_room(arena, sizeof "2026-09-07");
    put_date(text, date, '\0');
    return text;
}

static int64_t floor_days(int64_t ms) {
    int64_t days = ms / MS_PER_DAY;
    return ms % MS_PER_DAY < 0 ? days - 1 : days;
}

/* 01:00 UTC on the last Sunday of a month of 31 days. */
static int64_t switch_ms(int year, int month) {
    struct date last = date_of(year, month, 31);
    int32_t sunday = last.days - (int32_t)date_weekday(last) % 7;
    return sunday * MS_PER_DAY + MS_PER_HOUR;
}

static int64_t oslo_offset_ms(int64_t utc_ms) {
    struct ymd of = date_ymd(date_in_range(floor_days(utc_ms)));
    if (of.year < 1) return MS_PER_HOUR;
    bool summer = utc_ms >= switch_ms(of.year, 3) && utc_ms < switch_ms(of.year, 10);
    return summer ? 2 * MS_PER_HOUR : MS_PER_HOUR;
}

/* The instants whose date is within years 1–9999 both in UTC and in Oslo. */
static bool instant_in_range(int64_t ms) { return ms >= FIRST_DAY * MS_PER_DAY && ms < (LAST_DAY + 1) * MS_PER_DAY - 2 * MS_PER_HOUR; }

struct date instant_oslo_date(struct instant instant) {
    if (!instant_in_range(instant.ms)) return DATE_NONE;
    return date_in_range(floor_days(instant.ms + oslo_offset_ms(instant.ms)));
}

int instant_oslo_minutes(struct instant instant) {
    assert(instant_in_range(instant.ms));
    int64_t local = instant.ms + oslo_offset_ms(instant.ms);
    return (int)((local - floor_days(local) * MS_PER_DAY) / MS_PER_MINUTE);
}

static struct instant instant_of_local(int64_t local_ms) {
    int64_t as_summer = local_ms - 2 * MS_PER_HOUR;
    /* Where the autumn change repeats an hour, the first of the two is meant. */
    bool summer = oslo_offset_ms(as_summer) == 2 * MS_PER_HOUR;
    int64_t ms = summer ? as_summer : local_ms - MS_PER_HOUR;
    return instant_in_range(ms) ? (struct instant){ms} : INSTANT_NONE;
}

struct instant instant_of_oslo(struct date date, int minutes) {
    if (date_is_none(date)) return INSTANT_NONE;
    return instant_of_local(date.days * MS_PER_DAY + minutes * MS_PER_MINUTE);
}

/* "10:02", "10:02:30" or "10:02:30.125" in milliseconds, or -1. Digits after the third decimal are dropped. */
static int64_t take_time(const char **text) {
    int hour = take_digits(text, 2, 2);
    if (hour < 0 || hour > 23 || !take_char(text, ':')) return -1;
    int minute = take_digits(text, 2, 2);
    if (minute < 0 || minute > 59) return -1;
    int64_t ms = hour * MS_PER_HOUR + minute * MS_PER_MINUTE;
    if (!take_char(text, ':')) return ms;
    int second = take_digits(text, 2, 2);
    if (second < 0 || second > 59) return -1;
    ms += second * 1000;
    if (!take_char(text, '.')) return ms;
    if (**text < '0' || **text > '9') return -1;
    int weight = 100;
    for (int count = 0; count < 9 && **text >= '0' && **text <= '9'; count++, (*text)++, weight /= 10) ms += (**text - '0') * weight;
    return ms;
}

/* "Z", "+02:00" or "-03:30" in milliseconds; INT64_MIN if it is none of them. */
static int64_t take_zone(const char **text) {
    if (take_char(text, 'Z')) return 0;
    int sign = take_char(text, '-') ? -1 : 1;
    if (sign > 0 && !take_char(text, '+')) return INT64_MIN;
    int hour = take_digits(text, 2, 2);
    if (hour < 0 || hour > 14 || !take_char(text, ':')) return INT64_MIN;
    int minute = take_digits(text, 2, 2);
    if (minute < 0 || minute > 59) return INT64_MIN;
    return sign * (hour * MS_PER_HOUR + minute * MS_PER_MINUTE);
}

struct instant instant_parse(const char *text) {
    if (!text) return INSTANT_NONE;
    struct date date = take_iso(&text);
    if (date_is_none(date) || !take_char(&text, 'T')) return INSTANT_NONE;
    int64_t time = take_time(&text);
    if (time < 0) return INSTANT_NONE;
    int64_t local = date.days * MS_PER_DAY + time;
    if (!*text) return instant_of_local(local);
    int64_t zone = take_zone(&text);
    if (zone == INT64_MIN || *text || !instant_in_range(local - zone)) return INSTANT_NONE;
    return (struct instant){local - zone};
}

char *instant_iso(struct arena *arena, struct instant instant) {
    if (!instant_in_range(instant.ms)) return NULL;
    int64_t day = floor_days(instant.ms);
    int ms = (int)(instant.ms - day * MS_PER_DAY);
    char *text = arena_room(arena, sizeof "2026-09-07T10:02:30.125Z");
    char *at = put_date(text, (struct date){(int32_t)day}, 'T');
    at = put_digits(put_digits(put_digits(at, ms / 3600000, 2, ':'), ms / 60000 % 60, 2, ':'), ms / 1000 % 60, 2, '.');
    put_digits(at, ms % 1000, 3, 'Z')[0] = '\0';
    return text;
}

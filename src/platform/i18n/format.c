/* Dates, times and numbers as people read them in each language. The patterns are texts, so a language decides its own order.
 * May not read the clock: what is today is a parameter. */
#include "platform/i18n/i18n.h"
#include "texts.h"

#include <stdlib.h>

#define NO_BREAK_SPACE "\u00a0"
#define MINUS "\u2212"
#define YEAR_GOES_WITHOUT_SAYING 180 /* days; beyond that "19. mars" could be any year's */

static text_key weekday_key(enum weekday day) {
    switch (day) {
    case MONDAY: return T_date_monday;
    case TUESDAY: return T_date_tuesday;
    case WEDNESDAY: return T_date_wednesday;
    case THURSDAY: return T_date_thursday;
    case FRIDAY: return T_date_friday;
    case SATURDAY: return T_date_saturday;
    case SUNDAY: return T_date_sunday;
    }
    return T_none;
}

static text_key weekday_short_key(enum weekday day) {
    switch (day) {
    case MONDAY: return T_date_monday_short;
    case TUESDAY: return T_date_tuesday_short;
    case WEDNESDAY: return T_date_wednesday_short;
    case THURSDAY: return T_date_thursday_short;
    case FRIDAY: return T_date_friday_short;
    case SATURDAY: return T_date_saturday_short;
    case SUNDAY: return T_date_sunday_short;
    }
    return T_none;
}

static text_key month_key(int month) {
    static const text_key keys[] = {T_none,         T_date_january,  T_date_february, T_date_march,  T_date_april,
                                    T_date_may,     T_date_june,     T_date_july,     T_date_august, T_date_september,
                                    T_date_october, T_date_november, T_date_december};
    return month >= 1 && month <= 12 ? keys[month] : T_none;
}

/* Fills {weekday} {weekday_short} {day} {month} {year} of a pattern, whichever it has. */
static const char *fill(struct arena *arena, enum lang lang, text_key pattern, struct date date) {
    struct ymd of = date_is_none(date) ? (struct ymd){0, 0, 0} : date_ymd(date);
    if (of.year == 0) return "";
    enum weekday weekday = date_weekday(date);
    char *day = arena_printf(arena, "%d", of.day);
    char *year = arena_printf(arena, "%d", of.year);
    return text_format(arena, lang, pattern, "weekday", text_of(lang, weekday_key(weekday)), "weekday_short",
                       text_of(lang, weekday_short_key(weekday)), "day", day, "month", text_of(lang, month_key(of.month)), "year", year,
                       NULL);
}

const char *date_short(struct arena *arena, enum lang lang, struct date date) { return fill(arena, lang, T_date_pattern_short, date); }

const char *date_long(struct arena *arena, enum lang lang, struct date date) { return fill(arena, lang, T_date_pattern_long, date); }

const char *date_full(struct arena *arena, enum lang lang, struct date date) { return fill(arena, lang, T_date_pattern_full, date); }

/* The last two figures of a number, without printf: a page writes dozens. */
static void put_two(char *to, int number) {
    to[0] = (char)('0' + number / 10 % 10);
    to[1] = (char)('0' + number % 10);
}

/* The same in every language: figures in a column that is read down, not along. */
const char *date_table(struct arena *arena, enum lang lang, struct date date) {
    (void)lang;
    struct ymd of = date_is_none(date) ? (struct ymd){0, 0, 0} : date_ymd(date);
    if (of.year == 0) return "";
    char *text = arena_strdup(arena, "00.00.00");
    put_two(text, of.day);
    put_two(text + 3, of.month);
    put_two(text + 6, of.year);
    return text;
}

const char *date_typed(struct arena *arena, struct date date) {
    if (date_is_none(date)) return NULL;
    struct ymd of = date_ymd(date);
    return arena_printf(arena, "%02d.%02d.%04d", of.day, of.month, of.year);
}

static text_key near_key(struct date date, struct date today) {
    if (date_is_none(date) || date_is_none(today)) return T_none;
    switch (date_days_between(today, date)) {
    case -1: return T_date_yesterday;
    case 0: return T_date_today;
    case 1: return T_date_tomorrow;
    default: return T_none;
    }
}

static bool year_is_plain(struct date date, struct date today) {
    return !date_is_none(date) && !date_is_none(today) && abs(date_days_between(today, date)) <= YEAR_GOES_WITHOUT_SAYING;
}

const char *date_day(struct arena *arena, enum lang lang, struct date date, struct date today) {
    return year_is_plain(date, today) ? date_short(arena, lang, date) : date_long(arena, lang, date);
}

const char *date_relative(struct arena *arena, enum lang lang, struct date date, struct date today) {
    text_key near = near_key(date, today);
    return near ? text_of(lang, near) : date_day(arena, lang, date, today);
}

const char *clock_text(struct arena *arena, enum lang lang, int64_t minute) {
    char *hour = arena_strdup(arena, "00"), *past = arena_strdup(arena, "00");
    put_two(hour, (int)minute / 60);
    put_two(past, (int)minute % 60);
    return text_format(arena, lang, T_date_pattern_time, "hour", hour, "minute", past, NULL);
}

const char *clock_span(struct arena *arena, enum lang lang, int64_t from, int64_t to) {
    return arena_printf(arena, "%s–%s", clock_text(arena, lang, from), clock_text(arena, lang, to));
}

const char *time_text(struct arena *arena, enum lang lang, struct instant instant) {
    return date_is_none(instant_oslo_date(instant)) ? "" : clock_text(arena, lang, instant_oslo_minutes(instant));
}

const char *moment_text(struct arena *arena, enum lang lang, struct instant instant, struct date today) {
    struct date date = instant_oslo_date(instant);
    if (date_is_none(date)) return "";
    const char *time = time_text(arena, lang, instant);
    text_key near = near_key(date, today);
    if (near) return text_format(arena, lang, T_date_pattern_near_moment, "day", text_of(lang, near), "time", time, NULL);
    text_key pattern = year_is_plain(date, today) ? T_date_pattern_day_month : T_date_pattern_long;
    return text_format(arena, lang, T_date_pattern_moment, "date", fill(arena, lang, pattern, date), "time", time, NULL);
}

const char *number_text(struct arena *arena, enum lang lang, int64_t number) {
    (void)lang; /* grouping by spaces is understood in all three; a comma or a point would not be */
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    const char *text = "";
    for (; left >= 1000; left /= 1000) text = arena_printf(arena, NO_BREAK_SPACE "%03d%s", (int)(left % 1000), text);
    return arena_printf(arena, "%s%d%s", number < 0 ? MINUS : "", (int)left, text);
}

/* The deadline engine and the working calendar: pure arithmetic over the rows of law/deadlines.yaml and law/holidays.yaml.
 * Reads no clock and no file. */
#include "domain/law/internal.h"

/* Easter Day in the Gregorian calendar (the anonymous algorithm of 1876). */
static struct date easter_day(int year) {
    int golden = year % 19, century = year / 100, in_century = year % 100;
    int correction = (century - (century + 8) / 25 + 1) / 3;
    int moon = (19 * golden + century - century / 4 - correction + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - moon - in_century % 4) % 7;
    int shift = (golden + 11 * moon + 22 * weekday) / 451;
    int count = moon + weekday - 7 * shift + 114;
    return date_of(year, count / 31, count % 31 + 1);
}

bool law_is_holiday(const struct law *law, struct date date) {
    if (date_is_none(date)) return false;
    if (date_weekday(date) == SUNDAY) return true;
    struct ymd ymd = date_ymd(date);
    for (unsigned i = 0; i < law->fixed_count; i++)
        if (law->fixed[i].month == ymd.month && law->fixed[i].day == ymd.day) return true;
    int from_easter = date_days_between(easter_day(ymd.year), date);
    for (unsigned i = 0; i < law->movable_count; i++)
        if (law->movable[i].easter_offset == from_easter) return true;
    return false;
}

bool law_is_working_day(const struct law *law, struct date date) {
    return !date_is_none(date) && date_weekday(date) != SATURDAY && !law_is_holiday(law, date);
}

struct date law_add_working_days(const struct law *law, struct date date, int n) {
    int step = n < 0 ? -1 : 1;
    if (date_is_none(date)) return date;
    for (int left = n; left != 0 && !date_is_none(date);) {
        date = date_add_days(date, step);
        if (law_is_working_day(law, date)) left -= step;
    }
    return date;
}

int law_working_days_between(const struct law *law, struct date from, struct date to) {
    int count = 0;
    if (date_is_none(from) || date_is_none(to)) return 0;
    if (to.days < from.days) return -law_working_days_between(law, to, from);
    for (struct date day = date_add_days(from, 1); day.days <= to.days; day = date_add_days(day, 1))
        count += law_is_working_day(law, day);
    return count;
}

struct date law_working_day_from(const struct law *law, struct date date) {
    while (!date_is_none(date) && !law_is_working_day(law, date)) date = date_add_days(date, 1);
    return date;
}

static struct date month_end(struct date date) {
    struct ymd ymd = date_ymd(date);
    struct date first = date_of(ymd.year, ymd.month, 1);
    return date_add_days(date_add_months(first, 1), -1);
}

/* The row whose rule was in force on the day the clock began; of several, the one that came into force last. */
const struct clock_row *law_clock_at(const struct law *law, enum law_clock clock, struct date start) {
    const struct clock_row *best = NULL;
    for (unsigned i = 0; i < law->clocks_count; i++) {
        const struct clock_row *row = &law->clocks[i];
        if (row->clock != clock || !law_rule_in_force(row->valid, start)) continue;
        if (!best || row->valid->valid_from.days > best->valid->valid_from.days) best = row;
    }
    return best;
}

static struct date next_yearly(const struct clock_row *row, struct date start) {
    int year = date_ymd(start).year;
    struct date day = date_of(year, row->month, row->day);
    return day.days >= start.days ? day : date_of(year + 1, row->month, row->day);
}

static struct date row_length(const struct law *law, const struct clock_row *row, struct date start) {
    switch (row->unit) {
    case UNIT_DAYS: return date_add_days(start, row->length);
    case UNIT_WEEKS: return date_add_days(start, 7 * row->length);
    case UNIT_MONTHS: return date_add_months(start, row->length);
    case UNIT_YEARS: return date_add_months(start, 12 * row->length);
    case UNIT_HOURS: return date_add_days(start, (row->length + 23) / 24);
    case UNIT_WORKING_DAYS: return law_add_working_days(law, start, row->length);
    case UNIT_FIXED: return row->fixed;
    case UNIT_YEARLY: return next_yearly(row, start);
    }
    return DATE_NONE;
}

static struct date row_roll(const struct law *law, const struct clock_row *row, struct date end) {
    switch (row->roll) {
    case ROLL_NONE: return end;
    case ROLL_DL149: return law_working_day_from(law, end);
    case ROLL_MONTH_END: return month_end(end);
    }
    return end;
}

struct date deadline_end(const struct law *law, enum law_clock clock, struct date start) {
    if (date_is_none(start)) return DATE_NONE;
    const struct clock_row *row = law_clock_at(law, clock, start);
    return row ? row_roll(law, row, row_length(law, row, start)) : DATE_NONE;
}

struct date deadline_end_of_case(const struct law *law, enum law_clock clock, struct date start, struct date case_from) {
    if (date_is_none(start) || date_is_none(case_from)) return DATE_NONE;
    const struct clock_row *row = law_clock_at(law, clock, case_from.days < start.days ? case_from : start);
    return row ? row_roll(law, row, row_length(law, row, start)) : DATE_NONE;
}

struct instant deadline_moment(const struct law *law, enum law_clock clock, struct instant start) {
    if (instant_is_none(start)) return INSTANT_NONE;
    struct date day = instant_oslo_date(start);
    const struct clock_row *row = law_clock_at(law, clock, day);
    if (!row) return INSTANT_NONE;
    if (row->unit == UNIT_HOURS) return (struct instant){start.ms + row->length * 60 * MS_PER_MINUTE};
    struct date end = deadline_end(law, clock, day);
    return (struct instant){instant_of_oslo(date_add_days(end, 1), 0).ms - 1};
}

bool deadline_is_local(const struct law *law, enum law_clock clock, struct date start) {
    const struct clock_row *row = date_is_none(start) ? NULL : law_clock_at(law, clock, start);
    return row && row->local_default;
}

struct date notice_reached(const struct law *law, enum notice_channel channel, struct date sent) {
    if (date_is_none(sent)) return DATE_NONE;
    for (unsigned i = 0; i < law->notices_count; i++)
        if (law->notices[i].channel == channel) return date_add_days(sent, law->notices[i].days);
    return DATE_NONE;
}

struct date lease_last_day(struct date start, int months) {
    if (date_is_none(start) || months < 1) return DATE_NONE;
    return date_add_days(date_add_months(start, months), -1);
}

/* Where each period of responsibility stands in the drawing, and which days are written under it. */
#include "domain/desk/ribbon.h"

#include "base/str.h"
#include "texts.h"

static const double letter = 6.7;   /* the width of a letter in the drawing's type, on the wide side */
static const double padding = 8;
static const double between = 1.5;
static const double narrowest = 3;
static const double least_label = 56; /* a shorter piece of a name says nothing */
static const double tick_room = 105;
enum { TICKS_MOST = 8 };

static const char *decimal(struct arena *arena, double number) { return arena_printf(arena, "%.1f", number); }

static double text_width(const char *text) { return (double)utf8_length(text) * letter; }

/* The beginning of a text that fits, with a mark that it goes on; NULL when too little would be left. */
static const char *fitted(struct arena *arena, const char *text, double room) {
    if (text_width(text) <= room) return text;
    if (room < least_label) return NULL;
    size_t most = (size_t)(room / letter) - 1, bytes = 0;
    for (size_t letters = 0; text[bytes]; bytes++) {
        if (((unsigned char)text[bytes] & 0xc0) != 0x80 && letters++ == most) break;
    }
    while (bytes > 0 && text[bytes - 1] == ' ') bytes--;
    return arena_printf(arena, "%.*s…", (int)bytes, text);
}

/* ── periods ──────────────────────────────────────────────────────────── */

struct scale {
    struct instant from, until;
    double width;
};

static double place(const struct scale *scale, struct instant at) {
    double length = (double)(scale->until.ms - scale->from.ms);
    return length > 0 ? (double)(at.ms - scale->from.ms) / length * scale->width : 0;
}

static size_t merged(const struct ribbon_period *periods, size_t n, struct ribbon_period *ret_periods) {
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (count > 0 && ret_periods[count - 1].unit == periods[i].unit)
            ret_periods[count - 1].until = periods[i].until;
        else
            ret_periods[count++] = periods[i];
    }
    return count;
}

static struct ribbon_span span_of(struct arena *arena, const struct scale *scale, const struct ribbon_period *period) {
    bool still = instant_is_none(period->until);
    struct instant until = still ? scale->until : period->until;
    double x = place(scale, period->from), width = place(scale, until) - x - (still ? 0 : between);
    if (width < narrowest) width = narrowest;
    struct date from = instant_oslo_date(period->from), end = instant_oslo_date(until);
    return (struct ribbon_span){
        .unit = period->name,
        .from = from,
        .until = still ? DATE_NONE : end,
        .days = date_days_between(from, end),
        .now = still,
        .x = decimal(arena, x),
        .width = decimal(arena, width),
        .label_x = decimal(arena, x + padding),
        .label = still ? NULL : fitted(arena, period->name, width - 2 * padding),
    };
}

/* ── days ─────────────────────────────────────────────────────────────── */

static const char *month_name(struct arena *arena, enum lang lang, struct date date) {
    static const text_key names[] = {T_date_january, T_date_february, T_date_march, T_date_april, T_date_may, T_date_june,
                                     T_date_july, T_date_august, T_date_september, T_date_october, T_date_november, T_date_december};
    struct ymd day = date_ymd(date);
    const char *name = text_of(lang, names[day.month - 1]);
    bool short_enough = utf8_length(name) <= 4;
    return arena_printf(arena, "%.*s%s %d", short_enough ? 4 : 3, name, short_enough ? "" : ".", day.year);
}

struct step {
    int days, months; /* one of them */
};
static const struct step steps[] = {{1, 0}, {2, 0}, {7, 0}, {14, 0}, {0, 1}, {0, 3}, {0, 6}, {0, 12}, {0, 24}, {0, 60}, {0, 120}};

static struct date first_tick(struct step step, struct date from) {
    if (step.days) return from;
    struct ymd day = date_ymd(from);
    return date_add_months(date_of(day.year, day.month, 1), day.day == 1 ? 0 : 1);
}

static struct date next_tick(struct step step, struct date at) {
    return step.days ? date_add_days(at, step.days) : date_add_months(at, step.months);
}

/* The finest step whose names stand clear of each other. */
static struct step step_for(const struct scale *scale) {
    double days = (double)(scale->until.ms - scale->from.ms) / (double)MS_PER_DAY;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        double length = steps[i].days ? steps[i].days : steps[i].months * 30.4;
        if (days < length || scale->width / (days / length) >= tick_room) return steps[i];
    }
    return steps[sizeof steps / sizeof *steps - 1];
}

static void add_tick(struct arena *arena, struct ribbon_ticks *ticks, double x, const char *label) {
    ticks->v[ticks->n++] = (struct ribbon_tick){decimal(arena, x), decimal(arena, x + 4), label};
}

static struct ribbon_ticks ticks_of(struct arena *arena, enum lang lang, const struct scale *scale) {
    struct ribbon_ticks ticks = {arena_array(arena, TICKS_MOST + 1, sizeof *ticks.v), 0};
    struct step step = step_for(scale);
    struct date from = instant_oslo_date(scale->from), until = instant_oslo_date(scale->until);
    struct date at = first_tick(step, from);
    double first = at.days <= from.days ? 0 : place(scale, instant_of_oslo(at, 0));
    if (first >= tick_room || at.days > until.days) add_tick(arena, &ticks, 0, date_short(arena, lang, from));
    double last = -tick_room;
    for (; at.days <= until.days && ticks.n <= TICKS_MOST; at = next_tick(step, at)) {
        double x = at.days <= from.days ? 0 : place(scale, instant_of_oslo(at, 0));
        if (x - last < tick_room) continue; /* the first day is not whole */
        last = x;
        add_tick(arena, &ticks, x, step.days ? date_short(arena, lang, at) : month_name(arena, lang, at));
    }
    return ticks;
}

/* ── all of it ────────────────────────────────────────────────────────── */

struct ribbon ribbon_draw(struct arena *arena, enum lang lang, const struct ribbon_period *periods, size_t n, struct instant now) {
    enum { LEAST_SIDE = 60, MOST_SIDE = 270 };
    struct ribbon_period *whole = arena_array(arena, n, sizeof *whole);
    size_t count = merged(periods, n, whole);
    const char *holder = whole[count - 1].name;
    double side = text_width(holder) + 2 * padding;
    side = side < LEAST_SIDE ? LEAST_SIDE : side > MOST_SIDE ? MOST_SIDE : side;
    struct scale scale = {whole[0].from, now, RIBBON_WIDTH - side};
    struct ribbon ribbon = {.from = instant_oslo_date(scale.from)};
    ribbon.spans = (struct ribbon_spans){arena_array(arena, count, sizeof *ribbon.spans.v), count};
    ribbon.back = (struct ribbon_spans){arena_array(arena, count, sizeof *ribbon.back.v), count};
    for (size_t i = 0; i < count; i++) {
        ribbon.spans.v[i] = span_of(arena, &scale, &whole[i]);
        if (ribbon.spans.v[i].now) ribbon.spans.v[i].label = fitted(arena, holder, side - padding);
        ribbon.back.v[count - 1 - i] = ribbon.spans.v[i];
    }
    ribbon.days = date_days_between(ribbon.from, instant_oslo_date(now));
    ribbon.ticks = ticks_of(arena, lang, &scale);
    ribbon.now_x = decimal(arena, scale.width + 1);
    ribbon.now_label_x = decimal(arena, scale.width + 1 + padding);
    return ribbon;
}

/* Responsibility over time as a drawing: from periods to places. Pure; no database, no HTML. (R-029, R-045, I-01) */
#pragma once
#include "platform/i18n/i18n.h"

enum { RIBBON_WIDTH = 900 }; /* of the drawing; heights are the template's */

/* One period as the spine has it, the first first; until INSTANT_NONE: still. */
struct ribbon_period {
    int64_t unit;
    const char *name;
    struct instant from, until;
};
struct ribbon_span {
    const char *unit;
    struct date from, until; /* until DATE_NONE: still */
    int64_t days;
    bool now;
    const char *x, *width, *label_x; /* one decimal */
    const char *label;               /* what there is room for, or NULL */
};
struct ribbon_tick {
    const char *x, *label_x, *label;
};
struct ribbon_spans {
    struct ribbon_span *v;
    size_t n;
};
struct ribbon_ticks {
    struct ribbon_tick *v;
    size_t n;
};
struct ribbon {
    struct ribbon_spans spans; /* the first first; a change of worker inside a unit is not a new one */
    struct ribbon_spans back;  /* the same, the last first, for list and table */
    struct ribbon_ticks ticks;
    const char *now_x, *now_label_x; /* where today is */
    struct date from;
    int64_t days;
};
/* `n` at least 1. */
struct ribbon ribbon_draw(struct arena *arena, enum lang lang, const struct ribbon_period *periods, size_t n, struct instant now);

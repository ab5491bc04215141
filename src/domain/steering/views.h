/* What the leader's page shows. Numbers of the whole municipality are bands already. Filled by pages.c only. */
#pragma once
#include "domain/steering/steering.h"
#include "domain/responsibility/responsibility.h"
#include "platform/html/html.h"

struct pair_row {
    const char *from, *to, *band, *most; /* most: the reason given most often, where it can be said */
    text_key shove_class;
    int64_t n; /* for sorting */
};
struct pair_rows {
    struct pair_row *v;
    size_t n;
};
struct band_row {
    text_key label;
    const char *band;
};
struct band_rows {
    struct band_row *v;
    size_t n;
};
struct own_row {
    int64_t number;
    const char *name, *what;
    struct date day; /* DATE_NONE: none */
};
struct own_rows {
    struct own_row *v;
    size_t n;
};
struct steering_view {
    const char *unit, *overall; /* overall NULL: vacant */
    bool housing_in_use, housing_vacant;
    int64_t topics, nobody, several;
    struct pair_rows pairs;
    struct band_rows classes, reasons, bounce, whole;
    struct own_rows late, idle, highest;
};

/* What the template of meeting places shows. */
#pragma once
#include "gathering_schema.h"
#include "platform/html/html.h"

struct place_activity_view {
    int64_t id;
    text_key day;
    const char *time, *what;
    bool ours;
};
struct place_activity_views {
    struct place_activity_view *v;
    size_t n;
};
struct place_view {
    const char *name, *phone, *anchor;
    struct place_activity_views week;
};
struct place_views {
    struct place_view *v;
    size_t n;
};
struct place_day_view {
    struct date on;
    int64_t visitors;
};
struct place_day_views {
    struct place_day_view *v;
    size_t n;
};
struct place_page_view {
    const char *unit, *today;
    bool may_write;
    struct place_views places;
    struct place_day_views counted;
    struct options days;
};

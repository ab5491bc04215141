/* What the template of the way onward shows. */
#pragma once
#include "domain/onward/onward.h"
#include "platform/html/html.h"

struct career_view {
    const char *post, *by;
    int64_t months;
    struct date due, talked_on;
    bool talked, now;
    text_key goal, stand;
};
struct career_views {
    struct career_view *v;
    size_t n;
};
struct paper_view {
    text_key name;
    const char *code;
    bool here;
};
struct paper_views {
    struct paper_view *v;
    size_t n;
};
struct instrument_view {
    const char *post, *unit, *color;
    int icon;
    text_key kind, state, fit; /* fit 0: not looked into */
    struct date until, changed_on;
    bool open, has_until, rent;
    struct paper_views papers;
};
struct instrument_views {
    struct instrument_view *v;
    size_t n;
};
struct economy_view {
    text_key stand;
    const char *words, *by;
    struct instant at;
};
struct economy_views {
    struct economy_view *v;
    size_t n;
};
struct onward_view {
    const char *given_name, *path, *back, *today, *credit_path;
    bool full, permitted;
    struct career_views steps;
    struct instrument_views instruments;
    struct economy_views economy;
    struct options goals, stands, kinds, states, economies;
};

/* What the templates of keeping a home show. */
#pragma once
#include "domain/eviction/eviction.h"
#include "platform/html/html.h"

struct home_line_view {
    const char *title, *words, *by;
    struct date on;
};
struct home_line_views {
    struct home_line_view *v;
    size_t n;
};
struct home_view {
    const char *given_name, *path, *act, *owed, *today, *back, *color, *municipal;
    int icon;
    text_key state, cause, chance; /* chance: what she can do now */
    bool open, over, full, private_home, has_lease, tried, may_step, may_write, has_out, late;
    struct date out_on, opened_on, ended_on, protest_until;
    struct home_line_views moves, helps, words, rents;
    struct options causes, tos, all_helps, results;
    struct secrecy_hidden hidden;
};
struct home_figure_view {
    const char *what, *n;
};
struct home_figure_views {
    struct home_figure_view *v;
    size_t n;
};
struct home_figures_view {
    const char *from, *to;
    struct home_figure_views causes, ends;
};

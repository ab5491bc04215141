/* What the sign-in and settings templates show. */
#pragma once
#include "platform/html/html.h"
#include "platform/http/http.h"

struct sign_in_view {
    const char *go_to;    /* local path after signing in, or NULL */
    const char *provider; /* link that begins a sign-in at the provider, or NULL: local users */
};
struct demo_view {
    const char *go_to;
    struct demo_users users;
};
struct settings_view {
    const char *name, *unit_name;
    const char *lang, *scheme; /* codes as now chosen */
    const char *shortcuts;     /* "1" when on, else NULL */
    struct options languages, schemes;
    struct unit_choices units; /* the others this staff member may act for */
};
struct problem_view {
    text_key why;
};
struct draft_row {
    int64_t id;
    const char *path, *title;
    struct instant kept_at;
    bool rescued;
};
struct draft_rows_view {
    struct draft_row *v;
    size_t n;
};
struct drafts_view {
    struct draft_rows_view rows;
};

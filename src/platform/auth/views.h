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
struct enrolment_view {
    int size; /* of the drawing */
    const char *path, *secret, *label;
    bool known, with_password;
};
struct account_session_row {
    const char *name, *unit; /* name: a part of the hash it is kept under, which opens nothing */
    struct instant since, seen;
    bool this_one;
};
struct account_session_rows {
    struct account_session_row *v;
    size_t n;
};
struct account_view {
    const char *name, *unit_name;
    bool local, has_code;
    struct account_session_rows sessions;
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

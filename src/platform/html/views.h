/* What the templates of the frame and of form fields show. Filled by page.c and field.c only. */
#pragma once
#include "platform/html/html.h"

struct nav_view {
    const char *path;
    text_key label;
    int icon;
    int64_t count;
    bool many; /* a hundred or more: the menu counts no further */
    bool current;
};
struct nav_views {
    struct nav_view *v;
    size_t n;
};
struct language_view {
    const char *code, *name; /* in its own language: «Nynorsk» */
    bool chosen;
};
struct language_views {
    struct language_view *v;
    size_t n;
};
struct frame_view {
    const char *place; /* the municipality, or NULL */
    bool signed_in, narrow, may_search;
    struct nav_views nav, more, own; /* more: what the bar has no room for; own: under the name of who is signed in */
    int64_t more_count, own_count;
    bool more_current; /* the page is one of those under more */
    const char *help;
    const char *name, *initials, *unit; /* of who is signed in */
    struct language_views languages;
    const char *here; /* where a change of language leads back to */
    const char *version;
    bool demo;
};

struct receipt_view {
    text_key text;
};
struct fault_view {
    const char *id, *label; /* id NULL: the whole form. label: in front of the text, or NULL */
    text_key text;
};
struct fault_views {
    struct fault_view *v;
    size_t n;
};
struct faults_view {
    struct fault_views faults;
};

struct choice_view {
    const char *id, *value, *label, *hint, *hint_id;
    bool chosen;
};
struct choice_views {
    struct choice_view *v;
    size_t n;
};
struct field_view {
    enum field_kind kind;
    const char *id, *name, *label, *value;
    const char *hint, *hint_id, *counter, *counter_id, *error_id; /* NULL when there is none */
    const char *described_by;                                     /* ids of the three above, or NULL */
    const char *autocomplete, *keyboard;                          /* keyboard: inputmode, or NULL */
    text_key error;
    bool optional, empty_choice, chosen;
    int rows, size, max;
    struct choice_views choices;
};
struct draft_view {
    bool shown, rescued;
    struct instant kept_at;
    const char *path;
};
struct draft_button_view {
    const char *title;
};

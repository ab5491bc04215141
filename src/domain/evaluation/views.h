/* What the templates of evaluation show. */
#pragma once
#include "domain/evaluation/evaluation.h"
#include "platform/html/html.h"

struct item_view {
    const char *label, *value; /* value NULL: not answered */
};
struct item_choice {
    const char *value;
    bool chosen;
};
struct item_choices {
    struct item_choice *v;
    size_t n;
};
struct item_field {
    const char *code, *label;
    struct item_choices choices;
};
struct item_fields {
    struct item_field *v;
    size_t n;
};
struct item_views {
    struct item_view *v;
    size_t n;
};
struct result_view {
    const char *tool, *score, *level, *trust, *staff, *unit, *note; /* score NULL: an item was left open */
    int64_t version;
    struct date held_on;
    struct item_views items;
};
struct result_views {
    struct result_view *v;
    size_t n;
};
struct tool_link {
    const char *path, *name;
};
struct tool_links {
    struct tool_link *v;
    size_t n;
};
struct evaluations_view {
    const char *given_name, *back;
    bool open, may_write;
    struct secrecy_hidden hidden;
    struct result_views results;
    struct tool_links tools;
};
struct evaluation_form_view {
    const char *given_name, *path, *back, *today, *tool, *name, *about;
    int64_t version;
    bool open;
    struct secrecy_hidden hidden;
    struct item_fields items;
};

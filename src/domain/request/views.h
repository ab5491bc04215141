/* What the templates of questions to others and of worries show. */
#pragma once
#include "domain/request/request.h"
#include "platform/html/html.h"

struct answer_view {
    text_key step;
    const char *content, *staff;
    struct instant at;
};
struct answer_views {
    struct answer_view *v;
    size_t n;
};
struct information_view {
    text_key body, ground;
    const char *name, *question, *why_not, *staff, *path;
    struct date sent_on, due;
    bool informed, waits, late, answered, shown;
    struct answer_views answers;
};
struct information_views {
    struct information_view *v;
    size_t n;
};
struct information_page_view {
    const char *given_name, *path, *people;
    bool may_ask, may_read_letter, readable;
    struct information_views requests;
    struct options steps;
};
struct information_form_view {
    const char *given_name, *path, *back, *due, *kept_in;
    struct options bodies, grounds, ways;
};

struct concern_view {
    int64_t number;
    text_key reporter;
    const char *reporter_name, *about, *place, *said, *path, *note, *handler;
    struct instant received_at, handled_at;
    bool handled;
};
struct concern_views {
    struct concern_view *v;
    size_t n;
};
struct concern_form_view {
    struct options reporters;
    const char *reporter;
};
struct concern_list_view {
    const char *given_name; /* in a case */
    bool may_handle, readable;
    struct concern_views concerns;
};

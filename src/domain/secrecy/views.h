/* What the templates of consent and access log show. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "platform/html/html.h"
#include "platform/pdf/letter.h"

/* One thing that is so between a unit and a zone: "ser opplysninger om helse til 15. mars 2027". */
struct consent_line_view {
    const char *text, *color;
    int icon;
    int64_t revoke;         /* the consent that may be taken back, or 0 */
    const char *zone;       /* in words, for the button */
    const char *ask_again;  /* path, or NULL */
    bool answer;            /* a question waits for her answer */
};
struct consent_line_views {
    struct consent_line_view *v;
    size_t n;
};
struct consent_unit_view {
    int64_t unit;
    const char *name, *roles; /* roles "": not in the case now */
    struct consent_line_views lines;
    const char *answer_path;  /* of the question that waits, or NULL */
};
struct consent_unit_views {
    struct consent_unit_view *v;
    size_t n;
};
struct objection_view {
    int64_t id;
    const char *text;
    struct date since;
};
struct objection_views {
    struct objection_view *v;
    size_t n;
};
struct consent_ended_view {
    const char *text;  /* NULL: nothing was taken back just now */
    const char *again; /* path of a new question, filled in */
};
struct consent_page_view {
    int64_t case_number;
    const char *name; /* given name */
    struct consent_ended_view ended;
    struct consent_unit_views units;
    struct objection_views objections;
    struct options zones, all_units;
};
/* For templates of one row, which need to know the page too. */
struct consent_row_view {
    const struct consent_page_view *page;
    const struct consent_unit_view *unit;
};

struct consent_ask_view {
    int64_t case_number;
    const char *name, *to_unit, *zone, *until;
    bool said_no; /* some answer was no not long ago, so the new reason may be needed */
    struct options units, zones, purposes;
};

struct consent_answer_view {
    int64_t case_number, unit;
    const char *name, *unit_name, *zones_text, *purpose, *until;
    struct date until_date;
    int64_t pause_days;
    bool several;
    struct options replies, zones, forms;
};

struct access_line_view {
    struct instant at;
    const char *moment, *who, *unit, *what, *why;
};
struct access_line_views {
    struct access_line_view *v;
    size_t n;
};
struct access_filter_view {
    const char *path, *name;
    bool chosen;
};
struct access_filter_views {
    struct access_filter_view *v;
    size_t n;
};
struct access_log_view {
    int64_t case_number;
    const char *name;
    struct access_line_views lines;
    struct access_filter_views filters;
    const char *older, *newest; /* paths, or NULL */
};
struct access_letter_view {
    int64_t case_number;
    const char *name;
    const struct letter *letter;
};

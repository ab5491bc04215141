/* Writing HTML. Templates (htmlgen) are the only writers; nothing puts text out unescaped. */
#pragma once
#include "base/date.h"
#include "base/str.h"
#include "platform/i18n/i18n.h"

struct request;
struct form;
struct page;
struct field_fault;

struct html {
    struct str out;
    struct arena *arena;
    enum lang lang;
    struct date today;
    struct instant now;
    const struct request *rq;   /* NULL outside a request (tests) */
    const struct form *form;    /* what was typed, when a form comes back; else NULL */
    const struct page *page;    /* from page_begin to page_end */
    size_t summary_at;          /* where page_end puts the error summary; 0: the form was not refused */
    struct field_id *field_ids; /* the names of the fields written so far */
    struct field_fault *faults; /* what html_field has shown as wrong so far, last first */
};
struct html *html_new(struct request *rq);
struct html html_in(struct arena *arena, enum lang lang, struct date today, struct instant now); /* for tests and benches */

/* For generated code. */
void html_lit(struct html *h, const char *markup, size_t length);
void html_text(struct html *h, const char *text); /* & < > */
void html_attr(struct html *h, const char *text); /* & < > " ' */
void html_url(struct html *h, const char *text);  /* as attr, and javascript:, data: and the like become "#" */
void html_int(struct html *h, int64_t number);
void html_icon(struct html *h, int icon); /* ICON_… of icons.h */
void html_csrf(struct html *h);           /* hidden field with the session's token */
void html_date(struct html *h, struct date date, const char *(*format)(struct arena *, enum lang, struct date));

struct option {
    const char *value, *label, *hint; /* hint may be NULL */
};
struct options {
    struct option *v;
    size_t n;
};
/* One form field: label, hint, control, error, what was typed. `{{field textarea name=what label=contact_what rows=4 value=v->what}}`. */
enum field_kind {
    FIELD_TEXT,
    FIELD_TEXTAREA,
    FIELD_NUMBER,
    FIELD_DATE,
    FIELD_CLOCK,
    FIELD_SELECT,
    FIELD_RADIOS,
    FIELD_CHECKBOX,
    FIELD_CHECKBOXES,
    FIELD_PASSWORD,
    FIELD_HIDDEN,
    FIELD_TEL,
    FIELD_SEARCH,
    FIELD_FILE,   /* the form says enctype="multipart/form-data" */
    FIELD_PICTURE /* a file; the browser offers pictures only */
};
struct field {
    enum field_kind kind;
    const char *name;
    text_key label, hint;
    const char *label_text, *hint_text; /* instead of the keys, when the text is data */
    const char *value;                  /* used when no form came back */
    const struct options *options;
    int rows, size, max;
    bool optional; /* adds "(valgfritt)" */
    const char *autocomplete;
};
void html_field(struct html *h, const struct field *field);

/* The frame of a page. page_begin writes everything to <main>, including the receipt; page_end the rest, and puts the error summary,
 * which needs the labels of the fields, in its place at the top of <main>. The struct page must live until page_end. */
enum page_kind { PAGE_STAFF, PAGE_NARROW, PAGE_BARE };
struct page {
    enum page_kind kind;
    text_key title;
    const char *title_text; /* instead of the key */
    const char *nav;        /* path of the current menu entry, or NULL */
};
void page_begin(struct html *h, const struct page *page);
void page_end(struct html *h);
/* A button beside the first of a long form: keeps what is typed as a draft (platform/http/keep.h). `{{call draft_button}}` */
void draft_button(struct html *h);

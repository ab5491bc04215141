/* For test_htmlgen.sh only: the functions that generated templates call, each leaving a mark that says which one it was, so that the
 * test sees which escaper the compiler chose. Runs the template `sample` on known data and prints the page. */
#include "views.h"

#include "sample_views.h"
#include "texts.h"

#include <stdarg.h>
#include <stdio.h>

static void mark(struct html *h, const char *what, const char *text) { str_addf(&h->out, "[%s:%s]", what, text ? text : "NULL"); }

void html_lit(struct html *h, const char *markup, size_t length) { str_add_n(&h->out, markup, length); }
void html_text(struct html *h, const char *text) { mark(h, "text", text); }
void html_attr(struct html *h, const char *text) { mark(h, "attr", text); }
void html_url(struct html *h, const char *text) { mark(h, "url", text); }
void html_int(struct html *h, int64_t number) { str_addf(&h->out, "[int:%lld]", (long long)number); }
void html_icon(struct html *h, int icon) { str_addf(&h->out, "[icon:%d]", icon); }
void html_csrf(struct html *h) { str_add(&h->out, "[csrf]"); }
void html_date(struct html *h, struct date date, const char *(*format)(struct arena *, enum lang, struct date)) {
    mark(h, "time", format(h->arena, h->lang, date));
}
const char *date_short(struct arena *arena, enum lang lang, struct date date) {
    return arena_printf(arena, "short %d %d", (int)lang, date.days);
}
const char *date_long(struct arena *arena, enum lang lang, struct date date) {
    return arena_printf(arena, "long %d %d", (int)lang, date.days);
}
const char *date_relative(struct arena *arena, enum lang lang, struct date date, struct date today) {
    return arena_printf(arena, "rel %d %d", (int)lang, date.days - today.days);
}
const char *text_of(enum lang lang, text_key key) {
    (void)lang;
    return key == T_sample_title ? "Title" : key == T_sample_count ? "Count" : "Other";
}
const char *text_format(struct arena *arena, enum lang lang, text_key key, ...) {
    struct str out = str_in(arena);
    str_add(&out, text_of(lang, key));
    va_list args;
    va_start(args, key);
    for (const char *name; (name = va_arg(args, const char *));) str_addf(&out, " %s=%s", name, va_arg(args, const char *));
    va_end(args);
    return str_text(&out);
}
void html_field(struct html *h, const struct field *field) {
    str_addf(&h->out, "[field:%d %s %s %s %d %d %s]", (int)field->kind, field->name, field->value ? field->value : "NULL",
             field->label_text ? field->label_text : text_of(h->lang, field->label), (int)(field->options ? field->options->n : 0),
             field->rows, field->optional ? "optional" : "required");
}
void sample_part(struct html *h, const char *name) { mark(h, "part", name); }
void sample_rule(struct html *h) { mark(h, "rule", ""); }

int main(void) {
    struct arena *arena = arena_create();
    struct sample_row rows[] = {{{7}, "Ane", true, {20000}}, {{8}, "Bo & co", false, {20001}}};
    struct option options[] = {{"a", "A", NULL}, {"b", "B", NULL}};
    struct sample v = {.name = "<Kari>",
                       .link = "javascript:x",
                       .count = 3,
                       .size = 4,
                       .has = true,
                       .id = {12},
                       .title = T_sample_title,
                       .rows = {rows, 2},
                       .options = {options, 2}};
    struct html h = {.out = str_in(arena), .arena = arena, .lang = LANG_NB, .today = {19999}};
    sample(&h, &v);
    sample_plain(&h);
    (void)fputs(str_text(&h.out), stdout);
    arena_destroy(arena);
    return 0;
}

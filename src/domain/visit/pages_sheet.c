/* Her own calendar: who comes, when, and why, in her language and large enough to hang up. It holds no place, so that a graded address is not on it, and no
 * word that tells a visitor what the help is for. (R-233, R-024, GDPR-6) */
#include "domain/visit/internal.h"

#include "platform/pdf/letter.h"
#include "texts.h"
#include "visit_routes.h"
#include "visit_sql.h"
#include "visit_views.h"

#include <stdlib.h>

enum { SHEET_DAYS = 21 };

/* What stands on the sheet of one visit; in her language, whoever looks. */
static struct coming_view line_of(struct request *rq, enum lang lang, const struct visit_coming_row *row) {
    const char *unit = lang == LANG_NN ? row->letter_name_nn : row->letter_name_nb;
    return (struct coming_view){
        .when = clock_span(rq->arena, lang, row->from_minute, row->to_minute),
        .who = row->staff_name ? row->staff_name : unit,
        .why = text_of(lang, row->why ? (text_key)visit_why_text(row->why) : (text_key)booking_kind_text(row->kind)),
    };
}

static struct calendar_others (*her_others)(struct request *rq, struct case_id id, enum lang lang, struct date first, struct date last);

void visit_on_her_others(struct calendar_others (*read)(struct request *rq, struct case_id id, enum lang lang, struct date first, struct date last)) { her_others = read; }

/* A line with its time, so that visits and what else there is stand in the order of the days. */
struct timed {
    struct date on;
    int64_t from;
    struct coming_view line;
};

static int by_time(const void *left, const void *right) {
    const struct timed *a = left, *b = right;
    if (a->on.days != b->on.days) return a->on.days < b->on.days ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

static void days_read(struct request *rq, struct case_id id, enum lang lang, struct who_comes_view *view) {
    struct date last = date_add_days(rq->today, SHEET_DAYS - 1);
    struct visit_coming_rows rows = visit_coming(rq->db, id, rq->today, last);
    struct calendar_others others = her_others ? her_others(rq, id, lang, rq->today, last) : (struct calendar_others){NULL, 0};
    struct timed *timed = arena_array(rq->arena, rows.n + others.n + 1, sizeof *timed);
    struct coming_view *lines = arena_array(rq->arena, rows.n + others.n + 1, sizeof *lines);
    size_t n = 0;
    for (size_t i = 0; i < rows.n; i++) timed[n++] = (struct timed){rows.v[i].on_date, rows.v[i].from_minute, line_of(rq, lang, &rows.v[i])};
    for (size_t i = 0; i < others.n; i++) {
        const struct calendar_other *other = &others.v[i];
        const char *when = clock_span(rq->arena, lang, other->from_minute, other->to_minute);
        timed[n++] = (struct timed){other->on_date, other->from_minute, {.when = when, .who = other->name, .why = text_of(lang, other->kind)}};
    }
    qsort(timed, n, sizeof *timed, by_time);
    view->days.v = arena_array(rq->arena, n + 1, sizeof *view->days.v);
    for (size_t i = 0; i < n; i++) {
        lines[i] = timed[i].line;
        bool same = i && timed[i].on.days == timed[i - 1].on.days;
        if (!same) view->days.v[view->days.n++] = (struct sheet_day){date_full(rq->arena, lang, timed[i].on), {lines + i, 0}};
        view->days.v[view->days.n - 1].rows.n++;
    }
}

static struct who_comes_view view_of(struct request *rq, struct case_id id, const struct person_spine *person, enum lang lang) {
    struct who_comes_view view = {
        .name = person->given_name,
        .pdf = arena_printf(rq->arena, "/sak/%lld/hvem-kommer/ark.pdf", (long long)id.v),
        .back = arena_printf(rq->arena, "/sak/%lld/oppfolging", (long long)id.v),
    };
    days_read(rq, id, lang, &view);
    view.contacts = visit_contacts_of(rq, id);
    return view;
}

struct reply who_comes_page(struct request *rq, const struct who_comes_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct who_comes_view view = view_of(rq, in->case_, &frame.person, rq->lang);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_visit_sheet_title);
    who_comes(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* One table, so that three weeks stand on one sheet; a day is named once. */
static void add_days(struct request *rq, struct letter *letter, const struct who_comes_view *view) {
    static const text_key heads[] = {T_visit_sheet_day, T_visit_sheet_when, T_visit_sheet_who, T_visit_sheet_why};
    static const int widths[] = {34, 17, 26, 23};
    enum { COLUMNS = sizeof heads / sizeof *heads };
    size_t n = 0;
    if (!view->days.n) return;
    struct letter_block *table = letter_add(letter, LETTER_TABLE, NULL);
    const char **items = arena_array(rq->arena, COLUMNS, sizeof *items);
    for (int i = 0; i < COLUMNS; i++) items[i] = text_of(letter->lang, heads[i]), table->widths[i] = widths[i];
    table->items = items;
    table->n_items = COLUMNS;
    for (size_t i = 0; i < view->days.n; i++) n += view->days.v[i].rows.n;
    table->rows = arena_array(rq->arena, n, sizeof *table->rows);
    for (size_t i = 0; i < view->days.n; i++) {
        const struct sheet_day *day = &view->days.v[i];
        const char *name = text_capital(rq->arena, day->day);
        for (size_t k = 0; k < day->rows.n; k++)
            table->rows[table->n_rows++] = (struct letter_row){{k ? "" : name, day->rows.v[k].when, day->rows.v[k].who, day->rows.v[k].why}};
    }
}

static void add_phones(struct request *rq, struct letter *letter, const struct who_comes_view *view) {
    const char **lines = arena_array(rq->arena, 2, sizeof *lines);
    size_t n = 0;
    for (int i = 0; i < 2; i++)
        if (view->contacts.v[i].name && !text_empty(view->contacts.v[i].phone))
            lines[n++] = text_format(rq->arena, letter->lang, T_visit_sheet_call, "name", view->contacts.v[i].name, "phone", view->contacts.v[i].phone, NULL);
    letter_add(letter, LETTER_HEADING, text_of(letter->lang, T_visit_sheet_change));
    letter_add(letter, LETTER_PARAGRAPH, text_of(letter->lang, T_visit_sheet_change_text));
    if (!n) return;
    struct letter_block *list = letter_add(letter, LETTER_LIST, NULL);
    list->items = lines;
    list->n_items = n;
}

struct reply who_comes_sheet(struct request *rq, const struct who_comes_sheet_in *in) {
    struct case_brief brief;
    struct person_spine person;
    struct blob pdf;
    if (!work_case(rq->db, in->case_, &brief) || !person_spine(rq->db, brief.person, &person)) return reply_not_found(rq);
    struct who_comes_view view = view_of(rq, in->case_, &person, person.lang);
    struct letter *letter = letter_new(rq->arena, person.lang);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, person.lang);
    letter->title = text_of(person.lang, T_visit_sheet_heading);
    letter->date = rq->today;
    letter->date_line = date_long(rq->arena, person.lang, rq->today);
    letter_add(letter, LETTER_LEAD, text_format(rq->arena, person.lang, view.days.n ? T_visit_sheet_lead : T_visit_sheet_lead_none, "name", person.given_name, NULL));
    add_days(rq, letter, &view);
    add_phones(rq, letter, &view);
    if (letter_pdf(letter, rq->arena, &pdf) < 0) return reply_not_found(rq);
    return reply_file(rq, "application/pdf", "hvem-kommer.pdf", pdf);
}

/* The list of dwellings with its choices, and the same list for print and as a file. They show no person and no group, and no address that is shielded. */
#include "domain/dwelling/pages.h"

#include "domain/organisation/organisation.h"
#include "dwelling_routes.h"
#include "texts.h"

#include <string.h>

enum { ROWS_A_PAGE = 25, ROWS_ALL = 20000 };

/* The query string of the choices, to lead on with. */
static const char *query_of(struct request *rq, const struct stock_choice *choice, const char *words) {
    struct str out = str_in(rq->arena);
    if (choice->class) str_addf(&out, "&class=%s", dwelling_class_code(choice->class));
    if (choice->area.v) str_addf(&out, "&area=%lld", (long long)choice->area.v);
    if (choice->cluster.v) str_addf(&out, "&cluster=%lld", (long long)choice->cluster.v);
    if (choice->which) str_addf(&out, "&which=%s", stock_list_code(choice->which));
    if (!text_empty(words)) {
        str_add(&out, "&q=");
        for (const char *at = words; *at; at++) str_addf(&out, (*at >= '0' && *at <= '9') || (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ? "%c" : "%%%02X", (unsigned char)*at);
    }
    return str_text(&out);
}

/* The counts of the states for the filter row, and how many the whole choice leaves. */
static void count(struct request *rq, const struct stock_choice *choice, struct dwelling_list_view *view) {
    struct dwelling_counts_rows counts =
        dwelling_counts(rq->db, choice->class, choice->area, choice->cluster, choice->words, choice->which, stock_verified_since(rq->today));
    int64_t of_state[DWELLING_STATE_COUNT + 1] = {0};
    for (size_t i = 0; i < counts.n; i++) {
        of_state[counts.v[i].state] += counts.v[i].n;
        if (!choice->state || counts.v[i].state == choice->state) view->shown += counts.v[i].n;
    }
    view->states.v = arena_array(rq->arena, DWELLING_STATE_COUNT, sizeof *view->states.v);
    for (int code = 1; code <= DWELLING_STATE_COUNT; code++) {
        enum dwelling_state state = (enum dwelling_state)code;
        if (!of_state[state] && state != choice->state) continue;
        view->states.v[view->states.n++] =
            (struct dwelling_state_view){dwelling_state_code(state), dwelling_state_text(state), of_state[state], state == choice->state};
    }
}

static void sums(struct request *rq, struct dwelling_list_view *view) {
    struct dwelling_sums_row row;
    if (!dwelling_sums(rq->db, stock_verified_since(rq->today), &row)) return;
    view->all = row.n;
    view->any = row.n > 0;
    view->unverified = row.unverified;
    view->unfit = row.unfit;
    view->apart = row.apart;
    view->file_differs = row.file_differs;
    view->verify_months = organisation_profile()->dwellings.verify_months;
    const struct profile_words *principle = &organisation_profile()->dwellings.principle;
    view->principle = principle->nb ? profile_words_in(principle, rq->lang) : NULL;
}

static struct dwelling_rows_view rows_view(struct request *rq, struct dwelling_page_rows rows) {
    struct dwelling_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct dwelling_page_row *row = &rows.v[i];
        bool shielded = row->address_shielded;
        view.v[i] = (struct dwelling_row_view){
            .id = row->id.v,
            .address = dwelling_name(rq, &(struct dwelling_address){shielded, row->street, row->house_number, row->house_letter, row->object_number, row->id.v}),
            .unit_number = shielded ? NULL : row->unit_number,
            .postcode = shielded ? NULL : row->postcode,
            .object_number = row->object_number,
            .type = dwelling_type_name(rq, row->type),
            .place = shielded ? NULL : row->cluster ? row->cluster : row->area,
            .class = dwelling_class_text(row->class),
            .state = dwelling_state_text(row->state),
            .has_bedrooms = row->bedrooms.has,
            .bedrooms = row->bedrooms.v,
            .wheelchair = row->wheelchair,
            .unfit = row->unfit != NULL,
            .since = row->state_since,
            .has_since = !date_is_none(row->state_since),
            .unverified = row->state != DWELLING_STATE_SOLD && (date_is_none(row->verified_on) || row->verified_on.days < stock_verified_since(rq->today).days),
            .bound = row->bound ? grant_group_text(row->bound) : 0,
            .bound_until = row->bound_until,
            .abstinence = row->abstinence_required,
        };
    }
    return view;
}

static void fill(struct request *rq, const struct stock_choice *choice, const char *words, struct dwelling_list_view *view) {
    sums(rq, view);
    count(rq, choice, view);
    view->classes = dwelling_class_options(rq->arena, rq->lang);
    view->areas = dwelling_area_options(rq);
    view->clusters = dwelling_cluster_options(rq);
    view->which_options = stock_list_options(rq->arena, rq->lang);
    view->all_states = !choice->state;
    view->state = choice->state ? dwelling_state_code(choice->state) : "";
    view->class = choice->class ? dwelling_class_code(choice->class) : "";
    view->area = choice->area.v ? arena_printf(rq->arena, "%lld", (long long)choice->area.v) : "";
    view->cluster = choice->cluster.v ? arena_printf(rq->arena, "%lld", (long long)choice->cluster.v) : "";
    view->which = choice->which ? stock_list_code(choice->which) : "";
    view->words = words;
    view->query = query_of(rq, choice, words);
    view->may_edit = dwelling_may_edit(rq);
}

#define CHOICE_OF(in)                                                                                                                       \
    {                                                                                                                                       \
        .state = (in)->state, .class = (in)->class, .area = (in)->area, .cluster = (in)->cluster, .which = (in)->which,                     \
        .words = text_empty((in)->q) ? NULL : text_fold(rq->arena, (in)->q)                                                                 \
    }

struct reply dwelling_list_page(struct request *rq, const struct dwelling_list_page_in *in) {
    struct stock_choice choice = CHOICE_OF(in);
    struct dwelling_list_view view = {.tab = stock_tab_of(rq, STOCK_TAB_LIST)};
    fill(rq, &choice, in->q, &view);
    view.pages = (view.shown + ROWS_A_PAGE - 1) / ROWS_A_PAGE;
    view.page = in->page.has && in->page.v <= view.pages ? in->page.v : 1;
    view.rows = rows_view(rq, stock_rows(rq, &choice, ROWS_A_PAGE, (view.page - 1) * ROWS_A_PAGE));
    view.first = (view.page - 1) * ROWS_A_PAGE + 1;
    view.last = view.first + (int64_t)view.rows.n - 1;
    view.previous = view.page > 1;
    view.next = view.page < view.pages;
    view.previous_page = view.page - 1;
    view.next_page = view.page + 1;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwelling_list_title, .nav = "/boliger"});
    dwelling_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply dwelling_print_page(struct request *rq, const struct dwelling_print_page_in *in) {
    struct stock_choice choice = CHOICE_OF(in);
    struct dwelling_list_view view = {0};
    fill(rq, &choice, in->q, &view);
    view.rows = rows_view(rq, stock_rows(rq, &choice, ROWS_ALL, 0));
    view.today = rq->today;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_dwelling_print_title, .nav = "/boliger"});
    dwelling_print(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── the list as a file ── */

static void cell(struct str *out, const char *text, bool last) {
    if (text && *text && strchr("=+-@\t", *text)) str_add_char(out, '\''); /* a spreadsheet shall not take it for a formula */
    bool quote = text && strpbrk(text, ";\"\n\r");
    if (quote) str_add_char(out, '"');
    for (const char *at = text ? text : ""; *at; at++) {
        if (*at == '"') str_add_char(out, '"');
        str_add_char(out, *at);
    }
    if (quote) str_add_char(out, '"');
    str_add(out, last ? "\r\n" : ";");
}

static void file_row(struct request *rq, struct str *out, const struct dwelling_page_row *row) {
    bool hidden = row->address_shielded;
    cell(out, row->object_number, false);
    cell(out, hidden ? NULL : dwelling_name(rq, &(struct dwelling_address){false, row->street, row->house_number, row->house_letter, NULL, 0}), false);
    cell(out, hidden ? NULL : row->unit_number, false);
    cell(out, hidden ? NULL : row->postcode, false);
    cell(out, hidden ? NULL : row->area, false);
    cell(out, hidden ? NULL : row->cluster, false);
    cell(out, text_of(rq->lang, dwelling_class_text(row->class)), false);
    cell(out, dwelling_type_name(rq, row->type), false);
    cell(out, text_of(rq->lang, dwelling_state_text(row->state)), false);
    cell(out, date_iso(rq->arena, row->state_since), false);
    cell(out, dwelling_number(rq, row->bedrooms), false);
    cell(out, dwelling_number(rq, row->floor), false);
    cell(out, dwelling_number(rq, row->area_m2), false);
    cell(out, dwelling_number(rq, row->rent), false);
    cell(out, row->wheelchair ? "1" : "0", false);
    cell(out, row->step_free ? "1" : "0", false);
    cell(out, row->staffed_day_and_night ? "1" : "0", false);
    cell(out, date_iso(rq->arena, row->verified_on), true);
}

struct reply dwelling_file(struct request *rq, const struct dwelling_file_in *in) {
    static const text_key heads[] = {T_dwelling_object,    T_dwelling_address, T_dwelling_unit_number, T_dwelling_postcode, T_dwelling_area,  T_dwelling_cluster,
                                     T_dwelling_class_label, T_dwelling_type,  T_dwelling_state_label, T_dwelling_since,    T_dwelling_bedrooms, T_dwelling_floor,
                                     T_dwelling_size,      T_dwelling_rent,    T_dwelling_access,      T_dwelling_step_free, T_dwelling_staffed, T_dwelling_verified};
    struct stock_choice choice = CHOICE_OF(in);
    struct dwelling_page_rows rows = stock_rows(rq, &choice, ROWS_ALL, 0);
    struct str out = str_in(rq->arena);
    enum { HEADS = sizeof heads / sizeof *heads };
    for (int i = 0; i < HEADS; i++) cell(&out, text_of(rq->lang, heads[i]), i == HEADS - 1);
    for (size_t i = 0; i < rows.n; i++) file_row(rq, &out, &rows.v[i]);
    return reply_file(rq, "text/csv; charset=utf-8", "boliger.csv", (struct blob){(const uint8_t *)str_text(&out), out.length});
}

/* A home for one person: what she needs, every dwelling that is ready with what fits and what does not, and the line for those that are offered. Shown to
 * the unit that picks; from the order and the wishes as codes only. (R-187, R-188, I-06) */
#include "domain/offer/pages.h"

#include "domain/organisation/organisation.h"
#include "icons.h"
#include "offer_routes.h"
#include "texts.h"

#include <stdlib.h>

enum { NEEDS_MOST = 40 };

struct found {
    struct offer_homes_row row;
    struct offer_fits fits;
    const char *name;
    bool full;
};

static struct offer_home_get_row as_home(const struct offer_homes_row *row) {
    return (struct offer_home_get_row){.id = row->id, .object_number = row->object_number, .street = row->street, .house_number = row->house_number,
                                       .house_letter = row->house_letter, .unit_number = row->unit_number, .bedrooms = row->bedrooms, .rooms = row->rooms,
                                       .floor = row->floor, .rent = row->rent, .step_free = row->step_free, .quiet = row->quiet, .pets = row->pets,
                                       .near_transport = row->near_transport, .age_from = row->age_from, .age_to = row->age_to, .area = row->area,
                                       .cluster = row->cluster, .cluster_id = row->cluster_id, .full = row->full, .house_rules = row->house_rules};
}

/* What fits best first; then what has stood longest. */
static int by_fit(const void *left, const void *right) {
    const struct found *a = left, *b = right;
    if (a->fits.wrong != b->fits.wrong) return a->fits.wrong < b->fits.wrong ? -1 : 1;
    if (a->fits.unknown != b->fits.unknown) return a->fits.unknown < b->fits.unknown ? -1 : 1;
    if (a->row.state_since.days != b->row.state_since.days) return a->row.state_since.days < b->row.state_since.days ? -1 : 1;
    return a->row.id.v < b->row.id.v ? -1 : 1;
}

static struct found *find(struct request *rq, const struct offer_need *need, enum dwelling_state state, size_t *ret_n) {
    struct offer_homes_rows rows = offer_homes(rq->db, state);
    const struct application_limits limits = application_limits(rq->db);
    struct found *found = arena_array(rq->arena, rows.n + 1, sizeof *found);
    for (size_t i = 0; i < rows.n; i++) {
        const struct offer_home_get_row row = as_home(&rows.v[i]);
        const struct offer_home home = offer_home_of(&row, &limits);
        found[i] = (struct found){rows.v[i], offer_fits(need, &home, rq->today), offer_home_name(rq->arena, rq->lang, &row), home.full};
    }
    qsort(found, rows.n, sizeof *found, by_fit);
    *ret_n = rows.n;
    return found;
}

static const char *count_text(struct request *rq, text_key key, int64_t n) {
    return text_format(rq->arena, rq->lang, key, "n", number_text(rq->arena, rq->lang, n), NULL);
}

static const char *about(struct request *rq, const struct offer_homes_row *row) {
    struct str text = str_in(rq->arena);
    if (row->rooms.has) str_addf(&text, "%s. ", count_text(rq, T_offer_letter_rooms, row->rooms.v));
    else if (row->bedrooms.has) str_addf(&text, "%s. ", count_text(rq, T_offer_letter_bedrooms, row->bedrooms.v));
    if (row->floor.has) str_addf(&text, "%s. ", count_text(rq, T_offer_letter_floor, row->floor.v));
    if (row->rent.has) str_addf(&text, "%s.", count_text(rq, T_offer_letter_rent, row->rent.v));
    return str_text(&text);
}

static struct options home_options(struct request *rq, const struct found *found, size_t n) {
    struct options options = {arena_array(rq->arena, n + 1, sizeof *options.v), n};
    for (size_t i = 0; i < n; i++) {
        const char *id = arena_printf(rq->arena, "%lld", (long long)found[i].row.id.v);
        const char *label = found[i].row.in_line ? text_format(rq->arena, rq->lang, T_offer_with_line, "home", found[i].name, "n",
                                                               arena_printf(rq->arena, "%lld", (long long)found[i].row.in_line), NULL)
                                                 : found[i].name;
        options.v[i] = (struct option){id, label, NULL};
    }
    return options;
}

static struct offer_mark_view fit_mark(const struct offer_fits *fits) {
    if (fits->wrong) return (struct offer_mark_view){ICON_WARNING, "warning", T_offer_fits_partly};
    if (fits->unknown) return (struct offer_mark_view){ICON_HELP, "info", T_offer_fits_ask};
    return (struct offer_mark_view){ICON_OK, "success", T_offer_fits_all};
}

static void need_line(struct options *needs, const char *text) {
    if (text && needs->n < NEEDS_MOST) needs->v[needs->n++] = (struct option){"", text, NULL};
}

static void read_need(struct request *rq, const struct offer_need *need, struct offer_find_view *view) {
    struct options *needs = &view->needs;
    needs->v = arena_array(rq->arena, NEEDS_MOST, sizeof *needs->v);
    if (need->rooms > 0) need_line(needs, count_text(rq, T_offer_need_rooms, need->rooms));
    if (need->floor == FLOOR_WISH_GROUND) need_line(needs, text_of(rq->lang, T_offer_need_ground));
    if (need->floor == FLOOR_WISH_NOT_GROUND) need_line(needs, text_of(rq->lang, T_offer_need_not_ground));
    if (need->quiet) need_line(needs, text_of(rq->lang, T_offer_need_quiet));
    if (need->apart) need_line(needs, text_of(rq->lang, T_offer_need_apart));
    if (need->step_free) need_line(needs, text_of(rq->lang, T_offer_need_step_free));
    if (need->pets) need_line(needs, text_of(rq->lang, T_offer_need_pets));
    if (need->transport) need_line(needs, text_of(rq->lang, T_offer_need_transport));
    for (size_t i = 0; i < need->n_wanted; i++) need_line(needs, text_format(rq->arena, rq->lang, T_offer_need_area, "area", need->wanted[i], NULL));
    for (size_t i = 0; i < need->n_avoided; i++) need_line(needs, text_format(rq->arena, rq->lang, T_offer_need_away, "area", need->avoided[i], NULL));
    if (!needs->n) need_line(needs, text_of(rq->lang, T_offer_need_none));
}

static void read_homes(struct request *rq, const struct offer_need *need, struct offer_find_view *view) {
    size_t ready, offered;
    struct found *homes = find(rq, need, DWELLING_STATE_READY, &ready), *taken = find(rq, need, DWELLING_STATE_OFFERED, &offered);
    view->rows = (struct offer_home_views){arena_array(rq->arena, ready + 1, sizeof *view->rows.v), ready};
    for (size_t i = 0; i < ready; i++)
        view->rows.v[i] = (struct offer_home_view){.id = homes[i].row.id.v, .name = homes[i].name, .area = homes[i].row.area,
                                                   .about = about(rq, &homes[i].row), .full = homes[i].full,
                                                   .mark = fit_mark(&homes[i].fits), .fits = offer_fit_list(rq, &homes[i].fits)};
    view->homes = home_options(rq, homes, ready);
    view->offered = home_options(rq, taken, offered);
    view->all = view->homes;
}

struct reply offer_find_page(struct request *rq, const struct offer_find_page_in *in) {
    struct case_frame frame;
    struct offer_need need;
    if (!case_frame_read(rq, in->case_, TAB_HOME, &frame)) return reply_not_found(rq);
    if (!offer_may_make(rq->db, in->case_)) return reply_conflict(rq, T_offer_not_yours);
    int days = organisation_profile()->allocation.offer_answer_days;
    struct offer_find_view view = {.name = frame.person.given_name, .path = offer_path(rq, in->case_, ""),
                                   .answer_by = date_iso(rq->arena, date_add_days(rq->today, days > 0 ? days : 7)),
                                   .choices = offer_choice_options(rq->arena, rq->lang), .forced_whys = forced_why_options(rq->arena, rq->lang), .passed_reasons = passed_reason_options(rq->arena, rq->lang)};
    int fault = offer_may_now(rq->db, in->case_);
    view.why_not = fault ? offer_fault_text(fault).why : 0;
    (void)offer_need_of(rq->db, &frame.brief, &need);
    read_need(rq, &need, &view);
    read_homes(rq, &need, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_offer_find_heading);
    offer_find_homes(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

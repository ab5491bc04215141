/* The catalogue: every measure with whom it is for, what is asked at the door, and whether there is room; one measure with its rules and why; and the
 * municipality's own hand on it. Nothing here is about a person, and few are not counted. */
#include "domain/measure/pages.h"

#include "base/cells.h"
#include "domain/organisation/profile.h"
#include "icons.h"
#include "measure_routes.h"
#include "measure_views.h"
#include "texts.h"

/* ── what every page of a measure says ────────────────────────────────── */

const char *measure_room_text(struct request *rq, struct maybe_int places, int64_t taken) {
    if (!places.has) return NULL;
    int64_t vacant = places.v > taken ? places.v - taken : 0;
    return text_format(rq->arena, rq->lang, T_measure_room_of, "n", measure_number(rq, vacant), "all", measure_number(rq, places.v), NULL);
}

struct measure_mark_view measure_room_mark(bool open, struct maybe_int places, int64_t taken) {
    if (!open) return (struct measure_mark_view){ICON_OFF, "neutral", T_measure_mark_closed};
    if (!places.has) return (struct measure_mark_view){ICON_OK, "success", T_measure_mark_open};
    if (taken >= places.v) return (struct measure_mark_view){ICON_WARNING, "warning", T_measure_mark_full};
    return (struct measure_mark_view){ICON_OK, "success", T_measure_mark_room};
}

struct measure_line_views measure_rules_view(struct request *rq, struct measure_id measure, const char *stop) {
    struct measure_rules_of_rows rows = measure_rules_of(rq->db, measure);
    struct measure_line_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        if (!date_is_none(rows.v[i].until_date)) continue;
        views.v[views.n++] = (struct measure_line_view){.id = rows.v[i].id.v,
                                                        .words = measure_in(rq, rows.v[i].words_nb, rows.v[i].words_nn),
                                                        .why = measure_in(rq, rows.v[i].why_nb, rows.v[i].why_nn),
                                                        .stop = stop ? arena_printf(rq->arena, "%s/%lld", stop, (long long)rows.v[i].id.v) : NULL,
                                                        .from = rows.v[i].from_date};
    }
    return views;
}

struct measure_line_views measure_tickets_view(struct request *rq, struct measure_id measure, const char *stop) {
    struct measure_tickets_of_rows rows = measure_tickets_of(rq->db, measure);
    struct measure_line_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        if (!date_is_none(rows.v[i].until_date)) continue;
        views.v[views.n++] = (struct measure_line_view){.id = rows.v[i].id.v,
                                                        .words = measure_in(rq, rows.v[i].words_nb, rows.v[i].words_nn),
                                                        .why = measure_in(rq, rows.v[i].why_nb, rows.v[i].why_nn),
                                                        .stop = stop ? arena_printf(rq->arena, "%s/%lld", stop, (long long)rows.v[i].id.v) : NULL,
                                                        .from = rows.v[i].from_date};
    }
    return views;
}

struct options measure_ticket_options(struct request *rq, struct measure_id measure) {
    struct measure_line_views tickets = measure_tickets_view(rq, measure, NULL);
    struct options options = {arena_array(rq->arena, tickets.n + 1, sizeof *options.v), tickets.n};
    for (size_t i = 0; i < tickets.n; i++) options.v[i] = (struct option){measure_number(rq, tickets.v[i].id), tickets.v[i].words, NULL};
    return options;
}

const char *measure_age_text(struct request *rq, struct maybe_int from, struct maybe_int to) {
    if (!from.has && !to.has) return NULL;
    if (!to.has) return text_format(rq->arena, rq->lang, T_measure_age_from, "from", measure_number(rq, from.v), NULL);
    if (!from.has) return text_format(rq->arena, rq->lang, T_measure_age_to, "to", measure_number(rq, to.v), NULL);
    return text_format(rq->arena, rq->lang, T_measure_age_between, "from", measure_number(rq, from.v), "to", measure_number(rq, to.v), NULL);
}

static text_key run_by(enum measure_run_by by) { return by == MEASURE_RUN_BY_OWN ? 0 : measure_run_by_text(by); }

/* ── the catalogue ────────────────────────────────────────────────────── */

enum filter { FILTER_ALL, FILTER_ROOM, FILTER_OPEN_DOOR, FILTER_HARM, FILTER_FIELD, FILTER_AFTERCARE, FILTER_COUNT };
static const struct {
    const char *code;
    text_key name;
} filters[FILTER_COUNT] = {
    [FILTER_ALL] = {"alle", T_measure_filter_all},           [FILTER_ROOM] = {"ledig", T_measure_filter_room},
    [FILTER_OPEN_DOOR] = {"apen-dor", T_measure_filter_door}, [FILTER_HARM] = {"skade", T_measure_filter_harm},
    [FILTER_FIELD] = {"ute", T_measure_filter_field},         [FILTER_AFTERCARE] = {"etter", T_measure_filter_aftercare},
};

static bool shows(enum filter filter, const struct measure_list_row *row, bool has_tickets) {
    switch (filter) {
    case FILTER_ALL: return true;
    case FILTER_ROOM: return row->open && (!row->places.has || row->taken < row->places.v);
    case FILTER_OPEN_DOOR: return row->open && !has_tickets;
    case FILTER_HARM: return row->harm_reducing;
    case FILTER_FIELD: return row->field_based;
    case FILTER_AFTERCARE: return row->kind == MEASURE_KIND_AFTERCARE;
    case FILTER_COUNT: break;
    }
    return false;
}

static struct measure_line_views tickets_among(struct request *rq, const struct measure_tickets_all_rows *all, struct measure_id id) {
    struct measure_line_views views = {arena_array(rq->arena, all->n + 1, sizeof *views.v), 0};
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].measure_id.v == id.v) views.v[views.n++] = (struct measure_line_view){.words = measure_in(rq, all->v[i].words_nb, all->v[i].words_nn)};
    return views;
}

static struct measure_row_view catalogue_row(struct request *rq, const struct measure_list_row *row, struct measure_line_views tickets) {
    return (struct measure_row_view){
        .path = arena_printf(rq->arena, "/tiltak/%lld", (long long)row->id.v),
        .name = measure_titled(rq, row->name_nb, row->name_nn),
        .target = measure_in(rq, row->target_nb, row->target_nn),
        .unit = measure_in(rq, row->unit_nb, row->unit_nn),
        .room = measure_room_text(rq, row->places, row->taken),
        .run_by = run_by(row->run_by),
        .harm_reducing = row->harm_reducing,
        .field_based = row->field_based,
        .offered = row->offered,
        .waiting = row->waiting,
        .tickets = tickets,
        .mark = measure_room_mark(row->open, row->places, row->taken),
    };
}

/* How many no measure fits: few are told as few. (I-15) */
static void put_gaps(struct request *rq, struct measure_catalogue_view *view) {
    struct measure_gaps_open_rows rows = measure_gaps_open(rq->db);
    view->gaps = (struct measure_gap_views){arena_array(rq->arena, rows.n + 1, sizeof *view->gaps.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->gaps.v[i] = (struct measure_gap_view){gap_why_text(rows.v[i].why), rows.v[i].n < CELL_LEAST ? text_of(rq->lang, T_measure_few) : measure_number(rq, rows.v[i].n)};
}

static text_key flexibility_text(enum flexibility flexibility) {
    switch (flexibility) {
    case FLEXIBILITY_INSIDE_MEASURE: return T_measure_flexible_inside;
    case FLEXIBILITY_BETWEEN_MEASURES: return T_measure_flexible_between;
    case FLEXIBILITY_BOTH: return T_measure_flexible_both;
    case FLEXIBILITY_NOT_STATED: break;
    }
    return 0;
}

struct reply measure_catalogue_page(struct request *rq, const struct measure_catalogue_page_in *in) {
    struct measure_list_rows rows = measure_list(rq->db);
    struct measure_tickets_all_rows tickets = measure_tickets_all(rq->db, rq->today);
    enum filter chosen = FILTER_ALL;
    for (int i = 0; i < FILTER_COUNT; i++)
        if (in->vis && text_equal(in->vis, filters[i].code)) chosen = (enum filter)i;
    struct measure_catalogue_view view = {.flexibility = flexibility_text(organisation_profile()->flexibility),
                                          .all = (int64_t)rows.n,
                                          .may_manage = session_may(rq->session, RIGHT_MEASURE_MANAGE)};
    view.filters = (struct measure_filter_views){arena_array(rq->arena, FILTER_COUNT, sizeof *view.filters.v), FILTER_COUNT};
    view.rows.v = arena_array(rq->arena, rows.n + 1, sizeof *view.rows.v);
    for (int i = 0; i < FILTER_COUNT; i++) view.filters.v[i] = (struct measure_filter_view){filters[i].code, filters[i].name, 0, (enum filter)i == chosen};
    for (size_t i = 0; i < rows.n; i++) {
        struct measure_line_views asked = tickets_among(rq, &tickets, rows.v[i].id);
        for (int j = 0; j < FILTER_COUNT; j++) view.filters.v[j].n += shows((enum filter)j, &rows.v[i], asked.n > 0);
        if (shows(chosen, &rows.v[i], asked.n > 0)) view.rows.v[view.rows.n++] = catalogue_row(rq, &rows.v[i], asked);
    }
    put_gaps(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_measure_catalogue_title, .nav = "/tiltak"});
    measure_catalogue(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── one measure ──────────────────────────────────────────────────────── */

static void put_phases(struct request *rq, struct measure_id id, struct measure_one_view *view) {
    struct measure_phases_now_rows rows = measure_phases_now(rq->db, id);
    int64_t most = 1;
    view->phases.v = arena_array(rq->arena, MEASURE_PHASE_COUNT, sizeof *view->phases.v);
    for (size_t i = 0; i < rows.n; i++) most = rows.v[i].n > most ? rows.v[i].n : most;
    for (int i = 1; i <= MEASURE_PHASE_COUNT; i++) {
        int64_t n = 0;
        for (size_t j = 0; j < rows.n; j++) n = rows.v[j].phase == (enum measure_phase)i ? rows.v[j].n : n;
        view->phases.v[view->phases.n++] = (struct measure_phase_count_view){measure_phase_text((enum measure_phase)i), n, measure_number(rq, 100 * n / most)};
    }
}

/* 450 per cent is "4,5 årsverk". */
static const char *positions_text(struct request *rq, struct maybe_int positions) {
    if (!positions.has) return NULL;
    int64_t whole = positions.v / 100, part = positions.v % 100;
    const char *comma = rq->lang == LANG_EN ? "." : ",";
    const char *number = part == 0       ? measure_number(rq, whole)
                         : part % 10 == 0 ? arena_printf(rq->arena, "%lld%s%lld", (long long)whole, comma, (long long)part / 10)
                                          : arena_printf(rq->arena, "%lld%s%02lld", (long long)whole, comma, (long long)part);
    return text_format(rq->arena, rq->lang, T_measure_positions_n, "n", number, NULL);
}

/* What is agreed on for a week against what the positions give when a fifth goes to other things; of few people nothing is told. (I-15) */
static const char *agreed_text(struct request *rq, const struct measure_get_row *row) {
    enum { WEEK_MINUTES = 2130, WITH_PEOPLE = 80 }; /* 35.5 hours */
    struct help_minutes_of_measure_row sum;
    if (!help_minutes_of_measure(rq->db, row->id, &sum) || sum.people < CELL_LEAST) return NULL;
    const char *agreed = minutes_plain(rq->arena, rq->lang, sum.minutes.v / 60 * 60);
    if (!row->positions.has) return text_format(rq->arena, rq->lang, T_measure_hours_agreed, "time", agreed, NULL);
    int64_t there = row->positions.v * WEEK_MINUTES / 100 * WITH_PEOPLE / 100;
    return text_format(rq->arena, rq->lang, T_measure_hours_of, "time", agreed, "all", minutes_plain(rq->arena, rq->lang, there / 60 * 60), NULL);
}

/* Who says how many there is room for: the unit's own leader, and the administrator. */
static bool may_manage(struct request *rq, struct unit_id unit) {
    return session_may(rq->session, RIGHT_MEASURE_MANAGE) && (measure_is_ours(rq->db, unit) || session_may(rq->session, RIGHT_ADMIN_WRITE));
}

struct reply measure_page(struct request *rq, const struct measure_page_in *in) {
    struct measure_get_row row;
    if (!measure_get(rq->db, in->measure, &row)) return reply_not_found(rq);
    const char *path = arena_printf(rq->arena, "/tiltak/%lld", (long long)row.id.v);
    bool team = row.kind == MEASURE_KIND_HOUSING_FIRST;
    struct measure_one_view view = {
        .path = path,
        .name = measure_titled(rq, row.name_nb, row.name_nn),
        .plain = measure_in(rq, row.plain_nb, row.plain_nn),
        .unit = measure_in(rq, row.unit_nb, row.unit_nn),
        .phone = row.phone,
        .target = measure_in(rq, row.target_nb, row.target_nn),
        .content = measure_in(rq, row.content_nb, row.content_nn),
        .professions = measure_in(rq, row.professions_nb, row.professions_nn),
        .age = measure_age_text(rq, row.age_from, row.age_to),
        .room = measure_room_text(rq, row.places, row.taken),
        .positions = positions_text(rq, row.positions),
        .agreed = agreed_text(rq, &row),
        .kind = measure_kind_text(row.kind),
        .arena = measure_arena_text(row.arena),
        .run_by = run_by(row.run_by),
        .harm_reducing = row.harm_reducing,
        .field_based = row.field_based,
        .low_threshold = row.low_threshold,
        .carries_tasks = row.carries_tasks,
        .offered = row.offered,
        .open = row.open,
        .waiting = row.waiting,
        .agreement_days = row.agreement_days,
        .review_weeks = row.review_weeks,
        .mark = measure_room_mark(row.open, row.places, row.taken),
        .rules = measure_rules_view(rq, row.id, NULL),
        .tickets = measure_tickets_view(rq, row.id, NULL),
        .edit = may_manage(rq, row.unit_id) ? arena_printf(rq->arena, "%s/endre", path) : NULL,
        .principles = team ? arena_printf(rq->arena, "%s/prinsipper", path) : NULL,
    };
    if (team) put_phases(rq, row.id, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title_text = view.name, .nav = "/tiltak"});
    measure_one(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

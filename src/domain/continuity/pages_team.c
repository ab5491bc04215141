/* A team's follow-up, for its leader: can everybody be followed up, what does each worker carry, how stable is it for those they follow up, and who must not be
 * lost. Names only of the leader's own unit; what counts persons is shown from five on. (I-15, R-218, R-238, R-247, R-248) */
#include "base/cells.h"
#include "continuity_routes.h"
#include "continuity_sql.h"
#include "continuity_views.h"
#include "domain/continuity/internal.h"
#include "domain/continuity/measures.h"
#include "domain/safety/safety.h"
#include "icons.h"
#include "texts.h"

enum { MONTHS = 12, WEEKS = 4, WEEK_MINUTES = 60, HEAVY_SHARE = 3 };

static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }
static const char *name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }

static const char *hours(struct request *rq, int64_t minutes) {
    return text_format(rq->arena, rq->lang, T_continuity_hours, "n", mean_text(rq->arena, rq->lang, minutes, WEEK_MINUTES), NULL);
}

/* ── whose ────────────────────────────────────────────────────────────── */

static void add_scope(struct scope_views *scopes, const char *path, const char *label, bool current) { scopes->v[scopes->n++] = (struct scope_view){path, label, current}; }

/* The session's own unit, the others she leads, and the whole municipality. NULL: the unit is none of hers. */
static const char *scopes_read(struct request *rq, struct unit_id unit, bool town, struct scope_views *scopes) {
    const struct session *session = rq->session;
    struct continuity_leads_rows led = continuity_leads(rq->db, session->staff, rq->today);
    const char *name = unit.v == session->unit.v ? session->unit_name : NULL;
    scopes->v = arena_array(rq->arena, led.n + 2, sizeof *scopes->v);
    add_scope(scopes, "/leder/oppfolging", session->unit_name, !town && name);
    for (size_t i = 0; i < led.n; i++) {
        if (led.v[i].id.v == session->unit.v) continue;
        const char *label = name_in(rq, led.v[i].name_nb, led.v[i].name_nn);
        bool current = !town && led.v[i].id.v == unit.v;
        if (current) name = label;
        add_scope(scopes, arena_printf(rq->arena, "/leder/oppfolging?enhet=%lld", (long long)led.v[i].id.v), label, current);
    }
    if (session_may(session, RIGHT_TOWN_LEAD)) add_scope(scopes, "/leder/oppfolging/kommunen", text_of(rq->lang, T_continuity_town), town);
    return name;
}

/* ── can everybody be followed up? ────────────────────────────────────── */

static int64_t week_of(enum amount_period per, int64_t minutes) {
    switch (per) {
    case AMOUNT_PERIOD_DAY: return minutes * 7;
    case AMOUNT_PERIOD_WEEK: return minutes;
    case AMOUNT_PERIOD_MONTH: return minutes * 12 / 52;
    }
    return 0; /* by need alone */
}

struct capacity {
    int64_t granted, available, given; /* minutes a week */
    bool said;                         /* somebody has said how many hours there are */
};

static struct visit_mark verdict_of(struct request *rq, const struct capacity *capacity) {
    int64_t lacking = capacity->granted - capacity->available;
    if (!capacity->said) return (struct visit_mark){ICON_INFO, "info", text_of(rq->lang, T_continuity_hours_not_said)};
    if (lacking > 0)
        return (struct visit_mark){ICON_DANGER, "danger", text_format(rq->arena, rq->lang, T_continuity_lacking, "hours", hours(rq, lacking), NULL)};
    return (struct visit_mark){ICON_OK, "success", text_of(rq->lang, T_continuity_enough)};
}

static void capacity_read(struct request *rq, struct unit_id unit, const struct continuity_workers_rows *workers, struct capacity_view *view) {
    struct capacity capacity = {0};
    struct continuity_persons_row persons = {0};
    struct continuity_granted_rows granted = continuity_granted(rq->db, unit, rq->today);
    for (size_t i = 0; i < granted.n; i++) capacity.granted += week_of(granted.v[i].per, granted.v[i].minutes);
    for (size_t i = 0; i < workers->n; i++) {
        capacity.said |= workers->v[i].minutes_week.has;
        capacity.available += workers->v[i].minutes_week.has ? workers->v[i].minutes_week.v : 0;
        capacity.given += workers->v[i].minutes;
    }
    continuity_persons(rq->db, unit, rq->today, &persons);
    *view = (struct capacity_view){
        .granted = hours(rq, capacity.granted),
        .available = capacity.said ? hours(rq, capacity.available) : "–",
        .given = hours(rq, capacity.given / WEEKS),
        .persons = number(rq, persons.n),
        .by_need = persons.by_need ? text_format(rq->arena, rq->lang, T_continuity_by_need, "n", number(rq, persons.by_need), NULL) : NULL,
        .verdict = verdict_of(rq, &capacity),
    };
}

/* ── what each carries ────────────────────────────────────────────────── */

/* New in the work; a third of the visits or more were heavy; more given than there are hours for. */
static struct visit_mark mark_of(struct request *rq, const struct continuity_workers_row *row, int64_t incidents) {
    bool is_new = !date_is_none(row->new_until) && row->new_until.days >= rq->today.days;
    bool over = row->minutes_week.has && row->minutes > row->minutes_week.v * WEEKS;
    bool heavy = row->visits >= CELL_LEAST && row->heavy * HEAVY_SHARE >= row->visits;
    if (incidents || heavy || over) return (struct visit_mark){ICON_WARNING, "warning", text_of(rq->lang, over ? T_continuity_over : T_continuity_strained)};
    if (is_new) return (struct visit_mark){ICON_INFO, "info", text_format(rq->arena, rq->lang, T_continuity_new_until, "date", date_long(rq->arena, rq->lang, row->new_until), NULL)};
    return (struct visit_mark){0};
}

static int64_t incidents_of(const struct staff_incidents *all, struct staff_id staff) {
    for (size_t i = 0; i < all->n; i++)
        if (all->v[i].staff.v == staff.v) return all->v[i].n;
    return 0;
}

static void workers_read(struct request *rq, const struct continuity_workers_rows *rows, const struct staff_incidents *all, struct team_stability_view *view) {
    view->workers = (struct load_rows){arena_array(rq->arena, rows->n + 1, sizeof *view->workers.v), rows->n};
    for (size_t i = 0; i < rows->n; i++) {
        const struct continuity_workers_row *row = &rows->v[i];
        int64_t incidents = incidents_of(all, row->id);
        view->workers.v[i] = (struct load_row){
            .name = row->name,
            .hours = row->minutes_week.has ? hours(rq, row->minutes_week.v) : "–",
            .given = hours(rq, row->minutes / WEEKS),
            .visits = number(rq, row->visits),
            .heavy = number(rq, row->heavy),
            .incidents = number(rq, incidents),
            .cases = number(rq, row->cases),
            .mark = mark_of(rq, row, incidents),
        };
    }
}

/* ── how stable it is, and who must not be lost ───────────────────────── */

static void months_read(struct request *rq, struct unit_id unit, struct team_stability_view *view) {
    struct continuity_of_unit_rows rows = continuity_of_unit(rq->db, unit, month_before(continuity_month_of(rq->today), MONTHS - 1));
    view->months.v = arena_array(rq->arena, rows.n + 1, sizeof *view->months.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct continuity_of_unit_row *row = &rows.v[i];
        if (row->persons < CELL_LEAST) {
            view->few = true;
            continue;
        }
        struct maybe_int upc = {true, row->upc / row->persons}, coc = {row->coc_n >= CELL_LEAST, row->coc_n ? row->coc / row->coc_n : 0},
                         secon = {row->secon_n >= CELL_LEAST, row->secon_n ? row->secon / row->secon_n : 0};
        view->months.v[view->months.n++] = (struct month_row){
            .month = month_text(rq->arena, rq->lang, row->month),
            .visits = number(rq, row->visits),
            .helpers = mean_text(rq->arena, rq->lang, row->helpers, row->persons),
            .upc = share_text(rq->arena, upc),
            .coc = share_text(rq->arena, coc),
            .secon = share_text(rq->arena, secon),
            .home = mean_text(rq->arena, rq->lang, row->home_people, row->home_days),
            .width = arena_printf(rq->arena, "%.1f", (double)upc.v / 10),
        };
    }
}

static const char *full_name(struct request *rq, const char *given, const char *family) { return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family); }

static void named_read(struct request *rq, struct unit_id unit, struct team_stability_view *view) {
    struct continuity_lost_rows lost = continuity_lost(rq->db, unit, rq->session->staff);
    struct continuity_many_rows many = continuity_many(rq->db, unit, continuity_month_of(rq->today), rq->session->staff);
    view->lost = (struct named_rows){arena_array(rq->arena, lost.n + 1, sizeof *view->lost.v), lost.n};
    view->many = (struct named_rows){arena_array(rq->arena, many.n + 1, sizeof *view->many.v), many.n};
    for (size_t i = 0; i < lost.n; i++) {
        bool unseen = lost.v[i].kind == TASK_KIND_SEE_HER;
        const char *text = text_of(rq->lang, T_continuity_lacks_contact);
        if (unseen && !date_is_none(lost.v[i].last_on))
            text = text_format(rq->arena, rq->lang, T_continuity_unseen, "n", number(rq, date_days_between(lost.v[i].last_on, rq->today)), NULL);
        view->lost.v[i] = (struct named_row){arena_printf(rq->arena, unseen ? "/sak/%lld/oppfolging" : "/sak/%lld/ansvar/roller", (long long)lost.v[i].case_id.v),
                                             full_name(rq, lost.v[i].given_name, lost.v[i].family_name), text, unseen};
    }
    for (size_t i = 0; i < many.n; i++)
        view->many.v[i] = (struct named_row){arena_printf(rq->arena, "/sak/%lld/stabilitet", (long long)many.v[i].case_id.v),
                                             full_name(rq, many.v[i].given_name, many.v[i].family_name),
                                             text_format(rq->arena, rq->lang, T_continuity_helpers_of, "n", number(rq, many.v[i].helpers), "visits",
                                                         number(rq, many.v[i].visits), NULL),
                                             false};
}

struct reply team_page(struct request *rq, const struct team_page_in *in) {
    struct unit_id unit = in->enhet.v ? in->enhet : rq->session->unit;
    struct date since = date_add_days(rq->today, 1 - WEEKS * 7);
    struct team_stability_view view = {.own = unit.v == rq->session->unit.v, .how.wanted = visit_limits().helpers_month};
    view.unit = scopes_read(rq, unit, false, &view.scopes);
    if (!view.unit) return reply_not_found(rq);
    struct continuity_workers_rows workers = continuity_workers(rq->db, unit, rq->today, since);
    capacity_read(rq, unit, &workers, &view.capacity);
    struct staff_incidents incidents = unit_incident_counts(rq->db, unit, since, rq->today);
    workers_read(rq, &workers, &incidents, &view);
    months_read(rq, unit, &view);
    if (view.own) {
        named_read(rq, unit, &view);
        view.staff = organisation_staff_options(rq->db, unit, rq->today);
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_continuity_team_title, .nav = "/leder"});
    team_stability(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply frame_post(struct request *rq, const struct frame_post_in *in) {
    struct maybe_int minutes = {in->hours.has, in->hours.v * WEEK_MINUTES};
    int fault = visit_frame_set(rq->db, in->staff, minutes, in->new_until);
    if (fault == VISIT_NOT_OURS) {
        form_error(rq, "staff", T_field_choice);
        return reply_invalid(rq);
    }
    if (fault) {
        form_error(rq, visit_fault_text(fault).field, visit_fault_text(fault).why);
        return reply_invalid(rq);
    }
    return reply_with_notice(reply_see_other(rq, "/leder/oppfolging"), T_continuity_frame_saved);
}

/* ── the municipality ─────────────────────────────────────────────────── */

/* `many_shown`: how many have more helpers than wanted may be told. */
static struct unit_row unit_row_of(struct request *rq, const struct continuity_of_month_row *row, const char *name, bool many_shown) {
    struct maybe_int upc = {row->persons > 0, row->persons ? row->upc / row->persons : 0}, coc = {row->coc_n >= CELL_LEAST, row->coc_n ? row->coc / row->coc_n : 0},
                     secon = {row->secon_n >= CELL_LEAST, row->secon_n ? row->secon / row->secon_n : 0};
    return (struct unit_row){
        .unit = name,
        .persons = number(rq, row->persons),
        .helpers = mean_text(rq->arena, rq->lang, row->helpers, row->persons),
        .many = many_shown ? number(rq, row->many) : "–",
        .upc = share_text(rq->arena, upc),
        .coc = share_text(rq->arena, coc),
        .secon = share_text(rq->arena, secon),
        .home = mean_text(rq->arena, rq->lang, row->home_people, row->home_days),
    };
}

static void add(struct continuity_of_month_row *sum, const struct continuity_of_month_row *row) {
    sum->persons += row->persons;
    sum->visits += row->visits;
    sum->helpers += row->helpers;
    sum->many += row->many;
    sum->upc += row->upc;
    sum->coc_n += row->coc_n;
    sum->coc += row->coc;
    sum->secon_n += row->secon_n;
    sum->secon += row->secon;
    sum->home_days += row->home_days;
    sum->home_people += row->home_people;
}

static void units_read(struct request *rq, int64_t month, struct town_stability_view *view) {
    struct continuity_of_month_rows rows = continuity_of_month(rq->db, month);
    struct continuity_of_month_row sum = {0};
    int64_t *persons = arena_array(rq->arena, rows.n + 1, sizeof *persons), *many = arena_array(rq->arena, rows.n + 1, sizeof *many);
    bool *hidden = arena_array(rq->arena, rows.n + 1, sizeof *hidden), *hidden_many = arena_array(rq->arena, rows.n + 1, sizeof *hidden_many);
    view->units = (struct unit_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->units.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) persons[i] = rows.v[i].persons;
    bool whole = continuity_hide(persons, rows.n, hidden);
    for (size_t i = 0; i < rows.n; i++) {
        many[i] = rows.v[i].many;
        hidden_many[i] = hidden[i] || cell_is_small(persons[i] - many[i]); /* nor how many have not */
    }
    bool whole_many = continuity_hide(many, rows.n, hidden_many);
    for (size_t i = 0; i < rows.n; i++) {
        const char *name = name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn);
        add(&sum, &rows.v[i]);
        view->any_hidden |= hidden[i];
        view->units.v[i] = hidden[i] ? (struct unit_row){.unit = name, .hidden = true} : unit_row_of(rq, &rows.v[i], name, !hidden_many[i]);
    }
    view->total = whole ? unit_row_of(rq, &sum, text_of(rq->lang, T_continuity_town), whole_many && !cell_is_small(sum.persons - sum.many)) : (struct unit_row){.unit = text_of(rq->lang, T_continuity_town), .hidden = true};
}

struct reply town_page(struct request *rq, const struct town_page_in *in) {
    int64_t now = continuity_month_of(rq->today), month = in->maned.has && in->maned.v % 100 >= 1 && in->maned.v % 100 <= 12 ? in->maned.v : month_before(now, 1);
    struct town_stability_view view = {
        .month = month_text(rq->arena, rq->lang, month),
        .previous = arena_printf(rq->arena, "/leder/oppfolging/kommunen?maned=%lld", (long long)month_before(month, 1)),
        .how.wanted = visit_limits().helpers_month,
    };
    if (month < now) view.next = arena_printf(rq->arena, "/leder/oppfolging/kommunen?maned=%lld", (long long)month_before(month, -1));
    (void)scopes_read(rq, rq->session->unit, true, &view.scopes);
    units_read(rq, month, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_continuity_town_title, .nav = "/leder"});
    town_stability(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

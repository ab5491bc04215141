/* The queue: every transition a unit has to do with, what must be answered first. And the transitions of one case. */
#include "domain/transition/pages.h"

#include "icons.h"
#include "texts.h"
#include "transition_routes.h"
#include "transition_sql.h"

enum { AHEAD_DAYS = 30 };

/* ── shared ───────────────────────────────────────────────────────────── */

const char *transition_path(struct request *rq, struct case_id id, struct transition_id transition) {
    if (!transition.v) return arena_printf(rq->arena, "/sak/%lld/overganger", (long long)id.v);
    return arena_printf(rq->arena, "/sak/%lld/overganger/%lld", (long long)id.v, (long long)transition.v);
}

const char *transition_unit_name(struct request *rq, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(rq->db, id, rq->lang, &unit) ? unit.name : "";
}

struct reply transition_refused(struct request *rq, int fault) {
    struct transition_fault_text text = transition_fault_text(fault);
    if (fault == TRANSITION_NOT_FOUND) return reply_not_found(rq);
    if (fault == TRANSITION_NO_ACCESS) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

struct reply transition_back(struct request *rq, struct case_id id, struct transition_id transition, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", transition_path(rq, id, transition)), notice);
}

static struct transition_mark_view mark(struct request *rq, int icon, const char *color, text_key text) {
    return (struct transition_mark_view){icon, color, text_of(rq->lang, text)};
}

struct transition_mark_view transition_state_mark(struct request *rq, enum transition_state state, struct instant answer_due, struct date cannot_until) {
    text_key text = (text_key)transition_state_text(state);
    switch (state) {
    case TRANSITION_STATE_ANNOUNCED: return mark(rq, ICON_WARNING, "warning", text);
    case TRANSITION_STATE_READY_DECLARED:
        return answer_due.ms < rq->now.ms ? mark(rq, ICON_DANGER, "danger", T_transition_answer_late) : mark(rq, ICON_WARNING, "warning", T_transition_answer_today);
    case TRANSITION_STATE_CANNOT_UNTIL:
        return (struct transition_mark_view){
            ICON_DANGER, "danger",
            text_format(rq->arena, rq->lang, T_transition_not_before, "date", date_day(rq->arena, rq->lang, cannot_until, rq->today), NULL)};
    case TRANSITION_STATE_CLAIMED:
    case TRANSITION_STATE_PLANNING: return mark(rq, ICON_CHANGED, "info", text);
    case TRANSITION_STATE_CAN_RECEIVE:
    case TRANSITION_STATE_COMPLETED: return mark(rq, ICON_OK, "success", text);
    case TRANSITION_STATE_MOVED:
    case TRANSITION_STATE_SETTLING: return mark(rq, ICON_PARTLY, "info", text);
    case TRANSITION_STATE_BROKEN_OFF: return mark(rq, ICON_OFF, "neutral", text);
    }
    return (struct transition_mark_view){0};
}

struct transition_mark_view transition_home_mark(struct request *rq, enum transition_home home, struct date from) {
    switch (home) {
    case TRANSITION_HOME_OWN_HOME:
    case TRANSITION_HOME_HOME_READY: return mark(rq, ICON_OK, "success", (text_key)transition_home_text(home));
    case TRANSITION_HOME_HOME_BY_DATE:
        return (struct transition_mark_view){
            ICON_WAITING, from.days < rq->today.days ? "danger" : "warning",
            text_format(rq->arena, rq->lang, T_transition_home_from_day, "date", date_day(rq->arena, rq->lang, from, rq->today), NULL)};
    case TRANSITION_HOME_PLACE_FOR_NOW: return mark(rq, ICON_WARNING, "warning", (text_key)transition_home_text(home));
    case TRANSITION_HOME_NOTHING_YET: return mark(rq, ICON_DANGER, "danger", (text_key)transition_home_text(home));
    }
    return mark(rq, ICON_DANGER, "danger", T_transition_home_unknown);
}

struct options transition_kind_choices(struct request *rq) {
    struct options all = transition_kind_options(rq->arena, rq->lang), some = {arena_array(rq->arena, all.n + 1, sizeof *some.v), 0};
    for (size_t i = 0; i < all.n; i++)
        if (!transition_is_inside(transition_kind_parse(all.v[i].value))) some.v[some.n++] = all.v[i];
    return some;
}

/* ── what a day costs ─────────────────────────────────────────────────── */

struct transition_cost transition_cost_now(struct request *rq, struct transition_id transition) {
    struct transition_cost cost = {0};
    struct transition_payments_of_rows times = transition_payments_of(rq->db, transition);
    if (!times.n) return cost;
    struct discharge_prices_rows rows = discharge_prices(rq->db);
    struct transition_price *prices = arena_array(rq->arena, rows.n + 1, sizeof *prices);
    for (size_t i = 0; i < rows.n; i++) prices[i] = (struct transition_price){rows.v[i].year, rows.v[i].amount};
    for (size_t i = 0; i < times.n; i++)
        cost = transition_cost_add(cost, transition_cost(times.v[i].from_date, times.v[i].until_date, rq->today, prices, rows.n));
    return cost;
}

const char *transition_cost_text(struct request *rq, struct transition_cost cost) {
    const char *days = arena_printf(rq->arena, "%lld", (long long)cost.days);
    if (cost.missing_year)
        return text_format(rq->arena, rq->lang, T_transition_cost_no_price, "n", days, "year", arena_printf(rq->arena, "%lld", (long long)cost.missing_year), NULL);
    return text_format(rq->arena, rq->lang, T_transition_cost, "n", days, "sum", number_text(rq->arena, rq->lang, cost.sum), NULL);
}

/* ── rows ─────────────────────────────────────────────────────────────── */

/* Which way she comes tells of a hospital or a prison: for those who have it to do. Others in the case see that there is one, when, and whether a home is known. */
text_key transition_kind_shown(enum transition_kind kind, bool ours) { return ours ? (text_key)transition_kind_text(kind) : T_ahead_col_kind; }

static struct transition_row_view row_view(struct request *rq, const struct transitions_open_row *row) {
    bool ours = row->unit_id.v == rq->session->unit.v || row->holder_unit.v == rq->session->unit.v;
    bool waits = row->state == TRANSITION_STATE_ANNOUNCED || row->state == TRANSITION_STATE_READY_DECLARED;
    struct date day = !date_is_none(row->moved_on) ? row->moved_on : !instant_is_none(row->ready_at) ? instant_oslo_date(row->ready_at) : row->expected_on;
    return (struct transition_row_view){
        .name = transition_full_name(rq, row->given_name, row->family_name),
        .path = transition_path(rq, row->case_id, row->id),
        .unit = transition_name_in(rq, row->holder_nb, row->holder_nn),
        .kind = transition_kind_shown(row->kind, ours),
        .day = day,
        .has_day = !date_is_none(day),
        .paying = ours && row->paying > 0,
        .now = ours && waits,
        .state = transition_state_mark(rq, row->state, row->answer_due, row->cannot_until),
        .home = transition_is_inside(row->kind) ? (struct transition_mark_view){0} : transition_home_mark(rq, row->home, row->home_from),
    };
}

struct transition_row_views transition_rows(struct request *rq, struct transition_id except, bool waits_only) {
    struct transitions_open_rows rows = transitions_open(rq->db, rq->session->unit, rq->today);
    struct transition_row_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        bool later = !date_is_none(rows.v[i].expected_on) && rows.v[i].expected_on.days > rq->today.days + AHEAD_DAYS;
        bool waits = transition_waits_in(rows.v[i].kind) && date_is_none(rows.v[i].moved_on) && !later;
        if (rows.v[i].id.v == except.v || (waits_only && !waits)) continue;
        views.v[views.n++] = row_view(rq, &rows.v[i]);
    }
    return views;
}

int64_t transition_count_waiting(struct request *rq) {
    struct transition_count_row row;
    return transition_count(rq->db, rq->session->unit, &row) ? row.n : 0;
}

/* Those on the way from one place to another first; what is new with us stands by itself. */
static void part(struct request *rq, const struct transition_row_views *all, struct transitions_view *view) {
    view->rows.v = arena_array(rq->arena, all->n + 1, sizeof *view->rows.v);
    view->inside.v = arena_array(rq->arena, all->n + 1, sizeof *view->inside.v);
    for (size_t i = 0; i < all->n; i++) {
        struct transition_row_views *into = all->v[i].home.text ? &view->rows : &view->inside;
        into->v[into->n++] = all->v[i];
    }
}

struct reply transitions_page(struct request *rq, const struct transitions_page_in *in) {
    (void)in;
    struct transitions_view view = {
        .unit = rq->session->unit_name,
        .may_write = session_may(rq->session, RIGHT_TRANSITION_WRITE),
        .is_port = rq->session->unit.v == transition_port(rq->db).v,
        .may_see_ahead = session_may(rq->session, RIGHT_TRANSITION_FIGURES),
    };
    const struct transition_row_views all = transition_rows(rq, (struct transition_id){0}, false);
    part(rq, &all, &view);
    for (size_t i = 0; i < view.rows.n; i++) {
        view.waiting += view.rows.v[i].now;
        view.paying += view.rows.v[i].paying;
        view.without_home += text_equal(view.rows.v[i].home.color, "danger");
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_transitions_title, .nav = "/overganger"});
    transition_queue(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── of one case ──────────────────────────────────────────────────────── */

static struct transition_row_view of_case(struct request *rq, const struct case_frame *frame, const struct transitions_of_case_row *row) {
    struct case_id id = frame->brief.id;
    bool ours = frame->mine || row->unit_id.v == rq->session->unit.v;
    struct date day = !date_is_none(row->ended_on) ? row->ended_on : !date_is_none(row->moved_on) ? row->moved_on : row->expected_on;
    return (struct transition_row_view){
        .path = transition_path(rq, id, row->id),
        .unit = transition_name_in(rq, row->name_nb, row->name_nn),
        .kind = transition_kind_shown(row->kind, ours),
        .day = day,
        .has_day = !date_is_none(day),
        .state = transition_state_mark(rq, row->state, row->answer_due, row->cannot_until),
        .home = transition_is_inside(row->kind) ? (struct transition_mark_view){0} : transition_home_mark(rq, row->home, row->home_from),
    };
}

struct reply transitions_of_case_page(struct request *rq, const struct transitions_of_case_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct transitions_of_case_rows rows = transitions_of_case(rq->db, in->case_);
    struct transition_case_view view = {
        .given_name = frame.person.given_name,
        .path = transition_path(rq, in->case_, (struct transition_id){0}),
        .may_write = session_may(rq->session, RIGHT_TRANSITION_WRITE) && frame.brief.state != CASE_STATE_CLOSED,
        .open = {arena_array(rq->arena, rows.n + 1, sizeof *view.open.v), 0},
        .past = {arena_array(rq->arena, rows.n + 1, sizeof *view.past.v), 0},
    };
    for (size_t i = 0; i < rows.n; i++) {
        struct transition_row_views *into = transition_is_open(rows.v[i].state) ? &view.open : &view.past;
        into->v[into->n++] = of_case(rq, &frame, &rows.v[i]);
    }
    transition_read_deviations(rq, in->case_, &view);
    view.care = arena_printf(rq->arena, "/sak/%lld/behandling", (long long)in->case_.v);
    view.prison = arena_printf(rq->arena, "/sak/%lld/soning", (long long)in->case_.v);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_transitions_title);
    transition_case(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

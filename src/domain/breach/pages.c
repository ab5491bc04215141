/* Pages of breaches: telling of one, for everybody; the register and one breach, for the privacy officer. Case numbers, never names. */
#include "domain/breach/views.h"

#include "breach_routes.h"
#include "breach_sql.h"
#include "breach_views.h"
#include "texts.h"

enum { PAGE_ROWS = 50, MS_PER_HOUR = 3600 * 1000 };

static const char *moment_words(struct request *rq, struct instant at) {
    return text_format(rq->arena, rq->lang, T_access_moment, "date", date_long(rq->arena, rq->lang, instant_oslo_date(at)), "time",
                       time_text(rq->arena, rq->lang, at), NULL);
}
static const char *unit_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }
static const char *words(const struct request *rq, text_key key) { return key ? text_of(rq->lang, key) : NULL; }

static const char *hours_words(struct request *rq, text_key key, int64_t ms) {
    return text_format(rq->arena, rq->lang, key, "n", arena_printf(rq->arena, "%lld", (long long)(ms / MS_PER_HOUR)), NULL);
}

/* Where the 72 hours stand. */
static const char *clock_words(struct request *rq, enum breach_risk risk, struct instant due, struct instant sent) {
    if (!instant_is_none(sent)) return text_of(rq->lang, sent.ms > due.ms ? T_breach_sent_late : T_breach_sent_in_time);
    if (risk == BREACH_RISK_UNLIKELY) return text_of(rq->lang, T_breach_needs_no_telling);
    return due.ms < rq->now.ms ? hours_words(rq, T_breach_hours_over, rq->now.ms - due.ms) : hours_words(rq, T_breach_hours_left, due.ms - rq->now.ms);
}

static bool is_late(const struct request *rq, enum breach_risk risk, struct instant due, struct instant sent) {
    return instant_is_none(sent) && risk != BREACH_RISK_UNLIKELY && due.ms < rq->now.ms;
}

static struct reply refused(struct request *rq, int fault) {
    struct breach_fault_text text = breach_fault_text(fault);
    if (fault == BREACH_NOT_FOUND) return reply_not_found(rq);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static struct reply done(struct request *rq, struct breach_id breach, int fault, text_key notice) {
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/avvik/%lld", (long long)breach.v), notice);
}

/* ── telling ──────────────────────────────────────────────────────────── */

struct reply breach_report_page(struct request *rq, const struct breach_report_page_in *in) {
    struct breach_report_view view = {.finding = session_may(rq->session, RIGHT_BREACHES_HANDLE) ? in->funn.v : 0,
                                      .today = date_iso(rq->arena, rq->today),
                                      .kinds = breach_kind_options(rq->arena, rq->lang)};
    if (view.finding) view.what = text_format(rq->arena, rq->lang, T_breach_from_finding, "n", arena_printf(rq->arena, "%lld", (long long)view.finding), NULL);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_breach_report, .nav = "/avvik"});
    breach_report_form(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply breach_report_send(struct request *rq, const struct breach_report_send_in *in) {
    bool officer = session_may(rq->session, RIGHT_BREACHES_HANDLE);
    struct breach_id made;
    const struct breach_new new = {in->kind, in->what, in->happened_on, instant_of_oslo(in->known_on, in->known_at), rq->session->unit,
                                   officer ? in->finding : (struct finding_id){0}};
    int fault = breach_report(rq->db, &new, &made);
    if (fault) return refused(rq, fault);
    return officer ? done(rq, made, BREACH_FINE, T_breach_reported_notice) : reply_with_notice(reply_see_other(rq, "/"), T_breach_reported_notice);
}

/* ── the register ─────────────────────────────────────────────────────── */

static struct breach_link_views filters_of(struct request *rq, enum breach_state chosen) {
    struct breach_link_views views = {arena_array(rq->arena, BREACH_STATE_CLOSED + 1, sizeof *views.v), 0};
    for (enum breach_state state = BREACH_STATE_OPEN; state <= BREACH_STATE_CLOSED; state++) {
        struct breach_count_row row;
        views.v[views.n++] = (struct breach_link_view){arena_printf(rq->arena, "/avvik?vis=%s", breach_state_code(state)), words(rq, breach_state_text(state)),
                                                       state == chosen, breach_count(rq->db, state, &row) ? row.n : 0};
    }
    return views;
}

static struct breach_link_views findings_of(struct request *rq) {
    struct breach_findings_rows rows = breach_findings(rq->db);
    struct breach_link_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        views.v[i] = (struct breach_link_view){.path = arena_printf(rq->arena, "/meld-avvik?funn=%lld", (long long)rows.v[i].id.v),
                                               .name = moment_words(rq, rows.v[i].closed_at)};
    return views;
}

struct reply breaches_page(struct request *rq, const struct breaches_page_in *in) {
    enum breach_state state = in->vis ? in->vis : BREACH_STATE_OPEN;
    struct breaches_rows rows = breaches(rq->db, state, (struct breach_id){in->before.has ? in->before.v : INT64_MAX});
    size_t shown = rows.n > PAGE_ROWS ? PAGE_ROWS : rows.n;
    struct breaches_view view = {.filters = filters_of(rq, state), .findings = findings_of(rq), .rows = {arena_array(rq->arena, shown + 1, sizeof *view.rows.v), shown}};
    for (size_t i = 0; i < shown; i++) {
        const struct breaches_row *row = &rows.v[i];
        view.rows.v[i] = (struct breach_row_view){
            .path = arena_printf(rq->arena, "/avvik/%lld", (long long)row->id.v), .what = row->what, .kind = words(rq, breach_kind_text(row->kind)),
            .unit = unit_in(rq, row->name_nb, row->name_nn), .risk = words(rq, breach_risk_text(row->risk)), .known = moment_words(rq, row->known_at),
            .clock = clock_words(rq, row->risk, row->due_at, row->authority_at), .persons = row->persons,
            .late = is_late(rq, row->risk, row->due_at, row->authority_at), .sent = !instant_is_none(row->authority_at)};
    }
    if (rows.n > shown) view.older = arena_printf(rq->arena, "/avvik?vis=%s&before=%lld", breach_state_code(state), (long long)rows.v[shown - 1].id.v);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_breaches_title, .nav = "/avvik"});
    breaches_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── one ──────────────────────────────────────────────────────────────── */

static struct breach_case_views cases_of(struct request *rq, struct breach_id breach, bool *ret_untold) {
    struct breach_cases_of_rows rows = breach_cases_of(rq->db, breach);
    struct breach_case_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    *ret_untold = rows.n == 0;
    for (size_t i = 0; i < rows.n; i++) {
        const struct breach_cases_of_row *row = &rows.v[i];
        views.v[i] = (struct breach_case_view){.id = row->id.v, .number = row->number};
        if (!row->told) *ret_untold = true;
        else views.v[i].told = text_format(rq->arena, rq->lang, T_breach_told, "date", date_long(rq->arena, rq->lang, row->told_on), "how", words(rq, breach_told_text(row->told)), NULL);
    }
    return views;
}

static struct breach_measure_views measures_of(struct request *rq, struct breach_id breach) {
    struct breach_measures_of_rows rows = breach_measures_of(rq->db, breach);
    struct breach_measure_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) views.v[i] = (struct breach_measure_view){rows.v[i].what, rows.v[i].name, moment_words(rq, rows.v[i].at)};
    return views;
}

static const char *moment_or_null(struct request *rq, struct instant at) { return instant_is_none(at) ? NULL : moment_words(rq, at); }

static struct breach_view view_of(struct request *rq, const struct breach_get_row *row) {
    bool open = row->state == BREACH_STATE_OPEN, sent = !instant_is_none(row->authority_at);
    struct breach_view view = {
        .id = row->id.v, .persons = row->persons, .finding = row->finding_id.v, .kind = words(rq, breach_kind_text(row->kind)), .what = row->what,
        .unit = unit_in(rq, row->name_nb, row->name_nn), .happened = date_is_none(row->happened_on) ? NULL : date_long(rq->arena, rq->lang, row->happened_on),
        .known = moment_words(rq, row->known_at), .reported = moment_words(rq, row->reported_at), .reporter = row->reporter,
        .due = moment_words(rq, row->due_at), .clock = clock_words(rq, row->risk, row->due_at, row->authority_at),
        .risk = words(rq, breach_risk_text(row->risk)), .risk_reason = row->risk_reason, .sent = moment_or_null(rq, row->authority_at),
        .reference = row->reference, .late_reason = row->late_reason, .not_told = row->not_told, .lesson = row->lesson,
        .closed = moment_or_null(rq, row->closed_at), .open = open, .is_sent = sent,
        .late = open && is_late(rq, row->risk, row->due_at, row->authority_at),
        .must_send = open && !sent && row->risk != BREACH_RISK_UNLIKELY, .must_tell = row->risk == BREACH_RISK_HIGH,
        .risks = breach_risk_options(rq->arena, rq->lang), .ways = breach_told_options(rq->arena, rq->lang), .today = date_iso(rq->arena, rq->today),
    };
    view.cases = cases_of(rq, row->id, &view.untold);
    view.measures = measures_of(rq, row->id);
    return view;
}

struct reply breach_page(struct request *rq, const struct breach_page_in *in) {
    struct breach_get_row row;
    if (!breach_get(rq->db, in->breach, &row)) return reply_not_found(rq);
    struct breach_view view = view_of(rq, &row);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_breaches_title, .nav = "/avvik"});
    breach_one(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply breach_assess_send(struct request *rq, const struct breach_assess_send_in *in) {
    return done(rq, in->breach, breach_assess(rq->db, in->breach, in->risk, in->risk_reason, in->persons), T_breach_assessed_notice);
}

struct reply breach_authority_send(struct request *rq, const struct breach_authority_send_in *in) {
    int fault = breach_authority(rq->db, in->breach, instant_of_oslo(in->sent_on, in->sent_at), in->reference, in->late_reason);
    return done(rq, in->breach, fault, T_breach_authority_notice);
}

struct reply breach_affect_send(struct request *rq, const struct breach_affect_send_in *in) {
    return done(rq, in->breach, breach_affect(rq->db, in->breach, in->number), T_breach_case_notice);
}

struct reply breach_tell_send(struct request *rq, const struct breach_tell_send_in *in) {
    return done(rq, in->breach, breach_tell(rq->db, in->breach, in->row, in->told_on, in->told), T_breach_told_notice);
}

struct reply breach_measure_send(struct request *rq, const struct breach_measure_send_in *in) {
    return done(rq, in->breach, breach_measure(rq->db, in->breach, in->measure), T_breach_measure_notice);
}

struct reply breach_close_send(struct request *rq, const struct breach_close_send_in *in) {
    return done(rq, in->breach, breach_end(rq->db, in->breach, in->lesson, in->not_told), T_breach_closed_notice);
}

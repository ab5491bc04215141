/* The page of keeping a home in its case, and the figures. */
#include "base/cells.h"
#include "domain/eviction/eviction.h"

#include "domain/work/case_frame.h"
#include "eviction_routes.h"
#include "eviction_sql.h"
#include "eviction_views.h"
#include "icons.h"
#include "texts.h"

static const char *path_of(struct request *rq, struct case_id id) { return arena_printf(rq->arena, "/sak/%lld/hjemmet", (long long)id.v); }
static const struct access *tenancy(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_TENANCY), "lease"); }

static struct reply done(struct request *rq, struct case_id id, int fault, text_key notice) {
    struct home_fault_text text = home_fault_text(fault);
    if (!fault) return reply_with_notice(reply_see_other(rq, "%s", path_of(rq, id)), notice);
    if (fault == HOME_NOT_FOUND) return reply_not_found(rq);
    if (fault == HOME_NO_ACCESS || fault == HOME_NOT_YOURS) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static struct home_line_views room(struct request *rq, size_t n) {
    return (struct home_line_views){arena_array(rq->arena, n + 1, sizeof(struct home_line_view)), 0};
}

static void add(struct home_line_views *lines, const char *title, struct date on, const char *by) {
    lines->v[lines->n++] = (struct home_line_view){.title = title, .on = on, .by = by};
}

static void read_lines(struct request *rq, const struct access *access, const struct home_risk_brief *risk, struct home_view *view) {
    struct home_moves_of_rows moves = home_moves_of(rq->db, risk->id);
    view->moves = room(rq, moves.n);
    for (size_t i = 0; i < moves.n; i++)
        add(&view->moves, text_of(rq->lang, (text_key)home_state_text(moves.v[i].state)), instant_oslo_date(moves.v[i].at),
            moves.v[i].staff_name);
    struct home_helps_of_rows helps = home_helps_of(rq->db, risk->id);
    view->helps = room(rq, helps.n);
    for (size_t i = 0; i < helps.n; i++)
        add(&view->helps,
            arena_printf(rq->arena, "%s: %s", text_of(rq->lang, (text_key)home_help_text(helps.v[i].help)),
                         text_of(rq->lang, (text_key)home_help_result_text(helps.v[i].result))),
            helps.v[i].on_date,
            arena_printf(rq->arena, "%s, %s", helps.v[i].staff_name, rq->lang == LANG_NN ? helps.v[i].name_nn : helps.v[i].name_nb));
    if (!access) return;
    struct home_words_of_rows words = home_words_of(rq->db, access, risk->id);
    view->words = room(rq, words.n);
    for (size_t i = 0; i < words.n; i++) {
        add(&view->words, text_of(rq->lang, words.v[i].hers ? T_eviction_she_says : (text_key)home_state_text(words.v[i].state)),
            instant_oslo_date(words.v[i].at), words.v[i].staff_name);
        view->words.v[i].words = words.v[i].words;
    }
}

static void read_rents(struct request *rq, struct lease_id lease, struct home_view *view) {
    struct rents_of_lease_rows rows = rents_of_lease(rq->db, lease);
    view->rents = room(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        bool paid = rows.v[i].paid >= rows.v[i].amount, late = !paid && rows.v[i].due_on.days < rq->today.days;
        const char *left = number_text(rq->arena, rq->lang, rows.v[i].amount - rows.v[i].paid);
        add(&view->rents,
            paid ? text_of(rq->lang, T_eviction_rent_paid)
                 : text_format(rq->arena, rq->lang, late ? T_eviction_rent_late : T_eviction_rent_due, "amount", left, NULL),
            rows.v[i].due_on, NULL);
    }
}

/* What may be chosen next by this unit: the landlord's steps only by the landlord, the end by everybody. */
static struct options steps_of(struct request *rq, const struct home_risk_brief *risk, bool landlord) {
    struct options options = {arena_array(rq->arena, HOME_STATE_COUNT, sizeof(struct option)), 0};
    for (int state = 1; state <= HOME_STATE_COUNT; state++) {
        enum home_state to = (enum home_state)state;
        bool anybodys = to == HOME_STATE_SAFE || to == HOME_STATE_MOVED || to == HOME_STATE_PROTESTED;
        if (home_step(risk->state, to) && (landlord || anybodys))
            options.v[options.n++] = (struct option){home_state_code(to), text_of(rq->lang, (text_key)home_state_text(to)), NULL};
    }
    return options;
}

static text_key chance_of_state(enum home_state state) {
    switch (state) {
    case HOME_STATE_ARREARS: return T_eviction_chance_arrears;
    case HOME_STATE_COMPLAINT: return T_eviction_chance_complaint;
    case HOME_STATE_WARNING: return T_eviction_chance_warning;
    case HOME_STATE_TERMINATION_SENT: return T_eviction_chance_termination;
    case HOME_STATE_PROTESTED: return T_eviction_chance_protested;
    case HOME_STATE_IN_COURT: return T_eviction_chance_court;
    case HOME_STATE_ENFORCEMENT: return T_eviction_chance_enforcement;
    case HOME_STATE_SAFE:
    case HOME_STATE_MOVED:
    case HOME_STATE_EVICTED: break;
    }
    return 0;
}

static void read_risk(struct request *rq, const struct access *access, const struct home_risk_brief *risk, struct home_view *view) {
    struct lease_brief lease;
    bool landlord = !risk->lease.v || (lease_read(rq->db, risk->lease, &lease) && lease_is_ours(&lease, rq->session->unit));
    view->open = date_is_none(risk->ended_on);
    view->over = !view->open;
    view->private_home = !risk->lease.v;
    view->act = arena_printf(rq->arena, "%s/%lld", view->path, (long long)risk->id.v);
    view->state = (text_key)home_state_text(risk->state);
    view->cause = (text_key)home_cause_text(risk->cause);
    view->chance = chance_of_state(risk->state);
    view->icon = risk->state == HOME_STATE_SAFE ? ICON_OK : view->open ? ICON_WARNING : ICON_OFF;
    view->color = risk->state == HOME_STATE_SAFE          ? "success"
                  : risk->state == HOME_STATE_ENFORCEMENT ? "danger"
                  : view->open                            ? "warning"
                                                          : "neutral";
    view->opened_on = risk->opened_on, view->ended_on = risk->ended_on, view->out_on = risk->out_on;
    view->has_out = !date_is_none(risk->out_on);
    view->tried = home_help_is_tried(rq->db, risk->id);
    view->may_write = access && risk->lease.v && landlord && risk->state == HOME_STATE_ARREARS && risk->owed > 0;
    view->tos = steps_of(rq, risk, landlord);
    if (access && risk->owed)
        view->owed = text_format(rq->arena, rq->lang, T_lease_kroner, "amount", number_text(rq->arena, rq->lang, risk->owed), NULL);
    read_lines(rq, access, risk, view);
}

struct reply home_page(struct request *rq, const struct home_page_in *in) {
    struct case_frame frame;
    struct home_risk_brief risk;
    struct lease_brief lease;
    bool plain = !session_may(rq->session, RIGHT_CASE_SEE);
    if (!case_frame_read(rq, in->case_, TAB_LEASE, &frame)) return reply_not_found(rq);
    const struct access *access = tenancy(rq, in->case_);
    struct home_view view = {
        .given_name = frame.person.given_name,
        .path = path_of(rq, in->case_),
        .back = arena_printf(rq->arena, "/sak/%lld/leieforhold", (long long)in->case_.v),
        .today = date_iso(rq->arena, rq->today),
        .municipal = "1",
        .full = access != NULL,
        .has_lease = lease_of_case(rq->db, in->case_, &lease) && lease_runs(lease.state),
        .causes = home_cause_options(rq->arena, rq->lang),
        .all_helps = home_help_options(rq->arena, rq->lang),
        .results = home_help_result_options(rq->arena, rq->lang),
    };
    if (access && view.has_lease) read_rents(rq, lease.id, &view);
    if (home_risk_now(rq->db, in->case_, &risk)) read_risk(rq, access, &risk, &view);
    if (!access) view.hidden = secrecy_hidden_zone(rq, in->case_, ZONE_TENANCY);
    struct html *h = html_new(rq);
    struct page page = {.kind = PAGE_STAFF,
                        .title_text = arena_printf(rq->arena, "%s, %s", frame.person.name, text_of(rq->lang, T_eviction_title)),
                        .nav = "/leieforhold"};
    if (plain) page_begin(h, &page);
    else case_frame_begin(h, &frame, T_eviction_title);
    home_case(h, &view);
    if (plain) page_end(h);
    else case_frame_end(h);
    return reply_html(rq, h);
}

struct reply home_open(struct request *rq, const struct home_open_in *in) {
    struct home_risk_id risk;
    const struct home_danger danger = {in->case_, in->cause, in->municipal, in->owed.has ? in->owed.v : 0, in->out_on, in->words};
    return done(rq, in->case_, home_risk_open(rq->db, tenancy(rq, in->case_), &danger, &risk), T_eviction_was_opened);
}

/* The danger of the address, when it is of this case. */
static bool of_case(struct request *rq, struct case_id id, struct home_risk_id risk) {
    struct home_risk_get_row row;
    return home_risk_get(rq->db, risk, &row) && row.case_id.v == id.v;
}

struct reply home_move_on(struct request *rq, const struct home_move_on_in *in) {
    const struct home_move move = {in->risk, in->to, in->out_on, in->words};
    if (!of_case(rq, in->case_, in->risk)) return reply_not_found(rq);
    return done(rq, in->case_, home_risk_move_on(rq->db, tenancy(rq, in->case_), &move), T_eviction_was_moved);
}

struct reply home_letter(struct request *rq, const struct home_letter_in *in) {
    if (!of_case(rq, in->case_, in->risk)) return reply_not_found(rq);
    return done(rq, in->case_, home_write_arrears(rq->db, tenancy(rq, in->case_), in->risk), T_eviction_letter_was_made);
}

struct reply home_help_note(struct request *rq, const struct home_help_note_in *in) {
    if (!of_case(rq, in->case_, in->risk)) return reply_not_found(rq);
    return done(rq, in->case_, home_help_add(rq->db, in->risk, in->help, in->result, in->on_date), T_eviction_help_was_noted);
}

struct reply home_hers(struct request *rq, const struct home_hers_in *in) {
    if (!of_case(rq, in->case_, in->risk)) return reply_not_found(rq);
    return done(rq, in->case_, home_she_says(rq->db, tenancy(rq, in->case_), in->risk, in->her_words), T_eviction_her_side_was_noted);
}

/* ── the figures ──────────────────────────────────────────────────────── */

static struct home_figure_views figures(struct request *rq, const int64_t *cells, size_t n, const text_key *names) {
    struct home_figure_views views = {arena_array(rq->arena, n + 1, sizeof(struct home_figure_view)), 0};
    bool *hidden = arena_array(rq->arena, n + 1, sizeof *hidden);
    int64_t total = 0;
    for (size_t i = 0; i < n; i++) total += cells[i];
    bool no_total = cells_hide(cells, n, total, hidden);
    for (size_t i = 0; i < n; i++) {
        views.v[views.n++] =
            (struct home_figure_view){text_of(rq->lang, names[i]), hidden[i] ? text_of(rq->lang, T_appeal_figure_hidden)
                                                                                   : number_text(rq->arena, rq->lang, cells[i])};
    }
    views.v[views.n++] =
        (struct home_figure_view){text_of(rq->lang, T_eviction_figures_all),
                                  no_total ? text_of(rq->lang, T_appeal_figure_hidden) : number_text(rq->arena, rq->lang, total)};
    return views;
}

struct reply home_figures_page(struct request *rq, const struct home_figures_page_in *in) {
    struct ymd today = date_ymd(rq->today);
    struct date from = date_is_none(in->from) ? date_of(today.year, 1, 1) : in->from, to = date_is_none(in->to) ? rq->today : in->to;
    int64_t causes[HOME_CAUSE_COUNT] = {0}, ends[3] = {0};
    text_key names[HOME_CAUSE_COUNT] = {0};
    const text_key end_names[3] = {(text_key)home_state_text(HOME_STATE_SAFE), (text_key)home_state_text(HOME_STATE_MOVED),
                                   (text_key)home_state_text(HOME_STATE_EVICTED)};
    struct home_lost_rows lost = home_lost(rq->db, from, to);
    struct home_ends_rows ended = home_ends(rq->db, from, to);
    for (int i = 0; i < HOME_CAUSE_COUNT; i++) names[i] = (text_key)home_cause_text((enum home_cause)(i + 1));
    for (size_t i = 0; i < lost.n; i++) causes[lost.v[i].cause - 1] = lost.v[i].persons;
    for (size_t i = 0; i < ended.n; i++) ends[ended.v[i].state - HOME_STATE_SAFE] = ended.v[i].persons;
    struct home_figures_view view = {.from = date_iso(rq->arena, from),
                                     .to = date_iso(rq->arena, to),
                                     .causes = figures(rq, causes, HOME_CAUSE_COUNT, names),
                                     .ends = figures(rq, ends, 3, end_names)};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_eviction_figures_title, .nav = "/leieforhold"});
    home_figures(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* The page of the way onward. */
#include "domain/onward/onward.h"

#include "domain/work/case_frame.h"
#include "icons.h"
#include "onward_routes.h"
#include "onward_sql.h"
#include "onward_views.h"
#include "texts.h"

static const char *path_of(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld%s", (long long)id.v, rest);
}
static const struct access *tenancy(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_TENANCY), "lease"); }

static struct reply done(struct request *rq, struct case_id id, int fault, text_key notice) {
    struct onward_fault_text text = onward_fault_text(fault);
    if (!fault) return reply_with_notice(reply_see_other(rq, "%s", path_of(rq, id, "/videre")), notice);
    if (fault == ONWARD_NOT_FOUND) return reply_not_found(rq);
    if (fault == ONWARD_NO_ACCESS || fault == ONWARD_NO_PERMISSION) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static void read_steps(struct request *rq, struct case_id id, struct onward_view *view) {
    struct career_of_case_rows rows = career_of_case(rq->db, id);
    view->steps = (struct career_views){arena_array(rq->arena, rows.n + 1, sizeof *view->steps.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct career_of_case_row *row = &rows.v[i];
        view->steps.v[i] = (struct career_view){
            .post = arena_printf(rq->arena, "%s/steg/%lld", view->path, (long long)row->id.v),
            .by = row->staff_name,
            .months = row->months,
            .due = row->due,
            .talked_on = row->talked_on,
            .talked = !date_is_none(row->talked_on),
            .goal = row->goal ? (text_key)career_goal_text(row->goal) : 0,
            .stand = row->stand ? (text_key)career_stand_text(row->stand) : 0,
        };
    }
}

static struct paper_views papers(struct request *rq, struct instrument_id id, enum instrument_kind kind) {
    struct papers_of_rows here = papers_of(rq->db, id);
    struct paper_views views = {arena_array(rq->arena, INSTRUMENT_PAPER_COUNT + 1, sizeof(struct paper_view)), 0};
    for (int paper = 1; paper <= INSTRUMENT_PAPER_COUNT; paper++) {
        if (!(instrument_papers(kind) & 1u << paper)) continue;
        struct paper_view *view = &views.v[views.n++];
        *view = (struct paper_view){(text_key)instrument_paper_text((enum instrument_paper)paper),
                                    instrument_paper_code((enum instrument_paper)paper), false};
        for (size_t i = 0; i < here.n; i++) view->here = view->here || (int)here.v[i].paper == paper;
    }
    return views;
}

static void read_instruments(struct request *rq, struct case_id id, struct onward_view *view) {
    struct instruments_of_rows rows = instruments_of(rq->db, id);
    view->instruments = (struct instrument_views){arena_array(rq->arena, rows.n + 1, sizeof *view->instruments.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct instruments_of_row *row = &rows.v[i];
        bool over =
            row->state == INSTRUMENT_STATE_REFUSED || row->state == INSTRUMENT_STATE_ENDED || row->state == INSTRUMENT_STATE_NOT_WANTED;
        bool granted = row->state == INSTRUMENT_STATE_GRANTED;
        view->instruments.v[i] = (struct instrument_view){
            .post = arena_printf(rq->arena, "%s/%lld", view->path, (long long)row->id.v),
            .unit = rq->lang == LANG_NN ? row->name_nn : row->name_nb,
            .color = granted ? "success"
                     : over  ? "neutral"
                             : "info",
            .icon = granted ? ICON_OK
                    : over  ? ICON_OFF
                            : ICON_WAITING,
            .kind = (text_key)instrument_kind_text(row->kind),
            .state = (text_key)instrument_state_text(row->state),
            .fit = row->fit ? (text_key)instrument_fit_text(row->fit) : 0,
            .until = row->until_date,
            .has_until = !date_is_none(row->until_date),
            .changed_on = row->changed_on,
            .open = !over,
            .rent = row->kind == INSTRUMENT_KIND_RENT_SUPPORT,
            .papers = granted || over ? (struct paper_views){0} : papers(rq, row->id, row->kind),
        };
    }
}

static void read_economy(struct request *rq, const struct access *access, struct case_id id, struct onward_view *view) {
    struct economy_of_rows rows = economy_of(rq->db, access, id);
    view->economy = (struct economy_views){arena_array(rq->arena, rows.n + 1, sizeof *view->economy.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->economy.v[i] =
            (struct economy_view){(text_key)economy_stand_text(rows.v[i].stand), rows.v[i].words, rows.v[i].staff_name, rows.v[i].at};
    view->permitted = relation_credit_allowed(rq->db, access, id, rq->today);
}

struct reply onward_page(struct request *rq, const struct onward_page_in *in) {
    struct case_frame frame;
    bool plain = !session_may(rq->session, RIGHT_CASE_SEE);
    if (!case_frame_read(rq, in->case_, TAB_LEASE, &frame)) return reply_not_found(rq);
    const struct access *access = tenancy(rq, in->case_);
    struct onward_view view = {
        .given_name = frame.person.given_name,
        .path = path_of(rq, in->case_, "/videre"),
        .back = path_of(rq, in->case_, "/leieforhold"),
        .today = date_iso(rq->arena, rq->today),
        .credit_path = case_frame_may_open(rq->session, "/kredittvurdering") ? path_of(rq, in->case_, "/kredittvurdering") : NULL,
        .full = access != NULL,
        .goals = career_goal_options(rq->arena, rq->lang),
        .stands = career_stand_options(rq->arena, rq->lang),
        .kinds = instrument_kind_options(rq->arena, rq->lang),
        .states = instrument_state_options(rq->arena, rq->lang),
        .economies = economy_stand_options(rq->arena, rq->lang),
    };
    read_steps(rq, in->case_, &view);
    read_instruments(rq, in->case_, &view);
    if (access) read_economy(rq, access, in->case_, &view);
    struct html *h = html_new(rq);
    struct page page = {.kind = PAGE_STAFF,
                        .title_text = arena_printf(rq->arena, "%s, %s", frame.person.name, text_of(rq->lang, T_onward_title)),
                        .nav = "/leieforhold"};
    if (plain) page_begin(h, &page);
    else case_frame_begin(h, &frame, T_onward_title);
    onward_case(h, &view);
    if (plain) page_end(h);
    else case_frame_end(h);
    return reply_html(rq, h);
}

struct reply onward_talk(struct request *rq, const struct onward_talk_in *in) {
    return done(rq, in->case_, career_talk(rq->db, in->case_, in->step, in->talked_on, in->goal, in->stand), T_onward_saved);
}

/* Only what it comes to is kept, and begun when it may fit. */
static struct reply screened(struct request *rq, struct case_id id, enum instrument_kind kind, enum instrument_fit fit) {
    struct instrument_id made;
    const struct instrument_new new = {id, kind, fit};
    if (fit == INSTRUMENT_FIT_NOT_NOW) return done(rq, id, ONWARD_DONE, T_onward_not_now);
    int fault = instrument_begin(rq->db, &new, &made);
    return done(rq, id, fault == ONWARD_OPEN_ALREADY ? ONWARD_DONE : fault, fit == INSTRUMENT_FIT_FITS ? T_onward_fits : T_onward_maybe);
}

struct reply onward_startlan(struct request *rq, const struct onward_startlan_in *in) {
    const struct startlan_answers answers = {in->lasting_need, in->children_or_hard_start, in->refused_by_bank, in->income_lasts};
    return screened(rq, in->case_, INSTRUMENT_KIND_STARTLAN, startlan_fit(&answers));
}

struct reply onward_allowance(struct request *rq, const struct onward_allowance_in *in) {
    const struct allowance_answers answers = {in->eighteen, in->own_entrance, in->bath_and_kitchen, in->shared_approved, in->low_income};
    return screened(rq, in->case_, INSTRUMENT_KIND_HOUSING_ALLOWANCE, allowance_fit(&answers));
}

struct reply onward_begin(struct request *rq, const struct onward_begin_in *in) {
    struct instrument_id made;
    return done(rq, in->case_, instrument_begin(rq->db, &(struct instrument_new){in->case_, in->kind, 0}, &made), T_onward_saved);
}

struct reply onward_move(struct request *rq, const struct onward_move_in *in) {
    return done(rq, in->case_, instrument_move(rq->db, in->case_, in->instrument, in->to, in->until), T_onward_saved);
}

struct reply onward_paper(struct request *rq, const struct onward_paper_in *in) {
    return done(rq, in->case_, instrument_paper_got(rq->db, in->case_, in->instrument, in->paper), T_onward_saved);
}

struct reply onward_economy(struct request *rq, const struct onward_economy_in *in) {
    return done(rq, in->case_, economy_note(rq->db, tenancy(rq, in->case_), in->case_, in->economy, in->words), T_onward_saved);
}

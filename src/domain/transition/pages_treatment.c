/* Help to get treatment, with what is said when it is a no; and where somebody serves, for workers who are named for it. */
#include "domain/transition/treatment.h"
#include "domain/transition/pages.h"

#include "icons.h"
#include "texts.h"
#include "transition_routes.h"
#include "transition_sql.h"

static const char purpose[] = "transition";

static const char *treatment_path(struct request *rq, struct case_id id) { return arena_printf(rq->arena, "/sak/%lld/behandling", (long long)id.v); }

static struct transition_mark_view mark_of(struct request *rq, enum treatment_state state) {
    const char *text = text_of(rq->lang, (text_key)treatment_state_text(state));
    switch (state) {
    case TREATMENT_STATE_BEING_WRITTEN: return (struct transition_mark_view){ICON_CHANGED, "info", text};
    case TREATMENT_STATE_SENT:
    case TREATMENT_STATE_ASSESSED: return (struct transition_mark_view){ICON_WAITING, "neutral", text};
    case TREATMENT_STATE_GRANTED: return (struct transition_mark_view){ICON_OK, "success", text};
    case TREATMENT_STATE_REFUSED: return (struct transition_mark_view){ICON_OFF, "danger", text};
    case TREATMENT_STATE_WITHDRAWN: return (struct transition_mark_view){ICON_OFF, "neutral", text};
    }
    return (struct transition_mark_view){0};
}

static struct options next_states(struct request *rq, enum treatment_state from) {
    struct options all = treatment_state_options(rq->arena, rq->lang), some = {arena_array(rq->arena, all.n + 1, sizeof *some.v), 0};
    for (size_t i = 0; i < all.n; i++)
        if (treatment_may(from, treatment_state_parse(all.v[i].value))) some.v[some.n++] = all.v[i];
    return some;
}

static void read_treatment(struct request *rq, const struct access *access, struct case_id id, struct treatment_view *view) {
    struct treatment_of_rows rows = treatment_of(rq->db, access, id);
    view->rows = (struct treatment_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view->rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        struct options next = next_states(rq, rows.v[i].state);
        view->rows.v[i] = (struct treatment_row_view){
            .path = view->may_write && next.n ? arena_printf(rq->arena, "%s/%lld", view->path, (long long)rows.v[i].id.v) : NULL,
            .doctor = rows.v[i].doctor,
            .place = rows.v[i].place,
            .by = rows.v[i].staff_name,
            .kind = (text_key)treatment_kind_text(rows.v[i].kind),
            .why = rows.v[i].refused_why ? (text_key)treatment_refused_why_text(rows.v[i].refused_why) : 0,
            .told = rows.v[i].appeal_told ? (text_key)appeal_told_text(rows.v[i].appeal_told) : 0,
            .begun = rows.v[i].begun_on,
            .sent = rows.v[i].sent_on,
            .due = rows.v[i].due,
            .answered = rows.v[i].answered_on,
            .has_sent = !date_is_none(rows.v[i].sent_on),
            .has_due = !date_is_none(rows.v[i].due),
            .has_answer = !date_is_none(rows.v[i].answered_on),
            .mark = mark_of(rq, rows.v[i].state),
            .next = next,
        };
    }
    struct treatment_refusals_of_rows noes = treatment_refusals_of(rq->db, access, id);
    view->refusals = (struct treatment_refusal_views){arena_array(rq->arena, noes.n + 1, sizeof *view->refusals.v), noes.n};
    for (size_t i = 0; i < noes.n; i++)
        view->refusals.v[i] = (struct treatment_refusal_view){(text_key)transition_party_text(noes.v[i].party), (text_key)treatment_refused_why_text(noes.v[i].why),
                                                         (text_key)appeal_told_text(noes.v[i].appeal_told), noes.v[i].on_date, noes.v[i].words,
                                                         noes.v[i].staff_name};
}

static struct options wards(struct request *rq) {
    struct options all = transition_party_options(rq->arena, rq->lang), some = {arena_array(rq->arena, all.n + 1, sizeof *some.v), 0};
    for (size_t i = 0; i < all.n; i++) {
        enum transition_party party = transition_party_parse(all.v[i].value);
        if (transition_from_ward(party) || party == TRANSITION_PARTY_TREATMENT) some.v[some.n++] = all.v[i];
    }
    return some;
}

struct reply treatment_page(struct request *rq, const struct treatment_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HEALTH), purpose);
    struct treatment_view view = {
        .given_name = frame.person.given_name,
        .path = treatment_path(rq, in->case_),
        .today = date_iso(rq->arena, rq->today),
        .readable = access != NULL,
        .may_write = access && session_may(rq->session, RIGHT_TRANSITION_WRITE) && frame.brief.state != CASE_STATE_CLOSED,
        .kinds = treatment_kind_options(rq->arena, rq->lang),
        .whys = treatment_refused_why_options(rq->arena, rq->lang),
        .tolds = appeal_told_options(rq->arena, rq->lang),
        .parties = wards(rq),
    };
    if (access) read_treatment(rq, access, in->case_, &view);
    else view.hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HEALTH);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_treatment_title);
    treatment_body(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct reply done(struct request *rq, struct case_id id, int fault, const char *day_field, text_key notice) {
    if (fault == TRANSITION_MOVED_FUTURE) {
        form_error(rq, day_field, T_transition_moved_future);
        return reply_invalid(rq);
    }
    return fault ? transition_refused(rq, fault) : reply_with_notice(reply_see_other(rq, "%s", treatment_path(rq, id)), notice);
}

struct reply treatment_begin_send(struct request *rq, const struct treatment_begin_send_in *in) {
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HEALTH), purpose);
    return done(rq, in->case_, treatment_begin(rq->db, access, in->case_, in->care, in->doctor, in->treatment_place), NULL, T_treatment_begun);
}

struct reply treatment_go_send(struct request *rq, const struct treatment_go_send_in *in) {
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HEALTH), purpose);
    const struct treatment_step step = {in->treatment_state, in->treatment_on, in->refused_why, in->appeal_told};
    return done(rq, in->case_, treatment_go(rq->db, access, in->case_, in->care, &step), "treatment_on",
                in->treatment_state == TREATMENT_STATE_REFUSED ? T_treatment_no_now : T_transition_saved);
}

struct reply treatment_refused_send(struct request *rq, const struct treatment_refused_send_in *in) {
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HEALTH), purpose);
    const struct treatment_turned_away turned = {in->party, in->why, in->told, in->turned_on, in->turned_words};
    return done(rq, in->case_, treatment_refused(rq->db, access, in->case_, &turned), "turned_on", T_treatment_turned_now);
}

/* ── where somebody serves ────────────────────────────────────── */

struct reply prison_page(struct request *rq, const struct prison_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_RESTRICTED), purpose);
    struct prison_view view = {
        .given_name = frame.person.given_name,
        .path = arena_printf(rq->arena, "/sak/%lld/soning", (long long)in->case_.v),
        .today = date_iso(rq->arena, rq->today),
        .naming = case_frame_may_open(rq->session, "/skjerming") ? arena_printf(rq->arena, "/sak/%lld/skjerming", (long long)in->case_.v) : NULL,
        .readable = access != NULL,
        .may_write = access && session_may(rq->session, RIGHT_TRANSITION_WRITE),
        .states = prison_state_options(rq->arena, rq->lang),
    };
    if (access) {
        struct prison_status_of_rows rows = prison_status_of(rq->db, access, in->case_);
        view.rows = (struct prison_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view.rows.v), rows.n};
        for (size_t i = 0; i < rows.n; i++)
            view.rows.v[i] = (struct prison_row_view){(text_key)prison_state_text(rows.v[i].state), rows.v[i].on_date, rows.v[i].words, rows.v[i].staff_name, i == 0};
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_prison_title);
    prison_body(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply prison_send(struct request *rq, const struct prison_send_in *in) {
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_RESTRICTED), purpose);
    int fault = prison_note(rq->db, access, in->case_, in->prison, in->prison_on, in->prison_words);
    if (fault) return fault == TRANSITION_NO_ACCESS ? reply_denied(rq, T_prison_not_named) : transition_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/soning", (long long)in->case_.v), T_transition_saved);
}

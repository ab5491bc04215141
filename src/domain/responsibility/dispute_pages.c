/* The pages about a disagreement: raising it, hearing both sides, deciding, asking once more; and the authority's own queue. */
#include "domain/responsibility/pages.h"

#include "domain/law/law.h"
#include "domain/secrecy/secrecy.h"
#include "responsibility_routes.h"
#include "responsibility_views.h"
#include "texts.h"

static const char *full_name(struct request *rq, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
}

static const char *name_or_none(struct request *rq, const char *nb, const char *nn) { return nb ? name_in(rq, nb, nn) : NULL; }

static bool late(const struct request *rq, struct date due) { return due.days < rq->today.days; }

static struct reply back_to_dispute(struct request *rq, struct case_id id, struct dispute_id dispute, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/ansvar/uenighet/%lld", (long long)id.v, (long long)dispute.v), notice);
}

/* ── on the page «Ansvar» ─────────────────────────────────────────────── */

void disputes_fill(struct request *rq, const struct case_frame *frame, struct responsibility_view *view) {
    struct dispute_history_rows rows = dispute_history(rq->db, frame->brief.id);
    view->disputes.v = arena_array(rq->arena, rows.n + 1, sizeof *view->disputes.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct dispute_history_row *row = &rows.v[i];
        bool open = row->state == DISPUTE_STATE_OPEN;
        struct dispute_row *item = &view->disputes.v[view->disputes.n++];
        *item = (struct dispute_row){
            .id = row->id.v,
            .number = frame->case_number,
            .raised = name_in(rq, row->raised_nb, row->raised_nn),
            .authority = name_in(rq, row->authority_nb, row->authority_nn),
            .decided = name_or_none(rq, row->decided_nb, row->decided_nn),
            .raised_on = instant_oslo_date(row->raised_at),
            .due = row->decide_by,
            .decided_on = day_or_none(row->decided_at),
            .open = open,
            .late = open && late(rq, row->decide_by),
            .mine = row->authority_unit.v == rq->session->unit.v && session_may(rq->session, RIGHT_DISPUTE_DECIDE),
        };
        if (!open) continue;
        view->has_dispute = true;
        view->dispute = *item;
    }
    struct dispute_party_row party;
    const char *unit_role_nav = NULL;
    struct unit_brief unit;
    if (organisation_unit(rq->db, rq->session->unit, rq->lang, &unit) && unit.role == UNIT_ROLE_NAV) unit_role_nav = unit.name;
    bool is_party = frame->mine || dispute_party(rq->db, frame->brief.id, rq->session->unit, &party);
    view->is_nav = unit_role_nav && !is_party;
    view->may_dispute = !view->has_dispute && session_may(rq->session, RIGHT_BATON_ANSWER);
}

/* ── raising it ───────────────────────────────────────────────────────── */

static struct options holding_units(struct request *rq, struct unit_id except) {
    struct unit_may_hold_rows rows = unit_may_hold(rq->db, except);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < rows.n; i++)
        options.v[options.n++] = (struct option){arena_printf(rq->arena, "%lld", (long long)rows.v[i].id.v),
                                                 name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn), NULL};
    return options;
}

static const char *authority_name(struct request *rq) {
    const struct profile *profile = organisation_profile();
    struct unit_brief unit;
    struct unit_id id = organisation_unit_by_code(rq->db, profile->responsibility.disputes_unit);
    return organisation_unit(rq->db, id, rq->lang, &unit) ? unit.name : "";
}

struct reply dispute_form(struct request *rq, const struct dispute_form_in *in) {
    struct case_frame frame;
    struct dispute_open_of_row open;
    struct unit_brief unit;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    if (dispute_open_of(rq->db, in->case_, &open)) return reply_conflict(rq, T_responsibility_disputed);
    struct dispute_form_view view = {
        .number = frame.case_number,
        .name = frame.person.given_name,
        .holder = frame.holder_unit,
        .authority = authority_name(rq),
        .decide_by = law_add_working_days(law_current(), rq->today, organisation_profile()->responsibility.dispute_days),
        .units = holding_units(rq, frame.brief.holder_unit),
        .is_nav = !frame.mine && organisation_unit(rq->db, rq->session->unit, rq->lang, &unit) && unit.role == UNIT_ROLE_NAV,
    };
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_raise);
    responsibility_dispute_form(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

struct reply dispute_send(struct request *rq, const struct dispute_send_in *in) {
    struct dispute_id dispute;
    int fault = dispute_raise(rq->db, in->case_, &(struct dispute_new){in->from_person, in->to_unit, in->why}, &dispute);
    return fault ? baton_refused(rq, fault) : back_to_dispute(rq, in->case_, dispute, T_responsibility_dispute_sent);
}

/* ── one disagreement ─────────────────────────────────────────────────── */

static struct side_rows sides_of(struct request *rq, struct dispute_id dispute) {
    struct dispute_views_rows rows = dispute_views(rq->db, dispute);
    struct side_rows sides = {arena_array(rq->arena, rows.n + 1, sizeof *sides.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        sides.v[i] = (struct side_row){.unit = name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn),
                                       .words = rows.v[i].words,
                                       .by = rows.v[i].by_name,
                                       .day = instant_oslo_date(rows.v[i].at),
                                       .from_person = rows.v[i].from_person};
    return sides;
}

static void fill_appeal(struct request *rq, const struct case_frame *frame, const struct dispute_history_row *row,
                        struct dispute_view *view) {
    const struct session *session = rq->session;
    struct dispute_appeal_of_row appeal;
    if (!dispute_appeal_of(rq->db, row->id, &appeal)) {
        bool lost = session->unit.v == row->decided_unit.v || session->unit.v == row->former_unit.v || session->unit.v == row->other_unit.v;
        view->may_ask_again = lost && frame->brief.holder_unit.v == row->decided_unit.v && session_may(session, RIGHT_BATON_ANSWER);
        return;
    }
    view->appeal_unit = name_in(rq, appeal.name_nb, appeal.name_nn);
    view->appeal_why = appeal.why;
    view->appeal_day = instant_oslo_date(appeal.made_at);
    view->appeal_due = appeal.answer_by;
    view->appeal_words = appeal.answer_words;
    view->appeal_answered_by = appeal.answered_by_name;
    view->appeal_answered = day_or_none(appeal.answered_at);
    view->appeal_answer = appeal.answer ? (text_key)appeal_answer_text(appeal.answer) : 0;
    if (appeal.answer == APPEAL_ANSWER_CHANGED) view->appeal_decided = name_in(rq, appeal.answer_nb, appeal.answer_nn);
    view->may_answer_again = !appeal.answer && session->unit.v == appeal.to_unit.v && session_may(session, RIGHT_DISPUTE_DECIDE);
}

static bool find_dispute(struct request *rq, struct case_id id, struct dispute_id dispute, struct dispute_history_row *ret_row) {
    struct dispute_history_rows rows = dispute_history(rq->db, id);
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].id.v != dispute.v) continue;
        *ret_row = rows.v[i];
        return true;
    }
    return false;
}

static struct dispute_view view_of(struct request *rq, const struct case_frame *frame, const struct dispute_history_row *row) {
    const struct session *session = rq->session;
    bool open = row->state == DISPUTE_STATE_OPEN;
    return (struct dispute_view){
        .number = frame->case_number,
        .id = row->id.v,
        .name = frame->person.given_name,
        .holder = frame->holder_unit,
        .raised = name_in(rq, row->raised_nb, row->raised_nn),
        .raised_by = row->raised_by_name,
        .why = row->why,
        .other = name_or_none(rq, row->other_nb, row->other_nn),
        .authority = name_in(rq, row->authority_nb, row->authority_nn),
        .side = (text_key)dispute_side_text(row->side),
        .raised_on = instant_oslo_date(row->raised_at),
        .due = row->decide_by,
        .open = open,
        .late = open && late(rq, row->decide_by),
        .may_say = open && session_may(session, RIGHT_BATON_ANSWER),
        .may_decide = open && row->authority_unit.v == session->unit.v && session_may(session, RIGHT_DISPUTE_DECIDE),
        .sides = sides_of(rq, row->id),
        .decided = name_or_none(rq, row->decided_nb, row->decided_nn),
        .decided_by = row->decided_by_name,
        .decided_on = day_or_none(row->decided_at),
        .reasons = row->reasons,
        .stayed = row->decided_unit.v == row->former_unit.v,
        .units = holding_units(rq, (struct unit_id){0}),
        .units_now = arena_printf(rq->arena, "%lld", (long long)frame->brief.holder_unit.v),
        .keeps = CHOICES(rq, duty_kind, DUTY_KIND_OTHER),
    };
}

struct reply dispute_page(struct request *rq, const struct dispute_page_in *in) {
    struct case_frame frame;
    struct dispute_history_row row;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    if (!find_dispute(rq, in->case_, in->dispute, &row)) return reply_not_found(rq);
    struct dispute_view view = view_of(rq, &frame, &row);
    if (!view.open) fill_appeal(rq, &frame, &row, &view);
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_responsibility_disputed_title);
    responsibility_dispute(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

struct reply dispute_add_view(struct request *rq, const struct dispute_add_view_in *in) {
    int fault = dispute_say(rq->db, in->case_, in->dispute, in->from_person, in->words);
    return fault ? baton_refused(rq, fault) : back_to_dispute(rq, in->case_, in->dispute, T_responsibility_view_sent);
}

struct reply dispute_rule(struct request *rq, const struct dispute_rule_in *in) {
    int fault = dispute_decide(rq->db, in->case_, in->dispute, &(struct dispute_ruling){in->decided, in->keeps, in->reasons});
    return fault ? baton_refused(rq, fault) : back_to_dispute(rq, in->case_, in->dispute, T_responsibility_dispute_ruled);
}

struct reply dispute_ask_anew(struct request *rq, const struct dispute_ask_anew_in *in) {
    int fault = dispute_ask_again(rq->db, in->case_, in->dispute, in->why);
    return fault ? baton_refused(rq, fault) : back_to_dispute(rq, in->case_, in->dispute, T_responsibility_asked_again);
}

struct reply dispute_answer_anew(struct request *rq, const struct dispute_answer_anew_in *in) {
    int fault = dispute_answer_again(rq->db, in->case_, in->dispute, in->decided, in->words);
    return fault ? baton_refused(rq, fault) : back_to_dispute(rq, in->case_, in->dispute, T_responsibility_again_answered);
}

/* ── the authority's queue ────────────────────────────────────────────── */

static struct dispute_rows waiting_of(struct request *rq) {
    struct dispute_queue_rows rows = dispute_queue(rq->db, rq->session->unit);
    struct dispute_rows list = {arena_array(rq->arena, rows.n + 1, sizeof *list.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct dispute_queue_row *row = &rows.v[i];
        list.v[i] = (struct dispute_row){
            .id = row->id.v,
            .number = row->case_id.v,
            .who = full_name(rq, row->given_name, row->family_name),
            .raised = name_in(rq, row->raised_nb, row->raised_nn),
            .holder = name_in(rq, row->holder_nb, row->holder_nn),
            .other = name_or_none(rq, row->other_nb, row->other_nn),
            .side = (text_key)dispute_side_text(row->side),
            .raised_on = instant_oslo_date(row->raised_at),
            .due = row->decide_by,
            .late = late(rq, row->decide_by),
        };
    }
    return list;
}

static struct dispute_rows again_of(struct request *rq) {
    struct dispute_appeal_queue_rows rows = dispute_appeal_queue(rq->db, rq->session->unit);
    struct dispute_rows list = {arena_array(rq->arena, rows.n + 1, sizeof *list.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        list.v[i] = (struct dispute_row){.id = rows.v[i].dispute_id.v,
                                         .number = rows.v[i].case_id.v,
                                         .who = full_name(rq, rows.v[i].given_name, rows.v[i].family_name),
                                         .raised = name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn),
                                         .due = rows.v[i].answer_by,
                                         .late = late(rq, rows.v[i].answer_by)};
    return list;
}

/* Only cases the unit still finds are links to somewhere. */
static struct dispute_rows decided_of(struct request *rq) {
    struct dispute_decided_lately_rows rows = dispute_decided_lately(rq->db, rq->session->unit);
    struct dispute_rows list = {arena_array(rq->arena, rows.n + 1, sizeof *list.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        if (!secrecy_involved(rq->db, rows.v[i].case_id, rq->session->unit)) continue;
        list.v[list.n++] = (struct dispute_row){.id = rows.v[i].id.v,
                                                .number = rows.v[i].case_id.v,
                                                .who = full_name(rq, rows.v[i].given_name, rows.v[i].family_name),
                                                .decided = name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn),
                                                .decided_on = instant_oslo_date(rows.v[i].decided_at)};
    }
    return list;
}

struct reply dispute_list(struct request *rq, const struct dispute_list_in *in) {
    (void)in;
    struct dispute_list_view view = {
        .unit = rq->session->unit_name, .may_merge = session_may(rq->session, RIGHT_UNIT_MERGE), .waiting = waiting_of(rq), .again = again_of(rq), .decided = decided_of(rq)};
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.title = T_responsibility_list_title, .nav = "/avklaringer"});
    responsibility_dispute_list(html, &view);
    page_end(html);
    return reply_html(rq, html);
}

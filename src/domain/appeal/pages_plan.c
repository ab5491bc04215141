/* Appeals on the plan and the coordinator: the page where they come in and are answered, and the lines on the plan's own page. (IPF-8) */
#include "domain/appeal/pages.h"
#include "domain/appeal/plan_appeal.h"
#include "domain/plan/plan.h"
#include "icons.h"
#include "texts.h"

enum { BOTH_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_SOCIAL) };

static const char *base(struct request *rq, struct case_id id) { return arena_printf(rq->arena, "/sak/%lld/klage/plan", (long long)id.v); }

/* Her coordinator's unit works with the plan, and so opens it. */
static const struct access *access_to(struct request *rq, struct case_id id, enum zone zone) {
    return zone == ZONE_PLAN ? secrecy_open_plan(rq, id, "appeal") : appeal_access(rq, id, ZONE_BIT(zone));
}

static struct appeal_mark mark_of(struct request *rq, enum plan_appeal_state state, enum appeal_result result) {
    const char *text = text_of(rq->lang, plan_appeal_state_text(state));
    switch (state) {
    case PLAN_APPEAL_STATE_RECEIVED: return (struct appeal_mark){ICON_WARNING, "warning", text};
    case PLAN_APPEAL_STATE_FORWARDED: return (struct appeal_mark){ICON_WAITING, "info", text};
    case PLAN_APPEAL_STATE_CHANGED: return (struct appeal_mark){ICON_OK, "success", text};
    case PLAN_APPEAL_STATE_ANSWERED: return (struct appeal_mark){ICON_OK, "success", result ? text_of(rq->lang, appeal_result_text(result)) : text};
    case PLAN_APPEAL_STATE_WITHDRAWN: return (struct appeal_mark){ICON_OFF, "neutral", text};
    }
    return (struct appeal_mark){ICON_INFO, "neutral", text};
}

static struct appeal_words_views words_of(struct request *rq, const struct access *access, const struct plan_appeal_list_row *row) {
    struct plan_appeal_words_of_rows rows = plan_appeal_words_of(rq->db, access, row->id, row->zone);
    struct appeal_words_views view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view.v[i] = (struct appeal_words_view){text_of(rq->lang, plan_appeal_words_kind_text(rows.v[i].kind)), rows.v[i].words, rows.v[i].staff_name, rows.v[i].at};
    return view;
}

static struct plan_appeal_row_view row_of(struct request *rq, struct case_id id, const struct plan_appeal_list_row *row, struct staff_id coordinator) {
    const struct access *access = access_to(rq, id, row->zone);
    bool ours = row->unit_id.v == rq->session->unit.v && session_may(rq->session, RIGHT_APPEAL_PREPARE), open = date_is_none(row->ended_on);
    bool own_work = ours && open && coordinator.v == rq->session->staff.v, acts = ours && !own_work && covers(access, row->zone);
    struct plan_appeal_row_view view = {
        .path = arena_printf(rq->arena, "%s/%lld", base(rq, id), (long long)row->id.v),
        .unit = appeal_unit_called(rq, row->unit_id),
        .body = decision_appeal_body(rq->arena, rq->lang, "statsforvalter"),
        .about = (text_key)plan_appeal_about_text(row->about),
        .act = (text_key)plan_appeal_act_text(row->act),
        .mark = mark_of(rq, row->state, row->result),
        .received_on = row->received_on,
        .due = row->due,
        .open = open,
        .late = open && row->due.days < rq->today.days,
        .readable = covers(access, row->zone),
        .own_work = own_work,
        .may_answer = acts && row->state == PLAN_APPEAL_STATE_RECEIVED,
        .may_send_on = acts && row->state == PLAN_APPEAL_STATE_RECEIVED,
        .may_note = acts && row->state == PLAN_APPEAL_STATE_FORWARDED,
        .may_withdraw = open && session_may(rq->session, RIGHT_APPEAL_REGISTER),
    };
    if (view.readable) view.words = words_of(rq, access, row);
    return view;
}

struct reply plan_appeal_page(struct request *rq, const struct plan_appeal_page_in *in) {
    struct case_frame frame;
    struct coordinator_brief coordinator = {0};
    if (!case_frame_read(rq, in->case_, TAB_APPEAL, &frame)) return reply_not_found(rq);
    (void)plan_coordinator(rq->db, in->case_, rq->lang, &coordinator);
    struct plan_appeal_list_rows rows = plan_appeal_list(rq->db, in->case_);
    bool may_write = covers(access_to(rq, in->case_, ZONE_PLAN), ZONE_PLAN) || covers(access_to(rq, in->case_, ZONE_SOCIAL), ZONE_SOCIAL);
    struct plan_appeal_view view = {
        .given_name = frame.person.given_name,
        .path = base(rq, in->case_),
        .back = appeal_base(rq, in->case_),
        .today = date_iso(rq->arena, rq->today),
        .may_register = may_write && session_may(rq->session, RIGHT_APPEAL_REGISTER),
        .abouts = plan_appeal_about_options(rq->arena, rq->lang),
        .acts = plan_appeal_act_options(rq->arena, rq->lang),
        .forms = appeal_form_options(rq->arena, rq->lang),
        .results = appeal_result_options(rq->arena, rq->lang),
        .rows = {arena_array(rq->arena, rows.n + 1, sizeof *view.rows.v), rows.n},
    };
    for (size_t i = 0; i < rows.n; i++) view.rows.v[i] = row_of(rq, in->case_, &rows.v[i], coordinator.staff);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_plan_appeal_title);
    plan_appeals(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct reply answered(struct request *rq, struct case_id id, int result, text_key notice) {
    if (result == ERR_DENIED) return reply_conflict(rq, T_plan_appeal_not_yours);
    if (result == ERR_UNSUPPORTED || result == ERR_IO) return reply_conflict(rq, T_appeal_letter_failed);
    if (result == ERR_NOT_FOUND) return reply_not_found(rq);
    if (result < 0) return reply_conflict(rq, T_appeal_moved_on);
    return reply_with_notice(reply_see_other(rq, "%s", base(rq, id)), notice);
}

struct reply plan_appeal_send(struct request *rq, const struct plan_appeal_send_in *in) {
    struct plan_appeal_id made;
    const struct plan_appeal_new new = {in->case_, in->about, in->act, in->form, in->received_on, in->words};
    if (in->received_on.days > rq->today.days) form_error(rq, "received_on", T_appeal_day_to_come);
    const struct access *access = access_to(rq, in->case_, plan_appeal_zone(in->act));
    if (!covers(access, plan_appeal_zone(in->act))) form_error(rq, "act", T_plan_appeal_other_act);
    if (rq->form->refused) return reply_invalid(rq);
    int result = plan_appeal_receive(rq->db, access, &new, &made);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_plan_appeal_open_already);
    return answered(rq, in->case_, result, T_appeal_received_now);
}

/* With the access that its own words need. */
static const struct access *access_of(struct request *rq, struct case_id id, struct plan_appeal_id appeal) {
    struct plan_appeal_get_row row;
    return plan_appeal_get(rq->db, id, appeal, &row) ? access_to(rq, id, row.zone) : NULL;
}

struct reply plan_appeal_right(struct request *rq, const struct plan_appeal_right_in *in) {
    return answered(rq, in->case_, plan_appeal_change(rq->db, access_of(rq, in->case_, in->appeal), in->case_, in->appeal, in->reasons), T_plan_appeal_changed_now);
}

struct reply plan_appeal_send_on(struct request *rq, const struct plan_appeal_send_on_in *in) {
    return answered(rq, in->case_, plan_appeal_forward(rq->db, access_of(rq, in->case_, in->appeal), in->case_, in->appeal, in->statement), T_plan_appeal_forwarded_now);
}

struct reply plan_appeal_answered(struct request *rq, const struct plan_appeal_answered_in *in) {
    int result = plan_appeal_answer(rq->db, access_of(rq, in->case_, in->appeal), in->case_, in->appeal, in->result, in->result_words);
    return answered(rq, in->case_, result, T_plan_appeal_answered_now);
}

struct reply plan_appeal_take_back(struct request *rq, const struct plan_appeal_take_back_in *in) {
    return answered(rq, in->case_, plan_appeal_withdraw(rq->db, in->case_, in->appeal), T_plan_appeal_withdrawn_now);
}

/* ── on the plan's own page ───────────────────────────────────────────── */

static void line(struct plan_appeal_lines *lines, const char *text, const char *path, const char *colour) {
    if (lines->n < PLAN_APPEAL_LINES) lines->v[lines->n++] = (struct plan_appeal_line){text, path, colour};
}

static void refusal_line(struct request *rq, struct case_id id, const struct plan_refusals_row *row, struct plan_appeal_lines *lines) {
    struct appeal_part_get_row part;
    struct appeal_limit limit = {.until = DATE_NONE};
    const char *name = kind_name(rq->lang, row->kind, 0);
    if (row->open_appeal.v && appeal_part_get(rq->db, row->open_appeal, &part)) {
        struct appeal_mark mark = state_mark(rq, part.state, part.result);
        line(lines, text_format(rq->arena, rq->lang, T_plan_appeal_line_appealed, "name", name, "state", mark.text, NULL), appeal_part_path(rq, id, part.id), "info");
        return;
    }
    bool runs = appeal_limit_of(rq->db, row->id, &limit) && !date_is_none(limit.until);
    const char *date = runs ? date_long(rq->arena, rq->lang, limit.until) : "";
    line(lines, text_format(rq->arena, rq->lang, runs ? T_plan_appeal_line_refused_until : T_plan_appeal_line_refused, "name", name, "date", date, NULL),
         appeal_base(rq, id), "warning");
}

void appeal_fill_plan(struct request *rq, struct case_id id, struct plan_appeal_lines *lines) {
    struct plan_refusals_rows refusals = plan_refusals(rq->db, id);
    struct plan_appeal_list_rows appeals = plan_appeal_list(rq->db, id);
    for (size_t i = 0; i < refusals.n; i++) refusal_line(rq, id, &refusals.v[i], lines);
    for (size_t i = 0; i < appeals.n; i++) {
        struct appeal_mark mark = mark_of(rq, appeals.v[i].state, appeals.v[i].result);
        const char *name = text_of(rq->lang, plan_appeal_about_text(appeals.v[i].about));
        line(lines, text_format(rq->arena, rq->lang, T_plan_appeal_line_appealed, "name", name, "state", mark.text, NULL), base(rq, id), mark.color);
    }
    if (session_may(rq->session, RIGHT_APPEAL_REGISTER)) lines->path = base(rq, id);
}

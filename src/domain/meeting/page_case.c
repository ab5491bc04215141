/* Meetings as a case sees them: what was agreed, what is reported, and the meetings around her. */
#include "domain/meeting/pages.h"
#include "domain/work/case_frame.h"
#include "meeting_routes.h"
#include "meeting_views.h"
#include "texts.h"

static const char *page_path(struct request *rq, struct case_id id) { return arena_printf(rq->arena, "/sak/%lld/mote", (long long)id.v); }

/* ── the page ─────────────────────────────────────────────────────────── */

static void actions_read(struct request *rq, struct case_id id, struct case_meetings_view *view) {
    struct actions_in_case_rows rows = actions_in_case(rq->db, id);
    view->actions = (struct action_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->actions.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct actions_in_case_row *row = &rows.v[i];
        bool done = !instant_is_none(row->done_at);
        bool ours = !done && row->unit_id.v == rq->session->unit.v && session_may(rq->session, RIGHT_MEETING_REPORT);
        view->actions.v[i] = (struct action_row){
            .unit = rq->lang == LANG_NN ? row->name_nn : row->name_nb,
            .done_path = ours ? arena_printf(rq->arena, "%s/avtale/%lld", view->path, (long long)row->id.v) : NULL,
            .task = (text_key)item_task_text(row->task),
            .due = row->due,
            .done = done,
            .late = row->due.days < rq->today.days,
        };
    }
}

static const char *outcome_of(struct request *rq, const struct item_of_case_row *row) {
    if (row->choice) return text_of(rq->lang, (text_key)agenda_choice_text(row->choice));
    if (!date_is_none(row->next_on)) return text_format(rq->arena, rq->lang, T_meeting_new_day_is, "day", date_long(rq->arena, rq->lang, row->next_on), NULL);
    return row->agreement ? text_of(rq->lang, (text_key)item_agreement_text(row->agreement)) : NULL;
}

static void items_read(struct request *rq, struct case_id id, struct case_meetings_view *view) {
    struct item_of_case_rows rows = item_of_case(rq->db, id);
    view->items = (struct item_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->items.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct item_of_case_row *row = &rows.v[i];
        const char *series = text_capital(rq->arena, rq->lang == LANG_NN ? row->series_nn : row->series_nb);
        bool opens = row->meeting_id.v && meeting_may(rq, row->meeting_id) == VERDICT_ALLOWED;
        view->items.v[i] = (struct item_row){
            .path = opens ? arena_printf(rq->arena, "/moter/%lld/sak/%lld", (long long)row->meeting_id.v, (long long)row->id.v) : NULL,
            .line = date_is_none(row->on_date) ? series : arena_printf(rq->arena, "%s %s", series, date_long(rq->arena, rq->lang, row->on_date)),
            .by = rq->lang == LANG_NN ? row->name_nn : row->name_nb,
            .outcome = outcome_of(rq, row),
            .kind = (text_key)agenda_item_kind_text(row->kind),
            .state = (text_key)agenda_item_state_text(row->state),
            .id = row->state == AGENDA_ITEM_STATE_REPORTED && session_may(rq->session, RIGHT_MEETING_REPORT) ? row->id.v : 0,
            .settled = row->state == AGENDA_ITEM_STATE_DECIDED || row->state == AGENDA_ITEM_STATE_ADVISED,
            .stopped = row->state == AGENDA_ITEM_STATE_NO_QUORUM || row->state == AGENDA_ITEM_STATE_POSTPONED,
        };
    }
}

/* The meetings around her; their own page is of domain/group. */
static void group_read(struct request *rq, struct case_id id, struct case_meetings_view *view) {
    struct meeting_of_case_rows rows = meeting_of_case(rq->db, id);
    if (case_frame_may_open(rq->session, "/gruppe")) view->group_path = arena_printf(rq->arena, "/sak/%lld/gruppe", (long long)id.v);
    view->group = (struct forum_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->group.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct meeting_of_case_row *row = &rows.v[i];
        view->group.v[i] = (struct forum_row){
            .path = meeting_may(rq, row->id) == VERDICT_ALLOWED ? meeting_address(rq, row->id) : NULL,
            .name = text_of(rq->lang, T_meeting_group),
            .when = date_day(rq->arena, rq->lang, row->on_date, rq->today),
            .clock = clock_span(rq->arena, rq->lang, row->from_minute, row->to_minute),
            .place = row->place,
            .state = (text_key)meeting_state_text(row->state),
            .on_date = row->on_date,
        };
    }
}

struct reply case_meetings_page(struct request *rq, const struct case_meetings_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct case_meetings_view view = {.name = frame.person.given_name, .path = page_path(rq, in->case_)};
    if (session_may(rq->session, RIGHT_MEETING_REPORT) && frame.brief.state != CASE_STATE_CLOSED) view.report_path = arena_printf(rq->arena, "%s/ny", view.path);
    actions_read(rq, in->case_, &view);
    items_read(rq, in->case_, &view);
    group_read(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_meeting_in_case);
    case_meetings(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── reporting ────────────────────────────────────────────────────────── */

static struct options case_kinds(struct request *rq) {
    static const enum agenda_item_kind kinds[] = {AGENDA_ITEM_KIND_INDIVIDUAL, AGENDA_ITEM_KIND_HOUSING_APPLICATION, AGENDA_ITEM_KIND_SERVICES};
    static const text_key what[] = {T_meeting_kind_individual, T_meeting_kind_home, T_meeting_kind_services};
    struct options options = {arena_array(rq->arena, 3, sizeof *options.v), 3};
    for (size_t i = 0; i < 3; i++)
        options.v[i] = (struct option){agenda_item_kind_code(kinds[i]), text_of(rq->lang, (text_key)agenda_item_kind_text(kinds[i])), text_of(rq->lang, what[i])};
    return options;
}

struct reply case_item_form(struct request *rq, const struct case_item_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    enum zone zone = meeting_zone(rq, in->case_);
    if (!zone) return reply_denied(rq, T_meeting_no_zone);
    struct series_list_rows rows = series_list(rq->db, rq->today);
    struct case_item_view view = {
        .name = frame.person.given_name,
        .path = arena_printf(rq->arena, "%s/ny", page_path(rq, in->case_)),
        .back = page_path(rq, in->case_),
        .series = {arena_array(rq->arena, rows.n + 1, sizeof *view.series.v), 0},
        .kinds = case_kinds(rq),
        .needs = item_need_options(rq->arena, rq->lang),
        .zone = (text_key)zone_text(zone),
    };
    for (size_t i = 0; i < rows.n; i++) {
        const struct series_list_row *row = &rows.v[i];
        if (row->per_person || !row->individual_cases) continue;
        view.series.v[view.series.n++] = (struct option){plain_number(rq->arena, row->id.v), text_capital(rq->arena, rq->lang == LANG_NN ? row->name_nn : row->name_nb),
                                                         date_is_none(row->next_on) ? series_how_often(rq, row->code)
                                                                                    : text_format(rq->arena, rq->lang, T_meeting_next_is, "when",
                                                                                                  date_day(rq->arena, rq->lang, row->next_on, rq->today), NULL)};
    }
    view.any = view.series.n > 0;
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_meeting_to_meeting);
    case_item(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply case_item_report(struct request *rq, const struct case_item_report_in *in) {
    struct agenda_item_id made;
    struct meeting_item item;
    bool hers = in->kind == AGENDA_ITEM_KIND_INDIVIDUAL || in->kind == AGENDA_ITEM_KIND_HOUSING_APPLICATION || in->kind == AGENDA_ITEM_KIND_SERVICES;
    if (!meeting_zone(rq, in->case_)) return reply_denied(rq, T_meeting_no_zone);
    const struct item_new report = {.series = in->series, .kind = in->kind, .case_ = in->case_, .need = in->need, .needs_all = in->needs_all};
    int fault = hers ? meeting_report(rq->db, &report, &made) : MEETING_KIND_NOT_HERE;
    if (fault) return meeting_refused(rq, fault);
    if (!meeting_item(rq->db, made, &item) || !meeting_note(rq, &item, ITEM_NOTE_KIND_QUESTION, in->question)) return reply_denied(rq, T_meeting_no_zone);
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, in->case_)), T_meeting_reported_now);
}

struct reply case_item_withdraw(struct request *rq, const struct case_item_withdraw_in *in) {
    struct meeting_item item;
    if (!meeting_item(rq->db, in->item, &item) || item.case_.v != in->case_.v) return reply_not_found(rq);
    if (item.reported_unit.v != rq->session->unit.v) return meeting_refused(rq, MEETING_NOT_LEADER);
    int fault = item_withdraw(rq->db, &item);
    if (fault) return meeting_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, in->case_)), T_meeting_withdrawn_now);
}

struct reply case_action_done(struct request *rq, const struct case_action_done_in *in) {
    if (item_action_finish(rq->db, in->action, in->case_, rq->session->unit, rq->now, rq->session->staff) != 1) return reply_not_found(rq);
    work_task_done(rq->db, in->case_, TASK_KIND_DO_AGREED, in->action.v);
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, in->case_)), T_meeting_action_done_now);
}

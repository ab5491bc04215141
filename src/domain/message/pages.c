/* The messages of a case: a thread for each zone the reader may read, and the form for a new one or an answer. */
#include "domain/message/internal.h"
#include "domain/message/views.h"
#include "domain/secrecy/secrecy.h"
#include "domain/work/case_frame.h"
#include "message_routes.h"
#include "message_views.h"
#include "texts.h"

static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }
static const char *in_language(enum lang lang, const char *nb, const char *nn) { return lang == LANG_NN ? nn : nb; }

/* ── reading ──────────────────────────────────────────────────────────── */

/* The two queries give the same columns. */
static struct message_line line_of(struct request *rq, const struct message_spine_row *row) {
    const struct session *session = rq->session;
    bool for_us = row->to_unit.v == session->unit.v,
         for_me = for_us && row->from_staff.v != session->staff.v && (!row->to_staff.v || row->to_staff.v == session->staff.v);
    const char *unit = in_language(rq->lang, row->to_nb, row->to_nn);
    return (struct message_line){
        .id = row->id.v,
        .from = in_language(rq->lang, row->from_nb, row->from_nn),
        .from_name = row->from_name,
        .to = row->to_name ? arena_printf(rq->arena, "%s, %s", row->to_name, unit) : unit,
        .reader = row->reader,
        .text = row->text,
        .when = moment_text(rq->arena, rq->lang, row->sent_at, rq->today),
        .sent_at = row->sent_at,
        .answer_by = row->answer_by,
        .has_answer_by = !date_is_none(row->answer_by),
        .task = (text_key)task_kind_text(row->task_kind),
        .mine = row->from_unit.v == session->unit.v,
        .read = !instant_is_none(row->read_at),
        .unread_here = for_me && instant_is_none(row->read_at),
        .may_answer = for_me,
    };
}

static struct message_lines spine_lines(struct request *rq, struct case_id id, struct unit_id own) {
    struct message_spine_rows rows = message_spine(rq->db, id, own);
    struct message_lines lines = {arena_array(rq->arena, rows.n + 1, sizeof *lines.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) lines.v[i] = line_of(rq, &rows.v[i]);
    return lines;
}

static struct message_lines zone_lines(struct request *rq, const struct access *access, struct case_id id, enum zone zone) {
    struct unit_id own = message_own_only(rq->db, rq->session->unit) ? rq->session->unit : (struct unit_id){0};
    struct message_zone_rows rows = message_zone(rq->db, access, id, zone, own);
    struct message_lines lines = {arena_array(rq->arena, rows.n + 1, sizeof *lines.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct message_zone_row *row = &rows.v[i];
        lines.v[i] =
            line_of(rq, &(struct message_spine_row){row->id, row->from_unit, row->from_staff, row->to_unit, row->to_staff, row->sent_at,
                                                    row->answer_by, row->read_at, row->answers, row->text, row->from_nb, row->from_nn,
                                                    row->from_name, row->to_nb, row->to_nn, row->to_name, row->reader, row->task_kind});
    }
    return lines;
}

static void threads_read(struct request *rq, struct case_id id, struct message_view *view) {
    struct unit_id own = view->own_only ? rq->session->unit : (struct unit_id){0};
    struct message_zones_rows zones = message_zones(rq->db, id);
    view->threads = (struct message_threads){arena_array(rq->arena, ZONE_COUNT + 1, sizeof *view->threads.v), 0};
    for (size_t i = 0; i < zones.n; i++) {
        enum zone zone = zones.v[i].zone;
        struct message_lines lines = {0};
        const struct access *access = zone == ZONE_SPINE ? NULL : secrecy_open(rq, id, ZONE_BIT(zone), "coordination");
        if (zone == ZONE_SPINE) lines = spine_lines(rq, id, own);
        else if (access) lines = zone_lines(rq, access, id, zone);
        if (lines.n == 0) continue;
        view->threads.v[view->threads.n++] =
            (struct message_thread){(text_key)zone_text(zone), arena_printf(rq->arena, "zone-%s", zone_code(zone)), lines};
    }
}

/* ── the form ─────────────────────────────────────────────────────────── */

static void receivers_read(struct request *rq, struct case_id id, struct message_view *view) {
    struct message_units_rows units = message_units(rq->db, id);
    struct message_staff_rows staff = message_staff(rq->db, id, rq->today);
    view->units = (struct options){arena_array(rq->arena, units.n + 1, sizeof(struct option)), 0};
    view->staff = (struct options){arena_array(rq->arena, staff.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < units.n; i++)
        view->units.v[view->units.n++] =
            (struct option){number(rq, units.v[i].id.v), in_language(rq->lang, units.v[i].name_nb, units.v[i].name_nn), NULL};
    for (size_t i = 0; i < staff.n; i++) {
        const char *unit = in_language(rq->lang, staff.v[i].name_nb, staff.v[i].name_nn);
        if (staff.v[i].id.v == rq->session->staff.v) continue;
        view->staff.v[view->staff.n++] =
            (struct option){number(rq, staff.v[i].id.v), arena_printf(rq->arena, "%s, %s", staff.v[i].name, unit), NULL};
    }
    view->may_write = view->units.n > 0;
}

static void choices_read(struct request *rq, struct case_id id, struct message_view *view) {
    unsigned zones = message_zones_of(rq->db, rq->session->unit, id);
    struct message_tasks_rows tasks = message_tasks(rq->db, id);
    view->zones = (struct options){arena_array(rq->arena, ZONE_COUNT + 1, sizeof(struct option)), 0};
    view->tasks = (struct options){arena_array(rq->arena, tasks.n + 1, sizeof(struct option)), 0};
    for (enum zone zone = ZONE_SPINE; zone <= ZONE_RESTRICTED; zone++)
        if (zones & ZONE_BIT(zone))
            view->zones.v[view->zones.n++] = (struct option){zone_code(zone), text_of(rq->lang, (text_key)zone_text(zone)), NULL};
    for (size_t i = 0; !view->own_only && i < tasks.n; i++) {
        const char *what = text_of(rq->lang, task_kind_text(tasks.v[i].kind)),
                   *unit = in_language(rq->lang, tasks.v[i].name_nb, tasks.v[i].name_nn);
        view->tasks.v[view->tasks.n++] = (struct option){number(rq, tasks.v[i].id.v), arena_printf(rq->arena, "%s (%s)", what, unit), NULL};
    }
    view->zone = zone_code(ZONE_SPINE);
}

static void answer_read(struct request *rq, struct case_id id, struct message_id answers, struct message_view *view) {
    struct message_get_row row;
    if (!answers.v || !message_get(rq->db, id, answers, &row) || row.to_unit.v != rq->session->unit.v) return;
    view->answers = number(rq, answers.v);
    view->zone = zone_code(row.zone);
    view->to_unit = number(rq, organisation_unit_now(rq->db, row.from_unit).v);
    view->to_staff = number(rq, row.from_staff.v);
    view->answering = organisation_staff_name(rq->db, row.from_staff);
}

struct reply message_page(struct request *rq, const struct message_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_MESSAGES, &frame)) return reply_not_found(rq);
    struct message_view view = {
        .case_number = in->case_.v, .name = frame.person.name, .own_only = message_own_only(rq->db, rq->session->unit)};
    threads_read(rq, in->case_, &view);
    receivers_read(rq, in->case_, &view);
    choices_read(rq, in->case_, &view);
    const char *typed = rq->form ? form_raw(rq->form, "answers") : NULL;
    struct message_id answers = in->svar;
    if (typed) parse_int(typed, &answers.v);
    answer_read(rq, in->case_, answers, &view);
    struct html *h = html_new(rq);
    view.in_case = session_may(rq->session, RIGHT_CASE_SEE);
    if (view.in_case) case_frame_begin(h, &frame, T_message_title);
    else
        page_begin(h,
                   &(struct page){.title = T_message_title, .nav = "/meldinger"}); /* who has no cases meets only what is written to her */
    messages(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── doing ────────────────────────────────────────────────────────────── */

static struct reply refused(struct request *rq, enum message_fault fault) {
    switch (fault) {
    case MESSAGE_NO_CASE: return reply_not_found(rq);
    case MESSAGE_NOT_IN_TEAM: form_error(rq, "to_unit", T_message_not_in_team); break;
    case MESSAGE_MAY_NOT_WRITE: form_error(rq, "zone", T_message_may_not_write); break;
    case MESSAGE_MAY_NOT_READ: form_error(rq, "zone", T_message_may_not_read); break;
    case MESSAGE_NOT_THERE: form_error(rq, "to_staff", T_message_not_there); break;
    case MESSAGE_DATE_PAST: form_error(rq, "answer_by", T_message_date_past); break;
    case MESSAGE_UNKNOWN: form_error(rq, "zone", T_message_other_thread); break;
    case MESSAGE_UNKNOWN_TASK: form_error(rq, "task", T_message_task_done); break;
    case MESSAGE_SENT: break;
    }
    return reply_invalid(rq);
}

struct reply message_send(struct request *rq, const struct message_send_in *in) {
    const struct message_new message = {.zone = in->zone,
                                        .to_unit = in->to_unit,
                                        .to_staff = in->to_staff,
                                        .answers = in->answers,
                                        .task = in->task,
                                        .answer_by = in->answer_by,
                                        .text = in->text};
    struct message_id sent;
    const struct access *access = in->zone == ZONE_SPINE ? NULL : secrecy_open(rq, in->case_, ZONE_BIT(in->zone), "coordination");
    int fault = message_send_new(rq->db, access, in->case_, &message, &sent);
    if (fault) return refused(rq, (enum message_fault)fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/meldinger", (long long)in->case_.v), T_message_sent);
}

struct reply message_mark(struct request *rq, const struct message_mark_in *in) {
    if (message_mark_read(rq->db, in->case_, in->message) != ERR_OK) return reply_not_found(rq);
    return reply_see_other(rq, "/sak/%lld/meldinger", (long long)in->case_.v);
}

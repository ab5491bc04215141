/* The page where everything about her is asked for, decided on, built and handed out. (PBRL-11, FVL-18, FVL-19, GDPR art. 12, 15) */
#include "domain/privacy/internal.h"

#include "domain/law/law.h"
#include "platform/jobs/jobs.h"
#include "platform/pdf/kept.h"
#include "privacy_routes.h"
#include "privacy_sql.h"
#include "privacy_views.h"
#include "texts.h"

#include <string.h>

static const char *package_path(struct request *rq, struct case_id id) {
    return arena_printf(rq->arena, "/sak/%lld/innsyn/pakke", (long long)id.v);
}

static struct reply back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", package_path(rq, id)), notice);
}

/* ── reading ──────────────────────────────────────────────────────────── */

static struct access_request_view request_view(struct request *rq, struct case_id id, const struct access_requests_of_row *row) {
    return (struct access_request_view){
        .path = arena_printf(rq->arena, "%s/%lld", package_path(rq, id), (long long)row->id.v),
        .registered_by = row->registered_by,
        .handed_by = row->handed_by,
        .asked_by = asker_text(row->asked_by),
        .handed_to = row->handed_to ? asker_text(row->handed_to) : 0,
        .received_on = row->received_on,
        .due = row->due,
        .handed_on = row->handed_on,
        .built_at = row->built_at,
        .open = row->state == ACCESS_STATE_OPEN,
        .building = row->state == ACCESS_STATE_BUILDING,
        .ready = row->state == ACCESS_STATE_READY,
        .handed = row->state == ACCESS_STATE_HANDED_OUT,
        .late = row->due.days < rq->today.days,
    };
}

static const struct access_choices_row *choice_of(const struct access_choices_rows *choices, enum access_part part) {
    for (size_t i = 0; i < choices->n; i++)
        if (choices->v[i].part == part) return &choices->v[i];
    return NULL;
}

static void fill_choices(struct request *rq, struct access_request_id request, struct person_id person, struct access_package_view *view) {
    unsigned needed = privacy_parts_to_decide(rq->db, rq->arena, person);
    struct access_choices_rows choices = access_choices(rq->db, request);
    view->choices.v = arena_array(rq->arena, ACCESS_PART_COUNT, sizeof *view->choices.v);
    view->may_build = true;
    for (enum access_part part = ACCESS_PART_CONFIDENTIAL_TALKS; part <= ACCESS_PART_RESTRICTED; part++) {
        const struct access_choices_row *row = choice_of(&choices, part);
        bool must = needed & 1u << part;
        if (!row && !must) continue;
        view->may_build = view->may_build && row;
        struct choice_view *choice = &view->choices.v[view->choices.n++];
        *choice = (struct choice_view){.part = access_part_text(part), .needed = must, .decided = row != NULL};
        if (!row) continue;
        choice->outcome = access_choice_outcome_text(row->outcome);
        choice->given = row->outcome == ACCESS_CHOICE_OUTCOME_GIVE;
        choice->exception = row->exception ? access_exception_text(row->exception) : 0;
        choice->reason = row->reason;
        choice->staff = row->staff_name;
        choice->at = row->at;
    }
}

static void fill_requests(struct request *rq, struct case_id id, struct person_id person, struct access_package_view *view) {
    struct access_requests_of_rows rows = access_requests_of(rq->db, id);
    view->requests.v = arena_array(rq->arena, rows.n + 1, sizeof *view->requests.v);
    for (size_t i = 0; i < rows.n; i++) {
        struct access_request_view request = request_view(rq, id, &rows.v[i]);
        if (request.handed) {
            view->requests.v[view->requests.n++] = request;
            continue;
        }
        view->current = arena_array(rq->arena, 1, sizeof *view->current);
        *view->current = request;
        fill_choices(rq, rows.v[i].id, person, view);
    }
}

struct reply access_package_page(struct request *rq, const struct access_package_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ACCESS_LOG, &frame)) return reply_not_found(rq);
    struct access_package_view view = {
        .given_name = frame.person.given_name,
        .path = package_path(rq, in->case_),
        .today = date_iso(rq->arena, rq->today),
        .log = arena_printf(rq->arena, "/sak/%lld/innsyn", (long long)in->case_.v),
        .correction = arena_printf(rq->arena, "/sak/%lld/innsyn/retting", (long long)in->case_.v),
        .may_handle = session_may(rq->session, RIGHT_ACCESS_HANDLE),
        .askers = asker_options(rq->arena, rq->lang),
        .outcomes = access_choice_outcome_options(rq->arena, rq->lang),
        .exceptions = access_exception_options(rq->arena, rq->lang),
        .parts = access_part_options(rq->arena, rq->lang),
    };
    fill_requests(rq, in->case_, frame.brief.person, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_privacy_package_link);
    access_package(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── asking, deciding, building ───────────────────────────────────────── */

enum { OLDEST_DAYS = 366 };

struct reply access_ask(struct request *rq, const struct access_ask_in *in) {
    struct case_brief brief;
    int age = date_days_between(in->received_on, rq->today);
    if (age < 0 || age > OLDEST_DAYS) form_error(rq, "received_on", T_privacy_day_wrong);
    if (rq->form->refused) return reply_invalid(rq);
    if (!work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    struct access_requests_of_rows rows = access_requests_of(rq->db, in->case_);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].state != ACCESS_STATE_HANDED_OUT) return reply_conflict(rq, T_privacy_open_already);
    struct date due = deadline_end(law_current(), CLOCK_SUBJECT_ACCESS, in->received_on);
    struct access_request_id id =
        access_request_insert(rq->db, in->case_, brief.person, in->asked_by, in->received_on, due, rq->now, rq->session->staff);
    work_event(rq->db, in->case_, CASE_EVENT_KIND_ACCESS_ASKED, ZONE_SPINE, (struct unit_id){0});
    work_task_add(rq->db, in->case_, rq->session->unit, TASK_KIND_GIVE_ACCESS, id.v, due);
    return back(rq, in->case_, T_privacy_request_saved);
}

struct reply access_choose(struct request *rq, const struct access_choose_in *in) {
    struct access_request_get_row row;
    if (!access_request_get(rq->db, in->case_, in->request, &row)) return reply_not_found(rq);
    if (row.state == ACCESS_STATE_HANDED_OUT || row.state == ACCESS_STATE_BUILDING) return reply_conflict(rq, T_privacy_too_late);
    bool give = in->outcome == ACCESS_CHOICE_OUTCOME_GIVE;
    if (!give && !in->exception) form_error(rq, "exception", T_privacy_exception_missing);
    if (!give && text_empty(in->reason)) form_error(rq, "reason", T_privacy_reason_missing);
    if (rq->form->refused) return reply_invalid(rq);
    access_choice_insert(rq->db, in->request, in->case_, row.person_id, in->part, in->outcome, give ? 0 : in->exception,
                         give ? NULL : in->reason, rq->now, rq->session->staff);
    return back(rq, in->case_, T_privacy_choice_saved);
}

static bool all_decided(struct request *rq, struct access_request_id request, struct person_id person) {
    unsigned needed = privacy_parts_to_decide(rq->db, rq->arena, person);
    struct access_choices_rows choices = access_choices(rq->db, request);
    for (size_t i = 0; i < choices.n; i++) needed &= ~(1u << choices.v[i].part);
    return needed == 0;
}

struct reply access_build(struct request *rq, const struct access_build_in *in) {
    struct access_request_get_row row;
    if (!access_request_get(rq->db, in->case_, in->request, &row)) return reply_not_found(rq);
    if (!all_decided(rq, in->request, row.person_id)) {
        form_error(rq, NULL, T_privacy_decide_first);
        return reply_invalid(rq);
    }
    if (access_request_build(rq->db, in->request) != 1) return reply_conflict(rq, T_privacy_too_late);
    job_add(rq->db, JOB_ACCESS_PACKAGE, in->request.v, rq->now);
    return back(rq, in->case_, T_privacy_build_ordered);
}

/* ── handing out ──────────────────────────────────────────────────────── */

/* The package, on her behalf: each zone gets its line in her log. */
static bool package_read(struct request *rq, struct case_id id, struct access_request_id request, struct access_package_last_row *ret_row) {
    struct access_request_get_row row;
    const struct access *access = secrecy_open_for_her(rq->db, id);
    if (!access || !access_request_get(rq->db, id, request, &row)) return false;
    if (row.state != ACCESS_STATE_READY && row.state != ACCESS_STATE_HANDED_OUT) return false;
    unsigned all = 0;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) all |= ZONE_BIT(zone);
    access_note_zones(rq->db, access, all, "access_package");
    return access_package_last(rq->db, access, request, ret_row);
}

struct reply access_package_pdf(struct request *rq, const struct access_package_pdf_in *in) {
    struct access_package_last_row row;
    if (!package_read(rq, in->case_, in->request, &row)) return reply_not_found(rq);
    struct blob pdf;
    if (pdf_from_base64(rq->arena, row.pdf, &pdf) < 0) return reply_not_found(rq);
    return reply_file(rq, "application/pdf", "innsyn.pdf", pdf);
}

struct reply access_package_json(struct request *rq, const struct access_package_json_in *in) {
    struct access_package_last_row row;
    if (!package_read(rq, in->case_, in->request, &row)) return reply_not_found(rq);
    return reply_file(rq, "application/x-ndjson", "innsyn.jsonl", (struct blob){(const uint8_t *)row.lines, strlen(row.lines)});
}

struct reply access_hand_out(struct request *rq, const struct access_hand_out_in *in) {
    if (in->handed_on.days > rq->today.days) form_error(rq, "handed_on", T_privacy_day_wrong);
    if (rq->form->refused) return reply_invalid(rq);
    if (access_request_hand_out(rq->db, in->case_, in->request, in->handed_on, rq->session->staff, in->handed_to) != 1)
        return reply_not_found(rq);
    work_task_done(rq->db, in->case_, TASK_KIND_GIVE_ACCESS, in->request.v);
    work_event(rq->db, in->case_, CASE_EVENT_KIND_ACCESS_GIVEN, ZONE_SPINE, (struct unit_id){0});
    return back(rq, in->case_, T_privacy_handed_saved);
}

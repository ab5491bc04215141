/* Pages of the help in a case: from form to rule to view. */
#include "domain/followup/followup.h"

#include "domain/work/case_frame.h"
#include "followup_routes.h"
#include "followup_sql.h"
#include "followup_views.h"
#include "texts.h"

static const char *case_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld%s", (long long)id.v, rest);
}

static const char *line_path(struct request *rq, const struct service_brief *service) {
    return case_path(rq, service->case_, arena_printf(rq->arena, "/tjeneste/%lld", (long long)service->id.v));
}

static struct service_row_view row_of(struct request *rq, const struct service_brief *service) {
    struct unit_brief unit = {.name = ""};
    organisation_unit(rq->db, service->unit, rq->lang, &unit);
    enum service_status status = followup_status(service, rq->today);
    return (struct service_row_view){
        .path = session_may(rq->session, RIGHT_SERVICE_WRITE) ? line_path(rq, service) : NULL,
        .kind = service_kind_text(service->kind),
        .unit = unit.name,
        .staff = organisation_staff_name(rq->db, service->staff),
        .started_on = service->started_on,
        .ended_on = service->ended_on,
        .ended = !date_is_none(service->ended_on),
        .unknown_end = date_is_none(service->expected_until),
        .expected_until = service->expected_until,
        .status = status,
        .status_text = followup_status_text(status),
        .warn_on = followup_warn_on(service),
        .decide_by = followup_decide_by(service),
        .decided_from = service->decided_from,
    };
}

static void add_row(struct request *rq, struct service_row_views *rows, const struct service_brief *service, size_t most) {
    if (!rows->v) rows->v = arena_array(rq->arena, most, sizeof *rows->v);
    rows->v[rows->n++] = row_of(rq, service);
}

static struct service_nos (*read_nos)(struct db *db, struct case_id id);

void followup_on_nos(struct service_nos (*read)(struct db *db, struct case_id id)) { read_nos = read; }

static bool said_no_to(const struct service_nos *nos, struct service_id service) {
    for (size_t i = 0; i < nos->n; i++)
        if (nos->v[i].v == service.v) return true;
    return nos->all;
}

struct reply services_page(struct request *rq, const struct services_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_SERVICES, &frame)) return reply_not_found(rq);
    struct services_view view = {.given_name = frame.person.given_name, .plan_path = case_path(rq, in->case_, "/koordinator")};
    if (case_frame_may_open(rq->session, "/tiltak")) view.measures_path = case_path(rq, in->case_, "/tiltak");
    if (case_frame_may_open(rq->session, "/ja-og-nei")) view.answers_path = case_path(rq, in->case_, "/ja-og-nei");
    if (session_may(rq->session, RIGHT_SERVICE_WRITE)) view.new_path = case_path(rq, in->case_, "/tjeneste/ny");
    struct service_briefs lines = followup_services(rq->db, in->case_);
    struct service_nos nos = read_nos ? read_nos(rq->db, in->case_) : (struct service_nos){0};
    for (size_t i = 0; i < lines.n; i++) {
        const struct service_brief *line = &lines.v[i];
        bool ended = !date_is_none(line->ended_on);
        struct service_row_views *rows = ended ? &view.ended : line->informal ? &view.informal : &view.running;
        add_row(rq, rows, line, lines.n);
        rows->v[rows->n - 1].said_no = !ended && said_no_to(&nos, line->id);
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_service_title);
    services(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── a new line ───────────────────────────────────────────────────────── */

/* The units that may give help here: those in the case already, and the session's own. */
static struct options unit_choices_of(struct request *rq, struct case_id id) {
    struct service_units_rows units = service_units(rq->db, id);
    struct options options = {arena_array(rq->arena, units.n + 1, sizeof(struct option)), units.n};
    for (size_t i = 0; i < units.n; i++)
        options.v[i] = (struct option){arena_printf(rq->arena, "%lld", (long long)units.v[i].id.v),
                                       rq->lang == LANG_NN ? units.v[i].name_nn : units.v[i].name_nb, NULL};
    return options;
}

/* The unit whose workers are shown: what was typed, what the address says, or one's own; never one outside the case. */
static struct unit_id chosen_unit(struct request *rq, struct case_id id, struct unit_id asked) {
    int64_t typed = 0;
    if (rq->form && parse_int(form_raw(rq->form, "unit") ? form_raw(rq->form, "unit") : "", &typed)) asked.v = typed;
    return asked.v > 0 && secrecy_involved(rq->db, id, asked) ? asked : rq->session->unit;
}

struct reply service_new_page(struct request *rq, const struct service_new_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_SERVICES, &frame)) return reply_not_found(rq);
    struct unit_brief unit = {.name = ""};
    struct unit_id unit_id = chosen_unit(rq, in->case_, in->unit);
    organisation_unit(rq->db, unit_id, rq->lang, &unit);
    struct service_new_view view = {
        .given_name = frame.person.given_name,
        .path = case_path(rq, in->case_, "/tjeneste/ny"),
        .back = case_path(rq, in->case_, "/tjenester"),
        .unit_name = unit.name,
        .unit_id = arena_printf(rq->arena, "%lld", (long long)unit_id.v),
        .today = date_iso(rq->arena, rq->today),
        .kinds = service_kind_options(rq->arena, rq->lang),
        .units = unit_choices_of(rq, in->case_),
        .staff = organisation_staff_options(rq->db, unit_id, rq->today),
        .measures = duration_measure_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_service_new_title);
    service_new(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static bool works_in(struct request *rq, struct staff_id staff, struct unit_id unit) {
    struct options workers = organisation_staff_options(rq->db, unit, rq->today);
    for (size_t i = 0; i < workers.n; i++) {
        int64_t id;
        if (parse_int(workers.v[i].value, &id) && id == staff.v) return true;
    }
    return false;
}

static void check_length(struct request *rq, enum duration_measure measure, struct maybe_int amount) {
    if (!measure) form_error(rq, "measure", T_service_length_missing);
    else if (measure != DURATION_MEASURE_UNKNOWN && !amount.has) form_error(rq, "amount", T_service_amount_missing);
}

enum { OLDEST_START_DAYS = 10 * 366, LATEST_START_DAYS = 366 };

static void check_start(struct request *rq, const struct service_start_in *in) {
    int days = date_days_between(rq->today, in->started_on);
    if (days < -OLDEST_START_DAYS || days > LATEST_START_DAYS) form_error(rq, "started_on", T_service_start_far_away);
    if (in->staff.v && !works_in(rq, in->staff, in->unit)) form_error(rq, "staff", T_service_staff_elsewhere);
    if (!in->informal) check_length(rq, in->measure, in->amount);
}

struct reply service_start(struct request *rq, const struct service_start_in *in) {
    check_start(rq, in);
    if (rq->form->refused) return reply_invalid(rq);
    bool unsaid = in->informal && (!in->measure || !in->amount.has);
    const struct service_new service = {
        .case_ = in->case_,
        .unit = in->unit,
        .staff = in->staff,
        .kind = in->kind,
        .informal = in->informal,
        .started_on = in->started_on,
        .measure = unsaid ? DURATION_MEASURE_UNKNOWN : in->measure,
        .amount = in->amount.v,
    };
    struct service_id id;
    int error = followup_start(rq->db, &service, &id);
    if (error == ERR_DENIED) form_error(rq, "unit", T_service_unit_outside);
    if (error == ERR_INVALID) form_error(rq, "informal", T_service_not_informal);
    if (error < 0) return reply_invalid(rq);
    struct service_brief line;
    if (!followup_service(rq->db, in->case_, id, &line)) return reply_not_found(rq);
    bool decide_now = followup_status(&line, rq->today) == SERVICE_DECIDE_NOW;
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/tjenester", (long long)in->case_.v),
                             decide_now ? T_service_started_decide : T_service_started);
}

/* ── one line ─────────────────────────────────────────────────────────── */

static const char *amount_text(struct request *rq, enum duration_measure measure, const char *n) {
    switch (measure) {
    case DURATION_MEASURE_DAYS: return text_format(rq->arena, rq->lang, T_service_n_days, "n", n, NULL);
    case DURATION_MEASURE_WEEKS: return text_format(rq->arena, rq->lang, T_service_n_weeks, "n", n, NULL);
    case DURATION_MEASURE_MONTHS: return text_format(rq->arena, rq->lang, T_service_n_months, "n", n, NULL);
    case DURATION_MEASURE_UNKNOWN: break;
    }
    return text_of(rq->lang, T_service_unknown_length);
}

/* "10 dager, til 27. september 2026" */
static const char *expectation_text(struct request *rq, const struct expectation_of_row *row) {
    const char *amount = amount_text(rq, row->measure, arena_printf(rq->arena, "%lld", (long long)row->amount.v));
    if (date_is_none(row->expected_until)) return amount;
    return text_format(rq->arena, rq->lang, T_service_expectation, "amount", amount, "date", date_long(rq->arena, rq->lang, row->expected_until), NULL);
}

static struct expectation_views expectations_of(struct request *rq, struct service_id id) {
    struct expectation_of_rows rows = expectation_of(rq->db, id);
    struct expectation_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        views.v[i] = (struct expectation_view){expectation_text(rq, &rows.v[i]), rows.v[i].staff_name, rows.v[i].said_at};
    return views;
}

struct reply service_page(struct request *rq, const struct service_page_in *in) {
    struct case_frame frame;
    struct service_brief line;
    if (!followup_service(rq->db, in->case_, in->service, &line)) return reply_not_found(rq);
    if (!case_frame_read(rq, in->case_, TAB_SERVICES, &frame)) return reply_not_found(rq);
    struct service_view view = {
        .given_name = frame.person.given_name,
        .path = line_path(rq, &line),
        .back = case_path(rq, in->case_, "/tjenester"),
        .today = date_iso(rq->arena, rq->today),
        .version = line.version,
        .row = row_of(rq, &line),
        .measures = duration_measure_options(rq->arena, rq->lang),
        .expectations = expectations_of(rq, line.id),
        .runs = date_is_none(line.ended_on),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, service_kind_text(line.kind));
    service(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply service_expect(struct request *rq, const struct service_expect_in *in) {
    struct service_brief line;
    if (!followup_service(rq->db, in->case_, in->service, &line)) return reply_not_found(rq);
    check_length(rq, in->measure, in->amount);
    if (rq->form->refused) return reply_invalid(rq);
    line.version = in->version;
    if (followup_expect(rq->db, &line, in->measure, in->amount.v) < 0) {
        form_error(rq, "version", T_service_conflict);
        return reply_invalid(rq);
    }
    if (!followup_service(rq->db, in->case_, in->service, &line)) return reply_not_found(rq);
    bool decide_now = followup_status(&line, rq->today) == SERVICE_DECIDE_NOW;
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/tjenester", (long long)in->case_.v),
                             decide_now ? T_service_changed_decide : T_service_changed);
}

struct reply service_finish(struct request *rq, const struct service_finish_in *in) {
    struct service_brief line;
    if (!followup_service(rq->db, in->case_, in->service, &line)) return reply_not_found(rq);
    line.version = in->version;
    int error = followup_end(rq->db, &line, in->ended_on);
    if (error == ERR_INVALID) form_error(rq, "ended_on", T_service_end_wrong);
    if (error == ERR_DENIED) form_error(rq, "ended_on", T_service_end_suspended);
    if (error == ERR_CONFLICT) form_error(rq, "version", T_service_conflict);
    if (error < 0) return reply_invalid(rq);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/tjenester", (long long)in->case_.v), T_service_ended_notice);
}

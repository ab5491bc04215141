/* Her no and her yes, and what help is and is not given. */
#include "domain/engagement/pages.h"

#include "engagement_routes.h"
#include "followup_schema.h"
#include "texts.h"

static struct reply drawn(struct request *rq, struct html *h) {
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── no ───────────────────────────────────────────────────────────────── */

static struct options parts_of(struct request *rq, struct case_id id) {
    struct engagement_services_rows rows = engagement_services(rq->db, id);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        options.v[i] = (struct option){arena_printf(rq->arena, "%lld", (long long)rows.v[i].id.v), text_of(rq->lang, (text_key)service_kind_text(rows.v[i].kind)),
                                       name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn)};
    return options;
}

struct reply engagement_no_page(struct request *rq, const struct engagement_no_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct engagement_no_view view = {
        .name = frame.person.given_name,
        .path = engagement_path(rq, in->case_, "/nei"),
        .back = engagement_path(rq, in->case_, ""),
        .next_on = date_iso(rq->arena, engagement_ask_on(rq->today)),
        .latest = date_long(rq->arena, rq->lang, offer_at_latest(rq->today)),
        .series = engagement_series_name(rq),
        .parts = parts_of(rq, in->case_),
        .tolds = no_told_options(rq->arena, rq->lang),
        .caretakers = caretaker_options(rq),
    };
    view.has_parts = view.parts.n > 0;
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_engagement_write_no);
    engagement_no_form(h, &view);
    return drawn(rq, h);
}

struct reply engagement_no_send(struct request *rq, const struct engagement_no_send_in *in) {
    struct engagement_no no = {
        .case_ = in->case_,
        .all = in->all,
        .services = in->service.v,
        .n_services = in->service.n,
        .told = in->told,
        .next_on = in->next_on,
        .caretaker = in->caretaker,
        .knows = in->knows,
    };
    if (in->all && in->meeting) no.meeting = engagement_series(rq->db);
    int fault = engagement_say_no(rq->db, &no);
    if (!fault) fault = engagement_write_words(rq, in->case_, in->words);
    return fault ? engagement_refused(rq, fault) : engagement_back(rq, in->case_, in->all ? T_engagement_no_done : T_engagement_no_part_done);
}

/* ── yes ──────────────────────────────────────────────────────────────── */

struct reply engagement_yes_page(struct request *rq, const struct engagement_yes_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct engagement_now now = engagement_now(rq->db, in->case_);
    if (!engagement_says_no(now.state)) return engagement_refused(rq, ENGAGEMENT_NO_NO);
    const struct engagement_yes_view view = {
        .name = frame.person.given_name,
        .path = engagement_path(rq, in->case_, "/ja"),
        .back = engagement_path(rq, in->case_, ""),
        .contact = now.contact_name,
        .contact_left = now.contact.v && !now.contact_works,
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_engagement_yes_short);
    engagement_yes_form(h, &view);
    return drawn(rq, h);
}

struct reply engagement_yes_send(struct request *rq, const struct engagement_yes_send_in *in) {
    int fault = engagement_say_yes(rq->db, in->case_, (struct help_no_id){0});
    if (!fault) fault = engagement_write_words(rq, in->case_, in->words);
    return fault ? engagement_refused(rq, fault) : engagement_back(rq, in->case_, T_engagement_yes_done);
}

/* ── what help is and is not given ────────────────────────────────────── */

/* What the unit has written before stands in the form: a change begins from it. */
static void read_before(struct request *rq, struct case_id id, struct help_limit_form_view *view) {
    enum zone zone = secrecy_own_zone(rq, id);
    const struct access *access = zone ? secrecy_open(rq, id, ZONE_BIT(zone), ENGAGEMENT_PURPOSE) : NULL;
    if (!access) return;
    struct help_limit_of_rows rows = help_limit_of(rq->db, access, id, zone);
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].unit_id.v != rq->session->unit.v) continue;
        view->gives = rows.v[i].gives;
        view->gives_not = rows.v[i].gives_not;
        view->instead = rows.v[i].instead;
    }
}

struct reply help_limit_page(struct request *rq, const struct help_limit_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct help_limit_form_view view = {
        .name = frame.person.given_name, .path = engagement_path(rq, in->case_, "/grenser"), .back = engagement_path(rq, in->case_, "")};
    read_before(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_engagement_limits);
    help_limit_form(h, &view);
    return drawn(rq, h);
}

struct reply help_limit_send(struct request *rq, const struct help_limit_send_in *in) {
    struct case_brief brief;
    int fault = engagement_case(rq->db, in->case_, &brief);
    if (fault) return engagement_refused(rq, fault);
    enum zone zone = secrecy_own_zone(rq, in->case_);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), ENGAGEMENT_PURPOSE) : NULL;
    if (!access) return engagement_refused(rq, ENGAGEMENT_NO_ZONE);
    help_limit_insert(rq->db, access, in->case_, brief.person, zone, rq->session->unit, in->gives, in->gives_not, text_empty(in->instead) ? NULL : in->instead, rq->now,
                      rq->session->staff);
    work_event(rq->db, in->case_, CASE_EVENT_KIND_LIMITS_WRITTEN, ZONE_PLAN, (struct unit_id){0});
    return engagement_back(rq, in->case_, T_engagement_limits_done);
}

struct reply help_limit_show(struct request *rq, const struct help_limit_show_in *in) {
    struct help_limit_get_row row;
    enum zone zone = secrecy_own_zone(rq, in->case_);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), ENGAGEMENT_PURPOSE) : NULL;
    if (!access || !help_limit_get(rq->db, access, in->case_, in->limit, zone, &row)) return reply_not_found(rq);
    help_limit_shown_insert(rq->db, in->limit, in->case_, in->told, rq->today, rq->now, rq->session->staff);
    return engagement_back(rq, in->case_, T_engagement_shown_done);
}

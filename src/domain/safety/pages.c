/* The pages of safe work: one case as those who go see it, a unit's own list, and telling what has happened. */
#include "domain/safety/internal.h"

#include "domain/work/case_frame.h"
#include "safety_routes.h"
#include "safety_views.h"
#include "texts.h"

#define PURPOSE "safe_work"
enum { WORDS_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HEALTH) | ZONE_BIT(ZONE_TENANCY), YEAR = 365 };

static const char *name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }
static const char *path_of(struct request *rq, struct case_id id, const char *rest) { return arena_printf(rq->arena, "/sak/%lld/trygt%s", (long long)id.v, rest); }
static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }

static struct reply refused(struct request *rq, int fault, const char *date_field) {
    struct safety_fault_text text = safety_fault_text(fault);
    bool review = fault == SAFETY_REVIEW_TOO_SOON || fault == SAFETY_REVIEW_TOO_LATE;
    if (fault == SAFETY_NOT_FOUND) return reply_not_found(rq);
    if (fault == SAFETY_NO_ZONE) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, review ? date_field : text.field, text.why);
    return reply_invalid(rq);
}

static struct reply back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", path_of(rq, id, "")), notice);
}

/* Where this session writes what it has learnt: its own zone, and for the landlord the tenancy's. */
static enum zone zone_of(struct request *rq, struct case_id id) {
    enum zone own = secrecy_own_zone(rq, id);
    bool tenancy = secrecy_zones(rq->db, rq->session, id, rq->today) & ZONE_BIT(ZONE_TENANCY);
    return own ? own : tenancy ? ZONE_TENANCY : 0;
}

/* ── one case, as those who go see it ─────────────────────────────────── */

static void read_rules(struct request *rq, struct case_id id, struct safety_page_view *view) {
    struct safety_rules_for_rows rows = safety_rules_for(rq->db, id, rq->session->unit);
    struct safety_measures_of_rows measures = safety_measures_of(rq->db, id);
    struct safety_goers_of_rows goers = safety_goers_of(rq->db, id);
    bool leads = session_may(rq->session, RIGHT_SAFETY_APPROVE);
    view->rules = (struct safety_rule_views){arena_array(rq->arena, rows.n + 1, sizeof *view->rules.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct safety_rules_for_row *row = &rows.v[i];
        bool ours = row->unit_id.v == rq->session->unit.v, waits = row->state == SAFETY_STATE_PROPOSED;
        struct safety_rule_view *rule = &view->rules.v[i];
        *rule = (struct safety_rule_view){
            .id = row->id.v,
            .situation = (text_key)work_situation_text(row->situation),
            .unit = name_in(rq, row->name_nb, row->name_nn),
            .by = row->proposed_name,
            .answered_by = row->answered_name,
            .proposed_on = instant_oslo_date(row->proposed_at),
            .review_on = row->review_on,
            .waits = waits,
            .late = !waits && row->review_on.days <= rq->today.days,
            .ours = ours,
            .may_answer = ours && waits && leads && row->proposed_by.v != rq->session->staff.v,
            .may_review = ours && !waits && leads,
            .measures = {arena_array(rq->arena, SAFE_MEASURE_COUNT + 1, sizeof(struct safety_text)), 0},
        };
        for (int measure = 1; measure <= SAFE_MEASURE_COUNT; measure++)
            for (size_t k = 0; k < measures.n; k++)
                if (measures.v[k].rule_id.v == row->id.v && (int)measures.v[k].measure == measure)
                    rule->measures.v[rule->measures.n++].text = (text_key)safe_measure_text(measures.v[k].measure);
        for (size_t k = 0; ours && k < goers.n; k++) {
            if (goers.v[k].rule_id.v != row->id.v) continue;
            const char *goer = name_in(rq, goers.v[k].name_nb, goers.v[k].name_nn);
            rule->goers = rule->goers ? arena_printf(rq->arena, "%s, %s", rule->goers, goer) : goer;
        }
    }
}

static void read_before(struct request *rq, struct case_id id, struct safety_page_view *view) {
    struct safety_rules_before_rows rows = safety_rules_before(rq->db, id, rq->session->unit);
    view->before = (struct safety_rule_views){arena_array(rq->arena, rows.n + 1, sizeof *view->before.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->before.v[i] = (struct safety_rule_view){.situation = (text_key)work_situation_text(rows.v[i].situation),
                                                      .proposed_on = instant_oslo_date(rows.v[i].proposed_at),
                                                      .review_on = instant_oslo_date(rows.v[i].answered_at)};
}

static void read_incidents(struct request *rq, struct case_id id, struct safety_page_view *view) {
    struct incident_of_case_rows rows = incident_of_case(rq->db, id, rq->session->unit);
    view->incidents = (struct incident_views){arena_array(rq->arena, rows.n + 1, sizeof *view->incidents.v), rows.n};
    view->after = (struct options){arena_array(rq->arena, rows.n + 1, sizeof *view->after.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        text_key kind = (text_key)incident_kind_text(rows.v[i].kind);
        view->incidents.v[i] = (struct incident_view){.id = rows.v[i].id.v,
                                                      .kind = kind,
                                                      .by = (text_key)incident_by_text(rows.v[i].by_whom),
                                                      .situation = (text_key)work_situation_text(rows.v[i].situation),
                                                      .who = rows.v[i].staff_name,
                                                      .on = rows.v[i].on_date};
        view->after.v[i] = (struct option){number(rq, rows.v[i].id.v),
                                           arena_printf(rq->arena, "%s, %s", text_of(rq->lang, kind), date_long(rq->arena, rq->lang, rows.v[i].on_date)), NULL};
    }
}

static void read_words(struct request *rq, struct case_id id, struct safety_page_view *view) {
    const struct access *access = view->rules.n || view->incidents.n ? secrecy_open(rq, id, WORDS_ZONES, PURPOSE) : NULL;
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_RESTRICTED; zone++) {
        if (!(WORDS_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone)) continue;
        struct safety_words_of_rows whys = safety_words_of(rq->db, access, id, zone, rq->session->unit);
        struct incident_words_of_rows told = incident_words_of(rq->db, access, id, zone, rq->session->unit);
        for (size_t i = 0; i < whys.n; i++)
            for (size_t k = 0; k < view->rules.n; k++)
                if (view->rules.v[k].id == whys.v[i].rule_id.v) view->rules.v[k].words = whys.v[i].words;
        for (size_t i = 0; i < told.n; i++)
            for (size_t k = 0; k < view->incidents.n; k++)
                if (view->incidents.v[k].id == told.v[i].incident_id.v) view->incidents.v[k].words = told.v[i].words;
    }
}

static struct options units_of(struct request *rq, struct case_id id) {
    struct safety_units_rows rows = safety_units(rq->db, id, rq->session->unit);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) options.v[i] = (struct option){number(rq, rows.v[i].id.v), name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn), NULL};
    return options;
}

struct reply safety_page(struct request *rq, const struct safety_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct safety_page_view view = {
        .name = frame.person.given_name,
        .unit = rq->session->unit_name,
        .path = path_of(rq, in->case_, ""),
        .review_on = date_iso(rq->arena, safety_review_day(rq->today)),
        .next_on = date_iso(rq->arena, safety_review_day(rq->today)),
        .may_set = session_may(rq->session, RIGHT_SAFETY_SET) && frame.brief.state != CASE_STATE_CLOSED,
        .may_report = session_may(rq->session, RIGHT_INCIDENT_REPORT),
        .situations = work_situation_options(rq->arena, rq->lang),
        .measures = safe_measure_options(rq->arena, rq->lang),
        .units = units_of(rq, in->case_),
    };
    read_rules(rq, in->case_, &view);
    read_before(rq, in->case_, &view);
    read_incidents(rq, in->case_, &view);
    read_words(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_safety_title);
    safety_body(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply safety_send(struct request *rq, const struct safety_send_in *in) {
    struct case_brief brief;
    struct safety_rule_id made;
    enum zone zone = zone_of(rq, in->case_);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), PURPOSE) : NULL;
    if (!access || !work_case(rq->db, in->case_, &brief)) return refused(rq, SAFETY_NO_ZONE, NULL);
    const struct safety_new rule = {in->case_, in->situation, in->measure.v, in->measure.n, in->goer.v, in->goer.n, in->review_on, in->incident};
    int fault = safety_propose(rq->db, &rule, &made);
    if (fault) return refused(rq, fault, "review_on");
    safety_words_insert(rq->db, access, made, in->case_, brief.person, zone, in->words, rq->now, rq->session->staff);
    return back(rq, in->case_, T_safety_proposed);
}

struct reply safety_answer_send(struct request *rq, const struct safety_answer_send_in *in) {
    int fault = safety_answer(rq->db, in->case_, in->rule, in->yes);
    return fault ? refused(rq, fault, NULL) : back(rq, in->case_, in->yes ? T_safety_approved_now : T_safety_refused_now);
}

struct reply safety_review_send(struct request *rq, const struct safety_review_send_in *in) {
    int fault = safety_look_again(rq->db, in->case_, in->rule, in->next_on);
    return fault ? refused(rq, fault, "next_on") : back(rq, in->case_, T_safety_goes_on_now);
}

struct reply safety_over_send(struct request *rq, const struct safety_over_send_in *in) {
    int fault = safety_look_again(rq->db, in->case_, in->rule, DATE_NONE);
    return fault ? refused(rq, fault, NULL) : back(rq, in->case_, T_safety_over_now);
}

/* ── telling what has happened ────────────────────────────────────────── */

static struct incident_form_view form_of(struct request *rq, const char *path, const char *back_to) {
    return (struct incident_form_view){.path = path,
                                       .back = back_to,
                                       .today = date_iso(rq->arena, rq->today),
                                       .kinds = incident_kind_options(rq->arena, rq->lang),
                                       .bys = incident_by_options(rq->arena, rq->lang),
                                       .situations = work_situation_options(rq->arena, rq->lang)};
}

struct reply incident_case_page(struct request *rq, const struct incident_case_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct incident_form_view view = form_of(rq, path_of(rq, in->case_, "/hendelse"), path_of(rq, in->case_, ""));
    view.name = frame.person.given_name;
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_safety_report);
    incident_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply incident_case_send(struct request *rq, const struct incident_case_send_in *in) {
    struct case_brief brief;
    struct incident_id made;
    enum zone zone = zone_of(rq, in->case_);
    const struct access *access = zone ? secrecy_open(rq, in->case_, ZONE_BIT(zone), PURPOSE) : NULL;
    if (!text_empty(in->words) && !access) return refused(rq, SAFETY_NO_ZONE, NULL);
    const struct incident_new incident = {in->case_, in->kind, in->by, in->situation, in->on_date};
    int fault = incident_report(rq->db, &incident, &made);
    if (fault) return refused(rq, fault, NULL);
    if (!text_empty(in->words) && work_case(rq->db, in->case_, &brief))
        incident_words_insert(rq->db, access, made, in->case_, brief.person, zone, in->words, rq->now, rq->session->staff);
    return back(rq, in->case_, T_safety_reported);
}

struct reply incident_page(struct request *rq, const struct incident_page_in *in) {
    (void)in;
    struct incident_form_view view = form_of(rq, "/trygt/hendelse", session_may(rq->session, RIGHT_SAFETY_SEE) ? "/trygt" : "/");
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_safety_report, .nav = "/trygt"});
    incident_form(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply incident_send(struct request *rq, const struct incident_send_in *in) {
    struct incident_id made;
    const struct incident_new incident = {{0}, in->kind, in->by, in->situation, in->on_date};
    int fault = incident_report(rq->db, &incident, &made);
    if (fault) return refused(rq, fault, NULL);
    return reply_with_notice(reply_see_other(rq, session_may(rq->session, RIGHT_SAFETY_SEE) ? "/trygt" : "/trygt/hendelse"), T_safety_reported);
}

/* ── a unit's list ────────────────────────────────────────────────────── */

static void list_rules(struct request *rq, struct safety_list_view *view) {
    struct safety_list_rows rows = safety_list(rq->db, rq->session->unit);
    view->rules = (struct safety_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view->rules.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct safety_list_row *row = &rows.v[i];
        bool waits = row->state == SAFETY_STATE_PROPOSED, late = !waits && row->review_on.days <= rq->today.days;
        view->late += late;
        view->rules.v[i] = (struct safety_row_view){
            .name = text_empty(row->family_name) ? row->given_name : arena_printf(rq->arena, "%s %s", row->given_name, row->family_name),
            .hidden = text_empty(row->given_name),
            .path = path_of(rq, row->case_id, ""),
            .by = row->proposed_name,
            .situation = (text_key)work_situation_text(row->situation),
            .review_on = row->review_on,
            .waits = waits,
            .late = late,
        };
    }
}

static void list_incidents(struct request *rq, struct safety_list_view *view) {
    struct incident_list_rows rows = incident_list(rq->db, rq->session->unit, date_add_days(rq->today, -YEAR));
    view->incidents = (struct incident_views){arena_array(rq->arena, rows.n + 1, sizeof *view->incidents.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const struct incident_list_row *row = &rows.v[i];
        bool own = row->staff_id.v == rq->session->staff.v;
        if (!view->leads && !own) continue; /* a colleague's day is for her and her leader */
        view->incidents.v[view->incidents.n++] = (struct incident_view){
            .id = row->id.v,
            .kind = (text_key)incident_kind_text(row->kind),
            .by = (text_key)incident_by_text(row->by_whom),
            .situation = (text_key)work_situation_text(row->situation),
            .care = row->care ? (text_key)care_step_text(row->care) : 0,
            .who = row->staff_name,
            .cared_by = row->cared_name,
            .on = row->on_date,
            .care_by = row->care_by,
            .cared_on = row->cared_on,
            .late = row->care_by.days < rq->today.days,
            .may_care = view->leads && !own && !row->care,
        };
    }
}

struct reply safety_list_page(struct request *rq, const struct safety_list_page_in *in) {
    (void)in;
    struct safety_list_view view = {.unit = rq->session->unit_name, .leads = session_may(rq->session, RIGHT_SAFETY_APPROVE), .cares = care_step_options(rq->arena, rq->lang)};
    list_rules(rq, &view);
    list_incidents(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_safety_list_title, .nav = "/trygt"});
    safety_list_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply incident_care_send(struct request *rq, const struct incident_care_send_in *in) {
    int fault = incident_looked_after(rq->db, in->incident, in->care);
    if (fault) return refused(rq, fault, NULL);
    return reply_with_notice(reply_see_other(rq, "/trygt"), T_safety_cared);
}

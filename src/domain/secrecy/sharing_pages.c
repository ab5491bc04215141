/* Pages of sharing on a ground: what is shared, a new sharing, its preview and its confirmation. From form to rule to view. */
#include "domain/secrecy/sharing.h"

#include "domain/guidance/guidance.h"
#include "domain/secrecy/consent.h"
#include "domain/work/case_frame.h"
#include "icons.h"
#include "secrecy_routes.h"
#include "secrecy_sql.h"
#include "secrecy_views.h"
#include "texts.h"

static const char *path_in(struct request *rq, struct case_id id, const char *what, int64_t number) {
    return arena_printf(rq->arena, "/sak/%lld/%s/%lld", (long long)id.v, what, (long long)number);
}

/* ── everything that has left its unit ────────────────────────────────── */

static unsigned opened_zones(struct db *db, struct sharing_id sharing) {
    struct sharing_zones_rows rows = sharing_zones(db, sharing);
    unsigned zones = 0;
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].ground) zones |= ZONE_BIT(rows.v[i].zone);
    return zones;
}

static struct shared_views sharings_of(struct request *rq, struct case_id id) {
    struct sharings_of_case_rows rows = sharings_of_case(rq->db, id);
    struct shared_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct sharings_of_case_row *row = &rows.v[i];
        bool runs = row->state == SHARING_STATE_ACTIVE && row->until.days >= rq->today.days;
        struct date last = row->state == SHARING_STATE_ENDED ? instant_oslo_date(row->ended_at) : row->until;
        unsigned zones = opened_zones(rq->db, row->id);
        views.v[i] = (struct shared_view){
            .path = path_in(rq, id, "deling", row->id.v),
            .unit = unit_words(rq, row->to_unit),
            .zones = zones ? zones_text(rq->arena, rq->lang, zones) : text_of(rq->lang, T_secrecy_zone_spine),
            .text = text_format(rq->arena, rq->lang, runs ? T_sharing_line_runs : T_sharing_line_over, "date",
                                date_long(rq->arena, rq->lang, last), NULL),
            .color = runs ? "info" : "neutral",
            .icon = runs ? ICON_UNLOCKED : ICON_OFF,
        };
    }
    return views;
}

static struct shared_views overrides_of(struct request *rq, struct case_id id) {
    static const struct {
        int icon;
        const char *color;
    } looks[] = {[OVERRIDE_STATE_ASKED] = {ICON_WAITING, "warning"},
                 [OVERRIDE_STATE_APPROVED] = {ICON_WARNING, "warning"},
                 [OVERRIDE_STATE_REFUSED] = {ICON_OFF, "neutral"},
                 [OVERRIDE_STATE_ENDED] = {ICON_OFF, "neutral"}};
    struct overrides_of_case_rows rows = overrides_of_case(rq->db, id);
    struct shared_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        views.v[i] = (struct shared_view){
            .path = path_in(rq, id, "tilsidesett", rows.v[i].id.v),
            .unit = unit_words(rq, rows.v[i].to_unit),
            .zones = text_of(rq->lang, zone_words(rows.v[i].zone)),
            .text = text_of(rq->lang, (text_key)override_state_text(rows.v[i].state)),
            .color = looks[rows.v[i].state].color,
            .icon = looks[rows.v[i].state].icon,
        };
    return views;
}

static struct shared_views disclosures_of(struct request *rq, struct case_id id) {
    struct disclosures_of_case_rows rows = disclosures_of_case(rq->db, id);
    struct shared_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        views.v[i] = (struct shared_view){
            .unit = rows.v[i].organisation,
            .zones = text_of(rq->lang, (text_key)disclosure_what_text(rows.v[i].what)),
            .text = text_format(rq->arena, rq->lang, rows.v[i].given ? T_disclosure_line_given : T_disclosure_line_refused, "date",
                                date_long(rq->arena, rq->lang, instant_oslo_date(rows.v[i].given_at)), "unit",
                                unit_words(rq, rows.v[i].unit_id), NULL),
            .color = rows.v[i].given ? "info" : "neutral",
            .icon = rows.v[i].given ? ICON_SEND : ICON_OFF,
        };
    return views;
}

static struct shared_views emergencies_of(struct request *rq, struct case_id id) {
    struct emergencies_of_case_rows rows = emergencies_of_case(rq->db, id);
    struct shared_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const char *when = date_long(rq->arena, rq->lang, instant_oslo_date(rows.v[i].began_at));
        const char *who = organisation_staff_name(rq->db, rows.v[i].staff_id);
        views.v[i] = (struct shared_view){
            .unit = who ? who : "",
            .zones = unit_words(rq, rows.v[i].unit_id),
            .text = text_format(rq->arena, rq->lang, T_emergency_line, "date", when, "why",
                                text_of(rq->lang, (text_key)emergency_why_text(rows.v[i].why)), NULL),
            .color = rows.v[i].verdict == EMERGENCY_VERDICT_NOT_FINE ? "danger" : "warning",
            .icon = ICON_WARNING,
        };
    }
    return views;
}

struct reply sharing_page(struct request *rq, const struct sharing_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame)) return reply_not_found(rq);
    struct sharing_page_view view = {
        .case_number = in->case_.v,
        .name = frame.person.given_name,
        .may_share = session_may(rq->session, RIGHT_CASE_SHARE),
        .may_mark = session_may(rq->session, RIGHT_SHIELD_MARK),
        .sharings = sharings_of(rq, in->case_),
        .overrides = overrides_of(rq, in->case_),
        .disclosures = disclosures_of(rq, in->case_),
        .emergencies = emergencies_of(rq, in->case_),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_sharing_title);
    sharing_list(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── a new sharing ────────────────────────────────────────────────────── */

static struct options ground_choices(struct request *rq, bool health) {
    const struct law_ground *const *grounds = sharing_grounds(rq->arena, health);
    struct options options = {0};
    size_t n = 0;
    while (grounds[n]) n++;
    options.v = arena_array(rq->arena, n + 1, sizeof *options.v);
    for (size_t i = 0; i < n; i++) {
        text_key help = text_find(arena_printf(rq->arena, "%s_help", grounds[i]->text_key));
        const char *label = arena_printf(rq->arena, "%s (%s)", ground_words(rq->lang, grounds[i]->code), grounds[i]->code);
        options.v[options.n++] = (struct option){grounds[i]->code, label, help ? text_of(rq->lang, help) : NULL};
    }
    return options;
}

static struct options zones_to_share(struct request *rq) {
    struct options options = {arena_array(rq->arena, ZONE_RESTRICTED + 1, sizeof *options.v), 0};
    for (enum zone zone = ZONE_HEALTH; zone < ZONE_RESTRICTED; zone++)
        options.v[options.n++] = (struct option){.value = zone_code(zone), .label = text_of(rq->lang, zone_words(zone))};
    return options;
}

struct reply sharing_form(struct request *rq, const struct sharing_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame)) return reply_not_found(rq);
    struct sharing_form_view view = {
        .case_number = in->case_.v,
        .name = frame.person.given_name,
        .to_unit = in->to_unit.v ? arena_printf(rq->arena, "%lld", (long long)in->to_unit.v) : NULL,
        .whole = in->whole || (rq->form && text_equal(form_raw(rq->form, "whole"), "1")),
        .until = date_iso(rq->arena, consent_default_until(rq->today)),
        .units = organisation_unit_options(rq->db, rq->lang, rq->session->unit),
        .zones = zones_to_share(rq),
        .purposes = sharing_purpose_options(rq->arena, rq->lang),
        .grounds = ground_choices(rq, false),
        .health_grounds = ground_choices(rq, true),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, view.whole ? T_sharing_whole_title : T_sharing_new_title);
    sharing_edit(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct reply refused(struct request *rq, int fault) {
    struct sharing_fault_text text = sharing_fault_text(fault);
    if (fault == SHARING_NOT_FOUND) return reply_not_found(rq);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

struct reply sharing_new(struct request *rq, const struct sharing_new_in *in) {
    struct sharing_plan plan = {.to_unit = in->to_unit,
                                .whole = in->whole,
                                .purpose = in->purpose,
                                .ground = in->ground,
                                .health_ground = in->health_ground,
                                .necessity = in->necessity,
                                .until = in->until};
    for (size_t i = 0; i < in->zones.n; i++)
        if (in->zones.v[i]) plan.zones |= ZONE_BIT(in->zones.v[i]);
    struct sharing_id sharing;
    int fault = sharing_draft(rq->db, rq->session, in->case_, &plan, &sharing);
    if (fault) return refused(rq, fault);
    return reply_see_other(rq, "/sak/%lld/deling/%lld", (long long)in->case_.v, (long long)sharing.v);
}

/* ── exactly what will and will not follow ────────────────────────────── */

static text_key outcome_text(enum sharing_outcome outcome) {
    switch (outcome) {
    case OUTCOME_UNKNOWN: break;
    case OUTCOME_CONSENT: return T_sharing_outcome_consent;
    case OUTCOME_OWN: return T_sharing_outcome_own;
    case OUTCOME_GROUND: return T_sharing_outcome_ground;
    case OUTCOME_OBJECTED: return T_sharing_outcome_objected;
    case OUTCOME_SAID_NO: return T_sharing_outcome_said_no;
    case OUTCOME_NEVER: return T_sharing_outcome_never;
    case OUTCOME_NEEDS_YES: return T_sharing_outcome_needs_yes;
    case OUTCOME_NOT_OURS: return T_sharing_outcome_not_ours;
    case OUTCOME_NO_GROUND: return T_sharing_outcome_no_ground;
    }
    return 0;
}

static void add_outcome(struct request *rq, struct sharing_view *view, enum zone zone, enum sharing_outcome outcome, const char *ground) {
    bool follows = outcome_follows(outcome);
    view->outcomes.v[view->outcomes.n++] = (struct outcome_view){
        .zone = text_of(rq->lang, zone_words(zone)),
        .text = text_format(rq->arena, rq->lang, outcome_text(outcome), "name", view->name, NULL),
        .ground = ground ? ground_words(rq->lang, ground) : NULL,
        .follows = follows,
        .color = follows ? "success" : "neutral",
        .icon = follows ? ICON_OK : ICON_OFF,
    };
}

/* A draft shows what would follow now; a confirmed one what was opened then. */
static void fill_outcomes(struct request *rq, struct case_id id, const struct sharing_get_row *row, struct sharing_view *view) {
    struct sharing_preview preview = {0};
    struct sharing_zones_rows zones = sharing_zones(rq->db, row->id);
    view->outcomes.v = arena_array(rq->arena, zones.n + 1, sizeof *view->outcomes.v);
    if (view->draft) sharing_preview(rq->db, rq->session, id, row->id, &preview);
    view->any = preview.any;
    view->warns_leader = preview.warns_leader;
    for (enum zone zone = ZONE_HEALTH; zone < ZONE_RESTRICTED; zone++) {
        const char *planned = zone == ZONE_HEALTH ? row->health_ground : row->ground;
        if (view->draft && preview.by_zone[zone])
            add_outcome(rq, view, zone, preview.by_zone[zone], preview.by_zone[zone] == OUTCOME_GROUND ? planned : NULL);
    }
    for (size_t i = 0; !view->draft && i < zones.n; i++)
        if (zones.v[i].ground) add_outcome(rq, view, zones.v[i].zone, OUTCOME_GROUND, zones.v[i].ground);
}

struct reply sharing_show(struct request *rq, const struct sharing_show_in *in) {
    struct case_frame frame;
    struct sharing_get_row row;
    struct unit_brief from, to;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame) || !sharing_get(rq->db, in->case_, in->sharing, &row))
        return reply_not_found(rq);
    if (!organisation_unit(rq->db, row.from_unit, rq->lang, &from) || !organisation_unit(rq->db, row.to_unit, rq->lang, &to))
        return reply_not_found(rq);
    bool mine = row.made_by.v == rq->session->staff.v && row.from_unit.v == rq->session->unit.v;
    if (row.state == SHARING_STATE_DRAFT && !mine) return reply_not_found(rq);
    struct sharing_view view = {
        .case_number = in->case_.v,
        .sharing = in->sharing.v,
        .name = frame.person.given_name,
        .from = from.name,
        .to = to.name,
        .purpose = text_of(rq->lang, (text_key)sharing_purpose_text(row.purpose)),
        .necessity = row.necessity,
        .made_by = organisation_staff_name(rq->db, row.made_by),
        .guidance = guidance_between(rq->db, from.role, to.role, rq->lang),
        .until = row.until,
        .draft = row.state == SHARING_STATE_DRAFT,
        .active = row.state == SHARING_STATE_ACTIVE,
        .mine = mine,
        .whole = row.whole,
    };
    fill_outcomes(rq, in->case_, &row, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_sharing_title);
    sharing_preview_page(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply sharing_do(struct request *rq, const struct sharing_do_in *in) {
    int fault = sharing_confirm(rq->db, rq->session, in->case_, in->sharing);
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/deling", (long long)in->case_.v), T_sharing_receipt);
}

struct reply sharing_cancel(struct request *rq, const struct sharing_cancel_in *in) {
    int fault = sharing_stop(rq->db, in->case_, in->sharing);
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/deling", (long long)in->case_.v), T_sharing_ended_receipt);
}

/* The team around her: which units, why, who, and what she has said yes to; then what each gives and owes. Kind and state only: amounts
 * and texts stay in their zones. (R-021, R-027, R-036, GDPR-1, FVL-11a, I-04) */
#include "domain/desk/internal.h"

#include "domain/engagement/engagement.h"
#include "domain/followup/followup.h"
#include "icons.h"
#include "texts.h"

enum { CONSENT_NEAR_DAYS = 30, ZONES_MOST = ZONE_RESTRICTED + 1 };

/* ── what she has said to a unit ──────────────────────────────────────── */

/* Her newest word on each zone, for one unit. */
struct said {
    struct {
        enum consent_state state;
        struct date until, asked;
    } zone[ZONES_MOST];
};

static struct said said_to(const struct overview_consents_rows *consents, struct unit_id unit) {
    struct said said = {0};
    for (size_t i = 0; i < consents->n; i++) {
        const struct overview_consents_row *row = &consents->v[i];
        if (row->to_unit.v != unit.v || said.zone[row->zone].state) continue;
        said.zone[row->zone].state = row->state;
        said.zone[row->zone].until = row->until;
        said.zone[row->zone].asked = instant_oslo_date(row->asked_at);
    }
    return said;
}

/* "helse, plan og bolig" */
static const char *zones_listed(struct request *rq, const enum zone *zones, size_t n) {
    struct str list = str_in(rq->arena);
    for (size_t i = 0; i < n; i++) {
        const char *between = i == 0 ? "" : i + 1 < n ? ", " : text_of(rq->lang, T_overview_and);
        str_addf(&list, i + 1 == n && i > 0 ? " %s %s" : "%s%s", between, text_of(rq->lang, zone_text(zones[i])));
    }
    return str_text(&list);
}

/* Zones in one state, and the nearest date among them. */
static size_t zones_in(const struct said *said, enum consent_state state, struct date today, enum zone *ret_zones, struct date *ret_date) {
    size_t n = 0;
    *ret_date = DATE_NONE;
    for (int zone = 1; zone < ZONES_MOST; zone++) {
        if (said->zone[zone].state != state) continue;
        struct date date = state == CONSENT_STATE_GIVEN ? said->zone[zone].until : said->zone[zone].asked;
        if (state == CONSENT_STATE_GIVEN && date.days < today.days) continue;
        ret_zones[n++] = (enum zone)zone;
        if (date_is_none(*ret_date) || date.days < ret_date->days) *ret_date = date;
    }
    return n;
}

static void say_consent(struct request *rq, const struct said *said, const char *given_name, struct member_view *member) {
    enum zone zones[ZONES_MOST];
    struct date date;
    size_t n = zones_in(said, CONSENT_STATE_GIVEN, rq->today, zones, &date);
    if (n > 0) {
        bool near = date_days_between(rq->today, date) <= CONSENT_NEAR_DAYS;
        const char *sees = text_format(rq->arena, rq->lang, T_overview_sees, "zones", zones_listed(rq, zones, n), NULL);
        member->status = (struct desk_status){near ? ICON_WARNING : ICON_OK, near ? "warning" : "success", sees};
        member->until = text_format(rq->arena, rq->lang, T_overview_until, "date", date_long(rq->arena, rq->lang, date), NULL);
        return;
    }
    if (zones_in(said, CONSENT_STATE_ASKED, rq->today, zones, &date) > 0) {
        const char *asked = text_format(rq->arena, rq->lang, T_overview_asked, "name", given_name, "date", date_day(rq->arena, rq->lang, date, rq->today), NULL);
        member->status = (struct desk_status){ICON_WAITING, "neutral", asked};
        return;
    }
    bool revoked = zones_in(said, CONSENT_STATE_REVOKED, rq->today, zones, &date) > 0;
    bool refused = zones_in(said, CONSENT_STATE_REFUSED, rq->today, zones, &date) > 0;
    text_key key = revoked ? T_overview_revoked : refused ? T_overview_refused : T_overview_not_given;
    member->status = (struct desk_status){ICON_OFF, "neutral", text_format(rq->arena, rq->lang, key, "name", given_name, NULL)};
}

/* ── the units ────────────────────────────────────────────────────────── */

static bool named_before(const struct overview_workers_rows *workers, size_t i) {
    for (size_t earlier = 0; earlier < i; earlier++)
        if (workers->v[earlier].unit_id.v == workers->v[i].unit_id.v && text_equal(workers->v[earlier].name, workers->v[i].name)) return true;
    return false;
}

static const char *workers_of(struct request *rq, const struct case_frame *frame, const struct overview_workers_rows *workers, struct unit_id unit) {
    struct str names = str_in(rq->arena);
    bool holder = unit.v == frame->brief.holder_unit.v;
    if (holder && frame->holder_staff) str_add(&names, frame->holder_staff);
    for (size_t i = 0; i < workers->n; i++) {
        if (workers->v[i].unit_id.v != unit.v || named_before(workers, i) || (holder && text_equal(workers->v[i].name, frame->holder_staff))) continue;
        str_addf(&names, "%s%s", names.length ? ", " : "", workers->v[i].name);
    }
    return str_text(&names);
}

static void add_role(struct str *role, const char *text) { str_addf(role, "%s%s", role->length ? ", " : "", text); }

static const char *role_of(struct request *rq, const struct case_frame *frame, const struct overview_team_rows *team, struct unit_id unit,
                           const char *workers) {
    struct str role = str_in(rq->arena);
    if (!text_empty(workers)) add_role(&role, workers);
    if (unit.v == frame->brief.holder_unit.v) add_role(&role, text_of(rq->lang, involvement_text(INVOLVEMENT_HOLDER)));
    for (size_t i = 0; i < team->n; i++) {
        if (team->v[i].unit_id.v != unit.v) continue;
        /* The reason «consent» is said by the line below; the holder is the spine's to say, which is never out of step. */
        if (team->v[i].why == INVOLVEMENT_CONSENT || team->v[i].why == INVOLVEMENT_HOLDER) continue;
        add_role(&role, text_of(rq->lang, involvement_text(team->v[i].why)));
    }
    return str_text(&role);
}

static bool is_member(const int64_t *units, size_t n, int64_t unit) {
    for (size_t i = 0; i < n; i++)
        if (units[i] == unit) return true;
    return false;
}

static void members_read(struct request *rq, const struct case_frame *frame, struct team_view *view) {
    struct overview_team_rows team = overview_team(rq->db, frame->brief.id, rq->today);
    struct overview_workers_rows workers = overview_workers(rq->db, frame->brief.id);
    struct overview_consents_rows consents = overview_consents(rq->db, frame->brief.id);
    view->members.v = arena_array(rq->arena, team.n + 1, sizeof *view->members.v);
    int64_t *units = arena_array(rq->arena, team.n + 1, sizeof *units);
    for (int holder_first = 1; holder_first >= 0; holder_first--) {
        for (size_t i = 0; i < team.n; i++) {
            struct unit_id unit = team.v[i].unit_id;
            bool holder = unit.v == frame->brief.holder_unit.v;
            if (holder != (holder_first == 1) || is_member(units, view->members.n, unit.v)) continue;
            units[view->members.n] = unit.v;
            struct member_view *member = &view->members.v[view->members.n++];
            member->unit = desk_in_language(rq->lang, team.v[i].name_nb, team.v[i].name_nn);
            member->role = role_of(rq, frame, &team, unit, workers_of(rq, frame, &workers, unit));
            struct said said = said_to(&consents, unit);
            say_consent(rq, &said, frame->person.given_name, member);
        }
    }
}

/* ── what is decided, given and owed ──────────────────────────────────── */

static struct line_view *add_line(struct line_views *lines) { return &lines->v[lines->n++]; }

static struct line_views lines_for(struct request *rq, size_t n) {
    return (struct line_views){arena_array(rq->arena, n + 1, sizeof(struct line_view)), 0};
}

static struct desk_status decision_status(struct request *rq, const struct overview_decision_row *row) {
    text_key key = joint_state_text(row->state);
    const char *text = text_of(rq->lang, key);
    switch (row->state) {
    case JOINT_STATE_DRAFTING:
    case JOINT_STATE_COORDINATING:
    case JOINT_STATE_READY: {
        const char *parts = arena_printf(rq->arena, "%lld", (long long)row->n_parts), *done = arena_printf(rq->arena, "%lld", (long long)row->n_signed);
        return (struct desk_status){ICON_CHANGED, "info", text_format(rq->arena, rq->lang, T_overview_decision_draft, "signed", done, "n", parts, NULL)};
    }
    case JOINT_STATE_ISSUED:
    case JOINT_STATE_IN_FORCE: return (struct desk_status){ICON_OK, "success", text};
    case JOINT_STATE_SUPERSEDED:
    case JOINT_STATE_ENDED: break;
    }
    return (struct desk_status){ICON_OFF, "neutral", text};
}

static void decision_read(struct request *rq, struct case_id id, struct team_view *view) {
    struct overview_decision_row row;
    view->decision = lines_for(rq, 1);
    if (!overview_decision(rq->db, id, &row)) return;
    struct line_view *line = add_line(&view->decision);
    line->title = text_format(rq->arena, rq->lang, T_overview_decision_version, "number", arena_printf(rq->arena, "%lld", (long long)row.version_no), NULL);
    line->path = desk_open_path(rq, id, "/vedtak");
    line->status = decision_status(rq, &row);
    if (!instant_is_none(row.issued_at)) line->detail = date_long(rq->arena, rq->lang, instant_oslo_date(row.issued_at));
}

static struct desk_status service_look(struct request *rq, enum service_status status) {
    const char *text = text_of(rq->lang, followup_status_text(status));
    switch (status) {
    case SERVICE_LATE:
    case SERVICE_DECIDE_NOW: return (struct desk_status){ICON_DANGER, "danger", text};
    case SERVICE_DECIDE_SOON: return (struct desk_status){ICON_WARNING, "warning", text};
    case SERVICE_DECIDED: return (struct desk_status){ICON_OK, "success", text};
    case SERVICE_FINE:
    case SERVICE_INFORMAL: return (struct desk_status){ICON_INFO, "neutral", text};
    case SERVICE_ENDED: break;
    }
    return (struct desk_status){ICON_OFF, "neutral", text};
}

static void services_read(struct request *rq, struct case_id id, struct team_view *view) {
    struct overview_services_rows rows = overview_services(rq->db, id);
    view->services = lines_for(rq, rows.n);
    view->services_path = desk_open_path(rq, id, "/tjenester");
    for (size_t i = 0; i < rows.n; i++) {
        const struct overview_services_row *row = &rows.v[i];
        const struct service_brief service = {.id = row->id, .case_ = id, .unit = row->unit_id, .kind = row->kind, .informal = row->informal,
                                              .started_on = row->started_on, .expected_until = row->expected_until,
                                              .decided_from = row->decided_from, .ended_on = row->ended_on};
        struct line_view *line = add_line(&view->services);
        line->title = text_of(rq->lang, service_kind_text(row->kind));
        line->detail = text_format(rq->arena, rq->lang, T_overview_service_since, "unit", desk_in_language(rq->lang, row->name_nb, row->name_nn),
                                   "date", date_day(rq->arena, rq->lang, row->started_on, rq->today), NULL);
        line->status = service_look(rq, followup_status(&service, rq->today));
    }
}

static struct desk_status duty_look(struct request *rq, enum duty_state state, bool late) {
    const char *text = text_of(rq->lang, duty_state_text(state));
    switch (state) {
    case DUTY_STATE_IN_PROCESS: return (struct desk_status){late ? ICON_WARNING : ICON_WAITING, late ? "warning" : "neutral", text};
    case DUTY_STATE_GRANTED:
    case DUTY_STATE_DONE: return (struct desk_status){ICON_OK, "success", text};
    case DUTY_STATE_REFUSED: break;
    }
    return (struct desk_status){ICON_OFF, "neutral", text};
}

static void duties_read(struct request *rq, struct case_id id, struct team_view *view) {
    struct overview_duties_rows rows = overview_duties(rq->db, id);
    view->duties = lines_for(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct overview_duties_row *row = &rows.v[i];
        struct line_view *line = add_line(&view->duties);
        line->title = arena_printf(rq->arena, "%s: %s", desk_in_language(rq->lang, row->name_nb, row->name_nn), text_of(rq->lang, duty_kind_text(row->kind)));
        bool waits = row->state == DUTY_STATE_IN_PROCESS && !date_is_none(row->due);
        if (waits) line->detail = text_format(rq->arena, rq->lang, T_overview_duty_due, "date", date_day(rq->arena, rq->lang, row->due, rq->today), NULL);
        line->status = duty_look(rq, row->state, waits && row->due.days < rq->today.days);
    }
}

static void contacts_read(struct request *rq, struct case_id id, struct team_view *view) {
    struct overview_contacts_rows rows = overview_contacts(rq->db, id);
    view->contacts = lines_for(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct overview_contacts_row *row = &rows.v[i];
        struct line_view *line = add_line(&view->contacts);
        line->title = text_capital(rq->arena, text_of(rq->lang, channel_text(row->channel)));
        line->detail = text_format(rq->arena, rq->lang, T_overview_contact_received, "unit", desk_in_language(rq->lang, row->name_nb, row->name_nn),
                                   "when", moment_text(rq->arena, rq->lang, row->received_at, rq->today), NULL);
        bool late = row->reply_due.days < rq->today.days;
        const char *due = text_format(rq->arena, rq->lang, late ? T_overview_reply_late : T_overview_reply_due, "date",
                                      date_long(rq->arena, rq->lang, row->reply_due), NULL);
        if (row->waits.v)
            line->status = (struct desk_status){late ? ICON_DANGER : ICON_CLOCK, late ? "danger" : "neutral", due};
        else
            line->status = (struct desk_status){ICON_OK, "success", text_of(rq->lang, T_overview_replied)};
    }
}

static void appointment_read(struct request *rq, struct case_id id, struct team_view *view) {
    struct booking_brief *next = &view->appointment;
    view->appointments_path = desk_open_path(rq, id, "/avtaler");
    view->has_appointment = view->appointments_path && booking_next_of(rq, id, next);
    if (!view->has_appointment) return;
    view->appointment_when = arena_printf(rq->arena, "%s %s", date_day(rq->arena, rq->lang, next->on_date, rq->today), clock_text(rq->arena, rq->lang, next->from_minute));
}

/* That she has said no is the first thing a colleague should know; that all else is as before, the second. */
static void help_read(struct request *rq, struct case_id id, struct team_view *view) {
    struct engagement_now now = engagement_now(rq->db, id);
    bool told = engagement_says_no(now.state) || now.state == ENGAGEMENT_STATE_DECLINED_PARTLY || now.state == ENGAGEMENT_STATE_PAUSED;
    if (!told) return;
    view->help = (text_key)engagement_state_text(now.state);
    view->help_since = now.since;
    view->help_path = desk_open_path(rq, id, "/ja-og-nei");
}

void team_read(struct request *rq, const struct case_frame *frame, struct team_view *ret_view) {
    struct case_id id = frame->brief.id;
    *ret_view = (struct team_view){
        .given_name = frame->person.given_name,
        .consent_path = desk_open_path(rq, id, "/samtykke"),
        .coordinator_path = desk_open_path(rq, id, "/koordinator"),
        .notice_path = desk_open_path(rq, id, "/oppsigelse"),
        .answer_path = desk_open_path(rq, id, "/svar"),
    };
    ret_view->more.v = arena_array(rq->arena, CASE_MORE_MOST, sizeof *ret_view->more.v);
    ret_view->more.n = case_frame_more(rq, &frame->brief, ret_view->more.v);
    appointment_read(rq, id, ret_view);
    members_read(rq, frame, ret_view);
    decision_read(rq, id, ret_view);
    help_read(rq, id, ret_view);
    services_read(rq, id, ret_view);
    duties_read(rq, id, ret_view);
    contacts_read(rq, id, ret_view);
}

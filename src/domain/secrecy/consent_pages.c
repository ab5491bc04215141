/* Pages of consent: who sees what, asking, answering, taking back, objecting. From form to rule to view. */
#include "domain/secrecy/consent.h"

#include "domain/secrecy/standing.h"
#include "domain/work/case_frame.h"
#include "icons.h"
#include "secrecy_routes.h"
#include "secrecy_sql.h"
#include "secrecy_views.h"
#include "texts.h"

/* ── the overview: one line a unit and zone ───────────────────────────── */

/* What is known while the lines of one unit are written. */
struct writing {
    struct request *rq;
    struct case_id id;
    const char *name; /* of the person */
    struct unit_id unit;
    struct standing standing;
    const struct consent_of_case_rows *rows;
    struct consent_unit_view *view;
};

static struct consent_line_view *line_add(struct writing *writing, int icon, const char *color, const char *text) {
    struct consent_line_view *line = &writing->view->lines.v[writing->view->lines.n++];
    *line = (struct consent_line_view){.text = text, .color = color, .icon = icon};
    return line;
}

static const char *say(struct writing *writing, text_key key, enum zone zone, struct date date) {
    struct request *rq = writing->rq;
    return text_format(rq->arena, rq->lang, key, "zone", text_of(rq->lang, zone_words(zone)), "name", writing->name, "date",
                       date_is_none(date) ? "" : date_long(rq->arena, rq->lang, date), NULL);
}

static const char *ask_path(struct request *rq, struct case_id id, struct unit_id unit, enum zone zone) {
    return arena_printf(rq->arena, "/sak/%lld/samtykke/nytt?to_unit=%lld&zone=%s", (long long)id.v, (long long)unit.v, zone_code(zone));
}

/* The row of the unit and zone that says how it is now: the yes that runs, else the latest. NULL: she was never asked. */
static const struct consent_of_case_row *row_of(const struct writing *writing, enum zone zone) {
    const struct consent_of_case_row *found = NULL;
    for (size_t i = 0; i < writing->rows->n; i++) {
        const struct consent_of_case_row *row = &writing->rows->v[i];
        if (row->to_unit.v != writing->unit.v || row->zone != zone || row->state == CONSENT_STATE_ASKED) continue;
        if (row->state == CONSENT_STATE_GIVEN) return row;
        if (!found) found = row;
    }
    return found;
}

static void write_given(struct writing *writing, enum zone zone, const struct consent_of_case_row *row) {
    struct request *rq = writing->rq;
    int days = date_days_between(rq->today, row->until);
    bool blocked = writing->standing.objected & ZONE_BIT(zone);
    bool soon = days <= organisation_profile()->consents.remind_days_before;
    text_key key = blocked ? T_consent_line_blocked : soon ? T_consent_line_soon : T_consent_line_given;
    struct consent_line_view *line = line_add(writing,
                                              blocked ? ICON_OFF
                                              : soon  ? ICON_WARNING
                                                      : ICON_OK,
                                              blocked ? "neutral"
                                              : soon  ? "warning"
                                                      : "success",
                                              say(writing, key, zone, row->until));
    line->revoke = row->id.v;
    if (soon && !blocked && !(writing->standing.asked & ZONE_BIT(zone))) line->ask_again = ask_path(rq, writing->id, writing->unit, zone);
}

static void write_no(struct writing *writing, enum zone zone, const struct consent_of_case_row *row) {
    struct request *rq = writing->rq;
    struct consent_line_view *line = NULL;
    switch (row->state) {
    case CONSENT_STATE_REFUSED: {
        bool pause = row->ask_again.days > rq->today.days;
        line = line_add(writing, ICON_OFF, "neutral",
                        say(writing, pause ? T_consent_line_refused : T_consent_line_refused_before, zone, row->ask_again));
        if (!pause) line->ask_again = ask_path(rq, writing->id, writing->unit, zone);
        break;
    }
    case CONSENT_STATE_REVOKED:
        line = line_add(writing, ICON_OFF, "neutral", say(writing, T_consent_line_revoked, zone, instant_oslo_date(row->ended_at)));
        break;
    case CONSENT_STATE_GIVEN: /* its last day is over, and the job has not come to it */
    case CONSENT_STATE_EXPIRED:
        line = line_add(writing, ICON_CONSENT_EXPIRING, "neutral", say(writing, T_consent_line_expired, zone, row->until));
        line->ask_again = ask_path(rq, writing->id, writing->unit, zone);
        break;
    case CONSENT_STATE_REPLACED:
    case CONSENT_STATE_ASKED: break;
    }
    if (line && writing->standing.asked & ZONE_BIT(zone)) line->ask_again = NULL;
}

/* Shared by another unit on a ground, or although she objected. */
static const char *say_ground(struct writing *writing, enum zone zone, const char *ground) {
    struct request *rq = writing->rq;
    text_key key = text_equal(ground, "override") ? T_consent_line_override : T_consent_line_shared;
    return text_format(rq->arena, rq->lang, key, "zone", text_of(rq->lang, zone_words(zone)), "name", writing->name, "ground",
                       ground_words(rq->lang, ground), NULL);
}

static void write_zone(struct writing *writing, enum zone zone) {
    const char *ground = standing_ground(&writing->standing, zone);
    const struct consent_of_case_row *row = row_of(writing, zone);
    bool runs = row && row->state == CONSENT_STATE_GIVEN && row->until.days >= writing->rq->today.days;
    bool by_task = text_equal(ground, "own_unit") || text_equal(ground, "H7");
    size_t before = writing->view->lines.n;
    if (by_task)
        line_add(writing, ICON_OK, "success",
                 say(writing, text_equal(ground, "H7") ? T_consent_line_care : T_consent_line_task, zone, DATE_NONE));
    if (ground && !by_task && !runs) line_add(writing, ICON_INFO, "info", say_ground(writing, zone, ground));
    if (runs) write_given(writing, zone, row);
    else if (row && !ground) write_no(writing, zone, row);
    if (writing->standing.asked & ZONE_BIT(zone)) {
        line_add(writing, ICON_WAITING, "neutral", say(writing, T_consent_line_asked, zone, DATE_NONE));
        writing->view->answer_path =
            arena_printf(writing->rq->arena, "/sak/%lld/samtykke/svar/%lld", (long long)writing->id.v, (long long)writing->unit.v);
    }
    const char *words = text_of(writing->rq->lang, zone_words(zone));
    for (size_t i = before; i < writing->view->lines.n; i++) writing->view->lines.v[i].zone = words;
}

enum { LINES_MOST = 3 * (ZONE_RESTRICTED + 1) };

/* Whoever never sees health does not read here who does. (I-06) */
static void write_unit(struct writing *writing, bool no_health) {
    writing->standing = standing_of(writing->rq->db, writing->unit, writing->id, writing->rq->today);
    writing->view->lines.v = arena_array(writing->rq->arena, LINES_MOST, sizeof *writing->view->lines.v);
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++)
        if (zone != ZONE_HEALTH || !no_health) write_zone(writing, zone);
    if (!writing->view->lines.n && standing_finds_case(&writing->standing))
        line_add(writing, ICON_INFO, "neutral", text_of(writing->rq->lang, T_consent_line_spine_only))->zone = "";
}

static struct consent_unit_view *unit_view_of(struct consent_unit_views *units, struct request *rq, struct unit_id unit) {
    for (size_t i = 0; i < units->n; i++)
        if (units->v[i].unit == unit.v) return &units->v[i];
    struct consent_unit_view *view = &units->v[units->n++];
    *view = (struct consent_unit_view){.unit = unit.v, .name = unit_words(rq, unit), .roles = ""};
    return view;
}

static struct consent_unit_views units_of(struct request *rq, struct case_id id, const char *name) {
    struct case_unit_all_rows team = case_unit_all(rq->db, id, rq->today);
    struct consent_of_case_rows rows = consent_of_case(rq->db, id);
    struct consent_unit_views units = {arena_array(rq->arena, team.n + rows.n + 1, sizeof *units.v), 0};
    for (size_t i = 0; i < team.n; i++) {
        struct consent_unit_view *view = unit_view_of(&units, rq, team.v[i].unit_id);
        const char *why = text_of(rq->lang, (text_key)involvement_text(team.v[i].why));
        view->roles = *view->roles ? arena_printf(rq->arena, "%s, %s", view->roles, why) : why;
    }
    for (size_t i = 0; i < rows.n; i++) unit_view_of(&units, rq, rows.v[i].to_unit);
    struct unit_brief own;
    bool no_health = !organisation_unit(rq->db, rq->session->unit, rq->lang, &own) || reader_never_health(reader_of(own.role));
    for (size_t i = 0; i < units.n; i++) {
        struct writing writing = {.rq = rq, .id = id, .name = name, .unit = {units.v[i].unit}, .rows = &rows, .view = &units.v[i]};
        write_unit(&writing, no_health);
    }
    return units;
}

static struct objection_views objections_of(struct request *rq, struct case_id id, const char *name) {
    struct objection_of_case_rows rows = objection_of_case(rq->db, id);
    struct objection_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        struct date since = instant_oslo_date(rows.v[i].made_at);
        const char *unit = rows.v[i].unit_id.v ? unit_words(rq, rows.v[i].unit_id) : "";
        views.v[i] = (struct objection_view){
            .id = rows.v[i].id.v,
            .since = since,
            .text = text_format(rq->arena, rq->lang, *unit ? T_objection_line_unit : T_objection_line_all, "unit", unit, "name", name,
                                "zone", text_of(rq->lang, zone_words(rows.v[i].zone)), "date", date_long(rq->arena, rq->lang, since), NULL),
        };
    }
    return views;
}

/* Her yes never opens the restricted zone; her no closes it. */
static struct options zone_choices(struct request *rq, enum zone last) {
    struct options options = {arena_array(rq->arena, ZONE_RESTRICTED + 1, sizeof *options.v), 0};
    for (enum zone zone = ZONE_HEALTH; zone <= last; zone++)
        options.v[options.n++] = (struct option){.value = zone_code(zone), .label = text_of(rq->lang, zone_words(zone))};
    return options;
}

/* The receipt after taking back, with the way to undo it: a new question. */
static struct consent_ended_view ended_of(struct request *rq, struct case_id id, struct consent_id consent, const char *name) {
    struct consent_get_row row;
    if (!consent.v || !consent_get(rq->db, id, consent, &row) || row.state != CONSENT_STATE_REVOKED) return (struct consent_ended_view){0};
    return (struct consent_ended_view){
        .text = text_format(rq->arena, rq->lang, T_consent_ended, "unit", unit_words(rq, row.to_unit), "zone",
                            text_of(rq->lang, zone_words(row.zone)), "name", name, NULL),
        .again = ask_path(rq, id, row.to_unit, row.zone),
    };
}

struct reply consent_page(struct request *rq, const struct consent_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame)) return reply_not_found(rq);
    const char *name = frame.person.given_name;
    struct consent_page_view view = {
        .case_number = in->case_.v,
        .name = name,
        .may_see_sharing = session_may(rq->session, RIGHT_SHARING_SEE),
        .may_mark = session_may(rq->session, RIGHT_SHIELD_MARK),
        .ended = ended_of(rq, in->case_, in->ended, name),
        .units = units_of(rq, in->case_, name),
        .objections = objections_of(rq, in->case_, name),
        .zones = zone_choices(rq, ZONE_RESTRICTED),
        .all_units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0}),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_consent_title);
    consent_overview(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── asking ───────────────────────────────────────────────────────────── */

static struct reply refused(struct request *rq, int fault) {
    struct consent_fault_text text = consent_fault_text(fault);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static bool said_no_lately(struct request *rq, struct case_id id) {
    struct consent_of_case_rows rows = consent_of_case(rq->db, id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].state == CONSENT_STATE_REFUSED && rows.v[i].ask_again.days > rq->today.days) return true;
    return false;
}

struct reply consent_ask_form(struct request *rq, const struct consent_ask_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame)) return reply_not_found(rq);
    struct consent_ask_view view = {
        .case_number = in->case_.v,
        .name = frame.person.given_name,
        .to_unit = in->to_unit.v ? arena_printf(rq->arena, "%lld", (long long)in->to_unit.v) : NULL,
        .zone = in->zone ? zone_code(in->zone) : NULL,
        .until = date_iso(rq->arena, consent_default_until(rq->today)),
        .said_no = said_no_lately(rq, in->case_),
        .units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0}),
        .zones = zone_choices(rq, ZONE_PLAN),
        .purposes = consent_purpose_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_consent_title);
    consent_question(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply consent_ask(struct request *rq, const struct consent_ask_in *in) {
    struct consent_asking asking = {.to_unit = in->to_unit, .purpose = in->purpose, .until = in->until, .reason = in->reason};
    for (size_t i = 0; i < in->zones.n; i++)
        if (in->zones.v[i]) asking.zones |= ZONE_BIT(in->zones.v[i]);
    int fault = consent_put_question(rq->db, in->case_, &asking);
    if (fault) return refused(rq, fault);
    return reply_see_other(rq, "/sak/%lld/samtykke/svar/%lld", (long long)in->case_.v, (long long)in->to_unit.v);
}

/* ── answering ────────────────────────────────────────────────────────── */

static void fill_question(struct request *rq, const struct consent_waiting_rows *waiting, struct consent_answer_view *view) {
    unsigned zones = 0;
    view->zones = (struct options){arena_array(rq->arena, waiting->n, sizeof(struct option)), 0};
    for (size_t i = 0; i < waiting->n; i++) {
        enum zone zone = waiting->v[i].zone;
        zones |= ZONE_BIT(zone);
        view->zones.v[view->zones.n++] = (struct option){.value = zone_code(zone), .label = text_of(rq->lang, zone_words(zone))};
    }
    view->zones_text = zones_text(rq->arena, rq->lang, zones);
    view->purpose = text_of(rq->lang, (text_key)consent_purpose_text(waiting->v[0].purpose));
    view->until_date = waiting->v[0].until;
    view->until = date_iso(rq->arena, view->until_date);
    view->several = waiting->n > 1;
}

static struct options replies_of(struct request *rq, bool several) {
    struct options all = consent_reply_options(rq->arena, rq->lang), kept = {arena_array(rq->arena, all.n, sizeof *kept.v), 0};
    for (size_t i = 0; i < all.n; i++)
        if (several || !text_equal(all.v[i].value, consent_reply_code(CONSENT_REPLY_PARTLY))) kept.v[kept.n++] = all.v[i];
    return kept;
}

struct reply consent_answer_form(struct request *rq, const struct consent_answer_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame)) return reply_not_found(rq);
    struct consent_waiting_rows waiting = consent_waiting(rq->db, in->case_, in->unit);
    if (!waiting.n) return reply_not_found(rq);
    struct consent_answer_view view = {
        .case_number = in->case_.v,
        .unit = in->unit.v,
        .name = frame.person.given_name,
        .unit_name = unit_words(rq, in->unit),
        .pause_days = organisation_profile()->consents.ask_again_days,
        .forms = consent_form_options(rq->arena, rq->lang),
    };
    fill_question(rq, &waiting, &view);
    view.replies = replies_of(rq, view.several);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_consent_title);
    consent_reply(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* The zones of the answer. False after form_error: «partly» without a zone ticked. */
static bool zones_of_answer(struct request *rq, const struct consent_answer_in *in, unsigned *ret_zones) {
    unsigned zones = 0;
    struct consent_waiting_rows waiting = consent_waiting(rq->db, in->case_, in->unit);
    for (size_t i = 0; in->reply == CONSENT_REPLY_YES && i < waiting.n; i++) zones |= ZONE_BIT(waiting.v[i].zone);
    for (size_t i = 0; in->reply == CONSENT_REPLY_PARTLY && i < in->zones.n; i++)
        if (in->zones.v[i]) zones |= ZONE_BIT(in->zones.v[i]);
    if (in->reply == CONSENT_REPLY_PARTLY && !zones) form_error(rq, "zones", T_consent_zone_missing);
    *ret_zones = zones;
    return !rq->form->refused;
}

struct reply consent_answer(struct request *rq, const struct consent_answer_in *in) {
    struct consent_answering answering = {.unit = in->unit, .form = in->form, .until = in->until, .witness = in->witness};
    if (!zones_of_answer(rq, in, &answering.zones)) return reply_invalid(rq);
    int fault = consent_register_answer(rq->db, in->case_, &answering);
    if (fault == CONSENT_NOT_FOUND) return reply_not_found(rq);
    if (fault) return refused(rq, fault);
    text_key receipt = in->reply == CONSENT_REPLY_YES  ? T_consent_receipt_yes
                       : in->reply == CONSENT_REPLY_NO ? T_consent_receipt_no
                                                       : T_consent_receipt_partly;
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/samtykke", (long long)in->case_.v), receipt);
}

/* ── taking back, objecting ───────────────────────────────────────────── */

struct reply consent_end(struct request *rq, const struct consent_end_in *in) {
    int fault = consent_take_back(rq->db, in->case_, in->consent);
    if (fault == CONSENT_NOT_FOUND) return reply_not_found(rq);
    if (fault) return refused(rq, fault);
    return reply_see_other(rq, "/sak/%lld/samtykke?ended=%lld", (long long)in->case_.v, (long long)in->consent.v);
}

struct reply objection_register(struct request *rq, const struct objection_register_in *in) {
    int fault = consent_object(rq->db, in->case_, in->blocked, in->objected);
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/samtykke", (long long)in->case_.v), T_objection_receipt);
}

struct reply objection_end(struct request *rq, const struct objection_end_in *in) {
    int fault = consent_lift(rq->db, in->case_, in->objection);
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/samtykke", (long long)in->case_.v), T_objection_lifted_receipt);
}

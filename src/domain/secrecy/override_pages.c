/* Pages of setting an objection aside: asking, the second person's answer, telling her, the letter. From form to rule to view. */
#include "domain/secrecy/override.h"

#include "domain/work/case_frame.h"
#include "platform/pdf/letter.h"
#include "domain/secrecy/letters.h"
#include "secrecy_routes.h"
#include "secrecy_sql.h"
#include "secrecy_views.h"
#include "texts.h"

enum { WEEKS_PROPOSED = 4 };

static struct reply refused(struct request *rq, int fault) {
    struct override_fault_text text = override_fault_text(fault);
    if (fault == OVERRIDE_NOT_FOUND) return reply_not_found(rq);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static struct options zones_objected(struct request *rq) {
    struct options options = {arena_array(rq->arena, ZONE_RESTRICTED + 1, sizeof *options.v), 0};
    for (enum zone zone = ZONE_HEALTH; zone < ZONE_RESTRICTED; zone++)
        options.v[options.n++] = (struct option){.value = zone_code(zone), .label = text_of(rq->lang, zone_words(zone))};
    return options;
}

struct reply override_form(struct request *rq, const struct override_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame)) return reply_not_found(rq);
    struct override_form_view view = {
        .case_number = in->case_.v,
        .name = frame.person.given_name,
        .to_unit = in->to_unit.v ? arena_printf(rq->arena, "%lld", (long long)in->to_unit.v) : NULL,
        .zone = in->zone ? zone_code(in->zone) : NULL,
        .until = date_iso(rq->arena, date_add_days(rq->today, WEEKS_PROPOSED * 7)),
        .units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0}),
        .zones = zones_objected(rq),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_override_new_title);
    override_edit(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply override_new(struct request *rq, const struct override_new_in *in) {
    struct objection_override_id override;
    struct override_asking asking = {.to_unit = in->to_unit, .zone = in->zone, .reason = in->reason, .until = in->until};
    int fault = override_ask(rq->db, in->case_, &asking, &override);
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/tilsidesett/%lld", (long long)in->case_.v, (long long) override.v),
                             T_override_asked_receipt);
}

static void fill_override(struct request *rq, const struct override_get_row *row, struct override_view *view) {
    view->unit = unit_words(rq, row->to_unit);
    view->zone = text_of(rq->lang, zone_words(row->zone));
    view->reason = row->reason;
    view->asked_by = organisation_staff_name(rq->db, row->asked_by);
    view->answered_by = organisation_staff_name(rq->db, row->answered_by);
    view->answer = row->answer;
    view->asked = instant_oslo_date(row->asked_at);
    view->until = row->until;
    view->answered = instant_is_none(row->answered_at) ? DATE_NONE : instant_oslo_date(row->answered_at);
    view->approved = row->state == OVERRIDE_STATE_APPROVED;
    view->refused = row->state == OVERRIDE_STATE_REFUSED;
    view->ended = row->state == OVERRIDE_STATE_ENDED;
    view->to_tell = (view->approved || view->ended) && instant_is_none(row->told_at);
    if (!instant_is_none(row->told_at))
        view->told =
            text_format(rq->arena, rq->lang, T_override_told_line, "date", date_long(rq->arena, rq->lang, instant_oslo_date(row->told_at)),
                        "how", text_of(rq->lang, (text_key)told_how_text(row->told)), NULL);
}

struct reply override_show(struct request *rq, const struct override_show_in *in) {
    struct case_frame frame;
    struct override_get_row row;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame) || !override_get(rq->db, in->case_, in->override, &row))
        return reply_not_found(rq);
    bool waits = row.state == OVERRIDE_STATE_ASKED, other = row.asked_by.v != rq->session->staff.v;
    struct override_view view = {
        .case_number = in->case_.v,
        .override = in->override.v,
        .name = frame.person.given_name,
        .may_answer = waits && other && session_may(rq->session, RIGHT_OVERRIDE_ANSWER),
        .verdicts = override_verdict_options(rq->arena, rq->lang),
        .told_hows = told_how_options(rq->arena, rq->lang),
    };
    view.waits_for_another = waits && !view.may_answer;
    fill_override(rq, &row, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_override_title);
    override_page(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct reply back(struct request *rq, struct case_id id, struct objection_override_id override, text_key receipt) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/tilsidesett/%lld", (long long)id.v, (long long) override.v), receipt);
}

struct reply override_answered(struct request *rq, const struct override_answered_in *in) {
    bool approved = in->verdict == OVERRIDE_VERDICT_APPROVE;
    int fault = override_reply(rq->db, in->case_, in->override, approved, in->answer);
    if (fault) return refused(rq, fault);
    return back(rq, in->case_, in->override, approved ? T_override_approved_receipt : T_override_refused_receipt);
}

struct reply override_told(struct request *rq, const struct override_told_in *in) {
    int fault = override_tell(rq->db, in->case_, in->override, in->told);
    if (fault) return refused(rq, fault);
    return back(rq, in->case_, in->override, T_override_told_receipt);
}

struct reply override_end(struct request *rq, const struct override_end_in *in) {
    int fault = override_stop(rq->db, in->case_, in->override);
    if (fault) return refused(rq, fault);
    return back(rq, in->case_, in->override, T_override_ended_receipt);
}

/* «Vi har satt nei-et ditt til side»: what, for whom, why, until when, and whom she can complain to. In her own language. */
struct reply override_letter(struct request *rq, const struct override_letter_in *in) {
    struct case_brief brief;
    struct person_spine person;
    struct override_get_row row;
    struct unit_brief unit;
    if (!work_case(rq->db, in->case_, &brief) || !person_spine(rq->db, brief.person, &person) ||
        !override_get(rq->db, in->case_, in->override, &row))
        return reply_not_found(rq);
    bool approved = row.state == OVERRIDE_STATE_APPROVED || row.state == OVERRIDE_STATE_ENDED;
    if (!approved || !organisation_unit(rq->db, row.to_unit, person.lang, &unit)) return reply_not_found(rq);
    struct letter *letter = secrecy_letter(rq, in->case_, T_override_letter_title);
    const char *zone = text_of(person.lang, zone_words(row.zone)), *until = date_long(rq->arena, person.lang, row.until);
    letter_add(letter, LETTER_LEAD,
               text_format(rq->arena, person.lang, T_override_letter_lead, "unit", unit.letter_name, "zone", zone, "date", until, NULL));
    letter_add(letter, LETTER_HEADING, text_of(person.lang, T_override_letter_why));
    letter_add(letter, LETTER_PARAGRAPH, row.reason);
    letter_add(letter, LETTER_PARAGRAPH, text_of(person.lang, T_override_letter_two));
    letter_add(letter, LETTER_HEADING, text_of(person.lang, T_access_letter_rights_title));
    /* What concerns health is a right under the patients' and users' act, with its own body and limit (PBRL-12, PBRL-13). */
    letter_add(letter, LETTER_PARAGRAPH, text_of(person.lang, row.zone == ZONE_HEALTH ? T_override_letter_appeal_health : T_override_letter_appeal));
    letter_add(letter, LETTER_PARAGRAPH, text_of(person.lang, T_override_letter_rights));
    secrecy_letter_call(rq, letter, brief.holder_unit);
    return secrecy_letter_reply(rq, letter, arena_printf(rq->arena, "tilsidesatt-%lld.pdf", (long long)in->override.v));
}

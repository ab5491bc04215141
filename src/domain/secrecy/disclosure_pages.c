/* What is given to somebody outside, or asked for and not given: the form that writes it down. (PJL-6, R-056, SOT-13) */
#include "domain/secrecy/sharing.h"

#include "domain/work/case_frame.h"
#include "platform/audit/audit.h"
#include "secrecy_routes.h"
#include "secrecy_sql.h"
#include "secrecy_views.h"
#include "texts.h"

/* Her yes counts here too, and what police and prison may ask for under the social services act. */
static bool for_outside(const struct law_ground *ground) {
    return (ground->selectable && !ground->needs_two_persons) || text_equal(ground->code, "consent");
}

static struct options grounds_outside(struct request *rq) {
    const struct law_ground *ground;
    unsigned count = 0;
    while (law_ground_number(law_current(), count)) count++;
    struct options options = {arena_array(rq->arena, count + 1, sizeof *options.v), 0};
    for (unsigned i = 0; (ground = law_ground_number(law_current(), i)); i++)
        if (for_outside(ground)) options.v[options.n++] = (struct option){ground->code, ground_words(rq->lang, ground->code), NULL};
    return options;
}

static struct options zones_outside(struct request *rq) {
    struct options options = {arena_array(rq->arena, ZONE_RESTRICTED + 1, sizeof *options.v), 0};
    for (enum zone zone = ZONE_SPINE; zone <= ZONE_RESTRICTED; zone++)
        options.v[options.n++] = (struct option){.value = zone_code(zone), .label = text_of(rq->lang, zone_words(zone))};
    return options;
}

struct reply disclosure_form(struct request *rq, const struct disclosure_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame)) return reply_not_found(rq);
    struct disclosure_form_view view = {
        .case_number = in->case_.v,
        .name = frame.person.given_name,
        .receivers = disclosure_receiver_options(rq->arena, rq->lang),
        .whats = disclosure_what_options(rq->arena, rq->lang),
        .zones = zones_outside(rq),
        .grounds = grounds_outside(rq),
        .givens = disclosure_given_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_disclosure_title);
    disclosure_edit(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* Police and prison may, on request, have contact details and whereabouts from the social services, and nothing else on that ground. (SOT-13) */
static text_key ground_fault(const struct disclosure_new_in *in, const struct law_ground *ground) {
    if (!ground || !for_outside(ground)) return T_sharing_ground_unknown;
    if (text_equal(ground->code, "whereabouts")) {
        bool asks = in->receiver == DISCLOSURE_RECEIVER_POLICE || in->receiver == DISCLOSURE_RECEIVER_PRISON;
        bool place = in->what == DISCLOSURE_WHAT_WHEREABOUTS || in->what == DISCLOSURE_WHAT_CONTACT_DETAILS;
        return asks && place && in->zone == ZONE_SOCIAL ? 0 : T_disclosure_whereabouts_only;
    }
    return ground->zones & ZONE_BIT(in->zone) ? 0 : T_disclosure_ground_not_zone;
}

/* One gives away only what one may see. */
static bool may_give(struct request *rq, struct case_id id, enum zone zone) {
    struct standing standing = standing_of_worker(rq->db, rq->session, id, rq->today);
    return zone == ZONE_SPINE || standing_ground(&standing, zone);
}

struct reply disclosure_new(struct request *rq, const struct disclosure_new_in *in) {
    struct case_brief brief;
    const struct law_ground *ground = law_ground(law_current(), in->ground);
    bool given = in->given == DISCLOSURE_GIVEN_YES;
    if (!work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    text_key fault = ground_fault(in, ground);
    if (fault && given) form_error(rq, "ground", fault);
    if (!ground) form_error(rq, "ground", T_sharing_ground_unknown);
    if (given && !may_give(rq, in->case_, in->zone)) form_error(rq, "zone", T_disclosure_not_yours);
    if (!date_is_none(in->about_from) && !date_is_none(in->about_until) && in->about_until.days < in->about_from.days)
        form_error(rq, "about_until", T_disclosure_period_backwards);
    if (rq->form->refused) return reply_invalid(rq);
    struct disclosure_id disclosure =
        disclosure_insert(rq->db, in->case_, brief.person, rq->session->unit, rq->session->staff, in->receiver, in->organisation,
                          text_empty(in->asked_by) ? NULL : in->asked_by, in->ground, in->zone, in->what, in->necessity, in->about_from,
                          in->about_until, given, rq->now);
    audit_add(rq->db, given ? "given_outside" : "refused_outside", "disclosure", disclosure.v, disclosure_receiver_code(in->receiver));
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/deling", (long long)in->case_.v),
                             given ? T_disclosure_receipt : T_disclosure_refused_receipt);
}

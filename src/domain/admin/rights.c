/* Rights in words: what each role may do, the same seen from the right, and what one worker may do today. The answer is asked of the code that decides
 * (organisation/rights.c) and never of a copy. */
#include "admin_routes.h"
#include "admin_views.h"
#include "domain/admin/rights.h"
#include "domain/admin/views.h"
#include "domain/organisation/organisation.h"
#include "texts.h"

/* A right that has no words yet is shown by its code. */
static const text_key words[RIGHT_COUNT] = {
    [RIGHT_SIGNED_IN] = T_admin_right_signed_in,
    [RIGHT_ACCESS_HANDLE] = T_admin_right_access_handle,
    [RIGHT_ACCESS_NOTICES] = T_admin_right_access_notices,
    [RIGHT_ADMIN_SEE] = T_admin_right_admin_see,
    [RIGHT_ADMIN_WRITE] = T_admin_right_admin_write,
    [RIGHT_APPEAL_DECIDE] = T_admin_right_appeal_decide,
    [RIGHT_APPEAL_FIGURES] = T_admin_right_appeal_figures,
    [RIGHT_APPEAL_PREPARE] = T_admin_right_appeal_prepare,
    [RIGHT_APPEAL_REGISTER] = T_admin_right_appeal_register,
    [RIGHT_APPEAL_SUSPEND] = T_admin_right_appeal_suspend,
    [RIGHT_APPLICATION_DECIDE] = T_admin_right_application_decide,
    [RIGHT_APPLICATION_IMPORT] = T_admin_right_application_import,
    [RIGHT_APPLICATION_LIST] = T_admin_right_application_list,
    [RIGHT_APPLICATION_SEE] = T_admin_right_application_see,
    [RIGHT_APPLICATION_WRITE] = T_admin_right_application_write,
    [RIGHT_ASSESSMENT_WRITE] = T_admin_right_assessment_write,
    [RIGHT_BATON_ANSWER] = T_admin_right_baton_answer,
    [RIGHT_BATON_OFFER] = T_admin_right_baton_offer,
    [RIGHT_BOOKING_WRITE] = T_admin_right_booking_write,
    [RIGHT_BREACHES_HANDLE] = T_admin_right_breaches_handle,
    [RIGHT_CARETAKER_LOG] = T_admin_right_caretaker_log,
    [RIGHT_CASE_CLOSE] = T_admin_right_case_close,
    [RIGHT_CASE_SEARCH] = T_admin_right_case_search,
    [RIGHT_CASE_SEE] = T_admin_right_case_see,
    [RIGHT_CASE_SHARE] = T_admin_right_case_share,
    [RIGHT_CONCENTRATION_SEE] = T_admin_right_concentration_see,
    [RIGHT_CONCERN_REPORT] = T_admin_right_concern_report,
    [RIGHT_CONSENT_REGISTER] = T_admin_right_consent_register,
    [RIGHT_CONTACT_CREATE] = T_admin_right_contact_create,
    [RIGHT_CONTACT_ROUTE] = T_admin_right_contact_route,
    [RIGHT_CREDIT_ASK] = T_admin_right_credit_ask,
    [RIGHT_DECISION_CHECK] = T_admin_right_decision_check,
    [RIGHT_DECISION_INPUT] = T_admin_right_decision_input,
    [RIGHT_DECISION_ISSUE] = T_admin_right_decision_issue,
    [RIGHT_DECISION_SIGN] = T_admin_right_decision_sign,
    [RIGHT_DECISION_WRITE] = T_admin_right_decision_write,
    [RIGHT_DISPUTE_DECIDE] = T_admin_right_dispute_decide,
    [RIGHT_DUTY_WRITE] = T_admin_right_duty_write,
    [RIGHT_DWELLING_EDIT] = T_admin_right_dwelling_edit,
    [RIGHT_DWELLING_SEE] = T_admin_right_dwelling_see,
    [RIGHT_EMERGENCY_JUDGE] = T_admin_right_emergency_judge,
    [RIGHT_EMERGENCY_READ] = T_admin_right_emergency_read,
    [RIGHT_ENGAGEMENT_SEE] = T_admin_right_engagement_see,
    [RIGHT_ENGAGEMENT_WRITE] = T_admin_right_engagement_write,
    [RIGHT_ERASURE_HANDLE] = T_admin_right_erasure_handle,
    [RIGHT_GUIDANCE_SEE] = T_admin_right_guidance_see,
    [RIGHT_GUIDANCE_WRITE] = T_admin_right_guidance_write,
    [RIGHT_HOME_FIGURES] = T_admin_right_home_figures,
    [RIGHT_HOME_KEEP] = T_admin_right_home_keep,
    [RIGHT_INCIDENT_REPORT] = T_admin_right_incident_report,
    [RIGHT_INFORMATION_ASK] = T_admin_right_information_ask,
    [RIGHT_LANDLORD_SEE] = T_admin_right_landlord_see,
    [RIGHT_LAW_CONFIRM] = T_admin_right_law_confirm,
    [RIGHT_LAW_SEE] = T_admin_right_law_see,
    [RIGHT_LEASE_SEE] = T_admin_right_lease_see,
    [RIGHT_LEASE_WRITE] = T_admin_right_lease_write,
    [RIGHT_LOG_SEE] = T_admin_right_log_see,
    [RIGHT_MEASURE_MANAGE] = T_admin_right_measure_manage,
    [RIGHT_MEASURE_SEE] = T_admin_right_measure_see,
    [RIGHT_MEASURE_WRITE] = T_admin_right_measure_write,
    [RIGHT_MEETING_LEAD] = T_admin_right_meeting_lead,
    [RIGHT_MEETING_REPORT] = T_admin_right_meeting_report,
    [RIGHT_MEETING_SEE] = T_admin_right_meeting_see,
    [RIGHT_MESSAGE_USE] = T_admin_right_message_use,
    [RIGHT_NIGHT_ANSWER] = T_admin_right_night_answer,
    [RIGHT_NIGHT_ASK] = T_admin_right_night_ask,
    [RIGHT_NIGHT_LIST] = T_admin_right_night_list,
    [RIGHT_NOTICE_WRITE] = T_admin_right_notice_write,
    [RIGHT_OFFER_ANSWER] = T_admin_right_offer_answer,
    [RIGHT_OFFER_CLOSE] = T_admin_right_offer_close,
    [RIGHT_OFFER_LIST] = T_admin_right_offer_list,
    [RIGHT_OFFER_MAKE] = T_admin_right_offer_make,
    [RIGHT_OFFER_SEE] = T_admin_right_offer_see,
    [RIGHT_ONWARD_SEE] = T_admin_right_onward_see,
    [RIGHT_ORDER_SEE] = T_admin_right_order_see,
    [RIGHT_OVERRIDE_ANSWER] = T_admin_right_override_answer,
    [RIGHT_PEER_TALK] = T_admin_right_peer_talk,
    [RIGHT_PEOPLE_WRITE] = T_admin_right_people_write,
    [RIGHT_PERSON_MERGE] = T_admin_right_person_merge,
    [RIGHT_PLACE_SEE] = T_admin_right_place_see,
    [RIGHT_PLACE_WRITE] = T_admin_right_place_write,
    [RIGHT_PLAN_OFFER] = T_admin_right_plan_offer,
    [RIGHT_PLAN_WRITE] = T_admin_right_plan_write,
    [RIGHT_PROPOSAL_DECIDE] = T_admin_right_proposal_decide,
    [RIGHT_PROPOSAL_SEE] = T_admin_right_proposal_see,
    [RIGHT_READS_REVIEW] = T_admin_right_reads_review,
    [RIGHT_SAFETY_APPROVE] = T_admin_right_safety_approve,
    [RIGHT_SAFETY_SEE] = T_admin_right_safety_see,
    [RIGHT_SAFETY_SET] = T_admin_right_safety_set,
    [RIGHT_SERVICE_WRITE] = T_admin_right_service_write,
    [RIGHT_SHARING_SEE] = T_admin_right_sharing_see,
    [RIGHT_SHIELD_MANAGE] = T_admin_right_shield_manage,
    [RIGHT_SHIELD_MARK] = T_admin_right_shield_mark,
    [RIGHT_SITING_SEE] = T_admin_right_siting_see,
    [RIGHT_TALK_WRITE] = T_admin_right_talk_write,
    [RIGHT_TEMPORARY_SEE] = T_admin_right_temporary_see,
    [RIGHT_TEMPORARY_WRITE] = T_admin_right_temporary_write,
    [RIGHT_TOWN_LEAD] = T_admin_right_town_lead,
    [RIGHT_TRAIL_EXPORT] = T_admin_right_trail_export,
    [RIGHT_TRANSITION_FIGURES] = T_admin_right_transition_figures,
    [RIGHT_TRANSITION_SEE] = T_admin_right_transition_see,
    [RIGHT_TRANSITION_WRITE] = T_admin_right_transition_write,
    [RIGHT_UNIT_LEAD] = T_admin_right_unit_lead,
    [RIGHT_UNIT_MERGE] = T_admin_right_unit_merge,
    [RIGHT_UPKEEP_SEE] = T_admin_right_upkeep_see,
    [RIGHT_UPKEEP_WRITE] = T_admin_right_upkeep_write,
    [RIGHT_VISIT_WRITE] = T_admin_right_visit_write,
};

static bool has(const uint64_t rights[4], enum right right) { return rights[right / 64] >> (right % 64) & 1; }

static const char *in_words(enum lang lang, enum right right) { return words[right] ? text_of(lang, words[right]) : right_code(right); }

struct admin_word_rows rights_in_words(struct arena *arena, enum lang lang, const uint64_t rights[4]) {
    struct admin_word_rows rows = {arena_array(arena, RIGHT_COUNT, sizeof *rows.v), 0};
    for (enum right right = RIGHT_SIGNED_IN + 1; right < RIGHT_COUNT; right++)
        if (has(rights, right)) rows.v[rows.n++] = in_words(lang, right);
    return rows;
}

static const char *roles_with(struct arena *arena, enum lang lang, enum right right, uint64_t (*of_role)[4]) {
    struct str out = str_in(arena);
    for (enum staff_role role = STAFF_ROLE_FIRST_CONTACT; (int)role <= STAFF_ROLE_COUNT; role++) {
        if (!has(of_role[role], right)) continue;
        if (out.length) str_add(&out, ", ");
        str_add(&out, text_of(lang, staff_role_text(role)));
    }
    return str_text(&out);
}

struct reply admin_rights_page(struct request *rq, const struct admin_rights_page_in *in) {
    (void)in;
    uint64_t of_role[STAFF_ROLE_COUNT + 1][4] = {0};
    struct admin_rights_view view = {
        .tab = {ADMIN_TAB_RIGHTS},
        .roles = {arena_array(rq->arena, STAFF_ROLE_COUNT, sizeof *view.roles.v), 0},
        .rights = {arena_array(rq->arena, RIGHT_COUNT, sizeof *view.rights.v), 0},
    };
    for (enum staff_role role = STAFF_ROLE_FIRST_CONTACT; (int)role <= STAFF_ROLE_COUNT; role++) {
        organisation_role_rights(role, of_role[role]);
        view.roles.v[view.roles.n++] = (struct admin_role_rights){(text_key)staff_role_text(role), rights_in_words(rq->arena, rq->lang, of_role[role])};
    }
    for (enum right right = RIGHT_SIGNED_IN + 1; right < RIGHT_COUNT; right++)
        view.rights.v[view.rights.n++] = (struct admin_right_roles){in_words(rq->lang, right), roles_with(rq->arena, rq->lang, right, of_role)};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_rights, .nav = "/administrasjon"});
    admin_rights_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

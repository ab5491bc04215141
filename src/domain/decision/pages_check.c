/* Checking, signing and issuing: what is missing per part, and the acts themselves. Buttons are never disabled; the answer says what is missing. */
#include "domain/assessment/assessment.h"
#include "domain/decision/pages.h"
#include "domain/decision/partial.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "decision_views.h"
#include "texts.h"

/* ── the check page ───────────────────────────────────────────────────── */

static struct check_part_view check_row(const struct sight *sight, const struct part *part) {
    struct request *rq = sight->rq;
    struct check_part_view row = {
        .number = part->number,
        .name = part_name(rq->lang, part),
        .path = part_path(rq->arena, &sight->joint, part, ""),
        .unit = part->unit_name,
        .mark = part_mark(rq->arena, rq->lang, part),
        .checked_by = organisation_staff_name(rq->db, part->checked_by),
        .signed_by = organisation_staff_name(rq->db, part->signed_by),
        .reference = part->reference,
        .later_by = date_is_none(part->later_by) ? NULL : date_long(rq->arena, rq->lang, part->later_by),
        .signing_unit = unit_called(rq, signing_unit(rq->db, part->kind, sight->joint.unit)),
        .draft = part->state == PART_STATE_DRAFT,
        .checked = part->state == PART_STATE_CHECKED,
        .is_signed = part->state == PART_STATE_SIGNED,
        .later = part->state == PART_STATE_LATER,
        .stands = !part->decided_now,
    };
    if (row.draft || row.checked) row.gaps = gap_rows(sight, part);
    return row;
}

/* What must be asked about before anything is decided. */
static struct lack_rows_view lacks_of(struct request *rq, struct case_id id) {
    struct assessment_lacks lacks = assessment_guard(rq->db, id);
    struct lack_rows_view view = {arena_array(rq->arena, lacks.n + 1, sizeof *view.v), lacks.n};
    for (size_t i = 0; i < lacks.n; i++) view.v[i] = (struct lack_row_view){lacks.v[i].text, lacks.v[i].path};
    return view;
}

struct reply decision_check_page(struct request *rq, const struct decision_check_page_in *in) {
    struct sight sight;
    if (!sight_read(rq, in->case_, in->decision, &sight)) return reply_not_found(rq);
    const struct joint *joint = &sight.joint;
    struct check_view view = {
        .title = text_format(rq->arena, rq->lang, T_decision_version, "number", int_text(rq->arena, joint->version_no), NULL),
        .path = decision_path(rq->arena, joint),
        .given_name = sight.frame.person.given_name,
        .lacks_bistand = joint_lacks_housing_part(rq->db, joint),
        .may_check = session_may(rq->session, RIGHT_DECISION_CHECK),
        .may_sign = session_may(rq->session, RIGHT_DECISION_SIGN),
        .may_issue = session_may(rq->session, RIGHT_DECISION_ISSUE) && joint_open(joint->state),
        .may_write = session_may(rq->session, RIGHT_DECISION_WRITE) && joint_open(joint->state),
        .ready = joint_may_issue(rq->db, joint) == ERR_OK,
        .lacks = lacks_of(rq, in->case_),
        .parts = {arena_array(rq->arena, joint->n + 1, sizeof(struct check_part_view)), joint->n},
    };
    enum partiality partiality = partial_now(rq->db, in->case_);
    view.stepped_out_self = partiality == PARTIAL_SELF;
    view.leader_stepped_out = partiality == PARTIAL_LEADER;
    view.may_step_out = session_may(rq->session, RIGHT_DECISION_INPUT) && !view.stepped_out_self && joint_open(joint->state);
    view.partial_reasons = partial_reason_options(rq->arena, rq->lang);
    view.warnings = warnings_of(&sight);
    view.stepped_out = stepped_out_rows(&sight);
    view.in_two_weeks = date_typed(rq->arena, date_add_days(rq->today, 14));
    for (size_t i = 0; i < joint->n; i++) {
        view.parts.v[i] = check_row(&sight, &joint->v[i]);
        view.n_missing += (int64_t)view.parts.v[i].gaps.n;
    }
    view.ready = view.ready && view.lacks.n == 0;
    struct html *h = html_new(rq);
    case_frame_begin(h, &sight.frame, T_decision_check_title);
    decision_check(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct reply back_to_check(struct request *rq, struct case_id id, struct joint_decision_id decision, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld/sjekk", (long long)id.v, (long long)decision.v), notice);
}

struct reply decision_part_control(struct request *rq, const struct decision_part_control_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    int result = decision_check_part(rq->db, decision_access(rq, in->decision), in->part);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_changed_meanwhile);
    if (result < 0) {
        form_error(rq, NULL, result == ERR_DENIED ? T_decision_check_own : T_decision_check_refused);
        return reply_invalid(rq);
    }
    return back_to_check(rq, in->case_, in->decision, T_decision_part_checked);
}

struct reply decision_part_undo(struct request *rq, const struct decision_part_undo_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    if (part_take_back(rq->db, in->part) < 0) return reply_conflict(rq, T_decision_is_issued);
    return back_to_check(rq, in->case_, in->decision, T_decision_part_undone);
}

struct reply decision_part_postpone(struct request *rq, const struct decision_part_postpone_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    int result = decision_part_later(rq->db, in->part, in->later_by);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_changed_meanwhile);
    if (result < 0) {
        form_error(rq, "later_by", T_decision_later_in_past);
        return reply_invalid(rq);
    }
    return back_to_check(rq, in->case_, in->decision, T_decision_part_postponed);
}

/* ── signing ──────────────────────────────────────────────────────────── */

struct reply decision_sign_page(struct request *rq, const struct decision_sign_page_in *in) {
    struct sight sight;
    if (!sight_read(rq, in->case_, in->decision, &sight)) return reply_not_found(rq);
    const struct part *part = sight_part(&sight, in->part);
    if (!part) return reply_not_found(rq);
    struct sign_view view = {
        .name = part_name(rq->lang, part),
        .path = part_path(rq->arena, &sight.joint, part, "/signer"),
        .back = arena_printf(rq->arena, "%s/sjekk", decision_path(rq->arena, &sight.joint)),
        .reference = organisation_delegation(rq->db, rq->session->staff, kind_law(part->kind), rq->today),
        .law = part->law ? law_words_in(&part->law->citation, rq->lang) : "",
        .unit = part->unit_name,
        .amount = amount_plain(rq->arena, rq->lang, &part->amount),
        .content = part->text.content,
        .given_name = sight.frame.person.given_name,
        .signing_unit = unit_called(rq, signing_unit(rq->db, part->kind, sight.joint.unit)),
        .from = part->from, .until = part->until,
        .readable = part->readable,
        .gaps = gap_rows(&sight, part),
        .others = others_of(&sight, part->id),
        .informal = informal_of(&sight),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &sight.frame, T_decision_sign_title);
    decision_sign(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply decision_part_sign(struct request *rq, const struct decision_part_sign_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    if (!in->impartial) form_error(rq, "impartial", T_decision_impartial_missing);
    if (rq->form->refused) return reply_invalid(rq);
    int result = decision_sign_part(rq->db, decision_access(rq, in->decision), in->part, in->impartial);
    bool partial = partial_now(rq->db, in->case_) != PARTIAL_NOT;
    if (result == ERR_DENIED) form_error(rq, NULL, partial ? T_decision_sign_partial : T_decision_no_delegation);
    if (result == ERR_INVALID) form_error(rq, NULL, T_decision_sign_refused);
    if (result == ERR_CONFLICT) form_error(rq, NULL, T_decision_not_checked);
    if (result < 0) return reply_invalid(rq);
    return back_to_check(rq, in->case_, in->decision, T_decision_part_signed);
}

/* ── issuing ──────────────────────────────────────────────────────────── */

static text_key why_not_issued(int result) {
    if (result == ERR_DENIED) return T_decision_issue_not_all_zones;
    if (result == ERR_INVALID) return T_decision_issue_missing;
    return T_decision_letter_failed;
}

struct reply decision_issue_now(struct request *rq, const struct decision_issue_now_in *in) {
    struct joint joint;
    if (!joint_load(rq->db, NULL, in->decision, rq->lang, &joint) || joint.case_.v != in->case_.v) return reply_not_found(rq);
    if (assessment_guard(rq->db, in->case_).n > 0) {
        form_error(rq, NULL, T_decision_issue_assessment);
        return reply_invalid(rq);
    }
    int result = decision_issue(rq->db, decision_access(rq, in->decision), in->decision);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_is_issued);
    if (result < 0) {
        form_error(rq, NULL, why_not_issued(result));
        return reply_invalid(rq);
    }
    decision_tell_given(rq->db, in->decision);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld", (long long)in->case_.v, (long long)in->decision.v), T_decision_issued_now);
}

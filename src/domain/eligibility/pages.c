/* Pages: who the act is for and which municipality answers for her; and notes on decision competence. */
#include "domain/eligibility/eligibility.h"

#include "domain/work/case_frame.h"
#include "eligibility_routes.h"
#include "eligibility_sql.h"
#include "eligibility_views.h"
#include "texts.h"

static const char see[] = "assessment";

static const char *in_case(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld%s", (long long)id.v, rest);
}

static const struct access *housing(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_HOUSING), see); }

/* ── who the act is for, and which municipality ───────────────────────── */

static const char *colour_of(enum eligibility_outcome outcome) {
    switch (outcome) {
    case ELIGIBILITY_OUTCOME_APPLIES: return "success";
    case ELIGIBILITY_OUTCOME_OUTSIDE:
    case ELIGIBILITY_OUTCOME_ASK: return "warning";
    }
    return "neutral";
}

static void fill_eligibility(struct request *rq, const struct access *access, struct case_id id, struct footing_view *view) {
    struct eligibility_last_row row;
    if (!eligibility_last(rq->db, access, id, &row)) return;
    view->outcome = eligibility_outcome_text(row.outcome);
    view->colour = colour_of(row.outcome);
    view->outside = row.outcome == ELIGIBILITY_OUTCOME_OUTSIDE;
    view->lawful_stay = known_answer_code(row.lawful_stay);
    view->asylum_offer = known_answer_code(row.asylum_offer);
    view->no_connection = known_answer_code(row.no_connection);
    view->note = row.note;
}

static void fill_stays(struct request *rq, const struct access *access, struct case_id id, struct footing_view *view) {
    struct stays_of_rows rows = stays_of(rq->db, access, id);
    struct stay_lines lines = {arena_array(rq->arena, rows.n + 1, sizeof *lines.v), rows.n};
    view->stays = (struct stay_views){arena_array(rq->arena, rows.n + 1, sizeof *view->stays.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        lines.v[i] = (struct stay_line){rows.v[i].municipality, rows.v[i].basis, rows.v[i].from_date, rows.v[i].until_date};
        view->stays.v[i] =
            (struct stay_view){rows.v[i].municipality, stay_basis_text(rows.v[i].basis), rows.v[i].from_date, rows.v[i].until_date};
    }
    view->responsible = stay_responsible(&lines, rq->today);
    view->responsible_elsewhere = view->responsible && !text_equal(view->responsible, view->here);
}

struct reply footing_page(struct request *rq, const struct footing_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    const struct access *access = housing(rq, in->case_);
    struct footing_view view = {
        .given_name = frame.person.given_name,
        .path = in_case(rq, in->case_, "/grunnlag"),
        .back = in_case(rq, in->case_, "/kartlegging"),
        .today = date_iso(rq->arena, rq->today),
        .here = organisation_profile()->name.nb,
        .open = access != NULL,
        .may_write = session_may(rq->session, RIGHT_ASSESSMENT_WRITE),
        .hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HOUSING),
        .answers = known_answer_options(rq->arena, rq->lang),
        .bases = stay_basis_options(rq->arena, rq->lang),
    };
    if (access) {
        fill_eligibility(rq, access, in->case_, &view);
        fill_stays(rq, access, in->case_, &view);
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_eligibility_title);
    footing(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct reply saved(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", in_case(rq, id, "/grunnlag")), notice);
}

struct reply eligibility_save(struct request *rq, const struct eligibility_save_in *in) {
    const struct access *access = housing(rq, in->case_);
    if (!access) return reply_denied(rq, T_eligibility_denied);
    const struct eligibility_answers answers = {in->lawful_stay, in->asylum_offer, in->no_connection, in->note};
    bool outside = eligibility_answer(rq->db, access, in->case_, &answers) == ELIGIBILITY_OUTCOME_OUTSIDE;
    return saved(rq, in->case_, outside ? T_eligibility_saved_outside : T_eligibility_saved);
}

struct reply stay_save(struct request *rq, const struct stay_save_in *in) {
    const struct access *access = housing(rq, in->case_);
    if (!access) return reply_denied(rq, T_eligibility_denied);
    bool settled = in->basis == STAY_BASIS_SETTLED_REFUGEE, dated = !date_is_none(in->until_date);
    if (in->from_date.days > rq->today.days) form_error(rq, "from_date", T_eligibility_stay_future);
    if (dated != settled || (dated && in->until_date.days < in->from_date.days))
        form_error(rq, "until_date", T_eligibility_stay_until_wrong);
    if (rq->form->refused) return reply_invalid(rq);
    stay_insert(rq->db, access, in->case_, in->municipality, in->basis, in->from_date, in->until_date, rq->now, rq->session->staff);
    return saved(rq, in->case_, T_eligibility_stay_saved);
}

/* ── decision competence ──────────────────────────────────────────────── */

/* Health personnel: a unit whose column in the reader matrix is health, and that may read health here. (PBRL-10) */
static bool is_health_unit(struct request *rq) {
    struct unit_brief unit;
    return organisation_unit(rq->db, rq->session->unit, rq->lang, &unit) && unit.role == UNIT_ROLE_HEALTH;
}

static void fill_notes(struct request *rq, const struct access *access, struct case_id id, struct competence_view *view) {
    struct competence_notes_rows rows = competence_notes(rq->db, access, id);
    view->notes = (struct competence_note_views){arena_array(rq->arena, rows.n + 1, sizeof *view->notes.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->notes.v[i] = (struct competence_note_view){
            .matter = rows.v[i].matter,
            .reasons = rows.v[i].reasons,
            .staff = rows.v[i].staff_name,
            .unit = rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb,
            .outcome = competence_outcome_text(rows.v[i].outcome),
            .cannot = rows.v[i].outcome == COMPETENCE_OUTCOME_CANNOT,
            .told = rows.v[i].told,
            .assessed_on = rows.v[i].assessed_on,
            .look_again = rows.v[i].look_again,
        };
}

struct reply competence_page(struct request *rq, const struct competence_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HEALTH), see);
    struct competence_view view = {
        .given_name = frame.person.given_name,
        .path = in_case(rq, in->case_, "/samtykkekompetanse"),
        .back = in_case(rq, in->case_, "/kartlegging"),
        .today = date_iso(rq->arena, rq->today),
        .open = access != NULL,
        .may_write = access && session_may(rq->session, RIGHT_ASSESSMENT_WRITE) && is_health_unit(rq),
        .hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HEALTH),
        .outcomes = competence_outcome_options(rq->arena, rq->lang),
    };
    if (access) fill_notes(rq, access, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_competence_title);
    competence(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply competence_save(struct request *rq, const struct competence_save_in *in) {
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HEALTH), see);
    struct case_brief brief;
    if (!work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    if (!access || !is_health_unit(rq)) return reply_denied(rq, T_competence_denied);
    const struct competence_claim claim = {in->outcome, in->predominant, in->not_for_use, in->assessed_on, in->look_again};
    struct competence_fault fault = competence_fault_of(&claim, rq->today);
    if (fault.why) {
        form_error(rq, fault.field, fault.why);
        return reply_invalid(rq);
    }
    competence_insert(rq->db, access, in->case_, brief.person, rq->session->unit, in->matter, in->outcome, in->predominant, in->not_for_use,
                      in->told, in->reasons, in->assessed_on, in->look_again, rq->now, rq->session->staff);
    return reply_with_notice(reply_see_other(rq, "%s", in_case(rq, in->case_, "/samtykkekompetanse")), T_competence_saved);
}

/* What people decide in a proposal, what was kept of it, and what it says to one applicant. */
#include "domain/proposal/pages.h"

#include "icons.h"
#include "proposal_routes.h"
#include "texts.h"

#include <string.h>

static struct reply refused(struct request *rq, int fault) {
    struct proposal_fault_text text = proposal_fault_text(fault);
    if (fault == PROPOSAL_NOT_FOUND) return reply_not_found(rq);
    if (fault == PROPOSAL_NOT_YOURS || fault == PROPOSAL_NO_ACCESS) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static struct reply answer(struct request *rq, int fault, enum list_type list, struct dwelling_id home, text_key notice) {
    if (fault) return refused(rq, fault);
    return reply_with_notice(home.v ? reply_see_other(rq, "/tildeling?list=%s&home=%lld", list_type_code(list), (long long)home.v)
                                    : reply_see_other(rq, "/tildeling?list=%s", list_type_code(list)),
                             notice);
}

static const struct access *access_of(struct request *rq, struct housing_application_id id) {
    struct application application;
    if (!id.v || !application_read(rq->db, id, &application)) return NULL;
    return secrecy_open(rq, application.case_, ZONE_BIT(ZONE_HOUSING), "proposal");
}

struct reply proposal_pick_send(struct request *rq, const struct proposal_pick_send_in *in) {
    const struct proposal_choice choice = {.list = in->list, .dwelling = in->home, .application = in->application,
                                           .reserve = in->reserve.v == in->application.v ? (struct housing_application_id){0} : in->reserve, .why = in->why};
    int fault = proposal_pick(rq->db, access_of(rq, in->application), &choice);
    return answer(rq, fault, in->list, (struct dwelling_id){0}, T_proposal_is_given);
}

struct reply proposal_pick_all_send(struct request *rq, const struct proposal_pick_all_send_in *in) {
    int fault = in->agreed ? proposal_pick_all(rq->db, in->list, in->seen) : PROPOSAL_NOT_AGREED;
    return answer(rq, fault, in->list, (struct dwelling_id){0}, T_proposal_all_are_given);
}

struct reply proposal_change_send(struct request *rq, const struct proposal_change_send_in *in) {
    const struct proposal_change change = {.list = in->list, .kind = in->kind, .application = in->whom, .dwelling = in->home, .cluster = in->cluster,
                                           .value = in->value, .held = in->held, .why = in->reason};
    int fault = proposal_override(rq->db, access_of(rq, in->whom), &change);
    if (fault == PROPOSAL_WHY_MISSING) {
        form_error(rq, in->kind == OVERRIDE_KIND_CLOSE || in->kind == OVERRIDE_KIND_RAISE ? "held" : "reason", T_proposal_why_missing);
        return reply_invalid(rq);
    }
    return answer(rq, fault, in->list, in->home, T_proposal_is_changed);
}

struct reply proposal_undo_send(struct request *rq, const struct proposal_undo_send_in *in) {
    return answer(rq, proposal_override_undo(rq->db, in->change), in->list, in->home, T_proposal_is_undone);
}

/* ── kept ─────────────────────────────────────────────────────────────── */

struct reply proposal_kept_page(struct request *rq, const struct proposal_kept_page_in *in) {
    struct proposal_get_row row;
    struct allocation_file file;
    const char *reason;
    if (rq->session->unit.v != application_unit(rq->db).v) return reply_denied(rq, T_proposal_not_yours);
    if (!proposal_get(rq->db, in->proposal, &row)) return reply_not_found(rq);
    struct proposal_kept_view view = {.made_at = row.made_at, .by = row.name, .version = row.rules_version, .list = list_type_text(row.list_type),
                                      .applicants = row.applicants, .dwellings = row.dwellings, .housed = row.housed, .same = proposal_replays(rq->db, in->proposal)};
    const struct blob text = {(const uint8_t *)row.instance, strlen(row.instance)};
    struct allocation_result result;
    if (allocation_read_json(rq->arena, text, &file, &reason) == ERR_OK && allocation_solve(rq->arena, &file.instance, &result, &reason) == ERR_OK)
        for (int32_t i = 0; i < file.instance.n_applicants; i++)
            if (result.answers[i].dwelling >= 0)
                proposal_add_line(rq, &view.rows, arena_printf(rq->arena, "%d", i + 1),
                                  text_format(rq->arena, rq->lang, T_proposal_kept_home, "number", file.names.dwellings[result.answers[i].dwelling] + 1, NULL));
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_proposal_kept_title, .nav = "/tildeling"});
    proposal_kept(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── one applicant ────────────────────────────────────────────────────── */

static struct proposal_mark_view mark_of(struct request *rq, const struct allocation_answer *answer) {
    switch (answer->outcome) {
    case ALLOCATION_HOUSED: return (struct proposal_mark_view){ICON_OK, "success", text_of(rq->lang, T_proposal_is_proposed)};
    case ALLOCATION_FIXED: return (struct proposal_mark_view){ICON_OK, "success", text_of(rq->lang, T_proposal_is_fixed)};
    case ALLOCATION_REFUSED: return (struct proposal_mark_view){ICON_WAITING, "warning", text_of(rq->lang, T_proposal_none_now)};
    case ALLOCATION_UNRESOLVED: return (struct proposal_mark_view){ICON_WARNING, "warning", text_of(rq->lang, T_proposal_unresolved)};
    }
    return (struct proposal_mark_view){0};
}

struct reply proposal_case_page(struct request *rq, const struct proposal_case_page_in *in) {
    struct case_frame frame;
    struct application application;
    if (!case_frame_read(rq, in->case_, TAB_HOME, &frame)) return reply_not_found(rq);
    struct proposal_case_view view = {.given_name = frame.person.given_name, .back = arena_printf(rq->arena, "/sak/%lld/bolig", (long long)in->case_.v),
                                      .hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HOUSING)};
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HOUSING), "proposal");
    view.readable = access && access_covers(access, ZONE_HOUSING);
    if (view.readable && application_now(rq->db, in->case_, &application) && application.list) {
        access_note(rq->db, access, ZONE_HOUSING, "proposal_of_case");
        const struct proposal *proposal = proposal_compute(rq->db, application.list, rq->today);
        int32_t applicant = proposal ? proposal_applicant_index(proposal, application.id) : -1;
        const struct rank_line *line = proposal ? proposal_line(proposal, application.id) : NULL;
        view.in_it = applicant >= 0 && line;
        if (view.in_it) {
            view.version = proposal->rules->version;
            view.outcome = mark_of(rq, &proposal->result.answers[applicant]);
            view.counts = proposal_counts(rq, proposal, line, true);
            proposal_explain(rq, proposal, applicant, &view.why, &view.change);
            bool appeal_body = session_may(rq->session, RIGHT_APPEAL_DECIDE); /* others are told that the area is full; she has it in what she can ask to see */
            const struct access *health = appeal_body ? secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HEALTH), "proposal") : NULL;
            if (health && access_covers(health, ZONE_HEALTH) && proposal_rests_on_limit(rq, proposal, applicant)) {
                access_note(rq->db, health, ZONE_HEALTH, "proposal_limit");
                proposal_add_line(rq, &view.why, NULL, text_of(rq->lang, T_proposal_limit_reason));
            }
        }
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_proposal_case_title);
    proposal_of_case(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

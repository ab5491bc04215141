/* What stands around a decision while it is made: whom to ask, what it rests on, other decisions and help, who has stepped out. */
#include "domain/decision/agreement.h"
#include "domain/decision/partial.h"
#include "domain/decision/pages.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "platform/audit/audit.h"
#include "texts.h"

static struct reply to_decision(struct request *rq, struct case_id id, struct joint_decision_id decision, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld", (long long)id.v, (long long)decision.v), notice);
}

/* ── asking every unit, and reminding ─────────────────────────────────── */

static bool can_be_asked(struct request *rq, const struct part *part) {
    bool open = part->decided_now && (part->state == PART_STATE_DRAFT || part->state == PART_STATE_CHECKED) && !kind_is_reference(part->kind);
    return open && part->unit.v != rq->session->unit.v && !secrecy_said_no(rq->db, part->case_, part->unit, rq->today);
}

/* Asked for the first time, or reminded; false: it has answered. */
static bool ask_or_nudge(struct request *rq, const struct part *part, struct date due) {
    struct input_of_unit_row input;
    bool known = input_of_unit(rq->db, part->id, part->unit, &input);
    if (known && input.state != INPUT_STATE_ASKED) return false;
    if (known) input_nudge(rq->db, input.id, rq->now);
    else input_ask(rq->db, part->id, part->case_, part->unit, due, rq->now, rq->session->staff);
    if (!known && !input_of_unit(rq->db, part->id, part->unit, &input)) return false;
    secrecy_involve(rq->db, part->case_, part->unit, INVOLVEMENT_DECISION_PART);
    work_task_add(rq->db, part->case_, part->unit, TASK_KIND_GIVE_INPUT, input.id.v, known ? rq->today : due);
    audit_add(rq->db, known ? "decision_input_nudged" : "decision_input_asked", "decision_part", part->id.v, NULL);
    return true;
}

int64_t units_to_ask(const struct sight *sight) {
    struct input_of_unit_row input;
    int64_t n = 0;
    for (size_t i = 0; i < sight->joint.n; i++) {
        const struct part *part = &sight->joint.v[i];
        bool answered = input_of_unit(sight->rq->db, part->id, part->unit, &input) && input.state != INPUT_STATE_ASKED;
        n += can_be_asked(sight->rq, part) && !answered;
    }
    return n;
}

struct reply decision_ask_all(struct request *rq, const struct decision_ask_all_in *in) {
    struct joint joint;
    bool any = false;
    if (!joint_load(rq->db, NULL, in->decision, rq->lang, &joint) || joint.case_.v != in->case_.v) return reply_not_found(rq);
    if (!joint_open(joint.state)) return reply_conflict(rq, T_decision_is_issued);
    struct date due = law_add_working_days(law_current(), rq->today, 3);
    for (size_t i = 0; i < joint.n; i++)
        if (can_be_asked(rq, &joint.v[i]) && ask_or_nudge(rq, &joint.v[i], due)) any = true;
    if (any) joint_touch(rq->db, in->decision);
    return to_decision(rq, in->case_, in->decision, any ? T_decision_asked_all : T_decision_asked_none);
}

/* ── stepping out ─────────────────────────────────────────────────────── */

struct reply decision_step_out(struct request *rq, const struct decision_step_out_in *in) {
    struct joint joint;
    if (!joint_load(rq->db, NULL, in->decision, rq->lang, &joint) || joint.case_.v != in->case_.v) return reply_not_found(rq);
    if (partial_step_out(rq->db, in->case_, in->partial) < 0) return reply_conflict(rq, T_decision_changed_meanwhile);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld/sjekk", (long long)in->case_.v, (long long)in->decision.v), T_decision_stepped_out_noted);
}

struct name_rows_view stepped_out_rows(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct stepped_out_of_rows rows = stepped_out_of(rq->db, sight->joint.case_);
    struct name_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view.v[i] = (struct name_row_view){.name = rows.v[i].name, .text = text_of(rq->lang, partial_reason_text(rows.v[i].reason)),
                                           .on = instant_oslo_date(rows.v[i].at), .has_on = true};
    return view;
}

/* ── what it rests on ─────────────────────────────────────────────────── */

struct reply decision_basis_add(struct request *rq, const struct decision_basis_add_in *in) {
    struct joint joint;
    if (!joint_load(rq->db, NULL, in->decision, rq->lang, &joint) || joint.case_.v != in->case_.v) return reply_not_found(rq);
    int result = basis_add(rq->db, in->decision, in->basis, in->basis_on, in->basis_units);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_is_issued);
    if (result < 0) {
        form_error(rq, in->basis_on.days > rq->today.days ? "basis_on" : "basis_units", T_decision_basis_wrong);
        return reply_invalid(rq);
    }
    return to_decision(rq, in->case_, in->decision, T_decision_basis_noted);
}

/* The mapping, the units that have answered, and what was agreed: each with where it is read. */
struct basis_view basis_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct basis_list_rows rows = basis_list(rq->db, sight->joint.id);
    struct assessment_now_row assessment;
    struct input_of_decision_rows inputs = input_of_decision(rq->db, sight->joint.id);
    struct basis_view view = {.rows = {arena_array(rq->arena, rows.n + inputs.n + 2, sizeof(struct name_row_view)), 0},
                              .kinds = basis_kind_options(rq->arena, rq->lang), .today = date_iso(rq->arena, rq->today)};
    struct name_rows_view *out = &view.rows;
    if (assessment_now(rq->db, sight->joint.case_, &assessment)) {
        bool confirmed = !instant_is_none(assessment.confirmed_at);
        out->v[out->n++] = (struct name_row_view){
            .name = text_of(rq->lang, basis_kind_text(BASIS_KIND_ASSESSMENT)),
            .path = arena_printf(rq->arena, "/sak/%lld/kartlegging", (long long)sight->joint.case_.v),
            .text = text_of(rq->lang, confirmed ? T_decision_basis_confirmed : T_decision_basis_not_confirmed),
            .on = instant_oslo_date(confirmed ? assessment.confirmed_at : assessment.started_at), .has_on = true};
    }
    for (size_t i = 0; i < inputs.n; i++) {
        if (inputs.v[i].state == INPUT_STATE_ASKED) continue;
        out->v[out->n++] = (struct name_row_view){.name = unit_called(rq, inputs.v[i].unit_id), .text = text_of(rq->lang, input_state_text(inputs.v[i].state)),
                                                  .on = instant_oslo_date(inputs.v[i].answered_at), .has_on = true};
    }
    for (size_t i = 0; i < rows.n; i++)
        out->v[out->n++] = (struct name_row_view){.name = text_of(rq->lang, basis_kind_text(rows.v[i].kind)), .text = rows.v[i].units, .on = rows.v[i].on_date,
                                                  .has_on = true};
    return view;
}

/* ── what else there is ───────────────────────────────────────────────── */

static const char *part_words(struct request *rq, const struct part *part) {
    const char *amount = part->outcome == PART_OUTCOME_GRANTED ? amount_short(rq->arena, rq->lang, &part->amount) : text_of(rq->lang, part_outcome_text(part->outcome));
    const char *unit = part->unit_name ? part->unit_name : "";
    return *amount ? arena_printf(rq->arena, "%s. %s", amount, unit) : unit;
}

/* The other parts of this version, and what is in force and is not decided anew here. `except` 0: all. */
struct name_rows_view others_of(const struct sight *sight, struct decision_part_id except) {
    struct request *rq = sight->rq;
    const struct joint *joint = &sight->joint, *former = sight->has_former ? &sight->former : NULL;
    struct name_rows_view view = {arena_array(rq->arena, joint->n + (former ? former->n : 0) + 1, sizeof *view.v), 0};
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (part->id.v == except.v) continue;
        view.v[view.n++] = (struct name_row_view){.name = part_name(rq->lang, part), .text = part_words(rq, part), .on = part->until,
                                                  .has_on = !date_is_none(part->until), .mark = part_mark(rq->arena, rq->lang, part)};
    }
    for (size_t i = 0; former && i < former->n; i++) {
        const struct part *part = &former->v[i];
        const struct part *now = joint_part_numbered(joint, part->number);
        bool stands = former->state == JOINT_STATE_ISSUED || former->state == JOINT_STATE_IN_FORCE;
        if (!stands || part->state != PART_STATE_SIGNED || (now && !now->decided_now)) continue;
        view.v[view.n++] = (struct name_row_view){.name = part_name(rq->lang, part), .text = part_words(rq, part), .on = part->until,
                                                  .has_on = !date_is_none(part->until), .mark = status_mark("success", text_of(rq->lang, T_decision_in_force_now))};
    }
    return view;
}

struct name_rows_view informal_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct informal_help_rows rows = informal_help(rq->db, sight->joint.case_);
    struct name_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const char *unit = rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb;
        view.v[i] = (struct name_row_view){.name = text_of(rq->lang, service_kind_text(rows.v[i].kind)),
                                           .text = rows.v[i].staff_name ? arena_printf(rq->arena, "%s, %s", unit, rows.v[i].staff_name) : unit,
                                           .on = rows.v[i].started_on, .has_on = true};
    }
    return view;
}

/* What does not stop anything, but should be seen: an answer that is late, money as the reason for a no that the law does not let money give. */
struct name_rows_view warnings_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct input_of_decision_rows inputs = input_of_decision(rq->db, sight->joint.id);
    struct name_rows_view view = {arena_array(rq->arena, inputs.n + sight->joint.n + 1, sizeof *view.v), 0};
    for (size_t i = 0; i < inputs.n; i++) {
        const struct part *part = joint_part(&sight->joint, inputs.v[i].part_id);
        if (!part || inputs.v[i].state != INPUT_STATE_ASKED || inputs.v[i].due.days >= rq->today.days) continue;
        view.v[view.n++] = (struct name_row_view){.name = part_name(rq->lang, part), .text = text_format(rq->arena, rq->lang, T_decision_not_answered, "unit",
                                                  unit_called(rq, inputs.v[i].unit_id), "date", date_day(rq->arena, rq->lang, inputs.v[i].due, rq->today), NULL)};
    }
    for (size_t i = 0; i < sight->joint.n; i++) {
        const struct part *part = &sight->joint.v[i];
        bool owed = kind_is_service(part->kind) || part->kind == PART_KIND_MIDLERTIDIG || part->kind == PART_KIND_SOSIAL || part->kind == PART_KIND_BISTAND;
        if (part->lacks_money && owed)
            view.v[view.n++] = (struct name_row_view){.name = part_name(rq->lang, part), .text = text_of(rq->lang, T_decision_money_no_reason)};
    }
    return view;
}

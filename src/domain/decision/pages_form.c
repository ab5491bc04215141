/* Editing one part: the form, saving it, adding and taking out parts, asking units. */
#include "domain/decision/capacity.h"
#include "domain/decision/pages.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "platform/audit/audit.h"
#include "texts.h"

enum { WIDE_BAND = 6 }; /* the most is so many times the least: the letter says who decides */

/* ── the form ─────────────────────────────────────────────────────────── */

static const char *date_value(struct arena *arena, struct date date) { return date_is_none(date) ? NULL : date_iso(arena, date); }

/* Minutes as they are written in the form: whole hours as hours. */
static void minutes_value(struct arena *arena, int64_t minutes, const char **ret_number, const char **ret_unit) {
    bool hours = minutes > 0 && minutes % 60 == 0;
    *ret_number = minutes < 0 ? NULL : int_text(arena, hours ? minutes / 60 : minutes);
    *ret_unit = time_unit_code(hours ? TIME_UNIT_HOURS : TIME_UNIT_MINUTES);
}

static const struct part *part_after(const struct joint *joint, const struct part *part) {
    for (size_t i = 0; i + 1 < joint->n; i++)
        if (joint->v[i].id.v == part->id.v) return &joint->v[i + 1];
    return NULL;
}

static struct proposal_rows_view proposals_of(const struct sight *sight, const struct part *part) {
    struct request *rq = sight->rq;
    struct proposal_rows_view view = {0};
    if (!part->readable) return view;
    struct proposals_of_part_rows rows = proposals_of_part(rq->db, sight->access, part->id, part->zone);
    view.v = arena_array(rq->arena, rows.n + 1, sizeof *view.v);
    view.n = rows.n;
    for (size_t i = 0; i < rows.n; i++) view.v[i] = (struct proposal_row_view){unit_called(rq, rows.v[i].unit_id), rows.v[i].proposal, rows.v[i].at};
    return view;
}

static void fill_amount(struct arena *arena, const struct part *part, struct part_form_view *form) {
    const struct amount *amount = &part->amount;
    form->amount_kind = amount_kind_code(amount->kind);
    form->per = amount_period_code(amount->per ? amount->per : AMOUNT_PERIOD_WEEK);
    minutes_value(arena, amount->least, &form->least, &form->least_in);
    minutes_value(arena, amount->most, &form->most, &form->most_in);
    minutes_value(arena, amount->usual, &form->usual, &form->usual_in);
    form->wide_band = amount->kind == AMOUNT_KIND_BAND && amount->most > WIDE_BAND * (amount->least > 0 ? amount->least : 1);
}

static void fill_options(const struct sight *sight, const struct part *part, struct part_form_view *form) {
    struct request *rq = sight->rq;
    form->outcomes = part_outcome_options(rq->arena, rq->lang);
    form->units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0});
    form->staff = organisation_staff_options(rq->db, part->unit, rq->today);
    form->home_offers = home_offer_options(rq->arena, rq->lang);
    form->service_kinds = service_kind_options(rq->arena, rq->lang);
    form->amount_kinds = amount_kind_options(rq->arena, rq->lang);
    form->periods = amount_period_options(rq->arena, rq->lang);
    form->time_units = time_unit_options(rq->arena, rq->lang);
    form->ask_units = organisation_unit_options(rq->db, rq->lang, rq->session->unit);
}

/* "12 av 16 plasser i bruk", as the unit itself has said how many it has room for. */
static struct mark_view room_mark(struct request *rq, const struct part *part) {
    struct capacity_use use = capacity_of(rq->db, part->unit, part->service_kind, part->case_);
    if (!use.known) return (struct mark_view){0};
    const char *text = text_format(rq->arena, rq->lang, T_decision_room, "used", int_text(rq->arena, use.used), "places", int_text(rq->arena, use.places), NULL);
    return status_mark(use.used < use.places ? "success" : "warning", text);
}

void fill_form(const struct sight *sight, const struct part *part, struct part_form_view *form) {
    struct request *rq = sight->rq;
    struct arena *arena = rq->arena;
    const struct part *next = part_after(&sight->joint, part);
    const struct part_text_view *text = &part->text;
    *form = (struct part_form_view){
        .title = text_format(arena, rq->lang, T_decision_part_title, "number", int_text(arena, part->number), "name", part_name(rq->lang, part), NULL),
        .path = part_path(arena, &sight->joint, part, ""),
        .unit_name = part->unit_name,
        .given_name = sight->frame.person.given_name,
        .service = kind_is_service(part->kind),
        .fixed = part->state == PART_STATE_SIGNED,
        .readable = part->readable,
        .may_drop = !part->copied_from.v,
        .outcome = part_outcome_code(part->outcome),
        .unit = int_text(arena, part->unit.v),
        .contact = part->contact.v ? int_text(arena, part->contact.v) : NULL,
        .service_kind = service_kind_code(part->service_kind),
        .version = int_text(arena, part->version),
        .from = date_value(arena, part->from), .until = date_value(arena, part->until), .review = date_value(arena, part->review),
        .capacity_ok = part->capacity_ok ? "1" : NULL,
        .lacks_money = part->lacks_money ? "1" : NULL,
        .home_offer = home_offer_code(part->home_offer),
        .home = kind_is_home(part->kind),
        .room = room_mark(rq, part),
        .content = text->content, .rules = text->rules, .facts = text->facts, .considerations = text->considerations,
        .her_view = text->her_view, .weight = text->weight,
        .last = !next,
        .next_number = next ? next->number : 0,
        .ask_due = date_iso(arena, law_add_working_days(law_current(), rq->today, 3)),
        .proposals = proposals_of(sight, part),
    };
    fill_amount(arena, part, form);
    fill_options(sight, part, form);
    if (!part->readable) form->hidden = secrecy_hidden_zone(rq, sight->joint.case_, part->zone);
}

/* ── saving ───────────────────────────────────────────────────────────── */

int64_t minutes_in(struct maybe_int number, enum time_unit unit) {
    if (!number.has) return -1;
    return unit == TIME_UNIT_HOURS ? number.v * 60 : number.v;
}

static struct part_writing writing_of(const struct decision_part_save_in *in) {
    struct part_writing writing = {
        .part = in->part, .outcome = in->outcome, .unit = in->unit, .contact = in->contact, .service_kind = in->service_kind, .amount_kind = in->amount_kind,
        .minutes_least = minutes_in(in->least, in->least_in), .minutes_most = minutes_in(in->most, in->most_in),
        .minutes_usual = minutes_in(in->usual, in->usual_in), .per = in->per, .from = in->from, .until = in->until, .review = in->review,
        .capacity_ok = in->capacity_ok, .lacks_money = in->lacks_money, .home_offer = in->home_offer, .content = in->content, .rules = in->rules, .facts = in->facts, .considerations = in->considerations,
        .her_view = in->her_view, .weight = in->weight, .version = in->version,
    };
    if (writing.amount_kind == AMOUNT_KIND_FIXED) writing.minutes_least = writing.minutes_most;
    return writing;
}

/* What can be said beside a field. */
static void check_fields(struct request *rq, const struct part_writing *writing) {
    bool timed = writing->amount_kind == AMOUNT_KIND_FIXED || writing->amount_kind == AMOUNT_KIND_BAND;
    bool band = writing->amount_kind == AMOUNT_KIND_BAND;
    struct unit_brief unit;
    if (!organisation_unit(rq->db, writing->unit, rq->lang, &unit)) form_error(rq, "unit", T_field_choice);
    if (writing->contact.v && !organisation_staff_name(rq->db, writing->contact)) form_error(rq, "contact", T_field_choice);
    if (timed && writing->minutes_most <= 0) form_error(rq, "most", T_decision_most_missing);
    if (band && writing->minutes_least < 0) form_error(rq, "least", T_decision_least_missing);
    if (band && writing->minutes_most > 0 && writing->minutes_least > writing->minutes_most) form_error(rq, "least", T_decision_least_more_than_most);
    if (timed && writing->minutes_usual > writing->minutes_most && writing->minutes_most > 0) form_error(rq, "usual", T_decision_usual_more_than_most);
    if (timed && !writing->per) form_error(rq, "per", T_field_required);
    bool both = !date_is_none(writing->from) && !date_is_none(writing->until);
    if (both && writing->until.days < writing->from.days) form_error(rq, "until", T_decision_until_before_from);
}

struct reply decision_part_save(struct request *rq, const struct decision_part_save_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    struct part_writing writing = writing_of(in);
    check_fields(rq, &writing);
    if (rq->form->refused) return reply_invalid(rq);
    int result = decision_write_part(rq->db, decision_access(rq, in->decision), &writing);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_changed_meanwhile);
    if (result == ERR_DENIED) return reply_denied(rq, T_decision_gap_unreadable);
    if (result < 0) {
        form_error(rq, "amount_kind", T_decision_gap_amount);
        return reply_invalid(rq);
    }
    struct joint joint;
    const struct part *part = joint_load(rq->db, NULL, in->decision, rq->lang, &joint) ? joint_part(&joint, in->part) : NULL;
    const struct part *next = part && in->next ? part_after(&joint, part) : NULL;
    int64_t shown = next ? next->id.v : in->part.v;
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld/del/%lld", (long long)in->case_.v, (long long)in->decision.v, (long long)shown),
                             T_decision_saved);
}

struct reply decision_part_add(struct request *rq, const struct decision_part_add_in *in) {
    struct joint joint;
    struct decision_part_id part;
    struct unit_brief unit;
    if (!joint_load(rq->db, NULL, in->decision, rq->lang, &joint) || joint.case_.v != in->case_.v) return reply_not_found(rq);
    if (!organisation_unit(rq->db, in->add_unit, rq->lang, &unit)) form_error(rq, "add_unit", T_field_choice);
    if (rq->form->refused) return reply_invalid(rq);
    int result = decision_add_part(rq->db, in->decision, in->kind, in->add_unit, &part);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_is_issued);
    if (result < 0) {
        form_error(rq, "kind", T_decision_gap_kind);
        return reply_invalid(rq);
    }
    return reply_see_other(rq, "/sak/%lld/vedtak/%lld/del/%lld", (long long)in->case_.v, (long long)in->decision.v, (long long)part.v);
}

struct reply decision_part_drop(struct request *rq, const struct decision_part_drop_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    int result = part_remove(rq->db, in->part);
    if (result == ERR_DENIED) {
        form_error(rq, NULL, T_decision_detriment_refused);
        return reply_invalid(rq);
    }
    if (result < 0) return reply_conflict(rq, T_decision_changed_meanwhile);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld", (long long)in->case_.v, (long long)in->decision.v), T_decision_part_dropped);
}

/* ── asking another unit ──────────────────────────────────────────────── */

struct reply decision_part_ask(struct request *rq, const struct decision_part_ask_in *in) {
    struct unit_brief unit;
    struct input_of_unit_row input;
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    if (!organisation_unit(rq->db, in->ask_unit, rq->lang, &unit)) form_error(rq, "ask_unit", T_field_choice);
    else if (secrecy_said_no(rq->db, in->case_, in->ask_unit, rq->today)) form_error(rq, "ask_unit", T_decision_gap_unit_refused);
    if (in->ask_due.days < rq->today.days) form_error(rq, "ask_due", T_decision_due_in_past);
    if (rq->form->refused) return reply_invalid(rq);
    input_ask(rq->db, in->part, in->case_, in->ask_unit, in->ask_due, rq->now, rq->session->staff);
    if (!input_of_unit(rq->db, in->part, in->ask_unit, &input)) return reply_conflict(rq, T_decision_changed_meanwhile);
    secrecy_involve(rq->db, in->case_, in->ask_unit, INVOLVEMENT_DECISION_PART);
    work_task_add(rq->db, in->case_, in->ask_unit, TASK_KIND_GIVE_INPUT, input.id.v, in->ask_due);
    audit_add(rq->db, "decision_input_asked", "decision_part", in->part.v, unit.code);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld/del/%lld", (long long)in->case_.v, (long long)in->decision.v, (long long)in->part.v),
                             T_decision_input_asked);
}

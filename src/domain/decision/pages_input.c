/* The page of a unit that is asked about a part: it agrees, or proposes a change. Its own words only where it may see the zone. */
#include "domain/decision/pages.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "decision_views.h"
#include "platform/audit/audit.h"
#include "texts.h"

static struct options answers_of(struct request *rq) {
    struct options options = {arena_array(rq->arena, 2, sizeof(struct option)), 2};
    const enum input_state states[] = {INPUT_STATE_AGREES, INPUT_STATE_PROPOSES_CHANGE};
    for (size_t i = 0; i < 2; i++) options.v[i] = (struct option){input_state_code(states[i]), text_of(rq->lang, input_state_text(states[i])), NULL};
    return options;
}

struct reply decision_input_page(struct request *rq, const struct decision_input_page_in *in) {
    struct sight sight;
    struct input_of_unit_row input;
    if (!sight_read(rq, in->case_, in->decision, &sight)) return reply_not_found(rq);
    const struct part *part = sight_part(&sight, in->part);
    if (!part || !input_of_unit(rq->db, in->part, rq->session->unit, &input)) return reply_not_found(rq);
    struct input_view view = {
        .name = part_name(rq->lang, part),
        .path = part_path(rq->arena, &sight.joint, part, "/innspill"),
        .back = decision_path(rq->arena, &sight.joint),
        .given_name = sight.frame.person.given_name,
        .asker = organisation_staff_name(rq->db, input.asked_by),
        .amount = amount_plain(rq->arena, rq->lang, &part->amount),
        .content = part->text.content,
        .from = part->from, .until = part->until, .due = input.due,
        .asked = input.state == INPUT_STATE_ASKED,
        .readable = part->readable,
        .timed = part->amount.kind == AMOUNT_KIND_FIXED || part->amount.kind == AMOUNT_KIND_BAND,
        .mark = input_mark(rq, part),
        .answers = answers_of(rq),
        .time_units = time_unit_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &sight.frame, T_decision_input_title);
    decision_input(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct maybe_int minutes_of(struct maybe_int number, enum time_unit unit) {
    if (number.has && unit == TIME_UNIT_HOURS) number.v *= 60;
    return number;
}

/* The words go to the part's own zone; who may not see it has none to write. */
static bool keep_words(struct request *rq, const struct decision_input_give_in *in, struct part_input_id input) {
    struct part_get_row part;
    if (text_empty(in->words)) return true;
    const struct access *access = decision_access(rq, in->decision);
    if (!part_get(rq->db, in->part, &part) || !access || !access_covers(access, part.zone)) return false;
    proposal_insert(rq->db, access, in->part, input, part.person_id, part.zone, in->words, rq->now, rq->session->staff);
    return true;
}

struct reply decision_input_give(struct request *rq, const struct decision_input_give_in *in) {
    struct input_of_unit_row input;
    if (!part_in_case(rq, in->case_, in->decision, in->part) || !input_of_unit(rq->db, in->part, rq->session->unit, &input)) return reply_not_found(rq);
    struct maybe_int least = minutes_of(in->least, in->least_in), most = minutes_of(in->most, in->most_in);
    bool proposes = in->answer == INPUT_STATE_PROPOSES_CHANGE;
    if (in->answer == INPUT_STATE_ASKED) form_error(rq, "answer", T_field_choice);
    if (least.has && most.has && least.v > most.v) form_error(rq, "least", T_decision_least_more_than_most);
    if (proposes && !most.has && date_is_none(in->from) && text_empty(in->words)) form_error(rq, "answer", T_decision_proposal_empty);
    if (rq->form->refused) return reply_invalid(rq);
    if (!proposes) least = most = (struct maybe_int){0};
    if (input_answer(rq->db, input.id, in->answer, rq->now, rq->session->staff, least, most, proposes ? in->from : DATE_NONE) != 1)
        return reply_conflict(rq, T_decision_input_given_already);
    if (!keep_words(rq, in, input.id)) return reply_denied(rq, T_decision_gap_unreadable);
    work_task_done(rq->db, in->case_, TASK_KIND_GIVE_INPUT, input.id.v);
    audit_add(rq->db, "decision_input_given", "decision_part", in->part.v, input_state_code(in->answer));
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld", (long long)in->case_.v, (long long)in->decision.v), T_decision_input_thanks);
}

/* The appeal on one part: what was said, how far it has come, and what this reader may do about it now. */
#include "domain/appeal/pages.h"

#include "icons.h"
#include "texts.h"

struct look {
    struct request *rq;
    struct appeal_part_get_row part;
    struct appeal_get_row appeal;
    const struct access *access;
};

static bool may(const struct look *look, enum right right, enum appeal_event event) {
    return session_may(look->rq->session, right) && covers(look->access, look->part.zone) &&
           may_step(look->rq->db, &look->part, event) == ERR_OK;
}

static struct appeal_mark time_mark(struct request *rq, enum appeal_time time) {
    bool fine = time == APPEAL_TIME_IN_TIME;
    return (struct appeal_mark){fine ? ICON_OK : ICON_WARNING,
                                fine                               ? "success"
                                : time == APPEAL_TIME_JOINT_LETTER ? "info"
                                                                   : "warning",
                                text_of(rq->lang, appeal_time_text(time))};
}

/* ── facts ────────────────────────────────────────────────────────────── */

static struct step_views steps_of(const struct look *look) {
    struct request *rq = look->rq;
    struct appeal_step_list_rows rows = appeal_step_list(rq->db, look->part.id);
    struct step_views view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view.v[i] = (struct step_view){
            text_of(rq->lang, appeal_event_text(rows.v[i].event)),
            arena_printf(rq->arena, "%s, %s", appeal_staff_called(rq, rows.v[i].by_staff), appeal_unit_called(rq, rows.v[i].by_unit)),
            rows.v[i].at};
    return view;
}

static struct plain_list documents_of(const struct look *look) {
    struct request *rq = look->rq;
    struct enclosure_list_rows rows = enclosure_list(rq->db, look->part.id);
    struct plain_list view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) view.v[i] = text_of(rq->lang, appeal_document_text(rows.v[i].document));
    return view;
}

static const char *result_words(const struct look *look) {
    const struct appeal_part_get_row *part = &look->part;
    enum lang lang = look->rq->lang;
    if (part->result == APPEAL_RESULT_CHANGED)
        return text_of(lang, appeal_outcome_text(part->direction == RESULT_DIRECTION_TO_DETRIMENT ? APPEAL_OUTCOME_CHANGED_TO_DETRIMENT
                                                                                                  : APPEAL_OUTCOME_CHANGED_IN_FAVOUR));
    return part->result ? text_of(lang, appeal_result_text(part->result)) : NULL;
}

static void fill_facts(const struct look *look, struct appeal_part_view *view) {
    struct request *rq = look->rq;
    const struct appeal_part_get_row *part = &look->part;
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(part->kind));
    struct appeal_author_is_row author;
    bool here =
        part->state == APPEAL_STATE_RECEIVED || part->state == APPEAL_STATE_FORMAL_CHECK || part->state == APPEAL_STATE_FIRST_INSTANCE;
    view->name = decided_name(rq, part->part_id);
    view->path = appeal_part_path(rq, part->case_id, part->id);
    view->back = appeal_base(rq, part->case_id);
    view->appeal = arena_printf(rq->arena, "%s/%lld", view->back, (long long)part->appeal_id.v);
    view->body = decision_appeal_body(rq->arena, rq->lang, part->body);
    view->unit = appeal_unit_called(rq, part->unit_id);
    view->law = law ? law_words_in(&law->citation, rq->lang) : "";
    view->preparer = appeal_staff_called(rq, part->prepared_by);
    view->today = date_iso(rq->arena, rq->today);
    view->board = appeal_unit_called(rq, part->board_unit);
    view->state = state_mark(rq, part->state, part->result);
    view->time = time_mark(rq, part->timely);
    view->result = result_words(look);
    view->received_on = part->received_on, view->limit_until = part->limit_until, view->absolute_until = part->absolute_until,
    view->due = part->due;
    view->fix_due = part->fix_due, view->forwarded_on = part->forwarded_on, view->decided_on = part->decided_on;
    view->detriment_until = part->detriment_until, view->costs_until = part->costs_until, view->reached_on = part->result_reached_on;
    view->has_limit = !date_is_none(part->limit_until), view->fix_asked = !date_is_none(part->fix_due);
    view->has_forwarded = !date_is_none(part->forwarded_on), view->has_result = part->result != 0,
    view->has_reached = !date_is_none(part->result_reached_on);
    view->has_costs_until = !date_is_none(part->costs_until), view->has_prepared = part->prepared_by.v != 0;
    view->overdue = here && part->due.days < rq->today.days;
    view->is_signed = look->appeal.signed_;
    view->late = part->timely == APPEAL_TIME_LATE, view->too_late = part->timely == APPEAL_TIME_TOO_LATE;
    if (part->timely == APPEAL_TIME_JOINT_LETTER) view->late_why = text_of(rq->lang, T_appeal_joint_letter_about);
    view->author = appeal_author_is(rq->db, part->id, rq->session->staff, &author);
    view->other_unit = here && rq->session->unit.v != part->unit_id.v;
    view->steps = steps_of(look);
    view->documents_sent = documents_of(look);
    view->letters = appeal_letters_of(rq, part->case_id, part->id);
    view->readable = covers(look->access, part->zone);
    if (view->readable) view->words = appeal_words_of(rq, look->access, part, 0);
    else view->hidden = secrecy_hidden_zone(rq, part->case_id, part->zone);
}

/* ── what may be done now ─────────────────────────────────────────────── */

static void fill_steps(const struct look *look, struct appeal_part_view *view) {
    const struct appeal_part_get_row *part = &look->part;
    struct request *rq = look->rq;
    struct part_written_in_row amended;
    bool issued = part->amended.v && part_written_in(rq->db, part->amended, &amended) && !joint_open(amended.joint_state);
    bool known = part->amended.v && part_written_in(rq->db, part->amended, &amended);
    view->may_comment = view->readable && session_may(rq->session, RIGHT_APPEAL_REGISTER) && !appeal_is_over(part->state);
    view->may_begin = may(look, RIGHT_APPEAL_PREPARE, APPEAL_EVENT_BEGIN);
    view->may_check = may(look, RIGHT_APPEAL_PREPARE, APPEAL_EVENT_TAKE_IN);
    view->may_fix = may(look, RIGHT_APPEAL_REGISTER, APPEAL_EVENT_FIXED);
    view->may_dismiss = may(look, RIGHT_APPEAL_PREPARE, APPEAL_EVENT_DISMISS);
    view->may_change = may(look, RIGHT_APPEAL_PREPARE, APPEAL_EVENT_CHANGE_IN_FULL);
    view->may_forward = may(look, RIGHT_APPEAL_PREPARE, APPEAL_EVENT_FORWARD);
    view->may_settle = may(look, RIGHT_APPEAL_REGISTER, APPEAL_EVENT_SETTLE);
    view->may_withdraw = may(look, RIGHT_APPEAL_REGISTER, APPEAL_EVENT_WITHDRAW);
    view->may_decide = part->board_unit.v && may(look, RIGHT_APPEAL_DECIDE, APPEAL_EVENT_DECIDE);
    view->may_answer = !part->board_unit.v && may(look, RIGHT_APPEAL_PREPARE, APPEAL_EVENT_DECIDE);
    view->waits_body = part->state == APPEAL_STATE_FORWARDED;
    view->body_due = deadline_end(law_current(), CLOCK_APPEAL_SECOND_INSTANCE, part->forwarded_on);
    bool upheld = part->result == APPEAL_RESULT_UPHELD, detriment = part->direction == RESULT_DIRECTION_TO_DETRIMENT;
    struct appeal_step_taken_row settled;
    bool rest = part->state != APPEAL_STATE_CHANGED_IN_PART || appeal_step_taken(rq->db, part->id, APPEAL_EVENT_SETTLE, &settled);
    view->may_implement = may(look, RIGHT_APPEAL_PREPARE, APPEAL_EVENT_IMPLEMENT) && !upheld && (detriment || issued) && rest;
    bool closes = may(look, RIGHT_APPEAL_PREPARE, APPEAL_EVENT_CLOSE) && (part->state != APPEAL_STATE_DECIDED || upheld);
    view->may_close = closes && view->has_reached;
    view->waits_for_letter = closes && !view->has_reached;
    view->waits_for_issue = known && !issued;
    if (known)
        view->amended = arena_printf(rq->arena, "/sak/%lld/vedtak/%lld/del/%lld", (long long)part->case_id.v,
                                     (long long)amended.decision_id.v, (long long)part->amended.v);
    view->late_grounds = late_ground_options(rq->arena, rq->lang);
    view->dismissal_grounds = dismissal_ground_options(rq->arena, rq->lang);
    view->extents = change_extent_options(rq->arena, rq->lang);
    view->documents = appeal_document_options(rq->arena, rq->lang);
    view->outcomes = appeal_outcome_options(rq->arena, rq->lang);
}

static void fill_suspension(const struct look *look, struct appeal_part_view *view) {
    const struct appeal_part_get_row *part = &look->part;
    struct request *rq = look->rq;
    struct appeal_suspension_latest_row latest;
    bool any = appeal_suspension_latest(rq->db, part->id, &latest);
    bool ours = rq->session->unit.v == part->unit_id.v || (part->board_unit.v && rq->session->unit.v == part->board_unit.v);
    bool running = !appeal_is_over(part->state) && !part->result && part->state != APPEAL_STATE_CHANGED_IN_FULL &&
                   part->state != APPEAL_STATE_IMPLEMENTED && part->state != APPEAL_STATE_DISMISSED;
    if (any) {
        view->suspension_asked = latest.state == SUSPENSION_STATE_ASKED;
        view->suspension_granted = latest.state == SUSPENSION_STATE_GRANTED;
        view->suspension_refused = latest.state == SUSPENSION_STATE_REFUSED;
        view->suspension_due = latest.due;
        view->suspension_asked_on = latest.asked_on;
        view->suspension_rule = latest.rule;
    }
    view->may_ask_suspension =
        running && !view->suspension_asked && !view->suspension_granted && session_may(rq->session, RIGHT_APPEAL_REGISTER);
    view->may_answer_suspension = view->suspension_asked && ours && view->readable && session_may(rq->session, RIGHT_APPEAL_SUSPEND);
    view->suspension_replies = suspension_reply_options(rq->arena, rq->lang);
}

static void fill_costs(const struct look *look, struct appeal_part_view *view) {
    const struct appeal_part_get_row *part = &look->part;
    struct request *rq = look->rq;
    struct costs_of_row claim;
    struct unit_id decides = part->result && part->board_unit.v ? part->board_unit : part->unit_id;
    view->costs_claimed = costs_of(rq->db, part->id, &claim);
    view->may_claim = part->amended.v && !view->costs_claimed && view->readable && session_may(rq->session, RIGHT_APPEAL_REGISTER);
    if (!view->costs_claimed) return;
    view->costs_open = claim.state == COSTS_STATE_CLAIMED;
    view->costs_late = !claim.in_time;
    view->costs_amount = claim.amount;
    view->costs_granted = claim.granted.v;
    view->costs_claimed_on = claim.claimed_on;
    view->costs_due = claim.due;
    view->may_answer_costs =
        view->costs_open && view->readable && rq->session->unit.v == decides.v && session_may(rq->session, RIGHT_APPEAL_SUSPEND);
}

struct reply appeal_part_page(struct request *rq, const struct appeal_part_page_in *in) {
    struct case_frame frame;
    struct look look = {.rq = rq};
    if (!appeal_part_get(rq->db, in->part, &look.part) || look.part.case_id.v != in->case_.v) return reply_not_found(rq);
    if (!appeal_get(rq->db, look.part.appeal_id, &look.appeal) || !case_frame_read(rq, in->case_, TAB_APPEAL, &frame))
        return reply_not_found(rq);
    look.access = appeal_access(rq, in->case_, appeal_zones());
    struct appeal_part_view view = {.given_name = frame.person.given_name};
    fill_facts(&look, &view);
    fill_steps(&look, &view);
    fill_suspension(&look, &view);
    fill_costs(&look, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_appeal_title);
    appeal_part_page_view(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

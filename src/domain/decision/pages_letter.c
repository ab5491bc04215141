/* An issued version: its letter, the way to her, limits, answers, and opening a part for a change. */
#include "domain/decision/notice.h"
#include "domain/decision/pages.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "decision_views.h"
#include "texts.h"

/* ── the page of an issued version ────────────────────────────────────── */

static struct limit_rows_view limits_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct limit_list_rows rows = limit_list(rq->db, sight->joint.id);
    struct limit_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const struct part *part = joint_part(&sight->joint, rows.v[i].part_id);
        if (!part) continue;
        view.v[view.n++] = (struct limit_row_view){
            .name = part_name(rq->lang, part), .body = decision_appeal_body(rq->arena, rq->lang, rows.v[i].body),
            .recipient = text_of(rq->lang, delivery_recipient_text(rows.v[i].recipient)), .reached = rows.v[i].reached_on, .until = rows.v[i].until_date,
            .over = rows.v[i].until_date.days < rq->today.days,
        };
    }
    return view;
}

static const char *answer_said(const struct sight *sight, const struct answer_list_rows *answers, const struct part *part) {
    struct request *rq = sight->rq;
    for (size_t i = 0; i < answers->n; i++)
        if (answers->v[i].part_id.v == part->id.v)
            return text_format(rq->arena, rq->lang, T_decision_answer_said, "answer", text_of(rq->lang, part_answer_text(answers->v[i].answer)), "way",
                               text_of(rq->lang, answer_way_text(answers->v[i].way)), "date",
                               date_day(rq->arena, rq->lang, instant_oslo_date(answers->v[i].at), rq->today), NULL);
    return NULL;
}

static struct answer_rows_view answers_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct answer_list_rows answers = answer_list(rq->db, sight->joint.id);
    struct answer_rows_view view = {arena_array(rq->arena, sight->joint.n + 1, sizeof *view.v), 0};
    for (size_t i = 0; i < sight->joint.n; i++) {
        const struct part *part = &sight->joint.v[i];
        bool asked = kind_is_answered(part->kind) && part->outcome == PART_OUTCOME_GRANTED && part->state == PART_STATE_SIGNED;
        if (!asked) continue;
        view.v[view.n++] = (struct answer_row_view){part->number, part_name(rq->lang, part), part_path(rq->arena, &sight->joint, part, "/svar"),
                                                    answer_said(sight, &answers, part)};
    }
    return view;
}

static struct mark_view amend_mark(const struct sight *sight, const struct part *part) {
    struct request *rq = sight->rq;
    struct notice_brief notice;
    struct decision_part_id root = part_root(rq->db, part->id);
    if (decision_suspended(rq->db, root)) return status_mark("warning", text_of(rq->lang, T_decision_is_suspended));
    if (part->state == PART_STATE_LATER)
        return status_mark("neutral", text_format(rq->arena, rq->lang, T_decision_later_by, "date", date_long(rq->arena, rq->lang, part_due(rq->db, part)), NULL));
    if (!prior_notice_of_part(rq->db, root, &notice)) return (struct mark_view){0};
    bool ready = prior_notice_ready(rq->db, root, rq->today);
    return status_mark(ready ? "info" : "neutral", text_format(rq->arena, rq->lang, ready ? T_decision_notice_is_ready : T_decision_notice_runs, "date",
                                                               date_long(rq->arena, rq->lang, notice.answer_by), NULL));
}

/* Where each part is changed by the one who decides, and where the one who gives the help says that it should be. */
static struct amend_rows_view amendable_of(const struct sight *sight, const struct decision_view *view) {
    struct request *rq = sight->rq;
    struct amend_rows_view rows = {arena_array(rq->arena, sight->joint.n + 1, sizeof *rows.v), 0};
    for (size_t i = 0; i < sight->joint.n; i++) {
        const struct part *part = &sight->joint.v[i];
        bool given = part->state == PART_STATE_SIGNED && part->outcome == PART_OUTCOME_GRANTED;
        bool wish = given && session_may(rq->session, RIGHT_DECISION_INPUT) && part->unit.v == rq->session->unit.v;
        if (kind_is_reference(part->kind) || (!view->may_write && !wish)) continue;
        rows.v[rows.n++] = (struct amend_row_view){
            .name = part_name(rq->lang, part),
            .path = view->may_write ? part_path(rq->arena, &sight->joint, part, "/endring") : NULL,
            .wish = wish ? part_path(rq->arena, &sight->joint, part, "/onske") : NULL,
            .mark = amend_mark(sight, part),
        };
    }
    return rows;
}

/* The change log: every version of the case's decision and what happened to it. */
static struct event_rows_view events_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct decision_events_rows rows = decision_events(rq->db, sight->joint.case_);
    struct event_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const char *unit = rows.v[i].unit_id.v ? unit_called(rq, rows.v[i].unit_id) : "";
        const char *other = rows.v[i].other_unit.v ? unit_called(rq, rows.v[i].other_unit) : "";
        view.v[i] = (struct event_row_view){rows.v[i].at, text_format(rq->arena, rq->lang, case_event_kind_text(rows.v[i].kind), "unit", unit, "other", other, NULL), unit};
    }
    return view;
}

/* Who the letter goes to, the one it is addressed to first (FVL-12); each kind once. */
static struct options recipients_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct letter_recipients to = letter_goes_to(rq->db, &sight->joint, rq->today);
    struct options options = {arena_array(rq->arena, to.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < to.n; i++) {
        enum delivery_recipient kind = delivery_recipient_of(to.v[i].kind);
        bool known = false;
        for (size_t k = 0; k < options.n; k++) known = known || text_equal(options.v[k].value, delivery_recipient_code(kind));
        if (known) continue;
        const char *label = kind == DELIVERY_RECIPIENT_PERSON ? to.v[i].name
                                                              : arena_printf(rq->arena, "%s (%s)", to.v[i].name, text_of(rq->lang, delivery_recipient_text(kind)));
        options.v[options.n++] = (struct option){delivery_recipient_code(kind), label, NULL};
    }
    return options;
}

void fill_issued(const struct sight *sight, struct decision_view *view) {
    struct request *rq = sight->rq;
    view->issued_on = instant_oslo_date(sight->joint.issued_at);
    view->issued_by = organisation_staff_name(rq->db, sight->joint.issued_by);
    view->rules = sight->joint.rules;
    view->whole_letter = joint_letter_readable(&sight->joint);
    if (case_frame_may_open(rq->session, "/klage")) view->appeals = arena_printf(rq->arena, "/sak/%lld/klage", (long long)sight->joint.case_.v);
    view->may_input = session_may(rq->session, RIGHT_DECISION_INPUT);
    view->can_amend = (view->may_write || view->may_input) && (sight->joint.state == JOINT_STATE_ISSUED || sight->joint.state == JOINT_STATE_IN_FORCE);
    view->corrections = arrival_corrections(sight);
    view->wishes = wishes_of(sight);
    view->events = events_of(sight);
    view->digital_kinds = digital_kinds_of(rq);
    view->deliveries = deliveries_of(sight);
    view->awaits = true;
    struct date sent = rq->today;
    for (size_t i = 0; i < view->deliveries.n; i++) {
        if (view->deliveries.v[i].reached) view->awaits = false;
        else sent = view->deliveries.v[i].sent_on;
    }
    view->sent_on = date_iso(rq->arena, sent);
    view->limits = limits_of(sight);
    view->answers = answers_of(sight);
    if (view->can_amend) view->amendable = amendable_of(sight, view);
    view->can_amend = view->can_amend && view->amendable.n > 0;
    view->recipients = recipients_of(sight);
    view->recipient = view->recipients.n ? view->recipients.v[0].value : NULL;
    view->channels = delivery_channel_options(rq->arena, rq->lang);
    view->answer_kinds = part_answer_options(rq->arena, rq->lang);
    view->answer_ways = answer_way_options(rq->arena, rq->lang);
}

/* ── the letter ───────────────────────────────────────────────────────── */

struct reply decision_letter_page(struct request *rq, const struct decision_letter_page_in *in) {
    struct sight sight;
    struct decision_letter letter;
    if (!sight_read(rq, in->case_, in->decision, &sight)) return reply_not_found(rq);
    bool draft = joint_open(sight.joint.state);
    if (letter_read(rq->db, sight.access, &(struct letter_wish){.decision = in->decision, .draft = draft}, &letter) < 0)
        return reply_conflict(rq, T_decision_letter_failed);
    const char *path = decision_path(rq->arena, &sight.joint);
    struct letter_page_view view = {.back = path, .pdf = arena_printf(rq->arena, "%s/brev.pdf", path), .draft = draft, .partial = !joint_letter_readable(&sight.joint)};
    struct html *h = html_new(rq);
    case_frame_begin(h, &sight.frame, T_decision_letter_page_title);
    decision_letter_top(h, &view);
    letter_html(h, letter.letter);
    decision_letter_end(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* The name of the file says nothing of her or of what is in it. */
struct reply decision_letter_file(struct request *rq, const struct decision_letter_file_in *in) {
    struct joint joint;
    struct blob pdf;
    struct decision_letter letter;
    if (!joint_load(rq->db, NULL, in->decision, rq->lang, &joint) || joint.case_.v != in->case_.v) return reply_not_found(rq);
    const struct access *access = decision_access(rq, in->decision);
    bool draft = joint_open(joint.state);
    int result = draft ? letter_read(rq->db, access, &(struct letter_wish){.decision = in->decision, .draft = true}, &letter)
                       : letter_stored(rq->db, access, in->decision, &pdf);
    if (result == ERR_OK && draft) result = letter_pdf(letter.letter, rq->arena, &pdf);
    if (result == ERR_DENIED) return reply_denied(rq, T_decision_letter_not_all_zones);
    if (result < 0) return reply_conflict(rq, T_decision_letter_failed);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "brev-%lld.pdf", (long long)in->decision.v), pdf);
}

/* ── what happens after ───────────────────────────────────────────────── */

static struct reply back_to_decision(struct request *rq, struct case_id id, struct joint_decision_id decision, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld", (long long)id.v, (long long)decision.v), notice);
}

struct reply decision_delivered(struct request *rq, const struct decision_delivered_in *in) {
    struct joint joint;
    if (!joint_load(rq->db, NULL, in->decision, rq->lang, &joint) || joint.case_.v != in->case_.v) return reply_not_found(rq);
    struct delivery_note note = {in->decision, in->recipient, in->channel, in->sent_on, in->reached_on};
    if (in->channel == DELIVERY_CHANNEL_HANDED_OVER && date_is_none(note.reached_on)) note.reached_on = note.sent_on;
    bool unknown = in->unknown && date_is_none(note.reached_on);
    if (unknown) note.reached_on = notice_reached(law_current(), NOTICE_POSTED, note.sent_on);
    if (unknown && note.reached_on.days > rq->today.days) {
        form_error(rq, "unknown", T_decision_reached_too_soon);
        return reply_invalid(rq);
    }
    int result = decision_deliver(rq->db, &note);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_delivered_already);
    if (result == ERR_DENIED) {
        form_error(rq, "recipient", T_decision_not_recipient);
        return reply_invalid(rq);
    }
    if (result < 0) {
        form_error(rq, date_is_none(note.reached_on) ? "sent_on" : "reached_on", T_decision_reached_wrong);
        return reply_invalid(rq);
    }
    return back_to_decision(rq, in->case_, in->decision, date_is_none(note.reached_on) ? T_decision_sent_noted : T_decision_reached_noted);
}

struct reply decision_part_reply(struct request *rq, const struct decision_part_reply_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    if (decision_answer(rq->db, in->part, in->answer, in->way) < 0) return reply_conflict(rq, T_decision_changed_meanwhile);
    return back_to_decision(rq, in->case_, in->decision, T_decision_answer_noted);
}

struct reply decision_part_change(struct request *rq, const struct decision_part_change_in *in) {
    struct decision_part_id next;
    struct part_get_row opened;
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    int result = decision_amend(rq->db, in->part, in->direction, &next);
    if (result == ERR_DENIED) {
        form_error(rq, NULL, T_decision_detriment_refused);
        return reply_invalid(rq);
    }
    if (result < 0 || !part_get(rq->db, next, &opened)) return reply_conflict(rq, T_decision_changed_meanwhile);
    return reply_see_other(rq, "/sak/%lld/vedtak/%lld/del/%lld", (long long)in->case_.v, (long long)opened.decision_id.v, (long long)next.v);
}

/* The page where a contact of a case gets its answer, or a provisional reply with a new day. */
#include "domain/intake/intake.h"

#include "domain/work/case_frame.h"
#include "intake_routes.h"
#include "intake_sql.h"
#include "intake_views.h"
#include "texts.h"

static const char *path_of(struct request *rq, struct case_id id, struct contact_id contact, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/henvendelse/%lld/%s", (long long)id.v, (long long)contact.v, rest);
}

static struct reply back(struct request *rq, struct case_id id, struct contact_id contact, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", path_of(rq, id, contact, "svar")), notice);
}

struct reply contact_answer_next(struct request *rq, const struct contact_answer_next_in *in) {
    struct contact_to_answer_row row;
    if (!contact_to_answer(rq->db, in->case_, &row)) return reply_see_other(rq, "/sak/%lld", (long long)in->case_.v);
    return reply_see_other(rq, "%s", path_of(rq, in->case_, row.id, "svar"));
}

static void fill_sent(struct request *rq, struct case_id id, struct contact_id contact, struct answer_page_view *view) {
    struct reply_list_rows rows = reply_list(rq->db, contact);
    view->sent.v = arena_array(rq->arena, rows.n + 1, sizeof *view->sent.v);
    for (size_t i = 0; i < rows.n; i++)
        view->sent.v[view->sent.n++] = (struct sent_reply_view){
            .sent_at = rows.v[i].sent_at,
            .promised = rows.v[i].promised,
            .sent_by = rows.v[i].sent_by,
            .reason = (text_key)reply_reason_text(rows.v[i].reason),
            .letter = path_of(rq, id, contact, arena_printf(rq->arena, "svar/%lld/brev.pdf", (long long)rows.v[i].id.v)),
        };
}

struct reply contact_answer_page(struct request *rq, const struct contact_answer_page_in *in) {
    struct case_frame frame;
    struct contact_get_row contact;
    struct contact_waits_row waits;
    struct unit_brief unit;
    if (!case_frame_read(rq, in->case_, TAB_OVERVIEW, &frame) || !contact_get(rq->db, in->contact, &contact)) return reply_not_found(rq);
    if (contact.case_id.v != in->case_.v) return reply_not_found(rq);
    struct answer_page_view view = {
        .given_name = frame.person.given_name,
        .channel = (text_key)channel_text(contact.channel),
        .received_at = contact.received_at,
        .first_due = contact.reply_due,
        .waits = contact_waits(rq->db, in->case_, in->contact, &waits),
        .reply_path = path_of(rq, in->case_, in->contact, "forelopig"),
        .answered_path = path_of(rq, in->case_, in->contact, "svart"),
        .decision_path = session_may(rq->session, RIGHT_DECISION_WRITE) ? arena_printf(rq->arena, "/sak/%lld/vedtak", (long long)in->case_.v) : NULL,
        .reasons = reply_reason_options(rq->arena, rq->lang),
        .language = text_of(rq->lang, language_text((enum language)frame.person.lang)),
    };
    if (organisation_unit(rq->db, contact.received_unit, rq->lang, &unit)) view.unit = unit.name;
    if (view.waits) {
        view.due = waits.due;
        view.late = waits.due.days < rq->today.days;
        view.needs_decision = intake_awaits_decision(&waits);
    }
    fill_sent(rq, in->case_, in->contact, &view);
    frame.tab = 0;
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_intake_answer_title);
    contact_answer(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply contact_reply(struct request *rq, const struct contact_reply_in *in) {
    struct provisional_reply_id made;
    const struct provisional_reply reply = {in->contact, in->reply_reason, in->promised};
    int result = intake_reply(rq->db, in->case_, &reply, &made);
    if (result == ERR_NOT_FOUND) return reply_not_found(rq);
    if (result == ERR_INVALID) {
        form_error(rq, "promised", T_intake_promised_wrong);
        return reply_invalid(rq);
    }
    if (result < 0) return reply_conflict(rq, result == ERR_CONFLICT ? T_intake_answered_already : T_intake_reply_failed);
    return back(rq, in->case_, in->contact, T_intake_reply_sent);
}

struct reply contact_answered(struct request *rq, const struct contact_answered_in *in) {
    int result = intake_answered(rq->db, in->case_, in->contact);
    if (result < 0) return reply_conflict(rq, result == ERR_INVALID ? T_intake_answer_needs_decision : T_intake_answered_already);
    return back(rq, in->case_, in->contact, T_intake_answer_recorded);
}

/* The name of the file says nothing of her. */
struct reply contact_reply_letter(struct request *rq, const struct contact_reply_letter_in *in) {
    struct blob pdf;
    int result = intake_reply_letter(rq->db, in->case_, in->reply, &pdf);
    if (result == ERR_NOT_FOUND) return reply_not_found(rq);
    if (result < 0) return reply_conflict(rq, T_intake_reply_failed);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "brev-%lld.pdf", (long long)in->reply.v), pdf);
}

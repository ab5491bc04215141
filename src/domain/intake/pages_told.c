/* Telling the sender: the receipt page, the receipt as a letter, and that it has been given. (EFV-1, R-003, BSL-13) */
#include "domain/intake/pages.h"

#include "domain/work/case_frame.h"
#include "intake_routes.h"
#include "intake_sql.h"
#include "platform/pdf/letter.h"
#include "texts.h"

struct reply contact_receipt_page(struct request *rq, const struct contact_receipt_page_in *in) {
    struct contact_view view;
    if (!contact_view_of(rq, in->contact, &view)) return reply_not_found(rq);
    view.may_route = session_may(rq->session, RIGHT_CONTACT_ROUTE);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_receipt_title});
    contact_receipt(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static enum lang letter_language(void) { return organisation_profile()->letter_lang; }

struct reply contact_receipt_print(struct request *rq, const struct contact_receipt_print_in *in) {
    const struct letter *letter = intake_receipt(rq->db, in->contact, letter_language());
    if (!letter) return reply_not_found(rq);
    struct receipt_bar_view bar = {in->contact.v};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_receipt_letter_title});
    receipt_bar(h, &bar);
    letter_html(h, letter);
    page_end(h);
    return reply_html(rq, h);
}

struct reply contact_receipt_letter(struct request *rq, const struct contact_receipt_letter_in *in) {
    struct blob pdf;
    const struct letter *letter = intake_receipt(rq->db, in->contact, letter_language());
    if (!letter) return reply_not_found(rq);
    if (letter_pdf(letter, rq->arena, &pdf) < 0) return reply_conflict(rq, T_intake_reply_failed);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "kvittering-%lld.pdf", (long long)in->contact.v), pdf);
}

struct reply contact_tell_receipt(struct request *rq, const struct contact_tell_receipt_in *in) {
    if (intake_tell_sender(rq->db, in->contact, in->forward, in->way) < 0) return reply_not_found(rq);
    const char *where = in->forward.v ? "/henvendelse/%lld" : "/henvendelse/%lld/kvittering";
    return reply_with_notice(reply_see_other(rq, where, (long long)in->contact.v), T_intake_sender_told);
}

struct reply contact_tell_page(struct request *rq, const struct contact_tell_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_OVERVIEW, &frame)) return reply_not_found(rq);
    struct contact_untold_rows rows = contact_untold(rq->db, in->case_);
    struct tell_view view = {.case_number = in->case_.v, .given_name = frame.person.given_name,
                             .untold = {arena_array(rq->arena, rows.n + 1, sizeof(struct untold_view)), rows.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.untold.v[i] = (struct untold_view){rows.v[i].id.v, channel_text(rows.v[i].channel), sender_text(rows.v[i].sender), rows.v[i].received_at};
    frame.tab = 0;
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_intake_tell_title);
    contact_tell_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply contact_tell(struct request *rq, const struct contact_tell_in *in) {
    int result = intake_told_person(rq->db, in->case_, in->contact);
    if (result == ERR_NOT_FOUND) return reply_not_found(rq);
    if (result < 0) return reply_conflict(rq, T_intake_told_already);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/fortell", (long long)in->case_.v), T_intake_told_now);
}

/* Telling the sender: the receipt page, the receipt as a letter, and that it has been given. (EFV-1, R-003, BSL-13) */
#include "domain/intake/pages.h"

#include "intake_routes.h"
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

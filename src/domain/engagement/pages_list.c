/* Lists of those who see no case: the caretaker's, and the days of a peer's talks. */
#include "domain/engagement/pages.h"

#include "domain/safety/safety.h"
#include "engagement_routes.h"
#include "texts.h"

#include <stdio.h>

/* ── the caretaker ────────────────────────────────────────────────────── */

static const char *address_of(struct request *rq, const struct caretaker_list_row *row) {
    if (text_empty(row->street)) return NULL;
    const char *number = row->house_number ? row->house_number : "", *letter = row->house_letter ? row->house_letter : "";
    return arena_printf(rq->arena, "%s %s%s", row->street, number, letter);
}

static struct caretaker_row row_of(struct request *rq, const struct caretaker_list_row *row) {
    return (struct caretaker_row){
        .id = row->id.v,
        .hidden = text_empty(row->given_name),
        .name = text_empty(row->family_name) ? row->given_name : arena_printf(rq->arena, "%s %s", row->given_name, row->family_name),
        .address = address_of(rq, row),
        .staff = row->staff_name,
        .last = row->last_did ? (text_key)caretaker_did_text(row->last_did) : 0,
        .last_on = row->last_on,
        .next_on = row->next_on,
        .since = row->from_on,
        .late = row->next_on.days <= rq->today.days,
    };
}

/* The form that came back with a mistake is the one that is open: its number stands in the address. */
static int64_t open_form(const struct request *rq) {
    long long id = 0;
    return rq->form && rq->form->refused && sscanf(rq->path, "/miljovaktmester/%lld", &id) == 1 ? id : 0;
}

struct reply caretaker_page(struct request *rq, const struct caretaker_page_in *in) {
    (void)in;
    struct caretaker_list_rows rows = caretaker_list(rq->db, rq->session->unit);
    struct caretaker_view view = {
        .unit = rq->session->unit_name,
        .today = date_iso(rq->arena, rq->today),
        .next = date_iso(rq->arena, date_add_days(rq->today, own_or(organisation_profile()->engagement.caretaker_days, CARETAKER_DAYS))),
        .did = caretaker_did_options(rq->arena, rq->lang),
        .rows = {arena_array(rq->arena, rows.n + 1, sizeof *view.rows.v), rows.n},
        .open = open_form(rq),
    };
    struct calendar_cases together = safety_go_together(rq);
    for (size_t i = 0; i < rows.n; i++) {
        view.rows.v[i] = row_of(rq, &rows.v[i]);
        view.rows.v[i].together = calendar_case_among(&together, rows.v[i].case_id);
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_caretaker_title, .nav = "/miljovaktmester"});
    caretaker_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply caretaker_send(struct request *rq, const struct caretaker_send_in *in) {
    int fault = caretaker_write(rq->db, in->contact, in->did, in->on_date, in->next_on);
    if (fault) return engagement_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/miljovaktmester"), in->did == CARETAKER_DID_WANTS_CONTACT ? T_caretaker_told : T_caretaker_saved);
}

/* ── talks between equals ─────────────────────────────────────────────── */

enum { MONTH_DAYS = 30, BACK_DAYS = 365 };

struct reply peer_page(struct request *rq, const struct peer_page_in *in) {
    (void)in;
    struct peer_talk_own_rows rows = peer_talk_own(rq->db, rq->session->staff, date_add_days(rq->today, -MONTH_DAYS));
    struct peer_view view = {.unit = rq->session->unit_name, .today = date_iso(rq->arena, rq->today), .days = {arena_array(rq->arena, rows.n + 1, sizeof *view.days.v), rows.n}};
    for (size_t i = 0; i < rows.n; i++) {
        view.days.v[i] = (struct engagement_line){.on = rows.v[i].on_date, .id = rows.v[i].n};
        view.n_month += rows.v[i].n;
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_peer_title, .nav = "/likemann"});
    peer_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply peer_send(struct request *rq, const struct peer_send_in *in) {
    if (in->on_date.days > rq->today.days) return engagement_refused(rq, ENGAGEMENT_IN_FUTURE);
    if (in->on_date.days < rq->today.days - BACK_DAYS) return engagement_refused(rq, ENGAGEMENT_LONG_AGO);
    peer_talk_insert(rq->db, rq->session->unit, rq->session->staff, in->on_date, rq->now);
    return reply_with_notice(reply_see_other(rq, "/likemann"), T_peer_saved);
}

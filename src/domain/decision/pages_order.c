/* What the property unit sees: its own orders, in codes. Nothing here reads a text about the person. (I-06, R-053, L11) */
#include "decision_routes.h"
#include "decision_sql.h"
#include "decision_views.h"
#include "domain/decision/pages.h"
#include "texts.h"

static text_key floor_words(enum floor_wish wish) {
    switch (wish) {
    case FLOOR_WISH_GROUND: return T_decision_floor_ground;
    case FLOOR_WISH_NOT_GROUND: return T_decision_floor_not_ground;
    case FLOOR_WISH_ANY: return T_decision_floor_any;
    }
    return T_decision_floor_any;
}

static const char *full_name(struct arena *arena, const char *given, const char *family) { return arena_printf(arena, "%s %s", given, family); }

struct reply order_list_page(struct request *rq, const struct order_list_page_in *in) {
    (void)in;
    struct order_list_rows rows = order_list(rq->db, rq->session->unit);
    struct order_list_view view = {{arena_array(rq->arena, rows.n + 1, sizeof(struct order_row_view)), rows.n}};
    for (size_t i = 0; i < rows.n; i++) {
        const struct order_list_row *row = &rows.v[i];
        view.rows.v[i] = (struct order_row_view){
            .path = arena_printf(rq->arena, "/boligbestillinger/%lld", (long long)row->id.v),
            .name = full_name(rq->arena, row->given_name, row->family_name),
            .contact_unit = unit_called(rq, row->contact_unit),
            .rooms = row->rooms,
            .floor = floor_words(row->floor),
            .sent_on = instant_oslo_date(row->sent_at),
            .from = row->from_date,
            .has_from = !date_is_none(row->from_date),
            .found = !instant_is_none(row->found_at),
            .found_on = instant_is_none(row->found_at) ? DATE_NONE : instant_oslo_date(row->found_at),
        };
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_decision_orders_title, .nav = "/boligbestillinger"});
    decision_orders(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply order_page(struct request *rq, const struct order_page_in *in) {
    struct order_get_row row;
    struct unit_brief contact = {0};
    if (!order_get(rq->db, in->order, rq->session->unit, &row)) return reply_not_found(rq);
    organisation_unit(rq->db, row.contact_unit, rq->lang, &contact);
    struct order_view view = {
        .name = full_name(rq->arena, row.given_name, row.family_name),
        .number = row.number,
        .contact_unit = contact.name,
        .contact_phone = contact.phone,
        .sent_by = organisation_staff_name(rq->db, row.sent_by),
        .sent_on = instant_oslo_date(row.sent_at),
        .from = row.from_date,
        .rooms = row.rooms, .adults = row.adults, .children = row.children, .visits_a_week = row.visits_a_week,
        .quiet = row.quiet, .apart_from_cluster = row.apart_from_cluster, .step_free = row.step_free, .pets = row.pets, .near_transport = row.near_transport,
        .graded = row.address_grade != ADDRESS_GRADE_OPEN,
        .has_from = !date_is_none(row.from_date),
        .found = !instant_is_none(row.found_at),
        .found_on = instant_is_none(row.found_at) ? DATE_NONE : instant_oslo_date(row.found_at),
        .found_by = organisation_staff_name(rq->db, row.found_by),
        .found_path = arena_printf(rq->arena, "/boligbestillinger/%lld/funnet", (long long)row.id.v),
        .floor = floor_words(row.floor),
    };
    if (case_frame_may_open(rq->session, "/kredittvurdering") && secrecy_may(rq, row.case_id) == VERDICT_ALLOWED)
        view.credit_path = arena_printf(rq->arena, "/sak/%lld/kredittvurdering", (long long)row.case_id.v);
    if (case_frame_may_open(rq->session, "/tilbud/finn") && secrecy_may(rq, row.case_id) == VERDICT_ALLOWED)
        view.find_path = arena_printf(rq->arena, "/sak/%lld/tilbud/finn", (long long)row.case_id.v);
    if (view.found && case_frame_may_open(rq->session, "/leieforhold/ny") && secrecy_may(rq, row.case_id) == VERDICT_ALLOWED)
        view.contract_path = arena_printf(rq->arena, "/sak/%lld/leieforhold/ny", (long long)row.case_id.v);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_decision_order_title, .nav = "/boligbestillinger"});
    decision_order(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply order_found(struct request *rq, const struct order_found_in *in) {
    int result = extract_found(rq->db, in->order);
    if (result == ERR_NOT_FOUND) return reply_not_found(rq);
    if (result < 0) return reply_conflict(rq, T_decision_order_found_already);
    return reply_with_notice(reply_see_other(rq, "/boligbestillinger/%lld", (long long)in->order.v), T_decision_order_found_noted);
}

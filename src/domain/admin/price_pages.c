/* The price of a day for a patient who is ready, by year: entered with where it stands, never guessed. (USK-5) */
#include "admin_routes.h"
#include "admin_views.h"
#include "domain/admin/views.h"
#include "domain/transition/transition.h"
#include "texts.h"

struct reply discharge_price_page(struct request *rq, const struct discharge_price_page_in *in) {
    (void)in;
    struct transition_price_rows prices = transition_prices(rq->db);
    int year = date_ymd(rq->today).year;
    struct admin_price_view view = {.tab = {ADMIN_TAB_PRICES}, .may_write = session_may(rq->session, RIGHT_ADMIN_WRITE), .year = year, .missing = true,
                                    .year_value = arena_printf(rq->arena, "%d", year),
                                    .rows = {arena_array(rq->arena, prices.n + 1, sizeof *view.rows.v), prices.n}};
    for (size_t i = 0; i < prices.n; i++) {
        const struct transition_price_row *price = &prices.v[i];
        view.rows.v[i] = (struct admin_price_row){price->year, number_text(rq->arena, rq->lang, price->amount), price->stands, price->by, price->at};
        view.missing = view.missing && price->year != year;
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_admin_prices, .nav = "/administrasjon"});
    price_body(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply discharge_price_send(struct request *rq, const struct discharge_price_send_in *in) {
    int fault = transition_set_price(rq->db, in->year, in->amount, in->stands);
    if (!fault) return reply_with_notice(reply_see_other(rq, "/administrasjon/dognpris"), T_admin_price_saved);
    struct transition_fault_text text = transition_fault_text(fault);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

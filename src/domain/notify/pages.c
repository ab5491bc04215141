/* A worker's own choice of notices: on the settings page, and alone when the form comes back. */
#include "domain/notify/notify.h"

#include "domain/notify/views.h"
#include "notify_routes.h"
#include "notify_sql.h"
#include "notify_views.h"
#include "texts.h"

static struct notification_view view_of(struct request *rq) {
    const struct session *session = rq->session;
    struct notification_choice_get_row choice = {0};
    struct notification_address_row address = {0};
    struct notification_last_row last = {0};
    struct notification_leads_row leads;
    bool chosen = notification_choice_get(rq->db, session->staff, &choice);
    bool unit_too = chosen ? choice.unit_too : notification_leads(rq->db, session->staff, session->unit, rq->today, &leads);
    notification_address(rq->db, session->staff, &address);
    bool sent = notification_last(rq->db, session->staff, &last);
    struct options options = {arena_array(rq->arena, NOTIFICATION_WHEN_COUNT, sizeof *options.v), 0};
    for (enum notification_when how = NOTIFICATION_WHEN_AT_ONCE; how <= NOTIFICATION_WHEN_NEVER; how++)
        options.v[options.n++] =
            (struct option){.value = notification_when_code(how), .label = text_of(rq->lang, notification_when_text(how))};
    return (struct notification_view){
        .address = address.email,
        .how = notification_when_code(chosen ? choice.how : NOTIFICATION_WHEN_AT_ONCE),
        .unit_too = unit_too ? "1" : NULL,
        .options = options,
        .last = sent ? last.ended_at : INSTANT_NONE,
        .has_last = sent,
    };
}

void notify_settings(struct request *rq, struct html *h) {
    struct notification_view view = view_of(rq);
    notification_settings(h, &view);
}

struct reply notification_page(struct request *rq, const struct notification_page_in *in) {
    (void)in;
    struct notification_view view = view_of(rq);
    view.alone = true;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_notification_title, .nav = "/innstillinger"});
    notification_settings(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply notification_save(struct request *rq, const struct notification_save_in *in) {
    notification_choice_put(rq->db, rq->session->staff, in->how, in->unit_too, rq->now);
    if (in->how == NOTIFICATION_WHEN_NEVER) notification_drop_waiting(rq->db, rq->session->staff, rq->now);
    return reply_with_notice(reply_see_other(rq, "/innstillinger"), T_notification_saved);
}

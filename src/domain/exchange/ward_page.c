/* The page where messages from wards are tried and taken in: by the municipality's one port. */
#include "domain/exchange/exchange.h"
#include "domain/exchange/parts.h"

#include "domain/transition/transition.h"
#include "exchange_routes.h"
#include "exchange_views.h"
#include "texts.h"

static const struct applicants_file_view ward = {.title = T_ward_file_title, .lead = T_ward_file_lead, .hint = T_ward_file_hint,
                                                 .back_name = T_transitions_title, .path = "/overganger/meldinger", .back = "/overganger"};

struct reply ward_file_page(struct request *rq, const struct ward_file_page_in *in) {
    (void)in;
    return file_page(rq, &ward);
}

struct reply ward_file_send(struct request *rq, const struct ward_file_send_in *in) {
    if (rq->session->unit.v != transition_port(rq->db).v) return reply_denied(rq, T_ward_other_unit);
    return file_read(rq, &ward, import_ward_messages, &(struct file_sent){in->file, in->try});
}

/* The page where the file of rent due and paid is tried and taken in, whole or not at all. */
#include "domain/exchange/exchange.h"
#include "domain/exchange/parts.h"

#include "exchange_routes.h"
#include "exchange_views.h"
#include "texts.h"

static const struct applicants_file_view rents = {.title = T_rents_file_title,
                                                  .lead = T_rents_file_lead,
                                                  .hint = T_rents_file_hint,
                                                  .back_name = T_rents_file_back,
                                                  .path = "/leieforhold/fil",
                                                  .back = "/leieforhold"};

struct reply rents_file_page(struct request *rq, const struct rents_file_page_in *in) {
    (void)in;
    return file_page(rq, &rents);
}

struct reply rents_file_send(struct request *rq, const struct rents_file_send_in *in) {
    return file_read(rq, &rents, import_rents, &(struct file_sent){in->file, in->try});
}

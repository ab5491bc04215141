/* What the page files of this module share. */
#pragma once
#include "domain/offer/internal.h"
#include "domain/work/case_frame.h"
#include "offer_views.h"

static inline const char *offer_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/tilbud%s", (long long)id.v, rest);
}
static inline const char *offer_clock(struct request *rq, int64_t minute) {
    return arena_printf(rq->arena, "%02lld.%02lld", (long long)minute / 60, (long long)minute % 60);
}
struct reply offer_refused(struct request *rq, int fault);
/* Done: back to the offers of the case. */
struct reply offer_reply(struct request *rq, struct case_id id, int fault, text_key notice);
struct offer_mark_view offer_state_mark(enum offer_state state);
struct offer_fit_views offer_fit_list(struct request *rq, const struct offer_fits *fits);
/* Where it is; for a person whose address is graded only to the unit that offers it. */
const char *offer_home_on_page(struct request *rq, struct dwelling_id dwelling, bool shown);
struct options offer_pick(struct request *rq, const struct options *all, const char *const *codes, size_t n);

/* What the page files of the municipality's leases share. */
#pragma once
#include "domain/lease/internal.h"
#include "domain/work/case_frame.h"
#include "lease_views.h"

static inline const char *lease_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/leieforhold%s", (long long)id.v, rest);
}
/* What the tenancy zone opens for the session in the case; NULL: nothing. */
const struct access *lease_access(struct request *rq, struct case_id id);
/* A rule said no: beside the field when it has one, else a page that says what happened meanwhile. */
struct reply lease_refused(struct request *rq, int fault);
struct reply lease_back(struct request *rq, struct case_id id, text_key notice);
struct reply lease_done(struct request *rq, struct case_id id, int fault, text_key notice); /* one or the other */

/* The case as this session sees it. Who lets the home sees her name and the lease, and nothing else of the case. (I-06) */
struct lease_frame {
    struct case_frame frame;
    bool plain; /* without the frame of the case */
};
bool lease_frame_read(struct request *rq, struct case_id id, struct lease_frame *ret_frame);
void lease_frame_begin(struct html *h, struct request *rq, const struct lease_frame *frame, text_key title);
void lease_frame_end(struct html *h, const struct lease_frame *frame);
struct lease_mark_view lease_mark_of(struct request *rq, enum lease_state state, struct date until, bool asked_to_move);
/* The lease of this case, when the number in the address is one of its. */
bool lease_in_case(struct request *rq, struct case_id id, struct lease_id lease, struct lease_brief *ret_lease);

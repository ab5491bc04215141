/* What the page files of this module share. */
#pragma once
#include "application_sql.h"
#include "application_views.h"
#include "domain/application/internal.h"
#include "domain/work/case_frame.h"

static inline const char *application_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/bolig%s", (long long)id.v, rest);
}
const struct access *application_access(struct request *rq, struct case_id id);
struct reply application_refused(struct request *rq, int fault);
/* Done: back to the page of the case; a fault: beside its field. */
struct reply application_answer(struct request *rq, struct case_id id, int fault, text_key notice);
struct application_mark_view application_status_mark(struct request *rq, enum application_status status);
/* "1 voksen og 2 barn" */
const char *application_persons(struct request *rq, int64_t adults, int64_t children);
/* The question a criterion is, and the answer, in the reader's language. */
text_key application_question(enum criterion criterion);
/* What is counted today and may be asked for, as bits of criterion. */
unsigned application_counted(struct request *rq);

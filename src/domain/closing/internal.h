/* What the files of this module share. */
#pragma once
#include "closing_sql.h"
#include "domain/closing/closing.h"
#include "domain/closing/views.h"
#include "platform/http/http.h"
#include "platform/pdf/letter.h"

/* The case, held by the actor's unit. */
int closing_held(struct db *db, struct case_id id, struct case_brief *ret_case);

/* The letter to one of those who get it; `to` NULL: herself. */
struct letter *closing_letter_to(struct db *db, const struct case_brief *brief, const struct closing_last_row *closing,
                                 const struct person_spine *person, const struct letter_recipient *to);
/* Makes and keeps the letter for each who gets it. ERR_UNSUPPORTED: it could not be made. */
int closing_write_letters(struct db *db, const struct case_brief *brief, const struct closing_last_row *closing, enum closing_way way);

const char *closing_path(struct request *rq, struct case_id id, const char *rest);
const char *closing_link(struct request *rq, struct case_id id, const char *rest); /* NULL: not for this session */
struct reply closing_no_to(struct request *rq, int fault);

/* What the pages of this module share. */
#pragma once
#include "domain/relation/internal.h"
#include "domain/relation/views.h"
#include "domain/work/case_frame.h"
#include "relation_sql.h"

const char *relation_kept_in(struct request *rq, struct case_id id); /* the zone this unit writes in, in words; NULL: none */
text_key relation_zone_words(enum zone zone);
void relation_empty_roles(struct relative_view *relative);
void relation_put_answer(struct request *rq, struct role_view *role, const struct relative_answers_row *row);
void relation_fill_representatives(struct request *rq, struct case_id id, struct people_view *view);
struct reply relation_back(struct request *rq, struct case_id id, const char *tail, text_key notice);

/* What the files of visit share: how a visit is shown. */
#pragma once
#include "domain/visit/views.h"

struct visit_mark visit_outcome_mark(enum lang lang, enum visit_outcome outcome);
/* A choice of `visit_next` as a day and a minute, counted from `day`; DATE_NONE: none, or another that is not said. */
struct date visit_next_day(enum visit_next next, struct date day, struct date other);
struct options visit_times_offered(struct request *rq, bool moving);
struct reply visit_refused(struct request *rq, int fault);
/* Contact and deputy as her pages and her sheet show them. */
struct contact_views visit_contacts_of(struct request *rq, struct case_id id);

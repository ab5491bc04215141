/* How stable the people around a person, a team's persons and the municipality's are, whether everybody can be followed up, and what workers
 * carry. Computed from visits as they are written; explained in words on the pages. Shows numbers of 1–4 persons to nobody outside their cases (I-15). */
#pragma once
#include "continuity_schema.h"
#include "domain/visit/stability.h"
#include "domain/visit/visit.h"

/* One month of a case; shares per mille, has false: too few visits. `month` is 202609. */
struct continuity_figures {
    int64_t month, visits, helpers, upc;
    struct maybe_int coc, secon;
    int64_t home_days, home_people, home_most;
    bool many; /* more helpers than the municipality wants */
};
int64_t continuity_month_of(struct date day);
/* The month of a day anew, after a visit of it: for visit_on_written, and for who writes visits in bulk. */
void continuity_refresh(struct db *db, struct case_id id, struct date day);
void continuity_on_visit(struct db *db, struct case_id id, struct visit_id visit, struct date on_date);
/* The section of the page of follow-up; for visit_on_stability. */
void continuity_fill_stability(struct request *rq, struct case_id id, struct visit_stability *ret_stability);

/* One hook, set by main: how many incidents at work a worker has had since a day. Nobody: the column is not shown. */
void continuity_on_incidents(int64_t (*count)(struct db *db, struct staff_id staff, struct date since));

/* The first weeks in a new home: more visits, booked from the day she moves in, moved like every other visit, and told as kept or not. */
#pragma once
#include "domain/work/work.h"

/* She has moved in, and takes help: the pace of the first weeks (visit_limits) is booked for the unit and the worker she knows, on days to come. What is
 * booked in a week already counts. Nothing when nobody follows her up, or it is booked already. By the actor, in whichever unit. */
void first_weeks_begin(struct db *db, struct case_id id, struct date moved_in);
/* She wants no more of it, or the case closes: what is to come of them is off. */
void first_weeks_over(struct db *db, struct case_id id);

struct first_weeks {
    struct date moved_in, until;                 /* until: the last of them */
    int64_t kept, missed, unwritten, coming, off; /* unwritten: the day has been, and nobody has said */
};
/* Of the newest move, while they run and four weeks after. */
bool first_weeks_of(struct db *db, struct case_id id, struct date today, struct first_weeks *ret_weeks);

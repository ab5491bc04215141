/* The work surface of staff: the day, a case at a glance, search. Top of the modules: it reads what the others publish and rules
 * over nothing. (R-045, R-054, MODEL 6.1 L3) */
#pragma once
#include "platform/http/http.h"

/* Offers of responsibility that wait for the session's unit: the badge of the menu and the number in the page's heading. */
int64_t desk_count_waiting(struct request *rq);
/* Cases of the session's unit that nobody has by name. */
int64_t desk_count_nobody(struct request *rq);

/* Between the two, in one transaction, the kept lists wait: for who writes a long history at once. A hold that is left is found by `felles verify`. */
void desk_wait(struct db *db);
void desk_go_on(struct db *db);

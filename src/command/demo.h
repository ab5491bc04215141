/* A believable municipality of invented persons, the same for the same seed. Everything is made through the rules of the modules, at simulated
 * times, so that nothing stands in it that the program itself could not have let happen. For demonstrations, rehearsals and benches only. */
#pragma once
#include "domain/organisation/profile.h"
#include "platform/db/db.h"

struct demo_wish {
    int64_t persons;
    uint64_t seed;
    int years;         /* how far back the histories go */
    struct date until; /* the last day of the histories */
    int64_t visits;    /* beside those of the histories: in bulk, spread over the open cases */
    void (*progress)(int64_t done, int64_t all), (*progress_visits)(int64_t done, int64_t all);
};
struct demo_made {
    int64_t units, staff, dwellings, persons, cases, decisions;
};
/* Units, staff and dwellings, in one transaction. */
int demo_town(struct db_store *store, const struct profile *profile, const struct demo_wish *wish, struct demo_made *made);
/* The persons and what has happened to them. After demo_town. */
int demo_persons(struct db_store *store, const struct profile *profile, const struct demo_wish *wish, struct demo_made *made);
/* How many persons the database holds; negative when it cannot be read. */
int64_t demo_persons_there(struct db_store *store, struct arena *arena);

/* A rule tried by a unit. For tests only. */
#pragma once
#include "domain/work/town_for_tests.h"

/* One transaction by a unit, kept when the rule said yes. */
#define DONE_BY(database, unit, later, call)                     \
    ({                                                           \
        struct db *db = town_write((database), (unit), (later)); \
        int said = (call);                                       \
        if (said) db_abort(db);                                  \
        else town_commit(db);                                    \
        said;                                                    \
    })

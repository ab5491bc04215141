/* The clock, injectable: the system's, or one read from a file so that tests and rehearsals set the time. */
#pragma once
#include "base/date.h"

struct clock_source {
    const char *file; /* NULL: the system clock. Else a file holding one instant, read at every call */
};
struct instant clock_now(const struct clock_source *clock);

/* Talks that are written down. What is not in the schema is on the pages: in which zone a talk stands, and who may read it. (FVL-11d) */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "talk_schema.h"

/* The day of a talk: not after today, and not so long ago that nobody remembers what was said. */
bool talk_day_may_be(struct date held_on, struct date today);

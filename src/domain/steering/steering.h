/* The leader's picture of responsibility: pure rules for classes of pairs and for bands. (R-031–, I-15) */
#pragma once
#include "domain/organisation/organisation.h"
#include "platform/i18n/i18n.h"

/* Which border a no was given across. */
enum shove_class { SHOVE_SUBSTANCE_MENTAL = 1, SHOVE_HOME_SERVICES, SHOVE_NAV, SHOVE_SPECIALIST, SHOVE_OTHER };
/* By the kinds of the two units; `outside`: the far side is no unit of the municipality. Symmetric. */
enum shove_class steering_class(enum unit_kind one, enum unit_kind other, bool outside);
text_key steering_class_text(enum shove_class shove_class);

/* "0–4", "5–9", "10–19", "20–49", "50–99", "100+": what may be shown of a number of persons to those who are not in their cases. (I-15) */
const char *steering_band(int64_t n);

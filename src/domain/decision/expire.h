/* What the clock does with a decision: warnings 60, 30 and 14 days before a part ends, the end itself, and a digital letter that nobody opens
 * (EFV-1). The rows and days follow from the law's clocks; the jobs only set tasks and states. */
#pragma once
#include "domain/decision/joint.h"

#define JOB_PART_DUE "decision_part_due"
#define JOB_DIGITAL_DUE "decision_digital_due"

/* The next day something happens to a part that ends on `until`, after `today`: a warning, or the day after its end. DATE_NONE: nothing more. */
struct date expire_next(struct date until, struct date today);
/* Sets the clock of a part now decided, which ends on a day. */
void expire_watch(struct db *db, struct decision_part_id part, struct date until);
/* Sets the clock of a letter that she was alerted of. */
void digital_watch(struct db *db, struct delivery_id delivery, struct date alerted_on);

void expire_part_job(struct db *db, int64_t subject, struct instant now);
void digital_due_job(struct db *db, int64_t subject, struct instant now);

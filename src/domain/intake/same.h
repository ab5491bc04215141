/* Two records of one human being: joining them with their cases, and parting them again, exactly. (MODEL: one open case per person) */
#pragma once
#include "domain/intake/pages.h"

/* Joins `merged` into `kept`. If both have an open case, that of `merged` is closed and points at the other; nothing that hangs on it moves. The
 * one that has an open case when the other has none is the one kept. ERR_CONFLICT: cannot be joined, see person_merge. */
int intake_same(struct db *db, struct person_id one, struct person_id other, enum merge_reason reason, struct person_merge_id *ret_merge);
/* Both as they were: records apart, and the case that was closed for it in the state it had. ERR_CONFLICT: undone already, or she has got another
 * open case meanwhile, which must be settled first. */
int intake_part(struct db *db, struct person_merge_id merge);
/* May this unit join or part them? Only when it finds every open case of the two. */
bool intake_may_join(struct db *db, struct unit_id unit, struct person_id one, struct person_id other);

/* Who the person of the contact may be, and what she has been joined with. */
void same_fill(struct request *rq, struct contact_id contact, struct contact_view *view);

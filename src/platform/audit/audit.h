/* The hash-chained audit trail: what was changed, by whom, when. Each link's hash covers the link before it. */
#pragma once
#include "platform/db/db.h"

/* Appends an event to the transaction's links. `event` and `subject` are codes ("handover_accepted", "case"); `detail` is coded,
 * never free text about a person, or NULL. */
void audit_add(struct db *db, const char *event, const char *subject, int64_t subject_id, const char *detail);
/* The same, unless the transaction has told of that event at this moment already, whatever it was about: for who stands above a rule that may tell of
 * it itself, so that what was done once stands once. (A rehearsal has many moments in one transaction, and each is a deed of its own.) */
void audit_add_once(struct db *db, const char *event, const char *subject, int64_t subject_id);

struct audit_verdict {
    int64_t events;    /* read */
    int64_t first_bad; /* number of the first link that does not hold, or 0 */
};
int audit_verify(struct db *db, struct audit_verdict *ret_verdict);

/* Help to get treatment, what comes of it, and where somebody serves., PBRL-4. In the caller's write transaction and by its actor; the health
 * zone, and the restricted zone for prison, must be covered by `access`. */
#pragma once
#include "domain/transition/transition.h"

int prison_note(struct db *db, const struct access *access, struct case_id id, enum prison_state state, struct date on, const char *words);

/* An application is begun with her and her doctor. */
int treatment_begin(struct db *db, const struct access *access, struct case_id id, enum treatment_kind kind, const char *doctor, const char *place);
bool treatment_may(enum treatment_state from, enum treatment_state to); /* the state table, pure */
struct treatment_step {
    enum treatment_state state;
    struct date on;
    enum treatment_refused_why why;    /* of a no */
    enum appeal_told appeal_told; /* likewise: what the letter says of a complaint */
};
/* Sent: an answer is due after ten working days. A no that does not say how to complain is a deviation, and she is helped to complain. */
int treatment_go(struct db *db, const struct access *access, struct case_id id, struct treatment_application_id care, const struct treatment_step *step);

struct treatment_turned_away {
    enum transition_party party;
    enum treatment_refused_why why;
    enum appeal_told appeal_told;
    struct date on;
    const char *words;
};
/* She came for care and did not get it: a deviation that the leader raises, and help to complain. Whatever the reason, the same right. */
int treatment_refused(struct db *db, const struct access *access, struct case_id id, const struct treatment_turned_away *turned);

/* Asking for consent, the person's answer, revoking, objecting (MODEL 3.3). The actor of the transaction is the worker who registers what she
 * says; time is the transaction's. A rule that says no returns a negative CONSENT_… and changes nothing. Nothing here ever touches
 * what else goes on in the case: a no stops only the sharing. */
#pragma once
#include "domain/secrecy/secrecy.h"

/* Why not. X(name, form field or NULL, text key) */
#define CONSENT_FAULTS(X) \
    X(NOT_FOUND, NULL, consent_not_found) \
    X(CASE_CLOSED, NULL, consent_case_closed) \
    X(UNIT_UNKNOWN, "to_unit", consent_unit_unknown) \
    X(ZONE_MISSING, "zones", consent_zone_missing) \
    X(ZONE_NEVER, "zones", consent_zone_never) \
    X(NOT_NEEDED, "zones", consent_not_needed) \
    X(ALREADY_ASKED, "zones", consent_already_asked) \
    X(UNTIL_PAST, "until", consent_until_past) \
    X(UNTIL_FAR, "until", consent_until_far) \
    X(REASON_MISSING, "reason", consent_reason_missing) \
    X(FORM_MISSING, "form", consent_form_missing) \
    X(WITNESS_MISSING, "witness", consent_witness_missing) \
    X(NOT_GIVEN, NULL, consent_not_given) \
    X(OBJECTED_ALREADY, "objected", consent_objected_already) \
    X(NO_OBJECTION, NULL, consent_no_objection)
enum consent_fault {
    CONSENT_DONE = 0,
    CONSENT_FAULT_FIRST = -300,
#define X(name, field, key) CONSENT_##name,
    CONSENT_FAULTS(X)
#undef X
};
struct consent_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct consent_fault_text consent_fault_text(int fault);

struct consent_asking {
    struct unit_id to_unit;
    unsigned zones; /* ZONE_BIT */
    enum consent_purpose purpose;
    struct date until;  /* last day */
    const char *reason; /* new reason, when she is asked again before the pause after a no is over; else NULL */
};
struct date consent_default_until(struct date today); /* the profile's number of months */
int consent_put_question(struct db *db, struct case_id id, const struct consent_asking *asking);

struct consent_answering {
    struct unit_id unit;    /* about whom she was asked */
    unsigned zones;         /* those she says yes to; the rest of the question is a no. 0: no to everything */
    enum consent_form form; /* with a yes */
    struct date until;      /* her own last day; DATE_NONE: as asked */
    const char *witness;    /* who heard it, when it was said aloud */
};
int consent_register_answer(struct db *db, struct case_id id, const struct consent_answering *answering);

int consent_take_back(struct db *db, struct case_id id, struct consent_id consent);
/* `unit` 0: no unit may see the zone. */
int consent_object(struct db *db, struct case_id id, struct unit_id unit, enum zone zone);
int consent_lift(struct db *db, struct case_id id, struct objection_id objection);

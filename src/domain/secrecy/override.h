/* An objection set aside (I-04, HPL-29, PBRL-12): a weighty reason, asked for by one worker, approved by another; she is told; it ends on its
 * day, and with the matter. Inside domain/secrecy and its tests. */
#pragma once
#include "domain/secrecy/standing.h"

/* Why not. X(name, form field or NULL, text key) */
#define OVERRIDE_FAULTS(X) \
    X(NOT_FOUND, NULL, override_not_found) \
    X(CASE_CLOSED, NULL, consent_case_closed) \
    X(UNIT_UNKNOWN, "to_unit", consent_unit_unknown) \
    X(ZONE_MISSING, "zone", sharing_zone_missing) \
    X(NEVER, "zone", override_never) \
    X(NOT_OBJECTED, "zone", override_not_objected) \
    X(OPEN_ALREADY, "zone", override_open_already) \
    X(REASON_MISSING, "reason", override_reason_missing) \
    X(UNTIL_PAST, "until", consent_until_past) \
    X(UNTIL_FAR, "until", override_until_far) \
    X(SAME_PERSON, NULL, override_same_person) \
    X(ANSWERED, NULL, override_answered) \
    X(NOT_RUNNING, NULL, override_not_running) \
    X(TOLD_ALREADY, NULL, override_told_already)
enum override_fault {
    OVERRIDE_DONE = 0,
    OVERRIDE_FAULT_FIRST = -600,
#define X(name, field, key) OVERRIDE_##name,
    OVERRIDE_FAULTS(X)
#undef X
};
struct override_fault_text {
    const char *field;
    text_key why;
};
struct override_fault_text override_fault_text(int fault);

struct override_asking {
    struct unit_id to_unit;
    enum zone zone;
    const char *reason;
    struct date until; /* at most three months */
};
int override_ask(struct db *db, struct case_id id, const struct override_asking *asking, struct objection_override_id *ret_override);
/* By another than who asked. A yes makes the task of telling her. */
int override_reply(struct db *db, struct case_id id, struct objection_override_id override, bool approved, const char *answer);
int override_stop(struct db *db, struct case_id id, struct objection_override_id override);
int override_tell(struct db *db, struct case_id id, struct objection_override_id override, enum told_how told);

/* What the municipality asks others about a person, and the worries of others that come in. Sources, BSL-12, SOT-11, FVL-17, L17. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "request_schema.h"

/* Why a question may not be asked so. X(name, form field, text key) */
#define ASKING_FAULTS(X)                                 \
    X(NO_CONSENT, "consent_by", request_consent_missing) \
    X(WRONG_GROUND, "ground", request_ground_wrong)      \
    X(NOT_INFORMED, "why_not", request_why_not_missing)
enum asking_fault {
    ASKING_FINE = 0,
#define X(name, field, key) ASKING_##name,
    ASKING_FAULTS(X)
#undef X
};
struct asking {
    enum asked_body body;
    enum information_ground ground;
    enum consent_way consent_by; /* 0: none */
    bool informed, says_why_not;
};
/* Pure: a ground fits the one who is asked, consent is recorded, and she knows unless there is a reason. (BSL-12, SOT-11) */
enum asking_fault request_may_ask(const struct asking *asking);

struct concern_new {
    enum concern_reporter reporter;
    const char *reporter_name, *about, *place, *said; /* reporter_name, place: NULL when not told */
};
/* Takes a worry: to the coordinator's or holder's unit of the one person of that name who has a case, else to the unit that takes first contacts.
 * What is given back is the same either way. */
struct concern_id request_take_concern(struct db *db, const struct concern_new *concern);
/* Once more, by another name. ERR_NOT_FOUND: nobody, or more than one, has it. ERR_CONFLICT: it is in a case or handled already. */
int request_send_concern(struct db *db, struct concern_id concern, const char *name);
int request_handle_concern(struct db *db, struct concern_id concern, const char *note); /* ERR_CONFLICT: handled already */

/* Reading in an emergency (HPL-23, FVL-13b no. 7, PJL-3): one worker, one case, two hours, with a reason. It opens what the unit could be shown
 * on a ground, never what she has objected to, never health to those who never read it. Leader and privacy officer are told at once, she sees
 * it in her log, and another judges it afterwards. Inside domain/secrecy and its tests. */
#pragma once
#include "domain/secrecy/standing.h"

enum { EMERGENCY_MINUTES = 120 };

#define EMERGENCY_FAULTS(X) \
    X(NOT_FOUND, NULL, emergency_not_found) \
    X(CASE_CLOSED, NULL, consent_case_closed) \
    X(NOT_FOR_YOU, NULL, emergency_not_for_you) \
    X(REASON_MISSING, "reason", emergency_reason_missing) \
    X(OPEN_ALREADY, NULL, emergency_open_already) \
    X(JUDGED, NULL, emergency_judged) \
    X(SAME_PERSON, NULL, emergency_same_person) \
    X(TEXT_MISSING, "text", emergency_text_missing) \
    X(CONSEQUENCE_MISSING, "consequence", emergency_consequence_missing)
enum emergency_fault {
    EMERGENCY_DONE = 0,
    EMERGENCY_FAULT_FIRST = -700,
#define X(name, field, key) EMERGENCY_##name,
    EMERGENCY_FAULTS(X)
#undef X
};
struct emergency_fault_text {
    const char *field;
    text_key why;
};
struct emergency_fault_text emergency_fault_text(int fault);

int emergency_begin(struct db *db, const struct session *session, struct case_id id, enum emergency_why why, const char *reason,
                    struct emergency_read_id *ret_emergency);
/* She has seen what she needed. */
bool emergency_end(struct db *db, struct emergency_read_id emergency);

struct emergency_judgement {
    enum emergency_verdict verdict;
    enum emergency_consequence consequence; /* when it was not fine */
    const char *text;
};
int emergency_decide(struct db *db, struct emergency_read_id emergency, const struct emergency_judgement *judgement);

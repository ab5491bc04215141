/* Why something in a plan cannot be done, each with the field it stands beside. */
#pragma once
#include "platform/i18n/i18n.h"

/* X(name, form field or NULL, text key) */
#define PLAN_FAULTS(X) \
    X(NOT_FOUND, NULL, plan_not_found) \
    X(CHANGED, NULL, plan_changed) \
    X(WRONG_STATE, NULL, plan_wrong_state) \
    X(NO_CONSENT, NULL, plan_no_consent) \
    X(NO_ACCESS, NULL, plan_no_access) \
    X(GOAL_UNKNOWN, "goal", plan_goal_unknown) \
    X(KIND_UNKNOWN, "kind", plan_kind_unknown) \
    X(OWNER_MISSING, "owner", plan_owner_missing) \
    X(UNIT_NOT_IN_CASE, "unit", plan_unit_not_in_case) \
    X(STAFF_NOT_IN_UNIT, "staff", plan_staff_not_in_unit) \
    X(DAY_MISSING, "due", plan_day_missing) \
    X(DAY_PASSED, "due", plan_day_passed) \
    X(DAY_FAR, "due", plan_day_far) \
    X(DAY_NOT_LATER, "due", plan_day_not_later) \
    X(WHAT_MISSING, "what", plan_what_missing) \
    X(REASON_MISSING, "reason", plan_reason_missing) \
    X(REVISE_PASSED, "revise_on", plan_revise_passed) \
    X(REVISE_FAR, "revise_on", plan_revise_far) \
    X(UNTIL_BEFORE, "until_date", plan_until_before) \
    X(POINTS_MISSING, NULL, plan_points_missing) \
    X(TRIED_LATER, "tried_on", plan_tried_later) \
    X(NOTICE_LATER, "received_on", plan_tried_later) \
    X(KEEPER_READS, NULL, plan_keeper_reads)
enum plan_fault {
    PLAN_DONE = 0,
    PLAN_FAULT_FIRST = -900,
#define X(name, field, key) PLAN_##name,
    PLAN_FAULTS(X)
#undef X
};
struct plan_fault_text {
    const char *field;
    text_key why;
};
struct plan_fault_text plan_fault_text(int fault);

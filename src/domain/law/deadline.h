/* Deadlines and the working calendar, computed from law/deadlines.yaml and law/holidays.yaml (LAW §5, HLG-1). Pure: the caller gives
 * the day something happened, never "now". DATE_NONE in, or no rule in force on that day, gives DATE_NONE. */
#pragma once
#include "base/date.h"

#include <stdbool.h>

struct law;

/* X(name in C, code in deadlines.yaml). Every clock must stand in the file. */
#define LAW_CLOCKS(X) \
    X(PROVISIONAL_REPLY, provisional_reply)             /* FVL-11a: from receipt */ \
    X(PROVISIONAL_REPLY_TASK, provisional_reply_task)   /* the day a worker is reminded of it */ \
    X(APPEAL_FVL, appeal_fvl)                           /* FVL-29: from the day the notice reached the party */ \
    X(APPEAL_PBRL, appeal_pbrl)                         /* PBRL-13: likewise */ \
    X(APPEAL_OTHERS, appeal_others)                     /* FVL-29: others than the party, from the decision */ \
    X(APPEAL_LATEST, appeal_latest)                     /* FVL-31: from the decision */ \
    X(APPEAL_RECEIPT, appeal_receipt)                   /* receipt to the one who complains */ \
    X(APPEAL_FIRST_INSTANCE, appeal_first_instance)     /* FVL-33: own review, from the complaint */ \
    X(APPEAL_TO_DETRIMENT, appeal_to_detriment)         /* FVL-34: from the first instance's receipt */ \
    X(APPEAL_FIX, appeal_fix)                           /* FVL-32: to correct what is missing, from the letter that asks */ \
    X(APPEAL_SUSPENSION, appeal_suspension)             /* FVL-42: the answer, from the request */ \
    X(APPEAL_SECOND_INSTANCE, appeal_second_instance)   /* FVL-34: the municipality's own board, from the case reaching it */ \
    X(APPEAL_RESULT, appeal_result)                     /* carried out, from the result */ \
    X(REASONS_ANSWER, reasons_answer)                   /* FVL-24: reasons, from the demand */ \
    X(COSTS_CLAIM, costs_claim)                         /* FVL-36: from the new decision reaching the party */ \
    X(PRIOR_NOTICE, prior_notice)                       /* FVL-16: from sending */ \
    X(DIGITAL_UNOPENED, digital_unopened)               /* EFV-1: from the alert */ \
    X(SERVICE_WARNING, service_warning)                 /* PBRL-2, I-09: from the first day of the service */ \
    X(SERVICE_DECISION, service_decision)               /* PBRL-2, I-09: last day without a decision */ \
    X(LEASE_INDEFINITE, lease_indefinite)               /* HLL-1: from the last day of the lease */ \
    X(LEASE_NOTICE, lease_notice)                       /* HLL-4: landlord's notice, to the end of a month */ \
    X(TENANT_PROTEST, tenant_protest)                   /* HLL-4: from receiving the termination */ \
    X(LANDLORD_SUIT, landlord_suit)                     /* HLL-4: from the tenant's limit */ \
    X(ENFORCEMENT_WARNING, enforcement_warning)         /* TVF-1 */ \
    X(DISCHARGE_FIRST_WARNING, discharge_first_warning) /* USK-1: 24 hours from admission */ \
    X(DISCHARGE_ANSWER, discharge_answer)               /* USK-3: the same working day */ \
    X(SPECIALIST_ASSESSMENT, specialist_assessment)     /* PBRL-4: 10 working days from the referral */ \
    X(CHILD_WELFARE_RECEIPT, child_welfare_receipt)     /* BVL-2 */ \
    X(CHILD_WELFARE_FEEDBACK, child_welfare_feedback)   /* BVL-2: from the end of the investigation */ \
    X(SUBJECT_ACCESS, subject_access)                   /* PBRL-11: from the day she asked for what stands about her */ \
    X(CORRECTION, correction)                           /* PBRL-11: from the day she asked for a correction */ \
    X(RETENTION_CASE, retention_case)                   /* ARK-1: from the last thing that happened in a closed case */ \
    X(INFORMATION_ANSWER, information_answer)           /* BSL-12: when the one who was asked should have answered */ \
    X(HOUSING_PLAN, housing_plan)                       /* BSL-5: one fixed day */ \
    X(KOSTRA_SERVICES, kostra_services)                 /* KOS-1: each year */ \
    X(KOSTRA_ACCOUNTS, kostra_accounts)                 /* KOS-1: each year */

enum law_clock {
    CLOCK_UNKNOWN = 0,
#define X(name, code) CLOCK_##name,
    LAW_CLOCKS(X)
#undef X
    CLOCK_COUNT
};
const char *law_clock_code(enum law_clock clock);     /* "appeal_fvl" */
enum law_clock law_clock_parse(const char *code);     /* CLOCK_UNKNOWN if there is none */

/* The last day of the clock that began on `start`. Weeks and months end on the same weekday and the same date (else the month's last
 * day); where the rule says so, an end on a Saturday, Sunday or holiday moves to the next working day (DL 148–149). */
struct date deadline_end(const struct law *law, enum law_clock clock, struct date start);

/* The same by the rule set of a case: of two rows the one whose rule was in force when the case began, whenever the clock starts. A new
 * administration act governs the cases that begin from its first day; those begun before keep the former (LAW §1, FVL25). */
struct date deadline_end_of_case(const struct law *law, enum law_clock clock, struct date start, struct date case_from);

/* The same to the millisecond: hours are counted as hours, a clock of days runs out when its last day ends in Oslo. */
struct instant deadline_moment(const struct law *law, enum law_clock clock, struct instant start);

/* Whether the length in force on `start` is the municipality's own choice rather than a rule. */
bool deadline_is_local(const struct law *law, enum law_clock clock, struct date start);

/* The day a letter counts as having reached the party (LAW §5). Delivered and digital: the day of delivery or of the alert. Posted
 * with an unknown day of delivery: some days after posting, set locally, to the person's benefit. */
enum notice_channel { NOTICE_UNKNOWN = 0, NOTICE_DELIVERED, NOTICE_POSTED, NOTICE_DIGITAL, NOTICE_ORAL };
struct date notice_reached(const struct law *law, enum notice_channel channel, struct date sent);

/* HLL-1, HLL-2: the last day of a lease of whole months: 15 October 2026 and 36 months give 14 October 2029. */
struct date lease_last_day(struct date start, int months);

bool law_is_holiday(const struct law *law, struct date date);      /* HLG-1, Sundays and 1 and 17 May included */
bool law_is_working_day(const struct law *law, struct date date);  /* neither Saturday nor holiday */
struct date law_working_day_from(const struct law *law, struct date date); /* the date itself, or the first working day after it */
/* The n-th working day after `date` (before it for a negative n); n = 0 gives the date itself. */
struct date law_add_working_days(const struct law *law, struct date date, int n);
/* Working days after `from`, up to and including `to`; negative if `to` comes first. */
int law_working_days_between(const struct law *law, struct date from, struct date to);

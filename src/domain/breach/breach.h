/* Breaches of privacy (GDPR-4): reported by whoever works here, judged by the privacy officer, told to Datatilsynet within 72 hours where there is a risk
 * (article 33), and to those it is about where the risk is high (article 34). A breach is a mistake of the municipality, never of the person. */
#pragma once
#include "breach_schema.h"
#include "domain/oversight/oversight.h"

/* Why not. X(name, form field or NULL, text key) */
#define BREACH_FAULTS(X)                                     \
    X(NOT_FOUND, NULL, breach_not_found)                     \
    X(MOVED, NULL, breach_moved)                             \
    X(NOT_YET, "known_on", breach_not_yet)                   \
    X(HAPPENED_AFTER, "happened_on", breach_happened_after)  \
    X(SENT_WRONG, "sent_on", breach_sent_wrong)              \
    X(LATE_REASON, "late_reason", breach_late_reason)        \
    X(NO_CASE, "number", breach_no_case)                     \
    X(TOLD_WRONG, "told_on", breach_told_wrong)              \
    X(NOT_ASSESSED, "lesson", breach_not_assessed)           \
    X(NOT_SENT, "lesson", breach_not_sent)                   \
    X(NO_MEASURE, "lesson", breach_no_measure)               \
    X(NOT_TOLD, "not_told", breach_not_told)
enum breach_fault {
    BREACH_FINE = 0,
    BREACH_FAULT_FIRST = -940,
#define X(name, field, key) BREACH_##name,
    BREACH_FAULTS(X)
#undef X
};
struct breach_fault_text {
    const char *field;
    text_key why;
};
struct breach_fault_text breach_fault_text(int fault);

struct breach_new {
    enum breach_kind kind;
    const char *what;         /* without names */
    struct date happened_on;  /* DATE_NONE: not known */
    struct instant known_at;  /* when somebody here knew: the 72 hours run from then */
    struct unit_id unit;
    struct finding_id finding; /* reading that was found to be a breach; 0: none */
};
/* All act as the transaction's actor, at its moment, and return BREACH_FINE or a fault. */
int breach_report(struct db *db, const struct breach_new *new, struct breach_id *ret_breach);
int breach_assess(struct db *db, struct breach_id breach, enum breach_risk risk, const char *reason, int64_t persons);
int breach_authority(struct db *db, struct breach_id breach, struct instant at, const char *reference, const char *late_reason);
int breach_affect(struct db *db, struct breach_id breach, const char *case_number);
int breach_tell(struct db *db, struct breach_id breach, struct breach_case_id row, struct date on, enum breach_told how);
int breach_measure(struct db *db, struct breach_id breach, const char *what);
/* `not_told`: why those of a high risk are not told by name (article 34, 3); NULL when they are. */
int breach_end(struct db *db, struct breach_id breach, const char *lesson, const char *not_told);

int64_t breach_count_open(struct request *rq); /* the badge */

/* Who, by name, may come near one person (LAW §7 restricted, GDPR-6, HOL-19, HPL-21). Beside the reader matrix, which is about units: the
 * module secrecy asks here before anything else. The actor of the transaction is who names, hides or tells; time is the transaction's. */
#pragma once
#include "domain/work/work.h"
#include "platform/http/http.h"
#include "shield_schema.h"

/* What one worker is to one case today. All false for staff 0, which stands for the unit as such. */
struct shield_standing {
    bool barred;     /* she is too close: nothing opens to her, whatever her unit may */
    bool hidden;     /* the person is for named workers only, and this worker is not one of them */
    bool place;      /* named for seeing where a person with a graded address lives */
    bool restricted; /* named for the restricted zone */
};
struct shield_standing shield_standing(struct db *db, struct staff_id staff, const struct case_brief *brief, struct date today);
/* Neither found nor opened. */
static inline bool shield_closed(const struct shield_standing *standing) { return standing->barred || standing->hidden; }

/* May the session's worker see where she lives? Always for an open address; else only when named. Everything that shows an address, a dwelling,
 * a map or an envelope asks this, or reads person_spine, which never gives a graded address away. (GDPR-6) */
bool shield_shows_place(struct request *rq, struct case_id id);
/* The address for a worker who may see it; NULL: none, or not for her. */
const char *shield_address(struct request *rq, struct case_id id);

/* Why not. X(name, form field or NULL, text key) */
#define SHIELD_FAULTS(X) \
    X(NOT_FOUND, NULL, shield_not_found) \
    X(CASE_CLOSED, NULL, shield_case_closed) \
    X(NOT_HOLDER, NULL, shield_not_holder) \
    X(STAFF_UNKNOWN, "staff", shield_staff_unknown) \
    X(STAFF_BARRED, "staff", shield_staff_barred) \
    X(REASON_MISSING, "reason", shield_reason_missing) \
    X(UNTIL_PAST, "until", shield_until_past) \
    X(UNTIL_FAR, "until", shield_until_far) \
    X(HIDDEN_ALREADY, NULL, shield_hidden_already) \
    X(NOT_HIDDEN, NULL, shield_not_hidden) \
    X(LAST_ONE, NULL, shield_last_one) \
    X(ID_WRONG, "national_id", shield_id_wrong)
enum shield_fault {
    SHIELD_DONE = 0,
    SHIELD_FAULT_FIRST = -400,
#define X(name, field, key) SHIELD_##name,
    SHIELD_FAULTS(X)
#undef X
};
struct shield_fault_text {
    const char *field;
    text_key why;
};
struct shield_fault_text shield_fault_text(int fault);

/* Naming: at most twelve months, and only by the unit that holds the case. Naming again moves the last day. */
struct shield_naming {
    struct staff_id staff;
    struct unit_id unit; /* where she works */
    enum grant_what what;
    struct date until;
    const char *reason;
};
int shield_name(struct db *db, struct case_id id, const struct shield_naming *naming);
/* The last one named for a hidden person cannot go: then nobody could help her. */
int shield_end_naming(struct db *db, struct case_id id, struct named_grant_id grant);

/* Takes her out of every list and search. Whoever does it, and the worker who has the case by name, are named for the first months. (I-03) */
int shield_hide(struct db *db, struct case_id id, enum hidden_because because);
int shield_show(struct db *db, struct case_id id);

/* "I am too close." By national id nothing tells whether the person is known here; from the case, by person. */
int shield_tell_id(struct db *db, const char *national_id, enum staff_tie tie);
int shield_tell_case(struct db *db, struct case_id id, enum staff_tie tie);
/* Lifted by the leader of her unit, never by herself. */
bool shield_lift_tie(struct db *db, struct staff_bar_id bar);

/* The part of the settings page about ties. */
void shield_settings(struct request *rq, struct html *h);

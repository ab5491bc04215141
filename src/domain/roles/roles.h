/* Who does what: the roles of a case, who stands in for whom, a wish for another worker, the directory. */
#pragma once
#include "domain/responsibility/responsibility.h"
#include "roles_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define ROLES_FAULTS(X)                                  \
    X(NOT_FOUND, NULL, roles_not_found)                  \
    X(SWITCHED_OFF, "kind", roles_switched_off)          \
    X(UNIT_UNKNOWN, "unit", roles_unit_unknown)          \
    X(STAFF_UNKNOWN, "staff", roles_staff_unknown)       \
    X(SAME_AS_CONTACT, "staff", roles_same_as_contact)   \
    X(TOO_CLOSE, "staff", responsibility_staff_barred)   \
    X(ASKED_ALREADY, "about", roles_asked_already)       \
    X(NOBODY_TO_CHANGE, "about", roles_nobody_to_change) \
    X(NOT_YOURS, NULL, roles_not_yours)                  \
    X(ANSWERED, NULL, roles_answered)                    \
    X(NEW_UNKNOWN, "new_staff", roles_new_unknown)       \
    X(NEW_CLOSE, "new_staff", responsibility_staff_barred) \
    X(REASONS_MISSING, "reasons", roles_reasons_missing) \
    X(DATES, "until_date", roles_dates)                  \
    X(TOPIC_UNKNOWN, "topic", roles_topic_unknown)
enum roles_fault {
    ROLES_DONE = 0,
    ROLES_FAULT_FIRST = -400,
#define X(name, field, key) ROLES_##name,
    ROLES_FAULTS(X)
#undef X
};
struct roles_fault_text {
    const char *field;
    text_key why;
};
struct roles_fault_text roles_fault_text(int fault);

/* One at a time of each kind; the former ends at the same instant. Unit and worker must be in the case. `staff` 0 only where a unit is enough. */
int roles_choose(struct db *db, struct case_id id, enum case_role_kind kind, struct unit_id unit, struct staff_id staff);
/* One hook, set by main: she has got another primary contact than before. */
void roles_on_new_contact(void (*hook)(struct db *db, struct case_id id));
/* Is this role in use in the municipality? The housing coordinator can be switched off by the profile. */
bool roles_in_use(enum case_role_kind kind);

struct role_person {
    struct staff_id staff; /* 0: nobody */
    const char *name, *phone;
    bool chosen;            /* false: what follows from coordinator, holder and unit */
    struct date away_until; /* DATE_NONE: at work */
};
/* Contact and deputy as they are today: chosen, or what follows. The deputy is never the contact. */
struct role_contacts {
    struct role_person contact, deputy;
    struct unit_id contact_unit; /* where the contact works */
};
struct role_contacts roles_contacts(struct db *db, struct case_id id);

/* One hook: something to mind about who is chosen, for the page of roles; 0: nothing. Set by main, since it is known above. */
void roles_on_warning(text_key (*read)(struct request *rq, struct case_id id));

/* She wants someone else; answered by the leader of the unit that has the role, within the profile's days. */
int roles_ask_change(struct db *db, struct case_id id, enum change_about about, const char *words, struct worker_change_id *ret_change);
struct change_answer {
    bool yes;
    struct staff_id staff; /* the new one */
    const char *reasons;   /* of a no */
};
int roles_answer_change(struct db *db, struct case_id id, struct worker_change_id change, const struct change_answer *answer);

/* A worker leaves: her roles in the case are another's. A unit becomes part of another: its roles too. By domain/succession. */
void roles_change_staff(struct db *db, struct case_id id, struct staff_id from, struct staff_id to);
void roles_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to);

/* How clear it is who does what: services nobody has, services several have, whether the tasks for the whole are filled. */
struct roles_clarity {
    int64_t topics, nobody, several;
    bool overall_vacant, housing_vacant, housing_in_use;
    const char *overall; /* name, or NULL */
};
struct roles_clarity roles_clarity(struct db *db);

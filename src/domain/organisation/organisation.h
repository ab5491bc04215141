/* Units, staff, roles, delegations: who works where, and may do what (MODEL §5). The profile is the source of units. */
#pragma once
#include "organisation_schema.h"
#include "domain/organisation/profile.h"
#include "domain/person/person.h"
#include "platform/auth/session.h"
#include "platform/db/db.h"
#include "platform/html/html.h"
#include "platform/http/http.h"

/* Makes the unit table say what the profile says: new units added, changed ones changed, missing ones made inactive unless they own something
 * (then they stay until they are merged, I-03); one that has become part of another stays closed. Idempotent. */
void organisation_sync(struct db *db, const struct profile *profile);
/* One hook, set by main at start: does a unit own cases, tasks, offers or duties? Those who know are above. NULL: none does. */
void organisation_on_closing(bool (*owns)(struct db *db, struct unit_id unit));

/* A unit becomes part of another: its people work there from today on, with the same roles, and the unit is closed for good. What it owned
 * must have moved before (domain/succession); the database refuses it otherwise. */
void organisation_merge(struct db *db, struct unit_id from, struct unit_id to);
/* A worker's last day in a unit: her right to it ends with that day (PJF-1). */
void organisation_last_day(struct db *db, struct staff_id staff, struct unit_id unit, struct date last);
/* She stays after all. */
void organisation_stays(struct db *db, struct staff_id staff, struct unit_id unit, struct date last);
/* After `last`: she is active no more, unless she works elsewhere. The database refuses it while she has cases. (R-046, I-03) */
void organisation_left(struct db *db, struct staff_id staff, struct date last);

struct unit_brief {
    struct unit_id id;
    const char *code, *name, *letter_name, *phone;
    enum unit_role role;
    bool intake, decides_services, external, active;
};
bool organisation_unit(struct db *db, struct unit_id unit, enum lang lang, struct unit_brief *ret_unit);
const char *organisation_phone(const char *unit_phone); /* a unit's number, else the municipality's; NULL or "" when it has none either */
struct unit_id organisation_unit_by_code(struct db *db, const char *code); /* what it has become part of, if it has; 0: none */
struct unit_id organisation_unit_now(struct db *db, struct unit_id unit); /* the unit it has become part of, or itself */
/* Active units for a select box, `except` left out (0: none). */
struct options organisation_unit_options(struct db *db, enum lang lang, struct unit_id except);
struct options organisation_staff_options(struct db *db, struct unit_id unit, struct date today);
const char *organisation_staff_name(struct db *db, struct staff_id staff); /* NULL for 0 */

/* A list the municipality has as its own: what may be chosen today, and one word of it. What is written keeps the words and not the id. */
struct options organisation_local_options(struct db *db, enum local_list list, enum lang lang, struct date today);
const char *organisation_local_word(struct db *db, enum local_list list, struct local_word_id word, enum lang lang, struct date today); /* NULL: not to be chosen today */

struct staff_new {
    const char *user_name, *name, *title, *phone, *email;
    enum language language;
};
struct staff_id organisation_add_staff(struct db *db, const struct staff_new *staff);
void organisation_add_member(struct db *db, struct staff_id staff, struct unit_id unit, enum staff_role role, struct date from, struct date until);
void organisation_delegate(struct db *db, struct staff_id staff, enum delegated_law law, const char *reference, struct date from, struct date until);
/* The reference of a delegation valid on `date`, or NULL: she may not sign under that law. (MODEL 3.5 checked→signed) */
const char *organisation_delegation(struct db *db, struct staff_id staff, enum delegated_law law, struct date date);
/* Everyone's places, for the file of staff: by user name, unit, role. `delegations` as in docs/import.md ("bsl=reference | hol=…"). */
struct staff_place {
    const char *user_name, *name, *title, *phone, *email, *unit_code, *delegations;
    enum language language;
    enum staff_role role;
    struct date from, until;
};
void organisation_each_place(struct db *db, void (*place)(void *context, const struct staff_place *place), void *context);

/* For struct app. */
bool organisation_load_session(struct db *db, struct session *session);
struct staff_id organisation_find_staff(struct db *db, const char *user_name);
void organisation_save_settings(struct db *db, struct staff_id staff, enum lang lang, enum scheme scheme, bool shortcuts);
struct unit_choices organisation_units_of(struct db *db, struct staff_id staff);
struct demo_users organisation_demo_users(struct db *db); /* for a demonstration only */
/* Which rights a role gives (MODEL §5); `rights` as in struct session. */
void organisation_role_rights(enum staff_role role, uint64_t rights[4]);

/* The municipality this program serves, set once at start by main. */
const struct profile *organisation_profile(void);
void organisation_set_profile(const struct profile *profile);

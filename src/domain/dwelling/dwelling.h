/* The municipality's dwellings: what is known of them, where each stands (MODEL 3.8), and Husbanken's Kobo file of 35 columns. A dwelling has no label of any group, and nothing
 * here tells who lives in it: the file's main applicant is kept sealed, only so that the file can go back as it came. */
#pragma once
#include "domain/organisation/profile.h"
#include "dwelling_schema.h"
#include "platform/db/db.h"
#include "platform/http/http.h"

enum kobo_column {
    KOBO_MUNICIPALITY, KOBO_CADASTRAL, KOBO_LEASE_NUMBER, KOBO_SECTION, KOBO_UNIT, KOBO_STREET, KOBO_HOUSE_NUMBER, KOBO_HOUSE_LETTER,
    KOBO_POSTCODE, KOBO_EXTRA_REFERENCE, KOBO_TYPE, KOBO_SUBTYPE, KOBO_DISPOSAL, KOBO_OWNER_NAME, KOBO_OWNER_NUMBER, KOBO_OWNER_PHONE,
    KOBO_STATUS, KOBO_STATUS_DATE, KOBO_RENT, KOBO_POWER_METER, KOBO_WATER_METER, KOBO_DEPOSIT, KOBO_WHEELCHAIR, KOBO_BEDROOMS,
    KOBO_PRIMARY_SCHOOL, KOBO_LOWER_SECONDARY_SCHOOL, KOBO_OTHER, KOBO_VAT, KOBO_SHARED, KOBO_STAFFED, KOBO_STAFF_BASE,
    KOBO_MAIN_APPLICANT, KOBO_UNLIMITED_TENANCY, KOBO_TENANCY_START, KOBO_TENANCY_END, KOBO_COLUMNS
};
extern const char *const kobo_column_names[KOBO_COLUMNS + 1]; /* as in the file; ends with NULL */

/* One row, understood. Texts NULL where the file is empty. */
struct dwelling_new {
    const char *kobo_key, *municipality, *cadastral, *lease_number, *section_number, *unit_number, *extra_reference;
    const char *street, *house_number, *house_letter, *postcode;
    enum dwelling_class class;
    enum dwelling_state state;
    struct date state_since;
    struct maybe_int bedrooms, rent;
    bool wheelchair, shared, staffed_day_and_night, staff_base;
    const char *const *row; /* the KOBO_COLUMNS values as they stood */
    bool unmapped[KOBO_COLUMNS]; /* an enumerated value that the profile does not map: kept as it stands */
};
/* What is wrong with one row: reason[column] or NULL. Pure. True when nothing is. (formats/kobo; R-117) */
struct kobo_faults {
    const char *reason[KOBO_COLUMNS];
};
bool dwelling_read_kobo(struct arena *arena, const struct profile_kobo *map, const char *const *row, struct dwelling_new *ret_dwelling,
                        struct kobo_faults *ret_faults);

/* What has happened to the dwelling since its row came last. DWELLING_HELD: changed, but the file's state is not a step from where it stands
 * here, so ours is kept and the file's is shown beside it. */
enum dwelling_put { DWELLING_ADDED = 1, DWELLING_CHANGED, DWELLING_HELD, DWELLING_UNCHANGED };
/* Adds the dwelling, changes the one with the same key, or sees that its row is the same as last time. Of each column the file decides only when
 * the file has changed it; what was changed here stays. */
enum dwelling_put dwelling_put(struct db *db, const struct profile_kobo *map, const struct dwelling_new *dwelling);

/* Gives every dwelling's row, in the order of the keys, as it came in, with what has changed here; the status is ours where it has moved. */
void dwelling_each_kobo(struct db *db, const struct profile_kobo *map, void (*row)(void *context, const char *const *values), void *context);

/* ── where it stands (MODEL 3.8) ── */

/* Is this a step? Pure; the trigger dwelling_steps holds the same in the database. */
bool dwelling_may_move(enum dwelling_state from, enum dwelling_state to);
/* Moves it and keeps the step. ERR_NOT_FOUND; ERR_INVALID: not a step; ERR_CONFLICT: somebody else moved it first. The caller says so in the audit
 * trail. `why` may be NULL. A dwelling that is vacant for an offer is READY. */
int dwelling_move_to(struct db *db, struct dwelling_id dwelling, enum dwelling_state to, struct date on, const char *why);
struct dwelling_moved {
    struct dwelling_id dwelling;
    enum dwelling_state from, to;
    struct date on;
};
/* One hook, set by main at start: what a step begins in the modules above (a maintenance run). */
void dwelling_on_move(void (*hook)(struct db *db, const struct dwelling_moved *moved));

/* ── the pages ── */

/* Hooks, set by main at start: what the modules above have to say on the page of a dwelling, and of a cluster. */
void dwelling_on_page(void (*draw)(struct request *rq, struct html *h, struct dwelling_id dwelling));
void dwelling_on_cluster_page(void (*draw)(struct request *rq, struct html *h, struct dwelling_cluster_id cluster));
/* How a dwelling is called on a page: its address, or its object number when nobody is to find it. NULL: there is none. */
const char *dwelling_called(struct request *rq, struct dwelling_id dwelling);

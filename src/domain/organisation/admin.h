/* Administration of workers: who they are, where they work and as what, what they may sign. Deny by default, every change audited, and nobody changes
 * her own: an administrator can give herself neither a role, nor a delegation, nor her account back. (PJF-1, TIL-7) */
#pragma once
#include "domain/organisation/organisation.h"

enum admin_fault {
    ADMIN_DONE = 0,
    ADMIN_OWN = -600,    /* her own */
    ADMIN_UNKNOWN,       /* no such worker, unit or place */
    ADMIN_NAME_TAKEN,    /* the user name is another's */
    ADMIN_DATES,         /* it ends before it begins */
    ADMIN_LABEL,         /* the name tells which group a person belongs to */
    ADMIN_OTHER,         /* someone else has changed it meanwhile */
};
int admin_add_worker(struct db *db, const struct staff_new *worker, struct staff_id *ret_staff);
int admin_add_role(struct db *db, struct staff_id staff, struct unit_id unit, enum staff_role role, struct date from, struct date until);
int admin_end_role(struct db *db, struct staff_id staff, struct membership_id membership, struct date until);
int admin_delegate(struct db *db, struct staff_id staff, enum delegated_law law, const char *reference, struct date from, struct date until);
int admin_may_change(struct db *db, struct staff_id staff); /* ADMIN_DONE, or why the actor may not change this worker's access */
int admin_set_active(struct db *db, struct staff_id staff, bool active);

struct admin_worker {
    struct staff_id id;
    const char *user_name, *name, *title, *phone, *email;
    bool active;
    int64_t places; /* today; of a list only */
};
struct admin_workers {
    struct admin_worker *v;
    size_t n;
};
struct admin_workers admin_search(struct db *db, const char *words, struct date today, int64_t offset); /* by name; at most 26 */
bool admin_worker(struct db *db, struct staff_id staff, struct admin_worker *ret_worker);
struct admin_place {
    int64_t id;
    const char *unit;
    enum staff_role role;
    struct date from, until;
};
struct admin_places {
    struct admin_place *v;
    size_t n;
};
struct admin_places admin_places(struct db *db, struct staff_id staff, enum lang lang);
struct admin_delegation {
    enum delegated_law law;
    const char *reference;
    struct date from, until;
};
struct admin_delegations {
    struct admin_delegation *v;
    size_t n;
};
struct admin_delegations admin_delegations(struct db *db, struct staff_id staff);

/* ── the municipality's own lists (local_list.c): words are added and end by date, and are never taken away ── */
struct admin_word {
    struct local_word_id id;
    const char *words_nb, *words_nn, *who;
    struct date from, until; /* until DATE_NONE: no end */
};
struct admin_words {
    struct admin_word *v;
    size_t n;
};
struct admin_words admin_local_words(struct db *db, enum local_list list);
/* ADMIN_NAME_TAKEN: a word of the list that has not ended says the same. */
int admin_local_add(struct db *db, enum local_list list, const char *words_nb, const char *words_nn, struct date from, struct date until);
int admin_local_end(struct db *db, struct local_word_id word, struct date last); /* ADMIN_DATES: before it begins */

/* ── units (units.c): the profile gives what they begin with; what is corrected here is what letters and pages use from now on ── */
struct admin_unit {
    struct unit_id id;
    const char *code, *name, *leader; /* leader: in a list only, or NULL */
    const char *letter_name_nb, *letter_name_nn, *phone, *email;
    enum unit_role role;
    bool external, active, corrected;
    int64_t version_no; /* of one only */
};
struct admin_units {
    struct admin_unit *v;
    size_t n;
};
struct admin_units admin_unit_list(struct db *db, struct date today, enum lang lang);
bool admin_unit(struct db *db, struct unit_id unit, enum lang lang, struct admin_unit *ret_unit);
struct admin_unit_version {
    const char *letter_name_nb, *letter_name_nn, *phone, *email, *who;
    bool by_profile;
    struct instant at;
};
struct admin_unit_versions {
    struct admin_unit_version *v;
    size_t n;
};
struct admin_unit_versions admin_unit_history(struct db *db, struct unit_id unit);
struct admin_unit_words {
    const char *letter_name_nb, *letter_name_nn, *phone, *email;
    int64_t version_no; /* as it was when the form was opened */
};
int admin_unit_correct(struct db *db, struct unit_id unit, const struct admin_unit_words *words);
int admin_unit_as_profile(struct db *db, struct unit_id unit); /* the profile decides again. ADMIN_UNKNOWN: it does not know the unit */

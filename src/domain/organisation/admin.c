/* Changing workers, their places and their delegations. The actor of the transaction is the administrator. */
#include "domain/organisation/admin.h"

#include "organisation_sql.h"
#include "platform/audit/audit.h"

#include <string.h>

/* Separation of duties: whoever gives access never gives it to herself. */
static int fault_of(struct db *db, struct staff_id staff, struct date from, struct date until) {
    struct staff_admin_row row;
    if (staff.v == db_actor(db)->staff) return ADMIN_OWN;
    if (!staff_admin(db, staff, &row)) return ADMIN_UNKNOWN;
    return !date_is_none(until) && until.days < from.days ? ADMIN_DATES : ADMIN_DONE;
}

int admin_may_change(struct db *db, struct staff_id staff) { return fault_of(db, staff, DATE_NONE, DATE_NONE); }

int admin_add_worker(struct db *db, const struct staff_new *worker, struct staff_id *ret_staff) {
    struct staff_by_user_name_row row;
    if (staff_by_user_name(db, worker->user_name, &row)) return ADMIN_NAME_TAKEN;
    *ret_staff = staff_insert(db, worker->user_name, worker->name, worker->title, worker->phone, worker->email, worker->language);
    audit_add(db, "worker_added", "staff", ret_staff->v, NULL);
    return ADMIN_DONE;
}

int admin_add_role(struct db *db, struct staff_id staff, struct unit_id unit, enum staff_role role, struct date from, struct date until) {
    struct unit_get_row row;
    int fault = fault_of(db, staff, from, until);
    if (!fault && !unit_get(db, unit, &row)) fault = ADMIN_UNKNOWN;
    if (fault) return fault;
    membership_add(db, staff, unit, role, from, until);
    audit_add(db, "role_given", "staff", staff.v, staff_role_code(role));
    return ADMIN_DONE;
}

int admin_end_role(struct db *db, struct staff_id staff, struct membership_id membership, struct date until) {
    int fault = fault_of(db, staff, until, DATE_NONE);
    if (fault) return fault;
    if (membership_last_day(db, staff, membership, until) != 1) return ADMIN_DATES;
    audit_add(db, "role_ended", "staff", staff.v, NULL);
    return ADMIN_DONE;
}

int admin_delegate(struct db *db, struct staff_id staff, enum delegated_law law, const char *reference, struct date from, struct date until) {
    int fault = fault_of(db, staff, from, until);
    if (fault) return fault;
    delegation_add(db, staff, law, reference, from, until);
    audit_add(db, "delegation_given", "staff", staff.v, delegated_law_code(law));
    return ADMIN_DONE;
}

int admin_set_active(struct db *db, struct staff_id staff, bool active) {
    int fault = fault_of(db, staff, DATE_NONE, DATE_NONE);
    if (fault) return fault;
    staff_set_active(db, staff, active);
    audit_add(db, active ? "account_opened" : "account_closed", "staff", staff.v, NULL);
    return ADMIN_DONE;
}

/* ── reading ──────────────────────────────────────────────────────────── */

struct admin_workers admin_search(struct db *db, const char *words, struct date today, int64_t offset) {
    const char *like = arena_printf(db_arena(db), "%%%s%%", text_empty(words) ? "" : words);
    struct staff_search_rows rows = staff_search(db, like, today, offset);
    struct admin_workers workers = {arena_array(db_arena(db), rows.n + 1, sizeof *workers.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct staff_search_row *row = &rows.v[i];
        workers.v[i] = (struct admin_worker){row->id, row->user_name, row->name, row->title, NULL, NULL, row->active, row->n_places};
    }
    return workers;
}

bool admin_worker(struct db *db, struct staff_id staff, struct admin_worker *ret_worker) {
    struct staff_admin_row row;
    if (!staff_admin(db, staff, &row)) return false;
    *ret_worker = (struct admin_worker){row.id, row.user_name, row.name, row.title, row.phone, row.email, row.active, 0};
    return true;
}

struct admin_places admin_places(struct db *db, struct staff_id staff, enum lang lang) {
    struct staff_memberships_rows rows = staff_memberships(db, staff);
    struct admin_places places = {arena_array(db_arena(db), rows.n + 1, sizeof *places.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct staff_memberships_row *row = &rows.v[i];
        places.v[i] = (struct admin_place){row->id.v, lang == LANG_NN ? row->name_nn : row->name_nb, row->role, row->from_date, row->until_date};
    }
    return places;
}

struct admin_delegations admin_delegations(struct db *db, struct staff_id staff) {
    struct staff_delegations_rows rows = staff_delegations(db, staff);
    struct admin_delegations delegations = {arena_array(db_arena(db), rows.n + 1, sizeof *delegations.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        delegations.v[i] = (struct admin_delegation){rows.v[i].law, rows.v[i].reference, rows.v[i].from_date, rows.v[i].until_date};
    return delegations;
}

/* Who is to live there besides her, by name, and her wishes in her own order. No page. */
#include "domain/application/internal.h"

#include "application_sql.h"
#include "platform/audit/audit.h"

enum { MEMBERS_MOST = 24, OLDEST_YEARS = 125 };

static int open_with_access(struct db *db, const struct access *access, struct case_id id, struct application *ret_application) {
    int fault = application_open(db, id, ret_application);
    if (fault) return fault;
    return access && access_covers(access, ZONE_HOUSING) ? APPLICATION_FINE : APPLICATION_NO_ACCESS;
}

/* ── who live together ────────────────────────────────────────────────── */

int application_member(struct db *db, const struct access *access, struct case_id id, const struct application_lives_with *who) {
    struct application application;
    int fault = open_with_access(db, access, id, &application);
    if (fault) return fault;
    int64_t year = date_ymd(application_today(db)).year;
    if (who->birth_year > year || who->birth_year < year - OLDEST_YEARS) return APPLICATION_BIRTH_YEAR;
    if (members_of(db, access, application.id).n >= MEMBERS_MOST) return APPLICATION_HOUSEHOLD;
    member_insert(db, access, application.id, id, application.person, who->name, who->birth_year, who->nights, db_now(db), application_actor(db));
    audit_add(db, "household_member_added", "case", id.v, NULL);
    return APPLICATION_FINE;
}

int application_member_out(struct db *db, const struct access *access, struct case_id id, struct household_member_id member) {
    struct application application;
    int fault = open_with_access(db, access, id, &application);
    if (fault) return fault;
    if (member_remove(db, access, application.id, member, db_now(db)) != 1) return APPLICATION_NOT_FOUND;
    audit_add(db, "household_member_removed", "case", id.v, NULL);
    return APPLICATION_FINE;
}

/* ── wishes in another order ──────────────────────────────────────────── */

int application_wish_back(struct db *db, const struct access *access, struct case_id id, struct application_wish_id wish) {
    struct application application;
    int fault = open_with_access(db, access, id, &application);
    if (fault) return fault;
    if (home_wish_take_back(db, application.id, wish, db_now(db)) != 1) return APPLICATION_NOT_FOUND;
    audit_add(db, "application_wish_taken_back", "case", id.v, NULL);
    return APPLICATION_FINE;
}

int application_wish_up(struct db *db, const struct access *access, struct case_id id, struct application_wish_id wish) {
    struct application application;
    int fault = open_with_access(db, access, id, &application);
    if (fault) return fault;
    struct home_wishes_of_rows rows = home_wishes_of(db, application.id);
    for (size_t i = 1; i < rows.n; i++) {
        if (rows.v[i].id.v != wish.v) continue;
        home_wish_place(db, application.id, rows.v[i].id, rows.v[i - 1].seq);
        home_wish_place(db, application.id, rows.v[i - 1].id, rows.v[i].seq);
        audit_add(db, "application_wish_moved", "case", id.v, NULL);
        return APPLICATION_FINE;
    }
    return APPLICATION_NOT_FOUND; /* taken back meanwhile, or first already */
}

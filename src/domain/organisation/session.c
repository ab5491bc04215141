/* The organisation's answers to sign-in: who is this, what may she do, which settings are hers. Hooks of struct app. */
#include "domain/organisation/organisation.h"

#include "organisation_sql.h"

static const char *initials(struct arena *arena, const char *name) {
    struct str out = str_in(arena);
    bool start = true;
    for (const char *at = name; *at; at++) {
        if (*at == ' ' || *at == '-') {
            start = true;
            continue;
        }
        if (start && out.length < 4) {
            size_t size = (*at & 0x80) == 0 ? 1 : (*at & 0xe0) == 0xc0 ? 2 : 3;
            str_add_n(&out, at, size);
        }
        start = false;
    }
    return str_text(&out);
}

bool organisation_load_session(struct db *db, struct session *session) {
    struct staff_get_row staff;
    if (!staff_get(db, session->staff, &staff) || !staff.active) return false;
    struct date today = instant_oslo_date(db_now(db));
    session->lang = (enum lang)staff.language;
    struct unit_brief unit;
    if (!organisation_unit(db, session->unit, session->lang, &unit) || !unit.active) return false;
    struct membership_roles_rows roles = membership_roles(db, session->staff, session->unit, today);
    if (roles.n == 0) return false;
    for (size_t i = 0; i < roles.n; i++) organisation_role_rights(roles.v[i].role, session->rights);
    session->name = staff.name;
    session->initials = initials(db_arena(db), staff.name);
    session->unit_name = unit.name;
    session->scheme = staff.scheme;
    session->shortcuts = staff.shortcuts;
    return true;
}

struct staff_id organisation_find_staff(struct db *db, const char *user_name) {
    struct staff_by_user_name_row row;
    return staff_by_user_name(db, user_name, &row) ? row.id : (struct staff_id){0};
}

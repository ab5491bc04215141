/* The unit table follows the profile; settings, the units of a worker, and the list of invented staff of a demonstration. */
#include "domain/organisation/organisation.h"

#include "organisation_sql.h"
#include "texts.h"

static bool (*unit_owns)(struct db *db, struct unit_id unit);

void organisation_on_closing(bool (*owns)(struct db *db, struct unit_id unit)) { unit_owns = owns; }

static void close_missing(struct db *db, const struct profile *profile) {
    struct unit_running_rows units = unit_running(db);
    for (size_t i = 0; i < units.n; i++)
        if (!profile_unit(profile, units.v[i].code) && !(unit_owns && unit_owns(db, units.v[i].id))) unit_set_closed(db, units.v[i].id, (struct unit_id){0});
}

void organisation_merge(struct db *db, struct unit_id from, struct unit_id to) {
    struct date today = instant_oslo_date(db_now(db));
    membership_follow(db, from, to, today);
    membership_end_unit(db, from, date_add_days(today, -1));
    unit_set_closed(db, from, to);
}

void organisation_last_day(struct db *db, struct staff_id staff, struct unit_id unit, struct date last) { membership_end(db, staff, unit, last); }

void organisation_stays(struct db *db, struct staff_id staff, struct unit_id unit, struct date last) { membership_go_on(db, staff, unit, last); }

void organisation_left(struct db *db, struct staff_id staff, struct date last) {
    struct membership_after_row place;
    if (!membership_after(db, staff, last, &place)) staff_set_left(db, staff);
}

void organisation_sync(struct db *db, const struct profile *profile) {
    close_missing(db, profile);
    for (unsigned i = 0; i < profile->units_count; i++) {
        const struct profile_unit *unit = &profile->units[i];
        bool intake = (unit->does & PROFILE_TASK(INTAKE)) != 0, decides = (unit->does & PROFILE_TASK(DECIDE_SERVICES)) != 0;
        unit_upsert(db, unit->code, unit->name.nb, unit->name.nn, unit->letter_name.nb, unit->letter_name.nn, unit->role, intake, decides,
                    unit->external, unit->phone);
    }
    for (unsigned i = 0; i < profile->units_count; i++) unit_set_parent(db, profile->units[i].code, profile->units[i].parent);
}

void organisation_save_settings(struct db *db, struct staff_id staff, enum lang lang, enum scheme scheme, bool shortcuts) {
    staff_set_settings(db, staff, (enum language)lang, scheme, shortcuts);
}

static text_key does_of(enum staff_role role) {
    switch (role) {
    case STAFF_ROLE_FIRST_CONTACT: return T_organisation_does_first_contact;
    case STAFF_ROLE_OFFICER: return T_organisation_does_officer;
    case STAFF_ROLE_COORDINATOR: return T_organisation_does_coordinator;
    case STAFF_ROLE_UNIT_LEADER: return T_organisation_does_unit_leader;
    case STAFF_ROLE_ALLOCATOR: return T_organisation_does_allocator;
    case STAFF_ROLE_PROPERTY: return T_organisation_does_property;
    case STAFF_ROLE_AUTHORITY: return T_organisation_does_authority;
    case STAFF_ROLE_PEER: return T_organisation_does_peer;
    case STAFF_ROLE_ADMINISTRATOR: return T_organisation_does_administrator;
    case STAFF_ROLE_PRIVACY_OFFICER: return T_organisation_does_privacy_officer;
    case STAFF_ROLE_LAWYER: return T_organisation_does_lawyer;
    case STAFF_ROLE_APPEAL_BOARD: return T_organisation_does_appeal_board;
    case STAFF_ROLE_CARETAKER: return T_organisation_does_caretaker;
    }
    return 0;
}

struct demo_users organisation_demo_users(struct db *db) {
    struct membership_demo_rows rows = membership_demo(db);
    struct demo_users users = {arena_array(db_arena(db), rows.n + 1, sizeof(struct demo_user)), 0};
    for (size_t i = 0; i < rows.n; i++) {
        bool again = false;
        for (size_t k = 0; k < users.n; k++) again = again || (users.v[k].staff.v == rows.v[i].staff_id.v && users.v[k].unit.v == rows.v[i].unit_id.v);
        if (again) continue;
        users.v[users.n++] = (struct demo_user){
            .staff = rows.v[i].staff_id,
            .unit = rows.v[i].unit_id,
            .name = rows.v[i].name,
            .role = rows.v[i].title ? rows.v[i].title : text_of(LANG_NB, staff_role_text(rows.v[i].role)),
            .unit_name = rows.v[i].name_nb,
            .does = text_of(LANG_NB, does_of(rows.v[i].role)),
        };
    }
    return users;
}

struct unit_choices organisation_units_of(struct db *db, struct staff_id staff) {
    struct staff_get_row worker;
    struct unit_choices choices = {0};
    if (!staff_get(db, staff, &worker)) return choices;
    struct date today = instant_oslo_date(db_now(db));
    struct membership_units_rows units = membership_units(db, staff, today);
    choices.v = arena_array(db_arena(db), units.n + 1, sizeof(struct unit_choice));
    for (size_t i = 0; i < units.n; i++) {
        struct membership_roles_rows roles = membership_roles(db, staff, units.v[i].id, today);
        if (roles.n == 0) continue;
        choices.v[choices.n++] = (struct unit_choice){
            .unit = units.v[i].id,
            .name = worker.language == LANGUAGE_NN ? units.v[i].name_nn : units.v[i].name_nb,
            .role = text_of((enum lang)worker.language, staff_role_text(roles.v[0].role)),
        };
    }
    return choices;
}

/* The town with someone who cuts through: Kommunedirektøren, with two who may decide. For tests only. */
#pragma once
#include "domain/work/town_for_tests.h"

/* The unit, and its two workers: ids follow those of the town. */
enum { KDR = TOWN_UNITS + 1, STAFF_CHIEF = STAFF_NIGHT + 1, STAFF_DIRECTOR };

static inline void authority_make(const struct test_database *database) {
    static struct profile_unit on_duty = {.code = "HJE", .does = PROFILE_TASK(HOME_SERVICES)};
    static struct profile profile = {.id = "levanger",
                                     .units = &on_duty,
                                     .units_count = 1,
                                     .responsibility = {.disputes_unit = "KDR",
                                                        .handover_answer_days = 3,
                                                        .dispute_days = 5,
                                                        .emergency_confirm_days = 1,
                                                        .resting_look_days = 90,
                                                        .former_sight_days = 14,
                                                        .silent_days = 28,
                                                        .nameless_days = 5,
                                                        .change_answer_days = 10}};
    town_make(database);
    organisation_set_profile(&profile);
    test_script(
        database,
        "INSERT INTO unit (code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services, external, active)"
        " VALUES ('KDR', 'Kommunedirektøren', 'Kommunedirektøren', 'Kommunedirektøren', 'Kommunedirektøren', 'leader', 0, 0, 0, 1)");
    struct db *db = test_write(database);
    for (int i = STAFF_CHIEF; i <= STAFF_DIRECTOR; i++) {
        const char *name = arena_printf(database->arena, "Leder %d", i);
        struct staff_id staff = organisation_add_staff(db, &(struct staff_new){.user_name = name, .name = name, .language = LANGUAGE_NB});
        assert_int_equal(staff.v, i);
        organisation_add_member(db, staff, unit_of(KDR), STAFF_ROLE_AUTHORITY, date_of(2026, 1, 1), DATE_NONE);
    }
    audit_add(db, "authority_made", "unit", KDR, NULL);
    town_commit(db);
}

/* A write transaction by a worker who is not the first of the unit. */
static inline struct db *write_by(const struct test_database *database, int unit, int staff, int64_t later) {
    struct actor *actor = arena_array(database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = staff, .unit = unit, .what = "test"};
    return db_begin(database->store, DB_WRITE, database->arena, actor, (struct instant){TEST_NOW.ms + later});
}

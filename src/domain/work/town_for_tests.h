/* A small town for the tests of cases: units, a worker in each, one person with a case. For tests only. */
#pragma once
#include "domain/law/law.h"
#include "domain/work/work.h"
#include "platform/audit/audit.h"
#include "platform/db/test_database.h"
#include "platform/http/http.h"

#include <string.h>

/* Ids of the units and of the one worker in each (staff 1 works in unit 1 …). STAFF_NIGHT is a second worker of HJE. */
enum { HOT = 1, EIE, NAV, HJE, RUS, GP, TOWN_UNITS = GP, STAFF_NIGHT };

static inline struct unit_id unit_of(int id) { return (struct unit_id){id}; }
static inline struct staff_id staff_of(int id) { return (struct staff_id){id}; }

static inline void town_units(const struct test_database *database) {
    static const struct {
        const char *code, *name, *role;
    } units[] = {{"HOT", "Helse- og omsorgstorvet", "allocator"}, {"EIE", "Bygg og eiendom", "property"}, {"NAV", "Nav Levanger", "nav"},
                 {"HJE", "Psykisk helse oppfølging", "health"},   {"RUS", "Rusteamet", "coordinator"},    {"GP", "Fastlegen", "outside"}};
    struct str sql = str_in(database->arena);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        str_addf(&sql,
                 "INSERT INTO unit (code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services, external, active)"
                 " VALUES ('%s', '%s', '%s', '%s', '%s', '%s', %d, %d, %d, 1);",
                 units[i].code, units[i].name, units[i].name, units[i].name, units[i].name, units[i].role, i == 0, i == 0, i == 5);
    test_script(database, str_text(&sql));
}

static inline void town_staff(const struct test_database *database) {
    struct db *db = test_write(database);
    struct date from = date_of(2026, 1, 1);
    for (int i = 1; i <= STAFF_NIGHT; i++) {
        const char *name = arena_printf(database->arena, "Medarbeider %d", i);
        struct staff_id staff = organisation_add_staff(db, &(struct staff_new){.user_name = name, .name = name, .language = LANGUAGE_NB});
        assert_int_equal(staff.v, i);
        organisation_add_member(db, staff, unit_of(i > TOWN_UNITS ? HJE : i), STAFF_ROLE_OFFICER, from, DATE_NONE);
    }
    organisation_add_member(db, staff_of(HOT), unit_of(HOT), STAFF_ROLE_UNIT_LEADER, from, DATE_NONE);
    organisation_add_member(db, staff_of(HJE), unit_of(HJE), STAFF_ROLE_UNIT_LEADER, from, DATE_NONE);
    audit_add(db, "town_made", "staff", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
}

/* What the files say is read once a program. Nobody changes the law; of a profile each test has a copy, and changes its own members only. */
static inline struct arena *town_files(void) {
    static struct arena *files;
    if (!files) files = arena_create();
    return files;
}

static inline const struct law *town_law(void) {
    static struct law *law;
    const char *reason = "";
    if (!law && law_load("law", town_files(), &law, &reason) != ERR_OK) fail_msg("%s", reason);
    return law;
}

static inline struct profile *town_copy(struct arena *arena, const struct profile *profile) {
    struct profile *copy = arena_array(arena, 1, sizeof *copy);
    *copy = *profile;
    return copy;
}

static inline struct profile *town_profile_in(struct arena *arena, const char *file) {
    static struct profile *loaded;
    static const char *name;
    const char *reason = "";
    if (!name || strcmp(name, file) != 0) {
        if (profile_load(file, town_files(), &loaded, &reason) != ERR_OK) fail_msg("%s", reason);
        name = arena_strdup(town_files(), file);
    }
    return town_copy(arena, loaded);
}

/* The limits of the profile and the law of the repository. */
static inline void town_rules(void) {
    static struct profile_unit on_duty = {.code = "HJE", .does = PROFILE_TASK(HOME_SERVICES)};
    static struct profile profile = {
        .id = "levanger", .units = &on_duty, .units_count = 1, .responsibility = {.handover_answer_days = 3, .dispute_days = 5, .emergency_confirm_days = 1, .resting_look_days = 90, .offer_again_days = 60, .plan_again_months = 6}};
    organisation_set_profile(&profile);
    law_set_current(town_law());
}

/* A copy of the profile, taken in use, for a test to change. */
static inline struct profile *town_profile(const struct test_database *database) {
    struct profile *profile = town_copy(database->arena, organisation_profile());
    organisation_set_profile(profile);
    return profile;
}

static inline void town_make(const struct test_database *database) {
    town_rules();
    town_units(database);
    town_staff(database);
}

/* A write transaction by the worker of a unit, at TEST_NOW and so many milliseconds. */
static inline struct db *town_write(const struct test_database *database, int unit, int64_t later) {
    struct actor *actor = arena_array(database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = unit, .unit = unit, .what = "test"};
    return db_begin(database->store, DB_WRITE, database->arena, actor, (struct instant){TEST_NOW.ms + later});
}

static inline void town_commit(struct db *db) { assert_int_equal(db_commit(db), DB_OK); }

/* Ane's case, held by HOT from TEST_NOW. */
static inline struct case_id town_case(const struct test_database *database, const char *given_name) {
    struct db *db = town_write(database, HOT, 0);
    struct person_id person = {0};
    struct person_new ane = {.given_name = given_name, .family_name = "Solberg", .born = date_of(1999, 4, 2), .language = LANGUAGE_NN,
                             .contact_wish = "Ring etter klokka ti.", .grade = ADDRESS_GRADE_OPEN};
    assert_int_equal(person_create(db, &ane, &person), ERR_OK);
    struct case_id id = {0};
    assert_int_equal(work_open_case(db, person, unit_of(HOT), staff_of(HOT), true, &id), ERR_OK);
    town_commit(db);
    return id;
}

/* A session of a unit's worker, with the rights given (0 ends the list). */
static inline struct session *town_session(const struct test_database *database, int unit, const enum right *rights) {
    struct session *session = arena_array(database->arena, 1, sizeof *session);
    *session = (struct session){.staff = staff_of(unit), .unit = unit_of(unit), .name = "Medarbeider", .initials = "M",
                                .unit_name = "Enhet", .csrf = "csrf", .lang = LANG_NB};
    for (; rights && *rights; rights++) session_allow(session, *rights);
    return session;
}

static inline struct request town_request(const struct test_database *database, struct db *db, const struct session *session) {
    return (struct request){.db = db, .arena = database->arena, .now = db_now(db), .today = instant_oslo_date(db_now(db)),
                            .lang = LANG_NB, .session = session, .path = "/", .query = ""};
}

/* One write of a page by a unit's worker: what its handler gets. */
struct visit {
    struct db *db;
    struct request rq;
    struct form form;
};
static inline struct visit *visit_with(const struct test_database *database, int unit, int64_t later, const enum right *rights) {
    struct visit *visit = arena_array(database->arena, 1, sizeof *visit);
    visit->db = town_write(database, unit, later);
    visit->rq = town_request(database, visit->db, town_session(database, unit, rights));
    visit->rq.form = &visit->form;
    return visit;
}
static inline void visit_keep(struct visit *visit) {
    audit_add(visit->db, "tried", "case", 1, NULL);
    town_commit(visit->db);
}
static inline const char *reply_text(const struct test_database *database, struct reply reply) {
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

/* Ane with a home, help at home, a caretaker in the property unit and one in the unit that follows up, and a group that meets. For tests only. */
#pragma once
#include "domain/engagement/internal.h"
#include "domain/followup/followup.h"
#include "domain/lease/lease_for_tests.h"

static const struct service_id talks = {1}, practical = {2};
#define ON_DAY(days) ((days)*DAY_MS)

static struct staff_id caretaker, caretaker_of_hje;

static inline struct staff_id hired(struct db *db, const char *name, int unit, enum staff_role role) {
    struct staff_id staff = organisation_add_staff(db, &(struct staff_new){.user_name = name, .name = name, .language = LANGUAGE_NB});
    organisation_add_member(db, staff, unit_of(unit), role, date_of(2026, 1, 1), DATE_NONE);
    return staff;
}

static inline void profile_again(const struct test_database *database) {
    town_profile(database)->engagement = (struct profile_engagement){.ask_again_days = 14, .caretaker_days = 14, .rethink_days = 90, .rethink_noes = 3, .event_days = 3};
}

/* HJE gives two kinds of help from that day; each of the two units has a caretaker; a group takes up single cases. */
static inline void help_runs(const struct test_database *database, struct date day, int64_t later) {
    profile_again(database);
    engagement_on_meetings();
    offer_on_heard(engagement_hear);
    struct db *db = town_write(database, HOT, later);
    secrecy_involve(db, ane, unit_of(HJE), INVOLVEMENT_DUTY);
    caretaker = hired(db, "Tor Li", EIE, STAFF_ROLE_CARETAKER);
    caretaker_of_hje = hired(db, "Liv Moe", HJE, STAFF_ROLE_CARETAKER);
    struct service_id made;
    struct service_new help = {.case_ = ane, .unit = unit_of(HJE), .kind = SERVICE_KIND_TALKS_AT_HOME, .started_on = day, .measure = DURATION_MEASURE_DAYS, .amount = 10};
    assert_int_equal(followup_start(db, &help, &made), ERR_OK);
    help.kind = SERVICE_KIND_PRACTICAL_HELP;
    assert_int_equal(followup_start(db, &help, &made), ERR_OK);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    test_script(database, "INSERT INTO meeting_series (code, name_nb, name_nn, kind, per_person, individual_cases, quorum, decides, chair_unit, slots, active)"
                          " VALUES ('gruppe', 'arbeidsgruppe', 'arbeidsgruppe', 'working_group', 0, 1, 'all', 'consensus', 1, 6, 1)");
}

/* HOT has the case, and the property unit knows nothing of it. */
static inline void engagement_town(const struct test_database *database) {
    town_make(database);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    help_runs(database, date_of(2026, 9, 7), 1);
}

/* The same with a home of hers, since 15 October. */
enum { ON_10_NOVEMBER = 64 };
static inline void engagement_home(const struct test_database *database) {
    lease_lives(database);
    help_runs(database, date_of(2026, 10, 20), ON_DAY(ON_10_NOVEMBER - 1));
}

static inline struct engagement_no no_to_all(void) {
    return (struct engagement_no){.case_ = ane, .all = true, .told = NO_TOLD_FACE_TO_FACE, .next_on = date_of(2026, 9, 21)};
}
static inline int said_no(const struct test_database *database, int64_t later) {
    const struct engagement_no no = no_to_all();
    return DONE_BY(database, HOT, later, engagement_say_no(db, &no));
}
static inline int said_no_to(const struct test_database *database, struct service_id service, int64_t later) {
    const struct engagement_no no = {.case_ = ane, .services = &service, .n_services = 1, .told = NO_TOLD_BY_PHONE};
    return DONE_BY(database, HJE, later, engagement_say_no(db, &no));
}
static inline int said_yes(const struct test_database *database, int64_t later) { return DONE_BY(database, HOT, later, engagement_say_yes(db, ane, (struct help_no_id){0})); }
static inline bool stands_at(const struct test_database *database, const char *state) {
    return test_number(database, arena_printf(database->arena, "SELECT count(*) FROM engagement WHERE case_id = 1 AND state = '%s'", state)) == 1;
}
static inline int64_t open_tasks(const struct test_database *database, const char *kind, const char *more) {
    return test_number(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s' AND %s", kind, more));
}

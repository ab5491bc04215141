/* Ane in a small town where HJE is the one port, and what is done to a transition of hers again and again. For tests only. */
#pragma once
#include "domain/secrecy/consent.h"
#include "domain/transition/internal.h"
#include "domain/work/done_for_tests.h"
#include "domain/work/pages_for_tests.h"

static const struct case_id ane = {1};
static const struct transition_id first = {1};
#define ON_DAY(days) ((days)*MS_PER_DAY)
#define HOUR_MS (60 * MS_PER_MINUTE)

/* Monday 7 September 2026, 10.02. */
static inline void transition_town(const struct test_database *database) {
    static struct profile_unit units[2];
    static struct profile profile;
    town_make(database);
    profile = *organisation_profile();
    units[0] = profile.units[0];
    units[1] = (struct profile_unit){.code = "HOT", .does = 0};
    profile.units = units, profile.units_count = 2;
    profile.transitions = (struct profile_transitions){.unit = "HJE"};
    profile.letter_lang = LANG_NB;
    profile.letters.municipality = (struct profile_words){"Levanger kommune", "Levanger kommune"};
    organisation_set_profile(&profile);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

static inline struct transition_new from_hospital(void) {
    return (struct transition_new){.case_ = ane, .kind = TRANSITION_KIND_DISCHARGE, .source = TRANSITION_SOURCE_PHONE, .began = INSTANT_NONE, .expected = DATE_NONE};
}

static inline int announced(const struct test_database *database, const struct transition_new *made, int64_t later) {
    struct transition_id id;
    return DONE_BY(database, HOT, later, transition_announce(db, made, &id));
}

static inline int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static inline int64_t tasks(const struct test_database *database, const char *kind, const char *more) {
    return count(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s' AND %s", kind, more));
}
static inline void state_is(const struct test_database *database, const char *state) {
    int64_t is = count(database, arena_printf(database->arena, "SELECT count(*) FROM transition WHERE id = 1 AND state = '%s'", state));
    if (is != 1) fail_msg("not %s", state);
}

/* Announced, claimed by HJE, with a home and a contact by name. */
static inline void in_order(const struct test_database *database, int64_t later) {
    const struct transition_new made = from_hospital();
    assert_int_equal(announced(database, &made, later), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, later + 1, transition_claim(db, ane, first)), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, later + 2, transition_set_home(db, ane, first, TRANSITION_HOME_HOME_READY, DATE_NONE)), TRANSITION_DONE);
    assert_int_equal(DONE_BY(database, HJE, later + 3, transition_set_contact(db, ane, first, staff_of(HJE))), TRANSITION_DONE);
}

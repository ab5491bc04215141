/* The town of the tests with Ane's case, and what is done to her consents again and again. For tests only. */
#pragma once
#include "domain/secrecy/consent.h"
#include "domain/work/town_for_tests.h"

#define ASKED_AT INT64_C(60000)
static const struct case_id ane = {1};

/* The profile's limits for consents, as in Levanger. */
static inline void consent_rules(void) {
    static struct profile profile;
    profile = *organisation_profile();
    profile.consents = (struct profile_consents){.months = 6, .remind_days_before = 30, .ask_again_days = 90};
    profile.letters.municipality = (struct profile_words){"Levanger kommune", "Levanger kommune"};
    organisation_set_profile(&profile);
}

static inline void consent_town(const struct test_database *database) {
    town_make(database);
    consent_rules();
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

static inline struct db *consent_write(const struct test_database *database, int64_t later) {
    struct db *db = town_write(database, HOT, later);
    audit_add(db, "tried", "case", 1, NULL);
    return db;
}

static inline struct consent_asking question_to(int unit, unsigned zones) {
    return (struct consent_asking){.to_unit = unit_of(unit), .zones = zones, .purpose = CONSENT_PURPOSE_SERVICES, .until = date_of(2027, 3, 7)};
}

static inline int ask(const struct test_database *database, int unit, unsigned zones, int64_t later) {
    struct db *db = consent_write(database, later);
    struct consent_asking asking = question_to(unit, zones);
    int fault = consent_put_question(db, ane, &asking);
    town_commit(db);
    return fault;
}

static inline int answer(const struct test_database *database, int unit, unsigned zones, int64_t later) {
    struct db *db = consent_write(database, later);
    struct consent_answering answering = {.unit = unit_of(unit), .zones = zones, .form = CONSENT_FORM_SIGNED, .until = DATE_NONE};
    int fault = consent_register_answer(db, ane, &answering);
    town_commit(db);
    return fault;
}

static inline void say_yes(const struct test_database *database, int unit, unsigned zones, int64_t later) {
    assert_int_equal(ask(database, unit, zones, later), CONSENT_DONE);
    assert_int_equal(answer(database, unit, zones, later + 1), CONSENT_DONE);
}

static inline struct db *read_at(const struct test_database *database, int unit, struct instant now) {
    struct actor *actor = arena_array(database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = unit, .unit = unit, .what = "test"};
    return db_begin(database->store, DB_READ, database->arena, actor, now);
}

/* Tries to read a zone as the worker of a unit, the way generated code does. True: it was read. */
static inline bool reads_at(const struct test_database *database, int unit, enum zone zone, struct instant now) {
    struct db *db = read_at(database, unit, now);
    struct request rq = town_request(database, db, town_session(database, unit, NULL));
    const struct access *access = secrecy_open(&rq, ane, ZONE_BIT(zone), "services");
    bool may = access && access_covers(access, zone);
    if (may) access_note(db, access, zone, "test");
    assert_int_equal(db_commit(db), DB_OK);
    return may;
}
static inline bool reads(const struct test_database *database, int unit, enum zone zone) { return reads_at(database, unit, zone, TEST_NOW); }

static inline bool finds(const struct test_database *database, int unit) {
    struct db *db = test_read(database);
    bool found = secrecy_involved(db, ane, unit_of(unit));
    db_abort(db);
    return found;
}

static inline int64_t lines(const struct test_database *database) { return test_number(database, "SELECT count(*) FROM access_log"); }

/* Ane, a dwelling of the municipality and the landlord's unit, and her lease brought as far as a test needs. For tests only. */
#pragma once
#include "domain/decision/decision_for_tests.h"
#include "domain/lease/internal.h"
#include "domain/work/done_for_tests.h"

static const struct case_id ane = {1};
static const struct lease_id first_lease = {1};
static const struct dwelling_id flat = {1};

static inline void lease_dwelling_add(const struct test_database *database, const char *key, const char *state) {
    test_script(
        database,
        arena_printf(
            database->arena,
            "INSERT INTO dwelling (kobo_key, object_number, municipality, cadastral, street, postcode, class, state, wheelchair, shared,"
            " staffed_day_and_night, staff_base, kobo_row, row_hash, imported_at)"
            " VALUES ('%s', '%s', '5037', '1/1', 'Strandgata', '7600', 'ordinary', '%s', 0, 0, 0, 0, '', '%s', 1788768000000)",
            key, key, state, key));
}

/* Ane's case with HOT; EIE, the property unit, has been asked to find her a home. The day is 7 September 2026. */
static inline void lease_town(const struct test_database *database) {
    town_make(database);
    story_profile(database->arena);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    lease_dwelling_add(database, "4-117", "offered");
    lease_dwelling_add(database, "4-118", "offered");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, ane, unit_of(EIE), INVOLVEMENT_DECISION_PART);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

static inline const struct access *tenancy_of(const struct test_database *database, struct db *db, int unit) {
    struct request rq = town_request(database, db, town_session(database, unit, NULL));
    return secrecy_open(&rq, ane, ZONE_BIT(ZONE_TENANCY), "lease");
}

static inline struct lease_terms good_terms(void) {
    return (struct lease_terms){.case_ = ane,
                                .dwelling = flat,
                                .kind = LEASE_KIND_FIXED,
                                .from = date_of(2026, 10, 15),
                                .months = 36,
                                .rent = 8500,
                                .deposit = 25500,
                                .deposit_kind = LEASE_DEPOSIT_GUARANTEE,
                                .told_public = true,
                                .told_fixed = true};
}

static inline int lease_drafted(const struct test_database *database, const struct lease_terms *terms, int64_t later) {
    struct lease_id lease;
    struct lease_rules wrong;
    return DONE_BY(database, EIE, later, lease_draft(db, tenancy_of(database, db, EIE), terms, &lease, &wrong));
}

/* Drafted and signed in September, begun on 15 October 2026. */
static inline void lease_signed(const struct test_database *database, const struct lease_terms *terms) {
    assert_int_equal(lease_drafted(database, terms, 10), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 11, lease_offer(db, first_lease)), LEASE_DONE);
    assert_int_equal(DONE_BY(database, EIE, 12, lease_sign(db, first_lease, date_of(2026, 9, 7))), LEASE_DONE);
}
enum { ON_15_OCTOBER = 38 };
static inline void lease_lives(const struct test_database *database) {
    const struct lease_terms terms = good_terms();
    lease_town(database);
    lease_signed(database, &terms);
    assert_int_equal(DONE_BY(database, EIE, ON_15_OCTOBER * DAY_MS, lease_begin(db, first_lease, LEASE_INFO_WAY_TALK)), LEASE_DONE);
}

/* Every job up to a day, at its own time. */
static inline void lease_until(const struct test_database *database, struct date day) {
    static const struct job_kind kinds[] = {
        {JOB_LEASE_DUE, lease_due_job}, {JOB_INVOLVEMENT_DUE, secrecy_involvement_due_job}, {NULL, NULL}};
    assert_true(jobs_run_due(database->store, kinds, instant_of_oslo(day, 8 * 60), 100) >= 0);
}

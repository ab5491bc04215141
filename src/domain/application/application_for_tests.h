/* Ane in a small town whose first unit decides on homes, and her application. For tests only. */
#pragma once
#include "domain/application/internal.h"
#include "domain/decision/decision_for_tests.h"

static const struct case_id ane = {1};
static const enum right applying[] = {RIGHT_CASE_SEE, RIGHT_APPLICATION_SEE, RIGHT_APPLICATION_WRITE, RIGHT_APPLICATION_DECIDE, RIGHT_APPLICATION_LIST, 0};

/* As in `profile` ("profiles/alesund.yaml"), decided by HOT of the town. */
static inline void home_profile(struct arena *arena, const char *file) {
    struct profile *profile = town_profile_in(arena, file);
    profile->allocation.decided_by = "HOT";
    organisation_set_profile(profile);
}

static inline void home_town(const struct test_database *database, const char *profile) {
    town_make(database);
    home_profile(database->arena, profile);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* One transaction by a unit, kept when the rule said yes. */
#define HOME_BY(database, unit, later, call)                                                                               \
    ({                                                                                                                      \
        struct db *db = town_write((database), (unit), (later));                                                            \
        struct request home_rq = town_request((database), db, town_session((database), (unit), NULL));                      \
        const struct access *access __attribute__((unused)) = secrecy_open(&home_rq, ane, ZONE_BIT(ZONE_HOUSING), "application"); \
        int said = (call);                                                                                                  \
        if (said) db_abort(db);                                                                                             \
        else town_commit(db);                                                                                               \
        said;                                                                                                               \
    })

static inline int home_applied(const struct test_database *database, int64_t later) {
    struct housing_application_id made;
    const struct application_new new = {.case_ = ane, .kind = APPLICATION_KIND_NEW_HOME, .way = APPLICATION_WAY_DESK, .adults = 1,
                                        .received_on = DATE_NONE, .situation = "Jeg bor på sofaen hos søsteren min."};
    return HOME_BY(database, HOT, later, application_register(db, access, &new, &made));
}

#define HOME_FACT(database, later, which, has, value) \
    HOME_BY(database, HOT, later, application_fact(db, access, ane, &(struct application_known){which, (struct maybe_int){has, value}, FACT_SOURCE_SAID, NULL}))

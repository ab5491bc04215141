/* Ane with a yes to a home, three dwellings of the municipality, and the unit that picks. For tests only. */
#pragma once
#include "domain/application/application_for_tests.h"
#include "domain/offer/internal.h"
#include "domain/work/done_for_tests.h"

static const struct dwelling_id quiet_flat = {1}, full_flat = {2}, small_flat = {3};
static const struct dwelling_offer_id first_offer = {1};
static const enum right keys_rights[] = {RIGHT_OFFER_SEE, RIGHT_OFFER_LIST, RIGHT_OFFER_MAKE, RIGHT_OFFER_ANSWER, RIGHT_OFFER_CLOSE, 0};

/* A quiet one in Sentrum, one in a cluster in Nesheim, and one of one room. */
static inline void offer_homes_make(const struct test_database *database) {
    test_script(database, "INSERT INTO dwelling_area (name) VALUES ('Sentrum'), ('Nesheim');"
                          "INSERT INTO dwelling_cluster (name, kind, area_id) VALUES ('Nesheim tun', 'courtyard', 2);"
                          "INSERT INTO dwelling (kobo_key, object_number, municipality, cadastral, street, house_number, postcode, class, state, wheelchair, shared,"
                          " staffed_day_and_night, staff_base, kobo_row, row_hash, imported_at, rooms, floor, rent, quiet, near_transport, area_id, cluster_id, state_since)"
                          " VALUES ('a', '4-117', '5037', '1/1', 'Strandgata', '12', '7600', 'ordinary', 'ready', 0, 0, 0, 0, '', 'a', 1788768000000, 2, 2, 8500, 1, 1, 1, NULL, '2026-09-01'),"
                          " ('b', '4-118', '5037', '1/1', 'Nesvegen', '3', '7600', 'ordinary', 'ready', 0, 0, 0, 0, '', 'b', 1788768000000, 2, 2, 7500, 1, 1, 2, 1, '2026-09-01'),"
                          " ('c', '4-119', '5037', '1/1', 'Kirkegata', '5', '7600', 'ordinary', 'ready', 0, 0, 0, 0, '', 'c', 1788768000000, 1, 1, 6500, 1, 0, 1, NULL, '2026-09-01')");
}

/* Somebody is on the list with a yes; EIE picks. `HOME_BY` opens the housing zone of Ane's case only. */
static inline void offer_yes_to(const struct test_database *database, struct case_id id, int64_t later) {
    struct housing_application_id made;
    struct db *db = town_write(database, HOT, later);
    const struct application_new new = {.case_ = id, .kind = APPLICATION_KIND_NEW_HOME, .way = APPLICATION_WAY_DESK, .adults = 1, .received_on = DATE_NONE};
    assert_int_equal(application_register(db, NULL, &new, &made), APPLICATION_FINE);
    assert_int_equal(application_assess(db, id, LIST_TYPE_ORDINARY), APPLICATION_FINE);
    assert_int_equal(application_to_meeting(db, id), APPLICATION_FINE);
    const struct application_known need = {CRITERION_IN_NEED, (struct maybe_int){true, 1}, FACT_SOURCE_SAID, NULL};
    assert_int_equal(application_fact(db, NULL, id, &need), APPLICATION_FINE);
    const struct application_outcome yes = {.application = made, .status = APPLICATION_STATUS_APPROVED};
    assert_int_equal(application_decide(db, NULL, &yes), APPLICATION_FINE);
    secrecy_involve(db, id, unit_of(EIE), INVOLVEMENT_DECISION_PART);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    town_commit(db);
}

static inline void offer_town(const struct test_database *database, const char *profile) {
    home_town(database, profile);
    offer_homes_make(database);
    offer_yes_to(database, ane, 2);
    lease_on_step(offer_lease_step);
}

static inline int offered(const struct test_database *database, struct case_id id, struct dwelling_id dwelling, enum offer_choice choice, int64_t later) {
    struct dwelling_offer_id made;
    const struct offer_new new = {id, dwelling, choice, DATE_NONE};
    return DONE_BY(database, EIE, later, offer_make(db, &new, &made));
}

static inline int said_to(const struct test_database *database, bool yes, enum decline_reason why, int64_t later) {
    struct dwelling_offer_id newest = {test_number(database, "SELECT max(id) FROM dwelling_offer WHERE case_id = 1")};
    const struct offer_said said_by_her = {newest, yes, ANSWER_WAY_PHONE, why};
    return DONE_BY(database, HOT, later, offer_said_to(db, &said_by_her));
}

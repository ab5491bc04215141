/* Three on the list for an ordinary home in a small town, and dwellings that are ready. For tests only. */
#pragma once
#include "domain/application/application_for_tests.h"
#include "domain/proposal/internal.h"
#include "proposal_routes.h"
#include "texts.h"

static const enum right allocating[] = {RIGHT_CASE_SEE, RIGHT_APPLICATION_SEE, RIGHT_APPLICATION_WRITE, RIGHT_PROPOSAL_SEE, RIGHT_PROPOSAL_DECIDE, 0};
enum { SIV = 1, JONAS, KARI, PEOPLE = KARI };
static inline int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }

/* A dwelling that is ready. */
static inline void home(const struct test_database *database, int id, const char *bedrooms, const char *more) {
    test_script(database, arena_printf(database->arena,
        "INSERT INTO dwelling (id, kobo_key, municipality, cadastral, street, house_number, postcode, class, state, state_since, bedrooms, wheelchair, shared,"
        " staffed_day_and_night, staff_base, kobo_row, row_hash, imported_at) VALUES (%d, 'k%d', '1508', '1/%d', 'Solbakken', '%d', '6000', 'ordinary', 'ready',"
        " '2026-08-01', %s, 0, 0, 0, 0, '', '', 1); UPDATE dwelling SET state = state%s WHERE id = %d", id, id, id, id, bedrooms, more, id));
}

/* Siv (homeless), Jonas and Kari wait for an ordinary home: cases 2, 3 and 4, applications 1, 2 and 3. */
static inline void town_with_list(const struct test_database *database) {
    static const struct {
        const char *name;
        int children;
        bool homeless;
    } people[] = {{"Siv", 0, true}, {"Jonas", 0, false}, {"Kari", 0, false}};
    home_town(database, "profiles/alesund.yaml");
    for (int i = 0; i < PEOPLE; i++) {
        struct case_id id = town_case(database, people[i].name);
        struct housing_application_id made;
        struct db *db = town_write(database, HOT, 10 * i + 20);
        secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
        const struct application_new new = {.case_ = id, .kind = APPLICATION_KIND_NEW_HOME, .way = APPLICATION_WAY_DESK, .adults = 1,
                                            .children = people[i].children, .received_on = date_of(2026, 9, 7 - i)};
        assert_int_equal(application_register(db, NULL, &new, &made), APPLICATION_FINE);
        const struct {
            enum criterion criterion;
            int64_t value;
        } facts[] = {{CRITERION_IN_NEED, 1}, {CRITERION_HOMELESSNESS, people[i].homeless}, {CRITERION_RELEASED_FROM_PRISON, 0}, {CRITERION_RESIDENCE, 10}};
        for (size_t k = 0; k < 4; k++)
            assert_int_equal(application_fact(db, NULL, id, &(struct application_known){facts[k].criterion, {true, facts[k].value}, FACT_SOURCE_SAID, NULL}), 0);
        assert_int_equal(application_assess(db, id, LIST_TYPE_ORDINARY), APPLICATION_FINE);
        assert_int_equal(application_to_meeting(db, id), APPLICATION_FINE);
        town_commit(db);
    }
}

static inline int pick(const struct test_database *database, int dwelling, int application, const char *why, int64_t later) {
    struct application chosen;
    struct db *db = town_write(database, HOT, later);
    struct request rq = town_request(database, db, town_session(database, HOT, NULL));
    assert_true(application_read(db, (struct housing_application_id){application}, &chosen));
    const struct proposal_choice choice = {.list = LIST_TYPE_ORDINARY, .dwelling = {dwelling}, .application = {application}, .why = why};
    int said = proposal_pick(db, secrecy_open(&rq, chosen.case_, ZONE_BIT(ZONE_HOUSING), "proposal"), &choice);
    if (said) db_abort(db);
    else town_commit(db);
    return said;
}

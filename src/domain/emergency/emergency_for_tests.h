/* Ane in a small town with a unit of Nav that finds places for the night, and what is done to her stay again and again. For tests only. */
#pragma once
#include "domain/decision/decision_for_tests.h"
#include "domain/emergency/internal.h"
#include "domain/work/done_for_tests.h"

static const struct case_id ane = {1};
static const struct night_need_id first_need = {1};
#define ON_DAY(days) ((days)*DAY_MS)

/* Ane's case with HOT, which has met her and has nothing to give her tonight. */
static inline void night_town(const struct test_database *database) {
    town_make(database);
    story_profile(database->arena);
    assert_int_equal(town_case(database, "Ane").v, ane.v);
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    organisation_delegate(db, staff_of(NAV), DELEGATED_LAW_SOTJL, "Delegering 2", date_of(2026, 1, 1), DATE_NONE);
    struct staff_new second = {.user_name = "second", .name = "Medarbeider 8", .language = LANGUAGE_NB};
    assert_int_equal(organisation_add_staff(db, &second).v, STORY_SECOND);
    organisation_add_member(db, staff_of(STORY_SECOND), unit_of(HOT), STAFF_ROLE_OFFICER, date_of(2026, 1, 1), DATE_NONE);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

static inline int night_asked(const struct test_database *database, int64_t children, int64_t later) {
    struct night_need_id need;
    const struct night_asking asking = {ane, children, "Sitter på stasjonen."};
    return DONE_BY(database, HOT, later, night_ask(db, &asking, &need));
}

static inline struct night_grant a_room(void) {
    return (struct night_grant){.case_ = ane,
                                .need = first_need,
                                .where = {PLACE_KIND_OWN_ROOM, "Fjordhotellet, rom 12", NULL},
                                .from = date_of(2026, 9, 7),
                                .until = date_of(2026, 9, 21),
                                .told = NIGHT_TOLD_BY_PHONE};
}

static inline const struct access *social_of(const struct test_database *database, struct db *db, int unit) {
    struct request rq = town_request(database, db, town_session(database, unit, NULL));
    return secrecy_open(&rq, ane, ZONE_BIT(ZONE_SOCIAL), "night");
}

static inline int night_granted(const struct test_database *database, const struct night_grant *grant, int64_t later) {
    return DONE_BY(database, NAV, later, night_grant(db, social_of(database, db, NAV), grant));
}

/* Asked for and given on 7 September, until the 21st. */
static inline void night_stays(const struct test_database *database) {
    night_town(database);
    const struct night_grant grant = a_room();
    assert_int_equal(night_asked(database, 0, 2), NIGHT_DONE);
    assert_int_equal(night_granted(database, &grant, 3), NIGHT_DONE);
}

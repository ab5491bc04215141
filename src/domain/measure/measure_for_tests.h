/* Ane with a decision of ten minutes to ten hours a week from HJE, and a small catalogue. For tests only. */
#pragma once
#include "domain/decision/decision_for_tests.h"
#include "domain/measure/internal.h"
#include "domain/work/done_for_tests.h"

static const struct case_id ane = {1};
/* In the order of the catalogue below. */
static const struct measure_id ambulatory = {1}, own_home = {2}, training = {3}, young = {4}, at_rus = {5}, open_house = {6}, medicine = {7}, helpers = {8}, first_home = {9};
#define ON_DAY(days) ((days)*DAY_MS)
enum { AFTER_DECISION = ON_24_SEPTEMBER + 5 };

static inline struct profile *measure_profile(struct arena *arena, enum flexibility flexibility) {
    static struct profile_measure_ticket home = {"own_home", {"Du har et sted å bo", "Du har ein stad å bu"}, {"Hjelpen gis hjemme.", "Hjelpa blir gjeven heime."}};
    static struct profile_measure_ticket sober = {"abstinence", {"Du er rusfri der", "Du er rusfri der"}, {"De andre har bedt om det.", "Dei andre har bede om det."}};
    static struct profile_measure_rule twice = {{"Vi kommer to ganger til", "Vi kjem to gonger til"}, {"En lukket dør er ikke et nei.", "Ei lukka dør er ikkje eit nei."}};
    static struct profile_measure measures[] = {
        {.code = "ambulatory", .name = {"ambulerende team", "ambulerande team"}, .unit = "HJE", .kind = "ambulatory", .arena = "outside", .harm_reducing = true,
         .field_based = true, .places = 2, .rules = &twice, .rules_count = 1},
        {.code = "own_home", .name = {"oppfølging i egen bolig", "oppfølging i eigen bustad"}, .unit = "HJE", .kind = "follow_up", .arena = "at_home", .tickets = &home,
         .tickets_count = 1, .agreement_days = 14},
        {.code = "training", .name = {"rushabilitering", "rushabilitering"}, .plain = {"dagtilbud", "dagtilbod"}, .unit = "HJE", .kind = "rehabilitation",
         .arena = "meeting_place", .tickets = &sober, .tickets_count = 1},
        {.code = "young", .name = {"miljøterapeut 17–25", "miljøterapeut 17–25"}, .unit = "HJE", .kind = "environment_therapist", .offered = true, .age_from = 17, .age_to = 25},
        {.code = "at_rus", .name = {"oppfølging fra teamet", "oppfølging frå teamet"}, .unit = "RUS", .kind = "follow_up"},
        {.code = "open_house", .name = {"åpent hus", "ope hus"}, .unit = "HJE", .kind = "harm_reduction", .low_threshold = true, .offered = true},
        {.code = "medicine", .name = {"medisinhjelp", "medisinhjelp"}, .unit = "HJE", .kind = "follow_up", .help = "medication"},
        {.code = "helpers", .name = {"aktiviseringsgruppa", "aktiviseringsgruppa"}, .unit = "RUS", .kind = "activity", .carries_tasks = true, .low_threshold = true},
        {.code = "first_home", .name = {"Housing First", "Housing First"}, .unit = "HJE", .kind = "housing_first", .positions = 450},
    };
    struct profile *profile = arena_array(arena, 1, sizeof *profile);
    *profile = *organisation_profile();
    profile->flexibility = flexibility;
    profile->measures = measures;
    profile->measures_count = sizeof measures / sizeof *measures;
    for (unsigned i = 0; i < profile->measures_count; i++) {
        if (!measures[i].plain.nb) measures[i].plain = measures[i].name;
        if (!measures[i].arena) measures[i].arena = "anywhere";
        if (!measures[i].run_by) measures[i].run_by = "own";
        if (!measures[i].agreement_days) measures[i].agreement_days = 28;
        if (!measures[i].review_weeks) measures[i].review_weeks = 6;
    }
    organisation_set_profile(profile);
    return profile;
}

static inline void measure_catalogue_made(const struct test_database *database, enum flexibility flexibility) {
    const struct profile *profile = measure_profile(database->arena, flexibility);
    struct db *db = town_write(database, HOT, ON_DAY(AFTER_DECISION));
    measure_sync(db, profile);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* The decision of 24 September stands: part 3 is help from HJE. */
static inline struct story measure_town(struct test_database *database, enum flexibility flexibility) {
    struct story story = story_issued(database);
    measure_catalogue_made(database, flexibility);
    return story;
}

static inline struct date on(int month, int day) { return date_of(2026, month, day); }

static inline const struct access *health_of(const struct test_database *database, struct db *db, int unit) {
    struct request rq = town_request(database, db, town_session(database, unit, NULL));
    const struct access *access = secrecy_open(&rq, ane, ZONE_BIT(ZONE_HEALTH), MEASURE_PURPOSE);
    return access && access_covers(access, ZONE_HEALTH) ? access : NULL;
}

static const struct ticket_said home_met = {{1}, TICKET_ANSWER_MET}, home_unknown = {{1}, TICKET_ANSWER_NOT_KNOWN}, sober_not = {{2}, TICKET_ANSWER_NOT_MET};

static inline struct measure_entry into(const struct story *story, struct measure_id measure, struct date from) {
    return (struct measure_entry){.case_ = ane, .measure = measure, .contact = staff_of(HJE), .ground = MEASURE_GROUND_DECIDED, .part = story->hol, .from = from, .agreed = true};
}

#define MEASURE_BY(database, unit, later, call) \
    DONE_BY(database, unit, later, ({ const struct access *access __attribute__((unused)) = health_of(database, db, unit); (call); }))

static inline int entered(const struct test_database *database, int unit, const struct measure_entry *entry, int64_t later) {
    struct measure_stay_id stay;
    return MEASURE_BY(database, unit, later, measure_enter(db, access, entry, &stay));
}

/* Ane is in the ambulatory team from 1 October, as stay 1. */
static inline struct story measure_entered(struct test_database *database, enum flexibility flexibility) {
    struct story story = measure_town(database, flexibility);
    const struct measure_entry entry = into(&story, ambulatory, on(10, 1));
    assert_int_equal(entered(database, HJE, &entry, ON_DAY(24) + 1), MEASURE_DONE);
    return story;
}

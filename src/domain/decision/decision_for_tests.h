/* Ane's decision as in the acceptance story, for the tests of this module: units, delegations, the coded need, four parts. For tests only. */
#pragma once
#include "domain/decision/guard.h"
#include "domain/decision/issue.h"
#include "domain/work/town_for_tests.h"

struct story {
    const struct test_database *database;
    struct case_id case_;
    struct joint_decision_id decision;
    struct decision_part_id bistand, bolig, hol, sosial;
    int64_t clock; /* milliseconds after TEST_NOW of the next transaction */
};

#define DAY_MS INT64_C(86400000)
/* TEST_NOW is 7 September 2026; days after it of the story. */
enum { ON_24_SEPTEMBER = 17, ON_28_SEPTEMBER = 21, ON_3_DECEMBER = 87 };

/* One transaction of one worker, with what she may read. */
struct turn {
    struct db *db;
    struct request rq;
    const struct access *access;
};

static inline struct turn story_turn(struct story *story, int unit) {
    struct turn turn = {.db = town_write(story->database, unit, story->clock++)};
    turn.rq = town_request(story->database, turn.db, town_session(story->database, unit, NULL));
    if (story->decision.v) turn.access = decision_access(&turn.rq, story->decision);
    return turn;
}

/* A second officer of HOT, who controls what the first has written. */
enum { STORY_SECOND = STAFF_NIGHT + 1 };

static inline struct turn story_second(struct story *story) {
    struct arena *arena = story->database->arena;
    struct actor *actor = arena_array(arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = STORY_SECOND, .unit = HOT, .what = "test"};
    struct turn turn = {.db = db_begin(story->database->store, DB_WRITE, arena, actor, (struct instant){TEST_NOW.ms + story->clock++})};
    struct session *session = town_session(story->database, HOT, NULL);
    session->staff = staff_of(STORY_SECOND);
    turn.rq = town_request(story->database, turn.db, session);
    turn.access = decision_access(&turn.rq, story->decision);
    return turn;
}

static inline void story_profile(struct arena *arena) {
    organisation_set_profile(town_profile_in(arena, "profiles/levanger.yaml"));
}

static inline void story_need(struct story *story) {
    test_script(story->database,
                "INSERT INTO assessment (case_id, person_id, version_no, state, children, started_at, started_by, form_version, justified, version)"
                " VALUES (1, 1, 1, 'draft', 'none', 1788768000000, 1, 0, 0, 1);"
                "INSERT INTO dwelling_need (assessment_id, rooms, adults, children, quiet, apart_from_cluster, floor, step_free, pets, near_transport,"
                " visits_a_week, from_date, version) VALUES (1, 2, 1, 0, 1, 1, 'not_ground', 0, 0, 1, 1, '2026-11-01', 1)");
}

static inline struct part_writing story_writing(struct decision_part_id part, struct unit_id unit, int64_t version) {
    return (struct part_writing){
        .part = part, .outcome = PART_OUTCOME_GRANTED, .unit = unit, .amount_kind = AMOUNT_KIND_NONE, .minutes_least = -1, .minutes_most = -1,
        .minutes_usual = -1, .from = date_of(2026, 10, 1), .until = date_of(2027, 9, 30), .review = date_of(2027, 1, 15), .capacity_ok = true,
        .rules = "Du har rett til hjelp som passer deg", .facts = "Du må flytte 31. oktober og har ikke funnet et nytt sted å bo.",
        .considerations = "Vi har lagt vekt på at du trenger et fast sted å bo.", .her_view = "Jeg vil ha et lite og stille sted",
        .weight = "Vi leter etter en liten bolig i et rolig område", .version = version,
    };
}

static inline struct part_writing story_bistand(const struct story *story) {
    struct part_writing writing = story_writing(story->bistand, unit_of(HOT), 1);
    writing.content = "Hjelp til å finne bolig, søke bostøtte og lage en avtale med utleieren";
    return writing;
}
static inline struct part_writing story_bolig(const struct story *story) {
    struct part_writing writing = story_writing(story->bolig, unit_of(EIE), 1);
    writing.content = "En kommunal bolig med to rom";
    return writing;
}
static inline struct part_writing story_hol(const struct story *story) {
    struct part_writing writing = story_writing(story->hol, unit_of(HJE), 1);
    writing.content = "Samtaler hjemme, og hjelp til å komme i gang med hverdagen";
    writing.service_kind = SERVICE_KIND_TALKS_AT_HOME;
    writing.contact = staff_of(HJE);
    writing.amount_kind = AMOUNT_KIND_BAND;
    writing.minutes_least = 10;
    writing.minutes_most = 600;
    writing.minutes_usual = 240;
    writing.per = AMOUNT_PERIOD_WEEK;
    return writing;
}
static inline struct part_writing story_sosial(const struct story *story) {
    struct part_writing writing = story_writing(story->sosial, unit_of(NAV), 1);
    writing.content = "Garanti for depositum";
    return writing;
}

static inline void story_write(struct story *story, const struct part_writing *writing) {
    struct turn turn = story_turn(story, HOT);
    assert_int_equal(decision_write_part(turn.db, turn.access, writing), ERR_OK);
    town_commit(turn.db);
}

static inline struct decision_part_id story_add(struct story *story, enum part_kind kind, int unit) {
    struct turn turn = story_turn(story, HOT);
    struct decision_part_id part = {0};
    assert_int_equal(decision_add_part(turn.db, story->decision, kind, unit_of(unit), &part), ERR_OK);
    town_commit(turn.db);
    return part;
}

/* Ane's case with a begun decision of four empty parts, on 24 September. */
static inline struct story story_begin(struct test_database *database) {
    struct story story = {.database = database};
    town_make(database);
    story_profile(database->arena);
    story.case_ = town_case(database, "Ane");
    story_need(&story);
    story.clock = ON_24_SEPTEMBER * DAY_MS;
    struct turn turn = story_turn(&story, HOT);
    struct date from = date_of(2026, 1, 1);
    secrecy_involve(turn.db, story.case_, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(turn.db, story.case_, unit_of(NAV), INVOLVEMENT_DUTY);
    organisation_delegate(turn.db, staff_of(HOT), DELEGATED_LAW_BSL, "Delegering 1", from, DATE_NONE);
    organisation_delegate(turn.db, staff_of(HOT), DELEGATED_LAW_LOCAL, "Delegering 1", from, DATE_NONE);
    organisation_delegate(turn.db, staff_of(HOT), DELEGATED_LAW_HOL, "Delegering 1", from, DATE_NONE);
    organisation_delegate(turn.db, staff_of(NAV), DELEGATED_LAW_SOTJL, "Delegering 2", from, DATE_NONE);
    struct staff_new second = {.user_name = "second", .name = "Medarbeider 8", .language = LANGUAGE_NB};
    assert_int_equal(organisation_add_staff(turn.db, &second).v, STORY_SECOND);
    organisation_add_member(turn.db, staff_of(STORY_SECOND), unit_of(HOT), STAFF_ROLE_OFFICER, from, DATE_NONE);
    assert_int_equal(decision_start(turn.db, story.case_, &story.decision), ERR_OK);
    town_commit(turn.db);
    story.bistand = story_add(&story, PART_KIND_BISTAND, HOT);
    story.bolig = story_add(&story, PART_KIND_BOLIG, EIE);
    story.hol = story_add(&story, PART_KIND_HOL_TJENESTE, HJE);
    story.sosial = story_add(&story, PART_KIND_SOSIAL, NAV);
    return story;
}

static inline void story_write_all(struct story *story) {
    struct part_writing parts[] = {story_bistand(story), story_bolig(story), story_hol(story), story_sosial(story)};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) story_write(story, &parts[i]);
}

static inline int story_sign_one(struct story *story, int unit, struct decision_part_id part) {
    struct turn turn = story_turn(story, unit);
    int result = decision_sign_part(turn.db, turn.access, part, true);
    if (result < 0) db_abort(turn.db);
    else town_commit(turn.db);
    return result;
}

static inline void story_check_and_sign(struct story *story, int unit, struct decision_part_id part) {
    struct turn turn = story_second(story);
    assert_int_equal(decision_check_part(turn.db, turn.access, part), ERR_OK);
    town_commit(turn.db);
    assert_int_equal(story_sign_one(story, unit, part), ERR_OK);
}

static inline void story_sign_all(struct story *story) {
    story_check_and_sign(story, HOT, story->bistand);
    story_check_and_sign(story, HOT, story->bolig);
    story_check_and_sign(story, HOT, story->hol);
    story_check_and_sign(story, NAV, story->sosial);
}

static inline int story_issue(struct story *story) {
    struct turn turn = story_turn(story, HOT);
    int result = decision_issue(turn.db, turn.access, story->decision);
    if (result < 0) db_abort(turn.db);
    else town_commit(turn.db);
    return result;
}

/* Version 1 issued on 24 September, as in the story. */
static inline struct story story_issued(struct test_database *database) {
    struct story story = story_begin(database);
    story_write_all(&story);
    story_sign_all(&story);
    assert_int_equal(story_issue(&story), ERR_OK);
    return story;
}

/* It reaches her in the post. */
static inline void story_reached(struct story *story, int day, struct date on) {
    story->clock = day * DAY_MS;
    struct turn turn = story_turn(story, HOT);
    struct delivery_note note = {story->decision, DELIVERY_RECIPIENT_PERSON, DELIVERY_CHANNEL_PAPER, on, on};
    assert_int_equal(decision_deliver(turn.db, &note), ERR_OK);
    town_commit(turn.db);
}

/* The words of a letter, one after the other. */
static inline const char *letter_words(struct arena *arena, const struct letter *letter) {
    struct str out = str_in(arena);
    str_addf(&out, "%s\n%s\n", letter->title, letter->date_line);
    for (size_t i = 0; i < letter->n_blocks; i++) {
        const struct letter_block *block = &letter->blocks[i];
        if (block->text) str_addf(&out, "%s\n", block->text);
        for (size_t k = 0; k < block->n_items; k++) str_addf(&out, "%s\n", block->items[k]);
        for (size_t k = 0; k < block->n_rows; k++)
            for (size_t c = 0; c < 5; c++)
                if (block->rows[k].cells[c]) str_addf(&out, "%s\n", block->rows[k].cells[c]);
    }
    return str_text(&out);
}

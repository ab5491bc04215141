/* Ane's decision issued and reached, with somebody who did not make it and a board that decides appeals. For tests only. */
#pragma once
#include "domain/appeal/internal.h"
#include "domain/decision/decision_for_tests.h"

enum { KLN = 7 };                           /* the board's unit */
enum { BERIT = STORY_SECOND + 1, SOLVEIG, GEIR }; /* HOT, KLN, NAV: none of them made the decision */

static inline void appeal_town(struct story *story) {
    test_script(
        story->database,
        "INSERT INTO unit (code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services, external, active)"
        " VALUES ('KLN', 'Klagenemnda', 'Klagenemnda', 'klagenemnda', 'klagenemnda', 'appeals', 0, 0, 0, 1)");
    struct turn turn = story_turn(story, HOT);
    static const struct {
        const char *name;
        int unit;
        enum staff_role role;
    } people[] = {{"Berit Aune", HOT, STAFF_ROLE_UNIT_LEADER},
                  {"Solveig Nilsen", KLN, STAFF_ROLE_APPEAL_BOARD},
                  {"Geir Holm", NAV, STAFF_ROLE_UNIT_LEADER}};
    for (size_t i = 0; i < 3; i++) {
        struct staff_id staff = organisation_add_staff(
            turn.db, &(struct staff_new){.user_name = people[i].name, .name = people[i].name, .language = LANGUAGE_NB});
        assert_int_equal(staff.v, BERIT + (int)i);
        organisation_add_member(turn.db, staff, unit_of(people[i].unit), people[i].role, date_of(2026, 1, 1), DATE_NONE);
    }
    audit_add(turn.db, "town_made", "staff", 1, NULL);
    town_commit(turn.db);
}

/* Reached in the post on 28 September: BISTAND, BOLIG and SOSIAL to 19 October, HOL to 26 October. */
static inline struct story appeal_story(struct test_database *database) {
    struct story story = story_issued(database);
    appeal_town(&story);
    story_reached(&story, ON_28_SEPTEMBER, date_of(2026, 9, 28));
    return story;
}

static inline void on_day(struct story *story, struct date date) {
    story->clock = (int64_t)date_days_between(date_of(2026, 9, 7), date) * DAY_MS + story->clock % DAY_MS;
}

/* One transaction of one worker. */
static inline struct turn turn_of(struct story *story, int staff, int unit) {
    struct actor *actor = arena_array(story->database->arena, 1, sizeof *actor);
    *actor = (struct actor){.kind = ACTOR_STAFF, .staff = staff, .unit = unit, .what = "test"};
    struct turn turn = {
        .db = db_begin(story->database->store, DB_WRITE, story->database->arena, actor, (struct instant){TEST_NOW.ms + story->clock++})};
    struct session *session = town_session(story->database, unit, NULL);
    session->staff = staff_of(staff);
    turn.rq = town_request(story->database, turn.db, session);
    turn.access = decision_access(&turn.rq, story->decision);
    return turn;
}

/* What the act gave; kept when it went well. */
static inline int done(struct turn *turn, int result) {
    if (result < 0) db_abort(turn->db);
    else town_commit(turn->db);
    return result;
}
#define ACT(story, staff, unit, call)                    \
    ({                                                   \
        struct turn turn_ = turn_of(story, staff, unit); \
        struct db *db = turn_.db;                        \
        const struct access *access = turn_.access;      \
        (void)access;                                    \
        done(&turn_, call);                              \
    })

static inline struct appeal_new appeal_on(const struct story *story, const struct appeal_wish *wishes, size_t n, struct date day) {
    return (struct appeal_new){.case_ = story->case_,
                               .form = APPEAL_FORM_LETTER,
                               .appellant = APPELLANT_PERSON,
                               .received_on = day,
                               .posted_on = DATE_NONE,
                               .is_signed = true,
                               .wishes = wishes,
                               .n_wishes = n};
}

/* Received by HOT's Kari (staff 1, who also made the decision) on a day. */
static inline struct appeal_part_id received(struct story *story, struct decision_part_id part, struct date day) {
    struct appeal_wish wish = {part, "Jeg trenger et sted med plass til sønnen min."};
    struct appeal_new coming = appeal_on(story, &wish, 1, day);
    struct appeal_id appeal = {0};
    on_day(story, day);
    assert_int_equal(ACT(story, HOT, HOT, appeal_receive(db, access, &coming, &appeal)), ERR_OK);
    return (struct appeal_part_id){test_number(story->database, "SELECT max(id) FROM appeal_part")};
}

static inline struct appeal_part_id taken_in(struct story *story, struct decision_part_id part, struct date day) {
    struct appeal_part_id id = received(story, part, day);
    assert_int_equal(ACT(story, BERIT, HOT, appeal_begin(db, id)), ERR_OK);
    assert_int_equal(ACT(story, BERIT, HOT, appeal_take_in(db, access, id, 0, NULL)), ERR_OK);
    return id;
}

static const enum appeal_document two_documents[] = {APPEAL_DOCUMENT_DECISION_LETTER, APPEAL_DOCUMENT_APPEAL};

static inline struct appeal_part_id forwarded(struct story *story, struct decision_part_id part, struct date day) {
    struct appeal_part_id id = taken_in(story, part, day);
    struct appeal_case_file file = {two_documents, 2};
    assert_int_equal(ACT(story, BERIT, HOT, appeal_forward(db, access, id, file, "Vi har sett på saken på nytt.")), ERR_OK);
    return id;
}

/* The part that was opened for the change is written, signed and issued, as decisions are. */
static inline void amendment_issued(struct story *story, struct appeal_part_id id) {
    int64_t amended = test_number(story->database,
                                  arena_printf(story->database->arena, "SELECT amended FROM appeal_part WHERE id = %lld", (long long)id.v));
    struct decision_part_id part = {amended};
    struct part_writing writing =
        story_writing(part, unit_of(EIE),
                      test_number(story->database, arena_printf(story->database->arena, "SELECT version FROM decision_part WHERE id = %lld",
                                                                (long long)amended)));
    writing.content = "En kommunal bolig med tre rom";
    story->decision.v = test_number(story->database, "SELECT max(id) FROM joint_decision");
    story_write(story, &writing);
    story_check_and_sign(story, HOT, part);
    assert_int_equal(story_issue(story), ERR_OK);
}

static inline int64_t letters_of_kind(const struct story *story, const char *kind) {
    return test_number(story->database, arena_printf(story->database->arena, "SELECT count(*) FROM appeal_letter WHERE kind = '%s'", kind));
}
static inline int64_t open_tasks(const struct story *story, const char *kind) {
    return test_number(story->database,
                       arena_printf(story->database->arena, "SELECT count(*) FROM task WHERE kind = '%s' AND done_at IS NULL", kind));
}
static inline bool in_state(const struct story *story, struct appeal_part_id id, const char *state) {
    return test_number(story->database,
                       arena_printf(story->database->arena, "SELECT count(*) FROM appeal_part WHERE id = %lld AND state = '%s'",
                                    (long long)id.v, state)) == 1;
}
/* Every letter of a kind sent and there on a day. */
static inline void letters_arrive(struct story *story, const char *kind, struct date day) {
    int64_t letter =
        test_number(story->database, arena_printf(story->database->arena,
                                                  "SELECT max(id) FROM appeal_letter WHERE kind = '%s' AND reached_on IS NULL", kind));
    struct appeal_delivery delivery = {DELIVERY_CHANNEL_PAPER, day, day};
    on_day(story, day);
    assert_int_equal(ACT(story, HOT, HOT, appeal_letter_deliver(db, (struct appeal_letter_id){letter}, &delivery)), ERR_OK);
}

/* A town with three series for the tests of meetings: one that needs all of its three units, one that seeks agreement, one without single cases, and
 * the group around one person. For tests only. */
#pragma once
#include "domain/meeting/internal.h"
#include "domain/work/town_for_tests.h"
#include "meeting_routes.h"

static const enum right meeting_rights[] = {RIGHT_CASE_SEE, RIGHT_MEETING_SEE, RIGHT_MEETING_REPORT, RIGHT_MEETING_LEAD, 0};

static const char *needs_all_members[] = {"HOT", "EIE", "NAV"}, *needs_all_optional[] = {"HJE"}, *working_members[] = {"NAV", "EIE", "HJE", "HOT"},
                  *resource_members[] = {"EIE", "NAV", "HOT"}, *informed[] = {"RUS"};
static struct profile_series town_series[] = {
    {.code = "tildelingsmote", .name = {"tildelingsmøte", "tildelingsmøte"}, .kind = SERIES_ALLOCATION, .every = 1, .period = PERIOD_MONTHS, .extra_when_needed = true,
     .individual_cases = true, .quorum = QUORUM_ALL, .decides = DECIDES_TIE_BREAK, .members = needs_all_members, .members_count = 3,
     .optional_members = needs_all_optional, .optional_members_count = 1, .tie_break = "EIE", .chair = "HOT", .informed = informed, .informed_count = 1, .slots = 2},
    {.code = "arbeidsgruppe", .name = {"boligsosial arbeidsgruppe", "bustadsosial arbeidsgruppe"}, .kind = SERIES_WORKING_GROUP, .every = 3, .period = PERIOD_WEEKS,
     .individual_cases = true, .quorum = QUORUM_ALL_FOR_COMPLEX, .decides = DECIDES_CONSENSUS, .members = working_members, .members_count = 4, .chair = "HOT"},
    {.code = "ressursgruppe", .name = {"ressursgruppe", "ressursgruppe"}, .kind = SERIES_RESOURCE_GROUP, .every = 1, .period = PERIOD_MONTHS, .members = resource_members,
     .members_count = 3, .chair = "EIE"},
    {.code = "ansvarsgruppe", .name = {"ansvarsgruppe", "ansvarsgruppe"}, .kind = SERIES_RESPONSIBILITY_GROUP, .per_person = true, .individual_cases = true, .chair = "HOT"},
};
static struct profile_delegation town_delegations[] = {{DELEGATED_LAW_BSL, "EIE", STAFF_ROLE_OFFICER, "delegeringsreglementet punkt 4"}};

static inline void town_series_make(const struct test_database *database) {
    town_make(database);
    struct profile *profile = town_profile(database);
    profile->series = town_series;
    profile->series_count = sizeof town_series / sizeof *town_series;
    profile->delegations = town_delegations;
    profile->delegations_count = 1;
    profile->letter_lang = LANG_NN;
    profile->responsibility.disputes_unit = "HOT";
    profile->letters.municipality = (struct profile_words){.nb = "Levanger kommune", .nn = "Levanger kommune"};
    struct db *db = town_write(database, HOT, 1);
    meeting_sync(db, profile);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
}

/* A turn by a unit's worker on a day, at nine plus the minutes. */
static inline struct visit *visit_on(const struct test_database *database, int unit, struct date day, int minutes) {
    return visit_with(database, unit, instant_of_oslo(day, 9 * 60 + minutes).ms - TEST_NOW.ms, meeting_rights);
}

/* Kept when it was good; else undone. */
static inline int ended(struct visit *turn, struct reply reply) {
    if (reply.status == 303) visit_keep(turn);
    else db_abort(turn->db);
    return reply.from_form ? 422 : reply.status;
}

/* The page as that unit's worker sees it: reading is logged. */
static inline const char *seen(const struct test_database *database, struct visit *turn, struct reply reply) {
    const char *page = reply.body.data ? reply_text(database, reply) : "";
    visit_keep(turn);
    return page;
}

static inline struct meeting_series_id series_id(const struct test_database *database, const char *code) {
    struct db *db = test_look(database);
    struct meeting_series_id id = meeting_series_by_code(db, code);
    db_abort(db);
    return id;
}

static inline struct meeting_id meeting_made(const struct test_database *database, const char *code, struct date day) {
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 8), (int)(day.days % 50));
    struct meeting_id made = {0};
    assert_int_equal(meeting_plan(turn->db, &(struct meeting_new){meeting_series_by_code(turn->db, code), {0}, false, day, 540, 630, "Rådhuset"}, &made), MEETING_DONE);
    visit_keep(turn);
    return made;
}

/* Ane's case, with these units in it beside HOT, which holds it. */
static inline struct case_id case_with(const struct test_database *database, const int *units) {
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 2);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    for (; *units; units++) secrecy_involve(db, id, unit_of(*units), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static inline int64_t number_of(const struct test_database *database, const char *sql) { return test_number((struct test_database *)(uintptr_t)database, sql); }
static inline struct agenda_item_id item_id(int64_t id) { return (struct agenda_item_id){id}; }

/* Reported by the unit that has the case; the last item made is its id. */
static inline struct agenda_item_id reported(const struct test_database *database, struct case_id id, const char *code, bool needs_all) {
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 14), 0);
    const struct case_item_report_in in = {.case_ = id, .series = meeting_series_by_code(turn->db, code), .kind = AGENDA_ITEM_KIND_INDIVIDUAL, .need = ITEM_NEED_NOW,
                                           .needs_all = needs_all, .question = "Ho søv ute, og ønskjer seg eit rom med eigen inngang."};
    assert_int_equal(ended(turn, case_item_report(&turn->rq, &in)), 303);
    return item_id(number_of(database, "SELECT max(id) FROM agenda_item"));
}

/* On the agenda, guests asked, ready, and the meeting called by HOT's worker with EIE's as secretary. */
static inline void prepared(const struct test_database *database, struct meeting_id meeting, struct agenda_item_id item) {
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 15), 0);
    struct meeting_item about;
    struct meeting_brief brief;
    assert_int_equal(meeting_accept(turn->db, item, meeting), MEETING_DONE);
    assert_true(meeting_item(turn->db, item, &about) && meeting_read(turn->db, meeting, LANG_NB, &brief));
    item_guest_add(turn->db, item, MEETING_GUEST_PERSON, ITEM_GUEST_ANSWER_COMES, turn->rq.now, staff_of(HOT));
    item_guest_add(turn->db, item, MEETING_GUEST_NEXT_OF_KIN, ITEM_GUEST_ANSWER_NO_CONSENT, turn->rq.now, staff_of(HOT));
    assert_int_equal(item_ready(turn->db, &about), MEETING_DONE);
    if (brief.state == MEETING_STATE_PLANNED) assert_int_equal(meeting_call(turn->db, &brief, staff_of(HOT), staff_of(EIE)), MEETING_DONE);
    visit_keep(turn);
}

/* These units' workers are there, and the chair opens. */
static inline void opened(const struct test_database *database, struct meeting_id meeting, const int *units) {
    struct meeting_brief brief;
    struct db *look = test_look(database);
    assert_true(meeting_read(look, meeting, LANG_NB, &brief));
    db_abort(look);
    struct visit *turn = visit_on(database, HOT, brief.on_date, 0);
    for (; *units; units++) {
        struct seat_of_staff_row seat;
        assert_int_equal(meeting_seat_add(turn->db, &brief, staff_of(*units), false), MEETING_DONE);
        assert_true(seat_of_staff(turn->db, meeting, staff_of(*units), &seat));
        meeting_seat_set(turn->db, meeting, seat.id, SEAT_PRESENCE_HERE, turn->rq.now);
    }
    assert_int_equal(ended(turn, meeting_open_post(&turn->rq, &(struct meeting_open_post_in){meeting})), 303);
}

/* The pages and papers of meetings: who sees what, what a form refuses, and that a person's name stands only in her case. */
#include "domain/meeting/meeting_for_tests.h"

#include "domain/calendar/calendar.h"

#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const struct date thursday = {20727}; /* 1 October 2026 */

/* The text of a PDF, as poppler reads it. */
static const char *pdf_text(const struct test_database *database, struct reply reply) {
    assert_int_equal(reply.status, 200);
    const char *folder = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";
    char *path = arena_printf(database->arena, "%s/felles-meeting-XXXXXX", folder), *text = arena_printf(database->arena, "%s.txt", path);
    int file = mkstemp(path);
    assert_true(file >= 0 && write(file, reply.body.data, reply.body.size) == (ssize_t)reply.body.size);
    close(file);
    memcpy(text, path, strlen(path)); /* the name mkstemp chose */
    pid_t child;
    int status = 1;
    assert_int_equal(posix_spawnp(&child, "pdftotext", NULL, NULL, (char *[]){"pdftotext", "-layout", path, text, NULL}, environ), 0);
    assert_true(waitpid(child, &status, 0) == child && status == 0);
    char *words = arena_array(database->arena, 1 << 16, 1);
    FILE *out = fopen(text, "re");
    assert_non_null(out);
    words[fread(words, 1, (1 << 16) - 1, out)] = '\0';
    fclose(out);
    unlink(path);
    unlink(text);
    return words;
}

static const char *meeting_seen(struct test_database *database, int unit, struct meeting_id id, struct date day, int minutes) {
    struct visit *turn = visit_on(database, unit, day, minutes);
    turn->rq.form = NULL;
    return seen(database, turn, meeting_page(&turn->rq, &(struct meeting_page_in){id}));
}

static const char *item_seen(struct test_database *database, int unit, struct meeting_id id, struct agenda_item_id item, int minutes) {
    struct visit *turn = visit_on(database, unit, thursday, minutes);
    turn->rq.form = NULL;
    return seen(database, turn, item_page(&turn->rq, &(struct item_page_in){id, item}));
}

/* trace: R-183 R-282 I-04 I-05 GDPR-5 */
static void without_ground_an_item_is_a_line_without_a_name(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct case_id id = case_with(database, (const int[]){NAV, HJE, 0});
    struct meeting_id meeting = meeting_made(database, "tildelingsmote", thursday);
    struct agenda_item_id item = reported(database, id, "tildelingsmote", false);
    prepared(database, meeting, item);
    const char *page = meeting_seen(database, HOT, meeting, thursday, 20);
    assert_non_null(strstr(page, "Ane Solberg"));
    page = meeting_seen(database, EIE, meeting, thursday, 21); /* a member, and not in the case */
    assert_null(strstr(page, "Ane"));
    assert_non_null(strstr(page, "navnet vises ikke for deg"));
    page = item_seen(database, EIE, meeting, item, 22);
    assert_null(strstr(page, "Ane"));
    assert_null(strstr(page, "søv ute"));
    page = item_seen(database, NAV, meeting, item, 23); /* in the case: her name, but the words only with ground */
    assert_non_null(strstr(page, "Ane Solberg"));
    assert_null(strstr(page, "søv ute"));
    int64_t lines = number_of(database, "SELECT count(*) FROM access_log");
    page = item_seen(database, HOT, meeting, item, 24);
    assert_non_null(strstr(page, "søv ute"));
    assert_true(number_of(database, "SELECT count(*) FROM access_log") > lines);
    assert_null(strstr(page, "<title>Sak 1: Ane")); /* a title stands in histories and on shared screens */
    struct visit *turn = visit_on(database, RUS, thursday, 25); /* kept informed: dates, and no more */
    struct item_note_post_in note = {meeting, item, ITEM_NOTE_KIND_DISCUSSION, "Noko"};
    assert_int_equal(ended(turn, item_note_post(&turn->rq, &note)), 404);
}

/* trace: R-197 R-301 R-170 R-171 */
static void one_calendar_of_all_series_and_only_who_takes_part_opens_them(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 8), 0);
    const struct series_dates_in dates = {.series = meeting_series_by_code(turn->db, "tildelingsmote"), .first = date_of(2026, 10, 1), .until = date_of(2027, 9, 30), .from = 540, .to = 630};
    assert_int_equal(ended(turn, series_dates(&turn->rq, &dates)), 303);
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting"), 12);
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting WHERE on_date = '2027-01-04'"), 1); /* not on New Year's Day */
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting_unit WHERE part = 'member'"), 36);
    turn = visit_on(database, NAV, date_of(2026, 9, 8), 1); /* only who leads the series sets its dates */
    assert_int_equal(ended(turn, series_dates(&turn->rq, &dates)), 422);
    turn = visit_on(database, GP, date_of(2026, 9, 8), 2); /* outside all of it: sees that the meeting is, and does not get in */
    turn->rq.form = NULL;
    const char *page = seen(database, turn, meetings_page(&turn->rq, &(struct meetings_page_in){DATE_NONE}));
    assert_non_null(strstr(page, "Tildelingsmøte"));
    assert_null(strstr(page, "href=\"/moter/1\""));
    turn = visit_on(database, GP, date_of(2026, 9, 8), 3);
    assert_int_equal(meeting_may(&turn->rq, (struct meeting_id){1}), VERDICT_DENIED);
    db_abort(turn->db);
    turn = visit_on(database, RUS, date_of(2026, 9, 8), 4); /* kept informed at the level of leaders */
    assert_int_equal(meeting_may(&turn->rq, (struct meeting_id){1}), VERDICT_ALLOWED);
    db_abort(turn->db);
    turn = visit_on(database, HOT, date_of(2026, 9, 8), 5);
    struct series_extra_in sunday = {.series = {1}, .extra_on = date_of(2026, 10, 4), .extra_from = 540, .extra_to = 600};
    assert_int_equal(ended(turn, series_extra(&turn->rq, &sunday)), 422);
    sunday.extra_on = date_of(2026, 10, 5);
    turn = visit_on(database, HOT, date_of(2026, 9, 8), 6);
    assert_int_equal(ended(turn, series_extra(&turn->rq, &sunday)), 303);
    turn = visit_on(database, HOT, date_of(2026, 9, 8), 7);
    assert_int_equal(ended(turn, series_extra(&turn->rq, &sunday)), 422); /* there is one that day */
}

/* trace: R-300 */
static void she_and_her_next_of_kin_are_asked_or_it_is_said_why_not(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct case_id id = case_with(database, (const int[]){NAV, 0});
    struct meeting_id meeting = meeting_made(database, "tildelingsmote", thursday);
    struct agenda_item_id item = reported(database, id, "tildelingsmote", false);
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 15), 0);
    struct meeting_accept_post_in accept = {.meeting = meeting};
    accept.item.v = &item;
    accept.item.n = 1;
    assert_int_equal(ended(turn, meeting_accept_post(&turn->rq, &accept)), 303);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'prepare_item' AND due = '2026-09-30'"), 1);
    turn = visit_on(database, HOT, date_of(2026, 9, 15), 1);
    assert_int_equal(ended(turn, item_ready_post(&turn->rq, &(struct item_ready_post_in){meeting, item})), 422);
    turn = visit_on(database, HOT, date_of(2026, 9, 15), 2);
    struct item_guest_post_in guest = {meeting, item, MEETING_GUEST_PERSON, ITEM_GUEST_ANSWER_NOBODY};
    assert_int_equal(ended(turn, item_guest_post(&turn->rq, &guest)), 422); /* that answer is of next of kin */
    guest.answer = ITEM_GUEST_ANSWER_COMES;
    turn = visit_on(database, HOT, date_of(2026, 9, 15), 3);
    assert_int_equal(ended(turn, item_guest_post(&turn->rq, &guest)), 303);
    turn = visit_on(database, HOT, date_of(2026, 9, 15), 4);
    assert_int_equal(ended(turn, item_ready_post(&turn->rq, &(struct item_ready_post_in){meeting, item})), 422); /* and her next of kin? */
    guest = (struct item_guest_post_in){meeting, item, MEETING_GUEST_NEXT_OF_KIN, ITEM_GUEST_ANSWER_NO_CONSENT};
    turn = visit_on(database, HOT, date_of(2026, 9, 15), 5);
    assert_int_equal(ended(turn, item_guest_post(&turn->rq, &guest)), 303);
    turn = visit_on(database, HOT, date_of(2026, 9, 15), 6);
    assert_int_equal(ended(turn, item_ready_post(&turn->rq, &(struct item_ready_post_in){meeting, item})), 303);
    assert_int_equal(number_of(database, "SELECT count(*) FROM open_task WHERE kind = 'prepare_item'"), 0);
    turn = visit_on(database, HOT, date_of(2026, 9, 15), 7);
    const char *letter = pdf_text(database, item_invitation_pdf(&turn->rq, &(struct item_invitation_pdf_in){id, item}));
    assert_non_null(strstr(letter, "Du er invitert til eit møte torsdag 1. oktober 2026"));
    db_abort(turn->db);
}

/* trace: GDPR-6 R-274 R-299 I-04 */
static void papers_of_the_meeting_have_no_name_and_papers_of_the_case_no_graded_address(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct case_id id = case_with(database, (const int[]){NAV, EIE, 0});
    struct db *db = town_write(database, HOT, 3);
    person_set_contact(db, (struct person_id){1}, NULL, "Storgata 9", NULL);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    struct meeting_id meeting = meeting_made(database, "tildelingsmote", thursday);
    struct agenda_item_id item = reported(database, id, "tildelingsmote", false);
    prepared(database, meeting, item);
    struct visit *turn = visit_on(database, HOT, thursday, 0);
    const char *paper = pdf_text(database, item_paper_pdf(&turn->rq, &(struct item_paper_pdf_in){id, item}));
    visit_keep(turn);
    assert_true(strstr(paper, "Ane Solberg") && strstr(paper, "Storgata 9") && strstr(paper, "søv ute"));
    test_script(database, "UPDATE person SET address_grade = 'strictly_confidential'");
    turn = visit_on(database, HOT, thursday, 1);
    paper = pdf_text(database, item_paper_pdf(&turn->rq, &(struct item_paper_pdf_in){id, item}));
    visit_keep(turn);
    assert_true(strstr(paper, "Ane Solberg") && !strstr(paper, "Storgata") && strstr(paper, "Adressa er gradert"));
    turn = visit_on(database, EIE, thursday, 2); /* who may not read the words gets a paper without them */
    paper = pdf_text(database, item_paper_pdf(&turn->rq, &(struct item_paper_pdf_in){id, item}));
    visit_keep(turn);
    assert_null(strstr(paper, "søv ute"));
    turn = visit_on(database, NAV, thursday, 3);
    paper = pdf_text(database, meeting_agenda_pdf(&turn->rq, &(struct meeting_agenda_pdf_in){meeting}));
    db_abort(turn->db);
    assert_true(strstr(paper, "Innkalling til tildelingsmøte") && strstr(paper, "Enkeltsak") && !strstr(paper, "Ane") && !strstr(paper, "Storgata"));
    turn = visit_on(database, NAV, thursday, 4); /* no minutes before it is over */
    assert_int_equal(meeting_minutes_pdf(&turn->rq, &(struct meeting_minutes_pdf_in){meeting}).status, 404);
    db_abort(turn->db);
    opened(database, meeting, (const int[]){HOT, EIE, NAV, 0});
    turn = visit_on(database, HOT, thursday, 10);
    const struct item_conclude_post_in conclude = {.meeting = meeting, .item = item, .choice = AGENDA_CHOICE_ADAPTED, .agreement = "Ho får prøve bustaden på Løkka.", .review_on = DATE_NONE};
    assert_int_equal(ended(turn, item_conclude_post(&turn->rq, &conclude)), 303);
    turn = visit_on(database, HOT, thursday, 11);
    assert_int_equal(ended(turn, meeting_close_post(&turn->rq, &(struct meeting_close_post_in){meeting})), 303);
    turn = visit_on(database, NAV, thursday, 12);
    paper = pdf_text(database, meeting_minutes_pdf(&turn->rq, &(struct meeting_minutes_pdf_in){meeting}));
    db_abort(turn->db);
    assert_true(strstr(paper, "Protokoll frå tildelingsmøte") && strstr(paper, "Tilrettelagd bustad") && !strstr(paper, "Ane") && !strstr(paper, "Løkka"));
    turn = visit_on(database, HOT, thursday, 13);
    paper = pdf_text(database, item_paper_pdf(&turn->rq, &(struct item_paper_pdf_in){id, item}));
    visit_keep(turn);
    assert_non_null(strstr(paper, "Ho får prøve bustaden på Løkka.")); /* it stands in her case */
}

/* trace: R-274 R-280 R-281 */
static void two_sign_and_then_it_stands_and_what_happened_is_counted(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct case_id id = case_with(database, (const int[]){NAV, EIE, 0});
    struct meeting_id meeting = meeting_made(database, "tildelingsmote", thursday);
    struct agenda_item_id item = reported(database, id, "tildelingsmote", false);
    prepared(database, meeting, item);
    opened(database, meeting, (const int[]){HOT, EIE, NAV, 0});
    struct visit *turn = visit_on(database, HOT, thursday, 10);
    assert_int_equal(ended(turn, meeting_close_post(&turn->rq, &(struct meeting_close_post_in){meeting})), 422); /* something is left */
    turn = visit_on(database, HOT, thursday, 11);
    struct item_postpone_post_in postpone = {meeting, item, ITEM_WAIT_MORE_INFORMATION, thursday};
    assert_int_equal(ended(turn, item_postpone_post(&turn->rq, &postpone)), 422); /* the day must be ahead */
    postpone.next_on = date_of(2026, 11, 2);
    turn = visit_on(database, HOT, thursday, 12);
    assert_int_equal(ended(turn, item_postpone_post(&turn->rq, &postpone)), 303);
    turn = visit_on(database, HOT, thursday, 13);
    assert_int_equal(ended(turn, meeting_close_post(&turn->rq, &(struct meeting_close_post_in){meeting})), 303);
    turn = visit_on(database, NAV, thursday, 14);
    assert_int_equal(ended(turn, meeting_sign_post(&turn->rq, &(struct meeting_sign_post_in){meeting})), 422);
    static const int signers[] = {HOT, HOT, EIE};
    static const int answers[] = {303, 422, 303};
    for (int i = 0; i < 3; i++) {
        turn = visit_on(database, signers[i], thursday, 15 + i);
        assert_int_equal(ended(turn, meeting_sign_post(&turn->rq, &(struct meeting_sign_post_in){meeting})), answers[i]);
    }
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting WHERE state = 'minutes_signed'"), 1);
    turn = visit_on(database, HOT, thursday, 20);
    test_run(turn->db, "UPDATE agenda_item SET next_on = '2026-12-01' WHERE id = 1");
    assert_true(db_failed(turn->db));
    db_abort(turn->db);
    /* the item goes on when the series gets a meeting that day */
    meeting_made(database, "tildelingsmote", date_of(2026, 11, 2));
    assert_int_equal(number_of(database, "SELECT count(*) FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id WHERE i.continues_id = 1 AND m.on_date = '2026-11-02'"), 1);
    turn = visit_on(database, NAV, date_of(2026, 10, 2), 0);
    turn->rq.form = NULL;
    const char *page = seen(database, turn, meeting_figures_page(&turn->rq, &(struct meeting_figures_page_in){}));
    assert_non_null(strstr(page, "(100 %)"));
    assert_null(strstr(page, "Ane"));
}

/* trace: R-206 I-04 */
static void the_group_around_a_person_is_seen_by_those_in_her_case_only(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    struct case_id id = case_with(database, (const int[]){NAV, HJE, 0});
    struct unit_id units[] = {unit_of(NAV), unit_of(HJE)}, outsider = unit_of(EIE);
    struct meeting_around around = {.case_ = id, .on_date = thursday, .from_minute = 540, .to_minute = 600, .units = &outsider, .n_units = 1, .chair = staff_of(HOT), .chair_unit = unit_of(HOT)};
    struct meeting_id made;
    struct agenda_item_id item;
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 14), 0);
    assert_int_equal(meeting_around_plan(turn->db, &around, &made, &item), MEETING_UNIT_NOT_IN_CASE);
    db_abort(turn->db);
    around.units = units;
    around.n_units = 2;
    turn = visit_on(database, HOT, date_of(2026, 9, 14), 1);
    assert_int_equal(meeting_around_plan(turn->db, &around, &made, &item), MEETING_DONE);
    visit_keep(turn);
    struct meeting_id meeting = {number_of(database, "SELECT id FROM meeting WHERE case_id IS NOT NULL")};
    assert_int_equal(number_of(database, "SELECT count(*) FROM meeting_seat WHERE guest = 'person'"), 1);
    assert_int_equal(number_of(database, "SELECT count(*) FROM agenda_item WHERE state = 'accepted'"), 1);
    static const int who[] = {HOT, NAV, HJE, EIE, RUS};
    for (int i = 0; i < 5; i++) {
        turn = visit_on(database, who[i], date_of(2026, 9, 15), i);
        assert_int_equal(meeting_may(&turn->rq, meeting), i < 3 ? VERDICT_ALLOWED : VERDICT_NOT_FOUND);
        db_abort(turn->db);
    }
    turn = visit_on(database, HOT, date_of(2026, 9, 15), 9);
    struct calendar_others mine = meeting_calendar_others(&turn->rq, false, date_of(2026, 9, 15), date_of(2026, 12, 1));
    const char *file = calendar_file_of(turn->rq.arena, &mine, turn->rq.now);
    assert_true(strstr(file, "BEGIN:VCALENDAR") && strstr(file, "DTSTART:20261001T070000Z") && strstr(file, "SUMMARY:Møte\r\n") && strstr(file, "CLASS:PRIVATE"));
    assert_true(!strstr(file, "Ane") && !strstr(file, "nsvarsgruppe") && !strstr(file, "sak"));
    db_abort(turn->db);
}

static void job_runs(struct test_database *database, struct meeting_id meeting, struct date day) {
    struct visit *turn = visit_on(database, HOT, day, -60);
    meeting_soon_job(turn->db, meeting.v, turn->rq.now);
    visit_keep(turn);
}

/* trace: R-206 R-301 GDPR-5 */
static void who_is_expected_is_told_the_working_day_before(void **state) {
    struct test_database *database = *state;
    town_series_make(database);
    test_script(database, "UPDATE staff SET email = 'noen@eksempel.no'");
    struct meeting_id meeting = meeting_made(database, "tildelingsmote", thursday);
    assert_int_equal(number_of(database, "SELECT count(*) FROM job WHERE kind = 'meeting_soon' AND subject = 1"), 1);
    struct visit *turn = visit_on(database, HOT, date_of(2026, 9, 15), 0);
    struct meeting_brief brief;
    assert_true(meeting_read(turn->db, meeting, LANG_NB, &brief));
    assert_int_equal(meeting_call(turn->db, &brief, staff_of(HOT), staff_of(EIE)), MEETING_DONE);
    visit_keep(turn);
    test_script(database, "DELETE FROM notification");
    job_runs(database, meeting, date_of(2026, 9, 29)); /* too early: it waits on */
    assert_int_equal(number_of(database, "SELECT count(*) FROM notification"), 0);
    job_runs(database, meeting, date_of(2026, 9, 30));
    assert_true(number_of(database, "SELECT count(*) FROM notification") > 0);
    test_script(database, "DELETE FROM notification");
    turn = visit_on(database, HOT, date_of(2026, 9, 30), 0);
    const struct meeting_new later = {.on_date = date_of(2026, 10, 8), .from_minute = 540, .to_minute = 600};
    assert_true(meeting_read(turn->db, meeting, LANG_NB, &brief));
    assert_int_equal(meeting_set_day(turn->db, &brief, &later, brief.version - 1), MEETING_CHANGED);
    db_abort(turn->db);
    turn = visit_on(database, HOT, date_of(2026, 9, 30), 1);
    assert_int_equal(meeting_set_day(turn->db, &brief, &later, brief.version), MEETING_DONE);
    visit_keep(turn);
    test_script(database, "DELETE FROM notification");
    job_runs(database, meeting, thursday); /* it was moved */
    assert_int_equal(number_of(database, "SELECT count(*) FROM notification"), 0);
}

/* trace: R-190 R-191 R-275 R-276 R-278 R-179 R-180 R-178 R-170 R-174 R-197 */
static void each_profile_has_the_series_its_source_tells_of(void **state) {
    struct test_database *database = *state;
    static const struct {
        const char *file, *code;
        enum meeting_kind kind;
        unsigned members;
        int every;
        bool individual;
    } told[] = {
        {"alesund", "tildelingsmote", MEETING_KIND_ALLOCATION, 3, 1, true},      {"alesund", "tilrettelagt", MEETING_KIND_ALLOCATION, 1, 0, true},
        {"kristiansund", "inntaksmote", MEETING_KIND_INTAKE, 1, 14, true},       {"kristiansund", "tildelingsmote", MEETING_KIND_ALLOCATION, 2, 14, true},
        {"kristiansund", "arbeidsgruppe", MEETING_KIND_WORKING_GROUP, 6, 3, true}, {"levanger", "ressursgruppe", MEETING_KIND_RESOURCE_GROUP, 7, 1, false},
        {"kommune-a", "behovsutval", MEETING_KIND_NEEDS, 5, 0, false},           {"kommune-b", "samordningsmote", MEETING_KIND_COORDINATION, 3, 14, true},
    };
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        struct profile *profile = NULL;
        const char *reason = "";
        struct series_get_row row;
        if (profile_load(arena_printf(database->arena, "profiles/%s.yaml", told[i].file), database->arena, &profile, &reason) < 0) fail_msg("%s", reason);
        struct db *db = test_write(database);
        organisation_sync(db, profile);
        meeting_sync(db, profile);
        meeting_sync(db, profile); /* twice is once */
        assert_true(series_get(db, meeting_series_by_code(db, told[i].code), &row) && row.active);
        assert_int_equal(row.kind, told[i].kind);
        assert_int_equal(row.individual_cases, told[i].individual);
        struct series_units_rows units = series_units(db, row.id);
        unsigned members = 0;
        for (size_t k = 0; k < units.n; k++) members += units.v[k].part == MEETING_PART_MEMBER;
        assert_int_equal(members, told[i].members);
        assert_int_equal(profile_series(profile, told[i].code)->every, told[i].every);
        db_abort(db);
    }
    struct profile *profile = NULL;
    const char *reason = "";
    assert_int_equal(profile_load("profiles/kommune-a.yaml", database->arena, &profile, &reason), ERR_OK);
    assert_string_equal(profile->allocation.decided_by, "BUK"); /* the housing office allocates */
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(without_ground_an_item_is_a_line_without_a_name),
        RULE(one_calendar_of_all_series_and_only_who_takes_part_opens_them),
        RULE(she_and_her_next_of_kin_are_asked_or_it_is_said_why_not),
        RULE(papers_of_the_meeting_have_no_name_and_papers_of_the_case_no_graded_address),
        RULE(two_sign_and_then_it_stands_and_what_happened_is_counted),
        RULE(the_group_around_a_person_is_seen_by_those_in_her_case_only),
        RULE(who_is_expected_is_told_the_working_day_before),
        RULE(each_profile_has_the_series_its_source_tells_of),
    };
    return run_rules("meeting pages", rules, sizeof rules / sizeof *rules);
}

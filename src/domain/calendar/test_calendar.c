/* The calendar: what may be made and changed, that it follows the baton, that a graded place is hidden, and that the file tells nothing. */
#include "domain/calendar/internal.h"
#include "calendar_routes.h"
#include "domain/organisation/admin.h"
#include "domain/work/town_for_tests.h"

#include <libical/ical.h>

static const enum right worker[] = {RIGHT_SIGNED_IN, RIGHT_CASE_SEE, RIGHT_BOOKING_WRITE, 0};
static const struct booking_words visit = {BOOKING_KIND_VISIT, BOOKING_STATE_PLANNED, {0}, 10 * 60, 11 * 60, {HOT}, "Havna 3"};

static struct booking_words on(struct date date) {
    struct booking_words words = visit;
    words.on_date = date;
    return words;
}

static int add(const struct test_database *database, int unit, struct case_id id, struct booking_words words, struct booking_id *ret_booking) {
    struct db *db = town_write(database, unit, 1000);
    int fault = booking_add(db, id, &words, ret_booking);
    if (fault) db_abort(db);
    else town_commit(db);
    return fault;
}

static const char *week_as(const struct test_database *database, int unit, enum calendar_whose whose, struct date day) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, unit, worker));
    struct reply reply = calendar_page(&rq, &(struct calendar_page_in){.vis = CALENDAR_SPAN_WEEK, .hvem = whose, .dato = day});
    assert_int_equal(reply.status, 200);
    assert_false(db_failed(db));
    const char *text = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    return text;
}

/* trace: R-045 */
static void an_booking_stands_in_the_week_of_the_unit_and_the_worker_with_the_deadlines(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct date day = date_of(2026, 10, 1);
    struct booking_id made;
    assert_int_equal(add(database, HOT, id, on(day), &made), BOOKING_DONE);
    struct db *db = town_write(database, HOT, 2000);
    work_task_add(db, id, unit_of(HOT), TASK_KIND_COMPLETE_ASSESSMENT, 1, date_add_days(day, 1));
    audit_add(db, "asked", "case", id.v, NULL);
    town_commit(db);
    const char *unit = week_as(database, HOT, CALENDAR_WHOSE_UNIT, day), *mine = week_as(database, HOT, CALENDAR_WHOSE_MINE, day);
    assert_non_null(strstr(unit, "10.00"));
    assert_non_null(strstr(unit, "Hjemmebesøk"));
    assert_non_null(strstr(unit, "Ane Solberg"));
    assert_non_null(strstr(unit, "Havna 3"));
    assert_non_null(strstr(unit, "Fullfør kartleggingen"));
    assert_non_null(strstr(mine, "Hjemmebesøk"));
    assert_null(strstr(week_as(database, NAV, CALENDAR_WHOSE_UNIT, day), "Ane"));
    assert_null(strstr(week_as(database, HOT, CALENDAR_WHOSE_UNIT, date_add_days(day, 7)), "Hjemmebesøk"));
}

/* trace: R-045 */
static void what_cannot_be_is_refused_and_only_the_unit_whose_it_is_changes_it_once(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct date day = date_of(2026, 10, 1);
    struct booking_id made;
    struct booking_words backwards = on(day), past = on(date_of(2026, 1, 5)), elsewhere = on(day);
    backwards.to_minute = 600;
    elsewhere.staff = staff_of(NAV);
    assert_int_equal(add(database, HOT, id, backwards, &made), BOOKING_ENDS_BEFORE);
    assert_int_equal(add(database, HOT, id, past, &made), BOOKING_PAST);
    assert_int_equal(add(database, HOT, id, elsewhere, &made), BOOKING_NOT_THERE);
    assert_int_equal(add(database, HOT, id, on(day), &made), BOOKING_DONE);
    struct booking_words moved = on(date_add_days(day, 1));
    struct db *db = town_write(database, NAV, 3000);
    assert_int_equal(booking_set(db, id, made, &moved, 1), BOOKING_NOT_OURS);
    db_abort(db);
    db = town_write(database, HOT, 4000);
    assert_int_equal(booking_set(db, id, made, &moved, 1), BOOKING_DONE);
    town_commit(db);
    db = town_write(database, HOT, 5000);
    assert_int_equal(booking_set(db, id, made, &moved, 1), BOOKING_CHANGED);
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT version FROM booking"), 2);
}

/* trace: R-045 */
static void two_who_change_the_same_one_see_what_each_wrote(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct booking_id made;
    assert_int_equal(add(database, HOT, id, on(date_of(2026, 10, 1)), &made), BOOKING_DONE);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HOT, worker));
    struct form_field typed[] = {{"place", "Biblioteket", 0}, {"on_date", "02.10.2026", 0}, {"state", "held", 0}};
    struct form form = {typed, 3, false};
    rq.form = &form;
    form_error(&rq, NULL, text_find("conflict_changed"));
    struct reply reply = booking_form(&rq, &(struct booking_form_in){.case_ = id, .booking = made});
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    assert_non_null(strstr(page, "<ins>Biblioteket</ins>"));
    assert_non_null(strstr(page, "<del>Havna 3</del>"));
    assert_non_null(strstr(page, "<ins>Gjennomført</ins>"));
    assert_non_null(strstr(page, "<del>01.10.2026</del>"));
}

/* trace: R-029 I-02 R-045 */
static void what_is_planned_follows_the_baton(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct booking_id made;
    assert_int_equal(add(database, HOT, id, on(date_of(2026, 10, 1)), &made), BOOKING_DONE);
    assert_int_equal(add(database, NAV, id, (struct booking_words){BOOKING_KIND_TALK, BOOKING_STATE_PLANNED, date_of(2026, 10, 2), 600, 660, {0}, NULL}, &made),
                     BOOKING_DONE);
    struct db *db = town_write(database, HJE, 9000);
    work_pass_baton(db, id, unit_of(HJE), staff_of(HJE));
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM booking WHERE unit_id = 4 AND staff_id = 4 AND kind = 'visit'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM booking WHERE unit_id = 3 AND kind = 'talk'"), 1);
    db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HJE, worker));
    struct booking_brief next;
    assert_true(booking_next_of(&rq, id, &next));
    assert_string_equal(next.who, "Medarbeider 4");
    assert_int_equal(next.from_minute, 600);
    db_abort(db);
}

/* trace: GDPR-6 */
static void a_graded_address_has_no_place_in_any_calendar(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct booking_id made;
    assert_int_equal(add(database, HOT, id, on(date_of(2026, 10, 1)), &made), BOOKING_DONE);
    test_script(database, "UPDATE person SET address_grade = 'confidential'");
    const char *week = week_as(database, HOT, CALENDAR_WHOSE_UNIT, date_of(2026, 10, 1));
    assert_null(strstr(week, "Havna"));
    assert_non_null(strstr(week, "Stedet vises ikke"));
}

/* trace: GDPR-5 GDPR-6 */
static void the_file_is_icalendar_and_tells_nothing_of_anyone(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct booking_id made;
    assert_int_equal(add(database, HOT, id, on(date_of(2026, 10, 1)), &made), BOOKING_DONE);
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HOT, worker));
    struct reply reply = calendar_file(&rq, &(struct calendar_file_in){0});
    const char *text = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    assert_string_equal(reply.type, "text/calendar; charset=utf-8");
    icalcomponent *file = icalparser_parse_string(text);
    assert_non_null(file);
    assert_int_equal(icalcomponent_count_components(file, ICAL_VEVENT_COMPONENT), 1);
    assert_int_equal(icalcomponent_count_errors(file), 0);
    icalcomponent_free(file);
    assert_non_null(strstr(text, "DTSTART:20261001T080000Z"));
    assert_non_null(strstr(text, "DTEND:20261001T090000Z"));
    static const char *const secrets[] = {"Ane", "Solberg", "Havna", "visit", "besøk", "Helse", "LOCATION", "/sak/"};
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (strstr(text, secrets[i])) fail_msg("the file says %s", secrets[i]);
}

static struct reply book_at_the_usual(const struct test_database *database, struct case_id id, int64_t later) {
    struct db *db = town_write(database, HOT, later);
    struct request rq = town_request(database, db, town_session(database, HOT, worker));
    struct booking_make_in in = {.case_ = id, .kind = BOOKING_KIND_TALK, .on_date = date_add_days(rq.today, 3), .from = 600, .to = 660, .usual_place = {1}, .place = "andre etasje"};
    struct reply reply = booking_make(&rq, &in);
    if (reply.status == 303) town_commit(db);
    else db_abort(db);
    return reply;
}

/* trace: R-310 */
static void an_appointment_keeps_the_place_it_was_made_with(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct date today = instant_oslo_date(TEST_NOW);
    struct db *db = town_write(database, RUS, 1000);
    assert_int_equal(admin_local_add(db, LOCAL_LIST_MEETING_PLACE, "Biblioteket", "Biblioteket", today, DATE_NONE), ADMIN_DONE);
    town_commit(db);
    assert_int_equal(book_at_the_usual(database, id, 2000).status, 303);
    db = town_write(database, RUS, 3000);
    assert_int_equal(admin_local_end(db, (struct local_word_id){1}, today), ADMIN_DONE);
    town_commit(db);
    assert_int_equal(book_at_the_usual(database, id, 86400 * 1000).status, 422); /* ended */
    db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HOT, worker));
    struct reply reply = bookings_page(&rq, &(struct bookings_page_in){.case_ = id});
    assert_non_null(strstr(arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size), "Biblioteket, andre etasje"));
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(an_booking_stands_in_the_week_of_the_unit_and_the_worker_with_the_deadlines),
        RULE(what_cannot_be_is_refused_and_only_the_unit_whose_it_is_changes_it_once),
        RULE(two_who_change_the_same_one_see_what_each_wrote),
        RULE(what_is_planned_follows_the_baton),
        RULE(a_graded_address_has_no_place_in_any_calendar),
        RULE(an_appointment_keeps_the_place_it_was_made_with),
        RULE(the_file_is_icalendar_and_tells_nothing_of_anyone),
    };
    return run_rules("calendar", rules, sizeof rules / sizeof *rules);
}

/* The spine: one holder at every instant, periods without gaps, tasks once, and what the head of a case page shows to whom. */
#include "domain/work/case_frame.h"
#include "domain/work/task_page.h"
#include "domain/work/town_for_tests.h"
#include "texts.h"

static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }

/* trace: R-045 */
static void each_kind_of_task_has_a_page_where_it_is_done(void **state) {
    (void)state;
    for (int kind = 1; task_kind_code((enum task_kind)kind); kind++)
        if (!task_page((enum task_kind)kind)) fail_msg("%s has no line in task_page.c", task_kind_code((enum task_kind)kind));
}

/* trace: R-029 I-01 */
static void a_new_case_has_its_holder_from_the_first_instant(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = test_read(database);
    struct case_brief brief;
    assert_false(work_case(db, (struct case_id){0}, &brief)); /* no case is not the one that was asked for last */
    assert_true(work_case(db, id, &brief));
    assert_true(work_case(db, id, &brief));
    assert_false(work_case(db, (struct case_id){id.v + 1}, &brief));
    assert_false(work_case(db, (struct case_id){0}, &brief));
    assert_true(work_case(db, id, &brief));
    assert_int_equal(brief.holder_unit.v, HOT);
    assert_int_equal(brief.held_since.ms, TEST_NOW.ms);
    assert_string_equal(brief.number, "2026-000001");
    db_abort(db);
    assert_int_equal(count(database, "SELECT count(*) FROM baton_period WHERE unit_id = 1"), 1);
}

/* trace: R-029 */
static void a_person_has_one_open_case(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HJE, 1);
    struct case_brief brief;
    struct case_id second = {0};
    assert_true(work_case(db, id, &brief));
    assert_int_equal(work_open_case(db, brief.person, unit_of(HJE), staff_of(HJE), false, &second), ERR_CONFLICT);
    db_abort(db);
    assert_int_equal(count(database, "SELECT count(*) FROM person_case"), 1);
}

/* trace: I-01 I-02 */
static void a_period_ends_at_the_instant_the_next_begins(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HJE, 5000);
    work_pass_baton(db, id, unit_of(HJE), staff_of(HJE));
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM baton_history a JOIN baton_history b ON b.case_id = a.case_id AND b.seq = a.seq + 1"
                                     " WHERE a.until_at = b.from_at"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM baton_history WHERE until_at IS NULL AND unit_id = 4"), 1);
}

/* trace: I-01 I-14 */
static void the_schema_itself_refuses_gaps_erasure_and_time_that_runs_back(void **state) {
    struct test_database *database = *state;
    town_make(database);
    town_case(database, "Ane");
    static const struct {
        const char *sql, *name;
    } refusals[] = {
        {"UPDATE person_case SET holder_unit = 4, held_since = held_since", "baton_time_runs_forward"},
        {"UPDATE person_case SET held_since = held_since + 1", "baton_since_follows_holder"},
        {"DELETE FROM baton_period", ""},
        {"UPDATE baton_period SET from_at = from_at + 1", ""},
        {"DELETE FROM person_case", ""},
    };
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        struct db *db = town_write(database, HOT, 10);
        test_run(db, refusals[i].sql);
        assert_true(db_failed(db));
        if (*refusals[i].name) assert_string_equal(db_constraint(db), refusals[i].name);
        assert_int_not_equal(db_commit(db), DB_OK);
    }
    assert_int_equal(count(database, "SELECT count(*) FROM baton_period WHERE case_id = 1 AND seq = 1 AND unit_id = 1"), 1);
}

/* trace: R-045 */
static void a_task_is_open_once_and_moves_when_it_is_added_again(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    work_task_add(db, id, unit_of(HOT), TASK_KIND_FIND_DWELLING, 1, date_of(2026, 9, 10));
    work_task_add(db, id, unit_of(EIE), TASK_KIND_FIND_DWELLING, 1, date_of(2026, 9, 20));
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE unit_id = 2"), 1);
    db = town_write(database, EIE, 2);
    work_task_done(db, id, TASK_KIND_FIND_DWELLING, 1);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM task WHERE done_by = 2"), 1);
}

/* trace: R-029 I-02 */
static void the_holders_tasks_follow_the_case_and_other_units_keep_their_own(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    work_task_add(db, id, unit_of(HOT), TASK_KIND_COMPLETE_ASSESSMENT, 1, date_of(2026, 9, 10));
    work_task_add(db, id, unit_of(HOT), TASK_KIND_ANSWER_DUTY, 1, date_of(2026, 9, 10));
    work_task_add(db, id, unit_of(NAV), TASK_KIND_GIVE_INPUT, 1, date_of(2026, 9, 10));
    work_tasks_follow(db, id, unit_of(HOT), unit_of(HJE), staff_of(HJE));
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'complete_assessment' AND unit_id = 4 AND staff_id = 4"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'answer_duty' AND unit_id = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'give_input' AND unit_id = 3"), 1);
}

/* ── the head of a case page ──────────────────────────────────────────── */

static const char *page_of(struct test_database *database, struct request *rq, struct case_id id, enum case_tab tab) {
    struct case_frame frame;
    assert_true(case_frame_read(rq, id, tab, &frame));
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, tab == TAB_OVERVIEW ? T_case_tab_overview : T_case_tab_responsibility);
    case_frame_end(html);
    (void)database;
    return str_text(&html->out);
}

static const enum right officer_rights[] = {RIGHT_CASE_SEE, RIGHT_BATON_OFFER, 0};

/* trace: R-029 GDPR-5 */
static void the_overview_says_who_is_responsible_and_what_comes_next(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    work_task_add(db, id, unit_of(HOT), TASK_KIND_COMPLETE_ASSESSMENT, 1, date_of(2026, 9, 10));
    work_task_add(db, id, unit_of(NAV), TASK_KIND_ANSWER_DUTY, 1, date_of(2026, 9, 21));
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HOT, officer_rights));
    const char *page = page_of(database, &rq, id, TAB_OVERVIEW);
    assert_non_null(strstr(page, ">Ane Solberg</h1>"));
    assert_non_null(strstr(page, "27 år"));
    assert_non_null(strstr(page, "Ring etter klokka ti."));
    assert_non_null(strstr(page, "Helse- og omsorgstorvet – Medarbeider 1 (deg)"));
    assert_non_null(strstr(page, "Fullfør kartleggingen"));
    assert_non_null(strstr(page, "Brev på nynorsk"));
    assert_null(strstr(page, "Svar på deloppgaven"));
    db_abort(db);
}

/* trace: R-029 */
static void only_the_holder_is_asked_to_pass_on_and_only_while_nothing_is_offered(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    struct case_frame frame;
    struct request mine = town_request(database, db, town_session(database, HOT, officer_rights));
    struct request other = town_request(database, db, town_session(database, NAV, officer_rights));
    struct request powerless = town_request(database, db, town_session(database, HOT, (const enum right[]){RIGHT_CASE_SEE, 0}));
    assert_true(case_frame_read(&mine, id, TAB_OVERVIEW, &frame));
    assert_true(frame.may_pass_on);
    assert_true(case_frame_read(&other, id, TAB_OVERVIEW, &frame));
    assert_false(frame.may_pass_on || frame.mine);
    assert_true(case_frame_read(&powerless, id, TAB_OVERVIEW, &frame));
    assert_false(frame.may_pass_on);
    work_task_add(db, id, unit_of(HJE), TASK_KIND_ANSWER_HANDOVER, 1, date_of(2026, 9, 10));
    assert_true(case_frame_read(&mine, id, TAB_OVERVIEW, &frame));
    assert_false(frame.may_pass_on);
    db_abort(db);
}

/* Does the row of tabs, before what stands behind «More», lead to this part of the case? */
static bool in_the_row(const char *page, const char *part) {
    const char *row = strstr(page, "class=\"f-tabs\""), *end = strstr(row, "</ul>"), *at = strstr(row, part);
    return at && at < end;
}

/* trace: R-045 UU-1 */
static void what_is_used_less_stands_behind_more_but_never_the_page_one_is_on(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = test_read(database);
    struct session *session = town_session(database, HOT, NULL);
    struct request few = town_request(database, db, town_session(database, HOT, officer_rights));
    assert_null(strstr(page_of(database, &few, id, TAB_OVERVIEW), "f-tabs-more"));
    organisation_role_rights(STAFF_ROLE_ALLOCATOR, session->rights);
    struct request many = town_request(database, db, session);
    const char *overview = page_of(database, &many, id, TAB_OVERVIEW), *log = page_of(database, &many, id, TAB_ACCESS_LOG);
    assert_non_null(strstr(overview, "f-tabs-more"));
    assert_non_null(strstr(overview, "/innsyn\""));
    assert_true(in_the_row(overview, "/plan\"") && !in_the_row(overview, "/innsyn\"") && !in_the_row(overview, "/klage\""));
    assert_true(in_the_row(log, "/innsyn\" aria-current=\"page\"") && !in_the_row(log, "/klage\""));
    db_abort(db);
}

/* trace: GDPR-5 GDPR-6 */
static void the_national_id_is_only_in_the_overview_and_a_graded_address_is_marked(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct db *db = town_write(database, HOT, 0);
    struct person_new guarded = {.given_name = "Kari", .family_name = "Li", .national_id = "02889910049", .born = DATE_NONE,
                                 .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_STRICTLY_CONFIDENTIAL};
    struct person_id person = {0};
    struct case_id id = {0};
    assert_int_equal(person_create(db, &guarded, &person), ERR_OK);
    assert_int_equal(work_open_case(db, person, unit_of(HOT), (struct staff_id){0}, false, &id), ERR_OK);
    town_commit(db);
    db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HOT, officer_rights));
    const char *overview = page_of(database, &rq, id, TAB_OVERVIEW);
    assert_non_null(strstr(overview, "028899 10049"));
    assert_non_null(strstr(overview, "Strengt fortrolig adresse"));
    assert_non_null(strstr(overview, "Ikke fordelt til en medarbeider ennå"));
    const char *tab = page_of(database, &rq, id, TAB_RESPONSIBILITY);
    assert_null(strstr(tab, "10049"));
    assert_null(strstr(tab, "</h1>"));
    assert_non_null(strstr(tab, "Strengt fortrolig adresse"));
    db_abort(db);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(each_kind_of_task_has_a_page_where_it_is_done),
        RULE(a_new_case_has_its_holder_from_the_first_instant),
        RULE(a_person_has_one_open_case),
        RULE(a_period_ends_at_the_instant_the_next_begins),
        RULE(the_schema_itself_refuses_gaps_erasure_and_time_that_runs_back),
        RULE(a_task_is_open_once_and_moves_when_it_is_added_again),
        RULE(the_holders_tasks_follow_the_case_and_other_units_keep_their_own),
        RULE(the_overview_says_who_is_responsible_and_what_comes_next),
        RULE(only_the_holder_is_asked_to_pass_on_and_only_while_nothing_is_offered),
        RULE(what_is_used_less_stands_behind_more_but_never_the_page_one_is_on),
        RULE(the_national_id_is_only_in_the_overview_and_a_graded_address_is_marked),
    };
    return run_rules("work", rules, sizeof rules / sizeof *rules);
}

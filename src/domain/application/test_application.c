/* An application from the day it comes: its clocks, its steps, what is asked, what is never a criterion, and who is told. */
#include "domain/application/application_for_tests.h"

#include "application_routes.h"
#include "application_sql.h"
#include "texts.h"

static const char levanger[] = "profiles/levanger.yaml", alesund[] = "profiles/alesund.yaml";
static int64_t count(const struct test_database *database, const char *sql) { return test_number(database, sql); }
static int64_t tasks(const struct test_database *database, const char *kind) {
    return count(database, arena_printf(database->arena, "SELECT count(*) FROM open_task WHERE kind = '%s'", kind));
}
static const char *status(const struct test_database *database) {
    static const char *const codes[] = {"registered", "assessed", "to_meeting", "approved", "refused", "postponed", "waiting", "offered", "accepted", "leased", "withdrawn"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (count(database, arena_printf(database->arena, "SELECT count(*) FROM housing_application WHERE status = '%s'", codes[i]))) return codes[i];
    return "";
}

static void run_due(const struct test_database *database, int days) {
    struct db *db = town_write(database, HOT, days * DAY_MS);
    application_due_job(db, 1, db_now(db));
    town_commit(db);
}

/* ── it comes ─────────────────────────────────────────────────────────── */

/* trace: BSL-7 I-08 R-020 R-170 */
static void an_application_is_also_a_request_for_help_with_a_home_and_its_clock_begins(void **state) {
    struct test_database *database = *state;
    home_town(database, alesund);
    test_script(database, "INSERT INTO application_round (closes_on, made_at, made_by) VALUES ('2026-09-25', 1, 1)");
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    assert_string_equal(status(database), "registered");
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'provisional_reply' AND due = '2026-10-07'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_round WHERE case_id = 1 AND closes_on = '2026-09-25'"), 1);
    assert_int_equal(tasks(database, "assess_application"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM case_timeline WHERE kind = 'application_registered'"), 1);
    assert_int_equal(home_applied(database, 3), APPLICATION_OPEN_ALREADY);
    assert_non_null(test_try(database, "INSERT INTO housing_application (case_id, person_id, kind, way, status, received_on, adults, children,"
                                       " registered_unit, registered_at, registered_by, changed_at, changed_by, version)"
                                       " VALUES (1, 1, 'new_home', 'desk', 'registered', '2026-09-07', 1, 0, 1, 1, 1, 1, 1, 1)"));
}

/* trace: BSL-7 FVL-11a */
static void the_clock_of_a_paper_that_has_lain_runs_from_the_day_it_came(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    struct housing_application_id made;
    struct application_new new = {.case_ = ane, .kind = APPLICATION_KIND_SWAP, .way = APPLICATION_WAY_PAPER, .adults = 2, .children = 1,
                                  .received_on = date_of(2026, 9, 1)};
    assert_int_equal(HOME_BY(database, HOT, 2, application_register(db, access, &new, &made)), APPLICATION_FINE);
    assert_int_equal(count(database, "SELECT count(*) FROM open_task WHERE kind = 'provisional_reply' AND due = '2026-10-01'"), 1);
}

/* trace: R-170 */
static void what_is_wrong_is_said_and_nothing_is_kept(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    struct housing_application_id made;
    struct application_new new = {.case_ = ane, .kind = APPLICATION_KIND_NEW_HOME, .way = APPLICATION_WAY_HELPER, .adults = 1, .received_on = DATE_NONE};
    assert_int_equal(HOME_BY(database, HOT, 2, application_register(db, access, &new, &made)), APPLICATION_HELPER_MISSING);
    new.helper = "Servicekontoret";
    new.received_on = date_of(2026, 9, 8);
    assert_int_equal(HOME_BY(database, HOT, 2, application_register(db, access, &new, &made)), APPLICATION_RECEIVED_LATER);
    new.received_on = DATE_NONE;
    new.adults = 0;
    assert_int_equal(HOME_BY(database, HOT, 2, application_register(db, access, &new, &made)), APPLICATION_HOUSEHOLD);
    assert_int_equal(count(database, "SELECT count(*) FROM housing_application"), 0);
}

/* ── its steps ────────────────────────────────────────────────────────── */

/* trace: R-177 R-178 R-199 R-189 */
static void it_is_gone_through_reported_granted_and_waits_and_each_step_is_kept(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 3, application_to_meeting(db, ane)), APPLICATION_WRONG_STATUS);
    assert_int_equal(HOME_BY(database, HOT, 4, application_assess(db, ane, LIST_TYPE_ADAPTED_DAY)), APPLICATION_FINE);
    assert_int_equal(tasks(database, "ask_applicant"), 1);
    assert_int_equal(tasks(database, "report_to_meeting"), 1);
    assert_int_equal(HOME_BY(database, HOT, 5, application_to_meeting(db, ane)), APPLICATION_FINE);
    struct application_outcome yes = {.application = {1}, .status = APPLICATION_STATUS_APPROVED};
    assert_int_equal(HOME_BY(database, HOT, 6, application_decide(db, access, &yes)), APPLICATION_ASK_FIRST);
    assert_int_equal(HOME_FACT(database, 7, CRITERION_IN_NEED, true, 1), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 8, application_decide(db, access, &yes)), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 9, application_move(db, (struct housing_application_id){1}, APPLICATION_STATUS_WAITING)), APPLICATION_FINE);
    assert_string_equal(status(database), "waiting");
    assert_int_equal(count(database, "SELECT count(*) FROM application_step"), 5);
    assert_non_null(test_try(database, "UPDATE housing_application SET status = 'leased'"));
    assert_non_null(test_try(database, "DELETE FROM application_step"));
    assert_non_null(test_try(database, "DELETE FROM housing_application"));
    assert_int_equal(count(database, "SELECT count(*) FROM case_application WHERE list_type = 'adapted_day'"), 1);
}

/* One more application of Ane's, brought to a status by the steps the database takes. */
static void bring_to(const struct test_database *database, enum application_status status) {
    static const char *const path[] = {"assessed", "to_meeting", "approved", "waiting", "offered", "accepted", "leased"};
    static const char set[] = "UPDATE housing_application SET list_type = 'ordinary', changed_at = 5, status = ";
    test_script(database, "INSERT INTO housing_application (case_id, person_id, kind, way, status, received_on, adults, children, registered_unit,"
                          " registered_at, registered_by, changed_at, changed_by, version) VALUES (1, 1, 'new_home', 'desk', 'registered', '2026-09-07', 1, 0, 1, 1, 1, 1, 1, 1)");
    const char *code = application_status_code(status), *newest = " WHERE id = (SELECT max(n.id) FROM housing_application n)";
    bool aside = status == APPLICATION_STATUS_REFUSED || status == APPLICATION_STATUS_POSTPONED;
    struct str way = str_in(database->arena);
    for (size_t i = 0; status != APPLICATION_STATUS_REGISTERED && status != APPLICATION_STATUS_WITHDRAWN && i < sizeof path / sizeof *path; i++) {
        if (aside && strcmp(path[i], "approved") == 0) break;
        str_addf(&way, "%s'%s'%s;", set, path[i], newest);
        if (strcmp(path[i], code) == 0) break;
    }
    if (status == APPLICATION_STATUS_WITHDRAWN) str_addf(&way, "%s'withdrawn', withdrawn_why = 'own_wish'%s", set, newest);
    if (status == APPLICATION_STATUS_REFUSED) str_addf(&way, "%s'refused', refused_why = 'has_suitable'%s", set, newest);
    if (status == APPLICATION_STATUS_POSTPONED) str_addf(&way, "%s'postponed', postponed_why = 'more_facts', postponed_to = '2026-10-01'%s", set, newest);
    if (way.length) test_script(database, str_text(&way));
}

/* trace: R-177 I-14 */
static void what_the_model_does_not_list_the_table_and_the_database_refuse_alike(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    for (int from = APPLICATION_STATUS_REGISTERED; from <= APPLICATION_STATUS_WITHDRAWN; from++)
        for (int to = APPLICATION_STATUS_REGISTERED; to <= APPLICATION_STATUS_WITHDRAWN; to++) {
            if (from == to) continue;
            bring_to(database, (enum application_status)from);
            const char *refused = test_try(database, arena_printf(database->arena,
                "UPDATE housing_application SET changed_at = 6, list_type = 'ordinary', status = '%s', refused_why = %s, withdrawn_why = %s, postponed_why = %s,"
                " postponed_to = %s WHERE id = (SELECT max(n.id) FROM housing_application n)", application_status_code((enum application_status)to),
                to == APPLICATION_STATUS_REFUSED ? "'has_suitable'" : "NULL", to == APPLICATION_STATUS_WITHDRAWN ? "'own_wish'" : "NULL",
                to == APPLICATION_STATUS_POSTPONED ? "'more_facts'" : "NULL", to == APPLICATION_STATUS_POSTPONED ? "'2026-10-01'" : "NULL"));
            if (!refused != application_may_move((enum application_status)from, (enum application_status)to))
                fail_msg("%s to %s", application_status_code((enum application_status)from), application_status_code((enum application_status)to));
            test_script(database, "UPDATE housing_application SET status = 'withdrawn', withdrawn_why = 'own_wish', postponed_why = NULL, postponed_to = NULL"
                                  " WHERE status NOT IN ('refused', 'leased', 'withdrawn')");
        }
}

/* trace: R-200 R-199 */
static void who_is_refused_has_a_reason_that_is_true_and_is_followed_up(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 3, application_assess(db, ane, LIST_TYPE_ORDINARY)), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 4, application_to_meeting(db, ane)), APPLICATION_FINE);
    struct application_outcome no = {.application = {1}, .status = APPLICATION_STATUS_REFUSED, .refused_why = REFUSED_WHY_NOT_IN_NEED, .why = "Du har en bolig."};
    assert_int_equal(HOME_BY(database, HOT, 5, application_decide(db, access, &no)), APPLICATION_ASK_FIRST);
    assert_int_equal(HOME_FACT(database, 6, CRITERION_IN_NEED, true, 1), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 7, application_decide(db, access, &no)), APPLICATION_IN_NEED);
    no.refused_why = REFUSED_WHY_HAS_SUITABLE;
    no.why = NULL;
    assert_int_equal(HOME_BY(database, HOT, 8, application_decide(db, access, &no)), APPLICATION_WHY_MISSING);
    no.why = "Boligen du har, passer til behovet.";
    assert_int_equal(HOME_BY(database, HOT, 9, application_decide(db, access, &no)), APPLICATION_FINE);
    assert_int_equal(tasks(database, "follow_up_refused"), 1);
    assert_int_equal(tasks(database, "ask_applicant"), 0);
}

/* trace: R-177 K5 */
static void what_is_put_off_has_a_reason_and_a_day_and_comes_back_on_it(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 3, application_assess(db, ane, LIST_TYPE_ORDINARY)), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 4, application_to_meeting(db, ane)), APPLICATION_FINE);
    struct application_outcome later = {.application = {1}, .status = APPLICATION_STATUS_POSTPONED, .postponed_to = date_of(2026, 9, 21)};
    assert_int_equal(HOME_BY(database, HOT, 5, application_decide(db, access, &later)), APPLICATION_WHY_MISSING);
    later.postponed_why = POSTPONED_WHY_NO_QUORUM;
    later.postponed_to = date_of(2026, 9, 7);
    assert_int_equal(HOME_BY(database, HOT, 6, application_decide(db, access, &later)), APPLICATION_POSTPONED_PAST);
    later.postponed_to = date_of(2027, 3, 1);
    assert_int_equal(HOME_BY(database, HOT, 7, application_decide(db, access, &later)), APPLICATION_POSTPONED_FAR);
    later.postponed_to = date_of(2026, 9, 21);
    assert_int_equal(HOME_BY(database, HOT, 8, application_decide(db, access, &later)), APPLICATION_FINE);
    run_due(database, 14);
    assert_int_equal(tasks(database, "look_at_application"), 1);
    assert_int_equal(HOME_BY(database, HOT, 14 * DAY_MS + 1, application_to_meeting(db, ane)), APPLICATION_FINE);
    assert_int_equal(tasks(database, "look_at_application"), 0);
}

/* trace: R-189 */
static void who_waits_is_asked_again_after_ninety_days_and_no_answer_ends_anything(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    run_due(database, 90);
    assert_int_equal(tasks(database, "recheck_application"), 1);
    assert_string_equal(status(database), "registered");
    assert_int_equal(HOME_BY(database, HOT, 91 * DAY_MS, application_recheck(db, ane, RECHECKED_SAME)), APPLICATION_FINE);
    assert_int_equal(tasks(database, "recheck_application"), 0);
}

/* ── what is known ────────────────────────────────────────────────────── */

/* trace: R-175 R-182 TIL-5 */
static void what_counts_and_is_not_known_is_a_task_until_it_is_known(void **state) {
    struct test_database *database = *state;
    home_town(database, alesund);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 3, application_assess(db, ane, LIST_TYPE_ORDINARY)), APPLICATION_FINE);
    assert_int_equal(HOME_FACT(database, 4, CRITERION_IN_NEED, true, 1), APPLICATION_FINE);
    assert_int_equal(HOME_FACT(database, 5, CRITERION_HOMELESSNESS, true, 1), APPLICATION_FINE);
    assert_int_equal(HOME_FACT(database, 6, CRITERION_RELEASED_FROM_PRISON, true, 0), APPLICATION_FINE);
    assert_int_equal(HOME_FACT(database, 7, CRITERION_RESIDENCE, false, 0), APPLICATION_FINE); /* asked: she does not know */
    assert_int_equal(tasks(database, "ask_applicant"), 1);
    assert_int_equal(HOME_FACT(database, 8, CRITERION_RESIDENCE, true, 27), APPLICATION_FINE);
    assert_int_equal(tasks(database, "ask_applicant"), 0);
    assert_int_equal(HOME_FACT(database, 9, CRITERION_RESIDENCE, true, 200), APPLICATION_VALUE_WRONG);
    assert_int_equal(HOME_FACT(database, 10, CRITERION_RESIDENCE_EXCEPTION, true, 1), APPLICATION_WHY_MISSING);
    assert_non_null(test_try(database, "UPDATE application_fact SET value = 0"));
    assert_non_null(test_try(database, "INSERT INTO application_fact (application_id, criterion, value, source, at, by_staff) VALUES (1, 'need', 9, 'said', 1, 1)"));
}

static const char *order_text(const struct test_database *database, int64_t later) {
    struct db *db = town_write(database, HOT, later);
    struct rank_applicants applicants = application_ranked(db, LIST_TYPE_ORDINARY);
    const char *text = arena_strdup(database->arena, rank_write(database->arena, application_rules(database->arena, date_of(2026, 9, 7)), &applicants));
    db_abort(db);
    return text;
}

/* trace: R-181 I-11 K4 */
static void a_call_from_somebody_with_power_is_written_down_and_changes_nothing(void **state) {
    struct test_database *database = *state;
    home_town(database, alesund);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 3, application_assess(db, ane, LIST_TYPE_ORDINARY)), APPLICATION_FINE);
    assert_int_equal(HOME_FACT(database, 4, CRITERION_IN_NEED, true, 1), APPLICATION_FINE);
    const char *before = order_text(database, 5);
    assert_int_equal(HOME_BY(database, HOT, 6, application_pressure(db, access, ane, PRESSURE_FROM_POLITICIAN, "Ba om at hun skulle få bolig først.")), APPLICATION_FINE);
    assert_string_equal(order_text(database, 7), before);
    assert_int_equal(count(database, "SELECT count(*) FROM pressure_contact"), 1);
}

/* trace: R-186 */
static void wishes_stand_in_her_order_and_each_is_answered(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 3, application_wish(db, access, ane, WISH_KIND_AREA, NULL, NULL)), APPLICATION_AREA_MISSING);
    assert_int_equal(HOME_BY(database, HOT, 4, application_wish(db, access, ane, WISH_KIND_AREA, "Åsen", "Søsteren min bor der.")), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 5, application_wish(db, access, ane, WISH_KIND_QUIET, NULL, NULL)), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, EIE, 6, application_wish(db, access, ane, WISH_KIND_QUIET, NULL, NULL)), APPLICATION_NO_ACCESS);
    struct application_wish_id first = {1};
    assert_int_equal(HOME_BY(database, HOT, 7, application_wish_result(db, access, ane, &(struct application_wish_answer){first, WISH_RESULT_UNMET, 0, NULL})), APPLICATION_UNMET_MISSING);
    assert_int_equal(HOME_BY(database, HOT, 8, application_wish_result(db, access, ane, &(struct application_wish_answer){first, WISH_RESULT_UNMET, WISH_UNMET_NONE_VACANT, "Ingen var ledig i Åsen."})),
                     APPLICATION_FINE);
    assert_int_equal(count(database, "SELECT count(*) FROM application_wish WHERE seq = 1 AND unmet = 'none_vacant'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM application_wish WHERE seq = 2 AND result IS NULL"), 1);
}

/* trace: R-186 I-14 */
static void a_wish_goes_up_in_her_order_or_is_taken_back(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    static const enum wish_kind kinds[] = {WISH_KIND_QUIET, WISH_KIND_APART, WISH_KIND_GROUND_FLOOR};
    for (int i = 0; i < 3; i++) assert_int_equal(HOME_BY(database, HOT, 3 + i, application_wish(db, access, ane, kinds[i], NULL, NULL)), APPLICATION_FINE);
    const struct application_wish_id first = {1}, second = {2}, third = {3};
    assert_int_equal(HOME_BY(database, HOT, 6, application_wish_up(db, access, ane, third)), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 7, application_wish_back(db, access, ane, first)), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 8, application_wish_up(db, access, ane, third)), APPLICATION_NOT_FOUND); /* it is the first now */
    assert_int_equal(HOME_BY(database, HOT, 9, application_wish_back(db, access, ane, first)), APPLICATION_NOT_FOUND);
    assert_int_equal(HOME_BY(database, EIE, 10, application_wish_up(db, access, ane, second)), APPLICATION_NO_ACCESS);
    assert_int_equal(count(database, "SELECT count(*) FROM application_wishes a, application_wishes b WHERE a.kind = 'ground_floor' AND b.kind = 'apart' AND a.seq < b.seq"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM application_wish"), 3);
}

/* trace: R-185 MODEL-3.7 I-05 */
static void who_is_to_live_there_is_written_by_name_and_sealed(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    const struct application_lives_with child = {"Mina Solberg", 2019, 3}, unborn = {"Mina", 2031, 7};
    assert_int_equal(HOME_BY(database, HOT, 3, application_member(db, access, ane, &unborn)), APPLICATION_BIRTH_YEAR);
    assert_int_equal(HOME_BY(database, HOT, 4, application_member(db, NULL, ane, &child)), APPLICATION_NO_ACCESS);
    assert_int_equal(HOME_BY(database, HOT, 5, application_member(db, access, ane, &child)), APPLICATION_FINE);
    assert_int_equal(count(database, "SELECT count(*) FROM household_member WHERE name LIKE '%Mina%'"), 0);
    struct visit *visit = visit_with(database, HOT, 6, (const enum right[]){RIGHT_CASE_SEE, RIGHT_APPLICATION_SEE, RIGHT_APPLICATION_WRITE, 0});
    const char *text = reply_text(database, application_page(&visit->rq, &(struct application_page_in){ane}));
    assert_non_null(strstr(text, "Mina Solberg"));
    assert_non_null(strstr(text, "3 netter i uka"));
    db_abort(visit->db);
    assert_int_equal(HOME_BY(database, HOT, 7, application_member_out(db, access, ane, (struct household_member_id){1})), APPLICATION_FINE);
    assert_int_equal(HOME_BY(database, HOT, 8, application_member_out(db, access, ane, (struct household_member_id){1})), APPLICATION_NOT_FOUND);
}

/* ── pages ────────────────────────────────────────────────────────────── */

static const char *page(const struct test_database *database, struct visit *visit, struct reply reply) {
    if (reply.status != 200) fail_msg("status %d", reply.status);
    const char *text = reply_text(database, reply);
    db_abort(visit->db);
    return text;
}
static void has(const char *text, const char *part) {
    if (!strstr(text, part)) fail_msg("missing: %s", part);
}
static void lacks(const char *text, const char *part) {
    if (strstr(text, part)) fail_msg("found: %s", part);
}

/* trace: R-141 R-178 R-186 R-189 I-06 */
static void the_page_shows_what_stands_and_the_list_shows_no_reason(void **state) {
    struct test_database *database = *state;
    home_town(database, alesund);
    struct visit *visit = visit_with(database, HOT, 2, applying);
    has(page(database, visit, application_page(&visit->rq, &(struct application_page_in){ane})), "Skriv inn en søknad");
    visit = visit_with(database, HOT, 3, applying);
    const struct application_new_send_in new = {.case_ = ane, .kind = APPLICATION_KIND_NEW_HOME, .way = APPLICATION_WAY_HELPER, .helper = "Kari på Servicekontoret",
                                                .received_on = date_of(2026, 9, 7), .adults = 1, .children = {true, 2}, .situation = "Jeg bor hos en venn."};
    assert_int_equal(application_new_send(&visit->rq, &new).status, 303);
    visit_keep(visit);
    visit = visit_with(database, HOT, 4, applying);
    assert_int_equal(application_list_send(&visit->rq, &(struct application_list_send_in){ane, LIST_TYPE_ADAPTED_ALL_HOURS}).status, 303);
    visit_keep(visit);
    visit = visit_with(database, HOT, 5, applying);
    const struct application_known_send_in known = {.case_ = ane, .adults = 1, .children = {true, 2}, .in_need = FACT_ANSWER_YES,
                                                    .homelessness = FACT_ANSWER_UNKNOWN, .residence = {true, 27}, .source = FACT_SOURCE_SAID};
    assert_int_equal(application_known_send(&visit->rq, &known).status, 303);
    visit_keep(visit);
    visit = visit_with(database, HOT, 6, applying);
    const char *text = page(database, visit, application_page(&visit->rq, &(struct application_page_in){ane}));
    has(text, "Kari på Servicekontoret");
    has(text, "én voksen og 2 barn");
    has(text, "27 år");
    has(text, "Jeg bor hos en venn.");
    has(text, "Den er så kort at vi ikke sier hvor.");
    has(text, "2 ting å spørre om"); /* homelessness and release from prison */
    visit = visit_with(database, EIE, 7, applying);
    lacks(page(database, visit, application_page(&visit->rq, &(struct application_page_in){ane})), "Jeg bor hos en venn.");
    visit = visit_with(database, HOT, 8, applying);
    text = page(database, visit, applicants_page(&visit->rq, &(struct applicants_page_in){.list = LIST_TYPE_ADAPTED_ALL_HOURS}));
    has(text, "Ane Solberg");
    has(text, "hele døgnet");
    lacks(text, "venn");
    lacks(text, "uten bolig");
    visit = visit_with(database, RUS, 9, applying);
    lacks(page(database, visit, applicants_page(&visit->rq, &(struct applicants_page_in){0})), "Ane Solberg");
}

/* trace: R-193 R-133 I-06 */
static void the_mark_is_asked_only_where_a_ground_is_confirmed_and_read_only_by_whom_health_is_open_for(void **state) {
    struct test_database *database = *state;
    home_town(database, levanger);
    assert_int_equal(home_applied(database, 2), APPLICATION_FINE);
    struct application_known_send_in known = {.case_ = ane, .adults = 1, .in_need = FACT_ANSWER_YES, .source = FACT_SOURCE_SAID, .active = {true, 1}};
    struct visit *visit = visit_with(database, HOT, 3, applying);
    assert_int_equal(application_known_send(&visit->rq, &known).status, 409);
    db_abort(visit->db);
    visit = visit_with(database, HOT, 4, applying);
    lacks(page(database, visit, application_known_page(&visit->rq, &(struct application_known_page_in){ane})), "bruker rusmidler nå");
    assert_int_equal(count(database, "SELECT count(*) FROM household_mark"), 0);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(an_application_is_also_a_request_for_help_with_a_home_and_its_clock_begins),
        RULE(the_clock_of_a_paper_that_has_lain_runs_from_the_day_it_came),
        RULE(what_is_wrong_is_said_and_nothing_is_kept),
        RULE(it_is_gone_through_reported_granted_and_waits_and_each_step_is_kept),
        RULE(what_the_model_does_not_list_the_table_and_the_database_refuse_alike),
        RULE(who_is_refused_has_a_reason_that_is_true_and_is_followed_up),
        RULE(what_is_put_off_has_a_reason_and_a_day_and_comes_back_on_it),
        RULE(who_waits_is_asked_again_after_ninety_days_and_no_answer_ends_anything),
        RULE(what_counts_and_is_not_known_is_a_task_until_it_is_known),
        RULE(a_call_from_somebody_with_power_is_written_down_and_changes_nothing),
        RULE(wishes_stand_in_her_order_and_each_is_answered),
        RULE(a_wish_goes_up_in_her_order_or_is_taken_back),
        RULE(who_is_to_live_there_is_written_by_name_and_sealed),
        RULE(the_page_shows_what_stands_and_the_list_shows_no_reason),
        RULE(the_mark_is_asked_only_where_a_ground_is_confirmed_and_read_only_by_whom_health_is_open_for),
    };
    return run_rules("application", rules, sizeof rules / sizeof *rules);
}

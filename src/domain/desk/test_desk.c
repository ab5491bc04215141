/* The desk: as many questions to the database for 500 cases as for 5, filters and order on the server, and a search that does not tell
 * who is known. */
#include "domain/desk/internal.h"

#include "desk_routes.h"
#include "domain/responsibility/responsibility.h"
#include "domain/secrecy/secrecy.h"
#include "domain/work/town_for_tests.h"
#include "platform/db/effort_for_tests.h"

static const enum right officer[] = {RIGHT_SIGNED_IN, RIGHT_CASE_SEE, RIGHT_CASE_SEARCH, RIGHT_BATON_ANSWER, RIGHT_CONTACT_CREATE, 0};

static const char *text_of_reply(const struct test_database *database, const struct reply *reply) {
    assert_int_equal(reply->status, 200);
    return arena_strndup(database->arena, (const char *)reply->body.data, reply->body.size);
}

/* A case of its own for a new person, held by HOT, inside a transaction. */
static struct case_id add_case(struct db *db, const char *given, const char *family, struct staff_id staff) {
    const struct person_new new_person = {
        .given_name = given, .family_name = family, .born = date_of(1999, 4, 2), .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
    struct person_id person = {0};
    struct case_id id = {0};
    assert_int_equal(person_create(db, &new_person, &person), ERR_OK);
    assert_int_equal(work_open_case(db, person, unit_of(HOT), staff, false, &id), ERR_OK);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    return id;
}

static const char *day_as(const struct test_database *database, int unit, const enum right *rights, const struct day_page_in *in) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, unit, rights));
    struct reply reply = day_page(&rq, in);
    assert_false(db_failed(db));
    db_abort(db);
    return text_of_reply(database, &reply);
}

static int64_t occurrences(const char *text, const char *what) {
    int64_t n = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what)) n++;
    return n;
}

/* ── a constant number of queries ─────────────────────────────────────── */

/* Everything Min dag shows, for each case: tasks near and far, help without decision, a yes that ends, offers to and from. */
static void fill(const struct test_database *database, int from, int to) {
    struct db *db = town_write(database, HOT, from * 1000);
    struct case_id first = {0}, last = {0};
    for (int i = from; i < to; i++) {
        last = add_case(db, arena_printf(database->arena, "Kari%d", i), "Berg", i % 2 ? staff_of(HOT) : (struct staff_id){0});
        if (!first.v) first = last;
        work_task_add(db, last, unit_of(HOT), TASK_KIND_COMPLETE_ASSESSMENT, 1, date_add_days(date_of(2026, 9, 1), i % 20));
        work_task_add(db, last, unit_of(HOT), TASK_KIND_PROVISIONAL_REPLY, i + 1, date_of(2026, 9, 10));
    }
    test_run(db, arena_printf(database->arena,
                              "INSERT INTO service (case_id, unit_id, kind, informal, started_on, version) "
                              "SELECT id, 1, 'talks_at_home', 0, '2026-08-01', 1 FROM person_case WHERE id BETWEEN %lld AND %lld",
                              (long long)first.v, (long long)last.v));
    test_run(db, arena_printf(database->arena,
                              "INSERT INTO consent (case_id, person_id, to_unit, zone, purpose, state, form, asked_at, asked_by, asked_unit, answered_at, until) "
                              "SELECT id, person_id, 4, 'health', 'services', 'given', 'signed', 0, 1, 1, 0, '2026-09-20' FROM person_case WHERE id BETWEEN %lld AND %lld",
                              (long long)first.v, (long long)last.v));
    audit_add(db, "filled", "case", 0, NULL);
    town_commit(db);
}

static struct effort effort_of_day(const struct test_database *database) {
    effort = (struct effort){0};
    const char *page = day_as(database, HOT, officer, &(struct day_page_in){0});
    assert_non_null(strstr(page, "Berg"));
    return effort;
}

/* Neither more questions nor rows met without an index; the steps of the database's machine are the same but for a few, for its trees grow. */
/* trace: R-045 */
static void the_day_costs_the_same_for_2000_cases_as_for_80(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    fill(database, 0, 80);
    effort_of_day(database);
    struct effort few = effort_of_day(database);
    fill(database, 80, 2000);
    assert_same_effort(few, effort_of_day(database));
}

/* ── a long history in one transaction ────────────────────────────────── */

/* trace: R-045 */
static void the_lists_wait_while_a_history_is_written_and_are_then_as_they_should_be(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct db *db = town_write(database, HOT, 0);
    desk_wait(db);
    struct case_id anna = add_case(db, "Anna", "Uka", staff_of(HOT)), berit = add_case(db, "Berit", "Andre", staff_of(HOT));
    for (int i = 1; i < 9; i++) work_task_add(db, anna, unit_of(HOT), TASK_KIND_PROVISIONAL_REPLY, i, date_of(2026, 9, 13));
    work_task_add(db, berit, unit_of(HOT), TASK_KIND_TELL_PERSON, 1, date_of(2026, 10, 20));
    work_task_done(db, anna, TASK_KIND_PROVISIONAL_REPLY, 1);
    desk_go_on(db);
    audit_add(db, "filled", "case", 0, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM desk_hold"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM desk_held"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM desk_place WHERE shelf = 'tasks' AND staff_id = -1"), 8);
    assert_int_equal(test_number(database, "SELECT n FROM desk_total WHERE unit_id = 1 AND staff_id = -1 AND shelf = 'tasks'"), 8);
    assert_int_equal(test_number(database, "SELECT n FROM desk_total WHERE unit_id = 1 AND staff_id = -1 AND shelf = 'cases'"), 2);
    db = town_write(database, HOT, 1000);
    work_task_done(db, berit, TASK_KIND_TELL_PERSON, 1);
    audit_add(db, "told", "case", berit.v, NULL);
    town_commit(db);
    assert_int_equal(test_number(database, "SELECT n FROM desk_total WHERE unit_id = 1 AND staff_id = -1 AND shelf = 'tasks'"), 7);
}

/* ── filters, order, pages ────────────────────────────────────────────── */

/* trace: R-045 R-029 */
static void each_filter_counts_and_shows_its_own_cases(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct db *db = town_write(database, HOT, 0);
    struct case_id anna = add_case(db, "Anna", "Uka", staff_of(HOT)), berit = add_case(db, "Berit", "Andre", staff_of(HOT));
    add_case(db, "Cecilie", "Ingen", (struct staff_id){0});
    work_task_add(db, anna, unit_of(HOT), TASK_KIND_COMPLETE_ASSESSMENT, 1, date_of(2026, 9, 13));
    work_task_add(db, berit, unit_of(NAV), TASK_KIND_ANSWER_DUTY, 1, date_of(2026, 10, 20));
    audit_add(db, "filled", "case", 0, NULL);
    town_commit(db);

    const char *page = day_as(database, HOT, officer, &(struct day_page_in){.hvem = DESK_SCOPE_OURS});
    assert_non_null(strstr(page, "Alle 3<"));
    assert_non_null(strstr(page, "Frist denne uka 1<"));
    assert_non_null(strstr(page, "Venter på andre 1<"));
    assert_non_null(strstr(page, "Uten ansvarlig person 1<"));
    page = day_as(database, HOT, officer, &(struct day_page_in){.hvem = DESK_SCOPE_OURS, .vis = DESK_FILTER_WEEK});
    assert_non_null(strstr(page, ">Anna Uka</a>"));
    assert_null(strstr(page, "Cecilie"));
    page = day_as(database, HOT, officer, &(struct day_page_in){.vis = DESK_FILTER_OTHERS});
    assert_non_null(strstr(page, ">Berit Andre</a>"));
    assert_non_null(strstr(page, "venter på Nav Levanger"));
    page = day_as(database, HOT, officer, &(struct day_page_in){.vis = DESK_FILTER_NOBODY});
    assert_non_null(strstr(page, ">Cecilie Ingen</a>"));
    assert_null(strstr(page, ">Berit Andre</a>"));
    page = day_as(database, HOT, officer, &(struct day_page_in){0});
    assert_non_null(strstr(page, "Saker jeg har ansvar for <span class=\"f-count\">2<"));
}

/* trace: R-045 */
static void the_database_sorts_and_shows_25_a_page(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct db *db = town_write(database, HOT, 0);
    for (int i = 0; i < 30; i++) {
        struct case_id id = add_case(db, arena_printf(database->arena, "Person%02d", i), "", (struct staff_id){0});
        if (i > 0) work_task_add(db, id, unit_of(HOT), TASK_KIND_COMPLETE_ASSESSMENT, 1, date_add_days(date_of(2026, 12, 1), 30 - i));
    }
    audit_add(db, "filled", "case", 0, NULL);
    town_commit(db);

    static const struct {
        enum desk_sort sort;
        int64_t page;
        const char *first, *last;
    } orders[] = {
        {DESK_SORT_NAME, 0, "Person00", "Person24"},     {DESK_SORT_NAME_LAST, 1, "Person29", "Person05"},
        {DESK_SORT_NAME, 2, "Person25", "Person29"},     {DESK_SORT_DUE, 1, "Person29", "Person05"},
        {DESK_SORT_DUE_LAST, 2, "Person25", "Person29"},
    };
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        const struct day_page_in in = {.sort = orders[i].sort, .side = {orders[i].page > 0, orders[i].page}};
        const char *rows = strstr(day_as(database, HOT, officer, &in), "<tbody");
        rows = arena_strndup(database->arena, rows, (size_t)(strstr(rows, "</tbody>") - rows));
        const char *first = strstr(rows, orders[i].first), *last = strstr(rows, orders[i].last);
        assert_int_equal(occurrences(rows, "role=\"rowheader\""), orders[i].page == 2 ? 5 : 25);
        assert_true(first && last && first < last);
        assert_ptr_equal(strstr(rows, "Person"), first);
        assert_null(strstr(last + 1, "Person"));
    }
}

/* trace: R-029 R-032 I-02 */
static void an_offer_waits_with_its_receiver_and_is_counted(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1000);
    const struct baton_offer offer = {
        .to = {HJE}, .reason = HANDOVER_REASON_FOLLOW_UP_AT_HOME, .what = "Samtaler hjemme", .asked = PERSON_ASKED_AGREES};
    struct handover_id handover;
    assert_int_equal(baton_offer(db, id, &offer, &handover), BATON_DONE);
    town_commit(db);

    const char *page = day_as(database, HJE, officer, &(struct day_page_in){0});
    assert_non_null(strstr(page, "Samtaler hjemme"));
    assert_non_null(strstr(page, "/ta-imot\""));
    assert_null(strstr(day_as(database, NAV, officer, &(struct day_page_in){0}), "Samtaler hjemme"));
    db = test_read(database);
    struct request there = town_request(database, db, town_session(database, HJE, officer)),
                   here = town_request(database, db, town_session(database, HOT, officer));
    assert_int_equal(desk_count_waiting(&there), 1);
    assert_int_equal(desk_count_waiting(&here), 0);
    db_abort(db);
}

/* trace: R-026 */
static void who_has_no_cases_is_sent_to_her_own_work(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    static const enum right works[][3] = {{RIGHT_SIGNED_IN, RIGHT_ORDER_SEE, 0},
                                          {RIGHT_SIGNED_IN, RIGHT_CONTACT_CREATE, 0},
                                          {RIGHT_SIGNED_IN, RIGHT_ADMIN_SEE, 0},
                                          {RIGHT_CASE_SEE, RIGHT_APPEAL_DECIDE, 0}};
    struct db *db = test_read(database);
    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        struct request rq = town_request(database, db, town_session(database, EIE, works[i]));
        struct reply reply = day_page(&rq, &(struct day_page_in){0});
        assert_int_equal(reply.status, 303);
        assert_string_equal(reply.location, "/start");
    }
    db_abort(db);
}

/* ── search ───────────────────────────────────────────────────────────── */

static const char *search_as(const struct test_database *database, int unit, const char *typed) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, unit, officer));
    struct reply reply = search(&rq, &(struct search_in){.q = typed});
    assert_false(db_failed(db));
    db_abort(db);
    return text_of_reply(database, &reply);
}

static void ane_and_kari(const struct test_database *database) {
    town_make(database);
    struct db *db = town_write(database, HOT, 0);
    const struct person_new ane = {.given_name = "Ane Åse",
                                   .family_name = "Solberg-Øie",
                                   .national_id = "02889997039",
                                   .born = DATE_NONE,
                                   .language = LANGUAGE_NB,
                                   .grade = ADDRESS_GRADE_OPEN};
    struct person_id person = {0};
    struct case_id id = {0};
    assert_int_equal(person_create(db, &ane, &person), ERR_OK);
    assert_int_equal(work_open_case(db, person, unit_of(HOT), (struct staff_id){0}, false, &id), ERR_OK);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    add_case(db, "Anette", "Berg", (struct staff_id){0});
    audit_add(db, "filled", "case", 0, NULL);
    town_commit(db);
}

/* trace: R-054 GDPR-5 */
static void a_case_is_found_by_any_part_of_the_name_by_national_id_and_by_number(void **state) {
    const struct test_database *database = *state;
    ane_and_kari(database);
    static const char *const ways[] = {"ane",      "ÅSE",          "solb",        "Øie",         "solberg-øie, ane",
                                       "øi an so", "028899 97039", "02889997039", "2026-000001", "2026-1"};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const char *page = search_as(database, HOT, ways[i]);
        if (!strstr(page, ">Ane Åse Solberg-Øie</a>")) fail_msg("not found: %s", ways[i]);
        assert_null(strstr(page, "97039"));
    }
    assert_int_equal(occurrences(search_as(database, HOT, "an"), "rowheader"), 2);
    assert_int_equal(occurrences(search_as(database, HOT, "an be"), "rowheader"), 1);
    static const char *const nothing[] = {"a", "ase", "berge", "anes berg", "2026-000099", "02889997030", "%", "' OR 1=1"};
    for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++)
        if (occurrences(search_as(database, HOT, nothing[i]), "rowheader")) fail_msg("found: %s", nothing[i]);
}

/* trace: R-054 I-04 */
static void a_unit_outside_the_case_gets_the_page_of_an_unknown_person(void **state) {
    const struct test_database *database = *state;
    ane_and_kari(database);
    const char *unknown = search_as(database, HJE, "finnes ikke");
    assert_string_equal(search_as(database, HJE, "ane solberg"), unknown);
    assert_string_equal(search_as(database, HJE, "02889997039"), unknown);
    assert_string_equal(search_as(database, HJE, "2026-000001"), unknown);

    struct db *db = town_write(database, HOT, 1000);
    secrecy_involve(db, (struct case_id){1}, unit_of(HJE), INVOLVEMENT_CONSENT);
    audit_add(db, "agreed", "case", 1, NULL);
    town_commit(db);
    assert_non_null(strstr(search_as(database, HJE, "ane solberg"), "/sak/1\""));
    db = town_write(database, HOT, 2000);
    secrecy_end_involvement(db, (struct case_id){1}, unit_of(HJE), INVOLVEMENT_CONSENT);
    audit_add(db, "revoked", "case", 1, NULL);
    town_commit(db);
    assert_string_equal(search_as(database, HJE, "ane solberg"), unknown);
}

/* ── one case ─────────────────────────────────────────────────────────── */

static const char *overview_as(const struct test_database *database, int unit) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, unit, officer));
    struct reply reply = overview_page(&rq, &(struct overview_page_in){.case_ = {1}});
    assert_false(db_failed(db));
    db_abort(db);
    return text_of_reply(database, &reply);
}

/* trace: R-027 R-036 I-04 I-06 */
static void the_overview_shows_kind_and_state_of_a_duty_and_no_event_of_a_zone_the_reader_may_not_see(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1000);
    struct unit_duty_id duty;
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    assert_int_equal(duty_add(db, id, unit_of(NAV), DUTY_KIND_DEPOSIT, date_of(2026, 9, 30), &duty), BATON_DONE);
    work_event(db, id, CASE_EVENT_KIND_SERVICE_STARTED, ZONE_HEALTH, (struct unit_id){0});
    test_run(db, "INSERT INTO duty_detail (duty_id, person_id, amount, at, by_staff) VALUES (1, 1, 31415, 0, 3)");
    town_commit(db);

    const char *holder = overview_as(database, HOT), *nav = overview_as(database, NAV);
    const char *started = text_format(database->arena, LANG_NB, case_event_kind_text(CASE_EVENT_KIND_SERVICE_STARTED), "unit",
                                      "Helse- og omsorgstorvet", NULL);
    assert_non_null(strstr(holder, started));
    assert_null(strstr(nav, started));
    assert_non_null(strstr(nav, "Nav Levanger: Depositum"));
    assert_null(strstr(nav, "31415"));
    assert_int_equal(occurrences(nav, "class=\"f-piece\""), 8);
    assert_non_null(strstr(nav, "Ser bare det oppgaven krever"));
}

/* ── the same work in a large municipality ────────────────────────────── */

static struct effort effort_of_overview(const struct test_database *database) {
    overview_as(database, HOT);
    effort = (struct effort){0};
    assert_non_null(strstr(overview_as(database, HOT), "Ane Åse"));
    return effort;
}

static struct effort effort_of_search(const struct test_database *database, const char *what, int64_t found) {
    search_as(database, HOT, what);
    effort = (struct effort){0};
    assert_int_equal(occurrences(search_as(database, HOT, what), "rowheader"), found);
    return effort;
}

/* Others of her name in the town, with cases that HOT has no part in. */
static void fill_elsewhere(const struct test_database *database, int n) {
    struct db *db = town_write(database, HOT, 0);
    for (int i = 0; i < n; i++) {
        struct case_id id = add_case(db, "Ane", "Øie", (struct staff_id){0});
        secrecy_involve(db, id, unit_of(HJE), INVOLVEMENT_HOLDER);
        secrecy_end_involvement(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    }
    audit_add(db, "filled", "case", 0, NULL);
    town_commit(db);
}

/* trace: R-045 R-054 */
static void a_case_and_a_search_cost_the_same_among_500_cases_as_among_5(void **state) {
    const struct test_database *database = *state;
    ane_and_kari(database);
    fill(database, 0, 5);
    struct effort overview = effort_of_overview(database), found = effort_of_search(database, "øie ane", 1);
    fill(database, 5, 500);
    fill_elsewhere(database, 300);
    assert_same_effort(overview, effort_of_overview(database));
    assert_same_effort(found, effort_of_search(database, "øie ane", 1));
}

/* trace: R-045 R-054 */
static void a_name_that_many_bear_costs_the_same_among_500_as_among_80(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    fill(database, 0, 80);
    struct effort found = effort_of_search(database, "berg", SEARCH_PAGE);
    fill(database, 80, 500);
    assert_same_effort(found, effort_of_search(database, "berg", SEARCH_PAGE));
}

/* trace: R-045 */
static void every_kind_of_event_has_an_icon_and_is_a_sentence(void **state) {
    (void)state;
    for (int n = 1; n <= CASE_EVENT_KIND_COUNT; n++) {
        enum case_event_kind kind = (enum case_event_kind)n;
        if (!timeline_icon(kind)) fail_msg("%s has no icon", case_event_kind_code(kind));
        for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++) {
            const char *text = text_of(lang, case_event_kind_text(kind));
            if (text[strlen(text) - 1] != '.') fail_msg("not a sentence: %s", text);
        }
    }
}

int main(void) {
    effort_watch();
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, the_day_costs_the_same_for_2000_cases_as_for_80),
        RULE_ON(ON_SQLITE, a_case_and_a_search_cost_the_same_among_500_cases_as_among_5),
        RULE_ON(ON_SQLITE, a_name_that_many_bear_costs_the_same_among_500_as_among_80),
        RULE(the_lists_wait_while_a_history_is_written_and_are_then_as_they_should_be),
        RULE_ON(ON_SQLITE, every_kind_of_event_has_an_icon_and_is_a_sentence),
        RULE(each_filter_counts_and_shows_its_own_cases),
        RULE(the_database_sorts_and_shows_25_a_page),
        RULE(an_offer_waits_with_its_receiver_and_is_counted),
        RULE(who_has_no_cases_is_sent_to_her_own_work),
        RULE(a_case_is_found_by_any_part_of_the_name_by_national_id_and_by_number),
        RULE(a_unit_outside_the_case_gets_the_page_of_an_unknown_person),
        RULE(the_overview_shows_kind_and_state_of_a_duty_and_no_event_of_a_zone_the_reader_may_not_see),
    };
    return run_rules("desk", rules, sizeof rules / sizeof *rules);
}

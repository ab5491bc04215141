/* The file of applications: all of it or nothing, each bad place told, twice is once, unknown stays unknown, and a town's whole waiting list at a time. */
#include "domain/application/application_for_tests.h"
#include "domain/exchange/exchange.h"
#include "exchange_routes.h"
#include "texts.h"

static const char header[] = "reference;given_name;family_name;born;received_on;adults;children;list_type;status;in_need;homelessness;residence_years;area\n";

static int take(const struct test_database *database, const char *text, struct import_report *report) {
    struct csv_faults *faults = arena_alloc(database->arena, sizeof *faults);
    *faults = (struct csv_faults){.arena = database->arena};
    *report = (struct import_report){.faults = faults};
    struct db *db = town_write(database, HOT, 5);
    int result = import_applicants(db, organisation_profile(), (struct blob){(const uint8_t *)text, strlen(text)}, report);
    if (result < 0) db_abort(db);
    else town_commit(db);
    return result;
}
static const char *file(const struct test_database *database, const char *rows) { return arena_printf(database->arena, "%s%s", header, rows); }

/* trace: R-141 R-178 R-182 */
static void a_waiting_list_comes_in_whole_and_what_is_empty_is_asked(void **state) {
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    struct import_report report;
    const char *text = file(database, "A-1;Siv;Rognli;1980-05-01;2026-03-01;1;2;ordinary;waiting;yes;no;12;Spjelkavik\n"
                                      "A-2;Jonas;Myhre;1985-02-03;01.04.2026;1;;adapted_day;assessed;ja;;;\n"
                                      "A-3;Ola;Fjeld;1990-02-03;2026-05-01;2;;;;;;;\n");
    assert_int_equal(take(database, text, &report), ERR_OK);
    assert_int_equal(report.added, 3);
    assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application WHERE status = 'waiting' AND children = 2 AND received_on = '2026-03-01'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application WHERE status = 'registered' AND list_type IS NULL"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM application_fact WHERE criterion = 'homelessness'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM open_task WHERE kind = 'ask_applicant'"), 2); /* who is not gone through yet is asked then */
    assert_int_equal(test_number(database, "SELECT count(*) FROM application_wish WHERE area = 'Spjelkavik'"), 1);
    assert_int_equal(take(database, text, &report), ERR_OK);
    assert_int_equal(report.unchanged, 3);
    assert_int_equal(test_number(database, "SELECT count(*) FROM application_fact"), 4);
    assert_int_equal(take(database, file(database, "A-3;Ola;Fjeld;1990-02-03;2026-05-01;2;1;;;yes;;;\n"), &report), ERR_OK);
    assert_int_equal(report.changed, 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application WHERE adults = 2 AND children = 1"), 1);
}

/* trace: R-141 */
static void each_bad_place_is_told_and_nothing_is_kept(void **state) {
    static const struct {
        const char *row, *column, *reason;
    } bad[] = {
        {";Siv;Rognli;1980-05-01;2026-03-01;1;;;;;;;\n", "reference", "missing"},
        {"B;Siv;Rognli;;2026-03-01;1;;;;;;;\n", "born", "missing"},
        {"B;Siv;Rognli;1980-05-01;2027-03-01;1;;;;;;;\n", "received_on", "after today"},
        {"B;Siv;Rognli;1980-05-01;i fjor;1;;;;;;;\n", "received_on", "no date"},
        {"B;Siv;Rognli;1980-05-01;2026-03-01;40;;;;;;;\n", "adults", "no number"},
        {"B;Siv;Rognli;1980-05-01;2026-03-01;1;;villa;;;;;\n", "list_type", "none of"},
        {"B;Siv;Rognli;1980-05-01;2026-03-01;1;;ordinary;leased;yes;;;\n", "status", "none of"},
        {"B;Siv;Rognli;1980-05-01;2026-03-01;1;;ordinary;waiting;;;;\n", "in_need", "must be yes"},
        {"B;Siv;Rognli;1980-05-01;2026-03-01;1;;;;kanskje;;;\n", "in_need", "none of"},
        {"A-1;Siv;Rognli;1980-05-01;2026-03-01;1;;;;;;;\n", "reference", "line 2"},
        {"B;Kari;Li;1970-01-01;2026-03-01;1;;;;;;;\n", "family_name", "same person as in line 2"},
    };
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct import_report report;
        const char *rows = arena_printf(database->arena, "A-1;Kari;Li;1970-01-01;2026-03-01;1;;;;;;;\n%s", bad[i].row);
        assert_int_equal(take(database, file(database, rows), &report), ERR_INVALID);
        assert_int_equal(report.faults->n, 1);
        assert_int_equal(report.faults->v[0].line, 3);
        assert_string_equal(report.faults->v[0].column, bad[i].column);
        if (!strstr(report.faults->v[0].reason, bad[i].reason)) fail_msg("%s: %s", bad[i].row, report.faults->v[0].reason);
    }
    assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application"), 0);
}

/* trace: R-141 R-196 */
static void hundreds_come_in_at_a_time(void **state) {
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    struct str rows = str_in(database->arena);
    struct import_report report;
    str_add(&rows, header);
    for (int i = 0; i < 300; i++)
        str_addf(&rows, "R-%d;Navn%d;Etternavn;19%02d-0%d-1%d;2026-0%d-0%d;1;%d;ordinary;waiting;yes;%s;%d;\n", i, i, 40 + i % 60, 1 + i % 9, i % 9, 1 + i % 8,
                 1 + i % 9, i % 3, i % 5 ? "no" : "yes", i % 30);
    assert_int_equal(take(database, str_text(&rows), &report), ERR_OK);
    assert_int_equal(report.added, 300);
    assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application WHERE status = 'waiting'"), 300);
}

/* trace: R-141 */
static void the_page_tries_first_and_says_what_is_wrong(void **state) {
    struct test_database *database = *state;
    home_town(database, "profiles/alesund.yaml");
    const char *good = file(database, "A-1;Siv;Rognli;1980-05-01;2026-03-01;1;2;ordinary;waiting;yes;no;12;\n"),
               *bad = file(database, "A-1;Siv;Rognli;1980-05-01;2026-03-01;99;2;ordinary;waiting;yes;no;12;\n");
    struct applicants_file_send_in in = {.file = {(const uint8_t *)good, strlen(good)}, .try = true};
    struct visit *visit = visit_with(database, HOT, 2, applying);
    struct reply reply = applicants_file_send(&visit->rq, &in);
    assert_true(reply.no_commit);
    assert_non_null(strstr(reply_text(database, reply), "Ingenting er lagret."));
    db_abort(visit->db);
    in.try = false;
    in.file = (struct blob){(const uint8_t *)bad, strlen(bad)};
    visit = visit_with(database, HOT, 3, applying);
    reply = applicants_file_send(&visit->rq, &in);
    assert_int_equal(reply.status, 422);
    assert_non_null(strstr(reply_text(database, reply), "adults"));
    db_abort(visit->db);
    in.file = (struct blob){(const uint8_t *)good, strlen(good)};
    visit = visit_with(database, EIE, 4, applying);
    assert_int_equal(applicants_file_send(&visit->rq, &in).status, 403);
    db_abort(visit->db);
    visit = visit_with(database, HOT, 5, applying);
    assert_int_equal(applicants_file_send(&visit->rq, &in).status, 200);
    visit_keep(visit);
    assert_int_equal(test_number(database, "SELECT count(*) FROM housing_application"), 1);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_waiting_list_comes_in_whole_and_what_is_empty_is_asked),
        RULE_ON(ON_SQLITE, each_bad_place_is_told_and_nothing_is_kept),
        RULE(hundreds_come_in_at_a_time),
        RULE_ON(ON_SQLITE, the_page_tries_first_and_says_what_is_wrong),
    };
    return run_rules("applicants", rules, sizeof rules / sizeof *rules);
}

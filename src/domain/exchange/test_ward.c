/* Messages from wards: CSV and JSON, each once, all of it or nothing, and a message that she is ready cannot be refused for how the case stands. */
#include "domain/exchange/exchange.h"
#include "domain/transition/transition_for_tests.h"

static const char header[] = "message_id;type;at;national_id;given_name;family_name;ward_kind;hospital;ward;expected_on;lacks_home;contact;needs\n";
#define ID "14888411888"

static int take(const struct test_database *database, const char *text, int64_t later, struct import_report *report) {
    struct csv_faults *faults = arena_alloc(database->arena, sizeof *faults);
    *faults = (struct csv_faults){.arena = database->arena};
    *report = (struct import_report){.faults = faults};
    struct db *db = town_write(database, HJE, later);
    int result = import_ward_messages(db, organisation_profile(), (struct blob){(const uint8_t *)text, strlen(text)}, report);
    if (result < 0) db_abort(db);
    else town_commit(db);
    return result;
}
static const char *file(const struct test_database *database, const char *rows) { return arena_printf(database->arena, "%s%s", header, rows); }

/* trace: R-255 USK-1 USK-3 */
static void a_message_of_admission_and_one_that_she_is_ready_are_one_transition(void **state) {
    struct test_database *database = *state;
    struct import_report report;
    transition_town(database);
    const char *in = file(database, "M-1;INNLAGT;2026-09-07T08:00;" ID ";Siv;Rognli;psychiatry;St. Olavs hospital;Post 3;2026-09-20;yes;Per, 123;Trenger bolig\n");
    assert_int_equal(take(database, in, 2, &report), ERR_OK);
    assert_int_equal(report.added, 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition WHERE kind = 'discharge' AND state = 'announced' AND source = 'message' AND lacks_home = 1"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM contact WHERE channel = 'specialist' AND asks_housing = 1"), 1);
    assert_int_equal(take(database, in, 3, &report), ERR_OK);
    assert_int_equal(report.unchanged, 1);
    const char *ready = "{\"messages\": [{\"message_id\": \"M-2\", \"type\": \"UTSKRIVNINGSKLAR\", \"at\": \"2026-09-07T10:00\", \"national_id\": \"" ID "\","
                        " \"given_name\": \"Siv\", \"family_name\": \"Rognli\", \"ward_kind\": \"psychiatry\", \"hospital\": \"St. Olavs hospital\", \"lacks_home\": true}]}";
    assert_int_equal(take(database, ready, 4, &report), ERR_OK);
    assert_int_equal(report.changed, 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition WHERE state = 'ready_declared' AND ready_by = 'institution'"), 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition_deviation WHERE kind IN ('ready_unplanned', 'ready_without_home')"), 2);
    assert_int_equal(take(database, ready, 5, &report), ERR_OK);
    assert_int_equal(report.unchanged, 1);
    assert_int_equal(count(database, "SELECT count(*) FROM transition"), 1);
}

/* trace: R-255 USK-3 USK-4 */
static void ready_may_be_the_first_word_and_its_own_time_counts(void **state) {
    struct test_database *database = *state;
    struct import_report report;
    transition_town(database);
    assert_int_equal(take(database, file(database, "M-9;utskrivningsklar;2026-09-04T10:00;" ID ";Siv;Rognli;somatic;St. Olavs;;;;;\n"), 2, &report), ERR_OK);
    assert_int_equal(report.added, 1);
    struct date due = date_of(2026, 9, 4); /* a Friday: late already on the Monday it is read */
    struct instant end = instant_of_oslo(date_add_days(due, 1), 0);
    assert_true(count(database, "SELECT answer_due FROM transition") <= end.ms);
}

/* trace: R-255 GDPR-5 */
static void each_bad_place_is_told_and_nothing_is_kept(void **state) {
    static const struct {
        const char *text, *column, *reason;
        bool whole;
    } bad[] = {
        {";INNLAGT;2026-09-07T08:00;" ID ";Siv;R;psychiatry;X;;;;;\n", "message_id", "missing", false},
        {"M;UT;2026-09-07T08:00;" ID ";Siv;R;psychiatry;X;;;;;\n", "type", "none of", false},
        {"M;INNLAGT;i går;" ID ";Siv;R;psychiatry;X;;;;;\n", "at", "no time", false},
        {"M;INNLAGT;2027-09-07T08:00;" ID ";Siv;R;psychiatry;X;;;;;\n", "at", "after now", false},
        {"M;INNLAGT;2026-09-07T08:00;12345678901;Siv;R;psychiatry;X;;;;;\n", "national_id", "no valid", false},
        {"M;INNLAGT;2026-09-07T08:00;" ID ";;R;psychiatry;X;;;;;\n", "given_name", "missing", false},
        {"M;INNLAGT;2026-09-07T08:00;" ID ";Siv;R;prison;X;;;;;\n", "ward_kind", "none of", false},
        {"M;INNLAGT;2026-09-07T08:00;" ID ";Siv;R;psychiatry;;;;;;\n", "hospital", "missing", false},
        {"M;INNLAGT;2026-09-07T08:00;" ID ";Siv;R;psychiatry;X;;32.13.2026;;;\n", "expected_on", "no date", false},
        {"M;INNLAGT;2026-09-07T08:00;" ID ";Siv;R;psychiatry;X;;;kanskje;;\n", "lacks_home", "none of", false},
        {"{\"messages\": 7}", NULL, "no list", true},
        {"[{\"message_id\": \"M\", \"surprise\": \"x\"}]", NULL, "no known name", true},
        {"[{\"message_id\": 12}]", "message_id", "no text", true},
        {"[7]", NULL, "no message", true},
        {"{\"messages\": [", NULL, "no JSON", true},
    };
    struct test_database *database = *state;
    struct import_report report;
    transition_town(database);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(take(database, bad[i].whole ? bad[i].text : file(database, bad[i].text), (int64_t)i + 2, &report), ERR_INVALID);
        const struct csv_fault *fault = &report.faults->v[0];
        if (!strstr(fault->reason, bad[i].reason)) fail_msg("%s: %s", bad[i].text, fault->reason);
        if (bad[i].column) assert_string_equal(fault->column, bad[i].column);
        if (fault->value && strstr(fault->value, "12345678901")) fail_msg("the number stands whole: %s", fault->value);
    }
    assert_int_equal(count(database, "SELECT count(*) FROM transition"), 0);
    assert_int_equal(count(database, "SELECT count(*) FROM person"), 1);
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(a_message_of_admission_and_one_that_she_is_ready_are_one_transition),
        RULE(ready_may_be_the_first_word_and_its_own_time_counts),
        RULE_ON(ON_SQLITE, each_bad_place_is_told_and_nothing_is_kept),
    };
    return run_rules("ward", rules, sizeof rules / sizeof *rules);
}

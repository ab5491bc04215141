/* Dwellings: what a row of Kobo's file may hold, and that the stock follows the file without telling who lives there. */
#include "domain/dwelling/dwelling.h"
#include "dwelling_routes.h"
#include "platform/audit/audit.h"
#include "platform/db/test_database.h"
#include "platform/http/http.h"

static const struct profile_kobo_value types[] = {{"Ordinær", "ordinary"}, {"Feil", "no_such_class"}};
static const struct profile_kobo_value statuses[] = {{"Utleid", "occupied"}, {"Ledig", "ready"}, {"Klar", "ready"}};
static const struct profile_kobo map = {.dwelling_type = (struct profile_kobo_value *)types, .dwelling_type_count = 2,
                                        .status = (struct profile_kobo_value *)statuses, .status_count = 3};

static void good_row(const char *row[KOBO_COLUMNS]) {
    for (int i = 0; i < KOBO_COLUMNS; i++) row[i] = "";
    row[KOBO_MUNICIPALITY] = "5037";
    row[KOBO_CADASTRAL] = "315/12";
    row[KOBO_UNIT] = "H0101";
    row[KOBO_STREET] = "Kirkegata";
    row[KOBO_HOUSE_NUMBER] = "4";
    row[KOBO_HOUSE_LETTER] = "b";
    row[KOBO_POSTCODE] = "7600";
    row[KOBO_TYPE] = "Ordinær";
    row[KOBO_STATUS] = "Utleid";
    row[KOBO_RENT] = "8 450,00";
    row[KOBO_BEDROOMS] = "2";
    row[KOBO_WHEELCHAIR] = "Ja";
    row[KOBO_MAIN_APPLICANT] = "Ane Solberg";
}

/* trace: R-117 */
static void test_a_good_row_becomes_a_dwelling(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const char *row[KOBO_COLUMNS];
    struct dwelling_new dwelling;
    struct kobo_faults faults;
    good_row(row);
    assert_true(dwelling_read_kobo(arena, &map, row, &dwelling, &faults));
    assert_string_equal(dwelling.street, "Kirkegata");
    assert_string_equal(dwelling.house_letter, "b");
    assert_int_equal(dwelling.class, DWELLING_CLASS_ORDINARY);
    assert_int_equal(dwelling.state, DWELLING_STATE_OCCUPIED);
    assert_true(dwelling.rent.has);
    assert_int_equal(dwelling.rent.v, 8450);
    assert_int_equal(dwelling.bedrooms.v, 2);
    assert_true(dwelling.wheelchair);
    assert_false(dwelling.shared);
    assert_null(dwelling.lease_number);
    assert_true(date_is_none(dwelling.state_since));
    arena_destroy(arena);
}

/* trace: R-117 */
static void test_a_value_the_profile_does_not_map_stands_as_it_was(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const char *row[KOBO_COLUMNS];
    struct dwelling_new dwelling;
    struct kobo_faults faults;
    good_row(row);
    row[KOBO_STATUS] = "Noe nytt";
    assert_true(dwelling_read_kobo(arena, &map, row, &dwelling, &faults));
    assert_int_equal(dwelling.state, DWELLING_STATE_UNKNOWN);
    assert_true(dwelling.unmapped[KOBO_STATUS]);
    assert_false(dwelling.unmapped[KOBO_TYPE]);
    assert_string_equal(dwelling.row[KOBO_STATUS], "Noe nytt");
    arena_destroy(arena);
}

/* trace: R-117 */
static void test_every_bad_value_is_told_at_its_column(void **state) {
    (void)state;
    static const struct {
        enum kobo_column column;
        const char *value, *reason;
    } bad[] = {
        {KOBO_MUNICIPALITY, "", "is missing"},
        {KOBO_MUNICIPALITY, "537", "four digits"},
        {KOBO_CADASTRAL, "", "is missing"},
        {KOBO_CADASTRAL, "315-12", "12/34"},
        {KOBO_CADASTRAL, "315/", "12/34"},
        {KOBO_CADASTRAL, "/12", "12/34"},
        {KOBO_LEASE_NUMBER, "x", "not a number"},
        {KOBO_SECTION, "1a", "not a number"},
        {KOBO_UNIT, "X0101", "H0101"},
        {KOBO_UNIT, "H101", "H0101"},
        {KOBO_STREET, "", "is missing"},
        {KOBO_HOUSE_NUMBER, "4b", "house number"},
        {KOBO_HOUSE_LETTER, "bb", "one letter"},
        {KOBO_POSTCODE, "76", "four digits"},
        {KOBO_TYPE, "Feil", "no class"},
        {KOBO_OWNER_NUMBER, "12345678", "nine digits"},
        {KOBO_STATUS_DATE, "31.02.2026", "no date"},
        {KOBO_RENT, "mye", "amount"},
        {KOBO_RENT, "8450,005", "amount"},
        {KOBO_RENT, "-1", "amount"},
        {KOBO_DEPOSIT, "x", "amount"},
        {KOBO_WHEELCHAIR, "kanskje", "Ja nor Nei"},
        {KOBO_SHARED, "2", "Ja nor Nei"},
        {KOBO_BEDROOMS, "21", "bedrooms"},
        {KOBO_BEDROOMS, "to", "bedrooms"},
        {KOBO_TENANCY_START, "i fjor", "no date"},
    };
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *row[KOBO_COLUMNS];
        struct dwelling_new dwelling;
        struct kobo_faults faults;
        good_row(row);
        row[bad[i].column] = bad[i].value;
        assert_false(dwelling_read_kobo(arena, &map, row, &dwelling, &faults));
        for (int column = 0; column < KOBO_COLUMNS; column++) {
            if (column != (int)bad[i].column) assert_null(faults.reason[column]);
            else if (!faults.reason[column] || !strstr(faults.reason[column], bad[i].reason)) fail_msg("%s \"%s\": %s", kobo_column_names[column], bad[i].value, faults.reason[column] ? faults.reason[column] : "no fault");
        }
    }
    arena_destroy(arena);
}

static void test_a_tenancy_that_ends_before_it_begins_is_told(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const char *row[KOBO_COLUMNS];
    struct dwelling_new dwelling;
    struct kobo_faults faults;
    good_row(row);
    row[KOBO_TENANCY_START] = "2026-02-01";
    row[KOBO_TENANCY_END] = "01.01.2026";
    assert_false(dwelling_read_kobo(arena, &map, row, &dwelling, &faults));
    assert_non_null(faults.reason[KOBO_TENANCY_END]);
    arena_destroy(arena);
}

static enum dwelling_put put(const struct test_database *database, const char *const *row) {
    struct dwelling_new dwelling;
    struct kobo_faults faults;
    assert_true(dwelling_read_kobo(database->arena, &map, row, &dwelling, &faults));
    struct db *db = test_write(database);
    enum dwelling_put result = dwelling_put(db, &dwelling);
    audit_add(db, "dwelling_put", "dwelling", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    return result;
}

static void test_the_same_row_twice_changes_nothing(void **state) {
    const struct test_database *database = *state;
    const char *row[KOBO_COLUMNS];
    good_row(row);
    assert_int_equal(put(database, row), DWELLING_ADDED);
    assert_int_equal(put(database, row), DWELLING_UNCHANGED);
    row[KOBO_RENT] = "9000";
    assert_int_equal(put(database, row), DWELLING_CHANGED);
    assert_int_equal(test_number(database, "SELECT rent FROM dwelling"), 9000);
    row[KOBO_UNIT] = "H0102";
    assert_int_equal(put(database, row), DWELLING_ADDED);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling"), 2);
}

static void test_a_new_main_applicant_alone_is_a_change(void **state) {
    const struct test_database *database = *state;
    const char *row[KOBO_COLUMNS];
    good_row(row);
    put(database, row);
    row[KOBO_MAIN_APPLICANT] = "En Annen";
    assert_int_equal(put(database, row), DWELLING_CHANGED);
}

/* trace: GDPR-5 R-117 */
static void test_the_main_applicant_is_never_in_clear(void **state) {
    const struct test_database *database = *state;
    const char *row[KOBO_COLUMNS];
    good_row(row);
    put(database, row);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE kobo_row LIKE '%Solberg%'"), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE main_applicant IS NOT NULL"), 1);
}

struct given {
    struct arena *arena;
    const char *values[KOBO_COLUMNS];
    int n;
};

static void keep(void *context, const char *const *values) {
    struct given *given = context;
    for (int i = 0; i < KOBO_COLUMNS; i++) given->values[i] = arena_strdup(given->arena, values[i]);
    given->n++;
}

static struct given give_back(const struct test_database *database) {
    struct given given = {.arena = database->arena};
    struct db *db = test_read(database);
    dwelling_each_kobo(db, &map, keep, &given);
    assert_int_equal(db_commit(db), DB_OK);
    return given;
}

/* trace: R-124 */
static void test_the_file_goes_back_as_it_came(void **state) {
    const struct test_database *database = *state;
    const char *row[KOBO_COLUMNS];
    good_row(row);
    row[KOBO_OTHER] = "Port; kode \"12\"\nto linjer";
    put(database, row);
    struct given given = give_back(database);
    assert_int_equal(given.n, 1);
    for (int i = 0; i < KOBO_COLUMNS; i++) assert_string_equal(given.values[i], row[i]);
}

static void test_a_state_changed_here_goes_back_in_the_words_of_the_file(void **state) {
    const struct test_database *database = *state;
    const char *row[KOBO_COLUMNS];
    good_row(row);
    put(database, row);
    test_script(database, "UPDATE dwelling SET state = 'ready'");
    assert_string_equal(give_back(database).values[KOBO_STATUS], "Ledig");
}

/* ── pages ── */

static struct request request_of(const struct test_database *database, struct db *db) {
    static struct session session = {.staff = {1}, .unit = {1}, .name = "Ola Fjeld", .initials = "OF", .unit_name = "Bygg og eiendom", .csrf = "", .lang = LANG_NB};
    session_allow(&session, RIGHT_DWELLING_SEE);
    return (struct request){.db = db, .arena = database->arena, .now = TEST_NOW, .today = instant_oslo_date(TEST_NOW), .lang = LANG_NB,
                            .session = &session, .path = "/boliger", .query = ""};
}

static const char *list(const struct test_database *database, struct dwelling_list_page_in in) {
    struct db *db = test_read(database);
    struct request rq = request_of(database, db);
    struct reply reply = dwelling_list_page(&rq, &in);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(reply.status, 200);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

static void put_many(const struct test_database *database, int n) {
    const char *row[KOBO_COLUMNS];
    good_row(row);
    for (int i = 0; i < n; i++) {
        row[KOBO_HOUSE_NUMBER] = arena_printf(database->arena, "%d", 100 + i);
        row[KOBO_STATUS] = i % 3 ? "Utleid" : "Ledig";
        put(database, row);
    }
}

static void test_the_list_shows_25_a_page_and_keeps_its_filter(void **state) {
    const struct test_database *database = *state;
    put_many(database, 60);
    const char *first = list(database, (struct dwelling_list_page_in){.page = {0}});
    assert_non_null(strstr(first, "Kirkegata 100b"));
    assert_non_null(strstr(first, "Kirkegata 124b"));
    assert_null(strstr(first, "Kirkegata 125b"));
    assert_non_null(strstr(first, "Viser 1–25 av 60"));
    const char *second = list(database, (struct dwelling_list_page_in){.state = DWELLING_STATE_OCCUPIED, .page = {true, 2}});
    assert_non_null(strstr(second, "Viser 26–40 av 40"));
    assert_non_null(strstr(second, "state=occupied&amp;class=&amp;page=1"));
    assert_null(strstr(second, "Kirkegata 100b"));
    assert_null(strstr(list(database, (struct dwelling_list_page_in){.page = {true, 99}}), "Viser 2451"));
}

/* trace: R-117 GDPR-5 */
static void test_no_page_tells_who_lives_there(void **state) {
    const struct test_database *database = *state;
    put_many(database, 1);
    assert_null(strstr(list(database, (struct dwelling_list_page_in){.page = {0}}), "Solberg"));
    struct db *db = test_read(database);
    struct request rq = request_of(database, db);
    struct reply reply = dwelling_show_page(&rq, &(struct dwelling_show_page_in){.dwelling = {1}});
    assert_int_equal(reply.status, 200);
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    assert_non_null(strstr(page, "Kirkegata 100b"));
    assert_non_null(strstr(page, "8\u00a0450 kr i måneden"));
    assert_null(strstr(page, "Solberg"));
    assert_int_equal(dwelling_show_page(&rq, &(struct dwelling_show_page_in){.dwelling = {2}}).status, 404);
    assert_int_equal(db_commit(db), DB_OK);
}

static void test_an_empty_stock_says_what_fills_it(void **state) {
    const struct test_database *database = *state;
    assert_non_null(strstr(list(database, (struct dwelling_list_page_in){.page = {0}}), "Ingen boliger er lest inn ennå."));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, test_a_good_row_becomes_a_dwelling),
        RULE_ON(ON_SQLITE, test_a_value_the_profile_does_not_map_stands_as_it_was),
        RULE_ON(ON_SQLITE, test_every_bad_value_is_told_at_its_column),
        RULE_ON(ON_SQLITE, test_a_tenancy_that_ends_before_it_begins_is_told),
        RULE(test_the_same_row_twice_changes_nothing),
        RULE(test_a_new_main_applicant_alone_is_a_change),
        RULE(test_the_main_applicant_is_never_in_clear),
        RULE(test_the_file_goes_back_as_it_came),
        RULE(test_a_state_changed_here_goes_back_in_the_words_of_the_file),
        RULE(test_the_list_shows_25_a_page_and_keeps_its_filter),
        RULE(test_no_page_tells_who_lives_there),
        RULE(test_an_empty_stock_says_what_fills_it),
    };
    return run_rules("dwelling", rules, sizeof rules / sizeof *rules);
}

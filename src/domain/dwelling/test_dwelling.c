/* Dwellings: what a row of Kobo's file may hold, and that the stock follows the file without telling who lives there. */
#include "domain/dwelling/dwelling.h"
#include "domain/dwelling/map.h"
#include "domain/dwelling/picture.h"
#include "domain/organisation/organisation.h"
#include "dwelling_routes.h"
#include "dwelling_sql.h"
#include "platform/audit/audit.h"
#include "platform/db/test_database.h"
#include "platform/http/http.h"
#include "texts.h"

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
    enum dwelling_put result = dwelling_put(db, &map, &dwelling);
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
    test_script(database, "UPDATE dwelling SET state = 'vacated'; UPDATE dwelling SET state = 'inspected'; UPDATE dwelling SET state = 'maintenance';"
                          "UPDATE dwelling SET state = 'ready', state_since = '2026-09-14'");
    struct given given = give_back(database);
    assert_string_equal(given.values[KOBO_STATUS], "Ledig");
    assert_string_equal(given.values[KOBO_STATUS_DATE], "14.09.2026");
}

/* ── where a dwelling stands ── */

static enum dwelling_state state_now(const struct test_database *database) {
    struct db *db = test_read(database);
    struct dwelling_state_of_row row;
    assert_true(dwelling_state_of(db, (struct dwelling_id){1}, &row));
    assert_int_equal(db_commit(db), DB_OK);
    return row.state;
}

/* A state by brute force, as a first import may give it. */
static void stand_in(const struct test_database *database, enum dwelling_state state) {
    const char *row[KOBO_COLUMNS];
    good_row(row);
    test_script(database, "DELETE FROM dwelling WHERE id = 2");
    test_script(database, arena_printf(database->arena, "INSERT INTO dwelling (id, kobo_key, municipality, cadastral, street, postcode, class, state, wheelchair, shared,"
                                       "staffed_day_and_night, staff_base, kobo_row, row_hash, imported_at)"
                                       "VALUES (2, 'b', '5037', '1/1', 'Storgata', '7600', 'ordinary', '%s', 0, 0, 0, 0, '', '', 1)", dwelling_state_code(state)));
}

static bool database_allows(const struct test_database *database, enum dwelling_state from, enum dwelling_state to) {
    struct db *db = test_write(database);
    bool moved = dwelling_set_state(db, (struct dwelling_id){2}, from, to, instant_oslo_date(TEST_NOW)) == 1 && !db_failed(db);
    db_abort(db);
    return moved;
}

/* trace: R-121 */
static void test_the_database_takes_the_steps_of_the_table_and_no_other(void **state) {
    const struct test_database *database = *state;
    int steps = 0;
    for (int i = 0; i < DWELLING_STATE_COUNT * DWELLING_STATE_COUNT; i++) {
        enum dwelling_state from = (enum dwelling_state)(1 + i / DWELLING_STATE_COUNT), to = (enum dwelling_state)(1 + i % DWELLING_STATE_COUNT);
        if (to == DWELLING_STATE_PLANNED) stand_in(database, from);
        if (from == to) continue;
        steps += dwelling_may_move(from, to);
        if (database_allows(database, from, to) != dwelling_may_move(from, to)) fail_msg("%s to %s", dwelling_state_code(from), dwelling_state_code(to));
    }
    assert_int_equal(steps, 39);
    assert_false(dwelling_may_move(DWELLING_STATE_SOLD, DWELLING_STATE_READY));
    assert_false(dwelling_may_move(0, DWELLING_STATE_READY));
}

static int move(const struct test_database *database, enum dwelling_state to) {
    struct db *db = test_write(database);
    int result = dwelling_move_to(db, (struct dwelling_id){1}, to, instant_oslo_date(TEST_NOW), NULL);
    audit_add(db, "dwelling_moved", "dwelling", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    return result;
}

/* trace: R-121 */
static void test_a_dwelling_goes_round_and_every_step_is_kept(void **state) {
    const struct test_database *database = *state;
    static const enum dwelling_state round[] = {DWELLING_STATE_NOTICE, DWELLING_STATE_VACATED, DWELLING_STATE_INSPECTED, DWELLING_STATE_MAINTENANCE,
                                                DWELLING_STATE_READY, DWELLING_STATE_OFFERED, DWELLING_STATE_OCCUPIED};
    const char *row[KOBO_COLUMNS];
    good_row(row);
    put(database, row);
    assert_int_equal(move(database, DWELLING_STATE_READY), ERR_INVALID);
    for (size_t i = 0; i < sizeof round / sizeof *round; i++) assert_int_equal(move(database, round[i]), ERR_OK);
    assert_int_equal(state_now(database), DWELLING_STATE_OCCUPIED);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling_move"), 8);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling_move WHERE from_state = 'occupied' AND to_state = 'notice'"), 1);
}

/* trace: R-117 */
static void test_the_file_decides_only_what_the_file_has_changed(void **state) {
    const struct test_database *database = *state;
    const char *row[KOBO_COLUMNS];
    good_row(row);
    put(database, row);
    assert_int_equal(move(database, DWELLING_STATE_NOTICE), ERR_OK);
    row[KOBO_RENT] = "9000";
    assert_int_equal(put(database, row), DWELLING_CHANGED);
    assert_int_equal(state_now(database), DWELLING_STATE_NOTICE);
    row[KOBO_STATUS] = "Ledig"; /* not a step from where it stands: vacated, looked at and put in order come first */
    assert_int_equal(put(database, row), DWELLING_HELD);
    assert_int_equal(state_now(database), DWELLING_STATE_NOTICE);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE file_state = 'ready'"), 1);
    assert_int_equal(put(database, row), DWELLING_UNCHANGED);
}

/* trace: R-125 R-126 */
static void test_nothing_in_the_schema_labels_a_dwelling_by_a_group(void **state) {
    const struct test_database *database = *state;
    for (enum lang lang = LANG_NB; lang <= LANG_EN; lang++) {
        for (int i = 1; i <= DWELLING_CLASS_COUNT; i++) assert_null(profile_group_label(text_of(lang, dwelling_class_text((enum dwelling_class)i))));
        for (int i = 1; i <= DWELLING_STATE_COUNT; i++) assert_null(profile_group_label(text_of(lang, dwelling_state_text((enum dwelling_state)i))));
        for (int i = 1; i <= DWELLING_ADAPTATION_COUNT; i++) assert_null(profile_group_label(text_of(lang, dwelling_adaptation_text((enum dwelling_adaptation)i))));
    }
    /* a grant that binds stands in a table of its own, and nowhere else in the stock */
    const char *columns = database->postgresql ? "SELECT count(*) FROM information_schema.columns WHERE table_name LIKE 'dwelling%' AND column_name LIKE '%group%'"
                                               : "SELECT count(*) FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.name LIKE 'dwelling%' AND m.type = 'table' AND c.name LIKE '%group%'";
    assert_int_equal(test_number(database, columns), database->postgresql ? 2 : 1); /* PostgreSQL counts the view dwelling_bound too */
}

/* ── pages ── */

static struct profile_dwelling_type catalogue[] = {
    {.code = "shared_living", .name = {"bofellesskap", "bufellesskap"}, .shared = true, .abstinence = true},
    {.code = "training_flat", .name = {"treningsleilighet", "treningsleilegheit"}, .staffed = true, .age_from = 18, .age_to = 25},
    {.code = "modulhus", .name = {"modulhus", "modulhus"}, .discreet = true},
};
static struct profile profile = {.number = "5037", .dwellings = {.types = catalogue, .types_count = 3, .verify_months = 12}};
static bool as_property = true;

static struct request request_of(const struct test_database *database, struct db *db) {
    organisation_set_profile(&profile);
    static struct session session;
    session = (struct session){.staff = {1}, .unit = {1}, .name = "Ola Fjeld", .initials = "OF", .unit_name = "Bygg og eiendom", .csrf = "", .lang = LANG_NB};
    session_allow(&session, RIGHT_DWELLING_SEE);
    if (as_property) session_allow(&session, RIGHT_DWELLING_EDIT);
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
    test_script(database, "INSERT INTO staff (user_name, name, language, scheme, shortcuts, active, version) VALUES ('ola', 'Ola Fjeld', 'nb', 'auto', 1, 1, 1)");
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
    assert_non_null(strstr(second, "state=occupied&amp;page=1"));
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

static const char *show(const struct test_database *database, int64_t id) {
    struct db *db = test_read(database);
    struct request rq = request_of(database, db);
    struct reply reply = dwelling_show_page(&rq, &(struct dwelling_show_page_in){.dwelling = {id}});
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(reply.status, 200);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

static struct dwelling_edit_send_in edit_of(int64_t version) {
    return (struct dwelling_edit_send_in){.dwelling = {1}, .version = version, .class = DWELLING_CLASS_ORDINARY, .owner = DWELLING_OWNER_MUNICIPAL,
                                          .rent = {true, 8450}, .bedrooms = {true, 2}, .wheelchair = true, .grant_until = DATE_NONE};
}

/* What the form is told is wrong with one field, or 0. */
static text_key edit(const struct test_database *database, const struct dwelling_edit_send_in *in, const char *field, int *ret_status) {
    struct db *db = test_write(database);
    struct request rq = request_of(database, db);
    struct reply reply = dwelling_edit_send(&rq, in);
    *ret_status = reply.from_form ? 422 : reply.status;
    text_key why = form_error_of(rq.form, field);
    if (*ret_status != 303) {
        db_abort(db);
        return why;
    }
    audit_add(db, "dwelling_changed", "dwelling", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    return why;
}

/* trace: R-118 R-128 R-130 */
static void test_what_is_told_here_is_kept_and_goes_back_in_the_file(void **state) {
    const struct test_database *database = *state;
    int status;
    put_many(database, 2);
    struct dwelling_edit_send_in in = edit_of(1);
    enum dwelling_adaptation adapted[] = {DWELLING_ADAPTATION_LIFT, DWELLING_ADAPTATION_HEARING};
    in.object_number = "1042";
    in.object_remarks = "Nøkkel hos vaktmester";
    in.staff_base = in.step_free = true;
    in.adaptation.v = adapted;
    in.adaptation.n = 2;
    in.rent = (struct maybe_int){true, 9100};
    in.grant_name = "Investeringstilskudd";
    in.grant_group = GRANT_GROUP_REFUGEES;
    in.grant_until = date_of(2031, 12, 31);
    edit(database, &in, "", &status);
    assert_int_equal(status, 303);
    const char *page = show(database, 1);
    const char *told[] = {"1042", "Nøkkel hos vaktmester", "Heis", "Ingen trapper", "9\u00a0100 kr", "Bundet til Flyktninger", "31. desember 2031", "Ansatte har base i bygget"};
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (!strstr(page, told[i])) fail_msg("%s", told[i]);
    struct given given = give_back(database); /* the last of the two is another; the first is asked for by SQL */
    assert_int_equal(given.n, 2);
    assert_int_equal(test_number(database, "SELECT count(*) FROM dwelling WHERE kobo_row LIKE '%9100%' AND file_row NOT LIKE '%9100%'"), 1);
    edit(database, &in, "", &status); /* the version it was read with is no longer the one that stands */
    assert_int_equal(status, 409);
    in = edit_of(1);
    in.dwelling.v = 2;
    in.object_number = "1042";
    assert_int_equal(edit(database, &in, "object_number", &status), T_dwelling_object_taken);
}

/* trace: R-128 */
static void test_a_grant_binds_with_a_name_a_group_and_an_end_or_not_at_all(void **state) {
    const struct test_database *database = *state;
    int status;
    put_many(database, 1);
    struct dwelling_edit_send_in in = edit_of(1);
    in.grant_group = GRANT_GROUP_YOUNG;
    assert_int_equal(edit(database, &in, "grant_name", &status), T_field_required);
    assert_int_equal(edit(database, &in, "grant_until", &status), T_dwelling_grant_until_needed);
    assert_int_equal(status, 422);
}

/* trace: R-139 R-145 I-10 */
static void test_house_rules_follow_the_type_and_abstinence_is_only_for_shared_living(void **state) {
    const struct test_database *database = *state;
    int status;
    put_many(database, 1);
    struct dwelling_edit_send_in in = edit_of(1);
    in.abstinence = true;
    assert_int_equal(edit(database, &in, "abstinence", &status), T_dwelling_abstinence_shared);
    in = edit_of(1);
    in.type = "training_flat";
    edit(database, &in, "", &status);
    assert_int_equal(status, 303);
    assert_non_null(strstr(show(database, 1), "For den som er 18–25 år"));
    in = edit_of(2);
    in.type = "shared_living";
    edit(database, &in, "", &status);
    assert_non_null(strstr(show(database, 1), "Den som bruker rusmidler nå, kan ikke få denne boligen"));
    assert_non_null(strstr(list(database, (struct dwelling_list_page_in){.which = STOCK_LIST_APART}), "krever rusfrihet"));
    in.type = "none_such";
    in.version = 3;
    assert_int_equal(edit(database, &in, "type", &status), T_field_choice);
    struct db *db = test_write(database);
    test_run(db, "UPDATE dwelling SET shared = 0");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: R-127 */
static void test_the_value_rule_is_told_with_what_departs_from_it(void **state) {
    const struct test_database *database = *state;
    put_many(database, 3);
    profile.dwellings.principle = (struct profile_words){"Alle kommunale boliger er del av et hele.", "Alle kommunale bustader er del av eit heile."};
    assert_null(strstr(list(database, (struct dwelling_list_page_in){.page = {0}}), "ikke åpen for alle"));
    test_script(database, "INSERT INTO dwelling_grant (dwelling_id, name, bound_group, until_date) VALUES (2, 'Tilskudd', 'refugees', '2030-01-01')");
    const char *page = list(database, (struct dwelling_list_page_in){.which = STOCK_LIST_APART});
    profile.dwellings.principle = (struct profile_words){0};
    assert_non_null(strstr(page, "Alle kommunale boliger er del av et hele."));
    assert_non_null(strstr(page, "Én bolig er ikke åpen for alle"));
    assert_non_null(strstr(page, "Kirkegata 101b"));
    assert_null(strstr(page, "Kirkegata 100b"));
}

/* trace: R-132 */
static void test_a_discreet_type_is_seen_by_the_property_unit_only(void **state) {
    const struct test_database *database = *state;
    put_many(database, 1);
    test_script(database, "UPDATE dwelling SET type = 'modulhus'");
    assert_non_null(strstr(show(database, 1), "modulhus"));
    as_property = false;
    assert_null(strstr(show(database, 1), "modulhus"));
    assert_null(strstr(list(database, (struct dwelling_list_page_in){.page = {0}}), "modulhus"));
    as_property = true;
}

static const char *map_page(const struct test_database *database) {
    struct db *db = test_read(database);
    struct request rq = request_of(database, db);
    struct reply reply = dwelling_map_page(&rq, &(struct dwelling_map_page_in){.which = 0});
    assert_int_equal(db_commit(db), DB_OK);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

static const char *csv(const struct test_database *database) {
    struct db *db = test_read(database);
    struct request rq = request_of(database, db);
    struct reply reply = dwelling_file(&rq, &(struct dwelling_file_in){.which = 0});
    assert_int_equal(db_commit(db), DB_OK);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

static const char *print(const struct test_database *database) {
    struct db *db = test_read(database);
    struct request rq = request_of(database, db);
    struct reply reply = dwelling_print_page(&rq, &(struct dwelling_print_page_in){.which = 0});
    assert_int_equal(db_commit(db), DB_OK);
    return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
}

/* trace: R-117 GDPR-6 */
static void test_who_lives_at_a_shielded_address_is_not_in_the_file_that_goes_back(void **state) {
    const struct test_database *database = *state;
    const char *row[KOBO_COLUMNS];
    good_row(row);
    put(database, row);
    assert_string_equal(give_back(database).values[KOBO_MAIN_APPLICANT], "Ane Solberg");
    test_script(database, "UPDATE dwelling SET address_shielded = 1");
    assert_string_equal(give_back(database).values[KOBO_MAIN_APPLICANT], "");
}

/* trace: R-117 GDPR-6 */
static void test_a_shielded_address_is_on_no_list_map_or_file(void **state) {
    const struct test_database *database = *state;
    put_many(database, 3);
    test_script(database, "UPDATE dwelling SET latitude = 63.75 + id * 0.01, longitude = 11.3, object_number = 'O' || id");
    assert_non_null(strstr(map_page(database), "Kirkegata 101b"));
    assert_non_null(strstr(csv(database), "Kirkegata 101b"));
    test_script(database, "UPDATE dwelling SET address_shielded = 1 WHERE id = 2");
    const char *shown[] = {map_page(database), csv(database), list(database, (struct dwelling_list_page_in){.page = {0}}),
                           list(database, (struct dwelling_list_page_in){.q = "kirkegata 101"}), print(database)};
    for (int i = 0; i < 5; i++) assert_null(strstr(shown[i], "101b"));
    test_script(database, "INSERT INTO dwelling_area (name) VALUES ('Nordbyen'); INSERT INTO dwelling_cluster (name, kind) VALUES ('Tunet', 'courtyard');"
                          "UPDATE dwelling SET area_id = 1, cluster_id = 1");
    assert_null(strstr(list(database, (struct dwelling_list_page_in){.area = {1}}), "Objekt O2"));
    assert_null(strstr(list(database, (struct dwelling_list_page_in){.cluster = {1}}), "Objekt O2"));
    assert_non_null(strstr(list(database, (struct dwelling_list_page_in){.area = {1}}), "Kirkegata 100b"));
    assert_non_null(strstr(shown[1], "O2;;;"));
    assert_non_null(strstr(shown[2], "Objekt O2, adressen vises ikke"));
    assert_non_null(strstr(show(database, 2), "Kirkegata 101b")); /* the property unit takes care of the house */
    as_property = false;
    assert_null(strstr(show(database, 2), "101b"));
    as_property = true;
}

/* trace: R-142 */
static void test_what_nobody_has_checked_for_a_year_is_found(void **state) {
    const struct test_database *database = *state;
    put_many(database, 3);
    assert_non_null(strstr(list(database, (struct dwelling_list_page_in){.page = {0}}), "3 boliger er ikke sjekket de siste 12 månedene."));
    struct db *db = test_write(database);
    struct request rq = request_of(database, db);
    assert_int_equal(dwelling_verify_send(&rq, &(struct dwelling_verify_send_in){.dwelling = {1}, .yes = true}).status, 303);
    audit_add(db, "dwelling_verified", "dwelling", 1, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    test_script(database, "UPDATE dwelling SET verified_on = '2025-09-06', verified_by = 1 WHERE id = 2"); /* a year and a day */
    const char *page = list(database, (struct dwelling_list_page_in){.which = STOCK_LIST_UNVERIFIED});
    assert_non_null(strstr(page, "2 boliger er ikke sjekket"));
    assert_null(strstr(page, "Kirkegata 100b"));
    assert_non_null(strstr(page, "Kirkegata 101b"));
}

/* trace: R-117 */
static void test_a_dwelling_is_registered_by_hand_and_its_row_is_in_the_file(void **state) {
    const struct test_database *database = *state;
    struct dwelling_new_send_in in = {.municipality = "5037", .cadastral = "12/34", .street = "Sjøgata", .house_number = "3", .postcode = "7600", .unit_number = "H0101",
                                      .class = DWELLING_CLASS_ORDINARY, .state = DWELLING_STATE_ACQUIRED, .object_number = "77"};
    for (int i = 0; i < 2; i++) {
        struct db *db = test_write(database);
        struct request rq = request_of(database, db);
        struct reply reply = dwelling_new_send(&rq, &in);
        if (i) {
            assert_true(reply.from_form);
            assert_int_equal(form_error_of(rq.form, "object_number"), T_dwelling_object_taken);
            db_abort(db);
            continue;
        }
        assert_string_equal(reply.location, "/boliger/1/endre");
        audit_add(db, "dwelling_registered", "dwelling", 1, NULL);
        assert_int_equal(db_commit(db), DB_OK);
    }
    assert_string_equal(give_back(database).values[KOBO_STREET], "Sjøgata");
    struct db *db = test_write(database);
    struct request rq = request_of(database, db);
    in.object_number = NULL;
    dwelling_new_send(&rq, &in);
    assert_int_equal(form_error_of(rq.form, "street"), T_dwelling_there_already);
    in.cadastral = "12-34";
    rq.form = NULL;
    dwelling_new_send(&rq, &in);
    assert_int_equal(form_error_of(rq.form, "cadastral"), T_dwelling_bad_cadastral);
    db_abort(db);
}

/* ── pictures and the map ── */

static const uint8_t jpeg[] = {0xff, 0xd8, 0xff, 0xe1, 0, 34,   'E',  'x',  'i', 'f', 0, 0, 'I', 'I', 42,   0,    8, 0,    0,    0, 1, 0, 0x12, 1,  3,    0,    1,    0,
                               0,    0,    6,    0,    0, 0,    0,    0,    0,   0,   0xff, 0xfe, 0, 7, 's', 't', 'e', 'd', '!', 0xff, 0xc0, 0, 11, 8,    0,    40,   0,
                               60,   1,    1,    17,   0, 0xff, 0xda, 0,    8,   1,   1, 0, 0, 63,  0,   0x12, 0xff, 0, 0x34, 0xff, 0xd9, 'e', 'x', 't', 'r', 'a'};

/* trace: R-117 GDPR-5 */
static void test_a_picture_keeps_the_way_up_and_tells_no_place(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    struct picture picture;
    assert_true(picture_read(arena, (struct blob){jpeg, sizeof jpeg}, &picture));
    assert_string_equal(picture.media_type, "image/jpeg");
    assert_int_equal(picture.width, 40); /* turned a quarter */
    assert_int_equal(picture.height, 60);
    assert_null(memmem(picture.bytes.data, picture.bytes.size, "sted!", 5));
    assert_null(memmem(picture.bytes.data, picture.bytes.size, "extra", 5));
    assert_memory_equal(picture.bytes.data + picture.bytes.size - 2, "\xff\xd9", 2);
    struct picture again;
    assert_true(picture_read(arena, picture.bytes, &again));
    assert_int_equal(again.width, 40);
    assert_int_equal(again.bytes.size, picture.bytes.size);
    for (size_t size = 0; size < sizeof jpeg - 5; size++) assert_false(picture_read(arena, (struct blob){jpeg, size}, &picture));
    const char *html = "<html><script>alert(1)</script></html>";
    assert_false(picture_read(arena, (struct blob){(const uint8_t *)html, strlen(html)}, &picture));
    arena_destroy(arena);
}

static void test_what_is_no_picture_is_not_kept(void **state) {
    const struct test_database *database = *state;
    put_many(database, 1);
    for (int good = 0; good < 2; good++) {
        struct db *db = test_write(database);
        struct request rq = request_of(database, db);
        struct dwelling_picture_send_in in = {.dwelling = {1}, .kind = PICTURE_KIND_PHOTO, .alt = "Kjøkken", .picture = {jpeg, good ? sizeof jpeg : 30}};
        struct reply reply = dwelling_picture_send(&rq, &in);
        assert_int_equal(reply.from_form, !good);
        if (!good) assert_int_equal(form_error_of(rq.form, "picture"), T_dwelling_picture_not);
        audit_add(db, "dwelling_picture_added", "dwelling", 1, NULL);
        if (good) assert_int_equal(db_commit(db), DB_OK);
        else db_abort(db);
    }
    assert_non_null(strstr(show(database, 1), "alt=\"Kjøkken\""));
    struct db *db = test_read(database);
    struct request rq = request_of(database, db);
    struct reply reply = dwelling_picture_file(&rq, &(struct dwelling_picture_file_in){.picture = {1}});
    assert_string_equal(reply.type, "image/jpeg");
    assert_int_equal(dwelling_picture_file(&rq, &(struct dwelling_picture_file_in){.picture = {2}}).status, 404);
    assert_int_equal(db_commit(db), DB_OK);
}

static void test_the_map_lays_north_up_and_puts_one_building_at_one_spot(void **state) {
    (void)state;
    struct map_spot spots[4];
    struct map drawn = {.v = spots};
    map_add(&drawn, 63.70, 11.20, 0, 0);
    map_add(&drawn, 63.80, 11.40, 1, 1);
    map_add(&drawn, 63.70001, 11.20001, 1, 2);
    map_draw(&drawn);
    assert_int_equal(drawn.n, 2);
    assert_int_equal(spots[0].n, 2);
    assert_int_equal(spots[0].vacant, 1);
    assert_true(spots[0].y > spots[1].y && spots[0].x < spots[1].x);
    for (size_t i = 0; i < drawn.n; i++) assert_true(spots[i].x >= MAP_MARGIN && spots[i].x <= MAP_WIDTH - MAP_MARGIN && spots[i].y >= MAP_MARGIN - 1 && spots[i].y <= drawn.height);
    struct map alone = {.v = spots};
    map_add(&alone, 63, 11, 0, 0);
    map_draw(&alone);
    assert_int_equal(spots[0].x, MAP_WIDTH / 2);
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
        RULE(test_the_database_takes_the_steps_of_the_table_and_no_other),
        RULE(test_a_dwelling_goes_round_and_every_step_is_kept),
        RULE(test_the_file_decides_only_what_the_file_has_changed),
        RULE(test_nothing_in_the_schema_labels_a_dwelling_by_a_group),
        RULE(test_the_list_shows_25_a_page_and_keeps_its_filter),
        RULE(test_no_page_tells_who_lives_there),
        RULE(test_an_empty_stock_says_what_fills_it),
        RULE(test_what_is_told_here_is_kept_and_goes_back_in_the_file),
        RULE(test_a_grant_binds_with_a_name_a_group_and_an_end_or_not_at_all),
        RULE(test_house_rules_follow_the_type_and_abstinence_is_only_for_shared_living),
        RULE(test_the_value_rule_is_told_with_what_departs_from_it),
        RULE(test_a_discreet_type_is_seen_by_the_property_unit_only),
        RULE(test_who_lives_at_a_shielded_address_is_not_in_the_file_that_goes_back),
        RULE(test_a_shielded_address_is_on_no_list_map_or_file),
        RULE(test_what_nobody_has_checked_for_a_year_is_found),
        RULE(test_a_dwelling_is_registered_by_hand_and_its_row_is_in_the_file),
        RULE_ON(ON_SQLITE, test_a_picture_keeps_the_way_up_and_tells_no_place),
        RULE(test_what_is_no_picture_is_not_kept),
        RULE_ON(ON_SQLITE, test_the_map_lays_north_up_and_puts_one_building_at_one_spot),
    };
    return run_rules("dwelling", rules, sizeof rules / sizeof *rules);
}

/* The leader's picture: classes of pairs, bands that hide small numbers, and a page that shows names only of the unit's own cases. */
#include "domain/responsibility/authority_for_tests.h"
#include "domain/responsibility/responsibility.h"
#include "domain/secrecy/secrecy.h"
#include "domain/steering/steering.h"
#include "steering_routes.h"
#include "texts.h"

static int64_t later = 100000;

/* trace: R-034 */
static void the_border_follows_from_the_kinds_of_the_units(void **state) {
    (void)state;
    static const struct {
        enum unit_kind one, other;
        bool outside;
        enum shove_class expected;
    } rows[] = {
        {UNIT_KIND_SUBSTANCE, UNIT_KIND_HEALTH, false, SHOVE_SUBSTANCE_MENTAL},
        {UNIT_KIND_HOME_SERVICES, UNIT_KIND_HEALTH, false, SHOVE_HOME_SERVICES},
        {UNIT_KIND_NAV, UNIT_KIND_SUBSTANCE, false, SHOVE_NAV},
        {UNIT_KIND_NAV, UNIT_KIND_PROPERTY, false, SHOVE_OTHER},
        {UNIT_KIND_HEALTH, UNIT_KIND_UNKNOWN, true, SHOVE_SPECIALIST},
        {UNIT_KIND_ALLOCATION, UNIT_KIND_HEALTH, false, SHOVE_OTHER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(steering_class(rows[i].one, rows[i].other, rows[i].outside), rows[i].expected);
        assert_int_equal(steering_class(rows[i].other, rows[i].one, rows[i].outside), rows[i].expected);
        assert_true(steering_class_text(rows[i].expected) > 0);
    }
}

/* trace: I-15 MODEL-6.4-12 */
static void a_small_number_and_none_look_the_same(void **state) {
    (void)state;
    for (int n = 1; n < 5; n++) assert_ptr_equal(steering_band(n), steering_band(0));
    assert_string_equal(steering_band(5), "5–9");
    assert_string_equal(steering_band(10), "10–19");
    assert_string_equal(steering_band(99), "50–99");
    assert_string_equal(steering_band(100), "100+");
}

static void refuse(const struct test_database *database, struct case_id id, enum refusal_reason reason) {
    struct handover_id handover;
    struct baton_offer offer = {.to = {HJE}, .reason = HANDOVER_REASON_OTHER, .what = "Samtaler", .asked = PERSON_ASKED_AGREES};
    struct baton_refusal no = {.reason = reason, .text = "Nei", .proposed = {RUS}};
    struct db *db = town_write(database, HOT, later += 1000);
    assert_int_equal(baton_offer(db, id, &offer, &handover), BATON_DONE);
    town_commit(db);
    db = town_write(database, HJE, later += 1000);
    assert_int_equal(baton_refuse(db, id, handover, &no), BATON_DONE);
    town_commit(db);
}

static const char *page_for(const struct test_database *database, int unit, int64_t days) {
    static const enum right leads[] = {RIGHT_CASE_SEE, RIGHT_UNIT_LEAD, 0};
    struct db *db = db_begin(database->store, DB_READ, database->arena, &test_actor, (struct instant){TEST_NOW.ms + days * MS_PER_DAY});
    struct request rq = town_request(database, db, town_session(database, unit, leads));
    struct reply reply = steering_page(&rq, &(struct steering_page_in){});
    assert_int_equal(reply.status, 200);
    const char *page = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    return page;
}

/* trace: R-030 R-031 R-032 R-033 R-034 R-044 R-050 I-15 */
static void the_page_names_the_units_own_cases_and_bands_the_rest(void **state) {
    struct test_database *database = *state;
    later = 100000;
    authority_make(database);
    struct case_id ane = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    audit_add(db, "tried", "case", 1, NULL);
    town_commit(db);
    for (int i = 0; i < 6; i++) refuse(database, ane, i < 5 ? REFUSAL_REASON_RISK_OF_COST : REFUSAL_REASON_OTHER);
    struct handover_id handover;
    struct baton_offer offer = {.to = {NAV}, .reason = HANDOVER_REASON_OTHER, .what = "Samtaler", .asked = PERSON_ASKED_AGREES};
    db = town_write(database, HOT, later += 1000);
    assert_int_equal(baton_offer(db, ane, &offer, &handover), BATON_DONE);
    town_commit(db);
    const char *own = page_for(database, HOT, 10), *receiver = page_for(database, NAV, 10), *other = page_for(database, RUS, 10);
    assert_non_null(strstr(own, "Ane Solberg"));
    assert_non_null(strstr(own, "12 (overlevert 0, nei 6"));
    assert_non_null(strstr(own, "Fristen for svar var"));
    assert_non_null(strstr(receiver, "Ane Solberg"));
    assert_null(strstr(other, "Ane"));
    assert_non_null(strstr(other, "5–9"));
    assert_non_null(strstr(other, "Fare for merkostnader"));
    assert_non_null(strstr(other, "Ledig"));
    assert_null(strstr(page_for(database, RUS, 400), "5–9"));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(the_border_follows_from_the_kinds_of_the_units),
        RULE(a_small_number_and_none_look_the_same),
        RULE(the_page_names_the_units_own_cases_and_bands_the_rest),
    };
    return run_rules("steering", rules, sizeof rules / sizeof *rules);
}

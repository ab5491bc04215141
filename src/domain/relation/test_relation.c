/* The rules about the people around her: who a letter goes to, what a relative may be told, and what the schema refuses. */
#include "domain/relation/internal.h"

#include "domain/work/town_for_tests.h"

/* ── what a relative may be told ──────────────────────────────────────── */

static struct telling to_mother(enum telling_ground ground) {
    return (struct telling){.ground = ground,
                            .kinship = KINSHIP_PARENT,
                            .nearest = true,
                            .her_answer = ROLE_ANSWER_NOT_ASKED,
                            .born = date_of(1999, 4, 2),
                            .day = date_of(2026, 9, 7)};
}

/* trace: R-057 PBRL-8 */
static void telling_needs_her_yes_or_a_case_of_the_law(void **state) {
    (void)state;
    struct telling telling = to_mother(TELLING_GROUND_HER_CONSENT);
    assert_int_equal(relation_may_tell(&telling), TELLING_NO_CONSENT);
    telling.her_answer = ROLE_ANSWER_YES;
    assert_int_equal(relation_may_tell(&telling), TELLING_FINE);
    telling = to_mother(TELLING_GROUND_CIRCUMSTANCES);
    assert_int_equal(relation_may_tell(&telling), TELLING_FINE);
    telling.nearest = false;
    assert_int_equal(relation_may_tell(&telling), TELLING_NOT_NEAREST);
    telling.nearest = true;
    telling.her_answer = ROLE_ANSWER_NO;
    assert_int_equal(relation_may_tell(&telling), TELLING_SAID_NO);
    telling.ground = TELLING_GROUND_GENERAL;
    telling.nearest = false;
    assert_int_equal(relation_may_tell(&telling), TELLING_FINE);
}

/* trace: PBRL-6 PBRL-8 */
static void the_two_cases_of_june_2026_hold_from_that_day_with_a_written_necessity(void **state) {
    (void)state;
    static const enum telling_ground opened[] = {TELLING_GROUND_SERIOUS_DANGER, TELLING_GROUND_CHILDREN_CARED_FOR};
    for (size_t i = 0; i < 2; i++) {
        struct telling telling = to_mother(opened[i]);
        telling.her_answer = ROLE_ANSWER_NO;
        assert_int_equal(relation_may_tell(&telling), TELLING_NECESSITY);
        telling.has_necessity = true;
        assert_int_equal(relation_may_tell(&telling), TELLING_FINE);
        telling.nearest = false;
        assert_int_equal(relation_may_tell(&telling), TELLING_NOT_NEAREST);
        telling.nearest = true;
        telling.day = date_of(2026, 5, 31);
        assert_int_equal(relation_may_tell(&telling), TELLING_NOT_YET_LAW);
    }
}

/* trace: PBRL-9 */
static void parents_of_a_seventeen_year_old_are_told_what_care_needs_and_no_more(void **state) {
    (void)state;
    struct telling telling = to_mother(TELLING_GROUND_PARENTAL_DUTY);
    telling.has_necessity = true;
    assert_int_equal(relation_may_tell(&telling), TELLING_NOT_PARENT);
    telling.born = date_of(2009, 9, 8);
    assert_int_equal(relation_may_tell(&telling), TELLING_FINE);
    telling.has_necessity = false;
    assert_int_equal(relation_may_tell(&telling), TELLING_NECESSITY);
    telling.kinship = KINSHIP_SIBLING;
    assert_int_equal(relation_may_tell(&telling), TELLING_NOT_PARENT);
    telling.kinship = KINSHIP_PARENT;
    telling.has_necessity = true;
    telling.day = date_of(2027, 9, 8); /* she is eighteen */
    assert_int_equal(relation_may_tell(&telling), TELLING_NOT_PARENT);
}

/* ── who a letter goes to ─────────────────────────────────────────────── */

static struct representative_new agent_of(struct case_id id) {
    return (struct representative_new){.case_ = id,
                                       .kind = REPRESENTATIVE_KIND_AGENT,
                                       .name = "Eva Fullmektig",
                                       .address = "Storgata 1\n7600 Levanger",
                                       .authority_on = date_of(2026, 9, 1),
                                       .from = date_of(2026, 9, 7),
                                       .until = DATE_NONE,
                                       .scope = SCOPE_HOUSING};
}

static int add(struct test_database *database, const struct representative_new *new, int64_t later) {
    struct db *db = town_write(database, HOT, later);
    int result = relation_add_representative(db, new);
    if (result < 0) {
        db_abort(db);
        return result;
    }
    town_commit(db);
    return result;
}

/* "agent Eva Fullmektig, person Ane Solberg" */
static const char *goes_to(struct test_database *database, struct case_id id, unsigned scope, struct date day) {
    static const char *const kinds[] = {"", "person", "agent", "guardian"};
    struct db *db = test_read(database);
    struct letter_recipients list = relation_letter_recipients(db, id, scope, day);
    struct str out = str_in(database->arena);
    for (size_t i = 0; i < list.n; i++) str_addf(&out, "%s%s %s", i ? ", " : "", kinds[list.v[i].kind], list.v[i].name);
    db_abort(db);
    return str_text(&out);
}

/* trace: FVL-12 */
static void a_letter_within_the_authority_goes_to_the_agent_only(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct date day = date_of(2026, 9, 24);
    assert_string_equal(goes_to(database, id, SCOPE_ALL, day), "person Ane Solberg");
    struct representative_new agent = agent_of(id);
    assert_int_equal(add(database, &agent, 1), ERR_OK);
    assert_string_equal(goes_to(database, id, SCOPE_HOUSING, day), "agent Eva Fullmektig");
    assert_string_equal(goes_to(database, id, SCOPE_HOUSING | SCOPE_SERVICES, day), "agent Eva Fullmektig");
    assert_string_equal(goes_to(database, id, SCOPE_ECONOMY, day), "person Ane Solberg");
    assert_string_equal(goes_to(database, id, SCOPE_HOUSING, date_of(2026, 9, 6)), "person Ane Solberg");
}

/* trace: FVL-12 */
static void copies_guardians_and_ends_are_counted(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct date day = date_of(2026, 9, 24);
    struct representative_new new = agent_of(id);
    new.copy_to_her = true;
    new.until = date_of(2026, 12, 31);
    assert_int_equal(add(database, &new, 1), ERR_OK);
    new = agent_of(id);
    new.kind = REPRESENTATIVE_KIND_GUARDIAN;
    new.name = "Per Verge";
    assert_int_equal(add(database, &new, 2), ERR_OK);
    assert_string_equal(goes_to(database, id, SCOPE_HOUSING, day), "agent Eva Fullmektig, person Ane Solberg, guardian Per Verge");
    assert_string_equal(goes_to(database, id, SCOPE_HOUSING, date_of(2026, 12, 31)),
                        "agent Eva Fullmektig, person Ane Solberg, guardian Per Verge");
    assert_string_equal(goes_to(database, id, SCOPE_HOUSING, date_of(2027, 1, 1)), "person Ane Solberg, guardian Per Verge");
    struct db *db = town_write(database, HOT, 3);
    assert_int_equal(relation_end_representative(db, id, (struct representative_id){1}), ERR_OK);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    /* Taken back on 7 September, so not from that day on; and not twice. */
    assert_string_equal(goes_to(database, id, SCOPE_HOUSING, day), "person Ane Solberg, guardian Per Verge");
    db = town_write(database, HOT, 4);
    assert_int_equal(relation_end_representative(db, id, (struct representative_id){1}), ERR_NOT_FOUND);
    db_abort(db);
}

/* trace: FVL-12 */
static void an_agent_without_written_authority_is_a_lawyer_or_no_agent(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct representative_new new = agent_of(id);
    new.authority_on = DATE_NONE;
    assert_int_equal(add(database, &new, 1), ERR_INVALID);
    new.lawyer = true;
    assert_int_equal(add(database, &new, 1), ERR_OK);
    new.kind = REPRESENTATIVE_KIND_GUARDIAN;
    assert_int_equal(add(database, &new, 2), ERR_INVALID);
    new = agent_of(id);
    new.scope = 0;
    assert_int_equal(add(database, &new, 3), ERR_INVALID);
    new = agent_of(id);
    new.until = date_of(2026, 9, 6);
    assert_int_equal(add(database, &new, 3), ERR_INVALID);
    /* and the database itself says no */
    struct db *db = town_write(database, HOT, 4);
    test_run(
        db,
        "INSERT INTO representative (case_id, person_id, kind, name, lawyer, housing, services, economy, appeals, copy_to_her, from_date,"
        " registered_at, registered_by) SELECT case_id, person_id, 'agent', name, 0, 1, 0, 0, 0, 0, from_date, registered_at, registered_by"
        " FROM representative WHERE id = 1");
    assert_true(db_failed(db));
    db_abort(db);
}

/* ── what the schema refuses ──────────────────────────────────────────── */

static void refused(struct test_database *database, const char *sql) {
    struct db *db = town_write(database, HOT, 50);
    test_run(db, sql);
    if (!db_failed(db)) fail_msg("the database took: %s", sql);
    db_abort(db);
}

/* trace: R-059 BVL-1 I-14 */
static void a_no_to_credit_keeps_nothing_more_and_nothing_is_rewritten(void **state) {
    struct test_database *database = *state;
    town_make(database);
    struct case_id id = town_case(database, "Ane");
    struct representative_new agent = agent_of(id);
    assert_int_equal(add(database, &agent, 1), ERR_OK);
    refused(
        database,
        "INSERT INTO credit_permission (case_id, person_id, state, until_date, at, by_staff, unit_id) VALUES (1, 1, 'refused', '2026-12-01', 1, 1, 1)");
    refused(database, "INSERT INTO credit_permission (case_id, person_id, state, at, by_staff, unit_id) VALUES (1, 1, 'given', 1, 1, 1)");
    refused(database, "DELETE FROM representative");
    test_script(database, "UPDATE representative SET ended_on = '2026-09-08'");
    refused(database, "UPDATE representative SET ended_on = NULL");
    refused(database, "INSERT INTO relative (case_id, person_id, zone, name, kinship, nearest, registered_at, registered_by)"
                      " SELECT 1, 1, 'spine', name, 'parent', 1, 1, 1 FROM representative");
    /* There is no place for the words of a notice to child welfare. */
    refused(database, "SELECT content FROM child_notice");
    refused(database, "SELECT note FROM child_notice");
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, telling_needs_her_yes_or_a_case_of_the_law),
        RULE_ON(ON_SQLITE, the_two_cases_of_june_2026_hold_from_that_day_with_a_written_necessity),
        RULE_ON(ON_SQLITE, parents_of_a_seventeen_year_old_are_told_what_care_needs_and_no_more),
        RULE(a_letter_within_the_authority_goes_to_the_agent_only),
        RULE(copies_guardians_and_ends_are_counted),
        RULE(an_agent_without_written_authority_is_a_lawyer_or_no_agent),
        RULE(a_no_to_credit_keeps_nothing_more_and_nothing_is_rewritten),
    };
    return run_rules("relation", rules, sizeof rules / sizeof *rules);
}

/* Who reads what, cell by cell, against LAW §7: every kind of unit, every zone, everything she can have said, with and without a task in the
 * case. What is expected is written here from the law's table, not from law/reader_matrix.yaml. */
#include "domain/secrecy/consent_for_tests.h"

#include "secrecy_sql.h"

/* R: its own task. N: need in health care. C: only by her yes (reduced, ground or consent in the law's table).
 * G: by a worker named for it, and her yes opens nothing. -: never. */
static const struct {
    const char *role;
    const char cells[7]; /* health social housing tenancy plan restricted */
} law[] = {
    {"coordinator", "CCRCRG"}, {"health", "NCCCCG"}, {"nav", "CRCCCG"},    {"allocator", "CCRCC-"}, {"property", "---R--"},
    {"caretaker", "----C-"},   {"peer", "----C-"},   {"leader", "---R--"}, {"voluntary", "----C-"}, {"outside", "CCCCCG"},
};
enum { ROLES = sizeof law / sizeof *law, FIRST_UNIT = TOWN_UNITS + 1 };

static const struct situation {
    const char *name, *state, *until;
    bool objects;
} situations[] = {
    {"never asked", NULL, NULL, false},
    {"said yes", "given", "2027-03-07", false},
    {"said yes until today", "given", "2026-09-07", false},
    {"said yes until yesterday", "given", "2026-09-06", false},
    {"said no", "refused", NULL, false},
    {"took it back", "revoked", "2027-03-07", false},
    {"expired", "expired", "2026-09-01", false},
    {"said yes, then objected", "given", "2027-03-07", true},
    {"objected", NULL, NULL, true},
};
enum { SITUATIONS = sizeof situations / sizeof *situations };

static bool runs(const struct situation *situation) {
    return text_equal(situation->state, "given") && !text_equal(situation->until, "2026-09-06");
}
static bool said_no(const struct situation *situation) {
    return text_equal(situation->state, "refused") || text_equal(situation->state, "revoked");
}

static const char *expected(int role, enum zone zone, const struct situation *situation, bool works) {
    char cell = law[role].cells[zone - ZONE_HEALTH];
    const char *by_consent = !runs(situation) ? NULL : zone == ZONE_HEALTH ? "H1" : "A1";
    if (situation->objects || cell == '-' || cell == 'G') return NULL;
    if (cell == 'R' && works) return "own_unit";
    if (cell == 'R' && text_equal(law[role].role, "property")) return NULL; /* it reads the tenancy as landlord, and never by her yes */
    if (by_consent) return by_consent;
    return cell == 'N' && works && !said_no(situation) ? "H7" : NULL;
}

/* One unit of every role, numbered after the town's. */
static void more_units(const struct test_database *database) {
    for (int i = 0; i < ROLES; i++)
        test_script(database,
                    arena_printf(database->arena,
                                 "INSERT INTO unit (code, name_nb, name_nn, letter_name_nb, letter_name_nn, role, intake, decides_services,"
                                 " external, active) VALUES ('X%d', 'X', 'X', 'X', 'X', '%s', 0, 0, 0, 1)",
                                 i, law[i].role));
}

static void record(struct db *db, const char *sql, const char *unit, enum zone zone) {
    test_run(db, arena_printf(db_arena(db), sql, unit, zone_code(zone)));
    assert_false(db_failed(db));
}

/* Written past the rules, as no page would: what is read must not depend on who recorded what. */
static void write_situation(const struct test_database *database, const struct situation *situation, bool works) {
    struct db *db = consent_write(database, 10);
    for (int i = 0; i < ROLES; i++) {
        const char *unit = arena_printf(database->arena, "%d", FIRST_UNIT + i);
        if (works) secrecy_involve(db, ane, unit_of(FIRST_UNIT + i), INVOLVEMENT_SERVICE);
        for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
            const char *state = situation->state;
            const char *columns =
                "INSERT INTO consent (case_id, person_id, to_unit, zone, purpose, asked_at, asked_by, asked_unit, state, form, until,"
                " answered_at, ended_at, ask_again) VALUES (1, 1, %%s, '%%s', 'services', 1, 1, 1, '%s', %s, %s, 2, %s, %s)";
            bool refused = text_equal(state, "refused"), given = text_equal(state, "given");
            const char *until = situation->until ? arena_printf(database->arena, "'%s'", situation->until) : "NULL";
            if (state)
                record(db,
                       arena_printf(database->arena, columns, state, refused ? "NULL" : "'digital'", until, given || refused ? "NULL" : "3",
                                    refused ? "'2026-12-01'" : "NULL"),
                       unit, zone);
            if (situation->objects)
                record(db, "INSERT INTO objection (case_id, unit_id, zone, made_at, made_by) VALUES (1, %s, '%s', 3, 1)", unit, zone);
        }
    }
    town_commit(db);
}

static void forget(const struct test_database *database) {
    /* The program keeps everything; between two situations the operator's hand takes it away. */
    const char *const off =
        database->postgresql ? "ALTER TABLE %s DISABLE TRIGGER USER; DELETE FROM %s; ALTER TABLE %s ENABLE TRIGGER USER" : "";
    static const char *const tables[] = {"consent", "objection", "case_unit"};
    for (int i = 0; i < 3; i++) {
        if (database->postgresql) {
            test_script(database, arena_printf(database->arena, off, tables[i], tables[i], tables[i]));
            continue;
        }
        const char *kept = arena_printf(database->arena, "%s_kept", tables[i]);
        test_script(database, arena_printf(database->arena, "DROP TRIGGER %s", kept));
        test_script(database, arena_printf(database->arena, "DELETE FROM %s", tables[i]));
        test_script(database, arena_printf(database->arena, "CREATE TRIGGER %s BEFORE DELETE ON %s BEGIN SELECT RAISE(ABORT, 'kept'); END",
                                           kept, tables[i]));
    }
}

static int64_t seen; /* the last line of the log that has been looked at */

/* Opens everything as the role's unit and reads it; the log must say what was expected and nothing else. Returns how many cells differ. */
static int check_role(const struct test_database *database, int role, const struct situation *situation, bool works) {
    int unit = FIRST_UNIT + role, wrong = 0;
    struct db *db = read_at(database, unit, TEST_NOW);
    struct session session = {.staff = staff_of(1), .unit = unit_of(unit)};
    struct request rq = town_request(database, db, &session);
    const struct access *access = secrecy_open(&rq, ane, ~0u, "services");
    for (enum zone zone = ZONE_SPINE; zone <= ZONE_RESTRICTED; zone++)
        if (access_covers(access, zone)) access_note(db, access, zone, "test");
    assert_int_equal(db_commit(db), DB_OK);
    db = test_read(database);
    struct access_lines_rows rows = access_lines(db, (struct person_id){1}, unit_of(unit), (struct access_log_id){INT64_MAX}, 6);
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        const char *want = expected(role, zone, situation, works), *got = NULL;
        for (size_t i = 0; i < rows.n; i++)
            if (rows.v[i].id.v > seen && rows.v[i].zone == zone) got = rows.v[i].ground;
        if (text_equal(want, got)) continue;
        print_error("%s, %s, %s, %s: %s, expected %s\n", law[role].role, zone_code(zone), situation->name, works ? "works" : "no task",
                    got ? got : "nothing", want ? want : "nothing");
        wrong++;
    }
    struct access_lines_rows last =
        access_lines(db, (struct person_id){1}, (struct unit_id){0}, (struct access_log_id){INT64_MAX}, 1);
    seen = last.n ? last.v[0].id.v : 0;
    db_abort(db);
    return wrong;
}

/* trace: I-04 I-05 I-06 R-051 HPL-21 HPL-25 HPL-29 PBRL-12 FVL-13a FVL-13b GDPR-1 PJL-6 */
static void every_reader_reads_what_the_law_says_and_nothing_else(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    more_units(database);
    seen = 0;
    int wrong = 0;
    for (int works = 0; works < 2; works++)
        for (int i = 0; i < SITUATIONS; i++) {
            forget(database);
            write_situation(database, &situations[i], works);
            for (int role = 0; role < ROLES; role++) wrong += check_role(database, role, &situations[i], works);
        }
    assert_int_equal(wrong, 0);
}

/* trace: I-06 R-053 */
static void those_who_never_read_health_do_not_whatever_their_part_is(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    more_units(database);
    write_situation(database, &situations[1], true);
    struct db *db = consent_write(database, 20);
    for (int i = 0; i < ROLES; i++)
        for (enum involvement why = INVOLVEMENT_HOLDER; why <= INVOLVEMENT_COORDINATOR; why++)
            secrecy_involve(db, ane, unit_of(FIRST_UNIT + i), why);
    town_commit(db);
    test_script(database, "UPDATE unit SET decides_services = 1");
    db = test_read(database);
    for (int i = 0; i < ROLES; i++) {
        bool never = strchr("pv", law[i].role[0]) || text_equal(law[i].role, "caretaker");
        struct session session = {.unit = unit_of(FIRST_UNIT + i)};
        bool health = secrecy_zones(db, &session, ane, date_of(2026, 9, 7)) & ZONE_BIT(ZONE_HEALTH);
        if (never && health) fail_msg("%s reads health", law[i].role);
        if (!never && !health) fail_msg("%s does not read health, and she said yes", law[i].role);
    }
    db_abort(db);
}

/* The unit that decides on health services knows what the decision rests on while it decides, and no longer. The ground is its own task in the
 * administration of health care: no ground of the public administration act opens health. */
/* trace: HPL-21 FVL-13b I-04 */
static void the_deciding_unit_reads_health_while_it_decides(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    assert_true(reads(database, HOT, ZONE_HEALTH));
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log WHERE ground = 'own_unit' AND zone = 'health' AND unit_id = 1"),
                     1);
    struct db *db = consent_write(database, 10);
    secrecy_end_involvement(db, ane, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_DUTY);
    town_commit(db);
    assert_false(reads(database, HOT, ZONE_HEALTH));
    assert_true(reads(database, HOT, ZONE_HOUSING));
    db = consent_write(database, 20);
    secrecy_involve(db, ane, unit_of(HOT), INVOLVEMENT_DECISION_PART);
    town_commit(db);
    assert_true(reads(database, HOT, ZONE_HEALTH));
}

/* Where the property unit is the one that decides on dwellings, it reads about the home while it decides, and nothing more. */
/* trace: FVL-17 FVL-25 I-06 R-101 */
static void a_property_unit_that_decides_on_homes_reads_about_the_home_while_it_decides(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    more_units(database);
    int property = 0;
    while (!text_equal(law[property].role, "property")) property++;
    struct profile profile = *organisation_profile();
    const struct profile *before = organisation_profile();
    struct db *db = consent_write(database, 10);
    secrecy_involve(db, ane, unit_of(FIRST_UNIT + property), INVOLVEMENT_DECISION_PART);
    town_commit(db);
    assert_false(reads(database, FIRST_UNIT + property, ZONE_HOUSING));
    profile.allocation.decided_by = arena_printf(database->arena, "X%d", property);
    organisation_set_profile(&profile);
    assert_true(reads(database, FIRST_UNIT + property, ZONE_HOUSING));
    assert_false(reads(database, FIRST_UNIT + property, ZONE_HEALTH));
    assert_false(reads(database, FIRST_UNIT + property, ZONE_SOCIAL));
    db = consent_write(database, 20);
    secrecy_end_involvement(db, ane, unit_of(FIRST_UNIT + property), INVOLVEMENT_DECISION_PART);
    secrecy_involve(db, ane, unit_of(FIRST_UNIT + property), INVOLVEMENT_DUTY);
    town_commit(db);
    assert_false(reads(database, FIRST_UNIT + property, ZONE_HOUSING));
    organisation_set_profile(before);
}

static unsigned decides_on(const struct test_database *database, int unit) {
    struct db *db = read_at(database, unit, TEST_NOW);
    struct session session = {.staff = staff_of(1), .unit = unit_of(unit)};
    struct request rq = town_request(database, db, &session);
    const struct access *access = secrecy_open_to_decide(&rq, ane, ~0u, "decision");
    unsigned zones = 0;
    for (enum zone zone = ZONE_SPINE; zone <= ZONE_RESTRICTED; zone++) {
        if (!access_covers(access, zone)) continue;
        zones |= ZONE_BIT(zone);
        access_note(db, access, zone, "test");
    }
    assert_int_equal(db_commit(db), DB_OK);
    return zones;
}

/* The way for putting the parts of a decision together goes round no objection, adds no health, and is for nobody else. */
/* trace: I-04 I-06 R-053 R-101 FVL-13b HPL-29 */
static void putting_a_decision_together_opens_the_other_parts_and_no_more(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    more_units(database);
    test_script(database, "UPDATE unit SET decides_services = 1");
    struct db *db = consent_write(database, 10);
    for (int i = 0; i < ROLES; i++) secrecy_involve(db, ane, unit_of(FIRST_UNIT + i), INVOLVEMENT_DECISION_PART);
    secrecy_involve(db, ane, unit_of(NAV), INVOLVEMENT_DUTY);
    town_commit(db);
    unsigned parts = ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_PLAN);
    assert_int_equal(decides_on(database, HOT), parts | ZONE_BIT(ZONE_HEALTH));
    assert_int_equal(
        test_number(database, "SELECT count(*) FROM access_log WHERE ground = 'B2' AND zone NOT IN ('social', 'housing', 'plan')"), 0);
    assert_int_equal(decides_on(database, NAV), ZONE_BIT(ZONE_SOCIAL));
    for (int i = 0; i < ROLES; i++) {
        bool kept_out = strchr("pv", law[i].role[0]) || text_equal(law[i].role, "caretaker");
        if (kept_out && decides_on(database, FIRST_UNIT + i) & ~ZONE_BIT(ZONE_TENANCY)) fail_msg("%s reads what others wrote", law[i].role);
    }
    db = consent_write(database, 20);
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++)
        assert_int_equal(consent_object(db, ane, (struct unit_id){0}, zone), CONSENT_DONE);
    town_commit(db);
    assert_int_equal(decides_on(database, HOT), 0);
}

/* trace: I-04 FVL-13b */
static void every_ground_the_program_uses_may_open_its_zone(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    static const struct {
        const char *code;
        enum zone zone;
    } used[] = {{"own_unit", ZONE_HEALTH}, {"own_unit", ZONE_SOCIAL}, {"own_unit", ZONE_HOUSING}, {"own_unit", ZONE_TENANCY},
                {"own_unit", ZONE_PLAN},   {"H1", ZONE_HEALTH},       {"H7", ZONE_HEALTH},        {"A1", ZONE_SOCIAL},
                {"A1", ZONE_HOUSING},      {"A1", ZONE_TENANCY},      {"A1", ZONE_PLAN},          {"grant", ZONE_RESTRICTED},
                {"override", ZONE_HEALTH}, {"override", ZONE_SOCIAL}, {"H5", ZONE_HEALTH},        {"B7", ZONE_SOCIAL}};
    for (size_t i = 0; i < sizeof used / sizeof *used; i++) {
        const struct law_ground *ground = law_ground(law_current(), used[i].code);
        assert_non_null(ground);
        assert_true(ground->zones & ZONE_BIT(used[i].zone));
    }
    assert_false(law_ground(law_current(), "A1")->zones & ZONE_BIT(ZONE_HEALTH));
    assert_false(law_ground(law_current(), "B2")->zones & ZONE_BIT(ZONE_HEALTH));
}

/* trace: I-04 */
static void an_offer_or_a_first_meeting_opens_the_spine_and_no_zone(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    struct db *db = consent_write(database, 10);
    secrecy_involve(db, ane, unit_of(HJE), INVOLVEMENT_OFFERED);
    secrecy_involve(db, ane, unit_of(NAV), INVOLVEMENT_FIRST_CONTACT);
    town_commit(db);
    assert_true(finds(database, HJE));
    assert_true(finds(database, NAV));
    assert_false(reads(database, HJE, ZONE_HEALTH));
    assert_false(reads(database, NAV, ZONE_SOCIAL));
    assert_int_equal(lines(database), 0);
}

/* trace: I-04 R-052 */
static void volunteers_never_find_a_case_and_peers_only_with_her_yes(void **state) {
    struct test_database *database = *state;
    consent_town(database);
    more_units(database);
    struct db *db = consent_write(database, 10);
    for (int i = 0; i < ROLES; i++) secrecy_involve(db, ane, unit_of(FIRST_UNIT + i), INVOLVEMENT_SERVICE);
    town_commit(db);
    for (int i = 0; i < ROLES; i++) {
        bool kept_out = text_equal(law[i].role, "voluntary") || text_equal(law[i].role, "peer");
        if (finds(database, FIRST_UNIT + i) == kept_out) fail_msg("%s", law[i].role);
    }
    say_yes(database, FIRST_UNIT + 6, ZONE_BIT(ZONE_PLAN), ASKED_AT);
    assert_true(finds(database, FIRST_UNIT + 6));
    say_yes(database, FIRST_UNIT + 8, ZONE_BIT(ZONE_PLAN), ASKED_AT + 10);
    assert_false(finds(database, FIRST_UNIT + 8));
}

int main(void) {
    static const struct test_rule rules[] = {
        RULE(every_reader_reads_what_the_law_says_and_nothing_else),    RULE(those_who_never_read_health_do_not_whatever_their_part_is),
        RULE(the_deciding_unit_reads_health_while_it_decides),          RULE(putting_a_decision_together_opens_the_other_parts_and_no_more),
        RULE(every_ground_the_program_uses_may_open_its_zone),          RULE(an_offer_or_a_first_meeting_opens_the_spine_and_no_zone),
        RULE(volunteers_never_find_a_case_and_peers_only_with_her_yes), RULE(a_property_unit_that_decides_on_homes_reads_about_the_home_while_it_decides),
    };
    return run_rules("matrix", rules, sizeof rules / sizeof *rules);
}

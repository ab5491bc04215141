/* Who is counted by which definition, that counts keep theirs, that small numbers cannot be worked out, and that nobody is labelled. */
#include "domain/target_group/target_group.h"

#include "domain/work/town_for_tests.h"
#include "target_group_routes.h"

static const enum right rights[] = {RIGHT_CASE_SEE, RIGHT_ASSESSMENT_WRITE, RIGHT_UNIT_LEAD, 0};

static void use_definitions(const struct test_database *database, const char *directory) {
    struct target_definitions *definitions = NULL;
    const char *reason = "";
    if (target_definitions_load(directory, database->arena, &definitions, &reason) != ERR_OK) fail_msg("%s", reason);
    target_definitions_set_current(definitions);
}

static void count_by(enum target_definition_kind kind) {
    static struct profile profile;
    profile = *organisation_profile();
    profile.target_definition = kind;
    organisation_set_profile(&profile);
}

static struct case_id case_of_hot(const struct test_database *database) {
    use_definitions(database, "law");
    town_make(database);
    count_by(0);
    struct case_id id = town_case(database, "Ane");
    struct db *db = town_write(database, HOT, 1);
    secrecy_involve(db, id, unit_of(HOT), INVOLVEMENT_HOLDER);
    secrecy_involve(db, id, unit_of(NAV), INVOLVEMENT_DUTY);
    audit_add(db, "tried", "case", id.v, NULL);
    town_commit(db);
    return id;
}

static struct request request_of(const struct test_database *database, int unit, int64_t later) {
    struct request rq = town_request(database, town_write(database, unit, later), town_session(database, unit, rights));
    rq.form = arena_array(database->arena, 1, sizeof *rq.form);
    return rq;
}

static struct reply keep(struct request *rq, struct reply reply) {
    audit_add(rq->db, "tried", "case", 1, NULL);
    if (reply.from_form || reply.status >= 400) db_abort(rq->db);
    else town_commit(rq->db);
    return reply;
}

static const char *counts_shown(const struct test_database *database, int64_t later) {
    struct request rq = request_of(database, HOT, later);
    rq.form = NULL;
    struct reply reply = counts_page(&rq, &(struct counts_page_in){});
    const char *text = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(rq.db);
    return text;
}

/* trace: R-074 R-075 R-077 */
static void a_definition_says_who_is_counted_and_asks_for_no_diagnosis(void **state) {
    (void)state;
    const struct target_definition narrow = {.suspected = false, .less_severe = false}, wide = {.suspected = true, .less_severe = true};
    static const struct {
        struct target_values values;
        enum disorder narrow, wide;
    } rows[] = {
        {{DISORDER_KNOWN, DISORDER_KNOWN, SEVERITY_SEVERE, MARKED_LOSS_NO, MARKED_LOSS_NO}, DISORDER_KNOWN, DISORDER_KNOWN},
        {{DISORDER_SUSPECTED, DISORDER_KNOWN, SEVERITY_SEVERE, MARKED_LOSS_NO, MARKED_LOSS_NO}, 0, DISORDER_SUSPECTED},
        {{DISORDER_KNOWN, DISORDER_KNOWN, SEVERITY_LESS_SEVERE, MARKED_LOSS_YES, MARKED_LOSS_YES}, 0, DISORDER_KNOWN},
        {{DISORDER_KNOWN, DISORDER_KNOWN, SEVERITY_LESS_SEVERE, MARKED_LOSS_YES, MARKED_LOSS_UNKNOWN}, 0, 0},
        {{DISORDER_UNKNOWN, DISORDER_KNOWN, SEVERITY_SEVERE, MARKED_LOSS_YES, MARKED_LOSS_YES}, 0, 0},
        {{DISORDER_KNOWN, DISORDER_NO, SEVERITY_SEVERE, MARKED_LOSS_YES, MARKED_LOSS_YES}, 0, 0},
        {{DISORDER_KNOWN, DISORDER_KNOWN, SEVERITY_UNKNOWN, MARKED_LOSS_YES, MARKED_LOSS_YES}, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(target_counted(&narrow, &rows[i].values), rows[i].narrow);
        assert_int_equal(target_counted(&wide, &rows[i].values), rows[i].wide);
    }
}

static struct status_save_in values_of(struct case_id id, enum disorder mental) {
    return (struct status_save_in){.case_ = id,
                                   .mental = mental,
                                   .substance = DISORDER_KNOWN,
                                   .severity = SEVERITY_SEVERE,
                                   .mental_loss = MARKED_LOSS_YES,
                                   .substance_loss = MARKED_LOSS_YES};
}

/* trace: R-077 R-024 I-04 I-05 */
static void values_are_read_on_their_own_page_by_readers_of_health_alone(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct status_save_in in = values_of(id, DISORDER_SUSPECTED);
    struct request rq = request_of(database, NAV, 10);
    assert_int_equal(keep(&rq, status_save(&rq, &in)).status, 403);
    rq = request_of(database, HOT, 11);
    assert_int_equal(keep(&rq, status_save(&rq, &in)).status, 303);
    rq = request_of(database, NAV, 12);
    rq.form = NULL;
    struct reply reply = status_page(&rq, &(struct status_page_in){.case_ = id});
    assert_null(strstr(arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size), "checked"));
    db_abort(rq.db);
    assert_true(test_number(database, "SELECT count(*) FROM access_log WHERE purpose = 'statistics' AND zone = 'health' AND unit_id = 1") >
                0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM access_log WHERE purpose = 'statistics' AND unit_id = 3"), 0);
}

/* trace: R-077 */
static void the_tally_follows_what_is_known_now_and_holds_no_person(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    struct status_save_in in = values_of(id, DISORDER_SUSPECTED);
    struct request rq = request_of(database, HOT, 10);
    keep(&rq, status_save(&rq, &in));
    in.mental = DISORDER_KNOWN;
    rq = request_of(database, HOT, 11);
    keep(&rq, status_save(&rq, &in));
    assert_int_equal(test_number(database, "SELECT sum(n) FROM target_tally"), 1);
    assert_int_equal(test_number(database, "SELECT n FROM target_tally WHERE mental = 'known'"), 1);
    assert_int_equal(test_number(database, "SELECT count(*) FROM target_status"), 2);
}

/* trace: R-076 I-15 */
static void a_count_keeps_the_definition_it_was_made_by(void **state) {
    struct test_database *database = *state;
    case_of_hot(database);
    test_script(database, "INSERT INTO target_tally (mental, substance, severity, mental_loss, substance_loss, n)"
                          " VALUES ('known', 'known', 'severe', 'yes', 'yes', 11), ('suspected', 'known', 'severe', 'yes', 'yes', 3)");
    count_by(TARGET_DEFINITION_NARROW);
    struct request rq = request_of(database, HOT, 10);
    keep(&rq, count_now(&rq, &(struct count_now_in){}));
    assert_int_equal(
        test_number(database, "SELECT known FROM target_count WHERE definition = 'narrow' AND definition_version = 1 AND suspected = 0"),
        11);
    const char *narrow = counts_shown(database, 11);
    assert_non_null(strstr(narrow, "snever 1"));
    assert_non_null(strstr(narrow, ">11<"));
    count_by(TARGET_DEFINITION_WIDE);
    rq = request_of(database, HOT, MS_PER_DAY);
    keep(&rq, count_now(&rq, &(struct count_now_in){}));
    rq = request_of(database, HOT, MS_PER_DAY + 1);
    keep(&rq, count_now(&rq, &(struct count_now_in){}));
    assert_int_equal(test_number(database, "SELECT count(*) FROM target_count"), 2);
    const char *both = counts_shown(database, MS_PER_DAY + 2);
    assert_non_null(strstr(both, "snever 1"));
    assert_non_null(strstr(both, "utvidet 1"));
    assert_null(strstr(both, ">3<"));
    assert_non_null(strstr(both, ">14<"));
    struct db *db = town_write(database, HOT, 2 * MS_PER_DAY);
    test_run(db, "UPDATE target_count SET definition = 'wide'");
    assert_true(db_failed(db));
    db_abort(db);
}

/* trace: R-071 I-15 */
static void how_long_finding_out_takes_is_counted_without_small_numbers(void **state) {
    struct test_database *database = *state;
    struct case_id id = case_of_hot(database);
    test_script(
        database,
        arena_printf(
            database->arena,
            "INSERT INTO assessment (case_id, person_id, version_no, state, children, started_at, started_by, form_version, justified, version)"
            " VALUES (%lld, 1, 1, 'draft', 'none', %lld, 1, 0, 0, 1)",
            (long long)id.v, (long long)TEST_NOW.ms));
    const char *text = counts_shown(database, 20 * MS_PER_DAY);
    assert_non_null(strstr(text, "15 til 30 dager"));
    assert_non_null(strstr(text, ">få<"));
    assert_null(strstr(text, ">1<"));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE_ON(ON_SQLITE, a_definition_says_who_is_counted_and_asks_for_no_diagnosis),
        RULE(values_are_read_on_their_own_page_by_readers_of_health_alone),
        RULE(the_tally_follows_what_is_known_now_and_holds_no_person),
        RULE(a_count_keeps_the_definition_it_was_made_by),
        RULE(how_long_finding_out_takes_is_counted_without_small_numbers),
    };
    return run_rules("target_group", rules, sizeof rules / sizeof *rules);
}

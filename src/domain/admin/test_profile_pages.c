/* The profile in the browser: everything wrong at once, what it would change, who approved it, and which has been in use. */
#include "admin_routes.h"
#include "domain/organisation/profile_version.h"
#include "domain/work/town_for_tests.h"

static const enum right administrator[] = {RIGHT_SIGNED_IN, RIGHT_ADMIN_SEE, RIGHT_ADMIN_WRITE, 0};

static const char *read_profile(const struct test_database *database) {
    struct yaml_file file;
    const char *reason = "";
    if (yaml_file_read("profiles/levanger.yaml", database->arena, &file, &reason) != ERR_OK) fail_msg("%s", reason);
    return arena_strndup(database->arena, file.text, file.size);
}

/* The text with one piece put in for another. */
static const char *changed(const struct test_database *database, const char *text, const char *from, const char *to) {
    const char *at = strstr(text, from);
    assert_non_null(at);
    return arena_printf(database->arena, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
}

static bool started_with(const struct test_database *database, const char *text, int64_t later) {
    struct profile *profile;
    const char *reason = "";
    struct yaml_file file = {.name = "x.yaml", .text = text, .size = strlen(text), .arena = database->arena};
    if (profile_parse(&file, &profile, &reason) != ERR_OK) fail_msg("%s", reason);
    struct db *db = town_write(database, RUS, later);
    bool noted = profile_note_use(db, profile);
    if (noted) town_commit(db);
    else db_abort(db);
    return noted;
}

static const char *shown(const struct test_database *database, struct reply reply) { return arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size); }

/* trace: R-310 */
static void everything_wrong_with_a_profile_is_told_at_once(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    const char *text = changed(database, read_profile(database), "number: \"5037\"", "number: \"50\"");
    text = changed(database, text, "{nb: \"oppfølgingsteamet\"", "{nb: \"rusteamet\"");
    text = changed(database, text, "parent: HJE", "parent: NOWHERE");
    struct db *db = town_write(database, RUS, 1000);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    struct form_field body = {.name = "body", .raw = text};
    rq.form = &(struct form){.v = &body, .n = 1};
    assert_int_equal(profile_try(&rq, &(struct profile_try_in){.body = text}).status, 422);
    const char *page = shown(database, profile_page(&rq, NULL));
    assert_non_null(strstr(page, "a municipality number has four digits"));
    assert_non_null(strstr(page, "(\"rus\")"));
    assert_non_null(strstr(page, "NOWHERE"));
    assert_non_null(strstr(page, "profile.yaml:"));
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM profile_proposal"), 0);
}

/* trace: R-310 ARK-2 */
static void a_profile_is_laid_beside_the_one_in_use_approved_once_and_known_when_it_is_taken_in_use(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    const char *text = read_profile(database), *other = changed(database, text, "inhabitants: 20000", "inhabitants: 20500");
    assert_true(started_with(database, text, 1000));
    assert_false(started_with(database, arena_printf(database->arena, "%s\n\n", text), 2000)); /* the same, but for white space at the end */
    struct db *db = town_write(database, RUS, 3000);
    struct request rq = town_request(database, db, town_session(database, RUS, administrator));
    assert_int_equal(profile_try(&rq, &(struct profile_try_in){.body = other}).status, 303);
    town_commit(db);
    const struct profile_proposal_id id = {1};
    db = test_read(database);
    rq = town_request(database, db, town_session(database, RUS, administrator));
    const char *page = shown(database, profile_proposal_page(&rq, &(struct profile_proposal_page_in){.proposal = id}));
    assert_non_null(strstr(page, ">20000<"));
    assert_non_null(strstr(page, ">20500<"));
    assert_null(strstr(page, "units["));
    assert_int_equal(profile_proposal_page(&rq, &(struct profile_proposal_page_in){.proposal = {99}}).status, 404);
    db_abort(db);
    db = town_write(database, NAV, 4000);
    rq = town_request(database, db, town_session(database, NAV, administrator));
    assert_int_equal(profile_accept(&rq, &(struct profile_accept_in){.proposal = id}).status, 422); /* not read */
    assert_int_equal(profile_accept(&rq, &(struct profile_accept_in){.proposal = id, .read = true}).status, 303);
    assert_int_equal(profile_accept(&rq, &(struct profile_accept_in){.proposal = id, .read = true}).status, 409);
    town_commit(db);
    db = test_read(database);
    const char *approved, *who;
    struct instant at;
    assert_true(profile_approved(db, &approved, &who, &at));
    assert_string_equal(approved, other);
    assert_string_equal(who, "Medarbeider 3");
    db_abort(db);
    assert_true(started_with(database, other, 5000));
    db = test_read(database);
    struct profile_versions uses = profile_uses(db);
    assert_int_equal(uses.n, 2);
    assert_string_equal(uses.v[0].who, "Medarbeider 3");
    assert_null(uses.v[1].who);
    db_abort(db);
    assert_int_equal(test_number(database, "SELECT count(*) FROM audit_event WHERE event IN ('profile_proposed', 'profile_approved', 'profile_in_use')"), 4);
    assert_non_null(test_try(database, "UPDATE profile_use SET body = ''"));
    assert_non_null(test_try(database, "DELETE FROM profile_approval"));
}

/* trace: R-310 */
static void lines_are_told_apart_by_code_and_what_is_gone_is_shown(void **state) {
    const struct test_database *database = *state;
    static const char before[] = "a: 1\nunits:\n  - code: X\n    n: 1\n  - code: Y\n    n: 2\nlist: [p, q]\n";
    static const char now[] = "units:\n  - code: Y\n    n: 2\n  - code: X\n    n: 3\n  - code: X\n    n: 4\nlist: [p]\n";
    struct yaml_file old_file = {.name = "a", .text = before, .size = sizeof before - 1, .arena = database->arena};
    struct yaml_file new_file = {.name = "b", .text = now, .size = sizeof now - 1, .arena = database->arena};
    struct yaml_lines old_lines, new_lines;
    assert_int_equal(yaml_file_flat(&old_file, &old_lines), ERR_OK);
    assert_int_equal(yaml_file_flat(&new_file, &new_lines), ERR_OK);
    struct yaml_changes changes = yaml_lines_compare(database->arena, &old_lines, &new_lines);
    static const char *const expected[][3] = {
        {"units[X].n", "1", "3"}, {"units[X 2].code", NULL, "X"}, {"units[X 2].n", NULL, "4"}, {"list", "p, q", "p"}, {"a", "1", NULL}};
    assert_int_equal(changes.n, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(changes.v[i].path, expected[i][0]);
        assert_true(text_equal(changes.v[i].before, expected[i][1]));
        assert_true(text_equal(changes.v[i].now, expected[i][2]));
    }
    static const char deep[] = "a: [[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]\n";
    struct yaml_file deep_file = {.name = "c", .text = deep, .size = sizeof deep - 1, .arena = database->arena};
    assert_int_equal(yaml_file_flat(&deep_file, &new_lines), ERR_INVALID);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(everything_wrong_with_a_profile_is_told_at_once),
        RULE(a_profile_is_laid_beside_the_one_in_use_approved_once_and_known_when_it_is_taken_in_use),
        RULE(lines_are_told_apart_by_code_and_what_is_gone_is_shown),
    };
    return run_rules("profile_pages", rules, sizeof rules / sizeof *rules);
}

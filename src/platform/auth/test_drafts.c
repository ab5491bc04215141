/* Drafts: one's own only, one a page, sealed, forgotten in time; and addresses that are none of ours keep nothing. */
#include "platform/audit/audit.h"
#include "platform/auth/draft_store.h"
#include "platform/db/test_database.h"

#include <string.h>

static const struct staff_id kari = {1}, silje = {2};

static int64_t keep(const struct test_database *database, struct staff_id staff, const char *page, const char *fields) {
    struct db *db = test_write(database);
    int64_t id = draft_put(db, staff, page, fields, false);
    audit_add(db, "draft_kept", "staff", staff.v, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    return id;
}

/* trace: R-045 PJL-5 */
static void a_draft_is_its_writers_alone_and_the_newest_of_a_page(void **state) {
    const struct test_database *database = *state;
    int64_t first = keep(database, kari, "/sak/1/svar?x=2", "keep_draft=Ane+Solberg%2C+Svar&text=Hun+s%C3%B8ker"),
            second = keep(database, kari, "/sak/1/svar?x=2", "keep_draft=Ane&text=Nytt");
    assert_true(first > 0);
    struct db *db = test_read(database);
    struct draft draft;
    assert_int_equal(draft_list(db, kari).n, 1);
    assert_true(draft_get(db, kari, second, &draft));
    assert_string_equal(draft.title, "Ane");
    assert_non_null(strstr(draft.fields, "text=Nytt"));
    assert_false(draft_get(db, silje, second, &draft));
    assert_int_equal(draft_list(db, silje).n, 0);
    assert_int_equal(draft_of_page(db, silje, "/sak/1/svar?x=2"), 0);
    db_abort(db);
    const char *plain = database->postgresql ? "SELECT count(*) FROM draft WHERE position('Nytt'::bytea in fields) > 0" : "SELECT count(*) FROM draft WHERE instr(fields, 'Nytt') > 0";
    assert_int_equal(test_number(database, plain), 0);
    db = test_write(database);
    draft_forget(db, silje, second);
    audit_add(db, "draft_discarded", "staff", 2, NULL);
    assert_int_equal(db_commit(db), DB_OK);
    assert_int_equal(test_number(database, "SELECT count(*) FROM draft"), 1);
}

/* trace: R-045 GDPR-5 */
static void a_draft_is_forgotten_after_two_weeks(void **state) {
    const struct test_database *database = *state;
    int64_t id = keep(database, kari, "/henvendelse/ny", "what=Hei");
    struct draft draft;
    static const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "test"};
    struct db *db = db_begin(database->store, DB_READ, database->arena, &actor, (struct instant){TEST_NOW.ms + 15 * MS_PER_DAY});
    assert_false(draft_get(db, kari, id, &draft));
    assert_int_equal(draft_list(db, kari).n, 0);
    db_abort(db);
}

/* trace: R-045 */
static void a_page_is_ours_and_does_not_name_the_draft_it_shows(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    assert_string_equal(draft_page_of(arena, "/sak/1/svar"), "/sak/1/svar");
    assert_string_equal(draft_page_of(arena, "/sak/1/svar?utkast=3"), "/sak/1/svar");
    assert_string_equal(draft_page_of(arena, "/sak/1/del?area=bolig&utkast=3&b=1"), "/sak/1/del?area=bolig&b=1");
    assert_string_equal(draft_page_of(arena, "/a?b=1#c"), "/a?b=1");
    assert_null(draft_page_of(arena, "//evil.example/a"));
    assert_null(draft_page_of(arena, "http://evil.example/a"));
    assert_string_equal(draft_address(arena, "/a", 3), "/a?utkast=3");
    assert_string_equal(draft_address(arena, "/a?b=1", 3), "/a?b=1&utkast=3");
    arena_destroy(arena);
}

/* trace: R-045 */
static void what_is_too_much_is_not_kept(void **state) {
    const struct test_database *database = *state;
    char *much = arena_array(database->arena, DRAFT_MOST + 2, 1);
    memset(much, 'a', DRAFT_MOST + 1);
    assert_int_equal(keep(database, kari, "/a", much), 0);
    assert_int_equal(test_number(database, "SELECT count(*) FROM draft"), 0);
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(a_draft_is_its_writers_alone_and_the_newest_of_a_page),
        RULE(a_draft_is_forgotten_after_two_weeks),
        RULE(a_page_is_ours_and_does_not_name_the_draft_it_shows),
        RULE(what_is_too_much_is_not_kept),
    };
    return run_rules("drafts", rules, sizeof rules / sizeof *rules);
}

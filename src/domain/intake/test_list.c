/* The list of contacts: 25 a page, from the one that was last to the next, at the same cost however long it is. */
#include "domain/intake/intake.h"
#include "domain/work/town_for_tests.h"
#include "intake_routes.h"
#include "platform/db/effort_for_tests.h"

static const enum right officer[] = {RIGHT_SIGNED_IN, RIGHT_CONTACT_ROUTE, 0};

static int64_t occurrences(const char *text, const char *what) {
    int64_t n = 0;
    for (const char *at = text; (at = strstr(at, what)); at += strlen(what)) n++;
    return n;
}

/* Contacts that nobody has taken in time, with those that came after. */
static void fill_contacts(const struct test_database *database, int n) {
    struct db *db = town_write(database, HOT, -20 * MS_PER_DAY);
    for (int i = 0; i < n; i++) {
        const struct person_new someone = {
            .given_name = "Ola", .family_name = "Dahl", .born = DATE_NONE, .language = LANGUAGE_NB, .grade = ADDRESS_GRADE_OPEN};
        struct person_id person = {0};
        assert_int_equal(person_create(db, &someone, &person), ERR_OK);
        intake_register(db,
                        &(struct contact_new){
                            .person = person, .channel = CHANNEL_COUNTER, .sender = SENDER_PERSON, .what = "Vil ha noen å snakke med."});
    }
    town_commit(db);
}

static const char *contacts_as(const struct test_database *database, const struct contact_list_page_in *in) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, town_session(database, HOT, officer));
    struct reply reply = contact_list_page(&rq, in);
    assert_false(db_failed(db));
    db_abort(db);
    return reply_text(database, reply);
}

static struct effort effort_of_contacts(const struct test_database *database) {
    contacts_as(database, &(struct contact_list_page_in){0});
    effort = (struct effort){0};
    const char *page = contacts_as(database, &(struct contact_list_page_in){0});
    assert_int_equal(occurrences(page, "role=\"rowheader\""), 25);
    assert_int_equal(occurrences(page, "class=\"f-alert\""), 25);
    return effort;
}

/* trace: R-007 R-045 */
static void the_list_of_contacts_costs_the_same_for_600_as_for_120_and_is_turned_by_pages(void **state) {
    const struct test_database *database = *state;
    town_make(database);
    fill_contacts(database, 120);
    struct effort few = effort_of_contacts(database);
    fill_contacts(database, 480);
    struct effort many = effort_of_contacts(database);
    if (!database->postgresql) assert_same_effort(few, many);
    const char *page = contacts_as(database, &(struct contact_list_page_in){0});
    assert_non_null(strstr(page, "href=\"/henvendelser?etter=25\""));
    assert_non_null(strstr(page, "href=\"/henvendelser?sene=25\""));
    page = contacts_as(database, &(struct contact_list_page_in){.etter = {590}, .sene = {25}});
    assert_int_equal(occurrences(page, "role=\"rowheader\""), 10);
    assert_non_null(strstr(page, "href=\"/henvendelse/26\"")); /* in the other list, which keeps its place */
    assert_non_null(strstr(page, "href=\"/henvendelser?sene=25\" rel=\"prev\""));
    assert_non_null(strstr(page, "href=\"/henvendelser?etter=590&amp;sene=50\" rel=\"next\""));
    assert_null(strstr(page, "href=\"/henvendelse/590\""));
}

int main(void) {
    effort_watch();
    static const struct test_rule rules[] = {RULE(the_list_of_contacts_costs_the_same_for_600_as_for_120_and_is_turned_by_pages)};
    return run_rules("contacts", rules, sizeof rules / sizeof *rules);
}

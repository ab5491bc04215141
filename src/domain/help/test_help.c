/* Every page of the program has its help, every section stands once on the page, and the words are the glossary's. */
#include "domain/help/internal.h"

#include "domain/work/town_for_tests.h"
#include "help_routes.h"
#include "texts.h"

/* A page: what is fetched and read, and is neither a file nor open to all. */
static bool is_page(const struct route *route) {
    static const char *const files[] = {".pdf", ".jsonl", "/fil"};
    if (route->method != METHOD_GET || route->right == RIGHT_PUBLIC) return false;
    size_t length = strlen(route->path);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (length > strlen(files[i]) && strcmp(route->path + length - strlen(files[i]), files[i]) == 0) return false;
    return true;
}

static const char *page_in(const struct test_database *database, enum lang lang) {
    struct db *db = test_read(database);
    struct request rq = town_request(database, db, NULL);
    rq.lang = lang;
    struct reply reply = help_page(&rq, &(struct help_page_in){});
    assert_int_equal(reply.status, 200);
    const char *text = arena_strndup(database->arena, (const char *)reply.body.data, reply.body.size);
    db_abort(db);
    return text;
}

static int times(const char *text, const char *part) {
    int n = 0;
    for (const char *at = text; (at = strstr(at, part)); at++) n++;
    return n;
}

/* trace: UU-1 */
static void every_page_leads_to_a_section_that_stands_on_the_page_of_help(void **state) {
    const struct test_database *database = *state;
    const char *page = page_in(database, LANG_NB);
    int pages = 0;
    for (const struct route *route = routes; route->path; route++) {
        if (!is_page(route)) continue;
        const struct help_topic *topic = help_topic_of(route->path);
        if (!topic) fail_msg("%s has no help", route->path);
        assert_int_equal(times(page, arena_printf(database->arena, " id=\"%s\"", topic->id)), 1);
        assert_int_equal(times(page, arena_printf(database->arena, "href=\"#%s\"", topic->id)), 1);
        pages++;
    }
    assert_true(pages > 80);
}

static void the_longest_pattern_decides(void **state) {
    (void)state;
    assert_string_equal(help_topic_of("/")->id, "min-dag");
    assert_string_equal(help_topic_of("/sak/{case:case_id}")->id, "saken");
    assert_string_equal(help_topic_of("/sak/{case:case_id}/klage/ny")->id, "klager");
    assert_string_equal(help_topic_of("/sak/{case:case_id}/noe-nytt")->id, "saken");
    assert_string_equal(help_topic_of("/henvendelse/{contact:contact_id}")->id, "henvendelser");
    assert_null(help_topic_of("/helt-ukjent"));
    struct request rq = {0};
    assert_null(help_path(&rq));
}

/* A section whose page is gone is of no use to anybody. */
static void every_section_is_about_a_page_there_is(void **state) {
    (void)state;
    for (const struct help_topic *topic = help_topics; topic->id; topic++) {
        bool found = false;
        for (const struct route *route = routes; route->path && !found; route++)
            found = is_page(route) && help_topic_of(route->path) == topic;
        if (!found) fail_msg("%s is about no page", topic->id);
    }
}

/* trace: SPR-1 */
static void it_is_there_in_three_languages_with_the_words_of_the_work(void **state) {
    const struct test_database *database = *state;
    assert_non_null(strstr(page_in(database, LANG_NB), "<dt>Hovedansvar</dt>"));
    assert_non_null(strstr(page_in(database, LANG_NN), "<dt>Hovudansvar</dt>"));
    assert_non_null(strstr(page_in(database, LANG_EN), "<dt>Main responsibility</dt>"));
    assert_null(strstr(page_in(database, LANG_NB), "/innstillinger"));
}

int main(void) {
    const struct test_rule rules[] = {
        RULE(every_page_leads_to_a_section_that_stands_on_the_page_of_help),
        RULE(the_longest_pattern_decides),
        RULE(every_section_is_about_a_page_there_is),
        RULE(it_is_there_in_three_languages_with_the_words_of_the_work),
    };
    return run_rules("help", rules, sizeof rules / sizeof *rules);
}

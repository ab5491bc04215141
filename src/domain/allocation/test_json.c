/* The engine on files: the same instance in another order gives the same bytes, and what is wrong is refused with its place. */
#include "base/err.h"
#include "domain/allocation/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

static const char *result_of(struct arena *arena, const char *text) {
    struct allocation_file file;
    struct allocation_result result;
    const char *reason = NULL;
    struct str out = str_in(arena);
    if (allocation_read_json(arena, (struct blob){(const uint8_t *)text, strlen(text)}, &file, &reason) < 0) return reason;
    if (allocation_solve(arena, &file.instance, &result, &reason) < 0) return reason;
    allocation_write_json(&out, &file, &result, true);
    return str_text(&out);
}

static const char in_order[] =
    "{\"format\":\"felles-allocation/1\",\"areas\":[{\"id\":\"nord\",\"intake\":1},{\"id\":\"sor\",\"concentration\":1}],"
    "\"buildings\":[{\"id\":\"B1\",\"area\":\"nord\"},{\"id\":\"B2\",\"area\":\"sor\",\"concentration\":2}],\"teams\":[{\"id\":\"act\",\"minutes\":90}],"
    "\"dwellings\":[{\"id\":\"D1\",\"building\":\"B1\",\"rooms\":2,\"features\":[\"access\",\"quiet\"]},{\"id\":\"D2\",\"building\":\"B1\",\"rooms\":1},"
    "{\"id\":\"D3\",\"building\":\"B2\",\"rooms\":2,\"refuses\":[\"pet\"]}],"
    "\"applicants\":[{\"id\":\"A1\",\"rank\":1,\"rooms\":[1,2],\"wishes\":[{\"features\":[\"quiet\"],\"cost\":4}],\"previous\":\"D3\"},"
    "{\"id\":\"A2\",\"rank\":5,\"rooms\":[1,2],\"weight\":1,\"team\":\"act\",\"minutes\":60},"
    "{\"id\":\"A3\",\"rank\":20,\"rooms\":[2,3],\"traits\":[\"pet\"],\"areas\":[\"sor\"]},{\"id\":\"A4\",\"rank\":100,\"rooms\":[1,1],\"no_go\":[\"B1\"]}],"
    "\"neighbours\":[[\"A1\",\"A2\"]],\"overrides\":[{\"forbid\":[\"A2\",\"D2\"]},{\"limit\":\"team_minutes\",\"of\":\"act\",\"value\":80}]}";
static const char in_disorder[] =
    "{\"overrides\":[{\"value\":80,\"of\":\"act\",\"limit\":\"team_minutes\"},{\"forbid\":[\"A2\",\"D2\"]}],\"neighbours\":[[\"A2\",\"A1\"]],"
    "\"applicants\":[{\"id\":\"A4\",\"rank\":100,\"rooms\":[1,1],\"no_go\":[\"B1\"]},{\"rooms\":[2,3],\"areas\":[\"sor\"],\"traits\":[\"pet\"],\"rank\":20,\"id\":\"A3\"},"
    "{\"id\":\"A2\",\"rank\":5,\"rooms\":[1,2],\"weight\":1,\"team\":\"act\",\"minutes\":60},"
    "{\"id\":\"A1\",\"rank\":1,\"rooms\":[1,2],\"wishes\":[{\"features\":[\"quiet\"],\"cost\":4}],\"previous\":\"D3\"}],"
    "\"dwellings\":[{\"id\":\"D3\",\"building\":\"B2\",\"rooms\":2,\"refuses\":[\"pet\"]},{\"id\":\"D2\",\"building\":\"B1\",\"rooms\":1},"
    "{\"id\":\"D1\",\"building\":\"B1\",\"rooms\":2,\"features\":[\"quiet\",\"access\"]}],\"teams\":[{\"id\":\"act\",\"minutes\":90}],"
    "\"buildings\":[{\"id\":\"B2\",\"area\":\"sor\",\"concentration\":2},{\"id\":\"B1\",\"area\":\"nord\"}],"
    "\"areas\":[{\"id\":\"sor\",\"concentration\":1},{\"id\":\"nord\",\"intake\":1}],\"format\":\"felles-allocation/1\"}";

/* trace: I-11 R-182 */
static void test_order_of_the_file_has_no_meaning(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const char *result = result_of(arena, in_order);
    assert_string_equal(result, result_of(arena, in_disorder));
    assert_string_equal(result, result_of(arena, in_order));
    assert_non_null(strstr(result, "\"id\": \"A1\",\n   \"rank\": 1,\n   \"outcome\": \"housed\",\n   \"dwelling\": \"D1\""));
    assert_non_null(strstr(result, "\"id\": \"A2\",\n   \"rank\": 5,\n   \"outcome\": \"housed\",\n   \"dwelling\": \"D3\""));
    assert_non_null(strstr(result, "\"reason\": \"nothing_fits\""));
    assert_true(strstr(result, "\"A1\"") < strstr(result, "\"A4\""));
    arena_destroy(arena);
}

static const char *with(struct arena *arena, const char *was, const char *is) {
    const char *at = strstr(in_order, was);
    assert_non_null(at);
    return arena_printf(arena, "%.*s%s%s", (int)(at - in_order), in_order, is, at + strlen(was));
}

static void test_refuses_with_the_place(void **state) {
    (void)state;
    static const struct {
        const char *was, *is, *reason;
    } faults[] = {
        {"{\"format\"", "[", "line 1, column 2: unexpected token near ':'"},
        {"felles-allocation/1", "felles-allocation/2", "format: must be felles-allocation/1"},
        {"\"rank\":5", "\"rank\":1", "applicants[1].rank: the rank is used twice"},
        {"\"rank\":5", "\"rank\":\"5\"", "applicants[1].rank: must be a whole number"},
        {"\"id\":\"A2\"", "\"id\":\"A1\"", "applicants[1].id: the id is used twice"},
        {"\"id\":\"A2\"", "\"id\":\"Kari Moen\"", "applicants[1].id: must be a code of letters, digits and . _ : / -"},
        {"\"rooms\":[2,3]", "\"rooms\":[3,2]", "applicants[2].rooms: the fewest are more than the most"},
        {"\"rooms\":[2,3]", "\"rooms\":2", "applicants[2].rooms: must be a list of two: fewest and most"},
        {"\"weight\":1", "\"weight\":1000", "applicants[1].weight: must be a whole number from 0 to 100"},
        {"\"weight\":1", "\"active\":1", "applicants[1]: has a key that is not known"},
        {"\"building\":\"B2\"", "\"building\":\"B9\"", "dwellings[2].building: there is no such id in buildings"},
        {"[\"A1\",\"A2\"]", "[\"A1\",\"A1\"]", "neighbours[0]: must be two different applicants"},
        {"{\"forbid\":[\"A2\",\"D2\"]}", "{\"fix\":[\"A1\",\"D1\"]},{\"fix\":[\"A2\",\"D1\"]}",
         "override 1: the applicant or the dwelling is fixed already"},
        {"team_minutes", "minutes", "overrides[1].limit: there is no such limit"},
        {"\"intake\":1}", "\"intake\":1,\"intake\":2}", "line 1, column 73: duplicate object key near '\"intake\"'"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct arena *arena = arena_create();
        assert_string_equal(result_of(arena, with(arena, faults[i].was, faults[i].is)), faults[i].reason);
        arena_destroy(arena);
    }
}

static void test_words_are_counted(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    struct str words = str_in(arena);
    for (int i = 0; i < 33; i++) str_addf(&words, "%s\"w%d\"", i ? "," : "", i);
    const char *text = with(arena, "\"access\",\"quiet\"", str_text(&words));
    assert_string_equal(result_of(arena, text), "dwellings[0].features: there are more than 32 different words");
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order_of_the_file_has_no_meaning),
        cmocka_unit_test(test_refuses_with_the_place),
        cmocka_unit_test(test_words_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Finding routes. */
#include "platform/http/match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct route list[] = {
    {.method = METHOD_GET, .path = "/", .name = "front"},
    {.method = METHOD_GET, .path = "/sak/{case:case_id}", .name = "case"},
    {.method = METHOD_POST, .path = "/sak/{id:case_id}", .name = "case_save"},
    {.method = METHOD_GET, .path = "/sak/ny", .name = "case_new"},
    {.method = METHOD_GET, .path = "/sak/{case:case_id}/del/{part:part_id}", .name = "part"},
    {.method = METHOD_GET, .path = "/{unit:unit_id}/x", .name = "unit_x"},
    {.path = NULL},
};

static struct arena *arena;
static struct route_tree *tree;
static int set_up(void **state) {
    (void)state;
    arena = arena_create();
    tree = route_tree_build(arena, list);
    return 0;
}
static int tear_down(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const char *name_at(const char *path) {
    struct match match;
    return route_match(tree, path, &match) && match.get ? match.get->name : "";
}

static void a_literal_segment_is_tried_before_a_parameter(void **state) {
    (void)state;
    assert_string_equal(name_at("/"), "front");
    assert_string_equal(name_at("/sak/ny"), "case_new");
    assert_string_equal(name_at("/sak/12"), "case");
    assert_string_equal(name_at("/sak/12/del/3"), "part");
    assert_string_equal(name_at("/9/x"), "unit_x");
}

static void a_path_that_is_no_route_is_not_found(void **state) {
    (void)state;
    static const char *const paths[] = {"", "/sak", "/sak/", "/sak/12/", "/sak/12/del", "//", "/sak/nyy", "/sak/12/del/3/4", "sak/12"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) assert_string_equal(name_at(paths[i]), "");
}

static void an_id_has_one_spelling_only(void **state) {
    (void)state;
    static const char *const paths[] = {"/sak/012", "/sak/0", "/sak/-1", "/sak/+1", "/sak/1a", "/sak/ 1", "/sak/9999999999999999999",
                                        "/sak/1.0"};
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) assert_string_equal(name_at(paths[i]), "");
}

static void both_methods_of_a_path_are_known_and_name_their_own_parameters(void **state) {
    (void)state;
    struct match match;
    assert_true(route_match(tree, "/sak/77", &match));
    assert_string_equal(match.get->name, "case");
    assert_string_equal(match.post->name, "case_save");
    assert_int_equal(match.n_params, 1);
    assert_int_equal(match.params[0].id, 77);
    route_name_params(arena, match.get, &match);
    assert_string_equal(match.params[0].name, "case");
    route_name_params(arena, match.post, &match);
    assert_string_equal(match.params[0].name, "id");
    assert_true(route_match(tree, "/sak/5/del/6", &match));
    route_name_params(arena, match.get, &match);
    assert_string_equal(match.params[1].name, "part");
    assert_int_equal(match.params[1].id, 6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_literal_segment_is_tried_before_a_parameter),
        cmocka_unit_test(a_path_that_is_no_route_is_not_found),
        cmocka_unit_test(an_id_has_one_spelling_only),
        cmocka_unit_test(both_methods_of_a_path_are_known_and_name_their_own_parameters),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

/* YAML files: what is loaded, and what a wrong one is told. */
#include "platform/yaml/yaml_file.h"
#include "base/err.h"
#include "base/str.h"
#include "platform/yaml/yaml_schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

struct item {
    const char *code;
    int count, untouched;
};
struct top {
    const char *name;
    struct item *items;
    unsigned items_count;
};
static const cyaml_schema_field_t item_fields[] = {YAML_TEXT("code", struct item, code), YAML_INT_OPTIONAL("count", struct item, count),
                                                   CYAML_FIELD_END};
static const cyaml_schema_value_t item_entry = YAML_ROW(struct item, item_fields);
static const cyaml_schema_field_t top_fields[] = {YAML_TEXT("name", struct top, name),
                                                  YAML_LIST("items", struct top, items, &item_entry, 1), CYAML_FIELD_END};
static const cyaml_schema_value_t top_schema = YAML_FILE(struct top, top_fields);

static struct arena *arena;

static int set_up(void **state) {
    (void)state;
    arena = arena_create();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

static struct yaml_file file_of(const char *text, size_t size) {
    return (struct yaml_file){.name = "x.yaml", .text = text, .size = size, .arena = arena};
}

static void test_a_file_becomes_structs_in_the_arena(void **state) {
    void *data = NULL;
    const char *reason = NULL;
    struct str text = str_in(arena);
    (void)state;
    str_add(&text, "name: æøå\nitems:\n");
    for (int i = 0; i < 300; i++) str_addf(&text, "  - {code: c%d, count: %d}\n", i, i * 7);
    struct yaml_file file = file_of(text.data, text.length);
    assert_int_equal(yaml_file_load(&file, &top_schema, &data, &reason), ERR_OK);
    const struct top *top = data;
    assert_string_equal(top->name, "æøå");
    assert_int_equal(top->items_count, 300);
    for (unsigned i = 0; i < 300; i++) {
        assert_string_equal(top->items[i].code, arena_printf(arena, "c%u", i));
        assert_int_equal(top->items[i].count, i * 7);
        assert_int_equal(top->items[i].untouched, 0);
    }
    assert_true(arena_used(arena) < 200000); /* a list that grows by one does not copy itself each time */
}

static void test_each_mistake_is_told_in_one_line_with_its_place(void **state) {
    static const struct {
        const char *text, *reason;
    } cases[] = {
        {"", "x.yaml:1:1: the file is empty"},
        {"# nothing\n", "x.yaml:1:1: the file is empty"},
        {"name: a\nitems:\n  - code: c\n    cuont: 3\n", "x.yaml:4:5: unknown key \"cuont\""},
        {"nmae: a\nitems: [{code: c}]\n", "x.yaml:1:1: unknown key \"nmae\""},
        {"name: a\nitems:\n  - code: c\n  - count: 3\n", "x.yaml:4:5: the key \"code\" is missing"},
        {"name: a\n", "x.yaml:1:1: the key \"items\" is missing"},
        {"name: a\nitems:\n  - code: c\n    count: many\n", "x.yaml:4:12: \"count\" must be a whole number, not 'many'"},
        {"name: a\nitems: 5\n", "x.yaml:2:8: \"items\" must be a list, not a single value"},
        {"name: [a]\nitems: [{code: c}]\n", "x.yaml:1:7: \"name\" must be text, not a list"},
        {"name: a\nitems: [c]\n", "x.yaml:2:9: \"items\" must be a group of keys, not a single value"},
        {"- a\n", "x.yaml:1:1: \"the file\" must be a group of keys, not a list"},
        {"name: a\nitems: []\n", "x.yaml:2:8: the list \"items\" has too few entries"},
        {"name: \"\"\nitems: [{code: c}]\n", "x.yaml:1:7: \"name\" is empty"},
        {"name: a\nname: b\nitems: [{code: c}]\n", "x.yaml:2:1: the key \"name\" stands here twice"},
        {"name: a\nitems: [{code: &x c}, {code: *x}]\n", "x.yaml:2:24: \"code\": aliases (*name) are not used in these files"},
        {"name: a\n items: 5\n", "x.yaml:2:7: not readable as YAML: mapping values are not allowed in this context"},
        {"name: a\nitems: [{code: c}]\n---\nname: b\n", "x.yaml:4:1: a second document (---) begins here; only one may"},
        {"name: \xff\nitems: [{code: c}]\n", "x.yaml:1:1: the file is not UTF-8 text"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        void *data = NULL;
        const char *reason = NULL;
        struct yaml_file file = file_of(cases[i].text, strlen(cases[i].text));
        assert_int_equal(yaml_file_load(&file, &top_schema, &data, &reason), ERR_INVALID);
        assert_null(data);
        assert_string_equal(reason, cases[i].reason);
    }
}

static void test_places_are_found_by_path_or_nearest_parent(void **state) {
    static const char text[] = "name: a\nitems:\n  - code: c\n    count: 3\n  - code: d\n";
    struct yaml_file file = file_of(text, sizeof text - 1);
    (void)state;
    assert_string_equal(yaml_file_wrong(&file, "items[0].count", "%d is odd", 3), "x.yaml:4:5: 3 is odd");
    assert_string_equal(yaml_file_wrong(&file, "items[1].count", "none"), "x.yaml:5:5: none");
    assert_string_equal(yaml_file_wrong(&file, "items[9]", "none"), "x.yaml:2:1: none");
    assert_string_equal(yaml_file_wrong(&file, "", "all"), "x.yaml:1:1: all");
    static const char *const lacking[] = {"items[1].count", "items[2]", "name.nb"}, *const mixed[] = {"items[1].code", "items[0]", "items[2]", "name"};
    for (size_t i = 0; i < sizeof lacking / sizeof *lacking; i++) assert_int_equal(yaml_file_lacks(&file, &lacking[i], 1), 0);
    assert_int_equal(yaml_file_lacks(&file, mixed, 2), 2); /* it has both */
    assert_int_equal(yaml_file_lacks(&file, mixed, 4), 2);
    assert_int_equal(yaml_file_lacks(&file, mixed, 0), 0);
}

static void test_a_huge_file_and_a_folder_are_refused(void **state) {
    void *data = NULL;
    const char *reason = NULL;
    size_t size = 600 * 1024;
    char *text = arena_alloc(arena, size);
    (void)state;
    memset(text, 'a', size);
    struct yaml_file file = file_of(text, size);
    assert_int_equal(yaml_file_load(&file, &top_schema, &data, &reason), ERR_INVALID);
    assert_string_equal(reason, "x.yaml:1:1: the file is larger than 512 kB");
    assert_int_equal(yaml_file_read("law", arena, &file, &reason), ERR_IO);
    assert_string_equal(reason, "law: cannot be read");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_file_becomes_structs_in_the_arena, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_each_mistake_is_told_in_one_line_with_its_place, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_places_are_found_by_path_or_nearest_parent, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_huge_file_and_a_folder_are_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Reading what browsers send. */
#include "platform/http/body.h"

#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

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

static struct form *parsed(const char *text) {
    struct form *form = NULL;
    return body_parse(arena, text, strlen(text), &form) == ERR_OK ? form : NULL;
}

static void fields_are_decoded(void **state) {
    (void)state;
    struct form *form = parsed("what=Vil+ha+%C3%A5&who=&bare&who=b%26c%3D");
    assert_non_null(form);
    assert_int_equal(form->n, 4);
    assert_string_equal(form->v[0].raw, "Vil ha å");
    assert_string_equal(form->v[1].raw, "");
    assert_string_equal(form->v[2].name, "bare");
    assert_string_equal(form->v[3].raw, "b&c=");
    assert_int_equal(parsed("")->n, 0);
    assert_int_equal(parsed("&&a=1&")->n, 1);
}

static void line_breaks_become_one_character(void **state) {
    (void)state;
    assert_string_equal(parsed("t=a%0D%0Ab%0Dc%0Ad")->v[0].raw, "a\nb\nc\nd");
}

static void what_is_malformed_is_refused(void **state) {
    (void)state;
    static const char *const bodies[] = {"a=%", "a=%4", "a=%zz", "%f=1", "a=%FF", "a=%C3", "a=%00", "a=%ED%A0%80", "a=%C0%80", "a=1&b=%G0"};
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0]; i++) assert_null(parsed(bodies[i]));
}

static void too_many_fields_are_refused(void **state) {
    (void)state;
    struct str text = str_in(arena);
    for (int i = 0; i < BODY_FIELDS; i++) str_add(&text, i ? "&a=1" : "a=1");
    assert_non_null(parsed(str_text(&text)));
    str_add(&text, "&a=1");
    assert_null(parsed(str_text(&text)));
}

static void the_token_is_taken_out_of_the_form(void **state) {
    (void)state;
    const char *token;
    struct form *rest = form_without(arena, parsed("a=1&csrf=x&b=2&csrf=y"), "csrf", &token);
    assert_string_equal(token, "x");
    assert_int_equal(rest->n, 2);
    assert_string_equal(rest->v[1].name, "b");
    form_without(arena, rest, "csrf", &token);
    assert_null(token);
}

static void a_cookie_is_found_by_its_whole_name(void **state) {
    (void)state;
    const char *header = "felles_lang=nn; xfelles=no;felles=abc== ; other";
    assert_string_equal(cookie_value(arena, header, "felles"), "abc==");
    assert_string_equal(cookie_value(arena, header, "felles_lang"), "nn");
    assert_null(cookie_value(arena, header, "fell"));
    assert_null(cookie_value(arena, header, "other"));
    assert_null(cookie_value(arena, NULL, "felles"));
    assert_string_equal(cookie_value(arena, "a=", "a"), "");
}

static void only_a_path_of_ours_is_local(void **state) {
    (void)state;
    assert_true(path_is_local("/"));
    assert_true(path_is_local("/sak/3?x=%C3%A5#del"));
    static const char *const others[] = {
        "", "sak", "//evil.example", "/\\evil.example", "https://evil.example", "/a b", "/a\r\nSet-Cookie: x", "/\xC3\xA5", "/\t/evil"};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) assert_false(path_is_local(others[i]));
    assert_false(path_is_local(NULL));
}

static void a_media_type_is_known_with_and_without_parameters(void **state) {
    (void)state;
    static const char form[] = "application/x-www-form-urlencoded";
    assert_true(media_type_is(form, form));
    assert_true(media_type_is("Application/X-WWW-Form-Urlencoded; charset=utf-8", form));
    assert_false(media_type_is("application/x-www-form-urlencodedx", form));
    assert_false(media_type_is("application/json", form));
    assert_false(media_type_is(NULL, form));
}

static void encoding_and_decoding_are_each_others_opposite(void **state) {
    (void)state;
    static const char text[] = "/sak/3?q=å&b=c d+%";
    struct str out = str_in(arena);
    percent_encode(&out, text);
    assert_string_equal(str_text(&out), "%2Fsak%2F3%3Fq%3D%C3%A5%26b%3Dc%20d%2B%25");
    assert_string_equal(percent_decode(arena, out.data, out.length, false), text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_decoded),
        cmocka_unit_test(line_breaks_become_one_character),
        cmocka_unit_test(what_is_malformed_is_refused),
        cmocka_unit_test(too_many_fields_are_refused),
        cmocka_unit_test(the_token_is_taken_out_of_the_form),
        cmocka_unit_test(a_cookie_is_found_by_its_whole_name),
        cmocka_unit_test(only_a_path_of_ours_is_local),
        cmocka_unit_test(a_media_type_is_known_with_and_without_parameters),
        cmocka_unit_test(encoding_and_decoding_are_each_others_opposite),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

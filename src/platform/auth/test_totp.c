/* Codes from an authenticator app: the vectors of RFC 6238 (last six of their eight digits), and no code twice. */
#include "platform/auth/totp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char secret[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"; /* "12345678901234567890" */

static struct instant at(int64_t seconds) { return (struct instant){seconds * 1000}; }

static void the_codes_of_the_standard_are_right(void **state) {
    (void)state;
    static const struct {
        int64_t seconds;
        const char *code;
    } vectors[] = {
        {59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
        {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
    };
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        assert_int_equal(totp_step_of(secret, vectors[i].code, at(vectors[i].seconds), 0), vectors[i].seconds / 30);
}

static void a_code_lasts_one_step_to_either_side(void **state) {
    (void)state;
    int64_t step = 1111111109 / 30;
    assert_int_equal(totp_step_of(secret, "081804", at((step + 1) * 30 + 29), 0), step);
    assert_int_equal(totp_step_of(secret, "081804", at((step - 1) * 30), 0), step);
    assert_int_equal(totp_step_of(secret, "081804", at((step + 2) * 30), 0), 0);
    assert_int_equal(totp_step_of(secret, "081804", at((step - 1) * 30 - 1), 0), 0);
}

/* trace: PJL-5 */
static void a_code_is_taken_once(void **state) {
    (void)state;
    int64_t step = 1111111109 / 30;
    assert_int_equal(totp_step_of(secret, "081804", at(1111111109), step - 1), step);
    assert_int_equal(totp_step_of(secret, "081804", at(1111111109), step), 0);
}

static void what_is_not_six_digits_is_no_code(void **state) {
    (void)state;
    static const char *const codes[] = {"", "08180", "0818044", "08180a", " 81804", "94287082", "000000"};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) assert_int_equal(totp_step_of(secret, codes[i], at(1111111109), 0), 0);
    assert_int_equal(totp_step_of("not base 32!", "081804", at(1111111109), 0), 0);
}

static void a_new_secret_is_long_and_new(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    const char *one = totp_secret_new(arena), *other = totp_secret_new(arena);
    assert_int_equal(strlen(one), 32);
    assert_string_not_equal(one, other);
    assert_string_equal(
        totp_url(arena, secret, "Felles Fjordvik", "å:b"),
        "otpauth://totp/"
        "Felles%20Fjordvik:%C3%A5%3Ab?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Felles%20Fjordvik&algorithm=SHA1&digits=6&period=30");
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_codes_of_the_standard_are_right),
        cmocka_unit_test(a_code_lasts_one_step_to_either_side),
        cmocka_unit_test(a_code_is_taken_once),
        cmocka_unit_test(what_is_not_six_digits_is_no_code),
        cmocka_unit_test(a_new_secret_is_long_and_new),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

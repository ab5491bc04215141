/* National ids: control digits, dates, D-numbers and synthetic months. */
#include "domain/person/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Writes the id of a birth date with the first individual number that has control digits. */
static void make_id(char ret_id[12], int day, int month, int two_digits, int individual) {
    static const int first[] = {3, 7, 6, 1, 8, 9, 4, 5, 2}, second[] = {5, 4, 3, 2, 7, 6, 5, 4, 3, 2};
    for (;; individual++) {
        int digits[11] = {day / 10, day % 10, month / 10, month % 10, two_digits / 10, two_digits % 10, individual / 100, individual / 10 % 10,
                          individual % 10};
        int sum = 0;
        for (int i = 0; i < 9; i++) sum += digits[i] * first[i];
        digits[9] = (11 - sum % 11) % 11;
        sum = 0;
        for (int i = 0; i < 10; i++) sum += digits[i] * second[i];
        digits[10] = (11 - sum % 11) % 11;
        if (digits[9] == 10 || digits[10] == 10) continue;
        for (int i = 0; i < 11; i++) ret_id[i] = (char)('0' + digits[i]);
        ret_id[11] = '\0';
        return;
    }
}

static void assert_born(int day, int month, int two_digits, int individual, struct date expected) {
    char id[12];
    struct date born = DATE_NONE;
    make_id(id, day, month, two_digits, individual);
    assert_true(national_id_valid(id, &born));
    assert_int_equal(born.days, expected.days);
}

/* trace: GDPR-5 */
static void a_national_id_tells_the_birth_date(void **state) {
    (void)state;
    assert_born(14, 3, 84, 100, date_of(1984, 3, 14));
    assert_born(14, 3, 2, 600, date_of(2002, 3, 14));
    assert_born(14, 3, 60, 600, date_of(1860, 3, 14));
    assert_born(14, 3, 45, 920, date_of(1945, 3, 14));
    assert_born(54, 3, 84, 100, date_of(1984, 3, 14)); /* D-number */
    assert_born(14, 83, 84, 100, date_of(1984, 3, 14)); /* synthetic */
    assert_born(14, 43, 84, 100, date_of(1984, 3, 14));
}

/* trace: GDPR-5 */
static void a_wrong_national_id_is_refused(void **state) {
    (void)state;
    char id[12];
    make_id(id, 14, 83, 84, 100);
    for (int i = 0; i < 11; i++) {
        char changed[12];
        for (int k = 0; k < 12; k++) changed[k] = id[k];
        changed[i] = (char)('0' + (id[i] - '0' + 1) % 10);
        assert_false(national_id_valid(changed, NULL));
    }
    make_id(id, 31, 82, 84, 100); /* 31 February */
    assert_false(national_id_valid(id, NULL));
    assert_false(national_id_valid("", NULL));
    assert_false(national_id_valid(NULL, NULL));
    assert_false(national_id_valid("1403841234a", NULL));
    assert_false(national_id_valid("140384123456", NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_national_id_tells_the_birth_date),
        cmocka_unit_test(a_wrong_national_id_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* No small cell is shown, and none can be worked out from what is. */
#include "base/cells.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* trace: I-15 R-077 */
static void no_small_cell_is_shown_or_can_be_worked_out(void **state) {
    (void)state;
    for (int64_t a = 0; a < 12; a++)
        for (int64_t b = 0; b < 12; b++)
            for (int64_t c = 0; c < 12; c++) {
                const int64_t cells[] = {a, b, c}, total = a + b + c;
                bool hidden[3], no_total = cells_hide(cells, 3, total, hidden);
                int64_t sum = 0;
                int n = 0;
                for (int i = 0; i < 3; i++) {
                    if (cells[i] >= 1 && cells[i] <= 4) assert_true(hidden[i]);
                    if (cells[i] == 0) assert_false(hidden[i]);
                    n += hidden[i];
                    sum += hidden[i] ? cells[i] : 0;
                }
                if (total >= 1 && total <= 4) assert_true(no_total);
                if (n && !no_total) assert_true(n >= 2 && sum >= 5);
                if (!n && total >= 5) assert_false(no_total);
            }
}

/* trace: I-15 */
static void the_smallest_others_hide_a_small_one(void **state) {
    (void)state;
    bool hidden[4];
    assert_false(cells_hide((const int64_t[]){12, 3, 7, 0}, 4, 22, hidden));
    assert_true(!hidden[0] && hidden[1] && hidden[2] && !hidden[3]);
    assert_true(cells_hide((const int64_t[]){2, 1}, 2, 3, hidden));
    assert_true(cells_hide((const int64_t[]){4}, 1, 4, hidden));
    assert_true(cells_hide((const int64_t[]){9, 0, 0}, 3, 4, hidden)); /* nine times four persons */
    assert_true(cells_hide((const int64_t[]){4, 3, 9}, 3, 12, hidden)); /* twelve persons, some in two cells: three more tell of the seven */
    assert_false(cells_hide(NULL, 0, 0, hidden));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_small_cell_is_shown_or_can_be_worked_out),
        cmocka_unit_test(the_smallest_others_hide_a_small_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

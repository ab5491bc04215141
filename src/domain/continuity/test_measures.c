/* The measures against values computed by hand from the published formulas. */
#include "domain/continuity/measures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* A letter is a helper. By hand: UPC = max n_i / N; COC = (sum n_i^2 - N) / (N (N - 1)); SECON = same neighbours / (N - 1). */
static const struct {
    const char *visits;
    int64_t upc, coc, secon, different;
} by_hand[] = {
    {"A", 1000, CONTINUITY_TOO_FEW, CONTINUITY_TOO_FEW, 1},
    {"AA", 1000, 1000, 1000, 1},
    {"AB", 500, 0, 0, 2},
    {"AAAA", 1000, 1000, 1000, 1},
    {"ABCD", 250, 0, 0, 4},
    {"AAAB", 750, 500, 667, 2},         /* (9 + 1 - 4) / 12; 2 / 3 */
    {"ABAB", 500, 333, 0, 2},           /* (4 + 4 - 4) / 12; 0 / 3 */
    {"AABB", 500, 333, 667, 2},         /* the same numbers in another order: only steadiness tells them apart */
    {"AAABBC", 500, 267, 600, 3},       /* (9 + 4 + 1 - 6) / 30 = 8 / 30; 3 / 5 */
    {"ABACADA", 571, 286, 0, 4},        /* 4 / 7; (16 + 1 + 1 + 1 - 7) / 42 = 12 / 42 */
    {"AAAAAAAAAB", 900, 800, 889, 2},   /* (81 + 1 - 10) / 90 = 72 / 90; 8 / 9 */
    {"AABBCCDD", 250, 143, 571, 4},     /* (16 - 8) / 56 = 8 / 56; 4 / 7 */
    {"ABCABCABC", 333, 250, 0, 3},      /* (27 - 9) / 72 = 18 / 72 */
    {"AAAAABBBCCD", 455, 255, 700, 4},  /* 5 / 11; (25 + 9 + 4 + 1 - 11) / 110 = 28 / 110; 7 / 10 */
};

/* trace: R-218 */
static void the_measures_are_those_computed_by_hand(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    for (size_t i = 0; i < sizeof by_hand / sizeof *by_hand; i++) {
        size_t n = strlen(by_hand[i].visits);
        int64_t *helpers = arena_array(arena, n, sizeof *helpers);
        for (size_t k = 0; k < n; k++) helpers[k] = by_hand[i].visits[k];
        if (continuity_upc(arena, helpers, n) != by_hand[i].upc) fail_msg("UPC of %s is %d", by_hand[i].visits, (int)continuity_upc(arena, helpers, n));
        if (continuity_coc(arena, helpers, n) != by_hand[i].coc) fail_msg("COC of %s is %d", by_hand[i].visits, (int)continuity_coc(arena, helpers, n));
        if (continuity_secon(helpers, n) != by_hand[i].secon) fail_msg("SECON of %s is %d", by_hand[i].visits, (int)continuity_secon(helpers, n));
        if (continuity_different(arena, helpers, n) != by_hand[i].different) fail_msg("helpers of %s", by_hand[i].visits);
    }
    arena_destroy(arena);
}

/* trace: R-218 */
static void no_visit_says_nothing(void **state) {
    (void)state;
    struct arena *arena = arena_create();
    assert_int_equal(continuity_upc(arena, NULL, 0), CONTINUITY_TOO_FEW);
    assert_int_equal(continuity_coc(arena, NULL, 0), CONTINUITY_TOO_FEW);
    assert_int_equal(continuity_secon(NULL, 0), CONTINUITY_TOO_FEW);
    const int64_t with_nobody[] = {7, 0, 8, 0, 7, 9};
    assert_int_equal(continuity_different(arena, with_nobody, 6), 3); /* 0 is nobody who came along */
    arena_destroy(arena);
}

/* Whatever the visits: shares stand between 0 and 1000, all the same helper gives the most, and the order changes steadiness only. */
/* trace: R-218 */
static void whatever_the_visits_the_measures_keep_their_order(void **state) {
    (void)state;
    uint64_t seed = 20261126;
    for (int round = 0; round < 3000; round++) {
        struct arena *arena = arena_create();
        int64_t helpers[40], turned[40];
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        size_t n = 2 + (size_t)(seed >> 40) % 38;
        for (size_t i = 0; i < n; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            helpers[i] = 1 + (int64_t)((seed >> 33) % 5);
            turned[n - 1 - i] = helpers[i];
        }
        int64_t upc = continuity_upc(arena, helpers, n), coc = continuity_coc(arena, helpers, n), secon = continuity_secon(helpers, n);
        assert_true(upc > 0 && upc <= 1000 && coc >= 0 && coc <= 1000 && secon >= 0 && secon <= 1000);
        assert_true(coc <= upc); /* the usual helper's share is never less than the concentration */
        assert_true((coc == 1000) == (continuity_different(arena, helpers, n) == 1));
        assert_int_equal(continuity_upc(arena, turned, n), upc);
        assert_int_equal(continuity_coc(arena, turned, n), coc);
        assert_int_equal(continuity_secon(turned, n), secon);
        arena_destroy(arena);
    }
}

/* trace: I-15 R-218 */
static void few_persons_are_hidden_and_cannot_be_found_as_a_difference(void **state) {
    (void)state;
    bool hidden[4] = {0};
    const int64_t plain[] = {9, 12, 30};
    assert_true(continuity_hide(plain, 3, hidden));
    assert_false(hidden[0] || hidden[1] || hidden[2]);
    const int64_t one[] = {9, 3, 30};
    assert_true(continuity_hide(one, 3, hidden));
    assert_true(hidden[0] && hidden[1] && !hidden[2]); /* 3 would be the sum less the others */
    bool two[4] = {0};
    const int64_t couple[] = {2, 2, 30, 9};
    assert_true(continuity_hide(couple, 4, two));
    assert_true(two[0] && two[1] && two[3] && !two[2]); /* 4 together are too few */
    bool all[4] = {0};
    const int64_t alone[] = {3};
    assert_false(continuity_hide(alone, 1, all));
    bool said[4] = {true, false, false};
    assert_true(continuity_hide(plain, 3, said));
    assert_true(said[0] && said[1] && !said[2]);
    bool none[4] = {0};
    const int64_t zeros[] = {0, 0, 8};
    assert_true(continuity_hide(zeros, 3, none));
    assert_false(none[0] || none[1] || none[2]);
}

int main(void) {
    const struct CMUnitTest rules[] = {
        cmocka_unit_test(the_measures_are_those_computed_by_hand),
        cmocka_unit_test(no_visit_says_nothing),
        cmocka_unit_test(whatever_the_visits_the_measures_keep_their_order),
        cmocka_unit_test(few_persons_are_hidden_and_cannot_be_found_as_a_difference),
    };
    return cmocka_run_group_tests_name("measures", rules, NULL, NULL);
}

/* libFuzzer target: any bytes as an instance of the allocation engine are refused with a reason, or solved so that the limits hold, nobody has
 * two dwellings, no reason names anyone ranked lower, and solving again gives the same bytes. Dictionary: fuzz_allocation.dict; first corpus:
 * tests/fixtures/allocation. */
#include "domain/allocation/json.h"

#include <stdlib.h>
#include <string.h>

#define CHECK(rule)           \
    do {                      \
        if (!(rule)) abort(); \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { MOST = 60 }; /* applicants and dwellings: a larger instance is only slower */

static void check_result(struct arena *arena, const struct allocation_result *result) {
    const struct allocation_instance *in = result->instance;
    int32_t housed = 0;
    for (int32_t a = 0; a < in->n_applicants; a++) {
        const struct allocation_answer *answer = &result->answers[a];
        CHECK((answer->dwelling != ALLOCATION_NONE) == (answer->reason == ALLOCATION_REASON_NONE));
        if (answer->dwelling == ALLOCATION_NONE) {
            struct allocation_explanation why = allocation_explain_applicant(arena, result, a);
            for (int32_t i = 0; i < why.applicants.n; i++) CHECK(why.applicants.v[i] < a);
            continue;
        }
        CHECK(result->holders[answer->dwelling] == a);
        if (answer->outcome == ALLOCATION_FIXED) continue;
        CHECK(allocation_judge_pair(result, a, answer->dwelling).failed == 0);
        housed++;
    }
    CHECK(housed == result->n_housed);
    CHECK(result->cost_bound <= result->cost);
    CHECK(allocation_dual(result) <= result->cost);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
    struct arena *arena = arena_create();
    struct allocation_file file;
    struct allocation_result result, again;
    const char *reason = NULL;
    bool good = allocation_read_json(arena, (struct blob){bytes, size}, &file, &reason) == 0;
    CHECK(good || reason);
    if (good && file.instance.n_applicants <= MOST && file.instance.n_dwellings <= MOST) {
        if (!file.instance.search_limit || file.instance.search_limit > 200) file.instance.search_limit = 200;
        good = allocation_solve(arena, &file.instance, &result, &reason) == 0;
        CHECK(good || reason);
        if (good) {
            struct str first = str_in(arena), second = str_in(arena);
            check_result(arena, &result);
            CHECK(allocation_solve(arena, &file.instance, &again, &reason) == 0);
            allocation_write_json(&first, &file, &result, true);
            allocation_write_json(&second, &file, &again, true);
            CHECK(strcmp(str_text(&first), str_text(&second)) == 0);
        }
    }
    arena_destroy(arena);
    return 0;
}

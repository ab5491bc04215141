/* The peers of the allocation benchmark: what they are given, and their times in ms of processor, without building what they solve. */
#pragma once
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

struct peer_instance { /* rows in order of priority; edge = dwelling << 4 | wish cost */
    int32_t n_rows, n_dwellings, n_areas;
    const int64_t *first;
    const uint32_t *edge;
    const int32_t *area, *intake;
};
double lemon_wishes(const struct peer_instance *in, int64_t *ret_cost);                             /* all rows must be placed */
double lemon_one_shot(const struct peer_instance *in, int64_t *ret_rank_weight, int64_t *ret_cost); /* who and where at once */
double glpk_wishes(const struct peer_instance *in, int64_t *ret_cost);

#ifdef __cplusplus
}
#endif

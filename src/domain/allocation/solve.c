/* allocation: the whole in order: problem, who, where; and the bound that prices prove on their own. */
#include "domain/allocation/internal.h"

#include "base/err.h"

static void gather(struct arena *arena, const struct problem *p, struct allocation_answer *answers, const struct where *where,
                   struct allocation_result *result) {
    int32_t *holders = arena_array(arena, (size_t)p->n_dwellings + 1, sizeof *holders);
    for (int32_t d = 0; d < p->n_dwellings; d++) holders[d] = NONE;
    for (int32_t a = 0; a < p->n_applicants; a++) {
        struct allocation_answer *answer = &answers[a];
        if (answer->outcome == ALLOCATION_HOUSED) {
            answer->dwelling = where->home[a];
            answer->cost = problem_cost(p, a, answer->dwelling);
            answer->moved = p->in->previous && p->in->previous[a] != NONE && p->in->previous[a] != answer->dwelling;
        }
        if (answer->dwelling != NONE) holders[answer->dwelling] = a;
        result->n_housed += answer->outcome == ALLOCATION_HOUSED;
        result->n_fixed += answer->outcome == ALLOCATION_FIXED;
        result->n_refused += answer->outcome == ALLOCATION_REFUSED;
        result->n_unresolved += answer->outcome == ALLOCATION_UNRESOLVED;
    }
    result->answers = answers;
    result->holders = holders;
}

int allocation_solve(struct arena *arena, const struct allocation_instance *instance, struct allocation_result *ret_result,
                     const char **ret_reason) {
    struct problem *p;
    int error = problem_create(arena, instance, &p, ret_reason);
    if (error < 0) return error;
    struct who who = who_solve(arena, p);
    struct where where = where_solve(arena, p, &who);
    *ret_result = (struct allocation_result){
        .cost = where.cost,
        .cost_bound = where.bound,
        .cost_proved = where.cost_proved,
        .n_moved = where.moved,
        .moved_proved = where.moved_proved,
        .dwelling_prices = where.dwelling_prices,
        .building_prices = where.building_prices,
        .area_prices = where.area_prices,
        .instance = instance,
        .index = arena_alloc(arena, sizeof *ret_result->index),
    };
    gather(arena, p, who.answers, &where, ret_result);
    *ret_result->index = (struct allocation_index){.problem = p, .tree = who.tree};
    return ERR_OK;
}

/* Every applicant housed pays at least the cheapest sum of wish cost and prices; what the dwellings and limits can earn is taken back. */
int64_t allocation_dual(const struct allocation_result *result) {
    const struct problem *p = result->index->problem;
    int64_t sum = 0;
    for (int32_t a = 0; a < p->n_applicants; a++) {
        if (result->answers[a].outcome != ALLOCATION_HOUSED) continue;
        int64_t least = INT64_MAX;
        struct walk walk = walk_from(p, a);
        for (int32_t d; (d = walk_next(&walk)) != NONE;) {
            int64_t sum_here = problem_cost(p, a, d) + (int64_t)result->dwelling_prices[d] + result->building_prices[p->building[d]] +
                               result->area_prices[p->area[d]];
            if (sum_here < least) least = sum_here;
        }
        sum += least;
    }
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        if (result->dwelling_prices[d] < 0) return INT64_MIN;
        sum -= result->dwelling_prices[d];
    }
    for (int32_t b = 0; b < p->n_buildings; b++) {
        if (result->building_prices[b] < 0) return INT64_MIN;
        if (result->building_prices[b]) sum -= (int64_t)result->building_prices[b] * p->building_intake[b];
    }
    for (int32_t r = 0; r < p->n_areas; r++) {
        if (result->area_prices[r] < 0) return INT64_MIN;
        if (result->area_prices[r]) sum -= (int64_t)result->area_prices[r] * p->area_intake[r];
    }
    return sum;
}

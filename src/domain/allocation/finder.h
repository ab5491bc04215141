/* allocation, inside: the search for the best placement when limits tie applicants together. See where.c. */
#pragma once
#include "domain/allocation/flow.h"

enum { FINDER_BANS = 256 };

struct finder_frame;
struct finder {
    struct arena *arena;
    const struct problem *p;
    struct flow *flow;
    int64_t scale;       /* value = cost * scale + moved */
    int64_t best, bound; /* the value of the best placement so far; what no placement can cost less than */
    int32_t *best_home;  /* per row */
    int32_t *row_of;     /* per applicant, or NONE */
    /* Limits on counted persons: those of the buildings, then those of the areas. */
    int32_t n_limits;
    int32_t *limit, *counted;
    /* What the flow is kept from: dwellings closed from this weight on, applicants banned from buildings. */
    uint8_t *closed_from;
    struct allocation_neighbours *bans;
    struct finder_frame *frames;
    int32_t depth;
};
static inline int32_t building_limit(const struct problem *p, int32_t dwelling) { return p->building[dwelling]; }
static inline int32_t area_limit(const struct problem *p, int32_t dwelling) { return p->n_buildings + p->area[dwelling]; }

struct finder finder_create(struct arena *arena, const struct problem *p, const struct who *who, struct flow *flow);
void finder_count(struct finder *f, const int32_t *home); /* counted persons in each limit */
void finder_reopen(struct finder *f);                     /* the flow is kept from nothing */
bool finder_breaks(struct finder *f);                     /* the flow breaks a limit that ties applicants together */
/* Branches from the flow's present optimum (branch.c). True if every way was tried, so that `best` is the best there is from here. */
bool finder_explore(struct finder *f, int64_t steps);
bool finder_try_every_way(struct finder *f, int64_t steps); /* the same from the best without these limits */
/* The best placement that can be found and the highest bound: by prices on counted places and by so many steps of branching (prices.c). True if
 * `best` is proved to be the best there is. */
bool finder_solve(struct finder *f, int64_t steps);

/* allocation, inside: the problem in the form the steps work on, and the steps. Nothing here is for other modules.
 *
 * Dwellings that no rule tells apart form a class, applicants whom no rule tells apart a kind. Which classes a kind can live in is listed
 * area by area, so that nobody ever writes out all pairs. A few applicants are picky: a building or a single pair is closed to them, and each
 * dwelling must be asked (`problem_accepts`). */
#pragma once
#include "domain/allocation/allocation.h"

#include <string.h>

#define NONE ALLOCATION_NONE
#define NO_LIMIT ALLOCATION_NO_LIMIT

/* A list of lists: list i is item[first[i]] … item[first[i + 1] - 1]. */
struct lists {
    int32_t *first, *item;
};
struct span {
    const int32_t *v;
    int32_t n;
};
static inline struct span span_of(const struct lists *lists, int32_t list) {
    return (struct span){lists->item + lists->first[list], lists->first[list + 1] - lists->first[list]};
}
struct lists lists_create(struct arena *arena, int32_t n, const int32_t *list_of,
                          int32_t n_items); /* items with list_of NONE are left out */

/* Limits that lie within one another, as a forest of regions: a building's limit below its area's. Only regions with a limit are in it. */
struct tree {
    int32_t n;
    int32_t *of_dwelling; /* the innermost region, or NONE */
    int32_t *parent;      /* or NONE */
    int32_t *cap;
    struct lists dwellings; /* all that lie in a region */
    int32_t *of_building, *of_area;
};

struct problem {
    const struct allocation_instance *in;
    struct arena *arena;
    int32_t n_applicants, n_dwellings, n_buildings, n_areas;
    int32_t *fixed;     /* per applicant: the dwelling fixed, or NONE */
    int32_t *fixed_for; /* per dwelling: the applicant fixed, or NONE */
    bool *open;         /* per dwelling: neither held back nor fixed */
    bool *held_back;
    int32_t *building, *area; /* per dwelling */
    /* Limits as they are after what people have decided. */
    int32_t *building_intake, *area_intake, *building_concentration, *area_concentration, *team_minutes;
    uint8_t *admits; /* per dwelling: the largest weight its limits could take if nobody else came */
    int32_t n_classes;
    int32_t *class_of;    /* per dwelling, NONE when not open */
    struct lists members; /* dwellings of a class, ascending */
    int32_t n_kinds;
    int32_t *kind;                     /* per applicant; NONE when barred or fixed */
    struct lists suitable;             /* list kind * n_areas + area: classes */
    int32_t *slot_size;                /* dwellings in the classes of such a list */
    uint32_t *features;                /* per dwelling */
    bool *picky;                       /* per applicant */
    struct lists forbidden;            /* per applicant: dwellings closed to this one alone */
    struct lists neighbours;           /* per applicant: those who must not live in the same building */
    struct lists in_building, in_area; /* open dwellings */
    bool coupled;                      /* concentration limits or neighbours tie applicants together */
    int32_t heaviest;                  /* the largest weight of an applicant */
    int32_t search_limit;
};

struct tree problem_counted_tree(struct arena *arena, const struct problem *p);
int problem_create(struct arena *arena, const struct allocation_instance *in, struct problem **ret_problem, const char **ret_reason);
struct tree tree_create(struct arena *arena, const struct problem *p, const int32_t *building_cap, const int32_t *area_cap);
/* What kind and class say, but for the area. */
bool problem_suits(const struct problem *p, int32_t applicant, int32_t dwelling);
/* Beside kind and class, which say yes already. */
bool problem_accepts(const struct problem *p, int32_t applicant, int32_t dwelling);
uint8_t problem_cost(const struct problem *p, int32_t applicant, int32_t dwelling);
struct allocation_pair problem_judge(const struct problem *p, int32_t applicant, int32_t dwelling);
bool list_has(const struct lists *lists, int32_t list, int32_t item); /* the list is ascending */

static inline uint64_t applicant_areas(const struct problem *p, int32_t a) {
    uint64_t all = p->n_areas == 64 ? UINT64_MAX : (UINT64_C(1) << p->n_areas) - 1;
    return p->in->applicants[a].areas & all;
}
static inline int32_t weight_of(const struct problem *p, int32_t a) { return p->in->applicants[a].weight; }

/* The dwellings an applicant can live in, one after the other: by area, class and index. */
struct walk {
    const struct problem *p;
    int32_t applicant, slot, at, end, member, member_end;
    uint64_t areas;
};
struct walk walk_from(const struct problem *p, int32_t applicant);
int32_t walk_next(struct walk *walk); /* NONE at the end */

/* ── a placement that grows by one applicant at a time (place.c) ──────── */

/* Dwellings and the limits of one tree, and nothing else. Adding finds a place by moving others if one exists; what a search has reached in vain
 * can never be reached with success later and is dead. */
struct placing {
    const struct problem *p;
    struct arena *arena;
    const struct tree *tree;
    int32_t *home;   /* per applicant, or NONE */
    int32_t *holder; /* per dwelling, or NONE */
    int32_t *load;   /* per region */
    int32_t *vacant; /* per class: dwellings without holder */
    uint32_t stamp, *seen_slot, *seen_class, *seen_dwelling, *seen_region;
    int32_t *queue, *from, *via;
    int32_t tail;
    bool keeps_dead;
    /* For the branching search: dwellings closed from this weight on (NULL: none), applicants kept out of buildings. */
    uint8_t *closed_from;
    const struct allocation_neighbours *banned; /* a: applicant, b: building */
    int32_t n_banned;
};
struct placing placing_create(struct arena *arena, const struct problem *p, const struct tree *tree);
bool placing_add(struct placing *c, int32_t applicant);                   /* false: impossible, nothing changed */
void placing_set(struct placing *c, int32_t applicant, int32_t dwelling); /* NONE takes the applicant out */
/* All that a search from the applicant reaches; false if it would find a place. c->queue[0 … c->tail - 1] are the applicants reached, and what
 * was reached has the stamp. */
bool placing_reach(struct placing *c, int32_t applicant);

/* ── a placement that keeps every limit (joint.c) ─────────────────────── */

struct joint {
    const struct problem *p;
    struct arena *arena;
    const struct tree *tree;
    int32_t *home, *holder;
    int32_t *load;                            /* per region of the tree: households */
    int32_t *counted_building, *counted_area; /* counted persons */
    /* The search for a place. */
    uint32_t stamp, *seen, *seen_dwelling[2], *seen_region, *seen_building, *seen_area;
    int32_t *queue, *from, *via, *path, *undo;
    uint8_t *mode;
    int32_t tail, n_undo;
};
struct joint joint_create(struct arena *arena, const struct problem *p, const struct tree *tree);
bool joint_add(struct joint *j, int32_t applicant); /* false: found none, which proves nothing; nothing changed */
void joint_set(struct joint *j, int32_t applicant, int32_t dwelling);
bool joint_allows(const struct joint *j, int32_t applicant); /* the limits around the applicant's home hold */
/* A set of bottlenecks that too many need: proof that the applicant cannot be placed (certificate.c). */
struct certificate {
    struct arena *arena;
    uint32_t stamp, *price_dwelling, *price_region, *price_building, *price_area, *in;
    bool *drop_building, *drop_area;
    int32_t *queue, tail;
};
struct certificate certificate_create(struct arena *arena, const struct problem *p, const struct tree *tree);
bool certificate_find(struct certificate *c, const struct joint *j, int32_t applicant);
struct proof;
void certificate_read(const struct certificate *c, const struct joint *j, int32_t applicant,
                      struct proof *ret_proof); /* the last one found */
int by_number(const void *a, const void *b);    /* for qsort of int32_t */
/* Tries every way (settle.c): 1 placed, and j holds the placement; 0 impossible; -1 gave up after search_limit steps. */
int settle(struct joint *j, const struct tree *tree, int32_t applicant, const bool *housed, int32_t search_limit);

/* ── the steps ────────────────────────────────────────────────────────── */

struct who {
    struct allocation_answer *answers;
    int32_t *housed; /* ascending */
    int32_t n;
    int32_t *home; /* a placement that keeps every limit */
    struct tree tree;
};
struct who who_solve(struct arena *arena, const struct problem *p);
/* Does it again up to the applicant, who was refused for reasons of limits together: what the proof leans on. Ascending. */
struct proof {
    int32_t *applicants, n_applicants;
    struct allocation_limit *limits;
    int32_t n_limits;
};
struct proof who_prove(struct arena *arena, const struct problem *p, int32_t applicant);

/* Rows of the applicants housed, cheapest first. */
struct rows {
    int32_t n;
    const int32_t *applicant;
    int64_t *first;
    uint32_t *edge; /* dwelling and wish cost */
};
static inline int32_t edge_dwelling(uint32_t edge) { return (int32_t)(edge >> 4); }
static inline int32_t edge_wish(uint32_t edge) { return (int32_t)(edge & 15); }
struct rows rows_create(struct arena *arena, const struct problem *p, const int32_t *applicants, int32_t n);

struct where {
    int32_t *home; /* per applicant housed */
    int64_t cost, bound;
    int32_t moved;
    bool cost_proved, moved_proved;
    int32_t *dwelling_prices, *building_prices, *area_prices;
};
struct where where_solve(struct arena *arena, const struct problem *p, const struct who *who);

/* What explanations are read from. */
struct allocation_index {
    struct problem *problem;
    struct tree tree;
    struct placing *placing; /* the result as a placement, made when it is first asked for */
    struct placing *counted; /* the same of those who count, with the concentration limits */
};

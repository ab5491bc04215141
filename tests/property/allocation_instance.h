/* Random instances for the allocation engine, the same for a seed on every machine: used by its property test and its benchmark. Sizes and
 * shares are given; the rest is drawn so that dwellings are scarce, norms and needs bite, and some limits bind. */
#pragma once
#include "domain/allocation/allocation.h"

#include <stdlib.h>

enum {
    FEATURE_ACCESS = 1,
    FEATURE_STAFF = 2,
    FEATURE_DRUG_FREE = 4,
    FEATURE_PETS = 8,
    FEATURE_TYPE = 16,
    FEATURE_CALM = 128,
    FEATURE_QUIET = 256
};
enum { TRAIT_NEEDS_STAFF = 1, TRAIT_ACTIVE = 2 };

struct instance_shape {
    uint64_t seed;
    int32_t n_applicants, n_dwellings, n_areas, n_buildings;
    int32_t areas_each;    /* accepted by an applicant, about; 0: nearly all */
    int32_t tight, active; /* per cent: the share that concentration limits allow; applicants who count */
    int32_t pairs_each;    /* one pair of neighbours for so many applicants */
    bool full;             /* with concentration limits, team minutes and neighbours; else dwellings and intake in areas alone */
    bool families;         /* some households with several who count; intake limits on buildings too */
};

static uint64_t instance_state;
static uint64_t instance_next(void) {
    uint64_t z = instance_state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}
static int32_t below(int32_t n) { return (int32_t)(instance_next() % (uint64_t)n); }
static bool chance(int32_t per_cent) { return below(100) < per_cent; }
static uint32_t feature_if(int32_t per_cent, uint32_t feature) { return chance(per_cent) ? feature : 0; }

static void draw_dwelling(struct allocation_dwelling *d, const struct instance_shape *shape) {
    int32_t size = below(100), environment = below(10) < 6 ? 0 : 1 + below(2);
    d->building = below(shape->n_buildings);
    d->rooms = size < 35 ? 1 : size < 68 ? 2 : size < 86 ? 3 : size < 96 ? 4 : 5;
    d->features = (uint32_t)FEATURE_TYPE << below(3);
    d->features |= (environment < 2 ? FEATURE_CALM : 0u) | (environment < 1 ? FEATURE_QUIET : 0u);
    d->features |=
        feature_if(15, FEATURE_ACCESS) | feature_if(10, FEATURE_STAFF) | feature_if(15, FEATURE_DRUG_FREE) | feature_if(60, FEATURE_PETS);
    d->demands = d->features & FEATURE_STAFF ? TRAIT_NEEDS_STAFF : 0;
    d->refuses = d->features & FEATURE_DRUG_FREE ? TRAIT_ACTIVE : 0;
}

static void wish(struct allocation_applicant *a, struct allocation_wish wish) { a->wishes[a->n_wishes++] = wish; }

static int32_t nth_area(uint64_t areas, int32_t n) {
    while (n-- > 0) areas &= areas - 1;
    return __builtin_ctzll(areas);
}

static void draw_areas(struct allocation_applicant *a, const struct instance_shape *shape) {
    uint64_t all = shape->n_areas == 64 ? UINT64_MAX : (UINT64_C(1) << shape->n_areas) - 1, wished = 0;
    a->areas = all;
    if (shape->areas_each) {
        int32_t home = below(shape->n_areas), n = 1 + below(2 * shape->areas_each - 1);
        a->areas = 0;
        for (int32_t i = 0; i < n; i++) a->areas |= UINT64_C(1) << ((home + i) % shape->n_areas);
    } else if (shape->n_areas > 1 && chance(12)) a->areas &= ~(UINT64_C(1) << below(shape->n_areas));
    int32_t choice = __builtin_popcountll(a->areas);
    for (int32_t n = 1 + below(3); n > 0; n--) wished |= UINT64_C(1) << nth_area(a->areas, below(choice));
    if (chance(15)) wished = a->areas;
    wish(a, (struct allocation_wish){.areas = wished, .cost = 4});
    if (chance(30)) wish(a, (struct allocation_wish){.areas = wished & (~wished + 1), .cost = 3});
}

static void draw_applicant(struct allocation_applicant *a, const struct instance_shape *shape, int32_t n_teams) {
    static const int32_t minutes[8] = {0, 60, 60, 120, 120, 240, 480, 900};
    int32_t size = below(100);
    a->rooms_min = size < 68 ? 1 : size < 84 ? 2 : size < 92 ? 3 : size < 97 ? 4 : 5;
    a->rooms_max = a->rooms_min < 5 ? a->rooms_min + 1 : 5;
    bool active = chance(shape->active) && a->rooms_min < 3;
    a->needs = feature_if(8, FEATURE_ACCESS) | feature_if(10, FEATURE_STAFF) | feature_if(9, FEATURE_PETS);
    if (!active) a->needs |= feature_if(14, FEATURE_DRUG_FREE);
    a->traits = (a->needs & FEATURE_STAFF ? TRAIT_NEEDS_STAFF : 0u) | (active ? TRAIT_ACTIVE : 0u);
    a->weight = shape->full && active ? (uint8_t)(shape->families && chance(20) ? 2 + below(2) : 1) : 0;
    draw_areas(a, shape);
    if (chance(45)) {
        wish(a, (struct allocation_wish){.features = FEATURE_CALM, .cost = 2});
        wish(a, (struct allocation_wish){.features = FEATURE_QUIET, .cost = 2});
    }
    if (chance(40)) wish(a, (struct allocation_wish){.features = (uint32_t)FEATURE_TYPE << below(3), .cost = 2});
    wish(a, (struct allocation_wish){.rooms_max = a->rooms_min, .cost = 1});
    if (chance(4)) a->no_go[a->n_no_go++] = below(shape->n_buildings);
    if (chance(2)) a->no_go[a->n_no_go++] = below(shape->n_buildings);
    a->team = shape->full ? below(n_teams) : ALLOCATION_NONE;
    a->minutes = shape->full ? minutes[active ? 2 + below(6) : below(6)] : 0;
    if (shape->families && chance(2)) a->barred = 1;
}

/* Limits as a municipality has them: a share of all dwellings less those who live there already. */
static void draw_limits(const struct instance_shape *shape, struct allocation_building *buildings, struct allocation_area *areas,
                        const struct allocation_dwelling *dwellings) {
    int32_t n_areas = shape->n_areas, n_buildings = shape->n_buildings;
    int32_t *vacant = calloc((size_t)n_buildings, sizeof *vacant), *all = calloc((size_t)n_areas * 3, sizeof *all);
    for (int32_t d = 0; d < shape->n_dwellings; d++) vacant[dwellings[d].building]++;
    for (int32_t b = 0; b < n_buildings; b++) {
        int32_t total = 6 + below(30), counted = 0, area = b < n_areas ? b : below(n_areas);
        if (total < vacant[b] + 2) total = vacant[b] + 2;
        for (int32_t i = vacant[b]; i < total; i++) counted += chance(shape->tight - 7);
        buildings[b] = (struct allocation_building){area, ALLOCATION_NO_LIMIT, ALLOCATION_NO_LIMIT};
        if (shape->full) buildings[b].concentration = total * shape->tight / 100 - counted;
        if (shape->families && chance(40)) buildings[b].intake = 1 + below(vacant[b] + 1);
        all[3 * area] += vacant[b];
        all[3 * area + 1] += total;
        all[3 * area + 2] += counted;
    }
    for (int32_t r = 0; r < n_areas; r++) {
        areas[r] = (struct allocation_area){all[3 * r] * (70 + below(35)) / 100 + 1, ALLOCATION_NO_LIMIT};
        if (shape->full) areas[r].concentration = all[3 * r + 1] * (shape->tight - 3) / 100 - all[3 * r + 2];
    }
    free(vacant);
    free(all);
}

static void *instance_array(int32_t n, size_t size) { return calloc((size_t)n + 1, size); }

/* Freed by instance_free. */
static struct allocation_instance instance_draw(const struct instance_shape *shape) {
    instance_state = shape->seed * 7919 + 17;
    int32_t n_teams = shape->full ? shape->n_dwellings / 60 + 3 : 0,
            n_pairs = shape->full ? shape->n_applicants / shape->pairs_each + 1 : 0;
    struct allocation_applicant *applicants = instance_array(shape->n_applicants, sizeof *applicants);
    struct allocation_dwelling *dwellings = instance_array(shape->n_dwellings, sizeof *dwellings);
    struct allocation_building *buildings = instance_array(shape->n_buildings, sizeof *buildings);
    struct allocation_area *areas = instance_array(shape->n_areas, sizeof *areas);
    struct allocation_team *teams = instance_array(n_teams, sizeof *teams);
    struct allocation_neighbours *neighbours = instance_array(n_pairs, sizeof *neighbours);
    for (int32_t d = 0; d < shape->n_dwellings; d++) draw_dwelling(&dwellings[d], shape);
    draw_limits(shape, buildings, areas, dwellings);
    for (int32_t a = 0; a < shape->n_applicants; a++) draw_applicant(&applicants[a], shape, n_teams);
    for (int32_t t = 0; t < n_teams; t++) teams[t].minutes = 60 * (22 * shape->n_dwellings / 10 / n_teams + below(10));
    for (int32_t i = 0; i < n_pairs; i++) {
        int32_t most = shape->n_dwellings * 2 < shape->n_applicants ? shape->n_dwellings * 2 : shape->n_applicants, a = below(most),
                b = below(most);
        neighbours[i] = (struct allocation_neighbours){a, a == b ? (a + 1) % most : b};
    }
    return (struct allocation_instance){.applicants = applicants,
                                        .dwellings = dwellings,
                                        .buildings = buildings,
                                        .areas = areas,
                                        .teams = teams,
                                        .neighbours = neighbours,
                                        .n_applicants = shape->n_applicants,
                                        .n_dwellings = shape->n_dwellings,
                                        .n_buildings = shape->n_buildings,
                                        .n_areas = shape->n_areas,
                                        .n_teams = n_teams,
                                        .n_neighbours = n_pairs};
}

static void instance_free(struct allocation_instance *in) {
    free((void *)(uintptr_t)in->applicants);
    free((void *)(uintptr_t)in->dwellings);
    free((void *)(uintptr_t)in->buildings);
    free((void *)(uintptr_t)in->areas);
    free((void *)(uintptr_t)in->teams);
    free((void *)(uintptr_t)in->neighbours);
}

/* allocation: a proof on paper that an applicant cannot be placed beside those housed: dwellings and limits (the bottlenecks) such that more
 * applicants can only live there than the bottlenecks take together. It is a solution of the dual problem with prices 0 and 1, so it is
 * exact when found; to find none proves nothing. */
#include "domain/allocation/internal.h"

#include <stdlib.h>

enum { ROUNDS = 40 };

struct certificate certificate_create(struct arena *arena, const struct problem *p, const struct tree *tree) {
    return (struct certificate){
        .arena = arena,
        .price_dwelling = arena_array(arena, (size_t)p->n_dwellings + 1, sizeof(uint32_t)),
        .price_region = arena_array(arena, (size_t)tree->n + 1, sizeof(uint32_t)),
        .price_building = arena_array(arena, (size_t)p->n_buildings + 1, sizeof(uint32_t)),
        .price_area = arena_array(arena, (size_t)p->n_areas + 1, sizeof(uint32_t)),
        .in = arena_array(arena, (size_t)p->n_applicants + 1, sizeof(uint32_t)),
        .drop_building = arena_array(arena, (size_t)p->n_buildings + 1, sizeof(bool)),
        .drop_area = arena_array(arena, (size_t)p->n_areas + 1, sizeof(bool)),
        .queue = arena_array(arena, (size_t)p->n_dwellings + 2, sizeof(int32_t)),
    };
}

static void take_in(struct certificate *c, int32_t a) {
    if (c->in[a] == c->stamp) return;
    c->in[a] = c->stamp;
    c->queue[c->tail++] = a;
}

static void take_in_all(struct certificate *c, const struct joint *j, const struct lists *lists, int32_t list, bool counted) {
    for (int32_t i = lists->first[list]; i < lists->first[list + 1]; i++) {
        int32_t a = j->holder[lists->item[i]];
        if (a != NONE && (!counted || weight_of(j->p, a))) take_in(c, a);
    }
}

static bool region_priced(const struct certificate *c, const struct tree *tree, int32_t d) {
    for (int32_t region = tree->of_dwelling[d]; region != NONE; region = tree->parent[region])
        if (c->price_region[region] == c->stamp) return true;
    return false;
}

/* Prices a full counted limit around d; true if d is covered for x by one. */
static bool counted_cover(struct certificate *c, const struct joint *j, int32_t x, int32_t d) {
    const struct problem *p = j->p;
    int32_t building = p->building[d], area = p->area[d];
    if (!weight_of(p, x)) return false;
    if (c->price_building[building] == c->stamp || c->price_area[area] == c->stamp) return true;
    if (!c->drop_area[area] && j->counted_area[area] + weight_of(p, x) > p->area_concentration[area]) {
        c->price_area[area] = c->stamp;
        take_in_all(c, j, &p->in_area, area, true);
        return true;
    }
    if (!c->drop_building[building] && j->counted_building[building] + weight_of(p, x) > p->building_concentration[building]) {
        c->price_building[building] = c->stamp;
        take_in_all(c, j, &p->in_building, building, true);
        return true;
    }
    return false;
}

/* False if a free place is met: then there is no such proof. */
static bool grow(struct certificate *c, const struct joint *j, int32_t applicant) {
    c->stamp++;
    c->tail = 0;
    take_in(c, applicant);
    for (int32_t head = 0; head < c->tail; head++) {
        int32_t x = c->queue[head];
        struct walk walk = walk_from(j->p, x);
        for (int32_t d; (d = walk_next(&walk)) != NONE;) {
            if (c->price_dwelling[d] == c->stamp || region_priced(c, j->tree, d) || counted_cover(c, j, x, d)) continue;
            if (j->holder[d] != NONE) {
                c->price_dwelling[d] = c->stamp;
                take_in(c, j->holder[d]);
                continue;
            }
            int32_t region = j->tree->of_dwelling[d];
            while (region != NONE && j->load[region] < j->tree->cap[region]) region = j->tree->parent[region];
            if (region == NONE) return false;
            c->price_region[region] = c->stamp;
            take_in_all(c, j, &j->tree->dwellings, region, false);
        }
    }
    return true;
}

/* What the bottlenecks take together. One that lies within another costs nothing beside it. */
static int64_t room_of(const struct certificate *c, const struct joint *j) {
    const struct problem *p = j->p;
    const struct tree *tree = j->tree;
    int64_t room = 0;
    for (int32_t region = 0; region < tree->n; region++) {
        bool covered = tree->parent[region] != NONE && c->price_region[tree->parent[region]] == c->stamp;
        if (c->price_region[region] == c->stamp && !covered) room += tree->cap[region];
    }
    for (int32_t area = 0; area < p->n_areas; area++)
        if (c->price_area[area] == c->stamp) room += p->area_concentration[area];
    for (int32_t building = 0; building < p->n_buildings; building++)
        if (c->price_building[building] == c->stamp && c->price_area[p->in->buildings[building].area] != c->stamp)
            room += p->building_concentration[building];
    for (int32_t d = 0; d < p->n_dwellings; d++)
        if (c->price_dwelling[d] == c->stamp && !region_priced(c, tree, d)) room++;
    return room;
}

/* Someone who is paid for twice, by her dwelling and by her counted place, spoils the sum: do without that limit. */
static bool drop_doubles(struct certificate *c, const struct joint *j) {
    const struct problem *p = j->p;
    bool dropped = false;
    for (int32_t i = 0; i < c->tail; i++) {
        int32_t x = c->queue[i], d = j->home[x];
        if (d == NONE || !weight_of(p, x) || (c->price_dwelling[d] != c->stamp && !region_priced(c, j->tree, d))) continue;
        int32_t building = p->building[d], area = p->area[d];
        if (c->price_area[area] == c->stamp && !c->drop_area[area]) c->drop_area[area] = dropped = true;
        else if (c->price_building[building] == c->stamp && !c->drop_building[building]) c->drop_building[building] = dropped = true;
    }
    return dropped;
}

bool certificate_find(struct certificate *c, const struct joint *j, int32_t applicant) {
    memset(c->drop_area, 0, (size_t)j->p->n_areas * sizeof *c->drop_area);
    memset(c->drop_building, 0, (size_t)j->p->n_buildings * sizeof *c->drop_building);
    for (int round = 0; round < ROUNDS; round++) {
        if (!grow(c, j, applicant)) return false;
        if (c->tail > room_of(c, j)) return true;
        if (!drop_doubles(c, j)) return false;
    }
    return false;
}

static void name_limit(struct proof *proof, bool priced, enum allocation_limit_kind kind, int32_t index) {
    if (priced) proof->limits[proof->n_limits++] = (struct allocation_limit){kind, index};
}

void certificate_read(const struct certificate *c, const struct joint *j, int32_t applicant, struct proof *ret_proof) {
    const struct problem *p = j->p;
    const struct tree *tree = j->tree;
    size_t most = 2 * ((size_t)p->n_buildings + (size_t)p->n_areas) + 1;
    *ret_proof = (struct proof){.applicants = arena_array(c->arena, (size_t)c->tail + 1, sizeof(int32_t)),
                                .limits = arena_array(c->arena, most, sizeof(struct allocation_limit))};
    for (int32_t i = 0; i < c->tail; i++)
        if (c->queue[i] != applicant) ret_proof->applicants[ret_proof->n_applicants++] = c->queue[i];
    if (ret_proof->n_applicants) qsort(ret_proof->applicants, (size_t)ret_proof->n_applicants, sizeof(int32_t), by_number);
    for (int32_t b = 0; b < p->n_buildings; b++) {
        int32_t region = tree->of_building[b];
        name_limit(ret_proof, region != NONE && c->price_region[region] == c->stamp, ALLOCATION_LIMIT_BUILDING_INTAKE, b);
        name_limit(ret_proof, c->price_building[b] == c->stamp, ALLOCATION_LIMIT_BUILDING_CONCENTRATION, b);
    }
    for (int32_t r = 0; r < p->n_areas; r++) {
        int32_t region = tree->of_area[r];
        name_limit(ret_proof, region != NONE && c->price_region[region] == c->stamp, ALLOCATION_LIMIT_AREA_INTAKE, r);
        name_limit(ret_proof, c->price_area[r] == c->stamp, ALLOCATION_LIMIT_AREA_CONCENTRATION, r);
    }
}

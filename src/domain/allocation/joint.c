/* allocation: a placement that keeps every limit, also those that tie applicants together: counted persons in a building or an area, and those
 * who must not be neighbours. Adding looks for a chain of moves, each applicant moved once, and checks the whole chain before it is kept. To
 * find none proves nothing: certificate.c and settle.c do that. It knows no wishes. */
#include "domain/allocation/internal.h"

enum mode { DISPLACED, MADE_ROOM, SWAPPED }; /* how an applicant in the search lost her place, see go() */
enum { TRIES = 50 };                         /* chains that are checked before the search gives up */

struct joint joint_create(struct arena *arena, const struct problem *p, const struct tree *tree) {
    size_t applicants = (size_t)p->n_applicants + 1, dwellings = (size_t)p->n_dwellings + 1;
    struct joint j = {
        .p = p,
        .arena = arena,
        .tree = tree,
        .home = arena_array(arena, applicants, sizeof(int32_t)),
        .holder = arena_array(arena, dwellings, sizeof(int32_t)),
        .load = arena_array(arena, (size_t)tree->n + 1, sizeof(int32_t)),
        .counted_building = arena_array(arena, (size_t)p->n_buildings + 1, sizeof(int32_t)),
        .counted_area = arena_array(arena, (size_t)p->n_areas + 1, sizeof(int32_t)),
        .seen = arena_array(arena, applicants, sizeof(uint32_t)),
        .seen_region = arena_array(arena, (size_t)tree->n + 1, sizeof(uint32_t)),
        .seen_building = arena_array(arena, (size_t)p->n_buildings + 1, sizeof(uint32_t)),
        .seen_area = arena_array(arena, (size_t)p->n_areas + 1, sizeof(uint32_t)),
        .queue = arena_array(arena, dwellings + 1, sizeof(int32_t)),
        .from = arena_array(arena, applicants, sizeof(int32_t)),
        .via = arena_array(arena, applicants, sizeof(int32_t)),
        .mode = arena_array(arena, applicants, 1),
        .path = arena_array(arena, dwellings + 1, sizeof(int32_t)),
        .undo = arena_array(arena, 6 * dwellings + 16, sizeof(int32_t)),
    };
    for (int i = 0; i < 2; i++) j.seen_dwelling[i] = arena_array(arena, dwellings, sizeof(uint32_t));
    memset(j.home, 0xff, applicants * sizeof *j.home); /* NONE */
    memset(j.holder, 0xff, dwellings * sizeof *j.holder);
    return j;
}

static void occupy(struct joint *j, int32_t a, int32_t d, int32_t change) {
    const struct problem *p = j->p;
    j->counted_building[p->building[d]] += change * weight_of(p, a);
    j->counted_area[p->area[d]] += change * weight_of(p, a);
    for (int32_t region = j->tree->of_dwelling[d]; region != NONE; region = j->tree->parent[region]) j->load[region] += change;
}

void joint_set(struct joint *j, int32_t a, int32_t d) {
    int32_t old = j->home[a];
    if (old != NONE) {
        if (j->holder[old] == a) j->holder[old] = NONE;
        occupy(j, a, old, -1);
    }
    j->home[a] = d;
    if (d == NONE) return;
    j->holder[d] = a;
    occupy(j, a, d, 1);
}

static bool neighbour_in(const struct joint *j, int32_t a, int32_t building) {
    const struct lists *lists = &j->p->neighbours;
    for (int32_t i = lists->first[a]; i < lists->first[a + 1]; i++) {
        int32_t home = j->home[lists->item[i]];
        if (home != NONE && j->p->building[home] == building) return true;
    }
    return false;
}

bool joint_allows(const struct joint *j, int32_t a) {
    const struct problem *p = j->p;
    int32_t d = j->home[a], building = p->building[d], area = p->area[d];
    if (j->holder[d] != a || j->counted_building[building] > p->building_concentration[building] ||
        j->counted_area[area] > p->area_concentration[area] || neighbour_in(j, a, building))
        return false;
    for (int32_t region = j->tree->of_dwelling[d]; region != NONE; region = j->tree->parent[region])
        if (j->load[region] > j->tree->cap[region]) return false;
    return true;
}

/* ── the search ───────────────────────────────────────────────────────── */

/* x would take d, and `a` has to go: DISPLACED from d itself; MADE_ROOM elsewhere in a region that is full while d is free; SWAPPED out of a
 * region with no counted place left, where the holder of d moves in. */
static void go(struct joint *j, int32_t a, int32_t x, int32_t d, enum mode mode) {
    if (j->seen[a] == j->stamp) return;
    j->seen[a] = j->stamp;
    j->from[a] = x;
    j->via[a] = d;
    j->mode[a] = (uint8_t)mode;
    j->queue[j->tail++] = a;
}

/* Counted places that x leaves behind in the building (or area) of d and that whoever took her place does not use. A guess: the chain is checked. */
static int32_t left_behind(const struct joint *j, int32_t x, int32_t d, const int32_t *region) {
    int32_t home = j->home[x], before = j->from[x], freed;
    if (home == NONE || region[home] != region[d]) return 0;
    freed = weight_of(j->p, x);
    if (before != NONE && region[j->via[x]] == region[d]) freed -= weight_of(j->p, before);
    return freed > 0 ? freed : 0;
}

struct shortage {
    bool building, area; /* no counted place for x, if she takes d from its holder */
};
static struct shortage counted_shortage(const struct joint *j, int32_t x, int32_t d) {
    const struct problem *p = j->p;
    int32_t extra = weight_of(p, x) - (j->holder[d] == NONE ? 0 : weight_of(p, j->holder[d])), building = p->building[d], area = p->area[d];
    if (extra <= 0) return (struct shortage){false, false};
    return (struct shortage){
        j->counted_building[building] + extra - left_behind(j, x, d, p->building) > p->building_concentration[building],
        j->counted_area[area] + extra - left_behind(j, x, d, p->area) > p->area_concentration[area],
    };
}

/* All who hold a dwelling in the list (only the counted ones) are asked to go. */
static void make_room(struct joint *j, struct span span, bool counted, int32_t x, int32_t d) {
    for (int32_t i = 0; i < span.n; i++) {
        int32_t a = j->holder[span.v[i]];
        if (a != NONE && (!counted || weight_of(j->p, a))) go(j, a, x, d, MADE_ROOM);
    }
}

static bool can_live(const struct problem *p, int32_t a, int32_t d) {
    return problem_suits(p, a, d) && p->in->applicants[a].areas >> p->area[d] & 1 && (!p->picky[a] || problem_accepts(p, a, d));
}

/* d is taken by one who is not counted: she moves to where a counted one goes away. */
static void swap_in(struct joint *j, struct span span, int32_t x, int32_t d) {
    for (int32_t i = 0; i < span.n; i++) {
        int32_t a = j->holder[span.v[i]];
        if (a == NONE || !weight_of(j->p, a) || a == x || j->seen[a] == j->stamp) continue;
        if (can_live(j->p, j->holder[d], span.v[i])) go(j, a, x, d, SWAPPED);
    }
}

/* True if x could take d as it is; else those who would have to go are asked. */
static bool look_at(struct joint *j, int32_t x, int32_t d) {
    const struct problem *p = j->p;
    struct shortage shortage = counted_shortage(j, x, d);
    if (j->holder[d] != NONE) {
        if (!shortage.building && !shortage.area) {
            if (j->holder[d] != x) go(j, j->holder[d], x, d, DISPLACED);
        } else if (shortage.building) swap_in(j, span_of(&p->in_building, p->building[d]), x, d);
        else swap_in(j, span_of(&p->in_area, p->area[d]), x, d);
        return false;
    }
    int32_t region = j->tree->of_dwelling[d];
    while (region != NONE && j->load[region] < j->tree->cap[region]) region = j->tree->parent[region];
    if (shortage.building) {
        if (j->seen_building[p->building[d]] != j->stamp) make_room(j, span_of(&p->in_building, p->building[d]), true, x, d);
        j->seen_building[p->building[d]] = j->stamp;
    } else if (shortage.area) {
        if (j->seen_area[p->area[d]] != j->stamp) make_room(j, span_of(&p->in_area, p->area[d]), true, x, d);
        j->seen_area[p->area[d]] = j->stamp;
    } else if (region != NONE) {
        if (j->seen_region[region] != j->stamp) make_room(j, span_of(&j->tree->dwellings, region), false, x, d);
        j->seen_region[region] = j->stamp;
    } else return !neighbour_in(j, x, p->building[d]);
    return false;
}

static void move(struct joint *j, int32_t a, int32_t d) {
    j->undo[j->n_undo++] = a;
    j->undo[j->n_undo++] = j->home[a];
    joint_set(j, a, d);
}

static void take_back(struct joint *j) {
    for (int32_t i = 0; i < j->n_undo; i += 2) joint_set(j, j->undo[i], NONE);
    for (int32_t i = j->n_undo - 2; i >= 0; i -= 2)
        if (j->undo[i + 1] != NONE) joint_set(j, j->undo[i], j->undo[i + 1]);
    j->n_undo = 0;
}

/* Makes the moves of the chain that ends with x in d, and checks all who moved. */
static bool follow(struct joint *j, int32_t x, int32_t d) {
    int32_t n = 0;
    j->n_undo = 0;
    for (int32_t a = x; a != NONE; a = j->from[a]) j->path[n++] = a;
    for (int32_t i = 0; i < n; i++) move(j, j->path[i], NONE);
    int32_t *old = j->undo; /* pairs: applicant, home before */
    bool good = j->holder[d] == NONE;
    if (good) move(j, x, d);
    for (int32_t i = 0; good && i + 1 < n; i++) {
        int32_t a = j->path[i], via = j->via[a], before = old[2 * i + 1];
        if (j->mode[a] == SWAPPED) {
            int32_t other = j->holder[via];
            good = other != NONE && before != NONE && j->holder[before] == NONE;
            if (good) move(j, other, before);
        }
        good = good && j->holder[via] == NONE;
        if (good) move(j, j->path[i + 1], via);
    }
    for (int32_t i = 0; good && i < j->n_undo; i += 2) good = j->home[j->undo[i]] != NONE && joint_allows(j, j->undo[i]);
    if (!good) take_back(j);
    return good;
}

bool joint_add(struct joint *j, int32_t applicant) {
    int32_t tries = 0;
    j->stamp++;
    j->tail = 0;
    go(j, applicant, NONE, NONE, DISPLACED);
    for (int32_t head = 0; head < j->tail; head++) {
        int32_t x = j->queue[head];
        uint32_t *seen = j->seen_dwelling[weight_of(j->p, x) > 0];
        struct walk walk = walk_from(j->p, x);
        for (int32_t d; (d = walk_next(&walk)) != NONE;) {
            if (seen[d] == j->stamp) continue;
            if (!look_at(j, x, d)) {
                seen[d] = j->stamp;
                continue;
            }
            if (follow(j, x, d)) return true;
            if (++tries == TRIES) return false;
        }
    }
    return false;
}

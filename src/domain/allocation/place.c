/* allocation: a placement that grows by one applicant at a time under the limits of one tree. The sets that can be placed form a matroid (a
 * gammoid), so asking each applicant in order of priority gives the best set, and also the largest. It knows no wishes, and nothing of
 * limits that tie applicants together.
 *
 * A search goes from the applicant to what she can live in, from a dwelling that is taken to its holder, from one whose region is full to all
 * holders in that region, breadth first. If it ends without a free place, what it reached is a set of dwellings and limits that are all used up
 * by those it reached: no later search can enter it and leave it again, so it is never searched again. */
#include "domain/allocation/internal.h"

#define DEAD UINT32_MAX

struct placing placing_create(struct arena *arena, const struct problem *p, const struct tree *tree) {
    size_t applicants = (size_t)p->n_applicants + 1, dwellings = (size_t)p->n_dwellings + 1;
    struct placing c = {
        .p = p,
        .arena = arena,
        .tree = tree,
        .home = arena_array(arena, applicants, sizeof(int32_t)),
        .holder = arena_array(arena, dwellings, sizeof(int32_t)),
        .load = arena_array(arena, (size_t)tree->n + 1, sizeof(int32_t)),
        .vacant = arena_array(arena, (size_t)p->n_classes + 1, sizeof(int32_t)),
        .seen_slot = arena_array(arena, (size_t)(p->n_kinds * p->n_areas) + 1, sizeof(uint32_t)),
        .seen_class = arena_array(arena, (size_t)p->n_classes + 1, sizeof(uint32_t)),
        .seen_dwelling = arena_array(arena, dwellings, sizeof(uint32_t)),
        .seen_region = arena_array(arena, (size_t)tree->n + 1, sizeof(uint32_t)),
        .queue = arena_array(arena, dwellings + 1, sizeof(int32_t)),
        .from = arena_array(arena, applicants, sizeof(int32_t)),
        .via = arena_array(arena, applicants, sizeof(int32_t)),
        .keeps_dead = true,
    };
    memset(c.home, 0xff, applicants * sizeof *c.home); /* NONE */
    memset(c.holder, 0xff, dwellings * sizeof *c.holder);
    for (int32_t k = 0; k < p->n_classes; k++) c.vacant[k] = p->members.first[k + 1] - p->members.first[k];
    return c;
}

static void occupy(struct placing *c, int32_t d, int32_t change) {
    c->vacant[c->p->class_of[d]] -= change;
    for (int32_t region = c->tree->of_dwelling[d]; region != NONE; region = c->tree->parent[region]) c->load[region] += change;
}

void placing_set(struct placing *c, int32_t a, int32_t d) {
    int32_t old = c->home[a];
    if (old != NONE) {
        if (c->holder[old] == a) c->holder[old] = NONE;
        occupy(c, old, -1);
    }
    c->home[a] = d;
    if (d == NONE) return;
    c->holder[d] = a;
    occupy(c, d, 1);
}

static int32_t full_region(const struct placing *c, int32_t d) {
    int32_t region = c->tree->of_dwelling[d];
    while (region != NONE && c->load[region] < c->tree->cap[region]) region = c->tree->parent[region];
    return region;
}

/* In the branching search dwellings and buildings are closed for some. */
static bool is_picky(const struct placing *c, int32_t a) {
    return c->p->picky[a] || (c->closed_from && (c->p->in->applicants[a].weight || c->n_banned));
}

static bool accepts(const struct placing *c, int32_t a, int32_t d) {
    const struct problem *p = c->p;
    if (c->closed_from && weight_of(p, a) >= c->closed_from[d]) return false;
    for (int32_t i = 0; i < c->n_banned; i++)
        if (c->banned[i].a == a && c->banned[i].b == p->building[d]) return false;
    return !p->picky[a] || problem_accepts(p, a, d);
}

static void reach(struct placing *c, int32_t a, int32_t from, int32_t via) {
    c->from[a] = from;
    c->via[a] = via;
    c->queue[c->tail++] = a;
}

/* x would take d. True if nothing stands in the way; else those who do are reached. */
static bool look_at(struct placing *c, int32_t x, int32_t d) {
    c->seen_dwelling[d] = c->stamp;
    if (c->holder[d] != NONE) {
        reach(c, c->holder[d], x, d);
        return false;
    }
    int32_t region = full_region(c, d);
    if (region == NONE) return true;
    if (c->seen_region[region] >= c->stamp) return false;
    c->seen_region[region] = c->stamp;
    for (int32_t i = c->tree->dwellings.first[region]; i < c->tree->dwellings.first[region + 1]; i++) {
        int32_t other = c->tree->dwellings.item[i];
        if (c->holder[other] == NONE || c->seen_dwelling[other] >= c->stamp) continue;
        c->seen_dwelling[other] = c->stamp;
        reach(c, c->holder[other], x, d);
    }
    return false;
}

/* A free place in a class, or NONE. */
static int32_t look_ahead(struct placing *c, int32_t x, int32_t class, bool picky) {
    const struct problem *p = c->p;
    if (!c->vacant[class]) return NONE;
    for (int32_t i = p->members.first[class]; i < p->members.first[class + 1]; i++) {
        int32_t d = p->members.item[i];
        if (c->holder[d] == NONE && c->seen_dwelling[d] < c->stamp && full_region(c, d) == NONE && (!picky || accepts(c, x, d))) return d;
    }
    return NONE;
}

static int32_t look_at_class(struct placing *c, int32_t x, int32_t class, bool picky) {
    const struct problem *p = c->p;
    if (!picky) c->seen_class[class] = c->stamp;
    for (int32_t i = p->members.first[class]; i < p->members.first[class + 1]; i++) {
        int32_t d = p->members.item[i];
        if (c->seen_dwelling[d] >= c->stamp || (picky && !accepts(c, x, d))) continue;
        if (look_at(c, x, d)) return d;
    }
    return NONE;
}

/* Everything x can live in: a free place, or NONE after reaching all who stand in the way. */
static int32_t look_around(struct placing *c, int32_t x) {
    const struct problem *p = c->p;
    bool picky = is_picky(c, x);
    for (int pass = 0; pass < 2; pass++) /* first a free place, then whom to move */
        for (uint64_t areas = applicant_areas(p, x); areas; areas &= areas - 1) {
            int32_t slot = p->kind[x] * p->n_areas + __builtin_ctzll(areas), found = NONE;
            if (c->seen_slot[slot] >= c->stamp) continue;
            if (pass && !picky) c->seen_slot[slot] = c->stamp;
            for (int32_t i = p->suitable.first[slot]; i < p->suitable.first[slot + 1] && found == NONE; i++) {
                int32_t class = p->suitable.item[i];
                if (c->seen_class[class] >= c->stamp) continue;
                found = pass ? look_at_class(c, x, class, picky) : look_ahead(c, x, class, picky);
            }
            if (found != NONE) return found;
        }
    return NONE;
}

static int32_t search(struct placing *c, int32_t a, int32_t *ret_last) {
    c->stamp++;
    c->tail = 0;
    reach(c, a, NONE, NONE);
    for (int32_t head = 0; head < c->tail; head++) {
        *ret_last = c->queue[head];
        int32_t found = look_around(c, *ret_last);
        if (found != NONE) return found;
    }
    return NONE;
}

static void bury_region(struct placing *c, int32_t d) {
    for (int32_t region = c->tree->of_dwelling[d]; region != NONE; region = c->tree->parent[region])
        if (c->seen_region[region] == c->stamp) c->seen_region[region] = DEAD;
}

/* What was reached is found again by going the same ways once more. */
static void bury(struct placing *c) {
    const struct problem *p = c->p;
    for (int32_t q = 0; q < c->tail; q++) {
        int32_t x = c->queue[q];
        if (c->home[x] != NONE) c->seen_dwelling[c->home[x]] = DEAD;
        for (uint64_t areas = applicant_areas(p, x); areas; areas &= areas - 1) {
            int32_t slot = p->kind[x] * p->n_areas + __builtin_ctzll(areas);
            if (c->seen_slot[slot] == DEAD) continue;
            if (c->seen_slot[slot] == c->stamp) c->seen_slot[slot] = DEAD;
            for (int32_t i = p->suitable.first[slot]; i < p->suitable.first[slot + 1]; i++) {
                int32_t class = p->suitable.item[i];
                if (c->seen_class[class] == DEAD) continue;
                if (c->seen_class[class] == c->stamp) c->seen_class[class] = DEAD;
                for (int32_t k = p->members.first[class]; k < p->members.first[class + 1]; k++) {
                    int32_t d = p->members.item[k];
                    if (c->seen_dwelling[d] == c->stamp) c->seen_dwelling[d] = DEAD;
                    bury_region(c, d);
                }
            }
        }
    }
}

bool placing_add(struct placing *c, int32_t a) {
    int32_t x = NONE, d = search(c, a, &x);
    if (d == NONE) {
        if (c->keeps_dead) bury(c);
        return false;
    }
    while (x != NONE) { /* back along the way: each takes what the one after leaves */
        int32_t next = c->from[x], left = c->via[x];
        placing_set(c, x, d);
        d = left;
        x = next;
    }
    return true;
}

bool placing_reach(struct placing *c, int32_t a) {
    int32_t last;
    return search(c, a, &last) == NONE;
}

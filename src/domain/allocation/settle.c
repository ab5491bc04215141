/* allocation: the last resort for a hard case: tries every way by branching, so that it ends with a placement or with the proof that there is
 * none, or gives up after a number of steps and says so.
 *
 * The placement in hand keeps the dwellings' own limits always. Where it breaks a limit on counted persons, at least one of the dwellings
 * that break it must go to someone who counts less, so each branch closes one of them for that weight; where two who must not be neighbours
 * share a building, one branch keeps the one out, the other branch the other. */
#include "domain/allocation/internal.h"

enum { BANS = 64, DEPTH = 512 };

struct branch {                 /* what a frame of the search has still to try */
    int32_t *dwelling, *weight; /* close dwelling from this weight on … */
    int32_t *applicant;         /* … or, if weight is 0, keep the applicant out of the building of dwelling */
    int32_t room, n, next;
    uint8_t closed_before;
    bool on; /* alternative next - 1 is in force */
};
struct search {
    struct placing placing;
    const struct problem *p;
    struct allocation_neighbours bans[BANS];
    struct branch *frames;
    int32_t depth, steps;
    int32_t *counted_building, *counted_area;
    const bool *housed;
    int32_t *all, n_all;
};

static void alternative(struct branch *branch, int32_t dwelling, int32_t weight, int32_t applicant) {
    branch->dwelling[branch->n] = dwelling;
    branch->weight[branch->n] = weight;
    branch->applicant[branch->n++] = applicant;
}

/* The frame at the present depth, empty, with room for n alternatives. */
static struct branch *next_frame(struct search *s, int32_t n) {
    struct branch *branch = &s->frames[s->depth];
    if (branch->room < n) {
        struct arena *arena = s->placing.arena;
        *branch = (struct branch){.room = 2 * n};
        branch->dwelling = arena_array(arena, (size_t)branch->room, sizeof(int32_t));
        branch->weight = arena_array(arena, (size_t)branch->room, sizeof(int32_t));
        branch->applicant = arena_array(arena, (size_t)branch->room, sizeof(int32_t));
    }
    branch->n = branch->next = 0;
    branch->on = false;
    return branch;
}

/* Enough dwellings of the list, heaviest holders first, that they break the limit together. */
static bool branch_on_limit(struct search *s, const struct lists *lists, int32_t list, int32_t limit) {
    const struct problem *p = s->p;
    struct branch *branch = next_frame(s, lists->first[list + 1] - lists->first[list]);
    int32_t sum = 0;
    for (int32_t weight = p->heaviest; weight > 0 && sum <= limit; weight--)
        for (int32_t i = lists->first[list]; i < lists->first[list + 1] && sum <= limit; i++) {
            int32_t d = lists->item[i], a = s->placing.holder[d];
            if (a == NONE || weight_of(p, a) != weight) continue;
            alternative(branch, d, weight, a);
            sum += weight;
        }
    return true;
}

/* Fills the next frame with the alternatives around one broken limit. False if none is broken. */
static bool find_broken(struct search *s) {
    const struct problem *p = s->p;
    const int32_t *home = s->placing.home;
    memset(s->counted_building, 0, (size_t)p->n_buildings * sizeof *s->counted_building);
    memset(s->counted_area, 0, (size_t)p->n_areas * sizeof *s->counted_area);
    for (int32_t i = 0; i < s->n_all; i++) {
        int32_t a = s->all[i];
        s->counted_building[p->building[home[a]]] += weight_of(p, a);
        s->counted_area[p->area[home[a]]] += weight_of(p, a);
    }
    for (int32_t b = 0; b < p->n_buildings; b++)
        if (s->counted_building[b] > p->building_concentration[b])
            return branch_on_limit(s, &p->in_building, b, p->building_concentration[b]);
    for (int32_t r = 0; r < p->n_areas; r++)
        if (s->counted_area[r] > p->area_concentration[r]) return branch_on_limit(s, &p->in_area, r, p->area_concentration[r]);
    for (int32_t i = 0; i < s->n_all; i++) {
        int32_t a = s->all[i];
        for (int32_t k = p->neighbours.first[a]; k < p->neighbours.first[a + 1]; k++) {
            int32_t other = p->neighbours.item[k];
            if (home[other] == NONE || p->building[home[other]] != p->building[home[a]]) continue;
            struct branch *branch = next_frame(s, 2);
            alternative(branch, home[a], 0, a);
            alternative(branch, home[other], 0, other);
            return true;
        }
    }
    return false;
}

/* Takes alternative `i` into force. False if those housed cannot be placed under it; then it is out of force again. */
static bool enforce(struct search *s, struct branch *branch, int32_t i) {
    struct placing *c = &s->placing;
    int32_t d = branch->dwelling[i], a;
    if (branch->weight[i]) {
        a = c->holder[d];
        branch->closed_before = c->closed_from[d];
        if (branch->weight[i] < c->closed_from[d]) c->closed_from[d] = (uint8_t)branch->weight[i];
        if (a == NONE || weight_of(s->p, a) < c->closed_from[d]) a = NONE;
    } else {
        a = branch->applicant[i];
        s->bans[c->n_banned++] = (struct allocation_neighbours){a, s->p->building[d]};
        if (s->p->building[c->home[a]] != s->p->building[d]) a = NONE;
    }
    branch->on = true;
    if (a == NONE) return true;
    int32_t home = c->home[a];
    placing_set(c, a, NONE);
    if (placing_add(c, a)) return true;
    placing_set(c, a, home);
    return false;
}

static void release(struct search *s, struct branch *branch, int32_t i) {
    if (!branch->on) return;
    branch->on = false;
    if (branch->weight[i]) s->placing.closed_from[branch->dwelling[i]] = branch->closed_before;
    else s->placing.n_banned--;
}

static int explore(struct search *s) {
    for (;;) {
        if (s->depth == DEPTH || s->placing.n_banned == BANS) return -1;
        if (!find_broken(s)) return 1;
        s->depth++;
        bool entered = false;
        while (s->depth && !entered) {
            struct branch *top = &s->frames[s->depth - 1];
            if (top->next) release(s, top, top->next - 1);
            if (top->next == top->n) {
                s->depth--;
                continue;
            }
            if (--s->steps < 0) return -1;
            entered = enforce(s, top, top->next++);
        }
        if (!entered) return 0;
    }
}

int settle(struct joint *j, const struct tree *tree, int32_t applicant, const bool *housed, int32_t search_limit) {
    const struct problem *p = j->p;
    struct arena *arena = arena_create();
    struct search *s = arena_alloc(arena, sizeof *s);
    s->placing = placing_create(arena, p, tree);
    s->placing.keeps_dead = false;
    s->placing.banned = s->bans;
    s->placing.closed_from = arena_array(arena, (size_t)p->n_dwellings + 1, 1);
    memset(s->placing.closed_from, UINT8_MAX, (size_t)p->n_dwellings);
    s->p = p;
    s->steps = search_limit;
    s->frames = arena_array(arena, DEPTH, sizeof *s->frames);
    s->counted_building = arena_array(arena, (size_t)p->n_buildings + 1, sizeof(int32_t));
    s->counted_area = arena_array(arena, (size_t)p->n_areas + 1, sizeof(int32_t));
    s->all = arena_array(arena, (size_t)p->n_dwellings + 2, sizeof(int32_t));
    for (int32_t a = 0; a < p->n_applicants; a++) {
        if (!housed[a]) continue;
        s->all[s->n_all++] = a;
        placing_set(&s->placing, a, j->home[a]);
    }
    s->all[s->n_all++] = applicant;
    int found = placing_add(&s->placing, applicant) ? explore(s) : 0;
    if (found == 1) {
        for (int32_t i = 0; i < s->n_all; i++) joint_set(j, s->all[i], NONE);
        for (int32_t i = 0; i < s->n_all; i++) joint_set(j, s->all[i], s->placing.home[s->all[i]]);
    }
    arena_destroy(arena);
    return found;
}

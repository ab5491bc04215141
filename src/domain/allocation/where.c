/* allocation, second and third step: where, when limits tie applicants together. The flow (flow.c) knows nothing of those limits; if the best
 * placement without them breaks none, it is the best. If not, branching closes dwellings until none is broken, with the flow as the bound;
 * and where that takes too long, prices on counted places (Lagrange) give a bound and good placements, and the gap is told. */
#include "domain/allocation/finder.h"

enum { WORK = 2500000 }; /* edges that the proof may look at, about */

/* ── the whole ────────────────────────────────────────────────────────── */

/* The placement that the first step ended with. */
static void begin_with(struct finder *f, const struct who *who) {
    const struct problem *p = f->p;
    int64_t cost = 0;
    int32_t moved = 0;
    for (int32_t row = 0; row < who->n; row++) {
        int32_t a = who->housed[row], before = p->in->previous ? p->in->previous[a] : NONE;
        f->best_home[row] = who->home[a];
        cost += problem_cost(p, a, who->home[a]);
        moved += before != NONE && before != who->home[a];
    }
    f->best = cost * f->scale + moved;
}

/* The flow is at its optimum without the limits that tie applicants together. */
static void keep_limits(struct arena *arena, const struct problem *p, const struct who *who, struct flow *flow, struct where *where) {
    struct finder f = finder_create(arena, p, who, flow);
    f.bound = where->bound;
    if (!finder_breaks(&f)) return;
    begin_with(&f, who);
    int64_t edges = flow->rows.first[who->n] + 1, steps = WORK / edges < p->search_limit ? WORK / edges : p->search_limit;
    bool proved = finder_solve(&f, steps);
    memcpy(flow->home, f.best_home, (size_t)who->n * sizeof *flow->home);
    where->cost_proved = proved || flow_cost(flow) == f.bound;
    where->moved_proved = proved || flow_moved(flow, p->in->previous) == 0;
    where->bound = where->cost_proved ? flow_cost(flow) : f.bound;
}

static int32_t paid(int64_t above, int64_t below) { return below < above ? (int32_t)(above - below) : 0; }

/* What is not used up costs nothing. */
static void read_prices(struct arena *arena, const struct problem *p, const struct flow *flow, struct where *where) {
    const int64_t *region = flow->price + flow->rows.n + p->n_dwellings, *dwelling = flow->price + flow->rows.n;
    where->dwelling_prices = arena_array(arena, (size_t)p->n_dwellings + 1, sizeof(int32_t));
    where->building_prices = arena_array(arena, (size_t)p->n_buildings + 1, sizeof(int32_t));
    where->area_prices = arena_array(arena, (size_t)p->n_areas + 1, sizeof(int32_t));
    for (int32_t d = 0; d < p->n_dwellings; d++)
        if (p->open[d]) where->dwelling_prices[d] = paid(region[flow->region[d]], dwelling[d]);
    for (int32_t b = 0; b < p->n_buildings; b++) {
        int32_t r = flow->tree->of_building[b];
        if (r != NONE) where->building_prices[b] = paid(region[flow->parent[r]], region[r]);
    }
    for (int32_t a = 0; a < p->n_areas; a++) {
        int32_t r = flow->tree->of_area[a];
        if (r != NONE) where->area_prices[a] = paid(region[flow->parent[r]], region[r]);
    }
}

struct where where_solve(struct arena *arena, const struct problem *p, const struct who *who) {
    struct where where = {
        .home = arena_array(arena, (size_t)p->n_applicants + 1, sizeof(int32_t)), .cost_proved = true, .moved_proved = true};
    struct arena *work = arena_create();
    struct flow *flow = flow_create(work, p, &who->tree, rows_create(work, p, who->housed, who->n));
    flow_resume(flow);
    where.bound = flow_cost(flow);
    read_prices(arena, p, flow, &where);
    if (p->in->previous) {
        flow->previous = p->in->previous;
        flow_rescale(flow, who->n + 1);
        flow_resume(flow);
    }
    if (p->coupled) keep_limits(work, p, who, flow, &where);
    where.cost = flow_cost(flow);
    where.moved = flow_moved(flow, p->in->previous);
    for (int32_t a = 0; a < p->n_applicants; a++) where.home[a] = NONE;
    for (int32_t row = 0; row < who->n; row++) where.home[who->housed[row]] = flow->home[row];
    arena_destroy(work);
    return where;
}

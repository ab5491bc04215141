/* allocation, second and third step: where, when limits tie applicants together. The flow (flow.c) knows nothing of those limits; if the best
 * placement without them breaks none, it is the best. If not, branching closes dwellings until none is broken, with the flow as the bound;
 * and where that takes too long, prices on counted places (Lagrange) give a bound and good placements, and the gap is told. */
#include "domain/allocation/flow.h"

enum { BANS = 256, DEPTH = 1024, UNITS = 16, ROUNDS = 40, PATIENCE = 3, REPAIRS = 6 };
enum { WORK = 10000000 }; /* edges that the proof may look at, about */

struct alternative {
    int32_t dwelling, weight; /* close the dwelling from this weight on … */
    int32_t applicant;        /* … or, weight 0, keep the applicant out of its building */
};
struct frame {
    struct alternative *v;
    int32_t n, room, next;
    uint8_t closed_before;
    bool on;
};
struct finder {
    struct arena *arena;
    const struct problem *p;
    struct flow *flow;
    int64_t scale; /* value = cost * scale + moved */
    int64_t best, bound;
    int32_t *best_home; /* per row */
    int32_t *row_of;    /* per applicant, or NONE */
    uint8_t *closed_from;
    bool *stuck; /* per row, see repair */
    struct allocation_neighbours *bans;
    int32_t *counted_building, *counted_area, *room_building, *room_area;
    struct frame *frames;
    int32_t depth;
    int64_t steps;
};

static int64_t value_of(const struct finder *f) { return flow_cost(f->flow) * f->scale + flow_moved(f->flow, f->p->in->previous); }

static void count(struct finder *f, const int32_t *home) {
    const struct problem *p = f->p;
    memset(f->counted_building, 0, (size_t)p->n_buildings * sizeof *f->counted_building);
    memset(f->counted_area, 0, (size_t)p->n_areas * sizeof *f->counted_area);
    for (int32_t row = 0; row < f->flow->rows.n; row++) {
        int32_t weight = weight_of(p, f->flow->rows.applicant[row]);
        f->counted_building[p->building[home[row]]] += weight;
        f->counted_area[p->area[home[row]]] += weight;
    }
}

/* ── what is broken ───────────────────────────────────────────────────── */

static struct frame *next_frame(struct finder *f, int32_t n) {
    struct frame *frame = &f->frames[f->depth];
    if (frame->room < n) *frame = (struct frame){.v = arena_array(f->arena, (size_t)n * 2, sizeof *frame->v), .room = 2 * n};
    frame->n = frame->next = 0;
    frame->on = false;
    return frame;
}

static bool branch_on_limit(struct finder *f, const struct lists *lists, int32_t list, int32_t limit) {
    struct frame *frame = next_frame(f, lists->first[list + 1] - lists->first[list]);
    int32_t sum = 0;
    for (int32_t weight = f->p->heaviest; weight > 0 && sum <= limit; weight--)
        for (int32_t i = lists->first[list]; i < lists->first[list + 1] && sum <= limit; i++) {
            int32_t d = lists->item[i], row = f->flow->holder[d];
            if (row == NONE || weight_of(f->p, f->flow->rows.applicant[row]) != weight) continue;
            frame->v[frame->n++] = (struct alternative){d, weight, NONE};
            sum += weight;
        }
    return true;
}

static int32_t home_of(const struct finder *f, int32_t a) { return f->row_of[a] == NONE ? NONE : f->flow->home[f->row_of[a]]; }

static bool branch_on_neighbours(struct finder *f) {
    const struct problem *p = f->p;
    for (int32_t row = 0; row < f->flow->rows.n; row++) {
        int32_t a = f->flow->rows.applicant[row], home = f->flow->home[row];
        for (int32_t k = p->neighbours.first[a]; k < p->neighbours.first[a + 1]; k++) {
            int32_t other = p->neighbours.item[k], its = home_of(f, other);
            if (its == NONE || p->building[its] != p->building[home]) continue;
            struct frame *frame = next_frame(f, 2);
            frame->v[frame->n++] = (struct alternative){home, 0, a};
            frame->v[frame->n++] = (struct alternative){its, 0, other};
            return true;
        }
    }
    return false;
}

/* Fills the next frame with the alternatives around a limit that the flow breaks. False if it breaks none. */
static bool find_broken(struct finder *f) {
    const struct problem *p = f->p;
    count(f, f->flow->home);
    for (int32_t b = 0; b < p->n_buildings; b++)
        if (f->counted_building[b] > p->building_concentration[b])
            return branch_on_limit(f, &p->in_building, b, p->building_concentration[b]);
    for (int32_t r = 0; r < p->n_areas; r++)
        if (f->counted_area[r] > p->area_concentration[r]) return branch_on_limit(f, &p->in_area, r, p->area_concentration[r]);
    return branch_on_neighbours(f);
}

static void keep_if_better(struct finder *f) {
    int64_t value = value_of(f);
    if (value >= f->best || find_broken(f)) return;
    f->best = value;
    memcpy(f->best_home, f->flow->home, (size_t)f->flow->rows.n * sizeof *f->best_home);
}

/* ── branching ────────────────────────────────────────────────────────── */

static void enforce(struct finder *f, struct frame *frame, const struct alternative *a) {
    struct flow *flow = f->flow;
    frame->on = true;
    if (a->weight) {
        frame->closed_before = f->closed_from[a->dwelling];
        if (a->weight < f->closed_from[a->dwelling]) f->closed_from[a->dwelling] = (uint8_t)a->weight;
    } else f->bans[flow->n_banned++] = (struct allocation_neighbours){a->applicant, f->p->building[a->dwelling]};
}

static void release(struct finder *f, struct frame *frame) {
    const struct alternative *a = &frame->v[frame->next - 1];
    if (!frame->on) return;
    frame->on = false;
    if (a->weight) f->closed_from[a->dwelling] = frame->closed_before;
    else f->flow->n_banned--;
}

/* True if every way was tried, so that `best` is the best there is. Begins at the flow's present optimum. */
static bool explore(struct finder *f, int64_t steps) {
    f->depth = 0;
    f->steps = steps;
    for (;;) {
        bool entered = value_of(f) < f->best;
        if (entered && (f->depth == DEPTH || f->flow->n_banned == BANS)) return false;
        if (entered && !find_broken(f)) {
            keep_if_better(f);
            entered = false;
        } else if (entered) f->depth++;
        for (entered = false; f->depth && !entered;) {
            struct frame *top = &f->frames[f->depth - 1];
            if (top->next) release(f, top);
            if (top->next == top->n) {
                f->depth--;
                continue;
            }
            if (--f->steps < 0) return false;
            enforce(f, top, &top->v[top->next++]);
            f->flow->most = f->best;
            entered = flow_resume(f->flow) && value_of(f) < f->best;
        }
        if (!entered) return true;
    }
}

static void reopen(struct finder *f) {
    f->flow->most = 0;
    memset(f->closed_from, UINT8_MAX, (size_t)f->p->n_dwellings);
    f->flow->n_banned = 0;
    f->depth = 0;
}

/* ── prices on counted places ─────────────────────────────────────────── */

/* Leaves a dwelling open for as much weight as `home` uses there, while the limits allow. With `stuck` only for those rows. */
static void designate(struct finder *f, const int32_t *home, bool stuck) {
    const struct problem *p = f->p;
    for (int32_t row = 0; row < f->flow->rows.n; row++) {
        int32_t d = home[row], weight = weight_of(p, f->flow->rows.applicant[row]), more;
        if (d == NONE || !weight || (stuck && !f->stuck[row])) continue;
        more = weight - (f->closed_from[d] - 1);
        if (more <= 0 || f->room_building[p->building[d]] < more || f->room_area[p->area[d]] < more) continue;
        f->closed_from[d] = (uint8_t)(weight + 1);
        if (f->room_building[p->building[d]] != NO_LIMIT) f->room_building[p->building[d]] -= more;
        if (f->room_area[p->area[d]] != NO_LIMIT) f->room_area[p->area[d]] -= more;
    }
}

/* Opens each dwelling for a fixed weight: what stuck rows use in the best so far, what `home` uses, what the best uses, and what is left. */
static void open_for(struct finder *f, const int32_t *home) {
    const struct problem *p = f->p;
    memcpy(f->room_building, p->building_concentration, (size_t)p->n_buildings * sizeof *f->room_building);
    memcpy(f->room_area, p->area_concentration, (size_t)p->n_areas * sizeof *f->room_area);
    memset(f->closed_from, 1, (size_t)p->n_dwellings);
    designate(f, f->best_home, true);
    designate(f, home, false);
    designate(f, f->best_home, false);
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        int32_t *building = &f->room_building[p->building[d]], *area = &f->room_area[p->area[d]];
        if (f->closed_from[d] > 1 || *building < 1 || *area < 1) continue;
        f->closed_from[d] = 2;
        if (*building != NO_LIMIT) --*building;
        if (*area != NO_LIMIT) --*area;
    }
}

/* The best placement in which each dwelling is open for a fixed weight. Rows that find no place that way, and those in their way, get what they have
 * in the best so far opened for them first, and all is tried again. */
static void repair(struct finder *f, const int32_t *home) {
    f->flow->most = f->best / f->scale * f->flow->scale + f->flow->scale; /* a little above the best, in the flow's own units */
    memset(f->stuck, 0, (size_t)f->flow->rows.n * sizeof *f->stuck);
    for (int i = 0; i < REPAIRS; i++) {
        open_for(f, home);
        if (flow_resume(f->flow)) keep_if_better(f);
        if (f->flow->too_dear || flow_is_whole(f->flow)) return;
        for (int32_t row = 0; row < f->flow->rows.n; row++) f->stuck[row] = f->stuck[row] || flow_reached(f->flow, row);
    }
}

struct prices {
    double *building, *area, step;
    int64_t *extra;
};

static double climb(double price, double step, int32_t used, int32_t limit) {
    double next = limit == NO_LIMIT ? 0 : price + step * (used - limit);
    return next < 0 ? 0 : next > 20 * UNITS ? 20 * UNITS : next;
}

/* Sets the prices as costs; what they take back in the bound. */
static double charge(struct finder *f, struct prices *prices) {
    const struct problem *p = f->p;
    double back = 0;
    for (int32_t d = 0; d < p->n_dwellings; d++)
        prices->extra[d] = (int64_t)(prices->building[p->building[d]] + .5) + (int64_t)(prices->area[p->area[d]] + .5);
    for (int32_t b = 0; b < p->n_buildings; b++)
        if (p->building_concentration[b] != NO_LIMIT) back += (double)(int64_t)(prices->building[b] + .5) * p->building_concentration[b];
    for (int32_t r = 0; r < p->n_areas; r++)
        if (p->area_concentration[r] != NO_LIMIT) back += (double)(int64_t)(prices->area[r] + .5) * p->area_concentration[r];
    return back;
}

static double charged_cost(const struct finder *f, const struct prices *prices) {
    double sum = (double)flow_cost(f->flow) * UNITS;
    for (int32_t row = 0; row < f->flow->rows.n; row++)
        sum += (double)(weight_of(f->p, f->flow->rows.applicant[row]) * prices->extra[f->flow->home[row]]);
    return sum;
}

/* Goes up with the prices where too many are counted, down where there is room. Ends when the gap is closed or nothing is won any more. */
static void negotiate(struct finder *f) {
    const struct problem *p = f->p;
    struct prices prices = {.building = arena_array(f->arena, (size_t)p->n_buildings + 1, sizeof(double)),
                            .area = arena_array(f->arena, (size_t)p->n_areas + 1, sizeof(double)),
                            .step = UNITS,
                            .extra = arena_array(f->arena, (size_t)p->n_dwellings + 1, sizeof(int64_t))};
    int32_t *home = arena_array(f->arena, (size_t)f->flow->rows.n + 1, sizeof *home);
    double best = -1;
    const int32_t *previous = f->flow->previous;
    f->flow->previous = NULL;
    flow_rescale(f->flow, UNITS);
    for (int round = 0, idle = 0; round < ROUNDS && f->bound * f->scale + f->scale <= f->best; round++) {
        double back = charge(f, &prices);
        reopen(f);
        f->flow->extra = prices.extra;
        if (!flow_resume(f->flow)) break;
        double bound = (charged_cost(f, &prices) - back) / UNITS;
        int64_t whole = (int64_t)(bound + 1 - 1e-6);
        if (whole > f->bound) f->bound = whole;
        if (bound > best + 1e-9) {
            best = bound;
            idle = 0;
        } else if (++idle >= PATIENCE) {
            prices.step *= .6;
            idle = 0;
        }
        count(f, f->flow->home);
        for (int32_t b = 0; b < p->n_buildings; b++)
            prices.building[b] = climb(prices.building[b], prices.step, f->counted_building[b], p->building_concentration[b]);
        for (int32_t r = 0; r < p->n_areas; r++)
            prices.area[r] = climb(prices.area[r], prices.step * .3, f->counted_area[r], p->area_concentration[r]);
        memcpy(home, f->flow->home, (size_t)f->flow->rows.n * sizeof *home);
        f->flow->extra = NULL;
        repair(f, home);
    }
    f->flow->extra = NULL;
    f->flow->previous = previous;
    flow_rescale(f->flow, f->scale);
}

/* ── the whole ────────────────────────────────────────────────────────── */

static struct finder finder_create(struct arena *arena, const struct problem *p, const struct who *who, struct flow *flow) {
    size_t dwellings = (size_t)p->n_dwellings + 1, buildings = (size_t)p->n_buildings + 1, areas = (size_t)p->n_areas + 1;
    struct finder f = {.arena = arena,
                       .p = p,
                       .flow = flow,
                       .scale = flow->scale,
                       .best = INT64_MAX,
                       .best_home = arena_array(arena, (size_t)who->n + 1, sizeof(int32_t)),
                       .row_of = arena_array(arena, (size_t)p->n_applicants + 1, sizeof(int32_t)),
                       .closed_from = arena_array(arena, dwellings, 1),
                       .stuck = arena_array(arena, (size_t)who->n + 1, sizeof(bool)),
                       .bans = arena_array(arena, BANS, sizeof *f.bans),
                       .counted_building = arena_array(arena, buildings, sizeof(int32_t)),
                       .counted_area = arena_array(arena, areas, sizeof(int32_t)),
                       .room_building = arena_array(arena, buildings, sizeof(int32_t)),
                       .room_area = arena_array(arena, areas, sizeof(int32_t)),
                       .frames = arena_array(arena, DEPTH + 1, sizeof *f.frames)};
    memset(f.row_of, 0xff, ((size_t)p->n_applicants + 1) * sizeof *f.row_of); /* NONE */
    for (int32_t row = 0; row < who->n; row++) f.row_of[who->housed[row]] = row;
    flow->closed_from = f.closed_from;
    flow->banned = f.bans;
    reopen(&f);
    return f;
}

/* The flow is at its optimum without the limits that tie applicants together. */
static void keep_limits(struct arena *arena, const struct problem *p, const struct who *who, struct flow *flow, struct where *where) {
    struct finder f = finder_create(arena, p, who, flow);
    f.bound = where->bound;
    if (!find_broken(&f)) return;
    for (int32_t row = 0; row < who->n; row++) f.best_home[row] = who->home[who->housed[row]];
    int64_t cost = 0;
    int32_t moved = 0;
    for (int32_t row = 0; row < who->n; row++) {
        int32_t a = who->housed[row], before = p->in->previous ? p->in->previous[a] : NONE;
        cost += problem_cost(p, a, f.best_home[row]);
        moved += before != NONE && before != f.best_home[row];
    }
    f.best = cost * f.scale + moved;
    int64_t edges = flow->rows.first[who->n] + 1, steps = WORK / edges < p->search_limit ? WORK / edges : p->search_limit;
    repair(&f, f.best_home);
    reopen(&f);
    bool proved = flow_resume(flow) && explore(&f, steps / 4 + 1);
    if (!proved) {
        negotiate(&f);
        repair(&f, f.best_home);
        reopen(&f);
        proved = flow_resume(flow) && explore(&f, steps);
    }
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

/* allocation, where limits tie applicants together: prices on counted places (Lagrange). At any prices the least-cost flow, less what the prices
 * take in, is a bound; they go up where too many are counted and down where there is room. The way on is a mixture of this round's excess and
 * the rounds' before (a heavy ball), and its length what is thought to be missing (Polyak): so the bound comes within one of the best cost in
 * about a hundred rounds, and costs are whole numbers.
 *
 * No round's flow keeps the limits, but their average nearly does. Each dwelling is opened for counted persons in the order of how often they
 * lived there of late, while the limits allow; with that decided, the limits no longer tie anyone together and the flow finds the best. */
#include "domain/allocation/finder.h"

#include <stdlib.h>

enum { UNITS = 16, MOVED_UNITS = 64, ROUNDS = 250, MOVED_ROUNDS = 150, EARLY = 32, PATIENCE = 15, REPAIRS = 6, NEIGHBOUR_STEPS = 32 };
enum { WORK = 16000000, MOVED_WORK = 4000000 }; /* edges that the rounds may look at, about */
static const double KEPT = .85, SHORTER = .7,
                    NEW = .2; /* of the last way; of the length when nothing is won; of this round in the average */

struct dwelling_share {
    double share;
    int32_t dwelling;
};
struct prices {
    struct finder *f;
    struct flow *flow;   /* at these prices; the finder's own flow is for the repairs */
    int64_t units;       /* in one wish cost; what has moved is one unit each, when it counts */
    double *level, *way; /* per limit, in units a counted person */
    double length;       /* of the step */
    int64_t best;        /* bound, in units */
    int idle;
    int64_t *extra;  /* per dwelling: the prices of its limits together */
    double *share;   /* per dwelling: how often counted persons lived there of late, 0 to 1 … */
    uint8_t *weight; /* … and how many the last time, 1 if never */
    struct dwelling_share *order;
    int32_t *room; /* per limit, while dwellings are opened */
    bool *stuck;   /* per row, see repair */
};

static int32_t row_weight(const struct prices *s, int32_t row) { return weight_of(s->f->p, s->flow->rows.applicant[row]); }

/* ── placements ───────────────────────────────────────────────────────── */

static void remember(struct prices *s, const int32_t *home, double part) {
    for (int32_t d = 0; d < s->f->p->n_dwellings; d++) s->share[d] *= 1 - part;
    for (int32_t row = 0; row < s->flow->rows.n; row++) {
        if (!row_weight(s, row) || home[row] == NONE) continue;
        s->share[home[row]] += part;
        s->weight[home[row]] = (uint8_t)row_weight(s, row);
    }
}

/* Opens the dwelling for as much of the weight as its limits have room for. */
static void open_dwelling(struct prices *s, int32_t d, int32_t weight) {
    const struct problem *p = s->f->p;
    int32_t *building = &s->room[building_limit(p, d)], *area = &s->room[area_limit(p, d)], more = weight - (s->f->closed_from[d] - 1);
    if (*building == NO_LIMIT && *area == NO_LIMIT) s->f->closed_from[d] = UINT8_MAX;
    if (more > *building) more = *building;
    if (more > *area) more = *area;
    if (more <= 0) return;
    s->f->closed_from[d] = (uint8_t)(s->f->closed_from[d] + more);
    if (*building != NO_LIMIT) *building -= more;
    if (*area != NO_LIMIT) *area -= more;
}

static int by_share(const void *a, const void *b) {
    const struct dwelling_share *x = a, *y = b;
    if (x->share != y->share) return x->share < y->share ? 1 : -1;
    return x->dwelling - y->dwelling;
}

static void open_dwellings(struct prices *s) {
    struct finder *f = s->f;
    int32_t n = f->p->n_dwellings;
    memset(f->closed_from, 1, (size_t)n);
    memcpy(s->room, f->limit, (size_t)f->n_limits * sizeof *s->room);
    for (int32_t row = 0; row < s->flow->rows.n; row++)
        if (s->stuck[row]) open_dwelling(s, f->best_home[row], row_weight(s, row));
    for (int32_t d = 0; d < n; d++) s->order[d] = (struct dwelling_share){s->share[d], d};
    qsort(s->order, (size_t)n, sizeof *s->order, by_share);
    for (int32_t i = 0; i < n; i++) open_dwelling(s, s->order[i].dwelling, s->weight[s->order[i].dwelling]);
}

/* The best placement in which each dwelling is open for a fixed weight. Rows that find no place that way, and those in their way, get what they have
 * in the best so far opened for them first, and all is tried again. */
static void repair(struct prices *s) {
    struct finder *f = s->f;
    memset(s->stuck, 0, (size_t)s->flow->rows.n * sizeof *s->stuck);
    for (int i = 0; i < REPAIRS; i++) {
        finder_reopen(f);
        open_dwellings(s);
        f->flow->most = f->best;
        if (flow_resume(f->flow)) finder_explore(f, NEIGHBOUR_STEPS);
        if (f->flow->too_dear || flow_is_whole(f->flow)) return;
        for (int32_t row = 0; row < s->flow->rows.n; row++) s->stuck[row] = s->stuck[row] || flow_reached(f->flow, row);
    }
}

/* ── prices ───────────────────────────────────────────────────────────── */

static int64_t rounded(double level) { return (int64_t)(level + .5); }

/* The flow at the present prices; what it proves, in units. */
static int64_t bound_here(struct prices *s) {
    const struct problem *p = s->f->p;
    for (int32_t d = 0; d < p->n_dwellings; d++)
        s->extra[d] = rounded(s->level[building_limit(p, d)]) + rounded(s->level[area_limit(p, d)]);
    flow_resume(s->flow); /* never fails: every row has a place in the finder's best */
    int64_t sum = flow_cost(s->flow) * s->units + flow_moved(s->flow, s->flow->previous);
    for (int32_t row = 0; row < s->flow->rows.n; row++) sum += row_weight(s, row) * s->extra[s->flow->home[row]];
    for (int32_t i = 0; i < s->f->n_limits; i++)
        if (s->f->limit[i] != NO_LIMIT) sum -= rounded(s->level[i]) * s->f->limit[i];
    return sum;
}

/* True if it is the best bound so far. */
static bool note_bound(struct prices *s, int64_t bound) {
    bool better = bound > s->best;
    if (better) s->best = bound;
    s->idle = better ? 0 : s->idle + 1;
    if (s->idle < PATIENCE) return better;
    s->length *= SHORTER;
    s->idle = 0;
    return better;
}

/* The best placement so far, in units. */
static int64_t best_here(const struct prices *s) {
    const struct finder *f = s->f;
    return f->best / f->scale * s->units + (s->flow->previous ? f->best % f->scale : 0);
}

static void move_prices(struct prices *s, int64_t bound) {
    struct finder *f = s->f;
    double square = 0, missing = (double)(best_here(s) - bound) + .5 * UNITS, most = (double)s->units * (s->flow->rows.n / 16 + 4);
    if (missing > most) missing = most;
    finder_count(f, s->flow->home);
    for (int32_t i = 0; i < f->n_limits; i++) {
        if (f->limit[i] == NO_LIMIT) continue;
        int32_t excess = f->counted[i] - f->limit[i];
        s->way[i] = KEPT * s->way[i] + (excess < 0 && s->level[i] <= 0 ? 0 : excess);
        square += s->way[i] * s->way[i];
    }
    for (int32_t i = 0; i < f->n_limits && square > 0; i++) {
        s->level[i] += s->length * missing / square * s->way[i];
        if (s->level[i] < 0) s->level[i] = 0;
    }
}

/* Until nothing can be better by a `step` of units, or the rounds or the work are used. */
static bool negotiate(struct prices *s, int64_t step, int rounds, int64_t work) {
    for (int round = 0; round < rounds && work > 0; round++) {
        work -= s->flow->rows.first[s->flow->rows.n];
        int64_t bound = bound_here(s);
        if (note_bound(s, bound)) flow_drop(s->flow, best_here(s) - bound);
        remember(s, s->flow->home, NEW);
        if (round % (round < EARLY ? 8 : 2) == 1) repair(s);
        if (s->best > best_here(s) - step) return true;
        move_prices(s, bound);
    }
    return false;
}

static struct prices prices_create(struct finder *f) {
    size_t dwellings = (size_t)f->p->n_dwellings + 1, limits = (size_t)f->n_limits + 1, rows = (size_t)f->flow->rows.n + 1;
    struct prices s = {.f = f,
                       .flow = flow_create(f->arena, f->p, f->flow->tree, f->flow->rows),
                       .level = arena_array(f->arena, limits, sizeof(double)),
                       .way = arena_array(f->arena, limits, sizeof(double)),
                       .units = 1,
                       .extra = arena_array(f->arena, dwellings, sizeof(int64_t)),
                       .share = arena_array(f->arena, dwellings, sizeof(double)),
                       .weight = arena_array(f->arena, dwellings, 1),
                       .order = arena_array(f->arena, dwellings, sizeof *s.order),
                       .room = arena_array(f->arena, limits, sizeof(int32_t)),
                       .stuck = arena_array(f->arena, rows, sizeof(bool))};
    memset(s.weight, 1, dwellings);
    s.flow->extra = s.extra;
    return s;
}

/* Where each lived in the last proposal, or would without the limits. */
static void begin(struct prices *s) {
    const int32_t *previous = s->f->p->in->previous;
    int32_t *home = arena_array(s->f->arena, (size_t)s->flow->rows.n + 1, sizeof *home);
    for (int32_t row = 0; row < s->flow->rows.n; row++) {
        int32_t before = previous ? previous[s->flow->rows.applicant[row]] : NONE;
        home[row] = before == NONE ? s->f->flow->home[row] : before;
    }
    remember(s, home, 1);
    repair(s);
}

/* From now on in so many units, with the prices as they are. */
static void count_in(struct prices *s, int64_t units) {
    for (int32_t i = 0; i < s->f->n_limits; i++) {
        s->level[i] *= (double)units / (double)s->units;
        s->way[i] = 0;
    }
    flow_rescale(s->flow, units);
    s->units = units;
    s->length = 1;
    s->best = s->idle = 0;
}

static bool is_cheapest(const struct finder *f) { return f->best / f->scale <= f->bound; }

static void prove_cost(struct prices *s) {
    count_in(s, UNITS);
    negotiate(s, UNITS, ROUNDS, WORK);
    int64_t bound = (s->best + UNITS - 1) / UNITS;
    if (bound > s->f->bound) s->f->bound = bound;
}

/* Of placements at the cost that is proved, none moves fewer than the bound is above it. */
static bool prove_moved(struct prices *s) {
    s->flow->previous = s->f->p->in->previous;
    count_in(s, MOVED_UNITS);
    return negotiate(s, 1, MOVED_ROUNDS, MOVED_WORK);
}

bool finder_solve(struct finder *f, int64_t steps) {
    struct prices s = prices_create(f);
    begin(&s);
    if (is_cheapest(f) && f->best % f->scale == 0) return true;
    if (finder_try_every_way(f, steps / 4 + 1)) return true;
    if (!is_cheapest(f)) prove_cost(&s);
    if (is_cheapest(f) && (f->best % f->scale == 0 || prove_moved(&s))) return true;
    return finder_try_every_way(f, steps);
}

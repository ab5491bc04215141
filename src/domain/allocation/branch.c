/* allocation, where limits tie applicants together: branching. Where the flow breaks a limit on counted persons, one of the dwellings that break
 * it must go to someone who counts less, so each branch closes one of them for that weight; where two who must not be neighbours share a
 * building, one branch keeps the one out, the other branch the other. The flow is the bound of a branch. */
#include "domain/allocation/finder.h"

enum { DEPTH = 1024 };

struct alternative {
    int32_t dwelling, weight; /* close the dwelling from this weight on … */
    int32_t applicant;        /* … or, weight 0, keep the applicant out of its building */
};
struct finder_frame {
    struct alternative *v;
    int32_t n, room, next;
    uint8_t closed_before;
    bool on;
};

static int64_t value_of(const struct finder *f) { return flow_cost(f->flow) * f->scale + flow_moved(f->flow, f->p->in->previous); }

void finder_count(struct finder *f, const int32_t *home) {
    const struct problem *p = f->p;
    memset(f->counted, 0, (size_t)f->n_limits * sizeof *f->counted);
    for (int32_t row = 0; row < f->flow->rows.n; row++) {
        int32_t weight = weight_of(p, f->flow->rows.applicant[row]);
        f->counted[building_limit(p, home[row])] += weight;
        f->counted[area_limit(p, home[row])] += weight;
    }
}

/* ── what is broken ───────────────────────────────────────────────────── */

static struct finder_frame *next_frame(struct finder *f, int32_t n) {
    struct finder_frame *frame = &f->frames[f->depth];
    if (frame->room < n) *frame = (struct finder_frame){.v = arena_array(f->arena, (size_t)n * 2, sizeof *frame->v), .room = 2 * n};
    frame->n = frame->next = 0;
    frame->on = false;
    return frame;
}

static void branch_on_limit(struct finder *f, struct span dwellings, int32_t limit) {
    struct finder_frame *frame = next_frame(f, dwellings.n);
    int32_t sum = 0;
    for (int32_t weight = f->p->heaviest; weight > 0 && sum <= limit; weight--)
        for (int32_t i = 0; i < dwellings.n && sum <= limit; i++) {
            int32_t d = dwellings.v[i], row = f->flow->holder[d];
            if (row == NONE || weight_of(f->p, f->flow->rows.applicant[row]) != weight) continue;
            frame->v[frame->n++] = (struct alternative){d, weight, NONE};
            sum += weight;
        }
}

static int32_t home_of(const struct finder *f, int32_t a) { return f->row_of[a] == NONE ? NONE : f->flow->home[f->row_of[a]]; }

static bool branch_on_neighbours(struct finder *f) {
    const struct problem *p = f->p;
    for (int32_t row = 0; row < f->flow->rows.n; row++) {
        int32_t a = f->flow->rows.applicant[row], home = f->flow->home[row];
        for (int32_t k = p->neighbours.first[a]; k < p->neighbours.first[a + 1]; k++) {
            int32_t other = p->neighbours.item[k], its = home_of(f, other);
            if (its == NONE || p->building[its] != p->building[home]) continue;
            struct finder_frame *frame = next_frame(f, 2);
            frame->v[frame->n++] = (struct alternative){home, 0, a};
            frame->v[frame->n++] = (struct alternative){its, 0, other};
            return true;
        }
    }
    return false;
}

/* Fills the next frame with the alternatives around a limit that the flow breaks. */
bool finder_breaks(struct finder *f) {
    const struct problem *p = f->p;
    finder_count(f, f->flow->home);
    for (int32_t i = 0; i < f->n_limits; i++) {
        if (f->counted[i] <= f->limit[i]) continue;
        branch_on_limit(f, i < p->n_buildings ? span_of(&p->in_building, i) : span_of(&p->in_area, i - p->n_buildings), f->limit[i]);
        return true;
    }
    return branch_on_neighbours(f);
}

/* ── the search ───────────────────────────────────────────────────────── */

static void enforce(struct finder *f, struct finder_frame *frame, const struct alternative *a) {
    struct flow *flow = f->flow;
    frame->on = true;
    if (a->weight) {
        frame->closed_before = f->closed_from[a->dwelling];
        if (a->weight < f->closed_from[a->dwelling]) f->closed_from[a->dwelling] = (uint8_t)a->weight;
    } else f->bans[flow->n_banned++] = (struct allocation_neighbours){a->applicant, f->p->building[a->dwelling]};
}

static void release(struct finder *f, struct finder_frame *frame) {
    const struct alternative *a = &frame->v[frame->next - 1];
    if (!frame->on) return;
    frame->on = false;
    if (a->weight) f->closed_from[a->dwelling] = frame->closed_before;
    else f->flow->n_banned--;
}

bool finder_explore(struct finder *f, int64_t steps) {
    f->depth = 0;
    for (;;) {
        int64_t value = value_of(f);
        bool entered = value < f->best;
        if (entered && (f->depth == DEPTH || f->flow->n_banned == FINDER_BANS)) return false;
        if (entered && finder_breaks(f)) f->depth++;
        else if (entered) {
            f->best = value;
            memcpy(f->best_home, f->flow->home, (size_t)f->flow->rows.n * sizeof *f->best_home);
        }
        for (entered = false; f->depth && !entered;) {
            struct finder_frame *top = &f->frames[f->depth - 1];
            if (top->next) release(f, top);
            if (top->next == top->n) {
                f->depth--;
                continue;
            }
            if (--steps < 0) return false;
            enforce(f, top, &top->v[top->next++]);
            f->flow->most = f->best;
            entered = flow_resume(f->flow);
        }
        if (!entered) return true;
    }
}

void finder_reopen(struct finder *f) {
    f->flow->most = 0;
    memset(f->closed_from, UINT8_MAX, (size_t)f->p->n_dwellings);
    f->flow->n_banned = 0;
    f->depth = 0;
}

bool finder_try_every_way(struct finder *f, int64_t steps) {
    finder_reopen(f);
    return flow_resume(f->flow) && finder_explore(f, steps);
}

struct finder finder_create(struct arena *arena, const struct problem *p, const struct who *who, struct flow *flow) {
    int32_t n_limits = p->n_buildings + p->n_areas;
    size_t limits = (size_t)n_limits + 1, rows = (size_t)who->n + 1;
    struct finder f = {.arena = arena,
                       .p = p,
                       .flow = flow,
                       .scale = flow->scale,
                       .best = INT64_MAX,
                       .best_home = arena_array(arena, rows, sizeof(int32_t)),
                       .row_of = arena_array(arena, (size_t)p->n_applicants + 1, sizeof(int32_t)),
                       .n_limits = n_limits,
                       .limit = arena_array(arena, limits, sizeof(int32_t)),
                       .counted = arena_array(arena, limits, sizeof(int32_t)),
                       .closed_from = arena_array(arena, (size_t)p->n_dwellings + 1, 1),
                       .bans = arena_array(arena, FINDER_BANS, sizeof *f.bans),
                       .frames = arena_array(arena, DEPTH + 1, sizeof *f.frames)};
    memcpy(f.limit, p->building_concentration, (size_t)p->n_buildings * sizeof *f.limit);
    memcpy(f.limit + p->n_buildings, p->area_concentration, (size_t)p->n_areas * sizeof *f.limit);
    memset(f.row_of, 0xff, ((size_t)p->n_applicants + 1) * sizeof *f.row_of); /* NONE */
    for (int32_t row = 0; row < who->n; row++) f.row_of[who->housed[row]] = row;
    flow->closed_from = f.closed_from;
    flow->banned = f.bans;
    finder_reopen(&f);
    return f;
}

/* allocation, second and third step: where. Of all placements of exactly those housed, one with the least sum of wish costs; and with
 * `previous`, of those one with the fewest moved. Least-cost flow, primal-dual: prices rise until all rows have a place that is cheapest for
 * them at these prices. The prices are the proof (allocation_dual).
 *
 * Flow goes from a row (an applicant housed) to a dwelling, through its regions up to the root, which takes as many as there are rows. A unit
 * whose row was released stays as a phantom that keeps the dwelling's place, so that the prices stay valid: the row then looks for the cheapest
 * way to a phantom. That is how a change of costs, closed dwellings or scale goes on from the flow before it (flow_resume). */
#include "domain/allocation/flow.h"

#include <limits.h>

enum { FIRST_RANGE = 4096 };
#define FAR INT32_MAX

/* ── the flow ─────────────────────────────────────────────────────────── */

/* The tree with a root above it, and what lies directly below a region. */
static void build_regions(struct flow *f) {
    const struct problem *p = f->p;
    const struct tree *tree = f->tree;
    f->n_regions = tree->n + 1;
    f->root = tree->n;
    f->parent = arena_array(f->arena, (size_t)f->n_regions, sizeof(int32_t));
    f->cap = arena_array(f->arena, (size_t)f->n_regions, sizeof(int32_t));
    f->load = arena_array(f->arena, (size_t)f->n_regions, sizeof(int32_t));
    f->region = arena_array(f->arena, (size_t)p->n_dwellings + 1, sizeof(int32_t));
    for (int32_t r = 0; r < tree->n; r++) {
        f->parent[r] = tree->parent[r] == NONE ? f->root : tree->parent[r];
        f->cap[r] = tree->cap[r];
    }
    f->parent[f->root] = NONE;
    f->cap[f->root] = f->rows.n;
    int32_t *direct = arena_array(f->arena, (size_t)p->n_dwellings + 1, sizeof *direct);
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        f->region[d] = tree->of_dwelling[d] == NONE ? f->root : tree->of_dwelling[d];
        direct[d] = p->open[d] ? f->region[d] : NONE;
    }
    f->below = lists_create(f->arena, f->n_regions, direct, p->n_dwellings);
    f->inner = lists_create(f->arena, f->n_regions, f->parent, f->n_regions);
}

struct flow *flow_create(struct arena *arena, const struct problem *p, const struct tree *tree, struct rows rows) {
    struct flow *f = arena_alloc(arena, sizeof *f);
    size_t n_rows = (size_t)rows.n + 1, n_dwellings = (size_t)p->n_dwellings + 1;
    *f = (struct flow){.arena = arena, .p = p, .tree = tree, .rows = rows, .scale = 1};
    build_regions(f);
    f->home = arena_array(arena, n_rows, sizeof(int32_t));
    f->holder = arena_array(arena, n_dwellings, sizeof(int32_t));
    f->phantom = arena_array(arena, n_dwellings, sizeof(bool));
    f->n_nodes = rows.n + p->n_dwellings + f->n_regions;
    f->price = arena_array(arena, (size_t)f->n_nodes, sizeof(int64_t));
    f->distance = arena_array(arena, (size_t)f->n_nodes, sizeof(int32_t));
    f->reach = arena_array(arena, n_dwellings, sizeof(int64_t));
    f->seen = arena_array(arena, (size_t)f->n_nodes, sizeof(bool));
    f->stack = arena_array(arena, (size_t)f->n_nodes + 1, sizeof(int32_t));
    f->cursor = arena_array(arena, (size_t)f->n_nodes, sizeof(int32_t));
    memset(f->home, 0xff, n_rows * sizeof *f->home); /* NONE */
    memset(f->holder, 0xff, n_dwellings * sizeof *f->holder);
    return f;
}

static void occupy(struct flow *f, int32_t d, int32_t change) {
    for (int32_t r = f->region[d]; r != NONE; r = f->parent[r]) f->load[r] += change;
}

static inline int32_t dwelling_node(const struct flow *f, int32_t d) { return f->rows.n + d; }
static inline int32_t region_node(const struct flow *f, int32_t r) { return f->rows.n + f->p->n_dwellings + r; }

/* INT64_MAX: closed to the row. */
static inline int64_t edge_cost(const struct flow *f, int32_t row, uint32_t edge) {
    int64_t cost = f->scale * edge_wish(edge);
    if (f->plain) return cost;
    int32_t d = edge_dwelling(edge), a = f->rows.applicant[row];
    int32_t weight = weight_of(f->p, a);
    if (f->closed_from && weight >= f->closed_from[d]) return INT64_MAX;
    for (int32_t i = 0; i < f->n_banned; i++)
        if (f->banned[i].a == a && f->banned[i].b == f->p->building[d]) return INT64_MAX;
    if (f->extra && weight) cost += weight * f->extra[d];
    if (f->previous && f->previous[a] != NONE && f->previous[a] != d) cost++;
    return cost;
}

/* ── along edges that are tight: all that can be placed at the present prices ── */

static inline bool is_tight(const struct flow *f, int32_t row, uint32_t edge) {
    int64_t cost = edge_cost(f, row, edge);
    return cost != INT64_MAX && cost + f->price[row] == f->price[dwelling_node(f, edge_dwelling(edge))];
}

static bool is_end(const struct flow *f, int32_t node) {
    if (node == region_node(f, f->root)) return f->load[f->root] < f->cap[f->root];
    int32_t d = node - f->rows.n;
    return d >= 0 && d < f->p->n_dwellings && f->phantom[d];
}

/* The way on number i from a region, if it is open: up while it is not full, down to whatever holds a unit. NONE: not open. */
static int32_t way_on(const struct flow *f, int32_t r, int32_t i) {
    int32_t n_inner = f->inner.first[r + 1] - f->inner.first[r], node;
    if (i == 0) {
        if (f->parent[r] == NONE || f->load[r] >= f->cap[r]) return NONE;
        node = region_node(f, f->parent[r]);
    } else if (i <= n_inner) {
        int32_t inner = f->inner.item[f->inner.first[r] + i - 1];
        if (!f->load[inner]) return NONE;
        node = region_node(f, inner);
    } else {
        int32_t d = f->below.item[f->below.first[r] + i - 1 - n_inner];
        if (f->holder[d] == NONE && !f->phantom[d]) return NONE;
        node = dwelling_node(f, d);
    }
    return f->price[node] == f->price[region_node(f, r)] ? node : NONE;
}
static int32_t ways_on(const struct flow *f, int32_t r) {
    return 1 + f->inner.first[r + 1] - f->inner.first[r] + f->below.first[r + 1] - f->below.first[r];
}

/* From a dwelling there is one way on. */
static int32_t way_from_dwelling(const struct flow *f, int32_t d) {
    if (f->holder[d] != NONE) return f->holder[d];
    int32_t region = region_node(f, f->region[d]);
    return f->price[dwelling_node(f, d)] == f->price[region] ? region : NONE;
}

/* The next node that a tight way leads to and this pass has not seen, or NONE. `reach` is what a dwelling's price is until it is seen: one look tells
 * of most edges that they lead nowhere. */
static int32_t step(struct flow *f, int32_t node) {
    int32_t d = node - f->rows.n, r = d - f->p->n_dwellings, *cursor = &f->cursor[node];
    if (d < 0) {
        const uint32_t *edge = f->rows.edge + f->rows.first[node];
        const int64_t *reach = f->reach, price = f->price[node], scale = f->scale;
        int32_t n = (int32_t)(f->rows.first[node + 1] - f->rows.first[node]), i = *cursor;
        for (; i < n; i++) {
            int64_t least = scale * edge_wish(edge[i]) + price;
            if (least > 0) i = n - 1; /* dearer edges are not tight */
            else if (reach[edge_dwelling(edge[i])] >= least && is_tight(f, node, edge[i])) break;
        }
        *cursor = i;
        return i < n ? dwelling_node(f, edge_dwelling(edge[i])) : NONE;
    }
    if (r < 0) {
        int32_t next = way_from_dwelling(f, d);
        return next != NONE && !f->seen[next] ? next : NONE;
    }
    for (; *cursor < ways_on(f, r); ++*cursor) {
        int32_t next = way_on(f, r, *cursor);
        if (next != NONE && !f->seen[next]) return next;
    }
    return NONE;
}

/* Each row on the stack takes the dwelling after it. */
static void follow(struct flow *f, int32_t depth) {
    int32_t last = f->stack[depth - 1] - f->rows.n;
    if (last >= 0 && last < f->p->n_dwellings) {
        f->phantom[last] = false;
        occupy(f, last, -1);
    }
    for (int32_t i = 0; i < depth; i++) {
        int32_t row = f->stack[i];
        if (row >= f->rows.n || f->home[row] == NONE) continue;
        f->holder[f->home[row]] = NONE;
        occupy(f, f->home[row], -1);
    }
    for (int32_t i = 0; i < depth; i++) {
        int32_t row = f->stack[i];
        if (row >= f->rows.n) continue;
        int32_t d = f->stack[i + 1] - f->rows.n;
        f->home[row] = d;
        f->holder[d] = row;
        occupy(f, d, 1);
    }
}

static void enter(struct flow *f, int32_t node) {
    int32_t d = node - f->rows.n;
    f->seen[node] = true;
    if (d >= 0 && d < f->p->n_dwellings) f->reach[d] = INT64_MIN;
    f->stack[f->n_stack++] = node;
}

/* A way from the row to an end, depth first. No row or dwelling is on two ways of one pass; a region may be. */
static bool place_row(struct flow *f, int32_t row) {
    f->n_stack = 0;
    enter(f, row);
    while (f->n_stack) {
        int32_t node = f->stack[f->n_stack - 1];
        if (is_end(f, node)) {
            follow(f, f->n_stack);
            while (f->n_stack--)
                if (f->stack[f->n_stack] >= f->rows.n + f->p->n_dwellings) f->seen[f->stack[f->n_stack]] = false;
            return true;
        }
        int32_t next = step(f, node);
        if (next == NONE) f->n_stack--;
        else enter(f, next);
    }
    return false;
}

/* Places all rows that can be placed at the present prices; how many of `left`. A pass that places none has seen all that the rest can reach. */
static int32_t place_rows(struct flow *f, int32_t left) {
    int32_t placed = 0, before = -1;
    while (placed > before && placed < left) {
        before = placed;
        memset(f->seen, 0, (size_t)f->n_nodes * sizeof *f->seen);
        memset(f->cursor, 0, (size_t)f->n_nodes * sizeof *f->cursor);
        memcpy(f->reach, f->price + f->rows.n, (size_t)f->p->n_dwellings * sizeof *f->reach);
        for (int32_t row = 0; row < f->rows.n; row++) placed += f->home[row] == NONE && place_row(f, row);
    }
    return placed;
}

/* ── prices ───────────────────────────────────────────────────────────── */

/* Buckets by distance. */
static void queue_add(struct flow *f, int32_t node, int32_t distance) {
    int32_t d = node - f->rows.n;
    f->distance[node] = distance;
    if (d >= 0 && d < f->p->n_dwellings) f->reach[d] = f->price[node] + distance;
    if (f->n_entries == f->entry_room) {
        int32_t room = f->entry_room ? 2 * f->entry_room : 1024;
        struct flow_entry *wider = arena_room(f->arena, (size_t)room * sizeof *wider);
        if (f->n_entries) memcpy(wider, f->entries, (size_t)f->n_entries * sizeof *wider);
        f->entries = wider;
        f->entry_room = room;
    }
    f->entries[f->n_entries] = (struct flow_entry){node, f->bucket[distance]};
    f->bucket[distance] = f->n_entries++;
}

static inline void relax(struct flow *f, int32_t node, int64_t distance) {
    if (distance >= f->end) {
        f->cut = f->cut || f->end == f->range;
        return;
    }
    if (distance < f->distance[node]) queue_add(f, node, (int32_t)distance);
}

/* `reach` is distance and price of a dwelling together: what a row must be below to come nearer. */
static void leave_row(struct flow *f, int32_t row, int32_t at) {
    const uint32_t *edge = f->rows.edge + f->rows.first[row], *end = f->rows.edge + f->rows.first[row + 1];
    const int64_t *reach = f->reach, base = at + f->price[row], scale = f->scale;
    for (; edge < end; edge++) {
        int64_t least = base + scale * edge_wish(*edge);
        if (least >= f->end) {
            f->cut = f->cut || f->end == f->range;
            return;
        }
        int32_t d = edge_dwelling(*edge);
        if (least >= reach[d] || f->home[row] == d) continue;
        int64_t cost = edge_cost(f, row, *edge);
        if (cost != INT64_MAX) relax(f, dwelling_node(f, d), base + cost - f->price[dwelling_node(f, d)]);
    }
}

static void leave_region(struct flow *f, int32_t r, int32_t at) {
    int64_t base = at + f->price[region_node(f, r)];
    if (f->load[r] < f->cap[r]) {
        if (r == f->root) f->end = at;
        else relax(f, region_node(f, f->parent[r]), base - f->price[region_node(f, f->parent[r])]);
    }
    for (int32_t i = f->inner.first[r]; i < f->inner.first[r + 1]; i++) {
        int32_t node = region_node(f, f->inner.item[i]);
        if (f->load[f->inner.item[i]]) relax(f, node, base - f->price[node]);
    }
    for (int32_t i = f->below.first[r]; i < f->below.first[r + 1]; i++) {
        int32_t d = f->below.item[i], node = dwelling_node(f, d);
        if (f->holder[d] != NONE || f->phantom[d]) relax(f, node, base - f->price[node]);
    }
}

static void leave_dwelling(struct flow *f, int32_t d, int32_t at) {
    if (f->phantom[d]) f->end = at;
    else if (f->holder[d] != NONE) relax(f, f->holder[d], at);
    else relax(f, region_node(f, f->region[d]), at + f->price[dwelling_node(f, d)] - f->price[region_node(f, f->region[d])]);
}

/* Distances from the rows without a place; f->end is how far it is to the nearest end, or f->range. */
static void measure(struct flow *f) {
    f->n_entries = 0;
    f->end = f->range;
    f->cut = false;
    memset(f->bucket, 0xff, (size_t)f->range * sizeof *f->bucket); /* NONE */
    for (int32_t i = 0; i < f->n_nodes; i++) f->distance[i] = FAR;
    for (int32_t d = 0; d < f->p->n_dwellings; d++) f->reach[d] = INT64_MAX;
    for (int32_t row = 0; row < f->rows.n; row++)
        if (f->home[row] == NONE) queue_add(f, row, 0);
    for (int32_t at = 0; at < f->end; at++)
        while (f->bucket[at] != NONE && at < f->end) {
            struct flow_entry entry = f->entries[f->bucket[at]];
            f->bucket[at] = entry.next;
            int32_t d = entry.node - f->rows.n;
            if (f->distance[entry.node] != at) continue;
            if (d < 0) leave_row(f, entry.node, at);
            else if (d < f->p->n_dwellings) leave_dwelling(f, d, at);
            else leave_region(f, d - f->p->n_dwellings, at);
        }
}

/* Lowers the prices so that the nearest end becomes tight. False if there is none. */
static bool reprice(struct flow *f) {
    for (;;) {
        if (!f->bucket || f->range > f->bucket_room) {
            f->bucket = arena_room(f->arena, (size_t)f->range * sizeof *f->bucket);
            f->bucket_room = f->range;
        }
        measure(f);
        if (f->end < f->range) break;
        if (!f->cut || f->range > INT32_MAX / 8) return false;
        f->range *= 4;
    }
    for (int32_t i = 0; i < f->n_nodes; i++)
        if (f->distance[i] < f->end) f->price[i] -= f->end - f->distance[i];
    return true;
}

/* ── the whole ────────────────────────────────────────────────────────── */

/* Each row's price from its cheapest dwelling at the present prices; a row whose home is dearer is released and leaves a phantom. */
static void release_dear(struct flow *f) {
    const struct rows *rows = &f->rows;
    for (int32_t row = 0; row < rows->n; row++) {
        int64_t best = INT64_MAX, own = INT64_MAX;
        for (int64_t e = rows->first[row]; e < rows->first[row + 1] && f->scale * edge_wish(rows->edge[e]) <= best; e++) {
            int64_t cost = edge_cost(f, row, rows->edge[e]);
            if (cost == INT64_MAX) continue;
            cost -= f->price[dwelling_node(f, edge_dwelling(rows->edge[e]))];
            if (cost < best) best = cost;
            if (edge_dwelling(rows->edge[e]) == f->home[row]) own = cost;
        }
        f->price[row] = best == INT64_MAX ? 0 : -best;
        if (f->home[row] == NONE || (own == best && own != INT64_MAX)) continue;
        f->phantom[f->home[row]] = true;
        f->holder[f->home[row]] = NONE;
        f->home[row] = NONE;
    }
}

/* What the prices prove: no placement costs less. Each reprice adds its rise for every row without a place. */
static int64_t dual_value(const struct flow *f) {
    const int64_t *region = f->price + f->rows.n + f->p->n_dwellings, *dwelling = f->price + f->rows.n;
    int64_t sum = region[f->root] * f->cap[f->root];
    for (int32_t row = 0; row < f->rows.n; row++) sum -= f->price[row];
    for (int32_t d = 0; d < f->p->n_dwellings; d++)
        if (dwelling[d] < region[f->region[d]]) sum += dwelling[d] - region[f->region[d]];
    for (int32_t r = 0; r < f->root; r++)
        if (region[r] < region[f->parent[r]]) sum += (region[r] - region[f->parent[r]]) * f->cap[r];
    return sum;
}

bool flow_resume(struct flow *f) {
    int32_t left = 0;
    f->plain = !f->closed_from && !f->n_banned && !f->extra && !f->previous;
    if (!f->range) f->range = FIRST_RANGE;
    release_dear(f);
    for (int32_t row = 0; row < f->rows.n; row++) left += f->home[row] == NONE;
    f->too_dear = false;
    int64_t value = left && f->most ? dual_value(f) : 0;
    while (left) {
        left -= place_rows(f, left);
        f->too_dear = left && f->most && value >= f->most;
        if (f->too_dear || (left && !reprice(f))) return false;
        value += (int64_t)left * f->end;
    }
    return true;
}

void flow_drop(struct flow *f, int64_t most) {
    struct rows *rows = &f->rows;
    int64_t kept = 0, e = 0;
    for (int32_t row = 0; row < rows->n; row++) {
        for (; e < rows->first[row + 1]; e++) {
            int64_t cost = edge_cost(f, row, rows->edge[e]);
            if (cost == INT64_MAX || cost + f->price[row] - f->price[dwelling_node(f, edge_dwelling(rows->edge[e]))] > most) continue;
            rows->edge[kept++] = rows->edge[e];
        }
        rows->first[row + 1] = kept;
    }
}

bool flow_is_whole(const struct flow *f) {
    for (int32_t row = 0; row < f->rows.n; row++)
        if (f->home[row] == NONE) return false;
    return true;
}

bool flow_reached(const struct flow *f, int32_t row) { return f->seen[row]; }

void flow_rescale(struct flow *f, int64_t scale) {
    for (int32_t i = 0; i < f->n_nodes; i++) f->price[i] = f->price[i] * scale / f->scale;
    f->scale = scale;
}

int64_t flow_cost(const struct flow *f) {
    int64_t sum = 0;
    for (int32_t row = 0; row < f->rows.n; row++) sum += problem_cost(f->p, f->rows.applicant[row], f->home[row]);
    return sum;
}

int32_t flow_moved(const struct flow *f, const int32_t *previous) {
    int32_t n = 0;
    for (int32_t row = 0; previous && row < f->rows.n; row++) {
        int32_t a = f->rows.applicant[row];
        n += previous[a] != NONE && previous[a] != f->home[row];
    }
    return n;
}

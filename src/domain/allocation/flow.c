/* allocation, second and third step: where. Of all placements of exactly those housed, one with the least sum of wish costs; and with
 * `previous`, of those one with the fewest moved. Least-cost flow, primal-dual: prices rise until all rows have a place that is cheapest for
 * them at these prices. The prices are the proof (allocation_dual).
 *
 * Flow goes from a row (an applicant housed) to a dwelling, through its regions up to the root, which takes as many as there are rows. A unit
 * whose row was released stays as a phantom that keeps the dwelling's place, so that the prices stay valid: the row then looks for the cheapest
 * way to a phantom. That is how a change of costs, closed dwellings or scale goes on from the flow before it (flow_resume). */
#include "domain/allocation/flow.h"

#include <limits.h>

enum { FIRST_RANGE = 4096, BLOCK = 20 };
#define FAR INT32_MAX

struct rows rows_create(struct arena *arena, const struct problem *p, const int32_t *applicants, int32_t n) {
    struct rows rows = {.n = n, .applicant = applicants, .first = arena_array(arena, (size_t)n + 1, sizeof(int64_t))};
    size_t room = 1, longest = 1;
    for (int32_t r = 0; r < n; r++) {
        size_t length = 0;
        for (uint64_t areas = applicant_areas(p, applicants[r]); areas; areas &= areas - 1) {
            int32_t slot = p->kind[applicants[r]] * p->n_areas + __builtin_ctzll(areas);
            for (int32_t i = p->suitable.first[slot]; i < p->suitable.first[slot + 1]; i++)
                length += (size_t)(p->members.first[p->suitable.item[i] + 1] - p->members.first[p->suitable.item[i]]);
        }
        room += length;
        if (length > longest) longest = length;
    }
    rows.dwelling = arena_room(arena, room * sizeof *rows.dwelling);
    rows.cost = arena_room(arena, room);
    int32_t *dwelling = arena_room(arena, longest * sizeof *dwelling);
    uint8_t *cost = arena_room(arena, longest);
    int64_t used = 0;
    for (int32_t r = 0; r < n; r++) {
        int64_t at[ALLOCATION_COST_MAX + 2] = {0}, length = 0;
        struct walk walk = walk_from(p, applicants[r]);
        for (int32_t d; (d = walk_next(&walk)) != NONE; length++) {
            dwelling[length] = d;
            cost[length] = problem_cost(p, applicants[r], d);
            at[cost[length] + 1]++;
        }
        at[0] = used;
        for (int i = 1; i <= ALLOCATION_COST_MAX + 1; i++) at[i] += at[i - 1];
        for (int64_t i = 0; i < length; i++) {
            int64_t place = at[cost[i]]++;
            rows.dwelling[place] = dwelling[i];
            rows.cost[place] = cost[i];
        }
        used += length;
        rows.first[r + 1] = used;
    }
    return rows;
}

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
    f->seen = arena_array(arena, (size_t)f->n_nodes, 1);
    f->stack = arena_array(arena, (size_t)f->n_nodes + 1, sizeof(int32_t));
    f->cursor = arena_array(arena, (size_t)f->n_nodes + 1, sizeof(int64_t));
    f->seen_log = arena_array(arena, (size_t)f->n_nodes + 1, sizeof(int32_t));
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
static inline int64_t edge_cost(const struct flow *f, int32_t row, int64_t e) {
    int32_t d = f->rows.dwelling[e], a = f->rows.applicant[row];
    int64_t cost = f->scale * f->rows.cost[e];
    if (f->plain) return cost;
    int32_t weight = weight_of(f->p, a);
    if (f->closed_from && weight >= f->closed_from[d]) return INT64_MAX;
    for (int32_t i = 0; i < f->n_banned; i++)
        if (f->banned[i].a == a && f->banned[i].b == f->p->building[d]) return INT64_MAX;
    if (f->extra && weight) cost += weight * f->extra[d];
    if (f->previous && f->previous[a] != NONE && f->previous[a] != d) cost++;
    return cost;
}

/* ── along edges that are tight: a maximal flow at the present prices ─── */

static bool push(struct flow *f, int32_t node, int32_t *depth) {
    if (f->seen[node]) return false;
    f->seen[node] = 1;
    f->seen_log[f->n_seen++] = node;
    f->stack[*depth] = node;
    f->cursor[(*depth)++] = 0;
    return true;
}

/* The next tight edge of a row that leads somewhere new. */
static bool step_row(struct flow *f, int32_t row, int64_t *cursor, int32_t *depth) {
    const struct rows *rows = &f->rows;
    int64_t price = f->price[row];
    for (int64_t e = rows->first[row] + *cursor; e < rows->first[row + 1]; e++) {
        if (f->scale * rows->cost[e] + price > 0) break;
        int32_t d = rows->dwelling[e], node = dwelling_node(f, d);
        if (f->seen[node] || f->home[row] == d) continue;
        int64_t cost = edge_cost(f, row, e);
        if (cost == INT64_MAX || cost + price != f->price[node]) continue;
        *cursor = e + 1 - rows->first[row];
        return push(f, node, depth);
    }
    *cursor = rows->first[row + 1] - rows->first[row];
    return false;
}

/* From a dwelling there is one way on. */
static bool step_dwelling(struct flow *f, int32_t d, int64_t *cursor, int32_t *depth) {
    if ((*cursor)++) return false;
    if (f->holder[d] != NONE) return push(f, f->holder[d], depth);
    int32_t region = region_node(f, f->region[d]);
    return f->price[dwelling_node(f, d)] == f->price[region] && push(f, region, depth);
}

static bool step_region(struct flow *f, int32_t r, int64_t *cursor, int32_t *depth) {
    int64_t price = f->price[region_node(f, r)];
    int32_t n_inner = f->inner.first[r + 1] - f->inner.first[r], n_below = f->below.first[r + 1] - f->below.first[r];
    while (*cursor < 1 + n_inner + n_below) {
        int64_t i = (*cursor)++;
        int32_t node;
        if (i == 0) {
            if (f->parent[r] == NONE || f->load[r] >= f->cap[r]) continue;
            node = region_node(f, f->parent[r]);
        } else if (i <= n_inner) {
            int32_t inner = f->inner.item[f->inner.first[r] + i - 1];
            if (!f->load[inner]) continue;
            node = region_node(f, inner);
        } else {
            int32_t d = f->below.item[f->below.first[r] + i - 1 - n_inner];
            if (f->holder[d] == NONE && !f->phantom[d]) continue;
            node = dwelling_node(f, d);
        }
        if (f->price[node] == price && push(f, node, depth)) return true;
    }
    return false;
}

static bool is_end(const struct flow *f, int32_t node) {
    if (node == region_node(f, f->root)) return f->load[f->root] < f->cap[f->root];
    int32_t d = node - f->rows.n;
    return d >= 0 && d < f->p->n_dwellings && f->phantom[d];
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

static bool place_row(struct flow *f, int32_t row) {
    int32_t depth = 0;
    f->n_seen = 0;
    push(f, row, &depth);
    while (depth) {
        int32_t node = f->stack[depth - 1], d = node - f->rows.n;
        if (is_end(f, node)) {
            follow(f, depth);
            return true;
        }
        int64_t *cursor = &f->cursor[depth - 1];
        bool on = d < 0                   ? step_row(f, node, cursor, &depth)
                  : d < f->p->n_dwellings ? step_dwelling(f, d, cursor, &depth)
                                          : step_region(f, d - f->p->n_dwellings, cursor, &depth);
        if (!on) depth--;
    }
    return false;
}

/* With `exact` a search that succeeds leaves no mark, so that what has a mark is dead; without, each node is tried once. */
static int32_t place_rows(struct flow *f, bool exact) {
    int32_t placed = 0;
    memset(f->seen, 0, (size_t)f->n_nodes);
    for (int32_t row = 0; row < f->rows.n; row++) {
        if (f->home[row] != NONE || !place_row(f, row)) continue;
        placed++;
        for (int32_t i = 0; exact && i < f->n_seen; i++) f->seen[f->seen_log[i]] = 0;
    }
    return placed;
}

/* ── prices ───────────────────────────────────────────────────────────── */

/* Buckets by distance. */
static void queue_add(struct flow *f, int32_t node, int32_t distance) {
    f->distance[node] = distance;
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

static void leave_row(struct flow *f, int32_t row, int32_t at) {
    const struct rows *rows = &f->rows;
    int64_t base = at + f->price[row];
    for (int64_t e = rows->first[row]; e < rows->first[row + 1]; e++) {
        if (base + f->scale * rows->cost[e] >= f->end) {
            f->cut = f->cut || f->end == f->range;
            break;
        }
        int32_t d = rows->dwelling[e], node = dwelling_node(f, d);
        int64_t cost = edge_cost(f, row, e);
        if (cost != INT64_MAX && f->home[row] != d) relax(f, node, base + cost - f->price[node]);
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
        for (int64_t e = rows->first[row]; e < rows->first[row + 1]; e++) {
            int64_t cost = edge_cost(f, row, e);
            if (cost == INT64_MAX) continue;
            cost -= f->price[dwelling_node(f, rows->dwelling[e])];
            if (cost < best) best = cost;
            if (rows->dwelling[e] == f->home[row]) own = cost;
        }
        f->price[row] = best == INT64_MAX ? 0 : -best;
        if (f->home[row] == NONE || (own == best && own != INT64_MAX)) continue;
        f->phantom[f->home[row]] = true;
        f->holder[f->home[row]] = NONE;
        f->home[row] = NONE;
    }
}

bool flow_resume(struct flow *f) {
    int32_t left = 0;
    f->plain = !f->closed_from && !f->n_banned && !f->extra && !f->previous;
    if (!f->range) f->range = FIRST_RANGE;
    release_dear(f);
    for (int32_t row = 0; row < f->rows.n; row++) left += f->home[row] == NONE;
    while (left) {
        int32_t placed = place_rows(f, false);
        left -= placed;
        if (!left) break;
        if (placed * BLOCK > left) continue; /* quick passes while they are worth it; then one that leaves nothing */
        left -= place_rows(f, true);
        if (left && !reprice(f)) return false;
    }
    return true;
}

void flow_rescale(struct flow *f, int64_t scale) {
    for (int32_t i = 0; i < f->n_nodes; i++) f->price[i] = f->price[i] / f->scale * scale;
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

/* allocation: the plainest true reason for everyone refused at once: all that would suit went to ranks up to this one. It is the lowest rank in
 * the smallest set that explain.c finds for one; here the part of the placement that leads nowhere is gathered in components once, and each
 * applicant looks up what hers lead to. */
#include "domain/allocation/internal.h"

/* From what to what a search goes. Nodes: lists of suitable classes (slots), classes, dwellings, regions. */
struct graph {
    const struct problem *p;
    const struct allocation_result *result;
    const struct tree *tree;
    int32_t *load;                          /* per region */
    int32_t classes, dwellings, regions, n; /* where each kind of node begins */
    int32_t *first, *to;
    int32_t from; /* while edges are added */
    bool counting;
};

static void add_edge(struct graph *g, int32_t to) {
    if (g->counting) g->first[g->from + 1]++;
    else g->to[g->first[g->from]++] = to;
}

/* To all that an applicant can live in. */
static void add_applicant(struct graph *g, int32_t a) {
    const struct problem *p = g->p;
    if (!p->picky[a]) {
        for (uint64_t areas = applicant_areas(p, a); areas; areas &= areas - 1)
            add_edge(g, p->kind[a] * p->n_areas + __builtin_ctzll(areas));
        return;
    }
    struct walk walk = walk_from(p, a);
    for (int32_t d; (d = walk_next(&walk)) != NONE;) add_edge(g, g->dwellings + d);
}

static int32_t full_region(const struct graph *g, int32_t d) {
    int32_t region = g->tree->of_dwelling[d];
    while (region != NONE && g->load[region] < g->tree->cap[region]) region = g->tree->parent[region];
    return region;
}

static void add_edges(struct graph *g) {
    const struct problem *p = g->p;
    for (int32_t slot = 0; slot < g->classes; slot++) {
        g->from = slot;
        for (int32_t i = p->suitable.first[slot]; i < p->suitable.first[slot + 1]; i++) add_edge(g, g->classes + p->suitable.item[i]);
    }
    for (int32_t class = 0; class < p->n_classes; class ++) {
        g->from = g->classes + class;
        for (int32_t i = p->members.first[class]; i < p->members.first[class + 1]; i++) add_edge(g, g->dwellings + p->members.item[i]);
    }
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        g->from = g->dwellings + d;
        if (!p->open[d]) continue;
        int32_t holder = g->result->holders[d], region = full_region(g, d);
        if (holder != NONE) add_applicant(g, holder);
        else if (region != NONE) add_edge(g, g->regions + region);
    }
    for (int32_t region = 0; region < g->tree->n; region++) {
        g->from = g->regions + region;
        for (int32_t i = g->tree->dwellings.first[region]; i < g->tree->dwellings.first[region + 1]; i++)
            if (g->result->holders[g->tree->dwellings.item[i]] != NONE) add_edge(g, g->dwellings + g->tree->dwellings.item[i]);
    }
}

static struct graph graph_create(struct arena *arena, const struct allocation_result *result) {
    const struct problem *p = result->index->problem;
    struct graph g = {.p = p, .result = result, .tree = &result->index->tree, .classes = p->n_kinds * p->n_areas, .counting = true};
    g.dwellings = g.classes + p->n_classes;
    g.regions = g.dwellings + p->n_dwellings;
    g.n = g.regions + g.tree->n;
    g.load = arena_array(arena, (size_t)g.tree->n + 1, sizeof *g.load);
    for (int32_t d = 0; d < p->n_dwellings; d++)
        for (int32_t r = p->open[d] && result->holders[d] != NONE ? g.tree->of_dwelling[d] : NONE; r != NONE; r = g.tree->parent[r])
            g.load[r]++;
    g.first = arena_array(arena, (size_t)g.n + 2, sizeof *g.first);
    add_edges(&g);
    for (int32_t i = 0; i < g.n; i++) g.first[i + 1] += g.first[i];
    g.to = arena_array(arena, (size_t)g.first[g.n] + 1, sizeof *g.to);
    g.counting = false;
    add_edges(&g);
    memmove(g.first + 1, g.first, (size_t)g.n * sizeof *g.first); /* the cursors stand at the ends */
    g.first[0] = 0;
    return g;
}

/* The lowest rank that each node leads to, itself included. Components by Tarjan: one is complete before any that leads to it. */
struct components {
    struct graph graph;
    int32_t *number, *low, *cursor, *stack, *path, *lowest;
    int32_t n_numbers, n_stack;
};

static int32_t own_rank(const struct graph *g, int32_t node) {
    return node >= g->dwellings && node < g->regions ? g->result->holders[node - g->dwellings] : NONE;
}

static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }

static void enter(struct components *c, int32_t node, int32_t *depth) {
    c->number[node] = c->low[node] = ++c->n_numbers;
    c->cursor[node] = c->graph.first[node];
    c->lowest[node] = own_rank(&c->graph, node);
    c->stack[c->n_stack++] = node;
    c->path[(*depth)++] = node;
}

/* All nodes down to this one are its component. */
static void close(struct components *c, int32_t root) {
    for (int32_t node = NONE; node != root;) {
        node = c->stack[--c->n_stack];
        c->low[node] = INT32_MAX;
        c->lowest[node] = c->lowest[root];
    }
}

static void visit(struct components *c, int32_t start) {
    int32_t depth = 0;
    enter(c, start, &depth);
    while (depth) {
        int32_t node = c->path[depth - 1];
        if (c->cursor[node] < c->graph.first[node + 1]) {
            int32_t next = c->graph.to[c->cursor[node]];
            if (!c->number[next]) {
                enter(c, next, &depth);
                continue;
            }
            if (c->low[next] != INT32_MAX && c->low[next] < c->low[node]) c->low[node] = c->low[next];
            c->lowest[node] = larger(c->lowest[node], c->lowest[next]);
            c->cursor[node]++;
        } else {
            if (c->low[node] == c->number[node]) close(c, node);
            depth--;
        }
    }
}

static struct components components_create(struct arena *arena, struct graph graph) {
    size_t n = (size_t)graph.n + 1;
    struct components c = {.graph = graph,
                           .number = arena_array(arena, n, sizeof(int32_t)),
                           .low = arena_array(arena, n, sizeof(int32_t)),
                           .cursor = arena_array(arena, n, sizeof(int32_t)),
                           .stack = arena_array(arena, n, sizeof(int32_t)),
                           .path = arena_array(arena, n, sizeof(int32_t)),
                           .lowest = arena_array(arena, n, sizeof(int32_t))};
    for (int32_t node = 0; node < graph.n; node++)
        if (!c.number[node]) visit(&c, node);
    return c;
}

const struct allocation_cutoff *allocation_list_cutoffs(struct arena *arena, const struct allocation_result *result) {
    const struct problem *p = result->index->problem;
    struct allocation_cutoff *ret = arena_array(arena, (size_t)p->n_applicants + 1, sizeof *ret);
    struct arena *work = arena_create();
    struct components c = components_create(work, graph_create(work, result));
    for (int32_t a = 0; a < p->n_applicants; a++) {
        ret[a].rank = NONE;
        if (p->kind[a] == NONE) continue;
        bool taken = result->answers[a].reason == ALLOCATION_REASON_TAKEN;
        for (uint64_t areas = p->picky[a] ? 0 : applicant_areas(p, a); areas; areas &= areas - 1) {
            int32_t slot = p->kind[a] * p->n_areas + __builtin_ctzll(areas);
            ret[a].n_suitable += p->slot_size[slot];
            if (taken) ret[a].rank = larger(ret[a].rank, c.lowest[slot]);
        }
        struct walk walk = walk_from(p, a);
        for (int32_t d; p->picky[a] && (d = walk_next(&walk)) != NONE; ret[a].n_suitable++)
            if (taken) ret[a].rank = larger(ret[a].rank, c.lowest[c.graph.dwellings + d]);
    }
    arena_destroy(work);
    return ret;
}

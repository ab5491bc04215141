/* allocation: the rows of those housed: what each can live in, cheapest wishes first. Made only for them: nobody else needs the pairs written out. */
#include "domain/allocation/internal.h"

/* The wishes that are still open: those of one area, of one class. */
struct open_wishes {
    uint32_t features[ALLOCATION_WISHES];
    uint8_t rooms_max[ALLOCATION_WISHES], cost[ALLOCATION_WISHES];
    int n, missed; /* missed: cost of those that cannot be met here */
};

static struct open_wishes wishes_in_area(const struct allocation_applicant *applicant, int32_t area) {
    struct open_wishes open = {.n = 0};
    for (int i = 0; i < applicant->n_wishes; i++) {
        const struct allocation_wish *wish = &applicant->wishes[i];
        if (wish->areas && !(wish->areas >> area & 1)) open.missed += wish->cost;
        else if (wish->features || wish->rooms_max) {
            open.features[open.n] = wish->features;
            open.rooms_max[open.n] = wish->rooms_max;
            open.cost[open.n++] = wish->cost;
        }
    }
    return open;
}

static struct open_wishes wishes_in_class(const struct open_wishes *area, uint8_t rooms) {
    struct open_wishes open = {.missed = area->missed};
    for (int i = 0; i < area->n; i++) {
        if (area->rooms_max[i] && rooms > area->rooms_max[i]) open.missed += area->cost[i];
        else if (area->features[i]) {
            open.features[open.n] = area->features[i];
            open.cost[open.n++] = area->cost[i];
        }
    }
    return open;
}

/* The edges of one row, in the order of the walk; how many. */
static int32_t write_edges(const struct problem *p, int32_t a, uint32_t *edge) {
    int32_t n = 0;
    bool picky = p->picky[a];
    for (uint64_t areas = applicant_areas(p, a); areas; areas &= areas - 1) {
        int32_t slot = p->kind[a] * p->n_areas + __builtin_ctzll(areas);
        struct open_wishes in_area = wishes_in_area(&p->in->applicants[a], __builtin_ctzll(areas));
        for (int32_t i = p->suitable.first[slot]; i < p->suitable.first[slot + 1]; i++) {
            struct span members = span_of(&p->members, p->suitable.item[i]);
            struct open_wishes open = wishes_in_class(&in_area, p->in->dwellings[members.v[0]].rooms);
            for (int32_t k = 0; k < members.n; k++) {
                int32_t d = members.v[k], cost = open.missed;
                if (picky && !problem_accepts(p, a, d)) continue;
                for (int w = 0; w < open.n; w++) cost += open.features[w] & ~p->features[d] ? open.cost[w] : 0;
                edge[n++] = (uint32_t)d << 4 | (uint32_t)(cost > ALLOCATION_COST_MAX ? ALLOCATION_COST_MAX : cost);
            }
        }
    }
    return n;
}

static size_t most_edges(const struct problem *p, int32_t a) {
    size_t n = 0;
    for (uint64_t areas = applicant_areas(p, a); areas; areas &= areas - 1)
        n += (size_t)p->slot_size[p->kind[a] * p->n_areas + __builtin_ctzll(areas)];
    return n;
}

struct rows rows_create(struct arena *arena, const struct problem *p, const int32_t *applicants, int32_t n) {
    struct rows rows = {.n = n, .applicant = applicants, .first = arena_array(arena, (size_t)n + 1, sizeof(int64_t))};
    size_t room = 1, longest = 1;
    for (int32_t r = 0; r < n; r++) {
        size_t length = most_edges(p, applicants[r]);
        room += length;
        if (length > longest) longest = length;
    }
    rows.edge = arena_room(arena, room * sizeof *rows.edge);
    uint32_t *edge = arena_room(arena, longest * sizeof *edge);
    for (int32_t r = 0; r < n; r++) { /* sorted by counting */
        int32_t at[ALLOCATION_COST_MAX + 2] = {0}, length = write_edges(p, applicants[r], edge);
        uint32_t *row = rows.edge + rows.first[r];
        for (int32_t i = 0; i < length; i++) at[edge_wish(edge[i]) + 1]++;
        for (int i = 1; i <= ALLOCATION_COST_MAX + 1; i++) at[i] += at[i - 1];
        for (int32_t i = 0; i < length; i++) row[at[edge_wish(edge[i])]++] = edge[i];
        rows.first[r + 1] = rows.first[r] + length;
    }
    return rows;
}

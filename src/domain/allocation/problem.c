/* allocation: reads the instance into the form the steps work on: what people have decided is taken out, dwellings are gathered in classes
 * and applicants in kinds. It decides nothing about who gets what. */
#include "domain/allocation/internal.h"

#include "base/err.h"

#include <stdlib.h>

struct lists lists_create(struct arena *arena, int32_t n, const int32_t *list_of, int32_t n_items) {
    struct lists lists = {.first = arena_array(arena, (size_t)n + 2, sizeof(int32_t))};
    int32_t kept = 0;
    for (int32_t i = 0; i < n_items; i++) {
        if (list_of[i] == NONE) continue;
        lists.first[list_of[i] + 2]++;
        kept++;
    }
    for (int32_t i = 0; i < n; i++) lists.first[i + 2] += lists.first[i + 1];
    lists.item = arena_array(arena, (size_t)kept + 1, sizeof(int32_t));
    for (int32_t i = 0; i < n_items; i++)
        if (list_of[i] != NONE) lists.item[lists.first[list_of[i] + 1]++] = i;
    return lists;
}

bool list_has(const struct lists *lists, int32_t list, int32_t item) {
    int32_t low = lists->first[list], high = lists->first[list + 1];
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (lists->item[middle] == item) return true;
        if (lists->item[middle] < item) low = middle + 1;
        else high = middle;
    }
    return false;
}

static int32_t *filled(struct arena *arena, int32_t n, int32_t value) {
    int32_t *v = arena_array(arena, (size_t)n + 1, sizeof *v);
    for (int32_t i = 0; i < n; i++) v[i] = value;
    return v;
}

/* ── limits ───────────────────────────────────────────────────────────── */

static int32_t at_least_0(int32_t limit) { return limit < 0 ? 0 : limit; }

static void read_limits(struct problem *p) {
    const struct allocation_instance *in = p->in;
    p->building_intake = filled(p->arena, in->n_buildings, 0);
    p->building_concentration = filled(p->arena, in->n_buildings, 0);
    p->area_intake = filled(p->arena, in->n_areas, 0);
    p->area_concentration = filled(p->arena, in->n_areas, 0);
    p->team_minutes = filled(p->arena, in->n_teams, 0);
    for (int32_t b = 0; b < in->n_buildings; b++) {
        p->building_intake[b] = in->buildings[b].intake;
        p->building_concentration[b] = in->buildings[b].concentration;
    }
    for (int32_t r = 0; r < in->n_areas; r++) {
        p->area_intake[r] = in->areas[r].intake;
        p->area_concentration[r] = in->areas[r].concentration;
    }
    for (int32_t t = 0; t < in->n_teams; t++) p->team_minutes[t] = in->teams[t].minutes;
}

static int32_t *limit_of(struct problem *p, struct allocation_limit limit, int32_t *ret_n) {
    switch (limit.kind) {
    case ALLOCATION_LIMIT_BUILDING_INTAKE: *ret_n = p->n_buildings; return p->building_intake;
    case ALLOCATION_LIMIT_AREA_INTAKE: *ret_n = p->n_areas; return p->area_intake;
    case ALLOCATION_LIMIT_BUILDING_CONCENTRATION: *ret_n = p->n_buildings; return p->building_concentration;
    case ALLOCATION_LIMIT_AREA_CONCENTRATION: *ret_n = p->n_areas; return p->area_concentration;
    case ALLOCATION_LIMIT_TEAM_MINUTES: *ret_n = p->in->n_teams; return p->team_minutes;
    }
    *ret_n = 0;
    return NULL;
}

static void use(int32_t *limit, int32_t amount) {
    if (*limit != NO_LIMIT) *limit = *limit > amount ? *limit - amount : 0;
}

/* What is fixed uses up what it uses; the rest is proposed beside it. */
static void use_fixed(struct problem *p) {
    for (int32_t a = 0; a < p->n_applicants; a++) {
        int32_t d = p->fixed[a];
        if (d == NONE) continue;
        const struct allocation_applicant *applicant = &p->in->applicants[a];
        use(&p->building_intake[p->building[d]], 1);
        use(&p->area_intake[p->area[d]], 1);
        use(&p->building_concentration[p->building[d]], applicant->weight);
        use(&p->area_concentration[p->area[d]], applicant->weight);
        if (applicant->team != NONE) use(&p->team_minutes[applicant->team], applicant->minutes);
    }
}

/* ── what must hold of an instance ────────────────────────────────────── */

static bool within(int32_t index, int32_t n) { return index >= 0 && index < n; }

static const char *check_applicant(struct arena *arena, const struct allocation_instance *in, int32_t a) {
    const struct allocation_applicant *applicant = &in->applicants[a];
    const char *wrong = NULL;
    if (applicant->rooms_min > applicant->rooms_max) wrong = "rooms_min is more than rooms_max";
    if (applicant->team != NONE && !within(applicant->team, in->n_teams)) wrong = "there is no such team";
    if (applicant->minutes < 0) wrong = "minutes are below 0";
    if (applicant->weight > ALLOCATION_WEIGHT_MAX) wrong = "the weight is too high";
    if (applicant->n_no_go > ALLOCATION_NO_GO || applicant->n_wishes > ALLOCATION_WISHES) wrong = "too many wishes or buildings";
    for (int i = 0; !wrong && i < applicant->n_no_go; i++)
        if (!within(applicant->no_go[i], in->n_buildings)) wrong = "there is no such building";
    for (int i = 0; !wrong && i < applicant->n_wishes; i++)
        if (applicant->wishes[i].cost > ALLOCATION_COST_MAX) wrong = "the cost of a wish is too high";
    if (!wrong && in->previous && in->previous[a] != NONE && !within(in->previous[a], in->n_dwellings))
        wrong = "the last proposal names a dwelling that is not there";
    return wrong ? arena_printf(arena, "applicant %d: %s", a, wrong) : NULL;
}

static const char *check_instance(struct arena *arena, const struct allocation_instance *in) {
    if (in->n_applicants < 0 || in->n_dwellings < 0 || in->n_buildings < 0 || in->n_areas < 0 || in->n_teams < 0)
        return "a count is below 0";
    if (in->n_areas > ALLOCATION_AREAS) return "there are more than 64 areas";
    for (int32_t b = 0; b < in->n_buildings; b++)
        if (!within(in->buildings[b].area, in->n_areas)) return arena_printf(arena, "building %d: there is no such area", b);
    for (int32_t d = 0; d < in->n_dwellings; d++)
        if (!within(in->dwellings[d].building, in->n_buildings)) return arena_printf(arena, "dwelling %d: there is no such building", d);
    for (int32_t a = 0; a < in->n_applicants; a++) {
        const char *wrong = check_applicant(arena, in, a);
        if (wrong) return wrong;
    }
    for (int32_t i = 0; i < in->n_neighbours; i++) {
        const struct allocation_neighbours *pair = &in->neighbours[i];
        if (!within(pair->a, in->n_applicants) || !within(pair->b, in->n_applicants) || pair->a == pair->b)
            return arena_printf(arena, "neighbours %d: they must be two applicants", i);
    }
    return NULL;
}

/* ── what people have decided ─────────────────────────────────────────── */

static const char *decide(struct problem *p, const struct allocation_override *o) {
    int32_t n;
    int32_t *limits;
    bool pair = within(o->applicant, p->n_applicants) && within(o->dwelling, p->n_dwellings);
    switch (o->kind) {
    case ALLOCATION_FIX:
        if (!pair) return "there is no such applicant or dwelling";
        if (p->fixed[o->applicant] != NONE || p->fixed_for[o->dwelling] != NONE) return "the applicant or the dwelling is fixed already";
        p->fixed[o->applicant] = o->dwelling;
        p->fixed_for[o->dwelling] = o->applicant;
        return NULL;
    case ALLOCATION_FORBID: return pair ? NULL : "there is no such applicant or dwelling";
    case ALLOCATION_CLOSE:
        if (!within(o->dwelling, p->n_dwellings)) return "there is no such dwelling";
        p->held_back[o->dwelling] = true;
        return NULL;
    case ALLOCATION_SET_LIMIT:
        limits = limit_of(p, o->limit, &n);
        if (!limits || !within(o->limit.index, n)) return "there is no such limit";
        limits[o->limit.index] = o->value;
        return NULL;
    }
    return "there is no such decision";
}

static const char *read_overrides(struct problem *p) {
    p->fixed = filled(p->arena, p->n_applicants, NONE);
    p->fixed_for = filled(p->arena, p->n_dwellings, NONE);
    p->held_back = arena_array(p->arena, (size_t)p->n_dwellings + 1, sizeof(bool));
    p->open = arena_array(p->arena, (size_t)p->n_dwellings + 1, sizeof(bool));
    for (int32_t i = 0; i < p->in->n_overrides; i++) {
        const char *wrong = decide(p, &p->in->overrides[i]);
        if (wrong) return arena_printf(p->arena, "override %d: %s", i, wrong);
    }
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        if (p->held_back[d] && p->fixed_for[d] != NONE) return arena_printf(p->arena, "dwelling %d is both closed and fixed", d);
        p->open[d] = !p->held_back[d] && p->fixed_for[d] == NONE;
    }
    for (int32_t b = 0; b < p->n_buildings; b++) {
        p->building_intake[b] = at_least_0(p->building_intake[b]);
        p->building_concentration[b] = at_least_0(p->building_concentration[b]);
    }
    for (int32_t r = 0; r < p->n_areas; r++) {
        p->area_intake[r] = at_least_0(p->area_intake[r]);
        p->area_concentration[r] = at_least_0(p->area_concentration[r]);
    }
    for (int32_t t = 0; t < p->in->n_teams; t++) p->team_minutes[t] = at_least_0(p->team_minutes[t]);
    return NULL;
}

/* ── who must not live by whom, and pairs closed one by one ───────────── */

int by_number(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* Lists of applicants from pairs; each list ascending and without doubles. */
static struct lists lists_of_pairs(struct problem *p, const int32_t *from, const int32_t *to, int32_t n) {
    struct lists by_place = lists_create(p->arena, p->n_applicants, from, n);
    for (int32_t i = 0; i < by_place.first[p->n_applicants]; i++) by_place.item[i] = to[by_place.item[i]];
    int32_t kept = 0, begin = 0;
    for (int32_t a = 0; a < p->n_applicants; a++) {
        int32_t end = by_place.first[a + 1], start = kept;
        if (end - begin > 1) qsort(by_place.item + begin, (size_t)(end - begin), sizeof(int32_t), by_number);
        for (int32_t i = begin; i < end; i++)
            if (kept == start || by_place.item[kept - 1] != by_place.item[i]) by_place.item[kept++] = by_place.item[i];
        by_place.first[a] = start;
        begin = end;
    }
    by_place.first[p->n_applicants] = kept;
    return by_place;
}

static void read_neighbours(struct problem *p) {
    int32_t n = p->in->n_neighbours;
    int32_t *from = arena_array(p->arena, (size_t)n * 2 + 1, sizeof *from), *to = arena_array(p->arena, (size_t)n * 2 + 1, sizeof *to);
    for (int32_t i = 0; i < n; i++) {
        from[2 * i] = to[2 * i + 1] = p->in->neighbours[i].a;
        to[2 * i] = from[2 * i + 1] = p->in->neighbours[i].b;
    }
    p->neighbours = lists_of_pairs(p, from, to, 2 * n);
}

/* A pair is closed because a person said so, or because one who must not be a neighbour is fixed in the building. */
static void read_forbidden(struct problem *p) {
    int32_t n = 0, room = p->in->n_overrides;
    struct lists building = lists_create(p->arena, p->n_buildings, p->building, p->n_dwellings);
    for (int32_t a = 0; a < p->n_applicants; a++) {
        if (p->fixed[a] == NONE) continue;
        int32_t b = p->building[p->fixed[a]];
        room += (building.first[b + 1] - building.first[b]) * (p->neighbours.first[a + 1] - p->neighbours.first[a]);
    }
    int32_t *from = arena_array(p->arena, (size_t)room + 1, sizeof *from), *to = arena_array(p->arena, (size_t)room + 1, sizeof *to);
    for (int32_t i = 0; i < p->in->n_overrides; i++) {
        if (p->in->overrides[i].kind != ALLOCATION_FORBID) continue;
        from[n] = p->in->overrides[i].applicant;
        to[n++] = p->in->overrides[i].dwelling;
    }
    for (int32_t a = 0; a < p->n_applicants; a++) {
        if (p->fixed[a] == NONE) continue;
        int32_t b = p->building[p->fixed[a]];
        for (int32_t k = p->neighbours.first[a]; k < p->neighbours.first[a + 1]; k++)
            for (int32_t i = building.first[b]; i < building.first[b + 1]; i++) {
                from[n] = p->neighbours.item[k];
                to[n++] = building.item[i];
            }
    }
    p->forbidden = lists_of_pairs(p, from, to, n);
    p->picky = arena_array(p->arena, (size_t)p->n_applicants + 1, sizeof(bool));
    for (int32_t a = 0; a < p->n_applicants; a++)
        p->picky[a] = p->in->applicants[a].n_no_go > 0 || p->forbidden.first[a] < p->forbidden.first[a + 1];
}

/* ── the tree of limits ───────────────────────────────────────────────── */

struct tree tree_create(struct arena *arena, const struct problem *p, const int32_t *building_cap, const int32_t *area_cap) {
    struct tree tree = {.of_building = filled(arena, p->n_buildings, NONE), .of_area = filled(arena, p->n_areas, NONE)};
    tree.parent = filled(arena, p->n_buildings + p->n_areas, NONE);
    tree.cap = filled(arena, p->n_buildings + p->n_areas, 0);
    for (int32_t r = 0; r < p->n_areas; r++) {
        if (area_cap[r] == NO_LIMIT) continue;
        tree.cap[tree.n] = area_cap[r];
        tree.of_area[r] = tree.n++;
    }
    for (int32_t b = 0; b < p->n_buildings; b++) {
        if (building_cap[b] == NO_LIMIT) continue;
        tree.cap[tree.n] = building_cap[b];
        tree.parent[tree.n] = tree.of_area[p->in->buildings[b].area];
        tree.of_building[b] = tree.n++;
    }
    tree.of_dwelling = filled(arena, p->n_dwellings, NONE);
    int32_t *region = filled(arena, 2 * p->n_dwellings, NONE);
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        int32_t area = tree.of_area[p->area[d]], building = tree.of_building[p->building[d]];
        tree.of_dwelling[d] = building == NONE ? area : building;
        if (!p->open[d]) continue;
        region[2 * d] = area;
        region[2 * d + 1] = building;
    }
    tree.dwellings = lists_create(arena, tree.n, region, 2 * p->n_dwellings);
    for (int32_t i = 0; i < tree.dwellings.first[tree.n]; i++) tree.dwellings.item[i] /= 2;
    return tree;
}

static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

struct tree problem_counted_tree(struct arena *arena, const struct problem *p) {
    int32_t *building = filled(arena, p->n_buildings, 0), *area = filled(arena, p->n_areas, 0);
    for (int32_t b = 0; b < p->n_buildings; b++) building[b] = smaller(p->building_intake[b], p->building_concentration[b]);
    for (int32_t r = 0; r < p->n_areas; r++) area[r] = smaller(p->area_intake[r], p->area_concentration[r]);
    return tree_create(arena, p, building, area);
}

/* ── classes and kinds ────────────────────────────────────────────────── */

struct key {
    uint32_t word[5];
    int32_t index;
};
static int by_key(const void *a, const void *b) {
    const struct key *x = a, *y = b;
    for (int i = 0; i < 5; i++)
        if (x->word[i] != y->word[i]) return x->word[i] < y->word[i] ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}
/* Gives equal keys equal numbers, in the order of the keys; how many there are. */
static int32_t number_keys(struct key *keys, int32_t n, int32_t *ret_number) {
    int32_t number = -1;
    if (n > 1) qsort(keys, (size_t)n, sizeof *keys, by_key);
    for (int32_t i = 0; i < n; i++) {
        if (i == 0 || memcmp(keys[i].word, keys[i - 1].word, sizeof keys[i].word) != 0) number++;
        ret_number[keys[i].index] = number;
    }
    return number + 1;
}

static void find_admits(struct problem *p) {
    p->admits = arena_array(p->arena, (size_t)p->n_dwellings + 1, 1);
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        int32_t most = p->building_concentration[p->building[d]];
        if (p->area_concentration[p->area[d]] < most) most = p->area_concentration[p->area[d]];
        p->admits[d] = most > UINT8_MAX ? UINT8_MAX : (uint8_t)most;
    }
}

/* Features that nobody needs, and weights beyond the heaviest, tell no dwellings apart: they would only make more classes. */
static void find_classes(struct problem *p) {
    uint32_t needed = 0, traits = 0;
    int32_t n = 0;
    for (int32_t a = 0; a < p->n_applicants; a++) {
        needed |= p->in->applicants[a].needs;
        traits |= p->in->applicants[a].traits;
        if (weight_of(p, a) > p->heaviest) p->heaviest = weight_of(p, a);
    }
    struct key *keys = arena_array(p->arena, (size_t)p->n_dwellings + 1, sizeof *keys);
    p->class_of = filled(p->arena, p->n_dwellings, NONE);
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        const struct allocation_dwelling *dwelling = &p->in->dwellings[d];
        if (!p->open[d]) continue;
        uint32_t admits = p->admits[d] < p->heaviest ? p->admits[d] : (uint32_t)p->heaviest;
        keys[n++] = (struct key){{(uint32_t)p->area[d] << 16 | (uint32_t)dwelling->rooms << 8 | admits, dwelling->features & needed,
                                  dwelling->demands, dwelling->refuses & traits, 0},
                                 d};
    }
    p->n_classes = number_keys(keys, n, p->class_of);
    p->members = lists_create(p->arena, p->n_classes, p->class_of, p->n_dwellings);
}

/* Numbers applicants with equal keys alike, in the order in which they are first met; `sample` is one of each. */
static int32_t number_kinds(struct problem *p, int32_t *sample) {
    int32_t n = 0, room = 1;
    while (room < 2 * p->n_applicants) room *= 2;
    int32_t *table = filled(p->arena, room, NONE);
    for (int32_t a = 0; a < p->n_applicants; a++) {
        const struct allocation_applicant *x = &p->in->applicants[a], *y;
        if (x->barred || p->fixed[a] != NONE) continue;
        uint64_t hash =
            (uint64_t)x->needs << 32 ^ x->traits ^ (uint64_t)x->rooms_min << 24 ^ (uint64_t)x->rooms_max << 48 ^ (uint64_t)x->weight << 16;
        int32_t at = (int32_t)((hash * 0x9E3779B97F4A7C15u) >> 33) & (room - 1);
        for (; table[at] != NONE; at = (at + 1) & (room - 1)) {
            y = &p->in->applicants[sample[table[at]]];
            if (x->needs == y->needs && x->traits == y->traits && x->rooms_min == y->rooms_min && x->rooms_max == y->rooms_max &&
                x->weight == y->weight)
                break;
        }
        if (table[at] == NONE) {
            sample[n] = a;
            table[at] = n++;
        }
        p->kind[a] = table[at];
    }
    return n;
}

static void find_kinds(struct problem *p) {
    int32_t *sample = filled(p->arena, p->n_applicants, 0);
    p->kind = filled(p->arena, p->n_applicants, NONE);
    p->n_kinds = number_kinds(p, sample);
    int32_t slots = p->n_kinds * p->n_areas, used = 0;
    p->suitable.first = filled(p->arena, slots + 1, 0);
    for (int pass = 0; pass < 2; pass++) { /* counts, then writes */
        used = 0;
        for (int32_t k = 0; k < p->n_kinds; k++) {
            int32_t c = 0;
            for (int32_t r = 0; r < p->n_areas; r++) {
                p->suitable.first[k * p->n_areas + r] = used;
                for (; c < p->n_classes && p->area[p->members.item[p->members.first[c]]] == r; c++) {
                    if (!problem_suits(p, sample[k], p->members.item[p->members.first[c]])) continue;
                    if (pass) p->suitable.item[used] = c;
                    used++;
                }
            }
        }
        if (!pass) p->suitable.item = filled(p->arena, used, 0);
    }
    p->suitable.first[slots] = used;
    p->slot_size = filled(p->arena, slots, 0);
    for (int32_t slot = 0; slot < slots; slot++)
        for (int32_t i = p->suitable.first[slot]; i < p->suitable.first[slot + 1]; i++)
            p->slot_size[slot] += p->members.first[p->suitable.item[i] + 1] - p->members.first[p->suitable.item[i]];
}

/* ── all of it ────────────────────────────────────────────────────────── */

static void find_coupling(struct problem *p) {
    for (int32_t a = 0; a < p->n_applicants && !p->coupled; a++) {
        if (p->kind[a] == NONE) continue;
        for (int32_t i = p->neighbours.first[a]; i < p->neighbours.first[a + 1]; i++)
            p->coupled = p->coupled || p->kind[p->neighbours.item[i]] != NONE;
        if (!p->in->applicants[a].weight) continue;
        for (int32_t b = 0; b < p->n_buildings && !p->coupled; b++) p->coupled = p->building_concentration[b] != NO_LIMIT;
        for (int32_t r = 0; r < p->n_areas && !p->coupled; r++) p->coupled = p->area_concentration[r] != NO_LIMIT;
    }
}

int problem_create(struct arena *arena, const struct allocation_instance *in, struct problem **ret_problem, const char **ret_reason) {
    *ret_reason = check_instance(arena, in);
    if (*ret_reason) return ERR_INVALID;
    struct problem *p = arena_alloc(arena, sizeof *p);
    *p = (struct problem){.in = in,
                          .arena = arena,
                          .n_applicants = in->n_applicants,
                          .n_dwellings = in->n_dwellings,
                          .n_buildings = in->n_buildings,
                          .n_areas = in->n_areas,
                          .search_limit = in->search_limit ? in->search_limit : 20000};
    p->building = filled(arena, p->n_dwellings, 0);
    p->area = filled(arena, p->n_dwellings, 0);
    p->features = arena_array(arena, (size_t)p->n_dwellings + 1, sizeof *p->features);
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        p->features[d] = in->dwellings[d].features;
        p->building[d] = in->dwellings[d].building;
        p->area[d] = in->buildings[p->building[d]].area;
    }
    read_limits(p);
    *ret_reason = read_overrides(p);
    if (*ret_reason) return ERR_INVALID;
    use_fixed(p);
    read_neighbours(p);
    read_forbidden(p);
    find_admits(p);
    find_classes(p);
    find_kinds(p);
    find_coupling(p);
    int32_t *open_building = filled(arena, p->n_dwellings, NONE), *open_area = filled(arena, p->n_dwellings, NONE);
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        if (!p->open[d]) continue;
        open_building[d] = p->building[d];
        open_area[d] = p->area[d];
    }
    p->in_building = lists_create(arena, p->n_buildings, open_building, p->n_dwellings);
    p->in_area = lists_create(arena, p->n_areas, open_area, p->n_dwellings);
    *ret_problem = p;
    return ERR_OK;
}

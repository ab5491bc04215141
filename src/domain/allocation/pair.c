/* allocation: one applicant and one dwelling: the hard rules with what breaks them, the wishes, and the walk over all that an applicant can
 * live in. Knows nothing of other applicants but where people have fixed them. */
#include "domain/allocation/internal.h"

bool problem_suits(const struct problem *p, int32_t a, int32_t d) {
    const struct allocation_applicant *applicant = &p->in->applicants[a];
    const struct allocation_dwelling *dwelling = &p->in->dwellings[d];
    return dwelling->rooms >= applicant->rooms_min && dwelling->rooms <= applicant->rooms_max &&
           !(applicant->needs & ~dwelling->features) && !(dwelling->demands & ~applicant->traits) &&
           !(dwelling->refuses & applicant->traits) && applicant->weight <= p->admits[d];
}

bool problem_accepts(const struct problem *p, int32_t a, int32_t d) {
    const struct allocation_applicant *applicant = &p->in->applicants[a];
    for (int i = 0; i < applicant->n_no_go; i++)
        if (applicant->no_go[i] == p->building[d]) return false;
    return !list_has(&p->forbidden, a, d);
}

uint8_t problem_cost(const struct problem *p, int32_t a, int32_t d) {
    const struct allocation_applicant *applicant = &p->in->applicants[a];
    const struct allocation_dwelling *dwelling = &p->in->dwellings[d];
    int cost = 0;
    for (int i = 0; i < applicant->n_wishes; i++) {
        const struct allocation_wish *wish = &applicant->wishes[i];
        bool met = (!wish->areas || wish->areas >> p->area[d] & 1) && !(wish->features & ~dwelling->features) &&
                   (!wish->rooms_max || dwelling->rooms <= wish->rooms_max);
        cost += met ? 0 : wish->cost;
    }
    return (uint8_t)(cost > ALLOCATION_COST_MAX ? ALLOCATION_COST_MAX : cost);
}

static bool said_no(const struct problem *p, int32_t a, int32_t d) {
    for (int32_t i = 0; i < p->in->n_overrides; i++) {
        const struct allocation_override *o = &p->in->overrides[i];
        if (o->kind == ALLOCATION_FORBID && o->applicant == a && o->dwelling == d) return true;
    }
    return false;
}

static bool neighbour_fixed(const struct problem *p, int32_t a, int32_t d) {
    for (int32_t i = p->neighbours.first[a]; i < p->neighbours.first[a + 1]; i++) {
        int32_t home = p->fixed[p->neighbours.item[i]];
        if (home != NONE && p->building[home] == p->building[d]) return true;
    }
    return false;
}

struct allocation_pair problem_judge(const struct problem *p, int32_t a, int32_t d) {
    const struct allocation_applicant *applicant = &p->in->applicants[a];
    const struct allocation_dwelling *dwelling = &p->in->dwellings[d];
    struct allocation_pair pair = {.lacks = applicant->needs & ~dwelling->features,
                                   .demands = dwelling->demands & ~applicant->traits,
                                   .refuses = dwelling->refuses & applicant->traits,
                                   .cost = problem_cost(p, a, d)};
    bool no_go = false;
    for (int i = 0; i < applicant->n_no_go; i++) no_go = no_go || applicant->no_go[i] == p->building[d];
    const bool broken[ALLOCATION_RULES] = {
        [ALLOCATION_RULE_ROOMS_FEW] =
            dwelling->rooms<applicant->rooms_min, [ALLOCATION_RULE_ROOMS_MANY] = dwelling->rooms> applicant->rooms_max,
        [ALLOCATION_RULE_FEATURE] = pair.lacks != 0,
        [ALLOCATION_RULE_DEMAND] = pair.demands != 0,
        [ALLOCATION_RULE_REFUSAL] = pair.refuses != 0,
        [ALLOCATION_RULE_AREA] = !(applicant->areas >> p->area[d] & 1),
        [ALLOCATION_RULE_BUILDING] = no_go,
        [ALLOCATION_RULE_CONCENTRATION] = applicant->weight > p->admits[d],
        [ALLOCATION_RULE_FORBIDDEN] = list_has(&p->forbidden, a, d) && said_no(p, a, d),
        [ALLOCATION_RULE_CLOSED] = !p->open[d] && p->fixed[a] != d,
        [ALLOCATION_RULE_BARRED] = applicant->barred != 0,
        [ALLOCATION_RULE_NEIGHBOUR] = neighbour_fixed(p, a, d),
    };
    for (int rule = 0; rule < ALLOCATION_RULES; rule++) pair.failed |= broken[rule] ? 1u << rule : 0;
    return pair;
}

struct walk walk_from(const struct problem *p, int32_t a) {
    return (struct walk){.p = p, .applicant = a, .areas = p->kind[a] == NONE ? 0 : applicant_areas(p, a)};
}

int32_t walk_next(struct walk *walk) {
    const struct problem *p = walk->p;
    for (;;) {
        while (walk->member < walk->member_end) {
            int32_t d = p->members.item[walk->member++];
            if (!p->picky[walk->applicant] || problem_accepts(p, walk->applicant, d)) return d;
        }
        if (walk->at < walk->end) {
            int32_t class = p->suitable.item[walk->at++];
            walk->member = p->members.first[class];
            walk->member_end = p->members.first[class + 1];
            continue;
        }
        if (!walk->areas) return NONE;
        int32_t slot = p->kind[walk->applicant] * p->n_areas + __builtin_ctzll(walk->areas);
        walk->areas &= walk->areas - 1;
        walk->at = p->suitable.first[slot];
        walk->end = p->suitable.first[slot + 1];
    }
}

/* allocation: why. Reads reasons off a result: codes, ranks and numbers, never names. It changes nothing, and says nothing that it has not
 * checked: what would change an outcome is found by solving again. */
#include "domain/allocation/internal.h"

#include "base/err.h"

#include <stdlib.h>

enum { LIMITS_TRIED = 8 };

struct allocation_pair allocation_judge_pair(const struct allocation_result *result, int32_t applicant, int32_t dwelling) {
    return problem_judge(result->index->problem, applicant, dwelling);
}

/* ── the placement the result is ──────────────────────────────────────── */

/* With `counted` only those whom the concentration limits count, in the tree of these limits. */
static struct placing *placing_of(const struct allocation_result *result, bool counted) {
    struct allocation_index *index = result->index;
    const struct problem *p = index->problem;
    struct placing **kept = counted ? &index->counted : &index->placing;
    if (*kept) return *kept;
    struct tree *tree = arena_alloc(p->arena, sizeof *tree);
    *tree = counted ? problem_counted_tree(p->arena, p) : index->tree;
    *kept = arena_alloc(p->arena, sizeof **kept);
    **kept = placing_create(p->arena, p, tree);
    for (int32_t a = 0; a < p->n_applicants; a++)
        if (result->answers[a].outcome == ALLOCATION_HOUSED && (!counted || weight_of(p, a)))
            placing_set(*kept, a, result->answers[a].dwelling);
    return *kept;
}

static void add_limit(struct allocation_limits *limits, struct arena *arena, enum allocation_limit_kind kind, int32_t index) {
    struct allocation_limit *wider = arena_array(arena, (size_t)limits->n + 1, sizeof *wider);
    if (limits->n) memcpy(wider, limits->v, (size_t)limits->n * sizeof *wider);
    wider[limits->n] = (struct allocation_limit){kind, index};
    limits->v = wider;
    limits->n++;
}

static struct allocation_list sorted(int32_t *v, int32_t n) {
    if (n > 1) qsort(v, (size_t)n, sizeof *v, by_number);
    return (struct allocation_list){v, n};
}

/* Of a region that was reached: which limit is it? In the tree of those counted it is the smaller of the two. */
static void name_regions(struct arena *arena, const struct placing *c, bool counted, struct allocation_limits *limits) {
    const struct problem *p = c->p;
    for (int32_t b = 0; b < p->n_buildings; b++) {
        int32_t region = c->tree->of_building[b];
        bool concentration = counted && p->building_concentration[b] <= p->building_intake[b];
        if (region != NONE && c->seen_region[region] == c->stamp)
            add_limit(limits, arena, concentration ? ALLOCATION_LIMIT_BUILDING_CONCENTRATION : ALLOCATION_LIMIT_BUILDING_INTAKE, b);
    }
    for (int32_t r = 0; r < p->n_areas; r++) {
        int32_t region = c->tree->of_area[r];
        bool concentration = counted && p->area_concentration[r] <= p->area_intake[r];
        if (region != NONE && c->seen_region[region] == c->stamp)
            add_limit(limits, arena, concentration ? ALLOCATION_LIMIT_AREA_CONCENTRATION : ALLOCATION_LIMIT_AREA_INTAKE, r);
    }
}

static void set_applicants(struct arena *arena, const struct allocation_result *result, const int32_t *v, int32_t n,
                           struct allocation_explanation *ret) {
    int32_t *applicants = arena_array(arena, (size_t)n + 1, sizeof *applicants),
            *dwellings = arena_array(arena, (size_t)n + 1, sizeof *dwellings);
    for (int32_t i = 0; i < n; i++) {
        applicants[i] = v[i];
        dwellings[i] = result->answers[v[i]].dwelling;
        if (v[i] > ret->cutoff) ret->cutoff = v[i];
    }
    ret->applicants = sorted(applicants, n);
    ret->dwellings = sorted(dwellings, n);
}

/* All that a search from the applicant reaches in vain: the smallest set of those who hold everything. False if it is not in vain. */
static bool smallest_set(struct arena *arena, const struct allocation_result *result, int32_t a, bool counted,
                         struct allocation_explanation *ret) {
    struct placing *c = placing_of(result, counted);
    if (!placing_reach(c, a)) return false;
    set_applicants(arena, result, c->queue + 1, c->tail - 1, ret);
    name_regions(arena, c, counted, &ret->limits);
    return true;
}

/* ── what would change it ─────────────────────────────────────────────── */

/* Would the applicant be housed if this limit were lifted and nothing else? Solves again. */
static bool housed_without(const struct allocation_result *result, struct allocation_limit limit, int32_t a) {
    struct arena *work = arena_create();
    struct allocation_instance again = *result->instance;
    struct allocation_override *overrides = arena_array(work, (size_t)again.n_overrides + 1, sizeof *overrides);
    struct problem *p;
    const char *reason;
    if (again.n_overrides) memcpy(overrides, again.overrides, (size_t)again.n_overrides * sizeof *overrides);
    overrides[again.n_overrides++] = (struct allocation_override){
        .kind = ALLOCATION_SET_LIMIT, .limit = limit, .value = ALLOCATION_NO_LIMIT, .applicant = NONE, .dwelling = NONE};
    again.overrides = overrides;
    bool housed = problem_create(work, &again, &p, &reason) == ERR_OK && who_solve(work, p).answers[a].outcome == ALLOCATION_HOUSED;
    arena_destroy(work);
    return housed;
}

static bool reached(const struct placing *c, const bool *leads, int32_t d) {
    if (c->holder[d] != NONE) return leads[d];
    for (int32_t region = c->tree->of_dwelling[d]; region != NONE; region = c->tree->parent[region])
        for (int32_t i = c->tree->dwellings.first[region];
             c->load[region] >= c->tree->cap[region] && i < c->tree->dwellings.first[region + 1]; i++)
            if (leads[c->tree->dwellings.item[i]]) return true;
    return false;
}

static bool leads_in(const struct placing *c, const bool *leads, int32_t a) {
    struct walk walk = walk_from(c->p, a);
    for (int32_t d; (d = walk_next(&walk)) != NONE;)
        if (reached(c, leads, d)) return true;
    return false;
}

/* How many refused before the applicant reach someone of her set: each of them would take a place that opens there before her. */
static int32_t count_ahead(struct arena *arena, const struct allocation_result *result, int32_t a, const struct allocation_list *set) {
    const struct placing *c = placing_of(result, false);
    bool *leads = arena_array(arena, (size_t)c->p->n_dwellings + 1, sizeof *leads); /* whose holder is in the set, or reaches it */
    int32_t n = 0;
    for (int32_t i = 0; i < set->n; i++) leads[c->home[set->v[i]]] = true;
    for (bool more = true; more;) {
        more = false;
        for (int32_t d = 0; d < c->p->n_dwellings; d++) {
            if (leads[d] || c->holder[d] == NONE || !leads_in(c, leads, c->holder[d])) continue;
            leads[d] = more = true;
        }
    }
    for (int32_t b = 0; b < a; b++) {
        enum allocation_outcome outcome = result->answers[b].outcome;
        if (outcome != ALLOCATION_HOUSED && outcome != ALLOCATION_FIXED && c->p->kind[b] != NONE && leads_in(c, leads, b)) n++;
    }
    return n;
}

static void count_rules(const struct problem *p, int32_t a, struct allocation_explanation *ret) {
    for (int32_t d = 0; d < p->n_dwellings; d++) {
        if (!p->open[d]) continue;
        uint32_t failed = problem_judge(p, a, d).failed;
        ret->n_open++;
        ret->n_suitable += !failed;
        for (int rule = 0; rule < ALLOCATION_RULES; rule++) {
            ret->failed[rule] += (failed >> rule & 1) != 0;
            ret->only[rule] += failed == 1u << rule;
        }
    }
}

static void explain_team(struct arena *arena, const struct allocation_result *result, int32_t a, struct allocation_explanation *ret) {
    const struct problem *p = result->index->problem;
    int32_t team = p->in->applicants[a].team, n = 0;
    int64_t left = p->team_minutes[team];
    int32_t *before = arena_array(arena, (size_t)a + 1, sizeof *before);
    for (int32_t b = 0; b < a; b++) {
        const struct allocation_applicant *other = &p->in->applicants[b];
        if (result->answers[b].outcome != ALLOCATION_HOUSED || other->team != team || !other->minutes) continue;
        before[n++] = b;
        left -= other->minutes;
    }
    set_applicants(arena, result, before, n, ret);
    ret->minutes_short = (int32_t)(p->in->applicants[a].minutes - left);
    add_limit(&ret->limits, arena, ALLOCATION_LIMIT_TEAM_MINUTES, team);
}

static void explain_proof(struct arena *arena, const struct allocation_result *result, int32_t a, struct allocation_explanation *ret) {
    struct proof proof = who_prove(arena, result->index->problem, a);
    set_applicants(arena, result, proof.applicants, proof.n_applicants, ret);
    for (int32_t i = 0; i < proof.n_limits; i++) add_limit(&ret->limits, arena, proof.limits[i].kind, proof.limits[i].index);
}

/* Another dwelling helps where no limit on intake is used up. */
static bool room_beside(const struct placing *c, const struct allocation_list *dwellings) {
    for (int32_t i = 0; i < dwellings->n; i++) {
        int32_t region = c->tree->of_dwelling[dwellings->v[i]];
        while (region != NONE && c->load[region] < c->tree->cap[region]) region = c->tree->parent[region];
        if (region == NONE) return true;
    }
    return false;
}

struct allocation_explanation allocation_explain_applicant(struct arena *arena, const struct allocation_result *result, int32_t applicant) {
    const struct problem *p = result->index->problem;
    const struct allocation_answer *answer = &result->answers[applicant];
    struct allocation_explanation ret = {.outcome = answer->outcome, .reason = answer->reason, .cutoff = NONE};
    count_rules(p, applicant, &ret);
    switch (answer->reason) {
    case ALLOCATION_REASON_NONE:
    case ALLOCATION_REASON_BARRED:
    case ALLOCATION_REASON_NOTHING_FITS: return ret;
    case ALLOCATION_REASON_TAKEN:
        smallest_set(arena, result, applicant, false, &ret);
        ret.ahead = count_ahead(arena, result, applicant, &ret.applicants);
        ret.another_dwelling = room_beside(placing_of(result, false), &ret.dwellings);
        break;
    case ALLOCATION_REASON_TEAM: explain_team(arena, result, applicant, &ret); break;
    case ALLOCATION_REASON_CONCENTRATION:
        if (!smallest_set(arena, result, applicant, true, &ret)) explain_proof(arena, result, applicant, &ret);
        break;
    case ALLOCATION_REASON_TOGETHER:
    case ALLOCATION_REASON_OPEN: explain_proof(arena, result, applicant, &ret); break;
    }
    for (int32_t i = 0; i < ret.limits.n && i < LIMITS_TRIED; i++)
        if (housed_without(result, ret.limits.v[i], applicant)) add_limit(&ret.without, arena, ret.limits.v[i].kind, ret.limits.v[i].index);
    return ret;
}

/* ── dwellings ────────────────────────────────────────────────────────── */

struct allocation_dwelling_reason allocation_explain_dwelling(const struct allocation_result *result, int32_t dwelling) {
    const struct problem *p = result->index->problem;
    struct allocation_dwelling_reason ret = {.holder = result->holders[dwelling],
                                             .next = NONE,
                                             .price = result->dwelling_prices[dwelling] + result->building_prices[p->building[dwelling]] +
                                                      result->area_prices[p->area[dwelling]]};
    int32_t before = ret.holder == NONE ? p->n_applicants : ret.holder;
    for (int32_t a = 0; a < p->n_applicants; a++) {
        if (a == ret.holder || (a >= before && ret.next != NONE)) continue;
        bool housed = result->answers[a].outcome == ALLOCATION_HOUSED || result->answers[a].outcome == ALLOCATION_FIXED;
        uint32_t failed = problem_judge(p, a, dwelling).failed & ~(1u << ALLOCATION_RULE_CLOSED);
        if (!failed && !housed && ret.next == NONE) ret.next = a;
        if (a >= before) continue;
        ret.n_unsuitable += failed != 0;
        ret.n_elsewhere += !failed && housed;
        ret.n_refused += !failed && !housed;
        for (int rule = 0; rule < ALLOCATION_RULES; rule++) ret.failed[rule] += (failed >> rule & 1) != 0;
    }
    return ret;
}

/* ── more dwellings ───────────────────────────────────────────────────── */

/* In order of rank, so that each dwelling added houses the one it is for: whoever could take it before her has a dwelling by then. */
struct allocation_needs allocation_list_needs(struct arena *arena, const struct allocation_result *result, int32_t most) {
    const struct problem *p = result->index->problem;
    struct allocation_need *v = arena_array(arena, (size_t)(most > 0 ? most : 0) + 1, sizeof *v);
    int32_t n = 0;
    for (int32_t a = 0; a < p->n_applicants && n < most; a++) {
        enum allocation_refusal reason = result->answers[a].reason;
        if (reason != ALLOCATION_REASON_TAKEN && reason != ALLOCATION_REASON_NOTHING_FITS) continue;
        const struct allocation_applicant *applicant = &p->in->applicants[a];
        v[n++] = (struct allocation_need){a, applicant->rooms_min, applicant->needs, applicant_areas(p, a)};
    }
    return (struct allocation_needs){v, n};
}

/* ── two results ──────────────────────────────────────────────────────── */

struct allocation_difference allocation_compare(struct arena *arena, const struct allocation_result *before,
                                                const struct allocation_result *after) {
    int32_t n = before->instance->n_applicants, gained = 0, lost = 0, moved = 0;
    int32_t *v[3];
    for (int i = 0; i < 3; i++) v[i] = arena_array(arena, (size_t)n + 1, sizeof(int32_t));
    for (int32_t a = 0; a < n; a++) {
        int32_t from = before->answers[a].dwelling, to = after->answers[a].dwelling;
        if (from == NONE && to != NONE) v[0][gained++] = a;
        else if (from != NONE && to == NONE) v[1][lost++] = a;
        else if (from != to) v[2][moved++] = a;
    }
    return (struct allocation_difference){{v[0], gained}, {v[1], lost}, {v[2], moved}, after->cost - before->cost};
}

/* Property: on thousands of small random instances the allocation engine agrees with exact solves by GLPK, one after the other: who is housed,
 * the wishes, the fewest moved; the prices prove the wishes; no reason names anyone ranked lower; and what is said to change an outcome changes
 * it. The rules and limits are written out here once more, from the header alone. */
#include "tests/property/allocation_instance.h"

#include "base/err.h"

#include <glpk.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#define NONE ALLOCATION_NONE
#define NO_LIMIT ALLOCATION_NO_LIMIT

/* ── rules and limits, from the header ────────────────────────────────── */

static bool eligible(const struct allocation_instance *in, int32_t a, int32_t d) {
    const struct allocation_applicant *applicant = &in->applicants[a];
    const struct allocation_dwelling *dwelling = &in->dwellings[d];
    if (applicant->barred || dwelling->rooms < applicant->rooms_min || dwelling->rooms > applicant->rooms_max) return false;
    if ((applicant->needs & dwelling->features) != applicant->needs) return false;
    if ((dwelling->demands & applicant->traits) != dwelling->demands || (dwelling->refuses & applicant->traits) != 0) return false;
    if (!(applicant->areas & UINT64_C(1) << in->buildings[dwelling->building].area)) return false;
    for (int i = 0; i < applicant->n_no_go; i++)
        if (applicant->no_go[i] == dwelling->building) return false;
    return true;
}

static int cost_of(const struct allocation_instance *in, int32_t a, int32_t d) {
    const struct allocation_dwelling *dwelling = &in->dwellings[d];
    int sum = 0;
    for (int i = 0; i < in->applicants[a].n_wishes; i++) {
        const struct allocation_wish *wish = &in->applicants[a].wishes[i];
        bool area = wish->areas == 0 || (wish->areas & UINT64_C(1) << in->buildings[dwelling->building].area);
        bool rooms = wish->rooms_max == 0 || dwelling->rooms <= wish->rooms_max;
        if (!area || !rooms || (wish->features & dwelling->features) != wish->features) sum += wish->cost;
    }
    return sum > ALLOCATION_COST_MAX ? ALLOCATION_COST_MAX : sum;
}

/* The instance as an integer program. Rows: applicants, dwellings, intake and concentration of buildings and areas, one for each pair of
 * neighbours and building, the wish cost. Columns: eligible pairs. */
struct program {
    glp_prob *lp;
    const struct allocation_instance *in;
    int n_columns, n_rows, cost_row;
    int32_t applicant[4096], dwelling[4096];
};

static void bound_above(glp_prob *lp, int row, int32_t limit) {
    if (limit == NO_LIMIT) glp_set_row_bnds(lp, row, GLP_FR, 0, 0);
    else glp_set_row_bnds(lp, row, GLP_UP, 0, limit < 0 ? 0 : limit);
}

struct column {
    int row[64], n;
    double value[64];
};
static void put(struct column *column, int row, double value) {
    column->row[++column->n] = row;
    column->value[column->n] = value;
}

static void add_pair(struct program *p, int32_t a, int32_t d) {
    const struct allocation_instance *in = p->in;
    int32_t b = in->dwellings[d].building, r = in->buildings[b].area, weight = in->applicants[a].weight;
    int first = 1 + in->n_applicants + in->n_dwellings, n_buildings = in->n_buildings, n_areas = in->n_areas;
    struct column column = {.n = 0};
    put(&column, 1 + a, 1);
    put(&column, 1 + in->n_applicants + d, 1);
    put(&column, first + b, 1);
    put(&column, first + n_buildings + r, 1);
    if (weight) put(&column, first + n_buildings + n_areas + b, weight);
    if (weight) put(&column, first + 2 * n_buildings + n_areas + r, weight);
    for (int32_t i = 0; i < in->n_neighbours; i++)
        if (in->neighbours[i].a == a || in->neighbours[i].b == a)
            put(&column, first + 2 * (n_buildings + n_areas) + i * n_buildings + b, 1);
    if (cost_of(in, a, d)) put(&column, p->cost_row, cost_of(in, a, d));
    int j = glp_add_cols(p->lp, 1);
    glp_set_col_kind(p->lp, j, GLP_BV);
    glp_set_mat_col(p->lp, j, column.n, column.row, column.value);
    p->applicant[j] = a;
    p->dwelling[j] = d;
    p->n_columns = j;
}

static struct program *program_create(const struct allocation_instance *in) {
    static struct program program;
    struct program *p = &program;
    *p = (struct program){.lp = glp_create_prob(), .in = in};
    int first = 1 + in->n_applicants + in->n_dwellings, n_buildings = in->n_buildings, n_areas = in->n_areas;
    p->cost_row = first + 2 * (n_buildings + n_areas) + in->n_neighbours * n_buildings;
    glp_set_obj_dir(p->lp, GLP_MIN);
    glp_add_rows(p->lp, p->cost_row);
    for (int row = 1; row < p->cost_row; row++) glp_set_row_bnds(p->lp, row, GLP_UP, 0, 1);
    for (int b = 0; b < n_buildings; b++) {
        bound_above(p->lp, first + b, in->buildings[b].intake);
        bound_above(p->lp, first + n_buildings + n_areas + b, in->buildings[b].concentration);
    }
    for (int r = 0; r < n_areas; r++) {
        bound_above(p->lp, first + n_buildings + r, in->areas[r].intake);
        bound_above(p->lp, first + 2 * n_buildings + n_areas + r, in->areas[r].concentration);
    }
    glp_set_row_bnds(p->lp, p->cost_row, GLP_FR, 0, 0);
    for (int32_t a = 0; a < in->n_applicants; a++)
        for (int32_t d = 0; d < in->n_dwellings; d++)
            if (eligible(in, a, d)) add_pair(p, a, d);
    return p;
}

static bool program_solve(struct program *p) {
    glp_iocp options;
    if (!p->n_columns) return false;
    glp_init_iocp(&options);
    options.presolve = GLP_ON;
    options.msg_lev = GLP_MSG_OFF;
    if (glp_intopt(p->lp, &options) != 0) return false;
    return glp_mip_status(p->lp) == GLP_OPT;
}

static void must_be_housed(struct program *p, int32_t a, bool yes) { glp_set_row_bnds(p->lp, 1 + a, yes ? GLP_FX : GLP_UP, yes, 1); }

/* ── what must hold ───────────────────────────────────────────────────── */

static struct allocation_result solve(struct arena *arena, const struct allocation_instance *in) {
    struct allocation_result result;
    const char *reason = NULL;
    assert_int_equal(allocation_solve(arena, in, &result, &reason), ERR_OK);
    return result;
}

static bool housed(const struct allocation_result *result, int32_t a) { return result->answers[a].outcome == ALLOCATION_HOUSED; }

/* Everyone housed has an eligible dwelling of her own; the program holds the limits. */
static void check_placement(struct program *p, const struct allocation_result *result) {
    const struct allocation_instance *in = p->in;
    for (int j = 1; j <= p->n_columns; j++) {
        bool chosen = result->answers[p->applicant[j]].dwelling == p->dwelling[j];
        glp_set_col_bnds(p->lp, j, GLP_FX, chosen, chosen);
        glp_set_obj_coef(p->lp, j, cost_of(in, p->applicant[j], p->dwelling[j]));
    }
    for (int32_t a = 0; a < in->n_applicants; a++) must_be_housed(p, a, housed(result, a));
    if (result->n_housed) {
        assert_true(program_solve(p));
        assert_int_equal((int64_t)(glp_mip_obj_val(p->lp) + .5), result->cost);
    }
    for (int j = 1; j <= p->n_columns; j++) glp_set_col_kind(p->lp, j, GLP_BV);
}

/* In the order of priority: each housed if and only if she can be housed with those before. */
static void check_set(struct program *p, const struct allocation_result *result) {
    const struct allocation_instance *in = p->in;
    int64_t minutes[16];
    for (int j = 1; j <= p->n_columns; j++) glp_set_obj_coef(p->lp, j, 0);
    for (int32_t t = 0; t < in->n_teams; t++) minutes[t] = in->teams[t].minutes;
    for (int32_t a = 0; a < in->n_applicants; a++) must_be_housed(p, a, false);
    for (int32_t a = 0; a < in->n_applicants; a++) {
        int32_t team = in->applicants[a].team;
        assert_int_not_equal(result->answers[a].outcome, ALLOCATION_UNRESOLVED);
        bool time = team == NONE || in->applicants[a].minutes <= minutes[team];
        if (result->answers[a].reason == ALLOCATION_REASON_TEAM) assert_false(time);
        if (housed(result, a)) {
            assert_true(time);
            if (team != NONE) minutes[team] -= in->applicants[a].minutes;
            must_be_housed(p, a, true);
        } else if (time && result->answers[a].reason != ALLOCATION_REASON_NOTHING_FITS &&
                   result->answers[a].reason != ALLOCATION_REASON_BARRED) {
            must_be_housed(p, a, true);
            assert_false(program_solve(p));
            must_be_housed(p, a, false);
        }
    }
}

/* Least wish cost, and of those the fewest moved. */
static void check_best(struct program *p, const struct allocation_result *result) {
    const struct allocation_instance *in = p->in;
    if (!result->n_housed) return;
    for (int32_t a = 0; a < in->n_applicants; a++)
        if (!housed(result, a)) glp_set_row_bnds(p->lp, 1 + a, GLP_FX, 0, 0);
    for (int j = 1; j <= p->n_columns; j++) glp_set_obj_coef(p->lp, j, cost_of(in, p->applicant[j], p->dwelling[j]));
    assert_true(program_solve(p));
    assert_true(result->cost_proved);
    assert_int_equal((int64_t)(glp_mip_obj_val(p->lp) + .5), result->cost);
    assert_int_equal(result->cost_bound, result->cost);
    if (!in->previous) return;
    glp_set_row_bnds(p->lp, p->cost_row, GLP_UP, 0, (double)result->cost);
    for (int j = 1; j <= p->n_columns; j++)
        glp_set_obj_coef(p->lp, j, in->previous[p->applicant[j]] != NONE && in->previous[p->applicant[j]] != p->dwelling[j]);
    assert_true(program_solve(p));
    assert_true(result->moved_proved);
    assert_int_equal((int64_t)(glp_mip_obj_val(p->lp) + .5), result->n_moved);
}

/* ── reasons ──────────────────────────────────────────────────────────── */

static struct allocation_result solve_without(struct arena *arena, const struct allocation_instance *in, int32_t gone) {
    struct allocation_instance *again = arena_alloc(arena, sizeof *again);
    struct allocation_applicant *applicants = arena_array(arena, (size_t)in->n_applicants + 1, sizeof *applicants);
    memcpy(applicants, in->applicants, (size_t)in->n_applicants * sizeof *applicants);
    applicants[gone].barred = 1;
    *again = *in;
    again->applicants = applicants;
    return solve(arena, again);
}

/* Lifting a limit that is said to be in the way houses the applicant. */
static void check_limits(struct arena *arena, const struct allocation_instance *in, int32_t a, const struct allocation_explanation *why) {
    for (int32_t i = 0; i < why->without.n; i++) {
        struct allocation_override *lifted = arena_alloc(arena, sizeof *lifted);
        struct allocation_instance *again = arena_alloc(arena, sizeof *again);
        *lifted = (struct allocation_override){.kind = ALLOCATION_SET_LIMIT, .limit = why->without.v[i], .value = NO_LIMIT};
        *again = *in;
        again->overrides = lifted;
        again->n_overrides = 1;
        assert_true(housed(&(struct allocation_result){.answers = solve(arena, again).answers}, a));
    }
}

static void check_reasons(struct arena *arena, const struct allocation_instance *in, const struct allocation_result *result) {
    const struct allocation_cutoff *cutoffs = allocation_list_cutoffs(arena, result);
    for (int32_t a = 0; a < in->n_applicants; a++) {
        struct allocation_explanation why = allocation_explain_applicant(arena, result, a);
        int32_t n_eligible = 0;
        if (why.reason == ALLOCATION_REASON_TAKEN) assert_int_equal(cutoffs[a].rank, why.cutoff);
        if (!in->applicants[a].barred) assert_int_equal(cutoffs[a].n_suitable, why.n_suitable);
        for (int32_t d = 0; d < in->n_dwellings; d++) n_eligible += allocation_judge_pair(result, a, d).failed == 0;
        assert_int_equal(why.n_suitable, n_eligible);
        for (int32_t i = 0; i < why.applicants.n; i++) {
            assert_true(why.applicants.v[i] < a);
            assert_true(housed(result, why.applicants.v[i]));
        }
        check_limits(arena, in, a, &why);
        if (why.reason != ALLOCATION_REASON_TAKEN) continue;
        int32_t open = 0; /* all she could have is in the set, or lies behind a limit of it */
        for (int32_t d = 0; d < in->n_dwellings; d++) {
            bool in_set = false;
            for (int32_t i = 0; i < why.dwellings.n; i++) in_set = in_set || why.dwellings.v[i] == d;
            open += allocation_judge_pair(result, a, d).failed == 0 && !in_set && result->holders[d] != NONE && why.limits.n == 0;
        }
        assert_int_equal(open, 0);
        if (why.ahead > 0 || why.applicants.n == 0) continue;
        int32_t gone = why.applicants.v[a % why.applicants.n];
        assert_true(why.reason == ALLOCATION_REASON_TAKEN);
        if (!in->n_teams) assert_true(housed(&(struct allocation_result){.answers = solve_without(arena, in, gone).answers}, a));
    }
}

/* One withdrawal takes the one away and houses at most one other; nobody else is touched. */
static void check_withdrawal(struct arena *arena, const struct allocation_instance *in, const struct allocation_result *result) {
    for (int32_t gone = 0; gone < in->n_applicants; gone += 3) {
        struct allocation_result after = solve_without(arena, in, gone);
        int32_t gained = 0;
        for (int32_t a = 0; a < in->n_applicants; a++) {
            if (a != gone) assert_true(!housed(result, a) || housed(&after, a));
            gained += !housed(result, a) && housed(&after, a);
        }
        assert_true(gained <= (housed(result, gone) ? 1 : 0));
    }
}

/* ── the instances ────────────────────────────────────────────────────── */

static void check_instance(uint64_t seed, bool full, bool proposal) {
    struct instance_shape shape = {.seed = seed, .full = full, .families = seed % 2 == 0};
    instance_state = seed;
    shape.n_applicants = 6 + below(16);
    shape.n_dwellings = 3 + below(8);
    shape.n_areas = 1 + below(4);
    shape.n_buildings = shape.n_areas + below(5);
    shape.areas_each = below(3);
    shape.tight = 8 + below(25);
    shape.active = 40 + below(55);
    shape.pairs_each = 3 + below(6);
    struct allocation_instance in = instance_draw(&shape);
    struct arena *arena = arena_create();
    int32_t *previous = arena_array(arena, (size_t)in.n_applicants, sizeof *previous);
    for (int32_t a = 0; a < in.n_applicants; a++) previous[a] = below(3) ? NONE : below(in.n_dwellings);
    if (proposal) in.previous = previous;
    struct allocation_result result = solve(arena, &in);
    struct program *p = program_create(&in);
    check_placement(p, &result);
    check_set(p, &result);
    check_best(p, &result);
    glp_delete_prob(p->lp);
    check_reasons(arena, &in, &result);
    if (!full) {
        assert_int_equal(allocation_dual(&result), result.cost);
        check_withdrawal(arena, &in, &result);
    }
    arena_destroy(arena);
    instance_free(&in);
}

static uint64_t n_instances(void) {
    const char *text = getenv("FELLES_HISTORIES");
    return text ? strtoull(text, NULL, 10) : 1200;
}

/* trace: I-11 R-182 */
static void test_dwellings_and_intake_agree_with_glpk(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= n_instances(); seed++) check_instance(seed, false, seed % 3 == 0);
}

/* trace: I-11 R-182 */
static void test_all_limits_agree_with_glpk(void **state) {
    (void)state;
    for (uint64_t seed = 100001; seed <= 100000 + n_instances(); seed++) check_instance(seed, true, seed % 3 == 0);
}

/* trace: I-11 */
static void test_one_withdrawal_moves_few(void **state) {
    (void)state;
    struct instance_shape shape = {.seed = 1, .n_applicants = 1000, .n_dwellings = 200, .n_areas = 15, .n_buildings = 60};
    struct allocation_instance in = instance_draw(&shape);
    struct arena *arena = arena_create();
    struct allocation_result before = solve(arena, &in);
    int32_t *previous = arena_array(arena, (size_t)in.n_applicants, sizeof *previous), moved = 0, tried = 0;
    for (int32_t a = 0; a < in.n_applicants; a++) previous[a] = before.answers[a].dwelling;
    in.previous = previous;
    for (int32_t gone = 1; gone < in.n_applicants && tried < 5; gone += 31) {
        if (!housed(&before, gone)) continue;
        struct allocation_result after = solve_without(arena, &in, gone);
        moved += after.n_moved;
        tried++;
    }
    assert_true(tried == 5);
    assert_true(moved * 50 <= before.n_housed * tried); /* 2 % */
    arena_destroy(arena);
    instance_free(&in);
}

/* As large as a town has them, most of those housed are counted and most limits used up: the wishes are proved all the same, and so is how few move
 * when one withdraws. Team minutes can let in several when one leaves, so that some move in any placement. */
/* trace: I-11 R-186 */
static void test_all_limits_are_proved(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 4; seed++) {
        struct instance_shape shape = {
            .seed = seed, .n_applicants = 1500, .n_dwellings = 200, .n_areas = 8, .n_buildings = 60, .full = true};
        shape.tight = 25;
        shape.active = 60;
        shape.pairs_each = 60;
        struct allocation_instance in = instance_draw(&shape);
        struct arena *arena = arena_create();
        struct allocation_result before = solve(arena, &in);
        int32_t *previous = arena_array(arena, (size_t)in.n_applicants, sizeof *previous), gone = 40;
        for (int32_t a = 0; a < in.n_applicants; a++) previous[a] = before.answers[a].dwelling;
        while (!housed(&before, gone)) gone--;
        in.previous = previous;
        struct allocation_result same = solve(arena, &in), after = solve_without(arena, &in, gone);
        assert_true(before.cost_proved && same.cost_proved && after.cost_proved);
        assert_int_equal(same.n_moved, 0);
        assert_true(after.moved_proved);
        arena_destroy(arena);
        instance_free(&in);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dwellings_and_intake_agree_with_glpk),
        cmocka_unit_test(test_all_limits_agree_with_glpk),
        cmocka_unit_test(test_one_withdrawal_moves_few),
        cmocka_unit_test(test_all_limits_are_proved),
    };
    glp_term_out(GLP_OFF);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

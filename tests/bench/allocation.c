/* Benchmark of the allocation engine against peers: LEMON's network simplex (allocation_lemon.cpp) and GLPK, one after the other in each round, so
 * that the ratios are of one run. What they find must be the same, or the run fails. tests/bench/allocation.sh builds and runs it:
 *
 *   allocation SIZE MODEL SEED ACTIVE ROUNDS PEERS
 *
 * SIZE a, b or c; MODEL p (dwellings and intake) or f (all limits); PEERS any of l (LEMON on the set), o (LEMON one-shot) and g (GLPK), or -.
 * Time is the processor time of the process. */
#include "tests/property/allocation_instance.h"

#include "domain/allocation/flow.h"
#include "tests/bench/allocation_peers.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { CONTESTANTS = 9, MOST_ROUNDS = 31 };
enum contestant { PAIRS, WHO, WHERE, ALL, STAY, REASONS, SET_LEMON, ONE_LEMON, GLPK };
static const char *const names[CONTESTANTS] = {"pairs, sorted",
                                               "who",
                                               "where",
                                               "whole",
                                               "whole, one withdrawn, near the last",
                                               "a reason for each refused",
                                               "LEMON, wishes of our set",
                                               "LEMON, one-shot",
                                               "GLPK, wishes of our set"};
static double times[CONTESTANTS][MOST_ROUNDS];
static int n_times[CONTESTANTS];

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}
static void note(enum contestant contestant, double begun) { times[contestant][n_times[contestant]++] = now() - begun; }

static void fail(const char *what) {
    fprintf(stderr, "allocation: %s\n", what);
    exit(1);
}

static struct allocation_result solve(struct arena *arena, const struct allocation_instance *in) {
    struct allocation_result result;
    const char *reason = NULL;
    if (allocation_solve(arena, in, &result, &reason) < 0) fail(reason);
    return result;
}

/* ── what the peers are given: pairs ──────────────────────────────────── */

static struct peer_instance peer_rows(struct arena *arena, const struct problem *p, const int32_t *applicants, int32_t n) {
    struct rows rows = rows_create(arena, p, applicants, n);
    struct peer_instance peer = {.n_rows = n,
                                 .n_dwellings = p->n_dwellings,
                                 .n_areas = p->n_areas,
                                 .first = rows.first,
                                 .edge = rows.edge,
                                 .area = p->area,
                                 .intake = p->area_intake};
    return peer;
}

static int32_t everyone(const struct problem *p, int32_t *ret) {
    int32_t n = 0;
    for (int32_t a = 0; a < p->n_applicants; a++)
        if (p->kind[a] != NONE) ret[n++] = a;
    return n;
}

/* ── the rounds ───────────────────────────────────────────────────────── */

static void time_steps(const struct allocation_instance *in) {
    struct arena *arena = arena_create();
    struct problem *p;
    const char *reason;
    if (problem_create(arena, in, &p, &reason) < 0) fail(reason);
    int32_t *all = arena_array(arena, (size_t)in->n_applicants, sizeof *all), n = everyone(p, all);
    double begun = now();
    struct arena *work = arena_create();
    rows_create(work, p, all, n);
    note(PAIRS, begun);
    arena_destroy(work);
    begun = now();
    struct who who = who_solve(arena, p);
    note(WHO, begun);
    begun = now();
    where_solve(arena, p, &who);
    note(WHERE, begun);
    arena_destroy(arena);
}

static void time_whole(const struct allocation_instance *in) {
    struct arena *arena = arena_create();
    double begun = now();
    struct allocation_result result = solve(arena, in);
    note(ALL, begun);
    if (result.cost < result.cost_bound || allocation_dual(&result) > result.cost) fail("a bound above the cost");
    if (!result.index->problem->coupled && allocation_dual(&result) != result.cost) fail("dual and primal differ");
    begun = now();
    allocation_list_cutoffs(arena, &result);
    note(REASONS, begun);
    struct allocation_applicant *applicants = arena_array(arena, (size_t)in->n_applicants, sizeof *applicants);
    int32_t *previous = arena_array(arena, (size_t)in->n_applicants, sizeof *previous), gone = in->n_dwellings / 4;
    memcpy(applicants, in->applicants, (size_t)in->n_applicants * sizeof *applicants);
    for (int32_t a = 0; a < in->n_applicants; a++) previous[a] = result.answers[a].dwelling;
    while (result.answers[gone].dwelling == NONE) gone--;
    applicants[gone].barred = 1;
    struct allocation_instance again = *in;
    again.applicants = applicants;
    again.previous = previous;
    begun = now();
    struct allocation_result after = solve(arena, &again);
    note(STAY, begun);
    if (n_times[STAY] == 1) printf("| one withdrawn: moved | %d of %d |\n", after.n_moved, after.n_housed);
    arena_destroy(arena);
}

static void check_same(int64_t ours, int64_t theirs, const char *what) {
    if (ours != theirs) fail(what);
}

static void time_peers(const struct allocation_instance *in, const char *peers) {
    struct arena *arena = arena_create();
    struct allocation_result result = solve(arena, in);
    const struct problem *p = result.index->problem;
    int32_t *set = arena_array(arena, (size_t)in->n_applicants, sizeof *set),
            *all = arena_array(arena, (size_t)in->n_applicants, sizeof *all), n = 0;
    int32_t n_all = everyone(p, all);
    int64_t weight = 0, cost = 0;
    for (int32_t i = 0; i < n_all; i++) {
        if (result.answers[all[i]].outcome != ALLOCATION_HOUSED) continue;
        set[n++] = all[i];
        weight += n_all - i;
    }
    struct peer_instance rows = peer_rows(arena, p, set, n);
    if (strchr(peers, 'l')) {
        times[SET_LEMON][n_times[SET_LEMON]++] = lemon_wishes(&rows, &cost);
        check_same(result.cost, cost, "LEMON has another wish cost");
    }
    if (strchr(peers, 'g')) {
        times[GLPK][n_times[GLPK]++] = glpk_wishes(&rows, &cost);
        check_same(result.cost, cost, "GLPK has another wish cost");
    }
    if (strchr(peers, 'o')) {
        struct peer_instance everyones = peer_rows(arena, p, all, n_all);
        int64_t rank_weight;
        times[ONE_LEMON][n_times[ONE_LEMON]++] = lemon_one_shot(&everyones, &rank_weight, &cost);
        check_same(weight, rank_weight, "LEMON houses others");
        check_same(result.cost, cost, "LEMON one-shot has another wish cost");
    }
    arena_destroy(arena);
}

static int by_time(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(enum contestant contestant) {
    qsort(times[contestant], (size_t)n_times[contestant], sizeof(double), by_time);
    return n_times[contestant] ? times[contestant][n_times[contestant] / 2] : 0;
}

static void print_memory(void) {
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (strncmp(line, "VmHWM:", 6) == 0) printf("| most memory | %ld MB |\n", strtol(line + 6, NULL, 10) / 1024);
    if (status) fclose(status);
}

static void print_result(const struct allocation_instance *in) {
    struct arena *arena = arena_create();
    struct allocation_result result = solve(arena, in);
    printf("| housed, refused, unresolved | %d, %d, %d |\n", result.n_housed, result.n_refused, result.n_unresolved);
    printf("| wish cost, bound, proved | %lld, %lld, %s |\n", (long long)result.cost, (long long)result.cost_bound,
           result.cost_proved ? "yes" : "no");
    arena_destroy(arena);
}

static struct instance_shape shape_of(const char *size) {
    switch (*size) {
    case 'a': return (struct instance_shape){.n_applicants = 150, .n_dwellings = 25, .n_areas = 4, .n_buildings = 12};
    case 'b': return (struct instance_shape){.n_applicants = 3000, .n_dwellings = 400, .n_areas = 15, .n_buildings = 120};
    default:
        return (struct instance_shape){.n_applicants = 50000, .n_dwellings = 8000, .n_areas = 40, .n_buildings = 2400, .areas_each = 5};
    }
}

int main(int argc, char **argv) {
    if (argc != 7) fail("use: allocation SIZE MODEL SEED ACTIVE ROUNDS PEERS");
    struct instance_shape shape = shape_of(argv[1]);
    long most = strtol(argv[5], NULL, 10), rounds = most < MOST_ROUNDS ? most : MOST_ROUNDS;
    shape.full = argv[2][0] == 'f';
    shape.seed = strtoull(argv[3], NULL, 10);
    shape.active = (int32_t)strtol(argv[4], NULL, 10);
    shape.tight = 25;
    shape.pairs_each = 60;
    struct allocation_instance in = instance_draw(&shape);
    printf("\n| (%s) %s, seed %s, %s %% active | |\n|---|---|\n", argv[1], shape.full ? "all limits" : "dwellings and intake", argv[3],
           argv[4]);
    print_result(&in);
    for (long round = 0; round < rounds; round++) {
        time_whole(&in);
        if (round == 0) print_memory(); /* before all pairs are written out */
        time_steps(&in);
        if (!shape.full) time_peers(&in, argv[6]);
    }
    printf("\n| median of %ld rounds | ms | of the pairs | of the whole |\n|---|---:|---:|---:|\n", rounds);
    double pairs = median(PAIRS), whole = median(ALL);
    for (int i = 0; i < CONTESTANTS; i++) {
        double ms = median((enum contestant)i);
        if (n_times[i]) printf("| %s | %.3f | %.2f | %.1f |\n", names[i], ms, ms / pairs, ms / whole);
    }
    instance_free(&in);
    return 0;
}

/* The allocation engine on instances small enough to work out by hand. */
#include "domain/allocation/allocation.h"

#include "base/err.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#define NONE ALLOCATION_NONE
#define NO_LIMIT ALLOCATION_NO_LIMIT

/* One area, one building, no limits. A test changes what it is about. */
struct town {
    struct allocation_applicant applicants[8];
    struct allocation_dwelling dwellings[8];
    struct allocation_building buildings[4];
    struct allocation_area areas[4];
    struct allocation_team teams[2];
    struct allocation_neighbours neighbours[4];
    struct allocation_override overrides[4];
    int32_t previous[8];
    struct allocation_instance in;
    struct allocation_result result;
    struct arena *arena;
};

static struct town *town_with(int32_t n_applicants, int32_t n_dwellings) {
    static struct town town;
    town = (struct town){.arena = arena_create()};
    for (int i = 0; i < 8; i++) {
        town.applicants[i] = (struct allocation_applicant){.areas = UINT64_MAX, .rooms_min = 1, .rooms_max = 5, .team = NONE};
        town.dwellings[i] = (struct allocation_dwelling){.rooms = 2};
        town.previous[i] = NONE;
    }
    for (int i = 0; i < 4; i++) {
        town.buildings[i] = (struct allocation_building){0, NO_LIMIT, NO_LIMIT};
        town.areas[i] = (struct allocation_area){NO_LIMIT, NO_LIMIT};
    }
    town.in = (struct allocation_instance){.applicants = town.applicants,
                                           .dwellings = town.dwellings,
                                           .buildings = town.buildings,
                                           .areas = town.areas,
                                           .teams = town.teams,
                                           .neighbours = town.neighbours,
                                           .overrides = town.overrides,
                                           .n_applicants = n_applicants,
                                           .n_dwellings = n_dwellings,
                                           .n_buildings = 4,
                                           .n_areas = 4,
                                           .n_teams = 2};
    return &town;
}

static void solve(struct town *town) {
    const char *reason = NULL;
    assert_int_equal(allocation_solve(town->arena, &town->in, &town->result, &reason), ERR_OK);
}
static void done(struct town *town) { arena_destroy(town->arena); }

static void assert_home(const struct town *town, int32_t applicant, int32_t dwelling) {
    assert_int_equal(town->result.answers[applicant].dwelling, dwelling);
    if (dwelling != NONE) assert_int_equal(town->result.holders[dwelling], applicant);
}
static void assert_reason(const struct town *town, int32_t applicant, enum allocation_refusal reason) {
    assert_int_equal(town->result.answers[applicant].reason, reason);
}

/* trace: R-182 I-11 */
static void test_priority_decides_who(void **state) {
    (void)state;
    struct town *town = town_with(3, 2);
    solve(town);
    assert_int_equal(town->result.n_housed, 2);
    assert_home(town, 2, NONE);
    assert_reason(town, 2, ALLOCATION_REASON_TAKEN);
    struct allocation_explanation why = allocation_explain_applicant(town->arena, &town->result, 2);
    assert_int_equal(why.applicants.n, 2);
    assert_int_equal(why.cutoff, 1);
    assert_int_equal(why.n_suitable, 2);
    assert_int_equal(why.ahead, 0);
    assert_true(why.another_dwelling);
    done(town);
}

/* The first takes the only dwelling the second could have, unless she is moved to the other. */
/* trace: R-182 I-11 */
static void test_moves_others_to_house_one_more(void **state) {
    (void)state;
    struct town *town = town_with(2, 2);
    town->dwellings[0].features = town->applicants[1].needs = 1;
    town->applicants[0].wishes[0] = (struct allocation_wish){.features = 1, .cost = 5};
    town->applicants[0].n_wishes = 1;
    solve(town);
    assert_home(town, 0, 1); /* a wish never costs another a home */
    assert_home(town, 1, 0);
    assert_int_equal(town->result.cost, 5);
    assert_true(town->result.cost_proved);
    assert_int_equal(allocation_dual(&town->result), 5);
    done(town);
}

/* trace: R-186 I-11 */
static void test_wishes_decide_where(void **state) {
    (void)state;
    struct town *town = town_with(2, 2);
    town->dwellings[0].features = 1;
    town->applicants[1].wishes[0] = (struct allocation_wish){.features = 1, .cost = 3};
    town->applicants[1].n_wishes = 1;
    solve(town);
    assert_home(town, 1, 0);
    assert_int_equal(town->result.cost, 0);
    done(town);
}

/* trace: I-11 */
static void test_stays_near_the_last_proposal(void **state) {
    (void)state;
    struct town *town = town_with(3, 3);
    town->in.previous = town->previous;
    town->previous[0] = 2;
    town->previous[1] = 0;
    solve(town);
    assert_home(town, 0, 2);
    assert_home(town, 1, 0);
    assert_home(town, 2, 1);
    assert_int_equal(town->result.n_moved, 0);
    done(town);
}

/* trace: R-185 R-187 */
static void test_says_which_rules_a_pair_breaks(void **state) {
    (void)state;
    struct town *town = town_with(1, 3);
    town->applicants[0].rooms_min = 3;
    town->applicants[0].needs = 6;
    town->applicants[0].traits = 1;
    town->applicants[0].areas = 1;
    town->dwellings[0].features = 2;
    town->dwellings[0].refuses = 1;
    town->dwellings[1] = (struct allocation_dwelling){.building = 1, .rooms = 3, .features = 6, .demands = 8};
    town->buildings[1].area = 1;
    town->dwellings[2] = (struct allocation_dwelling){.rooms = 3, .features = 6, .demands = 8};
    solve(town);
    assert_reason(town, 0, ALLOCATION_REASON_NOTHING_FITS);
    struct allocation_pair pair = allocation_judge_pair(&town->result, 0, 0);
    assert_int_equal(pair.failed, 1u << ALLOCATION_RULE_ROOMS_FEW | 1u << ALLOCATION_RULE_FEATURE | 1u << ALLOCATION_RULE_REFUSAL);
    assert_int_equal(pair.lacks, 4);
    assert_int_equal(pair.refuses, 1);
    pair = allocation_judge_pair(&town->result, 0, 1);
    assert_int_equal(pair.failed, 1u << ALLOCATION_RULE_AREA | 1u << ALLOCATION_RULE_DEMAND);
    struct allocation_explanation why = allocation_explain_applicant(town->arena, &town->result, 0);
    assert_int_equal(why.n_suitable, 0);
    assert_int_equal(why.only[ALLOCATION_RULE_DEMAND], 1); /* the third: nothing else is in the way */
    assert_int_equal(why.failed[ALLOCATION_RULE_DEMAND], 2);
    done(town);
}

/* trace: I-11 */
static void test_intake_limit_holds(void **state) {
    (void)state;
    struct town *town = town_with(3, 3);
    town->buildings[0].intake = 1;
    town->dwellings[2].building = 1;
    solve(town);
    assert_int_equal(town->result.n_housed, 2);
    assert_reason(town, 2, ALLOCATION_REASON_TAKEN);
    struct allocation_explanation why = allocation_explain_applicant(town->arena, &town->result, 2);
    assert_int_equal(why.limits.n, 1);
    assert_int_equal(why.limits.v[0].kind, ALLOCATION_LIMIT_BUILDING_INTAKE);
    assert_int_equal(why.without.n, 1); /* without it there is a dwelling for her */
    done(town);
}

/* Two counted persons in the second household: the limit of two leaves no place for the third. */
/* trace: I-11 */
static void test_concentration_counts_persons(void **state) {
    (void)state;
    struct town *town = town_with(3, 3);
    for (int i = 0; i < 3; i++) town->applicants[i].weight = 1;
    town->applicants[1].weight = 2;
    town->buildings[0].concentration = 2;
    solve(town);
    assert_home(town, 1, NONE);
    assert_int_equal(town->result.answers[1].outcome, ALLOCATION_REFUSED);
    assert_int_equal(town->result.answers[0].outcome, ALLOCATION_HOUSED);
    assert_int_equal(town->result.answers[2].outcome, ALLOCATION_HOUSED);
    struct allocation_explanation why = allocation_explain_applicant(town->arena, &town->result, 1);
    for (int i = 0; i < why.applicants.n; i++) assert_true(why.applicants.v[i] < 1);
    done(town);
}

/* trace: I-11 */
static void test_team_minutes_and_neighbours(void **state) {
    (void)state;
    struct town *town = town_with(4, 4);
    town->teams[0].minutes = 100;
    town->applicants[0].team = town->applicants[1].team = 0;
    town->applicants[0].minutes = 60;
    town->applicants[1].minutes = 50;
    town->in.n_neighbours = 1;
    town->neighbours[0] = (struct allocation_neighbours){2, 3};
    solve(town);
    assert_reason(town, 1, ALLOCATION_REASON_TEAM);
    assert_int_equal(town->result.answers[3].outcome, ALLOCATION_REFUSED); /* one building only */
    struct allocation_explanation why = allocation_explain_applicant(town->arena, &town->result, 1);
    assert_int_equal(why.minutes_short, 10);
    assert_int_equal(why.applicants.n, 1);
    town->dwellings[3].building = 1;
    solve(town);
    assert_int_equal(town->result.answers[3].outcome, ALLOCATION_HOUSED);
    assert_true(town->result.answers[2].dwelling == 3 || town->result.answers[3].dwelling == 3);
    done(town);
}

/* trace: I-11 */
static void test_what_people_decide_is_obeyed(void **state) {
    (void)state;
    struct town *town = town_with(3, 2);
    struct allocation_result before;
    solve(town);
    before = town->result;
    town->overrides[0] = (struct allocation_override){.kind = ALLOCATION_FIX, .applicant = 2, .dwelling = 0};
    town->overrides[1] = (struct allocation_override){.kind = ALLOCATION_FORBID, .applicant = 0, .dwelling = 1};
    town->in.n_overrides = 2;
    solve(town);
    assert_int_equal(town->result.answers[2].outcome, ALLOCATION_FIXED);
    assert_home(town, 2, 0);
    assert_reason(town, 0, ALLOCATION_REASON_NOTHING_FITS);
    assert_home(town, 1, 1);
    struct allocation_difference difference = allocation_compare(town->arena, &before, &town->result);
    assert_int_equal(difference.gained.n, 1);
    assert_int_equal(difference.gained.v[0], 2);
    assert_int_equal(difference.lost.v[0], 0);
    town->overrides[1] = (struct allocation_override){.kind = ALLOCATION_CLOSE, .dwelling = 0};
    const char *reason = NULL;
    assert_int_equal(allocation_solve(town->arena, &town->in, &town->result, &reason), ERR_INVALID);
    assert_non_null(reason);
    done(town);
}

/* trace: R-182 */
static void test_says_why_this_applicant(void **state) {
    (void)state;
    struct town *town = town_with(4, 2);
    town->dwellings[0].features = town->applicants[1].needs = town->applicants[3].needs = 1;
    town->applicants[2].barred = 7;
    solve(town);
    struct allocation_dwelling_reason why = allocation_explain_dwelling(&town->result, 0);
    assert_int_equal(why.holder, 1);
    assert_int_equal(why.n_elsewhere, 1);
    assert_int_equal(why.next, 3);
    struct allocation_needs needs = allocation_list_needs(town->arena, &town->result, 10);
    assert_int_equal(needs.n, 1);
    assert_int_equal(needs.v[0].applicant, 3);
    assert_int_equal(needs.v[0].features, 1);
    done(town);
}

static void test_refuses_what_contradicts_itself(void **state) {
    (void)state;
    struct town *town = town_with(2, 1);
    const char *reason = NULL;
    town->dwellings[0].building = 9;
    assert_int_equal(allocation_solve(town->arena, &town->in, &town->result, &reason), ERR_INVALID);
    assert_string_equal(reason, "dwelling 0: there is no such building");
    done(town);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_priority_decides_who),
        cmocka_unit_test(test_moves_others_to_house_one_more),
        cmocka_unit_test(test_wishes_decide_where),
        cmocka_unit_test(test_stays_near_the_last_proposal),
        cmocka_unit_test(test_says_which_rules_a_pair_breaks),
        cmocka_unit_test(test_intake_limit_holds),
        cmocka_unit_test(test_concentration_counts_persons),
        cmocka_unit_test(test_team_minutes_and_neighbours),
        cmocka_unit_test(test_what_people_decide_is_obeyed),
        cmocka_unit_test(test_says_why_this_applicant),
        cmocka_unit_test(test_refuses_what_contradicts_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

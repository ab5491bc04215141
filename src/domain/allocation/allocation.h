/* allocation: who gets which dwelling, exactly. Priority decides who is housed, wishes decide where, and among equally good placements the
 * one nearest to the last proposal is chosen. Everyone who is not housed gets a true reason. Humans decide; this only proposes.
 *
 * A pure library: no database, no clock, no names, no free text. Applicants, dwellings, buildings, areas and teams are indices from 0; what a
 * bit of `needs`, `traits` and `features` means is the caller's affair. The same instance always gives the same result. (I-11, R-181, R-182)
 *
 * Who:   applicant i is housed if and only if those housed before it and i can be housed together under all limits. That is the
 *        lexicographically best set. Wishes never count here.
 * Where: of all placements of exactly those applicants, one with the least sum of wish costs.
 * Stay:  of those, one with the fewest applicants placed elsewhere than in the last proposal.
 *
 * Sources: I-11; R-181 need and not pressure, R-182 the same criteria for all and a replayable order, R-185 room norms, R-186 wishes,
 * R-187 suitability. The algorithm: README.md in this folder. */
#pragma once
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    ALLOCATION_NONE = -1,            /* no applicant, dwelling, team … */
    ALLOCATION_NO_LIMIT = INT32_MAX, /* a limit that is not set */
    ALLOCATION_AREAS = 64,           /* at most, one bit each */
    ALLOCATION_WISHES = 8,           /* at most for one applicant */
    ALLOCATION_NO_GO = 4,            /* buildings an applicant must not live in, at most */
    ALLOCATION_WEIGHT_MAX = 100,     /* members of one household whom the concentration limits count, at most */
    ALLOCATION_COST_MAX = 14,        /* the wish costs of one pair add up to at most this; more counts as this */
};

/* ── the instance ─────────────────────────────────────────────────────── */

/* Not met if the dwelling lies outside `areas`, lacks one of `features` or has more rooms than `rooms_max`. */
struct allocation_wish {
    uint64_t areas;    /* bit per area; 0: anywhere */
    uint32_t features; /* all of them; 0: none asked */
    uint8_t rooms_max; /* 0: any */
    uint8_t cost;      /* 0…ALLOCATION_COST_MAX: what it counts when it is not met */
};

/* Applicants stand in the order of priority: index 0 comes first. Ties are broken before they come here, by a documented rule. */
struct allocation_applicant {
    int64_t code;                    /* the caller's; the engine never reads it */
    uint64_t areas;                  /* areas accepted, bit per area; a no-go area is left out */
    uint32_t needs;                  /* features the dwelling must have */
    uint32_t traits;                 /* what a dwelling may demand or refuse, such as a need for staff, active use, a pet */
    uint8_t rooms_min, rooms_max;    /* the room norm for the household, both included */
    uint8_t weight;                  /* members of the household whom the concentration limits count: 0, 1 or more */
    uint8_t barred;                  /* 0, or the caller's code for why nothing can be allocated now (residency without exception, …) */
    int32_t team;                    /* who would follow up, or ALLOCATION_NONE */
    int32_t minutes;                 /* follow-up a week that the team must have left; 0 needs none */
    int32_t no_go[ALLOCATION_NO_GO]; /* buildings, the first n_no_go */
    uint8_t n_no_go, n_wishes;
    struct allocation_wish wishes[ALLOCATION_WISHES];
};

struct allocation_dwelling { /* vacant */
    int64_t code;            /* the caller's; the engine never reads it */
    int32_t building;
    uint32_t features; /* what it has: accessible, staff, quiet … and its type */
    uint32_t demands;  /* traits the household must have: staffed dwellings for those who need staff, the adapted list … */
    uint32_t refuses;  /* traits the household must not have: active use in a drug-free house, pets … */
    uint8_t rooms;
};

/* Limits are counts of what is still free, never shares: the share of all dwellings, rounded down, less what is there already. A negative
 * number counts as 0. */
struct allocation_building {
    int32_t area;
    int32_t intake; /* new households, or ALLOCATION_NO_LIMIT */
    int32_t
        concentration; /* counted persons among the new households (`weight`), or ALLOCATION_NO_LIMIT: the municipality uses no such limit */
};
struct allocation_area {
    int32_t intake, concentration; /* as for a building */
};
struct allocation_team {
    int32_t minutes; /* a week that are left, or ALLOCATION_NO_LIMIT */
};
struct allocation_neighbours { /* two applicants who must not live in the same building */
    int32_t a, b;
};

enum allocation_limit_kind {
    ALLOCATION_LIMIT_BUILDING_INTAKE = 1,
    ALLOCATION_LIMIT_AREA_INTAKE,
    ALLOCATION_LIMIT_BUILDING_CONCENTRATION,
    ALLOCATION_LIMIT_AREA_CONCENTRATION,
    ALLOCATION_LIMIT_TEAM_MINUTES,
};
struct allocation_limit {
    enum allocation_limit_kind kind;
    int32_t index; /* of the building, area or team */
};

/* What people in the meeting have decided. The engine obeys and proposes the rest.
 * FIX     applicant gets dwelling, whatever rank, rules and limits say; it uses up what it uses.
 * FORBID  applicant does not get dwelling.
 * CLOSE   dwelling is held back.
 * LIMIT   limit becomes `value`.
 * Refused: two FIX of one applicant or dwelling, a FIX of a closed dwelling. */
enum allocation_override_kind { ALLOCATION_FIX = 1, ALLOCATION_FORBID, ALLOCATION_CLOSE, ALLOCATION_SET_LIMIT };
struct allocation_override {
    enum allocation_override_kind kind;
    int32_t applicant, dwelling;   /* FIX, FORBID; CLOSE: the dwelling */
    struct allocation_limit limit; /* LIMIT */
    int32_t value;
};

struct allocation_instance {
    const struct allocation_applicant *applicants;
    const struct allocation_dwelling *dwellings;
    const struct allocation_building *buildings;
    const struct allocation_area *areas;
    const struct allocation_team *teams;
    const struct allocation_neighbours *neighbours;
    const struct allocation_override *overrides;
    const int32_t *previous; /* per applicant the dwelling of the last proposal or ALLOCATION_NONE; NULL: there is none */
    int32_t n_applicants, n_dwellings, n_buildings, n_areas, n_teams, n_neighbours, n_overrides;
    int32_t
        search_limit; /* steps that may be used to settle a hard case, half for each after one given up, and to prove the wishes; 0: 20 000 */
};

/* ── the result ───────────────────────────────────────────────────────── */

enum allocation_outcome {
    ALLOCATION_HOUSED = 1, /* proposed a dwelling */
    ALLOCATION_FIXED,      /* a person has decided it */
    ALLOCATION_REFUSED,    /* proved: no placement houses everyone housed before and this one */
    ALLOCATION_UNRESOLVED, /* neither placed nor proved impossible within search_limit: the meeting must look. Never a refusal. */
};
/* The kind of proof behind a refusal, from the plainest. */
enum allocation_refusal {
    ALLOCATION_REASON_NONE = 0,
    ALLOCATION_REASON_BARRED,        /* the caller's code says so */
    ALLOCATION_REASON_NOTHING_FITS,  /* no open dwelling passes the rules */
    ALLOCATION_REASON_TEAM,          /* the team has too few minutes left after those before */
    ALLOCATION_REASON_TAKEN,         /* all that fit went to higher ranks (intake limits included) */
    ALLOCATION_REASON_CONCENTRATION, /* the concentration limits are used up by higher ranks (with what is taken) */
    ALLOCATION_REASON_TOGETHER,      /* limits, neighbours and dwellings together: every way was tried */
    ALLOCATION_REASON_OPEN,          /* goes with ALLOCATION_UNRESOLVED */
};
struct allocation_answer {
    enum allocation_outcome outcome;
    enum allocation_refusal reason; /* NONE when housed or fixed */
    int32_t dwelling;               /* or ALLOCATION_NONE */
    uint8_t cost;                   /* of the wishes that are not met there, 0…ALLOCATION_COST_MAX */
    bool moved;                     /* the last proposal gave another dwelling */
};

struct allocation_index; /* the engine's own: what explanations are read from */
struct allocation_result {
    const struct allocation_answer *answers; /* per applicant */
    const int32_t *holders;                  /* per dwelling the applicant, or ALLOCATION_NONE */
    int32_t n_housed, n_fixed, n_refused, n_unresolved;
    int64_t cost, cost_bound; /* sum of wish costs of those housed (not fixed), and what no placement of them can go below */
    bool cost_proved;         /* cost == cost_bound: the best there is */
    int32_t n_moved;          /* housed elsewhere than in the last proposal */
    bool moved_proved;        /* no placement with this cost moves fewer */
    const int32_t *dwelling_prices, *building_prices, *area_prices; /* the certificate, see allocation_dual */
    const struct allocation_instance *instance;
    struct allocation_index *index;
};

/* Solves. Everything is allocated in `arena`, and the instance must live as long as the result.
 * ERR_INVALID with an English reason for an instance that contradicts itself (an index out of range, a neighbour of itself, two FIX of one
 * dwelling …); nothing else fails. */
int allocation_solve(struct arena *arena, const struct allocation_instance *instance, struct allocation_result *ret_result,
                     const char **ret_reason);

/* The lower bound on the wish cost that the result's prices prove without trusting the search: equal to `cost` when the limits on
 * concentration and neighbours do not bind. INT64_MIN if the prices are not valid. */
int64_t allocation_dual(const struct allocation_result *result);

/* ── explanations: codes and numbers, never names ─────────────────────── */

/* Hard rules between an applicant and a dwelling; a bit set means that the rule is broken. */
enum allocation_rule {
    ALLOCATION_RULE_ROOMS_FEW,     /* fewer rooms than the norm */
    ALLOCATION_RULE_ROOMS_MANY,    /* more rooms than the norm */
    ALLOCATION_RULE_FEATURE,       /* lacks something needed */
    ALLOCATION_RULE_DEMAND,        /* meant for others */
    ALLOCATION_RULE_REFUSAL,       /* house rules do not accept */
    ALLOCATION_RULE_AREA,          /* area not accepted */
    ALLOCATION_RULE_BUILDING,      /* building not accepted */
    ALLOCATION_RULE_CONCENTRATION, /* the limit is used up before anyone is placed */
    ALLOCATION_RULE_FORBIDDEN,     /* a person has decided against the pair */
    ALLOCATION_RULE_CLOSED,        /* dwelling held back, or fixed to another */
    ALLOCATION_RULE_BARRED,        /* nothing can be allocated to the applicant now */
    ALLOCATION_RULE_NEIGHBOUR,     /* someone who must not be a neighbour is fixed there */
    ALLOCATION_RULES,
};
struct allocation_pair {
    uint32_t failed;                  /* bit per enum allocation_rule; 0: eligible */
    uint32_t lacks, demands, refuses; /* the bits of features and traits behind FEATURE, DEMAND and REFUSAL */
    uint8_t cost;                     /* of the wishes that are not met */
};
/* Why (not) this dwelling for this applicant, as the result saw it. */
struct allocation_pair allocation_judge_pair(const struct allocation_result *result, int32_t applicant, int32_t dwelling);

struct allocation_list {
    const int32_t *v; /* ascending */
    int32_t n;
};
struct allocation_limits {
    const struct allocation_limit *v;
    int32_t n;
};
/* The smallest true reason for one applicant. For TAKEN it is the unique smallest set of applicants who hold everything that this one could
 * get, also by rearranging them; all of them rank higher. For CONCENTRATION and TOGETHER the set belongs to the proof and need not be smallest. */
struct allocation_explanation {
    enum allocation_outcome outcome;
    enum allocation_refusal reason;
    int32_t n_open, n_suitable;        /* dwellings that could be allocated; those of them that pass the rules for this applicant */
    int32_t failed[ALLOCATION_RULES];  /* open dwellings that break the rule */
    int32_t only[ALLOCATION_RULES];    /* … and no other: what a change of that alone would open */
    struct allocation_list applicants; /* who holds them (ranks) */
    struct allocation_list dwellings;  /* what they hold in the set */
    struct allocation_limits limits;   /* limits that are part of the reason */
    int32_t cutoff;                    /* the lowest rank in `applicants`, or ALLOCATION_NONE */
    /* What would change it. */
    int32_t ahead;                    /* refused with a higher rank who could take a place that opens in the set: they come first */
    int32_t minutes_short;            /* TEAM: minutes a week that are missing */
    struct allocation_limits without; /* limits of which lifting one alone would house this applicant */
    bool another_dwelling;            /* one more dwelling like one of `dwellings` would house this applicant or one ahead */
};
struct allocation_explanation allocation_explain_applicant(struct arena *arena, const struct allocation_result *result, int32_t applicant);

/* The plainest part of it for everyone at once: how many open dwellings suit, and for TAKEN the lowest rank in the smallest set: "all N that
 * would suit went to ranks up to r". Per applicant. */
struct allocation_cutoff {
    int32_t n_suitable;
    int32_t rank; /* the same as `cutoff` of allocation_explain_applicant; ALLOCATION_NONE unless TAKEN */
};
const struct allocation_cutoff *allocation_list_cutoffs(struct arena *arena, const struct allocation_result *result);

/* Why the holder of this dwelling, and not one who ranks higher. The applicants before the holder (all, if it is empty) are counted by what
 * they got instead. */
struct allocation_dwelling_reason {
    int32_t holder;                   /* or ALLOCATION_NONE */
    int32_t n_unsuitable;             /* rank higher, but a rule says no */
    int32_t n_elsewhere;              /* rank higher, could live here, and have another dwelling */
    int32_t n_refused;                /* rank higher, could live here, and are refused or unresolved by other limits */
    int32_t failed[ALLOCATION_RULES]; /* of those unsuitable, by rule (one may break several) */
    int32_t next;                     /* the highest rank without a dwelling who could live here, or ALLOCATION_NONE */
    int32_t price;                    /* what one more of this could save at most in the wishes of all: 0, 1, … */
};
struct allocation_dwelling_reason allocation_explain_dwelling(const struct allocation_result *result, int32_t dwelling);

/* Which dwellings would house the next refused, one after the other: a shopping list. Nobody housed loses by any of them. */
struct allocation_need {
    int32_t applicant; /* who would be housed (rank) */
    uint8_t rooms;     /* the fewest that do */
    uint32_t features; /* that it must have */
    uint64_t areas;    /* any of these */
};
struct allocation_needs {
    const struct allocation_need *v;
    int32_t n;
};
struct allocation_needs allocation_list_needs(struct arena *arena, const struct allocation_result *result, int32_t most);

/* The difference between two results on the same applicants and dwellings, as before and after an override. */
struct allocation_difference {
    struct allocation_list gained, lost, moved; /* applicants: housed only after, only before, elsewhere */
    int64_t cost;                               /* after less before */
};
struct allocation_difference allocation_compare(struct arena *arena, const struct allocation_result *before,
                                                const struct allocation_result *after);

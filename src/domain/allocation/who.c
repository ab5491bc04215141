/* allocation, first step: who is housed. Goes through the applicants in order of priority and houses each who can be housed together with
 * those before. Any subset of what can be housed can be housed, so this is the best set by priority (README.md). Wishes have no say here.
 *
 * The proofs, from cheap to dear: minutes of the team; dwellings and intake alone (exact); counted persons alone (exact); a chain of moves
 * (houses); a certificate (exact); every way tried (exact, or unresolved). */
#include "domain/allocation/internal.h"

enum { FEWEST_STEPS = 100 };

struct steps {
    const struct problem *p;
    struct placing dwellings; /* everybody, dwellings and intake: what it refuses is refused */
    struct placing counted;   /* those who count, with the concentration limits as if each counted once: the same */
    struct tree counted_tree;
    struct joint joint;
    struct certificate certificate;
    int32_t *minutes;
    bool *housed;
    int32_t search_limit; /* of the next hard case: each that is given up leaves half, so that all together end */
};

static bool suits_nothing(const struct problem *p, int32_t a) {
    struct walk walk = walk_from(p, a);
    return walk_next(&walk) == NONE;
}

/* The applicant has a place for herself alone (`dwellings`, `counted`): is there one under all limits together? */
static enum allocation_refusal place_together(struct steps *s, const struct tree *tree, int32_t a) {
    if (joint_add(&s->joint, a)) return ALLOCATION_REASON_NONE;
    if (certificate_find(&s->certificate, &s->joint, a)) return ALLOCATION_REASON_CONCENTRATION;
    switch (settle(&s->joint, tree, a, s->housed, s->search_limit)) {
    case 1: return ALLOCATION_REASON_NONE;
    case 0: return ALLOCATION_REASON_TOGETHER;
    }
    if (s->search_limit > FEWEST_STEPS) s->search_limit /= 2;
    return ALLOCATION_REASON_OPEN;
}

/* NONE if the applicant is housed now. */
static enum allocation_refusal place(struct steps *s, const struct tree *tree, int32_t a) {
    const struct allocation_applicant *applicant = &s->p->in->applicants[a];
    if (applicant->barred) return ALLOCATION_REASON_BARRED;
    if (suits_nothing(s->p, a)) return ALLOCATION_REASON_NOTHING_FITS;
    if (!placing_add(&s->dwellings, a)) return ALLOCATION_REASON_TAKEN;
    enum allocation_refusal reason = ALLOCATION_REASON_NONE;
    bool counts = s->p->coupled && applicant->weight, counted = false;
    if (applicant->team != NONE && s->minutes[applicant->team] != NO_LIMIT && applicant->minutes > s->minutes[applicant->team])
        reason = ALLOCATION_REASON_TEAM;
    else if (counts && !(counted = placing_add(&s->counted, a))) reason = ALLOCATION_REASON_CONCENTRATION;
    else if (s->p->coupled) reason = place_together(s, tree, a);
    if (reason == ALLOCATION_REASON_NONE) return reason;
    placing_set(&s->dwellings, a, NONE);
    if (counted) placing_set(&s->counted, a, NONE);
    return reason;
}

static struct steps steps_create(struct arena *arena, const struct problem *p, struct who *who) {
    who->answers = arena_array(arena, (size_t)p->n_applicants + 1, sizeof *who->answers);
    who->tree = tree_create(arena, p, p->building_intake, p->area_intake);
    who->housed = arena_array(arena, (size_t)p->n_dwellings + 1, sizeof(int32_t));
    struct steps s = {.p = p,
                      .search_limit = p->search_limit,
                      .dwellings = placing_create(arena, p, &who->tree),
                      .housed = arena_array(arena, (size_t)p->n_applicants + 1, sizeof(bool))};
    if (p->coupled) {
        s.counted_tree = problem_counted_tree(arena, p);
        s.joint = joint_create(arena, p, &who->tree);
        s.certificate = certificate_create(arena, p, &who->tree);
    }
    s.minutes = arena_array(arena, (size_t)p->in->n_teams + 1, sizeof *s.minutes);
    if (p->in->n_teams) memcpy(s.minutes, p->team_minutes, (size_t)p->in->n_teams * sizeof *s.minutes);
    return s;
}

static void answer(struct steps *s, struct who *who, int32_t a) {
    const struct problem *p = s->p;
    const struct allocation_applicant *applicant = &p->in->applicants[a];
    struct allocation_answer *answer = &who->answers[a];
    *answer = (struct allocation_answer){.dwelling = NONE};
    if (p->fixed[a] != NONE) {
        *answer = (struct allocation_answer){.outcome = ALLOCATION_FIXED, .dwelling = p->fixed[a], .cost = problem_cost(p, a, p->fixed[a])};
        return;
    }
    answer->reason = place(s, &who->tree, a);
    answer->outcome = answer->reason == ALLOCATION_REASON_NONE   ? ALLOCATION_HOUSED
                      : answer->reason == ALLOCATION_REASON_OPEN ? ALLOCATION_UNRESOLVED
                                                                 : ALLOCATION_REFUSED;
    if (answer->outcome != ALLOCATION_HOUSED) return;
    s->housed[a] = true;
    who->housed[who->n++] = a;
    if (applicant->team != NONE && s->minutes[applicant->team] != NO_LIMIT) s->minutes[applicant->team] -= applicant->minutes;
}

struct who who_solve(struct arena *arena, const struct problem *p) {
    struct who who = {0};
    struct steps s = steps_create(arena, p, &who);
    if (p->coupled) s.counted = placing_create(arena, p, &s.counted_tree);
    for (int32_t a = 0; a < p->n_applicants; a++) answer(&s, &who, a);
    who.home = p->coupled ? s.joint.home : s.dwellings.home;
    return who;
}

struct proof who_prove(struct arena *arena, const struct problem *p, int32_t applicant) {
    struct who who = {0};
    struct proof proof = {0};
    if (!p->coupled) return proof;
    struct steps s = steps_create(arena, p, &who);
    s.counted = placing_create(arena, p, &s.counted_tree);
    for (int32_t a = 0; a < applicant; a++) answer(&s, &who, a);
    certificate_find(&s.certificate, &s.joint, applicant);
    certificate_read(&s.certificate, &s.joint, applicant, &proof);
    return proof;
}

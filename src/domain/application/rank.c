/* The order of applications. Pure: see rank.h. May not read anything but its arguments. */
#include "domain/application/rank.h"

#include <stdlib.h>
#include <string.h>

enum { BAND_LEAST = 15 }; /* three bands of five */

enum criterion rank_criterion(enum allocation_reason reason) {
    switch (reason) {
    case PRIORITY_HOMELESSNESS: return CRITERION_HOMELESSNESS;
    case PRIORITY_RELEASED_FROM_PRISON: return CRITERION_RELEASED_FROM_PRISON;
    case PRIORITY_NEED: return CRITERION_NEED;
    case PRIORITY_OWN_EFFORT: return CRITERION_OWN_EFFORT;
    case PRIORITY_SIZE: return CRITERION_TOO_SMALL;
    case PRIORITY_ROOMS: return CRITERION_TOO_FEW_ROOMS;
    case PRIORITY_RESIDENCE: return CRITERION_RESIDENCE;
    case PRIORITY_CHILDREN:
    case PRIORITY_ABSTINENCE:
    case PRIORITY_TREATMENT:
    case PRIORITY_UNKNOWN: break;
    }
    return 0;
}

struct rank_norm rank_norm(const struct rank_rules *rules, int64_t adults, int64_t children) {
    struct rank_norm norm = {(int)(adults + children), 1, (int)(adults + children) + 1};
    for (size_t i = 0; i < rules->n_norms; i++)
        if (i == 0 || rules->norms[i].persons <= adults + children) norm = rules->norms[i];
    return norm;
}

/* ── one applicant under the rules ────────────────────────────────────── */

enum answer { NO, YES, UNKNOWN };

static enum answer yes_no(struct maybe_int value) { return !value.has ? UNKNOWN : value.v > 0 ? YES : NO; }

/* Does it count for her? `ret_times`: how many times its points. */
static enum answer counts(const struct rank_applicant *applicant, const struct rank_weight *weight, int *ret_times) {
    struct maybe_int value = applicant->facts[rank_criterion(weight->reason)];
    *ret_times = 1;
    if (weight->reason == PRIORITY_CHILDREN) return applicant->children > 0 ? YES : NO;
    if (weight->reason == PRIORITY_NEED) {
        *ret_times = value.has ? (int)value.v : 4;
        return value.has ? YES : UNKNOWN;
    }
    if (weight->reason != PRIORITY_RESIDENCE) return yes_no(value);
    if (yes_no(applicant->facts[CRITERION_RESIDENCE_EXCEPTION]) == YES) return YES;
    return !value.has ? UNKNOWN : value.v >= weight->least ? YES : NO;
}

static void note(struct rank_line *line, enum allocation_reason reason, enum answer answer) {
    unsigned bit = 1u << reason;
    if (answer == YES) line->met |= bit;
    else if (answer == NO) line->unmet |= bit;
    else line->unknown |= bit;
}

static struct rank_line line_of(const struct rank_rules *rules, const struct rank_applicant *applicant) {
    struct rank_line line = {.id = applicant->id, .received = applicant->received};
    enum answer in_need = yes_no(applicant->facts[CRITERION_IN_NEED]);
    line.state = in_need == YES ? RANK_PLACED : in_need == NO ? RANK_NOT_IN_NEED : RANK_ASK;
    for (enum allocation_reason reason = PRIORITY_HOMELESSNESS; reason <= PRIORITY_RESIDENCE; reason++) {
        int times = 0;
        if (!(rules->first & 1u << reason)) continue;
        enum answer answer = counts(applicant, &(struct rank_weight){.reason = reason}, &times);
        note(&line, reason, answer);
        line.first |= answer == YES;
    }
    for (size_t i = 0; i < rules->n_weights; i++) {
        const struct rank_weight *weight = &rules->weights[i];
        int times = 0;
        enum answer answer = counts(applicant, weight, &times);
        note(&line, weight->reason, answer);
        if (answer == YES) line.points += weight->points * times;
        if (answer != NO) line.points_most += weight->points * times;
        if (weight->reason == PRIORITY_RESIDENCE && answer == YES)
            line.excepted = applicant->facts[CRITERION_RESIDENCE].v < weight->least || !applicant->facts[CRITERION_RESIDENCE].has;
    }
    return line;
}

/* ── the order ────────────────────────────────────────────────────────── */

static int alike(const struct rank_line *a, const struct rank_line *b) {
    if (a->first != b->first) return a->first ? -1 : 1;
    if (a->points != b->points) return a->points > b->points ? -1 : 1;
    return (a->received.days > b->received.days) - (a->received.days < b->received.days);
}

static int in_order(const void *left, const void *right) {
    const struct rank_line *a = left, *b = right;
    bool a_placed = a->state == RANK_PLACED, b_placed = b->state == RANK_PLACED;
    if (a_placed != b_placed) return a_placed ? -1 : 1;
    int order = a_placed ? alike(a, b) : 0;
    return order ? order : (a->id > b->id) - (a->id < b->id);
}

struct rank_lines rank_all(struct arena *arena, const struct rank_rules *rules, const struct rank_applicants *applicants) {
    struct rank_lines lines = {arena_array(arena, applicants->n + 1, sizeof *lines.v), applicants->n, 0};
    for (size_t i = 0; i < applicants->n; i++) lines.v[i] = line_of(rules, &applicants->v[i]);
    qsort(lines.v, lines.n, sizeof *lines.v, in_order);
    while (lines.placed < lines.n && lines.v[lines.placed].state == RANK_PLACED) lines.placed++;
    for (size_t i = 0; i < lines.placed; i++) {
        bool same = i > 0 && alike(&lines.v[i - 1], &lines.v[i]) == 0;
        lines.v[i].place = same ? lines.v[i - 1].place : (int64_t)i + 1;
        if (same) lines.v[i].shared = lines.v[i - 1].shared = true;
    }
    return lines;
}

enum rank_band rank_band(int64_t place, size_t placed) {
    if (place <= 0 || placed < BAND_LEAST) return RANK_BAND_NONE;
    int64_t third = (int64_t)placed / 3;
    return place <= third ? RANK_BAND_FRONT : place <= 2 * third ? RANK_BAND_MIDDLE : RANK_BAND_BACK;
}

/* ── what other rules would do ────────────────────────────────────────── */

static int by_id(const void *left, const void *right) {
    const struct rank_move *a = left, *b = right;
    return (a->id > b->id) - (a->id < b->id);
}

static int by_new_place(const void *left, const void *right) {
    const struct rank_move *a = left, *b = right;
    if (a->after != b->after) return (a->after > b->after) - (a->after < b->after);
    return by_id(left, right);
}

struct rank_moves rank_compare(struct arena *arena, const struct rank_lines *before, const struct rank_lines *after) {
    struct rank_moves moves = {arena_array(arena, before->n + 1, sizeof *moves.v), 0, 0, 0, 0};
    for (size_t i = 0; i < before->placed; i++) moves.v[moves.n++] = (struct rank_move){before->v[i].id, before->v[i].place, 0};
    qsort(moves.v, moves.n, sizeof *moves.v, by_id);
    for (size_t i = 0; i < after->placed; i++) {
        const struct rank_move key = {.id = after->v[i].id};
        struct rank_move *found = bsearch(&key, moves.v, moves.n, sizeof *moves.v, by_id);
        if (found) found->after = after->v[i].place;
    }
    for (size_t i = 0; i < moves.n; i++) {
        moves.up += moves.v[i].after && moves.v[i].after < moves.v[i].before;
        moves.down += !moves.v[i].after || moves.v[i].after > moves.v[i].before;
        moves.same += moves.v[i].after == moves.v[i].before;
    }
    qsort(moves.v, moves.n, sizeof *moves.v, by_new_place);
    return moves;
}

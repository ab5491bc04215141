/* In which order applications stand: a pure function of what is recorded and of the rules of a day, and nothing else. No database, no clock, no name;
 * who has called about an application is no input. (I-11, R-181, R-182) The order: those a rule always puts first, then more points, then the one who
 * has waited longest. Two who are alike in all of that share a place; the smaller id is only written first. */
#pragma once
#include "application_schema.h"
#include "domain/organisation/profile.h"

enum { RANK_REASONS = PRIORITY_RESIDENCE, RANK_WEIGHTS_MOST = 16, RANK_NORMS_MOST = 16 };
struct rank_weight {
    enum allocation_reason reason;
    int points; /* NEED: a step; the others: when it is so */
    int least;  /* RESIDENCE: years */
};
struct rank_norm {
    int persons, bedrooms_least, bedrooms_most; /* the last row counts for larger households too */
};
struct rank_rules {
    const char *version;
    struct date from, until; /* until DATE_NONE: still in force */
    unsigned first;          /* bit (1u << reason): always first */
    struct rank_weight weights[RANK_WEIGHTS_MOST];
    size_t n_weights;
    struct rank_norm norms[RANK_NORMS_MOST];
    size_t n_norms;
};
/* What a weight or a rule of always first asks for; 0: the household, which is always known. */
enum criterion rank_criterion(enum allocation_reason reason);
/* How many bedrooms suit a household: from the norms. */
struct rank_norm rank_norm(const struct rank_rules *rules, int64_t adults, int64_t children);

struct rank_applicant {
    int64_t id;
    struct date received;
    int64_t adults, children;
    struct maybe_int facts[CRITERION_COUNT + 1]; /* by criterion; has false: not known */
};
struct rank_applicants {
    struct rank_applicant *v;
    size_t n;
};
enum rank_state { RANK_PLACED = 1, RANK_ASK, RANK_NOT_IN_NEED };
struct rank_line {
    int64_t id;
    enum rank_state state;
    int64_t place;                 /* from 1; those who are alike share it; 0: not placed */
    bool first, shared, excepted;  /* excepted: residence counted by an exception for her */
    int points, points_most;       /* most: if everything not known turned out to count */
    unsigned met, unmet, unknown;  /* bit (1u << reason), of what the rules count */
    struct date received;
};
struct rank_lines {
    struct rank_line *v;
    size_t n, placed; /* the placed come first, in order */
};
struct rank_lines rank_all(struct arena *arena, const struct rank_rules *rules, const struct rank_applicants *applicants);

/* A place is told as a band, and only where the list is so long that it says no number. (I-15) */
enum rank_band { RANK_BAND_NONE = 0, RANK_BAND_FRONT, RANK_BAND_MIDDLE, RANK_BAND_BACK };
enum rank_band rank_band(int64_t place, size_t placed);

/* What other rules would do to a list, both ways. */
struct rank_moves {
    struct rank_move {
        int64_t id;
        int64_t before, after; /* 0: not placed */
    } * v;
    size_t n, up, down, same;
};
struct rank_moves rank_compare(struct arena *arena, const struct rank_lines *before, const struct rank_lines *after);

/* Rules, applicants and result as one text of their own, always the same bytes for the same input, and read back. What a meeting keeps. */
const char *rank_write(struct arena *arena, const struct rank_rules *rules, const struct rank_applicants *applicants);
const char *rank_write_result(struct arena *arena, const struct rank_lines *lines);
/* ERR_INVALID: not such a text. */
int rank_read(struct arena *arena, const char *text, struct rank_rules *ret_rules, struct rank_applicants *ret_applicants);

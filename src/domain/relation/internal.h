/* What the files of this module share. */
#pragma once
#include "domain/relation/relation.h"

/* The zones of the case in which people around her may stand. */
enum { RELATION_ZONES = ZONE_BIT(ZONE_HEALTH) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_PLAN) };
extern const char relation_purpose[];
const char *relation_path(struct request *rq, struct case_id id, const char *tail);

struct representative_new {
    struct case_id case_;
    enum representative_kind kind;
    const char *name, *address, *phone;
    bool lawyer, copy_to_her;
    struct date authority_on, from, until; /* authority_on: of the written authority, or of the guardian's appointment */
    unsigned scope;                        /* relation_scope */
};
/* ERR_INVALID: neither lawyer nor a written authority, no scope, or an end before the beginning. ERR_NOT_FOUND: no such case. */
int relation_add_representative(struct db *db, const struct representative_new *representative);
int relation_end_representative(struct db *db, struct case_id id, struct representative_id representative);

/* Steps after which nothing more is asked for a minor. */
bool relation_step_ends(enum minor_step step);

/* Her answer about a check of credit; a new one takes the place of the former. ERR_INVALID: a yes without a last day within a year. */
struct credit_answer {
    bool yes;
    struct date until;   /* with a yes */
    const char *witness; /* with a yes said aloud; else NULL */
};
int relation_answer_credit(struct db *db, const struct access *access, struct case_id id, const struct credit_answer *answer);

/* Making the letter, and what surrounds issuing. Only for this module. */
#pragma once
#include "domain/decision/guard.h"
#include "domain/relation/relation.h"
#include "platform/pdf/letter.h"

/* What a letter is made from. Everything is given, so that the letter is a pure function of it. */
struct letter_facts {
    const struct joint *joint;   /* with texts, named in the letter's language */
    const struct joint *former;  /* the version it follows, or NULL */
    const struct person_spine *person;
    struct letter_recipients to; /* the one it is addressed to first: an agent before herself (FVL-12) */
    const char *case_number;
    const char *coordinator, *coordinator_phone; /* NULL: none named */
    const char *questions_name, *questions_phone; /* whom to ask */
    const char *appeal_unit;     /* where an appeal is sent */
    const char *dwelling_unit_name; /* that finds the dwelling */
    const char **signers;        /* name, title, unit, three a signature */
    size_t n_signers;
    const struct profile *profile;
    const struct law *law;
    struct date date;
    bool draft;
    struct decision_part_id marked; /* the part being edited: its texts are listed in `marked` */
};
struct decision_letter {
    struct letter *letter;
    const char **marked; /* pointers that stand in the letter's blocks */
    size_t n_marked;
};
/* ERR_INVALID: a fixed text would have a hole in it. */
int letter_make(struct arena *arena, const struct letter_facts *facts, struct decision_letter *ret_letter);

struct letter_wish {
    struct joint_decision_id decision;
    bool draft;
    struct decision_part_id marked;
};
/* The facts read, and the letter made from them. Parts the access does not cover are without their texts. */
int letter_read(struct db *db, const struct access *access, const struct letter_wish *wish, struct decision_letter *ret_letter);
/* The letter as it was issued. ERR_DENIED: the access does not cover every part. ERR_CRYPTO: it is not the one that was issued. */
void decision_tell_given(struct db *db, struct joint_decision_id decision); /* calls the hook for each part the version gives */
int letter_stored(struct db *db, const struct access *access, struct joint_decision_id decision, struct blob *ret_pdf);

/* The id of the rule that gives the limit of such a part in a case that began on a day; NULL: no appeal is computed here. */
const char *limit_rule(const struct law_part_kind *law, struct date case_from);
/* The day the case began: which administration act governs it (FVL25 only from its first day). */
struct date case_began(struct db *db, struct case_id id);

/* Checked by the rules alone, as a quick change in her favour is. Errors as decision_check_part. */
int part_check_by_rules(struct db *db, const struct access *access, struct decision_part_id part);
/* Who a letter about these parts goes to on a day (FVL-12). */
struct letter_recipients letter_goes_to(struct db *db, const struct joint *joint, struct date day);

/* A signature, or a check, taken back before the decision is issued. ERR_CONFLICT: it is issued, or stands from before. */
int part_take_back(struct db *db, struct decision_part_id part);
/* Takes a new part out of a draft. ERR_DENIED: it is in force, and ending it is to her detriment (FVL-16). */
int part_remove(struct db *db, struct decision_part_id part);

/* She asked for help with housing, and no part answers it (I-08, BSL-7). */
bool joint_lacks_housing_part(struct db *db, const struct joint *joint);
/* ERR_OK, or why the version cannot be issued now; see decision_issue. */
int joint_may_issue(struct db *db, const struct joint *joint);

/* What changes from the version before, part by part. */
enum change { CHANGE_NONE = 1, CHANGE_CHANGED, CHANGE_NEW, CHANGE_GONE };
struct change_row {
    enum change change;
    const struct part *before, *now; /* one of them may be NULL */
};
struct change_rows {
    struct change_row *v;
    size_t n, changed;
};
struct change_rows joint_changes(struct arena *arena, const struct joint *former, const struct joint *joint);

/* What may be appealed against, part by part: for the module that receives and settles appeals (MODEL 3.6, LAW §7, I-07). Each part has its
 * own limit and its own appeal body; nothing here says that an appeal is late or refused (FVL-31), only what the days are. */
#pragma once
#include "decision_schema.h"
#include "domain/work/work.h"

struct appealable_part {
    struct decision_part_id part;       /* the row that decided it, also when a later version holds it as it stood */
    struct joint_decision_id decision;
    struct case_id case_;
    struct person_id person;
    int64_t version_no, number;
    enum joint_state joint_state;       /* of the version that decided it: issued, in_force, superseded or ended */
    enum part_kind kind;
    enum zone zone;                     /* where its texts live */
    enum part_outcome outcome;
    struct unit_id unit, deciding_unit; /* that gives the help; that made the decision */
    struct staff_id begun_by, written_by, checked_by, signed_by; /* none of them prepares the appeal; 0: nobody */
    struct date issued_on;
    struct date reached_on, until;      /* the latest recipient's; DATE_NONE: the letter has not arrived, so no limit runs yet */
    struct date latest;                 /* after this a late appeal cannot be treated (FVL-31) */
    const char *rule, *body;            /* "FVL-29", "klagenemnd": the rule of the limit, the code of the appeal body */
    const char *name, *body_name, *citation; /* in the language asked for */
    bool current;                       /* the newest decision about this part of the case */
    bool suspended;
};
struct appealable_parts {
    struct appealable_part *v;
    size_t n;
};
/* Every part decided in an issued version of the case, the newest version first. Parts decided elsewhere (bostøtte) are not among them. */
struct appealable_parts decision_appealable(struct db *db, struct case_id id, enum lang lang);
/* One of them, whichever row of it is asked for. False: no such part, or not issued. */
bool decision_appealable_part(struct db *db, struct decision_part_id part, enum lang lang, struct appealable_part *ret_part);

/* The name of an appeal body in running text: "Statsforvalteren i Trøndelag", "klagenemnda i Levanger kommune". */
const char *decision_appeal_body(struct arena *arena, enum lang lang, const char *code);

/* Opens the part that an appeal changes in a new version, to be written, checked, signed and issued as any other (FVL-33, FVL-34). Never to her
 * detriment. ERR_CONFLICT: the part is not in force any more, or is opened already. */
int decision_amend_by_appeal(struct db *db, struct decision_part_id part, struct decision_part_id *ret_part);

/* The part is not carried out until the appeal is settled, or is so again (FVL-42). ERR_CONFLICT: it is so already. */
int decision_suspend(struct db *db, struct decision_part_id part, bool suspended);
bool decision_suspended(struct db *db, struct decision_part_id part);

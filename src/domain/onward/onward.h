/* The way onward: milestones over a lease, loans and grants with their papers, help with rent and the alert before it stops, and one word about the economy after
 * a permitted check.; TIL-8; A13, A14, A17. Nothing here changes a lease. Everything runs in the caller's write
 * transaction and by its actor. */
#pragma once
#include "domain/lease/tenancy.h"
#include "onward_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define ONWARD_FAULTS(X)                            \
    X(NOT_FOUND, NULL, onward_not_found)            \
    X(DAY, "talked_on", onward_day)                 \
    X(OPEN_ALREADY, "kind", onward_open_already)    \
    X(UNTIL_MISSING, "until", onward_until_missing) \
    X(WRONG_STATE, NULL, onward_wrong_state)        \
    X(NO_ACCESS, NULL, onward_no_access)            \
    X(NO_PERMISSION, NULL, onward_no_permission)    \
    X(WORDS_STRAY, "words", onward_words_stray)
enum onward_fault {
    ONWARD_DONE = 0,
    ONWARD_FAULT_FIRST = -800,
#define X(name, field, key) ONWARD_##name,
    ONWARD_FAULTS(X)
#undef X
};
struct onward_fault_text {
    const char *field;
    text_key why;
};
struct onward_fault_text onward_fault_text(int fault);

/* Hook of lease: the milestones of a lease that begins, by the profile's months (12, 24, 30). */
void onward_lease_begins(struct db *db, const struct lease_brief *lease);
#define JOB_CAREER_DUE "career_due"
void career_due_job(struct db *db, int64_t subject, struct instant now);
/* They have talked. Where she stands has no effect on the lease. */
int career_talk(struct db *db, struct case_id id, struct career_step_id step, struct date talked_on, enum career_goal goal,
                enum career_stand stand);

/* What a screening asks. The answers are not kept, only what they come to. */
struct startlan_answers {
    bool lasting_need, children_or_hard_start, refused_by_bank, income_lasts;
};
enum instrument_fit startlan_fit(const struct startlan_answers *answers); /* pure (TIL-8) */
struct allowance_answers {
    bool eighteen, own_entrance, bath_and_kitchen, shared_approved, low_income;
};
enum instrument_fit allowance_fit(const struct allowance_answers *answers); /* pure (TIL-8) */
/* The papers an application needs, as bits (1 << paper). Pure. */
unsigned instrument_papers(enum instrument_kind kind);

/* The unit that handles it, by the profile: deposit, rent support, debt advice, else the one for the state's instruments. 0: none. */
struct unit_id instrument_unit(struct db *db, enum instrument_kind kind);
struct instrument_new {
    struct case_id case_;
    enum instrument_kind kind;
    enum instrument_fit fit; /* 0: not looked into */
};
int instrument_begin(struct db *db, const struct instrument_new *instrument, struct instrument_id *ret_instrument);
/* until: the last day the public pays the rent; DATE_NONE else. */
int instrument_move(struct db *db, struct case_id id, struct instrument_id instrument, enum instrument_state to, struct date until);
int instrument_paper_got(struct db *db, struct case_id id, struct instrument_id instrument, enum instrument_paper paper);
/* Job: the public will stop paying rent. 30, 14 and 7 days before, whoever has the responsibility, the unit that pays and her contact each get their part of
 * it to do. */
#define JOB_RENT_SUPPORT_DUE "rent_support_due"
void rent_support_due_job(struct db *db, int64_t subject, struct instant now);
struct date rent_support_next(struct date until, struct date today); /* pure; DATE_NONE: nothing more */

/* Only while her permission runs. */
int economy_note(struct db *db, const struct access *access, struct case_id id, enum economy_stand stand, const char *words);

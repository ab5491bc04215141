/* Keeping the home, from the first unpaid rent or complaint: what has been tried, which step the landlord has taken and what it means for her, a
 * roof over her head before the day, and how many lost their home and why. HLL-4, HLL-5, HLL-9, TVF-1, TVF-2. What somebody uses is
 * never a ground. Everything runs in the caller's write transaction and by its actor. */
#pragma once
#include "domain/emergency/emergency.h"
#include "domain/lease/tenancy.h"
#include "eviction_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define HOME_FAULTS(X)                                \
    X(NOT_FOUND, NULL, eviction_not_found)            \
    X(NOT_YOURS, NULL, eviction_not_yours)            \
    X(OPEN_ALREADY, NULL, eviction_open_already)      \
    X(WRONG_STATE, NULL, eviction_wrong_state)        \
    X(NO_ACCESS, NULL, eviction_no_access)            \
    X(WORDS_MISSING, "words", eviction_words_missing) \
    X(WORDS_STRAY, "words", eviction_words_stray)     \
    X(NOT_TRIED, NULL, eviction_not_tried)            \
    X(NOT_WARNED, NULL, eviction_not_warned)          \
    X(TOO_SOON, "out_on", eviction_too_soon)          \
    X(TWO_WEEKS, "out_on", eviction_two_weeks)        \
    X(DAY_MISSING, "out_on", eviction_day_missing)    \
    X(OWED_MISSING, NULL, eviction_owed_missing)      \
    X(HELP_LATER, "on_date", eviction_help_later)     \
    X(LETTER_FAILED, NULL, lease_letter_failed)
enum home_fault {
    HOME_DONE = 0,
    HOME_FAULT_FIRST = -700,
#define X(name, field, key) HOME_##name,
    HOME_FAULTS(X)
#undef X
};
struct home_fault_text {
    const char *field;
    text_key why;
};
struct home_fault_text home_fault_text(int fault);

/* From each state, what it may become: a table, the same as the trigger's. Pure. */
bool home_step(enum home_state from, enum home_state to);
bool home_is_over(enum home_state state);

struct home_danger {
    struct case_id case_;
    enum home_cause cause;
    bool municipal;     /* about the municipality's lease in this case; else a private home */
    int64_t owed;       /* kroner; 0: not about money, or not known */
    struct date out_on; /* DATE_NONE: no day is named */
    const char *words;  /* NULL: none; never about what she uses or how she is */
};
/* Somebody has seen it: arrears or a complaint. The unit that has the responsibility gets it to do, today's business. `access` NULL: no words. */
int home_risk_open(struct db *db, const struct access *access, const struct home_danger *danger, struct home_risk_id *ret_risk);

/* One hook, set by main: a home is in danger. Whoever gets in touch when life turns is above. */
void home_on_risk(void (*hook)(struct db *db, struct case_id id, enum home_cause cause));

struct home_move {
    struct home_risk_id risk;
    enum home_state to;
    struct date out_on; /* of a termination: the end; of an enforcement: the day; DATE_NONE: as before */
    const char *words;  /* the ground, as it stands in the letter */
};
/* The landlord's next step, or its end. About a municipal home only by the unit that lets it, and then its letter is made; about a private home by
 * whoever follows her up. A termination or enforcement needs help tried first, a warning, and time. Each step tells those who can keep her home. */
int home_risk_move_on(struct db *db, const struct access *access, const struct home_move *move);

/* The first letter about rent that is not paid: how much, and who helps. By the unit that lets the home, before anything else is written. */
int home_write_arrears(struct db *db, const struct access *access, struct home_risk_id risk);

/* Something that may keep the home was done. */
int home_help_add(struct db *db, struct home_risk_id risk, enum home_help help, enum home_help_result result, struct date on);
/* Her side of it, in her words. */
int home_she_says(struct db *db, const struct access *access, struct home_risk_id risk, const char *words);

struct home_risk_brief {
    struct home_risk_id id;
    struct case_id case_;
    struct person_id person;
    struct lease_id lease; /* 0: a private home */
    struct unit_id unit;
    enum home_cause cause;
    enum home_state state;
    struct date opened_on, warned_on, told_on, out_on, ended_on;
    int64_t owed;
};
bool home_risk_now(struct db *db, struct case_id id, struct home_risk_brief *ret_risk); /* the open one, else the newest */
/* Has somebody talked with her, and has one thing more been tried? Before that nothing is terminated. */
bool home_help_is_tried(struct db *db, struct home_risk_id risk);
/* The first day an enforcement may be asked for, after a warning sent that day: two weeks (TVF-1). Pure but for the law. */
struct date home_enforcement_from(struct date warned_on);

/* ── rent, month by month ─────────────────────────────────────────────── */

struct rent_line {
    const char *dwelling_number;
    struct date month, due_on; /* month: its first day */
    int64_t amount, paid;
};
struct lease_id rent_lease_of(struct db *db, const char *dwelling_number); /* the lease that runs there; 0: none */
enum rent_put { RENT_ADDED = 1, RENT_CHANGED, RENT_UNCHANGED };
enum rent_put rent_put(struct db *db, struct lease_id lease, const struct rent_line *line);
/* After a file: rent that is two weeks late is the first sign, and somebody's to help with; what is paid again is over when nothing but the rent was
 * wrong. */
void rent_look(struct db *db, struct lease_id lease);

/* Measures and flexible help: the catalogue of what the municipality has, a person in a measure, the switch from one to another without a gap, tailoring inside
 * one, and what is agreed for the weeks that come, inside what is decided and without a new decision.,
 * MODEL 6.2 A15, 6.3 K2 K3 K6 K7. Minutes are minutes a week; days are dates in Oslo; positions are per cent of a full one.
 * Everything runs in the caller's write transaction and by its actor. A rule that says no returns a negative MEASURE_… and changes nothing. */
#pragma once
#include "domain/decision/joint.h"
#include "domain/secrecy/secrecy.h"
#include "measure_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define MEASURE_FAULTS(X)                                    \
    X(NOT_FOUND, NULL, measure_not_found)                    \
    X(NOT_YOURS, NULL, measure_not_yours)                    \
    X(CASE_CLOSED, NULL, measure_case_closed)                \
    X(NOT_OPEN, "measure", measure_not_open)                 \
    X(ALREADY, "measure", measure_already)                   \
    X(AGE, "measure", measure_age_no)                        \
    X(TICKET_OPEN, "tickets", measure_ticket_unknown)        \
    X(TICKET_NOT_MET, "tickets", measure_ticket_no)          \
    X(FULL, "measure", measure_is_full)                      \
    X(NOT_ASKED, "agreed", measure_not_asked)                \
    X(SAID_NO, NULL, measure_said_no)                        \
    X(NO_ACCESS, NULL, measure_no_access)                    \
    X(GROUND_MISSING, "ground", measure_ground_missing)      \
    X(NEEDS_CHANGE, "ground", measure_needs_change)          \
    X(DAY_WRONG, "from", measure_day_wrong)                  \
    X(BEFORE_GROUND, "from", measure_before_ground)          \
    X(STAFF_ELSEWHERE, "contact", measure_staff_elsewhere)   \
    X(NO_SWITCH, NULL, measure_no_switch)                    \
    X(SAME, "measure", measure_same)                         \
    X(NO_TAILORING, NULL, measure_no_tailoring)              \
    X(WORDS_MISSING, "words", measure_words_missing)         \
    X(CHANGED, NULL, measure_changed)                        \
    X(WRONG_STATE, NULL, measure_wrong_state)                \
    X(SUSPENDED, NULL, measure_suspended)                    \
    X(OUTSIDE_BAND, "minutes", measure_outside_band)         \
    X(UNTIL_WRONG, "until", measure_until_wrong)             \
    X(PHASE_ORDER, "phase", measure_phase_order)             \
    X(GAP_OPEN, NULL, measure_gap_already)                   \
    X(NO_TASKS, "task_measure", measure_no_tasks)            \
    X(TASK_OPEN, "task", measure_task_already)               \
    X(CODE_TAKEN, "code", measure_code_taken)                \
    X(CODE_WRONG, "code", measure_code_wrong)                \
    X(LABEL, "plain_nb", measure_label)                      \
    X(NUMBER_WRONG, "places", measure_number_wrong)          \
    X(DONE_TODAY, NULL, measure_done_today)                  \
    X(NOT_ALL, NULL, measure_not_all)
enum measure_fault {
    MEASURE_DONE = 0,
    MEASURE_FAULT_FIRST = -900,
#define X(name, field, key) MEASURE_##name,
    MEASURE_FAULTS(X)
#undef X
};
struct measure_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct measure_fault_text measure_fault_text(int fault);

/* ── rules, pure ──────────────────────────────────────────────────────── */

bool measure_step(enum measure_state from, enum measure_state to);
bool help_task_step(enum help_task_state from, enum help_task_state to);
/* Is she of the age it is for on that day? Not known is no. Ages include the whole last year. */
bool measure_age_fits(struct maybe_int from, struct maybe_int to, struct date born, struct date today);
/* What the minutes a week are against what is decided: in it, too little, too much. Without an amount, or by need, everything is in it. */
enum measure_band { BAND_IN = 1, BAND_BELOW, BAND_ABOVE };
enum measure_band measure_band(const struct amount *decided, int64_t minutes);
/* Does a decision about one kind of help, given by one unit, cover a measure? Units of one house (a unit and what stands under it) count as one. */
bool measure_covered(const struct profile *profile, enum service_kind decided, const char *decided_unit, enum service_kind help, const char *unit);
bool measure_may_switch(enum flexibility flexibility); /* */
bool measure_may_tailor(enum flexibility flexibility); /* */
/* The next phase may be this one: each in its turn, none twice; follow-up may begin without a signed agreement, never before the mapping. */
bool measure_phase_next(unsigned done, enum measure_phase next); /* done: bits 1 << phase */

/* ── the catalogue ────────────────────────────────────────────────────── */

struct profile;
/* Makes the catalogue say what the profile says. Room, opening and the municipality's own rules stay as they were set. Idempotent. */
void measure_sync(struct db *db, const struct profile *profile);
struct measure_new {
    const char *code, *name_nb, *name_nn, *plain_nb, *plain_nn; /* plain empty: as the name */
    enum measure_kind kind;
    struct unit_id unit;
    enum measure_run_by run_by;
    enum measure_arena arena;
    struct maybe_int places;
};
int measure_add(struct db *db, const struct measure_new *measure, struct measure_id *ret_measure);
struct measure_setting {
    struct measure_id measure;
    int64_t version;
    struct maybe_int places, positions;
    bool open;
    int64_t agreement_days, review_weeks;
};
int measure_settle(struct db *db, const struct measure_setting *setting);
struct measure_words {
    const char *words_nb, *words_nn, *why_nb, *why_nn;
};
int measure_rule_begin(struct db *db, struct measure_id measure, const struct measure_words *rule);
int measure_rule_stop(struct db *db, struct measure_id measure, struct measure_rule_id rule);
int measure_ticket_begin(struct db *db, struct measure_id measure, enum ticket_kind kind, const struct measure_words *ticket);
int measure_ticket_stop(struct db *db, struct measure_id measure, struct measure_ticket_id ticket);
/* How near the team is to the eight principles today: one mark each. */
struct fidelity_said {
    enum fidelity_mark marks[FIDELITY_PRINCIPLE_COUNT + 1]; /* by principle */
    const char *todo[FIDELITY_PRINCIPLE_COUNT + 1];         /* NULL: nothing */
};
int measure_fidelity_say(struct db *db, struct measure_id measure, const struct fidelity_said *said);

/* ── a person in a measure ────────────────────────────────────────────── */

/* Is the unit the actor's own, or of the same house? Then she answers for its measures. */
bool measure_is_ours(struct db *db, struct unit_id unit);
struct ticket_said {
    struct measure_ticket_id ticket;
    enum ticket_answer answer;
};
struct measure_entry {
    struct case_id case_;
    struct measure_id measure;
    struct staff_id contact;       /* 0: nobody by name yet */
    enum measure_ground ground;    /* 0: as the stay it follows */
    struct decision_part_id part;  /* of DECIDED */
    struct service_id service;     /* of BEFORE_DECISION: a line whose clock runs (R-094, I-09) */
    struct date from;
    bool agreed;                   /* she has been asked, and would like it */
    const struct ticket_said *tickets;
    size_t n_tickets;
    const char *words;             /* NULL: none; why this one, in the measure's zone */
};
/* Into a measure: it is open, she is of its age, every ticket is met, there is room, and something stands behind it. `access` covers the measure's zone when there are
 * tickets or words; NULL: neither. */
int measure_enter(struct db *db, const struct access *access, const struct measure_entry *entry, struct measure_stay_id *ret_stay);
/* Waits for it, and for what: the giving unit is asked and has a task. Nothing is needed but that she would like it. */
int measure_queue(struct db *db, const struct access *access, const struct measure_entry *entry, struct measure_stay_id *ret_stay);
/* From waiting to in it; as measure_enter. */
int measure_admit(struct db *db, const struct access *access, struct measure_stay_id stay, const struct measure_entry *entry);
/* Out of one and into another on the same day, in one step and on the same ground; no new decision where the one there is covers both. (R-227, A15) */
int measure_switch(struct db *db, const struct access *access, struct measure_stay_id from, const struct measure_entry *entry, struct measure_stay_id *ret_stay);

struct measure_ending {
    struct case_id case_;
    struct measure_stay_id stay;
    int64_t version;
    enum measure_over why;
    struct date on;    /* the first day it is over */
    const char *words; /* NULL: none */
};
int measure_end(struct db *db, const struct access *access, const struct measure_ending *ending);
int measure_leave_queue(struct db *db, struct case_id id, struct measure_stay_id stay, int64_t version);
/* What is done differently for her inside the measure. */
int measure_tailor(struct db *db, const struct access *access, struct case_id id, struct measure_stay_id stay, const char *words);
int measure_change_contact(struct db *db, struct case_id id, struct measure_stay_id stay, int64_t version, struct staff_id contact);
/* Fits: asked no more. Partly or not: asked again, and not: a task to find something that does. */
int measure_reviewed(struct db *db, const struct access *access, struct case_id id, struct measure_stay_id stay, enum measure_result result, const char *words);
int measure_phase(struct db *db, struct case_id id, struct measure_stay_id stay, enum measure_phase phase);

/* Each new measure, switch or change of contact is a transition of its own. Set by main, since transitions are above. */
enum measure_change { MEASURE_CHANGE_NEW = 1, MEASURE_CHANGE_SWITCH, MEASURE_CHANGE_CONTACT };
struct measure_changed {
    struct case_id case_;
    struct measure_stay_id stay;
    struct unit_id unit;
    enum measure_change change;
    struct date from, review_on;
};
void measure_on_change(void (*changed)(struct db *db, const struct measure_changed *change));
/* The minutes that were given her from `first` up to `last`, by whoever logs visits. Set by main; unset: not known. */
void measure_on_given(int64_t (*given)(struct db *db, struct case_id id, struct unit_id unit, struct date first, struct date last));

/* A worker leaves: another in the unit goes on. */
void measure_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to);

/* ── the weeks that come ──────────────────────────────────────────────── */

struct agreement_new {
    struct case_id case_;
    struct measure_stay_id stay;
    int64_t minutes;
    struct date until;             /* DATE_NONE: as long as the measure's agreements last */
    const char *words, *her_words; /* words: what is agreed; her_words NULL: none */
};
/* Inside the decided band, without a new decision. The one before is replaced. */
int measure_agree(struct db *db, const struct access *access, const struct agreement_new *agreement, struct help_agreement_id *ret_agreement);
/* Once more, as long as such an agreement lasts from today. */
int measure_confirm(struct db *db, struct case_id id, struct help_agreement_id agreement, int64_t version);

/* ── beside ───────────────────────────────────────────────────────────── */

/* No measure fits: said once, and closed when something did. (K6) */
int measure_gap_say(struct db *db, struct case_id id, enum gap_why why);
int measure_gap_end(struct db *db, struct case_id id, enum gap_end how);
/* She was asked whether she would like it. A no is asked again. */
int measure_offered(struct db *db, struct case_id id, struct measure_id measure, enum measure_answer answer);
/* A piece of everyday help for the unit of a measure that takes such on. `every_weeks` 0: once. */
struct help_task_new {
    struct case_id case_;
    struct measure_id measure;
    enum help_task_kind kind;
    int64_t every_weeks;
    struct date due;
    bool agreed;
};
int help_task_ask(struct db *db, const struct help_task_new *task, struct help_task_id *ret_task);
int help_task_say(struct db *db, struct case_id id, struct help_task_id task, bool takes);
/* Done: once, or this time; `last`: and no more. */
int help_task_did(struct db *db, struct case_id id, struct help_task_id task, bool last);

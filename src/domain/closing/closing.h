/* Cases that rest until a day, persons who are asked again, and cases that close: by two, with her, and never because she does not do as we wish.
 * Sources: MODEL 3.1, R-019, R-225, I-10. Who may open the case at all is decided before it comes here. */
#pragma once
#include "closing_schema.h"
#include "domain/decision/joint.h"
#include "domain/relation/relation.h"

/* Why not. X(name, form field or NULL, text key) */
#define CLOSING_FAULTS(X)                                       \
    X(NOT_FOUND, NULL, closing_not_found)                       \
    X(NOT_HOLDER, NULL, closing_not_holder)                     \
    X(WRONG_STATE, NULL, closing_wrong_state)                   \
    X(LOOK_TOO_SOON, "look_at", closing_look_too_soon)          \
    X(LOOK_TOO_LATE, "look_at", closing_look_too_late)          \
    X(WORKER_UNKNOWN, "staff", closing_worker_unknown)          \
    X(NEXT_MISSING, "next_on", closing_next_missing)            \
    X(NEXT_TOO_SOON, "next_on", closing_next_too_soon)          \
    X(NEXT_TOO_LATE, "next_on", closing_next_too_late)          \
    X(ASKED_LATER, "on_date", closing_asked_later)              \
    X(NOT_DECLINED, NULL, closing_not_declined)                 \
    X(SHE_DECLINES, "ground", closing_she_declines)             \
    X(SHE_DOES_NOT, "ground", closing_she_does_not)             \
    X(NO_CONTACT, "ground", closing_no_contact)                 \
    X(BREAKS_RULES, "ground", closing_breaks_rules)             \
    X(ANSWER_MISSING, "answer", closing_answer_missing)         \
    X(SHE_DISAGREES, "answer", closing_she_disagrees)           \
    X(NOT_REACHED, "answer", closing_she_is_not_reached)        \
    X(STILL_OPEN, NULL, closing_still_open)                     \
    X(CONTACT_UNKNOWN, "contact_unit", closing_contact_unknown) \
    X(SAME_PERSON, NULL, closing_same_person)                   \
    X(WAY_MISSING, "way", closing_way_missing)                  \
    X(NO_LETTER, NULL, closing_no_letter)
enum closing_fault {
    CLOSING_FINE = 0,
    CLOSING_FAULT_FIRST = -400,
#define X(name, field, key) CLOSING_##name,
    CLOSING_FAULTS(X)
#undef X
};
struct closing_fault_text {
    const char *field;
    text_key why;
};
struct closing_fault_text closing_fault_text(int fault);

/* ── rest ── */

/* The holder lets the case rest until `look_at`, at most the profile's days from today; `staff` (0: the unit) looks at it again. */
int rest_begin(struct db *db, struct case_id id, enum rest_reason reason, struct date look_at, struct staff_id staff);
/* It has been looked at: the case is in progress. */
int rest_end(struct db *db, struct case_id id);
/* Job: the day has come. The case is open again, and somebody's to look at. */
#define JOB_REST_LOOK "rest_look"
void rest_look_job(struct db *db, int64_t subject, struct instant now);

/* ── asked again ── */

/* The longest one waits before she is asked again. */
struct date offer_at_latest(struct date today);
/* She wants no help now (`home_only`: nothing but a home). Said again: changed. Nothing else in the case is touched. (I-10) */
int offer_declined(struct db *db, struct case_id id, bool home_only, struct date next_on);
/* She was asked on a day. Yes: it is over, and the holder starts the help. Anything else: again on `next_on`. */
int offer_answered(struct db *db, struct case_id id, enum offer_answer answer, struct date on_date, struct date next_on);

/* One hook, set by main: she has been heard about help. Whoever follows how it goes with the help is above. */
enum offer_heard { OFFER_HEARD_NO, OFFER_HEARD_YES, OFFER_HEARD_NOT_YET };
void offer_on_heard(void (*heard)(struct db *db, struct case_id id, enum offer_heard what));

/* ── closing ── */

/* Pure: may a case be closed on that ground with that answer of hers? Never because of how she is. */
enum closing_fault closing_may(enum closing_ground ground, enum closing_answer answer);

struct closing_open {
    enum closing_block block;
    struct unit_id unit;
    const char *code; /* of the kind in its own module */
};
struct closing_opens {
    struct closing_open *v;
    size_t n;
};
/* What must be finished first. On the death of a person only what others still have to do counts: her decisions end with her. */
struct closing_opens closing_open_things(struct db *db, struct case_id id, enum closing_ground ground);

struct closing_new {
    enum closing_ground ground;
    enum closing_answer answer;  /* 0 when she has died */
    struct unit_id contact_unit; /* where she comes back */
};
int closing_proposal(struct db *db, struct case_id id, const struct closing_new *closing, struct case_closing_id *ret_closing);
int closing_withdrawn(struct db *db, struct case_id id);
/* By another than the one who proposed, in the unit that holds: the case is closed and her letter made. `way`: how she gets it; 0 when she has died. */
int closing_agreed(struct db *db, struct case_id id, enum closing_way way);
int closing_turned_down(struct db *db, struct case_id id, enum closing_no no);
/* It was closed by mistake, or she is back and no message was taken: the same case again, held by the actor's unit. */
int closing_opened_again(struct db *db, struct case_id id);

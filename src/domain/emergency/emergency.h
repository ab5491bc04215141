/* A place to stay now, for somebody who has none (MODEL 3.13): asked for by whoever met her, answered the same day, written down, and followed until
 * it is known where she went.; SOT-6, SOT-7, FVL-23. Everything runs in the caller's write transaction and by its actor. A
 * rule that says no returns a negative NIGHT_… and changes nothing. */
#pragma once
#include "domain/decision/adjust.h"
#include "domain/secrecy/secrecy.h"
#include "emergency_schema.h"
#include "platform/jobs/jobs.h"

/* Why not. X(name, form field or NULL, text key) */
#define NIGHT_FAULTS(X)                                               \
    X(NOT_FOUND, NULL, night_not_found)                               \
    X(CASE_CLOSED, NULL, night_case_closed)                           \
    X(NOBODY_ANSWERS, NULL, night_nobody_answers)                     \
    X(SHE_SAID_NO, NULL, night_she_said_no)                           \
    X(ASKED_ALREADY, NULL, night_asked_already)                       \
    X(HAS_STAY, NULL, night_has_stay)                                 \
    X(NOT_YOURS, NULL, night_not_yours)                               \
    X(ANSWERED, NULL, night_answered)                                 \
    X(CHILDREN_MANY, "children", night_children_many)                 \
    X(PLACE_MISSING, "place", night_place_missing)                    \
    X(KIND_MISSING, "kind", night_kind_missing)                       \
    X(PLACE_TAKEN, "registered", night_place_taken)                   \
    X(NOT_FOR_CHILDREN, "shared_why", night_not_for_children)         \
    X(SHARED_WITH_CHILDREN, "shared_why", night_shared_with_children) \
    X(UNTIL_PAST, "until", night_until_past)                          \
    X(UNTIL_TOO_FAR, "until", night_until_too_far)                    \
    X(INSTEAD_MISSING, "instead", night_instead_missing)              \
    X(NO_STAY, NULL, night_no_stay)                                   \
    X(NOT_LONGER, "until", night_not_longer)                          \
    X(HER_SIDE_MISSING, "she_says", night_her_side_missing)           \
    X(THEIR_SIDE_MISSING, "they_say", night_their_side_missing)       \
    X(END_BEFORE_START, "ended_on", night_end_before_start)           \
    X(END_IN_FUTURE, "ended_on", night_end_in_future)                 \
    X(NO_ACCESS, NULL, night_no_access)
enum night_fault {
    NIGHT_DONE = 0,
    NIGHT_FAULT_FIRST = -300,
#define X(name, field, key) NIGHT_##name,
    NIGHT_FAULTS(X)
#undef X
};
struct night_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct night_fault_text night_fault_text(int fault);

/* The unit that answers: the one the profile names, else the one that does emergency housing. 0: the municipality has none. */
struct unit_id night_unit(struct db *db);
bool night_offers_baton(void); /* it is asked to take the main responsibility in the same step */
struct date night_first_until(struct date from);
/* The next day something is said about a stay that ends on `until`, after `today`: a warning before the end, the day after it, or the day it has
 * been long; DATE_NONE: nothing more. Pure. */
struct date night_next_watch(struct date from, struct date until, struct date today);

struct night_asking {
    struct case_id case_;
    int64_t children;  /* who sleep where she sleeps */
    const char *words; /* NULL: none */
};
/* Asked for, due today, whatever the hour. The unit that answers finds the case from now. The actor's unit may be the one that answers. */
int night_ask(struct db *db, const struct night_asking *asking, struct night_need_id *ret_need);
int night_withdraw(struct db *db, struct case_id id, struct night_need_id need);

struct night_where {
    enum place_kind kind;
    const char *place, *shared_why; /* shared_why: for a shared place, or one not for children, with children along */
    struct temporary_place_id registered; /* of the register, with `number` of its places; 0: a place that is not in it */
    int64_t number;
    bool not_for_children;
};
/* The lowest number of a registered place that nobody has, with its name and kind; `more` ("room 12") stands after the name and may be NULL. It is held when the stay is
 * kept, in the same transaction. NIGHT_PLACE_TAKEN: full, or no longer in use. */
int night_where_registered(struct db *db, struct temporary_place_id place, const char *more, struct night_where *where);
/* The registered places that have something free today. */
struct night_place_free {
    struct temporary_place_id id;
    const char *name;
    enum temporary_kind kind;
    int64_t free;
};
struct night_places_free {
    struct night_place_free *v;
    size_t n;
};
struct night_places_free night_places_free(struct db *db);
int night_long_days(void); /* from when a stay is long, and a place has been held long */
/* For a demonstration: what its page would have written, some time ago. */
void demo_temporary(struct db *db, const char *name, enum temporary_kind kind, int64_t places, bool good, struct date since);

struct night_grant {
    struct case_id case_;
    struct night_need_id need;
    struct night_where where;
    struct date from, until;
    enum night_told told;
    struct decision_part_id part; /* 0: not written down yet */
};
/* `access` covers the social zone. */
int night_grant(struct db *db, const struct access *access, const struct night_grant *grant);
/* Would it be taken? Before anything is written. */
int night_grant_check(struct db *db, const struct night_grant *grant);

struct night_no {
    struct case_id case_;
    struct night_need_id need;
    enum night_refusal reason;
    enum night_told told;
    const char *instead;          /* what she can do tonight */
    struct decision_part_id part; /* 0: not written down yet */
};
int night_refuse_check(struct db *db, const struct night_no *no);
int night_refuse(struct db *db, const struct night_no *no);

/* ── while it runs ────────────────────────────────────────────────────── */
struct night_stay {
    struct night_stay_id id;
    struct night_need_id need;
    struct case_id case_;
    struct person_id person;
    struct unit_id unit, holder;
    struct date from, until;
    int64_t children, seq;
    bool has_place;
    struct decision_part_id part; /* of the last term; 0: said only */
};
bool night_stay_now(struct db *db, struct case_id id, struct night_stay *ret_stay);
/* May the actor's unit do something with the stay? The one that found the place, or the one that has the responsibility. */
bool night_stay_is_ours(const struct night_stay *stay, struct unit_id unit);
int night_extend_check(struct db *db, struct case_id id, struct date until);
/* Goes on where it would have ended: no gap. `part` 0: said only. */
int night_extend(struct db *db, struct case_id id, struct date until, enum night_told told, struct decision_part_id part);

/* A part that gives her more time was written on the decision's own pages and has been issued: the stay lasts as long. */
void night_follow_decision(struct db *db, struct case_id id, const struct part *part);

struct night_move {
    enum place_why why;              /* better, own_wish or excluded */
    struct night_where where;        /* kind 0: none yet, only when she was put out */
    const char *they_say, *she_says; /* both, when she was put out (SOT-7) */
    struct date from;
};
int night_move(struct db *db, const struct access *access, struct case_id id, const struct night_move *move);
int night_end(struct db *db, struct case_id id, struct date ended_on, enum stay_end how);
/* She has the keys to her own home: a stay that runs ends that day and not before, whoever gave her the keys. Without a stay nothing happens. */
void night_end_with_keys(struct db *db, struct case_id id, struct date on);

/* Job: an end comes near, has passed, or the stay has been long. */
#define JOB_NIGHT_DUE "night_due"
void night_due_job(struct db *db, int64_t subject, struct instant now);

/* For the unit's own page: requests that wait for it, and stays that it has found the place of. */
int64_t night_count_of_unit(struct db *db, struct unit_id unit);

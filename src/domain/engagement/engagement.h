/* Nobody gives up when somebody says no (MODEL 3.12): where a case stands with the help, her no to all of it or to any part at any time, the way back to the
 * same contact, a caretaker who keeps in touch, what is done together meanwhile, when an approach is thought through again, what help is and is not given,
 * and a contact when life turns.; I-10. Everything runs in the caller's write transaction and by its actor. A rule that says
 * no returns a negative ENGAGEMENT_… (or one of closing's) and changes nothing. Nothing here writes to a home, a lease, an application or the case's state. */
#pragma once
#include "domain/closing/closing.h"
#include "domain/followup/followup.h"
#include "domain/meeting/meeting.h"
#include "domain/secrecy/secrecy.h"
#include "engagement_schema.h"
#include "platform/jobs/jobs.h"

/* Why not. X(name, form field or NULL, text key) */
#define ENGAGEMENT_FAULTS(X)                                   \
    X(NOT_FOUND, NULL, engagement_not_found)                   \
    X(CASE_CLOSED, NULL, engagement_case_closed)               \
    X(WRONG_STATE, NULL, engagement_wrong_state)               \
    X(CHANGED, NULL, engagement_changed)                       \
    X(NOTHING_SAID, "all", engagement_nothing_said)            \
    X(PART_UNKNOWN, "service", engagement_part_unknown)        \
    X(NO_NO, NULL, engagement_no_no)                           \
    X(CARETAKER_UNKNOWN, "caretaker", engagement_caretaker_unknown) \
    X(ASK_HER_FIRST, "knows", engagement_ask_her_first)        \
    X(SHE_SAID_NO, "caretaker", engagement_she_said_no)        \
    X(NO_MEETING, "meeting", engagement_no_meeting)            \
    X(KIND_MISSING, "kind", engagement_kind_missing)           \
    X(NEXT_TOO_SOON, "next_on", engagement_next_too_soon)      \
    X(NEXT_TOO_LATE, "next_on", engagement_next_too_late)      \
    X(IN_FUTURE, "on_date", engagement_in_future)              \
    X(BEFORE, "on_date", engagement_before)                    \
    X(LONG_AGO, "on_date", engagement_long_ago)                \
    X(NO_ZONE, NULL, engagement_no_zone)
enum engagement_fault {
    ENGAGEMENT_DONE = 0,
    ENGAGEMENT_FAULT_FIRST = -900,
#define X(name, field, key) ENGAGEMENT_##name,
    ENGAGEMENT_FAULTS(X)
#undef X
};
struct engagement_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct engagement_fault_text engagement_fault_text(int fault);

/* ── where it stands ──────────────────────────────────────────────────── */

/* May it go from one to the other? The table of MODEL 3.12, and her right to say no and yes from wherever she is; the schema has it as a trigger. Pure. */
bool engagement_may_step(enum engagement_state from, enum engagement_state to);
bool engagement_says_no(enum engagement_state state); /* to all of it: declined, or watched over */

struct engagement_now {
    struct engagement_id id; /* 0: nothing has been said yet, and the state is not_started */
    enum engagement_state state;
    struct date since, rethink_on;
    struct staff_id contact; /* who she knew when she said no; 0: not needed or not known */
    const char *contact_name;
    bool contact_works; /* still here */
    int64_t version;
};
struct engagement_now engagement_now(struct db *db, struct case_id id);
/* Getting to know each other, under way, or a break: the steps that are not a no. When it is under way, what was done meanwhile is over. */
int engagement_go(struct db *db, struct case_id id, enum engagement_state to);

/* ── no and yes ───────────────────────────────────────────────────────── */

struct engagement_no {
    struct case_id case_;
    bool all;                          /* all follow-up; else the services */
    const struct service_id *services; /* help that runs */
    size_t n_services;
    enum no_told told;
    struct date next_on;        /* of `all`: when she is asked again */
    struct staff_id caretaker;  /* of `all`; 0: nobody yet */
    bool knows;                 /* she has been asked about the caretaker, and it is fine with her */
    struct meeting_series_id meeting; /* of `all`: where "what do we do together?" is taken up; 0: not now */
};
int engagement_say_no(struct db *db, const struct engagement_no *no);
/* Yes to one part again; `no` 0: to all of it, and the same contact as before is hers, if she still works here. (K15) */
int engagement_say_yes(struct db *db, struct case_id id, struct help_no_id no);
/* For closing's hook: she has been heard about help, from whichever page. */
void engagement_hear(struct db *db, struct case_id id, enum offer_heard what);
/* For followup's hook: what she has said no to. */
struct service_nos engagement_nos(struct db *db, struct case_id id);
/* For closing's hook: with her agreement the case is closed, and so is what only kept in touch. What she has said stands in the history. */
void engagement_ends(struct db *db, struct case_id id);
struct date engagement_ask_on(struct date today); /* the first time she is asked again, as the municipality does: 10 November gives the 24th */

/* ── who keeps in touch (caretaker.c) ─────────────────────────────────── */

int engagement_ask_caretaker(struct db *db, struct case_id id, struct staff_id caretaker, bool knows);
int engagement_end_caretaker(struct db *db, struct case_id id);
/* A caretaker leaves: whom he kept in touch with is his unit's until it asks another; the days he had set stand. (R-223, I-03) */
void engagement_caretaker_leaves(struct db *db, struct unit_id unit, struct staff_id staff);
/* A line of his log and the next day, by his unit. When she wants contact, whoever has the case asks her today. */
int caretaker_write(struct db *db, struct caretaker_contact_id contact, enum caretaker_did did, struct date on_date, struct date next_on);
int64_t caretaker_count(struct request *rq); /* for the menu: due today or before */

/* ── not giving up (chance.c) ─────────────────────────────────────────── */

/* What is done together while she says no; with anything of it a declined case is watched over. */
int engagement_meanwhile(struct db *db, struct case_id id, const enum meanwhile_kind *kinds, size_t n);
/* The series where one asks what to do together: the first that takes up single cases across units. 0: none. */
struct meeting_series_id engagement_series(struct db *db);
int engagement_to_meeting(struct db *db, struct case_id id, struct meeting_series_id series);
int engagement_think_again(struct db *db, struct case_id id, enum rethink_kind kind, struct date next_on);
/* Something happened; somebody gets in touch within the profile's days. `by` the program: a rule elsewhere saw it. The same thing on the same day is one. */
int engagement_life_event(struct db *db, struct case_id id, enum life_event_kind kind, struct date on_date);
/* The same, seen by the program: only when nobody meets her as it is, that is when the case rests, or she has said no or has a break. */
void engagement_life_turned(struct db *db, struct case_id id, enum life_event_kind kind);
int engagement_met_after(struct db *db, struct case_id id, struct life_event_id event, struct date met_on);
void engagement_on_meetings(void); /* the kind of item that is this module's */

/* Job: an approach has not got there in the time the municipality gives it. */
#define JOB_ENGAGEMENT_DUE "engagement_due"
void engagement_due_job(struct db *db, int64_t subject, struct instant now);

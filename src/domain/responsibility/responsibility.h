/* Who holds the baton and who owes what meanwhile: the rules of MODEL §3.2. The actor of the transaction is the one who acts; time is
 * the transaction's. A rule that says no returns a negative BATON_… and changes nothing. Lists for pages are the queries of
 * responsibility.sql: handover_waiting, handover_sent, duty_of_unit, baton_periods. */
#pragma once
#include "domain/work/work.h"
#include "platform/auth/access.h"
#include "platform/http/http.h"
#include "platform/jobs/jobs.h"
#include "responsibility_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define BATON_FAULTS(X) \
    X(NOT_FOUND, NULL, responsibility_not_found) \
    X(CASE_CLOSED, NULL, responsibility_case_closed) \
    X(NOT_HOLDER, NULL, responsibility_not_holder) \
    X(NOT_RECEIVER, NULL, responsibility_not_receiver) \
    X(SAME_UNIT, "to_unit", responsibility_same_unit) \
    X(CANNOT_HOLD, "to_unit", responsibility_cannot_hold) \
    X(ALREADY_OFFERED, NULL, responsibility_already_offered) \
    X(ALREADY_ACCEPTED, NULL, responsibility_already_accepted) \
    X(ALREADY_REFUSED, NULL, responsibility_already_refused) \
    X(ALREADY_WITHDRAWN, NULL, responsibility_already_withdrawn) \
    X(NOT_DUE, NULL, responsibility_not_due) \
    X(WHAT_MISSING, "what", responsibility_what_missing) \
    X(SAYS_MISSING, "person_says", responsibility_says_missing) \
    X(REASON_MISSING, "refusal_text", responsibility_refusal_missing) \
    X(PROPOSAL_MISSING, "proposed", responsibility_proposal_missing) \
    X(PROPOSAL_SELF, "proposed", responsibility_proposal_self) \
    X(STAFF_UNKNOWN, "staff", responsibility_staff_unknown) \
    X(STAFF_SAME, "staff", responsibility_staff_same) \
    X(STAFF_BARRED, "staff", responsibility_staff_barred) \
    X(STAFF_NOT_NAMED, "staff", responsibility_staff_not_named) \
    X(NOT_ON_DUTY, NULL, responsibility_not_on_duty) \
    X(HOLDS_ALREADY, NULL, responsibility_holds_already) \
    X(UNIT_UNKNOWN, "unit", responsibility_unit_unknown) \
    X(DUTY_EXISTS, "kind", responsibility_duty_exists) \
    X(DUTY_NOT_YOURS, NULL, responsibility_duty_not_yours) \
    X(DUTY_ENDED, NULL, responsibility_duty_ended) \
    X(DUTY_STEP, "state", responsibility_duty_step) \
    X(DUTY_CHANGED, NULL, responsibility_duty_changed) \
    X(DUE_PAST, "due", responsibility_due_past) \
    X(DISPUTED, NULL, responsibility_disputed) \
    X(NOT_PARTY, NULL, responsibility_not_party) \
    X(WHY_MISSING, "why", responsibility_why_missing) \
    X(WORDS_MISSING, "words", responsibility_words_missing) \
    X(NOT_AUTHORITY, NULL, responsibility_not_authority) \
    X(OWN_JUDGE, NULL, responsibility_own_judge) \
    X(DECIDED_ALREADY, NULL, responsibility_decided_already) \
    X(NOT_DECIDED, NULL, responsibility_not_decided) \
    X(DECIDED_UNIT, "decided", responsibility_decided_unit) \
    X(REASONS_MISSING, "reasons", responsibility_reasons_missing) \
    X(APPEALED_ALREADY, NULL, responsibility_appealed_already) \
    X(APPEAL_MOOT, NULL, responsibility_appeal_moot) \
    X(APPEAL_ANSWERED, NULL, responsibility_appeal_answered) \
    X(PARTY_MISSING, "party", responsibility_party_missing) \
    X(NO_CONSENT, "ground", responsibility_no_consent) \
    X(DUTY_MISSING, "duty", responsibility_duty_missing) \
    X(ANSWER_DATE, "answered_on", responsibility_answer_date) \
    X(ANSWER_NAME, "answered_name", responsibility_answer_name) \
    X(ANSWER_REASON, "refusal", responsibility_answer_reason) \
    X(OUTSIDE_ANSWERED, NULL, responsibility_outside_answered)
enum baton_fault {
    BATON_DONE = 0,
    BATON_FAULT_FIRST = -200,
#define X(name, field, key) BATON_##name,
    BATON_FAULTS(X)
#undef X
};
struct baton_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct baton_fault_text baton_fault_text(int fault); /* why 0 for BATON_DONE and codes that are not ours */

/* The state table. Anything not in it is forbidden: 0. State 0 is «no offer». */
enum baton_act { ACT_OFFER = 1, ACT_ACCEPT, ACT_REFUSE, ACT_WITHDRAW, ACT_ESCALATE };
enum baton_party { PARTY_GIVER = 1, PARTY_RECEIVER, PARTY_SYSTEM, PARTY_OTHER };
enum handover_state baton_next(enum handover_state state, enum baton_act act, enum baton_party party);

struct baton_offer {
    struct unit_id to;
    enum handover_reason reason;
    const char *what;            /* what must be done */
    enum duty_kind keeps;        /* 0: the giver keeps nothing */
    enum person_asked asked;
    const char *says;            /* her own words; needed when she disagrees */
    bool at_once;                /* to be answered today: she has nowhere to sleep */
};
/* Whom functioning speaks for, when it is measured and the reader may see it. Filled by domain/evaluation, which stands above; one hook, set by main.
 * Nothing in it can come from a diagnosis. False: there is nothing to propose. */
struct baton_proposal {
    struct unit_id unit;
    const char *level; /* in the reader's words */
    struct date held_on;
};
void responsibility_on_proposal(bool (*fill)(struct request *rq, struct case_id id, struct baton_proposal *ret_proposal));

/* Would baton_offer take it? For the page that checks before it happens. */
int baton_offer_check(struct db *db, struct case_id id, const struct baton_offer *offer);
/* Only the holder, to a unit that may hold, one at a time. The giver holds until the answer. (I-02, R-029) */
int baton_offer(struct db *db, struct case_id id, const struct baton_offer *offer, struct handover_id *ret_handover);
/* Only the receiver. The giver's period ends and the receiver's begins at the same instant; what the giver keeps becomes its duty, its
 * tasks follow. `staff`: who takes it by name, or 0. Of two answers exactly one counts. (I-01, I-02) */
int baton_accept(struct db *db, struct case_id id, struct handover_id handover, struct staff_id staff);

struct baton_refusal {
    enum refusal_reason reason;
    const char *text;
    struct unit_id proposed; /* who should take it instead; may be the giver */
};
/* Only the receiver, with reason and proposal. The giver holds on, and a shove is counted. */
int baton_refuse(struct db *db, struct case_id id, struct handover_id handover, const struct baton_refusal *refusal);
int baton_withdraw(struct db *db, struct case_id id, struct handover_id handover, enum withdrawal_reason why, const char *text);

/* A new worker inside the holding unit. Somebody who is too close to her, or may not find her, could not open the case: she would be without anyone. (FVL-6, I-03) */
int baton_reassign(struct db *db, struct case_id id, struct staff_id staff);
/* May this worker have her case by name? BATON_DONE, BATON_STAFF_BARRED or BATON_STAFF_NOT_NAMED. */
int baton_may_have(struct db *db, struct case_id id, struct staff_id staff);
/* One hook, set by main: the case has gone from one worker to another in the same unit. */
void baton_on_new_worker(void (*hook)(struct db *db, struct case_id id));
/* A unit on duty day and night takes over for life or health; an open offer falls, the former holder is told and stands by. */
int baton_take_over(struct db *db, struct case_id id);
int baton_confirm_takeover(struct db *db, struct case_id id);
/* The case's worker in the unit leaves: another there has it, and meets her together with the old one. Nobody's form: by domain/succession. */
void baton_worker_follows(struct db *db, struct case_id id, struct unit_id unit, struct staff_id staff);
/* Is a meeting between her, the old and the new worker still to come? */
bool baton_meets_warmly(struct db *db, struct case_id id);
struct staff_id responsibility_leader(struct db *db, struct unit_id unit); /* 0: none today */
/* The unit's leader must choose who has the case. */
void responsibility_ask_leader(struct db *db, struct case_id id, struct unit_id unit);
/* The former worker and the new one have met her together. BATON_NOT_FOUND: nothing of the kind is waited for. */
int baton_warm_handover_done(struct db *db, struct case_id id);

/* Job "handover_due": the day for an answer has passed. */
#define JOB_HANDOVER_DUE "handover_due"
void responsibility_escalate_job(struct db *db, int64_t subject, struct instant now);

/* Another unit owes something; only the holder gives duties. `due` DATE_NONE: no date. */
int duty_add(struct db *db, struct case_id id, struct unit_id unit, enum duty_kind kind, struct date due, struct unit_duty_id *ret_duty);
/* Only the unit that owes it: in process → granted, refused or done; granted → done. `version` as read. */
int duty_change(struct db *db, struct case_id id, struct unit_duty_id duty, enum duty_state state, int64_t version);
/* Amount and note of an economic duty, in the social zone, which `access` must cover. */
void duty_note(struct db *db, const struct access *access, struct unit_duty_id duty, struct maybe_int amount, const char *note);

/* ── disagreement about who is responsible: the holder holds and help goes on while it runs (R-028, R-041, IPF-4, HOL-4, SOT-1) ── */
struct dispute_new {
    bool from_person;     /* she disputes it herself, and a worker writes it down */
    struct unit_id other; /* who should be responsible, as the one who raises it sees it; 0: does not say */
    const char *why;
};
/* The holder, a unit that has been asked or has held, the person, or NAV wherever it is in the case. A waiting offer falls. The authority of
 * the profile gets it, with a date; so that both sides and the person are heard the other unit sees the case meanwhile. */
int dispute_raise(struct db *db, struct case_id id, const struct dispute_new *dispute, struct dispute_id *ret_dispute);
/* How a unit of the case, or the person through it, sees the matter. */
int dispute_say(struct db *db, struct case_id id, struct dispute_id dispute, bool from_person, const char *words);

struct dispute_ruling {
    struct unit_id unit;  /* holds from now on; may be the holder */
    enum duty_kind keeps; /* what the former holder goes on with, or 0 */
    const char *reasons;
};
/* Only the authority, and not who raised it. Another holder than before: the periods meet at that instant. */
int dispute_decide(struct db *db, struct case_id id, struct dispute_id dispute, const struct dispute_ruling *ruling);
/* Once, by a unit the ruling went against; changes nothing by itself. */
int dispute_ask_again(struct db *db, struct case_id id, struct dispute_id dispute, const char *why);
/* The answer to it, by another than who decided. `unit` 0: the ruling stands. */
int dispute_answer_again(struct db *db, struct case_id id, struct dispute_id dispute, struct unit_id unit, const char *words);
/* Job: the date for a decision has passed; everyone concerned and the authority are told. */
#define JOB_DISPUTE_DUE "dispute_due"
void dispute_due_job(struct db *db, int64_t subject, struct instant now);
int64_t dispute_count_waiting(struct request *rq); /* for the menu: what waits for the session's unit to decide */

/* ── parties outside the system: a worker asks and writes down what they answer; they see nothing ── */
struct outside_new {
    enum outside_kind kind;
    const char *party;        /* who: "Fastlege Per Hansen" */
    enum outside_asked asked_for;
    enum duty_kind duty;      /* when asked_for is a duty */
    const char *what;
    enum outside_ground ground;
    enum outside_way way;
};
/* Any unit that works in the case. The municipality's own holder holds on whatever they answer (I-01). */
int outside_ask(struct db *db, struct case_id id, const struct outside_new *request, struct outside_request_id *ret_request);
struct outside_answer {
    enum outside_state state; /* accepted, refused or withdrawn */
    struct date on;
    const char *name;         /* who answered */
    enum outside_way way;
    enum refusal_reason refusal;
    const char *words;
};
/* Once. A no needs a coded reason and words, and is counted as a shove between the levels. */
int outside_register(struct db *db, struct case_id id, struct outside_request_id request, const struct outside_answer *answer);

/* Job, each day: cases where nothing happens and cases nobody has by name come to the leader, and after that to the coordinating unit if there
 * is one; the bounce index of each case is counted anew once a week. */
#define JOB_BATON_WATCH "baton_watch"
void baton_watch_job(struct db *db, int64_t subject, struct instant now);

/* A unit becomes part of another: offers, duties and disagreements follow; offers between the two fall. Before the cases themselves move. (I-03) */
void responsibility_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to);
struct unit_dues {
    int64_t offers, duties, disputes;
};
struct unit_dues responsibility_of_unit(struct db *db, struct unit_id unit);
/* Does the unit own anything at all, so that it cannot be closed? For organisation_on_closing. */
bool responsibility_unit_owns(struct db *db, struct unit_id unit);

/* Handovers + 2 × shoves + idle weeks in the twelve months before. */
struct bounce {
    int64_t handovers, shoves, idle_weeks, index;
};
struct bounce responsibility_bounce(struct db *db, struct case_id id);

/* The municipality's own leases, from draft to end (MODEL 3.8). HLL-1, HLL-2, HLL-3, HLL-6, HLL-7, HLL-8, TIL-1, I-10, I-13.
 * Everything runs in the caller's write transaction and by its actor. A rule that says no returns a negative LEASE_… and changes nothing. Words are
 * read and written with an access to the tenancy zone. */
#pragma once
#include "domain/decision/decision.h"
#include "domain/relation/relation.h"
#include "dwelling_schema.h"
#include "lease_schema.h"
#include "platform/jobs/jobs.h"
#include "platform/pdf/letter.h"

/* ── the form: each rule with its paragraph ───────────────────────────── */

/* X(name, form field, text key); the text names the paragraph. */
#define LEASE_RULES(X)                                                \
    X(FROM_MISSING, "from", lease_rule_from_missing)                  \
    X(TERM_SHORT, "short_why", lease_rule_term_short)                 \
    X(SHORT_NO_WORDS, "short_reason", lease_rule_short_no_words)      \
    X(SHORT_AGAIN, "again_reason", lease_rule_short_again)            \
    X(NOT_TOLD_PUBLIC, "told_public", lease_rule_not_told_public)     \
    X(EXCEPTION_TERM, "except_term", lease_rule_exception_term)       \
    X(NOT_TOLD_FIXED, "told_fixed", lease_rule_not_told_fixed)        \
    X(RENT_MISSING, "rent", lease_rule_rent_missing)                  \
    X(DEPOSIT_HIGH, "deposit", lease_rule_deposit_high)               \
    X(DEPOSIT_KIND, "deposit_kind", lease_rule_deposit_kind)          \
    X(CONDITION_SERVICES, "terms", lease_rule_condition_services)     \
    X(CONDITION_ABSTINENCE, "terms", lease_rule_condition_abstinence) \
    X(CONDITION_ENTRY, "terms", lease_rule_condition_entry)           \
    X(CONDITION_OTHER, "terms", lease_rule_condition_other)           \
    X(ABOUT_HEALTH, "terms", lease_rule_about_health)
enum lease_rule {
    LEASE_RULE_NONE,
#define X(name, field, key) LEASE_RULE_##name,
    LEASE_RULES(X)
#undef X
        LEASE_RULE_COUNT
};
struct lease_rule_text {
    const char *field;
    text_key why;
};
struct lease_rule_text lease_rule_text(enum lease_rule rule);

struct lease_terms {
    struct case_id case_;
    struct dwelling_id dwelling;
    struct unit_id unit; /* the landlord; 0: the actor's */
    enum lease_kind kind;
    struct date from;
    int64_t months; /* of a fixed term; 0: as the municipality does (profile leases.term_months) */
    int64_t rent, deposit;
    enum lease_deposit deposit_kind; /* 0: none */
    bool told_public, told_fixed, except_term, except_sublet, except_household;
    enum lease_short_why short_why;                  /* 0: not short */
    const char *terms, *short_reason, *again_reason; /* NULL: none */
    struct lease_id renews;                          /* 0: the first */
    struct decision_part_id part;                    /* that gave her the home; 0: not known here */
};
struct lease_rules {
    enum lease_rule v[LEASE_RULE_COUNT];
    size_t n;
};
int64_t lease_months(const struct lease_terms *terms);
struct date lease_terms_last_day(const struct lease_terms *terms); /* 15 October 2026 and 36 months give 14 October 2029; DATE_NONE: open */
/* What in the form is against the law. `short_before`: she has had a short lease of the same dwelling. Pure. */
struct lease_rules lease_terms_wrong(struct arena *arena, const struct lease_terms *terms, bool short_before);

struct lease_brief;
/* ── the steps ────────────────────────────────────────────────────────── */

/* Why not. X(name, form field or NULL, text key) */
#define LEASE_FAULTS(X)                                    \
    X(NOT_FOUND, NULL, lease_not_found)                    \
    X(NOT_YOURS, NULL, lease_not_yours)                    \
    X(WRONG_STATE, NULL, lease_wrong_state)                \
    X(UNLAWFUL, NULL, lease_unlawful)                      \
    X(NO_ACCESS, NULL, lease_no_access)                    \
    X(HOME_TAKEN, "dwelling_number", lease_home_taken)     \
    X(HOME_UNKNOWN, "dwelling_number", lease_home_unknown) \
    X(HOME_STATE, NULL, lease_home_state)                  \
    X(SIGNED_LATER, "signed_on", lease_signed_later)       \
    X(BEGINS_EARLY, NULL, lease_begins_early)              \
    X(INFO_MISSING, "info", lease_info_missing)            \
    X(NOTICE_DAY, "notice_on", lease_notice_day)           \
    X(ENDED_DAY, "ended_on", lease_ended_day)              \
    X(NOT_DECIDED, NULL, lease_not_decided)                \
    X(NO_PRIOR_NOTICE, NULL, lease_no_prior_notice)        \
    X(ANSWER_TIME, NULL, lease_answer_time)                \
    X(NOT_REACHED, NULL, lease_not_reached)                \
    X(APPEAL_TIME, NULL, lease_appeal_time)                \
    X(APPEAL_OPEN, NULL, lease_appeal_open)                \
    X(TOLD_ALREADY, NULL, lease_told_already)              \
    X(ANSWER_BY, "answer_by", lease_answer_by_short)       \
    X(WORDS_MISSING, "words", lease_words_missing)         \
    X(WORDS_STRAY, "words", lease_words_stray)             \
    X(FOUND_MISSING, "found", lease_found_missing)         \
    X(REVIEW_DAY, "met_on", lease_review_day)              \
    X(TOLD_LATE, "told_on", lease_told_late)               \
    X(TOO_SOON, "from", lease_rent_too_soon)               \
    X(TOO_MUCH, "new_rent", lease_rent_too_much)           \
    X(INSPECTION_SOON, "on_date", lease_inspection_soon)   \
    X(INSPECTION_TOLD, "told_on", lease_inspection_told)   \
    X(INSPECTION_WORDS, "words", lease_inspection_words)   \
    X(LETTER_FAILED, NULL, lease_letter_failed)
enum lease_fault {
    LEASE_DONE = 0,
    LEASE_FAULT_FIRST = -600,
#define X(name, field, key) LEASE_##name,
    LEASE_FAULTS(X)
#undef X
};
struct lease_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct lease_fault_text lease_fault_text(int fault);

/* May a lease go from one to the other? The table of MODEL 3.8; the schema has it as a trigger. Pure. */
bool lease_step(enum lease_state from, enum lease_state to);
/* It has begun and not ended: the dwelling is her home. Pure. */
bool lease_runs(enum lease_state state);

/* Writes the draft when no rule is broken; else ret_wrong says which. `access` covers the tenancy zone. */
int lease_draft(struct db *db, const struct access *access, const struct lease_terms *terms, struct lease_id *ret_lease,
                struct lease_rules *ret_wrong);
/* Given to her to read. */
int lease_offer(struct db *db, struct lease_id lease);
/* Both have signed. The landlord's unit is in the case from now on. */
int lease_sign(struct db *db, struct lease_id lease, struct date signed_on);
/* She has the keys: the dwelling is occupied, the term is watched, the lease it renews is over. `info`: how she was told about the way onward; 0 only
 * where the municipality has not chosen that it is always told. */
int lease_begin(struct db *db, struct lease_id lease, enum lease_info_way info);
/* One hook, set by main at start: what a lease that begins starts in the modules above. */
void lease_on_begin(void (*hook)(struct db *db, const struct lease_brief *lease));
/* It came to nothing before it began. */
int lease_withdraw(struct db *db, struct lease_id lease);
/* The tenancy will end. The landlord's own notice goes through the steps of domain/eviction and then comes here. */
int lease_give_notice(struct db *db, struct lease_id lease, enum lease_notice_by by, struct date notice_on);
/* She has moved. The dwelling is vacated and its maintenance begins. Not renewed against her wish (`term_over`): only when everything in
 * lease_may_not_renew holds and she has been asked to move. */
int lease_finish_tenancy(struct db *db, struct lease_id lease, struct date ended_on, enum lease_end how);
/* It runs on without an end: by law after three months, or because she and the landlord agree, or because a rule of its form was broken. */
int lease_becomes_open(struct db *db, struct lease_id lease);

/* One hook, set by main at start: a lease was drafted, withdrawn or begun, and is not a renewal. For the modules above. */
void lease_on_step(void (*hook)(struct db *db, const struct lease_brief *lease, enum lease_state to));

struct lease_brief {
    struct lease_id id;
    struct case_id case_;
    struct person_id person;
    struct dwelling_id dwelling;
    struct unit_id unit;
    enum lease_state state;
    enum lease_kind kind;
    struct date from, until, signed_on; /* DATE_NONE: none */
    int64_t rent;
    struct lease_id renews;
    struct decision_part_id part, end_part;
    struct date asked_to_move_on, ended_on;
    enum lease_end how; /* 0: not ended */
};
bool lease_read(struct db *db, struct lease_id lease, struct lease_brief *ret_lease);
/* The lease that counts in a case: the one that runs, else the newest. */
bool lease_of_case(struct db *db, struct case_id id, struct lease_brief *ret_lease);
bool lease_is_ours(const struct lease_brief *lease, struct unit_id unit); /* the landlord's unit */

/* ── the clock ────────────────────────────────────────────────────────── */

/* The next day something is said about a lease that ends on `until`, after `today`: nine, six, three, one month before (the profile's), the day after,
 * and the day it has become open by law. DATE_NONE: nothing more. Pure but for profile and law. */
struct date lease_next_watch(struct date until, struct date today);
struct date lease_open_from(struct date until); /* the last day of the three months: 14 October 2029 gives 14 January 2030 */
#define JOB_LEASE_DUE "lease_due"
void lease_due_job(struct db *db, int64_t subject, struct instant now);

/* ── at the end of a term (R-155, R-159, TIL-1) ───────────────────────── */

struct lease_talk {
    struct date met_on;
    bool income_steady, debt_in_order, has_savings, wants_to_own;
    enum lease_can_buy can_buy;
    enum lease_review_result result;
    const char *words; /* NULL: none */
};
/* They have talked, and know what they want next. More time, or no more, is still to be decided by the unit that decides on homes. */
int lease_review_add(struct db *db, const struct access *access, struct lease_id lease, const struct lease_talk *talk);
/* The decision about more time that was issued after the last talk; 0: none yet. `granted`: its answer. */
struct decision_part_id lease_decision_after_talk(struct db *db, const struct lease_brief *lease, bool *ret_granted);

/* The landlord considers not to renew. She is told why and until when she may answer. */
int lease_tell_beforehand(struct db *db, const struct access *access, struct lease_id lease, struct date answer_by, const char *why);
/* What she says about it; NULL words: nothing more than that she has been heard. */
int lease_prior_answer(struct db *db, const struct access *access, struct lease_id lease, const char *words);
/* It is renewed, or runs on, after all. */
int lease_prior_drop(struct db *db, struct lease_id lease);
/* Why she may not be asked to move because the term is over, LEASE_DONE when she may: told beforehand, heard, decided after that with reasons, and the
 * letter has reached her. `final`: also the time to appeal is over, and no appeal is open. */
int lease_may_not_renew(struct db *db, const struct lease_brief *lease, bool final);
/* In writing, before three months after the end; so it does not become open by law. */
int lease_ask_to_move(struct db *db, const struct access *access, struct lease_id lease);

/* ── rent and inspections ─────────────────────────────────────────────── */

struct lease_rent_new {
    enum rent_change_kind kind;
    struct date told_on, from;
    int64_t rent, kpi_from, kpi_to; /* kpi: the index times ten */
};
int lease_rent_change(struct db *db, const struct access *access, struct lease_id lease, const struct lease_rent_new *change);
int64_t lease_rent_on(struct db *db, const struct lease_brief *lease, struct date day);

struct lease_visit {
    enum inspection_reason reason;
    struct date told_on, on_date;
    int from_minute;
};
/* The notice is made as a letter. */
int lease_inspect(struct db *db, const struct access *access, struct lease_id lease, const struct lease_visit *visit);
/* What was found is about the dwelling; a word about how she lives is refused. */
struct lease_seen {
    struct lease_inspection_id inspection;
    enum inspection_state state;
    enum inspection_found found; /* 0: it did not take place */
    const char *words;           /* NULL: none */
};
int lease_inspected(struct db *db, const struct access *access, struct lease_id lease, const struct lease_seen *seen);

/* ── letters ──────────────────────────────────────────────────────────── */

struct lease_letter_facts {
    struct date date, date2; /* DATE_NONE: none */
    int minute;              /* -1: none */
    int64_t amount, amount2;
    const char *words; /* NULL: none */
};
/* One for each who gets it, in her language, kept as it was made. */
int lease_write_letter(struct db *db, const struct access *access, const struct lease_brief *lease, enum lease_letter_kind kind,
                       const struct lease_letter_facts *facts);
/* The words are about something else than the home: help, what somebody uses, health. Pure. */
bool lease_words_stray(struct arena *arena, const char *words);
/* How a home is told of: its street and number, or its number in the register where the address is not to be known. */
const char *lease_home_name(struct db *db, struct arena *arena, enum lang lang, const struct lease_brief *lease);

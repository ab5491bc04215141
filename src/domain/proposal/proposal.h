/* The proposal of who gets which dwelling: the vacant stock and those on a list, by the rules of the day, through the exact engine (domain/allocation). It
 * only proposes; a person decides, and what she had before her is kept and can be replayed. (I-11, R-182, R-187; 6.4-10) */
#pragma once
#include "domain/allocation/json.h"
#include "domain/application/application.h"
#include "domain/dwelling/dwelling.h"
#include "proposal_schema.h"

/* Why not. X(name, form field or NULL, text key) */
#define PROPOSAL_FAULTS(X)                                     \
    X(NOT_FOUND, NULL, proposal_not_found)                     \
    X(NOT_YOURS, NULL, proposal_not_yours)                     \
    X(TAKEN, NULL, proposal_taken)                             \
    X(WHY_MISSING, "why", proposal_why_missing)                \
    X(VALUE_MISSING, "value", proposal_value_missing)          \
    X(CHOICE_MISSING, "application", proposal_choice_missing)  \
    X(FIXED_ALREADY, NULL, proposal_fixed_already)             \
    X(ASK_FIRST, NULL, proposal_ask_first)                     \
    X(NOT_ALL_HERE, NULL, proposal_not_all_here)               \
    X(FORCED, NULL, proposal_forced)                           \
    X(NOT_AS_SEEN, NULL, proposal_not_as_seen)                 \
    X(NOT_AGREED, "agreed", proposal_not_agreed)               \
    X(RESERVE_CANNOT, NULL, proposal_reserve_cannot)           \
    X(NO_ACCESS, NULL, proposal_no_access)
enum proposal_fault {
    PROPOSAL_FINE = 0,
    PROPOSAL_FAULT_FIRST = -900,
#define X(name, field, key) PROPOSAL_##name,
    PROPOSAL_FAULTS(X)
#undef X
};
struct proposal_fault_text {
    const char *field;
    text_key why;
};
struct proposal_fault_text proposal_fault_text(int fault);

struct proposal_candidates_row;
struct proposal_vacant_row;
struct overrides_of_row;
/* Of one household, in the transaction it was read in: not for a page. */
struct proposal_counted_of {
    struct housing_application_id application;
    struct case_id case_;
    int64_t active;
    const struct access *access;
};
/* A list, computed now. Indices of `file` and `result` are the engine's; application_of and home_of lead back. */
struct proposal {
    enum list_type list;
    const struct rank_rules *rules;
    struct rank_applicants ranked;
    struct rank_lines lines;
    const struct proposal_candidates_row *candidates; /* by application id */
    size_t n_candidates;
    const struct proposal_vacant_row *homes; /* of this list, with what must be asked about first too */
    size_t n_homes;
    const struct overrides_of_row *overrides;
    size_t n_overrides;
    struct application_limits limits; /* of neighbourhoods; none where the municipality has confirmed no ground */
    const struct proposal_counted_of *counted;
    size_t n_counted;
    const char *instance, *result_text; /* what is kept: without what was counted */
    struct allocation_file file;
    struct allocation_result result, before; /* before: without what people have decided */
};
/* In the transaction's arena. NULL: the engine refused the instance; the reason is in the log and nothing is shown as if it were an answer. */
const struct proposal *proposal_compute(struct db *db, enum list_type list, struct date today);
/* As if these rules were in force. Nothing of it is kept. */
const struct proposal *proposal_compute_by(struct db *db, enum list_type list, const struct rank_rules *rules);
/* Which list a vacant dwelling is for. */
enum list_type proposal_list_of(const struct proposal_vacant_row *home);
struct housing_application_id proposal_application(const struct proposal *proposal, int32_t applicant);
struct dwelling_id proposal_home(const struct proposal *proposal, int32_t dwelling);
int32_t proposal_applicant_index(const struct proposal *proposal, struct housing_application_id application); /* -1: not in it */
int32_t proposal_home_index(const struct proposal *proposal, struct dwelling_id dwelling);                    /* -1: not in it */
const struct proposal_candidates_row *proposal_candidate(const struct proposal *proposal, struct housing_application_id application);
const struct rank_line *proposal_line(const struct proposal *proposal, struct housing_application_id application);

/* Kept as it stands now. */
struct allocation_proposal_id proposal_freeze(struct db *db, const struct proposal *proposal);
/* Computed again from what was kept: the same bytes? */
bool proposal_replays(struct db *db, struct allocation_proposal_id id);

struct proposal_change {
    enum list_type list;
    enum override_kind kind;
    struct housing_application_id application; /* fix, forbid */
    struct dwelling_id dwelling;               /* fix, forbid, close */
    struct dwelling_cluster_id cluster;        /* limit, raise */
    struct maybe_int value;                    /* limit, raise */
    enum override_why held;                    /* close, raise */
    const char *why;                           /* fix, forbid: in the housing zone of her case */
};
int proposal_override(struct db *db, const struct access *access, const struct proposal_change *change);
int proposal_override_undo(struct db *db, struct proposal_override_id id);

struct proposal_choice {
    enum list_type list;
    struct dwelling_id dwelling;
    struct housing_application_id application, reserve; /* reserve 0: none */
    const char *why; /* needed when it is not the one proposed */
};
/* The dwelling is given: the proposal is kept, the application granted if it was not, and the dwelling is offered. Of two at once one wins. */
int proposal_pick(struct db *db, const struct access *access, const struct proposal_choice *choice);
/* Every dwelling to who is proposed for it, kept as one proposal: all of them or, when one cannot be given, none. Those in a full neighbourhood stay, to be decided
 * one by one. `seen`: proposal_mark_seen of what the meeting had before it; another proposal now is NOT_AS_SEEN. */
int proposal_pick_all(struct db *db, enum list_type list, const char *seen);
int64_t proposal_all_count(const struct proposal *proposal); /* how many that would be */
const char *proposal_mark_seen(struct arena *arena, const struct proposal *proposal);
/* One hook, set by main at start: makes the offer. PROPOSAL_FORCED where it takes more than a pick, PROPOSAL_RESERVE_CANNOT
 * where the next in line cannot be it, another number where the dwelling is gone. NULL: the dwelling and the application move, and the offer is made by hand. */
struct proposal_picked {
    struct case_id case_, reserve_case; /* reserve_case 0: none */
    struct housing_application_id application;
    struct dwelling_id dwelling;
};
void proposal_on_pick(int (*offer)(struct db *db, const struct proposal_picked *picked));

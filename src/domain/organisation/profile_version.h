/* Versions of the profile: which has been in use since when, a new one checked and laid beside it, and who approved it. The program takes the profile it is
 * started with; an approval says which that should be, and never changes a running program. */
#pragma once
#include "domain/organisation/profile.h"
#include "platform/db/db.h"
#include "platform/yaml/yaml_flat.h"

/* How two files are told to be the same: of the text without white space at its end. */
const char *profile_hash(struct arena *arena, const char *text);
/* At start: writes down the profile in use, if it is another than the last. True: it was written. In a write transaction. */
bool profile_note_use(struct db *db, const struct profile *profile);

struct profile_version {
    int64_t id;
    const char *hash, *who; /* who approved it, or proposed it; NULL: nobody did */
    struct instant at;      /* in use since, or proposed */
    struct instant approved_at;
};
struct profile_versions {
    struct profile_version *v;
    size_t n;
};
struct profile_versions profile_uses(struct db *db);
struct profile_versions profile_proposals(struct db *db);

/* Checks a file; what is wrong, line by line, or nothing and what it would change of the profile in use. */
struct profile_looked {
    struct profile_faults faults;
    struct yaml_changes changes;
};
bool profile_look(struct db *db, struct arena *arena, const char *text, struct profile_looked *ret_looked);

enum profile_fault { PROFILE_DONE = 0, PROFILE_UNKNOWN = -640, PROFILE_WRONG, PROFILE_APPROVED };
/* Keeps a file that holds. PROFILE_WRONG: it does not. */
int profile_propose(struct db *db, const char *text, struct profile_proposal_id *ret_proposal);
struct profile_proposal {
    const char *text, *hash, *who, *approver;
    struct instant at, approved_at; /* approved_at INSTANT_NONE: not yet */
    bool in_use;
};
bool profile_proposal(struct db *db, struct profile_proposal_id id, struct profile_proposal *ret_proposal);
/* PROFILE_APPROVED: it was approved before. The actor is the one who approves. */
int profile_approve_proposal(struct db *db, struct profile_proposal_id id);
/* The one approved last, for the operator; false: none has been. */
bool profile_approved(struct db *db, const char **ret_text, const char **ret_who, struct instant *ret_at);
/* Whether this file, which is not the one in use, may be taken in use while the program runs: it holds, and it is the one that was approved last. Else
 * `ret_reason` says why not. */
bool profile_may_replace(struct db *db, struct arena *arena, const char *path, const char **ret_reason);

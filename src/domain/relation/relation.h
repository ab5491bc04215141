/* The people around the person: next of kin in their roles, minors who depend on her, who acts for her. And small permissions of hers that stand
 * by themselves. Sources, PBRL-8, PBRL-9, FVL-12, HPL-10a, BVL-1, BVL-2. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "platform/pdf/letter.h"
#include "relation_schema.h"

/* ── who a letter goes to (FVL-12) ── */

/* What a representative may act in. A letter that touches several goes to whoever covers one of them. */
enum relation_scope { SCOPE_HOUSING = 1, SCOPE_SERVICES = 2, SCOPE_ECONOMY = 4, SCOPE_APPEALS = 8, SCOPE_ALL = 15 };
enum recipient_kind { RECIPIENT_PERSON = 1, RECIPIENT_AGENT, RECIPIENT_GUARDIAN };
struct letter_recipient {
    enum recipient_kind kind;
    const char *name, *address; /* address: lines separated by '\n'; NULL: unknown, or graded */
};
enum { RECIPIENTS_MOST = 6 };
struct letter_recipients {
    struct letter_recipient v[RECIPIENTS_MOST];
    size_t n;
};
/* Who a letter about `scope` (one or more relation_scope) goes to on that day, the one it is addressed to first. An agent gets it alone, unless
 * she has asked for copies; a guardian gets it beside her; without either it is hers. Never empty for a case that exists. */
struct letter_recipients relation_letter_recipients(struct db *db, struct case_id id, unsigned scope, struct date day);
/* The address of a letter to `to` (NULL: herself). To somebody who acts for her, her name stands under. */
void relation_address(struct letter *letter, const struct letter_recipient *to, const struct person_spine *person);
/* How a letter begins: greets the one who reads it. Somebody who acts for her is told why it comes, and that "you" is her; `lead` says the rest. */
void relation_greet(struct letter *letter, const struct letter_recipient *to, const struct person_spine *person, const char *lead);
/* Both, for a letter about all of a case (0: none yet, so it is hers). `letter` has its date. */
void relation_address_all(struct db *db, struct case_id id, const struct person_spine *person, struct letter *letter, const char *lead);

/* ── what a relative may be told (PBRL-8, PBRL-9) ── */

struct telling {
    enum telling_ground ground;
    enum kinship kinship;
    bool nearest, has_necessity;
    enum role_answer her_answer; /* her latest word on this relative getting information, as it counts that day */
    struct date born, day;       /* hers; DATE_NONE: not known, taken as of age */
};
/* Why not. X(name, text key) */
#define TELLING_FAULTS(X)                \
    X(NO_CONSENT, relation_no_consent)   \
    X(NOT_NEAREST, relation_not_nearest) \
    X(SAID_NO, relation_said_no)         \
    X(NOT_YET_LAW, relation_not_yet_law) \
    X(NOT_PARENT, relation_not_parent)   \
    X(NECESSITY, relation_necessity_missing)
enum telling_fault {
    TELLING_FINE = 0,
#define X(name, key) TELLING_##name,
    TELLING_FAULTS(X)
#undef X
};
/* Pure. What tells nothing about her is always allowed, and so is listening. */
enum telling_fault relation_may_tell(const struct telling *telling);

/* Has she said yes, running that day, to a check of her credit? Nothing else in the program asks. */
bool relation_credit_allowed(struct db *db, const struct access *access, struct case_id id, struct date day);

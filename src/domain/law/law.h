/* The law as data: which rule a legal fact falls under, what a part of the joint decision is, which ground opens what, who may read
 * which zone, and the fixed texts of letters. Read once from law/ at start, immutable after; every answer is a pure function of it.
 * Rules are chosen by the date of the legal fact, never by the clock (LAW §4). Deadlines and the calendar are in deadline.h. */
#pragma once
#include "base/arena.h"
#include "domain/law/deadline.h"
#include "platform/i18n/i18n.h"
#include "platform/platform_schema.h"

/* Reads every file of the directory, which must hold all eight. Refuses with one line naming file, line, column and what is wrong:
 * "law/deadlines.yaml:12:5: …". The law lives as long as the arena. ERR_INVALID, ERR_NOT_FOUND, ERR_IO. */
int law_load(const char *directory, struct arena *arena, struct law **ret_law, const char **ret_reason);

/* ---- Rules (LAW §2, §4) ---- */
enum law_rule_kind {
    RULE_UNKNOWN = 0, RULE_DEFINITION, RULE_DUTY, RULE_RIGHT, RULE_PROCEDURE, RULE_DEADLINE, RULE_ROUTING, RULE_SECRECY, RULE_GROUND,
    RULE_RECORD, RULE_TENANCY, RULE_ALLOCATION, RULE_PAYMENT, RULE_REPORT, RULE_LANGUAGE, RULE_CALENDAR, RULE_REPEALED,
};
enum law_confidence { CONFIDENCE_UNKNOWN = 0, CONFIDENCE_READ, CONFIDENCE_AMENDMENT, CONFIDENCE_EXCERPT, CONFIDENCE_MEMORY }; /* V VA W M */

struct law_rule {
    const char *id, *act;        /* "FVL-29", "FVL" */
    const char *law, *para;      /* "LOV-1967-02-10", "§§ 29, 30"; law is "" for practice */
    const char *text, *note;     /* the rule in English, and a reservation or "" */
    enum law_rule_kind kind;
    enum law_confidence confidence;
    struct date valid_from;      /* DATE_NONE: commencement not set, so the rule never applies */
    struct date valid_to;        /* last day; DATE_NONE: still in force */
    struct date verified_on;
    struct date confirmed_on;    /* day the municipality confirmed a rule known from memory only */
    const char **visible_to;     /* whom the screen shows it to; may be empty */
    unsigned visible_to_count;
};
/* The rule if it was in force on the day of the legal fact; NULL otherwise. One known from memory (M) also needs confirmed_on. */
const struct law_rule *law_rule_at(const struct law *law, const char *id, struct date fact);
/* The rule whether in force or not, e.g. to show an old decision; NULL if there is none. */
const struct law_rule *law_rule_find(const struct law *law, const char *id);

/* The rules by id, and what leans on each: for those who check the data. NULL past the last. */
const struct law_rule *law_rule_number(const struct law *law, size_t number);
text_key law_clock_text(const char *code); /* what the clock or the text of a letter is about; 0 for a code that is none */
text_key law_block_text(const char *code);
enum law_use_kind { LAW_USE_CLOCK = 1, LAW_USE_LETTER, LAW_USE_PART, LAW_USE_GROUND };
struct law_use {
    enum law_use_kind kind;
    const char *code;
};
struct law_uses {
    struct law_use *v;
    size_t n;
};
struct law_uses law_rule_uses(const struct law *law, struct arena *arena, const char *id);

/* ---- Letter blocks (LAW §6) ---- */
#define LAW_BLOCKS(X) \
    X(APPEAL_INTRO, appeal_intro) /* unit */ \
    X(APPEAL_ONE, appeal_one)     /* unit, limit, appeal_body */ \
    X(APPEAL_FVL, appeal_fvl)     /* the limit in words */ \
    X(APPEAL_PBRL, appeal_pbrl) \
    X(HELP, help) \
    X(ACCESS, access) \
    X(SUSPENSION, suspension) \
    X(PROVISIONAL, provisional)   /* received, reason, due, name */ \
    X(DELAYED, delayed)           /* due, reason */ \
    X(CONTENT, content)           /* list */ \
    X(VIEW, view)                 /* view, weight */ \
    X(COORDINATOR, coordinator)   /* name, phone */ \
    X(VOLUNTARY, voluntary) \
    X(OBJECT, object) \
    X(LEASE_NOTICE, lease_notice) /* exceptions; husleieloven § 11-1 */ \
    X(OMBUD, ombud) \
    X(WARD_ANSWER, ward_answer)     /* USK-3 */ \
    X(WARD_PAYMENT, ward_payment)   /* USK-4: ready */ \
    X(WARD_ACCOUNT, ward_account)   /* USK-7 */ \
    X(WARD_STAY, ward_stay)         /* USK-6 */ \
    X(OTHER_MUNICIPALITY, other_municipality) /* SOT-15 */ \
    X(EQUAL_CARE, equal_care)       /* R-263: whatever set it off */
enum law_block {
    BLOCK_UNKNOWN = 0,
#define X(name, code) BLOCK_##name,
    LAW_BLOCKS(X)
#undef X
    BLOCK_COUNT
};
struct law_letter {
    const struct law *law;
    struct arena *arena;
    enum lang lang;
    struct date fact; /* the day whose wording applies */
};
/* The block with its parameters: pairs of name and value, ending in NULL. NULL if no wording applies on that day or a parameter of the
 * text was not given: a letter must not go out with a hole in it. */
const char *law_letter_text(const struct law_letter *letter, enum law_block block, ...) __attribute__((sentinel));

/* ---- Part kinds and appeal bodies (LAW §7, I-07) ---- */
struct law_words {
    const char *nb, *nn, *en;
};
const char *law_words_in(const struct law_words *words, enum lang lang);

/* Whether a part of this kind is an enkeltvedtak. */
enum law_formal { FORMAL_UNKNOWN = 0, FORMAL_ALWAYS, FORMAL_IF_LONG, FORMAL_NOT_REQUIRED, FORMAL_REFUSAL, FORMAL_ELSEWHERE };

struct law_appeal_body {
    const char *code;       /* statsforvalter klagenemnd husbanken */
    struct law_words name;  /* may hold {county} or {appeal_board} */
    bool by_municipality;   /* the municipality's own board */
};
struct law_part_kind {
    const char *code;                 /* bistand bolig hol_tjeneste … */
    const char *rule;                 /* its main rule id */
    struct law_words citation;        /* as a letter names the law */
    enum law_formal formal;
    int formal_after_days;            /* FORMAL_IF_LONG: expected to last longer than this (PBRL-2) */
    enum law_clock appeal_clock;      /* CLOCK_UNKNOWN: no appeal to compute here */
    enum law_block appeal_block;      /* BLOCK_UNKNOWN likewise */
    const char *appeal_body;
    enum law_confidence appeal_confidence;
    enum zone zone;                   /* where the part's text lives */
    bool for_municipality;            /* decided here, so it can be issued from Felles */
    const char **visible_to, **required; /* readers; fields that must be filled before signing */
    unsigned visible_to_count, required_count;
};
const struct law_part_kind *law_part_kind(const struct law *law, const char *code); /* NULL if there is none */
const struct law_part_kind *law_part_number(const struct law *law, size_t number);  /* in the file's order, from 0; NULL past the last */
bool law_part_requires(const struct law_part_kind *kind, const char *field);
const struct law_appeal_body *law_appeal_body(const struct law *law, const char *code);

/* ---- Grounds for sharing and reading (FVL-13a, FVL-13b, HPL-22…28g; I-04) ---- */
struct law_ground {
    const char *code, *rule;    /* "B5", "FVL-13b" */
    const char *text_key;       /* key in this module's texts: the ground's name; with "_help" appended, how to use it */
    unsigned zones;             /* bit (1u << zone): what it can open */
    bool needs_necessity;       /* the one who shares writes why it is necessary */
    bool alerts_leader;         /* B7 */
    bool needs_two_persons;     /* override of an objection */
    bool person_informed;       /* the person is told */
    bool selectable;            /* a worker may pick it */
    unsigned not_for;           /* bit (1u << reader): who may not receive on it */
};
const struct law_ground *law_ground(const struct law *law, const char *code); /* NULL if there is none */
const struct law_ground *law_ground_number(const struct law *law, unsigned number); /* in the file's order, from 0; NULL past the last */

/* ---- Reader matrix (LAW §7) ---- */
#define LAW_READERS(X) \
    X(PERSON, person) X(COORDINATOR, coordinator) X(HEALTH, health) X(NAV, nav) X(ALLOCATOR, allocator) X(PROPERTY, property) \
    X(CARETAKER, caretaker) X(PEER, peer) X(LEADER, leader) X(VOLUNTARY, voluntary) X(OUTSIDE, outside) X(APPEALS, appeals)
enum reader {
    READER_UNKNOWN = 0,
#define X(name, code) READER_##name,
    LAW_READERS(X)
#undef X
    READER_COUNT
};
const char *reader_code(enum reader reader);
enum reader reader_parse(const char *code); /* READER_UNKNOWN if there is none */

enum extent { EXTENT_NONE, EXTENT_PSEUDONYMOUS, EXTENT_REDUCED, EXTENT_FULL };
enum opener { OPENER_NOTHING, OPENER_NEED, OPENER_GROUND, OPENER_CONSENT, OPENER_GRANT };
struct law_reading {
    enum extent plain;    /* what the reader sees as such */
    enum opener opener;   /* what opens more: need in the work, a coded ground, the person's consent, a grant by name */
    enum extent opened;   /* what is then seen; same as plain if nothing opens more */
};
struct law_reading law_reading(const struct law *law, enum reader reader, enum zone zone);

/* ---- Words (law/words.yaml) ---- */
/* The first word of the text that may be a request for help with a home; NULL: none. (BSL-7 «or otherwise») */
const char *law_asks_for_home(const struct law *law, struct arena *arena, const char *text);
/* Words that put a mark on people, each once, and what may be written instead. */
struct law_avoided {
    const char *word;
    struct law_words rather;
};
struct law_avoided_words {
    const struct law_avoided **v;
    size_t n;
};
struct law_avoided_words law_words_to_avoid(const struct law *law, struct arena *arena, const char *text);

/* ---- The law this program works by, set once at start by main ---- */
const struct law *law_current(void);
void law_set_current(const struct law *law);

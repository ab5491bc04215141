/* The person helped: identity, contact details, language. Everything else about her belongs to her case.
 * Sources: GDPR-5 (national id only with real need), GDPR-6 (graded address), SPR-2 (language is hers). */
#pragma once
#include "person_schema.h"
#include "platform/db/db.h"
#include "platform/i18n/i18n.h"

struct person_new {
    const char *given_name, *family_name;
    struct date born;         /* DATE_NONE: unknown; taken from the national id when that is given */
    const char *national_id;  /* 11 digits or NULL; synthetic ids (month + 80) are taken */
    const char *phone, *address, *contact_wish; /* NULL: unknown. Address is lines separated by '\n' */
    enum language language;
    enum address_grade grade;
};
/* Makes the person and her key. ERR_INVALID: names empty or national id wrong. ERR_CONFLICT: the national id is somebody's already. */
int person_create(struct db *db, const struct person_new *person, struct person_id *ret_person);

/* What every involved unit sees. Unsealed; phone and address are empty (the phone stays) where the address is graded. */
struct person_spine {
    struct person_id id;
    const char *name, *given_name; /* "Ane Solberg", "Ane" */
    struct date born;
    const char *phone, *address, *contact_wish;
    enum lang lang;
    enum address_grade grade;
    bool hidden; /* named workers only: her name stands in no list */
};
bool person_spine(struct db *db, struct person_id person, struct person_spine *ret_person);
/* The national id for the letter and the header: its own function, so that it is never read by habit. NULL: unknown. */
const char *person_national_id(struct db *db, struct person_id person);
/* Her address although it is graded, for a worker who is named for it (domain/shield). NULL: unknown. */
const char *person_graded_address(struct db *db, struct person_id person);
void person_set_address_grade(struct db *db, struct person_id person, enum address_grade grade);
/* Takes her name and birth date out of every list and search, and puts them back. What shows her to those who may is person_spine. */
void person_hide(struct db *db, struct person_id person);
void person_show(struct db *db, struct person_id person);
/* The keyed hash of a valid national id, as view person_mark has it. */
struct blob person_national_hash(struct db *db, const char *national_id);
/* Erasure: her key is destroyed, and with it everything sealed; name, birth date and what finds her are gone. The row stays, so that figures and
 * the log hold together. Whether it may be done is another's question. (PJL-7) */
void person_erase(struct db *db, struct person_id person);
void person_set_contact(struct db *db, struct person_id person, const char *phone, const char *address, const char *contact_wish);
/* Everything of `person` but the national id and the birth date, which stay: for imports. */
void person_change(struct db *db, struct person_id id, const struct person_new *person);

/* Everyone, in the order of their ids, for a file of the operator's. A graded address is left out. */
struct person_details {
    struct person_id id;
    const char *given_name, *family_name, *national_id, *phone, *address, *contact_wish;
    struct date born;
    enum language language;
    enum address_grade grade;
};
void person_each(struct db *db, void (*row)(void *context, const struct person_details *person), void *context);
int64_t person_count(struct db *db);

/* Checks digits, date and both control digits; accepts D-numbers and synthetic ids. Gives the birth date when `ret_born` is not NULL. */
bool national_id_valid(const char *national_id, struct date *ret_born);
/* 0 when nobody has it. The record that stands for her now. */
struct person_id person_find_national_id(struct db *db, const char *national_id);

/* ---- One human being, two records ---- */
/* May two names be the same person's, when the birth date is the same? A word in common, or a slip of the pen or two. Pure. */
bool person_names_alike(struct arena *arena, const char *a, const char *b);
struct person_alike {
    struct person_id id;
    const char *name;
    struct date born;
};
struct persons_alike {
    struct person_alike *v;
    size_t n;
};
/* Who may be known already: the same birth date and a name alike, or exactly the same full name where a birth date is missing. `not_this` (0: none)
 * is left out. */
struct persons_alike person_find_alike(struct db *db, const char *name, struct date born, struct person_id not_this);
/* The record that stands for her: itself, or the one it was merged into. */
struct person_id person_current(struct db *db, struct person_id person);
/* `merged` is from now on the same as `kept`. Nothing is moved. ERR_INVALID: the same record. ERR_CONFLICT: one of them is merged already, or
 * others are merged into `merged`. Both write an audit line for each of the two, so that either's history tells of it. */
int person_merge(struct db *db, struct person_id kept, struct person_id merged, enum merge_reason reason, struct person_merge_id *ret_merge);
int person_unmerge(struct db *db, struct person_merge_id merge); /* ERR_CONFLICT: undone already */
struct person_merged {
    struct person_merge_id id;
    struct person_id merged;
    const char *name;
    struct date born;
    struct instant at;
};
struct persons_merged {
    struct person_merged *v;
    size_t n;
};
struct persons_merged person_merged_into(struct db *db, struct person_id person);

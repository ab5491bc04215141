/* What stands in a plan in her own words, whom to call in a crisis, what was tried; sealed in the plan's zone. (IPF-6, R-212, R-216, R-217) */
#pragma once
#include "domain/plan/fault.h"
#include "domain/secrecy/secrecy.h"
#include "plan_schema.h"

enum plan_part plan_part_of(enum plan_section section); /* ABOUT_HER or CRISIS */

/* The newest words of each section of a part; NULL where nothing stands. By section. */
struct plan_words {
    const char *v[PLAN_SECTION_COUNT + 1];
    bool any;
    struct instant at; /* when any of it was written last; INSTANT_NONE: never */
};
struct plan_words plan_words_read(struct db *db, const struct access *access, struct case_id id, enum plan_part part);
/* Writes those that differ from what stands; empty takes it out. What stood before stays in the history. */
int plan_words_write(struct db *db, const struct access *access, struct case_id id, enum plan_part part, const struct plan_words *words);

struct crisis_contact_new {
    struct case_id case_;
    const char *name, *phone, *note; /* phone, note: NULL */
};
int crisis_contact_add(struct db *db, const struct access *access, const struct crisis_contact_new *contact);
int crisis_contact_remove(struct db *db, const struct access *access, struct case_id id, struct crisis_contact_id contact);

struct plan_tried_new {
    struct case_id case_;
    struct date tried_on;
    const char *what, *learned; /* learned: NULL */
    enum tried_result result;
};
int plan_tried_add(struct db *db, const struct access *access, const struct plan_tried_new *tried);

/* A parent is asked about a child coordinator (HOL-15). */
int child_coordinator_answered(struct db *db, const struct access *access, struct case_id id, enum child_coordinator_answer answer);

struct plan_notice_new {
    struct case_id case_;
    const char *sender; /* which hospital or clinic, and who there */
    enum plan_notice_wish wish;
    struct date received_on;
    bool takes_part;
};
/* A health trust says that she needs a plan or a coordinator: the coordinating unit answers within seven days (IPF-5). It is in the case from now on only if
 * it was; else the unit with the responsibility answers (I-04). */
int plan_notice_add(struct db *db, const struct access *access, const struct plan_notice_new *notice);
int plan_notice_answer(struct db *db, const struct access *access, struct case_id id, struct plan_notice_id notice);

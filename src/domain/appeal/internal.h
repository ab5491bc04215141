/* What the files of this module share. No other module may include it. */
#pragma once
#include "appeal_sql.h"
#include "domain/appeal/appeal.h"
#include "domain/decision/appealable.h"
#include "domain/decision/joint.h"
#include "domain/relation/relation.h"
#include "platform/pdf/letter.h"

static inline struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

/* ── the moves ────────────────────────────────────────────────────────── */
struct move {
    enum appeal_state from;
    enum appeal_event event;
    enum appeal_state to;
};
extern const struct move appeal_moves[];
extern const size_t appeal_moves_n;
enum appeal_state appeal_next(enum appeal_state from, enum appeal_event event); /* 0: forbidden */
bool appeal_is_over(enum appeal_state state);
/* Who may take the step: the first instance for most, the desk for what she says, the second or somebody outside for the decision. */
enum appeal_instance instance_of(const struct appeal_part_get_row *part, enum appeal_event event);
/* ERR_OK, or why this actor cannot take the step now. */
int may_step(struct db *db, const struct appeal_part_get_row *part, enum appeal_event event);
/* Takes it. The state of *part follows. */
int take_step(struct db *db, struct appeal_part_get_row *part, enum appeal_event event, struct appeal_words_id words);

/* 0 when the text is empty. */
struct appeal_words_id write_words(struct db *db, const struct access *access, const struct appeal_part_get_row *part,
                                   enum appeal_words_kind kind, const char *words);
/* The part and its step in one: ERR_NOT_FOUND, what may_step says, ERR_DENIED when words cannot be written. */
int open_step(struct db *db, const struct access *access, struct appeal_part_id id, enum appeal_event event,
              struct appeal_part_get_row *ret_part);
/* The tasks of an appeal end, but for letters that are on their way and costs. */
void tasks_end(struct db *db, const struct appeal_part_get_row *part);
/* A suspension ends with the appeal. */
void suspension_over(struct db *db, const struct appeal_part_get_row *part);
/* Opens the part as it stands in the version in force, for a change in her favour. */
int begin_amendment(struct db *db, const struct appeal_part_get_row *part, struct decision_part_id *ret_amended);

/* ── letters ──────────────────────────────────────────────────────────── */
struct notice_facts { /* everything a letter says; what does not apply is NULL, DATE_NONE, 0 */
    enum appeal_letter_kind kind;
    enum lang lang;
    struct date date;
    const char *case_number;
    struct person_spine person;
    struct letter_recipient to; /* the one who reads it */
    enum delivery_recipient recipient;
    const char *sender;       /* the municipality */
    const char *parts;        /* "hjelp til å få bolig og samtaler hjemme" */
    const char *body;         /* the appeal body */
    const char *words;        /* the reasons, statement or reasons demanded */
    const char *unit, *phone; /* whom to ask */
    const char *signer, *signer_title, *signer_unit;
    enum appeal_form form;
    struct date received_on, due, limit;
    unsigned faults;
    enum dismissal_ground dismissal;
    enum appeal_result result;
    enum result_direction direction;
    bool in_part, by_board, granted, late, suspended;
    int64_t amount, amount_granted;
    const enum appeal_document *documents;
    size_t n_documents;
    bool about_plan; /* on the plan or the coordinator, without a decision behind */
    bool pbrl; /* the patients' and users' rights act gives the limit: four weeks */
};
/* Pure. */
struct letter *notice_make(struct arena *arena, const struct notice_facts *facts);
struct notice_about {
    struct case_id case_;
    struct person_id person;
    struct appeal_id appeal;
    struct appeal_part_id part;
    struct limit_change_id change;
    enum zone zone; /* ZONE_SPINE: says nothing but what the spine may */
};
/* Fills in who, where and by whom, makes the PDF, keeps it, and asks for it to be sent by `due`. */
int notice_keep(struct db *db, const struct access *access, const struct notice_about *about, struct notice_facts *facts, struct date due);
/* The same for a step of one part, the next working day. */
int notice_of_part(struct db *db, const struct access *access, const struct appeal_part_get_row *part, struct notice_facts *facts);
/* The bytes as they were made. */
int notice_stored(struct db *db, const struct access *access, const struct appeal_letter_get_row *letter, struct blob *ret_pdf);
const char *kind_name(enum lang lang, enum part_kind kind, enum service_kind service);
enum lang letter_language_of(const struct person_spine *person);

/* ── rights, reasons and appeal for all parts at once ─────────── */
int legal_security_letter(struct db *db, const struct access *access, struct case_id id, struct letter **ret_letter);

/* ── figures ──────────────────────────────────────────────────────────── */
enum { FIGURE_HIDDEN = -1 };
/* The middle value; FIGURE_HIDDEN for fewer than five. */
int64_t figures_median(int64_t *days, size_t n);

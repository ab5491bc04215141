/* Applications for a home (MODEL 3.7): who asks together, what counts, what she wishes, and every step to a lease.; I-08, I-11.
 * Everything runs in the caller's write transaction and by its actor. A rule that says no returns a negative APPLICATION_… and changes nothing. */
#pragma once
#include "application_schema.h"
#include "domain/application/rank.h"
#include "domain/dwelling/dwelling.h"
#include "domain/secrecy/secrecy.h"
#include "platform/jobs/jobs.h"

/* Why not. X(name, form field or NULL, text key) */
#define APPLICATION_FAULTS(X)                                        \
    X(NOT_FOUND, NULL, application_not_found)                        \
    X(CASE_CLOSED, NULL, application_case_closed)                    \
    X(OPEN_ALREADY, NULL, application_open_already)                  \
    X(RECEIVED_LATER, "received_on", application_received_later)     \
    X(HOUSEHOLD, "adults", application_household_wrong)              \
    X(BIRTH_YEAR, "birth_year", application_birth_year_wrong)        \
    X(HELPER_MISSING, "helper", application_helper_missing)          \
    X(WRONG_STATUS, NULL, application_wrong_status)                  \
    X(LIST_MISSING, "list_type", application_list_missing)           \
    X(ASK_FIRST, NULL, application_ask_first)                        \
    X(NOT_IN_NEED, NULL, application_not_in_need)                    \
    X(IN_NEED, "refused_why", application_in_need)                   \
    X(WHY_MISSING, "why", application_why_missing)                   \
    X(POSTPONED_PAST, "postponed_to", application_postponed_past)    \
    X(POSTPONED_FAR, "postponed_to", application_postponed_far)      \
    X(VALUE_WRONG, "value", application_value_wrong)                 \
    X(AREA_MISSING, "area", application_area_missing)                \
    X(UNMET_MISSING, "unmet", application_unmet_missing)             \
    X(MARK_OFF, NULL, application_mark_off)                          \
    X(NO_ACCESS, NULL, application_no_access)
enum application_fault {
    APPLICATION_FINE = 0,
    APPLICATION_FAULT_FIRST = -500,
#define X(name, field, key) APPLICATION_##name,
    APPLICATION_FAULTS(X)
#undef X
};
struct application_fault_text {
    const char *field; /* of the form; NULL: the whole */
    text_key why;
};
struct application_fault_text application_fault_text(int fault);

/* The steps of MODEL 3.7. Pure; the trigger says the same. */
bool application_may_move(enum application_status from, enum application_status to);
bool application_is_open(enum application_status status);

struct application {
    struct housing_application_id id;
    struct case_id case_;
    struct person_id person;
    enum application_kind kind;
    enum application_way way;
    enum application_status status;
    enum list_type list; /* 0: not chosen yet */
    struct date received_on, postponed_to, checked_on;
    enum postponed_why postponed_why;
    enum refused_why refused_why;
    enum withdrawn_why withdrawn_why;
    int64_t adults, children;
};
bool application_now(struct db *db, struct case_id id, struct application *ret_application); /* the newest of the case */
bool application_read(struct db *db, struct housing_application_id id, struct application *ret_application);

struct application_new {
    struct case_id case_;
    enum application_kind kind;
    enum application_way way;
    const char *helper;      /* who helped or speaks for her; needed for helper and agent */
    const char *situation;   /* how she lives now, in her words; NULL: not said */
    struct date received_on; /* the day it came, also on paper; DATE_NONE: today */
    int64_t adults, children;
    const char *import_key;  /* NULL: written by a worker */
};
/* Registered, for the unit that decides on dwellings to go through. Where the case asked for no home before, the message and its clocks begin too
 * (BSL-7, I-08), and the round that is open has her on its list. `access` covers the housing zone when there are words. */
int application_register(struct db *db, const struct access *access, const struct application_new *application,
                         struct housing_application_id *ret_application);
/* The unit that decides on dwellings here. 0: the municipality has none. */
struct unit_id application_unit(struct db *db);

/* Gone through: on which list. From then the person is on the list. */
int application_assess(struct db *db, struct case_id id, enum list_type list);
int application_to_meeting(struct db *db, struct case_id id);
/* What a meeting, or who decides without one, has said. Approved needs that she is known to be in need. `why` is the meeting's words, in the
 * housing zone. */
struct application_outcome {
    struct housing_application_id application;
    enum application_status status; /* approved, refused or postponed */
    enum list_type list;            /* 0: as it stood */
    enum refused_why refused_why;
    enum postponed_why postponed_why;
    struct date postponed_to;
    const char *why; /* may be NULL but when refused */
};
int application_decide(struct db *db, const struct access *access, const struct application_outcome *outcome);
/* The steps after approval: waiting, offered, accepted, leased, and back to waiting when an offer or an answer came to nothing. */
int application_move(struct db *db, struct housing_application_id id, enum application_status to);
int application_withdraw(struct db *db, struct case_id id, enum withdrawn_why why);
int application_recheck(struct db *db, struct case_id id, enum rechecked result);
int application_set_household(struct db *db, struct case_id id, int64_t adults, int64_t children);
int application_set_list(struct db *db, struct case_id id, enum list_type list);

/* One thing that counts. value.has false: asked, and not known: that is a task, never a guess. */
struct application_known {
    enum criterion criterion;
    struct maybe_int value;
    enum fact_source source;
    const char *words; /* why; NULL: not said; needed for an exception */
};
int application_fact(struct db *db, const struct access *access, struct case_id id, const struct application_known *known);
/* Several at once: whether something must still be asked is settled once. Stops at the first that cannot stand. */
int application_facts(struct db *db, const struct access *access, struct case_id id, const struct application_known *known, size_t n);
/* What is counted in the rules in force and not known of her, as bits of criterion. */
unsigned application_unknown(struct db *db, const struct application *application, struct date today);

int application_wish(struct db *db, const struct access *access, struct case_id id, enum wish_kind kind, const char *area, const char *words);
/* Her wish is taken back, or goes one place up in her order. What has been said about it stays. */
int application_wish_back(struct db *db, const struct access *access, struct case_id id, struct application_wish_id wish);
int application_wish_up(struct db *db, const struct access *access, struct case_id id, struct application_wish_id wish);

/* One of those who are to live there besides her; a child may live there some nights of the week. How many count for the size of the home is said with the
 * household (application_set_household): names are for whoever works with it. `access` covers the housing zone. */
struct application_lives_with {
    const char *name;
    int64_t birth_year, nights; /* nights: 1–7 a week */
};
int application_member(struct db *db, const struct access *access, struct case_id id, const struct application_lives_with *who);
int application_member_out(struct db *db, const struct access *access, struct case_id id, struct household_member_id member);
/* One application as another system's waiting list has it, with what is known, its list, and whether it was granted there and waits: registered, brought by the same steps
 * to where it stands, and then what is to be done from there is asked for, once. */
struct application_filed {
    struct application_new application;
    const struct application_known *facts;
    size_t n_facts;
    enum list_type list;         /* 0: not gone through yet */
    bool waiting;                /* needs a list, and that she is known to be in need */
    const char *area, *not_area; /* wished, and not wished; NULL or empty: none */
};
int application_take(struct db *db, const struct application_filed *filed, struct housing_application_id *ret_application);
/* One that is here and gone through, and was granted there and waits. */
int application_waits_of_file(struct db *db, struct housing_application_id application);
/* An area from a file of applications, without words; nothing when it is empty. */
void application_wish_of_file(struct db *db, struct housing_application_id application, enum wish_kind kind, const char *area);
struct application_wish_answer {
    struct application_wish_id wish;
    enum wish_result result;
    enum wish_unmet unmet; /* 0 when it was met */
    const char *words;
};
/* `access` is needed when there are words. */
int application_wish_result(struct db *db, const struct access *access, struct case_id id, const struct application_wish_answer *answer);
int application_pressure(struct db *db, const struct access *access, struct case_id id, enum pressure_from from, const char *words);

/* Words about the application for a module above, in the housing zone. False: `access` does not cover it. */
bool application_words(struct db *db, const struct access *access, const struct application *application, enum words_about about, const char *words);

/* ── ranking ── */
/* Everyone on a list, as the ranking sees them: codes, numbers and days. In the order of their ids. */
struct rank_applicants application_ranked(struct db *db, enum list_type list);
/* The rules in force on a day. */
const struct rank_rules *application_rules(struct arena *arena, struct date day);
/* Where she stands on her list today. */
struct rank_line application_place(struct db *db, const struct application *application, struct date today, enum rank_band *ret_band);

/* ── how many of those who use substances now live in one place (limits.c) ── */
bool application_limits_on(void);
struct application_limit {
    int64_t place;         /* a cluster or an area */
    int64_t allowed, room; /* persons; room below 0: more live there than the share */
};
struct application_limits {
    struct application_limit *v, *areas; /* areas: where the profile has a limit for parts of town */
    size_t n, n_areas;
};
/* Every cluster and area; none where the limits are off. In the transaction's arena. */
struct application_limits application_limits(struct db *db);
const struct application_limit *application_limit_of(const struct application_limits *limits, struct dwelling_cluster_id cluster);  /* NULL: none */
const struct application_limit *application_area_limit_of(const struct application_limits *limits, struct dwelling_area_id area); /* NULL: none */
/* A home here takes nobody more who counts: its neighbourhood or its part of town has its share. */
bool application_place_full(const struct application_limits *limits, struct dwelling_cluster_id cluster, struct dwelling_area_id area);
/* How many of one household the limits count. */
int64_t application_active(struct db *db, const struct access *health, struct housing_application_id id);

/* Set by main at start: what the allocation meeting decides goes into the application. */
void application_on_meetings(void);

/* Job: the day to ask again, or the day it was put off to, has come. */
#define JOB_APPLICATION_DUE "application_due"
void application_due_job(struct db *db, int64_t subject, struct instant now);

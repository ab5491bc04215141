/* What the files of this module share. */
#pragma once
#include "domain/application/application.h"
#include "domain/law/law.h"
#include "platform/audit/audit.h"

static inline struct unit_id application_actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static inline struct staff_id application_actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static inline struct date application_today(struct db *db) { return instant_oslo_date(db_now(db)); }

/* Words about the application, in the housing zone; empty ones are not kept. False: there are words and no access. */
bool application_say(struct db *db, const struct access *access, const struct application *application, enum words_about about, int64_t subject,
                     const char *words);
/* The one task that says what is asked and not known, and none when nothing is. */
void application_ask_task(struct db *db, const struct application *application);
/* The next day the job looks. */
void application_watch(struct db *db, const struct application *application);
/* The open application of the case. */
int application_open(struct db *db, struct case_id id, struct application *ret_application);
/* On the agenda of the allocation meeting, where the municipality has one. */
void application_report(struct db *db, const struct application *application);
/* Could it be decided so? As application_decide, and nothing is changed. */
int application_may_decide(struct db *db, const struct application *application, const struct application_outcome *outcome);

/* Registered with its clocks, and nothing asked for yet. */
int application_begin(struct db *db, const struct access *access, const struct application_new *new, struct application *ret_application);
/* One fact, without settling what must still be asked. */
int application_put_fact(struct db *db, const struct access *access, const struct application *application, const struct application_known *known);

/* Who has read, looked at afterwards (PJL-3, PJL-5, HPL-21): what stands out in the access log is found every night, asked about, answered and
 * closed by another than the reader. Sees lines of the log, never content. */
#pragma once
#include "domain/secrecy/secrecy.h"
#include "oversight_schema.h"

/* Looks through every day that is over and has not been looked through, at most sixty; how many findings were made. */
int64_t oversight_look(struct db *db, struct date today);
#define JOB_OVERSIGHT "oversight"
void oversight_job(struct db *db, int64_t subject, struct instant now);
/* Once at start: tonight. */
void oversight_schedule(struct db *db, struct instant now);

/* Badges: what waits for the privacy officer, and questions that wait for the worker. */
int64_t oversight_count_open(struct request *rq);
int64_t oversight_count_questions(struct request *rq);

/* The part of the settings page that leads to one's own reading. */
void oversight_settings(struct request *rq, struct html *h);

/* An appeal on the individual plan or the coordinator where no decision stands behind: the plan that is not as she has a right to, that there is none, or no
 * coordinator. It follows the act she claims it under: the patients' and users' rights act, or the social services act and the administration act (IPF-8, PBRL-5,
 * SOT-8). A refusal in a decision is appealed as that part (appeal.h). It is taken in whatever its date. Everything is in the caller's write transaction and by
 * its actor; words need an access to the zone of the act. ERR_CONFLICT: it has moved on, or one about the same is open. ERR_DENIED: who coordinates does not
 * answer an appeal on her own work (FVL-6, FVL-33), another unit has it, or the access does not cover the zone. */
#pragma once
#include "appeal_schema.h"
#include "domain/secrecy/secrecy.h"

struct plan_appeal_new {
    struct case_id case_;
    enum plan_appeal_about about;
    enum plan_appeal_act act;
    enum appeal_form form;
    struct date received_on;
    const char *words;
};
/* With a receipt to her. ERR_INVALID: no words, or a day that has not been. */
int plan_appeal_receive(struct db *db, const struct access *access, const struct plan_appeal_new *made, struct plan_appeal_id *ret_appeal);
/* She is right: the plan is made, or looked at again with her. ERR_INVALID: no reasons. */
int plan_appeal_change(struct db *db, const struct access *access, struct case_id id, struct plan_appeal_id appeal, const char *reasons);
/* To the county governor with what we say, a copy of which goes to her. */
int plan_appeal_forward(struct db *db, const struct access *access, struct case_id id, struct plan_appeal_id appeal, const char *statement);
/* The answer, written down and told to her. */
int plan_appeal_answer(struct db *db, const struct access *access, struct case_id id, struct plan_appeal_id appeal, enum appeal_result result, const char *reasons);
int plan_appeal_withdraw(struct db *db, struct case_id id, struct plan_appeal_id appeal);
/* Pure: the steps; the trigger says the same. */
bool plan_appeal_may(enum plan_appeal_state from, enum plan_appeal_state to);
/* The zone its words stand in. */
enum zone plan_appeal_zone(enum plan_appeal_act act);

/* Hook of plan.h: refusals and appeals, as lines on the plan's own page. */
struct request;
struct plan_appeal_lines;
void appeal_fill_plan(struct request *rq, struct case_id id, struct plan_appeal_lines *lines);

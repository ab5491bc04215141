/* Who may see what of a case, and why (LAW §7 reader matrix, MODEL 3.3, I-04–I-06). The only maker of `struct access`.
 * Asking for consent, answering, revoking and objecting are in consent.h, for this module and the command line. */
#pragma once
#include "domain/work/work.h"
#include "platform/auth/access.h"
#include "platform/http/http.h"
#include "platform/jobs/jobs.h"
#include "secrecy_schema.h"

#define ZONE_BIT(zone) (1u << (zone))

/* A unit becomes, or stops being, part of the case for one reason. A unit with a live reason finds the case and sees its spine. */
void secrecy_involve(struct db *db, struct case_id id, struct unit_id unit, enum involvement why);
void secrecy_end_involvement(struct db *db, struct case_id id, struct unit_id unit, enum involvement why);
/* The same for a time only: after `last` the unit no longer finds the case for this reason. The date is kept by the rule itself; the job only
 * tidies up. */
void secrecy_involve_until(struct db *db, struct case_id id, struct unit_id unit, enum involvement why, struct date last);
#define JOB_INVOLVEMENT_DUE "involvement_due"
void secrecy_involvement_due_job(struct db *db, int64_t subject, struct instant now);
/* Does the unit find the case? A consent that has run out counts no more, whether or not the job has ended it yet. (I-04) */
bool secrecy_involved(struct db *db, struct case_id id, struct unit_id unit);

/* A unit has become part of another: its part in cases follows, her no and her blocks hold against the new one, and her yes, which was to the
 * unit that was, ends with a task to ask her again. (I-03, I-04, PBRL-12) */
void secrecy_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to);

/* May this session use this case at all? An outsider gets VERDICT_NOT_FOUND, so that nothing tells that the person is known; so does a
 * worker who is too close to her, and anyone not named where she is for named workers only. (domain/shield) */
enum verdict secrecy_may(struct request *rq, struct case_id id);
/* The access log of the case: as secrecy_may, and also for the privacy officer, whoever the person is, unless she is too close. (PJL-6) */
enum verdict secrecy_may_log(struct request *rq, struct case_id id);
/* Does such a unit find the cases it is in without asking for more? For lists, where no query may ask case by case. */
bool secrecy_unit_finds(struct db *db, struct unit_id unit);

/* The zones (ZONE_BIT) this session's unit and role may read in the case today, after consents and objections. */
unsigned secrecy_zones(struct db *db, const struct session *session, struct case_id id, struct date today);
/* Where this session writes down what it learns: the first zone that is its own task, so that each agency keeps its own. 0: none. (PJL-2) */
enum zone secrecy_own_zone(struct request *rq, struct case_id id);
/* Access to those of `zones` that are allowed; NULL when none is. Ask access_covers before reading one of several. Nothing is logged before
 * something is read. `purpose`: static code with a text secrecy_purpose_CODE, which the person reads in her log. (I-05, PJL-6) */
const struct access *secrecy_open(struct request *rq, struct case_id id, unsigned zones, const char *purpose);
/* The same for the unit that makes the joint decision: it also reads what other units have written in their parts, so that they stand in one
 * letter (FVL-13b no. 2, ground B2; never health, which it has only as otherwise). Nothing that she has objected to. */
const struct access *secrecy_open_to_decide(struct request *rq, struct case_id id, unsigned zones, const char *purpose);
/* Access to her plan, for the plan's own pages: also for whose task it is to keep it, her coordinator's unit and, until she has one, the unit with the
 * responsibility. Others as secrecy_open. (LAW §7, HOL-14, IPF-1) */
bool secrecy_opens_plan(struct db *db, const struct session *session, struct case_id id, struct date today);
const struct access *secrecy_open_plan(struct request *rq, struct case_id id, const char *purpose);
/* Access to all of it on her own behalf: she has asked for what stands about her, and gets it. For the package only; each zone is logged. In a job
 * the log says that the program did it. (FVL-18, PBRL-11) */
const struct access *secrecy_open_for_her(struct db *db, struct case_id id);
/* Access to the one number of hers that the limits of a neighbourhood count, for the program that proposes dwellings; no page shows it. NULL when she has said
 * no to the unit that decides on them: then nothing of hers is counted. (R-133, I-06) */
const struct access *secrecy_open_to_count(struct db *db, struct case_id id, struct unit_id unit, struct date today);
/* Access to the worker's own notices to child welfare in the restricted zone, and nothing else there. (BVL-1) */
const struct access *secrecy_open_own_notices(struct request *rq, struct case_id id);
/* Has she said yes to this unit seeing this zone, does it run today, and has she not objected since? */
bool secrecy_consented(struct db *db, struct case_id id, struct unit_id unit, enum zone zone, struct date today);
/* Has she said no to this unit, taken her yes back, or objected to it by name? Ask before the unit is told of the case. (R-052, PBRL-12) */
bool secrecy_said_no(struct db *db, struct case_id id, struct unit_id unit, struct date today);

/* A part of a page that the session may not see: which, and who must say yes. Says nothing of whether anything stands there. */
enum hidden_why { HIDDEN_NOT, HIDDEN_NEVER, HIDDEN_OBJECTED, HIDDEN_REFUSED, HIDDEN_ASKED, HIDDEN_NOT_ASKED };
struct secrecy_hidden {
    enum hidden_why why; /* HIDDEN_NOT: the zone is open, nothing is drawn */
    text_key zone;
    const char *name, *unit; /* the person, and the session's unit */
    const char *ask;         /* page where consent is asked for, or NULL */
    const char *emergency;   /* page of reading in an emergency, or NULL: that would not open it either */
};
struct secrecy_hidden secrecy_hidden_zone(struct request *rq, struct case_id id, enum zone zone);
void secrecy_hidden(struct html *h, const struct secrecy_hidden *v); /* {{call secrecy_hidden &v->hidden}} */

/* Reminds before a consent ends, and ends it. Ends a sharing and an override whose last day is over. */
#define JOB_CONSENT_DUE "consent_due"
void secrecy_consent_due_job(struct db *db, int64_t subject, struct instant now);
#define JOB_SHARING_DUE "sharing_due"
void secrecy_sharing_due_job(struct db *db, int64_t subject, struct instant now);
#define JOB_OVERRIDE_DUE "override_due"
void secrecy_override_due_job(struct db *db, int64_t subject, struct instant now);

/* The badge of the menu: notices of access that the session has not seen. */
int64_t secrecy_count_notices(struct request *rq);

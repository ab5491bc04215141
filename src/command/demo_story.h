/* Private to the demonstration: one person's history, told in turns. A turn is one worker at one time; when the last day has come the history
 * stops where it is, so that what waits, waits for real. Every step is a rule of a module; a rule that refuses is a fault in the story. */
#pragma once
#include "command/demo_parts.h"
#include "domain/decision/decision.h"
#include "domain/intake/intake.h"
#include "domain/responsibility/responsibility.h"
#include "meeting_schema.h"
#include "platform/http/http.h"
#include "platform/jobs/jobs.h"

struct worker {
    const char *unit_code;
    struct unit_id unit;
    struct staff_id staff;
    enum staff_role role;
    struct session session;
};
struct stage {
    struct db_store *store;
    const struct profile *profile;
    const struct demo_wish *wish;
    struct demo_made *made;
    struct worker *workers;
    size_t n_workers;
    const char *followers[8]; /* codes of units that follow up at home */
    int n_followers;
    bool bulk;            /* so many persons that most have short histories */
    const struct job_kind *jobs; /* those of one case */
    int appeals; /* so far: they end in different ways */
    int64_t letters_left; /* how many decisions may still be issued: a letter takes its time */
};
/* The first persons go certain ways, so that every state is there to be seen; the others go as chance will. */
enum plot { PLOT_FREE, PLOT_WAITING, PLOT_RED, PLOT_AMENDED, PLOT_DECLINED, PLOT_DRAFT, PLOT_COUNT };
struct tried_task {
    enum task_kind kind;
    int64_t subject;
    struct date due, again; /* again: not before that day */
    int times;
};
struct story {
    struct stage *stage;
    enum plot plot;
    struct db *db;
    struct chance chance;
    struct request rq;
    struct form form;
    const struct worker *now; /* whose turn it is */
    struct person_id person;
    struct case_id case_;
    struct contact_id contact;
    int64_t number;
    const char *follower; /* code of the unit that follows her up */
    struct decision_part_id help_part; /* the part about help at home of the decision in force; 0: none */
    bool asks_housing, landlord; /* landlord: she has got a notice to leave */
    bool rests; /* it rests, or is closed or about to be */
    bool ordering, help_goes_on; /* help_goes_on: past the fourteenth day, without a decision */
    int replies;                 /* provisional replies sent */
    struct unit_id message_from; /* who waits for an answer to a message */
    struct tried_task tried[32];
    int n_tried;
    const char *broken;          /* the step that a rule refused */
    int refusal;
};

const struct worker *stage_worker(const struct stage *stage, struct chance *chance, const char *unit_code,
                                  enum staff_role role); /* NULL: none */
/* The next turn, from `least` to `most` days later, in office hours of a working day. False: the last day has passed, or the story broke. */
bool turn(struct story *story, const struct worker *who, int least, int most);
bool turn_on(struct story *story, const struct worker *who, struct date date); /* on that day, without looking at what is due before */
bool story_later(struct story *story, int least, int most);                   /* the same worker's next turn */
struct date story_working_day(struct date date);        /* that day, or the first after it that people work */
struct date story_working_day_before(struct date date); /* or the last before it */
int story_days_left(const struct story *story); /* to the last day */
/* The rule said yes; else the story is broken. */
bool held(struct story *story, int result, const char *step);
/* A page's handler did it; `event`: of its route. page_may_do: it may say no, and then it has not happened. */
bool page_did(struct story *story, struct reply reply, const char *event);
bool page_may_do(struct story *story, struct reply reply, const char *event);
/* Chance, unless the plot decides. */
bool chooses(struct story *story, int percent, enum plot always, enum plot never);
const char *words_of(const struct story *story, const struct profile_words *words); /* in the municipality's language */

/* demo_case.c */
void story_tell(struct story *story);
const struct worker *story_holder(struct story *story); /* a worker of the unit that holds the case now */
bool story_assess(struct story *story);                 /* a talk, and what was said in it */
bool story_read_through(struct story *story, bool right); /* one step: to be read with her, or what she says of it; nothing when it is settled */
/* demo_order.c: what is due before that day is done, and the jobs of those days run. */
void story_keep_order(struct story *story, struct date until);
const struct worker *story_worker_in(struct story *story, struct unit_id unit); /* NULL: nobody */
const struct worker *story_leader_in(struct story *story, struct unit_id unit);
const struct job_kind *story_jobs(void);
/* demo_life.c: what else happens, until the last day. */
void story_goes_on(struct story *story, const char *follower);
void story_agrees(struct story *story, const char *follower); /* what she and those who help her agree on about the decided help */
/* demo_decision.c: the joint decision, from the first draft to the letter, her answers and a change. */
void story_decide(struct story *story, const char *follower);
void story_decide_again(struct story *story, const char *follower); /* what an appeal has opened is written anew and issued */
/* The letter is sent, and is there some days later. False: the last day came first. */
bool story_letter_goes(struct story *story, struct joint_decision_id decision, const struct worker *who);
bool story_issue_ready(struct story *story, const struct open_task *task);
const char *story_deciding_unit(const struct profile *profile); /* unit code */

/* demo_appeal.c: she appeals a part; and what is to be done about it, as tasks. */
void story_appeal(struct story *story, struct decision_part_id part, const char *follower);
bool story_send_appeal_letter(struct story *story, const struct open_task *task);
bool story_finish_appeal(struct story *story, const struct open_task *task);

/* demo_plan.c: her plan, when she wants one; and what is to be done about it, as tasks. */
bool story_plan(struct story *story);
bool story_do_action(struct story *story, const struct open_task *task);
bool story_revise_plan(struct story *story, const struct open_task *task);
bool story_offer_plan(struct story *story, const struct open_task *task);
bool story_begin_plan(struct story *story, const struct open_task *task);
/* demo_measure.c: measures and what is agreed from week to week; and what is to be done about them, as tasks. */
void story_measure(struct story *story);
bool story_measure_due(struct story *story, const struct open_task *task);
void story_measures_over(struct story *story);

/* demo_family.c: people around her, and who may know what. */
void story_relative(struct story *story);
void story_representative(struct story *story);
void story_minor(struct story *story);
void story_child_notice(struct story *story);
void story_information(struct story *story);
void story_concern(struct story *story);
void story_objection(struct story *story);
void story_emergency(struct story *story);
void story_sharing(struct story *story);
void story_shield(struct story *story);
void story_access(struct story *story);
void story_correction(struct story *story);
/* demo_night.c: a place to stay now, and what is due while she stays. */
bool story_night_comes(struct story *story); /* to this person, and it is the day */
void story_night(struct story *story);
bool story_night_goes_on(struct story *story, const struct open_task *task);
/* demo_units.c */
int demo_units_tell(struct story *story);
/* demo_engagement.c */
int demo_engagement_tell(struct story *story);
/* demo_lease.c */
int demo_leases_tell(struct story *story);
/* demo_visit.c: from a hundred days back */
int demo_visits_tell(struct story *story);
/* demo_offer.c */
int demo_offers_tell(struct story *story);
/* demo_transition.c */
int demo_transitions_tell(struct story *story);
/* demo_meeting.c */
int demo_meetings_tell(struct story *story);
void demo_meetings_take(struct story *story, struct meeting_series_id series); /* what waits goes on the next agenda, on the last day */
/* demo_bulk.c: so many visits, spread over the open cases. */
int demo_bulk_visits(struct stage *stage, struct arena *arena, int64_t visits);
/* demo_group.c */
int demo_group_goes_on_tell(struct story *story);
int demo_group_stands_still_tell(struct story *story);
/* demo_application.c */
int demo_applications_tell(struct story *story);

/* demo_words.c */
struct word_list {
    const struct profile_words *v;
    int64_t n;
};
extern const struct word_list demo_housing_contacts, demo_other_contacts, demo_information_contacts, demo_offers, demo_refusals, demo_says,
    demo_strengths;
struct area_words {
    struct profile_words wish, need;
};
extern const struct area_words demo_area_words[]; /* by enum life_area */
const struct profile_words *demo_one_of(struct chance *chance, const struct word_list *list);

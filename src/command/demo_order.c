/* Work kept in order while a history goes on: what is due is done by whoever has it, on a day before it is due, through the same rules and pages as any
 * worker's; the jobs of those days run as they would have. A few things of the last weeks are left lying, as in any municipality. */
#include "command/demo_story.h"

#include "assessment_routes.h"
#include "command/municipality.h"
#include "decision_routes.h"
#include "domain/assessment/internal.h"
#include "domain/decision/expire.h"
#include "domain/decision/notice.h"
#include "domain/decision/wish.h"
#include "domain/emergency/emergency.h"
#include "domain/lease/lease.h"
#include "domain/message/message.h"
#include "domain/plan/individual.h"
#include "domain/roles/roles.h"
#include "domain/secrecy/consent.h"
#include "domain/secrecy/override.h"
#include "domain/together/together.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"
#include "privacy_routes.h"
#include "relation_routes.h"
#include "request_routes.h"
#include "together_routes.h"
#include "together_sql.h"

enum { LATELY_DAYS = 24, LEFT_PERCENT = 1 };

/* ── who ── */

/* Who does what waits with a unit: the case's own worker, else whoever usually does such work there. */
const struct worker *story_worker_in(struct story *story, struct unit_id unit) {
    static const enum staff_role roles[] = {STAFF_ROLE_OFFICER,     STAFF_ROLE_COORDINATOR, STAFF_ROLE_PROPERTY,    STAFF_ROLE_AUTHORITY,
                                            STAFF_ROLE_UNIT_LEADER, STAFF_ROLE_PEER,        STAFF_ROLE_APPEAL_BOARD};
    struct case_brief brief;
    bool known = work_case(story->db, story->case_, &brief);
    for (size_t r = 0; r < sizeof roles / sizeof *roles; r++) {
        const struct worker *first = NULL;
        for (size_t i = 0; i < story->stage->n_workers; i++) {
            const struct worker *worker = &story->stage->workers[i];
            if (worker->unit.v != unit.v || worker->role != roles[r]) continue;
            if (known && brief.holder_unit.v == unit.v && brief.holder_staff.v == worker->staff.v) return worker;
            if (!first) first = worker;
        }
        if (first) return first;
    }
    return NULL;
}

const struct worker *story_leader_in(struct story *story, struct unit_id unit) {
    for (size_t i = 0; i < story->stage->n_workers; i++) {
        const struct worker *worker = &story->stage->workers[i];
        if (worker->unit.v == unit.v && (worker->role == STAFF_ROLE_UNIT_LEADER || worker->role == STAFF_ROLE_AUTHORITY)) return worker;
    }
    return story_worker_in(story, unit);
}

/* ── what a worker does about each kind of task ── */

static bool reply(struct story *story, const struct open_task *task) {
    struct provisional_reply_id id;
    struct contact_id contact = {task->subject};
    if (!story->asks_housing) {
        int answered = intake_answered(story->db, story->case_, contact);
        return answered == ERR_CONFLICT || held(story, answered, "answered");
    }
    int days = (int)(story->replies++ ? chance_from(&story->chance, 90, 150) : chance_from(&story->chance, 28, 45));
    struct provisional_reply said = {contact, REPLY_REASON_ASSESS, date_add_days(story->rq.today, days)};
    return held(story, intake_reply(story->db, story->case_, &said, &id), "provisional reply");
}

static bool tell(struct story *story, const struct open_task *task) {
    return held(story, intake_told_person(story->db, story->case_, (struct contact_id){task->subject}), "told of the message");
}

static bool support_children(struct story *story, const struct open_task *task) {
    static const enum child_step steps[] = {CHILD_STEP_INFORMED, CHILD_STEP_OFFERED_TALK, CHILD_STEP_ASKED_ABOUT_FOLLOW_UP};
    struct child_support_save_in in = {.case_ = story->case_, .step = steps[task->subject % 3]};
    return page_may_do(story, child_support_save(&story->rq, &in), "child_support_noted");
}

static bool renew_assessment(struct story *story, const struct open_task *task) {
    (void)task;
    struct assessment_talk talk = {story->rq.today, ASSESSMENT_PLACE_HOME, false};
    int begun = assessment_begin(story->db, story->case_, &talk);
    audit_add(story->db, "assessment_begun", "case", story->case_.v, NULL);
    if (begun != ERR_CONFLICT && !held(story, begun, "assessment anew")) return false;
    return story_read_through(story, true) && story_read_through(story, true);
}

static bool find_dwelling(struct story *story, const struct open_task *task) {
    struct order_found_in in = {.order = {task->subject}};
    return page_may_do(story, order_found(&story->rq, &in), "dwelling_order_found");
}

static bool answer_duty(struct story *story, const struct open_task *task) {
    enum duty_state state = task->subject % 7 == 3 ? DUTY_STATE_REFUSED : DUTY_STATE_GRANTED;
    return held(story, duty_change(story->db, story->case_, (struct unit_duty_id){task->subject}, state, 1), "duty answered");
}

static bool keep_home(struct story *story, const struct open_task *task) {
    enum home_outcome outcome = task->subject % 3 == 0 ? HOME_OUTCOME_NEW_HOME : HOME_OUTCOME_STAYS;
    audit_add(story->db, "notice_settled", "case", story->case_.v, home_outcome_code(outcome));
    return held(story, lease_finish(story->db, story->case_, outcome), "home kept");
}

static bool finish_assessment(struct story *story, const struct open_task *task) {
    struct assessment_brief newest;
    (void)task;
    if (!assessment_newest(story->db, story->case_, &newest)) return story_assess(story);
    return story_read_through(story, true) && story_read_through(story, true);
}

static bool end_help(struct story *story, const struct open_task *task) {
    struct service_brief service;
    if (!followup_service(story->db, story->case_, (struct service_id){task->subject}, &service)) return held(story, ERR_NOT_FOUND, "help");
    audit_add(story->db, "service_ended", "case", story->case_.v, NULL);
    return held(story, followup_end(story->db, &service, story->rq.today), "help ends");
}

/* She is asked again before her yes ends; mostly it is a yes. */
static bool renew_consent(struct story *story, const struct open_task *task) {
    struct unit_id unit = {task->subject};
    unsigned zones = 0;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++)
        if (secrecy_consented(story->db, story->case_, unit, zone, story->rq.today)) zones |= ZONE_BIT(zone);
    struct consent_asking asking = {unit, zones, CONSENT_PURPOSE_FOLLOW_UP, consent_default_until(story->rq.today), NULL};
    int asked = zones ? consent_put_question(story->db, story->case_, &asking) : CONSENT_NOT_NEEDED;
    if (asked < 0) return true; /* then it ends on its day, and the task with it */
    struct consent_answering answer = {.unit = unit, .zones = zones, .form = CONSENT_FORM_SIGNED, .until = DATE_NONE};
    audit_add(story->db, "consent_answered", "case", story->case_.v, NULL);
    return held(story, consent_register_answer(story->db, story->case_, &answer), "consent renewed");
}

static bool answer_message(struct story *story, const struct open_task *task) {
    static const struct profile_words answers[] = {{"Takk for beskjed. Jeg tar det med henne på torsdag og skriver hit etterpå.",
                                                    "Takk for beskjed. Eg tek det med henne på torsdag og skriv hit etterpå."},
                                                   {"Ja, det får vi til. Jeg ringer deg i morgen før ti.",
                                                    "Ja, det får vi til. Eg ringjer deg i morgon før ti."},
                                                   {"Det er ordnet. Hun vet om det.", "Det er ordna. Ho veit om det."}};
    struct message_id sent;
    struct message_new message = {.zone = ZONE_SPINE,
                                  .to_unit = story->message_from,
                                  .answers = {task->subject},
                                  .answer_by = DATE_NONE,
                                  .text = words_of(story, &answers[task->subject % 3])};
    if (!message.to_unit.v || message.to_unit.v == story->now->unit.v) return true;
    int result = message_send_new(story->db, NULL, story->case_, &message, &sent);
    if (result == MESSAGE_NOT_IN_TEAM) return true;
    if (!held(story, result, "message answered")) return false;
    if (turn(story, story_worker_in(story, message.to_unit), 0, 2)) message_mark_read(story->db, story->case_, sent);
    return true;
}

static bool information_came(struct story *story, const struct open_task *task) {
    static const struct profile_words came = {"Vi bekrefter det dere spør om. Ta kontakt om noe er uklart.",
                                              "Vi stadfestar det de spør om. Ta kontakt om noko er uklart."};
    struct information_write_in in = {.case_ = story->case_,
                                      .request = {task->subject},
                                      .step = INFORMATION_STEP_ANSWERED,
                                      .content = words_of(story, &came)};
    if (!page_may_do(story, information_write(&story->rq, &in), "information_step_written")) return false;
    if (!story_later(story, 1, 3)) return true;
    struct information_write_in shown = {.case_ = story->case_, .request = in.request, .step = INFORMATION_STEP_SHOWN};
    return page_may_do(story, information_write(&story->rq, &shown), "information_step_written");
}

static bool handle_concern(struct story *story, const struct open_task *task) {
    static const struct profile_words note = {"Snakket med henne samme dag. Hun har det bra og ville gjerne at vi spurte.",
                                              "Snakka med henne same dag. Ho har det bra og ville gjerne at vi spurde."};
    struct concern_finish_in in = {.case_ = story->case_, .concern = {task->subject}, .note = words_of(story, &note)};
    return page_may_do(story, concern_finish(&story->rq, &in), "concern_handled");
}

static bool outside_answers(struct story *story, const struct open_task *task) {
    static const struct profile_words words = {"Tar imot. Første time er om to uker.", "Tek imot. Første time er om to veker."},
                                      no = {"Har ikke kapasitet før over nyttår.", "Har ikkje kapasitet før over nyttår."};
    bool refused = task->subject % 3 == 2;
    struct outside_answer answer = {.state = refused ? OUTSIDE_STATE_REFUSED : OUTSIDE_STATE_ACCEPTED,
                                    .on = story->rq.today,
                                    .name = "Inntaket",
                                    .way = OUTSIDE_WAY_PHONE,
                                    .refusal = refused ? REFUSAL_REASON_NO_CAPACITY : 0,
                                    .words = words_of(story, refused ? &no : &words)};
    return held(story, outside_register(story->db, story->case_, (struct outside_request_id){task->subject}, &answer), "outside answer");
}

static bool follow_up_minor(struct story *story, const struct open_task *task) {
    struct minor_step_save_in in = {.case_ = story->case_, .minor = {task->subject}, .step = MINOR_STEP_FOLLOWED_UP};
    return page_may_do(story, minor_step_save(&story->rq, &in), "minor_step_written");
}

static bool confirm_need(struct story *story, const struct open_task *task) {
    (void)task;
    audit_add(story->db, "shared_need_answered", "case", story->case_.v, NULL);
    return held(story, together_answer(story->db, story->case_, NEED_ANSWER_AGREES), "need confirmed");
}

static bool take_wish(struct story *story, const struct open_task *task) {
    return held(story, wish_take(story->db, (struct change_wish_id){task->subject}, false), "wish answered");
}

static bool notice_answered(struct story *story, const struct open_task *task) {
    return held(story,
                prior_notice_take_answer(story->db, NULL, (struct prior_notice_id){task->subject}, PRIOR_ANSWER_AGREES, ANSWER_WAY_PHONE, NULL),
                "prior notice answered");
}

/* The part that was to come: decided now, or later still, with a new day and a reason. */
static bool part_comes(struct story *story, const struct open_task *task) {
    struct decision_part_id part = {task->subject}, next;
    if (task->subject % 3 && decision_amend(story->db, part, AMENDMENT_IN_FAVOUR, &next) == ERR_OK) {
        story_decide_again(story, story->follower);
        return true;
    }
    struct date new_by = date_add_days(task->due, 21);
    int result = decision_delay(story->db, part, new_by, DELAY_REASON_AWAITS_UNIT, story->rq.today);
    return result == ERR_OK;
}

static bool new_worker(struct story *story, const struct open_task *task) {
    static const struct profile_words reasons = {"Det er bare to på laget nå. Vi tar det opp igjen sammen om en måned.",
                                                 "Det er berre to på laget no. Vi tek det opp att saman om ein månad."};
    struct change_answer answer = {.reasons = words_of(story, &reasons)};
    return held(story, roles_answer_change(story->db, story->case_, (struct worker_change_id){task->subject}, &answer), "new worker answered");
}

static bool met_warmly(struct story *story, const struct open_task *task) {
    (void)task;
    int result = baton_warm_handover_done(story->db, story->case_);
    return result == BATON_NOT_FOUND || held(story, result, "warm handover");
}

static bool tidy_economy(struct story *story, const struct open_task *task) {
    const struct access *access = secrecy_open(&story->rq, story->case_, ZONE_BIT(ZONE_SOCIAL), "economy");
    (void)task;
    if (!access) return false;
    struct steps_of_rows steps = steps_of(story->db, access, story->case_);
    for (size_t i = 0; i < steps.n; i++) {
        if (!instant_is_none(steps.v[i].done_at)) continue;
        struct economy_done_in in = {story->case_, steps.v[i].id};
        return page_may_do(story, economy_done(&story->rq, &in), "economy_step_done");
    }
    return true;
}

static bool answer_invitation(struct story *story, const struct open_task *task) {
    struct invitations_of_rows rows = invitations_of(story->db, story->case_);
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].unit_id.v != task->unit.v || rows.v[i].state != INVITATION_STATE_ASKED) continue;
        struct invitation_reply_in in = {story->case_, rows.v[i].id, INVITATION_STATE_COMING};
        return page_may_do(story, invitation_reply(&story->rq, &in), "talk_invitation_answered");
    }
    return true;
}

static bool give_access(struct story *story, const struct open_task *task) {
    for (int part = 1; part <= ACCESS_PART_COUNT; part++) {
        struct access_choose_in choice = {.case_ = story->case_, .request = {task->subject}, .part = (enum access_part)part, .outcome = ACCESS_CHOICE_OUTCOME_GIVE};
        page_may_do(story, access_choose(&story->rq, &choice), "access_choice_made");
    }
    struct access_build_in build = {.case_ = story->case_, .request = {task->subject}};
    if (!page_may_do(story, access_build(&story->rq, &build), "access_package_ordered")) return false;
    jobs_rehearse_first(story->db, municipality_jobs(), story->rq.now);
    if (!story_later(story, 1, 2)) return true;
    struct access_hand_out_in out = {story->case_, {task->subject}, story->rq.today, ASKER_PERSON};
    return page_may_do(story, access_hand_out(&story->rq, &out), "access_package_handed_out");
}

static bool settle_correction(struct story *story, const struct open_task *task) {
    struct correction_settle_in in = {.case_ = story->case_, .correction = {task->subject}, .outcome = CORRECTION_STATE_CORRECTED};
    return page_may_do(story, correction_settle(&story->rq, &in), "correction_settled");
}

static bool rule_dispute(struct story *story, const struct open_task *task) {
    static const struct profile_words reasons = {"Den som kjenner henne best nå, har ansvaret videre. De andre stiller opp på møtet neste uke.",
                                                 "Den som kjenner henne best no, har ansvaret vidare. Dei andre stiller på møtet neste veke."};
    struct case_brief brief;
    if (!work_case(story->db, story->case_, &brief)) return false;
    struct dispute_ruling ruling = {brief.holder_unit, 0, words_of(story, &reasons)};
    int result = dispute_decide(story->db, story->case_, (struct dispute_id){task->subject}, &ruling);
    return result != BATON_OWN_JUDGE && held(story, result, "ruling");
}

static bool answer_override(struct story *story, const struct open_task *task) {
    static const struct profile_words answer = {"Enig. Det gjelder sikkerheten hennes, og bare til datoen som står her.",
                                                "Einig. Det gjeld tryggleiken hennar, og berre til datoen som står her."};
    int result = override_reply(story->db, story->case_, (struct objection_override_id){task->subject}, true, words_of(story, &answer));
    return result == OVERRIDE_SAME_PERSON || held(story, result, "override answered");
}

static bool tell_override(struct story *story, const struct open_task *task) {
    return held(story, override_tell(story->db, story->case_, (struct objection_override_id){task->subject}, TOLD_HOW_TALK), "override told");
}

static bool find_worker(struct story *story, const struct open_task *task) {
    (void)task;
    const struct worker *worker = story_worker_in(story, story->now->unit);
    int result = worker ? baton_reassign(story->db, story->case_, worker->staff) : BATON_NOT_FOUND;
    return result == BATON_STAFF_SAME || result == BATON_STAFF_UNKNOWN || held(story, result, "worker found");
}

/* What is not here is done by the history itself when its turn comes, or waits until its day. */
struct routine {
    enum task_kind kind;
    bool by_leader;
    bool (*does)(struct story *story, const struct open_task *task);
};
static const struct routine routines[] = {
    {TASK_KIND_PROVISIONAL_REPLY, false, reply},
    {TASK_KIND_TELL_PERSON, false, tell},
    {TASK_KIND_DO_ACTION, false, story_do_action},
    {TASK_KIND_REVISE_PLAN, false, story_revise_plan},
    {TASK_KIND_OFFER_PLAN, false, story_offer_plan},
    {TASK_KIND_BEGIN_PLAN, false, story_begin_plan},
    {TASK_KIND_SUPPORT_CHILDREN, false, support_children},
    {TASK_KIND_RENEW_ASSESSMENT, false, renew_assessment},
    {TASK_KIND_FIND_DWELLING, false, find_dwelling},
    {TASK_KIND_ANSWER_DUTY, false, answer_duty},
    {TASK_KIND_PREVENT_EVICTION, false, keep_home},
    {TASK_KIND_COMPLETE_ASSESSMENT, false, finish_assessment},
    {TASK_KIND_DECIDE_SERVICE, false, end_help},
    {TASK_KIND_RENEW_CONSENT, false, renew_consent},
    {TASK_KIND_ANSWER_MESSAGE, false, answer_message},
    {TASK_KIND_AWAIT_INFORMATION, false, information_came},
    {TASK_KIND_HANDLE_CONCERN, false, handle_concern},
    {TASK_KIND_ASK_OUTSIDE, false, outside_answers},
    {TASK_KIND_FOLLOW_UP_MINOR, false, follow_up_minor},
    {TASK_KIND_CONFIRM_NEED, false, confirm_need},
    {TASK_KIND_ANSWER_CHANGE_WISH, false, take_wish},
    {TASK_KIND_PRIOR_NOTICE_ANSWER, false, notice_answered},
    {TASK_KIND_ANSWER_NEW_WORKER, true, new_worker},
    {TASK_KIND_PART_TO_COME, false, part_comes},
    {TASK_KIND_WARM_HANDOVER, false, met_warmly},
    {TASK_KIND_SEND_APPEAL_LETTER, false, story_send_appeal_letter},
    {TASK_KIND_FINISH_APPEAL, false, story_finish_appeal},
    {TASK_KIND_TIDY_ECONOMY, false, tidy_economy},
    {TASK_KIND_ANSWER_INVITATION, false, answer_invitation},
    {TASK_KIND_GIVE_ACCESS, false, give_access},
    {TASK_KIND_ANSWER_CORRECTION, false, settle_correction},
    {TASK_KIND_DECIDE_DISPUTE, false, rule_dispute},
    {TASK_KIND_ANSWER_OVERRIDE, true, answer_override},
    {TASK_KIND_TELL_OVERRIDE, false, tell_override},
    {TASK_KIND_FIND_WORKER, true, find_worker},
    {TASK_KIND_EMERGENCY_ENDING, false, story_night_goes_on},
    {TASK_KIND_WRITE_EMERGENCY, false, story_issue_ready},
    {TASK_KIND_EMERGENCY_LONG, false, story_night_goes_on},
    {TASK_KIND_FIND_EMERGENCY_PLACE, false, story_night_goes_on},
    {TASK_KIND_ANSWER_MEASURE, false, story_measure_due},
    {TASK_KIND_FIND_MEASURE, false, story_measure_due},
    {TASK_KIND_RECONFIRM_AGREEMENT, false, story_measure_due},
    {TASK_KIND_REVIEW_MEASURE, false, story_measure_due},
    {TASK_KIND_ANSWER_HELP_TASK, false, story_measure_due},
    {TASK_KIND_DO_HELP_TASK, false, story_measure_due},
};

static const struct routine *routine_of(enum task_kind kind) {
    for (size_t i = 0; i < sizeof routines / sizeof *routines; i++)
        if (routines[i].kind == kind) return &routines[i];
    return NULL;
}

/* ── when ── */

/* The same for the same task, whenever it is asked. */
static int64_t dice(const struct story *story, const struct open_task *task, int64_t limit) {
    struct chance chance =
        chance_of(story->stage->wish->seed, (uint64_t)task->subject * 97 + (uint64_t)task->kind * 7 + (uint64_t)story->case_.v * 1009);
    return chance_below(&chance, limit);
}

/* The day it is done: well before it is due. DATE_NONE: it is left lying. */
static struct date done_on(const struct story *story, const struct open_task *task) {
    struct date until = story->stage->wish->until;
    bool lately = task->due.days > until.days - LATELY_DAYS;
    if (lately && dice(story, task, 100) < LEFT_PERCENT) return DATE_NONE;
    if (task->kind == TASK_KIND_DECIDE_SERVICE && story->help_goes_on) return DATE_NONE;
    /* A day that was promised is kept; only when it cannot be is there a word of delay, shortly before. */
    if (task->kind == TASK_KIND_PROVISIONAL_REPLY && story->replies) return date_add_days(task->due, -3);
    int days = date_days_between(task->made_on, task->due);
    return date_add_days(task->made_on, days > 0 ? (int)(days * (50 + dice(story, task, 48)) / 100) : 0);
}

enum { TRIED = sizeof(((struct story *)NULL)->tried) / sizeof(struct tried_task), TRIES_MOST = 4, DAYS_BETWEEN = 4 };

static struct tried_task *tried(struct story *story, const struct open_task *task) {
    for (int i = 0; i < story->n_tried && i < TRIED; i++)
        if (story->tried[i].kind == task->kind && story->tried[i].subject == task->subject && story->tried[i].due.days == task->due.days)
            return &story->tried[i];
    return NULL;
}

/* What could not be done is tried again some days later, a few times. */
static void note_try(struct story *story, const struct open_task *task, struct date on) {
    struct tried_task *entry = tried(story, task);
    if (!entry) {
        entry = &story->tried[story->n_tried++ % TRIED];
        *entry = (struct tried_task){.kind = task->kind, .subject = task->subject, .due = task->due};
    }
    entry->again = date_add_days(on, DAYS_BETWEEN);
    entry->times++;
}

struct next_task {
    struct open_task task;
    const struct routine *routine;
    struct date on;
};

/* The task that is done first, by that day. */
static bool next_task(struct story *story, struct date by, struct next_task *ret_next) {
    struct open_tasks tasks = work_tasks_of(story->db, story->case_);
    bool found = false;
    for (size_t i = 0; i < tasks.n; i++) {
        const struct routine *routine = routine_of(tasks.v[i].kind);
        struct tried_task *before = routine ? tried(story, &tasks.v[i]) : NULL;
        if (!routine || (before && before->times >= TRIES_MOST)) continue;
        struct date on = done_on(story, &tasks.v[i]);
        if (before && !date_is_none(on) && before->again.days > on.days) on = before->again;
        if (date_is_none(on) || on.days > by.days || (found && on.days >= ret_next->on.days)) continue;
        *ret_next = (struct next_task){tasks.v[i], routine, on};
        found = true;
    }
    return found;
}

static void do_task(struct story *story, const struct next_task *next) {
    struct unit_id unit = next->task.unit;
    const struct worker *who = next->routine->by_leader ? story_leader_in(story, unit) : story_worker_in(story, unit);
    note_try(story, &next->task, next->on);
    if (turn_on(story, who, next->on)) next->routine->does(story, &next->task);
}

/* ── the jobs of those days ── */

/* What belongs to one case. What goes over the whole municipality runs once, after the histories. */
static const struct job_kind *jobs_of_case(void) {
    static const char *const names[] = {"handover_due", JOB_SERVICE_DUE,    "consent_due",    JOB_INVOLVEMENT_DUE, JOB_SHARING_DUE,
                                        JOB_OVERRIDE_DUE, JOB_DISPUTE_DUE, JOB_ASSESSMENT_DUE, JOB_PART_DUE,      JOB_DIGITAL_DUE,
                                        JOB_NIGHT_DUE, JOB_PLAN_REVISE, JOB_PLAN_OFFER};
    static struct job_kind kinds[sizeof names / sizeof *names + 1];
    const struct job_kind *all = municipality_jobs();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        for (const struct job_kind *kind = all; kind->kind; kind++)
            if (text_equal(kind->kind, names[i])) kinds[i] = *kind;
    return kinds;
}

/* ── together ── */

void story_keep_order(struct story *story, struct date until) {
    const struct worker *before = story->now;
    if (story->ordering || !story->case_.v || story->broken) return;
    story->ordering = true;
    struct instant end = instant_of_oslo(until, 7 * 60);
    for (int rounds = 0; rounds < 200 && !story->broken && !db_failed(story->db); rounds++) {
        struct next_task next;
        struct instant job = jobs_first_due(story->db, story->stage->jobs, end);
        bool task = next_task(story, until, &next);
        if (!instant_is_none(job) && (!task || instant_oslo_date(job).days <= next.on.days)) {
            if (!jobs_rehearse_first(story->db, story->stage->jobs, end)) break;
        } else if (task) do_task(story, &next);
        else break;
    }
    story->ordering = false;
    story->now = before;
}

const struct job_kind *story_jobs(void) { return jobs_of_case(); }

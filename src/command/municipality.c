/* The program's face to the platform: which module answers for what. The only place where the menu and the kinds of jobs are listed. */
#include "command/municipality.h"

#include "domain/admin/admin.h"
#include "domain/appeal/appeal.h"
#include "domain/appeal/plan_appeal.h"
#include "domain/application/application.h"
#include "domain/assessment/assessment.h"
#include "domain/breach/breach.h"
#include "domain/calendar/calendar.h"
#include "domain/closing/closing.h"
#include "domain/continuity/continuity.h"
#include "domain/decision/expire.h"
#include "domain/desk/desk.h"
#include "domain/emergency/emergency.h"
#include "domain/engagement/engagement.h"
#include "domain/evaluation/evaluation.h"
#include "domain/eviction/eviction.h"
#include "domain/followup/followup.h"
#include "domain/group/group.h"
#include "domain/help/help.h"
#include "domain/intake/intake.h"
#include "domain/lease/tenancy.h"
#include "domain/measure/measure.h"
#include "domain/meeting/meeting.h"
#include "domain/message/message.h"
#include "domain/notify/notify.h"
#include "domain/offer/offer.h"
#include "domain/onward/onward.h"
#include "domain/organisation/organisation.h"
#include "domain/organisation/profile_version.h"
#include "domain/oversight/oversight.h"
#include "domain/plan/individual.h"
#include "domain/plan/plan.h"
#include "domain/privacy/privacy.h"
#include "domain/proposal/proposal.h"
#include "domain/responsibility/responsibility.h"
#include "domain/roles/roles.h"
#include "domain/safety/safety.h"
#include "domain/secrecy/secrecy.h"
#include "domain/shield/shield.h"
#include "domain/succession/succession.h"
#include "domain/transition/transition.h"
#include "domain/upkeep/upkeep.h"
#include "domain/visit/first_weeks.h"
#include "domain/visit/pairing.h"
#include "domain/work/case_frame.h"
#include "icons.h"
#include "platform/audit/audit.h"
#include "platform/auth/session_store.h"
#include "texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum verdict may(struct request *rq, const char *subject, int64_t id) {
    bool log = rq->route && rq->route->right == RIGHT_LOG_SEE;
    if (strcmp(subject, "case") == 0) return log ? secrecy_may_log(rq, (struct case_id){id}) : secrecy_may(rq, (struct case_id){id});
    if (strcmp(subject, "contact") == 0) return intake_may(rq, (struct contact_id){id});
    if (strcmp(subject, "meeting") == 0) return meeting_may(rq, (struct meeting_id){id});
    return VERDICT_DENIED;
}

/* The first five stand in the bar, so what somebody does every day comes first: that of a case worker, and of who looks after the dwellings. */
static const struct nav_item menu[] = {
    {T_nav_day, "/", ICON_CASE, RIGHT_CASE_SEE, desk_count_waiting},
    {T_nav_team, "/enhet", ICON_GROUP, RIGHT_CASE_SEE, desk_count_nobody},
    {T_nav_leader, "/leder", ICON_OVERVIEW, RIGHT_UNIT_LEAD, NULL},
    {T_nav_calendar, "/kalender", ICON_CALENDAR, RIGHT_CASE_SEE, NULL},
    {T_nav_visits, "/besok", ICON_VISIT, RIGHT_VISIT_WRITE, NULL},
    {T_nav_orders, "/boligbestillinger", ICON_KEY, RIGHT_ORDER_SEE, NULL},
    {T_nav_leases, "/leieforhold", ICON_DOCUMENT, RIGHT_LEASE_WRITE, NULL},
    {T_nav_meetings, "/moter", ICON_MEETING, RIGHT_MEETING_SEE, NULL},
    {T_nav_dwellings, "/boliger", ICON_DWELLING, RIGHT_DWELLING_SEE, NULL},
    {T_nav_messages, "/meldinger", ICON_MESSAGE, RIGHT_MESSAGE_USE, message_count_unread},
    {T_nav_contacts, "/henvendelser", ICON_INBOX, RIGHT_CONTACT_ROUTE, intake_count_open},
    {T_nav_concern, "/bekymring/ny", ICON_BELL, RIGHT_ORDER_SEE, NULL},
    {T_nav_safety, "/trygt", ICON_SHIELD, RIGHT_SAFETY_SEE, safety_count},
    {T_nav_caretaker, "/miljovaktmester", ICON_VISIT, RIGHT_CARETAKER_LOG, caretaker_count},
    {T_nav_places, "/treffsted", ICON_GROUP, RIGHT_PLACE_SEE, NULL},
    {T_nav_peer, "/likemann", ICON_VOICE, RIGHT_PEER_TALK, NULL},
    {T_nav_erasure, "/personvern/sletting", ICON_SHIELD, RIGHT_ERASURE_HANDLE, NULL},
    {T_nav_disputes, "/avklaringer", ICON_RESPONSIBILITY, RIGHT_DISPUTE_DECIDE, dispute_count_waiting},
    {T_nav_decisions, "/vedtak", ICON_DECISION, RIGHT_CASE_SEE, NULL},
    {T_nav_measures, "/tiltak", ICON_SERVICE_FOLLOW_UP, RIGHT_MEASURE_SEE, NULL},
    {T_nav_offers, "/boligtildeling", ICON_HANDOVER, RIGHT_OFFER_LIST, NULL},
    {T_nav_transitions, "/overganger", ICON_TRANSITION, RIGHT_TRANSITION_SEE, transition_count_waiting},
    {T_nav_applicants, "/boligsokere", ICON_QUEUE, RIGHT_APPLICATION_LIST, NULL},
    {T_nav_proposal, "/tildeling", ICON_KEY, RIGHT_PROPOSAL_SEE, NULL},
    {T_nav_notices, "/innsynsvarsler", ICON_SHIELD, RIGHT_ACCESS_NOTICES, secrecy_count_notices, .own = true},
    {T_nav_my_reads, "/min-lesing", ICON_SEEN, RIGHT_SIGNED_IN, oversight_count_questions, .own = true},
    {T_nav_reads, "/lesing", ICON_SEEN, RIGHT_READS_REVIEW, oversight_count_open},
    {T_nav_breaches, "/avvik", ICON_WARNING, RIGHT_BREACHES_HANDLE, breach_count_open},
    {T_nav_shield, "/skjermede", ICON_HIDDEN, RIGHT_SHIELD_MANAGE, NULL, .own = true},
    {T_nav_guidance, "/taushetsplikt", ICON_LAW, RIGHT_GUIDANCE_WRITE, NULL},
    {T_nav_appeals, "/klager/tall", ICON_COMPLAINT, RIGHT_APPEAL_FIGURES, NULL},
    {T_nav_law, "/lovgrunnlag", ICON_LAW, RIGHT_LAW_CONFIRM, admin_count_law},
    {T_nav_admin, "/administrasjon", ICON_ADMIN, RIGHT_ADMIN_SEE, NULL},
    {0, NULL, 0, 0, NULL},
};

/* What the settings page of the platform shows of the modules above it. */
static void settings_more(struct request *rq, struct html *h) {
    notify_settings(rq, h);
    shield_settings(rq, h);
    oversight_settings(rq, h);
}

/* A dwelling that is given is offered at once by whoever decides and picks; where another unit picks it, that unit offers it from its own list. */
static int offer_given(struct db *db, const struct proposal_picked *picked) {
    struct dwelling_offer_id made;
    struct offer_new offer = {.case_ = picked->case_, .dwelling = picked->dwelling, .answer_by = DATE_NONE};
    int fault = offer_make(db, &offer, &made);
    if (fault == OFFER_CHOICE_MISSING) { /* a wish it does not meet: the proposal had no better for her */
        offer.choice = OFFER_CHOICE_ONLY_ONE;
        fault = offer_make(db, &offer, &made);
    }
    if (fault == OFFER_NOT_YOURS) return 0;
    if (fault == OFFER_FORCED_MISSING) return PROPOSAL_FORCED; /* a full neighbourhood she has not chosen is decided with a reason in Finn bolig */
    const struct offer_new reserve = {.case_ = picked->reserve_case, .dwelling = picked->dwelling, .choice = OFFER_CHOICE_ONLY_ONE, .answer_by = DATE_NONE};
    if (!fault && reserve.case_.v && offer_reserve(db, &reserve)) return PROPOSAL_RESERVE_CANNOT; /* and nothing of the pick is kept */
    return fault;
}

/* A lease that has ended is a move, and rent that stops may be the first sign: somebody gets in touch, also years after. */
static void lease_stepped(struct db *db, const struct lease_brief *lease, enum lease_state to) {
    offer_lease_step(db, lease, to);
    /* Who takes help is visited more often the first weeks in a new home. */
    if (to == LEASE_STATE_RUNNING && !engagement_says_no(engagement_now(db, lease->case_).state)) first_weeks_begin(db, lease->case_, lease->from);
    if (to == LEASE_STATE_ENDED) engagement_life_turned(db, lease->case_, LIFE_EVENT_KIND_MOVED);
}

/* Her no to all of it calls off the visits of the first weeks; the home and everything else stands. */
static void heard_about_help(struct db *db, struct case_id id, enum offer_heard what) {
    engagement_hear(db, id, what);
    if (what == OFFER_HEARD_NO) first_weeks_over(db, id);
}

static void case_closes(struct db *db, struct case_id id) {
    engagement_ends(db, id);
    first_weeks_over(db, id);
}

static void home_in_danger(struct db *db, struct case_id id, enum home_cause cause) {
    engagement_life_turned(db, id, cause == HOME_CAUSE_RENT_ARREARS ? LIFE_EVENT_KIND_RENT_STOPPED : LIFE_EVENT_KIND_NOTICE_TO_LEAVE);
}

/* Another contact, or another who has the case, is a transition of its own, with a look back after some weeks. */
static void new_contact(struct db *db, struct case_id id) { transition_inside(db, id, TRANSITION_KIND_NEW_WORKER, DATE_NONE); }

/* A new measure too; whether it fits is asked where the measure is, so that nobody is asked twice. */
static bool measure_changes(struct db *db, const struct measure_changed *change) {
    bool contact = change->change == MEASURE_CHANGE_CONTACT;
    transition_inside(db, change->case_, contact ? TRANSITION_KIND_NEW_WORKER : TRANSITION_KIND_NEW_MEASURE, change->review_on);
    return contact;
}

/* A visit counts in how stable those around her are, and who has met her then has met her on the day of a transition too. */
static void visit_written(struct db *db, struct case_id id, struct visit_id visit, struct date on) {
    struct visit_last last;
    continuity_on_visit(db, id, visit, on);
    if (visit_last_of(db, id, &last) && last.seen_on.days == on.days) transition_seen(db, id, on, TRANSITION_RESULT_MET);
}

/* Meetings and viewings, in the order of the days. */
static int by_time(const void *left, const void *right) {
    const struct calendar_other *a = left, *b = right;
    if (a->on_date.days != b->on_date.days) return a->on_date.days < b->on_date.days ? -1 : 1;
    return (a->from_minute > b->from_minute) - (a->from_minute < b->from_minute);
}

static struct calendar_others others_in_calendar(struct request *rq, bool whole_unit, struct date first, struct date last) {
    const struct calendar_others meetings = meeting_calendar_others(rq, whole_unit, first, last), viewings = offer_calendar_others(rq, whole_unit, first, last);
    struct calendar_others all = {arena_array(rq->arena, meetings.n + viewings.n + 1, sizeof *all.v), 0};
    for (size_t i = 0; i < meetings.n; i++) all.v[all.n++] = meetings.v[i];
    for (size_t i = 0; i < viewings.n; i++) all.v[all.n++] = viewings.v[i];
    qsort(all.v, all.n, sizeof *all.v, by_time);
    return all;
}

void municipality_join(void) {
    roles_on_new_contact(new_contact);
    baton_on_new_worker(new_contact);
    case_frame_on_coordinator(plan_fill_coordinator);
    plan_on_parent(assessment_is_parent);
    plan_on_appeals(appeal_fill_plan);
    intake_on_address(relation_address_all);
    lease_on_begin(onward_lease_begins);
    followup_on_end(appeal_may_end_service);
    lease_on_step(lease_stepped);
    home_on_risk(home_in_danger);
    proposal_on_pick(offer_given);
    application_on_meetings();
    engagement_on_meetings();
    offer_on_heard(heard_about_help);
    followup_on_nos(engagement_nos);
    closing_on_close(case_closes);
    group_on_meetings();
    decision_on_given(night_follow_decision);
    measure_on_change(measure_changes);
    measure_on_given(visit_minutes_of);
    responsibility_on_proposal(evaluation_propose);
    case_frame_on_beside(privacy_fill_beside);
    calendar_on_others(meeting_calendar_others);
    calendar_on_together(safety_go_together);
    roles_on_warning(visit_pairing_warning);
    visit_on_written(visit_written);
    visit_on_stability(continuity_fill_stability);
    calendar_on_others(others_in_calendar);
    visit_on_her_others(offer_calendar_of_case);
    dwelling_on_move(upkeep_on_move);
    dwelling_on_page(upkeep_on_dwelling);
    dwelling_on_cluster_page(upkeep_on_cluster);
}

void municipality_app(const struct town *town, bool demo, struct app *ret_app) {
    municipality_join();
    *ret_app = (struct app){
        .municipality = town->profile->name.nb,
        .demo = demo,
        .nav = menu,
        .help = help_path,
        .may = may,
        .load_session = organisation_load_session,
        .find_staff = organisation_find_staff,
        .units_of = organisation_units_of,
        .save_settings = organisation_save_settings,
        .settings_more = settings_more,
        .demo_users = organisation_demo_users,
    };
}

int municipality_prepare(const struct town *town, struct instant now) {
    struct arena *arena = arena_create();
    static const struct actor actor = {.kind = ACTOR_SYSTEM, .what = "start"};
    struct db *db = db_begin(town->store, DB_WRITE, arena, &actor, now);
    int64_t changed = 0;
    organisation_sync(db, town->profile);
    meeting_sync(db, town->profile);
    measure_sync(db, town->profile);
    profile_note_use(db, town->profile);
    if (!assessment_forms_sync(db, &changed)) {
        command_error("law/forms.yaml: version %lld of the questions has been in use and is changed or gone; give the change a version of its own", (long long)changed);
        db_abort(db);
        arena_destroy(arena);
        return EXIT_FAILED;
    }
    session_sweep_schedule(db, now);
    job_add(db, JOB_BATON_WATCH, 0, now);
    visit_schedule(db, now);
    job_add(db, JOB_PLAN_WATCH, 0, now);
    oversight_schedule(db, now);
    audit_add(db, "units_synchronised", "municipality", 0, NULL);
    enum db_result result = db_commit(db);
    arena_destroy(arena);
    if (result != DB_OK) command_error("the units of the profile could not be written to the database");
    return result == DB_OK ? EXIT_FINE : EXIT_FAILED;
}

const struct job_kind *municipality_jobs(void) {
    static struct job_kind kinds[] = {
        {"handover_due", responsibility_escalate_job},
        {JOB_SERVICE_DUE, followup_due_job},
        {"consent_due", secrecy_consent_due_job},
        {JOB_INVOLVEMENT_DUE, secrecy_involvement_due_job},
        {JOB_OVERSIGHT, oversight_job},
        {JOB_SHARING_DUE, secrecy_sharing_due_job},
        {JOB_OVERRIDE_DUE, secrecy_override_due_job},
        {JOB_DISPUTE_DUE, dispute_due_job},
        {JOB_ASSESSMENT_DUE, assessment_due_job},
        {JOB_PART_DUE, expire_part_job},
        {JOB_DIGITAL_DUE, digital_due_job},
        {JOB_NIGHT_DUE, night_due_job},
        {JOB_LEASE_DUE, lease_due_job},
        {JOB_CAREER_DUE, career_due_job},
        {JOB_RENT_SUPPORT_DUE, rent_support_due_job},
        {JOB_APPLICATION_DUE, application_due_job},
        {JOB_OFFER_DUE, offer_due_job},
        {JOB_TRANSITION_DUE, transition_due_job},
        {JOB_LEAVING_DUE, leaving_due_job},
        {JOB_MEETING_SOON, meeting_soon_job},
        {JOB_GROUP_DUE, group_due_job},
        {JOB_REST_LOOK, rest_look_job},
        {JOB_ENGAGEMENT_DUE, engagement_due_job},
        {JOB_BATON_WATCH, baton_watch_job},
        {JOB_VISIT_WATCH, visit_watch_job},
        {JOB_PLAN_REVISE, plan_revise_job},
        {JOB_PLAN_OFFER, plan_offer_job},
        {JOB_PLAN_WATCH, plan_watch_job},
        {JOB_ACCESS_PACKAGE, privacy_package_job},
        {NULL, NULL}, /* the platform's own */
        {NULL, NULL},
    };
    kinds[sizeof kinds / sizeof *kinds - 2] = session_sweep_job;
    return kinds;
}

const char *municipality_secret(const char *path, struct arena *arena) {
    char line[1024];
    FILE *file = fopen(path, "re");
    if (!file || !fgets(line, sizeof line, file)) {
        command_error("cannot read %s", path);
        if (file) fclose(file);
        return NULL;
    }
    fclose(file);
    line[strcspn(line, "\r\n")] = '\0';
    return arena_strdup(arena, line);
}

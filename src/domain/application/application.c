/* Registering an application, and its steps. No page. Who may open the case at all is decided before it comes here. (MODEL 3.7) */
#include "domain/application/internal.h"

#include "application_sql.h"
#include "domain/intake/intake.h"
#include "texts.h"

enum { ASSESS_DAYS = 10, REPORT_DAYS = 10, FOLLOW_UP_DAYS = 14, POSTPONED_MOST = 90, JOB_MINUTES = 7 * 60, RECHECK_DAYS = 90, ADULTS_MOST = 10, CHILDREN_MOST = 15 };

struct application_fault_text application_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case APPLICATION_##name: return (struct application_fault_text){field, T_##key};
        APPLICATION_FAULTS(X)
#undef X
    }
    return (struct application_fault_text){0};
}

/* ── the steps ────────────────────────────────────────────────────────── */

#define TO(status) (1u << APPLICATION_STATUS_##status)
static const unsigned next_of[APPLICATION_STATUS_COUNT + 1] = {
    [APPLICATION_STATUS_REGISTERED] = TO(ASSESSED) | TO(WITHDRAWN),
    [APPLICATION_STATUS_ASSESSED] = TO(TO_MEETING) | TO(WITHDRAWN),
    [APPLICATION_STATUS_TO_MEETING] = TO(APPROVED) | TO(REFUSED) | TO(POSTPONED) | TO(WITHDRAWN),
    [APPLICATION_STATUS_POSTPONED] = TO(TO_MEETING) | TO(WITHDRAWN),
    [APPLICATION_STATUS_APPROVED] = TO(WAITING) | TO(OFFERED) | TO(WITHDRAWN),
    [APPLICATION_STATUS_WAITING] = TO(OFFERED) | TO(WITHDRAWN),
    [APPLICATION_STATUS_OFFERED] = TO(ACCEPTED) | TO(WAITING) | TO(WITHDRAWN),
    [APPLICATION_STATUS_ACCEPTED] = TO(LEASED) | TO(WAITING) | TO(WITHDRAWN),
};

bool application_may_move(enum application_status from, enum application_status to) { return next_of[from] & 1u << to; }
bool application_is_open(enum application_status status) { return next_of[status] != 0; }

static enum case_event_kind event_of(enum application_status status) {
    switch (status) {
    case APPLICATION_STATUS_REGISTERED: return CASE_EVENT_KIND_APPLICATION_REGISTERED;
    case APPLICATION_STATUS_ASSESSED: return CASE_EVENT_KIND_APPLICATION_ASSESSED;
    case APPLICATION_STATUS_TO_MEETING: return CASE_EVENT_KIND_APPLICATION_TO_MEETING;
    case APPLICATION_STATUS_APPROVED: return CASE_EVENT_KIND_APPLICATION_APPROVED;
    case APPLICATION_STATUS_REFUSED: return CASE_EVENT_KIND_APPLICATION_REFUSED;
    case APPLICATION_STATUS_POSTPONED: return CASE_EVENT_KIND_APPLICATION_POSTPONED;
    case APPLICATION_STATUS_WAITING: return CASE_EVENT_KIND_APPLICATION_WAITING;
    case APPLICATION_STATUS_OFFERED: return CASE_EVENT_KIND_APPLICATION_OFFERED;
    case APPLICATION_STATUS_ACCEPTED: return CASE_EVENT_KIND_APPLICATION_ACCEPTED;
    case APPLICATION_STATUS_LEASED: return CASE_EVENT_KIND_APPLICATION_LEASED;
    case APPLICATION_STATUS_WITHDRAWN: return CASE_EVENT_KIND_APPLICATION_WITHDRAWN;
    }
    return 0;
}

/* ── reading ──────────────────────────────────────────────────────────── */

#define APPLICATION_OF(row)                                                                                                     \
    (struct application) {                                                                                                      \
        .id = (row).id, .case_ = (row).case_id, .person = (row).person_id, .kind = (row).kind, .way = (row).way,                \
        .status = (row).status, .list = (row).list_type, .received_on = (row).received_on, .postponed_to = (row).postponed_to,  \
        .checked_on = (row).checked_on, .postponed_why = (row).postponed_why, .refused_why = (row).refused_why,                 \
        .withdrawn_why = (row).withdrawn_why, .adults = (row).adults, .children = (row).children,                               \
    }

bool application_now(struct db *db, struct case_id id, struct application *ret_application) {
    struct application_of_case_row row;
    if (!application_of_case(db, id, &row)) return false;
    *ret_application = APPLICATION_OF(row);
    return true;
}

bool application_read(struct db *db, struct housing_application_id id, struct application *ret_application) {
    struct application_get_row row;
    if (!application_get(db, id, &row)) return false;
    *ret_application = APPLICATION_OF(row);
    return true;
}

int application_open(struct db *db, struct case_id id, struct application *ret_application) {
    struct application application;
    if (!application_now(db, id, &application)) return APPLICATION_NOT_FOUND;
    if (!application_is_open(application.status)) return APPLICATION_WRONG_STATUS;
    *ret_application = application;
    return APPLICATION_FINE;
}

struct unit_id application_unit(struct db *db) {
    const char *code = organisation_profile()->allocation.decided_by;
    return code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
}

bool application_say(struct db *db, const struct access *access, const struct application *application, enum words_about about, int64_t subject,
                     const char *words) {
    if (text_empty(words)) return true;
    if (!access || !access_covers(access, ZONE_HOUSING)) return false;
    words_insert(db, access, application->id, application->case_, application->person, about, subject, words, db_now(db),
                 application_actor(db));
    return true;
}

/* ── the clock ────────────────────────────────────────────────────────── */

void application_watch(struct db *db, const struct application *application) {
    int days = organisation_profile()->allocation.recheck_days;
    struct date since = date_is_none(application->checked_on) ? application->received_on : application->checked_on;
    struct date day = date_add_days(since, days ? days : RECHECK_DAYS), today = application_today(db);
    if (application->status == APPLICATION_STATUS_POSTPONED && application->postponed_to.days < day.days) day = application->postponed_to;
    job_cancel(db, JOB_APPLICATION_DUE, application->id.v);
    if (day.days <= today.days) day = date_add_days(today, 1);
    if (application_is_open(application->status)) job_add(db, JOB_APPLICATION_DUE, application->id.v, instant_of_oslo(day, JOB_MINUTES));
}

/* Who does the work of the application: the unit that decides on dwellings, unless she has said no to it. */
static struct unit_id working_unit(struct db *db, struct case_id id) {
    struct unit_id unit = application_unit(db);
    struct case_brief brief = {0};
    work_case(db, id, &brief);
    return unit.v && !secrecy_said_no(db, id, unit, application_today(db)) ? unit : brief.holder_unit;
}

static void task(struct db *db, const struct application *application, enum task_kind kind, int days) {
    work_task_add(db, application->case_, working_unit(db, application->case_), kind, application->id.v,
                  law_add_working_days(law_current(), application_today(db), days));
}

void application_ask_task(struct db *db, const struct application *application) {
    enum { ASK_DAYS = 5 };
    if (application_is_open(application->status) && application_unknown(db, application, application_today(db)))
        task(db, application, TASK_KIND_ASK_APPLICANT, ASK_DAYS);
    else work_task_done(db, application->case_, TASK_KIND_ASK_APPLICANT, application->id.v);
}

void application_due_job(struct db *db, int64_t subject, struct instant now) {
    struct application application;
    struct date today = instant_oslo_date(now);
    int days = organisation_profile()->allocation.recheck_days;
    if (!application_read(db, (struct housing_application_id){subject}, &application) || !application_is_open(application.status)) return;
    struct date since = date_is_none(application.checked_on) ? application.received_on : application.checked_on;
    if (application.status == APPLICATION_STATUS_POSTPONED && application.postponed_to.days <= today.days)
        task(db, &application, TASK_KIND_LOOK_AT_APPLICATION, 1);
    if (date_days_between(since, today) >= (days ? days : RECHECK_DAYS)) task(db, &application, TASK_KIND_RECHECK_APPLICATION, ASSESS_DAYS);
    else application_watch(db, &application);
    audit_add(db, "application_watched", "housing_application", subject, NULL);
}

/* ── registering ──────────────────────────────────────────────────────── */

static int registering_check(struct db *db, const struct application_new *new, struct case_brief *ret_case) {
    struct application open;
    if (!work_case(db, new->case_, ret_case)) return APPLICATION_NOT_FOUND;
    if (ret_case->state == CASE_STATE_CLOSED) return APPLICATION_CASE_CLOSED;
    if (application_open(db, new->case_, &open) == APPLICATION_FINE) return APPLICATION_OPEN_ALREADY;
    if (!date_is_none(new->received_on) && new->received_on.days > application_today(db).days) return APPLICATION_RECEIVED_LATER;
    if (new->adults < 1 || new->adults > ADULTS_MOST || new->children < 0 || new->children > CHILDREN_MOST) return APPLICATION_HOUSEHOLD;
    bool others = new->way == APPLICATION_WAY_HELPER || new->way == APPLICATION_WAY_AGENT;
    return others && text_empty(new->helper) ? APPLICATION_HELPER_MISSING : APPLICATION_FINE;
}

static enum channel channel_of(enum application_way way) {
    switch (way) {
    case APPLICATION_WAY_PAPER: return CHANNEL_LETTER;
    case APPLICATION_WAY_DESK: return CHANNEL_COUNTER;
    case APPLICATION_WAY_HELPER:
    case APPLICATION_WAY_AGENT: return CHANNEL_OTHER;
    case APPLICATION_WAY_OWN: return CHANNEL_DIGITAL;
    }
    return CHANNEL_OTHER;
}

/* An application asks for help with a home. Unless a message that asks has come since her last one, this is that message, with its clocks and its
 * place in the round. (BSL-7, I-08, R-020) The clock runs from the day it came. */
static void asks_for_home(struct db *db, const struct application_new *new, struct person_id person, struct date received) {
    struct application_asked_row asked;
    struct application last;
    if (new->import_key) { /* its clocks ran where it came from; the request is answered all the same (I-08) */
        work_set_asks_housing(db, new->case_);
        return;
    }
    bool before = application_now(db, new->case_, &last);
    if (application_asked(db, new->case_, &asked) && (!before || instant_oslo_date(asked.received_at).days > last.received_on.days)) return;
    const struct contact_new contact = {.person = person, .channel = channel_of(new->way), .sender = SENDER_PERSON, .asks_housing = true,
                                        .filled_in = new->way != APPLICATION_WAY_OWN, .signed_ = new->way == APPLICATION_WAY_PAPER,
                                        .what = text_of(LANG_NB, T_application_as_message)};
    struct contact_id message = intake_register(db, &contact);
    struct case_id same;
    if (intake_open_case(db, message, application_actor_unit(db), application_actor(db), &same) < 0) return;
    struct date due = deadline_end(law_current(), CLOCK_PROVISIONAL_REPLY, received);
    struct case_brief brief;
    if (received.days < application_today(db).days && work_case(db, same, &brief))
        work_task_add(db, same, brief.holder_unit, TASK_KIND_PROVISIONAL_REPLY, message.v, due);
}

int application_begin(struct db *db, const struct access *access, const struct application_new *new, struct application *ret_application) {
    struct case_brief brief;
    int fault = registering_check(db, new, &brief);
    if (fault) return fault;
    bool words = !text_empty(new->helper) || !text_empty(new->situation);
    if (words && (!access || !access_covers(access, ZONE_HOUSING))) return APPLICATION_NO_ACCESS;
    struct date received = date_is_none(new->received_on) ? application_today(db) : new->received_on;
    asks_for_home(db, new, brief.person, received);
    struct housing_application_id id = application_insert(db, new->case_, brief.person, new->kind, new->way, received, new->adults, new->children,
                                                          application_actor_unit(db), new->import_key, db_now(db), application_actor(db));
    if (!application_read(db, id, ret_application)) return APPLICATION_NOT_FOUND;
    application_say(db, access, ret_application, WORDS_ABOUT_HELPER, id.v, new->helper);
    application_say(db, access, ret_application, WORDS_ABOUT_SITUATION, id.v, new->situation);
    work_wake(db, new->case_);
    struct unit_id unit = working_unit(db, new->case_);
    secrecy_involve(db, new->case_, unit, INVOLVEMENT_APPLICATION);
    work_event(db, new->case_, CASE_EVENT_KIND_APPLICATION_REGISTERED, ZONE_SPINE, unit);
    audit_add(db, "application_registered", "case", new->case_.v, application_kind_code(new->kind));
    return db_failed(db) ? APPLICATION_NOT_FOUND : APPLICATION_FINE;
}

int application_register(struct db *db, const struct access *access, const struct application_new *new, struct housing_application_id *ret_application) {
    struct application made;
    int fault = application_begin(db, access, new, &made);
    if (fault) return fault;
    task(db, &made, TASK_KIND_ASSESS_APPLICATION, ASSESS_DAYS);
    application_watch(db, &made);
    *ret_application = made.id;
    return db_failed(db) ? APPLICATION_NOT_FOUND : APPLICATION_FINE;
}

/* ── moving ───────────────────────────────────────────────────────────── */

/* The step alone: what is to be done from there is not asked for. */
static int step_only(struct db *db, struct application *application, const struct application_outcome *to, enum withdrawn_why withdrawn_why) {
    bool postponed = to->status == APPLICATION_STATUS_POSTPONED;
    if (!application_may_move(application->status, to->status)) return APPLICATION_WRONG_STATUS;
    if (application_step_to(db, application->id, application->status, to->status, to->list, postponed ? to->postponed_to : DATE_NONE,
                            postponed ? to->postponed_why : 0, to->status == APPLICATION_STATUS_REFUSED ? to->refused_why : 0, withdrawn_why,
                            db_now(db), application_actor(db)) != 1)
        return APPLICATION_WRONG_STATUS;
    if (!application_read(db, application->id, application)) return APPLICATION_NOT_FOUND;
    work_event(db, application->case_, event_of(to->status), ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "application_moved", "case", application->case_.v, application_status_code(to->status));
    return APPLICATION_FINE;
}

static int step(struct db *db, struct application *application, const struct application_outcome *to, enum withdrawn_why withdrawn_why) {
    int fault = step_only(db, application, to, withdrawn_why);
    if (!fault) application_watch(db, application);
    return fault;
}

static int simple_step(struct db *db, struct application *application, enum application_status to) {
    return step(db, application, &(struct application_outcome){.status = to}, 0);
}

int application_assess(struct db *db, struct case_id id, enum list_type list) {
    struct application application;
    int fault = application_open(db, id, &application);
    if (fault) return fault;
    if (!list) return APPLICATION_LIST_MISSING;
    fault = step(db, &application, &(struct application_outcome){.status = APPLICATION_STATUS_ASSESSED, .list = list}, 0);
    if (fault) return fault;
    work_task_done(db, id, TASK_KIND_ASSESS_APPLICATION, application.id.v);
    task(db, &application, TASK_KIND_REPORT_TO_MEETING, REPORT_DAYS);
    application_ask_task(db, &application);
    return APPLICATION_FINE;
}

int application_to_meeting(struct db *db, struct case_id id) {
    struct application application;
    int fault = application_open(db, id, &application);
    bool first = !fault && application.status == APPLICATION_STATUS_ASSESSED;
    if (!fault) fault = simple_step(db, &application, APPLICATION_STATUS_TO_MEETING);
    if (fault) return fault;
    if (first) application_report(db, &application);
    work_task_done(db, id, TASK_KIND_REPORT_TO_MEETING, application.id.v);
    work_task_done(db, id, TASK_KIND_LOOK_AT_APPLICATION, application.id.v);
    return APPLICATION_FINE;
}

/* Is she known to be in need? has false: nobody has asked. */
static struct maybe_int in_need(struct db *db, const struct application *application) {
    struct facts_of_rows rows = facts_of(db, application->id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].criterion == CRITERION_IN_NEED) return rows.v[i].value;
    return (struct maybe_int){0};
}

int application_may_decide(struct db *db, const struct application *application, const struct application_outcome *outcome) {
    struct maybe_int need = in_need(db, application);
    struct date today = application_today(db);
    switch (outcome->status) {
    case APPLICATION_STATUS_APPROVED:
        if (!need.has) return APPLICATION_ASK_FIRST;
        return need.v ? APPLICATION_FINE : APPLICATION_NOT_IN_NEED;
    case APPLICATION_STATUS_REFUSED:
        if (!outcome->refused_why || text_empty(outcome->why)) return APPLICATION_WHY_MISSING;
        if (outcome->refused_why != REFUSED_WHY_NOT_IN_NEED) return APPLICATION_FINE;
        if (!need.has) return APPLICATION_ASK_FIRST;
        return need.v ? APPLICATION_IN_NEED : APPLICATION_FINE;
    case APPLICATION_STATUS_POSTPONED:
        if (!outcome->postponed_why) return APPLICATION_WHY_MISSING;
        if (date_is_none(outcome->postponed_to) || outcome->postponed_to.days <= today.days) return APPLICATION_POSTPONED_PAST;
        return date_days_between(today, outcome->postponed_to) > POSTPONED_MOST ? APPLICATION_POSTPONED_FAR : APPLICATION_FINE;
    case APPLICATION_STATUS_REGISTERED: case APPLICATION_STATUS_ASSESSED: case APPLICATION_STATUS_TO_MEETING: case APPLICATION_STATUS_WAITING:
    case APPLICATION_STATUS_OFFERED: case APPLICATION_STATUS_ACCEPTED: case APPLICATION_STATUS_LEASED: case APPLICATION_STATUS_WITHDRAWN: break;
    }
    return APPLICATION_WRONG_STATUS;
}

int application_decide(struct db *db, const struct access *access, const struct application_outcome *outcome) {
    struct application application;
    if (!application_read(db, outcome->application, &application)) return APPLICATION_NOT_FOUND;
    if (!application_may_move(application.status, outcome->status)) return APPLICATION_WRONG_STATUS;
    int fault = application_may_decide(db, &application, outcome);
    if (fault) return fault;
    bool refused = outcome->status == APPLICATION_STATUS_REFUSED;
    if (!application_say(db, access, &application, refused ? WORDS_ABOUT_REFUSAL : WORDS_ABOUT_POSTPONED, application.id.v, outcome->why))
        return APPLICATION_NO_ACCESS;
    fault = step(db, &application, outcome, 0);
    if (fault) return fault;
    if (outcome->status != APPLICATION_STATUS_POSTPONED) work_task_done(db, application.case_, TASK_KIND_LOOK_AT_APPLICATION, application.id.v);
    if (refused) {
        application_ask_task(db, &application);
        work_task_done(db, application.case_, TASK_KIND_RECHECK_APPLICATION, application.id.v);
        task(db, &application, TASK_KIND_FOLLOW_UP_REFUSED, FOLLOW_UP_DAYS); /* nobody is left with a no */
    }
    return APPLICATION_FINE;
}

int application_move(struct db *db, struct housing_application_id id, enum application_status to) {
    struct application application;
    if (!application_read(db, id, &application)) return APPLICATION_NOT_FOUND;
    bool after_approval = to == APPLICATION_STATUS_WAITING || to == APPLICATION_STATUS_OFFERED || to == APPLICATION_STATUS_ACCEPTED ||
                          to == APPLICATION_STATUS_LEASED;
    if (!after_approval) return APPLICATION_WRONG_STATUS;
    int fault = simple_step(db, &application, to);
    if (fault || to != APPLICATION_STATUS_LEASED) return fault;
    application_ask_task(db, &application);
    work_task_done(db, application.case_, TASK_KIND_RECHECK_APPLICATION, id.v);
    return APPLICATION_FINE;
}

int application_withdraw(struct db *db, struct case_id id, enum withdrawn_why why) {
    static const enum task_kind kinds[] = {TASK_KIND_ASSESS_APPLICATION, TASK_KIND_ASK_APPLICANT, TASK_KIND_REPORT_TO_MEETING,
                                           TASK_KIND_LOOK_AT_APPLICATION, TASK_KIND_RECHECK_APPLICATION};
    struct application application;
    int fault = application_open(db, id, &application);
    if (fault) return fault;
    if (!why) return APPLICATION_WHY_MISSING;
    fault = step(db, &application, &(struct application_outcome){.status = APPLICATION_STATUS_WITHDRAWN}, why);
    for (size_t i = 0; !fault && i < sizeof kinds / sizeof *kinds; i++) work_task_done(db, id, kinds[i], application.id.v);
    return fault;
}

/* Where the file says it stands: each step is written as any other, and no meeting hears of one that was decided where it came from. */
static int steps_of_file(struct db *db, struct application *application, const struct application_filed *filed) {
    const enum application_status granted[] = {APPLICATION_STATUS_TO_MEETING, APPLICATION_STATUS_APPROVED, APPLICATION_STATUS_WAITING};
    int fault = APPLICATION_FINE;
    if (filed->list) fault = step_only(db, application, &(struct application_outcome){.status = APPLICATION_STATUS_ASSESSED, .list = filed->list}, 0);
    for (size_t i = 0; !fault && filed->waiting && i < sizeof granted / sizeof *granted; i++) {
        const struct application_outcome outcome = {.status = granted[i]};
        if (granted[i] == APPLICATION_STATUS_APPROVED) fault = application_may_decide(db, application, &outcome);
        if (!fault) fault = step_only(db, application, &outcome, 0);
    }
    return fault;
}

int application_waits_of_file(struct db *db, struct housing_application_id id) {
    struct application application;
    if (!application_read(db, id, &application)) return APPLICATION_NOT_FOUND;
    int fault = steps_of_file(db, &application, &(struct application_filed){.waiting = true});
    if (fault) return fault;
    work_task_done(db, application.case_, TASK_KIND_REPORT_TO_MEETING, id.v);
    application_watch(db, &application);
    return APPLICATION_FINE;
}

int application_take(struct db *db, const struct application_filed *filed, struct housing_application_id *ret_application) {
    struct application made;
    int fault = application_begin(db, NULL, &filed->application, &made);
    for (size_t i = 0; !fault && i < filed->n_facts; i++) fault = application_put_fact(db, NULL, &made, &filed->facts[i]);
    if (!fault) fault = steps_of_file(db, &made, filed);
    if (fault) return fault;
    application_wish_of_file(db, made.id, WISH_KIND_AREA, filed->area);
    application_wish_of_file(db, made.id, WISH_KIND_NOT_AREA, filed->not_area);
    if (made.status == APPLICATION_STATUS_REGISTERED) task(db, &made, TASK_KIND_ASSESS_APPLICATION, ASSESS_DAYS);
    if (made.status == APPLICATION_STATUS_ASSESSED) task(db, &made, TASK_KIND_REPORT_TO_MEETING, REPORT_DAYS);
    if (filed->n_facts || filed->list) application_ask_task(db, &made);
    application_watch(db, &made);
    *ret_application = made.id;
    return db_failed(db) ? APPLICATION_NOT_FOUND : APPLICATION_FINE;
}

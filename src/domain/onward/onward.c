/* The rules of the way onward: milestones, what fits, which papers, and telling in time before help with rent stops. No page. */
#include "domain/onward/onward.h"

#include "domain/roles/roles.h"
#include "onward_sql.h"
#include "platform/audit/audit.h"
#include "texts.h"

enum { JOB_MINUTES = 7 * 60, TALK_DAYS = 14, PAPER_DAYS = 10 };
static int usual_months[] = {12, 24, 30};
static const int days_before[] = {30, 14, 7};

struct onward_fault_text onward_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case ONWARD_##name: return (struct onward_fault_text){field, T_##key};
        ONWARD_FAULTS(X)
#undef X
    }
    return (struct onward_fault_text){0};
}

static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }
static struct staff_id actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

static struct unit_id holder_of(struct db *db, struct case_id id) {
    struct case_brief brief;
    return work_case(db, id, &brief) ? brief.holder_unit : (struct unit_id){0};
}

/* ── milestones ───────────────────────────────────────────────────────── */

void onward_lease_begins(struct db *db, const struct lease_brief *lease) {
    const struct profile_leases *chosen = &organisation_profile()->leases;
    const int *months = chosen->career_months_after_count ? chosen->career_months_after : usual_months;
    unsigned n = chosen->career_months_after_count ? chosen->career_months_after_count : 3;
    struct date today = today_of(db);
    for (unsigned i = 0; i < n; i++) {
        struct date due = date_add_months(lease->from, months[i]);
        if (due.days < today.days) continue; /* a lease written down late: what has passed has passed */
        struct career_step_id step = career_insert(db, lease->case_, lease->id, holder_of(db, lease->case_), months[i], due);
        job_add(db, JOB_CAREER_DUE, step.v, instant_of_oslo(due, JOB_MINUTES));
    }
}

void career_due_job(struct db *db, int64_t subject, struct instant now) {
    struct career_get_row row;
    struct lease_brief lease;
    if (!career_get(db, (struct career_step_id){subject}, &row) || !date_is_none(row.talked_on)) return;
    if (!lease_read(db, row.lease_id, &lease) || !lease_runs(lease.state)) return;
    work_task_add(db, row.case_id, holder_of(db, row.case_id), TASK_KIND_CAREER_STEP, subject,
                  date_add_days(instant_oslo_date(now), TALK_DAYS));
    audit_add(db, "career_step_due", "career_step", subject, NULL);
}

int career_talk(struct db *db, struct case_id id, struct career_step_id step, struct date talked_on, enum career_goal goal,
                enum career_stand stand) { /* parameters ok: one form */
    if (talked_on.days > today_of(db).days) return ONWARD_DAY;
    if (career_set(db, step, id, talked_on, goal, stand, actor(db)) != 1) return ONWARD_WRONG_STATE;
    work_task_done(db, id, TASK_KIND_CAREER_STEP, step.v);
    work_event(db, id, CASE_EVENT_KIND_CAREER_TALKED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "career_talked", "career_step", step.v, career_stand_code(stand));
    return ONWARD_DONE;
}

/* ── what fits ────────────────────────────────────────────────────────── */

enum instrument_fit startlan_fit(const struct startlan_answers *answers) {
    if (!answers->income_lasts) return INSTRUMENT_FIT_NOT_NOW;
    if (answers->refused_by_bank && (answers->children_or_hard_start || answers->lasting_need)) return INSTRUMENT_FIT_FITS;
    return answers->children_or_hard_start || answers->lasting_need || answers->refused_by_bank ? INSTRUMENT_FIT_MAYBE
                                                                                                : INSTRUMENT_FIT_NOT_NOW;
}

enum instrument_fit allowance_fit(const struct allowance_answers *answers) {
    bool home = answers->shared_approved || (answers->own_entrance && answers->bath_and_kitchen);
    if (!answers->eighteen || !answers->low_income) return INSTRUMENT_FIT_NOT_NOW;
    return home ? INSTRUMENT_FIT_FITS : INSTRUMENT_FIT_MAYBE; /* shared living can be approved one by one */
}

#define PAPER(name) (1u << INSTRUMENT_PAPER_##name)
unsigned instrument_papers(enum instrument_kind kind) {
    switch (kind) {
    case INSTRUMENT_KIND_STARTLAN:
        return PAPER(IDENTITY) | PAPER(INCOME_STATEMENT) | PAPER(TAX_RETURN) | PAPER(BANK_STATEMENT) | PAPER(DEBT_OVERVIEW);
    case INSTRUMENT_KIND_HOUSING_ALLOWANCE: return PAPER(INCOME_STATEMENT) | PAPER(LEASE_COPY);
    case INSTRUMENT_KIND_DEPOSIT: return PAPER(LEASE_COPY) | PAPER(BANK_STATEMENT);
    case INSTRUMENT_KIND_RENT_SUPPORT: return PAPER(LEASE_COPY) | PAPER(RENT_RECEIPTS) | PAPER(BANK_STATEMENT);
    case INSTRUMENT_KIND_DEBT_ADVICE: return PAPER(DEBT_OVERVIEW) | PAPER(BANK_STATEMENT);
    case INSTRUMENT_KIND_ADAPTATION_GRANT: return PAPER(INCOME_STATEMENT) | PAPER(ESTIMATE);
    case INSTRUMENT_KIND_ESTABLISHMENT_GRANT: return PAPER(INCOME_STATEMENT) | PAPER(OFFER_OF_HOME) | PAPER(DEBT_OVERVIEW);
    }
    return 0;
}

/* ── loans, grants and help with rent ─────────────────────────────────── */

static uint64_t task_of(enum instrument_kind kind) {
    if (kind == INSTRUMENT_KIND_DEPOSIT) return PROFILE_TASK(DEPOSIT);
    if (kind == INSTRUMENT_KIND_RENT_SUPPORT) return PROFILE_TASK(RENT_SUPPORT);
    return kind == INSTRUMENT_KIND_DEBT_ADVICE ? PROFILE_TASK(DEBT_COUNSELLING) : PROFILE_TASK(STATE_INSTRUMENTS);
}

struct unit_id instrument_unit(struct db *db, enum instrument_kind kind) {
    const struct profile *profile = organisation_profile();
    const uint64_t tries[] = {task_of(kind), PROFILE_TASK(STATE_INSTRUMENTS), PROFILE_TASK(ECONOMY), PROFILE_TASK(SOCIAL_SERVICES),
                              PROFILE_TASK(HOME_OWNERSHIP)};
    bool of_nav = kind == INSTRUMENT_KIND_DEPOSIT || kind == INSTRUMENT_KIND_RENT_SUPPORT || kind == INSTRUMENT_KIND_DEBT_ADVICE;
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        if (i == 1 && of_nav) continue;
        const struct profile_unit *unit = profile_unit_doing(profile, tries[i]);
        if (unit) return organisation_unit_by_code(db, unit->code);
    }
    return (struct unit_id){0};
}

static bool all_here(struct db *db, struct instrument_id id, enum instrument_kind kind) {
    struct papers_of_rows rows = papers_of(db, id);
    unsigned missing = instrument_papers(kind);
    for (size_t i = 0; i < rows.n; i++) missing &= ~(1u << rows.v[i].paper);
    return !missing;
}

int instrument_begin(struct db *db, const struct instrument_new *new, struct instrument_id *ret_instrument) {
    struct instrument_open_row open;
    struct unit_id unit = instrument_unit(db, new->kind), holder = holder_of(db, new->case_);
    if (!holder.v) return ONWARD_NOT_FOUND;
    if (instrument_open(db, new->case_, new->kind, &open)) return ONWARD_OPEN_ALREADY;
    bool told = unit.v && !secrecy_said_no(db, new->case_, unit, today_of(db));
    *ret_instrument =
        instrument_insert(db, new->case_, new->kind, INSTRUMENT_STATE_PAPERS, told ? unit : holder, new->fit, today_of(db), actor(db));
    work_task_add(db, new->case_, holder, TASK_KIND_ASK_PAPERS, ret_instrument->v,
                  law_add_working_days(law_current(), today_of(db), PAPER_DAYS));
    work_event(db, new->case_, CASE_EVENT_KIND_INSTRUMENT_NOTED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "instrument_begun", "instrument", ret_instrument->v, instrument_kind_code(new->kind));
    return ONWARD_DONE;
}

struct date rent_support_next(struct date until, struct date today) {
    for (size_t i = 0; i < sizeof days_before / sizeof *days_before; i++) {
        struct date day = date_add_days(until, -days_before[i]);
        if (day.days > today.days) return day;
    }
    return DATE_NONE;
}

static void watch(struct db *db, struct instrument_id id, struct date until) {
    struct date next = rent_support_next(until, today_of(db));
    job_cancel(db, JOB_RENT_SUPPORT_DUE, id.v);
    if (until.days - today_of(db).days <= days_before[0])
        job_add(db, JOB_RENT_SUPPORT_DUE, id.v, db_now(db)); /* so near that it is said at once */
    else if (!date_is_none(next)) job_add(db, JOB_RENT_SUPPORT_DUE, id.v, instant_of_oslo(next, JOB_MINUTES));
}

/* Each who helps her gets its own part of it: who has the responsibility sees to the rent, who pays decides whether it goes on, her contact talks with her. */
static void tell_all(struct db *db, const struct instrument_get_row *row, struct instrument_id id) {
    struct unit_id holder = holder_of(db, row->case_id);
    struct role_contacts contacts = roles_contacts(db, row->case_id);
    work_task_add(db, row->case_id, holder, TASK_KIND_RENT_PAYMENT_ENDS, id.v, row->until_date);
    if (row->unit_id.v != holder.v) work_task_add(db, row->case_id, row->unit_id, TASK_KIND_DECIDE_RENT_SUPPORT, id.v, row->until_date);
    if (!contacts.contact.staff.v || contacts.contact_unit.v == holder.v || contacts.contact_unit.v == row->unit_id.v) return;
    work_task_add(db, row->case_id, contacts.contact_unit, TASK_KIND_TALK_ABOUT_RENT, id.v, row->until_date);
    work_task_give(db, row->case_id, TASK_KIND_TALK_ABOUT_RENT, id.v, contacts.contact.staff);
}

static void nobody_told(struct db *db, struct case_id id, struct instrument_id instrument) {
    work_task_done(db, id, TASK_KIND_RENT_PAYMENT_ENDS, instrument.v);
    work_task_done(db, id, TASK_KIND_DECIDE_RENT_SUPPORT, instrument.v);
    work_task_done(db, id, TASK_KIND_TALK_ABOUT_RENT, instrument.v);
    job_cancel(db, JOB_RENT_SUPPORT_DUE, instrument.v);
}

void rent_support_due_job(struct db *db, int64_t subject, struct instant now) {
    struct instrument_get_row row;
    if (!instrument_get(db, (struct instrument_id){subject}, &row) || row.state != INSTRUMENT_STATE_GRANTED || date_is_none(row.until_date))
        return;
    struct date next = rent_support_next(row.until_date, instant_oslo_date(now));
    tell_all(db, &row, (struct instrument_id){subject});
    if (!date_is_none(next)) job_add(db, JOB_RENT_SUPPORT_DUE, subject, instant_of_oslo(next, JOB_MINUTES));
    audit_add(db, "rent_support_ends", "instrument", subject, NULL);
}

int instrument_move(struct db *db, struct case_id id, struct instrument_id instrument, enum instrument_state to, struct date until) {
    struct instrument_get_row row;
    if (!instrument_get(db, instrument, &row) || row.case_id.v != id.v) return ONWARD_NOT_FOUND;
    bool paying = row.kind == INSTRUMENT_KIND_RENT_SUPPORT && to == INSTRUMENT_STATE_GRANTED;
    if (paying && (date_is_none(until) || until.days < today_of(db).days)) return ONWARD_UNTIL_MISSING;
    if (instrument_set(db, instrument, id, to, paying ? until : DATE_NONE, today_of(db), actor(db)) != 1) return ONWARD_WRONG_STATE;
    if (to != INSTRUMENT_STATE_PAPERS) work_task_done(db, id, TASK_KIND_ASK_PAPERS, instrument.v);
    nobody_told(db, id, instrument);
    if (paying) watch(db, instrument, until);
    work_event(db, id, CASE_EVENT_KIND_INSTRUMENT_NOTED, ZONE_SPINE, row.unit_id);
    audit_add(db, "instrument_moved", "instrument", instrument.v, instrument_state_code(to));
    return ONWARD_DONE;
}

int instrument_paper_got(struct db *db, struct case_id id, struct instrument_id instrument, enum instrument_paper paper) {
    struct instrument_get_row row;
    if (!instrument_get(db, instrument, &row) || row.case_id.v != id.v) return ONWARD_NOT_FOUND;
    if (!(instrument_papers(row.kind) & 1u << paper)) return ONWARD_NOT_FOUND;
    paper_insert(db, instrument, paper, today_of(db), actor(db));
    if (all_here(db, instrument, row.kind)) work_task_done(db, id, TASK_KIND_ASK_PAPERS, instrument.v);
    audit_add(db, "instrument_paper_got", "instrument", instrument.v, instrument_paper_code(paper));
    return ONWARD_DONE;
}

/* ── one word about the economy ───────────────────────────────────────── */

int economy_note(struct db *db, const struct access *access, struct case_id id, enum economy_stand stand, const char *words) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return ONWARD_NOT_FOUND;
    if (!access || !access_covers(access, ZONE_TENANCY)) return ONWARD_NO_ACCESS;
    if (!relation_credit_allowed(db, access, id, today_of(db))) return ONWARD_NO_PERMISSION;
    if (lease_words_stray(db_arena(db), words)) return ONWARD_WORDS_STRAY;
    economy_insert(db, access, id, brief.person, stand, text_empty(words) ? NULL : words, db_now(db), actor(db));
    audit_add(db, "economy_noted", "case", id.v, economy_stand_code(stand));
    return ONWARD_DONE;
}

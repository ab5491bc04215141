/* Versions and states of the assessment (MODEL 3.4): begun, read through, answered, used in a decision, outdated; and the questions' versions that
 * it keeps. The schema guards the same moves. Writes no page and reads no words. */
#include "domain/assessment/internal.h"

#include "assessment_sql.h"
#include "platform/audit/audit.h"
#include "platform/jobs/jobs.h"

/* Local defaults: how long a confirmed assessment is fresh, and how long the holder has to look at an outdated one or at the children. */
enum { VALID_MONTHS = 12, RENEW_DAYS = 14 };

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

static struct date fresh_until(struct instant confirmed_at) { return date_add_months(instant_oslo_date(confirmed_at), VALID_MONTHS); }

/* The three queries of a version give rows of the same shape. */
#define BRIEF_OF(row, today)                                                                                                             \
    (struct assessment_brief) {                                                                                                          \
        .id = (row)->id, .case_ = (row)->case_id, .person = (row)->person_id, .version_no = (row)->version_no,                           \
        .state = (row)->state == ASSESSMENT_STATE_CONFIRMED && fresh_until((row)->confirmed_at).days < (today).days                      \
                     ? ASSESSMENT_STATE_OUTDATED                                                                                         \
                     : (row)->state,                                                                                                     \
        .children = (row)->children, .disadvantaged = (row)->disadvantaged, .started_at = (row)->started_at,                             \
        .confirmed_at = (row)->confirmed_at, .form_version = (row)->form_version, .justified = (unsigned)(row)->justified,               \
        .version = (row)->version                                                                                                        \
    }

bool assessment_newest(struct db *db, struct case_id id, struct assessment_brief *ret_assessment) {
    static const char last_newest_owner;
    struct assessment_brief *last = db_recall(db, &last_newest_owner, sizeof *last); /* every part of its page asks for it */
    struct assessment_last_row row;
    if (last && id.v && last->case_.v == id.v && !db_failed(db)) {
        *ret_assessment = *last;
        return true;
    }
    if (!assessment_last(db, id, &row)) return false;
    *ret_assessment = BRIEF_OF(&row, today_of(db));
    if (last) *last = *ret_assessment;
    return true;
}

bool assessment_version_read(struct db *db, struct case_id id, int64_t version_no, struct assessment_brief *ret_assessment) {
    struct assessment_at_row row;
    if (!assessment_at(db, id, version_no, &row)) return false;
    *ret_assessment = BRIEF_OF(&row, today_of(db));
    return true;
}

bool assessment_is_open(const struct assessment_brief *assessment) {
    return assessment->state == ASSESSMENT_STATE_DRAFT || assessment->state == ASSESSMENT_STATE_WITH_PERSON;
}

int assessment_begin(struct db *db, struct case_id id, const struct assessment_talk *talk) {
    struct case_brief brief;
    struct assessment_brief before = {.children = CHILDREN_NOT_ASKED};
    if (!work_case(db, id, &brief)) return ERR_NOT_FOUND;
    bool follows = assessment_newest(db, id, &before);
    if (follows && assessment_is_open(&before)) return ERR_CONFLICT;
    const struct form_version *form = assessment_form_on(today_of(db));
    struct assessment_id begun = assessment_insert(db, id, brief.person, before.version_no + 1, before.children, before.disadvantaged, db_now(db),
                                                   actor_staff(db), form ? form->version : 0);
    if (form) form_keep(db, form->version, form_content(form, db_arena(db)), db_now(db));
    if (follows) {
        areas_copy(db, before.id, begun);
        dwelling_need_copy(db, before.id, begun);
        work_tasks_done(db, id, TASK_KIND_RENEW_ASSESSMENT);
    }
    talk_insert(db, begun, talk->held_on, talk->place, talk->on_paper, actor_staff(db), (struct unit_id){db_actor(db)->unit});
    work_event(db, id, CASE_EVENT_KIND_ASSESSMENT_PART, ZONE_SPINE, (struct unit_id){0});
    return ERR_OK;
}

int assessment_read_together(struct db *db, const struct assessment_brief *assessment) {
    int64_t changed = assessment_set_state(db, assessment->id, ASSESSMENT_STATE_DRAFT, ASSESSMENT_STATE_WITH_PERSON, INSTANT_NONE);
    return changed ? ERR_OK : ERR_CONFLICT;
}

int assessment_answer(struct db *db, const struct assessment_brief *assessment, bool confirmed) {
    enum assessment_state to = confirmed ? ASSESSMENT_STATE_CONFIRMED : ASSESSMENT_STATE_NOT_CONFIRMED;
    struct instant at = confirmed ? db_now(db) : INSTANT_NONE;
    if (!assessment_set_state(db, assessment->id, ASSESSMENT_STATE_WITH_PERSON, to, at)) return ERR_CONFLICT;
    if (confirmed) work_event(db, assessment->case_, CASE_EVENT_KIND_ASSESSMENT_CONFIRMED, ZONE_SPINE, (struct unit_id){0});
    if (confirmed) job_add(db, JOB_ASSESSMENT_DUE, assessment->id.v, instant_of_oslo(date_add_days(fresh_until(at), 1), 0));
    work_task_done(db, assessment->case_, TASK_KIND_COMPLETE_ASSESSMENT, assessment->case_.v);
    return ERR_OK;
}

void assessment_changed(struct db *db, const struct assessment_brief *assessment) {
    assessment_set_state(db, assessment->id, ASSESSMENT_STATE_WITH_PERSON, ASSESSMENT_STATE_DRAFT, INSTANT_NONE);
    work_event(db, assessment->case_, CASE_EVENT_KIND_ASSESSMENT_PART, ZONE_SPINE, (struct unit_id){0});
}

void assessment_used(struct db *db, struct case_id id) {
    struct assessment_brief newest;
    if (assessment_newest(db, id, &newest)) assessment_use_insert(db, newest.id, db_now(db));
}

/* ── children ─────────────────────────────────────────────────────────── */

bool assessment_has_children(enum children children) {
    return children == CHILDREN_LIVES_WITH_HER || children == CHILDREN_LIVES_ELSEWHERE || children == CHILDREN_EXPECTING;
}

bool assessment_is_parent(struct db *db, struct case_id id) {
    struct assessment_brief assessment;
    return assessment_newest(db, id, &assessment) && assessment_has_children(assessment.children);
}

bool assessment_children_answered(struct db *db, const struct assessment_brief *assessment, int64_t version, enum children children) {
    struct case_brief brief;
    if (!assessment_set_children(db, assessment->id, version, children)) return false;
    assessment_changed(db, assessment);
    if (!assessment_has_children(children) || !work_case(db, assessment->case_, &brief)) return true;
    struct child_support_of_rows done = child_support_of(db, assessment->case_);
    if (done.n == 0) work_task_add(db, assessment->case_, brief.holder_unit, TASK_KIND_SUPPORT_CHILDREN, assessment->case_.v, date_add_days(today_of(db), RENEW_DAYS));
    return true;
}

/* ── looked at anew ───────────────────────────────────────────────────── */

/* The state as it stands, not as the calendar makes it; and the holder is told. */
static void outdate(struct db *db, struct assessment_id id, struct case_id case_id, enum assessment_state state, struct instant confirmed_at) {
    struct case_brief brief;
    if (!assessment_set_state(db, id, state, ASSESSMENT_STATE_OUTDATED, confirmed_at) || !work_case(db, case_id, &brief)) return;
    work_task_add(db, case_id, brief.holder_unit, TASK_KIND_RENEW_ASSESSMENT, id.v, date_add_days(today_of(db), RENEW_DAYS));
    if (brief.holder_staff.v) work_task_give(db, case_id, TASK_KIND_RENEW_ASSESSMENT, id.v, brief.holder_staff);
}

int assessment_changed_much(struct db *db, const struct assessment_brief *assessment, enum assessment_change_kind kind, struct date happened_on) {
    struct assessment_by_id_row row;
    if (happened_on.days > today_of(db).days) return ERR_INVALID;
    if (!assessment_by_id(db, assessment->id, &row)) return ERR_NOT_FOUND;
    assessment_change_insert(db, assessment->id, kind, happened_on, db_now(db), actor_staff(db));
    if (row.state == ASSESSMENT_STATE_CONFIRMED || row.state == ASSESSMENT_STATE_NOT_CONFIRMED) outdate(db, row.id, row.case_id, row.state, row.confirmed_at);
    work_event(db, assessment->case_, CASE_EVENT_KIND_ASSESSMENT_PART, ZONE_SPINE, (struct unit_id){0});
    return ERR_OK;
}

void assessment_due_job(struct db *db, int64_t subject, struct instant now) {
    struct assessment_by_id_row row;
    struct assessment_brief newest;
    if (!assessment_by_id(db, (struct assessment_id){subject}, &row) || row.state != ASSESSMENT_STATE_CONFIRMED) return;
    if (!assessment_newest(db, row.case_id, &newest) || newest.id.v != row.id.v) return;
    if (fresh_until(row.confirmed_at).days >= instant_oslo_date(now).days) return;
    outdate(db, row.id, row.case_id, row.state, row.confirmed_at);
    audit_add(db, "assessment_outdated", "case", row.case_id.v, NULL);
}

int assessment_days(struct db *db, struct case_id id, bool *ret_ended) {
    struct assessment_span_row span;
    if (!assessment_span(db, id, &span) || date_is_none(span.first_day)) return -1;
    *ret_ended = !instant_is_none(span.confirmed_at);
    int days = date_days_between(span.first_day, *ret_ended ? instant_oslo_date(span.confirmed_at) : today_of(db));
    return days > 0 ? days : 0;
}

/* ── the questions' versions ──────────────────────────────────────────── */

bool assessment_forms_sync(struct db *db, int64_t *ret_version) {
    struct forms_kept_rows kept = forms_kept(db);
    for (size_t i = 0; i < kept.n; i++) {
        const struct form_version *form = assessment_form(kept.v[i].version);
        if (form && text_equal(form_content(form, db_arena(db)), kept.v[i].content)) continue;
        *ret_version = kept.v[i].version;
        return false;
    }
    struct date today = today_of(db);
    for (int64_t version = 1; version <= 200; version++) {
        const struct form_version *form = assessment_form(version);
        if (form && form->valid_from.days <= today.days) form_keep(db, version, form_content(form, db_arena(db)), db_now(db));
    }
    return true;
}

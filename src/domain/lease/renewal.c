/* What comes after a fixed term: the talk about it, and the long way to a no, which is never taken by this module alone. (R-155, R-159, TIL-1, FVL-16) */
#include "domain/lease/internal.h"

#include "domain/appeal/appeal.h"
#include "lease_sql.h"
#include "platform/audit/audit.h"

enum { ASK_DECISION_DAYS = 15 };

/* The unit that decides about homes, so that the landlord does not decide about its own contract alone. */
static struct unit_id deciding_unit(struct db *db, const struct lease_brief *lease) {
    const struct profile *profile = organisation_profile();
    const char *code = profile->allocation.decided_by ? profile->allocation.decided_by : profile->decision.dwelling_by;
    struct unit_id unit = code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
    return unit.v ? unit : lease->unit;
}

static void ask_for_decision(struct db *db, const struct lease_brief *lease) {
    struct unit_id unit = deciding_unit(db, lease);
    struct date due = law_add_working_days(law_current(), lease_today(db), ASK_DECISION_DAYS);
    secrecy_involve(db, lease->case_, unit, INVOLVEMENT_DECISION_PART);
    work_task_add(db, lease->case_, unit, TASK_KIND_DECIDE_RENEWAL, lease->id.v, due);
}

static int to_review(struct db *db, struct lease_brief *lease) {
    if (lease->state == LEASE_STATE_REVIEW) return LEASE_DONE;
    int fault = lease_move(db, lease, LEASE_STATE_REVIEW);
    if (!fault) lease->state = LEASE_STATE_REVIEW;
    return fault;
}

int lease_review_add(struct db *db, const struct access *access, struct lease_id id, const struct lease_talk *talk) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (!access || !access_covers(access, ZONE_TENANCY)) return LEASE_NO_ACCESS;
    if (lease.kind != LEASE_KIND_FIXED) return LEASE_WRONG_STATE;
    if (talk->met_on.days > lease_today(db).days || talk->met_on.days < lease.from.days) return LEASE_REVIEW_DAY;
    if (lease_words_stray(db_arena(db), talk->words)) return LEASE_WORDS_STRAY;
    fault = to_review(db, &lease);
    if (fault) return fault;
    lease_review_insert(db, id, talk->met_on, talk->income_steady, talk->debt_in_order, talk->has_savings, talk->wants_to_own,
                        talk->can_buy, talk->result, db_now(db), lease_actor(db));
    if (!text_empty(talk->words))
        lease_word_insert(db, access, id, lease.case_, lease.person, LEASE_WORD_REVIEW, 0, talk->words, db_now(db), lease_actor(db));
    if (talk->result == LEASE_REVIEW_RESULT_RENEWS || talk->result == LEASE_REVIEW_RESULT_BECOMES_OPEN) ask_for_decision(db, &lease);
    work_event(db, lease.case_, CASE_EVENT_KIND_LEASE_TALKED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "lease_reviewed", "lease", id.v, lease_review_result_code(talk->result));
    return LEASE_DONE;
}

struct decision_part_id lease_decision_after_talk(struct db *db, const struct lease_brief *lease, bool *ret_granted) {
    struct lease_reviews_of_rows talks = lease_reviews_of(db, lease->id);
    struct lease_home_decision_row decided;
    if (!talks.n || !lease_home_decision(db, lease->case_, talks.v[0].at, &decided)) return (struct decision_part_id){0};
    *ret_granted = decided.outcome == PART_OUTCOME_GRANTED;
    return decided.id;
}

/* ── not renewed ──────────────────────────────────────────────────────── */

int lease_tell_beforehand(struct db *db, const struct access *access, struct lease_id id, struct date answer_by, const char *why) {
    struct lease_brief lease;
    struct lease_prior_now_row told;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (!access || !access_covers(access, ZONE_TENANCY)) return LEASE_NO_ACCESS;
    if (lease.state != LEASE_STATE_REVIEW) return LEASE_WRONG_STATE;
    if (text_empty(why)) return LEASE_WORDS_MISSING;
    if (lease_words_stray(db_arena(db), why)) return LEASE_WORDS_STRAY;
    if (lease_prior_now(db, id, &told)) return LEASE_TOLD_ALREADY;
    struct date today = lease_today(db);
    if (answer_by.days < deadline_end(law_current(), CLOCK_PRIOR_NOTICE, today).days) return LEASE_ANSWER_BY;
    lease_prior_insert(db, id, today, answer_by, db_now(db), lease_actor(db));
    lease_word_insert(db, access, id, lease.case_, lease.person, LEASE_WORD_PRIOR_NOTICE, 0, why, db_now(db), lease_actor(db));
    fault = lease_write_letter(db, access, &lease, LEASE_LETTER_KIND_PRIOR_NOTICE,
                               &(struct lease_letter_facts){.date = answer_by, .date2 = lease.until, .minute = -1, .words = why});
    if (fault) return fault;
    work_task_add(db, lease.case_, lease.unit, TASK_KIND_HEAR_TENANT, id.v, answer_by);
    work_event(db, lease.case_, CASE_EVENT_KIND_PRIOR_NOTICE_SENT, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "lease_told_beforehand", "lease", id.v, NULL);
    return LEASE_DONE;
}

int lease_prior_answer(struct db *db, const struct access *access, struct lease_id id, const char *words) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (!access || !access_covers(access, ZONE_TENANCY)) return LEASE_NO_ACCESS;
    if (lease_prior_set_answered(db, id, lease_today(db)) != 1) return LEASE_WRONG_STATE;
    /* Her own words are never searched: she says what she likes. */
    if (!text_empty(words))
        lease_word_insert(db, access, id, lease.case_, lease.person, LEASE_WORD_HER_ANSWER, 0, words, db_now(db), lease_actor(db));
    work_task_done(db, lease.case_, TASK_KIND_HEAR_TENANT, id.v);
    ask_for_decision(db, &lease);
    work_event(db, lease.case_, CASE_EVENT_KIND_PRIOR_NOTICE_ANSWERED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "lease_tenant_heard", "lease", id.v, NULL);
    return LEASE_DONE;
}

int lease_prior_drop(struct db *db, struct lease_id id) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (!date_is_none(lease.asked_to_move_on)) return LEASE_WRONG_STATE;
    if (lease_prior_set_dropped(db, id, lease_today(db)) != 1) return LEASE_WRONG_STATE;
    work_task_done(db, lease.case_, TASK_KIND_HEAR_TENANT, id.v);
    audit_add(db, "lease_notice_dropped", "lease", id.v, NULL);
    return LEASE_DONE;
}

/* The no that was issued after she was heard, or after her time to answer. */
static bool said_no(struct db *db, const struct lease_brief *lease, const struct lease_prior_now_row *told,
                    struct decision_part_id *ret_part) {
    struct lease_home_decision_row decided;
    if (!lease_home_decision(db, lease->case_, told->at, &decided) || decided.outcome == PART_OUTCOME_GRANTED) return false;
    struct date issued = instant_oslo_date(decided.issued_at);
    bool heard = !date_is_none(told->answered_on) && issued.days >= told->answered_on.days;
    *ret_part = decided.id;
    return heard || issued.days > told->answer_by.days;
}

int lease_may_not_renew(struct db *db, const struct lease_brief *lease, bool final) {
    struct lease_prior_now_row told;
    struct decision_part_id part;
    struct appeal_limit limit;
    struct lease_open_appeal_row appeal;
    struct date today = lease_today(db);
    if (!lease_prior_now(db, lease->id, &told)) return LEASE_NO_PRIOR_NOTICE;
    if (date_is_none(told.answered_on) && told.answer_by.days >= today.days) return LEASE_ANSWER_TIME;
    if (!said_no(db, lease, &told, &part)) return LEASE_NOT_DECIDED;
    if (!appeal_limit_of(db, part, &limit) || date_is_none(limit.until)) return LEASE_NOT_REACHED;
    if (!final) return LEASE_DONE;
    if (limit.until.days >= today.days) return LEASE_APPEAL_TIME;
    return lease_open_appeal(db, lease->case_, part, &appeal) ? LEASE_APPEAL_OPEN : LEASE_DONE;
}

int lease_ask_to_move(struct db *db, const struct access *access, struct lease_id id) {
    struct lease_brief lease;
    struct lease_prior_now_row told;
    struct decision_part_id part;
    int fault = lease_ours(db, id, &lease);
    if (!fault && lease.state != LEASE_STATE_REVIEW) fault = LEASE_WRONG_STATE;
    if (!fault) fault = lease_may_not_renew(db, &lease, false);
    if (fault) return fault;
    if (!lease_prior_now(db, id, &told) || !said_no(db, &lease, &told, &part)) return LEASE_NOT_DECIDED;
    if (lease_set_asked_to_move(db, id, part, lease_today(db)) != 1) return LEASE_WRONG_STATE;
    fault = lease_write_letter(db, access, &lease, LEASE_LETTER_KIND_MOVE_REQUEST,
                               &(struct lease_letter_facts){.date = lease.until, .date2 = DATE_NONE, .minute = -1});
    if (fault) return fault;
    work_task_done(db, lease.case_, TASK_KIND_DECIDE_RENEWAL, id.v);
    audit_add(db, "lease_asked_to_move", "lease", id.v, NULL);
    return LEASE_DONE;
}

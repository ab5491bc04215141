/* The steps of a lease (MODEL 3.8), from draft to end, and what each brings with it in the case. No page. */
#include "domain/lease/internal.h"

#include "domain/dwelling/dwelling.h"
#include "lease_sql.h"
#include "platform/audit/audit.h"
#include "texts.h"

struct lease_fault_text lease_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case LEASE_##name: return (struct lease_fault_text){field, T_##key};
        LEASE_FAULTS(X)
#undef X
    }
    return (struct lease_fault_text){0};
}

#define TO(state) (1u << LEASE_STATE_##state)
/* From each state, those it may go to. */
static const unsigned steps[LEASE_STATE_COUNT + 1] = {
    [LEASE_STATE_DRAFT] = TO(OFFERED) | TO(WITHDRAWN),
    [LEASE_STATE_OFFERED] = TO(SIGNED) | TO(WITHDRAWN),
    [LEASE_STATE_SIGNED] = TO(RUNNING) | TO(WITHDRAWN),
    [LEASE_STATE_RUNNING] = TO(EXPIRING) | TO(NOTICE_GIVEN) | TO(INDEFINITE),
    [LEASE_STATE_EXPIRING] = TO(REVIEW) | TO(NOTICE_GIVEN) | TO(INDEFINITE),
    [LEASE_STATE_REVIEW] = TO(RENEWED) | TO(ENDED) | TO(NOTICE_GIVEN) | TO(INDEFINITE),
    [LEASE_STATE_INDEFINITE] = TO(NOTICE_GIVEN),
    [LEASE_STATE_NOTICE_GIVEN] = TO(ENDED),
};

bool lease_step(enum lease_state from, enum lease_state to) {
    return from && (unsigned)from <= LEASE_STATE_COUNT && steps[from] & 1u << to;
}

bool lease_runs(enum lease_state state) {
    return state == LEASE_STATE_RUNNING || state == LEASE_STATE_EXPIRING || state == LEASE_STATE_REVIEW ||
           state == LEASE_STATE_NOTICE_GIVEN || state == LEASE_STATE_INDEFINITE;
}

/* ── reading ──────────────────────────────────────────────────────────── */

bool lease_read(struct db *db, struct lease_id lease, struct lease_brief *ret_lease) {
    struct lease_get_row row;
    if (!lease_get(db, lease, &row)) return false;
    *ret_lease = (struct lease_brief){.id = row.id,
                                      .case_ = row.case_id,
                                      .person = row.person_id,
                                      .dwelling = row.dwelling_id,
                                      .unit = row.unit_id,
                                      .state = row.state,
                                      .kind = row.kind,
                                      .from = row.from_date,
                                      .until = row.until_date,
                                      .signed_on = row.signed_on,
                                      .rent = row.rent,
                                      .renews = row.renews,
                                      .part = row.part_id,
                                      .end_part = row.end_part,
                                      .asked_to_move_on = row.asked_to_move_on,
                                      .ended_on = row.ended_on,
                                      .how = row.how};
    return true;
}

bool lease_of_case(struct db *db, struct case_id id, struct lease_brief *ret_lease) {
    struct lease_now_row row;
    return lease_now(db, id, &row) && lease_read(db, row.id, ret_lease);
}

bool lease_is_ours(const struct lease_brief *lease, struct unit_id unit) { return lease->unit.v == unit.v; }

int lease_ours(struct db *db, struct lease_id lease, struct lease_brief *ret_lease) {
    if (!lease_read(db, lease, ret_lease)) return LEASE_NOT_FOUND;
    return lease_is_ours(ret_lease, lease_actor_unit(db)) ? LEASE_DONE : LEASE_NOT_YOURS;
}

static void (*on_step)(struct db *db, const struct lease_brief *lease, enum lease_state to);

void lease_on_step(void (*hook)(struct db *db, const struct lease_brief *lease, enum lease_state to)) { on_step = hook; }

static void told(struct db *db, struct lease_id id, enum lease_state to) {
    struct lease_brief lease;
    if (on_step && lease_read(db, id, &lease)) on_step(db, &lease, to);
}

/* ── before she has the keys ──────────────────────────────────────────── */

int lease_move(struct db *db, const struct lease_brief *lease, enum lease_state to) {
    if (!lease_step(lease->state, to)) return LEASE_WRONG_STATE;
    if (lease_set_state(db, lease->id, lease->state, to, db_now(db), lease_actor(db)) != 1) return LEASE_WRONG_STATE;
    audit_add(db, "lease_moved", "lease", lease->id.v, lease_state_code(to));
    return LEASE_DONE;
}

/* The dwelling goes with the lease, by its own steps; where it stands there already nothing happens. (I-13) */
static int move_home(struct db *db, struct dwelling_id dwelling, enum dwelling_state to, struct date on) {
    struct lease_dwelling_row row;
    if (!lease_dwelling(db, dwelling, &row)) return LEASE_HOME_UNKNOWN;
    if (row.state == to) return LEASE_DONE;
    if (dwelling_move_to(db, dwelling, to, on, NULL) < 0) return LEASE_HOME_STATE;
    audit_add(db, "dwelling_moved", "dwelling", dwelling.v, dwelling_state_code(to));
    return LEASE_DONE;
}

static void keep_words(struct db *db, const struct access *access, const struct lease_brief *lease, enum lease_word kind,
                       const char *words) {
    if (text_empty(words)) return;
    lease_word_insert(db, access, lease->id, lease->case_, lease->person, kind, 0, words, db_now(db), lease_actor(db));
}

/* Nobody else lives there, or is about to; the lease it renews is the one exception. */
static bool home_is_free(struct db *db, struct dwelling_id dwelling, struct lease_id renews) {
    struct lease_in_dwelling_rows rows = lease_in_dwelling(db, dwelling);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].id.v != renews.v) return false;
    return true;
}

static int renewal_is_sound(struct db *db, const struct lease_terms *terms) {
    struct lease_brief old;
    if (!terms->renews.v) return LEASE_DONE;
    if (!lease_read(db, terms->renews, &old) || old.case_.v != terms->case_.v || old.dwelling.v != terms->dwelling.v)
        return LEASE_NOT_FOUND;
    return old.state == LEASE_STATE_REVIEW ? LEASE_DONE : LEASE_WRONG_STATE;
}

int lease_draft(struct db *db, const struct access *access, const struct lease_terms *terms, struct lease_id *ret_lease,
                struct lease_rules *ret_wrong) {
    struct case_brief brief;
    struct lease_short_before_row before = {0};
    struct unit_id unit = terms->unit.v ? terms->unit : lease_actor_unit(db);
    if (!work_case(db, terms->case_, &brief) || brief.state == CASE_STATE_CLOSED) return LEASE_NOT_FOUND;
    if (!access || !access_covers(access, ZONE_TENANCY)) return LEASE_NO_ACCESS;
    lease_short_before(db, terms->dwelling, brief.person, &before);
    *ret_wrong = lease_terms_wrong(db_arena(db), terms, before.n > 0);
    if (ret_wrong->n) return LEASE_UNLAWFUL;
    struct lease_dwelling_row home;
    int fault = renewal_is_sound(db, terms);
    if (fault) return fault;
    if (!lease_dwelling(db, terms->dwelling, &home)) return LEASE_HOME_UNKNOWN;
    if (!home_is_free(db, terms->dwelling, terms->renews)) return LEASE_HOME_TAKEN;
    bool fixed = terms->kind == LEASE_KIND_FIXED, is_short = fixed && terms->short_why;
    struct maybe_int months = {.has = fixed, .v = lease_months(terms)};
    *ret_lease =
        lease_insert(db, terms->case_, brief.person, terms->dwelling, unit, terms->kind, terms->from, months, lease_terms_last_day(terms),
                     terms->rent, terms->deposit, terms->deposit_kind ? terms->deposit_kind : LEASE_DEPOSIT_NONE, terms->told_public,
                     terms->told_fixed, terms->except_term, terms->except_sublet, terms->except_household, is_short ? terms->short_why : 0,
                     is_short && before.n > 0, terms->renews, terms->part, db_now(db), lease_actor(db));
    if (db_failed(db)) return LEASE_HOME_TAKEN;
    struct lease_brief lease = {.id = *ret_lease, .case_ = terms->case_, .person = brief.person};
    keep_words(db, access, &lease, LEASE_WORD_TERMS, terms->terms);
    keep_words(db, access, &lease, LEASE_WORD_SHORT_REASON, is_short ? terms->short_reason : NULL);
    keep_words(db, access, &lease, LEASE_WORD_AGAIN_REASON, is_short && before.n > 0 ? terms->again_reason : NULL);
    audit_add(db, "lease_drafted", "lease", ret_lease->v, lease_kind_code(terms->kind));
    told(db, *ret_lease, LEASE_STATE_DRAFT);
    return LEASE_DONE;
}

/* She lives there already, and the contract is written down late: the home stands as it is. Nobody else has one there (lease_one_running). */
static bool lives_there(struct db *db, const struct lease_brief *lease) {
    struct lease_dwelling_row home;
    return lease->from.days <= lease_today(db).days && lease_dwelling(db, lease->dwelling, &home) && home.state == DWELLING_STATE_OCCUPIED;
}

int lease_offer(struct db *db, struct lease_id id) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    if (!fault && !lease.renews.v && !lives_there(db, &lease)) fault = move_home(db, lease.dwelling, DWELLING_STATE_OFFERED, lease_today(db));
    return fault ? fault : lease_move(db, &lease, LEASE_STATE_OFFERED);
}

int lease_sign(struct db *db, struct lease_id id, struct date signed_on) {
    struct lease_brief lease;
    struct lease_part_row part;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (signed_on.days > lease_today(db).days) return LEASE_SIGNED_LATER;
    if (lease.state != LEASE_STATE_OFFERED) return LEASE_WRONG_STATE;
    /* More time in the same dwelling is a decision, and the decision is made before the contract. (TIL-1) */
    if (lease.renews.v && (!lease.part.v || !lease_part(db, lease.part, &part) || part.joint_state < JOINT_STATE_ISSUED))
        return LEASE_NOT_DECIDED;
    if (lease_set_signed(db, id, signed_on, db_now(db), lease_actor(db)) != 1) return LEASE_WRONG_STATE;
    secrecy_involve(db, lease.case_, lease.unit, INVOLVEMENT_LEASE);
    work_event(db, lease.case_, CASE_EVENT_KIND_LEASE_SIGNED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "lease_signed", "lease", id.v, NULL);
    return LEASE_DONE;
}

int lease_withdraw(struct db *db, struct lease_id id) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    bool promised = !fault && lease.state != LEASE_STATE_DRAFT && !lease.renews.v && !lives_there(db, &lease);
    if (!fault) fault = lease_move(db, &lease, LEASE_STATE_WITHDRAWN);
    if (!fault && promised) fault = move_home(db, lease.dwelling, DWELLING_STATE_READY, lease_today(db));
    if (!fault) told(db, id, LEASE_STATE_WITHDRAWN);
    return fault;
}

/* ── while it runs ────────────────────────────────────────────────────── */

/* The term that is over gives way to the next one, in the same moment: she is never without a contract. */
static int end_former(struct db *db, struct lease_id renews) {
    struct lease_brief old;
    if (!renews.v) return LEASE_DONE;
    if (!lease_read(db, renews, &old)) return LEASE_NOT_FOUND;
    int fault = lease_move(db, &old, LEASE_STATE_RENEWED);
    if (fault) return fault;
    job_cancel(db, JOB_LEASE_DUE, renews.v);
    work_task_done(db, old.case_, TASK_KIND_REVIEW_LEASE, renews.v);
    work_task_done(db, old.case_, TASK_KIND_LEASE_RUNS_ON, renews.v);
    work_task_done(db, old.case_, TASK_KIND_DECIDE_RENEWAL, renews.v);
    return LEASE_DONE;
}

static void (*begins)(struct db *db, const struct lease_brief *lease);
void lease_on_begin(void (*hook)(struct db *db, const struct lease_brief *lease)) { begins = hook; }

int lease_begin(struct db *db, struct lease_id id, enum lease_info_way info) {
    struct lease_brief lease;
    const struct profile *profile = organisation_profile();
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (lease.state != LEASE_STATE_SIGNED) return LEASE_WRONG_STATE;
    if (lease.from.days > lease_today(db).days) return LEASE_BEGINS_EARLY;
    if (!info && !lease.renews.v && profile->leases.info_at_move_in) return LEASE_INFO_MISSING;
    fault = end_former(db, lease.renews);
    if (!fault) fault = move_home(db, lease.dwelling, DWELLING_STATE_OCCUPIED, lease.from);
    if (!fault) fault = lease_move(db, &lease, LEASE_STATE_RUNNING);
    if (fault) return fault;
    if (info) lease_info_insert(db, id, info, lease_today(db), db_now(db), lease_actor(db));
    lease.state = LEASE_STATE_RUNNING;
    lease_watch_from_start(db, &lease);
    if (begins) begins(db, &lease);
    work_event(db, lease.case_, lease.renews.v ? CASE_EVENT_KIND_LEASE_RENEWED : CASE_EVENT_KIND_LEASE_BEGUN, ZONE_SPINE,
               (struct unit_id){0});
    audit_add(db, "lease_begun", "lease", id.v, NULL);
    if (!lease.renews.v) told(db, id, LEASE_STATE_RUNNING);
    return db_failed(db) ? LEASE_HOME_TAKEN : LEASE_DONE;
}

static void not_watched(struct db *db, const struct lease_brief *lease) {
    job_cancel(db, JOB_LEASE_DUE, lease->id.v);
    work_task_done(db, lease->case_, TASK_KIND_REVIEW_LEASE, lease->id.v);
    work_task_done(db, lease->case_, TASK_KIND_LEASE_RUNS_ON, lease->id.v);
}

int lease_give_notice(struct db *db, struct lease_id id, enum lease_notice_by by, struct date notice_on) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (!lease_step(lease.state, LEASE_STATE_NOTICE_GIVEN)) return LEASE_WRONG_STATE;
    if (notice_on.days < lease.from.days || notice_on.days > lease_today(db).days) return LEASE_NOTICE_DAY;
    if (lease_set_notice(db, id, lease.state, by, notice_on, db_now(db), lease_actor(db)) != 1) return LEASE_WRONG_STATE;
    fault = move_home(db, lease.dwelling, DWELLING_STATE_NOTICE, notice_on);
    if (fault) return fault;
    not_watched(db, &lease);
    work_event(db, lease.case_, CASE_EVENT_KIND_LEASE_NOTICE_GIVEN, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "lease_notice_given", "lease", id.v, lease_notice_by_code(by));
    return LEASE_DONE;
}

int lease_finish_tenancy(struct db *db, struct lease_id id, struct date ended_on, enum lease_end how) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (!lease_step(lease.state, LEASE_STATE_ENDED)) return LEASE_WRONG_STATE;
    if (ended_on.days < lease.from.days || ended_on.days > lease_today(db).days) return LEASE_ENDED_DAY;
    if (how == LEASE_END_TERM_OVER && (fault = lease_may_not_renew(db, &lease, true)) != 0) return fault;
    if (how == LEASE_END_TERM_OVER && date_is_none(lease.asked_to_move_on)) return LEASE_NOT_DECIDED;
    if (lease_set_ended(db, id, lease.state, ended_on, how, db_now(db), lease_actor(db)) != 1) return LEASE_WRONG_STATE;
    fault = move_home(db, lease.dwelling, DWELLING_STATE_VACATED, ended_on);
    if (fault) return fault;
    not_watched(db, &lease);
    work_task_done(db, lease.case_, TASK_KIND_DECIDE_RENEWAL, id.v);
    secrecy_end_involvement(db, lease.case_, lease.unit, INVOLVEMENT_LEASE);
    work_event(db, lease.case_, CASE_EVENT_KIND_LEASE_ENDED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "lease_ended", "lease", id.v, lease_end_code(how));
    return LEASE_DONE;
}

int lease_becomes_open(struct db *db, struct lease_id id) {
    struct lease_brief lease;
    if (!lease_read(db, id, &lease)) return LEASE_NOT_FOUND;
    int fault = lease_move(db, &lease, LEASE_STATE_INDEFINITE);
    if (fault) return fault;
    not_watched(db, &lease);
    work_event(db, lease.case_, CASE_EVENT_KIND_LEASE_OPEN, ZONE_SPINE, (struct unit_id){0});
    return LEASE_DONE;
}

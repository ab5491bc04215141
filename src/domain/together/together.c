/* The rules of shared texts, invitations and reviews. Writes no page. */
#include "domain/together/together.h"

#include "together_sql.h"

/* Local defaults, in days. */
enum { CONFIRM_DAYS = 7, ANSWER_DAYS = 3 };

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

/* ── shared texts ─────────────────────────────────────────────────────── */

struct together_texts together_approved(struct db *db, struct case_id id) {
    struct together_texts texts = {NULL, NULL};
    struct shared_of_rows rows = shared_of(db, id);
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].state != SHARED_STATE_APPROVED) continue;
        if (rows.v[i].kind == SHARED_KIND_NEED) texts.need = rows.v[i].content;
        else texts.motivation = rows.v[i].content;
    }
    return texts;
}

void together_write(struct db *db, struct case_id id, enum shared_kind kind, const char *content) {
    struct case_brief brief;
    struct shared_standing_row before;
    if (!work_case(db, id, &brief)) return;
    if (shared_standing(db, id, kind, SHARED_STATE_DRAFT, &before)) shared_withdraw(db, before.id, db_now(db));
    shared_insert(db, id, brief.person, kind, content, db_now(db), actor_staff(db), actor_unit(db));
}

static void ask_units(struct db *db, struct case_id id, struct shared_text_id text) {
    struct need_answers_rows units = need_answers(db, id, text);
    for (size_t i = 0; i < units.n; i++) {
        if (units.v[i].id.v == actor_unit(db).v) continue;
        /* One task a unit: its subject is the unit, so that a new text moves the task instead of adding another. */
        work_task_add(db, id, units.v[i].id, TASK_KIND_CONFIRM_NEED, units.v[i].id.v, date_add_days(today_of(db), CONFIRM_DAYS));
    }
}

int together_approve(struct db *db, struct case_id id, enum shared_kind kind) {
    struct shared_standing_row draft, before;
    if (!shared_standing(db, id, kind, SHARED_STATE_DRAFT, &draft)) return ERR_CONFLICT;
    if (draft.unit_id.v != actor_unit(db).v) return ERR_DENIED;
    if (shared_standing(db, id, kind, SHARED_STATE_APPROVED, &before)) shared_withdraw(db, before.id, db_now(db));
    if (shared_approve(db, draft.id, db_now(db), actor_staff(db)) != 1) return ERR_CONFLICT;
    if (kind != SHARED_KIND_NEED) return ERR_OK;
    need_answer_insert(db, draft.id, actor_unit(db), NEED_ANSWER_AGREES, db_now(db), actor_staff(db));
    ask_units(db, id, draft.id);
    return ERR_OK;
}

int together_take_back(struct db *db, struct case_id id, enum shared_kind kind) {
    struct shared_standing_row standing;
    int64_t ended = 0;
    if (shared_standing(db, id, kind, SHARED_STATE_APPROVED, &standing)) ended += shared_withdraw(db, standing.id, db_now(db));
    if (shared_standing(db, id, kind, SHARED_STATE_DRAFT, &standing)) ended += shared_withdraw(db, standing.id, db_now(db));
    if (ended && kind == SHARED_KIND_NEED) work_tasks_done(db, id, TASK_KIND_CONFIRM_NEED);
    return ended ? ERR_OK : ERR_CONFLICT;
}

int together_answer(struct db *db, struct case_id id, enum need_answer answer) {
    struct shared_standing_row need;
    if (!shared_standing(db, id, SHARED_KIND_NEED, SHARED_STATE_APPROVED, &need)) return ERR_CONFLICT;
    need_answer_insert(db, need.id, actor_unit(db), answer, db_now(db), actor_staff(db));
    work_task_done(db, id, TASK_KIND_CONFIRM_NEED, actor_unit(db).v);
    return ERR_OK;
}

/* ── invitations ──────────────────────────────────────────────────────── */

enum may_invite together_may_invite(struct db *db, struct case_id id, struct unit_id unit) {
    if (secrecy_said_no(db, id, unit, today_of(db))) return INVITE_SHE_SAID_NO;
    return secrecy_involved(db, id, unit) ? MAY_INVITE : INVITE_ASK_FIRST;
}

int together_invite(struct db *db, struct case_id id, struct unit_id unit, struct date held_on) {
    if (held_on.days < today_of(db).days) return ERR_INVALID;
    if (together_may_invite(db, id, unit) != MAY_INVITE) return ERR_DENIED;
    if (!invitation_insert(db, id, unit, held_on, db_now(db), actor_staff(db))) return ERR_OK; /* asked before */
    struct date answer = date_add_days(today_of(db), ANSWER_DAYS);
    work_task_add(db, id, unit, TASK_KIND_ANSWER_INVITATION, unit.v, answer.days < held_on.days ? answer : held_on);
    return ERR_OK;
}

/* ── contributing to what Nav has begun to find out ───────────────────── */

bool together_may_ask(struct db *db, struct case_id id, struct unit_id unit) {
    struct mapping_begun_row begun;
    struct case_brief brief;
    if (!mapping_begun(db, id, &begun) || !work_case(db, id, &brief)) return false;
    return unit.v == begun.unit_id.v || unit.v == brief.holder_unit.v;
}

int together_ask_contribution(struct db *db, struct case_id id, struct unit_id unit, struct date due) {
    struct mapping_begun_row begun;
    struct case_brief brief;
    if (!mapping_begun(db, id, &begun) || !work_case(db, id, &brief)) return ERR_CONFLICT;
    if (due.days < today_of(db).days || unit.v == actor_unit(db).v) return ERR_INVALID;
    if (!together_may_ask(db, id, actor_unit(db)) || together_may_invite(db, id, unit) != MAY_INVITE) return ERR_DENIED;
    if (contribution_insert(db, id, brief.person, actor_unit(db), unit, due, db_now(db), actor_staff(db)) == 1)
        work_task_add(db, id, unit, TASK_KIND_CONTRIBUTE, unit.v, due);
    return ERR_OK;
}

int together_contribute(struct db *db, struct case_id id, struct contribution_id contribution, const char *content) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return ERR_NOT_FOUND;
    if (contribution_give(db, id, contribution, brief.person, actor_unit(db), content, db_now(db), actor_staff(db)) != 1) return ERR_NOT_FOUND;
    work_task_done(db, id, TASK_KIND_CONTRIBUTE, actor_unit(db).v);
    return ERR_OK;
}

/* ── reviews ──────────────────────────────────────────────────────────── */

struct date together_reviewed_on(struct db *db, struct case_id id) {
    struct review_last_row review;
    bool whole = review_last(db, id, &review) && review.has_case && review.has_economy && review.has_condition;
    return whole ? review.held_on : DATE_NONE;
}

/* The rules about the people around her. Knows no page. Listening is never forbidden; telling always needs its ground. */
#include "domain/relation/internal.h"

#include "platform/audit/audit.h"
#include "relation_sql.h"

enum { OF_AGE = 18, CREDIT_MONTHS_MOST = 12 };

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }
static const char *none_if_empty(const char *text) { return text_empty(text) ? NULL : text; }

/* ── who acts for her ─────────────────────────────────────────────────── */

static bool dates_in_order(struct date from, struct date until) { return date_is_none(until) || until.days >= from.days; }

int relation_add_representative(struct db *db, const struct representative_new *new) {
    struct case_brief brief;
    if (!work_case(db, new->case_, &brief)) return ERR_NOT_FOUND;
    bool lawyer = new->lawyer &&new->kind == REPRESENTATIVE_KIND_AGENT;
    if (date_is_none(new->authority_on) && !lawyer) return ERR_INVALID;
    if (!(new->scope &SCOPE_ALL) || date_is_none(new->from) || !dates_in_order(new->from, new->until)) return ERR_INVALID;
    struct representative_id id =
        representative_insert(db, new->case_, brief.person, new->kind, new->name, none_if_empty(new->address), none_if_empty(new->phone),
                              lawyer, new->authority_on, new->scope &SCOPE_HOUSING, new->scope &SCOPE_SERVICES, new->scope &SCOPE_ECONOMY,
                              new->scope &SCOPE_APPEALS, new->copy_to_her, new->from, new->until, db_now(db), actor_staff(db));
    work_event(db, new->case_, CASE_EVENT_KIND_REPRESENTATIVE_ADDED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "representative_registered", "representative", id.v, representative_kind_code(new->kind));
    return ERR_OK;
}

int relation_end_representative(struct db *db, struct case_id id, struct representative_id representative) {
    if (representative_end(db, id, representative, today_of(db), actor_staff(db)) != 1) return ERR_NOT_FOUND;
    work_event(db, id, CASE_EVENT_KIND_REPRESENTATIVE_ENDED, ZONE_SPINE, (struct unit_id){0});
    return ERR_OK;
}

static unsigned scope_of(const struct representatives_of_row *row) {
    return (row->housing ? SCOPE_HOUSING : 0u) | (row->services ? SCOPE_SERVICES : 0u) | (row->economy ? SCOPE_ECONOMY : 0u) |
           (row->appeals ? SCOPE_APPEALS : 0u);
}

/* The day it ends is a day it no longer counts: an authority that is taken back is taken back at once. */
static bool acts(const struct representatives_of_row *row, unsigned scope, struct date day) {
    bool ended = !date_is_none(row->ended_on) && row->ended_on.days <= day.days;
    bool over = !date_is_none(row->until_date) && row->until_date.days < day.days;
    return !ended && !over && row->from_date.days <= day.days && scope_of(row) & scope;
}

static void add_recipient(struct letter_recipients *list, enum recipient_kind kind, const char *name, const char *address) {
    if (list->n < RECIPIENTS_MOST) list->v[list->n++] = (struct letter_recipient){kind, name, address};
}

struct letter_recipients relation_letter_recipients(struct db *db, struct case_id id, unsigned scope, struct date day) {
    struct letter_recipients list = {.n = 0};
    struct case_brief brief;
    struct person_spine person;
    if (!work_case(db, id, &brief) || !person_spine(db, brief.person, &person)) return list;
    struct representatives_of_rows rows = representatives_of(db, id);
    bool agent = false, copy = false;
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].kind != REPRESENTATIVE_KIND_AGENT || !acts(&rows.v[i], scope, day)) continue;
        agent = true;
        copy = copy || rows.v[i].copy_to_her;
        add_recipient(&list, RECIPIENT_AGENT, rows.v[i].name, rows.v[i].address);
    }
    if (!agent || copy) add_recipient(&list, RECIPIENT_PERSON, person.name, person.address);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].kind == REPRESENTATIVE_KIND_GUARDIAN && acts(&rows.v[i], scope, day))
            add_recipient(&list, RECIPIENT_GUARDIAN, rows.v[i].name, rows.v[i].address);
    return list;
}

/* ── what a relative may be told ──────────────────────────────────────── */

/* Two more cases were opened on 1 June 2026 (LAW PBRL-8). */
static bool opened_cases_count(struct date day) { return day.days >= date_of(2026, 6, 1).days; }

static bool under_age(const struct telling *telling) {
    return !date_is_none(telling->born) && date_age(telling->born, telling->day) < OF_AGE;
}

enum telling_fault relation_may_tell(const struct telling *telling) {
    switch (telling->ground) {
    case TELLING_GROUND_GENERAL: return TELLING_FINE;
    case TELLING_GROUND_HER_CONSENT: return telling->her_answer == ROLE_ANSWER_YES ? TELLING_FINE : TELLING_NO_CONSENT;
    case TELLING_GROUND_CIRCUMSTANCES:
        if (!telling->nearest) return TELLING_NOT_NEAREST;
        return telling->her_answer == ROLE_ANSWER_NO ? TELLING_SAID_NO : TELLING_FINE;
    case TELLING_GROUND_SERIOUS_DANGER:
    case TELLING_GROUND_CHILDREN_CARED_FOR:
        if (!opened_cases_count(telling->day)) return TELLING_NOT_YET_LAW;
        if (!telling->nearest) return TELLING_NOT_NEAREST;
        return telling->has_necessity ? TELLING_FINE : TELLING_NECESSITY;
    case TELLING_GROUND_PARENTAL_DUTY:
        if (telling->kinship != KINSHIP_PARENT || !under_age(telling)) return TELLING_NOT_PARENT;
        return telling->has_necessity ? TELLING_FINE : TELLING_NECESSITY;
    }
    return TELLING_NO_CONSENT;
}

/* ── minors ───────────────────────────────────────────────────────────── */

bool relation_step_ends(enum minor_step step) {
    switch (step) {
    case MINOR_STEP_TALKED:
    case MINOR_STEP_INFORMED:
    case MINOR_STEP_CONSENT_GIVEN: return false;
    case MINOR_STEP_FOLLOWED_UP:
    case MINOR_STEP_CONSENT_REFUSED:
    case MINOR_STEP_NOT_NEEDED: return true;
    }
    return false;
}

/* ── credit ───────────────────────────────────────────────────────────── */

int relation_answer_credit(struct db *db, const struct access *access, struct case_id id, const struct credit_answer *answer) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return ERR_NOT_FOUND;
    struct date today = today_of(db), most = date_add_months(today, CREDIT_MONTHS_MOST);
    bool bad_end = date_is_none(answer->until) || answer->until.days < today.days || answer->until.days > most.days;
    if (answer->yes && bad_end) return ERR_INVALID;
    credit_revoke(db, access, id, db_now(db));
    struct unit_id unit = {db_actor(db)->unit};
    struct credit_permission_id row = credit_insert(db, access, id, brief.person, answer->yes ? CREDIT_STATE_GIVEN : CREDIT_STATE_REFUSED,
                                                    answer->yes ? none_if_empty(answer->witness) : NULL,
                                                    answer->yes ? answer->until : DATE_NONE, db_now(db), actor_staff(db), unit);
    audit_add(db, "credit_answered", "credit_permission", row.v, answer->yes ? "given" : "refused");
    return ERR_OK;
}

bool relation_credit_allowed(struct db *db, const struct access *access, struct case_id id, struct date day) {
    struct credit_history_rows rows = credit_history(db, access, id);
    return rows.n && rows.v[0].state == CREDIT_STATE_GIVEN && rows.v[0].until_date.days >= day.days;
}

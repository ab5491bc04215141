/* Limits of a part, and what moves them: a demand for reasons, an extension. Only ever to her benefit. (FVL-24, FVL-29, FVL-31) */
#include "domain/appeal/internal.h"

#include "platform/audit/audit.h"

static struct date later(struct date a, struct date b) { return date_is_none(a) || (!date_is_none(b) && b.days > a.days) ? b : a; }

bool appeal_limit_of(struct db *db, struct decision_part_id id, struct appeal_limit *ret_limit) {
    struct part_decided_row part;
    struct part_limits_row limits = {.until_date = DATE_NONE};
    struct letter_latest_limit_row latest = {.until_date = DATE_NONE};
    if (!part_decided(db, id, &part)) return false;
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(part.kind));
    if (!law || !law->appeal_clock) return false;
    part_limits(db, id, &limits);
    letter_latest_limit(db, part.decision_id, &latest);
    *ret_limit = (struct appeal_limit){
        .until = limits.until_date,
        .latest = latest.until_date,
        .body = limits.body,
        .absolute = deadline_end(law_current(), CLOCK_APPEAL_LATEST, instant_oslo_date(part.issued_at)),
    };
    struct limit_changes_of_part_rows changes = limit_changes_of_part(db, id);
    for (size_t i = 0; i < changes.n; i++) {
        ret_limit->interrupted = date_is_none(changes.v[i].until_date);
        ret_limit->until = later(ret_limit->until, changes.v[i].until_date);
    }
    ret_limit->latest = later(ret_limit->latest, ret_limit->until);
    if (ret_limit->interrupted) ret_limit->until = DATE_NONE;
    return true;
}

int appeal_ask_reasons(struct db *db, struct decision_part_id id, struct date asked_on) {
    struct part_decided_row part;
    struct appeal_limit limit;
    if (!part_decided(db, id, &part) || !appeal_limit_of(db, id, &limit)) return ERR_NOT_FOUND;
    if (limit.interrupted) return ERR_CONFLICT;
    bool over = !date_is_none(limit.until) && asked_on.days > limit.until.days;
    bool day = !date_is_none(asked_on) && asked_on.days <= today_of(db).days && asked_on.days >= instant_oslo_date(part.issued_at).days;
    if (over || !day) return ERR_INVALID;
    struct date due = deadline_end(law_current(), CLOCK_REASONS_ANSWER, asked_on);
    struct limit_change_id change = limit_change_insert(db, part.case_id, id, LIMIT_CAUSE_REASONS_ASKED, limit.until, asked_on, db_now(db),
                                                        actor_staff(db), actor_unit(db), due, DATE_NONE);
    work_task_add(db, part.case_id, organisation_unit_now(db, part.signed_unit), TASK_KIND_GIVE_REASONS, change.v, due);
    work_event(db, part.case_id, CASE_EVENT_KIND_REASONS_ASKED, ZONE_SPINE, part.signed_unit);
    audit_add(db, "reasons_demanded", "decision_part", id.v, NULL);
    return db_failed(db) ? ERR_CONFLICT : ERR_OK;
}

int appeal_give_reasons(struct db *db, const struct access *access, struct limit_change_id id, const char *reasons) {
    struct limit_change_get_row change;
    struct part_decided_row part;
    struct case_brief brief;
    if (!limit_change_get(db, id, &change) || !part_decided(db, change.part_id, &part) || !work_case(db, change.case_id, &brief))
        return ERR_NOT_FOUND;
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(part.kind));
    if (actor_unit(db).v != organisation_unit_now(db, part.signed_unit).v || !access || !access_covers(access, law->zone))
        return ERR_DENIED;
    if (change.cause != LIMIT_CAUSE_REASONS_ASKED || !date_is_none(change.until_date)) return ERR_CONFLICT;
    if (text_empty(reasons)) return ERR_INVALID;
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_REASONS, .received_on = change.asked_on, .words = reasons};
    facts.lang = LANG_NB;
    struct person_spine person;
    if (person_spine(db, brief.person, &person)) facts.lang = letter_language_of(&person);
    facts.parts = kind_name(facts.lang, part.kind, part.service_kind);
    struct notice_about about = {.case_ = change.case_id, .person = brief.person, .change = id, .zone = law->zone};
    int result = notice_keep(db, access, &about, &facts, law_add_working_days(law_current(), today_of(db), 1));
    if (result < 0) return result;
    work_task_done(db, change.case_id, TASK_KIND_GIVE_REASONS, id.v);
    work_event(db, change.case_id, CASE_EVENT_KIND_REASONS_GIVEN, ZONE_SPINE, part.signed_unit);
    audit_add(db, "reasons_given", "decision_part", change.part_id.v, NULL);
    return ERR_OK;
}

int appeal_extend(struct db *db, struct decision_part_id id, struct date until) {
    struct part_decided_row part;
    struct appeal_limit limit;
    if (!part_decided(db, id, &part) || !appeal_limit_of(db, id, &limit)) return ERR_NOT_FOUND;
    if (actor_unit(db).v != organisation_unit_now(db, part.signed_unit).v) return ERR_DENIED;
    if (limit.interrupted || date_is_none(limit.until)) return ERR_CONFLICT;
    bool open = today_of(db).days <= limit.until.days;
    if (!open || date_is_none(until) || until.days <= limit.until.days || until.days > limit.absolute.days) return ERR_INVALID;
    limit_change_insert(db, part.case_id, id, LIMIT_CAUSE_EXTENDED, limit.until, today_of(db), db_now(db), actor_staff(db), actor_unit(db),
                        DATE_NONE, until);
    audit_add(db, "appeal_limit_extended", "decision_part", id.v, NULL);
    return db_failed(db) ? ERR_CONFLICT : ERR_OK;
}

/* What stands in a plan in her own words. Nothing is overwritten: what stood before stays in the history. (IPF-6, R-212, R-216, R-217) */
#include "domain/plan/words.h"

#include "domain/plan/internal.h"

enum { NOTICE_ANSWER_DAYS = 7 };

enum plan_part plan_part_of(enum plan_section section) { return section >= PLAN_SECTION_CRISIS_SIGNS ? PLAN_PART_CRISIS : PLAN_PART_ABOUT_HER; }

struct plan_words plan_words_read(struct db *db, const struct access *access, struct case_id id, enum plan_part part) {
    struct plan_words words = {.at = INSTANT_NONE};
    struct plan_text_of_rows rows = plan_text_of(db, access, id, part);
    for (size_t i = 0; i < rows.n; i++) {
        words.v[rows.v[i].section] = rows.v[i].words;
        words.any = words.any || rows.v[i].words;
        if (instant_is_none(words.at) || rows.v[i].at.ms > words.at.ms) words.at = rows.v[i].at;
    }
    return words;
}

/* The case whose plan is written in: not when it is closed, for then it stands as it was. */
static int may_write(struct db *db, const struct access *access, struct case_id id, struct case_brief *ret_brief) {
    if (!access) return PLAN_NO_ACCESS;
    if (!work_case(db, id, ret_brief)) return PLAN_NOT_FOUND;
    return ret_brief->state == CASE_STATE_CLOSED ? PLAN_WRONG_STATE : PLAN_DONE;
}

static const char *or_null(const char *text) { return text_empty(text) ? NULL : text; }

int plan_words_write(struct db *db, const struct access *access, struct case_id id, enum plan_part part, const struct plan_words *words) {
    struct case_brief brief;
    int fault = may_write(db, access, id, &brief);
    if (fault) return fault;
    struct plan_words now = plan_words_read(db, access, id, part);
    for (enum plan_section section = PLAN_SECTION_STRENGTHS; section <= PLAN_SECTION_CRISIS_OTHERS; section++) {
        const char *said = or_null(words->v[section]);
        bool same = said && now.v[section] ? text_equal(said, now.v[section]) : said == now.v[section];
        if (plan_part_of(section) == part && !same) plan_text_insert(db, access, id, brief.person, part, section, said, db_now(db), plan_actor(db));
    }
    return PLAN_DONE;
}

int crisis_contact_add(struct db *db, const struct access *access, const struct crisis_contact_new *contact) {
    struct case_brief brief;
    int fault = may_write(db, access, contact->case_, &brief);
    if (fault) return fault;
    crisis_contact_insert(db, access, brief.id, brief.person, contact->name, or_null(contact->phone), or_null(contact->note), db_now(db), plan_actor(db));
    return PLAN_DONE;
}

int crisis_contact_remove(struct db *db, const struct access *access, struct case_id id, struct crisis_contact_id contact) {
    struct case_brief brief;
    int fault = may_write(db, access, id, &brief);
    if (fault) return fault;
    return crisis_contact_set_removed(db, access, id, contact, db_now(db)) ? PLAN_DONE : PLAN_NOT_FOUND;
}

int plan_tried_add(struct db *db, const struct access *access, const struct plan_tried_new *tried) {
    struct case_brief brief;
    int fault = may_write(db, access, tried->case_, &brief);
    if (fault) return fault;
    if (tried->tried_on.days > plan_today(db).days) return PLAN_TRIED_LATER;
    plan_tried_insert(db, access, brief.id, brief.person, tried->tried_on, tried->what, tried->result, or_null(tried->learned), db_now(db), plan_actor(db));
    work_event(db, brief.id, CASE_EVENT_KIND_TRIED_NOTED, ZONE_PLAN, (struct unit_id){0});
    return PLAN_DONE;
}

int child_coordinator_answered(struct db *db, const struct access *access, struct case_id id, enum child_coordinator_answer answer) {
    struct case_brief brief;
    int fault = may_write(db, access, id, &brief);
    if (!fault) child_coordinator_insert(db, access, id, brief.person, answer, db_now(db), plan_actor(db));
    return fault;
}

int plan_notice_add(struct db *db, const struct access *access, const struct plan_notice_new *notice) {
    struct case_brief brief;
    int fault = may_write(db, access, notice->case_, &brief);
    if (fault) return fault;
    if (notice->received_on.days > plan_today(db).days) return PLAN_NOTICE_LATER;
    struct plan_notice_id id = plan_notice_insert(db, access, brief.id, brief.person, notice->sender, notice->wish, notice->received_on, notice->takes_part, db_now(db),
                                                  plan_actor(db));
    work_task_add(db, brief.id, plan_coordinating_unit(db, brief.id, brief.holder_unit), TASK_KIND_ANSWER_PLAN_NOTICE, id.v, date_add_days(plan_today(db), NOTICE_ANSWER_DAYS));
    work_event(db, brief.id, CASE_EVENT_KIND_PLAN_NOTICE_RECEIVED, ZONE_PLAN, (struct unit_id){0});
    return PLAN_DONE;
}

int plan_notice_answer(struct db *db, const struct access *access, struct case_id id, struct plan_notice_id notice) {
    struct case_brief brief;
    int fault = may_write(db, access, id, &brief);
    if (fault) return fault;
    if (plan_notice_set_answered(db, access, id, notice, db_now(db), plan_actor(db)) == 0) return PLAN_NOT_FOUND;
    work_task_done(db, id, TASK_KIND_ANSWER_PLAN_NOTICE, notice.v);
    return PLAN_DONE;
}

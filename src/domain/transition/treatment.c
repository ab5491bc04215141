/* Help to get treatment: the application with her doctor, the answer, and what is done about a no. And where somebody serves. */
#include "domain/transition/treatment.h"

#include "domain/transition/internal.h"
#include "transition_sql.h"

enum { COMPLAIN_DAYS = 7, WRITE_DAYS = 14 };

int prison_note(struct db *db, const struct access *access, struct case_id id, enum prison_state state, struct date on, const char *words) {
    struct case_brief brief;
    if (!access || !access_covers(access, ZONE_RESTRICTED)) return TRANSITION_NO_ACCESS;
    if (!work_case(db, id, &brief)) return TRANSITION_NOT_FOUND;
    prison_status_insert(db, access, id, brief.person, state, on, text_empty(words) ? NULL : words, db_now(db), transition_actor(db));
    audit_add(db, "prison_status_noted", "case", id.v, NULL);
    return TRANSITION_DONE;
}

/* ── an application ───────────────────────────────────────────────────── */

#define TO(state) (1u << TREATMENT_STATE_##state)
static const unsigned steps[TREATMENT_STATE_COUNT + 1] = {
    [TREATMENT_STATE_BEING_WRITTEN] = TO(SENT) | TO(WITHDRAWN),
    [TREATMENT_STATE_SENT] = TO(ASSESSED) | TO(GRANTED) | TO(REFUSED) | TO(WITHDRAWN),
    [TREATMENT_STATE_ASSESSED] = TO(GRANTED) | TO(REFUSED) | TO(WITHDRAWN),
};

bool treatment_may(enum treatment_state from, enum treatment_state to) { return from && to && (steps[from] & 1u << to) != 0; }

static int covered(struct db *db, const struct access *access, struct case_id id, struct case_brief *ret_brief) {
    if (!access || !access_covers(access, ZONE_HEALTH)) return TRANSITION_NO_ACCESS;
    return work_case(db, id, ret_brief) ? TRANSITION_DONE : TRANSITION_NOT_FOUND;
}

static void to_do(struct db *db, struct case_id id, enum task_kind kind, int64_t subject, struct date due) {
    work_task_add(db, id, transition_actor_unit(db), kind, subject, due);
}

int treatment_begin(struct db *db, const struct access *access, struct case_id id, enum treatment_kind kind, const char *doctor, const char *place) {
    struct case_brief brief;
    int fault = covered(db, access, id, &brief);
    if (fault) return fault;
    struct date today = transition_today(db);
    struct treatment_application_id care = treatment_insert(db, access, id, brief.person, kind, text_empty(doctor) ? NULL : doctor, text_empty(place) ? NULL : place, today,
                                                  db_now(db), transition_actor(db));
    to_do(db, id, TASK_KIND_FOLLOW_CARE, care.v, date_add_days(today, WRITE_DAYS));
    audit_add(db, "treatment_begun", "case", id.v, NULL);
    return TRANSITION_DONE;
}

static bool told_how(enum appeal_told told) { return told == APPEAL_TOLD_YES; }

/* What a no leads to, whether it came by letter or at the door: she is helped to complain, and a letter that does not say how is raised. */
static void after_no(struct db *db, struct case_id id, int64_t subject, enum appeal_told told, enum transition_party party) {
    to_do(db, id, TASK_KIND_HELP_COMPLAIN, subject, date_add_days(transition_today(db), COMPLAIN_DAYS));
    if (told_how(told)) return;
    transition_deviate(db, &(struct transition_wrong){id, {0}, TRANSITION_DEVIATION_KIND_NO_APPEAL_INFORMATION, party});
}

static int step_check(const struct treatment_get_row *row, const struct treatment_step *step, struct date today) {
    if (!treatment_may(row->state, step->state)) return TRANSITION_TREATMENT_STATE;
    if (date_is_none(step->on) || step->on.days > today.days) return TRANSITION_MOVED_FUTURE;
    if (step->state != TREATMENT_STATE_REFUSED) return TRANSITION_DONE;
    if (!step->why) return TRANSITION_TREATMENT_WHY;
    return step->appeal_told ? TRANSITION_DONE : TRANSITION_TREATMENT_APPEAL;
}

int treatment_go(struct db *db, const struct access *access, struct case_id id, struct treatment_application_id care, const struct treatment_step *step) {
    struct case_brief brief;
    struct treatment_get_row row;
    int fault = covered(db, access, id, &brief);
    if (fault) return fault;
    if (!treatment_get(db, access, id, care, &row)) return TRANSITION_NOT_FOUND;
    fault = step_check(&row, step, transition_today(db));
    if (fault) return fault;
    bool sent = step->state == TREATMENT_STATE_SENT, refused = step->state == TREATMENT_STATE_REFUSED;
    bool answered = refused || step->state == TREATMENT_STATE_GRANTED;
    struct date due = sent ? deadline_end(law_current(), CLOCK_SPECIALIST_ASSESSMENT, step->on) : DATE_NONE;
    int64_t changed = treatment_set(db, access, care, row.version, step->state, sent ? step->on : row.sent_on, due, answered ? step->on : DATE_NONE,
                               refused ? step->why : 0, refused ? step->appeal_told : 0, db_now(db), transition_actor(db));
    if (changed != 1) return TRANSITION_TREATMENT_STATE;
    if (sent) to_do(db, id, TASK_KIND_FOLLOW_CARE, care.v, due);
    else if (step->state != TREATMENT_STATE_ASSESSED) work_task_done(db, id, TASK_KIND_FOLLOW_CARE, care.v);
    if (refused) after_no(db, id, care.v, step->appeal_told, TRANSITION_PARTY_HOSPITAL_SUBSTANCE);
    audit_add(db, "treatment_went", "case", id.v, NULL);
    return TRANSITION_DONE;
}

int treatment_refused(struct db *db, const struct access *access, struct case_id id, const struct treatment_turned_away *turned) {
    struct case_brief brief;
    int fault = covered(db, access, id, &brief);
    if (fault) return fault;
    if (date_is_none(turned->on) || turned->on.days > transition_today(db).days) return TRANSITION_MOVED_FUTURE;
    bool too_ill = turned->why == TREATMENT_REFUSED_WHY_TOO_ILL;
    struct transition_deviation_id deviation = transition_deviate(
        db, &(struct transition_wrong){id, {0}, too_ill ? TRANSITION_DEVIATION_KIND_TOO_ILL : TRANSITION_DEVIATION_KIND_REFUSED_CARE, turned->party});
    struct treatment_refusal_id refusal =
        treatment_refusal_insert(db, access, id, brief.person, deviation, turned->party, turned->why, turned->appeal_told, turned->on,
                            text_empty(turned->words) ? NULL : turned->words, db_now(db), transition_actor(db));
    after_no(db, id, -refusal.v, turned->appeal_told, turned->party); /* below zero: not the number of an application */
    return TRANSITION_DONE;
}

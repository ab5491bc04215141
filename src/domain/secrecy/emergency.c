/* The rules of reading in an emergency. Knows nothing of pages. */
#include "domain/secrecy/emergency.h"

#include "domain/secrecy/notice.h"
#include "domain/shield/shield.h"
#include "platform/audit/audit.h"
#include "secrecy_sql.h"
#include "texts.h"

struct emergency_fault_text emergency_fault_text(int fault) {
    static const struct {
        int fault;
        struct emergency_fault_text text;
    } texts[] = {
#define X(name, field, key) {EMERGENCY_##name, {field, T_##key}},
        EMERGENCY_FAULTS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].fault == fault) return texts[i].text;
    return (struct emergency_fault_text){0};
}

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

/* Whoever is too close to her, or not named where she is for named workers only, asks a colleague: also in an emergency. */
static bool may_read_so(struct db *db, const struct session *session, const struct case_brief *brief) {
    struct unit_brief unit;
    struct shield_standing shield = shield_standing(db, session->staff, brief, today_of(db));
    if (shield_closed(&shield) || !organisation_unit(db, session->unit, LANG_NB, &unit)) return false;
    return !reader_never_health(reader_of(unit.role));
}

int emergency_begin(struct db *db, const struct session *session, struct case_id id, enum emergency_why why, const char *reason,
                    struct emergency_read_id *ret_emergency) {
    struct case_brief brief;
    struct emergency_now_row now;
    if (!work_case(db, id, &brief)) return EMERGENCY_NOT_FOUND;
    if (brief.state == CASE_STATE_CLOSED) return EMERGENCY_CASE_CLOSED;
    if (text_empty(reason)) return EMERGENCY_REASON_MISSING;
    if (!may_read_so(db, session, &brief)) return EMERGENCY_NOT_FOR_YOU;
    if (emergency_now(db, id, session->staff, session->unit, db_now(db), &now)) return EMERGENCY_OPEN_ALREADY;
    struct instant until = {db_now(db).ms + EMERGENCY_MINUTES * MS_PER_MINUTE};
    struct emergency_read_id emergency =
        emergency_insert(db, id, brief.person, session->staff, session->unit, why, reason, db_now(db), until);
    notice_to_leader(db, session->unit, NOTICE_KIND_EMERGENCY_BEGUN, id, emergency.v);
    if (brief.holder_unit.v != session->unit.v) notice_to_leader(db, brief.holder_unit, NOTICE_KIND_EMERGENCY_BEGUN, id, emergency.v);
    notice_to_privacy(db, NOTICE_KIND_EMERGENCY_BEGUN, id, emergency.v);
    work_event(db, id, CASE_EVENT_KIND_EMERGENCY_READ, ZONE_SPINE, session->unit);
    audit_add(db, "emergency_read_begun", "emergency_read", emergency.v, emergency_why_code(why));
    *ret_emergency = emergency;
    return EMERGENCY_DONE;
}

bool emergency_end(struct db *db, struct emergency_read_id emergency) {
    return emergency_stop(db, emergency, actor_staff(db), db_now(db)) == 1;
}

int emergency_decide(struct db *db, struct emergency_read_id emergency, const struct emergency_judgement *judgement) {
    struct emergency_get_row row;
    if (!emergency_get(db, emergency, &row)) return EMERGENCY_NOT_FOUND;
    if (row.verdict) return EMERGENCY_JUDGED;
    if (row.staff_id.v == actor_staff(db).v) return EMERGENCY_SAME_PERSON;
    if (text_empty(judgement->text)) return EMERGENCY_TEXT_MISSING;
    bool fine = judgement->verdict == EMERGENCY_VERDICT_FINE;
    if (!fine && !judgement->consequence) return EMERGENCY_CONSEQUENCE_MISSING;
    enum emergency_consequence consequence = fine ? 0 : judgement->consequence;
    if (emergency_judge(db, emergency, row.person_id, judgement->verdict, judgement->text, consequence, db_now(db), actor_staff(db)) != 1)
        return EMERGENCY_JUDGED;
    notice_to_leader(db, row.unit_id, NOTICE_KIND_EMERGENCY_JUDGED, row.case_id, emergency.v);
    if (row.holder_unit.v != row.unit_id.v) notice_to_leader(db, row.holder_unit, NOTICE_KIND_EMERGENCY_JUDGED, row.case_id, emergency.v);
    return EMERGENCY_DONE;
}

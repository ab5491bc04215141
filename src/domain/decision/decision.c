/* Writing a joint decision: beginning it and its parts. Opening a part again for a change is in amend.c, checking and signing in sign.c. */
#include "domain/decision/partial.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }

/* Letters are in bokmål or nynorsk: hers when she has one of them, else the municipality's. */
static enum language letter_language(struct db *db, struct person_id person) {
    struct person_spine spine;
    enum lang lang = organisation_profile() ? organisation_profile()->letter_lang : LANG_NB;
    if (person_spine(db, person, &spine) && (spine.lang == LANG_NB || spine.lang == LANG_NN)) lang = spine.lang;
    return lang == LANG_NN ? LANGUAGE_NN : LANGUAGE_NB;
}

struct joint_decision_id decision_next_version(struct db *db, struct case_id id, int64_t version_no, enum amendment amendment, struct unit_id unit) {
    struct case_brief brief;
    struct coordinator_brief coordinator = {0};
    if (!work_case(db, id, &brief)) return (struct joint_decision_id){0};
    plan_coordinator(db, id, LANG_NB, &coordinator);
    struct joint_decision_id decision = joint_insert(db, id, brief.person, version_no, amendment, letter_language(db, brief.person), db_now(db),
                                                     actor_staff(db), unit, coordinator.staff);
    audit_add(db, "joint_decision_begun", "decision", decision.v, NULL);
    return decision;
}

int decision_start(struct db *db, struct case_id id, struct joint_decision_id *ret_decision) {
    struct decision_brief latest;
    bool any = decision_latest(db, id, &latest);
    if (any && joint_open(latest.state)) return ERR_CONFLICT;
    bool follows = any && (latest.state == JOINT_STATE_ISSUED || latest.state == JOINT_STATE_IN_FORCE);
    *ret_decision = decision_next_version(db, id, any ? latest.version_no + 1 : 1, follows ? AMENDMENT_IN_FAVOUR : AMENDMENT_FIRST, actor_unit(db));
    if (!ret_decision->v) return ERR_NOT_FOUND;
    if (follows) part_copy_all(db, latest.id, *ret_decision);
    secrecy_involve(db, id, actor_unit(db), INVOLVEMENT_DECISION_PART);
    work_event(db, id, CASE_EVENT_KIND_DECISION_STARTED, ZONE_SPINE, actor_unit(db));
    return ERR_OK;
}

int decision_add_part(struct db *db, struct joint_decision_id decision, enum part_kind kind, struct unit_id unit, struct decision_part_id *ret_part) {
    struct joint_get_row joint;
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(kind));
    if (!joint_get(db, decision, &joint)) return ERR_NOT_FOUND;
    if (!joint_open(joint.state)) return ERR_CONFLICT;
    if (!law || (!law->for_municipality && !kind_is_reference(kind))) return ERR_INVALID;
    *ret_part = part_insert(db, decision, joint.case_id, kind, law->zone, unit, 0);
    joint_touch(db, decision);
    audit_add(db, "decision_part_added", "decision_part", ret_part->v, part_kind_code(kind));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

static bool amount_good(const struct part_writing *writing) {
    bool timed = writing->amount_kind == AMOUNT_KIND_FIXED || writing->amount_kind == AMOUNT_KIND_BAND;
    if (!timed) return true;
    return writing->minutes_least >= 0 && writing->minutes_most >= writing->minutes_least && writing->minutes_most > 0 && writing->per;
}

static bool period_good(const struct part_writing *writing) {
    return date_is_none(writing->from) || date_is_none(writing->until) || writing->from.days <= writing->until.days;
}

/* Only a home has services offered beside it. */
static enum home_offer home_offer_of(enum part_kind kind, enum home_offer offer) { return kind_is_home(kind) && offer ? offer : HOME_OFFER_NONE; }

static struct maybe_int minutes(int64_t n) { return n < 0 ? (struct maybe_int){0} : (struct maybe_int){true, n}; }

static void write_text(struct db *db, const struct access *access, const struct part_get_row *part, const struct part_writing *writing) {
    text_insert(db, access, part->id, part->person_id, part->zone, writing->content, writing->rules, writing->facts, writing->considerations,
                writing->her_view, writing->weight, db_now(db), actor_staff(db));
}

int decision_write_part(struct db *db, const struct access *access, const struct part_writing *writing) {
    struct part_get_row part;
    if (!part_get(db, writing->part, &part)) return ERR_NOT_FOUND;
    if (!joint_open(part.joint_state)) return ERR_CONFLICT;
    if (!access || !access_covers(access, part.zone)) return ERR_DENIED;
    if (partial_now(db, part.case_id) == PARTIAL_SELF) return ERR_DENIED;
    if (!amount_good(writing) || !period_good(writing)) return ERR_INVALID;
    bool timed = writing->amount_kind == AMOUNT_KIND_FIXED || writing->amount_kind == AMOUNT_KIND_BAND;
    int64_t changed = part_save(db, part.id, writing->outcome, writing->unit, writing->contact, kind_is_service(part.kind) ? writing->service_kind : 0,
                                writing->amount_kind, minutes(timed ? writing->minutes_least : -1), minutes(timed ? writing->minutes_most : -1),
                                minutes(timed ? writing->minutes_usual : -1), timed ? writing->per : 0, writing->from, writing->until,
                                writing->review, writing->capacity_ok, writing->lacks_money && writing->outcome != PART_OUTCOME_GRANTED,
                                home_offer_of(part.kind, writing->home_offer), actor_staff(db), writing->version);
    if (changed != 1) return db_failed(db) ? ERR_IO : ERR_CONFLICT;
    write_text(db, access, &part, writing);
    work_task_done(db, part.case_id, TASK_KIND_SIGN_PART, part.id.v);
    joint_touch(db, part.decision_id);
    audit_add(db, "decision_part_written", "decision_part", part.id.v, NULL);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

int decision_part_later(struct db *db, struct decision_part_id id, struct date by) {
    struct part_get_row part;
    if (!part_get(db, id, &part)) return ERR_NOT_FOUND;
    if (date_is_none(by) || by.days <= instant_oslo_date(db_now(db)).days) return ERR_INVALID;
    if (!joint_open(part.joint_state) || part_set_later(db, id, by) != 1) return ERR_CONFLICT;
    work_task_done(db, part.case_id, TASK_KIND_SIGN_PART, part.id.v);
    joint_touch(db, part.decision_id);
    audit_add(db, "decision_part_later", "decision_part", id.v, NULL);
    return ERR_OK;
}

int decision_delay(struct db *db, struct decision_part_id id, struct date new_by, enum delay_reason reason, struct date told_on) {
    struct part_get_row part;
    struct delay_now_row before;
    if (!part_get(db, id, &part)) return ERR_NOT_FOUND;
    bool waits = part.state == PART_STATE_LATER && (part.joint_state == JOINT_STATE_ISSUED || part.joint_state == JOINT_STATE_IN_FORCE);
    if (!waits) return ERR_CONFLICT;
    struct date promised = delay_now(db, id, &before) ? before.new_by : part.later_by;
    if (date_is_none(new_by) || new_by.days <= promised.days || new_by.days <= instant_oslo_date(db_now(db)).days) return ERR_INVALID;
    delay_insert(db, id, new_by, reason, told_on, db_now(db), actor_staff(db));
    work_task_add(db, part.case_id, part.joint_unit, TASK_KIND_PART_TO_COME, id.v, new_by);
    work_event(db, part.case_id, CASE_EVENT_KIND_PART_DELAYED, ZONE_SPINE, part.unit_id);
    audit_add(db, "decision_part_delayed", "decision_part", id.v, delay_reason_code(reason));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

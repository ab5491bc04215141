/* Checking, signing and issuing. What is issued is a letter, a list of the rules it rests on, and rows that never change again. */
#include "domain/assessment/assessment.h"
#include "domain/decision/expire.h"
#include "domain/decision/issue.h"
#include "domain/decision/partial.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"
#include "platform/pdf/kept.h"

#include <string.h>

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

/* ── one part ─────────────────────────────────────────────────────────── */

/* The part with its texts, if its version is being written. */
static int open_part(struct db *db, const struct access *access, struct decision_part_id id, struct joint *ret_joint, struct part **ret_part) {
    struct part_get_row row;
    if (!part_get(db, id, &row) || !joint_load(db, access, row.decision_id, LANG_NB, ret_joint)) return ERR_NOT_FOUND;
    *ret_part = joint_part(ret_joint, id);
    if (!*ret_part) return ERR_NOT_FOUND;
    return joint_open(ret_joint->state) ? ERR_OK : ERR_CONFLICT;
}

static int check_part(struct db *db, const struct access *access, struct decision_part_id id, struct staff_id second) {
    struct joint joint;
    struct part *part;
    int result = open_part(db, access, id, &joint, &part);
    if (result < 0) return result;
    if (part->state != PART_STATE_DRAFT) return ERR_CONFLICT;
    if (partial_now(db, joint.case_) == PARTIAL_SELF || (second.v && second.v == part->written_by.v)) return ERR_DENIED;
    if (guard_read(db, part).n) return ERR_INVALID;
    if (part_set_checked(db, id, db_now(db), second) != 1) return ERR_CONFLICT;
    if (!kind_is_reference(part->kind)) {
        /* Where another unit signs than the one that writes, it must find what it is to sign. */
        struct unit_id signs = signing_unit(db, part->kind, joint.unit);
        secrecy_involve(db, joint.case_, signs, INVOLVEMENT_DECISION_PART);
        work_task_add(db, joint.case_, signs, TASK_KIND_SIGN_PART, id.v, law_add_working_days(law_current(), today_of(db), 1));
    }
    work_event(db, joint.case_, CASE_EVENT_KIND_PART_CHECKED, ZONE_SPINE, part->unit);
    joint_touch(db, joint.id);
    audit_add(db, "decision_part_checked", "decision_part", id.v, second.v ? "second_officer" : "rules");
    return ERR_OK;
}

int decision_check_part(struct db *db, const struct access *access, struct decision_part_id id) {
    return check_part(db, access, id, actor_staff(db));
}

int part_check_by_rules(struct db *db, const struct access *access, struct decision_part_id id) {
    return check_part(db, access, id, (struct staff_id){0});
}

int decision_sign_part(struct db *db, const struct access *access, struct decision_part_id id, bool impartial) {
    struct joint joint;
    struct part *part;
    int result = open_part(db, access, id, &joint, &part);
    if (result < 0) return result;
    const char *reference = organisation_delegation(db, actor_staff(db), kind_law(part->kind), today_of(db));
    if (kind_is_reference(part->kind)) return ERR_INVALID;
    if (!reference || partial_now(db, joint.case_) != PARTIAL_NOT) return ERR_DENIED;
    if (!impartial || guard_read(db, part).n) return ERR_INVALID;
    if (part->state != PART_STATE_CHECKED) return ERR_CONFLICT;
    signature_insert(db, id, actor_staff(db), actor_unit(db), reference, db_now(db));
    if (part_set_signed(db, id) != 1) return ERR_CONFLICT;
    work_task_done(db, joint.case_, TASK_KIND_SIGN_PART, id.v);
    work_event(db, joint.case_, CASE_EVENT_KIND_PART_SIGNED, ZONE_SPINE, part->unit);
    joint_touch(db, joint.id);
    audit_add(db, "decision_part_signed", "decision_part", id.v, reference);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

int part_take_back(struct db *db, struct decision_part_id id) {
    struct part_get_row part;
    if (!part_get(db, id, &part)) return ERR_NOT_FOUND;
    bool open = joint_open(part.joint_state) && part.decided_now;
    if (!open || part_set_draft(db, id) != 1) return ERR_CONFLICT;
    signature_take_back(db, id);
    work_task_done(db, part.case_id, TASK_KIND_SIGN_PART, id.v);
    joint_touch(db, part.decision_id);
    audit_add(db, "decision_part_reopened", "decision_part", id.v, NULL);
    return ERR_OK;
}

int part_remove(struct db *db, struct decision_part_id id) {
    struct part_get_row part;
    if (!part_get(db, id, &part)) return ERR_NOT_FOUND;
    if (part.copied_from.v) return ERR_DENIED;
    if (!joint_open(part.joint_state) || part_set_ended(db, id) != 1) return ERR_CONFLICT;
    work_task_done(db, part.case_id, TASK_KIND_SIGN_PART, id.v);
    joint_touch(db, part.decision_id);
    audit_add(db, "decision_part_removed", "decision_part", id.v, NULL);
    return ERR_OK;
}

/* ── the whole ────────────────────────────────────────────────────────── */

/* A place for the night answers no request for a home, and waits for none: it is decided by its own clock. (R-015, SOT-6, I-08) */
static bool only_tonight(const struct joint *joint) {
    size_t tonight = 0, other = 0;
    for (size_t i = 0; i < joint->n; i++) {
        if (!joint->v[i].decided_now) continue;
        if (joint->v[i].kind == PART_KIND_MIDLERTIDIG) tonight++;
        else other++;
    }
    return tonight && !other;
}

bool joint_lacks_housing_part(struct db *db, const struct joint *joint) {
    struct case_brief brief;
    if (only_tonight(joint) || !work_case(db, joint->case_, &brief) || !brief.asks_housing) return false;
    for (size_t i = 0; i < joint->n; i++)
        if (joint->v[i].kind == PART_KIND_BISTAND) return false;
    return true;
}

int joint_may_issue(struct db *db, const struct joint *joint) {
    size_t decided = 0;
    if (!joint_open(joint->state)) return ERR_CONFLICT;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (part->decided_now && !part->readable) return ERR_DENIED;
        bool coming = part->state == PART_STATE_LATER && part->later_by.days > today_of(db).days;
        bool elsewhere = kind_is_reference(part->kind) && part->state == PART_STATE_CHECKED;
        if (part->state != PART_STATE_SIGNED && !coming && !elsewhere) return ERR_INVALID;
        decided += part->state == PART_STATE_SIGNED && part->decided_now;
    }
    return decided && !joint_lacks_housing_part(db, joint) ? ERR_OK : ERR_INVALID;
}

static void add_rule(struct str *rules, const char *id, struct date fact) {
    const struct law_rule *rule = law_rule_at(law_current(), id, fact);
    if (!rule || strstr(str_text(rules), id)) return;
    struct arena *arena = rules->arena;
    const char *version = date_is_none(rule->valid_from) ? "0" : date_iso(arena, rule->valid_from);
    str_addf(rules, "%s%s@%s", rules->length ? " " : "", rule->id, version);
}

/* Ids of the rules the version rests on, each with the day its wording began to apply: enough to read it again as it was. (I-14) */
static const char *rules_used(struct db *db, const struct joint *joint) {
    static const char *const always[] = {"BSL-8", "PBRL-6", "TIL-2", "HOL-14", "HPL-29"};
    static const char *const act[] = {"FVL-24", "FVL-27", "FVL-42"}, *const new_act[] = {"FVL25-9", "FVL25-10", "FVL25-12"};
    struct str rules = str_in(db_arena(db));
    struct date today = today_of(db), from = case_began(db, joint->case_);
    bool new_rules = law_rule_at(law_current(), "FVL25-10", from) != NULL;
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        add_rule(&rules, part->law->rule, today);
        const char *limit = limit_rule(part->law, from);
        if (limit) add_rule(&rules, limit, today);
    }
    for (size_t i = 0; i < sizeof always / sizeof *always; i++) add_rule(&rules, always[i], today);
    for (size_t i = 0; i < sizeof act / sizeof *act; i++) add_rule(&rules, new_rules ? new_act[i] : act[i], today);
    return str_text(&rules);
}

/* What follows from the parts now decided: units that do them are part of the case, services stand on a decision, a dwelling is ordered. */
static void carry_out(struct db *db, const struct joint *joint) {
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        struct decision_part_id former = part->copied_from.v ? part->copied_from : part->id;
        if (part->state == PART_STATE_LATER) work_task_add(db, joint->case_, joint->unit, TASK_KIND_PART_TO_COME, part->id.v, part->later_by);
        if (part->state != PART_STATE_SIGNED || !part->decided_now) continue;
        work_task_done(db, joint->case_, TASK_KIND_PART_TO_COME, former.v);
        work_task_done(db, joint->case_, TASK_KIND_DECISION_EXPIRING, former.v);
        if (part->kind == PART_KIND_MIDLERTIDIG) work_tasks_done(db, joint->case_, TASK_KIND_WRITE_EMERGENCY);
        if (part->outcome == PART_OUTCOME_REFUSED) continue;
        expire_watch(db, part->id, part->until);
        if (part->outcome == PART_OUTCOME_STOPPED) continue;
        secrecy_involve(db, joint->case_, part->unit, INVOLVEMENT_DECISION_PART);
        if (part->service_kind) followup_decided(db, joint->case_, part->service_kind, date_is_none(part->from) ? today_of(db) : part->from);
        if (part->kind == PART_KIND_BOLIG) extract_send(db, joint, part);
    }
}

static int keep_letter(struct db *db, const struct access *access, const struct joint *joint, const char **ret_sha256) {
    struct decision_letter letter;
    struct blob pdf;
    int result = letter_read(db, access, &(struct letter_wish){.decision = joint->id}, &letter);
    if (result == ERR_OK) result = letter_pdf(letter.letter, db_arena(db), &pdf);
    if (result < 0) return result;
    *ret_sha256 = pdf_sha256(db_arena(db), pdf);
    issued_letter_insert(db, access, joint->id, joint->person, joint_letter_zone(joint), pdf_base64(db_arena(db), pdf));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

int decision_issue(struct db *db, const struct access *access, struct joint_decision_id decision) {
    struct joint joint;
    const char *sha256 = NULL;
    struct coordinator_brief coordinator = {0};
    if (!joint_load(db, access, decision, LANG_NB, &joint)) return ERR_NOT_FOUND;
    if (!access || !access_covers(access, joint_letter_zone(&joint))) return ERR_DENIED;
    int result = joint_may_issue(db, &joint);
    if (result == ERR_OK && partial_now(db, joint.case_) == PARTIAL_SELF) result = ERR_DENIED;
    if (result < 0) return result;
    plan_coordinator(db, joint.case_, LANG_NB, &coordinator);
    joint_set_coordinator(db, decision, coordinator.staff);
    result = keep_letter(db, access, &joint, &sha256);
    if (result < 0) return result;
    joint_supersede(db, joint.case_);
    if (joint_issue(db, decision, db_now(db), actor_staff(db), rules_used(db, &joint), sha256) != 1) return ERR_CONFLICT;
    carry_out(db, &joint);
    if (!only_tonight(&joint)) {
        assessment_used(db, joint.case_);
        work_tasks_done(db, joint.case_, TASK_KIND_PROVISIONAL_REPLY);
        work_tasks_done(db, joint.case_, TASK_KIND_COMPLETE_ASSESSMENT);
    }
    work_task_add(db, joint.case_, joint.unit, TASK_KIND_SEND_LETTER, decision.v, law_add_working_days(law_current(), today_of(db), 1));
    work_task_add(db, joint.case_, joint.unit, TASK_KIND_REGISTER_REACHED, decision.v, notice_reached(law_current(), NOTICE_POSTED, today_of(db)));
    work_event(db, joint.case_, joint.version_no == 1 ? CASE_EVENT_KIND_DECISION_ISSUED : CASE_EVENT_KIND_DECISION_AMENDED, ZONE_SPINE, joint.unit);
    audit_add(db, "decision_issued", "decision", decision.v, sha256);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

static void (*given_hook)(struct db *db, struct case_id id, const struct part *part);

void decision_on_given(void (*given)(struct db *db, struct case_id id, const struct part *part)) { given_hook = given; }

void decision_tell_given(struct db *db, struct joint_decision_id decision) {
    struct joint joint;
    if (!given_hook || !joint_load(db, NULL, decision, LANG_NB, &joint)) return;
    for (size_t i = 0; i < joint.n; i++) {
        const struct part *part = &joint.v[i];
        if (part->decided_now && part->state == PART_STATE_SIGNED && part->outcome == PART_OUTCOME_GRANTED) given_hook(db, joint.case_, part);
    }
}

int letter_stored(struct db *db, const struct access *access, struct joint_decision_id decision, struct blob *ret_pdf) {
    struct joint joint;
    struct issued_letter_get_row row;
    if (!joint_load(db, access, decision, LANG_NB, &joint)) return ERR_NOT_FOUND;
    if (!access || !access_covers(access, joint_letter_zone(&joint))) return ERR_DENIED;
    if (!joint_letter_readable(&joint)) return ERR_DENIED;
    if (!issued_letter_get(db, access, decision, joint_letter_zone(&joint), &row) || !row.pdf) return ERR_NOT_FOUND;
    return pdf_kept(db_arena(db), row.pdf, joint.letter_sha256, ret_pdf);
}

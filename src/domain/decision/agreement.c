/* The participant agreement, and what a decision rests on. */
#include "domain/decision/agreement.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

struct agreement_brief agreement_of(struct db *db, const struct access *access, const struct part *part) {
    struct agreement_list_rows rows = agreement_list(db, part->id, part->copied_from);
    struct agreement_words_row words = {0};
    if (!rows.n) return (struct agreement_brief){0};
    bool readable = access && access_covers(access, part->zone);
    if (readable) agreement_words(db, access, part->id, part->copied_from, part->zone, &words);
    return (struct agreement_brief){rows.v[0].state, rows.v[0].on_date, words.words};
}

int agreement_step(struct db *db, const struct access *access, struct decision_part_id id, enum agreement_state state, const char *words) {
    struct part_get_row part;
    if (!part_get(db, id, &part)) return ERR_NOT_FOUND;
    if (!kind_is_service(part.kind)) return ERR_INVALID;
    if (state == AGREEMENT_STATE_AGREED && text_empty(words)) return ERR_INVALID;
    if (!text_empty(words) && (!access || !access_covers(access, part.zone))) return ERR_DENIED;
    struct participant_agreement_id agreement =
        agreement_insert(db, part.case_id, id, state, instant_oslo_date(db_now(db)), db_now(db), actor_staff(db));
    if (!text_empty(words)) agreement_write(db, access, agreement, part.person_id, part.zone, words, db_now(db), actor_staff(db));
    audit_add(db, "participant_agreement", "decision_part", id.v, agreement_state_code(state));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

int basis_add(struct db *db, struct joint_decision_id decision, enum basis_kind kind, struct date on, const char *units) {
    struct joint_get_row joint;
    if (!joint_get(db, decision, &joint)) return ERR_NOT_FOUND;
    if (!joint_open(joint.state)) return ERR_CONFLICT;
    if (date_is_none(on) || on.days > instant_oslo_date(db_now(db)).days) return ERR_INVALID;
    if (kind != BASIS_KIND_ASSESSMENT && text_empty(units)) return ERR_INVALID;
    basis_insert(db, decision, kind, on, units, db_now(db), actor_staff(db));
    audit_add(db, "decision_basis_added", "decision", decision.v, basis_kind_code(kind));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

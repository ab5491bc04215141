/* The quick adjustment, made of the same steps as any change. */
#include "domain/decision/adjust.h"
#include "domain/decision/issue.h"

#include "decision_sql.h"

static struct part_writing as_it_stands(const struct part *part) {
    const struct part_text_view *text = &part->text;
    return (struct part_writing){
        .part = part->id, .outcome = part->outcome, .unit = part->unit, .contact = part->contact, .service_kind = part->service_kind,
        .amount_kind = part->amount.kind, .minutes_least = part->amount.least, .minutes_most = part->amount.most, .minutes_usual = part->amount.usual,
        .per = part->amount.per, .from = part->from, .until = part->until, .review = part->review, .capacity_ok = part->capacity_ok,
        .home_offer = part->home_offer, .content = text->content, .rules = text->rules, .facts = text->facts, .considerations = text->considerations,
        .her_view = text->her_view, .weight = text->weight, .version = part->version,
    };
}

static struct part_writing adjusted(const struct part *part, const struct adjustment *adjustment) {
    struct part_writing writing = as_it_stands(part);
    if (adjustment->contact.v) writing.contact = adjustment->contact;
    if (adjustment->amount.kind) {
        writing.amount_kind = adjustment->amount.kind;
        writing.minutes_least = adjustment->amount.least;
        writing.minutes_most = adjustment->amount.most;
        writing.minutes_usual = adjustment->amount.usual;
        writing.per = adjustment->amount.per;
    }
    if (!date_is_none(adjustment->from)) writing.from = adjustment->from;
    if (!date_is_none(adjustment->until)) writing.until = adjustment->until;
    writing.considerations = adjustment->why;
    if (!text_empty(adjustment->her_view)) writing.her_view = adjustment->her_view;
    if (!text_empty(adjustment->weight)) writing.weight = adjustment->weight;
    return writing;
}

/* Signed and issued when the actor may; what she may not is left to others. */
static int finish(struct db *db, const struct access *access, struct decision_part_id part, bool impartial, enum adjusted *ret_adjusted) {
    struct part_get_row row;
    struct joint joint;
    int result = decision_sign_part(db, access, part, impartial);
    *ret_adjusted = ADJUSTED_TO_SIGN;
    if (result == ERR_DENIED) return ERR_OK;
    if (result < 0) return result;
    *ret_adjusted = ADJUSTED_TO_FINISH;
    if (!part_get(db, part, &row) || !joint_load(db, access, row.decision_id, LANG_NB, &joint)) return ERR_IO;
    if (joint_may_issue(db, &joint) < 0) return ERR_OK;
    result = decision_issue(db, access, row.decision_id);
    if (result == ERR_OK) *ret_adjusted = ADJUSTED_ISSUED;
    return result;
}

int decision_adjust(struct db *db, const struct access *access, const struct adjustment *adjustment, struct joint_decision_id *ret_draft, enum adjusted *ret_adjusted) {
    struct decision_part_id next;
    struct part_get_row row;
    struct joint joint;
    bool offered = adjustment->direction == AMENDMENT_IN_FAVOUR || adjustment->direction == AMENDMENT_AS_ASKED;
    if (!offered || text_empty(adjustment->why)) return ERR_INVALID;
    if (adjustment->direction == AMENDMENT_AS_ASKED && text_empty(adjustment->her_view)) return ERR_INVALID;
    int result = decision_amend(db, adjustment->part, adjustment->direction, &next);
    if (result < 0) return result;
    if (!part_get(db, next, &row) || !joint_load(db, access, row.decision_id, LANG_NB, &joint)) return ERR_IO;
    const struct part *part = joint_part(&joint, next);
    if (!part || !part->readable) return ERR_DENIED;
    struct part_writing writing = adjusted(part, adjustment);
    result = decision_write_part(db, access, &writing);
    if (result == ERR_OK) result = part_check_by_rules(db, access, next);
    *ret_draft = row.decision_id;
    return result == ERR_OK ? finish(db, access, next, adjustment->impartial, ret_adjusted) : result;
}

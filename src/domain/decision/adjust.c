/* The quick ways to a letter, made of the same steps as any other. */
#include "domain/decision/adjust.h"
#include "domain/decision/issue.h"
#include "domain/decision/notice.h"

#include "decision_sql.h"

static struct part_writing as_it_stands(const struct part *part) {
    const struct part_text_view *text = &part->text;
    return (struct part_writing){
        .part = part->id,
        .outcome = part->outcome,
        .unit = part->unit,
        .contact = part->contact,
        .service_kind = part->service_kind,
        .amount_kind = part->amount.kind,
        .minutes_least = part->amount.least,
        .minutes_most = part->amount.most,
        .minutes_usual = part->amount.usual,
        .per = part->amount.per,
        .from = part->from,
        .until = part->until,
        .review = part->review,
        .capacity_ok = part->capacity_ok,
        .home_offer = part->home_offer,
        .content = text->content,
        .rules = text->rules,
        .facts = text->facts,
        .considerations = text->considerations,
        .her_view = text->her_view,
        .weight = text->weight,
        .version = part->version,
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
    if (!text_empty(adjustment->content)) writing.content = adjustment->content;
    if (!text_empty(adjustment->facts)) writing.facts = adjustment->facts;
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

int decision_adjust(struct db *db, const struct access *access, const struct adjustment *adjustment, struct joint_decision_id *ret_draft,
                    enum adjusted *ret_adjusted) {
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

/* ── what cannot wait ─────────────────────────────────────────────────── */

int decision_urgent_begin(struct db *db, struct case_id id, enum part_kind kind, struct unit_id unit, struct decision_part_id *ret_part,
                          struct joint_decision_id *ret_draft) {
    struct decision_brief latest;
    int result = ERR_OK;
    if (decision_latest(db, id, &latest) && joint_open(latest.state)) *ret_draft = latest.id;
    else result = decision_start(db, id, ret_draft);
    return result < 0 ? result : decision_add_part(db, *ret_draft, kind, unit, ret_part);
}

int decision_urgent_finish(struct db *db, const struct access *access, struct decision_part_id id, const struct urgent_part *urgent,
                           struct urgent_result *ret_result) {
    struct part_get_row row;
    struct joint joint;
    if (!part_get(db, id, &row)) return ERR_NOT_FOUND;
    const struct part_writing writing = {
        .part = id,
        .outcome = urgent->outcome,
        .unit = urgent->unit,
        .contact = urgent->contact,
        .amount_kind = AMOUNT_KIND_NONE,
        .minutes_least = -1,
        .minutes_most = -1,
        .minutes_usual = -1,
        .from = urgent->from,
        .until = urgent->until,
        .review = DATE_NONE,
        .capacity_ok = true,
        .content = urgent->content,
        .rules = urgent->rules,
        .facts = urgent->facts,
        .considerations = urgent->considerations,
        .her_view = urgent->her_view,
        .weight = urgent->weight,
        .version = row.version,
    };
    int result = decision_write_part(db, access, &writing);
    if (result < 0) return result;
    if (!joint_load(db, access, row.decision_id, LANG_NB, &joint)) return ERR_IO;
    ret_result->gaps = guard_read(db, joint_part(&joint, id));
    ret_result->adjusted = ADJUSTED_TO_FINISH;
    /* A no is read by a second officer, as any other: only what is in her favour is checked by the rules alone. */
    if (urgent->outcome != PART_OUTCOME_GRANTED) return ret_result->gaps.n ? ERR_INVALID : ERR_OK;
    result = part_check_by_rules(db, access, id);
    return result == ERR_OK ? finish(db, access, id, urgent->impartial, &ret_result->adjusted) : result;
}

struct decision_part_id decision_part_in_force(struct db *db, struct decision_part_id part) {
    struct part_standing_row row;
    return part_standing(db, part_root(db, part), &row) ? row.id : (struct decision_part_id){0};
}

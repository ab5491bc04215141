/* A change of what is in force: a part opened again in a new version that holds the others as they are. What takes something
 * away from her opens only after a prior notice (FVL-16), or when she has asked for it herself. */
#include "domain/decision/notice.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"

/* The part of the new version that stands where this one stood. */
static struct decision_part_id counterpart(struct db *db, struct joint_decision_id decision, int64_t number) {
    struct part_numbered_row row;
    return part_numbered(db, decision, number, &row) ? row.id : (struct decision_part_id){0};
}

/* The draft that follows the version in force, begun if there is none. */
static struct joint_decision_id following_draft(struct db *db, const struct part_get_row *part, enum amendment direction) {
    struct decision_brief latest;
    if (!decision_latest(db, part->case_id, &latest)) return (struct joint_decision_id){0};
    if (joint_open(latest.state) && latest.version_no == part->version_no + 1) return latest.id;
    if (latest.id.v != part->decision_id.v) return (struct joint_decision_id){0};
    /* An appeal body decides, and the unit that made the decision writes it. */
    struct unit_id unit = direction == AMENDMENT_BY_APPEAL ? part->joint_unit : (struct unit_id){db_actor(db)->unit};
    struct joint_decision_id draft = decision_next_version(db, part->case_id, part->version_no + 1, direction, unit);
    if (draft.v) part_copy_all(db, part->decision_id, draft);
    return draft;
}

/* The part that decided it, whose texts, signature, limit and prior notice count. */
static struct decision_part_id root_of(const struct part_get_row *part) { return part->decided_now ? part->id : part->copied_from; }

static bool may_open(struct db *db, const struct part_get_row *part, enum amendment direction) {
    switch (direction) {
    case AMENDMENT_IN_FAVOUR:
    case AMENDMENT_AS_ASKED:
    case AMENDMENT_BY_APPEAL: return true;
    case AMENDMENT_TO_DETRIMENT: return prior_notice_ready(db, root_of(part), instant_oslo_date(db_now(db)));
    case AMENDMENT_LATER_PART: return part->state == PART_STATE_LATER;
    case AMENDMENT_FIRST: return false;
    }
    return false;
}

static bool open_part(struct db *db, const struct part_get_row *part, enum amendment direction) {
    if (!part->decided_now) return part_reopen(db, part->id) == 1 && part_decide_now(db, part->id, direction) == 1;
    return part->state == PART_STATE_DRAFT && part_decide_now(db, part->id, direction) == 1;
}

static int amend(struct db *db, struct decision_part_id id, enum amendment direction, struct decision_part_id *ret_part) {
    struct part_get_row part, opened;
    if (!part_get(db, id, &part)) return ERR_NOT_FOUND;
    if (part.joint_state != JOINT_STATE_ISSUED && part.joint_state != JOINT_STATE_IN_FORCE) return ERR_CONFLICT;
    if (!may_open(db, &part, direction)) return ERR_DENIED;
    enum amendment change = part.state == PART_STATE_LATER ? AMENDMENT_LATER_PART : direction;
    struct joint_decision_id draft = following_draft(db, &part, change);
    struct decision_part_id next = counterpart(db, draft, part.number);
    if (!next.v || !part_get(db, next, &opened) || !open_part(db, &opened, change)) return ERR_CONFLICT;
    joint_set_amendment(db, draft, change);
    joint_touch(db, draft);
    work_event(db, part.case_id, CASE_EVENT_KIND_DECISION_STARTED, ZONE_SPINE, (struct unit_id){db_actor(db)->unit});
    audit_add(db, "decision_amendment_begun", "decision_part", next.v, amendment_code(change));
    *ret_part = next;
    return db_failed(db) ? ERR_IO : ERR_OK;
}

int decision_amend(struct db *db, struct decision_part_id part, enum amendment direction, struct decision_part_id *ret_part) {
    return direction == AMENDMENT_BY_APPEAL ? ERR_DENIED : amend(db, part, direction, ret_part);
}

int decision_amend_by_appeal(struct db *db, struct decision_part_id part, struct decision_part_id *ret_part) {
    return amend(db, part, AMENDMENT_BY_APPEAL, ret_part);
}

struct decision_part_id part_root(struct db *db, struct decision_part_id id) {
    struct part_get_row part;
    return part_get(db, id, &part) ? root_of(&part) : (struct decision_part_id){0};
}

bool part_may_take_away(struct db *db, const struct part *part) {
    if (part->change == AMENDMENT_AS_ASKED) return true;
    return part->change == AMENDMENT_TO_DETRIMENT && prior_notice_ready(db, part->copied_from, instant_oslo_date(db_now(db)));
}

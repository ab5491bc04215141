/* What may be appealed against, and what an appeal does to it. Receives and settles no appeal. */
#include "domain/decision/notice.h"

#include "decision_sql.h"
#include "platform/audit/audit.h"
#include "texts.h"

#include <string.h>

const char *decision_appeal_body(struct arena *arena, enum lang lang, const char *code) {
    const struct law_appeal_body *body = law_appeal_body(law_current(), code);
    const struct profile *profile = organisation_profile();
    if (!body || !profile) return code;
    if (body->by_municipality) return profile_words_in(&profile->letters.appeal_board, lang);
    const char *name = law_words_in(&body->name, lang), *hole = strstr(name, "{county}");
    if (!hole) return name;
    return arena_printf(arena, "%.*s%s%s", (int)(hole - name), name, profile->county, hole + strlen("{county}"));
}

static struct appealable_part part_of(struct db *db, const struct part_appealable_row *row, enum lang lang) {
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(row->kind));
    struct arena *arena = db_arena(db);
    struct part named = {.kind = row->kind, .service_kind = row->service_kind};
    struct date issued_on = instant_oslo_date(row->issued_at);
    return (struct appealable_part){
        .part = row->id, .decision = row->decision_id, .case_ = row->case_id, .person = row->person_id, .version_no = row->version_no,
        .number = row->number, .joint_state = row->joint_state, .kind = row->kind, .zone = row->zone, .outcome = row->outcome, .unit = row->unit_id,
        .deciding_unit = row->joint_unit, .begun_by = row->made_by, .written_by = row->written_by, .checked_by = row->checked_by,
        .signed_by = row->signed_by, .issued_on = issued_on, .reached_on = row->reached_on, .until = row->until_date,
        .latest = deadline_end(law_current(), CLOCK_APPEAL_LATEST, issued_on), .rule = row->rule,
        .body = law ? law->appeal_body : "", .name = part_name(lang, &named), .body_name = law ? decision_appeal_body(arena, lang, law->appeal_body) : "",
        .citation = law ? law_words_in(&law->citation, lang) : "", .current = row->is_current, .suspended = decision_suspended(db, row->id),
    };
}

struct appealable_parts decision_appealable(struct db *db, struct case_id id, enum lang lang) {
    struct parts_appealable_rows ids = parts_appealable(db, id);
    struct appealable_parts parts = {arena_array(db_arena(db), ids.n + 1, sizeof *parts.v), 0};
    struct part_appealable_row row;
    for (size_t i = 0; i < ids.n; i++)
        if (part_appealable(db, ids.v[i].id, &row)) parts.v[parts.n++] = part_of(db, &row, lang);
    return parts;
}

bool decision_appealable_part(struct db *db, struct decision_part_id part, enum lang lang, struct appealable_part *ret_part) {
    struct part_appealable_row row;
    if (!part_appealable(db, part_root(db, part), &row)) return false;
    *ret_part = part_of(db, &row, lang);
    return true;
}

bool decision_suspended(struct db *db, struct decision_part_id part) {
    struct suspension_now_row row;
    return suspension_now(db, part, &row) && row.suspended;
}

int decision_suspend(struct db *db, struct decision_part_id id, bool suspended) {
    struct part_appealable_row row;
    struct decision_part_id root = part_root(db, id);
    if (!part_appealable(db, root, &row)) return ERR_NOT_FOUND;
    if (decision_suspended(db, root) == suspended) return ERR_CONFLICT;
    suspension_insert(db, root, suspended, db_now(db), (struct staff_id){db_actor(db)->staff});
    work_event(db, row.case_id, suspended ? CASE_EVENT_KIND_PART_SUSPENDED : CASE_EVENT_KIND_PART_RESUMED, ZONE_SPINE, row.unit_id);
    audit_add(db, suspended ? "decision_part_suspended" : "decision_part_resumed", "decision_part", root.v, NULL);
    return db_failed(db) ? ERR_IO : ERR_OK;
}

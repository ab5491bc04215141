/* Pages of the joint decision: the versions of a case, and one version with its parts. */
#include "domain/decision/pages.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "decision_views.h"
#include "texts.h"

/* ── shared ───────────────────────────────────────────────────────────── */

const char *int_text(struct arena *arena, int64_t number) { return arena_printf(arena, "%lld", (long long)number); }

const char *tenths(struct arena *arena, double number) { return arena_printf(arena, "%.1f", number); }

const char *unit_called(struct request *rq, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(rq->db, id, rq->lang, &unit) ? unit.name : "";
}

const char *decision_path(struct arena *arena, const struct joint *joint) {
    return arena_printf(arena, "/sak/%lld/vedtak/%lld", (long long)joint->case_.v, (long long)joint->id.v);
}

const char *part_path(struct arena *arena, const struct joint *joint, const struct part *part, const char *suffix) {
    return arena_printf(arena, "%s/del/%lld%s", decision_path(arena, joint), (long long)part->id.v, suffix);
}

bool sight_read(struct request *rq, struct case_id id, struct joint_decision_id decision, struct sight *ret_sight) {
    *ret_sight = (struct sight){.rq = rq};
    struct joint_get_row row;
    if (!joint_get(rq->db, decision, &row) || row.case_id.v != id.v) return false;
    if (!case_frame_read(rq, id, TAB_DECISION, &ret_sight->frame)) return false;
    ret_sight->access = decision_access(rq, decision);
    ret_sight->has_former = false;
    if (!joint_load(rq->db, ret_sight->access, decision, rq->lang, &ret_sight->joint)) return false;
    ret_sight->has_former = joint_load_former(rq->db, ret_sight->access, &ret_sight->joint, rq->lang, &ret_sight->former);
    return true;
}

const struct part *sight_part(const struct sight *sight, struct decision_part_id part) { return joint_part(&sight->joint, part); }

bool part_in_case(struct request *rq, struct case_id id, struct joint_decision_id decision, struct decision_part_id part) {
    struct part_get_row row;
    return part_get(rq->db, part, &row) && row.case_id.v == id.v && row.decision_id.v == decision.v;
}

/* ── versions ─────────────────────────────────────────────────────────── */

static const char *state_color(enum joint_state state) {
    switch (state) {
    case JOINT_STATE_DRAFTING:
    case JOINT_STATE_COORDINATING:
    case JOINT_STATE_READY: return "warning";
    case JOINT_STATE_ISSUED: return "info";
    case JOINT_STATE_IN_FORCE: return "success";
    case JOINT_STATE_SUPERSEDED:
    case JOINT_STATE_ENDED: return "neutral";
    }
    return "neutral";
}

static const char *version_title(struct arena *arena, enum lang lang, int64_t version_no) {
    return text_format(arena, lang, T_decision_version, "number", int_text(arena, version_no), NULL);
}

static struct version_row_view version_row(struct request *rq, struct case_id id, const struct joint_of_case_row *row) {
    const char *path = arena_printf(rq->arena, "/sak/%lld/vedtak/%lld", (long long)id.v, (long long)row->id.v);
    bool draft = joint_open(row->state);
    return (struct version_row_view){
        .path = path,
        .letter = arena_printf(rq->arena, "%s/brev", path),
        .title = version_title(rq->arena, rq->lang, row->version_no),
        .state = joint_state_text(row->state),
        .color = state_color(row->state),
        .draft = draft,
        .on = instant_oslo_date(draft ? row->made_at : row->issued_at),
        .parts = row->n_parts,
        .signed_parts = row->n_signed,
        .amendment = row->amendment == AMENDMENT_FIRST ? NULL : text_of(rq->lang, amendment_text(row->amendment)),
    };
}

struct reply decision_list_page(struct request *rq, const struct decision_list_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_DECISION, &frame)) return reply_not_found(rq);
    struct joint_of_case_rows rows = joint_of_case(rq->db, in->case_);
    struct decision_list_view view = {
        .given_name = frame.person.given_name,
        .path = arena_printf(rq->arena, "/sak/%lld/vedtak", (long long)in->case_.v),
        .may_write = session_may(rq->session, RIGHT_DECISION_WRITE),
        .versions = {arena_array(rq->arena, rows.n + 1, sizeof(struct version_row_view)), rows.n},
    };
    for (size_t i = 0; i < rows.n; i++) view.versions.v[i] = version_row(rq, in->case_, &rows.v[i]);
    view.may_begin = view.may_write && !(rows.n && joint_open(rows.v[0].state));
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_decision_list_title);
    decision_list(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply decision_begin(struct request *rq, const struct decision_begin_in *in) {
    struct joint_decision_id decision;
    int result = decision_start(rq->db, in->case_, &decision);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_decision_begun_already);
    if (result < 0) return reply_not_found(rq);
    return reply_see_other(rq, "/sak/%lld/vedtak/%lld", (long long)in->case_.v, (long long)decision.v);
}

/* ── one version ──────────────────────────────────────────────────────── */

/* Parts that are not ready, as links to what is missing in them. */
static struct links_view missing_of(const struct sight *sight) {
    struct arena *arena = sight->rq->arena;
    const struct joint *joint = &sight->joint;
    struct links_view links = {arena_array(arena, joint->n + 2, sizeof(struct link_view)), 0};
    if (joint_lacks_housing_part(sight->rq->db, joint))
        links.v[links.n++] = (struct link_view){"#add", text_of(sight->rq->lang, part_kind_text(PART_KIND_BISTAND))};
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        if (part->state == PART_STATE_SIGNED || part->state == PART_STATE_LATER || part->state == PART_STATE_CHECKED) continue;
        if (part->readable && !guard_read(sight->rq->db, part).n) continue;
        const char *path = part_path(arena, joint, part, "");
        links.v[links.n++] = (struct link_view){path, part_name(sight->rq->lang, part)};
    }
    return links;
}

static int64_t ready_parts(const struct joint *joint) {
    int64_t n = 0;
    for (size_t i = 0; i < joint->n; i++) n += joint->v[i].state == PART_STATE_SIGNED || joint->v[i].state == PART_STATE_LATER;
    return n;
}

static bool anything_readable(const struct joint *joint) {
    for (size_t i = 0; i < joint->n; i++)
        if (joint->v[i].readable) return true;
    return false;
}

static void fill_draft(struct sight *sight, const struct part *part, struct decision_view *view) {
    struct request *rq = sight->rq;
    view->basis = basis_of(sight);
    view->informal = informal_of(sight);
    view->n_to_ask = units_to_ask(sight);
    struct decision_letter letter;
    struct letter_wish wish = {.decision = sight->joint.id, .draft = true, .marked = part ? part->id : (struct decision_part_id){0}};
    view->has_form = part != NULL;
    if (part) fill_form(sight, part, &view->form);
    view->has_preview = anything_readable(&sight->joint) && letter_read(rq->db, sight->access, &wish, &letter) == ERR_OK;
    if (view->has_preview) view->preview = preview_of(rq->arena, &letter);
    view->missing = missing_of(sight);
    view->kinds = part_kind_options(rq->arena, rq->lang);
    view->units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0});
}

struct reply show_decision(struct sight *sight, const struct part *part) {
    struct request *rq = sight->rq;
    const struct joint *joint = &sight->joint;
    struct decision_view view = {
        .title = version_title(rq->arena, rq->lang, joint->version_no),
        .given_name = sight->frame.person.given_name,
        .path = decision_path(rq->arena, joint),
        .state = joint_state_text(joint->state),
        .state_color = state_color(joint->state),
        .former_no = sight->has_former ? joint->version_no - 1 : 0,
        .n_parts = (int64_t)joint->n,
        .n_ready = ready_parts(joint),
        .made_at = joint->made_at,
        .draft = joint_open(joint->state),
        .may_write = session_may(rq->session, RIGHT_DECISION_WRITE),
        .may_issue = session_may(rq->session, RIGHT_DECISION_ISSUE),
        .has_diff = sight->has_former,
    };
    bool edits = view.draft && view.may_write;
    if (!part && edits && joint->n) part = &joint->v[0];
    view.parts = part_rows_of(sight, edits ? part : NULL);
    if (view.has_diff) view.diff = diff_of(sight);
    if (view.draft) fill_draft(sight, edits ? part : NULL, &view);
    else fill_issued(sight, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &sight->frame, T_decision_list_title);
    if (view.draft) decision_draft(h, &view);
    else decision_issued(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply decision_page(struct request *rq, const struct decision_page_in *in) {
    struct sight sight;
    if (!sight_read(rq, in->case_, in->decision, &sight)) return reply_not_found(rq);
    return show_decision(&sight, in->del.has ? joint_part_numbered(&sight.joint, in->del.v) : NULL);
}

struct reply decision_part_page(struct request *rq, const struct decision_part_page_in *in) {
    struct sight sight;
    if (!sight_read(rq, in->case_, in->decision, &sight)) return reply_not_found(rq);
    const struct part *part = sight_part(&sight, in->part);
    return part ? show_decision(&sight, part) : reply_not_found(rq);
}

/* Writing in the assessment: one life area, children, disadvantaged on the housing market, and what a dwelling must be. Each page saves one
 * thing, so that a bad connection loses little. */
#include "domain/assessment/internal.h"

#include "assessment_routes.h"
#include "assessment_sql.h"
#include "assessment_views.h"
#include "domain/work/case_frame.h"
#include "texts.h"

static const char see[] = "assessment";

/* ── one area ─────────────────────────────────────────────────────────── */

/* The units that are in the case: a unit outside it is not told of her by being named here. (I-04) */
static struct options units_in_case(struct request *rq, struct case_id id) {
    struct assessment_units_rows units = assessment_units(rq->db, id);
    struct options options = {arena_array(rq->arena, units.n + 1, sizeof(struct option)), units.n};
    for (size_t i = 0; i < units.n; i++)
        options.v[i] = (struct option){assessment_number(rq, units.v[i].id.v), rq->lang == LANG_NN ? units.v[i].name_nn : units.v[i].name_nb, NULL};
    return options;
}

static void fill_now(struct request *rq, const struct assessment_brief *assessment, enum life_area area, struct area_form_view *view) {
    struct area_state now;
    if (assessment_area(rq->db, assessment->id, area, &now)) {
        view->version = assessment_made_from(rq, "version", 0, now.version);
        view->coverage = coverage_code(now.coverage);
        view->coverage_now = coverage_text(now.coverage);
        view->unit = now.unit.v ? assessment_number(rq, now.unit.v) : NULL;
        view->not_obtained = now.not_obtained ? not_obtained_code(now.not_obtained) : NULL;
        view->changed_by = now.changed_by;
        view->changed_at = now.changed_at;
    }
    struct assessment_puzzle puzzle = assessment_puzzle_zones(rq, assessment->case_, ZONE_BIT(assessment_zone(area)), see);
    const struct assessment_piece *piece = &puzzle.pieces[area - 1];
    view->open = piece->open;
    view->strength = piece->strength;
    view->wish = piece->wish;
    view->need = piece->need;
    view->professional = piece->professional;
}

struct reply area_page(struct request *rq, const struct area_page_in *in) {
    struct case_frame frame;
    struct assessment_brief assessment;
    struct reply reply;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    const char *typed = rq->form ? form_raw(rq->form, "area") : NULL;
    enum life_area area = typed ? life_area_parse(typed) : in->area;
    if (!area) return reply_not_found(rq);
    struct area_form_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, "/del"),
        .back = assessment_path(rq, in->case_, ""),
        .questions = assessment_form(assessment.form_version)
                         ? assessment_path(rq, in->case_, arena_printf(rq->arena, "/sporsmal?area=%s", life_area_code(area)))
                         : NULL,
        .hidden = secrecy_hidden_zone(rq, in->case_, assessment_zone(area)),
        .name = life_area_text(area),
        .zone = zone_text(assessment_zone(area)),
        .hint = assessment_hint(area),
        .icon = assessment_icon(area),
        .area = life_area_code(area),
        .conflict = rq->form && form_error_of(rq->form, "version"),
        .coverages = coverage_options(rq->arena, rq->lang),
        .units = units_in_case(rq, in->case_),
        .reasons = not_obtained_options(rq->arena, rq->lang),
    };
    fill_now(rq, &assessment, area, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, view.name);
    area_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static void check_area(struct request *rq, const struct area_save_in *in, const struct access *access) {
    bool said = !text_empty(in->strength) || !text_empty(in->wish) || !text_empty(in->need) || !text_empty(in->professional);
    bool covered = in->coverage == COVERAGE_COVERED || in->coverage == COVERAGE_PARTLY;
    if (said && !access) form_error(rq, NULL, T_assessment_words_denied);
    if (said && in->coverage == COVERAGE_NOT_ASKED) form_error(rq, "coverage", T_assessment_coverage_missing);
    if (!text_empty(in->wish) && in->not_obtained) form_error(rq, "not_obtained", T_assessment_not_both);
    if (covered && !in->unit.v) form_error(rq, "unit", T_assessment_unit_missing);
    if (in->unit.v && !secrecy_involved(rq->db, in->case_, in->unit)) form_error(rq, "unit", T_assessment_unit_outside);
}

struct reply area_save(struct request *rq, const struct area_save_in *in) {
    struct assessment_brief assessment;
    struct reply reply;
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(assessment_zone(in->area)), see);
    check_area(rq, in, access);
    if (rq->form->refused) return reply_invalid(rq);
    const struct area_new area = {
        .area = in->area,
        .version = in->version,
        .coverage = in->coverage,
        .not_obtained = in->not_obtained,
        .unit = in->unit,
        .access = access,
        .strength = in->strength,
        .wish = in->wish,
        .need = in->need,
        .professional = in->professional,
    };
    if (assessment_save_area(rq->db, &assessment, &area) < 0) {
        form_error(rq, "version", T_assessment_conflict);
        return reply_invalid(rq);
    }
    return assessment_saved(rq, in->case_, T_assessment_area_saved);
}

/* ── children ─────────────────────────────────────────────────────────── */

struct reply children_page(struct request *rq, const struct children_page_in *in) {
    struct case_frame frame;
    struct assessment_brief assessment;
    struct reply reply;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    bool asked = assessment.children != CHILDREN_NOT_ASKED;
    struct child_support_of_rows done = child_support_of(rq->db, in->case_);
    struct children_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, "/barn"),
        .back = assessment_path(rq, in->case_, ""),
        .children = asked ? children_code(assessment.children) : NULL,
        .version = assessment.version,
        .has_children = assessment_has_children(assessment.children),
        .choices = children_options(rq->arena, rq->lang),
        .steps = child_step_options(rq->arena, rq->lang),
        .done = {arena_array(rq->arena, done.n + 1, sizeof(struct child_step_view)), done.n},
    };
    for (size_t i = 0; i < done.n; i++)
        view.done.v[i] = (struct child_step_view){child_step_text(done.v[i].step), done.v[i].at, rq->lang == LANG_NN ? done.v[i].name_nn : done.v[i].name_nb};
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_children);
    children_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply children_save(struct request *rq, const struct children_save_in *in) {
    struct assessment_brief assessment;
    struct reply reply;
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    if (!assessment_children_answered(rq->db, &assessment, in->version, in->children)) {
        form_error(rq, "version", T_assessment_conflict);
        return reply_invalid(rq);
    }
    return assessment_saved(rq, in->case_, assessment_has_children(in->children) ? T_assessment_children_help : T_assessment_saved_notice);
}

/* What was done for the children: coded, so that it can be seen by every unit of the case without saying what was said. */
struct reply child_support_save(struct request *rq, const struct child_support_save_in *in) {
    struct assessment_brief newest;
    if (!assessment_newest(rq->db, in->case_, &newest)) return reply_not_found(rq);
    child_support_insert(rq->db, newest.id, in->step, rq->now, rq->session->staff, rq->session->unit);
    work_tasks_done(rq->db, in->case_, TASK_KIND_SUPPORT_CHILDREN);
    return reply_with_notice(reply_see_other(rq, "%s", assessment_path(rq, in->case_, "/barn")), T_assessment_saved_notice);
}

/* ── disadvantaged on the housing market ──────────────────────────────── */

struct reply disadvantaged_page(struct request *rq, const struct disadvantaged_page_in *in) {
    struct case_frame frame;
    struct assessment_brief assessment;
    struct reply reply;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HOUSING), see);
    struct disadvantaged_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, "/vanskeligstilt"),
        .back = assessment_path(rq, in->case_, ""),
        .answer = assessment.disadvantaged ? disadvantaged_answer_code(assessment.disadvantaged) : NULL,
        .hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HOUSING),
        .version = assessment.version,
        .open = access != NULL,
        .choices = disadvantaged_answer_options(rq->arena, rq->lang),
    };
    struct assessment_note_last_row note;
    if (access && assessment_note_last(rq->db, access, in->case_, ASSESSMENT_NOTE_KIND_DISADVANTAGED_REASONS, assessment.version_no, &note))
        view.reasons = note.content;
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_disadvantaged);
    disadvantaged_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply disadvantaged_save(struct request *rq, const struct disadvantaged_save_in *in) {
    struct assessment_brief assessment;
    struct reply reply;
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HOUSING), see);
    if (!access) return reply_denied(rq, T_assessment_words_denied);
    if (!assessment_set_disadvantaged(rq->db, assessment.id, in->version, in->disadvantaged)) {
        form_error(rq, "version", T_assessment_conflict);
        return reply_invalid(rq);
    }
    assessment_note_insert(rq->db, access, in->case_, assessment.version_no, assessment.person, ASSESSMENT_NOTE_KIND_DISADVANTAGED_REASONS, in->reasons,
                           rq->now, rq->session->staff);
    assessment_changed(rq->db, &assessment);
    return assessment_saved(rq, in->case_, T_assessment_saved_notice);
}

/* ── what a dwelling must be ──────────────────────────────────────────── */

static const char *ticked(bool yes) { return yes ? "1" : NULL; }

struct reply need_page(struct request *rq, const struct need_page_in *in) {
    struct case_frame frame;
    struct assessment_brief assessment;
    struct reply reply;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    struct dwelling_need need = {.rooms = 1, .adults = 1, .floor = FLOOR_WISH_ANY, .from_date = DATE_NONE};
    assessment_dwelling_need(rq->db, in->case_, &need);
    struct need_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, "/boligbehov"),
        .back = assessment_path(rq, in->case_, ""),
        .floor = floor_wish_code(need.floor),
        .from_date = date_is_none(need.from_date) ? NULL : date_iso(rq->arena, need.from_date),
        .version = need.version,
        .rooms = need.rooms,
        .adults = need.adults,
        .children = need.children,
        .visits_a_week = need.visits_a_week,
        .quiet = ticked(need.quiet),
        .apart = ticked(need.apart_from_cluster),
        .step_free = ticked(need.step_free),
        .pets = ticked(need.pets),
        .near_transport = ticked(need.near_transport),
        .floors = floor_wish_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_need);
    need_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static bool save_need(struct request *rq, struct assessment_id id, const struct need_save_in *in) {
    if (in->version == 0)
        return dwelling_need_begin(rq->db, id, in->rooms, in->adults, in->children, in->quiet, in->apart_from_cluster, in->floor, in->step_free,
                                   in->pets, in->near_transport, in->visits_a_week, in->from_date) == 1;
    return dwelling_need_change(rq->db, id, in->version, in->rooms, in->adults, in->children, in->quiet, in->apart_from_cluster, in->floor,
                                in->step_free, in->pets, in->near_transport, in->visits_a_week, in->from_date) == 1;
}

struct reply need_save(struct request *rq, const struct need_save_in *in) {
    struct assessment_brief assessment;
    struct reply reply;
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    if (!save_need(rq, assessment.id, in)) {
        form_error(rq, "version", T_assessment_conflict);
        return reply_invalid(rq);
    }
    assessment_changed(rq->db, &assessment);
    return assessment_saved(rq, in->case_, T_assessment_saved_notice);
}

/* What she says about herself, what was tried, and who reads which part. */
#include "domain/plan/pages.h"
#include "texts.h"

#include <string.h>

/* ── about her ────────────────────────────────────────────────────────── */

struct reply about_form(struct request *rq, const struct about_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    const struct access *access = plan_open(rq, in->case_, PLAN_PART_ABOUT_HER);
    if (!access || !plan_may_write(rq, &frame)) return reply_denied(rq, T_plan_no_access);
    struct plan_words words = plan_words_read(rq->db, access, in->case_, PLAN_PART_ABOUT_HER);
    struct about_view view = {.name = frame.person.given_name, .path = plan_path(rq, in->case_, "/om"), .back = plan_path(rq, in->case_, "")};
    memcpy(view.v, words.v, sizeof view.v);
    view.child = plan_is_child(rq->db, in->case_);
    view.parent = plan_has_children(rq->db, in->case_) || words.v[PLAN_SECTION_CHILD];
    return PLAN_PAGE(rq, &frame, T_plan_about_title, about_page, &view);
}

struct reply about_post(struct request *rq, const struct about_post_in *in) {
    const struct plan_words words = {.v = {
                                         [PLAN_SECTION_STRENGTHS] = in->strengths,
                                         [PLAN_SECTION_NEEDS] = in->needs,
                                         [PLAN_SECTION_CONTRIBUTIONS] = in->contributions,
                                         [PLAN_SECTION_HOW] = in->how,
                                         [PLAN_SECTION_COOPERATION] = in->cooperation,
                                         [PLAN_SECTION_EMPOWERMENT] = in->empowerment,
                                         [PLAN_SECTION_BELONGING] = in->belonging,
                                         [PLAN_SECTION_HOPE] = in->hope,
                                         [PLAN_SECTION_IDENTITY] = in->identity,
                                         [PLAN_SECTION_MEANING] = in->meaning,
                                         [PLAN_SECTION_CHILD] = in->child,
                                     }};
    const struct access *access = plan_open(rq, in->case_, PLAN_PART_ABOUT_HER);
    return plan_reply(rq, in->case_, "", plan_words_write(rq->db, access, in->case_, PLAN_PART_ABOUT_HER, &words), T_plan_words_saved);
}

/* ── tried and learned ────────────────────────────────────────────────── */

static const char *tried_colour(enum tried_result result) {
    return result == TRIED_RESULT_HELPED ? "success" : result == TRIED_RESULT_HELPED_SOME ? "info" : "neutral";
}

struct tried_views plan_tried_views(struct request *rq, struct case_id id, const struct access *access) {
    struct plan_tried_of_rows rows = plan_tried_of(rq->db, access, id);
    struct tried_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        views.v[i] = (struct tried_view){rows.v[i].tried_on, rows.v[i].what, rows.v[i].learned, rows.v[i].staff_name, tried_colour(rows.v[i].result),
                                         (text_key)tried_result_text(rows.v[i].result), rows.v[i].result};
    return views;
}

struct reply tried_page(struct request *rq, const struct tried_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    const struct access *access = plan_open(rq, in->case_, PLAN_PART_TRIED);
    struct tried_page_view view = {
        .name = frame.person.given_name,
        .path = plan_path(rq, in->case_, "/provd"),
        .back = plan_path(rq, in->case_, ""),
        .today = date_iso(rq->arena, rq->today),
        .part = plan_part_view(rq, &frame, PLAN_PART_TRIED),
        .may_write = access && plan_may_write(rq, &frame),
        .readable = access != NULL,
        .results = tried_result_options(rq->arena, rq->lang),
    };
    if (access) view.rows = plan_tried_views(rq, in->case_, access);
    else view.hidden = secrecy_hidden_zone(rq, in->case_, ZONE_PLAN);
    return PLAN_PAGE(rq, &frame, T_plan_tried_title, tried_list, &view);
}

struct reply tried_post(struct request *rq, const struct tried_post_in *in) {
    const struct plan_tried_new tried = {in->case_, in->tried_on, in->what, in->learned, in->result};
    return plan_reply(rq, in->case_, "/provd", plan_tried_add(rq->db, plan_open(rq, in->case_, PLAN_PART_TRIED), &tried), T_plan_tried_saved);
}

/* ── who reads ────────────────────────────────────────────────────────── */

static const enum plan_part parts[] = {PLAN_PART_ABOUT_HER, PLAN_PART_GOALS, PLAN_PART_ACTIONS, PLAN_PART_CRISIS, PLAN_PART_TRIED};
enum { PARTS = sizeof parts / sizeof *parts };

static const char *reader_value(struct request *rq, enum plan_part part, struct unit_id unit) {
    return arena_printf(rq->arena, "%s-%lld", plan_part_code(part), (long long)unit.v);
}

static bool closed_now(const struct plan_readers_now_rows *rows, enum plan_part part, struct unit_id unit) {
    for (size_t i = 0; i < rows->n; i++)
        if (rows->v[i].part == part && rows->v[i].unit_id.v == unit.v) return !rows->v[i].may_read;
    return false;
}

/* Does secrecy open the plan to the unit at all? */
static bool grounded(struct request *rq, struct case_id id, struct unit_id unit) {
    return secrecy_opens_plan(rq->db, &(struct session){.unit = unit}, id, rq->today);
}

struct reply readers_page(struct request *rq, const struct readers_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    struct plan_case_units_rows units = plan_case_units(rq->db, in->case_);
    struct plan_readers_now_rows chosen = plan_readers_now(rq->db, in->case_);
    struct unit_id keeper = plan_keeper(rq->db, in->case_);
    struct readers_view view = {
        .name = frame.person.given_name,
        .path = plan_path(rq, in->case_, "/lesere"),
        .back = plan_path(rq, in->case_, ""),
        .consent_path = case_frame_may_open(rq->session, "/samtykke") ? arena_printf(rq->arena, "/sak/%lld/samtykke", (long long)in->case_.v) : NULL,
        .may_write = plan_may_write(rq, &frame),
        .parts = {arena_array(rq->arena, PARTS, sizeof *view.parts.v), PARTS},
        .rows = {arena_array(rq->arena, units.n + 1, sizeof *view.rows.v), units.n},
    };
    for (int i = 0; i < PARTS; i++) view.parts.v[i] = (struct part_name_view){(text_key)plan_part_text(parts[i])};
    for (size_t i = 0; i < units.n; i++) {
        struct reader_view *row = &view.rows.v[i];
        struct unit_id unit = units.v[i].id;
        *row = (struct reader_view){rq->lang == LANG_NN ? units.v[i].name_nn : units.v[i].name_nb, unit.v == keeper.v, grounded(rq, in->case_, unit),
                                    {arena_array(rq->arena, PARTS, sizeof *row->cells.v), PARTS}};
        for (int k = 0; k < PARTS; k++)
            row->cells.v[k] = (struct reader_cell_view){(text_key)plan_part_text(parts[k]), reader_value(rq, parts[k], unit), row->keeper || (row->grounded && !closed_now(&chosen, parts[k], unit))};
    }
    return PLAN_PAGE(rq, &frame, T_plan_readers_title, readers_list, &view);
}

struct reply readers_post(struct request *rq, const struct readers_post_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    if (!plan_may_write(rq, &frame)) return reply_denied(rq, T_plan_no_access);
    struct plan_case_units_rows units = plan_case_units(rq->db, in->case_);
    struct unit_id keeper = plan_keeper(rq->db, in->case_);
    for (size_t i = 0; i < units.n; i++) {
        struct unit_id unit = units.v[i].id;
        bool asked = unit.v != keeper.v && grounded(rq, in->case_, unit); /* of the others there was no box to tick */
        for (int k = 0; asked && k < PARTS; k++)
            plan_choose_reader(rq->db, in->case_, parts[k], unit, form_has(rq->form, "reads", reader_value(rq, parts[k], unit)));
    }
    return plan_reply(rq, in->case_, "/lesere", PLAN_DONE, T_plan_readers_saved);
}

/* The assessment as a whole: the puzzle, what is missing, the talks, and reading it through with her. */
#include "domain/assessment/internal.h"

#include "assessment_routes.h"
#include "assessment_sql.h"
#include "assessment_views.h"
#include "domain/work/case_frame.h"
#include "texts.h"

static const char see[] = "assessment";

const char *assessment_number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }

const char *assessment_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/kartlegging%s", (long long)id.v, rest);
}

struct reply assessment_saved(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", assessment_path(rq, id, "")), notice);
}

bool assessment_to_write(struct request *rq, struct case_id id, struct assessment_brief *ret_assessment, struct reply *ret_reply) {
    if (!assessment_newest(rq->db, id, ret_assessment)) {
        *ret_reply = reply_see_other(rq, "%s", assessment_path(rq, id, ""));
        return false;
    }
    if (assessment_is_open(ret_assessment)) return true;
    *ret_reply = reply_conflict(rq, T_assessment_closed);
    return false;
}

/* ── the puzzle ───────────────────────────────────────────────────────── */

static const char *cover_of(enum coverage coverage) {
    return coverage == COVERAGE_NOT_ASKED ? "none" : coverage_code(coverage);
}

static struct area_view area_of(struct request *rq, struct case_id id, const struct assessment_piece *piece, bool may_write) {
    const char *rest = arena_printf(rq->arena, "/del?area=%s", life_area_code(piece->area));
    return (struct area_view){
        .path = may_write ? assessment_path(rq, id, rest) : NULL,
        .name = life_area_text(piece->area),
        .coverage = coverage_text(piece->coverage),
        .not_obtained = piece->not_obtained ? not_obtained_text(piece->not_obtained) : 0,
        .icon = assessment_icon(piece->area),
        .cover = cover_of(piece->coverage),
        .code = piece->coverage,
        .unit = piece->unit_name,
        .open = piece->open,
        .strength = piece->strength,
        .wish = piece->wish,
        .need = piece->need,
        .professional = piece->professional,
    };
}

struct area_views assessment_areas_view(struct request *rq, struct case_id id, const struct assessment_puzzle *puzzle, bool may_write) {
    struct area_views views = {arena_array(rq->arena, LIFE_AREA_COUNT, sizeof *views.v), LIFE_AREA_COUNT};
    for (size_t i = 0; i < views.n; i++) views.v[i] = area_of(rq, id, &puzzle->pieces[i], may_write);
    return views;
}

/* Each closed zone once, in the order of the areas. */
struct hidden_views assessment_hidden_zones(struct request *rq, struct case_id id, const struct assessment_puzzle *puzzle) {
    struct hidden_views views = {arena_array(rq->arena, LIFE_AREA_COUNT, sizeof *views.v), 0};
    unsigned told = 0;
    for (size_t i = 0; i < LIFE_AREA_COUNT; i++) {
        const struct assessment_piece *piece = &puzzle->pieces[i];
        if (piece->open || (told & ZONE_BIT(piece->zone))) continue;
        told |= ZONE_BIT(piece->zone);
        views.v[views.n++] = secrecy_hidden_zone(rq, id, piece->zone);
    }
    return views;
}

struct lack_views assessment_lacks_view(struct request *rq, struct case_id id) {
    struct assessment_lacks lacks = assessment_lacks_all(rq->db, id);
    struct lack_views views = {arena_array(rq->arena, lacks.n + 1, sizeof *views.v), lacks.n};
    for (size_t i = 0; i < lacks.n; i++) views.v[i] = (struct lack_view){lacks.v[i].path, lacks.v[i].text, lacks.v[i].justified};
    return views;
}

/* ── what is known from before ────────────────────────────────────────── */

static const char *in_language(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }

static struct version_views versions_view(struct request *rq, struct case_id id, const struct assessment_brief *newest) {
    struct assessment_versions_rows rows = assessment_versions(rq->db, id);
    struct version_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct assessment_versions_row *row = &rows.v[i];
        const char *n = assessment_number(rq, row->version_no);
        views.v[i] = (struct version_view){
            .path = assessment_path(rq, id, arena_printf(rq->arena, "/utgave?n=%s", n)),
            .changes = row->version_no > 1 ? assessment_path(rq, id, arena_printf(rq->arena, "/endringer?n=%s", n)) : NULL,
            .version_no = row->version_no,
            .state = assessment_state_text(row->id.v == newest->id.v ? newest->state : row->state),
            .day = instant_oslo_date(row->started_at),
            .used_on = instant_is_none(row->used_at) ? DATE_NONE : instant_oslo_date(row->used_at),
        };
    }
    return views;
}

static struct known_views known_view(struct request *rq, struct case_id id) {
    struct known_services_rows rows = known_services(rq->db, id);
    struct known_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        views.v[i] = (struct known_view){service_kind_text(rows.v[i].kind), in_language(rq, rows.v[i].name_nb, rows.v[i].name_nn), rows.v[i].started_on,
                                         rows.v[i].ended_on};
    return views;
}

static struct event_views events_view(struct request *rq, struct assessment_id id) {
    struct assessment_changes_rows rows = assessment_changes(rq->db, id);
    struct event_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) views.v[i] = (struct event_view){assessment_change_kind_text(rows.v[i].kind), rows.v[i].happened_on};
    return views;
}

static struct talk_views talks_view(struct request *rq, struct assessment_id id) {
    struct talks_of_rows rows = talks_of(rq->db, id);
    struct talk_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        views.v[i] = (struct talk_view){rows.v[i].held_on, assessment_place_text(rows.v[i].place), rows.v[i].staff_name,
                                        rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb, rows.v[i].on_paper};
    return views;
}

static const char *colour_of(enum assessment_state state) {
    switch (state) {
    case ASSESSMENT_STATE_DRAFT:
    case ASSESSMENT_STATE_WITH_PERSON: return "info";
    case ASSESSMENT_STATE_CONFIRMED: return "success";
    case ASSESSMENT_STATE_NOT_CONFIRMED:
    case ASSESSMENT_STATE_OUTDATED: return "warning";
    }
    return "neutral";
}

static const char *note_of(struct request *rq, const struct assessment_brief *assessment, enum assessment_note_kind kind) {
    const struct access *access = secrecy_open(rq, assessment->case_, ZONE_BIT(ZONE_HOUSING), see);
    struct assessment_note_last_row row;
    return access && assessment_note_last(rq->db, access, assessment->case_, kind, assessment->version_no, &row) ? row.content : NULL;
}

static void fill_facts(struct request *rq, const struct assessment_brief *assessment, struct assessment_view *view) {
    view->version_no = assessment->version_no;
    view->state = assessment_state_text(assessment->state);
    view->state_colour = colour_of(assessment->state);
    view->started_at = assessment->started_at;
    view->children = assessment->children == CHILDREN_NOT_ASKED ? 0 : children_text(assessment->children);
    view->disadvantaged = assessment->disadvantaged ? disadvantaged_answer_text(assessment->disadvantaged) : 0;
    view->has_need = assessment_dwelling_need(rq->db, assessment->case_, &view->need);
    if (view->has_need) view->floor = floor_wish_text(view->need.floor);
    view->talks = talks_view(rq, assessment->id);
    view->lacks = assessment_lacks_view(rq, assessment->case_);
    view->open_lacks = assessment_guard(rq->db, assessment->case_).n;
    if (assessment->justified) view->lack_reasons = note_of(rq, assessment, ASSESSMENT_NOTE_KIND_INCOMPLETE_REASONS);
    view->versions = versions_view(rq, assessment->case_, assessment);
    view->events = events_view(rq, assessment->id);
    view->days = assessment_days(rq->db, assessment->case_, &view->days_ended);
    if (assessment->state == ASSESSMENT_STATE_NOT_CONFIRMED) view->disagreement = note_of(rq, assessment, ASSESSMENT_NOTE_KIND_DISAGREEMENT);
}

struct reply assessment_page(struct request *rq, const struct assessment_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    struct assessment_puzzle puzzle = assessment_puzzle_read(rq, in->case_, see);
    bool may_write = session_may(rq->session, RIGHT_ASSESSMENT_WRITE);
    bool open = puzzle.begun && assessment_is_open(&puzzle.assessment);
    struct assessment_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, ""),
        .today = date_iso(rq->arena, rq->today),
        .coordinator_path = arena_printf(rq->arena, "/sak/%lld/koordinator", (long long)in->case_.v),
        .notice_path = arena_printf(rq->arena, "/sak/%lld/oppsigelse", (long long)in->case_.v),
        .case_path = arena_printf(rq->arena, "/sak/%lld", (long long)in->case_.v),
        .begun = puzzle.begun,
        .open = open,
        .may_write = may_write,
        .with_person = puzzle.begun && puzzle.assessment.state == ASSESSMENT_STATE_WITH_PERSON,
        .may_renew = may_write && puzzle.begun && !open,
        .places = assessment_place_options(rq->arena, rq->lang),
    };
    view.known = known_view(rq, in->case_);
    if (puzzle.begun) {
        fill_facts(rq, &puzzle.assessment, &view);
        view.areas = assessment_areas_view(rq, in->case_, &puzzle, may_write && open);
        view.hidden = assessment_hidden_zones(rq, in->case_, &puzzle);
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_title);
    assessment(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── talks and versions ───────────────────────────────────────────────── */

bool assessment_talk_valid(struct request *rq, struct date held_on) {
    if (held_on.days > rq->today.days || date_days_between(held_on, rq->today) > 366) form_error(rq, "held_on", T_assessment_talk_wrong);
    return !rq->form->refused;
}

struct reply assessment_start(struct request *rq, const struct assessment_start_in *in) {
    if (!assessment_talk_valid(rq, in->held_on)) return reply_invalid(rq);
    const struct assessment_talk talk = {in->held_on, in->place, false};
    if (assessment_begin(rq->db, in->case_, &talk) < 0) return reply_conflict(rq, T_assessment_begun_already);
    return assessment_saved(rq, in->case_, T_assessment_begun);
}

struct reply assessment_add_talk(struct request *rq, const struct assessment_add_talk_in *in) {
    struct assessment_brief assessment;
    struct reply reply;
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    if (!assessment_talk_valid(rq, in->held_on)) return reply_invalid(rq);
    talk_insert(rq->db, assessment.id, in->held_on, in->place, false, rq->session->staff, rq->session->unit);
    return assessment_saved(rq, in->case_, T_assessment_talk_saved);
}

/* ── reading it through ───────────────────────────────────────────────── */

struct reply assessment_read_begin(struct request *rq, const struct assessment_read_begin_in *in) {
    struct assessment_brief assessment;
    struct reply reply;
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    if (assessment_read_together(rq->db, &assessment) < 0 && assessment.state != ASSESSMENT_STATE_WITH_PERSON)
        return reply_conflict(rq, T_assessment_closed);
    return reply_see_other(rq, "%s", assessment_path(rq, in->case_, "/les"));
}

struct reply assessment_read_page(struct request *rq, const struct assessment_read_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    struct assessment_puzzle puzzle = assessment_puzzle_read(rq, in->case_, see);
    if (!puzzle.begun) return reply_see_other(rq, "%s", assessment_path(rq, in->case_, ""));
    const struct assessment_brief *assessment = &puzzle.assessment;
    struct reading_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, "/les"),
        .back = assessment_path(rq, in->case_, ""),
        .areas = assessment_areas_view(rq, in->case_, &puzzle, false),
        .children = children_text(assessment->children),
        .disadvantaged = assessment->disadvantaged ? disadvantaged_answer_text(assessment->disadvantaged) : 0,
        .reasons = note_of(rq, assessment, ASSESSMENT_NOTE_KIND_DISADVANTAGED_REASONS),
        .open = puzzle.pieces[LIFE_AREA_DWELLING - 1].open,
        .waits_for_answer = assessment->state == ASSESSMENT_STATE_WITH_PERSON,
        .answers = confirmation_options(rq->arena, rq->lang),
    };
    assessment_add_answers(rq, assessment, &view.areas);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_read_title);
    assessment_reading(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply assessment_read_answer(struct request *rq, const struct assessment_read_answer_in *in) {
    struct assessment_brief assessment;
    struct reply reply;
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    bool confirmed = in->answer == CONFIRMATION_RIGHT;
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HOUSING), see);
    if (!confirmed && text_empty(in->disagreement)) form_error(rq, "disagreement", T_assessment_disagreement_missing);
    if (!confirmed && !access) form_error(rq, "answer", T_assessment_disagreement_hidden);
    if (rq->form->refused) return reply_invalid(rq);
    if (assessment_answer(rq->db, &assessment, confirmed) < 0) return reply_conflict(rq, T_assessment_read_again);
    if (!confirmed)
        assessment_note_insert(rq->db, access, in->case_, assessment.version_no, assessment.person, ASSESSMENT_NOTE_KIND_DISAGREEMENT, in->disagreement,
                               rq->now, rq->session->staff);
    return assessment_saved(rq, in->case_, confirmed ? T_assessment_confirmed_notice : T_assessment_not_confirmed_notice);
}

/* Paper first: the same questions as a form to print, with nothing about anyone on it, and one page to write in what came back. */
#include "domain/assessment/pages.h"

#include "assessment_routes.h"
#include "assessment_sql.h"
#include "assessment_views.h"
#include "domain/work/case_frame.h"
#include "texts.h"

static const char see[] = "assessment";

/* ── the printed form ─────────────────────────────────────────────────── */

static struct paper_areas paper_areas_of(struct request *rq, const struct form_version *form, enum lang lang) {
    struct paper_areas areas = {arena_array(rq->arena, LIFE_AREA_COUNT, sizeof *areas.v), LIFE_AREA_COUNT};
    for (size_t a = 0; a < areas.n; a++) {
        enum life_area area = (enum life_area)(a + 1);
        struct question_views questions = {arena_array(rq->arena, form ? form->questions_count : 1, sizeof *questions.v), 0};
        for (unsigned i = 0; form && i < form->questions_count; i++)
            if (form->questions[i].area == area) questions.v[questions.n++] = question_view(rq->arena, lang, &form->questions[i], NULL);
        areas.v[a] = (struct paper_area){life_area_text(area), assessment_hint(area), questions};
    }
    return areas;
}

struct reply paper_page(struct request *rq, const struct paper_page_in *in) {
    struct assessment_brief newest;
    const struct form_version *form = assessment_form_on(rq->today);
    if (assessment_newest(rq->db, in->case_, &newest) && assessment_is_open(&newest)) form = assessment_form(newest.form_version);
    enum lang lang = in->sprak ? (enum lang)in->sprak : rq->lang;
    bool nynorsk = lang == LANG_NN;
    struct paper_view view = {
        .back = assessment_path(rq, in->case_, ""),
        .other_path = assessment_path(rq, in->case_, nynorsk ? "/papir?sprak=nb" : "/papir?sprak=nn"),
        .other = nynorsk ? T_assessment_paper_nb : T_assessment_paper_nn,
        .lang = lang_code(lang),
        .form_version = form ? form->version : 0,
        .areas = paper_areas_of(rq, form, lang),
        .places = assessment_place_options(rq->arena, lang),
        .children = children_options(rq->arena, lang),
    };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_assessment_paper_title});
    enum lang screen = h->lang;
    h->lang = lang;
    paper_form(h, &view);
    h->lang = screen;
    page_end(h);
    return reply_html(rq, h);
}

/* ── what came back ───────────────────────────────────────────────────── */

static struct question_choices coverage_choices(struct request *rq, const char *value) {
    struct options options = coverage_options(rq->arena, rq->lang);
    struct question_choices choices = {arena_array(rq->arena, options.n, sizeof *choices.v), options.n};
    for (size_t i = 0; i < options.n; i++)
        choices.v[i] = (struct question_choice){options.v[i].value, options.v[i].label, text_equal(options.v[i].value, value)};
    return choices;
}

/* What was typed for an area, by its place among those that were sent. */
static const char *typed_at(const struct request *rq, const char *name, size_t n, const char *now) {
    const char *typed = form_raw_at(rq->form, name, n);
    return typed ? typed : now;
}

static struct entry_area entry_area_of(struct request *rq, const struct assessment_piece *piece, size_t n, int64_t version) {
    const char *code = life_area_code(piece->area), *coverage = piece->coverage == COVERAGE_NOT_ASKED && version == 0 ? "" : coverage_code(piece->coverage);
    bool gone = rq->form && form_error_of(rq->form, arena_printf(rq->arena, "conflict_%s", code));
    return (struct entry_area){
        .name = life_area_text(piece->area),
        .code = code,
        .id_strength = arena_printf(rq->arena, "strength-%s", code),
        .id_wish = arena_printf(rq->arena, "wish-%s", code),
        .id_need = arena_printf(rq->arena, "need-%s", code),
        .id_coverage = arena_printf(rq->arena, "coverage-%s", code),
        .version = assessment_made_from(rq, "version", n, version),
        .strength = typed_at(rq, "strength", n, piece->strength),
        .wish = typed_at(rq, "wish", n, piece->wish),
        .need = typed_at(rq, "need", n, piece->need),
        .coverages = coverage_choices(rq, typed_at(rq, "coverage", n, coverage)),
        .wrong = gone ? T_assessment_conflict : 0,
    };
}

static struct entry_areas entry_areas_of(struct request *rq, const struct assessment_puzzle *puzzle, const struct answers *answers) {
    struct entry_areas areas = {arena_array(rq->arena, LIFE_AREA_COUNT, sizeof *areas.v), 0};
    for (size_t i = 0; i < LIFE_AREA_COUNT; i++) {
        const struct assessment_piece *piece = &puzzle->pieces[i];
        struct area_state now = {0};
        if (!piece->open) continue;
        if (puzzle->begun) assessment_area(rq->db, puzzle->assessment.id, piece->area, &now);
        areas.v[areas.n] = entry_area_of(rq, piece, areas.n, now.version);
        areas.v[areas.n++].questions = questions_open(rq, answers, piece->area);
    }
    return areas;
}

/* A closed version is not written in: then what came back begins the next one, from what stands. */
struct reply paper_entry_page(struct request *rq, const struct paper_entry_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    struct assessment_puzzle puzzle = assessment_puzzle_read(rq, in->case_, see);
    if (!puzzle.begun || !assessment_is_open(&puzzle.assessment)) return reply_with_notice(reply_see_other(rq, "%s", assessment_path(rq, in->case_, "")), T_assessment_paper_begin_first);
    struct answers answers = answers_read(rq, &puzzle.assessment, 0);
    bool asked = puzzle.assessment.children != CHILDREN_NOT_ASKED;
    struct entry_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, "/papir/inn"),
        .back = assessment_path(rq, in->case_, ""),
        .today = date_iso(rq->arena, rq->today),
        .children = asked ? children_code(puzzle.assessment.children) : NULL,
        .latest = assessment_made_from(rq, "latest", 0, answers.latest),
        .areas = entry_areas_of(rq, &puzzle, &answers),
        .hidden = assessment_hidden_zones(rq, in->case_, &puzzle),
        .places = assessment_place_options(rq->arena, rq->lang),
        .choices = children_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_entry_title);
    paper_entry(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static bool same(const char *a, const char *b) { return text_equal(text_empty(a) ? NULL : a, text_empty(b) ? NULL : b); }

/* One area as it came back. What stands unchanged is not saved again, so that it keeps who wrote it and when. */
static void save_area(struct request *rq, const struct assessment_puzzle *puzzle, const struct paper_entry_save_in *in, size_t n) {
    enum life_area area = in->area.v[n];
    const struct assessment_piece *piece = &puzzle->pieces[area - 1];
    enum coverage coverage = in->coverage.v[n] ? in->coverage.v[n] : COVERAGE_NOT_ASKED;
    const char *strength = in->strength.v[n], *wish = in->wish.v[n], *need = in->need.v[n];
    if (same(strength, piece->strength) && same(wish, piece->wish) && same(need, piece->need) && coverage == piece->coverage) return;
    bool said = !text_empty(strength) || !text_empty(wish) || !text_empty(need);
    if (said && coverage == COVERAGE_NOT_ASKED) form_error(rq, "coverage", T_assessment_coverage_missing);
    bool helped = coverage == COVERAGE_COVERED || coverage == COVERAGE_PARTLY;
    const struct area_new changed = {
        .area = area,
        .version = in->version.v[n].v,
        .coverage = coverage,
        .not_obtained = text_empty(wish) ? piece->not_obtained : 0,
        .unit = piece->unit.v || !helped ? piece->unit : rq->session->unit,
        .access = secrecy_open(rq, in->case_, ZONE_BIT(assessment_zone(area)), see),
        .strength = strength,
        .wish = wish,
        .need = need,
        .professional = piece->professional,
    };
    if (!changed.access) form_error(rq, NULL, T_assessment_words_denied);
    if (rq->form->refused || assessment_save_area(rq->db, &puzzle->assessment, &changed) == ERR_OK) return;
    form_error(rq, "version", T_assessment_conflict);
    form_error(rq, arena_printf(rq->arena, "conflict_%s", life_area_code(area)), T_assessment_conflict);
}

static bool even(const struct paper_entry_save_in *in) {
    size_t n = in->area.n;
    for (size_t i = 0; i < n; i++)
        if (!in->area.v[i] || !in->version.v[i].has) return false;
    return in->version.n == n && in->strength.n == n && in->wish.n == n && in->need.n == n && in->coverage.n == n && in->question.n == in->answer.n;
}

struct reply paper_entry_save(struct request *rq, const struct paper_entry_save_in *in) {
    struct assessment_brief assessment;
    struct reply reply;
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    if (!even(in)) return reply_not_found(rq);
    if (!assessment_talk_valid(rq, in->held_on)) return reply_invalid(rq);
    struct assessment_puzzle puzzle = assessment_puzzle_read(rq, in->case_, see);
    for (size_t n = 0; n < in->area.n; n++) save_area(rq, &puzzle, in, n);
    const struct answers_sent sent = {in->question.v, in->answer.v, in->question.n, in->latest};
    if (answers_refused(rq, answers_save(rq, &assessment, 0, &sent)) || rq->form->refused) return reply_invalid(rq);
    if (in->children && in->children != assessment.children) {
        struct assessment_brief now;
        if (assessment_newest(rq->db, in->case_, &now)) assessment_children_answered(rq->db, &now, now.version, in->children);
    }
    talk_insert(rq->db, assessment.id, in->held_on, in->place, true, rq->session->staff, rq->session->unit);
    return assessment_saved(rq, in->case_, T_assessment_paper_saved);
}

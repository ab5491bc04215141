/* The versions of an assessment: one as it stands for ever, what differs from the one before, what happened since, and why a decision may go before
 * something is known. (MODEL 3.4, R-070, I-14) */
#include "domain/assessment/pages.h"

#include "assessment_routes.h"
#include "assessment_sql.h"
#include "assessment_views.h"
#include "domain/work/case_frame.h"
#include "texts.h"

static const char see[] = "assessment";

static int64_t version_asked(const struct assessment_brief *newest, struct maybe_int n) { return n.has ? n.v : newest->version_no; }

struct reply version_page(struct request *rq, const struct version_page_in *in) {
    struct case_frame frame;
    struct assessment_brief newest, assessment;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    if (!assessment_newest(rq->db, in->case_, &newest) || !assessment_version_read(rq->db, in->case_, version_asked(&newest, in->n), &assessment))
        return reply_not_found(rq);
    struct assessment_puzzle puzzle = assessment_puzzle_of(rq, &assessment, assessment_zones(), see);
    struct version_page_view view = {
        .given_name = frame.person.given_name,
        .back = assessment_path(rq, in->case_, ""),
        .version_no = assessment.version_no,
        .form_version = assessment.form_version,
        .areas = assessment_areas_view(rq, in->case_, &puzzle, false),
        .hidden = assessment_hidden_zones(rq, in->case_, &puzzle),
        .children = children_text(assessment.children),
        .disadvantaged = assessment.disadvantaged ? disadvantaged_answer_text(assessment.disadvantaged) : 0,
    };
    assessment_add_answers(rq, &assessment, &view.areas);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_version_title);
    assessment_version(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── what differs ─────────────────────────────────────────────────────── */

static void add_row(struct change_rows *rows, text_key area, const char *what, const char *before, const char *now) {
    if (!text_equal(before, now)) rows->v[rows->n++] = (struct change_row){area, what, before, now};
}

static const char *coded(enum lang lang, text_key key) { return key ? text_of(lang, key) : NULL; }

static void compare_piece(enum lang lang, const struct assessment_piece *before, const struct assessment_piece *now, struct change_rows *rows) {
    text_key area = life_area_text(now->area);
    add_row(rows, area, text_of(lang, T_assessment_coverage), text_of(lang, coverage_text(before->coverage)), text_of(lang, coverage_text(now->coverage)));
    add_row(rows, area, text_of(lang, T_assessment_unit), before->unit_name, now->unit_name);
    add_row(rows, area, text_of(lang, T_assessment_strength), before->strength, now->strength);
    add_row(rows, area, text_of(lang, T_assessment_wish_short), before->wish, now->wish);
    add_row(rows, area, text_of(lang, T_assessment_need_here), before->need, now->need);
    add_row(rows, area, text_of(lang, T_assessment_professional), before->professional, now->professional);
}

static const struct answer *same_question(const struct answers *answers, const struct answer *wanted) {
    for (size_t i = 0; i < answers->n; i++)
        if (text_equal(answers->v[i].question->code, wanted->question->code)) return &answers->v[i];
    return NULL;
}

/* A question that is not in both forms is in one of them with nothing said in the other. */
static void compare_answers(enum lang lang, const struct answers *before, const struct answers *now, struct change_rows *rows) {
    for (size_t i = 0; i < now->n; i++) {
        const struct answer *old = same_question(before, &now->v[i]);
        const struct form_question *question = now->v[i].question;
        add_row(rows, life_area_text(question->area), form_words_in(&question->words, lang),
                old ? form_answer_words(old->question, old->value, lang) : NULL, form_answer_words(question, now->v[i].value, lang));
    }
    for (size_t i = 0; i < before->n; i++)
        if (!same_question(now, &before->v[i]))
            add_row(rows, life_area_text(before->v[i].question->area), form_words_in(&before->v[i].question->words, lang),
                    form_answer_words(before->v[i].question, before->v[i].value, lang), NULL);
}

static struct change_rows compare(struct request *rq, const struct assessment_brief *before, const struct assessment_puzzle *now) {
    struct assessment_puzzle old = assessment_puzzle_of(rq, before, assessment_zones(), see);
    struct answers answers_old = answers_read(rq, before, 0), answers_now = answers_read(rq, &now->assessment, 0);
    struct change_rows rows = {arena_array(rq->arena, LIFE_AREA_COUNT * 6 + answers_old.n + answers_now.n + 2, sizeof *rows.v), 0};
    for (size_t i = 0; i < LIFE_AREA_COUNT; i++) compare_piece(rq->lang, &old.pieces[i], &now->pieces[i], &rows);
    compare_answers(rq->lang, &answers_old, &answers_now, &rows);
    add_row(&rows, T_assessment_children, text_of(rq->lang, T_assessment_children), text_of(rq->lang, children_text(before->children)),
            text_of(rq->lang, children_text(now->assessment.children)));
    text_key was = before->disadvantaged ? disadvantaged_answer_text(before->disadvantaged) : 0;
    text_key is = now->assessment.disadvantaged ? disadvantaged_answer_text(now->assessment.disadvantaged) : 0;
    add_row(&rows, T_assessment_disadvantaged, text_of(rq->lang, T_assessment_disadvantaged), coded(rq->lang, was), coded(rq->lang, is));
    return rows;
}

struct reply changes_page(struct request *rq, const struct changes_page_in *in) {
    struct case_frame frame;
    struct assessment_brief newest, before, assessment;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    if (!assessment_newest(rq->db, in->case_, &newest)) return reply_not_found(rq);
    int64_t n = version_asked(&newest, in->n);
    if (!assessment_version_read(rq->db, in->case_, n, &assessment) || !assessment_version_read(rq->db, in->case_, n - 1, &before)) return reply_not_found(rq);
    struct assessment_puzzle puzzle = assessment_puzzle_of(rq, &assessment, assessment_zones(), see);
    struct changes_view view = {
        .given_name = frame.person.given_name,
        .back = assessment_path(rq, in->case_, ""),
        .from_no = n - 1,
        .to_no = n,
        .rows = compare(rq, &before, &puzzle),
        .hidden = assessment_hidden_zones(rq, in->case_, &puzzle),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_changes_title);
    assessment_changes_list(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── something big happened ───────────────────────────────────────────── */

struct reply event_page(struct request *rq, const struct event_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    struct event_form_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, "/hendelse"),
        .back = assessment_path(rq, in->case_, ""),
        .today = date_iso(rq->arena, rq->today),
        .kinds = assessment_change_kind_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_event_title);
    event_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply event_save(struct request *rq, const struct event_save_in *in) {
    struct assessment_brief newest;
    if (!assessment_newest(rq->db, in->case_, &newest)) return reply_not_found(rq);
    if (assessment_changed_much(rq->db, &newest, in->kind, in->happened_on) == ERR_INVALID) {
        form_error(rq, "happened_on", T_assessment_event_future);
        return reply_invalid(rq);
    }
    return assessment_saved(rq, in->case_, assessment_is_open(&newest) ? T_assessment_event_saved_open : T_assessment_event_saved);
}

/* ── a decision that cannot wait for the rest ─────────────────────────── */

struct reply lacks_page(struct request *rq, const struct lacks_page_in *in) {
    struct case_frame frame;
    struct assessment_brief newest;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    if (!assessment_newest(rq->db, in->case_, &newest)) return reply_see_other(rq, "%s", assessment_path(rq, in->case_, ""));
    struct lacks_form_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, "/mangler"),
        .back = assessment_path(rq, in->case_, ""),
        .lacks = assessment_lacks_view(rq, in->case_),
        .open = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HOUSING), see) != NULL,
        .hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HOUSING),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_justify_title);
    lacks_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply lacks_justify(struct request *rq, const struct lacks_justify_in *in) {
    struct assessment_brief newest;
    if (!assessment_newest(rq->db, in->case_, &newest)) return reply_not_found(rq);
    const struct access *access = secrecy_open(rq, in->case_, ZONE_BIT(ZONE_HOUSING), see);
    if (!access) return reply_denied(rq, T_assessment_words_denied);
    if (assessment_justify(rq->db, &newest) < 0) return reply_conflict(rq, T_assessment_nothing_lacks);
    assessment_note_insert(rq->db, access, in->case_, newest.version_no, newest.person, ASSESSMENT_NOTE_KIND_INCOMPLETE_REASONS, in->reasons, rq->now,
                           rq->session->staff);
    return assessment_saved(rq, in->case_, T_assessment_justified);
}

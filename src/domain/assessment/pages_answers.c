/* The questions of the form for one area, on a page of their own: saved by themselves, so that a bad connection loses little. (R-068,
 * Also how questions become fields, for the page of what came back on paper. */
#include "domain/assessment/pages.h"

#include "assessment_routes.h"
#include "assessment_views.h"
#include "domain/work/case_frame.h"
#include "texts.h"

int64_t assessment_made_from(const struct request *rq, const char *field, size_t n, int64_t now) {
    int64_t then;
    const char *kept = rq->draft.shown ? form_raw_at(rq->form, field, n) : NULL;
    return kept && parse_int(kept, &then) ? then : now;
}

/* What was typed for a question when the form comes back; NULL when none came. */
static const char *typed_answer(const struct form *form, const char *question) {
    for (size_t n = 0;; n++) {
        const char *code = form_raw_at(form, "question", n);
        if (!code) return NULL;
        if (text_equal(code, question)) return form_raw_at(form, "answer", n);
    }
}

static struct question_choices choices_of(struct arena *arena, enum lang lang, const struct form_question *question, const char *value) {
    struct question_choices choices = {0};
    if (!question->choices) return choices;
    choices.v = arena_array(arena, question->choices->choices_count, sizeof *choices.v);
    choices.n = question->choices->choices_count;
    for (size_t i = 0; i < choices.n; i++) {
        const struct form_choice *choice = &question->choices->choices[i];
        choices.v[i] = (struct question_choice){choice->code, form_words_in(&choice->words, lang), text_equal(choice->code, value)};
    }
    return choices;
}

struct question_view question_view(struct arena *arena, enum lang lang, const struct form_question *question, const char *value) {
    return (struct question_view){
        .code = question->code,
        .label = form_words_in(&question->words, lang),
        .hint = form_words_in(&question->hint, lang),
        .hinted = question->hint.nb != NULL,
        .heading = question->heading ? form_words_in(&question->heading->words, lang) : NULL,
        .value = value,
        .is_text = question->kind == QUESTION_TEXT,
        .is_number = question->kind == QUESTION_NUMBER,
        .choices = choices_of(arena, lang, question, value),
    };
}

struct question_views questions_open(struct request *rq, const struct answers *answers, enum life_area area) {
    struct question_views views = {arena_array(rq->arena, answers->n + 1, sizeof *views.v), 0};
    for (size_t i = 0; i < answers->n; i++) {
        const struct answer *answer = &answers->v[i];
        if (!answer->open || answer->question->area != area) continue;
        const char *typed = typed_answer(rq->form, answer->question->code);
        struct question_view *view = &views.v[views.n++];
        *view = question_view(rq->arena, rq->lang, answer->question, typed ? typed : answer->value);
        bool differs = typed && !text_equal(typed, answer->value ? answer->value : "");
        if (differs && answer->value && form_error_of(rq->form, "latest")) view->now = form_answer_words(answer->question, answer->value, rq->lang);
    }
    return views;
}

static struct hidden_views hidden_of(struct request *rq, struct case_id id, const struct answers *answers) {
    struct hidden_views views = {arena_array(rq->arena, 8, sizeof *views.v), 0};
    unsigned told = 0;
    for (size_t i = 0; i < answers->n; i++) {
        enum zone zone = answers->v[i].question->zone;
        if (answers->v[i].open || (told & ZONE_BIT(zone))) continue;
        told |= ZONE_BIT(zone);
        views.v[views.n++] = secrecy_hidden_zone(rq, id, zone);
    }
    return views;
}

void assessment_add_answers(struct request *rq, const struct assessment_brief *assessment, struct area_views *areas) {
    struct answers answers = answers_read(rq, assessment, 0);
    for (size_t a = 0; a < areas->n; a++) {
        struct said_views said = {arena_array(rq->arena, answers.n + 1, sizeof *said.v), 0};
        for (size_t i = 0; i < answers.n; i++) {
            const struct answer *answer = &answers.v[i];
            if (answer->question->area != (enum life_area)(a + 1) || !answer->value) continue;
            said.v[said.n++] = (struct said_view){form_words_in(&answer->question->words, rq->lang), form_answer_words(answer->question, answer->value, rq->lang)};
        }
        areas->v[a].said = said;
    }
}

/* ── the page ─────────────────────────────────────────────────────────── */

struct reply questions_page(struct request *rq, const struct questions_page_in *in) {
    struct case_frame frame;
    struct assessment_brief assessment;
    struct reply reply;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    const char *typed = rq->form ? form_raw(rq->form, "area") : NULL;
    enum life_area area = typed ? life_area_parse(typed) : in->area;
    if (!area) return reply_not_found(rq);
    struct answers answers = answers_read(rq, &assessment, area);
    struct questions_view view = {
        .given_name = frame.person.given_name,
        .path = assessment_path(rq, in->case_, "/sporsmal"),
        .back = assessment_path(rq, in->case_, ""),
        .area = life_area_code(area),
        .name = life_area_text(area),
        .icon = assessment_icon(area),
        .latest = assessment_made_from(rq, "latest", 0, answers.latest),
        .conflict = rq->form && form_error_of(rq->form, "latest"),
        .questions = questions_open(rq, &answers, area),
        .hidden = hidden_of(rq, in->case_, &answers),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_assessment_questions_title);
    questions_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

bool answers_refused(struct request *rq, int result) {
    if (result == ERR_CONFLICT) form_error(rq, "latest", T_assessment_conflict);
    else if (result == ERR_DENIED) form_error(rq, NULL, T_assessment_words_denied);
    else if (result < 0) form_error(rq, "answer", T_assessment_answer_wrong);
    return result < 0;
}

struct reply questions_save(struct request *rq, const struct questions_save_in *in) {
    struct assessment_brief assessment;
    struct reply reply;
    if (!assessment_to_write(rq, in->case_, &assessment, &reply)) return reply;
    if (in->question.n != in->answer.n) return reply_not_found(rq);
    const struct answers_sent sent = {in->question.v, in->answer.v, in->question.n, in->latest};
    if (answers_refused(rq, answers_save(rq, &assessment, in->area, &sent))) return reply_invalid(rq);
    return assessment_saved(rq, in->case_, T_assessment_answers_saved);
}

/* The plan on paper, as she would want to keep it: her words first, then goals, who does what by when, and the page for a crisis on a sheet of its own. It
 * holds only what this session reads, in the language that is asked for. (IPF-6, R-205, R-212) */
#include "domain/plan/pages.h"
#include "platform/pdf/letter.h"
#include "texts.h"

#include <string.h>

struct print {
    struct request *rq;
    struct case_frame *frame;
    struct letter *letter;
    enum lang lang;
};

static const char *said(const struct print *print, text_key key) { return text_of(print->lang, key); }
static const char *about(const struct print *print, text_key key) {
    return text_format(print->rq->arena, print->lang, key, "name", print->frame->person.given_name, NULL);
}

static void block(const struct print *print, text_key heading, enum letter_block_kind kind, const char *words) {
    if (text_empty(words)) return;
    letter_add(print->letter, LETTER_HEADING, said(print, heading));
    letter_add(print->letter, kind, words);
}

/* ── her words ────────────────────────────────────────────────────────── */

static void words_print(const struct print *print, const struct plan_words *words, const enum plan_section *sections, size_t n) {
    for (size_t i = 0; i < n; i++) block(print, (text_key)plan_section_text(sections[i]), LETTER_QUOTE, words->v[sections[i]]);
}

/* ── goals and who does what ──────────────────────────────────────────── */

static const char *goal_line(const struct print *print, const struct goal_brief *goal, const struct goal_words_of_case_row *row) {
    struct arena *arena = print->rq->arena;
    const char *why = text_empty(row->why) ? "" : arena_printf(arena, " %s", row->why);
    return arena_printf(arena, "%s%s (%s)", row->words, why, said(print, (text_key)goal_state_text(goal->state)));
}

static void goals_print(const struct print *print) {
    struct case_id id = print->frame->brief.id;
    struct goal_briefs goals = goals_of(print->rq->db, id);
    struct goal_words_list words = plan_goal_words(print->rq, id, plan_open(print->rq, id, PLAN_PART_GOALS));
    const char **lines = arena_array(print->rq->arena, goals.n + 1, sizeof *lines);
    size_t n = 0;
    for (size_t i = 0; i < goals.n; i++) {
        const struct goal_words_of_case_row *row = plan_words_of_goal(&words, goals.v[i].id);
        bool kept = instant_is_none(goals.v[i].settled_at) || goals.v[i].state == GOAL_STATE_REACHED;
        if (row && kept) lines[n++] = goal_line(print, &goals.v[i], row);
    }
    if (n == 0) return;
    letter_add(print->letter, LETTER_HEADING, said(print, T_plan_paper_goals));
    struct letter_block *list = letter_add(print->letter, LETTER_LIST, NULL);
    list->items = lines;
    list->n_items = n;
}

static void actions_print(const struct print *print) {
    static const text_key columns[] = {T_plan_paper_what, T_plan_paper_who, T_plan_paper_when};
    static const int widths[] = {50, 30, 20};
    struct arena *arena = print->rq->arena;
    struct actions_read actions = plan_actions_all(print->rq, print->frame->brief.id);
    struct letter_row *rows = arena_array(arena, actions.open.n + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < actions.open.n; i++) {
        if (actions.open.v[i].state != PLAN_ACTION_STATE_AGREED) continue;
        struct action_view action = plan_action_view(print->rq, print->frame, &actions.open.v[i], &actions.words, false);
        const char *what = action.what ? arena_printf(arena, "%s: %s", action.kind, action.what) : action.kind;
        rows[n++] = (struct letter_row){{what, action.owner, date_long(arena, print->lang, action.due)}};
    }
    if (n == 0) return;
    letter_add(print->letter, LETTER_HEADING, said(print, T_plan_paper_actions));
    struct letter_block *table = letter_add(print->letter, LETTER_TABLE, NULL);
    table->n_items = 3;
    table->items = arena_array(arena, 3, sizeof *table->items);
    for (int i = 0; i < 3; i++) {
        table->items[i] = said(print, columns[i]);
        table->widths[i] = widths[i];
    }
    table->rows = rows;
    table->n_rows = n;
}

/* With its full stop, written or not. */
static const char *sentence(const struct print *print, const char *words) {
    size_t length = strlen(words);
    return length && strchr(".!?", words[length - 1]) ? words : arena_printf(print->rq->arena, "%s.", words);
}

static void tried_print(const struct print *print) {
    struct case_id id = print->frame->brief.id;
    const struct access *access = plan_open(print->rq, id, PLAN_PART_TRIED);
    if (!access) return;
    struct tried_views tried = plan_tried_views(print->rq, id, access);
    const char **lines = arena_array(print->rq->arena, tried.n + 1, sizeof *lines);
    size_t n = 0;
    for (size_t i = 0; i < tried.n; i++) {
        const char *result = said(print, tried.v[i].result);
        if (tried.v[i].code == TRIED_RESULT_TOO_EARLY) continue;
        const char *what = sentence(print, tried.v[i].what);
        lines[n++] = text_empty(tried.v[i].learned) ? arena_printf(print->rq->arena, "%s %s.", what, result)
                                                    : arena_printf(print->rq->arena, "%s %s. %s", what, result, tried.v[i].learned);
    }
    if (n == 0) return;
    letter_add(print->letter, LETTER_HEADING, said(print, T_plan_paper_tried));
    struct letter_block *list = letter_add(print->letter, LETTER_LIST, NULL);
    list->items = lines;
    list->n_items = n;
}

/* Who holds the plan with her, when it is looked at again, who has said what about consent. */
static void frame_print(const struct print *print) {
    struct arena *arena = print->rq->arena;
    struct individual_plan_brief plan;
    struct case_id id = print->frame->brief.id;
    const char *lines[4];
    size_t n = 0;
    if (print->frame->holder_unit) lines[n++] = text_format(arena, print->lang, T_plan_paper_holder, "unit", print->frame->holder_unit, NULL);
    if (print->frame->coordinator)
        lines[n++] = text_format(arena, print->lang, T_plan_paper_coordinator, "name", print->frame->coordinator, "phone",
                                 print->frame->coordinator_phone ? print->frame->coordinator_phone : "–", NULL);
    if (individual_plan_read(print->rq->db, id, &plan) && individual_plan_runs(&plan)) {
        if (!date_is_none(plan.revise_on)) lines[n++] = text_format(arena, print->lang, T_plan_paper_revise, "date", date_long(arena, print->lang, plan.revise_on), NULL);
        lines[n++] = text_format(arena, print->lang, T_plan_paper_consent, "date", date_long(arena, print->lang, instant_oslo_date(plan.consented_at)), NULL);
    }
    if (n == 0) return;
    letter_add(print->letter, LETTER_HEADING, said(print, T_plan_paper_frame));
    struct letter_block *list = letter_add(print->letter, LETTER_LIST, NULL);
    list->items = arena_array(arena, n, sizeof *list->items);
    for (size_t i = 0; i < n; i++) list->items[i] = lines[i];
    list->n_items = n;
}

/* ── the sheet for a crisis ───────────────────────────────────────────── */

static void calls_print(const struct print *print, const struct call_views *calls, const struct call_views *lines) {
    struct arena *arena = print->rq->arena;
    struct letter_row *rows = arena_array(arena, calls->n + lines->n + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < calls->n; i++) {
        const struct call_view *call = &calls->v[i];
        rows[n++] = (struct letter_row){{call->note ? arena_printf(arena, "%s. %s", call->name, call->note) : call->name, call->phone ? call->phone : ""}};
    }
    for (size_t i = 0; i < lines->n; i++) rows[n++] = (struct letter_row){{lines->v[i].name, lines->v[i].phone}};
    letter_add(print->letter, LETTER_HEADING, said(print, T_plan_crisis_call));
    struct letter_block *table = letter_add(print->letter, LETTER_TABLE, NULL);
    table->n_items = 2;
    table->items = arena_array(arena, 2, sizeof *table->items);
    table->items[0] = said(print, T_plan_paper_call_who);
    table->items[1] = said(print, T_plan_paper_call_phone);
    table->widths[0] = 65;
    table->widths[1] = 35;
    table->rows = rows;
    table->n_rows = n;
}

static bool crisis_print(const struct print *print, bool own_sheet) {
    struct case_id id = print->frame->brief.id;
    const struct access *access = plan_open(print->rq, id, PLAN_PART_CRISIS);
    if (!access) return false;
    struct plan_words words = plan_words_read(print->rq->db, access, id, PLAN_PART_CRISIS);
    struct call_views calls = plan_calls(print->rq, id, access, false), lines = plan_lines(print->rq);
    if (!words.any && calls.n == 0) return false;
    if (own_sheet) letter_add(print->letter, LETTER_HEADING, about(print, T_plan_paper_crisis))->new_page = true;
    block(print, T_plan_section_crisis_helps, LETTER_LEAD, words.v[PLAN_SECTION_CRISIS_HELPS]);
    calls_print(print, &calls, &lines);
    block(print, T_plan_section_crisis_others, LETTER_PARAGRAPH, words.v[PLAN_SECTION_CRISIS_OTHERS]);
    block(print, T_plan_section_crisis_not, LETTER_PARAGRAPH, words.v[PLAN_SECTION_CRISIS_NOT]);
    block(print, T_plan_section_crisis_signs, LETTER_PARAGRAPH, words.v[PLAN_SECTION_CRISIS_SIGNS]);
    return true;
}

/* ── the files ────────────────────────────────────────────────────────── */

static enum lang paper_lang(enum language asked, const struct case_frame *frame) {
    switch (asked) {
    case LANGUAGE_NB: return LANG_NB;
    case LANGUAGE_NN: return LANG_NN;
    case LANGUAGE_EN: return LANG_EN;
    }
    return frame->person.lang;
}

/* The frame's names are read in the reader's language; on paper in hers. */
static bool print_begin(struct request *rq, struct case_id id, enum language asked, struct case_frame *frame, struct print *ret_print) {
    if (!case_frame_read(rq, id, TAB_PLAN, frame)) return false;
    enum lang lang = paper_lang(asked, frame);
    rq->lang = lang;
    if (!case_frame_read(rq, id, TAB_PLAN, frame)) return false;
    struct letter *letter = letter_new(rq->arena, lang);
    letter->sender = frame->person.name;
    letter->date = rq->today;
    letter->date_line = date_long(rq->arena, lang, rq->today);
    *ret_print = (struct print){rq, frame, letter, lang};
    return true;
}

static struct reply print_end(struct print *print, const char *file_name) {
    struct blob pdf;
    if (letter_pdf(print->letter, print->rq->arena, &pdf) < 0) return reply_not_found(print->rq);
    return reply_file(print->rq, "application/pdf", file_name, pdf);
}

struct reply plan_pdf(struct request *rq, const struct plan_pdf_in *in) {
    static const enum plan_section first[] = {PLAN_SECTION_STRENGTHS, PLAN_SECTION_HOPE, PLAN_SECTION_BELONGING, PLAN_SECTION_IDENTITY, PLAN_SECTION_MEANING,
                                              PLAN_SECTION_EMPOWERMENT},
                                   help[] = {PLAN_SECTION_NEEDS, PLAN_SECTION_HOW, PLAN_SECTION_CONTRIBUTIONS, PLAN_SECTION_COOPERATION, PLAN_SECTION_CHILD};
    struct case_frame frame;
    struct print print;
    if (!print_begin(rq, in->case_, in->sprak, &frame, &print)) return reply_not_found(rq);
    if (!secrecy_open_plan(rq, in->case_, PLAN_PURPOSE)) return reply_denied(rq, T_plan_no_access);
    const struct access *access = plan_open(rq, in->case_, PLAN_PART_ABOUT_HER);
    struct plan_words words = access ? plan_words_read(rq->db, access, in->case_, PLAN_PART_ABOUT_HER) : (struct plan_words){.any = false};
    print.letter->title = said(&print, T_plan_paper_title);
    letter_add(print.letter, LETTER_LEAD, about(&print, T_plan_paper_lead));
    words_print(&print, &words, first, sizeof first / sizeof *first);
    goals_print(&print);
    actions_print(&print);
    words_print(&print, &words, help, sizeof help / sizeof *help);
    tried_print(&print);
    frame_print(&print);
    letter_add(print.letter, LETTER_SMALL, said(&print, T_plan_no_wider_right));
    crisis_print(&print, true);
    return print_end(&print, "plan.pdf");
}

struct reply crisis_pdf(struct request *rq, const struct crisis_pdf_in *in) {
    struct case_frame frame;
    struct print print;
    if (!print_begin(rq, in->case_, in->sprak, &frame, &print)) return reply_not_found(rq);
    print.letter->title = about(&print, T_plan_paper_crisis);
    if (!crisis_print(&print, false)) return reply_not_found(rq);
    return print_end(&print, "krise.pdf");
}

/* Pages of looking at reading afterwards: the privacy officer's, and the worker's own. Case numbers, never names or content. */
#include "domain/oversight/views.h"

#include "domain/law/law.h"
#include "domain/notify/notify.h"
#include "oversight_routes.h"
#include "oversight_sql.h"
#include "oversight_views.h"
#include "texts.h"

enum { PAGE_ROWS = 50, MY_DAYS = 30 };

static const char *day_words(struct request *rq, struct date day) { return date_long(rq->arena, rq->lang, day); }
static const char *unit_in(struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }
static const char *kind_words(struct request *rq, enum finding_kind kind) { return text_of(rq->lang, (text_key)finding_kind_text(kind)); }

static const char *moment_words(struct request *rq, struct instant at) {
    return text_format(rq->arena, rq->lang, T_access_moment, "date", day_words(rq, instant_oslo_date(at)), "time",
                       time_text(rq->arena, rq->lang, at), NULL);
}

static const char *ground_words(struct request *rq, const char *code) {
    const struct law_ground *ground = law_ground(law_current(), code);
    text_key key = ground ? text_find(ground->text_key) : 0;
    return key ? text_of(rq->lang, key) : code;
}

static const char *zone_name(struct request *rq, enum zone zone) {
    text_key key = text_find(arena_printf(rq->arena, "secrecy_zone_%s", zone_code(zone)));
    return key ? text_of(rq->lang, key) : zone_code(zone);
}

/* ── the privacy officer ──────────────────────────────────────────────── */

static struct reads_filter_views filters_of(struct request *rq, enum finding_state chosen) {
    struct reads_filter_views views = {arena_array(rq->arena, FINDING_STATE_CLOSED + 1, sizeof *views.v), 0};
    for (enum finding_state state = FINDING_STATE_OPEN; state <= FINDING_STATE_CLOSED; state++) {
        struct finding_count_row row;
        views.v[views.n++] = (struct reads_filter_view){arena_printf(rq->arena, "/lesing?vis=%s", finding_state_code(state)),
                                                        text_of(rq->lang, (text_key)finding_state_text(state)), state == chosen,
                                                        finding_count(rq->db, state, &row) ? row.n : 0};
    }
    return views;
}

struct reply reads_page(struct request *rq, const struct reads_page_in *in) {
    enum finding_state state = in->vis ? in->vis : FINDING_STATE_OPEN;
    struct findings_rows rows = findings(rq->db, state, (struct finding_id){in->before.has ? in->before.v : INT64_MAX});
    size_t shown = rows.n > PAGE_ROWS ? PAGE_ROWS : rows.n;
    struct reads_view view = {.filters = filters_of(rq, state), .rows = {arena_array(rq->arena, shown + 1, sizeof *view.rows.v), shown}};
    for (size_t i = 0; i < shown; i++) {
        const struct findings_row *row = &rows.v[i];
        view.rows.v[i] = (struct finding_row_view){
            .path = arena_printf(rq->arena, "/lesing/%lld", (long long)row->id.v),
            .kind = kind_words(rq, row->kind),
            .who = row->name,
            .unit = unit_in(rq, row->name_nb, row->name_nn),
            .number = row->number,
            .day = day_words(rq, row->day),
            .n_reads = row->n_reads,
            .outcome = row->outcome ? text_of(rq->lang, (text_key)finding_outcome_text(row->outcome)) : NULL,
        };
    }
    if (rows.n > shown)
        view.older = arena_printf(rq->arena, "/lesing?vis=%s&before=%lld", finding_state_code(state), (long long)rows.v[shown - 1].id.v);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_reads_title, .nav = "/lesing"});
    reads_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply reads_look(struct request *rq, const struct reads_look_in *in) {
    (void)in;
    oversight_look(rq->db, rq->today);
    return reply_with_notice(reply_see_other(rq, "/lesing"), T_reads_looked_receipt);
}

static void fill_lines(struct request *rq, const struct finding_get_row *row, struct finding_view *view) {
    struct finding_lines_rows lines = finding_lines(rq->db, row->staff_id, row->person_id, row->first_at, row->last_at);
    view->lines = (struct read_line_views){arena_array(rq->arena, lines.n + 1, sizeof *view->lines.v), lines.n};
    for (size_t i = 0; i < lines.n; i++)
        view->lines.v[i] = (struct read_line_view){
            .when = moment_words(rq, lines.v[i].at), .zone = zone_name(rq, lines.v[i].zone), .ground = ground_words(rq, lines.v[i].ground)};
}

struct reply finding_page(struct request *rq, const struct finding_page_in *in) {
    struct finding_get_row row;
    if (!finding_get(rq->db, in->finding, &row)) return reply_not_found(rq);
    bool own = row.staff_id.v == rq->session->staff.v;
    struct finding_view view = {
        .id = row.id.v,
        .kind = kind_words(rq, row.kind),
        .help = text_of(rq->lang, text_find(arena_printf(rq->arena, "finding_help_%s", finding_kind_code(row.kind)))),
        .who = row.name,
        .unit = unit_in(rq, row.name_nb, row.name_nn),
        .number = row.number,
        .day = day_words(rq, row.day),
        .n_reads = row.n_reads,
        .n_persons = row.n_persons,
        .question = row.question,
        .proposed = text_of(rq->lang, T_finding_proposed),
        .answer = row.answer ? text_of(rq->lang, (text_key)finding_answer_text(row.answer)) : NULL,
        .answer_text = row.answer_text,
        .outcome = row.outcome ? text_of(rq->lang, (text_key)finding_outcome_text(row.outcome)) : NULL,
        .note = row.note,
        .own = own,
        .may_ask = !own && row.state == FINDING_STATE_OPEN,
        .may_close = !own && row.state != FINDING_STATE_CLOSED,
        .waits = row.state == FINDING_STATE_ASKED,
        .outcomes = finding_outcome_options(rq->arena, rq->lang),
    };
    fill_lines(rq, &row, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_finding_title, .nav = "/lesing"});
    finding_one(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply finding_question(struct request *rq, const struct finding_question_in *in) {
    struct finding_get_row row;
    if (!finding_get(rq->db, in->finding, &row)) return reply_not_found(rq);
    if (finding_ask(rq->db, in->finding, in->question, rq->now, rq->session->staff) != 1) return reply_conflict(rq, T_finding_moved);
    notify_staff(rq->db, row.staff_id);
    return reply_with_notice(reply_see_other(rq, "/lesing/%lld", (long long)in->finding.v), T_finding_asked_receipt);
}

struct reply finding_close(struct request *rq, const struct finding_close_in *in) {
    struct finding_get_row row;
    if (!finding_get(rq->db, in->finding, &row)) return reply_not_found(rq);
    if (row.staff_id.v == rq->session->staff.v) {
        form_error(rq, NULL, T_finding_own);
        return reply_invalid(rq);
    }
    if (finding_end(rq->db, in->finding, in->outcome, in->note, rq->now, rq->session->staff) != 1)
        return reply_conflict(rq, T_finding_moved);
    return reply_with_notice(reply_see_other(rq, "/lesing/%lld", (long long)in->finding.v), T_finding_closed_receipt);
}

/* ── the worker ───────────────────────────────────────────────────────── */

struct reply my_reads_page(struct request *rq, const struct my_reads_page_in *in) {
    (void)in;
    struct findings_of_staff_rows asked = findings_of_staff(rq->db, rq->session->staff);
    struct instant since = {rq->now.ms - MY_DAYS * MS_PER_DAY};
    struct my_reads_rows rows = my_reads(rq->db, rq->session->staff, since);
    struct my_reads_view view = {.questions = {arena_array(rq->arena, asked.n + 1, sizeof *view.questions.v), asked.n},
                                 .lines = {arena_array(rq->arena, rows.n + 1, sizeof *view.lines.v), rows.n},
                                 .answers = finding_answer_options(rq->arena, rq->lang)};
    for (size_t i = 0; i < asked.n; i++) {
        const struct findings_of_staff_row *row = &asked.v[i];
        view.questions.v[i] = (struct question_view){
            .id = row->id.v,
            .kind = kind_words(rq, row->kind),
            .number = row->number,
            .day = day_words(rq, row->day),
            .question = row->question,
            .n_reads = row->n_reads,
            .waits = row->state == FINDING_STATE_ASKED,
            .answer = row->answer_text,
            .outcome = row->outcome ? text_of(rq->lang, (text_key)finding_outcome_text(row->outcome)) : NULL,
        };
    }
    for (size_t i = 0; i < rows.n; i++)
        view.lines.v[i] = (struct read_line_view){moment_words(rq, rows.v[i].at), zone_name(rq, rows.v[i].zone),
                                                  ground_words(rq, rows.v[i].ground), rows.v[i].number ? rows.v[i].number : ""};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_my_reads_title, .nav = "/min-lesing"});
    my_reads_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply my_reads_answer(struct request *rq, const struct my_reads_answer_in *in) {
    if (finding_reply(rq->db, in->finding, rq->session->staff, in->answer, in->answer_text, rq->now) != 1) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "/min-lesing"), T_my_reads_receipt);
}

void oversight_settings(struct request *rq, struct html *h) {
    (void)rq;
    my_reads_link(h);
}

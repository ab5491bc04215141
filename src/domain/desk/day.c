/* Min dag: what waits for an answer, what must not be overlooked, what is to be done, and the cases. A fixed number of queries however
 * many cases there are. Who has no cases of her own is sent to the start page. */
#include "domain/desk/internal.h"

#include "desk_routes.h"
#include "domain/organisation/organisation.h"
#include "texts.h"

#include <string.h>

/* ── shared by the files of the desk ──────────────────────────────────── */

const char *desk_in_language(enum lang lang, const char *nb, const char *nn) { return lang == LANG_NN ? nn : nb; }

const char *desk_name(struct arena *arena, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(arena, "%s %s", given, family);
}

const char *desk_when(struct request *rq, struct date date) {
    int away = date_days_between(rq->today, date);
    if (away < -1 || away > 1) return date_table(rq->arena, rq->lang, date);
    return text_capital(rq->arena, date_relative(rq->arena, rq->lang, date, rq->today));
}

const char *desk_path(struct request *rq, struct case_id id, const char *suffix) {
    return arena_printf(rq->arena, "/sak/%lld%s", (long long)id.v, suffix);
}

const char *desk_open_path(struct request *rq, struct case_id id, const char *suffix) {
    return case_frame_may_open(rq->session, suffix) ? desk_path(rq, id, suffix) : NULL;
}

int64_t desk_count_waiting(struct request *rq) {
    struct desk_waiting_count_row row;
    return desk_waiting_count(rq->db, rq->session->unit, &row) ? row.n : 0;
}

/* ── the queue ────────────────────────────────────────────────────────── */

static const char *left_text(struct request *rq, int days) {
    if (days < 0) return text_of(rq->lang, T_desk_left_none);
    if (days == 0) return text_of(rq->lang, T_desk_left_today);
    return text_format(rq->arena, rq->lang, T_desk_left, "n", arena_printf(rq->arena, "%d", days), NULL);
}

/* How much of the time for an answer is used, of 100. A limit of days lasts until its last day ends. */
static const char *used_part(struct request *rq, struct instant from, struct date due) {
    int64_t all = instant_of_oslo(date_add_days(due, 1), 0).ms - from.ms, gone = rq->now.ms - from.ms;
    int64_t part = all <= 0 || gone >= all ? 100 : gone * 100 / all;
    return arena_printf(rq->arena, "%lld", (long long)(part < 2 ? 2 : part));
}

static struct queue_row queue_row_of(struct request *rq, const struct desk_waiting_row *row) {
    int days = date_days_between(rq->today, row->answer_due);
    struct queue_row view = {
        .case_number = row->case_id.v,
        .handover = row->id.v,
        .name = desk_name(rq->arena, row->given_name, row->family_name),
        .from = desk_in_language(rq->lang, row->from_nb, row->from_nn),
        .from_who = row->offered_by,
        .to = rq->session->unit_name,
        .what = row->what,
        .left = left_text(rq, days),
        .used = used_part(rq, row->offered_at, row->answer_due),
        .due = row->answer_due,
        .urgent = days <= 0,
        .may_answer = session_may(rq->session, RIGHT_BATON_ANSWER),
        .has_age = !date_is_none(row->born),
        .n_refused = row->n_refused,
    };
    if (view.has_age) view.age = date_age(row->born, rq->today);
    return view;
}

static void queue_read(struct request *rq, struct day_view *view) {
    struct desk_waiting_rows rows = desk_waiting(rq->db, rq->session->unit);
    view->queue = (struct queue_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->queue.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) view->queue.v[i] = queue_row_of(rq, &rows.v[i]);
    view->n_queue = desk_count_waiting(rq);
}

/* ── tasks ────────────────────────────────────────────────────────────── */

/* Rows of two queries with the same columns. */
#define TASK_OF(row)                                                                                                                     \
    (struct task_row) {                                                                                                                  \
        .when = desk_when(rq, (row).due), .name = desk_name(rq->arena, (row).given_name, (row).family_name),                             \
        .path = case_frame_task_path(rq, (row).case_id, (row).kind), .kind = task_kind_text((row).kind), .due = (row).due,               \
        .late = (row).due.days < rq->today.days, .mine = (row).staff_id.v != 0,                                                          \
    }

static void tasks_read(struct request *rq, struct day_view *view) {
    struct desk_tasks_due_rows due = desk_tasks_due(rq->db, rq->session->unit, rq->session->staff, rq->today);
    struct desk_tasks_next_rows next = desk_tasks_next(rq->db, rq->session->unit, rq->session->staff, rq->today);
    view->due = (struct task_rows){arena_array(rq->arena, due.n + 1, sizeof *view->due.v), due.n};
    view->next = (struct task_rows){arena_array(rq->arena, next.n + 1, sizeof *view->next.v), next.n};
    for (size_t i = 0; i < due.n; i++) view->due.v[i] = TASK_OF(due.v[i]);
    for (size_t i = 0; i < next.n; i++) view->next.v[i] = TASK_OF(next.v[i]);
}

/* ── messages ─────────────────────────────────────────────────────────── */

static void messages_read(struct request *rq, struct day_view *view) {
    enum { SHOWN = 5 };
    view->messages = message_waiting_for(rq);
    view->n_messages = message_count_unread(rq);
    if (view->messages.n > SHOWN) view->messages.n = SHOWN;
}

/* ── what must not be overlooked ──────────────────────────────────────── */

/* The most urgent ones; the rest are a press away, so that a hard day does not hide the day's own work. */
static void alerts_read(struct request *rq, bool all, struct day_view *view) {
    enum { SHOWN = 8 };
    view->alerts = desk_alerts(rq);
    view->n_alerts = view->alerts.n;
    if (!all && view->alerts.n > SHOWN) view->alerts.n = SHOWN;
}

/* ── where the work is ────────────────────────────────────────────────── */

static struct reply day_of(struct request *rq, const struct day_page_in *in) {
    struct day_view view = {
        .today = text_capital(rq->arena, date_full(rq->arena, rq->lang, rq->today)),
        .week = date_iso_week(rq->today),
        .unit = rq->session->unit_name,
        .may_create = session_may(rq->session, RIGHT_CONTACT_CREATE),
        .may_search = session_may(rq->session, RIGHT_CASE_SEARCH),
    };
    queue_read(rq, &view);
    alerts_read(rq, in->varsler, &view);
    tasks_read(rq, &view);
    if (session_may(rq->session, RIGHT_MESSAGE_USE)) messages_read(rq, &view);
    view.meetings = meeting_soon_of(rq);
    if (rq->session->has_drafts) view.drafts = draft_list(rq->db, rq->session->staff);
    const struct day_choice choice = {.scope = in->hvem, .filter = in->vis, .sort = in->sort, .page = in->side.has ? in->side.v : 1};
    desk_cases_read(rq, choice, &view.cases);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_desk_day, .nav = "/"});
    day(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* The board of appeals has cases only while it has their appeals, and searches for none: its work is a list of its own. */
static bool works_in_cases(const struct session *session) {
    bool board = session_may(session, RIGHT_APPEAL_DECIDE) && !session_may(session, RIGHT_CASE_SEARCH);
    return session_may(session, RIGHT_CASE_SEE) && !board;
}

struct reply day_page(struct request *rq, const struct day_page_in *in) {
    return works_in_cases(rq->session) ? day_of(rq, in) : reply_see_other(rq, "/start");
}

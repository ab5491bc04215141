/* What waits unread for a worker and her unit, over all cases: about whom and from whom, never what. */
#include "domain/message/internal.h"
#include "domain/message/views.h"
#include "message_routes.h"
#include "message_views.h"
#include "texts.h"

enum { INBOX_PAGE = 25 };

int64_t message_count_unread(struct request *rq) {
    struct message_unread_count_row row;
    return message_unread_count(rq->db, rq->session->unit, rq->session->staff, &row) ? row.n : 0;
}

static const char *name_of(struct arena *arena, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(arena, "%s %s", given, family);
}

static const char *sender_of(struct request *rq, const struct message_unread_list_row *row) {
    return arena_printf(rq->arena, "%s, %s", row->from_name, rq->lang == LANG_NN ? row->from_nn : row->from_nb);
}

struct message_waitings message_waiting_for(struct request *rq) {
    struct message_unread_list_rows rows = message_unread_list(rq->db, rq->session->unit, rq->session->staff, 0);
    struct message_waitings waiting = {arena_array(rq->arena, rows.n + 1, sizeof *waiting.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct message_unread_list_row *row = &rows.v[i];
        waiting.v[i] = (struct message_waiting){row->case_id,       name_of(rq->arena, row->given_name, row->family_name),
                                                sender_of(rq, row), row->sent_at,
                                                row->answer_by,     row->to_staff.v != 0};
    }
    return waiting;
}

static struct inbox_row row_of(struct request *rq, const struct message_unread_list_row *row) {
    return (struct inbox_row){
        .path = arena_printf(rq->arena, "/sak/%lld/meldinger", (long long)row->case_id.v),
        .name = name_of(rq->arena, row->given_name, row->family_name),
        .from = sender_of(rq, row),
        .when = moment_text(rq->arena, rq->lang, row->sent_at, rq->today),
        .zone = (text_key)zone_text(row->zone),
        .sent_at = row->sent_at,
        .answer_by = row->answer_by,
        .has_answer_by = !date_is_none(row->answer_by),
        .to_me = row->to_staff.v != 0,
    };
}

static void unread_read(struct request *rq, int64_t page, struct inbox_view *view) {
    struct message_unread_list_rows rows = message_unread_list(rq->db, rq->session->unit, rq->session->staff, (page - 1) * INBOX_PAGE);
    size_t n = rows.n > INBOX_PAGE ? INBOX_PAGE : rows.n;
    view->unread.rows = (struct inbox_rows){arena_array(rq->arena, n + 1, sizeof *view->unread.rows.v), n};
    for (size_t i = 0; i < n; i++) view->unread.rows.v[i] = row_of(rq, &rows.v[i]);
    if (page > 1) view->previous = arena_printf(rq->arena, "/meldinger?side=%lld", (long long)page - 1);
    if (rows.n > INBOX_PAGE) view->next = arena_printf(rq->arena, "/meldinger?side=%lld", (long long)page + 1);
}

static void read_read(struct request *rq, struct inbox_view *view) {
    struct message_read_list_rows rows = message_read_list(rq->db, rq->session->unit, rq->session->staff);
    view->read.rows = (struct inbox_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->read.rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct message_read_list_row *row = &rows.v[i];
        view->read.rows.v[i] =
            row_of(rq, &(struct message_unread_list_row){row->id, row->case_id, row->zone, row->to_staff, row->sent_at, row->answer_by,
                                                         row->given_name, row->family_name, row->from_nb, row->from_nn, row->from_name});
    }
}

struct reply inbox_page(struct request *rq, const struct inbox_page_in *in) {
    struct inbox_view view = {.n_unread = message_count_unread(rq)};
    unread_read(rq, in->side.has ? in->side.v : 1, &view);
    read_read(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_message_title, .nav = "/meldinger"});
    inbox(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* The page of notices of access: what a unit, its leader or the privacy officers are to know. Numbers of cases, never names. */
#include "domain/secrecy/notice.h"

#include "icons.h"
#include "secrecy_routes.h"
#include "secrecy_sql.h"
#include "secrecy_views.h"
#include "texts.h"

static bool leads(const struct request *rq) { return session_may(rq->session, RIGHT_UNIT_LEAD); }
static bool privacy_officer(const struct request *rq) { return session_may(rq->session, RIGHT_READS_REVIEW); }

/* Where one goes from a notice; NULL where there is nothing to open: the access has ended, or the reader has no part in the case. */
static const char *path_of(struct request *rq, enum notice_kind kind, struct case_id id, int64_t subject) {
    bool in_case = session_may(rq->session, RIGHT_SHARING_SEE) && secrecy_may(rq, id) == VERDICT_ALLOWED;
    switch (kind) {
    case NOTICE_KIND_EMERGENCY_BEGUN:
    case NOTICE_KIND_EMERGENCY_JUDGED:
        return session_may(rq->session, RIGHT_EMERGENCY_JUDGE) ? arena_printf(rq->arena, "/nodlesinger/%lld", (long long)subject) : NULL;
    case NOTICE_KIND_SHARED:
    case NOTICE_KIND_WEIGHTY_GROUND:
        return in_case ? arena_printf(rq->arena, "/sak/%lld/deling/%lld", (long long)id.v, (long long)subject) : NULL;
    case NOTICE_KIND_OVERRIDE_ASKED:
    case NOTICE_KIND_OVERRIDE_ANSWERED:
        return in_case ? arena_printf(rq->arena, "/sak/%lld/tilsidesett/%lld", (long long)id.v, (long long)subject) : NULL;
    case NOTICE_KIND_ACCESS_ENDED: break;
    }
    return NULL;
}

static struct notice_view view_of(struct request *rq, const struct access_notices_row *row) {
    bool strong =
        row->kind == NOTICE_KIND_EMERGENCY_BEGUN || row->kind == NOTICE_KIND_WEIGHTY_GROUND || row->kind == NOTICE_KIND_OVERRIDE_ASKED;
    const char *date = date_long(rq->arena, rq->lang, instant_oslo_date(row->at));
    return (struct notice_view){
        .id = row->id.v,
        .text = text_format(rq->arena, rq->lang, T_notice_line, "what", text_of(rq->lang, (text_key)notice_kind_text(row->kind)), "number",
                            row->number, NULL),
        .path = path_of(rq, row->kind, row->case_id, row->subject),
        .when = text_format(rq->arena, rq->lang, T_access_moment, "date", date, "time", time_text(rq->arena, rq->lang, row->at), NULL),
        .color = strong ? "warning" : "info",
        .icon = strong ? ICON_WARNING : ICON_INFO,
    };
}

struct reply notices_page(struct request *rq, const struct notices_page_in *in) {
    (void)in;
    struct notices_view view = {.may_judge = session_may(rq->session, RIGHT_EMERGENCY_JUDGE), .privacy_officer = privacy_officer(rq)};
    struct access_notices_rows rows = access_notices(rq->db, rq->session->unit, leads(rq));
    view.unit = (struct notice_views){arena_array(rq->arena, rows.n + 1, sizeof *view.unit.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) view.unit.v[i] = view_of(rq, &rows.v[i]);
    if (view.privacy_officer) {
        struct access_notices_privacy_rows own = access_notices_privacy(rq->db);
        view.privacy = (struct notice_views){arena_array(rq->arena, own.n + 1, sizeof *view.privacy.v), own.n};
        for (size_t i = 0; i < own.n; i++) {
            const struct access_notices_privacy_row *row = &own.v[i];
            struct access_notices_row same = {row->id, row->leader, row->kind, row->case_id, row->subject, row->at, row->number};
            view.privacy.v[i] = view_of(rq, &same);
        }
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_notices_title, .nav = "/innsynsvarsler"});
    access_notices_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply notice_mark(struct request *rq, const struct notice_mark_in *in) {
    if (access_notice_seen(rq->db, in->notice, rq->session->unit, leads(rq), privacy_officer(rq), rq->session->staff, rq->now) != 1)
        return reply_not_found(rq);
    return reply_see_other(rq, "/innsynsvarsler");
}

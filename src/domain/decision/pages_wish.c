/* The page of whoever gives the help: it says that the need has changed. And the answer of the one who decides. */
#include "domain/decision/notice.h"
#include "domain/decision/pages.h"
#include "domain/decision/wish.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "decision_views.h"
#include "texts.h"

struct reply decision_wish_page(struct request *rq, const struct decision_wish_page_in *in) {
    struct sight sight;
    if (!sight_read(rq, in->case_, in->decision, &sight)) return reply_not_found(rq);
    const struct part *part = sight_part(&sight, in->part);
    if (!part || part->unit.v != rq->session->unit.v || joint_open(sight.joint.state)) return reply_not_found(rq);
    struct wish_view view = {
        .name = part_name(rq->lang, part),
        .given_name = sight.frame.person.given_name,
        .path = part_path(rq->arena, &sight.joint, part, "/onske"),
        .back = decision_path(rq->arena, &sight.joint),
        .amount = amount_plain(rq->arena, rq->lang, &part->amount),
        .to_unit = unit_called(rq, sight.joint.unit),
        .readable = part->readable,
        .already = wish_open_of(rq->db, in->case_, part_root(rq->db, in->part)).v != 0,
        .kinds = change_wish_kind_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &sight.frame, T_decision_wish_title);
    decision_wish(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct reply to_decision(struct request *rq, struct case_id id, struct joint_decision_id decision, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/vedtak/%lld", (long long)id.v, (long long)decision.v), notice);
}

struct reply decision_wish_say(struct request *rq, const struct decision_wish_say_in *in) {
    if (!part_in_case(rq, in->case_, in->decision, in->part)) return reply_not_found(rq);
    int result = wish_say(rq->db, decision_access(rq, in->decision), in->part, in->wish, in->words);
    if (result == ERR_DENIED) return reply_denied(rq, T_decision_gap_unreadable);
    if (result == ERR_INVALID) return reply_not_found(rq);
    if (result < 0) return reply_conflict(rq, T_decision_wish_already);
    return to_decision(rq, in->case_, in->decision, T_decision_wish_noted);
}

struct reply decision_wish_take(struct request *rq, const struct decision_wish_take_in *in) {
    struct joint joint;
    struct wish_get_row wish;
    if (!joint_load(rq->db, NULL, in->decision, rq->lang, &joint) || joint.case_.v != in->case_.v) return reply_not_found(rq);
    if (!wish_get(rq->db, in->wish, &wish) || wish.case_id.v != in->case_.v) return reply_not_found(rq);
    if (wish_take(rq->db, in->wish, in->changed) < 0) return reply_conflict(rq, T_decision_changed_meanwhile);
    for (size_t i = 0; in->changed && i < joint.n; i++)
        if (part_root(rq->db, joint.v[i].id).v == wish.part_id.v)
            return reply_see_other(rq, "/sak/%lld/vedtak/%lld/del/%lld/endring", (long long)in->case_.v, (long long)in->decision.v, (long long)joint.v[i].id.v);
    return to_decision(rq, in->case_, in->decision, T_decision_wish_answered);
}

struct wish_rows_view wishes_of(const struct sight *sight) {
    struct request *rq = sight->rq;
    struct wish_list_rows rows = wish_list(rq->db, sight->joint.case_);
    struct wish_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const struct wish_list_row *row = &rows.v[i];
        struct wish_words_row words = {0};
        const struct part *part = NULL;
        for (size_t k = 0; k < sight->joint.n && !part; k++)
            if (part_root(rq->db, sight->joint.v[k].id).v == row->part_id.v) part = &sight->joint.v[k];
        if (!part) continue;
        if (sight->access && access_covers(sight->access, row->zone)) wish_words(rq->db, sight->access, row->id, row->zone, &words);
        bool open = row->state == CHANGE_WISH_STATE_OPEN;
        view.v[view.n++] = (struct wish_row_view){
            .name = part_name(rq->lang, part),
            .unit = unit_called(rq, row->unit_id),
            .kind = text_of(rq->lang, change_wish_kind_text(row->kind)),
            .words = words.words,
            .path = arena_printf(rq->arena, "%s/onske/%lld", decision_path(rq->arena, &sight->joint), (long long)row->id.v),
            .on = instant_oslo_date(row->at),
            .mark = status_mark(open ? "warning" : "neutral", text_of(rq->lang, change_wish_state_text(row->state))),
            .open = open,
        };
    }
    return view;
}

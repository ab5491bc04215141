/* Answering a request for a place to stay now: yes with a place and a last day, or no with what she can do instead. Said first, written down in the
 * same step when the officer may sign, else waiting for who may. (FVL-23, SOT-6) */
#include "domain/emergency/pages.h"

#include "emergency_routes.h"
#include "emergency_sql.h"
#include "texts.h"

/* The request, while it waits for this unit. */
static bool waits_for_us(struct request *rq, struct case_id id, struct night_need_id need, struct night_need_get_row *ret_row) {
    return night_need_get(rq->db, id, need, ret_row) && ret_row->state == NIGHT_STATE_WAITING && ret_row->to_unit.v == rq->session->unit.v;
}

static const char *words_of(struct request *rq, struct case_id id, struct night_need_id need) {
    struct night_needs_of_rows rows = night_needs_of(rq->db, id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].id.v == need.v) return rows.v[i].words;
    return NULL;
}

static struct night_answer_view answer_view(struct request *rq, const struct case_frame *frame, struct night_need_id need,
                                            const char *end) {
    struct night_need_get_row row = {0};
    night_need_get(rq->db, frame->brief.id, need, &row);
    enum lang lang = night_letter_lang(rq->db, frame->brief.person);
    return (struct night_answer_view){
        .given_name = frame->person.given_name,
        .path = night_path(rq, frame->brief.id, arena_printf(rq->arena, "/%lld/%s", (long long)need.v, end)),
        .back = night_path(rq, frame->brief.id, ""),
        .until = date_iso(rq->arena, night_first_until(rq->today)),
        .facts = text_of(lang, T_night_letter_facts),
        .language = text_of(rq->lang, (text_key)language_text((enum language)lang)),
        .words = words_of(rq, frame->brief.id, need),
        .children = row.children,
        .places = night_place_options(rq),
        .kinds = place_kind_options(rq->arena, rq->lang),
        .tolds = night_told_options(rq->arena, rq->lang),
        .refusals = night_refusal_options(rq->arena, rq->lang),
    };
}

/* ── yes ──────────────────────────────────────────────────────────────── */

struct reply night_grant_page(struct request *rq, const struct night_grant_page_in *in) {
    struct case_frame frame;
    struct night_need_get_row row;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    if (!waits_for_us(rq, in->case_, in->need, &row)) return reply_conflict(rq, T_night_answered);
    struct night_answer_view view = answer_view(rq, &frame, in->need, "gi");
    return night_draw(rq, &frame, &view, T_night_grant_title, night_grant_form);
}

struct reply night_grant_send(struct request *rq, const struct night_grant_send_in *in) {
    struct night_written written = {0};
    struct night_grant grant = {.case_ = in->case_,
                                .need = in->need,
                                .where = {.kind = in->kind, .place = in->place, .shared_why = in->shared_why},
                                .from = rq->today,
                                .until = in->until,
                                .told = in->told};
    const struct night_words words = {in->facts, in->why, in->her_view, in->weight, in->impartial};
    int fault = night_where_in(rq, in->registered, &grant.where);
    if (!fault) fault = night_grant_check(rq->db, &grant);
    if (fault) return night_refused(rq, fault);
    if (!in->impartial) form_error(rq, "impartial", T_decision_impartial_missing);
    if (rq->form->refused) return reply_invalid(rq);
    if (!night_write_yes(rq, &grant, &words, &written)) return written.reply;
    grant.part = written.part;
    fault = night_grant(rq->db, night_access(rq, in->case_), &grant);
    return fault ? night_refused(rq, fault) : night_back(rq, in->case_, night_written_notice(rq, grant.part, T_night_given));
}

/* ── no ───────────────────────────────────────────────────────────────── */

struct reply night_refuse_page(struct request *rq, const struct night_refuse_page_in *in) {
    struct case_frame frame;
    struct night_need_get_row row;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    if (!waits_for_us(rq, in->case_, in->need, &row)) return reply_conflict(rq, T_night_answered);
    struct night_answer_view view = answer_view(rq, &frame, in->need, "nei");
    return night_draw(rq, &frame, &view, T_night_refuse_title, night_refuse_form);
}

struct reply night_refuse_send(struct request *rq, const struct night_refuse_send_in *in) {
    struct night_written written = {0};
    struct night_no no = {.case_ = in->case_, .need = in->need, .reason = in->refusal, .told = in->told, .instead = in->instead};
    const struct night_words words = {in->facts, in->why, in->her_view, in->weight, false};
    int fault = night_refuse_check(rq->db, &no);
    if (fault) return night_refused(rq, fault);
    if (!night_write_no(rq, &no, &words, &written)) return written.reply;
    no.part = written.part;
    fault = night_refuse(rq->db, &no);
    return fault ? night_refused(rq, fault) : night_back(rq, in->case_, T_night_no_given);
}

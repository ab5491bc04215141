/* What is done with a stay that runs: longer, another place, over. */
#include "domain/emergency/pages.h"

#include "emergency_routes.h"
#include "texts.h"

enum { WEEKS_MORE = 3 };

/* The stay that runs and is this unit's to do something with. */
static bool stay_of_ours(struct request *rq, struct case_id id, struct case_frame *ret_frame, struct night_stay *ret_stay) {
    return case_frame_read(rq, id, 0, ret_frame) && night_stay_now(rq->db, id, ret_stay) && night_stay_is_ours(ret_stay, rq->session->unit);
}

static struct night_answer_view view_of(struct request *rq, const struct case_frame *frame, const struct night_stay *stay,
                                        const char *end) {
    enum lang lang = night_letter_lang(rq->db, frame->brief.person);
    struct date from = stay->until.days < rq->today.days ? rq->today : stay->until;
    return (struct night_answer_view){
        .given_name = frame->person.given_name,
        .path = night_path(rq, frame->brief.id, end),
        .back = night_path(rq, frame->brief.id, ""),
        .until = date_iso(rq->arena, date_add_days(from, WEEKS_MORE * 7)),
        .facts = text_of(lang, T_night_letter_still),
        .language = text_of(rq->lang, (text_key)language_text((enum language)lang)),
        .today = date_iso(rq->arena, rq->today),
        .children = stay->children,
        .places = night_place_options(rq),
        .kinds = place_kind_options(rq->arena, rq->lang),
        .tolds = night_told_options(rq->arena, rq->lang),
        .ends = stay_end_options(rq->arena, rq->lang),
        .ends_now = stay->until,
    };
}

/* ── longer ───────────────────────────────────────────────────────────── */

struct reply night_extend_page(struct request *rq, const struct night_extend_page_in *in) {
    struct case_frame frame;
    struct night_stay stay;
    if (!stay_of_ours(rq, in->case_, &frame, &stay) || stay.unit.v != rq->session->unit.v) return reply_conflict(rq, T_night_no_stay);
    struct night_answer_view view = view_of(rq, &frame, &stay, "/forleng");
    return night_draw(rq, &frame, &view, T_night_extend_title, night_extend_form);
}

struct reply night_extend_send(struct request *rq, const struct night_extend_send_in *in) {
    struct night_stay stay;
    struct night_written written;
    const struct night_words words = {in->facts, in->why, in->her_view, in->weight, in->impartial};
    int fault = night_extend_check(rq->db, in->case_, in->until);
    if (fault) return night_refused(rq, fault);
    if (!in->impartial) form_error(rq, "impartial", T_decision_impartial_missing);
    if (rq->form->refused) return reply_invalid(rq);
    if (!night_stay_now(rq->db, in->case_, &stay)) return night_refused(rq, NIGHT_NO_STAY);
    if (!night_write_longer(rq, &stay, in->until, &words, &written)) return written.reply;
    fault = night_extend(rq->db, in->case_, in->until, in->told, written.part);
    return fault ? night_refused(rq, fault) : night_back(rq, in->case_, night_written_notice(rq, written.part, T_night_extended));
}

/* ── another place ────────────────────────────────────────────────────── */

static struct options moves_of(struct request *rq) {
    const enum place_why whys[] = {PLACE_WHY_BETTER, PLACE_WHY_OWN_WISH, PLACE_WHY_EXCLUDED};
    struct options options = {arena_array(rq->arena, 3, sizeof(struct option)), 3};
    for (size_t i = 0; i < 3; i++)
        options.v[i] = (struct option){place_why_code(whys[i]), text_of(rq->lang, (text_key)place_why_text(whys[i])), NULL};
    return options;
}

struct reply night_move_page(struct request *rq, const struct night_move_page_in *in) {
    struct case_frame frame;
    struct night_stay stay;
    if (!stay_of_ours(rq, in->case_, &frame, &stay)) return reply_conflict(rq, T_night_no_stay);
    struct night_answer_view view = view_of(rq, &frame, &stay, "/flytt");
    view.whys = moves_of(rq);
    return night_draw(rq, &frame, &view, T_night_move_title, night_move_form);
}

struct reply night_move_send(struct request *rq, const struct night_move_send_in *in) {
    if (in->move == PLACE_WHY_FIRST_PLACE) {
        form_error(rq, "move", T_field_required);
        return reply_invalid(rq);
    }
    struct night_move move = {in->move, {.kind = in->kind, .place = in->place, .shared_why = in->shared_why}, in->they_say, in->she_says, rq->today};
    int fault = night_where_in(rq, in->registered, &move.where);
    if (fault) return night_refused(rq, fault);
    fault = night_move(rq->db, night_access(rq, in->case_), in->case_, &move);
    if (fault) return night_refused(rq, fault);
    return night_back(rq, in->case_, text_empty(move.where.place) ? T_night_find_now : T_night_moved);
}

/* ── over ─────────────────────────────────────────────────────────────── */

struct reply night_end_page(struct request *rq, const struct night_end_page_in *in) {
    struct case_frame frame;
    struct night_stay stay;
    if (!stay_of_ours(rq, in->case_, &frame, &stay)) return reply_conflict(rq, T_night_no_stay);
    struct night_answer_view view = view_of(rq, &frame, &stay, "/slutt");
    return night_draw(rq, &frame, &view, T_night_end_title, night_end_form);
}

struct reply night_end_send(struct request *rq, const struct night_end_send_in *in) {
    int fault = night_end(rq->db, in->case_, in->ended_on, in->how);
    return fault ? night_refused(rq, fault) : night_back(rq, in->case_, T_night_ended);
}

/* Something was broken where she lives: who follows her up is asked whether the help is right. No answer here is a punishment, and none goes back to the
 * property unit. */
#include "domain/upkeep/pages.h"

#include "domain/work/case_frame.h"
#include "domain/work/work.h"
#include "texts.h"
#include "upkeep_routes.h"

struct reply damage_review_page(struct request *rq, const struct damage_review_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct reviews_of_rows rows = reviews_of(rq->db, in->case_);
    struct review_page_view view = {.outcomes = damage_outcome_options(rq->arena, rq->lang), .may_answer = care_may(rq, RIGHT_DUTY_WRITE) && frame.mine,
                                    .reviews = {arena_array(rq->arena, rows.n + 1, sizeof *view.reviews.v), rows.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.reviews.v[i] = (struct review_view){rows.v[i].id.v, damage_cause_text(rows.v[i].cause), rows.v[i].outcome ? damage_outcome_text(rows.v[i].outcome) : 0, rows.v[i].seen_on,
                                                 rows.v[i].asked_at, rows.v[i].answered_at, rows.v[i].what, frame.mine ? rows.v[i].words : NULL,
                                                 arena_printf(rq->arena, "/sak/%lld/skader/%lld", (long long)in->case_.v, (long long)rows.v[i].id.v), rows.v[i].outcome != 0,
                                                 !date_is_none(rows.v[i].repaired_on)};
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_upkeep_review_title);
    care_reviews(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply damage_review_send(struct request *rq, const struct damage_review_send_in *in) {
    struct case_brief brief;
    struct reviews_of_rows rows = reviews_of(rq->db, in->case_);
    if (!work_case(rq->db, in->case_, &brief)) return reply_not_found(rq);
    if (brief.holder_unit.v != rq->session->unit.v) return reply_denied(rq, T_upkeep_review_holder);
    if (review_answer(rq->db, in->review, in->case_, brief.person, in->outcome, in->words, rq->now, rq->session->staff) != 1) return reply_conflict(rq, T_upkeep_done_already);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].id.v == in->review.v) work_task_done(rq->db, in->case_, TASK_KIND_LOOK_AFTER_DAMAGE, rows.v[i].damage_id.v);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/skader", (long long)in->case_.v), T_upkeep_saved);
}

/* Her goals on their pages: said, said anew with what was said before beside, and taken a step further. */
#include "domain/plan/pages.h"
#include "texts.h"

struct goal_words_list plan_goal_words(struct request *rq, struct case_id id, const struct access *access) {
    if (!access) return (struct goal_words_list){NULL, 0};
    struct goal_words_of_case_rows rows = goal_words_of_case(rq->db, access, id);
    return (struct goal_words_list){rows.v, rows.n};
}

const struct goal_words_of_case_row *plan_words_of_goal(const struct goal_words_list *list, struct goal_id goal) {
    for (size_t i = 0; i < list->n; i++)
        if (list->v[i].goal_id.v == goal.v) return &list->v[i];
    return NULL;
}

static const char *goal_colour(enum goal_state state) {
    switch (state) {
    case GOAL_STATE_REACHED: return "success";
    case GOAL_STATE_PURSUED:
    case GOAL_STATE_AGREED: return "info";
    case GOAL_STATE_WISHED:
    case GOAL_STATE_CHANGED:
    case GOAL_STATE_LEFT: break;
    }
    return "neutral";
}

static const char *goal_path(struct request *rq, struct case_id id, struct goal_id goal) {
    return plan_path(rq, id, arena_printf(rq->arena, "/mal/%lld", (long long)goal.v));
}

struct goal_view plan_goal_view(struct request *rq, const struct goal_brief *goal, const struct goal_words_list *words, bool may_write) {
    const struct goal_words_of_case_row *said = plan_words_of_goal(words, goal->id);
    return (struct goal_view){
        .path = goal_path(rq, goal->case_, goal->id),
        .add_path = may_write && instant_is_none(goal->settled_at) ? plan_path(rq, goal->case_, arena_printf(rq->arena, "/tiltak/ny?mal=%lld", (long long)goal->id.v)) : NULL,
        .words = said ? said->words : "",
        .why = said ? said->why : NULL,
        .kind = said ? (text_key)goal_kind_text(said->kind) : 0,
        .kind_shown = said && said->kind != GOAL_KIND_OTHER,
        .state = (text_key)goal_state_text(goal->state),
        .colour = goal_colour(goal->state),
        .code = goal->state,
        .whose = (text_key)goal_whose_text(goal->whose),
        .own = goal->whose == GOAL_WHOSE_OWN,
        .since = instant_oslo_date(goal->since),
    };
}

/* ── a new goal ───────────────────────────────────────────────────────── */

struct reply goal_form(struct request *rq, const struct goal_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    if (!plan_may_write(rq, &frame) || !plan_open(rq, in->case_, PLAN_PART_GOALS)) return reply_denied(rq, T_plan_no_access);
    struct goal_form_view view = {frame.person.given_name, plan_path(rq, in->case_, "/mal/ny"), plan_path(rq, in->case_, ""),
                                  goal_whose_options(rq->arena, rq->lang), goal_kind_options(rq->arena, rq->lang)};
    return PLAN_PAGE(rq, &frame, T_plan_goal_new, goal_new_page, &view);
}

struct reply goal_post(struct request *rq, const struct goal_post_in *in) {
    struct goal_id made;
    const struct goal_new goal = {in->case_, in->whose, in->kind, in->words, in->why};
    return plan_reply(rq, in->case_, "", goal_add(rq->db, plan_open(rq, in->case_, PLAN_PART_GOALS), &goal, &made), T_plan_goal_saved);
}

/* ── one goal ─────────────────────────────────────────────────────────── */

/* The step that lies nearest on the way: wished, agreed, pursued, reached. */
static enum goal_state next_step(enum goal_state state) {
    switch (state) {
    case GOAL_STATE_WISHED: return GOAL_STATE_AGREED;
    case GOAL_STATE_AGREED: return GOAL_STATE_PURSUED;
    case GOAL_STATE_PURSUED: return GOAL_STATE_REACHED;
    case GOAL_STATE_REACHED:
    case GOAL_STATE_CHANGED:
    case GOAL_STATE_LEFT: break;
    }
    return 0;
}

static text_key step_name(enum goal_state to) {
    return to == GOAL_STATE_AGREED ? T_plan_goal_agree : to == GOAL_STATE_PURSUED ? T_plan_goal_pursue : to == GOAL_STATE_REACHED ? T_plan_goal_reach : 0;
}

static void history_read(struct request *rq, const struct access *access, const struct goal_brief *goal, struct goal_page_view *view) {
    struct goal_words_said_rows said = goal_words_said(rq->db, access, goal->case_, goal->id);
    struct goal_steps_of_rows steps = goal_steps_of(rq->db, goal->id);
    view->said = (struct goal_said_views){arena_array(rq->arena, said.n + 1, sizeof *view->said.v), said.n};
    for (size_t i = 0; i < said.n; i++)
        view->said.v[i] = (struct goal_said_view){said.v[i].words, said.v[i].why, said.v[i].staff_name, (text_key)goal_kind_text(said.v[i].kind), said.v[i].at};
    view->steps = (struct goal_step_views){arena_array(rq->arena, steps.n + 1, sizeof *view->steps.v), steps.n};
    for (size_t i = 0; i < steps.n; i++) view->steps.v[i] = (struct goal_step_view){(text_key)goal_state_text(steps.v[i].state), steps.v[i].staff_name, steps.v[i].at};
    if (said.n > 0) view->kind_now = goal_kind_code(said.v[0].kind);
}

struct reply goal_page(struct request *rq, const struct goal_page_in *in) {
    struct case_frame frame;
    struct goal_brief goal;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame) || !goal_read(rq->db, in->case_, in->goal, &goal)) return reply_not_found(rq);
    const struct access *access = plan_open(rq, in->case_, PLAN_PART_GOALS);
    if (!access) return reply_denied(rq, T_plan_closed);
    struct goal_words_list words = plan_goal_words(rq, in->case_, access);
    enum goal_state next = next_step(goal.state);
    struct goal_page_view view = {
        .name = frame.person.given_name,
        .path = goal_path(rq, in->case_, in->goal),
        .back = plan_path(rq, in->case_, ""),
        .may_write = plan_may_write(rq, &frame),
        .settled = !instant_is_none(goal.settled_at),
        .step = next ? goal_state_code(next) : NULL,
        .step_name = step_name(next),
        .version = goal.version,
        .kinds = goal_kind_options(rq->arena, rq->lang),
    };
    view.goal = plan_goal_view(rq, &goal, &words, view.may_write);
    history_read(rq, access, &goal, &view);
    return PLAN_PAGE(rq, &frame, T_plan_goal_one, goal_one, &view);
}

static int goal_now(struct request *rq, struct case_id id, struct goal_id goal, int64_t version, struct goal_brief *ret_goal) {
    if (!goal_read(rq->db, id, goal, ret_goal)) return PLAN_NOT_FOUND;
    return version && ret_goal->version != version ? PLAN_CHANGED : PLAN_DONE;
}

struct reply goal_step_post(struct request *rq, const struct goal_step_post_in *in) {
    struct goal_brief goal;
    int fault = goal_now(rq, in->case_, in->goal, in->version, &goal);
    if (!fault && !plan_open(rq, in->case_, PLAN_PART_GOALS)) fault = PLAN_NO_ACCESS;
    if (!fault && in->to == GOAL_STATE_CHANGED) fault = PLAN_WRONG_STATE; /* becomes another one by saying which */
    return plan_reply(rq, in->case_, "", fault ? fault : goal_move(rq->db, &goal, in->to), in->to == GOAL_STATE_REACHED ? T_plan_goal_reached_notice : T_plan_goal_moved);
}

struct reply goal_words_post(struct request *rq, const struct goal_words_post_in *in) {
    struct goal_brief goal;
    const struct goal_new said = {in->case_, GOAL_WHOSE_OWN, in->kind, in->words, in->why};
    int fault = goal_now(rq, in->case_, in->goal, 0, &goal);
    if (!fault) fault = goal_say_anew(rq->db, plan_open(rq, in->case_, PLAN_PART_GOALS), &goal, &said);
    return plan_reply(rq, in->case_, arena_printf(rq->arena, "/mal/%lld", (long long)in->goal.v), fault, T_plan_goal_said_anew);
}

struct reply goal_change_post(struct request *rq, const struct goal_change_post_in *in) {
    struct goal_brief goal;
    struct goal_id made;
    const struct goal_new into = {in->case_, GOAL_WHOSE_OWN, in->new_kind, in->new_words, NULL};
    int fault = goal_now(rq, in->case_, in->goal, in->version, &goal);
    if (!fault) fault = goal_change(rq->db, plan_open(rq, in->case_, PLAN_PART_GOALS), &goal, &into, &made);
    return plan_reply(rq, in->case_, "", fault, T_plan_goal_saved);
}

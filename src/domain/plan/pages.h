/* What the page files of plan share. */
#pragma once
#include "domain/plan/catalogue.h"
#include "domain/plan/individual.h"
#include "domain/plan/internal.h"
#include "domain/plan/reading.h"
#include "domain/plan/views.h"
#include "domain/plan/words.h"
#include "domain/work/case_frame.h"
#include "plan_routes.h"
#include "plan_views.h"

static inline const char *plan_path(struct request *rq, struct case_id id, const char *rest) {
    return arena_printf(rq->arena, "/sak/%lld/plan%s", (long long)id.v, rest);
}
/* May this session write in the plan now? It has the right, may read it, and the case is not closed. */
bool plan_may_write(struct request *rq, const struct case_frame *frame);
struct part_view plan_part_view(struct request *rq, const struct case_frame *frame, enum plan_part part);
/* Done: to a page of the plan. A fault beside its field, or at the top. */
struct reply plan_reply(struct request *rq, struct case_id id, const char *rest, int fault, text_key notice);
struct reply plan_refused(struct request *rq, int fault);
/* The same where the form calls the field something else than the rule does. */
struct reply plan_refused_at(struct request *rq, int fault, const char *field);
/* One page of a case with the plan's tab. */
#define PLAN_PAGE(rq, frame, title, draw, view)          \
    ({                                                   \
        struct html *plan_h = html_new(rq);              \
        case_frame_begin(plan_h, frame, title);          \
        draw(plan_h, view);                              \
        case_frame_end(plan_h);                          \
        reply_html(rq, plan_h);                          \
    })

/* The actions of the case, read once. */
struct actions_read {
    struct plan_action_briefs open, settled;
    struct plan_action_words_list words;
};
struct actions_read plan_actions_all(struct request *rq, struct case_id id);
struct action_view plan_action_view(struct request *rq, const struct case_frame *frame, const struct plan_action_brief *action,
                                    const struct plan_action_words_list *words, bool may_write);
/* Who may take an action: herself, the worker, coordinator and contact by name, the units of the case, somebody close to her. */
struct options plan_owner_options(struct request *rq, const struct case_frame *frame);
/* "person", "close_one", "unit-5", "staff-12-5"; owner 0: none of them. */
struct plan_action_owned plan_owner_parse(const char *value, struct date due);

/* The newest words of each goal. */
struct goal_words_list {
    struct goal_words_of_case_row *v;
    size_t n;
};
struct goal_words_list plan_goal_words(struct request *rq, struct case_id id, const struct access *access);
const struct goal_words_of_case_row *plan_words_of_goal(const struct goal_words_list *list, struct goal_id goal); /* NULL: not to be read */
struct goal_view plan_goal_view(struct request *rq, const struct goal_brief *goal, const struct goal_words_list *words, bool may_write);
struct tried_views plan_tried_views(struct request *rq, struct case_id id, const struct access *access);
struct call_views plan_calls(struct request *rq, struct case_id id, const struct access *access, bool may_write);
struct call_views plan_lines(struct request *rq);
/* "113 000" as it is dialled. */
const char *plan_dial(struct arena *arena, const char *phone);
/* Children of hers, as those above know it: they are heard about what concerns them. (IPF-6, HOL-15) */
bool plan_has_children(struct db *db, struct case_id id);
/* What was refused and appealed, for the pages of the plan and the coordinator. (IPF-8) */
struct plan_appeals_view plan_appeals_read(struct request *rq, struct case_id id);

/* The plan on one page: what she is good at, her goals, who does what by when, what was tried, and where the individual plan stands. */
#include "domain/plan/pages.h"
#include "texts.h"

enum { LATELY_DAYS = 90, USUAL_REVISION_MONTHS = 6 };

static bool (*parent_of)(struct db *db, struct case_id id);

void plan_on_parent(bool (*is_parent)(struct db *db, struct case_id id)) { parent_of = is_parent; }

static void (*appeals_of)(struct request *rq, struct case_id id, struct plan_appeal_lines *lines);

void plan_on_appeals(void (*fill)(struct request *rq, struct case_id id, struct plan_appeal_lines *lines)) { appeals_of = fill; }

struct plan_appeals_view plan_appeals_read(struct request *rq, struct case_id id) {
    struct plan_appeal_lines *lines = arena_alloc(rq->arena, sizeof *lines);
    *lines = (struct plan_appeal_lines){.n = 0};
    if (appeals_of) appeals_of(rq, id, lines);
    return (struct plan_appeals_view){{lines->v, lines->n}, lines->path};
}

bool plan_has_children(struct db *db, struct case_id id) { return parent_of && parent_of(db, id); }

bool plan_may_write(struct request *rq, const struct case_frame *frame) {
    return session_may(rq->session, RIGHT_PLAN_WRITE) && frame->brief.state != CASE_STATE_CLOSED &&
           secrecy_opens_plan(rq->db, rq->session, frame->brief.id, rq->today);
}

struct part_view plan_part_view(struct request *rq, const struct case_frame *frame, enum plan_part part) {
    bool by_her = plan_closed_by_her(rq->db, frame->brief.id, rq->session->unit, part);
    return (struct part_view){.open = !by_her, .by_her = by_her, .name = frame->person.given_name};
}

struct reply plan_refused_at(struct request *rq, int fault, const char *field) {
    struct plan_fault_text text = plan_fault_text(fault);
    if (fault == PLAN_NOT_FOUND) return reply_not_found(rq);
    if (fault == PLAN_NO_ACCESS) return reply_denied(rq, text.why);
    if (!text.field && fault != PLAN_POINTS_MISSING && fault != PLAN_NO_CONSENT) return reply_conflict(rq, text.why);
    form_error(rq, field ? field : text.field, text.why);
    return reply_invalid(rq);
}

struct reply plan_refused(struct request *rq, int fault) { return plan_refused_at(rq, fault, NULL); }

struct reply plan_reply(struct request *rq, struct case_id id, const char *rest, int fault, text_key notice) {
    if (fault) return plan_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "%s", plan_path(rq, id, rest)), notice);
}

/* ── her words ────────────────────────────────────────────────────────── */

/* Strengths first, then what recovery is to her; the rest of the sections are points of the plan. */
static struct words_views strengths_read(struct request *rq, struct case_id id) {
    static const enum plan_section shown[] = {PLAN_SECTION_STRENGTHS, PLAN_SECTION_HOPE, PLAN_SECTION_BELONGING, PLAN_SECTION_IDENTITY,
                                              PLAN_SECTION_MEANING,   PLAN_SECTION_EMPOWERMENT, PLAN_SECTION_NEEDS, PLAN_SECTION_HOW,
                                              PLAN_SECTION_CONTRIBUTIONS, PLAN_SECTION_COOPERATION};
    enum { SHOWN = sizeof shown / sizeof *shown };
    struct words_views views = {arena_array(rq->arena, SHOWN, sizeof *views.v), 0};
    const struct access *access = plan_open(rq, id, PLAN_PART_ABOUT_HER);
    if (!access) return views;
    struct plan_words words = plan_words_read(rq->db, access, id, PLAN_PART_ABOUT_HER);
    for (int i = 0; i < SHOWN; i++)
        if (words.v[shown[i]]) views.v[views.n++] = (struct words_view){(text_key)plan_section_text(shown[i]), words.v[shown[i]]};
    return views;
}

/* ── goals and actions ────────────────────────────────────────────────── */

struct actions_read plan_actions_all(struct request *rq, struct case_id id) {
    struct instant since = {rq->now.ms - LATELY_DAYS * MS_PER_DAY};
    struct plan_action_words_list words = plan_actions_words(rq, id);
    if (!words.may_read) return (struct actions_read){.words = words};
    return (struct actions_read){plan_actions_open(rq->db, id), plan_actions_settled_since(rq->db, id, since), words};
}

/* The actions as one reader sees them. */
struct shown {
    struct request *rq;
    const struct case_frame *frame;
    const struct actions_read *actions;
};
static void add(const struct shown *shown, const struct plan_action_brief *action, bool write, struct action_views *views) {
    views->v[views->n++] = plan_action_view(shown->rq, shown->frame, action, &shown->actions->words, write);
}

static void goals_read(const struct shown *shown, struct plan_view *view) {
    struct request *rq = shown->rq;
    struct case_id id = shown->frame->brief.id;
    const struct plan_action_briefs *open = &shown->actions->open;
    struct goal_briefs goals = goals_of(rq->db, id);
    struct goal_words_list words = plan_goal_words(rq, id, plan_open(rq, id, PLAN_PART_GOALS));
    view->goals.v = arena_array(rq->arena, goals.n + 1, sizeof *view->goals.v);
    view->settled_goals.v = arena_array(rq->arena, goals.n + 1, sizeof *view->settled_goals.v);
    for (size_t i = 0; i < goals.n; i++) {
        const struct goal_brief *goal = &goals.v[i];
        struct goal_views *into = instant_is_none(goal->settled_at) ? &view->goals : &view->settled_goals;
        struct goal_view *row = &into->v[into->n++];
        *row = plan_goal_view(rq, goal, &words, view->may_write);
        row->actions.v = arena_array(rq->arena, open->n + 1, sizeof *row->actions.v);
        for (size_t k = 0; k < open->n; k++)
            if (open->v[k].goal.v == goal->id.v) add(shown, &open->v[k], view->may_write, &row->actions);
    }
}

/* Stands it under a goal on the page? Else by itself: no action is out of sight because its goal is settled or not to be read. */
static bool under_a_goal(const struct plan_view *view, const struct plan_action_brief *action) {
    for (size_t i = 0; i < view->goals.n; i++)
        for (size_t k = 0; k < view->goals.v[i].actions.n; k++)
            if (view->goals.v[i].actions.v[k].id == action->id.v) return true;
    return false;
}

static void actions_read(const struct shown *shown, struct plan_view *view) {
    struct request *rq = shown->rq;
    const struct plan_action_briefs *open = &shown->actions->open, *settled = &shown->actions->settled;
    view->others.v = arena_array(rq->arena, open->n + 1, sizeof *view->others.v);
    view->proposed.v = arena_array(rq->arena, open->n + 1, sizeof *view->proposed.v);
    view->done.v = arena_array(rq->arena, settled->n + 1, sizeof *view->done.v);
    for (size_t i = 0; i < open->n; i++) {
        view->late += plan_action_late(&open->v[i], rq->today);
        if (!under_a_goal(view, &open->v[i])) add(shown, &open->v[i], view->may_write, open->v[i].state == PLAN_ACTION_STATE_PROPOSED ? &view->proposed : &view->others);
    }
    for (size_t i = 0; i < settled->n; i++)
        if (settled->v[i].state != PLAN_ACTION_STATE_MOVED) add(shown, &settled->v[i], false, &view->done);
}

/* ── the individual plan ──────────────────────────────────────────────── */

static const char *point_path(struct request *rq, struct case_id id, enum plan_point point) {
    switch (point) {
    case POINT_GOALS:
    case POINT_CONTRIBUTIONS:
    case POINT_HOW:
    case POINT_COOPERATION:
    case POINT_CHILD: return plan_path(rq, id, "/om");
    case POINT_SERVICES: return plan_path(rq, id, "/tiltak/ny");
    case POINT_COORDINATOR:
    case POINT_CONSENT: return arena_printf(rq->arena, "/sak/%lld/koordinator", (long long)id.v);
    case POINT_PARTICIPANTS:
    case POINT_RESPONSIBLE:
    case POINT_PERIOD:
    case POINT_COUNT: break;
    }
    return NULL;
}

static const char *state_colour(enum individual_plan_state state) {
    if (state == INDIVIDUAL_PLAN_STATE_ACTIVE) return "success";
    return state == INDIVIDUAL_PLAN_STATE_IN_WORK || state == INDIVIDUAL_PLAN_STATE_UNDER_REVISION || state == INDIVIDUAL_PLAN_STATE_CONSENTED ? "info" : "neutral";
}

static void individual_read(struct request *rq, const struct case_frame *frame, const struct access *access, struct plan_view *page) {
    struct case_id id = frame->brief.id;
    struct individual_plan_brief plan;
    struct individual_view *view = &page->individual;
    *view = (struct individual_view){.path = page->path, .offer_path = arena_printf(rq->arena, "/sak/%lld/koordinator", (long long)id.v)};
    struct open_tasks tasks = work_tasks_of(rq->db, id);
    for (size_t i = 0; i < tasks.n; i++) {
        if (tasks.v[i].kind != TASK_KIND_OFFER_PLAN) continue;
        view->ask_again = true;
        view->ask_by = tasks.v[i].due;
    }
    view->offered = individual_plan_read(rq->db, id, &plan);
    if (!view->offered) return;
    view->state = (text_key)individual_plan_state_text(plan.state);
    view->colour = state_colour(plan.state);
    view->code = plan.state;
    view->runs = individual_plan_runs(&plan);
    view->may_write = page->may_write;
    view->version = plan.version;
    view->from = plan.from;
    view->until = plan.until;
    view->revise_on = plan.revise_on;
    view->has_until = !date_is_none(plan.until);
    view->has_revision = !date_is_none(plan.revise_on);
    view->overdue = view->runs && view->has_revision && plan.revise_on.days < rq->today.days;
    if (!view->runs || !access) return;
    bool wants = plan_answered(rq->db, id, PLAN_OFFER_KIND_INDIVIDUAL_PLAN) == PLAN_ANSWER_YES;
    struct plan_points points = plan_points_of(rq->db, access, id, &plan);
    view->may_begin = wants && plan.state == INDIVIDUAL_PLAN_STATE_CONSENTED;
    view->may_use = wants && (plan.state == INDIVIDUAL_PLAN_STATE_IN_WORK || plan.state == INDIVIDUAL_PLAN_STATE_UNDER_REVISION);
    view->may_revise = wants && plan.state == INDIVIDUAL_PLAN_STATE_ACTIVE;
    view->usual_revision = date_iso(rq->arena, date_add_months(rq->today, USUAL_REVISION_MONTHS));
    view->reasons = plan_end_reason_options(rq->arena, rq->lang);
    view->points_there = points.n;
    view->points = (struct point_views){arena_array(rq->arena, POINT_COUNT, sizeof *view->points.v), (size_t)points.of}; /* the child's own is the last */
    for (int i = 0; i < points.of; i++)
        view->points.v[i] = (struct point_view){plan_point_text((enum plan_point)i), points.has[i], view->may_write && !points.has[i] ? point_path(rq, id, (enum plan_point)i) : NULL};
}

/* ── a child coordinator, and messages from health trusts ─────────────── */

static void child_read(struct request *rq, struct case_id id, const struct access *access, struct plan_view *page) {
    struct child_coordinator_last_row row;
    bool asked = child_coordinator_last(rq->db, access, id, &row);
    page->child = (struct child_view){
        .ask = !asked && parent_of && parent_of(rq->db, id),
        .answer = asked ? (text_key)child_coordinator_answer_text(row.answer) : 0,
        .path = plan_path(rq, id, "/barnekoordinator"),
        .answers = child_coordinator_answer_options(rq->arena, rq->lang),
    };
}

static void notices_read(struct request *rq, struct case_id id, const struct access *access, struct plan_view *page) {
    struct plan_notice_of_rows rows = plan_notice_of(rq->db, access, id);
    page->notices = (struct notice_views){arena_array(rq->arena, rows.n + 1, sizeof *page->notices.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        bool answered = !instant_is_none(rows.v[i].answered_at);
        page->notices.v[i] = (struct notice_view){
            .sender = rows.v[i].sender,
            .answer_path = answered || !page->may_write ? NULL : plan_path(rq, id, arena_printf(rq->arena, "/melding/%lld", (long long)rows.v[i].id.v)),
            .wish = (text_key)plan_notice_wish_text(rows.v[i].wish),
            .on = rows.v[i].received_on,
            .takes_part = rows.v[i].takes_part,
            .answered = answered,
        };
    }
}

/* ── the page ─────────────────────────────────────────────────────────── */

static void parts_read(struct request *rq, const struct case_frame *frame, struct plan_view *view) {
    struct case_id id = frame->brief.id;
    view->about = plan_part_view(rq, frame, PLAN_PART_ABOUT_HER);
    view->goals_part = plan_part_view(rq, frame, PLAN_PART_GOALS);
    view->actions_part = plan_part_view(rq, frame, PLAN_PART_ACTIONS);
    view->tried_part = plan_part_view(rq, frame, PLAN_PART_TRIED);
    view->crisis_part = plan_part_view(rq, frame, PLAN_PART_CRISIS);
    struct actions_read actions = plan_actions_all(rq, id);
    view->strengths = strengths_read(rq, id);
    const struct shown shown = {rq, frame, &actions};
    if (view->goals_part.open) goals_read(&shown, view);
    actions_read(&shown, view);
    const struct access *tried = plan_open(rq, id, PLAN_PART_TRIED);
    if (tried) view->tried = plan_tried_views(rq, id, tried);
}

struct reply plan_page(struct request *rq, const struct plan_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    const struct access *access = secrecy_open_plan(rq, in->case_, PLAN_PURPOSE);
    struct plan_view view = {.name = frame.person.given_name, .path = plan_path(rq, in->case_, ""), .readable = access != NULL, .may_write = plan_may_write(rq, &frame)};
    if (access) {
        parts_read(rq, &frame, &view);
        child_read(rq, in->case_, access, &view);
        notices_read(rq, in->case_, access, &view);
    } else {
        view.hidden = secrecy_hidden_zone(rq, in->case_, ZONE_PLAN);
    }
    individual_read(rq, &frame, plan_open(rq, in->case_, PLAN_PART_ABOUT_HER), &view);
    view.individual.appeals = plan_appeals_read(rq, in->case_);
    return PLAN_PAGE(rq, &frame, T_plan_page_title, plan_overview, &view);
}

/* ── its steps ────────────────────────────────────────────────────────── */

static int plan_now(struct request *rq, struct case_id id, int64_t version, struct individual_plan_brief *ret_plan) {
    if (!individual_plan_read(rq->db, id, ret_plan)) return PLAN_NOT_FOUND;
    return ret_plan->version == version ? PLAN_DONE : PLAN_CHANGED;
}

struct reply plan_begin_post(struct request *rq, const struct plan_begin_post_in *in) {
    struct individual_plan_brief plan;
    int fault = plan_now(rq, in->case_, in->version, &plan);
    return plan_reply(rq, in->case_, "/om", fault ? fault : individual_plan_begin(rq->db, &plan), T_plan_begun);
}

struct reply plan_use_post(struct request *rq, const struct plan_use_post_in *in) {
    struct individual_plan_brief plan;
    int fault = plan_now(rq, in->case_, in->version, &plan);
    if (!fault) {
        const struct plan_period period = {date_is_none(plan.from) ? rq->today : plan.from, in->until_date, in->revise_on};
        fault = individual_plan_use(rq->db, plan_open(rq, in->case_, PLAN_PART_ABOUT_HER), &plan, &period);
    }
    return plan_reply(rq, in->case_, "", fault, T_plan_in_use);
}

struct reply plan_revise_post(struct request *rq, const struct plan_revise_post_in *in) {
    struct individual_plan_brief plan;
    int fault = plan_now(rq, in->case_, in->version, &plan);
    return plan_reply(rq, in->case_, "", fault ? fault : individual_plan_revise(rq->db, &plan), T_plan_revising);
}

struct reply plan_end_post(struct request *rq, const struct plan_end_post_in *in) {
    struct individual_plan_brief plan;
    int fault = plan_now(rq, in->case_, in->version, &plan);
    return plan_reply(rq, in->case_, "", fault ? fault : individual_plan_end(rq->db, &plan, in->ended), T_plan_has_ended);
}

struct reply child_coordinator_post(struct request *rq, const struct child_coordinator_post_in *in) {
    const struct access *access = secrecy_open_plan(rq, in->case_, PLAN_PURPOSE);
    return plan_reply(rq, in->case_, "", child_coordinator_answered(rq->db, access, in->case_, in->child), T_plan_answer_saved);
}

/* ── messages ─────────────────────────────────────────────────────────── */

struct reply plan_notice_form(struct request *rq, const struct plan_notice_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    if (!plan_may_write(rq, &frame)) return reply_denied(rq, T_plan_no_access);
    struct notice_form_view view = {frame.person.given_name, plan_path(rq, in->case_, "/melding"), plan_path(rq, in->case_, ""), date_iso(rq->arena, rq->today),
                                    plan_notice_wish_options(rq->arena, rq->lang)};
    return PLAN_PAGE(rq, &frame, T_plan_notice_title, notice_form, &view);
}

struct reply plan_notice_post(struct request *rq, const struct plan_notice_post_in *in) {
    const struct access *access = secrecy_open_plan(rq, in->case_, PLAN_PURPOSE);
    const struct plan_notice_new notice = {in->case_, in->sender, in->wish, in->received_on, in->takes_part};
    return plan_reply(rq, in->case_, "", plan_notice_add(rq->db, access, &notice), T_plan_notice_saved);
}

struct reply plan_notice_answer_post(struct request *rq, const struct plan_notice_answer_post_in *in) {
    const struct access *access = secrecy_open_plan(rq, in->case_, PLAN_PURPOSE);
    return plan_reply(rq, in->case_, "", plan_notice_answer(rq->db, access, in->case_, in->notice), T_plan_notice_answered);
}

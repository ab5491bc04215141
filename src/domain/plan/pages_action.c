/* Who does what by when, on its pages: added, taken, done, put off, dropped. */
#include "domain/plan/pages.h"
#include "texts.h"

#include <string.h>

static const char *action_path(struct request *rq, struct case_id id, struct plan_action_id action, const char *rest) {
    return plan_path(rq, id, arena_printf(rq->arena, "/tiltak/%lld%s", (long long)action.v, rest));
}

static const char *unit_name(struct request *rq, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(rq->db, id, rq->lang, &unit) ? unit.name : "";
}

static const char *owner_words(struct request *rq, const struct case_frame *frame, const struct plan_action_brief *action) {
    switch (action->owner) {
    case PLAN_ACTION_OWNER_PERSON: return frame->person.given_name;
    case PLAN_ACTION_OWNER_CLOSE_ONE: return text_format(rq->arena, rq->lang, T_plan_close_to, "name", frame->person.given_name, NULL);
    case PLAN_ACTION_OWNER_UNIT: break;
    }
    const char *unit = rq->lang == LANG_NN ? action->unit_nn : action->unit_nb;
    return unit && action->staff_name ? arena_printf(rq->arena, "%s, %s", action->staff_name, unit) : unit;
}

struct action_view plan_action_view(struct request *rq, const struct case_frame *frame, const struct plan_action_brief *action,
                                    const struct plan_action_words_list *words, bool may_write) {
    const struct plan_action_words *said = plan_action_words_of(words, action);
    bool agreed = action->state == PLAN_ACTION_STATE_AGREED;
    return (struct action_view){
        .path = action_path(rq, action->case_, action->id, ""),
        .done_path = may_write && agreed ? action_path(rq, action->case_, action->id, "/gjort") : NULL,
        .kind = action_kind_words(action->kind, rq->lang),
        .what = said ? said->what : NULL,
        .result = said ? said->result : NULL,
        .owner = owner_words(rq, frame, action),
        .state = (text_key)plan_action_state_text(action->state),
        .reason = action->reason ? (text_key)plan_action_reason_text(action->reason) : 0,
        .code = action->state,
        .has_due = !date_is_none(action->due),
        .late = plan_action_late(action, rq->today),
        .today = agreed && action->due.days == rq->today.days,
        .due = action->due,
        .settled_on = instant_is_none(action->settled_at) ? DATE_NONE : instant_oslo_date(action->settled_at),
        .id = action->id.v,
        .moved = action->moved,
        .version = action->version,
    };
}

/* ── who may take it ──────────────────────────────────────────────────── */

static void add_worker(struct request *rq, struct options *options, struct staff_id staff, struct unit_id unit) {
    const char *name = organisation_staff_name(rq->db, staff);
    if (!name || !unit.v) return;
    const char *value = arena_printf(rq->arena, "staff-%lld-%lld", (long long)staff.v, (long long)unit.v);
    for (size_t i = 0; i < options->n; i++)
        if (text_equal(options->v[i].value, value)) return;
    options->v[options->n++] = (struct option){value, arena_printf(rq->arena, "%s, %s", name, unit_name(rq, unit)), NULL};
}

struct options plan_owner_options(struct request *rq, const struct case_frame *frame) {
    enum { NAMED_MOST = 6 };
    struct case_id id = frame->brief.id;
    struct plan_case_units_rows units = plan_case_units(rq->db, id);
    struct coordinator_contact_row coordinator;
    struct options options = {arena_array(rq->arena, units.n + NAMED_MOST, sizeof *options.v), 0};
    options.v[options.n++] = (struct option){"person", frame->person.given_name, NULL};
    if (secrecy_involved(rq->db, id, rq->session->unit)) add_worker(rq, &options, rq->session->staff, rq->session->unit);
    if (coordinator_contact(rq->db, id, &coordinator)) add_worker(rq, &options, coordinator.staff_id, coordinator.unit_id);
    add_worker(rq, &options, frame->brief.holder_staff, frame->brief.holder_unit);
    for (size_t i = 0; i < units.n; i++)
        options.v[options.n++] =
            (struct option){arena_printf(rq->arena, "unit-%lld", (long long)units.v[i].id.v), rq->lang == LANG_NN ? units.v[i].name_nn : units.v[i].name_nb, NULL};
    options.v[options.n++] = (struct option){"close_one", text_format(rq->arena, rq->lang, T_plan_close_to, "name", frame->person.given_name, NULL), NULL};
    return options;
}

/* The number after a place in the text, up to the next hyphen; 0: none. */
static int64_t number_at(const char *text) {
    int64_t n = 0;
    for (; *text >= '0' && *text <= '9' && n < INT32_MAX; text++) n = n * 10 + (*text - '0');
    return *text == '\0' || *text == '-' ? n : 0;
}

struct plan_action_owned plan_owner_parse(const char *value, struct date due) {
    static const char unit[] = "unit-", staff[] = "staff-";
    struct plan_action_owned by = {.due = due};
    if (!value) return by;
    if (strcmp(value, "person") == 0) by.owner = PLAN_ACTION_OWNER_PERSON;
    if (strcmp(value, "close_one") == 0) by.owner = PLAN_ACTION_OWNER_CLOSE_ONE;
    if (strncmp(value, unit, sizeof unit - 1) == 0) by.unit.v = number_at(value + sizeof unit - 1);
    if (strncmp(value, staff, sizeof staff - 1) == 0) {
        const char *rest = strchr(value + sizeof staff - 1, '-');
        by.staff.v = number_at(value + sizeof staff - 1);
        by.unit.v = rest ? number_at(rest + 1) : 0;
    }
    if (by.unit.v) by.owner = PLAN_ACTION_OWNER_UNIT;
    return by;
}

/* ── a new one ────────────────────────────────────────────────────────── */

/* The goals it may lead to, in her words. */
static struct options goal_options(struct request *rq, struct case_id id) {
    struct goal_briefs goals = goals_of(rq->db, id);
    struct goal_words_list words = plan_goal_words(rq, id, plan_open(rq, id, PLAN_PART_GOALS));
    struct options options = {arena_array(rq->arena, goals.n + 1, sizeof *options.v), 0};
    for (size_t i = 0; i < goals.n; i++) {
        const struct goal_words_of_case_row *said = plan_words_of_goal(&words, goals.v[i].id);
        if (said && instant_is_none(goals.v[i].settled_at))
            options.v[options.n++] = (struct option){arena_printf(rq->arena, "%lld", (long long)goals.v[i].id.v), said->words, NULL};
    }
    return options;
}

struct reply action_form(struct request *rq, const struct action_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame)) return reply_not_found(rq);
    if (!plan_may_write(rq, &frame) || !plan_open(rq, in->case_, PLAN_PART_ACTIONS)) return reply_denied(rq, T_plan_no_access);
    struct action_form_view view = {
        .name = frame.person.given_name,
        .path = plan_path(rq, in->case_, "/tiltak/ny"),
        .back = plan_path(rq, in->case_, ""),
        .goal_id = in->mal.v ? arena_printf(rq->arena, "%lld", (long long)in->mal.v) : NULL,
        .kinds = action_kind_choices(rq->arena, rq->lang),
        .owners = plan_owner_options(rq, &frame),
        .goals = goal_options(rq, in->case_),
    };
    return PLAN_PAGE(rq, &frame, T_plan_action_new, action_new_page, &view);
}

struct reply action_post(struct request *rq, const struct action_post_in *in) {
    struct plan_action_id made;
    const struct plan_action_new action = {in->case_, in->goal, in->kind, in->what, plan_owner_parse(in->owner, in->due)};
    const struct access *access = plan_open(rq, in->case_, PLAN_PART_ACTIONS);
    int fault = access ? PLAN_DONE : PLAN_NO_ACCESS;
    if (!fault && !action.by.owner && !date_is_none(in->due)) fault = PLAN_OWNER_MISSING; /* a day without anybody is nobody's */
    if (!fault) fault = plan_action_add(rq->db, access, &action, &made);
    if (fault == PLAN_UNIT_NOT_IN_CASE || fault == PLAN_STAFF_NOT_IN_UNIT) return plan_refused_at(rq, fault, "owner");
    return plan_reply(rq, in->case_, "", fault, action.by.owner ? T_plan_action_agreed : T_plan_action_proposed);
}

/* ── one ──────────────────────────────────────────────────────────────── */

struct reply action_page(struct request *rq, const struct action_page_in *in) {
    struct case_frame frame;
    struct plan_action_brief action;
    if (!case_frame_read(rq, in->case_, TAB_PLAN, &frame) || !plan_action_read(rq->db, in->case_, in->action, &action)) return reply_not_found(rq);
    struct plan_action_words_list words = plan_actions_words(rq, in->case_);
    if (!words.may_read) return reply_denied(rq, T_plan_closed);
    struct action_page_view view = {
        .name = frame.person.given_name,
        .path = action_path(rq, in->case_, in->action, ""),
        .back = plan_path(rq, in->case_, ""),
        .may_write = plan_may_write(rq, &frame),
        .agreed = action.state == PLAN_ACTION_STATE_AGREED,
        .proposed = action.state == PLAN_ACTION_STATE_PROPOSED,
        .settled = !instant_is_none(action.settled_at),
        .owners = plan_owner_options(rq, &frame),
        .reasons = plan_action_reason_options(rq->arena, rq->lang),
    };
    view.action = plan_action_view(rq, &frame, &action, &words, view.may_write);
    const struct access *goals = action.goal.v ? plan_open(rq, in->case_, PLAN_PART_GOALS) : NULL;
    struct goal_words_list said = plan_goal_words(rq, in->case_, goals);
    const struct goal_words_of_case_row *goal = plan_words_of_goal(&said, action.goal);
    if (goal) {
        view.goal_words = goal->words;
        view.goal_path = plan_path(rq, in->case_, arena_printf(rq->arena, "/mal/%lld", (long long)action.goal.v));
    }
    return PLAN_PAGE(rq, &frame, T_plan_action_one, action_one, &view);
}

static int action_now(struct request *rq, struct case_id id, struct plan_action_id action, int64_t version, struct plan_action_brief *ret_action) {
    if (!plan_action_read(rq->db, id, action, ret_action)) return PLAN_NOT_FOUND;
    if (!plan_open(rq, id, PLAN_PART_ACTIONS)) return PLAN_NO_ACCESS;
    return ret_action->version == version ? PLAN_DONE : PLAN_CHANGED;
}

struct reply action_agree_post(struct request *rq, const struct action_agree_post_in *in) {
    struct plan_action_brief action;
    const struct plan_action_owned by = plan_owner_parse(in->owner, in->due);
    int fault = action_now(rq, in->case_, in->action, in->version, &action);
    if (!fault) fault = plan_action_agree(rq->db, &action, &by);
    if (fault == PLAN_UNIT_NOT_IN_CASE || fault == PLAN_STAFF_NOT_IN_UNIT) return plan_refused_at(rq, fault, "owner");
    return plan_reply(rq, in->case_, "", fault, T_plan_action_agreed);
}

struct reply action_done_post(struct request *rq, const struct action_done_post_in *in) {
    struct plan_action_brief action;
    int fault = action_now(rq, in->case_, in->action, in->version, &action);
    if (!fault) fault = plan_action_done(rq->db, plan_open(rq, in->case_, PLAN_PART_ACTIONS), &action, in->result);
    return plan_reply(rq, in->case_, "", fault, T_plan_action_done_notice);
}

struct reply action_move_post(struct request *rq, const struct action_move_post_in *in) {
    struct plan_action_brief action;
    struct plan_action_id next;
    int fault = action_now(rq, in->case_, in->action, in->version, &action);
    if (!fault) fault = plan_action_move(rq->db, &action, in->later, in->moved_why, &next);
    if (fault && text_equal(plan_fault_text(fault).field, "due")) return plan_refused_at(rq, fault, "later");
    return plan_reply(rq, in->case_, "", fault, T_plan_action_moved);
}

struct reply action_drop_post(struct request *rq, const struct action_drop_post_in *in) {
    struct plan_action_brief action;
    int fault = action_now(rq, in->case_, in->action, in->version, &action);
    return plan_reply(rq, in->case_, "", fault ? fault : plan_action_drop(rq->db, &action, in->dropped_why), T_plan_action_dropped);
}

/* The page of coordinator and individual plan. */
#include "domain/plan/plan.h"

#include "domain/plan/pages.h"
#include "domain/work/case_frame.h"
#include "plan_routes.h"
#include "plan_sql.h"
#include "plan_views.h"
#include "texts.h"

static const char *page_path(struct request *rq, struct case_id id) {
    return arena_printf(rq->arena, "/sak/%lld/koordinator", (long long)id.v);
}

static void fill_offers(struct request *rq, struct case_id id, struct coordinator_view *view) {
    struct plan_offers_of_rows rows = plan_offers_of(rq->db, id);
    for (size_t i = rows.n; i-- > 0;) {
        bool coordinator = rows.v[i].kind == PLAN_OFFER_KIND_COORDINATOR;
        struct offer_view *offer = coordinator ? &view->coordinator : &view->plan;
        *offer = (struct offer_view){plan_answer_text(rows.v[i].answer), rows.v[i].answer, rows.v[i].at, rows.v[i].staff_name};
    }
}

static const char *unit_name(struct request *rq, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(rq->db, id, rq->lang, &unit) ? unit.name : "";
}

static void fill_coordinator(struct request *rq, struct case_id id, struct coordinator_view *view) {
    struct coordinator_get_row row;
    struct coordinator_brief contact;
    if (!coordinator_get(rq->db, id, &row) || !plan_coordinator(rq->db, id, rq->lang, &contact)) return;
    view->named = true;
    view->name = contact.name;
    view->unit = contact.unit_name;
    view->phone = contact.phone;
    view->from = contact.from;
    view->says = row.person_says;
    view->consulted = coordinator_consulted_text(row.consulted);
    view->consulted_code = row.consulted;
}

static void fill_former(struct request *rq, struct case_id id, struct coordinator_view *view) {
    struct coordinator_former_rows rows = coordinator_former(rq->db, id);
    view->former.v = arena_array(rq->arena, rows.n + 1, sizeof *view->former.v);
    for (size_t i = 0; i < rows.n; i++)
        view->former.v[view->former.n++] =
            (struct former_view){rows.v[i].name, unit_name(rq, rows.v[i].unit_id), rows.v[i].from_date, rows.v[i].until_date};
}

/* The units a coordinator may come from, and the one whose workers are shown: what was typed, what the address asks for, the present
 * coordinator's, or the one the municipality has said it is when nothing else is. */
static void fill_choices(struct request *rq, struct case_id id, struct unit_id asked, struct coordinator_view *view) {
    struct coordinator_units_rows units = coordinator_units(rq->db);
    const char *typed = rq->form ? form_raw(rq->form, "unit") : NULL;
    const char *usual = organisation_profile()->responsibility.coordinator_unit;
    struct coordinator_contact_row now;
    struct unit_id chosen = asked;
    if (!chosen.v && typed) parse_int(typed, &chosen.v);
    if (!chosen.v && coordinator_contact(rq->db, id, &now)) chosen = now.unit_id;
    if (!chosen.v && usual) chosen = organisation_unit_by_code(rq->db, usual);
    view->units.v = arena_array(rq->arena, units.n + 1, sizeof *view->units.v);
    struct unit_id shown = {0};
    for (size_t i = 0; i < units.n; i++) {
        const char *name = rq->lang == LANG_NN ? units.v[i].name_nn : units.v[i].name_nb;
        const char *value = arena_printf(rq->arena, "%lld", (long long)units.v[i].id.v);
        view->units.v[view->units.n++] = (struct option){value, name, NULL};
        if (shown.v && units.v[i].id.v != chosen.v) continue;
        shown = units.v[i].id;
        view->unit_id = value;
        view->unit_name = text_format(rq->arena, rq->lang, T_plan_staff, "unit", name, NULL);
    }
    view->staff = organisation_staff_options(rq->db, shown, rq->today);
}

static void fill_need(struct request *rq, struct case_id id, struct coordinator_view *view) {
    struct plan_need need;
    view->needs = plan_notice_wish_options(rq->arena, rq->lang);
    if (!plan_need_open_of(rq->db, id, rq->lang, &need)) return;
    view->need = (text_key)plan_notice_wish_text(need.wish);
    view->need_unit = need.unit;
    view->need_on = instant_oslo_date(need.at);
}

struct reply coordinator_page(struct request *rq, const struct coordinator_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    bool writes = session_may(rq->session, RIGHT_PLAN_OFFER);
    struct coordinator_view view = {
        .given_name = frame.person.given_name,
        .path = page_path(rq, in->case_),
        .may_write = writes,
        .may_name = writes && plan_answered(rq->db, in->case_, PLAN_OFFER_KIND_COORDINATOR) == PLAN_ANSWER_YES,
        .answers = plan_answer_options(rq->arena, rq->lang),
        .consulted_choices = coordinator_consulted_options(rq->arena, rq->lang),
    };
    fill_offers(rq, in->case_, &view);
    fill_coordinator(rq, in->case_, &view);
    fill_former(rq, in->case_, &view);
    fill_need(rq, in->case_, &view);
    view.appeals = plan_appeals_read(rq, in->case_);
    if (view.may_name) fill_choices(rq, in->case_, in->unit, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_plan_title);
    coordinator(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

static struct reply back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "%s", page_path(rq, id)), notice);
}

struct reply coordinator_offer(struct request *rq, const struct coordinator_offer_in *in) {
    plan_offer(rq->db, in->case_, PLAN_OFFER_KIND_COORDINATOR, in->coordinator_answer);
    return back(rq, in->case_, T_plan_answer_saved);
}

struct reply individual_plan_offer(struct request *rq, const struct individual_plan_offer_in *in) {
    plan_offer(rq->db, in->case_, PLAN_OFFER_KIND_INDIVIDUAL_PLAN, in->plan_answer);
    return back(rq, in->case_, T_plan_answer_saved);
}

struct reply plan_need_post(struct request *rq, const struct plan_need_post_in *in) {
    int result = plan_need_see(rq->db, in->case_, in->need);
    if (result == ERR_CONFLICT) return reply_conflict(rq, T_plan_need_told_already);
    return result < 0 ? reply_not_found(rq) : back(rq, in->case_, T_plan_need_saved);
}

/* A unit that follows people up, with that worker in it today. */
static bool may_coordinate(struct request *rq, struct unit_id unit, struct staff_id staff) {
    struct coordinator_units_rows units = coordinator_units(rq->db);
    bool known = false;
    for (size_t i = 0; i < units.n; i++) known = known || units.v[i].id.v == unit.v;
    struct options workers = organisation_staff_options(rq->db, unit, rq->today);
    for (size_t i = 0; known && i < workers.n; i++) {
        int64_t id;
        if (parse_int(workers.v[i].value, &id) && id == staff.v) return true;
    }
    return false;
}

struct reply coordinator_choose(struct request *rq, const struct coordinator_choose_in *in) {
    if (!may_coordinate(rq, in->unit, in->staff)) form_error(rq, "staff", T_plan_staff_wrong);
    if (rq->form->refused) return reply_invalid(rq);
    const struct coordinator_new coordinator = {.case_ = in->case_, .staff = in->staff, .unit = in->unit, .consulted = in->consulted, .says = in->says};
    int error = plan_name_coordinator(rq->db, &coordinator);
    if (error == ERR_INVALID) form_error(rq, "coordinator_answer", T_plan_not_wanted);
    if (error == ERR_DENIED) form_error(rq, "consulted", T_plan_must_agree);
    if (error < 0) return reply_invalid(rq);
    return back(rq, in->case_, T_plan_named);
}

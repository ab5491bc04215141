/* The role cards of a case, a wish for another worker, and the directory of who does what. The rules are in roles.c. */
#include "domain/roles/roles.h"

#include "domain/plan/plan.h"
#include "domain/roles/topics.h"
#include "domain/roles/views.h"
#include "domain/work/case_frame.h"
#include "platform/audit/audit.h"
#include "roles_routes.h"
#include "roles_sql.h"
#include "roles_views.h"
#include "texts.h"

static struct reply refused(struct request *rq, int fault) {
    struct roles_fault_text text = roles_fault_text(fault);
    if (fault == ROLES_NOT_FOUND) return reply_not_found(rq);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static const char *name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }
static const char *id_text(struct request *rq, int64_t id) { return arena_printf(rq->arena, "%lld", (long long)id); }

static text_key (*read_warning)(struct request *rq, struct case_id id);

void roles_on_warning(text_key (*read)(struct request *rq, struct case_id id)) { read_warning = read; }

/* ── role cards ───────────────────────────────────────────────────────── */

static struct card_row *add_card(struct roles_view *view, text_key role, text_key duty, text_key authority) {
    struct card_row *card = &view->cards.v[view->cards.n++];
    *card = (struct card_row){.role = role, .duty = duty, .authority = authority};
    return card;
}

static void add_person(struct request *rq, struct card_row *card, const struct role_person *person, const struct role_person *instead) {
    card->who = person->name;
    card->phone = person->phone;
    card->missing = !person->name;
    bool away = person->name && !date_is_none(person->away_until);
    if (!away) return;
    const char *until = date_day(rq->arena, rq->lang, person->away_until, rq->today);
    card->note = instead && instead->name
                     ? text_format(rq->arena, rq->lang, T_roles_away_covered, "date", until, "name", instead->name, NULL)
                     : text_format(rq->arena, rq->lang, T_roles_away_until, "date", until, NULL);
}

static const struct {
    enum case_role_kind kind;
    text_key duty, authority;
} chosen_cards[] = {
    {CASE_ROLE_KIND_CASE_OFFICER, T_roles_duty_case_officer, T_roles_may_case_officer},
    {CASE_ROLE_KIND_FOLLOW_UP, T_roles_duty_follow_up, T_roles_may_follow_up},
    {CASE_ROLE_KIND_DWELLING, T_roles_duty_dwelling, T_roles_may_dwelling},
    {CASE_ROLE_KIND_HOUSING_COORDINATOR, T_roles_duty_housing_coordinator, T_roles_may_housing_coordinator},
    {CASE_ROLE_KIND_GUIDE, T_roles_duty_guide, T_roles_may_guide},
};
enum { CHOSEN_CARDS = sizeof chosen_cards / sizeof *chosen_cards, CARDS_MOST = CHOSEN_CARDS + 5 };

static void fill_cards(struct request *rq, const struct case_frame *frame, struct roles_view *view) {
    struct role_contacts contacts = roles_contacts(rq->db, frame->brief.id);
    struct role_list_rows rows = role_list(rq->db, frame->brief.id);
    view->cards.v = arena_array(rq->arena, CARDS_MOST, sizeof *view->cards.v);
    struct card_row *card = add_card(view, T_roles_holder, T_roles_duty_holder, T_roles_may_holder);
    card->who = frame->holder_staff ? frame->holder_staff : frame->holder_unit;
    card->unit = frame->holder_staff ? frame->holder_unit : NULL;
    card = add_card(view, T_roles_coordinator, T_roles_duty_coordinator, T_roles_may_coordinator);
    card->who = frame->coordinator;
    card->unit = frame->coordinator_unit;
    card->phone = frame->coordinator_phone;
    add_person(rq, add_card(view, T_case_role_kind_primary_contact, T_roles_duty_primary_contact, T_roles_may_primary_contact),
               &contacts.contact, &contacts.deputy);
    add_person(rq, add_card(view, T_case_role_kind_deputy_contact, T_roles_duty_deputy_contact, T_roles_may_deputy_contact),
               &contacts.deputy, NULL);
    for (size_t i = 0; i < CHOSEN_CARDS; i++) {
        if (!roles_in_use(chosen_cards[i].kind)) continue;
        card = add_card(view, (text_key)case_role_kind_text(chosen_cards[i].kind), chosen_cards[i].duty, chosen_cards[i].authority);
        for (size_t k = 0; k < rows.n; k++) {
            if (rows.v[k].kind != chosen_cards[i].kind) continue;
            const char *unit = name_in(rq, rows.v[k].name_nb, rows.v[k].name_nn);
            card->who = rows.v[k].staff_name ? rows.v[k].staff_name : unit;
            card->unit = rows.v[k].staff_name ? unit : NULL;
            card->phone = rows.v[k].phone;
        }
    }
    add_card(view, T_roles_next_of_kin, T_roles_duty_next_of_kin, T_roles_may_next_of_kin);
}

static void fill_changes(struct request *rq, struct case_id id, struct roles_view *view) {
    struct change_list_rows rows = change_list(rq->db, id);
    view->changes.v = arena_array(rq->arena, rows.n + 1, sizeof *view->changes.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct change_list_row *row = &rows.v[i];
        bool open = row->state == CHANGE_STATE_ASKED;
        view->changes.v[view->changes.n++] = (struct change_row){
            .id = row->id.v,
            .words = row->words,
            .reasons = row->reasons,
            .unit = name_in(rq, row->name_nb, row->name_nn),
            .new_name = row->new_name,
            .about = (text_key)change_about_text(row->about),
            .state = (text_key)change_state_text(row->state),
            .value = row->state,
            .asked = instant_oslo_date(row->asked_at),
            .due = row->answer_by,
            .answered = instant_is_none(row->answered_at) ? DATE_NONE : instant_oslo_date(row->answered_at),
            .late = open && row->answer_by.days < rq->today.days,
            .may_answer = open && !view->may_answer && row->unit_id.v == rq->session->unit.v && session_may(rq->session, RIGHT_UNIT_LEAD),
        };
        view->may_answer = view->may_answer || view->changes.v[i].may_answer; /* one form at a time: its fields have names of their own */
    }
}

static struct options kinds_in_use(struct request *rq) {
    struct options options = {arena_array(rq->arena, CASE_ROLE_KIND_COUNT, sizeof(struct option)), 0};
    for (enum case_role_kind kind = 1; (int)kind <= CASE_ROLE_KIND_COUNT; kind++)
        if (roles_in_use(kind))
            options.v[options.n++] =
                (struct option){case_role_kind_code(kind), text_of(rq->lang, (text_key)case_role_kind_text(kind)), NULL};
    return options;
}

static void fill_choices(struct request *rq, struct case_id id, struct roles_view *view) {
    struct role_staff_rows staff = role_staff(rq->db, id, rq->today);
    struct role_units_rows units = role_units(rq->db, id);
    view->kinds = kinds_in_use(rq);
    view->staff = (struct options){arena_array(rq->arena, staff.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < staff.n; i++)
        view->staff.v[view->staff.n++] =
            (struct option){id_text(rq, staff.v[i].id.v),
                            arena_printf(rq->arena, "%s (%s)", staff.v[i].name, name_in(rq, staff.v[i].name_nb, staff.v[i].name_nn)), NULL};
    view->units = (struct options){arena_array(rq->arena, units.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < units.n; i++)
        view->units.v[view->units.n++] =
            (struct option){id_text(rq, units.v[i].id.v), name_in(rq, units.v[i].name_nb, units.v[i].name_nn), NULL};
    view->about = (struct options){arena_array(rq->arena, CHANGE_ABOUT_CASE_OFFICER, sizeof(struct option)), 0};
    for (enum change_about about = 1; about <= CHANGE_ABOUT_CASE_OFFICER; about++)
        view->about.v[view->about.n++] =
            (struct option){change_about_code(about), text_of(rq->lang, (text_key)change_about_text(about)), NULL};
    view->answers = (struct options){arena_array(rq->arena, 2, sizeof(struct option)), 2};
    view->answers.v[0] = (struct option){change_state_code(CHANGE_STATE_GRANTED), text_of(rq->lang, T_roles_yes), NULL};
    view->answers.v[1] = (struct option){change_state_code(CHANGE_STATE_DECLINED), text_of(rq->lang, T_roles_no), NULL};
    view->own_staff = organisation_staff_options(rq->db, rq->session->unit, rq->today);
}

struct reply roles_page(struct request *rq, const struct roles_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_RESPONSIBILITY, &frame)) return reply_not_found(rq);
    bool open = frame.brief.state != CASE_STATE_CLOSED;
    struct roles_view view = {.number = frame.case_number,
                              .name = frame.person.given_name,
                              .may_choose = open && session_may(rq->session, RIGHT_DUTY_WRITE),
                              .may_ask = open && session_may(rq->session, RIGHT_BATON_ANSWER)};
    fill_cards(rq, &frame, &view);
    fill_changes(rq, in->case_, &view);
    fill_choices(rq, in->case_, &view);
    if (read_warning) view.warning = read_warning(rq, in->case_);
    struct html *html = html_new(rq);
    case_frame_begin(html, &frame, T_roles_cards);
    roles_case(html, &view);
    case_frame_end(html);
    return reply_html(rq, html);
}

static struct reply back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/ansvar/roller", (long long)id.v), notice);
}

/* A worker brings her unit with her, when only she was chosen. */
static struct unit_id unit_of_choice(struct request *rq, const struct role_choose_in *in) {
    if (!in->staff.v) return in->unit;
    struct role_staff_rows staff = role_staff(rq->db, in->case_, rq->today);
    for (size_t i = 0; i < staff.n; i++)
        if (staff.v[i].id.v == in->staff.v && (!in->unit.v || in->unit.v == staff.v[i].unit_id.v)) return staff.v[i].unit_id;
    return in->unit;
}

struct reply role_choose(struct request *rq, const struct role_choose_in *in) {
    int fault = roles_choose(rq->db, in->case_, in->kind, unit_of_choice(rq, in), in->staff);
    return fault ? refused(rq, fault) : back(rq, in->case_, T_roles_chosen);
}

struct reply change_ask(struct request *rq, const struct change_ask_in *in) {
    struct worker_change_id change;
    int fault = roles_ask_change(rq->db, in->case_, in->about, in->words, &change);
    return fault ? refused(rq, fault) : back(rq, in->case_, T_roles_change_asked);
}

struct reply change_answer(struct request *rq, const struct change_answer_in *in) {
    struct change_answer answer = {in->state == CHANGE_STATE_GRANTED, in->new_staff, in->reasons};
    int fault = in->state == CHANGE_STATE_ASKED ? ROLES_ANSWERED : roles_answer_change(rq->db, in->case_, in->change, &answer);
    return fault ? refused(rq, fault) : back(rq, in->case_, T_roles_change_answered);
}

/* ── the directory ────────────────────────────────────────────────────── */

static struct options topic_options(struct request *rq, const struct topic_rows *topics) {
    struct options options = {arena_array(rq->arena, topics->n + 1, sizeof(struct option)), topics->n};
    for (size_t i = 0; i < topics->n; i++) options.v[i] = (struct option){topics->v[i].code, text_of(rq->lang, topics->v[i].name), NULL};
    return options;
}

static void fill_appointing(struct request *rq, struct directory_view *view) {
    struct appointment_staff_rows staff = appointment_staff(rq->db, rq->today);
    view->staff = (struct options){arena_array(rq->arena, staff.n + 1, sizeof(struct option)), staff.n};
    for (size_t i = 0; i < staff.n; i++) view->staff.v[i] = (struct option){id_text(rq, staff.v[i].id.v), staff.v[i].name, NULL};
    view->appoint_roles = (struct options){arena_array(rq->arena, 2, sizeof(struct option)), 0};
    for (enum appointment_role role = 1; role <= APPOINTMENT_ROLE_HOUSING_COORDINATOR; role++)
        if (role != APPOINTMENT_ROLE_HOUSING_COORDINATOR || view->clarity.housing_in_use)
            view->appoint_roles.v[view->appoint_roles.n++] =
                (struct option){appointment_role_code(role), text_of(rq->lang, (text_key)appointment_role_text(role)), NULL};
}

struct reply directory_page(struct request *rq, const struct directory_page_in *in) {
    (void)in;
    struct appointment_now_row housing;
    struct directory_view view = {
        .topics = topics_read(rq->db, rq->lang),
        .clarity = roles_clarity(rq->db),
        .unit = rq->session->unit_name,
        .may_write = session_may(rq->session, RIGHT_UNIT_LEAD),
        .may_appoint = session_may(rq->session, RIGHT_DISPUTE_DECIDE),
        .may_be_away = session_may(rq->session, RIGHT_CASE_SEE),
    };
    view.topic_options = topic_options(rq, &view.topics);
    if (appointment_now(rq->db, APPOINTMENT_ROLE_HOUSING_COORDINATOR, &housing) && housing.active) view.housing = housing.name;
    if (view.may_appoint) fill_appointing(rq, &view);
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.title = T_roles_directory, .nav = "/enhet"});
    roles_directory(html, &view);
    page_end(html);
    return reply_html(rq, html);
}

static struct reply back_to_directory(struct request *rq, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/hvem-gjor-hva"), notice);
}

struct reply directory_write(struct request *rq, const struct directory_write_in *in) {
    if (!topic_known(in->topic)) return refused(rq, ROLES_TOPIC_UNKNOWN);
    directory_put(rq->db, in->topic, rq->session->unit, in->does, text_empty(in->reach) ? NULL : in->reach, rq->now, rq->session->staff);
    return back_to_directory(rq, T_roles_written);
}

struct reply appointment_write(struct request *rq, const struct appointment_write_in *in) {
    if (in->role == APPOINTMENT_ROLE_HOUSING_COORDINATOR && !roles_in_use(CASE_ROLE_KIND_HOUSING_COORDINATOR)) {
        form_error(rq, "role", T_roles_switched_off);
        return reply_invalid(rq);
    }
    appointment_end(rq->db, in->role, rq->today);
    appointment_insert(rq->db, in->role, in->appointed, rq->today, rq->session->staff);
    return back_to_directory(rq, T_roles_appointed);
}

struct reply absence_write(struct request *rq, const struct absence_write_in *in) {
    if (in->until_date.days < in->from_date.days || in->until_date.days < rq->today.days) return refused(rq, ROLES_DATES);
    absence_insert(rq->db, rq->session->staff, in->from_date, in->until_date, rq->now, rq->session->staff);
    return back_to_directory(rq, T_roles_away_written);
}

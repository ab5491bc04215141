/* The municipality's own hand on a measure: room, weeks, rules with why, and what is asked at the door. By the unit that gives it, or the administrator. */
#include "domain/measure/pages.h"

#include "icons.h"
#include "measure_routes.h"
#include "measure_views.h"
#include "texts.h"

static bool manages(struct request *rq, struct measure_id id, struct measure_get_row *ret_row) {
    if (!measure_get(rq->db, id, ret_row)) return false;
    return measure_is_ours(rq->db, ret_row->unit_id) || session_may(rq->session, RIGHT_ADMIN_WRITE);
}

static const char *number_or_none(struct request *rq, struct maybe_int n) { return n.has ? measure_number(rq, n.v) : NULL; }

static struct reply to_edit(struct request *rq, struct measure_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/tiltak/%lld/endre", (long long)id.v), notice);
}

struct reply measure_edit_page(struct request *rq, const struct measure_edit_page_in *in) {
    struct measure_get_row row;
    if (!manages(rq, in->measure, &row)) return reply_not_found(rq);
    const char *path = arena_printf(rq->arena, "/tiltak/%lld", (long long)row.id.v);
    struct measure_edit_view view = {
        .path = path,
        .back = path,
        .name = measure_titled(rq, row.name_nb, row.name_nn),
        .places = number_or_none(rq, row.places),
        .positions = number_or_none(rq, row.positions),
        .agreement_days = measure_number(rq, row.agreement_days),
        .review_weeks = measure_number(rq, row.review_weeks),
        .open_value = row.open ? "1" : "",
        .version = row.version,
        .rules = measure_rules_view(rq, row.id, arena_printf(rq->arena, "%s/regel", path)),
        .tickets = measure_tickets_view(rq, row.id, arena_printf(rq->arena, "%s/inngang", path)),
        .ticket_kinds = ticket_kind_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title_text = view.name, .nav = "/tiltak"});
    measure_edit(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply measure_edit_send(struct request *rq, const struct measure_edit_send_in *in) {
    struct measure_get_row row;
    if (!manages(rq, in->measure, &row)) return reply_not_found(rq);
    if (in->agreement_days < 7 || in->agreement_days > 92) form_error(rq, "agreement_days", T_measure_days_wrong);
    if (in->review_weeks < 4 || in->review_weeks > 8) form_error(rq, "review_weeks", T_measure_weeks_wrong);
    if (rq->form->refused) return reply_invalid(rq);
    const struct measure_setting setting = {in->measure, in->version, in->places, in->positions, in->open, in->agreement_days, in->review_weeks};
    int fault = measure_settle(rq->db, &setting);
    return fault ? measure_refused(rq, fault) : to_edit(rq, in->measure, T_measure_saved_notice);
}

struct reply measure_rule_send(struct request *rq, const struct measure_rule_send_in *in) {
    struct measure_get_row row;
    if (!manages(rq, in->measure, &row)) return reply_not_found(rq);
    int fault = measure_rule_begin(rq->db, in->measure, &(struct measure_words){in->words_nb, in->words_nn, in->why_nb, in->why_nn});
    return fault ? measure_refused(rq, fault) : to_edit(rq, in->measure, T_measure_rule_notice);
}

struct reply measure_rule_stop_send(struct request *rq, const struct measure_rule_stop_send_in *in) {
    struct measure_get_row row;
    if (!manages(rq, in->measure, &row)) return reply_not_found(rq);
    int fault = measure_rule_stop(rq->db, in->measure, in->rule);
    return fault ? measure_refused(rq, fault) : to_edit(rq, in->measure, T_measure_stopped_notice);
}

struct reply measure_ticket_send(struct request *rq, const struct measure_ticket_send_in *in) {
    struct measure_get_row row;
    if (!manages(rq, in->measure, &row)) return reply_not_found(rq);
    int fault = measure_ticket_begin(rq->db, in->measure, in->ticket, &(struct measure_words){in->asks_nb, in->asks_nn, in->because_nb, in->because_nn});
    return fault ? measure_refused(rq, fault) : to_edit(rq, in->measure, T_measure_ticket_notice);
}

struct reply measure_ticket_stop_send(struct request *rq, const struct measure_ticket_stop_send_in *in) {
    struct measure_get_row row;
    if (!manages(rq, in->measure, &row)) return reply_not_found(rq);
    int fault = measure_ticket_stop(rq->db, in->measure, in->ticket);
    return fault ? measure_refused(rq, fault) : to_edit(rq, in->measure, T_measure_stopped_notice);
}

/* ── a measure of the municipality's own ──────────────────────────────── */

struct reply measure_add_page(struct request *rq, const struct measure_add_page_in *in) {
    (void)in;
    struct measure_new_view view = {
        .kinds = measure_kind_options(rq->arena, rq->lang),
        .units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0}),
        .runners = measure_run_by_options(rq->arena, rq->lang),
        .arenas = measure_arena_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_measure_add, .nav = "/tiltak"});
    measure_new(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply measure_add_send(struct request *rq, const struct measure_add_send_in *in) {
    struct unit_brief unit;
    struct measure_id made;
    if (!organisation_unit(rq->db, in->unit, rq->lang, &unit) || !unit.active) return reply_not_found(rq);
    const struct measure_new measure = {in->code, in->name_nb, in->name_nn, in->plain_nb, in->plain_nn, in->kind, in->unit, in->run_by, in->arena, in->places};
    int fault = measure_add(rq->db, &measure, &made);
    if (fault) return measure_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/tiltak/%lld", (long long)made.v), T_measure_added_notice);
}

/* ── the eight principles ─────────────────────────────────────────────── */

static text_key question_of(enum fidelity_principle principle) {
    switch (principle) {
    case FIDELITY_PRINCIPLE_HOME_IS_A_RIGHT: return T_fidelity_question_home_is_a_right;
    case FIDELITY_PRINCIPLE_RESPECT_AND_WARMTH: return T_fidelity_question_respect_and_warmth;
    case FIDELITY_PRINCIPLE_AS_LONG_AS_NEEDED: return T_fidelity_question_as_long_as_needed;
    case FIDELITY_PRINCIPLE_ORDINARY_HOMES: return T_fidelity_question_ordinary_homes;
    case FIDELITY_PRINCIPLE_HOME_APART_FROM_SERVICES: return T_fidelity_question_home_apart_from_services;
    case FIDELITY_PRINCIPLE_OWN_CHOICE: return T_fidelity_question_own_choice;
    case FIDELITY_PRINCIPLE_RECOVERY: return T_fidelity_question_recovery;
    case FIDELITY_PRINCIPLE_LESS_HARM: return T_fidelity_question_less_harm;
    }
    return 0;
}

static struct measure_mark_view mark_of(enum fidelity_mark mark) {
    static const struct {
        int icon;
        const char *color;
    } looks[FIDELITY_MARK_COUNT + 1] = {
        [FIDELITY_MARK_NOT_YET] = {ICON_NOT_BEGUN, "neutral"},
        [FIDELITY_MARK_PARTLY] = {ICON_PARTLY, "warning"},
        [FIDELITY_MARK_MOSTLY] = {ICON_OK, "info"},
        [FIDELITY_MARK_FULLY] = {ICON_OK, "success"},
    };
    return (struct measure_mark_view){looks[mark].icon, looks[mark].color, fidelity_mark_text(mark)};
}

static void put_checks(struct request *rq, struct measure_id id, struct measure_fidelity_view *view) {
    struct fidelity_checks_of_rows checks = fidelity_checks_of(rq->db, id);
    int64_t good = 0;
    view->checks.v = arena_array(rq->arena, checks.n + 1, sizeof *view->checks.v);
    if (!checks.n) return;
    struct fidelity_answers_of_rows answers = fidelity_answers_of(rq->db, id, checks.v[checks.n - 1].on_date);
    for (size_t i = 0; i < checks.n; i++) view->checks.v[view->checks.n++] = (struct measure_check_view){checks.v[i].on_date, checks.v[i].staff_name};
    for (size_t i = 0; i < answers.n; i++)
        for (size_t c = 0; c < checks.n; c++) {
            if (checks.v[c].id.v != answers.v[i].check_id.v) continue;
            struct measure_principle_view *principle = &view->principles.v[answers.v[i].principle - 1];
            principle->marks[c] = mark_of(answers.v[i].mark);
            if (c == 0) principle->todo = answers.v[i].todo;
            good += c == 0 && answers.v[i].mark >= FIDELITY_MARK_MOSTLY;
        }
    view->sum = text_format(rq->arena, rq->lang, T_measure_principles_sum, "n", measure_number(rq, good), NULL);
}

struct reply measure_fidelity_page(struct request *rq, const struct measure_fidelity_page_in *in) {
    struct measure_get_row row;
    if (!measure_get(rq->db, in->measure, &row) || row.kind != MEASURE_KIND_HOUSING_FIRST) return reply_not_found(rq);
    struct measure_fidelity_view view = {
        .path = arena_printf(rq->arena, "/tiltak/%lld/prinsipper", (long long)row.id.v),
        .back = arena_printf(rq->arena, "/tiltak/%lld", (long long)row.id.v),
        .name = measure_titled(rq, row.name_nb, row.name_nn),
        .may_say = session_may(rq->session, RIGHT_MEASURE_WRITE) && measure_is_ours(rq->db, row.unit_id),
        .marks = fidelity_mark_options(rq->arena, rq->lang),
        .which = fidelity_principle_options(rq->arena, rq->lang),
        .principles = {arena_array(rq->arena, FIDELITY_PRINCIPLE_COUNT, sizeof *view.principles.v), FIDELITY_PRINCIPLE_COUNT},
    };
    for (int i = 1; i <= FIDELITY_PRINCIPLE_COUNT; i++)
        view.principles.v[i - 1] = (struct measure_principle_view){.title = fidelity_principle_text((enum fidelity_principle)i), .question = question_of((enum fidelity_principle)i)};
    put_checks(rq, row.id, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_measure_principles, .nav = "/tiltak"});
    measure_fidelity(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply measure_fidelity_send(struct request *rq, const struct measure_fidelity_send_in *in) {
    struct fidelity_said said = {.marks = {
                                     [FIDELITY_PRINCIPLE_HOME_IS_A_RIGHT] = in->home_is_a_right,
                                     [FIDELITY_PRINCIPLE_RESPECT_AND_WARMTH] = in->respect_and_warmth,
                                     [FIDELITY_PRINCIPLE_AS_LONG_AS_NEEDED] = in->as_long_as_needed,
                                     [FIDELITY_PRINCIPLE_ORDINARY_HOMES] = in->ordinary_homes,
                                     [FIDELITY_PRINCIPLE_HOME_APART_FROM_SERVICES] = in->home_apart_from_services,
                                     [FIDELITY_PRINCIPLE_OWN_CHOICE] = in->own_choice,
                                     [FIDELITY_PRINCIPLE_RECOVERY] = in->recovery,
                                     [FIDELITY_PRINCIPLE_LESS_HARM] = in->less_harm,
                                 }};
    if (!text_empty(in->todo) && !in->todo_about) {
        form_error(rq, "todo_about", T_measure_todo_which);
        return reply_invalid(rq);
    }
    if (in->todo_about) said.todo[in->todo_about] = in->todo;
    int fault = measure_fidelity_say(rq->db, in->measure, &said);
    if (fault) return measure_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/tiltak/%lld/prinsipper", (long long)in->measure.v), T_measure_principles_notice);
}

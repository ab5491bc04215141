/* What is done about one dwelling: the minimum standard, a damage, and a plan for it. */
#include "domain/upkeep/pages.h"

#include "texts.h"
#include "upkeep_routes.h"

static const struct profile_dwellings *stock(void) { return &organisation_profile()->dwellings; }

/* ── the minimum standard ── */

static text_key about_of(enum standard_about about) {
    switch (about) {
    case STANDARD_IS: return T_upkeep_about_is;
    case STANDARD_CONTAINS: return T_upkeep_about_contains;
    case STANDARD_LOOKS: return T_upkeep_about_looks;
    case STANDARD_LIES: return T_upkeep_about_lies;
    }
    return 0;
}

static const struct standard_items_row *last_answer(const struct standard_items_rows *rows, const char *code) {
    for (size_t i = 0; i < rows->n; i++)
        if (text_equal(rows->v[i].item, code)) return &rows->v[i];
    return NULL;
}

struct reply upkeep_standard_page(struct request *rq, const struct upkeep_standard_page_in *in) {
    const char *address = dwelling_called(rq, in->dwelling);
    struct standard_last_row last;
    struct standard_items_rows before = {0};
    if (!address) return reply_not_found(rq);
    if (standard_last(rq->db, in->dwelling, &last)) before = standard_items(rq->db, last.id);
    struct care_standard_view view = {.id = in->dwelling.v, .address = address};
    view.items = (struct care_item_views){arena_array(rq->arena, stock()->standard_count + 1, sizeof *view.items.v), stock()->standard_count};
    for (unsigned i = 0; i < stock()->standard_count; i++) {
        const struct profile_standard_item *item = &stock()->standard[i];
        const struct standard_items_row *was = last_answer(&before, item->code);
        const char *typed = form_raw_at(rq->form, "answer", i);
        enum standard_answer answer = typed ? standard_answer_parse(typed) : was ? was->answer : STANDARD_ANSWER_NOT_SEEN;
        const char *remark = rq->form ? form_raw_at(rq->form, "remark", i) : was ? was->remark : NULL;
        view.items.v[i] = (struct care_item_view){.code = item->code, .name = profile_words_in(&item->name, rq->lang), .about = about_of(item->about), .wanted = item->wanted,
                                                  .first = i == 0 || stock()->standard[i - 1].about != item->about, .met = answer == STANDARD_ANSWER_MET,
                                                  .not_met = answer == STANDARD_ANSWER_NOT_MET, .not_seen = answer == STANDARD_ANSWER_NOT_SEEN || !answer, .remark = remark};
    }
    struct html *h = care_begin(rq, T_upkeep_standard_title);
    care_standard(h, &view);
    return care_end(rq, h);
}

struct reply upkeep_standard_send(struct request *rq, const struct upkeep_standard_send_in *in) {
    if (!dwelling_called(rq, in->dwelling)) return reply_not_found(rq);
    size_t n = stock()->standard_count;
    bool whole = in->item.n == n && in->answer.n == n && in->remark.n == n;
    struct standard_answered *answers = arena_array(rq->arena, n + 1, sizeof *answers);
    for (size_t i = 0; whole && i < n; i++) {
        whole = text_equal(in->item.v[i], stock()->standard[i].code) && in->answer.v[i];
        answers[i] = (struct standard_answered){stock()->standard[i].code, text_empty(in->remark.v[i]) ? NULL : in->remark.v[i], in->answer.v[i]};
    }
    if (!whole || !n) {
        form_error(rq, NULL, T_upkeep_standard_changed);
        return reply_invalid(rq);
    }
    upkeep_check(rq->db, in->dwelling, stock(), answers, n);
    return reply_with_notice(reply_see_other(rq, "%s", care_home_link(rq, in->dwelling)), T_upkeep_standard_kept);
}

struct reply upkeep_below_page(struct request *rq, const struct upkeep_below_page_in *in) {
    (void)in;
    struct standard_below_rows rows = standard_below(rq->db, 0);
    struct care_below_view view = {.tab = stock_tab_of(rq, STOCK_TAB_CARE), .any_standard = stock()->standard_count > 0};
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct standard_below_row *row = &rows.v[i];
        bool late = row->plan && row->due_on.days < rq->today.days;
        list.v[list.n++] = (struct care_row){
            .title = dwelling_called(rq, row->dwelling_id), .link = care_home_link(rq, row->dwelling_id),
            .about = text_format(rq->arena, rq->lang, T_upkeep_met_of, "met", care_id(rq, row->met), "required", care_id(rq, row->required), NULL),
            .note = care_on(rq, T_upkeep_checked, row->checked_on),
            .says = row->plan ? arena_printf(rq->arena, "%s, %s", care_text(rq, stock_plan_text(row->plan)), care_on(rq, T_upkeep_due, row->due_on)) : care_text(rq, T_upkeep_no_plan),
            .mark = !row->plan || late ? CARE_LATE : CARE_WAITS};
    }
    view.below = (struct care_list){"below", T_upkeep_below, T_upkeep_below_none, list};
    struct standard_sums_row sums;
    if (standard_sums(rq->db, &sums)) {
        view.checked = sums.checked;
        view.n_below = sums.below;
        view.unplanned = sums.unplanned;
    }
    struct html *h = care_begin(rq, T_upkeep_below_title);
    care_below(h, &view);
    return care_end(rq, h);
}

/* ── a damage ── */

struct reply upkeep_damage_page(struct request *rq, const struct upkeep_damage_page_in *in) {
    struct care_damage_view view = {in->dwelling.v, dwelling_called(rq, in->dwelling), date_iso(rq->arena, rq->today), damage_cause_options(rq->arena, rq->lang)};
    if (!view.address) return reply_not_found(rq);
    struct html *h = care_begin(rq, T_upkeep_damage_title);
    care_damage(h, &view);
    return care_end(rq, h);
}

struct reply upkeep_damage_send(struct request *rq, const struct upkeep_damage_send_in *in) {
    if (!dwelling_called(rq, in->dwelling)) return reply_not_found(rq);
    if (in->seen_on.days > rq->today.days) {
        form_error(rq, "seen_on", T_dwelling_in_future);
        return reply_invalid(rq);
    }
    upkeep_damage(rq->db, &(struct damage_new){in->dwelling, in->seen_on, in->cause, in->what, in->cost, in->review});
    return reply_with_notice(reply_see_other(rq, "%s", care_home_link(rq, in->dwelling)), T_upkeep_damage_kept);
}

struct reply upkeep_repaired_send(struct request *rq, const struct upkeep_repaired_send_in *in) {
    struct damage_get_row row;
    if (!damage_get(rq->db, in->damage, &row)) return reply_not_found(rq);
    if (in->on.days > rq->today.days || damage_repaired(rq->db, in->damage, in->on, in->cost) != 1) {
        form_error(rq, NULL, T_upkeep_repaired_wrong);
        return reply_invalid(rq);
    }
    return reply_with_notice(reply_see_other(rq, "%s", care_home_link(rq, row.dwelling_id)), T_upkeep_saved);
}

/* ── a plan ── */

struct reply upkeep_plan_page(struct request *rq, const struct upkeep_plan_page_in *in) {
    struct care_plan_view view = {in->dwelling.v, dwelling_called(rq, in->dwelling), stock_plan_options(rq->arena, rq->lang)};
    if (!view.address) return reply_not_found(rq);
    struct html *h = care_begin(rq, T_upkeep_plan_title);
    care_plan(h, &view);
    return care_end(rq, h);
}

struct reply upkeep_plan_send(struct request *rq, const struct upkeep_plan_send_in *in) {
    struct home_plan_open_row open;
    if (!dwelling_called(rq, in->dwelling)) return reply_not_found(rq);
    if (home_plan_open(rq->db, in->dwelling, &open)) form_error(rq, NULL, T_upkeep_plan_there);
    else if (in->due_on.days < rq->today.days) form_error(rq, "due_on", T_upkeep_plan_past);
    else {
        home_plan_add(rq->db, in->dwelling, in->kind, in->why, rq->today, in->due_on, rq->now, rq->session->staff);
        return reply_with_notice(reply_see_other(rq, "%s", care_home_link(rq, in->dwelling)), T_upkeep_plan_kept);
    }
    return reply_invalid(rq);
}

struct reply upkeep_plan_move_send(struct request *rq, const struct upkeep_plan_move_send_in *in) {
    struct home_plan_get_row plan;
    if (!home_plan_get(rq->db, in->plan, &plan)) return reply_not_found(rq);
    if (in->to == PLAN_STATE_DROPPED && !in->outcome) {
        form_error(rq, "outcome", T_upkeep_plan_why_dropped);
        return reply_invalid(rq);
    }
    if (upkeep_plan_move(rq->db, in->plan, in->to, in->outcome) != ERR_OK) return reply_conflict(rq, T_dwelling_changed_by_other);
    return reply_with_notice(reply_see_other(rq, "%s", care_home_link(rq, plan.dwelling_id)), T_upkeep_saved);
}

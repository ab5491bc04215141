/* Siting of modular houses, how close many live, and private landlords. */
#include "domain/upkeep/pages.h"

#include "texts.h"
#include "upkeep_routes.h"

/* ── siting ── */

struct reply siting_list_page(struct request *rq, const struct siting_list_page_in *in) {
    (void)in;
    struct sitings_rows rows = sitings(rq->db);
    struct siting_list_view view = {.tab = stock_tab_of(rq, STOCK_TAB_PLANS), .types = care_types(rq)};
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list.v[list.n++] = (struct care_row){.title = rows.v[i].place, .link = arena_printf(rq->arena, "/boliger/plassering/%lld", (long long)rows.v[i].id.v),
                                             .about = care_n(rq, T_upkeep_homes_n, rows.v[i].houses), .note = date_is_none(rows.v[i].last_on) ? NULL : care_on(rq, T_upkeep_last_on, rows.v[i].last_on),
                                             .says = care_text(rq, siting_state_text(rows.v[i].state)), .mark = rows.v[i].state == SITING_STATE_PLACED ? CARE_GOOD : CARE_WAITS};
    view.rows = (struct care_list){"sitings", T_siting_places, T_siting_none, list};
    struct html *h = care_begin(rq, T_siting_title);
    siting_list(h, &view);
    return care_end(rq, h);
}

struct reply siting_new_send(struct request *rq, const struct siting_new_send_in *in) {
    if (in->type && !profile_dwelling_type(organisation_profile(), in->type)) {
        form_error(rq, "type", T_field_choice);
        return reply_invalid(rq);
    }
    struct siting_id id = siting_add(rq->db, in->place, in->houses, in->type, in->note, rq->now, rq->session->staff);
    return reply_with_notice(reply_see_other(rq, "/boliger/plassering/%lld", (long long)id.v), T_upkeep_saved);
}

struct reply siting_page(struct request *rq, const struct siting_page_in *in) {
    struct siting_get_row row;
    if (!siting_get(rq->db, in->siting, &row)) return reply_not_found(rq);
    struct siting_steps_rows steps = siting_steps(rq->db, in->siting);
    struct siting_view view = {.tab = stock_tab_of(rq, STOCK_TAB_PLANS), .id = row.id.v, .houses = row.houses, .place = row.place, .type = care_type_name(rq, row.type), .note = row.note,
                               .today = date_iso(rq->arena, rq->today), .state = siting_state_text(row.state), .kinds = siting_kind_options(rq->arena, rq->lang)};
    struct care_rows list = care_rows_of(rq, steps.n);
    for (size_t i = 0; i < steps.n; i++)
        list.v[list.n++] = (struct care_row){.title = care_text(rq, siting_kind_text(steps.v[i].kind)), .about = steps.v[i].what,
                                             .note = arena_printf(rq->arena, "%s, %s", date_long(rq->arena, rq->lang, steps.v[i].on_date), steps.v[i].name)};
    view.steps = (struct care_list){"siting-steps", T_siting_steps, T_siting_steps_none, list};
    struct html *h = care_begin(rq, T_siting_one);
    siting_show(h, &view);
    return care_end(rq, h);
}

struct reply siting_step_send(struct request *rq, const struct siting_step_send_in *in) {
    struct siting_get_row row;
    enum siting_state to;
    if (!siting_get(rq->db, in->siting, &row)) return reply_not_found(rq);
    if (in->on.days > rq->today.days) form_error(rq, "on", T_dwelling_in_future);
    else if (!upkeep_siting_may_move(row.state, in->kind, &to)) form_error(rq, "kind", T_siting_not_yet);
    else {
        siting_step_add(rq->db, in->siting, in->kind, in->on, in->what, rq->now, rq->session->staff);
        if (to != row.state) siting_move(rq->db, in->siting, to);
        return reply_with_notice(reply_see_other(rq, "/boliger/plassering/%lld", (long long)in->siting.v), T_upkeep_saved);
    }
    return reply_invalid(rq);
}

/* ── how close many live ── */

struct reply concentration_page(struct request *rq, const struct concentration_page_in *in) {
    (void)in;
    struct cluster_shares_rows rows = cluster_shares(rq->db);
    int64_t few = 0;
    struct concentration_view view = {.tab = stock_tab_of(rq, STOCK_TAB_PLACES), .warn_from = organisation_profile()->allocation.cluster_warning_percent};
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        int share = upkeep_share(rows.v[i].residents, rows.v[i].active);
        bool above = share >= view.warn_from;
        few += share < 0;
        if (share < 0) continue;
        list.v[list.n++] = (struct care_row){.title = rows.v[i].name, .link = arena_printf(rq->arena, "/boliger/omrader/%lld", (long long)rows.v[i].cluster_id.v),
                                             .about = care_n(rq, T_concentration_about, share),
                                             .says = above ? care_text(rq, T_concentration_above) : NULL, .mark = above ? CARE_WARNS : CARE_NONE};
    }
    view.rows = (struct care_list){"shares", T_concentration_places, T_concentration_none, list};
    if (few) view.few = care_n(rq, T_concentration_hidden, few);
    struct html *h = care_begin(rq, T_concentration_title);
    concentration(h, &view);
    return care_end(rq, h);
}

/* ── private landlords ── */

struct reply landlord_list_page(struct request *rq, const struct landlord_list_page_in *in) {
    (void)in;
    struct landlords_rows rows = landlords(rq->db, rq->today);
    struct landlord_list_view view = {.tab = stock_tab_of(rq, STOCK_TAB_LANDLORDS)};
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list.v[list.n++] = (struct care_row){.title = rows.v[i].name, .link = arena_printf(rq->arena, "/boliger/utleiere/%lld", (long long)rows.v[i].id.v),
                                             .about = care_n(rq, T_landlord_homes, rows.v[i].homes), .note = rows.v[i].phone,
                                             .says = date_is_none(rows.v[i].last_on) ? NULL : care_on(rq, T_landlord_last, rows.v[i].last_on)};
    view.rows = (struct care_list){"landlords", T_landlord_all, T_landlord_none, list};
    struct html *h = care_begin(rq, T_landlord_title);
    landlord_list(h, &view);
    return care_end(rq, h);
}

struct reply landlord_new_send(struct request *rq, const struct landlord_new_send_in *in) {
    struct landlord_by_name_row same;
    if (landlord_by_name(rq->db, in->name, &same)) {
        form_error(rq, "name", T_dwelling_name_taken);
        return reply_invalid(rq);
    }
    struct landlord_id id = landlord_add(rq->db, in->name, in->number, in->phone, in->email, in->note, rq->now, rq->session->staff);
    return reply_with_notice(reply_see_other(rq, "/boliger/utleiere/%lld", (long long)id.v), T_upkeep_saved);
}

static struct care_list agreements_of(struct request *rq, struct landlord_id id) {
    struct landlord_agreements_rows rows = landlord_agreements(rq->db, id);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        bool over = !date_is_none(rows.v[i].until_date) && rows.v[i].until_date.days < rq->today.days;
        bool soon = !date_is_none(rows.v[i].until_date) && !over && rows.v[i].until_date.days < date_add_months(rq->today, 3).days;
        list.v[list.n++] = (struct care_row){.title = rows.v[i].what, .about = care_n(rq, T_upkeep_homes_n, rows.v[i].homes), .note = care_on(rq, T_upkeep_from, rows.v[i].from_date),
                                             .says = date_is_none(rows.v[i].until_date) ? care_text(rq, T_landlord_open_end) : care_on(rq, over ? T_landlord_ended : T_landlord_until, rows.v[i].until_date),
                                             .mark = over ? CARE_NONE : soon ? CARE_WARNS : CARE_GOOD};
    }
    return (struct care_list){"agreements", T_landlord_agreements, T_landlord_agreements_none, list};
}

static struct care_list talks_of(struct request *rq, struct landlord_id id) {
    struct landlord_talks_rows rows = landlord_talks(rq->db, id);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list.v[list.n++] = (struct care_row){.title = care_text(rq, contact_kind_text(rows.v[i].kind)), .about = rows.v[i].what,
                                             .note = arena_printf(rq->arena, "%s, %s", date_long(rq->arena, rq->lang, rows.v[i].on_date), rows.v[i].name)};
    return (struct care_list){"talks", T_landlord_talks, T_landlord_talks_none, list};
}

struct reply landlord_page(struct request *rq, const struct landlord_page_in *in) {
    struct landlord_get_row row;
    if (!landlord_get(rq->db, in->landlord, &row)) return reply_not_found(rq);
    struct landlord_view view = {.tab = stock_tab_of(rq, STOCK_TAB_LANDLORDS), .id = row.id.v, .name = row.name, .number = row.number, .phone = row.phone, .email = row.email,
                                 .note = row.note, .today = date_iso(rq->arena, rq->today), .agreements = agreements_of(rq, in->landlord), .talks = talks_of(rq, in->landlord),
                                 .kinds = contact_kind_options(rq->arena, rq->lang)};
    struct html *h = care_begin(rq, T_landlord_one);
    landlord_show(h, &view);
    return care_end(rq, h);
}

struct reply landlord_agreement_send(struct request *rq, const struct landlord_agreement_send_in *in) {
    if (!date_is_none(in->until) && in->until.days < in->from.days) {
        form_error(rq, "until", T_upkeep_ends_before);
        return reply_invalid(rq);
    }
    landlord_agreement_add(rq->db, in->landlord, in->agreed, in->homes, in->from, in->until, rq->now, rq->session->staff);
    return reply_with_notice(reply_see_other(rq, "/boliger/utleiere/%lld", (long long)in->landlord.v), T_upkeep_saved);
}

struct reply landlord_talk_send(struct request *rq, const struct landlord_talk_send_in *in) {
    if (in->on.days > rq->today.days) {
        form_error(rq, "on", T_dwelling_in_future);
        return reply_invalid(rq);
    }
    landlord_talk_add(rq->db, in->landlord, in->kind, in->on, in->what, rq->now, rq->session->staff);
    return reply_with_notice(reply_see_other(rq, "/boliger/utleiere/%lld", (long long)in->landlord.v), T_upkeep_saved);
}

/* What is planned: for each dwelling, for homes to come, and for whole areas; and what is lacking. Numbers of persons under five are not shown. */
#include "domain/upkeep/pages.h"

#include "domain/dwelling/about.h"
#include "texts.h"
#include "upkeep_routes.h"

static int64_t year_of(struct date date) { return date_ymd(date).year; }

static struct care_rows read_plans(struct request *rq) {
    struct home_plans_open_rows rows = home_plans_open(rq->db);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        bool late = rows.v[i].due_on.days < rq->today.days;
        list.v[list.n++] = (struct care_row){.title = dwelling_called(rq, rows.v[i].dwelling_id), .link = care_home_link(rq, rows.v[i].dwelling_id),
                                             .about = care_text(rq, stock_plan_text(rows.v[i].kind)), .note = rows.v[i].why,
                                             .says = arena_printf(rq->arena, "%s, %s", care_text(rq, plan_state_text(rows.v[i].state)), care_on(rq, T_upkeep_due, rows.v[i].due_on)),
                                             .mark = late ? CARE_LATE : CARE_WAITS};
    }
    return list;
}

static struct care_rows read_acquisitions(struct request *rq) {
    struct acquisitions_rows rows = acquisitions(rq->db, year_of(rq->today) - 1);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list.v[list.n++] = (struct care_row){
            .title = rows.v[i].name, .link = arena_printf(rq->arena, "/boliger/planer/%lld", (long long)rows.v[i].id.v),
            .about = text_format(rq->arena, rq->lang, T_upkeep_acquire_about, "kind", care_text(rq, acquire_kind_text(rows.v[i].kind)), "homes", care_id(rq, rows.v[i].homes), "year",
                                 care_id(rq, rows.v[i].plan_year), NULL),
            .note = care_kroner(rq, rows.v[i].cost), .says = care_text(rq, acquire_state_text(rows.v[i].state)),
            .mark = rows.v[i].state == ACQUIRE_STATE_DELIVERED ? CARE_GOOD : rows.v[i].state == ACQUIRE_STATE_DROPPED ? CARE_NONE : CARE_WAITS};
    return list;
}

static struct care_rows read_years(struct request *rq) {
    struct acquisition_years_rows rows = acquisition_years(rq->db, year_of(rq->today));
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list.v[list.n++] = (struct care_row){.title = care_id(rq, rows.v[i].plan_year), .about = care_n(rq, T_upkeep_homes_n, rows.v[i].homes),
                                             .note = care_kroner(rq, (struct maybe_int){true, rows.v[i].total})};
    return list;
}

static struct care_rows read_lifts(struct request *rq) {
    struct rehabilitations_rows rows = rehabilitations(rq->db);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list.v[list.n++] = (struct care_row){
            .title = rows.v[i].name, .link = arena_printf(rq->arena, "/boliger/rehabilitering/%lld", (long long)rows.v[i].id.v),
            .about = arena_printf(rq->arena, "%lld–%lld", (long long)rows.v[i].from_year, (long long)rows.v[i].until_year),
            .note = date_is_none(rows.v[i].outdoor_on) ? NULL : care_text(rq, T_upkeep_outdoor_done),
            .says = text_format(rq->arena, rq->lang, T_upkeep_done_of, "done", care_id(rq, rows.v[i].done), "n", care_id(rq, rows.v[i].homes), NULL),
            .mark = rows.v[i].homes && rows.v[i].done == rows.v[i].homes ? CARE_GOOD : CARE_WAITS};
    return list;
}

static int64_t percent(int64_t part, int64_t whole) { return whole > 0 ? (part * 100 + whole / 2) / whole : 0; }

static struct options cluster_options(struct request *rq) {
    struct upkeep_clusters_rows rows = upkeep_clusters(rq->db);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) options.v[i] = (struct option){.value = care_id(rq, rows.v[i].id.v), .label = rows.v[i].name};
    return options;
}

struct reply upkeep_plans_page(struct request *rq, const struct upkeep_plans_page_in *in) {
    (void)in;
    struct care_plans_view view = {.tab = stock_tab_of(rq, STOCK_TAB_PLANS), .may_write = care_may(rq, RIGHT_UPKEEP_WRITE), .may_site = care_may(rq, RIGHT_SITING_SEE),
                                   .may_concentration = care_may(rq, RIGHT_CONCENTRATION_SEE), .year = year_of(rq->today), .clusters = cluster_options(rq)};
    view.plans = (struct care_list){"plans", T_upkeep_plans, T_upkeep_plans_none, read_plans(rq)};
    view.acquisitions = (struct care_list){"acquisitions", T_upkeep_acquisitions, T_upkeep_acquisitions_none, read_acquisitions(rq)};
    view.years = (struct care_list){"years", T_upkeep_years, T_upkeep_years_none, read_years(rq)};
    view.lifts = (struct care_list){"lifts", T_upkeep_lifts, T_upkeep_lifts_none, read_lifts(rq)};
    struct lacking_row lack;
    struct rehabilitation_share_row share;
    if (lacking(rq->db, &lack)) {
        view.waiting_text = care_few(rq, lack.waiting);
        view.vacant_text = care_id(rq, lack.vacant);
    }
    if (rehabilitation_share(rq->db, &share)) {
        view.stock_done = percent(share.done, share.stock);
        view.yards_done = percent(share.yards_done, share.yards);
    }
    struct html *h = care_begin(rq, T_upkeep_plans_title);
    care_plans(h, &view);
    return care_end(rq, h);
}

/* ── homes to come ── */

static struct options area_options(struct request *rq) {
    struct upkeep_areas_rows rows = upkeep_areas(rq->db);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof *options.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) options.v[i] = (struct option){.value = care_id(rq, rows.v[i].id.v), .label = rows.v[i].name};
    return options;
}

struct reply acquisition_new_page(struct request *rq, const struct acquisition_new_page_in *in) {
    (void)in;
    struct acquisition_new_view view = {.tab = stock_tab_of(rq, STOCK_TAB_PLANS), .kinds = acquire_kind_options(rq->arena, rq->lang), .types = care_types(rq), .areas = area_options(rq),
                                        .units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0}), .standards = build_standard_options(rq->arena, rq->lang),
                                        .next_year = year_of(rq->today) + 1};
    struct html *h = care_begin(rq, T_acquisition_new_title);
    acquisition_new(h, &view);
    return care_end(rq, h);
}

struct reply acquisition_new_send(struct request *rq, const struct acquisition_new_send_in *in) {
    if (in->type && !profile_dwelling_type(organisation_profile(), in->type)) form_error(rq, "type", T_field_choice);
    else if (in->courtyard && (in->homes < 2 || in->homes > 3)) form_error(rq, "courtyard", T_acquisition_courtyard_size);
    else if (in->plan_year < year_of(rq->today)) form_error(rq, "plan_year", T_acquisition_year_past);
    else {
        struct acquisition_id id = acquisition_add(rq->db, in->kind, in->name, in->type, in->homes, in->courtyard, in->area, in->plan_year, in->cost, in->follow_up, in->follow_unit,
                                                   in->standard, in->standard_why, rq->now, rq->session->staff);
        return reply_with_notice(reply_see_other(rq, "/boliger/planer/%lld", (long long)id.v), T_upkeep_saved);
    }
    return reply_invalid(rq);
}

struct reply acquisition_page(struct request *rq, const struct acquisition_page_in *in) {
    struct acquisition_get_row row;
    if (!acquisition_get(rq->db, in->acquisition, &row)) return reply_not_found(rq);
    struct acquisition_view view = {.tab = stock_tab_of(rq, STOCK_TAB_PLANS), .id = row.id.v, .homes = row.homes, .year = row.plan_year, .version = row.version, .name = row.name,
                                    .type = care_type_name(rq, row.type), .area = row.area, .cost = care_kroner(rq, row.cost), .follow_up = row.follow_up,
                                    .follow_unit = rq->lang == LANG_NN ? row.unit_nn : row.unit_nb, .standard_why = row.standard_why, .kind = acquire_kind_text(row.kind),
                                    .state = acquire_state_text(row.state), .standard = build_standard_text(row.standard), .courtyard = row.courtyard,
                                    .may_write = care_may(rq, RIGHT_UPKEEP_WRITE)};
    view.states = (struct options){arena_array(rq->arena, ACQUIRE_STATE_COUNT, sizeof *view.states.v), 0};
    for (int i = 1; i <= ACQUIRE_STATE_COUNT; i++) {
        enum acquire_state to = (enum acquire_state)i;
        if (upkeep_acquire_may_move(row.state, to)) view.states.v[view.states.n++] = (struct option){.value = acquire_state_code(to), .label = care_text(rq, acquire_state_text(to))};
    }
    struct html *h = care_begin(rq, T_acquisition_title);
    acquisition_show(h, &view);
    return care_end(rq, h);
}

struct reply acquisition_move_send(struct request *rq, const struct acquisition_move_send_in *in) {
    struct acquisition_get_row row;
    if (!acquisition_get(rq->db, in->acquisition, &row)) return reply_not_found(rq);
    if (!upkeep_acquire_may_move(row.state, in->state)) {
        form_error(rq, "state", T_field_choice);
        return reply_invalid(rq);
    }
    if (acquisition_move(rq->db, in->acquisition, in->version, in->state, in->plan_year, in->cost) != 1) return reply_conflict(rq, T_dwelling_changed_by_other);
    return reply_with_notice(reply_see_other(rq, "/boliger/planer/%lld", (long long)in->acquisition.v), T_upkeep_saved);
}

/* ── areas that are lifted ── */

struct reply rehabilitation_send(struct request *rq, const struct rehabilitation_send_in *in) {
    struct rehabilitation_by_name_row same;
    if (rehabilitation_by_name(rq->db, in->lift_name, &same)) form_error(rq, "lift_name", T_dwelling_name_taken);
    else if (in->until_year < in->from_year) form_error(rq, "until_year", T_upkeep_years_turned);
    else {
        struct rehabilitation_id id = rehabilitation_add(rq->db, in->lift_name, in->cluster, in->from_year, in->until_year, in->lift_what, rq->now, rq->session->staff);
        if (in->cluster.v) rehabilitation_fill(rq->db, id, in->cluster);
        return reply_with_notice(reply_see_other(rq, "/boliger/rehabilitering/%lld", (long long)id.v), T_upkeep_saved);
    }
    return reply_invalid(rq);
}

struct reply rehabilitation_page(struct request *rq, const struct rehabilitation_page_in *in) {
    struct rehabilitation_get_row row;
    if (!rehabilitation_get(rq->db, in->rehabilitation, &row)) return reply_not_found(rq);
    struct rehabilitation_homes_rows homes = rehabilitation_homes(rq->db, in->rehabilitation);
    struct lift_view view = {.tab = stock_tab_of(rq, STOCK_TAB_PLANS), .id = row.id.v, .n = (int64_t)homes.n, .from = row.from_year, .until = row.until_year, .name = row.name,
                             .cluster = row.cluster, .what = row.what, .today = date_iso(rq->arena, rq->today), .outdoor_on = row.outdoor_on, .outdoor = !date_is_none(row.outdoor_on),
                             .may_write = care_may(rq, RIGHT_UPKEEP_WRITE), .homes = {arena_array(rq->arena, homes.n + 1, sizeof *view.homes.v), homes.n}};
    for (size_t i = 0; i < homes.n; i++) {
        bool done = !date_is_none(homes.v[i].done_on);
        view.done += done;
        view.homes.v[i] = (struct lift_home_view){homes.v[i].dwelling_id.v, dwelling_called(rq, homes.v[i].dwelling_id), homes.v[i].done_on, done};
    }
    view.percent = percent(view.done, view.n);
    struct html *h = care_begin(rq, T_upkeep_lift_title);
    lift_show(h, &view);
    return care_end(rq, h);
}

struct reply rehabilitation_home_send(struct request *rq, const struct rehabilitation_home_send_in *in) {
    if (in->on.days > rq->today.days) {
        form_error(rq, "on", T_dwelling_in_future);
        return reply_invalid(rq);
    }
    if (rehabilitation_home_done(rq->db, in->rehabilitation, in->dwelling, in->on) != 1) return reply_conflict(rq, T_upkeep_done_already);
    return reply_see_other(rq, "/boliger/rehabilitering/%lld", (long long)in->rehabilitation.v);
}

struct reply rehabilitation_outdoor_send(struct request *rq, const struct rehabilitation_outdoor_send_in *in) {
    if (rehabilitation_outdoor(rq->db, in->rehabilitation, in->outdoor_on) != 1) return reply_conflict(rq, T_upkeep_done_already);
    return reply_with_notice(reply_see_other(rq, "/boliger/rehabilitering/%lld", (long long)in->rehabilitation.v), T_upkeep_saved);
}

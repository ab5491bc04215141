/* The page of what is being done, what stands empty and what is broken; one run with its steps; and what the pages of a dwelling and of a cluster show. */
#include "domain/upkeep/pages.h"

#include "domain/law/law.h"
#include "texts.h"
#include "upkeep_routes.h"

static const struct profile_dwellings *stock(void) { return &organisation_profile()->dwellings; }
static int void_alarm(void) { return stock()->void_alarm_days ? stock()->void_alarm_days : 45; }

static struct care_rows read_runs(struct request *rq, int64_t *ret_late) {
    struct runs_open_rows rows = runs_open(rq->db);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct runs_open_row *row = &rows.v[i];
        bool late = row->due_on.days < rq->today.days;
        *ret_late += late;
        list.v[list.n++] = (struct care_row){
            .title = dwelling_called(rq, row->dwelling_id),
            .link = arena_printf(rq->arena, "/boliger/vedlikehold/%lld", (long long)row->id.v),
            .about = text_format(rq->arena, rq->lang, T_upkeep_run_about, "why", care_text(rq, run_why_text(row->why)), "done", care_id(rq, row->done), "steps", care_id(rq, row->steps), NULL),
            .says = late ? care_on(rq, T_upkeep_late_since, row->due_on) : care_on(rq, T_upkeep_due, row->due_on),
            .mark = late ? CARE_LATE : CARE_WAITS,
        };
    }
    return list;
}

static struct care_rows read_empty(struct request *rq, int64_t *ret_days) {
    struct void_now_rows rows = void_now(rq->db);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        const struct void_now_row *row = &rows.v[i];
        int days = date_is_none(row->since) ? 0 : date_days_between(row->since, rq->today);
        *ret_days += days > 0 ? days : 0;
        if (days < void_alarm() || list.n >= 50) continue;
        list.v[list.n++] = (struct care_row){.title = dwelling_called(rq, row->id), .link = care_home_link(rq, row->id), .about = care_text(rq, dwelling_state_text(row->state)),
                                             .says = care_n(rq, T_upkeep_empty_days, days), .mark = CARE_WARNS};
    }
    return list;
}

static struct care_rows read_damages(struct request *rq) {
    struct damage_unrepaired_rows rows = damage_unrepaired(rq->db);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list.v[list.n++] = (struct care_row){.title = dwelling_called(rq, rows.v[i].dwelling_id), .link = care_home_link(rq, rows.v[i].dwelling_id), .about = rows.v[i].what,
                                             .note = care_kroner(rq, rows.v[i].cost), .says = care_on(rq, T_upkeep_seen, rows.v[i].seen_on), .mark = CARE_WAITS};
    return list;
}

static struct care_rows read_causes(struct request *rq) {
    struct damage_by_cause_rows rows = damage_by_cause(rq->db, date_add_months(rq->today, -12));
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list.v[list.n++] = (struct care_row){.title = care_text(rq, damage_cause_text(rows.v[i].cause)), .about = care_n(rq, T_upkeep_cases, rows.v[i].n),
                                             .note = care_kroner(rq, (struct maybe_int){true, rows.v[i].total})};
    return list;
}

static struct care_rows read_problems(struct request *rq) {
    struct problems_open_rows rows = problems_open(rq->db);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        list.v[list.n++] = (struct care_row){.title = rows.v[i].name, .link = arena_printf(rq->arena, "/boliger/omrader/%lld", (long long)rows.v[i].cluster_id.v),
                                             .about = care_n(rq, T_upkeep_problems_n, rows.v[i].n), .mark = CARE_WARNS, .says = care_text(rq, T_upkeep_open)};
    return list;
}

static void read_sums(struct request *rq, struct care_page_view *view) {
    struct standard_sums_row standard;
    struct runs_turnaround_row turned;
    if (standard_sums(rq->db, &standard)) {
        view->checked = standard.checked;
        view->n_below = standard.below;
        view->unplanned = standard.unplanned;
    }
    if (!runs_turnaround(rq->db, date_add_months(rq->today, -12), &turned)) return;
    view->turned = turned.n;
    view->turned_late = turned.late;
    view->turnaround = turned.n ? (turned.days + turned.n / 2) / turned.n : 0;
}

struct reply upkeep_page(struct request *rq, const struct upkeep_page_in *in) {
    (void)in;
    struct care_page_view view = {.tab = stock_tab_of(rq, STOCK_TAB_CARE), .goal = stock()->turnaround_days};
    int64_t void_days = 0;
    view.runs = (struct care_list){"runs", T_upkeep_runs, T_upkeep_runs_none, read_runs(rq, &view.late)};
    view.empty = (struct care_list){"empty", T_upkeep_empty, T_upkeep_empty_none, read_empty(rq, &void_days)};
    view.void_days = number_text(rq->arena, rq->lang, void_days);
    view.damages = (struct care_list){"damages", T_upkeep_damages, T_upkeep_damages_none, read_damages(rq)};
    view.problems = (struct care_list){"problems", T_upkeep_problems, T_upkeep_problems_none, read_problems(rq)};
    view.causes = (struct care_list){"causes", T_upkeep_causes, T_upkeep_causes_none, read_causes(rq)};
    read_sums(rq, &view);
    struct html *h = care_begin(rq, T_upkeep_title);
    care_page(h, &view);
    return care_end(rq, h);
}

/* ── one run ── */

static void read_steps(struct request *rq, struct maintenance_run_id run, struct care_run_view *view) {
    struct run_steps_rows rows = run_steps(rq->db, run);
    view->steps = (struct care_step_views){arena_array(rq->arena, rows.n + 1, sizeof *view->steps.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct run_steps_row *row = &rows.v[i];
        bool done = !date_is_none(row->done_on);
        view->left += !done;
        view->done += done;
        view->cost += row->cost.has ? row->cost.v : 0;
        view->steps.v[i] = (struct care_step_view){row->seq, row->cost.v, rq->lang == LANG_NN ? row->name_nn : row->name_nb, row->note, row->who, row->done_on, done, row->needed, row->cost.has};
    }
}

struct reply upkeep_run_page(struct request *rq, const struct upkeep_run_page_in *in) {
    struct run_get_row row;
    if (!run_get(rq->db, in->run, &row)) return reply_not_found(rq);
    bool over = !date_is_none(row.ended_on);
    struct care_run_view view = {.tab = stock_tab_of(rq, STOCK_TAB_CARE), .id = row.id.v, .dwelling = row.dwelling_id.v, .address = dwelling_called(rq, row.dwelling_id),
                                 .why = run_why_text(row.why), .begun = row.begun_on, .due = row.due_on, .ended = row.ended_on, .over = over,
                                 .late = !over && row.due_on.days < rq->today.days, .may_write = care_may(rq, RIGHT_UPKEEP_WRITE), .goal = stock()->turnaround_days,
                                 .days = over ? row.working_days.v : law_working_days_between(law_current(), row.begun_on, rq->today)};
    read_steps(rq, in->run, &view);
    struct html *h = care_begin(rq, T_upkeep_run_title);
    care_run(h, &view);
    return care_end(rq, h);
}

struct reply upkeep_step_send(struct request *rq, const struct upkeep_step_send_in *in) {
    if (run_step_done(rq->db, in->run, in->seq, rq->today, !in->not_needed, in->cost, in->note, rq->session->staff) != 1) return reply_conflict(rq, T_upkeep_done_already);
    return reply_see_other(rq, "/boliger/vedlikehold/%lld", (long long)in->run.v);
}

struct reply upkeep_end_send(struct request *rq, const struct upkeep_end_send_in *in) {
    int result = upkeep_run_end(rq->db, in->run);
    if (result == ERR_NOT_FOUND) return reply_not_found(rq);
    if (result == ERR_INVALID) {
        form_error(rq, NULL, T_upkeep_something_left);
        return reply_invalid(rq);
    }
    return reply_with_notice(reply_see_other(rq, "/boliger/vedlikehold/%lld", (long long)in->run.v), T_upkeep_run_ended);
}

/* ── on the pages of a dwelling and of a cluster ── */

static void dwelling_plan_read(struct request *rq, struct dwelling_id dwelling, struct care_dwelling_view *view) {
    struct home_plan_open_row plan;
    if (!home_plan_open(rq->db, dwelling, &plan)) return;
    view->has_plan = true;
    view->plan = plan.id.v;
    view->plan_kind = stock_plan_text(plan.kind);
    view->plan_state = plan_state_text(plan.state);
    view->plan_why = plan.why;
    view->due = plan.due_on;
    view->may_begin = plan.state == PLAN_STATE_DECIDED;
    view->may_end = plan.state == PLAN_STATE_BEGUN;
}

static void dwelling_damages(struct request *rq, struct dwelling_id dwelling, struct care_dwelling_view *view) {
    struct damage_of_rows rows = damage_of(rq->db, dwelling);
    struct care_rows list = care_rows_of(rq, rows.n);
    view->open.v = arena_array(rq->arena, rows.n + 1, sizeof *view->open.v);
    for (size_t i = 0; i < rows.n; i++) {
        bool repaired = !date_is_none(rows.v[i].repaired_on);
        if (!repaired) view->open.v[view->open.n++] = (struct care_open_damage){rows.v[i].id.v, rows.v[i].what};
        list.v[list.n++] = (struct care_row){.title = rows.v[i].what, .about = care_text(rq, damage_cause_text(rows.v[i].cause)), .note = care_kroner(rq, rows.v[i].cost),
                                             .says = repaired ? care_on(rq, T_upkeep_repaired, rows.v[i].repaired_on) : care_on(rq, T_upkeep_seen, rows.v[i].seen_on),
                                             .mark = repaired ? CARE_GOOD : CARE_WAITS};
    }
    view->damages = (struct care_list){"home-damages", T_upkeep_damages, T_upkeep_home_damages_none, list};
}

static void dwelling_runs(struct request *rq, struct dwelling_id dwelling, struct care_dwelling_view *view) {
    struct runs_of_rows rows = runs_of(rq->db, dwelling);
    struct care_rows list = care_rows_of(rq, rows.n);
    for (size_t i = 0; i < rows.n; i++) {
        bool over = !date_is_none(rows.v[i].ended_on), late = !over && rows.v[i].due_on.days < rq->today.days;
        list.v[list.n++] = (struct care_row){.title = care_text(rq, run_why_text(rows.v[i].why)), .link = arena_printf(rq->arena, "/boliger/vedlikehold/%lld", (long long)rows.v[i].id.v),
                                             .about = care_on(rq, T_upkeep_begun, rows.v[i].begun_on),
                                             .says = over ? care_n(rq, T_upkeep_took, rows.v[i].working_days.v) : care_on(rq, late ? T_upkeep_late_since : T_upkeep_due, rows.v[i].due_on),
                                             .mark = over ? CARE_GOOD : late ? CARE_LATE : CARE_WAITS};
    }
    view->runs = (struct care_list){"home-runs", T_upkeep_home_runs, T_upkeep_home_runs_none, list};
}

void upkeep_on_dwelling(struct request *rq, struct html *h, struct dwelling_id dwelling) {
    if (!care_may(rq, RIGHT_UPKEEP_SEE)) return;
    struct care_dwelling_view view = {.id = dwelling.v, .may_write = care_may(rq, RIGHT_UPKEEP_WRITE), .today = date_iso(rq->arena, rq->today)};
    struct standard_last_row last;
    if (standard_last(rq->db, dwelling, &last)) {
        view.checked = true;
        view.met = last.met;
        view.required = last.required;
        view.below = last.below;
        view.checked_on = last.checked_on;
        view.checked_by = last.name;
    }
    dwelling_plan_read(rq, dwelling, &view);
    dwelling_runs(rq, dwelling, &view);
    dwelling_damages(rq, dwelling, &view);
    care_dwelling(h, &view);
}

void upkeep_on_cluster(struct request *rq, struct html *h, struct dwelling_cluster_id cluster) {
    if (!care_may(rq, RIGHT_UPKEEP_SEE)) return;
    struct problems_of_rows rows = problems_of(rq->db, cluster);
    struct care_cluster_view view = {.id = cluster.v, .may_write = care_may(rq, RIGHT_UPKEEP_WRITE), .kinds = problem_kind_options(rq->arena, rq->lang),
                                     .today = date_iso(rq->arena, rq->today), .problems = {arena_array(rq->arena, rows.n + 1, sizeof *view.problems.v), rows.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.problems.v[i] = (struct care_problem_view){rows.v[i].id.v, problem_kind_text(rows.v[i].kind), rows.v[i].seen_on, rows.v[i].closed_on, rows.v[i].what, rows.v[i].done_what,
                                                        date_is_none(rows.v[i].closed_on)};
    care_cluster(h, &view);
}

struct reply problem_send(struct request *rq, const struct problem_send_in *in) {
    if (in->seen_on.days > rq->today.days) {
        form_error(rq, "seen_on", T_dwelling_in_future);
        return reply_invalid(rq);
    }
    problem_add(rq->db, in->cluster, in->problem, in->seen_on, in->what, rq->now, rq->session->staff);
    return reply_with_notice(reply_see_other(rq, "/boliger/omrader/%lld", (long long)in->cluster.v), T_upkeep_saved);
}

struct reply problem_close_send(struct request *rq, const struct problem_close_send_in *in) {
    if (problem_close(rq->db, in->problem, in->cluster, rq->today, in->done) != 1) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "/boliger/omrader/%lld", (long long)in->cluster.v), T_upkeep_saved);
}

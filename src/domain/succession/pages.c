/* The leader's page of the unit, the list of who takes over whom, and the merger of two units. The rules are in succession.c. */
#include "domain/succession/succession.h"

#include "domain/succession/views.h"
#include "succession_routes.h"
#include "succession_sql.h"
#include "succession_views.h"
#include "texts.h"

static struct reply refused(struct request *rq, int fault) {
    struct succession_fault_text text = succession_fault_text(fault);
    if (fault == SUCCESSION_NOT_FOUND) return reply_not_found(rq);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

static const char *full_name(struct request *rq, const char *given, const char *family) {
    return text_empty(family) ? given : arena_printf(rq->arena, "%s %s", given, family);
}
static const char *id_text(struct request *rq, int64_t id) { return arena_printf(rq->arena, "%lld", (long long)id); }
/* A shielded person stands in no list by name. */
static const char *shown_name(struct request *rq, int64_t number, bool hidden, const char *name) {
    return hidden ? text_format(rq->arena, rq->lang, T_succession_hidden, "number", id_text(rq, number), NULL) : name;
}
static const char *name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }

/* ── the unit ─────────────────────────────────────────────────────────── */

static struct worker_rows workers_of(struct request *rq) {
    struct unit_workers_rows rows = unit_workers(rq->db, rq->session->unit, rq->today);
    struct worker_rows workers = {arena_array(rq->arena, rows.n + 1, sizeof *workers.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        workers.v[i] = (struct worker_row){rows.v[i].leaving_id.v, rows.v[i].name, rows.v[i].title, rows.v[i].n_cases, rows.v[i].last_day};
    return workers;
}

static struct nameless_rows nameless_of(struct request *rq) {
    struct unit_nameless_rows rows = unit_nameless(rq->db, rq->session->unit, rq->today);
    struct nameless_rows nameless = {arena_array(rq->arena, rows.n + 1, sizeof *nameless.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        nameless.v[i] = (struct nameless_row){rows.v[i].id.v, shown_name(rq, rows.v[i].id.v, rows.v[i].hidden, full_name(rq, rows.v[i].given_name, rows.v[i].family_name)),
                                              instant_oslo_date(rows.v[i].held_since)};
    return nameless;
}

struct reply leavings_page(struct request *rq, const struct leavings_page_in *in) {
    (void)in;
    struct unit_view view = {.unit = rq->session->unit_name,
                             .workers = workers_of(rq),
                             .nameless = nameless_of(rq),
                             .staff = organisation_staff_options(rq->db, rq->session->unit, rq->today)};
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.title = T_succession_leaves, .nav = "/enhet"});
    succession_unit(html, &view);
    page_end(html);
    return reply_html(rq, html);
}

struct reply leaving_register(struct request *rq, const struct leaving_register_in *in) {
    struct leaving_id leaving;
    int fault = leaving_plan(rq->db, in->staff, in->last_day, &leaving);
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/enhet/slutter/%lld", (long long)leaving.v), T_succession_planned);
}

/* ── who takes over whom ──────────────────────────────────────────────── */

static const char *roles_of(struct request *rq, const struct leaving_persons_row *row) {
    struct str out = str_in(rq->arena);
    const struct {
        bool is;
        text_key role;
    } roles[] = {{row->holds, T_succession_holds}, {row->coordinates, T_succession_coordinates}, {row->helps, T_succession_helps}, {row->meets, T_succession_meets}, {row->has_role, T_succession_role}};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (!roles[i].is) continue;
        if (out.length) str_add(&out, ", ");
        str_add(&out, text_of(rq->lang, roles[i].role));
    }
    return str_text(&out);
}

/* After a fault the rows stand as they were typed. */
static const char *typed_or(struct request *rq, const char *field, size_t at, const char *otherwise) {
    if (!rq->form || !rq->form->refused) return otherwise;
    for (size_t i = 0, seen = 0; i < rq->form->n; i++)
        if (text_equal(rq->form->v[i].name, field) && seen++ == at) return rq->form->v[i].raw;
    return "";
}

/* The field of one row: its errors stand beside it. */
static const char *field_of(struct request *rq, const char *field, int64_t number) {
    return arena_printf(rq->arena, "%s-%lld", field, (long long)number);
}

static void fill_persons(struct request *rq, const struct leaving_get_row *leaving, struct leaving_view *view) {
    struct leaving_persons_rows rows = leaving_persons(rq->db, leaving->id, leaving->staff_id, leaving->unit_id, rq->today);
    view->persons.v = arena_array(rq->arena, rows.n + 1, sizeof *view->persons.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct leaving_persons_row *row = &rows.v[i];
        const char *successor = row->successor.v ? id_text(rq, row->successor.v) : "", *meet = date_is_none(row->meet_on) ? "" : date_typed(rq->arena, row->meet_on);
        view->persons.v[view->persons.n++] = (struct person_row){
            .number = row->id.v,
            .name = shown_name(rq, row->id.v, row->hidden, full_name(rq, row->given_name, row->family_name)),
            .roles = roles_of(rq, row),
            .successor = typed_or(rq, "successor", i, successor),
            .meet = typed_or(rq, "meet", i, meet),
            .wrong = form_error_of(rq->form, field_of(rq, "successor", row->id.v)),
            .wrong_day = form_error_of(rq->form, field_of(rq, "meet", row->id.v)),
        };
        view->left += row->successor.v == 0;
    }
}

static void fill_moved(struct request *rq, struct leaving_id leaving, struct leaving_view *view) {
    struct leaving_moved_rows rows = leaving_moved(rq->db, leaving);
    view->moved = (struct moved_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->moved.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->moved.v[i] = (struct moved_row){shown_name(rq, rows.v[i].case_id.v, rows.v[i].hidden, full_name(rq, rows.v[i].given_name, rows.v[i].family_name)), rows.v[i].successor_name,
                                              instant_oslo_date(rows.v[i].moved_at), rows.v[i].meet_on};
}

/* Those who may take over, with how many persons each has already; who leaves herself is not among them. */
static struct options others_in_unit(struct request *rq, struct staff_id except) {
    struct unit_workers_rows rows = unit_workers(rq->db, rq->session->unit, rq->today);
    struct options others = {arena_array(rq->arena, rows.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const struct unit_workers_row *row = &rows.v[i];
        if (row->id.v == except.v || row->leaving_id.v) continue;
        const char *label = text_format(rq->arena, rq->lang, T_succession_has, "name", row->name, "n", id_text(rq, row->n_cases), NULL);
        others.v[others.n++] = (struct option){id_text(rq, row->id.v), label, NULL};
    }
    return others;
}

/* A leaving in the session's own unit. */
static bool read_leaving(struct request *rq, struct leaving_id leaving, struct leaving_get_row *ret_row) {
    return leaving_get(rq->db, leaving, ret_row) && ret_row->unit_id.v == rq->session->unit.v;
}

struct reply leaving_page(struct request *rq, const struct leaving_page_in *in) {
    struct leaving_get_row row;
    if (!read_leaving(rq, in->leaving, &row)) return reply_not_found(rq);
    struct leaving_view view = {.id = row.id.v,
                                .name = row.name,
                                .unit = rq->session->unit_name,
                                .last = row.last_day,
                                .planned = row.state == LEAVING_STATE_PLANNED,
                                .rest = form_raw(rq->form, "rest") ? form_raw(rq->form, "rest") : "",
                                .staff = others_in_unit(rq, row.staff_id)};
    view.wrong = form_error_of(rq->form, "meet"); /* a day nobody can read */
    fill_persons(rq, &row, &view);
    fill_moved(rq, in->leaving, &view);
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.title = T_succession_leaves, .nav = "/enhet"});
    succession_leaving(html, &view);
    page_end(html);
    return reply_html(rq, html);
}

static struct reply back_to_leaving(struct request *rq, struct leaving_id leaving, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/enhet/slutter/%lld", (long long)leaving.v), notice);
}

/* Who is chosen for each; `rest` is for all who have nobody yet. */
static struct successor_choice *choices_of(struct request *rq, const struct leaving_save_in *in, size_t *ret_n) {
    struct successor_choice *choices = arena_array(rq->arena, in->person.n + 1, sizeof *choices);
    size_t n = 0;
    for (size_t i = 0; i < in->person.n && i < in->successor.n; i++) {
        struct staff_id successor = in->successor.v[i].v ? in->successor.v[i] : in->rest;
        if (!in->person.v[i].v || !successor.v) continue;
        choices[n++] = (struct successor_choice){in->person.v[i], successor, i < in->meet.n ? in->meet.v[i] : DATE_NONE};
    }
    *ret_n = n;
    return choices;
}

struct reply leaving_save(struct request *rq, const struct leaving_save_in *in) {
    struct leaving_get_row row;
    size_t n = 0, wrong = 0;
    int64_t moved = 0;
    if (!read_leaving(rq, in->leaving, &row)) return reply_not_found(rq);
    const struct successor_choice *choices = choices_of(rq, in, &n);
    int fault = leaving_assign(rq->db, in->leaving, choices, n, &wrong);
    struct succession_fault_text text = succession_fault_text(fault);
    if (text.field) { /* beside the row that cannot be; nothing of the rest is kept */
        form_error(rq, field_of(rq, text.field, choices[wrong].case_.v), text.why);
        return reply_invalid(rq);
    }
    if (!fault && in->now) fault = leaving_carry_out(rq->db, in->leaving, &moved);
    if (fault) return refused(rq, fault);
    return back_to_leaving(rq, in->leaving, in->now ? T_succession_moved_now : T_succession_saved);
}

struct reply leaving_cancel(struct request *rq, const struct leaving_cancel_in *in) {
    int fault = leaving_take_back(rq->db, in->leaving);
    return fault ? refused(rq, fault) : reply_with_notice(reply_see_other(rq, "/enhet/slutter"), T_succession_taken_back);
}

/* ── two units become one ─────────────────────────────────────────────── */

static struct options units_to_merge(struct request *rq) {
    struct merger_units_rows rows = merger_units(rq->db);
    struct options options = {arena_array(rq->arena, rows.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < rows.n; i++)
        options.v[options.n++] = (struct option){id_text(rq, rows.v[i].id.v), name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn), NULL};
    return options;
}

static struct reply merger_page(struct request *rq, struct merger_view *view) {
    struct merger_list_rows rows = merger_list(rq->db);
    view->units = units_to_merge(rq);
    view->before = (struct merged_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->before.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->before.v[i] =
            (struct merged_row){name_in(rq, rows.v[i].from_nb, rows.v[i].from_nn), name_in(rq, rows.v[i].to_nb, rows.v[i].to_nn),
                                instant_oslo_date(rows.v[i].at), rows.v[i].n_cases};
    struct html *html = html_new(rq);
    page_begin(html, &(struct page){.title = T_succession_merger});
    succession_merger(html, view);
    page_end(html);
    return reply_html(rq, html);
}

struct reply merger_form(struct request *rq, const struct merger_form_in *in) {
    (void)in;
    return merger_page(rq, &(struct merger_view){0});
}

struct reply merger_send(struct request *rq, const struct merger_send_in *in) {
    struct merger_view view = {.check = true, .from_value = id_text(rq, in->from_unit.v), .to_value = id_text(rq, in->to_unit.v)};
    bool send = text_equal(in->step, "send"), plans = text_equal(in->step, "plan");
    int fault = plans ? unit_merge_plan(rq->db, in->from_unit, in->to_unit, in->keeps, in->told_by) : send ? unit_merge(rq->db, in->from_unit, in->to_unit) : SUCCESSION_DONE;
    if (!fault && !send) fault = unit_merge_check(rq->db, in->from_unit, in->to_unit, &view.size);
    if (fault) return refused(rq, fault);
    if (send) return reply_with_notice(reply_see_other(rq, "/enheter/samling"), T_succession_merged);
    struct merger_unit_row unit;
    if (merger_unit(rq->db, in->from_unit, &unit)) view.from = name_in(rq, unit.name_nb, unit.name_nn);
    if (merger_unit(rq->db, in->to_unit, &unit)) view.to = name_in(rq, unit.name_nb, unit.name_nn);
    struct merger_plan_last_row plan;
    view.today = date_iso(rq->arena, rq->today);
    view.planned = merger_plan_last(rq->db, in->from_unit, in->to_unit, &plan);
    if (view.planned) {
        view.keeps = plan.keeps;
        view.planner = plan.staff_name;
        view.told_by = plan.told_by;
        view.ready = plan.told_by.days <= rq->today.days;
    }
    struct reply reply = merger_page(rq, &view);
    reply.no_commit = !plans;
    return reply;
}

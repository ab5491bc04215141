/* The unit's queue: what nobody has taken, who has how much, and the lists behind the numbers. A page is read off an index and the numbers
 * are kept, so that it costs the same in a unit of fifty cases and of fifty thousand. */
#include "domain/desk/internal.h"

#include "desk_routes.h"
#include "domain/emergency/emergency.h"
#include "domain/intake/intake.h"
#include "texts.h"

struct unit_choice_made {
    enum desk_list list;
    struct staff_id staff; /* 0: everyone */
    enum desk_sort sort;
    int64_t page;
};

static const char *path_of(struct request *rq, const struct unit_choice_made *choice) {
    struct str path = str_in(rq->arena);
    str_addf(&path, "/enhet?liste=%s", desk_list_code(choice->list));
    if (choice->staff.v) str_addf(&path, "&hvem=%lld", (long long)choice->staff.v);
    if (choice->sort != DESK_SORT_DUE) str_addf(&path, "&sort=%s", desk_sort_code(choice->sort));
    if (choice->page > 1) str_addf(&path, "&side=%lld", (long long)choice->page);
    return str_text(&path);
}

/* ── numbers ──────────────────────────────────────────────────────────── */

struct unit_totals {
    int64_t cases[2], tasks[2], offers; /* [0] the whole unit, [1] nobody by name */
};

static struct unit_totals totals_read(struct request *rq) {
    struct unit_totals totals = {0};
    struct desk_totals_rows rows = desk_totals(rq->db, rq->session->unit, rq->session->staff);
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_totals_row *row = &rows.v[i];
        if (row->staff_id != DESK_WHOLE_UNIT && row->staff_id != DESK_NOBODY) continue;
        int who = row->staff_id == DESK_NOBODY;
        if (row->shelf == DESK_SHELF_CASES) totals.cases[who] = row->n;
        if (row->shelf == DESK_SHELF_TASKS) totals.tasks[who] = row->n;
        if (row->shelf == DESK_SHELF_OFFERS && !who) totals.offers = row->n;
    }
    return totals;
}

int64_t desk_count_nobody(struct request *rq) { return totals_read(rq).cases[1]; }

static void workers_read(struct request *rq, const struct unit_choice_made *choice, struct unit_view *view) {
    struct desk_workers_rows rows = desk_workers(rq->db, rq->session->unit, rq->today);
    view->workers = (struct worker_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->workers.v), rows.n};
    view->staff_options = (struct options){arena_array(rq->arena, rows.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_workers_row *row = &rows.v[i];
        enum desk_list list = choice->list == DESK_LIST_TASKS ? DESK_LIST_TASKS : DESK_LIST_CASES;
        struct unit_choice_made hers = {.list = list, .staff = row->id, .sort = choice->sort, .page = 1};
        bool shown = row->id.v == choice->staff.v;
        view->workers.v[i] = (struct worker_row){
            row->name, shown ? NULL : path_of(rq, &hers), row->n_cases.v, row->n_tasks.v, row->n_late, !row->works_here};
        if (shown) view->whose = row->name;
        if (row->works_here)
            view->staff_options.v[view->staff_options.n++] =
                (struct option){arena_printf(rq->arena, "%lld", (long long)row->id.v), row->name, NULL};
    }
}

/* ── the lists ────────────────────────────────────────────────────────── */

static int64_t shown_staff(const struct unit_choice_made *choice) {
    if (choice->list == DESK_LIST_NOBODY) return DESK_NOBODY;
    return choice->staff.v ? choice->staff.v : DESK_WHOLE_UNIT;
}

static void tasks_read(struct request *rq, const struct unit_choice_made *choice, struct unit_view *view) {
    struct desk_shelf_tasks_rows rows = desk_shelf_tasks(rq->db, rq->session->unit, shown_staff(choice), view->first - 1);
    view->task_rows = (struct unit_task_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->task_rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct desk_shelf_tasks_row *row = &rows.v[i];
        view->task_rows.v[i] = (struct unit_task_row){
            .task = row->id.v,
            .name = desk_name(rq->arena, row->given_name, row->family_name),
            .path = case_frame_task_path(rq, row->case_id, row->kind),
            .staff = row->staff_name,
            .kind = task_kind_text(row->kind),
            .due = row->due,
            .late = row->due.days < rq->today.days,
            .today = row->due.days == rq->today.days,
        };
    }
}

static void lists_of(struct request *rq, const struct unit_choice_made *choice, const struct unit_totals *totals, struct unit_view *view) {
    static const enum desk_list lists[] = {DESK_LIST_CASES, DESK_LIST_NOBODY, DESK_LIST_TASKS};
    const int64_t counts[] = {totals->cases[0], totals->cases[1], totals->tasks[0]};
    view->lists = (struct link_views){arena_array(rq->arena, 3, sizeof *view->lists.v), 3};
    for (size_t i = 0; i < 3; i++) {
        struct unit_choice_made other = {.list = lists[i], .sort = DESK_SORT_DUE, .page = 1};
        const char *label = arena_printf(rq->arena, "%s %lld", text_of(rq->lang, desk_list_text(lists[i])), (long long)counts[i]);
        view->lists.v[i] = (struct link_view){path_of(rq, &other), label, lists[i] == choice->list && !choice->staff.v};
    }
    view->nobody_path = view->lists.v[1].path;
    view->all_path = view->lists.v[view->tasks ? 2 : 0].path;
}

static int64_t found_of(const struct unit_choice_made *choice, const struct unit_totals *totals, const struct unit_view *view) {
    if (choice->list == DESK_LIST_NOBODY) return totals->cases[1];
    if (!choice->staff.v) return view->tasks ? totals->tasks[0] : totals->cases[0];
    for (size_t i = 0; i < view->workers.n; i++)
        if (!view->workers.v[i].path) return view->tasks ? view->workers.v[i].tasks : view->workers.v[i].cases;
    return 0;
}

static void pages_of(struct request *rq, const struct unit_choice_made *choice, struct unit_view *view) {
    struct unit_choice_made other = *choice;
    other.page = choice->page - 1;
    if (choice->page > 1) view->previous = path_of(rq, &other);
    other.page = choice->page + 1;
    if (view->last < view->found) view->next = path_of(rq, &other);
}

static struct unit_choice_made choice_of(const struct unit_page_in *in) {
    struct unit_choice_made choice = {.list = in->liste, .staff = in->hvem, .sort = in->sort, .page = in->side.has ? in->side.v : 1};
    if (!choice.list || choice.list == DESK_LIST_OFFERS) choice.list = DESK_LIST_CASES;
    if (!choice.sort) choice.sort = DESK_SORT_DUE;
    if (choice.list == DESK_LIST_NOBODY) choice.staff = (struct staff_id){0};
    return choice;
}

struct reply unit_page(struct request *rq, const struct unit_page_in *in) {
    const struct session *session = rq->session;
    const struct unit_choice_made choice = choice_of(in);
    struct unit_totals totals = totals_read(rq);
    struct unit_view view = {
        .unit = session->unit_name,
        .tasks = choice.list == DESK_LIST_TASKS,
        .may_give = session_may(session, RIGHT_UNIT_LEAD),
        .may_take = session_may(session, RIGHT_BATON_ANSWER),
        .list = desk_list_code(choice.list),
        .staff = choice.staff.v ? arena_printf(rq->arena, "%lld", (long long)choice.staff.v) : NULL,
        .name = desk_column(choice.sort, DESK_SORT_NAME, T_desk_column_person),
        .due = desk_column(choice.sort, DESK_SORT_DUE, T_desk_column_due),
        .since = desk_column(choice.sort, DESK_SORT_SINCE, T_desk_column_since),
        .n_nobody_cases = totals.cases[1],
        .n_nobody_tasks = totals.tasks[1],
        .n_offers = totals.offers,
        .n_contacts = session_may(session, RIGHT_CONTACT_ROUTE) ? intake_count_open(rq) : -1,
        .resting_path = session_may(session, RIGHT_CASE_CLOSE) ? "/enhet/hviler" : NULL,
        .n_nights = session_may(session, RIGHT_NIGHT_LIST) ? night_count_of_unit(rq->db, session->unit) : -1,
        .n_messages = session_may(session, RIGHT_MESSAGE_USE) ? message_count_unread(rq) : -1,
        .first = (choice.page - 1) * DESK_PAGE + 1,
    };
    workers_read(rq, &choice, &view);
    lists_of(rq, &choice, &totals, &view);
    const struct desk_page page = {shown_staff(&choice), DESK_SHELF_CASES, choice.sort, DESK_NO_DATE, view.first - 1};
    if (view.tasks) tasks_read(rq, &choice, &view);
    else view.cases = desk_shelf_rows(rq, &page);
    view.found = found_of(&choice, &totals, &view);
    view.last = view.first - 1 + (int64_t)(view.tasks ? view.task_rows.n : view.cases.n);
    pages_of(rq, &choice, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_unit_title, .nav = "/enhet"});
    unit(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

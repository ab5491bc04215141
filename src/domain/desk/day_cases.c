/* The table of cases on Min dag: whose, which filter, which order, which page. The database sorts; two queries whatever is chosen. */
#include "domain/desk/internal.h"

#include "texts.h"

struct asked {
    struct day_choice choice;
    struct date week_end;
};

static const char *path_of(struct request *rq, struct day_choice choice) {
    struct str path = str_in(rq->arena);
    str_addf(&path, "/?hvem=%s&vis=%s&sort=%s", desk_scope_code(choice.scope), desk_filter_code(choice.filter), desk_sort_code(choice.sort));
    if (choice.page > 1) str_addf(&path, "&side=%lld", (long long)choice.page);
    return str_text(&path);
}

static struct date sunday_of(struct date today) { return date_add_days(today, SUNDAY - (int)date_weekday(today)); }

/* Her own cases first, if she has any; those nobody has by name are the unit's. */
static struct day_choice choice_of(struct day_choice asked, const struct desk_case_counts_row *counts) {
    if (!asked.scope) asked.scope = counts->n_mine > 0 ? DESK_SCOPE_MINE : DESK_SCOPE_OURS;
    if (!asked.filter) asked.filter = DESK_FILTER_ALL;
    if (asked.filter == DESK_FILTER_NOBODY) asked.scope = DESK_SCOPE_OURS;
    if (!asked.sort) asked.sort = DESK_SORT_DUE;
    return asked;
}

static int64_t count_of(const struct desk_case_counts_row *counts, enum desk_scope scope, enum desk_filter filter) {
    bool mine = scope == DESK_SCOPE_MINE;
    switch (filter) {
    case DESK_FILTER_ALL: return mine ? counts->n_mine : counts->n_ours;
    case DESK_FILTER_WEEK: return mine ? counts->n_week_mine : counts->n_week_ours;
    case DESK_FILTER_OTHERS: return mine ? counts->n_others_mine : counts->n_others_ours;
    case DESK_FILTER_NOBODY: return mine ? 0 : counts->n_nobody;
    }
    return 0;
}

static struct link_views filters_of(struct request *rq, struct day_choice choice, const struct desk_case_counts_row *counts) {
    struct link_views filters = {arena_array(rq->arena, DESK_FILTER_COUNT, sizeof *filters.v), 0};
    for (enum desk_filter filter = DESK_FILTER_ALL; filter <= DESK_FILTER_NOBODY; filter++) {
        if (filter == DESK_FILTER_NOBODY && choice.scope == DESK_SCOPE_MINE) continue;
        struct day_choice other = {.scope = choice.scope, .filter = filter, .sort = choice.sort, .page = 1};
        const char *label = arena_printf(rq->arena, "%s %lld", text_of(rq->lang, desk_filter_text(filter)),
                                         (long long)count_of(counts, choice.scope, filter));
        filters.v[filters.n++] = (struct link_view){path_of(rq, other), label, filter == choice.filter};
    }
    return filters;
}

/* A column's button asks for its order, or for the reverse when the table stands so already. */
static struct column_view column_of(enum desk_sort chosen, enum desk_sort up, enum desk_sort down, text_key label) {
    struct column_view column = {.label = label, .direction = "none", .value = desk_sort_code(up)};
    if (chosen == up) column = (struct column_view){label, "ascending", desk_sort_code(down)};
    if (chosen == down) column.direction = "descending";
    return column;
}

static struct case_row case_row_of(struct request *rq, const struct desk_cases_row *row) {
    struct case_row view = {
        .case_number = row->id.v,
        .name = desk_name(rq->arena, row->given_name, row->family_name),
        .staff = row->staff_name,
        .step = task_kind_text(row->next_kind),
        .due = row->next_due,
        .since = instant_oslo_date(row->held_since),
        .has_age = !date_is_none(row->born),
    };
    if (view.has_age) view.age = date_age(row->born, rq->today);
    if (row->offer.v)
        view.waits_for = desk_in_language(rq->lang, row->offered_nb, row->offered_nn);
    else if (row->next_unit.v && row->next_unit.v != rq->session->unit.v)
        view.waits_for = desk_in_language(rq->lang, row->next_nb, row->next_nn);
    if (row->next_unit.v) {
        view.late = row->next_due.days < rq->today.days;
        view.theirs = row->next_unit.v != rq->session->unit.v;
        view.today = row->next_due.days == rq->today.days;
    }
    return view;
}

static void rows_read(struct request *rq, const struct asked *asked, struct day_cases_view *view) {
    const struct session *session = rq->session;
    struct staff_id staff = asked->choice.scope == DESK_SCOPE_MINE ? session->staff : (struct staff_id){0};
    int64_t offset = (asked->choice.page - 1) * DESK_PAGE;
    struct desk_cases_rows rows =
        desk_cases(rq->db, session->unit, staff, asked->choice.filter, asked->week_end, asked->choice.sort, offset);
    view->rows = (struct case_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->rows.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) view->rows.v[i] = case_row_of(rq, &rows.v[i]);
    view->first = offset + 1;
    view->last = offset + (int64_t)rows.n;
}

static void pages_of(struct request *rq, struct day_choice choice, struct day_cases_view *view) {
    struct day_choice other = choice;
    other.page = choice.page - 1;
    if (choice.page > 1) view->previous = path_of(rq, other);
    other.page = choice.page + 1;
    if (view->last < view->found) view->next = path_of(rq, other);
}

void desk_cases_read(struct request *rq, struct day_choice wanted, struct day_cases_view *ret_view) {
    struct asked asked = {.week_end = sunday_of(rq->today)};
    struct desk_case_counts_row counts = {0};
    desk_case_counts(rq->db, rq->session->unit, rq->session->staff, asked.week_end, &counts);
    struct day_choice choice = asked.choice = choice_of(wanted, &counts);
    bool ours = choice.scope == DESK_SCOPE_OURS;
    struct day_choice other = {.scope = ours ? DESK_SCOPE_MINE : DESK_SCOPE_OURS, .filter = DESK_FILTER_ALL, .sort = choice.sort, .page = 1};
    int64_t other_total = ours ? counts.n_mine : counts.n_ours;
    struct day_cases_view view = {
        .ours = ours,
        .with_staff = ours,
        .any_ours = counts.n_ours > 0,
        .any_mine = counts.n_mine > 0,
        .total = count_of(&counts, choice.scope, DESK_FILTER_ALL),
        .found = count_of(&counts, choice.scope, choice.filter),
        .scope = desk_scope_code(choice.scope),
        .filter = desk_filter_code(choice.filter),
        .other_path = other_total > 0 ? path_of(rq, other) : NULL,
        .other_total = other_total,
        .caption = text_format(rq->arena, rq->lang, T_desk_cases_caption, "order", text_of(rq->lang, desk_sort_text(choice.sort)), NULL),
        .filters = filters_of(rq, choice, &counts),
        .name = column_of(choice.sort, DESK_SORT_NAME, DESK_SORT_NAME_LAST, T_desk_column_person),
        .due = column_of(choice.sort, DESK_SORT_DUE, DESK_SORT_DUE_LAST, T_desk_column_due),
        .since = column_of(choice.sort, DESK_SORT_SINCE, DESK_SORT_SINCE_LAST, T_desk_column_since),
    };
    rows_read(rq, &asked, &view);
    pages_of(rq, choice, &view);
    *ret_view = view;
}

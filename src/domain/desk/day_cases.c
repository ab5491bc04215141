/* The table of cases on Min dag: whose, which filter, which order, which page. A page is read
 * off an index and the numbers are kept, so that it costs the same however many cases there are. */
#include "domain/desk/internal.h"

#include "texts.h"

/* How many there are of what a filter shows, for the unit and for this worker. */
struct case_counts {
    int64_t cases[3], others[3], week[3]; /* by enum desk_scope; [0] is the unit's that nobody has by name */
};
struct asked {
    struct day_choice choice;
    struct date week_end;
};

static const char *path_of(struct request *rq, struct day_choice choice) {
    struct str path = str_in(rq->arena);
    str_addf(&path, "/?hvem=%s&vis=%s&sort=%s", desk_scope_code(choice.scope), desk_filter_code(choice.filter),
             desk_sort_code(choice.sort));
    if (choice.page > 1) str_addf(&path, "&side=%lld", (long long)choice.page);
    return str_text(&path);
}

static struct date sunday_of(struct date today) { return date_add_days(today, SUNDAY - (int)date_weekday(today)); }

/* Her own cases first, if she has any; those nobody has by name are the unit's. */
static struct day_choice choice_of(struct day_choice asked, const struct case_counts *counts) {
    if (!asked.scope) asked.scope = counts->cases[DESK_SCOPE_MINE] > 0 ? DESK_SCOPE_MINE : DESK_SCOPE_OURS;
    if (!asked.filter) asked.filter = DESK_FILTER_ALL;
    if (asked.filter == DESK_FILTER_NOBODY) asked.scope = DESK_SCOPE_OURS;
    if (!asked.sort) asked.sort = DESK_SORT_DUE;
    if (asked.filter == DESK_FILTER_WEEK && asked.sort != DESK_SORT_DUE_LAST)
        asked.sort = DESK_SORT_DUE; /* the dates of the week are the order */
    return asked;
}

static int64_t count_of(const struct case_counts *counts, enum desk_scope scope, enum desk_filter filter) {
    switch (filter) {
    case DESK_FILTER_ALL: return counts->cases[scope];
    case DESK_FILTER_WEEK: return counts->week[scope];
    case DESK_FILTER_OTHERS: return counts->others[scope];
    case DESK_FILTER_NOBODY: return scope == DESK_SCOPE_MINE ? 0 : counts->cases[0];
    }
    return 0;
}

static struct link_views filters_of(struct request *rq, struct day_choice choice, const struct case_counts *counts) {
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

struct column_view desk_column(enum desk_sort chosen, enum desk_sort up, text_key label) {
    enum desk_sort down = up + 1; /* each order stands before its reverse */
    struct column_view column = {.label = label, .direction = "none", .value = desk_sort_code(up)};
    if (chosen == up) column = (struct column_view){label, "ascending", desk_sort_code(down)};
    if (chosen == down) column.direction = "descending";
    return column;
}

/* The rows of the six orders have the same columns under different names. */
static struct case_row case_row_of(struct request *rq, const struct desk_cases_due_row *row) {
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
    if (row->offer.v) view.waits_for = desk_in_language(rq->lang, row->offered_nb, row->offered_nn);
    else if (row->next_unit.v && row->next_unit.v != rq->session->unit.v)
        view.waits_for = desk_in_language(rq->lang, row->next_nb, row->next_nn);
    if (row->next_unit.v) {
        view.late = row->next_due.days < rq->today.days;
        view.theirs = row->next_unit.v != rq->session->unit.v;
        view.today = row->next_due.days == rq->today.days;
    }
    return view;
}

#define ROWS_OF(query)                                                                                                                    \
    do {                                                                                                                                  \
        __typeof__(query) found = query;                                                                                                  \
        for (size_t i = 0; i < found.n && i < DESK_PAGE; i++) {                                                                           \
            const __typeof__(*found.v) *row = &found.v[i];                                                                                \
            rows.v[rows.n++] = case_row_of(rq, &(struct desk_cases_due_row){row->id, row->held_since, row->holder_staff, row->given_name, \
                                                                            row->family_name, row->born, row->next_kind, row->next_due,   \
                                                                            row->next_unit, row->next_nb, row->next_nn, row->staff_name,  \
                                                                            row->offer, row->offered_nb, row->offered_nn});               \
        }                                                                                                                                 \
    } while (0)

struct case_rows desk_shelf_rows(struct request *rq, const struct desk_page *page) {
    struct unit_id unit = rq->session->unit;
    struct case_rows rows = {arena_array(rq->arena, DESK_PAGE, sizeof *rows.v), 0};
    switch (page->sort) {
    case DESK_SORT_DUE: ROWS_OF(desk_cases_due(rq->db, unit, page->staff, page->shelf, page->until, page->offset)); break;
    case DESK_SORT_DUE_LAST: ROWS_OF(desk_cases_due_last(rq->db, unit, page->staff, page->shelf, page->until, page->offset)); break;
    case DESK_SORT_NAME: ROWS_OF(desk_cases_name(rq->db, unit, page->staff, page->shelf, page->offset)); break;
    case DESK_SORT_NAME_LAST: ROWS_OF(desk_cases_name_last(rq->db, unit, page->staff, page->shelf, page->offset)); break;
    case DESK_SORT_SINCE: ROWS_OF(desk_cases_since(rq->db, unit, page->staff, page->shelf, page->offset)); break;
    case DESK_SORT_SINCE_LAST: ROWS_OF(desk_cases_since_last(rq->db, unit, page->staff, page->shelf, page->offset)); break;
    }
    return rows;
}

static void rows_read(struct request *rq, const struct asked *asked, struct day_cases_view *view) {
    const struct day_choice *choice = &asked->choice;
    struct desk_page page = {
        .staff = choice->filter == DESK_FILTER_NOBODY ? DESK_NOBODY
                 : choice->scope == DESK_SCOPE_MINE   ? rq->session->staff.v
                                                      : DESK_WHOLE_UNIT,
        .shelf = choice->filter == DESK_FILTER_OTHERS ? DESK_SHELF_OTHERS : DESK_SHELF_CASES,
        .sort = choice->sort,
        .until = choice->filter == DESK_FILTER_WEEK ? asked->week_end : DESK_NO_DATE,
        .offset = (choice->page - 1) * DESK_PAGE,
    };
    view->rows = desk_shelf_rows(rq, &page);
    view->first = page.offset + 1;
    view->last = page.offset + (int64_t)view->rows.n;
}

static void pages_of(struct request *rq, struct day_choice choice, struct day_cases_view *view) {
    struct day_choice other = choice;
    other.page = choice.page - 1;
    if (choice.page > 1) view->previous = path_of(rq, other);
    other.page = choice.page + 1;
    if (view->last < view->found) view->next = path_of(rq, other);
}

static int64_t due_by(struct request *rq, int64_t staff, struct date until) {
    struct desk_due_by_row row;
    return desk_due_by(rq->db, rq->session->unit, staff, DESK_SHELF_CASES, until, &row) ? row.n : 0;
}

static struct case_counts counts_read(struct request *rq, struct date week_end) {
    struct case_counts counts = {0};
    struct desk_totals_rows totals = desk_totals(rq->db, rq->session->unit, rq->session->staff);
    for (size_t i = 0; i < totals.n; i++) {
        const struct desk_totals_row *row = &totals.v[i];
        int scope = row->staff_id == DESK_WHOLE_UNIT ? DESK_SCOPE_OURS : row->staff_id == DESK_NOBODY ? 0 : DESK_SCOPE_MINE;
        if (row->shelf == DESK_SHELF_CASES) counts.cases[scope] = row->n;
        if (row->shelf == DESK_SHELF_OTHERS) counts.others[scope] = row->n;
    }
    counts.week[DESK_SCOPE_OURS] = due_by(rq, DESK_WHOLE_UNIT, week_end);
    counts.week[DESK_SCOPE_MINE] = due_by(rq, rq->session->staff.v, week_end);
    return counts;
}

void desk_cases_read(struct request *rq, struct day_choice wanted, struct day_cases_view *ret_view) {
    struct asked asked = {.week_end = sunday_of(rq->today)};
    struct case_counts counts = counts_read(rq, asked.week_end);
    struct day_choice choice = asked.choice = choice_of(wanted, &counts);
    bool ours = choice.scope == DESK_SCOPE_OURS;
    struct day_choice other = {
        .scope = ours ? DESK_SCOPE_MINE : DESK_SCOPE_OURS, .filter = DESK_FILTER_ALL, .sort = choice.sort, .page = 1};
    int64_t other_total = counts.cases[other.scope];
    struct day_cases_view view = {
        .ours = ours,
        .with_staff = ours,
        .by_date_only = choice.filter == DESK_FILTER_WEEK,
        .total = count_of(&counts, choice.scope, DESK_FILTER_ALL),
        .found = count_of(&counts, choice.scope, choice.filter),
        .scope = desk_scope_code(choice.scope),
        .filter = desk_filter_code(choice.filter),
        .other_path = other_total > 0 ? path_of(rq, other) : NULL,
        .other_total = other_total,
        .caption = text_format(rq->arena, rq->lang, T_desk_cases_caption, "order", text_of(rq->lang, desk_sort_text(choice.sort)), NULL),
        .filters = filters_of(rq, choice, &counts),
        .name = desk_column(choice.sort, DESK_SORT_NAME, T_desk_column_person),
        .due = desk_column(choice.sort, DESK_SORT_DUE, T_desk_column_due),
        .since = desk_column(choice.sort, DESK_SORT_SINCE, T_desk_column_since),
    };
    rows_read(rq, &asked, &view);
    pages_of(rq, choice, &view);
    *ret_view = view;
}

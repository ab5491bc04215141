/* The leader's page: her unit, or the whole municipality. Which unit she may look at is decided here; who she may see by name is decided by the
 * queries. (I-04, I-15, R-030, R-033, R-039) */
#include "domain/leader/internal.h"

#include "leader_routes.h"
#include "leader_sql.h"
#include "leader_views.h"
#include "texts.h"

static const char *name_in(const struct request *rq, const char *nb, const char *nn) { return rq->lang == LANG_NN ? nn : nb; }

static const char *path_of(struct request *rq, const struct leader_choice *choice) {
    struct str path = str_in(rq->arena);
    str_addf(&path, "%s?liste=%s", choice->town ? "/leder/kommunen" : "/leder", leader_list_code(choice->list));
    if (choice->unit) str_addf(&path, "&enhet=%lld", (long long)choice->unit);
    if (choice->page > 1) str_addf(&path, "&side=%lld", (long long)choice->page);
    return str_text(&path);
}

/* ── the lists ────────────────────────────────────────────────────────── */

/* What nobody has chosen is the first list with something late in it, else the first. */
static enum leader_list usual_list(const int64_t *late) {
    for (enum leader_list list = 1; list <= LEADER_LIST_BOUNCE; list++)
        if (late[list] > 0) return list;
    return 1;
}

static text_key why_of(enum leader_list list) {
    switch (list) {
    case LEADER_LIST_HANDOVERS: return T_leader_why_handovers;
    case LEADER_LIST_DISPUTES: return T_leader_why_disputes;
    case LEADER_LIST_NOBODY: return T_leader_why_nobody;
    case LEADER_LIST_CONTACT: return T_leader_why_contact;
    case LEADER_LIST_SILENT: return T_leader_why_silent;
    case LEADER_LIST_TASKS: return T_leader_why_tasks;
    case LEADER_LIST_REPLIES: return T_leader_why_replies;
    case LEADER_LIST_HELP: return T_leader_why_help;
    case LEADER_LIST_ENDING: return T_leader_why_ending;
    case LEADER_LIST_APPEALS: return T_leader_why_appeals;
    case LEADER_LIST_PLANS: return T_leader_why_plans;
    case LEADER_LIST_BOUNCE: return T_leader_why_bounce;
    }
    return 0;
}

static void fill_lists(struct request *rq, struct leader_choice *choice, struct leader_view *view) {
    int64_t n[LEADER_LISTS + 1], late[LEADER_LISTS + 1];
    leader_counts_read(rq, choice, n, late);
    if (!choice->list) choice->list = usual_list(late);
    view->lists = (struct leader_list_views){arena_array(rq->arena, LEADER_LISTS, sizeof *view->lists.v), LEADER_LISTS};
    for (enum leader_list list = 1; list <= LEADER_LIST_BOUNCE; list++) {
        struct leader_choice other = {.town = choice->town, .unit = choice->unit, .list = list, .page = 1};
        view->lists.v[list - 1] = (struct leader_list_view){arena_printf(rq->arena, "%s#liste", path_of(rq, &other)),
                                                            (text_key)leader_list_text(list), n[list], late[list], list == choice->list};
    }
    bool more;
    view->list = (text_key)leader_list_text(choice->list);
    view->why = why_of(choice->list);
    view->with_unit = !choice->unit || choice->list == LEADER_LIST_HANDOVERS || choice->list == LEADER_LIST_DISPUTES;
    view->rows = leader_rows_read(rq, choice, &more);
    struct leader_choice other = *choice;
    other.page = choice->page - 1;
    if (choice->page > 1) view->previous = path_of(rq, &other);
    other.page = choice->page + 1;
    if (more) view->next = path_of(rq, &other);
}

/* ── who has how much ─────────────────────────────────────────────────── */

static void fill_workers(struct request *rq, const struct leader_choice *choice, struct leader_view *view) {
    bool own = choice->unit == rq->session->unit.v && session_may_open(rq->session, METHOD_GET, "/enhet");
    struct leader_unassigned_row nobody = {0};
    if (leader_unassigned(rq->db, choice->unit, rq->today, &nobody))
        view->unassigned = (struct leader_worker){.cases = nobody.n_cases, .tasks = nobody.n_tasks, .late = nobody.n_late};
    struct leader_workers_rows rows = leader_workers(rq->db, choice->unit, rq->today);
    view->workers = (struct leader_workers){arena_array(rq->arena, rows.n + 1, sizeof *view->workers.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->workers.v[i] =
            (struct leader_worker){rows.v[i].name, own ? arena_printf(rq->arena, "/enhet?hvem=%lld", (long long)rows.v[i].id.v) : NULL,
                                   rows.v[i].n_cases.v, rows.v[i].n_tasks.v, rows.v[i].n_late};
}

static void fill_units(struct request *rq, struct leader_view *view) {
    struct leader_by_unit_rows rows = leader_by_unit(rq->db, rq->today);
    view->units = (struct leader_unit_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->units.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct leader_by_unit_row *row = &rows.v[i];
        view->units.v[i] = (struct leader_unit_row){name_in(rq, row->name_nb, row->name_nn),
                                                    arena_printf(rq->arena, "/leder/kommunen?enhet=%lld", (long long)row->id.v),
                                                    row->n_cases,
                                                    row->n_nobody,
                                                    row->n_unanswered,
                                                    row->n_tasks,
                                                    row->n_late};
    }
}

/* ── whose picture ────────────────────────────────────────────────────── */

static void add_scope(struct leader_scopes *scopes, const char *path, const char *label, bool current) {
    scopes->v[scopes->n++] = (struct leader_scope){path, label, current};
}

/* The session's own unit, the others she leads, and the whole municipality for who may see it. False: the unit is none of them. */
static bool fill_scopes(struct request *rq, const struct leader_choice *choice, struct leader_view *view) {
    const struct session *session = rq->session;
    struct leader_units_rows led = leader_units(rq->db, session->staff, rq->today);
    view->scopes.v = arena_array(rq->arena, led.n + 2, sizeof *view->scopes.v);
    bool found = choice->unit == session->unit.v;
    if (found) view->whose = session->unit_name;
    add_scope(&view->scopes, arena_printf(rq->arena, "/leder?enhet=%lld", (long long)session->unit.v), session->unit_name,
              !choice->town && found);
    for (size_t i = 0; i < led.n; i++) {
        if (led.v[i].id.v == session->unit.v) continue;
        bool current = !choice->town && led.v[i].id.v == choice->unit;
        const char *name = name_in(rq, led.v[i].name_nb, led.v[i].name_nn);
        if (current) view->whose = name;
        found |= current;
        add_scope(&view->scopes, arena_printf(rq->arena, "/leder?enhet=%lld", (long long)led.v[i].id.v), name, current);
    }
    if (session_may(session, RIGHT_TOWN_LEAD))
        add_scope(&view->scopes, "/leder/kommunen", text_of(rq->lang, T_leader_town), choice->town && !choice->unit);
    if (!choice->town) return found;
    view->whose = text_of(rq->lang, T_leader_town);
    if (!choice->unit) return true;
    struct leader_unit_name_row name;
    if (!leader_unit_name(rq->db, choice->unit, &name)) return false;
    view->whose = name_in(rq, name.name_nb, name.name_nn);
    return true;
}

static struct reply picture(struct request *rq, struct leader_choice choice) {
    struct leader_view view = {.town = choice.town,
                               .may_queue = session_may_open(rq->session, METHOD_GET, "/boligsokere/tall"),
                               .may_figures = session_may_open(rq->session, METHOD_GET, "/klager/tall"),
                               .may_unit = session_may_open(rq->session, METHOD_GET, "/enhet")};
    if (!fill_scopes(rq, &choice, &view)) return reply_not_found(rq);
    fill_lists(rq, &choice, &view);
    if (choice.unit) fill_workers(rq, &choice, &view);
    else fill_units(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_leader_title, .nav = "/leder"});
    leader(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply leader_page(struct request *rq, const struct leader_page_in *in) {
    bool all = session_may(rq->session, RIGHT_TOWN_LEAD) && !in->enhet.v && !in->liste;
    if (all) return reply_see_other(rq, "/leder/kommunen");
    int64_t unit = in->enhet.v ? in->enhet.v : rq->session->unit.v;
    return picture(rq, (struct leader_choice){.unit = unit, .list = in->liste, .page = in->side.has ? in->side.v : 1});
}

struct reply leader_town_page(struct request *rq, const struct leader_town_page_in *in) {
    return picture(rq, (struct leader_choice){.town = true, .unit = in->enhet.v, .list = in->liste, .page = in->side.has ? in->side.v : 1});
}

/* Pages: one person's values for the statistics, and the counts. The first is the only page that reads them. */
#include "base/cells.h"
#include "domain/target_group/target_group.h"

#include "domain/work/case_frame.h"
#include "target_group_routes.h"
#include "target_group_sql.h"
#include "target_group_views.h"
#include "texts.h"

static const char see[] = "statistics";

/* ── one person ───────────────────────────────────────────────────────── */

static const struct access *health(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_HEALTH), see); }

struct reply status_page(struct request *rq, const struct status_page_in *in) {
    struct case_frame frame;
    struct target_status_last_row row;
    if (!case_frame_read(rq, in->case_, TAB_ASSESSMENT, &frame)) return reply_not_found(rq);
    const struct access *access = health(rq, in->case_);
    struct status_view view = {
        .given_name = frame.person.given_name,
        .path = arena_printf(rq->arena, "/sak/%lld/statistikk", (long long)in->case_.v),
        .back = arena_printf(rq->arena, "/sak/%lld/kartlegging", (long long)in->case_.v),
        .open = access != NULL,
        .hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HEALTH),
        .disorders = disorder_options(rq->arena, rq->lang),
        .severities = severity_options(rq->arena, rq->lang),
        .losses = marked_loss_options(rq->arena, rq->lang),
    };
    if (access && target_status_last(rq->db, access, in->case_, &row)) {
        view.mental = disorder_code(row.mental);
        view.substance = disorder_code(row.substance);
        view.severity = severity_code(row.severity);
        view.mental_loss = marked_loss_code(row.mental_loss);
        view.substance_loss = marked_loss_code(row.substance_loss);
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_target_status_title);
    target_status(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply status_save(struct request *rq, const struct status_save_in *in) {
    const struct access *access = health(rq, in->case_);
    struct target_status_last_row before;
    if (!access) return reply_denied(rq, T_target_denied);
    if (target_status_last(rq->db, access, in->case_, &before))
        tally_less(rq->db, before.mental, before.substance, before.severity, before.mental_loss, before.substance_loss);
    target_status_insert(rq->db, access, in->case_, in->mental, in->substance, in->severity, in->mental_loss, in->substance_loss, rq->now,
                         rq->session->staff);
    tally_more(rq->db, in->mental, in->substance, in->severity, in->mental_loss, in->substance_loss);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/kartlegging", (long long)in->case_.v), T_target_saved);
}

/* ── the counts ───────────────────────────────────────────────────────── */

static const char *words_of(const struct target_definition *definition, enum lang lang) {
    return lang == LANG_NN ? definition->nn : lang == LANG_EN ? definition->en : definition->nb;
}

static struct count_row row_of(struct request *rq, const struct target_counts_row *count) {
    const int64_t cells[] = {count->known, count->suspected};
    bool hidden[2], no_total = cells_hide(cells, 2, cells[0] + cells[1], hidden);
    const struct target_definition *definition = target_definition(count->definition, count->definition_version);
    return (struct count_row){
        .counted_on = count->counted_on,
        .definition = definition ? words_of(definition, rq->lang) : count->definition,
        .version = count->definition_version,
        .known = {count->known, hidden[0]},
        .suspected = {count->suspected, hidden[1]},
        .total = {count->known + count->suspected, no_total},
    };
}

static struct time_rows times_of(struct request *rq) {
    static const text_key labels[] = {T_target_time_14, T_target_time_30, T_target_time_90, T_target_time_more};
    struct mapping_time_row row;
    struct time_rows rows = {.n = 4};
    struct instant since = instant_of_oslo(date_add_months(rq->today, -24), 0);
    if (!mapping_time(rq->db, since, rq->now, &row)) return (struct time_rows){.n = 0};
    const int64_t cells[] = {row.done_14.v, row.done_30.v, row.done_90.v, row.done_more.v,
                             row.runs_14.v, row.runs_30.v, row.runs_90.v, row.runs_more.v};
    bool done[4], runs[4];
    cells_hide(cells, 4, cells[0] + cells[1] + cells[2] + cells[3], done);
    cells_hide(cells + 4, 4, cells[4] + cells[5] + cells[6] + cells[7], runs);
    for (size_t i = 0; i < rows.n; i++)
        rows.v[i] = (struct time_row){labels[i], {cells[i], done[i]}, {cells[i + 4], runs[i]}};
    return rows;
}

struct reply counts_page(struct request *rq, const struct counts_page_in *in) {
    (void)in;
    struct target_counts_rows rows = target_counts(rq->db);
    const struct target_definition *definition = target_definition_on(NULL, rq->today);
    struct counts_view view = {.counts = {arena_array(rq->arena, rows.n + 1, sizeof *view.counts.v), rows.n}, .times = times_of(rq)};
    if (definition) {
        view.definition = words_of(definition, rq->lang);
        view.version = definition->version;
    }
    for (size_t i = 0; i < rows.n; i++) view.counts.v[i] = row_of(rq, &rows.v[i]);
    view.counted_today = rows.n > 0 && rows.v[0].counted_on.days == rq->today.days;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_target_counts_title, .nav = "/enhet"});
    target_counts_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static void count_by(struct request *rq, const struct target_definition *definition) {
    struct tally_all_rows tally = tally_all(rq->db);
    int64_t known = 0, suspected = 0;
    for (size_t i = 0; i < tally.n; i++) {
        const struct tally_all_row *row = &tally.v[i];
        const struct target_values values = {row->mental, row->substance, row->severity, row->mental_loss, row->substance_loss};
        enum disorder as = target_counted(definition, &values);
        if (as == DISORDER_KNOWN) known += row->n;
        if (as == DISORDER_SUSPECTED) suspected += row->n;
    }
    target_count_insert(rq->db, definition->code, definition->version, rq->today, known, suspected, rq->session->staff);
}

struct reply count_now(struct request *rq, const struct count_now_in *in) {
    (void)in;
    const struct target_definition *definition = target_definition_on(NULL, rq->today);
    if (!definition) return reply_conflict(rq, T_target_no_definition);
    count_by(rq, definition);
    return reply_with_notice(reply_see_other(rq, "/tall/kartlegging"), T_target_counted);
}

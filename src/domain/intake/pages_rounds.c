/* What is about many: rounds of applications, the number of those who keep away, and how contacts come in. Numbers below five are not shown, so
 * that nobody can be found in them (I-15). */
#include "domain/intake/pages.h"

#include "base/cells.h"
#include "domain/secrecy/secrecy.h"
#include "intake_routes.h"
#include "intake_sql.h"
#include "texts.h"

enum { MONTHS = 12, YOUNG_YEARS = 25 };

/* "1–4" for one to four. */
static const char *shown(struct arena *arena, int64_t n) { return cell_is_small(n) ? "1–4" : arena_printf(arena, "%lld", (long long)n); }

struct reply rounds_page(struct request *rq, const struct rounds_page_in *in) {
    (void)in;
    if (!organisation_profile()->intake.application_rounds) return reply_not_found(rq);
    struct rounds_rows rows = rounds(rq->db);
    struct rounds_view view = {{arena_array(rq->arena, rows.n + 1, sizeof(struct round_view)), rows.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.rounds.v[i] = (struct round_view){rows.v[i].id.v, rows.v[i].closes_on, rows.v[i].n, rows.v[i].closes_on.days >= rq->today.days};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_rounds_title, .nav = "/henvendelser"});
    application_rounds(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply round_add_new(struct request *rq, const struct round_add_new_in *in) {
    struct round_on_row there;
    if (!organisation_profile()->intake.application_rounds) return reply_not_found(rq);
    if (in->closes_on.days <= rq->today.days) form_error(rq, "closes_on", T_intake_round_past);
    else if (round_on(rq->db, in->closes_on, &there)) form_error(rq, "closes_on", T_intake_round_there);
    if (rq->form->refused) return reply_invalid(rq);
    round_insert(rq->db, in->closes_on, rq->now, rq->session->staff);
    return reply_with_notice(reply_see_other(rq, "/soknadsrunder"), T_intake_round_made);
}

struct reply round_page(struct request *rq, const struct round_page_in *in) {
    struct round_get_row round;
    if (!round_get(rq->db, in->round, &round)) return reply_not_found(rq);
    struct round_applicants_rows rows = round_applicants(rq->db, in->round, rq->session->unit);
    struct round_list_view view = {.closes_on = round.closes_on, .applicants = {arena_array(rq->arena, rows.n + 1, sizeof(struct applicant_view)), rows.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.applicants.v[i] = (struct applicant_view){
            .contact = rows.v[i].contact_id.v,
            .name = arena_printf(rq->arena, "%s %s", rows.v[i].given_name, rows.v[i].family_name),
            .unit = rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb,
            .at = rows.v[i].at,
            .unsigned_ = rows.v[i].filled_in && !rows.v[i].signed_,
        };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_round_title, .nav = "/henvendelser"});
    application_round(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── numbers ──────────────────────────────────────────────────────────── */

static void fill_months(struct request *rq, struct numbers_view *view) {
    struct date first = date_of(date_ymd(rq->today).year, date_ymd(rq->today).month, 1);
    view->months.v = arena_array(rq->arena, MONTHS, sizeof *view->months.v);
    for (int back = 0; back < MONTHS; back++) {
        struct date from = date_add_months(first, -back), to = date_add_months(from, 1);
        struct contact_number_kinds_row row;
        if (!contact_number_kinds(rq->db, instant_of_oslo(from, 0), instant_of_oslo(to, 0), date_add_months(from, -12 * YOUNG_YEARS), &row) || !row.n) continue;
        view->months.v[view->months.n++] = (struct month_numbers_view){from, shown(rq->arena, row.n), shown(rq->arena, row.young),
                                                                       shown(rq->arena, row.near_hospital), shown(rq->arena, row.third_party)};
    }
}

static void fill_channels(struct request *rq, struct numbers_view *view) {
    struct contact_numbers_rows rows = contact_numbers(rq->db, instant_of_oslo(date_add_months(rq->today, -MONTHS), 0), rq->now);
    view->channels = (struct channel_number_views){arena_array(rq->arena, rows.n + 1, sizeof *view->channels.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) view->channels.v[i] = (struct channel_number_view){channel_text(rows.v[i].channel), shown(rq->arena, rows.v[i].n)};
}

static void fill_outside(struct request *rq, struct numbers_view *view) {
    struct outside_counts_rows rows = outside_counts(rq->db);
    view->outside = (struct outside_views){arena_array(rq->arena, rows.n + 1, sizeof *view->outside.v), rows.n};
    int64_t sum = 0;
    for (size_t i = 0; i < rows.n; i++) {
        sum += rows.v[i].number;
        view->outside.v[i] = (struct outside_view){rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb, shown(rq->arena, rows.v[i].number), rows.v[i].on_date};
    }
    /* With one number hidden the sum would give it away. */
    bool hides = false;
    for (size_t i = 0; i < rows.n; i++) hides |= cell_is_small(rows.v[i].number);
    if (!hides && rows.n) view->outside_sum = arena_printf(rq->arena, "%lld", (long long)sum);
}

struct reply contact_numbers_page(struct request *rq, const struct contact_numbers_page_in *in) {
    (void)in;
    struct numbers_view view = {.today = date_iso(rq->arena, rq->today)};
    fill_months(rq, &view);
    fill_channels(rq, &view);
    fill_outside(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_numbers_title, .nav = "/henvendelser"});
    intake_numbers(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply outside_count_add(struct request *rq, const struct outside_count_add_in *in) {
    if (in->on_date.days > rq->today.days) {
        form_error(rq, "on_date", T_intake_born_in_future);
        return reply_invalid(rq);
    }
    outside_count_insert(rq->db, rq->session->unit, in->on_date, in->number, rq->now, rq->session->staff);
    return reply_with_notice(reply_see_other(rq, "/henvendelser/tall"), T_intake_outside_counted);
}

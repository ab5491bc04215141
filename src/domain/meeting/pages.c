/* All series and one series: dates, what waits, what each is for. */
#include "domain/law/law.h"
#include "domain/meeting/pages.h"
#include "meeting_routes.h"
#include "meeting_views.h"
#include "platform/audit/audit.h"
#include "texts.h"

enum { CALENDAR_DAYS = 92, SERIES_BACK_DAYS = 366, SERIES_AHEAD_DAYS = 400, DATES_MOST = 60, REVIEW_AHEAD_DAYS = 14 };

/* ── the calendar of all series ───────────────────────────────────────── */

struct forum_row forum_of(struct request *rq, const struct meeting_calendar_row *row) {
    bool mine = row->part || row->seated;
    return (struct forum_row){
        .path = mine ? meeting_address(rq, row->id) : NULL,
        .name = text_capital(rq->arena, rq->lang == LANG_NN ? row->name_nn : row->name_nb),
        .when = date_day(rq->arena, rq->lang, row->on_date, rq->today),
        .clock = clock_span(rq->arena, rq->lang, row->from_minute, row->to_minute),
        .place = row->place,
        .load = !mine || row->n_items == 0 ? NULL : text_format(rq->arena, rq->lang, T_meeting_items_n, "n", plain_number(rq->arena, row->n_items), NULL),
        .state = (text_key)meeting_state_text(row->state),
        .part = row->part ? (text_key)meeting_part_text(row->part) : 0,
        .on_date = row->on_date,
        .extra = row->extra,
        .mine = mine,
    };
}

static void months_read(struct request *rq, struct date first, struct meetings_view *view) {
    struct meeting_calendar_rows rows = meeting_calendar(rq->db, first, date_add_days(first, CALENDAR_DAYS), rq->session->unit, rq->session->staff);
    struct forum_row *all = arena_array(rq->arena, rows.n + 1, sizeof *all);
    view->months = (struct forum_months){arena_array(rq->arena, rows.n + 1, sizeof *view->months.v), 0};
    int month = 0;
    for (size_t i = 0; i < rows.n; i++) {
        struct ymd ymd = date_ymd(rows.v[i].on_date);
        all[i] = forum_of(rq, &rows.v[i]);
        if (ymd.month != month) {
            month = ymd.month;
            struct forum_month *next = &view->months.v[view->months.n++];
            *next = (struct forum_month){text_format(rq->arena, rq->lang, (text_key)(T_meeting_month_01 + ymd.month - 1), "year", plain_number(rq->arena, ymd.year), NULL),
                                         arena_printf(rq->arena, "month-%04d-%02d", ymd.year, ymd.month), {&all[i], 0}};
        }
        view->months.v[view->months.n - 1].rows.n++;
    }
}

static struct series_rows series_read(struct request *rq) {
    struct series_list_rows rows = series_list(rq->db, rq->today);
    struct series_rows view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct series_list_row *row = &rows.v[i];
        view.v[i] = (struct series_row){
            .path = arena_printf(rq->arena, "/moter/serie/%lld", (long long)row->id.v),
            .name = text_capital(rq->arena, rq->lang == LANG_NN ? row->name_nn : row->name_nb),
            .how_often = series_how_often(rq, row->code),
            .next = date_is_none(row->next_on) ? NULL : date_day(rq->arena, rq->lang, row->next_on, rq->today),
            .waiting = row->n_waiting,
            .per_person = row->per_person,
            .individual = row->individual_cases,
        };
    }
    return view;
}

static struct reply page(struct request *rq, const char *title, void (*draw)(struct html *h, const void *view), const void *view) {
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title_text = title, .nav = "/moter"});
    draw(h, view);
    page_end(h);
    return reply_html(rq, h);
}

static void draw_meetings(struct html *h, const void *view) { meetings(h, view); }
static void draw_series(struct html *h, const void *view) { series(h, view); }
static void draw_figures(struct html *h, const void *view) { meeting_figures(h, view); }
static void draw_report(struct html *h, const void *view) { item_report_page(h, view); }

struct reply meetings_page(struct request *rq, const struct meetings_page_in *in) {
    struct date first = date_is_none(in->fra) ? rq->today : in->fra;
    struct meetings_view view = {
        .series = series_read(rq),
        .may_report = session_may(rq->session, RIGHT_MEETING_REPORT),
        .previous = arena_printf(rq->arena, "/moter?fra=%s", date_iso(rq->arena, date_add_days(first, -CALENDAR_DAYS))),
        .next = arena_printf(rq->arena, "/moter?fra=%s", date_iso(rq->arena, date_add_days(first, CALENDAR_DAYS))),
        .span = arena_printf(rq->arena, "%s – %s", date_long(rq->arena, rq->lang, first), date_long(rq->arena, rq->lang, date_add_days(first, CALENDAR_DAYS))),
    };
    months_read(rq, first, &view);
    return page(rq, text_of(rq->lang, T_meeting_title), draw_meetings, &view);
}

/* ── one series ───────────────────────────────────────────────────────── */

static bool leads_series(struct request *rq, struct unit_id chair) { return session_may(rq->session, RIGHT_MEETING_LEAD) && rq->session->unit.v == chair.v; }

/* What waits is shown to who takes part; others see that something waits. */
static bool takes_part(struct request *rq, const struct series_get_row *row) {
    struct series_part_of_row part;
    return leads_series(rq, row->chair_unit) || (series_part_of(rq->db, row->id, rq->session->unit, &part) && part.part != MEETING_PART_INFORMED);
}

static void dates_read(struct request *rq, const struct series_get_row *row, struct series_view *view) {
    struct meeting_of_series_rows rows =
        meeting_of_series(rq->db, row->id, date_add_days(rq->today, -SERIES_BACK_DAYS), date_add_days(rq->today, SERIES_AHEAD_DAYS));
    struct forum_row *coming = arena_array(rq->arena, rows.n + 1, sizeof *coming), *before = arena_array(rq->arena, rows.n + 1, sizeof *before);
    bool in = takes_part(rq, row);
    int64_t room = -1; /* of the next one */
    for (size_t i = 0; i < rows.n; i++) {
        const struct meeting_of_series_row *meeting = &rows.v[i];
        bool over = meeting->on_date.days < rq->today.days;
        struct forum_row line = {
            .path = in ? meeting_address(rq, meeting->id) : NULL,
            .name = text_capital(rq->arena, rq->lang == LANG_NN ? row->name_nn : row->name_nb),
            .when = date_day(rq->arena, rq->lang, meeting->on_date, rq->today),
            .clock = clock_span(rq->arena, rq->lang, meeting->from_minute, meeting->to_minute),
            .place = meeting->place,
            .load = meeting->n_items ? text_format(rq->arena, rq->lang, T_meeting_items_n, "n", plain_number(rq->arena, meeting->n_items), NULL) : NULL,
            .state = (text_key)meeting_state_text(meeting->state),
            .on_date = meeting->on_date,
            .extra = meeting->extra,
        };
        if (over) before[view->before.n++] = line;
        else coming[view->coming.n++] = line;
        if (!over && meeting->state <= MEETING_STATE_OPEN && room < 0) room = meeting->slots > meeting->n_items ? meeting->slots - meeting->n_items : 0;
    }
    view->coming.v = coming;
    view->before.v = before;
    view->room = row->slots ? room : -1;
}

static void waiting_read(struct request *rq, const struct series_get_row *row, struct series_view *view) {
    struct item_waiting_rows rows = item_waiting(rq->db, row->id);
    struct item_review_due_rows reviews = item_review_due(rq->db, row->id, date_add_days(rq->today, REVIEW_AHEAD_DAYS));
    view->waiting = (struct item_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->waiting.v), rows.n};
    view->reviews = (struct item_rows){arena_array(rq->arena, reviews.n + 1, sizeof *view->reviews.v), reviews.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct item_waiting_row *item = &rows.v[i];
        const struct meeting_item brief = {.id = item->id, .series = row->id, .kind = item->kind, .state = AGENDA_ITEM_STATE_REPORTED, .case_ = item->case_id,
                                           .person = item->person_id, .subject = item->subject, .needs_all = item->needs_all, .reported_unit = item->reported_unit};
        view->waiting.v[i] = item_row_of(rq, &brief, item->heading);
        view->waiting.v[i].path = view->waiting.v[i].who ? arena_printf(rq->arena, "/sak/%lld/mote", (long long)item->case_id.v) : NULL;
        view->waiting.v[i].need = (text_key)item_need_text(item->need);
        view->waiting.v[i].urgent = item->need == ITEM_NEED_NOW;
        view->waiting.v[i].day = instant_oslo_date(item->reported_at);
    }
    for (size_t i = 0; i < reviews.n; i++) {
        struct meeting_item item;
        if (!meeting_item(rq->db, reviews.v[i].id, &item)) continue;
        view->reviews.v[i] = item_row_of(rq, &item, reviews.v[i].heading);
        view->reviews.v[i].day = reviews.v[i].review_on;
    }
    view->crowded = view->room >= 0 && (int64_t)rows.n > view->room;
}

static void units_read(struct request *rq, const struct series_get_row *row, struct series_view *view) {
    struct series_units_rows rows = series_units(rq->db, row->id);
    view->units = (struct unit_rows){arena_array(rq->arena, rows.n + 1, sizeof *view->units.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->units.v[i] = (struct unit_row){rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb, (text_key)meeting_part_text(rows.v[i].part), false};
}

struct reply series_page(struct request *rq, const struct series_page_in *in) {
    struct series_get_row row;
    if (!series_get(rq->db, in->series, &row)) return reply_not_found(rq);
    const struct profile_series *profile = series_profile(row.code);
    struct meeting_decider decider =
        meeting_decider_of(rq->db, &(struct meeting_brief){.series = row.id, .kind = row.kind, .decider = row.decider_unit, .decides = row.decides});
    struct usual_time usual = series_usual_time(row.code);
    struct series_view view = {
        .name = text_capital(rq->arena, rq->lang == LANG_NN ? row.name_nn : row.name_nb),
        .path = arena_printf(rq->arena, "/moter/serie/%lld", (long long)row.id.v),
        .mandate = profile && profile->mandate.nb ? profile_words_in(&profile->mandate, rq->lang) : NULL,
        .chair = unit_in(rq, row.chair_unit),
        .decider = unit_in(rq, decider.unit),
        .delegation = decider.reference,
        .how_often = series_how_often(rq, row.code),
        .report_path = !row.per_person && session_may(rq->session, RIGHT_MEETING_REPORT) ? arena_printf(rq->arena, "/moter/meld?serie=%lld", (long long)row.id.v) : NULL,
        .kind = (text_key)meeting_kind_text(row.kind),
        .quorum = (text_key)meeting_quorum_text(row.quorum),
        .decides = (text_key)meeting_decides_text(row.decides),
        .leads = leads_series(rq, row.chair_unit) && row.active && !row.per_person,
        .individual = row.individual_cases,
        .extended = profile && profile->extended_mandate,
        .per_person = row.per_person,
        .first = date_typed(rq->arena, law_add_working_days(law_current(), rq->today, 1)),
        .until = date_typed(rq->arena, date_add_months(rq->today, 12)),
        .extra_on = date_typed(rq->arena, law_add_working_days(law_current(), rq->today, 2)),
        .from = clock_text(rq->arena, rq->lang, usual.from),
        .to = clock_text(rq->arena, rq->lang, usual.to),
    };
    units_read(rq, &row, &view);
    dates_read(rq, &row, &view);
    if (takes_part(rq, &row)) waiting_read(rq, &row, &view);
    return page(rq, view.name, draw_series, &view);
}

/* The days of a series from its first on; one that is no working day moves to the next that is. */
static size_t days_of(const struct profile_series *series, struct date first, struct date until, struct date days[DATES_MOST]) {
    size_t n = 0;
    for (int i = 0; n < DATES_MOST; i++) {
        struct date day = first;
        switch (series ? series->period : PERIOD_NOT_STATED) {
        case PERIOD_DAYS: day = date_add_days(first, i * series->every); break;
        case PERIOD_WEEKS: day = date_add_days(first, 7 * i * series->every); break;
        case PERIOD_MONTHS: day = date_add_months(first, i * series->every); break;
        case PERIOD_YEARS: day = date_add_months(first, 12 * i * series->every); break;
        case PERIOD_NOT_STATED: break;
        }
        if (day.days > until.days || (i > 0 && day.days == first.days)) break;
        days[n++] = law_working_day_from(law_current(), day);
    }
    return n;
}

struct reply series_dates(struct request *rq, const struct series_dates_in *in) {
    struct series_get_row row;
    struct date days[DATES_MOST];
    if (!series_get(rq->db, in->series, &row) || row.per_person) return reply_not_found(rq);
    if (!leads_series(rq, row.chair_unit)) return meeting_refused(rq, MEETING_NOT_LEADER);
    if (in->until.days < in->first.days || in->until.days > date_add_months(rq->today, 24).days) {
        form_error(rq, "until", T_meeting_until_wrong);
        return reply_invalid(rq);
    }
    size_t n = days_of(series_profile(row.code), in->first, in->until, days);
    for (size_t i = 0; i < n; i++) {
        struct meeting_id made;
        int fault = meeting_plan(rq->db, &(struct meeting_new){row.id, {0}, false, days[i], (int)in->from, (int)in->to, in->place}, &made);
        if (fault == MEETING_PAST || fault == MEETING_NOT_WORKING_DAY) {
            form_error(rq, "first", meeting_fault_text(fault).why);
            return reply_invalid(rq);
        }
        if (fault && fault != MEETING_TAKEN) return meeting_refused(rq, fault); /* what is there already stays as it is */
    }
    return reply_with_notice(reply_see_other(rq, "/moter/serie/%lld", (long long)row.id.v), T_meeting_dates_made);
}

struct reply series_extra(struct request *rq, const struct series_extra_in *in) {
    struct series_get_row row;
    struct meeting_id made;
    if (!series_get(rq->db, in->series, &row) || row.per_person) return reply_not_found(rq);
    if (!leads_series(rq, row.chair_unit)) return meeting_refused(rq, MEETING_NOT_LEADER);
    int fault = meeting_plan(rq->db, &(struct meeting_new){row.id, {0}, true, in->extra_on, (int)in->extra_from, (int)in->extra_to, in->extra_place}, &made);
    if (fault) {
        form_error(rq, fault == MEETING_ENDS_BEFORE ? "extra_to" : "extra_on", meeting_fault_text(fault).why);
        return reply_invalid(rq);
    }
    return reply_with_notice(reply_see_other(rq, "/moter/%lld", (long long)made.v), T_meeting_extra_made);
}

/* ── reporting what is about nobody ───────────────────────────────────── */

static struct options common_kinds(struct request *rq) {
    static const enum agenda_item_kind kinds[] = {AGENDA_ITEM_KIND_ISSUE, AGENDA_ITEM_KIND_CONSULTATION, AGENDA_ITEM_KIND_POLITICAL_CASE};
    struct options options = {arena_array(rq->arena, 3, sizeof *options.v), 0};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        options.v[options.n++] = (struct option){agenda_item_kind_code(kinds[i]), text_of(rq->lang, (text_key)agenda_item_kind_text(kinds[i])), NULL};
    return options;
}

struct reply item_report_form(struct request *rq, const struct item_report_form_in *in) {
    struct series_list_rows rows = series_list(rq->db, rq->today);
    struct report_view view = {.kinds = common_kinds(rq), .needs = item_need_options(rq->arena, rq->lang), .series = {arena_array(rq->arena, rows.n + 1, sizeof *view.series.v), 0}};
    for (size_t i = 0; i < rows.n; i++)
        if (!rows.v[i].per_person)
            view.series.v[view.series.n++] =
                (struct option){plain_number(rq->arena, rows.v[i].id.v), text_capital(rq->arena, rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb), NULL};
    if (in->serie.v) view.series_now = plain_number(rq->arena, in->serie.v);
    return page(rq, text_of(rq->lang, T_meeting_report), draw_report, &view);
}

struct reply item_report(struct request *rq, const struct item_report_in *in) {
    struct agenda_item_id made;
    const struct item_new item = {.series = in->series, .kind = in->kind, .heading = in->heading, .body = in->body, .need = in->need, .needs_all = in->needs_all};
    bool common = in->kind == AGENDA_ITEM_KIND_ISSUE || in->kind == AGENDA_ITEM_KIND_CONSULTATION || in->kind == AGENDA_ITEM_KIND_POLITICAL_CASE;
    int fault = common ? meeting_report(rq->db, &item, &made) : MEETING_KIND_NOT_HERE;
    if (fault) return meeting_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/moter/serie/%lld", (long long)in->series.v), T_meeting_reported_now);
}

/* ── figures ──────────────────────────────────────────────────────────── */

struct reply meeting_figures_page(struct request *rq, const struct meeting_figures_page_in *in) {
    enum { LOW_PERCENT = 75 };
    (void)in;
    struct date since = date_add_months(rq->today, -12);
    struct attendance_by_unit_rows units = attendance_by_unit(rq->db, since);
    struct load_by_series_rows loads = load_by_series(rq->db, since, instant_of_oslo(since, 0));
    struct figures_view view = {.since = since,
                                .units = {arena_array(rq->arena, units.n + 1, sizeof *view.units.v), units.n},
                                .series = {arena_array(rq->arena, loads.n + 1, sizeof *view.series.v), loads.n}};
    for (size_t i = 0; i < units.n; i++) {
        int64_t percent = units.v[i].n_meetings ? units.v[i].n_there * 100 / units.v[i].n_meetings : 0;
        view.units.v[i] = (struct attendance_row){rq->lang == LANG_NN ? units.v[i].name_nn : units.v[i].name_nb, arena_printf(rq->arena, "(%lld %%)", (long long)percent),
                                                  units.v[i].n_meetings, units.v[i].n_there, units.v[i].n_meetings - units.v[i].n_there, units.v[i].n_stopped,
                                                  percent < LOW_PERCENT};
    }
    for (size_t i = 0; i < loads.n; i++) {
        const struct load_by_series_row *row = &loads.v[i];
        view.series.v[i] = (struct load_row){text_capital(rq->arena, rq->lang == LANG_NN ? row->name_nn : row->name_nb), row->n_held, row->n_slots, row->n_reported,
                                             row->n_treated, row->n_postponed, row->n_no_quorum, row->n_waiting, row->n_slots > 0 && row->n_reported > row->n_slots};
    }
    return page(rq, text_of(rq->lang, T_meeting_figures), draw_figures, &view);
}

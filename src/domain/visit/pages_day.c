/* The visits of a day, for the phone in the pocket; the form of her day; and moving a visit when the day turns out another. */
#include "domain/visit/internal.h"

#include "icons.h"
#include "texts.h"
#include "visit_routes.h"
#include "visit_sql.h"
#include "visit_views.h"

static const char *name_of(struct arena *arena, const char *given, const char *family) { return text_empty(family) ? given : arena_printf(arena, "%s %s", given, family); }

static struct today_row today_row_of(struct request *rq, const struct visit_day_of_row *row, bool may_log, bool list) {
    struct today_row view = {
        .time = clock_text(rq->arena, rq->lang, row->from_minute),
        .name = name_of(rq->arena, row->given_name, row->family_name),
        .who = row->staff_id.v == rq->session->staff.v ? NULL : row->staff_name,
        .why = text_of(rq->lang, row->why ? (text_key)visit_why_text(row->why) : (text_key)booking_kind_text(row->kind)),
        .path = arena_printf(rq->arena, "/sak/%lld/oppfolging", (long long)row->case_id.v),
    };
    if (row->state == BOOKING_STATE_HELD) view.mark = (struct visit_mark){ICON_OK, "success", text_of(rq->lang, T_visit_written)};
    if (row->state == BOOKING_STATE_NOT_MET) view.mark = (struct visit_mark){ICON_NOT_BEGUN, "neutral", text_of(rq->lang, (text_key)visit_outcome_text(VISIT_OUTCOME_NO_ANSWER))};
    if (may_log && row->state == BOOKING_STATE_PLANNED)
        view.log = arena_printf(rq->arena, "/sak/%lld/besok/ny?avtale=%lld%s", (long long)row->case_id.v, (long long)row->id.v, list ? "&liste=1" : "");
    return view;
}

static struct today_rows rows_of(struct request *rq, bool whole_unit, struct date day, bool list) {
    struct staff_id staff = whole_unit ? (struct staff_id){0} : rq->session->staff;
    struct visit_day_of_rows rows = visit_day_of(rq->db, rq->session->unit, staff, rq->session->staff, day);
    struct today_rows views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    struct calendar_cases together = calendar_together(rq);
    bool may_log = session_may(rq->session, RIGHT_VISIT_WRITE) && day.days <= rq->today.days;
    for (size_t i = 0; i < rows.n; i++) {
        views.v[i] = today_row_of(rq, &rows.v[i], may_log, list);
        views.v[i].together = calendar_case_among(&together, rows.v[i].case_id);
    }
    return views;
}

void visit_today(struct html *h) {
    struct request *rq = (struct request *)h->rq;
    if (!rq || !rq->session || !session_may(rq->session, RIGHT_VISIT_WRITE)) return;
    struct today_rows rows = rows_of(rq, false, rq->today, false);
    if (rows.n) visit_day_section(h, &rows);
}

static const char *list_path(struct request *rq, bool whole_unit, struct date day) {
    return arena_printf(rq->arena, "/besok?hvem=%s&dato=%s", calendar_whose_code(whole_unit ? CALENDAR_WHOSE_UNIT : CALENDAR_WHOSE_MINE), date_iso(rq->arena, day));
}

struct reply visits_today(struct request *rq, const struct visits_today_in *in) {
    struct date day = date_is_none(in->dato) ? rq->today : in->dato;
    bool whole_unit = in->hvem == CALENDAR_WHOSE_UNIT;
    struct visits_today_view view = {
        .title = date_full(rq->arena, rq->lang, day),
        .previous = list_path(rq, whole_unit, date_add_days(day, -1)),
        .next = list_path(rq, whole_unit, date_add_days(day, 1)),
        .mine_path = list_path(rq, false, day),
        .unit_path = list_path(rq, true, day),
        .unit = rq->session->unit_name,
        .whole_unit = whole_unit,
        .rows = rows_of(rq, whole_unit, day, true),
    };
    for (size_t i = 0; i < view.rows.n; i++) view.left += view.rows.v[i].log != NULL;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_visit_today_title, .nav = "/besok"});
    visits_day(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── the form of the day, and another time ────────────────────────────── */

static struct reply back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/oppfolging", (long long)id.v), notice);
}

struct reply day_say(struct request *rq, const struct day_say_in *in) {
    struct visit_writer writer = visit_writer_of(rq, in->case_);
    int fault = visit_say_day(rq->db, &writer, in->case_, in->form);
    if (fault == VISIT_NO_ZONE) return reply_denied(rq, T_visit_no_zone);
    return fault ? visit_refused(rq, fault) : back(rq, in->case_, T_visit_day_kept);
}

/* Later today is two hours from now; another day is at the same time, unless one is said. */
static struct booking_words moved(const struct request *rq, const struct day_move_in *in, const struct booking_words *was) {
    enum { HOURS_LATER = 2, QUARTER = 15, DAY = 24 * 60 };
    struct booking_words words = *was;
    int minutes = was->to_minute - was->from_minute;
    words.on_date = visit_next_day(in->move, rq->today, in->move_date);
    if (in->move_from >= 0) words.from_minute = in->move_from;
    else if (in->move == VISIT_NEXT_LATER) {
        int now = (int)((rq->now.ms - instant_of_oslo(rq->today, 0).ms) / MS_PER_MINUTE);
        int from = was->from_minute > now ? was->from_minute : now;
        words.from_minute = (from + HOURS_LATER * 60 + QUARTER - 1) / QUARTER * QUARTER;
    }
    words.to_minute = words.from_minute + minutes;
    if (words.to_minute > DAY) words.to_minute = DAY;
    return words;
}

struct reply day_move(struct request *rq, const struct day_move_in *in) {
    struct booking_words was;
    int64_t version;
    if (!booking_read(rq->db, in->case_, in->booking, true, &was, &version)) return reply_not_found(rq);
    if (in->move == VISIT_NEXT_NONE || (in->move == VISIT_NEXT_OTHER && date_is_none(in->move_date))) {
        form_error(rq, "move_date", T_visit_next_missing);
        return reply_invalid(rq);
    }
    if (was.state != BOOKING_STATE_PLANNED) return reply_conflict(rq, T_visit_booking_gone);
    struct booking_words words = moved(rq, in, &was);
    switch (booking_set(rq->db, in->case_, in->booking, &words, in->version)) {
    case BOOKING_DONE: return back(rq, in->case_, T_visit_moved_now);
    case BOOKING_CHANGED: return reply_conflict(rq, T_visit_booking_gone);
    case BOOKING_NO_CASE:
    case BOOKING_NOT_OURS: return reply_not_found(rq);
    }
    form_error(rq, "move_date", T_visit_next_past);
    return reply_invalid(rq);
}

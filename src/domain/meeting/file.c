/* Meetings in calendars: the calendar of Felles, and files for other programs. A file leaves the house: a time and the name of the series; of a series
 * around one person the word "meeting" and nothing else. (RFC 5545, GDPR-5) */
#include "domain/calendar/calendar.h"
#include "domain/meeting/pages.h"
#include "meeting_routes.h"
#include "texts.h"

#include <string.h>

enum { DAYS_BACK = 7, DAYS_AHEAD = 400, SOON_DAYS = 14, SOON_MOST = 5 };

static struct calendar_other entry_of(struct request *rq, const struct meeting_soon_for_row *row) {
    const char *series = text_capital(rq->arena, rq->lang == LANG_NN ? row->name_nn : row->name_nb);
    return (struct calendar_other){
        .uid = arena_printf(rq->arena, "meeting-%lld@felles", (long long)row->id.v),
        .path = meeting_address(rq, row->id),
        .name = series,
        .summary = row->case_id.v ? text_of(rq->lang, T_meeting_word) : series,
        .kind = T_meeting_word,
        .on_date = row->on_date,
        .from_minute = (int)row->from_minute,
        .to_minute = (int)row->to_minute,
        .changed_at = row->changed_at,
    };
}

struct calendar_others meeting_calendar_others(struct request *rq, bool whole_unit, struct date first, struct date last) {
    (void)whole_unit; /* a unit's meetings are those of who sits there for it */
    if (!session_may(rq->session, RIGHT_MEETING_SEE)) return (struct calendar_others){0};
    struct meeting_soon_for_rows rows = meeting_soon_for(rq->db, rq->session->staff, rq->session->unit, first, last);
    struct calendar_others others = {arena_array(rq->arena, rows.n + 1, sizeof *others.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) others.v[i] = entry_of(rq, &rows.v[i]);
    return others;
}

static struct reply file_reply(struct request *rq, const struct calendar_others *entries) {
    const char *text = calendar_file_of(rq->arena, entries, rq->now);
    return reply_file(rq, "text/calendar; charset=utf-8", "moter.ics", (struct blob){(const uint8_t *)text, strlen(text)});
}

struct reply meetings_file(struct request *rq, const struct meetings_file_in *in) {
    (void)in;
    struct calendar_others entries = meeting_calendar_others(rq, false, date_add_days(rq->today, -DAYS_BACK), date_add_days(rq->today, DAYS_AHEAD));
    return file_reply(rq, &entries);
}

struct reply meeting_file(struct request *rq, const struct meeting_file_in *in) {
    struct meeting_get_row row;
    if (!meeting_get(rq->db, in->meeting, &row)) return reply_not_found(rq);
    const struct meeting_soon_for_row one = {.id = row.id, .case_id = row.case_id, .on_date = row.on_date, .from_minute = row.from_minute,
                                             .to_minute = row.to_minute, .changed_at = rq->now, .name_nb = row.name_nb, .name_nn = row.name_nn};
    struct calendar_other entry = entry_of(rq, &one);
    return file_reply(rq, &(struct calendar_others){&entry, 1});
}

struct meeting_soons meeting_soon_of(struct request *rq) {
    struct meeting_soons soons = {0};
    if (!session_may(rq->session, RIGHT_MEETING_SEE)) return soons;
    struct meeting_soon_for_rows rows = meeting_soon_for(rq->db, rq->session->staff, rq->session->unit, rq->today, date_add_days(rq->today, SOON_DAYS));
    soons.v = arena_array(rq->arena, SOON_MOST, sizeof *soons.v);
    for (size_t i = 0; i < rows.n && soons.n < SOON_MOST; i++)
        soons.v[soons.n++] = (struct meeting_soon){meeting_address(rq, rows.v[i].id), text_capital(rq->arena, rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb),
                                                   arena_printf(rq->arena, "%s %s", date_day(rq->arena, rq->lang, rows.v[i].on_date, rq->today),
                                                                clock_text(rq->arena, rq->lang, rows.v[i].from_minute)),
                                                   rows.v[i].on_date.days == rq->today.days};
    return soons;
}

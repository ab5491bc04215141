/* The calendar as a file for a calendar program (RFC 5545, libical). It leaves the house, so it holds a time and the word "appointment": no person,
 * no place, no kind of help, and no number of a case. (GDPR-5, GDPR-6) */
#include "calendar_routes.h"
#include "domain/calendar/internal.h"
#include "texts.h"

#include <libical/ical.h>
#include <string.h>

enum { DAYS_BACK = 7, DAYS_AHEAD = 90 };

static struct icaltimetype time_of(struct instant at) { return icaltime_from_timet_with_zone((time_t)(at.ms / 1000), 0, icaltimezone_get_utc_timezone()); }

static icalcomponent *event_of(const struct calendar_other *entry, struct instant now) {
    return icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(entry->uid), icalproperty_new_dtstamp(time_of(now)),
                               icalproperty_new_lastmodified(time_of(entry->changed_at)), icalproperty_new_dtstart(time_of(instant_of_oslo(entry->on_date, entry->from_minute))),
                               icalproperty_new_dtend(time_of(instant_of_oslo(entry->on_date, entry->to_minute))),
                               icalproperty_new_summary(entry->summary), icalproperty_new_class(ICAL_CLASS_PRIVATE), (void *)0);
}

const char *calendar_file_of(struct arena *arena, const struct calendar_others *entries, struct instant now) {
    icalcomponent *file = icalcomponent_vanew(ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"), icalproperty_new_prodid("-//Felles//Felles//NO"), (void *)0);
    for (size_t i = 0; i < entries->n; i++) icalcomponent_add_component(file, event_of(&entries->v[i], now));
    char *text = icalcomponent_as_ical_string_r(file);
    const char *copy = arena_strdup(arena, text ? text : "");
    icalmemory_free_buffer(text);
    icalcomponent_free(file);
    return copy;
}

const char *calendar_ics(struct arena *arena, const struct booking_of_unit_rows *rows, const struct calendar_others *others, enum lang lang, struct instant now) {
    struct calendar_others entries = {arena_array(arena, rows->n + others->n + 1, sizeof *entries.v), 0};
    for (size_t i = 0; i < rows->n; i++)
        entries.v[entries.n++] = (struct calendar_other){.uid = arena_printf(arena, "booking-%lld@felles", (long long)rows->v[i].id.v),
                                                         .summary = text_of(lang, T_calendar_event),
                                                         .on_date = rows->v[i].on_date,
                                                         .from_minute = (int)rows->v[i].from_minute,
                                                         .to_minute = (int)rows->v[i].to_minute,
                                                         .changed_at = rows->v[i].changed_at};
    for (size_t i = 0; i < others->n; i++) entries.v[entries.n++] = others->v[i];
    return calendar_file_of(arena, &entries, now);
}

struct reply calendar_file(struct request *rq, const struct calendar_file_in *in) {
    enum calendar_whose whose = in->hvem ? in->hvem : CALENDAR_WHOSE_MINE;
    struct date first = date_add_days(rq->today, -DAYS_BACK), last = date_add_days(rq->today, DAYS_AHEAD);
    struct booking_of_unit_rows rows = calendar_rows(rq, whose, first, last);
    struct calendar_others others = calendar_others_of(rq, whose, first, last);
    const char *text = calendar_ics(rq->arena, &rows, &others, rq->lang, rq->now);
    return reply_file(rq, "text/calendar; charset=utf-8", "felles.ics", (struct blob){(const uint8_t *)text, strlen(text)});
}

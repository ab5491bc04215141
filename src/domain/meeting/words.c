/* How meetings are said on a page: times, names, who is there. */
#include "domain/meeting/pages.h"
#include "texts.h"

#include <stdlib.h>

const char *plain_number(struct arena *arena, int64_t n) { return arena_printf(arena, "%lld", (long long)n); }

const char *unit_in(struct request *rq, struct unit_id unit) {
    struct unit_brief brief;
    return unit.v && organisation_unit(rq->db, unit, rq->lang, &brief) ? brief.name : NULL;
}

const char *units_in(struct request *rq, const struct unit_id *units, size_t n) {
    struct str names = str_in(rq->arena);
    for (size_t i = 0; i < n; i++) {
        const char *name = unit_in(rq, units[i]);
        if (name) str_addf(&names, "%s%s", i ? ", " : "", name);
    }
    return str_text(&names);
}

const char *series_how_often(struct request *rq, const char *code) {
    const struct profile_series *series = series_profile(code);
    text_key key = T_meeting_every_unknown;
    int every = series ? series->every : 0;
    switch (series ? series->period : PERIOD_NOT_STATED) {
    case PERIOD_DAYS: key = T_meeting_every_days; break;
    case PERIOD_WEEKS: key = T_meeting_every_weeks; break;
    case PERIOD_MONTHS: key = T_meeting_every_months; break;
    case PERIOD_YEARS: key = T_meeting_every_years; break;
    case PERIOD_NOT_STATED: break;
    }
    if (key == T_meeting_every_unknown) return text_of(rq->lang, key);
    return text_format(rq->arena, rq->lang, key, "n", plain_number(rq->arena, every), NULL);
}

const char *meeting_heading(struct request *rq, const struct meeting_brief *meeting) {
    return arena_printf(rq->arena, "%s %s", text_capital(rq->arena, meeting->name), date_long(rq->arena, rq->lang, meeting->on_date));
}

const char *meeting_address(struct request *rq, struct meeting_id meeting) { return arena_printf(rq->arena, "/moter/%lld", (long long)meeting.v); }

const char *item_address(struct request *rq, const struct meeting_item *item) {
    const struct meeting_hook *hook = meeting_hook_of(item->kind);
    const char *own = hook->path ? hook->path(rq, item) : NULL;
    return own ? own : arena_printf(rq->arena, "/moter/%lld/sak/%lld", (long long)item->meeting.v, (long long)item->id.v);
}

struct reply meeting_refused(struct request *rq, int fault) {
    struct meeting_fault_text why = meeting_fault_text(fault);
    if (fault == MEETING_NOT_FOUND) return reply_not_found(rq);
    form_error(rq, why.field, why.why);
    return reply_invalid(rq);
}

struct item_row item_row_of(struct request *rq, const struct meeting_item *item, const char *heading) {
    const char *name = item_person(rq, item);
    bool done = item->state == AGENDA_ITEM_STATE_DECIDED || item->state == AGENDA_ITEM_STATE_ADVISED;
    return (struct item_row){
        .path = item->meeting.v ? item_address(rq, item) : NULL,
        .line = name ? name : item_line(rq, item, heading),
        .who = name,
        .by = unit_in(rq, item->reported_unit),
        .kind = (text_key)agenda_item_kind_text(item->kind),
        .state = (text_key)agenda_item_state_text(item->state),
        .number = item->number,
        .needs_all = item->needs_all,
        .hidden = item->case_.v && !name,
        .settled = done,
        .stopped = item->state == AGENDA_ITEM_STATE_NO_QUORUM || item->state == AGENDA_ITEM_STATE_POSTPONED,
        .outcome = item->state == AGENDA_ITEM_STATE_NO_QUORUM || item->state == AGENDA_ITEM_STATE_POSTPONED
                       ? text_format(rq->arena, rq->lang, T_meeting_new_day_is, "day", date_long(rq->arena, rq->lang, item->next_on), NULL)
                       : NULL,
    };
}

struct usual_time series_usual_time(const char *code) {
    enum { USUAL_FROM = 9 * 60, USUAL_MINUTES = 60 };
    const struct profile_series *series = series_profile(code);
    struct usual_time time = {USUAL_FROM, 0};
    if (series && series->at) time.from = (int)(strtol(series->at, NULL, 10) * 60 + strtol(series->at + 3, NULL, 10));
    time.to = time.from + (series && series->minutes ? series->minutes : USUAL_MINUTES);
    return time;
}

struct quorum_words quorum_said(struct request *rq, const struct quorum *quorum) {
    return (struct quorum_words){
        .about = text_format(rq->arena, rq->lang, quorum->all_needed ? T_meeting_quorum_all_said : T_meeting_quorum_said, "there",
                             plain_number(rq->arena, (int64_t)quorum->there), "members", plain_number(rq->arena, (int64_t)quorum->members), "needed",
                             plain_number(rq->arena, (int64_t)quorum->needed), NULL),
        .missing = units_in(rq, quorum->missing, quorum->n_missing),
    };
}

static struct seat_row seat_of(struct request *rq, const struct seats_of_row *seat) {
    bool here = seat->presence == SEAT_PRESENCE_HERE || seat->presence == SEAT_PRESENCE_REMOTE;
    const char *unit = rq->lang == LANG_NN ? seat->name_nn : seat->name_nb;
    return (struct seat_row){
        .name = seat->staff_name ? seat->staff_name : text_capital(rq->arena, text_of(rq->lang, (text_key)meeting_guest_text(seat->guest))),
        .unit = seat->substitute && unit ? arena_printf(rq->arena, "%s (%s)", unit, text_of(rq->lang, T_meeting_substitute_short)) : unit,
        .presence = (text_key)seat_presence_text(seat->presence),
        .here = here,
        .away = !here,
    };
}

const struct meeting_strip *meeting_strip_of(struct request *rq, const struct meeting_brief *meeting) {
    struct meeting_strip *strip = arena_array(rq->arena, 1, sizeof *strip);
    struct quorum quorum = meeting_quorum_now(rq->db, meeting, NULL);
    struct seats_of_rows seats = seats_of(rq->db, meeting->id);
    bool begun = meeting->state == MEETING_STATE_OPEN || meeting->state == MEETING_STATE_CLOSED || meeting->state == MEETING_STATE_MINUTES_SIGNED;
    *strip = (struct meeting_strip){
        .begun = begun,
        .met = quorum.met && begun,
        .title = !begun ? T_meeting_not_begun : quorum.met ? T_meeting_has_quorum : T_meeting_no_quorum_now,
        .about = quorum_said(rq, &quorum).about,
        .edit = meeting_leads(rq, meeting) && (meeting->state == MEETING_STATE_CALLED || meeting->state == MEETING_STATE_OPEN)
                    ? arena_printf(rq->arena, "%s/oppmote", meeting_address(rq, meeting->id))
                    : NULL,
        .seats = {arena_array(rq->arena, seats.n + 1, sizeof *strip->seats.v), seats.n},
    };
    for (size_t i = 0; i < seats.n; i++) strip->seats.v[i] = seat_of(rq, &seats.v[i]);
    return strip;
}

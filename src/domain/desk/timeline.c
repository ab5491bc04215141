/* What happened in a case, the newest first, and who can see that it did. (R-045, I-14) */
#include "domain/desk/internal.h"

#include "domain/secrecy/secrecy.h"
#include "icons.h"
#include "texts.h"

#include <string.h>

static const int icons[CASE_EVENT_KIND_COUNT + 1] = {
    [CASE_EVENT_KIND_CASE_RESTING] = ICON_CLOCK,            [CASE_EVENT_KIND_CASE_WOKEN] = ICON_CASE,
    [CASE_EVENT_KIND_CLOSING_PROPOSED] = ICON_CASE,         [CASE_EVENT_KIND_CLOSING_STOPPED] = ICON_UNDO,
    [CASE_EVENT_KIND_CASE_CLOSED] = ICON_OK,                [CASE_EVENT_KIND_CASE_REOPENED] = ICON_CASE,
    [CASE_EVENT_KIND_CASE_JOINED] = ICON_CASE,              [CASE_EVENT_KIND_CASE_UNJOINED] = ICON_UNDO,
    [CASE_EVENT_KIND_HELP_DECLINED] = ICON_VOICE,           [CASE_EVENT_KIND_HELP_OFFERED] = ICON_VOICE,
    [CASE_EVENT_KIND_HELP_WANTED] = ICON_VOICE,
    [CASE_EVENT_KIND_TALK_NOTED] = ICON_VOICE,              [CASE_EVENT_KIND_CORRECTION_NOTED] = ICON_VOICE,
    [CASE_EVENT_KIND_HOME_OFFERED] = ICON_DWELLING,         [CASE_EVENT_KIND_HOME_ACCEPTED] = ICON_OK,
    [CASE_EVENT_KIND_HOME_DECLINED] = ICON_DWELLING,        [CASE_EVENT_KIND_HOME_LAPSED] = ICON_CLOCK,
    [CASE_EVENT_KIND_TRANSITION_ANNOUNCED] = ICON_TRANSITION, [CASE_EVENT_KIND_TRANSITION_CLAIMED] = ICON_TRANSITION,
    [CASE_EVENT_KIND_TRANSITION_HOME] = ICON_DWELLING,      [CASE_EVENT_KIND_TRANSITION_READY] = ICON_TRANSITION,
    [CASE_EVENT_KIND_TRANSITION_NOT_READY] = ICON_UNDO,     [CASE_EVENT_KIND_TRANSITION_ANSWERED] = ICON_TRANSITION,
    [CASE_EVENT_KIND_TRANSITION_MOVED] = ICON_TRANSITION,   [CASE_EVENT_KIND_TRANSITION_MET] = ICON_VOICE,
    [CASE_EVENT_KIND_TRANSITION_COMPLETED] = ICON_OK,       [CASE_EVENT_KIND_TRANSITION_BROKEN_OFF] = ICON_UNDO,
    [CASE_EVENT_KIND_TRANSITION_DEVIATION] = ICON_WARNING,
    [CASE_EVENT_KIND_HOME_OFFER_WITHDRAWN] = ICON_DWELLING, [CASE_EVENT_KIND_HOME_MOVED_IN] = ICON_KEY, [CASE_EVENT_KIND_FIRST_WEEKS_BOOKED] = ICON_CALENDAR,
    [CASE_EVENT_KIND_EMERGENCY_ASKED] = ICON_DWELLING,      [CASE_EVENT_KIND_EMERGENCY_GRANTED] = ICON_DWELLING,
    [CASE_EVENT_KIND_EMERGENCY_EXTENDED] = ICON_DWELLING,   [CASE_EVENT_KIND_EMERGENCY_MOVED] = ICON_DWELLING,
    [CASE_EVENT_KIND_EMERGENCY_EXCLUDED] = ICON_DWELLING,   [CASE_EVENT_KIND_EMERGENCY_ENDED] = ICON_KEY,
    [CASE_EVENT_KIND_EMERGENCY_WITHDRAWN] = ICON_DWELLING,  [CASE_EVENT_KIND_EMERGENCY_REFUSED] = ICON_DWELLING,
    [CASE_EVENT_KIND_CONTACT_RECEIVED] = ICON_MESSAGE,      [CASE_EVENT_KIND_CASE_OPENED] = ICON_CASE,
    [CASE_EVENT_KIND_BATON_OFFERED] = ICON_SEND,            [CASE_EVENT_KIND_BATON_ACCEPTED] = ICON_HANDOVER,
    [CASE_EVENT_KIND_BATON_REFUSED] = ICON_BACK_AND_FORTH,  [CASE_EVENT_KIND_BATON_WITHDRAWN] = ICON_UNDO,
    [CASE_EVENT_KIND_BATON_ESCALATED] = ICON_BELL,          [CASE_EVENT_KIND_DUTY_ADDED] = ICON_QUEUE,
    [CASE_EVENT_KIND_DUTY_CHANGED] = ICON_QUEUE,            [CASE_EVENT_KIND_CONSENT_ASKED] = ICON_CONSENT,
    [CASE_EVENT_KIND_CONSENT_GIVEN] = ICON_CONSENT,         [CASE_EVENT_KIND_CONSENT_REFUSED] = ICON_LOCKED,
    [CASE_EVENT_KIND_CONSENT_REVOKED] = ICON_LOCKED,        [CASE_EVENT_KIND_OBJECTION_MADE] = ICON_LOCKED,
    [CASE_EVENT_KIND_CASE_SHARED] = ICON_UNLOCKED,          [CASE_EVENT_KIND_OBJECTION_OVERRIDDEN] = ICON_WARNING,
    [CASE_EVENT_KIND_EMERGENCY_READ] = ICON_WARNING,
    [CASE_EVENT_KIND_OBJECTION_LIFTED] = ICON_UNLOCKED,     [CASE_EVENT_KIND_ASSESSMENT_PART] = ICON_ASSESSMENT,
    [CASE_EVENT_KIND_ASSESSMENT_CONFIRMED] = ICON_ASSESSMENT, [CASE_EVENT_KIND_COORDINATOR_OFFERED] = ICON_COORDINATOR,
    [CASE_EVENT_KIND_COORDINATOR_NAMED] = ICON_COORDINATOR, [CASE_EVENT_KIND_PLAN_OFFERED] = ICON_PLAN,
    [CASE_EVENT_KIND_PLAN_BEGUN] = ICON_PLAN,               [CASE_EVENT_KIND_PLAN_IN_USE] = ICON_PLAN,
    [CASE_EVENT_KIND_PLAN_REVISION] = ICON_PLAN,            [CASE_EVENT_KIND_PLAN_OVER] = ICON_PLAN,
    [CASE_EVENT_KIND_GOAL_NOTED] = ICON_VOICE,              [CASE_EVENT_KIND_GOAL_MOVED] = ICON_PLAN,
    [CASE_EVENT_KIND_ACTION_AGREED] = ICON_PLAN,            [CASE_EVENT_KIND_ACTION_SETTLED] = ICON_OK,
    [CASE_EVENT_KIND_TRIED_NOTED] = ICON_PLAN,              [CASE_EVENT_KIND_PLAN_READERS_CHOSEN] = ICON_LOCKED,
    [CASE_EVENT_KIND_PLAN_NOTICE_RECEIVED] = ICON_MESSAGE, [CASE_EVENT_KIND_PLAN_NEED_SEEN] = ICON_MESSAGE,
    [CASE_EVENT_KIND_SERVICE_STARTED] = ICON_SERVICE_FOLLOW_UP, [CASE_EVENT_KIND_SERVICE_CHANGED] = ICON_SERVICE_FOLLOW_UP,
    [CASE_EVENT_KIND_DECISION_STARTED] = ICON_WRITE,        [CASE_EVENT_KIND_PART_CHECKED] = ICON_DOCUMENT,
    [CASE_EVENT_KIND_PART_SIGNED] = ICON_DOCUMENT,          [CASE_EVENT_KIND_DECISION_ISSUED] = ICON_DECISION,
    [CASE_EVENT_KIND_LETTER_REACHED] = ICON_LETTER,         [CASE_EVENT_KIND_PART_ANSWERED] = ICON_VOICE,
    [CASE_EVENT_KIND_DWELLING_ORDERED] = ICON_DWELLING,     [CASE_EVENT_KIND_NOTICE_CHECKED] = ICON_DOCUMENT,
    [CASE_EVENT_KIND_DECISION_AMENDED] = ICON_DECISION,     [CASE_EVENT_KIND_WORKER_CHANGED] = ICON_RESPONSIBILITY,
    [CASE_EVENT_KIND_EMERGENCY_TAKEOVER] = ICON_RESPONSIBILITY, [CASE_EVENT_KIND_PROVISIONAL_REPLY_SENT] = ICON_LETTER,
    [CASE_EVENT_KIND_DISPUTE_RAISED] = ICON_BACK_AND_FORTH, [CASE_EVENT_KIND_DISPUTE_DECIDED] = ICON_RESPONSIBILITY,
    [CASE_EVENT_KIND_DISPUTE_LATE] = ICON_BELL,             [CASE_EVENT_KIND_DISPUTE_APPEALED] = ICON_BACK_AND_FORTH,
    [CASE_EVENT_KIND_DISPUTE_APPEAL_ANSWERED] = ICON_RESPONSIBILITY, [CASE_EVENT_KIND_OUTSIDE_ASKED] = ICON_SEND,
    [CASE_EVENT_KIND_OUTSIDE_ANSWERED] = ICON_MESSAGE,      [CASE_EVENT_KIND_UNITS_MERGED] = ICON_RESPONSIBILITY,
    [CASE_EVENT_KIND_ROLE_CHOSEN] = ICON_PERSON,            [CASE_EVENT_KIND_NEW_WORKER_ASKED] = ICON_VOICE,
    [CASE_EVENT_KIND_NEW_WORKER_ANSWERED] = ICON_PERSON,
    [CASE_EVENT_KIND_CONTACT_ANSWERED] = ICON_MESSAGE,      [CASE_EVENT_KIND_DWELLING_FOUND] = ICON_KEY,
    [CASE_EVENT_KIND_PRIOR_NOTICE_SENT] = ICON_LETTER,      [CASE_EVENT_KIND_PRIOR_NOTICE_ANSWERED] = ICON_VOICE,
    [CASE_EVENT_KIND_PART_DELAYED] = ICON_CLOCK,            [CASE_EVENT_KIND_CHANGE_WISHED] = ICON_CHANGED,
    [CASE_EVENT_KIND_STEPPED_OUT] = ICON_RESPONSIBILITY,    [CASE_EVENT_KIND_REACHED_CORRECTED] = ICON_LETTER,
    [CASE_EVENT_KIND_PART_SUSPENDED] = ICON_WAITING,        [CASE_EVENT_KIND_PART_RESUMED] = ICON_DECISION,
    [CASE_EVENT_KIND_DECISION_ENDED] = ICON_DECISION,
    [CASE_EVENT_KIND_LEASE_SIGNED] = ICON_DOCUMENT,         [CASE_EVENT_KIND_LEASE_BEGUN] = ICON_KEY,
        [CASE_EVENT_KIND_MEETING_REPORTED] = ICON_MEETING,       [CASE_EVENT_KIND_MEETING_PUT_OFF] = ICON_CLOCK,
        [CASE_EVENT_KIND_MEETING_DECIDED] = ICON_DECISION,       [CASE_EVENT_KIND_MEETING_ADVISED] = ICON_MEETING,
    [CASE_EVENT_KIND_GROUP_STARTED] = ICON_GROUP,           [CASE_EVENT_KIND_GROUP_MET] = ICON_GROUP,
    [CASE_EVENT_KIND_GROUP_STOOD_STILL] = ICON_BELL,        [CASE_EVENT_KIND_GROUP_ENDED] = ICON_GROUP,
    [CASE_EVENT_KIND_LEASE_RENEWED] = ICON_KEY,             [CASE_EVENT_KIND_LEASE_OPEN] = ICON_KEY,
    [CASE_EVENT_KIND_LEASE_NOTICE_GIVEN] = ICON_DOCUMENT,   [CASE_EVENT_KIND_LEASE_ENDED] = ICON_DWELLING,
    [CASE_EVENT_KIND_APPLICATION_REGISTERED] = ICON_DWELLING, [CASE_EVENT_KIND_APPLICATION_ASSESSED] = ICON_DWELLING,
    [CASE_EVENT_KIND_APPLICATION_TO_MEETING] = ICON_MEETING, [CASE_EVENT_KIND_APPLICATION_APPROVED] = ICON_DWELLING,
    [CASE_EVENT_KIND_APPLICATION_REFUSED] = ICON_DWELLING,  [CASE_EVENT_KIND_APPLICATION_POSTPONED] = ICON_CLOCK,
    [CASE_EVENT_KIND_APPLICATION_WAITING] = ICON_DWELLING,  [CASE_EVENT_KIND_APPLICATION_OFFERED] = ICON_DWELLING,
    [CASE_EVENT_KIND_APPLICATION_ACCEPTED] = ICON_DWELLING, [CASE_EVENT_KIND_APPLICATION_LEASED] = ICON_KEY,
    [CASE_EVENT_KIND_APPLICATION_WITHDRAWN] = ICON_DWELLING, [CASE_EVENT_KIND_APPLICATION_RECHECKED] = ICON_DWELLING,
    [CASE_EVENT_KIND_CAREER_TALKED] = ICON_VOICE,           [CASE_EVENT_KIND_INSTRUMENT_NOTED] = ICON_MONEY,
    [CASE_EVENT_KIND_LEASE_TALKED] = ICON_VOICE,            [CASE_EVENT_KIND_HOME_AT_RISK] = ICON_WARNING,
    [CASE_EVENT_KIND_HOME_RISK_STEP] = ICON_WARNING,        [CASE_EVENT_KIND_HOME_RISK_OVER] = ICON_DWELLING,
    [CASE_EVENT_KIND_RELATIVE_ADDED] = ICON_RELATIVE,       [CASE_EVENT_KIND_MINOR_ADDED] = ICON_RELATIVE,
    [CASE_EVENT_KIND_REPRESENTATIVE_ADDED] = ICON_RELATIVE, [CASE_EVENT_KIND_REPRESENTATIVE_ENDED] = ICON_RELATIVE,
    [CASE_EVENT_KIND_ACCESS_ASKED] = ICON_SEEN,             [CASE_EVENT_KIND_ACCESS_GIVEN] = ICON_SEEN,
    [CASE_EVENT_KIND_CORRECTION_ASKED] = ICON_CHANGED,      [CASE_EVENT_KIND_CORRECTION_SETTLED] = ICON_CHANGED,
    [CASE_EVENT_KIND_INFORMATION_ASKED] = ICON_SEND,        [CASE_EVENT_KIND_APPEAL_RECEIVED] = ICON_COMPLAINT,
    [CASE_EVENT_KIND_APPEAL_TAKEN_IN] = ICON_COMPLAINT,     [CASE_EVENT_KIND_APPEAL_DISMISSED] = ICON_COMPLAINT,
    [CASE_EVENT_KIND_APPEAL_CHANGED] = ICON_DECISION,       [CASE_EVENT_KIND_APPEAL_FORWARDED] = ICON_SEND,
    [CASE_EVENT_KIND_APPEAL_DECIDED] = ICON_DECISION,       [CASE_EVENT_KIND_APPEAL_IMPLEMENTED] = ICON_DECISION,
    [CASE_EVENT_KIND_APPEAL_WITHDRAWN] = ICON_UNDO,         [CASE_EVENT_KIND_APPEAL_CLOSED] = ICON_COMPLAINT,
    [CASE_EVENT_KIND_SUSPENSION_ASKED] = ICON_WAITING,      [CASE_EVENT_KIND_SUSPENSION_REFUSED] = ICON_DECISION,
    [CASE_EVENT_KIND_REASONS_ASKED] = ICON_VOICE,           [CASE_EVENT_KIND_REASONS_GIVEN] = ICON_LETTER,
};

int timeline_icon(enum case_event_kind kind) { return icons[kind] ? icons[kind] : ICON_CASE; }

static const char *none_is_empty(const char *text) { return text ? text : ""; }

/* "i går 14.20" while it is near, then the day; the column is narrow. */
static const char *when_text(struct request *rq, struct instant at) {
    struct date day = instant_oslo_date(at);
    if (date_days_between(day, rq->today) <= 1) return text_capital(rq->arena, moment_text(rq->arena, rq->lang, at, rq->today));
    return date_table(rq->arena, rq->lang, day);
}

static struct event_view event_of(struct request *rq, const struct overview_events_row *row) {
    const char *unit = none_is_empty(desk_in_language(rq->lang, row->name_nb, row->name_nn));
    const char *other = none_is_empty(desk_in_language(rq->lang, row->other_nb, row->other_nn));
    const char *zone = row->zone == ZONE_SPINE ? text_of(rq->lang, T_overview_all_of_team) : text_of(rq->lang, zone_text(row->zone));
    return (struct event_view){
        .at = row->at,
        .when = when_text(rq, row->at),
        .text = text_format(rq->arena, rq->lang, case_event_kind_text(row->kind), "unit", unit, "other", other, NULL),
        .who = row->staff_name,
        .visible_to = text_format(rq->arena, rq->lang, T_overview_visible_to, "zone", zone, NULL),
        .icon = timeline_icon(row->kind),
        .times = 1,
    };
}

static bool named_in(const char *names, const char *name) {
    size_t length = strlen(name);
    for (const char *at = strstr(names, name); at; at = strstr(at + 1, name))
        if ((at == names || at[-1] == ' ') && (at[length] == '\0' || at[length] == ',')) return true;
    return false;
}

/* The same thing several times in a day is told once, where it happened last. */
static bool told_already(struct request *rq, struct event_views *events, const struct event_view *event) {
    struct date day = instant_oslo_date(event->at);
    for (size_t i = events->n; i-- > 0;) {
        struct event_view *told = &events->v[i];
        if (instant_oslo_date(told->at).days != day.days) return false;
        if (!text_equal(told->text, event->text) || !text_equal(told->visible_to, event->visible_to)) continue;
        told->times++;
        if (!event->who) return true;
        if (!told->who) told->who = event->who;
        else if (!named_in(told->who, event->who)) told->who = arena_printf(rq->arena, "%s, %s", told->who, event->who);
        return true;
    }
    return false;
}

static const char *path_of(struct request *rq, struct case_id id, enum timeline_filter filter, int64_t page) {
    const char *path = arena_printf(rq->arena, "/sak/%lld?vis=%s", (long long)id.v, timeline_filter_code(filter));
    if (page > 1) path = arena_printf(rq->arena, "%s&side=%lld", path, (long long)page);
    return arena_printf(rq->arena, "%s#timeline", path);
}

void timeline_read(struct request *rq, struct case_id id, enum timeline_filter filter, int64_t page, struct timeline_view *ret_view) {
    unsigned zones = secrecy_zones(rq->db, rq->session, id, rq->today);
    struct overview_events_rows rows = overview_events(
        rq->db, id, filter, zones & ZONE_BIT(ZONE_HEALTH), zones & ZONE_BIT(ZONE_SOCIAL), zones & ZONE_BIT(ZONE_HOUSING),
        zones & ZONE_BIT(ZONE_TENANCY), zones & ZONE_BIT(ZONE_PLAN), zones & ZONE_BIT(ZONE_RESTRICTED), (page - 1) * TIMELINE_PAGE);
    size_t shown = rows.n > TIMELINE_PAGE ? TIMELINE_PAGE : rows.n;
    struct timeline_view view = {
        .filters = {arena_array(rq->arena, TIMELINE_FILTER_COUNT, sizeof *view.filters.v), 0},
        .events = {arena_array(rq->arena, shown + 1, sizeof *view.events.v), 0},
    };
    for (enum timeline_filter each = TIMELINE_FILTER_EVERYTHING; each <= TIMELINE_FILTER_CONTACT; each++)
        view.filters.v[view.filters.n++] =
            (struct link_view){path_of(rq, id, each, 1), text_of(rq->lang, timeline_filter_text(each)), each == filter};
    for (size_t i = 0; i < shown; i++) {
        struct event_view event = event_of(rq, &rows.v[i]);
        if (!told_already(rq, &view.events, &event)) view.events.v[view.events.n++] = event;
    }
    if (page > 1) view.previous = path_of(rq, id, filter, page - 1);
    if (rows.n > TIMELINE_PAGE) view.next = path_of(rq, id, filter, page + 1);
    *ret_view = view;
}

/* The demonstration: dates for every series, and of one series a meeting that was held, one that lacked quorum, and one that is coming. */
#include "command/demo_story.h"

#include "domain/meeting/meeting.h"
#include "domain/meeting/quorum.h"
#include "domain/secrecy/secrecy.h"
#include "meeting_routes.h"
#include "meeting_sql.h"
#include "platform/audit/audit.h"

#include <string.h>

enum { CASES_LOOKED_AT = 200, CASES_REPORTED = 3, COMES_IN_DAYS = 5, SETTLES_BEFORE_DAYS = 12 };

static bool did(struct story *story, struct reply reply, const char *event) {
    audit_add_once(story->db, event, "meeting", 0);
    return held(story, reply.status == 303 && !story->form.refused ? ERR_OK : ERR_INVALID, event);
}

static const struct worker *worker_of(struct story *story, struct unit_id unit) {
    static const enum staff_role roles[] = {STAFF_ROLE_UNIT_LEADER, STAFF_ROLE_OFFICER, STAFF_ROLE_COORDINATOR, STAFF_ROLE_PROPERTY, STAFF_ROLE_AUTHORITY};
    for (size_t r = 0; r < sizeof roles / sizeof *roles; r++)
        for (size_t i = 0; i < story->stage->n_workers; i++)
            if (story->stage->workers[i].unit.v == unit.v && story->stage->workers[i].role == roles[r]) return &story->stage->workers[i];
    return NULL;
}

/* The officer who writes what is said: she works with cases. */
static const struct worker *officer_of(struct story *story, struct unit_id unit) {
    const struct worker *worker = story_worker_in(story, unit);
    return worker ? worker : worker_of(story, unit);
}

static int period_days(const struct profile_series *series) {
    switch (series->period) {
    case PERIOD_DAYS: return series->every;
    case PERIOD_WEEKS: return 7 * series->every;
    case PERIOD_MONTHS: return 30 * series->every;
    case PERIOD_YEARS: return 365 * series->every;
    case PERIOD_NOT_STATED: break;
    }
    return 0;
}

/* The series the demonstration follows: the one that gives homes, else one that takes single cases, else the first with members and dates. */
static const struct profile_series *main_series(const struct profile *profile) {
    const struct profile_series *best = NULL;
    int most = -1;
    for (unsigned i = 0; i < profile->series_count; i++) {
        const struct profile_series *series = &profile->series[i];
        int days = period_days(series);
        if (series->per_person || series->members_count < 2 || days == 0 || days > 100) continue;
        int worth = (series->kind == SERIES_WORKING_GROUP ? 6 : 0) + (series->kind == SERIES_ALLOCATION ? 4 : 0) + (series->individual_cases ? 2 : 0);
        if (worth > most) {
            most = worth;
            best = series;
        }
    }
    return best;
}

static struct series_get_row series_of(struct story *story, const char *code) {
    struct series_get_row row = {.code = NULL};
    (void)series_get(story->db, meeting_series_by_code(story->db, code), &row);
    return row;
}

static void plan(struct story *story, const struct profile_series *series, struct date from, struct date first) {
    struct series_get_row row = series_of(story, series->code);
    if (!row.code || !turn_on(story, officer_of(story, row.chair_unit), from)) return;
    int at = series->at ? (series->at[0] - '0') * 600 + (series->at[1] - '0') * 60 + (series->at[3] - '0') * 10 + (series->at[4] - '0') : 9 * 60;
    struct series_dates_in in = {.series = row.id, .first = story_working_day(first), .until = date_add_months(story->stage->wish->until, 6), .from = at,
                                 .to = at + (series->minutes ? series->minutes : 60), .place = "Rådhuset, møterom 2"};
    did(story, series_dates(&story->rq, &in), "meeting_dates_set");
}

/* ── what is reported ─────────────────────────────────────────────────── */

static void report_common(struct story *story, const struct series_get_row *series, struct date day, bool needs_all) {
    static const struct profile_words headings[] = {{"Boliger som står tomme om vinteren", "Bustader som står tomme om vinteren"},
                                                    {"Telefonen når kontoret er stengt", "Telefonen når kontoret er stengt"}};
    static const struct profile_words bodies[] = {
        {"Flere boliger står tomme mellom to leieforhold fordi ingen melder fra. Kan vi bli enige om hvem som melder?",
         "Fleire bustader står tomme mellom to leigeforhold fordi ingen melder frå. Kan vi bli einige om kven som melder?"},
        {"Den som ringer etter klokka fire, får ikke vite hvem som har vakt. Kan vi bli enige om ett nummer?",
         "Den som ringjer etter klokka fire, får ikkje vite kven som har vakt. Kan vi bli einige om eitt nummer?"}};
    const struct profile_words *heading = &headings[needs_all], *body = &bodies[needs_all];
    if (!turn_on(story, officer_of(story, series->chair_unit), day)) return;
    struct item_report_in in = {.series = series->id, .kind = AGENDA_ITEM_KIND_ISSUE, .heading = words_of(story, heading), .body = words_of(story, body), .need = ITEM_NEED_USUAL, .needs_all = needs_all};
    did(story, item_report(&story->rq, &in), "agenda_item_reported");
}

/* A case that was open then, whose holder and the series' leader both may write in it. */
static bool suits(struct story *story, struct case_id id, struct unit_id chair, struct date day, const struct worker **ret_reporter) {
    struct case_brief brief;
    if (!work_case(story->db, id, &brief) || brief.state != CASE_STATE_OPEN || instant_oslo_date(brief.opened_at).days > day.days - 3) return false;
    story->case_ = id;
    const struct worker *reporter = officer_of(story, brief.holder_unit), *leader = officer_of(story, chair);
    if (!reporter || !leader || !turn_on(story, leader, day) || secrecy_may(&story->rq, id) != VERDICT_ALLOWED || !secrecy_own_zone(&story->rq, id)) return false;
    *ret_reporter = reporter;
    return turn_on(story, reporter, day) && secrecy_own_zone(&story->rq, id) && session_may(&reporter->session, RIGHT_MEETING_REPORT);
}

struct reporting {
    struct date day;
    int64_t from; /* the first case that is looked at */
    int most;
    bool needs_all;
};

static void report_cases(struct story *story, const struct series_get_row *series, const struct reporting *wish) {
    static const struct profile_words question = {"Hun ønsker seg en rolig leilighet nær sentrum. Hva kan vi få til sammen, og hvem følger opp?",
                                                  "Ho ønskjer seg ei roleg leilegheit nær sentrum. Kva kan vi få til saman, og kven følgjer opp?"};
    int reported = 0;
    for (int64_t number = wish->from; number <= CASES_LOOKED_AT && reported < wish->most && !story->broken; number++) {
        const struct worker *reporter = NULL;
        if (!suits(story, (struct case_id){number}, series->chair_unit, wish->day, &reporter)) continue;
        struct case_item_report_in in = {.case_ = {number},
                                         .series = series->id,
                                         .kind = series->kind == MEETING_KIND_INTAKE ? AGENDA_ITEM_KIND_SERVICES : AGENDA_ITEM_KIND_INDIVIDUAL,
                                         .need = reported == 0 ? ITEM_NEED_NOW : ITEM_NEED_USUAL,
                                         .needs_all = wish->needs_all,
                                         .question = words_of(story, &question)};
        if (did(story, case_item_report(&story->rq, &in), "agenda_item_reported")) reported++;
    }
    story->case_ = (struct case_id){0};
}

/* ── a meeting ────────────────────────────────────────────────────────── */

static struct date earlier(struct date a, struct date b) { return a.days < b.days ? a : b; }

/* What waits goes on the agenda, as far as there is time. */
static bool take_waiting(struct story *story, struct meeting_id id, struct meeting_series_id series) {
    struct item_waiting_rows waiting = item_waiting(story->db, series);
    struct meeting_accept_post_in accept = {.meeting = id};
    accept.item.v = arena_array(story->rq.arena, waiting.n + 1, sizeof *accept.item.v);
    for (size_t i = 0; i < waiting.n; i++) accept.item.v[accept.item.n++] = waiting.v[i].id;
    return !accept.item.n || did(story, meeting_accept_post(&story->rq, &accept), "agenda_item_accepted");
}

/* Takes in what waits, makes it ready, calls, and marks who is there; `away`: the last member's unit does not come. */
static bool begin(struct story *story, struct meeting_id id, const struct series_get_row *series, bool away) {
    struct meeting_brief meeting;
    const struct worker *leader = officer_of(story, series->chair_unit);
    if (!meeting_read(story->db, id, LANG_NB, &meeting) || !turn_on(story, leader, earlier(date_add_days(meeting.on_date, -4), story->stage->wish->until))) return false;
    if (!take_waiting(story, id, series->id)) return false;
    struct meeting_call_post_in call = {.meeting = id, .chair = leader->staff};
    if (meeting.state == MEETING_STATE_PLANNED && !did(story, meeting_call_post(&story->rq, &call), "meeting_called")) return false;
    struct meeting_units_rows units = meeting_units(story->db, id);
    for (size_t i = 0; i < units.n; i++) {
        const struct worker *who = worker_of(story, units.v[i].unit_id);
        if (!who || (units.v[i].part != MEETING_PART_MEMBER && units.v[i].part != MEETING_PART_OPTIONAL)) continue;
        if (!did(story, meeting_seat_post(&story->rq, &(struct meeting_seat_post_in){.meeting = id, .staff = who->staff}), "meeting_seat_given")) return false;
    }
    struct meeting_items items = meeting_items_of(story->db, id);
    for (size_t i = 0; i < items.n; i++) {
        struct item_guest_post_in guest = {.meeting = id, .item = items.v[i].id, .guest = MEETING_GUEST_PERSON, .answer = i % 2 ? ITEM_GUEST_ANSWER_WISHES_NOT : ITEM_GUEST_ANSWER_COMES};
        struct item_guest_post_in kin = {.meeting = id, .item = items.v[i].id, .guest = MEETING_GUEST_NEXT_OF_KIN, .answer = ITEM_GUEST_ANSWER_NO_CONSENT};
        bool hers = items.v[i].case_.v != 0;
        if (hers && (!did(story, item_guest_post(&story->rq, &guest), "item_guest_said") || !did(story, item_guest_post(&story->rq, &kin), "item_guest_said"))) return false;
        if (!did(story, item_ready_post(&story->rq, &(struct item_ready_post_in){id, items.v[i].id}), "agenda_item_ready")) return false;
    }
    if (meeting.on_date.days > story->stage->wish->until.days || !turn_on(story, leader, meeting.on_date)) return true;
    struct seats_of_rows seats = seats_of(story->db, id);
    struct attendance_post_in there = {.meeting = id};
    there.here.v = arena_array(story->rq.arena, seats.n + 1, sizeof *there.here.v);
    struct unit_id missing = {0};
    for (size_t i = 0; i < units.n && away; i++)
        if (units.v[i].part == MEETING_PART_MEMBER && units.v[i].unit_id.v != series->chair_unit.v) missing = units.v[i].unit_id;
    for (size_t i = 0; i < seats.n; i++)
        if (seats.v[i].unit_id.v != missing.v) there.here.v[there.here.n++] = seats.v[i].id;
    return did(story, attendance_post(&story->rq, &there), "meeting_attendance") &&
           did(story, meeting_open_post(&story->rq, &(struct meeting_open_post_in){id}), "meeting_opened");
}

void demo_meetings_take(struct story *story, struct meeting_series_id series) {
    struct series_get_row row;
    struct meeting_id next;
    struct meeting_brief meeting;
    struct date until = story->stage->wish->until;
    if (!series_get(story->db, series, &row) || !meeting_next(story->db, series, until, &next) || !meeting_read(story->db, next, LANG_NB, &meeting)) return;
    if (!turn_on(story, officer_of(story, row.chair_unit), story_working_day_before(until))) return;
    if (meeting.state == MEETING_STATE_PLANNED) begin(story, next, &row, false);
    else take_waiting(story, next, series);
}

static void conclude(struct story *story, struct meeting_id id, const struct meeting_item *item) {
    static const struct profile_words agreed = {"Alle vil det samme: et eget hjem som varer, og hjelp som ikke slipper.", "Alle vil det same: ein eigen heim som varer, og hjelp som ikkje slepp."};
    struct case_brief brief;
    if (item->case_.v && work_case(story->db, item->case_, &brief)) {
        struct item_action_post_in action = {.meeting = id, .item = item->id, .unit = brief.holder_unit, .task = ITEM_TASK_FOLLOW_UP, .due = story_working_day(date_add_days(story->stage->wish->until, 6 + (int)item->number))};
        (void)page_may_do(story, item_action_post(&story->rq, &action), "item_action_agreed");
        story->form = (struct form){0};
    }
    struct item_conclude_post_in in = {.meeting = id, .item = item->id, .choice = item->case_.v ? AGENDA_CHOICE_ORDINARY_FOLLOWED : 0, .agreement = words_of(story, &agreed), .review_on = DATE_NONE};
    did(story, item_conclude_post(&story->rq, &in), "agenda_item_treated");
}

/* What cannot be decided for lack of quorum gets its new day; the rest is decided. */
static void finish(struct story *story, struct meeting_id id, bool sign) {
    struct meeting_brief meeting;
    bool extra = false;
    if (story->broken || !meeting_read(story->db, id, LANG_NB, &meeting) || meeting.state != MEETING_STATE_OPEN) return;
    struct date next = meeting_day_after_stop(story->db, &meeting, &extra);
    if (!meeting_quorum_now(story->db, &meeting, NULL).met) {
        did(story, meeting_stop_post(&story->rq, &(struct meeting_stop_post_in){id, next}), "meeting_lacked_quorum");
    } else {
        struct meeting_items items = meeting_items_of(story->db, id);
        for (size_t i = 0; i < items.n; i++) {
            if (meeting_quorum_now(story->db, &meeting, &items.v[i]).met) conclude(story, id, &items.v[i]);
            else did(story, item_stop_post(&story->rq, &(struct item_stop_post_in){id, items.v[i].id, next}), "agenda_item_treated");
        }
    }
    did(story, meeting_close_post(&story->rq, &(struct meeting_close_post_in){id}), "meeting_closed");
    if (sign) did(story, meeting_sign_post(&story->rq, &(struct meeting_sign_post_in){id}), "minutes_signed");
}

static void follow(struct story *story, const struct profile_series *series) {
    struct date until = story->stage->wish->until;
    int days = period_days(series);
    struct date first = date_add_days(until, COMES_IN_DAYS - 2 * days);
    plan(story, series, date_add_days(first, -SETTLES_BEFORE_DAYS), first);
    struct series_get_row row = series_of(story, series->code);
    if (story->broken || !row.code) return;
    for (size_t i = 0; !story->broken; i++) {
        /* Read anew: one that lacked quorum may have made an extra meeting. */
        struct meeting_of_series_rows meetings = meeting_of_series(story->db, row.id, date_add_days(first, -3), date_add_days(until, 40));
        if (i >= meetings.n) break;
        bool past = meetings.v[i].on_date.days <= until.days;
        struct date before = earlier(date_add_days(meetings.v[i].on_date, -8), until);
        const struct reporting wish = {before, 1 + (int64_t)i * 7, i == 0 ? CASES_REPORTED : 2, i == 1};
        if (row.individual_cases && !meetings.v[i].extra) report_cases(story, &row, &wish);
        if (!meetings.v[i].extra && (i != 1 || !row.individual_cases)) report_common(story, &row, before, i == 1);
        if (begin(story, meetings.v[i].id, &row, i == 1)) finish(story, meetings.v[i].id, i == 0);
        if (!past) break;
    }
}

int demo_meetings_tell(struct story *story) {
    const struct profile *profile = story->stage->profile;
    const struct profile_series *chosen = main_series(profile);
    struct date until = story->stage->wish->until;
    if (chosen) follow(story, chosen);
    int later = 6;
    for (unsigned i = 0; i < profile->series_count && !story->broken; i++) {
        const struct profile_series *series = &profile->series[i];
        if (series == chosen || series->per_person) continue;
        plan(story, series, date_add_days(until, -2), date_add_days(until, later++));
    }
    return story->broken ? ERR_INVALID : ERR_OK;
}

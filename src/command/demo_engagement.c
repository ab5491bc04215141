/* The demonstration: some who say no, to all or to a part, a caretaker who keeps in touch, limits, something that happened, safe work, a meeting place. */
#include "command/demo_story.h"

#include "domain/engagement/engagement.h"
#include "domain/safety/safety.h"
#include "engagement_routes.h"
#include "engagement_sql.h"
#include "followup_schema.h"
#include "gathering_routes.h"
#include "platform/audit/audit.h"
#include "safety_routes.h"

enum { CASES_LOOKED_AT = 150, CHOSEN_MOST = 12, EVERY = 5, NO_DAYS_BACK = 12, LOG_DAYS_BACK = 4, EVENT_DAYS_BACK = 2, SAFE_DAYS_BACK = 3 };

struct chosen {
    struct case_id v[CHOSEN_MOST];
    int n;
};

static void choose(struct story *story, struct chosen *chosen) {
    for (int64_t number = 2; number <= CASES_LOOKED_AT && chosen->n < CHOSEN_MOST; number += EVERY) {
        struct case_brief brief;
        if (work_case(story->db, (struct case_id){number}, &brief) && brief.state == CASE_STATE_OPEN) chosen->v[chosen->n++] = brief.id;
    }
}

/* The holder's worker, that many days before the last one. */
static bool in_case(struct story *story, struct case_id id, int days_back) {
    story->case_ = id;
    return turn_on(story, story_holder(story), date_add_days(story->stage->wish->until, -days_back));
}

static const struct worker *caretaker_of(const struct story *story) {
    return stage_worker(story->stage, &(struct chance){1}, demo_cast_unit(story->stage->profile, CAST_CARETAKER), STAFF_ROLE_CARETAKER);
}

/* ── no, in part and in full ── */

static void says_no(struct story *story, int number) {
    static const struct profile_words words = {"Jeg vil ha en pause fra alle sammen. Men hils gjerne når dere går forbi.",
                                               "Eg vil ha ein pause frå alle saman. Men hels gjerne når de går forbi."};
    const struct worker *caretaker = caretaker_of(story);
    struct engagement_no_send_in in = {.case_ = story->case_,
                                       .all = true,
                                       .told = NO_TOLD_FACE_TO_FACE,
                                       .words = words_of(story, &words),
                                       .next_on = engagement_ask_on(story->rq.today),
                                       .caretaker = caretaker ? caretaker->staff : (struct staff_id){0},
                                       .knows = true,
                                       .meeting = number == 0 && engagement_series(story->db).v};
    page_may_do(story, engagement_no_send(&story->rq, &in), "help_declined");
}

static bool says_no_to_a_part(struct story *story) {
    struct engagement_services_rows running = engagement_services(story->db, story->case_);
    if (!running.n) return false;
    struct engagement_no_send_in in = {.case_ = story->case_, .told = NO_TOLD_BY_PHONE, .service = {&running.v[0].id, 1}};
    return page_may_do(story, engagement_no_send(&story->rq, &in), "help_declined");
}

static void something_happens(struct story *story) {
    struct engagement_event_send_in in = {.case_ = story->case_, .happened = LIFE_EVENT_KIND_LOST_SOMEONE, .on_date = date_add_days(story->rq.today, -2)};
    page_may_do(story, engagement_event_send(&story->rq, &in), "life_event_noted");
}

static void first_days(struct story *story, const struct chosen *chosen) {
    int parts = 0;
    for (int i = 0; i < chosen->n && !story->broken; i++) {
        if (!in_case(story, chosen->v[i], NO_DAYS_BACK)) continue;
        if (i % 4 && parts == 0 && says_no_to_a_part(story)) {
            parts++;
            continue;
        }
        switch (i % 4) {
        case 0: says_no(story, i); break;
        case 1:
        case 2: page_may_do(story, engagement_move(&story->rq, &(struct engagement_move_in){story->case_, ENGAGEMENT_STATE_BUILDING}), "engagement_stepped"); break;
        default: break;
        }
    }
}

/* ── afterwards ── */

static void writes_limits(struct story *story) {
    static const struct profile_words gives = {"Handle sammen på onsdager. Følge til legen.", "Handle saman på onsdagar. Følgje til legen."},
                                      gives_not = {"Låne bort penger. Komme om natten.", "Låne bort pengar. Kome om natta."},
                                      instead = {"Om natten: legevakta, 116 117.", "Om natta: legevakta, 116 117."};
    struct help_limit_send_in in = {story->case_, words_of(story, &gives), words_of(story, &gives_not), words_of(story, &instead)};
    page_may_do(story, help_limit_send(&story->rq, &in), "help_limits_written");
}

static void afterwards(struct story *story, const struct chosen *chosen) {
    const enum meanwhile_kind ways[] = {MEANWHILE_KIND_MEETING_PLACE, MEANWHILE_KIND_OPEN_DOOR};
    for (int i = 0; i < chosen->n && !story->broken; i++) {
        if (!in_case(story, chosen->v[i], LOG_DAYS_BACK)) continue;
        if (i % 4 == 1 || i % 4 == 2) writes_limits(story);
        if (i == 4 && engagement_meanwhile(story->db, story->case_, ways, 2) < 0) return;
    }
    const struct worker *caretaker = caretaker_of(story);
    if (!turn_on(story, caretaker, date_add_days(story->stage->wish->until, -LOG_DAYS_BACK))) return;
    struct date next = story_working_day(date_add_days(story->stage->wish->until, 10));
    struct caretaker_send_in in = {{1}, CARETAKER_DID_GREETED, story->rq.today, next};
    page_may_do(story, caretaker_send(&story->rq, &in), "caretaker_wrote");
}

/* ── safe work ── */

static void is_safe(struct story *story, const struct chosen *chosen) {
    static const struct profile_words happened = {"En gjest ropte og truet i trappa. Vi gikk ut igjen.", "Ein gjest ropte og truga i trappa. Vi gjekk ut igjen."},
                                      why = {"Ukjente kan være i oppgangen om kvelden.", "Ukjende kan vere i oppgangen om kvelden."};
    enum safe_measure measures[] = {SAFE_MEASURE_TWO_TOGETHER, SAFE_MEASURE_CALL_BEFORE};
    for (int i = 3; i < chosen->n && i <= 7 && !story->broken; i += 4) {
        if (!in_case(story, chosen->v[i], SAFE_DAYS_BACK)) continue;
        struct incident_case_send_in incident = {story->case_, INCIDENT_KIND_THREAT, INCIDENT_BY_VISITOR, WORK_SITUATION_AT_DOOR, story->rq.today, words_of(story, &happened)};
        page_may_do(story, incident_case_send(&story->rq, &incident), "incident_reported");
        struct safety_send_in rule = {.case_ = story->case_, .situation = WORK_SITUATION_HOME_VISIT, .measure = {measures, 2}, .words = words_of(story, &why), .review_on = safety_review_day(story->rq.today)};
        page_may_do(story, safety_send(&story->rq, &rule), "safety_proposed");
    }
}

/* Something has happened, and somebody gets in touch within days. */
static void last_days(struct story *story, const struct chosen *chosen) {
    for (int i = 3; i < chosen->n && !story->broken; i += 4)
        if (in_case(story, chosen->v[i], EVENT_DAYS_BACK)) something_happens(story);
}

/* ── the meeting place ── */

static void meets(struct story *story) {
    static const struct profile_words dinner = {"Middag", "Middag"}, walk = {"Tur sammen", "Tur saman"};
    const struct profile_unit *place = profile_unit_doing(story->stage->profile, PROFILE_TASK(ACTIVITY));
    const struct worker *host = place ? stage_worker(story->stage, &(struct chance){1}, place->code, STAFF_ROLE_OFFICER) : NULL;
    story->case_ = (struct case_id){0};
    if (!turn_on(story, host, date_add_days(story->stage->wish->until, -2))) return;
    struct place_activity_send_in on_friday = {PLACE_DAY_FRIDAY, 12 * 60, 15 * 60, words_of(story, &dinner)};
    struct place_activity_send_in on_tuesday = {PLACE_DAY_TUESDAY, 11 * 60, 13 * 60, words_of(story, &walk)};
    page_may_do(story, place_activity_send(&story->rq, &on_friday), "place_activity_planned");
    page_may_do(story, place_activity_send(&story->rq, &on_tuesday), "place_activity_planned");
    page_may_do(story, place_count_send(&story->rq, &(struct place_count_send_in){story->rq.today, 14}), "place_visitors_written");
    const struct worker *peer = stage_worker(story->stage, &(struct chance){1}, demo_cast_unit(story->stage->profile, CAST_PEER), STAFF_ROLE_PEER);
    if (turn_on(story, peer, date_add_days(story->stage->wish->until, -1))) page_may_do(story, peer_send(&story->rq, &(struct peer_send_in){story->rq.today}), "peer_talk_written");
}

int demo_engagement_tell(struct story *story) {
    struct chosen chosen = {.n = 0};
    choose(story, &chosen);
    first_days(story, &chosen);
    afterwards(story, &chosen);
    is_safe(story, &chosen);
    last_days(story, &chosen);
    meets(story);
    story->case_ = (struct case_id){0};
    return story->broken ? ERR_INVALID : ERR_OK;
}

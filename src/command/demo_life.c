/* What else happens in a history, week after week: talks and visits, messages between units, people around her, disagreements, changes. Each history has
 * its own share, so that everything a municipality does is there to be seen, in believable numbers. */
#include "command/demo_story.h"

#include "domain/calendar/calendar.h"
#include "domain/closing/closing.h"
#include "domain/decision/agreement.h"
#include "domain/decision/notice.h"
#include "domain/decision/wish.h"
#include "domain/message/message.h"
#include "domain/plan/plan.h"
#include "domain/roles/roles.h"
#include "domain/secrecy/consent.h"
#include "domain/together/together.h"
#include "evaluation_routes.h"
#include "platform/audit/audit.h"
#include "talk_routes.h"
#include "together_routes.h"

/* ── units together ── */

/* Another unit that is in the case; 0: none. */
static struct unit_id another_unit(struct story *story, const char *follower) {
    const struct profile *profile = story->stage->profile;
    const char *codes[] = {follower, demo_cast_unit(profile, CAST_NAV_OFFICER), story_deciding_unit(profile), profile->intake.first_unit};
    size_t from = (size_t)chance_below(&story->chance, 4);
    for (size_t i = 0; i < 4; i++) {
        struct unit_id unit = organisation_unit_by_code(story->db, codes[(from + i) % 4]);
        if (unit.v && unit.v != story->now->unit.v && secrecy_involved(story->db, story->case_, unit)) return unit;
    }
    return (struct unit_id){0};
}

static void message(struct story *story, const char *follower) {
    static const struct profile_words texts[] = {
        {"Hun spør om dere kan være med på visningen torsdag klokka tolv.", "Ho spør om de kan vere med på visinga torsdag klokka tolv."},
        {"Kan dere si fra når svaret om depositum er klart?", "Kan de seie frå når svaret om depositum er klart?"},
        {"Vi møttes i dag. Hun vil helst ha avtaler før lunsj.", "Vi møttest i dag. Ho vil helst ha avtaler før lunsj."},
        {"Nøkkelen ligger i skranken. Hun henter den selv.", "Nøkkelen ligg i skranken. Ho hentar han sjølv."}};
    int64_t which = chance_below(&story->chance, 4);
    struct message_id sent;
    struct message_new new = {.zone = ZONE_SPINE,
                              .to_unit = another_unit(story, follower),
                              .answer_by = which < 2 ? law_add_working_days(law_current(), story->rq.today, 3) : DATE_NONE,
                              .text = words_of(story, &texts[which])};
    if (!new.to_unit.v || !held(story, message_send_new(story->db, NULL, story->case_, &new, &sent), "message")) return;
    if (which < 2) story->message_from = story->now->unit;
    else if (turn(story, story_worker_in(story, new.to_unit), 1, 4)) message_mark_read(story->db, story->case_, sent);
}

static void booking(struct story *story, const char *follower) {
    static const enum booking_kind kinds[] = {BOOKING_KIND_TALK, BOOKING_KIND_VISIT, BOOKING_KIND_MEETING};
    (void)follower;
    struct booking_id id;
    int64_t hour = chance_from(&story->chance, 9, 14);
    struct booking_words words = {.kind = kinds[chance_below(&story->chance, 3)],
                                  .state = BOOKING_STATE_PLANNED,
                                  .on_date = story_working_day(date_add_days(story->rq.today, (int)chance_from(&story->chance, 1, 9))),
                                  .from_minute = (int)hour * 60,
                                  .to_minute = (int)hour * 60 + 45,
                                  .staff = story->now->staff};
    if (!held(story, booking_add(story->db, story->case_, &words, &id), "booking")) return;
    const struct worker *who = story->now;
    int days = date_days_between(story->rq.today, words.on_date);
    if (!turn(story, who, days, days)) return;
    words.state = chance_percent(&story->chance, 85) ? BOOKING_STATE_HELD : BOOKING_STATE_NOT_MET;
    int result = booking_set(story->db, story->case_, id, &words, 1);
    if (result != BOOKING_NOT_OURS && result != BOOKING_CHANGED) held(story, result, "booking held"); /* else it has followed the baton */
}

/* A talk to find out together, with the services she wants there. */
static void invitation(struct story *story, const char *follower) {
    struct unit_id unit = another_unit(story, follower);
    if (!unit.v || together_may_invite(story->db, story->case_, unit) != MAY_INVITE) return;
    if (together_invite(story->db, story->case_, unit, story_working_day(date_add_days(story->rq.today, 12))) < 0) return;
    audit_add(story->db, "talk_invitation_sent", "case", story->case_.v, NULL);
}

static void review(struct story *story, const char *follower) {
    static const struct profile_words about = {"Vi er enige om hva som haster: strømmen, og en fast dag med besøk.",
                                               "Vi er einige om kva som hastar: straumen, og ein fast dag med besøk."};
    (void)follower;
    struct review_save_in in = {.case_ = story->case_, .reviewed_on = story->rq.today, .review_case = words_of(story, &about)};
    page_may_do(story, review_save(&story->rq, &in), "team_review_saved");
}

static void economy(struct story *story, const char *follower) {
    static const enum economy_kind kinds[] = {ECONOMY_KIND_DEBT_OVERVIEW, ECONOMY_KIND_BUDGET, ECONOMY_KIND_BENEFITS};
    (void)follower;
    const struct worker *nav = stage_worker(story->stage, &story->chance, demo_cast_unit(story->stage->profile, CAST_NAV_OFFICER), STAFF_ROLE_OFFICER);
    if (!turn(story, nav, 1, 4)) return;
    struct economy_add_in in = {.case_ = story->case_, .kind = kinds[chance_below(&story->chance, 3)], .due = date_add_days(story->rq.today, 21)};
    page_may_do(story, economy_add(&story->rq, &in), "economy_step_added");
}

static void outside(struct story *story, const char *follower) {
    static const struct profile_words what = {"Kan dere ta imot henne til samtale? Hun har sagt ja til at vi spør.",
                                              "Kan de ta imot henne til samtale? Ho har sagt ja til at vi spør."};
    (void)follower;
    struct outside_request_id id;
    struct outside_new new = {.kind = OUTSIDE_KIND_HOSPITAL_PSYCHIATRY,
                              .party = "Distriktspsykiatrisk senter",
                              .asked_for = OUTSIDE_ASKED_TREATMENT,
                              .what = words_of(story, &what),
                              .ground = OUTSIDE_GROUND_CONSENT,
                              .way = OUTSIDE_WAY_E_MESSAGE};
    int result = outside_ask(story->db, story->case_, &new, &id);
    if (result != BATON_NOT_FOUND) held(story, result, "outside asked");
}

/* Two units do not agree on who should have the case; the authority cuts through within the days of the profile. */
static void dispute(struct story *story, const char *follower) {
    static const struct profile_words why = {"Hun bor nå i den andre delen av byen, og de møter henne oftere enn oss.",
                                             "Ho bur no i den andre delen av byen, og dei møter henne oftare enn oss."},
                                      view = {"Vi hjelper henne gjerne videre, men mener at ansvaret bør ligge der det er.",
                                              "Vi hjelper henne gjerne vidare, men meiner at ansvaret bør liggje der det er."},
                                      hers = {"Jeg bryr meg ikke om hvem, bare det er den samme hver gang.",
                                              "Eg bryr meg ikkje om kven, berre det er den same kvar gong."};
    struct dispute_id id;
    struct dispute_new new = {.other = organisation_unit_by_code(story->db, follower), .why = words_of(story, &why)};
    if (text_equal(story->now->unit_code, story->stage->profile->responsibility.disputes_unit)) return; /* nobody judges her own */
    if (new.other.v == story->now->unit.v || secrecy_said_no(story->db, story->case_, new.other, story->rq.today)) return;
    int result = dispute_raise(story->db, story->case_, &new, &id);
    if (result == BATON_DISPUTED || !held(story, result, "dispute")) return;
    dispute_say(story->db, story->case_, id, true, words_of(story, &hers));
    if (!turn(story, story_worker_in(story, new.other), 1, 2)) return;
    result = dispute_say(story->db, story->case_, id, false, words_of(story, &view));
    if (result != BATON_DECIDED_ALREADY) held(story, result, "view on the dispute");
}

/* ── who does what ── */

static void roles(struct story *story, const char *follower) {
    (void)follower;
    struct role_contacts contacts = roles_contacts(story->db, story->case_);
    int result = roles_choose(story->db, story->case_, CASE_ROLE_KIND_PRIMARY_CONTACT, story->now->unit, story->now->staff);
    if (result != ROLES_SAME_AS_CONTACT && !held(story, result, "contact")) return;
    if (!contacts.deputy.staff.v || contacts.deputy.staff.v == story->now->staff.v) return;
    roles_choose(story->db, story->case_, CASE_ROLE_KIND_DEPUTY_CONTACT, story->now->unit, contacts.deputy.staff);
}

static void other_worker(struct story *story, const char *follower) {
    static const struct profile_words words = {"Jeg vil helst snakke med en som er på min alder.", "Eg vil helst snakke med ein som er på min alder."};
    (void)follower;
    struct worker_change_id id;
    int result = roles_ask_change(story->db, story->case_, CHANGE_ABOUT_HOLDER, words_of(story, &words), &id);
    if (result != ROLES_ASKED_ALREADY) held(story, result, "another worker");
}

/* ── help as it goes ── */

static void evaluation(struct story *story, const char *follower) {
    static const char *const items[] = {"self_care", "home", "health", "people", "decisions", "safety"};
    (void)follower;
    struct evaluation_save_in in = {.case_ = story->case_, .tool = "everyday_functioning", .version = 1, .held_on = story->rq.today};
    const char **item = arena_array(db_arena(story->db), 6, sizeof *item);
    struct maybe_int *value = arena_array(db_arena(story->db), 6, sizeof *value);
    for (int i = 0; i < 6; i++) item[i] = items[i], value[i] = (struct maybe_int){true, chance_from(&story->chance, 1, 4)};
    in.item.v = item, in.item.n = 6, in.value.v = value, in.value.n = 6;
    page_may_do(story, evaluation_save(&story->rq, &in), "evaluation_saved");
}

static const struct access *help_access(struct story *story) { return secrecy_open(&story->rq, story->case_, ZONE_BIT(ZONE_HEALTH), "decision"); }

void story_agrees(struct story *story, const char *follower) {
    static const struct profile_words agreed = {"Tirsdag og fredag klokka elleve, hjemme hos henne. Hun lager kaffen.",
                                                "Tysdag og fredag klokka elleve, heime hos henne. Ho lagar kaffien."};
    if (!story->help_part.v || !turn(story, stage_worker(story->stage, &story->chance, follower, STAFF_ROLE_OFFICER), 1, 6)) return;
    if (agreement_step(story->db, help_access(story), story->help_part, AGREEMENT_STATE_MAPPING, NULL) < 0 || !story_later(story, 4, 12)) return;
    int result = agreement_step(story->db, help_access(story), story->help_part, AGREEMENT_STATE_AGREED, words_of(story, &agreed));
    if (result != ERR_DENIED) held(story, result, "agreement");
}

static void wish(struct story *story, const char *follower) {
    if (!story->help_part.v || !turn(story, stage_worker(story->stage, &story->chance, follower, STAFF_ROLE_OFFICER), 5, 25)) return;
    wish_say(story->db, NULL, story->help_part, CHANGE_WISH_KIND_OTHER_TIME, NULL);
}

/* Less help is thought of; she is told first, says no, and it stands as it was. */
static void prior_notice(struct story *story, const char *follower) {
    static const struct profile_words planned = {"Færre besøk i uka fra neste måned.", "Færre besøk i veka frå neste månad."},
                                      why = {"Du har klart mer selv den siste tida.", "Du har klart meir sjølv den siste tida."};
    (void)follower;
    if (!story->help_part.v || !turn(story, stage_worker(story->stage, &story->chance, story_deciding_unit(story->stage->profile), STAFF_ROLE_OFFICER), 1, 5)) return;
    struct date today = story->rq.today;
    struct notice_new new = {story->help_part, NOTICE_PLAN_LESS_HELP, date_add_days(today, 40), DELIVERY_CHANNEL_PAPER, today, date_add_days(today, 28),
                             words_of(story, &planned), words_of(story, &why)};
    if (prior_notice_send(story->db, help_access(story), &new) == ERR_OK) audit_add(story->db, "prior_notice", "case", story->case_.v, NULL);
}

/* ── quiet times, and the end ── */

static void rest(struct story *story, const char *follower) {
    (void)follower;
    struct date look = date_add_days(story->rq.today, 60);
    if (story_days_left(story) > 55 || rest_begin(story->db, story->case_, REST_REASON_HER_WISH, look, story->now->staff) != CLOSING_FINE) return;
    audit_add_once(story->db, "case_resting", "case", story->case_.v);
    story->rests = true;
    story_measures_over(story);
}

/* All that was to be done is done, and she agrees: by two. */
static void end(struct story *story) {
    struct case_closing_id id;
    if (!turn(story, story_holder(story), 3, 10)) return;
    story_measures_over(story);
    if (closing_open_things(story->db, story->case_, CLOSING_GROUND_HELP_FINISHED).n) return;
    struct closing_new new = {CLOSING_GROUND_HELP_FINISHED, CLOSING_ANSWER_AGREES, organisation_unit_by_code(story->db, story->stage->profile->intake.first_unit)};
    if (closing_proposal(story->db, story->case_, &new, &id) != CLOSING_FINE) return;
    audit_add_once(story->db, "closing_proposed", "case", story->case_.v);
    story->rests = true;
    if (!turn(story, story_leader_in(story, story->now->unit), 1, 4)) return;
    int result = closing_agreed(story->db, story->case_, CLOSING_WAY_HANDED);
    audit_add_once(story->db, "case_closed", "case", story->case_.v);
    held(story, result, "closed");
}

/* ── its own share ── */

static void relative(struct story *story, const char *follower) { (void)follower, story_relative(story); }
static void representative(struct story *story, const char *follower) { (void)follower, story_representative(story); }
static void minor(struct story *story, const char *follower) { (void)follower, story_minor(story); }
static void child_notice(struct story *story, const char *follower) { (void)follower, story_child_notice(story); }
static void information(struct story *story, const char *follower) { (void)follower, story_information(story); }
static void concern(struct story *story, const char *follower) { (void)follower, story_concern(story); }
static void objection(struct story *story, const char *follower) { (void)follower, story_objection(story); }
static void emergency(struct story *story, const char *follower) { (void)follower, story_emergency(story); }
static void sharing(struct story *story, const char *follower) { (void)follower, story_sharing(story); }
static void access_package(struct story *story, const char *follower) { (void)follower, story_access(story); }
static void correction(struct story *story, const char *follower) { (void)follower, story_correction(story); }

struct episode {
    void (*happens)(struct story *story, const char *follower);
    int every; /* certain in each n-th history */
    int percent;
};
static const struct episode episodes[] = {
    {booking, 2, 60},      {message, 2, 50},      {relative, 6, 18},       {roles, 5, 20},       {outside, 9, 7},
    {information, 8, 8},   {representative, 14, 3}, {evaluation, 6, 14}, {invitation, 7, 12},   {minor, 13, 3},       {economy, 7, 12},
    {concern, 11, 5},      {objection, 12, 4},    {dispute, 8, 6},    {emergency, 17, 2},      {sharing, 9, 6},      {review, 8, 8},
    {access_package, 19, 2}, {correction, 18, 2}, {other_worker, 16, 3}, {wish, 4, 15},         {child_notice, 29, 0},
};
enum { EPISODES = sizeof episodes / sizeof *episodes, BULK_EPISODES = 2 };

static bool is_open(struct story *story) {
    struct case_brief brief;
    return !story->broken && work_case(story->db, story->case_, &brief) && brief.state == CASE_STATE_OPEN;
}

/* What she said, where she has said that it may be written. */
static void talk(struct story *story) {
    static const struct profile_words said[] = {
        {"Det har gått greit denne uka. Jeg vil gjerne fortsette som nå.", "Det har gått greitt denne veka. Eg vil gjerne halde fram som no."},
        {"Jeg har fått orden på strømmen. Sover bedre.", "Eg har fått orden på straumen. Søv betre."},
        {"Det er tungt om kveldene. Fint at dere ringer.", "Det er tungt om kveldane. Fint at de ringjer."},
        {"Jeg har vært på verkstedet to dager.", "Eg har vore på verkstaden to dagar."}};
    struct talk_write_in in = {.case_ = story->case_,
                               .kind = TALK_KIND_INFORMATION,
                               .way = chance_percent(&story->chance, 50) ? TALK_WAY_VISIT : TALK_WAY_PHONE,
                               .spoke = TALK_WITH_PERSON,
                               .held_on = story->rq.today,
                               .said = words_of(story, &said[chance_below(&story->chance, 4)]),
                               .read_back = true};
    page_may_do(story, talk_write(&story->rq, &in), "talk_written");
}

/* Meetings and messages go on as long as the case does. */
static void weeks_go(struct story *story, const char *follower) {
    while (is_open(story) && turn(story, story_holder(story), 8, 20)) {
        talk(story);
        if (chance_percent(&story->chance, 65)) booking(story, follower);
        else message(story, follower);
    }
}

void story_goes_on(struct story *story, const char *follower) {
    int64_t first = story->number * 7 % EPISODES, told = 0;
    struct person_spine person;
    if (!story->case_.v || !is_open(story) || story->plot == PLOT_WAITING) return;
    if (person_spine(story->db, story->person, &person) && person.grade != ADDRESS_GRADE_OPEN) story_shield(story);
    if (story_night_comes(story)) story_night(story);
    story_measure(story);
    if (story->help_part.v && story->plot != PLOT_AMENDED && chance_percent(&story->chance, 80)) story_agrees(story, follower);
    if (story->help_part.v && chance_percent(&story->chance, 90)) prior_notice(story, follower);
    for (int64_t i = 0; i < EPISODES && is_open(story); i++) {
        int64_t which = (first + i) % EPISODES;
        const struct episode *episode = &episodes[which];
        bool its_turn = (story->number + which) % episode->every == 0;
        if (!its_turn && !chance_percent(&story->chance, episode->percent)) continue;
        if (story->stage->bulk && told++ >= BULK_EPISODES) return;
        if (!turn(story, story_holder(story), 1, 6)) return;
        episode->happens(story, follower);
    }
    if (!is_open(story) || story->stage->bulk) return;
    if (!story->asks_housing && story_days_left(story) > 90 && chance_percent(&story->chance, 70)) end(story);
    else if (chance_percent(&story->chance, 25) && turn(story, story_holder(story), 3, 12)) rest(story, follower);
    if (!story->rests) weeks_go(story, follower);
}

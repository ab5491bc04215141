/* How a history goes: first contact, the case, the assessment, the baton back and forth, consents, help. */
#include "command/demo_story.h"

#include "assessment_routes.h"
#include "domain/assessment/internal.h"
#include "domain/together/together.h"
#include "domain/lease/lease.h"
#include "domain/secrecy/consent.h"
#include "platform/audit/audit.h"

/* ── turns ── */

const struct worker *stage_worker(const struct stage *stage, struct chance *chance, const char *unit_code, enum staff_role role) {
    const struct worker *first = NULL, *chosen = NULL;
    int64_t n = 0;
    for (size_t i = 0; i < stage->n_workers; i++) {
        const struct worker *worker = &stage->workers[i];
        if (!text_equal(worker->unit_code, unit_code) || worker->role != role) continue;
        if (!first) first = worker;
        if (chance_below(chance, ++n) == 0) chosen = worker;
    }
    return chance_percent(chance, 60) ? first : chosen; /* the people of the story do most of it */
}

struct date story_working_day(struct date date) { return law_working_day_from(law_current(), date); }

struct date story_working_day_before(struct date date) {
    return law_is_working_day(law_current(), date) ? date : law_add_working_days(law_current(), date, -1);
}

bool turn_on(struct story *story, const struct worker *who, struct date date) {
    if (story->broken || !who || db_failed(story->db)) return false;
    struct instant now = instant_of_oslo(story_working_day(date), (int)chance_from(&story->chance, 8 * 60, 15 * 60));
    if (now.ms <= db_now(story->db).ms) now = (struct instant){db_now(story->db).ms + chance_from(&story->chance, 4, 55) * MS_PER_MINUTE};
    if (instant_oslo_date(now).days > story->stage->wish->until.days) return false;
    db_rehearse(story->db, &(struct actor){ACTOR_STAFF, who->staff.v, who->unit.v, "felles demo"}, now);
    story->now = who;
    story->rq = (struct request){.db = story->db,
                                 .arena = db_arena(story->db),
                                 .now = now,
                                 .today = instant_oslo_date(now),
                                 .lang = LANG_NB,
                                 .session = &who->session,
                                 .path = "/",
                                 .query = "",
                                 .form = &story->form};
    story->form = (struct form){0};
    return true;
}

bool turn(struct story *story, const struct worker *who, int least, int most) {
    if (story->broken || !who || db_failed(story->db)) return false;
    struct date today = instant_oslo_date(db_now(story->db));
    struct date date = story_working_day(date_add_days(today, (int)chance_from(&story->chance, least, most)));
    struct date until = story->stage->wish->until;
    story_keep_order(story, date.days < until.days ? date : until);
    return turn_on(story, who, date);
}

int story_days_left(const struct story *story) { return date_days_between(instant_oslo_date(db_now(story->db)), story->stage->wish->until); }

bool story_later(struct story *story, int least, int most) { return turn(story, story->now, least, most); }

bool held(struct story *story, int result, const char *step) {
    if (result >= 0 && !db_failed(story->db) && !story->broken) return true;
    if (!story->broken) {
        story->broken = step;
        story->refusal = result;
    }
    return false;
}

bool page_did(struct story *story, struct reply reply, const char *event) {
    audit_add_once(story->db, event, "case", story->case_.v);
    return held(story, reply.status == 303 && !story->form.refused ? ERR_OK : ERR_INVALID, event);
}

bool page_may_do(struct story *story, struct reply reply, const char *event) {
    bool did = reply.status == 303 && !story->form.refused && !story->broken && !db_failed(story->db);
    if (did) audit_add_once(story->db, event, "case", story->case_.v);
    return did;
}

bool chooses(struct story *story, int percent, enum plot always, enum plot never) {
    bool chosen = chance_percent(&story->chance, percent);
    if (story->plot == PLOT_FREE) return chosen;
    return story->plot == always || (chosen && story->plot != never);
}

const char *words_of(const struct story *story, const struct profile_words *words) {
    return profile_words_in(words, story->stage->profile->letter_lang);
}

static const char *say(struct story *story, const struct word_list *list) { return words_of(story, demo_one_of(&story->chance, list)); }

static struct unit_id unit_code(struct story *story, const char *code) { return organisation_unit_by_code(story->db, code); }

/* A worker of the unit that holds the case now. */
const struct worker *story_holder(struct story *story) {
    struct case_brief brief;
    struct unit_brief unit;
    if (!work_case(story->db, story->case_, &brief) || !organisation_unit(story->db, brief.holder_unit, LANG_NB, &unit)) return NULL;
    for (size_t i = 0; i < story->stage->n_workers; i++) {
        const struct worker *worker = &story->stage->workers[i];
        if (worker->staff.v == brief.holder_staff.v && worker->unit.v == brief.holder_unit.v && worker->role == STAFF_ROLE_OFFICER)
            return worker;
    }
    const struct worker *officer = stage_worker(story->stage, &story->chance, unit.code, STAFF_ROLE_OFFICER);
    return officer ? officer : stage_worker(story->stage, &story->chance, unit.code, STAFF_ROLE_COORDINATOR);
}

/* ── first contact ── */

static bool make_person(struct story *story) {
    for (int tries = 0; tries < 20; tries++) {
        struct person_new person;
        demo_identity(db_arena(story->db), &story->chance, story->stage->profile, story->stage->wish->until, &person);
        if (story->number % 40 == 17) person.grade = ADDRESS_GRADE_CONFIDENTIAL;
        int result = person_create(story->db, &person, &story->person);
        if (result != ERR_CONFLICT) return held(story, result, "person");
    }
    return held(story, ERR_CONFLICT, "person");
}

/* Where people come in: mostly the first unit, some at NAV, some met on the street by a peer. */
static const struct worker *door(struct story *story, enum channel *ret_channel) {
    static const enum channel channels[] = {CHANNEL_COUNTER, CHANNEL_PHONE,  CHANNEL_PHONE,
                                            CHANNEL_LETTER,  CHANNEL_DOCTOR, CHANNEL_SPECIALIST};
    const struct profile *profile = story->stage->profile;
    int64_t where = chance_below(&story->chance, 100);
    const struct worker *peer = stage_worker(story->stage, &story->chance, demo_cast_unit(profile, CAST_PEER), STAFF_ROLE_PEER);
    const struct worker *nav = stage_worker(story->stage, &story->chance, demo_cast_unit(profile, CAST_NAV_OFFICER), STAFF_ROLE_OFFICER);
    const struct worker *first =
        stage_worker(story->stage, &story->chance, demo_cast_unit(profile, CAST_FIRST_OFFICER), STAFF_ROLE_OFFICER);
    *ret_channel = channels[chance_below(&story->chance, 6)];
    if (where < 8 && peer) {
        *ret_channel = CHANNEL_STREET;
        return peer;
    }
    if (where < 24 && nav) {
        *ret_channel = CHANNEL_NAV;
        return nav;
    }
    return first;
}

static bool register_contact(struct story *story, enum channel channel, const struct word_list *said) {
    bool street = channel == CHANNEL_STREET;
    struct contact_new contact = {.person = story->person,
                                  .channel = channel,
                                  .sender = SENDER_PERSON,
                                  .what = say(story, said),
                                  .asks_housing = story->asks_housing,
                                  .without_home_tonight = street && story->asks_housing && chance_percent(&story->chance, 40)};
    if (channel == CHANNEL_DOCTOR || channel == CHANNEL_SPECIALIST) {
        contact.sender = SENDER_SERVICE;
        contact.sender_name = channel == CHANNEL_DOCTOR ? "Fastlegen" : "Sykehuset";
    }
    story->contact = intake_register(story->db, &contact);
    audit_add(story->db, "contact_received", "contact", story->contact.v, NULL);
    return held(story, story->contact.v ? ERR_OK : ERR_IO, "contact");
}

static const struct worker *intake_officer(struct story *story, const struct worker *received) {
    struct unit_brief unit;
    bool own = organisation_unit(story->db, received->unit, LANG_NB, &unit) && unit.intake && received->role == STAFF_ROLE_OFFICER;
    return own ? received : stage_worker(story->stage, &story->chance, story->stage->profile->intake.first_unit, STAFF_ROLE_OFFICER);
}

static bool open_case(struct story *story) {
    int result = intake_open_case(story->db, story->contact, story->now->unit, story->now->staff, &story->case_);
    story->stage->made->cases++;
    return held(story, result, "open case");
}

/* ── the assessment ── */

static bool fill_area(struct story *story, enum life_area area, enum coverage coverage) {
    struct assessment_brief assessment;
    struct area_state before = {0};
    if (!assessment_newest(story->db, story->case_, &assessment)) return held(story, ERR_NOT_FOUND, "assessment");
    assessment_area(story->db, assessment.id, area, &before);
    const struct area_words *words = &demo_area_words[area];
    const struct access *access = secrecy_open(&story->rq, story->case_, ZONE_BIT(assessment_zone(area)), "assessment");
    struct area_new wanted = {.area = area,
                              .version = before.version,
                              .coverage = coverage,
                              .unit = story->now->unit,
                              .access = access,
                              .strength = chance_percent(&story->chance, 50) ? say(story, &demo_strengths) : NULL,
                              .wish = words_of(story, &words->wish),
                              .need = words_of(story, &words->need)};
    return held(story, assessment_save_area(story->db, &assessment, &wanted), "life area");
}

static bool fill_areas(struct story *story, int n) {
    static const enum life_area order[] = {LIFE_AREA_DWELLING, LIFE_AREA_ECONOMY,       LIFE_AREA_EVERYDAY, LIFE_AREA_ACTIVITY,
                                           LIFE_AREA_FAMILY,   LIFE_AREA_MENTAL_HEALTH, LIFE_AREA_BODY,     LIFE_AREA_SUBSTANCE};
    for (int i = 0; i < n; i++) {
        enum coverage coverage = (enum coverage)chance_from(&story->chance, COVERAGE_MISSING, COVERAGE_COVERED);
        if (i == 0) coverage = story->asks_housing ? COVERAGE_MISSING : COVERAGE_COVERED;
        if (!fill_area(story, order[i], coverage)) return false;
    }
    return true;
}

static bool fill_codes(struct story *story) {
    struct assessment_brief now;
    assessment_newest(story->db, story->case_, &now);
    enum children children = chance_percent(&story->chance, 70) ? CHILDREN_NONE : CHILDREN_LIVES_ELSEWHERE;
    struct children_save_in in = {.case_ = story->case_, .version = now.version, .children = children};
    if (!page_did(story, children_save(&story->rq, &in), "assessment_children_saved")) return false;
    struct dwelling_need known;
    if (!story->asks_housing || assessment_dwelling_need(story->db, story->case_, &known)) return true;
    assessment_newest(story->db, story->case_, &now);
    struct disadvantaged_save_in disadvantaged = {story->case_, now.version, DISADVANTAGED_ANSWER_YES,
                                                  "Har søkt i fire måneder uten å få leie."};
    if (!page_may_do(story, disadvantaged_save(&story->rq, &disadvantaged), "assessment_disadvantaged_saved")) return !story->broken; /* another unit's to write */
    struct need_save_in need = {.case_ = story->case_,
                                .rooms = chance_from(&story->chance, 1, 3),
                                .adults = 1,
                                .floor = FLOOR_WISH_ANY,
                                .visits_a_week = chance_from(&story->chance, 0, 3),
                                .quiet = chance_percent(&story->chance, 60),
                                .apart_from_cluster = chance_percent(&story->chance, 50),
                                .pets = chance_percent(&story->chance, 20),
                                .near_transport = chance_percent(&story->chance, 50),
                                .from_date = DATE_NONE};
    need.children = children == CHILDREN_LIVES_ELSEWHERE && need.rooms > 1 ? 1 : 0;
    return page_did(story, need_save(&story->rq, &need), "assessment_need_saved");
}

/* Some of the questions about living in a home, where the holder may write them, and what she has approved that everyone may read. */
static bool fill_questions(struct story *story) {
    static const char *const questions[] = {"own_efforts", "keeps_house", "pays_bills", "wants_home", "good_place"};
    static const struct profile_words efforts = {"Har svart på annonser og vært på to visninger.", "Har svart på annonsar og vore på to visingar."},
                                      place = {"Et stille sted nær butikk og buss.", "Ein stille stad nær butikk og buss."},
                                      moves = {"Å ha noen å lage mat til, og et sted å gå til om dagen.", "Å ha nokon å lage mat til, og ein stad å gå til om dagen."};
    const char *const values[] = {words_of(story, &efforts), "with_help", "alone", "wants", words_of(story, &place)};
    struct assessment_brief now;
    if (!assessment_newest(story->db, story->case_, &now)) return held(story, ERR_NOT_FOUND, "assessment");
    const struct answers_sent sent = {questions, values, sizeof questions / sizeof *questions, 0};
    int result = assessment_form(now.form_version) ? answers_save(&story->rq, &now, LIFE_AREA_DWELLING, &sent) : ERR_OK;
    if (result < 0 && result != ERR_DENIED) return held(story, result, "questions");
    together_write(story->db, story->case_, SHARED_KIND_MOTIVATION, words_of(story, &moves));
    return held(story, together_approve(story->db, story->case_, SHARED_KIND_MOTIVATION), "motivation");
}

bool story_read_through(struct story *story, bool right) {
    struct assessment_brief newest;
    if (!assessment_newest(story->db, story->case_, &newest)) return held(story, ERR_NOT_FOUND, "assessment");
    if (newest.state == ASSESSMENT_STATE_DRAFT) return held(story, assessment_read_together(story->db, &newest), "read together");
    if (newest.state != ASSESSMENT_STATE_WITH_PERSON) return true;
    audit_add(story->db, "assessment_answered", "case", story->case_.v, NULL);
    return held(story, assessment_answer(story->db, &newest, right), "assessment answered");
}

/* A talk or two; some are read through with her. False when the days ran out on the way. */
static bool assess(struct story *story, bool whole) {
    static const enum assessment_place places[] = {ASSESSMENT_PLACE_DESK, ASSESSMENT_PLACE_HOME, ASSESSMENT_PLACE_CAFE,
                                                   ASSESSMENT_PLACE_PHONE};
    if (!turn(story, story_holder(story), 1, 5)) return false;
    struct assessment_talk talk = {story->rq.today, places[chance_below(&story->chance, 4)]};
    int begun = assessment_begin(story->db, story->case_, &talk);
    struct assessment_brief newest;
    if (begun == ERR_CONFLICT && assessment_newest(story->db, story->case_, &newest) && !assessment_is_open(&newest)) return true;
    if (begun != ERR_CONFLICT && !held(story, begun, "assessment")) return false;
    audit_add(story->db, "assessment_begun", "case", story->case_.v, NULL);
    if (!fill_areas(story, whole ? 8 : (int)chance_from(&story->chance, 1, 5)) || !fill_codes(story)) return false;
    if (whole && !fill_questions(story)) return false;
    if (!whole && chance_percent(&story->chance, 60)) return true;
    if (!turn(story, story_holder(story), 2, 9) || !story_read_through(story, true)) return false;
    return turn(story, story_holder(story), 0, 3) && story_read_through(story, whole || chance_percent(&story->chance, 90));
}

bool story_assess(struct story *story) { return assess(story, false); }

/* ── the baton ── */

static bool offer(struct story *story, const char *to, struct handover_id *ret_handover) {
    if (!turn(story, story_holder(story), 1, 6)) return false;
    bool agrees = chance_percent(&story->chance, 80);
    struct baton_offer wanted = {.to = unit_code(story, to),
                                 .reason = HANDOVER_REASON_FOLLOW_UP_AT_HOME,
                                 .what = say(story, &demo_offers),
                                 .asked = agrees ? PERSON_ASKED_AGREES : PERSON_ASKED_DISAGREES,
                                 .says = say(story, &demo_says),
                                 .keeps = story->asks_housing && chance_percent(&story->chance, 50) ? DUTY_KIND_DWELLING : 0};
    return held(story, baton_offer(story->db, story->case_, &wanted, ret_handover), "offer");
}

static const struct worker *receiver(struct story *story, const char *unit) {
    const struct worker *officer = stage_worker(story->stage, &story->chance, unit, STAFF_ROLE_OFFICER);
    return officer ? officer : stage_worker(story->stage, &story->chance, unit, STAFF_ROLE_COORDINATOR);
}

static bool accept(struct story *story, struct handover_id handover, const char *unit) {
    if (!turn(story, receiver(story, unit), 0, 2)) return false;
    return held(story, baton_accept(story->db, story->case_, handover, story->now->staff), "accept");
}

static bool refuse(struct story *story, struct handover_id handover, const char *unit) {
    static const enum refusal_reason reasons[] = {REFUSAL_REASON_NO_CAPACITY, REFUSAL_REASON_OTHER_UNIT_CLOSER,
                                                  REFUSAL_REASON_NEEDS_CLARIFYING};
    if (!turn(story, receiver(story, unit), 0, 3)) return false;
    int64_t which = chance_below(&story->chance, 3);
    struct case_brief brief;
    work_case(story->db, story->case_, &brief);
    struct baton_refusal refusal = {reasons[which], words_of(story, &demo_refusals.v[which]), brief.holder_unit};
    return held(story, baton_refuse(story->db, story->case_, handover, &refusal), "refuse");
}

/* Offered, refused by some, accepted at last; it may still wait when the days run out. */
static bool pass_on(struct story *story, const char *unit) {
    struct handover_id handover;
    int shoves = chance_percent(&story->chance, 22) ? (int)chance_from(&story->chance, 1, 2) : 0;
    for (int i = 0; i < shoves; i++) {
        const char *other = story->stage->followers[chance_below(&story->chance, story->stage->n_followers)];
        if (!offer(story, other, &handover) || !refuse(story, handover, other)) return false;
    }
    return offer(story, unit, &handover) && accept(story, handover, unit);
}

/* ── consents, duties, coordinator, help ── */

static bool ask_consent(struct story *story, const char *unit, enum zone zone) {
    if (!turn(story, story_holder(story), 0, 6)) return false;
    struct consent_asking asking = {.to_unit = unit_code(story, unit),
                                    .zones = ZONE_BIT(zone),
                                    .purpose = CONSENT_PURPOSE_FOLLOW_UP,
                                    .until = consent_default_until(story->rq.today)};
    int asked = consent_put_question(story->db, story->case_, &asking);
    if (asked == CONSENT_NOT_NEEDED || asked == CONSENT_ZONE_NEVER || asked == CONSENT_ALREADY_ASKED) return true; /* then nobody asks */
    audit_add(story->db, "consent_asked", "case", story->case_.v, NULL);
    if (!held(story, asked, "consent asked")) return false;
    if (chance_percent(&story->chance, 12)) return true; /* she wants to think about it */
    if (!turn(story, story_holder(story), 0, 4)) return false;
    bool yes = chance_percent(&story->chance, 72);
    struct consent_answering answer = {
        .unit = asking.to_unit, .zones = yes ? asking.zones : 0, .form = CONSENT_FORM_SIGNED, .until = DATE_NONE};
    audit_add(story->db, "consent_answered", "case", story->case_.v, NULL);
    return held(story, consent_register_answer(story->db, story->case_, &answer), "consent answered");
}

/* NAV is asked for its part. */
static bool add_duty(struct story *story, enum duty_kind kind) {
    struct unit_duty_id duty;
    const char *nav = demo_cast_unit(story->stage->profile, CAST_NAV_OFFICER);
    if (!turn(story, story_holder(story), 0, 4)) return false;
    if (story->now->unit.v == unit_code(story, nav).v) return true;
    struct date due = law_add_working_days(law_current(), story->rq.today, 10);
    return held(story, duty_add(story->db, story->case_, unit_code(story, nav), kind, due, &duty), "duty");
}

static bool offer_plan(struct story *story) {
    if (!turn(story, story_holder(story), 1, 9)) return false;
    bool wants = chance_percent(&story->chance, 75);
    plan_offer(story->db, story->case_, PLAN_OFFER_KIND_COORDINATOR, wants ? PLAN_ANSWER_YES : PLAN_ANSWER_NO);
    plan_offer(story->db, story->case_, PLAN_OFFER_KIND_INDIVIDUAL_PLAN,
               chance_percent(&story->chance, 35) ? PLAN_ANSWER_YES : PLAN_ANSWER_LATER);
    audit_add(story->db, "plan_offered", "case", story->case_.v, NULL);
    const char *unit = story->stage->profile->responsibility.coordinator_unit;
    const struct worker *coordinator = stage_worker(story->stage, &story->chance, unit, STAFF_ROLE_COORDINATOR);
    if (!wants || !coordinator || !turn(story, story_holder(story), 1, 7)) return !story->broken;
    if (secrecy_said_no(story->db, story->case_, coordinator->unit, story->rq.today)) return story_plan(story);
    struct coordinator_new named = {story->case_, coordinator->staff, coordinator->unit, COORDINATOR_CONSULTED_AGREES,
                                    say(story, &demo_says)};
    audit_add(story->db, "coordinator_named", "case", story->case_.v, NULL);
    return held(story, plan_name_coordinator(story->db, &named), "coordinator") && story_plan(story);
}

/* Help starts before it is decided: most of it ends in time, some goes on past the fourteenth day and turns red. */
static bool start_help(struct story *story, bool goes_on) {
    struct service_id id;
    struct service_brief service;
    if (!turn(story, story_holder(story), 0, 4)) return false;
    struct service_new help = {.case_ = story->case_,
                               .unit = story->now->unit,
                               .staff = story->now->staff,
                               .kind = SERVICE_KIND_TALKS_AT_HOME,
                               .started_on = story->rq.today,
                               .measure = DURATION_MEASURE_DAYS,
                               .amount = 10};
    story->help_goes_on = goes_on;
    if (!held(story, followup_start(story->db, &help, &id), "help")) return false;
    audit_add(story->db, "service_started", "case", story->case_.v, NULL);
    if (goes_on || !turn(story, story->now, 5, 9)) return !story->broken;
    audit_add(story->db, "service_ended", "case", story->case_.v, NULL);
    if (!followup_service(story->db, story->case_, id, &service) || !date_is_none(service.ended_on)) return !story->broken;
    return held(story, followup_end(story->db, &service, story->rq.today), "help ends");
}

static bool informal_help(struct story *story) {
    struct service_id id;
    if (!turn(story, story_holder(story), 0, 5)) return false;
    struct service_new help = {.case_ = story->case_,
                               .unit = story->now->unit,
                               .kind = SERVICE_KIND_ACTIVITY,
                               .informal = true,
                               .started_on = story->rq.today,
                               .measure = DURATION_MEASURE_UNKNOWN};
    audit_add(story->db, "service_started", "case", story->case_.v, NULL);
    return held(story, followup_start(story->db, &help, &id), "informal help");
}

static bool check_notice(struct story *story) {
    if (!turn(story, story_holder(story), 0, 0)) return false;
    struct landlord_notice notice = {.received_on = story_working_day_before(date_add_days(story->rq.today, -(int)chance_from(&story->chance, 1, 12))),
                                     .written = NOTICE_ANSWER_YES,
                                     .reasons = chance_percent(&story->chance, 50) ? NOTICE_ANSWER_YES : NOTICE_ANSWER_NO,
                                     .protest_information = chance_percent(&story->chance, 40) ? NOTICE_ANSWER_YES : NOTICE_ANSWER_NO,
                                     .protested = chance_percent(&story->chance, 30)};
    notice.leaves_on = date_add_days(notice.received_on, (int)chance_from(&story->chance, 28, 90));
    audit_add(story->db, "notice_checked", "case", story->case_.v, NULL);
    return held(story, lease_check(story->db, story->case_, &notice).v ? ERR_OK : ERR_IO, "notice");
}

/* ── the ways a history may go ── */

static void information_only(struct story *story, const struct worker *received) {
    if (!turn(story, intake_officer(story, received), 0, 1)) return;
    int result = intake_close(story->db, story->contact, CLOSED_REASON_ONLY_INFORMATION, NULL);
    audit_add(story->db, "contact_closed", "contact", story->contact.v, NULL);
    held(story, result, "close contact");
}

static void reply_sent(struct story *story) {
    if (!turn(story, story_holder(story), 1, 8)) return;
    int result = intake_answered(story->db, story->case_, story->contact);
    if (result != ERR_CONFLICT) held(story, result, "answered"); /* else somebody has told her already */
}

static void about_help(struct story *story, const char *follower) {
    struct handover_id handover;
    if (story->plot == PLOT_WAITING) {
        offer(story, follower, &handover);
        return;
    }
    reply_sent(story);
    if (story->stage->bulk && chance_percent(&story->chance, 85)) {
        if (chance_percent(&story->chance, 50)) pass_on(story, follower);
        return;
    }
    if (!assess(story, false) || chooses(story, 25, PLOT_FREE, PLOT_RED)) return;
    if (chance_percent(&story->chance, 45) && !add_duty(story, DUTY_KIND_ECONOMY)) return;
    if (!pass_on(story, follower)) return;
    if (!ask_consent(story, demo_cast_unit(story->stage->profile, CAST_NAV_OFFICER), ZONE_HEALTH)) return;
    if (!start_help(story, chooses(story, 3, PLOT_RED, PLOT_FREE))) return;
    if (chance_percent(&story->chance, 55) && !offer_plan(story)) return;
    if (chance_percent(&story->chance, 30)) informal_help(story);
}

/* A decision takes its time: some get a letter that says when it comes. */
static bool provisional_reply(struct story *story) {
    struct provisional_reply_id id;
    if (story->stage->bulk || !chance_percent(&story->chance, 35)) return true;
    if (!turn(story, story_holder(story), 1, 8)) return false;
    struct provisional_reply reply = {story->contact, REPLY_REASON_ASSESS, date_add_days(story->rq.today, (int)chance_from(&story->chance, 30, 60))};
    if (story->replies++) return true;
    return held(story, intake_reply(story->db, story->case_, &reply, &id), "provisional reply");
}

static void about_housing(struct story *story, const char *follower) {
    const char *decides = story_deciding_unit(story->stage->profile);
    if (story->landlord && !check_notice(story)) return;
    if (story->now->unit.v != unit_code(story, decides).v && !pass_on(story, decides)) return;
    if (!provisional_reply(story) || !assess(story, true) || !add_duty(story, DUTY_KIND_DEPOSIT)) return;
    if (chance_percent(&story->chance, 50) && !ask_consent(story, follower, ZONE_SOCIAL)) return;
    if (chance_percent(&story->chance, 70) && !offer_plan(story)) return;
    story_decide(story, follower);
    if (story->broken || !story->case_.v) return;
    if (chance_percent(&story->chance, 60) && pass_on(story, follower)) start_help(story, false);
}

void story_tell(struct story *story) {
    enum channel channel;
    const struct worker *received = door(story, &channel);
    bool information = channel == CHANNEL_PHONE && chance_percent(&story->chance, 20) && story->plot == PLOT_FREE;
    const char *follower =
        story->stage->followers[chance_percent(&story->chance, 60) ? 0 : chance_below(&story->chance, story->stage->n_followers)];
    story->follower = follower;
    int home_percent = 45;
    if (story->stage->bulk && story->stage->letters_left <= 0) home_percent = story_days_left(story) < 18 ? 60 : 0;
    story->asks_housing = !information && chance_percent(&story->chance, home_percent);
    if (story->plot != PLOT_FREE) story->asks_housing = story->plot >= PLOT_AMENDED;
    story->landlord = story->asks_housing && chance_percent(&story->chance, 35);
    if (!turn(story, received, 0, 0) || !make_person(story)) return;
    story->stage->made->persons++;
    if (!register_contact(story, channel,
                          information           ? &demo_information_contacts
                          : story->asks_housing ? &demo_housing_contacts
                                                : &demo_other_contacts))
        return;
    if (information) {
        information_only(story, received);
        return;
    }
    if (!turn(story, intake_officer(story, received), 0, 2) || !open_case(story)) return;
    if (story->asks_housing) about_housing(story, follower);
    else about_help(story, follower);
    story_goes_on(story, follower);
    story_keep_order(story, story->stage->wish->until);
}

/* The demonstration: the people around her, what others are asked about her, and who may know what. */
#include "command/demo_story.h"

#include "domain/relation/internal.h"
#include "domain/request/request.h"
#include "domain/secrecy/consent.h"
#include "domain/secrecy/emergency.h"
#include "domain/secrecy/override.h"
#include "domain/secrecy/sharing.h"
#include "domain/shield/shield.h"
#include "platform/audit/audit.h"
#include "privacy_routes.h"
#include "relation_routes.h"
#include "request_routes.h"

#include <stdlib.h>
#include <string.h>

/* The id at the end of the address a page sends on to. */
static int64_t id_of(const struct reply *reply) {
    const char *at = reply->location ? strrchr(reply->location, '/') : NULL;
    return at ? strtoll(at + 1, NULL, 10) : 0;
}

static const char *somebody(struct story *story, bool woman) {
    return arena_printf(db_arena(story->db), "%s %s", demo_given_name(&story->chance, woman), demo_family_name(&story->chance));
}

/* ── around her ── */

void story_relative(struct story *story) {
    static const struct profile_words listened = {"Ringte og lurte på om alt er i orden. Vi lyttet og fortalte ikke noe.",
                                                  "Ringde og lurte på om alt er i orden. Vi lytta og fortalde ingenting."},
                                      told = {"Fortalte når besøkstiden passer, slik hun har bedt om.",
                                              "Fortalde når besøkstida passar, slik ho har bede om."},
                                      scope = {"Avtaler og hvordan det går med boligen", "Avtaler og korleis det går med bustaden"};
    static const enum kinship kinships[] = {KINSHIP_PARENT, KINSHIP_SIBLING, KINSHIP_PARTNER, KINSHIP_FRIEND};
    struct relative_add_in in = {.case_ = story->case_,
                                 .name = somebody(story, true),
                                 .phone = "00 00 12 34",
                                 .kinship = kinships[chance_below(&story->chance, 4)],
                                 .nearest = true};
    struct reply reply = relative_add(&story->rq, &in);
    if (!page_may_do(story, reply, "relative_added")) return;
    struct relative_id relative = {id_of(&reply)};
    bool yes = chance_percent(&story->chance, 70);
    struct relative_answer_save_in answer = {.case_ = story->case_,
                                             .relative = relative,
                                             .role = RELATIVE_ROLE_RECEIVER,
                                             .answer = yes ? ROLE_ANSWER_YES : ROLE_ANSWER_NO,
                                             .scope = yes ? words_of(story, &scope) : NULL,
                                             .until = DATE_NONE};
    if (!page_may_do(story, relative_answer_save(&story->rq, &answer), "relative_answer_registered") || !story_later(story, 2, 12)) return;
    struct relative_talk_save_in talk = {.case_ = story->case_,
                                         .relative = relative,
                                         .direction = yes ? TALK_DIRECTION_TOLD_THEM : TALK_DIRECTION_TOLD_US,
                                         .ground = yes ? TELLING_GROUND_HER_CONSENT : 0,
                                         .content = words_of(story, yes ? &told : &listened)};
    page_may_do(story, relative_talk_save(&story->rq, &talk), "relative_talk_written");
}

void story_representative(struct story *story) {
    bool guardian = chance_percent(&story->chance, 40);
    struct representative_new new = {.case_ = story->case_,
                                     .kind = guardian ? REPRESENTATIVE_KIND_GUARDIAN : REPRESENTATIVE_KIND_AGENT,
                                     .name = somebody(story, chance_percent(&story->chance, 50)),
                                     .phone = "00 00 56 78",
                                     .copy_to_her = true,
                                     .authority_on = date_add_days(story->rq.today, -14),
                                     .from = story->rq.today,
                                     .until = DATE_NONE,
                                     .scope = guardian ? SCOPE_ECONOMY : SCOPE_HOUSING};
    held(story, relation_add_representative(story->db, &new), "representative");
}

void story_minor(struct story *story) {
    struct minor_add_in in = {.case_ = story->case_,
                              .kind = MINOR_KIND_CHILD,
                              .called = demo_given_name(&story->chance, chance_percent(&story->chance, 50)),
                              .born_year = {true, date_ymd(story->rq.today).year - chance_from(&story->chance, 4, 15)}};
    page_may_do(story, minor_add(&story->rq, &in), "minor_added");
}

void story_child_notice(struct story *story) {
    struct child_notice_record_in in = {story->case_, story->rq.today};
    page_may_do(story, child_notice_record(&story->rq, &in), "child_notice_recorded");
}

/* ── asked about her ── */

void story_information(struct story *story) {
    static const struct profile_words question = {"Når er neste time, og er det noe vi skal passe på fram til da?",
                                                  "Når er neste time, og er det noko vi skal passe på fram til då?"};
    struct information_ask_in in = {.case_ = story->case_,
                                    .body = ASKED_BODY_GP,
                                    .body_name = "Fastlegen",
                                    .ground = INFORMATION_GROUND_CONSENT,
                                    .consent_by = CONSENT_WAY_SIGNED,
                                    .informed = true,
                                    .question = words_of(story, &question),
                                    .due = DATE_NONE};
    page_may_do(story, information_ask(&story->rq, &in), "information_asked");
}

void story_concern(struct story *story) {
    static const struct profile_words said = {"Det har vært mørkt hos henne i noen dager. Kan noen se innom?",
                                              "Det har vore mørkt hos henne nokre dagar. Kan nokon sjå innom?"};
    struct person_spine person;
    struct case_brief brief;
    const struct worker *property = stage_worker(story->stage, &story->chance, demo_cast_unit(story->stage->profile, CAST_PROPERTY), STAFF_ROLE_PROPERTY);
    if (!work_case(story->db, story->case_, &brief) || !person_spine(story->db, brief.person, &person) || !turn(story, property, 1, 9)) return;
    struct concern_new concern = {CONCERN_REPORTER_CARETAKER, NULL, person.name, NULL, words_of(story, &said)};
    request_take_concern(story->db, &concern);
    audit_add(story->db, "concern_reported", "case", 0, NULL);
}

/* ── who may know ── */

static struct unit_id nav_of(const struct story *story) {
    return organisation_unit_by_code(story->db, demo_cast_unit(story->stage->profile, CAST_NAV_OFFICER));
}

/* She objects, and mostly it stands; once in a while two must go past it for her safety. */
void story_objection(struct story *story) {
    static const struct profile_words reason = {"Hun kan miste strømmen på mandag, og bare Nav kan stanse det.",
                                                "Ho kan miste straumen på måndag, og berre Nav kan stanse det."};
    struct unit_id nav = nav_of(story);
    if (nav.v == story->now->unit.v || consent_object(story->db, story->case_, nav, ZONE_HOUSING) < 0) return;
    audit_add(story->db, "objection_registered", "case", story->case_.v, NULL);
    struct objection_override_id id;
    struct override_asking asking = {nav, ZONE_HOUSING, words_of(story, &reason), DATE_NONE};
    if (!chance_percent(&story->chance, 35) || !turn(story, story_holder(story), 5, 20)) return;
    asking.until = date_add_days(story->rq.today, 30);
    if (override_ask(story->db, story->case_, &asking, &id) == OVERRIDE_DONE) audit_add(story->db, "override_asked", "case", story->case_.v, NULL);
}

void story_emergency(struct story *story) {
    static const struct profile_words reason = {"Ringte og hørtes redd ut. Måtte vite hvem som kjenner henne.",
                                                "Ringde og høyrdest redd ut. Måtte vite kven som kjenner henne."},
                                      judged = {"Riktig å lese. Hun fikk hjelp samme kveld og er fortalt om det.",
                                                "Rett å lese. Ho fekk hjelp same kveld og er fortald om det."};
    struct emergency_read_id id;
    for (int i = 0; i < story->stage->n_followers; i++) {
        const struct worker *reader = stage_worker(story->stage, &story->chance, story->stage->followers[i], STAFF_ROLE_OFFICER);
        if (!reader || reader->unit.v == story->now->unit.v || !turn(story, reader, 3, 20)) continue;
        if (emergency_begin(story->db, &reader->session, story->case_, EMERGENCY_WHY_LIFE, words_of(story, &reason), &id) != EMERGENCY_DONE) return;
        audit_add(story->db, "emergency_read_ended", "emergency_read", id.v, NULL);
        emergency_end(story->db, id);
        const struct worker *judge = stage_worker(story->stage, &story->chance, demo_cast_unit(story->stage->profile, CAST_PRIVACY_OFFICER), STAFF_ROLE_PRIVACY_OFFICER);
        if (!turn(story, judge, 1, 3)) return;
        struct emergency_judgement judgement = {EMERGENCY_VERDICT_FINE, 0, words_of(story, &judged)};
        audit_add(story->db, "emergency_read_judged", "emergency_read", id.v, NULL);
        held(story, emergency_decide(story->db, id, &judgement), "emergency judged");
        return;
    }
}

void story_sharing(struct story *story) {
    static const struct profile_words necessity = {"De skal møte henne på visning og må vite hva hun trenger i boligen.",
                                                   "Dei skal møte henne på visning og må vite kva ho treng i bustaden."};
    struct sharing_id id;
    struct sharing_plan plan = {.to_unit = nav_of(story),
                                .zones = ZONE_BIT(ZONE_HOUSING),
                                .purpose = SHARING_PURPOSE_DWELLING,
                                .ground = "B2",
                                .necessity = words_of(story, &necessity),
                                .until = date_add_days(story->rq.today, 60)};
    if (plan.to_unit.v == story->now->unit.v) return;
    if (sharing_draft(story->db, story->rq.session, story->case_, &plan, &id) != SHARING_DONE) return;
    audit_add(story->db, "sharing_drafted", "sharing", id.v, NULL);
    sharing_confirm(story->db, story->rq.session, story->case_, id);
}

/* Where she lives is for named workers only: the one who has the case is named. */
void story_shield(struct story *story) {
    static const struct profile_words reason = {"Har saken og besøker henne hjemme.", "Har saka og besøkjer henne heime."};
    struct case_brief brief;
    if (!work_case(story->db, story->case_, &brief) || !brief.holder_staff.v || !turn(story, story_leader_in(story, brief.holder_unit), 0, 2)) return;
    struct shield_naming naming = {brief.holder_staff, brief.holder_unit, GRANT_WHAT_PLACE, date_add_months(story->rq.today, 6), words_of(story, &reason)};
    if (shield_name(story->db, story->case_, &naming) == SHIELD_DONE) audit_add(story->db, "worker_named", "case", story->case_.v, NULL);
}

/* ── what stands about her ── */

void story_access(struct story *story) {
    struct access_ask_in in = {story->case_, story_working_day_before(date_add_days(story->rq.today, -1)), ASKER_PERSON};
    page_may_do(story, access_ask(&story->rq, &in), "access_requested");
}

void story_correction(struct story *story) {
    static const struct profile_words passage = {"Det står at jeg bor hos søsteren min.", "Det står at eg bur hos syster mi."},
                                      wish = {"Jeg bodde der bare i februar. Nå bor jeg hos en kamerat.",
                                              "Eg budde der berre i februar. No bur eg hos ein kamerat."};
    struct correction_ask_in in = {story->case_, story->rq.today, BESIDE_ABOUT_ASSESSMENT, words_of(story, &passage), words_of(story, &wish)};
    page_may_do(story, correction_ask(&story->rq, &in), "correction_asked");
}

/* The demonstration: a place to stay now. Asked for by whoever has the case, given the same day, made longer when it must be, and over when she has a
 * home. What has come to the last day stays where it is, so that a request, a stay and an end that comes near are there to be seen. */
#include "command/demo_story.h"

#include "domain/decision/decision.h"
#include "domain/decision/joint.h"
#include "domain/emergency/emergency.h"
#include "emergency_routes.h"
#include "platform/audit/audit.h"

enum { WEEKS = 3, LONGEST = 3, EVERY = 9, EVERY_BULK = 90, DAYS_BEFORE_END = 15 };

/* The letter about tonight would wait: for others who write in a draft, or because whoever decided the rest has the case no more. */
static bool letter_waits(struct story *story) {
    struct decision_brief latest;
    struct case_brief brief;
    if (!decision_latest(story->db, story->case_, &latest)) return false;
    struct unit_id decides = organisation_unit_by_code(story->db, story_deciding_unit(story->stage->profile));
    return joint_open(latest.state) || !work_case(story->db, story->case_, &brief) || brief.holder_unit.v != decides.v;
}

/* The version that was just issued; one that still waits for somebody has no letter to send. */
static void letter_goes(struct story *story) {
    struct decision_brief latest;
    if (decision_latest(story->db, story->case_, &latest) && !joint_open(latest.state)) story_letter_goes(story, latest.id, story->now);
}

static void give_place(struct story *story, struct night_need_id need) {
    static const struct profile_words facts = {"Du har ikke noe sted å sove i natt, og finner ikke et sted selv nå.",
                                               "Du har ingen stad å sove i natt, og finn ikkje ein stad sjølv no."},
                                      why = {"Du trenger et trygt sted nå, mens vi leter sammen.", "Du treng ein trygg stad no, medan vi leitar saman."},
                                      view = {"Jeg vil ha fred og en dør jeg kan låse", "Eg vil ha fred og ei dør eg kan låse"},
                                      weight = {"Rommet ligger for seg selv og kan låses", "Rommet ligg for seg sjølv og kan låsast"},
                                      places = {"Pensjonatet ved havna, rom 4", "Pensjonatet ved hamna, rom 4"};
    const struct night_places_free free = night_places_free(story->db); /* of the register while there is room, else what could be found */
    struct night_grant_send_in in = {.case_ = story->case_,
                                     .need = need,
                                     .registered = free.n ? free.v[0].id : (struct temporary_place_id){0},
                                     .kind = free.n ? 0 : PLACE_KIND_OWN_ROOM,
                                     .place = free.n ? NULL : words_of(story, &places),
                                     .until = date_add_days(story->rq.today, WEEKS * 7),
                                     .told = NIGHT_TOLD_BY_PHONE,
                                     .facts = words_of(story, &facts),
                                     .why = words_of(story, &why),
                                     .her_view = words_of(story, &view),
                                     .weight = words_of(story, &weight),
                                     .impartial = true};
    story->stage->letters_left--;
    if (page_may_do(story, night_grant_send(&story->rq, &in), "night_granted")) letter_goes(story);
}

/* Some long ago, some so late that the stay runs on the last day, and one asked for that very day. */
bool story_night_comes(struct story *story) {
    int64_t every = story->stage->bulk ? EVERY_BULK : EVERY;
    if (story->number % every != 4) return false;
    int left = story_days_left(story);
    const int waits[] = {5, left - DAYS_BEFORE_END, left / 3, left};
    int64_t way = story->number / every; /* of many, only the first asks on the last day */
    int wait = waits[way == 3 ? 3 : way % 3];
    return turn(story, story_holder(story), wait > 1 ? wait : 1, wait > 1 ? wait : 1);
}

void story_night(struct story *story) {
    static const struct profile_words words = {"Hun er på varmestua til klokka ni, og kan ringes der.",
                                               "Ho er på varmestova til klokka ni, og kan ringjast der."};
    const struct night_asking asking = {story->case_, 0, words_of(story, &words)};
    const struct worker *nav = story_worker_in(story, night_unit(story->db));
    struct night_need_id need;
    if (!nav || letter_waits(story) || (story->stage->bulk && story->stage->letters_left <= 0)) return;
    if (night_ask(story->db, &asking, &need) != NIGHT_DONE) return; /* she has a place, or has said no to the unit */
    audit_add(story->db, "night_asked", "case", story->case_.v, NULL);
    if (story_days_left(story) > 0 && turn(story, nav, 0, 0)) give_place(story, need);
}

/* ── what is due while she stays ── */

static bool longer(struct story *story, const struct night_stay *stay) {
    static const struct profile_words facts = {"Du har fortsatt ikke et eget sted å bo.", "Du har framleis ikkje ein eigen stad å bu."},
                                      why = {"Vi leter fortsatt sammen med deg.", "Vi leitar framleis saman med deg."},
                                      view = {"Jeg vil bli her til jeg får noe eget", "Eg vil bli her til eg får noko eige"},
                                      weight = {"Du blir på samme sted", "Du blir på same staden"};
    struct night_extend_send_in in = {.case_ = story->case_,
                                      .until = date_add_days(stay->until, WEEKS * 7),
                                      .told = NIGHT_TOLD_FACE_TO_FACE,
                                      .facts = words_of(story, &facts),
                                      .why = words_of(story, &why),
                                      .her_view = words_of(story, &view),
                                      .weight = words_of(story, &weight),
                                      .impartial = true};
    if (letter_waits(story)) return false; /* tried again some days later */
    story->stage->letters_left--;
    if (!page_may_do(story, night_extend_send(&story->rq, &in), "night_extended")) return false;
    letter_goes(story);
    return true;
}

/* Longer at first, and then she has moved. */
bool story_night_goes_on(struct story *story, const struct open_task *task) {
    struct night_stay stay;
    if (!night_stay_now(story->db, story->case_, &stay)) return true;
    bool more = task->kind == TASK_KIND_EMERGENCY_ENDING && stay.seq < 1 + story->number % LONGEST;
    if (more) return longer(story, &stay);
    enum stay_end how = story->number % 3 ? STAY_END_OWN_HOME : STAY_END_WITH_OTHERS;
    if (!held(story, night_end(story->db, story->case_, story->rq.today, how), "the stay is over")) return false;
    audit_add(story->db, "night_ended", "case", story->case_.v, NULL);
    return true;
}

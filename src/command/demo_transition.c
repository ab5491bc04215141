/* The demonstration: persons on their way. One the hospital has said is ready and who has no home yet, one that is answered today, those who come in the
 * days ahead, one who has moved and is met, and one nobody has taken. */
#include "command/demo_story.h"

#include "domain/transition/transition.h"
#include "platform/audit/audit.h"

enum { CASES_LOOKED_AT = 200, PRICE_KNOWN = 5745, PRICE_INVENTED = 6000 };

struct way {
    enum transition_kind kind;
    enum transition_party from;
    int told, expected; /* days before, and after, the last day */
    enum transition_home home;
    bool claimed, lacks, named, ready, no, moved;
};
static const struct way ways[] = {
    {TRANSITION_KIND_DISCHARGE, TRANSITION_PARTY_HOSPITAL_PSYCHIATRY, 9, 2, TRANSITION_HOME_NOTHING_YET, true, true, true, true, true, false},
    {TRANSITION_KIND_DISCHARGE, TRANSITION_PARTY_HOSPITAL_SUBSTANCE, 9, 0, TRANSITION_HOME_HOME_READY, true, false, true, true, false, true},
    {TRANSITION_KIND_RELEASE, TRANSITION_PARTY_PRISON, 8, 21, TRANSITION_HOME_HOME_BY_DATE, true, true, true, false, false, false},
    {TRANSITION_KIND_TREATMENT_END, TRANSITION_PARTY_TREATMENT, 8, 9, 0, true, true, true, false, false, false},
    {TRANSITION_KIND_AGEING_OUT, TRANSITION_PARTY_CHILD_WELFARE, 7, 26, TRANSITION_HOME_OWN_HOME, true, false, false, false, false, false},
    {TRANSITION_KIND_MOVE_IN, TRANSITION_PARTY_MUNICIPALITY, 7, 12, TRANSITION_HOME_OWN_HOME, true, false, false, false, false, false},
    {TRANSITION_KIND_DISCHARGE, TRANSITION_PARTY_HOSPITAL_PSYCHIATRY, 6, 1, TRANSITION_HOME_PLACE_FOR_NOW, true, true, true, true, false, false},
    {TRANSITION_KIND_RELEASE, TRANSITION_PARTY_PRISON, 1, 17, 0, false, true, false, false, false, false},
};
enum { WAYS = sizeof ways / sizeof *ways };

struct told {
    struct case_id case_;
    struct transition_id id;
};

/* Somebody with a case that is open, each time another. */
static bool next_case(struct story *story, int64_t *number) {
    struct case_brief brief;
    while (++*number < CASES_LOOKED_AT) {
        story->case_ = (struct case_id){*number * 3};
        if (work_case(story->db, story->case_, &brief) && brief.state == CASE_STATE_OPEN) return true;
    }
    return false;
}

static bool by_port(struct story *story, struct case_id id, struct transition_id transition, int days_before) {
    struct transition t;
    story->case_ = id;
    if (!transition_get(story->db, id, transition, &t)) return false;
    return turn_on(story, story_worker_in(story, t.unit), story_working_day_before(date_add_days(story->stage->wish->until, -days_before)));
}

static struct date day_of(const struct story *story, const struct way *way) { return story_working_day(date_add_days(story->stage->wish->until, way->expected)); }

static bool announce(struct story *story, const struct way *way, struct told *ret_told) {
    struct case_brief brief;
    if (!work_case(story->db, story->case_, &brief)) return false;
    const struct worker *worker = story_worker_in(story, brief.holder_unit);
    if (!worker || !turn_on(story, worker, date_add_days(story->stage->wish->until, -way->told))) return false;
    const struct transition_new made = {.case_ = story->case_,
                                        .kind = way->kind,
                                        .from = way->from,
                                        .source = TRANSITION_SOURCE_PHONE,
                                        .began = INSTANT_NONE,
                                        .expected = day_of(story, way),
                                        .lacks_home = way->lacks};
    ret_told->case_ = story->case_;
    return transition_announce(story->db, &made, &ret_told->id) == TRANSITION_DONE;
}

static void plan(struct story *story, const struct way *way, const struct told *told) {
    if (!way->claimed || !by_port(story, told->case_, told->id, 5)) return;
    struct date from = way->home == TRANSITION_HOME_HOME_BY_DATE ? day_of(story, way) : DATE_NONE;
    if (!held(story, transition_claim(story->db, told->case_, told->id), "transition_claimed")) return;
    if (way->home) held(story, transition_set_home(story->db, told->case_, told->id, way->home, from), "transition_home");
    if (way->named) held(story, transition_set_contact(story->db, told->case_, told->id, story->now->staff), "transition_contact");
    held(story, transition_plan_point(story->db, told->case_, told->id, TRANSITION_POINT_TOLD, TRANSITION_POINT_STATE_DONE), "transition_point");
}

static void answer(struct story *story, const struct way *way, const struct told *told) {
    if (!way->ready || !by_port(story, told->case_, told->id, 2)) return;
    if (!held(story, transition_ready(story->db, told->case_, told->id, TRANSITION_READY_BY_INSTITUTION), "transition_ready")) return;
    if (way->no) held(story, transition_cannot_until(story->db, told->case_, told->id, date_add_days(story->stage->wish->until, 4)), "transition_no");
    else if (way->moved) held(story, transition_can_receive(story->db, told->case_, told->id), "transition_yes");
    if (way->moved) held(story, transition_moved(story->db, told->case_, told->id, story->rq.today), "transition_moved");
}

/* Whoever was to be met by now has been, in all but the last. */
static void meet(struct story *story, const struct told *told) {
    if (by_port(story, told->case_, told->id, 1)) transition_seen(story->db, told->case_, story->rq.today, TRANSITION_RESULT_MET);
}

int demo_transitions_tell(struct story *story) {
    struct told told[WAYS] = {0};
    int64_t number = 0;
    int year = date_ymd(story->stage->wish->until).year;
    held(story, transition_set_price(story->db, 2024, PRICE_KNOWN, "Rundskriv fra Helse- og omsorgsdepartementet for 2024"), "price");
    if (year > 2024) held(story, transition_set_price(story->db, year, PRICE_INVENTED, "Oppdiktet pris, bare for demonstrasjonen"), "price");
    for (size_t i = 0; i < WAYS; i++)
        while (next_case(story, &number) && !announce(story, &ways[i], &told[i])) told[i] = (struct told){0};
    for (size_t i = 0; i < WAYS; i++)
        if (told[i].id.v) plan(story, &ways[i], &told[i]);
    for (size_t i = 0; i < WAYS; i++)
        if (told[i].id.v) answer(story, &ways[i], &told[i]);
    for (size_t i = 0; i + 1 < WAYS; i++)
        if (told[i].id.v) meet(story, &told[i]);
    story->case_ = (struct case_id){0};
    return story->broken ? ERR_INVALID : ERR_OK;
}

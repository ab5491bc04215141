/* The demonstration: months of visits, written by those who came; contacts and deputies; a newcomer; and what is agreed for the days to come. */
#include "command/demo_story.h"

#include "domain/roles/roles.h"
#include "domain/visit/visit.h"
#include "platform/audit/audit.h"

enum { CASES_MOST = 80, DAYS_BACK = 100, NOBODY_COMES = 9, LACKS_DEPUTY = 7, MANY_COME = 5 };

/* Another worker of the unit, the n-th in turn; NULL: there is no other. */
static const struct worker *another(struct story *story, struct unit_id unit, struct staff_id except, size_t nth) {
    enum { MOST = 40 };
    const struct worker *others[MOST];
    size_t n = 0;
    for (size_t i = 0; i < story->stage->n_workers && n < MOST; i++) {
        const struct worker *worker = &story->stage->workers[i];
        bool helps = worker->role == STAFF_ROLE_OFFICER || worker->role == STAFF_ROLE_COORDINATOR;
        if (helps && worker->unit.v == unit.v && worker->staff.v != except.v) others[n++] = worker;
    }
    return n ? others[nth % n] : NULL;
}

static const struct worker *who_comes(struct story *story, const struct case_brief *brief, size_t i, int times) {
    const struct worker *usual = story_worker_in(story, brief->holder_unit);
    bool other = i % MANY_COME == 0 ? times % 3 != 0 : times % 6 == 5;
    const struct worker *else_ = other && usual ? another(story, brief->holder_unit, usual->staff, (size_t)times) : NULL;
    return else_ ? else_ : usual;
}

/* One visit of the day, some with a word about how it went; the last one agrees on the next. */
static void come(struct story *story, const struct case_brief *brief, size_t i) {
    static const enum visit_arena arenas[] = {VISIT_ARENA_HOME, VISIT_ARENA_HOME, VISIT_ARENA_OUTDOORS, VISIT_ARENA_CAFE, VISIT_ARENA_CAR, VISIT_ARENA_PHONE, VISIT_ARENA_SHOP};
    static const enum visit_why whys[] = {VISIT_WHY_TALK, VISIT_WHY_SHOPPING, VISIT_WHY_CLEANING, VISIT_WHY_WALK, VISIT_WHY_MEALS, VISIT_WHY_APPOINTMENT};
    static const struct profile_words words[] = {
        {"Vi lagde mat sammen. Fint å se at planten lever.", "Vi laga mat saman. Fint å sjå at planta lever."},
        {"Ville helst gå en tur. Snakket mest om hunden til naboen.", "Ville helst gå ein tur. Snakka mest om hunden til naboen."},
        {"Sliten i dag. Vi tok det rolig og avtalte en ny dag.", "Sliten i dag. Vi tok det roleg og avtalte ein ny dag."},
        {"Handlet og bar opp. Strømregningen er betalt.", "Handla og bar opp. Straumrekninga er betalt."}};
    struct date today = story->rq.today, until = story->stage->wish->until;
    struct visit_id made;
    int64_t minute = (db_now(story->db).ms - instant_of_oslo(today, 0).ms) / MS_PER_MINUTE, hour = chance_from(&story->chance, 9, 13), dice = chance_below(&story->chance, 100);
    bool written = chance_percent(&story->chance, 35);
    struct visit_new visit = {
        .case_ = brief->id,
        .on_date = today,
        .from_minute = (int)(minute > 45 ? minute - 45 : 0),
        .minutes = 30 + 15 * (int)chance_below(&story->chance, 3),
        .arena = arenas[chance_below(&story->chance, 7)],
        .outcome = dice < 80 ? VISIT_OUTCOME_MET : dice < 87 ? VISIT_OUTCOME_FEW_WORDS : dice < 92 ? VISIT_OUTCOME_NOT_NOW : VISIT_OUTCOME_NO_ANSWER,
        .strain = dice < 12 ? VISIT_STRAIN_HEAVY : dice < 60 ? VISIT_STRAIN_LIGHT : 0,
        .next.on_date = DATE_NONE,
    };
    struct visit_writer writer = visit_writer_of(&story->rq, brief->id);
    if (writer.access && written) {
        visit.went = dice < 50 ? VISIT_WENT_GOOD : dice < 85 ? VISIT_WENT_AS_USUAL : VISIT_WENT_HARD;
        visit.words = words_of(story, &words[chance_below(&story->chance, 4)]);
    }
    int step = 4 + (int)(i % 4);
    if (date_days_between(today, until) <= step)
        visit.next = (struct visit_next_time){story_working_day(date_add_days(today, step)), (int)hour * 60, 45, story->now->staff, whys[chance_below(&story->chance, 6)]};
    held(story, visit_write(story->db, &writer, &visit, &made), "visit");
}

/* A contact she knows, and one who stands in; some still lack one. */
static void choose(struct story *story, const struct case_brief *brief, size_t i) {
    const struct worker *leader = story_leader_in(story, brief->holder_unit), *usual = story_worker_in(story, brief->holder_unit);
    const struct worker *deputy = usual ? another(story, brief->holder_unit, usual->staff, i) : NULL;
    if (i % LACKS_DEPUTY == 0 || !deputy || !turn_on(story, leader, story->rq.today)) return;
    if (roles_choose(story->db, brief->id, CASE_ROLE_KIND_PRIMARY_CONTACT, brief->holder_unit, usual->staff) != ROLES_DONE) return; /* it is another already */
    (void)roles_choose(story->db, brief->id, CASE_ROLE_KIND_DEPUTY_CONTACT, brief->holder_unit, deputy->staff);
}

/* What each unit's leader says of time and experience: the last one in the unit is new. */
static void frames(struct story *story, const char *follower) {
    struct unit_id unit = organisation_unit_by_code(story->db, follower);
    const struct worker *leader = unit.v ? story_leader_in(story, unit) : NULL, *last = NULL;
    if (!leader || !turn_on(story, leader, story->rq.today)) return;
    for (size_t i = 0; i < story->stage->n_workers; i++) {
        const struct worker *worker = &story->stage->workers[i];
        if (worker->unit.v != unit.v || worker->role != STAFF_ROLE_OFFICER) continue;
        held(story, visit_frame_set(story->db, worker->staff, (struct maybe_int){true, 22 * 60}, DATE_NONE), "worker frame");
        last = worker;
    }
    if (last) held(story, visit_frame_set(story->db, last->staff, (struct maybe_int){true, 18 * 60}, date_add_months(story->rq.today, 9)), "newcomer");
}

int demo_visits_tell(struct story *story) {
    struct visit_watched watched = visit_watched(story->db);
    struct date until = story->stage->wish->until;
    int times[CASES_MOST] = {0};
    size_t n = watched.n < CASES_MOST ? watched.n : CASES_MOST;
    story->rq.today = date_add_days(until, -DAYS_BACK);
    for (int i = 0; i < story->stage->n_followers; i++) frames(story, story->stage->followers[i]);
    for (int back = DAYS_BACK; back > 0 && !story->broken; back--)
        for (size_t i = 0; i < n && !story->broken; i++) {
            struct date day = date_add_days(until, -back);
            struct case_brief brief;
            int step = 4 + (int)(i % 4);
            if (i % NOBODY_COMES == 8 || (back + (int)i) % step || !law_is_working_day(law_current(), day)) continue;
            story->case_ = watched.v[i];
            bool open = work_case(story->db, story->case_, &brief) && brief.state == CASE_STATE_OPEN && instant_oslo_date(brief.held_since).days <= day.days;
            if (!open || !turn_on(story, who_comes(story, &brief, i, times[i]), day)) continue;
            come(story, &brief, i);
            if (times[i]++ == 0) choose(story, &brief, i);
        }
    audit_add(story->db, "visits_told", "municipality", 0, NULL);
    return story->broken || db_failed(story->db) ? ERR_INVALID : ERR_OK;
}

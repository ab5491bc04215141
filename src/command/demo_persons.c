/* The persons of the demonstration, one after the other, each history one transaction; then the jobs of all those days. */
#include "command/demo_story.h"

#include "command/municipality.h"
#include "domain/desk/desk.h"
#include "platform/audit/audit.h"

#include <string.h>

static const struct actor maker = {.kind = ACTOR_SYSTEM, .what = "felles demo"};
enum { LETTERS = 36, MANY = 2000, TOGETHER = 50, MEETINGS_BACK_DAYS = 230, LEASES_BACK_DAYS = 60, VISITS_BACK_DAYS = 101 };

int64_t demo_persons_there(struct db_store *store, struct arena *arena) {
    struct db *db = db_begin(store, DB_READ, arena, &maker, INSTANT_NONE);
    int64_t n = person_count(db);
    return db_commit(db) == DB_OK ? n : ERR_IO;
}

/* ── who works where ── */

struct hall {
    struct stage *stage;
    struct db *db;
    struct arena *arena;
};

static void add_worker(void *context, const struct staff_place *place) {
    struct hall *hall = context;
    struct worker *worker = &hall->stage->workers[hall->stage->n_workers++];
    *worker = (struct worker){.unit_code = arena_strdup(hall->arena, place->unit_code), .role = place->role};
    worker->unit = organisation_unit_by_code(hall->db, place->unit_code);
    worker->staff = organisation_find_staff(hall->db, place->user_name);
    worker->session = (struct session){.staff = worker->staff, .unit = worker->unit, .csrf = ""};
    organisation_load_session(hall->db, &worker->session);
}

static bool works_in(const struct stage *stage, const char *unit) {
    for (size_t i = 0; i < stage->n_workers; i++)
        if (text_equal(stage->workers[i].unit_code, unit) && stage->workers[i].role == STAFF_ROLE_OFFICER) return true;
    return false;
}

/* The units a case may be passed on to, the one of the story first. */
static void find_followers(struct stage *stage) {
    const uint64_t tasks = PROFILE_TASK(FOLLOW_UP) | PROFILE_TASK(HOME_SERVICES) | PROFILE_TASK(DEFAULT_COORDINATOR);
    const char *first = demo_cast_unit(stage->profile, CAST_FOLLOW_UP);
    stage->followers[stage->n_followers++] = first;
    for (unsigned i = 0; i < stage->profile->units_count && stage->n_followers < 8; i++) {
        const struct profile_unit *unit = &stage->profile->units[i];
        bool holds = unit->role == UNIT_ROLE_HEALTH || unit->role == UNIT_ROLE_COORDINATOR;
        if (unit->does & tasks && holds && !unit->planned && !unit->external && !text_equal(unit->code, first) &&
            works_in(stage, unit->code))
            stage->followers[stage->n_followers++] = unit->code;
    }
}

/* Names found first are those of the story: their rows come first among the workers of a unit. */
static int fill_stage(struct stage *stage, struct arena *arena) {
    stage->workers = arena_array(arena, 4096, sizeof *stage->workers);
    struct db *db = db_begin(stage->store, DB_READ, arena, &maker, instant_of_oslo(stage->wish->until, 8 * 60));
    organisation_each_place(db, add_worker, &(struct hall){stage, db, arena});
    for (enum demo_role role = CAST_COUNT; role-- > 0;) {
        struct staff_id staff = organisation_find_staff(db, demo_user_name(arena, demo_cast_name(role)));
        for (size_t i = 0, front = 0; i < stage->n_workers; i++) {
            if (stage->workers[i].staff.v != staff.v) continue;
            struct worker worker = stage->workers[i];
            memmove(&stage->workers[front + 1], &stage->workers[front], (i - front) * sizeof worker);
            stage->workers[front++] = worker;
        }
    }
    find_followers(stage);
    return db_commit(db) == DB_OK ? ERR_OK : ERR_IO;
}

/* ── one after the other ── */

/* How many days before the last one a plot begins, so that it comes to its point and no further. */
static int days_back(enum plot plot, int years, struct chance *chance) {
    switch (plot) {
    case PLOT_WAITING: return 7;
    case PLOT_RED: return 75;
    case PLOT_AMENDED: return 135;
    case PLOT_DECLINED: return 90;
    case PLOT_DRAFT: return 60;
    case PLOT_FREE:
    case PLOT_COUNT: break;
    }
    return chance_percent(chance, 45) ? (int)chance_below(chance, 60) : (int)chance_below(chance, years * 360);
}

/* Most begin in the last weeks, so that there is work on the desks; the others go as far back as is wished. */
static struct date begins_on(struct stage *stage, enum plot plot, struct chance *chance) {
    return story_working_day_before(date_add_days(stage->wish->until, -days_back(plot, stage->wish->years, chance)));
}

static int tell_one(struct stage *stage, struct db *db, int64_t number) {
    struct chance chance = chance_of(stage->wish->seed, (uint64_t)(1000 + number));
    enum plot plot = number + 1 < PLOT_COUNT ? (enum plot)(number + 1) : number == PLOT_COUNT ? PLOT_WAITING : PLOT_FREE;
    struct date begins = begins_on(stage, plot, &chance);
    if (number == PLOT_COUNT) begins = story_working_day(date_add_days(stage->wish->until, -12)); /* this one waits past its day */
    struct story story = {.stage = stage, .plot = plot, .chance = chance, .db = db, .number = number};
    db_rehearse(db, &maker, instant_of_oslo(begins, 7 * 60));
    story_tell(&story);
    if (!story.broken) return db_failed(db) ? ERR_IO : ERR_OK;
    command_error("the story of person %lld broke at '%s': %d (%s)", (long long)number + 1, story.broken, story.refusal,
                  err_text(story.refusal));
    return ERR_INVALID;
}

/* Several histories are one transaction when there are many. */
static int tell_some(struct stage *stage, struct arena *arena, int64_t from, int64_t to) {
    arena_reset(arena);
    struct db *db = db_begin(stage->store, DB_WRITE, arena, &maker, instant_of_oslo(stage->wish->until, 7 * 60));
    int result = ERR_OK;
    desk_wait(db);
    for (int64_t number = from; number < to && result == ERR_OK; number++) {
        result = tell_one(stage, db, number);
        if (stage->wish->progress && result == ERR_OK) stage->wish->progress(number + 1, stage->wish->persons);
    }
    desk_go_on(db);
    if (result == ERR_OK) return db_commit(db) == DB_OK ? ERR_OK : ERR_IO;
    db_abort(db);
    return result;
}

/* What belongs to no one person, in the order it is told. */
static const struct {
    int days_back;
    int (*tell)(struct story *story);
    bool small_only; /* not in a municipality of thousands */
} commons[] = {
    {3, demo_units_tell, false},
    {MEETINGS_BACK_DAYS, demo_meetings_tell, false},
    {MEETINGS_BACK_DAYS, demo_applications_tell, false},
    {LEASES_BACK_DAYS, demo_leases_tell, false},
    {2, demo_offers_tell, false},
    {9, demo_transitions_tell, false},
    {VISITS_BACK_DAYS, demo_visits_tell, true},
    {20, demo_engagement_tell, false},
    {MEETINGS_BACK_DAYS, demo_group_goes_on_tell, false},
    {MEETINGS_BACK_DAYS, demo_group_stands_still_tell, false},
};

/* Tells one of them, from a day on. */
static int tell_common(struct stage *stage, struct arena *arena, int days_back, int (*tell)(struct story *story)) {
    arena_reset(arena);
    struct db *db = db_begin(stage->store, DB_WRITE, arena, &maker, instant_of_oslo(date_add_days(stage->wish->until, -days_back), 7 * 60));
    struct story story = {.stage = stage, .chance = chance_of(stage->wish->seed, 999), .db = db};
    if (tell(&story) == ERR_OK) return db_commit(db) == DB_OK ? ERR_OK : ERR_IO;
    command_error("the story of the units broke at '%s': %d (%s)", story.broken, story.refusal, err_text(story.refusal));
    db_abort(db);
    return ERR_INVALID;
}

/* What the jobs process would have done on the last morning: the histories have run their own. */
static int run_jobs(struct stage *stage) {
    return jobs_run_due(stage->store, municipality_jobs(), instant_of_oslo(stage->wish->until, 7 * 60), 1000000) < 0 ? ERR_IO : ERR_OK;
}

int demo_persons(struct db_store *store, const struct profile *profile, const struct demo_wish *wish, struct demo_made *made) {
    struct arena *whole = arena_create(), *arena = arena_create();
    struct stage stage = {.store = store, .profile = profile, .wish = wish, .made = made, .jobs = story_jobs(), .letters_left = LETTERS + wish->persons / 1000};
    stage.bulk = wish->persons > MANY;
    int64_t together = stage.bulk ? TOGETHER : 1;
    int result = wish->persons ? fill_stage(&stage, whole) : ERR_OK;
    for (int64_t number = 0; number < wish->persons && result == ERR_OK; number += together)
        result = tell_some(&stage, arena, number, number + together < wish->persons ? number + together : wish->persons);
    for (size_t i = 0; i < sizeof commons / sizeof *commons && result == ERR_OK && wish->persons; i++)
        if (!stage.bulk || !commons[i].small_only) result = tell_common(&stage, arena, commons[i].days_back, commons[i].tell);
    if (result == ERR_OK && wish->persons) result = demo_bulk_visits(&stage, arena, wish->visits);
    if (result == ERR_OK && wish->persons) result = run_jobs(&stage);
    arena_destroy(arena);
    arena_destroy(whole);
    return result;
}

/* The demonstration: measures. Who follows her up has her in a measure and agrees on the weeks that come; some switch, some wait, everyday help is carried out by others,
 * and what runs out near the last day waits to be said once more. */
#include "command/demo_story.h"

#include "domain/measure/measure.h"
#include "measure_routes.h"
#include "measure_sql.h"
#include "platform/audit/audit.h"

enum { EVERY_BULK = 30 };

/* A measure without anything asked at its door, the n-th of those of the unit; of any unit when it is 0. */
static bool measure_of(struct story *story, struct unit_id unit, int64_t n, struct measure_id *ret_measure) {
    struct measure_list_rows rows = measure_list(story->db);
    struct measure_tickets_all_rows tickets = measure_tickets_all(story->db, story->rq.today);
    int64_t found = 0, chosen[16];
    for (size_t i = 0; i < rows.n && found < 16; i++) {
        const struct measure_list_row *row = &rows.v[i];
        bool asks = false, there = (!unit.v || row->unit_id.v == unit.v) && row->open && !row->low_threshold && !row->age_from.has && (!row->places.has || row->taken < row->places.v);
        for (size_t j = 0; j < tickets.n; j++) asks = asks || tickets.v[j].measure_id.v == row->id.v;
        if (there && !asks) chosen[found++] = row->id.v;
    }
    if (!found) return false;
    ret_measure->v = chosen[n % found];
    return true;
}

static void agree(struct story *story, struct measure_stay_id stay) {
    static const struct profile_words what[] = {{"Mandag klokka 11 hjemme. Onsdag handler vi sammen.", "Måndag klokka 11 heime. Onsdag handlar vi saman."},
                                                {"Tirsdag på kafeen ved torget. Ellers ringer vi.", "Tysdag på kafeen ved torget. Elles ringjer vi."},
                                                {"To kvelder i uka, og følge til legen når det trengs.", "To kveldar i veka, og følgje til legen når det trengst."}},
                                      hers = {"Ring før dere kommer.", "Ring før de kjem."};
    static const int minutes[] = {90, 120, 180, 60};
    struct measure_agree_send_in in = {.case_ = story->case_,
                                       .stay = stay,
                                       .minutes = minutes[story->number % 4],
                                       .what = words_of(story, &what[story->number % 3]),
                                       .her_words = story->number % 2 ? words_of(story, &hers) : NULL,
                                       .until = DATE_NONE};
    page_may_do(story, measure_agree_send(&story->rq, &in), "help_agreed");
}

/* Where the municipality adjusts inside a measure. */
static void tailor(struct story *story, struct measure_stay_id stay) {
    static const struct profile_words words[] = {{"Vi møtes ute og ikke hjemme den første tida.", "Vi møtest ute og ikkje heime den første tida."},
                                                 {"Den samme kommer hver gang, og ringer dagen før.", "Den same kjem kvar gong, og ringjer dagen før."}};
    struct measure_tailor_send_in in = {story->case_, stay, words_of(story, &words[story->number / 2 % 2])};
    if (measure_may_tailor(story->stage->profile->flexibility)) page_may_do(story, measure_tailor_send(&story->rq, &in), "measure_tailored");
}

static const char *ground_of(struct story *story) {
    struct measure_parts_rows parts = measure_parts(story->db, story->case_);
    if (parts.n) return arena_printf(story->rq.arena, "p%lld", (long long)parts.v[0].id.v);
    struct measure_services_rows lines = measure_services(story->db, story->case_);
    for (size_t i = 0; i < lines.n; i++)
        if (!lines.v[i].informal) return arena_printf(story->rq.arena, "s%lld", (long long)lines.v[i].id.v);
    return NULL;
}

static bool enter(struct story *story, struct measure_id measure, const char *how, struct measure_stay_id *ret_stay) {
    static const struct profile_words why = {"Vil ha noen som kommer til faste tider.", "Vil ha nokon som kjem til faste tider."};
    struct measure_enter_send_in in = {.case_ = story->case_, .measure = measure, .how = how, .ground = ground_of(story), .from = story->rq.today,
                                       .agreed = true, .words = words_of(story, &why)};
    struct measure_get_row row;
    struct measure_stays_of_row stay;
    if (measure_get(story->db, measure, &row) && row.unit_id.v == story->now->unit.v) in.contact = story->now->staff;
    if (!page_may_do(story, measure_enter_send(&story->rq, &in), "measure_entered")) return false;
    struct measure_stays_of_rows rows = measure_stays_of(story->db, story->case_);
    if (!rows.n) return false;
    stay = rows.v[0];
    *ret_stay = stay.id;
    return stay.state == MEASURE_STATE_RUNNING;
}

static void switch_to(struct story *story, struct measure_stay_id from, struct measure_id to) {
    static const struct profile_words why = {"Det første kom for sjelden.", "Det første kom for sjeldan."};
    struct measure_switch_send_in in = {.case_ = story->case_, .stay = from, .measure = to, .from = story->rq.today, .contact = story->now->staff, .agreed = true,
                                        .words = words_of(story, &why)};
    page_may_do(story, measure_switch_send(&story->rq, &in), "measure_switched");
}

/* Everyday help that another unit takes on, where one does. */
static void ask_others(struct story *story) {
    struct measure_list_rows rows = measure_list(story->db);
    for (size_t i = 0; i < rows.n; i++) {
        if (!rows.v[i].carries_tasks || rows.v[i].unit_id.v == story->now->unit.v) continue;
        struct help_task_send_in in = {.case_ = story->case_, .task_measure = rows.v[i].id, .task = (enum help_task_kind)(1 + story->number % 5), .every = {story->number % 2 == 0, 2},
                                       .due = date_add_days(story->rq.today, 6), .agreed = true};
        page_may_do(story, help_task_send(&story->rq, &in), "help_task_asked");
        return;
    }
}

void story_measure(struct story *story) {
    struct unit_id unit = organisation_unit_by_code(story->db, story->follower);
    struct measure_stay_id stay;
    struct measure_id first, next;
    if (!story->follower || (story->stage->bulk && story->number % EVERY_BULK)) return;
    if (!unit.v || !turn(story, story_worker_in(story, unit), 1, 6)) return;
    if (story->number % 41 == 7) {
        struct measure_gap_send_in gap = {story->case_, (enum gap_why)(1 + story->number % GAP_WHY_COUNT)};
        page_may_do(story, measure_gap_send(&story->rq, &gap), "measure_gap_said");
        return;
    }
    struct measure_get_row row;
    if (!ground_of(story)) return; /* until something stands behind it */
    if (!measure_of(story, unit, story->number, &first) && !measure_of(story, (struct unit_id){0}, story->number, &first)) return;
    bool ours = measure_get(story->db, first, &row) && measure_is_ours(story->db, row.unit_id) && ground_of(story);
    if (!enter(story, first, ours && story->number % 9 != 5 ? "start" : "queue", &stay)) return;
    agree(story, stay);
    if (story->number % 2) tailor(story, stay);
    if (story->number % 3 == 0) ask_others(story);
    if (story->number % 4 == 1 && turn(story, story_worker_in(story, unit), 20, 40) && measure_of(story, unit, story->number + 1, &next) && next.v != first.v)
        switch_to(story, stay, next);
}

/* ── what is due ──────────────────────────────────────────────────────── */

static void said_again(struct story *story, struct measure_stay_id stay) {
    struct help_agreement_now_row now;
    if (!help_agreement_now(story->db, stay, &now)) return;
    struct measure_confirm_send_in in = {story->case_, stay, now.id, now.version, false};
    page_may_do(story, measure_confirm_send(&story->rq, &in), "help_agreement_confirmed");
}

static void looked_at(struct story *story, struct measure_stay_id stay) {
    struct measure_review_send_in in = {story->case_, stay, story->number % 3 ? MEASURE_RESULT_FITS : MEASURE_RESULT_FITS_PARTLY, NULL};
    page_may_do(story, measure_review_send(&story->rq, &in), "measure_reviewed");
}

static void task_of_others(struct story *story, const struct open_task *task) {
    const char *does = task->kind == TASK_KIND_DO_HELP_TASK ? "done" : story->number % 5 ? "take" : "no";
    struct help_task_answer_send_in in = {story->case_, {task->subject}, does};
    page_may_do(story, help_task_answer_send(&story->rq, &in), "help_task_answered");
}

/* The unit that was asked takes her in, when something stands behind it. */
static void answered(struct story *story, struct measure_stay_id stay) {
    struct measure_admit_send_in in = {.case_ = story->case_, .stay = stay, .ground = ground_of(story), .from = story->rq.today};
    if (in.ground && page_may_do(story, measure_admit_send(&story->rq, &in), "measure_admitted")) agree(story, stay);
}

/* What fitted nobody was made to fit, or something that does was found. */
static void found(struct story *story) {
    struct measure_gap_end_send_in in = {story->case_, story->number % 2 ? GAP_END_FOUND_ONE : GAP_END_NO_LONGER_NEEDED};
    page_may_do(story, measure_gap_end_send(&story->rq, &in), "measure_gap_ended");
}

bool story_measure_due(struct story *story, const struct open_task *task) {
    if (task->kind == TASK_KIND_RECONFIRM_AGREEMENT) said_again(story, (struct measure_stay_id){task->subject});
    else if (task->kind == TASK_KIND_REVIEW_MEASURE) looked_at(story, (struct measure_stay_id){task->subject});
    else if (task->kind == TASK_KIND_FIND_MEASURE) found(story);
    else if (task->kind == TASK_KIND_ANSWER_MEASURE) answered(story, (struct measure_stay_id){task->subject});
    else task_of_others(story, task);
    return true;
}

/* Before a case is closed nothing runs any more. */
void story_measures_over(struct story *story) {
    struct measure_stays_of_rows rows = measure_stays_of(story->db, story->case_);
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].state != MEASURE_STATE_RUNNING) continue;
        struct measure_end_send_in in = {.case_ = story->case_, .stay = rows.v[i].id, .version = rows.v[i].version, .why = MEASURE_OVER_REACHED, .on_date = story->rq.today};
        page_may_do(story, measure_end_send(&story->rq, &in), "measure_ended");
    }
}

/* Appeals in the demonstration: she appeals, somebody who did not make the decision looks at it again, and some go on to the appeal body. */
#include "command/demo_story.h"

#include "appeal_routes.h"
#include "domain/appeal/appeal.h"
#include "domain/appeal/pages.h"
#include "platform/audit/audit.h"

static const struct access *reads(struct story *story) { return appeal_access(&story->rq, story->case_, appeal_zones()); }

/* Some step of the appeal, or nothing: whether a unit may read what it is about is hers to say. */
static bool did(struct story *story, int result, const char *event) {
    if (result < 0 || story->broken || db_failed(story->db)) return false;
    audit_add_once(story->db, event, "case", story->case_.v);
    return true;
}

/* Somebody in the unit who made no part of it; NULL: nobody. */
static bool begins(struct story *story, struct appeal_part_id id, struct unit_id unit) {
    for (size_t i = 0; i < story->stage->n_workers; i++) {
        const struct worker *worker = &story->stage->workers[i];
        if (worker->unit.v != unit.v || (worker->role != STAFF_ROLE_OFFICER && worker->role != STAFF_ROLE_UNIT_LEADER)) continue;
        if (!turn(story, worker, 1, 2)) return false;
        if (appeal_begin(story->db, id) == ERR_OK) return did(story, ERR_OK, "appeal_step");
    }
    return false;
}

static bool comes(struct story *story, struct decision_part_id part, struct appeal_part_id *ret_id, struct unit_id *ret_unit) {
    static const struct profile_words words = {"Jeg trenger mer hjelp enn dette. Det er helgene som er vanskeligst.",
                                               "Eg treng meir hjelp enn dette. Det er helgene som er vanskelegast."};
    struct appeal_id appeal;
    struct appeal_wish wish = {part, words_of(story, &words)};
    bool letter = chance_percent(&story->chance, 60);
    struct appeal_new coming = {.case_ = story->case_,
                                .form = letter ? APPEAL_FORM_LETTER : APPEAL_FORM_ORAL,
                                .appellant = APPELLANT_PERSON,
                                .received_on = story->rq.today,
                                .posted_on = DATE_NONE,
                                .is_signed = letter,
                                .wishes = &wish,
                                .n_wishes = 1};
    if (!did(story, appeal_receive(story->db, reads(story), &coming, &appeal), "appeal_received")) return false;
    if (!letter && !did(story, appeal_read_back(story->db, appeal), "appeal_read_back")) return false;
    struct open_tasks tasks = work_tasks_of(story->db, story->case_);
    for (size_t i = 0; i < tasks.n; i++) {
        if (tasks.v[i].kind != TASK_KIND_PREPARE_APPEAL) continue;
        *ret_id = (struct appeal_part_id){tasks.v[i].subject};
        *ret_unit = tasks.v[i].unit;
        return true;
    }
    return false;
}

static void goes_on(struct story *story, struct appeal_part_id id) {
    static const enum appeal_document documents[] = {APPEAL_DOCUMENT_DECISION_LETTER, APPEAL_DOCUMENT_APPEAL, APPEAL_DOCUMENT_STATEMENT};
    static const struct profile_words statement = {"Vi har sett på vedtaket på nytt. Vi mener hjelpen dekker behovet slik vi kjenner det nå.",
                                                   "Vi har sett på vedtaket på nytt. Vi meiner hjelpa dekkjer behovet slik vi kjenner det no."},
                                      upheld = {"Vedtaket er riktig. Hjelpen er vurdert sammen med deg og kan endres når behovet endrer seg.",
                                                "Vedtaket er rett. Hjelpa er vurdert saman med deg og kan endrast når behovet endrar seg."};
    if (!did(story, appeal_forward(story->db, reads(story), id, (struct appeal_case_file){documents, 3}, words_of(story, &statement)),
             "appeal_step"))
        return;
    struct open_tasks tasks = work_tasks_of(story->db, story->case_);
    struct unit_id body = {0};
    for (size_t i = 0; i < tasks.n; i++)
        if (tasks.v[i].subject == id.v && (tasks.v[i].kind == TASK_KIND_DECIDE_APPEAL || tasks.v[i].kind == TASK_KIND_AWAIT_APPEAL_BODY))
            body = tasks.v[i].unit;
    const struct worker *decides = body.v == story->now->unit.v ? story->now : story_worker_in(story, body);
    if (!body.v || !turn(story, decides, 20, 45)) return;
    struct appeal_decision decision = {APPEAL_RESULT_UPHELD, 0, story->rq.today, DATE_NONE, words_of(story, &upheld)};
    did(story, appeal_decide(story->db, reads(story), id, &decision), "appeal_step");
}

void story_appeal(struct story *story, struct decision_part_id part, const char *follower) {
    static const struct profile_words reasons = {"Vi er enige med deg. Du får hjelp i helgene også.",
                                                 "Vi er einige med deg. Du får hjelp i helgene også."};
    struct appeal_part_id id = {0};
    struct unit_id unit = {0};
    int way = story->stage->appeals++ % 3;
    if (!turn(story, story_holder(story), 3, 12) || !comes(story, part, &id, &unit)) return;
    if (!begins(story, id, unit) || !turn(story, story->now, 1, 3)) return;
    if (!did(story, appeal_take_in(story->db, reads(story), id, 0, NULL), "appeal_step")) return;
    if (!turn(story, story->now, 2, 6)) return;
    if (way) goes_on(story, id);
    else if (did(story, appeal_change(story->db, reads(story), id, true, words_of(story, &reasons)), "appeal_step"))
        story_decide_again(story, follower);
}

/* ── what follows, as tasks ── */

bool story_send_appeal_letter(struct story *story, const struct open_task *task) {
    struct appeal_letter_id letter = {task->subject};
    struct appeal_delivery delivery = {DELIVERY_CHANNEL_PAPER, story->rq.today, DATE_NONE};
    if (!did(story, appeal_letter_deliver(story->db, letter, &delivery), "appeal_page_letter_delivered")) return false;
    if (!story_later(story, 3, 5)) return true;
    delivery.reached_on = story->rq.today;
    return did(story, appeal_letter_deliver(story->db, letter, &delivery), "appeal_page_letter_delivered");
}

/* By whoever in the unit may: not those who made the decision. */
bool story_finish_appeal(struct story *story, const struct open_task *task) {
    struct appeal_part_id id = {task->subject};
    struct date today = story->rq.today;
    for (size_t i = 0; i < story->stage->n_workers; i++) {
        const struct worker *worker = &story->stage->workers[i];
        if (worker->unit.v != task->unit.v || (worker->role != STAFF_ROLE_OFFICER && worker->role != STAFF_ROLE_UNIT_LEADER)) continue;
        if (!turn_on(story, worker, today)) return false;
        did(story, appeal_implement(story->db, id), "appeal_step");
        if (did(story, appeal_close(story->db, id), "appeal_step")) return true;
    }
    return false;
}

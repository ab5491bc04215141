/* Answers to the questions of the form: read and saved zone by zone, so that a reader never meets a question's answer from a zone that is closed.
 * Only what differs is written; nothing is overwritten. Writes no page. (R-068, R-078–R-086, I-04, I-14) */
#include "domain/assessment/internal.h"

#include "assessment_sql.h"
#include "texts.h"

static const char purpose[] = "assessment";

static unsigned zones_of(const struct form_version *form, enum life_area area) {
    unsigned zones = 0;
    for (unsigned i = 0; form && i < form->questions_count; i++)
        if (!area || form->questions[i].area == area) zones |= ZONE_BIT(form->questions[i].zone);
    return zones;
}

static struct answer *answer_of(struct answers *answers, const char *question) {
    for (size_t i = 0; i < answers->n; i++)
        if (text_equal(answers->v[i].question->code, question)) return &answers->v[i];
    return NULL;
}

static void fill_zone(struct db *db, const struct access *access, const struct assessment_brief *assessment, enum zone zone, struct answers *answers) {
    struct form_answers_rows rows = form_answers(db, access, assessment->case_, assessment->version_no, zone);
    for (size_t i = 0; i < rows.n; i++) {
        struct answer *answer = answer_of(answers, rows.v[i].question);
        if (!answer) continue;
        answer->value = text_empty(rows.v[i].answer) ? NULL : rows.v[i].answer;
        answer->id = rows.v[i].id.v;
        if (answer->id > answers->latest) answers->latest = answer->id;
    }
}

static struct answers questions_of(struct arena *arena, const struct form_version *form, enum life_area area) {
    struct answers answers = {0};
    if (!form) return answers;
    answers.v = arena_array(arena, form->questions_count, sizeof *answers.v);
    for (unsigned i = 0; i < form->questions_count; i++)
        if (!area || form->questions[i].area == area) answers.v[answers.n++] = (struct answer){.question = &form->questions[i]};
    return answers;
}

static struct answers answers_open(struct request *rq, const struct assessment_brief *assessment, enum life_area area, const struct access **ret_access) {
    const struct form_version *form = assessment_form(assessment->form_version);
    struct answers answers = questions_of(rq->arena, form, area);
    unsigned zones = zones_of(form, area);
    const struct access *access = zones ? secrecy_open(rq, assessment->case_, zones, purpose) : NULL;
    *ret_access = access;
    if (!access) return answers;
    unsigned open = access_note_open(rq->db, access, zones, "form_answers");
    for (enum zone zone = ZONE_SPINE; zone <= ZONE_RESTRICTED; zone++)
        if (open & ZONE_BIT(zone)) fill_zone(rq->db, access, assessment, zone, &answers);
    for (size_t i = 0; i < answers.n; i++) answers.v[i].open = open & ZONE_BIT(answers.v[i].question->zone);
    return answers;
}

struct answers answers_read(struct request *rq, const struct assessment_brief *assessment, enum life_area area) {
    const struct access *access;
    return answers_open(rq, assessment, area, &access);
}

/* Everything is checked before anything is written. */
static int check(struct answers *answers, const struct answers_sent *sent) {
    for (size_t i = 0; i < sent->n; i++) {
        const struct answer *answer = answer_of(answers, sent->questions[i]);
        if (!answer || !form_answer_fits(answer->question, sent->values[i])) return ERR_INVALID;
        if (!answer->open && !text_empty(sent->values[i])) return ERR_DENIED;
    }
    return ERR_OK;
}

int answers_save(struct request *rq, const struct assessment_brief *assessment, enum life_area area, const struct answers_sent *sent) {
    const struct access *access;
    struct answers answers = answers_open(rq, assessment, area, &access);
    int result = check(&answers, sent);
    if (result < 0) return result;
    if (!assessment_is_open(assessment)) return ERR_INVALID;
    if (answers.latest != sent->latest) return ERR_CONFLICT;
    bool changed = false;
    for (size_t i = 0; i < sent->n; i++) {
        const struct answer *now = answer_of(&answers, sent->questions[i]);
        const char *value = text_empty(sent->values[i]) ? NULL : sent->values[i];
        if (!now->open || text_equal(value, now->value)) continue;
        const struct form_question *question = now->question;
        form_answer_insert(rq->db, access, assessment->case_, assessment->version_no, assessment->person, assessment->form_version, question->code,
                           question->area, question->zone, value, rq->now, rq->session->staff);
        changed = true;
    }
    if (changed) assessment_changed(rq->db, assessment);
    return ERR_OK;
}

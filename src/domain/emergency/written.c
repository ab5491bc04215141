/* What was said is put in writing: a part of the joint decision, with the law's own fields, in her language. The rules of the decision decide
 * whether it can stand; here are only its words. (FVL-23, FVL-24, SOT-6) */
#include "domain/emergency/pages.h"

#include "emergency_sql.h"
#include "texts.h"

#include <string.h>

enum lang night_letter_lang(struct db *db, struct person_id person) {
    struct person_spine spine;
    bool known = person_spine(db, person, &spine) && (spine.lang == LANG_NB || spine.lang == LANG_NN);
    return known ? spine.lang : organisation_profile()->letter_lang;
}

static enum lang lang_of_case(struct db *db, struct case_id id) {
    struct case_brief brief;
    return work_case(db, id, &brief) ? night_letter_lang(db, brief.person) : LANG_NB;
}

/* Fields of a part as our forms name them. */
static const char *field_of(const char *gap) {
    static const struct {
        const char *gap, *field;
    } fields[] = {{"content", "place"}, {"considerations", "why"}, {"facts", "facts"}, {"her_view", "her_view"}, {"weight", "weight"}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(fields[i].gap, gap) == 0) return fields[i].field;
    return NULL;
}

static bool stopped(struct request *rq, int result, const struct gaps *gaps, struct reply *ret_reply) {
    if (result == ERR_OK) return false;
    for (size_t i = 0; i < gaps->n; i++) form_error(rq, field_of(gaps->v[i].field), gaps->v[i].text);
    if (result == ERR_CONFLICT) *ret_reply = reply_conflict(rq, T_decision_changed_meanwhile);
    else if (result == ERR_DENIED) *ret_reply = reply_denied(rq, T_night_no_access);
    else {
        if (!gaps->n) form_error(rq, "why", T_decision_adjust_refused);
        *ret_reply = reply_invalid(rq);
    }
    return true;
}

static bool write_part(struct request *rq, struct case_id id, const struct urgent_part *urgent, struct night_written *ret_written) {
    struct joint_decision_id draft;
    struct urgent_result done = {0};
    int result = decision_urgent_begin(rq->db, id, PART_KIND_MIDLERTIDIG, rq->session->unit, &ret_written->part, &draft);
    if (result == ERR_OK) result = decision_urgent_finish(rq->db, decision_access(rq, draft), ret_written->part, urgent, &done);
    return !stopped(rq, result, &done.gaps, &ret_written->reply);
}

static struct urgent_part urgent_of(struct request *rq, enum part_outcome outcome, const struct night_words *words, enum lang lang) {
    return (struct urgent_part){.outcome = outcome,
                                .unit = rq->session->unit,
                                .contact = rq->session->staff,
                                .from = DATE_NONE,
                                .until = DATE_NONE,
                                .rules = text_of(lang, T_night_letter_rules),
                                .facts = words->facts,
                                .considerations = words->why,
                                .her_view = words->her_view,
                                .weight = words->weight,
                                .impartial = words->impartial};
}

static const char *place_text(struct request *rq, enum lang lang, const char *place) {
    return text_format(rq->arena, lang, T_night_letter_place, "place", place, NULL);
}

bool night_write_yes(struct request *rq, const struct night_grant *grant, const struct night_words *words,
                     struct night_written *ret_written) {
    enum lang lang = lang_of_case(rq->db, grant->case_);
    struct urgent_part urgent = urgent_of(rq, PART_OUTCOME_GRANTED, words, lang);
    urgent.from = grant->from;
    urgent.until = grant->until;
    urgent.content = place_text(rq, lang, grant->where.place);
    return write_part(rq, grant->case_, &urgent, ret_written);
}

bool night_write_no(struct request *rq, const struct night_no *no, const struct night_words *words, struct night_written *ret_written) {
    enum lang lang = lang_of_case(rq->db, no->case_);
    struct urgent_part urgent = urgent_of(rq, PART_OUTCOME_REFUSED, words, lang);
    const char *reason = text_of(lang, night_refusal_text(no->reason));
    urgent.considerations =
        text_format(rq->arena, lang, T_night_letter_no, "reason", reason, "why", words->why, "instead", no->instead, NULL);
    return write_part(rq, no->case_, &urgent, ret_written);
}

/* Where she stays now, as the letter says it; NULL: nowhere that is agreed, or not readable. */
static const char *place_now(struct request *rq, const struct night_stay *stay) {
    const struct access *access = night_access(rq, stay->case_);
    if (!access) return NULL;
    struct night_places_of_rows places = night_places_of(rq->db, access, stay->id);
    bool known = places.n && places.v[0].place;
    return known ? place_text(rq, lang_of_case(rq->db, stay->case_), places.v[0].place) : NULL;
}

static bool words_can_stand(struct request *rq, const struct night_words *words) {
    const struct { const char *field, *text; } texts[] = {{"facts", words->facts}, {"why", words->why}, {"weight", words->weight}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (words_of_diagnosis(rq->arena, texts[i].text)) form_error(rq, texts[i].field, T_decision_gap_diagnosis);
    return !rq->form->refused;
}

/* Only the version in force can be changed: what is not written yet is finished where decisions are written. */
bool night_write_longer(struct request *rq, const struct night_stay *stay, struct date until, const struct night_words *words,
                        struct night_written *ret_written) {
    struct joint_decision_id draft;
    struct gaps none = {0};
    enum adjusted adjusted;
    struct night_part_issued_row row;
    struct decision_part_id stands = stay->part.v ? decision_part_in_force(rq->db, stay->part) : (struct decision_part_id){0};
    *ret_written = (struct night_written){0};
    if (!words_can_stand(rq, words)) {
        ret_written->reply = reply_invalid(rq);
        return false;
    }
    if (!stands.v || !night_part_issued(rq->db, stands, &row)) return true;
    const struct adjustment adjustment = {.part = stands,
                                          .direction = AMENDMENT_IN_FAVOUR,
                                          .from = DATE_NONE,
                                          .until = until,
                                          .why = words->why,
                                          .her_view = words->her_view,
                                          .weight = words->weight,
                                          .content = place_now(rq, stay),
                                          .facts = words->facts,
                                          .impartial = words->impartial};
    int result = decision_adjust(rq->db, decision_access(rq, row.decision_id), &adjustment, &draft, &adjusted);
    if (stopped(rq, result, &none, &ret_written->reply)) return false;
    struct night_part_of_draft_row part;
    if (night_part_of_draft(rq->db, draft, stands, &part)) ret_written->part = part.id;
    return true;
}

text_key night_written_notice(struct request *rq, struct decision_part_id part, text_key issued) {
    struct night_part_issued_row row;
    return part.v && night_part_issued(rq->db, part, &row) ? issued : T_night_said_only;
}

/* A letter made, kept as it was made, sent, and there. What a letter starts begins the day it reaches her. (I-14, FVL-29, FVL-36) */
#include "domain/appeal/internal.h"

#include "domain/relation/relation.h"
#include "platform/audit/audit.h"
#include "platform/pdf/kept.h"
#include "texts.h"

/* ── names ────────────────────────────────────────────────────────────── */

enum lang letter_language_of(const struct person_spine *person) {
    if (person->lang == LANG_NB || person->lang == LANG_NN) return person->lang;
    return organisation_profile() && organisation_profile()->letter_lang == LANG_NN ? LANG_NN : LANG_NB;
}

const char *kind_name(enum lang lang, enum part_kind kind, enum service_kind service) {
    return part_name(lang, &(struct part){.kind = kind, .service_kind = service});
}

/* "Samtaler hjemme" as it stands inside a sentence. */
static const char *inside(struct arena *arena, const char *name) {
    char *copy = arena_strdup(arena, name);
    if (*copy >= 'A' && *copy <= 'Z') *copy = (char)(*copy - 'A' + 'a');
    return copy;
}

/* ── making and keeping ───────────────────────────────────────────────── */

static int fill(struct db *db, const struct notice_about *about, struct notice_facts *facts) {
    struct person_spine person;
    struct case_brief brief;
    struct unit_brief unit;
    struct appeal_letter_worker_row worker = {0};
    const struct profile *profile = organisation_profile();
    if (!profile || !person_spine(db, about->person, &person) || !work_case(db, about->case_, &brief)) return ERR_NOT_FOUND;
    if (!facts->lang) facts->lang = letter_language_of(&person);
    facts->person = person;
    facts->case_number = brief.number;
    facts->date = today_of(db);
    facts->sender = profile_words_in(&profile->letters.municipality, facts->lang);
    if (!facts->body) facts->body = decision_appeal_body(db_arena(db), facts->lang, "statsforvalter");
    facts->parts = inside(db_arena(db), facts->parts ? facts->parts : "");
    if (organisation_unit(db, actor_unit(db), facts->lang, &unit)) {
        facts->unit = facts->signer_unit = unit.letter_name;
        facts->phone = unit.phone;
    }
    appeal_letter_worker(db, actor_staff(db), &worker);
    facts->signer = worker.name;
    facts->signer_title = worker.title;
    if (!text_empty(worker.phone)) facts->phone = worker.phone;
    if (text_empty(facts->phone)) facts->phone = profile->contact.phone;
    return ERR_OK;
}

/* One letter, addressed to one of those who get it. */
static int keep_one(struct db *db, const struct access *access, const struct notice_about *about, const struct notice_facts *facts,
                    struct date due) {
    struct blob pdf;
    bool spine = about->zone == ZONE_SPINE;
    int result = letter_pdf(notice_make(db_arena(db), facts), db_arena(db), &pdf);
    if (result < 0) return result;
    const char *bytes = pdf_base64(db_arena(db), pdf);
    struct appeal_letter_id letter =
        appeal_letter_insert(db, about->case_, about->person, about->appeal, about->part, about->change, facts->kind, facts->recipient,
                             about->zone, pdf_sha256(db_arena(db), pdf), spine ? bytes : NULL, db_now(db), actor_staff(db), actor_unit(db));
    if (!spine) appeal_letter_pdf_insert(db, access, letter, about->person, about->zone, bytes);
    work_task_add(db, about->case_, actor_unit(db), TASK_KIND_SEND_APPEAL_LETTER, letter.v, due);
    audit_add(db, "appeal_letter_made", "appeal_letter", letter.v, appeal_letter_kind_code(facts->kind));
    return db_failed(db) ? ERR_CONFLICT : ERR_OK;
}

/* An agent gets it instead of her, a guardian beside her: the same words, each with its own address. (FVL-12) */
int notice_keep(struct db *db, const struct access *access, const struct notice_about *about, struct notice_facts *facts, struct date due) {
    if (about->zone != ZONE_SPINE && (!access || !access_covers(access, about->zone))) return ERR_DENIED;
    int result = fill(db, about, facts);
    struct letter_recipients recipients = relation_letter_recipients(db, about->case_, SCOPE_APPEALS, today_of(db));
    for (size_t i = 0; result == ERR_OK && i < recipients.n; i++) {
        facts->to = recipients.v[i];
        facts->recipient = delivery_recipient_of(facts->to.kind);
        result = keep_one(db, access, about, facts, due);
    }
    return result;
}

int notice_of_part(struct db *db, const struct access *access, const struct appeal_part_get_row *part, struct notice_facts *facts) {
    struct person_spine person;
    struct part_decided_row decided;
    if (!person_spine(db, part->person_id, &person) || !part_decided(db, part->part_id, &decided)) return ERR_NOT_FOUND;
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(part->kind));
    facts->lang = letter_language_of(&person);
    facts->parts = kind_name(facts->lang, decided.kind, decided.service_kind);
    facts->body = decision_appeal_body(db_arena(db), facts->lang, part->body);
    facts->pbrl = law && law->appeal_clock == CLOCK_APPEAL_PBRL;
    struct notice_about about = {.case_ = part->case_id,
                                 .person = part->person_id,
                                 .appeal = part->appeal_id,
                                 .part = part->id,
                                 .zone = text_empty(facts->words) ? ZONE_SPINE : part->zone};
    return notice_keep(db, access, &about, facts, law_add_working_days(law_current(), today_of(db), 1));
}

int notice_stored(struct db *db, const struct access *access, const struct appeal_letter_get_row *letter, struct blob *ret_pdf) {
    const char *bytes = letter->pdf;
    struct appeal_letter_pdf_get_row row;
    if (letter->zone != ZONE_SPINE) {
        if (!access || !access_covers(access, letter->zone)) return ERR_DENIED;
        bytes = appeal_letter_pdf_get(db, access, letter->id, letter->zone, &row) ? row.pdf : NULL;
    }
    return bytes ? pdf_kept(db_arena(db), bytes, letter->sha256, ret_pdf) : ERR_NOT_FOUND;
}

int appeal_explain_grant(struct db *db, struct case_id id, enum appeal_form form) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return ERR_NOT_FOUND;
    grant_question_insert(db, id, today_of(db), form, db_now(db), actor_staff(db));
    audit_add(db, "grant_question_explained", "case", id.v, NULL);
    struct notice_about about = {.case_ = id, .person = brief.person, .zone = ZONE_SPINE};
    struct notice_facts facts = {.kind = APPEAL_LETTER_KIND_EXPLAINED, .received_on = today_of(db)};
    return notice_keep(db, NULL, &about, &facts, law_add_working_days(law_current(), today_of(db), 1));
}

/* ── on the way ───────────────────────────────────────────────────────── */

static void result_reached(struct db *db, struct appeal_part_id id, struct date reached) {
    struct appeal_part_get_row part;
    if (!id.v || !appeal_part_get(db, id, &part)) return;
    bool favour = part.amended.v != 0;
    if (!date_is_none(part.result_reached_on) && part.result_reached_on.days > reached.days) reached = part.result_reached_on;
    appeal_set_reached(db, id, reached, favour ? deadline_end(law_current(), CLOCK_COSTS_CLAIM, reached) : DATE_NONE);
}

static void reasons_reached(struct db *db, struct limit_change_id id, struct date reached) {
    struct limit_change_get_row change;
    struct part_decided_row part;
    if (!limit_change_get(db, id, &change) || !part_decided(db, change.part_id, &part)) return;
    const struct law_part_kind *law = law_part_kind(law_current(), part_kind_code(part.kind));
    struct reasons_letters_row letters;
    if (!reasons_letters(db, id, &letters) || letters.missing) return; /* the last to get it counts */
    reached = letters.reached_on;
    struct date until = deadline_end(law_current(), law->appeal_clock, reached);
    /* Never to her loss: not before the limit that was there. */
    if (!date_is_none(change.before_date) && change.before_date.days > until.days) until = change.before_date;
    limit_change_answer(db, id, reached, until);
}

static void arrived(struct db *db, const struct appeal_letter_get_row *letter, struct date reached) {
    switch (letter->kind) {
    case APPEAL_LETTER_KIND_RESULT:
    case APPEAL_LETTER_KIND_CHANGED:
    case APPEAL_LETTER_KIND_DISMISSED: result_reached(db, letter->appeal_part_id, reached); return;
    case APPEAL_LETTER_KIND_REASONS: reasons_reached(db, letter->limit_change_id, reached); return;
    case APPEAL_LETTER_KIND_RECEIPT:
    case APPEAL_LETTER_KIND_CORRECTION:
    case APPEAL_LETTER_KIND_FORWARDED:
    case APPEAL_LETTER_KIND_SUSPENSION:
    case APPEAL_LETTER_KIND_COSTS:
    case APPEAL_LETTER_KIND_EXPLAINED: return;
    }
}

int appeal_letter_deliver(struct db *db, struct appeal_letter_id id, const struct appeal_delivery *delivery) {
    struct appeal_letter_get_row letter;
    if (!appeal_letter_get(db, id, &letter)) return ERR_NOT_FOUND;
    if (!date_is_none(letter.reached_on)) return ERR_CONFLICT;
    struct date today = today_of(db), sent = date_is_none(letter.sent_on) ? delivery->sent_on : letter.sent_on;
    bool reached = !date_is_none(delivery->reached_on);
    if (date_is_none(sent) || sent.days > today.days) return ERR_INVALID;
    if (reached && (delivery->reached_on.days < sent.days || delivery->reached_on.days > today.days)) return ERR_INVALID;
    if (date_is_none(letter.sent_on)) appeal_letter_set_sent(db, id, delivery->channel, sent);
    else if (!reached) return ERR_CONFLICT;
    work_task_done(db, letter.case_id, TASK_KIND_SEND_APPEAL_LETTER, id.v);
    audit_add(db, reached ? "appeal_letter_reached" : "appeal_letter_sent", "appeal_letter", id.v,
              delivery_channel_code(delivery->channel));
    if (!reached) return ERR_OK;
    appeal_letter_set_reached(db, id, delivery->reached_on);
    arrived(db, &letter, delivery->reached_on);
    return db_failed(db) ? ERR_CONFLICT : ERR_OK;
}

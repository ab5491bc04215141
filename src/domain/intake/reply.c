/* The provisional reply: why it takes longer, and by when she has an answer. The letter is made from the law's own words and kept as it was
 * sent. May not say anything of her but her name and address: the letter can be seen by whoever opens the envelope. (FVL-11a) */
#include "domain/intake/intake.h"

#include "domain/law/law.h"
#include "intake_sql.h"
#include "platform/audit/audit.h"
#include "platform/pdf/kept.h"
#include "platform/pdf/letter.h"
#include "texts.h"

#include <string.h>

enum { PROMISED_MOST_DAYS = 183 };

struct reply_facts {
    struct person_spine person;
    struct case_brief brief;
    struct contact_get_row contact;
    struct reply_signer_row signer;
    struct unit_brief unit;
    bool promised_before; /* a day has been promised already, so this is a notice of delay (BSL-14) */
};

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

static bool facts_read(struct db *db, struct case_id id, struct contact_id contact, struct reply_facts *ret_facts) {
    ret_facts->promised_before = reply_list(db, contact).n > 0;
    return contact_get(db, contact, &ret_facts->contact) && ret_facts->contact.case_id.v == id.v && work_case(db, id, &ret_facts->brief) &&
           person_spine(db, ret_facts->brief.person, &ret_facts->person) && reply_signer(db, actor_staff(db), &ret_facts->signer) &&
           organisation_unit(db, (struct unit_id){db_actor(db)->unit}, ret_facts->person.lang, &ret_facts->unit);
}

/* ── the letter ───────────────────────────────────────────────────────── */

static void (*address_hook)(struct db *db, struct case_id id, const struct person_spine *person, struct letter *letter, const char *lead);

void intake_on_address(void (*address)(struct db *db, struct case_id id, const struct person_spine *person, struct letter *letter, const char *lead)) {
    address_hook = address;
}

void intake_address(struct db *db, struct case_id id, const struct person_spine *person, struct letter *letter, const char *lead) {
    if (address_hook) address_hook(db, id, person, letter, lead);
}

static void write_head(struct letter *letter, const struct reply_facts *facts, struct date today) {
    const struct profile *profile = organisation_profile();
    letter->sender = profile_words_in(&profile->letters.municipality, letter->lang);
    letter->title = text_of(letter->lang, facts->promised_before ? T_intake_delay_letter_title : T_intake_reply_letter_title);
    letter->date = today;
    letter->date_line = date_long(letter->arena, letter->lang, today);
    letter->reference = text_format(letter->arena, letter->lang, T_intake_reply_letter_reference, "number", facts->brief.number, NULL);
    letter->exempt = text_of(letter->lang, T_intake_reply_letter_exempt);
}

static void write_signature(struct letter *letter, const struct reply_facts *facts) {
    struct letter_row *row = arena_array(letter->arena, 1, sizeof *row);
    *row = (struct letter_row){{facts->signer.name, facts->signer.title, facts->unit.letter_name}};
    struct letter_block *block = letter_add(letter, LETTER_SIGNATURES, text_of(letter->lang, T_intake_reply_letter_regards));
    block->rows = row;
    block->n_rows = 1;
}

/* NULL when the law has no words for that day. */
static struct letter *letter_of(struct db *db, const struct reply_facts *facts, const struct provisional_reply *reply) {
    struct arena *arena = db_arena(db);
    enum lang lang = facts->person.lang;
    struct date today = instant_oslo_date(db_now(db));
    const struct law_letter law = {.law = law_current(), .arena = arena, .lang = lang, .fact = today};
    const char *received = date_long(arena, lang, instant_oslo_date(facts->contact.received_at));
    const char *reason = text_of(lang, reply_reason_text(reply->reason)), *due = date_long(arena, lang, reply->promised);
    const char *said = facts->promised_before ? law_letter_text(&law, BLOCK_DELAYED, "due", due, "reason", reason, NULL)
                                              : law_letter_text(&law, BLOCK_PROVISIONAL, "received", received, "reason", reason, "due", due, "name",
                                                                facts->signer.name, NULL);
    if (!said) return NULL;
    const char *office = organisation_profile()->contact.phone;
    const char *phone = !text_empty(facts->signer.phone) ? facts->signer.phone : !text_empty(facts->unit.phone) ? facts->unit.phone : office;
    struct letter *letter = letter_new(arena, lang);
    write_head(letter, facts, today);
    intake_address(db, facts->brief.id, &facts->person, letter, text_of(lang, facts->promised_before ? T_intake_delay_letter_lead : T_intake_reply_letter_lead));
    letter_add(letter, LETTER_PARAGRAPH, said);
    letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_intake_reply_letter_rest));
    if (!text_empty(phone)) letter_add(letter, LETTER_PARAGRAPH, text_format(arena, lang, T_intake_reply_letter_call, "phone", phone, NULL));
    write_signature(letter, facts);
    letter_add(letter, LETTER_SMALL, text_of(lang, T_intake_reply_letter_law));
    return letter;
}

/* ── the rules ────────────────────────────────────────────────────────── */

int intake_reply(struct db *db, struct case_id id, const struct provisional_reply *reply, struct provisional_reply_id *ret_reply) {
    struct reply_facts facts;
    struct contact_waits_row waits;
    struct blob pdf;
    int days = date_days_between(instant_oslo_date(db_now(db)), reply->promised);
    if (!facts_read(db, id, reply->contact, &facts)) return ERR_NOT_FOUND;
    if (!contact_waits(db, id, reply->contact, &waits)) return ERR_CONFLICT;
    if (days < 1 || days > PROMISED_MOST_DAYS) return ERR_INVALID;
    const struct letter *letter = letter_of(db, &facts, reply);
    int result = letter ? letter_pdf(letter, db_arena(db), &pdf) : ERR_UNSUPPORTED;
    if (result < 0) return result == ERR_INVALID ? ERR_UNSUPPORTED : result;
    *ret_reply = reply_insert(db, reply->contact, facts.contact.person_id, reply->reason, reply->promised, db_now(db), actor_staff(db), pdf_base64(db_arena(db), pdf));
    work_task_add(db, id, waits.unit_id, TASK_KIND_PROVISIONAL_REPLY, reply->contact.v, reply->promised);
    work_event(db, id, CASE_EVENT_KIND_PROVISIONAL_REPLY_SENT, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "provisional_reply_sent", "contact", reply->contact.v, reply_reason_code(reply->reason));
    return db_failed(db) ? ERR_IO : ERR_OK;
}

int intake_reply_letter(struct db *db, struct case_id id, struct provisional_reply_id reply, struct blob *ret_pdf) {
    struct reply_letter_row row;
    if (!reply_letter(db, id, reply, &row) || !row.pdf) return ERR_NOT_FOUND;
    return pdf_from_base64(db_arena(db), row.pdf, ret_pdf);
}

/* Who asks for help with a home is not answered by a talk: it ends in a decision, and until then something in the case has a day. (I-08, BSL-7) */
bool intake_awaits_decision(const struct contact_waits_row *waits) { return waits->asks_housing && waits->others == 0; }

int intake_answered(struct db *db, struct case_id id, struct contact_id contact) {
    struct contact_waits_row waits;
    if (!contact_waits(db, id, contact, &waits)) return ERR_CONFLICT;
    if (intake_awaits_decision(&waits)) return ERR_INVALID;
    work_task_done(db, id, TASK_KIND_PROVISIONAL_REPLY, contact.v);
    work_event(db, id, CASE_EVENT_KIND_CONTACT_ANSWERED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "contact_answered", "contact", contact.v, NULL);
    return ERR_OK;
}

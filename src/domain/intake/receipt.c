/* The receipt to the one who wrote or came: when there will be an answer, and who has it. To others than the person it may say nothing of her that
 * the sender did not say: a service gets initials and year of birth, to know its own referral by; a neighbour or a volunteer nothing. (EFV-1, R-003, R-006) */
#include "domain/intake/intake.h"

#include "intake_sql.h"
#include "platform/pdf/letter.h"
#include "texts.h"

#include <string.h>

struct facts {
    struct contact_get_row contact;
    struct person_spine person;
    struct unit_brief unit;
};

static bool to_person(const struct facts *facts) { return facts->contact.sender == SENDER_PERSON; }

static bool to_service(const struct facts *facts) {
    return facts->contact.sender == SENDER_SERVICE && facts->contact.channel != CHANNEL_VOLUNTARY && facts->contact.channel != CHANNEL_NEIGHBOUR;
}

/* "A.S., 1999": the first letter of each name. */
static const char *initials(struct arena *arena, const struct facts *facts) {
    struct str out = str_in(arena);
    bool begins = true;
    for (const char *at = facts->person.name; *at; at++) {
        if (*at == ' ' || *at == '-') {
            begins = true;
        } else if (begins) {
            size_t length = 1;
            while (((unsigned char)at[length] & 0xC0) == 0x80) length++;
            str_addf(&out, "%.*s.", (int)length, at);
            at += length - 1;
            begins = false;
        }
    }
    if (!date_is_none(facts->person.born)) str_addf(&out, ", %d", date_ymd(facts->person.born).year);
    return str_text(&out);
}

static void write_body(struct db *db, struct letter *letter, const struct facts *facts) {
    struct arena *arena = letter->arena;
    enum lang lang = letter->lang;
    const char *received = date_long(arena, lang, instant_oslo_date(facts->contact.received_at)), *due = date_long(arena, lang, facts->contact.reply_due);
    const char *phone = organisation_phone(facts->unit.phone);
    if (to_person(facts)) {
        intake_address(db, facts->contact.case_id, &facts->person, letter, text_format(arena, lang, T_intake_receipt_lead_person, "received", received, NULL));
        letter_add(letter, LETTER_PARAGRAPH, text_format(arena, lang, T_intake_receipt_due_person, "unit", text_capital(arena, facts->unit.letter_name), "due", due, NULL));
        letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_intake_receipt_meanwhile));
    } else {
        if (!text_empty(facts->contact.sender_name)) letter->recipient[0] = facts->contact.sender_name;
        letter_add(letter, LETTER_LEAD, text_format(arena, lang, T_intake_receipt_lead_other, "received", received, NULL));
        if (to_service(facts)) letter_add(letter, LETTER_PARAGRAPH, text_format(arena, lang, T_intake_receipt_about, "who", initials(arena, facts), NULL));
        letter_add(letter, LETTER_PARAGRAPH, text_format(arena, lang, T_intake_receipt_due_other, "unit", text_capital(arena, facts->unit.letter_name), "due", due, NULL));
        letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_intake_receipt_secrecy));
    }
    if (!text_empty(phone)) letter_add(letter, LETTER_PARAGRAPH, text_format(arena, lang, T_intake_receipt_call, "phone", phone, NULL));
}

struct letter *intake_receipt(struct db *db, struct contact_id contact, enum lang lang) {
    struct facts facts;
    if (!contact_get(db, contact, &facts.contact) || !person_spine(db, facts.contact.person_id, &facts.person)) return NULL;
    if (to_person(&facts)) lang = facts.person.lang;
    if (!organisation_unit(db, facts.contact.routed_unit, lang, &facts.unit)) return NULL;
    struct arena *arena = db_arena(db);
    struct letter *letter = letter_new(arena, lang);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, letter->lang);
    letter->title = text_of(letter->lang, T_intake_receipt_letter_title);
    letter->date = instant_oslo_date(db_now(db));
    letter->date_line = date_long(arena, letter->lang, letter->date);
    letter->reference = text_format(arena, letter->lang, T_intake_receipt_reference, "number", arena_printf(arena, "%lld", (long long)contact.v), NULL);
    letter->exempt = text_of(letter->lang, T_intake_reply_letter_exempt);
    write_body(db, letter, &facts);
    return letter;
}

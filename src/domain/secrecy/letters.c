/* The frame of a letter to the person about access: sender, date, reference, address. Says nothing about the case itself. */
#include "domain/secrecy/letters.h"

#include "texts.h"

struct letter *secrecy_letter(struct request *rq, struct case_id id, text_key title) {
    const struct profile *profile = organisation_profile();
    struct case_brief brief;
    struct person_spine person;
    if (!work_case(rq->db, id, &brief) || !person_spine(rq->db, brief.person, &person)) return NULL;
    enum lang lang = person.lang;
    struct letter *letter = letter_new(rq->arena, lang);
    letter->title = text_of(lang, title);
    letter->sender = profile_words_in(&profile->letters.municipality, lang);
    letter->date = rq->today;
    letter->date_line = text_format(rq->arena, lang, T_access_letter_date, "date", date_long(rq->arena, lang, rq->today), NULL);
    letter->reference = text_format(rq->arena, lang, T_access_letter_reference, "number", brief.number, NULL);
    letter->exempt = text_of(lang, T_access_letter_exempt);
    letter->recipient[0] = person.name;
    letter_address(letter, person.address);
    return letter;
}

void secrecy_letter_call(struct request *rq, struct letter *letter, struct unit_id unit) {
    struct unit_brief brief;
    if (!organisation_unit(rq->db, unit, letter->lang, &brief)) return;
    const char *phone = organisation_phone(brief.phone);
    if (text_empty(phone)) return;
    letter_add(letter, LETTER_PARAGRAPH, text_format(rq->arena, letter->lang, T_access_letter_call, "unit", brief.letter_name, "phone", phone, NULL));
}

struct reply secrecy_letter_reply(struct request *rq, const struct letter *letter, const char *file_name) {
    struct blob pdf;
    if (!letter) return reply_not_found(rq);
    if (letter_pdf(letter, rq->arena, &pdf) != ERR_OK) {
        db_fail(rq->db, "a letter about access could not be set");
        return reply_not_found(rq);
    }
    return reply_file(rq, "application/pdf", file_name, pdf);
}

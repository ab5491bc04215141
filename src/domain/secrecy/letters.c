/* The frame of a letter to the person about access: sender, date, reference, address. Says nothing about the case itself. */
#include "domain/secrecy/letters.h"

#include "texts.h"

static void add_recipient(struct letter *letter, const struct person_spine *person) {
    size_t n = 0, most = sizeof letter->recipient / sizeof *letter->recipient - 1;
    letter->recipient[n++] = person->name;
    for (const char *at = person->address; at && *at && n < most;) {
        size_t length = 0;
        while (at[length] && at[length] != '\n') length++;
        if (length) letter->recipient[n++] = arena_strndup(letter->arena, at, length);
        at += length + (at[length] == '\n');
    }
}

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
    add_recipient(letter, &person);
    return letter;
}

void secrecy_letter_call(struct request *rq, struct letter *letter, struct unit_id holder) {
    struct unit_brief unit;
    const char *name = organisation_unit(rq->db, holder, letter->lang, &unit) ? unit.letter_name : NULL;
    const char *phone = name && !text_empty(unit.phone) ? unit.phone : organisation_profile()->contact.phone;
    if (name && !text_empty(phone))
        letter_add(letter, LETTER_PARAGRAPH, text_format(rq->arena, letter->lang, T_access_letter_call, "unit", name, "phone", phone, NULL));
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

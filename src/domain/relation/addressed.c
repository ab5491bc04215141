/* Whom a letter is addressed to and how it begins, so that nobody who reads for her is greeted with her name. (FVL-12) */
#include "domain/relation/relation.h"

#include "texts.h"

static bool hers(const struct letter_recipient *to) { return !to || !to->kind || to->kind == RECIPIENT_PERSON; }

void relation_address(struct letter *letter, const struct letter_recipient *to, const struct person_spine *person) {
    letter->recipient[0] = hers(to) ? person->name : to->name;
    if (!hers(to)) letter->recipient[1] = text_format(letter->arena, letter->lang, T_relation_letter_for, "name", person->name, NULL);
    letter_address(letter, hers(to) ? person->address : to->address);
}

void relation_greet(struct letter *letter, const struct letter_recipient *to, const struct person_spine *person, const char *lead) {
    const char *name = hers(to) ? person->given_name : to->name;
    const char *hello = text_format(letter->arena, letter->lang, T_relation_letter_hello, "name", name, NULL);
    if (hers(to)) {
        letter_add(letter, LETTER_LEAD, arena_printf(letter->arena, "%s %s", hello, lead));
        return;
    }
    text_key why = to->kind == RECIPIENT_GUARDIAN ? T_relation_letter_guardian : T_relation_letter_agent;
    const char *about = text_format(letter->arena, letter->lang, why, "name", person->name, "given", person->given_name, NULL);
    letter_add(letter, LETTER_LEAD, arena_printf(letter->arena, "%s %s", hello, about));
    letter_add(letter, LETTER_PARAGRAPH, lead);
}

void relation_address_all(struct db *db, struct case_id id, const struct person_spine *person, struct letter *letter, const char *lead) {
    struct letter_recipients to = {0};
    if (id.v) to = relation_letter_recipients(db, id, SCOPE_ALL, letter->date);
    relation_address(letter, to.n ? &to.v[0] : NULL, person);
    relation_greet(letter, to.n ? &to.v[0] : NULL, person, lead);
}

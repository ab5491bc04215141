/* The letter of a prior notice: what is planned, why, and that she can say what she thinks before anything is decided (FVL-16). Short. */
#include "domain/decision/letter_writer.h"
#include "domain/decision/notice.h"

#include "texts.h"

static void add(struct letter *letter, enum letter_block_kind kind, const char *text) {
    if (!text_empty(text)) letter_add(letter, kind, text);
}

int notice_letter(struct db *db, const struct access *access, const struct notice_letter_wish *wish, struct letter **ret_letter) {
    struct person_spine person;
    struct notice_words words;
    struct case_brief brief;
    struct unit_brief unit = {0};
    struct arena *arena = db_arena(db);
    const struct profile *profile = organisation_profile();
    const struct notice_brief *notice = wish->notice;
    enum lang lang = wish->joint->letter_lang;
    if (!prior_notice_read(db, access, notice->id, wish->part->zone, &words) || text_empty(words.planned)) return ERR_NOT_FOUND;
    if (!person_spine(db, wish->joint->person, &person) || !work_case(db, notice->case_, &brief)) return ERR_NOT_FOUND;
    organisation_unit(db, notice->unit, lang, &unit);
    const char *name = part_name(lang, wish->part), *by = date_full(arena, lang, notice->answer_by);
    const char *phone = organisation_phone(unit.phone);
    struct letter *letter = letter_new(arena, lang);
    letter->sender = profile_words_in(&profile->letters.municipality, lang);
    letter->title = text_format(arena, lang, T_decision_notice_letter_heading, "part", letter_small(arena, name), NULL);
    letter->date = notice->sent_on;
    letter->date_line = date_long(arena, lang, notice->sent_on);
    letter->reference = text_format(arena, lang, T_decision_letter_reference, "number", brief.number, NULL);
    letter->exempt = text_of(lang, T_decision_letter_exempt);
    struct letter_recipients to = letter_goes_to(db, wish->joint, notice->sent_on);
    relation_address(letter, to.n ? &to.v[0] : NULL, &person);
    relation_greet(letter, to.n ? &to.v[0] : NULL, &person, text_format(arena, lang, T_decision_notice_letter_lead, "date", by, NULL));
    add(letter, LETTER_HEADING, text_of(lang, T_decision_notice_letter_planned));
    add(letter, LETTER_PARAGRAPH, words.planned);
    if (!date_is_none(notice->from))
        add(letter, LETTER_PARAGRAPH, text_format(arena, lang, T_decision_notice_letter_from, "date", date_long(arena, lang, notice->from), NULL));
    add(letter, LETTER_HEADING, text_of(lang, T_decision_notice_letter_why));
    add(letter, LETTER_PARAGRAPH, words.why);
    add(letter, LETTER_HEADING, text_of(lang, T_decision_notice_letter_say));
    add(letter, LETTER_PARAGRAPH,
        text_format(arena, lang, T_decision_notice_letter_how, "date", by, "unit", unit.letter_name ? unit.letter_name : "", "phone", phone ? phone : "", NULL));
    add(letter, LETTER_PARAGRAPH, text_of(lang, T_decision_notice_letter_after));
    add(letter, LETTER_SMALL, text_of(lang, T_decision_notice_letter_rules));
    *ret_letter = letter;
    return ERR_OK;
}

/* The letter that tells her that the case is closed and how to come back. Says nothing of what she was helped with: an envelope can be opened by
 * anybody. One for each who gets it. (FVL-12, R-225) */
#include "domain/closing/internal.h"

#include "platform/pdf/kept.h"
#include "texts.h"

static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

static text_key lead_of(const struct closing_last_row *closing) {
    switch (closing->ground) {
    case CLOSING_GROUND_MOVED_AWAY: return T_closing_letter_moved;
    case CLOSING_GROUND_OWN_WISH: return T_closing_letter_own_wish;
    case CLOSING_GROUND_OPENED_BY_MISTAKE: return T_closing_letter_mistake;
    case CLOSING_GROUND_HELP_FINISHED:
    case CLOSING_GROUND_DIED:
    case CLOSING_GROUND_DECLINES_HELP:
    case CLOSING_GROUND_DOES_NOT_COOPERATE:
    case CLOSING_GROUND_NO_CONTACT:
    case CLOSING_GROUND_BREAKS_RULES: break;
    }
    return T_closing_letter_finished;
}

struct back {
    const char *unit, *phone;
};

/* Where she comes back: the unit chosen, or what it has become part of. */
static struct back way_back(struct db *db, const struct closing_last_row *closing, enum lang lang) {
    struct unit_brief unit = {0};
    organisation_unit(db, organisation_unit_now(db, closing->contact_unit), lang, &unit);
    const char *phone = organisation_phone(unit.phone);
    return (struct back){unit.letter_name ? unit.letter_name : "", phone ? phone : ""};
}

static void paragraph(struct letter *letter, text_key key) { letter_add(letter, LETTER_PARAGRAPH, text_of(letter->lang, key)); }

static void sign(struct db *db, struct letter *letter, const struct closing_last_row *closing, struct unit_id holder) {
    struct closing_signer_row signer;
    struct unit_brief unit = {0};
    if (!closing_signer(db, closing->proposed_by, &signer)) return;
    organisation_unit(db, holder, letter->lang, &unit);
    struct letter_block *block = letter_add(letter, LETTER_SIGNATURES, text_of(letter->lang, T_decision_letter_regards));
    block->rows = arena_array(letter->arena, 1, sizeof *block->rows);
    block->n_rows = 1;
    block->rows[0] = (struct letter_row){{signer.name, signer.title, unit.letter_name}};
}

struct letter *closing_letter_to(struct db *db, const struct case_brief *brief, const struct closing_last_row *closing,
                                 const struct person_spine *person, const struct letter_recipient *to) {
    enum lang lang = person->lang;
    struct letter *letter = letter_new(db_arena(db), lang);
    struct back back = way_back(db, closing, lang);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, lang);
    letter->title = text_of(lang, T_closing_letter_title);
    letter->date = today_of(db);
    letter->date_line = date_long(letter->arena, lang, letter->date);
    letter->reference = text_format(letter->arena, lang, T_decision_letter_reference, "number", brief->number, NULL);
    letter->exempt = text_of(lang, T_decision_letter_exempt);
    relation_address(letter, to, person);
    relation_greet(letter, to, person, text_of(lang, lead_of(closing)));
    letter_add(letter, LETTER_HEADING, text_of(lang, T_closing_letter_back));
    letter_add(letter, LETTER_PARAGRAPH,
               text_format(letter->arena, lang, T_closing_letter_back_text, "unit", back.unit, "phone", back.phone, NULL));
    paragraph(letter, T_closing_letter_same_case);
    letter_add(letter, LETTER_HEADING, text_of(lang, T_closing_letter_stands));
    paragraph(letter, T_closing_letter_stands_text);
    letter_add(letter, LETTER_HEADING, text_of(lang, T_closing_letter_wrong));
    letter_add(letter, LETTER_PARAGRAPH, text_format(letter->arena, lang, T_closing_letter_wrong_text, "unit", back.unit, NULL));
    paragraph(letter, T_closing_letter_kept);
    sign(db, letter, closing, brief->holder_unit);
    return letter;
}

int closing_write_letters(struct db *db, const struct case_brief *brief, const struct closing_last_row *closing, enum closing_way way) {
    struct person_spine person;
    struct letter_recipients to = relation_letter_recipients(db, brief->id, SCOPE_ALL, today_of(db));
    if (!person_spine(db, brief->person, &person)) return ERR_NOT_FOUND;
    for (size_t i = 0; i < to.n; i++) {
        struct blob pdf;
        int result = letter_pdf(closing_letter_to(db, brief, closing, &person, &to.v[i]), db_arena(db), &pdf);
        if (result < 0) return result;
        closing_letter_insert(db, closing->id, brief->id, brief->person, delivery_recipient_of(to.v[i].kind), way, today_of(db),
                              pdf_sha256(db_arena(db), pdf), pdf_base64(db_arena(db), pdf), (struct staff_id){db_actor(db)->staff});
    }
    return db_failed(db) ? ERR_IO : ERR_OK;
}

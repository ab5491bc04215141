/* The sheet she may have on her wall: what the measure is, what is agreed this time, whom to call, and the rules with why, in her own written form. */
#include "domain/measure/pages.h"

#include "domain/organisation/profile.h"
#include "measure_routes.h"
#include "platform/pdf/letter.h"
#include "texts.h"

static const char *in_lang(enum lang lang, const char *nb, const char *nn) { return lang == LANG_NN && !text_empty(nn) ? nn : nb; }

static void add_agreed(struct request *rq, struct letter *letter, const struct access *access, const struct measure_stay_get_row *stay) {
    struct help_agreement_now_row now;
    struct help_agreement_words_row words = {0};
    enum lang lang = letter->lang;
    letter_add(letter, LETTER_HEADING, text_of(lang, T_measure_sheet_agreed));
    if (!help_agreement_now(rq->db, stay->id, &now)) {
        letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_measure_sheet_nothing));
        return;
    }
    help_agreement_words(rq->db, access, now.id, stay->zone, &words);
    letter_add(letter, LETTER_PARAGRAPH,
               text_format(rq->arena, lang, T_measure_sheet_time, "time", minutes_plain(rq->arena, lang, now.minutes), "date", date_long(rq->arena, lang, now.valid_until),
                           NULL));
    if (words.words) letter_add(letter, LETTER_PARAGRAPH, words.words);
    if (words.her_words) letter_add(letter, LETTER_QUOTE, words.her_words);
}

/* What is done differently for her stands first: it is hers. */
static void add_tailored(struct request *rq, struct letter *letter, const struct access *access, const struct measure_stay_get_row *stay) {
    struct measure_said_of_rows said = measure_said_of(rq->db, access, stay->id, stay->zone);
    for (size_t i = 0; i < said.n; i++) {
        if (said.v[i].kind != MEASURE_SAID_KIND_TAILORED) continue;
        letter_add(letter, LETTER_HEADING, text_of(letter->lang, T_measure_sheet_tailored));
        letter_add(letter, LETTER_PARAGRAPH, said.v[i].words);
        return;
    }
}

static void add_rules(struct request *rq, struct letter *letter, struct measure_id measure) {
    struct measure_rules_of_rows rules = measure_rules_of(rq->db, measure);
    bool any = false;
    for (size_t i = 0; i < rules.n; i++) {
        if (!date_is_none(rules.v[i].until_date)) continue;
        if (!any) letter_add(letter, LETTER_HEADING, text_of(letter->lang, T_measure_sheet_rules));
        any = true;
        letter_add(letter, LETTER_PARAGRAPH,
                   arena_printf(rq->arena, "%s. %s", in_lang(letter->lang, rules.v[i].words_nb, rules.v[i].words_nn), in_lang(letter->lang, rules.v[i].why_nb, rules.v[i].why_nn)));
    }
}

struct reply measure_sheet(struct request *rq, const struct measure_sheet_in *in) {
    struct case_brief brief;
    struct person_spine person;
    struct measure_stay_get_row stay;
    struct measure_get_row measure;
    struct blob pdf;
    if (!work_case(rq->db, in->case_, &brief) || !person_spine(rq->db, brief.person, &person) || !measure_stay_get(rq->db, in->case_, in->stay, &stay)) return reply_not_found(rq);
    struct measure_sight sight = measure_see(rq, in->case_, stay.zone);
    if (!sight.access || !measure_get(rq->db, stay.measure_id, &measure)) return reply_not_found(rq);
    struct letter *letter = letter_new(rq->arena, person.lang);
    const char *contact = organisation_staff_name(rq->db, stay.staff_id), *unit = in_lang(person.lang, measure.unit_nb, measure.unit_nn);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, person.lang);
    letter->title = in_lang(person.lang, measure.plain_nb, measure.plain_nn);
    letter->date = rq->today;
    letter->date_line = date_long(rq->arena, person.lang, rq->today);
    letter->reference = text_format(rq->arena, person.lang, T_measure_sheet_reference, "number", brief.number, NULL);
    letter->recipient[0] = person.name;
    const char *content = in_lang(person.lang, measure.content_nb, measure.content_nn);
    if (content) letter_add(letter, LETTER_LEAD, content);
    letter_add(letter, LETTER_PARAGRAPH,
               contact ? text_format(rq->arena, person.lang, T_measure_sheet_who, "name", contact, "unit", unit, NULL)
                       : text_format(rq->arena, person.lang, T_measure_sheet_unit, "unit", unit, NULL));
    add_agreed(rq, letter, sight.access, &stay);
    add_tailored(rq, letter, sight.access, &stay);
    add_rules(rq, letter, measure.id);
    letter_add(letter, LETTER_HEADING, text_of(person.lang, T_measure_sheet_no));
    letter_add(letter, LETTER_PARAGRAPH, text_of(person.lang, T_measure_sheet_no_text));
    const char *phone = organisation_phone(measure.phone);
    if (!text_empty(phone)) letter_add(letter, LETTER_PARAGRAPH, text_format(rq->arena, person.lang, T_measure_sheet_call, "phone", phone, NULL));
    if (letter_pdf(letter, rq->arena, &pdf) < 0) return reply_not_found(rq);
    return reply_file(rq, "application/pdf", arena_printf(rq->arena, "avtale-%lld.pdf", (long long)in->stay.v), pdf);
}

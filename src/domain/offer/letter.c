/* The letter that tells of a dwelling she is offered: where it is, what it is like, until when she may think, and that a no costs nothing. Says nothing of
 * why she needs a home, and asks nothing in return for it. (FVL-27, R-109, I-06, I-10) */
#include "domain/offer/internal.h"

#include "domain/decision/joint.h"
#include "domain/relation/relation.h"
#include "platform/pdf/kept.h"
#include "platform/pdf/letter.h"
#include "texts.h"

enum { ITEMS_MOST = 12 };

const char *offer_home_name(struct arena *arena, enum lang lang, const struct offer_home_get_row *home) {
    if (!home->street)
        return text_format(arena, lang, T_offer_object, "number", home->object_number ? home->object_number : arena_printf(arena, "%lld", (long long)home->id.v), NULL);
    const char *letter = home->house_letter ? home->house_letter : "", *number = home->house_number ? home->house_number : "";
    const char *place = arena_printf(arena, "%s %s%s", home->street, number, letter);
    return text_empty(home->unit_number) ? place : arena_printf(arena, "%s, %s", place, home->unit_number);
}

struct writing {
    struct db *db;
    struct letter *letter;
    enum lang lang;
    struct arena *arena;
};

static void paragraph(const struct writing *writing, text_key key) { letter_add(writing->letter, LETTER_PARAGRAPH, text_of(writing->lang, key)); }
static void heading(const struct writing *writing, text_key key) { letter_add(writing->letter, LETTER_HEADING, text_of(writing->lang, key)); }

static const char *numbered(const struct writing *writing, text_key key, int64_t n) {
    return text_format(writing->arena, writing->lang, key, "n", number_text(writing->arena, writing->lang, n), NULL);
}

static void about_home(const struct writing *writing, const struct offer_home_get_row *home) {
    struct letter_block *block = letter_add(writing->letter, LETTER_LIST, NULL);
    block->items = arena_array(writing->arena, ITEMS_MOST, sizeof *block->items);
    block->items[block->n_items++] = offer_home_name(writing->arena, writing->lang, home);
    if (home->rooms.has) block->items[block->n_items++] = numbered(writing, T_offer_letter_rooms, home->rooms.v);
    else if (home->bedrooms.has) block->items[block->n_items++] = numbered(writing, T_offer_letter_bedrooms, home->bedrooms.v);
    if (home->floor.has) block->items[block->n_items++] = numbered(writing, T_offer_letter_floor, home->floor.v);
    if (home->step_free) block->items[block->n_items++] = text_of(writing->lang, T_offer_letter_step_free);
    if (home->rent.has) block->items[block->n_items++] = numbered(writing, T_offer_letter_rent, home->rent.v);
    if (home->pets) block->items[block->n_items++] = text_of(writing->lang, T_offer_letter_pets);
}

static void about_viewing(const struct writing *writing, const struct offer_brief *offer) {
    struct viewings_of_rows rows = viewings_of(writing->db, offer->id);
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].state != VIEWING_STATE_PLANNED) continue;
        const char *clock = arena_printf(writing->arena, "%02lld.%02lld", (long long)rows.v[i].from_minute / 60, (long long)rows.v[i].from_minute % 60);
        letter_add(writing->letter, LETTER_PARAGRAPH,
                   text_format(writing->arena, writing->lang, T_offer_letter_viewing, "date", date_full(writing->arena, writing->lang, rows.v[i].on_date), "time",
                               clock, NULL));
        return;
    }
    paragraph(writing, T_offer_letter_see_first);
}

static void sign(const struct writing *writing, const struct unit_brief *unit) {
    struct letter_block *block = letter_add(writing->letter, LETTER_SIGNATURES, text_of(writing->lang, T_decision_letter_regards));
    block->rows = arena_array(writing->arena, 1, sizeof *block->rows);
    block->n_rows = 1;
    block->rows[0] = (struct letter_row){{organisation_staff_name(writing->db, offer_actor(writing->db)), "", unit->letter_name}};
}

static struct letter *letter_to(struct db *db, const struct offer_brief *offer, const struct offer_home_get_row *home, const struct case_brief *brief,
                                const struct person_spine *person, const struct letter_recipient *to) {
    struct arena *arena = db_arena(db);
    struct unit_brief unit = {0};
    struct writing writing = {db, letter_new(arena, person->lang), person->lang, arena};
    struct letter *letter = writing.letter;
    organisation_unit(db, offer->unit, person->lang, &unit);
    const char *phone = organisation_phone(unit.phone);
    letter->sender = profile_words_in(&organisation_profile()->letters.municipality, person->lang);
    letter->title = text_of(person->lang, T_offer_letter_title);
    letter->date = offer_today_of(db);
    letter->date_line = date_long(arena, person->lang, letter->date);
    letter->reference = text_format(arena, person->lang, T_decision_letter_reference, "number", brief->number, NULL);
    letter->exempt = text_of(person->lang, T_decision_letter_exempt);
    relation_address(letter, to, person);
    relation_greet(letter, to, person, text_of(person->lang, T_offer_letter_lead));
    heading(&writing, T_offer_letter_home);
    about_home(&writing, home);
    about_viewing(&writing, offer);
    heading(&writing, T_offer_letter_answer);
    letter_add(letter, LETTER_LEAD,
               text_format(arena, person->lang, T_offer_letter_answer_by, "date", date_full(arena, person->lang, offer->answer_by), NULL));
    letter_add(letter, LETTER_PARAGRAPH,
               text_format(arena, person->lang, T_offer_letter_how, "unit", unit.letter_name ? unit.letter_name : "", "phone", phone ? phone : "", NULL));
    paragraph(&writing, T_offer_letter_more_time);
    paragraph(&writing, T_offer_letter_yes_text);
    heading(&writing, T_offer_letter_no);
    paragraph(&writing, T_offer_letter_no_text);
    heading(&writing, T_offer_letter_nothing_asked);
    paragraph(&writing, T_offer_letter_nothing_asked_text);
    sign(&writing, &unit);
    return letter;
}

int offer_send(struct db *db, const struct access *access, struct dwelling_offer_id id) {
    struct offer_brief offer;
    struct case_brief brief;
    struct person_spine person;
    struct offer_home_get_row home;
    int fault = offer_ours(db, id, &offer);
    if (fault) return fault;
    if (offer.state != OFFER_STATE_OPEN || !date_is_none(offer.sent_on)) return OFFER_WRONG_STATE;
    if (!access || !access_covers(access, ZONE_TENANCY)) return OFFER_NO_ACCESS;
    if (!work_case(db, offer.case_, &brief) || !person_spine(db, offer.person, &person) || !offer_home_get(db, offer.dwelling, &home)) return OFFER_NOT_FOUND;
    int64_t later = date_days_between(offer.made_on, offer_today_of(db)); /* she has the whole time from the day it is on its way */
    offer.answer_by = date_add_days(offer.answer_by, (int)later);
    struct letter_recipients to = relation_letter_recipients(db, offer.case_, SCOPE_HOUSING, offer_today_of(db));
    for (size_t i = 0; i < to.n; i++) {
        struct blob pdf;
        if (letter_pdf(letter_to(db, &offer, &home, &brief, &person, &to.v[i]), db_arena(db), &pdf) < 0) return OFFER_LETTER_FAILED;
        offer_letter_insert(db, access, id, offer.case_, offer.person, delivery_recipient_of(to.v[i].kind), offer_today_of(db), pdf_sha256(db_arena(db), pdf),
                            pdf_base64(db_arena(db), pdf), offer_actor(db));
    }
    if (offer_set_sent(db, id, offer_today_of(db), offer.answer_by) != 1) return OFFER_WRONG_STATE;
    if (later) {
        work_task_add(db, offer.case_, brief.holder_unit, TASK_KIND_GET_ANSWER, id.v, offer.answer_by);
        offer_watch(db, &offer);
    }
    work_task_done(db, offer.case_, TASK_KIND_SEND_OFFER, id.v);
    audit_add(db, "offer_sent", "dwelling_offer", id.v, NULL);
    return OFFER_DONE;
}

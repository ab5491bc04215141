/* The sheet she reads, or hears, before she says yes or no: who asks, what they would see, what they would not, who sees it already, how long.
 * On the screen and as a letter in her language. */
#include "domain/secrecy/letters.h"
#include "domain/secrecy/standing.h"
#include "domain/work/case_frame.h"
#include "secrecy_routes.h"
#include "secrecy_sql.h"
#include "secrecy_views.h"
#include "texts.h"

static text_key zone_holds(enum zone zone) {
    switch (zone) {
    case ZONE_HEALTH: return T_sheet_holds_health;
    case ZONE_SOCIAL: return T_sheet_holds_social;
    case ZONE_HOUSING: return T_sheet_holds_housing;
    case ZONE_TENANCY: return T_sheet_holds_tenancy;
    case ZONE_PLAN: return T_sheet_holds_plan;
    case ZONE_SPINE:
    case ZONE_RESTRICTED: break;
    }
    return T_sheet_holds_restricted;
}

/* The units that see one of the zones already, and since her words count here: why. */
static struct options seers_of(struct request *rq, enum lang lang, struct case_id id, struct unit_id asked, unsigned zones) {
    struct case_unit_all_rows rows = case_unit_all(rq->db, id, rq->today);
    struct options seers = {arena_array(rq->arena, rows.n + 1, sizeof *seers.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        struct unit_brief unit;
        struct standing standing = standing_of(rq->db, rows.v[i].unit_id, id, rq->today);
        unsigned sees = 0;
        for (enum zone zone = ZONE_HEALTH; zone < ZONE_RESTRICTED; zone++)
            if (zones & ZONE_BIT(zone) && standing_ground(&standing, zone)) sees |= ZONE_BIT(zone);
        bool again = false;
        for (size_t j = 0; j < i; j++) again |= rows.v[j].unit_id.v == rows.v[i].unit_id.v;
        if (!sees || again || rows.v[i].unit_id.v == asked.v || !organisation_unit(rq->db, rows.v[i].unit_id, lang, &unit)) continue;
        seers.v[seers.n++] = (struct option){unit.letter_name, zones_text(rq->arena, lang, sees), NULL};
    }
    return seers;
}

static bool fill_sheet(struct request *rq, enum lang lang, struct case_id id, struct unit_id unit_id, struct sheet_view *ret_view) {
    struct unit_brief unit;
    struct consent_waiting_rows waiting = consent_waiting(rq->db, id, unit_id);
    if (!waiting.n || !organisation_unit(rq->db, unit_id, lang, &unit)) return false;
    struct sheet_view view = {.case_number = id.v, .unit = unit_id.v, .unit_name = unit.letter_name, .until = waiting.v[0].until};
    view.n_workers = (int64_t)organisation_staff_options(rq->db, unit_id, rq->today).n;
    view.purpose = text_of(lang, (text_key)consent_purpose_text(waiting.v[0].purpose));
    view.zones = (struct sheet_zone_views){arena_array(rq->arena, waiting.n, sizeof *view.zones.v), waiting.n};
    unsigned asked = 0, others = 0;
    for (size_t i = 0; i < waiting.n; i++) {
        enum zone zone = waiting.v[i].zone;
        asked |= ZONE_BIT(zone);
        view.zones.v[i] = (struct sheet_zone_view){text_of(lang, zone_words(zone)), text_of(lang, zone_holds(zone))};
    }
    struct standing standing = standing_of(rq->db, unit_id, id, rq->today);
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++)
        if (!(asked & ZONE_BIT(zone)) && !standing_ground(&standing, zone)) others |= ZONE_BIT(zone);
    view.not_zones = zones_text(rq->arena, lang, others);
    view.seers = seers_of(rq, lang, id, unit_id, asked);
    *ret_view = view;
    return true;
}

struct reply consent_sheet_page(struct request *rq, const struct consent_sheet_page_in *in) {
    struct case_frame frame;
    struct sheet_view view;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame) || !fill_sheet(rq, rq->lang, in->case_, in->unit, &view))
        return reply_not_found(rq);
    view.name = frame.person.given_name;
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_NARROW, .title = T_sheet_title});
    consent_sheet(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static void add_list(struct letter *letter, text_key heading, const char **items, size_t n) {
    if (!n) return;
    letter_add(letter, LETTER_HEADING, text_of(letter->lang, heading));
    struct letter_block *list = letter_add(letter, LETTER_LIST, NULL);
    list->items = items;
    list->n_items = n;
}

static void add_lists(struct request *rq, const struct sheet_view *view, struct letter *letter) {
    const char **items = arena_array(rq->arena, view->zones.n + 1, sizeof *items);
    for (size_t i = 0; i < view->zones.n; i++) items[i] = arena_printf(rq->arena, "%s: %s", view->zones.v[i].name, view->zones.v[i].holds);
    add_list(letter, T_sheet_what, items, view->zones.n);
    const char **seers = arena_array(rq->arena, view->seers.n + 1, sizeof *seers);
    for (size_t i = 0; i < view->seers.n; i++) seers[i] = arena_printf(rq->arena, "%s: %s", view->seers.v[i].value, view->seers.v[i].label);
    add_list(letter, T_sheet_seers, seers, view->seers.n);
}

struct reply consent_sheet_print(struct request *rq, const struct consent_sheet_print_in *in) {
    struct case_brief brief;
    struct person_spine person;
    struct sheet_view view;
    if (!work_case(rq->db, in->case_, &brief) || !person_spine(rq->db, brief.person, &person)) return reply_not_found(rq);
    enum lang lang = person.lang;
    if (!fill_sheet(rq, lang, in->case_, in->unit, &view)) return reply_not_found(rq);
    struct letter *letter = secrecy_letter(rq, in->case_, T_sheet_title);
    letter_add(letter, LETTER_LEAD, text_format(rq->arena, lang, T_sheet_lead, "unit", view.unit_name, NULL));
    letter_add(letter, LETTER_PARAGRAPH, text_format(rq->arena, lang, T_sheet_why, "purpose", view.purpose, NULL));
    add_lists(rq, &view, letter);
    letter_add(letter, LETTER_HEADING, text_of(lang, T_sheet_not));
    letter_add(letter, LETTER_PARAGRAPH, view.not_zones);
    letter_add(letter, LETTER_HEADING, text_of(lang, T_sheet_choice));
    letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_sheet_no_costs_nothing));
    letter_add(letter, LETTER_PARAGRAPH, text_format(rq->arena, lang, T_sheet_until, "date", date_long(rq->arena, lang, view.until), NULL));
    letter_add(letter, LETTER_PARAGRAPH, text_of(lang, T_sheet_log));
    return secrecy_letter_reply(rq, letter, arena_printf(rq->arena, "samtykke-%lld.pdf", (long long)in->case_.v));
}

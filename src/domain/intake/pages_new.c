/* Writing a first contact down, at a desk or in the street: from what was typed to a person and a contact. Asks back when the words may mean a
 * request for a home, put a mark on people, or when the person may be known already. (R-001, R-002, BSL-7, R-025) */
#include "domain/intake/intake.h"

#include "domain/intake/pages.h"
#include "domain/law/law.h"
#include "intake_routes.h"
#include "intake_sql.h"
#include "intake_views.h"
#include "texts.h"

#include <string.h>

/* ── what is asked back ───────────────────────────────────────────────── */

/* Words of the text, each with a better one: "«narkoman» (en person som bruker rusmidler)". */
static const char *words_found(struct request *rq, const char *text) {
    struct law_avoided_words found = law_words_to_avoid(law_current(), rq->arena, text);
    struct str out = str_in(rq->arena);
    for (size_t i = 0; i < found.n; i++)
        str_addf(&out, "%s«%s» (%s)", i ? ", " : "", found.v[i]->word, law_words_in(&found.v[i]->rather, rq->lang));
    return found.n ? str_text(&out) : NULL;
}

/* Both are asked once, and answered beside the text. True: something is to be answered first. */
static bool asks_back(struct request *rq, const char *what, bool asks_housing, enum home_answer answer, bool words_kept) {
    if (!asks_housing && !answer && law_asks_for_home(law_current(), rq->arena, what)) form_error(rq, "home_answer", T_intake_home_asked);
    if (!words_kept && words_found(rq, what)) form_error(rq, "words_kept", T_intake_words_asked);
    return rq->form->refused;
}

static bool was_asked(const struct request *rq, const char *field) {
    return rq->form && (form_error_of(rq->form, field) || form_raw(rq->form, field));
}

static struct asked_back_view asked_back_of(struct request *rq) {
    const char *what = rq->form ? form_raw(rq->form, "what") : NULL;
    struct asked_back_view view = {
        .sending = form_own_number(rq->arena),
        .home = was_asked(rq, "home_answer"),
        .words = was_asked(rq, "words_kept") ? words_found(rq, what) : NULL,
        .home_answers = home_answer_options(rq->arena, rq->lang),
    };
    return view;
}

/* Where the one who wrote goes next: to the contact, or to the receipt when routing is not her work. */
static struct reply to_contact(struct request *rq, struct contact_id id) {
    bool may_route = session_may(rq->session, RIGHT_CONTACT_ROUTE);
    return reply_see_other(rq, may_route ? "/henvendelse/%lld" : "/henvendelse/%lld/kvittering", (long long)id.v);
}

/* The form came before, and its answer was lost on the way. */
static bool sent_before(struct request *rq, const char *sending, struct contact_id *ret_contact) {
    struct contact_of_sending_row row;
    if (text_empty(sending) || !contact_of_sending(rq->db, sending, &row)) return false;
    *ret_contact = row.id;
    return row.received_by.v == rq->session->staff.v;
}

/* Nowhere to sleep tonight: the unit that met her has the responsibility from this moment, if it may hold it. Those who may not see cases hold
 * nothing by name. */
static struct reply register_it(struct request *rq, struct contact_new *contact) {
    contact->take = session_may(rq->session, RIGHT_CONTACT_ROUTE);
    struct contact_id id = intake_register(rq->db, contact);
    struct case_id opened;
    if (contact->without_home_tonight && intake_may_hold(rq->db, rq->session->unit)) {
        struct staff_id staff = session_may(rq->session, RIGHT_CASE_SEE) ? rq->session->staff : (struct staff_id){0};
        intake_open_case(rq->db, id, rq->session->unit, staff, &opened);
    }
    return reply_with_notice(to_contact(rq, id), T_intake_registered);
}

/* ── at a desk ────────────────────────────────────────────────────────── */

static const char *typed_name(struct arena *arena, const char *given, const char *family) {
    return text_empty(family) ? (given ? given : "") : arena_printf(arena, "%s %s", given ? given : "", family);
}

/* Those who may be her, to choose among. Only those whose work it is to know are asked. */
static struct options alike_options(struct request *rq, const char *name, struct date born) {
    struct persons_alike found = {0};
    if (session_may(rq->session, RIGHT_CONTACT_ROUTE)) found = person_find_alike(rq->db, name, born, (struct person_id){0});
    struct options options = {arena_array(rq->arena, found.n + 1, sizeof(struct option)), 0};
    for (size_t i = 0; i < found.n; i++) {
        const char *day = date_is_none(found.v[i].born) ? text_of(rq->lang, T_intake_born_unknown) : date_long(rq->arena, rq->lang, found.v[i].born);
        options.v[options.n++] = (struct option){arena_printf(rq->arena, "%lld", (long long)found.v[i].id.v),
                                                 arena_printf(rq->arena, "%s, %s", found.v[i].name, day), NULL};
    }
    if (options.n) options.v[options.n++] = (struct option){"new", text_of(rq->lang, T_intake_same_new), NULL};
    return options;
}

struct reply contact_new_page(struct request *rq, const struct contact_new_page_in *in) {
    (void)in;
    struct contact_new_view view = {
        .languages = language_options(rq->arena, rq->lang),
        .channels = channel_options(rq->arena, rq->lang),
        .senders = sender_options(rq->arena, rq->lang),
        .knows = knows_options(rq->arena, rq->lang),
        .moved_reasons = moved_reason_options(rq->arena, rq->lang),
        .units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0}),
        .default_language = lang_code(organisation_profile()->letter_lang),
        .default_channel = session_may(rq->session, RIGHT_CONTACT_ROUTE) ? "counter" : "street",
        .asked = asked_back_of(rq),
    };
    if (was_asked(rq, "same_person")) {
        const char *born = form_raw(rq->form, "born");
        view.alike = alike_options(rq, typed_name(rq->arena, form_raw(rq->form, "given_name"), form_raw(rq->form, "family_name")),
                                   born ? date_parse_no(born) : DATE_NONE);
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_new_title, .nav = "/henvendelser"});
    contact_new(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* One of those that were shown, or someone new. False: it is to be asked, or the answer is none of the choices. */
static bool chosen_among_alike(struct request *rq, const struct contact_create_in *in, struct person_id *ret_person) {
    struct options alike = alike_options(rq, typed_name(rq->arena, in->given_name, in->family_name), in->born);
    if (alike.n == 0) return true;
    for (size_t i = 0; in->same_person && i < alike.n; i++) {
        if (!text_equal(alike.v[i].value, in->same_person)) continue;
        int64_t id = 0;
        if (parse_int(in->same_person, &id)) *ret_person = (struct person_id){id};
        return true;
    }
    form_error(rq, "same_person", T_intake_same_asked);
    return false;
}

static const char *typed_id(struct request *rq, const struct contact_create_in *in) {
    return text_empty(in->national_id) ? NULL : text_without_spaces(rq->arena, in->national_id);
}

/* The person of the form: found by national id, chosen among those alike, or made. False after form_error. */
static bool person_of(struct request *rq, const struct contact_create_in *in, struct person_id *ret_person) {
    const char *national_id = typed_id(rq, in);
    *ret_person = national_id ? person_find_national_id(rq->db, national_id) : (struct person_id){0};
    if (!ret_person->v && !chosen_among_alike(rq, in, ret_person)) return false;
    if (ret_person->v) return true;
    const struct person_new person = {
        .given_name = in->given_name,
        .family_name = in->family_name,
        .born = in->born,
        .national_id = national_id,
        .phone = in->phone,
        .address = in->address,
        .contact_wish = in->contact_wish,
        .language = in->language,
        .grade = ADDRESS_GRADE_OPEN,
    };
    if (person_create(rq->db, &person, ret_person) == ERR_OK) return true;
    form_error(rq, "given_name", T_intake_person_wrong);
    return false;
}

/* What can be seen on the form alone. Everything wrong is told at once. */
static void check_typed(struct request *rq, const struct contact_create_in *in) {
    const char *national_id = typed_id(rq, in);
    if (national_id && !national_id_valid(national_id, NULL)) form_error(rq, "national_id", T_intake_national_id_wrong);
    if (!date_is_none(in->born) && in->born.days > rq->today.days) form_error(rq, "born", T_intake_born_in_future);
    if (in->sender != SENDER_PERSON && !in->knows) form_error(rq, "knows", T_intake_knows_missing);
}

struct reply contact_create(struct request *rq, const struct contact_create_in *in) {
    struct contact_id before;
    if (sent_before(rq, in->sending, &before)) return to_contact(rq, before);
    struct person_id person;
    bool asks_housing = in->asks_housing || in->without_home || in->home_answer == HOME_ANSWER_ASKS;
    check_typed(rq, in);
    if (asks_back(rq, in->what, asks_housing, in->home_answer, in->words_kept) || !person_of(rq, in, &person)) return reply_invalid(rq);
    struct contact_new contact = {
        .person = person,
        .channel = in->channel,
        .sender = in->sender,
        .sender_name = in->sender_name,
        .sender_phone = in->sender_phone,
        .person_knows = in->knows == KNOWS_YES,
        .what = in->what,
        .asks_housing = asks_housing,
        .without_home_tonight = in->without_home,
        .asked_unit = in->asked_unit,
        .filled_in = in->filled_in,
        .signed_ = in->signed_,
        .moved_reason = in->moved_reason,
        .sending = in->sending,
    };
    return register_it(rq, &contact);
}

/* ── in the street ────────────────────────────────────────────────────── */

struct reply contact_street_page(struct request *rq, const struct contact_street_page_in *in) {
    (void)in;
    struct asked_back_view view = asked_back_of(rq);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_street_title, .nav = "/henvendelser"});
    contact_street_form(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply contact_street(struct request *rq, const struct contact_street_in *in) {
    struct contact_id before;
    if (sent_before(rq, in->sending, &before)) return to_contact(rq, before);
    bool asks_housing = in->asks_housing || in->without_home || in->home_answer == HOME_ANSWER_ASKS;
    if (asks_back(rq, in->what, asks_housing, in->home_answer, in->words_kept)) return reply_invalid(rq);
    const struct person_new person = {
        .given_name = in->given_name,
        .born = DATE_NONE,
        .phone = in->phone,
        .contact_wish = in->contact_wish,
        .language = (enum language)organisation_profile()->letter_lang,
        .grade = ADDRESS_GRADE_OPEN,
    };
    struct contact_new contact = {
        .channel = CHANNEL_STREET,
        .sender = SENDER_PERSON,
        .what = in->what,
        .asks_housing = asks_housing,
        .without_home_tonight = in->without_home,
        .sending = in->sending,
    };
    if (person_create(rq->db, &person, &contact.person) != ERR_OK) {
        form_error(rq, "given_name", T_intake_person_wrong);
        return reply_invalid(rq);
    }
    return register_it(rq, &contact);
}

/* Pages of first contact: from form to rule to view. */
#include "domain/intake/intake.h"

#include "intake_routes.h"
#include "intake_sql.h"
#include "intake_views.h"
#include "texts.h"

static const char *id_text(struct arena *arena, int64_t id) { return arena_printf(arena, "%lld", (long long)id); }

struct reply contact_new_page(struct request *rq, const struct contact_new_page_in *in)
{
    (void)in;
    struct contact_new_view view = {
        .languages = language_options(rq->arena, rq->lang),
        .channels = channel_options(rq->arena, rq->lang),
        .senders = sender_options(rq->arena, rq->lang),
        .default_language = lang_code(organisation_profile()->letter_lang),
        .default_channel = session_may(rq->session, RIGHT_CONTACT_ROUTE) ? "counter" : "street",
    };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_new_title, .nav = "/henvendelser"});
    contact_new(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* "120390 12345" is how people write it. */
static const char *without_spaces(struct arena *arena, const char *text) {
    if (text_empty(text)) return NULL;
    struct str out = str_in(arena);
    for (; *text; text++)
        if (*text != ' ') str_add_char(&out, *text);
    return str_text(&out);
}

/* The person of the form: found by national id, or made. False after form_error. */
static bool person_of(struct request *rq, const struct contact_create_in *in, struct person_id *ret_person) {
    const char *national_id = without_spaces(rq->arena, in->national_id);
    if (national_id && !national_id_valid(national_id, NULL)) {
        form_error(rq, "national_id", T_intake_national_id_wrong);
        return false;
    }
    struct person_id known = national_id ? person_find_national_id(rq->db, national_id) : (struct person_id){0};
    if (known.v) {
        *ret_person = known;
        return true;
    }
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

struct reply contact_create(struct request *rq, const struct contact_create_in *in) {
    struct person_id person;
    if (!date_is_none(in->born) && in->born.days > rq->today.days) form_error(rq, "born", T_intake_born_in_future);
    if (rq->form->refused || !person_of(rq, in, &person)) return reply_invalid(rq);
    const struct contact_new contact = {
        .person = person,
        .channel = in->channel,
        .sender = in->sender,
        .sender_name = in->sender_name,
        .what = in->what,
        .asks_housing = in->asks_housing,
        .without_home_tonight = in->without_home,
    };
    struct contact_id id = intake_register(rq->db, &contact);
    bool takes_contacts = session_may(rq->session, RIGHT_CONTACT_ROUTE);
    return reply_with_notice(reply_see_other(rq, takes_contacts ? "/henvendelse/%lld" : "/henvendelse/%lld/kvittering", (long long)id.v),
                             T_intake_registered);
}

static void fill_units(struct request *rq, const struct contact_get_row *row, struct contact_view *view) {
    struct unit_brief unit;
    if (organisation_unit(rq->db, row->received_unit, rq->lang, &unit)) view->received_unit = unit.name;
    if (organisation_unit(rq->db, row->routed_unit, rq->lang, &unit)) view->routed_unit = unit.name;
    view->received_by = organisation_staff_name(rq->db, row->received_by);
}

static bool contact_view_of(struct request *rq, struct contact_id id, struct contact_view *ret_view) {
    struct contact_get_row row;
    struct person_spine person;
    if (!contact_get(rq->db, id, &row) || !person_spine(rq->db, row.person_id, &person)) return false;
    *ret_view = (struct contact_view){
        .id = id.v,
        .name = person.name,
        .given_name = person.given_name,
        .phone = person.phone,
        .address = person.address,
        .contact_wish = person.contact_wish,
        .born = person.born,
        .what = row.what,
        .sender_name = row.sender_name,
        .channel = channel_text(row.channel),
        .sender = sender_text(row.sender),
        .received_at = row.received_at,
        .reply_due = row.reply_due,
        .asks_housing = row.asks_housing,
        .without_home = row.without_home_tonight,
        .open = row.state == CONTACT_STATE_RECEIVED || row.state == CONTACT_STATE_ROUTED,
        .ours = row.routed_unit.v == rq->session->unit.v,
        .case_number = row.case_id.v,
        .may_see_case = row.case_id.v && session_may(rq->session, RIGHT_CASE_SEE) && secrecy_involved(rq->db, row.case_id, rq->session->unit),
    };
    fill_units(rq, &row, ret_view);
    return true;
}

struct reply contact_page(struct request *rq, const struct contact_page_in *in) {
    struct contact_view view;
    if (!contact_view_of(rq, in->contact, &view)) return reply_not_found(rq);
    view.units = organisation_unit_options(rq->db, rq->lang, rq->session->unit);
    view.reasons = closed_reason_options(rq->arena, rq->lang);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_contact_title, .nav = "/henvendelser"});
    contact(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply contact_receipt_page(struct request *rq, const struct contact_receipt_page_in *in) {
    struct contact_view view;
    if (!contact_view_of(rq, in->contact, &view)) return reply_not_found(rq);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_receipt_title});
    contact_receipt(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply contact_list_page(struct request *rq, const struct contact_list_page_in *in) {
    (void)in;
    struct contact_open_of_unit_rows rows = contact_open_of_unit(rq->db, rq->session->unit);
    struct contact_list_view view = {{arena_array(rq->arena, rows.n + 1, sizeof(struct contact_list_row_view)), rows.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.rows.v[i] = (struct contact_list_row_view){
            .id = rows.v[i].id.v,
            .name = arena_printf(rq->arena, "%s %s", rows.v[i].given_name, rows.v[i].family_name),
            .channel = channel_text(rows.v[i].channel),
            .received_at = rows.v[i].received_at,
            .reply_due = rows.v[i].reply_due,
            .asks_housing = rows.v[i].asks_housing,
            .without_home = rows.v[i].without_home_tonight,
        };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_list_title, .nav = "/henvendelser"});
    contact_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply contact_open_case(struct request *rq, const struct contact_open_case_in *in) {
    struct case_id id;
    int error = intake_open_case(rq->db, in->contact, rq->session->unit, rq->session->staff, &id);
    if (error < 0) return reply_conflict(rq, T_intake_taken);
    if (!secrecy_involved(rq->db, id, rq->session->unit)) return reply_with_notice(reply_see_other(rq, "/henvendelser"), T_intake_joined);
    return reply_with_notice(reply_see_other(rq, "/sak/%s", id_text(rq->arena, id.v)), T_intake_case_opened);
}

struct reply contact_send(struct request *rq, const struct contact_send_in *in) {
    struct unit_brief unit;
    if (!organisation_unit(rq->db, in->to_unit, rq->lang, &unit)) {
        form_error(rq, "to_unit", T_field_choice);
        return reply_invalid(rq);
    }
    if (intake_route(rq->db, in->contact, in->to_unit) < 0) return reply_conflict(rq, T_intake_taken);
    return reply_with_notice(reply_see_other(rq, "/henvendelse/%lld", (long long)in->contact.v), T_intake_sent);
}

struct reply contact_finish(struct request *rq, const struct contact_finish_in *in) {
    int error = intake_close(rq->db, in->contact, in->reason, in->note);
    if (error == ERR_INVALID) {
        form_error(rq, "reason", T_intake_must_be_decided);
        return reply_invalid(rq);
    }
    if (error < 0) return reply_conflict(rq, T_intake_taken);
    return reply_with_notice(reply_see_other(rq, "/henvendelser"), T_intake_closed);
}

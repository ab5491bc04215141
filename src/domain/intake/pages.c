/* Pages of a contact: what was said, who has it, and what happens next; and the list of those that wait. */
#include "domain/intake/pages.h"
#include "domain/work/case_frame.h"

#include "domain/intake/same.h"
#include "intake_routes.h"
#include "intake_sql.h"
#include "texts.h"

static void fill_units(struct request *rq, const struct contact_get_row *row, struct contact_view *view) {
    struct unit_brief unit;
    if (organisation_unit(rq->db, row->received_unit, rq->lang, &unit)) view->received_unit = unit.name;
    if (organisation_unit(rq->db, row->routed_unit, rq->lang, &unit)) view->routed_unit = unit.name;
    if (organisation_unit(rq->db, row->asked_unit, rq->lang, &unit)) view->asked_unit = unit.name;
    view->received_by = organisation_staff_name(rq->db, row->received_by);
    view->owner = organisation_staff_name(rq->db, row->owner_staff);
}

enum { YOUNG = 25 };

/* Below 25 and not with the youth team yet: it is offered, never done without asking. */
static void fill_youth(struct request *rq, const struct contact_get_row *row, struct contact_view *view) {
    const struct profile_unit *team = profile_unit_doing(organisation_profile(), PROFILE_TASK(YOUTH_TEAM));
    if (!team || team->planned || date_is_none(view->born) || date_age(view->born, rq->today) >= YOUNG) return;
    struct unit_id unit = organisation_unit_by_code(rq->db, team->code);
    if (unit.v == row->routed_unit.v) return;
    view->youth_team = profile_words_in(&team->name, rq->lang);
    if (row->case_id.v && view->may_see_case && session_may(rq->session, RIGHT_CONSENT_REGISTER))
        view->youth_path = arena_printf(rq->arena, "/sak/%lld/samtykke/nytt?to_unit=%lld", (long long)row->case_id.v, (long long)unit.v);
}

/* Nowhere to sleep tonight, and nobody has asked for a place yet: the way there is one press. */
static void fill_night(struct request *rq, const struct contact_get_row *row, struct contact_view *view) {
    struct contact_night_asked_row asked;
    if (!row->without_home_tonight || !row->case_id.v) return;
    view->night_asked = contact_night_asked(rq->db, row->case_id, row->received_at, &asked);
    if (!view->night_asked && session_may_open(rq->session, METHOD_GET, "/henvendelse/{contact:contact_id}/akutt"))
        view->night_path = arena_printf(rq->arena, "/henvendelse/%lld/akutt", (long long)row->id.v);
    if (view->night_path && view->may_see_case && case_frame_may_open(rq->session, "/akutt/be"))
        view->night_path = arena_printf(rq->arena, "/sak/%lld/akutt/be", (long long)row->case_id.v);
}

bool contact_view_of(struct request *rq, struct contact_id id, struct contact_view *ret_view) {
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
        .sender_phone = row.sender_phone,
        .channel = channel_text(row.channel),
        .sender = sender_text(row.sender),
        .third_party = row.sender != SENDER_PERSON,
        .person_knows = row.person_knows.has && row.person_knows.v,
        .filled_in = row.filled_in,
        .signed_ = row.signed_,
        .moved_reason = row.moved_reason ? (text_key)moved_reason_text(row.moved_reason) : 0,
        .received_at = row.received_at,
        .route_due = row.route_due,
        .late = row.state == CONTACT_STATE_RECEIVED && row.route_due.days < rq->today.days,
        .reply_due = row.reply_due,
        .asks_housing = row.asks_housing,
        .without_home = row.without_home_tonight,
        .open = row.state == CONTACT_STATE_RECEIVED || row.state == CONTACT_STATE_ROUTED,
        .ours = row.routed_unit.v == rq->session->unit.v,
        .case_number = row.case_id.v,
        .may_see_case = row.case_id.v && session_may(rq->session, RIGHT_CASE_SEE) && secrecy_involved(rq->db, row.case_id, rq->session->unit),
    };
    ret_view->may_take = row.state == CONTACT_STATE_RECEIVED && ret_view->ours;
    ret_view->may_open = ret_view->open && ret_view->ours && intake_may_hold(rq->db, rq->session->unit);
    fill_units(rq, &row, ret_view);
    fill_night(rq, &row, ret_view);
    fill_youth(rq, &row, ret_view);
    struct round_of_contact_row round;
    ret_view->round_closes = round_of_contact(rq->db, id, &round) ? round.closes_on : DATE_NONE;
    struct contact_receipt_given_row receipt;
    if (contact_receipt_given(rq->db, id, &receipt)) {
        ret_view->receipt_way = (text_key)told_way_text(receipt.way);
        ret_view->receipt_at = receipt.at;
    }
    return true;
}

/* Where it has been, and whether the sender has been told. (BSL-13) */
static void fill_forwards(struct request *rq, struct contact_id id, struct contact_view *view) {
    struct contact_forwards_rows rows = contact_forwards(rq->db, id);
    view->forwards = (struct forward_views){arena_array(rq->arena, rows.n + 1, sizeof *view->forwards.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->forwards.v[i] = (struct forward_view){
            .id = rows.v[i].id.v,
            .unit = rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb,
            .by = rows.v[i].by_staff,
            .at = rows.v[i].at,
            .told = rows.v[i].told_way ? (text_key)told_way_text(rows.v[i].told_way) : 0,
            .may_tell = !rows.v[i].told_way && rows.v[i].from_unit.v == rq->session->unit.v,
        };
}

static void fill_appointment(struct request *rq, struct contact_id id, struct contact_view *view) {
    struct nav_appointment_of_row row;
    view->may_book = profile_unit_doing(organisation_profile(), PROFILE_TASK(SOCIAL_SERVICES)) != NULL;
    if (!nav_appointment_of(rq->db, id, &row)) return;
    view->appointment = (struct appointment_view){
        .made = true,
        .unit = rq->lang == LANG_NN ? row.name_nn : row.name_nb,
        .on = row.on_date,
        .clock = clock_text(rq->arena, rq->lang, row.minute),
        .place = row.place,
        .begun_at = row.begun_at,
        .begun = !instant_is_none(row.begun_at),
        .may_begin = instant_is_none(row.begun_at) && row.unit_id.v == rq->session->unit.v,
    };
}

struct reply contact_page(struct request *rq, const struct contact_page_in *in) {
    struct contact_view view;
    if (!contact_view_of(rq, in->contact, &view)) return reply_not_found(rq);
    view.units = organisation_unit_options(rq->db, rq->lang, rq->session->unit);
    view.reasons = closed_reason_options(rq->arena, rq->lang);
    fill_forwards(rq, in->contact, &view);
    fill_appointment(rq, in->contact, &view);
    same_fill(rq, in->contact, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_contact_title, .nav = "/henvendelser"});
    contact(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── the list ─────────────────────────────────────────────────────────── */

enum { LIST_PAGE = 25 }; /* the queries give one more, which says that there are more */

/* "?etter=17": the page after one row. Neither list loses its place when the other is turned. */
static const char *page_after(struct request *rq, struct contact_id waiting, struct contact_id late) {
    struct str path = str_in(rq->arena);
    str_add(&path, "/henvendelser");
    if (waiting.v) str_addf(&path, "?etter=%lld", (long long)waiting.v);
    if (late.v) str_addf(&path, "%ssene=%lld", waiting.v ? "&" : "?", (long long)late.v);
    return str_text(&path);
}

static void fill_waiting(struct request *rq, const struct contact_list_page_in *in, struct contact_list_view *view) {
    struct contact_open_of_unit_rows rows = contact_open_of_unit(rq->db, rq->session->unit, in->etter);
    size_t shown = rows.n > LIST_PAGE ? LIST_PAGE : rows.n;
    view->rows = (struct contact_list_rows_view){arena_array(rq->arena, shown + 1, sizeof(struct contact_list_row_view)), shown};
    if (in->etter.v) view->rows_first = page_after(rq, (struct contact_id){0}, in->sene);
    if (rows.n > shown) view->rows_next = page_after(rq, rows.v[shown - 1].id, in->sene);
    for (size_t i = 0; i < shown; i++)
        view->rows.v[i] = (struct contact_list_row_view){
            .id = rows.v[i].id.v,
            .name = arena_printf(rq->arena, "%s %s", rows.v[i].given_name, rows.v[i].family_name),
            .channel = channel_text(rows.v[i].channel),
            .received_at = rows.v[i].received_at,
            .reply_due = rows.v[i].reply_due,
            .owner = rows.v[i].owner,
            .specialist = rows.v[i].channel == CHANNEL_SPECIALIST || rows.v[i].channel == CHANNEL_HOSPITAL,
            .asks_housing = rows.v[i].asks_housing,
            .without_home = rows.v[i].without_home_tonight,
        };
}

/* What nobody has taken in time. The municipality's first unit sees all of it, so that none is nobody's. */
static void fill_late(struct request *rq, const struct contact_list_page_in *in, struct contact_list_view *view) {
    const char *first = organisation_profile()->intake.first_unit;
    bool everywhere = first && organisation_unit_by_code(rq->db, first).v == rq->session->unit.v;
    struct contact_unowned_late_rows rows = contact_unowned_late(rq->db, rq->today, everywhere, rq->session->unit, in->sene);
    size_t shown = rows.n > LIST_PAGE ? LIST_PAGE : rows.n;
    view->late = (struct late_contact_views){arena_array(rq->arena, shown + 1, sizeof *view->late.v), shown};
    if (in->sene.v) view->late_first = page_after(rq, in->etter, (struct contact_id){0});
    if (rows.n > shown) view->late_next = page_after(rq, in->etter, rows.v[shown - 1].id);
    for (size_t i = 0; i < shown; i++)
        view->late.v[i] = (struct late_contact_view){
            .id = rows.v[i].id.v,
            .name = arena_printf(rq->arena, "%s %s", rows.v[i].given_name, rows.v[i].family_name),
            .unit = rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb,
            .due = rows.v[i].route_due,
            .received_at = rows.v[i].received_at,
        };
}

static void fill_appointments(struct request *rq, struct contact_list_view *view) {
    struct nav_appointment_of_unit_rows rows = nav_appointment_of_unit(rq->db, rq->session->unit);
    view->meetings = (struct meeting_views){arena_array(rq->arena, rows.n + 1, sizeof *view->meetings.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->meetings.v[i] = (struct meeting_view){
            .contact = rows.v[i].contact_id.v,
            .name = arena_printf(rq->arena, "%s %s", rows.v[i].given_name, rows.v[i].family_name),
            .on = rows.v[i].on_date,
            .clock = clock_text(rq->arena, rq->lang, rows.v[i].minute),
            .place = rows.v[i].place,
        };
}

struct reply contact_list_page(struct request *rq, const struct contact_list_page_in *in) {
    struct contact_list_view view = {.rounds = organisation_profile()->intake.application_rounds};
    fill_waiting(rq, in, &view);
    fill_late(rq, in, &view);
    fill_appointments(rq, &view);
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_intake_list_title, .nav = "/henvendelser"});
    contact_list(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── what happens with it ─────────────────────────────────────────────── */

static struct reply back_to(struct request *rq, struct contact_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/henvendelse/%lld", (long long)id.v), notice);
}

struct reply contact_take_it(struct request *rq, const struct contact_take_it_in *in) {
    if (intake_take(rq->db, in->contact) < 0) return reply_conflict(rq, T_intake_taken);
    return back_to(rq, in->contact, T_intake_taken_by_you);
}

/* Nav as the municipality has it: the unit with the social services. */
struct reply contact_appointment(struct request *rq, const struct contact_appointment_in *in) {
    const struct profile_unit *nav = profile_unit_doing(organisation_profile(), PROFILE_TASK(SOCIAL_SERVICES));
    struct unit_id unit = nav ? organisation_unit_by_code(rq->db, nav->code) : (struct unit_id){0};
    if (!unit.v) return reply_not_found(rq);
    if (in->on_date.days < rq->today.days) {
        form_error(rq, "on_date", T_intake_appointment_past);
        return reply_invalid(rq);
    }
    nav_appointment_insert(rq->db, in->contact, unit, in->on_date, in->clock, in->place, rq->now, rq->session->staff);
    return back_to(rq, in->contact, T_intake_appointment_made);
}

struct reply contact_mapping_begun(struct request *rq, const struct contact_mapping_begun_in *in) {
    if (nav_appointment_begin(rq->db, in->contact, rq->session->unit, rq->now, rq->session->staff) < 1) return reply_conflict(rq, T_intake_taken);
    return back_to(rq, in->contact, T_intake_mapping_begun);
}

struct reply contact_open_case(struct request *rq, const struct contact_open_case_in *in) {
    struct case_id id;
    int error = intake_open_case(rq->db, in->contact, rq->session->unit, rq->session->staff, &id);
    if (error < 0) return reply_conflict(rq, error == ERR_DENIED ? T_intake_cannot_hold : T_intake_taken);
    if (!secrecy_involved(rq->db, id, rq->session->unit)) return reply_with_notice(reply_see_other(rq, "/henvendelser"), T_intake_joined);
    struct case_brief brief;
    bool ours = work_case(rq->db, id, &brief) && brief.holder_unit.v == rq->session->unit.v;
    return reply_with_notice(reply_see_other(rq, "/sak/%lld", (long long)id.v), ours ? T_intake_case_opened : T_intake_joined);
}

struct reply contact_send(struct request *rq, const struct contact_send_in *in) {
    struct unit_brief unit;
    if (!organisation_unit(rq->db, in->to_unit, rq->lang, &unit)) {
        form_error(rq, "to_unit", T_field_choice);
        return reply_invalid(rq);
    }
    if (intake_route(rq->db, in->contact, in->to_unit) < 0) return reply_conflict(rq, T_intake_taken);
    return back_to(rq, in->contact, T_intake_sent);
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

/* The page of a case about a place to stay now, and asking for one. */
#include "domain/emergency/pages.h"

#include "domain/intake/intake.h"
#include "domain/responsibility/responsibility.h"
#include "emergency_routes.h"
#include "emergency_sql.h"
#include "icons.h"
#include "texts.h"

enum { NEAR_DAYS = 7, LONG_DAYS = 30 };
static const char see[] = "night";

/* ── shared ───────────────────────────────────────────────────────────── */

const struct access *night_access(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_SOCIAL), see); }

struct reply night_refused(struct request *rq, int fault) {
    struct night_fault_text text = night_fault_text(fault);
    if (fault == NIGHT_NOT_FOUND) return reply_not_found(rq);
    if (fault == NIGHT_NO_ACCESS) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

struct reply night_back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/akutt", (long long)id.v), notice);
}

struct reply night_draw(struct request *rq, const struct case_frame *frame, const struct night_answer_view *view, text_key title,
                        void (*form)(struct html *, const struct night_answer_view *)) {
    struct html *h = html_new(rq);
    case_frame_begin(h, frame, title);
    form(h, view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct night_mark_view night_stay_mark(struct request *rq, struct date until, bool has_place) {
    int days = date_days_between(rq->today, until);
    const char *n = arena_printf(rq->arena, "%d", days < 0 ? -days : days);
    if (!has_place) return (struct night_mark_view){ICON_DANGER, "danger", text_of(rq->lang, T_night_without_place)};
    if (days < 0) return (struct night_mark_view){ICON_DANGER, "danger", text_format(rq->arena, rq->lang, T_night_overdue, "n", n, NULL)};
    if (days == 0) return (struct night_mark_view){ICON_DANGER, "danger", text_of(rq->lang, T_night_ends_today)};
    const char *text = text_format(rq->arena, rq->lang, T_night_days_left, "n", n, NULL);
    return days <= NEAR_DAYS ? (struct night_mark_view){ICON_WARNING, "warning", text} : (struct night_mark_view){ICON_OK, "success", text};
}

struct night_mark_view night_length_mark(struct request *rq, struct date from) {
    int days = date_days_between(from, rq->today);
    if (days < LONG_DAYS) return (struct night_mark_view){0};
    return (struct night_mark_view){ICON_CLOCK, "warning", text_of(rq->lang, T_night_long)};
}

static const char *unit_phone(struct request *rq, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(rq->db, id, rq->lang, &unit) && !text_empty(unit.phone) ? unit.phone : NULL;
}

static const char *unit_name(struct request *rq, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(rq->db, id, rq->lang, &unit) ? unit.name : "";
}

/* ── the page of the case ─────────────────────────────────────────────── */

static struct night_mark_view need_mark(struct request *rq, const struct night_needs_of_row *row) {
    switch (row->state) {
    case NIGHT_STATE_WAITING: {
        bool late = instant_oslo_date(row->asked_at).days < rq->today.days;
        return (struct night_mark_view){late ? ICON_DANGER : ICON_WAITING, late ? "danger" : "warning",
                                        text_of(rq->lang, late ? T_night_answer_late : T_night_answer_today)};
    }
    case NIGHT_STATE_GRANTED: return (struct night_mark_view){ICON_OK, "success", text_of(rq->lang, night_state_text(row->state))};
    case NIGHT_STATE_REFUSED: return (struct night_mark_view){ICON_OFF, "danger", text_of(rq->lang, night_state_text(row->state))};
    case NIGHT_STATE_WITHDRAWN: return (struct night_mark_view){ICON_OFF, "neutral", text_of(rq->lang, night_state_text(row->state))};
    }
    return (struct night_mark_view){0};
}

/* What stands in the request is for the two units, and for the one that has the responsibility. */
static bool may_read(const struct request *rq, const struct case_frame *frame, const struct night_needs_of_row *row) {
    int64_t unit = rq->session->unit.v;
    return unit == row->from_unit.v || unit == row->to_unit.v || unit == frame->brief.holder_unit.v;
}

static struct night_mark_view written_mark(struct request *rq, struct decision_part_id part) {
    struct night_part_issued_row issued;
    if (part.v && night_part_issued(rq->db, part, &issued))
        return (struct night_mark_view){ICON_LETTER, "success", text_of(rq->lang, T_night_in_writing)};
    return (struct night_mark_view){ICON_WRITE, "warning", text_of(rq->lang, T_night_not_in_writing)};
}

static struct night_need_view need_view(struct request *rq, const struct case_frame *frame, const struct night_needs_of_row *row) {
    bool waits = row->state == NIGHT_STATE_WAITING, read = may_read(rq, frame, row);
    struct night_need_view view = {
        .id = row->id.v,
        .from = night_name_in(rq, row->from_nb, row->from_nn),
        .to = night_name_in(rq, row->to_nb, row->to_nn),
        .asked_by = row->asked_by,
        .answered_by = row->answered_by,
        .words = read ? row->words : NULL,
        .instead = read ? row->instead : NULL,
        .state = (text_key)night_state_text(row->state),
        .told = row->told ? (text_key)night_told_text(row->told) : 0,
        .refusal = row->refusal ? (text_key)night_refusal_text(row->refusal) : 0,
        .asked_at = row->asked_at,
        .answered_at = row->answered_at,
        .children = row->children,
        .waiting = waits,
        .answered = !waits,
        .mark = need_mark(rq, row),
    };
    if (row->state == NIGHT_STATE_REFUSED) view.letter = written_mark(rq, row->part_id);
    return view;
}

static void read_needs(struct request *rq, const struct case_frame *frame, struct night_page_view *view) {
    struct night_needs_of_rows rows = night_needs_of(rq->db, frame->brief.id);
    view->needs = (struct night_need_views){arena_array(rq->arena, rows.n + 1, sizeof *view->needs.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        struct night_need_view need = need_view(rq, frame, &rows.v[i]);
        if (!need.waiting) {
            view->needs.v[view->needs.n++] = need;
            continue;
        }
        int64_t unit = rq->session->unit.v;
        view->waits = true;
        view->now = need;
        view->may_answer = unit == rows.v[i].to_unit.v && session_may(rq->session, RIGHT_NIGHT_ANSWER);
        view->may_withdraw = (unit == rows.v[i].from_unit.v || unit == rows.v[i].to_unit.v) && session_may(rq->session, RIGHT_NIGHT_ASK);
    }
}

static void read_terms(struct request *rq, const struct night_stay *stay, struct night_stay_view *view) {
    struct night_terms_of_rows rows = night_terms_of(rq->db, stay->id);
    view->terms = (struct night_term_views){arena_array(rq->arena, rows.n + 1, sizeof *view->terms.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct night_terms_of_row *row = &rows.v[i];
        view->terms.v[i] = (struct night_term_view){
            .seq = row->seq,
            .from = i ? date_add_days(rows.v[i - 1].until_date, 1) : stay->from,
            .until = row->until_date,
            .told = (text_key)night_told_text(row->told),
            .by = row->by_staff,
            .at = row->at,
            .mark = written_mark(rq, row->part_id),
        };
        if (row->part_id.v)
            view->terms.v[i].letter_path =
                arena_printf(rq->arena, "/sak/%lld/vedtak/%lld", (long long)stay->case_.v, (long long)row->decision_id.v);
    }
}

static void read_places(struct request *rq, const struct night_stay *stay, struct night_stay_view *view) {
    const struct access *access = night_access(rq, stay->case_);
    view->readable = access != NULL;
    if (!access) {
        view->hidden = secrecy_hidden_zone(rq, stay->case_, ZONE_SOCIAL);
        return;
    }
    struct night_places_of_rows rows = night_places_of(rq->db, access, stay->id);
    view->places = (struct night_place_views){arena_array(rq->arena, rows.n + 1, sizeof *view->places.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->places.v[i] = (struct night_place_view){
            .from = rows.v[i].from_date,
            .why = (text_key)place_why_text(rows.v[i].why),
            .kind = rows.v[i].kind ? (text_key)place_kind_text(rows.v[i].kind) : 0,
            .place = rows.v[i].place,
            .shared_why = rows.v[i].shared_why,
            .they_say = rows.v[i].they_say,
            .she_says = rows.v[i].she_says,
            .by = rows.v[i].by_staff,
        };
}

static void read_stay(struct request *rq, struct case_id id, struct night_page_view *view) {
    struct night_stay stay;
    if (!night_stay_now(rq->db, id, &stay)) return;
    bool ours = night_stay_is_ours(&stay, rq->session->unit) && session_may(rq->session, RIGHT_NIGHT_ANSWER);
    view->stay = (struct night_stay_view){
        .runs = true,
        .has_place = stay.has_place,
        .may_change = ours,
        .may_extend = ours && stay.unit.v == rq->session->unit.v,
        .from = stay.from,
        .until = stay.until,
        .days = date_days_between(stay.from, rq->today),
        .unit = unit_name(rq, stay.unit),
        .path = view->path,
        .mark = night_stay_mark(rq, stay.until, stay.has_place),
        .length = night_length_mark(rq, stay.from),
    };
    read_terms(rq, &stay, &view->stay);
    read_places(rq, &stay, &view->stay);
}

static void read_past(struct request *rq, struct case_id id, struct night_page_view *view) {
    struct night_stays_of_rows rows = night_stays_of(rq->db, id);
    view->past = (struct night_past_views){arena_array(rq->arena, rows.n + 1, sizeof *view->past.v), 0};
    for (size_t i = 0; i < rows.n; i++) {
        if (date_is_none(rows.v[i].ended_on)) continue;
        view->past.v[view->past.n++] = (struct night_past_view){
            .from = rows.v[i].from_date,
            .ended_on = rows.v[i].ended_on,
            .days = date_days_between(rows.v[i].from_date, rows.v[i].ended_on),
            .unit = night_name_in(rq, rows.v[i].name_nb, rows.v[i].name_nn),
            .how = (text_key)stay_end_text(rows.v[i].how),
        };
    }
}

struct reply night_page(struct request *rq, const struct night_page_in *in) {
    struct case_frame frame;
    struct night_offer_to_row offer;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct unit_id unit = night_unit(rq->db);
    struct night_page_view view = {.given_name = frame.person.given_name,
                                   .path = night_path(rq, in->case_, ""),
                                   .unit = unit_name(rq, unit),
                                   .phone = unit_phone(rq, unit)};
    read_needs(rq, &frame, &view);
    read_stay(rq, in->case_, &view);
    read_past(rq, in->case_, &view);
    view.may_ask = !view.waits && !view.stay.runs && session_may(rq->session, RIGHT_NIGHT_ASK) && frame.brief.state != CASE_STATE_CLOSED;
    if (session_may(rq->session, RIGHT_BATON_ANSWER) && night_offer_to(rq->db, in->case_, rq->session->unit, &offer))
        view.take_baton = arena_printf(rq->arena, "/sak/%lld/ansvar/%lld/ta-imot", (long long)in->case_.v, (long long)offer.id.v);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_night_title);
    night_case(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── asking ───────────────────────────────────────────────────────────── */

static bool may_offer_now(const struct request *rq, const struct case_frame *frame, struct unit_id unit) {
    return frame->may_pass_on && frame->brief.holder_unit.v != unit.v && session_may(rq->session, RIGHT_BATON_OFFER);
}

struct reply night_ask_page(struct request *rq, const struct night_ask_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    struct unit_id unit = night_unit(rq->db);
    struct night_ask_view view = {
        .given_name = frame.person.given_name,
        .path = night_path(rq, in->case_, "/be"),
        .back = night_path(rq, in->case_, ""),
        .unit = unit_name(rq, unit),
        .phone = unit_phone(rq, unit),
        .self = unit.v == rq->session->unit.v,
        .may_offer = may_offer_now(rq, &frame, unit),
        .offer = night_offers_baton() ? "1" : NULL,
        .asked = person_asked_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_night_ask_title);
    night_ask_form(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* The unit that answers is asked to take the main responsibility in the same step: she has not to be without anyone. (I-01, I-02) */
static int offer_too(struct request *rq, const struct night_ask_send_in *in) {
    struct handover_id handover;
    struct unit_id unit = night_unit(rq->db);
    const struct baton_offer offer = {.to = unit,
                                      .reason = HANDOVER_REASON_HOME_TONIGHT,
                                      .what = text_of(rq->lang, T_night_offer_what),
                                      .asked = in->person_asked,
                                      .says = in->person_says,
                                      .at_once = true};
    return baton_offer(rq->db, in->case_, &offer, &handover);
}

struct reply night_ask_send(struct request *rq, const struct night_ask_send_in *in) {
    struct night_need_id need;
    if (in->offer && !in->person_asked) form_error(rq, "person_asked", T_field_required);
    if (rq->form->refused) return reply_invalid(rq);
    const struct night_asking asking = {in->case_, in->children.has ? in->children.v : 0, in->words};
    int fault = night_ask(rq->db, &asking, &need);
    if (fault) return night_refused(rq, fault);
    if (in->offer && (fault = offer_too(rq, in)) != 0) {
        struct baton_fault_text text = baton_fault_text(fault);
        form_error(rq, text.field ? text.field : "offer", text.why);
        return reply_invalid(rq);
    }
    return night_back(rq, in->case_, in->offer ? T_night_sent_with_offer : T_night_sent);
}

struct reply night_contact_page(struct request *rq, const struct night_contact_page_in *in) {
    struct unit_id unit = night_unit(rq->db);
    struct night_ask_view view = {
        .path = arena_printf(rq->arena, "/henvendelse/%lld/akutt", (long long)in->contact.v),
        .back = arena_printf(rq->arena, "/henvendelse/%lld/kvittering", (long long)in->contact.v),
        .unit = unit_name(rq, unit),
        .phone = unit_phone(rq, unit),
    };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_night_ask_title, .nav = "/henvendelser"});
    night_contact_form(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply night_ask_contact(struct request *rq, const struct night_ask_contact_in *in) {
    struct night_need_id need;
    struct case_id id = intake_case_of(rq->db, in->contact);
    if (!id.v) return reply_conflict(rq, T_night_not_a_case);
    int fault = night_ask(rq->db, &(struct night_asking){.case_ = id}, &need);
    if (fault) return night_refused(rq, fault);
    if (session_may(rq->session, RIGHT_CASE_SEE)) return night_back(rq, id, T_night_sent);
    return reply_with_notice(reply_see_other(rq, "/henvendelse/%lld/kvittering", (long long)in->contact.v), T_night_sent);
}

struct reply night_take_back(struct request *rq, const struct night_take_back_in *in) {
    int fault = night_withdraw(rq->db, in->case_, in->need);
    return fault ? night_refused(rq, fault) : night_back(rq, in->case_, T_night_taken_back);
}

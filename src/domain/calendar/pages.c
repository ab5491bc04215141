/* The bookings of a case: seeing, making and changing them. Two who change the same one see what each wrote. */
#include "calendar_routes.h"
#include "calendar_sql.h"
#include "calendar_views.h"
#include "domain/calendar/calendar.h"
#include "domain/calendar/views.h"
#include "domain/shield/shield.h"
#include "domain/work/case_frame.h"
#include "texts.h"

static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }

static const char *when_text(struct request *rq, struct date date, int64_t from, int64_t to) {
    return arena_printf(rq->arena, "%s %s", date_day(rq->arena, rq->lang, date, rq->today), clock_span(rq->arena, rq->lang, from, to));
}

static struct options kind_options(struct request *rq) {
    struct options options = {arena_array(rq->arena, BOOKING_KIND_COUNT, sizeof *options.v), 0};
    for (enum booking_kind kind = BOOKING_KIND_TALK; kind <= BOOKING_KIND_WARM_HANDOVER; kind++)
        options.v[options.n++] = (struct option){booking_kind_code(kind), text_of(rq->lang, booking_kind_text(kind)), NULL};
    return options;
}

static struct options state_options(struct request *rq) {
    struct options options = {arena_array(rq->arena, BOOKING_STATE_COUNT, sizeof *options.v), 0};
    for (enum booking_state state = BOOKING_STATE_PLANNED; state <= BOOKING_STATE_NOT_MET; state++)
        options.v[options.n++] = (struct option){booking_state_code(state), text_of(rq->lang, booking_state_text(state)), NULL};
    return options;
}

/* ── seeing ───────────────────────────────────────────────────────────── */

static struct booking_row row_of(struct request *rq, const struct booking_of_case_row *row, const struct bookings_view *view) {
    const char *unit = rq->lang == LANG_NN ? row->name_nn : row->name_nb;
    bool ours = row->unit_id.v == rq->session->unit.v;
    return (struct booking_row){
        .path = ours ? arena_printf(rq->arena, "/sak/%lld/avtaler/%lld", (long long)view->case_number, (long long)row->id.v) : NULL,
        .when = when_text(rq, row->on_date, row->from_minute, row->to_minute),
        .who = row->staff_name ? arena_printf(rq->arena, "%s, %s", row->staff_name, unit) : unit,
        .place = view->graded ? NULL : row->place,
        .kind = (text_key)booking_kind_text(row->kind),
        .state = (text_key)booking_state_text(row->state),
        .mark = row->state == BOOKING_STATE_PLANNED ? BOOKING_ROW_PLANNED : row->state == BOOKING_STATE_HELD ? BOOKING_ROW_HELD : BOOKING_ROW_OFF,
    };
}

static void lists_read(struct request *rq, struct case_id id, struct bookings_view *view) {
    struct booking_of_case_rows next = booking_of_case(rq->db, id, rq->today);
    struct booking_before_rows before = booking_before(rq->db, id, rq->today);
    view->next = (struct booking_rows){arena_array(rq->arena, next.n + 1, sizeof *view->next.v), next.n};
    view->before = (struct booking_rows){arena_array(rq->arena, before.n + 1, sizeof *view->before.v), before.n};
    struct calendar_cases together = calendar_together(rq);
    bool two = calendar_case_among(&together, id);
    for (size_t i = 0; i < next.n; i++) {
        view->next.v[i] = row_of(rq, &next.v[i], view);
        view->next.v[i].together = two && view->next.v[i].path; /* for the unit's own: whoever goes knows */
    }
    for (size_t i = 0; i < before.n; i++) {
        const struct booking_before_row *row = &before.v[i];
        view->before.v[i] = row_of(rq, &(struct booking_of_case_row){row->id, row->unit_id, row->kind, row->state, row->on_date, row->from_minute,
                                                                         row->to_minute, NULL, row->name_nb, row->name_nn, row->staff_name}, view);
    }
}

struct reply bookings_page(struct request *rq, const struct bookings_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_BOOKINGS, &frame)) return reply_not_found(rq);
    struct bookings_view view = {
        .case_number = in->case_.v,
        .given_name = frame.person.given_name,
        .graded = !shield_shows_place(rq, in->case_),
        .kinds = kind_options(rq),
        .staff = organisation_staff_options(rq->db, rq->session->unit, rq->today),
        .places = organisation_local_options(rq->db, LOCAL_LIST_MEETING_PLACE, rq->lang, rq->today),
        .me = number(rq, rq->session->staff.v),
    };
    lists_read(rq, in->case_, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_booking_title);
    bookings(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

/* ── making and changing ──────────────────────────────────────────────── */

static struct reply refused(struct request *rq, enum booking_fault fault) {
    switch (fault) {
    case BOOKING_NO_CASE:
    case BOOKING_NOT_OURS: return reply_not_found(rq);
    case BOOKING_ENDS_BEFORE: form_error(rq, "to", T_booking_ends_before); break;
    case BOOKING_PAST: form_error(rq, "on_date", T_booking_past); break;
    case BOOKING_NOT_THERE: form_error(rq, "staff", T_booking_not_there); break;
    case BOOKING_CHANGED: form_error(rq, NULL, T_conflict_changed); break;
    case BOOKING_DONE: break;
    }
    return reply_invalid(rq);
}

/* Where a person with a graded address is met is not written down. (GDPR-6) */
static const char *place_to_keep(struct request *rq, struct case_id id, const char *place) { return shield_shows_place(rq, id) && !text_empty(place) ? place : NULL; }

/* The municipality's own place, and what more was written about it. */
static const char *whole_place(struct request *rq, const char *usual, const char *place) {
    return usual && !text_empty(place) ? arena_printf(rq->arena, "%s, %s", usual, place) : usual ? usual : place;
}

struct reply booking_make(struct request *rq, const struct booking_make_in *in) {
    const char *usual = in->usual_place.v ? organisation_local_word(rq->db, LOCAL_LIST_MEETING_PLACE, in->usual_place, rq->lang, rq->today) : NULL;
    if (in->usual_place.v && !usual) {
        form_error(rq, "usual_place", T_field_choice);
        return reply_invalid(rq);
    }
    const struct booking_words words = {in->kind, BOOKING_STATE_PLANNED, in->on_date, in->from, in->to, in->staff,
                                        place_to_keep(rq, in->case_, whole_place(rq, usual, in->place))};
    struct booking_id made;
    int fault = booking_add(rq->db, in->case_, &words, &made);
    if (fault) return refused(rq, (enum booking_fault)fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/avtaler", (long long)in->case_.v), T_booking_made);
}

struct reply booking_change(struct request *rq, const struct booking_change_in *in) {
    const struct booking_words words = {in->kind, in->state, in->on_date, in->from, in->to, in->staff, place_to_keep(rq, in->case_, in->place)};
    int fault = booking_set(rq->db, in->case_, in->booking, &words, in->version);
    if (fault) return refused(rq, (enum booking_fault)fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/avtaler", (long long)in->case_.v), T_booking_saved);
}

/* ── the form of one, and what two have written ───────────────────────── */

static void compare(struct request *rq, struct booking_view *view, text_key what, const char *field, const char *theirs) {
    const char *mine = form_raw(rq->form, field);
    mine = mine ? mine : "";
    theirs = theirs ? theirs : "";
    view->conflict.v[view->conflict.n++] = (struct conflict_row){what, mine, theirs, text_equal(mine, theirs)};
}

static const char *label_of(const struct options *options, const char *value) {
    for (size_t i = 0; value && i < options->n; i++)
        if (text_equal(options->v[i].value, value)) return options->v[i].label;
    return value;
}

/* A choice is shown as it reads, not by its code. */
static void compare_choice(struct request *rq, struct booking_view *view, const struct conflict_row *row, const struct options *options) {
    const char *mine = label_of(options, row->mine), *theirs = label_of(options, row->theirs);
    (void)rq;
    view->conflict.v[view->conflict.n++] = (struct conflict_row){row->what, mine ? mine : "", theirs ? theirs : "", text_equal(mine, theirs)};
}

static void conflict_read(struct request *rq, struct booking_view *view) {
    view->conflict.v = arena_array(rq->arena, 8, sizeof *view->conflict.v);
    compare_choice(rq, view, &(struct conflict_row){T_booking_state, form_raw(rq->form, "state"), view->state, false}, &view->states);
    compare_choice(rq, view, &(struct conflict_row){T_booking_kind, form_raw(rq->form, "kind"), view->kind, false}, &view->kinds);
    compare(rq, view, T_booking_date, "on_date", view->on_date);
    compare(rq, view, T_booking_from, "from", view->from);
    compare(rq, view, T_booking_to, "to", view->to);
    compare_choice(rq, view, &(struct conflict_row){T_booking_staff, form_raw(rq->form, "staff"), view->staff_now, false}, &view->staff);
    if (!view->graded) compare(rq, view, T_booking_place, "place", view->place);
}

struct reply booking_form(struct request *rq, const struct booking_form_in *in) {
    struct case_frame frame;
    struct booking_get_row row;
    if (!case_frame_read(rq, in->case_, TAB_BOOKINGS, &frame) || !booking_get(rq->db, in->case_, in->booking, &row)) return reply_not_found(rq);
    struct booking_view view = {
        .case_number = in->case_.v,
        .booking = row.id.v,
        .version = row.version,
        .ours = row.unit_id.v == rq->session->unit.v,
        .graded = !shield_shows_place(rq, in->case_),
        .kinds = kind_options(rq),
        .states = state_options(rq),
        .staff = organisation_staff_options(rq->db, rq->session->unit, rq->today),
        .kind = booking_kind_code(row.kind),
        .state = booking_state_code(row.state),
        .on_date = date_typed(rq->arena, row.on_date),
        .from = clock_text(rq->arena, rq->lang, row.from_minute),
        .to = clock_text(rq->arena, rq->lang, row.to_minute),
        .staff_now = row.staff_id.v ? number(rq, row.staff_id.v) : NULL,
        .place = row.place,
        .changed_by = row.changed_by,
    };
    if (rq->form && form_error_of(rq->form, NULL) == T_conflict_changed) conflict_read(rq, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_booking_change);
    booking_edit(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

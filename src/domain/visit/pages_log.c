/* Writing a visit down where one is, and putting it right. The form is filled in already: a press is enough. */
#include "domain/visit/internal.h"

#include "texts.h"
#include "visit_routes.h"
#include "visit_sql.h"
#include "visit_views.h"

enum { USUAL_MINUTES = 30, ROUND_TO = 5 };

static const int lengths[] = {5, 15, 30, 45, 60, 90, 120, 180};
enum { LENGTHS = sizeof lengths / sizeof *lengths };

static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }
static int minute_now(const struct request *rq) { return (int)((rq->now.ms - instant_of_oslo(rq->today, 0).ms) / MS_PER_MINUTE); }

/* ── what is agreed about the next time ───────────────────────────────── */

struct date visit_next_day(enum visit_next next, struct date day, struct date other) {
    switch (next) {
    case VISIT_NEXT_NONE: return DATE_NONE;
    case VISIT_NEXT_LATER: return day;
    case VISIT_NEXT_TOMORROW: return date_add_days(day, 1);
    case VISIT_NEXT_TWO_DAYS: return date_add_days(day, 2);
    case VISIT_NEXT_THREE_DAYS: return date_add_days(day, 3);
    case VISIT_NEXT_WEEK: return date_add_days(day, 7);
    case VISIT_NEXT_TWO_WEEKS: return date_add_days(day, 14);
    case VISIT_NEXT_OTHER: return other;
    }
    return DATE_NONE;
}

struct options visit_times_offered(struct request *rq, bool moving) {
    struct options options = {arena_array(rq->arena, VISIT_NEXT_COUNT, sizeof *options.v), 0};
    for (enum visit_next next = VISIT_NEXT_NONE; next <= VISIT_NEXT_OTHER; next++) {
        if (next == (moving ? VISIT_NEXT_NONE : VISIT_NEXT_LATER)) continue;
        options.v[options.n++] = (struct option){visit_next_code(next), text_of(rq->lang, (text_key)visit_next_text(next)), NULL};
    }
    return options;
}

/* ── the form ─────────────────────────────────────────────────────────── */

/* The usual lengths, and the one there is if it is another. */
static struct options length_options(struct request *rq, int64_t now) {
    struct options options = {arena_array(rq->arena, LENGTHS + 1, sizeof *options.v), 0};
    bool found = false;
    for (int i = 0; i < LENGTHS; i++) {
        if (!found && now < lengths[i]) options.v[options.n++] = (struct option){number(rq, now), text_format(rq->arena, rq->lang, T_visit_minutes, "n", number(rq, now), NULL), NULL};
        found |= now <= lengths[i];
        options.v[options.n++] = (struct option){number(rq, lengths[i]), text_format(rq->arena, rq->lang, T_visit_minutes, "n", number(rq, lengths[i]), NULL), NULL};
    }
    if (!found) options.v[options.n++] = (struct option){number(rq, now), text_format(rq->arena, rq->lang, T_visit_minutes, "n", number(rq, now), NULL), NULL};
    return options;
}

static struct options colleagues(struct request *rq) {
    struct options all = organisation_staff_options(rq->db, rq->session->unit, rq->today), others = {arena_array(rq->arena, all.n + 1, sizeof *others.v), 0};
    const char *me = number(rq, rq->session->staff.v);
    for (size_t i = 0; i < all.n; i++)
        if (!text_equal(all.v[i].value, me)) others.v[others.n++] = all.v[i];
    return others;
}

static bool wrong(const struct request *rq, const char *field) { return rq->form && form_error_of(rq->form, field); }

static struct visit_form_view form_of(struct request *rq, const struct case_frame *frame, int64_t minutes) {
    enum zone zone = secrecy_own_zone(rq, frame->brief.id);
    return (struct visit_form_view){
        .case_number = frame->case_number,
        .name = frame->person.given_name,
        .back = arena_printf(rq->arena, "/sak/%lld/oppfolging", (long long)frame->case_number),
        .sending = form_own_number(rq->arena),
        .today = date_iso(rq->arena, rq->today),
        .on_date = date_iso(rq->arena, rq->today),
        .minutes = number(rq, minutes),
        .outcome = visit_outcome_code(VISIT_OUTCOME_MET),
        .arena = visit_arena_code(VISIT_ARENA_HOME),
        .has_zone = zone != 0,
        .zone = zone ? (text_key)zone_text(zone) : 0,
        .more_open = wrong(rq, "on_date") || wrong(rq, "from") || wrong(rq, "second"),
        .outcomes = visit_outcome_options(rq->arena, rq->lang),
        .arenas = visit_arena_options(rq->arena, rq->lang),
        .lengths = length_options(rq, minutes),
        .wents = visit_went_options(rq->arena, rq->lang),
        .strains = visit_strain_options(rq->arena, rq->lang),
        .staff = colleagues(rq),
        .nexts = visit_times_offered(rq, false),
        .whys = visit_why_options(rq->arena, rq->lang),
    };
}

/* From its appointment: when it was to be, and for how long. */
static bool from_booking(struct request *rq, struct case_id id, struct booking_id booking, struct visit_form_view *view) {
    struct booking_words words;
    int64_t version;
    if (!booking_read(rq->db, id, booking, false, &words, &version) || words.state != BOOKING_STATE_PLANNED) return false;
    int64_t minutes = words.to_minute - words.from_minute;
    view->booking = booking.v;
    view->minutes = number(rq, minutes);
    view->lengths = length_options(rq, minutes);
    view->booked = arena_printf(rq->arena, "%s %s", date_day(rq->arena, rq->lang, words.on_date, rq->today), clock_span(rq->arena, rq->lang, words.from_minute, words.to_minute));
    if (words.on_date.days > rq->today.days || instant_of_oslo(words.on_date, words.from_minute).ms > rq->now.ms) return true;
    view->on_date = date_iso(rq->arena, words.on_date);
    view->from = clock_text(rq->arena, rq->lang, words.from_minute);
    return true;
}

static struct reply form_page(struct request *rq, const struct case_frame *frame, const struct visit_form_view *view, text_key title) {
    struct html *h = html_new(rq);
    case_frame_begin(h, frame, title);
    visit_log(h, view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply visit_form(struct request *rq, const struct visit_form_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, 0, &frame)) return reply_not_found(rq);
    if (frame.brief.state == CASE_STATE_CLOSED) return reply_conflict(rq, T_visit_case_closed);
    struct visit_form_view view = form_of(rq, &frame, USUAL_MINUTES);
    if (in->avtale.v && !from_booking(rq, in->case_, in->avtale, &view)) return reply_conflict(rq, T_visit_booking_gone);
    view.path = arena_printf(rq->arena, "/sak/%lld/besok/ny", (long long)in->case_.v);
    view.list = in->liste;
    if (in->liste) view.back = "/besok";
    return form_page(rq, &frame, &view, T_visit_log_title);
}

/* ── writing ──────────────────────────────────────────────────────────── */

/* What is not said: now, for as long as was said, in whole five minutes. */
static int usual_from(const struct request *rq, int64_t minutes) {
    int from = minute_now(rq) - (int)minutes;
    return from < 0 ? 0 : from - from % ROUND_TO;
}

struct reply visit_post(struct request *rq, const struct visit_post_in *in) {
    struct visit_id made;
    bool today = date_is_none(in->on_date) || in->on_date.days == rq->today.days;
    struct visit_new visit = {
        .case_ = in->case_,
        .booking = in->avtale,
        .second = in->second,
        .on_date = today ? rq->today : in->on_date,
        .from_minute = in->from >= 0 ? in->from : usual_from(rq, in->minutes),
        .minutes = (int)in->minutes,
        .arena = in->arena,
        .outcome = in->outcome,
        .strain = in->strain,
        .went = in->went,
        .words = in->words,
        .sending = in->sending,
    };
    visit.next = (struct visit_next_time){
        .on_date = visit_next_day(in->next, visit.on_date, in->next_date),
        .from_minute = in->next_from >= 0 ? in->next_from : visit.from_minute,
        .minutes = visit.minutes >= ROUND_TO ? visit.minutes : USUAL_MINUTES,
        .staff = rq->session->staff,
        .why = in->why,
    };
    if (in->next == VISIT_NEXT_OTHER && date_is_none(in->next_date)) {
        form_error(rq, "next_date", T_visit_next_missing);
        return reply_invalid(rq);
    }
    struct visit_writer writer = visit_writer_of(rq, in->case_);
    int fault = visit_write(rq->db, &writer, &visit, &made);
    if (fault) return visit_refused(rq, fault);
    struct reply reply = in->liste ? reply_see_other(rq, "/besok") : reply_see_other(rq, "/sak/%lld/oppfolging", (long long)in->case_.v);
    return reply_with_notice(reply, T_visit_saved);
}

/* ── putting right ────────────────────────────────────────────────────── */

static void put_note(struct request *rq, struct case_id id, const struct visit_get_row *row, struct visit_form_view *view) {
    struct visit_note_of_row note;
    struct visit_writer writer = visit_writer_of(rq, id);
    if (!writer.access || !visit_note_of(rq->db, writer.access, id, row->id, writer.zone, row->on_date, &note)) return;
    view->went = note.went ? visit_went_code(note.went) : NULL;
    view->words = note.words;
}

struct reply visit_correct_form(struct request *rq, const struct visit_correct_form_in *in) {
    struct case_frame frame;
    struct visit_get_row row;
    struct visit_corrected_row later;
    if (!case_frame_read(rq, in->case_, 0, &frame) || !visit_get(rq->db, in->case_, in->visit, &row) || row.unit_id.v != rq->session->unit.v) return reply_not_found(rq);
    if (row.struck || visit_corrected(rq->db, in->visit, &later)) return reply_conflict(rq, T_visit_corrected_before);
    struct visit_form_view view = form_of(rq, &frame, row.minutes);
    view.correct = true;
    view.more_open = true;
    view.path = arena_printf(rq->arena, "/sak/%lld/besok/%lld", (long long)in->case_.v, (long long)in->visit.v);
    view.strike = arena_printf(rq->arena, "%s/stryk", view.path);
    view.outcome = visit_outcome_code(row.outcome);
    view.arena = visit_arena_code(row.arena);
    view.strain = row.strain ? visit_strain_code(row.strain) : NULL;
    view.on_date = date_iso(rq->arena, row.on_date);
    view.from = clock_text(rq->arena, rq->lang, row.from_minute);
    view.second = row.second_staff.v ? number(rq, row.second_staff.v) : NULL;
    put_note(rq, in->case_, &row, &view);
    return form_page(rq, &frame, &view, T_visit_correct_title);
}

static struct reply back(struct request *rq, struct case_id id, text_key notice) {
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/oppfolging", (long long)id.v), notice);
}

struct reply visit_correct_post(struct request *rq, const struct visit_correct_post_in *in) {
    struct visit_id made;
    const struct visit_new right = {
        .case_ = in->case_,
        .second = in->second,
        .on_date = in->on_date,
        .from_minute = in->from,
        .minutes = (int)in->minutes,
        .arena = in->arena,
        .outcome = in->outcome,
        .strain = in->strain,
        .went = in->went,
        .words = in->words,
        .next.on_date = DATE_NONE,
    };
    struct visit_writer writer = visit_writer_of(rq, in->case_);
    int fault = visit_correct(rq->db, &writer, in->visit, &right, &made);
    return fault ? visit_refused(rq, fault) : back(rq, in->case_, T_visit_put_right);
}

struct reply visit_strike_post(struct request *rq, const struct visit_strike_post_in *in) {
    int fault = visit_strike(rq->db, in->case_, in->visit);
    return fault ? visit_refused(rq, fault) : back(rq, in->case_, T_visit_struck_now);
}

/* The follow-up of one person: who has come and how it went, who comes, and what must be minded. A fixed number of questions however long she has been
 * followed up: the list goes by days. */
#include "domain/visit/internal.h"

#include "domain/visit/first_weeks.h"
#include "domain/visit/pairing.h"
#include "icons.h"
#include "texts.h"
#include "visit_routes.h"
#include "visit_sql.h"
#include "visit_views.h"

enum {
    SHOWN = 20,
    COMING_DAYS = 28,
    MINDS_MOST = 6,
    NOTE_ZONES = ZONE_BIT(ZONE_PLAN) | ZONE_BIT(ZONE_HOUSING) | ZONE_BIT(ZONE_SOCIAL) | ZONE_BIT(ZONE_HEALTH),
};

static void (*fill_stability)(struct request *rq, struct case_id id, struct visit_stability *ret_stability);

void visit_on_stability(void (*fill)(struct request *rq, struct case_id id, struct visit_stability *ret_stability)) { fill_stability = fill; }

/* ── shared by the pages ──────────────────────────────────────────────── */

struct visit_mark visit_outcome_mark(enum lang lang, enum visit_outcome outcome) {
    const char *text = text_of(lang, (text_key)visit_outcome_text(outcome));
    switch (outcome) {
    case VISIT_OUTCOME_MET: return (struct visit_mark){ICON_OK, "success", text};
    case VISIT_OUTCOME_FEW_WORDS: return (struct visit_mark){ICON_PARTLY, "neutral", text};
    case VISIT_OUTCOME_NOT_NOW: return (struct visit_mark){ICON_OFF, "neutral", text};
    case VISIT_OUTCOME_NO_ANSWER: return (struct visit_mark){ICON_NOT_BEGUN, "neutral", text};
    }
    return (struct visit_mark){ICON_INFO, "neutral", text};
}

struct reply visit_refused(struct request *rq, int fault) {
    struct visit_fault_text text = visit_fault_text(fault);
    if (fault == VISIT_NOT_FOUND) return reply_not_found(rq);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

struct contact_views visit_contacts_of(struct request *rq, struct case_id id) {
    struct role_contacts contacts = roles_contacts(rq->db, id);
    struct contact_views views = {arena_array(rq->arena, 2, sizeof *views.v), 2};
    const struct role_person *both[2] = {&contacts.contact, &contacts.deputy};
    for (int i = 0; i < 2; i++) {
        enum case_role_kind role = i ? CASE_ROLE_KIND_DEPUTY_CONTACT : CASE_ROLE_KIND_PRIMARY_CONTACT;
        views.v[i] = (struct contact_view){(text_key)case_role_kind_text(role), both[i]->name, both[i]->phone, NULL, both[i]->chosen};
        if (both[i]->name && !date_is_none(both[i]->away_until)) views.v[i].away = date_day(rq->arena, rq->lang, both[i]->away_until, rq->today);
    }
    return views;
}

static const char *case_path(struct request *rq, struct case_id id, const char *rest) { return arena_printf(rq->arena, "/sak/%lld%s", (long long)id.v, rest); }

static const char *when_text(struct request *rq, struct date day, int64_t minute) {
    return arena_printf(rq->arena, "%s %s", date_day(rq->arena, rq->lang, day, rq->today), clock_text(rq->arena, rq->lang, minute));
}

static const char *with_unit(struct request *rq, const char *staff, const char *nb, const char *nn) {
    const char *unit = rq->lang == LANG_NN ? nn : nb;
    return staff ? arena_printf(rq->arena, "%s, %s", staff, unit) : unit;
}

/* ── who has come ─────────────────────────────────────────────────────── */

static void put_notes(struct request *rq, const struct access *access, struct case_id id, const struct visit_list_rows *list, struct follow_up_view *view) {
    struct date first = list->v[view->rows.n - 1].on_date, last = list->v[0].on_date;
    unsigned open = access_note_open(rq->db, access, NOTE_ZONES, "visit_note_list");
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        if (!(open & ZONE_BIT(zone))) continue;
        struct visit_note_list_rows notes = visit_note_list(rq->db, access, id, zone, first, last);
        for (size_t i = 0; i < notes.n; i++)
            for (size_t k = 0; k < view->rows.n; k++) {
                if (list->v[k].id.v != notes.v[i].visit_id.v) continue;
                if (notes.v[i].went) view->rows.v[k].went = (text_key)visit_went_text(notes.v[i].went);
                if (notes.v[i].words) view->rows.v[k].words = notes.v[i].words;
            }
    }
}

static struct visit_row_view row_of(struct request *rq, struct case_id id, const struct visit_list_row *row, bool may_write) {
    const char *who = with_unit(rq, row->staff_name, row->name_nb, row->name_nn);
    if (row->second_name) who = text_format(rq->arena, rq->lang, T_visit_with, "one", who, "other", row->second_name, NULL);
    return (struct visit_row_view){
        .path = may_write && row->unit_id.v == rq->session->unit.v ? case_path(rq, id, arena_printf(rq->arena, "/besok/%lld", (long long)row->id.v)) : NULL,
        .when = when_text(rq, row->on_date, row->from_minute),
        .who = who,
        .arena = text_of(rq->lang, (text_key)visit_arena_text(row->arena)),
        .outcome = visit_outcome_mark(rq->lang, row->outcome),
        .corrected = row->corrects.v != 0,
        .attempt = row->outcome != VISIT_OUTCOME_MET,
    };
}

static void visits_read(struct request *rq, const struct case_frame *frame, const struct access *access, struct date until, struct follow_up_view *view) {
    struct case_id id = frame->brief.id;
    struct visit_list_rows rows = visit_list(rq->db, id, until);
    view->rows = (struct visit_row_views){arena_array(rq->arena, rows.n + 1, sizeof *view->rows.v), rows.n > SHOWN ? SHOWN : rows.n};
    for (size_t i = 0; i < view->rows.n; i++) view->rows.v[i] = row_of(rq, id, &rows.v[i], view->write != NULL);
    if (view->rows.n && access) put_notes(rq, access, id, &rows, view);
    /* the next page begins with the day the last one is of; a day has never more than a page */
    if (rows.n > SHOWN && rows.v[SHOWN].on_date.days < until.days)
        view->older = case_path(rq, id, arena_printf(rq->arena, "/oppfolging?til=%s", date_iso(rq->arena, rows.v[SHOWN].on_date)));
}

/* ── who comes ────────────────────────────────────────────────────────── */

static struct coming_view coming_of(struct request *rq, const struct visit_coming_row *row) {
    return (struct coming_view){
        .booking = row->id.v,
        .when = when_text(rq, row->on_date, row->from_minute),
        .who = with_unit(rq, row->staff_name, row->name_nb, row->name_nn),
        .why = text_of(rq->lang, row->why ? (text_key)visit_why_text(row->why) : (text_key)booking_kind_text(row->kind)),
        .today = row->on_date.days == rq->today.days,
    };
}

static void coming_read(struct request *rq, struct case_id id, struct follow_up_view *view) {
    enum { FIRST_FEW = 5 };
    struct visit_coming_rows rows = visit_coming(rq->db, id, rq->today, date_add_days(rq->today, COMING_DAYS));
    struct calendar_cases cases = calendar_together(rq);
    bool together = calendar_case_among(&cases, id);
    view->coming.v = arena_array(rq->arena, rows.n + 1, sizeof *view->coming.v);
    view->today.v = arena_array(rq->arena, rows.n + 1, sizeof *view->today.v);
    for (size_t i = 0; i < rows.n; i++) {
        struct coming_view coming = coming_of(rq, &rows.v[i]);
        struct booking_words words;
        coming.together = together && rows.v[i].unit_id.v == rq->session->unit.v;
        if (view->coming.n < FIRST_FEW) view->coming.v[view->coming.n++] = coming;
        if (!coming.today || !view->write || rows.v[i].unit_id.v != rq->session->unit.v) continue;
        if (booking_read(rq->db, id, rows.v[i].id, false, &words, &coming.version)) view->today.v[view->today.n++] = coming;
    }
}

static void day_read(struct request *rq, const struct access *access, struct case_id id, struct follow_up_view *view) {
    struct visit_day_now_row row;
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_RESTRICTED; zone++) {
        if (!(NOTE_ZONES & ZONE_BIT(zone)) || !access_covers(access, zone) || !visit_day_now(rq->db, access, id, zone, rq->today, &row)) continue;
        view->form_now = day_form_code(row.form);
        view->day_now = (text_key)day_form_text(row.form);
        view->day_by = text_format(rq->arena, rq->lang, T_visit_day_said, "name", row.staff_name, "time", time_text(rq->arena, rq->lang, row.at), NULL);
        return;
    }
}

/* ── what must be minded ──────────────────────────────────────────────── */

static void mind(struct follow_up_view *view, int icon, const char *colour, const char *text) {
    if (view->minds.n < MINDS_MOST) view->minds.v[view->minds.n++] = (struct visit_mark){icon, colour, text};
}

static const char *counted(struct request *rq, text_key key, int64_t n) {
    return text_format(rq->arena, rq->lang, key, "n", arena_printf(rq->arena, "%lld", (long long)n), NULL);
}

static void mind_unseen(struct request *rq, const struct visit_last *last, bool resting, struct follow_up_view *view) {
    struct visit_limits limits = visit_limits();
    int64_t days = date_days_between(last->last_on, rq->today);
    if (!last->open || days < (resting ? limits.unseen_quiet_days : limits.unseen_days)) return;
    bool never = date_is_none(last->seen_on);
    mind(view, ICON_DANGER, "danger", counted(rq, never ? T_visit_mind_never_seen : T_visit_mind_unseen, days));
}

/* While trust is built there are more visits: how many this week, of how many. */
static void mind_first_phase(struct request *rq, struct case_id id, const struct visit_last *last, struct follow_up_view *view) {
    struct visit_limits limits = visit_limits();
    struct date ends = date_add_days(last->since, limits.first_weeks * 7), monday = date_add_days(rq->today, MONDAY - (int)date_weekday(rq->today));
    struct visit_pace_row pace;
    if (!last->open || ends.days <= rq->today.days || !visit_pace(rq->db, id, monday, date_add_days(monday, 6), &pace)) return;
    int64_t n = pace.n_done + pace.n_planned;
    bool enough = n >= limits.first_weekly;
    mind(view, enough ? ICON_OK : ICON_WARNING, enough ? "success" : "warning",
         text_format(rq->arena, rq->lang, enough ? T_visit_mind_first_enough : T_visit_mind_first_few, "n", arena_printf(rq->arena, "%lld", (long long)n), "of",
                     arena_printf(rq->arena, "%d", limits.first_weekly), "date", date_long(rq->arena, rq->lang, ends), NULL));
}

static void minds_read(struct request *rq, const struct case_frame *frame, struct follow_up_view *view) {
    struct visit_last last;
    struct case_id id = frame->brief.id;
    view->minds.v = arena_array(rq->arena, MINDS_MOST, sizeof *view->minds.v);
    if (frame->brief.state == CASE_STATE_CLOSED) return;
    bool followed = visit_last_of(rq->db, id, &last);
    if (followed) mind_unseen(rq, &last, frame->brief.state == CASE_STATE_RESTING, view);
    if (followed && (!view->contacts.v[0].name || !view->contacts.v[1].chosen))
        mind(view, ICON_DANGER, "danger", text_of(rq->lang, view->contacts.v[0].name ? T_visit_mind_no_deputy : T_visit_mind_no_contact));
    text_key pairing = visit_pairing_warning(rq, id);
    if (pairing) mind(view, ICON_WARNING, "warning", text_of(rq->lang, pairing));
    if (followed) mind_first_phase(rq, id, &last, view);
}

static void first_weeks_read(struct request *rq, struct case_id id, struct follow_up_view *view) {
    struct first_weeks weeks;
    if (!first_weeks_of(rq->db, id, rq->today, &weeks)) return;
    view->first_weeks = date_long(rq->arena, rq->lang, weeks.moved_in);
    view->first_until = date_long(rq->arena, rq->lang, weeks.until);
    view->first_kept = weeks.kept;
    view->first_missed = weeks.missed;
    view->first_unwritten = weeks.unwritten;
    view->first_coming = weeks.coming;
}

/* ── the page ─────────────────────────────────────────────────────────── */

struct reply follow_up_page(struct request *rq, const struct follow_up_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_FOLLOW_UP, &frame)) return reply_not_found(rq);
    const struct access *access = secrecy_open(rq, in->case_, NOTE_ZONES, "follow_up");
    bool writes = session_may(rq->session, RIGHT_VISIT_WRITE) && frame.brief.state != CASE_STATE_CLOSED;
    struct follow_up_view view = {
        .case_number = frame.case_number,
        .given_name = frame.person.given_name,
        .write = writes ? case_path(rq, in->case_, "/besok/ny") : NULL,
        .may_read = access != NULL,
        .may_say = writes && secrecy_own_zone(rq, in->case_),
        .forms = day_form_options(rq->arena, rq->lang),
        .moves = visit_times_offered(rq, true),
    };
    if (case_frame_may_open(rq->session, "/ansvar/roller")) view.roles_path = case_path(rq, in->case_, "/ansvar/roller");
    if (case_frame_may_open(rq->session, "/avtaler")) view.bookings_path = case_path(rq, in->case_, "/avtaler");
    bool on_from_before = !rq->form && !date_is_none(in->til) && in->til.days < rq->today.days;
    view.contacts = visit_contacts_of(rq, in->case_);
    minds_read(rq, &frame, &view);
    visits_read(rq, &frame, access, on_from_before ? in->til : rq->today, &view);
    coming_read(rq, in->case_, &view);
    day_read(rq, access, in->case_, &view);
    first_weeks_read(rq, in->case_, &view);
    if (fill_stability) fill_stability(rq, in->case_, &view.stability);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_case_tab_follow_up);
    follow_up(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

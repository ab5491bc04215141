/* One transition: where it stands, what comes next, and everything that is to be in order around her. */
#include "domain/transition/pages.h"

#include "icons.h"
#include "texts.h"
#include "transition_routes.h"
#include "transition_sql.h"

#include <stdlib.h>

static const char purpose[] = "transition";

/* ── words ────────────────────────────────────────────────────────────── */

bool transition_write(struct request *rq, struct case_id id, struct transition_id transition, enum transition_word word, const char *words) {
    struct transition t;
    enum zone zone = secrecy_own_zone(rq, id);
    const struct access *access = zone ? secrecy_open(rq, id, ZONE_BIT(zone), purpose) : NULL;
    if (text_empty(words) || !access || !transition_get(rq->db, id, transition, &t)) return false;
    transition_words_insert(rq->db, access, transition, id, t.person, zone, word, words, rq->now, rq->session->staff);
    return true;
}

static void add_words(struct request *rq, const struct access *access, struct transition_id transition, enum zone zone, struct transition_words_views *views) {
    struct transition_words_of_rows rows = transition_words_of(rq->db, access, transition, zone);
    struct transition_words_view *all = arena_array(rq->arena, views->n + rows.n + 1, sizeof *all);
    for (size_t i = 0; i < views->n; i++) all[i] = views->v[i];
    for (size_t i = 0; i < rows.n; i++)
        all[views->n + i] =
            (struct transition_words_view){(text_key)transition_word_text(rows.v[i].word), rows.v[i].words, rows.v[i].staff_name, rows.v[i].at};
    *views = (struct transition_words_views){all, views->n + rows.n};
}

static void read_words(struct request *rq, struct case_id id, struct transition_id transition, struct transition_view *view) {
    const struct access *access = secrecy_open(rq, id, TRANSITION_ZONES, purpose);
    view->readable = access != NULL;
    if (!access) view->hidden = secrecy_hidden_zone(rq, id, ZONE_HEALTH);
    for (enum zone zone = ZONE_HEALTH; access && zone <= ZONE_PLAN; zone++)
        if (TRANSITION_ZONES & ZONE_BIT(zone) && access_covers(access, zone)) add_words(rq, access, transition, zone, &view->words);
}

/* ── the plan ─────────────────────────────────────────────────────────── */

static struct transition_mark_view point_mark(struct request *rq, enum transition_point_state state) {
    const char *text = text_of(rq->lang, (text_key)transition_point_state_text(state));
    if (state == TRANSITION_POINT_STATE_DONE) return (struct transition_mark_view){ICON_OK, "success", text};
    if (state == TRANSITION_POINT_STATE_OPEN) return (struct transition_mark_view){ICON_NOT_BEGUN, "neutral", text};
    return (struct transition_mark_view){ICON_OFF, "neutral", text};
}

static int in_order(const void *a, const void *b) {
    const struct transition_plan_of_row *one = a, *other = b;
    return (int)one->point - (int)other->point;
}

static void read_points(struct request *rq, struct transition_id transition, struct transition_view *view) {
    struct transition_plan_of_rows rows = transition_plan_of(rq->db, transition);
    if (rows.n) qsort(rows.v, rows.n, sizeof *rows.v, in_order);
    view->points = (struct transition_point_views){arena_array(rq->arena, rows.n + 1, sizeof *view->points.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        bool open = rows.v[i].state == TRANSITION_POINT_STATE_OPEN;
        view->done += !open;
        view->points.v[i] = (struct transition_point_view){
            .code = transition_point_code(rows.v[i].point),
            .name = (text_key)transition_point_text(rows.v[i].point),
            .open = open,
            .settled = !open,
            .mark = point_mark(rq, rows.v[i].state),
            .by = open ? NULL : rows.v[i].staff_name,
            .see = rows.v[i].point == TRANSITION_POINT_AFTERCARE && session_may(rq->session, RIGHT_MEASURE_SEE) ? "/tiltak?vis=etter" : NULL,
        };
    }
    view->all += (int64_t)rows.n;
}

static const char *when_text(struct request *rq, enum transition_kind kind, int64_t day_no) {
    const char *n = arena_printf(rq->arena, "%lld", (long long)(day_no < 0 ? -day_no : day_no));
    if (transition_is_inside(kind)) return text_of(rq->lang, T_transition_look_back);
    return text_format(rq->arena, rq->lang, day_no < 0 ? T_transition_days_before : T_transition_days_after, "n", n, NULL);
}

static struct transition_mark_view contact_mark(struct request *rq, const struct transition_contacts_of_row *row, bool over) {
    if (row->result) return (struct transition_mark_view){ICON_OK, "success", text_of(rq->lang, (text_key)transition_result_text(row->result))};
    if (over) return (struct transition_mark_view){ICON_OFF, "neutral", text_of(rq->lang, T_transition_contact_missed)};
    int days = date_days_between(rq->today, row->due);
    if (days < 0) return (struct transition_mark_view){ICON_DANGER, "danger", text_of(rq->lang, T_transition_contact_late)};
    if (days == 0) return (struct transition_mark_view){ICON_WARNING, "warning", text_of(rq->lang, T_transition_contact_today)};
    return (struct transition_mark_view){ICON_NOT_BEGUN, "neutral", text_of(rq->lang, T_transition_contact_comes)};
}

static void read_contacts(struct request *rq, const struct transition *t, struct transition_view *view) {
    struct transition_contacts_of_rows rows = transition_contacts_of(rq->db, t->id);
    bool next_given = false;
    view->contacts = (struct transition_contact_views){arena_array(rq->arena, rows.n + 1, sizeof *view->contacts.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].day_no > 0 && !rows.v[i].result) view->may_complete = false; /* somebody is to meet her first */
        bool done = rows.v[i].result != 0, over = !done && (view->ended || (rows.v[i].day_no < 0 && !date_is_none(t->moved_on)));
        struct transition_contact_view *one = &view->contacts.v[i];
        *one = (struct transition_contact_view){
            .when = when_text(rq, t->kind, rows.v[i].day_no),
            .due = rows.v[i].due,
            .done_on = rows.v[i].done_on,
            .done = done,
            .tries = rows.v[i].tries,
            .has_tries = rows.v[i].tries > 0,
            .mark = contact_mark(rq, &rows.v[i], over),
        };
        if (done || over || next_given || !view->may_act) continue; /* one form at a time: the next one */
        one->path = arena_printf(rq->arena, "%s/mott/%lld", view->path, (long long)rows.v[i].id.v);
        next_given = true;
    }
    view->show_contacts = rows.n > 0;
}

/* ── the home ─────────────────────────────────────────────────────────── */

static void know(struct request *rq, struct transition_view *view, struct case_id id, text_key what, const char *suffix) {
    bool may = case_frame_may_open(rq->session, suffix);
    view->known.v[view->known.n++] =
        (struct transition_known_view){what, may ? arena_printf(rq->arena, "/sak/%lld%s", (long long)id.v, suffix) : NULL};
}

static void read_home(struct request *rq, const struct transition *t, struct transition_view *view) {
    struct transition_home_known_row known;
    enum { KNOWN_MOST = 4 };
    view->known.v = arena_array(rq->arena, KNOWN_MOST, sizeof *view->known.v);
    view->home = transition_home_mark(rq, t->home, t->home_from);
    view->homes = transition_home_options(rq->arena, rq->lang);
    if (t->home) view->home_value = transition_home_code(t->home);
    if (!date_is_none(t->home_from)) view->home_from = date_iso(rq->arena, t->home_from);
    view->may_night = view->may_act && case_frame_may_open(rq->session, "/akutt/be");
    if (!transition_home_known(rq->db, t->case_, &known)) return;
    if (known.lease) know(rq, view, t->case_, T_transition_knows_lease, "/leieforhold");
    if (known.offer) know(rq, view, t->case_, T_transition_knows_offer, "/tilbud");
    if (known.application) know(rq, view, t->case_, T_transition_knows_application, "/bolig");
    if (!date_is_none(known.night_until)) know(rq, view, t->case_, T_transition_knows_night, "/akutt");
}

/* Who pays and answers is the municipality she says she stays in, also when she is registered elsewhere. (USK-6) */
static void read_stay(struct request *rq, const struct transition *t, struct transition_view *view) {
    struct transition_stay stay;
    view->from_ward = transition_from_ward(t->from) && transition_is_ours(t, rq->session->unit);
    view->stays = stay_said_options(rq->arena, rq->lang);
    if (!view->from_ward || !transition_stay_of(rq->db, t->id, &stay)) return;
    view->stay = stay.municipality ? stay.municipality : profile_words_in(&organisation_profile()->letters.municipality, rq->lang);
    view->stay_by = arena_printf(rq->arena, "%s, %s", date_long(rq->arena, rq->lang, instant_oslo_date(stay.at)), stay.by);
    view->stay_value = stay_said_code(stay.said);
}

/* ── the page ─────────────────────────────────────────────────────────── */

/* What the unit may do now, from the one state table. */
static void read_acts(struct request *rq, const struct transition *t, struct transition_view *view) {
    view->may_act = !view->ended && session_may(rq->session, RIGHT_TRANSITION_WRITE) && transition_is_ours(t, rq->session->unit);
    if (!view->may_act) return;
    bool ward = transition_from_ward(t->from);
    view->may_claim = t->state == TRANSITION_STATE_ANNOUNCED;
    view->may_plan = date_is_none(t->moved_on);
    view->may_ready = transition_may(t->state, TRANSITION_STATE_READY_DECLARED) && !transition_leaves(t->kind);
    view->ready_by = transition_ready_by_code(ward ? TRANSITION_READY_BY_INSTITUTION : TRANSITION_READY_BY_MUNICIPALITY);
    view->ready_button = text_of(rq->lang, ward ? T_transition_ready_ward : T_transition_ready_own);
    view->may_answer = view->is_ready;
    view->may_not_ready = view->is_ready;
    view->may_move = transition_may(t->state, TRANSITION_STATE_MOVED) && (t->state != TRANSITION_STATE_PLANNING || transition_leaves(t->kind));
    view->may_complete = t->state == TRANSITION_STATE_SETTLING;
    view->may_write_words = secrecy_own_zone(rq, t->case_) != 0;
    if (view->may_write_words && !view->inside) view->letter_new = arena_printf(rq->arena, "%s/brev", view->path);
}

static void read_options(struct request *rq, const struct transition *t, struct transition_view *view) {
    view->staff = organisation_staff_options(rq->db, rq->session->unit, rq->today);
    view->contact_value = t->contact.v ? arena_printf(rq->arena, "%lld", (long long)t->contact.v) : NULL;
    view->results = transition_result_options(rq->arena, rq->lang);
    view->words_kinds = transition_word_options(rq->arena, rq->lang);
    view->ends = transition_end_why_options(rq->arena, rq->lang);
    view->today = date_iso(rq->arena, rq->today);
    view->expected = date_is_none(t->expected) ? NULL : date_iso(rq->arena, t->expected);
}

static struct transition_view view_of(struct request *rq, const struct transition *t, const struct transition_row_row *row) {
    bool ready = t->state == TRANSITION_STATE_READY_DECLARED || t->state == TRANSITION_STATE_CAN_RECEIVE || t->state == TRANSITION_STATE_CANNOT_UNTIL;
    bool ours = transition_is_ours(t, rq->session->unit);
    struct transition_view view = {
        .path = transition_path(rq, t->case_, t->id),
        .case_path = transition_path(rq, t->case_, (struct transition_id){0}),
        .unit = transition_unit_name(rq, t->unit),
        .case_number = t->case_.v,
        .contact = organisation_staff_name(rq->db, t->contact),
        .kind = transition_kind_shown(t->kind, ours),
        .from = ours ? (text_key)transition_party_text(t->from) : 0,
        .to = (text_key)transition_party_text(t->to),
        .end_why = row->ended_why ? (text_key)transition_end_why_text(row->ended_why) : 0,
        .expected_on = t->expected,
        .cannot_until = t->cannot_until,
        .moved_on = t->moved_on,
        .ended_on = row->ended_on,
        .announced_at = t->announced_at,
        .ready_at = t->ready_at,
        .state = transition_state_mark(rq, t->state, t->answer_due, t->cannot_until),
        .has_day = !date_is_none(t->expected),
        .is_ready = ready,
        .waits_until = t->state == TRANSITION_STATE_CANNOT_UNTIL,
        .has_moved = !date_is_none(t->moved_on),
        .ended = !transition_is_open(t->state),
        .inside = transition_is_inside(t->kind),
        .lacks_home = t->lacks_home,
    };
    if (t->state == TRANSITION_STATE_READY_DECLARED) {
        view.answer_due = date_full(rq->arena, rq->lang, instant_oslo_date(t->answer_due));
        view.answer_late = t->answer_due.ms < rq->now.ms;
    }
    struct transition_cost cost = ours ? transition_cost_now(rq, t->id) : (struct transition_cost){0};
    if (cost.days) view.cost = transition_cost_text(rq, cost);
    return view;
}

struct reply transition_page(struct request *rq, const struct transition_page_in *in) {
    struct case_frame frame;
    struct transition t;
    struct transition_row_row row;
    if (!case_frame_read(rq, in->case_, 0, &frame) || !transition_get(rq->db, in->case_, in->transition, &t)) return reply_not_found(rq);
    if (!transition_row(rq->db, in->case_, in->transition, &row)) return reply_not_found(rq);
    struct transition_view view = view_of(rq, &t, &row);
    view.given_name = frame.person.given_name;
    read_acts(rq, &t, &view);
    read_options(rq, &t, &view);
    read_points(rq, t.id, &view);
    read_contacts(rq, &t, &view);
    if (!view.inside) read_home(rq, &t, &view);
    read_words(rq, in->case_, t.id, &view);
    transition_read_letters(rq, &t, &view);
    for (size_t i = 0; i < view.points.n; i++) view.has_guide |= text_equal(view.points.v[i].code, transition_point_code(TRANSITION_POINT_GUIDE));
    view.guide = transition_guide_texts(rq);
    read_stay(rq, &t, &view);
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_transitions_title);
    transition_one(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

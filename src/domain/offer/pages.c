/* The offers of one case: the one that counts now and what can be done with it, and everything she has been offered and answered. */
#include "domain/offer/pages.h"

#include "icons.h"
#include "offer_routes.h"
#include "texts.h"

/* ── shared ───────────────────────────────────────────────────────────── */

struct reply offer_refused(struct request *rq, int fault) {
    struct offer_fault_text text = offer_fault_text(fault);
    if (fault == OFFER_NOT_FOUND) return reply_not_found(rq);
    if (fault == OFFER_NO_ACCESS) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

struct reply offer_reply(struct request *rq, struct case_id id, int fault, text_key notice) {
    if (fault) return offer_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/tilbud", (long long)id.v), notice);
}

struct offer_mark_view offer_state_mark(enum offer_state state) {
    static const struct {
        int icon;
        const char *color;
    } looks[OFFER_STATE_COUNT + 1] = {
        [OFFER_STATE_OPEN] = {ICON_WAITING, "info"},      [OFFER_STATE_ACCEPTED] = {ICON_OK, "success"}, [OFFER_STATE_MOVED_IN] = {ICON_KEY, "success"},
        [OFFER_STATE_DECLINED] = {ICON_NOT_BEGUN, "neutral"}, [OFFER_STATE_LAPSED] = {ICON_CLOCK, "neutral"}, [OFFER_STATE_WITHDRAWN] = {ICON_OFF, "neutral"},
    };
    return (struct offer_mark_view){looks[state].icon, looks[state].color, offer_state_text(state)};
}

static struct offer_mark_view match_mark(enum offer_match match) {
    switch (match) {
    case OFFER_MATCH_FITS: return (struct offer_mark_view){ICON_OK, "success", offer_match_text(match)};
    case OFFER_MATCH_FITS_NOT: return (struct offer_mark_view){ICON_REMOVE, "danger", offer_match_text(match)};
    case OFFER_MATCH_NOT_KNOWN: return (struct offer_mark_view){ICON_HELP, "warning", offer_match_text(match)};
    }
    return (struct offer_mark_view){0};
}

struct offer_fit_views offer_fit_list(struct request *rq, const struct offer_fits *fits) {
    struct offer_fit_views views = {arena_array(rq->arena, OFFER_POINT_COUNT, sizeof *views.v), 0};
    for (int point = 1; point <= OFFER_POINT_COUNT; point++)
        if (fits->v[point]) views.v[views.n++] = (struct offer_fit_view){offer_point_text((enum offer_point)point), match_mark(fits->v[point])};
    return views;
}

const char *offer_home_on_page(struct request *rq, struct dwelling_id dwelling, bool shown) {
    struct offer_home_get_row home;
    if (!shown) return text_of(rq->lang, T_offer_home_hidden);
    return offer_home_get(rq->db, dwelling, &home) ? offer_home_name(rq->arena, rq->lang, &home) : "";
}

struct options offer_pick(struct request *rq, const struct options *all, const char *const *codes, size_t n) {
    struct options picked = {arena_array(rq->arena, n, sizeof *picked.v), 0};
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < all->n; j++)
            if (text_equal(all->v[j].value, codes[i])) picked.v[picked.n++] = all->v[j];
    return picked;
}

/* ── the one that counts now ──────────────────────────────────────────── */

static void read_fits(struct request *rq, struct dwelling_offer_id offer, struct offer_now_view *now) {
    struct offer_fits fits = {0};
    struct offer_fit_of_rows rows = offer_fit_of(rq->db, offer);
    for (size_t i = 0; i < rows.n; i++) fits.v[rows.v[i].point] = rows.v[i].fit;
    now->fits = offer_fit_list(rq, &fits);
}

static void read_letters(struct request *rq, const struct offers_of_row *row, struct case_id id, struct offer_now_view *now) {
    const struct access *access = secrecy_open(rq, id, ZONE_BIT(ZONE_TENANCY), "offer");
    if (!access || !access_covers(access, ZONE_TENANCY) || date_is_none(row->sent_on)) return;
    struct offer_letters_rows rows = offer_letters(rq->db, access, row->id);
    now->letters = (struct offer_letter_views){arena_array(rq->arena, rows.n + 1, sizeof *now->letters.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        now->letters.v[i] = (struct offer_letter_view){offer_path(rq, id, arena_printf(rq->arena, "/brev/%lld", (long long)rows.v[i].id.v)),
                                                       delivery_recipient_text(rows.v[i].recipient), rows.v[i].sent_on};
}

static void read_viewings(struct request *rq, const struct offers_of_row *row, struct case_id id, struct offer_now_view *now) {
    static const char *const went[] = {"seen", "not_met", "called_off"};
    struct viewings_of_rows rows = viewings_of(rq->db, row->id);
    struct options all = viewing_state_options(rq->arena, rq->lang);
    bool planned = false;
    now->viewings = (struct offer_viewing_views){arena_array(rq->arena, rows.n + 1, sizeof *now->viewings.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        planned = planned || rows.v[i].state == VIEWING_STATE_PLANNED;
        now->viewings.v[i] = (struct offer_viewing_view){
            .path = offer_path(rq, id, arena_printf(rq->arena, "/%lld/visning/%lld", (long long)row->id.v, (long long)rows.v[i].id.v)),
            .clock = offer_clock(rq, rows.v[i].from_minute), .state = viewing_state_text(rows.v[i].state), .on = rows.v[i].on_date,
            .planned = rows.v[i].state == VIEWING_STATE_PLANNED};
    }
    now->wents = offer_pick(rq, &all, went, sizeof went / sizeof *went);
    now->may_view = now->may_answer && !planned;
}

static void read_keys(struct request *rq, const struct offers_of_row *row, struct offer_now_view *now) {
    if (!now->has_lease && !now->moved_in) return;
    struct offer_points points = offer_move_in_points();
    struct move_in_of_rows done = move_in_of(rq->db, row->id);
    now->points = (struct offer_point_views){arena_array(rq->arena, points.n + 1, sizeof *now->points.v), points.n};
    for (unsigned i = 0; i < points.n; i++) {
        now->points.v[i] = (struct offer_point_view){.code = points.v[i].code, .name = profile_words_in(&points.v[i].name, rq->lang), .on = DATE_NONE};
        for (size_t j = 0; j < done.n; j++)
            if (text_equal(done.v[j].point, points.v[i].code)) {
                now->points.v[i].by = done.v[j].name;
                now->points.v[i].on = instant_oslo_date(done.v[j].at);
            }
        now->points_left += !now->points.v[i].by;
    }
}

static void read_talks(struct request *rq, const struct offers_of_row *row, bool acts, struct offer_now_view *now) {
    if (!now->moved_in) return;
    struct offer_days days = offer_settling_days();
    struct settling_of_rows rows = settling_of(rq->db, row->id);
    now->talks = (struct offer_talk_views){arena_array(rq->arena, days.n + 1, sizeof *now->talks.v), days.n};
    for (unsigned i = 0; i < days.n; i++) {
        struct offer_talk_view *talk = &now->talks.v[i];
        *talk = (struct offer_talk_view){.day = days.v[i], .on = date_add_days(row->moved_in_on, days.v[i])};
        bool reached = false;
        for (size_t j = 0; j < rows.n; j++) {
            if (rows.v[j].day_no != days.v[i]) continue;
            reached = rows.v[j].result != SETTLING_RESULT_NOT_REACHED;
            *talk = (struct offer_talk_view){days.v[i], settling_result_text(rows.v[j].result), rows.v[j].on_date, rows.v[j].name};
        }
        bool due = row->moved_in_on.days + days.v[i] <= rq->today.days;
        if (!reached && due && !now->next_day) now->next_day = days.v[i];
    }
    now->may_talk = acts && now->next_day;
}

static void read_choices(struct request *rq, struct offer_now_view *now) {
    now->answers = part_answer_options(rq->arena, rq->lang);
    now->ways = answer_way_options(rq->arena, rq->lang);
    now->reasons = decline_reason_options(rq->arena, rq->lang);
    now->times = offer_more_time_options(rq->arena, rq->lang);
    now->backs = offer_back_options(rq->arena, rq->lang);
    now->deposits = lease_deposit_options(rq->arena, rq->lang);
    now->results = settling_result_options(rq->arena, rq->lang);
    now->time_default = date_iso(rq->arena, date_add_days(now->answer_by.days > rq->today.days ? now->answer_by : rq->today, 7));
    now->today = date_iso(rq->arena, rq->today);
    now->from_default = date_iso(rq->arena, date_add_days(rq->today, 7));
}

static void read_lease(struct request *rq, const struct offers_of_row *row, struct case_id id, struct offer_now_view *now) {
    struct offer_lease_of_row lease;
    if (!now->accepted && !now->moved_in) return;
    now->has_lease = offer_lease_of(rq->db, id, row->dwelling_id, &lease);
    if (!now->has_lease) return;
    now->lease_state = lease_state_text(lease.state);
    now->lease_from = lease.from_date;
    if (case_frame_may_open(rq->session, "/leieforhold")) now->lease_path = arena_printf(rq->arena, "/sak/%lld/leieforhold", (long long)id.v);
}

struct reading {
    struct request *rq;
    struct case_frame frame;
    bool graded, held;
};

static bool shows(const struct reading *reading, struct unit_id unit) { return !reading->graded || unit.v == reading->rq->session->unit.v; }

static void read_may(const struct reading *reading, const struct offers_of_row *row, struct offer_now_view *now) {
    struct request *rq = reading->rq;
    bool ours = row->unit_id.v == rq->session->unit.v, makes = ours && session_may(rq->session, RIGHT_OFFER_MAKE);
    bool lets = offer_landlord(rq->db, reading->frame.brief.id, row->unit_id).v == rq->session->unit.v;
    bool acts = (ours || reading->held || (lets && !now->open)) && session_may(rq->session, RIGHT_OFFER_ANSWER);
    now->may_send = makes && now->open && date_is_none(row->sent_on);
    now->may_answer = acts && now->open;
    now->may_point = acts && (now->accepted || now->moved_in);
    read_lease(rq, row, reading->frame.brief.id, now);
    now->may_lease = lets && session_may(rq->session, RIGHT_OFFER_MAKE) && now->accepted && !now->has_lease;
    now->may_back = makes && (now->open || (now->accepted && !now->has_lease));
    read_talks(rq, row, acts, now);
}

static void read_now(const struct reading *reading, const struct offers_of_row *row, struct offer_now_view *now) {
    struct request *rq = reading->rq;
    struct case_id id = reading->frame.brief.id;
    struct offer_home_get_row home;
    struct unit_brief unit = {0};
    struct offer_extension_of_row more;
    bool shown = shows(reading, row->unit_id) && offer_home_get(rq->db, row->dwelling_id, &home);
    organisation_unit(rq->db, row->unit_id, rq->lang, &unit);
    *now = (struct offer_now_view){
        .home = offer_home_on_page(rq, row->dwelling_id, shown), .area = shown ? home.area : NULL, .unit = unit.name, .by = row->made_name,
        .path = offer_path(rq, id, arena_printf(rq->arena, "/%lld", (long long)row->id.v)), .mark = offer_state_mark(row->state),
        .choice = row->choice ? offer_choice_text(row->choice) : 0, .forced = row->forced_why ? forced_why_text(row->forced_why) : 0, .made = instant_oslo_date(row->made_at), .answer_by = row->answer_by,
        .sent = row->sent_on, .open = row->state == OFFER_STATE_OPEN, .accepted = row->state == OFFER_STATE_ACCEPTED,
        .moved_in = row->state == OFFER_STATE_MOVED_IN, .reserve = row->from_reserve, .moved_on = row->moved_in_on,
        .rent = shown && home.rent.has ? text_format(rq->arena, rq->lang, T_offer_kroner, "amount", number_text(rq->arena, rq->lang, home.rent.v), NULL) : NULL,
        .rent_default = shown && home.rent.has ? arena_printf(rq->arena, "%lld", (long long)home.rent.v) : ""};
    now->late = now->open && row->answer_by.days < rq->today.days;
    if (now->open && offer_extension_of(rq->db, row->id, &more)) now->more_why = offer_more_time_text(more.why);
    read_choices(rq, now);
    read_may(reading, row, now);
    read_fits(rq, row->id, now);
    read_letters(rq, row, id, now);
    read_viewings(rq, row, id, now);
    read_keys(rq, row, now);
}

/* ── what has been ────────────────────────────────────────────────────── */

static text_key effect_text(enum decline_reason why) {
    switch (offer_effect(why)) {
    case OFFER_NEVER_COUNTS: return T_offer_effect_never;
    case OFFER_NOTED: return T_offer_effect_noted;
    case OFFER_ASK_HER: return T_offer_effect_ask;
    }
    return 0;
}

static struct offer_past_view past_of(const struct reading *reading, const struct offers_of_row *row) {
    return (struct offer_past_view){.home = offer_home_on_page(reading->rq, row->dwelling_id, shows(reading, row->unit_id)), .by = row->answered_name,
                                    .mark = offer_state_mark(row->state),
                                    .why = row->declined_why ? decline_reason_text(row->declined_why) : row->back_why ? offer_back_text(row->back_why) : 0,
                                    .effect = row->declined_why ? effect_text(row->declined_why) : 0,
                                    .made = instant_oslo_date(row->made_at),
                                    .ended = date_is_none(row->ended_on) ? row->moved_in_on : row->ended_on};
}

static void read_offers(const struct reading *reading, struct offer_case_view *view) {
    struct offers_of_rows rows = offers_of(reading->rq->db, reading->frame.brief.id);
    view->any = rows.n > 0;
    view->past.v = arena_array(reading->rq->arena, rows.n + 1, sizeof *view->past.v);
    for (size_t i = 0; i < rows.n; i++) {
        bool counts = rows.v[i].state == OFFER_STATE_OPEN || rows.v[i].state == OFFER_STATE_ACCEPTED || rows.v[i].state == OFFER_STATE_MOVED_IN;
        if (counts && !view->now.home) read_now(reading, &rows.v[i], &view->now);
        else view->past.v[view->past.n++] = past_of(reading, &rows.v[i]);
    }
}

static void read_beside(const struct reading *reading, struct offer_case_view *view) {
    struct request *rq = reading->rq;
    struct case_id id = reading->frame.brief.id;
    struct reserves_of_rows line = reserves_of(rq->db, id);
    struct home_passed_of_rows passed = home_passed_of(rq->db, id);
    bool shown = !reading->graded;
    view->line = (struct offer_line_views){arena_array(rq->arena, line.n + 1, sizeof *view->line.v), line.n};
    for (size_t i = 0; i < line.n; i++)
        view->line.v[i] = (struct offer_passed_view){.home = offer_home_on_page(rq, line.v[i].dwelling_id, shown), .on = instant_oslo_date(line.v[i].at)};
    view->passed = (struct offer_passed_views){arena_array(rq->arena, passed.n + 1, sizeof *view->passed.v), passed.n};
    for (size_t i = 0; i < passed.n; i++)
        view->passed.v[i] = (struct offer_passed_view){offer_home_on_page(rq, passed.v[i].dwelling_id, shown), passed.v[i].name,
                                                       passed_reason_text(passed.v[i].why), instant_oslo_date(passed.v[i].at)};
}

struct reply offer_page(struct request *rq, const struct offer_page_in *in) {
    struct reading reading = {.rq = rq};
    if (!case_frame_read(rq, in->case_, TAB_HOME, &reading.frame)) return reply_not_found(rq);
    reading.graded = reading.frame.person.grade != ADDRESS_GRADE_OPEN;
    reading.held = reading.frame.brief.holder_unit.v == rq->session->unit.v;
    struct offer_case_view view = {.given_name = reading.frame.person.given_name, .path = offer_path(rq, in->case_, "")};
    read_offers(&reading, &view);
    read_beside(&reading, &view);
    bool picks = offer_may_make(rq->db, in->case_) && session_may(rq->session, RIGHT_OFFER_MAKE);
    if (picks && !view.now.open && !view.now.accepted) view.find_path = offer_path(rq, in->case_, "/finn");
    if (case_frame_may_open(rq->session, "/klage")) view.appeal_path = arena_printf(rq->arena, "/sak/%lld/klage", (long long)in->case_.v);
    if (case_frame_may_open(rq->session, "/bolig")) view.application_path = arena_printf(rq->arena, "/sak/%lld/bolig", (long long)in->case_.v);
    struct html *h = html_new(rq);
    case_frame_begin(h, &reading.frame, T_offer_title);
    offer_case(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

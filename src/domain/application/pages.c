/* The page of a case about her application for a home: what stands, what counts, what she wishes, and what can be done now. */
#include "domain/application/pages.h"

#include "application_routes.h"
#include "icons.h"
#include "texts.h"

enum { POSTPONED_PROPOSED = 28 };
static const char see[] = "application";

/* ── shared ───────────────────────────────────────────────────────────── */

const struct access *application_access(struct request *rq, struct case_id id) { return secrecy_open(rq, id, ZONE_BIT(ZONE_HOUSING), see); }

struct reply application_refused(struct request *rq, int fault) {
    struct application_fault_text text = application_fault_text(fault);
    if (fault == APPLICATION_NOT_FOUND) return reply_not_found(rq);
    if (fault == APPLICATION_NO_ACCESS) return reply_denied(rq, text.why);
    if (!text.field) return reply_conflict(rq, text.why);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

struct reply application_answer(struct request *rq, struct case_id id, int fault, text_key notice) {
    if (fault) return application_refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/bolig", (long long)id.v), notice);
}

struct application_mark_view application_status_mark(struct request *rq, enum application_status status) {
    static const struct {
        int icon;
        const char *color;
    } looks[APPLICATION_STATUS_COUNT + 1] = {
        [APPLICATION_STATUS_REGISTERED] = {ICON_INBOX, "info"},   [APPLICATION_STATUS_ASSESSED] = {ICON_DOCUMENT, "info"},
        [APPLICATION_STATUS_TO_MEETING] = {ICON_MEETING, "info"}, [APPLICATION_STATUS_APPROVED] = {ICON_OK, "success"},
        [APPLICATION_STATUS_REFUSED] = {ICON_OFF, "danger"},      [APPLICATION_STATUS_POSTPONED] = {ICON_CLOCK, "warning"},
        [APPLICATION_STATUS_WAITING] = {ICON_WAITING, "warning"}, [APPLICATION_STATUS_OFFERED] = {ICON_SEND, "info"},
        [APPLICATION_STATUS_ACCEPTED] = {ICON_OK, "success"},     [APPLICATION_STATUS_LEASED] = {ICON_KEY, "success"},
        [APPLICATION_STATUS_WITHDRAWN] = {ICON_OFF, "neutral"},
    };
    return (struct application_mark_view){looks[status].icon, looks[status].color, text_of(rq->lang, application_status_text(status))};
}

const char *application_persons(struct request *rq, int64_t adults, int64_t children) {
    const char *a = arena_printf(rq->arena, "%lld", (long long)adults), *c = arena_printf(rq->arena, "%lld", (long long)children);
    const char *grown = text_format(rq->arena, rq->lang, T_application_adults, "n", a, NULL);
    if (!children) return grown;
    return text_format(rq->arena, rq->lang, T_application_adults_and_children, "adults", grown, "n", c, NULL);
}

text_key application_question(enum criterion criterion) { return criterion_text(criterion); }

unsigned application_counted(struct request *rq) {
    const struct rank_rules *rules = application_rules(rq->arena, rq->today);
    unsigned counted = 1u << CRITERION_IN_NEED;
    for (enum allocation_reason reason = PRIORITY_HOMELESSNESS; reason <= PRIORITY_RESIDENCE; reason++)
        if (rules->first & 1u << reason) counted |= 1u << rank_criterion(reason);
    for (size_t i = 0; i < rules->n_weights; i++) counted |= 1u << rank_criterion(rules->weights[i].reason);
    return counted & ~1u;
}

/* ── reading ──────────────────────────────────────────────────────────── */

/* The newest words about a subject; NULL: none. */
static const char *words_about(const struct words_of_application_rows *words, enum words_about about, int64_t subject) {
    const char *found = NULL;
    for (size_t i = 0; i < words->n; i++)
        if (words->v[i].about == about && words->v[i].subject == subject) found = words->v[i].words;
    return found;
}

static const char *value_text(struct request *rq, enum criterion criterion, struct maybe_int value) {
    static const text_key needs[] = {T_application_need_1, T_application_need_2, T_application_need_3, T_application_need_4};
    const char *n = arena_printf(rq->arena, "%lld", (long long)value.v);
    if (!value.has) return text_of(rq->lang, T_application_not_known);
    if (criterion == CRITERION_RESIDENCE) return text_format(rq->arena, rq->lang, T_application_years, "n", n, NULL);
    if (criterion == CRITERION_NEED) return text_of(rq->lang, needs[(value.v - 1) & 3]);
    return text_of(rq->lang, value.v ? T_application_yes : T_application_no);
}

static const char *by_whom(const struct request *rq, const char *name) { return name ? name : text_of(rq->lang, T_application_from_file); }

static void read_facts(struct request *rq, const struct application *application, const struct words_of_application_rows *words,
                       struct application_page_view *view) {
    struct facts_of_rows rows = facts_of(rq->db, application->id);
    unsigned counted = application_counted(rq), seen = 0;
    view->facts.v = arena_array(rq->arena, rows.n + CRITERION_COUNT + 1, sizeof *view->facts.v);
    for (size_t i = 0; i < rows.n; i++) {
        const struct facts_of_row *row = &rows.v[i];
        bool counts = counted & 1u << row->criterion || row->criterion == CRITERION_RESIDENCE_EXCEPTION;
        if (row->value.has) seen |= 1u << row->criterion;
        if (!row->value.has || (row->criterion == CRITERION_RESIDENCE_EXCEPTION && !row->value.v)) continue;
        view->facts.v[view->facts.n++] = (struct application_fact_view){
            .what = text_of(rq->lang, application_question(row->criterion)),
            .answer = value_text(rq, row->criterion, row->value),
            .by = text_format(rq->arena, rq->lang, T_application_known_by, "name", by_whom(rq, row->name), "source",
                              text_of(rq->lang, fact_source_text(row->source)), NULL),
            .why = words_about(words, WORDS_ABOUT_FACT, row->id.v),
            .mark = counts ? (struct application_mark_view){0}
                           : (struct application_mark_view){ICON_INFO, "neutral", text_of(rq->lang, T_application_counts_not)},
        };
    }
    for (int criterion = 1; criterion <= CRITERION_COUNT; criterion++) {
        if (!(counted & 1u << criterion) || seen & 1u << criterion) continue;
        view->unknown++;
        view->facts.v[view->facts.n++] = (struct application_fact_view){
            .what = text_of(rq->lang, application_question((enum criterion)criterion)),
            .answer = text_of(rq->lang, T_application_not_known),
            .mark = {ICON_WARNING, "warning", text_of(rq->lang, T_application_ask)},
        };
    }
}

static void read_wishes(struct request *rq, const struct application *application, const struct words_of_application_rows *words,
                        struct application_page_view *view) {
    struct home_wishes_of_rows rows = home_wishes_of(rq->db, application->id);
    view->wishes = (struct application_wish_views){arena_array(rq->arena, rows.n + 1, sizeof *view->wishes.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->wishes.v[i] = (struct application_wish_view){
            .id = rows.v[i].id.v,
            .seq = (int64_t)i + 1,
            .kind = wish_kind_text(rows.v[i].kind),
            .area = rows.v[i].area,
            .words = words_about(words, WORDS_ABOUT_WISH, rows.v[i].id.v),
            .answer = words_about(words, WORDS_ABOUT_WISH_RESULT, rows.v[i].id.v),
            .result = rows.v[i].result ? wish_result_text(rows.v[i].result) : 0,
            .unmet = rows.v[i].unmet ? wish_unmet_text(rows.v[i].unmet) : 0,
            .may_answer = view->may_write && !rows.v[i].result && application->status >= APPLICATION_STATUS_APPROVED,
            .path = application_path(rq, application->case_, arena_printf(rq->arena, "/onske/%lld/svar", (long long)rows.v[i].id.v)),
            .act = application_path(rq, application->case_, arena_printf(rq->arena, "/onske/%lld", (long long)rows.v[i].id.v)),
            .may_up = view->may_write && i > 0,
        };
}

static void read_members(struct request *rq, const struct access *access, const struct application *application, struct application_page_view *view) {
    struct members_of_rows rows = members_of(rq->db, access, application->id);
    view->members = (struct application_member_views){arena_array(rq->arena, rows.n + 1, sizeof *view->members.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const char *born = text_format(rq->arena, rq->lang, T_application_member_born, "year", arena_printf(rq->arena, "%lld", (long long)rows.v[i].birth_year), NULL);
        const char *nights = text_format(rq->arena, rq->lang, T_application_member_nights, "n", arena_printf(rq->arena, "%lld", (long long)rows.v[i].nights_a_week), NULL);
        view->members.v[i] = (struct application_member_view){
            .name = rows.v[i].name,
            .about = rows.v[i].nights_a_week < 7 ? arena_printf(rq->arena, "%s, %s", born, nights) : born,
            .path = application_path(rq, application->case_, arena_printf(rq->arena, "/husstand/%lld/ut", (long long)rows.v[i].id.v)),
        };
    }
}

static void read_pressures(struct request *rq, const struct application *application, const struct words_of_application_rows *words,
                           struct application_page_view *view) {
    struct pressures_of_rows rows = pressures_of(rq->db, application->id);
    view->pressures = (struct application_pressure_views){arena_array(rq->arena, rows.n + 1, sizeof *view->pressures.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->pressures.v[i] = (struct application_pressure_view){
            .from = pressure_from_text(rows.v[i].from_whom),
            .by = rows.v[i].name,
            .at = rows.v[i].at,
            .said = words_about(words, WORDS_ABOUT_PRESSURE, rows.v[i].id.v),
        };
}

static void read_steps(struct request *rq, const struct application *application, struct application_page_view *view) {
    struct application_steps_of_rows rows = application_steps_of(rq->db, application->id);
    view->steps = (struct application_step_views){arena_array(rq->arena, rows.n + 1, sizeof *view->steps.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view->steps.v[i] = (struct application_step_view){application_status_text(rows.v[i].to_status), by_whom(rq, rows.v[i].name), rows.v[i].at};
}

/* Never a number: the list moves, and a number would be a promise. (MODEL 3.7) */
static text_key band_text(enum rank_state state, enum rank_band band) {
    if (state == RANK_ASK) return T_application_band_ask;
    if (state == RANK_NOT_IN_NEED) return T_application_band_not_in_need;
    switch (band) {
    case RANK_BAND_FRONT: return T_application_band_front;
    case RANK_BAND_MIDDLE: return T_application_band_middle;
    case RANK_BAND_BACK: return T_application_band_back;
    case RANK_BAND_NONE: break;
    }
    return T_application_band_short;
}

static text_key why_of(const struct application *application) {
    if (application->postponed_why) return postponed_why_text(application->postponed_why);
    if (application->refused_why) return refused_why_text(application->refused_why);
    return application->withdrawn_why ? withdrawn_why_text(application->withdrawn_why) : 0;
}

/* Does a meeting decide on homes here? Else the unit does it from the page. */
static bool meeting_decides(void) {
    const struct profile *profile = organisation_profile();
    for (unsigned i = 0; i < profile->series_count; i++)
        if (profile->series[i].kind == SERIES_ALLOCATION && profile->series[i].individual_cases) return true;
    return false;
}

static void read_actions(struct request *rq, const struct application *application, struct application_page_view *view) {
    enum application_status status = application->status;
    bool ours = rq->session->unit.v == application_unit(rq->db).v && session_may(rq->session, RIGHT_APPLICATION_DECIDE);
    view->open = application_is_open(status);
    view->refused = status == APPLICATION_STATUS_REFUSED;
    view->decision_path = arena_printf(rq->arena, "/sak/%lld/vedtak", (long long)application->case_.v);
    view->may_assess = view->may_write && status == APPLICATION_STATUS_REGISTERED;
    view->may_report = view->may_write && (status == APPLICATION_STATUS_ASSESSED || status == APPLICATION_STATUS_POSTPONED);
    view->meeting_decides = status == APPLICATION_STATUS_TO_MEETING && meeting_decides();
    view->may_decide = ours && status == APPLICATION_STATUS_TO_MEETING; /* a no of the meeting is written here too */
    view->may_wait = ours && status == APPLICATION_STATUS_APPROVED;
    view->may_check = view->may_write && view->open && status != APPLICATION_STATUS_REGISTERED;
}

static void read_status(struct request *rq, const struct application *application, struct application_page_view *view) {
    struct application_round_of_row round;
    int days = organisation_profile()->allocation.recheck_days;
    enum rank_band band;
    view->status = application_status_mark(rq, application->status);
    view->kind = application_kind_text(application->kind);
    view->way = application_way_text(application->way);
    view->list = application->list ? list_type_text(application->list) : 0;
    view->why = why_of(application);
    view->received = application->received_on;
    view->round = application_round_of(rq->db, application->case_, &round) ? round.closes_on : DATE_NONE;
    view->postponed_to = application->postponed_to;
    view->checked = application->checked_on;
    view->check_due = date_add_days(date_is_none(application->checked_on) ? application->received_on : application->checked_on, days ? days : 90);
    view->check_late = view->check_due.days <= rq->today.days;
    view->persons = application_persons(rq, application->adults, application->children);
    view->adults = application->adults;
    view->children = application->children;
    bool on_list = application->list && view->open && application->status != APPLICATION_STATUS_OFFERED &&
                   application->status != APPLICATION_STATUS_ACCEPTED;
    if (!on_list) return;
    const struct rank_line line = application_place(rq->db, application, rq->today, &band);
    view->may_proposal = case_frame_may_open(rq->session, "/bolig/forslag");
    view->band = band_text(line.state, band);
    view->band_why = line.first ? T_application_band_first : T_application_band_depends;
}

static void read_choices(struct request *rq, struct application_page_view *view) {
    view->lists = list_type_options(rq->arena, rq->lang);
    view->wish_kinds = wish_kind_options(rq->arena, rq->lang);
    view->results = wish_result_options(rq->arena, rq->lang);
    view->unmets = wish_unmet_options(rq->arena, rq->lang);
    view->froms = pressure_from_options(rq->arena, rq->lang);
    view->checks = rechecked_options(rq->arena, rq->lang);
    view->withdrawals = withdrawn_why_options(rq->arena, rq->lang);
    view->refusals = refused_why_options(rq->arena, rq->lang);
    view->postponements = postponed_why_options(rq->arena, rq->lang);
    view->postponed_default = date_iso(rq->arena, date_add_days(rq->today, POSTPONED_PROPOSED));
    view->outcomes.v = arena_array(rq->arena, 3, sizeof *view->outcomes.v);
    for (enum application_status status = APPLICATION_STATUS_APPROVED; status <= APPLICATION_STATUS_POSTPONED; status++)
        view->outcomes.v[view->outcomes.n++] =
            (struct option){application_status_code(status), text_of(rq->lang, application_status_text(status)), NULL};
}

struct reply application_page(struct request *rq, const struct application_page_in *in) {
    struct case_frame frame;
    struct application application;
    if (!case_frame_read(rq, in->case_, TAB_HOME, &frame)) return reply_not_found(rq);
    struct application_page_view view = {.given_name = frame.person.given_name, .path = application_path(rq, in->case_, "")};
    view.any = application_now(rq->db, in->case_, &application);
    if (case_frame_may_open(rq->session, "/tilbud")) view.offers_path = arena_printf(rq->arena, "/sak/%lld/tilbud", (long long)in->case_.v);
    bool writes = session_may(rq->session, RIGHT_APPLICATION_WRITE) && frame.brief.state != CASE_STATE_CLOSED;
    view.may_write = writes && view.any && application_is_open(application.status);
    view.may_new = writes && (!view.any || !application_is_open(application.status));
    if (view.any) {
        const struct access *access = application_access(rq, in->case_);
        read_choices(rq, &view);
        read_actions(rq, &application, &view);
        read_status(rq, &application, &view);
        read_steps(rq, &application, &view);
        view.readable = access && access_covers(access, ZONE_HOUSING);
        view.hidden = secrecy_hidden_zone(rq, in->case_, ZONE_HOUSING);
        if (view.readable) {
            struct words_of_application_rows words = words_of_application(rq->db, access, application.id);
            view.helper = words_about(&words, WORDS_ABOUT_HELPER, application.id.v);
            view.situation = words_about(&words, WORDS_ABOUT_SITUATION, application.id.v);
            view.answer_words = words_about(&words, application.status == APPLICATION_STATUS_REFUSED ? WORDS_ABOUT_REFUSAL : WORDS_ABOUT_POSTPONED,
                                            application.id.v);
            read_facts(rq, &application, &words, &view);
            read_members(rq, access, &application, &view);
            read_wishes(rq, &application, &words, &view);
            read_pressures(rq, &application, &words, &view);
        }
    }
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_application_title);
    application_case(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

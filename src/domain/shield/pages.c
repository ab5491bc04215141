/* Pages of naming, hiding, graded addresses and ties. From form to rule to view. The leader's pages show no name: whom she decides about she
 * knows by the number of the case. */
#include "domain/shield/shield.h"

#include "domain/shield/views.h"
#include "domain/work/case_frame.h"
#include "shield_routes.h"
#include "shield_sql.h"
#include "shield_views.h"
#include "texts.h"

enum { MONTHS_PROPOSED = 3, DAYS_SOON = 14 };

static const char *long_date(struct request *rq, struct date date) {
    return date_is_none(date) ? NULL : date_long(rq->arena, rq->lang, date);
}

static struct reply refused(struct request *rq, int fault) {
    struct shield_fault_text text = shield_fault_text(fault);
    if (fault == SHIELD_NOT_FOUND) return reply_not_found(rq);
    form_error(rq, text.field, text.why);
    return reply_invalid(rq);
}

/* ── in the case ──────────────────────────────────────────────────────── */

/* Anyone in the case may raise the grade at once; lowering is for the leader. */
static struct options grades_above(struct request *rq, enum address_grade now) {
    struct options all = address_grade_options(rq->arena, rq->lang), kept = {arena_array(rq->arena, all.n + 1, sizeof *kept.v), 0};
    for (size_t i = 0; i < all.n; i++)
        if (address_grade_parse(all.v[i].value) > now) kept.v[kept.n++] = all.v[i];
    return kept;
}

struct reply shield_page(struct request *rq, const struct shield_page_in *in) {
    struct case_frame frame;
    if (!case_frame_read(rq, in->case_, TAB_CONSENT, &frame)) return reply_not_found(rq);
    struct shield_view view = {
        .case_number = in->case_.v,
        .name = frame.person.given_name,
        .address = shield_address(rq, in->case_),
        .grade = text_of(rq->lang, (text_key)address_grade_text(frame.person.grade)),
        .hidden = frame.person.hidden,
        .graded = frame.person.grade != ADDRESS_GRADE_OPEN,
        .shows_place = shield_shows_place(rq, in->case_),
        .may_manage = frame.mine && session_may(rq->session, RIGHT_SHIELD_MANAGE),
        .grades = grades_above(rq, frame.person.grade),
        .ties = staff_tie_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    case_frame_begin(h, &frame, T_shield_title);
    shield_case(h, &view);
    case_frame_end(h);
    return reply_html(rq, h);
}

struct reply shield_grade(struct request *rq, const struct shield_grade_in *in) {
    struct case_brief brief;
    struct person_spine person;
    if (!work_case(rq->db, in->case_, &brief) || !person_spine(rq->db, brief.person, &person)) return reply_not_found(rq);
    if (in->grade <= person.grade) {
        form_error(rq, "grade", T_shield_grade_only_up);
        return reply_invalid(rq);
    }
    person_set_address_grade(rq->db, brief.person, in->grade);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld/skjerming", (long long)in->case_.v), T_shield_grade_receipt);
}

/* From here on the case is not there for her. */
struct reply shield_tie(struct request *rq, const struct shield_tie_in *in) {
    int fault = shield_tell_case(rq->db, in->case_, in->tie);
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/habilitet"), T_shield_tie_receipt);
}

/* ── the leader ───────────────────────────────────────────────────────── */

static const char *because_words(struct request *rq, enum hidden_because because) {
    return text_of(rq->lang, (text_key)hidden_because_text(because));
}

struct reply shield_list(struct request *rq, const struct shield_list_in *in) {
    (void)in;
    struct hidden_cases_rows rows = hidden_cases(rq->db, rq->session->unit, rq->today);
    struct my_hidden_cases_rows own = my_hidden_cases(rq->db, rq->session->staff, rq->today);
    struct hidden_list_view view = {.cases = {arena_array(rq->arena, rows.n + 1, sizeof *view.cases.v), rows.n},
                                    .mine = {arena_array(rq->arena, own.n + 1, sizeof *view.mine.v), own.n}};
    for (size_t i = 0; i < rows.n; i++)
        view.cases.v[i] = (struct hidden_view){
            .case_number = rows.v[i].id.v,
            .number = rows.v[i].number,
            .because = because_words(rq, rows.v[i].because),
            .latest = long_date(rq, rows.v[i].latest),
            .path = arena_printf(rq->arena, "/skjermede/%lld", (long long)rows.v[i].id.v),
            .n_named = rows.v[i].n_named,
            .ends_soon = date_is_none(rows.v[i].latest) || rows.v[i].latest.days <= rq->today.days + DAYS_SOON,
        };
    for (size_t i = 0; i < own.n; i++)
        view.mine.v[i] = (struct hidden_view){.case_number = own.v[i].id.v,
                                              .number = own.v[i].number,
                                              .latest = long_date(rq, own.v[i].until),
                                              .path = arena_printf(rq->arena, "/sak/%lld", (long long)own.v[i].id.v)};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_shield_list_title, .nav = "/skjermede"});
    shield_cases(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static struct naming_views namings_of(struct request *rq, struct case_id id) {
    struct grants_of_case_rows rows = grants_of_case(rq->db, id);
    struct naming_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct grants_of_case_row *row = &rows.v[i];
        /* Those named because she was hidden carry the code of why. */
        enum hidden_because because = hidden_because_parse(row->reason);
        views.v[i] = (struct naming_view){
            .id = row->id.v,
            .who = row->staff_name,
            .what = text_of(rq->lang, (text_key)grant_what_text(row->what)),
            .reason = because ? because_words(rq, because) : row->reason,
            .until = long_date(rq, row->until),
            .by = row->by_name,
            .runs = instant_is_none(row->ended_at) && row->until.days >= rq->today.days,
        };
    }
    return views;
}

/* The leader's own unit must hold the case; anything else is not there. */
static bool held_by_us(struct request *rq, struct case_id id, struct case_brief *ret_brief) {
    return work_case(rq->db, id, ret_brief) && ret_brief->holder_unit.v == rq->session->unit.v;
}

struct reply shield_manage(struct request *rq, const struct shield_manage_in *in) {
    struct case_brief brief;
    struct person_spine person;
    if (!held_by_us(rq, in->case_, &brief) || !person_spine(rq->db, brief.person, &person)) return reply_not_found(rq);
    struct unit_id unit = in->unit.v ? in->unit : rq->session->unit;
    int64_t typed;
    if (rq->form && form_raw(rq->form, "unit") && parse_int(form_raw(rq->form, "unit"), &typed) && typed > 0) unit.v = typed;
    struct shield_standing standing = shield_standing(rq->db, rq->session->staff, &brief, rq->today);
    struct manage_view view = {
        .case_number = in->case_.v,
        .number = brief.number,
        .until = date_iso(rq->arena, date_add_months(rq->today, MONTHS_PROPOSED)),
        .unit = arena_printf(rq->arena, "%lld", (long long)unit.v),
        .hidden = person.hidden,
        .graded = person.grade != ADDRESS_GRADE_OPEN,
        .may_open = !shield_closed(&standing),
        .namings = namings_of(rq, in->case_),
        .units = organisation_unit_options(rq->db, rq->lang, (struct unit_id){0}),
        .staff = organisation_staff_options(rq->db, unit, rq->today),
        .whats = grant_what_options(rq->arena, rq->lang),
        .becauses = hidden_because_options(rq->arena, rq->lang),
    };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_shield_manage_title, .nav = "/skjermede"});
    shield_names(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

static struct reply managed(struct request *rq, struct case_id id, int fault, text_key receipt) {
    struct case_brief brief;
    if (!held_by_us(rq, id, &brief)) return reply_not_found(rq);
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/skjermede/%lld", (long long)id.v), receipt);
}

struct reply shield_naming(struct request *rq, const struct shield_naming_in *in) {
    struct shield_naming naming = {.staff = in->staff, .unit = in->unit, .what = in->what, .until = in->until, .reason = in->reason};
    return managed(rq, in->case_, shield_name(rq->db, in->case_, &naming), T_shield_named_receipt);
}

struct reply shield_end(struct request *rq, const struct shield_end_in *in) {
    return managed(rq, in->case_, shield_end_naming(rq->db, in->case_, in->grant), T_shield_ended_receipt);
}

struct reply shield_hiding(struct request *rq, const struct shield_hiding_in *in) {
    return managed(rq, in->case_, shield_hide(rq->db, in->case_, in->because), T_shield_hidden_receipt);
}

struct reply shield_showing(struct request *rq, const struct shield_showing_in *in) {
    return managed(rq, in->case_, shield_show(rq->db, in->case_), T_shield_shown_receipt);
}

struct reply shield_open_grade(struct request *rq, const struct shield_open_grade_in *in) {
    struct case_brief brief;
    if (!held_by_us(rq, in->case_, &brief)) return reply_not_found(rq);
    person_set_address_grade(rq->db, brief.person, ADDRESS_GRADE_OPEN);
    return managed(rq, in->case_, SHIELD_DONE, T_shield_grade_open_receipt);
}

/* ── too close ────────────────────────────────────────────────────────── */

struct reply ties_page(struct request *rq, const struct ties_page_in *in) {
    (void)in;
    struct bars_of_rows own = bars_of(rq->db, rq->session->staff);
    struct ties_view view = {.leads = session_may(rq->session, RIGHT_SHIELD_MANAGE), .ties = staff_tie_options(rq->arena, rq->lang)};
    view.mine = (struct tie_views){arena_array(rq->arena, own.n + 1, sizeof *view.mine.v), own.n};
    for (size_t i = 0; i < own.n; i++)
        view.mine.v[i] = (struct tie_view){.id = own.v[i].id.v,
                                           .tie = text_of(rq->lang, (text_key)staff_tie_text(own.v[i].tie)),
                                           .told = long_date(rq, instant_oslo_date(own.v[i].told_at))};
    if (view.leads) {
        struct bars_of_unit_rows rows = bars_of_unit(rq->db, rq->session->unit, rq->today);
        view.unit = (struct tie_views){arena_array(rq->arena, rows.n + 1, sizeof *view.unit.v), rows.n};
        for (size_t i = 0; i < rows.n; i++)
            view.unit.v[i] = (struct tie_view){.id = rows.v[i].id.v,
                                               .who = rows.v[i].name,
                                               .tie = text_of(rq->lang, (text_key)staff_tie_text(rows.v[i].tie)),
                                               .told = long_date(rq, instant_oslo_date(rows.v[i].told_at)),
                                               .may_lift = rows.v[i].staff_id.v != rq->session->staff.v};
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_ties_title, .nav = "/innstillinger"});
    ties(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* The answer is the same whether or not the person is known here. What was typed is not shown again. */
struct reply ties_tell(struct request *rq, const struct ties_tell_in *in) {
    struct str digits = str_in(rq->arena);
    for (const char *at = in->national_id; *at; at++)
        if (*at != ' ') str_add_char(&digits, *at);
    int fault = shield_tell_id(rq->db, str_text(&digits), in->tie);
    if (fault) return refused(rq, fault);
    return reply_with_notice(reply_see_other(rq, "/habilitet"), T_shield_tie_receipt);
}

struct reply ties_lift(struct request *rq, const struct ties_lift_in *in) {
    if (!shield_lift_tie(rq->db, in->bar)) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "/habilitet"), T_shield_tie_lifted_receipt);
}

void shield_settings(struct request *rq, struct html *h) {
    (void)rq;
    ties_link(h);
}

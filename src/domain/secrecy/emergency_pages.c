/* Pages of reading in an emergency: opening, ending, and the judgement afterwards. From form to rule to view. */
#include "domain/secrecy/emergency.h"

#include "icons.h"
#include "platform/audit/audit.h"
#include "secrecy_routes.h"
#include "secrecy_sql.h"
#include "secrecy_views.h"
#include "texts.h"

#include <string.h>

enum { DIGITS_OF_ID = 11 };

static const char *moment_words(struct request *rq, struct instant at) {
    return text_format(rq->arena, rq->lang, T_access_moment, "date", date_long(rq->arena, rq->lang, instant_oslo_date(at)), "time",
                       time_text(rq->arena, rq->lang, at), NULL);
}

static const char *or_empty(const char *text) { return text ? text : ""; }

/* ── opening ──────────────────────────────────────────────────────────── */

static struct emergency_open_views open_now(struct request *rq) {
    struct emergencies_mine_rows rows = emergencies_mine(rq->db, rq->session->staff, rq->now);
    struct emergency_open_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        views.v[i] = (struct emergency_open_view){rows.v[i].id.v, rows.v[i].case_id.v, rows.v[i].number,
                                                  time_text(rq->arena, rq->lang, rows.v[i].until_at)};
    return views;
}

static struct reply form_page(struct request *rq, const char *number, bool none) {
    struct emergency_form_view view = {.number = number,
                                       .none = none,
                                       .minutes = EMERGENCY_MINUTES,
                                       .whys = emergency_why_options(rq->arena, rq->lang),
                                       .open = open_now(rq)};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_emergency_title});
    emergency_edit(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply emergency_form(struct request *rq, const struct emergency_form_in *in) {
    return form_page(rq, in->number, false);
}

/* The open case of a national id, or of a case number. */
static struct case_id find_case(struct request *rq, const char *typed) {
    const char *bare = text_without_spaces(rq->arena, typed);
    struct case_of_number_row row;
    if (strlen(bare) == DIGITS_OF_ID && national_id_valid(bare, NULL)) {
        struct person_id person = person_find_national_id(rq->db, bare);
        return person.v ? work_open_case_of(rq->db, person) : (struct case_id){0};
    }
    return case_of_number(rq->db, bare, &row) ? row.id : (struct case_id){0};
}

/* Whether nobody has such a case, or this worker may not open it: the same answer, and the attempt stands in the audit trail. */
static struct reply nothing_opened(struct request *rq) {
    audit_add(rq->db, "emergency_read_missed", "staff", rq->session->staff.v, NULL);
    rq->form = NULL;
    return form_page(rq, NULL, true);
}

struct reply emergency_new(struct request *rq, const struct emergency_new_in *in) {
    struct emergency_read_id emergency;
    struct case_id id = find_case(rq, in->number);
    int fault = id.v ? emergency_begin(rq->db, rq->session, id, in->why, in->reason, &emergency) : EMERGENCY_NOT_FOUND;
    if (fault == EMERGENCY_OPEN_ALREADY) return reply_see_other(rq, "/sak/%lld", (long long)id.v);
    if (fault == EMERGENCY_REASON_MISSING) {
        form_error(rq, "reason", T_emergency_reason_missing);
        return reply_invalid(rq);
    }
    if (fault) return nothing_opened(rq);
    return reply_with_notice(reply_see_other(rq, "/sak/%lld", (long long)id.v), T_emergency_receipt);
}

struct reply emergency_done(struct request *rq, const struct emergency_done_in *in) {
    if (!emergency_end(rq->db, in->emergency)) return reply_not_found(rq);
    return reply_with_notice(reply_see_other(rq, "/nodlesing"), T_emergency_done_receipt);
}

/* ── looking at it afterwards ─────────────────────────────────────────── */

static bool reviews_all(const struct request *rq) { return session_may(rq->session, RIGHT_READS_REVIEW); }

static struct emergency_row_views rows_of(struct request *rq, bool waiting) {
    struct unit_id unit = reviews_all(rq) ? (struct unit_id){0} : rq->session->unit;
    struct emergencies_rows rows = emergencies(rq->db, unit, waiting);
    struct emergency_row_views views = {arena_array(rq->arena, rows.n + 1, sizeof *views.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) {
        const struct emergencies_row *row = &rows.v[i];
        bool bad = row->verdict == EMERGENCY_VERDICT_NOT_FINE;
        views.v[i] = (struct emergency_row_view){
            .id = row->id.v,
            .number = row->number,
            .who = row->name,
            .unit = rq->lang == LANG_NN ? row->name_nn : row->name_nb,
            .why = text_of(rq->lang, (text_key)emergency_why_text(row->why)),
            .when = moment_words(rq, row->began_at),
            .state =
                row->verdict ? text_of(rq->lang, (text_key)emergency_verdict_text(row->verdict)) : text_of(rq->lang, T_emergency_waits),
            .color = bad            ? "danger"
                     : row->verdict ? "success"
                                    : "warning",
            .icon = bad            ? ICON_DANGER
                    : row->verdict ? ICON_OK
                                   : ICON_WAITING,
        };
    }
    return views;
}

struct reply emergency_list(struct request *rq, const struct emergency_list_in *in) {
    (void)in;
    struct emergency_list_view view = {.waiting = rows_of(rq, true), .judged = rows_of(rq, false)};
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_emergency_list_title, .nav = "/innsynsvarsler"});
    emergency_rows(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* A leader looks at her own unit's readings, and at those in cases her unit holds; the privacy officer at all. */
static bool may_look(struct request *rq, const struct emergency_get_row *row) {
    return reviews_all(rq) || row->unit_id.v == rq->session->unit.v || row->holder_unit.v == rq->session->unit.v;
}

struct reply emergency_show(struct request *rq, const struct emergency_show_in *in) {
    struct emergency_get_row row;
    if (!emergency_get(rq->db, in->emergency, &row) || !may_look(rq, &row)) return reply_not_found(rq);
    struct emergency_view view = {
        .id = in->emergency.v,
        .number = row.number,
        .who = or_empty(organisation_staff_name(rq->db, row.staff_id)),
        .unit = unit_words(rq, row.unit_id),
        .why = text_of(rq->lang, (text_key)emergency_why_text(row.why)),
        .reason = row.reason,
        .began = moment_words(rq, row.began_at),
        .until = moment_words(rq, row.until_at),
        .own = row.staff_id.v == rq->session->staff.v,
        .verdicts = emergency_verdict_options(rq->arena, rq->lang),
        .consequences = emergency_consequence_options(rq->arena, rq->lang),
    };
    view.may_judge = !row.verdict && !view.own;
    if (row.verdict) {
        view.verdict = text_of(rq->lang, (text_key)emergency_verdict_text(row.verdict));
        view.verdict_text = row.verdict_text;
        view.judged_by = organisation_staff_name(rq->db, row.judged_by);
        if (row.consequence) view.consequence = text_of(rq->lang, (text_key)emergency_consequence_text(row.consequence));
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_emergency_one_title, .nav = "/innsynsvarsler"});
    emergency_page(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply emergency_judged(struct request *rq, const struct emergency_judged_in *in) {
    struct emergency_get_row row;
    if (!emergency_get(rq->db, in->emergency, &row) || !may_look(rq, &row)) return reply_not_found(rq);
    struct emergency_judgement judgement = {.verdict = in->verdict, .consequence = in->consequence, .text = in->text};
    int fault = emergency_decide(rq->db, in->emergency, &judgement);
    if (fault) {
        struct emergency_fault_text text = emergency_fault_text(fault);
        form_error(rq, text.field, text.why);
        return reply_invalid(rq);
    }
    return reply_with_notice(reply_see_other(rq, "/nodlesinger/%lld", (long long)in->emergency.v), T_emergency_judged_receipt);
}

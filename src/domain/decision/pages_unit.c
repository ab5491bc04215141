/* The decisions of a unit as a living tool: what ends, what is to come, wishes, persons without a decision, small-number counts
 * for the year, and the unit's room for more. */
#include "base/cells.h"
#include "domain/decision/capacity.h"
#include "domain/decision/pages.h"

#include "decision_routes.h"
#include "decision_sql.h"
#include "decision_views.h"
#include "texts.h"

enum { DAYS_AHEAD = 60, SOON = 14 };

static const char *full_name(struct arena *arena, const char *given, const char *family) { return arena_printf(arena, "%s %s", given, family); }

static const char *named(struct request *rq, enum part_kind kind, enum service_kind service) {
    struct part part = {.kind = kind, .service_kind = service};
    return part_name(rq->lang, &part);
}

static const char *version_path(struct request *rq, struct case_id id, struct joint_decision_id decision) {
    return arena_printf(rq->arena, "/sak/%lld/vedtak/%lld", (long long)id.v, (long long)decision.v);
}

static struct unit_rows_view expiring_of(struct request *rq, struct unit_id unit) {
    struct parts_expiring_rows rows = parts_expiring(rq->db, unit, rq->today, date_add_days(rq->today, DAYS_AHEAD));
    struct unit_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view.v[i] = (struct unit_row_view){.name = full_name(rq->arena, rows.v[i].given_name, rows.v[i].family_name),
                                           .path = version_path(rq, rows.v[i].case_id, rows.v[i].decision_id),
                                           .what = named(rq, rows.v[i].kind, rows.v[i].service_kind), .on = rows.v[i].until_date,
                                           .soon = date_days_between(rq->today, rows.v[i].until_date) <= SOON};
    return view;
}

static struct unit_rows_view to_come_of(struct request *rq, struct unit_id unit) {
    struct parts_to_come_rows rows = parts_to_come(rq->db, unit);
    struct unit_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view.v[i] = (struct unit_row_view){.name = full_name(rq->arena, rows.v[i].given_name, rows.v[i].family_name),
                                           .path = version_path(rq, rows.v[i].case_id, rows.v[i].decision_id),
                                           .what = named(rq, rows.v[i].kind, rows.v[i].service_kind), .on = rows.v[i].by_date,
                                           .soon = rows.v[i].by_date.days <= rq->today.days};
    return view;
}

static struct unit_rows_view wishes_of_unit(struct request *rq, struct unit_id unit) {
    struct wishes_open_rows rows = wishes_open(rq->db, unit);
    struct unit_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view.v[i] = (struct unit_row_view){.name = full_name(rq->arena, rows.v[i].given_name, rows.v[i].family_name),
                                           .path = version_path(rq, rows.v[i].case_id, rows.v[i].decision_id),
                                           .what = text_of(rq->lang, change_wish_kind_text(rows.v[i].kind)),
                                           .unit = rq->lang == LANG_NN ? rows.v[i].name_nn : rows.v[i].name_nb, .on = instant_oslo_date(rows.v[i].at)};
    return view;
}

static struct unit_rows_view without_of(struct request *rq, struct unit_id unit) {
    struct persons_without_decision_rows rows = persons_without_decision(rq->db, unit);
    struct unit_rows_view view = {arena_array(rq->arena, rows.n + 1, sizeof *view.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        view.v[i] = (struct unit_row_view){.name = full_name(rq->arena, rows.v[i].given_name, rows.v[i].family_name),
                                           .path = arena_printf(rq->arena, "/sak/%lld/tjenester", (long long)rows.v[i].case_id.v), .on = rows.v[i].since};
    return view;
}

/* One to four persons are not shown (I-15). */
static const char *counted(struct request *rq, int64_t n) {
    return cell_is_small(n) ? text_of(rq->lang, T_decision_too_few) : int_text(rq->arena, n);
}

static const char *accepted_text(struct request *rq) {
    const struct profile *profile = organisation_profile();
    if (!profile || text_empty(profile->decision.accepted_by)) return NULL;
    const char *by = profile->decision.accepted_by, *reference = profile->decision.accepted_reference, *on = profile->decision.accepted_on;
    if (text_empty(reference) || text_empty(on)) return text_format(rq->arena, rq->lang, T_decision_joint_accepted_unproved, "by", by, NULL);
    return text_format(rq->arena, rq->lang, T_decision_joint_accepted, "by", by, "reference", reference, "date", on, NULL);
}

struct reply unit_decisions_page(struct request *rq, const struct unit_decisions_page_in *in) {
    (void)in;
    struct unit_id unit = rq->session->unit;
    int year = date_ymd(rq->today).year;
    struct decided_in_year_row row = {0};
    decided_in_year(rq->db, instant_of_oslo(date_of(year, 1, 1), 0), instant_of_oslo(date_of(year + 1, 1, 1), 0), &row);
    struct unit_view view = {
        .unit = unit_called(rq, unit),
        .accepted = accepted_text(rq),
        .lacks_money = counted(rq, row.lacks_money),
        .too_little_adapted = counted(rq, row.too_little_adapted),
        .too_few_options = counted(rq, row.too_few_options),
        .year = year,
        .may_capacity = session_may(rq->session, RIGHT_DECISION_INPUT),
        .expiring = expiring_of(rq, unit), .to_come = to_come_of(rq, unit), .wishes = wishes_of_unit(rq, unit), .without = without_of(rq, unit),
    };
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_decision_unit_title, .nav = "/vedtak"});
    unit_decisions(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

/* ── room ─────────────────────────────────────────────────────────────── */

struct reply capacity_page(struct request *rq, const struct capacity_page_in *in) {
    (void)in;
    struct options kinds = service_kind_options(rq->arena, rq->lang);
    struct capacity_view view = {.unit = unit_called(rq, rq->session->unit), .may_see = session_may_open(rq->session, METHOD_GET, "/vedtak"), .rows = {arena_array(rq->arena, kinds.n + 1, sizeof(struct capacity_row_view)), kinds.n}};
    for (size_t i = 0; i < kinds.n; i++) {
        struct capacity_use use = capacity_of(rq->db, rq->session->unit, service_kind_parse(kinds.v[i].value), (struct case_id){0});
        struct capacity_row_view *row = &view.rows.v[i];
        *row = (struct capacity_row_view){.kind = kinds.v[i].label, .code = kinds.v[i].value, .places = use.known ? int_text(rq->arena, use.places) : NULL,
                                          .number = (int64_t)i + 1, .used = use.used};
        if (!use.known) continue;
        const char *text = text_format(rq->arena, rq->lang, T_decision_room, "used", int_text(rq->arena, use.used), "places", row->places, NULL);
        row->mark = status_mark(use.used < use.places ? "success" : "warning", text);
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.title = T_decision_capacity_title, .nav = "/vedtak"});
    capacity(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

struct reply capacity_save(struct request *rq, const struct capacity_save_in *in) {
    if (capacity_say(rq->db, rq->session->unit, in->kind, in->places) < 0) {
        form_error(rq, "places", T_field_required);
        return reply_invalid(rq);
    }
    return reply_with_notice(reply_see_other(rq, "/vedtak/plass"), T_decision_capacity_saved);
}

/* Other rules tried on the list of today: who would stand further up or down, and who would come in or go out of those proposed. It keeps nothing and changes
 * nothing; rules come into force through the profile only. A person is named to a unit that works with her, else she is a number. (R-182, I-11, I-04) */
#include "domain/proposal/pages.h"

#include "icons.h"
#include "proposal_routes.h"
#include "texts.h"

#include <string.h>

enum { SHOWN_MOST = 200, REASONS = PRIORITY_RESIDENCE };

static const char *const codes[REASONS + 1] = {NULL,   "homelessness", "children", "released_from_prison", "need", "own_effort",
                                               "size", "rooms",        "residence"};

/* ── the rules ────────────────────────────────────────────────────────── */

/* Those of a version of the profile; without one, those of today. */
static const struct rank_rules *written(struct request *rq, const char *version) {
    const struct profile_allocation *allocation = &organisation_profile()->allocation;
    for (unsigned i = 0; version && i < allocation->rules_count; i++)
        if (text_equal(allocation->rules[i].version, version))
            return application_rules(rq->arena, date_parse_iso(allocation->rules[i].from));
    return application_rules(rq->arena, rq->today);
}

static struct rank_rules typed_rules(const struct proposal_rules_page_in *in, const struct rank_rules *base) {
    const struct maybe_int points[REASONS + 1] = {
        {0}, in->homelessness, in->children, in->released_from_prison, in->need, in->own_effort, in->size, in->rooms, in->residence};
    struct rank_rules rules = *base;
    rules.first = 0;
    rules.n_weights = 0;
    for (int reason = PRIORITY_HOMELESSNESS; reason <= REASONS; reason++) {
        for (size_t i = 0; i < in->first.n; i++)
            if (text_equal(in->first.v[i], codes[reason])) rules.first |= 1u << reason;
        if (!points[reason].has || !points[reason].v) continue;
        int least = reason != PRIORITY_RESIDENCE ? 0 : in->years.has ? (int)in->years.v : 1;
        rules.weights[rules.n_weights++] = (struct rank_weight){(enum allocation_reason)reason, (int)points[reason].v, least};
    }
    return rules;
}

static void show_rules(struct request *rq, const struct rank_rules *rules, struct proposal_rules_view *view) {
    const char **fields[REASONS + 1] = {NULL,          &view->homelessness, &view->children, &view->released, &view->need,
                                        &view->effort, &view->size,         &view->rooms,    &view->residence};
    struct str first = str_in(rq->arena);
    view->reasons.v = arena_array(rq->arena, REASONS, sizeof *view->reasons.v);
    for (int reason = PRIORITY_HOMELESSNESS; reason <= REASONS; reason++) {
        *fields[reason] = "";
        if (reason != PRIORITY_NEED)
            view->reasons.v[view->reasons.n++] =
                (struct option){codes[reason], text_of(rq->lang, proposal_reason_text((enum allocation_reason)reason)), NULL};
        if (rules->first & 1u << reason) str_addf(&first, "%s%s", first.length ? " " : "", codes[reason]);
    }
    view->first = first.length ? str_text(&first) : "";
    view->years = "";
    for (size_t i = 0; i < rules->n_weights; i++) {
        *fields[rules->weights[i].reason] = arena_printf(rq->arena, "%d", rules->weights[i].points);
        if (rules->weights[i].reason == PRIORITY_RESIDENCE) view->years = arena_printf(rq->arena, "%d", rules->weights[i].least);
    }
}

static void show_versions(struct request *rq, enum list_type list, const char *chosen, struct proposal_rules_view *view) {
    const struct profile_allocation *allocation = &organisation_profile()->allocation;
    view->versions.v = arena_array(rq->arena, allocation->rules_count + 1, sizeof *view->versions.v);
    for (unsigned i = 0; i < allocation->rules_count; i++)
        view->versions.v[view->versions.n++] = (struct proposal_version_view){
            arena_printf(rq->arena, "/tildeling/regler?list=%s&version=%s", list_type_code(list), allocation->rules[i].version),
            allocation->rules[i].version, date_parse_iso(allocation->rules[i].from), text_equal(allocation->rules[i].version, chosen)};
}

/* ── what they would do ───────────────────────────────────────────────── */

static const char *who(struct request *rq, const struct proposal *proposal, const struct proposal_known_rows *known, int64_t id) {
    const struct proposal_candidates_row *row = proposal_candidate(proposal, (struct housing_application_id){id});
    for (size_t i = 0; row && i < known->n; i++)
        if (known->v[i].id.v == id)
            return text_empty(row->family_name) ? row->given_name : arena_printf(rq->arena, "%s %s", row->given_name, row->family_name);
    return text_format(rq->arena, rq->lang, T_proposal_try_number, "n", arena_printf(rq->arena, "%lld", (long long)id), NULL);
}

static struct dwelling_id home_of(const struct proposal *proposal, int64_t id) {
    int32_t applicant = proposal_applicant_index(proposal, (struct housing_application_id){id});
    return applicant < 0 ? (struct dwelling_id){0} : proposal_home(proposal, proposal->result.answers[applicant].dwelling);
}

static void compare(struct request *rq, const struct proposal *now, const struct proposal *then, struct proposal_rules_view *view) {
    const struct rank_moves moves = rank_compare(rq->arena, &now->lines, &then->lines);
    const struct proposal_known_rows known = proposal_known(rq->db, now->list, rq->session->unit);
    view->up = (int64_t)moves.up;
    view->down = (int64_t)moves.down;
    view->same = (int64_t)moves.same;
    view->moves.v = arena_array(rq->arena, SHOWN_MOST, sizeof *view->moves.v);
    for (size_t i = 0; i < moves.n; i++) {
        const struct rank_move *move = &moves.v[i];
        const struct dwelling_id before = home_of(now, move->id), after = home_of(then, move->id);
        bool in = !before.v && after.v, out = before.v && !after.v;
        view->in += in;
        view->out += out;
        if (move->before == move->after && before.v == after.v) continue;
        if (view->moves.n == SHOWN_MOST) {
            view->more++;
            continue;
        }
        struct proposal_move_view *row = &view->moves.v[view->moves.n++];
        *row = (struct proposal_move_view){.who = who(rq, now, &known, move->id), .before = move->before, .after = move->after};
        row->move = move->after < move->before
                        ? (struct proposal_mark_view){ICON_TREND_UP, "success", text_of(rq->lang, T_proposal_try_goes_up)}
                    : move->after > move->before
                        ? (struct proposal_mark_view){ICON_TREND_DOWN, "warning", text_of(rq->lang, T_proposal_try_goes_down)}
                        : (struct proposal_mark_view){ICON_TREND_FLAT, "neutral", text_of(rq->lang, T_proposal_try_stays)};
        if (in) row->home = (struct proposal_mark_view){ICON_OK, "success", text_of(rq->lang, T_proposal_try_gets)};
        else if (out) row->home = (struct proposal_mark_view){ICON_WARNING, "warning", text_of(rq->lang, T_proposal_try_loses)};
        else if (before.v != after.v)
            row->home = (struct proposal_mark_view){ICON_DWELLING, "info", text_of(rq->lang, T_proposal_try_other)};
    }
}

struct reply proposal_rules_page(struct request *rq, const struct proposal_rules_page_in *in) {
    if (!proposal_may_see(rq)) return reply_denied(rq, T_proposal_not_yours);
    enum list_type list = in->list ? in->list : LIST_TYPE_ORDINARY;
    bool typed = in->try;
    const struct rank_rules *base = written(rq, in->version), *today = application_rules(rq->arena, rq->today);
    struct rank_rules rules = typed ? typed_rules(in, base) : *base;
    struct proposal_rules_view view = {.list = list_type_code(list), .tried = typed || !text_equal(base->version, today->version)};
    view.tabs.v = arena_array(rq->arena, LIST_TYPE_COUNT, sizeof *view.tabs.v);
    for (int i = 1; i <= LIST_TYPE_COUNT; i++)
        view.tabs.v[view.tabs.n++] = (struct proposal_tab_view){
            .name = list_type_text((enum list_type)i), .code = list_type_code((enum list_type)i), .current = i == (int)list};
    show_rules(rq, &rules, &view);
    show_versions(rq, list, typed ? NULL : base->version, &view);
    if (view.tried) {
        const struct proposal *now = proposal_compute_by(rq->db, list, today), *then = proposal_compute_by(rq->db, list, &rules);
        view.refused = !now || !then;
        if (!view.refused) compare(rq, now, then, &view);
    }
    struct html *h = html_new(rq);
    page_begin(h, &(struct page){.kind = PAGE_STAFF, .title = T_proposal_try_title, .nav = "/tildeling"});
    proposal_rules_try(h, &view);
    page_end(h);
    return reply_html(rq, h);
}

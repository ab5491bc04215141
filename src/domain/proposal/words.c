/* A proposal in words: why this dwelling, why not, and what would change it. Places and rules, never another's name and nothing of health. */
#include "domain/proposal/pages.h"

#include "texts.h"

enum { LINES_MOST = 24 };

void proposal_add_line(struct request *rq, struct proposal_line_views *lines, const char *number, const char *text) {
    if (!lines->v) lines->v = arena_array(rq->arena, LINES_MOST, sizeof *lines->v);
    if (lines->n < LINES_MOST) lines->v[lines->n++] = (struct proposal_line_view){number, text};
}

static const char *number(struct request *rq, int64_t n) { return arena_printf(rq->arena, "%lld", (long long)n); }
static const char *counted(struct request *rq, text_key key, int64_t n) { return text_format(rq->arena, rq->lang, key, "n", number(rq, n), NULL); }

text_key proposal_rule_text(enum allocation_rule rule) {
    switch (rule) {
    case ALLOCATION_RULE_ROOMS_FEW: return T_proposal_rule_rooms_few;
    case ALLOCATION_RULE_ROOMS_MANY: return T_proposal_rule_rooms_many;
    case ALLOCATION_RULE_FEATURE: return T_proposal_rule_feature;
    case ALLOCATION_RULE_DEMAND: return T_proposal_rule_demand;
    case ALLOCATION_RULE_REFUSAL: return T_proposal_rule_refusal;
    case ALLOCATION_RULE_AREA: return T_proposal_rule_area;
    case ALLOCATION_RULE_BUILDING: return T_proposal_rule_building;
    case ALLOCATION_RULE_CONCENTRATION: return T_proposal_rule_concentration;
    case ALLOCATION_RULE_FORBIDDEN: return T_proposal_rule_forbidden;
    case ALLOCATION_RULE_CLOSED: return T_proposal_rule_closed;
    case ALLOCATION_RULE_BARRED: return T_proposal_rule_barred;
    case ALLOCATION_RULE_NEIGHBOUR: return T_proposal_rule_neighbour;
    case ALLOCATION_RULES: break;
    }
    return 0;
}

text_key proposal_reason_text(enum allocation_reason reason) {
    switch (reason) {
    case PRIORITY_HOMELESSNESS: return T_criterion_homelessness;
    case PRIORITY_CHILDREN: return T_proposal_children;
    case PRIORITY_RELEASED_FROM_PRISON: return T_criterion_released_from_prison;
    case PRIORITY_NEED: return T_criterion_need;
    case PRIORITY_OWN_EFFORT: return T_criterion_own_effort;
    case PRIORITY_SIZE: return T_criterion_too_small;
    case PRIORITY_ROOMS: return T_criterion_too_few_rooms;
    case PRIORITY_RESIDENCE: return T_proposal_residence;
    case PRIORITY_ABSTINENCE: case PRIORITY_TREATMENT: case PRIORITY_UNKNOWN: break;
    }
    return 0;
}

/* How many steps of urgency are known of her. */
static int64_t steps_of(const struct proposal *proposal, int64_t application) {
    for (size_t i = 0; i < proposal->ranked.n; i++)
        if (proposal->ranked.v[i].id == application) return proposal->ranked.v[i].facts[CRITERION_NEED].v;
    return 0;
}

struct proposal_line_views proposal_counts(struct request *rq, const struct proposal *proposal, const struct rank_line *line, bool met) {
    struct proposal_line_views lines = {0};
    unsigned bits = met ? line->met : line->unknown;
    for (enum allocation_reason reason = PRIORITY_HOMELESSNESS; reason <= PRIORITY_RESIDENCE; reason++) {
        const char *points = NULL;
        if (!(bits & 1u << reason)) continue;
        for (size_t i = 0; i < proposal->rules->n_weights; i++)
            if (proposal->rules->weights[i].reason == reason)
                points = arena_printf(rq->arena, "+%lld", (long long)(proposal->rules->weights[i].points * (reason == PRIORITY_NEED ? steps_of(proposal, line->id) : 1)));
        if (proposal->rules->first & 1u << reason) points = text_of(rq->lang, T_proposal_always_first);
        proposal_add_line(rq, &lines, met ? points : NULL, text_of(rq->lang, proposal_reason_text(reason)));
    }
    if (met && line->excepted) proposal_add_line(rq, &lines, NULL, text_of(rq->lang, T_criterion_residence_exception));
    return lines;
}

const char *proposal_address(struct request *rq, const struct proposal_vacant_row *home) {
    if (!home->street) return home->object_number ? home->object_number : text_of(rq->lang, T_proposal_address_hidden);
    const char *street = arena_printf(rq->arena, "%s%s%s%s", home->street, home->house_number ? " " : "", home->house_number ? home->house_number : "",
                                      home->house_letter ? arena_printf(rq->arena, " %s", home->house_letter) : "");
    return home->unit_number ? arena_printf(rq->arena, "%s, %s", street, home->unit_number) : street;
}

const struct proposal_vacant_row *proposal_home_row(const struct proposal *proposal, struct dwelling_id id) {
    for (size_t i = 0; i < proposal->n_homes; i++)
        if (proposal->homes[i].id.v == id.v) return &proposal->homes[i];
    return NULL;
}

/* ── one applicant ────────────────────────────────────────────────────── */

static void add_failed(struct request *rq, const int32_t counts[ALLOCATION_RULES], struct proposal_line_views *lines) {
    for (enum allocation_rule rule = 0; rule < ALLOCATION_RULES; rule++)
        if (counts[rule]) proposal_add_line(rq, lines, number(rq, counts[rule]), text_of(rq->lang, proposal_rule_text(rule)));
}

static void explain_taken(struct request *rq, const struct proposal *proposal, const struct allocation_explanation *why, struct proposal_line_views *lines) {
    proposal_add_line(rq, lines, NULL, counted(rq, T_proposal_suitable, why->n_suitable));
    if (why->cutoff >= 0) {
        const struct rank_line *line = proposal_line(proposal, proposal_application(proposal, why->cutoff));
        proposal_add_line(rq, lines, NULL, text_format(rq->arena, rq->lang, T_proposal_went_to, "n", number(rq, why->dwellings.n), "place", number(rq, line ? line->place : 0), NULL));
    }
    if (why->limits.n) proposal_add_line(rq, lines, NULL, text_of(rq->lang, T_proposal_area_full));
}

static void explain_refusal(struct request *rq, const struct proposal *proposal, const struct allocation_explanation *why, struct proposal_line_views *lines) {
    switch (why->reason) {
    case ALLOCATION_REASON_BARRED: proposal_add_line(rq, lines, NULL, text_of(rq->lang, T_proposal_barred)); return;
    case ALLOCATION_REASON_NOTHING_FITS:
        proposal_add_line(rq, lines, NULL, counted(rq, T_proposal_nothing_fits, why->n_open));
        add_failed(rq, why->failed, lines);
        return;
    case ALLOCATION_REASON_TEAM: proposal_add_line(rq, lines, NULL, text_of(rq->lang, T_proposal_team)); return;
    case ALLOCATION_REASON_TAKEN:
    case ALLOCATION_REASON_CONCENTRATION:
    case ALLOCATION_REASON_TOGETHER: explain_taken(rq, proposal, why, lines); return;
    case ALLOCATION_REASON_OPEN: proposal_add_line(rq, lines, NULL, text_of(rq->lang, T_proposal_unresolved_why)); return;
    case ALLOCATION_REASON_NONE: return;
    }
}

static void explain_change(struct request *rq, const struct allocation_explanation *why, struct proposal_line_views *lines) {
    for (enum allocation_rule rule = 0; rule < ALLOCATION_RULES; rule++)
        if (why->only[rule] && rule != ALLOCATION_RULE_CLOSED && rule != ALLOCATION_RULE_BARRED)
            proposal_add_line(rq, lines, NULL, text_format(rq->arena, rq->lang, T_proposal_only_rule, "n", number(rq, why->only[rule]), "rule",
                                                           text_of(rq->lang, proposal_rule_text(rule)), NULL));
    if (why->another_dwelling) proposal_add_line(rq, lines, NULL, why->ahead ? counted(rq, T_proposal_more_needed, why->ahead + 1) : text_of(rq->lang, T_proposal_one_more));
    if (why->without.n) proposal_add_line(rq, lines, NULL, text_of(rq->lang, T_proposal_without_limit));
    if (why->reason == ALLOCATION_REASON_BARRED) proposal_add_line(rq, lines, NULL, text_of(rq->lang, T_proposal_barred_change));
    if (!lines->n) proposal_add_line(rq, lines, NULL, text_of(rq->lang, T_proposal_change_none));
}

bool proposal_rests_on_limit(struct request *rq, const struct proposal *proposal, int32_t applicant) {
    const struct allocation_answer *answer = &proposal->result.answers[applicant];
    if (answer->dwelling >= 0) return false;
    const struct allocation_explanation why = allocation_explain_applicant(rq->arena, &proposal->result, applicant);
    return why.reason == ALLOCATION_REASON_CONCENTRATION || why.only[ALLOCATION_RULE_CONCENTRATION] > 0;
}

void proposal_explain(struct request *rq, const struct proposal *proposal, int32_t applicant, struct proposal_line_views *ret_why,
                      struct proposal_line_views *ret_change) {
    const struct allocation_answer *answer = &proposal->result.answers[applicant];
    if (answer->outcome == ALLOCATION_HOUSED || answer->outcome == ALLOCATION_FIXED) {
        bool fixed = answer->outcome == ALLOCATION_FIXED;
        proposal_add_line(rq, ret_why, NULL, text_of(rq->lang, fixed ? T_proposal_fixed_why : T_proposal_housed_why));
        proposal_add_line(rq, ret_why, NULL, text_of(rq->lang, proposal_wishes_met(proposal, answer->dwelling, answer->cost) ? T_proposal_wishes_met : T_proposal_wishes_partly));
        proposal_add_line(rq, ret_change, NULL, text_of(rq->lang, T_proposal_housed_change));
        return;
    }
    const struct allocation_explanation why = allocation_explain_applicant(rq->arena, &proposal->result, applicant);
    explain_refusal(rq, proposal, &why, ret_why);
    explain_change(rq, &why, ret_change);
}

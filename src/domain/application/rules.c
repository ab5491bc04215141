/* The rules of the profile that are in force on a day, the list as the ranking sees it, and where one application stands. Reads codes and numbers; no
 * name, no words, and nothing about who has called. (I-11, R-181) */
#include "domain/application/internal.h"

#include "application_sql.h"

#include <stdlib.h>

/* ── the rules ────────────────────────────────────────────────────────── */

static unsigned bits_of(const enum allocation_reason *reasons, unsigned n) {
    unsigned bits = 0;
    for (unsigned i = 0; i < n; i++) bits |= 1u << reasons[i];
    return bits;
}

/* A municipality that has written no version: its lists, ten points each. */
static void from_lists(const struct profile_allocation *allocation, struct rank_rules *rules) {
    *rules = (struct rank_rules){.version = "1", .from = date_of(2020, 1, 1), .until = DATE_NONE,
                                 .first = bits_of(allocation->always_first, allocation->always_first_count)};
    for (unsigned i = 0; i < allocation->weighed_count && i < RANK_WEIGHTS_MOST; i++)
        rules->weights[rules->n_weights++] = (struct rank_weight){
            allocation->weighed[i], 10, allocation->weighed[i] == PRIORITY_RESIDENCE ? allocation->residence_years : 0};
}

static void from_version(const struct profile_rules *version, struct rank_rules *rules) {
    *rules = (struct rank_rules){.version = version->version, .from = date_parse_iso(version->from), .until = DATE_NONE,
                                 .first = bits_of(version->always_first, version->always_first_count)};
    for (unsigned i = 0; i < version->weights_count && i < RANK_WEIGHTS_MOST; i++)
        rules->weights[rules->n_weights++] =
            (struct rank_weight){version->weights[i].reason, version->weights[i].points, version->weights[i].least};
    for (unsigned i = 0; i < version->norms_count && i < RANK_NORMS_MOST; i++)
        rules->norms[rules->n_norms++] =
            (struct rank_norm){version->norms[i].persons, version->norms[i].bedrooms_least, version->norms[i].bedrooms_most};
}

const struct rank_rules *application_rules(struct arena *arena, struct date day) {
    const struct profile_allocation *allocation = &organisation_profile()->allocation;
    struct rank_rules *rules = arena_array(arena, 1, sizeof *rules);
    from_lists(allocation, rules);
    for (unsigned i = 0; i < allocation->rules_count; i++) {
        struct date from = date_parse_iso(allocation->rules[i].from);
        if (i > 0 && from.days > day.days) {
            rules->until = date_add_days(from, -1);
            break;
        }
        from_version(&allocation->rules[i], rules);
    }
    return rules;
}

/* ── the list ─────────────────────────────────────────────────────────── */

static int by_id(const void *left, const void *right) {
    const struct rank_applicant *a = left, *b = right;
    return (a->id > b->id) - (a->id < b->id);
}

struct rank_applicants application_ranked(struct db *db, enum list_type list) {
    struct ranked_applications_rows rows = ranked_applications(db, list);
    struct ranked_facts_rows facts = ranked_facts(db, list);
    struct rank_applicants applicants = {arena_array(db_arena(db), rows.n + 1, sizeof *applicants.v), rows.n};
    for (size_t i = 0; i < rows.n; i++)
        applicants.v[i] = (struct rank_applicant){
            .id = rows.v[i].id.v, .received = rows.v[i].received_on, .adults = rows.v[i].adults, .children = rows.v[i].children};
    qsort(applicants.v, applicants.n, sizeof *applicants.v, by_id);
    for (size_t i = 0; i < facts.n; i++) { /* the oldest first, so the newest stays */
        const struct rank_applicant key = {.id = facts.v[i].application_id.v};
        struct rank_applicant *found = bsearch(&key, applicants.v, applicants.n, sizeof *applicants.v, by_id);
        if (found) found->facts[facts.v[i].criterion] = facts.v[i].value;
    }
    return applicants;
}

struct rank_line application_place(struct db *db, const struct application *application, struct date today, enum rank_band *ret_band) {
    struct rank_line none = {0};
    *ret_band = RANK_BAND_NONE;
    if (!application->list) return none;
    const struct rank_applicants applicants = application_ranked(db, application->list);
    const struct rank_lines lines = rank_all(db_arena(db), application_rules(db_arena(db), today), &applicants);
    for (size_t i = 0; i < lines.n; i++) {
        if (lines.v[i].id != application->id.v) continue;
        *ret_band = rank_band(lines.v[i].place, lines.placed);
        return lines.v[i];
    }
    return none;
}

unsigned application_unknown(struct db *db, const struct application *application, struct date today) {
    const struct rank_rules *rules = application_rules(db_arena(db), today);
    struct facts_of_rows rows = facts_of(db, application->id);
    unsigned known = 0, asked = 1u << CRITERION_IN_NEED;
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].value.has) known |= 1u << rows.v[i].criterion;
    for (enum allocation_reason reason = PRIORITY_HOMELESSNESS; reason <= PRIORITY_RESIDENCE; reason++)
        if (rules->first & 1u << reason) asked |= 1u << rank_criterion(reason);
    for (size_t i = 0; i < rules->n_weights; i++) asked |= 1u << rank_criterion(rules->weights[i].reason);
    return asked & ~known & ~1u;
}

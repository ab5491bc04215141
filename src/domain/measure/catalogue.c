/* The catalogue: what the profile has, and what the municipality has set itself. Decides nothing about a person. */
#include "domain/measure/internal.h"

#include "domain/organisation/profile.h"

#include <string.h>

/* ── from the profile ─────────────────────────────────────────────────── */

static struct maybe_int said(int number) { return (struct maybe_int){number != 0, number}; }

/* Where words about somebody in the measure are kept: with Nav what is Nav's, else with those who give health and care. */
static enum zone zone_of(struct db *db, struct unit_id unit) {
    struct unit_brief brief;
    return organisation_unit(db, unit, LANG_NB, &brief) && brief.role == UNIT_ROLE_NAV ? ZONE_SOCIAL : ZONE_HEALTH;
}

static void follow(struct db *db, struct measure_id id, const struct profile_measure *measure, struct unit_id unit) {
    measure_follow(db, id, measure->name.nb, measure->name.nn, measure->plain.nb, measure->plain.nn, measure->target.nb, measure->target.nn, measure->content.nb,
                   measure->content.nn, measure->professions.nb, measure->professions.nn, measure_kind_parse(measure->kind), unit,
                   measure_run_by_parse(measure->run_by), measure->help ? service_kind_parse(measure->help) : 0, measure_arena_parse(measure->arena),
                   measure->harm_reducing, measure->field_based, measure->low_threshold, measure->carries_tasks, measure->offered, said(measure->age_from),
                   said(measure->age_to), said(measure->positions));
}

/* A rule the municipality has stopped is not begun again by a start; one that the profile has no more stops. */
static void rules_sync(struct db *db, struct measure_id id, const struct profile_measure *measure) {
    struct measure_rules_of_rows rows = measure_rules_of(db, id);
    struct date today = measure_today(db);
    for (unsigned i = 0; i < measure->rules_count; i++) {
        const struct profile_measure_rule *rule = &measure->rules[i];
        bool there = false;
        for (size_t j = 0; j < rows.n; j++) there = there || (text_equal(rows.v[j].words_nb, rule->words.nb) && text_equal(rows.v[j].why_nb, rule->why.nb));
        if (!there) measure_rule_add(db, id, rule->words.nb, rule->words.nn, rule->why.nb, rule->why.nn, true, today, (struct staff_id){0});
    }
    for (size_t j = 0; j < rows.n; j++) {
        bool kept = !rows.v[j].from_profile || !date_is_none(rows.v[j].until_date);
        for (unsigned i = 0; i < measure->rules_count; i++)
            kept = kept || (text_equal(rows.v[j].words_nb, measure->rules[i].words.nb) && text_equal(rows.v[j].why_nb, measure->rules[i].why.nb));
        if (!kept) measure_rule_end(db, id, rows.v[j].id, today);
    }
}

static void tickets_sync(struct db *db, struct measure_id id, const struct profile_measure *measure) {
    struct measure_tickets_of_rows rows = measure_tickets_of(db, id);
    struct date today = measure_today(db);
    for (unsigned i = 0; i < measure->tickets_count; i++) {
        const struct profile_measure_ticket *ticket = &measure->tickets[i];
        bool there = false;
        for (size_t j = 0; j < rows.n; j++) there = there || text_equal(rows.v[j].words_nb, ticket->words.nb);
        if (!there)
            measure_ticket_add(db, id, ticket_kind_parse(ticket->kind), ticket->words.nb, ticket->words.nn, ticket->why.nb, ticket->why.nn, true, today);
    }
    for (size_t j = 0; j < rows.n; j++) {
        bool kept = !rows.v[j].from_profile || !date_is_none(rows.v[j].until_date);
        for (unsigned i = 0; i < measure->tickets_count; i++) kept = kept || text_equal(rows.v[j].words_nb, measure->tickets[i].words.nb);
        if (!kept) measure_ticket_end(db, id, rows.v[j].id, today);
    }
}

static void one_sync(struct db *db, const struct profile_measure *measure) {
    struct measure_by_code_row row;
    struct unit_id unit = organisation_unit_by_code(db, measure->unit);
    if (!unit.v) return; /* a unit that is planned only gives nothing yet */
    if (!measure_by_code(db, measure->code, &row))
        row.id = measure_insert(db, measure->code, measure->name.nb, measure->name.nn, measure->plain.nb, measure->plain.nn, measure_kind_parse(measure->kind), unit,
                                measure_run_by_parse(measure->run_by), zone_of(db, unit), measure_arena_parse(measure->arena), said(measure->places),
                                measure->agreement_days, measure->review_weeks, true);
    follow(db, row.id, measure, unit);
    rules_sync(db, row.id, measure);
    tickets_sync(db, row.id, measure);
}

void measure_sync(struct db *db, const struct profile *profile) {
    for (unsigned i = 0; i < profile->measures_count; i++) one_sync(db, &profile->measures[i]);
}

/* ── the municipality's own ───────────────────────────────────────────── */

static bool code_fits(const char *code) {
    size_t length = strlen(code);
    return length >= 2 && length <= 40 && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

int measure_add(struct db *db, const struct measure_new *measure, struct measure_id *ret_measure) {
    struct measure_by_code_row row;
    const char *plain_nb = text_empty(measure->plain_nb) ? measure->name_nb : measure->plain_nb;
    const char *plain_nn = text_empty(measure->plain_nn) ? measure->name_nn : measure->plain_nn;
    if (!code_fits(measure->code)) return MEASURE_CODE_WRONG;
    if (measure_by_code(db, measure->code, &row)) return MEASURE_CODE_TAKEN;
    if (profile_group_label(plain_nb) || profile_group_label(plain_nn)) return MEASURE_LABEL;
    if (measure->places.has && measure->places.v < 0) return MEASURE_NUMBER_WRONG;
    *ret_measure = measure_insert(db, measure->code, measure->name_nb, measure->name_nn, plain_nb, plain_nn, measure->kind, measure->unit, measure->run_by,
                                  zone_of(db, measure->unit), measure->arena, measure->places, 28, 6, false);
    audit_add(db, "measure_added", "measure", ret_measure->v, measure->code);
    return MEASURE_DONE;
}

int measure_settle(struct db *db, const struct measure_setting *setting) {
    bool places = !setting->places.has || setting->places.v >= 0, positions = !setting->positions.has || setting->positions.v > 0;
    bool weeks = setting->review_weeks >= 4 && setting->review_weeks <= 8, days = setting->agreement_days >= 7 && setting->agreement_days <= 92;
    if (!places || !positions || !weeks || !days) return MEASURE_NUMBER_WRONG;
    if (!measure_set(db, setting->measure, setting->version, setting->places, setting->positions, setting->open, setting->agreement_days, setting->review_weeks))
        return MEASURE_CHANGED;
    audit_add(db, "measure_set", "measure", setting->measure.v, setting->open ? "open" : "closed");
    return MEASURE_DONE;
}

int measure_rule_begin(struct db *db, struct measure_id measure, const struct measure_words *rule) {
    struct measure_get_row row;
    if (!measure_get(db, measure, &row)) return MEASURE_NOT_FOUND;
    measure_rule_add(db, measure, rule->words_nb, rule->words_nn, rule->why_nb, rule->why_nn, false, measure_today(db), measure_actor(db));
    audit_add(db, "measure_rule_begun", "measure", measure.v, NULL);
    return MEASURE_DONE;
}

int measure_rule_stop(struct db *db, struct measure_id measure, struct measure_rule_id rule) {
    if (!measure_rule_end(db, measure, rule, measure_today(db))) return MEASURE_NOT_FOUND;
    audit_add(db, "measure_rule_stopped", "measure", measure.v, NULL);
    return MEASURE_DONE;
}

int measure_ticket_begin(struct db *db, struct measure_id measure, enum ticket_kind kind, const struct measure_words *ticket) {
    struct measure_get_row row;
    if (!measure_get(db, measure, &row)) return MEASURE_NOT_FOUND;
    measure_ticket_add(db, measure, kind, ticket->words_nb, ticket->words_nn, ticket->why_nb, ticket->why_nn, false, measure_today(db));
    audit_add(db, "measure_ticket_begun", "measure", measure.v, ticket_kind_code(kind));
    return MEASURE_DONE;
}

int measure_ticket_stop(struct db *db, struct measure_id measure, struct measure_ticket_id ticket) {
    if (!measure_ticket_end(db, measure, ticket, measure_today(db))) return MEASURE_NOT_FOUND;
    audit_add(db, "measure_ticket_stopped", "measure", measure.v, NULL);
    return MEASURE_DONE;
}

/* ── the eight principles ─────────────────────────────────────────────── */

int measure_fidelity_say(struct db *db, struct measure_id measure, const struct fidelity_said *said_now) {
    struct measure_get_row row;
    struct fidelity_check_on_row same;
    struct date today = measure_today(db);
    if (!measure_get(db, measure, &row) || row.kind != MEASURE_KIND_HOUSING_FIRST) return MEASURE_NOT_FOUND;
    if (!measure_is_ours(db, row.unit_id)) return MEASURE_NOT_YOURS;
    for (int i = 1; i <= FIDELITY_PRINCIPLE_COUNT; i++)
        if (!said_now->marks[i]) return MEASURE_NOT_ALL;
    if (fidelity_check_on(db, measure, today, &same)) return MEASURE_DONE_TODAY;
    struct fidelity_check_id check = fidelity_check_insert(db, measure, today, db_now(db), measure_actor(db));
    for (int i = 1; i <= FIDELITY_PRINCIPLE_COUNT; i++)
        fidelity_answer_insert(db, check, (enum fidelity_principle)i, said_now->marks[i], text_empty(said_now->todo[i]) ? NULL : said_now->todo[i]);
    audit_add(db, "measure_fidelity", "measure", measure.v, NULL);
    return MEASURE_DONE;
}

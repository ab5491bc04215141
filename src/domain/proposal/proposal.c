/* Computing, keeping and replaying a proposal, and what people decide in it. No page. (I-11, I-14, R-182, R-187) */
#include "domain/proposal/internal.h"

#include "base/log.h"
#include "texts.h"

#include <stdlib.h>
#include <string.h>

struct proposal_fault_text proposal_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case PROPOSAL_##name: return (struct proposal_fault_text){field, T_##key};
        PROPOSAL_FAULTS(X)
#undef X
    }
    return (struct proposal_fault_text){0};
}

/* ── computing ────────────────────────────────────────────────────────── */

enum list_type proposal_list_of(const struct proposal_vacant_row *home) {
    if (home->staffed_day_and_night) return LIST_TYPE_ADAPTED_ALL_HOURS;
    if (text_equal(home->type, "omsorgsbolig")) return LIST_TYPE_NURSING;
    return home->staff_base || home->class == DWELLING_CLASS_ADAPTED ? LIST_TYPE_ADAPTED_DAY : LIST_TYPE_ORDINARY;
}

static int by_candidate(const void *left, const void *right) {
    const struct proposal_candidates_row *a = left, *b = right;
    return (a->id.v > b->id.v) - (a->id.v < b->id.v);
}

const struct proposal_candidates_row *proposal_candidate(const struct proposal *proposal, struct housing_application_id application) {
    const struct proposal_candidates_row key = {.id = application};
    return bsearch(&key, proposal->candidates, proposal->n_candidates, sizeof key, by_candidate);
}

const struct rank_line *proposal_line(const struct proposal *proposal, struct housing_application_id application) {
    for (size_t i = 0; i < proposal->lines.n; i++)
        if (proposal->lines.v[i].id == application.v) return &proposal->lines.v[i];
    return NULL;
}

static struct dwelling_id id_of(const char *name) {
    int64_t id = 0;
    parse_int(name + 1, &id);
    return (struct dwelling_id){id};
}
struct housing_application_id proposal_application(const struct proposal *proposal, int32_t applicant) {
    return (struct housing_application_id){applicant < 0 ? 0 : id_of(proposal->file.names.applicants[applicant]).v};
}
struct dwelling_id proposal_home(const struct proposal *proposal, int32_t dwelling) {
    return dwelling < 0 ? (struct dwelling_id){0} : id_of(proposal->file.names.dwellings[dwelling]);
}
int32_t proposal_applicant_index(const struct proposal *proposal, struct housing_application_id application) {
    for (int32_t i = 0; i < proposal->file.instance.n_applicants; i++)
        if (proposal_application(proposal, i).v == application.v) return i;
    return -1;
}
int32_t proposal_home_index(const struct proposal *proposal, struct dwelling_id dwelling) {
    for (int32_t i = 0; i < proposal->file.instance.n_dwellings; i++)
        if (proposal_home(proposal, i).v == dwelling.v) return i;
    return -1;
}

static bool solve(struct arena *arena, const char *text, struct allocation_file *ret_file, struct allocation_result *ret_result) {
    const char *reason = "";
    int error = allocation_read_json(arena, (struct blob){(const uint8_t *)text, strlen(text)}, ret_file, &reason);
    if (error == ERR_OK) error = allocation_solve(arena, &ret_file->instance, ret_result, &reason);
    if (error < 0) log_line(LOG_ERROR, "proposal refused: %s", reason);
    return error == ERR_OK;
}

/* Of those on the list only who can be given a dwelling now: the order is that of the whole list, without the others. */
static struct rank_applicants those_in(const struct proposal *proposal, const struct rank_applicants *all, struct arena *arena) {
    struct rank_applicants kept = {arena_array(arena, all->n + 1, sizeof *kept.v), 0};
    for (size_t i = 0; i < all->n; i++)
        if (proposal_candidate(proposal, (struct housing_application_id){all->v[i].id})) kept.v[kept.n++] = all->v[i];
    return kept;
}

static void read_homes(struct db *db, struct proposal *proposal) {
    struct proposal_vacant_rows rows = proposal_vacant(db);
    struct proposal_vacant_row *kept = arena_array(db_arena(db), rows.n + 1, sizeof *kept);
    for (size_t i = 0; i < rows.n; i++)
        if (proposal_list_of(&rows.v[i]) == proposal->list) kept[proposal->n_homes++] = rows.v[i];
    proposal->homes = kept;
}

const struct proposal *proposal_compute(struct db *db, enum list_type list, struct date today) {
    return proposal_compute_by(db, list, application_rules(db_arena(db), today));
}

const struct proposal *proposal_compute_by(struct db *db, enum list_type list, const struct rank_rules *rules) {
    struct arena *arena = db_arena(db);
    struct proposal *proposal = arena_array(arena, 1, sizeof *proposal);
    const struct proposal_candidates_rows candidates = proposal_candidates(db, list);
    const struct overrides_of_rows overrides = overrides_of(db, list);
    const struct rank_applicants all = application_ranked(db, list);
    *proposal = (struct proposal){.list = list, .rules = rules, .candidates = candidates.v, .n_candidates = candidates.n,
                                  .overrides = overrides.v, .n_overrides = overrides.n};
    proposal->ranked = those_in(proposal, &all, arena);
    proposal->lines = rank_all(arena, proposal->rules, &proposal->ranked);
    read_homes(db, proposal);
    proposal_count(db, proposal, instant_oslo_date(db_now(db)));
    proposal->instance = proposal_instance(db, proposal, true);
    if (!solve(arena, proposal_with_counted(arena, proposal->instance, proposal->counted, proposal->n_counted), &proposal->file, &proposal->result)) return NULL;
    struct str out = str_in(arena);
    allocation_write_json(&out, &proposal->file, &proposal->result, false);
    proposal->result_text = proposal_kept_result(arena, str_text(&out));
    proposal->before = proposal->result;
    struct allocation_file *without = arena_array(arena, 1, sizeof *without);
    const char *plain = proposal->n_overrides ? proposal_with_counted(arena, proposal_instance(db, proposal, false), proposal->counted, proposal->n_counted) : NULL;
    if (plain && !solve(arena, plain, without, &proposal->before)) return NULL;
    return proposal;
}

/* ── kept ─────────────────────────────────────────────────────────────── */

static enum without_why without_why(enum allocation_refusal reason) {
    switch (reason) {
    case ALLOCATION_REASON_NOTHING_FITS: return WITHOUT_WHY_NOTHING_FITS;
    case ALLOCATION_REASON_TAKEN:
    case ALLOCATION_REASON_CONCENTRATION:
    case ALLOCATION_REASON_TOGETHER: return WITHOUT_WHY_ALL_GIVEN;
    case ALLOCATION_REASON_TEAM: return WITHOUT_WHY_TEAM_FULL;
    case ALLOCATION_REASON_BARRED: return WITHOUT_WHY_BARRED;
    case ALLOCATION_REASON_OPEN: return WITHOUT_WHY_UNDECIDED;
    case ALLOCATION_REASON_NONE: break;
    }
    return 0;
}

/* How many it has no dwelling for, by why. */
static void keep_without(struct db *db, struct allocation_proposal_id id, const struct proposal *proposal) {
    int64_t n[WITHOUT_WHY_COUNT + 1] = {0};
    for (int32_t i = 0; i < proposal->file.instance.n_applicants; i++)
        if (proposal->result.answers[i].dwelling < 0) n[without_why(proposal->result.answers[i].reason)]++;
    for (int why = 1; why <= WITHOUT_WHY_COUNT; why++)
        if (n[why]) proposal_without_insert(db, id, (enum without_why)why, n[why]);
}

struct allocation_proposal_id proposal_freeze(struct db *db, const struct proposal *proposal) {
    struct arena *arena = db_arena(db);
    const struct allocation_instance *instance = &proposal->file.instance;
    struct allocation_proposal_id id = proposal_keep(
        db, proposal->list, db_now(db), (struct staff_id){db_actor(db)->staff}, proposal->rules->version, instance->n_applicants, instance->n_dwellings,
        proposal->result.n_housed + proposal->result.n_fixed, rank_write(arena, proposal->rules, &proposal->ranked),
        rank_write_result(arena, &proposal->lines), proposal->instance, proposal->result_text);
    for (int32_t i = 0; i < instance->n_applicants; i++)
        if (proposal->result.answers[i].dwelling >= 0)
            proposal_answer_insert(db, id, proposal_application(proposal, i), proposal_home(proposal, proposal->result.answers[i].dwelling));
    keep_without(db, id, proposal);
    proposal_keep_counted(db, id, proposal);
    audit_add(db, "proposal_kept", "allocation_proposal", id.v, proposal->rules->version);
    return id;
}

bool proposal_replays(struct db *db, struct allocation_proposal_id id) {
    struct proposal_get_row row;
    struct arena *arena = db_arena(db);
    struct rank_rules rules;
    struct rank_applicants applicants;
    struct allocation_file file;
    struct allocation_result result;
    struct str out = str_in(arena);
    if (!proposal_get(db, id, &row) || rank_read(arena, row.ranking, &rules, &applicants) < 0) return false;
    const struct rank_lines lines = rank_all(arena, &rules, &applicants);
    if (strcmp(rank_write_result(arena, &lines), row.ranking_result) != 0 || !solve(arena, proposal_kept_with_counted(db, id, row.instance), &file, &result)) return false;
    allocation_write_json(&out, &file, &result, false);
    return strcmp(proposal_kept_result(arena, str_text(&out)), row.result) == 0;
}

/* ── what people decide ───────────────────────────────────────────────── */

bool proposal_is_ours(struct db *db) { return db_actor(db)->unit && db_actor(db)->unit == application_unit(db).v; }
static struct staff_id actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

static bool fixed_already(struct db *db, const struct proposal_change *change) {
    struct overrides_of_rows rows = overrides_of(db, change->list);
    for (size_t i = 0; i < rows.n; i++) {
        bool home = rows.v[i].dwelling_id.v == change->dwelling.v, person = rows.v[i].application_id.v == change->application.v && change->application.v;
        if (rows.v[i].kind == OVERRIDE_KIND_FIX && change->kind == OVERRIDE_KIND_FIX && (home || person)) return true;
        if (home && ((rows.v[i].kind == OVERRIDE_KIND_FIX && change->kind == OVERRIDE_KIND_CLOSE) || (rows.v[i].kind == OVERRIDE_KIND_CLOSE && change->kind == OVERRIDE_KIND_FIX)))
            return true;
        if (rows.v[i].kind == change->kind && home && rows.v[i].application_id.v == change->application.v && !rows.v[i].cluster_id.v) return true;
    }
    return false;
}

int proposal_override(struct db *db, const struct access *access, const struct proposal_change *change) {
    struct application application = {0};
    bool person = change->kind == OVERRIDE_KIND_FIX || change->kind == OVERRIDE_KIND_FORBID;
    if (!proposal_is_ours(db)) return PROPOSAL_NOT_YOURS;
    if (person && !application_read(db, change->application, &application)) return PROPOSAL_CHOICE_MISSING;
    if (person && text_empty(change->why)) return PROPOSAL_WHY_MISSING;
    bool cluster = change->kind == OVERRIDE_KIND_LIMIT || change->kind == OVERRIDE_KIND_RAISE;
    bool held = change->kind == OVERRIDE_KIND_CLOSE || change->kind == OVERRIDE_KIND_RAISE;
    if (held && !change->held) return PROPOSAL_WHY_MISSING;
    if (change->kind == OVERRIDE_KIND_RAISE && !application_limits_on()) return PROPOSAL_NOT_FOUND;
    if (cluster && (!change->value.has || !change->cluster.v)) return PROPOSAL_VALUE_MISSING;
    if (fixed_already(db, change)) return PROPOSAL_FIXED_ALREADY;
    if (person && !application_words(db, access, &application, WORDS_ABOUT_CHOICE, change->why)) return PROPOSAL_NO_ACCESS;
    struct proposal_override_id made =
        proposal_change_insert(db, change->list, change->kind, person ? change->application : (struct housing_application_id){0},
                        cluster ? (struct dwelling_id){0} : change->dwelling,
                        cluster ? change->cluster : (struct dwelling_cluster_id){0},
                        cluster ? change->value : (struct maybe_int){0},
                        held ? change->held : 0, db_now(db), actor(db));
    audit_add(db, "proposal_changed", "proposal_override", made.v, override_kind_code(change->kind));
    return PROPOSAL_FINE;
}

int proposal_override_undo(struct db *db, struct proposal_override_id id) {
    if (!proposal_is_ours(db)) return PROPOSAL_NOT_YOURS;
    if (proposal_change_undo(db, id, db_now(db), actor(db)) != 1) return PROPOSAL_NOT_FOUND;
    audit_add(db, "proposal_change_undone", "proposal_override", id.v, NULL);
    return PROPOSAL_FINE;
}

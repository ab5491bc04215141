/* From stock, applications and rules to an instance of the engine: codes and numbers, never names. Says nothing of what anyone uses or is treated for; a house
 * that asks for abstinence is proposed to nobody, since nobody's answer to that is known here. (R-145, R-185–, I-06) */
#include "domain/proposal/internal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { AREAS_MOST = 63, WISHES_MOST = 8, AREA_COST = 4, QUIET_COST = 3, OTHER_COST = 2, AGE_BANDS_MOST = 16, FEW_NEAR_COST = PROPOSAL_FEW_NEAR_COST };

struct building {
    struct str out;
    struct db *db;
    const struct proposal *proposal;
    int64_t areas[AREAS_MOST];
    size_t n_areas;
    struct proposal_needs_rows needs;
    struct proposal_wishes_rows wishes;
    size_t at_need, at_wish, at_last;
    struct proposal_last_answers_rows last;
    struct age_band {
        const char *name;
        int64_t least, most;
    } bands[AGE_BANDS_MOST];
    size_t n_bands;
};

static bool is_open(const struct proposal_vacant_row *home) { return home->bedrooms.has; }

/* ── stock ────────────────────────────────────────────────────────────── */

static int64_t area_of(const struct building *building, const struct proposal_vacant_row *home) {
    for (size_t i = 0; i < building->n_areas; i++)
        if (building->areas[i] == home->area_id.v) return home->area_id.v;
    return 0; /* not known, or more areas than the engine tells apart */
}

static const char *house_of(struct building *building, const struct proposal_vacant_row *home) {
    return arena_printf(db_arena(building->db), home->cluster_id.v ? "c%lld" : "d%lld", (long long)(home->cluster_id.v ? home->cluster_id.v : home->id.v));
}

static void gather_areas(struct building *building) {
    for (size_t i = 0; i < building->proposal->n_homes; i++) {
        int64_t area = building->proposal->homes[i].area_id.v;
        bool known = area == 0;
        for (size_t k = 0; k < building->n_areas; k++) known |= building->areas[k] == area;
        if (!known && building->n_areas < AREAS_MOST) building->areas[building->n_areas++] = area;
    }
}

static void write_areas(struct building *building) {
    str_add(&building->out, "\"areas\":[{\"id\":\"r0\"}");
    for (size_t i = 0; i < building->n_areas; i++) {
        const struct application_limit *limit = application_area_limit_of(&building->proposal->limits, (struct dwelling_area_id){building->areas[i]});
        str_addf(&building->out, ",{\"id\":\"r%lld\"", (long long)building->areas[i]);
        if (limit) str_addf(&building->out, ",\"concentration\":%lld", (long long)limit->room);
        str_add(&building->out, "}");
    }
    str_add(&building->out, "],\n\"buildings\":[");
    const struct proposal *proposal = building->proposal;
    bool first = true;
    for (size_t i = 0; i < proposal->n_homes; i++) {
        const struct proposal_vacant_row *home = &proposal->homes[i];
        bool again = !is_open(home);
        for (size_t k = 0; k < i && !again; k++)
            again = is_open(&proposal->homes[k]) && home->cluster_id.v && proposal->homes[k].cluster_id.v == home->cluster_id.v;
        if (again) continue;
        const struct application_limit *limit = application_limit_of(&proposal->limits, home->cluster_id);
        str_addf(&building->out, "%s{\"id\":\"%s\",\"area\":\"r%lld\"", first ? "" : ",", house_of(building, home), (long long)area_of(building, home));
        if (limit) str_addf(&building->out, ",\"concentration\":%lld", (long long)limit->room);
        str_add(&building->out, "}");
        first = false;
    }
    str_add(&building->out, "],\n");
}

/* A home by itself, or where less than half of what the limit allows live already. */
bool proposal_few_near(const struct proposal *proposal, const struct proposal_vacant_row *home) {
    const struct application_limit *limit = application_limit_of(&proposal->limits, home->cluster_id);
    return !home->cluster_id.v || (limit && 2 * limit->room > limit->allowed);
}

static void word(struct str *out, bool *first, bool has, const char *name) {
    if (!has) return;
    str_addf(out, "%s\"%s\"", *first ? "" : ",", name);
    *first = false;
}

/* The band of a house with limits of age; NULL: none. A seventeenth kind of band would be more than the engine's words: such a house demands what nobody has. */
static const char *age_band(struct building *building, const struct proposal_vacant_row *home) {
    if (!home->age_from.has && !home->age_to.has) return NULL;
    int64_t least = home->age_from.has ? home->age_from.v : 0, most = home->age_to.has ? home->age_to.v : 200;
    for (size_t i = 0; i < building->n_bands; i++)
        if (building->bands[i].least == least && building->bands[i].most == most) return building->bands[i].name;
    if (building->n_bands == AGE_BANDS_MOST) return "wants_abstinence";
    struct age_band *band = &building->bands[building->n_bands++];
    *band = (struct age_band){arena_printf(db_arena(building->db), "age_%lld_%lld", (long long)least, (long long)most), least, most};
    return band->name;
}

static void write_home(struct building *building, const struct proposal_vacant_row *home, bool first_home) {
    struct str *out = &building->out;
    const char *age = age_band(building, home);
    bool first = true, floor = home->floor.has;
    str_addf(out, "%s{\"id\":\"d%lld\",\"building\":\"%s\",\"rooms\":%lld,\"features\":[", first_home ? "" : ",\n", (long long)home->id.v,
             house_of(building, home), (long long)home->bedrooms.v + 1);
    word(out, &first, home->step_free || home->wheelchair, "step_free");
    word(out, &first, home->quiet, "quiet");
    word(out, &first, home->pets, "pets");
    word(out, &first, home->near_transport, "transport");
    word(out, &first, floor && home->floor.v <= 1, "ground");
    word(out, &first, floor && home->floor.v > 1, "above_ground");
    word(out, &first, !home->shared, "own_home");
    word(out, &first, !home->cluster_id.v, "spread");
    word(out, &first, proposal_few_near(building->proposal, home), "few_near");
    str_add(out, "],\"demands\":[");
    first = true;
    word(out, &first, home->abstinence_required, "wants_abstinence");
    word(out, &first, age != NULL, age ? age : "");
    str_add(out, "]}");
}

static void write_homes(struct building *building) {
    bool first = true;
    str_add(&building->out, "\"dwellings\":[");
    for (size_t i = 0; i < building->proposal->n_homes; i++) {
        if (!is_open(&building->proposal->homes[i])) continue; /* how many bedrooms is not known: ask */
        write_home(building, &building->proposal->homes[i], first);
        first = false;
    }
    str_add(&building->out, "],\n");
}

/* ── those who apply ──────────────────────────────────────────────────── */

static int years_old(struct date born, struct date today) {
    struct ymd b = date_ymd(born), t = date_ymd(today);
    return t.year - b.year - (t.month < b.month || (t.month == b.month && t.day < b.day));
}

static void write_traits(struct building *building, const struct proposal_candidates_row *candidate, struct date today) {
    bool first = true;
    str_add(&building->out, ",\"traits\":[");
    if (!date_is_none(candidate->born))
        for (size_t i = 0; i < building->n_bands; i++) {
            int years = years_old(candidate->born, today);
            word(&building->out, &first, years >= building->bands[i].least && years <= building->bands[i].most, building->bands[i].name);
        }
    str_add(&building->out, "]");
}

/* The areas a name stands for among the vacant dwellings; empty: none of them. */
static bool area_named(const struct building *building, const char *name, int64_t *ret_area) {
    for (size_t i = 0; i < building->proposal->n_homes; i++) {
        const struct proposal_vacant_row *home = &building->proposal->homes[i];
        if (!home->area || strcasecmp(home->area, name) != 0 || !area_of(building, home)) continue;
        *ret_area = home->area_id.v;
        return true;
    }
    return false;
}

struct wished {
    int64_t in[WISHES_MOST], out[WISHES_MOST];
    size_t n_in, n_out;
    bool ground, quiet, spread;
};

static struct wished wishes_of(struct building *building, int64_t application) {
    struct wished wished = {0};
    const struct proposal_wishes_rows *rows = &building->wishes;
    while (building->at_wish < rows->n && rows->v[building->at_wish].application_id.v < application) building->at_wish++;
    for (; building->at_wish < rows->n && rows->v[building->at_wish].application_id.v == application; building->at_wish++) {
        const struct proposal_wishes_row *row = &rows->v[building->at_wish];
        int64_t area = 0;
        bool known = row->area && area_named(building, row->area, &area);
        if (row->kind == WISH_KIND_AREA && known && wished.n_in < 4) wished.in[wished.n_in++] = area;
        if (row->kind == WISH_KIND_NOT_AREA && known && wished.n_out < WISHES_MOST) wished.out[wished.n_out++] = area;
        wished.ground |= row->kind == WISH_KIND_GROUND_FLOOR;
        wished.quiet |= row->kind == WISH_KIND_QUIET;
        wished.spread |= row->kind == WISH_KIND_APART;
    }
    return wished;
}

static const struct proposal_needs_row *need_of(struct building *building, int64_t application) {
    static const struct proposal_needs_row none;
    const struct proposal_needs_rows *rows = &building->needs;
    while (building->at_need < rows->n && rows->v[building->at_need].application_id.v < application) building->at_need++;
    bool found = building->at_need < rows->n && rows->v[building->at_need].application_id.v == application;
    return found ? &rows->v[building->at_need] : &none;
}

static void feature_wish(struct str *out, bool *first, bool wants, const char *name, int cost) {
    if (!wants) return;
    str_addf(out, "%s{\"features\":[\"%s\"],\"cost\":%d}", *first ? "" : ",", name, cost);
    *first = false;
}

static void write_wishes(struct building *building, const struct wished *wished, const struct proposal_needs_row *need) {
    struct str *out = &building->out;
    bool first = true;
    str_add(out, ",\"wishes\":[");
    for (size_t i = 0; i < wished->n_in; i++) { /* the first alone, the first two, …: each step away from the first costs more */
        str_addf(out, "%s{\"areas\":[", first ? "" : ",");
        for (size_t k = 0; k <= i; k++) str_addf(out, "%s\"r%lld\"", k ? "," : "", (long long)wished->in[k]);
        str_addf(out, "],\"cost\":%d}", i == 0 ? AREA_COST : 1);
        first = false;
    }
    feature_wish(out, &first, wished->quiet || need->quiet, "quiet", QUIET_COST);
    feature_wish(out, &first, wished->spread || need->apart_from_cluster, "spread", QUIET_COST);
    feature_wish(out, &first, wished->ground && need->floor != FLOOR_WISH_GROUND, "ground", OTHER_COST);
    feature_wish(out, &first, need->near_transport, "transport", OTHER_COST);
    feature_wish(out, &first, building->proposal->list != LIST_TYPE_ORDINARY, "own_home", OTHER_COST);
    feature_wish(out, &first, true, "few_near", FEW_NEAR_COST); /* the same for all, so that it says nothing of anyone */
    str_add(out, "]");
}

static void write_accepted(struct building *building, const struct wished *wished) {
    if (!wished->n_out) return;
    str_add(&building->out, ",\"areas\":[\"r0\"");
    for (size_t i = 0; i < building->n_areas; i++) {
        bool refused = false;
        for (size_t k = 0; k < wished->n_out; k++) refused |= wished->out[k] == building->areas[i];
        if (!refused) str_addf(&building->out, ",\"r%lld\"", (long long)building->areas[i]);
    }
    str_add(&building->out, "]");
}

static bool still_vacant(const struct building *building, struct dwelling_id dwelling) {
    for (size_t i = 0; i < building->proposal->n_homes; i++)
        if (building->proposal->homes[i].id.v == dwelling.v) return is_open(&building->proposal->homes[i]);
    return false;
}

/* Where the last kept proposal had her. */
static struct dwelling_id last_of(struct building *building, int64_t application) {
    const struct proposal_last_answers_rows *rows = &building->last;
    while (building->at_last < rows->n && rows->v[building->at_last].application_id.v < application) building->at_last++;
    bool found = building->at_last < rows->n && rows->v[building->at_last].application_id.v == application;
    return found ? rows->v[building->at_last].dwelling_id : (struct dwelling_id){0};
}

static void write_candidate(struct building *building, const struct proposal_candidates_row *candidate, size_t rank, bool barred) {
    struct str *out = &building->out;
    const struct proposal_needs_row *need = need_of(building, candidate->id.v);
    const struct wished wished = wishes_of(building, candidate->id.v);
    struct rank_norm norm = rank_norm(building->proposal->rules, candidate->adults, candidate->children);
    bool first = true;
    str_addf(out, "{\"id\":\"a%lld\",\"rank\":%zu,\"rooms\":[%d,%d],\"needs\":[", (long long)candidate->id.v, rank, norm.bedrooms_least + 1,
             norm.bedrooms_most + 1);
    word(out, &first, need->step_free, "step_free");
    word(out, &first, need->pets, "pets");
    word(out, &first, need->floor == FLOOR_WISH_GROUND, "ground");
    word(out, &first, need->floor == FLOOR_WISH_NOT_GROUND, "above_ground");
    word(out, &first, building->proposal->list == LIST_TYPE_ORDINARY, "own_home");
    str_add(out, "]");
    write_traits(building, candidate, instant_oslo_date(db_now(building->db)));
    write_accepted(building, &wished);
    write_wishes(building, &wished, need);
    const struct dwelling_id last = last_of(building, candidate->id.v);
    if (last.v && still_vacant(building, last)) str_addf(out, ",\"previous\":\"d%lld\"", (long long)last.v);
    str_addf(out, "%s}", barred ? ",\"barred\":1" : "");
}

static void write_candidates(struct building *building) {
    const struct proposal *proposal = building->proposal;
    bool first = true;
    str_add(&building->out, "\"applicants\":[");
    size_t *rank_of = arena_array(db_arena(building->db), proposal->n_candidates + 1, sizeof *rank_of); /* 0: not ranked */
    for (size_t rank = 0; rank < proposal->lines.n; rank++) {
        const struct proposal_candidates_row *candidate = proposal_candidate(proposal, (struct housing_application_id){proposal->lines.v[rank].id});
        if (candidate) rank_of[candidate - proposal->candidates] = rank + 1;
    }
    for (size_t i = 0; i < proposal->n_candidates; i++) { /* by id, so that needs, wishes and last answers are read once */
        if (!rank_of[i]) continue;
        if (!first) str_add(&building->out, ",\n");
        write_candidate(building, &proposal->candidates[i], rank_of[i], proposal->lines.v[rank_of[i] - 1].state != RANK_PLACED);
        first = false;
    }
    str_add(&building->out, "]");
}

static bool in_it(const struct building *building, struct housing_application_id application) {
    return !application.v || proposal_candidate(building->proposal, application);
}

static int64_t room_of(const struct application_limit *limit) { return limit->room > 0 ? limit->room : 0; }

static struct dwelling_area_id area_of_cluster(struct building *building, struct dwelling_cluster_id cluster) {
    for (size_t i = 0; i < building->proposal->n_homes; i++) {
        const struct proposal_vacant_row *home = &building->proposal->homes[i];
        if (cluster.v && home->cluster_id.v == cluster.v && is_open(home)) return (struct dwelling_area_id){area_of(building, home)};
    }
    return (struct dwelling_area_id){0};
}

/* What is raised for a neighbourhood is raised as much for the part of town it lies in, where that has a limit too: it is decided once. */
static void write_raise(struct building *building, const struct overrides_of_row *row, const struct application_limit *limit) {
    const struct proposal *proposal = building->proposal;
    const struct dwelling_area_id area = area_of_cluster(building, row->cluster_id);
    const struct application_limit *around = application_area_limit_of(&proposal->limits, area);
    str_addf(&building->out, "{\"limit\":\"building_concentration\",\"of\":\"c%lld\",\"value\":%lld}", (long long)row->cluster_id.v,
             (long long)(room_of(limit) + row->value.v));
    if (!around) return;
    int64_t more = 0;
    for (size_t i = 0; i < proposal->n_overrides; i++) {
        const struct overrides_of_row *one = &proposal->overrides[i];
        if (one->kind == OVERRIDE_KIND_RAISE && area_of_cluster(building, one->cluster_id).v == area.v) more += one->value.v;
    }
    str_addf(&building->out, ",{\"limit\":\"area_concentration\",\"of\":\"r%lld\",\"value\":%lld}", (long long)area.v, (long long)(room_of(around) + more));
}

static void write_overrides(struct building *building) {
    struct str *out = &building->out;
    const struct proposal *proposal = building->proposal;
    bool first = true;
    str_add(out, ",\n\"overrides\":[");
    for (size_t i = 0; i < proposal->n_overrides; i++) {
        const struct overrides_of_row *row = &proposal->overrides[i];
        bool cluster = false;
        for (size_t k = 0; k < proposal->n_homes; k++) cluster |= row->cluster_id.v && is_open(&proposal->homes[k]) && proposal->homes[k].cluster_id.v == row->cluster_id.v;
        bool there = row->cluster_id.v ? cluster : still_vacant(building, row->dwelling_id);
        const struct application_limit *limit = application_limit_of(&proposal->limits, row->cluster_id);
        if (!there || (row->kind == OVERRIDE_KIND_RAISE && !limit) || !in_it(building, row->application_id)) continue;
        if (!first) str_add(out, ",");
        first = false;
        switch (row->kind) {
        case OVERRIDE_KIND_FIX:
        case OVERRIDE_KIND_FORBID:
            str_addf(out, "{\"%s\":[\"a%lld\",\"d%lld\"]}", override_kind_code(row->kind), (long long)row->application_id.v, (long long)row->dwelling_id.v);
            break;
        case OVERRIDE_KIND_CLOSE: str_addf(out, "{\"close\":\"d%lld\"}", (long long)row->dwelling_id.v); break;
        case OVERRIDE_KIND_LIMIT:
            str_addf(out, "{\"limit\":\"building_intake\",\"of\":\"c%lld\",\"value\":%lld}", (long long)row->cluster_id.v, (long long)row->value.v);
            break;
        case OVERRIDE_KIND_RAISE: write_raise(building, row, limit); break;
        }
    }
    str_add(out, "]");
}

const char *proposal_instance(struct db *db, const struct proposal *proposal, bool overrides) {
    struct building building = {.out = str_in(db_arena(db)), .db = db, .proposal = proposal, .needs = proposal_needs(db, proposal->list),
                                .wishes = proposal_wishes(db, proposal->list), .last = proposal_last_answers(db, proposal->list)};
    gather_areas(&building);
    str_add(&building.out, "{\"format\":\"felles-allocation/1\",\n");
    write_areas(&building);
    write_homes(&building);
    write_candidates(&building);
    if (overrides) write_overrides(&building);
    str_add(&building.out, "}\n");
    return str_text(&building.out);
}

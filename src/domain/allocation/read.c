/* allocation: reads an instance from JSON. Refuses what it does not know, with the place; guesses nothing. Sorts by rank and by id, so that the
 * order in the file has no meaning. */
#include "domain/allocation/read.h"

#include "base/err.h"

#include <stdlib.h>
#include <string.h>

#define NONE ALLOCATION_NONE

enum { MOST = 1000000 };

/* ── the lists, in order ──────────────────────────────────────────────── */

static int by_rank(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    return x->rank != y->rank ? (x->rank < y->rank ? -1 : 1) : strcmp(x->id, y->id);
}

struct numbered {
    const char *id;
    int32_t i;
};
static int by_id(const void *a, const void *b) { return strcmp(((const struct numbered *)a)->id, ((const struct numbered *)b)->id); }

static void index_entries(struct reader *r, struct entries *entries) {
    struct numbered *order = arena_array(r->arena, (size_t)entries->n + 1, sizeof *order);
    entries->by_id = arena_array(r->arena, (size_t)entries->n + 1, sizeof(int32_t));
    for (int32_t i = 0; i < entries->n; i++) order[i] = (struct numbered){entries->v[i].id, i};
    if (entries->n) qsort(order, (size_t)entries->n, sizeof *order, by_id);
    for (int32_t i = 0; i < entries->n; i++) {
        entries->by_id[i] = order[i].i;
        if (i && strcmp(order[i].id, order[i - 1].id) == 0)
            value_wrong(r, (struct place){entries->list, "id", entries->v[order[i].i].place}, "the id is used twice");
    }
}

/* With `ranked` in order of rank, else of id. */
static void read_entries(struct reader *r, json_t *root, const char *list, bool ranked, struct entries *entries) {
    json_t *array = value_list(r, (struct place){list, NULL, NONE}, json_object_get(root, list));
    size_t n = json_array_size(array);
    if (n > MOST) value_wrong(r, (struct place){list, NULL, NONE}, "the list is too long");
    *entries = (struct entries){.list = list, .n = r->reason ? 0 : (int32_t)n};
    entries->v = arena_array(r->arena, (size_t)entries->n + 1, sizeof *entries->v);
    for (int32_t i = 0; i < entries->n; i++) {
        json_t *object = json_array_get(array, (size_t)i);
        struct entry *entry = &entries->v[i];
        *entry = (struct entry){.json = object, .place = i};
        entry->id = value_code(r, (struct place){list, "id", i}, json_object_get(object, "id"), false);
        struct place at = {list, "rank", i};
        if (ranked && !json_is_integer(json_object_get(object, "rank"))) value_wrong(r, at, "must be a whole number");
        entry->rank = ranked ? json_integer_value(json_object_get(object, "rank")) : 0;
    }
    if (entries->n) qsort(entries->v, (size_t)entries->n, sizeof *entries->v, by_rank);
    for (int32_t i = 1; ranked && i < entries->n; i++)
        if (entries->v[i].rank == entries->v[i - 1].rank)
            value_wrong(r, (struct place){list, "rank", entries->v[i].place}, "the rank is used twice");
    index_entries(r, entries);
}

static const char **ids_of(struct reader *r, const struct entries *entries) {
    const char **ids = arena_array(r->arena, (size_t)entries->n + 1, sizeof *ids);
    for (int32_t i = 0; i < entries->n; i++) ids[i] = arena_strdup(r->arena, entries->v[i].id);
    return ids;
}

/* ── words for features and traits ────────────────────────────────────── */

static void add_words(struct reader *r, struct place at, json_t *list, const char **words, int *n) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *word = value_code(r, at, json_array_get(list, i), true);
        if (value_bit(words, *n, word)) continue;
        if (*n == 32) {
            value_wrong(r, at, "there are more than 32 different words");
            return;
        }
        words[(*n)++] = arena_strdup(r->arena, word);
    }
}

static int by_word(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static void gather_words(struct reader *r) {
    struct allocation_names *names = &r->file->names;
    for (int32_t i = 0; i < r->dwellings.n; i++) {
        const struct entry *e = &r->dwellings.v[i];
        add_words(r, (struct place){"dwellings", "features", e->place}, json_object_get(e->json, "features"), names->features,
                  &names->n_features);
        add_words(r, (struct place){"dwellings", "demands", e->place}, json_object_get(e->json, "demands"), names->traits,
                  &names->n_traits);
        add_words(r, (struct place){"dwellings", "refuses", e->place}, json_object_get(e->json, "refuses"), names->traits,
                  &names->n_traits);
    }
    for (int32_t i = 0; i < r->applicants.n; i++) {
        const struct entry *e = &r->applicants.v[i];
        json_t *wishes = json_object_get(e->json, "wishes");
        add_words(r, (struct place){"applicants", "needs", e->place}, json_object_get(e->json, "needs"), names->features,
                  &names->n_features);
        add_words(r, (struct place){"applicants", "traits", e->place}, json_object_get(e->json, "traits"), names->traits, &names->n_traits);
        for (size_t k = 0; k < json_array_size(wishes); k++)
            add_words(r, (struct place){"applicants", "wishes", e->place}, json_object_get(json_array_get(wishes, k), "features"),
                      names->features, &names->n_features);
    }
    if (names->n_features) qsort(names->features, (size_t)names->n_features, sizeof *names->features, by_word);
    if (names->n_traits) qsort(names->traits, (size_t)names->n_traits, sizeof *names->traits, by_word);
}

/* ── each kind of entry ───────────────────────────────────────────────── */

static int32_t limit_in(struct reader *r, struct place at, json_t *object, const char *key) {
    at.key = key;
    return (int32_t)value_number(r, at, json_object_get(object, key), ALLOCATION_NO_LIMIT, (struct bounds){-MOST, INT32_MAX - 1});
}

static void read_places(struct reader *r) {
    static const char *const area_keys[] = {"id", "intake", "concentration", NULL}, *const team_keys[] = {"id", "minutes", NULL},
                             *const building_keys[] = {"id", "area", "intake", "concentration", NULL};
    struct allocation_instance *in = &r->file->instance;
    struct allocation_area *areas = arena_array(r->arena, (size_t)r->areas.n + 1, sizeof *areas);
    struct allocation_building *buildings = arena_array(r->arena, (size_t)r->buildings.n + 1, sizeof *buildings);
    struct allocation_team *teams = arena_array(r->arena, (size_t)r->teams.n + 1, sizeof *teams);
    for (int32_t i = 0; i < r->areas.n; i++) {
        struct place at = {"areas", NULL, r->areas.v[i].place};
        json_t *json = r->areas.v[i].json;
        value_keys(r, at, json, area_keys);
        areas[i] = (struct allocation_area){limit_in(r, at, json, "intake"), limit_in(r, at, json, "concentration")};
    }
    for (int32_t i = 0; i < r->buildings.n; i++) {
        struct place at = {"buildings", NULL, r->buildings.v[i].place};
        json_t *json = r->buildings.v[i].json;
        value_keys(r, at, json, building_keys);
        buildings[i] = (struct allocation_building){0, limit_in(r, at, json, "intake"), limit_in(r, at, json, "concentration")};
        at.key = "area";
        buildings[i].area = value_reference(r, at, json_object_get(json, "area"), &r->areas);
    }
    for (int32_t i = 0; i < r->teams.n; i++) {
        struct place at = {"teams", NULL, r->teams.v[i].place};
        value_keys(r, at, r->teams.v[i].json, team_keys);
        teams[i].minutes = limit_in(r, at, r->teams.v[i].json, "minutes");
    }
    in->areas = areas;
    in->buildings = buildings;
    in->teams = teams;
}

static void read_dwellings(struct reader *r) {
    static const char *const keys[] = {"id", "building", "rooms", "features", "demands", "refuses", NULL};
    struct allocation_dwelling *dwellings = arena_array(r->arena, (size_t)r->dwellings.n + 1, sizeof *dwellings);
    for (int32_t i = 0; i < r->dwellings.n; i++) {
        json_t *json = r->dwellings.v[i].json;
        int32_t place = r->dwellings.v[i].place;
        value_keys(r, (struct place){"dwellings", NULL, place}, json, keys);
        if (!json_is_integer(json_object_get(json, "rooms")))
            value_wrong(r, (struct place){"dwellings", "rooms", place}, "must be a whole number");
        dwellings[i] = (struct allocation_dwelling){
            .code = i,
            .building =
                value_reference(r, (struct place){"dwellings", "building", place}, json_object_get(json, "building"), &r->buildings),
            .rooms = (uint8_t)value_number(r, (struct place){"dwellings", "rooms", place}, json_object_get(json, "rooms"), 0,
                                           (struct bounds){0, 99}),
            .features = value_features(r, (struct place){"dwellings", "features", place}, json_object_get(json, "features")),
            .demands = value_traits(r, (struct place){"dwellings", "demands", place}, json_object_get(json, "demands")),
            .refuses = value_traits(r, (struct place){"dwellings", "refuses", place}, json_object_get(json, "refuses")),
        };
    }
    r->file->instance.dwellings = dwellings;
}

static void read_wishes(struct reader *r, int32_t place, json_t *json, struct allocation_applicant *applicant) {
    static const char *const keys[] = {"areas", "features", "rooms_max", "cost", NULL};
    struct place at = {"applicants", "wishes", place};
    json_t *list = value_list(r, at, json);
    if (json_array_size(list) > ALLOCATION_WISHES) {
        value_wrong(r, at, "at most 8 wishes");
        return;
    }
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *wish = json_array_get(list, i);
        value_keys(r, at, wish, keys);
        applicant->wishes[applicant->n_wishes++] = (struct allocation_wish){
            .areas = value_areas(r, at, json_object_get(wish, "areas"), 0),
            .features = value_features(r, at, json_object_get(wish, "features")),
            .rooms_max = (uint8_t)value_number(r, at, json_object_get(wish, "rooms_max"), 0, (struct bounds){1, 99}),
            .cost = (uint8_t)value_number(r, at, json_object_get(wish, "cost"), 1, (struct bounds){0, ALLOCATION_COST_MAX}),
        };
    }
}

static void read_rooms(struct reader *r, int32_t place, json_t *json, struct allocation_applicant *applicant) {
    struct place at = {"applicants", "rooms", place};
    if (!json_is_array(json) || json_array_size(json) != 2) {
        value_wrong(r, at, "must be a list of two: fewest and most");
        return;
    }
    applicant->rooms_min = (uint8_t)value_number(r, at, json_array_get(json, 0), 0, (struct bounds){0, 99});
    applicant->rooms_max = (uint8_t)value_number(r, at, json_array_get(json, 1), 0, (struct bounds){0, 99});
    if (applicant->rooms_min > applicant->rooms_max) value_wrong(r, at, "the fewest are more than the most");
}

static void read_no_go(struct reader *r, int32_t place, json_t *json, struct allocation_applicant *applicant) {
    struct place at = {"applicants", "no_go", place};
    json_t *list = value_list(r, at, json);
    if (json_array_size(list) > ALLOCATION_NO_GO) {
        value_wrong(r, at, "at most 4 buildings");
        return;
    }
    for (size_t i = 0; i < json_array_size(list); i++)
        applicant->no_go[applicant->n_no_go++] = value_reference(r, at, json_array_get(list, i), &r->buildings);
}

static void read_applicant(struct reader *r, const struct entry *entry, struct allocation_applicant *ret, int32_t *ret_previous) {
    static const char *const keys[] = {"id",     "rank", "rooms",   "areas", "needs",  "traits",   "weight",
                                       "barred", "team", "minutes", "no_go", "wishes", "previous", NULL};
    json_t *json = entry->json, *team = json_object_get(json, "team"), *previous = json_object_get(json, "previous");
    int32_t place = entry->place;
    value_keys(r, (struct place){"applicants", NULL, place}, json, keys);
    read_rooms(r, place, json_object_get(json, "rooms"), ret);
    ret->areas = value_areas(r, (struct place){"applicants", "areas", place}, json_object_get(json, "areas"), UINT64_MAX);
    ret->needs = value_features(r, (struct place){"applicants", "needs", place}, json_object_get(json, "needs"));
    ret->traits = value_traits(r, (struct place){"applicants", "traits", place}, json_object_get(json, "traits"));
    ret->weight = (uint8_t)value_number(r, (struct place){"applicants", "weight", place}, json_object_get(json, "weight"), 0,
                                        (struct bounds){0, ALLOCATION_WEIGHT_MAX});
    ret->barred = (uint8_t)value_number(r, (struct place){"applicants", "barred", place}, json_object_get(json, "barred"), 0,
                                        (struct bounds){0, 255});
    ret->minutes = (int32_t)value_number(r, (struct place){"applicants", "minutes", place}, json_object_get(json, "minutes"), 0,
                                         (struct bounds){0, MOST});
    bool has_team = team && !json_is_null(team), has_previous = previous && !json_is_null(previous);
    ret->team = has_team ? value_reference(r, (struct place){"applicants", "team", place}, team, &r->teams) : NONE;
    *ret_previous = has_previous ? value_reference(r, (struct place){"applicants", "previous", place}, previous, &r->dwellings) : NONE;
    read_no_go(r, place, json_object_get(json, "no_go"), ret);
    read_wishes(r, place, json_object_get(json, "wishes"), ret);
}

static void read_applicants(struct reader *r) {
    struct allocation_applicant *applicants = arena_array(r->arena, (size_t)r->applicants.n + 1, sizeof *applicants);
    int32_t *previous = arena_array(r->arena, (size_t)r->applicants.n + 1, sizeof *previous);
    int64_t *ranks = arena_array(r->arena, (size_t)r->applicants.n + 1, sizeof *ranks);
    bool any = false;
    for (int32_t i = 0; i < r->applicants.n && !r->reason; i++) {
        applicants[i].code = i;
        read_applicant(r, &r->applicants.v[i], &applicants[i], &previous[i]);
        ranks[i] = r->applicants.v[i].rank;
        any = any || previous[i] != NONE;
    }
    r->file->instance.applicants = applicants;
    r->file->instance.previous = any ? previous : NULL;
    r->file->names.ranks = ranks;
}

/* ── pairs and decisions ──────────────────────────────────────────────── */

static void read_neighbours(struct reader *r, json_t *root) {
    json_t *list = value_list(r, (struct place){"neighbours", NULL, NONE}, json_object_get(root, "neighbours"));
    size_t n = json_array_size(list);
    if (n > MOST) value_wrong(r, (struct place){"neighbours", NULL, NONE}, "the list is too long");
    struct allocation_neighbours *pairs = arena_array(r->arena, n + 1, sizeof *pairs);
    for (size_t i = 0; i < n && !r->reason; i++) {
        json_t *pair = json_array_get(list, i);
        struct place at = {"neighbours", NULL, (int32_t)i};
        if (json_array_size(pair) != 2) value_wrong(r, at, "must be a list of two applicants");
        pairs[i].a = value_reference(r, at, json_array_get(pair, 0), &r->applicants);
        pairs[i].b = value_reference(r, at, json_array_get(pair, 1), &r->applicants);
        if (pairs[i].a == pairs[i].b) value_wrong(r, at, "must be two different applicants");
    }
    r->file->instance.neighbours = pairs;
    r->file->instance.n_neighbours = (int32_t)n;
}

static const struct {
    const char *name;
    enum allocation_limit_kind kind;
} limit_kinds[] = {
    {"building_intake", ALLOCATION_LIMIT_BUILDING_INTAKE},
    {"area_intake", ALLOCATION_LIMIT_AREA_INTAKE},
    {"building_concentration", ALLOCATION_LIMIT_BUILDING_CONCENTRATION},
    {"area_concentration", ALLOCATION_LIMIT_AREA_CONCENTRATION},
    {"team_minutes", ALLOCATION_LIMIT_TEAM_MINUTES},
};

static void read_limit(struct reader *r, struct place at, json_t *json, struct allocation_override *ret) {
    const char *kind = json_string_value(json_object_get(json, "limit"));
    ret->kind = ALLOCATION_SET_LIMIT;
    for (size_t i = 0; kind && i < sizeof limit_kinds / sizeof *limit_kinds; i++)
        if (strcmp(limit_kinds[i].name, kind) == 0) ret->limit.kind = limit_kinds[i].kind;
    if (!ret->limit.kind) {
        at.key = "limit";
        value_wrong(r, at, "there is no such limit");
        return;
    }
    bool building = ret->limit.kind == ALLOCATION_LIMIT_BUILDING_INTAKE || ret->limit.kind == ALLOCATION_LIMIT_BUILDING_CONCENTRATION;
    bool team = ret->limit.kind == ALLOCATION_LIMIT_TEAM_MINUTES;
    at.key = "of";
    ret->limit.index = value_reference(r, at, json_object_get(json, "of"), building ? &r->buildings : team ? &r->teams : &r->areas);
    ret->value = limit_in(r, at, json, "value");
}

static void read_override(struct reader *r, struct place at, json_t *json, struct allocation_override *ret) {
    static const char *const keys[] = {"fix", "forbid", "close", "limit", "of", "value", NULL};
    json_t *fix = json_object_get(json, "fix"), *forbid = json_object_get(json, "forbid"), *close = json_object_get(json, "close");
    json_t *pair = fix ? fix : forbid;
    *ret = (struct allocation_override){.applicant = NONE, .dwelling = NONE};
    value_keys(r, at, json, keys);
    if ((fix != NULL) + (forbid != NULL) + (close != NULL) + (json_object_get(json, "limit") != NULL) != 1) {
        value_wrong(r, at, "must be one of fix, forbid, close and limit");
        return;
    }
    if (close) {
        ret->kind = ALLOCATION_CLOSE;
        ret->dwelling = value_reference(r, at, close, &r->dwellings);
    } else if (pair) {
        ret->kind = fix ? ALLOCATION_FIX : ALLOCATION_FORBID;
        if (json_array_size(pair) != 2) value_wrong(r, at, "must be a list of an applicant and a dwelling");
        ret->applicant = value_reference(r, at, json_array_get(pair, 0), &r->applicants);
        ret->dwelling = value_reference(r, at, json_array_get(pair, 1), &r->dwellings);
    } else read_limit(r, at, json, ret);
}

static void read_overrides(struct reader *r, json_t *root) {
    json_t *list = value_list(r, (struct place){"overrides", NULL, NONE}, json_object_get(root, "overrides"));
    size_t n = json_array_size(list);
    if (n > MOST) value_wrong(r, (struct place){"overrides", NULL, NONE}, "the list is too long");
    struct allocation_override *overrides = arena_array(r->arena, n + 1, sizeof *overrides);
    for (size_t i = 0; i < n && !r->reason; i++)
        read_override(r, (struct place){"overrides", NULL, (int32_t)i}, json_array_get(list, i), &overrides[i]);
    r->file->instance.overrides = overrides;
    r->file->instance.n_overrides = (int32_t)n;
}

/* Two values for one limit would depend on their order. */
static void check_overrides(struct reader *r) {
    const struct allocation_instance *in = &r->file->instance;
    int32_t rows = in->n_areas + in->n_buildings + in->n_teams;
    bool *set = arena_array(r->arena, (size_t)rows * 6 + 6, sizeof *set);
    for (int32_t i = 0; i < in->n_overrides; i++) {
        const struct allocation_override *o = &in->overrides[i];
        if (o->kind != ALLOCATION_SET_LIMIT) continue;
        bool *mark = &set[(size_t)o->limit.index * 6 + (size_t)o->limit.kind];
        if (*mark) value_wrong(r, (struct place){"overrides", NULL, i}, "the limit is set twice");
        *mark = true;
    }
}

/* ── the whole ────────────────────────────────────────────────────────── */

static void read_root(struct reader *r, json_t *root) {
    static const char *const keys[] = {"format",     "areas",      "buildings", "teams",        "dwellings",
                                       "applicants", "neighbours", "overrides", "search_limit", NULL};
    struct allocation_instance *in = &r->file->instance;
    struct allocation_names *names = &r->file->names;
    value_keys(r, (struct place){"the file", NULL, NONE}, root, keys);
    const char *format = json_string_value(json_object_get(root, "format"));
    if (!format || strcmp(format, "felles-allocation/1") != 0)
        value_wrong(r, (struct place){"format", NULL, NONE}, "must be felles-allocation/1");
    read_entries(r, root, "areas", false, &r->areas);
    if (r->areas.n > ALLOCATION_AREAS) value_wrong(r, (struct place){"areas", NULL, NONE}, "at most 64 areas");
    read_entries(r, root, "buildings", false, &r->buildings);
    read_entries(r, root, "teams", false, &r->teams);
    read_entries(r, root, "dwellings", false, &r->dwellings);
    read_entries(r, root, "applicants", true, &r->applicants);
    if (r->reason) return;
    gather_words(r);
    *in = (struct allocation_instance){.n_applicants = r->applicants.n,
                                       .n_dwellings = r->dwellings.n,
                                       .n_buildings = r->buildings.n,
                                       .n_areas = r->areas.n,
                                       .n_teams = r->teams.n};
    in->search_limit = (int32_t)value_number(r, (struct place){"search_limit", NULL, NONE}, json_object_get(root, "search_limit"), 0,
                                             (struct bounds){1, MOST});
    read_places(r);
    read_dwellings(r);
    read_applicants(r);
    if (r->reason) return;
    read_neighbours(r, root);
    read_overrides(r, root);
    if (!r->reason) check_overrides(r);
    names->applicants = ids_of(r, &r->applicants);
    names->dwellings = ids_of(r, &r->dwellings);
    names->buildings = ids_of(r, &r->buildings);
    names->areas = ids_of(r, &r->areas);
    names->teams = ids_of(r, &r->teams);
}

int allocation_read_json(struct arena *arena, struct blob text, struct allocation_file *ret_file, const char **ret_reason) {
    json_error_t error;
    *ret_file = (struct allocation_file){0};
    json_t *root = json_loadb((const char *)text.data, text.size, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        *ret_reason = arena_printf(arena, "line %d, column %d: %s", error.line, error.column, error.text);
        return ERR_INVALID;
    }
    struct reader r = {.arena = arena, .file = ret_file};
    read_root(&r, root);
    *ret_reason = r.reason;
    json_decref(root);
    return r.reason ? ERR_INVALID : ERR_OK;
}

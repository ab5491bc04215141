/* allocation: writes a result as JSON, with codes for outcomes, reasons, rules and limits. The same result gives the same bytes. */
#include "domain/allocation/json.h"

#include <jansson.h>

#define NONE ALLOCATION_NONE

enum { NEEDS = 10 };

struct writer {
    const struct allocation_file *file;
    const struct allocation_result *result;
    struct arena *arena;
};

static const char *outcome_code(enum allocation_outcome outcome) {
    switch (outcome) {
    case ALLOCATION_HOUSED: return "housed";
    case ALLOCATION_FIXED: return "fixed";
    case ALLOCATION_REFUSED: return "refused";
    case ALLOCATION_UNRESOLVED: return "unresolved";
    }
    return "";
}

static const char *reason_code(enum allocation_refusal reason) {
    switch (reason) {
    case ALLOCATION_REASON_NONE: return "none";
    case ALLOCATION_REASON_BARRED: return "barred";
    case ALLOCATION_REASON_NOTHING_FITS: return "nothing_fits";
    case ALLOCATION_REASON_TEAM: return "team";
    case ALLOCATION_REASON_TAKEN: return "taken";
    case ALLOCATION_REASON_CONCENTRATION: return "concentration";
    case ALLOCATION_REASON_TOGETHER: return "together";
    case ALLOCATION_REASON_OPEN: return "open";
    }
    return "";
}

static const char *const rule_codes[ALLOCATION_RULES] = {
    [ALLOCATION_RULE_ROOMS_FEW] = "rooms_few", [ALLOCATION_RULE_ROOMS_MANY] = "rooms_many",
    [ALLOCATION_RULE_FEATURE] = "feature",     [ALLOCATION_RULE_DEMAND] = "demand",
    [ALLOCATION_RULE_REFUSAL] = "refusal",     [ALLOCATION_RULE_AREA] = "area",
    [ALLOCATION_RULE_BUILDING] = "building",   [ALLOCATION_RULE_CONCENTRATION] = "concentration",
    [ALLOCATION_RULE_FORBIDDEN] = "forbidden", [ALLOCATION_RULE_CLOSED] = "closed",
    [ALLOCATION_RULE_BARRED] = "barred",       [ALLOCATION_RULE_NEIGHBOUR] = "neighbour",
};

static void put_number(json_t *object, const char *key, int64_t number) { json_object_set_new(object, key, json_integer(number)); }
static void put_truth(json_t *object, const char *key, bool truth) { json_object_set_new(object, key, json_boolean(truth)); }
static void put_code(json_t *object, const char *key, const char *code) {
    json_object_set_new(object, key, code ? json_string(code) : json_null());
}
static void put_named(json_t *object, const char *key, const char *const *names, int32_t i) {
    put_code(object, key, i == NONE ? NULL : names[i]);
}

static void put_list(json_t *object, const char *key, const char *const *names, const struct allocation_list *list) {
    json_t *array = json_array();
    for (int32_t i = 0; i < list->n; i++) json_array_append_new(array, json_string(names[list->v[i]]));
    json_object_set_new(object, key, array);
}

static void put_rules(json_t *object, const char *key, const int32_t *counts) {
    json_t *rules = json_object();
    for (int rule = 0; rule < ALLOCATION_RULES; rule++)
        if (counts[rule]) put_number(rules, rule_codes[rule], counts[rule]);
    json_object_set_new(object, key, rules);
}

static void put_limits(const struct writer *w, json_t *object, const char *key, const struct allocation_limits *limits) {
    const struct allocation_names *names = &w->file->names;
    json_t *array = json_array();
    for (int32_t i = 0; i < limits->n; i++) {
        json_t *limit = json_object();
        int32_t index = limits->v[i].index;
        switch (limits->v[i].kind) {
        case ALLOCATION_LIMIT_BUILDING_INTAKE: put_code(limit, "building_intake", names->buildings[index]); break;
        case ALLOCATION_LIMIT_AREA_INTAKE: put_code(limit, "area_intake", names->areas[index]); break;
        case ALLOCATION_LIMIT_BUILDING_CONCENTRATION: put_code(limit, "building_concentration", names->buildings[index]); break;
        case ALLOCATION_LIMIT_AREA_CONCENTRATION: put_code(limit, "area_concentration", names->areas[index]); break;
        case ALLOCATION_LIMIT_TEAM_MINUTES: put_code(limit, "team_minutes", names->teams[index]); break;
        }
        json_array_append_new(array, limit);
    }
    json_object_set_new(object, key, array);
}

static json_t *applicant_why(const struct writer *w, int32_t a) {
    struct allocation_explanation why = allocation_explain_applicant(w->arena, w->result, a);
    const struct allocation_names *names = &w->file->names;
    json_t *json = json_object();
    put_number(json, "open", why.n_open);
    put_number(json, "suitable", why.n_suitable);
    put_rules(json, "failed", why.failed);
    put_rules(json, "only", why.only);
    put_list(json, "applicants", names->applicants, &why.applicants);
    put_list(json, "dwellings", names->dwellings, &why.dwellings);
    put_limits(w, json, "limits", &why.limits);
    if (why.cutoff != NONE) put_number(json, "cutoff_rank", names->ranks[why.cutoff]);
    put_number(json, "ahead", why.ahead);
    if (why.minutes_short) put_number(json, "minutes_short", why.minutes_short);
    put_limits(w, json, "without", &why.without);
    put_truth(json, "another_dwelling", why.another_dwelling);
    return json;
}

static json_t *write_applicants(const struct writer *w, bool explain) {
    const struct allocation_names *names = &w->file->names;
    json_t *array = json_array();
    for (int32_t a = 0; a < w->file->instance.n_applicants; a++) {
        const struct allocation_answer *answer = &w->result->answers[a];
        json_t *json = json_object();
        put_code(json, "id", names->applicants[a]);
        put_number(json, "rank", names->ranks[a]);
        put_code(json, "outcome", outcome_code(answer->outcome));
        if (answer->dwelling != NONE) {
            put_named(json, "dwelling", names->dwellings, answer->dwelling);
            put_number(json, "cost", answer->cost);
            put_truth(json, "moved", answer->moved);
        } else {
            put_code(json, "reason", reason_code(answer->reason));
            if (explain) json_object_set_new(json, "why", applicant_why(w, a));
        }
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *write_dwellings(const struct writer *w, bool explain) {
    const struct allocation_names *names = &w->file->names;
    json_t *array = json_array();
    for (int32_t d = 0; d < w->file->instance.n_dwellings; d++) {
        json_t *json = json_object();
        put_code(json, "id", names->dwellings[d]);
        put_named(json, "applicant", names->applicants, w->result->holders[d]);
        if (explain) {
            struct allocation_dwelling_reason why = allocation_explain_dwelling(w->result, d);
            put_number(json, "unsuitable", why.n_unsuitable);
            put_number(json, "elsewhere", why.n_elsewhere);
            put_number(json, "refused", why.n_refused);
            put_rules(json, "failed", why.failed);
            put_named(json, "next", names->applicants, why.next);
            put_number(json, "price", why.price);
        }
        json_array_append_new(array, json);
    }
    return array;
}

static json_t *write_needs(const struct writer *w) {
    struct allocation_needs needs = allocation_list_needs(w->arena, w->result, NEEDS);
    const struct allocation_names *names = &w->file->names;
    json_t *array = json_array();
    for (int32_t i = 0; i < needs.n; i++) {
        const struct allocation_need *need = &needs.v[i];
        json_t *json = json_object(), *features = json_array(), *areas = json_array();
        put_named(json, "applicant", names->applicants, need->applicant);
        put_number(json, "rooms", need->rooms);
        for (int bit = 0; bit < names->n_features; bit++)
            if (need->features >> bit & 1) json_array_append_new(features, json_string(names->features[bit]));
        for (int32_t area = 0; area < w->file->instance.n_areas; area++)
            if (need->areas >> area & 1) json_array_append_new(areas, json_string(names->areas[area]));
        json_object_set_new(json, "features", features);
        json_object_set_new(json, "areas", areas);
        json_array_append_new(array, json);
    }
    return array;
}

static int add_bytes(const char *bytes, size_t n, void *out) {
    str_add_n(out, bytes, n);
    return 0;
}

void allocation_write_json(struct str *out, const struct allocation_file *file, const struct allocation_result *result, bool explain) {
    struct writer w = {file, result, out->arena};
    json_t *root = json_object();
    put_code(root, "format", "felles-allocation-result/1");
    put_number(root, "housed", result->n_housed);
    put_number(root, "fixed", result->n_fixed);
    put_number(root, "refused", result->n_refused);
    put_number(root, "unresolved", result->n_unresolved);
    put_number(root, "cost", result->cost);
    put_number(root, "cost_bound", result->cost_bound);
    put_truth(root, "cost_proved", result->cost_proved);
    put_number(root, "moved", result->n_moved);
    put_truth(root, "moved_proved", result->moved_proved);
    json_object_set_new(root, "applicants", write_applicants(&w, explain));
    json_object_set_new(root, "dwellings", write_dwellings(&w, explain));
    if (explain) json_object_set_new(root, "needs", write_needs(&w));
    json_dump_callback(root, add_bytes, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
    str_add_char(out, '\n');
    json_decref(root);
}

/* What the limits of a neighbourhood count of each household: read under a grant, put into what is solved, and kept apart from it in the health zone.
 * Nothing here may reach a page, a log line or the texts that are kept. (R-133, I-04, I-05, I-06) */
#include "domain/proposal/internal.h"

#include <stdlib.h>
#include <string.h>

static bool limited(const struct proposal *proposal) {
    for (size_t i = 0; i < proposal->n_homes; i++)
        if (application_limit_of(&proposal->limits, proposal->homes[i].cluster_id) || application_area_limit_of(&proposal->limits, proposal->homes[i].area_id)) return true;
    return false;
}

void proposal_count(struct db *db, struct proposal *proposal, struct date today) {
    struct proposal_counted_of *counted = arena_array(db_arena(db), proposal->n_candidates + 1, sizeof *counted);
    proposal->limits = application_limits(db);
    proposal->counted = counted;
    if (!limited(proposal)) return;
    struct unit_id unit = application_unit(db);
    for (size_t i = 0; i < proposal->n_candidates; i++) {
        const struct proposal_candidates_row *row = &proposal->candidates[i];
        const struct access *access = secrecy_open_to_count(db, row->case_id, unit, today);
        int64_t active = access ? application_active(db, access, row->id) : 0;
        if (active > 0) counted[proposal->n_counted++] = (struct proposal_counted_of){row->id, row->case_id, active, access};
    }
}

const char *proposal_with_counted(struct arena *arena, const char *instance, const struct proposal_counted_of *counted, size_t n) {
    struct str out = str_in(arena);
    for (size_t i = 0; i < n; i++) { /* both by application */
        const char *head = arena_printf(arena, "{\"id\":\"a%lld\",", (long long)counted[i].application.v), *at = strstr(instance, head);
        if (!at) continue;
        size_t before = (size_t)(at - instance) + strlen(head);
        str_add_n(&out, instance, before);
        str_addf(&out, "\"weight\":%lld,", (long long)counted[i].active);
        instance += before;
    }
    str_add(&out, instance);
    return str_text(&out);
}

void proposal_keep_counted(struct db *db, struct allocation_proposal_id id, const struct proposal *proposal) {
    for (size_t i = 0; i < proposal->n_counted; i++) {
        const struct proposal_counted_of *one = &proposal->counted[i];
        counted_insert(db, one->access, id, one->application, one->case_, one->active);
    }
}

const char *proposal_kept_with_counted(struct db *db, struct allocation_proposal_id id, const char *instance) {
    if (!strstr(instance, "\"concentration\":")) return instance;
    struct arena *arena = db_arena(db);
    struct allocation_file file;
    const char *reason;
    if (allocation_read_json(arena, (struct blob){(const uint8_t *)instance, strlen(instance)}, &file, &reason) != ERR_OK) return instance;
    struct proposal_counted_of *counted = arena_array(arena, (size_t)file.instance.n_applicants + 1, sizeof *counted);
    size_t n = 0;
    for (const char *at = strstr(instance, "{\"id\":\"a"); at; at = strstr(at + 1, "{\"id\":\"a")) { /* in the order they stand */
        struct application application;
        struct counted_get_row row;
        const struct housing_application_id one = {strtoll(at + strlen("{\"id\":\"a"), NULL, 10)};
        if (n == (size_t)file.instance.n_applicants || !application_read(db, one, &application)) continue;
        const struct access *access = secrecy_open_to_count(db, application.case_, (struct unit_id){0}, instant_oslo_date(db_now(db)));
        if (access && counted_get(db, access, id, one, &row))
            counted[n++] = (struct proposal_counted_of){one, application.case_, row.active, access};
    }
    return proposal_with_counted(arena, instance, counted, n);
}

const char *proposal_kept_result(struct arena *arena, const char *result) {
    static const char word[] = "\"concentration\"";
    struct str out = str_in(arena);
    for (const char *at = strstr(result, word); at; at = strstr(result, word)) {
        str_addf(&out, "%.*s\"taken\"", (int)(at - result), result);
        result = at + strlen(word);
    }
    str_add(&out, result);
    return str_text(&out);
}

bool proposal_wishes_met(const struct proposal *proposal, int32_t home, uint8_t cost) {
    if (!cost) return true;
    struct dwelling_id id = proposal_home(proposal, home);
    for (size_t i = 0; i < proposal->n_homes; i++)
        if (proposal->homes[i].id.v == id.v) return cost <= (proposal_few_near(proposal, &proposal->homes[i]) ? 0 : PROPOSAL_FEW_NEAR_COST);
    return false;
}

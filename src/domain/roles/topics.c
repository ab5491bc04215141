/* Which units do what: the profile first, then what the units have said since. */
#include "domain/roles/topics.h"

#include "roles_sql.h"
#include "texts.h"

#include <string.h>

/* What someone must be able to ask about; tasks of the inner organisation are left out. X(task of the profile) */
#define TOPICS(X)                                                                                                                   \
    X(INTAKE, intake)                                                                                                               \
    X(DECIDE_SERVICES, decide_services) X(DECIDE_DWELLING, decide_dwelling) X(COORDINATE, coordinate) X(MANAGE_STOCK, manage_stock) \
        X(LEASES, leases) X(CARETAKERS, caretakers) X(HELP_FIND_DWELLING, help_find_dwelling) X(HOME_OWNERSHIP, home_ownership)     \
            X(EMERGENCY_HOUSING, emergency_housing) X(SOCIAL_SERVICES, social_services) X(DEPOSIT, deposit)                         \
                X(DEBT_COUNSELLING, debt_counselling) X(ECONOMY, economy) X(HELP_WITH_APPLICATION, help_with_application)           \
                    X(HOME_SERVICES, home_services) X(FOLLOW_UP, follow_up) X(ACTIVITY, activity)
static const struct {
    const char *code;
    uint64_t task;
    text_key name;
} topics[] = {
#define X(task, word) {#word, PROFILE_TASK(task), T_roles_topic_##word},
    TOPICS(X)
#undef X
};
enum { TOPICS_COUNT = sizeof topics / sizeof *topics };

bool topic_known(const char *code) {
    for (size_t i = 0; i < TOPICS_COUNT; i++)
        if (text_equal(topics[i].code, code)) return true;
    return false;
}

static const struct directory_list_row *said(const struct directory_list_rows *entries, const char *topic, struct unit_id unit) {
    for (size_t i = 0; i < entries->n; i++)
        if (entries->v[i].unit_id.v == unit.v && text_equal(entries->v[i].topic, topic)) return &entries->v[i];
    return NULL;
}

struct topic_rows topics_read(struct db *db, enum lang lang) {
    struct arena *arena = db_arena(db);
    struct directory_list_rows entries = directory_list(db);
    struct directory_units_rows units = directory_units(db);
    struct topic_rows rows = {arena_array(arena, TOPICS_COUNT, sizeof *rows.v), TOPICS_COUNT};
    for (size_t i = 0; i < TOPICS_COUNT; i++) {
        struct topic_row *row = &rows.v[i];
        *row = (struct topic_row){
            .code = topics[i].code, .name = topics[i].name, .units = {arena_array(arena, units.n + 1, sizeof *row->units.v), 0}};
        for (size_t k = 0; k < units.n; k++) {
            const struct directory_units_row *unit = &units.v[k];
            const struct profile_unit *known = profile_unit(organisation_profile(), unit->code);
            const struct directory_list_row *entry = said(&entries, topics[i].code, unit->id);
            bool does = entry ? entry->does : known && !known->planned && known->does & topics[i].task;
            if (!does) continue;
            row->units.v[row->units.n++] = (struct topic_unit){
                .id = unit->id.v,
                .name = lang == LANG_NN ? unit->name_nn : unit->name_nb,
                .reach = entry && entry->reach ? entry->reach : unit->phone,
                .updated = entry ? instant_oslo_date(entry->updated_at) : DATE_NONE,
            };
        }
    }
    return rows;
}

/* The rules of the assessment's parts: the areas and where their words live, saving one at a time, what a dwelling must be. Writes no page and
 * reads no words. Versions and states are in versions.c, what is missing in guard.c. */
#include "domain/assessment/internal.h"

#include "assessment_sql.h"
#include "icons.h"
#include "texts.h"

/* Where the words of each area live, and how it is drawn and asked about. */
static const struct {
    enum zone zone;
    int icon;
    text_key hint;
} areas[] = {
    [LIFE_AREA_DWELLING] = {ZONE_HOUSING, ICON_DOMAIN_HOUSING, T_assessment_hint_dwelling},
    [LIFE_AREA_ECONOMY] = {ZONE_SOCIAL, ICON_DOMAIN_ECONOMY, T_assessment_hint_economy},
    [LIFE_AREA_MENTAL_HEALTH] = {ZONE_HEALTH, ICON_DOMAIN_MENTAL_HEALTH, T_assessment_hint_mental_health},
    [LIFE_AREA_SUBSTANCE] = {ZONE_HEALTH, ICON_DOMAIN_SUBSTANCE_USE, T_assessment_hint_substance},
    [LIFE_AREA_BODY] = {ZONE_HEALTH, ICON_DOMAIN_BODY, T_assessment_hint_body},
    [LIFE_AREA_FAMILY] = {ZONE_HOUSING, ICON_DOMAIN_NETWORK, T_assessment_hint_family},
    [LIFE_AREA_ACTIVITY] = {ZONE_HOUSING, ICON_DOMAIN_ACTIVITY, T_assessment_hint_activity},
    [LIFE_AREA_EVERYDAY] = {ZONE_HOUSING, ICON_DOMAIN_EVERYDAY, T_assessment_hint_everyday},
};

enum zone assessment_zone(enum life_area area) { return areas[area].zone; }
text_key assessment_hint(enum life_area area) { return areas[area].hint; }
int assessment_icon(enum life_area area) { return areas[area].icon; }

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

/* ── one area ─────────────────────────────────────────────────────────── */

bool assessment_area(struct db *db, struct assessment_id id, enum life_area area, struct area_state *ret_area) {
    struct areas_of_rows rows = areas_of(db, id);
    for (size_t i = 0; i < rows.n; i++) {
        const struct areas_of_row *row = &rows.v[i];
        if (row->area != area) continue;
        *ret_area = (struct area_state){row->version, row->coverage, row->not_obtained, row->unit_id, row->has_wish, row->has_need,
                                        row->changed_name, row->changed_at};
        return true;
    }
    return false;
}

static bool write_coverage(struct db *db, struct assessment_id id, const struct area_new *area, const struct area_state *now) {
    bool wish = area->access ? !text_empty(area->wish) : now->has_wish;
    bool need = area->access ? !text_empty(area->need) : now->has_need;
    if (area->version == 0)
        return area_begin(db, id, area->area, area->coverage, area->not_obtained, area->unit, wish, need, db_now(db), actor_staff(db)) == 1;
    return area_change(db, id, area->area, area->version, area->coverage, area->not_obtained, area->unit, wish, need, db_now(db),
                       actor_staff(db)) == 1;
}

int assessment_save_area(struct db *db, const struct assessment_brief *assessment, const struct area_new *area) {
    if (!assessment_is_open(assessment)) return ERR_INVALID;
    struct area_state now = {0};
    assessment_area(db, assessment->id, area->area, &now);
    if (!write_coverage(db, assessment->id, area, &now)) return ERR_CONFLICT;
    if (area->access)
        area_text_insert(db, area->access, assessment->case_, assessment->version_no, assessment->person, area->area,
                         assessment_zone(area->area), area->strength, area->wish, area->need, area->professional, db_now(db), actor_staff(db));
    assessment_changed(db, assessment);
    return ERR_OK;
}

/* ── what the dwelling must be ────────────────────────────────────────── */

bool assessment_dwelling_need(struct db *db, struct case_id id, struct dwelling_need *ret_need) {
    struct assessment_brief assessment;
    struct dwelling_need_get_row row;
    if (!assessment_newest(db, id, &assessment) || !dwelling_need_get(db, assessment.id, &row)) return false;
    *ret_need = (struct dwelling_need){
        .rooms = row.rooms,
        .adults = row.adults,
        .children = row.children,
        .visits_a_week = row.visits_a_week,
        .quiet = row.quiet,
        .apart_from_cluster = row.apart_from_cluster,
        .step_free = row.step_free,
        .pets = row.pets,
        .near_transport = row.near_transport,
        .floor = row.floor,
        .from_date = row.from_date,
        .version = row.version,
    };
    return true;
}

/* Which part of life a kind of help is for. */
enum life_area assessment_area_of_service(enum service_kind kind) {
    switch (kind) {
    case SERVICE_KIND_TALKS_AT_HOME: return LIFE_AREA_MENTAL_HEALTH;
    case SERVICE_KIND_FOLLOW_UP_IN_DWELLING: return LIFE_AREA_DWELLING;
    case SERVICE_KIND_PRACTICAL_HELP: return LIFE_AREA_EVERYDAY;
    case SERVICE_KIND_MEDICATION: return LIFE_AREA_BODY;
    case SERVICE_KIND_SUPPORT_CONTACT: return LIFE_AREA_FAMILY;
    case SERVICE_KIND_ECONOMIC_ADVICE: return LIFE_AREA_ECONOMY;
    case SERVICE_KIND_ACTIVITY: return LIFE_AREA_ACTIVITY;
    case SERVICE_KIND_OTHER_HELP: break;
    }
    return LIFE_AREA_EVERYDAY;
}

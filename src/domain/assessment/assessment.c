/* The rules of the assessment: versions, states, what is missing, saving one area at a time. Writes no page and reads no words. */
#include "domain/assessment/internal.h"

#include "assessment_sql.h"
#include "icons.h"
#include "texts.h"

enum { VALID_MONTHS = 12 };

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

/* ── versions and states ──────────────────────────────────────────────── */

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

static bool is_outdated(const struct assessment_last_row *row, struct date today) {
    if (row->state != ASSESSMENT_STATE_CONFIRMED || instant_is_none(row->confirmed_at)) return false;
    return date_add_months(instant_oslo_date(row->confirmed_at), VALID_MONTHS).days < today.days;
}

bool assessment_newest(struct db *db, struct case_id id, struct assessment_brief *ret_assessment) {
    struct assessment_last_row row;
    if (!assessment_last(db, id, &row)) return false;
    *ret_assessment = (struct assessment_brief){
        .id = row.id,
        .case_ = row.case_id,
        .person = row.person_id,
        .version_no = row.version_no,
        .state = is_outdated(&row, instant_oslo_date(db_now(db))) ? ASSESSMENT_STATE_OUTDATED : row.state,
        .children = row.children,
        .disadvantaged = row.disadvantaged,
        .started_at = row.started_at,
        .confirmed_at = row.confirmed_at,
        .version = row.version,
    };
    return true;
}

bool assessment_is_open(const struct assessment_brief *assessment) {
    return assessment->state == ASSESSMENT_STATE_DRAFT || assessment->state == ASSESSMENT_STATE_WITH_PERSON;
}

int assessment_begin(struct db *db, struct case_id id, const struct assessment_talk *talk) {
    struct case_brief brief;
    struct assessment_brief before = {.children = CHILDREN_NOT_ASKED};
    if (!work_case(db, id, &brief)) return ERR_NOT_FOUND;
    bool follows = assessment_newest(db, id, &before);
    if (follows && assessment_is_open(&before)) return ERR_CONFLICT;
    struct assessment_id begun =
        assessment_insert(db, id, brief.person, before.version_no + 1, before.children, before.disadvantaged, db_now(db), actor_staff(db));
    if (follows) {
        areas_copy(db, before.id, begun);
        dwelling_need_copy(db, before.id, begun);
    }
    talk_insert(db, begun, talk->held_on, talk->place, actor_staff(db), (struct unit_id){db_actor(db)->unit});
    work_event(db, id, CASE_EVENT_KIND_ASSESSMENT_PART, ZONE_SPINE, (struct unit_id){0});
    return ERR_OK;
}

int assessment_read_together(struct db *db, const struct assessment_brief *assessment) {
    int64_t changed = assessment_set_state(db, assessment->id, ASSESSMENT_STATE_DRAFT, ASSESSMENT_STATE_WITH_PERSON, INSTANT_NONE);
    return changed ? ERR_OK : ERR_CONFLICT;
}

int assessment_answer(struct db *db, const struct assessment_brief *assessment, bool confirmed) {
    enum assessment_state to = confirmed ? ASSESSMENT_STATE_CONFIRMED : ASSESSMENT_STATE_NOT_CONFIRMED;
    struct instant at = confirmed ? db_now(db) : INSTANT_NONE;
    if (!assessment_set_state(db, assessment->id, ASSESSMENT_STATE_WITH_PERSON, to, at)) return ERR_CONFLICT;
    if (confirmed) work_event(db, assessment->case_, CASE_EVENT_KIND_ASSESSMENT_CONFIRMED, ZONE_SPINE, (struct unit_id){0});
    work_task_done(db, assessment->case_, TASK_KIND_COMPLETE_ASSESSMENT, assessment->case_.v);
    return ERR_OK;
}

void assessment_changed(struct db *db, const struct assessment_brief *assessment) {
    assessment_set_state(db, assessment->id, ASSESSMENT_STATE_WITH_PERSON, ASSESSMENT_STATE_DRAFT, INSTANT_NONE);
    work_event(db, assessment->case_, CASE_EVENT_KIND_ASSESSMENT_PART, ZONE_SPINE, (struct unit_id){0});
}

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

/* ── what is missing ──────────────────────────────────────────────────── */

struct known {
    bool filled[LIFE_AREA_COUNT + 1]; /* by enum life_area: asked about, or written why not */
    bool wish, wish_held_back;
};

static struct known known_of(struct db *db, struct assessment_id id) {
    struct known known = {0};
    struct areas_of_rows rows = areas_of(db, id);
    for (size_t i = 0; i < rows.n; i++) {
        const struct areas_of_row *row = &rows.v[i];
        known.filled[row->area] = row->coverage != COVERAGE_NOT_ASKED || row->not_obtained;
        known.wish = known.wish || row->has_wish;
        known.wish_held_back = known.wish_held_back || row->not_obtained;
    }
    return known;
}

static bool service_need_known(const struct known *known) {
    static const enum life_area services[] = {LIFE_AREA_MENTAL_HEALTH, LIFE_AREA_SUBSTANCE, LIFE_AREA_BODY, LIFE_AREA_ACTIVITY, LIFE_AREA_EVERYDAY};
    for (size_t i = 0; i < sizeof services / sizeof *services; i++)
        if (known->filled[services[i]]) return true;
    return false;
}

static void lack(struct db *db, struct case_id id, struct assessment_lacks *lacks, text_key text, const char *rest) {
    lacks->v[lacks->n++] = (struct assessment_lack){text, arena_printf(db_arena(db), "/sak/%lld/kartlegging%s", (long long)id.v, rest)};
}

/* A dwelling is only looked for when she has asked for help with one. (I-08) */
static void lacks_for_dwelling(struct db *db, const struct assessment_brief *assessment, struct assessment_lacks *lacks) {
    struct case_brief brief;
    struct dwelling_need need;
    if (!work_case(db, assessment->case_, &brief) || !brief.asks_housing) return;
    if (!assessment->disadvantaged) lack(db, assessment->case_, lacks, T_assessment_lacks_disadvantaged, "/vanskeligstilt");
    if (!assessment_dwelling_need(db, assessment->case_, &need)) lack(db, assessment->case_, lacks, T_assessment_lacks_need, "/boligbehov");
}

struct assessment_lacks assessment_guard(struct db *db, struct case_id id) {
    struct assessment_lacks lacks = {.n = 0};
    struct assessment_brief assessment;
    if (!assessment_newest(db, id, &assessment)) {
        lack(db, id, &lacks, T_assessment_lacks_all, "");
        return lacks;
    }
    struct known known = known_of(db, assessment.id);
    if (assessment.state == ASSESSMENT_STATE_OUTDATED) lack(db, id, &lacks, T_assessment_lacks_fresh, "");
    if (!known.filled[LIFE_AREA_DWELLING]) lack(db, id, &lacks, T_assessment_lacks_dwelling, "/del?area=dwelling");
    if (!service_need_known(&known)) lack(db, id, &lacks, T_assessment_lacks_services, "/del?area=everyday");
    if (!known.filled[LIFE_AREA_ECONOMY]) lack(db, id, &lacks, T_assessment_lacks_economy, "/del?area=economy");
    if (assessment.children == CHILDREN_NOT_ASKED) lack(db, id, &lacks, T_assessment_lacks_children, "/barn");
    if (!known.wish && !known.wish_held_back) lack(db, id, &lacks, T_assessment_lacks_wishes, "/del?area=dwelling");
    lacks_for_dwelling(db, &assessment, &lacks);
    return lacks;
}

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

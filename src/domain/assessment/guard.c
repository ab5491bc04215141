/* What is missing before a decision (R-070, R-066, BSL-9, HPL-10a): codes only, never words. A lack that is justified in writing does not hold a
 * decision back. Own efforts, motivation and skills are not among them: they are weighed, and refuse nothing. (TIL-6) */
#include "domain/assessment/internal.h"

#include "assessment_sql.h"
#include "texts.h"

/* Bits of assessment.justified; kept, so none changes its place. */
enum lack_bit { LACK_ALL = 1, LACK_FRESH = 2, LACK_DWELLING = 4, LACK_SERVICES = 8, LACK_ECONOMY = 16, LACK_CHILDREN = 32, LACK_WISHES = 64,
                LACK_DISADVANTAGED = 128, LACK_NEED = 256 };

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

static const struct {
    enum lack_bit bit;
    text_key text;
    const char *rest;
} lacks_table[] = {
    {LACK_ALL, T_assessment_lacks_all, ""},
    {LACK_FRESH, T_assessment_lacks_fresh, ""},
    {LACK_DWELLING, T_assessment_lacks_dwelling, "/del?area=dwelling"},
    {LACK_SERVICES, T_assessment_lacks_services, "/del?area=everyday"},
    {LACK_ECONOMY, T_assessment_lacks_economy, "/del?area=economy"},
    {LACK_CHILDREN, T_assessment_lacks_children, "/barn"},
    {LACK_WISHES, T_assessment_lacks_wishes, "/del?area=dwelling"},
    {LACK_DISADVANTAGED, T_assessment_lacks_disadvantaged, "/vanskeligstilt"},
    {LACK_NEED, T_assessment_lacks_need, "/boligbehov"},
};

/* A dwelling is only looked for when she has asked for help with one. (I-08) */
static unsigned lacks_for_dwelling(struct db *db, const struct assessment_brief *assessment) {
    struct case_brief brief;
    struct dwelling_need need;
    if (!work_case(db, assessment->case_, &brief) || !brief.asks_housing) return 0;
    unsigned bits = assessment->disadvantaged ? 0 : LACK_DISADVANTAGED;
    if (!assessment_dwelling_need(db, assessment->case_, &need)) bits |= LACK_NEED;
    return bits;
}

static unsigned lacks_of(struct db *db, const struct assessment_brief *assessment) {
    struct known known = known_of(db, assessment->id);
    unsigned bits = 0;
    if (assessment->state == ASSESSMENT_STATE_OUTDATED) bits |= LACK_FRESH;
    if (!known.filled[LIFE_AREA_DWELLING]) bits |= LACK_DWELLING;
    if (!service_need_known(&known)) bits |= LACK_SERVICES;
    if (!known.filled[LIFE_AREA_ECONOMY]) bits |= LACK_ECONOMY;
    if (assessment->children == CHILDREN_NOT_ASKED) bits |= LACK_CHILDREN;
    if (!known.wish && !known.wish_held_back) bits |= LACK_WISHES;
    return bits | lacks_for_dwelling(db, assessment);
}

/* Where a new version is begun first, when the one there is has been read and closed. */
static struct assessment_lacks lacks_listed(struct db *db, const struct assessment_brief *assessment, unsigned bits, unsigned justified) {
    struct assessment_lacks lacks = {.bits = bits};
    bool open = assessment_is_open(assessment);
    for (size_t i = 0; i < sizeof lacks_table / sizeof *lacks_table; i++) {
        if (!(bits & lacks_table[i].bit)) continue;
        const char *path = arena_printf(db_arena(db), "/sak/%lld/kartlegging%s", (long long)assessment->case_.v, open ? lacks_table[i].rest : "");
        lacks.v[lacks.n++] = (struct assessment_lack){lacks_table[i].text, path, (justified & lacks_table[i].bit) != 0};
    }
    return lacks;
}

struct assessment_lacks assessment_lacks_all(struct db *db, struct case_id id) {
    struct assessment_brief assessment = {.case_ = id};
    if (!assessment_newest(db, id, &assessment)) return lacks_listed(db, &assessment, LACK_ALL, 0);
    return lacks_listed(db, &assessment, lacks_of(db, &assessment), assessment.justified);
}

struct assessment_lacks assessment_guard(struct db *db, struct case_id id) {
    struct assessment_brief assessment = {.case_ = id};
    if (!assessment_newest(db, id, &assessment)) return lacks_listed(db, &assessment, LACK_ALL, 0);
    return lacks_listed(db, &assessment, lacks_of(db, &assessment) & ~assessment.justified, 0);
}

int assessment_justify(struct db *db, const struct assessment_brief *assessment) {
    unsigned bits = lacks_of(db, assessment);
    if (!(bits & ~assessment->justified)) return ERR_INVALID;
    assessment_set_justified(db, assessment->id, bits | assessment->justified);
    return ERR_OK;
}

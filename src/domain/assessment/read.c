/* Reading the puzzle: coverage for everyone in the case, words only for those whose zone it is. */
#include "domain/assessment/internal.h"

#include "assessment_sql.h"

static void fill_coverage(struct request *rq, struct assessment_puzzle *puzzle) {
    struct areas_of_rows rows = areas_of(rq->db, puzzle->assessment.id);
    for (size_t i = 0; i < rows.n; i++) {
        struct assessment_piece *piece = &puzzle->pieces[rows.v[i].area - 1];
        struct unit_brief unit;
        piece->coverage = rows.v[i].coverage;
        piece->not_obtained = rows.v[i].not_obtained;
        piece->unit = rows.v[i].unit_id;
        piece->has_wish = rows.v[i].has_wish;
        piece->has_need = rows.v[i].has_need;
        if (organisation_unit(rq->db, piece->unit, rq->lang, &unit)) piece->unit_name = unit.name;
    }
}

static const char *written(const char *text) { return text_empty(text) ? NULL : text; }

static void fill_words(struct db *db, const struct access *access, enum zone zone, struct assessment_puzzle *puzzle) {
    struct area_texts_rows rows = area_texts(db, access, puzzle->assessment.case_, puzzle->assessment.version_no, zone);
    for (size_t i = 0; i < rows.n; i++) {
        struct assessment_piece *piece = &puzzle->pieces[rows.v[i].area - 1];
        piece->strength = written(rows.v[i].strength);
        piece->wish = written(rows.v[i].wish);
        piece->need = written(rows.v[i].need);
        piece->professional = written(rows.v[i].professional);
    }
}

/* Coverage, and the words of the zones that are open to the session. `puzzle->begun` and the version are there already. */
static void fill(struct request *rq, struct case_id id, unsigned zones, const char *purpose, struct assessment_puzzle *puzzle) {
    for (int i = 0; i < LIFE_AREA_COUNT; i++) {
        enum life_area area = (enum life_area)(i + 1);
        puzzle->pieces[i] = (struct assessment_piece){.area = area, .zone = assessment_zone(area), .coverage = COVERAGE_NOT_ASKED};
    }
    if (puzzle->begun) fill_coverage(rq, puzzle);
    const struct access *access = secrecy_open(rq, id, zones, purpose);
    if (!access) return;
    for (int i = 0; i < LIFE_AREA_COUNT; i++) puzzle->pieces[i].open = access_covers(access, puzzle->pieces[i].zone);
    if (!puzzle->begun) return;
    unsigned open = access_note_open(rq->db, access, zones, "area_texts");
    for (enum zone zone = ZONE_SPINE; zone <= ZONE_RESTRICTED; zone++)
        if (open & ZONE_BIT(zone)) fill_words(rq->db, access, zone, puzzle);
}

struct assessment_puzzle assessment_puzzle_of(struct request *rq, const struct assessment_brief *assessment, unsigned zones, const char *purpose) {
    struct assessment_puzzle puzzle = {.begun = true, .assessment = *assessment};
    fill(rq, assessment->case_, zones, purpose, &puzzle);
    return puzzle;
}

struct assessment_puzzle assessment_puzzle_zones(struct request *rq, struct case_id id, unsigned zones, const char *purpose) {
    struct assessment_puzzle puzzle = {.begun = false};
    puzzle.begun = assessment_newest(rq->db, id, &puzzle.assessment);
    fill(rq, id, zones, purpose, &puzzle);
    return puzzle;
}

unsigned assessment_zones(void) {
    unsigned zones = 0;
    for (int i = 0; i < LIFE_AREA_COUNT; i++) zones |= ZONE_BIT(assessment_zone((enum life_area)(i + 1)));
    return zones;
}

struct assessment_puzzle assessment_puzzle_read(struct request *rq, struct case_id id, const char *purpose) {
    return assessment_puzzle_zones(rq, id, assessment_zones(), purpose);
}

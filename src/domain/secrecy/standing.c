/* What a unit may read in a case: the reader matrix of LAW §7, her yes and her no together. Pure rules but for standing_of. */
#include "domain/secrecy/standing.h"

#include "domain/shield/shield.h"
#include "secrecy_sql.h"
#include "texts.h"

#define BECAUSE(why) (1u << INVOLVEMENT_##why)

enum reader reader_of(enum unit_role role) {
    switch (role) {
    case UNIT_ROLE_COORDINATOR: return READER_COORDINATOR;
    case UNIT_ROLE_HEALTH: return READER_HEALTH;
    case UNIT_ROLE_NAV: return READER_NAV;
    case UNIT_ROLE_ALLOCATOR: return READER_ALLOCATOR;
    case UNIT_ROLE_PROPERTY: return READER_PROPERTY;
    case UNIT_ROLE_CARETAKER: return READER_CARETAKER;
    case UNIT_ROLE_PEER: return READER_PEER;
    case UNIT_ROLE_LEADER: return READER_LEADER;
    case UNIT_ROLE_VOLUNTARY: return READER_VOLUNTARY;
    case UNIT_ROLE_OUTSIDE: return READER_OUTSIDE;
    case UNIT_ROLE_APPEALS: return READER_APPEALS;
    }
    return READER_UNKNOWN;
}

bool reader_never_health(enum reader reader) {
    return reader == READER_UNKNOWN || reader == READER_PROPERTY || reader == READER_CARETAKER || reader == READER_PEER ||
           reader == READER_VOLUNTARY || reader == READER_APPEALS;
}

/* In the case with a task of its own: not for an offer that waits, for having met her first, or for being told. A former holder has it until
 * its last day, so that nothing is dropped between two units. */
static bool works(const struct standing *standing) {
    return standing->reasons & (BECAUSE(HOLDER) | BECAUSE(FORMER_HOLDER) | BECAUSE(DUTY) | BECAUSE(SERVICE) | BECAUSE(DECISION_PART) |
                                BECAUSE(COORDINATOR) | BECAUSE(APPEAL) | BECAUSE(EMERGENCY) | BECAUSE(LEASE) |
                                BECAUSE(TRANSITION) | BECAUSE(MEASURE));
}

/* Administration of health care (HPL-21, PJL-1): who decides on the services needs what the decision rests on, while deciding. */
static bool decides(const struct standing *standing) {
    return standing->decides_services && standing->reasons & (BECAUSE(HOLDER) | BECAUSE(DECISION_PART));
}

/* The same for dwellings: in some municipalities it is the property unit that decides, and then it reads what the decision rests on about the home,
 * and nothing else more than any property unit. (FVL-17, FVL-25) */
static bool decides_home(const struct standing *standing) {
    return standing->decides_homes && standing->reasons & (BECAUSE(HOLDER) | BECAUSE(DECISION_PART));
}

/* Her yes opens what the matrix says can be opened, and never the restricted zone: there workers are named. To those who read about the dwelling only (property, caretaker) and to peers and
 * volunteers it opens nothing but what the matrix names: free text on the need is not for them, whoever says yes. (I-06, R-053) */
bool consent_opens(enum reader reader, enum zone zone) {
    if (zone <= ZONE_SPINE || zone >= ZONE_RESTRICTED) return false;
    if (zone == ZONE_HEALTH && reader_never_health(reader)) return false;
    struct law_reading reading = law_reading(law_current(), reader, zone);
    if (reader_never_health(reader)) return reading.opener == OPENER_CONSENT && reading.opened == EXTENT_FULL;
    return reading.opener != OPENER_NOTHING || reading.plain == EXTENT_REDUCED || reading.plain == EXTENT_FULL;
}

/* Children, prison, compulsion: for workers named with a last day, in units that may be named at all. */
static const char *restricted_ground(const struct standing *standing) {
    struct law_reading reading = law_reading(law_current(), standing->reader, ZONE_RESTRICTED);
    return standing->restricted && reading.opener == OPENER_GRANT ? "grant" : NULL;
}

/* What opens a zone she has not objected to. The unit's own task, her yes, need in health care (HPL-25), which gives way already when
 * she has said no or taken a yes back: then there is reason to think she objects (PBRL-12). Then what another unit has shared on a ground.
 * Grounds of the public administration act never open health (FVL-13b). An emergency comes last, so that the log says it only when needed. */
static const char *open_ground(const struct standing *standing, enum zone zone) {
    struct law_reading reading = law_reading(law_current(), standing->reader, zone);
    if (reading.plain == EXTENT_FULL && works(standing)) return "own_unit";
    if (zone == ZONE_HEALTH && decides(standing)) return "own_unit";
    if (zone == ZONE_HOUSING && decides_home(standing)) return "own_unit";
    if (standing->consented & ZONE_BIT(zone) && consent_opens(standing->reader, zone)) return zone == ZONE_HEALTH ? "H1" : "A1";
    if (zone == ZONE_HEALTH && reading.opener == OPENER_NEED && works(standing) && !(standing->no & ZONE_BIT(zone))) return "H7";
    if (standing->shared[zone]) return standing->shared[zone];
    if (standing->emergency && !reader_never_health(standing->reader)) return zone == ZONE_HEALTH ? "H5" : "B7";
    return NULL;
}

/* An objection comes before everything; only two persons with a weighty reason go past it, also in an emergency. (I-04) */
const char *standing_ground(const struct standing *standing, enum zone zone) {
    if (zone <= ZONE_SPINE || zone > ZONE_RESTRICTED || standing->closed) return NULL;
    if (zone == ZONE_HEALTH && reader_never_health(standing->reader)) return NULL;
    bool objected = standing->objected & ZONE_BIT(zone);
    if (zone == ZONE_RESTRICTED) return objected ? NULL : restricted_ground(standing);
    if (!objected) return open_ground(standing, zone);
    return standing->overridden & ZONE_BIT(zone) && !reader_never_health(standing->reader) ? "override" : NULL;
}

/* Working with her plan is the task of her coordinator, whichever unit that is; until she has one, of the unit with the main responsibility. */
static bool keeps_plan(const struct standing *standing, bool coordinated) {
    unsigned keepers = BECAUSE(COORDINATOR) | (coordinated ? 0 : BECAUSE(HOLDER));
    return standing->reasons & keepers && !reader_never_health(standing->reader);
}

const char *standing_plan_ground(const struct standing *standing, bool coordinated) {
    const char *ground = standing_ground(standing, ZONE_PLAN);
    bool blocked = standing->closed || standing->objected & ZONE_BIT(ZONE_PLAN);
    return !ground && !blocked && keeps_plan(standing, coordinated) ? "own_unit" : ground;
}

/* The spine is for every involved unit but those the matrix keeps out; a peer needs her yes. */
bool standing_finds_case(const struct standing *standing) {
    unsigned reasons = standing->reasons;
    if (standing->closed) return false;
    if (standing->emergency) return true;
    if (!standing->consented) reasons &= ~BECAUSE(CONSENT);
    struct law_reading spine = law_reading(law_current(), standing->reader, ZONE_SPINE);
    if (spine.opener == OPENER_CONSENT) return reasons & BECAUSE(CONSENT);
    return reasons && spine.plain != EXTENT_NONE;
}

/* ── reading the standing ─────────────────────────────────────────────── */

/* The latest first, so the first answer met on a zone is the one that counts. */
static void add_history(const struct consent_history_rows *rows, struct date today, struct standing *standing) {
    unsigned answered = 0;
    for (size_t i = 0; i < rows->n; i++) {
        unsigned zone = ZONE_BIT(rows->v[i].zone);
        enum consent_state state = rows->v[i].state;
        if (state == CONSENT_STATE_ASKED) standing->asked |= zone;
        if (state == CONSENT_STATE_GIVEN && rows->v[i].until.days >= today.days) standing->consented |= zone;
        if (state == CONSENT_STATE_ASKED || answered & zone) continue;
        answered |= zone;
        if (state == CONSENT_STATE_REFUSED || state == CONSENT_STATE_REVOKED) standing->no |= zone;
    }
}

static struct standing read_standing(struct db *db, struct unit_id unit_id, struct case_id id, struct date today) {
    struct standing standing = {0};
    struct unit_brief unit;
    if (!organisation_unit(db, unit_id, LANG_NB, &unit)) return standing;
    standing.reader = reader_of(unit.role);
    standing.decides_services = unit.decides_services;
    const struct profile *profile = organisation_profile();
    standing.decides_homes = profile && text_equal(profile->allocation.decided_by, unit.code);
    struct case_unit_reasons_rows reasons = case_unit_reasons(db, id, unit_id, today);
    for (size_t i = 0; i < reasons.n; i++) standing.reasons |= 1u << reasons.v[i].why;
    struct consent_history_rows history = consent_history(db, id, unit_id);
    add_history(&history, today, &standing);
    struct objection_zones_rows objections = objection_zones(db, id, unit_id);
    for (size_t i = 0; i < objections.n; i++) {
        standing.objected |= ZONE_BIT(objections.v[i].zone);
        if (objections.v[i].unit_id.v) standing.objected_here |= ZONE_BIT(objections.v[i].zone);
    }
    struct override_zones_rows overrides = override_zones(db, id, unit_id, today);
    for (size_t i = 0; i < overrides.n; i++) standing.overridden |= ZONE_BIT(overrides.v[i].zone);
    struct sharing_zones_of_rows shared = sharing_zones_of(db, id, unit_id, today);
    for (size_t i = 0; i < shared.n; i++) standing.shared[shared.v[i].zone] = shared.v[i].ground;
    return standing;
}

/* What is the worker's own by name. */
static void add_worker(struct db *db, const struct session *session, struct case_id id, struct date today, struct standing *standing) {
    struct case_brief brief;
    struct emergency_now_row emergency;
    if (!session->staff.v || !work_case(db, id, &brief)) return;
    struct shield_standing shield = shield_standing(db, session->staff, &brief, today);
    standing->closed = shield_closed(&shield);
    standing->restricted = shield.restricted;
    standing->emergency = emergency_now(db, id, session->staff, session->unit, db_now(db), &emergency);
}

/* Every part of a page asks for the standing of the reader in the same case: the last one is kept as long as the transaction sees one
 * moment. A failed transaction is asked again, and fails again. */
struct last_standing {
    struct staff_id staff; /* 0: the unit as such */
    struct unit_id unit;
    struct case_id case_;
    struct date today;
    struct standing standing;
};
static const char last_standing_owner;

static struct standing read_or_recall(struct db *db, const struct session *reader, struct case_id id, struct date today) {
    struct last_standing *last = db_recall(db, &last_standing_owner, sizeof *last);
    bool same = last && last->unit.v == reader->unit.v && last->staff.v == reader->staff.v && last->case_.v == id.v &&
                last->today.days == today.days;
    if (same && !db_failed(db)) return last->standing;
    struct standing standing = read_standing(db, reader->unit, id, today);
    add_worker(db, reader, id, today, &standing);
    if (last && !db_failed(db)) *last = (struct last_standing){reader->staff, reader->unit, id, today, standing};
    return standing;
}

struct standing standing_of(struct db *db, struct unit_id unit, struct case_id id, struct date today) {
    return read_or_recall(db, &(struct session){.unit = unit}, id, today);
}

struct standing standing_of_worker(struct db *db, const struct session *session, struct case_id id, struct date today) {
    return read_or_recall(db, session, id, today);
}

/* ── words ────────────────────────────────────────────────────────────── */

text_key zone_words(enum zone zone) {
    switch (zone) {
    case ZONE_SPINE: return T_secrecy_zone_spine;
    case ZONE_HEALTH: return T_secrecy_zone_health;
    case ZONE_SOCIAL: return T_secrecy_zone_social;
    case ZONE_HOUSING: return T_secrecy_zone_housing;
    case ZONE_TENANCY: return T_secrecy_zone_tenancy;
    case ZONE_PLAN: return T_secrecy_zone_plan;
    case ZONE_RESTRICTED: return T_secrecy_zone_restricted;
    }
    return 0;
}

const char *zones_text(struct arena *arena, enum lang lang, unsigned zones) {
    struct str out = str_in(arena);
    for (enum zone zone = ZONE_SPINE; zone <= ZONE_RESTRICTED; zone++) {
        if (!(zones & ZONE_BIT(zone))) continue;
        zones &= ~ZONE_BIT(zone);
        if (out.length) str_add(&out, zones ? ", " : text_of(lang, T_secrecy_and));
        str_add(&out, text_of(lang, zone_words(zone)));
    }
    return str_text(&out);
}

/* What is said to a worker of her own unit is said about the unit here. */
const char *ground_words(enum lang lang, const char *code) {
    if (text_equal(code, "own_unit")) return text_of(lang, T_secrecy_ground_own_unit);
    const struct law_ground *ground = law_ground(law_current(), code);
    text_key key = ground ? text_find(ground->text_key) : 0;
    return key ? text_of(lang, key) : code;
}

const char *unit_words(struct request *rq, struct unit_id id) {
    struct unit_brief unit;
    return organisation_unit(rq->db, id, rq->lang, &unit) ? unit.name : "";
}

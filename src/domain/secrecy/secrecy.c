/* Involvement and access: the only place where an access is made. What a unit may read is decided in standing.c. */
#include "domain/secrecy/secrecy.h"

#include "domain/secrecy/standing.h"
#include "domain/shield/shield.h"
#include "platform/audit/audit.h"
#include "platform/auth/access_grant.h"
#include "secrecy_sql.h"
#include "texts.h"

void secrecy_involve(struct db *db, struct case_id id, struct unit_id unit, enum involvement why) {
    case_unit_add(db, id, unit, why, db_now(db));
}

/* Work after the last day of what ends next in the case. */
static void plan_end(struct db *db, struct case_id id) {
    struct case_unit_next_end_row next;
    if (case_unit_next_end(db, id, &next) && !date_is_none(next.ends_on))
        job_add(db, JOB_INVOLVEMENT_DUE, id.v, instant_of_oslo(date_add_days(next.ends_on, 1), 0));
    else job_cancel(db, JOB_INVOLVEMENT_DUE, id.v);
}

void secrecy_end_involvement(struct db *db, struct case_id id, struct unit_id unit, enum involvement why) {
    if (case_unit_end(db, id, unit, why, db_now(db)) > 0) plan_end(db, id);
}

void secrecy_involve_until(struct db *db, struct case_id id, struct unit_id unit, enum involvement why, struct date last) {
    case_unit_add_until(db, id, unit, why, db_now(db), last);
    plan_end(db, id);
}

void secrecy_involvement_due_job(struct db *db, int64_t subject, struct instant now) {
    struct case_id id = {subject};
    int64_t ended = case_unit_end_past(db, id, instant_oslo_date(now), now);
    if (ended > 0) audit_add(db, "involvement_ended", "case", subject, NULL);
    plan_end(db, id);
}

enum { ASK_AGAIN_DAYS = 10 };

void secrecy_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to) {
    struct date today = instant_oslo_date(db_now(db));
    struct consent_given_to_rows given = consent_given_to(db, from);
    for (size_t i = 0; i < given.n; i++) {
        struct unit_id asks = given.v[i].holder_unit.v == from.v ? to : given.v[i].holder_unit;
        work_task_add(db, given.v[i].case_id, asks, TASK_KIND_RENEW_CONSENT, given.v[i].id.v, date_add_days(today, ASK_AGAIN_DAYS));
    }
    case_unit_succeed(db, from, to, db_now(db));
    case_unit_end_unit(db, from, db_now(db));
    objection_succeed(db, from, to, db_now(db));
    consent_succeed_no(db, from, to, db_now(db), date_add_days(today, organisation_profile()->consents.ask_again_days));
    consent_end_unit(db, from, db_now(db));
}

bool secrecy_involved(struct db *db, struct case_id id, struct unit_id unit) {
    struct standing standing = standing_of(db, unit, id, instant_oslo_date(db_now(db)));
    return standing_finds_case(&standing);
}

bool secrecy_unit_finds(struct db *db, struct unit_id id) {
    struct unit_brief unit;
    if (!organisation_unit(db, id, LANG_NB, &unit)) return false;
    struct law_reading spine = law_reading(law_current(), reader_of(unit.role), ZONE_SPINE);
    return spine.opener != OPENER_CONSENT && spine.plain != EXTENT_NONE;
}

enum verdict secrecy_may(struct request *rq, struct case_id id) {
    struct standing standing = standing_of_worker(rq->db, rq->session, id, rq->today);
    return standing_finds_case(&standing) ? VERDICT_ALLOWED : VERDICT_NOT_FOUND;
}

enum verdict secrecy_may_log(struct request *rq, struct case_id id) {
    struct case_brief brief;
    if (secrecy_may(rq, id) == VERDICT_ALLOWED) return VERDICT_ALLOWED;
    if (!session_may(rq->session, RIGHT_READS_REVIEW) || !work_case(rq->db, id, &brief)) return VERDICT_NOT_FOUND;
    struct shield_standing shield = shield_standing(rq->db, rq->session->staff, &brief, rq->today);
    return shield.barred ? VERDICT_NOT_FOUND : VERDICT_ALLOWED;
}

unsigned secrecy_zones(struct db *db, const struct session *session, struct case_id id, struct date today) {
    struct standing standing = standing_of_worker(db, session, id, today);
    unsigned zones = 0;
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++)
        if (standing_ground(&standing, zone)) zones |= ZONE_BIT(zone);
    return zones;
}

enum zone secrecy_own_zone(struct request *rq, struct case_id id) {
    static const enum zone order[] = {ZONE_PLAN, ZONE_HOUSING, ZONE_SOCIAL, ZONE_HEALTH};
    unsigned zones = secrecy_zones(rq->db, rq->session, id, rq->today);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (zones & ZONE_BIT(order[i])) return order[i];
    return 0;
}

const struct access *secrecy_open(struct request *rq, struct case_id id, unsigned zones, const char *purpose) {
    struct case_brief brief;
    if (!work_case(rq->db, id, &brief)) return NULL;
    struct standing standing = standing_of_worker(rq->db, rq->session, id, rq->today);
    struct access_terms terms = {.person = brief.person, .purpose = purpose};
    for (enum zone zone = ZONE_HEALTH; zone <= ZONE_RESTRICTED; zone++) {
        const char *ground = zones & ZONE_BIT(zone) ? standing_ground(&standing, zone) : NULL;
        if (!ground) continue;
        terms.zones |= ZONE_BIT(zone);
        terms.ground[zone] = ground;
    }
    return terms.zones ? access_grant(rq->db, &terms) : NULL;
}

static const char *plan_ground(struct db *db, const struct session *session, struct case_id id, struct date today) {
    struct standing standing = standing_of_worker(db, session, id, today);
    struct case_coordinators_row coordinators;
    return standing_plan_ground(&standing, case_coordinators(db, id, today, &coordinators) && coordinators.n > 0);
}

bool secrecy_opens_plan(struct db *db, const struct session *session, struct case_id id, struct date today) {
    return plan_ground(db, session, id, today) != NULL;
}

const struct access *secrecy_open_plan(struct request *rq, struct case_id id, const char *purpose) {
    struct case_brief brief;
    if (!work_case(rq->db, id, &brief)) return NULL;
    struct access_terms terms = {.person = brief.person, .purpose = purpose, .zones = ZONE_BIT(ZONE_PLAN)};
    terms.ground[ZONE_PLAN] = plan_ground(rq->db, rq->session, id, rq->today);
    return terms.ground[ZONE_PLAN] ? access_grant(rq->db, &terms) : NULL;
}

bool secrecy_consented(struct db *db, struct case_id id, struct unit_id unit, enum zone zone, struct date today) {
    struct standing standing = standing_of(db, unit, id, today);
    return standing.consented & ~standing.objected & ZONE_BIT(zone);
}

bool secrecy_said_no(struct db *db, struct case_id id, struct unit_id unit, struct date today) {
    struct standing standing = standing_of(db, unit, id, today);
    return standing.objected_here || (standing.no && !standing.consented);
}

/* ── why a part of a page is hidden ───────────────────────────────────── */

static enum hidden_why why_hidden(const struct standing *standing, enum zone zone) {
    if (standing_ground(standing, zone)) return HIDDEN_NOT;
    if (!consent_opens(standing->reader, zone)) return HIDDEN_NEVER;
    if (standing->objected & ZONE_BIT(zone)) return HIDDEN_OBJECTED;
    if (standing->asked & ZONE_BIT(zone)) return HIDDEN_ASKED;
    return standing->no & ZONE_BIT(zone) ? HIDDEN_REFUSED : HIDDEN_NOT_ASKED;
}

struct secrecy_hidden secrecy_hidden_zone(struct request *rq, struct case_id id, enum zone zone) {
    struct standing standing = standing_of_worker(rq->db, rq->session, id, rq->today);
    struct secrecy_hidden hidden = {.why = why_hidden(&standing, zone), .zone = zone_words(zone), .unit = rq->session->unit_name};
    struct case_brief brief = {0};
    struct person_spine person;
    if (work_case(rq->db, id, &brief) && person_spine(rq->db, brief.person, &person)) hidden.name = person.given_name;
    bool can_ask = hidden.why == HIDDEN_NOT_ASKED || hidden.why == HIDDEN_REFUSED;
    if (can_ask && session_may(rq->session, RIGHT_CONSENT_REGISTER))
        hidden.ask = arena_printf(rq->arena, "/sak/%lld/samtykke/nytt?to_unit=%lld&zone=%s", (long long)id.v,
                                  (long long)rq->session->unit.v, zone_code(zone));
    bool objected = hidden.why == HIDDEN_OBJECTED || hidden.why == HIDDEN_NEVER || hidden.why == HIDDEN_NOT || zone == ZONE_RESTRICTED;
    if (!objected && session_may(rq->session, RIGHT_EMERGENCY_READ) && !reader_never_health(standing.reader))
        hidden.emergency = arena_printf(rq->arena, "/nodlesing?number=%s", brief.number);
    return hidden;
}

/* The rules of sharing on a ground: what would follow, and making it so. Knows nothing of pages. */
#include "domain/secrecy/sharing.h"

#include "domain/secrecy/notice.h"
#include "platform/audit/audit.h"
#include "secrecy_sql.h"
#include "texts.h"

enum { MONTHS_MOST = 12 };

struct sharing_fault_text sharing_fault_text(int fault) {
    static const struct {
        int fault;
        struct sharing_fault_text text;
    } texts[] = {
#define X(name, field, key) {SHARING_##name, {field, T_##key}},
        SHARING_FAULTS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].fault == fault) return texts[i].text;
    return (struct sharing_fault_text){0};
}

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

/* ── what would follow ────────────────────────────────────────────────── */

/* Consent is chosen by registering it, an override by asking for one; police, prison and child welfare are answered as a disclosure. */
static bool for_sharing(const struct law_ground *ground) {
    bool outside = text_equal(ground->code, "whereabouts") || text_equal(ground->code, "child_welfare");
    return ground->selectable && !ground->needs_two_persons && !outside;
}

bool ground_opens(const struct law_ground *ground, enum reader reader, enum zone zone) {
    if (!ground || zone <= ZONE_SPINE || zone >= ZONE_RESTRICTED || reader_never_health(reader) || !for_sharing(ground)) return false;
    if (!(ground->zones & ZONE_BIT(zone)) || ground->not_for & (1u << reader)) return false;
    struct law_reading reading = law_reading(law_current(), reader, zone);
    return reading.opener == OPENER_GROUND || reading.opener == OPENER_NEED || reading.plain == EXTENT_FULL;
}

/* Could any ground a worker may pick open it? */
static bool some_ground_opens(enum reader reader, enum zone zone) {
    const struct law_ground *ground;
    for (unsigned i = 0; (ground = law_ground_number(law_current(), i)); i++)
        if (ground_opens(ground, reader, zone)) return true;
    return false;
}

enum sharing_outcome sharing_outcome(const struct standing *giver, const struct standing *receiver, enum zone zone,
                                     const struct law_ground *ground) {
    if (zone <= ZONE_SPINE || zone > ZONE_RESTRICTED) return OUTCOME_NEVER;
    const char *has = standing_ground(receiver, zone);
    if (has) return receiver->consented & ZONE_BIT(zone) ? OUTCOME_CONSENT : OUTCOME_OWN;
    bool by_ground = some_ground_opens(receiver->reader, zone);
    if (!by_ground && !consent_opens(receiver->reader, zone)) return OUTCOME_NEVER;
    if (receiver->objected & ZONE_BIT(zone)) return OUTCOME_OBJECTED;
    if (!standing_ground(giver, zone)) return OUTCOME_NOT_OURS;
    if (!by_ground) return OUTCOME_NEEDS_YES;
    if (!ground_opens(ground, receiver->reader, zone)) return receiver->no & ZONE_BIT(zone) ? OUTCOME_SAID_NO : OUTCOME_NO_GROUND;
    return receiver->no & ZONE_BIT(zone) && !ground->alerts_leader ? OUTCOME_SAID_NO : OUTCOME_GROUND;
}

const struct law_ground *const *sharing_grounds(struct arena *arena, bool health) {
    const struct law_ground *ground;
    unsigned count = 0, n = 0;
    while (law_ground_number(law_current(), count)) count++;
    const struct law_ground **found = arena_array(arena, count + 1, sizeof(const struct law_ground *));
    for (unsigned i = 0; (ground = law_ground_number(law_current(), i)); i++)
        if (for_sharing(ground) && ((ground->zones & ZONE_BIT(ZONE_HEALTH)) != 0) == health) found[n++] = ground;
    found[n] = NULL;
    return found;
}

/* ── the draft ────────────────────────────────────────────────────────── */

static bool ground_fits(const char *code, bool health) {
    if (text_empty(code)) return true;
    const struct law_ground *ground = law_ground(law_current(), code);
    return ground && for_sharing(ground) && ((ground->zones & ZONE_BIT(ZONE_HEALTH)) != 0) == health;
}

static int check_plan(struct db *db, const struct session *session, struct case_id id, const struct sharing_plan *plan,
                      struct case_brief *ret_brief) {
    struct unit_brief unit;
    struct date today = today_of(db);
    if (!work_case(db, id, ret_brief)) return SHARING_NOT_FOUND;
    if (ret_brief->state == CASE_STATE_CLOSED) return SHARING_CASE_CLOSED;
    if (!organisation_unit(db, plan->to_unit, LANG_NB, &unit) || plan->to_unit.v == session->unit.v) return SHARING_UNIT_UNKNOWN;
    if (!plan->whole && (!plan->zones || plan->zones & (ZONE_BIT(ZONE_SPINE) | ZONE_BIT(ZONE_RESTRICTED)))) return SHARING_ZONE_MISSING;
    if (!ground_fits(plan->ground, false)) return SHARING_GROUND_UNKNOWN;
    if (!ground_fits(plan->health_ground, true)) return SHARING_HEALTH_GROUND_UNKNOWN;
    if (text_empty(plan->necessity)) return SHARING_NECESSITY_MISSING;
    if (date_is_none(plan->until) || plan->until.days < today.days) return SHARING_UNTIL_PAST;
    return plan->until.days > date_add_months(today, MONTHS_MOST).days ? SHARING_UNTIL_FAR : SHARING_DONE;
}

static const char *none_if_empty(const char *text) { return text_empty(text) ? NULL : text; }

int sharing_draft(struct db *db, const struct session *session, struct case_id id, const struct sharing_plan *plan,
                  struct sharing_id *ret_sharing) {
    struct case_brief brief;
    int fault = check_plan(db, session, id, plan, &brief);
    if (fault) return fault;
    struct sharing_id sharing =
        sharing_insert(db, id, brief.person, session->unit, plan->to_unit, plan->whole, plan->purpose, none_if_empty(plan->ground),
                       none_if_empty(plan->health_ground), plan->necessity, plan->until, db_now(db), actor_staff(db));
    for (enum zone zone = ZONE_HEALTH; zone < ZONE_RESTRICTED; zone++)
        if (plan->whole || plan->zones & ZONE_BIT(zone)) sharing_zone_add(db, sharing, zone);
    *ret_sharing = sharing;
    return SHARING_DONE;
}

/* ── the preview, and confirming what it says ─────────────────────────── */

static const struct law_ground *ground_for(const struct sharing_get_row *row, enum zone zone) {
    const char *code = zone == ZONE_HEALTH ? row->health_ground : row->ground;
    return code ? law_ground(law_current(), code) : NULL;
}

static void preview_of(struct db *db, const struct session *session, struct case_id id, const struct sharing_get_row *row,
                       struct sharing_preview *ret_preview) {
    struct date today = today_of(db);
    struct standing giver = standing_of_worker(db, session, id, today), receiver = standing_of(db, row->to_unit, id, today);
    struct sharing_zones_rows zones = sharing_zones(db, row->id);
    struct sharing_preview preview = {0};
    for (size_t i = 0; i < zones.n; i++) {
        enum zone zone = zones.v[i].zone;
        const struct law_ground *ground = ground_for(row, zone);
        enum sharing_outcome outcome = sharing_outcome(&giver, &receiver, zone, ground);
        preview.by_zone[zone] = outcome;
        preview.any |= outcome_follows(outcome);
        preview.warns_leader |= outcome == OUTCOME_GROUND && ground->alerts_leader;
    }
    *ret_preview = preview;
}

bool sharing_preview(struct db *db, const struct session *session, struct case_id id, struct sharing_id sharing,
                     struct sharing_preview *ret_preview) {
    struct sharing_get_row row;
    if (!sharing_get(db, id, sharing, &row)) return false;
    preview_of(db, session, id, &row, ret_preview);
    return true;
}

static void open_zones(struct db *db, struct case_id id, const struct sharing_get_row *row, const struct sharing_preview *preview) {
    for (enum zone zone = ZONE_HEALTH; zone < ZONE_RESTRICTED; zone++) {
        if (preview->by_zone[zone] != OUTCOME_GROUND) continue;
        const struct law_ground *ground = ground_for(row, zone);
        sharing_zone_open(db, row->id, zone, ground->code);
        work_event(db, id, CASE_EVENT_KIND_CASE_SHARED, zone, row->to_unit);
        audit_add(db, "zone_shared", "sharing", row->id.v, arena_printf(db_arena(db), "%s %s", zone_code(zone), ground->code));
    }
}

/* The unit is in the case as long as something shared with it runs. */
static void keep_involved(struct db *db, struct case_id id, struct unit_id unit) {
    struct sharing_last_day_row row;
    if (sharing_last_day(db, id, unit, today_of(db), &row) && !date_is_none(row.until))
        secrecy_involve_until(db, id, unit, INVOLVEMENT_SHARING, row.until);
    else secrecy_end_involvement(db, id, unit, INVOLVEMENT_SHARING);
}

int sharing_confirm(struct db *db, const struct session *session, struct case_id id, struct sharing_id sharing) {
    struct sharing_get_row row;
    struct sharing_preview preview;
    if (!sharing_get(db, id, sharing, &row)) return SHARING_NOT_FOUND;
    if (row.state != SHARING_STATE_DRAFT) return SHARING_NOT_DRAFT;
    if (row.made_by.v != session->staff.v || row.from_unit.v != session->unit.v) return SHARING_NOT_YOURS;
    if (row.until.days < today_of(db).days) return SHARING_UNTIL_PAST;
    preview_of(db, session, id, &row, &preview);
    if (!preview.any) return SHARING_NOTHING_FOLLOWS;
    sharing_set_active(db, sharing, db_now(db));
    open_zones(db, id, &row, &preview);
    keep_involved(db, id, row.to_unit);
    job_add(db, JOB_SHARING_DUE, sharing.v, instant_of_oslo(date_add_days(row.until, 1), 0));
    notice_to_unit(db, row.to_unit, NOTICE_KIND_SHARED, id, sharing.v);
    if (preview.warns_leader) notice_to_leader(db, session->unit, NOTICE_KIND_WEIGHTY_GROUND, id, sharing.v);
    return SHARING_DONE;
}

/* ── the end ──────────────────────────────────────────────────────────── */

static bool end_sharing(struct db *db, struct case_id id, struct sharing_id sharing, struct unit_id to_unit, enum sharing_state state) {
    if (sharing_set_over(db, sharing, state, db_now(db), actor_staff(db)) != 1) return false;
    if (state == SHARING_STATE_DROPPED) return true;
    job_cancel(db, JOB_SHARING_DUE, sharing.v);
    keep_involved(db, id, to_unit);
    notice_to_unit(db, to_unit, NOTICE_KIND_ACCESS_ENDED, id, sharing.v);
    return true;
}

int sharing_stop(struct db *db, struct case_id id, struct sharing_id sharing) {
    struct sharing_get_row row;
    if (!sharing_get(db, id, sharing, &row)) return SHARING_NOT_FOUND;
    bool draft = row.state == SHARING_STATE_DRAFT;
    return end_sharing(db, id, sharing, row.to_unit, draft ? SHARING_STATE_DROPPED : SHARING_STATE_ENDED) ? SHARING_DONE
                                                                                                          : SHARING_NOT_FOUND;
}

void secrecy_sharing_due_job(struct db *db, int64_t subject, struct instant now) {
    struct sharing_of_job_row row;
    struct sharing_id sharing = {subject};
    if (!sharing_of_job(db, sharing, &row) || row.state != SHARING_STATE_ACTIVE || instant_oslo_date(now).days <= row.until.days) return;
    end_sharing(db, row.case_id, sharing, row.to_unit, SHARING_STATE_ENDED);
    audit_add(db, "sharing_over", "sharing", subject, NULL);
}

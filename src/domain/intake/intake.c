/* The rules of first contact. No page, no form: those are in pages.c. */
#include "domain/intake/intake.h"

#include "domain/law/law.h"
#include "intake_sql.h"
#include "platform/audit/audit.h"

enum { TELL_DAYS = 14 };

static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

/* ── which door ───────────────────────────────────────────────────────── */

bool intake_may_hold(struct db *db, struct unit_id unit) {
    struct unit_brief brief;
    if (!unit.v || !organisation_unit(db, unit, LANG_NB, &brief) || brief.external) return false;
    return brief.role == UNIT_ROLE_COORDINATOR || brief.role == UNIT_ROLE_HEALTH || brief.role == UNIT_ROLE_NAV || brief.role == UNIT_ROLE_ALLOCATOR;
}

static bool from_specialist_care(enum channel channel) { return channel == CHANNEL_SPECIALIST || channel == CHANNEL_HOSPITAL; }

static struct unit_id unit_coded(struct db *db, const char *code) {
    return code ? organisation_unit_by_code(db, code) : (struct unit_id){0};
}

/* The municipality's one port for specialist care, when it has one. */
static struct unit_id one_port(struct db *db) {
    const struct profile_unit *unit = profile_unit_doing(organisation_profile(), PROFILE_TASK(ONE_DOOR));
    return unit_coded(db, unit && !unit->planned ? unit->code : NULL);
}

static struct unit_id holder_of_case(struct db *db, struct person_id person) {
    struct case_brief brief;
    struct case_id open = work_open_case_of(db, person);
    return open.v && work_case(db, open, &brief) ? brief.holder_unit : (struct unit_id){0};
}

struct unit_id intake_door(struct db *db, const struct contact_new *contact, struct unit_id registering) {
    struct unit_brief brief;
    if (intake_may_hold(db, contact->asked_unit)) return contact->asked_unit;
    struct unit_id holder = holder_of_case(db, contact->person);
    if (holder.v) return holder;
    struct unit_id port = from_specialist_care(contact->channel) ? one_port(db) : (struct unit_id){0};
    if (port.v) return port;
    if (organisation_unit(db, registering, LANG_NB, &brief) && brief.intake) return registering;
    struct unit_id first = unit_coded(db, organisation_profile()->intake.first_unit);
    return first.v ? first : registering;
}

struct date intake_route_due(struct date received, bool without_home_tonight) {
    if (without_home_tonight) return received;
    int days = organisation_profile()->intake.route_days;
    return law_add_working_days(law_current(), received, days > 0 ? days : 1);
}

/* ── registering ──────────────────────────────────────────────────────── */

/* The list of the round that closes next. Only where applications have rounds; the clocks go on as ever. */
static void put_on_round(struct db *db, struct contact_id contact) {
    struct round_next_row round;
    if (organisation_profile()->intake.application_rounds && round_next(db, today_of(db), &round)) round_add(db, round.id, contact, db_now(db));
}

struct contact_id intake_register(struct db *db, const struct contact_new *contact) {
    struct unit_id unit = actor_unit(db), door = intake_door(db, contact, unit);
    struct date today = today_of(db), reply_due = deadline_end(law_current(), CLOCK_PROVISIONAL_REPLY, today);
    bool third_party = contact->sender != SENDER_PERSON;
    struct maybe_int knows = {third_party, contact->person_knows};
    struct contact_id id = contact_insert(db, contact->person, contact->channel, contact->sender, third_party ? contact->sender_name : NULL,
                                          third_party ? contact->sender_phone : NULL, knows, contact->what, contact->asks_housing,
                                          contact->without_home_tonight, contact->asked_unit, contact->filled_in, contact->signed_,
                                          contact->moved_reason, contact->sending, db_now(db), unit, actor_staff(db), door,
                                          intake_route_due(today, contact->without_home_tonight), reply_due);
    audit_add(db, "contact_received", "contact", id.v, channel_code(contact->channel));
    if (contact->take && door.v == unit.v) contact_take(db, id, unit, actor_staff(db), db_now(db));
    if (contact->asks_housing) put_on_round(db, id);
    return id;
}

int intake_take(struct db *db, struct contact_id contact) {
    if (contact_take(db, contact, actor_unit(db), actor_staff(db), db_now(db)) != 1) return ERR_CONFLICT;
    audit_add(db, "contact_taken", "contact", contact.v, NULL);
    return ERR_OK;
}

/* ── becoming a case ──────────────────────────────────────────────────── */

struct new_holder {
    struct unit_id unit;
    struct staff_id staff;
};

/* Her open case; else the one that was closed, opened again with the unit of contact as holder; else a new one. (MODEL 3.1) */
static int case_for(struct db *db, const struct contact_get_row *row, struct new_holder holder, struct case_id *ret_case) {
    struct case_id id = work_open_case_of(db, row->person_id);
    bool joins = id.v != 0;
    if (joins) {
        work_wake(db, id);
    } else {
        if (!intake_may_hold(db, holder.unit)) return ERR_DENIED;
        id = work_closed_case_of(db, row->person_id);
        int error = id.v ? work_reopen(db, id, holder.unit, holder.staff)
                         : work_open_case(db, row->person_id, holder.unit, holder.staff, row->asks_housing, &id);
        if (error < 0) return error;
        secrecy_involve(db, id, holder.unit, INVOLVEMENT_HOLDER);
    }
    if (row->asks_housing) work_set_asks_housing(db, id);
    *ret_case = id;
    return ERR_OK;
}

int intake_open_case(struct db *db, struct contact_id contact, struct unit_id unit, struct staff_id staff, struct case_id *ret_case) {
    struct contact_get_row row;
    if (!contact_get(db, contact, &row)) return ERR_NOT_FOUND;
    if (row.state != CONTACT_STATE_RECEIVED && row.state != CONTACT_STATE_ROUTED) return ERR_CONFLICT;
    struct case_id id;
    int error = case_for(db, &row, (struct new_holder){unit, staff}, &id);
    if (error < 0) return error;
    if (contact_set_case(db, contact, id) != 1) return ERR_CONFLICT;
    audit_add(db, "contact_in_case", "case", id.v, NULL);
    secrecy_involve(db, id, row.received_unit, INVOLVEMENT_FIRST_CONTACT);
    work_event(db, id, CASE_EVENT_KIND_CONTACT_RECEIVED, ZONE_SPINE, row.received_unit);
    struct case_brief brief;
    if (work_case(db, id, &brief)) {
        work_task_add(db, id, brief.holder_unit, TASK_KIND_PROVISIONAL_REPLY, contact.v, row.reply_due);
        /* What she needs must be known before it can be decided, so within the same time. (BSL-7, R-070) */
        if (row.asks_housing) work_task_add(db, id, brief.holder_unit, TASK_KIND_COMPLETE_ASSESSMENT, id.v, row.reply_due);
    }
    /* A message she does not know of: she is told when we meet her. */
    if (row.person_knows.has && !row.person_knows.v) work_task_add(db, id, brief.holder_unit, TASK_KIND_TELL_PERSON, contact.v, date_add_days(today_of(db), TELL_DAYS));
    *ret_case = id;
    return ERR_OK;
}

struct case_id intake_case_of(struct db *db, struct contact_id contact) {
    struct contact_get_row row;
    return contact_get(db, contact, &row) ? row.case_id : (struct case_id){0};
}

int intake_told_person(struct db *db, struct case_id id, struct contact_id contact) {
    struct contact_get_row row;
    if (!contact_get(db, contact, &row) || row.case_id.v != id.v) return ERR_NOT_FOUND;
    if (contact_person_told(db, contact) != 1) return ERR_CONFLICT;
    work_task_done(db, id, TASK_KIND_TELL_PERSON, contact.v);
    audit_add(db, "person_told_of_message", "contact", contact.v, NULL);
    return ERR_OK;
}

int intake_route(struct db *db, struct contact_id contact, struct unit_id unit) {
    struct contact_get_row row;
    if (!contact_get(db, contact, &row)) return ERR_NOT_FOUND;
    if (contact_route(db, contact, unit, db_now(db)) != 1) return ERR_CONFLICT;
    contact_forward_insert(db, contact, row.routed_unit, unit, db_now(db), actor_staff(db));
    audit_add(db, "contact_routed", "contact", contact.v, NULL);
    return ERR_OK;
}

int intake_tell_sender(struct db *db, struct contact_id contact, struct contact_forward_id forward, enum told_way way) {
    if (sender_told_insert(db, contact, forward, way, db_now(db), actor_staff(db)) != 1) return ERR_NOT_FOUND;
    audit_add(db, "sender_told", "contact", contact.v, told_way_code(way));
    return ERR_OK;
}

int intake_close(struct db *db, struct contact_id contact, enum closed_reason reason, const char *note) {
    struct contact_get_row row;
    if (!contact_get(db, contact, &row)) return ERR_NOT_FOUND;
    if (row.asks_housing || row.without_home_tonight) return ERR_INVALID;
    return contact_close(db, contact, row.person_id, reason, note) == 1 ? ERR_OK : ERR_CONFLICT;
}

enum verdict intake_may(struct request *rq, struct contact_id contact) {
    struct contact_get_row row;
    struct nav_appointment_with_row meeting;
    if (!contact_get(rq->db, contact, &row)) return VERDICT_NOT_FOUND;
    struct unit_id unit = rq->session->unit;
    if (row.received_unit.v == unit.v || row.routed_unit.v == unit.v) return VERDICT_ALLOWED;
    bool unowned = row.state == CONTACT_STATE_RECEIVED && row.route_due.days < rq->today.days;
    if (unowned && unit.v == unit_coded(rq->db, organisation_profile()->intake.first_unit).v) return VERDICT_ALLOWED;
    return nav_appointment_with(rq->db, contact, unit, &meeting) ? VERDICT_ALLOWED : VERDICT_NOT_FOUND;
}

int64_t intake_count_open(struct request *rq) {
    struct contact_count_open_row row;
    return contact_count_open(rq->db, rq->session->unit, &row) ? row.n : 0;
}

void intake_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to) {
    contact_succeed(db, from, to);
    contact_succeed_received(db, from, to);
}

/* The rules of first contact. No page, no form: those are in pages.c. */
#include "domain/intake/intake.h"

#include "domain/law/law.h"
#include "intake_sql.h"
#include "platform/audit/audit.h"

static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }

/* A unit that takes contacts keeps its own; the others' go to the municipality's first door. */
static struct unit_id door_for(struct db *db, struct unit_id unit) {
    struct unit_brief brief;
    if (organisation_unit(db, unit, LANG_NB, &brief) && brief.intake) return unit;
    const struct profile *profile = organisation_profile();
    struct unit_id door = profile->intake.first_unit ? organisation_unit_by_code(db, profile->intake.first_unit) : unit;
    return door.v ? door : unit;
}

struct contact_id intake_register(struct db *db, const struct contact_new *contact) {
    struct unit_id unit = actor_unit(db);
    struct staff_id staff = {db_actor(db)->staff};
    struct date reply_due = deadline_end(law_current(), CLOCK_PROVISIONAL_REPLY, instant_oslo_date(db_now(db)));
    struct contact_id id = contact_insert(db, contact->person, contact->channel, contact->sender, contact->sender_name, contact->what,
                                          contact->asks_housing, contact->without_home_tonight, db_now(db), unit, staff, door_for(db, unit),
                                          reply_due);
    audit_add(db, "contact_received", "contact", id.v, channel_code(contact->channel));
    return id;
}

int intake_open_case(struct db *db, struct contact_id contact, struct unit_id unit, struct staff_id staff, struct case_id *ret_case) {
    struct contact_get_row row;
    if (!contact_get(db, contact, &row)) return ERR_NOT_FOUND;
    struct case_id id = work_open_case_of(db, row.person_id);
    if (!id.v) {
        int error = work_open_case(db, row.person_id, unit, staff, row.asks_housing, &id);
        if (error < 0) return error;
        secrecy_involve(db, id, unit, INVOLVEMENT_HOLDER);
    } else if (row.asks_housing) {
        work_set_asks_housing(db, id);
    }
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
    *ret_case = id;
    return ERR_OK;
}

int intake_route(struct db *db, struct contact_id contact, struct unit_id unit) {
    if (contact_route(db, contact, unit, db_now(db)) != 1) return ERR_CONFLICT;
    audit_add(db, "contact_routed", "contact", contact.v, NULL);
    return ERR_OK;
}

int intake_close(struct db *db, struct contact_id contact, enum closed_reason reason, const char *note) {
    struct contact_get_row row;
    if (!contact_get(db, contact, &row)) return ERR_NOT_FOUND;
    if (row.asks_housing) return ERR_INVALID;
    return contact_close(db, contact, row.person_id, reason, note) == 1 ? ERR_OK : ERR_CONFLICT;
}

enum verdict intake_may(struct request *rq, struct contact_id contact) {
    struct contact_get_row row;
    if (!contact_get(rq->db, contact, &row)) return VERDICT_NOT_FOUND;
    int64_t unit = rq->session->unit.v;
    return row.received_unit.v == unit || row.routed_unit.v == unit ? VERDICT_ALLOWED : VERDICT_NOT_FOUND;
}

int64_t intake_count_open(struct request *rq) {
    struct contact_count_open_row row;
    return contact_count_open(rq->db, rq->session->unit, &row) ? row.n : 0;
}

void intake_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to) {
    contact_succeed(db, from, to);
    contact_succeed_received(db, from, to);
}

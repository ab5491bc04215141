/* Who does what in a case, and who stands in. What nobody has chosen follows from coordinator, holder and unit. */
#include "domain/roles/roles.h"

#include "domain/law/law.h"
#include "domain/plan/plan.h"
#include "domain/roles/topics.h"
#include "domain/secrecy/secrecy.h"
#include "platform/audit/audit.h"
#include "roles_sql.h"
#include "texts.h"

static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

struct roles_fault_text roles_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case ROLES_##name: return (struct roles_fault_text){field, T_##key};
        ROLES_FAULTS(X)
#undef X
    }
    return (struct roles_fault_text){0};
}

static bool works_in(struct db *db, struct staff_id staff, struct unit_id unit) {
    struct role_member_row member;
    return staff.v && role_member(db, staff, unit, today_of(db), &member);
}

/* ── choosing ─────────────────────────────────────────────────────────── */

static enum role_state state_of_special(const char *code) {
    const struct profile *profile = organisation_profile();
    for (unsigned i = 0; i < profile->special_roles_count; i++)
        if (text_equal(profile->special_roles[i].code, code)) return profile->special_roles[i].state;
    return ROLE_STATE_UNKNOWN;
}

/* A guide is there only where the municipality has guides. */
bool roles_in_use(enum case_role_kind kind) {
    if (kind == CASE_ROLE_KIND_GUIDE) return state_of_special("guide") == ROLE_STATE_IN_USE;
    return kind != CASE_ROLE_KIND_HOUSING_COORDINATOR || state_of_special("housing_coordinator") != ROLE_STATE_SWITCHED_OFF;
}

static enum case_role_kind other_of_pair(enum case_role_kind kind) {
    return kind == CASE_ROLE_KIND_PRIMARY_CONTACT ? CASE_ROLE_KIND_DEPUTY_CONTACT : CASE_ROLE_KIND_PRIMARY_CONTACT;
}

static bool is_contact(enum case_role_kind kind) { return kind == CASE_ROLE_KIND_PRIMARY_CONTACT || kind == CASE_ROLE_KIND_DEPUTY_CONTACT; }

static void (*new_contact)(struct db *db, struct case_id id);

void roles_on_new_contact(void (*hook)(struct db *db, struct case_id id)) { new_contact = hook; }

int roles_choose(struct db *db, struct case_id id, enum case_role_kind kind, struct unit_id unit, struct staff_id staff) {
    struct case_brief brief;
    struct role_now_row other;
    if (!work_case(db, id, &brief) || brief.state == CASE_STATE_CLOSED) return ROLES_NOT_FOUND;
    if (!roles_in_use(kind)) return ROLES_SWITCHED_OFF;
    if (!unit.v || !secrecy_involved(db, id, unit)) return ROLES_UNIT_UNKNOWN;
    bool unit_is_enough = kind == CASE_ROLE_KIND_DWELLING || kind == CASE_ROLE_KIND_FOLLOW_UP || kind == CASE_ROLE_KIND_HOUSING_COORDINATOR ||
                          kind == CASE_ROLE_KIND_GUIDE;
    if (staff.v ? !works_in(db, staff, unit) : !unit_is_enough) return ROLES_STAFF_UNKNOWN;
    if (baton_may_have(db, id, staff) == BATON_STAFF_BARRED) return ROLES_TOO_CLOSE;
    if (is_contact(kind) && role_now(db, id, other_of_pair(kind), &other) && other.staff_id.v == staff.v) return ROLES_SAME_AS_CONTACT;
    struct role_now_row before;
    bool another = kind == CASE_ROLE_KIND_PRIMARY_CONTACT && role_now(db, id, kind, &before) && before.staff_id.v != staff.v;
    role_end(db, id, kind, db_now(db));
    role_insert(db, id, kind, unit, staff, db_now(db), actor_staff(db));
    if (another && new_contact) new_contact(db, id);
    work_event(db, id, CASE_EVENT_KIND_ROLE_CHOSEN, ZONE_SPINE, unit);
    audit_add(db, "role_chosen", "case", id.v, case_role_kind_code(kind));
    return ROLES_DONE;
}

/* ── contact and deputy ───────────────────────────────────────────────── */

static struct role_person person_of(struct db *db, struct staff_id staff, bool chosen) {
    struct staff_reach_row reach;
    struct absence_now_row away;
    struct role_person person = {.staff = staff, .chosen = chosen, .away_until = DATE_NONE};
    if (!staff.v || !staff_reach(db, staff, &reach)) return (struct role_person){.away_until = DATE_NONE};
    person.name = reach.name;
    person.phone = reach.phone;
    if (absence_now(db, staff, today_of(db), &away)) person.away_until = away.until_date;
    return person;
}

static struct role_contacts read_contacts(struct db *db, struct case_id id) {
    struct role_contacts contacts = {.contact.away_until = DATE_NONE, .deputy.away_until = DATE_NONE};
    struct case_brief brief;
    struct role_now_row role;
    struct coordinator_brief coordinator;
    struct stand_in_row other;
    if (!work_case(db, id, &brief)) return contacts;
    struct unit_id unit = brief.holder_unit;
    struct staff_id contact = brief.holder_staff;
    bool chosen = role_now(db, id, CASE_ROLE_KIND_PRIMARY_CONTACT, &role);
    if (chosen) {
        unit = role.unit_id;
        contact = role.staff_id;
    } else if (organisation_profile()->responsibility.coordinator_is_primary_contact && plan_coordinator(db, id, LANG_NB, &coordinator)) {
        unit = coordinator.unit;
        contact = coordinator.staff;
    }
    contacts.contact = person_of(db, contact, chosen);
    contacts.contact_unit = unit;
    if (role_now(db, id, CASE_ROLE_KIND_DEPUTY_CONTACT, &role) && role.staff_id.v != contact.v) {
        contacts.deputy = person_of(db, role.staff_id, true);
        return contacts;
    }
    /* Her own unit's leader first; a contact who works alone is covered by who has the responsibility. */
    bool found = stand_in(db, unit, contact, today_of(db), &other) ||
                 (unit.v != brief.holder_unit.v && stand_in(db, brief.holder_unit, contact, today_of(db), &other));
    if (found) contacts.deputy = person_of(db, other.staff_id, false);
    return contacts;
}

struct last_contacts {
    struct case_id case_;
    struct role_contacts contacts;
};

struct role_contacts roles_contacts(struct db *db, struct case_id id) {
    static const char last_contacts_owner;
    struct last_contacts *last = db_recall(db, &last_contacts_owner, sizeof *last); /* her page shows them and minds them */
    if (!last || !id.v) return read_contacts(db, id);
    if (last->case_.v != id.v || db_failed(db)) *last = (struct last_contacts){id, read_contacts(db, id)};
    return last->contacts;
}

/* ── she wants someone else ───────────────────────────────────────────── */

/* The unit that has what she wants changed, and who has it there; unit 0: nobody has it. */
static struct unit_id unit_asked(struct db *db, struct case_id id, const struct case_brief *brief, enum change_about about) {
    struct coordinator_brief coordinator;
    struct role_now_row role;
    switch (about) {
    case CHANGE_ABOUT_HOLDER: return brief->holder_unit;
    case CHANGE_ABOUT_COORDINATOR: return plan_coordinator(db, id, LANG_NB, &coordinator) ? coordinator.unit : (struct unit_id){0};
    case CHANGE_ABOUT_PRIMARY_CONTACT: return role_now(db, id, CASE_ROLE_KIND_PRIMARY_CONTACT, &role) ? role.unit_id : brief->holder_unit;
    case CHANGE_ABOUT_CASE_OFFICER: return role_now(db, id, CASE_ROLE_KIND_CASE_OFFICER, &role) ? role.unit_id : brief->holder_unit;
    }
    return (struct unit_id){0};
}

int roles_ask_change(struct db *db, struct case_id id, enum change_about about, const char *words, struct worker_change_id *ret_change) {
    struct case_brief brief;
    struct change_open_row open;
    if (!work_case(db, id, &brief) || brief.state == CASE_STATE_CLOSED) return ROLES_NOT_FOUND;
    if (change_open(db, id, about, &open)) return ROLES_ASKED_ALREADY;
    struct unit_id unit = unit_asked(db, id, &brief, about);
    if (!unit.v) return ROLES_NOBODY_TO_CHANGE;
    struct date due = law_add_working_days(law_current(), today_of(db), organisation_profile()->responsibility.change_answer_days);
    struct worker_change_id change =
        change_insert(db, id, brief.person, about, text_empty(words) ? NULL : words, unit, db_now(db), actor_staff(db), due);
    work_task_add(db, id, unit, TASK_KIND_ANSWER_NEW_WORKER, change.v, due);
    struct staff_id leader = responsibility_leader(db, unit);
    if (leader.v) work_task_give(db, id, TASK_KIND_ANSWER_NEW_WORKER, change.v, leader);
    work_event(db, id, CASE_EVENT_KIND_NEW_WORKER_ASKED, ZONE_SPINE, unit);
    audit_add(db, "new_worker_asked", "case", id.v, change_about_code(about));
    *ret_change = change;
    return ROLES_DONE;
}

/* The new one has it from now on. */
static int change_to(struct db *db, struct case_id id, enum change_about about, struct staff_id staff) {
    struct coordinator_brief coordinator;
    switch (about) {
    case CHANGE_ABOUT_HOLDER: return baton_reassign(db, id, staff) == BATON_DONE ? ROLES_DONE : ROLES_NEW_UNKNOWN;
    case CHANGE_ABOUT_COORDINATOR:
        if (!plan_coordinator(db, id, LANG_NB, &coordinator) || !works_in(db, staff, coordinator.unit)) return ROLES_NEW_UNKNOWN;
        return plan_coordinator_follows(db, id, coordinator.staff, staff) ? ROLES_DONE : ROLES_NEW_UNKNOWN;
    case CHANGE_ABOUT_PRIMARY_CONTACT: return roles_choose(db, id, CASE_ROLE_KIND_PRIMARY_CONTACT, actor_unit(db), staff);
    case CHANGE_ABOUT_CASE_OFFICER: return roles_choose(db, id, CASE_ROLE_KIND_CASE_OFFICER, actor_unit(db), staff);
    }
    return ROLES_NEW_UNKNOWN;
}

int roles_answer_change(struct db *db, struct case_id id, struct worker_change_id change, const struct change_answer *answer) {
    struct case_brief brief;
    struct change_get_row row;
    if (!work_case(db, id, &brief) || !change_get(db, id, change, &row)) return ROLES_NOT_FOUND;
    if (row.unit_id.v != actor_unit(db).v) return ROLES_NOT_YOURS;
    if (row.state != CHANGE_STATE_ASKED) return ROLES_ANSWERED;
    if (!answer->yes && text_empty(answer->reasons)) return ROLES_REASONS_MISSING;
    if (answer->yes && !works_in(db, answer->staff, actor_unit(db))) return ROLES_NEW_UNKNOWN;
    if (answer->yes && baton_may_have(db, id, answer->staff) == BATON_STAFF_BARRED) return ROLES_NEW_CLOSE;
    struct staff_id before = roles_contacts(db, id).contact.staff;
    int fault = answer->yes ? change_to(db, id, row.about, answer->staff) : ROLES_DONE;
    if (fault) return fault;
    if (before.v && roles_contacts(db, id).contact.staff.v != before.v && new_contact) new_contact(db, id); /* also when the contact follows from the coordinator */
    enum change_state state = answer->yes ? CHANGE_STATE_GRANTED : CHANGE_STATE_DECLINED;
    struct staff_id new_staff = answer->yes ? answer->staff : (struct staff_id){0};
    const char *reasons = text_empty(answer->reasons) ? NULL : answer->reasons;
    if (change_set_answer(db, change, brief.person, state, db_now(db), actor_staff(db), new_staff, reasons) != 1) return ROLES_ANSWERED;
    work_task_done(db, id, TASK_KIND_ANSWER_NEW_WORKER, change.v);
    work_event(db, id, CASE_EVENT_KIND_NEW_WORKER_ANSWERED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "new_worker_answered", "worker_change", change.v, change_state_code(state));
    return ROLES_DONE;
}

/* ── leaving and merging ──────────────────────────────────────────────── */

void roles_change_staff(struct db *db, struct case_id id, struct staff_id from, struct staff_id to) {
    struct role_of_staff_rows rows = role_of_staff(db, id, from);
    struct staff_id by = actor_staff(db).v ? actor_staff(db) : to; /* the clock hands over too: then it is written by whoever takes it */
    for (size_t i = 0; i < rows.n; i++) {
        struct role_now_row other;
        enum case_role_kind kind = rows.v[i].kind;
        role_end(db, id, kind, db_now(db));
        /* Who is deputy already becomes the contact, and someone else stands in. */
        bool both = is_contact(kind) && role_now(db, id, other_of_pair(kind), &other) && other.staff_id.v == to.v;
        if (both) role_end(db, id, other_of_pair(kind), db_now(db));
        role_insert(db, id, both ? CASE_ROLE_KIND_PRIMARY_CONTACT : kind, rows.v[i].unit_id, to, db_now(db), by);
        if ((both || kind == CASE_ROLE_KIND_PRIMARY_CONTACT) && new_contact) new_contact(db, id);
    }
}

void roles_unit_succeeds(struct db *db, struct unit_id from, struct unit_id to) {
    struct role_of_unit_rows rows = role_of_unit(db, from);
    for (size_t i = 0; i < rows.n; i++) {
        role_end(db, rows.v[i].case_id, rows.v[i].kind, db_now(db));
        role_insert(db, rows.v[i].case_id, rows.v[i].kind, to, rows.v[i].staff_id, db_now(db), actor_staff(db));
    }
}

/* ── how clear it is ──────────────────────────────────────────────────── */

struct roles_clarity roles_clarity(struct db *db) {
    struct roles_clarity clarity = {.housing_in_use = roles_in_use(CASE_ROLE_KIND_HOUSING_COORDINATOR)};
    struct topic_rows topics = topics_read(db, LANG_NB);
    struct appointment_now_row overall, housing;
    for (size_t i = 0; i < topics.n; i++) {
        clarity.topics++;
        clarity.nobody += topics.v[i].units.n == 0;
        clarity.several += topics.v[i].units.n > 1;
    }
    bool found = appointment_now(db, APPOINTMENT_ROLE_OVERALL_COORDINATOR, &overall) && overall.active;
    clarity.overall_vacant = !found;
    clarity.overall = found ? overall.name : NULL;
    clarity.housing_vacant =
        clarity.housing_in_use && !(appointment_now(db, APPOINTMENT_ROLE_HOUSING_COORDINATOR, &housing) && housing.active);
    return clarity;
}

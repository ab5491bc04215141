/* Reads what the letter is made from. */
#include "domain/decision/issue.h"

#include "decision_sql.h"

static const char *unit_letter_name(struct db *db, struct unit_id id, enum lang lang) {
    struct unit_brief unit;
    return organisation_unit(db, id, lang, &unit) ? unit.letter_name : NULL;
}

static const char *unit_name_by_code(struct db *db, const char *code, enum lang lang) {
    return code ? unit_letter_name(db, organisation_unit_by_code(db, code), lang) : NULL;
}

/* Each who signed, once. */
static void read_signers(struct db *db, const struct joint *joint, struct letter_facts *facts) {
    struct arena *arena = db_arena(db);
    facts->signers = arena_array(arena, 3 * joint->n + 3, sizeof *facts->signers);
    int64_t *known = arena_array(arena, joint->n + 1, sizeof *known);
    for (size_t i = 0; i < joint->n; i++) {
        const struct part *part = &joint->v[i];
        struct worker_named_row worker;
        bool seen = !part->decided_now || !part->signed_by.v;
        for (size_t k = 0; k < facts->n_signers; k++) seen = seen || known[k] == part->signed_by.v;
        if (seen || !worker_named(db, part->signed_by, &worker)) continue;
        const char **row = &facts->signers[3 * facts->n_signers];
        row[0] = worker.name;
        row[1] = worker.title;
        row[2] = unit_letter_name(db, part->signed_unit, joint->letter_lang);
        known[facts->n_signers++] = part->signed_by.v;
    }
}

/* What of her affairs the parts touch. */
static unsigned scope_of(const struct joint *joint) {
    unsigned scope = 0;
    for (size_t i = 0; i < joint->n; i++) {
        enum zone zone = joint->v[i].zone;
        scope |= zone == ZONE_HEALTH || zone == ZONE_PLAN ? SCOPE_SERVICES : zone == ZONE_SOCIAL ? SCOPE_ECONOMY : SCOPE_HOUSING;
    }
    return scope ? scope : SCOPE_ALL;
}

struct letter_recipients letter_goes_to(struct db *db, const struct joint *joint, struct date day) {
    return relation_letter_recipients(db, joint->case_, scope_of(joint), day);
}

enum delivery_recipient delivery_recipient_of(enum recipient_kind kind) {
    switch (kind) {
    case RECIPIENT_PERSON: return DELIVERY_RECIPIENT_PERSON;
    case RECIPIENT_AGENT: return DELIVERY_RECIPIENT_AGENT;
    case RECIPIENT_GUARDIAN: return DELIVERY_RECIPIENT_GUARDIAN;
    }
    return DELIVERY_RECIPIENT_PERSON;
}

static const char *first_of(const char *a, const char *b) { return text_empty(a) ? b : a; }

/* Whom to ask: the coordinator, else the worker who has the case, else the unit that has it, whoever decides: that is who answers for her now. */
static void read_people(struct db *db, const struct joint *joint, const struct case_brief *brief, struct letter_facts *facts) {
    struct coordinator_brief coordinator;
    struct worker_named_row worker;
    struct unit_brief unit = {0};
    const char *office = facts->profile->contact.phone;
    organisation_unit(db, brief->holder_unit, joint->letter_lang, &unit);
    facts->questions_name = unit.letter_name;
    facts->questions_phone = first_of(unit.phone, office);
    if (brief->holder_staff.v && worker_named(db, brief->holder_staff, &worker)) {
        facts->questions_name = worker.name;
        facts->questions_phone = first_of(worker.phone, facts->questions_phone);
    }
    if (!plan_coordinator(db, joint->case_, joint->letter_lang, &coordinator)) return;
    facts->coordinator = facts->questions_name = coordinator.name;
    facts->coordinator_phone = facts->questions_phone = first_of(coordinator.phone, first_of(unit.phone, office));
}

int letter_read(struct db *db, const struct access *access, const struct letter_wish *wish, struct decision_letter *ret_letter) {
    struct joint joint, former;
    struct person_spine person;
    struct case_brief brief;
    if (!joint_load(db, NULL, wish->decision, LANG_NB, &joint)) return ERR_NOT_FOUND;
    enum lang lang = joint.letter_lang;
    if (!joint_load(db, access, wish->decision, lang, &joint)) return ERR_NOT_FOUND;
    if (!person_spine(db, joint.person, &person) || !work_case(db, joint.case_, &brief)) return ERR_NOT_FOUND;
    const struct profile *profile = organisation_profile();
    struct letter_facts facts = {
        .joint = &joint,
        .former = joint_load_former(db, NULL, &joint, lang, &former) ? &former : NULL,
        .person = &person,
        .case_number = brief.number,
        .to = letter_goes_to(db, &joint, instant_oslo_date(instant_is_none(joint.issued_at) ? db_now(db) : joint.issued_at)),
        .appeal_unit = first_of(unit_name_by_code(db, profile->letters.appeal_unit, lang), unit_letter_name(db, joint.unit, lang)),
        .dwelling_unit_name = unit_name_by_code(db, profile->allocation.dwelling_picked_by, lang),
        .profile = profile,
        .law = law_current(),
        .date = instant_oslo_date(instant_is_none(joint.issued_at) ? db_now(db) : joint.issued_at),
        .draft = wish->draft,
        .marked = wish->marked,
    };
    read_signers(db, &joint, &facts);
    read_people(db, &joint, &brief, &facts);
    return letter_make(db_arena(db), &facts, ret_letter);
}

/* Reading a version of the joint decision, and the facts about kinds of parts. Changes nothing. */
#include "domain/decision/agreement.h"

#include "decision_sql.h"

#include <string.h>

static int64_t minutes_of(struct maybe_int minutes) { return minutes.has ? minutes.v : -1; }

static struct part part_of(const struct part_list_row *row) {
    return (struct part){
        .id = row->id, .copied_from = row->copied_from, .case_ = row->case_id, .number = row->number, .version = row->version, .kind = row->kind,
        .zone = row->zone, .outcome = row->outcome, .state = row->state, .decided_now = row->decided_now, .unit = row->unit_id,
        .contact = row->contact, .service_kind = row->service_kind,
        .amount = {row->amount_kind, minutes_of(row->minutes_least), minutes_of(row->minutes_most), minutes_of(row->minutes_usual), row->per},
        .from = row->from_date, .until = row->until_date, .review = row->review_on, .later_by = row->later_by, .capacity_ok = row->capacity_ok,
        .lacks_money = row->lacks_money, .home_offer = row->home_offer, .change = row->change, .written_by = row->written_by,
        .checked_at = row->checked_at, .checked_by = row->checked_by, .signed_at = row->signed_at, .signed_by = row->signed_by,
        .signed_unit = row->signed_unit, .reference = row->reference, .law = law_part_kind(law_current(), part_kind_code(row->kind)),
    };
}

/* In what is being written now a unit that has become part of another goes by that one's name; what is issued says what it said. (I-03, I-14) */
static void name_part(struct db *db, enum lang lang, bool open, struct part *part) {
    struct unit_brief unit;
    struct worker_named_row worker;
    if (organisation_unit(db, open ? organisation_unit_now(db, part->unit) : part->unit, lang, &unit)) {
        part->unit_name = unit.name;
        part->letter_unit = unit.letter_name;
        part->contact_phone = unit.phone;
    }
    if (!part->contact.v || !worker_named(db, part->contact, &worker)) return;
    part->contact_name = worker.name;
    if (!text_empty(worker.phone)) part->contact_phone = worker.phone;
}

/* A part opened for a change shows the former text until it has its own; one that stands as before has only the former. */
static void read_text(struct db *db, const struct access *access, struct part *part) {
    struct text_latest_row row = {0};
    if (!access || !access_covers(access, part->zone)) return;
    part->readable = true;
    bool own = part->decided_now || !part->copied_from.v;
    bool found = own && text_latest(db, access, part->id, part->zone, &row);
    if (!found && part->copied_from.v) found = text_latest(db, access, part->copied_from, part->zone, &row);
    if (kind_is_service(part->kind) && part->decided_now) {
        struct agreement_brief agreement = agreement_of(db, access, part);
        if (agreement.state == AGREEMENT_STATE_AGREED) part->agreement = agreement.words;
    }
    if (found) part->text = (struct part_text_view){row.content, row.rules, row.facts, row.considerations, row.her_view, row.weight};
}

bool joint_load(struct db *db, const struct access *access, struct joint_decision_id decision, enum lang lang, struct joint *ret_joint) {
    struct joint_get_row row;
    if (!decision.v || !joint_get(db, decision, &row)) return false;
    struct part_list_rows parts = part_list(db, decision);
    *ret_joint = (struct joint){
        .id = row.id, .case_ = row.case_id, .person = row.person_id, .version_no = row.version_no, .version = row.version, .state = row.state,
        .amendment = row.amendment, .letter_lang = row.language == LANGUAGE_NN ? LANG_NN : LANG_NB, .unit = row.unit_id, .made_by = row.made_by,
        .coordinator = row.coordinator, .issued_by = row.issued_by, .made_at = row.made_at, .issued_at = row.issued_at, .rules = row.rules,
        .letter_sha256 = row.letter_sha256, .v = arena_array(db_arena(db), parts.n + 1, sizeof(struct part)),
        .out = arena_array(db_arena(db), parts.n + 1, sizeof(struct part)),
    };
    for (size_t i = 0; i < parts.n; i++) {
        bool out = parts.v[i].state == PART_STATE_ENDED;
        struct part *part = out ? &ret_joint->out[ret_joint->n_out++] : &ret_joint->v[ret_joint->n++];
        *part = part_of(&parts.v[i]);
        name_part(db, lang, joint_open(row.state), part);
        read_text(db, access, part);
    }
    return true;
}

bool joint_load_former(struct db *db, const struct access *access, const struct joint *joint, enum lang lang, struct joint *ret_former) {
    struct joint_numbered_row former;
    if (!joint_numbered(db, joint->case_, joint->version_no - 1, &former)) return false;
    return joint_load(db, access, former.id, lang, ret_former);
}

struct part *joint_part(const struct joint *joint, struct decision_part_id part) {
    for (size_t i = 0; i < joint->n; i++)
        if (joint->v[i].id.v == part.v) return &joint->v[i];
    return NULL;
}

struct part *joint_part_numbered(const struct joint *joint, int64_t number) {
    for (size_t i = 0; i < joint->n; i++)
        if (joint->v[i].number == number) return &joint->v[i];
    return NULL;
}

bool part_read_former(struct db *db, const struct part *part, struct part *ret_former) {
    struct part_get_row row;
    struct joint joint;
    if (!part_get(db, part->copied_from, &row) || !joint_load(db, NULL, row.decision_id, LANG_NB, &joint)) return false;
    const struct part *former = joint_part(&joint, part->copied_from);
    if (former) *ret_former = *former;
    return former != NULL;
}

bool joint_open(enum joint_state state) { return state == JOINT_STATE_DRAFTING || state == JOINT_STATE_COORDINATING || state == JOINT_STATE_READY; }

unsigned joint_zones(const struct joint *joint) {
    unsigned zones = 0;
    for (size_t i = 0; i < joint->n; i++) zones |= ZONE_BIT(joint->v[i].zone);
    return zones;
}

enum zone joint_letter_zone(const struct joint *joint) {
    unsigned zones = 0;
    for (size_t i = 0; i < joint->n; i++)
        if (joint->v[i].decided_now) zones |= ZONE_BIT(joint->v[i].zone);
    return zones == ZONE_BIT(ZONE_SOCIAL) ? ZONE_SOCIAL : ZONE_HOUSING;
}

bool joint_letter_readable(const struct joint *joint) {
    for (size_t i = 0; i < joint->n; i++)
        if (joint->v[i].decided_now && !joint->v[i].readable) return false;
    return true;
}

bool kind_is_service(enum part_kind kind) { return kind == PART_KIND_HOL_TJENESTE || kind == PART_KIND_HOL_ANNEN; }

bool kind_is_home(enum part_kind kind) { return kind == PART_KIND_BOLIG || kind == PART_KIND_BOLIG_FORLENGELSE; }

bool kind_is_reference(enum part_kind kind) { return kind == PART_KIND_BOSTOTTE; }

bool kind_is_answered(enum part_kind kind) { return kind_is_home(kind) || kind_is_service(kind); }

enum delegated_law kind_law(enum part_kind kind) {
    switch (kind) {
    case PART_KIND_BISTAND: return DELEGATED_LAW_BSL;
    case PART_KIND_BOLIG:
    case PART_KIND_BOLIG_FORLENGELSE: return DELEGATED_LAW_LOCAL;
    case PART_KIND_HOL_TJENESTE:
    case PART_KIND_HOL_ANNEN:
    case PART_KIND_IP:
    case PART_KIND_KOORDINATOR: return DELEGATED_LAW_HOL;
    case PART_KIND_IP_SOSIAL:
    case PART_KIND_SOSIAL:
    case PART_KIND_SOSIAL_RAD:
    case PART_KIND_MIDLERTIDIG: return DELEGATED_LAW_SOTJL;
    case PART_KIND_STARTLAN:
    case PART_KIND_TILSKUDD:
    case PART_KIND_BOSTOTTE: return DELEGATED_LAW_HUSBANK;
    }
    return 0;
}


/* The unit whose workers sign under the part's law. */
struct unit_id signing_unit(struct db *db, enum part_kind kind, struct unit_id otherwise) {
    const struct profile *profile = organisation_profile();
    for (unsigned i = 0; profile && i < profile->delegations_count; i++) {
        if (profile->delegations[i].law != kind_law(kind)) continue;
        struct unit_id unit = organisation_unit_by_code(db, profile->delegations[i].unit);
        if (unit.v) return unit;
    }
    return otherwise;
}

bool dwelling_need_known(struct db *db, struct case_id id) {
    struct need_now_row need;
    return need_now(db, id, &need);
}

const struct access *decision_access(struct request *rq, struct joint_decision_id decision) {
    struct joint joint;
    if (!joint_load(rq->db, NULL, decision, rq->lang, &joint)) return NULL;
    unsigned zones = joint_zones(&joint) | ZONE_BIT(joint_letter_zone(&joint));
    if (rq->session->unit.v == joint.unit.v) return secrecy_open_to_decide(rq, joint.case_, zones, "decision");
    return secrecy_open(rq, joint.case_, zones, "decision");
}

bool decision_latest(struct db *db, struct case_id id, struct decision_brief *ret_brief) {
    struct joint_of_case_rows rows = joint_of_case(db, id);
    if (!rows.n) return false;
    const struct joint_of_case_row *row = &rows.v[0];
    *ret_brief = (struct decision_brief){row->id, row->version_no, row->n_parts, row->n_signed, row->state,
                                         instant_is_none(row->issued_at) ? DATE_NONE : instant_oslo_date(row->issued_at)};
    return true;
}

struct decision_waiting decision_waiting(struct db *db, struct unit_id unit) {
    struct waiting_counts_row row = {0};
    if (!waiting_counts(db, unit, &row)) return (struct decision_waiting){0};
    return (struct decision_waiting){row.drafts, row.to_sign, row.inputs, row.to_send, row.to_reach};
}

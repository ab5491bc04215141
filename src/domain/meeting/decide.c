/* What a meeting comes to, and the meeting's own steps from called to signed. */
#include "domain/meeting/internal.h"
#include "domain/notify/notify.h"
#include "platform/audit/audit.h"
#include "texts.h"

#define FAULT(name, field, key) [MEETING_##name - MEETING_FAULT_FIRST] = {field, T_##key},
static const struct meeting_fault_text faults[] = {MEETING_FAULTS(FAULT)};
#undef FAULT

struct meeting_fault_text meeting_fault_text(int fault) {
    size_t at = (size_t)(fault - MEETING_FAULT_FIRST);
    return at < sizeof faults / sizeof *faults ? faults[at] : (struct meeting_fault_text){NULL, T_meeting_not_found};
}

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

/* ── who is there ─────────────────────────────────────────────────────── */

struct quorum meeting_quorum_now(struct db *db, const struct meeting_brief *meeting, const struct meeting_item *item) {
    struct quorum_unit units[QUORUM_UNITS_MOST];
    size_t n = 0;
    if (item) {
        struct meeting_units_for_item_rows rows = meeting_units_for_item(db, meeting->id, item->id);
        for (size_t i = 0; i < rows.n && n < QUORUM_UNITS_MOST; i++)
            units[n++] = (struct quorum_unit){rows.v[i].unit_id, rows.v[i].part == MEETING_PART_MEMBER, rows.v[i].here};
    } else {
        struct meeting_units_rows rows = meeting_units(db, meeting->id);
        for (size_t i = 0; i < rows.n && n < QUORUM_UNITS_MOST; i++)
            units[n++] = (struct quorum_unit){rows.v[i].unit_id, rows.v[i].part == MEETING_PART_MEMBER, rows.v[i].here};
    }
    return quorum_count(meeting->quorum, units, n, item && item->needs_all);
}

bool meeting_open_now(struct db *db, enum meeting_kind kind, struct unit_id unit, enum lang lang, struct meeting_brief *ret_meeting) {
    struct meeting_open_of_rows rows = meeting_open_of(db, kind, instant_oslo_date(db_now(db)), unit);
    for (size_t i = 0; i < rows.n; i++)
        if (meeting_read(db, rows.v[i].id, lang, ret_meeting) && !meeting_quorum_now(db, ret_meeting, NULL).met) return true;
    return rows.n > 0 && meeting_read(db, rows.v[0].id, lang, ret_meeting);
}

/* Somebody of the unit is there for the item, as member or otherwise. */
static bool there_for(const struct meeting_units_for_item_rows *units, struct unit_id unit) {
    for (size_t i = 0; i < units->n; i++)
        if (units->v[i].unit_id.v == unit.v && units->v[i].here) return true;
    return false;
}

/* ── deciding ─────────────────────────────────────────────────────────── */

static bool dissents(const struct meeting_outcome *outcome, struct unit_id unit) {
    for (size_t i = 0; i < outcome->n_dissents; i++)
        if (outcome->dissents[i].v == unit.v) return true;
    return false;
}

/* How it was agreed, by the rule of the series; outcome->agreement and who decided are set. */
static int agreement_of(struct db *db, const struct meeting_brief *meeting, const struct meeting_units_for_item_rows *units, struct meeting_outcome *outcome) {
    struct meeting_decider decider = meeting_decider_of(db, meeting);
    enum dissent_rule rule = quorum_dissent(meeting->decides, decider.unit.v != 0);
    if (rule == DISSENT_ADVICE) outcome->advises = true;
    outcome->agreement = ITEM_AGREEMENT_AGREED;
    if (outcome->n_dissents == 0) return MEETING_DONE;
    struct date today = instant_oslo_date(db_now(db));
    if (date_is_none(outcome->review_on) || outcome->review_on.days <= today.days) return MEETING_REVIEW_MISSING;
    outcome->agreement = ITEM_AGREEMENT_NOT_AGREED;
    if (outcome->advises) return MEETING_DONE;
    if (rule == DISSENT_NO_DECISION) return MEETING_DISSENT_NOT_ALLOWED;
    if (!there_for(units, decider.unit)) return MEETING_DECIDER_AWAY;
    if (text_empty(outcome->delegation)) return MEETING_DELEGATION_MISSING;
    outcome->agreement = ITEM_AGREEMENT_ONE_DECIDED;
    outcome->decided_by = decider.unit;
    return MEETING_DONE;
}

static void votes_write(struct db *db, struct agenda_item_id item, const struct meeting_units_for_item_rows *units, const struct meeting_outcome *outcome) {
    struct unit_id written[QUORUM_UNITS_MOST];
    size_t n = 0;
    for (size_t i = 0; i < units->n; i++) {
        struct unit_id unit = units->v[i].unit_id;
        bool again = false, member = units->v[i].part == MEETING_PART_MEMBER;
        for (size_t k = 0; k < n; k++) again = again || written[k].v == unit.v;
        if (again || n == QUORUM_UNITS_MOST || !units->v[i].here || units->v[i].part == MEETING_PART_INFORMED) continue;
        written[n++] = unit;
        enum item_position agrees = member ? ITEM_POSITION_AGREES : ITEM_POSITION_ADVISES;
        item_vote_add(db, item, unit, dissents(outcome, unit) ? ITEM_POSITION_DISSENTS : agrees);
    }
}

static int may_conclude(struct db *db, const struct meeting_brief *meeting, const struct meeting_item *item) {
    if (meeting->state != MEETING_STATE_OPEN) return MEETING_WRONG_STATE;
    if (item->state == AGENDA_ITEM_STATE_ACCEPTED) return MEETING_NOT_READY;
    if (item->state != AGENDA_ITEM_STATE_READY) return MEETING_WRONG_STATE;
    struct quorum quorum = meeting_quorum_now(db, meeting, item);
    if (quorum.met) return MEETING_DONE;
    return item->needs_all ? MEETING_NEEDS_ALL : MEETING_NO_QUORUM;
}

int meeting_decide(struct db *db, struct agenda_item_id id, const struct meeting_outcome *wanted) {
    struct meeting_item item;
    struct meeting_brief meeting;
    struct meeting_outcome outcome = *wanted;
    if (!meeting_item(db, id, &item) || !meeting_read(db, item.meeting, LANG_NB, &meeting)) return MEETING_NOT_FOUND;
    int fault = may_conclude(db, &meeting, &item);
    if (fault) return fault;
    struct meeting_units_for_item_rows units = meeting_units_for_item(db, meeting.id, id);
    fault = agreement_of(db, &meeting, &units, &outcome);
    if (fault) return fault;
    const struct meeting_hook *hook = meeting_hook_of(item.kind);
    if (hook->may_decide && hook->may_decide(db, &item, &outcome)) return MEETING_REFUSED_BY_KIND;
    enum agenda_item_state state = outcome.advises ? AGENDA_ITEM_STATE_ADVISED : AGENDA_ITEM_STATE_DECIDED;
    if (item_conclude(db, id, state, outcome.choice, outcome.agreement, outcome.decided_by, outcome.agreement == ITEM_AGREEMENT_ONE_DECIDED ? outcome.delegation : NULL,
                      item.case_.v ? NULL : outcome.words, outcome.n_dissents ? outcome.review_on : DATE_NONE, db_now(db)) != 1)
        return MEETING_WRONG_STATE;
    votes_write(db, id, &units, &outcome);
    if (item.case_.v && !hook->own_events)
        work_event(db, item.case_, outcome.advises ? CASE_EVENT_KIND_MEETING_ADVISED : CASE_EVENT_KIND_MEETING_DECIDED, ZONE_SPINE, outcome.decided_by);
    audit_add(db, "agenda_item_concluded", "agenda_item", id.v, item_agreement_code(outcome.agreement));
    if (!outcome.advises && hook->decided && hook->decided(db, &item, &outcome) < 0) return MEETING_REFUSED_BY_KIND;
    return MEETING_DONE;
}

/* ── the meeting's own steps ──────────────────────────────────────────── */

struct steps {
    enum meeting_state to;
    struct staff_id chair, secretary;
    struct instant opened, closed;
};

static int step(struct db *db, const struct meeting_brief *meeting, const struct steps *to) {
    if (!meeting_may_become(meeting->state, to->to)) return MEETING_WRONG_STATE;
    if (meeting_set_state(db, meeting->id, meeting->state, to->to, to->chair, to->secretary, to->opened, to->closed, db_now(db)) != 1) return MEETING_CHANGED;
    audit_add(db, "meeting_stepped", "meeting", meeting->id.v, meeting_state_code(to->to));
    return MEETING_DONE;
}

int meeting_seat_add(struct db *db, const struct meeting_brief *meeting, struct staff_id staff, bool substitute) {
    struct seat_of_staff_row seat;
    struct seat_unit_of_row unit;
    if (meeting->state > MEETING_STATE_OPEN) return MEETING_WRONG_STATE;
    if (seat_of_staff(db, meeting->id, staff, &seat)) return MEETING_DONE;
    if (!seat_unit_of(db, meeting->id, staff, instant_oslo_date(db_now(db)), &unit)) return MEETING_NOT_FOUND;
    meeting_seat_insert(db, meeting->id, unit.unit_id, staff, 0, substitute);
    notify_staff(db, staff);
    return MEETING_DONE;
}

/* Who leads it may be of a unit that is no member: then she has a seat and counts for nothing. */
static void leader_seat(struct db *db, const struct meeting_brief *meeting, struct staff_id staff) {
    struct seat_of_staff_row seat;
    if (!staff.v || meeting_seat_add(db, meeting, staff, false) == MEETING_DONE || seat_of_staff(db, meeting->id, staff, &seat)) return;
    meeting_seat_insert(db, meeting->id, meeting->chair_unit, staff, 0, false);
}

/* Everyone who sat there last is expected again, and each unit is told: by a notice that says only that there is something new. */
int meeting_call(struct db *db, const struct meeting_brief *meeting, struct staff_id chair, struct staff_id secretary) {
    if (!chair.v) return MEETING_CHAIR_MISSING;
    int fault = step(db, meeting, &(struct steps){.to = MEETING_STATE_CALLED, .chair = chair, .secretary = secretary, .opened = INSTANT_NONE, .closed = INSTANT_NONE});
    if (fault) return fault;
    if (!meeting->case_.v) seat_from_last(db, meeting->id, meeting->series, meeting->on_date, instant_oslo_date(db_now(db)));
    leader_seat(db, meeting, chair);
    leader_seat(db, meeting, secretary);
    struct meeting_units_rows units = meeting_units(db, meeting->id);
    for (size_t i = 0; i < units.n; i++) notify_unit(db, units.v[i].unit_id);
    struct seats_of_rows seats = seats_of(db, meeting->id);
    for (size_t i = 0; i < seats.n; i++)
        if (seats.v[i].staff_id.v) notify_staff(db, seats.v[i].staff_id);
    return MEETING_DONE;
}

int meeting_open(struct db *db, const struct meeting_brief *meeting) {
    struct seat_of_staff_row seat;
    if (!seat_of_staff(db, meeting->id, meeting->chair, &seat) || (seat.presence != SEAT_PRESENCE_HERE && seat.presence != SEAT_PRESENCE_REMOTE))
        return MEETING_CHAIR_MISSING;
    int fault = step(db, meeting, &(struct steps){.to = MEETING_STATE_OPEN, .opened = db_now(db), .closed = INSTANT_NONE});
    if (fault) return fault;
    meeting_unit_keep(db, meeting->id);
    struct meeting_items items = meeting_items_of(db, meeting->id);
    for (size_t i = 0; i < items.n; i++)
        if (items.v[i].case_.v) step_out_barred(db, items.v[i].id, meeting->id, items.v[i].person, db_now(db), actor_staff(db));
    return MEETING_DONE;
}

/* What the module of an item says must be done first. */
static bool finished(struct db *db, struct meeting_id id) {
    struct meeting_items items = meeting_items_of(db, id);
    for (size_t i = 0; i < items.n; i++) {
        const struct meeting_hook *hook = meeting_hook_of(items.v[i].kind);
        bool treated = items.v[i].state == AGENDA_ITEM_STATE_DECIDED || items.v[i].state == AGENDA_ITEM_STATE_ADVISED;
        if (treated && hook->may_close && hook->may_close(db, &items.v[i])) return false;
    }
    return true;
}

int meeting_close(struct db *db, const struct meeting_brief *meeting) {
    struct item_left_in_row left;
    if (item_left_in(db, meeting->id, &left) && left.n > 0) return MEETING_ITEMS_LEFT;
    if (!finished(db, meeting->id)) return MEETING_NOT_FINISHED;
    struct quorum quorum = meeting_quorum_now(db, meeting, NULL);
    for (size_t i = 0; i < quorum.n_missing; i++) meeting_absence_insert(db, meeting->id, (struct agenda_item_id){0}, quorum.missing[i], db_now(db));
    return step(db, meeting, &(struct steps){.to = MEETING_STATE_CLOSED, .opened = INSTANT_NONE, .closed = db_now(db)});
}

/* Two sign where there are two: the chair and the secretary. After the last the minutes stand. */
int meeting_sign(struct db *db, const struct meeting_brief *meeting) {
    struct minutes_signatures_rows signed_by = minutes_signatures(db, meeting->id);
    struct staff_id me = actor_staff(db);
    bool chair = me.v == meeting->chair.v, secretary = me.v == meeting->secretary.v;
    if (meeting->state != MEETING_STATE_CLOSED) return MEETING_WRONG_STATE;
    if (!chair && !secretary) return MEETING_NOT_LEADER;
    for (size_t i = 0; i < signed_by.n; i++)
        if (signed_by.v[i].staff_id.v == me.v) return MEETING_SIGNED_ALREADY;
    minutes_signature_insert(db, meeting->id, chair ? MINUTES_SIGNER_CHAIR : MINUTES_SIGNER_SECRETARY, me, db_now(db));
    audit_add(db, "minutes_signed", "meeting", meeting->id.v, chair ? "chair" : "secretary");
    bool two = meeting->secretary.v && meeting->secretary.v != meeting->chair.v;
    if (signed_by.n + 1 < (two ? 2u : 1u)) return MEETING_DONE;
    return step(db, meeting, &(struct steps){.to = MEETING_STATE_MINUTES_SIGNED, .opened = INSTANT_NONE, .closed = INSTANT_NONE});
}

int meeting_cancel(struct db *db, const struct meeting_brief *meeting, struct date next_on) {
    struct meeting_items items = meeting_items_of(db, meeting->id);
    if (!meeting_may_become(meeting->state, MEETING_STATE_CANCELLED)) return MEETING_WRONG_STATE;
    for (size_t i = 0; i < items.n; i++) {
        if (items.v[i].state != AGENDA_ITEM_STATE_ACCEPTED && items.v[i].state != AGENDA_ITEM_STATE_READY) continue;
        int fault = meeting_postpone(db, items.v[i].id, ITEM_WAIT_NO_TIME, next_on);
        if (fault) return fault;
    }
    struct seats_of_rows seats = seats_of(db, meeting->id);
    for (size_t i = 0; i < seats.n; i++)
        if (seats.v[i].staff_id.v) notify_staff(db, seats.v[i].staff_id);
    return step(db, meeting, &(struct steps){.to = MEETING_STATE_CANCELLED, .opened = INSTANT_NONE, .closed = INSTANT_NONE});
}

/* ── who may ──────────────────────────────────────────────────────────── */

bool meeting_leads(struct request *rq, const struct meeting_brief *meeting) {
    const struct session *session = rq->session;
    if (!session_may(session, RIGHT_MEETING_LEAD)) return false;
    return session->unit.v == meeting->chair_unit.v || session->staff.v == meeting->chair.v || session->staff.v == meeting->secretary.v;
}

enum verdict meeting_may(struct request *rq, struct meeting_id id) {
    struct meeting_brief meeting;
    struct meeting_part_of_row part;
    struct seat_of_staff_row seat;
    if (!meeting_read(rq->db, id, rq->lang, &meeting)) return VERDICT_NOT_FOUND;
    if (meeting.case_.v && secrecy_may(rq, meeting.case_) != VERDICT_ALLOWED) return VERDICT_NOT_FOUND;
    if (meeting_leads(rq, &meeting) || meeting_part_of(rq->db, id, rq->session->unit, &part) || seat_of_staff(rq->db, id, rq->session->staff, &seat))
        return VERDICT_ALLOWED;
    return meeting.case_.v ? VERDICT_NOT_FOUND : VERDICT_DENIED;
}

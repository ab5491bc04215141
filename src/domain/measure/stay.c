/* A person in a measure: in, waiting, from one to another in one step, and out. What she has agreed for the weeks that come is in agreement.c. */
#include "domain/measure/internal.h"

#include "domain/appeal/appeal.h"
#include "domain/organisation/profile.h"

static bool (*on_change)(struct db *db, const struct measure_changed *change);
void measure_on_change(bool (*changed)(struct db *db, const struct measure_changed *change)) { on_change = changed; }

/* Told to whoever follows transitions; looked at again here, unless it is there. */
static void tell_change(struct db *db, const struct measure_changed *change, struct staff_id contact) {
    if (on_change && on_change(db, change)) return;
    work_task_add(db, change->case_, change->unit, TASK_KIND_REVIEW_MEASURE, change->stay.v, change->review_on);
    if (contact.v) work_task_give(db, change->case_, TASK_KIND_REVIEW_MEASURE, change->stay.v, contact);
}

/* ── whose it is ──────────────────────────────────────────────────────── */

static const char *code_of(struct db *db, struct unit_id unit) {
    struct unit_brief brief;
    return organisation_unit(db, unit, LANG_NB, &brief) ? brief.code : "";
}

bool measure_is_ours(struct db *db, struct unit_id unit) {
    struct unit_id own = measure_actor_unit(db);
    return own.v == unit.v || measure_covered(organisation_profile(), 0, code_of(db, own), 0, code_of(db, unit));
}

bool measure_works_in(struct db *db, struct staff_id staff, struct unit_id unit) {
    struct options workers = organisation_staff_options(db, unit, measure_today(db));
    for (size_t i = 0; i < workers.n; i++) {
        int64_t id;
        if (parse_int(workers.v[i].value, &id) && id == staff.v) return true;
    }
    return false;
}

void measure_involve(struct db *db, struct case_id id, struct unit_id unit) { secrecy_involve(db, id, unit, INVOLVEMENT_MEASURE); }

void measure_leave_unit(struct db *db, struct case_id id, struct unit_id unit) {
    struct measure_stay_open_of_unit_row stay;
    struct help_task_open_of_unit_row task;
    if (measure_stay_open_of_unit(db, id, unit, &stay) || help_task_open_of_unit(db, id, unit, &task)) return;
    secrecy_end_involvement(db, id, unit, INVOLVEMENT_MEASURE);
}

/* ── the ground ───────────────────────────────────────────────────────── */

bool measure_part_numbered(struct db *db, struct case_id id, int64_t number, struct measure_parts_row *ret_part) {
    struct measure_parts_rows rows = measure_parts(db, id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].number == number) {
            *ret_part = rows.v[i];
            return true;
        }
    return false;
}

bool measure_part_of(struct db *db, struct case_id id, struct decision_part_id part, struct measure_parts_row *ret_part) {
    struct measure_parts_rows rows = measure_parts(db, id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].id.v == part.v || rows.v[i].copied_from.v == part.v) {
            *ret_part = rows.v[i];
            return true;
        }
    return false;
}

struct amount measure_amount(const struct measure_parts_row *part) {
    return (struct amount){.kind = part->amount_kind,
                           .least = part->minutes_least.has ? part->minutes_least.v : -1,
                           .most = part->minutes_most.has ? part->minutes_most.v : -1,
                           .usual = part->minutes_usual.has ? part->minutes_usual.v : -1,
                           .per = part->per};
}

/* What an entry rests on, found and tried. */
struct ground {
    enum measure_ground kind;
    struct decision_part_id part;
    struct maybe_int number;
    struct service_id service;
};

static int decided(struct db *db, const struct measure_entry *entry, const struct measure_get_row *measure, struct ground *ret_ground) {
    struct measure_parts_row part;
    if (!measure_part_of(db, entry->case_, entry->part, &part)) return MEASURE_GROUND_MISSING;
    bool unit_matters = measure->run_by == MEASURE_RUN_BY_OWN;
    const char *unit = unit_matters ? code_of(db, measure->unit_id) : part.unit_code;
    if (!measure_covered(organisation_profile(), part.service_kind, part.unit_code, measure->help, unit)) return MEASURE_NEEDS_CHANGE;
    if (!date_is_none(part.from_date) && entry->from.days < part.from_date.days) return MEASURE_BEFORE_GROUND;
    if (!date_is_none(part.until_date) && entry->from.days > part.until_date.days) return MEASURE_GROUND_MISSING;
    *ret_ground = (struct ground){.kind = MEASURE_GROUND_DECIDED, .part = part.id, .number = {true, part.number}};
    return MEASURE_DONE;
}

/* A line of help whose clock of fourteen days runs, or has been decided since. Nothing informal carries a measure that lasts. (R-094, R-106, I-09) */
static int before_decision(struct db *db, const struct measure_entry *entry, struct ground *ret_ground) {
    struct service_brief line;
    if (!followup_service(db, entry->case_, entry->service, &line) || !date_is_none(line.ended_on) || line.informal) return MEASURE_GROUND_MISSING;
    if (entry->from.days < line.started_on.days) return MEASURE_BEFORE_GROUND;
    *ret_ground = (struct ground){.kind = MEASURE_GROUND_BEFORE_DECISION, .service = line.id};
    return MEASURE_DONE;
}

static int ground_of(struct db *db, const struct measure_entry *entry, const struct measure_get_row *measure, struct ground *ret_ground) {
    switch (entry->ground) {
    case MEASURE_GROUND_DECIDED: return decided(db, entry, measure, ret_ground);
    case MEASURE_GROUND_BEFORE_DECISION: return before_decision(db, entry, ret_ground);
    case MEASURE_GROUND_LOW_THRESHOLD:
        *ret_ground = (struct ground){.kind = MEASURE_GROUND_LOW_THRESHOLD};
        return measure->low_threshold ? MEASURE_DONE : MEASURE_GROUND_MISSING;
    }
    return MEASURE_GROUND_MISSING;
}

/* ── may she ──────────────────────────────────────────────────────────── */

/* One entry as it is tried. */
struct trying {
    const struct measure_entry *entry;
    const struct access *access;
    struct case_brief brief;
    struct measure_get_row measure;
    struct ground ground;
    struct measure_tickets_of_rows tickets;
};

/* Not known is neither a yes nor a no: then she is asked first. */
static int tickets_met(const struct trying *trying) {
    const struct measure_entry *entry = trying->entry;
    int fault = MEASURE_DONE;
    for (size_t i = 0; i < trying->tickets.n; i++) {
        if (!date_is_none(trying->tickets.v[i].until_date)) continue;
        enum ticket_answer answer = TICKET_ANSWER_NOT_KNOWN;
        for (size_t j = 0; j < entry->n_tickets; j++)
            if (entry->tickets[j].ticket.v == trying->tickets.v[i].id.v) answer = entry->tickets[j].answer;
        if (answer == TICKET_ANSWER_NOT_MET) return MEASURE_TICKET_NOT_MET;
        if (answer == TICKET_ANSWER_NOT_KNOWN) fault = MEASURE_TICKET_OPEN;
    }
    return fault;
}

/* What holds for waiting too: the case, the measure, and that she would like it. */
static int may_ask(struct db *db, const struct access *access, const struct measure_entry *entry, struct trying *ret) {
    struct person_spine person;
    *ret = (struct trying){.entry = entry, .access = access};
    if (!work_case(db, entry->case_, &ret->brief)) return MEASURE_NOT_FOUND;
    if (ret->brief.state == CASE_STATE_CLOSED) return MEASURE_CASE_CLOSED;
    if (!measure_get(db, entry->measure, &ret->measure)) return MEASURE_NOT_FOUND;
    if (!ret->measure.open) return MEASURE_NOT_OPEN;
    if (!entry->agreed) return MEASURE_NOT_ASKED;
    if (secrecy_said_no(db, entry->case_, ret->measure.unit_id, measure_today(db))) return MEASURE_SAID_NO;
    if (!person_spine(db, ret->brief.person, &person)) return MEASURE_NOT_FOUND;
    if (!measure_age_fits(ret->measure.age_from, ret->measure.age_to, person.born, measure_today(db))) return MEASURE_AGE;
    bool writes = !text_empty(entry->words) || entry->n_tickets > 0;
    return writes && (!access || !access_covers(access, ret->measure.zone)) ? MEASURE_NO_ACCESS : MEASURE_DONE;
}

static int may_enter(struct db *db, struct trying *trying) {
    const struct measure_entry *entry = trying->entry;
    struct measure_stay_count_in_row in_it;
    int days = date_is_none(entry->from) ? -INT32_MAX : date_days_between(measure_today(db), entry->from);
    if (!measure_is_ours(db, trying->measure.unit_id) && trying->measure.run_by == MEASURE_RUN_BY_OWN) return MEASURE_NOT_YOURS;
    if (days < -MEASURE_BACK_DAYS || days > MEASURE_FORWARD_DAYS) return MEASURE_DAY_WRONG;
    if (entry->contact.v && !measure_works_in(db, entry->contact, trying->measure.unit_id)) return MEASURE_STAFF_ELSEWHERE;
    trying->tickets = measure_tickets_of(db, entry->measure);
    int fault = tickets_met(trying);
    if (fault) return fault;
    if (trying->measure.places.has && measure_stay_count_in(db, entry->measure, &in_it) && in_it.n >= trying->measure.places.v) return MEASURE_FULL;
    return ground_of(db, entry, &trying->measure, &trying->ground);
}

/* ── writing it down ──────────────────────────────────────────────────── */

static struct date review_day(const struct trying *trying, struct date from) { return date_add_days(from, (int)trying->measure.review_weeks * 7); }

static void say(struct db *db, const struct trying *trying, struct measure_stay_id stay) {
    const struct measure_entry *entry = trying->entry;
    for (size_t i = 0; i < entry->n_tickets; i++)
        measure_ticket_said_insert(db, trying->access, stay, entry->tickets[i].ticket, entry->case_, trying->brief.person, trying->measure.zone,
                                   entry->tickets[i].answer, db_now(db), measure_actor(db));
    if (!text_empty(entry->words))
        measure_said_insert(db, trying->access, stay, entry->case_, trying->brief.person, trying->measure.zone, MEASURE_SAID_KIND_WHY, entry->words, db_now(db),
                            measure_actor(db));
}

static void review_task(struct db *db, struct case_id id, struct measure_stay_id stay, struct unit_id unit, struct staff_id contact, struct date on) {
    work_task_add(db, id, unit, TASK_KIND_REVIEW_MEASURE, stay.v, on);
    if (contact.v) work_task_give(db, id, TASK_KIND_REVIEW_MEASURE, stay.v, contact);
}

/* She is in it: who meets her, when it is looked at again, and whoever follows changes is told. */
static void begun(struct db *db, const struct trying *trying, struct measure_stay_id stay, enum measure_change change) {
    const struct measure_entry *entry = trying->entry;
    struct date review = review_day(trying, entry->from);
    measure_involve(db, entry->case_, trying->measure.unit_id);
    measure_contact_insert(db, stay, entry->contact, entry->from, db_now(db), measure_actor(db));
    say(db, trying, stay);
    work_event(db, entry->case_, change == MEASURE_CHANGE_SWITCH ? CASE_EVENT_KIND_MEASURE_SWITCHED : CASE_EVENT_KIND_MEASURE_STARTED, ZONE_SPINE,
               trying->measure.unit_id);
    (void)measure_gap_end(db, entry->case_, GAP_END_FOUND_ONE);
    audit_add(db, change == MEASURE_CHANGE_SWITCH ? "measure_switched" : "measure_entered", "measure_stay", stay.v, measure_ground_code(trying->ground.kind));
    tell_change(db, &(struct measure_changed){entry->case_, stay, trying->measure.unit_id, change, entry->from, review}, entry->contact);
}

static struct measure_stay_id write_running(struct db *db, const struct trying *trying, struct measure_stay_id follows) {
    const struct measure_entry *entry = trying->entry;
    return measure_stay_insert(db, entry->case_, trying->brief.person, entry->measure, trying->measure.unit_id, entry->contact, MEASURE_STATE_RUNNING, 0, DATE_NONE,
                       trying->ground.kind, trying->ground.part, trying->ground.number, trying->ground.service, entry->from, follows,
                       review_day(trying, entry->from), db_now(db), measure_actor(db), measure_actor_unit(db));
}

static bool is_in(struct db *db, const struct measure_entry *entry) {
    struct measure_stay_open_in_row row;
    return measure_stay_open_in(db, entry->case_, entry->measure, &row);
}

int measure_enter(struct db *db, const struct access *access, const struct measure_entry *entry, struct measure_stay_id *ret_stay) {
    struct trying trying;
    int fault = may_ask(db, access, entry, &trying);
    if (!fault && is_in(db, entry)) fault = MEASURE_ALREADY;
    if (!fault) fault = may_enter(db, &trying);
    if (fault) return fault;
    *ret_stay = write_running(db, &trying, (struct measure_stay_id){0});
    begun(db, &trying, *ret_stay, MEASURE_CHANGE_NEW);
    return MEASURE_DONE;
}

/* Why she waits: another unit must answer, a ticket is not clear, there is no room, or it begins later. */
static enum measure_wait waits_for(struct db *db, struct trying *trying) {
    struct measure_stay_count_in_row in_it;
    if (!measure_is_ours(db, trying->measure.unit_id) && trying->measure.run_by == MEASURE_RUN_BY_OWN) return MEASURE_WAIT_UNIT_ANSWERS;
    if (trying->measure.places.has && measure_stay_count_in(db, trying->entry->measure, &in_it) && in_it.n >= trying->measure.places.v) return MEASURE_WAIT_PLACE_FULL;
    trying->tickets = measure_tickets_of(db, trying->entry->measure);
    return tickets_met(trying) ? MEASURE_WAIT_TICKET_OPEN : MEASURE_WAIT_STARTS_LATER;
}

int measure_queue(struct db *db, const struct access *access, const struct measure_entry *entry, struct measure_stay_id *ret_stay) {
    struct trying trying;
    int fault = may_ask(db, access, entry, &trying);
    if (!fault && is_in(db, entry)) fault = MEASURE_ALREADY;
    if (fault) return fault;
    enum measure_wait why = waits_for(db, &trying);
    *ret_stay = measure_stay_insert(db, entry->case_, trying.brief.person, entry->measure, trying.measure.unit_id, (struct staff_id){0}, MEASURE_STATE_WAITING, why,
                            measure_today(db), 0, (struct decision_part_id){0}, (struct maybe_int){0}, (struct service_id){0}, DATE_NONE,
                            (struct measure_stay_id){0}, DATE_NONE, db_now(db), measure_actor(db), measure_actor_unit(db));
    measure_involve(db, entry->case_, trying.measure.unit_id);
    say(db, &trying, *ret_stay);
    int days = why == MEASURE_WAIT_UNIT_ANSWERS ? MEASURE_ANSWER_DAYS : 2 * MEASURE_ANSWER_DAYS;
    work_task_add(db, entry->case_, trying.measure.unit_id, TASK_KIND_ANSWER_MEASURE, ret_stay->v, law_add_working_days(law_current(), measure_today(db), days));
    work_event(db, entry->case_, CASE_EVENT_KIND_MEASURE_WAITS, ZONE_SPINE, trying.measure.unit_id);
    audit_add(db, "measure_queued", "measure_stay", ret_stay->v, measure_wait_code(why));
    return MEASURE_DONE;
}

int measure_admit(struct db *db, const struct access *access, struct measure_stay_id id, const struct measure_entry *given) {
    struct measure_stay_get_row stay;
    struct trying trying;
    struct measure_entry entry = *given;
    if (!measure_stay_get(db, entry.case_, id, &stay)) return MEASURE_NOT_FOUND;
    if (stay.state != MEASURE_STATE_WAITING) return MEASURE_WRONG_STATE;
    entry.measure = stay.measure_id;
    entry.agreed = true; /* she was asked before she was put in line */
    int fault = may_ask(db, access, &entry, &trying);
    if (!fault) fault = may_enter(db, &trying);
    if (fault) return fault;
    if (!measure_stay_begin(db, id, stay.version, entry.contact, trying.ground.kind, trying.ground.part, trying.ground.number, trying.ground.service, entry.from,
                    review_day(&trying, entry.from)))
        return MEASURE_CHANGED;
    work_task_done(db, entry.case_, TASK_KIND_ANSWER_MEASURE, id.v);
    begun(db, &trying, id, MEASURE_CHANGE_NEW);
    return MEASURE_DONE;
}

/* ── from one to another, and out ─────────────────────────────────────── */

static void tasks_over(struct db *db, struct case_id id, struct measure_stay_id stay) {
    work_task_done(db, id, TASK_KIND_REVIEW_MEASURE, stay.v);
    work_task_done(db, id, TASK_KIND_RECONFIRM_AGREEMENT, stay.v);
    work_task_done(db, id, TASK_KIND_ANSWER_MEASURE, stay.v);
    work_task_done(db, id, TASK_KIND_FIND_MEASURE, stay.v);
}

int measure_switch(struct db *db, const struct access *access, struct measure_stay_id from, const struct measure_entry *given, struct measure_stay_id *ret_stay) {
    struct measure_stay_get_row old;
    struct trying trying;
    struct measure_entry entry = *given;
    if (!measure_may_switch(organisation_profile()->flexibility)) return MEASURE_NO_SWITCH;
    if (!measure_stay_get(db, entry.case_, from, &old)) return MEASURE_NOT_FOUND;
    if (old.state != MEASURE_STATE_RUNNING) return MEASURE_WRONG_STATE;
    if (old.measure_id.v == entry.measure.v) return MEASURE_SAME;
    if (!entry.ground) {
        entry.ground = old.ground;
        entry.part = old.part_id;
        entry.service = old.service_id;
        struct measure_parts_row part; /* the part may have been decided again since */
        if (old.part_number.has && measure_part_numbered(db, entry.case_, old.part_number.v, &part)) entry.part = part.id;
    }
    int fault = may_ask(db, access, &entry, &trying);
    if (!fault && is_in(db, &entry)) fault = MEASURE_ALREADY;
    if (!fault && !date_is_none(entry.from) && entry.from.days < old.started_on.days) fault = MEASURE_DAY_WRONG;
    if (!fault) fault = may_enter(db, &trying);
    if (fault) return fault;
    if (!measure_stay_over(db, from, old.version, entry.from, MEASURE_OVER_SWITCHED)) return MEASURE_CHANGED;
    tasks_over(db, entry.case_, from);
    measure_agreement_over(db, from, entry.from);
    *ret_stay = write_running(db, &trying, from);
    begun(db, &trying, *ret_stay, MEASURE_CHANGE_SWITCH);
    measure_leave_unit(db, entry.case_, old.unit_id);
    return MEASURE_DONE;
}

/* A running stay of the case that the actor may do something with: she gives it, or has the responsibility. */
static int running(struct db *db, struct case_id id, struct measure_stay_id stay, struct measure_stay_get_row *ret_stay) {
    struct case_brief brief;
    if (!work_case(db, id, &brief) || !measure_stay_get(db, id, stay, ret_stay)) return MEASURE_NOT_FOUND;
    if (ret_stay->state != MEASURE_STATE_RUNNING) return MEASURE_WRONG_STATE;
    bool ours = measure_is_ours(db, ret_stay->unit_id) || brief.holder_unit.v == measure_actor_unit(db).v;
    return ours ? MEASURE_DONE : MEASURE_NOT_YOURS;
}

static int words_in(struct db *db, const struct access *access, const struct measure_stay_get_row *stay, enum measure_said_kind kind, const char *words) {
    if (text_empty(words)) return MEASURE_DONE;
    if (!access || !access_covers(access, stay->zone)) return MEASURE_NO_ACCESS;
    measure_said_insert(db, access, stay->id, stay->case_id, stay->person_id, stay->zone, kind, words, db_now(db), measure_actor(db));
    return MEASURE_DONE;
}

/* An appeal that has stopped the change of a decision keeps the help going, unless she herself wants it no more. (FVL-42) */
static bool is_held(struct db *db, const struct measure_stay_get_row *stay, enum measure_over why) {
    struct measure_parts_row part;
    if (why == MEASURE_OVER_SHE_WISHES || !stay->part_number.has || !measure_part_numbered(db, stay->case_id, stay->part_number.v, &part)) return false;
    return part.service_kind && !appeal_may_end_service(db, stay->case_id, part.service_kind);
}

int measure_end(struct db *db, const struct access *access, const struct measure_ending *ending) {
    struct measure_stay_get_row stay;
    int fault = running(db, ending->case_, ending->stay, &stay);
    if (fault) return fault;
    bool day = !date_is_none(ending->on) && ending->on.days >= stay.started_on.days && date_days_between(measure_today(db), ending->on) <= MEASURE_FORWARD_DAYS;
    if (!day) return MEASURE_DAY_WRONG;
    if (ending->why == MEASURE_OVER_SWITCHED) return MEASURE_WRONG_STATE;
    if (is_held(db, &stay, ending->why)) return MEASURE_SUSPENDED;
    fault = words_in(db, access, &stay, MEASURE_SAID_KIND_ENDED, ending->words);
    if (fault) return fault;
    if (!measure_stay_over(db, ending->stay, ending->version, ending->on, ending->why)) return MEASURE_CHANGED;
    tasks_over(db, ending->case_, ending->stay);
    measure_agreement_over(db, ending->stay, ending->on);
    measure_leave_unit(db, ending->case_, stay.unit_id);
    work_event(db, ending->case_, CASE_EVENT_KIND_MEASURE_ENDED, ZONE_SPINE, stay.unit_id);
    audit_add(db, "measure_ended", "measure_stay", stay.id.v, measure_over_code(ending->why));
    return MEASURE_DONE;
}

int measure_leave_queue(struct db *db, struct case_id id, struct measure_stay_id stay, int64_t version) {
    struct measure_stay_get_row row;
    if (!measure_stay_get(db, id, stay, &row)) return MEASURE_NOT_FOUND;
    if (row.state != MEASURE_STATE_WAITING) return MEASURE_WRONG_STATE;
    if (!measure_stay_withdraw(db, stay, version)) return MEASURE_CHANGED;
    tasks_over(db, id, stay);
    measure_leave_unit(db, id, row.unit_id);
    work_event(db, id, CASE_EVENT_KIND_MEASURE_ENDED, ZONE_SPINE, row.unit_id);
    audit_add(db, "measure_withdrawn", "measure_stay", stay.v, NULL);
    return MEASURE_DONE;
}

/* ── in it ────────────────────────────────────────────────────────────── */

int measure_tailor(struct db *db, const struct access *access, struct case_id id, struct measure_stay_id stay, const char *words) {
    struct measure_stay_get_row row;
    if (!measure_may_tailor(organisation_profile()->flexibility)) return MEASURE_NO_TAILORING;
    int fault = running(db, id, stay, &row);
    if (fault) return fault;
    fault = text_empty(words) ? MEASURE_WORDS_MISSING : words_in(db, access, &row, MEASURE_SAID_KIND_TAILORED, words);
    if (!fault) audit_add(db, "measure_tailored", "measure_stay", stay.v, NULL);
    return fault;
}

/* Whoever is new is a change of its own: somebody asks how it goes after some weeks. */
static void new_contact(struct db *db, const struct measure_stay_get_row *stay, struct staff_id contact) {
    struct measure_get_row measure;
    struct date today = measure_today(db), review = today;
    if (measure_get(db, stay->measure_id, &measure)) review = date_add_days(today, (int)measure.review_weeks * 7);
    if (!measure_stay_set_contact(db, stay->id, stay->version, contact, review)) return;
    struct staff_id by = measure_actor(db).v ? measure_actor(db) : contact; /* by the clock, when a worker has left: whoever takes it */
    measure_contact_insert(db, stay->id, contact, today, db_now(db), by);
    if (contact.v) work_task_give(db, stay->case_id, TASK_KIND_RECONFIRM_AGREEMENT, stay->id.v, contact);
    work_event(db, stay->case_id, CASE_EVENT_KIND_MEASURE_CONTACT_CHANGED, ZONE_SPINE, stay->unit_id);
    audit_add(db, "measure_contact_changed", "measure_stay", stay->id.v, NULL);
    tell_change(db, &(struct measure_changed){stay->case_id, stay->id, stay->unit_id, MEASURE_CHANGE_CONTACT, today, review}, contact);
}

int measure_change_contact(struct db *db, struct case_id id, struct measure_stay_id stay, int64_t version, struct staff_id contact) {
    struct measure_stay_get_row row;
    int fault = running(db, id, stay, &row);
    if (fault) return fault;
    if (row.version != version) return MEASURE_CHANGED;
    if (contact.v && !measure_works_in(db, contact, row.unit_id)) return MEASURE_STAFF_ELSEWHERE;
    if (row.staff_id.v != contact.v) new_contact(db, &row, contact);
    return MEASURE_DONE;
}

void measure_change_staff(struct db *db, struct case_id id, struct unit_id unit, struct staff_id from, struct staff_id to) {
    struct measure_stays_of_rows rows = measure_stays_of(db, id);
    for (size_t i = 0; i < rows.n; i++) {
        struct measure_stay_get_row stay;
        bool hers = rows.v[i].state == MEASURE_STATE_RUNNING && rows.v[i].unit_id.v == unit.v && rows.v[i].staff_id.v == from.v;
        if (hers && measure_stay_get(db, id, rows.v[i].id, &stay)) new_contact(db, &stay, to);
    }
}

int measure_reviewed(struct db *db, const struct access *access, struct case_id id, struct measure_stay_id stay, enum measure_result result, const char *words) {
    struct measure_stay_get_row row;
    struct measure_get_row measure;
    int fault = running(db, id, stay, &row);
    if (!fault) fault = words_in(db, access, &row, MEASURE_SAID_KIND_REVIEW, words);
    if (fault) return fault;
    struct date today = measure_today(db), again = DATE_NONE;
    if (result != MEASURE_RESULT_FITS && measure_get(db, row.measure_id, &measure)) again = date_add_days(today, (int)measure.review_weeks * 7);
    measure_review_insert(db, stay, result, today, db_now(db), measure_actor(db));
    measure_stay_set_review(db, stay, again);
    work_task_done(db, id, TASK_KIND_REVIEW_MEASURE, stay.v);
    if (!date_is_none(again)) review_task(db, id, stay, row.unit_id, row.staff_id, again);
    if (result == MEASURE_RESULT_FITS_NOT) work_task_add(db, id, row.unit_id, TASK_KIND_FIND_MEASURE, stay.v, date_add_days(today, MEASURE_FIND_DAYS));
    else work_task_done(db, id, TASK_KIND_FIND_MEASURE, stay.v);
    work_event(db, id, CASE_EVENT_KIND_MEASURE_REVIEWED, ZONE_SPINE, row.unit_id);
    audit_add(db, "measure_reviewed", "measure_stay", stay.v, measure_result_code(result));
    return MEASURE_DONE;
}

int measure_phase(struct db *db, struct case_id id, struct measure_stay_id stay, enum measure_phase phase) {
    struct measure_stay_get_row row;
    unsigned done = 0;
    int fault = running(db, id, stay, &row);
    if (fault) return fault;
    if (row.kind != MEASURE_KIND_HOUSING_FIRST) return MEASURE_PHASE_ORDER;
    struct measure_phases_of_rows phases = measure_phases_of(db, stay);
    for (size_t i = 0; i < phases.n; i++) done |= 1u << phases.v[i].phase;
    if (!measure_phase_next(done, phase)) return MEASURE_PHASE_ORDER;
    measure_phase_insert(db, stay, phase, measure_today(db), db_now(db), measure_actor(db));
    audit_add(db, "measure_phase", "measure_stay", stay.v, measure_phase_code(phase));
    return MEASURE_DONE;
}

/* The rules of keeping a home: which step may follow which, what must have been tried before, and who is told. No page. */
#include "domain/eviction/eviction.h"

#include "eviction_sql.h"
#include "platform/audit/audit.h"
#include "texts.h"

enum { TALK_DAYS = 3, ROOF_DAYS = 7, WARNING_DAYS = 14 };

struct home_fault_text home_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case HOME_##name: return (struct home_fault_text){field, T_##key};
        HOME_FAULTS(X)
#undef X
    }
    return (struct home_fault_text){0};
}

static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }
static struct staff_id actor(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }

#define TO(state) (1u << HOME_STATE_##state)
#define ENDS (TO(SAFE) | TO(MOVED))
static const unsigned steps[HOME_STATE_COUNT + 1] = {
    [HOME_STATE_ARREARS] = TO(WARNING) | ENDS,
    [HOME_STATE_COMPLAINT] = TO(WARNING) | ENDS,
    [HOME_STATE_WARNING] = TO(TERMINATION_SENT) | TO(ENFORCEMENT) | ENDS,
    [HOME_STATE_TERMINATION_SENT] = TO(PROTESTED) | TO(ENFORCEMENT) | ENDS,
    [HOME_STATE_PROTESTED] = TO(IN_COURT) | ENDS,
    [HOME_STATE_IN_COURT] = TO(ENFORCEMENT) | ENDS,
    [HOME_STATE_ENFORCEMENT] = TO(EVICTED) | ENDS,
};
bool home_step(enum home_state from, enum home_state to) { return from && (unsigned)from <= HOME_STATE_COUNT && steps[from] & 1u << to; }
bool home_is_over(enum home_state state) { return state == HOME_STATE_SAFE || state == HOME_STATE_MOVED || state == HOME_STATE_EVICTED; }

struct date home_enforcement_from(struct date warned_on) {
    return deadline_end(law_current(), CLOCK_ENFORCEMENT_WARNING, warned_on);
}

/* ── reading ──────────────────────────────────────────────────────────── */

static bool risk_read(struct db *db, struct home_risk_id id, struct home_risk_brief *ret_risk) {
    struct home_risk_get_row row;
    if (!home_risk_get(db, id, &row)) return false;
    *ret_risk = (struct home_risk_brief){row.id,
                                         row.case_id,
                                         row.person_id,
                                         row.lease_id,
                                         row.unit_id,
                                         row.cause,
                                         row.state,
                                         row.opened_on,
                                         row.warned_on,
                                         row.told_on,
                                         row.out_on,
                                         row.ended_on,
                                         row.owed.has ? row.owed.v : 0};
    return true;
}

bool home_risk_now(struct db *db, struct case_id id, struct home_risk_brief *ret_risk) {
    struct home_risk_of_case_row row;
    return home_risk_of_case(db, id, &row) && risk_read(db, row.id, ret_risk);
}

bool home_help_is_tried(struct db *db, struct home_risk_id risk) {
    struct home_helps_of_rows rows = home_helps_of(db, risk);
    bool talked = false, more = false;
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].help == HOME_HELP_TALK) talked = true;
        else more = true;
    }
    return talked && more;
}

/* ── who is told ──────────────────────────────────────────────────────── */

/* The unit that has the responsibility keeps the home; the date is that of her next chance. */
static void keep_task(struct db *db, const struct home_risk_brief *risk, struct unit_id holder) {
    struct date today = today_of(db), due = law_add_working_days(law_current(), today, TALK_DAYS);
    if (risk->state == HOME_STATE_TERMINATION_SENT) due = deadline_end(law_current(), CLOCK_TENANT_PROTEST, today);
    if (risk->state == HOME_STATE_PROTESTED) due = deadline_end(law_current(), CLOCK_LANDLORD_SUIT, today);
    if (!date_is_none(risk->out_on) && risk->out_on.days < due.days) due = risk->out_on;
    work_task_add(db, risk->case_, holder, TASK_KIND_KEEP_HOME, risk->id.v, due.days < today.days ? today : due);
}

/* Before the day, not on it. The unit that finds places for the night has it, unless she has said no to that unit: then whoever has the responsibility. */
static void roof_task(struct db *db, const struct home_risk_brief *risk, struct unit_id holder) {
    if (date_is_none(risk->out_on)) return;
    struct date today = today_of(db), due = date_add_days(risk->out_on, -ROOF_DAYS);
    struct unit_id unit = night_unit(db);
    bool told = unit.v && !secrecy_said_no(db, risk->case_, unit, today);
    if (told) secrecy_involve(db, risk->case_, unit, INVOLVEMENT_EMERGENCY);
    work_task_add(db, risk->case_, told ? unit : holder, TASK_KIND_ROOF_BEFORE_DATE, risk->id.v, due.days < today.days ? today : due);
}

static void tell(struct db *db, const struct home_risk_brief *risk) {
    struct case_brief brief;
    if (!work_case(db, risk->case_, &brief)) return;
    keep_task(db, risk, brief.holder_unit);
    roof_task(db, risk, brief.holder_unit);
    work_wake(db, risk->case_);
}

/* ── the first sign ───────────────────────────────────────────────────── */

static int words_fault(struct db *db, const struct access *access, const char *words, bool needed) {
    if (text_empty(words)) return needed ? HOME_WORDS_MISSING : HOME_DONE;
    if (!access || !access_covers(access, ZONE_TENANCY)) return HOME_NO_ACCESS;
    return lease_words_stray(db_arena(db), words) ? HOME_WORDS_STRAY : HOME_DONE;
}

static void keep_words(struct db *db, const struct access *access, const struct home_risk_brief *risk, bool hers, const char *words) {
    if (text_empty(words)) return;
    home_words_insert(db, access, risk->id, risk->case_, risk->person, risk->state, hers, words, db_now(db), actor(db));
}

static void (*on_risk)(struct db *db, struct case_id id, enum home_cause cause);

void home_on_risk(void (*hook)(struct db *db, struct case_id id, enum home_cause cause)) { on_risk = hook; }

int home_risk_open(struct db *db, const struct access *access, const struct home_danger *danger, struct home_risk_id *ret_risk) {
    struct case_brief brief;
    struct home_risk_brief open;
    struct lease_brief lease = {0};
    if (!work_case(db, danger->case_, &brief) || brief.state == CASE_STATE_CLOSED) return HOME_NOT_FOUND;
    if (home_risk_now(db, danger->case_, &open) && date_is_none(open.ended_on)) return HOME_OPEN_ALREADY;
    if (danger->municipal && (!lease_of_case(db, danger->case_, &lease) || !lease_runs(lease.state))) return HOME_NOT_FOUND;
    int fault = words_fault(db, access, danger->words, false);
    if (fault) return fault;
    enum home_state state = danger->cause == HOME_CAUSE_RENT_ARREARS ? HOME_STATE_ARREARS : HOME_STATE_COMPLAINT;
    *ret_risk = home_risk_insert(db, danger->case_, brief.person, lease.id, brief.holder_unit, danger->cause, state, today_of(db),
                                 (struct maybe_int){.has = danger->owed > 0, .v = danger->owed}, danger->out_on, db_now(db), actor(db));
    home_risk_move_insert(db, *ret_risk, state, db_now(db), actor(db));
    if (!risk_read(db, *ret_risk, &open)) return HOME_NOT_FOUND;
    keep_words(db, access, &open, false, danger->words);
    tell(db, &open);
    work_event(db, danger->case_, CASE_EVENT_KIND_HOME_AT_RISK, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "home_risk_opened", "home_risk", ret_risk->v, home_cause_code(danger->cause));
    if (on_risk) on_risk(db, danger->case_, danger->cause);
    return HOME_DONE;
}

/* ── the next step ────────────────────────────────────────────────────── */

static bool is_grave(enum home_state to) {
    return to == HOME_STATE_TERMINATION_SENT || to == HOME_STATE_ENFORCEMENT || to == HOME_STATE_EVICTED;
}

/* Three months to the end of a month when the landlord gives notice (HLL-4); two weeks after a written warning before the bailiff is asked (TVF-1). */
static int time_fault(struct db *db, const struct home_move *move) {
    struct date today = today_of(db);
    if (!is_grave(move->to) || move->to == HOME_STATE_EVICTED) return HOME_DONE;
    if (date_is_none(move->out_on)) return HOME_DAY_MISSING;
    if (move->to == HOME_STATE_TERMINATION_SENT)
        return move->out_on.days < deadline_end(law_current(), CLOCK_LEASE_NOTICE, today).days ? HOME_TOO_SOON : HOME_DONE;
    return move->out_on.days < home_enforcement_from(today).days ? HOME_TWO_WEEKS : HOME_DONE;
}

static int step_fault(struct db *db, const struct access *access, const struct home_risk_brief *risk, const struct home_move *move) {
    struct lease_brief lease;
    bool ours = !risk->lease.v || (lease_read(db, risk->lease, &lease) && lease_is_ours(&lease, actor_unit(db)));
    bool landlords = move->to != HOME_STATE_PROTESTED && !home_is_over(move->to);
    if (!home_step(risk->state, move->to)) return HOME_WRONG_STATE;
    if (!ours && (landlords || move->to == HOME_STATE_EVICTED)) return HOME_NOT_YOURS;
    if (risk->lease.v && is_grave(move->to) && date_is_none(risk->warned_on)) return HOME_NOT_WARNED;
    if (risk->lease.v && is_grave(move->to) && !home_help_is_tried(db, risk->id)) return HOME_NOT_TRIED;
    if (move->to == HOME_STATE_EVICTED &&
        (date_is_none(risk->told_on) || date_is_none(risk->out_on) || risk->out_on.days > today_of(db).days))
        return HOME_WRONG_STATE;
    int fault = time_fault(db, move);
    bool written = move->to == HOME_STATE_WARNING || move->to == HOME_STATE_TERMINATION_SENT;
    return fault ? fault : words_fault(db, access, move->words, written);
}

static enum lease_letter_kind letter_of(enum home_state to) {
    if (to == HOME_STATE_WARNING) return LEASE_LETTER_KIND_WARNING;
    if (to == HOME_STATE_TERMINATION_SENT) return LEASE_LETTER_KIND_TERMINATION;
    if (to == HOME_STATE_ENFORCEMENT) return LEASE_LETTER_KIND_ENFORCEMENT;
    return to == HOME_STATE_SAFE ? LEASE_LETTER_KIND_SAFE : 0;
}

static int write_letter(struct db *db, const struct access *access, const struct home_risk_brief *risk, const char *words) {
    struct lease_brief lease;
    enum lease_letter_kind kind = letter_of(risk->state);
    if (!kind || !risk->lease.v || !access || !lease_read(db, risk->lease, &lease)) return HOME_DONE;
    struct date by = kind == LEASE_LETTER_KIND_WARNING ? date_add_days(today_of(db), WARNING_DAYS) : risk->out_on;
    const struct lease_letter_facts facts = {
        .date = by, .date2 = DATE_NONE, .minute = -1, .amount = risk->owed, .words = kind == LEASE_LETTER_KIND_SAFE ? NULL : words};
    return lease_write_letter(db, access, &lease, kind, &facts) ? HOME_LETTER_FAILED : HOME_DONE;
}

int home_write_arrears(struct db *db, const struct access *access, struct home_risk_id id) {
    struct home_risk_brief risk;
    struct lease_brief lease;
    if (!risk_read(db, id, &risk) || !risk.lease.v || !lease_read(db, risk.lease, &lease)) return HOME_NOT_FOUND;
    if (!lease_is_ours(&lease, actor_unit(db))) return HOME_NOT_YOURS;
    if (risk.state != HOME_STATE_ARREARS) return HOME_WRONG_STATE;
    if (risk.owed <= 0) return HOME_OWED_MISSING;
    const struct lease_letter_facts facts = {.date = DATE_NONE, .date2 = DATE_NONE, .minute = -1, .amount = risk.owed};
    if (lease_write_letter(db, access, &lease, LEASE_LETTER_KIND_ARREARS, &facts)) return HOME_LETTER_FAILED;
    audit_add(db, "home_arrears_told", "home_risk", id.v, NULL);
    return HOME_DONE;
}

/* Put out: the lease is over, and a place for the night is asked for at once, whatever was planned. */
static int put_out(struct db *db, const struct home_risk_brief *risk) {
    struct lease_brief lease;
    struct night_need_id need;
    bool known = risk->lease.v && lease_read(db, risk->lease, &lease) && lease_runs(lease.state);
    int fault = known && lease.state != LEASE_STATE_NOTICE_GIVEN ? lease_give_notice(db, lease.id, LEASE_NOTICE_BY_LANDLORD, risk->told_on)
                                                                 : LEASE_DONE;
    if (!fault && known) fault = lease_finish_tenancy(db, lease.id, today_of(db), LEASE_END_EVICTED);
    if (fault) return HOME_WRONG_STATE;
    night_ask(db, &(struct night_asking){.case_ = risk->case_},
              &need); /* a no means that she has a place, or that somebody is asked already */
    return HOME_DONE;
}

static void over(struct db *db, const struct home_risk_brief *risk) {
    work_task_done(db, risk->case_, TASK_KIND_KEEP_HOME, risk->id.v);
    if (risk->state == HOME_STATE_EVICTED) return;
    struct night_stay stay;
    struct home_night_asked_row asked;
    work_task_done(db, risk->case_, TASK_KIND_ROOF_BEFORE_DATE, risk->id.v);
    bool needed = night_stay_now(db, risk->case_, &stay) || home_night_asked(db, risk->case_, &asked);
    if (!needed) secrecy_end_involvement(db, risk->case_, night_unit(db), INVOLVEMENT_EMERGENCY);
}

int home_risk_move_on(struct db *db, const struct access *access, const struct home_move *move) {
    struct home_risk_brief risk;
    struct date today = today_of(db);
    if (!risk_read(db, move->risk, &risk)) return HOME_NOT_FOUND;
    int fault = step_fault(db, access, &risk, move);
    if (fault) return fault;
    enum home_state was = risk.state;
    risk.state = move->to;
    if (move->to == HOME_STATE_WARNING) risk.warned_on = today;
    if (move->to == HOME_STATE_TERMINATION_SENT || (move->to == HOME_STATE_ENFORCEMENT && date_is_none(risk.told_on))) risk.told_on = today;
    if (!date_is_none(move->out_on)) risk.out_on = move->out_on;
    if (home_is_over(move->to)) risk.ended_on = today;
    if (home_risk_set(db, risk.id, was, move->to, risk.warned_on, risk.told_on, risk.out_on, risk.ended_on, db_now(db), actor(db)) != 1)
        return HOME_WRONG_STATE;
    home_risk_move_insert(db, risk.id, move->to, db_now(db), actor(db));
    keep_words(db, access, &risk, false, move->words);
    if ((fault = write_letter(db, access, &risk, move->words)) != 0) return fault;
    if (move->to == HOME_STATE_EVICTED && (fault = put_out(db, &risk)) != 0) return fault;
    if (home_is_over(move->to)) over(db, &risk);
    else tell(db, &risk);
    work_event(db, risk.case_, home_is_over(move->to) ? CASE_EVENT_KIND_HOME_RISK_OVER : CASE_EVENT_KIND_HOME_RISK_STEP, ZONE_SPINE,
               (struct unit_id){0});
    audit_add(db, "home_risk_moved", "home_risk", risk.id.v, home_state_code(move->to));
    return HOME_DONE;
}

/* ── what is done about it ────────────────────────────────────────────── */

int home_help_add(struct db *db, struct home_risk_id id, enum home_help help, enum home_help_result result, struct date on) {
    struct home_risk_brief risk;
    if (!risk_read(db, id, &risk)) return HOME_NOT_FOUND;
    if (!date_is_none(risk.ended_on)) return HOME_WRONG_STATE;
    if (on.days > today_of(db).days) return HOME_HELP_LATER;
    home_help_insert(db, id, help, result, on, db_now(db), actor(db), actor_unit(db));
    audit_add(db, "home_help_tried", "home_risk", id.v, home_help_code(help));
    return HOME_DONE;
}

int home_she_says(struct db *db, const struct access *access, struct home_risk_id id, const char *words) {
    struct home_risk_brief risk;
    if (!risk_read(db, id, &risk)) return HOME_NOT_FOUND;
    if (!access || !access_covers(access, ZONE_TENANCY)) return HOME_NO_ACCESS;
    if (text_empty(words)) return HOME_WORDS_MISSING;
    keep_words(db, access, &risk, true, words); /* her own words are never searched */
    audit_add(db, "home_she_says", "home_risk", id.v, NULL);
    return HOME_DONE;
}

/* ── rent ─────────────────────────────────────────────────────────────── */

enum { LATE_DAYS = 14 };

struct lease_id rent_lease_of(struct db *db, const char *dwelling_number) {
    struct rent_lease_row row;
    return rent_lease(db, dwelling_number, &row) ? row.id : (struct lease_id){0};
}

enum rent_put rent_put(struct db *db, struct lease_id lease, const struct rent_line *line) {
    struct rent_of_month_row row;
    bool known = rent_of_month(db, lease, line->month, &row);
    if (known && row.due_on.days == line->due_on.days && row.amount == line->amount && row.paid == line->paid) return RENT_UNCHANGED;
    rent_put_month(db, lease, line->month, line->due_on, line->amount, line->paid, db_now(db));
    return known ? RENT_CHANGED : RENT_ADDED;
}

void rent_look(struct db *db, struct lease_id id) {
    struct lease_brief lease;
    struct rent_owed_row row;
    struct home_risk_brief risk;
    struct home_risk_id made;
    if (!lease_read(db, id, &lease) || !rent_owed(db, id, date_add_days(today_of(db), -LATE_DAYS), &row)) return;
    bool open = home_risk_now(db, lease.case_, &risk) && date_is_none(risk.ended_on);
    const struct home_danger danger = {
        .case_ = lease.case_, .cause = HOME_CAUSE_RENT_ARREARS, .municipal = true, .owed = row.owed, .out_on = DATE_NONE};
    if (row.owed > 0 && !open) home_risk_open(db, NULL, &danger, &made);
    if (row.owed == 0 && open && risk.state == HOME_STATE_ARREARS && risk.lease.v == id.v)
        home_risk_move_on(db, NULL, &(struct home_move){.risk = risk.id, .to = HOME_STATE_SAFE, .out_on = DATE_NONE});
}

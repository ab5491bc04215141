/* While somebody stays for the time being: longer, somewhere else, over, and the clock that never lets it end by itself. (SOT-6, SOT-7) */
#include "domain/emergency/internal.h"

#include "emergency_sql.h"

enum { JOB_MINUTES = 7 * 60, LONGEST_DAYS = 92, LONG_TASK_DAYS = 3 };
static int own_warnings[] = {7, 3, 1}, own_long[] = {30, 60, 90};

struct days {
    const int *v;
    unsigned n;
};
static struct days warnings(void) {
    const struct profile_emergency *chosen = &organisation_profile()->emergency;
    return chosen->warn_days_count ? (struct days){chosen->warn_days, chosen->warn_days_count} : (struct days){own_warnings, 3};
}
static struct days long_after(void) {
    const struct profile_emergency *chosen = &organisation_profile()->emergency;
    return chosen->long_days_count ? (struct days){chosen->long_days, chosen->long_days_count} : (struct days){own_long, 3};
}

/* ── the clock ────────────────────────────────────────────────────────── */

static void sooner(struct date *next, struct date day, struct date today) {
    if (day.days > today.days && (date_is_none(*next) || day.days < next->days)) *next = day;
}

struct date night_next_watch(struct date from, struct date until, struct date today) {
    struct date next = DATE_NONE;
    struct days before = warnings(), after = long_after();
    for (unsigned i = 0; i < before.n; i++) sooner(&next, date_add_days(until, -before.v[i]), today);
    for (unsigned i = 0; i < after.n; i++) sooner(&next, date_add_days(from, after.v[i]), today);
    sooner(&next, date_add_days(until, 1), today);
    return next;
}

void night_watch(struct db *db, struct night_stay_id stay, struct date from, struct date until) {
    struct date next = night_next_watch(from, until, night_today(db));
    job_cancel(db, JOB_NIGHT_DUE, stay.v);
    if (!date_is_none(next)) job_add(db, JOB_NIGHT_DUE, stay.v, instant_of_oslo(next, JOB_MINUTES));
}

static bool is_near(struct date until, struct date today) {
    struct days before = warnings();
    for (unsigned i = 0; i < before.n; i++)
        if (until.days - today.days <= before.v[i]) return true;
    return false;
}

static bool is_long_today(struct date from, struct date today) {
    struct days after = long_after();
    for (unsigned i = 0; i < after.n; i++)
        if (date_add_days(from, after.v[i]).days == today.days) return true;
    return false;
}

/* Reminds the unit that found the place, and the one that has the responsibility of what has become long. */
void night_due_job(struct db *db, int64_t subject, struct instant now) {
    struct night_stay_get_row stay;
    struct date today = instant_oslo_date(now);
    if (!night_stay_get(db, (struct night_stay_id){subject}, &stay) || !date_is_none(stay.ended_on)) return;
    if (stay.until_date.days < today.days) {
        work_task_done(db, stay.case_id, TASK_KIND_EMERGENCY_ENDING, subject);
        work_task_add(db, stay.case_id, stay.unit_id, TASK_KIND_FIND_EMERGENCY_PLACE, subject, stay.until_date);
    } else if (is_near(stay.until_date, today)) {
        work_task_add(db, stay.case_id, stay.unit_id, TASK_KIND_EMERGENCY_ENDING, subject, stay.until_date);
    }
    if (is_long_today(stay.from_date, today))
        work_task_add(db, stay.case_id, stay.holder_unit, TASK_KIND_EMERGENCY_LONG, subject,
                      law_add_working_days(law_current(), today, LONG_TASK_DAYS));
    night_watch(db, stay.id, stay.from_date, stay.until_date);
    audit_add(db, "night_watched", "night_stay", subject, NULL);
}

/* ── reading ──────────────────────────────────────────────────────────── */

bool night_stay_now(struct db *db, struct case_id id, struct night_stay *ret_stay) {
    struct night_stay_running_row row;
    if (!night_stay_running(db, id, &row)) return false;
    *ret_stay = (struct night_stay){.id = row.id,
                                    .need = row.need_id,
                                    .case_ = row.case_id,
                                    .person = row.person_id,
                                    .unit = row.unit_id,
                                    .holder = row.holder_unit,
                                    .from = row.from_date,
                                    .until = row.until_date,
                                    .children = row.children,
                                    .seq = row.seq,
                                    .has_place = row.has_place,
                                    .part = row.part_id};
    return true;
}

bool night_stay_is_ours(const struct night_stay *stay, struct unit_id unit) { return unit.v == stay->unit.v || unit.v == stay->holder.v; }

static int running(struct db *db, struct case_id id, struct night_stay *ret_stay) {
    if (!night_stay_now(db, id, ret_stay)) return NIGHT_NO_STAY;
    return night_stay_is_ours(ret_stay, night_actor_unit(db)) ? NIGHT_DONE : NIGHT_NOT_YOURS;
}

/* ── longer ───────────────────────────────────────────────────────────── */

int night_extend_check(struct db *db, struct case_id id, struct date until) {
    struct night_stay stay;
    int fault = running(db, id, &stay);
    if (fault) return fault;
    if (stay.unit.v != night_actor_unit(db).v) return NIGHT_NOT_YOURS; /* who found the place answers for how long */
    if (until.days <= stay.until.days || until.days < night_today(db).days) return NIGHT_NOT_LONGER;
    return until.days > night_today(db).days + LONGEST_DAYS ? NIGHT_UNTIL_TOO_FAR : NIGHT_DONE;
}

static void lasts(struct db *db, const struct night_stay *stay, struct date until, enum night_told told, struct decision_part_id part) {
    night_term_insert(db, stay->id, stay->seq + 1, until, told, part, db_now(db), night_actor(db));
    work_task_done(db, stay->case_, TASK_KIND_EMERGENCY_ENDING, stay->id.v);
    if (stay->has_place) work_task_done(db, stay->case_, TASK_KIND_FIND_EMERGENCY_PLACE, stay->id.v);
    night_watch(db, stay->id, stay->from, until);
    work_event(db, stay->case_, CASE_EVENT_KIND_EMERGENCY_EXTENDED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "night_extended", "night_stay", stay->id.v, NULL);
}

void night_follow_decision(struct db *db, struct case_id id, const struct part *part) {
    struct night_stay stay;
    if (part->kind != PART_KIND_MIDLERTIDIG || date_is_none(part->until) || !night_stay_now(db, id, &stay)) return;
    if (part->until.days > stay.until.days) lasts(db, &stay, part->until, NIGHT_TOLD_IN_LETTER, part->id);
}

int night_extend(struct db *db, struct case_id id, struct date until, enum night_told told, struct decision_part_id part) {
    struct night_stay stay;
    int fault = night_extend_check(db, id, until);
    if (fault) return fault;
    if (!night_stay_now(db, id, &stay)) return NIGHT_NO_STAY;
    lasts(db, &stay, until, told, part);
    night_to_write(db, id, stay.need, part);
    return NIGHT_DONE;
}

/* ── somewhere else ───────────────────────────────────────────────────── */

static int move_check(const struct night_stay *stay, const struct night_move *move) {
    bool excluded = move->why == PLACE_WHY_EXCLUDED;
    if (excluded && text_empty(move->they_say)) return NIGHT_THEIR_SIDE_MISSING;
    if (excluded && text_empty(move->she_says)) return NIGHT_HER_SIDE_MISSING;
    bool none_yet = excluded && !move->where.kind && text_empty(move->where.place);
    return none_yet ? NIGHT_DONE : night_where_check(&move->where, stay->children);
}

int night_move(struct db *db, const struct access *access, struct case_id id, const struct night_move *move) {
    struct night_stay stay;
    int fault = running(db, id, &stay);
    if (!fault) fault = move_check(&stay, move);
    if (fault) return fault;
    if (!access || !access_covers(access, ZONE_SOCIAL)) return NIGHT_NO_ACCESS;
    bool excluded = move->why == PLACE_WHY_EXCLUDED, found = !text_empty(move->where.place);
    night_place_insert(db, access, stay.id, id, stay.person, move->from, move->why, found ? move->where.kind : 0,
                       found ? move->where.place : NULL, found ? move->where.registered : (struct temporary_place_id){0},
                       maybe_number(found ? move->where.number : 0), stay.children, text_empty(move->where.shared_why) ? NULL : move->where.shared_why,
                       excluded ? move->they_say : NULL, excluded ? move->she_says : NULL, db_now(db), night_actor(db));
    night_stay_place(db, stay.id, found);
    if (found && stay.until.days >= night_today(db).days) work_task_done(db, id, TASK_KIND_FIND_EMERGENCY_PLACE, stay.id.v);
    if (!found) work_task_add(db, id, stay.unit, TASK_KIND_FIND_EMERGENCY_PLACE, stay.id.v, night_today(db));
    work_event(db, id, excluded ? CASE_EVENT_KIND_EMERGENCY_EXCLUDED : CASE_EVENT_KIND_EMERGENCY_MOVED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "night_moved", "night_stay", stay.id.v, place_why_code(move->why));
    return NIGHT_DONE;
}

/* ── over ─────────────────────────────────────────────────────────────── */

static int finish(struct db *db, const struct night_stay *stay, struct date ended_on, enum stay_end how) {
    struct case_id id = stay->case_;
    if (night_stay_end(db, stay->id, ended_on, how, db_now(db), night_actor(db)) != 1) return NIGHT_NO_STAY;
    job_cancel(db, JOB_NIGHT_DUE, stay->id.v);
    static const enum task_kind kinds[] = {TASK_KIND_EMERGENCY_ENDING, TASK_KIND_FIND_EMERGENCY_PLACE, TASK_KIND_EMERGENCY_LONG};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) work_tasks_done(db, id, kinds[i]);
    secrecy_involve_until(db, id, stay->unit, INVOLVEMENT_EMERGENCY, date_add_days(night_today(db), NIGHT_SIGHT_DAYS));
    work_event(db, id, CASE_EVENT_KIND_EMERGENCY_ENDED, ZONE_SPINE, (struct unit_id){0});
    audit_add(db, "night_ended", "night_stay", stay->id.v, stay_end_code(how));
    return NIGHT_DONE;
}

int night_end(struct db *db, struct case_id id, struct date ended_on, enum stay_end how) {
    struct night_stay stay;
    int fault = running(db, id, &stay);
    if (fault) return fault;
    if (ended_on.days < stay.from.days) return NIGHT_END_BEFORE_START;
    if (ended_on.days > night_today(db).days) return NIGHT_END_IN_FUTURE;
    return finish(db, &stay, ended_on, how);
}

void night_end_with_keys(struct db *db, struct case_id id, struct date on) {
    struct night_stay stay;
    if (night_stay_now(db, id, &stay)) finish(db, &stay, on.days < stay.from.days ? night_today(db) : on, STAY_END_OWN_HOME);
}

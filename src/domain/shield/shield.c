/* The rules of naming, hiding and being too close. Knows nothing of pages, and nothing of what units may read. */
#include "domain/shield/shield.h"

#include "platform/audit/audit.h"
#include "shield_sql.h"
#include "texts.h"

enum { MONTHS_MOST = 12, FIRST_MONTHS = 3 };

struct shield_fault_text shield_fault_text(int fault) {
    static const struct {
        int fault;
        struct shield_fault_text text;
    } texts[] = {
#define X(name, field, key) {SHIELD_##name, {field, T_##key}},
        SHIELD_FAULTS(X)
#undef X
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (texts[i].fault == fault) return texts[i].text;
    return (struct shield_fault_text){0};
}

static struct staff_id actor_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }
static struct unit_id actor_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static struct date today_of(struct db *db) { return instant_oslo_date(db_now(db)); }

/* ── what a worker is to a case ───────────────────────────────────────── */

struct shield_standing shield_standing(struct db *db, struct staff_id staff, const struct case_brief *brief, struct date today) {
    struct shield_standing standing = {0};
    struct bar_between_row bar;
    struct shield_of_row shield;
    if (!staff.v) return standing;
    standing.barred = bar_between(db, staff, brief->person, &bar);
    standing.hidden = shield_of(db, brief->person, &shield);
    struct grants_of_staff_rows grants = grants_of_staff(db, brief->id, staff, today);
    for (size_t i = 0; i < grants.n; i++) {
        if (grants.v[i].what == GRANT_WHAT_PERSON) standing.hidden = false;
        if (grants.v[i].what == GRANT_WHAT_PLACE) standing.place = true;
        if (grants.v[i].what == GRANT_WHAT_RESTRICTED) standing.restricted = true;
    }
    return standing;
}

bool shield_shows_place(struct request *rq, struct case_id id) {
    struct case_brief brief;
    struct person_spine person;
    if (!rq->session || !work_case(rq->db, id, &brief) || !person_spine(rq->db, brief.person, &person)) return false;
    if (person.grade == ADDRESS_GRADE_OPEN) return true;
    struct shield_standing standing = shield_standing(rq->db, rq->session->staff, &brief, rq->today);
    return standing.place && !shield_closed(&standing);
}

const char *shield_address(struct request *rq, struct case_id id) {
    struct case_brief brief;
    return shield_shows_place(rq, id) && work_case(rq->db, id, &brief) ? person_graded_address(rq->db, brief.person) : NULL;
}

/* ── naming ───────────────────────────────────────────────────────────── */

/* Only the unit that answers for the whole decides who comes near. */
static int case_we_hold(struct db *db, struct case_id id, struct case_brief *ret_brief) {
    if (!work_case(db, id, ret_brief)) return SHIELD_NOT_FOUND;
    if (ret_brief->state == CASE_STATE_CLOSED) return SHIELD_CASE_CLOSED;
    return ret_brief->holder_unit.v == actor_unit(db).v ? SHIELD_DONE : SHIELD_NOT_HOLDER;
}

static bool works_in(struct db *db, struct staff_id staff, struct unit_id unit) {
    struct options options = organisation_staff_options(db, unit, today_of(db));
    const char *wanted = arena_printf(db_arena(db), "%lld", (long long)staff.v);
    for (size_t i = 0; i < options.n; i++)
        if (text_equal(options.v[i].value, wanted)) return true;
    return false;
}

static int check_naming(struct db *db, const struct case_brief *brief, const struct shield_naming *naming) {
    struct date today = today_of(db);
    struct bar_between_row bar;
    if (!naming->staff.v || !works_in(db, naming->staff, naming->unit)) return SHIELD_STAFF_UNKNOWN;
    if (bar_between(db, naming->staff, brief->person, &bar)) return SHIELD_STAFF_BARRED;
    if (text_empty(naming->reason)) return SHIELD_REASON_MISSING;
    if (date_is_none(naming->until) || naming->until.days < today.days) return SHIELD_UNTIL_PAST;
    return naming->until.days > date_add_months(today, MONTHS_MOST).days ? SHIELD_UNTIL_FAR : SHIELD_DONE;
}

static void put_name(struct db *db, const struct case_brief *brief, const struct shield_naming *naming) {
    grant_replace(db, brief->id, naming->staff, naming->what, db_now(db), actor_staff(db));
    struct named_grant_id grant = grant_insert(db, brief->id, brief->person, naming->staff, naming->what, naming->reason, db_now(db),
                                               naming->until, actor_staff(db), actor_unit(db));
    audit_add(db, "worker_named", "named_grant", grant.v, grant_what_code(naming->what));
}

int shield_name(struct db *db, struct case_id id, const struct shield_naming *naming) {
    struct case_brief brief;
    int fault = case_we_hold(db, id, &brief);
    if (!fault) fault = check_naming(db, &brief, naming);
    if (!fault) put_name(db, &brief, naming);
    return fault;
}

static bool last_named(struct db *db, const struct case_brief *brief, struct named_grant_id grant) {
    struct shield_of_row shield;
    if (!shield_of(db, brief->person, &shield)) return false;
    struct grants_of_case_rows rows = grants_of_case(db, brief->id);
    bool is_person = false, others = false;
    for (size_t i = 0; i < rows.n; i++) {
        if (rows.v[i].what != GRANT_WHAT_PERSON || !instant_is_none(rows.v[i].ended_at)) continue;
        if (rows.v[i].id.v == grant.v) is_person = true;
        else others |= rows.v[i].until.days >= today_of(db).days;
    }
    return is_person && !others;
}

int shield_end_naming(struct db *db, struct case_id id, struct named_grant_id grant) {
    struct case_brief brief;
    int fault = case_we_hold(db, id, &brief);
    if (fault) return fault;
    if (last_named(db, &brief, grant)) return SHIELD_LAST_ONE;
    return grant_end(db, id, grant, db_now(db), actor_staff(db)) == 1 ? SHIELD_DONE : SHIELD_NOT_FOUND;
}

/* ── hiding ───────────────────────────────────────────────────────────── */

int shield_hide(struct db *db, struct case_id id, enum hidden_because because) {
    struct case_brief brief;
    struct shield_of_row shield;
    struct bar_between_row bar;
    int fault = case_we_hold(db, id, &brief);
    if (fault) return fault;
    if (shield_of(db, brief.person, &shield)) return SHIELD_HIDDEN_ALREADY;
    if (bar_between(db, actor_staff(db), brief.person, &bar)) return SHIELD_STAFF_BARRED;
    shield_insert(db, brief.person, because, db_now(db), actor_staff(db));
    person_hide(db, brief.person);
    struct shield_naming first = {.staff = actor_staff(db),
                                  .what = GRANT_WHAT_PERSON,
                                  .until = date_add_months(today_of(db), FIRST_MONTHS),
                                  .reason = hidden_because_code(because)};
    put_name(db, &brief, &first);
    first.staff = brief.holder_staff;
    if (first.staff.v && first.staff.v != actor_staff(db).v && !bar_between(db, first.staff, brief.person, &bar))
        put_name(db, &brief, &first);
    return SHIELD_DONE;
}

int shield_show(struct db *db, struct case_id id) {
    struct case_brief brief;
    int fault = case_we_hold(db, id, &brief);
    if (fault) return fault;
    if (shield_lift(db, brief.person, db_now(db), actor_staff(db)) != 1) return SHIELD_NOT_HIDDEN;
    person_show(db, brief.person);
    return SHIELD_DONE;
}

/* ── too close ────────────────────────────────────────────────────────── */

int shield_tell_id(struct db *db, const char *national_id, enum staff_tie tie) {
    if (!national_id || !national_id_valid(national_id, NULL)) return SHIELD_ID_WRONG;
    bar_insert(db, actor_staff(db), (struct person_id){0}, person_national_hash(db, national_id), tie, db_now(db), actor_staff(db));
    return SHIELD_DONE;
}

int shield_tell_case(struct db *db, struct case_id id, enum staff_tie tie) {
    struct case_brief brief;
    if (!work_case(db, id, &brief)) return SHIELD_NOT_FOUND;
    bar_insert(db, actor_staff(db), brief.person, (struct blob){0}, tie, db_now(db), actor_staff(db));
    return SHIELD_DONE;
}

bool shield_lift_tie(struct db *db, struct staff_bar_id bar) { return bar_end(db, bar, actor_unit(db), actor_staff(db), db_now(db)) == 1; }

/* The rules of a breach: its clock, who must be told, and when it may be closed. No page. */
#include "domain/breach/breach.h"
#include "breach_sql.h"
#include "domain/notify/notify.h"
#include "platform/audit/audit.h"
#include "texts.h"

enum { DUE_MS = 72 * 3600 * 1000 };

struct breach_fault_text breach_fault_text(int fault) {
    switch ((enum breach_fault)fault) {
#define X(name, form_field, key) \
    case BREACH_##name: return (struct breach_fault_text){form_field, T_##key};
        BREACH_FAULTS(X)
#undef X
    case BREACH_FINE:
    case BREACH_FAULT_FIRST: break;
    }
    return (struct breach_fault_text){NULL, 0};
}

static struct staff_id actor_of(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

/* An open one, or why not. */
static int open_one(struct db *db, struct breach_id breach, struct breach_get_row *ret) {
    if (!breach_get(db, breach, ret)) return BREACH_NOT_FOUND;
    return ret->state == BREACH_STATE_OPEN ? BREACH_FINE : BREACH_MOVED;
}

static int changed_one(int64_t rows) { return rows == 1 ? BREACH_FINE : BREACH_MOVED; }

int breach_report(struct db *db, const struct breach_new *new, struct breach_id *ret_breach) {
    struct instant now = db_now(db);
    if (new->known_at.ms > now.ms) return BREACH_NOT_YET;
    if (!date_is_none(new->happened_on) && new->happened_on.days > instant_oslo_date(new->known_at).days) return BREACH_HAPPENED_AFTER;
    *ret_breach = breach_insert(db, new->kind, new->what, new->happened_on, new->known_at, (struct instant){new->known_at.ms + DUE_MS}, new->unit, new->finding,
                                now, actor_of(db));
    audit_add(db, "breach_reported", "breach", ret_breach->v, breach_kind_code(new->kind));
    struct breach_officers_rows officers = breach_officers(db, instant_oslo_date(now));
    for (size_t i = 0; i < officers.n; i++) notify_staff(db, officers.v[i].staff_id);
    return BREACH_FINE;
}

int breach_assess(struct db *db, struct breach_id breach, enum breach_risk risk, const char *reason, int64_t persons) {
    struct breach_get_row row;
    int fault = open_one(db, breach, &row);
    if (fault) return fault;
    audit_add(db, "breach_risk_set", "breach", breach.v, breach_risk_code(risk));
    return changed_one(breach_assess_set(db, breach, risk, reason, persons, db_now(db), actor_of(db)));
}

int breach_authority(struct db *db, struct breach_id breach, struct instant at, const char *reference, const char *late_reason) {
    struct breach_get_row row;
    int fault = open_one(db, breach, &row);
    if (fault) return fault;
    if (at.ms < row.known_at.ms || at.ms > db_now(db).ms) return BREACH_SENT_WRONG;
    bool late = at.ms > row.due_at.ms;
    if (late && (!late_reason || !*late_reason)) return BREACH_LATE_REASON;
    audit_add(db, "breach_authority_set", "breach", breach.v, late ? "late" : "in_time");
    return changed_one(breach_authority_set(db, breach, at, reference, late ? late_reason : NULL));
}

int breach_affect(struct db *db, struct breach_id breach, const char *case_number) {
    struct breach_get_row row;
    struct breach_case_numbered_row found;
    int fault = open_one(db, breach, &row);
    if (fault) return fault;
    if (!breach_case_numbered(db, case_number, &found)) return BREACH_NO_CASE;
    breach_case_add(db, breach, found.id, db_now(db), actor_of(db)); /* twice is once */
    return BREACH_FINE;
}

int breach_tell(struct db *db, struct breach_id breach, struct breach_case_id row, struct date on, enum breach_told how) {
    struct breach_get_row is;
    int fault = open_one(db, breach, &is);
    if (fault) return fault;
    if (on.days > instant_oslo_date(db_now(db)).days || on.days < instant_oslo_date(is.known_at).days) return BREACH_TOLD_WRONG;
    return changed_one(breach_told_set(db, row, breach, on, how, actor_of(db)));
}

int breach_measure(struct db *db, struct breach_id breach, const char *what) {
    struct breach_get_row row;
    int fault = open_one(db, breach, &row);
    if (fault) return fault;
    breach_measure_add(db, breach, what, db_now(db), actor_of(db));
    return BREACH_FINE;
}

int breach_end(struct db *db, struct breach_id breach, const char *lesson, const char *not_told) {
    struct breach_get_row row;
    struct breach_untold_row told = {0};
    int fault = open_one(db, breach, &row);
    if (fault) return fault;
    if (!row.risk) return BREACH_NOT_ASSESSED;
    if (row.risk != BREACH_RISK_UNLIKELY && instant_is_none(row.authority_at)) return BREACH_NOT_SENT;
    if (breach_measures_of(db, breach).n == 0) return BREACH_NO_MEASURE;
    breach_untold(db, breach, &told);
    bool said = not_told && *not_told;
    if (row.risk == BREACH_RISK_HIGH && (told.n == 0 || told.untold) && !said) return BREACH_NOT_TOLD;
    return changed_one(breach_close_set(db, breach, lesson, said ? not_told : NULL, db_now(db), actor_of(db)));
}

int64_t breach_count_open(struct request *rq) {
    struct breach_count_row row;
    return breach_count(rq->db, BREACH_STATE_OPEN, &row) ? row.n : 0;
}

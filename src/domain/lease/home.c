/* While she lives there: a new rent, and the landlord's look at the dwelling. Neither has anything to do with how she lives. (HLL-6, HLL-8, R-164) */
#include "domain/lease/internal.h"

#include "lease_sql.h"
#include "platform/audit/audit.h"

enum { INDEX_MONTHS = 12, INDEX_TOLD_MONTHS = 1, MARKET_MONTHS = 30, MARKET_TOLD_MONTHS = 6, INSPECTION_DAYS = 3 };

/* ── rent ─────────────────────────────────────────────────────────────── */

int64_t lease_rent_on(struct db *db, const struct lease_brief *lease, struct date day) {
    struct lease_rents_of_rows rows = lease_rents_of(db, lease->id);
    for (size_t i = 0; i < rows.n; i++)
        if (rows.v[i].from_date.days <= day.days) return rows.v[i].new_rent;
    return lease->rent;
}

static int rent_wrong(struct db *db, const struct lease_brief *lease, const struct lease_rent_new *change, int64_t old_rent) {
    struct lease_rents_of_rows rows = lease_rents_of(db, lease->id);
    struct date last = rows.n ? rows.v[0].from_date : lease->from;
    bool index = change->kind == RENT_CHANGE_KIND_INDEX;
    if (change->told_on.days > lease_today(db).days) return LEASE_TOLD_LATE;
    if (date_add_months(change->told_on, index ? INDEX_TOLD_MONTHS : MARKET_TOLD_MONTHS).days > change->from.days) return LEASE_TOLD_LATE;
    if (date_add_months(last, index ? INDEX_MONTHS : MARKET_MONTHS).days > change->from.days) return LEASE_TOO_SOON;
    if (change->rent <= 0) return LEASE_TOO_MUCH;
    if (index && (change->kpi_from <= 0 || change->kpi_to <= 0 || change->rent * change->kpi_from > old_rent * change->kpi_to))
        return LEASE_TOO_MUCH;
    return LEASE_DONE;
}

int lease_rent_change(struct db *db, const struct access *access, struct lease_id id, const struct lease_rent_new *change) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (!access || !access_covers(access, ZONE_TENANCY)) return LEASE_NO_ACCESS;
    if (!lease_runs(lease.state)) return LEASE_WRONG_STATE;
    int64_t old_rent = lease_rent_on(db, &lease, date_add_days(change->from, -1));
    if ((fault = rent_wrong(db, &lease, change, old_rent)) != 0) return fault;
    bool index = change->kind == RENT_CHANGE_KIND_INDEX;
    lease_rent_insert(db, id, change->kind, change->told_on, change->from, old_rent, change->rent,
                      (struct maybe_int){.has = index, .v = change->kpi_from}, (struct maybe_int){.has = index, .v = change->kpi_to},
                      db_now(db), lease_actor(db));
    audit_add(db, "lease_rent_changed", "lease", id.v, rent_change_kind_code(change->kind));
    return lease_write_letter(
        db, access, &lease, LEASE_LETTER_KIND_RENT_CHANGE,
        &(struct lease_letter_facts){.date = change->from, .date2 = DATE_NONE, .minute = -1, .amount = change->rent, .amount2 = old_rent});
}

/* ── the landlord looks at the dwelling ───────────────────────────────── */

int lease_inspect(struct db *db, const struct access *access, struct lease_id id, const struct lease_visit *visit) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (!access || !access_covers(access, ZONE_TENANCY)) return LEASE_NO_ACCESS;
    if (!lease_runs(lease.state)) return LEASE_WRONG_STATE;
    if (visit->told_on.days > lease_today(db).days) return LEASE_INSPECTION_TOLD;
    int days = visit->reason == INSPECTION_REASON_DAMAGE ? 0 : INSPECTION_DAYS;
    if (visit->on_date.days < visit->told_on.days + days || visit->on_date.days < lease_today(db).days) return LEASE_INSPECTION_SOON;
    struct lease_inspection_id inspection =
        lease_inspection_insert(db, id, visit->reason, visit->told_on, visit->on_date, visit->from_minute, db_now(db), lease_actor(db));
    work_task_add(db, lease.case_, lease.unit, TASK_KIND_INSPECT_HOME, inspection.v, visit->on_date);
    audit_add(db, "lease_inspection_told", "lease", id.v, inspection_reason_code(visit->reason));
    return lease_write_letter(db, access, &lease, LEASE_LETTER_KIND_INSPECTION,
                              &(struct lease_letter_facts){.date = visit->on_date, .date2 = DATE_NONE, .minute = visit->from_minute});
}

int lease_inspected(struct db *db, const struct access *access, struct lease_id id, const struct lease_seen *seen) {
    struct lease_brief lease;
    int fault = lease_ours(db, id, &lease);
    if (fault) return fault;
    if (!access || !access_covers(access, ZONE_TENANCY)) return LEASE_NO_ACCESS;
    bool held = seen->state == INSPECTION_STATE_HELD;
    if (seen->state == INSPECTION_STATE_PLANNED) return LEASE_WRONG_STATE;
    if (held != (seen->found != 0)) return LEASE_FOUND_MISSING;
    if (lease_words_stray(db_arena(db), seen->words)) return LEASE_INSPECTION_WORDS;
    if (lease_inspection_set(db, id, seen->inspection, seen->state, seen->found) != 1) return LEASE_WRONG_STATE;
    if (held && !text_empty(seen->words))
        lease_word_insert(db, access, id, lease.case_, lease.person, LEASE_WORD_INSPECTION, seen->inspection.v, seen->words, db_now(db),
                          lease_actor(db));
    work_task_done(db, lease.case_, TASK_KIND_INSPECT_HOME, seen->inspection.v);
    audit_add(db, "lease_inspected", "lease", id.v, inspection_state_code(seen->state));
    return LEASE_DONE;
}

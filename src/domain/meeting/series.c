/* Series from the profile, and the dates they meet on. */
#include "domain/law/law.h"
#include "domain/meeting/internal.h"
#include "platform/audit/audit.h"

/* Read once at start, as the profile is; nothing else is kept between requests. */
static enum meeting_kind kind_of(enum series_kind kind) {
    switch (kind) {
    case SERIES_ALLOCATION: return MEETING_KIND_ALLOCATION;
    case SERIES_INTAKE: return MEETING_KIND_INTAKE;
    case SERIES_WORKING_GROUP: return MEETING_KIND_WORKING_GROUP;
    case SERIES_RESOURCE_GROUP: return MEETING_KIND_RESOURCE_GROUP;
    case SERIES_RESPONSIBILITY_GROUP: return MEETING_KIND_RESPONSIBILITY_GROUP;
    case SERIES_USER_COUNCIL: return MEETING_KIND_USER_COUNCIL;
    case SERIES_STEERING: return MEETING_KIND_STEERING;
    case SERIES_COORDINATION: return MEETING_KIND_COORDINATION;
    case SERIES_NEEDS: return MEETING_KIND_NEEDS;
    case SERIES_CONTACT: return MEETING_KIND_CONTACT;
    case SERIES_PROFESSIONAL:
    case SERIES_UNKNOWN: break;
    }
    return MEETING_KIND_PROFESSIONAL;
}

static enum meeting_quorum quorum_of(enum series_quorum quorum) {
    switch (quorum) {
    case QUORUM_ALL: return MEETING_QUORUM_ALL;
    case QUORUM_MAJORITY: return MEETING_QUORUM_MAJORITY;
    case QUORUM_ALL_FOR_COMPLEX: return MEETING_QUORUM_ALL_FOR_COMPLEX;
    case QUORUM_NOT_STATED: break;
    }
    return MEETING_QUORUM_NOT_STATED;
}

static enum meeting_decides decides_of(enum series_decides decides) {
    switch (decides) {
    case DECIDES_CONSENSUS: return MEETING_DECIDES_CONSENSUS;
    case DECIDES_TIE_BREAK: return MEETING_DECIDES_TIE_BREAK;
    case DECIDES_ADVISES: return MEETING_DECIDES_ADVISES;
    case DECIDES_NOT_STATED: break;
    }
    return MEETING_DECIDES_NOT_STATED;
}

/* Who decides when the series names nobody: who decides such things in this municipality anyway. A series that seeks agreement has nobody. */
static const char *decider_of(const struct profile *profile, const struct profile_series *series) {
    if (series->tie_break) return series->tie_break;
    if (series->decides != DECIDES_NOT_STATED) return NULL;
    if (series->kind == SERIES_ALLOCATION) return profile->allocation.tie_break ? profile->allocation.tie_break : profile->allocation.decided_by;
    return series->kind == SERIES_INTAKE ? profile->decision.services_by : NULL;
}

static const char *chair_of(const struct profile *profile, const struct profile_series *series) {
    if (series->chair) return series->chair;
    if (series->presented_by) return series->presented_by;
    if (series->tie_break) return series->tie_break;
    if (series->members_count) return series->members[0];
    return series->per_person ? profile->responsibility.coordinator_unit : profile->responsibility.disputes_unit;
}

static void units_sync(struct db *db, struct meeting_series_id id, const char *const *codes, unsigned n, enum meeting_part part) {
    for (unsigned i = 0; i < n; i++) {
        struct unit_id unit = organisation_unit_by_code(db, codes[i]);
        if (unit.v) series_unit_add(db, id, unit, part);
    }
}

static void one_sync(struct db *db, const struct profile *profile, const struct profile_series *series) {
    const char *decider = decider_of(profile, series);
    struct unit_id chair = organisation_unit_by_code(db, chair_of(profile, series));
    if (!chair.v) return; /* a unit that is planned only leads nothing yet */
    series_upsert(db, series->code, series->name.nb, series->name.nn, kind_of(series->kind), series->per_person, series->individual_cases,
                  quorum_of(series->quorum), decides_of(series->decides), decider ? organisation_unit_by_code(db, decider) : (struct unit_id){0}, chair,
                  series->slots);
    struct series_by_code_row row;
    if (!series_by_code(db, series->code, &row)) return;
    units_sync(db, row.id, series->members, series->members_count, MEETING_PART_MEMBER);
    units_sync(db, row.id, series->optional_members, series->optional_members_count, MEETING_PART_OPTIONAL);
    units_sync(db, row.id, series->viewers, series->viewers_count, MEETING_PART_VIEWER);
    units_sync(db, row.id, series->informed, series->informed_count, MEETING_PART_INFORMED);
}

void meeting_sync(struct db *db, const struct profile *profile) {
    series_stop_all(db);
    series_unit_clear(db);
    for (unsigned i = 0; i < profile->series_count; i++) one_sync(db, profile, &profile->series[i]);
    meeting_unit_clear(db);
    meeting_unit_fill(db);
}

const struct profile_series *series_profile(const char *code) { return profile_series(organisation_profile(), code); }

struct meeting_series_id meeting_series_by_code(struct db *db, const char *code) {
    struct series_by_code_row row;
    return series_by_code(db, code, &row) ? row.id : (struct meeting_series_id){0};
}

struct meeting_series_id meeting_series_of_kind(struct db *db, enum meeting_kind kind) {
    struct series_of_kind_row row;
    return series_of_kind(db, kind, &row) ? row.id : (struct meeting_series_id){0};
}

int series_takes(const struct series_get_row *series, enum agenda_item_kind kind) {
    const struct profile_series *profile = series_profile(series->code);
    switch (kind) {
    case AGENDA_ITEM_KIND_INDIVIDUAL:
    case AGENDA_ITEM_KIND_DECLINES_ALL:
    case AGENDA_ITEM_KIND_HOUSING_APPLICATION:
    case AGENDA_ITEM_KIND_SERVICES: return series->individual_cases ? MEETING_DONE : MEETING_NO_SINGLE_CASES;
    case AGENDA_ITEM_KIND_VACANCY: return series->kind == MEETING_KIND_ALLOCATION ? MEETING_DONE : MEETING_KIND_NOT_HERE;
    case AGENDA_ITEM_KIND_CONSULTATION:
    case AGENDA_ITEM_KIND_POLITICAL_CASE: return profile && profile->extended_mandate ? MEETING_DONE : MEETING_KIND_NOT_HERE;
    case AGENDA_ITEM_KIND_ISSUE: return MEETING_DONE;
    case AGENDA_ITEM_KIND_GROUP: return series->per_person ? MEETING_DONE : MEETING_KIND_NOT_HERE;
    }
    return MEETING_KIND_NOT_HERE;
}

/* The law a meeting of this kind mostly decides under. */
static enum delegated_law law_of(enum meeting_kind kind) { return kind == MEETING_KIND_INTAKE ? DELEGATED_LAW_HOL : DELEGATED_LAW_BSL; }

struct meeting_decider meeting_decider_of(struct db *db, const struct meeting_brief *meeting) {
    const struct profile *profile = organisation_profile();
    struct meeting_decider decider = {.unit = meeting->decider};
    for (unsigned i = 0; decider.unit.v && i < profile->delegations_count; i++) {
        const struct profile_delegation *rule = &profile->delegations[i];
        if (rule->law == law_of(meeting->kind) && organisation_unit_by_code(db, rule->unit).v == decider.unit.v) decider.reference = rule->reference;
    }
    return decider;
}

/* ── one meeting ──────────────────────────────────────────────────────── */

bool meeting_read(struct db *db, struct meeting_id id, enum lang lang, struct meeting_brief *ret_meeting) {
    struct meeting_get_row row;
    if (!meeting_get(db, id, &row)) return false;
    *ret_meeting = (struct meeting_brief){
        .id = row.id,
        .series = row.series_id,
        .code = row.code,
        .name = lang == LANG_NN ? row.name_nn : row.name_nb,
        .kind = row.kind,
        .quorum = row.quorum,
        .decides = row.decides,
        .decider = row.decider_unit,
        .chair_unit = row.chair_unit,
        .case_ = row.case_id,
        .state = row.state,
        .extra = row.extra,
        .individual_cases = row.individual_cases,
        .per_person = row.per_person,
        .on_date = row.on_date,
        .from_minute = (int)row.from_minute,
        .to_minute = (int)row.to_minute,
        .slots = (int)row.slots,
        .place = row.place,
        .chair = row.chair_id,
        .secretary = row.secretary_id,
        .opened_at = row.opened_at,
        .closed_at = row.closed_at,
        .version = row.version,
    };
    return true;
}

bool meeting_next(struct db *db, struct meeting_series_id series, struct date from, struct meeting_id *ret_meeting) {
    struct meeting_next_of_row row;
    if (!meeting_next_of(db, series, from, &row)) return false;
    *ret_meeting = row.id;
    return true;
}

int meeting_plan(struct db *db, const struct meeting_new *meeting, struct meeting_id *ret_meeting) {
    struct series_get_row series;
    struct meeting_on_day_row same;
    if (!series_get(db, meeting->series, &series) || !series.active || series.per_person != (meeting->case_.v != 0)) return MEETING_NOT_FOUND;
    if (meeting->from_minute >= meeting->to_minute) return MEETING_ENDS_BEFORE;
    if (date_is_none(meeting->on_date) || meeting->on_date.days < instant_oslo_date(db_now(db)).days) return MEETING_PAST;
    if (!law_is_working_day(law_current(), meeting->on_date)) return MEETING_NOT_WORKING_DAY;
    if (!meeting->case_.v && meeting_on_day(db, meeting->series, meeting->on_date, &same)) return MEETING_TAKEN;
    *ret_meeting = meeting_insert(db, meeting->series, meeting->case_, meeting->extra, meeting->on_date, meeting->from_minute, meeting->to_minute, meeting->place,
                                  series.slots, db_now(db));
    if (!meeting->case_.v) {
        meeting_unit_from_series(db, *ret_meeting);
        items_meet(db, meeting->series, *ret_meeting, meeting->on_date);
    }
    meeting_remind_add(db, *ret_meeting, meeting->on_date);
    audit_add(db, "meeting_planned", "meeting", ret_meeting->v, series.code);
    return MEETING_DONE;
}

static struct date next_date_of(struct db *db, const struct meeting_brief *meeting) {
    struct meeting_next_of_row next;
    if (meeting_next_of(db, meeting->series, date_add_days(meeting->on_date, 1), &next)) return next.on_date;
    const struct profile_series *profile = series_profile(meeting->code);
    struct date date = meeting->on_date;
    int every = profile ? profile->every : 0;
    switch (profile ? profile->period : PERIOD_NOT_STATED) {
    case PERIOD_DAYS: date = date_add_days(date, every); break;
    case PERIOD_WEEKS: date = date_add_days(date, 7 * every); break;
    case PERIOD_MONTHS: date = date_add_months(date, every); break;
    case PERIOD_YEARS: date = date_add_months(date, 12 * every); break;
    case PERIOD_NOT_STATED: date = date_add_days(date, 14); break;
    }
    return law_working_day_from(law_current(), date);
}

struct date meeting_day_after_stop(struct db *db, const struct meeting_brief *meeting, bool *ret_extra) {
    enum { EXTRA_DAYS = 2 };
    const struct profile_series *profile = series_profile(meeting->code);
    struct date next = next_date_of(db, meeting);
    *ret_extra = profile && profile->extra_when_needed;
    if (!*ret_extra) return next;
    struct date extra = law_add_working_days(law_current(), meeting->on_date, profile->extra_after_days ? profile->extra_after_days : EXTRA_DAYS);
    *ret_extra = extra.days < next.days;
    return *ret_extra ? extra : next;
}

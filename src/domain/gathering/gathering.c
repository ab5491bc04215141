/* Meeting places: the plan and the number of visitors, by the unit that runs the place. No page; knows no person. */
#include "domain/gathering/gathering.h"

#include "gathering_sql.h"
#include "platform/audit/audit.h"
#include "texts.h"

enum { BACK_DAYS = 31 };

struct place_fault_text place_fault_text(int fault) {
    switch (fault) {
#define X(name, field, key) \
    case PLACE_##name: return (struct place_fault_text){field, T_##key};
        PLACE_FAULTS(X)
#undef X
    }
    return (struct place_fault_text){0};
}

static struct unit_id own_unit(struct db *db) { return (struct unit_id){db_actor(db)->unit}; }
static struct staff_id own_staff(struct db *db) { return (struct staff_id){db_actor(db)->staff}; }

bool place_is(struct db *db, struct unit_id unit) {
    struct unit_brief brief;
    const struct profile_unit *known = organisation_unit(db, unit, LANG_NB, &brief) ? profile_unit(organisation_profile(), brief.code) : NULL;
    return known && known->does & PROFILE_TASK(ACTIVITY);
}

int place_add_activity(struct db *db, enum place_day day, int64_t from_minute, int64_t to_minute, const char *what) {
    if (!place_is(db, own_unit(db))) return PLACE_NOT_A_PLACE;
    if (to_minute <= from_minute) return PLACE_ENDS_BEFORE;
    activity_insert(db, own_unit(db), day, from_minute, to_minute, what, instant_oslo_date(db_now(db)), own_staff(db));
    audit_add(db, "place_activity_planned", "unit", own_unit(db).v, place_day_code(day));
    return PLACE_DONE;
}

int place_end_activity(struct db *db, struct place_activity_id activity) {
    if (activity_end(db, activity, own_unit(db), instant_oslo_date(db_now(db))) != 1) return PLACE_NOT_FOUND;
    audit_add(db, "place_activity_stopped", "unit", own_unit(db).v, NULL);
    return PLACE_DONE;
}

int place_count_visitors(struct db *db, struct date on_date, int64_t visitors) {
    struct date today = instant_oslo_date(db_now(db));
    if (!place_is(db, own_unit(db))) return PLACE_NOT_A_PLACE;
    if (on_date.days > today.days) return PLACE_IN_FUTURE;
    if (on_date.days < today.days - BACK_DAYS) return PLACE_LONG_AGO;
    place_count_insert(db, own_unit(db), on_date, visitors, db_now(db), own_staff(db));
    audit_add(db, "place_visitors_written", "unit", own_unit(db).v, NULL);
    return PLACE_DONE;
}

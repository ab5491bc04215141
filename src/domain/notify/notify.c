/* Writing notices with the change they tell of, and when they are due. */
#include "domain/notify/notify.h"

#include "notify_sql.h"

enum { SOON_MINUTES = 2, HOUR_MS = 60 * 60 * 1000, MORNING_MINUTES = 8 * 60 };

/* Eight in the morning of the next day that is neither Saturday nor Sunday. */
static struct instant next_morning(struct instant now) {
    struct date day = instant_oslo_date(now);
    if (instant_of_oslo(day, MORNING_MINUTES).ms <= now.ms) day = date_add_days(day, 1);
    while (date_weekday(day) == SATURDAY || date_weekday(day) == SUNDAY) day = date_add_days(day, 1);
    return instant_of_oslo(day, MORNING_MINUTES);
}

void notify_staff(struct db *db, struct staff_id staff) {
    struct instant now = db_now(db);
    if (!staff.v || staff.v == db_actor(db)->staff) return;
    notification_to_staff(db, staff, now, (struct instant){now.ms + SOON_MINUTES * MS_PER_MINUTE}, next_morning(now), HOUR_MS);
}

void notify_unit(struct db *db, struct unit_id unit) {
    struct notification_readers_of_unit_rows readers =
        notification_readers_of_unit(db, unit, (struct staff_id){db_actor(db)->staff}, instant_oslo_date(db_now(db)));
    for (size_t i = 0; i < readers.n; i++) notify_staff(db, readers.v[i].staff_id);
}

struct notify_failures notify_failures_read(struct db *db) {
    struct notification_failures_rows rows = notification_failures(db);
    struct notify_failures failures = {arena_array(db_arena(db), rows.n + 1, sizeof *failures.v), rows.n};
    for (size_t i = 0; i < rows.n; i++) failures.v[i] = (struct notify_failure){rows.v[i].name, rows.v[i].receipt ? rows.v[i].receipt : "", rows.v[i].ended_at};
    return failures;
}

/* The day before: who is expected is told that there is something in Felles, never what. (GDPR-5) */
#include "domain/law/law.h"
#include "domain/meeting/internal.h"
#include "domain/notify/notify.h"

enum { REMIND_MINUTE = 8 * 60 };

static struct date day_of(struct date on_date) { return law_add_working_days(law_current(), on_date, -1); }

void meeting_remind_add(struct db *db, struct meeting_id meeting, struct date on_date) {
    struct instant due = instant_of_oslo(day_of(on_date), REMIND_MINUTE);
    if (due.ms > db_now(db).ms) job_add(db, JOB_MEETING_SOON, meeting.v, due);
}

static bool has_seat(const struct seats_of_rows *seats, struct unit_id unit) {
    for (size_t i = 0; i < seats->n; i++)
        if (seats->v[i].unit_id.v == unit.v) return true;
    return false;
}

static void tell_called(struct db *db, const struct meeting_brief *meeting) {
    struct seats_of_rows seats = seats_of(db, meeting->id);
    struct meeting_units_rows units = meeting_units(db, meeting->id);
    for (size_t i = 0; i < seats.n; i++)
        if (seats.v[i].staff_id.v && seats.v[i].presence != SEAT_PRESENCE_AWAY) notify_staff(db, seats.v[i].staff_id);
    for (size_t i = 0; i < units.n; i++)
        if (units.v[i].part == MEETING_PART_MEMBER && !has_seat(&seats, units.v[i].unit_id)) notify_unit(db, units.v[i].unit_id);
    struct meeting_items items = meeting_items_of(db, meeting->id);
    for (size_t i = 0; i < items.n; i++) {
        const struct meeting_hook *hook = meeting_hook_of(items.v[i].kind);
        if (hook->soon) hook->soon(db, &items.v[i], meeting->on_date);
    }
}

void meeting_soon_job(struct db *db, int64_t subject, struct instant now) {
    struct meeting_brief meeting;
    struct date today = instant_oslo_date(now);
    if (!meeting_read(db, (struct meeting_id){subject}, LANG_NB, &meeting) || meeting.on_date.days < today.days) return;
    if (day_of(meeting.on_date).days > today.days) meeting_remind_add(db, meeting.id, meeting.on_date); /* it was moved to a later day */
    else if (meeting.state == MEETING_STATE_PLANNED) notify_unit(db, meeting.chair_unit);
    else if (meeting.state == MEETING_STATE_CALLED) tell_called(db, &meeting);
}
